//! Strings that stand in many places, each kept once.

use std::collections::HashMap;
use std::sync::Arc;

/// One of [`Names`]. Two are equal where their strings are, as long as both are of the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::glossary) struct Name(u32);

impl Name {
    /// That of the empty string, in all names.
    pub(in crate::glossary) const EMPTY: Self = Self(0);

    /// Counted from 0, in the order in which the strings came.
    pub(in crate::glossary) fn number(self) -> usize {
        self.0 as usize
    }
}

/// Strings, each with a number. Those that no place needs any more are kept.
#[derive(Debug, Clone)]
pub(in crate::glossary) struct Names {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Default for Names {
    fn default() -> Self {
        let empty: Arc<str> = "".into();
        Self {
            texts: vec![Arc::clone(&empty)],
            numbers: [(empty, 0)].into(),
        }
    }
}

impl Names {
    /// The number of a string, a new one if it has none.
    pub(in crate::glossary) fn name(&mut self, text: &str) -> Name {
        if let Some(&number) = self.numbers.get(text) {
            return Name(number);
        }
        let text: Arc<str> = text.into();
        let number = self.texts.len() as u32;
        self.numbers.insert(Arc::clone(&text), number);
        self.texts.push(text);
        Name(number)
    }

    /// The number that a string has.
    pub(in crate::glossary) fn find(&self, text: &str) -> Option<Name> {
        self.numbers.get(text).map(|&number| Name(number))
    }

    /// The string.
    pub(in crate::glossary) fn text(&self, name: Name) -> &str {
        &self.texts[name.number()]
    }

    /// All strings with their numbers.
    pub(in crate::glossary) fn iter(&self) -> impl Iterator<Item = (Name, &str)> + Clone {
        let texts = self.texts.iter().enumerate();
        texts.map(|(number, text)| (Name(number as u32), &**text))
    }

    /// How many there are.
    pub(in crate::glossary) fn len(&self) -> usize {
        self.texts.len()
    }

    /// Takes in the names of others: what each of them is called here, by its number there.
    pub(in crate::glossary) fn take(&mut self, others: &Self) -> Vec<Name> {
        others.texts.iter().map(|text| self.name(text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_have_one_name() {
        let mut names = Names::default();
        let (lake, river) = (names.name("호수"), names.name("강"));
        assert_eq!(names.name("호수"), lake);
        assert_ne!(lake, river);
        assert_eq!(names.name(""), Name::EMPTY);
        assert_eq!([lake, river].map(|name| names.text(name)), ["호수", "강"]);

        let mut others = Names::default();
        let there = [others.name("강"), others.name("바다")];
        let here = names.take(&others);
        assert_eq!(here[there[0].number()], river);
        assert_eq!(names.text(here[there[1].number()]), "바다");
        assert_eq!(names.len(), 4);
    }
}
