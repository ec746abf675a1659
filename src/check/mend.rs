//! A text with the fixes of diagnostics made, and what is left of the diagnostics then.

use std::collections::BTreeMap;
use std::ops::Range;

use super::diagnostic::{Diagnostic, Edit, Fix};

/// Which fixes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixes {
    /// Those that nobody has to look at.
    Safe,
    /// All of them.
    All,
}

/// A text with fixes made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The text as it is now.
    pub text: String,
    /// What was done to it, in its order.
    made: Vec<Made>,
}

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    edit: Edit,
    /// Where its text stands, in bytes of the mended text.
    now: Range<usize>,
}

/// The text with fixes made; `None` where there is none to make. Of two that touch the same words, the one that begins first is made,
/// whole: another look at the text finds what is left.
#[must_use]
pub fn mended(text: &str, diagnostics: &[Diagnostic], which: Fixes) -> Option<Mended> {
    let fixes = diagnostics.iter().filter_map(|one| one.fix.as_ref());
    let mut fixes: Vec<&Fix> = fixes
        .filter(|fix| (fix.safe || which == Fixes::All) && !fix.edits.is_empty())
        .collect();
    fixes.sort_by_key(|fix| fix.edits[0].range.start);
    // By their places; what is put in somewhere stands before what is replaced there.
    let mut chosen: BTreeMap<(usize, usize), &Edit> = BTreeMap::new();
    let place = |edit: &Edit| (edit.range.start, edit.range.end);
    for fix in fixes {
        // One that puts something in right behind another would stand in its way.
        let is_free = |edit: &Edit| {
            let before = chosen.range(..=(edit.range.end, usize::MAX)).next_back();
            before.is_none_or(|(_, before)| before.range.end < edit.range.start)
        };
        if fix.edits.iter().all(is_free) {
            chosen.extend(fix.edits.iter().map(|edit| (place(edit), edit)));
        }
    }
    if chosen.is_empty() {
        return None;
    }
    let mut mended = Mended {
        text: String::with_capacity(text.len()),
        made: Vec::with_capacity(chosen.len()),
    };
    let mut at = 0;
    for edit in chosen.into_values() {
        mended.text.push_str(&text[at..edit.range.start]);
        let start = mended.text.len();
        mended.text.push_str(&edit.text);
        at = edit.range.end;
        mended.made.push(Made {
            edit: edit.clone(),
            now: start..mended.text.len(),
        });
    }
    mended.text.push_str(&text[at..]);
    Some(mended)
}

impl Mended {
    /// What was done to the text, in its order: the stretches that were replaced, in bytes of the text before, and what stands there now.
    pub fn edits(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        let made = self.made.iter();
        made.map(|made| (&made.edit.range, made.edit.text.as_str()))
    }

    /// Those of the diagnostics of the text before that are not put right, with their places in the text as it is now. A fix of which
    /// the words are others by now is left out.
    #[must_use]
    pub fn left(&self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let left = diagnostics.iter().filter(|one| !self.settles(one));
        let left = left.map(|one| Diagnostic {
            range: self.now(&one.range),
            fix: one.fix.as_ref().and_then(|fix| self.moved(fix)),
            ..one.clone()
        });
        left.collect()
    }

    /// Whether all that a diagnostic asks for was done, by its own fix or another one.
    fn settles(&self, one: &Diagnostic) -> bool {
        let is_made = |edit: &Edit| {
            let place = |edit: &Edit| (edit.range.start, edit.range.end);
            let made = &self.made;
            let at = made.binary_search_by_key(&place(edit), |made| place(&made.edit));
            at.is_ok_and(|at| made[at].edit == *edit)
        };
        let fix = one.fix.as_ref().filter(|fix| !fix.edits.is_empty());
        fix.is_some_and(|fix| fix.edits.iter().all(is_made))
    }

    /// A fix for the text as it is now.
    fn moved(&self, fix: &Fix) -> Option<Fix> {
        let edits = fix.edits.iter().map(|edit| {
            let range = &edit.range;
            let next = self
                .made
                .partition_point(|made| made.edit.range.end < range.start);
            let next = self.made.get(next);
            next.is_none_or(|next| range.end < next.edit.range.start)
                .then(|| Edit {
                    range: self.now(range),
                    text: edit.text.clone(),
                })
        });
        Some(Fix {
            safe: fix.safe,
            edits: edits.collect::<Option<_>>()?,
        })
    }

