//! A glossary that people keep in Excel: opened, saved in each of its ways, and mined again.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::binary::{glossary_and_ledger as files, mine, read, said, yongeo_in};
use crate::encoded::{cp949, utf16};

const BOM: &str = "\u{feff}";

/// A folder with a glossary written for Excel, in which a person has worked.
fn folder() -> TempDir {
    let folder = crate::binary::folder(&[
        (
            "docs/a.txt",
            "학습률(learning rate)이 크면 손실이 발산한다.\n줄기세포에서는 옥트포(OCT4)가 많이 나타난다.\n\
             아침마다 카페오레(café au lait)를 마신다.\n",
        ),
        ("docs/b.txt", "텐서(tensor)를 만든다.\n"),
    ]);
    mine(folder.path(), &["--for-excel", "docs"]);
    let mut cells = cells(folder.path());
    cells[0].push("담당".into());
    for row in &mut cells[1..] {
        row.push(String::new());
    }
    let row = cells.iter_mut().find(|row| row[1] == "tensor").unwrap();
    row[5] = "preferred".into();
    row[9] = "=벡터를 넓힌 것; \"행렬\"도, 벡터도 텐서다\n'-성'과는 다르다".into();
    row[10] = "'+82".into();
    cells.push(["affix", "-ness", "-성"].map(str::to_owned).into());
    cells.last_mut().unwrap().resize(11, String::new());
    let text = as_excel(&guarded(cells), ',');
    fs::write(path(folder.path()), format!("{BOM}{text}")).unwrap();
    mine(folder.path(), &["docs"]);
    folder
}

fn path(folder: &Path) -> std::path::PathBuf {
    folder.join("terms.csv")
}

