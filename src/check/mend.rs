//! A text with the fixes of diagnostics made.

use super::diagnostic::Diagnostic;

/// The text with the safe fixes made, and with `unsafe_too` the others; `None` where there is nothing to make. Of two fixes that touch
/// the same words the first is made, whole: another look at the text finds what is left.
#[must_use]
pub fn mended(text: &str, diagnostics: &[Diagnostic], unsafe_too: bool) -> Option<String> {
    let fixes = diagnostics.iter().filter_map(|one| one.fix.as_ref());
    let mut fixes: Vec<_> = fixes
        .filter(|fix| (fix.safe || unsafe_too) && !fix.edits.is_empty())
        .collect();
    fixes.sort_by_key(|fix| fix.edits[0].range.start);
    let mut done = String::with_capacity(text.len());
    let mut at = 0;
    let mut made = false;
    for fix in fixes {
        // One that puts something in right behind another would stand in its way.
        if made && fix.edits[0].range.start <= at {
            continue;
        }
        for edit in &fix.edits {
            done.push_str(&text[at..edit.range.start]);
            done.push_str(&edit.text);
            at = edit.range.end;
        }
        made = true;
    }
    done.push_str(&text[at..]);
    made.then_some(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::check::{Edit, Fix};

    fn one(safe: bool, edits: &[(std::ops::Range<usize>, &str)]) -> Diagnostic {
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
        let text = "ab cd ef";
        let fixes = [
            one(true, &[(6..8, "E")]),
            one(true, &[(0..1, "A"), (3..4, "C")]),
            one(true, &[(1..2, "X")]),
            one(false, &[(5..6, "-")]),
        ];
        assert_eq!(mended(text, &fixes, false).unwrap(), "Ab Cd E");
        assert_eq!(mended(text, &fixes, true).unwrap(), "Ab Cd-ef");
        assert_eq!(mended(text, &fixes[3..], false), None);
    }
}
