//! Terms of a source that its translation does not render.

use super::{Findings, Rule};
use crate::Level;
use crate::check::gloss::Judgement;
use crate::check::pair::{Pair, is_kept, shares_concept};
use crate::check::reading::{Reading, one_line};
use crate::check::terms::{Form, FormId};
use crate::check::verdict::Verdict;

pub(super) const RULE: Rule = Rule {
    name: "term-not-used",
    level: Some(Level::Warning),
    explanation: "In a bilingual file (XLIFF, TMX, PO, or a table with a column in each language) the source has a term of the \
                  glossary, and the translation has none of the terms that may render it, in whichever of its meanings. Both \
                  directions are looked at, plurals, particles and spaces are seen through, and of terms that lie in one another \
                  the longest counts. Abbreviations and names may stay as they are. Nothing is said of what is untranslated or \
                  fuzzy, nor where another rule has named the word that stands there instead. A hint where nobody decided on \
                  the concept.",
    file: "글.csv",
    bad: "English,한국어\nEmpty the buffer first.,먼저 임시 저장소를 비운다.\n",
    good: "English,한국어\nEmpty the buffer first.,먼저 완충 공간을 비운다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let terms = reading.terms;
    for pair in reading.pairs {
        let mut told: Vec<FormId> = Vec::new();
        for hit in &pair.source {
            let form = terms.form(hit.form);
            let renderings = pair.renderings(terms, form);
            if renderings.is_empty()
                || told.contains(&hit.form)
                || renderings.iter().any(|&id| pair.has(terms.form(id)))
                || is_kept(form) && pair.has(form)
                || pair.left.iter().any(|left| pair.is_left(terms, form, left))
                || is_named(reading, pair, form)
            {
                continue;
            }
            told.push(hit.form);
            let written = one_line(pair.written(hit, false));
            let quoted = |ids: &[FormId], joint: &str| {
                let all = ids.iter().map(|&id| format!("{:?}", terms.form(id).text));
                all.collect::<Vec<_>>().join(joint)
            };
            let first = pair.first_renderings(terms, form);
            let message = format!(
                "the translation of {written:?} lacks {}",
                quoted(&first, " or ")
            );
            let others: Vec<FormId> = renderings
                .into_iter()
                .filter(|id| !first.contains(id))
                .collect();
            let others =
                (!others.is_empty()).then(|| format!("{} would do as well", quoted(&others, ", ")));
            let unit = pair
                .segment
                .id
                .as_deref()
                .map(|id| format!("in the unit {}", one_line(id)));
            let note: Vec<String> = others.into_iter().chain(unit).collect();
            let note = (!note.is_empty()).then(|| note.join("; "));
            let decided = terms.is_decided(hit.form);
            findings.add(pair.in_file(hit, false), decided, message, note, None);
        }
    }
}

/// Whether another rule names what stands there instead: a term that was decided against, or one that the English in a parenthesis
/// does not go with.
fn is_named(reading: &Reading<'_>, pair: &Pair<'_>, form: &Form) -> bool {
    let target = &pair.segment.target.range;
    let first = reading
        .hits
        .partition_point(|hit| hit.range.start < target.start);
    let mut hits = reading.hits[first..].iter().zip(&reading.judged[first..]);
    let forbidden = |(hit, verdict): (&crate::check::find::Hit, &Verdict)| {
        hit.range.start < target.end
            && matches!(verdict, Verdict::Forbidden(..))
            && shares_concept(reading.terms.form(hit.form), form)
    };
    let first = reading
        .glosses
        .partition_point(|gloss| gloss.korean.end < target.start);
    let mut glosses = reading.glosses[first..].iter();
    hits.by_ref()
        .take_while(|(hit, _)| hit.range.start < target.end)
        .any(forbidden)
        || glosses
            .by_ref()
            .take_while(|gloss| gloss.korean.end <= target.end)
            .any(|gloss| match gloss.judgement {
                Judgement::OtherKorean(known) => shares_concept(reading.terms.form(known), form),
                _ => false,
            })
}
