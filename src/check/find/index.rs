//! All terms of a glossary, so laid out that a text which holds none of them at a place is done with in a few steps.
//!
//! Terms begin where words begin. So no automaton runs over the text: at each word the first two letters lead, in one step, to
//! the terms that begin with them (of most words, to none), and each further letter narrows those down. The terms lie sorted in
//! one array, so that little is built but the order.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::letter::{Sign, sign};

/// How many letters of a term can have their gaps remembered.
const MOST: usize = 64;

/// A spelling without its gaps, which one or several terms have.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Where its letters lie.
    start: u32,
    end: u32,
    /// The first of its terms in the order of [`Index::terms`], and the one behind its last.
    first: u32,
    last: u32,
}

/// The terms by their letters.
#[derive(Debug, Default)]
pub(in crate::check) struct Index {
    letters: Vec<char>,
    /// Sorted by letters.
    entries: Vec<Entry>,
    /// The third letter of each, `'\0'` where there is none: the first one that is looked for among many, and of most texts the
    /// last.
    thirds: Vec<char>,
    /// The number and the gaps of each term, entry by entry.
    terms: Vec<(u32, Gaps)>,
    /// The entries by their first two letters.
    pairs: Pairs,
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
}

impl Index {
    /// The index of terms, which are known by their place in the list. What has no letter is left out, as is what has more than
    /// 64.
    pub(in crate::check) fn new<'t>(terms: impl Iterator<Item = &'t str>) -> Self {
        let mut letters = Vec::new();
        // Where the letters of each lie, by term, and the gaps.
        let mut spelled: Vec<(u32, u32, u32, Gaps)> = Vec::new();
        for (number, term) in terms.enumerate() {
            let start = letters.len();
            let gaps = spell(term, &mut letters);
            let length = letters.len() - start;
            if length == 0 || length > MOST {
                letters.truncate(start);
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
        let mut entries: Vec<Entry> = Vec::with_capacity(spelled.len());
        let mut terms = Vec::with_capacity(spelled.len());
        // In the order in which they are looked at, so that neighbours lie side by side.
        let mut sorted: Vec<char> = Vec::with_capacity(letters.len());
        for (start, end, number, gaps) in spelled {
            terms.push((number, gaps));
            let own = text(start, end);
            match entries.last_mut() {
                Some(entry) if sorted[entry.start as usize..] == *own => entry.last += 1,
                _ => {
                    let start = sorted.len() as u32;
                    sorted.extend_from_slice(own);
                    entries.push(Entry {
                        start,
                        end: sorted.len() as u32,
                        first: terms.len() as u32 - 1,
                        last: terms.len() as u32,
                    });
                }
            }
        }
        let mut index = Self {
            letters: sorted,
            entries,
            thirds: Vec::new(),
            terms,
            pairs: Pairs::default(),
        };
        index.lay_out();
        index
    }

    /// Makes the way to the entries by their first letters.
    fn lay_out(&mut self) {
        let letter = |entry, at: usize| self.letters(entry).get(at).copied().unwrap_or('\0');
        let thirds = self.entries.iter().map(|entry| letter(entry, 2)).collect();
        let mut blocks: Vec<Block> = Vec::new();
        for (number, entry) in self.entries.iter().enumerate() {
            let pair = [letter(entry, 0), letter(entry, 1)];
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
        self.thirds = thirds;
    }

    fn letters(&self, entry: &Entry) -> &[char] {
        &self.letters[entry.start as usize..entry.end as usize]
    }

    /// Every entry that the text has from `start` (a byte) on, where a word begins; the shortest first. `matches` is cleared before.
    pub(in crate::check) fn at(&self, text: &str, start: usize, matches: &mut Vec<Match>) {
        matches.clear();
        let mut walk = Walk::new(text, start);
        let Some(first) = walk.next() else { return };
        let mut end = walk.end();
        if let Some(single) = self.pairs.get([first, '\0']) {
            matches.push(Match {
                entry: single.low,
                end,
                gaps: 0,
            });
        }
        let Some(second) = walk.next() else { return };
        let Some(&Block { low, high, .. }) = self.pairs.get([first, second]) else {
            return;
        };
        let mut some = low as usize..high as usize;
        let mut depth = 2;
        loop {
            end = walk.end();
            let ends = match depth {
                2 => self.thirds[some.start] == '\0',
                _ => self.letters(&self.entries[some.start]).len() == depth,
            };
            if ends {
                matches.push(Match {
                    entry: some.start as u32,
                    end,
                    gaps: walk.gaps,
                });
                some.start += 1;
            }
            if some.is_empty() {
                return;
            }
            let Some(letter) = walk.next() else { return };
            let of = |entry: &Entry| self.letters[entry.start as usize + depth];
            let equal = match depth {
                2 => equal(&self.thirds[some.clone()], |third| third.cmp(&letter)),
                _ => equal(&self.entries[some.clone()], |entry| of(entry).cmp(&letter)),
            };
            let Some((low, high)) = equal else { return };
            some = some.start + low..some.start + high;
            depth += 1;
        }
    }

    /// The terms of a match, each with its gaps.
    pub(in crate::check) fn terms(&self, found: Match) -> &[(u32, Gaps)] {
        let entry = &self.entries[found.entry as usize];
        &self.terms[entry.first as usize..entry.last as usize]
    }

    /// The letters of a match.
    pub(in crate::check) fn spelling(&self, found: Match) -> &[char] {
        self.letters(&self.entries[found.entry as usize])
    }
}

/// The entries that begin with two letters, the second `'\0'` for those of one.
#[derive(Debug, Clone, Copy)]
struct Block {
    pair: [char; 2],
    low: u32,
    high: u32,
}

/// Blocks by their letters: a hash table with open addressing, at most half full, so that a text looks at one slot or two.
#[derive(Debug, Default)]
struct Pairs {
    slots: Vec<Block>,
    /// How far a hash is moved down to be the number of a slot.
    shift: u32,
}

impl Pairs {
    const EMPTY: Block = Block {
        pair: ['\0'; 2],
        low: 0,
        high: 0,
    };

    fn of(blocks: &[Block]) -> Self {
        if blocks.is_empty() {
            return Self::default();
        }
        let size = (2 * blocks.len()).next_power_of_two();
        let mut pairs = Self {
            slots: vec![Self::EMPTY; size],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for block in blocks {
            let mut at = pairs.slot(block.pair);
            while pairs.slots[at].high > 0 {
                at = (at + 1) % size;
            }
            pairs.slots[at] = *block;
        }
        pairs
    }

    /// Where a pair is looked for first: by the golden ratio (D. Knuth, The Art of Computer Programming 3, 6.4).
    fn slot(&self, [first, second]: [char; 2]) -> usize {
        let key = u64::from(first) << 32 | u64::from(second);
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    fn get(&self, pair: [char; 2]) -> Option<&Block> {
        if self.slots.is_empty() {
            return None;
        }
        let mut at = self.slot(pair);
        loop {
            let block = &self.slots[at];
            if block.pair == pair && block.high > 0 {
                return Some(block);
            }
            if block.high == 0 {
                return None;
            }
            at = (at + 1) % self.slots.len();
        }
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
    text: &'t str,
    at: usize,
    count: usize,
    gaps: Gaps,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, start: usize) -> Self {
        Self {
            text,
            at: start,
            count: 0,
            gaps: 0,
        }
    }

    /// Behind the last letter, in bytes.
    fn end(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }
}

impl Iterator for Walk<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let (mut gap, mut lines, mut hyphens) = (false, 0, 0);
        for (at, c) in self.rest().char_indices() {
            match sign(c) {
                Sign::Letter(letter) => {
                    if gap && (1..MOST).contains(&self.count) {
                        self.gaps |= 1 << self.count;
                    }
                    self.at += at + c.len_utf8();
                    self.count += 1;
                    return Some(letter);
                }
                Sign::Nothing => {}
                Sign::Space => gap = true,
                // A hyphen that begins a line begins an item of a list.
                Sign::Hyphen if lines > 0 || hyphens > 0 => return None,
                Sign::Hyphen => {
                    gap = true;
                    hyphens += 1;
                }
                Sign::LineEnd => {
                    gap = true;
                    lines += usize::from(c == '\n' || !self.rest()[at + 1..].starts_with('\n'));
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
        let index = Index::new(terms.iter().copied());
        let mut matches = Vec::new();
        index.at(text, 0, &mut matches);
        let of = |found: &Match| {
            let terms = index.terms(*found).iter();
            let end = found.end;
            terms
                .map(move |&(number, _)| (number, end))
                .collect::<Vec<_>>()
        };
        let all = matches.iter().flat_map(of);
        all.map(|(number, end)| (terms[number as usize], &text[..end]))
            .collect()
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
        let index = Index::new(["고성능 컴퓨팅"].into_iter());
        let mut matches = Vec::new();
        for (text, gaps) in [
            ("고성능 컴퓨팅", 0b1000),
            ("고 성능컴퓨팅", 0b10),
            ("고성능컴퓨팅", 0),
            ("고성능\r\n  컴퓨팅", 0b1000),
        ] {
            index.at(text, 0, &mut matches);
            assert_eq!(matches[0].gaps, gaps, "{text}");
            assert_eq!(index.terms(matches[0]), [(0, 0b1000)]);
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
