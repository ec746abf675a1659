//! Paragraphs as readers see them: what stands within another one in the file, such as a footnote in the middle of a sentence, comes behind it.

use std::ops::Range;

use crate::source::layout::Edge;
use crate::source::origin::Pieces;
use crate::source::tie::Tie;
use crate::source::writing::Writing;

/// Paragraphs that lie deeper in one another are one with that around them: a box in a cell in a table in a note is not as deep.
const DEEPEST: usize = 64;

/// A text as it flows from the parts of a file.
pub(in crate::source) struct Flow<'p, 's> {
    pieces: &'p mut Pieces<'s>,
    /// Paragraphs that have begun, the outermost first.
    open: Vec<Paragraph>,
    /// How many have begun within one another beyond those.
    beyond: usize,
    /// What people call the place of what comes.
    place: Box<str>,
    /// The same of what was written last.
    written: Box<str>,
    /// Whether what comes is not shown.
    hidden: bool,
    /// The pieces that are watched, the outermost first.
    watched: Vec<Vec<Piece>>,
    /// Whether the paragraph that was written last goes on in the next one.
    goes_on: bool,
}

/// A piece of text that is watched: where it stands in the source, and what it stands for where that is not what it is.
pub(in crate::source) type Piece = (Range<usize>, Option<Box<str>>);

#[derive(Default)]
struct Paragraph {
    runs: Vec<Run>,
    /// What stands in it.
    inner: Vec<Inner>,
    place: Box<str>,
    /// Whether it goes on in the next one.
    goes_on: bool,
}

/// What comes behind a paragraph.
enum Inner {
    Paragraph(Paragraph),
    /// Something of a table begins or ends.
    Edge(Edge),
    /// A note begins, with its name.
    Note(Box<str>),
    /// It ends.
    EndNote,
}

/// A piece of a paragraph.
pub(in crate::source) enum Run {
    /// As it stands in the source.
    Same(Range<usize>),
    /// A stretch of the source, and what it stands for.
    Meant(Range<usize>, Box<str>),
    /// The mark of a note, by its name.
    Mark(Box<str>),
}

impl<'p, 's> Flow<'p, 's> {
    /// Nothing yet.
    pub(in crate::source) fn into(pieces: &'p mut Pieces<'s>) -> Self {
        Self {
            pieces,
            open: Vec::new(),
            beyond: 0,
            place: Box::default(),
            written: Box::default(),
            hidden: false,
            watched: Vec::new(),
            goes_on: false,
        }
    }

    /// Whether what comes from here on is hidden from readers: text, and what there is of tables.
    pub(in crate::source) fn hide(&mut self, hidden: bool) {
        self.hidden = hidden;
    }

    /// What people call the place of the paragraphs that begin from here on; gives back what it was.
    pub(in crate::source) fn place(&mut self, name: impl Into<Box<str>>) -> Box<str> {
        std::mem::replace(&mut self.place, name.into())
    }

    /// Begins a paragraph.
    pub(in crate::source) fn begin(&mut self) {
        if self.open.len() == DEEPEST {
            self.beyond += 1;
            return;
        }
        self.open.push(Paragraph {
            place: self.place.clone(),
            ..Paragraph::default()
        });
    }

