//! What the file says, key by key, each text with its place for the errors.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::{Spanned, Value};

use super::gloss_style::GlossStyle;
use super::refusal::Refusal;

/// The keys outside of any table, in the order of the commented file.
pub(super) const KEYS: [&str; 7] = [
    "glossaries",
    "include",
    "exclude",
    "domains",
    "rules",
    "gloss",
    "overrides",
];

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct File {
    pub(super) glossaries: Texts,
    pub(super) include: Texts,
    pub(super) exclude: Texts,
    pub(super) domains: Texts,
    pub(super) rules: Rules,
    pub(super) gloss: Table<GlossStyle>,
    pub(super) overrides: Vec<Table<OverrideTable>>,
}

/// One table of `[[overrides]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OverrideTable {
    pub(super) paths: Spanned<Texts>,
    #[serde(default)]
    pub(super) rules: Rules,
}

impl File {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        toml::from_str(text).map_err(|error| Refusal::from_toml(&error))
    }
}

/// A table by its keys. Serde takes a list for one too, by the order of the fields.
#[derive(Debug, Default)]
pub(super) struct Table<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Keys<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table: a line [gloss] or [[overrides]], and its keys below")
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Table<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(table)).map(Table)
            }
        }
        deserializer.deserialize_map(Keys(PhantomData))
    }
}

/// A list of texts.
#[derive(Debug, Default)]
pub(super) struct Texts(Vec<Spanned<String>>);

impl Deref for Texts {
    type Target = [Spanned<String>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, as [\"first\", \"second\"]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_seq(List)
    }
}

/// A table of rules and their levels, in the order of the file. Neither is known to be one yet: a
/// key that is in the wrong table is to be told by its name, whatever its value.
#[derive(Debug, Default)]
pub(super) struct Rules(Vec<(Spanned<String>, Spanned<Value>)>);

impl Deref for Rules {
    type Target = [(Spanned<String>, Spanned<Value>)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Levels;
        impl<'de> Visitor<'de> for Levels {
            type Value = Rules;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of rules and levels, as unpreferred-term = \"error\" under a line [rules]")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Rules, A::Error> {
                let mut rules = Vec::new();
                while let Some(name) = table.next_key()? {
                    rules.push((name, table.next_value()?));
                }
                Ok(Rules(rules))
            }
        }
        deserializer.deserialize_map(Levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_that_are_read() {
        let refusal = File::read("\"없는 열쇠\" = 1").unwrap_err();
        assert_eq!(refusal.known(), KEYS);
    }
}
