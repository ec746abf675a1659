//! `AsciiDoc`, as far as prose and code can be told apart, with its tables, description lists and footnotes.

mod fence;
mod list;
mod table;

use std::ops::Range;

use memchr::{memchr2, memmem};

use super::{between, lines};
use crate::source::layout::{Layout, Note, trimmed};
use crate::source::markdown::{push, settle};
use crate::source::{Document, Mask, MaskKind, floor_char_boundary};
use fence::{Fence, is_frame};
pub(crate) use fence::{fenced, framed, underlines};
use list::Descriptions;

/// Reads a document.
pub(in crate::source) fn read_asciidoc(document: &mut Document) {
    let text = &document.text;
    let mut masks = Vec::new();
    let mut layout = Layout::default();
    let mut descriptions = Descriptions::default();
    // The attributes on the line before.
    let mut attributes = "";
    // Where the table begins that is open, its frame and its attributes.
    let mut table: Option<(usize, &str, &str)> = None;
    let mut fence = Fence::default();
    for (start, line) in lines(text) {
        let range = start..start + line.len();
        let trimmed = line.trim_end();
        if fence.takes(trimmed) {
            descriptions.end(&mut layout.tables);
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        // Comments, attributes, lists of attributes and anchors, block macros, frames of other blocks, literal paragraphs.
        let is_attribute = trimmed.starts_with(':') && trimmed[1..].contains(':');
        let is_list = trimmed.starts_with('[') && trimmed.ends_with(']');
        let is_macro = [
            "image::",
            "include::",
            "video::",
            "audio::",
            "toc::",
            "ifdef::",
            "ifndef::",
            "endif::",
        ]
        .iter()
        .any(|name| trimmed.starts_with(name));
        let is_table = match table {
            None => table::FRAMES.contains(&trimmed),
            Some((_, frame, _)) => trimmed == frame,
        };
        let is_frame = is_table || is_frame(trimmed);
        if is_table {
            descriptions.end(&mut layout.tables);
            table = match table {
                None => Some((range.end, trimmed, attributes)),
                Some((begin, frame, attributes)) => {
                    let laid = table::table(text, begin..start, frame, attributes, &mut masks);
                    layout.tables.extend(laid);
                    None
                }
            };
        } else if table.is_none() {
            match trimmed {
                _ if trimmed.starts_with(['=', '.']) => descriptions.end(&mut layout.tables),
                // A comment, and a sign that the description goes on.
                _ if trimmed.starts_with("//") || trimmed == "+" => {}
                _ if is_attribute || is_list || is_macro || is_frame => {}
                _ => descriptions.take(text, range.clone(), &mut layout.tables),
            }
        }
        // A title may stand between the two.
        attributes = match trimmed {
            _ if is_list => trimmed,
            _ if trimmed.starts_with('.') => attributes,
            _ => "",
        };
        let is_literal = table.is_none()
            && !descriptions.is_open()
            && line.starts_with(' ')
            && !line.trim_start().starts_with(['*', '-', '.']);
        if trimmed.starts_with("//")
            || is_attribute
            || is_list
            || is_macro
            || is_frame
            || is_literal
        {
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        between(text, range.clone(), "`", MaskKind::Code, &mut masks);
        macros(text, range.clone(), &mut masks, &mut layout.notes);
        index_terms(text, range.clone(), &mut masks);
        struck(text, range, &mut masks);
    }
    descriptions.end(&mut layout.tables);
    document.masks = settle(masks);
    *document.layout = layout;
}

/// The longest term for the index, in bytes.
const LONGEST: usize = 300;

/// Masks the brackets of terms for the index, `((글))`, and those that only the index has, `(((글)))`.
fn index_terms(text: &str, line: Range<usize>, masks: &mut Vec<Mask>) {
    let mut at = line.start;
    while let Some(found) = memmem::find(&text.as_bytes()[at..line.end], b"((") {
        let open = at + found;
        let is_hidden = text[open..line.end].starts_with("(((");
        let (width, close) = if is_hidden { (3, ")))") } else { (2, "))") };
        let inside = open + width;
        at = inside;
        let near = &text[inside..line.end];
        let near = &near[..floor_char_boundary(near, LONGEST)];
        let Some(length) = near.find(close) else {
            continue;
        };
        if length == 0 || near[..length].contains('(') {
            continue;
        }
        let end = inside + length + width;
        if is_hidden {
            push(masks, open..end, MaskKind::Invisible);
        } else {
            push(masks, open..inside, MaskKind::Invisible);
            push(masks, inside + length..end, MaskKind::Invisible);
        }
        at = end;
    }
}

/// Masks what was struck out: `[line-through]#글#`, `[.line-through]##글##`.
fn struck(text: &str, line: Range<usize>, masks: &mut Vec<Mask>) {
    const ROLE: &str = "line-through]#";
    let mut at = line.start;
    while let Some(found) = memmem::find(&text.as_bytes()[at..line.end], ROLE.as_bytes()) {
        let role = at + found;
        at = role + ROLE.len();
        let before = &text[line.start..role];
        let before = before.strip_suffix('.').unwrap_or(before);
        let Some(before) = before.strip_suffix('[') else {
            continue;
        };
        let sign = if text[at..line.end].starts_with('#') {
            "##"
        } else {
            "#"
        };
        let inside = at + sign.len() - 1;
        if let Some(length) = text[inside..line.end]
            .find(sign)
            .filter(|length| *length > 0)
        {
            at = inside + length + sign.len();
            let kind = MaskKind::of_struck(&text[at..line.end]);
            push(masks, line.start + before.len()..at, kind);
        }
    }
}

/// What an address before brackets has in it, or the name of a macro of which readers see only what the brackets hold.
const ADDRESSES: [&str; 15] = [
    "link:",
    "xref:",
    "http:",
    "https:",
    "image:",
    "footnote:",
    "mailto:",
    "icon:",
    "anchor:",
    "kbd:",
    "btn:",
    "indexterm2:",
    "stem:",
    "latexmath:",
    "asciimath:",
];

/// Those of which what the brackets hold is a formula.
const FORMULAS: [&str; 3] = ["stem:", "latexmath:", "asciimath:"];

/// Masks the addresses of links: of `https://a.b[글]`, `link:a[글]`, `xref:a[글]`, `<<a,글>>`; and what is around the words of footnotes, which are nothing
/// of the sentence that they stand in.
fn macros(text: &str, line: Range<usize>, masks: &mut Vec<Mask>, notes: &mut Vec<Note>) {
    let mut at = line.start;
    let mut before = Before::new(line.start);
    // Where the next bracket closes, or the last one that was looked for: a line has brackets without number.
    let mut close = Some(line.start);
    while let Some(found) = memchr2(b'[', b'<', &text.as_bytes()[at..line.end]) {
        let open = at + found;
        at = open + 1;
        if text[open..line.end].starts_with("<<") {
            let Some(length) = text[open..line.end].find(">>") else {
                return;
            };
            let inside = &text[open..open + length];
            let words = inside.find(',').map_or(length, |comma| comma + 1);
            push(masks, open..open + words, MaskKind::Invisible);
            push(masks, open + length..open + length + 2, MaskKind::Invisible);
            at = open + length + 2;
            continue;
        }
        if text[open..].starts_with('<') {
            continue;
        }
        if close.is_some_and(|close| close < open) {
            close = text[open..line.end].find(']').map(|close| open + close);
        }
        if let Some(close) = close
            && let Some(address) = before.address(text, open)
        {
            let name = &text[address..];
            if FORMULAS.iter().any(|formula| name.starts_with(formula)) {
                push(masks, address..close + 1, MaskKind::Code);
                at = close + 1;
                before = Before::new(at);
                continue;
            }
            let kind = if name.starts_with("footnote:") {
                let mark = text[..address].trim_end_matches(' ').len();
                let text = trimmed(text, open + 1..close);
                // Without a text it is the mark of one that was there before.
                notes.extend((!text.is_empty()).then_some(Note { mark, text }));
                MaskKind::Block
            } else {
                MaskKind::Invisible
            };
            push(masks, address..open + 1, kind);
            push(masks, close..close + 1, kind);
            at = close + 1;
            before = Before::new(at);
        }
    }
}

/// The word before a bracket, which is looked at once however many brackets it has.
struct Before {
    /// Where it begins.
    start: usize,
    /// Where its address begins.
    address: Option<usize>,
    /// How far it was looked at.
    end: usize,
}

impl Before {
    /// The words behind where a line begins, or a macro ends: what is before is of no word.
    fn new(start: usize) -> Self {
        Self {
            start,
            address: None,
            end: start,
        }
    }

    /// Where in the word that ends here an address begins.
    fn address(&mut self, text: &str, end: usize) -> Option<usize> {
        let new = &text[self.end..end];
        let ends = |c: char| c.is_whitespace() || "(\"'".contains(c);
        if let Some((at, c)) = new.char_indices().rfind(|&(_, c)| ends(c)) {
            self.start = self.end + at + c.len_utf8();
            self.address = None;
        }
        if self.address.is_none() {
            // A name may have begun in what was looked at before.
            let longest = ADDRESSES.iter().map(|name| name.len()).max().unwrap_or(0);
            let from = self.end.saturating_sub(longest).max(self.start);
            let new = &text.as_bytes()[from..end];
            let found = ADDRESSES
                .iter()
                .filter_map(|name| memmem::find(new, name.as_bytes()));
            self.address = found.min().map(|at| from + at);
        }
        self.end = end;
        self.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::masked::masked;

    #[test]
    fn prose_and_code_are_told_apart() {
        for (text, shown) in [
            (
                "= 텐서\n:author: 김(Kim)\n\n텐서(tensor)를 쓴다.",
                "= 텐서\n▮\n\n텐서(tensor)를 쓴다.",
            ),
            ("[source,python]\n----\n가(a)\n----\n뒤", "▮\n▮\n▮\n▮\n뒤"),
            // Without fences, or in those of another block
            (
                "[source,java]\n.제목\n가()\n나()\n\n다\n\n[listing%autofit]\n가\n\n[stem]\n가 = 나\n\n다",
                "▮\n.제목\n▮\n▮\n\n다\n\n▮\n▮\n\n▮\n▮\n\n다",
            ),
            (
                "* 항목\n+\n[source]\n가()\n+\n글이다.\n\n[source]\n----\n가()\n\n나()\n----\n글이다.",
                "* 항목\n+\n▮\n▮\n+\n글이다.\n\n▮\n▮\n▮\n\n▮\n▮\n글이다.",
            ),
            (
                "[source]\n--\n가()\n\n나()\n--\n글이다.\n\n[literal]\n====\n글이다.\n====\n\n[quote]\n글이다.",
                "▮\n▮\n▮\n\n▮\n▮\n글이다.\n\n▮\n▮\n글이다.\n▮\n\n▮\n글이다.",
            ),
            ("복제(`clone`)한다.", "복제(‹`clone`›)한다."),
            ("https://a.b/c[용어집]을 본다.", "·용어집·을 본다."),
            (
                "<<id,텐서>>(tensor)와 xref:a.adoc[행렬](matrix)",
                "·텐서·(tensor)와 ·행렬·(matrix)",
            ),
            (
                "link:a[b[link:c[텐서]와 [a] https://d[e[행렬]",
                "·b[link:c[텐서·와 [a] ·e[행렬·",
            ),
            ("a[link:b 셸[c]", "a[link:b 셸[c]"),
            (
                "((텐서))(tensor)와 (((행렬, 전치)))행렬((a) 뒤)",
                "·텐서·(tensor)와 ·행렬((a) 뒤)",
            ),
            (
                "[line-through]#쉘# 셸과 [.line-through]##버퍼##들, line-through]#토큰#, [line-through]#말",
                "· 셸과 ·들, line-through]#토큰#, [line-through]#말",
            ),
            (
                "// 주석(comment)\n.제목\n* 텐서(tensor)",
                "▮\n.제목\n* 텐서(tensor)",
            ),
            ("****\n텐서(tensor)\n****", "▮\n텐서(tensor)\n▮"),
            ("린터footnote:[linter]를 쓴다.", "린터▮linter▮를 쓴다."),
            (
                "icon:버퍼[크기]를 btn:[확인]으로, stem:[버퍼 = 3]일 때 en:버퍼[buffer]",
                "·크기·를 ·확인·으로, ‹stem:[버퍼 = 3]›일 때 en:버퍼[buffer]",
            ),
            // Each macro of a word has its own address.
            (
                "btn:[확인],stem:[버퍼 = 3]과 kbd:[메세지]stem:[버퍼 = 3]",
                "·확인·,‹stem:[버퍼 = 3]›과 ·메세지·‹stem:[버퍼 = 3]›",
            ),
            ("link:a[메세지]와[컨텐츠]를", "·메세지·와[컨텐츠]를"),
            (
                "텐서footnote:[tensor]footnote:[둘째 주석이다]를 쓴다.",
                "텐서▮tensor▮둘째 주석이다▮를 쓴다.",
            ),
            // Titles of two lines, and a block of code behind a line that is none
            (
                "첫째 장\n-----\n텐서(tensor)\n\n둘째 절\n++++\n행렬\n\n긴 문장이다.\n----\n가(a)\n----\n뒤",
                "첫째 장\n▮\n텐서(tensor)\n\n둘째 절\n▮\n행렬\n\n긴 문장이다.\n▮\n▮\n▮\n뒤",
            ),
            ("앞\n둘째 장\n-----\n가(a)", "앞\n둘째 장\n▮\n▮"),
            // No section begins in a frame or a table.
            (
                "====\n첫 문단이다.\n\n출력값\n----\nrm -rf 버퍼\n----\n\n디렉토리를 쓴다.\n====\n\n뒤이다\n----\n글이다.",
                "▮\n첫 문단이다.\n\n출력값\n▮\n▮\n▮\n\n디렉토리를 쓴다.\n▮\n\n뒤이다\n▮\n글이다.",
            ),
            (
                "[cols=\"1,a\"]\n|===\n|가\n|\n\n출력값\n----\n버퍼\n----\n\n글이다.\n|===\n\n--\n****\n\n출력값\n....\n버퍼\n....\n--\n\n출력값\n----\n글이다.",
                "▮\n▮\n|가\n|\n\n출력값\n▮\n▮\n▮\n\n글이다.\n▮\n\n▮\n▮\n\n출력값\n▮\n▮\n▮\n▮\n\n출력값\n▮\n글이다.",
            ),
            // Titles of sections that other signs underline are in no frame.
            (
                "문서 제목\n=====\n\n출력값\n----\n글이다.\n\n출력값\n~~~~\n글이다.",
                "문서 제목\n▮\n\n출력값\n▮\n글이다.\n\n출력값\n▮\n글이다.",
            ),
            (
                "텐서::\n  배열(array)이다.\n\n  글자 그대로",
                "텐서::\n  배열(array)이다.\n\n▮",
            ),
        ] {
            let document = Document::read("글.adoc", text).unwrap();
            assert_eq!(masked(text, &document.masks), shown, "{text}");
        }
    }

    #[test]
    fn tables_lists_and_notes_are_laid_out() {
        let text = "[cols=\"1,1\"]\n.용어\n|===\n|용어 |원어\n\n|린터\n| linter\n|===\n\n셸:: shell\n// 주석\n\n== 제목\n\n말뭉치footnote:[corpus]와 꾸러미 \
                    footnote:a[package]를, footnote:a[]\n\n----\n|===\n|가 |나\n|===\n----\n\n,===\n꾸러미,package\n,===\n\n|===\n|닫히지 |않는다\n";
        let layout = Document::read("글.adoc", text).unwrap().layout;
        let rows = layout.tables.iter().flat_map(|table| &table.rows);
        let rows: Vec<Vec<&str>> = rows
            .map(|row| row.iter().map(|cell| &text[cell.clone()]).collect())
            .collect();
        assert_eq!(
            rows,
            [
                ["용어", "원어"],
                ["린터", "linter"],
                ["셸", "shell"],
                ["꾸러미", "package"]
            ]
        );
        let notes: Vec<[&str; 2]> = (layout.notes.iter())
            .map(|note| [&text[..note.mark], &text[note.text.clone()]])
            .map(|[before, note]| [&before[before.len() - "치".len()..], note])
            .collect();
        assert_eq!(notes, [["치", "corpus"], ["미", "package"]]);
    }
}
