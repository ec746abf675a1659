//! What else in a workbook looks for the text of a cell.

use std::ops::Range;

use super::super::flow::{Flow, Run};
use super::super::markup::{Markup, Way, walk};
use super::super::sought::Sought;
use crate::Result;
use crate::source::tie::Tie;

/// Takes what is looked for among the cells: by formulas and filters, and by tables, which know their columns by their names.
pub(super) fn seek(
    source: &str,
    part: Range<usize>,
    name: &str,
    sought: &mut Sought,
) -> Result<()> {
    let signs = [
        "/f>",
        ":f>",
        "ormula",
        "filter ",
        "definedName",
        "tableColumn",
    ];
    if !signs.iter().any(|sign| source[part.clone()].contains(sign)) {
        return Ok(());
    }
    let mut formula: Option<String> = None;
    walk(source, part, name, &mut |markup| {
        match markup {
            Markup::Start("f" | "formula" | "formula1" | "formula2" | "definedName", _) => {
                formula = Some(String::new());
            }
            Markup::End("f" | "formula" | "formula1" | "formula2" | "definedName") => {
                if let Some(formula) = formula.take() {
                    sought.formula(&formula);
                }
            }
            Markup::Start("filter" | "customFilter", attributes) => {
                if let Some(value) = attributes.get("val") {
                    sought.words(&value);
                }
            }
            Markup::Start("tableColumn", attributes) => {
                if let Some(name) = attributes.get("name") {
                    // A line end within a name.
                    sought.column(&name.replace("_x000a_", "\n").replace("_x000A_", "\n"));
                }
            }
            Markup::Text(range) => {
                if let Some(formula) = &mut formula {
                    formula.push_str(&source[range]);
                }
            }
            Markup::Meant(_, meant) => {
                if let Some(formula) = &mut formula {
                    formula.push_str(meant);
                }
            }
            _ => {}
        }
        Way::Into
    })
}

/// Ties the text of a cell to what looks for it.
pub(super) fn tie(
    source: &str,
    runs: &[Run],
    (sought, has_tables): (&Sought, bool),
    flow: &mut Flow<'_, '_>,
) {
    let texts = runs.iter().map(|run| match run {
        Run::Same(range) => &source[range.clone()],
        Run::Meant(_, meant) => meant,
        Run::Mark(_) => "",
    });
    if let Some(tie) = sought.of(&texts.collect::<String>(), has_tables) {
        tie_all(runs, tie, flow);
    }
}

pub(super) fn tie_all(runs: &[Run], tie: Tie, flow: &mut Flow<'_, '_>) {
    for run in runs {
        if let Run::Same(range) | Run::Meant(range, _) = run {
            flow.tie(range, tie);
        }
    }
}
