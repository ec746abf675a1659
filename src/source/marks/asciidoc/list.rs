//! Description lists of `AsciiDoc`: a term with `::` behind it, and what it is on the same line or on the next one. Each is a table of two columns.

use std::ops::Range;

use crate::source::layout::{Table, trimmed};

/// Lists as their lines are read.
#[derive(Default)]
pub(super) struct Descriptions {
    table: Table,
    /// The term that is described.
    term: Option<Range<usize>>,
    /// What is said of it so far.
    said: Option<Range<usize>>,
    /// Whether the last line was empty.
    parted: bool,
}

impl Descriptions {
    /// Takes in a line of prose, and ends the list where it is none of it.
    pub(super) fn take(&mut self, text: &str, line: Range<usize>, tables: &mut Vec<Table>) {
        let words = trimmed(text, line);
        if words.is_empty() {
            self.parted = true;
        } else if let Some((term, said)) = described(text, &words) {
            self.end_term();
            self.term = Some(term);
            self.said = Some(said).filter(|said| !said.is_empty());
            self.parted = false;
        } else if self.parted && self.said.is_some() {
            self.end(tables);
        } else if self.term.is_some() {
            let start = self.said.as_ref().map_or(words.start, |said| said.start);
            self.said = Some(start..words.end);
            self.parted = false;
        }
    }

    /// Whether a term was said, and nothing else behind it than what it is.
    pub(super) fn is_open(&self) -> bool {
        self.term.is_some() && !(self.parted && self.said.is_some())
    }

    /// Ends the list.
    pub(super) fn end(&mut self, tables: &mut Vec<Table>) {
        self.end_term();
        if !self.table.rows.is_empty() {
            tables.push(std::mem::take(&mut self.table));
        }
        self.parted = false;
    }

    fn end_term(&mut self) {
        if let (Some(term), Some(said)) = (self.term.take(), self.said.take()) {
            self.table.rows.push(vec![term, said]);
        }
    }
}

/// The term that a line describes, and what it says of it.
fn described(text: &str, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = &text[line.clone()];
    let (at, mark) = [(words.find(":: "), "::"), (words.find(";; "), ";;")]
        .into_iter()
        .find_map(|(at, mark)| Some((at?, mark)))
        .or_else(|| {
            let mark = ["::", ";;"]
                .into_iter()
                .find(|mark| words.ends_with(mark))?;
            Some((words.len() - mark.len(), mark))
        })?;
    // There may be up to four colons.
    let term = trimmed(
        text,
        line.start..line.start + words[..at].trim_end_matches(':').len(),
    );
    let said = trimmed(text, line.start + at + mark.len()..line.end);
    (!term.is_empty()).then_some((term, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(text: &str) -> Vec<Vec<String>> {
        let (mut descriptions, mut tables) = (Descriptions::default(), Vec::new());
        let start = text.as_ptr() as usize;
        for line in text.lines() {
            let at = line.as_ptr() as usize - start;
            descriptions.take(text, at..at + line.len(), &mut tables);
        }
        descriptions.end(&mut tables);
        let row = |row: Vec<Range<usize>>| {
            let cells: Vec<&str> = row.into_iter().map(|cell| &text[cell]).collect();
            cells.join("/")
        };
        tables
            .into_iter()
            .map(|table| table.rows.into_iter().map(row).collect())
            .collect()
    }

    #[test]
    fn terms_go_with_what_is_said_of_them() {
        assert_eq!(
            lists(
                "린터:: linter\n말뭉치::\n  corpus\n\n셸:::\n\nshell\n\n본문이 온다.\n\n꾸러미;; package\n"
            ),
            [
                vec!["린터/linter", "말뭉치/corpus", "셸/shell"],
                vec!["꾸러미/package"]
            ]
        );
        assert_eq!(
            lists("린터:: 코드를 살피고\n잘못을 알린다.\n"),
            [["린터/코드를 살피고\n잘못을 알린다."]]
        );
        assert!(lists("시각: 10:30\n:: 앞이 없다\n").is_empty());
    }
}
