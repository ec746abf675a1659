//! Entries of glossaries (Sphinx, directive `glossary`), which any document of a project finds by their words.

use std::ops::Range;

use super::block::{Blocks, Line};
use crate::source::marks::{indent, lines};

/// The lines that are such entries, in order, in bytes of the text.
pub(in crate::source) fn entries(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"glossary::").is_none() {
        return found;
    }
    let mut blocks = Blocks::default();
    // Where the directive stands that is open, and its entries, in bytes of indentation.
    let mut open: Option<(usize, Option<usize>)> = None;
    for (at, line) in lines(text) {
        let taken = blocks.take(line);
        if taken == Line::Blank {
            continue;
        }
        let depth = indent(line);
        match &mut open {
            Some((directive, entry)) if depth > *directive => {
                if matches!(taken, Line::Text { field: 0 }) && *entry.get_or_insert(depth) == depth
                {
                    found.push(at..at + line.len());
                }
            }
            _ => {
                let name = Some("glossary");
                let begins = matches!(taken, Line::Begins { name: found, .. } if found == name);
                open = begins.then_some((depth, None));
            }
        }
    }
    found
}
