//! Columns that were mistaken for each other.

use unicode_normalization::UnicodeNormalization;

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Level, Rule};
use crate::gloss::is_hangul;

pub(super) const KOREAN_WITHOUT_HANGUL: Rule = Rule {
    name: "korean-without-hangul",
    level: Level::Warning,
    explanation: "The Korean term has no Hangul at all: most often the two columns were mistaken for each other, or the term \
                  was not translated yet. Rejected rows are not looked at.",
    bad: "concept,english,korean\ntensor,tensor,tensor\n",
    good: "concept,english,korean\ntensor,tensor,텐서\n",
    check: check_korean,
};

pub(super) const HANGUL_IN_ENGLISH: Rule = Rule {
    name: "hangul-in-english",
    level: Level::Warning,
    explanation: "The English term has Hangul in it: the two columns were mistaken for each other, or a remark stands in the \
                  term. Rejected rows are not looked at.",
    bad: "concept,english,korean\ntensor,tensor(수학),텐서\n",
    good: "concept,english,korean,domain\ntensor,tensor,텐서,수학\n",
    check: check_english,
};

fn check_korean(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        let cell = row.korean();
        if !cell.trim().is_empty() && !draft.is_rejected(at) && !has_hangul(cell) {
            findings.add(
                at,
                Some("korean"),
                format!("korean {} has no Hangul", quote(cell)),
                "write the Korean term here and the English one under english",
            );
        }
    }
}

fn check_english(draft: &Draft, findings: &mut Findings) {
    for (at, row) in draft.rows() {
        if !draft.is_rejected(at) && has_hangul(row.english()) {
            findings.add(
                at,
                Some("english"),
                format!("english {} has Hangul in it", quote(row.english())),
                "write the Korean term under korean, and remarks under note",
            );
        }
    }
}

/// Whether there is Hangul, composed or not.
fn has_hangul(cell: &str) -> bool {
    cell.nfc()
        .any(|c| is_hangul(c) || matches!(c, '\u{1100}'..='\u{11ff}'))
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn columns_that_were_mistaken_for_each_other() {
        assert_eq!(
            found("concept,english,korean\ntensor,텐서,tensor\nai,AI,AI 윤리\n"),
            ["2 korean-without-hangul", "2 hangul-in-english"]
        );
    }

    #[test]
    fn rejected_rows_may_hold_anything() {
        assert_eq!(
            found("concept,english,korean,status\ntensor,텐서,tensor,rejected\n"),
            [""; 0]
        );
    }
}
