//! What is looked at when candidates are weighed. Every feature has a name, one place, a value
//! around 0 to 1, and a weight in `weights.tsv`.

use crate::align::acronym::Acronym;
use crate::align::candidate::{OPENING, RightEdge, opening_of};
use crate::align::link::{Link, Links, Source, foreign_runs};
use crate::gloss::{Form, Place, Shape};
use crate::morphology::{Morpheme, Tag};
use crate::scan::{Break, Glyph, Window};

macro_rules! features {
    ($($name:ident),* $(,)?) => {
        /// A feature.
        #[allow(missing_docs, reason = "the names say it, and `weights.tsv` lists them")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Feature { $($name),* }

        /// The names of all features, in the order of [`Values`].
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

features! {
    // How well the links cover the two sides.
    FormCovered, FormUncoveredWords, FormAllCovered, KoreanCovered, KoreanUncovered, BeginsWithLink,
    LeadUncovered, LinkLeftOut, EndsWithLink, NothingLinked, ForeignCopied, ForeignNotCopied,
    CoveredNoun, WholeInOneLink, MeaningCovered, BeginsWithMeaning,
    FirstWordUncovered, OnlyFirstWordUncovered, OnlyFirstWordUncoveredPlace, FirstWordUncoveredFormDone, FirstPlaceUncoveredFormDone,
    KnownUncovered, FirstKnownUncovered, FirstUnknownUncovered,
    // What stands before the candidate.
    AfterStart, AfterOpening, AfterPossessive, AfterConjunctive, AfterParticle, AfterAdnominal,
    AfterEnding, AfterNoun, AfterProperNoun, AfterPerson, AfterPlace, AfterNumber, AfterAdverb,
    AfterDeterminer, AfterSign, AfterForeign, AfterHanja, AfterBoundNoun, AfterPronoun, AfterVerb,
    AfterUnknown, AfterSuffix, AfterCut, AfterObject, AfterSubject,
    InsideWord, InsideWordAfterNoun, InsideWordAfterPrefix, InsideWordAfterSign, InsideWordAfterForeign,
    InsideMorpheme,
    // What the candidate begins with.
    FirstNoun, FirstProperNoun, FirstPerson, FirstPlace, FirstPrefix, FirstRoot, FirstVerb,
    FirstAdverb, FirstDeterminer, FirstLoose, FirstNumber, FirstForeign, FirstBoundNoun,
    FirstPronoun, FirstUnknown, FirstPlaceUncovered, FirstPersonUncovered,
    // Quotation marks.
    QuoteMatched, QuoteMissed, QuoteCrossed, QuoteOpenMatched, QuoteOpenMissed,
    // What it holds.
    HasPossessive, HasPossessiveWithOf, HasConjunctive, HasConjunctiveWithAnd, HasParticle,
    HasAdnominal, HasEnding, HasComma, HasSign, HasVerb, HasNumber, PhraseParticle, HasObject, HasSubject, HasClauseEnd,
    // How it ends.
    Stripped, ParticleLeft, EndingLeft, StrippedMore, LastVerbal, LastVerbalWithParticiple,
    // How long it is against the form.
    WordsFewerBy3, WordsFewerBy2, WordsFewerBy1, WordsSame, WordsMoreBy1, WordsMoreBy2, WordsMoreBy3,
    OneWordForOne, NounsFewer, NounsMore, NamesSame,
    UncoveredShort, UncoveredLong, OneSyllable, NounsMoreOpen, UncoveredLongOpen,
    // Acronyms.
    AcronymWords1, AcronymWords2, AcronymWords3, AcronymWords4, AcronymWordsMore, AcronymNounsFewer,
    AcronymNounsMore, AcronymInitials, AcronymAllInitials, AcronymFirstInitial, AcronymSyllablesFewer,
    AcronymAfterPlace, AcronymFirstPlace, AcronymSpelled,
    AcronymExplained, AcronymAllExplained, AcronymKoreanExplained, AcronymBegins, AcronymBeginsAll,
    AcronymKoreanUnexplained, AcronymMoreLeft,
    // No candidate at all: what the parenthesis and the word before it look like.
    None, NoneAlone, NoneFirst, NoneSecond, NoneBehindScript, NoneBehindKorean, NoneLabelled,
    NoneListed, NoneAcronym, NoneAcronymAfterPerson, NoneIdentifier, NoneCode, NoneCodeWords, NoneSmall,
    NoneCapital, NoneWords3, NoneWords5, NoneAfterEnding, NoneAfterParticle, NoneAfterNumber,
    NoneAfterForeign, NoneAfterPerson, NoneAfterPlace, NoneAfterSign, NoneAfterBoundNoun, NoneDigit,
    NoneBestLink, NoneAcronymBestLink, NoneShortWord, NoneForeign, NoneSpaceBefore, NoneCodeSpaced,
    NoneHash,
}

/// Number of features.
pub const COUNT: usize = NAMES.len();

/// The values of all features for one candidate.
pub type Values = [f32; COUNT];

/// What the candidates of one form have in common.
pub struct Setting<'a> {
    /// The text before the parenthesis.
    pub left: &'a Window,
    /// Its morphemes.
    pub morphemes: &'a [Morpheme],
    /// The text inside.
    pub inner: &'a Window,
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
}

impl Setting<'_> {
    fn text(&self) -> &[Glyph] {
        self.left.glyphs()
    }

    fn form_text(&self) -> &[Glyph] {
        &self.inner.glyphs()[self.form.chars.clone()]
    }

    /// The morpheme that ends at `at`.
    fn before(&self, at: usize) -> Option<&Morpheme> {
        let next = self.morphemes.partition_point(|m| (m.end as usize) < at);
        self.morphemes.get(next).filter(|m| m.end as usize == at)
    }

    /// The morpheme that covers `at`.
    fn covering(&self, at: usize) -> Option<&Morpheme> {
        let next = self.morphemes.partition_point(|m| (m.end as usize) <= at);
        self.morphemes
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
    }

    /// The best links within a candidate: at most one a word, not overlapping.
    fn cover(&self, start: usize, end: usize) -> Cover {
        let mut cover = Cover::default();
        let mask = |from: usize, to: usize| bits(to - self.from) & !bits(from - self.from);
        let mut done = 0;
        for word in 0..self.links.words.len() {
            let weight = self.links.weight(word);
            if weight == 0.0 {
                continue;
            }
            cover.weight += weight;
            cover.words += 1.0;
            if word < done {
                cover.covered += weight * cover.phrase;
                cover.linked += 1.0;
                cover.strong += cover.phrase;
                continue;
            }
            let best = self
                .links
                .links
                .iter()
                .filter(|l| l.word == word && l.start >= start && l.end <= end)
                .filter(|l| cover.chars & mask(l.start, l.end) == 0)
                .max_by(|a, b| {
                    // Among the sure, the longer one; a phrase before its words; affixes last.
                    let key = |l: &Link| {
                        let affix = if l.source == Source::Affix { 2.0 } else { 0.0 };
                        l.strength
                            + 0.01 * (l.end - l.start) as f32
                            + 0.5 * (l.upto - l.word) as f32
                            - affix
                    };
                    key(a).total_cmp(&key(b))
                });
            if let Some(link) = best {
                cover.chars |= mask(link.start, link.end);
                cover.covered += weight * link.strength;
                cover.linked += 1.0;
                cover.strong += link.strength;
                cover.phrase = link.strength;
                done = link.upto;
                if link.source == Source::Meaning {
                    cover.meaning |= mask(link.start, link.end);
                }
                // What else of the word stands beside it: an affix, the other half of a compound.
                for more in self.links.links.iter().filter(|l| l.word == word) {
                    let beside = more.end == link.start || more.start == link.end;
                    if beside
                        && more.start >= start
                        && more.end <= end
                        && cover.chars & mask(more.start, more.end) == 0
                    {
                        cover.chars |= mask(more.start, more.end);
                    }
                }
            } else {
                let outside = self
                    .links
                    .links
                    .iter()
                    .filter(|l| l.word == word && l.start < start && l.end <= end)
                    .map(|l| l.strength)
                    .fold(0.0, f32::max);
                cover.left_out = cover.left_out.max(outside);
            }
        }
        cover
    }

    fn coverage(&self, start: usize, end: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let mut set = |f: F, v: f32| values[f as usize] = v;
        let form = if cover.weight > 0.0 {
            cover.covered / cover.weight
        } else {
            0.0
        };
        set(F::FormCovered, form);
        set(
            F::FormUncoveredWords,
            (cover.words - cover.linked).min(4.0) / 4.0,
        );
        set(
            F::FormAllCovered,
            f32::from(cover.words > 0.0 && cover.strong > 0.7 * cover.words),
        );
        let letters = self.text()[start..end]
            .iter()
            .filter(|g| g.char != ' ')
            .count() as f32;
        let covered = cover.chars.count_ones() as f32;
        set(F::KoreanCovered, (covered / letters).min(1.0));
        if covered == 0.0 {
            set(F::NothingLinked, 1.0);
            return;
        }
        set(
            F::KoreanUncovered,
            (letters - covered).clamp(0.0, 8.0) / 8.0,
        );
        let first = (start..end)
            .find(|&at| cover.chars & (1 << (at - self.from)) != 0)
            .unwrap_or(end);
        set(F::BeginsWithLink, f32::from(first == start));
        set(
            F::MeaningCovered,
            cover.meaning.count_ones() as f32 / letters,
        );
        set(
            F::BeginsWithMeaning,
            f32::from(cover.meaning & (1 << (start - self.from)) != 0),
        );
        let lead = self.text()[start..first]
            .iter()
            .filter(|g| g.char != ' ')
            .count();
        set(F::LeadUncovered, form * lead.min(6) as f32 / 6.0);
        let text = &self.text()[start..end];
        let word = text
            .iter()
            .position(|g| g.char == ' ')
            .unwrap_or(text.len());
        let rest = text[word..].iter().filter(|g| g.char != ' ').count() as f32;
        let words = self.form.shape != Shape::Acronym;
        if words && rest > 0.0 && first >= start + word {
            set(F::FirstWordUncovered, 1.0);
            if form > 0.7 {
                set(F::FirstWordUncoveredFormDone, 1.0);
                if self.covering(start).is_some_and(|m| m.first == Tag::Place) {
                    set(F::FirstPlaceUncoveredFormDone, 1.0);
                }
            }
            if covered > 0.85 * rest {
                set(F::OnlyFirstWordUncovered, 1.0);
                if self.covering(start).is_some_and(|m| m.first == Tag::Place) {
                    set(F::OnlyFirstWordUncoveredPlace, 1.0);
                }
            }
        }
        set(
            F::EndsWithLink,
            f32::from(cover.chars & (1 << (end - 1 - self.from)) != 0),
        );
        set(F::LinkLeftOut, cover.left_out);
        set(
            F::WholeInOneLink,
            f32::from(cover.linked < 1.5 && covered >= letters) * form,
        );
    }

    /// Words that the lexicon knows, and that the form nevertheless does not render.
    fn known(&self, start: usize, end: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let first = self
            .morphemes
            .partition_point(|m| (m.end as usize) <= start);
        let mut known = 0.0;
        for (index, m) in self.morphemes[first..].iter().enumerate() {
            let (from, to) = (m.start as usize, m.end as usize);
            if to > end {
                break;
            }
            if from < start || to - from < 2 || !m.first.is_nominal() {
                continue;
            }
            if cover.chars & (1 << (from - self.from)) != 0 {
                continue;
            }
            if self.links.knows(from) {
                known += 1.0;
                if index == 0 {
                    values[F::FirstKnownUncovered as usize] = 1.0;
                }
            } else if index == 0 {
                values[F::FirstUnknownUncovered as usize] = 1.0;
            }
        }
        values[F::KnownUncovered as usize] = f32::min(known, 3.0) / 3.0;
    }

    fn left_edge(&self, start: usize, values: &mut Values) {
        use Feature as F;
        let text = self.text();
        let mut set = |f: F| values[f as usize] = 1.0;
        if self
            .covering(start)
            .is_some_and(|m| (m.start as usize) < start)
        {
            set(F::InsideMorpheme);
        }
        let Some(before) = start.checked_sub(1).map(|i| text[i].char) else {
            set(if self.left.left() == Break::Start {
                F::AfterStart
            } else {
                F::AfterCut
            });
            return;
        };
        if before != ' ' {
            let Some(morpheme) = self.before(start) else {
                set(F::InsideWord);
                return;
            };
            if OPENING.contains(before) {
                set(F::AfterOpening);
                return;
            }
            set(match morpheme.last {
                Tag::Sign => F::InsideWordAfterSign,
                Tag::Prefix | Tag::Determiner => F::InsideWordAfterPrefix,
                Tag::Foreign | Tag::Number => F::InsideWordAfterForeign,
                t if t.is_nominal() => F::InsideWordAfterNoun,
                _ => F::InsideWord,
            });
            return;
        }
        let word_end = text[..start]
            .iter()
            .rposition(|g| g.char != ' ')
            .map_or(0, |i| i + 1);
        let Some(morpheme) = self.before(word_end) else {
            set(F::AfterStart);
            return;
        };
        set(match morpheme.last {
            Tag::Noun | Tag::Root | Tag::Prefix => F::AfterNoun,
            Tag::ProperNoun => F::AfterProperNoun,
            Tag::Person => F::AfterPerson,
            Tag::Place => F::AfterPlace,
            Tag::BoundNoun => F::AfterBoundNoun,
            Tag::Number => F::AfterNumber,
            Tag::Pronoun => F::AfterPronoun,
            Tag::Verb | Tag::Adjective | Tag::VerbSuffix => F::AfterVerb,
            Tag::Determiner => F::AfterDeterminer,
            Tag::Adverb | Tag::Interjection => F::AfterAdverb,
            Tag::Possessive => F::AfterPossessive,
            Tag::Conjunctive => F::AfterConjunctive,
            Tag::Object => F::AfterObject,
            Tag::Subject => F::AfterSubject,
            Tag::Particle => F::AfterParticle,
            Tag::Adnominal => F::AfterAdnominal,
            Tag::Ending => F::AfterEnding,
            Tag::Suffix => F::AfterSuffix,
            Tag::Foreign => F::AfterForeign,
            Tag::Hanja => F::AfterHanja,
            Tag::Sign => F::AfterSign,
            Tag::Unknown => F::AfterUnknown,
        });
    }

    fn beginning(&self, start: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let Some(first) = self.covering(start) else {
            return;
        };
        let mut set = |f: F, v: f32| values[f as usize] = v;
        let covered = cover.chars & (1 << (start - self.from)) != 0;
        if covered && first.first.is_nominal() {
            set(F::CoveredNoun, 1.0);
        }
        match first.first {
            Tag::Place if !covered => set(F::FirstPlaceUncovered, 1.0),
            Tag::Person if !covered => set(F::FirstPersonUncovered, 1.0),
            _ => {}
        }
        let feature = match first.first {
            Tag::Noun => F::FirstNoun,
            Tag::ProperNoun => F::FirstProperNoun,
            Tag::Person => F::FirstPerson,
            Tag::Place => F::FirstPlace,
            Tag::Prefix => F::FirstPrefix,
            Tag::Root => F::FirstRoot,
            Tag::Verb | Tag::Adjective => F::FirstVerb,
            Tag::Adverb | Tag::Interjection => F::FirstAdverb,
            Tag::Determiner => F::FirstDeterminer,
            Tag::Number => F::FirstNumber,
            Tag::Foreign | Tag::Hanja => F::FirstForeign,
            Tag::BoundNoun => F::FirstBoundNoun,
            Tag::Pronoun => F::FirstPronoun,
            Tag::Unknown => F::FirstUnknown,
            _ => F::FirstLoose,
        };
        set(feature, 1.0);
    }

    fn quotes(&self, start: usize, end: usize, values: &mut Values) {
        use Feature as F;
        let text = self.text();
        let mut set = |f: F| values[f as usize] = 1.0;
        if let Some(closing) = self.edge.closing {
            let opening = opening_of(closing);
            let opened = text[..end].iter().rposition(|g| g.char == opening);
            match opened {
                Some(at) if at + 1 == start => set(F::QuoteMatched),
                Some(_) => set(F::QuoteMissed),
                None => {}
            }
        }
        // A quotation that the parenthesis stands in.
        let opened = text[..end]
            .iter()
            .rposition(|g| "‘“「『《〈’”」』》〉".contains(g.char))
            .filter(|&at| "‘“「『《〈".contains(text[at].char));
        if let Some(at) = opened
            && self.edge.closing.is_none()
        {
            if at + 1 == start {
                set(F::QuoteOpenMatched);
            } else if at < start {
                set(F::QuoteOpenMissed);
            }
        }
        // A quotation that opens or closes in the middle of the candidate.
        let within = &text[start..end];
        let opens = within
            .iter()
            .filter(|g| "‘“「『《〈".contains(g.char))
            .count();
        let closes = within
            .iter()
            .filter(|g| "’”」』》〉".contains(g.char))
            .count();
        let plain = within.iter().filter(|g| "'\"`*".contains(g.char)).count();
        if opens != closes || plain > 0 || opens > 0 {
            set(F::QuoteCrossed);
        }
    }

    fn contents(&self, start: usize, end: usize, values: &mut Values) {
        use Feature as F;
        let has = |word: &str| {
            self.links.words.iter().any(|w| {
                let text = &self.inner.glyphs()[w.chars.clone()];
                text.iter()
                    .map(|g| g.char.to_ascii_lowercase())
                    .eq(word.chars())
            })
        };
        let mut set = |f: F| values[f as usize] = 1.0;
        let first = self
            .morphemes
            .partition_point(|m| (m.end as usize) <= start);
        for morpheme in self.morphemes[first..]
            .iter()
            .take_while(|m| (m.end as usize) < end)
        {
            if (morpheme.start as usize) < start {
                continue;
            }
            for tag in [morpheme.first, morpheme.last] {
                match tag {
                    Tag::Possessive => {
                        set(F::HasPossessive);
                        if has("of") {
                            set(F::HasPossessiveWithOf);
                        }
                    }
                    Tag::Conjunctive => {
                        set(F::HasConjunctive);
                        if has("and") || has("&") {
                            set(F::HasConjunctiveWithAnd);
                        }
                    }
                    Tag::Object => {
                        set(F::HasObject);
                        set(F::HasParticle);
                    }
                    Tag::Subject => {
                        set(F::HasSubject);
                        set(F::HasParticle);
                    }
                    Tag::Particle => set(F::HasParticle),
                    Tag::Adnominal => set(F::HasAdnominal),
                    Tag::Ending => set(F::HasEnding),
                    Tag::Verb | Tag::Adjective | Tag::VerbSuffix => set(F::HasVerb),
                    Tag::Number => set(F::HasNumber),
                    Tag::Sign => {
                        let char = self.text()[morpheme.start as usize].char;
                        set(if char == ',' { F::HasComma } else { F::HasSign });
                        // A comma behind an ending or a particle ends a clause.
                        if char == ','
                            && self
                                .before(morpheme.start as usize)
                                .is_some_and(|m| m.last.is_ending() || m.last.is_particle())
                        {
                            set(F::HasClauseEnd);
                        }
                    }
                    _ => {}
                }
            }
        }
        let small = self
            .form_text()
            .first()
            .is_some_and(|g| g.char.is_lowercase());
        let particles = values[F::HasParticle as usize];
        if particles > 0.0 && small && self.links.words.len() >= 3 {
            values[F::PhraseParticle as usize] = 1.0;
        }
    }

    fn ending(&self, end: usize, values: &mut Values) {
        use Feature as F;
        let mut set = |f: F| values[f as usize] = 1.0;
        if end < self.edge.end {
            set(F::Stripped);
            if self
                .before(self.edge.end)
                .is_some_and(|m| m.start as usize != end)
            {
                set(F::StrippedMore);
            }
        }
        if let Some(last) = self.before(end) {
            if last.last.is_particle() {
                set(F::ParticleLeft);
            }
            if last.last.is_ending() {
                set(F::EndingLeft);
            }
            if last.last.is_ending()
                || matches!(last.last, Tag::VerbSuffix | Tag::Verb | Tag::Adjective)
            {
                set(F::LastVerbal);
                let form = self.form_text();
                let ends = |s: &str| {
                    form.len() > s.len()
                        && form[form.len() - s.len()..]
                            .iter()
                            .map(|g| g.char)
                            .eq(s.chars())
                };
                if ends("ed") || ends("ing") || ends("able") || ends("ive") || ends("ous") {
                    set(F::LastVerbalWithParticiple);
                }
            }
        }
    }

    fn length(&self, start: usize, end: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let mut set = |f: F, v: f32| values[f as usize] = v;
        let text = &self.text()[start..end];
        let words = 1 + text
            .windows(2)
            .filter(|w| w[0].char == ' ' && w[1].char != ' ')
            .count() as i32;
        let syllables = text.iter().filter(|g| g.char != ' ').count();
        if syllables == 1 {
            set(F::OneSyllable, 1.0);
        }
        if self.form.shape == Shape::Acronym {
            return;
        }
        let form_words = self.links.words.iter().filter(|w| !w.function).count() as i32;
        // Where the words of the form are accounted for, lengths say nothing more.
        let open = 1.0 - (cover.covered / cover.weight.max(1.0)).min(1.0);
        set(
            match words - form_words {
                ..=-3 => F::WordsFewerBy3,
                -2 => F::WordsFewerBy2,
                -1 => F::WordsFewerBy1,
                0 => F::WordsSame,
                1 => F::WordsMoreBy1,
                2 => F::WordsMoreBy2,
                _ => F::WordsMoreBy3,
            },
            open,
        );
        if words == 1 && form_words == 1 {
            set(F::OneWordForOne, 1.0);
        }
        let nouns = self.nouns(start, end);
        let more = nouns - form_words;
        set(F::NounsFewer, open * (-more).clamp(0, 4) as f32 / 4.0);
        set(F::NounsMore, more.clamp(0, 6) as f32 / 6.0);
        set(F::NounsMoreOpen, open * more.clamp(0, 6) as f32 / 6.0);
        let capitals = self
            .links
            .words
            .iter()
            .filter(|w| !w.function)
            .all(|w| self.inner.glyphs()[w.chars.start].char.is_uppercase());
        if capitals && form_words >= 2 && words == form_words {
            set(F::NamesSame, 1.0);
        }
        // Two and a half letters of English make a syllable of Korean, by sound or by meaning.
        let letters = cover.weight;
        let expected = letters / 2.5;
        let surplus = syllables as f32 - expected;
        set(F::UncoveredLong, (surplus / 4.0).clamp(0.0, 2.0));
        set(F::UncoveredShort, open * (-surplus / 4.0).clamp(0.0, 2.0));
        set(F::UncoveredLongOpen, open * (surplus / 4.0).clamp(0.0, 2.0));
    }

    /// Nouns, roots and affixes in a candidate.
    fn nouns(&self, start: usize, end: usize) -> i32 {
        let first = self
            .morphemes
            .partition_point(|m| (m.end as usize) <= start);
        self.morphemes[first..]
            .iter()
            .take_while(|m| (m.start as usize) < end)
            .filter(|m| m.first.is_nominal() || matches!(m.first, Tag::Verb | Tag::Adjective))
            .count() as i32
    }

    fn acronym(&self, start: usize, end: usize, values: &mut Values) {
        use Feature as F;
        let text = self.text();
        let mut letters = [' '; 8];
        let mut count = 0;
        for glyph in self
            .form_text()
            .iter()
            .filter(|g| g.char.is_ascii_alphabetic())
        {
            if count < letters.len() {
                letters[count] = glyph.char.to_ascii_lowercase();
                count += 1;
            }
        }
        let letters = &letters[..count];
        let mut set = |f: F, v: f32| values[f as usize] = v;
        let begins = |at: usize| at == start || text[at - 1].char == ' ';
        let words = (start..end)
            .filter(|&at| text[at].char != ' ' && begins(at))
            .count();
        set(
            match words {
                1 => F::AcronymWords1,
                2 => F::AcronymWords2,
                3 => F::AcronymWords3,
                4 => F::AcronymWords4,
                _ => F::AcronymWordsMore,
            },
            1.0,
        );
        let nouns = self.nouns(start, end) - count as i32;
        set(F::AcronymNounsFewer, (-nouns).clamp(0, 4) as f32 / 4.0);
        set(F::AcronymNounsMore, nouns.clamp(0, 6) as f32 / 6.0);
        let syllables = text[start..end].iter().filter(|g| g.char != ' ').count();
        set(
            F::AcronymSyllablesFewer,
            (count as f32 - syllables as f32).clamp(0.0, 4.0) / 4.0,
        );
        // Words whose first sound is the next letter.
        let mut next = 0;
        let mut hits = 0;
        for at in (start..end).filter(|&at| text[at].char != ' ' && begins(at)) {
            if let Some(step) = letters[next..]
                .iter()
                .take(2)
                .position(|&l| sounds_like(l, text[at].char))
            {
                if at == start && step == 0 {
                    set(F::AcronymFirstInitial, 1.0);
                }
                next += step + 1;
                hits += 1;
            }
        }
        set(F::AcronymInitials, hits as f32 / words as f32);
        set(
            F::AcronymAllInitials,
            f32::from(hits == words && words >= 2),
        );
        if words == 1 && spelled(&text[start..end], letters) {
            set(F::AcronymSpelled, 1.0);
        }
        let account = self.acronym.account(start);
        let all = f32::from(account.lost == 0);
        set(
            F::AcronymExplained,
            f32::from(account.letters) / self.acronym.len().max(1) as f32,
        );
        set(F::AcronymAllExplained, all);
        set(
            F::AcronymKoreanExplained,
            f32::from(account.covered) / syllables as f32,
        );
        set(
            F::AcronymKoreanUnexplained,
            (syllables as f32 - f32::from(account.covered)).clamp(0.0, 8.0) / 8.0,
        );
        set(F::AcronymBegins, f32::from(account.begins));
        set(F::AcronymBeginsAll, f32::from(account.begins) * all);
        let most = (self.from..start)
            .map(|at| self.acronym.account(at).letters)
            .max()
            .unwrap_or(0);
        set(
            F::AcronymMoreLeft,
            f32::from(most.saturating_sub(account.letters)).min(3.0) / 3.0,
        );
        if self.covering(start).is_some_and(|m| m.first == Tag::Place) {
            set(F::AcronymFirstPlace, 1.0);
        }
        let word_end = text[..start]
            .iter()
            .rposition(|g| g.char != ' ')
            .map_or(0, |i| i + 1);
        if self.before(word_end).is_some_and(|m| m.last == Tag::Place) {
            set(F::AcronymAfterPlace, 1.0);
        }
    }

    /// The values for no candidate at all.
    pub fn none(&self, values: &mut Values) {
        use Feature as F;
        values.fill(0.0);
        let text = self.text();
        let end = self.edge.end;
        let form = self.form_text();
        let mut set = |f: F, v: f32| values[f as usize] = v;
        set(F::None, 1.0);
        set(
            match self.form.place {
                Place::Alone => F::NoneAlone,
                Place::First => F::NoneFirst,
                Place::Second => F::NoneSecond,
                Place::BehindScript => F::NoneBehindScript,
                Place::BehindKorean => F::NoneBehindKorean,
                Place::Labelled => F::NoneLabelled,
                Place::Listed => F::NoneListed,
            },
            1.0,
        );
        let last = self.before(end).map(|m| m.last);
        let acronym = self.form.shape == Shape::Acronym;
        if acronym {
            set(F::NoneAcronym, 1.0);
            if last == Some(Tag::Person) {
                set(F::NoneAcronymAfterPerson, 1.0);
            }
        }
        if self.form.shape == Shape::Identifier {
            set(F::NoneIdentifier, 1.0);
        }
        if self.form.code {
            set(F::NoneCode, 1.0);
            if form.iter().any(|g| g.char == ' ') {
                set(F::NoneCodeSpaced, 1.0);
            }
            if form.iter().all(|g| g.char.is_ascii_lowercase()) {
                set(F::NoneCodeWords, 1.0);
            }
        }
        let words = self.links.words.len();
        match form.first() {
            Some(g) if g.char.is_lowercase() => set(F::NoneSmall, 1.0),
            Some(g) if g.char.is_uppercase() && !acronym => set(F::NoneCapital, 1.0),
            Some(g) if g.char == '#' => set(F::NoneHash, 1.0),
            _ => {}
        }
        if words >= 3 {
            set(F::NoneWords3, 1.0);
        }
        if words >= 5 {
            set(F::NoneWords5, 1.0);
        }
        if form.iter().any(|g| g.char.is_ascii_digit()) {
            set(F::NoneDigit, 1.0);
        }
        if self.form.language != "en" {
            set(F::NoneForeign, 1.0);
        }
        if text.last().is_some_and(|g| g.char == ' ') {
            set(F::NoneSpaceBefore, 1.0);
        }
        let after = match last {
            Some(Tag::Ending) => Some(F::NoneAfterEnding),
            Some(t) if t.is_particle() => Some(F::NoneAfterParticle),
            Some(Tag::Number) => Some(F::NoneAfterNumber),
            Some(Tag::Foreign) => Some(F::NoneAfterForeign),
            Some(Tag::Person) => Some(F::NoneAfterPerson),
            Some(Tag::Place) => Some(F::NoneAfterPlace),
            Some(Tag::Sign) => Some(F::NoneAfterSign),
            Some(Tag::BoundNoun) => Some(F::NoneAfterBoundNoun),
            _ => None,
        };
        if let Some(after) = after {
            set(after, 1.0);
        }
        let word_start = text[..end]
            .iter()
            .rposition(|g| g.char == ' ')
            .map_or(0, |i| i + 1);
        if end - word_start <= 1 {
            set(F::NoneShortWord, 1.0);
        }
        let best = self
            .links
            .links
            .iter()
            .filter(|l| l.end <= end && l.end + 2 >= end)
            .map(|l| l.strength)
            .fold(0.0, f32::max);
        set(
            if acronym {
                F::NoneAcronymBestLink
            } else {
                F::NoneBestLink
            },
            best,
        );
    }
}

