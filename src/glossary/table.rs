//! The glossary as a table of cells: reading it strictly, writing it so that diffs are small.
//!
//! Cells are kept byte for byte, in the columns where people put them. What cannot be understood is
//! refused with its line and column rather than guessed at: the file is somebody's work.

use std::collections::HashSet;

use super::row::{Row, Status, word};
use super::strict::{at_line, cells as count, not_utf8, record_lines};
use crate::{Error, Kind, Result};

/// Columns of a new glossary, in this order. All but `note` are added where a file lacks them.
const COLUMNS: [&str; 10] = [
    "concept",
    "english",
    "korean",
    "kind",
    "language",
    "status",
    "occurrences",
    "documents",
    "confidence",
    "note",
];
const BOM: &str = "\u{feff}";

/// Where mining's columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) concept: usize,
    pub(super) english: usize,
    pub(super) korean: usize,
    pub(super) kind: usize,
    pub(super) language: usize,
    pub(super) status: usize,
    pub(super) occurrences: usize,
    pub(super) documents: usize,
    pub(super) confidence: usize,
}

impl Columns {
    /// Whether mining writes this column.
    pub(super) fn is_minings(self, at: usize) -> bool {
        [
            self.concept,
            self.english,
            self.korean,
            self.kind,
            self.language,
            self.status,
            self.occurrences,
            self.documents,
            self.confidence,
        ]
        .contains(&at)
    }
}

/// A glossary file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The file began with a byte order mark. Excel needs it, so it stays.
    bom: bool,
    header: Vec<String>,
    pub(super) columns: Columns,
    pub(super) rows: Vec<Vec<String>>,
}

impl Default for Table {
    fn default() -> Self {
        let mut header: Vec<String> = COLUMNS.map(str::to_owned).into();
        let columns = complete(&mut header);
        Self {
            bom: false,
            header,
            columns,
            rows: Vec::new(),
        }
    }
}

