//! The ledger: where every pair was found, and what mining must remember to tell its own rows from
//! a person's.
//!
//! It is a CSV file, one row for each form at each place, sorted by document and offset. Rows without a concept are
//! places that may give a pair, but by all that is known give none. Rows without a document
//! are notes of mining to itself, one a row, in the column `context` (tab-separated):
//!
//! | note | concept, kind, language | means |
//! |---|---|---|
//! | `generation 1 HASH` | | the glossary that this ledger belongs to has this [fingerprint](super::table) |
//! | `replaces HASH` | | it is about to replace the glossary with this one |
//! | `replaces HASH lemma` | | and mining had added the column `lemma` to that one |
//! | `replaced`, english, korean, lemma | as they are there | a row of mining's in the glossary that is replaced |
//! | `added lemma` | | mining has added the column `lemma`, and takes it away when it is empty |
//! | `lemma`, korean, lemma | | what mining writes into the column `lemma` for this Korean term |
//! | `kept`, english, korean | concept | a person has worked on this concept, and the pair was in it |
//! | `typed`, english, korean | concept | a person typed this row, or changed a cell that mining had filled |
//! | `cited`, english, korean, lemma | concept | this row is a person's for its status or note, but mining wrote its lemma |
//!
//! Mining writes the ledger with the `replace` notes, then the glossary, then the ledger without them.
//! So, whenever it is interrupted, the next mining knows which glossary it has before it, and never takes a row
//! that the texts no longer support for one that a person typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, Found, Pair};
use super::strict::{at_line, cells, not_utf8, record_lines};
use crate::{Error, Kind, Result};

/// Of the file's layout. A ledger with a higher one is refused.
const VERSION: u32 = 1;

/// What can be done about a ledger that can't be read: nobody edits one by hand.
const REPAIR: &str = "restore it from git or a backup, without conflicts; or delete it and mine all documents \
                      again: every row of the glossary then counts as yours";

/// What people have done to the glossary, as far as it binds mining. It changes only when they edit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Baseline {
    /// The members of concepts that people have worked on. (A pair can be in several.)
    pub(super) kept: BTreeMap<Pair, BTreeSet<String>>,
    /// Rows that people typed, or in which they changed a cell that mining had filled.
    pub(super) typed: BTreeSet<(String, Pair)>,
    /// The lemmas that mining had written in rows that are people's for another reason.
    pub(super) cited: BTreeMap<(String, Pair), String>,
}

/// What mining writes into the column `lemma`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lemmas {
    /// By Korean term; terms without one are not in it.
    pub(super) written: BTreeMap<String, String>,
    /// Whether mining has added the column.
    pub(super) added: bool,
}

/// What mining writes in a row besides the pair, its concept and figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) kind: Kind,
    pub(super) language: String,
    /// Empty where there is none.
    pub(super) lemma: String,
}

/// The glossary that is being replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Its fingerprint.
    pub(super) generation: u64,
    /// Whether mining had added the column `lemma` to it.
    pub(super) added_lemma: bool,
    /// The rows in it that are mining's, by concept and pair.
    pub(super) rows: BTreeMap<(String, Pair), Cells>,
}

/// A ledger in memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ledger {
    /// Fingerprint of the glossary that belongs to it; `None` where there was no ledger.
    pub(super) generation: Option<u64>,
    /// There while a glossary is being replaced.
    pub(super) replaced: Option<Replaced>,
    pub(super) baseline: Baseline,
    pub(super) lemmas: Lemmas,
    /// Sorted by [`order`].
    pub(super) found: Vec<Found>,
}

/// One row of the file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Entry {
    document: String,
    offset: Option<usize>,
    line: Option<usize>,
    concept: String,
    english: String,
    korean: String,
    kind: String,
    language: String,
    confidence: Option<f32>,
    english_in_text: String,
    korean_in_text: String,
    context: String,
    #[serde(default)]
    candidates: String,
}

impl Entry {
    fn note(note: impl Into<String>) -> Self {
        Self {
            context: note.into(),
            ..Self::default()
        }
    }

    fn about(note: &str, concept: &str, pair: &Pair) -> Self {
        Self {
            concept: concept.to_owned(),
            ..Self::note(format!("{note}\t{}\t{}", pair.english, pair.korean))
        }
    }

