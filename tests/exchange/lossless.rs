//! Formats that keep a glossary as it is.

use proptest::prelude::*;
use proptest::sample::select;
use yongeo::exchange::{Format, Options};

use crate::trip::there_and_back;

/// Those that do.
pub const LOSSLESS: [&str; 7] = ["csv", "tsv", "json", "xlsx", "tbx", "tbx-min", "tbx-v2"];

/// What may stand in a cell: signs of every format, Hangul, hanja, letters with accents, an emoji.
fn text(most: usize) -> impl Strategy<Value = String> {
    let signs: Vec<char> = "가나다라셸漢字aBcé12 -+=@#&<>\"'`|;,*_\\/?!.()[]{}%$~^:😀ㄱ\u{200b}"
        .chars()
        .collect();
    let text = prop::collection::vec(select(signs), 1..most);
    text.prop_map(|signs| signs.into_iter().collect::<String>())
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("a cell that holds something", |text| !text.is_empty())
}

/// A note may have several lines.
fn note() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        1 => text(8),
        1 => (text(6), text(6)).prop_map(|(one, two)| format!("{one}\n{two}")),
        1 => (text(6), text(6)).prop_map(|(one, two)| format!("{one}\t{two}")),
    ]
}

prop_compose! {
    fn row()(
        concept in select(vec!["shell", "5g", "기계 학습", "r&d", "c++"]),
        english in text(6),
        // Rows that all have Hangul on the English side only are refused as turned round.
        korean in text(6).prop_map(|text| format!("용{text}")),
        kind_and_language in select(vec![("term", "en"), ("abbreviation", "en"), ("foreign", "la"), ("term", "la"), ("foreign", "en")]),
        status in select(vec!["proposed", "preferred", "admitted", "deprecated"]),
        figures in select(vec![("", "", ""), ("12", "3", "0.98"), ("1", "1", "1.00"), ("007", "x", "0.5")]),
        note in note(),
        domain in select(vec!["", "컴퓨팅", "생물; 의학"]),
        definition in note(),
        english_status in select(vec!["", "preferred", "deprecated"]),
        case in select(vec!["", "yes"]),
        own in note(),
    ) -> Vec<String> {
        let (kind, language) = kind_and_language;
        let (occurrences, documents, confidence) = figures;
        let cells = [concept, &english, &korean, kind, language, status, occurrences, documents, confidence, &note, domain, &definition, english_status, case, &own];
        cells.map(str::to_owned).into()
    }
}

const HEADER: &str = "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain,definition,english_status,case,담당\n";

/// A glossary as `yongeo` writes it: sorted, each pair once in a concept.
fn glossary() -> impl Strategy<Value = String> {
    // As people type it, and as they capitalize it.
    let header = select(vec![HEADER.to_owned(), HEADER.to_ascii_uppercase()]);
    (prop::collection::vec(row(), 1..12), header).prop_map(|(mut rows, header)| {
        rows.sort();
        // Of one English term there is one language, and a spelling that differs by what nobody sees is no other one.
        rows.dedup_by_key(|row| row[..3].join("\n").replace('\u{200b}', ""));
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        header + &String::from_utf8(writer.into_inner().unwrap()).unwrap()
    })
}

proptest! {
    #[test]
    fn a_glossary_comes_back_as_it_was(glossary in glossary(), name in select(LOSSLESS.to_vec()), dct: bool) {
        let options = Options { dct, ..Options::default() };
        let back = there_and_back(&glossary, Format::named(name).unwrap(), options);
        prop_assert_eq!(back, glossary, "{}", name);
    }
}
