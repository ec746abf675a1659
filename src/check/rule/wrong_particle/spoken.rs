//! What of Latin letters, digits and signs everybody reads aloud alike: AWS, 13, 10km, 3%, v2, HTTP/2.

use std::ops::Range;

use crate::check::behind::hangul;
use crate::check::find::is_section;
use crate::lexicon::{Lexicon, lemmas};
use crate::particle::{Final, final_of};

/// Particles that numbers are looked at with: others are also counted with (3가, 2과).
const BEHIND_NUMBERS: [&str; 6] = ["을", "를", "은", "는", "으로", "로"];

/// Those that units are looked at with, which nobody counts with.
const BEHIND_UNITS: [&str; 10] = ["을", "를", "은", "는", "으로", "로", "와", "과", "이", "가"];

/// Particles that English words and single letters are looked at with. 과 is one only before another noun: 컴퓨터과 is a department.
const BEHIND_WORDS: [&str; 14] = [
    "을",
    "를",
    "은",
    "는",
    "이",
    "가",
    "으로",
    "로",
    "와",
    "으로는",
    "로는",
    "으로도",
    "로도",
    "과의",
];

/// Signs behind which letters and digits are part of something else: an address, code, markup.
const JOINING: [char; 9] = ['_', '.', '/', '\\', '@', '#', '$', '=', '&'];

/// Up to where a `run` of letters and digits is read: with the percent sign or the degrees behind it.
pub(super) fn end_of(text: &str, run: &Range<usize>) -> usize {
    let sign = text[run.end..].chars().next();
    let sign = sign.filter(|c| matches!(c, '%' | '％' | '℃' | '℉'));
    let is_number = text.as_bytes()[run.end - 1].is_ascii_digit();
    run.end + sign.filter(|_| is_number).map_or(0, char::len_utf8)
}

/// What has to be read of a `run` of letters and digits, with the sign behind it, to tell whether a particle agrees with it, which has `behind`
/// it; `None` where another reading is as good.
pub(super) fn spoken<'t>(
    text: &'t str,
    run: &Range<usize>,
    particle: &str,
    behind: &str,
) -> Option<&'t str> {
    let (before, written) = (&text[..run.start], &text[run.clone()]);
    let is_numeric = written.starts_with(|c: char| c.is_ascii_digit());
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    // 퍼센트 or 프로, 도, whatever the number.
    if !written.is_ascii() || written.ends_with('%') {
        return BEHIND_UNITS.contains(&particle).then_some(written);
    }
    let sign = before.chars().next_back().filter(|c| JOINING.contains(c));
    if digits == written.len() {
        let front = &before[..before.len() - sign.map_or(0, char::len_utf8)];
        let is_number = match sign {
            None => true,
            Some('/') => is_name(front),
            // 점 이 and 포인트 투 end alike; 점 삼 and 포인트 쓰리 do not.
            Some('.') => {
                front.ends_with(|c: char| c.is_ascii_digit()) && written.ends_with(['2', '4', '5'])
            }
            Some(_) => false,
        };
        // What stands before a number tells how it is read.
        return (is_number && BEHIND_NUMBERS.contains(&particle)).then_some(&text[..run.end]);
    }
    let is_capital = written.bytes().all(|b| b.is_ascii_uppercase());
    // CI/CD.
    if sign.is_some_and(|sign| sign != '/' || !is_capital || !is_name(&before[..before.len() - 1]))
    {
        return None;
    }
    let is_certain = if is_numeric {
        BEHIND_UNITS.contains(&particle) && is_unit(written, &written[digits..])
    } else if written.ends_with(|c: char| c.is_ascii_digit()) {
        // v2, S3, MP4.
        BEHIND_NUMBERS.contains(&particle) || is_joining(particle, behind)
    } else if written.len() > 1 && is_capital {
        true
    } else {
        is_looked_at(particle, behind) && is_certain_word(before, written)
    };
    is_certain.then_some(written)
}

/// Whether a particle is looked at behind words that stand in no glossary, with what is `behind` it.
pub(super) fn is_looked_at(particle: &str, behind: &str) -> bool {
    BEHIND_WORDS.contains(&particle) || is_joining(particle, behind)
}

/// Whether 과 joins two nouns: another one is behind it.
fn is_joining(particle: &str, behind: &str) -> bool {
    particle == "과" && !is_section(behind)
}