    /// The same with one more word, unless it is empty.
    fn and(mut self, word: &str) -> Self {
        if !word.is_empty() {
            self.context.push('\t');
            self.context.push_str(word);
        }
        self
    }

    fn of(found: &Found) -> Self {
        let Found {
            evidence,
            pair,
            concept,
        } = found.clone();
        Self {
            document: evidence.document,
            offset: Some(evidence.offset),
            line: Some(evidence.line),
            concept,
            english: pair.english,
            korean: pair.korean,
            kind: evidence.kind.to_string(),
            language: evidence.language,
            confidence: Some(evidence.confidence),
            english_in_text: evidence.english,
            korean_in_text: evidence.korean,
            context: evidence.context,
            candidates: evidence
                .undecided
                .map_or_else(String::new, |open| open.to_string()),
        }
    }

    fn into_found(self) -> Result<Found> {
        let missing = |column| Error::new(format!("column {column} is empty"));
        Ok(Found {
            pair: Pair {
                english: self.english,
                korean: self.korean,
            },
            concept: self.concept,
            evidence: Evidence {
                document: self.document,
                offset: self.offset.ok_or_else(|| missing("offset"))?,
                line: self.line.ok_or_else(|| missing("line"))?,
                korean: self.korean_in_text,
                english: self.english_in_text,
                kind: self.kind.parse()?,
                language: self.language,
                confidence: self.confidence.ok_or_else(|| missing("confidence"))?,
                context: self.context,
                undecided: match self.candidates.as_str() {
                    "" => None,
                    candidates => Some(candidates.parse()?),
                },
            },
        })
    }
}

impl Ledger {
    /// Reads a ledger.
    ///
    /// # Errors
    ///
    /// The line that can't be understood, and why. The path is not named.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| not_utf8(bytes, error.valid_up_to()).hint(REPAIR))?;
        let lines = record_lines(text).map_err(|error| error.hint(REPAIR))?;
        let mut ledger = Self::default();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().cloned().unwrap_or_default();
        // The first line holds the columns' names. Should the two readers ever count differently, no row is
        // dropped.
        let last = lines.last().copied().unwrap_or(1);
        let lines = lines.into_iter().skip(1).chain(std::iter::repeat(last));
        for (row, line) in reader.deserialize().zip(lines) {
            let row: Entry = row.map_err(|error| unreadable(&error, line, &columns))?;
            ledger
                .take(row)
                .map_err(|error| error.at(at_line(line)).or_hint(REPAIR))?;
        }
        if ledger.generation.is_none() {
            return Err(
                Error::new("names no generation: this is no ledger of yongeo").hint(REPAIR),
            );
        }
        ledger.found.sort_by(order);
        Ok(ledger)
    }

    fn take(&mut self, row: Entry) -> Result<()> {
        if !row.document.is_empty() {
            self.found.push(row.into_found()?);
            return Ok(());
        }
        let words: Vec<&str> = row.context.split('\t').collect();
        match words[..] {
            [note] => {
                let words: Vec<&str> = note.split(' ').collect();
                match words[..] {
                    ["generation", version, hash] => {
                        if version.parse().is_ok_and(|version: u32| version > VERSION) {
                            return Err(
                                Error::new("written by a newer yongeo").hint("update yongeo")
                            );
                        }
                        self.generation = Some(number(hash)?);
                    }
                    ["replaces", hash] => self.replaced_mut().generation = number(hash)?,
                    ["replaces", hash, "lemma"] => {
                        let replaced = self.replaced_mut();
                        replaced.generation = number(hash)?;
                        replaced.added_lemma = true;
                    }
                    ["added", "lemma"] => self.lemmas.added = true,
                    _ => return Err(unknown(note)),
                }
            }
            ["lemma", korean, lemma] => {
                let written = &mut self.lemmas.written;
                written.insert(korean.to_owned(), lemma.to_owned());
            }
            [note, english, korean] | [note @ ("replaced" | "cited"), english, korean, _] => {
                let lemma = words.get(3).copied().unwrap_or_default().to_owned();
                let pair = Pair {
                    english: english.to_owned(),
                    korean: korean.to_owned(),
                };
                match note {
                    "kept" => {
                        self.baseline
                            .kept
                            .entry(pair)
                            .or_default()
                            .insert(row.concept);
                    }
                    "typed" => {
                        self.baseline.typed.insert((row.concept, pair));
                    }
                    "replaced" => {
                        let cells = Cells {
                            kind: row.kind.parse()?,
                            language: row.language,
                            lemma,
                        };
                        self.replaced_mut().rows.insert((row.concept, pair), cells);
                    }
                    "cited" => {
                        self.baseline.cited.insert((row.concept, pair), lemma);
                    }
                    _ => return Err(unknown(note)),
                }
            }
            _ => return Err(unknown(&row.context)),
        }
        Ok(())
    }

    fn replaced_mut(&mut self) -> &mut Replaced {
        self.replaced.get_or_insert_default()
    }

    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut lines = vec![Entry::note(format!(
            "generation {VERSION} {:016x}",
            self.generation.unwrap_or_default()
        ))];
        if let Some(replaced) = &self.replaced {
            lines.push(Entry::note(format!(
                "replaces {:016x}{}",
                replaced.generation,
                if replaced.added_lemma { " lemma" } else { "" }
            )));
            lines.extend(replaced.rows.iter().map(|((concept, pair), cells)| Entry {
                kind: cells.kind.to_string(),
                language: cells.language.clone(),
                ..Entry::about("replaced", concept, pair).and(&cells.lemma)
            }));
        }
        for (pair, concepts) in &self.baseline.kept {
            lines.extend(
                concepts
                    .iter()
                    .map(|concept| Entry::about("kept", concept, pair)),
            );
        }
        lines.extend(
            self.baseline
                .typed
                .iter()
                .map(|(concept, pair)| Entry::about("typed", concept, pair)),
        );
        let cited = self.baseline.cited.iter();
        lines.extend(
            cited.map(|((concept, pair), lemma)| Entry::about("cited", concept, pair).and(lemma)),
        );
        if self.lemmas.added {
            lines.push(Entry::note("added lemma"));
        }
        lines.extend(
            self.lemmas
                .written
                .iter()
                .map(|(korean, lemma)| Entry::note(format!("lemma\t{korean}\t{lemma}"))),
        );
        let mut writer = csv::Writer::from_writer(Vec::new());
        let written = lines
            .into_iter()
            .chain(self.found.iter().map(Entry::of))
            .try_for_each(|line| writer.serialize(line));
        written.expect("a line is a flat record, and memory takes all bytes");
        writer.into_inner().expect("memory takes all bytes")
    }
}

