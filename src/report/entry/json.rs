//! For programs: one JSON object a concept, with all places of its rows.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use crate::glossary::{Concept, Found, Row};
use crate::report::json_lines;
use crate::report::places::Places;

/// Writes one object and a line feed.
pub fn write(
    out: &mut impl io::Write,
    concept: &Concept<'_>,
    places: &Places<'_>,
) -> io::Result<()> {
    let preferred = concept.preferred().map(|preferred| Chosen {
        korean: preferred.korean,
        chosen: preferred.chosen,
    });
    let rows = concept.rows().iter().map(|&row| entry_row(row, places));
    json_lines::write(
        out,
        &Entry {
            concept: concept.id(),
            preferred,
            rows: rows.collect(),
        },
    )
}

#[derive(Serialize)]
struct Entry<'g> {
    concept: &'g str,
    preferred: Option<Chosen<'g>>,
    rows: Vec<EntryRow<'g>>,
}

#[derive(Serialize)]
struct Chosen<'g> {
    korean: &'g str,
    /// Whether a person chose it.
    chosen: bool,
}

#[derive(Serialize)]
struct EntryRow<'g> {
    english: &'g str,
    korean: &'g str,
    /// Nouns have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    lemma: Option<&'g str>,
    kind: &'static str,
    language: &'g str,
    status: &'static str,
    occurrences: usize,
    documents: usize,
    confidence: f64,
    /// What people wrote, by the names of their columns.
    columns: BTreeMap<&'g str, &'g str>,
    places: Vec<Place>,
}

/// The keys of a record that `extract` prints, as far as the ledger has them.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "`extract` calls it so")]
struct Place {
    document: String,
    offset: usize,
    line: usize,
    korean: String,
    english: String,
    confidence: f64,
    context: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
}

fn entry_row<'g>(row: Row<'g>, places: &Places<'_>) -> EntryRow<'g> {
    EntryRow {
        english: row.english(),
        korean: row.korean(),
        lemma: row.lemma(),
        kind: row.kind().as_str(),
        language: row.language(),
        status: row.status().as_str(),
        occurrences: row.occurrences(),
        documents: row.documents(),
        confidence: thousandths(row.confidence()),
        columns: row.added().collect(),
        places: places.of_row(row).into_iter().map(place).collect(),
    }
}

fn place(found: Found) -> Place {
    let evidence = found.evidence;
    Place {
        document: evidence.document,
        offset: evidence.offset,
        line: evidence.line,
        korean: evidence.korean,
        english: evidence.english,
        confidence: thousandths(evidence.confidence),
        context: evidence.context,
        place: evidence.place,
    }
}

/// As many decimals as there are, not those of a single-precision number.
fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::entry::tests::glossary;

    #[test]
    fn one_object_a_concept() {
        let glossary = glossary(
            "concept,english,korean,status,occurrences,note\n\
             shell,shell,셸,preferred,0,외래어 표기법\n\
             shell,shell,쉘,deprecated,0,\n",
        );
        let places = Places::of(&glossary);
        let mut out = Vec::new();
        for concept in glossary.concepts() {
            write(&mut out, &concept, &places).unwrap();
        }
        let row = |korean: &str, status: &str, columns: &str| {
            format!(
                "{{\"english\":\"shell\",\"korean\":\"{korean}\",\"kind\":\"term\",\"language\":\"en\",\
                 \"status\":\"{status}\",\"occurrences\":0,\"documents\":0,\"confidence\":0.0,\
                 \"columns\":{columns},\"places\":[]}}"
            )
        };
        let expected = format!(
            "{{\"concept\":\"shell\",\"preferred\":{{\"korean\":\"셸\",\"chosen\":true}},\"rows\":[{},{}]}}\n",
            row("셸", "preferred", "{\"note\":\"외래어 표기법\"}"),
            row("쉘", "deprecated", "{}"),
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn predicates_have_their_lemma() {
        let glossary = glossary(
            "concept,english,korean,lemma\nimmutable,immutable,변경할 수 없는,변경할 수 없다\n",
        );
        let mut out = Vec::new();
        for concept in glossary.concepts() {
            write(&mut out, &concept, &Places::of(&glossary)).unwrap();
        }
        let said = String::from_utf8(out).unwrap();
        assert!(said.contains("\"korean\":\"변경할 수 없는\",\"lemma\":\"변경할 수 없다\","));
    }
}
