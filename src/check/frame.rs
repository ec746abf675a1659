//! What is drawn around words: in reStructuredText the lines under and over titles, and the frames of tables; in `AsciiDoc` the lines under titles.
//!
//! docutils counts columns, of which a syllable takes two. A title that is wider than its underline is a warning, or an error where it has an overline as
//! well; words that are wider or narrower than those before them break the frame of a table.
//! Asciidoctor counts characters, and what is two more or less than there are in the line above underlines no title, but may begin a block of code.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::diagnostic::{Diagnostic, Edit, Fix};
use crate::Document;
use crate::source::{Format, asciidoc_underlines};

/// Makes the lines of titles as long as fixes make the titles, and the fixes unsafe that would break a table.
pub(super) fn keep_framed(document: &Document, diagnostics: &mut [Diagnostic]) {
    if diagnostics.iter().all(|one| one.fix.is_none()) {
        return;
    }
    if document.format == Format::ASCIIDOC {
        keep_underlined(&document.text, diagnostics);
        return;
    }
    if document.format != Format::RESTRUCTURED {
        return;
    }
    let page = Page::new(&document.text);
    for one in diagnostics {
        let Some(fix) = &mut one.fix else {
            continue;
        };
        let mut breaks = false;
        for (line, wider) in page.wider(fix, UnicodeWidthStr::width) {
            if page.is_in_table(line) {
                breaks |= wider != 0;
            } else {
                let longer = page.longer(line, wider);
                fix.edits.extend(longer);
            }
        }
        fix.edits.sort_by_key(|edit| edit.range.start);
        if breaks {
            one.doubt("it stands in a table, whose frame no longer fits once it is replaced");
        }
    }
}

/// Makes the lines under titles of `AsciiDoc` as long as fixes make the titles.
fn keep_underlined(text: &str, diagnostics: &mut [Diagnostic]) {
    let underlines = asciidoc_underlines(text);
    if underlines.is_empty() {
        return;
    }
    let page = Page::new(text);
    for fix in diagnostics.iter_mut().filter_map(|one| one.fix.as_mut()) {
        for (line, longer) in page.wider(fix, |words| words.chars().count()) {
            let Some(below) = page.lines.get(line + 1) else {
                continue;
            };
            let next = underlines.partition_point(|underline| underline.start < below.start);
            let underline = underlines.get(next).cloned();
            let Some(underline) = underline.filter(|underline| underline.start == below.start)
            else {
                continue;
            };
            let title = page.line(line).trim_end().chars().count();
            let length = title.saturating_add_signed(longer).max(2);
            // Also one that is long enough: of two fixes in a title each needs to know the length that the other leaves.
            if longer != 0 {
                let sign = &text[underline.start..=underline.start];
                fix.edits.push(Edit {
                    text: sign.repeat(length),
                    range: underline,
                });
            }
        }
        fix.edits.sort_by_key(|edit| edit.range.start);
    }
}

/// The shortest line, in columns, that underlines a title though it is shorter.
const SHORTEST: usize = 4;

/// A text with its lines.
struct Page<'t> {
    text: &'t str,
    /// In bytes of the text, without their ends.
    lines: Vec<Range<usize>>,
    /// Simple tables, by the numbers of their lines.
    tables: Vec<Range<usize>>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str) -> Self {
        let start = text.as_ptr() as usize;
        let place = |line: &str| line.as_ptr() as usize - start;
        let lines = text
            .lines()
            .map(|line| place(line)..place(line) + line.len());
        let mut page = Self {
            text,
            lines: lines.collect(),
            tables: Vec::new(),
        };
        let mut open = None;
        for number in 0..page.lines.len() {
            if !is_border(page.line(number)) {
                continue;
            }
            let begin = *open.get_or_insert(number);
            // The border with nothing behind it is the last one.
            if begin < number && page.line(number + 1).trim().is_empty() {
                page.tables.push(begin..number + 1);
                open = None;
            }
        }
        page
    }

    /// A line by its number; empty where there is none.
    fn line(&self, number: usize) -> &'t str {
        let line = self.lines.get(number).cloned();
        line.map_or("", |line| &self.text[line])
    }

    /// How much wider each line becomes that a fix changes, as `width` counts.
    fn wider(&self, fix: &Fix, width: impl Fn(&str) -> usize) -> BTreeMap<usize, isize> {
        let mut wider = BTreeMap::new();
        for Edit { range, text } in &fix.edits {
            let line = self.lines.partition_point(|line| line.end < range.start);
            let width = |words: &str| width(words) as isize;
            *wider.entry(line).or_default() += width(text) - width(&self.text[range.clone()]);
        }
        wider
    }

    /// Whether a line is of a table: a simple one, or a row of one that has bars around its cells.
    fn is_in_table(&self, line: usize) -> bool {
        let next = self.tables.partition_point(|table| table.end <= line);
        let row = self.line(line).trim();
        self.tables
            .get(next)
            .is_some_and(|table| table.contains(&line))
            || row.len() > 1 && row.starts_with(['|', '+']) && row.ends_with(['|', '+'])
    }

    /// What makes the lines under and over a title long enough, if a line is one.
    fn longer(&self, line: usize, wider: isize) -> Vec<Edit> {
        let title = self.line(line).trim_end();
        let Some(sign) = adornment(self.line(line + 1)).filter(|_| !title.is_empty()) else {
            return Vec::new();
        };
        let above = line
            .checked_sub(1)
            .filter(|&above| adornment(self.line(above)) == Some(sign));
        let length = self.line(line + 1).trim_end().len();
        let needed = title.width().saturating_add_signed(wider);
        // docutils takes a line of signs that is shorter than what is above it for text if it is this short.
        let is_text = length < SHORTEST && length < title.width();
        if is_text || needed <= length || above.is_none() && title.starts_with([' ', '\t']) {
            return Vec::new();
        }
        let lines = above.into_iter().chain([line + 1]);
        let longer = lines.map(|line| {
            let end = self.lines[line].start + self.line(line).trim_end().len();
            Edit {
                range: end..end,
                text: String::from(sign).repeat(needed - length),
            }
        });
        longer.collect()
    }
}

