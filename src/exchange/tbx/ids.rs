//! Identifiers that XML takes.

use std::collections::HashSet;

/// Identifiers that were given in a file: no two are the same.
#[derive(Debug, Default)]
pub(super) struct Ids(HashSet<String>);

impl Ids {
    /// The identifier of a concept as XML takes it (an `NCName` of <https://www.w3.org/TR/xml-names/>, whose letters and digits are a
    /// few more than ours): as it is where possible.
    pub(super) fn id(&mut self, concept: &str) -> String {
        let is_name =
            |c: char| c.is_alphanumeric() && is_xml_letter(c) || matches!(c, '-' | '_' | '.');
        let mut name: String = concept
            .trim()
            .chars()
            .map(|c| if is_name(c) { c } else { '-' })
            .collect();
        if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            name.insert_str(0, "c-");
        }
        let mut id = name.clone();
        let mut number = 2;
        while !self.0.insert(id.clone()) {
            id = format!("{name}-{number}");
            number += 1;
        }
        id
    }
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
        let mut ids = Ids::default();
        for (concept, id) in [
            ("amazon-redshift", "amazon-redshift"),
            ("고성능-컴퓨팅", "고성능-컴퓨팅"),
            ("5g", "c-5g"),
            ("r&d 센터", "r-d-센터"),
            ("5g", "c-5g-2"),
            ("", "c-"),
            ("①단계", "c--단계"),
        ] {
            assert_eq!(ids.id(concept), id);
        }
    }
}
