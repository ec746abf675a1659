//! The copula 이다 in its forms: 이다, 입니다, 이었으며, 인지를.

use super::alternation::Alternation::{self, Connective, Copula, Fixed, Linking, Past, Polite};
use super::ending::{
    self, ADNOMINAL, COPULA, DROPPED, FORMAL, INFINITIVE, NOMINAL, PAST, POLITE, PROSPECTIVE,
    QUESTION, QUOTED,
};
use super::first_syllable::{Row, sorted, starting};

/// The stem with the endings that melt into it. 인, 일, 임 and 입니다 are the same behind any noun: behind a vowel,
/// where the stem is dropped, they would lose their last sound to the noun (서번), which nobody writes.
const STEMS: &[Row<(u32, Alternation)>] = &[
    ("이", (COPULA, Copula)),
    ("인", (ADNOMINAL | QUESTION, Fixed)),
    ("일", (PROSPECTIVE, Fixed)),
    ("임", (NOMINAL, Fixed)),
    ("입", (FORMAL, Fixed)),
    ("이었", (PAST, Past)),
    ("였", (PAST, Past)),
    ("이어", (INFINITIVE, Connective)),
    ("여", (INFINITIVE, Connective)),
    ("이에", (POLITE, Polite)),
    ("예", (POLITE, Polite)),
    // 라 instead of 다 or 어 before quotations, reasons and conditions: 이라고, 이라서, 이라면.
    ("이라", (QUOTED, Linking)),
    ("라", (QUOTED, Linking)),
    ("이랍", (FORMAL, Linking)),
    ("랍", (FORMAL, Linking)),
];

static TABLE: [Row<(u32, Alternation)>; STEMS.len()] = sorted(STEMS);

/// How `text` changes with the noun, if it is the copula.
pub(super) fn read(text: &str) -> Option<Alternation> {
    starting(&TABLE, text)
        .iter()
        .find_map(|(stem, (takes, alternation))| {
            ending::follows(text.strip_prefix(stem)?, stem, *takes).then_some(*alternation)
        })
        // The stem dropped behind a vowel: 서버다. An ending alone may stand there, nothing else.
        .or_else(|| (!text.is_empty() && ending::follows(text, "", DROPPED)).then_some(Copula))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copula_is_read_in_its_forms() {
        for (text, alternation) in [
            ("이다", Copula),
            ("다", Copula),
            ("입니다", Fixed),
            ("입니까", Fixed),
            ("이에요", Polite),
            ("예요", Polite),
            ("이었다", Past),
            ("였다", Past),
            ("였던", Past),
            ("이었으며", Past),
            ("였습니다", Past),
            ("이고", Copula),
            ("고", Copula),
            ("이면", Copula),
            ("이지만", Copula),
            ("지만", Copula),
            ("이므로", Copula),
            ("므로", Copula),
            ("이기도", Copula),
            ("이자", Copula),
            ("이어서", Connective),
            ("여서", Connective),
            ("여야만", Connective),
            ("인데도", Fixed),
            ("인지를", Fixed),
            ("인가요", Fixed),
            ("일까", Fixed),
            ("일지라도", Fixed),
            ("일수록", Fixed),
            ("임을", Fixed),
            ("임에도", Fixed),
            ("이라", Linking),
            ("이라서", Linking),
            ("라는", Linking),
            ("라고는", Linking),
            ("이라면", Linking),
            ("라든가", Linking),
            ("이라기보다는", Linking),
            ("이네요", Copula),
            ("군요", Copula),
            ("이잖아요", Copula),
            ("잖아요", Copula),
            ("거든요", Copula),
            ("이구나", Copula),
            ("인걸요", Fixed),
            ("이건만", Copula),
            ("이니만큼", Copula),
            ("이라니까요", Linking),
            ("라네요", Linking),
            ("이랍니다", Linking),
            ("였더라면", Past),
            ("이더군요", Copula),
            ("죠", Copula),
            ("지요", Copula),
            ("이죠", Copula),
            ("이십니다", Copula),
            ("이겠지만", Copula),
        ] {
            assert_eq!(read(text), Some(alternation), "{text}");
        }
        for text in [
            "",
            "였",
            "이었",
            "자",
            "지",
            "기",
            "시",
            "니",
            "는",
            "이는",
            "이도록",
            "입",
            "예",
            "이에",
            "다고",
            "다는",
            "일이",
            "인을",
            "라를",
            "던",
            "고도",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
