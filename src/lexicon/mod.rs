//! Which Korean words, roots and affixes render an English word?
//!
//! Seven lists are built in: one learned from parallel texts, one curated by hand, the names of acronyms, the
//! initials that all these give, proper names in Latin script, countries, and kinds of things that have
//! names; `cargo xtask train lexicon` writes them. `build.rs` packs them as hash tables, which are read where they lie in
//! the program: there is nothing to load.

mod inflection;
#[cfg_attr(not(test), expect(dead_code, reason = "`build.rs` packs the lists"))]
mod pack;

pub use inflection::{compound, lemmas, stems};

use std::collections::HashMap;
use std::sync::LazyLock;

/// A word list: for a word the cell behind it, of the form `korean:weight korean:weight …`, weights
/// 1 to 99; what is certain has none.
#[derive(Debug)]
pub struct Lexicon {
    /// Where the words are, by their [hashes](pack::hash).
    slots: &'static [[u8; 4]],
    /// The words, each behind its place in `cells` and its length.
    words: &'static [u8],
    /// The cells, each ended by a line feed.
    cells: &'static str,
}

/// One of the lists that `build.rs` packs.
macro_rules! list {
    ($name:literal) => {
        Lexicon::new(
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".slots")),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".words")),
            include_str!(concat!(env!("OUT_DIR"), "/", $name, ".cells")),
        )
    };
}

static LEARNED: Lexicon = list!("learned");
static CURATED: Lexicon = list!("curated");
static INITIALS: Lexicon = list!("initials");
static ACRONYMS: Lexicon = list!("acronyms");
static NAMES: Lexicon = list!("names");
static COUNTRIES: Lexicon = list!("countries");
static KINDS: Lexicon = list!("kinds");
/// How often the lists written by hand have each Korean word. Counted when somebody asks: few do.
static WRITTEN: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut written = HashMap::new();
    for list in [Lexicon::curated(), Lexicon::acronyms()] {
        for entry in list.cells.split_ascii_whitespace() {
            let (korean, _) = entry.split_once(':').unwrap_or((entry, ""));
            for word in korean.split('_') {
                *written.entry(word).or_default() += 1;
            }
        }
    }
    written
});
static EMPTY: Lexicon = Lexicon::new(&[], &[], "");

/// The lexicon without words.
impl Default for &'static Lexicon {
    fn default() -> Self {
        &EMPTY
    }
}

impl Lexicon {
    const fn new(slots: &'static [u8], words: &'static [u8], cells: &'static str) -> Self {
        Self {
            slots: slots.as_chunks().0,
            words,
            cells,
        }
    }

    /// What was learned from dictionaries and translated texts.
    #[must_use]
    pub fn learned() -> &'static Self {
        &LEARNED
    }

    /// What was written by hand for this project.
    #[must_use]
    pub fn curated() -> &'static Self {
        &CURATED
    }

    /// The initials of the English renderings of Korean words: `국제, tab, i`.
    #[must_use]
    pub fn initials() -> &'static Self {
        &INITIALS
    }

    /// The Korean names of acronyms (in small letters).
    #[must_use]
    pub fn acronyms() -> &'static Self {
        &ACRONYMS
    }

    /// Proper names in Latin script (in small letters), of things that have a name of their own: iOS, GitHub.
    #[must_use]
    pub fn names() -> &'static Self {
        &NAMES
    }

    /// Korean names of countries, regions and large cities, with their English.
    #[must_use]
    pub fn countries() -> &'static Self {
        &COUNTRIES
    }

    /// Korean words for kinds of things, of which each has a name, a code or a value of its own: 대학교, 함수, 은하.
    #[must_use]
    pub fn kinds() -> &'static Self {
        &KINDS
    }

    /// Whether an English word (lower case) stands in one of the built-in word lists.
    #[must_use]
    pub fn knows(english: &str) -> bool {
        [Self::curated(), Self::learned()]
            .iter()
            .any(|l| l.cell(english).is_some())
    }

    /// In how many renderings the lists written by hand have a Korean word: 콘텐츠 in many, 컨텐츠 in one. Of two spellings
    /// of a loanword the standard one is mostly in more.
    #[must_use]
    pub fn times_written(korean: &str) -> usize {
        WRITTEN.get(korean).copied().unwrap_or(0)
    }

    /// The Korean renderings of an English word (lower case) with their weights, 0 to 1.
    pub fn renderings(&self, english: &str) -> impl Iterator<Item = (&'static str, f32)> {
        self.cell(english)
            .unwrap_or("")
            .split(' ')
            .filter(|entry| !entry.is_empty())
            .map(|entry| match entry.split_once(':') {
                Some((korean, weight)) => (korean, weight.parse().unwrap_or(0.0) / 100.0),
                None => (entry, 1.0),
            })
    }

    /// What stands behind a word.
    #[must_use]
    pub fn cell(&self, word: &str) -> Option<&'static str> {
        let cell = &self.cells[self.place(word)? as usize..];
        Some(&cell[..memchr::memchr(b'\n', cell.as_bytes()).unwrap_or(cell.len())])
    }

    /// Where the cell of a word lies.
    fn place(&self, word: &str) -> Option<u32> {
        // Their number is a power of two.
        let last = self.slots.len().checked_sub(1)?;
        let mut slot = pack::hash(word) & last;
        loop {
            let at = u32::from_le_bytes(self.slots[slot]).checked_sub(1)?;
            let (place, entry) = self.words[at as usize..].split_first_chunk()?;
            let (&length, written) = entry.split_first()?;
            if written.get(..usize::from(length)) == Some(word.as_bytes()) {
                return Some(u32::from_le_bytes(*place));
            }
            slot = (slot + 1) & last;
        }
    }
}

