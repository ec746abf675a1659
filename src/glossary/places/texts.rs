//! The long texts of places: contexts, candidates and what people call them. They stay in the ledger's file where they came from it, and are
//! read a portion at a time; what was mined just now is held in memory, in the same form.

use std::fs::File;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

/// Why the rows of a file can't be relied on.
const CHANGED: &str = "somebody has written to the file";

/// Bytes between two rows up to which they are read together.
const GAP: u64 = 64 * 1024;
/// Bytes that are read together at most, unless one row has more.
const MOST: u64 = 8 * 1024 * 1024;

/// Where a row of CSV with the texts of one place lies.
#[derive(Debug, Clone, Copy)]
pub(in crate::glossary) struct Excerpt {
    /// Byte offset in the source.
    at: u64,
    /// Bytes.
    length: u32,
    source: u32,
}

impl Excerpt {
    /// No row.
    pub(in crate::glossary) const NONE: Self = Self {
        at: 0,
        length: 0,
        source: 0,
    };
}

/// The columns of context, candidates and place in a row.
pub(in crate::glossary) type Columns = [Option<usize>; 3];

/// Those of a row that is held.
const OWN: Columns = [Some(0), Some(1), Some(2)];

/// Something that holds rows.
#[derive(Debug)]
struct Source {
    rows: Rows,
    columns: Columns,
    /// Why it could not be read again.
    failed: OnceLock<String>,
}

/// Rows, as bytes.
#[derive(Debug)]
pub(in crate::glossary) enum Rows {
    /// In a file, which is held open, and how it was then.
    Filed(File, State),
    /// In memory.
    Held(Vec<u8>),
}

/// The length of a file and when it was written last, as far as the system tells.
type State = (u64, Option<SystemTime>);

impl Rows {
    /// Those of a file, which nobody is to write to.
    pub(in crate::glossary) fn filed(file: File) -> io::Result<Self> {
        let state = state(&file)?;
        Ok(Self::Filed(file, state))
    }
}

fn state(file: &File) -> io::Result<State> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}

/// What holds the rows of places.
#[derive(Debug, Clone, Default)]
pub(in crate::glossary) struct Texts {
    sources: Vec<Arc<Source>>,
    /// Rows that come one by one; the source behind all others.
    held: Vec<u8>,
}

/// The texts of one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::glossary) struct Text {
    /// The text around the place.
    pub(in crate::glossary) context: String,
    /// What it may give, as the ledger has it.
    pub(in crate::glossary) candidates: String,
    /// What people call the place: `slide 3`.
    pub(in crate::glossary) place: String,
}

impl Texts {
    /// Adds rows of which places are excerpts; told is the number of the source.
    pub(in crate::glossary) fn add(&mut self, rows: Rows, columns: Columns) -> u32 {
        // What is held one by one has the number behind all others.
        self.close();
        self.push(rows, columns)
    }

    fn push(&mut self, rows: Rows, columns: Columns) -> u32 {
        self.sources.push(Arc::new(Source {
            rows,
            columns,
            failed: OnceLock::new(),
        }));
        self.sources.len() as u32 - 1
    }

    /// Makes a source of what came one by one.
    fn close(&mut self) {
        if !self.held.is_empty() {
            let rows = std::mem::take(&mut self.held);
            self.push(Rows::Held(rows), OWN);
        }
    }

    /// The row of so many bytes at a place of a source.
    pub(in crate::glossary) fn excerpt(source: u32, at: usize, length: usize) -> Excerpt {
        Excerpt {
            at: at as u64,
            length: u32::try_from(length).unwrap_or(u32::MAX),
            source,
        }
    }

