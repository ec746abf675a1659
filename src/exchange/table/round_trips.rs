//! What our own writers write, read back.

use std::collections::BTreeSet;
use std::fs;

use super::{read_delimited, read_html, read_markdown, read_workbook};
use crate::exchange::direction::Direction;
use crate::exchange::format::Read;
use crate::exchange::imported::{Imported, ImportedRow};
use crate::exchange::reading::Reading;
use crate::exchange::{Export, Format, Options};
use crate::glossary::{Concept, Sheet};

/// A glossary with everything that is hard to write.
const GLOSSARY: &str = "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,english_status,domain,definition,case,담당\n\
aws,Amazon Redshift,아마존 레드시프트,term,en,preferred,12,3,0.90,\"첫 언급에, 전체 이름\",preferred,클라우드,\"데이터 \"\"창고\"\"\",yes,김하늘\n\
aws,Redshift,아마존 레드시프트,term,en,admitted,7,2,0.50,,admitted,클라우드,,,\n\
aws,Amazon Redshift,레드쉬프트,term,en,deprecated,1,1,1.00,\"첫 줄\n둘째 줄\t탭\",,,,,\n\
affix,-ness,-성,term,en,proposed,0,0,0.00,'-성,,,=1+2,,\n\
hash,#hashtag,#해시태그,term,en,proposed,1,1,0.90,,,,,,\n\
latin,cogito,코기토,foreign,la,proposed,1,1,0.90,,,철학,,,\n\
mark,a|b * c_d <T> & [x],가|나 `표시` \\ ~,term,en,proposed,1,1,0.90,,,,,,\n\
quote,\"\"\"so-called\"\" term\",\"\"\"이른바\"\" 용어\",term,en,proposed,1,1,0.90,,,,,,\n\
api,API,API,term,en,proposed,1,1,0.90, 빈칸 ,,,,,\n\
no,wrong,틀림,term,en,rejected,1,1,0.90,,,,,,\n";

fn sheet() -> Sheet {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glossary.csv");
    fs::write(&path, GLOSSARY).unwrap();
    Sheet::read(&path).unwrap()
}

fn read_back(export: &Export<'_>) -> Imported {
    let mut bytes = Vec::new();
    export.write(&mut bytes).unwrap();
    (export.format.read)(bytes, &Reading::default())
        .unwrap_or_else(|error| panic!("{}: {error}", export.format.name))
}

fn pairs(rows: &[ImportedRow]) -> BTreeSet<(String, String)> {
    rows.iter()
        .map(|row| (row.korean.to_string(), row.english.to_string()))
        .collect()
}

/// Formats that this room reads.
fn formats() -> impl Iterator<Item = &'static Format> {
    let ours: [Read; 4] = [read_delimited, read_html, read_markdown, read_workbook];
    let is_ours =
        move |format: &&Format| (ours.iter()).any(|ours| std::ptr::fn_addr_eq(*ours, format.read));
    Format::ALL.into_iter().filter(is_ours)
}

#[test]
fn tables_with_all_columns_come_back_whole() {
    let sheet = sheet();
    for name in ["csv", "tsv", "xlsx"] {
        for for_excel in [false, true] {
            let options = Options {
                for_excel,
                ..Options::default()
            };
            let export = Export::plan(&sheet, Format::named(name).unwrap(), options, &[]);
            let imported = read_back(&export);
            assert_eq!(imported.columns, sheet.header(), "{name}");
            assert_eq!(imported.notes, [""; 0], "{name}");
            let rows: Vec<_> = export.concepts.iter().flat_map(Concept::rows).collect();
            assert_eq!(imported.rows.len(), rows.len(), "{name}");
            for (row, read) in rows.into_iter().zip(&imported.rows) {
                let wanted = sheet.header().iter().zip(row.cells());
                for (column, cell) in wanted {
                    let is = match &**column {
                        "concept" => &read.concept,
                        "english" => &read.english,
                        "korean" => &read.korean,
                        column => read
                            .cells
                            .iter()
                            .find(|(name, _)| name == column)
                            .map_or("", |(_, cell)| cell),
                    };
                    assert_eq!(is, cell, "{name} {for_excel}, {column}");
                }
            }
        }
    }
}

