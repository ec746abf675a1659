//! A parenthesis is split at its separators, and what stands between two of them is trimmed: of its
//! label, its quotes, its markup. Then its kind is told.

use std::ops::Range;

use super::binomial;
use super::label::{self, Label, Language};
use super::no_gloss::{NoGloss, ends_in_unit, is_year, no_gloss};
use super::script::{is_hangul, is_latin, is_script};
use super::shape::shape;
use super::{Form, Place, abbreviates};
use crate::scan::{Glyph, Window};

/// Most parts looked at; a parenthesis with more is a list or an aside.
pub const MOST: usize = 12;

/// A stretch between separators.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its text without label, quotes and markup, in characters of the window.
    pub chars: Range<usize>,
    /// What it is.
    pub kind: PartKind,
    /// The separator before it; a space for the first part.
    pub after: char,
    /// A label stood before it.
    pub labelled: bool,
    /// It holds a year and nothing else of weight.
    pub year: bool,
    language: Language,
    code: bool,
}

/// What kind of thing a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Latin script that may be a gloss.
    Latin,
    /// Korean, perhaps with Latin letters in it.
    Korean,
    /// Korean that leaves a list open: … 등.
    OpenList,
    /// Hanja, Greek, Cyrillic, kana: another script.
    Script,
    /// Digits and signs.
    Number,
    /// Latin script that is no gloss.
    No(NoGloss),
}

impl Part {
    /// A part to fill arrays with.
    pub const EMPTY: Self = Self {
        chars: 0..0,
        kind: PartKind::Number,
        after: ' ',
        labelled: false,
        year: false,
        language: "en",
        code: false,
    };

    /// Why this part is no gloss, if it says so.
    pub fn reason(&self) -> Option<NoGloss> {
        match self.kind {
            PartKind::No(reason) => Some(reason),
            _ => None,
        }
    }

    /// Why nothing behind this part is a gloss either, if it is the first: what begins as an
    /// example, a quantity or a piece of code goes on as one.
    pub fn forbids_all(&self) -> Option<NoGloss> {
        self.reason()
    }

    /// Whether this part is the author in brackets behind a scientific name, which `forms` holds.
    pub fn is_author(&self, window: &Window, forms: &[Form]) -> bool {
        let named = forms.last().is_some_and(|form| form.language == "la");
        named && self.after == '(' && binomial::is_author(&window.glyphs()[self.chars.clone()])
    }

    /// The form that this part gives; a scientific name without the author that a year may follow.
    pub fn form(&self, window: &Window, place: Place, follows_year: bool) -> Form {
        let mut chars = self.chars.clone();
        let mut language = self.language;
        let text = &window.glyphs()[chars.clone()];
        if matches!(language, "en" | "la")
            && let Some(length) = binomial::read(text, follows_year || language == "la")
        {
            chars.end = chars.start + length;
            language = "la";
        }
        Form {
            shape: shape(&window.glyphs()[chars.clone()]),
            chars,
            language,
            place,
            code: self.code,
        }
    }
}

/// Cuts the window into parts at commas, semicolons, middle dots and inner brackets. `None` if
/// there are more than [`MOST`].
pub fn split(window: &Window, parts: &mut [Part; MOST]) -> Option<usize> {
    let glyphs = window.glyphs();
    let mut count = 0;
    let mut start = 0;
    let mut after = ' ';
    let mut quotation = Quotation::default();
    for at in 0..=glyphs.len() {
        let here = glyphs.get(at).map(|g| g.char);
        quotation.pass(glyphs, at);
        if here.is_some()
            && (quotation.holds(glyphs, at)
                || !separates(glyphs, at) && !joins_acronym(glyphs, start, at))
        {
            continue;
        }
        if let Some(mut part) = read(glyphs, start..at, after) {
            if calls(glyphs, &part.chars, at) {
                part.kind = PartKind::No(NoGloss::Code);
            }
            if count == MOST {
                return None;
            }
            parts[count] = part;
            count += 1;
        }
        after = here.unwrap_or(' ');
        start = at + 1;
    }
    Some(count)
}

/// The quotation that the split is in: its separators may be part of a title.
#[derive(Debug, Default)]
struct Quotation {
    /// Behind its closing quote; nothing is quoted before this place if it lies behind.
    end: usize,
    /// Hangul follows directly: the quotation is a word of a Korean clause.
    in_clause: bool,
}

