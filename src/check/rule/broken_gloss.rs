//! English glosses that are torn or misspelt.

use super::{Findings, Rule};
use crate::Level;
use crate::check::diagnostic::Fix;
use crate::check::gloss::Judgement;
use crate::check::reading::{Reading, as_read};

pub(super) const RULE: Rule = Rule {
    name: "broken-gloss",
    level: Some(Level::Warning),
    explanation: "The English in a parenthesis, or beside the term in a table, a list or a note, is the one that the glossary has \
                  for the Korean term, with a space in a word or a slip of the keyboard in it. Such things come from PDFs and hard \
                  line breaks, and no search finds them again.",
    file: "글.md",
    bad: "머신 러닝(machine lear ning)을 배운다.\n",
    good: "머신 러닝(machine learning)을 배운다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    for gloss in reading.glosses {
        let Judgement::Broken(known) = gloss.judgement else {
            continue;
        };
        let known = &reading.terms.form(known).text;
        let written = as_read(reading.document, &gloss.english);
        let message = format!("\"{written}\" is torn or misspelt: write \"{known}\"");
        let fix = Fix::safe(gloss.english.clone(), cased(known, &written));
        let is_text = !reading.document.is_masked_within(&gloss.english);
        let fix = if is_text {
            Ok(fix)
        } else {
            Err("something that is no text stands among the words")
        };
        findings.add(gloss.english.clone(), true, message, None, fix);
    }
}

/// A term with a capital where another spelling of it begins with one.
fn cased(term: &str, like: &str) -> String {
    let mut letters = term.chars();
    match letters.next() {
        Some(first) if like.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => term.to_owned(),
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    #[test]
    fn parts_that_only_happen_to_be_words_are_torn() {
        let rows = "concept,english,korean,status,documents\nthreshold,threshold,임곗값,proposed,9\n\
                    database,database,데이터베이스,proposed,9\ntimeout,timeout,제한 시간,proposed,9\n";
        let told = |text: &str| told_of(rows, super::RULE.name, "글.md", text).0.len();
        assert_eq!(told("임곗값(thresh old)을 정한다.\n"), 1);
        assert_eq!(
            told("데이터베이스(data base)를 연다. 제한 시간(time out)을 정한다.\n"),
            0
        );
    }
}