/// Whether everybody reads some letters behind `before` alike, as far as how they are spelled does not tell already. Not 10 or 엑스 (X), 일
/// or 아이 (I); nor what may be short for a word (arr, zsh, hg); nor what is a plural, of which many leave the ending out, unless both end alike.
pub(super) fn is_certain_word(before: &str, letters: &str) -> bool {
    if letters.len() == 1 {
        let alone = !before.ends_with(['-', '+', '\'', '’']);
        return alone
            && letters
                .bytes()
                .all(|b| b.is_ascii_uppercase() && !matches!(b, b'I' | b'X'));
    }
    if letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return true;
    }
    // Of userName the last word; of MySQL and AppLE the capitals, unless the whole is a word.
    let capitals = letters.len()
        - letters
            .trim_end_matches(|c: char| c.is_ascii_uppercase())
            .len();
    if capitals > 1 {
        let whole = letters.to_lowercase();
        return !Lexicon::knows(&whole) || final_of(&whole) == final_of(letters);
    }
    let start = letters.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    let small = letters[start..].to_lowercase();
    if small.len() < SHORT || !small.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return false;
    }
    let mut known = Lexicon::knows(&small) || Lexicon::names().cell(&small).is_some();
    let mut one = None;
    lemmas(&small, &mut String::new(), |lemma| {
        if lemma.len() < small.len() && Lexicon::knows(lemma) {
            known = true;
            one = one.or(Some(final_of(lemma)));
        }
    });
    // A name may be no word, and of any language: Cannes ends in 칸. A small word that is none is short for one.
    let is_name = start == 0
        && letters.starts_with(|c: char| c.is_ascii_uppercase())
        && (small.ends_with(['a', 'i', 'o', 'u', 'y', 'l', 'm', 'n'])
            || small.ends_with("ng")
            || small.ends_with("er"));
    (known || is_name) && (!small.ends_with('s') || one.is_none_or(|end| end == Some(Final::Vowel)))
}

/// Letters that a word has at least; of fewer, most may be short for something.
const SHORT: usize = 4;

/// What things are counted by, written to the number: 3대, 2개월.
const COUNTERS: [&str; 33] = [
    "년", "월", "일", "시", "분", "초", "주", "개월", "시간", "명", "개", "대", "원", "번", "층",
    "장", "권", "건", "곳", "살", "회", "등", "위", "점", "쪽", "줄", "행", "열", "칸", "배", "차",
    "호", "달러",
];

/// Numerals of Hangul behind digits: 3만, 5천, 10억.
const NUMERALS: [char; 6] = ['십', '백', '천', '만', '억', '조'];

/// Those counters that are no other word with 이 or 가 behind them: 차이, 원가 and 장가 are such words.
const WITH_SUBJECT: [(&str, &[&str]); 2] = [
    ("가", &["명", "건", "곳", "권", "층", "번"]),
    ("이", &["개", "대", "회", "달러"]),
];

/// What people count by behind a number that ends at `at`, or the numeral behind it, and the particle behind that, in bytes: 대 and 를 of 3대를, 만 and 을 of
/// 10만을, 명 and 이 of 10만 명이. `None` where it may be another word.
pub(super) fn counted(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let run = &text[at..at + hangul(&text[at..])];
    let numerals = run.len() - run.trim_start_matches(NUMERALS).len();
    let end = at + numerals;
    let rest = &run[numerals..];
    // 백로 and 천로 are an egret and streets.
    if numerals > 0
        && BEHIND_NUMBERS.contains(&rest)
        && !(rest == "로" && run[..numerals].ends_with(['백', '천']))
    {
        return Some((at..end, end..end + rest.len()));
    }
    let is_spaced = rest.is_empty() && text[end..].starts_with(' ');
    let start = end + usize::from(is_spaced);
    let run = &text[start..start + hangul(&text[start..])];
    let counter = COUNTERS.iter().find(|counter| {
        run.strip_prefix(**counter).is_some_and(|particle| {
            let is_subject = || {
                let mut all = WITH_SUBJECT.iter();
                all.any(|(own, counters)| *own == particle && counters.contains(*counter))
            };
            // Twelve elders are 12 장로.
            BEHIND_NUMBERS.contains(&particle) && !(is_spaced && particle == "로")
                || numerals > 0 && is_subject()
        })
    })?;
    let end = start + counter.len();
    Some((start..end, end..start + run.len()))
}

