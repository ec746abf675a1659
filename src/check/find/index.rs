//! All terms of a glossary, so laid out that a text which holds none of them at a place is done with in a few steps.
//!
//! Terms begin where words begin. So no automaton runs over the text: at each word the first two letters lead, in one step, to
//! the terms that begin with them (of most words, to none), and each further letter narrows those down. The terms lie sorted in
//! one array, so that little is built but the order.

use std::cmp::Ordering;
use std::ops::Range;
use std::str::Chars;

use rayon::prelude::*;

use super::beginnings::Beginnings;
use super::letter::{Sign, is_syllable, sign};
use super::pairs::{Block, Pairs};
use super::runs::{self, Runs};

/// How many letters of a term can have their gaps remembered.
const MOST: usize = 64;

/// A spelling without its gaps, which one or several terms have. The next one tells where it ends.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Where its letters lie.
    letters: u32,
    /// The number of its first term.
    first: u32,
    /// Its third letter, `'\0'` where there is none: the first one that is looked for among many, and of most texts the last.
    third: char,
}

/// The terms by their letters.
#[derive(Debug, Default)]
pub(in crate::check) struct Index {
    letters: Vec<char>,
    /// Sorted by letters, and one more.
    entries: Vec<Entry>,
    /// The entries by their first two letters.
    pairs: Pairs,
    /// Those that are one syllable, by that: the number of the entry and 1, and 0 where there is none.
    syllables: Vec<u32>,
    /// How those begin that begin with two syllables, and the syllables that are terms.
    beginnings: Beginnings,
    /// The words of Latin letters that they begin with.
    runs: Runs,
}

/// Where letters of a spelling have a space, a line end or a hyphen before them: bit `i` for letter `i`.
pub(in crate::check) type Gaps = u64;

/// Letters that a text has in common with terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Match {
    entry: u32,
    /// Behind its last letter, in bytes of the text.
    pub(in crate::check) end: usize,
    /// As the text has them.
    pub(in crate::check) gaps: Gaps,
    /// Those of them that are the end of a line and nothing else.
    pub(in crate::check) wraps: Gaps,
}

