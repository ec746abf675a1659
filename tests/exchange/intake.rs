//! What must hold of taking rows in, whatever they are.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;
use yongeo::exchange::Format;

use crate::trip::{rows, taken_in};

prop_compose! {
    /// A row of few terms, so that two glossaries meet.
    fn row()(
        concept in select(vec!["shell", "pod", "container"]),
        english in select(vec!["shell", "pod", "Pods", "container"]),
        korean in select(vec!["셸", "쉘", "파드", "컨테이너"]),
        status in select(vec!["proposed", "preferred", "admitted", "deprecated", "rejected"]),
        figures in select(vec![("1", "1", "0.90"), ("7", "3", "1.00")]),
        note in select(vec!["", "메모", "다른 메모"]),
        domain in select(vec!["", "운영"]),
    ) -> Vec<&'static str> {
        vec![concept, english, korean, "term", "en", status, figures.0, figures.1, figures.2, note, domain]
    }
}

const HEADER: &str =
    "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain\n";

fn glossary() -> impl Strategy<Value = String> {
    prop::collection::vec(row(), 0..8).prop_map(|mut rows| {
        rows.sort_unstable();
        rows.dedup_by_key(|row| row[..3].to_vec());
        let lines = rows.iter().map(|row| row.join(",") + "\n");
        HEADER.to_owned() + &lines.collect::<String>()
    })
}

/// Whether a cell says something that a person may have written.
fn is_said(column: &str, cell: &str) -> bool {
    !matches!(column, "occurrences" | "documents" | "confidence")
        && !matches!(cell, "" | "proposed")
}

proptest! {
    #[test]
    fn nothing_that_stands_in_a_glossary_is_lost(ours in glossary(), theirs in glossary(), name in select(vec!["tbx", "json", "csv", "omegat"])) {
        let format = Format::named(name).unwrap();
        let after = taken_in(&ours, &theirs, format);
        let now = rows(&after);
        for row in rows(&ours) {
            let is_kept = |now: &BTreeMap<String, String>| {
                row.iter().all(|(column, cell)| !is_said(column, cell) || now.get(column) == Some(cell))
            };
            prop_assert!(now.iter().any(is_kept), "{row:?} is not in {after}");
        }
        // The same file once more says nothing new.
        prop_assert_eq!(taken_in(&after, &theirs, format), after);
    }
}
