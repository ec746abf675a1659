//! The terms that the cells of a row hold.

use std::borrow::Cow;

use super::doubtful::{full_and_short, is_several, is_whole, turned};
use super::passed::{Doubts, Why};
use super::role::Side;
use crate::exchange::cell::one_line;
use crate::exchange::entry::add;
use crate::glossary::has_hangul;

/// Takes the term that is in another column too, where that one is empty. The side that it is of.
pub(super) fn again_of<'r>(terms: &mut [Vec<Cow<'r, str>>; 2], again: &'r str) -> Option<Side> {
    if again.is_empty() {
        return None;
    }
    let again = one_line(again);
    let of = [Side::Korean, Side::English]
        .into_iter()
        .find(|&side| terms[side as usize].contains(&again));
    if of.is_some() {
        return of;
    }
    let side = if has_hangul(&again) {
        Side::Korean
    } else {
        Side::English
    };
    if terms[side as usize].is_empty() {
        terms[side as usize].push(again);
    }
    Some(side)
}

/// Whether nothing is translated: one term twice, and not Korean.
pub(super) fn is_same(korean: &str, english: &str) -> bool {
    korean == english && !has_hangul(korean)
}

/// Whether bars part what may be terms: synonyms, as tools write them.
fn is_barred(cell: &str) -> bool {
    cell.contains('|') && cell.split('|').all(is_whole)
}

/// Takes in the terms of a cell, with what is to be told of it; gives the abbreviation of two that are a full form and that.
pub(super) fn take_cell<'r>(
    terms: &mut Vec<Cow<'r, str>>,
    cell: &'r str,
    side: Side,
    bars: bool,
    doubts: &mut Doubts<'r>,
) -> Option<Cow<'r, str>> {
    doubts.add(turned(cell));
    if side == Side::English
        && let Some(both) = full_and_short(cell)
    {
        doubts.add([Why::Explained]);
        let [full, short] = both.map(one_line);
        add(terms, full);
        add(terms, short.clone());
        return Some(short);
    }
    if is_several(cell) || !bars && is_barred(cell) {
        doubts.name(Why::Several, cell);
    }
    let is_parted = push(terms, cell, bars);
    doubts.add(is_parted.then_some(Why::Parted));
    None
}

/// Takes in the terms of a cell. Whether they were parted at bars.
fn push<'r>(terms: &mut Vec<Cow<'r, str>>, cell: &'r str, bars: bool) -> bool {
    let is_parted = bars && is_barred(cell);
    if is_parted {
        cell.split('|').for_each(|term| add(terms, one_line(term)));
    } else {
        add(terms, one_line(cell));
    }
    is_parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_part_synonyms_where_every_part_may_be_a_term() {
        for (cell, terms) in [
            ("가중치 | 무게값", &["가중치", "무게값"][..]),
            ("가중치|가중치", &["가중치"]),
            ("조건부 확률 P(A|B)", &["조건부 확률 P(A|B)"]),
            ("논리합 a || b", &["논리합 a || b"]),
        ] {
            let mut found = Vec::new();
            assert_eq!(push(&mut found, cell, true), cell.contains("가중치"));
            assert_eq!(found, terms);
        }
        let mut found = Vec::new();
        assert!(!push(&mut found, "가중치 | 무게값", false));
        assert_eq!(found, ["가중치 | 무게값"]);
    }

    #[test]
    fn a_term_that_is_there_again_fills_an_empty_side() {
        let mut terms = [vec!["가중치".into()], Vec::new()];
        assert_eq!(again_of(&mut terms, "가중치"), Some(Side::Korean));
        assert_eq!(terms, [vec!["가중치"], Vec::new()]);
        assert_eq!(again_of(&mut terms, "weight"), Some(Side::English));
        assert_eq!(terms, [["가중치"], ["weight"]]);
        // What stands in the column of its language counts.
        assert_eq!(again_of(&mut terms, "무게값"), Some(Side::Korean));
        assert_eq!(terms, [["가중치"], ["weight"]]);
        assert_eq!(again_of(&mut terms, ""), None);
    }
}
