//! Terms that were decided against.

use std::cell::LazyCell;

use super::{Findings, Rule};
use crate::Level;
use crate::check::diagnostic::Offer;
use crate::check::find::Hit;
use crate::check::gloss::Gloss;
use crate::check::reading::{Reading, as_read};
use crate::check::terms::{FormId, Standing, Terms};
use crate::check::verdict::Verdict;
use crate::source::Language;
use crate::variant::korean_key;

pub(super) const RULE: Rule = Rule {
    name: "forbidden-term",
    level: Some(Level::Error),
    explanation: "A term that the glossary calls deprecated. Where a term is preferred in its place, `--fix` puts it there, with \
                  the particle that goes with it. A term that may be used in another concept is not reported, since only a reader \
                  can tell which one is meant. Another spelling of a term that is part of a longer word is a hint.",
    file: "글.md",
    bad: "응답을 버퍼에 모은다.\n",
    good: "응답을 완충 공간에 모은다.\n",
};

/// The English term of a concept that may be used, if there is one only.
fn english_of(terms: &Terms, concept: u32) -> Option<FormId> {
    let all = terms.meaning(concept).englishes.iter().copied();
    let mut usable = all.filter(|&id| {
        let mut senses = terms.form(id).senses.iter();
        senses.any(|sense| sense.concept == concept && sense.standing == Standing::Admitted)
    });
    let first = usable.next();
    first.filter(|_| usable.next().is_none())
}

/// Whether an English term is that of Korean which is none of its concept's, by the glosses in the order of their English.
fn renders_more(reading: &Reading<'_>, glosses: &[&Gloss], hit: &Hit, concept: u32) -> bool {
    let first = glosses.partition_point(|gloss| gloss.english.start < hit.range.start);
    let mut own = glosses[first..]
        .iter()
        .take_while(|gloss| gloss.english.start == hit.range.start);
    own.any(|gloss| {
        let written = korean_key(&as_read(reading.document, &gloss.korean));
        let mut koreans = reading.terms.meaning(concept).koreans.iter();
        !koreans.any(|&id| korean_key(&reading.terms.form(id).text) == written)
    })
}

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let by_english = LazyCell::new(|| {
        let mut glosses: Vec<&Gloss> = reading.glosses.iter().collect();
        glosses.sort_by_key(|gloss| gloss.english.start);
        glosses
    });
    for (hit, verdict, is_whole) in reading.verdicts_and_parts() {
        let Verdict::Forbidden(concept, preferred) = verdict else {
            continue;
        };
        let terms = reading.terms;
        let written = reading.written(hit);
        let place = reading.document.segment_of(hit.range.start);
        let english = place.is_some_and(|place| place.target.language == Language::English);
        // In the place of English stands English.
        let preferred = if terms.form(hit.form).korean {
            preferred
        } else {
            english_of(terms, concept)
        };
        let (message, fix) = match preferred {
            // Korean is no word for an English text.
            Some(id) if english && terms.form(id).korean => {
                (format!("\"{written}\" is not to be used"), Offer::Fix(None))
            }
            Some(id) => {
                let preferred = &terms.form(id).text;
                let mut fix = reading.replaced(hit, id, is_whole);
                // 최종 사용자(end user): what stands before the term may be what goes.
                if let Some(fix) = fix
                    .as_mut()
                    .ok()
                    .filter(|_| renders_more(reading, &by_english, hit, concept))
                {
                    fix.safe = false;
                }
                (
                    format!("\"{written}\" is not to be used: write \"{preferred}\""),
                    fix.into(),
                )
            }
            None => (format!("\"{written}\" is not to be used"), Offer::Fix(None)),
        };
        let note = format!("deprecated in the concept {}", terms.meaning(concept).id);
        findings.add(hit.range.clone(), is_whole, message, Some(note), fix);
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    #[test]
    fn in_the_place_of_english_stands_english() {
        let glossary = "concept,english,korean,status,english_status\n\
                        user,user,사용자,preferred,preferred\nuser,end user,사용자,preferred,deprecated\n";
        let (_, after) = told_of(
            glossary,
            "forbidden-term",
            "글.md",
            "최종 사용자(end user)를 추가한다.\n",
        );
        assert_eq!(after, "최종 사용자(end user)를 추가한다.\n");
        let text = "사용자(end user)를 추가한다.\n";
        let (told, after) = told_of(glossary, super::RULE.name, "글.md", text);
        assert_eq!(told, ["\"end user\" is not to be used: write \"user\""]);
        assert_eq!(after, "사용자(user)를 추가한다.\n");
    }
}
