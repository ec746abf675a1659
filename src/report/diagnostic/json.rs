//! Diagnostics as one JSON array of [objects](super::object), one a line.

use std::io;

use super::Annotated;
use super::object::objects;

/// Opens the array.
pub(super) fn begin(out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"[")
}

/// Writes the diagnostics of a document, with a comma before all but the `first` of the run.
pub(super) fn write(
    out: &mut impl io::Write,
    checked: &Annotated,
    places: Option<&[Option<Box<str>>]>,
    mut first: bool,
) -> io::Result<()> {
    for object in objects(checked, places) {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        first = false;
        serde_json::to_writer(&mut *out, &object)?;
    }
    Ok(())
}

/// Closes the array.
pub(super) fn end(out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"\n]\n")
}

#[cfg(test)]
mod tests {
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    #[test]
    fn is_one_array_over_all_documents() {
        let (buffer, clean, tabs) = (Sample::buffer(), Sample::clean(), Sample::tabs());
        let array = written(
            Format::Json,
            &[buffer.checked(), clean.checked(), tabs.checked()],
        );
        let array: Vec<serde_json::Value> = serde_json::from_str(&array).unwrap();
        let lines = written(
            Format::Jsonl,
            &[buffer.checked(), clean.checked(), tabs.checked()],
        );
        let lines: Vec<serde_json::Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(array, lines);
        assert_eq!(array.len(), 3);
    }

    #[test]
    fn is_an_array_without_diagnostics_too() {
        for documents in [&[][..], &[Sample::clean().checked()]] {
            assert_eq!(written(Format::Json, documents), "[\n]\n");
        }
    }
}