impl Table {
    /// Reads a glossary: UTF-8 with or without a byte order mark, comma-separated, any line ends.
    ///
    /// # Errors
    ///
    /// The first thing that can't be understood, with its line and column. The path is not named.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        let text =
            std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
        let bom = text.starts_with(BOM);
        let text = text.strip_prefix(BOM).unwrap_or(text);
        let lines = record_lines(text)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = Vec::with_capacity(lines.len());
        // The last line stands in should the two readers ever count differently: no row is dropped.
        let last = lines.last().copied().unwrap_or(1);
        let lines = lines.into_iter().chain(std::iter::repeat(last));
        for (record, line) in reader.records().zip(lines) {
            let record = record.map_err(|error| Error::new(error.to_string()).at(at_line(line)))?;
            // Spreadsheets leave empty rows behind.
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                records.push((line, record.iter().map(str::to_owned).collect::<Vec<_>>()));
            }
        }
        let mut records = records.into_iter();
        let Some((line, mut header)) = records.next() else {
            return Ok(Self {
                bom,
                ..Self::default()
            });
        };
        check_header(&header).map_err(|error| error.at(at_line(line)))?;
        let given = header.len();
        let columns = complete(&mut header);
        let mut table = Self {
            bom,
            header,
            columns,
            rows: Vec::new(),
        };
        for (line, mut cells) in records {
            if cells.len() != given {
                return Err(Error::new(format!(
                    "{} where the header has {given} columns",
                    count(cells.len())
                ))
                .at(at_line(line))
                .hint("put cells that hold a comma in double quotes, and write every comma"));
            }
            cells.resize(table.header.len(), String::new());
            // A status column that was not there says what its absence meant.
            if columns.status >= given {
                cells[columns.status] = Status::Proposed.to_string();
            }
            table.check(&cells).map_err(|(column, error)| {
                error.at(format!("line {line}, column {}", table.header[column]))
            })?;
            table.rows.push(cells);
        }
        Ok(table)
    }

    fn check(&self, cells: &[String]) -> std::result::Result<(), (usize, Error)> {
        let columns = self.columns;
        for at in [columns.concept, columns.english, columns.korean] {
            if cells[at].trim().is_empty() {
                return Err((at, Error::new("is empty").hint("fill it or delete the row")));
            }
        }
        let kind = word(&cells[columns.kind]);
        if !kind.is_empty() {
            kind.parse::<Kind>()
                .map_err(|error| (columns.kind, error))?;
        }
        for at in [Some(columns.status), self.column("english_status")]
            .into_iter()
            .flatten()
        {
            let status = word(&cells[at]);
            if !status.is_empty() {
                status.parse::<Status>().map_err(|error| (at, error))?;
            }
        }
        Ok(())
    }

    /// The file's bytes: rows sorted, `\n` at line ends.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = if self.bom {
            BOM.as_bytes().to_vec()
        } else {
            Vec::new()
        };
        let mut writer = csv::Writer::from_writer(&mut bytes);
        let written = writer
            .write_record(&self.header)
            .and_then(|()| {
                self.rows
                    .iter()
                    .try_for_each(|row| writer.write_record(row))
            })
            .and_then(|()| Ok(writer.flush()?));
        drop(writer);
        written.expect("rows are as long as the header, and memory takes all bytes");
        bytes
    }

    /// Sorts by concept, English, Korean and then everything else, so that the order is total.
    pub(super) fn sort(&mut self) {
        let Columns {
            concept,
            english,
            korean,
            ..
        } = self.columns;
        self.rows.sort_by(|a, b| {
            (&a[concept], &a[english], &a[korean], a).cmp(&(
                &b[concept],
                &b[english],
                &b[korean],
                b,
            ))
        });
    }

    /// The column of this name, whatever its case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| word(column) == name)
    }

    /// The names of the columns, as people typed them.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// A table with the same columns and no rows.
    pub(super) fn emptied(&self) -> Self {
        Self {
            header: self.header.clone(),
            rows: Vec::new(),
            ..*self
        }
    }

    /// A row of empty cells.
    pub(super) fn blank(&self) -> Vec<String> {
        vec![String::new(); self.header.len()]
    }

    /// One row, by name.
    pub(super) fn row<'a>(&'a self, cells: &'a [String]) -> Row<'a> {
        Row { table: self, cells }
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| self.row(cells))
    }

    /// A number that changes when a cell does, but not with the order of rows or columns, line ends
    /// or quoting: FNV-1a (Fowler, Noll, Vo) over each row's filled cells, summed.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut order: Vec<usize> = (0..self.header.len()).collect();
        order.sort_by_key(|&at| word(&self.header[at]));
        let row_hash = |cells: &Vec<String>| {
            let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
            for &at in order.iter().filter(|&&at| !cells[at].is_empty()) {
                let (name, cell) = (word(&self.header[at]), &cells[at]);
                // 0xff is in no UTF-8 text, so it parts name and cell.
                for &byte in name
                    .as_bytes()
                    .iter()
                    .chain(&[0xff])
                    .chain(cell.as_bytes())
                    .chain(&[0xff])
                {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
            hash
        };
        self.rows.iter().map(row_hash).fold(0, u64::wrapping_add)
    }
}

/// Adds the columns that mining writes and the header lacks.
fn complete(header: &mut Vec<String>) -> Columns {
    let mut find = |name: &str| {
        header
            .iter()
            .position(|column| word(column) == name)
            .unwrap_or_else(|| {
                header.push(name.to_owned());
                header.len() - 1
            })
    };
    Columns {
        concept: find("concept"),
        english: find("english"),
        korean: find("korean"),
        kind: find("kind"),
        language: find("language"),
        status: find("status"),
        occurrences: find("occurrences"),
        documents: find("documents"),
        confidence: find("confidence"),
    }
}

