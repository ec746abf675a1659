//! MDX: Markdown with modules of JavaScript and expressions in braces (the manual of MDX, "What is MDX?").

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::format::suffix;
use super::holding::holding;
use super::markdown::push;
use super::marks::{lines, paragraph_end};
use super::{Mask, MaskKind};

/// In a paragraph with more braces that do not close, the rest are text: the end of each is looked for in all of it.
const MOST_MISSES: usize = 16;

/// How far the end of a comment within code is looked for, in bytes.
const LONGEST_COMMENT: usize = 4096;

/// How much white space may stand between a comment and the brace behind it, in bytes.
const MOST_SPACE: usize = 64;

/// What stands behind `export` where it is no word of a sentence.
const EXPORTED: [&str; 11] = [
    "const ",
    "let ",
    "var ",
    "function",
    "class ",
    "async ",
    "default ",
    "type ",
    "interface ",
    "{",
    "*",
];

/// Whether a file is MDX, by its name.
pub(crate) fn is_mdx(path: &str) -> bool {
    suffix(path).eq_ignore_ascii_case("mdx")
}

/// Masks what is code in the text from `front` on. `code` is what is code in Markdown, in order.
pub(super) fn mask(text: &str, front: usize, code: &[Range<usize>], masks: &mut Vec<Mask>) {
    let modules = modules(text, front, code);
    for module in &modules {
        push(masks, module.clone(), MaskKind::Block);
    }
    expressions(text, front, &[code, &modules], masks);
}

/// Blocks of imports and exports: paragraphs, but that no blank line ends them in brackets.
fn modules(text: &str, front: usize, code: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut modules: Vec<Range<usize>> = Vec::new();
    let mut is_behind_blank = true;
    // In how many brackets stay open: each is looked for in all that comes.
    let mut misses = 0;
    for (start, line) in lines(&text[front..]) {
        let start = front + start;
        if modules.last().is_some_and(|module| start < module.end) {
            is_behind_blank = true;
            continue;
        }
        let begins = is_behind_blank && line.starts_with(['i', 'e']);
        is_behind_blank = line.trim().is_empty();
        if begins && holding(code, start).is_none() {
            let paragraph = start..paragraph_end(text, start);
            if is_module(&text[paragraph.clone()]) {
                let end = (misses < MOST_MISSES).then(|| module_end(&text[start..]));
                let end = end.flatten().map(|length| start + length);
                misses += usize::from(end.is_none());
                modules.push(start..end.unwrap_or(paragraph.end));
                is_behind_blank = true;
            }
        }
    }
    modules
}

/// Whether a paragraph begins as one of imports and exports does.
fn is_module(paragraph: &str) -> bool {
    if let Some(rest) = paragraph.strip_prefix("export ") {
        let rest = rest.trim_start();
        return EXPORTED.iter().any(|word| rest.starts_with(word));
    }
    let Some(rest) = paragraph.strip_prefix("import") else {
        return false;
    };
    let is_quoted = |rest: &str| rest.trim_start().starts_with(['"', '\'']);
    let mut froms = rest.match_indices("from").map(|(at, _)| &rest[at + 4..]);
    rest.starts_with([' ', '{', '*', '"', '\'']) && (is_quoted(rest) || froms.any(is_quoted))
}

/// Where the first blank line stands that is in no brackets; nothing if brackets stay open.
fn module_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' if depth == 0 => {
                let line = &text[at + 1..];
                let line = &line[..memchr(b'\n', line.as_bytes()).unwrap_or(line.len())];
                if line.trim().is_empty() {
                    return Some(at);
                }
            }
            _ => at += passed(text, at),
        }
        at += 1;
    }
    (depth == 0).then_some(bytes.len())
}

/// How many bytes behind this one are of a string or a comment that begins here.
fn passed(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at + 1..];
    let end = match text.as_bytes()[at] {
        b'\\' => Some(0).filter(|_| rest.first().is_some_and(u8::is_ascii)),
        b'/' if rest.starts_with(b"*") => {
            let near = &rest[1..rest.len().min(LONGEST_COMMENT)];
            memmem::find(near, b"*/").map(|length| length + 2)
        }
        // But what follows a colon is an address, in the text of an element. The end of the line is none of the comment.
        b'/' if rest.starts_with(b"/") && !text[..at].ends_with(':') => {
            Some(memchr(b'\n', rest).unwrap_or(rest.len()) - 1)
        }
        quote @ (b'"' | b'\'' | b'`') => {
            // An apostrophe is no quote.
            let is_mark = quote == b'\'' && text[..at].ends_with(char::is_alphanumeric);
            let end = if quote == b'`' {
                memchr(quote, rest)
            } else {
                memchr2(quote, b'\n', rest).filter(|end| rest[*end] == quote)
            };
            end.filter(|_| !is_mark)
        }
        _ => None,
    };
    end.map_or(0, |end| end + 1)
}