    /// Holds the texts of a place.
    pub(in crate::glossary) fn hold(
        &mut self,
        context: &str,
        candidates: &str,
        place: &str,
    ) -> Excerpt {
        if context.is_empty() && candidates.is_empty() && place.is_empty() {
            return Excerpt::NONE;
        }
        let at = self.held.len();
        for (cell, ending) in [(context, b','), (candidates, b','), (place, b'\n')] {
            self.held.push(b'"');
            for byte in cell.bytes() {
                if byte == b'"' {
                    self.held.push(b'"');
                }
                self.held.push(byte);
            }
            self.held.extend([b'"', ending]);
        }
        Self::excerpt(self.sources.len() as u32, at, self.held.len() - at)
    }

    /// Takes in the sources of others: where an excerpt of theirs lies here is [`moved`](Self::moved).
    pub(in crate::glossary) fn take(&mut self, others: &Self) -> u32 {
        self.close();
        let first = self.sources.len() as u32;
        self.sources.extend(others.sources.iter().cloned());
        if !others.held.is_empty() {
            self.push(Rows::Held(others.held.clone()), OWN);
        }
        first
    }

    /// An excerpt of others whose sources are here from number `first` on.
    pub(in crate::glossary) fn moved(excerpt: Excerpt, first: u32) -> Excerpt {
        Excerpt {
            source: first + excerpt.source,
            ..excerpt
        }
    }

    /// The texts at excerpts, in their order. Where a source can't be read any more they are empty, and
    /// [`failure`](Self::failure) says why.
    pub(in crate::glossary) fn read(&self, excerpts: &[Excerpt]) -> Vec<Text> {
        let mut texts = Vec::with_capacity(excerpts.len());
        let mut rows = Vec::new();
        let mut rest = excerpts;
        while let Some(first) = rest.first() {
            if first.length == 0 {
                texts.push(Text::default());
                rest = &rest[1..];
                continue;
            }
            let run = run(rest);
            rows.clear();
            let columns = match self.sources.get(first.source as usize) {
                None => {
                    copy(run, 0, &self.held, &mut rows);
                    OWN
                }
                Some(source) => {
                    if let Err(error) = source.read(run, &mut rows) {
                        source.failed.get_or_init(|| error.to_string());
                    }
                    source.columns
                }
            };
            let before = texts.len();
            parse(&rows, columns, run.len(), &mut texts);
            if texts.len() < before + run.len() {
                if let Some(source) = self.sources.get(first.source as usize) {
                    source.failed.get_or_init(|| CHANGED.to_owned());
                }
                texts.resize(before + run.len(), Text::default());
            }
            rest = &rest[run.len()..];
        }
        texts
    }

    /// Why some texts could not be read, or may be others by now, if so.
    pub(in crate::glossary) fn failure(&self) -> Option<&str> {
        self.sources.iter().find_map(|source| {
            if let Rows::Filed(file, then) = &source.rows
                && state(file).is_ok_and(|now| now != *then)
            {
                source.failed.get_or_init(|| CHANGED.to_owned());
            }
            source.failed.get().map(String::as_str)
        })
    }
}

/// The excerpts at the beginning that are read together: of one source, in its order, near each other.
fn run(excerpts: &[Excerpt]) -> &[Excerpt] {
    let first = excerpts[0];
    let mut end = first.at + u64::from(first.length);
    let mut count = 1;
    for next in &excerpts[1..] {
        let next_end = next.at + u64::from(next.length);
        if next.length == 0
            || next.source != first.source
            || !(end..=end + GAP).contains(&next.at)
            || next_end - first.at > MOST
        {
            break;
        }
        end = next_end;
        count += 1;
    }
    &excerpts[..count]
}

/// Copies the rows of a run from bytes that begin at `from` of their source.
fn copy(run: &[Excerpt], from: u64, bytes: &[u8], rows: &mut Vec<u8>) {
    for excerpt in run {
        let at = (excerpt.at - from) as usize;
        rows.extend(bytes.get(at..at + excerpt.length as usize).unwrap_or(&[]));
        if rows.last().is_some_and(|&last| last != b'\n') {
            rows.push(b'\n');
        }
    }
}

