//! The English terms by their keys, for an English that is spelled like none of them: Data Lakes for data lake.

use std::hash::{DefaultHasher, Hasher};

use super::form::{Form, FormId};
use crate::variant::english_key;

/// The hash of each [key](english_key), with the term, sorted. The keys themselves would take as much room as the terms.
#[derive(Debug, Default)]
pub(super) struct EnglishKeys(Vec<(u64, FormId)>);

impl EnglishKeys {
    /// Those of the English ones of some forms, made by one thread. Were they made in parallel, that thread could be given other work meanwhile that asks for them, and wait for itself.
    pub(super) fn of(forms: &[Form]) -> Self {
        let english = forms.iter().enumerate();
        let english = english.filter(|(_, form)| !form.korean);
        let hashes = english.map(|(id, form)| (hash(&english_key(&form.text)), id as FormId));
        let mut hashes: Vec<(u64, FormId)> = hashes.collect();
        hashes.sort_unstable();
        Self(hashes)
    }

    /// The terms of these forms that have the key of an English.
    pub(super) fn get<'f>(
        &self,
        english: &str,
        forms: &'f [Form],
    ) -> impl Iterator<Item = &'f Form> {
        let key = english_key(english);
        let own = hash(&key);
        let first = self.0.partition_point(|(hash, _)| *hash < own);
        let same = self.0[first..]
            .iter()
            .take_while(move |(hash, _)| *hash == own);
        let same = same.map(|&(_, id)| &forms[id as usize]);
        same.filter(move |form| english_key(&form.text) == key)
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(key.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::find::Script;

    #[test]
    fn english_is_found_by_its_key() {
        let form = |text: &str, korean| Form::new(text, korean, Script::Latin);
        let forms = [
            form("data lake", false),
            form("AWS", true),
            form("Data-Lakes", false),
            form("colour", false),
        ];
        let keys = EnglishKeys::of(&forms);
        let found = |english| {
            let found = keys.get(english, &forms);
            found.map(|form| &*form.text).collect::<Vec<_>>()
        };
        assert_eq!(found("Data Lake"), ["data lake", "Data-Lakes"]);
        assert_eq!(found("colors"), ["colour"]);
        assert_eq!(found("AWS"), [""; 0]);
    }
}
