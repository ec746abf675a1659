//! A diagnostic as an object, which JSON and JSON lines share.
//!
//! | name | is |
//! |---|---|
//! | `path` | the document, with `/`; `-` for standard input |
//! | `rule` | the name of the rule |
//! | `level` | `error`, `warning`, `info` |
//! | `message` | what is wrong, on one line |
//! | `note` | what else there is to know, or `null` |
//! | `line`, `column` | where the words begin, both from 1; the column in characters (Unicode scalar values) |
//! | `end_line`, `end_column` | where they end: the place behind the last character |
//! | `offset`, `end` | the same in bytes of the document's text as UTF-8, without a byte order mark |
//! | `text` | the words |
//! | `place` | in a packed file, what people call the place: `slide 3`, `Sheet1!B2`; not there otherwise |
//! | `fix` | `null`, or `safe` (whether a program may do it by itself) and `edits`: all of them or none are made |
//!
//! An edit replaces the bytes from `offset` to `end`, which begin at `line` and `column`, by its `text`. Edits are in the
//! order of the text and do not overlap.

use serde::Serialize;

use super::Annotated;
use super::positions::Positions;
use crate::check::{Diagnostic, Edit, Fix};

#[derive(Serialize)]
pub(super) struct Object<'a> {
    path: &'a str,
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    note: Option<&'a str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    offset: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    fix: Option<FixObject<'a>>,
}

#[derive(Serialize)]
struct FixObject<'a> {
    safe: bool,
    edits: Vec<EditObject<'a>>,
}

#[derive(Serialize)]
struct EditObject<'a> {
    offset: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
}

/// The objects of a document, of whose diagnostics people call the places so, if it is packed.
pub(super) fn objects<'a>(
    checked: &Annotated<'a>,
    places: Option<&'a [Option<Box<str>>]>,
) -> impl Iterator<Item = Object<'a>> {
    let (document, diagnostics) = (checked.document, checked.diagnostics);
    let positions = Positions::of(&document.text, diagnostics);
    diagnostics.iter().enumerate().map(move |(at, one)| {
        let Diagnostic { range, .. } = one;
        let [start, end] = [range.start, range.end].map(|offset| positions.at(offset).position);
        Object {
            path: &document.path,
            rule: one.rule,
            level: one.level.as_str(),
            message: &one.message,
            note: one.note.as_deref(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            offset: range.start,
            end: range.end,
            text: &document.text[range.clone()],
            place: places.and_then(|places| places[at].as_deref()),
            fix: one.fix.as_ref().map(|fix| fix_object(fix, &positions)),
        }
    })
}

fn fix_object<'a>(fix: &'a Fix, positions: &Positions) -> FixObject<'a> {
    let edit = |edit: &'a Edit| {
        let start = positions.at(edit.range.start).position;
        EditObject {
            offset: edit.range.start,
            end: edit.range.end,
            line: start.line,
            column: start.column,
            text: &edit.text,
        }
    };
    FixObject {
        safe: fix.safe,
        edits: fix.edits.iter().map(edit).collect(),
    }
}