    /// Where a stretch of the text before is now: with all of what was put in place of any part of it.
    fn now(&self, range: &Range<usize>) -> Range<usize> {
        let behind = |next: usize, at: usize| match next.checked_sub(1).map(|at| &self.made[at]) {
            Some(before) => before.now.end + at - before.edit.range.end,
            None => at,
        };
        let next = self
            .made
            .partition_point(|made| made.edit.range.end <= range.start);
        let start = match self.made.get(next) {
            Some(made) if made.edit.range.start < range.start => made.now.start,
            _ => behind(next, range.start),
        };
        let next = self
            .made
            .partition_point(|made| made.edit.range.start < range.end);
        let end = match next.checked_sub(1).map(|at| &self.made[at]) {
            Some(made) if made.edit.range.end > range.end => made.now.end,
            _ => behind(next, range.end),
        };
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

    const TEXT: &str = "ab cd ef";

    fn one(safe: bool, edits: &[(Range<usize>, &str)]) -> Diagnostic {
        Diagnostic {
            rule: "forbidden-term",
            level: Level::Error,
            range: edits[0].0.clone(),
            message: String::new(),
            note: None,
            fix: Some(Fix {
                safe,
                edits: edits
                    .iter()
                    .map(|(range, text)| Edit {
                        range: range.clone(),
                        text: (*text).to_owned(),
                    })
                    .collect(),
            }),
        }
    }

    #[test]
    fn fixes_are_made_in_their_order_and_none_over_another() {
        let fixes = [
            one(true, &[(6..8, "E")]),
            one(true, &[(0..1, "A"), (3..4, "C")]),
            one(true, &[(1..2, "X")]),
            one(false, &[(5..6, "-")]),
        ];
        let text = |fixes, which| mended(TEXT, fixes, which).map(|mended| mended.text);
        assert_eq!(text(&fixes, Fixes::Safe).as_deref(), Some("Ab Cd E"));
        assert_eq!(text(&fixes, Fixes::All).as_deref(), Some("Ab Cd-ef"));
        assert_eq!(text(&fixes[3..], Fixes::Safe), None);
        let within = [
            one(true, &[(0..1, "A"), (7..8, "F")]),
            one(true, &[(3..4, "C")]),
        ];
        assert_eq!(text(&within, Fixes::Safe).as_deref(), Some("Ab Cd eF"));
    }

    #[test]
    fn what_is_not_put_right_is_left_where_it_is_now() {
        let found = [
            one(true, &[(0..2, "long"), (4..5, "")]),
            // The same, of which nothing is left; and what would be done to words that are gone.
            one(false, &[(4..5, "")]),
            one(false, &[(3..4, "x"), (6..7, "y")]),
            one(true, &[(3..8, "")]),
            one(false, &[(6..8, "E")]),
        ];
        let mended = mended(TEXT, &found, Fixes::Safe).unwrap();
        assert_eq!(mended.text, "long c ef");
        let left = mended.left(&found);
        let shown = left.iter().map(|one| {
            let edits = one.fix.iter().flat_map(|fix| &fix.edits);
            let edits = edits.map(|edit| &mended.text[edit.range.clone()]).collect();
            (&mended.text[one.range.clone()], edits)
        });
        assert_eq!(
            shown.collect::<Vec<(&str, Vec<&str>)>>(),
            [("c", vec![]), ("c ef", vec![]), ("ef", vec!["ef"])]
        );
    }

    #[test]
    fn places_move_with_their_words() {
        let found = [one(
            true,
            &[(0..2, "long"), (3..3, "<"), (5..5, ">"), (5..6, "_")],
        )];
        let mended = mended(TEXT, &found, Fixes::Safe).unwrap();
        assert_eq!(mended.text, "long <cd>_ef");
        for (before, now) in [
            (0..2, "long"),
            (0..5, "long <cd"),
            (1..4, "long <c"),
            (3..5, "cd"),
            (3..3, ""),
            (5..8, "_ef"),
            (8..8, ""),
        ] {
            assert_eq!(&mended.text[mended.now(&before)], now, "{before:?}");
        }
    }
}
