//! What of a glossary goes into a file, and what a format has no place for: known before a byte is written.

use std::io::{self, Write};

use rayon::prelude::*;

use super::cell::one_line;
use super::direction::{Codes, Direction};
use super::format::{Deprecated, Format, Layout};
use super::losses::losses;
use super::pair::{Pair, english_status, equivalents, one_target};
use crate::glossary::{Concept, Found, Row, Sheet, Status};
use crate::{Error, Result};

/// What is to be exported, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Rows of these statuses; of none all that are not rejected.
    pub statuses: Vec<Status>,
    /// Rows of these subjects, as the column `domain` has them; of none all.
    pub domains: Vec<String>,
    /// From which language into which, where that matters.
    pub direction: Direction,
    /// What the languages are called, where it is not what the tool calls them.
    pub codes: Option<Codes>,
    /// TBX with an element for each data category (DCT), not a `type` (DCA).
    pub dct: bool,
    /// CSV that Excel opens at a double click.
    pub for_excel: bool,
}

/// What goes into a file.
#[derive(Debug)]
pub struct Export<'a> {
    /// The format of the file.
    pub format: &'static Format,
    pub(super) header: &'a [String],
    pub(super) concepts: Vec<Concept<'a>>,
    pub(super) pairs: Vec<Pair<'a>>,
    pub(super) codes: Codes,
    pub(super) options: Options,
    /// Where the pairs stand in texts, for formats that show it.
    pub(super) found: &'a [Found],
    /// Rows that are meant and don't go into the file, in their order.
    pub left: Vec<Left<'a>>,
    /// What of the other rows the format has no place for, in words: each once.
    pub losses: Vec<String>,
}

/// A row that doesn't go into a file.
#[derive(Debug, Clone)]
pub struct Left<'a> {
    /// The row.
    pub row: Row<'a>,
    /// Why not.
    pub why: Why,
}

/// Why a row doesn't go into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is what the other side says where a merge or an import left a conflict.
    Conflict,
    /// It is not to be used, and the tool would suggest it.
    Deprecated,
    /// Its term is in another language than English.
    Language,
    /// The tool takes one target for a source, and this one was chosen.
    Target(String),
    /// A term has more bytes of UTF-8 than the tool takes.
    Bytes {
        /// So many.
        bytes: usize,
        /// So many it takes.
        most: usize,
    },
    /// A term has more characters than the tool takes.
    Chars {
        /// So many.
        chars: usize,
        /// So many it takes.
        most: usize,
    },
    /// A term has a character that can't be written in the format so that the tool is sure to read it.
    Sign(char),
}

impl Why {
    /// Whether a person should look at it: other rows are left out since the format is as it is.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        matches!(
            self,
            Self::Conflict | Self::Bytes { .. } | Self::Chars { .. } | Self::Sign(_)
        )
    }
}

impl<'a> Export<'a> {
    /// Decides what goes into a file. `found` is where pairs stand in texts; only workbooks for people show it.
    #[must_use]
    pub fn plan(
        sheet: &'a Sheet,
        format: &'static Format,
        options: Options,
        found: &'a [Found],
    ) -> Self {
        let mut left = Vec::new();
        let mut concepts = Vec::new();
        let mut pairs = Vec::new();
        for concept in sheet.concepts() {
            let Some(concept) = concept.only(|row| options.mean(row)) else {
                continue;
            };
            let concept = concept.only(|row| match why_not(row, format, &options) {
                Some(why) => {
                    left.push(Left { row, why });
                    false
                }
                None => true,
            });
            let Some(concept) = concept else {
                continue;
            };
            if format.layout != Layout::Concepts {
                pairs.extend(Pair::of(&concept, options.direction));
            }
            concepts.push(concept);
        }
        let fewer = match format.layout {
            Layout::Concepts | Layout::Pairs => None,
            Layout::OneTarget => Some(one_target(std::mem::take(&mut pairs))),
            Layout::Equivalents => Some(equivalents(std::mem::take(&mut pairs))),
        };
        if let Some((written, others)) = fewer {
            pairs = written;
            left.extend(others.into_iter().map(|(pair, target)| Left {
                row: pair.row,
                why: Why::Target(target),
            }));
        }
        let header = sheet.header();
        Self {
            format,
            losses: losses(header, &concepts, format),
            header,
            concepts,
            pairs,
            codes: format.codes(options.codes.as_ref()),
            options,
            found,
            left,
        }
    }