/// By document and offset; total, so that a ledger can be written in one way only.
pub(super) fn order(a: &Found, b: &Found) -> std::cmp::Ordering {
    let key = |found: &Found| {
        let Evidence {
            offset, line, kind, ..
        } = found.evidence;
        (offset, line, kind)
    };
    let (x, y) = (&a.evidence, &b.evidence);
    (&x.document, x.offset)
        .cmp(&(&y.document, y.offset))
        .then_with(|| {
            (&x.english, &x.korean, &x.language).cmp(&(&y.english, &y.korean, &y.language))
        })
        .then_with(|| key(a).cmp(&key(b)))
        .then_with(|| x.confidence.total_cmp(&y.confidence))
        .then_with(|| x.context.cmp(&y.context))
        .then_with(|| {
            let cell = |one: &Evidence| one.undecided.as_ref().map(ToString::to_string);
            cell(x).cmp(&cell(y))
        })
}

/// A row that is none of a ledger's, in the words of this program.
fn unreadable(error: &csv::Error, line: usize, columns: &csv::StringRecord) -> Error {
    let error = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => Error::new(format!(
            "{} where the header has {expected_len} columns",
            cells(*len)
        ))
        .at(at_line(line)),
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|at| columns.get(at.try_into().ok()?));
            let place = match column {
                Some(column) => format!("line {line}, column {column}"),
                None => at_line(line),
            };
            Error::new(err.kind().to_string()).at(place)
        }
        _ => Error::new(error.to_string()).at(at_line(line)),
    };
    error.hint(REPAIR)
}

fn number(hash: &str) -> Result<u64> {
    u64::from_str_radix(hash, 16).map_err(|_| Error::new(format!("{hash:?} is no generation")))
}