/// Masks expressions in braces that are in none of `others`.
fn expressions(text: &str, front: usize, others: &[&[Range<usize>]], masks: &mut Vec<Mask>) {
    let bytes = text.as_bytes();
    // The end of the paragraph, and how many braces in it do not close.
    let (mut paragraph, mut misses) = (front, 0);
    // Where the next comment ends, or the last one that was looked for.
    let mut comment = Some(front);
    let mut at = front;
    while let Some(open) = memchr(b'{', &bytes[at..]).map(|found| at + found) {
        at = open + 1;
        if let Some(other) = others.iter().find_map(|ranges| holding(ranges, open)) {
            at = other.end;
            continue;
        }
        let before = &text[..open];
        if (before.len() - before.trim_end_matches('\\').len()) % 2 == 1 {
            continue;
        }
        if paragraph <= open {
            (paragraph, misses) = (paragraph_end(text, open), 0);
        }
        let inside = open + 1 + text[open + 1..].len() - text[open + 1..].trim_start().len();
        let is_comment = text[inside..].starts_with("/*");
        let mut end = None;
        if is_comment {
            if comment.is_some_and(|comment| comment < inside + 4) {
                let found = memmem::find(&bytes[inside + 2..], b"*/");
                comment = found.map(|found| inside + 2 + found + 2);
            }
            end = comment.and_then(|comment| {
                let mut behind = bytes[comment..].iter().take(MOST_SPACE);
                let space = behind.position(|byte| !byte.is_ascii_whitespace())?;
                (bytes[comment + space] == b'}').then_some(comment + space + 1)
            });
        }
        let is_comment = end.is_some();
        if end.is_none() && misses < MOST_MISSES {
            end = expression_end(&text[open..paragraph]).map(|length| open + length);
        }
        let Some(end) = end else {
            misses += 1;
            continue;
        };
        let before = before.trim_end_matches([' ', '\t']);
        let behind = text[end..].trim_start_matches([' ', '\t', '\r']);
        let begins = before.is_empty() || before.ends_with('\n');
        let is_alone = begins && (behind.is_empty() || behind.starts_with('\n'));
        let kind = match (is_alone, is_comment) {
            (true, _) => MaskKind::Block,
            (false, true) => MaskKind::Invisible,
            (false, false) => MaskKind::Code,
        };
        push(masks, open..end, kind);
        at = end;
    }
}