impl Index {
    /// The index of terms, and their order in it, with the gaps of each: the first is the one that stands in that place of the list. Terms are
    /// known by their numbers in this order. Those without a letter come last, with those of more than 64: they are never found.
    pub(in crate::check) fn new<'t>(
        terms: impl Iterator<Item = &'t str>,
    ) -> (Self, Vec<(u32, Gaps)>) {
        let mut letters = Vec::new();
        // Where the letters of each lie, by term, and the gaps.
        let mut spelled: Vec<(u32, u32, u32, Gaps)> = Vec::new();
        let mut left_out = Vec::new();
        for (number, term) in terms.enumerate() {
            let start = letters.len();
            let gaps = spell(term, &mut letters);
            let length = letters.len() - start;
            if length == 0 || length > MOST {
                letters.truncate(start);
                left_out.push((number as u32, gaps));
                continue;
            }
            spelled.push((start as u32, letters.len() as u32, number as u32, gaps));
        }
        let text = |start: u32, end: u32| &letters[start as usize..end as usize];
        spelled.par_sort_unstable_by(|a, b| {
            text(a.0, a.1)
                .cmp(text(b.0, b.1))
                .then_with(|| a.2.cmp(&b.2))
        });
        let mut index = Self::default();
        let mut order = Vec::with_capacity(spelled.len() + left_out.len());
        // Letters lie in the order in which they are looked at, so that neighbours are side by side.
        index.letters.reserve(letters.len());
        let mut runs = Vec::new();
        for (start, end, number, gaps) in spelled {
            let own = text(start, end);
            let last = index.entries.last();
            if last.is_none_or(|last| index.letters[last.letters as usize..] != *own) {
                index.entries.push(Entry {
                    letters: index.letters.len() as u32,
                    first: order.len() as u32,
                    third: own.get(2).copied().unwrap_or('\0'),
                });
                index.letters.extend_from_slice(own);
            }
            let run = gaps.trailing_zeros() as usize;
            runs.extend(runs::hash(own.iter().copied().take(run)));
            order.push((number, gaps));
        }
        index.entries.push(Entry {
            letters: index.letters.len() as u32,
            first: order.len() as u32,
            third: '\0',
        });
        index.runs = Runs::of(&runs);
        index.lay_out();
        order.extend(left_out);
        (index, order)
    }

    /// Makes the way to the entries by their first letters.
    fn lay_out(&mut self) {
        let letter = |entry, at: usize| self.letters(entry).get(at).copied().unwrap_or('\0');
        let entries = 0..self.entries.len() - 1;
        let mut syllables = vec![0; SYLLABLES];
        let mut blocks: Vec<Block> = Vec::new();
        for number in entries {
            let pair = [letter(number, 0), letter(number, 1)];
            if let (Some(at), '\0') = (syllable(pair[0]), pair[1]) {
                syllables[at] = number as u32 + 1;
            }
            match blocks.last_mut() {
                Some(block) if block.pair == pair => block.high += 1,
                _ => blocks.push(Block {
                    pair,
                    low: number as u32,
                    high: number as u32 + 1,
                }),
            }
        }
        self.pairs = Pairs::of(&blocks);
        self.syllables = syllables;
        let mut beginnings = Beginnings::with_room(blocks.len());
        for Block { pair, .. } in blocks {
            let letters = pair.iter().filter(|&&letter| letter != '\0');
            let letters: String = letters.collect();
            let mut beginning = [0; 6];
            // Others are no two syllables.
            if let Some(there) = beginning.get_mut(..letters.len()) {
                there.copy_from_slice(letters.as_bytes());
                beginnings.add(beginning);
            }
        }
        self.beginnings = beginnings;
    }

    /// Whether a term may begin with the word that some bytes begin with. Of two syllables, and of words of ASCII, can it be told that none does.
    pub(in crate::check) fn may_begin(&self, word: &[u8]) -> bool {
        match word.first_chunk::<6>() {
            Some(&two @ [a, b, c, ..]) if is_syllable(&two) && is_syllable(&two[3..]) => {
                self.beginnings.has(two) || self.beginnings.has([a, b, c, 0, 0, 0])
            }
            _ => self.runs.may_begin(word),
        }
    }

    /// The entry that is one letter.
    fn single(&self, letter: char) -> Option<u32> {
        match syllable(letter) {
            Some(at) => self.syllables.get(at)?.checked_sub(1),
            None => Some(self.pairs.get([letter, '\0'])?.low),
        }
    }

    /// Whether an entry may begin with two letters. Of syllables it can be told by little that none does.
    fn may_begin_with(&self, first: char, second: char) -> bool {
        if syllable(first).is_none() || syllable(second).is_none() {
            return true;
        }
        let mut beginning = [0; 6];
        let (one, other) = beginning.split_at_mut(3);
        first.encode_utf8(one);
        second.encode_utf8(other);
        self.beginnings.has(beginning)
    }

    fn letters(&self, entry: usize) -> &[char] {
        let [start, end] = [entry, entry + 1].map(|at| self.entries[at].letters as usize);
        &self.letters[start..end]
    }

    /// Every entry that the text has from `start` (a byte) on, where a word begins; the shortest first. `matches` is cleared before.
    ///
    /// Returns where the last letter was looked for: nothing behind it was.
    pub(in crate::check) fn at(&self, text: &str, start: usize, matches: &mut Vec<Match>) -> usize {
        matches.clear();
        let mut walk = Walk::new(text, start);
        let Some(first) = walk.next() else {
            return start;
        };
        let mut end = walk.end();
        if let Some(entry) = self.single(first) {
            matches.push(Match {
                entry,
                end,
                gaps: 0,
                wraps: 0,
            });
        }
        let mut reach = end;
        let Some(second) = walk.next() else {
            return reach;
        };
        if !self.may_begin_with(first, second) {
            return reach;
        }
        let Some(&Block { low, high, .. }) = self.pairs.get([first, second]) else {
            return reach;
        };
        let mut some = low as usize..high as usize;
        let mut depth = 2;
        loop {
            end = walk.end();
            let ends = match depth {
                2 => self.entries[some.start].third == '\0',
                _ => self.letters(some.start).len() == depth,
            };
            if ends {
                matches.push(Match {
                    entry: some.start as u32,
                    end,
                    gaps: walk.gaps,
                    wraps: walk.wraps,
                });
                some.start += 1;
            }
            if some.is_empty() {
                return reach;
            }
            reach = end;
            let Some(letter) = walk.next() else {
                return reach;
            };
            let of = |entry: &Entry| self.letters[entry.letters as usize + depth];
            let equal = match depth {
                2 => equal(&self.entries[some.clone()], |entry| {
                    entry.third.cmp(&letter)
                }),
                _ => equal(&self.entries[some.clone()], |entry| of(entry).cmp(&letter)),
            };
            let Some((low, high)) = equal else {
                return reach;
            };
            some = some.start + low..some.start + high;
            depth += 1;
        }
    }

    /// The numbers of the terms of a match.
    pub(in crate::check) fn terms(&self, found: Match) -> Range<u32> {
        let entry = found.entry as usize;
        self.entries[entry].first..self.entries[entry + 1].first
    }

    /// The letters of a match.
    pub(in crate::check) fn spelling(&self, found: Match) -> &[char] {
        self.letters(found.entry as usize)
    }
}

