//! Words by which something else is found: links of Markdown that have their target elsewhere, references and substitutions of reStructuredText, terms
//! of glossaries, attributes and cross references of `AsciiDoc`. With other words they lead nowhere.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag};

use super::markdown::{events, shift};
use super::marks::{lines, restructured_entries};
use super::{Document, Format, myst};

/// The stretches of a text that are such words, in bytes, in no order.
pub(crate) fn labels(document: &Document) -> Vec<Range<usize>> {
    let text = &*document.text;
    let mut labels = Vec::new();
    if document.format == Format::MARKDOWN {
        of_markdown(&document.path, text, &mut labels);
    } else if document.format == Format::RESTRUCTURED {
        of_restructured(text, &mut labels);
    } else if document.format == Format::ASCIIDOC {
        between(text, "{", "}", &mut labels);
        between(text, "<<", ">>", &mut labels);
        headings(text, &mut labels);
    }
    labels
}

fn of_restructured(text: &str, labels: &mut Vec<Range<usize>>) {
    interpreted(text, labels);
    references(text, labels);
    let names = labels.iter().map(|range| &text[range.clone()]).collect();
    found(text, &names, labels);
    labels.extend(restructured_entries(text));
    substitutions(text, labels);
    labels.sort_unstable_by_key(|range| (range.start, range.end));
    labels.dedup();
}

/// Terms of glossaries, and `[말뭉치]` and `[말뭉치][]` where `[말뭉치]: address` stands somewhere (`CommonMark` 0.31, section 6.3).
fn of_markdown(path: &str, text: &str, labels: &mut Vec<Range<usize>>) {
    labels.extend(myst::entries(text));
    let has = |words: &[u8]| memchr::memmem::find(text.as_bytes(), words).is_some();
    if !has(b"]:") && !has(b"{eval-rst}") {
        return;
    }
    events(path, text, &mut |event, range| {
        if let Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) = event
            // What its address is may be said outside of a block.
            && matches!(
                link_type,
                LinkType::Shortcut
                    | LinkType::Collapsed
                    | LinkType::ShortcutUnknown
                    | LinkType::CollapsedUnknown
            )
        {
            labels.push(range);
        } else if matches!(
            event,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
        ) && let Some(inside) = myst::restructured(text, &range)
        {
            let mut found = Vec::new();
            of_restructured(&text[inside.clone()], &mut found);
            labels.extend(found.iter().map(|words| shift(words, inside.start)));
        }
    });
}

/// Roles whose words are looked up where no target is given behind them (Sphinx, "Cross-referencing syntax").
const LOOKED_UP: [&str; 9] = [
    "any", "doc", "envvar", "keyword", "numref", "option", "ref", "term", "token",
];

/// `` `말뭉치`_ `` and `` :term:`말뭉치` ``, without a target of their own as in `` `말뭉치 <corpus>`_ ``.
fn interpreted(text: &str, labels: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(start) = text[at..].find('`').map(|found| at + found) {
        let mark = if text[start..].starts_with("``") {
            "``"
        } else {
            "`"
        };
        let inside = start + mark.len();
        // "Inline markup recognition rules" in the specification of reStructuredText.
        let is_behind_word = text[..start].ends_with(char::is_alphanumeric);
        if is_behind_word || text[inside..].starts_with(char::is_whitespace) {
            at = inside;
            continue;
        }
        // What does not end in its paragraph does not begin.
        let length = text[inside..].find(mark);
        let within = |length: &usize| !text[inside..inside + length].contains("\n\n");
        let Some(length) = length.filter(within) else {
            at = inside;
            continue;
        };
        let (end, behind) = (inside + length, inside + length + mark.len());
        at = behind;
        let role = text[..start].strip_suffix(':');
        let role_behind = text[behind..].strip_prefix(':');
        let is_looked_up = LOOKED_UP.iter().any(|name| {
            let before = role.and_then(|role| role.strip_suffix(name));
            let behind = role_behind.and_then(|role| role.strip_prefix(name));
            before.is_some_and(|before| before.ends_with(':'))
                || behind.is_some_and(|behind| behind.starts_with(':'))
        });
        let is_named = text[behind..].starts_with('_') && !text[behind..].starts_with("__");
        if mark == "`" && (is_named || is_looked_up) && !text[..end].ends_with('>') {
            labels.push(inside..end);
        }
    }
}

/// Lines that say no more than one of these names: titles and entries of glossaries, which references find by them.
fn found(text: &str, names: &HashSet<&str>, labels: &mut Vec<Range<usize>>) {
    if names.is_empty() {
        return;
    }
    for (at, line) in lines(text) {
        if names.contains(line.trim()) {
            labels.push(at..at + line.len());
        }
    }
}

/// Titles of `AsciiDoc` that `<<말뭉치 모으기>>` or `<<_말뭉치_모으기>>` finds ("Automatic IDs" in its manual).
fn headings(text: &str, labels: &mut Vec<Range<usize>>) {
    let name = |at: usize| {
        let inside = &text[at + 2..];
        let end = inside.find([',', '>', '\n'])?;
        Some(
            inside[..end]
                .trim_start_matches('#')
                .replace('_', " ")
                .trim()
                .to_lowercase(),
        )
    };
    let names = text.match_indices("<<").filter_map(|(at, _)| name(at));
    let names: HashSet<String> = names.collect();
    if names.is_empty() {
        return;
    }
    for (at, line) in lines(text) {
        let title = line.trim_start_matches('=');
        if title.len() < line.len() && names.contains(&title.trim().to_lowercase()) {
            labels.push(at..at + line.len());
        }
    }
}

