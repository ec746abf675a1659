//! Annotated parentheses: the gold files, and the text that is extracted from.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::python::is_space;
use crate::{Document, Error, Result, source};

/// One annotated parenthesis.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// What the item is called.
    pub id: String,
    /// What kind of text it is from; what follows the first `-` is finer than the scores are.
    pub domain: String,
    /// The document it was cut from: what is learned from one part of a document is not to be measured
    /// on another.
    #[serde(default)]
    pub doc: String,
    /// The text in front of the parenthesis.
    pub left: String,
    /// The parenthesis with its brackets.
    pub paren: String,
    /// The text behind it.
    pub right: String,
    /// What the parenthesis gives. Empty: it renders nothing.
    pub pairs: Vec<Pair>,
    /// Careful people differ on this item, and it is not scored.
    #[serde(default)]
    pub optional: bool,
}

/// A pair that the annotators gave.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Pair {
    /// The Korean term.
    #[serde(rename = "ko")]
    pub korean: String,
    /// The Latin-script form.
    #[serde(rename = "en")]
    pub english: String,
    /// `term`, `abbr` or `foreign`.
    pub kind: String,
    /// Other Korean spans that are as good.
    #[serde(default, rename = "alt")]
    pub alternatives: Vec<String>,
}

impl Item {
    /// Refuses what could never be scored right.
    fn check(&self) -> Result<()> {
        if !self.paren.starts_with(['(', '（']) || !self.paren.ends_with([')', '）']) {
            return Err(
                Error::new(format!("paren {:?} has no brackets", self.paren)).hint(format!(
                    "write the parenthesis with its brackets: \"({})\"",
                    self.paren
                )),
            );
        }
        match self
            .pairs
            .iter()
            .find(|pair| !["term", "abbr", "foreign"].contains(&pair.kind.as_str()))
        {
            Some(pair) => {
                Err(Error::new(format!("unknown kind {:?}", pair.kind))
                    .hint("term, abbr or foreign"))
            }
            None => Ok(()),
        }
    }
}

impl Pair {
    /// Whether this is its English, outer quotes and runs of white space aside.
    #[must_use]
    pub fn has_english(&self, english: &str) -> bool {
        clean(english) == clean(&self.english)
    }

    /// Whether this is its Korean or another span that is as good, outer quotes and runs of white
    /// space aside.
    #[must_use]
    pub fn accepts(&self, korean: &str) -> bool {
        let korean = clean(korean);
        std::iter::once(&self.korean)
            .chain(&self.alternatives)
            .any(|one| clean(one) == korean)
    }
}

/// A term without outer quotes and markup, runs of white space as single spaces.
pub(super) fn clean(text: &str) -> String {
    const OUTER: &str = "'\"‘’“”`*_《》〈〉「」『』<>[] \t\u{a0}";
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_space(c) {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim_matches(|c| OUTER.contains(c)).to_owned()
}

/// Annotated parentheses, in the order of their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// The items.
    pub items: Vec<Item>,
}

impl Gold {
    /// Adds the items of a file: one JSON object a line, empty lines skipped.
    pub fn read(&mut self, path: &Path) -> Result<()> {
        let text = fs::read_to_string(path).map_err(|error| source::cannot_open(path, &error))?;
        self.parse(&text).map_err(|error| error.in_file(path))
    }

    /// Adds the items of the text of a gold file.
    pub fn parse(&mut self, text: &str) -> Result<()> {
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let item: Item = serde_json::from_str(line).map_err(|error: serde_json::Error| {
                let reason = error.to_string();
                // serde_json's own place counts from the top of this line.
                let reason = reason.split(" at line ").next().unwrap_or_default();
                Error::new(reason)
                    .at(format!("line {}, column {}", index + 1, error.column()))
                    .hint("a gold file has one annotated parenthesis a line, as JSON")
            })?;
            item.check()
                .map_err(|error| error.at(format!("line {}", index + 1)))?;
            self.items.push(item);
        }
        Ok(())
    }

    /// The items as one text, a paragraph each, and the byte offset of each item's parenthesis.
    #[must_use]
    pub fn document(&self) -> (Document, Vec<usize>) {
        let mut text = String::new();
        let mut offsets = Vec::with_capacity(self.items.len());
        for item in &self.items {
            if !offsets.is_empty() {
                text.push_str("\n\n");
            }
            offsets.push(text.len() + item.left.len());
            for part in [&item.left, &item.paren, &item.right] {
                text.extend(part.chars().map(|c| match c {
                    '\n' | '\r' => ' ',
                    c => c,
                }));
            }
        }
        text.push('\n');
        (Document::plain("gold.txt", text), offsets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"{"id": "a", "domain": "tech-x", "doc": "d", "left": "앞\n텐서", "paren": "(tensor)", "right": "를", "pairs": [{"ko": "텐서", "en": "tensor", "kind": "term"}]}

{"id": "b", "domain": "news", "doc": "d", "left": "한라산", "paren": "(1,947m)", "right": "", "pairs": [], "optional": true}
"#;

    #[test]
    fn items_are_paragraphs_of_one_text() {
        let mut gold = Gold::default();
        gold.parse(TWO).unwrap();
        assert!(gold.items[1].optional && !gold.items[0].optional);
        let (document, offsets) = gold.document();
        assert_eq!(document.text, "앞 텐서(tensor)를\n\n한라산(1,947m)\n");
        assert_eq!(&document.text[offsets[0]..offsets[0] + 8], "(tensor)");
        assert_eq!(&document.text[offsets[1]..offsets[1] + 8], "(1,947m)");
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Gold::default()
            .parse("\n{\"id\": 3}\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("line 2, column 8: invalid type: integer `3`, expected a string ("),
            "{error}"
        );
    }

    #[test]
    fn what_could_never_be_scored_is_named() {
        for (from, to, said) in [
            (
                "(tensor)",
                "tensor",
                "line 1: paren \"tensor\" has no brackets (write the parenthesis with its brackets: \"(tensor)\")",
            ),
            (
                "\"term\"",
                "\"noun\"",
                "line 1: unknown kind \"noun\" (term, abbr or foreign)",
            ),
        ] {
            let error = Gold::default()
                .parse(&TWO.replace(from, to))
                .unwrap_err()
                .to_string();
            assert_eq!(error, said);
        }
        let full_width = TWO.replace("(tensor)", "（tensor）");
        Gold::default().parse(&full_width).unwrap();
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Gold::default()
            .read(Path::new("no/gold.jsonl"))
            .unwrap_err();
        assert!(error.to_string().starts_with("no/gold.jsonl: "), "{error}");
    }
}
