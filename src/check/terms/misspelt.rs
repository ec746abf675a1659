//! Terms that are only another spelling of the one to use: 캐쉬, where a person chose 캐시.

use rayon::prelude::*;

use super::{FormId, Terms};
use crate::check::find::Beginnings;
use crate::variant::{korean_key, spelled_alike};

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
        !self.misspelt.is_empty()
    }

    /// Whether a text may begin with one.
    pub(in crate::check) fn may_be_misspelt(&self, text: &[u8]) -> bool {
        text.first_chunk()
            .is_some_and(|beginning| self.misspelt.has(*beginning))
    }

    /// Gathers how all of them begin.
    pub(super) fn gather_misspelt(&mut self) {
        let all = (0..self.forms.len() as FormId).into_par_iter();
        let all = all.filter(|&id| !self.is_fine(id) && self.is_misspelt(id));
        let all: Vec<FormId> = all.collect();
        let mut misspelt = Beginnings::with_room(all.len());
        // Those of one syllable are too short to be looked for in longer words.
        for beginning in all
            .iter()
            .filter_map(|&id| self.form(id).text.as_bytes().first_chunk())
        {
            misspelt.add(*beginning);
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