/// The sign that a line is made of, if it is the under- or overline of a title.
fn adornment(line: &str) -> Option<char> {
    let line = line.trim_end();
    let first = line.chars().next().filter(char::is_ascii_punctuation)?;
    // What comes behind `::` is a literal block.
    (line.len() > 1 && line != "::" && line.chars().all(|c| c == first)).then_some(first)
}

/// Whether a line is a border of a simple table: `====  ====`.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.contains("= =") || line.contains("=  ") && line.ends_with('=') && line.starts_with('=')
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::Document;
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::{checker, told_of};

    #[test]
    fn lines_of_titles_grow_with_them() {
        for (text, after) in [
            (
                "버퍼 크기\n=========\n\n버퍼를 비운다.\n",
                "완충 공간 크기\n==============\n\n완충 공간을 비운다.\n",
            ),
            (
                "===========\n 버퍼 크기\n===========\n\n글\n",
                "===============\n 완충 공간 크기\n===============\n\n글\n",
            ),
            (
                "버퍼\n--------------\n\n글\n",
                "완충 공간\n--------------\n\n글\n",
            ),
            (
                "버퍼와 버퍼\n-----------\n",
                "완충 공간과 버퍼\n----------------\n",
            ),
            ("버퍼\n----\n", "완충 공간\n---------\n"),
            // None of a title
            (
                "버퍼를 비운다\n::\n\n  글\n",
                "완충 공간을 비운다\n::\n\n  글\n",
            ),
            ("버퍼\n::\n\n  글\n", "완충 공간\n::\n\n  글\n"),
            ("버퍼\n---\n", "완충 공간\n---\n"),
        ] {
            let (_, mended) = told_of(EXAMPLE, "forbidden-term", "글.rst", text);
            assert_eq!(mended, after);
        }
    }

    #[test]
    fn lines_under_titles_of_asciidoc_are_as_long_as_they() {
        for (text, after) in [
            (
                "버퍼 값\n-----\n\n버퍼\n",
                "완충 공간 값\n-------\n\n완충 공간\n",
            ),
            (
                "= 글\n\n버퍼\n~~~\n\n버퍼 비우기\n^^^^^^",
                "= 글\n\n완충 공간\n~~~~~\n\n완충 공간 비우기\n^^^^^^^^^",
            ),
            // One after the other
            ("버퍼와 버퍼\n------\n", "완충 공간과 버퍼\n---------\n"),
            // A listing
            (
                "====\n버퍼의 값\n-----\n글\n-----\n====\n",
                "====\n완충 공간의 값\n-----\n글\n-----\n====\n",
            ),
        ] {
            let (_, mended) = told_of(EXAMPLE, "forbidden-term", "글.adoc", text);
            assert_eq!(mended, after);
        }
        // Shorter
        let glossary = "concept,english,korean,status\n1,buffer,버퍼,preferred\n1,buffer,완충 공간,deprecated\n";
        let (_, after) = told_of(
            glossary,
            "forbidden-term",
            "글.adoc",
            "완충 공간 값\n=======\n",
        );
        assert_eq!(after, "버퍼 값\n====\n");
    }

    #[test]
    fn words_in_frames_are_left_to_people() {
        let simple = "====  ======\n이름  뜻\n====  ======\n버퍼  메모리\n\n텐서  배열\n====  ======\n\n버퍼를 비운다.\n";
        let grid = "+------+--------+\n| 버퍼 | 메모리 |\n+------+--------+\n\n버퍼를 비운다.\n";
        for text in [simple, grid] {
            let document = Document::new("글.rst", text);
            let mut found = checker(EXAMPLE).check(&document).diagnostics;
            found.retain(|one| one.rule == "forbidden-term");
            let safe: Vec<bool> = found
                .iter()
                .map(|one| one.fix.as_ref().unwrap().safe)
                .collect();
            assert_eq!(safe, [false, true], "{text}");
            let note = found[0].note.as_deref().unwrap();
            assert!(
                note.ends_with("not safe to mend: it stands in a table, whose frame no longer fits once it is replaced"),
                "{note}"
            );
        }
        // What is as wide as before breaks nothing.
        let glossary = "concept,english,korean,status\n1,message,메시지,preferred\n1,message,메세지,deprecated\n";
        let text = "+--------+----+\n| 메세지 | 글 |\n+--------+----+\n";
        let (_, after) = told_of(glossary, "forbidden-term", "글.rst", text);
        assert_eq!(after, text.replace("메세지", "메시지"));
    }
}
