//! LaTeX: commands, mathematics and verbatim text are no prose; the arguments of most commands are.

use std::ops::Range;

use crate::Result;
use crate::source::origin::{Pieces, put_together};
use crate::source::writing::Writing;
use crate::source::{Document, MaskKind};

/// Environments without prose.
const ENVIRONMENTS: [&str; 22] = [
    "equation",
    "equation*",
    "align",
    "align*",
    "gather",
    "gather*",
    "multline",
    "multline*",
    "eqnarray",
    "eqnarray*",
    "math",
    "displaymath",
    "verbatim",
    "verbatim*",
    "Verbatim",
    "lstlisting",
    "minted",
    "tikzpicture",
    "thebibliography",
    "comment",
    "alltt",
    "filecontents",
];

/// Commands whose first argument is for programs.
const NAMES: [&str; 26] = [
    "label",
    "ref",
    "eqref",
    "pageref",
    "autoref",
    "cref",
    "Cref",
    "cite",
    "citep",
    "citet",
    "parencite",
    "textcite",
    "bibliography",
    "bibliographystyle",
    "input",
    "include",
    "includegraphics",
    "usepackage",
    "documentclass",
    "url",
    "begin",
    "end",
    "vspace",
    "hspace",
    "pagestyle",
    "index",
];

/// Commands whose argument is code.
const CODE: [&str; 4] = ["texttt", "lstinline", "verb", "path"];

/// Commands whose argument is a paragraph of its own.
const TITLES: [&str; 12] = [
    "section",
    "section*",
    "subsection",
    "subsection*",
    "subsubsection",
    "subsubsection*",
    "chapter",
    "chapter*",
    "paragraph",
    "caption",
    "footnote",
    "title",
];

/// Reads a document.
pub(in crate::source) fn read_latex(document: &mut Document) -> Result<()> {
    put_together(document, |pieces| {
        let source = pieces.source();
        // Before the document there is its title to read, and nothing else.
        let begin = source.find("\\begin{document}").unwrap_or(0);
        for title in ["\\title{", "\\subtitle{"] {
            if let Some(at) = source[..begin].find(title)
                && let Some(words) = argument(&source[at + title.len() - 1..])
            {
                let at = at + title.len();
                put(pieces, at..at + words.len());
                pieces.end_paragraph();
            }
        }
        let end = source.find("\\end{document}").unwrap_or(source.len());
        put(pieces, begin..end.max(begin));
        Ok(())
    })
}

fn put(pieces: &mut Pieces<'_>, range: Range<usize>) {
    let source = &pieces.source()[..range.end];
    let mut at = range.start;
    // Of each brace that is open: whether a paragraph ends where it closes.
    let mut open: Vec<bool> = Vec::new();
    let mut is_title = false;
    while let Some(found) = source[at..].find(['\\', '%', '$', '{', '}', '~', '\n', '`', '\'', '&'])
    {
        let mark = at + found;
        keep(pieces, at..mark);
        let rest = &source[mark..];
        at = mark
            + match rest.as_bytes()[0] {
                // A comment takes the end of its line along, and the indentation of the next.
                b'%' => {
                    let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
                    line + rest[line..].len() - rest[line..].trim_start_matches([' ', '\t']).len()
                }
                b'$' => {
                    let fence = if rest.starts_with("$$") { "$$" } else { "$" };
                    let length = closing(&rest[fence.len()..], fence);
                    let begin = pieces.len();
                    pieces.keep(mark..mark + fence.len() + length, Writing::Latex);
                    pieces.mask(begin, MaskKind::Code);
                    fence.len() + length
                }
                b'{' => {
                    open.push(std::mem::take(&mut is_title));
                    1
                }
                b'}' => {
                    if open.pop() == Some(true) {
                        pieces.end_paragraph();
                    }
                    1
                }
                b'~' => {
                    pieces.put(mark..mark + 1, " ", Writing::Latex);
                    1
                }
                b'&' => {
                    pieces.end_paragraph();
                    1
                }
                b'`' | b'\'' => {
                    let double = rest.starts_with("``") || rest.starts_with("''");
                    pieces.put(
                        mark..mark + 1 + usize::from(double),
                        if double { "\"" } else { "'" },
                        Writing::Latex,
                    );
                    1 + usize::from(double)
                }
                b'\n' => {
                    let blank = rest.len() - rest.trim_start().len();
                    if rest[..blank].matches('\n').count() > 1 {
                        pieces.end_paragraph();
                        blank
                    } else {
                        keep(pieces, mark..mark + 1);
                        1
                    }
                }
                _ => {
                    let length = command(pieces, source, mark);
                    is_title = TITLES.contains(&name(&rest[1..]));
                    length
                }
            };
    }
    keep(pieces, at..range.end);
}

/// Adds text, without space at the beginning of a paragraph.
fn keep(pieces: &mut Pieces<'_>, mut range: Range<usize>) {
    if !pieces.has_text() {
        let text = &pieces.source()[range.clone()];
        range.start = range.end - text.trim_ascii_start().len();
    }
    pieces.keep_flowing(range, Writing::Latex);
}

/// Up to behind what closes, or to the end.
fn closing(rest: &str, close: &str) -> usize {
    let mut at = 0;
    while let Some(found) = rest[at..].find(close) {
        at += found;
        if at == 0 || rest.as_bytes()[at - 1] != b'\\' {
            return at + close.len();
        }
        at += close.len();
    }
    rest.len()
}

