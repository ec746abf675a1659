//! What stands inside a parenthesis behind English: Korean that may render the words before it, or
//! an aside.
//!
//! `overfitting(과적합)` gives the Korean of a term; `AWS(이하 회사)`, `Python(버전 3 이상)` and
//! `Slack("완료")` say something about it. As with glosses, nothing here looks at the left side:
//! asides are told apart by the words that they begin or end with, and by their shape. Which of the
//! English words before the parenthesis the rest renders is for
//! [`align::reversed`](crate::align::reversed).

use std::ops::Range;

use super::part::{self, PartKind};
use super::script::{is_hangul, is_latin};
use super::{Form, Place};
use crate::scan::{Glyph, Window};

/// Longest Korean rendering, in characters.
const LONGEST: usize = 40;

/// Words that begin an aside.
const BEGINS: [&str; 40] = [
    "이하",
    "현",
    "구",
    "옛",
    "전",
    "당시",
    "예",
    "역주",
    "역자",
    "본명",
    "약",
    "총",
    "최대",
    "최소",
    "평균",
    "대표",
    "사장",
    "사진",
    "출처",
    "참고",
    "참조",
    "단",
    "또는",
    "혹은",
    "및",
    "특히",
    "즉",
    "왼쪽",
    "오른쪽",
    "위",
    "아래",
    "가운데",
    "기존",
    "매주",
    "매월",
    "매일",
    "오전",
    "오후",
    "지난해",
    "올해",
];

/// Words that end an aside.
const ENDS: [&str; 40] = [
    "등", "제공", "기준", "이상", "이하", "미만", "초과", "포함", "제외", "예정", "참조", "참고",
    "출신", "소속", "측", "씨", "님", "때", "경우", "중", "후", "전", "불가", "가능", "없음",
    "있음", "아님", "필요", "선택", "생략", "중략", "예시", "사진", "지음", "옮김", "역", "들",
    "및", "사항", "한정",
];

/// The stretches of a parenthesis that may render English before it, each by itself, in characters
/// of the window. `korean` is cleared first, and stays empty for an aside.
pub fn read(window: &Window, korean: &mut Vec<Range<usize>>) {
    korean.clear();
    let glyphs = window.glyphs();
    // A string of a program, and text that is quoted for itself.
    let quoted = |g: &Glyph| matches!(g.char, '"' | '\'' | '`' | '“');
    if glyphs.first().is_some_and(quoted) {
        return;
    }
    let mut start = 0;
    for end in 0..=glyphs.len() {
        if glyphs.get(end).is_some_and(|g| !separates(g.char)) {
            continue;
        }
        let label = glyphs.get(end).is_some_and(|g| g.char == ':');
        let piece = start..end;
        start = end + 1;
        if label && is_label(&glyphs[piece.clone()]) {
            continue;
        }
        let piece = trim(glyphs, piece);
        if !glyphs[piece.clone()].iter().any(|g| is_hangul(g.char)) {
            continue;
        }
        // Three things and more are a list; one aside makes an aside of all.
        if label
            || korean.len() == 2
            || parts(glyphs, piece.clone()).nth(2).is_some()
            || !is_rendering(&glyphs[piece.clone()])
        {
            korean.clear();
            return;
        }
        korean.push(piece);
    }
}

/// The English before a parenthesis as a form, if it could be one: no quantity, date or address.
#[must_use]
pub fn form(window: &Window, chars: Range<usize>) -> Option<Form> {
    let letters = |g: &&Glyph| is_latin(g.char);
    if window.glyphs()[chars.clone()]
        .iter()
        .filter(letters)
        .count()
        < 2
    {
        return None;
    }
    let part = part::read(window.glyphs(), chars.clone(), ' ')?;
    (part.kind == PartKind::Latin && part.chars == chars)
        .then(|| part.form(window, Place::Alone, false))
}

/// The places in a rendering where it may be cut, if the whole of it renders nothing: middle dots.
pub fn parts(glyphs: &[Glyph], whole: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let dot = |c: char| matches!(c, '·' | 'ㆍ' | '・' | '‧' | '∙' | '⋅' | '•');
    let end = whole.end;
    let mut next = Some(whole.start);
    std::iter::from_fn(move || {
        let start = next?;
        let length = glyphs[start..end].iter().position(|g| dot(g.char));
        next = length.map(|length| start + length + 1);
        Some(trim(
            glyphs,
            start..length.map_or(end, |length| start + length),
        ))
    })
}

fn separates(char: char) -> bool {
    matches!(char, ',' | ';' | '/' | '=' | ':' | '，' | '、')
}

