//! Cells of terms that are taken as they are, though they seem to be no term, or several.

use super::passed::Why;
use crate::gloss::{PARTING, parts_terms};
use crate::glossary::spreadsheet::{Turned, shown};
use crate::variant::abbreviates;

/// The days of the years from 1990 to 2049, as spreadsheets number them.
const DAYS: std::ops::Range<u32> = 32_874..54_789;

/// Why a cell may be no term, if something tells.
pub(super) fn turned(cell: &str) -> Option<Why> {
    let cell = cell.trim();
    match shown(cell, false) {
        Some(Turned::Formula) => Some(Why::Error),
        Some(_) => Some(Why::Figure),
        None => (is_day(cell) || is_timestamp(cell)).then_some(Why::Figure),
    }
}

/// Whether a cell seems to hold several terms: what stands between commas, semicolons, slashes that part terms, or on lines of its own, or a full form and
/// its abbreviation, of which one is in parentheses.
pub(super) fn is_several(cell: &str) -> bool {
    let cell = cell.trim();
    if is_explained(cell) {
        return true;
    }
    let mut begin = 0;
    let mut parts = 0;
    for (at, c) in cell.char_indices() {
        let behind = &cell[at + c.len_utf8()..];
        let parts_here = || PARTING.contains(&c) && parts_terms(&cell[begin..at], c, behind);
        if c == '\n' || parts_here() {
            if !is_whole(&cell[begin..at]) {
                return false;
            }
            begin = at + c.len_utf8();
            parts += 1;
        }
    }
    parts > 0 && is_whole(&cell[begin..])
}

fn is_explained(cell: &str) -> bool {
    full_and_short(cell).is_some()
}

/// The full form and the abbreviation of a cell that holds both: `virtual private network (VPN)`, `VPN (virtual private network)`.
pub(super) fn full_and_short(cell: &str) -> Option<[&str; 2]> {
    let cell = cell.trim().strip_suffix([')', '）'])?;
    let [one, other] = <[&str; 2]>::from(cell.split_once(['(', '（'])?).map(str::trim);
    if abbreviates(other, one) {
        Some([one, other])
    } else {
        abbreviates(one, other).then_some([other, one])
    }
}

/// Whether a part between separators may be a term: not one of `P(A|B)`, `f(x, y)`, `a||b`.
pub(super) fn is_whole(part: &str) -> bool {
    let count = |signs: &[char]| part.chars().filter(|c| signs.contains(c)).count();
    part.chars().any(char::is_alphanumeric) && count(&['(', '[', '{']) == count(&[')', ']', '}'])
}

/// A date as a spreadsheet keeps it: `45293`.
fn is_day(cell: &str) -> bool {
    cell.len() == 5 && cell.parse().is_ok_and(|day| DAYS.contains(&day))
}

/// A date or a time of which nothing is left out: `2024-01-02`, `2024-01-02 09:30:00`, `01:01:00`.
fn is_timestamp(cell: &str) -> bool {
    let is = |form: &str, cell: &str| {
        form.len() == cell.len()
            && form
                .bytes()
                .zip(cell.bytes())
                .all(|(form, byte)| match form {
                    b'0' => byte.is_ascii_digit(),
                    sign => sign == byte,
                })
    };
    ["0000-00-00", "0000-00-00 00:00:00", "00:00:00"]
        .iter()
        .any(|form| is(form, cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_a_term_is_told() {
        for (cell, why) in [
            ("#NAME?", Why::Error),
            (" #REF! ", Why::Error),
            ("45293", Why::Figure),
            ("2024-01-02", Why::Figure),
            ("01:01:00", Why::Figure),
            ("01월 02일", Why::Figure),
            ("1.23E+10", Why::Figure),
        ] {
            assert_eq!(turned(cell), Some(why), "{cell}");
        }
        for cell in [
            "#해시태그",
            "404",
            "90210",
            "1-2",
            "16:9",
            "2024년",
            "10,000",
            "",
        ] {
            assert_eq!(turned(cell), None, "{cell}");
        }
    }

    #[test]
    fn several_terms_in_a_cell_are_told_from_one_with_a_comma_in_it() {
        for cell in [
            "셸, 쉘",
            "셸,쉘",
            "shell; sh",
            "셸 / 쉘",
            "셸\n쉘",
            "셸、쉘",
            "셸(shell), 명령 해석기",
            "virtual private network (VPN)",
            "VPN(Virtual Private Network)",
            // Nobody can tell these from the others.
            "연구개발, 주식회사",
        ] {
            assert!(is_several(cell), "{cell}");
        }
        for cell in [
            "셸",
            "TCP/IP",
            "입/출력",
            "1,000배",
            "함수 f(x, y)",
            "kernel (OS)",
            "root mean square (signal)",
            "R&amp;D",
            "셸,",
            "; 주석",
            "C#",
        ] {
            assert!(!is_several(cell), "{cell}");
        }
    }
}
