//! What the end of a line is to readers.
//!
//! Where lines are wrapped by the width of a page, or one thought a line, Markdown, reStructuredText and `AsciiDoc` show a space and the paragraph goes on
//! (`CommonMark` 0.31, section 6.8; the reStructuredText specification under "Paragraphs"; the manual of `AsciiDoc` under "Paragraphs"). Formats whose
//! line ends are spaces wherever they stand, HTML and LaTeX among them, have none left in the text of a document.

use super::Format;
use crate::source::floor_char_boundary;
use crate::source::marks::indent;

/// What a line ends for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// It is wrapped: readers see a space.
    Space,
    /// Something ends there, or begins: a paragraph, a heading, an item, a row.
    Block,
    /// The format does not say; only the lines around it may tell.
    Open,
}

/// How far a line is looked at, in bytes.
const LOOK: usize = 600;

impl Format {
    /// Whether lines that stand one behind the other are one paragraph to readers.
    #[must_use]
    pub(crate) fn flows(&self) -> bool {
        self.is_markdown() || [Self::RESTRUCTURED, Self::ASCIIDOC].contains(&self)
    }

    /// Whether its text is Markdown, if between other things.
    fn is_markdown(&self) -> bool {
        [Self::MARKDOWN, Self::NOTEBOOK].contains(&self)
    }

    /// What the line end at byte `at` of a text of this format is. Of `\r\n` that is the `\n`.
    pub(crate) fn line_end(&self, text: &str, at: usize) -> LineEnd {
        if !self.flows() {
            return LineEnd::Open;
        }
        let ends = ['\n', '\r'];
        let before = text[..at].strip_suffix('\r').unwrap_or(&text[..at]);
        let from = before.len().saturating_sub(LOOK);
        let from = floor_char_boundary(before, from);
        let line = before[from..].rsplit(ends).next().unwrap_or_default();
        let next = &text[at + 1..floor_char_boundary(text, at + 1 + LOOK)];
        let next = next.split(ends).next().unwrap_or_default();
        self.between(line, next)
    }

    /// What parts two lines.
    fn between(&self, line: &str, next: &str) -> LineEnd {
        if self.begins(next) {
            return LineEnd::Block;
        }
        let (line, quoted) = self.without_quotation(line);
        let (next, next_quoted) = self.without_quotation(next);
        if next_quoted > quoted || !has_text(line) || !has_text(next) {
            return LineEnd::Block;
        }
        // What goes on behind the last sign of a quotation is most often no part of it, whatever CommonMark says.
        if next_quoted < quoted || self.breaks_hard(line) {
            return LineEnd::Open;
        }
        if self.ends_with(line) || next_quoted > 0 && self.begins(next) {
            return LineEnd::Block;
        }
        // The definition of a term, or a quotation; within an item of a list, all lines stand behind its sign.
        if self == Self::RESTRUCTURED && indent(next) != indent(line) + marker(line.trim_start()) {
            return LineEnd::Open;
        }
        // Lines that are made to be lines, whatever the format makes of them: columns, bullets of another kind, pictures, tags, comments of a program, words
        // that are a heading to their writer.
        let [line, next] = [line, next].map(str::trim);
        let is_bold = (line.starts_with("**") && line.ends_with("**"))
            || line.starts_with("__") && line.ends_with("__");
        let is_picture = line.starts_with(['!', '[']) && line.ends_with(')') && line.contains("![");
        let is_row = |line: &str| line.contains("  ") || line.contains(" | ");
        if is_bold
            || is_picture
            || is_row(line)
            || is_row(next)
            || is_heading(line, '#')
            || next.starts_with(|c| matches!(c, '<' | '#') || is_bullet(c))
        {
            return LineEnd::Open;
        }
        LineEnd::Space
    }