/// All cells as they stand in the file, the header first.
fn cells(folder: &Path) -> Vec<Vec<String>> {
    let text = read(folder, "terms.csv");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches(BOM).as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// As a person enters text in Excel that begins like a formula.
fn guarded(mut cells: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for cell in cells.iter_mut().flatten() {
        if cell.trim_start_matches('\'').starts_with(['=', '+', '-']) {
            cell.insert(0, '\'');
        }
    }
    cells
}

/// Rows as Excel saves them: figures as it shows them, quotes where it needs them.
fn as_excel(cells: &[Vec<String>], separator: char) -> String {
    let mut text = String::new();
    for row in cells {
        let row: Vec<String> = row
            .iter()
            .map(|cell| {
                if let Ok(number) = cell.parse::<f64>() {
                    number.to_string()
                } else if cell.contains([',', '"', '\n', separator]) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text += &row.join(&separator.to_string());
        text += "\r\n";
    }
    text
}

#[test]
fn the_file_remembers_that_it_is_for_excel_until_told_otherwise() {
    let text = [("a.txt", "텐서(tensor)를 만든다.\n")];
    let [folder, plain] = [(); 2].map(|()| crate::binary::folder(&text));
    mine(folder.path(), &["--for-excel", "a.txt"]);
    mine(plain.path(), &["a.txt"]);
    let expected = files(plain.path());
    let for_excel = files(folder.path());
    assert_eq!(
        for_excel[0],
        format!("{BOM}{}", expected[0].replace('\n', "\r\n"))
    );
    // The ledger remembers it, too.
    let remembered = ",,,,,,,,,,,for excel,\n";
    assert_eq!(for_excel[1].replace(remembered, ""), expected[1]);
    assert_ne!(for_excel[1], expected[1]);
    mine(folder.path(), &["a.txt"]);
    assert_eq!(files(folder.path()), for_excel);
    for (argument, said, files_then) in [
        ("--for-excel=false", "as plain UTF-8 from now on", &expected),
        ("--for-excel", "for Excel from now on", &for_excel),
        ("--for-excel=false", "as plain UTF-8 from now on", &expected),
    ] {
        assert_eq!(
            mine(folder.path(), &[argument]),
            format!("yongeo: terms.csv is written {said}\n")
        );
        assert_eq!(&files(folder.path()), files_then);
    }
    mine(folder.path(), &["a.txt"]);
    assert_eq!(files(folder.path()), expected);
}

#[test]
fn a_form_that_changed_is_kept_and_said_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "텐서(tensor)를 만든다.\n").unwrap();
    mine(folder.path(), &["a.txt"]);
    let plain = fs::read_to_string(path(folder.path())).unwrap();
    let for_excel = format!("{BOM}{}", plain.replace('\n', "\r\n"));
    for (saved, said) in [
        (
            &for_excel,
            "was saved as Excel saves it, with a byte order mark and CRLF line ends, and stays so (good for a double click in Excel; `yongeo mine --for-excel=false`",
        ),
        (
            &plain,
            "was saved without the byte order mark and line ends of Excel, and stays so (good for git and editors; `yongeo mine --for-excel`",
        ),
    ] {
        fs::write(path(folder.path()), saved).unwrap();
        let note = format!("yongeo: note: terms.csv: {said}");
        assert!(mine(folder.path(), &["a.txt"]).starts_with(&note));
        assert_eq!(&fs::read_to_string(path(folder.path())).unwrap(), saved);
        assert!(!mine(folder.path(), &["a.txt"]).contains("note"));
    }
    // Who says how to write it knows.
    fs::write(path(folder.path()), for_excel).unwrap();
    assert!(!mine(folder.path(), &["--for-excel=false", "a.txt"]).contains("note"));
    assert_eq!(fs::read_to_string(path(folder.path())).unwrap(), plain);
}

#[test]
fn a_header_that_names_the_terms_the_wrong_way_round_is_refused() {
    let folder = folder();
    let text = fs::read_to_string(path(folder.path())).unwrap();
    let swapped = text.replacen("english,korean", "korean,english", 1);
    assert_ne!(swapped, text);
    fs::write(path(folder.path()), &swapped).unwrap();
    for arguments in [&["docs"][..], &["--dry-run", "docs"]] {
        let mine = ["mine", "--glossary", "terms.csv"];
        let mut run = yongeo_in(folder.path(), &[&mine, arguments].concat());
        let said = said(&mut run, 2);
        assert_eq!(
            said,
            "yongeo: error: terms.csv: all rows have Hangul under english and none under korean (change the names english \
             and korean in the header over)\n"
        );
        assert_eq!(fs::read_to_string(path(folder.path())).unwrap(), swapped);
    }
    // What only looks at it says so.
    let said = mine(folder.path(), &["--print"]);
    assert!(
        said.contains("note: terms.csv: all rows have Hangul under english"),
        "{said}"
    );
}

#[test]
fn a_glossary_that_is_not_there_is_not_begun_without_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["mine", "--glossary", "terms.csv", "--for-excel"];
    let said = said(&mut yongeo_in(folder.path(), &arguments), 2);
    assert!(said.contains("there is no such glossary"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn formulas_are_marked_and_read_as_they_were_typed() {
    let folder = folder();
    let text = read(folder.path(), "terms.csv");
    assert!(text.contains("\r\naffix,'-ness,'-성,"), "{text}");
    assert!(text.contains("\"'=벡터를 넓힌 것"), "{text}");
    assert!(text.contains("''+82"), "{text}");
    // In a plain glossary they stand as they are.
    mine(folder.path(), &["--for-excel=false"]);
    let plain = read(folder.path(), "terms.csv");
    assert!(plain.contains("\naffix,-ness,-성,"), "{plain}");
    assert!(plain.contains("\"=벡터를 넓힌 것"), "{plain}");
    assert!(plain.contains(",'+82\n"), "{plain}");
    mine(folder.path(), &["--for-excel"]);
    assert_eq!(read(folder.path(), "terms.csv"), text);
}

#[test]
fn whatever_excel_saves_is_read_without_loss_and_mined_twice_changes_no_byte() {
    let folder = folder();
    // Without the word for which CP949 has no letter.
    fs::write(
        folder.path().join("docs/a.txt"),
        "학습률(learning rate)이 크면 손실이 발산한다.\n",
    )
    .unwrap();
    mine(folder.path(), &["docs"]);
    let before = files(folder.path());
    let cells = cells(folder.path());
    let wider: Vec<Vec<String>> = cells
        .iter()
        .map(|row| [&row[..], &[String::new(), String::new()]].concat())
        .chain(vec![vec![String::new(); 13]; 2])
        .collect();
    let [comma, semicolon, tab] = [',', ';', '\t'].map(|it| as_excel(&cells, it));
    assert_ne!(
        format!("{BOM}{comma}"),
        before[0],
        "Excel shows 0.90 as 0.9"
    );
    for (bytes, converted) in [
        (format!("{BOM}{comma}").into_bytes(), None),
        (
            format!("{BOM}{semicolon}").into_bytes(),
            Some("UTF-8 with semicolons"),
        ),
        (cp949(&comma), Some("CP949 with commas")),
        (cp949(&semicolon), Some("CP949 with semicolons")),
        (cp949(&tab), Some("CP949 with tabs")),
        (utf16(&tab, u16::to_le_bytes), Some("UTF-16 with tabs")),
        (
            cp949(&format!("sep=;\r\n{semicolon}")),
            Some("CP949 with semicolons"),
        ),
        (semicolon.into_bytes(), Some("UTF-8 with semicolons")),
    ] {
        fs::write(path(folder.path()), &bytes).unwrap();
        let said = mine(folder.path(), &["docs"]);
        let text = String::from_utf8_lossy(&bytes);
        match converted {
            None => assert!(!said.contains("note"), "{said}"),
            Some(form) => {
                let note =
                    format!("yongeo: note: terms.csv: was {form}; is UTF-8 with commas now (");
                assert!(said.starts_with(&note), "{said}");
                assert_eq!(said.matches("note").count(), 1, "{said}");
            }
        }
        assert!(said.contains("0 new, 0 gone"), "{said}");
        assert_eq!(files(folder.path()), before, "{text}");
        let said = mine(folder.path(), &["docs"]);
        assert!(!said.contains("note"), "{said}");
        assert_eq!(files(folder.path()), before, "{text}");
    }
    // Empty columns and rows at the end: the columns stay, being somebody's.
    fs::write(
        path(folder.path()),
        format!("{BOM}{}", as_excel(&wider, ',')),
    )
    .unwrap();
    mine(folder.path(), &["docs"]);
    let after = files(folder.path());
    assert_eq!(after[1], before[1]);
    assert_eq!(self::cells(folder.path())[..], wider[..wider.len() - 2]);
    mine(folder.path(), &["docs"]);
    assert_eq!(files(folder.path()), after);
}

#[test]
fn rows_that_excel_cut_short_are_whole() {
    let folder = folder();
    let before = files(folder.path());
    let mut cells = cells(folder.path());
    for row in &mut cells {
        while row.last().is_some_and(String::is_empty) && row.len() > 9 {
            row.pop();
        }
    }
    assert!(cells.iter().any(|row| row.len() == 9));
    fs::write(
        path(folder.path()),
        format!("{BOM}{}", as_excel(&cells, ',')),
    )
    .unwrap();
    mine(folder.path(), &["docs"]);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn what_excel_took_for_a_date_is_said_and_left() {
    let folder = folder();
    let text = read(folder.path(), "terms.csv");
    let line = 1 + text
        .lines()
        .position(|line| line.starts_with("oct4,OCT4,"))
        .unwrap();
    let saved = text.replace("oct4,OCT4,", "04-Oct,04-Oct,");
    fs::write(path(folder.path()), saved).unwrap();
    let said = mine(folder.path(), &["docs"]);
    for (column, was) in [("concept", "oct4"), ("english", "OCT4")] {
        let note = format!(
            "yongeo: note: terms.csv: line {line}, column {column}: \"04-Oct\" was \"{was}\": Excel took it for a date (type it again"
        );
        assert!(said.contains(&note), "{said}");
    }
    let after = files(folder.path());
    assert!(
        after[0].contains("\r\n04-Oct,04-Oct,옥트포,"),
        "{}",
        after[0]
    );
    assert!(after[0].contains("\r\noct4,OCT4,옥트포,"), "{}", after[0]);
    let again = mine(folder.path(), &["docs"]);
    assert!(!again.contains("note"), "{again}");
    assert_eq!(files(folder.path()), after);
}

#[test]
fn what_cp949_lacks_is_said() {
    let folder = folder();
    let text = read(folder.path(), "terms.csv");
    let line = 1 + text
        .lines()
        .position(|line| line.contains("café au lait"))
        .unwrap();
    // What a note asks is no loss, in the middle of a word it is.
    let saved = text
        .trim_start_matches(BOM)
        .replace('é', "?")
        .replace("넓힌 것;", "넓힌 것? na?ve;");
    fs::write(path(folder.path()), cp949(&saved)).unwrap();
    let said = mine(folder.path(), &["docs"]);
    let note = format!(
        "terms.csv: line {line}, column english: \"caf? au lait\" was \"café au lait\": the encoding in which it was saved"
    );
    assert!(said.contains(&note), "{said}");
    assert!(
        said.contains("column note: the question mark in \"=벡터를 넓힌 것? na?ve; "),
        "{said}"
    );
    assert!(
        said.contains("terms.csv: was CP949 with commas; is UTF-8"),
        "{said}"
    );
    let after = files(folder.path());
    assert!(after[0].contains(",café au lait,"), "{}", after[0]);
    assert!(!mine(folder.path(), &["docs"]).contains("note"));
    assert_eq!(files(folder.path()), after);
}

#[test]
fn a_glossary_that_is_only_shown_is_not_rewritten() {
    let folder = folder();
    let text = read(folder.path(), "terms.csv");
    let saved = cp949(&text.replace(BOM, "").replace('é', "e"));
    fs::write(path(folder.path()), &saved).unwrap();
    let said = mine(folder.path(), &["--print"]);
    assert!(!said.contains("is UTF-8"), "{said}");
    assert_eq!(fs::read(path(folder.path())).unwrap(), saved);
}

#[test]
fn what_can_be_mistaken_is_refused_with_its_place() {
    let folder = folder();
    let ledger = &files(folder.path())[1];
    let mut broken = cells(folder.path());
    let tensor = broken.iter().position(|row| row[1] == "tensor").unwrap();
    broken[tensor][9] = "메모".into();
    broken[tensor].remove(1);
    let saved = as_excel(&broken, ';').replace('é', "e");
    fs::write(path(folder.path()), cp949(&saved)).unwrap();
    let arguments = ["mine", "--glossary", "terms.csv", "docs"];
    let said = said(&mut yongeo_in(folder.path(), &arguments), 2);
    let start = format!(
        "yongeo: error: terms.csv: line {}: 10 cells where the header has 11 columns (",
        tensor + 1
    );
    assert!(said.starts_with(&start), "{said}");
    assert_eq!(fs::read(path(folder.path())).unwrap(), cp949(&saved));
    assert_eq!(&read(folder.path(), "terms.evidence.csv"), ledger);
}
