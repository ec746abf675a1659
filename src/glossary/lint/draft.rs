//! The glossary as it lies there, with all its faults, and the keys by which rules compare rows.

use rayon::prelude::*;

use super::look_alike::{Class, same_english};
use crate::Result;
use crate::glossary::fold::with_figures;
use crate::glossary::pattern::loose;
use crate::glossary::people::pair_of;
use crate::glossary::places::Places;
use crate::glossary::row::Row;
use crate::glossary::table::{Table, Uneven};
use crate::glossary::{Pair, Status};
use crate::variant::{english_key, korean_key};

/// A glossary file, read leniently.
pub(super) struct Draft {
    table: Table,
    /// Of each row the line on which it begins.
    lines: Vec<usize>,
    /// Rows that are none.
    pub(super) uneven: Vec<Uneven>,
    /// Of each row.
    pub(super) keys: Vec<Keys>,
    /// The rows of each concept, in the order of the file. Rows without a concept are in none.
    pub(super) concepts: Vec<Vec<usize>>,
    /// The concepts of each English that several have.
    pub(super) same_english: Vec<Class>,
}

/// What a row is compared by.
pub(super) struct Keys {
    /// The terms as mining compares them.
    pub(super) pair: Pair,
    /// The terms without regard to case, spaces and width.
    pub(super) loose: Pair,
    /// The terms without regard to spelling.
    pub(super) variant: Pair,
}

impl Draft {
    /// Reads a file. With evidence, the figures are those that follow from it.
    ///
    /// # Errors
    ///
    /// It is no table at all.
    pub(super) fn read(bytes: &[u8], places: Option<&Places>) -> Result<Self> {
        let mut uneven = Vec::new();
        let (mut table, lines) = Table::read(bytes, Some(&mut uneven))?;
        if let Some(places) = places {
            table = with_figures(&table, places);
        }
        let keys = table
            .rows
            .par_iter()
            .map(|cells| {
                let row = table.row(cells);
                Keys {
                    pair: pair_of(row),
                    loose: Pair {
                        english: loose(row.english()),
                        korean: loose(row.korean()),
                    },
                    variant: Pair {
                        english: english_key(row.english()),
                        korean: korean_key(row.korean()),
                    },
                }
            })
            .collect();
        let id = |at: usize| table.row(&table.rows[at]).concept().trim();
        let mut order: Vec<usize> = (0..lines.len()).filter(|&at| !id(at).is_empty()).collect();
        order.par_sort_by_key(|&at| (id(at), at));
        let concepts = order
            .chunk_by(|&a, &b| id(a) == id(b))
            .map(<[usize]>::to_vec)
            .collect();
        let mut draft = Self {
            table,
            lines,
            uneven,
            keys,
            concepts,
            same_english: Vec::new(),
        };
        draft.same_english = same_english(&draft);
        Ok(draft)
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A row by its number, which counts from 0.
    pub(super) fn row(&self, at: usize) -> Row<'_> {
        self.table.row(&self.table.rows[at])
    }

    /// The rows with their numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, Row<'_>)> {
        self.table.rows().enumerate()
    }

    /// The line on which a row begins, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines[at]
    }

    /// Whether the row says that it is no pair.
    pub(super) fn is_rejected(&self, at: usize) -> bool {
        self.row(at).status() == Status::Rejected
    }

    /// Whether two rows are said to be of two subjects, so that one word may well mean two things.
    pub(super) fn are_of_two_domains(&self, a: usize, b: usize) -> bool {
        let domain = |at| self.row(at).cell("domain").map_or("", str::trim);
        let (a, b) = (domain(a), domain(b));
        !a.is_empty() && !b.is_empty() && a != b
    }

    /// The rows that have a concept and both terms, in stretches of those with one key, each in the order of the file.
    pub(super) fn by_key<K: Ord + Send>(&self, key: impl Fn(usize) -> K + Sync) -> Vec<Vec<usize>> {
        let is_whole = |at: &usize| {
            let Pair { english, korean } = &self.keys[*at].pair;
            !english.is_empty() && !korean.is_empty() && !self.row(*at).concept().trim().is_empty()
        };
        let mut order: Vec<(K, usize)> = (0..self.len())
            .into_par_iter()
            .filter(is_whole)
            .map(|at| (key(at), at))
            .collect();
        order.par_sort_unstable();
        order
            .chunk_by(|(a, _), (b, _)| a == b)
            .map(|stretch| stretch.iter().map(|&(_, at)| at).collect())
            .collect()
    }
}
