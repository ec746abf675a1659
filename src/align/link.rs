//! Which stretches of Korean go with which words of a form, each by itself.
//!
//! A link is a piece of evidence: 레드시프트 spells Redshift, S3 stands on both sides. The features
//! ask how much of a candidate the links cover, and of the form.

use std::ops::Range;

use crate::align::jamo::{Jamo, Letter, push_jamo, push_letters};
use crate::align::letter;
use crate::align::transliteration::{Finder, Table};
use crate::lexicon::{Lexicons, compound, lemmas, stems};
use crate::morphology::Morpheme;
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
    /// Index of the first word.
    pub word: usize,
    /// Behind the last word: more than one where a phrase has a rendering of its own.
    pub upto: usize,
    /// First character of the stretch, in the window before the parenthesis.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// 0 (none) to 1 (certain).
    pub strength: f32,
    /// What kind of evidence it is.
    pub source: Source,
}

/// What kind of evidence a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The Korean spells the sound of the word.
    Sound,
    /// Letters or digits stand on both sides.
    Copy,
    /// A lexicon has the Korean as a rendering of the word.
    Meaning,
    /// A lexicon has it as a rendering of an affix of the word: 비- of non-.
    Affix,
}

/// The words of a form and all their links. Reused from one form to the next.
#[derive(Default)]
pub struct Links {
    /// The words of the form.
    pub words: Vec<Word>,
    /// All links, by word.
    pub links: Vec<Link>,
    /// Where renderings are looked up.
    pub lexicons: Lexicons,
    /// The form is a proper name that is known.
    pub named: bool,
    /// The word before the parenthesis is a country.
    pub country: bool,
    /// Where the last words before the parenthesis begin that are a kind of things which have names.
    pub kind: Option<u32>,
    letters: Vec<Letter>,
    jamo: Vec<Jamo>,
    /// For every jamo position the character it belongs to, and whether a syllable begins there.
    char_of: Vec<u16>,
    boundary: Vec<bool>,
    /// Characters where a morpheme begins or ends, as bits counted from `from`.
    begins: u64,
    ends: u64,
    /// Characters where a morpheme begins that a lexicon has English for.
    known: u64,
    from: usize,
    finder: Finder,
    lower: String,
    lemma: String,
}

/// Words that the name of a kind has at most.
const KIND_WORDS: usize = 2;

/// A jamo that no letter spells: stands for whatever is no Hangul.
const WALL: Jamo = 66 + 1;

