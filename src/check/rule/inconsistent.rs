//! One English in two Korean renderings.

use std::collections::BTreeMap;

use memchr::memmem;

use super::{Findings, Rule};
use crate::Kind;
use crate::Level;
use crate::check::gloss::{Gloss, Judgement};
use crate::check::reading::{Reading, one_line};
use crate::report::count;
use crate::variant::{english_key, korean_key, related};

pub(super) const RULE: Rule = Rule {
    name: "inconsistent-in-document",
    level: Some(Level::Warning),
    explanation: "One English stands behind two Korean renderings in a document, and the glossary has no word on it. The one that is \
                  used more often, or else first, is taken for the one that is meant. Renderings that look like two words, \
                  not like two spellings of one, are hints.",
    file: "글.md",
    bad: "프록시 서버(proxy server)를 둔다. 프락시 서버(proxy server)는 응답을 저장한다.\n",
    good: "프록시 서버(proxy server)를 둔다. 프록시 서버(proxy server)는 응답을 저장한다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let text = reading.text();
    let mut by_english: BTreeMap<String, Vec<&Gloss>> = BTreeMap::new();
    for gloss in reading.glosses {
        // What stands for many things may be rendered in as many ways.
        if gloss.judgement == Judgement::Unknown && gloss.kind == Kind::Term {
            let key = english_key(&text[gloss.english.clone()]);
            by_english.entry(key).or_default().push(gloss);
        }
    }
    for glosses in by_english.values().filter(|glosses| glosses.len() > 1) {
        let written = |gloss: &Gloss| one_line(&text[gloss.korean.clone()]);
        // Mentions without the English count as well.
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for gloss in glosses {
            uses.entry(written(gloss)).or_insert_with_key(|term| {
                memmem::find_iter(text.as_bytes(), term.as_bytes())
                    .count()
                    .max(1)
            });
        }
        if uses.len() < 2 {
            continue;
        }
        let most = uses.values().max().copied().unwrap_or_default();
        let Some(usual) = glosses
            .iter()
            .map(|gloss| written(gloss))
            .find(|one| uses[one] == most)
        else {
            continue;
        };
        for gloss in glosses {
            let own = written(gloss);
            let [a, b] = [&own, &usual].map(|term| korean_key(term));
            // A word more in front is often no part of the term.
            if own == usual || a != b && (a.ends_with(&b) || b.ends_with(&a)) {
                continue;
            }
            let english = one_line(&text[gloss.english.clone()]);
            let message =
                format!("{english:?} is {own:?} here and {usual:?} elsewhere in this document");
            let note = format!(
                "{usual:?}: {}; {own:?}: {}",
                count(most, "mention"),
                uses[&own]
            );
            findings.add(
                gloss.korean.clone(),
                related(&a, &b),
                message,
                Some(note),
                None,
            );
        }
    }
}