/// A source of what the aligner knows about words, which a measurement may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// The table of letters and sounds.
    Transliteration,
    /// The curated lexicon.
    Curated,
    /// The learned lexicon.
    Learned,
    /// The Korean names of acronyms.
    Acronyms,
    /// The initials of Korean words.
    Initials,
    /// Proper names, those of countries, and kinds of things that have names.
    Names,
}

/// The lexicons that links are looked up in: all that are built in, unless a measurement leaves one
/// out.
#[derive(Debug, Clone, Copy)]
pub struct Lexicons {
    /// Written by hand.
    pub curated: &'static Lexicon,
    /// Learned from parallel texts.
    pub learned: &'static Lexicon,
    /// Names of acronyms.
    pub acronyms: &'static Lexicon,
    /// Initials of Korean words.
    pub initials: &'static Lexicon,
    /// Proper names.
    pub names: &'static Lexicon,
    /// Countries.
    pub countries: &'static Lexicon,
    /// Kinds of things that have names.
    pub kinds: &'static Lexicon,
}

impl Default for Lexicons {
    fn default() -> Self {
        Self {
            curated: Lexicon::curated(),
            learned: Lexicon::learned(),
            acronyms: Lexicon::acronyms(),
            initials: Lexicon::initials(),
            names: Lexicon::names(),
            countries: Lexicon::countries(),
            kinds: Lexicon::kinds(),
        }
    }
}

impl Lexicons {
    /// Those that say how an English word is rendered.
    #[must_use]
    pub fn renderings(self) -> [&'static Lexicon; 3] {
        [self.curated, self.learned, self.acronyms]
    }

    /// Empties one lexicon. The transliteration table is none.
    pub(crate) fn leave_out(&mut self, source: Knowledge) {
        let lexicon = match source {
            Knowledge::Curated => &mut self.curated,
            Knowledge::Learned => &mut self.learned,
            Knowledge::Acronyms => &mut self.acronyms,
            Knowledge::Initials => &mut self.initials,
            Knowledge::Names => {
                self.countries = Default::default();
                self.kinds = Default::default();
                &mut self.names
            }
            Knowledge::Transliteration => return,
        };
        *lexicon = Default::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_write_loanwords_mostly_by_the_standard_orthography() {
        for (standard, other) in [
            ("콘텐츠", "컨텐츠"),
            ("알고리즘", "알고리듬"),
            ("디렉터리", "디렉토리"),
            ("캐시", "캐쉬"),
        ] {
            assert!(
                Lexicon::times_written(standard) > Lexicon::times_written(other),
                "{standard} {other}"
            );
        }
        assert_eq!(Lexicon::times_written("컨텐쯔"), 0);
    }

    impl Lexicon {
        /// A lexicon of these lines.
        fn of(lines: &str) -> Self {
            let packed = pack::pack(lines);
            Self::new(
                packed.slots.leak(),
                packed.words.leak(),
                packed.cells.leak(),
            )
        }
    }

    #[test]
    fn words_are_found_and_others_are_not() {
        let lexicon =
            Lexicon::of("borrow\t빌리:92\nfoundation\t재단 기초:40\nlabor\t노동\nnon-\t비\n");
        for (word, expected) in [
            ("borrow", vec![("빌리", 0.92)]),
            ("foundation", vec![("재단", 1.0), ("기초", 0.4)]),
            ("labor", vec![("노동", 1.0)]),
            ("non-", vec![("비", 1.0)]),
            ("a", vec![]),
            ("lab", vec![]),
            ("zebra", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(
                lexicon.renderings(word).collect::<Vec<_>>(),
                expected,
                "{word}"
            );
        }
    }

    #[test]
    fn every_line_of_the_lists_is_found() {
        for (lexicon, lines) in [
            (Lexicon::learned(), include_str!("learned.tsv")),
            (Lexicon::curated(), include_str!("curated.tsv")),
            (Lexicon::acronyms(), include_str!("acronyms.tsv")),
            (Lexicon::initials(), include_str!("initials.tsv")),
            (Lexicon::countries(), include_str!("countries.tsv")),
        ] {
            for line in lines.lines() {
                let (word, cell) = line.split_once('\t').expect("a tab");
                assert_eq!(lexicon.cell(word), Some(cell), "{word}");
                let renderings = lexicon.renderings(word).count();
                assert_eq!(renderings, cell.split(' ').count(), "{word}");
            }
        }
        for (lexicon, lines) in [
            (Lexicon::names(), include_str!("names.tsv")),
            (Lexicon::kinds(), include_str!("kinds.tsv")),
        ] {
            for word in lines.lines() {
                let word = word
                    .strip_suffix('\t')
                    .expect("a tab, and nothing behind it");
                assert_eq!(lexicon.cell(word), Some(""), "{word}");
            }
        }
    }
}