/// `|말뭉치|` where `.. |말뭉치| replace::` or the like stands somewhere.
fn substitutions(text: &str, labels: &mut Vec<Range<usize>>) {
    let name = |at: usize| {
        let length = text[at..].find(['|', '\n'])?;
        let ends = text[at + length..].starts_with('|');
        (ends && length > 0).then_some(at..at + length)
    };
    let defined = text
        .match_indices(".. |")
        .filter_map(|(at, sign)| name(at + sign.len()));
    let defined: HashSet<&str> = defined.map(|range| &text[range]).collect();
    if !defined.is_empty() {
        let used = text.match_indices('|').filter_map(|(at, _)| name(at + 1));
        labels.extend(used.filter(|range| defined.contains(&text[range.clone()])));
    }
}

/// `말뭉치_`.
fn references(text: &str, labels: &mut Vec<Range<usize>>) {
    let mut last = 0;
    for (at, _) in text.match_indices('_') {
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '`');
        let before = &text[last..at];
        if text[at + 1..].starts_with(goes_on) || !before.ends_with(char::is_alphanumeric) {
            continue;
        }
        let is_between = |c: char| !c.is_alphanumeric() && !"-_.:+".contains(c);
        let name = before.len()
            - before.rfind(is_between).map_or(0, |space| {
                space + before[space..].chars().next().map_or(0, char::len_utf8)
            });
        labels.push(at - name..at);
        last = at + 1;
    }
}

/// `{말뭉치}` and `<<말뭉치>>`, without a text of its own behind a comma.
fn between(text: &str, open: &str, close: &str, labels: &mut Vec<Range<usize>>) {
    for (at, _) in text.match_indices(open) {
        let inside = at + open.len();
        let ends = |c: char| matches!(c, '\n' | ',') || open.contains(c) || close.contains(c);
        if let Some(length) = text[inside..].find(ends)
            && text[inside + length..].starts_with(close)
        {
            labels.push(inside..inside + length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn are(file: &str, text: &str, expected: &[&str]) {
        let document = Document::read(file, text).unwrap();
        let mut labels = labels(&document);
        labels.sort_by_key(|range| range.start);
        let labels: Vec<&str> = labels
            .into_iter()
            .map(|range| &document.text[range])
            .collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn links_of_markdown_by_their_words() {
        let text = "[말뭉치]와 [토큰][]을 [여기][말뭉치]서 본다. [셸]과 [버퍼](#버퍼)는 아니다.\n\n[말뭉치]: a.md\n[토큰]: b.md\n";
        are("글.md", text, &["[말뭉치]", "[토큰]"]);
        are("글.md", "[말뭉치]는 말이다.\n", &[]);
        let text = "```{note}\n[말뭉치]와 [토큰](b.md)을 본다.\n```\n\n[말뭉치]: a.md\n";
        are("글.md", text, &["[말뭉치]"]);
    }

    #[test]
    fn references_of_restructured_text_in_markdown() {
        let text = "- 앞\n\n  ```{eval-rst}\n  :term:`버퍼`\\ 를 본다.\n\n  .. glossary::\n\n     토큰\n        낱말이다.\n  ```\n";
        are("글.md", text, &["버퍼", "     토큰"]);
    }

    #[test]
    fn references_of_restructured_text() {
        let text = "`말뭉치`_\\ 와 토큰_, :term:`버퍼`, |제품|\\ 을 본다. `셸 <shell>`_, :ref:`셸 <shell>`, ``셸`_``, :용어:`셸`, 셸__, a_b, |셸|.\n\n.. |제품| replace:: 서버\n";
        are("글.rst", text, &["말뭉치", "토큰", "버퍼", "제품", "제품"]);
    }

    #[test]
    fn what_does_not_end_is_no_name() {
        are("글.rst", "`버퍼\n\n셸`_ `토큰`_\n", &["토큰"]);
        are("글.rst", "``버퍼 `셸`_\n", &["셸"]);
        are("글.rst", "버퍼-_ _셸 |버퍼\n\n.. |셸\n", &[]);
        are("글.adoc", "{버퍼 {셸} <<토큰\n>> <<말뭉치>\n", &["셸"]);
    }

    #[test]
    fn titles_and_entries_that_references_go_to() {
        let text = "버퍼 쓰기\n=========\n\n`버퍼 쓰기`_\\ 와 :term:`토큰`.\n\n.. glossary::\n\n   토큰\n      낱말이다.\n";
        are(
            "글.rst",
            text,
            &["버퍼 쓰기", "버퍼 쓰기", "토큰", "   토큰"],
        );
        let text = "== 버퍼 쓰기\n\n=== 셸\n\n<<_버퍼_쓰기>>와 <<셸, 여기>>.\n\n== 토큰\n";
        are("글.adoc", text, &["== 버퍼 쓰기", "=== 셸", "_버퍼_쓰기"]);
    }

    #[test]
    fn entries_of_glossaries_are_found_from_elsewhere() {
        let text = ".. glossary::\n   :sorted:\n\n   버퍼\n   완충기 : 하드웨어\n      잠시 담아 둔다.\n\n   .. 주석\n\n   토큰\n      낱말이다.\n\n뒤\n\n   버퍼\n\n.. code-block:: rst\n\n   .. glossary::\n\n      셸\n         말이다.\n\n예::\n\n   .. glossary::\n\n      큐\n";
        let document = Document::new("글.rst", text);
        let found: Vec<&str> = (labels(&document).into_iter())
            .map(|range| text[range].trim())
            .collect();
        assert_eq!(found, ["버퍼", "완충기 : 하드웨어", "토큰"]);
    }

    #[test]
    fn attributes_and_cross_references_of_asciidoc() {
        let text = "{제품}은 <<말뭉치>>와 <<말뭉치,여기>>를 쓴다. {셸\n";
        are("글.adoc", text, &["제품", "말뭉치"]);
    }
}
