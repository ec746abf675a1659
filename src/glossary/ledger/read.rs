//! Reading a ledger, a block of its rows at a time.

use std::fs::File;
use std::io::Read;
use std::str::FromStr;

use rayon::prelude::*;

use super::{COLUMNS, Cells, Ledger, REQUIRED, Record, Replaced, VERSION};
use crate::glossary::evidence::Pair;
use crate::glossary::places::{Excerpt, Place, Rows, Texts};
use crate::glossary::strict::{
    Begin, at_line, cells, conflict_of_git, not_utf8, records_so_far, unclosed,
};
use crate::glossary::undecided::Undecided;
use crate::glossary::version::{Counted, Version};
use crate::{Error, Result};

/// What can be done about a ledger that can't be read: nobody edits one by hand.
const REPAIR: &str = "restore it from git or a backup, without conflicts; or delete it and mine all documents \
                      again: every row of the glossary then counts as yours";

/// Bytes that are read at a time, more where one row has more.
const BLOCK: usize = 16 << 20;
/// Rows that one thread reads at a time.
const PORTION: usize = 8_192;

/// A number in a column.
fn parsed<T: FromStr>(column: usize, cell: &str) -> std::result::Result<T, (usize, Error)> {
    cell.parse().map_err(|_| {
        let error = match cell {
            "" => Error::new("is empty"),
            _ => Error::new(format!("{cell:?} is not a number")),
        };
        (column, error)
    })
}

impl Ledger {
    /// Reads a ledger from memory.
    ///
    /// # Errors
    ///
    /// The line that can't be understood, and why. The path is not named.
    pub(in crate::glossary) fn parse(bytes: &[u8]) -> Result<Self> {
        let (ledger, _) = Self::read_blocks(&mut &*bytes, BLOCK, Rows::Held(bytes.to_vec()))?;
        Ok(ledger)
    }

    /// Reads a ledger from its file, which is held open: what the places quote stays there. The version is that of the file.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse); or the file can't be read.
    pub(in crate::glossary) fn read(mut file: File) -> Result<(Self, Version)> {
        // Windows replaces no file that somebody holds open.
        if cfg!(windows) {
            let mut bytes = Vec::new();
            let read = file.read_to_end(&mut bytes);
            read.map_err(|error| unreadable(&error))?;
            return Self::read_blocks(&mut &bytes.clone()[..], BLOCK, Rows::Held(bytes));
        }
        let rows = file.try_clone().and_then(Rows::filed);
        let rows = rows.map_err(|error| unreadable(&error))?;
        Self::read_blocks(&mut file, BLOCK, rows)
    }

    /// Reads a ledger in blocks of so many bytes or more. `rows` is what is read from the beginning on, kept for later.
    fn read_blocks(input: &mut dyn Read, block: usize, rows: Rows) -> Result<(Self, Version)> {
        let mut ledger = Self::default();
        let mut counted = Counted::default();
        let mut rows = Some(rows);
        let mut header: Option<Header> = None;
        let mut buffer = Vec::new();
        // Where the buffer begins in the file, and on which line.
        let (mut from, mut line) = (0, 1);
        let mut wanted = block;
        loop {
            let before = buffer.len();
            let missing = wanted.saturating_sub(before) as u64;
            let read = Read::take(&mut *input, missing).read_to_end(&mut buffer);
            read.map_err(|error| unreadable(&error))?;
            counted.take(&buffer[before..]);
            let ended = buffer.len() < wanted;
            let text = match std::str::from_utf8(&buffer) {
                Ok(text) => text,
                // A character that goes on in the next block.
                Err(error) if error.error_len().is_none() && !ended => {
                    std::str::from_utf8(&buffer[..error.valid_up_to()]).unwrap_or_default()
                }
                Err(error) => return Err(not_utf8(&buffer, error.valid_up_to(), line).hint(REPAIR)),
            };
            let (mut begins, opened) =
                records_so_far(text, b',', line).map_err(|error| repair(error, text, line))?;
            // The last record may go on in the next block.
            let next = match opened {
                Some(opened) if ended => return Err(repair(unclosed(opened), text, line)),
                _ if ended => None,
                _ => begins.pop(),
            };
            let end = next.map_or(text.len(), |next| next.offset);
            let mut own = begins.as_slice();
            if header.is_none()
                && let Some((first, others)) = own.split_first()
            {
                let end = others.first().map_or(end, |row| row.offset);
                let columns = Header::read(&text[first.offset..end])?;
                let texts = [11, 12, 13].map(|column: usize| columns.columns[column]);
                if let Some(rows) = rows.take() {
                    ledger.places.texts.add(rows, texts);
                }
                header = Some(columns);
                own = others;
            }
            if let Some(header) = &header {
                ledger.take_rows(&text[..end], own, header, from)?;
            }
            match next {
                None if ended => break,
                // One record has no room in a block.
                _ if own.is_empty() => wanted *= 2,
                _ => wanted = block,
            }
            if let Some(next) = next {
                line = next.line;
                buffer.drain(..end);
                from += end;
            }
            wanted = wanted.max(buffer.len() + block / 2);
        }
        if ledger.generation.is_none() {
            return Err(no_ledger());
        }
        let there = ledger.places.len();
        if let Some(written) = ledger.written.take()
            && written != there
        {
            let rows = format!("has {there} places, and was written with {written}");
            return Err(Error::new(rows).hint(REPAIR));
        }
        ledger.places.sort();
        Ok((ledger, counted.version()))
    }

