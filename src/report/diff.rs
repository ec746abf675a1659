//! What changed in a glossary, for people: a line for each cell, lined up, below each other for one row.
//!
//! ```text
//! ~ machine-learning  machine learning = 머신러닝   status  proposed → preferred
//!                                                   note    (empty) → 붙여 쓴다
//! + data-lake         data lake = 데이터 레이크
//! - fog               fog = 포그
//! ```

use std::io;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::context::fold;
use super::styles::Styles;
use crate::glossary::{Change, Fate};

/// Writes the changes in their order; those of one row come one after the other. Line ends in cells are shown as spaces.
/// Each line begins with `indent`.
pub fn write(
    out: &mut impl io::Write,
    changes: &[Change],
    indent: &str,
    coloured: bool,
) -> io::Result<()> {
    let rows: Vec<[String; 3]> = changes
        .iter()
        .map(|change| {
            let terms = format!("{} = {}", fold(&change.english), fold(&change.korean));
            [fold(&change.concept), terms, fold(&change.column)]
        })
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].width())
            .max()
            .unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let styles = Styles::new(coloured);
    for (at, (change, [concept, terms, column])) in changes.iter().zip(&rows).enumerate() {
        let continues = at > 0 && is_same_row(&changes[at - 1], change);
        let (mark, style) = mark(change.fate, coloured);
        let mut line = if continues {
            " ".repeat("~ ".len() + widths[0] + "  ".len() + widths[1])
        } else {
            let gap = " ".repeat(widths[0] - concept.width() + 2);
            let rest = " ".repeat(widths[1] - terms.width());
            let term = styles.term;
            format!("{style}{mark}{style:#} {concept}{gap}{term}{terms}{term:#}{rest}")
        };
        if !column.is_empty() {
            let gap = " ".repeat(widths[2] - column.width());
            line.extend(["  ", column, &gap, "  ", &cells(change)]);
        }
        writeln!(out, "{indent}{}", line.trim_end())?;
    }
    Ok(())
}

fn is_same_row(a: &Change, b: &Change) -> bool {
    (a.fate, &a.concept, &a.english, &a.korean) == (b.fate, &b.concept, &b.english, &b.korean)
}

fn mark(fate: Fate, coloured: bool) -> (char, Style) {
    let (mark, colour) = match fate {
        Fate::Added => ('+', AnsiColor::Green),
        Fate::Removed => ('-', AnsiColor::Red),
        Fate::Changed => ('~', AnsiColor::Yellow),
    };
    let style = if coloured {
        colour.on_default()
    } else {
        Style::new()
    };
    (mark, style)
}

/// What stands in the cell, or stood there.
fn cells(change: &Change) -> String {
    let shown = |cell: &str| match fold(cell) {
        cell if cell.is_empty() => "(empty)".to_owned(),
        cell => cell,
    };
    match change.fate {
        Fate::Added => shown(&change.new),
        Fate::Removed => shown(&change.old),
        Fate::Changed => format!("{} → {}", shown(&change.old), shown(&change.new)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(
        fate: Fate,
        [concept, english, korean]: [&str; 3],
        [column, old, new]: [&str; 3],
    ) -> Change {
        Change {
            fate,
            concept: concept.into(),
            english: english.into(),
            korean: korean.into(),
            column: column.into(),
            old: old.into(),
            new: new.into(),
        }
    }

    fn text(changes: &[Change], coloured: bool) -> String {
        let mut out = Vec::new();
        write(&mut out, changes, "", coloured).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn changes_line_up_with_hangul_two_columns_wide() {
        let learning = ["machine-learning", "machine learning", "머신러닝"];
        let changes = [
            change(Fate::Changed, learning, ["status", "proposed", "preferred"]),
            change(Fate::Changed, learning, ["note", "", "붙여\n쓴다"]),
            change(
                Fate::Added,
                ["data-lake", "data lake", "데이터 레이크"],
                ["", "", ""],
            ),
            change(
                Fate::Removed,
                ["fog", "fog", "포그"],
                ["status", "rejected", ""],
            ),
        ];
        assert_eq!(
            text(&changes, false),
            "\
~ machine-learning  machine learning = 머신러닝  status  proposed → preferred
                                                 note    (empty) → 붙여 쓴다
+ data-lake         data lake = 데이터 레이크
- fog               fog = 포그                   status  rejected
"
        );
        assert_eq!(text(&[], false), "");
    }

    #[test]
    fn rows_are_told_apart_by_colour_too() {
        let added = change(Fate::Added, ["fog", "fog", "포그"], ["", "", ""]);
        assert_eq!(
            text(&[added], true),
            "\u{1b}[32m+\u{1b}[0m fog  \u{1b}[1mfog = 포그\u{1b}[0m\n"
        );
    }
}
