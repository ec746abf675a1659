//! The ledger: where every pair was found, and what mining must remember to tell its own rows from
//! a person's.
//!
//! It is a CSV file, one row for each form at each place, sorted by document and offset. Rows without a concept are
//! places that may give a pair, but by all that is known give none. Rows without a document
//! are notes of mining to itself, one a row, in the column `context` (tab-separated):
//!
//! | note | concept, kind, language | means |
//! |---|---|---|
//! | `contexts NUMBER` | | so many contexts are kept for a pair in a document, if not as many as usual |
//! | `content`, document, hash | | the text of the document had this [hash](super::Share::content) when it was mined |
//! | `generation 1 HASH` | | the glossary that this ledger belongs to has this [fingerprint](super::fingerprint) |
//! | `replaces HASH` | | it is about to replace the glossary with this one |
//! | `replaces HASH lemma` | | and mining had added the column `lemma` to that one |
//! | `replaced`, english, korean, lemma | as they are there | a row of mining's in the glossary that is replaced |
//! | `added lemma` | | mining has added the column `lemma`, and takes it away when it is empty |
//! | `lemma`, korean, lemma | | what mining writes into the column `lemma` for this Korean term |
//! | `kept`, english, korean | concept | a person has worked on this concept, and the pair was in it |
//! | `typed`, english, korean | concept | a person typed this row, or changed a cell that mining had filled |
//! | `cited`, english, korean, lemma | concept | this row is a person's for its status or note, but mining wrote its lemma |
//!
//! After a [merge](super::merge) of ledgers, generation and `replaces` are all ones, and the `replaced` rows are those
//! that mining had written on either side.
//!
//! Mining writes the ledger with the `replace` notes, then the glossary, then the ledger without them.
//! So, whenever it is interrupted, the next mining knows which glossary it has before it, and never takes a row
//! that the texts no longer support for one that a person typed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::str::FromStr;

use rayon::prelude::*;

use super::evidence::{Evidence, Found, Pair};
use super::strict::{Begin, at_line, cells, conflict_of_git, not_utf8, records};
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The rows in it that are mining's, by concept and pair; of one several versions where a merge left open which.
    pub(super) rows: BTreeMap<(String, Pair), Vec<Cells>>,
}

/// A ledger in memory.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ledger {
    /// Fingerprint of the glossary that belongs to it; `None` where there was no ledger.
    pub(super) generation: Option<u64>,
    /// There while a glossary is being replaced.
    pub(super) replaced: Option<Replaced>,
    pub(super) baseline: Baseline,
    /// How many contexts are kept for a pair in a document, if not as many as usual.
    pub(super) contexts: Option<usize>,
    /// The hashes of the texts of documents, as far as they are known.
    pub(super) contents: BTreeMap<String, u64>,
    pub(super) lemmas: Lemmas,
    /// Sorted by [`order`].
    pub(super) found: Vec<Found>,
}

/// The columns, in their order. Ledgers of an older yongeo lack the last.
const COLUMNS: [&str; 13] = [
    "document",
    "offset",
    "line",
    "concept",
    "english",
    "korean",
    "kind",
    "language",
    "confidence",
    "english_in_text",
    "korean_in_text",
    "context",
    "candidates",
];
/// How many of them must be there.
const REQUIRED: usize = 12;

/// Rows that one thread reads at a time.
const PORTION: usize = 8_192;

/// One row of the file, by [`COLUMNS`].
type Record<'a> = [&'a str; COLUMNS.len()];

/// A row that says something of mining's own.
fn note<'a>(concept: &'a str, kind: &'a str, language: &'a str, note: &'a str) -> Record<'a> {
    [
        "", "", "", concept, "", "", kind, language, "", "", "", note, "",
    ]
}

/// What a note about a pair says.
fn about(note: &str, pair: &Pair) -> String {
    format!("{note}\t{}\t{}", pair.english, pair.korean)
}

/// The same with one more word, unless it is empty.
fn about_and(note: &str, pair: &Pair, word: &str) -> String {
    let mut said = about(note, pair);
    if !word.is_empty() {
        said.push('\t');
        said.push_str(word);
    }
    said
}

