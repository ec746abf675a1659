//! reStructuredText, as far as prose and code can be told apart, with its tables, definition lists and footnotes.

mod laid;
mod list;
mod role;
mod table;
mod unwrapped;

use std::ops::Range;

use super::{between, indent, lines};
use crate::source::markdown::{push, settle};
use crate::source::{Document, Mask, MaskKind, floor_char_boundary};
use laid::Laid;
use role::{own_roles, roles};

/// Directives whose content is prose; that of others is code, data or for programs.
const PROSE: [&str; 33] = [
    "note",
    "warning",
    "tip",
    "important",
    "hint",
    "caution",
    "danger",
    "error",
    "attention",
    "admonition",
    "seealso",
    "versionadded",
    "versionchanged",
    "deprecated",
    "topic",
    "sidebar",
    "epigraph",
    "highlights",
    "pull-quote",
    "glossary",
    "rubric",
    "list-table",
    "csv-table",
    "table",
    "todo",
    // Of extensions of Sphinx that many sites have: design, tabs.
    "tab",
    "tab-item",
    "card",
    "grid-item-card",
    "dropdown",
    "details",
    "collapse",
    "button",
];

/// Directives whose content is prose, too, but not what stands behind their names.
const ABOUT: [&str; 22] = [
    "figure",
    "container",
    "only",
    "tabs",
    "tab-set",
    "grid",
    "grid-item",
    // What Sphinx describes, also with its language before it: `py:function`.
    "function",
    "method",
    "classmethod",
    "staticmethod",
    "class",
    "attribute",
    "property",
    "data",
    "module",
    "exception",
    "decorator",
    "option",
    "envvar",
    "describe",
    "object",
];

/// Options that readers see.
const SEEN: [&str; 3] = ["alt", "caption", "header"];

/// Whether a directive says something about what stands behind its name.
fn is_about(name: &str) -> bool {
    let name = name.split_once(':').map_or(name, |(_, name)| name);
    ABOUT.contains(&name)
}

/// Whether a directive says what stands for a name: that of `.. |이름| replace:: 글`.
fn is_replacement(name: &str) -> bool {
    let name = name.strip_suffix("replace").map(str::trim_end);
    name.is_some_and(|name| name.len() > 2 && name.starts_with('|') && name.ends_with('|'))
}

/// Reads a document.
pub(in crate::source) fn read_restructured(document: &mut Document) {
    let unwrapped = unwrapped::unwrap(document);
    let text = &document.text;
    let mut masks = Vec::new();
    let mut laid = Laid::of(unwrapped);
    let own = own_roles(text);
    // The indentation of what began a block that is no prose: all that is indented farther belongs to it.
    let mut code: Option<usize> = None;
    // That of a paragraph that ended with `::`.
    let mut literal: Option<usize> = None;
    // That of a directive right above, whose options may follow.
    let mut options: Option<usize> = None;
    for (start, line) in lines(text) {
        let range = start..start + line.len();
        if line.trim().is_empty() {
            laid.take(text, range, 0);
            options = None;
            continue;
        }
        let depth = indent(line);
        if let Some(paragraph) = literal.take()
            && depth > paragraph
        {
            code = Some(paragraph);
        }
        if code.is_some_and(|begin| depth > begin) {
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        code = None;
        let inner = &line[depth..];
        if let Some(explicit) = inner
            .strip_prefix("..")
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            let explicit = explicit.trim();
            let directive = explicit
                .split_once("::")
                .map(|(name, rest)| (name.trim(), rest));
            laid.begin(text, start, depth, directive.map(|(name, _)| name));
            match directive {
                // What stands for a name, `|텐서| replace:: 텍스트`, is prose.
                Some((name, argument)) if PROSE.contains(&name) || is_replacement(name) => {
                    let end = range.end - argument.trim_start().len();
                    push(&mut masks, start..end, MaskKind::Block);
                    options = Some(depth);
                }
                Some((name, _)) if is_about(name) => {
                    push(&mut masks, range, MaskKind::Block);
                    options = Some(depth);
                }
                // A footnote or citation is prose behind its label.
                _ if explicit.starts_with('[')
                    && (explicit.contains("] ") || explicit.ends_with(']')) =>
                {
                    let end = line.find(']').map_or(depth, |end| end + 1);
                    push(&mut masks, start..start + end, MaskKind::Block);
                    let label = line[..end].trim_end_matches(']');
                    let label = &label[label.find('[').map_or(0, |at| at + 1)..];
                    laid.begin_note(label, start + end, depth);
                }
                // A comment, a target, or what programs read.
                _ => {
                    push(&mut masks, range, MaskKind::Block);
                    code = Some(depth);
                }
            }
            continue;
        }
        laid.take(text, range.clone(), depth);
        if options.is_some_and(|begin| depth > begin && inner.starts_with(':')) {
            let name = inner[1..].split(':').next().unwrap_or_default();
            if !SEEN.contains(&name) {
                push(&mut masks, range, MaskKind::Block);
                continue;
            }
        } else {
            options = None;
        }
        // Options of a directive, fields: `:name: value`.
        if let Some(name) = inner.strip_prefix(':').and_then(|rest| {
            rest.find(": ")
                .or(rest.ends_with(':').then(|| rest.len() - 1))
        }) && !inner[1..=name].contains(['`', ' '])
        {
            push(&mut masks, start..start + depth + name + 2, MaskKind::Block);
        }
        if is_adornment(inner) || inner.starts_with(">>> ") {
            push(&mut masks, range, MaskKind::Block);
            continue;
        }
        if inner.ends_with("::") {
            literal = Some(depth);
        }
        // Most lines have none of the marks.
        if memchr::memchr3(b'`', b']', b'\\', line.as_bytes()).is_some() {
            between(text, range.clone(), "``", MaskKind::Code, &mut masks);
            marks(text, range.clone(), &mut masks, &mut laid);
            roles(text, range.clone(), &own, &mut masks);
            escapes(text, range, &mut masks);
        }
    }
    *document.layout = laid.finish(text, &mut masks);
    document.masks = settle(masks);
}

