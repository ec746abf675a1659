//! Comments that are directives, read where the words of one begin.

use std::cell::RefCell;
use std::ops::Range;

use memchr::memmem;

use super::line::{after_line, line_end, line_start};
use super::{Directive, Effect};
use crate::source::{
    Document, Format, MaskKind, asciidoc_code, floor_char_boundary, is_mdx, markdown_code,
};

/// What the words of every directive begin with.
pub(super) const PREFIX: &str = "yongeo-";

/// What makes the rest of a line a comment, where the line begins with it.
pub(super) const MARKS: [&str; 7] = ["#", "//", "%", ";", "--", "..", "/*"];

/// How far the end of a comment is looked for, and the names of rules in it, in bytes. A line may have a hundred million.
const LONGEST: usize = 4096;

/// A text while its directives are read.
pub(super) struct Reader<'d> {
    document: &'d Document,
    markdown: bool,
    /// Where the code of a text in Markdown or `AsciiDoc` lies, in order.
    code: Vec<Range<usize>>,
    /// The line that was looked at last, without its end: the next words may be in it, too.
    line: RefCell<Range<usize>>,
}

/// How the words of a directive are marked as such.
struct Comment {
    /// Where the mark begins.
    start: usize,
    /// What ends it; the end of the line does where there is nothing.
    end: Option<&'static str>,
    /// Whether it may go on in the next line.
    tall: bool,
    /// Whether there is text before it, so that only its own line can be meant.
    behind: bool,
}

impl<'d> Reader<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let markdown = document.format == Format::MARKDOWN;
        let code = if markdown {
            markdown_code(&document.path, &document.text)
        } else if document.format == Format::ASCIIDOC {
            asciidoc_code(&document.text)
        } else {
            Vec::new()
        };
        Self {
            document,
            markdown,
            code,
            line: RefCell::new(0..line_end(&document.text, 0)),
        }
    }

    /// The line of a byte, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let text = self.document.text.as_str();
        let mut line = self.line.borrow_mut();
        if !(line.start..=line.end).contains(&at) {
            *line = line_start(text, at)..line_end(text, at);
        }
        line.clone()
    }

    /// The directive whose words begin at a byte, if they are one.
    pub(super) fn directive(&self, at: usize) -> Option<Directive> {
        let text = self.document.text.as_str();
        let comment = self.comment(at)?;
        let line = self.line(at);
        let line_end = line.end;
        let (inner, past) = match comment.end {
            None => (line_end, line_end),
            Some(closing) => {
                let within = if comment.tall {
                    text.len().min(at + LONGEST)
                } else {
                    line_end
                };
                match memmem::find(&text.as_bytes()[at..within], closing.as_bytes()) {
                    Some(found) => (at + found, at + found + closing.len()),
                    None => (line_end, line_end),
                }
            }
        };
        let inner = floor_char_boundary(text, inner.min(at + LONGEST));
        let mut words = words(text, at..inner);
        let (range, name) = words.next()?;
        let effect = match name.strip_prefix(PREFIX)? {
            "disable-line" => Effect::Line(line),
            // Where it begins; the line that is meant is found later.
            "disable-next-line" => Effect::Line(after_line(text, past)..text.len()),
            "disable-file" => Effect::File,
            "disable" => Effect::Off,
            "enable" => Effect::On,
            other if other.starts_with("disable") || other.starts_with("enable") => {
                Effect::None(range, name.to_owned())
            }
            _ => return None,
        };
        if comment.behind && !name.ends_with("-disable-line") {
            return None;
        }
        let rules = words
            .take_while(|(_, word)| !ends_names(word))
            .map(|(range, word)| (range, word.to_owned()));
        Some(Directive {
            range: comment.start..past,
            effect,
            rules: rules.collect(),
        })
    }

    /// The comment whose first words begin at a byte.
    fn comment(&self, at: usize) -> Option<Comment> {
        let text = self.document.text.as_str();
        let before = text[..at].trim_end();
        if let Some(before) = before.strip_suffix("<!--") {
            return (!self.is_code(at)).then_some(Comment {
                start: before.len(),
                end: Some("-->"),
                tall: true,
                behind: false,
            });
        }
        let Range { start, end } = self.line(at);
        let before = text[start..at].trim_end();
        let mark = before.trim_start();
        // Whatever else is written in a block or a tag is no text of the document; but what translators of a catalogue say to each
        // other is, and so are comments of markup languages that take a line.
        let is_remark = mark == "#" && self.document.format == Format::PO
            || self.is_comment(start + before.len() - mark.len(), mark);
        if self.is_code(at) || self.document.is_masked(at) && !is_remark {
            return None;
        }
        let comment = |closing, behind| Comment {
            start: start + before.len() - mark.len(),
            end: closing,
            tall: false,
            behind,
        };
        if mark == "{/*" || mark == "/*" {
            return Some(comment(Some("*/"), false));
        }
        let rest = text[at..end].trim_end();
        if mark == "[" && rest.find(']').is_some_and(|end| end + 1 == rest.len()) {
            return Some(comment(Some("]"), false));
        }
        if MARKS.contains(&mark) && !(self.markdown && mark == "#") {
            return Some(comment(None, false));
        }
        let marks: &[&str] = if self.markdown { &["//"] } else { &["#", "//"] };
        let behind = marks.iter().find_map(|mark| before.strip_suffix(mark))?;
        behind
            .ends_with(char::is_whitespace)
            .then(|| comment(None, true))
    }

    /// Whether a mark begins a comment of reStructuredText or `AsciiDoc`, which is a block of its own there: what stands in code begins with that. Or one
    /// of MDX, which may be one block with the front matter above it.
    fn is_comment(&self, at: usize, mark: &str) -> bool {
        let format = self.document.format;
        if self.markdown && mark == "{/*" {
            return is_mdx(&self.document.path);
        }
        let begins = format == Format::RESTRUCTURED && mark == ".."
            || format == Format::ASCIIDOC && matches!(mark, "//" | "[");
        let block = self.document.mask_at(at);
        begins && block.is_some_and(|block| block.range.start == at)
    }

    fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|code| code.end <= at);
        self.code.get(next).is_some_and(|code| code.contains(&at)) || {
            let mask = self.document.mask_at(at);
            mask.is_some_and(|mask| mask.kind == MaskKind::Code)
        }
    }
}

/// Whether no names of rules stand behind a word: a reason does, or another comment.
fn ends_names(word: &str) -> bool {
    word.starts_with("<!--") || word.starts_with(PREFIX) || MARKS.contains(&word)
}

/// The words of a part of the text, with their bytes; spaces and commas stand between them.
fn words(text: &str, part: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
    text[part.clone()]
        .split(|c: char| c.is_whitespace() || c == ',')
        .scan(part.start, |at, word| {
            let start = *at;
            let next = start + word.len();
            // Behind what separates it from the next.
            *at = next + text[next..].chars().next().map_or(0, char::len_utf8);
            Some((start..next, word))
        })
        .filter(|(_, word)| !word.is_empty())
}