    /// Takes in the rows of a block, which begins at byte `from` of the file, in portions, each on a thread.
    fn take_rows(
        &mut self,
        text: &str,
        rows: &[Begin],
        header: &Header,
        from: usize,
    ) -> Result<()> {
        let ends = rows.iter().skip(PORTION).step_by(PORTION);
        let ends: Vec<usize> = ends.map(|row| row.offset).chain([text.len()]).collect();
        let portions: Vec<Result<Self>> = rows
            .par_chunks(PORTION)
            .zip(ends)
            .map(|(rows, end)| Self::portion(&text[..end], rows, header, from))
            .collect();
        for portion in portions {
            self.append(portion?);
        }
        Ok(())
    }

    /// Reads some rows of a ledger, up to the end of the text, which begins at byte `from` of the file.
    fn portion(text: &str, rows: &[Begin], header: &Header, from: usize) -> Result<Self> {
        let mut ledger = Self::default();
        let start = rows.first().map_or(text.len(), |row| row.offset);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(&text.as_bytes()[start..]);
        let mut record = csv::StringRecord::new();
        for (at, row) in rows.iter().enumerate() {
            let line = row.line;
            let at_row = |error: Error| error.at(at_line(line)).hint(REPAIR);
            match reader.read_record(&mut record) {
                Ok(true) => {}
                // The two readers count differently, and no row is to be dropped.
                Ok(false) => return Err(at_row(Error::new("is not a row"))),
                Err(error) => return Err(at_row(Error::new(error.to_string()))),
            }
            if record.len() != header.width {
                let cells = cells(record.len());
                return Err(at_row(Error::new(format!(
                    "{cells} where the header has {} columns",
                    header.width
                ))));
            }
            let cells: Record<'_> = header
                .columns
                .map(|at| at.and_then(|at| record.get(at)).unwrap_or_default());
            let end = rows.get(at + 1).map_or(text.len(), |next| next.offset);
            let lies = Texts::excerpt(0, from + row.offset, end - row.offset);
            ledger.take(&cells, lies).map_err(|(column, error)| {
                let place = format!("line {line}, column {}", COLUMNS[column]);
                error.at(place).or_hint(REPAIR)
            })?;
        }
        Ok(ledger)
    }

    /// Takes in what stands further on in the file.
    fn append(&mut self, more: Self) {
        self.generation = more.generation.or(self.generation);
        self.written = more.written.or(self.written);
        self.contexts = more.contexts.or(self.contexts);
        self.for_excel |= more.for_excel;
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
        self.places.append(more.places.all, &more.places.names);
    }