/// The name of a command, behind its backslash.
fn name(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '*');
    &rest[..end.unwrap_or(rest.len())]
}

/// Reads a command, and gives how many bytes it takes.
fn command(pieces: &mut Pieces<'_>, source: &str, mark: usize) -> usize {
    let rest = &source[mark + 1..];
    let name = name(rest);
    let letters = name.len();
    if name.is_empty() {
        let Some(c) = rest.chars().next() else {
            return 1;
        };
        let length = 1 + c.len_utf8();
        match c {
            '[' | '(' => {
                let close = if c == '[' { "\\]" } else { "\\)" };
                let whole = rest
                    .find(close)
                    .map_or(rest.len() + 1, |end| 1 + end + close.len());
                let begin = pieces.len();
                pieces.keep(mark..mark + whole, Writing::Latex);
                pieces.mask(begin, MaskKind::Code);
                return whole;
            }
            '\\' => pieces.put(mark..mark + length, "\n", Writing::Latex),
            '%' | '$' | '&' | '#' | '_' | '{' | '}' | ' ' => {
                pieces.put(mark..mark + length, &rest[..c.len_utf8()], Writing::Latex);
            }
            ',' | ';' | ':' | '/' => pieces.put(mark..mark + length, " ", Writing::Latex),
            _ => {}
        }
        return length;
    }
    let mut length = 1 + letters;
    if name == "begin" {
        let environment = argument(&source[mark + length..]).unwrap_or_default();
        if ENVIRONMENTS.contains(&environment) {
            let end = format!("\\end{{{environment}}}");
            pieces.end_paragraph();
            return source[mark..]
                .find(&end)
                .map_or(source.len() - mark, |at| at + end.len());
        }
    }
    if name == "verb" || name == "verb*" || name == "lstinline" {
        let fence = source[mark + length..]
            .chars()
            .next()
            .filter(|c| !c.is_alphanumeric() && *c != '{');
        if let Some(fence) = fence {
            let inside = mark + length + fence.len_utf8();
            let end = source[inside..]
                .find(fence)
                .map_or(source.len(), |end| inside + end);
            let begin = pieces.len();
            pieces.keep(inside..end, Writing::Latex);
            pieces.mask(begin, MaskKind::Code);
            return (end + fence.len_utf8()).min(source.len()) - mark;
        }
    }
    // Options in brackets.
    let behind = &source[mark + length..];
    if behind.starts_with('[')
        && let Some(end) = behind.find(']')
    {
        length += end + 1;
    }
    let behind = &source[mark + length..];
    if NAMES.contains(&name) || name == "href" {
        if let Some(argument) = argument(behind) {
            length += argument.len() + 2;
        }
        if matches!(name, "begin" | "end") {
            pieces.end_paragraph();
        }
        return length;
    }
    if CODE.contains(&name)
        && let Some(code) = argument(behind)
    {
        let begin = pieces.len();
        let inside = mark + length + 1;
        pieces.keep(inside..inside + code.len(), Writing::Latex);
        pieces.mask(begin, MaskKind::Code);
        return length + code.len() + 2;
    }
    match name {
        name if name == "item" || name == "par" || TITLES.contains(&name) => {
            pieces.end_paragraph();
        }
        "textbackslash" => pieces.put(mark..mark + length, "\\", Writing::Latex),
        "textasciitilde" => pieces.put(mark..mark + length, "~", Writing::Latex),
        _ => {}
    }
    // A space behind a command only ends it.
    if behind.starts_with(' ') {
        length + 1
    } else {
        length
    }
}

/// What stands in the braces that a text begins with.
fn argument(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?;
    let mut depth = 0;
    let end = inner.find(|c: char| {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return true,
            '}' => depth -= 1,
            _ => {}
        }
        false
    })?;
    Some(&inner[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_readers_see() {
        for (latex, text) in [
            (
                "\\documentclass{article}\n\\title{가(a)}\n\\begin{document}\n\\section{텐서}\n\\textbf{텐서}(tensor)를~쓴다\\cite{key}. % 주석(comment)\n둘째 줄\n\n\\begin{itemize}\n\\item 연구개발(R\\&D)\n\\end{itemize}\n\\end{document}\n",
                "가(a)\n\n텐서\n\n텐서(tensor)를 쓴다. 둘째 줄\n\n연구개발(R&D) ",
            ),
            ("앞 \\begin{verbatim}가(a)\\end{verbatim} 뒤", "앞 \n\n뒤"),
            (
                "행렬(matrix) $f(x)$의 \\texttt{f(y)}",
                "행렬(matrix) $f(x)$의 f(y)",
            ),
            ("``텐서''(tensor) 100\\%", "\"텐서\"(tensor) 100%"),
        ] {
            let document = Document::read("글.tex", latex).unwrap();
            assert_eq!(document.text, text, "{latex}");
        }
        let document = Document::read("글.tex", "행렬 $f(x)$의 \\verb|g(y)|").unwrap();
        let masked: Vec<&str> = (document.masks.iter())
            .map(|mask| &document.text[mask.range.clone()])
            .collect();
        assert_eq!(masked, ["$f(x)$", "g(y)"]);
    }
}
