//! The pairs of forms between which the last sound of the noun decides: 을 and 를, 으로 and 로.

use super::Final;

/// How the beginning of a tail changes with the noun. Each is an entry of 표준국어대사전, which says behind which
/// nouns either form stands; contractions are those of 한글 맞춤법, article 36 (ㅣ before 어 makes ㅕ).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alternation {
    /// The same behind any noun: 도, 에서, 입니다.
    Fixed,
    /// 이 and 가.
    Subject,
    /// 을 and 를.
    Object,
    /// 은 and 는.
    Topic,
    /// 과 and 와.
    With,
    /// 으로 and 로. The only one in which ㄹ counts as a vowel: 서울로.
    Direction,
    /// 으론, short for 으로는; behind a vowel or ㄹ the whole 로는, as 론 is another word.
    DirectionTopic,
    /// 이 behind a consonant, and nothing behind a vowel: 이라는 and 라는, 이랑 and 랑.
    Linking,
    /// The same for a particle that is a form of the copula, too: 서버나 (or), but also 서버이나 (is, but). Neither is
    /// wrong; the particle is the more frequent.
    LinkingOrCopula,
    /// The stem of the copula, which may be dropped behind a vowel: 서버이다 and 서버다 are both right.
    Copula,
    /// 이었 and 였. The contraction is usual behind a vowel, and the whole form not wrong.
    Past,
    /// 이어 and 여, likewise: 이어서, 여서.
    Connective,
    /// 이에 and 예, before 요. Behind a vowel only 예 (표준어 규정, article 26, has 이에요 and 이어요).
    Polite,
}

impl Alternation {
    /// The forms behind a consonant and behind a vowel.
    const fn forms(self) -> (&'static str, &'static str) {
        match self {
            Self::Fixed => ("", ""),
            Self::Subject => ("이", "가"),
            Self::Object => ("을", "를"),
            Self::Topic => ("은", "는"),
            Self::With => ("과", "와"),
            Self::Direction => ("으로", "로"),
            Self::DirectionTopic => ("으론", "로는"),
            Self::Linking | Self::LinkingOrCopula | Self::Copula => ("이", ""),
            Self::Past => ("이었", "였"),
            Self::Connective => ("이어", "여"),
            Self::Polite => ("이에", "예"),
        }
    }

    /// The form behind a word that ends so; where two are right, the more usual.
    pub(super) const fn form(self, end: Final) -> &'static str {
        let (consonant, vowel) = self.forms();
        match (end, self) {
            (Final::Vowel, _) | (Final::Rieul, Self::Direction | Self::DirectionTopic) => vowel,
            _ => consonant,
        }
    }

    /// The form with which `text` begins.
    pub(super) fn written(self, text: &str) -> &'static str {
        let (consonant, vowel) = self.forms();
        if text.starts_with(consonant) {
            consonant
        } else {
            vowel
        }
    }

    /// Whether `text`, which begins with one of the forms, may stand behind a word that ends so.
    pub(super) fn agrees(self, text: &str, end: Final) -> bool {
        self.written(text) == self.form(end)
            || end == Final::Vowel
                && matches!(
                    self,
                    Self::LinkingOrCopula | Self::Copula | Self::Past | Self::Connective
                )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rieul_counts_as_a_vowel_before_ro_only() {
        assert_eq!(Alternation::Direction.form(Final::Rieul), "로");
        assert_eq!(Alternation::Object.form(Final::Rieul), "을");
        assert_eq!(Alternation::Linking.form(Final::Rieul), "이");
    }

    #[test]
    fn the_copula_may_be_written_out_behind_a_vowel_but_not_dropped_behind_a_consonant() {
        assert!(Alternation::Copula.agrees("이면", Final::Vowel));
        assert!(Alternation::Copula.agrees("면", Final::Vowel));
        assert!(!Alternation::Copula.agrees("면", Final::Consonant));
        assert!(!Alternation::Polite.agrees("이에요", Final::Vowel));
    }
}