/// How long the expression is that a text begins with, if its brace closes.
fn expression_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => at += passed(text, at),
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::{labels, linked_headings, markdown_code};

    fn masked(path: &str, text: &str) -> String {
        crate::source::masked::masked(text, &Document::new(path, text).masks)
    }

    #[test]
    fn imports_and_exports_are_code() {
        for (text, shown) in [
            (
                "---\ntitle: 글\n---\nimport 표 from './디렉토리.js'\nimport './디렉토리.css'\n\n디렉토리를 연다.\n",
                "▮글▮\n\n디렉토리를 연다.\n",
            ),
            (
                "# 글\n\nexport const 값 = {\n  이름: '디렉토리 (',\n\n  뜻: [\"폴더\"],\n}\n\n디렉토리를 연다.\n",
                "# 글\n\n▮\n\n디렉토리를 연다.\n",
            ),
            (
                "import {\n  가,\n  나,\n} from \"다\"\n\n가이다.\n\nexport default 나\n",
                "▮\n\n가이다.\n\n▮\n",
            ),
            // Comments up to the end of the line, and what only looks like one
            (
                "export const x = 1 // it`s\n\n디렉토리를 `ls`로 연다.\n\nexport const y = [ // 값(' {\n\n  2,\n]\n\n폴더\n",
                "▮\n\n디렉토리를 ‹`ls`›로 연다.\n\n▮\n\n폴더\n",
            ),
            (
                "export const 표 = {\n\n  값: <a>https://a.b</a> }\n\n폴더\n",
                "▮\n\n폴더\n",
            ),
            ("export const x = 1 //", "▮"),
            // Brackets that stay open
            ("export const 값 = [가,\n나\n\n글이다.\n", "▮\n\n글이다.\n"),
        ] {
            assert_eq!(masked("글.mdx", text), shown, "{text}");
            assert!(masked("글.md", text).contains("port "), "{text}");
        }
        for text in [
            "import 문은 맨 앞에 쓴다.\n",
            "export 명령으로 내보낸다.\n",
            "글이다.\nexport default 가\n",
            "important\n",
        ] {
            assert_eq!(masked("글.mdx", text), text);
        }
    }

    #[test]
    fn expressions_are_code() {
        for (text, shown) in [
            (
                "파일이 {props.디렉토리}에 있다.",
                "파일이 ‹{props.디렉토리}›에 있다.",
            ),
            (
                "{목록.map((것) => {\n  return \"}\" + `${것}`\n})}\n\n뒤이다.",
                "▮\n\n뒤이다.",
            ),
            ("앞\n\n{/* 디렉토리를\n\n연다 } */}\n\n뒤", "앞\n\n▮\n\n뒤"),
            ("디렉토리{/* 폴더? */}를 연다.", "디렉토리·를 연다."),
            (
                "{ 가 {나} 다}라 {don't} 마",
                "‹{ 가 {나} 다}›라 ‹{don't}› 마",
            ),
            ("<b>디렉토리</b>는 {값}", "·디렉토리·는 ‹{값}›"),
            ("`{가`와 나}", "‹`{가`›와 나}"),
            ("```\n{가\n```\n나}", "▮\n나}"),
            ("{값(\n  // it's }\n  나)}", "▮"),
            // Text
            ("집합은 {가, 나이다.\n\n다}", "집합은 {가, 나이다.\n\n다}"),
            ("\\{가} {나 {다} {/* 라", "·{가} {나 ‹{다}› {/* 라"),
        ] {
            assert_eq!(masked("글.mdx", text), shown, "{text}");
        }
        let text = "집합 {가, 나}이다.\n\n{/* 글 */}\n";
        assert_eq!(masked("글.md", text), text);
    }

    #[test]
    fn indentation_marks_no_code() {
        for (text, shown) in [
            (
                "<탭>\n\n    디렉토리를 `ls`로\n    본다.\n\n    - {값}\n\n        ```js\n        디렉토리()\n        ```\n\n뒤\n",
                "<탭>\n\n    디렉토리를 ‹`ls`›로\n    본다.\n\n    - ‹{값}›\n\n        ▮\n\n뒤\n",
            ),
            (
                "> 앞\n>\n>     [폴더](a.md)를\n>     연다.\n",
                "> 앞\n>\n>     [폴더·를\n·연다.\n",
            ),
        ] {
            assert_eq!(masked("글.mdx", text), shown, "{text}");
            assert_ne!(masked("글.md", text), shown, "{text}");
        }
        let text = "앞\n\n    {글}`값`\n";
        let code = |path| markdown_code(path, text).len();
        assert_eq!([code("글.mdx"), code("글.md")], [1, 1]);
        let text = "<탭>\n\n    [버퍼]와 [큐](#큐)\n\n</탭>\n\n# 큐\n\n[버퍼]: a.md\n";
        let labels = |path| labels(&Document::new(path, text)).len();
        assert_eq!([labels("글.mdx"), labels("글.md")], [1, 0]);
        let links = |path| linked_headings(path, text).len();
        assert_eq!([links("글.mdx"), links("글.md")], [1, 0]);
        assert_eq!(masked("글.md", "앞\n\n    {글}`값`\n"), "앞\n\n    ▮");
    }

    #[test]
    fn braces_without_end_take_no_endless_time() {
        const MANY: usize = 20_000;
        for text in [
            "{ ".repeat(MANY),
            "{/*\n\n".repeat(MANY),
            "{\n\n".repeat(MANY),
            "{/* ".repeat(MANY) + "*/",
            "{'".repeat(MANY),
        ] {
            // Nothing closes, so all of it is text.
            assert!(masked("글.mdx", &text) == text, "{}", &text[..8]);
        }
        // Brackets that stay open end with their paragraph.
        let text = "export const {[\n\n".repeat(MANY) + "글\n";
        let shown = "▮\n\n".repeat(MANY) + "글\n";
        assert!(masked("글.mdx", &text) == shown);
    }
}
