//! Which Korean words, roots and affixes render an English word?
//!
//! A lexicon is a text that stays as it is in the binary: one line an English word, sorted, so that
//! a look-up is a binary search over the lines and loading costs next to nothing. Four are built in:
//! one learned from parallel texts, one curated by hand, the names of acronyms, and the initials that all
//! these give; `cargo xtask train lexicon` writes them.

use std::sync::OnceLock;

/// An English-Korean word list: lines of `english, tab, korean:weight korean:weight …`, sorted by
/// the bytes of the English, weights 1 to 99; what is certain has none.
#[derive(Debug)]
pub struct Lexicon {
    lines: &'static str,
    index: OnceLock<Index>,
}

/// Where lines begin, and the lines that begin with the same three bytes. Made in one pass when a
/// word is looked up first, some ten thousand lines in a tenth of a millisecond.
#[derive(Debug)]
struct Index {
    /// Byte offset of every line.
    starts: Vec<u32>,
    /// The first three bytes of the words, in order, and the first line that has them.
    prefixes: Vec<(u32, u32)>,
}

static LEARNED: Lexicon = Lexicon::new(include_str!("lexicon-learned.tsv"));
static CURATED: Lexicon = Lexicon::new(include_str!("lexicon-curated.tsv"));
static INITIALS: Lexicon = Lexicon::new(include_str!("lexicon-initials.tsv"));
static EMPTY: Lexicon = Lexicon::new("");
static ACRONYMS: Lexicon = Lexicon::new(include_str!("lexicon-acronyms.tsv"));

/// The first three bytes of a word as a number that sorts as the words do.
fn prefix(word: &[u8]) -> u32 {
    let byte = |at: usize| u32::from(word.get(at).copied().unwrap_or(0));
    byte(0) << 16 | byte(1) << 8 | byte(2)
}

impl Index {
    fn new(lines: &str) -> Self {
        let bytes = lines.as_bytes();
        let mut index = Self {
            starts: Vec::new(),
            prefixes: Vec::new(),
        };
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            let head = &bytes[start..end.min(start + 3)];
            let word = head.split(|&b| b == b'\t').next().unwrap_or(head);
            let prefix = prefix(word);
            if index.prefixes.last().is_none_or(|last| last.0 != prefix) {
                index.prefixes.push((prefix, index.starts.len() as u32));
            }
            index.starts.push(start as u32);
            start = end + 1;
        }
        index
    }
}

/// The lexicon without words.
impl Default for &'static Lexicon {
    fn default() -> Self {
        &EMPTY
    }
}

