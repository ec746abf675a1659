//! Another spelling of a term at the beginning of a longer word: 캐쉬 in 캐쉬서버, where the glossary has 캐시.

use std::ops::Range;

use super::place::{Finder, Hit};
use crate::check::behind::hangul;
use crate::check::terms::FormId;
use crate::particle::{Tail, final_of};

/// Syllables that a word of its own has at least: of one, too many are ends of other words.
const LEAST: usize = 2;

impl Finder<'_> {
    /// The form that stands there, if it is another spelling of the preferred term, and a noun of the glossary or of the dictionary is all
    /// that is behind it in its word.
    pub(super) fn part(&mut self, text: &str, term: Range<usize>, form: FormId) -> Option<Hit> {
        let terms = self.terms;
        let end = term.end + hangul(&text[term.end..]);
        let is_whole = |written: &str| written.chars().nth(LEAST - 1).is_some();
        let rest = &text[term.end..end];
        if terms.is_fine(form)
            || !is_whole(&text[term.clone()])
            || !is_whole(rest)
            || !terms.is_misspelt(form)
        {
            return None;
        }
        // Nobody reads a word of the dictionary as two, however it is spelled: 캐쉬미어.
        let word = &text[term.start..end];
        let right = terms.instead_of(form)?;
        let right_word = [right, rest].concat();
        if !self.nouns.may_take_suffix(word, term.end - term.start)
            || !self
                .nouns
                .may_take_suffix(&right_word, right_word.len() - rest.len())
        {
            return None;
        }
        let mut ends = self.nouns.noun_ends(rest);
        let mut matches = Vec::new();
        terms.index.at(text, term.end, &mut matches);
        ends.extend(matches.iter().map(|found| found.end - term.end));
        let is_noun = |&noun: &usize| {
            noun <= rest.len() && is_whole(&rest[..noun]) && ends_word(&rest[..noun], &rest[noun..])
        };
        ends.iter().any(is_noun).then_some(Hit {
            tail: term.end..term.end,
            range: term,
            agrees: true,
            form,
            exact: true,
        })
    }
}

/// Whether nothing but particles that agree stands behind a noun in its word.
fn ends_word(noun: &str, behind: &str) -> bool {
    behind.is_empty()
        || final_of(noun)
            .zip(Tail::read(behind))
            .is_some_and(|(last, tail)| tail.agrees(last))
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    const ROWS: &str = "concept,english,korean,status\ncache,cache,캐시,preferred\ncache,cache,캐쉬,proposed\n\
                        directory,directory,디렉터리,preferred\ndirectory,directory,디렉토리,deprecated\n\
                        buffer,buffer,완충 공간,preferred\nbuffer,buffer,버퍼,deprecated\nserver,server,서버,preferred\n\
                        message,message,메시지,preferred\nmessage,message,메세지,proposed\n";

    #[test]
    fn another_spelling_is_found_at_the_beginning_of_a_longer_word() {
        let text = "앞단에 캐쉬서버를 둔다.\n";
        let (told, after) = told_of(ROWS, "unpreferred-term", "글.md", text);
        assert_eq!(told, ["\"캐쉬\" is not the preferred term: write \"캐시\""]);
        // Only a reader knows what the whole word is.
        assert_eq!(after, text);
        let (told, _) = told_of(ROWS, "forbidden-term", "글.md", "디렉토리구조를 바꾼다.\n");
        assert_eq!(told.len(), 1);
        // Another word, of which longer ones are made as well.
        let (told, _) = told_of(ROWS, "forbidden-term", "글.md", "버퍼서버를 둔다.\n");
        assert!(told.is_empty());
        let (told, _) = told_of(ROWS, "unpreferred-term", "글.md", "캐쉬미어 외투다.\n");
        assert!(told.is_empty());
    }
}