    /// A line without the signs of quotation that it begins with, and how many those are.
    fn without_quotation<'l>(&self, line: &'l str) -> (&'l str, usize) {
        if !self.is_markdown() {
            return (line, 0);
        }
        let (mut rest, mut depth) = (line, 0);
        loop {
            let words = rest.trim_start_matches(' ');
            // One may stand in an item of a list.
            let inner = words[marker(words)..].strip_prefix('>');
            let Some(inner) = inner else {
                return (rest, depth);
            };
            rest = inner.strip_prefix(' ').unwrap_or(inner);
            depth += 1;
        }
    }

    /// Whether a line ends with a sign that readers go on to the next one.
    fn breaks_hard(&self, line: &str) -> bool {
        let line = line.trim_end_matches('\r');
        if self.is_markdown() {
            line.ends_with("  ") || line.ends_with('\\')
        } else {
            self == Self::ASCIIDOC && line.ends_with(" +")
        }
    }

    /// Whether a line that holds text is all of something: a heading, a row, an attribute.
    fn ends_with(&self, line: &str) -> bool {
        let line = line.trim();
        if line.starts_with('|') || self != Self::RESTRUCTURED && is_heading(line, '#') {
            return true;
        }
        if self == Self::ASCIIDOC {
            let is_title = line.starts_with('.') && !line[1..].starts_with(['.', ' ']);
            return is_heading(line, '=')
                || is_title
                || line.starts_with("//")
                || line.starts_with('[') && line.ends_with(']')
                || line.ends_with("::")
                || is_attribute(line);
        }
        self.is_markdown() && line.starts_with('[') && line.contains("]:")
    }

    /// Whether something begins with a line: an item of a list, a heading, a row, a note.
    #[must_use]
    pub(crate) fn begins(&self, line: &str) -> bool {
        let line = line.trim_start();
        if !has_text(line) || marker(line) > 0 || self.ends_with(line) {
            return true;
        }
        if self.is_markdown() {
            line.starts_with("```")
                || line.starts_with("~~~")
                || line.starts_with(": ")
                || line.starts_with("::")
                || line.starts_with("{:")
        } else if self == Self::RESTRUCTURED {
            line.starts_with(".. ") || line.starts_with("#. ") || is_attribute(line)
        } else {
            line.starts_with("<1>") || line.contains(":: ") || line.contains("::[")
        }
    }
}

/// Whether there are words on a line, and not only what underlines or frames them.
fn has_text(line: &str) -> bool {
    line.contains(char::is_alphanumeric)
}

/// Whether a line is a heading with some signs before it.
fn is_heading(line: &str, sign: char) -> bool {
    let words = line.trim_start_matches(sign);
    words.len() < line.len() && line.len() - words.len() <= 6 && words.starts_with([' ', '\t'])
}

/// Whether a line begins with a name between colons: `:name: value`.
fn is_attribute(line: &str) -> bool {
    let name = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    name.is_some_and(|(name, value)| {
        !name.is_empty() && !name.contains('`') && (value.is_empty() || value.starts_with(' '))
    })
}

/// How many bytes the sign takes with which a line begins an item of a list, with the space behind it; 0 if it is none.
fn marker(line: &str) -> usize {
    let numbers = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = line.len() - numbers.len();
    let sign = match line.as_bytes() {
        [b'-' | b'+', ..] => 1,
        // More of them are deeper items of AsciiDoc.
        [sign @ (b'*' | b'.'), ..] => line.bytes().take_while(|byte| byte == sign).count(),
        _ if (1..=9).contains(&count) && numbers.starts_with(['.', ')']) => count + 1,
        _ => return 0,
    };
    let behind = &line[sign..];
    match behind.trim_start_matches([' ', '\t']) {
        words if words.len() < behind.len() => line.len() - words.len(),
        _ => 0,
    }
}

