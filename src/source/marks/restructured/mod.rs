//! reStructuredText, as far as prose and code can be told apart, with its tables, definition lists and footnotes.

mod block;
mod glossary;
mod laid;
mod list;
mod quoted;
mod role;
mod table;
mod unwrapped;

use std::ops::Range;

use super::{indent, lines};
use crate::source::layout::Layout;
use crate::source::markdown::{push, settle, shift};
use crate::source::{Document, Mask, MaskKind, floor_char_boundary};
use block::{Begun, Blocks, Line};
pub(in crate::source) use glossary::entries;
use laid::Laid;
pub(in crate::source) use list::Rows;
use quoted::{Paragraphs, Quoted};
use role::{own_roles, roles};

/// Reads a document.
pub(in crate::source) fn read_restructured(document: &mut Document) {
    let unwrapped = unwrapped::unwrap(document);
    let (masks, layout) = read(&document.text, Laid::of(unwrapped));
    *document.layout = layout;
    document.masks = settle(masks);
}

/// Reads what stands in these bytes of a text in another format: what in it is no prose, in no order, and what is laid out.
pub(in crate::source) fn read_within(text: &str, range: Range<usize>) -> (Vec<Mask>, Layout) {
    let start = range.start;
    let (mut masks, mut layout) = read(&text[range], Laid::default());
    for mask in &mut masks {
        mask.range = shift(&mask.range, start);
    }
    let tables = layout.tables.iter_mut().flat_map(|table| &mut table.rows);
    for cell in tables.flatten() {
        *cell = shift(cell, start);
    }
    for note in &mut layout.notes {
        note.mark += start;
        note.text = shift(&note.text, start);
    }
    (masks, layout)
}

fn read(text: &str, mut laid: Laid) -> (Vec<Mask>, Layout) {
    let mut masks = Vec::new();
    let own = own_roles(text);
    let mut blocks = Blocks::default();
    let mut paragraphs = Paragraphs::default();
    for (start, line) in lines(text) {
        let range = start..start + line.len();
        let depth = indent(line);
        let taken = blocks.take(line);
        if !matches!(taken, Line::Text { .. }) {
            paragraphs.end();
        }
        if let Line::Begins { name, kind } = taken {
            laid.begin(text, start, depth, name);
            let end = match kind {
                Begun::Prose { argument } => start + argument,
                Begun::Note { behind } => {
                    let label = line[..behind].trim_end_matches(']');
                    let label = &label[label.find('[').map_or(0, |at| at + 1)..];
                    laid.begin_note(label, start + behind, depth);
                    start + behind
                }
                Begun::About | Begun::Code => range.end,
            };
            push(&mut masks, start..end, MaskKind::Block);
            if end < range.end {
                paragraphs.begin(end..range.end, depth + 1);
            }
            continue;
        }
        match taken {
            Line::Code => {}
            Line::Blank => laid.take(text, range.clone(), 0),
            _ => laid.take(text, range.clone(), depth),
        }
        match taken {
            Line::Text { field: 0 } => paragraphs.take(text, range, depth),
            Line::Text { field } => {
                push(&mut masks, start..start + field, MaskKind::Block);
                paragraphs.begin(start + field..range.end, depth + 1);
            }
            Line::Blank => {}
            _ => push(&mut masks, range, MaskKind::Block),
        }
    }
    for paragraph in paragraphs.finish() {
        // Most have none of the marks.
        let words = &text[paragraph.clone()];
        if memchr::memchr3(b'`', b']', b'\\', words.as_bytes()).is_some() {
            let quoted = Quoted::all(text, &paragraph);
            marks(text, paragraph.clone(), &quoted, &mut masks, &mut laid);
            roles(text, &paragraph, &quoted, &own, &mut masks);
            escapes(text, paragraph, &mut masks);
        }
    }
    let layout = laid.finish(text, &mut masks);
    (masks, layout)
}

/// Masks the marks of notes, `린터 [#]_`, which stand behind a space that nothing else is there for.
fn marks(
    text: &str,
    line: Range<usize>,
    quoted: &[Quoted],
    masks: &mut Vec<Mask>,
    laid: &mut Laid,
) {
    for found in memchr::memmem::find_iter(text[line.clone()].as_bytes(), "]_") {
        let close = line.start + found;
        let near = floor_char_boundary(text, close.saturating_sub(LONGEST)).max(line.start);
        let Some(open) = text[near..close].rfind('[') else {
            continue;
        };
        let open = near + open;
        let label = &text[open + 1..close];
        let end = close + "]_".len();
        let is_label = !label.is_empty() && !label.contains([' ', '`']);
        // `[1]__` and `[1]_a` are none, nor is what stands between backquotes.
        let goes_on =
            text[end..line.end].starts_with(|c: char| c == '_' || c.is_ascii_alphanumeric());
        if is_label && !goes_on && !Quoted::hold(quoted, close) {
            push(masks, open..end, MaskKind::Invisible);
            let before = text[line.start..open].trim_end_matches([' ', '\\']);
            laid.mark(label, line.start + before.len());
        }
    }
}

/// The longest label of a note, in bytes.
const LONGEST: usize = 80;

