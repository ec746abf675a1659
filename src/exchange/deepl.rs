//! A glossary of `DeepL`: source and target between tabs, no header; a source twice is an error there.

use super::format::{Format, Layout, Limits};

/// Entries as `DeepL`'s API and website take them, for one direction.
pub(super) const DEEPL: Format = Format {
    name: "deepl",
    about: "DeepL: a dictionary of one direction, TSV without a header",
    layout: Layout::OneTarget,
    codes: ["KO", "EN"],
    limits: Limits {
        term_bytes: Some(1024),
        file_bytes: Some(10 * 1024 * 1024),
        ..Limits::NONE
    },
    ..Format::PAIRS
};