/// Where those of a sorted list lie that are equal, if there are any. Most lists are short.
fn equal<T>(list: &[T], compare: impl Fn(&T) -> Ordering) -> Option<(usize, usize)> {
    const SHORT: usize = 8;
    let low = if list.len() <= SHORT {
        list.iter().position(|one| compare(one).is_ge())?
    } else {
        list.partition_point(|one| compare(one).is_lt())
    };
    let rest = list[low..].iter();
    let count = if list.len() <= SHORT {
        rest.take_while(|one| compare(one).is_eq()).count()
    } else {
        list[low..].partition_point(|one| compare(one).is_eq())
    };
    (count > 0).then_some((low, low + count))
}

/// How many composed syllables there are.
const SYLLABLES: usize = '힣' as usize - '가' as usize + 1;

/// The number of a composed syllable among all of them.
fn syllable(letter: char) -> Option<usize> {
    ('가'..='힣')
        .contains(&letter)
        .then(|| letter as usize - '가' as usize)
}

/// Adds the letters of a term, and says where its gaps are.
fn spell(term: &str, letters: &mut Vec<char>) -> Gaps {
    let start = letters.len();
    let mut walk = Walk::new(term.trim(), 0);
    letters.extend(walk.by_ref().take(MOST + 1));
    // A term that does not end where its letters do is spelled with what no term is, a blank line.
    if walk
        .rest()
        .chars()
        .any(|c| matches!(sign(c), Sign::Letter(_)))
    {
        letters.truncate(start);
    }
    walk.gaps
}

/// The letters of a text from a place on, as far as one term may reach: no further than a blank line, or a sign between
/// spaces.
struct Walk<'t> {
    /// What is behind the last letter.
    rest: Chars<'t>,
    /// How many bytes the whole text has.
    length: usize,
    count: usize,
    gaps: Gaps,
    wraps: Gaps,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, start: usize) -> Self {
        Self {
            rest: text[start..].chars(),
            length: text.len(),
            count: 0,
            gaps: 0,
            wraps: 0,
        }
    }

    /// Behind the last letter, in bytes.
    fn end(&self) -> usize {
        self.length - self.rest().len()
    }

    fn rest(&self) -> &'t str {
        self.rest.as_str()
    }
}

impl Iterator for Walk<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        // Most letters stand right behind the one before.
        let mut rest = self.rest.clone();
        if let Sign::Letter(letter) = sign(rest.next()?) {
            self.rest = rest;
            self.count += 1;
            return Some(letter);
        }
        self.behind_gap()
    }
}

