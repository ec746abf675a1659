//! What Excel makes of a cell that it takes for something else than text.
//!
//! It does so when it opens the file, not when somebody types, and saves what it shows: `1-2` becomes `01월 02일` in a Korean
//! Windows, `2-Jan` in an English one. The gene names `OCT4` and `SEPT2` are the best known victims.

use unicode_normalization::UnicodeNormalization;

use super::formula::is_formula;

/// What is shown for a formula that can't be computed.
pub(super) const ERRORS: [&str; 7] = [
    "#NAME?", "#VALUE!", "#REF!", "#N/A", "#NULL!", "#NUM!", "#DIV/0!",
];

/// The months in lower case; of each, three letters are enough.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What Excel took a cell for, or did to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turned {
    /// A date or a time: `1-2`, `OCT4`, `1:1`.
    Date,
    /// A number: `007`, `1.10`, `12345678901234`, `2E3`.
    Number,
    /// A truth value: `true`.
    Truth,
    /// A formula: `-성`.
    Formula,
    /// Nothing: it saved the file in an encoding that lacks some of its characters, for which `?` stands or the letter
    /// without its accent.
    Lossy,
}

/// What Excel did if it made `is` of the cell `was`; `None` if it did not, or if they are the same.
pub(in crate::glossary) fn turned(was: &str, is: &str) -> Option<Turned> {
    let (was, is) = (was.trim(), is.trim());
    if was == is {
        return None;
    }
    if is_truth(was, is) {
        Some(Turned::Truth)
    } else if is_number(was, is) {
        Some(Turned::Number)
    } else if is_date(was, is) {
        Some(Turned::Date)
    } else if is_result(was, is) {
        Some(Turned::Formula)
    } else {
        is_lossy(was, is).then_some(Turned::Lossy)
    }
}

fn is_truth(was: &str, is: &str) -> bool {
    ["TRUE", "FALSE"].contains(&is) && was.eq_ignore_ascii_case(is)
}

/// What a formula shows that can't be computed.
fn is_result(was: &str, is: &str) -> bool {
    is_formula(was) && ERRORS.contains(&is)
}

fn is_number(was: &str, is: &str) -> bool {
    let (Some(before), Some(after)) = (number(was), number(is)) else {
        return false;
    };
    match is.split_once(['E', 'e']) {
        // `1.23E+10`, rounded to the digits that are shown.
        Some((mantissa, _)) => {
            let digits = mantissa
                .split_once('.')
                .map_or(0, |(_, digits)| digits.len());
            number(&format!("{before:.digits$e}")) == Some(after)
        }
        // Fifteen digits are kept, of what follows none.
        None => (before - after).abs() <= before.abs() * 1e-14,
    }
}

/// A number as Excel reads one, without currencies and per cent.
fn number(text: &str) -> Option<f64> {
    let plain = text.chars().filter(|&c| c != ',');
    let plain: String = plain.collect();
    let starts = plain
        .trim_start_matches(['+', '-'])
        .starts_with(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.']);
    starts.then(|| plain.parse().ok()).flatten()
}

fn is_date(was: &str, is: &str) -> bool {
    // What can be a day is none of a year when Excel reads it: `1-50` is in 1950, `1-20` is not.
    let is_year = |year: u32| !(1..=31).contains(&year);
    let (before, after) = (dates(was, is_year), dates(is, |_| true));
    let same_date = before
        .iter()
        .any(|date| after.iter().any(|shown| date.may_show(shown)));
    let same_time = || time(is).is_some_and(|shown| time(was) == Some(shown));
    same_date || same_time()
}

/// A day, or a month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Date {
    year: Option<u32>,
    month: u32,
    day: Option<u32>,
}

impl Date {
    /// Whether Excel may show this date so: it may add the year in which it is opened and the first of the month, and leave
    /// out a year.
    fn may_show(&self, shown: &Self) -> bool {
        let day = match self.day {
            Some(_) => self.day == shown.day,
            None => shown.day.is_none_or(|day| day == 1),
        };
        let years = self.year.zip(shown.year);
        self.month == shown.month && day && years.is_none_or(|(a, b)| a % 100 == b % 100)
    }
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(u32),
    /// By its English name.
    Month(u32),
}

