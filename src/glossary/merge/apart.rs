//! Two concepts to which two sides gave one identifier are kept apart.
//!
//! The rows that are mining's alone give way: they get an identifier that nobody uses. Where people have decided on rows of
//! both, the identifiers are theirs, and only they can tell the two concepts apart.

use std::collections::BTreeMap;

use super::identifiers::{Clash, Uses, clashes};
use super::merged_row::{Mark, Row};
use super::side::Union;

/// What the column [`CONFLICT`](super::CONFLICT) says, behind whose they are, of rows that people decided on where mining had
/// given two concepts one identifier.
pub const ANOTHER_CONCEPT: &str = "another concept";

/// Gives mining's rows another identifier, or marks what is people's on both sides.
pub(super) fn keep(union: &Union, uses: &Uses<'_>, rows: &mut [Row]) {
    let concept = union.place("concept");
    let mut clashing: BTreeMap<&str, (Clash, [Vec<usize>; 2])> = clashes(uses)
        .into_iter()
        .map(|(concept, clash)| (concept, (clash, Default::default())))
        .collect();
    for (at, row) in rows.iter().enumerate() {
        if let Some((_, members)) = clashing.get_mut(row.cells[concept].as_str()) {
            for (side, _) in members.iter_mut().zip(row.there_by).filter(|(_, by)| *by) {
                side.push(at);
            }
        }
    }
    // What is left of one side's alone has the identifier for itself.
    for (clash, members) in clashing.into_values() {
        if members.iter().any(Vec::is_empty) {
            continue;
        }
        match giving_way(&clash, &members, rows) {
            Some(side) => {
                for &at in &members[side] {
                    rows[at].cells[concept].clone_from(&clash.other);
                }
            }
            None => mark(&clash, &members, rows),
        }
    }
}

/// The side whose rows get the other identifier, if one's are mining's alone.
fn giving_way(clash: &Clash, members: &[Vec<usize>; 2], rows: &[Row]) -> Option<usize> {
    let is_minings = |&side: &usize| {
        clash.by_mining[side] && members[side].iter().all(|&at| rows[at].is_minings)
    };
    [1 - clash.first, clash.first].into_iter().find(is_minings)
}

/// Marks what people decided on, where on both sides mining had given the identifier: if a person has, they meant that
/// concept.
fn mark(clash: &Clash, members: &[Vec<usize>; 2], rows: &mut [Row]) {
    let of_mining =
        |side: usize| clash.by_mining[side] && members[side].iter().any(|&at| rows[at].is_found);
    if !(of_mining(0) && of_mining(1)) {
        return;
    }
    for (side, name) in ["ours", "theirs"].into_iter().enumerate() {
        let mut first = side == 0;
        for &at in &members[side] {
            let row = &mut rows[at];
            if row.mark.is_none() && !row.is_minings {
                let text = format!("{name}: {ANOTHER_CONCEPT}");
                row.mark = Some(Mark { text, first });
                first = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::glossaries::tests::merged;

    const HEAD: &str = "concept,english,korean,status,occurrences\n";

    fn rows(base: &str, ours: &str, theirs: &str) -> Vec<String> {
        let [base, ours, theirs] = [base, ours, theirs].map(|rows| format!("{HEAD}{rows}"));
        let rows = merged(&base, &ours, &theirs).split_off(1);
        let turned = merged(&base, &theirs, &ours).split_off(1);
        let exchanged = |row: &String| {
            let row = row.replace("ours", "\0").replace("theirs", "ours");
            row.replace('\0', "theirs")
        };
        assert_eq!(turned.iter().map(exchanged).collect::<Vec<_>>(), rows);
        rows
    }

    const BASE: &str = "weight,weight,가중치,proposed,3\n";

    #[test]
    fn what_mining_gave_one_identifier_gets_two() {
        let with = |row: &str| format!("{BASE}{row}\n");
        let (body, heavy) = (
            "weight-2,weight,체중,proposed,2",
            "weight-2,weight,무게,proposed,4",
        );
        let apart = [
            "weight,weight,가중치,proposed,3",
            "weight-2,weight,무게,proposed,4",
            "weight-3,weight,체중,proposed,2",
        ];
        assert_eq!(rows(BASE, &with(body), &with(heavy)), apart);
        assert_eq!(rows("", &with(body), &with(heavy)), apart);
    }

    #[test]
    fn what_people_decided_on_keeps_its_identifier() {
        let with = |row: &str| format!("{BASE}{row}\n");
        let heavy = with("weight-2,weight,무게,proposed,4");
        for body in [
            "weight-2,weight,체중,preferred,2",
            // Typed: no text gives it.
            "weight-2,weight,체중,proposed,",
        ] {
            assert_eq!(
                rows(BASE, &with(body), &heavy),
                [
                    "weight,weight,가중치,proposed,3",
                    body,
                    "weight-3,weight,무게,proposed,4"
                ]
            );
        }
        assert_eq!(
            rows(
                BASE,
                &with("weight-2,weight,체중,preferred,2"),
                &with("weight-2,weight,무게,admitted,4")
            ),
            [
                "weight,weight,가중치,proposed,3,",
                "weight-2,weight,무게,admitted,4,theirs: another concept",
                "weight-2,weight,체중,preferred,2,ours: another concept"
            ]
        );
    }

    #[test]
    fn what_people_typed_in_one_concept_is_one() {
        let [ours, theirs] =
            ["체중", "무게"].map(|korean| format!("weight,weight,{korean},admitted,\n"));
        assert_eq!(
            rows("", &ours, &theirs),
            [
                "weight,weight,무게,admitted,",
                "weight,weight,체중,admitted,"
            ]
        );
    }

    #[test]
    fn one_pair_under_two_numbers_is_one_row() {
        let theirs = format!("{BASE}weight-2,weight,체중,proposed,2\n");
        let both =
            format!("{BASE}weight-2,weight,무게,proposed,4\nweight-3,weight,체중,proposed,1\n");
        let one = [
            "weight,weight,가중치,proposed,3",
            "weight-2,weight,무게,proposed,4",
            "weight-3,weight,체중,proposed,2",
        ];
        assert_eq!(rows(BASE, &both, &theirs), one);
        // A person's number is the one that stays.
        let theirs = theirs.replace("체중,proposed", "체중,preferred");
        assert_eq!(
            rows(BASE, &both, &theirs),
            [
                "weight,weight,가중치,proposed,3",
                "weight-2,weight,체중,preferred,2",
                "weight-4,weight,무게,proposed,4",
            ]
        );
        // Which number it got where mining counted anew on both sides is no choice.
        let counted = |more: &str, number: u8| {
            format!("weight,weight,{more},proposed,1\nweight-{number},weight,무게,proposed,4\n")
        };
        assert_eq!(
            rows(
                "weight,weight,무게,proposed,4\n",
                &counted("가중값", 2),
                &counted("가중값", 3)
            ),
            [
                "weight,weight,가중값,proposed,1",
                "weight-3,weight,무게,proposed,4"
            ]
        );
    }
}
