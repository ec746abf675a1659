//! Terms of a source that its translation does not render.

use super::{Findings, Rule};
use crate::Level;
use crate::check::gloss::Judgement;
use crate::check::pair::{Pair, is_kept, is_left, shares_concept};
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

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let terms = reading.terms;
    for pair in reading.pairs {
        let mut told: Vec<FormId> = Vec::new();
        for hit in &pair.source {
            let form = terms.form(hit.form);
            let renderings = pair.renderings(terms, form);
            if renderings.is_empty()
                || told.iter().any(|&id| shares_concept(terms.form(id), form))
                || renderings.iter().any(|&id| pair.has(terms.form(id)))
                || is_kept(form) && pair.has(form)
                || pair.left.iter().any(|left| is_left(terms, form, left))
                || is_named(reading, pair, form)
            {
                continue;
            }
            told.push(hit.form);
            let written = one_line(pair.written(hit, false));
            let quoted = |ids: &[FormId], joint: &str| {
                let all = ids.iter().map(|&id| format!("\"{}\"", terms.form(id).text));
                all.collect::<Vec<_>>().join(joint)
            };
            let first = pair.first_renderings(terms, form);
            let message = format!(
                "the translation of \"{written}\" lacks {}",
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
    let is_forbidden = reading.verdicts_within(target).any(|(hit, verdict)| {
        matches!(verdict, Verdict::Forbidden(..))
            && shares_concept(reading.terms.form(hit.form), form)
    });
    let first = reading
        .glosses
        .partition_point(|gloss| gloss.korean.end < target.start);
    let mut glosses = reading.glosses[first..].iter();
    is_forbidden
        || glosses
            .by_ref()
            .take_while(|gloss| gloss.korean.end <= target.end)
            .any(|gloss| match gloss.judgement {
                Judgement::OtherKorean(known) => shares_concept(reading.terms.form(known), form),
                _ => false,
            })
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told;

    const GLOSSARY: &str = "\
concept,english,korean,status
buffer,buffer,완충 공간,preferred
buffer,buffer,버퍼,deprecated
charge-money,charge,요금,preferred
charge-power,charge,전하,preferred
ml,machine learning,머신 러닝,preferred
ml-model,machine learning model,기계 학습 모형,preferred
llm,LLM,대규모 언어 모델,preferred
llm,large language model,대규모 언어 모델,preferred
kubernetes,Kubernetes,쿠버네티스,preferred
kubernetes,Kubernetes,Kubernetes,admitted
storage,storage,저장소,preferred
session,session,세션,proposed
session,session,접속 시간,proposed
rejected,cache,캐시,rejected
";

    fn of(rows: &[(&str, &str)]) -> Vec<String> {
        told(GLOSSARY, "term-not-used", rows)
    }

    #[test]
    fn a_term_without_any_of_its_renderings_is_told() {
        for (source, target, message) in [
            (
                "Flush the Buffers.",
                "임시 저장 공간을 비운다.",
                "the translation of \"Buffers\" lacks \"완충 공간\"",
            ),
            (
                "The buffer's size",
                "임시 공간의 크기",
                "the translation of \"buffer\" lacks \"완충 공간\"",
            ),
            (
                "A charge is due.",
                "비용을 내야 한다.",
                "the translation of \"charge\" lacks \"요금\" or \"전하\"",
            ),
            (
                "A machine learning model",
                "머신 러닝 모델",
                "the translation of \"machine learning model\" lacks \"기계 학습 모형\"",
            ),
            (
                "완충공간을 비운다.",
                "Empty the cache.",
                "the translation of \"완충공간\" lacks \"buffer\"",
            ),
            (
                "대규모 언어 모델이 답한다.",
                "The model answers.",
                "the translation of \"대규모 언어 모델\" lacks \"LLM\"",
            ),
        ] {
            assert_eq!(of(&[(source, target)]), [message], "{source} {target}");
        }
    }

    #[test]
    fn nothing_is_told_of_a_translation_that_may_be_right() {
        for (source, target) in [
            ("Flush the buffers.", "완충공간을 비운다."),
            ("A charge is due.", "요금을 내야 한다."),
            ("A negative charge", "음의 전하"),
            ("A machine learning model", "기계 학습 모형"),
            ("Use an LLM.", "LLM을 쓴다."),
            ("Install Kubernetes.", "Kubernetes를 설치한다."),
            ("Use Cloud Storage.", "Cloud Storage를 쓴다."),
            ("Close the session.", "접속 시간을 끝낸다."),
            ("Empty the cache.", "임시 저장소를 비운다."),
            (
                "Run it with --buffer-size.",
                "--buffer-size를 붙여 실행한다.",
            ),
            (
                "Set %(buffer)s to {buffer}.",
                "%(buffer)s에 {buffer}를 넣는다.",
            ),
            (
                "대규모 언어 모델이 답한다.",
                "Large language models answer.",
            ),
            // Said by other rules.
            ("Flush the buffer.", "버퍼를 비운다."),
            ("Flush the buffer.", "buffer를 비운다."),
            // Not translated at all.
            ("Buffer", "buffer"),
            ("Flush the buffer.", ""),
            ("Flush the buffer.", " "),
        ] {
            assert_eq!(of(&[(source, target)]), [""; 0], "{source} {target}");
        }
    }
}