/// What the links cover of a candidate.
#[derive(Default)]
struct Cover {
    /// Covered characters, as bits counted from the first character looked at.
    chars: u64,
    /// Letters of the form, and how many of them are covered.
    weight: f32,
    covered: f32,
    /// Words of the form, how many have a link here, and the sum of the strengths.
    words: f32,
    linked: f32,
    strong: f32,
    /// Strength of the last link, for the further words of its phrase.
    phrase: f32,
    /// Characters covered by meaning.
    meaning: u64,
    /// Strength of the best link of a word without one here that reaches out to the left.
    left_out: f32,
}

/// The lowest `count` bits.
fn bits(count: usize) -> u64 {
    if count >= 64 {
        u64::MAX
    } else {
        (1 << count) - 1
    }
}

/// Whether a Korean word that begins with this syllable may render an English one that begins with
/// this letter, by sound.
#[must_use]
pub fn sounds_like(letter: char, syllable: char) -> bool {
    let code = (syllable as u32).wrapping_sub('가' as u32);
    if code >= 11_172 {
        return syllable.to_ascii_lowercase() == letter;
    }
    // Initials in Unicode order: ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ.
    let initial = code / 588;
    let vowel = code / 28 % 21;
    match letter {
        'a' => initial == 11 && matches!(vowel, 0 | 1 | 4 | 5 | 8),
        'b' => matches!(initial, 7 | 8),
        'c' => matches!(initial, 0 | 9 | 14 | 15 | 16),
        'd' => matches!(initial, 3 | 4),
        'e' => initial == 11 && matches!(vowel, 1 | 4 | 5 | 7 | 20),
        'f' => matches!(initial, 17 | 18),
        'g' => matches!(initial, 0 | 1 | 12),
        'h' => initial == 18,
        'i' => initial == 11 && matches!(vowel, 0 | 20),
        'j' => matches!(initial, 12 | 18),
        'k' => matches!(initial, 0 | 15),
        'l' | 'r' => initial == 5,
        'm' => initial == 6,
        'n' => initial == 2,
        'o' => initial == 11 && matches!(vowel, 0 | 4 | 8),
        'p' => matches!(initial, 17 | 7),
        'q' => initial == 15,
        's' => matches!(initial, 9 | 10),
        't' => matches!(initial, 16 | 3 | 14 | 9),
        'u' => initial == 11 && matches!(vowel, 4 | 13 | 17),
        'v' => initial == 7,
        'w' => initial == 11 && matches!(vowel, 9 | 10 | 13 | 14 | 15 | 16),
        'x' => matches!(initial, 9 | 12),
        'y' => initial == 11 && matches!(vowel, 2 | 3 | 6 | 7 | 12 | 17),
        'z' => initial == 12,
        _ => false,
    }
}