impl Links {
    /// Takes in the Korean side: the characters of `text` from `from` on.
    pub fn read_korean(&mut self, text: &[Glyph], morphemes: &[Morpheme], from: usize) {
        self.from = from;
        self.begins = 0;
        self.ends = 0;
        self.known = 0;
        for morpheme in morphemes.iter().filter(|m| m.start as usize >= from) {
            self.begins |= 1_u64.checked_shl(morpheme.start - from as u32).unwrap_or(0);
            self.ends |= 1_u64.checked_shl(morpheme.end - from as u32).unwrap_or(0);
            self.lower.clear();
            let word = text
                .get(morpheme.start as usize..morpheme.end as usize)
                .unwrap_or(&[]);
            self.lower.extend(word.iter().map(|g| g.char));
            if word.len() > 1 && self.lexicons.initials.cell(&self.lower).is_some() {
                self.known |= 1_u64.checked_shl(morpheme.start - from as u32).unwrap_or(0);
            }
        }
        self.lower.clear();
        let last = text.iter().rposition(|g| g.char != ' ');
        let near = &text[..last.map_or(0, |at| at + 1)];
        let word = near.rsplit(|g| g.char == ' ').next().unwrap_or(&[]);
        self.lower.extend(word.iter().map(|g| g.char));
        self.country = self.lexicons.countries.cell(&self.lower).is_some();
        self.kind = None;
        let spaces = near.iter().enumerate().skip(from).rev();
        let starts = spaces.filter(|(_, g)| g.char == ' ').map(|(at, _)| at + 1);
        let starts = starts.chain([from]).filter(|&at| at < near.len());
        for start in starts.take(KIND_WORDS) {
            self.lower.clear();
            self.lower.extend(near[start..].iter().map(|g| g.char));
            if self.lexicons.kinds.cell(&self.lower).is_some() {
                self.kind = Some(start as u32);
            }
        }
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
                g.char.is_alphanumeric()
                    || matches!(g.char, '\'' | '’' | '.' | '&' | '+' | '#') && end > start
            });
            if within {
                continue;
            }
            if end > start {
                self.push_word(text, start..end, at);
            }
            start = end + 1;
        }
        self.lower.clear();
        let lower = text.iter().flat_map(|g| g.char.to_lowercase());
        self.lower.extend(lower);
        self.named = self.lexicons.names.cell(&self.lower).is_some();
        for index in 0..self.words.len() {
            self.sound(table, index);
            self.meaning(korean, index, text, at);
            self.read_out(korean, index, text, at);
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
        for glyph in word {
            push_letters(glyph.char, &mut self.letters);
        }
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
                    upto: index + 1,
                    source: Source::Sound,
                    start: char_of[m.start] as usize,
                    end: char_of[m.end - 1] as usize + 1,
                    strength: ((m.odds - LEAST_ODDS) / (SURE_ODDS - LEAST_ODDS)).clamp(0.05, 1.0),
                });
            },
        );
    }

    /// Letters and digits read out: 엑스 for the X of X-ray, 유에스비 for USB.
    fn read_out(&mut self, korean: &[Glyph], index: usize, text: &[Glyph], at: usize) {
        let chars = &self.words[index].chars;
        let word = &text[chars.start - at..chars.end - at];
        let letters = word.len() == 1 || !word.iter().any(|g| g.char.is_lowercase());
        if word.len() > 4 || !letters {
            return;
        }
        let joined = text.get(chars.end - at).is_some_and(|g| g.char == '-');
        for start in self.from..korean.len() {
            if !('가'..='힣').contains(&korean[start].char) {
                continue;
            }
            let Some(length) = letter::read_out(&korean[start..], word) else {
                continue;
            };
            let end = start + length;
            if end - self.from > SPAN {
                break;
            }
            // One syllable is found anywhere; it counts where a hyphen joins it to the next word.
            let begins = self.begins & (1 << (start - self.from)) != 0;
            let strength = match (length > 1, begins) {
                (true, true) => 1.0,
                (true, false) => 0.5,
                (false, true) if joined => 0.7,
                (false, _) => continue,
            };
            self.links.push(Link {
                word: index,
                upto: index + 1,
                source: Source::Sound,
                start,
                end,
                strength,
            });
        }
    }

    /// Renderings of the word, of phrases that begin with it, and of its affixes.
    fn meaning(&mut self, korean: &[Glyph], index: usize, text: &[Glyph], at: usize) {
        let mut lower = std::mem::take(&mut self.lower);
        let mut lemma = std::mem::take(&mut self.lemma);
        // The longest phrase that a lexicon has, up to four words.
        let start = self.words[index].chars.start - at;
        for upto in index + 1..=self.words.len().min(index + 4) {
            if self.words[index].function {
                break;
            }
            let end = self.words[upto - 1].chars.end - at;
            lower.clear();
            lower.extend(text[start..end].iter().flat_map(|g| g.char.to_lowercase()));
            if upto == index + 1 {
                let before = self.links.len();
                let mut listed = false;
                lemmas(&lower, &mut lemma, |form| {
                    listed |= self.render(korean, form, index..upto, Source::Meaning);
                });
                let linked = self.links.len() > before;
                self.affixes(korean, &lower, &mut lemma, index);
                if !linked {
                    stems(&lower, &mut lemma, |stem| {
                        self.render(korean, stem, index..upto, Source::Meaning);
                    });
                }
                if !listed && let Some((first, second)) = compound(&lower) {
                    self.render(korean, first, index..upto, Source::Meaning);
                    self.render(korean, second, index..upto, Source::Meaning);
                }
                // A word joined by a hyphen may be a prefix: e-Pass, non-linear.
                if text.get(end).is_some_and(|g| g.char == '-') {
                    lower.push('-');
                    self.render(korean, &lower, index..upto, Source::Meaning);
                }
            } else if !self.words[upto - 1].function {
                self.render(korean, &lower, index..upto, Source::Meaning);
                if let Some(singular) = lower.strip_suffix('s') {
                    self.render(korean, singular, index..upto, Source::Meaning);
                }
            }
        }
        self.lower = lower;
        self.lemma = lemma;
    }

    /// Affixes that the curated lexicon knows: `non-`, `-ization`; and the rest of a word without its
    /// prefix.
    fn affixes(&mut self, korean: &[Glyph], word: &str, buffer: &mut String, index: usize) {
        for length in (2..=6).filter(|&l| word.len() > l + 2 && word.is_char_boundary(l)) {
            let (prefix, rest) = word.split_at(length);
            buffer.clear();
            buffer.push_str(prefix);
            buffer.push('-');
            if self.lexicons.curated.renderings(buffer).next().is_some() {
                let key = std::mem::take(buffer);
                self.render(korean, &key, index..index + 1, Source::Affix);
                *buffer = key;
                self.render(
                    korean,
                    rest.trim_start_matches('-'),
                    index..index + 1,
                    Source::Meaning,
                );
            }
        }
        for length in
            (2..=7).filter(|&l| word.len() > l + 2 && word.is_char_boundary(word.len() - l))
        {
            buffer.clear();
            buffer.push('-');
            buffer.push_str(&word[word.len() - length..]);
            let key = std::mem::take(buffer);
            self.render(korean, &key, index..index + 1, Source::Affix);
            *buffer = key;
        }
    }

    /// Links of a lexicon's renderings of an English form; whether one has any.
    fn render(
        &mut self,
        korean: &[Glyph],
        english: &str,
        words: Range<usize>,
        source: Source,
    ) -> bool {
        let mut listed = false;
        for lexicon in self.lexicons.renderings() {
            for (rendering, weight) in lexicon.renderings(english) {
                listed = true;
                self.stands(korean, rendering, |this, start, end, fit| {
                    this.links.push(Link {
                        word: words.start,
                        upto: words.end,
                        source,
                        start,
                        end,
                        strength: weight * fit,
                    });
                });
            }
        }
        listed
    }

    /// Where a rendering stands in the Korean; `fit` is how well it keeps to morphemes there. A
    /// single syllable must be a morpheme; `_` in a rendering is a space that may be missing, and
    /// compounds of four syllables and more may be written with spaces that the rendering has not
    /// (핵확산금지조약, 핵확산 금지 조약).
    fn stands(
        &mut self,
        korean: &[Glyph],
        rendering: &str,
        mut found: impl FnMut(&mut Self, usize, usize, f32),
    ) {
        let Some(first) = rendering.chars().next() else {
            return;
        };
        let single = rendering.len() == first.len_utf8();
        let compound = rendering.len() >= 4 * first.len_utf8();
        for start in self.from..korean.len() {
            if korean[start].char != first {
                continue;
            }
            let mut at = start;
            let all = rendering.chars().all(|c| {
                let here = korean.get(at).map(|g| g.char);
                if c == '_' {
                    at += usize::from(here == Some(' '));
                    return true;
                }
                if compound && here == Some(' ') {
                    at += 1;
                }
                let here = korean.get(at).map(|g| g.char);
                at += 1;
                here == Some(c)
            });
            if !all || at - self.from >= SPAN {
                continue;
            }
            let begins = self.begins & (1 << (start - self.from)) != 0;
            let ends = self.ends & (1 << (at - self.from)) != 0;
            let fit = match (single, begins && ends, begins || ends) {
                (true, true, _) => 0.7,
                (true, false, _) => continue,
                (false, true, _) => 1.0,
                (false, false, true) => 0.8,
                (false, false, false) => 0.5,
            };
            found(self, start, at, fit);
        }
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
                        upto: word + 1,
                        source: Source::Copy,
                        start: run.start,
                        end: run.end,
                        strength: 1.0,
                    });
                }
            }
        }
    }

    /// Whether the morpheme that begins at a character is one that a lexicon has English for.
    #[must_use]
    pub fn knows(&self, at: usize) -> bool {
        self.known & (1 << (at - self.from)) != 0
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
