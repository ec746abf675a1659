//! Square brackets: 린터[Linter], 린터［Linter］, 린터 [Linter].

use memchr::memchr2_iter;

use super::shape::is_behind_hangul;
use super::{Notation, Prior, Side, Site};
use crate::Document;
use crate::source::floor_char_boundary;

/// The longest, in bytes between the brackets.
const LONGEST: usize = 120;

/// Most brackets behind Korean words hold numbers of sources, labels of links and titles.
const PRIOR: Prior = Prior {
    share: 0.2,
    weight: 4.0,
    together: 0.0,
};

/// Behind a space more of them are something of their own.
const PARTED: Prior = Prior {
    share: 0.1,
    weight: 4.0,
    together: 0.0,
};

/// Finds brackets behind Hangul, right or with a space between, with Latin letters and no Hangul in them.
pub(super) fn find(document: &Document, sites: &mut Vec<Site>) {
    let text = &document.text;
    let bytes = text.as_bytes();
    for open in memchr2_iter(b'[', FULL_WIDTH[0], bytes) {
        let (width, close) = match bytes[open..] {
            [b'[', ..] => (1, "]"),
            // ［ and ］.
            [0xEF, 0xBC, 0xBB, ..] => (FULL_WIDTH.len(), "］"),
            _ => continue,
        };
        let is_parted = text[..open].ends_with(' ');
        let end = open - usize::from(is_parted);
        if !is_behind_hangul(text, end) {
            continue;
        }
        let inner = open + width;
        let near = floor_char_boundary(text, inner + LONGEST);
        let Some(length) = text[inner..near.max(inner)].find(close) else {
            continue;
        };
        let english = inner..inner + length;
        let rest = &text[english.end + close.len()..];
        let inside = &text[english.clone()];
        let letters = inside.bytes().filter(u8::is_ascii_alphabetic).count();
        // A link of Markdown, `]` of a label with `[` in it, or a note (`[^1]`).
        if letters < 2
            || rest.starts_with(['(', '[', ':'])
            || inside.starts_with(['^', '#', '@', '!'])
            || inside
                .chars()
                .any(|c| ('가'..='힣').contains(&c) || matches!(c, '\n' | '[' | '='))
            || document.is_masked_within(&(open..english.end))
        {
            continue;
        }
        sites.push(Site {
            offset: open,
            korean: Side::Before(end),
            english,
            notation: Notation::Brackets,
            group: if is_parted { 5 } else { 0 },
            prior: if is_parted { PARTED } else { PRIOR },
        });
    }
}

/// `［` as UTF-8.
const FULL_WIDTH: [u8; 3] = [0xEF, 0xBC, 0xBB];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_behind_hangul_may_hold_english() {
        for (text, expected) in [
            ("린터[Linter]를 쓴다.", vec!["Linter"]),
            ("린터［Linter］를 쓴다.", vec!["Linter"]),
            ("앞에서[1] 말한, [Linter]는 배열[i]와", vec![]),
            ("색인[색인 index]과 [린터](linter) 설명[link](a.md)", vec![]),
            ("각주[^note]와 키[a=b]", vec![]),
            ("린터 [Linter]를 쓴다.", vec!["Linter"]),
            ("린터  [Linter]를 쓴다.", vec![]),
            ("닫히지 않은[linter", vec![]),
        ] {
            let document = Document::new("글.txt", text);
            let mut sites = Vec::new();
            find(&document, &mut sites);
            let found: Vec<&str> = sites
                .iter()
                .map(|site| &text[site.english.clone()])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
        let document = Document::new("글.md", "`배열[index]`을 린터[Linter]로");
        let mut sites = Vec::new();
        find(&document, &mut sites);
        assert_eq!(sites.len(), 1);
    }
}