/// Whether a word is the letters read out: 에이아이 is AI.
fn spelled(text: &[Glyph], letters: &[char]) -> bool {
    const NAMES: [&[&str]; 26] = [
        &["에이"],
        &["비"],
        &["시", "씨"],
        &["디"],
        &["이"],
        &["에프"],
        &["지"],
        &["에이치"],
        &["아이"],
        &["제이"],
        &["케이"],
        &["엘"],
        &["엠"],
        &["엔"],
        &["오"],
        &["피"],
        &["큐"],
        &["아르", "알"],
        &["에스"],
        &["티"],
        &["유"],
        &["브이"],
        &["더블유"],
        &["엑스"],
        &["와이"],
        &["제트", "지"],
    ];
    let mut rest = text;
    for letter in letters {
        let names = NAMES[(*letter as usize).wrapping_sub('a' as usize).min(25)];
        let Some(name) = names.iter().find(|n| {
            n.chars().count() <= rest.len() && n.chars().zip(rest).all(|(a, b)| a == b.char)
        }) else {
            return false;
        };
        rest = &rest[name.chars().count()..];
    }
    rest.is_empty() && letters.len() >= 2
}

/// Adds what the two sides copy: for the features that need the whole candidate.
pub fn copies(setting: &Setting, start: usize, end: usize, values: &mut Values) {
    use Feature as F;
    let text = setting.text();
    let form = setting.form_text();
    for run in foreign_runs(&text[..end], start) {
        let word = &text[run];
        let stands = form.windows(word.len()).any(|w| {
            w.iter()
                .zip(word)
                .all(|(a, b)| a.char.eq_ignore_ascii_case(&b.char))
        });
        let feature = if stands {
            F::ForeignCopied
        } else {
            F::ForeignNotCopied
        };
        values[feature as usize] = 1.0;
    }
}