    /// Takes a row in, which lies there; if it can't be understood, the column tells where.
    fn take(
        &mut self,
        cells: &Record<'_>,
        lies: Excerpt,
    ) -> std::result::Result<(), (usize, Error)> {
        if cells[0].is_empty() {
            return self.take_note(cells).map_err(|error| (11, error));
        }
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
            place,
        ] = *cells;
        let undecided: Option<Undecided> = match candidates {
            "" => None,
            candidates => Some(candidates.parse().map_err(|error| (12, error))?),
        };
        let names = &mut self.places.names;
        self.places.all.push(Place {
            offset: parsed(1, offset)?,
            line: parsed(2, line)?,
            kind: kind.parse().map_err(|error| (6, error))?,
            confidence: parsed(8, confidence)?,
            document: names.name(document),
            concept: names.name(concept),
            pair: [english, korean].map(|cell| names.name(cell)),
            language: names.name(language),
            english: names.name(english_in_text),
            korean: names.name(korean_in_text),
            quoted: !context.is_empty(),
            placed: !place.is_empty(),
            undecided: undecided.is_some(),
            heard: undecided.is_some_and(|undecided| undecided.is_sound(korean_in_text)),
            text: lies,
        });
        Ok(())
    }

    fn take_note(&mut self, cells: &Record<'_>) -> Result<()> {
        let [
            _,
            _,
            _,
            concept,
            _,
            _,
            kind,
            language,
            _,
            _,
            _,
            context,
            _,
            _,
        ] = *cells;
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
                    ["places", number] => {
                        self.written = Some(number.parse().map_err(|_| unknown(note))?);
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
                    ["for", "excel"] => self.for_excel = true,
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
}

/// The first row.
struct Header {
    /// Where each of [`COLUMNS`] stands, if it is there.
    columns: [Option<usize>; COLUMNS.len()],
    /// How many there are.
    width: usize,
}

impl Header {
    fn read(row: &str) -> Result<Self> {
        let mut header = csv::Reader::from_reader(row.as_bytes());
        let header = header.headers().cloned().unwrap_or_default();
        let columns = COLUMNS.map(|name| header.iter().position(|column| column == name));
        match columns[..REQUIRED].iter().position(Option::is_none) {
            Some(missing) => Err(Error::new(format!("no column {}", COLUMNS[missing]))
                .at("line 1")
                .hint(REPAIR)),
            None => Ok(Self {
                columns,
                width: header.len(),
            }),
        }
    }
}

/// The error with what to do about it: where git left marks, merge, and else restore the ledger.
fn repair(error: Error, text: &str, line: usize) -> Error {
    conflict_of_git(text, line).unwrap_or_else(|| error.hint(REPAIR))
}

fn unreadable(error: &std::io::Error) -> Error {
    Error::new(format!("cannot be read: {error}"))
}

fn no_ledger() -> Error {
    Error::new("names no generation: this is not a ledger of yongeo").hint(REPAIR)
}

fn number(hash: &str) -> Result<u64> {
    u64::from_str_radix(hash, 16).map_err(|_| Error::new(format!("{hash:?} is not a generation")))
}

fn unknown(note: &str) -> Error {
    Error::new(format!("a row without a document that says {note:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::ledger::tests::example;
    use crate::glossary::places::Places;
    use proptest::prelude::*;
    use std::io::{Seek, Write};

    #[test]
    fn any_blocks_give_the_same() {
        let ledger = example();
        let bytes = ledger.to_bytes();
        for block in [1, 7, 64, 500, bytes.len() - 1, bytes.len(), bytes.len() + 1] {
            let rows = Rows::Held(bytes.clone());
            let (read, version) = Ledger::read_blocks(&mut &bytes[..], block, rows).unwrap();
            assert_eq!(read, ledger, "blocks of {block}");
            let written = Version::of_written(|out| read.write(out)).unwrap();
            assert_eq!(version, written, "blocks of {block}");
        }
    }

    #[test]
    fn what_is_read_from_a_file_stays_there() {
        let ledger = example();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&ledger.to_bytes()).unwrap();
        file.rewind().unwrap();
        let (read, _) = Ledger::read(file.try_clone().unwrap()).unwrap();
        assert_eq!(read, ledger);

        // Rather nothing is written than a ledger without its contexts.
        let (read, _) = {
            file.rewind().unwrap();
            Ledger::read(file.try_clone().unwrap()).unwrap()
        };
        file.set_len(100).unwrap();
        let error = read.write(&mut Vec::new()).unwrap_err().to_string();
        assert!(
            error.starts_with("the ledger could not be read once more"),
            "{error}"
        );
    }

    #[test]
    fn what_was_cut_off_is_missed() {
        let text = String::from_utf8(example().to_bytes()).unwrap();
        let last = text.rfind("../docs/기사.txt").unwrap();
        let error = Ledger::parse(&text.as_bytes()[..last]).unwrap_err();
        let said = error.to_string();
        assert!(
            said.starts_with("has 0 places, and was written with 1 (restore it"),
            "{said}"
        );
    }

    #[test]
    fn many_rows_are_read_in_portions() {
        let mut ledger = example();
        let place = ledger.places.iter().next().unwrap();
        ledger.places = Places::default();
        for offset in 0..2 * PORTION + 10 {
            let mut place = place.clone();
            place.evidence.offset = offset;
            ledger.places.push(&place);
        }
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
                "line 2, column offset: \"x\" is not a number (restore it from git",
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
            prop_assert!(Ledger::parse(&bytes).is_err());
        }

        #[test]
        fn what_is_read_is_written_and_read_again(
            rows in "((a|b)\\.txt,[0-9]{1,2},[1-9],c,e?,가?,(term|foreign),en,(0\\.5|1),e,[가a]?,(\"[,\n가]{0,3}\")?,\n){0,4}"
        ) {
            let empty = Ledger { generation: Some(1), ..Ledger::default() };
            let empty = String::from_utf8(empty.to_bytes()).unwrap();
            let bytes = (empty.replace(",,,,,,,,,,,places 0,\n", "") + &rows).into_bytes();
            let ledger = Ledger::parse(&bytes).unwrap();
            prop_assert_eq!(Ledger::parse(&ledger.to_bytes()).unwrap(), ledger);
        }

        #[test]
        fn blocks_are_no_borders(cells in prop::collection::vec("[가나\"\r\n, <=a]{0,6}", 0..12), block in 1..40_usize) {
            let header = super::super::COLUMNS.join(",");
            let text = format!("{header}\n,,,,,,,,,,,generation 1 0,,\n{}", cells.join(","));
            let bytes = text.as_bytes();
            let rows = Rows::Held(bytes.to_vec());
            let read = Ledger::read_blocks(&mut &*bytes, block, rows).map(|(ledger, _)| ledger);
            // Of several faults the first is told, whatever kind of fault it is.
            let whole = Ledger::parse(bytes);
            prop_assert_eq!(read.ok(), whole.ok());
        }
    }
}
