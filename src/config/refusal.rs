//! Why the file is not taken: the place in it, the reason, and what to do.

use std::ops::Range;
use std::str;

use super::file::KEYS;
use crate::Error;
use crate::source::Lines;

/// What is wrong at one place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    offset: usize,
    reason: String,
    hint: Option<String>,
    known: Vec<String>,
}

impl Refusal {
    pub(super) fn new(place: Range<usize>, reason: impl Into<String>) -> Self {
        Self {
            offset: place.start,
            reason: reason.into(),
            hint: None,
            known: Vec::new(),
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A name that is none of the known ones; the nearest of them is suggested.
    pub(super) fn unknown<S: Into<String>>(
        place: Range<usize>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = S>,
    ) -> Self {
        let known: Vec<String> = known.into_iter().map(Into::into).collect();
        let hint = if let Some(near) = nearest(name, &known) {
            format!("did you mean {near}?")
        } else if what != "value" && KEYS.contains(&name) {
            // TOML takes all that stands below a line in brackets for a part of that table.
            "write it above the first line in square brackets".to_owned()
        } else {
            format!("known are {}", known.join(", "))
        };
        Self {
            known,
            ..Self::new(place, format!("unknown {what} \"{name}\"")).hint(hint)
        }
    }

    /// In our words what the reader of TOML says in serde's.
    pub(super) fn from_toml(error: &toml::de::Error) -> Self {
        let place = error.span().unwrap_or_default();
        let message = error.message();
        // "unknown field `per`, expected one of `a`, `b`": every second piece is a name.
        let mut names = message.split('`').skip(1).step_by(2);
        for (start, what) in [("unknown field `", "key"), ("unknown variant `", "value")] {
            if message.starts_with(start) {
                let name = names.next().unwrap_or_default();
                return Self::unknown(place, what, name, names);
            }
        }
        if message.starts_with("missing field `") {
            let name = names.next().unwrap_or_default();
            return Self::new(place, format!("the key {name} is missing")).hint("add it");
        }
        if let Some((is, should)) = message
            .strip_prefix("invalid type: ")
            .and_then(|types| types.rsplit_once(", expected "))
        {
            let is = match is {
                "sequence" => "a list",
                "map" => "a table",
                other => other,
            };
            // All other lists say themselves what should be in them.
            if should == "a sequence" {
                return Self::new(
                    place,
                    format!("this is {is}, and should be a list of tables"),
                )
                .hint("begin each with a line [[overrides]]");
            }
            return Self::new(place, format!("this is {is}, and should be {should}"));
        }
        // Said of the words of `[gloss]` only.
        if message == "wanted string or table" {
            return Self::new(place, "this should be a word in quotes")
                .hint("as per = \"document\" or titles = \"apart\"");
        }
        Self::new(place, message.replace('\n', "; "))
    }

    /// The names one of which was expected.
    #[cfg(test)]
    pub(super) fn known(&self) -> &[String] {
        &self.known
    }

    /// The error, with the place as line and column of this text.
    pub(super) fn in_text(self, text: &str) -> Error {
        let place = Lines::new(text).position(self.offset);
        let error =
            Error::new(self.reason).at(format!("line {}, column {}", place.line, place.column));
        match self.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

/// The text of a file, or the part of it in front of what is not UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, (&str, Refusal)> {
    str::from_utf8(bytes).map_err(|error| {
        let good = error.valid_up_to();
        let refusal = Refusal::new(good..good, "this is not UTF-8").hint("save the file as UTF-8");
        (str::from_utf8(&bytes[..good]).unwrap_or_default(), refusal)
    })
}

/// The known name that a name is most probably meant for: it begins so, or no more than a third of
/// its letters differ.
fn nearest<'k>(name: &str, known: &'k [String]) -> Option<&'k str> {
    let distance = |known: &String| {
        if name.len() > 2 && known.starts_with(name) {
            return 0;
        }
        strsim::damerau_levenshtein(name, known)
    };
    known
        .iter()
        .map(|known| (distance(known), known))
        .filter(|(distance, known)| distance * 3 <= known.chars().count().max(6))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let known: Vec<String> = super::super::rule_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        for (name, expected) in [
            ("missing-glos", Some("missing-gloss")),
            ("missing_gloss", Some("missing-gloss")),
            ("unpreferred-terms", Some("unpreferred-term")),
            ("unpreferred", Some("unpreferred-term")),
            ("missing", Some("missing-gloss")),
            ("forbiden-term", Some("forbidden-term")),
            ("grammar", None),
            ("용어", None),
        ] {
            assert_eq!(nearest(name, &known), expected, "{name}");
        }
    }
}