impl Walk<'_> {
    /// The next letter where something may stand before it.
    fn behind_gap(&mut self) -> Option<char> {
        let (mut gap, mut lines, mut hyphens, mut spaces) = (false, 0, 0, false);
        let mut rest = self.rest.clone();
        while let Some(c) = rest.next() {
            match sign(c) {
                // A line may be quoted as the one before it is.
                Sign::Letter('>') if lines > 0 && hyphens == 0 => {}
                Sign::Letter(letter) => {
                    if gap && (1..MOST).contains(&self.count) {
                        self.gaps |= 1 << self.count;
                        let wraps = lines > 0 && hyphens == 0 && !spaces;
                        self.wraps |= u64::from(wraps) << self.count;
                    }
                    self.rest = rest;
                    self.count += 1;
                    return Some(letter);
                }
                Sign::Nothing => {}
                Sign::Space => (gap, spaces) = (true, true),
                // A hyphen that begins a line begins an item of a list.
                Sign::Hyphen if lines > 0 || hyphens > 0 => return None,
                Sign::Hyphen => {
                    gap = true;
                    hyphens += 1;
                }
                Sign::LineEnd => {
                    gap = true;
                    lines += usize::from(c == '\n' || !rest.as_str().starts_with('\n'));
                    if lines > 1 {
                        return None;
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The terms found at the start of a text, with what of the text they cover.
    fn found<'t>(terms: &[&'t str], text: &'t str) -> Vec<(&'t str, &'t str)> {
        let (index, order) = Index::new(terms.iter().copied());
        let mut matches = Vec::new();
        index.at(text, 0, &mut matches);
        let of = |found: &Match| {
            let end = found.end;
            let numbers = index.terms(*found).map(|number| order[number as usize].0);
            numbers.map(|number| (number, end)).collect::<Vec<_>>()
        };
        let all = matches.iter().flat_map(of);
        all.map(|(number, end)| (terms[number as usize], &text[..end]))
            .collect()
    }

    #[test]
    fn what_a_term_begins_with_is_never_ruled_out() {
        let terms = ["셸", "아마존", "웹 서버", "가x", "AWS", "é", "漢字"];
        let (index, _) = Index::new(terms.into_iter());
        for text in [
            "셸",
            "셸을",
            "셸에서",
            "아마존",
            "아마",
            "아",
            "웹서버",
            "웹 서버",
            "웹\n서버",
            "가x",
            "aws",
            "漢字",
            "",
        ] {
            assert!(index.may_begin(text.as_bytes()), "{text}");
        }
        let ruled_out = |text: &&&str| !index.may_begin(text.as_bytes());
        let others = [
            "서버",
            "마존",
            "웹소설",
            "가상",
            "버퍼를",
            "도구",
            "문서",
            "화면",
            "자료",
            "구름",
        ];
        assert!(others.iter().filter(ruled_out).count() > others.len() / 2);
    }

    #[test]
    fn finds_all_terms_that_begin_at_a_place_the_shortest_first() {
        let terms = [
            "아마존",
            "아마존닷컴",
            "셸",
            "셸 스크립트",
            "아마존 차임",
            "AWS",
        ];
        assert_eq!(
            found(&terms, "아마존닷컴에서 산다"),
            [("아마존", "아마존"), ("아마존닷컴", "아마존닷컴")]
        );
        assert_eq!(found(&terms, "셸을 연다"), [("셸", "셸")]);
        assert_eq!(
            found(&terms, "셸스크립트"),
            [("셸", "셸"), ("셸 스크립트", "셸스크립트")]
        );
        assert_eq!(
            found(&terms, "아마존\n차임을 쓴다"),
            [("아마존", "아마존"), ("아마존 차임", "아마존\n차임")]
        );
        assert_eq!(found(&terms, "ＡＷＳ는"), [("AWS", "ＡＷＳ")]);
        assert_eq!(found(&terms, "aw"), []);
        assert_eq!(found(&terms, "아마"), []);
        assert_eq!(found(&[], "아마존"), []);
    }

    #[test]
    fn spellings_that_differ_in_spaces_and_case_are_found_together() {
        let terms = ["머신 러닝", "머신러닝", "e-mail", "Email"];
        assert_eq!(
            found(&terms, "머신-러닝"),
            [("머신 러닝", "머신-러닝"), ("머신러닝", "머신-러닝")]
        );
        assert_eq!(
            found(&terms, "E‑mail"),
            [("e-mail", "E‑mail"), ("Email", "E‑mail")]
        );
    }

    #[test]
    fn gaps_are_told_letter_by_letter() {
        let (index, order) = Index::new(["고성능 컴퓨팅"].into_iter());
        assert_eq!(order, [(0, 0b1000)]);
        let mut matches = Vec::new();
        for (text, gaps, wraps) in [
            ("고성능 컴퓨팅", 0b1000, 0),
            ("고 성능컴퓨팅", 0b10, 0),
            ("고성능컴퓨팅", 0, 0),
            ("고성능\r\n  컴퓨팅", 0b1000, 0),
            ("고성\r\n능 컴퓨팅", 0b1100, 0b100),
        ] {
            index.at(text, 0, &mut matches);
            assert_eq!((matches[0].gaps, matches[0].wraps), (gaps, wraps), "{text}");
            assert_eq!(index.terms(matches[0]), 0..1);
        }
    }

    #[test]
    fn a_term_reaches_over_no_paragraph_and_no_item_of_a_list() {
        let terms = ["열 패드"];
        assert_eq!(found(&terms, "열\n\n패드"), []);
        assert_eq!(found(&terms, "열\n- 패드"), []);
        assert_eq!(found(&terms, "열\r\n\r\n패드"), []);
        assert_eq!(found(&terms, "열. 패드"), []);
        assert_eq!(found(&terms, "열\r\n패드"), [("열 패드", "열\r\n패드")]);
    }

    #[test]
    fn what_cannot_be_a_term_is_left_out() {
        let long = "가".repeat(65);
        let just = "나".repeat(64);
        assert_eq!(found(&["", "-", &long, "가"], &long), [("가", "가")]);
        assert_eq!(found(&[&just], &just), [(&*just, &*just)]);
    }
}
