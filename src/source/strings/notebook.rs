//! Notebooks of Jupyter (nbformat 4): the cells in Markdown.

use serde::Deserialize;

use super::quoted;
use super::quoted::Ends;
use crate::source::Document;
use crate::source::markdown::masks;
use crate::source::origin::put_together;
use crate::{Error, Result};

#[derive(Deserialize)]
struct Notebook {
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    cell_type: String,
}

/// Reads a notebook.
pub(in crate::source) fn read_notebook(document: &mut Document) -> Result<()> {
    let notebook: Notebook = serde_json::from_str(&document.text).map_err(|error| {
        Error::new(format!("is not a notebook: {error}"))
            .hint("open it in Jupyter and save it again, or say what it is with --as")
    })?;
    put_together(document, |pieces| {
        let source = pieces.source();
        let bytes = source.as_bytes();
        let is_ascii = source.is_ascii();
        // The keys of what is open, each with whether it is an object; the last key of each.
        let mut open: Vec<Option<&str>> = Vec::new();
        let (mut cell, mut at) = (0, 0);
        while at < bytes.len() {
            match bytes[at] {
                b'"' => {
                    let end = quoted::end(source, at + 1);
                    let behind = source[(end + 1).min(source.len())..].trim_ascii_start();
                    if behind.starts_with(':') {
                        if let Some(key) = open.last_mut() {
                            *key = Some(&source[at + 1..end]);
                        }
                    } else if is_source(&open)
                        && notebook
                            .cells
                            .get(cell)
                            .is_some_and(|cell| cell.cell_type == "markdown")
                    {
                        let writing = quoted::writing(&source[at + 1..end], is_ascii);
                        quoted::put(pieces, at + 1..end, writing, Ends::Lines);
                    }
                    at = end;
                }
                b'{' | b'[' => open.push(None),
                b'}' | b']' => {
                    open.pop();
                    if bytes[at] == b'}' && open.len() == 2 && open[0] == Some("cells") {
                        cell += 1;
                        pieces.end_paragraph();
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Ok(())
    })?;
    document.masks = masks(&document.text);
    Ok(())
}

/// Whether a string that stands here is of the source of a cell: `cells[…].source`, or a line of it.
fn is_source(open: &[Option<&str>]) -> bool {
    matches!(
        open,
        [Some("cells"), None, Some("source")] | [Some("cells"), None, Some("source"), None]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_markdown_are_read_as_markdown() {
        let notebook = r##"{"metadata": {"source": "가(a)"}, "cells": [
            {"cell_type": "code", "source": ["# 나(b)\n"], "outputs": [{"text": ["다(c)"]}]},
            {"cell_type": "markdown", "source": ["# 텐서\n", "\n", "텐서(tensor)를 `f(x)`로 쓴다."]},
            {"source": "역전파(backpropagation)", "cell_type": "markdown", "metadata": {}}
        ], "nbformat": 4}"##;
        let document = Document::read("글.ipynb", notebook).unwrap();
        assert_eq!(
            document.text,
            "# 텐서\n\n텐서(tensor)를 `f(x)`로 쓴다.\n\n역전파(backpropagation)"
        );
        assert_eq!(document.masks.len(), 1);
        let error = Document::read("글.ipynb", "{\"cells\": [").unwrap_err();
        assert!(
            error.to_string().starts_with("글.ipynb: is not a notebook"),
            "{error}"
        );
    }
}