/// Masks the marks of notes, `린터 [#]_`, which stand behind a space that nothing else is there for.
fn marks(text: &str, line: Range<usize>, masks: &mut Vec<Mask>, laid: &mut Laid) {
    let (mut at, mut is_code) = (line.start, false);
    for found in memchr::memmem::find_iter(text[line.clone()].as_bytes(), "]_") {
        let close = line.start + found;
        // Each run of them opens or closes something in which there are no marks.
        let runs = text[at..close].split(|c| c != '`');
        is_code ^= runs.filter(|run| !run.is_empty()).count() % 2 == 1;
        at = close;
        let near = floor_char_boundary(text, close.saturating_sub(LONGEST)).max(line.start);
        let Some(open) = text[near..close].rfind('[') else {
            continue;
        };
        let open = near + open;
        let label = &text[open + 1..close];
        let end = close + "]_".len();
        let is_label = !label.is_empty() && !label.contains([' ', '`']);
        // `[1]__` and `[1]_a` are none, nor is what stands in code.
        let goes_on =
            text[end..line.end].starts_with(|c: char| c == '_' || c.is_ascii_alphanumeric());
        if is_label && !goes_on && !is_code {
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

/// Whether a line underlines a title or frames a table.
fn is_adornment(line: &str) -> bool {
    let line = line.trim_end();
    let mut characters = line.chars();
    line.len() > 2
        && characters.next().is_some_and(|first| {
            first.is_ascii_punctuation()
                && line.chars().all(|c| {
                    c == first || matches!((first, c), ('=' | '+', '=' | '-' | '+' | ' ' | '|'))
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is masked replaced: `▮` for blocks, `‹…›` around code, `·` for what is invisible.
    fn masked(text: &str) -> String {
        let document = Document::read("글.rst", text).unwrap();
        let (mut shown, mut at) = (String::new(), 0);
        for mask in &document.masks {
            shown.push_str(&text[at..mask.range.start]);
            match mask.kind {
                MaskKind::Block => shown.push('▮'),
                MaskKind::Invisible => shown.push('·'),
                MaskKind::Code => shown.extend(["‹", &text[mask.range.clone()], "›"]),
            }
            at = mask.range.end;
        }
        shown + &text[at..]
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
                ".. note:: 텐서(tensor)를 본다.\n   둘째 줄\n",
                "▮텐서(tensor)를 본다.\n   둘째 줄\n",
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