/// What was found at one place, from its row.
fn found(cells: &Record<'_>) -> std::result::Result<Found, (usize, Error)> {
    let [
        document,
        offset,
        line,
        concept,
        english,
        korean,
        kind,
        language,
        confidence,
        english_in_text,
        korean_in_text,
        context,
        candidates,
    ] = *cells;
    Ok(Found {
        pair: Pair {
            english: english.to_owned(),
            korean: korean.to_owned(),
        },
        concept: concept.to_owned(),
        evidence: Evidence {
            document: document.to_owned(),
            offset: parsed(1, offset)?,
            line: parsed(2, line)?,
            korean: korean_in_text.to_owned(),
            english: english_in_text.to_owned(),
            kind: kind.parse().map_err(|error| (6, error))?,
            language: language.to_owned(),
            confidence: parsed(8, confidence)?,
            context: context.to_owned(),
            undecided: match candidates {
                "" => None,
                candidates => Some(candidates.parse().map_err(|error| (12, error))?),
            },
        },
    })
}

/// A number in a column.
fn parsed<T: FromStr>(column: usize, cell: &str) -> std::result::Result<T, (usize, Error)> {
    cell.parse().map_err(|_| {
        let error = match cell {
            "" => Error::new("is empty"),
            _ => Error::new(format!("{cell:?} is no number")),
        };
        (column, error)
    })
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
        let begins = records(text, b',', 1)
            .map_err(|error| conflict_of_git(text, 1).unwrap_or(error.hint(REPAIR)))?;
        let Some((_, rows)) = begins.split_first() else {
            return Err(no_ledger());
        };
        let header = &text.as_bytes()[..rows.first().map_or(text.len(), |row| row.offset)];
        let mut header = csv::Reader::from_reader(header);
        let header = header.headers().cloned().unwrap_or_default();
        let columns = columns(&header)?;
        // In portions, each on a thread.
        let ends = rows.iter().skip(PORTION).step_by(PORTION);
        let ends: Vec<usize> = ends.map(|row| row.offset).chain([text.len()]).collect();
        let portions: Vec<Result<Self>> = rows
            .par_chunks(PORTION)
            .zip(ends)
            .map(|(rows, end)| {
                let text = &text[rows[0].offset..end];
                Self::portion(text, rows, header.len(), &columns)
            })
            .collect();
        let mut ledger = Self::default();
        for portion in portions {
            ledger.append(portion?);
        }
        if ledger.generation.is_none() {
            return Err(no_ledger());
        }
        if !ledger.found.is_sorted_by(|a, b| order(a, b).is_le()) {
            ledger.found.sort_by(order);
        }
        Ok(ledger)
    }

    /// Reads some rows of a ledger, which begin where `rows` says and have so many cells.
    fn portion(
        text: &str,
        rows: &[Begin],
        width: usize,
        columns: &[Option<usize>; COLUMNS.len()],
    ) -> Result<Self> {
        let mut ledger = Self::default();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        // Should the two readers ever count differently, no row is dropped.
        let last = rows[rows.len() - 1].line;
        let mut lines = rows.iter().map(|row| row.line);
        loop {
            let line = lines.next().unwrap_or(last);
            let at = |error: Error| error.at(at_line(line)).hint(REPAIR);
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(ledger),
                Err(error) => return Err(at(Error::new(error.to_string()))),
            }
            if record.len() != width {
                let cells = cells(record.len());
                return Err(at(Error::new(format!(
                    "{cells} where the header has {width} columns"
                ))));
            }
            let cells: Record<'_> =
                columns.map(|at| at.and_then(|at| record.get(at)).unwrap_or_default());
            ledger.take(&cells).map_err(|(column, error)| {
                let place = format!("line {line}, column {}", COLUMNS[column]);
                error.at(place).or_hint(REPAIR)
            })?;
        }
    }

    /// Takes in what stands further on in the file.
    fn append(&mut self, more: Self) {
        self.generation = more.generation.or(self.generation);
        self.contexts = more.contexts.or(self.contexts);
        self.contents.extend(more.contents);
        self.lemmas.added |= more.lemmas.added;
        self.lemmas.written.extend(more.lemmas.written);
        for (pair, concepts) in more.baseline.kept {
            self.baseline.kept.entry(pair).or_default().extend(concepts);
        }
        self.baseline.typed.extend(more.baseline.typed);
        self.baseline.cited.extend(more.baseline.cited);
        if let Some(replaced) = more.replaced {
            let known = self.replaced_mut();
            known.added_lemma |= replaced.added_lemma;
            for (key, versions) in replaced.rows {
                known.rows.entry(key).or_default().extend(versions);
            }
            // 0 where the portion has rows of it only.
            if replaced.generation != 0 {
                known.generation = replaced.generation;
            }
        }
        self.found.extend(more.found);
    }

    /// Takes a row in; if it can't be understood, the column tells where.
    fn take(&mut self, cells: &Record<'_>) -> std::result::Result<(), (usize, Error)> {
        if cells[0].is_empty() {
            return self.take_note(cells).map_err(|error| (11, error));
        }
        self.found.push(found(cells)?);
        Ok(())
    }

    fn take_note(&mut self, cells: &Record<'_>) -> Result<()> {
        let [_, _, _, concept, _, _, kind, language, _, _, _, context, _] = *cells;
        let concept = concept.to_owned();
        let words: Vec<&str> = context.split('\t').collect();
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
                    ["contexts", number] => {
                        self.contexts = Some(number.parse().map_err(|_| unknown(note))?);
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
                    "content" => {
                        self.contents.insert(pair.english, number(&pair.korean)?);
                    }
                    "kept" => {
                        self.baseline.kept.entry(pair).or_default().insert(concept);
                    }
                    "typed" => {
                        self.baseline.typed.insert((concept, pair));
                    }
                    "replaced" => {
                        let cells = Cells {
                            kind: kind.parse()?,
                            language: language.to_owned(),
                            lemma,
                        };
                        let rows = &mut self.replaced_mut().rows;
                        rows.entry((concept, pair)).or_default().push(cells);
                    }
                    "cited" => {
                        self.baseline.cited.insert((concept, pair), lemma);
                    }
                    _ => return Err(unknown(note)),
                }
            }
            _ => return Err(unknown(context)),
        }
        Ok(())
    }

    fn replaced_mut(&mut self) -> &mut Replaced {
        self.replaced.get_or_insert_default()
    }

    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes).expect("memory takes all bytes");
        bytes
    }

    /// Writes the file, a row at a time.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = csv::Writer::from_writer(out);
        self.write_rows(&mut out).map_err(io::Error::from)?;
        out.flush()
    }

    fn write_rows(&self, out: &mut csv::Writer<impl Write>) -> csv::Result<()> {
        out.write_record(COLUMNS)?;
        let generation = self.generation.unwrap_or_default();
        let said = format!("generation {VERSION} {generation:016x}");
        out.write_record(note("", "", "", &said))?;
        if let Some(contexts) = self.contexts {
            out.write_record(note("", "", "", &format!("contexts {contexts}")))?;
        }
        for (document, hash) in &self.contents {
            // White space of this kind would part what it is no border of.
            if !document.contains(['\t', '\n', '\r']) {
                let said = format!("content\t{document}\t{hash:016x}");
                out.write_record(note("", "", "", &said))?;
            }
        }
        if let Some(replaced) = &self.replaced {
            let added = if replaced.added_lemma { " lemma" } else { "" };
            let said = format!("replaces {:016x}{added}", replaced.generation);
            out.write_record(note("", "", "", &said))?;
            let versions = replaced.rows.iter();
            let versions = versions.flat_map(|(key, all)| all.iter().map(move |one| (key, one)));
            for ((concept, pair), cells) in versions {
                let said = about_and("replaced", pair, &cells.lemma);
                out.write_record(note(
                    concept,
                    &cells.kind.to_string(),
                    &cells.language,
                    &said,
                ))?;
            }
        }
        for (pair, concepts) in &self.baseline.kept {
            for concept in concepts {
                out.write_record(note(concept, "", "", &about("kept", pair)))?;
            }
        }
        for (concept, pair) in &self.baseline.typed {
            out.write_record(note(concept, "", "", &about("typed", pair)))?;
        }
        for ((concept, pair), lemma) in &self.baseline.cited {
            out.write_record(note(concept, "", "", &about_and("cited", pair, lemma)))?;
        }
        if self.lemmas.added {
            out.write_record(note("", "", "", "added lemma"))?;
        }
        for (korean, lemma) in &self.lemmas.written {
            out.write_record(note("", "", "", &format!("lemma\t{korean}\t{lemma}")))?;
        }
        for Found {
            evidence,
            pair,
            concept,
        } in &self.found
        {
            let candidates = evidence.undecided.as_ref();
            let cells: Record<'_> = [
                &evidence.document,
                &evidence.offset.to_string(),
                &evidence.line.to_string(),
                concept,
                &pair.english,
                &pair.korean,
                &evidence.kind.to_string(),
                &evidence.language,
                &written(evidence.confidence),
                &evidence.english,
                &evidence.korean,
                &evidence.context,
                &candidates.map_or_else(String::new, ToString::to_string),
            ];
            out.write_record(cells)?;
        }
        Ok(())
    }
}

