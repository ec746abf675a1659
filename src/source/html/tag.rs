//! A tag, and what its attributes say to readers.

use std::ops::Range;

use crate::gloss::is_hangul;
use crate::source::layout::Edge;
use crate::source::reference::unescaped;

/// Attributes whose values people read, besides the title.
const READ: &[&str] = &["alt", "aria-label", "placeholder"];

/// A tag that begins an element.
#[derive(Default)]
pub(super) struct Tag {
    /// Its name, in bytes, as far as it is read.
    pub(super) name: Vec<u8>,
    /// The name of the attribute whose value comes next.
    pub(super) attribute: Vec<u8>,
    /// Whether readers see nothing of the element.
    pub(super) hidden: bool,
    /// Whether it stays as it is in translation.
    pub(super) kept: bool,
    /// Whether it says what the page is about.
    is_description: bool,
    content: Option<Range<usize>>,
    /// What it says of the element.
    pub(super) title: Option<Range<usize>>,
    labels: Vec<Range<usize>>,
    /// Its name in the page.
    pub(super) id: Option<Range<usize>>,
    /// The name of what it leads to in the page.
    pub(super) target: Option<Range<usize>>,
    /// How many columns and rows the cell takes, where it says so.
    columns: Option<u16>,
    rows: Option<u16>,
}

/// The most columns or rows of a table that a cell takes: HTML, section 4.9.11, has as many columns, and more rows.
const MOST: u16 = 1000;

impl Tag {
    /// Begins another one.
    pub(super) fn begin(&mut self, name: &[u8]) {
        let mut own = std::mem::take(&mut self.name);
        own.clear();
        own.extend_from_slice(name);
        *self = Self {
            name: own,
            ..Self::default()
        };
    }

    /// An attribute with its value, as it is written in these bytes of the source.
    pub(super) fn attribute(&mut self, name: &str, source: &str, place: Range<usize>) {
        let value = &source[place.clone()];
        match name {
            "translate" | "class" => self.kept |= keeps(name.as_bytes(), value),
            "name" => self.is_description |= value.eq_ignore_ascii_case("description"),
            "content" => self.content = Some(place),
            "title" => self.title = Some(place),
            // A page that its own style hides is shown by its script.
            "style" => {
                self.hidden |= hides(value) && !matches!(&*self.name, b"html" | b"body");
            }
            "id" => self.id = Some(place),
            "colspan" => self.columns = number(value).map(|columns| columns.max(1)),
            // Of none it takes all that follow in its group.
            "rowspan" => self.rows = number(value).map(|rows| if rows == 0 { MOST } else { rows }),
            "href" if value.starts_with('#') => self.target = Some(place.start + 1..place.end),
            _ if READ.contains(&name) && is_korean(value) => self.labels.push(place),
            _ => {}
        }
    }

    /// How many columns and rows a cell takes, where it takes more than one.
    pub(super) fn span(&self) -> Option<Edge> {
        let (columns, rows) = (self.columns.unwrap_or(1), self.rows.unwrap_or(1));
        (columns > 1 || rows > 1).then_some(Edge::Span { columns, rows })
    }

    /// The values that people read, where they are Korean, in bytes of the source.
    pub(super) fn labels(&mut self, source: &str) -> Vec<Range<usize>> {
        let content = self.content.take();
        let about =
            content.filter(|place| self.is_description && is_korean(&source[place.clone()]));
        self.labels.extend(about);
        let title = self.title.take();
        self.labels
            .extend(title.filter(|place| is_korean(&source[place.clone()])));
        std::mem::take(&mut self.labels)
    }
}

/// A number as attributes of HTML give it: signs behind its digits count for nothing.
fn number(value: &str) -> Option<u16> {
    let value = value.trim_ascii_start();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = value[..digits.min(9)].parse().ok()?;
    Some(number.min(MOST.into()) as u16)
}

/// Whether an attribute says that the element stays as it is in translation: HTML, section 3.2.6.3, and the class that Google gave that meaning.
pub(super) fn keeps(name: &[u8], value: &str) -> bool {
    match name {
        b"translate" => value.eq_ignore_ascii_case("no"),
        b"class" => {
            let mut classes = value.split_ascii_whitespace();
            classes.any(|class| class == "notranslate")
        }
        _ => false,
    }
}

/// Whether a style hides the element: Cascading Style Sheets, `display` and `visibility`.
pub(crate) fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else {
            return false;
        };
        let value = value.split('!').next().unwrap_or_default().trim();
        let is = |hidden: [&str; 2]| {
            property.trim().eq_ignore_ascii_case(hidden[0]) && value.eq_ignore_ascii_case(hidden[1])
        };
        is(["display", "none"]) || is(["visibility", "hidden"])
    })
}

/// Whether the value of an attribute has Hangul, as it is written.
pub(super) fn is_korean(value: &str) -> bool {
    let is_korean = |c: char| is_hangul(c) || matches!(c, '\u{1100}'..='\u{11ff}');
    value.contains(is_korean) || value.contains("&#") && unescaped(value).contains(is_korean)
}
