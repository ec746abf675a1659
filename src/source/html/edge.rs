//! What of a table begins and ends with an element.

use crate::source::layout::Edge;

/// What of a table begins with an element. A list of definitions is one with a row for each term.
pub(super) fn begins(name: &str) -> &'static [Edge] {
    match name {
        "table" | "dl" => &[Edge::Table],
        "tr" => &[Edge::Row],
        "td" | "th" | "dd" => &[Edge::Cell],
        "dt" => &[Edge::Row, Edge::Cell],
        "thead" | "tbody" | "tfoot" => &[Edge::Group],
        _ => &[],
    }
}

/// What of a table ends with an element.
pub(super) fn ends(name: &str) -> Option<Edge> {
    match name {
        "td" | "th" | "dd" | "dt" => Some(Edge::EndCell),
        "table" | "dl" => Some(Edge::EndTable),
        _ => None,
    }
}