/// A confidence as the file has it: with a decimal point.
fn written(confidence: f32) -> String {
    format!("{confidence:?}")
}

/// Where each of [`COLUMNS`] stands, if it is there.
fn columns(header: &csv::StringRecord) -> Result<[Option<usize>; COLUMNS.len()]> {
    let columns = COLUMNS.map(|name| header.iter().position(|column| column == name));
    match columns[..REQUIRED].iter().position(Option::is_none) {
        Some(missing) => Err(Error::new(format!("no column {}", COLUMNS[missing]))
            .at("line 1")
            .hint(REPAIR)),
        None => Ok(columns),
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

fn no_ledger() -> Error {
    Error::new("names no generation: this is no ledger of yongeo").hint(REPAIR)
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
                    (("cloud".into(), cloud.clone()), vec![cells("")]),
                    (
                        ("shared".into(), pair("shared", "함께 쓰는")),
                        vec![cells("함께 쓰다"), cells("")],
                    ),
                ]
                .into(),
            }),
            contexts: Some(1),
            contents: [("../docs/기사.txt".into(), 0xfeed)].into(),
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
    fn many_rows_are_read_in_portions() {
        let mut ledger = example();
        let place = ledger.found[0].clone();
        ledger.found = (0..2 * PORTION + 10)
            .map(|offset| {
                let mut place = place.clone();
                place.evidence.offset = offset;
                place
            })
            .collect();
        let text = String::from_utf8(ledger.to_bytes()).unwrap();
        assert_eq!(Ledger::parse(text.as_bytes()).unwrap(), ledger);
        // Each place takes three lines, since two of its cells are broken.
        let broken = text.replace(
            &format!("기사.txt,{},", PORTION + 3),
            &format!("기사.txt,{}번째,", PORTION + 3),
        );
        let line = 1 + text[..text.find(&format!("기사.txt,{},", PORTION + 3)).unwrap()]
            .matches('\n')
            .count();
        let error = Ledger::parse(broken.as_bytes()).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("line {line}, column offset: ")),
            "{error}"
        );
    }

    #[test]
    fn an_ordinary_ledger_reads_as_a_table_of_places() {
        let ledger = Ledger {
            replaced: None,
            contexts: None,
            contents: BTreeMap::new(),
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
                "line 2, column context: a row without a document that says \"something\"",
            ),
            (
                "a.txt,x,1,c,e,k,term,en,1.0,e,k,c\n",
                "line 2, column offset: \"x\" is no number (restore it from git",
            ),
            (
                "a.txt,1,1,c,e,k,noun,en,1.0,e,k,c\n",
                "line 2, column kind: unknown kind",
            ),
            (
                "a.txt,1,,c,e,k,term,en,1.0,e,k,c\n",
                "line 2, column line: is empty",
            ),
            (
                "a.txt,1,1,c,e\n",
                "line 2: 5 cells where the header has 12 columns (restore it",
            ),
            (
                ",,,,,,,,,,,generation 1 0\n<<<<<<< HEAD\n",
                "line 3: holds a conflict of git (<<<<<<<) (merge it by rows",
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
