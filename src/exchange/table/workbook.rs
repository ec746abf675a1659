//! Workbooks: XLSX and XLSM.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx};

use super::cells::{Cells, Kind};
use super::columns::{Columns, Layout};
use super::other_files::refuse_others;
use super::rows::take;
use super::unpacked::{broken, check};
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;
use crate::{Error, Result};

/// Columns of a sheet.
const MOST_COLUMNS: u32 = 16_384;

/// Reads a sheet of a workbook: the one called `glossary`, `terms` or `용어`, else the first that is a table of terms.
///
/// # Errors
///
/// It is no workbook of this kind, or broken, or too large once unpacked, or no sheet has a Korean and an English column.
pub(in crate::exchange) fn read_workbook(bytes: Vec<u8>, reading: &Reading) -> Result<Imported> {
    refuse_others(&bytes)?;
    check(&bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let mut names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    names.sort_by_key(|name| !is_called_so(name));
    let mut why = None;
    // Of sheets without a header it is a guess that they hold terms.
    for guess in [false, true] {
        for name in &names {
            let cells = cells(&mut book, name)?;
            if cells.len() == 0 || Columns::known(&cells, reading).is_none() != guess {
                continue;
            }
            match Columns::of(&cells, reading, true, "row") {
                Ok(columns) => {
                    let mut imported = Imported::default();
                    take(&mut imported, &cells, &columns, "row");
                    if columns.layout != Layout::Own {
                        let others: Vec<&str> = names
                            .iter()
                            .filter(|other| *other != name)
                            .map(|name| &**name)
                            .collect();
                        if !others.is_empty() {
                            let others = others.join(", ");
                            imported.notes.push(format!(
                                "the sheet {name} was read; others were passed over: {others}"
                            ));
                        }
                    }
                    return Ok(imported);
                }
                Err(error) => why = why.or(Some(error.at(format!("sheet {name}")))),
            }
        }
    }
    Err(why.unwrap_or_else(|| Error::new("holds nothing")))
}

fn is_called_so(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    matches!(
        &*name,
        "glossary" | "terms" | "termbase" | "terminology" | "용어" | "용어집" | "용어 목록"
    )
}

/// The cells of a sheet, row by row: a sheet may have a cell in its last corner and nothing else.
fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Cells> {
    let failed = |error| broken(error).at(format!("sheet {name}"));
    let mut reader = book.worksheet_cells_reader(name).map_err(failed)?;
    let mut cells = Cells::default();
    let mut row = 0;
    while let Some(cell) = reader.next_cell().map_err(failed)? {
        let (at, column) = cell.get_position();
        if column >= MOST_COLUMNS {
            return Err(broken("a cell is right of the last column").at(format!("sheet {name}")));
        }
        if at != row {
            cells.end_row(row as usize + 1);
            row = at;
        }
        push(&mut cells, column as usize, cell.get_value());
    }
    cells.end_row(row as usize + 1);
    Ok(cells)
}

fn push(cells: &mut Cells, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            cells.push(column, text);
        }
        DataRef::SharedString(text) => cells.push(column, text),
        DataRef::Int(number) => cells.push_as(column, &number.to_string(), Kind::Number),
        DataRef::Float(number) => cells.push_as(column, &number.to_string(), Kind::Number),
        DataRef::Bool(truth) => {
            cells.push_as(column, if *truth { "TRUE" } else { "FALSE" }, Kind::Truth);
        }
        DataRef::DateTime(date) => cells.push(column, &dated(*date)),
        DataRef::Error(error) => cells.push(column, &error.to_string()),
        DataRef::Empty => {}
    }
}

