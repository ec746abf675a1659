//! Terms that are only another spelling of the one to use: 캐쉬, where a person chose 캐시.

use rayon::prelude::*;

use super::{FormId, Terms};
use crate::variant::{korean_key, spelled_alike};

/// The beginnings of such terms: of two syllables each, in a set of hashes. Most of a text is asked for, and next to none of it is in.
#[derive(Debug, Default)]
pub(super) struct Beginnings(Vec<u64>);

impl Beginnings {
    /// How many hashes there are: 2 to the power of this.
    const BITS: u32 = 14;

    /// Where two syllables are in the set; `None` if a text begins with anything shorter.
    fn place(text: &[u8]) -> Option<(usize, u64)> {
        let syllables = text.first_chunk::<6>()?;
        let mut key = [0; 8];
        key[..6].copy_from_slice(syllables);
        let hash = u64::from_le_bytes(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bit = hash >> (u64::BITS - Self::BITS);
        Some((bit as usize / 64, 1 << (bit % 64)))
    }

    fn add(&mut self, text: &str) {
        if let Some((word, bit)) = Self::place(text.as_bytes()) {
            self.0.resize(1 << (Self::BITS - 6), 0);
            self.0[word] |= bit;
        }
    }

    fn has(&self, text: &[u8]) -> bool {
        let word = |(word, bit)| Some(self.0.get(word)? & bit != 0);
        Self::place(text).and_then(word).unwrap_or(false)
    }
}

impl Terms {
    /// Whether a form is a Korean one, and another spelling of what a person preferred in each of its concepts.
    pub(in crate::check) fn is_misspelt(&self, id: FormId) -> bool {
        let form = self.form(id);
        if !form.korean {
            return false;
        }
        let own = korean_key(&form.text);
        let mut senses = form.senses.iter();
        senses.all(|sense| {
            let meaning = self.meaning(sense.concept);
            let preferred = meaning.preferred.filter(|_| meaning.chosen);
            preferred.is_some_and(|id| {
                let preferred = korean_key(&self.form(id).text);
                preferred != own && spelled_alike(&own, &preferred)
            })
        })
    }

    /// Whether any form is one.
    pub(in crate::check) fn any_misspelt(&self) -> bool {
        !self.misspelt.0.is_empty()
    }

    /// Whether a text may begin with one.
    pub(in crate::check) fn may_be_misspelt(&self, text: &[u8]) -> bool {
        self.misspelt.has(text)
    }

    /// Gathers how all of them begin.
    pub(super) fn gather_misspelt(&mut self) {
        let all = (0..self.forms.len() as FormId).into_par_iter();
        let all = all.filter(|&id| !self.is_fine(id) && self.is_misspelt(id));
        let all: Vec<FormId> = all.collect();
        let mut misspelt = Beginnings::default();
        for id in all {
            misspelt.add(&self.form(id).text);
        }
        self.misspelt = misspelt;
    }

    /// The term that is preferred in the first concept of a form.
    pub(in crate::check) fn instead_of(&self, id: FormId) -> Option<&str> {
        let sense = self.form(id).senses.first()?;
        let preferred = self.meaning(sense.concept).preferred?;
        Some(&self.form(preferred).text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Sheet;

    #[test]
    fn another_spelling_of_what_a_person_chose_is_misspelt() {
        const ROWS: &str = "concept,english,korean,status\ncache,cache,캐시,preferred\ncache,cache,캐쉬,proposed\n\
                            cache,cache,임시 저장소,proposed\nproxy,proxy,프록시,proposed\nproxy,proxy,프락시,proposed\n";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        std::fs::write(&path, ROWS).unwrap();
        let terms = Terms::new(&[Sheet::read(&path).unwrap()], |_| true);
        let misspelt = (0..terms.forms.len() as FormId).filter(|&id| terms.is_misspelt(id));
        let misspelt = misspelt.map(|id| (&*terms.form(id).text, terms.instead_of(id)));
        assert_eq!(misspelt.collect::<Vec<_>>(), [("캐쉬", Some("캐시"))]);
        assert!(terms.any_misspelt() && terms.may_be_misspelt("캐쉬를".as_bytes()));
        for text in ["캐시를", "프락시", "캐", ""] {
            assert!(!terms.may_be_misspelt(text.as_bytes()), "{text}");
        }
    }
}
