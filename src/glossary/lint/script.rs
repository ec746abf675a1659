//! Columns that were mistaken for each other.

use super::draft::Draft;
use super::quote::quote;
use super::{Findings, Rule};
use crate::Level;
use crate::glossary::Row;
use crate::glossary::swapped::{HINT, has_hangul, swapped};

pub(super) const SWAPPED_COLUMNS: Rule = Rule {
    name: "swapped-columns",
    level: Level::Error,
    explanation: "All rows, or nearly all, have Hangul under english and none under korean: the header names the two columns the \
                  wrong way round. Mining refuses the file, since it would add every pair a second time.",
    bad: "concept,korean,english\ntensor,tensor,텐서\nvector,vector,벡터\n",
    good: "concept,english,korean\ntensor,tensor,텐서\nvector,vector,벡터\n",
    check: check_header,
};

pub(super) const KOREAN_WITHOUT_HANGUL: Rule = Rule {
    name: "korean-without-hangul",
    level: Level::Warning,
    explanation: "The Korean term has no Hangul at all: most often the two columns were mistaken for each other, or the term \
                  was not translated yet. Rejected rows are not looked at, nor such as say under reading how the term is read in Korean.",
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

fn check_header(draft: &Draft, findings: &mut Findings) {
    if let Some(what) = swapped(draft.rows().map(|(_, row)| row)) {
        findings.add(0, None, what, HINT);
    }
}

/// The rows in which a column may have been mistaken for another: none where the header is to blame for all of them.
fn suspects(draft: &Draft) -> impl Iterator<Item = (usize, Row<'_>)> {
    let by_header = swapped(draft.rows().map(|(_, row)| row)).is_some();
    let rows = draft.rows().take(if by_header { 0 } else { draft.len() });
    rows.filter(|&(at, _)| !draft.is_rejected(at))
}

fn check_korean(draft: &Draft, findings: &mut Findings) {
    for (at, row) in suspects(draft) {
        let cell = row.korean();
        let is_read = row.cell("reading").is_some_and(has_hangul);
        if !cell.trim().is_empty() && !has_hangul(cell) && !is_read {
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
    for (at, row) in suspects(draft) {
        if has_hangul(row.english()) {
            findings.add(
                at,
                Some("english"),
                format!("english {} has Hangul in it", quote(row.english())),
                "write the Korean term under korean, and remarks under note",
            );
        }
    }
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
    fn what_is_read_in_korean_may_be_written_in_latin_letters() {
        assert_eq!(
            found(
                "concept,english,korean,reading\ns3,S3,S3,에스쓰리\nai,AI,AI,\nsql,SQL,에스큐엘,\n"
            ),
            ["3 korean-without-hangul"]
        );
    }

    #[test]
    fn a_header_that_is_wrong_is_said_once() {
        assert_eq!(
            found("concept,english,korean\ntensor,텐서,tensor\nvector,벡터,vector\n"),
            ["2 swapped-columns"]
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
