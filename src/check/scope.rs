//! How much of a text gives the gloss of a term once, by the house style.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use crate::config::{GlossStyle, Per, Titles};
use crate::source::is_markdown;
use crate::{Document, variant};

/// The titles of a document, and where its pages or sections begin.
pub(super) struct Scopes<'a> {
    style: &'a GlossStyle,
    /// The lines that are titles.
    titles: Vec<Range<usize>>,
    /// Where scopes begin, but for the first.
    begin: Vec<usize>,
}

impl<'a> Scopes<'a> {
    /// Of a document. Only Markdown tells its titles: lines that begin with `#`.
    pub(super) fn of(document: &Document, style: &'a GlossStyle) -> Self {
        let (mut titles, mut begin) = (Vec::new(), Vec::new());
        let lines = if is_markdown(&document.path) {
            document.text.split_inclusive('\n')
        } else {
            "".split_inclusive('\n')
        };
        let mut start = 0;
        for line in lines {
            let level = line.bytes().take_while(|&b| b == b'#').count();
            let title = (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']);
            if title && !document.is_masked(start) {
                titles.push(start..start + line.len());
                let begins = match style.per {
                    Per::Document => false,
                    Per::Page => level == 1,
                    Per::Section => true,
                };
                begin.extend(begins.then_some(start));
            }
            start += line.len();
        }
        Self {
            style,
            titles,
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
        let after = self.titles.partition_point(|line| line.end <= at);
        let title = self.titles.get(after);
        title.is_some_and(|line| line.contains(&at))
    }
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
}
