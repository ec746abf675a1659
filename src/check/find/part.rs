//! Another spelling of a term in a longer word: 캐쉬 in 캐쉬서버 and in 응답캐쉬를, where the glossary has 캐시.

use std::ops::Range;

use super::Match;
use super::letter::is_syllable;
use super::path::is_in_path;
use super::place::{Finder, Hit};
use crate::check::behind::hangul;
use crate::check::terms::FormId;
use crate::particle::{Tail, final_of, suffixes};

/// Syllables that a spelling has at least, and a word before it: of one, too many are parts of other words.
const LEAST: usize = 2;

/// Nouns and suffixes of one syllable that are written to nouns of any kind: rooms, parts, numbers and collections of things. Of others too
/// many are ends of names: 프락시모.
const SINGLE: [&str; 44] = [
    "실", "풀", "맵", "키", "뷰", "팀", "방", "망", "층", "값", "명", "군", "창", "판", "함", "표",
    "집", "점", "문", "줄", "행", "열", "칸", "량", "률", "법", "론", "계", "체", "품", "사", "장",
    "비", "료", "권", "증", "물", "선", "팩", "툴", "앱", "칩", "탭", "별",
];

/// The longest word that is looked through, in bytes.
const LONGEST: usize = 120;

/// Syllables from which on a spelling is in no other word by chance.
const SURE: usize = 3;

impl Finder<'_> {
    /// The form that stands there at the beginning of a word, if it is another spelling of the preferred term, and a noun of the glossary or
    /// of the dictionary is all that is behind it in its word.
    pub(super) fn part(&mut self, text: &str, term: Range<usize>, form: FormId) -> Option<Hit> {
        let terms = self.terms;
        if terms.is_fine(form)
            || !has_syllables(&text[term.clone()], LEAST)
            || !terms.is_misspelt(form)
        {
            return None;
        }
        let end = term.end + hangul(&text[term.end..]);
        let rest = &text[term.end..end];
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
        self.is_noun_and_particles(text, term.end..end)
            .then(|| whole(term, form))
    }

    /// Adds such forms that stand later in a word, which begins at `start` and goes on up to `end` at most: a noun is before them, and behind
    /// them what may be behind a noun.
    pub(super) fn find_in_word(&mut self, text: &str, start: usize, end: usize) {
        let bytes = text.as_bytes();
        // Each of them is looked at up to the end of the word.
        let run = start + hangul(&text[start..end]);
        if run - start > LONGEST {
            return;
        }
        let mut at = start + 3;
        while at < run && is_syllable(&bytes[at..run]) {
            if self.terms.may_be_misspelt(&bytes[at..run])
                && let Some(hit) = self.later_part(text, start, at, run)
            {
                if is_in_path(text, at) {
                    self.by_itself = false;
                } else {
                    self.parts.push(hit);
                }
                return;
            }
            at += 3;
        }
    }

    /// That at a place of a word which ends at `run`.
    fn later_part(&mut self, text: &str, start: usize, at: usize, run: usize) -> Option<Hit> {
        let terms = self.terms;
        terms.index.at(text, at, &mut self.matches);
        let in_word = |found: &&Match| found.end <= run && found.gaps == 0;
        let found = *self.matches.iter().rev().find(in_word)?;
        let (form, _) = self.form(text, at, found)?;
        let term = at..found.end;
        let written = &text[term.clone()];
        if terms.is_fine(form)
            || terms.traits(form).inside
            || !has_syllables(written, LEAST)
            || !terms.is_misspelt(form)
        {
            return None;
        }
        let front = &text[start..at];
        let is_front = has_syllables(written, SURE)
            || has_syllables(front, LEAST) && self.nouns.noun_ends(front).contains(&front.len());
        let word = &text[start..run];
        if !is_front || self.nouns.is_divided(word, front.len()..term.end - start) {
            return None;
        }
        let rest = &text[term.end..run];
        let ends = ends_word(written, rest)
            || suffixes(rest).is_some()
            || self.is_noun_and_particles(text, term.end..run);
        ends.then(|| whole(term, form))
    }

    /// Whether the rest of a word is a noun, of the dictionary or of the glossary, and nothing but particles.
    fn is_noun_and_particles(&mut self, text: &str, range: Range<usize>) -> bool {
        let rest = &text[range.clone()];
        let mut ends = self.nouns.noun_ends(rest);
        let mut matches = Vec::new();
        self.terms.index.at(text, range.start, &mut matches);
        ends.extend(matches.iter().map(|found| found.end - range.start));
        let is_noun = |&noun: &usize| {
            noun <= rest.len()
                && (has_syllables(&rest[..noun], LEAST) || SINGLE.contains(&&rest[..noun]))
                && ends_word(&rest[..noun], &rest[noun..])
        };
        ends.iter().any(is_noun)
    }
}

/// A hit with nothing behind it.
fn whole(range: Range<usize>, form: FormId) -> Hit {
    Hit {
        tail: range.end..range.end,
        range,
        agrees: true,
        form,
        exact: true,
    }
}

fn has_syllables(text: &str, least: usize) -> bool {
    text.chars().nth(least - 1).is_some()
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
                        server,server,써버,deprecated\nthread,thread,스레드,preferred\nthread,thread,쓰레드,deprecated\n\
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
        // Nor in the name of a file.
        let (told, _) = told_of(
            ROWS,
            "unpreferred-term",
            "글.md",
            "src/캐쉬서버/a.rs를 본다.\n",
        );
        assert!(told.is_empty());
        let (told, _) = told_of(ROWS, "unpreferred-term", "글.md", "캐쉬미어 외투다.\n");
        assert!(told.is_empty());
    }

    #[test]
    fn which_particle_is_behind_makes_no_difference() {
        for particle in ["", "에", "은", "을", "이", "의", "에서는"] {
            let text = format!("써버실{particle} 본다.\n");
            let (told, after) = told_of(ROWS, "forbidden-term", "글.md", &text);
            assert_eq!((told.len(), &*after), (1, &*text), "{text}");
            let text = format!("쓰레드풀{particle} 본다.\n");
            let (told, _) = told_of(ROWS, "forbidden-term", "글.md", &text);
            assert_eq!(told.len(), 1, "{text}");
        }
    }

    #[test]
    fn another_spelling_is_found_at_the_end_of_a_longer_word() {
        for (rule, text) in [
            ("forbidden-term", "멀티쓰레드를 쓴다.\n"),
            ("forbidden-term", "웹써버와 인증써버를 켠다.\n"),
            ("forbidden-term", "하위디렉토리에 둔다.\n"),
            ("forbidden-term", "멀티쓰레드용 자료 구조다.\n"),
            ("unpreferred-term", "오류메세지가 뜬다.\n"),
            ("unpreferred-term", "오류메세지창을 닫는다.\n"),
        ] {
            let (told, after) = told_of(ROWS, rule, "글.md", text);
            assert_eq!((told.len(), &*after), (1, text), "{text}");
        }
        for text in ["멀티스레드를 쓴다.\n", "웹버퍼를 비운다.\n"] {
            let (told, _) = told_of(ROWS, "forbidden-term", "글.md", text);
            assert!(told.is_empty(), "{text}");
        }
    }
}
