//! One English in two Korean renderings.

use crate::Level;
use crate::check::rule::Rule;
use crate::report::count;

pub(in crate::check) const RULE: Rule = Rule {
    name: "inconsistent-in-document",
    level: Some(Level::Warning),
    explanation: "One English stands behind two Korean renderings, or beside them in tables, lists and notes of terms, in a \
                  document, or in two of the documents checked, and the glossary has no word on it. The one that more documents \
                  use, or else that is used more often, or else first, is taken for the one that is meant. Renderings that look \
                  like two words, not like two spellings of one, are hints; so is another spacing in another document.",
    file: "글.md",
    bad: "프록시 서버(proxy server)를 둔다. 프락시 서버(proxy server)는 응답을 저장한다.\n",
    good: "프록시 서버(proxy server)를 둔다. 프록시 서버(proxy server)는 응답을 저장한다.\n",
};

/// How many documents have to render a single English word in one way, and how many times as many as in another, before the other is
/// taken for the same thing: in another document `root` may be another root. (Figures alone prefer a term by the same measure.) What
/// is called by several words is hardly ever two things, so there one document is enough.
const DOCUMENTS: usize = 3;
const TIMES: usize = 2;

/// A rendering in a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) korean: &'a str,
    /// How many documents have it.
    pub(super) documents: usize,
    /// How often the document at hand has it.
    pub(super) mentions: usize,
}

/// Where the other rendering is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Elsewhere<'a> {
    Here,
    In(&'a str, usize),
}

/// Whether two words for one English in different documents are words for one thing, as far as the numbers of documents tell.
pub(super) fn is_one_thing(english: &str, own: usize, usual: usize) -> bool {
    english.split([' ', '-']).nth(1).is_some() || usual >= DOCUMENTS && usual >= TIMES * own
}

/// What is wrong with a rendering.
pub(super) fn message(
    english: &str,
    own: Word<'_>,
    usual: Word<'_>,
    elsewhere: Elsewhere<'_>,
) -> String {
    let place = match elsewhere {
        Elsewhere::Here => "elsewhere in this document".to_owned(),
        Elsewhere::In(path, line) => format!("in {path}:{line}"),
    };
    format!(
        "\"{english}\" is \"{}\" here and \"{}\" {place}",
        own.korean, usual.korean
    )
}

/// How often each is used: in documents, or where there is but one, in it.
pub(super) fn note(own: Word<'_>, usual: Word<'_>) -> String {
    let (usual_number, own_number, what) =
        if own.documents.max(usual.documents) > 1 || usual.mentions == 0 {
            (usual.documents, own.documents, "document")
        } else {
            (usual.mentions, own.mentions, "mention")
        };
    format!(
        "\"{}\": {}; \"{}\": {own_number}",
        usual.korean,
        count(usual_number, what),
        own.korean
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_held_against_each_other_where_they_are_for_one_thing() {
        assert!(is_one_thing("forward pass", 1, 1));
        assert!(is_one_thing("parameter", 2, 6));
        assert!(!is_one_thing("root", 2, 2));
        assert!(!is_one_thing("root", 2, 3));
    }

    #[test]
    fn documents_are_counted_where_there_are_several() {
        let word = |korean, documents, mentions| Word {
            korean,
            documents,
            mentions,
        };
        assert_eq!(
            note(word("프락시", 1, 2), word("프록시", 1, 3)),
            "\"프록시\": 3 mentions; \"프락시\": 2"
        );
        assert_eq!(
            note(word("프락시", 1, 2), word("프록시", 5, 3)),
            "\"프록시\": 5 documents; \"프락시\": 1"
        );
    }
}
