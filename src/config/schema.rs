//! What may be written in the file, for editors.

/// The JSON schema (draft-07) of the file, `yongeo.schema.json` of the project.
///
/// Editors that know Taplo complete and check a file whose first line is
/// `#:schema ./yongeo.schema.json`.
pub const SCHEMA: &str = include_str!("../../yongeo.schema.json");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, rule_names};
    use serde_json::Value;
    use std::path::Path;

    fn schema() -> Value {
        serde_json::from_str(SCHEMA).unwrap()
    }

    /// What the reader of the file would have taken in place of this.
    fn known(text: &str) -> Vec<String> {
        let file = Path::new("yongeo.toml");
        let refusal = Config::from_text(text, file, &rule_names()).unwrap_err();
        let mut names = refusal.known().to_vec();
        names.sort();
        names
    }

    fn properties(table: &Value) -> Vec<&str> {
        assert_eq!(table["additionalProperties"], Value::Bool(false), "{table}");
        let mut names: Vec<&str> = table["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names
    }

    fn words(of: &Value) -> Vec<&str> {
        let words = of["enum"].as_array().unwrap();
        let mut words: Vec<&str> = words.iter().map(|word| word.as_str().unwrap()).collect();
        words.sort_unstable();
        words
    }

    #[test]
    fn it_has_the_keys_that_are_read_and_no_others() {
        let schema = schema();
        assert_eq!(properties(&schema), known("x = 1"));
        let gloss = &schema["definitions"]["gloss"];
        assert_eq!(properties(gloss), known("[gloss]\nx = 1"));
        let overrides = &schema["definitions"]["override"];
        assert_eq!(properties(overrides), known("[[overrides]]\nx = 1"));
        assert_eq!(overrides["required"], serde_json::json!(["paths"]));
    }

    #[test]
    fn it_has_the_rules_and_the_words_that_are_read_and_no_others() {
        let schema = schema();
        let rules = &schema["definitions"]["rules"];
        let mut names = rule_names();
        names.sort_unstable();
        assert_eq!(properties(rules), names);
        let level = &schema["definitions"]["level"];
        assert_eq!(words(level), known("rules.unknown-term = 'x'"));
        for key in ["per", "titles"] {
            let said = &schema["definitions"]["gloss"]["properties"][key];
            assert_eq!(words(said), known(&format!("gloss.{key} = 'x'")));
        }
        for (name, rule) in rules["properties"].as_object().unwrap() {
            assert_eq!(rule["allOf"][0]["$ref"], "#/definitions/level", "{name}");
        }
        for of in [&schema, &schema["definitions"]["override"]] {
            assert_eq!(
                of["properties"]["rules"]["allOf"][0]["$ref"],
                "#/definitions/rules"
            );
        }
    }
}
