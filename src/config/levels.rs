//! How much each rule matters, in the whole project and in some of its paths.

use std::collections::BTreeMap;

use toml::{Spanned, Value};

use super::file::Rules;
use super::globs::Globs;
use super::refusal::Refusal;
use crate::Level;

/// What can be said of a rule.
const LEVELS: [&str; 4] = ["off", "info", "warning", "error"];

/// What one table says of rules; none is off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RuleLevels(BTreeMap<String, Option<Level>>);

/// What holds for some paths only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Override {
    pub(super) paths: Globs,
    pub(super) rules: RuleLevels,
}

impl RuleLevels {
    pub(super) fn set(&mut self, rule: &str, level: Option<Level>) {
        self.0.insert(rule.to_owned(), level);
    }

    /// Gives a level to a rule of which nothing is said.
    pub(super) fn set_unsaid(&mut self, rule: &str, level: Level) {
        self.0.entry(rule.to_owned()).or_insert(Some(level));
    }

    /// Makes a rule that is said to be on matter so much at least.
    pub(super) fn raise(&mut self, rule: &str, level: Level) {
        if let Some(Some(said)) = self.0.get_mut(rule) {
            *said = level.min(*said);
        }
    }

    pub(super) fn new(said: &Rules, known: &[&str]) -> Result<Self, Refusal> {
        let levels = said.iter().map(|(name, value)| {
            let rule = name.get_ref();
            if known.contains(&rule.as_str()) {
                Ok((rule.clone(), level(value)?))
            } else {
                let known = known.iter().copied();
                Err(Refusal::unknown(name.span(), "rule", rule, known))
            }
        });
        levels.collect::<Result<_, _>>().map(Self)
    }
}

/// The level that a value says; none for off.
fn level(value: &Spanned<Value>) -> Result<Option<Level>, Refusal> {
    let Some(word) = value.get_ref().as_str() else {
        let reason = format!(
            "this is {}, and should be \"off\", \"info\", \"warning\" or \"error\"",
            value.get_ref().type_str()
        );
        return Err(Refusal::new(value.span(), reason));
    };
    match word {
        "off" => Ok(None),
        "info" => Ok(Some(Level::Info)),
        "warning" => Ok(Some(Level::Warning)),
        "error" => Ok(Some(Level::Error)),
        _ => Err(Refusal::unknown(value.span(), "value", word, LEVELS)),
    }
}

/// How much each rule matters in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels<'c> {
    tables: Vec<&'c RuleLevels>,
}

impl<'c> Levels<'c> {
    /// Of these tables, the first one that names a rule counts.
    pub(super) fn new(tables: Vec<&'c RuleLevels>) -> Self {
        Self { tables }
    }

    /// The level of a rule; `None` if it is off. Where the configuration says nothing of it, that
    /// is its `own` one.
    #[must_use]
    pub fn of(&self, rule: &str, own: Option<Level>) -> Option<Level> {
        let said = self.tables.iter().find_map(|table| table.0.get(rule));
        said.copied().unwrap_or(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_levels() {
        for (word, expected) in LEVELS.iter().zip([
            None,
            Some(Level::Info),
            Some(Level::Warning),
            Some(Level::Error),
        ]) {
            let value = Spanned::new(0..0, Value::from(*word));
            assert_eq!(level(&value), Ok(expected));
            assert_eq!(expected.map_or("off", Level::as_str), *word);
        }
    }
}