    /// How many rows go into the file.
    #[must_use]
    pub fn rows(&self) -> usize {
        if self.format.layout == Layout::Concepts {
            self.concepts
                .iter()
                .map(|concept| concept.rows().len())
                .sum()
        } else {
            self.pairs.len()
        }
    }

    /// What the tool calls the languages, that of the source first.
    pub(super) fn ordered_codes(&self) -> [&str; 2] {
        let Codes { korean, english } = &self.codes;
        self.options.direction.order(korean.as_str(), english)
    }

    /// What whoever imports the file has to tell the tool, if it asks for what the file can't say.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.format.hint.map(|hint| hint(self))
    }

    /// Whether the file would be larger than the tool takes.
    ///
    /// # Errors
    ///
    /// It would, or it can't be written at all.
    pub fn check_size(&self) -> Result<()> {
        let Some(most) = self.format.limits.file_bytes else {
            return Ok(());
        };
        let mut count = Count(0);
        self.write(&mut count)?;
        if count.0 <= most {
            return Ok(());
        }
        Err(Error::new(format!(
            "the file would have {} bytes, and the tool takes {most}",
            count.0
        ))
        .hint("export it in parts: --domain or --status says which rows"))
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// What the format can't do, or what kept the bytes from being written.
    pub fn write(&self, out: &mut dyn Write) -> Result<()> {
        (self.format.write)(self, out)
    }
}

impl Options {
    fn mean(&self, row: Row<'_>) -> bool {
        let domain = row.cell("domain").unwrap_or_default();
        let is_of = |wanted: &String| domain.trim() == wanted.trim();
        let status = row.status();
        (self.domains.is_empty() || self.domains.iter().any(is_of))
            && status != Status::Rejected
            && (self.statuses.is_empty() || self.statuses.contains(&status))
    }
}

/// Why a row does not go into a file of this format.
fn why_not(row: Row<'_>, format: &Format, options: &Options) -> Option<Why> {
    // Until somebody decides, what stood there counts.
    if row
        .conflict()
        .is_some_and(|mark| mark.starts_with("theirs"))
    {
        return Some(Why::Conflict);
    }
    if !format.foreign && row.language() != "en" {
        return Some(Why::Language);
    }
    let statuses = options.direction.order(row.status(), english_status(row));
    let [source, target] = statuses.map(|status| status == Status::Deprecated);
    // A term not to be used may well stand in what is translated, if somebody asks for it.
    let asked = options.statuses.contains(&Status::Deprecated) && format.layout != Layout::Concepts;
    let is_out = match format.deprecated {
        Deprecated::Marked => false,
        Deprecated::LeftOut => target || source && !asked,
        Deprecated::MarkedAsSource => target,
        Deprecated::MarkedAsTarget => source && !asked,
    };
    if is_out {
        return Some(Why::Deprecated);
    }
    let limits = format.limits;
    for term in [row.korean(), row.english()] {
        if let Some(most) = limits.term_bytes {
            let bytes = one_line(term).len();
            if bytes > most {
                return Some(Why::Bytes { bytes, most });
            }
        }
        if let Some(most) = limits.term_chars {
            let chars = one_line(term).chars().count();
            if chars > most {
                return Some(Why::Chars { chars, most });
            }
        }
        if let Some(sign) = term.chars().find(|sign| limits.signs.contains(sign)) {
            return Some(Why::Sign(sign));
        }
    }
    None
}

/// Concepts that one thread writes at a time, and how many threads write before the file gets it.
const PORTION: usize = 512;
const PORTIONS: usize = 16;

/// Writes concepts on all threads, in their order. `write` is given the place of the first of a portion, and the portion.
pub(super) fn in_parallel<'a>(
    concepts: &[Concept<'a>],
    out: &mut dyn Write,
    write: impl Fn(usize, &[Concept<'a>], &mut Vec<u8>) -> Result<()> + Sync,
) -> Result<()> {
    for (number, some) in concepts.chunks(PORTION * PORTIONS).enumerate() {
        let first = number * PORTION * PORTIONS;
        let portions: Result<Vec<Vec<u8>>> = some
            .par_chunks(PORTION)
            .enumerate()
            .map(|(number, portion)| {
                let mut bytes = Vec::new();
                write(first + number * PORTION, portion, &mut bytes)?;
                Ok(bytes)
            })
            .collect();
        for bytes in portions? {
            out.write_all(&bytes).map_err(unwritten)?;
        }
    }
    Ok(())
}

/// Counts bytes, and keeps none.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An error of writing, as one of ours.
pub(super) fn unwritten(error: impl std::fmt::Display) -> Error {
    Error::new(format!("cannot be written: {error}"))
}
