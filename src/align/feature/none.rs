//! What speaks for no candidate at all: the parenthesis renders nothing.

use super::{Feature, Setting, Values};
use crate::gloss::{Place, Shape};
use crate::morphology::{Morpheme, Tag};

impl Setting<'_> {
    /// The values for no candidate at all.
    pub fn none(&self, values: &mut Values) {
        use Feature as F;
        values.fill(0.0);
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
        self.look(values);
        self.around(values);
        self.open(values);
    }

    /// The same once more, as far as the form is open: what is no gloss looks like one, but links tell.
    fn open(&self, values: &mut Values) {
        use Feature as F;
        const GATED: [(Feature, Feature); 14] = [
            (F::OpenFirst, F::NoneFirst),
            (F::OpenLabelled, F::NoneLabelled),
            (F::OpenAcronym, F::NoneAcronym),
            (F::OpenIdentifier, F::NoneIdentifier),
            (F::OpenCode, F::NoneCode),
            (F::OpenDigit, F::NoneDigit),
            (F::OpenAfterEnding, F::NoneAfterEnding),
            (F::OpenAfterParticle, F::NoneAfterParticle),
            (F::OpenAfterForeign, F::NoneAfterForeign),
            (F::OpenAfterPerson, F::NoneAfterPerson),
            (F::OpenAfterPlace, F::NoneAfterPlace),
            (F::OpenBeforeHangul, F::NoneBeforeHangul),
            (F::OpenBeforeStop, F::NoneBeforeStop),
            (F::OpenBeforeSpace, F::NoneBeforeSpace),
        ];
        let open = self.open_share();
        for (gated, feature) in GATED {
            values[gated as usize] = open * values[feature as usize];
        }
        // A name, and a word that is not it: an operating system (iOS), a country (its chart).
        if self.links.named {
            let acronym = self.form.shape == Shape::Acronym;
            let name = if acronym {
                F::OpenAcronymName
            } else {
                F::OpenName
            };
            values[name as usize] = open;
        }
        if self.links.country {
            values[F::OpenAfterCountry as usize] = open;
        }
        // A kind of things, and one of them: a university (MIT). Behind a noun the two are rather one term.
        if let Some(kind) = self.links.kind {
            let before = (kind as usize)
                .checked_sub(1)
                .and_then(|at| self.before(at));
            let noun = before.is_some_and(|m| m.last.is_nominal());
            let name = match self.form.shape {
                Shape::Acronym => F::OpenAcronymAfterKind,
                _ if noun => F::OpenAfterKindOfNoun,
                _ => F::OpenAfterKind,
            };
            values[name as usize] = open;
        }
    }

    /// Whether a word looks like the name of a Korean person: three syllables, the first a family name,
    /// and no word that a lexicon knows begins in it.
    fn is_name(&self, start: usize, end: usize) -> bool {
        /// The commonest family names.
        const FAMILY: &str = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모";
        end == start + 3
            && FAMILY.contains(self.text()[start].char)
            && (start..end).all(|at| !self.links.knows(at))
    }

    /// The share of the form, by letters, that goes with nothing in the Korean near the parenthesis.
    fn open_share(&self) -> f32 {
        /// Characters before the parenthesis.
        const NEAR: usize = 20;
        let links = &self.links.links;
        let best = |word: usize| {
            links
                .iter()
                .filter(|l| (l.word..l.upto).contains(&word) && l.end + NEAR >= self.edge.end)
                .map(|l| l.strength)
                .fold(0.0, f32::max)
        };
        let (mut all, mut linked) = (0.0, 0.0);
        for word in 0..self.links.words.len() {
            let weight = self.links.weight(word);
            all += weight;
            linked += weight * best(word);
        }
        if all > 0.0 { 1.0 - linked / all } else { 1.0 }
    }

    /// What the form looks like.
    fn look(&self, values: &mut Values) {
        use Feature as F;
        let form = self.form_text();
        let acronym = self.form.shape == Shape::Acronym;
        let mut set = |f: F, v: f32| values[f as usize] = v;
        if acronym {
            set(F::NoneAcronym, 1.0);
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
    }

    /// What stands around the parenthesis.
    fn around(&self, values: &mut Values) {
        use Feature as F;
        let text = self.text();
        let end = self.edge.end;
        let last = self.before(end).map(|m| m.last);
        let acronym = self.form.shape == Shape::Acronym;
        let mut set = |f: F, v: f32| values[f as usize] = v;
        if acronym && last == Some(Tag::Person) {
            set(F::NoneAcronymAfterPerson, 1.0);
        }
        if text.last().is_some_and(|g| g.char == ' ') {
            set(F::NoneSpaceBefore, 1.0);
        }
        match self.passage.behind {
            Some('가'..='힣') => set(F::NoneBeforeHangul, 1.0),
            Some(',' | '·' | '、' | '，' | ';') => set(F::NoneBeforeComma, 1.0),
            Some(c) if c.is_whitespace() => set(F::NoneBeforeSpace, 1.0),
            None | Some('.' | '?' | '!' | '。') => set(F::NoneBeforeStop, 1.0),
            Some(_) => {}
        }
        let after = match last {
            Some(Tag::Ending) => Some(F::NoneAfterEnding),
            Some(Tag::Adnominal) => Some(F::NoneAfterAdnominal),
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
        if acronym && self.is_name(word_start, end) {
            set(F::NoneAcronymAfterName, 1.0);
        }
        let best = self
            .links
            .links
            .iter()
            .filter(|l| l.end <= end && l.end + 2 >= end)
            .map(|l| l.strength)
            .fold(0.0, f32::max);
        // A word that has an English of its own, and a name from code that is not it.
        let known = |m: &Morpheme| m.first.is_nominal() && self.links.knows(m.start as usize);
        if best < 0.3 && self.form.shape == Shape::Identifier && self.before(end).is_some_and(known)
        {
            set(F::NoneIdentifierAfterKnown, 1.0);
        }
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
