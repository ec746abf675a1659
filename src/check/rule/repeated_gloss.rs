//! English that is given a second time.

use std::collections::HashSet;
use std::ops::Range;

use super::{Findings, Rule};
use crate::check::diagnostic::Fix;
use crate::check::reading::{Reading, one_line};
use crate::check::scope::{Met, Scopes};
use crate::variant::{english_key, korean_key};

pub(super) const RULE: Rule = Rule {
    name: "repeated-gloss",
    level: None,
    explanation: "A later mention of a term repeats the English that an earlier one had. A rule of house style: off until the \
                  configuration turns it on.",
    file: "글.md",
    bad: "텐서(tensor)를 만든다. 텐서(tensor)는 배열이다.\n",
    good: "텐서(tensor)를 만든다. 텐서는 배열이다.\n",
};

/// The parenthesis around a form, and a space before it, if it holds nothing else.
fn parenthesis(text: &str, english: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..english.start]
        .strip_suffix(['(', '（'])?
        .trim_end_matches(' ');
    let after = text[english.end..].strip_prefix([')', '）'])?;
    Some(before.len()..text.len() - after.len())
}

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let text = reading.text();
    let scopes = Scopes::of(reading.document, reading.style);
    let mut met = Met::new(&scopes);
    let mut places = HashSet::new();
    for gloss in reading.glosses {
        // One English may be read behind two terms, and is there once.
        if !places.insert(gloss.english.start) {
            continue;
        }
        let [korean, english] = [&gloss.korean, &gloss.english].map(|range| &text[range.clone()]);
        let at = gloss.korean.start;
        if scopes.exempts(at, [korean, english].into_iter())
            || met.first(at, (korean_key(korean), english_key(english)))
        {
            continue;
        }
        let message = format!("{:?} was given before", one_line(english));
        let whole = parenthesis(text, &gloss.english);
        let fix = whole.map(|whole| Fix::safe(whole, String::new()));
        findings.add(gloss.english.clone(), true, message, None, fix);
    }
}