fn check_header(header: &[String]) -> Result<()> {
    let names: Vec<String> = header.iter().map(|name| word(name)).collect();
    for required in &COLUMNS[..3] {
        if !names.iter().any(|name| name == required) {
            let separator = [(';', "semicolons"), ('\t', "tabs")]
                .into_iter()
                .find(|&(separator, _)| header.len() == 1 && header[0].contains(separator));
            let error = Error::new(format!("no column {required}"));
            return Err(match separator {
                Some((_, name)) => error.hint(format!(
                    "the cells seem to be separated by {name}: save the file as CSV with commas"
                )),
                None => error.hint(
                    "the first line names the columns; concept, english and korean are required",
                ),
            });
        }
    }
    let mut seen = HashSet::new();
    // Spreadsheets leave nameless columns behind; those may be several.
    match names
        .iter()
        .find(|name| !name.is_empty() && !seen.insert(name.as_str()))
    {
        Some(twice) => Err(Error::new(format!("two columns are called {twice}"))
            .hint("rename or delete one of them")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(table: &Table) -> String {
        String::from_utf8(table.to_bytes()).unwrap()
    }

    #[test]
    fn a_new_glossary_has_the_default_columns() {
        assert_eq!(
            text(&Table::default()),
            "concept,english,korean,kind,language,status,occurrences,documents,confidence,note\n"
        );
    }

    #[test]
    fn three_columns_are_enough_in_any_order() {
        let table =
            Table::parse("korean,concept,english\n컨소시엄,consortium,consortium\n".as_bytes())
                .unwrap();
        let row = table.rows().next().unwrap();
        assert_eq!(
            (
                row.concept(),
                row.english(),
                row.korean(),
                row.kind(),
                row.language(),
                row.status()
            ),
            (
                "consortium",
                "consortium",
                "컨소시엄",
                Kind::Term,
                "en",
                Status::Proposed
            )
        );
        assert_eq!(
            text(&table),
            "korean,concept,english,kind,language,status,occurrences,documents,confidence\n\
             컨소시엄,consortium,consortium,,,proposed,,,\n"
        );
    }

    #[test]
    fn columns_of_people_stay_in_their_place() {
        let source = "\
담당,english,note,korean,status,concept,kind,language,occurrences,documents,confidence,
김하늘,consortium,\"둘로 나뉜다:\r\n\"\"공동체\"\" 아님\",컨소시엄, Preferred ,consortium,term,en,3,2,0.91,빈 제목
";
        let table = Table::parse(source.as_bytes()).unwrap();
        assert_eq!(text(&table), source);
        let row = table.rows().next().unwrap();
        assert_eq!(row.status(), Status::Preferred);
        assert_eq!(row.cell("담당"), Some("김하늘"));
        assert_eq!(row.cell("note"), Some("둘로 나뉜다:\r\n\"공동체\" 아님"));
        assert_eq!(row.cell("domain"), None);
        assert_eq!(
            (row.occurrences(), row.documents(), row.confidence()),
            (3, 2, 0.91)
        );
    }

    #[test]
    fn spreadsheets_leave_marks_and_empty_rows() {
        let table = Table::parse(
            "\u{feff}Concept,english,korean,,\r\ncloud,cloud,클라우드,,\r\n,,,,\r\n\r\n".as_bytes(),
        )
        .unwrap();
        assert_eq!(table.rows.len(), 1);
        assert!(text(&table).starts_with("\u{feff}Concept,english,korean,,,kind,"));
        assert!(!text(&table).contains('\r'));
    }

    #[test]
    fn refuses_with_line_column_and_reason() {
        for (source, said) in [
            ("concept,english\na,b\n", "line 1: no column korean"),
            ("concept;english;korean\n", "separated by semicolons"),
            ("concept\tenglish\tkorean\n", "separated by tabs"),
            (
                "concept,english,korean,note,Note\n",
                "line 1: two columns are called note",
            ),
            (
                "concept,english,korean\na,b\n",
                "line 2: 2 cells where the header has 3 columns",
            ),
            (
                "concept,english,korean\na\n",
                "line 2: 1 cell where the header has 3 columns",
            ),
            (
                "concept,english,korean\n<<<<<<< HEAD\na,b,다\n=======\na,b,라\n>>>>>>> theirs\n",
                "line 2: holds a conflict of git (<<<<<<<)",
            ),
            (
                "concept,english,korean\n\n\na,b,다,d\n",
                "line 4: 4 cells where the header has 3",
            ),
            (
                "concept,english,korean\na,,다\n",
                "line 2, column english: is empty",
            ),
            (
                "concept,english,korean\na,b, \n",
                "line 2, column korean: is empty",
            ),
            (
                "concept,english,korean,status\na,b,\"다\n라\",\nb,b,나,good\n",
                "line 4, column status: unknown status \"good\" (proposed, preferred",
            ),
            (
                "concept,english,korean,kind\na,b,다,noun\n",
                "line 2, column kind: unknown kind \"noun\"",
            ),
            (
                "concept,english,korean,english_status\na,b,다,fine\n",
                "line 2, column english_status: unknown status",
            ),
            (
                "concept,english,korean\na,b,다\na,\"b,다\nc,d,e\n",
                "line 3: the quote that opens here is never closed",
            ),
            (
                "concept,english,korean\na,\"b\" c,다\n",
                "line 2: text follows a closing quote",
            ),
        ] {
            let error = Table::parse(source.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(said), "{source:?}\n{error}");
        }
    }

    #[test]
    fn names_the_encoding_it_suspects() {
        let cp949 = b"concept,english,korean\ncloud,cloud,\xc5\xac\xb6\xf3\xbf\xec\xb5\xe5\n";
        let error = Table::parse(cp949).unwrap_err().to_string();
        assert!(
            error.starts_with("line 2, cell 3: is not UTF-8 (byte 0x"),
            "{error}"
        );
        assert!(error.contains("CP949"), "{error}");
        let error = Table::parse(b"\xff\xfec\0o\0").unwrap_err().to_string();
        assert!(error.contains("UTF-16"), "{error}");
        let error = Table::parse(b"PK\x03\x04\xff").unwrap_err().to_string();
        assert!(
            error.starts_with("is an Excel workbook or an archive (save it as \"CSV UTF-8"),
            "{error}"
        );
    }

    #[test]
    fn quotes_inside_an_unquoted_cell_are_text() {
        let source = "concept,english,korean,note\nscreen,5\" screen,화면,a\"b\n";
        let table = Table::parse(source.as_bytes()).unwrap();
        assert_eq!(table.rows().next().unwrap().english(), "5\" screen");
        let again = Table::parse(&table.to_bytes()).unwrap();
        assert_eq!(again, table);
    }

    #[test]
    fn fingerprint_sees_cells_and_nothing_else() {
        let of = |source: &str| Table::parse(source.as_bytes()).unwrap().fingerprint();
        let first = of("concept,english,korean,note\na,b,다,\nc,d,라,x\n");
        assert_eq!(
            first,
            of("\u{feff}concept,note,english,korean\r\nc,x,d,라\r\na,,\"b\",다\r\n")
        );
        assert_ne!(
            first,
            of("concept,english,korean,note\na,b,다,\nc,d,라,y\n")
        );
        assert_ne!(first, of("concept,english,korean,note\na,b,다,\n"));
        assert_ne!(
            of("concept,english,korean\nab,c,다\n"),
            of("concept,english,korean\na,bc,다\n")
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Table::parse(&bytes);
            let mut glossary = b"concept,english,korean\n".to_vec();
            glossary.extend(&bytes);
            let _ = Table::parse(&glossary);
        }

        #[test]
        fn what_is_written_is_read_again(
            rows in prop::collection::vec(prop::collection::vec("[가-힣a \"',\r\n;\u{feff}]{0,6}", 5), 0..8)
        ) {
            let mut table = Table::default();
            for cells in rows {
                let mut row = table.blank();
                for (at, (cell, fill)) in cells.into_iter().zip(["c", "e", "k", "", ""]).enumerate() {
                    // Three required cells, the note, and nothing in between.
                    row[if at < 3 { at } else { 9 }] = format!("{fill}{cell}");
                }
                table.rows.push(row);
            }
            let again = Table::parse(&table.to_bytes()).unwrap();
            prop_assert_eq!(&again.rows, &table.rows);
            prop_assert_eq!(again.to_bytes(), table.to_bytes());
        }
    }
}
