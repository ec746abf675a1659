//! What a cell tells by itself: nobody types it, a spreadsheet shows it in place of what was typed.

use super::turned::{ERRORS, MONTHS, Turned};

/// What a spreadsheet took the cell of a term for, or of a `remark`, which may well be a date.
pub(crate) fn shown(cell: &str, remark: bool) -> Option<Turned> {
    let cell = cell.trim();
    if ERRORS.contains(&cell) {
        Some(Turned::Formula)
    } else if is_scientific(cell) {
        Some(Turned::Number)
    } else {
        (!remark && is_date(cell)).then_some(Turned::Date)
    }
}

/// `1.00E+05`, `1.23457E+11`, `1E+12`: a number too long to be shown, or one with an `E` in it.
fn is_scientific(cell: &str) -> bool {
    let Some((mantissa, exponent)) = cell.split_once('E') else {
        return false;
    };
    let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mantissa = mantissa.trim_start_matches('-');
    let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole, 1..=1)
        && digits(rest, 1..=5)
        && exponent
            .strip_prefix(['+', '-'])
            .is_some_and(|exponent| digits(exponent, 2..=3))
}

/// A day or a month in the way of a Korean Windows (`01월 02일`) or an English one (`02-Jan`, `2-Jan`, `Jan-20`).
fn is_date(cell: &str) -> bool {
    let number = |text: &str, shortest: usize| {
        (shortest..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let month = |text: &str| {
        let small = text.to_ascii_lowercase();
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && MONTHS.iter().any(|month| small == month[..3])
    };
    let korean = cell
        .strip_suffix('일')
        .and_then(|cell| cell.split_once("월 "));
    let english = cell.split_once('-');
    korean.is_some_and(|(month, day)| number(month, 2) && number(day, 2))
        || english.is_some_and(|(a, b)| number(a, 1) && month(b) || month(a) && number(b, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_types_what_a_spreadsheet_shows() {
        use Turned::{Date, Formula, Number};
        for (cell, of_term, of_remark) in [
            ("#NAME?", Some(Formula), Some(Formula)),
            ("#DIV/0!", Some(Formula), Some(Formula)),
            ("1.00E+05", Some(Number), Some(Number)),
            ("-1.23457E+11", Some(Number), Some(Number)),
            ("1E+12", Some(Number), Some(Number)),
            ("01월 02일", Some(Date), None),
            ("2-Jan", Some(Date), None),
            ("02-Jan", Some(Date), None),
            ("Jan-20", Some(Date), None),
        ] {
            assert_eq!(shown(cell, false), of_term, "{cell}");
            assert_eq!(shown(cell, true), of_remark, "{cell}");
        }
    }

    #[test]
    fn what_people_type_is_left_alone() {
        for cell in [
            "",
            "1-2",
            "1E5",
            "1e+05",
            "12E+05",
            "E+05",
            "1월 2일",
            "3월 1일 운동",
            "2025-01-02",
            "2-jan",
            "Jan-2020",
            "May-Day",
            "22-Caliber",
            "TRUE",
            "7",
            "#이름?",
            "=A1",
            "왜 #NAME?가 나오는지 적어 둔다",
        ] {
            assert_eq!(shown(cell, false), None, "{cell}");
        }
    }
}
