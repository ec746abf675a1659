//! What every format can do: a table of properties, and the code that writes and reads it.

use std::io::Write;

use super::direction::Codes;
use super::export::Export;
use super::imported::Imported;
use super::reading::Reading;
use super::{
    aws, crowdin, csv, deepl, google, html, json, lokalise, markdown, memoq, multiterm, okapi,
    omegat, phrase, tbx, tmx, trados, transifex, weblate, wordfast, xlsx, xtm,
};
use crate::Result;

/// Reads a file, with what a person said of it.
pub(super) type Read = fn(Vec<u8>, &Reading) -> Result<Imported>;

/// A format in which glossaries are exchanged.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// How the names of such files end, without the dot.
    pub extension: &'static str,
    /// Columns of a glossary that it has a place for, besides `english` and `korean`.
    pub(super) carries: Carries,
    /// How it lists terms.
    pub(super) layout: Layout,
    /// What becomes of terms that are not to be used.
    pub(super) deprecated: Deprecated,
    /// Whether it has a place for terms in other languages than English beside the Korean ones.
    pub(super) foreign: bool,
    /// What it calls the languages where nobody says otherwise.
    pub(super) codes: [&'static str; 2],
    /// Whether these names stand in its files.
    pub names_languages: bool,
    /// What it can't take.
    pub(super) limits: Limits,
    pub(super) write: fn(&Export<'_>, &mut dyn Write) -> Result<()>,
    /// What whoever imports a file has to tell the tool.
    pub(super) hint: Option<fn(&Export<'_>) -> String>,
    /// Reads a file.
    pub(super) read: Read,
}

/// Columns of a glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carries {
    /// All.
    All,
    /// All that have a name.
    Named,
    /// These.
    Only(&'static [&'static str]),
}

/// Stands among the columns of a format that knows of statuses only that terms are not to be used.
pub(super) const DEPRECATED: &str = "deprecated";

/// How a format lists terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Concepts, with all their terms.
    Concepts,
    /// Pairs of a source and a target, as many as there are.
    Pairs,
    /// Pairs, of which no two have the same source: the tool refuses those, or takes any.
    OneTarget,
    /// One pair of a concept, its terms to use; no term is there twice.
    Equivalents,
}

/// What becomes of deprecated terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deprecated {
    /// They are marked.
    Marked,
    /// They are left out: the tool can't tell them from others, and would suggest them.
    LeftOut,
    /// As targets they are left out; as sources they are marked.
    MarkedAsSource,
    /// As sources they are left out; as targets they are marked.
    MarkedAsTarget,
}

/// What a tool refuses, or drops without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// The longest term, in bytes of UTF-8.
    pub(super) term_bytes: Option<usize>,
    /// The longest term, in characters.
    pub(super) term_chars: Option<usize>,
    /// The largest file, in bytes.
    pub(super) file_bytes: Option<usize>,
    /// Characters that no term may have, since how to write them is not known.
    pub(super) signs: &'static [char],
}

impl Limits {
    pub(super) const NONE: Self = Self {
        term_bytes: None,
        term_chars: None,
        file_bytes: None,
        signs: &[],
    };
}

impl Format {
    /// What most tools have in common: pairs of terms and nothing else, each on a line between tabs. A format says in what it differs.
    pub(super) const PAIRS: Self = Self {
        name: "",
        about: "",
        extension: "tsv",
        carries: Carries::Only(&[]),
        layout: Layout::Pairs,
        deprecated: Deprecated::LeftOut,
        foreign: false,
        codes: ["ko", "en"],
        names_languages: false,
        limits: Limits::NONE,
        write: okapi::write,
        hint: None,
        read: super::table::read_delimited,
    };

    /// What is for people and programs that take everything: concepts with all their terms and columns.
    pub(super) const WHOLE: Self = Self {
        carries: Carries::All,
        layout: Layout::Concepts,
        deprecated: Deprecated::Marked,
        foreign: true,
        ..Self::PAIRS
    };

    /// All formats, in the order of the documentation.
    pub const ALL: [&'static Self; 27] = [
        &csv::CSV,
        &csv::TSV,
        &json::JSON,
        &xlsx::XLSX,
        &tbx::TBX,
        &tbx::TBX_MIN,
        &tbx::TBX_V2,
        &tmx::TMX,
        &omegat::OMEGAT,
        &memoq::MEMOQ,
        &multiterm::MULTITERM,
        &trados::TRADOS,
        &phrase::PHRASE,
        &phrase::STRINGS,
        &crowdin::CROWDIN,
        &lokalise::LOKALISE,
        &weblate::WEBLATE,
        &transifex::TRANSIFEX,
        &xtm::XTM,
        &wordfast::WORDFAST,
        &okapi::OKAPI,
        &deepl::DEEPL,
        &google::GOOGLE,
        &google::GOOGLE_TERMSET,
        &aws::AWS,
        &markdown::MARKDOWN,
        &html::HTML,
    ];

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.into_iter().find(|format| format.name == name)
    }

    /// Whether it matters from which language into which its terms are looked up.
    #[must_use]
    pub fn is_directed(&self) -> bool {
        self.layout != Layout::Concepts
    }

    /// Whether its files are for programs only: a terminal shows nothing of them.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        self.extension == "xlsx"
    }

    /// Whether it shows where pairs stand in texts.
    #[must_use]
    pub fn shows_places(&self) -> bool {
        self.name == super::xlsx::XLSX.name
    }

    /// What the languages are called in its files: as somebody told, else as the tool calls them.
    pub(super) fn codes(&self, told: Option<&Codes>) -> Codes {
        match told {
            Some(codes) if matches!(self.extension, "tbx" | "tmx") => codes.for_xml(),
            Some(codes) => codes.clone(),
            None => Codes::new(self.codes[0], self.codes[1]),
        }
    }
}
