//! Spellings that hardly any document uses.

use super::inconsistent::Word;
use crate::Level;
use crate::check::rule::Rule;
use crate::report::count;

pub(in crate::check) const RULE: Rule = Rule {
    name: "minority-variant",
    level: Some(Level::Info),
    explanation: "A word that the glossary does not have is spelled in a way that few of the documents checked use, where nearly all \
                  use another: at least ten documents, and ten times as many. Mentions without the English count, and are found. A \
                  hint, at the first mention in each document; its fix, which is not safe, spells all of them in the usual way. It takes many documents, so think of the bad example among a \
                  dozen like the good one.",
    file: "글.md",
    bad: "프락시 서버(proxy server)는 응답을 저장한다.\n",
    good: "프록시 서버(proxy server)는 응답을 저장한다.\n",
};

/// How many documents have to use a spelling before those that use another are a minority. Among fewer, one document is more than a
/// tenth of all, and what its writer does may be as well what is meant.
pub(super) const DOCUMENTS: usize = 10;

/// How many times as many documents have to use it: 204 and 12, but not 204 and 40. Where a tenth of the documents or more
/// use a spelling, nobody has settled on the other.
const TIMES: usize = 10;

/// The most documents of these that a minority can be.
pub(super) fn few(documents: usize) -> usize {
    documents / TIMES
}

/// Whether a spelling in so many documents is a minority beside one in so many.
pub(super) fn is_minority(own: usize, usual: usize) -> bool {
    usual >= DOCUMENTS && usual >= TIMES * own
}

/// What is wrong with a spelling.
pub(super) fn message(english: &str, own: Word<'_>, usual: Word<'_>) -> String {
    let here = if own.documents == 1 {
        "only here".to_owned()
    } else {
        format!("here and in {} in all", count(own.documents, "document"))
    };
    format!(
        "\"{english}\" is \"{}\" {here}, and \"{}\" in {}",
        own.korean,
        usual.korean,
        count(usual.documents, "document")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_a_minority_only_beside_many() {
        for (own, usual, minority) in [
            (12, 204, true),
            (1, 10, true),
            (1, 9, false),
            (2, 19, false),
            (40, 204, false),
        ] {
            assert_eq!(is_minority(own, usual), minority, "{own} {usual}");
            assert!(!minority || own <= few(own + usual));
        }
    }
}
