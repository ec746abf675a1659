//! LaTeX: commands, mathematics and verbatim text are no prose; the arguments of most commands are. Tables, description lists and footnotes are laid out.

mod argument;
mod code;
mod declared;
mod defined;
mod environment;
mod names;
mod raised;

use std::ops::Range;
use std::rc::Rc;

use crate::Result;
use crate::source::layout::{Edge, Table};
use crate::source::origin::{Pieces, put_together};
use crate::source::writing::{OBJECT, Writing};
use crate::source::{Document, MaskKind};
use argument::{argument, arguments, closed};
use code::{inline, is_never, unmet};
use declared::Declared;
use defined::given;
use environment::{Kind, environment, item, line_end};
use names::{CODE, READ, TITLES, for_programs, is_code};
use raised::{put_raised, raised_mark};

/// Reads a document.
pub(in crate::source) fn read_latex(document: &mut Document) -> Result<()> {
    put_together(document, |pieces| {
        let source = pieces.source();
        let declared = Rc::new(Declared::of(source));
        // Before the document there is its title to read, and nothing else.
        let begin = source.find("\\begin{document}").unwrap_or(0);
        for title in ["\\title{", "\\subtitle{"] {
            if let Some(at) = source[..begin].find(title)
                && let Some(words) = argument(&source[at + title.len() - 1..])
            {
                let at = at + title.len();
                put(pieces, at..at + words.len(), &declared);
                pieces.end_paragraph();
            }
        }
        let end = source.find("\\end{document}").unwrap_or(source.len());
        put(pieces, begin..end.max(begin), &declared);
        Ok(())
    })
}

/// What is open.
#[derive(Debug, Default)]
struct State {
    /// Of each brace: whether a paragraph ends where it closes.
    braces: Vec<bool>,
    /// Whether one ends where the next brace closes.
    is_title: bool,
    /// The environments that are known, each with how many braces were open where it began.
    environments: Vec<(Kind, usize)>,
    /// How many columns more than one the cell has that is open.
    spanned: usize,
    /// Where footnotes stand of which the text comes behind the paragraph; `None` within one.
    notes: Option<Vec<Range<usize>>>,
    /// What the document declares.
    declared: Rc<Declared>,
    /// Whether an argument of a command is read that the document defines.
    is_expanded: bool,
    /// How many conditions do not end: what ends one is looked for in all that comes.
    endless: usize,
}

/// With more conditions that do not end, none is looked for any more.
const MOST_ENDLESS: usize = 16;

impl State {
    /// The innermost environment, if no brace is open in it.
    fn within(&self) -> Kind {
        let last = self.environments.last();
        let last = last.filter(|(_, braces)| *braces == self.braces.len());
        last.map_or(Kind::Other, |(kind, _)| *kind)
    }
}

/// Reads a stretch, with each of its footnotes behind the paragraph that it is in.
fn put(pieces: &mut Pieces<'_>, range: Range<usize>, declared: &Rc<Declared>) {
    let mut state = State {
        notes: Some(Vec::new()),
        declared: Rc::clone(declared),
        ..State::default()
    };
    put_with(pieces, range, &mut state);
    end_paragraph(pieces, &mut state);
}

/// Ends the paragraph, and adds the notes in it.
fn end_paragraph(pieces: &mut Pieces<'_>, state: &mut State) {
    pieces.end_paragraph();
    let notes = state.notes.as_mut().map(std::mem::take).unwrap_or_default();
    if !notes.is_empty() {
        // They are no part of it.
        pieces.edge(Edge::EndCell);
    }
    for note in notes {
        pieces.begin_note(&note.start.to_string());
        let mut inner = State {
            declared: Rc::clone(&state.declared),
            ..State::default()
        };
        put_with(pieces, note, &mut inner);
        pieces.end_note();
        pieces.end_paragraph();
    }
}