    /// The paragraph that has begun last goes on in the next one.
    pub(in crate::source) fn go_on(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.goes_on = true;
        }
    }

    /// Ends the paragraph that has begun last.
    pub(in crate::source) fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(done) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(outer) => outer.inner.push(Inner::Paragraph(done)),
            None => self.write(done),
        }
    }

    /// Ends a part: nothing goes on in the next one.
    pub(in crate::source) fn end_part(&mut self) {
        self.goes_on = false;
    }

    /// The paragraph that was written last says what is said elsewhere.
    pub(in crate::source) fn repeats(&mut self) {
        let range = self.pieces.paragraph_range();
        self.pieces.repeats(range);
    }

    /// Something of a table begins or ends.
    pub(in crate::source) fn edge(&mut self, edge: Edge) {
        if !self.hidden {
            self.behind(Inner::Edge(edge));
        }
    }

    /// A note begins, with its name.
    pub(in crate::source) fn begin_note(&mut self, name: impl Into<Box<str>>) {
        self.behind(Inner::Note(name.into()));
    }

    /// The note ends that has begun last.
    pub(in crate::source) fn end_note(&mut self) {
        self.behind(Inner::EndNote);
    }

    /// Comes behind the paragraph that is open, or now.
    fn behind(&mut self, inner: Inner) {
        match self.open.last_mut() {
            Some(outer) => outer.inner.push(inner),
            None => self.write_inner(inner),
        }
    }

    fn write_inner(&mut self, inner: Inner) {
        self.goes_on &= matches!(inner, Inner::Paragraph(_));
        match inner {
            Inner::Paragraph(paragraph) => self.write(paragraph),
            Inner::Edge(edge) => self.pieces.edge(edge),
            Inner::Note(name) => self.pieces.begin_note(&name),
            Inner::EndNote => self.pieces.end_note(),
        }
    }

    /// A piece of the paragraph. Text that is in none is nobody's.
    pub(in crate::source) fn run(&mut self, run: Run) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| !self.hidden) {
            if let Some(watched) = self.watched.last_mut() {
                match &run {
                    Run::Same(range) => watched.push((range.clone(), None)),
                    Run::Meant(range, meant) => watched.push((range.clone(), Some(meant.clone()))),
                    Run::Mark(_) => {}
                }
            }
            paragraph.runs.push(run);
        }
    }

    /// Watches the text from here on.
    pub(in crate::source) fn watch(&mut self) {
        self.watched.push(Vec::new());
    }

    /// A line begins in what is watched, behind another one.
    pub(in crate::source) fn watch_line(&mut self) {
        if let Some(watched) = self.watched.last_mut().filter(|all| !all.is_empty()) {
            watched.push((0..0, Some("\n".into())));
        }
    }

    /// The text since it was last begun to be watched, which ends here.
    pub(in crate::source) fn watched(&mut self) -> Vec<Piece> {
        let pieces = self.watched.pop().unwrap_or_default();
        if let Some(outer) = self.watched.last_mut() {
            outer.extend(pieces.iter().cloned());
        }
        pieces
    }

    /// Something else in the source goes by words of it.
    pub(in crate::source) fn tie(&mut self, words: &Range<usize>, tie: Tie) {
        self.pieces.tie(words, tie);
    }

    /// How many pieces the paragraph has.
    pub(in crate::source) fn runs(&self) -> usize {
        self.open.last().map_or(0, |paragraph| paragraph.runs.len())
    }

    /// Takes the pieces behind so many out of the paragraph.
    pub(in crate::source) fn cut(&mut self, at: usize) -> Vec<Run> {
        let Some(paragraph) = self.open.last_mut() else {
            return Vec::new();
        };
        paragraph.runs.split_off(at.min(paragraph.runs.len()))
    }

    /// What stands above the words before it, in parentheses behind them; nothing where it is empty.
    pub(in crate::source) fn above(&mut self, runs: Vec<Run>) {
        if runs.is_empty() {
            return;
        }
        self.meant(0..0, "(");
        for run in runs {
            self.run(run);
        }
        self.meant(0..0, ")");
    }

    /// Text of the paragraph, as it stands in the source.
    pub(in crate::source) fn text(&mut self, range: Range<usize>) {
        self.run(Run::Same(range));
    }

    /// A stretch of the source in the paragraph, and what it stands for.
    pub(in crate::source) fn meant(&mut self, range: Range<usize>, meant: &str) {
        self.run(Run::Meant(range, meant.into()));
    }

    fn write(&mut self, paragraph: Paragraph) {
        if !std::mem::take(&mut self.goes_on) {
            self.pieces.end_paragraph();
        }
        if paragraph.place != self.written && !paragraph.runs.is_empty() {
            self.written.clone_from(&paragraph.place);
            self.pieces.place(paragraph.place);
        }
        for run in paragraph.runs {
            match run {
                Run::Same(range) => self.pieces.keep_flowing(range, Writing::Xml),
                Run::Meant(range, meant) => self.pieces.put_markup(range, &meant),
                Run::Mark(name) => self.pieces.mark_note(&name),
            }
        }
        let has_inner = !paragraph.inner.is_empty();
        self.goes_on = paragraph.goes_on && !has_inner;
        for inner in paragraph.inner {
            self.write_inner(inner);
        }
        if has_inner {
            self.goes_on = false;
        }
    }
}
