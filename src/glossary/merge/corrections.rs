//! One cell that both sides corrected: the Korean of a row, or its English, by which the row is known otherwise.

use std::collections::BTreeMap;

use super::matching::Matched;
use super::side::{Key, Side};

/// Unites a row of the base that neither side has any more with what each made of it: a row of the same concept and English
/// with another Korean, or of the same Korean with another English. It must be a person's, and all else as clear: one row
/// of the base, and one of each side, or one that both have.
///
/// What mining finds now in place of what it found then is no correction, and one side's alone is another row.
pub(super) fn follow(rows: &mut Vec<Matched>, sides: [&Side<'_>; 3]) {
    for kept in [with_english, with_korean] {
        let mut alike: BTreeMap<(&str, &str), [Vec<usize>; 4]> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            // Which of the four it is, and a side that has it: what both made alike has one key.
            let (which, side, row) = match (row.base, row.ours, row.theirs) {
                (Some(row), None, None) => (0, 0, row),
                (None, Some(row), None) => (1, 1, row),
                (None, None, Some(row)) => (2, 2, row),
                (None, Some(row), Some(_)) => (3, 1, row),
                _ => continue,
            };
            let key = kept(&sides[side].keys()[row]);
            alike.entry(key).or_default()[which].push(at);
        }
        for gone_and_new in alike.into_values() {
            let (gone, here, there) = match gone_and_new.each_ref().map(Vec::as_slice) {
                [[gone], [here], [there], _] => (gone, here, there),
                [[gone], [], [], [both]] => (gone, both, both),
                _ => continue,
            };
            let [before, ours, theirs] = [rows[*gone].base, rows[*here].ours, rows[*there].theirs];
            if let (Some(before), Some(ours), Some(theirs)) = (before, ours, theirs)
                && is_by_hand(sides[0], before, sides[1], ours)
                && is_by_hand(sides[0], before, sides[2], theirs)
            {
                rows[*gone].ours = rows[*here].ours.take();
                rows[*gone].theirs = rows[*there].theirs.take();
            }
        }
        rows.retain(|row| *row != Matched::default());
    }
}

fn with_english((concept, pair): &Key) -> (&str, &str) {
    (concept, &pair.english)
}

fn with_korean((concept, pair): &Key) -> (&str, &str) {
    (concept, &pair.korean)
}

/// Whether a person made a new row of one of the base: it has what only people write, or no text gives it, or the figures are
/// still those of the old term.
fn is_by_hand(base: &Side<'_>, before: usize, side: &Side<'_>, row: usize) -> bool {
    let figures = |side: &Side<'_>, at: usize| {
        let row = side.row(at);
        (row.occurrences(), row.documents(), row.confidence())
    };
    !side.may_be_minings(row) || figures(side, row) == figures(base, before)
}

#[cfg(test)]
mod tests {
    use super::super::matching::tests::notes_of;

    const HEAD: &str = "concept,english,korean,occurrences,documents,confidence,note";

    fn notes(base: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<String> {
        notes_of(HEAD, base, ours, theirs)
    }

    #[test]
    fn what_both_made_of_one_cell_is_one_row() {
        let base = ["w,weight,가중값,3,1,0.90,b"];
        for (ours, theirs) in [
            ("w,weight,가중치,3,1,0.90,o", "w,weight,무게값,3,1,0.90,t"),
            ("w,weights,가중값,3,1,0.90,o", "w,Weight,가중값,3,1,0.90,t"),
            // Mined since, in other documents.
            ("w,weight,가중치,0,0,0.00,o", "w,weight,무게값,,,,t"),
        ] {
            assert_eq!(notes(&base, &[ours], &[theirs]), ["b o t"]);
        }
    }

    #[test]
    fn what_both_made_alike_is_one_row_with_its_base() {
        let base = ["w,weight,가중값,3,1,0.90,b"];
        let ours = ["w,weight,가중치,3,1,0.90,o"];
        let theirs = ["w,weight,가중치,3,1,0.90,t"];
        assert_eq!(notes(&base, &ours, &theirs), ["b o t"]);
    }

    #[test]
    fn where_something_else_can_be_meant_rows_stay_apart() {
        let base = ["w,weight,가중값,3,1,0.90,b", "w,weight,웨이트,1,1,0.60,c"];
        let ours = "w,weight,가중치,3,1,0.90,o";
        let theirs = "w,weight,무게값,3,1,0.90,t";
        // Of which of the two?
        assert_eq!(
            notes(&base, &[ours], &[theirs]),
            ["- - t", "- o -", "b - -", "c - -"]
        );
        assert_eq!(
            notes(&base[..1], &[ours, "w,weight,웨이트,,,,p"], &[theirs]),
            ["- - t", "- o -", "- p -", "b - -"]
        );
        // One corrected it, the other left it, or corrected another cell.
        assert_eq!(notes(&base[..1], &[ours], &base[..1]), ["- o -", "b - b"]);
        assert_eq!(
            notes(&base[..1], &[ours], &["w,weights,가중값,3,1,0.90,t"]),
            ["- - t", "- o -", "b - -"]
        );
    }
}
