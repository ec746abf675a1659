//! What a candidate holds, how it ends, and how long it is against the form.

use super::cover::Cover;
use super::{Feature, Setting, Values};
use crate::gloss::Shape;
use crate::morphology::Tag;

impl Setting<'_> {
    /// Whether a candidate holds an object without its verb: 부분을 빙붕. No phrase of Korean does.
    #[must_use]
    pub fn strands_object(&self, start: usize, end: usize) -> bool {
        let morphemes = self.passage.morphemes;
        let first = morphemes.partition_point(|m| (m.start as usize) < start);
        let within = morphemes[first..]
            .iter()
            .take_while(|m| (m.end as usize) <= end);
        let mut stranded = false;
        for morpheme in within {
            let space = |at: usize| self.text().get(at).is_some_and(|g| g.char == ' ');
            // The copula stands behind nouns and governs no object.
            let copula = |tag: Tag| {
                tag == Tag::Adjective && !space((morpheme.start as usize).wrapping_sub(1))
            };
            // Not 옵셔널, which the analyser may take for a noun with the short form of 를.
            let object = morpheme.last == Tag::Object
                && matches!(self.text()[morpheme.end as usize - 1].char, '을' | '를')
                && space(morpheme.end as usize)
                && (morpheme.end as usize) < end;
            let verb = [morpheme.first, morpheme.last].iter().any(|&tag| {
                matches!(tag, Tag::Verb | Tag::Adjective | Tag::VerbSuffix) && !copula(tag)
            });
            stranded = object || stranded && !verb;
        }
        stranded
    }

    pub(super) fn contents(&self, start: usize, end: usize, values: &mut Values) {
        use Feature as F;
        let has = |word: &str| {
            self.links.words.iter().any(|w| {
                let text = &self.passage.inner.glyphs()[w.chars.clone()];
                text.iter()
                    .map(|g| g.char.to_ascii_lowercase())
                    .eq(word.chars())
            })
        };
        let mut set = |f: F| values[f as usize] = 1.0;
        let first = self
            .passage
            .morphemes
            .partition_point(|m| (m.end as usize) <= start);
        for morpheme in self.passage.morphemes[first..]
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
                        if has("and") {
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
        // What English says with prepositions, Korean may say with particles.
        let phrase = self.links.words.iter().any(|w| w.function);
        if particles > 0.0 && small && phrase {
            values[F::PhraseParticle as usize] = 1.0;
        }
    }

    pub(super) fn ending(&self, end: usize, values: &mut Values) {
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

    pub(super) fn length(&self, start: usize, end: usize, cover: &Cover, values: &mut Values) {
        use Feature as F;
        let quoted = [F::QuoteAroundMatched]
            .iter()
            .any(|&f| values[f as usize] > 0.0);
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
        // A Latin name has two or three words, whatever the Korean has.
        if self.form.language == "la" && cover.covered == 0.0 {
            return;
        }
        // Quotation marks say how long it is.
        if quoted {
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
        let capitals = self.links.words.iter().filter(|w| !w.function).all(|w| {
            self.passage.inner.glyphs()[w.chars.start]
                .char
                .is_uppercase()
        });
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
    pub(super) fn nouns(&self, start: usize, end: usize) -> i32 {
        let first = self
            .passage
            .morphemes
            .partition_point(|m| (m.end as usize) <= start);
        self.passage.morphemes[first..]
            .iter()
            .take_while(|m| (m.start as usize) < end)
            .filter(|m| m.first.is_nominal() || matches!(m.first, Tag::Verb | Tag::Adjective))
            .count() as i32
    }
}
