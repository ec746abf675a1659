//! Blocks of `AsciiDoc` that are no prose, as lines are read, and the titles of two lines that look like their fences.

use std::ops::Range;

use super::table;
use crate::source::marks::lines;

/// Lines of four or more of these stand around blocks that are no prose.
const FENCES: [char; 4] = ['-', '.', '/', '+'];

/// Frames within frames that are kept track of: what is deeper is inside all the same.
const DEEPEST: usize = 64;

/// The block without prose that is open, if one is, as lines are read.
pub(super) struct Fence<'t> {
    /// The line that ends it. An empty one ends a paragraph.
    open: Option<&'t str>,
    /// The frames that are open of blocks of prose and of tables, the inmost last. No section begins in them.
    frames: Vec<&'t str>,
    /// Whether the next line begins a block: behind an empty line, attributes, a comment.
    begins: bool,
    /// The line before, if it began a block and is text: it may be a title that the next one underlines.
    title: Option<&'t str>,
    /// Whether the last line underlined one.
    underlined: bool,
    /// Whether the attributes before say that the next block is no prose.
    styled: bool,
}

impl Default for Fence<'_> {
    fn default() -> Self {
        Self {
            open: None,
            frames: Vec::new(),
            begins: true,
            title: None,
            underlined: false,
            styled: false,
        }
    }
}

impl<'t> Fence<'t> {
    /// Whether a line, without the white space at its end, belongs to such a block, fences included, or underlines a title as fences look.
    pub(super) fn takes(&mut self, line: &'t str) -> bool {
        if let Some(open) = self.open {
            let ends = open == line || open.is_empty() && line == "+";
            self.open = Some(open).filter(|_| !ends);
            self.underlined = false;
            return !(ends && open.is_empty());
        }
        let title = self.title.take();
        self.underlined = title.is_some_and(|title| is_underline(line, title));
        self.open = fence_of(line).filter(|_| !self.underlined);
        let is_list = line.starts_with('[') && line.ends_with(']');
        if is_list {
            self.styled |= is_styled(line);
        } else if self.styled && !(line.is_empty() || begins_title(line) || is_comment(line)) {
            self.styled = false;
            self.open = self.open.or_else(|| styled_end(line));
        }
        let is_frame = self.open.is_none() && !self.underlined && is_frame(line);
        if is_frame {
            self.frame(line);
        }
        let begun =
            self.begins && self.frames.is_empty() && line.starts_with(char::is_alphanumeric);
        self.title = begun.then_some(line).filter(|_| self.open.is_none());
        self.begins = line.is_empty()
            || is_list
            || line.starts_with("//")
            || is_frame
            || self.underlined
            || self.open.is_some();
        self.underlined || self.open.is_some()
    }

    /// Closes the frame that is open with such a line, and those in it; or opens one.
    fn frame(&mut self, line: &'t str) {
        match self.frames.iter().rposition(|open| *open == line) {
            Some(open) => self.frames.truncate(open),
            None if self.frames.len() < DEEPEST => self.frames.push(line),
            None => {}
        }
    }
}

/// Styles of blocks that are no prose, in whatever fences ("Built-in blocks summary" in the manual), and those that draw.
const STYLES: [&str; 13] = [
    "asciimath",
    "comment",
    "ditaa",
    "graphviz",
    "latexmath",
    "listing",
    "literal",
    "mermaid",
    "pass",
    "plantuml",
    "source",
    "stem",
    "vega",
];

/// Whether a list of attributes has such a style: `[source,java]`, `[listing%autofit]`.
fn is_styled(list: &str) -> bool {
    let style = list[1..].split([',', '%', '#', '.', ']']).next();
    style.is_some_and(|style| STYLES.contains(&style.trim()))
}

/// What ends the block without prose that a line begins by its style; nothing where the line begins what no style makes code.
fn styled_end(line: &str) -> Option<&str> {
    match line {
        "--" => Some("--"),
        _ => (!is_frame(line) && !line.starts_with("==")).then_some(""),
    }
}

/// Whether a line is the title of a block.
fn begins_title(line: &str) -> bool {
    let words = line.strip_prefix('.');
    words.is_some_and(|words| words.starts_with(|c: char| c != '.' && !c.is_whitespace()))
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

/// Whether a line of signs is the underline of a title of two lines: as long as it is, give or take one character, as Asciidoctor reads them.
fn is_underline(line: &str, title: &str) -> bool {
    let sign = line.chars().next().filter(|c| "=-~^+".contains(*c));
    let is_line = sign.is_some_and(|sign| line.len() > 1 && line.chars().all(|c| c == sign));
    is_line && title.chars().count().abs_diff(line.len()) < 2
}

/// Whether a line stands around a block of prose, or around a table, also one in the cell of another: `!===`.
pub(super) fn is_frame(line: &str) -> bool {
    let is_block =
        |sign: char| line.starts_with(sign) && line.len() >= 4 && line.chars().all(|c| c == sign);
    let bars = line.strip_prefix(['|', ',', ':', '!']).unwrap_or("");
    let is_table = bars.len() >= 3 && bars.chars().all(|c| c == '=');
    line == "--" || is_table || ['=', '*', '_'].into_iter().any(is_block)
}

/// The line that ends the block without prose that this one begins.
fn fence_of(line: &str) -> Option<&str> {
    if line.starts_with("```") {
        return Some("```");
    }
    let first = line.chars().next().filter(|c| FENCES.contains(c))?;
    (line.len() >= 4 && line.chars().all(|c| c == first)).then_some(line)
}

/// The lines of blocks without prose, fences included, in order.
pub(crate) fn fenced(text: &str) -> Vec<Range<usize>> {
    let mut fence = Fence::default();
    let all = lines(text).filter(|(_, line)| fence.takes(line.trim_end()));
    all.map(|(start, line)| start..start + line.len()).collect()
}

/// The lines that underline titles of two lines, in order, in bytes of the text, without white space at their ends.
pub(crate) fn underlines(text: &str) -> Vec<Range<usize>> {
    let mut fence = Fence::default();
    let trimmed = lines(text).map(|(start, line)| (start, line.trim_end()));
    let all = trimmed.filter(|(_, line)| {
        fence.takes(line);
        fence.underlined
    });
    all.map(|(start, line)| start..start + line.len()).collect()
}

/// What stands between the frames of tables, of however many columns, in order.
pub(crate) fn framed(text: &str) -> Vec<Range<usize>> {
    let mut framed = Vec::new();
    let mut fence = Fence::default();
    let mut table: Option<(usize, &str)> = None;
    for (start, line) in lines(text) {
        let line = line.trim_end();
        if fence.takes(line) {
            continue;
        }
        match table {
            None if table::FRAMES.contains(&line) => table = Some((start + line.len(), line)),
            Some((begin, frame)) if frame == line => {
                framed.push(begin..start);
                table = None;
            }
            _ => {}
        }
    }
    framed
}