impl Lexicon {
    /// A lexicon over a text of this form, each line ended by a line feed.
    #[must_use]
    pub const fn new(lines: &'static str) -> Self {
        Self {
            lines,
            index: OnceLock::new(),
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

    /// Whether an English word (lower case) stands in one of the built-in word lists.
    #[must_use]
    pub fn knows(english: &str) -> bool {
        [Self::curated(), Self::learned()]
            .iter()
            .any(|l| l.cell(english).is_some())
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
        let index = self.index.get_or_init(|| Index::new(self.lines));
        let (lines, word) = (self.lines.as_bytes(), word.as_bytes());
        let wanted = prefix(word);
        let at = index
            .prefixes
            .binary_search_by_key(&wanted, |&(prefix, _)| prefix)
            .ok()?;
        let first = index.prefixes[at].1 as usize;
        let behind = index
            .prefixes
            .get(at + 1)
            .map_or(index.starts.len(), |next| next.1 as usize);
        let some = &index.starts[first..behind];
        let found = some.binary_search_by(|&start| {
            let line = &lines[start as usize..];
            let head = &line[..word.len().min(line.len())];
            // Any longer word comes later: the tab that ends a word is less than what words hold.
            let longer = line.get(word.len()).is_some_and(|&b| b != b'\t');
            head.cmp(word).then(if longer {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            })
        });
        let start = some[found.ok()?] as usize + word.len() + 1;
        let line = &self.lines[start..];
        Some(&line[..memchr::memchr(b'\n', line.as_bytes()).unwrap_or(line.len())])
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
}

impl Default for Lexicons {
    fn default() -> Self {
        Self {
            curated: Lexicon::curated(),
            learned: Lexicon::learned(),
            acronyms: Lexicon::acronyms(),
            initials: Lexicon::initials(),
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
    pub(super) fn leave_out(&mut self, source: Knowledge) {
        let lexicon = match source {
            Knowledge::Curated => &mut self.curated,
            Knowledge::Learned => &mut self.learned,
            Knowledge::Acronyms => &mut self.acronyms,
            Knowledge::Initials => &mut self.initials,
            Knowledge::Transliteration => return,
        };
        *lexicon = Default::default();
    }
}

/// Calls `visit` with the forms under which a word may stand in a lexicon: itself, then without the
/// endings of plural, participle and comparison. `buffer` is scratch space.
pub fn lemmas(word: &str, buffer: &mut String, mut visit: impl FnMut(&str)) {
    visit(word);
    let mut try_form = |stem: &str, ending: &str| {
        buffer.clear();
        buffer.push_str(stem);
        buffer.push_str(ending);
        visit(buffer);
    };
    let strip = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() >= 2);
    if let Some(stem) = strip("ies") {
        try_form(stem, "y");
    }
    if let Some(stem) = strip("es") {
        try_form(stem, "");
    }
    if let Some(stem) = strip("'s")
        .or_else(|| strip("s"))
        .filter(|s| !s.ends_with('s'))
    {
        try_form(stem, "");
    }
    for ending in ["ed", "ing", "er", "est"] {
        if let Some(stem) = strip(ending) {
            try_form(stem, "");
            try_form(stem, "e");
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(before)) = (letters.next(), letters.next())
                && last == before
            {
                try_form(&stem[..stem.len() - last.len_utf8()], "");
            }
        }
    }
    if let Some(stem) = strip("ly") {
        try_form(stem, "");
    }
}

/// Calls `visit` with words that an unlisted word may be derived from: 열거 is enumerate, and
/// enumerable what can be. `buffer` is scratch space.
pub fn stems(word: &str, buffer: &mut String, mut visit: impl FnMut(&str)) {
    const DERIVED: [(&str, &[&str]); 14] = [
        ("able", &["", "e", "ate"]),
        ("ible", &["", "e", "ion"]),
        ("ability", &["able", "", "e", "ate"]),
        ("ation", &["", "e", "ate"]),
        ("ion", &["", "e"]),
        ("ment", &[""]),
        ("ness", &[""]),
        ("or", &["e", ""]),
        ("ive", &["ion", "e", ""]),
        ("al", &["", "e"]),
        ("ical", &["ic", "y", ""]),
        ("ity", &["e", ""]),
        ("ization", &["ize", "", "al"]),
        ("ize", &["", "al", "ization"]),
    ];
    for (ending, origins) in DERIVED {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 4) else {
            continue;
        };
        for origin in origins {
            buffer.clear();
            buffer.push_str(stem);
            buffer.push_str(origin);
            visit(buffer);
        }
    }
}

/// The two words that an unlisted word is written together from, if both are listed: sub|call is
/// left to the affixes, log|file is not. The first, longer than the second where there is a choice.
#[must_use]
pub fn compound(word: &str) -> Option<(&str, &str)> {
    (3..word.len().saturating_sub(2))
        .rev()
        .filter(|&at| word.is_char_boundary(at))
        .map(|at| word.split_at(at))
        .find(|(first, second)| Lexicon::knows(first) && Lexicon::knows(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    static LEXICON: Lexicon =
        Lexicon::new("borrow\t빌리:92\nfoundation\t재단 기초:40\nlabor\t노동\nnon-\t비\n");

    #[test]
    fn words_are_found_and_others_are_not() {
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
                LEXICON.renderings(word).collect::<Vec<_>>(),
                expected,
                "{word}"
            );
        }
    }

    #[test]
    fn every_line_of_the_built_in_lexicons_is_found() {
        for lexicon in [Lexicon::learned(), Lexicon::curated(), Lexicon::acronyms()] {
            for line in lexicon.lines.lines() {
                let (key, korean) = line.split_once('\t').expect("a tab");
                assert_eq!(lexicon.cell(key), Some(korean), "{key}");
                assert_eq!(
                    lexicon.renderings(key).count(),
                    korean.split(' ').count(),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn derived_words_come_back_to_their_stem() {
        let mut found = Vec::new();
        stems("enumerable", &mut String::new(), |stem| {
            found.push(stem.to_string());
        });
        assert_eq!(found, ["enumer", "enumere", "enumerate"]);
        let mut none = Vec::new();
        stems("table", &mut String::new(), |stem| {
            none.push(stem.to_string());
        });
        assert!(none.is_empty(), "{none:?}");
    }

    #[test]
    fn compounds_fall_into_listed_words() {
        assert_eq!(compound("taskqueue"), Some(("task", "queue")));
        assert_eq!(compound("xyzzyplugh"), None);
    }

    #[test]
    fn inflected_words_come_back_to_their_lemma() {
        let forms = |word: &str| {
            let mut found = Vec::new();
            lemmas(word, &mut String::new(), |form| {
                found.push(form.to_string());
            });
            found
        };
        for (word, lemma) in [
            ("networks", "network"),
            ("policies", "policy"),
            ("processes", "process"),
            ("distributed", "distribute"),
            ("hashing", "hash"),
            ("stopped", "stop"),
            ("randomly", "random"),
            ("faster", "fast"),
        ] {
            assert!(forms(word).contains(&lemma.to_string()), "{word}");
        }
        assert!(!forms("class").contains(&"clas".to_string()));
    }
}
