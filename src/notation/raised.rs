//! English above the line in Markdown: `린터<sup>Linter</sup>`, `<ruby>린터<rt>linter</rt></ruby>`. In pages of HTML the reader puts parentheses
//! around it.

use memchr::memmem;

use super::shape::is_behind_hangul;
use super::{Notation, Prior, Side, Site};
use crate::Document;
use crate::source::{Format, MaskKind, floor_char_boundary};

/// The tags around it.
const TAGS: [(&str, &str); 2] = [("<sup>", "</sup>"), ("<rt>", "</rt>")];

/// The longest, in bytes.
const LONGEST: usize = 120;

/// What stands above the line in letters says what is below. Marks of notes are numbers.
const PRIOR: Prior = Prior {
    share: 0.9,
    weight: 4.0,
    together: 0.0,
};

/// Finds words of three letters and more above the line, right behind Hangul.
pub(super) fn find(document: &Document, sites: &mut Vec<Site>) {
    if document.format != Format::MARKDOWN {
        return;
    }
    let text = &document.text;
    for (begin, end) in TAGS {
        for tag in memmem::find_iter(text.as_bytes(), begin) {
            let start = tag + begin.len();
            let near = floor_char_boundary(text, start + LONGEST);
            let Some(length) = text[start..near].find(end) else {
                continue;
            };
            let words = &text[start..start + length];
            let letters = words.bytes().filter(u8::is_ascii_alphabetic).count();
            let is_term = letters > 2 && words.bytes().any(|byte| byte.is_ascii_lowercase());
            let is_tag =
                (document.mask_at(tag)).is_some_and(|mask| mask.kind == MaskKind::Invisible);
            if is_term && is_tag && !words.contains(['<', '\n']) && is_behind_hangul(text, tag) {
                sites.push(Site {
                    offset: tag,
                    korean: Side::Before(tag),
                    english: start..start + length,
                    notation: Notation::Raised,
                    group: 3,
                    prior: PRIOR,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_above_the_line_are_found() {
        let text = "린터<sup>Linter</sup>를 쓴다.<sup>1</sup> <ruby>말뭉치<rt>corpus</rt></ruby>와 한빛<sup>TM</sup>, 제2<sup>nd</sup>판, \
                    `말뭉치<sup>corpus</sup>`";
        let mut sites = Vec::new();
        find(&Document::new("글.md", text), &mut sites);
        let found: Vec<&str> = (sites.into_iter())
            .map(|site| &text[site.english])
            .collect();
        assert_eq!(found, ["Linter", "corpus"]);
    }
}
