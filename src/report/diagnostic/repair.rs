//! What a fix makes of the words, on one line.

use std::ops::Range;

use super::plain::shown;
use crate::check::{Diagnostic, Edit, Fix};

/// Columns for each side of an arrow.
const COLUMNS: usize = 60;

/// Edits that are shown one by one where they lie far apart.
const MOST: usize = 3;

/// How far a word is followed beyond the edit, in characters.
const WORD: usize = 20;

/// `버퍼를 → 완충 공간을`: the words with all edits in them, before and after; where those lie far apart, one after
/// another. `(unsafe)` stands behind what a person should look at. `None` where the fix edits nothing.
pub(super) fn repair(text: &str, fix: &Fix) -> Option<String> {
    let mut shown = edits(text, &fix.edits)?;
    if !fix.safe {
        shown.push_str(" (unsafe)");
    }
    Some(shown)
}

/// What else there is to say of a diagnostic beyond its message, a line each: its note and its repair.
pub(super) fn further<'a>(text: &'a str, one: &'a Diagnostic) -> impl Iterator<Item = String> + 'a {
    let note = one.note.iter().map(|note| format!("note: {note}"));
    let fix = one.fix.iter().filter_map(|fix| repair(text, fix));
    note.chain(fix.map(|fix| format!("fix: {fix}")))
}

fn edits(text: &str, edits: &[Edit]) -> Option<String> {
    let (first, last) = (edits.first()?, edits.last()?);
    // A column is one byte at least, so longer stretches would be cut in any case.
    if last.range.end - first.range.start <= 3 * COLUMNS {
        return Some(arrow(text, edits));
    }
    let mut all: Vec<String> = edits[..edits.len().min(MOST)]
        .iter()
        .map(|edit| arrow(text, std::slice::from_ref(edit)))
        .collect();
    if edits.len() > MOST {
        all.push(format!("{} more", edits.len() - MOST));
    }
    Some(all.join(", "))
}

/// The words around edits, of which there is one at least, before and after.
fn arrow(text: &str, edits: &[Edit]) -> String {
    let whole = words(text, edits[0].range.start..edits[edits.len() - 1].range.end);
    let mut after = String::new();
    let mut at = whole.start;
    for edit in edits {
        after.push_str(&text[at..edit.range.start]);
        after.push_str(&edit.text);
        at = edit.range.end;
    }
    after.push_str(&text[at..whole.end]);
    let named = |words: &str| match shown(words, COLUMNS) {
        nothing if nothing.is_empty() => "(nothing)".to_owned(),
        words => words,
    };
    format!("{} → {}", named(&text[whole]), named(&after))
}

/// A stretch with the words that it begins and ends in. Where it begins with spaces, the word before them belongs to it, with all signs on
/// it: what changes is how the two stand together.
fn words(text: &str, stretch: Range<usize>) -> Range<usize> {
    let spaces = text[stretch.clone()].starts_with(char::is_whitespace);
    let letters = |c: &char| {
        if spaces {
            !c.is_whitespace()
        } else {
            c.is_alphanumeric()
        }
    };
    let before = text[..stretch.start].chars().rev();
    let before: usize = before
        .take_while(letters)
        .take(WORD)
        .map(char::len_utf8)
        .sum();
    let after = text[stretch.end..].chars();
    let after: usize = after
        .take_while(|c| c.is_alphanumeric())
        .take(WORD)
        .map(char::len_utf8)
        .sum();
    stretch.start - before..stretch.end + after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_of(text: &str, edits: &[(&str, &str)]) -> String {
        let edits = edits.iter().map(|(old, new)| {
            let start = text.find(old).unwrap();
            Edit {
                range: start..start + old.len(),
                text: (*new).to_owned(),
            }
        });
        let edits = edits.collect();
        repair(text, &Fix { safe: true, edits }).unwrap_or_default()
    }

    #[test]
    fn whole_words_before_and_after() {
        let text = "먼저 버퍼를 비우고, 텐서(tensor)를 만든다.";
        for (edits, shown) in [
            (
                &[("버퍼", "완충 공간"), ("를 비", "을 비")][..],
                "버퍼를 비우고 → 완충 공간을 비우고",
            ),
            (&[("버퍼를", "완충 공간을")], "버퍼를 → 완충 공간을"),
            (&[("(tensor)", "")], "텐서(tensor)를 → 텐서를"),
            (&[("만든다", "")], "만든다 → (nothing)"),
            (&[(" 텐서", "텐서")], "비우고, 텐서 → 비우고,텐서"),
            (&[], ""),
        ] {
            assert_eq!(shown_of(text, edits), shown);
        }
    }

    #[test]
    fn edits_far_apart_are_shown_one_by_one() {
        let text = format!(
            "버퍼는 {0} 캐시와 {0} 스택과 {0} 큐까지 쓴다.",
            "아주 긴 설명이 이어진다. ".repeat(20)
        );
        let edits = [
            ("버퍼는", "완충 공간은"),
            ("캐시와", "임시 저장소와"),
            ("스택과", "더미와"),
            ("큐", "줄"),
        ];
        assert_eq!(
            shown_of(&text, &edits),
            "버퍼는 → 완충 공간은, 캐시와 → 임시 저장소와, 스택과 → 더미와, 1 more"
        );
    }

    #[test]
    fn long_words_are_cut() {
        let long = format!("{}를", "버퍼".repeat(40_000));
        let text = format!("먼저 {long} 비운다.");
        let shown = shown_of(&text, &[(&long, "완충 공간을")]);
        assert_eq!(shown, format!("{}버… → 완충 공간을", "버퍼".repeat(14)));
    }
}
