//! What stands between several terms that were written where one was asked for: in a cell of a table, in a column of a glossary.

use crate::source::reference;

/// The signs that may part terms; whether one does is told by [`parts_terms`].
pub(crate) const PARTING: [char; 6] = [',', ';', '/', '、', '，', '；'];

/// Whether a sign of [`PARTING`] between these two stretches, of which the first begins behind the sign before, stands between terms: a comma in a
/// number (`1,000배`) does not, nor what ends a reference to a character (`R&amp;D`), nor a slash within a term (`input/output`), but one between spaces or
/// between words of the same end does (`shell/command shell`).
pub(crate) fn parts_terms(before: &str, sign: char, behind: &str) -> bool {
    match sign {
        ',' => !(before.ends_with(is_digit) && behind.starts_with(is_digit)),
        ';' => !ends_reference(before),
        '/' => is_between_terms(before, behind),
        _ => true,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether what follows is the semicolon of `&nbsp;` or `&#160;`, and not that of `Q&A; 질의응답`.
fn ends_reference(before: &str) -> bool {
    let Some(at) = before.rfind('&') else {
        return false;
    };
    // No reference is longer than a word.
    let name = &before[at..];
    name.len() < LONGEST && reference(&format!("{name};")).is_some()
}

/// The longest reference that is known, `&#x10FFFF;`, in bytes.
const LONGEST: usize = 10;

/// Whether a slash between these stands between spaces, or both end in the same word.
fn is_between_terms(before: &str, behind: &str) -> bool {
    let last = |text: &str| text.trim_end().rsplit(' ').next().map(str::to_lowercase);
    let behind_it = behind.split(PARTING).next().unwrap_or_default();
    before.ends_with(' ') && behind.starts_with(' ')
        || before.trim() != behind_it.trim() && last(before) == last(behind_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_between_terms_are_told_from_those_within() {
        for (before, sign, behind, parts) in [
            ("셸", ',', " 쉘", true),
            ("셸", '、', "쉘", true),
            ("1", ',', "000배", false),
            ("버전 1", ',', " 2", true),
            ("셸", ';', "쉘", true),
            ("R&amp", ';', "D", false),
            ("셸&#160", ';', "쉘", false),
            ("R&D 연구", ';', "개발", true),
            ("Q&A", ';', " 질의응답", true),
            ("&", ';', "가", true),
            ("셸 ", '/', " 쉘", true),
            ("입", '/', "출력", false),
            ("input", '/', "output", false),
            ("shell", '/', "command shell", true),
            ("셸", '/', "명령 셸, 쉘", true),
            ("셸", '/', "셸", false),
        ] {
            assert_eq!(
                parts_terms(before, sign, behind),
                parts,
                "{before}{sign}{behind}"
            );
        }
    }
}
