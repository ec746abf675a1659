//! The glossary as a table of cells: reading it strictly, writing it so that diffs are small.
//!
//! Cells are kept byte for byte, in the columns where people put them. What cannot be understood is
//! refused with its line and column rather than guessed at: the file is somebody's work.

use std::borrow::Cow;

use rayon::prelude::*;

use super::columns::{COLUMNS, Columns, check_header, complete};
use super::records::{self, Record};
use super::row::{Row, Status, word};
use super::row_cells::RowCells;
use super::spreadsheet::formula::guard;
use super::spreadsheet::{self, Form};
use super::strict::{at_line, cells as count, record_begins};
use crate::{Error, Kind, Result};

const BOM: &str = "\u{feff}";

/// A row with too few or too many cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Uneven {
    /// The line on which it begins, counted from 1.
    pub(super) line: usize,
    pub(super) cells: usize,
    /// How many the header has.
    pub(super) columns: usize,
}

/// A glossary file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// How the file is laid out.
    pub(super) form: Form,
    pub(super) header: Vec<String>,
    pub(super) columns: Columns,
    pub(super) rows: Vec<RowCells>,
}

impl Default for Table {
    fn default() -> Self {
        let mut header: Vec<String> = COLUMNS.map(str::to_owned).into();
        let columns = complete(&mut header);
        Self {
            form: Form::PLAIN,
            header,
            columns,
            rows: Vec::new(),
        }
    }
}