/// Masks backslashes, and white space behind one: it parts marks from words, and nobody sees it.
fn escapes(text: &str, line: Range<usize>, masks: &mut Vec<Mask>) {
    let mut at = line.start;
    while let Some(found) = text[at..line.end].find('\\') {
        let sign = at + found;
        let behind = text[sign + 1..].chars().next();
        let width = match behind {
            Some(' ' | '\n') => 2,
            Some('\r') if text[sign + 2..].starts_with('\n') => 3,
            Some(c) if c.is_ascii_punctuation() => 1,
            _ => 0,
        };
        if width > 0 {
            push(masks, sign..sign + width, MaskKind::Invisible);
        }
        // What is escaped escapes nothing.
        at = (sign + 1 + behind.map_or(0, char::len_utf8)).min(line.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let document = Document::read("글.rst", text).unwrap();
        crate::source::masked::masked(text, &document.masks)
    }

    #[test]
    fn prose_and_code_are_told_apart() {
        for (text, shown) in [
            (
                "텐서\n====\n\n텐서(tensor)를 쓴다.",
                "텐서\n▮\n\n텐서(tensor)를 쓴다.",
            ),
            ("복제(``clone``)한다.", "복제(‹``clone``›)한다."),
            (
                "예::\n\n    가(a)\n    나(b)\n\n뒤",
                "예::\n\n    ▮\n    ▮\n\n뒤".trim(),
            ),
            (".. code-block:: python\n\n   가(a)\n\n뒤", "▮\n\n▮\n\n뒤"),
            (
                ".. code-block:: python\n   :name: 가\n   :caption: 예\n\n   :alt: 나\n\n.. image:: a.png\n   :alt: 그림\n",
                "▮\n▮\n▮ 예\n\n▮\n\n▮\n▮ 그림\n",
            ),
            (
                ".. note:: 텐서(tensor)를 본다.\n   둘째 줄\n",
                "▮텐서(tensor)를 본다.\n   둘째 줄\n",
            ),
            (
                ">>> print(가)\n가(a)\n..  나\n>>> 다\n다::\n\n뒤이다.\n   글이다.",
                "▮\n▮\n▮\n▮\n▮\n\n뒤이다.\n   글이다.",
            ),
            (".. 주석(comment)\n   둘째\n\n뒤", "▮\n▮\n\n뒤"),
            ("`용어집 <https://a.b>`_\\ 을", "·용어집·을"),
            (
                "**텐서**\\ (tensor)와 가\\*나",
                "**텐서**·(tensor)와 가·*나",
            ),
            ("텐서\\\n(tensor)와 ``\\ ``", "텐서·(tensor)와 ‹``\\ ``›"),
            ("텐서\\\r\n(tensor)", "텐서·(tensor)"),
            (
                ":ref:`텐서 <tensor>`\\ (tensor)와 :func:`f`",
                "·텐서·(tensor)와 ·‹`f`›",
            ),
            ("A. B :: C", "A. B :: C"),
            (
                ".. admonition:: 버퍼\n   :class: 버퍼\n\n   :저자: 버퍼\n\n.. py:function:: f(버퍼)\n   :no-index:\n\n   버퍼를 비운다.\n",
                "▮버퍼\n▮\n\n▮ 버퍼\n\n▮\n▮\n\n   버퍼를 비운다.\n",
            ),
            (
                "말 .. role:: no\n.. role:: 용어\n.. role:: key(strong)\n.. role:: py(code)\n\n:용어:`셸`\\ (shell), :key:`키`, :py:`f`, :no:`g`",
                "말 .. role:: no\n▮\n▮\n▮\n\n·셸·(shell), ·키·, ·‹`f`›, ·‹`g`›",
            ),
            (
                "텐서 [#]_ (tensor)와 ``a[1]_``, b[2]__\n\n.. [#]\n   배열(array)",
                "텐서 · (tensor)와 ‹``a[1]_``›, b[2]__\n\n▮\n   배열(array)",
            ),
        ] {
            // Indentation is masked along with the line or not: nobody reads it.
            let plain = |text: &str| text.replace("    ▮", "▮").replace("   ▮", "▮");
            assert_eq!(plain(&masked(text)), plain(shown), "{text}");
        }
    }

    #[test]
    fn tables_lists_and_notes_are_laid_out() {
        let text = "텐서\n====\n\n.. list-table:: 용어\n   :header-rows: 1\n\n   * - 용어\n     - 원어\n   * - 린터\n     - linter\n\n\
                    .. csv-table::\n   :delim: ;\n   :header: \"낱말\", \"영어\"\n\n   셸; shell\n   \"스레드\n   묶음\"; thread pool\n\n.. glossary::\n   :sorted:\n\n   꾸러미\n      \
                    package\n\n+------+------+\n| 배포 | 빌드 |\n+------+------+\n\n.. code-block:: rst\n\n   ====  ====\n   가    나\n   ====  ====\n\n\
                    ``[#]_``로 적는다. 말뭉치 [#]_\\ 와 형태소\\ [#]_, 품사 [가]_\n\n.. [#] corpus\n.. [#]\n   morpheme\n\n.. [가] part of\n   speech\n";
        let layout = Document::read("글.rst", text).unwrap().layout;
        let rows = layout.tables.iter().flat_map(|table| &table.rows);
        let rows: Vec<Vec<&str>> = rows
            .map(|row| row.iter().map(|cell| &text[cell.clone()]).collect())
            .collect();
        assert_eq!(
            rows,
            [
                ["용어", "원어"],
                ["린터", "linter"],
                ["낱말", "영어"],
                ["셸", "shell"],
                ["스레드\n   묶음", "thread pool"],
                ["꾸러미", "package"],
                ["배포", "빌드"],
            ]
        );
        let notes: Vec<[&str; 2]> = (layout.notes.iter())
            .map(|note| [&text[..note.mark], &text[note.text.clone()]])
            .map(|[before, note]| [&before[before.len() - "치".len()..], note])
            .collect();
        assert_eq!(
            notes,
            [
                ["치", "corpus"],
                ["소", "morpheme"],
                ["사", "part of\n   speech"]
            ]
        );
    }
}
