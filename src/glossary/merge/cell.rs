//! One cell, of which there are three versions.

use super::side::{Content, same, status};

/// What a cell is after both sides may have changed it; `None` where a person has to choose.
///
/// `base` is empty where there was no such row or column. The answer does not depend on which side is called ours.
pub(super) fn merge<'a>(
    content: Content,
    base: &str,
    ours: &'a str,
    theirs: &'a str,
) -> Option<&'a str> {
    if ours == theirs || theirs == base {
        return Some(ours);
    }
    if ours == base {
        return Some(theirs);
    }
    // Both changed it. Of two ways to write one thing, either will do.
    if same(content, ours, theirs) {
        return Some(ours.min(theirs));
    }
    match content {
        Content::Figure => Some(larger(ours, theirs)),
        // Decided about anew by the caller.
        Content::Mark => Some(ours.max(theirs)),
        // `proposed` is what mining says: no choice against a person's.
        Content::Status if status(theirs) == status(base) => Some(ours),
        Content::Status if status(ours) == status(base) => Some(theirs),
        Content::Word | Content::Term if same(content, theirs, base) => Some(ours),
        Content::Word | Content::Term if same(content, ours, base) => Some(theirs),
        Content::Status | Content::Word | Content::Term | Content::Text => None,
    }
}

fn larger<'a>(a: &'a str, b: &'a str) -> &'a str {
    let number = |cell: &str| cell.trim().parse().unwrap_or(f64::NEG_INFINITY);
    match number(a).total_cmp(&number(b)).then_with(|| a.cmp(b)) {
        std::cmp::Ordering::Less => b,
        _ => a,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Content::{Figure, Status, Term, Text, Word};

    #[test]
    fn a_cell_is_what_one_side_made_of_it_or_for_a_person() {
        for (content, base, ours, theirs, merged) in [
            (Text, "메모", "메모", "메모", Some("메모")),
            (Text, "메모", "새 메모", "메모", Some("새 메모")),
            (Text, "메모", "", "메모", Some("")),
            (Text, "메모", "새 메모", "새 메모", Some("새 메모")),
            (Text, "메모", "이 메모", "저 메모", None),
            (Text, "메모", "", "저 메모", None),
            // Without a base, a filled cell beats an empty one.
            (Text, "", "", "저 메모", Some("저 메모")),
            (Text, "", "이 메모", "저 메모", None),
            (Figure, "3", "5", "3", Some("5")),
            (Figure, "3", "2", "12", Some("12")),
            (Figure, "", "0.75", "0.8", Some("0.8")),
            (Figure, "", "많음", "1", Some("1")),
            (Word, "", "Term", "term", Some("Term")),
            (Word, "term", "TERM", "foreign", Some("foreign")),
            (Word, "term", "abbreviation", "foreign", None),
            (Term, "cell", "cell  line", "cell line", Some("cell  line")),
        ] {
            assert_eq!(
                merge(content, base, ours, theirs),
                merged,
                "{base} {ours} {theirs}"
            );
            let turned = merge(content, base, theirs, ours);
            assert_eq!(turned, merged, "{base} {theirs} {ours}");
        }
    }

    #[test]
    fn a_persons_choice_beats_proposed_and_two_choices_are_for_a_person() {
        for (base, ours, theirs, merged) in [
            ("proposed", "proposed", "preferred", Some("preferred")),
            ("", "proposed", "preferred", Some("preferred")),
            ("proposed", "", "preferred", Some("preferred")),
            ("Proposed", "proposed", "rejected", Some("rejected")),
            ("proposed", "Preferred", "preferred", Some("Preferred")),
            ("", "preferred", "deprecated", None),
            ("proposed", "preferred", "deprecated", None),
            ("preferred", "admitted", "preferred", Some("admitted")),
            // Taking a choice back is a person's doing as well.
            ("preferred", "proposed", "preferred", Some("proposed")),
            ("preferred", "proposed", "deprecated", None),
        ] {
            assert_eq!(
                merge(Status, base, ours, theirs),
                merged,
                "{base} {ours} {theirs}"
            );
            assert_eq!(
                merge(Status, base, theirs, ours),
                merged,
                "{base} {theirs} {ours}"
            );
        }
    }
}
