//! The Korean, cut into morphemes, and below it a bracket for each stretch that goes with a word of
//! a form. A Hangul syllable is two columns wide, so everything is counted in columns.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::morphology::Morpheme;

/// A line of Korean, and the columns that its characters take.
pub(super) struct Chart {
    /// The Korean with `·` between the morphemes of a word.
    pub line: String,
    /// Columns of each character from `first` on.
    columns: Vec<Range<usize>>,
    /// The first character shown.
    first: usize,
}

impl Chart {
    /// Lays out the characters of `text` from `first` on.
    pub fn new(text: &str, morphemes: &[Morpheme], first: usize) -> Self {
        let mut line = String::new();
        let mut columns = Vec::new();
        let mut column = 0;
        for (at, char) in text.chars().enumerate().skip(first) {
            let begins = morphemes.iter().any(|m| m.start as usize == at);
            if begins && !line.is_empty() && !line.ends_with(' ') {
                line.push('·');
                column += 1;
            }
            let width = char.width().unwrap_or(0);
            columns.push(column..column + width);
            line.push(char);
            column += width;
        }
        Self {
            line,
            columns,
            first,
        }
    }

    /// A line with a bracket under some characters, which are shown: left corner, line, right corner.
    /// As wide as the Korean.
    pub fn bracket(&self, chars: &Range<usize>, [left, line, right]: [char; 3]) -> String {
        let from = self.columns[chars.start - self.first].start;
        let upto = self.columns[chars.end - 1 - self.first].end;
        let width = self.columns.last().map_or(0, |last| last.end);
        (0..width)
            .map(|column| match column {
                _ if !(from..upto).contains(&column) => ' ',
                _ if upto - from == 1 => line,
                _ if column == from => left,
                _ if column + 1 == upto => right,
                _ => line,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morphology::Tag;

    fn morphemes(ranges: &[Range<u32>]) -> Vec<Morpheme> {
        ranges
            .iter()
            .map(|range| Morpheme {
                start: range.start,
                end: range.end,
                first: Tag::Noun,
                last: Tag::Noun,
            })
            .collect()
    }

    #[test]
    fn brackets_stand_below_their_characters() {
        // 새 AI 법·학회
        let chart = Chart::new("새 AI 법학회", &morphemes(&[0..1, 2..4, 5..6, 6..8]), 0);
        let corners = ['└', '─', '┘'];
        assert_eq!(chart.line, "새 AI 법·학회");
        assert_eq!(chart.bracket(&(2..4), corners), "   └┘        ");
        assert_eq!(chart.bracket(&(5..6), corners), "      └┘     ");
        assert_eq!(chart.bracket(&(6..8), corners), "         └──┘");
        assert_eq!(chart.bracket(&(5..8), corners), "      └─────┘");
        assert_eq!(chart.bracket(&(0..8), corners), "└───────────┘");
    }

    #[test]
    fn columns_count_from_what_is_shown_first() {
        let chart = Chart::new("우리 집 AI", &[], 5);
        assert_eq!(chart.line, "AI");
        assert_eq!(chart.bracket(&(5..6), ['└', '─', '┘']), "─ ");
    }
}
