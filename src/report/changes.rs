//! Rows of the glossary that are not what they were, one a line.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::context::fold;
use super::styles::Styles;
use crate::glossary::Change;

/// Columns that a term takes at most before the next one begins further right.
const WIDEST: usize = 32;

/// Writes changes with their columns lined up: concept, English, Korean, and of each cell that differs what it said and
/// says. Each line begins with `indent`.
pub fn write<'c>(
    out: &mut impl io::Write,
    changes: impl IntoIterator<Item = &'c Change>,
    indent: &str,
    coloured: bool,
) -> io::Result<()> {
    let Styles { term, faint, .. } = Styles::new(coloured);
    let rows: Vec<([String; 3], String)> = changes
        .into_iter()
        .map(|change| {
            let terms = [&change.concept, &change.english, &change.korean];
            let values = change.values.iter().map(|value| {
                let [old, new] = [&value.old, &value.new].map(|cell| shown(value.column, cell));
                format!("{}: {old} -> {new}", value.column)
            });
            let values: Vec<String> = values.collect();
            (terms.map(|term| fold(term)), values.join("; "))
        })
        .collect();
    let width = |column: usize| {
        let widths = rows.iter().map(|(terms, _)| terms[column].width());
        widths.max().unwrap_or(0).min(WIDEST)
    };
    let widths = [width(0), width(1), width(2)];
    for ([concept, english, korean], values) in &rows {
        let gap =
            |cell: &str, column: usize| " ".repeat(widths[column].saturating_sub(cell.width()));
        write!(
            out,
            "{indent}{faint}{concept}{faint:#}{}  {english}{}  {term}{korean}{term:#}",
            gap(concept, 0),
            gap(english, 1),
        )?;
        if values.is_empty() {
            writeln!(out)?;
        } else {
            writeln!(out, "{}  {values}", gap(korean, 2))?;
        }
    }
    Ok(())
}

/// A status is a word; anything else may be empty or long, so it stands in quotes.
fn shown(column: &str, cell: &str) -> String {
    if column == "status" {
        cell.to_owned()
    } else {
        format!("\"{}\"", fold(cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::Value;

    #[test]
    fn columns_line_up_and_cells_are_shown_before_and_after() {
        let change = |concept: &str, korean: &str, values: &[(&'static str, &str, &str)]| Change {
            concept: concept.to_owned(),
            english: concept.replace('-', " "),
            korean: korean.to_owned(),
            values: values
                .iter()
                .map(|&(column, old, new)| Value {
                    column,
                    old: old.to_owned(),
                    new: new.to_owned(),
                })
                .collect(),
        };
        let changes = [
            change(
                "machine-learning",
                "머신러닝",
                &[
                    ("status", "proposed", "preferred"),
                    ("note", "", "붙여\n쓴다"),
                ],
            ),
            change("ai", "인공지능", &[("status", "preferred", "admitted")]),
            change("fog", "포그", &[]),
        ];
        let mut out = Vec::new();
        write(&mut out, &changes, "  ", false).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "  machine-learning  machine learning  머신러닝  status: proposed -> preferred; note: \"\" -> \"붙여 쓴다\"\n  \
               ai                ai                인공지능  status: preferred -> admitted\n  \
               fog               fog               포그\n"
        );
    }
}
