//! Does a text say, in Latin script only, what an abbreviation stands for?
//!
//! `AWS(Amazon Web Services)` and `Amazon Web Services(AWS)` render no Korean, but they tell that two English forms are
//! one concept, whatever is Korean for either.

use std::ops::Range;

use crate::gloss::Form;
use crate::scan::{Glyph, Window};
use crate::variant::abbreviates;

/// Most words of a full form before the parenthesis.
const WORDS: usize = 8;

/// An abbreviation and its full form, one before a parenthesis and one in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// What stands before the parenthesis, in characters of the window before it.
    pub before: Range<usize>,
    /// What stands in it, in characters of its window.
    pub inside: Range<usize>,
    /// Whether the abbreviation is what stands before it.
    pub abbreviation_first: bool,
}

/// Finds what the first form in a parenthesis and the words right before it tell of an abbreviation, if they do.
#[must_use]
pub fn expansion(left: &Window, inner: &Window, forms: &[Form]) -> Option<Expansion> {
    let inside = forms.first()?.chars.clone();
    let form = text(&inner.glyphs()[inside.clone()]);
    let glyphs = left.glyphs();
    let mut end = glyphs.len();
    while end > 0
        && matches!(
            glyphs[end - 1].char,
            ' ' | '*' | '_' | '`' | '"' | '\'' | '”' | '’'
        )
    {
        end -= 1;
    }
    let mut start = end;
    for words in 1..=WORDS {
        let word = glyphs[..start]
            .iter()
            .rev()
            .take_while(|g| is_word(g))
            .count();
        if word == 0 {
            return None;
        }
        start -= word;
        let before = text(&glyphs[start..end]);
        let found = |abbreviation_first| {
            Some(Expansion {
                before: start..end,
                inside: inside.clone(),
                abbreviation_first,
            })
        };
        if words == 1 && abbreviates(&before, &form) {
            return found(true);
        }
        if abbreviates(&form, &before) {
            return found(false);
        }
        if start == 0 || glyphs[start - 1].char != ' ' {
            return None;
        }
        start -= 1;
    }
    None
}

/// Whether a character stands within a word of Latin script.
fn is_word(glyph: &Glyph) -> bool {
    let c = glyph.char;
    c.is_alphanumeric() && !crate::gloss::is_hangul(c)
        || matches!(c, '-' | '.' | '&' | '/' | '\'' | '’')
}

fn text(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Document;
    use crate::{gloss, scan};

    /// What a text tells: what stands before the parenthesis, what in it.
    fn told(text: &str) -> Option<(String, String, bool)> {
        let document = Document::plain("t", text);
        let found = scan::scan(&document, true).next()?;
        if !found.expansion {
            return None;
        }
        let (mut left, mut inner) = (Window::default(), Window::default());
        left.read_before(&document, found.open);
        inner.read(&document, found.inner);
        let mut forms = Vec::new();
        gloss::read(&inner, &mut forms).ok()?;
        let expansion = expansion(&left, &inner, &forms)?;
        Some((
            self::text(&left.glyphs()[expansion.before]),
            self::text(&inner.glyphs()[expansion.inside]),
            expansion.abbreviation_first,
        ))
    }

    #[test]
    fn either_may_stand_first() {
        for (text, before, inside, first) in [
            (
                "자료는 AWS(Amazon Web Services)에 둔다.",
                "AWS",
                "Amazon Web Services",
                true,
            ),
            (
                "먼저 Amazon Web Services(AWS) 계정을 만든다.",
                "Amazon Web Services",
                "AWS",
                false,
            ),
            (
                "**CI** (continuous integration, 지속적 통합)",
                "CI",
                "continuous integration",
                true,
            ),
        ] {
            let expected = (before.to_owned(), inside.to_owned(), first);
            assert_eq!(told(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_latin_script_tells_nothing() {
        for text in [
            "Python(Guido van Rossum)을 배운다.",
            "AWS(Seoul Region)에 둔다.",
            "인공지능(Artificial Intelligence)",
            "Redshift(AWS)",
            "버전 2(Long Term Support)",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