/// Appends the texts of so many rows, fewer if there are not so many.
fn parse(rows: &[u8], columns: Columns, count: usize, texts: &mut Vec<Text>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(rows);
    let mut record = csv::StringRecord::new();
    for _ in 0..count {
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            return;
        }
        let [context, candidates, place] = columns.map(|column| {
            let cell = column.and_then(|at| record.get(at));
            cell.unwrap_or_default().to_owned()
        });
        texts.push(Text {
            context,
            candidates,
            place,
        });
    }
}

impl Source {
    /// Reads the rows of a run.
    fn read(&self, run: &[Excerpt], rows: &mut Vec<u8>) -> io::Result<()> {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return Ok(());
        };
        match &self.rows {
            Rows::Held(bytes) => copy(run, 0, bytes, rows),
            Rows::Filed(file, _) => {
                let length = last.at + u64::from(last.length) - first.at;
                let mut bytes = vec![0; length as usize];
                read_at(file, &mut bytes, first.at)?;
                copy(run, first.at, &bytes, rows);
            }
        }
        Ok(())
    }
}

/// Fills the bytes with those of the file from `at` on, whatever else reads it.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// The same where a file has one position for all who read it.
#[cfg(not(unix))]
fn read_at(mut file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one = ONE.lock();
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn text(context: &str, candidates: &str) -> Text {
        Text {
            context: context.into(),
            candidates: candidates.into(),
            place: String::new(),
        }
    }

    #[test]
    fn what_is_held_is_read_again() {
        let mut texts = Texts::default();
        let kept = [
            text("그는 \"바다\"(sea)라고\n썼다, 또", "12\t0.00\t\t3.00 바다"),
            text("", "12\t0.00\t\t3.00 바다"),
            text("", ""),
            text("호수(lake)", ""),
            Text {
                place: "바다, \"강\"!B7".into(),
                ..text("", "")
            },
        ];
        let excerpts: Vec<Excerpt> = kept
            .iter()
            .map(|text| texts.hold(&text.context, &text.candidates, &text.place))
            .collect();
        assert_eq!(texts.read(&excerpts), kept);
        let reversed: Vec<Excerpt> = excerpts.iter().rev().copied().collect();
        let expected: Vec<Text> = kept.iter().rev().cloned().collect();
        assert_eq!(texts.read(&reversed), expected);

        // The same where others have taken them in, behind something of their own.
        let mut others = Texts::default();
        let own = others.hold("강(river)", "", "");
        let first = others.take(&texts);
        let mut all = vec![own];
        all.extend(excerpts.iter().map(|&one| Texts::moved(one, first)));
        let all = others.read(&all);
        assert_eq!(all[0], text("강(river)", ""));
        assert_eq!(all[1..], kept);
    }

    #[test]
    fn what_is_filed_is_read_from_the_file_in_any_columns() {
        let rows = ["1,\"가\n나\",x\n", "2,\"\"\"다\"\"\",\n", "3,라,z"];
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(rows.concat().as_bytes()).unwrap();
        let mut texts = Texts::default();
        let source = texts.add(
            Rows::filed(file.try_clone().unwrap()).unwrap(),
            [Some(1), Some(2), None],
        );
        let excerpt = |at: usize| {
            let before: usize = rows[..at].iter().map(|row| row.len()).sum();
            Texts::excerpt(source, before, rows[at].len())
        };
        let read = texts.read(&[excerpt(0), excerpt(2), excerpt(1)]);
        assert_eq!(
            read,
            [text("가\n나", "x"), text("라", "z"), text("\"다\"", "")]
        );
        assert_eq!(texts.failure(), None);

        // Somebody cuts the file off.
        file.set_len(4).unwrap();
        assert_eq!(texts.read(&[excerpt(2)]), [Text::default()]);
        assert!(texts.failure().is_some());
    }
}
