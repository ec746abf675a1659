//! Where else do documents say what a term is in English, if not in parentheses?
//!
//! `린터[Linter]`, 린터linter as books set it, a footnote that holds nothing but English, a table or a list with the term on one side and
//! the English on the other. Each is a way of writing that some documents have and most have not, and in most of them the same shape means
//! something else: `[1]`, 카카오톡PC, a table of persons and their employers. So what is found here are [`Site`]s, in groups that stand or
//! fall together, and what a group is worth is learned from the document itself.

mod attached;
mod brackets;
mod footnote;
mod habit;
mod list;
mod raised;
mod several;
mod shape;
mod table;
mod typed;

use std::ops::Range;

use crate::Document;

pub(crate) use habit::Habit;

/// A way to say what a term is in English.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notation {
    /// 린터(linter).
    #[default]
    Parentheses,
    /// `린터[linter]`.
    Brackets,
    /// 린터linter.
    Attached,
    /// Linter above 린터, or behind it above the line.
    Raised,
    /// A footnote or an endnote at the term that holds nothing but English.
    Footnote,
    /// `린터: linter`, on a line of its own among others like it.
    List,
    /// Two cells of one row.
    Table,
}

impl Notation {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parentheses => "parentheses",
            Self::Brackets => "brackets",
            Self::Attached => "attached",
            Self::Raised => "raised",
            Self::Footnote => "footnote",
            Self::List => "list",
            Self::Table => "table",
        }
    }
}

/// A place where a document may say what a term is in English. Positions are bytes of the document's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Where the later one of the two sides begins; of brackets, where they open.
    pub offset: usize,
    /// Where the Korean is looked for.
    pub korean: Side,
    /// Where the English stands.
    pub english: Range<usize>,
    /// How it is said.
    pub notation: Notation,
    /// Those of one group are written alike, and stand or fall together.
    pub group: u32,
    /// How likely sites like these are glosses, and how many of them that is worth.
    pub(crate) prior: Prior,
}

/// Where the Korean of a [`Site`] is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// It ends at this byte; where it begins is not said.
    Before(usize),
    /// All of this.
    Whole(Range<usize>),
}

/// What is thought of a way of writing before any of it is read: a guess, that a few sites outweigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Prior {
    /// The share that are glosses.
    pub(crate) share: f32,
    /// How many sites it takes to say as much.
    pub(crate) weight: f32,
    /// How likely all sites of one group are glosses, but for slips; else they are mixed, and the share is that.
    pub(crate) together: f32,
}

/// The sites of a document, in the order of the text.
#[must_use]
pub fn sites(document: &Document) -> Vec<Site> {
    let mut sites = Vec::new();
    let mut group = Group(6);
    table::find(document, &mut group, &mut sites);
    // In programs brackets and colons mean other things.
    if document.format.is_prose {
        brackets::find(document, &mut sites);
        attached::find(document, &mut sites);
        footnote::find(document, &mut sites);
        typed::find(document, &mut sites);
        raised::find(document, &mut sites);
        list::find(document, &mut group, &mut sites);
    }
    sites.sort_by_key(|site| (site.offset, site.group));
    sites
}

/// Counts groups. The first six are those of the notations that are one group each.
struct Group(u32);

impl Group {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0 - 1
    }
}