/// Signs that people begin items with where no format knows them.
fn is_bullet(c: char) -> bool {
    "•·‧ㆍ▲△▶▷◆◇■□●○◎★☆※→⇒✓✔".contains(c) || ('①'..='⓿').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_goes_on_in_the_next_line() {
        for (format, text) in [
            (Format::MARKDOWN, "짧은 줄의 부하\n분산기"),
            (Format::MARKDOWN, "짧은 줄의 부하\r\n분산기"),
            (Format::MARKDOWN, "- 짧은 줄의 부하\n  분산기"),
            (Format::MARKDOWN, "- 짧은 줄의 부하\n분산기"),
            (Format::MARKDOWN, "> 짧은 줄의 부하\n> 분산기"),
            (Format::MARKDOWN, "> > 부하\n>> 분산기"),
            (Format::MARKDOWN, "- > 부하\n  > 분산기"),
            (Format::MARKDOWN, "짧은 줄의 부하\n**분산기**"),
            (Format::MARKDOWN, "짧은 줄의 부하\n2024년부터"),
            (Format::NOTEBOOK, "짧은 줄의 부하\n분산기"),
            (Format::RESTRUCTURED, "짧은 줄의 부하\n분산기"),
            (Format::RESTRUCTURED, "1. 짧은 줄의 부하\n   분산기"),
            (Format::RESTRUCTURED, "짧은 줄의 부하\n:term:`분산기`"),
            (Format::ASCIIDOC, "* 짧은 줄의 부하\n분산기"),
            (Format::ASCIIDOC, "짧은 줄의 부하\n*분산기*"),
        ] {
            let at = text.find('\n').unwrap();
            assert_eq!(format.line_end(text, at), LineEnd::Space, "{text}");
        }
    }

    #[test]
    fn blocks_part_lines() {
        for (format, text) in [
            (Format::MARKDOWN, "부하\n\n분산기"),
            (Format::MARKDOWN, "# 부하\n분산기"),
            (Format::MARKDOWN, "부하\n## 분산기"),
            (Format::MARKDOWN, "부하\n---\n분산기"),
            (Format::MARKDOWN, "부하\n- 분산기"),
            (Format::MARKDOWN, "부하\n1) 분산기"),
            (Format::MARKDOWN, "부하\n> 분산기"),
            (Format::MARKDOWN, "> 부하\n> - 분산기"),
            (Format::MARKDOWN, "- > 부하\n- > 분산기"),
            (Format::MARKDOWN, "| 부하 |\n| 분산기 |"),
            (Format::MARKDOWN, "부하\n: 분산기"),
            (Format::MARKDOWN, "부하\n```sh"),
            (Format::MARKDOWN, "부하\n~~~sh"),
            (Format::MARKDOWN, "부하\n:::{note} 분산기"),
            (Format::MARKDOWN, "부하\n{: .분산기}"),
            (Format::MARKDOWN, "부하\n[분산기]: a.md"),
            (Format::RESTRUCTURED, "부하\n====\n"),
            (Format::RESTRUCTURED, "| 부하\n| 분산기"),
            (Format::RESTRUCTURED, "부하\n.. note:: 분산기"),
            (Format::RESTRUCTURED, "부하\n#. 분산기"),
            (Format::RESTRUCTURED, "부하\n:분산기: 장치"),
            (Format::ASCIIDOC, "== 부하\n분산기"),
            (Format::ASCIIDOC, ".부하\n분산기"),
            (Format::ASCIIDOC, "부하::\n분산기"),
            (Format::ASCIIDOC, "부하\n분산기:: 장치"),
            (Format::ASCIIDOC, "부하\ninclude::[분산기]"),
            (Format::ASCIIDOC, "부하\n<1> 분산기"),
            (Format::ASCIIDOC, "// 부하\n분산기"),
            (Format::ASCIIDOC, ":부하: 장치\n분산기"),
            (Format::ASCIIDOC, "부하\n|분산기"),
            (Format::ASCIIDOC, "부하\n.. 분산기"),
            (Format::ASCIIDOC, "[부하]\n분산기"),
        ] {
            let at = text.find('\n').unwrap();
            assert_eq!(format.line_end(text, at), LineEnd::Block, "{text}");
        }
    }

    #[test]
    fn what_no_format_says_is_left_open() {
        for (format, text) in [
            (Format::PLAIN, "짧은 줄의 부하\n분산기"),
            (Format::PLAIN, "부하\n\n분산기"),
            (Format::MARKDOWN, "짧은 줄의 부하  \n분산기"),
            (Format::MARKDOWN, "짧은 줄의 부하\\\n분산기"),
            (Format::MARKDOWN, "> 짧은 줄의 부하\n분산기"),
            (Format::MARKDOWN, "**부하**\n분산기"),
            (Format::MARKDOWN, "![부하](a.png)\n분산기"),
            (Format::MARKDOWN, "부하\n• 분산기"),
            (Format::MARKDOWN, "장치 | 부하\n분산기 | 값"),
            (Format::RESTRUCTURED, "부하\n    분산기"),
            (Format::RESTRUCTURED, "# 짧은 줄의 부하\n# 분산기"),
            (Format::RESTRUCTURED, "부하    장치\n분산기  장치"),
            (Format::ASCIIDOC, "짧은 줄의 부하 +\n분산기"),
        ] {
            let at = text.find('\n').unwrap();
            assert_eq!(format.line_end(text, at), LineEnd::Open, "{text}");
        }
    }
}
