//! What of a table is passed over, counted and named once.

/// Places that are named; of more only their number.
const MOST: usize = 10;

/// Why a row is not taken as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    NoKorean,
    NoEnglish,
    /// Its terms are the same, and neither is Korean: it says that nothing is translated.
    Same,
    /// It has more cells than the header, so nobody knows which is which.
    TooLong,
    /// Its languages are the other way round, and it was turned.
    Turned,
    /// A status, a kind or a language that a glossary does not know; it is in the note.
    Noted,
}

/// The rows that were not taken as they are.
#[derive(Debug, Default)]
pub(super) struct Passed(Vec<(Why, Vec<usize>, usize)>);

impl Passed {
    /// Counts the row on this line.
    pub(super) fn count(&mut self, why: Why, line: usize) {
        let at = self.0.iter().position(|(known, ..)| *known == why);
        let at = at.unwrap_or_else(|| {
            self.0.push((why, Vec::new(), 0));
            self.0.len() - 1
        });
        let (_, lines, count) = &mut self.0[at];
        *count += 1;
        if lines.len() < MOST {
            lines.push(line);
        }
    }

    /// In words; `place` is what a line is called: `line`, `row`.
    pub(super) fn notes(&self, place: &str) -> Vec<String> {
        self.0
            .iter()
            .map(|(why, lines, count)| note(*why, lines, *count, place))
            .collect()
    }
}

fn note(why: Why, lines: &[usize], count: usize, place: &str) -> String {
    let (rows, were, s) = if count == 1 {
        ("row", "was", "")
    } else {
        ("rows", "were", "s")
    };
    let said = match why {
        Why::NoKorean => format!("{rows} without a Korean term {were} passed over"),
        Why::NoEnglish => format!("{rows} without an English term {were} passed over"),
        Why::Same => {
            format!("{rows} with the same term twice, and no Hangul in it, {were} passed over")
        }
        Why::TooLong => format!("{rows} with more cells than the header {were} passed over"),
        Why::Turned => format!("{rows} with the languages the other way round {were} turned"),
        Why::Noted => {
            format!("{rows} with a status, kind or language that is not known: it is in the note")
        }
    };
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let more = match count - lines.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{count} {said}: {place}{s} {}{more}", lines.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_reason_and_named() {
        let mut passed = Passed::default();
        for line in [4, 9, 12] {
            passed.count(Why::NoEnglish, line);
        }
        passed.count(Why::Same, 5);
        for line in 20..35 {
            passed.count(Why::TooLong, line);
        }
        assert_eq!(
            passed.notes("line"),
            [
                "3 rows without an English term were passed over: lines 4, 9, 12",
                "1 row with the same term twice, and no Hangul in it, was passed over: line 5",
                "15 rows with more cells than the header were passed over: lines 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 and 5 more",
            ]
        );
    }
}
