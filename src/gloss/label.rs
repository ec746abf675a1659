//! Words that announce what follows: the language of a form, an abbreviation, or something else.

use crate::scan::Glyph;

/// Language of a form (ISO 639 code).
pub type Language = &'static str;

/// What a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The form is in this language.
    Language(Language),
    /// The form is a short name (이하, 약칭).
    Short,
    /// The form is another name of the same thing (일명, 원제).
    Other,
    /// What follows is an example, a source, a remark.
    Note,
}

/// Labels as they stand in parentheses, longest first where one begins another. They end in a colon,
/// a space or, for the hanja, nothing.
const LABELS: &[(&str, Label)] = &[
    ("고대 그리스어", Label::Language("grc")),
    ("그리스어", Label::Language("el")),
    ("네덜란드어", Label::Language("nl")),
    ("노르웨이어", Label::Language("no")),
    ("덴마크어", Label::Language("da")),
    ("독일어", Label::Language("de")),
    ("라틴어", Label::Language("la")),
    ("러시아어", Label::Language("ru")),
    ("로마자", Label::Language("ko")),
    ("루마니아어", Label::Language("ro")),
    ("말레이어", Label::Language("ms")),
    ("베트남어", Label::Language("vi")),
    ("불어", Label::Language("fr")),
    ("산스크리트어", Label::Language("sa")),
    ("스웨덴어", Label::Language("sv")),
    ("스페인어", Label::Language("es")),
    ("아랍어", Label::Language("ar")),
    ("아일랜드어", Label::Language("ga")),
    ("에스파냐어", Label::Language("es")),
    ("에스페란토", Label::Language("eo")),
    ("영문명", Label::Language("en")),
    ("영어명", Label::Language("en")),
    ("영문", Label::Language("en")),
    ("영어", Label::Language("en")),
    ("영", Label::Language("en")),
    ("英語", Label::Language("en")),
    ("英", Label::Language("en")),
    ("웨일스어", Label::Language("cy")),
    ("이탈리아어", Label::Language("it")),
    ("인도네시아어", Label::Language("id")),
    ("일본어", Label::Language("ja")),
    ("중국어", Label::Language("zh")),
    ("체코어", Label::Language("cs")),
    ("튀르키예어", Label::Language("tr")),
    ("터키어", Label::Language("tr")),
    ("페르시아어", Label::Language("fa")),
    ("포르투갈어", Label::Language("pt")),
    ("폴란드어", Label::Language("pl")),
    ("프랑스어", Label::Language("fr")),
    ("핀란드어", Label::Language("fi")),
    ("학명", Label::Language("la")),
    ("헝가리어", Label::Language("hu")),
    ("히브리어", Label::Language("he")),
    ("힌디어", Label::Language("hi")),
    ("獨", Label::Language("de")),
    ("독", Label::Language("de")),
    ("佛", Label::Language("fr")),
    ("불", Label::Language("fr")),
    ("羅", Label::Language("la")),
    ("약어", Label::Short),
    ("약자", Label::Short),
    ("약칭", Label::Short),
    ("이하", Label::Short),
    ("줄여서", Label::Short),
    ("별칭", Label::Other),
    ("원어", Label::Other),
    ("원제", Label::Other),
    ("원명", Label::Other),
    ("일명", Label::Other),
    ("정식 명칭", Label::Other),
    ("통칭", Label::Other),
    ("가령", Label::Note),
    ("그림", Label::Note),
    ("단축키", Label::Note),
    ("단위", Label::Note),
    ("모델명", Label::Note),
    ("사진", Label::Note),
    ("역자 주", Label::Note),
    ("역자주", Label::Note),
    ("역주", Label::Note),
    ("예를 들면", Label::Note),
    ("예를 들어", Label::Note),
    ("예시", Label::Note),
    ("예컨대", Label::Note),
    ("예", Label::Note),
    ("자료", Label::Note),
    ("제공", Label::Note),
    ("주", Label::Note),
    ("즉", Label::Note),
    ("참고", Label::Note),
    ("참조", Label::Note),
    ("출처", Label::Note),
    ("표", Label::Note),
    ("e.g.", Label::Note),
    ("e.g", Label::Note),
    ("i.e.", Label::Note),
    ("cf.", Label::Note),
    ("see", Label::Note),
    ("source", Label::Note),
];

