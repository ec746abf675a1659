//! Environments that are laid out: tables and description lists.

use super::argument::{arguments, option};
use super::{State, end_paragraph, put};
use crate::source::layout::Edge;
use crate::source::origin::Pieces;
use crate::source::writing::Writing;

/// What an environment is, as far as it is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `&` parts its cells, and `\\` its rows.
    Table,
    /// Its items have terms in brackets.
    Description,
    /// Anything else.
    Other,
}

/// Environments with arguments that nobody reads: `[` for one that may be there, `{` for one that is.
const ARGUMENTS: [(&str, &str, Kind); 17] = [
    ("tabular", "[{", Kind::Table),
    ("tabular*", "{[{", Kind::Table),
    ("tabularx", "{[{", Kind::Table),
    ("tabulary", "{[{", Kind::Table),
    ("tblr", "[{", Kind::Table),
    ("longtblr", "[{", Kind::Table),
    ("longtable", "[{", Kind::Table),
    ("xltabular", "[{{", Kind::Table),
    ("supertabular", "{", Kind::Table),
    ("description", "[", Kind::Description),
    ("minipage", "[[[{", Kind::Other),
    ("table", "[", Kind::Other),
    ("table*", "[", Kind::Other),
    ("figure", "[", Kind::Other),
    ("figure*", "[", Kind::Other),
    ("itemize", "[", Kind::Other),
    ("enumerate", "[", Kind::Other),
];

/// Begins or ends an environment, and gives how many bytes its arguments take.
pub(super) fn environment(
    pieces: &mut Pieces<'_>,
    begins: bool,
    name: &str,
    behind: &str,
    state: &mut State,
) -> usize {
    let Some((_, expected, kind)) = ARGUMENTS.iter().find(|(known, ..)| *known == name) else {
        return 0;
    };
    if begins {
        state.environments.push((*kind, state.braces.len()));
        if *kind != Kind::Other {
            pieces.edge(Edge::Table);
        }
        if *kind == Kind::Table {
            pieces.edge(Edge::Cell);
        }
        return arguments(expected, behind);
    }
    if let Some((Kind::Table | Kind::Description, _)) = state.environments.pop() {
        pieces.edge(Edge::EndTable);
    }
    0
}

/// Begins an item of a description, and reads its term, if one stands in brackets at `from`; gives how many bytes that takes.
pub(super) fn item(pieces: &mut Pieces<'_>, source: &str, from: usize, state: &mut State) -> usize {
    end_paragraph(pieces, state);
    pieces.edge(Edge::Row);
    let term = term(&source[from..]);
    if let Some(term) = term {
        pieces.edge(Edge::Cell);
        let begin = from + "[".len();
        put(pieces, begin..begin + term.len(), &state.declared);
    }
    pieces.edge(Edge::Cell);
    term.map_or(0, |term| term.len() + "[]".len())
}

/// Ends a line, or a row of a table, with a command of so many bytes, and gives how many it takes with what goes with it.
pub(super) fn line_end(
    pieces: &mut Pieces<'_>,
    source: &str,
    mark: usize,
    length: usize,
    state: &mut State,
) -> usize {
    let behind = &source[mark + length..];
    let star = usize::from(behind.starts_with('*'));
    let length = length + star + arguments("[", &behind[star..]);
    if state.within() == Kind::Table {
        end_paragraph(pieces, state);
        pieces.edge(Edge::Row);
        pieces.edge(Edge::Cell);
    } else {
        pieces.put(mark..mark + length, "\n", Writing::Latex);
    }
    length
}

/// The term of an item, in brackets and on one line.
fn term(text: &str) -> Option<&str> {
    let term = option(text)?;
    (!term.contains(['\n', '[']) && !term.contains("\\item")).then_some(term)
}
