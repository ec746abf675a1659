//! What is on a page.

/// A character on a page. Distances are points (1/72 inch), as far as the page says no other; the page is turned so that the line of the character
/// runs to the right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) char: char,
    /// Its left end.
    pub(super) x: f32,
    /// Its baseline; up is more.
    pub(super) y: f32,
    pub(super) width: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// By how many degrees its line was turned.
    pub(super) angle: i16,
}

/// A line that is drawn from top to bottom, as between the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) x: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// What is on a page, in the order in which it is drawn.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// How many glyphs were shown of which nobody knows the characters. Some maps have U+FFFD for them, which is then among `glyphs`.
    pub(super) untold: usize,
    /// How much of the page pictures cover: 1 is all of it. Those that lie on one another are added up.
    pub(super) covered: f64,
    /// How many curves are drawn.
    pub(super) curves: usize,
}

/// A character as it is read: none for what only steers programs, and a bullet for one of a font of signs.
pub(super) fn seen(char: char) -> Option<char> {
    match char {
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{3000}' => Some(' '),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}'..='\u{ffff}' => None,
        // Bullets of Symbol and Wingdings.
        '\u{f06c}' | '\u{f06e}' | '\u{f09f}' | '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}'
        | '\u{f0fc}' => Some('•'),
        _ => Some(char),
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::Glyph;

    /// A line of text as a page has it: Hangul an em wide, spaces a quarter, and all else half an em.
    pub(in super::super) fn line(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
        let mut at = x;
        let glyph = |char: char| {
            let ems = match char {
                ' ' => 0.25,
                '가'..='힣' => 1.0,
                _ => 0.5,
            };
            let glyph = Glyph {
                char,
                x: at,
                y,
                width: ems * size,
                size,
                angle: 0,
            };
            at += glyph.width;
            glyph
        };
        text.chars().map(glyph).collect()
    }
}
