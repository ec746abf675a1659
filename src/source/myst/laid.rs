//! Directives of `MyST` that hold tables: glossaries, and lists of lists.

use std::ops::Range;

use super::{Opening, closes, margin, option};
use crate::source::layout::{Table, trimmed};
use crate::source::marks::{Rows, lines};

/// The table that a directive with this name holds in these lines, if it holds one.
pub(super) fn table(name: &str, text: &str, lines: &[(usize, &str)]) -> Option<Table> {
    let table = match name {
        "list-table" => {
            let mut rows = Rows::default();
            for (start, line) in lines {
                rows.take(text, *start..start + line.len());
            }
            rows.finish()
        }
        "glossary" => Table {
            names: Vec::new(),
            rows: glossary(text, lines),
        },
        _ => return None,
    };
    (!table.rows.is_empty()).then_some(table)
}

/// Whether a directive with this name holds a table.
pub(super) fn is_laid(name: &str) -> bool {
    matches!(name, "glossary" | "list-table")
}

/// The terms of a glossary, each with what it is: in lines that are farther in, or begin with a colon.
fn glossary(text: &str, lines: &[(usize, &str)]) -> Vec<Vec<Range<usize>>> {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut entries = Entries::default();
    let mut term = None;
    for (start, line) in lines {
        let whole = *start..start + line.len();
        match entries.take(line) {
            Some(Part::Term) => term = Some(trimmed(text, whole)),
            Some(Part::Said(at)) => {
                let said = trimmed(text, start + at..whole.end);
                if let Some(term) = term.take() {
                    rows.push(vec![term, said]);
                } else if let Some([_, last]) = rows.last_mut().map(Vec::as_mut_slice) {
                    last.end = said.end;
                }
            }
            None => {}
        }
    }
    rows
}

/// The entries of a glossary, as its lines are read.
#[derive(Default)]
struct Entries {
    /// How far in the terms are.
    depth: Option<usize>,
}

/// What a line of a glossary is.
enum Part {
    Term,
    /// What a term is, from a byte of the line on.
    Said(usize),
}

impl Entries {
    /// Takes in a line; nothing stands in an empty one.
    fn take(&mut self, line: &str) -> Option<Part> {
        let depth = margin(line);
        let words = line[depth..].trim_end();
        if words.is_empty() {
            return None;
        }
        let is_deeper = depth > *self.depth.get_or_insert(depth);
        let colon = words.strip_prefix(':').map_or(0, |rest| {
            words.len() - rest.trim_start_matches([' ', '\t']).len()
        });
        let is_said = is_deeper || colon > 1;
        Some(if is_said {
            Part::Said(depth + colon)
        } else {
            Part::Term
        })
    }
}

/// Lines of a Markdown text with terms of its glossaries, which any document of a project finds by their words.
pub(in crate::source) fn entries(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"{glossary}").is_none() {
        return found;
    }
    let mut open: Option<(Opening<'_>, Entries, bool)> = None;
    for (start, line) in lines(text) {
        let Some((opening, entries, is_behind)) = &mut open else {
            let opening = Opening::read(line).filter(|one| one.name == "glossary");
            open = opening.map(|one| (one, Entries::default(), false));
            continue;
        };
        if closes(line, opening.sign, opening.width) {
            open = None;
        } else if *is_behind || option(&line[margin(line)..]).is_none() {
            *is_behind = true;
            if matches!(entries.take(line), Some(Part::Term)) {
                found.push(start..start + line.len());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::{labels, markdown_masks};

    /// The rows of the tables of a text, with `/` between the cells.
    fn rows(text: &str) -> Vec<String> {
        let layout = Document::new("글.md", text).layout;
        let rows = layout.tables.iter().flat_map(|table| &table.rows);
        let shown = |row: &Vec<_>| {
            let cells = row.iter().map(|cell| &text[std::ops::Range::clone(cell)]);
            cells.collect::<Vec<_>>().join("/")
        };
        rows.map(shown).collect()
    }

    #[test]
    fn glossaries_have_terms_and_what_they_are() {
        for (open, close) in [("```", "```"), (":::", ":::")] {
            let text = format!(
                "{open}{{glossary}}\n:sorted:\n\n버퍼\n: buffer\n\n토큰\n  token이다.\n\n  둘째 `값`이다.\n{close}\n\n{{term}}`버퍼`\n"
            );
            assert_eq!(
                rows(&text),
                ["버퍼/buffer", "토큰/token이다.\n\n  둘째 `값`이다."]
            );
            let shown = crate::source::masked::masked(&text, &markdown_masks(&text));
            assert!(shown.contains("버퍼\n: buffer\n\n토큰\n  token이다.\n\n  둘째 ‹`값`›이다.\n"));
            let document = Document::new("글.md", &*text);
            let found = labels(&document).into_iter();
            assert_eq!(
                found.map(|range| &text[range]).collect::<Vec<_>>(),
                ["버퍼", "토큰"]
            );
        }
    }

    #[test]
    fn lists_of_lists_are_rows() {
        let list = "* - 용어\n  - 원어\n* - 린터\n  - linter\n";
        for text in [
            format!("```{{list-table}} 용어\n:header-rows: 1\n\n{list}```\n"),
            format!(":::{{list-table}}\n{list}:::\n"),
            format!("::::{{note}}\n:::{{list-table}}\n{list}:::\n::::\n"),
        ] {
            assert_eq!(rows(&text), ["용어/원어", "린터/linter"], "{text}");
        }
        assert!(rows("```{note}\n* - 린터\n  - linter\n```\n").is_empty());
    }

    #[test]
    fn glossaries_without_end_take_no_endless_time() {
        let text = ":::{glossary}\n용어\n: 뜻\n".repeat(20_000);
        assert!(rows(&text).is_empty());
        assert_eq!(rows(&(text + ":::\n")).len(), 20_000);
    }
}
