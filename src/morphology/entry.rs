//! What the dictionary says of a word and of the parts of a contracted one: 된 is 되 + ㄴ.

use std::borrow::Cow;

use lindera::dictionary::Dictionary;
use lindera::token::Token;

/// A morpheme of a word: the form in which the dictionary lists it, and its part of speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) form: &'a str,
    pub(super) tag: &'a str,
}

impl Part<'_> {
    pub(super) fn is_predicate(self) -> bool {
        matches!(self.tag, "VV" | "VA" | "VX" | "VCP" | "VCN" | "XSV" | "XSA")
    }

    pub(super) fn is_ending(self) -> bool {
        self.tag.starts_with('E')
    }

    pub(super) fn is_nominal(self) -> bool {
        self.tag.starts_with('N')
            || matches!(
                self.tag,
                "XSN" | "XPN" | "XR" | "SL" | "SN" | "SH" | "SY" | "MAG" | "MM" | UNKNOWN
            )
    }
}

/// The tag of what stands in no dictionary.
pub(super) const UNKNOWN: &str = "UNKNOWN";

/// What the dictionary says of a token: tags joined by `+`, and what it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) tags: &'a str,
    /// `되/XSV/*+ᆫ/ETM/*`; `*` if the token is one part as it stands.
    pub(super) expression: &'a str,
    /// Whether it is a noun made of nouns.
    is_compound: bool,
}

impl<'a> Entry<'a> {
    pub(super) fn new(mut details: impl Iterator<Item = &'a str>) -> Self {
        let tags = details.next().unwrap_or(UNKNOWN);
        let kind = details.nth(3);
        let is_inflected = kind == Some("Inflect");
        let expression = details.nth(2).filter(|_| is_inflected).unwrap_or("*");
        Self {
            tags,
            expression,
            is_compound: kind == Some("Compound"),
        }
    }

    pub(super) fn parts(self, surface: &'a str) -> impl Iterator<Item = Part<'a>> {
        let whole = (self.expression == "*").then_some(Part {
            form: surface,
            tag: self.tags,
        });
        let parts = self
            .expression
            .split('+')
            .filter(move |_| self.expression != "*");
        whole.into_iter().chain(parts.filter_map(|part| {
            let mut fields = part.split('/');
            Some(Part {
                form: fields.next()?,
                tag: fields.next()?,
            })
        }))
    }
}

/// Whether the tags of an entry are those of a noun, proper or common.
pub(super) fn is_name_of_something(tags: &str) -> bool {
    matches!(tags, "NNG" | "NNP")
}

/// A word of the dictionary that stands in a word.
pub(super) struct Piece<'a> {
    pub(super) start: usize,
    pub(super) surface: &'a str,
    pub(super) entry: Entry<'a>,
}

impl<'a> Piece<'a> {
    /// A token of this word.
    pub(super) fn new(token: &Token<'a>, word: &'a str) -> Self {
        let id = token.word_id.id() as usize;
        let entry = if token.word_id.is_unknown() {
            Entry {
                tags: UNKNOWN,
                expression: "*",
                is_compound: false,
            }
        } else {
            Entry::new(token.dictionary.word_details_iter(id))
        };
        Self {
            start: token.byte_start,
            surface: &word[token.byte_start..token.byte_end],
            entry,
        }
    }

    /// Whether 하 and 되 can be seen in it: the dictionary takes the 치 of 전망치 for 하지.
    pub(super) fn is_written_in_full(&self) -> bool {
        let starts = |initials: &str| self.surface.starts_with(|first| initials.contains(first));
        match self.entry.parts(self.surface).next() {
            Some(part) if part.is_predicate() && part.form == "하" => starts("하한할합해했함"),
            Some(part) if part.is_predicate() && part.form == "되" => starts("되된될됩돼됐됨"),
            _ => true,
        }
    }
}

/// The first consonant of an ending as a consonant of its own: the dictionary uses three blocks of Unicode.
pub(super) fn spelled(ending: &str) -> Cow<'_, str> {
    let consonant = match ending.chars().next() {
        Some('\u{11ab}' | '\u{1102}') => 'ㄴ',
        Some('\u{11af}' | '\u{1105}') => 'ㄹ',
        Some('\u{11b8}' | '\u{1107}') => 'ㅂ',
        _ => return Cow::Borrowed(ending),
    };
    let rest = ending.chars().skip(1);
    Cow::Owned(std::iter::once(consonant).chain(rest).collect())
}

/// The dictionary, word by word.
pub(super) struct Lookup<'a>(pub(super) &'a Dictionary);

impl<'a> Lookup<'a> {
    pub(super) fn entries(&self, surface: &str) -> impl Iterator<Item = Entry<'a>> {
        let dictionary = self.0;
        let found = dictionary.prefix_dictionary.find_surface(surface);
        found
            .into_iter()
            .map(|entry| Entry::new(dictionary.word_details_iter(entry.word_id().id() as usize)))
    }

    /// Every word that a text begins with and that has at least so many bytes, with how many it has and its tags; the shortest first.
    pub(super) fn beginnings(
        &self,
        text: &'a str,
        least: usize,
    ) -> impl Iterator<Item = (usize, &'a str)> {
        let dictionary = self.0;
        let found = dictionary.prefix_dictionary.prefix(text);
        found
            .filter(move |(end, _)| *end >= least)
            .map(|(end, entry)| {
                let id = entry.word_id().id() as usize;
                let tags = dictionary.word_details_iter(id).next();
                (end, tags.unwrap_or(UNKNOWN))
            })
    }

    /// Whether it is a word that is not inflected: a noun, a determiner, a conjunction.
    pub(super) fn is_noun(&self, word: &str) -> bool {
        self.entries(word)
            .any(|entry| matches!(entry.tags, "NNG" | "MM" | "MAJ"))
    }

    /// Whether a noun and 한 are two nouns, 접근 + 권한, and not 접근권 with a suffix.
    pub(super) fn is_compound(&self, noun: &str) -> bool {
        let last = noun.chars().next_back();
        self.entries(noun).any(|entry| entry.is_compound)
            && last.is_some_and(|last| self.is_noun(&format!("{last}한")))
    }

    pub(super) fn is_noun_or_root(&self, word: &str) -> bool {
        self.entries(word)
            .any(|entry| matches!(entry.tags, "NNG" | "XR"))
    }

    pub(super) fn is_stem(&self, word: &str) -> bool {
        self.entries(word).any(|entry| {
            matches!(entry.tags, "VV" | "VA" | "VX" | "VCN") && entry.expression == "*"
        })
    }

    /// Whether it is the stem of a verb.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        let mut entries = self.entries(word);
        entries.any(|entry| entry.tags == "VV" && entry.expression == "*")
    }

    /// Whether it is the form of a verb with an ending before nouns.
    pub(super) fn is_before_noun(&self, word: &str) -> bool {
        let mut entries = self.entries(word);
        entries.any(|entry| matches!(entry.tags, "VV+ETM" | "VX+ETM"))
    }

    /// Bytes of the piece that stand before its part of this index: 해 in 해졌, which is 하 + 아 + 지 + 었.
    pub(super) fn before(&self, piece: &Piece<'_>, index: usize) -> Option<usize> {
        if index == 0 {
            return Some(0);
        }
        let expression = piece.entry.expression;
        let (at, _) = expression.match_indices('+').nth(index - 1)?;
        let rest = &expression[at + 1..];
        let mut places = piece.surface.char_indices().skip(1).map(|(place, _)| place);
        places.find(|&place| {
            self.entries(&piece.surface[place..])
                .any(|entry| entry.expression == rest)
        })
    }
}
