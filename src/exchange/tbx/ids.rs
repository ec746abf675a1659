//! Identifiers that XML takes.

use std::collections::HashSet;

/// Identifiers of the concepts of a file: no two are the same, and those that XML takes stay as they are.
#[derive(Debug)]
pub(super) struct Ids<'a> {
    own: HashSet<&'a str>,
    given: HashSet<String>,
}

impl<'a> Ids<'a> {
    /// For these concepts.
    pub(super) fn of(concepts: impl IntoIterator<Item = &'a str>) -> Self {
        let concepts = concepts.into_iter();
        Self {
            own: concepts
                .filter(|concept| name(concept) == *concept)
                .collect(),
            given: HashSet::new(),
        }
    }

    /// The identifier of a concept; of one that XML does not take a name made of it, which is no other concept's.
    pub(super) fn id(&mut self, concept: &str) -> String {
        let name = name(concept);
        let mut id = name.clone();
        let mut number = 2;
        while self.given.contains(&id) || id != concept && self.own.contains(&*id) {
            id = format!("{name}-{number}");
            number += 1;
        }
        self.given.insert(id.clone());
        id
    }
}

/// A concept's identifier as XML takes it (an `NCName` of <https://www.w3.org/TR/xml-names/>, whose letters and digits are a few more
/// than ours).
fn name(concept: &str) -> String {
    let is_name = |c: char| c.is_alphanumeric() && is_xml_letter(c) || matches!(c, '-' | '_' | '.');
    let mut name: String = concept
        .trim()
        .chars()
        .map(|c| if is_name(c) { c } else { '-' })
        .collect();
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        name.insert_str(0, "c-");
    }
    name
}

/// Whether XML 1.0 takes a letter or digit for part of a name, of those that Rust takes for one: ASCII, Hangul syllables, jamo, Han,
/// kana, Latin with accents, Greek and Cyrillic.
fn is_xml_letter(c: char) -> bool {
    matches!(c,
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_stay_what_they_are_where_xml_takes_them() {
        let concepts = [
            ("amazon-redshift", "amazon-redshift"),
            ("고성능-컴퓨팅", "고성능-컴퓨팅"),
            ("5g", "c-5g"),
            ("r&d 센터", "r-d-센터"),
            ("5g", "c-5g-2"),
            ("r&d", "r-d-2"),
            ("r-d", "r-d"),
            ("", "c-"),
            ("①단계", "c--단계"),
        ];
        let mut ids = Ids::of(concepts.map(|(concept, _)| concept));
        for (concept, id) in concepts {
            assert_eq!(ids.id(concept), id);
        }
    }
}
