//! A glossary of `DeepL`: source and target between tabs, no header; a source twice is an error there.

use super::format::{Carries, Deprecated, Format, Layout, Limits};
use super::okapi;

/// Entries as `DeepL`'s API and website take them, for one direction.
pub(super) const DEEPL: Format = Format {
    name: "deepl",
    about: "DeepL: a dictionary of one direction, TSV without a header",
    extension: "tsv",
    carries: Carries::Only(&[]),
    layout: Layout::OneTarget,
    deprecated: Deprecated::LeftOut,
    foreign: false,
    codes: ["KO", "EN"],
    limits: Limits {
        term_bytes: Some(1024),
        file_bytes: Some(10 * 1024 * 1024),
        ..Limits::NONE
    },
    write: okapi::write,
    hint: None,
    read: Some(super::table::read_delimited),
};