/// Every day or month that the text may mean: `1-2`, `2-Jan`, `OCT4`, `01월 02일`, `2020-01-02`, `1/2/2020`. Where
/// there are two numbers, `is_year` says which can be a year.
fn dates(text: &str, is_year: impl Fn(u32) -> bool) -> Vec<Date> {
    let date = |year: Option<u32>, month: u32, day: Option<u32>| {
        let sound = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
        sound.then_some(Date { year, month, day })
    };
    let month_of = |year: u32, month: u32| date(Some(year), month, None).filter(|_| is_year(year));
    let Some(parts) = parts(text) else {
        return Vec::new();
    };
    let found = match parts[..] {
        [Part::Number(a), Part::Number(b)] => vec![
            date(None, a, Some(b)),
            date(None, b, Some(a)),
            month_of(a, b),
            month_of(b, a),
        ],
        [Part::Month(month), Part::Number(n)] | [Part::Number(n), Part::Month(month)] => {
            vec![date(None, month, Some(n)), month_of(n, month)]
        }
        [Part::Number(a), Part::Number(b), Part::Number(c)] => vec![
            date(Some(a), b, Some(c)),
            date(Some(c), a, Some(b)),
            date(Some(c), b, Some(a)),
        ],
        [Part::Number(day), Part::Month(month), Part::Number(year)]
        | [Part::Month(month), Part::Number(day), Part::Number(year)] => {
            vec![date(Some(year), month, Some(day))]
        }
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// The parts of what may be a date: up to three, with hyphens, slashes, spaces or Korean units between them.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of = |is: fn(char) -> bool| {
            let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
            rest.split_at(end)
        };
        if first.is_ascii_digit() {
            let (digits, behind) = of(|c| c.is_ascii_digit());
            parts.push(Part::Number(
                digits.parse().ok().filter(|_| digits.len() <= 4)?,
            ));
            rest = behind;
        } else if first.is_ascii_alphabetic() {
            let (name, behind) = of(|c| c.is_ascii_alphabetic());
            let name = name.to_ascii_lowercase();
            let is_name = |month: &str| {
                name == month[..3] || name == month || name == "sept" && month.starts_with("sept")
            };
            parts.push(Part::Month(
                1 + MONTHS.iter().position(|month| is_name(month))? as u32,
            ));
            rest = behind;
        } else if matches!(first, '-' | '/' | ' ' | '년' | '월' | '일') && !parts.is_empty() {
            rest = &rest[first.len_utf8()..];
        } else {
            return None;
        }
    }
    (!text.ends_with(['-', '/'])).then_some(parts)
}

/// Hours, minutes and seconds: `1:1`, `1:01`, `25:01:00`.
fn time(text: &str) -> Option<[u32; 3]> {
    let mut time = [0; 3];
    let mut count = 0;
    for (at, part) in text.split(':').enumerate() {
        *time.get_mut(at)? = part.parse().ok().filter(|_| part.len() <= 4)?;
        count = at + 1;
    }
    (count > 1).then_some(time)
}

/// Whether the same is left but for characters that the encoding lacks.
fn is_lossy(was: &str, is: &str) -> bool {
    let mut rest = is;
    for c in was.chars() {
        if let Some(behind) = rest.strip_prefix(c) {
            rest = behind;
            continue;
        }
        let Some(behind) = substitute(c, rest) else {
            return false;
        };
        rest = behind;
    }
    rest.is_empty()
}