impl Quotation {
    /// Takes in the character at `at`, which may open a quotation.
    fn pass(&mut self, glyphs: &[Glyph], at: usize) {
        let Some(open) = glyphs.get(at).map(|g| g.char).filter(|_| at >= self.end) else {
            return;
        };
        let Some(close) = closing_quote(open) else {
            return;
        };
        // An apostrophe opens nothing.
        if at > 0 && glyphs[at - 1].char.is_alphanumeric() {
            return;
        }
        let behind = |end: usize| glyphs.get(end).map(|g| g.char);
        let end = (at + 2..=glyphs.len())
            .find(|&end| glyphs[end - 1].char == close && !behind(end).is_some_and(is_latin));
        if let Some(end) = end {
            self.end = end;
            self.in_clause = behind(end).is_some_and(is_hangul);
        }
    }

    /// Whether the character at `at` stands in the quotation and separates nothing there. A comma
    /// may: two forms are at times quoted together.
    fn holds(&self, glyphs: &[Glyph], at: usize) -> bool {
        at < self.end && (self.in_clause || glyphs[at].char == ';')
    }
}

fn closing_quote(open: char) -> Option<char> {
    match open {
        '\'' | '"' => Some(open),
        '‘' => Some('’'),
        '“' => Some('”'),
        '《' => Some('》'),
        '〈' => Some('〉'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

/// Whether a colon, an equals sign or a spaced dash at `at` stands between an acronym and its
/// expansion: `API: Application Programming Interface`. Elsewhere these are part of a title.
fn joins_acronym(glyphs: &[Glyph], start: usize, at: usize) -> bool {
    let spaced = |at: usize| glyphs.get(at).is_some_and(|g| g.char == ' ');
    match glyphs[at].char {
        ':' | '=' => {}
        '-' | '–' | '—' if at > 0 && spaced(at - 1) && spaced(at + 1) => {}
        _ => return false,
    }
    let end = (at + 1..glyphs.len())
        .find(|&end| separates(glyphs, end))
        .unwrap_or(glyphs.len());
    let sides = [start..at, at + 1..end].map(|side| {
        let side = unquote(glyphs, trim(glyphs, side));
        &glyphs[side]
    });
    let acronym = |text: &[Glyph]| {
        text.iter().all(|g| g.char != ' ') && text.iter().any(|g| g.char.is_uppercase())
    };
    let [left, right] = sides;
    acronym(left) && abbreviates(left, right) || acronym(right) && abbreviates(right, left)
}

/// Whether the part in `chars` is called by the bracket at `open`: `foo()`, `len(items)`. A bracket
/// may also hold its acronym, a plural `(s)`, an oxidation number or its Korean.
fn calls(glyphs: &[Glyph], chars: &Range<usize>, open: usize) -> bool {
    let (Some('('), true) = (glyphs.get(open).map(|g| g.char), chars.end == open) else {
        return false;
    };
    let name = &glyphs[chars.clone()];
    let identifier = |g: &Glyph| g.char.is_ascii_alphanumeric() || "_.:".contains(g.char);
    if !name.iter().all(identifier) {
        return false;
    }
    let close = (open + 1..glyphs.len()).find(|&at| glyphs[at].char == ')');
    let arguments = &glyphs[open + 1..close.unwrap_or(glyphs.len())];
    if arguments.iter().all(|g| g.char == ' ') {
        return true;
    }
    let is = |word: &str| word.chars().eq(arguments.iter().map(|g| g.char));
    let small = name[0].char.is_lowercase() || name.iter().any(|g| g.char == '_');
    small
        && !is("s")
        && !is("es")
        && !arguments.iter().all(|g| "IVX0123456789".contains(g.char))
        && !arguments
            .iter()
            .any(|g| is_hangul(g.char) || is_script(g.char))
        && !abbreviates(arguments, name)
        && !abbreviates(name, arguments)
}

/// Whether the character at `at` separates two parts.
fn separates(glyphs: &[Glyph], at: usize) -> bool {
    let char = glyphs[at].char;
    let before = at.checked_sub(1).map(|i| glyphs[i].char);
    let next = glyphs.get(at + 1).map(|g| g.char);
    match char {
        ';' | '·' | 'ㆍ' | '‧' | '・' | '•' | '，' | '、' | '(' | ')' | '∙' | '⋅' => {
            true
        }
        ',' => {
            // 1,588 m is one number; "Haig, Jr." and "Apple, Inc." are one name.
            let within_number = before.is_some_and(|c| c.is_ascii_digit())
                && next.is_some_and(|c| c.is_ascii_digit());
            !within_number && !name_goes_on(&glyphs[at + 1..])
        }
        // A slash separates scripts (美美的/Meimeide) but not letters (TCP/IP).
        '/' | '=' | ':' | '~' | '-' | '–' | '—' => {
            let side = |c: Option<char>| c.is_some_and(|c| is_hangul(c) || is_script(c));
            let left = glyphs[..at]
                .iter()
                .rev()
                .map(|g| g.char)
                .find(|&c| c != ' ');
            let right = glyphs[at + 1..].iter().map(|g| g.char).find(|&c| c != ' ');
            match char {
                '/' | '=' => side(left) != side(right),
                ':' => {
                    // "al-Biruni: 973-1048", "Fragile : Handle with care"; but labels keep theirs.
                    !side(left)
                        && right.is_some_and(|c| c.is_ascii_digit() || is_hangul(c))
                        && next == Some(' ')
                }
                _ => side(left) != side(right) && before == Some(' '),
            }
        }
        _ => false,
    }
}

/// Whether what follows a comma still belongs to a name: Jr., Inc., Ltd. and their like.
fn name_goes_on(rest: &[Glyph]) -> bool {
    const SUFFIXES: [&str; 9] = ["Jr", "Sr", "Inc", "Ltd", "LLC", "Corp", "Co", "II", "III"];
    let mut word = rest.iter().map(|g| g.char).skip_while(|&c| c == ' ');
    let word: [char; 5] = std::array::from_fn(|_| word.next().unwrap_or(' '));
    SUFFIXES.iter().any(|s| {
        let length = s.len();
        s.chars().zip(word).all(|(a, b)| a == b) && !word[length].is_alphanumeric()
    })
}

/// Reads one part. `None` if nothing stands there.
pub(super) fn read(glyphs: &[Glyph], range: Range<usize>, after: char) -> Option<Part> {
    let mut part = Part {
        chars: trim(glyphs, range),
        after,
        ..Part::EMPTY
    };
    if part.chars.is_empty() {
        return None;
    }
    let mut buffer = ['\0'; 24];
    let text = head(glyphs, &part.chars, &mut buffer);
    let mut label = None;
    if let Some((found, length)) = label::read(text) {
        label = Some(found);
        part.chars.start += length;
        part.labelled = true;
        part.chars = trim(glyphs, part.chars);
        match found {
            Label::Language(language) => part.language = language,
            Label::Note => {
                part.kind = PartKind::No(NoGloss::Note);
                return Some(part);
            }
            Label::Short | Label::Other => {}
        }
    }
    if refers(&glyphs[part.chars.clone()]) {
        part.kind = PartKind::No(NoGloss::Code);
        return Some(part);
    }
    let quoted = part.chars.clone();
    part.chars = unquote(glyphs, part.chars);
    part.code = quoted != part.chars && glyphs[quoted.start].char == '`';
    if part.chars.is_empty() {
        return None;
    }
    if label == Some(Label::Short) {
        part.chars = without_clause(glyphs, part.chars);
    }
    let text = &glyphs[part.chars.clone()];
    part.kind = kind(text, part.code);
    part.year = part.kind == PartKind::Number && is_year(text)
        || part.kind == PartKind::Korean && text.iter().take(4).all(|g| g.char.is_ascii_digit());
    Some(part)
}

/// The first characters of a range, for looking labels up.
fn head<'b>(glyphs: &[Glyph], range: &Range<usize>, buffer: &'b mut [char; 24]) -> &'b [char] {
    let length = range.len().min(buffer.len());
    for (slot, glyph) in buffer.iter_mut().zip(&glyphs[range.clone()]) {
        *slot = glyph.char;
    }
    &buffer[..length]
}

pub(super) fn trim(glyphs: &[Glyph], mut range: Range<usize>) -> Range<usize> {
    while !range.is_empty() && glyphs[range.start].char == ' ' {
        range.start += 1;
    }
    while !range.is_empty() && glyphs[range.end - 1].char == ' ' {
        range.end -= 1;
    }
    range
}

/// Without quotes and markup around it.
pub(super) fn unquote(glyphs: &[Glyph], mut range: Range<usize>) -> Range<usize> {
    const OPENING: &str = "'\"‘’“”`*_《〈「『<[";
    const CLOSING: &str = "'\"‘’“”`*_》〉」』>]";
    while !range.is_empty() && OPENING.contains(glyphs[range.start].char) {
        range.start += 1;
    }
    while !range.is_empty() && CLOSING.contains(glyphs[range.end - 1].char) {
        range.end -= 1;
    }
    trim(glyphs, range)
}

/// `<<name>>`: a cross reference of `AsciiDoc`.
fn refers(text: &[Glyph]) -> bool {
    let is = |g: &Glyph, char| g.char == char;
    matches!(text, [a, b, .., c, d] if is(a, '<') && is(b, '<') && is(c, '>') && is(d, '>'))
}

/// `AWS`라 한다, `AWS`로 표기: the form alone, where the rest says that it is a name.
fn without_clause(glyphs: &[Glyph], range: Range<usize>) -> Range<usize> {
    let latin = glyphs[range.clone()]
        .iter()
        .take_while(|g| !is_hangul(g.char) && !"'\"’”」』".contains(g.char))
        .count();
    let rest = &glyphs[range.start + latin..range.end];
    let clause = rest.iter().map(|g| g.char).find(|&c| is_hangul(c));
    if latin > 0 && matches!(clause, Some('라' | '이' | '로' | '으')) {
        trim(glyphs, range.start..range.start + latin)
    } else {
        range
    }
}

/// What kind of thing a text is.
fn kind(text: &[Glyph], code: bool) -> PartKind {
    let mut hangul = 0;
    let mut latin = 0;
    let mut digits = 0;
    let mut script = 0;
    for glyph in text {
        match glyph.char {
            c if is_hangul(c) => hangul += 1,
            c if is_latin(c) => latin += 1,
            c if c.is_ascii_digit() => digits += 1,
            c if is_script(c) => script += 1,
            _ => {}
        }
    }
    if hangul > 0 {
        let end = text.last().map(|g| g.char);
        let before_end = text.len().checked_sub(2).map(|i| text[i].char);
        return if end == Some('등') && before_end == Some(' ') {
            PartKind::OpenList
        } else if digits > 0 && latin > 0 && ends_in_unit(text) {
            PartKind::No(NoGloss::Amount)
        } else {
            PartKind::Korean
        };
    }
    if latin == 0 {
        return if script > 0 {
            PartKind::Script
        } else {
            PartKind::Number
        };
    }
    no_gloss(text, code).map_or(PartKind::Latin, PartKind::No)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a parenthesis: their text and kind.
    fn parts(inner: &str) -> Option<Vec<(&str, PartKind)>> {
        let window = Window::of(inner);
        let mut parts = [const { Part::EMPTY }; MOST];
        let count = split(&window, &mut parts)?;
        let part = |part: &Part| (&inner[window.bytes(part.chars.clone())], part.kind);
        Some(parts[..count].iter().map(part).collect())
    }

    #[test]
    fn parts_are_split_at_separators_and_trimmed() {
        use PartKind::{Korean, Latin, Number, OpenList, Script};
        for (inner, expected) in [
            (
                "영어: carbon neutrality, 탄소 중립",
                vec![("carbon neutrality", Latin), ("탄소 중립", Korean)],
            ),
            (
                "World Health Organization; WHO",
                vec![("World Health Organization", Latin), ("WHO", Latin)],
            ),
            (
                "人工知能·artificial intelligence",
                vec![("人工知能", Script), ("artificial intelligence", Latin)],
            ),
            (
                "半導體/semiconductor",
                vec![("半導體", Script), ("semiconductor", Latin)],
            ),
            ("TCP/UDP", vec![("TCP/UDP", Latin)]),
            (
                "Carl Sagan, 1934~1996",
                vec![("Carl Sagan", Latin), ("1934~1996", Number)],
            ),
            ("Acme, Inc.", vec![("Acme, Inc.", Latin)]),
            ("1,500", vec![("1,500", Number)]),
            ("이하 ‘OECD’라 한다", vec![("OECD", Latin)]),
            (
                "Python, Java 등",
                vec![("Python", Latin), ("Java 등", OpenList)],
            ),
            ("「white paper」", vec![("white paper", Latin)]),
            ("'Time; Tide'", vec![("Time; Tide", Latin)]),
            (
                "“Rise; Fall, Again”라는 부제가 붙었다",
                vec![("Rise; Fall, Again”라는 부제가 붙었다", Korean)],
            ),
            (
                "CDN: Content Delivery Network",
                vec![("CDN", Latin), ("Content Delivery Network", Latin)],
            ),
            (
                "Content Delivery Network – CDN",
                vec![("Content Delivery Network", Latin), ("CDN", Latin)],
            ),
            (
                "CDN=Content Delivery Network",
                vec![("CDN", Latin), ("Content Delivery Network", Latin)],
            ),
            ("Dune: Part Two", vec![("Dune: Part Two", Latin)]),
            (" , ", vec![]),
        ] {
            assert_eq!(parts(inner), Some(expected), "{inner}");
        }
    }

    #[test]
    fn too_many_parts_are_none() {
        assert!(parts(&["가"; MOST].join(", ")).is_some());
        assert!(parts(&["가"; MOST + 1].join(", ")).is_none());
    }

    #[test]
    fn years_and_labels_are_remembered() {
        let window = Window::of("독일어: Immanuel Kant, 1724년 4월 22일, 쾨니히스베르크");
        let mut parts = [const { Part::EMPTY }; MOST];
        assert_eq!(split(&window, &mut parts), Some(3));
        assert!(parts[0].labelled && !parts[0].year);
        assert_eq!(parts[0].form(&window, Place::First, true).language, "de");
        assert!(parts[1].year && !parts[2].year);
    }
}
