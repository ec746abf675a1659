//! How well a candidate gives the letters of an acronym.

use super::{Feature, Setting, Values};
use crate::align::letter::{sounds_like, spelled};
use crate::align::link::Source;
use crate::morphology::Tag;

impl Setting<'_> {
    pub(super) fn acronym(&self, start: usize, end: usize, values: &mut Values) {
        self.sizes(start, end, values);
        self.letters(start, end, values);
        self.places(start, values);
        self.named(start, end, values);
    }

    /// Whether a lexicon has the candidate as a name of the acronym.
    fn named(&self, start: usize, end: usize, values: &mut Values) {
        let named = self.links.links.iter().any(|l| {
            l.source == Source::Meaning
                && (l.start, l.end) == (start, end)
                && end - start > 1
                && l.strength > 0.5
        });
        values[Feature::AcronymNamed as usize] = f32::from(named);
    }

    /// How many words, nouns and syllables there are for the letters, and how many words begin with
    /// their sounds.
    fn sizes(&self, start: usize, end: usize, values: &mut Values) {
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
    }

    /// How the words give the letters.
    fn letters(&self, start: usize, end: usize, values: &mut Values) {
        use Feature as F;
        let text = &self.text()[start..end];
        let syllables = text.iter().filter(|g| g.char != ' ').count();
        let mut set = |f: F, v: f32| values[f as usize] = v;
        if spelled(text, self.form_text()) {
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
    }

    /// Whether a place begins the candidate or stands before it.
    fn places(&self, start: usize, values: &mut Values) {
        use Feature as F;
        let mut set = |f: F| values[f as usize] = 1.0;
        if self.covering(start).is_some_and(|m| m.first == Tag::Place) {
            set(F::AcronymFirstPlace);
        }
        let word_end = self.text()[..start]
            .iter()
            .rposition(|g| g.char != ' ')
            .map_or(0, |i| i + 1);
        if self.before(word_end).is_some_and(|m| m.last == Tag::Place) {
            set(F::AcronymAfterPlace);
        }
    }
}