#[test]
fn pairs_come_back_from_every_format() {
    let sheet = sheet();
    let mut read = 0;
    for format in formats() {
        for direction in [Direction::KoreanEnglish, Direction::EnglishKorean] {
            let options = Options {
                direction,
                ..Options::default()
            };
            let export = Export::plan(&sheet, format, options, &[]);
            let one_line = crate::exchange::cell::one_line;
            let mut wanted: BTreeSet<(String, String)> = if format.is_directed() {
                let pairs = export.pairs.iter();
                pairs
                    .map(|pair| {
                        let [korean, english] = direction.order(&*pair.source, &pair.target);
                        (korean.to_owned(), english.to_owned())
                    })
                    .collect()
            } else {
                let rows = export.concepts.iter().flat_map(Concept::rows);
                rows.map(|row| {
                    (
                        one_line(row.korean()).into(),
                        one_line(row.english()).into(),
                    )
                })
                .collect()
            };
            let imported = read_back(&export);
            let name = format.name;
            if imported.columns.is_empty() {
                // What is the same in both languages is no translation.
                wanted.remove(&("API".to_owned(), "API".to_owned()));
            }
            if matches!(name, "memoq" | "trados") {
                // They have concepts, of which every term is a translation of every other.
                wanted.insert(("레드쉬프트".into(), "Redshift".into()));
            }
            if name == "trados" {
                wanted.retain(|(korean, _)| korean != "레드쉬프트");
            }
            assert_eq!(pairs(&imported.rows), wanted, "{name} {direction:?}");
            read += 1;
        }
    }
    assert!(read > 30, "{read}");
}

#[test]
fn what_a_format_says_of_a_pair_comes_back() {
    let sheet = sheet();
    let of = |format: &str, korean: &str| {
        let format = Format::named(format).unwrap();
        let export = Export::plan(&sheet, format, Options::default(), &[]);
        let imported = read_back(&export);
        let row = imported.rows.into_iter().find(|row| &*row.korean == korean);
        let row = row.unwrap_or_else(|| panic!("{}: {korean}", format.name));
        let cells = row.cells.iter();
        let cells: Vec<String> = cells
            .filter(|(_, cell)| !matches!(&**cell, "term" | "en"))
            .map(|(column, cell)| format!("{column}:{cell}"))
            .collect();
        cells.join(" ")
    };
    let redshift = "아마존 레드시프트";
    for (format, said) in [
        ("omegat", "note:첫 언급에, 전체 이름; 클라우드"),
        (
            "memoq",
            "note:첫 언급에, 전체 이름; 첫 줄 둘째 줄 탭 domain:클라우드 definition:데이터 \"창고\" case:yes",
        ),
        (
            "phrase",
            "domain:클라우드 definition:데이터 \"창고\" note:첫 언급에, 전체 이름",
        ),
        (
            "phrase-strings",
            "case:yes definition:데이터 \"창고\"; 첫 언급에, 전체 이름",
        ),
        (
            "crowdin",
            "definition:데이터 \"창고\"; 첫 언급에, 전체 이름",
        ),
        (
            "lokalise",
            "definition:데이터 \"창고\"; 첫 언급에, 전체 이름 case:yes domain:클라우드",
        ),
        (
            "transifex",
            "definition:데이터 \"창고\" note:첫 언급에, 전체 이름",
        ),
        ("xtm", ""),
        ("google-termset", "definition:데이터 \"창고\""),
        (
            "markdown",
            "domain:클라우드 definition:데이터 \"창고\" note:첫 언급에, 전체 이름 status:preferred english_status:preferred",
        ),
    ] {
        assert_eq!(of(format, redshift), said, "{format}");
    }
    assert_eq!(
        of("lokalise", "레드쉬프트"),
        "definition:첫 줄 둘째 줄 탭 status:deprecated"
    );
    assert!(of("memoq", "레드쉬프트").contains("status:deprecated"));
}
