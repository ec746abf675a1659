//! Which stretches of Korean go with which words of a form, each by itself.
//!
//! A link is a piece of evidence: 레드시프트 spells Redshift, S3 stands on both sides. The features
//! ask how much of a candidate the links cover, and of the form.

use std::ops::Range;

use crate::align::jamo::{Jamo, Letter, push_jamo, push_letters};
use crate::align::transliteration::{Finder, Table};
use crate::scan::Glyph;

/// Most characters before the parenthesis that links are looked for in; they are counted in the
/// bits of a `u64`.
pub const SPAN: usize = 64;

/// Odds of a stretch against chance that make it a link. There are some forty places where a match
/// could begin, so odds of `ln 40` = 3.7 are what chance finds somewhere.
const LEAST_ODDS: f32 = 2.5;
/// Odds beyond which a link is certain.
const SURE_ODDS: f32 = 9.0;

/// A word of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Its characters, in the window of the parenthesis.
    pub chars: Range<usize>,
    /// Its letters, as a range of [`Links::letters`].
    letters: Range<usize>,
    /// `of`, `the`, `and`: not rendered by a word of its own.
    pub function: bool,
}

/// Evidence that a stretch of Korean goes with a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Index of the word.
    pub word: usize,
    /// First character of the stretch, in the window before the parenthesis.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// 0 (none) to 1 (certain).
    pub strength: f32,
}

/// The words of a form and all their links. Reused from one form to the next.
#[derive(Default)]
pub struct Links {
    /// The words of the form.
    pub words: Vec<Word>,
    /// All links, by word.
    pub links: Vec<Link>,
    letters: Vec<Letter>,
    jamo: Vec<Jamo>,
    /// For every jamo position the character it belongs to, and whether a syllable begins there.
    char_of: Vec<u16>,
    boundary: Vec<bool>,
    finder: Finder,
}

/// A jamo that no letter spells: stands for whatever is no Hangul.
const WALL: Jamo = 66 + 1;

impl Links {
    /// Takes in the Korean side: the characters of `text` from `from` on.
    pub fn read_korean(&mut self, text: &[Glyph], from: usize) {
        self.jamo.clear();
        self.char_of.clear();
        self.boundary.clear();
        for (at, glyph) in text.iter().enumerate().skip(from) {
            let before = self.jamo.len();
            if push_jamo(glyph.char, &mut self.jamo) == 0 {
                if glyph.char == ' ' {
                    continue;
                }
                self.jamo.push(WALL);
            }
            for index in before..self.jamo.len() {
                self.char_of.push(at as u16);
                self.boundary.push(index == before);
            }
        }
        self.char_of.push(text.len() as u16);
        self.boundary.push(true);
    }

    /// Takes in a form and finds its links with the Korean side.
    pub fn read_form(
        &mut self,
        table: &Table,
        korean: &[Glyph],
        from: usize,
        text: &[Glyph],
        at: usize,
    ) {
        self.words.clear();
        self.links.clear();
        self.letters.clear();
        let mut start = 0;
        for end in 0..=text.len() {
            let within = text.get(end).is_some_and(|g| {
                g.char.is_alphanumeric() || "'’.&+#".contains(g.char) && end > start
            });
            if within {
                continue;
            }
            if end > start {
                self.push_word(text, start..end, at);
            }
            start = end + 1;
        }
        for index in 0..self.words.len() {
            self.sound(table, index);
        }
        self.copies(korean, from, text, at);
    }

    fn push_word(&mut self, text: &[Glyph], chars: Range<usize>, at: usize) {
        const FUNCTION: [&str; 30] = [
            "of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "with", "from",
            "as", "or", "de", "la", "le", "les", "des", "du", "der", "die", "das", "und", "et",
            "del", "von", "van", "di",
        ];
        let word = &text[chars.clone()];
        let function = FUNCTION.iter().any(|f| {
            f.len() == word.len()
                && f.chars()
                    .zip(word)
                    .all(|(a, b)| a == b.char.to_ascii_lowercase())
        }) && !word.iter().any(|g| g.char.is_uppercase())
            || word.iter().all(|g| !g.char.is_alphanumeric());
        let begin = self.letters.len();
        word.iter()
            .for_each(|g| push_letters(g.char, &mut self.letters));
        self.words.push(Word {
            chars: at + chars.start..at + chars.end,
            letters: begin..self.letters.len(),
            function,
        });
    }

    /// Stretches that spell the word's sound.
    fn sound(&mut self, table: &Table, index: usize) {
        let word = &self.words[index];
        let letters = &self.letters[word.letters.clone()];
        if letters.len() < 2 || letters.len() > 24 || word.function {
            return;
        }
        let (links, char_of) = (&mut self.links, &self.char_of);
        self.finder.find(
            table,
            letters,
            &self.jamo,
            &self.boundary,
            LEAST_ODDS,
            |m| {
                links.push(Link {
                    word: index,
                    start: char_of[m.start] as usize,
                    end: char_of[m.end - 1] as usize + 1,
                    strength: ((m.odds - LEAST_ODDS) / (SURE_ODDS - LEAST_ODDS)).clamp(0.05, 1.0),
                });
            },
        );
    }

    /// Latin letters and digits that stand on both sides.
    fn copies(&mut self, korean: &[Glyph], from: usize, text: &[Glyph], at: usize) {
        for run in foreign_runs(korean, from) {
            let same = |a: &Glyph, b: &Glyph| a.char.eq_ignore_ascii_case(&b.char);
            let found = text
                .windows(run.len())
                .position(|w| w.iter().zip(&korean[run.clone()]).all(|(a, b)| same(a, b)));
            if let Some(position) = found {
                let place = at + position;
                if let Some(word) = self.words.iter().position(|w| w.chars.contains(&place)) {
                    self.links.push(Link {
                        word,
                        start: run.start,
                        end: run.end,
                        strength: 1.0,
                    });
                }
            }
        }
    }

    /// Number of letters and digits of a word.
    #[must_use]
    pub fn weight(&self, word: usize) -> f32 {
        let word = &self.words[word];
        if word.function {
            0.0
        } else {
            word.letters.len().max(1) as f32
        }
    }
}

/// The runs of Latin letters and digits from `from` on.
pub fn foreign_runs(text: &[Glyph], from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let foreign = |g: &Glyph| g.char.is_ascii_alphanumeric();
    let mut at = from;
    std::iter::from_fn(move || {
        let start = at + text[at.min(text.len())..].iter().position(foreign)?;
        let length = text[start..].iter().take_while(|g| foreign(g)).count();
        at = start + length;
        Some(start..at)
    })
}
