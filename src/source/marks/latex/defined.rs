//! Commands that a document defines for its glosses: `\newcommand{\eng}[1]{(\textit{#1})}`, behind which `정칙화\eng{regularization}` is read as
//! 정칙화(regularization).

use std::collections::HashMap;

use super::argument::{argument, arguments, option};
use super::name;

/// The commands of a document by their names: what stands around each of their arguments.
pub(super) type Defined = HashMap<String, Vec<String>>;

/// Commands that define others.
const DEFINING: [&str; 8] = [
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareRobustCommand",
    "NewDocumentCommand",
    "RenewDocumentCommand",
    "ProvideDocumentCommand",
    "DeclareDocumentCommand",
];

/// Commands that change nothing but how letters look, besides those whose names begin with `text`.
const LOOKS: [&str; 17] = [
    "emph",
    "it",
    "itshape",
    "em",
    "rm",
    "rmfamily",
    "sf",
    "sffamily",
    "bf",
    "sl",
    "small",
    "footnotesize",
    "scriptsize",
    "normalfont",
    "normalsize",
    "mbox",
    "xspace",
];

/// What a source defines.
pub(super) fn defined(source: &str) -> Defined {
    let mut defined = HashMap::new();
    for (at, _) in source.match_indices('\\') {
        if let Some(one) = definition(&source[at + 1..])
            && let Some(around) = around(one.body, one.arguments)
        {
            defined.insert(one.name.to_owned(), around);
        }
    }
    defined
}

/// A command that is defined.
struct Definition<'s> {
    name: &'s str,
    arguments: usize,
    body: &'s str,
}

/// The definition that a command makes, without its backslash.
fn definition(command: &str) -> Option<Definition<'_>> {
    let defining = name(command);
    let rest = &command[defining.len()..];
    if defining == "def" {
        let name = name(rest.strip_prefix('\\')?);
        let parameters = &rest[1 + name.len()..];
        let body = parameters.find('{')?;
        let arguments = match &parameters[..body] {
            "#1" => 1,
            "#1#2" => 2,
            _ => return None,
        };
        let body = argument(&parameters[body..])?;
        return Some(Definition {
            name,
            arguments,
            body,
        });
    }
    let defining = defining.trim_end_matches('*');
    if !DEFINING.contains(&defining) {
        return None;
    }
    let (named, rest) = if let Some(inside) = argument(rest) {
        (inside.trim().strip_prefix('\\')?, &rest[inside.len() + 2..])
    } else {
        let named = name(rest.strip_prefix('\\')?);
        (named, &rest[1 + named.len()..])
    };
    if named.is_empty() || name(named) != named {
        return None;
    }
    let (arguments, rest) = if defining.ends_with("DocumentCommand") {
        let inside = argument(rest)?;
        let letters = inside.chars().filter(|c| *c != ' ');
        let all = letters.clone().all(|c| c == 'm').then(|| letters.count())?;
        (all, &rest[inside.len() + 2..])
    } else {
        let number = option(rest)?;
        (number.parse().ok()?, &rest[number.len() + 2..])
    };
    Some(Definition {
        name: named,
        arguments,
        body: argument(rest.trim_start())?,
    })
}

/// What stands before the first argument, between those there are, and behind the last, if that is brackets and nothing else, and there are some.
fn around(body: &str, arguments: usize) -> Option<Vec<String>> {
    let mut around = vec![String::new()];
    let mut rest = body;
    while let Some(sign) = rest.chars().next() {
        let length = match sign {
            '{' | '}' => 1,
            '#' => {
                let number: usize = rest.get(1..2)?.parse().ok()?;
                if number != around.len() {
                    return None;
                }
                around.push(String::new());
                2
            }
            '(' | ')' | '[' | ']' => {
                around.last_mut()?.push(sign);
                1
            }
            // A comment takes the end of its line along.
            '%' => rest.find('\n').map_or(rest.len(), |end| {
                rest.len() - rest[end..].trim_ascii_start().len()
            }),
            ' ' | '~' | '\n' => {
                around.last_mut()?.push(' ');
                if sign == '~' {
                    1
                } else {
                    rest.len() - rest.trim_ascii_start().len()
                }
            }
            '\\' => {
                let name = name(&rest[1..]);
                let behind = &rest[1 + name.len()..];
                let looks = LOOKS.contains(&name) || name.starts_with("text");
                match name {
                    "foreignlanguage" => 1 + name.len() + arguments_of_language(behind)?,
                    "textsuperscript" | "textsubscript" | "textcolor" => return None,
                    // A space behind a command only ends it.
                    _ if looks => 1 + name.len() + usize::from(behind.starts_with(' ')),
                    _ => return None,
                }
            }
            _ => return None,
        };
        rest = &rest[length..];
    }
    let has_brackets = around.iter().any(|part| !part.trim().is_empty());
    (around.len() == arguments + 1 && has_brackets).then_some(around)
}

/// How many bytes the name of a language takes.
fn arguments_of_language(behind: &str) -> Option<usize> {
    argument(behind)?;
    Some(arguments("{", behind))
}

/// The arguments of a command where they stand, in bytes behind its name; `None` where it has not so many.
pub(super) fn given(behind: &str, arguments: usize) -> Option<Vec<std::ops::Range<usize>>> {
    let mut at = 0;
    (0..arguments)
        .map(|_| {
            let inside = argument(&behind[at..])?.len();
            let range = at + 1..at + 1 + inside;
            at = range.end + 1;
            Some(range)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::Document;

    #[test]
    fn commands_of_a_paper_are_read_as_they_look() {
        for (definition, body, text) in [
            (
                "\\newcommand{\\eng}[1]{(\\textit{#1})}",
                "정칙화\\eng{regularization}를 하고 최적화\\eng{\\emph{optimization}}는 미룬다.",
                "정칙화(regularization)를 하고 최적화(optimization)는 미룬다.",
            ),
            (
                "\\newcommand*\\eng[1]{ ({\\small #1})}",
                "정칙화\\eng{regularization}를",
                "정칙화 (regularization)를",
            ),
            (
                "\\def\\eng#1{%\n  (\\foreignlanguage{english}{#1})}",
                "정칙화\\eng{regularization}를",
                "정칙화(regularization)를",
            ),
            (
                "\\NewDocumentCommand{\\term}{m m}{\\textbf{#1}(\\textit{#2})}",
                "\\term{정칙화}{regularization}를",
                "정칙화(regularization)를",
            ),
            // What they do is more than brackets.
            (
                "\\newcommand{\\eng}[1]{\\textit{#1}}",
                "정칙화\\eng{regularization}를",
                "정칙화regularization를",
            ),
            (
                "\\newcommand{\\eng}[1]{(\\index{#1}#1)}",
                "정칙화\\eng{regularization}를",
                "정칙화regularization를",
            ),
            (
                "\\newcommand{\\term}[2]{#2(#1)}",
                "\\term{regularization}{정칙화}를",
                "regularization정칙화를",
            ),
        ] {
            let latex = format!("{definition}\n\\begin{{document}}\n{body}\n\\end{{document}}\n");
            let document = Document::read("글.tex", latex).unwrap();
            assert_eq!(document.text.trim_end(), text, "{definition}");
        }
    }

    #[test]
    fn a_command_without_its_arguments_is_read_as_others() {
        let latex = "\\newcommand{\\eng}[1]{(#1)}\\begin{document}텐서\\eng 를 \\eng{tensor";
        let document = Document::read("글.tex", latex).unwrap();
        assert_eq!(document.text, "텐서를 tensor");
    }
}
