//! How much of a text gives the gloss of a term once, by the house style.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use crate::config::{GlossStyle, Per, Titles};
use crate::source::{Format, Labels, markdown_labels};
use crate::{Document, variant};

/// The titles of a document, and where its pages or sections begin.
pub(super) struct Scopes<'a> {
    style: &'a GlossStyle,
    /// The lines that are titles.
    titles: Vec<Range<usize>>,
    /// The texts of links.
    links: Vec<Range<usize>>,
    /// Where scopes begin, but for the first.
    begin: Vec<usize>,
}

impl<'a> Scopes<'a> {
    /// Of a document. Only Markdown tells its titles.
    pub(super) fn of(document: &Document, style: &'a GlossStyle) -> Self {
        let Labels { titles, links } = if document.format == Format::MARKDOWN {
            markdown_labels(&document.path, &document.text)
        } else {
            Labels::default()
        };
        let begins = |level: u8| match style.per {
            Per::Document => false,
            Per::Page => level == 1,
            Per::Section => true,
        };
        let begin = titles.iter().filter(|(_, level)| begins(*level));
        let begin = begin.map(|(title, _)| title.start).collect();
        Self {
            style,
            titles: titles.into_iter().map(|(title, _)| title).collect(),
            links,
            begin,
        }
    }

    /// Whether nothing is asked of a term, or of a place.
    pub(super) fn exempts<'t>(&self, at: usize, mut terms: impl Iterator<Item = &'t str>) -> bool {
        let exempt = |term: &str| {
            let key = variant::korean_key(term);
            let mut all = self.style.exempt.iter();
            all.any(|one| variant::korean_key(one) == key)
        };
        self.style.titles == Titles::Exempt && self.is_title(at)
            || !self.style.exempt.is_empty() && terms.any(exempt)
    }

    /// What a place is counted with: the number of its page or section, and whether titles are counted apart and it is in one.
    fn of_place(&self, at: usize) -> (usize, bool) {
        let number = self.begin.partition_point(|&start| start <= at);
        (
            number,
            self.style.titles == Titles::Apart && self.is_title(at),
        )
    }

    fn is_title(&self, at: usize) -> bool {
        is_in(&self.titles, at)
    }

    /// Whether a place is in a title or the text of a link: other texts name it by its words, and menus are made of it.
    pub(super) fn is_label(&self, text: &str, at: usize) -> bool {
        self.is_title(at)
            || is_in(&self.links, at)
            || is_in_element(text, at)
            || is_underlined(text, at)
    }
}

/// Whether a place is in one of these stretches, which are sorted and do not overlap.
fn is_in(stretches: &[Range<usize>], at: usize) -> bool {
    let after = stretches.partition_point(|one| one.end <= at);
    let one = stretches.get(after);
    one.is_some_and(|one| one.contains(&at))
}

/// How far before a place the tag is looked for that it is behind, in bytes.
const NEAR: usize = 1000;

/// Elements of HTML that are labels.
const ELEMENTS: [&str; 8] = ["a", "h1", "h2", "h3", "h4", "h5", "h6", "title"];

/// Whether the last tag before a place opens a link or a title.
fn is_in_element(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[at.saturating_sub(NEAR)..at];
    let Some(open) = memchr::memrchr(b'<', before) else {
        return false;
    };
    let tag = &before[open + 1..];
    let name = tag.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut elements = ELEMENTS.iter();
    elements.any(|one| one.as_bytes().eq_ignore_ascii_case(&tag[..name]))
}

/// Whether the next line is one sign over and over, as writers of plain text underline titles.
fn is_underlined(text: &str, at: usize) -> bool {
    let next = text[at..].lines().nth(1).unwrap_or_default().trim_end();
    let first = next.chars().next();
    first.is_some_and(|first| {
        first.is_ascii_punctuation() && next.len() >= 3 && next.chars().all(|c| c == first)
    })
}

/// What was met where.
pub(super) struct Met<'s, K> {
    scopes: &'s Scopes<'s>,
    seen: HashSet<(usize, bool, K)>,
}

impl<'s, K: Hash + Eq> Met<'s, K> {
    pub(super) fn new(scopes: &'s Scopes<'s>) -> Self {
        Self {
            scopes,
            seen: HashSet::new(),
        }
    }

    /// Whether something was met before in the scope of a place.
    pub(super) fn has(&self, at: usize, what: K) -> bool {
        let (scope, title) = self.scopes.of_place(at);
        self.seen.contains(&(scope, title, what))
    }

    /// Whether something is met at a place for the first time in its scope.
    pub(super) fn first(&mut self, at: usize, what: K) -> bool {
        let (scope, title) = self.scopes.of_place(at);
        self.seen.insert((scope, title, what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# 텐서\n\n텐서를 만든다.\n\n## 연산\n\n텐서를 더한다.\n\n# 정리\n\n텐서를 배웠다.\n";

    /// At which mentions of 텐서 it is new.
    fn first(style: &GlossStyle) -> Vec<usize> {
        let document = Document::new("글.md", TEXT);
        let scopes = Scopes::of(&document, style);
        let mut met = Met::new(&scopes);
        TEXT.match_indices("텐서")
            .enumerate()
            .filter(|&(_, (at, _))| !scopes.exempts(at, ["텐서"].into_iter()) && met.first(at, ()))
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn house_styles_differ_in_what_gives_a_gloss_once() {
        let style = |per, titles| GlossStyle {
            per,
            titles,
            exempt: Vec::new(),
        };
        assert_eq!(first(&style(Per::Document, Titles::Same)), [0]);
        assert_eq!(first(&style(Per::Document, Titles::Apart)), [0, 1]);
        assert_eq!(first(&style(Per::Document, Titles::Exempt)), [1]);
        assert_eq!(first(&style(Per::Page, Titles::Same)), [0, 3]);
        assert_eq!(first(&style(Per::Section, Titles::Same)), [0, 2, 3]);
        let exempt = GlossStyle {
            exempt: vec!["텐서".into()],
            ..GlossStyle::default()
        };
        assert!(first(&exempt).is_empty());
    }

    #[test]
    fn titles_and_links_are_labels() {
        for (path, text, expected) in [
            ("글.md", "## 텐서의 연산\n", true),
            ("글.md", "텐서의 연산\n===\n", true),
            ("글.md", "먼저 [텐서](t.md)를 본다.\n", true),
            ("글.md", "![텐서의 그림](t.png)\n", true),
            ("글.md", "<a href=\"t.html\">텐서</a>를 본다.\n", true),
            ("글.txt", "텐서의 연산\n-----------\n", true),
            ("글.md", "> <b>먼저</b> 텐서를 본다.\n", false),
            ("글.md", "[먼저](a.md) 텐서를 본다. <abbr>\n", false),
            ("글.txt", "# 텐서를 본다.\n\n---\n", false),
        ] {
            let style = GlossStyle::default();
            let scopes = Scopes::of(&Document::new(path, text), &style);
            let at = text.find("텐서").unwrap();
            assert_eq!(scopes.is_label(text, at), expected, "{text}");
        }
    }
}
