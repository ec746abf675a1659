//! What is looked at when candidates are weighed. Every feature has a name, one place, a value
//! around 0 to 1, and a weight in `weights.tsv`.

mod acronym;
mod contents;
mod cover;
mod edge;
mod none;
#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests;

use crate::align::Passage;
use crate::align::acronym::Acronym;
use crate::align::candidate::{Quotes, RightEdge};
use crate::align::link::Links;
use crate::gloss::{Form, Shape};
use crate::morphology::Morpheme;
use crate::scan::Glyph;

macro_rules! features {
    ($($group:literal => { $($name:ident),* $(,)? }),* $(,)?) => {
        /// A feature.
        #[allow(missing_docs, reason = "the names say it, and `weights.tsv` lists them")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Feature { $($($name),*),* }

        /// The names of all features, in the order of [`Values`].
        pub const NAMES: &[&str] = &[$($(stringify!($name)),*),*];

        /// The features by what they look at.
        pub const GROUPS: &[(&str, &[Feature])] = &[$(($group, &[$(Feature::$name),*])),*];
    };
}

features! {
    // How well the links cover the two sides.
    "links" => {
        FormCovered, FormUncoveredWords, FormAllCovered, KoreanCovered, KoreanUncovered, BeginsWithLink,
        LeadUncovered, LinkLeftOut, AffixLeftOut, EndsWithLink, NothingLinked, ForeignCopied, ForeignNotCopied, DigitsNotCopied,
        CoveredNoun, WholeInOneLink, MeaningCovered, BeginsWithMeaning,
        FirstWordUncovered, OnlyFirstWordUncovered, OnlyFirstWordUncoveredPlace, FirstWordUncoveredFormDone, FirstPlaceUncoveredFormDone,
        KnownUncovered, FirstKnownUncovered, FirstUnknownUncovered,
    },
    // What stands before the candidate.
    "left context" => {
        AfterStart, AfterOpening, AfterPossessive, AfterConjunctive, AfterParticle, AfterAdnominal,
        AfterEnding, AfterNoun, AfterProperNoun, AfterPerson, AfterPlace, AfterNumber, AfterAdverb,
        AfterDeterminer, AfterSign, AfterForeign, AfterHanja, AfterBoundNoun, AfterPronoun, AfterVerb,
        AfterUnknown, AfterSuffix, AfterCut, AfterObject, AfterSubject,
        InsideWord, InsideWordAfterNoun, InsideWordAfterPrefix, InsideWordAfterSign, InsideWordAfterForeign,
        InsideMorpheme,
    },
    // What the candidate begins with.
    "beginning" => {
        FirstNoun, FirstProperNoun, FirstPerson, FirstPlace, FirstPrefix, FirstRoot, FirstVerb,
        FirstAdverb, FirstDeterminer, FirstLoose, FirstNumber, FirstForeign, FirstBoundNoun,
        FirstPronoun, FirstUnknown, FirstPlaceUncovered, FirstPersonUncovered,
    },
    // Quotation marks.
    "quotation" => {
        QuoteMatched, QuoteMissed, QuoteCrossed, QuoteOpenMatched, QuoteOpenMissed,
        QuoteAroundMatched, QuoteAroundMissed,
    },
    // What it holds.
    "contents" => {
        HasPossessive, HasPossessiveWithOf, HasConjunctive, HasConjunctiveWithAnd, HasParticle,
        HasAdnominal, HasEnding, HasComma, HasSign, HasVerb, HasNumber, PhraseParticle, HasObject, HasSubject, HasClauseEnd,
    },
    // How it ends.
    "ending" => {
        Stripped, ParticleLeft, EndingLeft, StrippedMore, LastVerbal, LastVerbalWithParticiple,
    },
    // How long it is against the form.
    "length" => {
        WordsFewerBy3, WordsFewerBy2, WordsFewerBy1, WordsSame, WordsMoreBy1, WordsMoreBy2, WordsMoreBy3,
        OneWordForOne, NounsFewer, NounsMore, NamesSame,
        UncoveredShort, UncoveredLong, OneSyllable, NounsMoreOpen, UncoveredLongOpen,
    },
    // Acronyms.
    "acronyms" => {
        AcronymWords1, AcronymWords2, AcronymWords3, AcronymWords4, AcronymWordsMore, AcronymNounsFewer,
        AcronymNounsMore, AcronymInitials, AcronymAllInitials, AcronymFirstInitial, AcronymSyllablesFewer,
        AcronymAfterPlace, AcronymFirstPlace, AcronymSpelled,
        AcronymExplained, AcronymAllExplained, AcronymKoreanExplained, AcronymBegins, AcronymBeginsAll,
        AcronymKoreanUnexplained, AcronymMoreLeft, AcronymNamed,
    },
    // No candidate at all: what the parenthesis and the word before it look like.
    "rejection" => {
        None, NoneAlone, NoneFirst, NoneSecond, NoneBehindScript, NoneBehindKorean, NoneLabelled,
        NoneListed, NoneAcronym, NoneAcronymAfterPerson, NoneIdentifier, NoneCode, NoneCodeWords, NoneSmall,
        NoneCapital, NoneWords3, NoneWords5, NoneAfterEnding, NoneAfterAdnominal, NoneAcronymAfterName, NoneAfterParticle, NoneAfterNumber,
        NoneAfterForeign, NoneAfterPerson, NoneAfterPlace, NoneAfterSign, NoneAfterBoundNoun, NoneDigit,
        NoneBestLink, NoneAcronymBestLink, NoneShortWord, NoneForeign, NoneSpaceBefore, NoneCodeSpaced,
        NoneIdentifierAfterKnown, NoneHash, NoneBeforeHangul, NoneBeforeStop, NoneBeforeComma, NoneBeforeSpace,
        OpenFirst, OpenLabelled, OpenAcronym, OpenIdentifier, OpenCode, OpenDigit, OpenAfterEnding, OpenAfterParticle,
        OpenAfterForeign, OpenAfterPerson, OpenAfterPlace, OpenBeforeHangul, OpenBeforeStop, OpenBeforeSpace,
        OpenName, OpenAcronymName, OpenAfterCountry, OpenAfterKind, OpenAfterKindOfNoun, OpenAcronymAfterKind,
    },
}

