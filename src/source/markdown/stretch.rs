//! Stretches of Markdown that are read by themselves: a whole text, or what stands in a block of it, without what is before its lines because
//! of the lists and quotations around it. Places are told in bytes of the whole text.

use std::borrow::Cow;
use std::ops::Range;

/// A stretch of a text.
pub(super) struct Stretch<'t> {
    /// What there is to read.
    text: Cow<'t, str>,
    /// Where in it the lines begin of which the stretch is put together, and where in the whole text.
    lines: Vec<(usize, usize)>,
    /// Where it stands in the whole text.
    whole: Range<usize>,
}

impl<'t> Stretch<'t> {
    /// All that stands in these bytes.
    pub(super) fn of(text: &'t str, range: Range<usize>) -> Self {
        Self {
            text: Cow::Borrowed(&text[range.clone()]),
            lines: vec![(0, range.start)],
            whole: range,
        }
    }

    /// The lines in these bytes, which are of a block that begins at a byte: each without what stands before the block in its own line, or as
    /// much white space and as many signs of quotations. `head` is read before them, and has no place in the whole text.
    pub(super) fn within(text: &str, range: Range<usize>, block: usize, head: String) -> Self {
        let margin = Margin::before(text, block);
        let mut own = head;
        let mut lines = Vec::new();
        let mut at = range.start;
        for line in text[range.clone()].split_inclusive('\n') {
            let is_first = at == block;
            let skipped = if is_first { 0 } else { margin.length(line) };
            lines.push((own.len(), at + skipped));
            own.push_str(&line[skipped..]);
            at += line.len();
        }
        Self {
            text: Cow::Owned(own),
            lines,
            whole: range,
        }
    }

    /// What there is to read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where it stands in the whole text.
    pub(super) fn whole(&self) -> Range<usize> {
        self.whole.clone()
    }

    /// The bytes of the whole text that these of the stretch are; none where they are of what is read before it.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = self.at(range.start)?;
        // Behind the last byte nothing is passed over.
        let end = match range.end.checked_sub(1) {
            Some(last) if last >= range.start => self.at(last)? + 1,
            _ => start,
        };
        Some(start..end)
    }

    fn at(&self, at: usize) -> Option<usize> {
        let next = self.lines.partition_point(|(start, _)| *start <= at);
        let (start, place) = self.lines.get(next.checked_sub(1)?)?;
        Some(place + (at - start))
    }
}

/// What stands before a block in its line, because of what the block is in.
pub(super) struct Margin {
    /// How many columns it takes.
    width: usize,
    /// How many quotations it is in.
    quotations: usize,
}

impl Margin {
    pub(super) fn before(text: &str, block: usize) -> Self {
        let line = &text[..block];
        let line = &line[line.rfind('\n').map_or(0, |end| end + 1)..];
        Self {
            width: line.chars().fold(0, behind),
            quotations: line.matches('>').count(),
        }
    }

    /// The same, farther in by some columns.
    pub(super) fn deeper(self, columns: usize) -> Self {
        Self {
            width: self.width + columns,
            ..self
        }
    }

    /// Whether a line is as far in as this, or farther, and in as many quotations.
    pub(super) fn is_before(&self, line: &str) -> bool {
        let mut quotations = 0;
        let mut column = 0;
        for c in line.chars() {
            quotations += usize::from(c == '>' && quotations < self.quotations);
            if !matches!(c, ' ' | '\t' | '>') || column >= self.width {
                break;
            }
            column = behind(column, c);
        }
        column >= self.width && quotations == self.quotations && !self.is_blank(line)
    }

    /// Whether nothing stands in a line but as many signs of quotations.
    pub(super) fn is_blank(&self, line: &str) -> bool {
        let words = line.trim_matches([' ', '\t', '>', '\r', '\n']);
        words.is_empty() && line.matches('>').count() == self.quotations
    }

    /// How many bytes of it another line begins with.
    pub(super) fn length(&self, line: &str) -> usize {
        let (mut column, mut quotations) = (0, 0);
        let passed = line.chars().take_while(|&c| {
            quotations += usize::from(c == '>');
            let is_of_it = column < self.width && matches!(c, ' ' | '\t' | '>');
            column = behind(column, c);
            is_of_it && quotations <= self.quotations
        });
        passed.count()
    }
}

/// The column behind a character. A tab reaches to the next fourth one.
fn behind(column: usize, c: char) -> usize {
    if c == '\t' {
        (column / 4 + 1) * 4
    } else {
        column + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_without_what_is_before_the_block() {
        for (before, lines, expected) in [
            ("", "글\n  뜻\n", "글\n  뜻\n"),
            ("10. ", "    글\n\n      뜻\n  값\n", "글\n\n  뜻\n값\n"),
            ("- ", "\t글\n", "글\n"),
            ("> ", "> 글\n>뜻\n> > 값\n", "글\n뜻\n> 값\n"),
            ("> - ", ">   글\n>> 뜻\n", "글\n> 뜻\n"),
        ] {
            let text = format!("{before}```\n{lines}");
            let from = text.len() - lines.len();
            let stretch = Stretch::within(
                &text,
                from..text.len(),
                before.len(),
                String::from("머리\n"),
            );
            assert_eq!(stretch.text(), format!("머리\n{expected}"));
            for word in ["글", "뜻", "값"] {
                let Some(at) = stretch.text().find(word) else {
                    continue;
                };
                let place = stretch.place(&(at..at + word.len())).unwrap();
                assert_eq!(&text[place], word);
            }
            assert_eq!(stretch.place(&(0..3)), None);
            let end = stretch.text().len();
            let place = stretch.place(&(end - 1..end)).unwrap();
            assert_eq!(place, text.len() - 1..text.len());
        }
    }
}
