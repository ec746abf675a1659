//! What is struck out in a workbook: cells by their fonts, and stretches of a text.

use std::collections::HashSet;
use std::ops::Range;

use super::super::markup::{Markup, Way, walk};
use crate::Result;

/// Whether an element says that text is struck out: 18.4.10.
pub(super) fn strikes(markup: &Markup<'_>) -> bool {
    matches!(markup, Markup::Start("strike", attributes)
        if attributes.get("val").is_none_or(|value| !matches!(&*value, "0" | "false")))
}

/// The styles of cells that are struck out, by their numbers: those with such a font.
pub(super) fn struck_styles(
    source: &str,
    part: Range<usize>,
    name: &str,
) -> Result<HashSet<usize>> {
    let mut fonts = HashSet::new();
    let mut struck = HashSet::new();
    let (mut in_fonts, mut in_cells) = (false, false);
    let (mut font, mut style) = (0_usize, 0_usize);
    walk(source, part, name, &mut |markup| {
        match &markup {
            Markup::Start("fonts", _) => in_fonts = true,
            Markup::End("fonts") => in_fonts = false,
            Markup::Start("cellXfs", _) => in_cells = true,
            Markup::End("cellXfs") => in_cells = false,
            Markup::End("font") if in_fonts => font += 1,
            Markup::Start("xf", attributes) if in_cells => {
                let font = attributes.get("fontId").and_then(|id| id.parse().ok());
                if font.is_some_and(|font: usize| fonts.contains(&font)) {
                    struck.insert(style);
                }
                style += 1;
            }
            _ if in_fonts && strikes(&markup) => drop(fonts.insert(font)),
            _ => {}
        }
        Way::Into
    })?;
    Ok(struck)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_cells_strike_out_and_those_of_other_styles_do_not() {
        let styles = "<styleSheet><fonts><font/><font><b/><strike/></font><font><strike val=\"false\"/></font></fonts>\
                      <cellStyleXfs><xf fontId=\"1\"/></cellStyleXfs>\
                      <cellXfs><xf fontId=\"0\"/><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/><xf fontId=\"1\"/></cellXfs>\
                      <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>";
        let struck = struck_styles(styles, 0..styles.len(), "styles.xml").unwrap();
        assert_eq!(struck, HashSet::from([2, 4]));
    }
}
