//! English that is given a second time.

use std::collections::HashSet;
use std::ops::Range;

use super::{Findings, Rule};
use crate::check::behind::particle_behind;
use crate::check::diagnostic::{Fix, Offer};
use crate::check::gloss::Gloss;
use crate::check::reading::{Reading, as_read};
use crate::check::scope::{Met, Scopes};
use crate::notation::Notation;
use crate::particle::{Tail, final_of};
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

/// The fix that takes a parenthesis away, with the particle behind it in the form that goes with the word before it.
fn without(text: &str, korean: &Range<usize>, whole: Range<usize>) -> Fix {
    let behind = particle_behind(text, korean.end).filter(|behind| behind.start == whole.end);
    let agreeing = behind.and_then(|behind| {
        let tail = Tail::read(&text[behind.clone()])?;
        let end = final_of(&text[korean.clone()])?;
        (!tail.agrees(end)).then(|| (behind.end, tail.behind(end).into_owned()))
    });
    match agreeing {
        Some((end, particle)) => Fix::safe(whole.start..end, particle),
        None => Fix::safe(whole, String::new()),
    }
}

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let text = reading.text();
    let scopes = Scopes::of(reading.document, reading.style);
    let mut met = Met::new(&scopes);
    let mut places = HashSet::new();
    // A table or a list of terms repeats nothing, and the text may say it again.
    let is_running = |gloss: &&Gloss| !matches!(gloss.notation, Notation::Table | Notation::List);
    for gloss in reading.glosses.iter().filter(is_running) {
        // One English may be read behind two terms, and is there once. A title above the text is not where anybody reads it first.
        if !places.insert(gloss.english.start) || reading.document.is_front(gloss.korean.start) {
            continue;
        }
        let both = [&gloss.korean, &gloss.english];
        let [korean, english] = both.map(|range| as_read(reading.document, range));
        let at = gloss.korean.start;
        if scopes.exempts(at, [&*korean, &*english].into_iter())
            || met.first(at, (korean_key(&korean), english_key(&english)))
        {
            continue;
        }
        let message = format!("\"{english}\" was given before: leave it out here");
        let is_text = !reading.document.is_masked_within(&gloss.english);
        let fix = if is_text {
            let whole = parenthesis(text, &gloss.english);
            Offer::Fix(whole.map(|whole| without(text, &gloss.korean, whole)))
        } else {
            Offer::Refused("something that is no text stands among the words")
        };
        findings.add(gloss.english.clone(), true, message, None, fix);
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    #[test]
    fn the_particle_goes_with_the_word_once_the_parenthesis_is_away() {
        let glossary = "concept,english,korean\nlog,log,기록\n";
        let text =
            "추적(trace)은 길다. 추적(trace)는 짧다. 추적(trace)로 나눈다. 추적(trace)에 쓴다.\n";
        let (told, after) = told_of(glossary, super::RULE.name, "글.md", text);
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!(
            after,
            "추적(trace)은 길다. 추적은 짧다. 추적으로 나눈다. 추적에 쓴다.\n"
        );
    }

    #[test]
    fn english_is_the_same_however_it_is_marked() {
        let glossary = "concept,english,korean\nlog,log,기록\n";
        for (text, mended) in [
            (
                "분산 추적(*distributed* tracing)을 켠다. 분산 추적(distributed tracing)을 끈다.\n",
                "분산 추적(*distributed* tracing)을 켠다. 분산 추적을 끈다.\n",
            ),
            (
                "분산 추적(distributed tracing)을 켠다. 분산 추적(<i>distributed</i> tracing)을 끈다.\n",
                "분산 추적(distributed tracing)을 켠다. 분산 추적(<i>distributed</i> tracing)을 끈다.\n",
            ),
        ] {
            let (told, after) = told_of(glossary, super::RULE.name, "글.md", text);
            assert_eq!(
                told,
                ["\"distributed tracing\" was given before: leave it out here"]
            );
            assert_eq!(after, mended);
        }
    }
}