impl Table {
    /// Reads a glossary: UTF-8 with or without a byte order mark, comma-separated, any line ends; or in another
    /// [form](super::spreadsheet) in which spreadsheets save one.
    ///
    /// # Errors
    ///
    /// The first thing that can't be understood, with its line and column. The path is not named.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        Self::read(bytes, None).map(|(table, _)| table)
    }

    /// Reads what [`parse`](Self::parse) reads, and tells the line on which each row begins. Given a list, it refuses no
    /// single row: one with too few or too many cells is left out and put on the list, and cells may hold anything.
    pub(super) fn read(
        bytes: &[u8],
        mut uneven: Option<&mut Vec<Uneven>>,
    ) -> Result<(Self, Vec<usize>)> {
        let sheet = spreadsheet::read(bytes)?;
        let form = sheet.form;
        let begins = record_begins(&sheet.text, form.separator, sheet.first_line)?;
        let (records, lengths) = records::read(&sheet.text, form, &begins)?;
        let mut records = records.into_iter();
        let Some(Record { line, cells, .. }) = records.next() else {
            let empty = Self {
                form,
                ..Self::default()
            };
            return Ok((empty, Vec::new()));
        };
        let mut header: Vec<String> = cells.iter().map(str::to_owned).collect();
        check_header(&header).map_err(|error| error.at(at_line(line)))?;
        let given = header.len();
        let columns = complete(&mut header);
        let mut table = Self {
            form,
            header,
            columns,
            rows: Vec::new(),
        };
        let strict = uneven.is_none();
        let records: Vec<Record> = records.collect();
        let statuses = [Some(columns.status), table.column("english_status")];
        let records = records.into_par_iter().map(|mut record| {
            let cells = &record.cells;
            let fits = cells.len() == given
                || form.is_spreadsheets() && lengths.allow(record.at, cells, given, columns);
            if fits {
                table.complete_row(&mut record, given);
                if strict {
                    table.check(&record, statuses)?;
                }
            }
            Ok((fits, record))
        });
        let records: Vec<Result<(bool, Record)>> = records.collect();
        let mut rows = Vec::with_capacity(records.len());
        let mut lines = Vec::with_capacity(records.len());
        for record in records {
            let (fits, Record { line, cells, .. }) = record?;
            if fits {
                rows.push(cells);
                lines.push(line);
            } else if let Some(uneven) = &mut uneven {
                uneven.push(Uneven {
                    line,
                    cells: cells.len(),
                    columns: given,
                });
            } else {
                return Err(Error::new(format!(
                    "{} where the header has {given} columns",
                    count(cells.len())
                ))
                .at(at_line(line))
                .hint("put cells that hold a comma in double quotes, and write every comma"));
            }
        }
        table.rows = rows;
        Ok((table, lines))
    }

    /// Fills a row of a file that has `given` columns up with the columns that it lacks.
    fn complete_row(&self, record: &mut Record, given: usize) {
        let cells = &mut record.cells;
        // Those too many first: what stands behind the columns given are mining's.
        if cells.len() > given {
            cells.resize(given);
        }
        cells.resize(self.header.len());
        // A status column that was not there says what its absence meant.
        if self.columns.status >= given {
            cells.set(self.columns.status, Status::Proposed.as_str());
        }
    }

    /// Refuses a row in which a strict reader can't understand something; `statuses` are the columns that hold one.
    fn check(&self, record: &Record, statuses: [Option<usize>; 2]) -> Result<()> {
        let (line, cells, columns) = (record.line, &record.cells, self.columns);
        let refused =
            |at: usize, error: Error| error.at(format!("line {line}, column {}", self.header[at]));
        for at in [columns.concept, columns.english, columns.korean] {
            if cells[at].trim().is_empty() {
                let empty = Error::new("is empty").hint("fill it or delete the row");
                return Err(refused(at, empty));
            }
        }
        let kind = word(&cells[columns.kind]);
        if !kind.is_empty() {
            kind.parse::<Kind>()
                .map_err(|error| refused(columns.kind, error))?;
        }
        for at in statuses.into_iter().flatten() {
            let status = word(&cells[at]);
            if !status.is_empty() {
                status
                    .parse::<Status>()
                    .map_err(|error| refused(at, error))?;
            }
        }
        Ok(())
    }

    /// The file's bytes, in the form in which this one is [written](Form::written).
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let form = self.form.written();
        let mut bytes = if form.bom {
            BOM.as_bytes().to_vec()
        } else {
            Vec::new()
        };
        let mut writer = csv::WriterBuilder::new()
            .terminator(if form.crlf {
                csv::Terminator::CRLF
            } else {
                csv::Terminator::Any(b'\n')
            })
            .from_writer(&mut bytes);
        let guarded = form.is_guarded();
        let as_written = |cell| {
            if guarded {
                guard(cell)
            } else {
                Cow::Borrowed(cell)
            }
        };
        let header: RowCells = self.header.iter().collect();
        let mut records = std::iter::once(&header).chain(&self.rows);
        let written = records
            .try_for_each(|record| {
                for cell in record.iter() {
                    writer.write_field(as_written(cell).as_bytes())?;
                }
                writer.write_record(None::<&[u8]>)
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
        self.rows.par_sort_by(|a, b| {
            (&a[concept], &a[english], &a[korean], a).cmp(&(
                &b[concept],
                &b[english],
                &b[korean],
                b,
            ))
        });
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The column of this name, whatever its case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| word(column) == name)
    }

    /// A table with the same columns and no rows.
    pub(super) fn emptied(&self) -> Self {
        Self {
            header: self.header.clone(),
            rows: Vec::new(),
            ..*self
        }
    }

    /// A table with other columns and no rows, laid out as this one. `header` names each column once.
    pub(super) fn with_header(&self, mut header: Vec<String>) -> Self {
        Self {
            form: self.form,
            columns: complete(&mut header),
            header,
            rows: Vec::new(),
        }
    }

    /// Takes a column out that need not be there.
    pub(super) fn remove_column(&mut self, at: usize) {
        self.header.remove(at);
        for cells in &mut self.rows {
            cells.remove(at);
        }
        self.columns = complete(&mut self.header);
    }

    /// A row of empty cells.
    pub(super) fn blank(&self) -> RowCells {
        RowCells::empty(self.header.len())
    }

    /// One row, by name.
    pub(super) fn row<'a>(&'a self, cells: &'a RowCells) -> Row<'a> {
        Row { table: self, cells }
    }

    /// The rows in their order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| self.row(cells))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::columns::REQUIRED;
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
        assert_eq!(
            text(&table),
            "\u{feff}Concept,english,korean,,,kind,language,status,occurrences,documents,confidence\r\n\
             cloud,cloud,클라우드,,,,,proposed,,,\r\n"
        );
    }

    #[test]
    fn refuses_with_line_column_and_reason() {
        for (source, said) in [
            ("concept,english\na,b\n", "line 1: no column korean"),
            ("concept;english\n", "line 1: no column korean"),
            (
                "sep=;\nconcept;english;korean\na;b\n",
                "line 3: 2 cells where the header has 3 columns",
            ),
            (
                "concept\tenglish\tkorean\n<<<<<<< HEAD\na\tb\t다\n",
                "line 2: holds a conflict of git (<<<<<<<)",
            ),
            (
                "concept;english;korean;status\r\na;\"b\";다;good\r\n",
                "line 2, column status: unknown status \"good\"",
            ),
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
    fn formulas_are_marked_for_excel_and_nowhere_else() {
        let cells = ["-성", "'-성", "=1+2", "'90s"];
        let mut table = Table::parse(b"concept,english,korean,=note,+a,-b,@c\n").unwrap();
        let mut row = table.blank();
        row.write([(0, "-x"), (1, "-x"), (2, "-x")]);
        for (at, cell) in (3..).zip(cells) {
            row.set(at, cell);
        }
        table.rows.push(row);
        let plain = text(&table);
        assert!(
            plain.starts_with("concept,english,korean,=note,+a,-b,@c,kind,"),
            "{plain}"
        );
        assert!(plain.contains("\n-x,-x,-x,-성,'-성,=1+2,'90s,"), "{plain}");
        table.form = Form::EXCEL;
        let guarded = text(&table);
        assert!(guarded.starts_with("\u{feff}concept,english,korean,'=note,'+a,'-b,'@c,kind,"));
        assert!(
            guarded.contains("\r\n'-x,'-x,'-x,'-성,''-성,'=1+2,'90s,"),
            "{guarded}"
        );
        let read = Table::parse(guarded.as_bytes()).unwrap();
        assert_eq!(read.rows, table.rows);
        assert_eq!(
            read.fingerprint(),
            Table::parse(plain.as_bytes()).unwrap().fingerprint()
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

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for bytes in [bytes.clone(), [b"concept,english,korean\n", &bytes[..]].concat()] {
                if let Ok(table) = Table::parse(&bytes) {
                    let again = Table::parse(&table.to_bytes()).unwrap();
                    prop_assert_eq!(again.fingerprint(), table.fingerprint());
                }
            }
        }

        #[test]
        fn what_is_read_is_written_and_read_again(
            rows in prop::collection::vec(prop::collection::vec("\"[a가,;\r\n'=]{0,3}x\"|[a가;'= \t]{0,3}x", 3), 0..6),
            end in prop::sample::select(&["\n", "\r\n", "\n\n"][..]),
        ) {
            let rows: String = rows.iter().map(|cells| cells.join(",") + end).collect();
            let table = Table::parse(format!("concept,english,korean{end}{rows}").as_bytes()).unwrap();
            let again = Table::parse(&table.to_bytes()).unwrap();
            prop_assert_eq!(again, table);
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
                    row.set(if at < 3 { at } else { 9 }, &format!("{fill}{cell}"));
                }
                table.rows.push(row);
            }
            let again = Table::parse(&table.to_bytes()).unwrap();
            prop_assert_eq!(&again.rows, &table.rows);
            prop_assert_eq!(again.to_bytes(), table.to_bytes());
        }

        #[test]
        fn what_is_written_for_excel_is_the_same_table(
            names in prop::collection::vec("x['=+@ -,\"\n;]{0,3}|['=+@-]{1,3}x", 0..3),
            rows in prop::collection::vec(prop::collection::vec("['=+@＝\t\r\n가a \",;?-]{0,6}", 6), 0..40)
        ) {
            let mut header: Vec<String> = REQUIRED.map(str::to_owned).into();
            for name in names.into_iter().enumerate() {
                header.push(format!("{}{}", name.1, name.0));
            }
            let columns = complete(&mut header);
            let mut table = Table { form: Form::EXCEL, header, columns, rows: Vec::new() };
            for cells in rows {
                let mut row = table.blank();
                for (at, cell) in cells.into_iter().enumerate() {
                    match at {
                        0..3 => row.set(at, &format!("{cell}x")),
                        // Not mining's.
                        _ if !columns.is_minings(at) => row.set(at, &cell),
                        _ => {}
                    }
                }
                table.rows.push(row);
            }
            let bytes = table.to_bytes();
            let again = Table::parse(&bytes).unwrap();
            prop_assert_eq!(&again, &table);
            prop_assert_eq!(again.fingerprint(), table.fingerprint());
            prop_assert_eq!(again.to_bytes(), bytes);
        }
    }
}
