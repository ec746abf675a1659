//! What of a glossary comes back from the formats that carry less: a table in the documentation says it, and this keeps it true.

use std::collections::BTreeSet;
use std::fs;

use yongeo::exchange::{Direction, Format, Options};

use crate::trip::{Rows, rows_by_pair, there_and_back};

/// A glossary in which every column says something, with two terms for one and one for two.
const GLOSSARY: &str = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain,definition,english_status,case,담당
ai,AI,인공지능,abbreviation,en,preferred,40,12,1.00,,컴퓨팅,,,yes,김민지
ai,artificial intelligence,인공지능,term,en,preferred,10,5,1.00,,컴퓨팅,,preferred,,
container,container,컨테이너,term,en,admitted,9,4,0.99,화물에는 쓰지 않는다,컴퓨팅,,,,
emperor-penguin,Aptenodytes forsteri,황제펭귄,foreign,la,proposed,1,1,0.81,,,,,,
machine-learning,machine learning,기계 학습,term,en,preferred,2,2,0.97,,컴퓨팅,자료에서 규칙을 찾아내는 방법,,,
shell,shell,셸,term,en,preferred,7,4,1.00,,컴퓨팅,,,,
shell,shell,쉘,term,en,deprecated,9,5,1.00,,컴퓨팅,,,,
";

/// Columns of the table, each with those of a glossary that it speaks of.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("concept", &["concept"]),
    ("kind", &["kind", "language"]),
    ("status", &["status"]),
    ("english_status", &["english_status"]),
    ("figures", &["occurrences", "documents", "confidence"]),
    ("note", &["note"]),
    ("domain", &["domain"]),
    ("definition", &["definition"]),
    ("others", &["case", "담당"]),
];

const BEGIN: &str = "<!-- round-trips -->\n";
const END: &str = "<!-- /round-trips -->";

/// The lines of a format: what of the rows comes back, and in how many of them.
fn line(format: &'static Format) -> String {
    let options = Options {
        direction: Direction::EnglishKorean,
        ..Options::default()
    };
    let before = rows_by_pair(GLOSSARY);
    let after = rows_by_pair(&there_and_back(GLOSSARY, format, options));
    let pairs = |rows: &Rows| -> BTreeSet<[String; 2]> {
        rows.keys()
            .map(|[_, english, korean]| [english.clone(), korean.clone()])
            .collect()
    };
    let (had, has) = (pairs(&before), pairs(&after));
    assert!(
        has.iter().all(|pair| had.contains(pair)
            || format.name == "memoq"
            || format.name == "trados"
            || format.name == "multiterm"),
        "{}: {has:?}",
        format.name
    );
    let kept = had.intersection(&has).count();
    let mut line = format!("| `{}` | {kept} of {} |", format.name, had.len());
    for (_, columns) in COLUMNS {
        // Of what says something in the rows that came back.
        let mut told = 0;
        let (mut right, mut near) = (0, 0);
        for ([_, english, korean], cells) in &before {
            let back = after
                .iter()
                .find(|([_, e, k], _)| (e, k) == (english, korean));
            let Some((_, back)) = back else {
                continue;
            };
            for column in columns {
                let usual = matches!(
                    (*column, &*cells[*column]),
                    (_, "" | "proposed") | ("kind", "term") | ("language", "en")
                );
                told += usize::from(!usual);
                let back = back.get(*column).map_or("", String::as_str);
                right += usize::from(!usual && back == cells[*column]);
                near += usize::from(!usual && back.contains(&cells[*column]));
            }
        }
        line += match right {
            _ if near == 0 => " – |",
            right if right == told => " yes |",
            _ => " partly |",
        };
    }
    line + "\n"
}

#[test]
fn the_documentation_says_what_comes_back() {
    let names: Vec<String> = COLUMNS
        .iter()
        .map(|(name, _)| format!(" {name} |"))
        .collect();
    let mut table = format!(
        "| `--to` | pairs |{}\n| --- | --- |{}\n",
        names.concat(),
        " --- |".repeat(COLUMNS.len())
    );
    for format in Format::ALL {
        table += &line(format);
    }
    for name in ["docs/exchange.md", "docs/exchange.ko.md"] {
        let text = fs::read_to_string(name).unwrap();
        let start = text
            .find(BEGIN)
            .unwrap_or_else(|| panic!("{name} has no {BEGIN}"))
            + BEGIN.len();
        let end = start + text[start..].find(END).unwrap();
        if std::env::var_os("YONGEO_WRITE_TABLES").is_some() {
            fs::write(name, format!("{}{table}{}", &text[..start], &text[end..])).unwrap();
        } else {
            assert_eq!(
                &text[start..end],
                table,
                "{name}: YONGEO_WRITE_TABLES=1 writes it anew"
            );
        }
    }
}