/// Whether the letters behind a number are a unit, or another name, that ends alike however it is read: 킬로미터 or 킬로, 기가바이트 or 기가.
/// Not 킬로그램 or 킬로, 데시벨 or 디비; nor a letter that may stand for anything: 2F (층), 10H (시간).
fn is_unit(written: &str, letters: &str) -> bool {
    match letters {
        // 그램, or 지 as of a mobile network, which are 3G to 6G.
        "g" if matches!(written, "2g" | "3g" | "4g" | "5g" | "6g") => false,
        "g" | "rpm" | "m" | "l" | "s" | "V" | "W" | "A" | "D" | "G" | "K" => true,
        _ => letters.len() > 1 && final_of(written) == Some(Final::Vowel),
    }
}

/// Whether a text ends with a name in capitals that is no part of an address: HTTP, but not that of docs/HTTP.
fn is_name(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_uppercase());
    before.len() < text.len()
        && !before.ends_with(|c: char| {
            c.is_ascii_alphanumeric() || JOINING.contains(&c) || matches!(c, ':' | '-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read in a text that ends with a run and a particle.
    fn read<'t>(before: &'t str, particle: &str) -> Option<&'t str> {
        let start = before
            .trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '℃'))
            .len();
        spoken(before, &(start..before.len()), particle, " 더")
    }

    #[test]
    fn english_words_and_letters_are_read_where_they_are_read_in_one_way() {
        for text in [
            "Docker",
            "부록 B",
            "JavaScript",
            "server",
            "Redis",
            "values",
            "Java",
            "MySQL",
        ] {
            assert!(read(text, "은").is_some(), "{text}");
        }
        for text in [
            "제X",
            "I",
            "x",
            "user_id",
            "www.server",
            "#Docker",
            "tokens",
            "models",
            "C-B",
            "Cannes",
            "AppLE",
            "arr",
            "substr",
            "zsh",
        ] {
            assert_eq!(read(text, "은"), None, "{text}");
        }
        assert!(read("IPv4", "과").is_some() && read("IPv4", "과도").is_none());
        assert!(read("Docker", "과").is_some() && read("Docker", "란").is_none());
        let alone = "Docker";
        assert_eq!(spoken(alone, &(0..alone.len()), "과", ", 기계과"), None);
    }

    #[test]
    fn numbers_with_units_and_names_with_numbers_are_read() {
        for text in [
            "AWS", "13", "10km", "5GB", "100Mbps", "3%", "25℃", "v2", "S3", "HTTP/2", "PL/1",
            "3.14", "5G", "20rpm", "50g",
        ] {
            assert!(read(text, "은").is_some(), "{text}");
        }
        assert_eq!(read("값은 3.14", "은"), Some("값은 3.14"));
    }

    #[test]
    fn what_may_be_read_in_two_ways_is_not() {
        for text in [
            "70kg",
            "30dB",
            "2F",
            "24h",
            "3Y",
            "3PM",
            "12px",
            "users/2",
            "docs/HTTP/2",
            "1.2.3",
            "#5",
            "x=10km",
            "5g",
        ] {
            assert_eq!(read(text, "은"), None, "{text}");
        }
        // Counted: 2과, 3가.
        assert_eq!(read("2", "과"), None);
    }

    #[test]
    fn what_is_counted_by_is_told_from_other_words() {
        let of = |text: &str| {
            let found = counted(text, 1);
            found.map(|(counter, particle)| [counter, particle].map(|range| text[range].to_owned()))
        };
        for (text, counter, particle) in [
            ("3대을 샀다", "대", "을"),
            ("2개월를", "개월", "를"),
            ("9만를 넘는다", "만", "를"),
            ("5천만는", "천만", "는"),
            ("2억로", "억", "로"),
            ("3만 원를", "원", "를"),
            ("9만 명가 왔다", "명", "가"),
            ("9만명가 왔다", "명", "가"),
            ("3 개을", "개", "을"),
        ] {
            assert_eq!(
                of(text),
                Some([counter, particle].map(str::to_owned)),
                "{text}"
            );
        }
        for text in [
            "3마을",
            "3가을",
            "3대",
            "3차은우",
            "3사과",
            "3일과",
            "3만 차이",
            "3만 원가",
            "3명가",
            "3 명가",
            "3 장로",
            "3백로",
            "3만 가구를",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_sign_is_read_with_its_number() {
        assert_eq!(end_of("3%은", &(0..1)), 2);
        assert_eq!(end_of("a%은", &(0..1)), 1);
        assert_eq!(end_of("25℃은", &(0..2)), 5);
    }
}
