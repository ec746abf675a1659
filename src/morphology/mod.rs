//! Korean morphemes. The only room that knows lindera.
//!
//! A word between spaces (eojeol) is analysed by itself: 노동부는 = 노동 + 부 + 는. That gives what
//! the aligner needs, boundaries and parts of speech, and three things besides. The dictionary's
//! left-space penalty, which costs 120 ms and 75 MB at every start because lindera reads the part
//! of speech of all 816,283 words to build its table, is not needed, since nothing stands before a
//! space any more. The same words come again and again, so a small cache answers most of them. And the analysis of a word
//! does not depend on where a window happens to be cut.

mod citation;
mod entry;
mod nouns;
mod stem;
mod syllable;

pub use nouns::Nouns;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lindera::dictionary::{Dictionary, load_dictionary};
use lindera::error::LinderaErrorKind;
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::worker::SegmentWorker;

use crate::error::{Error, Result};
use crate::fnv::fnv;
use crate::scan::Glyph;

/// Part of speech, in the tags of the Sejong corpus that ko-dic uses, coarsened where nothing here
/// needs the difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// Common noun (NNG).
    Noun,
    /// Proper noun (NNP).
    ProperNoun,
    /// Proper noun that is a person's name.
    Person,
    /// Proper noun that is a place.
    Place,
    /// Bound noun and unit (NNB, NNBC).
    BoundNoun,
    /// Numeral (NR) and number in digits (SN).
    Number,
    /// Pronoun (NP).
    Pronoun,
    /// Verb (VV) and auxiliary verb (VX).
    Verb,
    /// Adjective (VA) and copulas (VCP, VCN).
    Adjective,
    /// Determiner (MM).
    Determiner,
    /// Adverb (MAG, MAJ).
    Adverb,
    /// Interjection (IC).
    Interjection,
    /// Possessive particle 의 (JKG).
    Possessive,
    /// Conjunctive particle 와, 과 and the like (JC).
    Conjunctive,
    /// Object particle 을, 를 (JKO).
    Object,
    /// Subject particle 이, 가 (JKS).
    Subject,
    /// Any other particle (J*).
    Particle,
    /// Ending that makes a verb modify a noun (ETM).
    Adnominal,
    /// Any other ending (E*).
    Ending,
    /// Prefix (XPN).
    Prefix,
    /// Suffix that makes nouns (XSN).
    Suffix,
    /// Suffix that makes verbs and adjectives (XSV, XSA).
    VerbSuffix,
    /// Root (XR).
    Root,
    /// Letters of another script (SL).
    Foreign,
    /// Chinese characters (SH).
    Hanja,
    /// Punctuation, brackets, signs.
    Sign,
    /// A word the dictionary does not know.
    Unknown,
}

impl Tag {
    fn new(tag: &str, meaning: &str) -> Self {
        match tag {
            "NNG" => Self::Noun,
            "NNP" => match meaning {
                "인명" => Self::Person,
                "지명" => Self::Place,
                _ => Self::ProperNoun,
            },
            "NNB" | "NNBC" => Self::BoundNoun,
            "NR" | "SN" => Self::Number,
            "NP" => Self::Pronoun,
            "VV" | "VX" => Self::Verb,
            "VA" | "VCP" | "VCN" => Self::Adjective,
            "MM" => Self::Determiner,
            "MAG" | "MAJ" => Self::Adverb,
            "IC" => Self::Interjection,
            "JKG" => Self::Possessive,
            "JC" => Self::Conjunctive,
            "JKO" => Self::Object,
            "JKS" => Self::Subject,
            "ETM" => Self::Adnominal,
            "XPN" => Self::Prefix,
            "XSN" => Self::Suffix,
            "XSV" | "XSA" => Self::VerbSuffix,
            "XR" => Self::Root,
            "SL" => Self::Foreign,
            "SH" => Self::Hanja,
            "UNKNOWN" | "UNK" => Self::Unknown,
            _ if tag.starts_with('J') => Self::Particle,
            _ if tag.starts_with('E') => Self::Ending,
            _ => Self::Sign,
        }
    }

    /// Whether it is a noun of any kind, or what stands like one.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::ProperNoun
                | Self::Person
                | Self::Place
                | Self::BoundNoun
                | Self::Number
                | Self::Pronoun
                | Self::Prefix
                | Self::Suffix
                | Self::Root
                | Self::Foreign
                | Self::Hanja
                | Self::Unknown
        )
    }

    /// Whether it is a particle.
    #[must_use]
    pub fn is_particle(self) -> bool {
        matches!(
            self,
            Self::Possessive | Self::Conjunctive | Self::Object | Self::Subject | Self::Particle
        )
    }

    /// Whether it is an ending.
    #[must_use]
    pub fn is_ending(self) -> bool {
        matches!(self, Self::Adnominal | Self::Ending)
    }
}

/// A morpheme, or several that the dictionary keeps as one (했다 = 하 + 았 + 다).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Morpheme {
    /// First character, counted in characters of what was analysed.
    pub start: u32,
    /// Behind the last character.
    pub end: u32,
    /// Part of speech of its first part.
    pub first: Tag,
    /// Part of speech of its last part.
    pub last: Tag,
}

/// The dictionary, loaded. Cheap to clone; one for all threads.
#[derive(Clone)]
pub struct Analyser {
    segmenter: Segmenter,
    known: Arc<Known>,
}

impl Analyser {
    /// Loads the dictionary that is built into the binary, or the one in `folder`.
    ///
    /// # Errors
    ///
    /// If there is none, or it is none that lindera can read.
    pub fn new(folder: Option<&Path>) -> Result<Self> {
        let mut dictionary = match folder {
            Some(folder) => from_folder(folder)?,
            None => embedded()?,
        };
        // See above: words are analysed one by one, so no morpheme ever follows a space.
        Arc::make_mut(&mut dictionary.metadata).space_penalty = None;
        Ok(Self {
            segmenter: Segmenter::new(Mode::Normal, dictionary, None),
            known: Arc::default(),
        })
    }