/// A date and a time as ISO 8601 has them; of a time alone, or a length of time, only that.
fn dated(date: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let days = date.as_f64();
    if date.is_duration() || (0.0..1.0).contains(&days) {
        let seconds = (days * 86_400.0).round() as i64;
        let (hours, rest) = (seconds / 3600, (seconds % 3600).abs());
        return format!("{hours:02}:{:02}:{:02}", rest / 60, rest % 60);
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if days.fract() == 0.0 {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use rust_xlsxwriter::{ExcelDateTime as Date, Format, Workbook};
    use zip::write::SimpleFileOptions;

    use super::super::samples::rows;
    use super::*;

    fn read(book: &mut Workbook) -> Result<Imported> {
        read_workbook(book.save_to_buffer().unwrap(), &Reading::default())
    }

    #[test]
    fn the_sheet_of_terms_is_read_whatever_is_before_it() {
        let mut book = Workbook::new();
        book.add_worksheet()
            .set_name("표지")
            .unwrap()
            .write(0, 0, "용어집")
            .unwrap();
        let sheet = book.add_worksheet().set_name("자료").unwrap();
        for (row, cells) in [["한국어", "영어"], ["무게", "weight"]]
            .into_iter()
            .enumerate()
        {
            sheet.write_row(row as u32, 0, cells).unwrap();
        }
        let sheet = book.add_worksheet().set_name("용어").unwrap();
        sheet.write(0, 0, "신경망 용어").unwrap();
        for (row, cells) in [["국문", "영문"], ["가중치", "weight"]]
            .into_iter()
            .enumerate()
        {
            sheet.write_row(row as u32 + 2, 1, cells).unwrap();
        }
        let imported = read(&mut book).unwrap();
        assert_eq!(rows(&imported), ["가중치=weight"]);
        assert_eq!(
            imported.notes,
            ["the sheet 용어 was read; others were passed over: 표지, 자료"]
        );
    }

    #[test]
    fn numbers_truths_dates_and_formatted_text_are_text() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet
            .write_row(
                0,
                0,
                ["ko", "en", "forbidden", "판", "검토", "확인", "비율"],
            )
            .unwrap();
        let (bold, plain) = (Format::new().set_bold(), Format::new());
        sheet
            .write_rich_string(1, 0, &[(&bold, "가중"), (&plain, "치")])
            .unwrap();
        sheet.write(1, 1, 404).unwrap();
        sheet.write(1, 2, true).unwrap();
        sheet.write(1, 3, 2.5).unwrap();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet
            .write_with_format(1, 4, Date::from_ymd(2024, 3, 1).unwrap(), &date)
            .unwrap();
        sheet.write(1, 5, false).unwrap();
        sheet
            .write_row(2, 0, ["참", "", "", "", "", "", ""])
            .unwrap();
        sheet.write(2, 1, true).unwrap();
        let imported = read(&mut book).unwrap();
        assert_eq!(
            rows(&imported),
            [
                "가중치=404 판:2.5 검토:2024-03-01 확인:no status:deprecated",
                "참=TRUE"
            ]
        );
    }

    #[test]
    fn a_cell_in_the_last_corner_takes_no_room() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["ko", "en"]).unwrap();
        sheet.write_row(7, 0, ["가중치", "weight"]).unwrap();
        sheet.write(1_048_575, 16_383, "끝").unwrap();
        let imported = read(&mut book).unwrap();
        assert_eq!(rows(&imported), ["가중치=weight"]);
        assert_eq!(
            imported.notes,
            ["1 row with more cells than the header was passed over: row 1048576"]
        );
    }

    #[test]
    fn other_files_are_refused_with_what_to_do() {
        for (bytes, said) in [
            (
                &b"\xd0\xcf\x11\xe0\xa1\xb1"[..],
                "is a workbook of old Excel (.xls), or one with a password (save it as XLSX",
            ),
            (b"PK\x03\x04", "is broken, or no workbook: "),
            (b"ko,en", "is broken, or no workbook: "),
        ] {
            let error = read_workbook(bytes.to_vec(), &Reading::default())
                .unwrap_err()
                .to_string();
            assert!(error.starts_with(said), "{error}");
        }
        let error = read(&mut Workbook::new()).unwrap_err().to_string();
        assert_eq!(error, "holds nothing");
        let mut book = Workbook::new();
        book.add_worksheet()
            .write_row(0, 0, ["이름", "나이", "부서", "직급"])
            .unwrap();
        let error = read(&mut book).unwrap_err().to_string();
        assert!(
            error.starts_with("sheet Sheet1: which column is Korean"),
            "{error}"
        );
    }

    /// The parts of a workbook with its sheet changed.
    fn with_sheet(change: impl Fn(&str) -> String) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory().unwrap();
        sheet.write_row(0, 0, ["ko", "en"]).unwrap();
        sheet.write_row(1, 0, ["가중치", "weight"]).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..parts.len() {
            let part = parts.by_index(at).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = std::io::read_to_string(part).unwrap();
            if name == "xl/worksheets/sheet1.xml" {
                text = change(&text);
            }
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn entities_of_a_workbook_are_not_resolved() {
        let bombs = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        for entity in ["&b;", "&f;"] {
            let bytes = with_sheet(|text| {
                let text = text.replacen("?>", &format!("?>{bombs}"), 1);
                assert!(text.contains(">weight<"));
                text.replace(">weight<", &format!(">weight{entity}<"))
            });
            let read = read_workbook(bytes, &Reading::default());
            let english = read.map(|imported| imported.rows[0].english.clone());
            // Left as it stands, or refused.
            if let Ok(english) = english {
                assert!(
                    !english.contains("lol") && !english.contains("root"),
                    "{english}"
                );
                assert!(english.len() < 20, "{english}");
            }
        }
    }

    #[test]
    fn cells_in_any_order_are_where_they_say() {
        let bytes = with_sheet(|text| {
            let end = text.find("</sheetData>").unwrap();
            let more = "<row r=\"9\"><c r=\"B9\" t=\"inlineStr\"><is><t>bias</t></is></c><c r=\"A9\" t=\"inlineStr\"><is><t>편향</t></is></c></row>";
            format!("{}{more}{}", &text[..end], &text[end..])
        });
        let imported = read_workbook(bytes, &Reading::default()).unwrap();
        assert_eq!(rows(&imported), ["가중치=weight", "편향=bias"]);
    }
}