/// Labels that are words of their own and so need a colon behind them.
const NEED_COLON: &[&str] = &[
    "영", "독", "불", "주", "표", "그림", "사진", "자료", "제공", "단위", "source",
];

/// Whether a label may begin with a letter of this code, by its last eight bits: most parts begin like none.
const FIRST: [bool; 256] = {
    let mut first = [false; 256];
    let mut at = 0;
    while at < LABELS.len() {
        first[last_bits(LABELS[at].0)] = true;
        at += 1;
    }
    first
};

/// The last eight bits of the code of the first letter: of ASCII, or of three bytes in UTF-8.
const fn last_bits(word: &str) -> usize {
    let bytes = word.as_bytes();
    if bytes[0] < 0x80 {
        return bytes[0] as usize;
    }
    ((bytes[1] & 3) << 6 | bytes[2] & 0x3f) as usize
}

/// The label that a part begins with, and how many characters it takes with what ends it.
#[expect(
    clippy::chars_next_cmp,
    reason = "`starts_with` encodes the character anew for each of the labels"
)]
pub fn read(text: &[char]) -> Option<(Label, usize)> {
    let first = *text.first()?;
    if !FIRST[first as usize & 0xff] {
        return None;
    }
    LABELS.iter().find_map(|&(word, label)| {
        if word.chars().next() != Some(first) {
            return None;
        }
        let length = word.chars().count();
        if text.len() < length || !word.chars().zip(text).all(|(a, &b)| a == b) {
            return None;
        }
        let mut at = length;
        while text.get(at) == Some(&' ') {
            at += 1;
        }
        let spaced = at > length;
        match text.get(at) {
            Some(':' | '：') => {
                at += 1;
                while text.get(at) == Some(&' ') {
                    at += 1;
                }
                Some((label, at))
            }
            Some('.' | '-' | '=') if label == Label::Note => Some((label, at + 1)),
            Some(_) if spaced && !NEED_COLON.contains(&word) => Some((label, at)),
            Some('‘' | '“' | '\'' | '"') if label == Label::Short => Some((label, at)),
            Some(c)
                if !word.starts_with(|c: char| ('가'..='힣').contains(&c))
                    && c.is_alphabetic()
                    && word.chars().count() == 1 =>
            {
                Some((label, at))
            }
            _ => None,
        }
    })
}

/// The label that a part consists of, if the form that it announces stands behind a comma: 원제,
/// "…". Words that could be an aside by themselves announce nothing so.
pub fn alone(part: &[Glyph]) -> Option<Label> {
    LABELS.iter().find_map(|&(word, label)| {
        let same = word.chars().eq(part.iter().map(|g| g.char));
        (same && !NEED_COLON.contains(&word)).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Option<(Label, usize)> {
        read(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn labels_end_in_a_colon_a_space_or_nothing() {
        assert_eq!(label("영어: cloud"), Some((Label::Language("en"), 4)));
        assert_eq!(label("영어 cloud"), Some((Label::Language("en"), 3)));
        assert_eq!(label("英 cloud"), Some((Label::Language("en"), 2)));
        assert_eq!(label("英cloud"), Some((Label::Language("en"), 1)));
        assert_eq!(label("독일어 : Bahn"), Some((Label::Language("de"), 6)));
        assert_eq!(label("이하 AWS"), Some((Label::Short, 3)));
        assert_eq!(label("예: Redis"), Some((Label::Note, 3)));
        assert_eq!(label("예술 Art"), None);
        assert_eq!(label("주 Texas"), None);
        assert_eq!(label("영국 BBC"), None);
    }
}