fn put_with(pieces: &mut Pieces<'_>, range: Range<usize>, state: &mut State) {
    let source = &pieces.source()[..range.end];
    let mut at = range.start;
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
                b'$' => raised_mark(pieces, rest).unwrap_or_else(|| {
                    let fence = if rest.starts_with("$$") { "$$" } else { "$" };
                    let length = closing(&rest[fence.len()..], fence);
                    let begin = pieces.len();
                    pieces.keep(mark..mark + fence.len() + length, Writing::Latex);
                    pieces.mask(begin, MaskKind::Code);
                    fence.len() + length
                }),
                b'{' => {
                    let is_title = std::mem::take(&mut state.is_title);
                    state.braces.push(is_title);
                    1
                }
                b'}' => {
                    if state.braces.pop() == Some(true) {
                        end_paragraph(pieces, state);
                    }
                    1
                }
                b'~' => {
                    pieces.put(mark..mark + 1, " ", Writing::Latex);
                    1
                }
                b'&' => {
                    end_paragraph(pieces, state);
                    if state.within() == Kind::Table {
                        for _ in 0..=std::mem::take(&mut state.spanned) {
                            pieces.edge(Edge::Cell);
                        }
                    }
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
                        end_paragraph(pieces, state);
                        blank
                    } else {
                        keep(pieces, mark..mark + 1);
                        1
                    }
                }
                _ => command(pieces, source, mark, state),
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
fn command(pieces: &mut Pieces<'_>, source: &str, mark: usize, state: &mut State) -> usize {
    let rest = &source[mark + 1..];
    let name = name(rest);
    let letters = name.len();
    let is_note = matches!(name, "footnote" | "endnote");
    state.is_title = is_note || TITLES.contains(&name);
    if name == "tabularnewline" || name.is_empty() && rest.starts_with('\\') {
        return line_end(pieces, source, mark, 1 + letters.max(1), state);
    }
    if name.is_empty() {
        return symbol(pieces, rest, mark);
    }
    let mut length = 1 + letters;
    if name == "begin" {
        let environment = argument(&source[mark + length..]).unwrap_or_default();
        if is_code(environment) || state.declared.environments.contains(environment) {
            let end = format!("\\end{{{environment}}}");
            end_paragraph(pieces, state);
            return source[mark..]
                .find(&end)
                .map_or(source.len() - mark, |at| at + end.len());
        }
    }
    if let Some(whole) = inline(pieces, source, mark, name, &state.declared) {
        return whole;
    }
    if is_never(name, rest) && state.endless < MOST_ENDLESS {
        if let Some(passed) = unmet(&source[mark + length..], &state.declared) {
            length += passed;
            return length + usize::from(source[mark + length..].starts_with(' '));
        }
        state.endless += 1;
    }
    if name == "item" && state.within() == Kind::Description {
        return length + item(pieces, source, mark + length, state);
    }
    // Options in brackets.
    loop {
        let options = arguments("[", &source[mark + length..]);
        length += options;
        if options == 0 {
            break;
        }
    }
    let behind = &source[mark + length..];
    if is_note
        && let Some(notes) = &mut state.notes
        && behind.starts_with('{')
    {
        // One without an end is all that comes.
        let inside = closed(behind).unwrap_or(&behind[1..]).len();
        let start = mark + length + 1;
        pieces.mark_note(&start.to_string());
        notes.push(start..start + inside);
        return (length + 1 + inside + 1).min(source.len() - mark);
    }
    if let Some(taken) = put_defined(pieces, name, mark + length, state) {
        return length + taken;
    }
    if name == "textsuperscript"
        && let Some(raised) = argument(behind)
    {
        put_raised(pieces, mark + length + 1, raised, state);
        return length + raised.len() + 2;
    }
    let for_programs = for_programs(name);
    if for_programs > 0 {
        return passed_over(pieces, source, (mark, length), for_programs, state);
    }
    if matches!(name, "multicolumn" | "multirow") {
        let columns = argument(behind).filter(|_| name == "multicolumn");
        let columns: usize = columns.and_then(|number| number.parse().ok()).unwrap_or(1);
        // With more columns nobody looks at the table, however many they are.
        state.spanned = columns.clamp(1, Table::WIDEST + 1) - 1;
        return length + arguments("{{", behind);
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
        name if name == "item" || name == "par" || is_note || TITLES.contains(&name) => {
            end_paragraph(pieces, state);
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

/// Reads a command that the document defines for its glosses, whose arguments begin at a place, and gives how many bytes those take.
fn put_defined(
    pieces: &mut Pieces<'_>,
    name: &str,
    from: usize,
    state: &mut State,
) -> Option<usize> {
    let declared = Rc::clone(&state.declared);
    let around = declared.glosses.get(name).filter(|_| !state.is_expanded)?;
    let given = given(&pieces.source()[from..], around.len() - 1)?;
    let mut end = 0;
    for (before, inside) in around.iter().zip(given) {
        let inside = from + inside.start..from + inside.end;
        if !before.is_empty() {
            pieces.put(inside.start..inside.start, before, Writing::Latex);
        }
        state.is_expanded = true;
        put_with(pieces, inside.clone(), state);
        state.is_expanded = false;
        end = inside.end + 1;
    }
    if let Some(behind) = around.last().filter(|behind| !behind.is_empty()) {
        pieces.put_behind(behind, Writing::Latex);
    }
    Some(end - from)
}

/// Passes over so many arguments of a command which takes `length` bytes without them, and gives how many it takes with them.
fn passed_over(
    pieces: &mut Pieces<'_>,
    source: &str,
    (mark, mut length): (usize, usize),
    arguments: usize,
    state: &mut State,
) -> usize {
    let name = name(&source[mark + 1..]);
    let first = argument(&source[mark + length..]).unwrap_or_default();
    for _ in 0..arguments {
        // One that does not end soon is text that follows.
        let Some(inside) = argument(&source[mark + length..]) else {
            break;
        };
        length += inside.len() + 2;
    }
    // What a number or a word is read for. The mark of a source is one with the word before it, but for a space.
    let is_spaced = || {
        let goes_on = source[mark + length..].starts_with(char::is_alphanumeric);
        name.contains("cite") && goes_on && pieces.paragraph().ends_with(' ')
    };
    if READ.contains(&name.trim_end_matches('*')) || is_spaced() {
        pieces.put(mark..mark, OBJECT, Writing::Latex);
    }
    if matches!(name, "begin" | "end") {
        end_paragraph(pieces, state);
        let begins = name == "begin";
        length += environment(pieces, begins, first, &source[mark + length..], state);
    }
    length
}

/// Reads a command that is no word, `rest` behind its backslash, and gives how many bytes it takes.
fn symbol(pieces: &mut Pieces<'_>, rest: &str, mark: usize) -> usize {
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
        '%' | '$' | '&' | '#' | '_' | '{' | '}' | ' ' => {
            pieces.put(mark..mark + length, &rest[..c.len_utf8()], Writing::Latex);
        }
        ',' | ';' | ':' | '/' => pieces.put(mark..mark + length, " ", Writing::Latex),
        _ => {}
    }
    length
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
                "앞\\begin{BVerbatim}가\\end{BVerbatim}\\begin{tcblisting}{title=나}가\\end{tcblisting}\\begin{Verbatim*}가\\end{Verbatim*}뒤",
                "앞\n\n뒤",
            ),
            (
                "\\newminted{python}{}\\newtcblisting{codebox}{}\\begin{document}앞\\begin{pythoncode}가\\end{pythoncode}뒤\\footnote{셸\\begin{codebox}가\\end{codebox}}\\end{document}",
                "앞\n\n뒤\n\n셸",
            ),
            (
                "앞 \\iffalse 가\\ifx 나\\fi 다\\iff\n\n\\fi 뒤와 \\if0 가\\else 셸\\fi, \\iffalse 값",
                "앞 뒤와 셸, 값",
            ),
            (
                "\\nolinkurl{가}\\inputminted{py}{나.py}\\lstinputlisting[language=C]{다.c}\\lstset{가=나}뒤",
                "뒤",
            ),
            (
                "행렬(matrix) $f(x)$의 \\texttt{f(y)}",
                "행렬(matrix) $f(x)$의 f(y)",
            ),
            (
                "텐서\\footnote{배열(array)이다\\footnote{다차원.}.}를 쓰고 셸\\footnote[2]{끝\n",
                "텐서를 쓰고 셸\n\n배열(array)이다\n\n다차원.\n\n.\n\n끝 ",
            ),
            ("\\section{텐서\\footnote{배열}}\n셸", "텐서\n\n배열\n\n셸"),
            ("\\gls{tensor}를 쓴다", "\u{fffc}를 쓴다"),
            (
                "\\acrshort{배열}와 \\glsentryname{행렬}, \\subref{배열}는 \\glslink{배열}{텐서}이다",
                "\u{fffc}와 \u{fffc}, \u{fffc}는 텐서이다",
            ),
            (
                "\\newacronym[sort=a]{배열}{행렬}{텐서} \\newglossaryentry{배열}{name=텐서}",
                "텐서 name=텐서",
            ),
            (
                "\\subfile{배열/행렬}\\includeonly{배열}\\graphicspath{{그림/}{배열/}}\\addbibresource{배열.bib}텐서",
                "텐서",
            ),
            (
                "그림~\\ref{fig:a}는 텐서~\\cite{b}를 텐서\\cite{c}를",
                "그림 \u{fffc}는 텐서 \u{fffc}를 텐서를",
            ),
            (
                "텐서(\\foreignlanguage{english}{tensor})와 \\textcolor[rgb]{1,0,0}{행렬}\\fcolorbox{red}{white}{글}",
                "텐서(tensor)와 행렬글",
            ),
            (
                "\\href{https://a.b}{텐서}(tensor), \\hyperref[sec:a]{행렬}(matrix)\\cite[참고][12쪽]{kim} \\ref*{a}절",
                "텐서(tensor), 행렬(matrix) \u{fffc}절",
            ),
            (
                "텐서\\textsuperscript{1}를 행렬\\footnotemark[2]로, 셸\\textsuperscript{\\dag} $^2$와 값$^{1)}$은 $x^2$이다\\footnotemark.",
                "텐서를 행렬로, 셸 $^2$와 값은 $x^2$이다.",
            ),
            (
                "린터\\textsuperscript{\\emph{linter}}를 10m\\textsuperscript{-2}",
                "린터(linter)를 10m-2",
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
        let latex = "\\newmintinline[py]{python}{}\\begin{document}\\mintinline{python}{가{나}}, \\mintinline[a=b]{c}|다|, \\mintinline|라|, \\lstinline[a=b]!마!, \\py{바}, \\mintinline{사}.";
        let document = Document::read("글.tex", latex).unwrap();
        assert_eq!(document.text, "가{나}, 다, 라, 마, 바, 사.");
        let masked: Vec<&str> = (document.masks.iter())
            .map(|mask| &document.text[mask.range.clone()])
            .collect();
        assert_eq!(masked, ["가{나}", "다", "라", "마", "바", "사"]);
    }

    #[test]
    fn what_does_not_end_is_text() {
        for (latex, text) in [
            ("텐서\\label{", "텐서"),
            ("텐서\\label{가", "텐서가"),
            ("텐서\\index{가\\ref{나", "텐서가\u{fffc}나"),
            ("텐서\\textcolor{red}{", "텐서"),
            ("텐서\\resizebox{1}{", "텐서"),
            ("텐서\\begin{표", "텐서\n\n표"),
        ] {
            let document = Document::read("글.tex", latex).unwrap();
            assert_eq!(document.text, text, "{latex}");
        }
    }

    #[test]
    fn conditions_without_end_take_no_endless_time() {
        let latex = "\\iffalse ".repeat(50_000);
        assert_eq!(Document::read("글.tex", latex).unwrap().text, "");
    }

    #[test]
    fn cells_are_where_people_see_them() {
        let latex = "\\begin{tabular}{lll}\n\\multicolumn{2}{c}{용어} & 원어 \\\\\n1 & 린터\\footnote{코드를 살핀다.} & linter \\\\\n\\end{tabular}\n\
                     \\begin{description}\\item[셸\\footnote{껍데기}] shell\\end{description}";
        let document = Document::read("글.tex", latex).unwrap();
        let rows = document.layout.tables.iter().flat_map(|table| &table.rows);
        let rows = rows.map(|row| {
            let cells = row.iter().map(|cell| &document.text[cell.clone()]);
            cells.collect::<Vec<_>>()
        });
        assert_eq!(
            rows.collect::<Vec<_>>(),
            [
                vec!["용어", "", "원어"],
                vec!["1", "린터", "linter"],
                vec!["셸", "shell"]
            ]
        );
    }

    #[test]
    fn a_note_is_as_long_as_it_is() {
        let note = "긴 설명이다. ".repeat(400);
        let latex = format!("텐서\\footnote{{{note}}}를 쓴다.\n\n행렬");
        let document = Document::read("글.tex", latex).unwrap();
        let expected = format!("텐서를 쓴다.\n\n{note}\n\n행렬");
        assert_eq!(document.text, expected);
    }

    #[test]
    fn tables_lists_and_notes_are_laid_out() {
        let latex = "\\begin{longtable}[]{@{}ll@{}}\n\\caption{용어}\\\\\n\\toprule\n용어 & \\textbf{원어} \\\\[2pt]\n\\midrule\n린터 & linter \\\\\n\
                     \\multicolumn{2}{c}{\\makecell{말\\\\뭉치}} \\tabularnewline\n\\end{longtable}\n\\begin{description}[style=nextline]\n\\item[셸] shell\n\
                     \\item 이름이 없다\n\\end{description}\n\\begin{itemize}\\item[*] 꾸러미\\footnote{\\emph{package}}를 쓴다.\\end{itemize}\n가 \\& 나\\\\다";
        let document = Document::read("글.tex", latex).unwrap();
        let text = &document.text;
        let rows = document.layout.tables.iter().map(|table| &table.rows);
        let row = |row: &Vec<Range<usize>>| {
            let cells: Vec<&str> = row.iter().map(|cell| &text[cell.clone()]).collect();
            cells.join("/")
        };
        let rows: Vec<Vec<String>> = rows.map(|rows| rows.iter().map(row).collect()).collect();
        assert_eq!(
            rows,
            [
                vec!["용어", "용어/원어", "린터/linter", "말\n뭉치"],
                vec!["셸/shell", "이름이 없다"]
            ]
        );
        let note = &document.layout.notes[0];
        assert!(text[..note.mark].ends_with("꾸러미"));
        assert_eq!(&text[note.text.clone()], "package");
        assert!(
            text.ends_with("꾸러미를 쓴다.\n\npackage\n\n가 & 나\n다"),
            "{text}"
        );
    }
}
