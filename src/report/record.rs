//! What every format says about one occurrence.

use std::borrow::{Borrow, Cow};

use serde::Serialize;

use super::context::context;
use crate::notation::Notation;
use crate::source::{Places, Position};
use crate::{Document, Kind, Occurrence};

/// One occurrence with its place and surroundings; the fields and their order are the contract of
/// `yongeo extract --format jsonl` and the columns of `--format csv`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record<'d> {
    /// The document.
    pub path: Cow<'d, str>,
    /// Byte offset of the opening parenthesis in the text of the file as UTF-8; in a packed file, in the text that was taken out of it.
    pub offset: usize,
    /// Line of the opening parenthesis, from 1; in a packed file, its paragraph.
    pub line: usize,
    /// Column of the opening parenthesis, from 1, in characters.
    pub column: usize,
    /// The Korean term as readers see it: exactly as in the text, but for what is escaped in it.
    pub korean: Cow<'d, str>,
    /// The Latin-script form exactly as in the text.
    pub english: Cow<'d, str>,
    /// `term`, `abbreviation` or `foreign`.
    #[serde(serialize_with = "kind_word")]
    pub kind: Kind,
    /// ISO 639 code of the Latin-script form.
    pub language: &'static str,
    /// How sure the aligner is, 0 to 1.
    #[serde(serialize_with = "thousandths")]
    pub confidence: f32,
    /// The words around it, see [`context`](super::context()).
    pub context: String,
    /// What people call the place in a packed file: `slide 3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'d str>,
    /// How the document says it, where not in parentheses: `table`.
    #[serde(skip_serializing_if = "is_usual", serialize_with = "notation_word")]
    pub notation: Notation,
}

/// The records of a document's occurrences, in their order (which is best the order of the text).
pub fn records(
    document: &Document,
    occurrences: impl IntoIterator<Item = impl Borrow<Occurrence>>,
) -> impl Iterator<Item = Record<'_>> {
    let mut places = Places::of(document);
    occurrences.into_iter().map(move |occurrence| {
        let occurrence = occurrence.borrow();
        let Position { line, column } = places.position(occurrence.offset);
        Record {
            path: Cow::Borrowed(&document.path),
            offset: places.offset(occurrence.offset),
            line,
            column,
            korean: document.shown(&occurrence.korean),
            english: document.shown(&occurrence.english),
            kind: occurrence.kind,
            language: occurrence.language,
            confidence: occurrence.confidence,
            context: context(&document.text, occurrence),
            place: places.name(occurrence.offset),
            notation: occurrence.notation,
        }
    })
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for references"
)]
fn kind_word<S: serde::Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.as_str())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for references"
)]
fn is_usual(notation: &Notation) -> bool {
    *notation == Notation::Parentheses
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for references"
)]
fn notation_word<S: serde::Serializer>(
    notation: &Notation,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(notation.as_str())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for references"
)]
fn thousandths<S: serde::Serializer>(share: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*share) * 1000.0).round() / 1000.0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// An occurrence of `korean(english)` in a text, found by searching for it.
    pub fn pair(text: &str, korean: &str, english: &str) -> Occurrence {
        let start = text
            .find(&format!("{korean}({english}"))
            .expect("the pair is in the text");
        let offset = start + korean.len();
        Occurrence {
            notation: Notation::Parentheses,
            offset,
            korean: start..offset,
            english: offset + 1..offset + 1 + english.len(),
            kind: Kind::Term,
            language: "en",
            confidence: 0.987_654,
        }
    }

    /// Two lines with a pair each.
    pub fn sample() -> (Document, Vec<Occurrence>) {
        let text = "이 글은 텐서(tensor)를 다룬다.\n국제 표준화 기구(ISO)가 \"정했다\".\n";
        let mut iso = pair(text, "국제 표준화 기구", "ISO");
        iso.kind = Kind::Abbreviation;
        iso.confidence = 0.4;
        let occurrences = vec![pair(text, "텐서", "tensor"), iso];
        (Document::plain("글/첫째.md", text), occurrences)
    }

    #[test]
    fn says_where_and_what() {
        let (document, occurrences) = sample();
        let records: Vec<_> = records(&document, &occurrences).collect();
        assert_eq!(records[1].path, "글/첫째.md");
        assert_eq!(records[1].offset, occurrences[1].offset);
        assert_eq!((records[1].line, records[1].column), (2, 10));
        assert_eq!(
            (&*records[1].korean, &*records[1].english),
            ("국제 표준화 기구", "ISO")
        );
        assert_eq!(records[1].context, "국제 표준화 기구(ISO)가 \"정했다\".");
    }
}