/// What is left behind a character's substitute: `?` for each of its UTF-16 units, or what looks most like it.
fn substitute(lost: char, rest: &str) -> Option<&str> {
    if lost.is_ascii() {
        return None;
    }
    let marks = &"??"[..lost.len_utf16()];
    rest.strip_prefix(marks)
        .or_else(|| rest.strip_prefix('?'))
        .or_else(|| {
            let alike = match lost {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                '\u{2018}' | '\u{2019}' => '\'',
                '\u{201c}' | '\u{201d}' => '"',
                _ => lost.nfd().next().filter(char::is_ascii)?,
            };
            rest.strip_prefix(alike)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn knows_what_excel_makes_of_a_cell() {
        use Turned::{Date, Formula, Lossy, Number, Truth};
        for (was, is, kind) in [
            ("1-2", "01월 02일", Date),
            ("1-2", "1월 2일", Date),
            ("1-2", "2-Jan", Date),
            ("1-2", "02-Jan", Date),
            ("3/4", "03월 04일", Date),
            ("3월 4일", "03월 04일", Date),
            ("OCT4", "04-Oct", Date),
            ("Oct4", "10월 04일", Date),
            ("SEPT2", "2-Sep", Date),
            ("MARCH1", "1-Mar", Date),
            ("2020-1", "Jan-20", Date),
            ("2020-1", "2020-01-01", Date),
            ("1-2", "2025-01-02", Date),
            ("1-50", "Jan-50", Date),
            ("1/2/20", "2020-01-02", Date),
            ("1:1", "1:01", Date),
            ("25:1", "25:01:00", Date),
            ("007", "7", Number),
            ("1.10", "1.1", Number),
            ("5.0", "5", Number),
            (".5", "0.5", Number),
            ("+82", "82", Number),
            ("1e5", "1.00E+05", Number),
            ("12345678901", "1.23E+10", Number),
            ("123456789012", "1.23457E+11", Number),
            ("1234567890123456", "1234567890123450", Number),
            ("true", "TRUE", Truth),
            ("False", "FALSE", Truth),
            ("-성", "#NAME?", Formula),
            ("@SUM", "#NAME?", Formula),
            ("café", "caf?", Lossy),
            ("café", "cafe", Lossy),
            ("🚀 발사", "?? 발사", Lossy),
            ("클라우드", "????", Lossy),
            ("전자–정공 쌍", "전자-정공 쌍", Lossy),
        ] {
            assert_eq!(turned(was, is), Some(kind), "{was} -> {is}");
        }
    }

    #[test]
    fn what_a_person_may_have_typed_is_none_of_excels() {
        for (was, is) in [
            ("cloud", "cloud"),
            ("cloud", "Cloud"),
            ("cloud", "c?oud"),
            ("cloud", "TRUE"),
            ("콘소시엄", "컨소시엄"),
            ("1-2", "01월 03일"),
            ("1-2", "2-Feb-"),
            ("1-2", "Jan-02-"),
            ("1-20", "01월 02일"),
            ("1-50", "01월 02일"),
            ("2020-1", "2021-01-01"),
            ("1-2", "12"),
            ("OCT4", "OCT5"),
            ("may", "5월"),
            ("May", "MAY"),
            ("007", "8"),
            ("12345678901", "1.24E+10"),
            ("1.10", "1.2"),
            ("1:1", "1:10"),
            ("성", "#NAME?"),
            ("café", "caf"),
            ("café", "caff"),
            ("클라우드", "???"),
            ("클라우드", "?????"),
            ("inf", "NaN"),
        ] {
            assert_eq!(turned(was, is), None, "{was} -> {is}");
        }
    }

    proptest! {
        #[test]
        fn any_two_cells_are_compared(was in "[0-9a-zA-Z:/. 월일é🚀?-]{0,12}|.*", is in "[0-9a-zA-Z:/. 월일?E+-]{0,12}|.*") {
            prop_assert_eq!(turned(&was, &was), None);
            let kind = turned(&was, &is);
            // A cell of letters alone is taken for nothing.
            if was.chars().all(|c| ('가'..='힣').contains(&c)) {
                prop_assert!(matches!(kind, None | Some(Turned::Lossy)), "{:?}", kind);
            }
        }
    }
}
