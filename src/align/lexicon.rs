//! Which Korean words, roots and affixes render an English word?
//!
//! A lexicon is a text that stays as it is in the binary: one line an English word, sorted, so that
//! a look-up is a binary search over the lines and loading costs nothing. Two are built in: one
//! learned from parallel texts, one curated by hand; `cargo xtask train lexicon` writes both.

/// An English-Korean word list: lines of `english, tab, korean:weight korean:weight …`, sorted by
/// the bytes of the English, weights 1 to 100.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lexicon {
    lines: &'static str,
}

impl Lexicon {
    /// A lexicon over a text of this form.
    #[must_use]
    pub const fn new(lines: &'static str) -> Self {
        Self { lines }
    }

    /// What was learned from dictionaries and translated texts.
    #[must_use]
    pub const fn learned() -> Self {
        Self::new(include_str!("lexicon-learned.tsv"))
    }

    /// What was written by hand for this project.
    #[must_use]
    pub const fn curated() -> Self {
        Self::new(include_str!("lexicon-curated.tsv"))
    }

    /// The initials of the English renderings of Korean words: `국제, tab, i`.
    #[must_use]
    pub const fn initials() -> Self {
        Self::new(include_str!("lexicon-initials.tsv"))
    }

    /// The Korean names of acronyms (in small letters).
    #[must_use]
    pub const fn acronyms() -> Self {
        Self::new(include_str!("lexicon-acronyms.tsv"))
    }

    /// Whether an English word (lower case) stands in one of the built-in word lists.
    #[must_use]
    pub fn knows(english: &str) -> bool {
        [Self::curated(), Self::learned()]
            .iter()
            .any(|l| l.cell(english).is_some())
    }

    /// The Korean renderings of an English word (lower case) with their weights, 0 to 1.
    pub fn renderings(self, english: &str) -> impl Iterator<Item = (&'static str, f32)> {
        self.cell(english)
            .unwrap_or("")
            .split(' ')
            .filter_map(|entry| {
                let (korean, weight) = entry.split_once(':')?;
                Some((korean, weight.parse::<f32>().ok()? / 100.0))
            })
    }

    /// What stands behind a word.
    #[must_use]
    pub fn cell(self, english: &str) -> Option<&'static str> {
        let bytes = self.lines.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |i| low + i + 1);
            let end = memchr::memchr(b'\n', &bytes[middle..high]).map_or(high, |i| middle + i);
            let line = &self.lines[start..end];
            let (key, korean) = line.split_once('\t')?;
            match key.cmp(english) {
                std::cmp::Ordering::Equal => return Some(korean),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start.saturating_sub(1),
            }
        }
        None
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
    pub curated: Lexicon,
    /// Learned from parallel texts.
    pub learned: Lexicon,
    /// Names of acronyms.
    pub acronyms: Lexicon,
    /// Initials of Korean words.
    pub initials: Lexicon,
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
    pub fn renderings(self) -> [Lexicon; 3] {
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
        *lexicon = Lexicon::new("");
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

    const LEXICON: Lexicon = Lexicon::new(
        "borrow\t빌리:92\nfoundation\t재단:100 기초:40\nlabor\t노동:100\nnon-\t비:100\n",
    );

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