/// 한국어: and the like.
fn is_label(text: &[Glyph]) -> bool {
    const LABELS: [&str; 7] = [
        "한국어",
        "한국말",
        "한글",
        "한국명",
        "한글명",
        "우리말",
        "국문",
    ];
    let text = text.iter().map(|g| g.char).filter(|&c| c != ' ');
    LABELS.iter().any(|label| label.chars().eq(text.clone()))
}

/// Without spaces and quotes around it, and without the years of a life behind a name.
fn trim(glyphs: &[Glyph], range: Range<usize>) -> Range<usize> {
    let mut range = part::unquote(glyphs, part::trim(glyphs, range));
    if let Some(space) = glyphs[range.clone()].iter().rposition(|g| g.char == ' ') {
        let last = &glyphs[range.start + space + 1..range.end];
        let digits = last.iter().filter(|g| g.char.is_ascii_digit()).count();
        if digits >= 4
            && last
                .iter()
                .all(|g| g.char.is_ascii_digit() || "~-–∼".contains(g.char))
            && digits < last.len()
        {
            range.end = range.start + space;
        }
    }
    range
}

/// Whether Korean has the shape of a term.
fn is_rendering(text: &[Glyph]) -> bool {
    let plain = |g: &Glyph| g.char.is_alphanumeric() || " ·ㆍ・‧∙⋅•-'’&.+#".contains(g.char);
    let syllables = text.iter().filter(|g| is_hangul(g.char)).count();
    let mut words = text.split(|g| g.char == ' ').filter(|w| !w.is_empty());
    let among = |list: &[&str], word: Option<&[Glyph]>| {
        word.is_some_and(|word| {
            list.iter()
                .any(|w| w.chars().eq(word.iter().map(|g| g.char)))
        })
    };
    syllables >= 2
        && text.len() <= LONGEST
        && text.iter().all(plain)
        && !matches!(text.last(), Some(last) if last.char == '.')
        && !among(&BEGINS, words.next())
        && !among(&ENDS, words.next_back())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    fn korean(inner: &str) -> Vec<String> {
        let document = Document::plain("t", inner);
        let mut window = Window::default();
        window.read(&document, 0..inner.len());
        let mut korean = Vec::new();
        read(&window, &mut korean);
        korean
            .into_iter()
            .map(|chars| inner[window.bytes(chars)].to_owned())
            .collect()
    }

    #[test]
    fn renderings_are_found_without_their_trappings() {
        for (inner, expected) in [
            ("과적합", vec!["과적합"]),
            (" 그래픽 처리 장치 ", vec!["그래픽 처리 장치"]),
            ("‘단백질 접힘’", vec!["단백질 접힘"]),
            ("한국어: 과적합", vec!["과적합"]),
            ("연구·개발", vec!["연구·개발"]),
            ("에이다 러브레이스 1815~1852", vec!["에이다 러브레이스"]),
            ("마이크로소프트 애저, Azure", vec!["마이크로소프트 애저"]),
            ("인공 신경망, 신경망", vec!["인공 신경망", "신경망"]),
        ] {
            assert_eq!(korean(inner), expected, "{inner}");
        }
    }

    #[test]
    fn asides_are_left_out() {
        for inner in [
            "이하 회사",
            "버전 3 이상",
            "출시 예정",
            "대표 김민수",
            "넷플릭스 제공",
            "사진",
            "현 한빛전자",
            "\"완료되었습니다\"",
            "글꼴, 색, 크기",
            "글꼴·색·크기",
            "예: 서버",
            "정말 그럴까?",
            "값",
            "2020",
        ] {
            assert_eq!(korean(inner), [""; 0], "{inner}");
        }
    }

    #[test]
    fn english_that_says_a_quantity_or_a_letter_is_no_form() {
        for (left, expected) in [
            ("GPU", true),
            ("Amazon Redshift", true),
            ("A", false),
            ("300km", false),
            ("model.py", false),
        ] {
            let mut window = Window::default();
            window.read(&Document::plain("t", left), 0..left.len());
            assert_eq!(form(&window, 0..left.len()).is_some(), expected, "{left}");
        }
    }

    #[test]
    fn parts_are_cut_at_middle_dots() {
        let text = "연구 · 개발";
        let mut window = Window::default();
        window.read(&Document::plain("t", text), 0..text.len());
        let found: Vec<_> = parts(window.glyphs(), 0..7).collect();
        assert_eq!(found, [0..2, 5..7]);
    }
}