fn unknown(note: &str) -> Error {
    Error::new(format!("a row without a document that says {note:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(english: &str, korean: &str) -> Pair {
        Pair {
            english: english.to_owned(),
            korean: korean.to_owned(),
        }
    }

    fn cells(lemma: &str) -> Cells {
        Cells {
            kind: Kind::Term,
            language: "en".into(),
            lemma: lemma.into(),
        }
    }

    fn example() -> Ledger {
        let evidence = Evidence {
            document: "../docs/기사.txt".into(),
            offset: 120,
            line: 3,
            korean: "고성능 컴퓨팅".into(),
            english: "high performance comput\ning".into(),
            kind: Kind::Term,
            language: "en".into(),
            confidence: 0.987,
            context: "새로 꾸린 고성능 컴퓨팅(high performance comput\ning), 그리고 \"그 밖\""
                .into(),
            undecided: "00000012\t0.00\t\t3.00 고성능 컴퓨팅".parse().ok(),
        };
        let found = Found {
            evidence,
            pair: pair("high performance computing", "고성능 컴퓨팅"),
            concept: "high-performance-computing".into(),
        };
        let cloud = pair("cloud", "클라우드");
        Ledger {
            generation: Some(0x12ab),
            replaced: Some(Replaced {
                generation: 7,
                added_lemma: true,
                rows: [
                    (("cloud".into(), cloud.clone()), cells("")),
                    (
                        ("shared".into(), pair("shared", "함께 쓰는")),
                        cells("함께 쓰다"),
                    ),
                ]
                .into(),
            }),
            baseline: Baseline {
                kept: [(cloud.clone(), ["cloud".into(), "구름".into()].into())].into(),
                typed: [("cloud".into(), cloud)].into(),
                cited: [(("closed".into(), pair("closed", "닫힌")), "닫히다".into())].into(),
            },
            lemmas: Lemmas {
                written: [("함께 쓰는".into(), "함께 쓰다".into())].into(),
                added: true,
            },
            found: vec![found],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ledger = example();
        let bytes = ledger.to_bytes();
        assert_eq!(
            Ledger::parse(&bytes).unwrap(),
            ledger,
            "{}",
            String::from_utf8_lossy(&bytes)
        );
    }

    #[test]
    fn an_ordinary_ledger_reads_as_a_table_of_places() {
        let ledger = Ledger {
            replaced: None,
            baseline: Baseline::default(),
            lemmas: Lemmas::default(),
            ..example()
        };
        let text = String::from_utf8(ledger.to_bytes()).unwrap();
        assert_eq!(
            text,
            "document,offset,line,concept,english,korean,kind,language,confidence,english_in_text,korean_in_text,context,candidates\n\
             ,,,,,,,,,,,generation 1 00000000000012ab,\n\
             ../docs/기사.txt,120,3,high-performance-computing,high performance computing,고성능 컴퓨팅,term,en,0.987,\
             \"high performance comput\ning\",고성능 컴퓨팅,\
             \"새로 꾸린 고성능 컴퓨팅(high performance comput\ning), 그리고 \"\"그 밖\"\"\",00000012\t0.00\t\t3.00 고성능 컴퓨팅\n"
        );
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        let header = "document,offset,line,concept,english,korean,kind,language,confidence,english_in_text,korean_in_text,context\n";
        for (rows, said) in [
            ("", "names no generation"),
            (",,,,,,,,,,,generation 2 0\n", "newer yongeo"),
            (
                ",,,,,,,,,,,something\n",
                "line 2: a row without a document that says \"something\"",
            ),
            (
                "a.txt,x,1,c,e,k,term,en,1.0,e,k,c\n",
                "line 2, column offset: invalid digit found in string (restore it from git",
            ),
            (
                "a.txt,1,1,c,e,k,noun,en,1.0,e,k,c\n",
                "line 2: unknown kind",
            ),
            (
                "a.txt,1,,c,e,k,term,en,1.0,e,k,c\n",
                "line 2: column line is empty",
            ),
            (
                "a.txt,1,1,c,e\n",
                "line 2: 5 cells where the header has 12 columns (restore it",
            ),
            (
                ",,,,,,,,,,,generation 1 0\n<<<<<<< HEAD\n",
                "line 3: holds a conflict of git (<<<<<<<) (restore it",
            ),
            (
                "\n,,,,,,,,,,,generation 1 0\na.txt\n",
                "line 4: 1 cell where the header has 12 columns",
            ),
            (
                "a.txt,1,1,c,\"e\n",
                "line 2: the quote that opens here is never closed",
            ),
        ] {
            let error = Ledger::parse(format!("{header}{rows}").as_bytes())
                .unwrap_err()
                .to_string();
            assert!(error.contains(said), "{rows:?}\n{error}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Ledger::parse(&bytes);
        }
    }
}