/// Number of features.
pub const COUNT: usize = NAMES.len();

/// The values of all features for one candidate.
pub type Values = [f32; COUNT];

/// What the candidates of one form have in common.
pub struct Setting<'a> {
    /// Where it stands.
    pub passage: Passage<'a>,
    /// The form.
    pub form: &'a Form,
    /// Its words and their links.
    pub links: &'a Links,
    /// What gives the letters, if the form is an acronym.
    pub acronym: &'a Acronym,
    /// Where the candidates end.
    pub edge: RightEdge,
    /// First character looked at.
    pub from: usize,
    /// The quotation marks up to there.
    pub quotes: Quotes,
}

impl Setting<'_> {
    fn text(&self) -> &[Glyph] {
        self.passage.left.glyphs()
    }

    fn form_text(&self) -> &[Glyph] {
        &self.passage.inner.glyphs()[self.form.chars.clone()]
    }

    /// The morpheme that ends at `at`.
    fn before(&self, at: usize) -> Option<&Morpheme> {
        let next = self
            .passage
            .morphemes
            .partition_point(|m| (m.end as usize) < at);
        self.passage
            .morphemes
            .get(next)
            .filter(|m| m.end as usize == at)
    }

    /// The morpheme that covers `at`.
    fn covering(&self, at: usize) -> Option<&Morpheme> {
        let next = self
            .passage
            .morphemes
            .partition_point(|m| (m.end as usize) <= at);
        self.passage
            .morphemes
            .get(next)
            .filter(|m| (m.start as usize) <= at)
    }

    /// The values for the candidate from `start` to `end`.
    pub fn candidate(&self, start: usize, end: usize, values: &mut Values) {
        values.fill(0.0);
        let cover = self.cover(start, end);
        self.coverage(start, end, &cover, values);
        if self.form.shape != Shape::Acronym {
            self.known(start, end, &cover, values);
        }
        self.left_edge(start, values);
        self.beginning(start, &cover, values);
        self.quotes(start, end, values);
        self.contents(start, end, values);
        self.ending(end, values);
        self.length(start, end, &cover, values);
        if self.form.shape == Shape::Acronym {
            self.acronym(start, end, values);
        }
        self.copied(start, end, values);
    }
}