    /// A worker for one thread.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker {
            segmenter: self.segmenter.new_worker(),
            known: Arc::clone(&self.known),
            word: String::new(),
            morphemes: Vec::new(),
        }
    }
}

/// Name and version of the dictionary that is built in, if there is one.
#[must_use]
pub fn dictionary_version() -> Option<String> {
    #[cfg(feature = "embedded-dictionary")]
    return Some("mecab-ko-dic 2.1.1-20180720".to_string());
    #[cfg(not(feature = "embedded-dictionary"))]
    None
}

/// What to type where there is no dictionary.
const BUILD: &str = "type `cargo xtask dictionary`: it builds one and prints its folder";

fn from_folder(folder: &Path) -> Result<Dictionary> {
    load_dictionary(&folder.to_string_lossy()).map_err(|error| {
        // lindera's own words name its types and the folder a second time.
        let reason = if !folder.exists() {
            "no such folder"
        } else if !folder.is_dir() {
            "is a file, not the folder of a Korean dictionary"
        } else if !folder.join("metadata.json").exists() {
            "is not the folder of a Korean dictionary: there is no metadata.json in it"
        } else if error.kind() == LinderaErrorKind::Io {
            "is not a whole Korean dictionary: one of its files is missing or may not be read"
        } else {
            "holds a Korean dictionary that is damaged or was built for another version of yongeo"
        };
        Error::new(reason).in_file(folder).hint(BUILD)
    })
}

#[cfg(feature = "embedded-dictionary")]
fn embedded() -> Result<Dictionary> {
    load_dictionary("embedded://ko-dic")
        .map_err(|error| Error::new(format!("the built-in dictionary is broken: {error}")))
}

#[cfg(not(feature = "embedded-dictionary"))]
fn embedded() -> Result<Dictionary> {
    Err(
        Error::new("this yongeo was built without the Korean dictionary; type `--dictionary DIR`")
            .hint(BUILD),
    )
}

/// The words that were analysed, with their morphemes: what one thread knows all know. In parts, so that threads seldom wait for each
/// other.
#[derive(Default)]
struct Known([Mutex<Words>; PARTS]);

type Words = HashMap<Box<str>, Box<[Morpheme]>>;

const PARTS: usize = 32;

/// Words kept in a part; in all of them, about 8 MB. Real text has few new words beyond that.
const WORDS: usize = 2048;

impl Known {
    fn part(&self, word: &str) -> MutexGuard<'_, Words> {
        let part = &self.0[fnv(word.bytes()) as usize % PARTS];
        part.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one thread needs to analyse words. Reused from one parenthesis to the next.
pub struct Worker {
    segmenter: SegmentWorker,
    known: Arc<Known>,
    word: String,
    /// Those of the word.
    morphemes: Vec<Morpheme>,
}

impl Worker {
    /// The morphemes of a text, word by word. `morphemes` is cleared first.
    pub fn analyse(&mut self, text: &[Glyph], morphemes: &mut Vec<Morpheme>) {
        morphemes.clear();
        let mut start = 0;
        for end in 0..=text.len() {
            if text.get(end).is_some_and(|g| g.char != ' ') {
                continue;
            }
            if end > start {
                self.word.clear();
                self.word.extend(text[start..end].iter().map(|g| g.char));
                let offset = start as u32;
                morphemes.extend(self.word().iter().map(|m| Morpheme {
                    start: m.start + offset,
                    end: m.end + offset,
                    ..*m
                }));
            }
            start = end + 1;
        }
    }

    /// The morphemes of the word in `self.word`.
    fn word(&mut self) -> &[Morpheme] {
        self.morphemes.clear();
        if let Some(known) = self.known.part(&self.word).get(self.word.as_str()) {
            self.morphemes.extend(known);
            return &self.morphemes;
        }
        let found = self.segment();
        self.morphemes.extend(&found);
        let mut part = self.known.part(&self.word);
        if part.len() >= WORDS {
            part.clear();
        }
        part.insert(self.word.as_str().into(), found);
        drop(part);
        &self.morphemes
    }

    fn segment(&mut self) -> Box<[Morpheme]> {
        // The only error is a lattice without a path, which the unknown-word entries rule out; a
        // word without an analysis is one unknown morpheme.
        let Ok(tokens) = self.segmenter.segment(&self.word) else {
            return Box::new([Morpheme {
                start: 0,
                end: self.word.chars().count() as u32,
                first: Tag::Unknown,
                last: Tag::Unknown,
            }]);
        };
        let mut at = 0;
        tokens
            .into_iter()
            .map(|token| {
                let start = at;
                at += token.surface.chars().count() as u32;
                let (first, last) = tags(&token);
                Morpheme {
                    start,
                    end: at,
                    first,
                    last,
                }
            })
            .collect()
    }
}

/// First and last part of speech of a token.
fn tags(token: &lindera::token::Token<'_>) -> (Tag, Tag) {
    let id = token.word_id.id() as usize;
    let mut details = if token.word_id.is_unknown() {
        token.dictionary.unknown_word_details_iter(id)
    } else {
        token.dictionary.word_details_iter(id)
    };
    let tag = details.next().unwrap_or("UNK");
    let meaning = details.next().unwrap_or("*");
    let mut parts = tag.split('+');
    let first = parts.next().unwrap_or(tag);
    let last = parts.next_back().unwrap_or(first);
    (Tag::new(first, meaning), Tag::new(last, meaning))
}
