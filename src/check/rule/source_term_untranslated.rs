//! Terms of a source that stand in the translation as they are.

use super::{Findings, Rule};
use crate::Level;
use crate::check::diagnostic::Offer;
use crate::check::find::Hit;
use crate::check::pair::{Pair, is_kept, is_left, is_same};
use crate::check::reading::{Reading, one_line};
use crate::check::strings;
use crate::check::terms::FormId;
use crate::source::Language;

pub(super) const RULE: Rule = Rule {
    name: "source-term-untranslated",
    level: Some(Level::Warning),
    explanation: "In a bilingual file a term of the source stands in the translation as it is, outside of a parenthesis, though the \
                  glossary has a term of the other language for it: an English word left in Korean, or a Korean one in English. \
                  Abbreviations, names that are written in Latin letters in Korean as well, and a term that its translation \
                  stands behind in a parenthesis are left alone. A hint where nobody decided on the concept.",
    file: "글.csv",
    bad: "English,한국어\nTensors are arrays.,tensor는 배열이다.\n",
    good: "English,한국어\nTensors are arrays.,텐서(tensor)는 배열이다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let terms = reading.terms;
    for pair in reading.pairs {
        for hit in &pair.left {
            let form = terms.form(hit.form);
            let mut source = pair.source.iter();
            let renderings = pair.renderings(terms, form);
            if is_kept(form)
                || !source.any(|one| is_left(terms, terms.form(one.form), hit))
                || renderings.is_empty()
                || renderings.iter().any(|&id| is_same(terms.form(id), form))
                || is_glossed(reading, pair, hit, &renderings)
            {
                continue;
            }
            let first = pair.first_renderings(terms, form);
            let all = first
                .iter()
                .map(|&id| format!("\"{}\"", terms.form(id).text));
            let message = format!(
                "\"{}\" is left in the translation: write {}",
                one_line(pair.written(hit, true)),
                all.collect::<Vec<_>>().join(" or ")
            );
            let unit = pair.segment.id.as_deref();
            let note = unit.map(|id| format!("in the unit {}", one_line(id)));
            let fix = match *first {
                [only] => fix(reading, pair, hit, only),
                _ => Offer::Fix(None),
            };
            let decided = terms.is_decided(hit.form);
            findings.add(pair.in_file(hit, true), decided, message, note, fix);
        }
    }
}

/// Whether one of some terms stands in a parenthesis right behind a hit.
fn is_glossed(reading: &Reading<'_>, pair: &Pair<'_>, hit: &Hit, renderings: &[FormId]) -> bool {
    let behind = &pair.seen[1].text[hit.range.end..];
    let inner = behind.trim_start().strip_prefix(['(', '（']);
    let inner = inner.and_then(|inner| inner.split([')', '）']).next());
    inner.is_some_and(|inner| {
        let mut all = renderings.iter();
        all.any(|&id| inner.contains(&*reading.terms.form(id).text))
    })
}

/// The term put in its place, with the particle that goes with it, where nothing but text is in it. Not safe: the word may be the name of
/// something.
fn fix(reading: &Reading<'_>, pair: &Pair<'_>, hit: &Hit, by: FormId) -> Offer {
    let there = strings::in_file(&pair.seen[1], hit);
    if pair.segment.target.language != Language::Korean || there.range.len() != hit.range.len() {
        return Offer::Fix(None);
    }
    reading.replaced(&there, by, false).into()
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told;

    const GLOSSARY: &str = "\
concept,english,korean,status
tensor,tensor,텐서,preferred
llm,LLM,대규모 언어 모델,preferred
kubernetes,Kubernetes,쿠버네티스,preferred
kubernetes,Kubernetes,Kubernetes,admitted
charge-money,charge,요금,preferred
charge-power,charge,전하,preferred
";

    fn of(rows: &[(&str, &str)]) -> Vec<String> {
        told(GLOSSARY, "source-term-untranslated", rows)
    }

    #[test]
    fn a_term_that_is_left_is_told() {
        for (source, target, message) in [
            (
                "Reshape the tensors.",
                "Tensor의 모양을 바꾼다.",
                "\"Tensor\" is left in the translation: write \"텐서\"",
            ),
            (
                "Add tensors.",
                "텐서를 더하고 tensors를 지운다.",
                "\"tensors\" is left in the translation: write \"텐서\"",
            ),
            (
                "A charge builds up.",
                "charge가 쌓인다.",
                "\"charge\" is left in the translation: write \"요금\" or \"전하\"",
            ),
            (
                "텐서를 더한다.",
                "Add the 텐서.",
                "\"텐서\" is left in the translation: write \"tensor\"",
            ),
        ] {
            assert_eq!(of(&[(source, target)]), [message], "{source} {target}");
        }
    }

    #[test]
    fn a_gloss_a_name_and_an_abbreviation_are_not() {
        for (source, target) in [
            ("Reshape the tensor.", "텐서(tensor)의 모양을 바꾼다."),
            ("Reshape the tensor.", "tensor(텐서)의 모양을 바꾼다."),
            ("Use an LLM.", "LLM을 쓴다."),
            ("Install Kubernetes.", "Kubernetes를 설치한다."),
            ("Call it \"tensor\".", "이름은 \"tensor\"로 한다."),
            ("Load the file.", "tensor를 읽는다."),
            ("Import tensor.py.", "tensor.py를 가져온다."),
            ("Use Core Tensor.", "Core Tensor를 쓴다."),
            ("Tensor", "tensor"),
            ("The Tensor-Shape header", "Tensor-Shape 헤더"),
            ("Tensor-ID is empty", "Tensor-ID가 비었습니다"),
            (
                "Call <code>tensor load</code>.",
                "<code>tensor load</code>를 부른다.",
            ),
            ("usage: %s [tensor] [file]", "사용법: %s [tensor] [file]"),
        ] {
            assert_eq!(of(&[(source, target)]), [""; 0], "{source} {target}");
        }
    }
}
