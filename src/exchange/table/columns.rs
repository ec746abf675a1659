//! Which columns of a table are which: by its header, by what a person says, by where the Hangul is.

use super::cells::{Cells, Row};
use super::header::{Header, header, likely, mapped, names, number};
use super::language::{key, named};
use super::role::{Role, Side};
use super::sides::{Sides, is_codes, is_numbered, order};
use crate::exchange::reading::Reading;
use crate::glossary::{has_hangul, word};
use crate::{Error, Result};

/// What kind of table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A glossary of ours.
    Own,
    /// Of memoQ: a column for each term of a concept, all under the same names.
    Terms,
    /// A row for each pair or concept.
    Rows,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) layout: Layout,
    /// What each holds; those right of them are passed over.
    pub(super) roles: Vec<Role>,
    /// Their names as written; none where there is no header.
    pub(super) names: Vec<String>,
    /// The first row below the header.
    pub(super) begin: usize,
    /// Whether it is by their cells that Korean and English are told apart.
    pub(super) by_content: bool,
    /// Of which side a term is that is not to be used, where its column does not say.
    pub(super) source: Side,
}

impl Columns {
    /// The columns of a table. `bars` says whether bars may part synonyms in it, and `place` what a line is called in errors.
    ///
    /// # Errors
    ///
    /// There is no Korean or no English column, or not the ones that a person named.
    pub(super) fn of(cells: &Cells, reading: &Reading, bars: bool, place: &str) -> Result<Self> {
        if cells.len() == 0 {
            return Err(Error::new("holds nothing"));
        }
        let width = cells.rows().map(Row::width).max().unwrap_or(0);
        let mut numbers = reading
            .map
            .iter()
            .filter(|(_, said)| number(said).is_some());
        // A column may well be called 9.
        if let Some((_, said)) = numbers.find(|(_, said)| number(said) >= Some(width))
            && !names(likely(cells)).iter().any(|name| name.trim() == said)
        {
            let names = names(likely(cells)).join(", ");
            return Err(Error::new(format!("has no column {said}"))
                .hint(format!("it has {width}: {names}")));
        }
        match header(cells, reading) {
            Some(header) => Self::with_header(cells, header, reading, bars),
            None => Self::without_header(cells, reading, place),
        }
    }

    /// How many columns are known by the header; nothing where there is no header.
    pub(super) fn known(cells: &Cells, reading: &Reading) -> Option<usize> {
        let header = header(cells, reading)?;
        Some(header.roles.iter().filter(|role| role.is_known()).count())
    }

    fn with_header(cells: &Cells, header: Header, reading: &Reading, bars: bool) -> Result<Self> {
        let Header {
            row,
            mut roles,
            names,
        } = header;
        let begin = row + 1;
        let layout = if reading.map.is_empty() && is_own(&names) {
            Layout::Own
        } else if roles.contains(&Role::TermInfo) {
            Layout::Terms
        } else {
            Layout::Rows
        };
        let sides = Sides::of(cells, begin, &roles).ok_or_else(|| no_columns(&names))?;
        let is_by_language = |name: &String| {
            let name = name.trim().to_lowercase();
            name != "comment" && named(&name).is_some() && key(&name).contains("comment")
        };
        let comments_by_language = names.iter().any(is_by_language);
        // On both sides or on neither.
        let is_parted = |role: &Role| matches!(role, Role::Term(_, true));
        let parts = bars && roles.iter().any(is_parted);
        for (role, name) in roles.iter_mut().zip(&names) {
            let name = name.trim();
            match role {
                Role::Term(_, are_parted) => *are_parted = parts,
                // Transifex: a comment on the term itself, and one for each translation.
                Role::Column(column)
                    if comments_by_language
                        && column == "note"
                        && name.eq_ignore_ascii_case("comment") =>
                {
                    *column = "definition".into();
                }
                Role::Unknown => *role = Role::Column(name.to_owned().into()),
                _ => {}
            }
        }
        for &(at, side) in &sides.weak {
            roles[at] = Role::Term(side, parts);
        }
        Ok(Self {
            layout,
            roles,
            begin,
            by_content: sides.by_content,
            source: sides.weak.first().map_or(Side::Korean, |&(_, side)| side),
            names,
        })
    }

    fn without_header(cells: &Cells, reading: &Reading, place: &str) -> Result<Self> {
        let first = cells.row(0);
        let mut roles = Vec::new();
        for (column, at) in &reading.map {
            let at = number(at).ok_or_else(|| no_such_column(at, likely(cells), place))?;
            roles.resize(roles.len().max(at + 1), Role::Bookkeeping);
            roles[at] = mapped(column);
        }
        let has = |side| {
            roles
                .iter()
                .any(|it| matches!(it, Role::Term(of, _) if *of == side))
        };
        let by_content = !has(Side::Korean) && !has(Side::English);
        let mut begin = 0;
        if by_content {
            // Numbers of the rows stand before the terms.
            let one = usize::from(counts(cells));
            let other = one + 1;
            let (order, is_clear) = order(cells, 0, one, other);
            let coded = is_codes(cells, other + 1);
            let wide = cells.rows().filter(|row| row.width() > other + 2);
            let most = wide.count() * 2;
            // The first row may be a header.
            let below = usize::from(cells.len() > 1);
            let mut terms = [one, other].into_iter();
            let is_clear = is_clear && !terms.any(|at| is_numbered(cells, below, at));
            if !is_clear || !coded && most > cells.len() {
                return Err(no_columns(&names(likely(cells))));
            }
            let mut plain = vec![Role::Bookkeeping; one];
            plain.extend(order.map(|side| Role::Term(side, false)));
            if coded {
                plain.extend([Role::Bookkeeping, Role::Bookkeeping]);
            } else {
                plain.push(Role::Column("note".into()));
            }
            // No English term has Hangul; a name of a column may.
            if cells.len() > 1 && has_hangul(first.get(one)) && has_hangul(first.get(other)) {
                begin = 1;
            }
            for (at, said) in roles.into_iter().enumerate() {
                plain.resize(plain.len().max(at + 1), Role::Bookkeeping);
                if said != Role::Bookkeeping {
                    plain[at] = said;
                }
            }
            roles = plain;
        } else if !(has(Side::Korean) && has(Side::English)) {
            return Err(no_columns(&names(likely(cells))));
        }
        Ok(Self {
            layout: Layout::Rows,
            roles,
            names: Vec::new(),
            begin,
            by_content,
            source: Side::Korean,
        })
    }
}

/// Whether the first column only counts the rows, of which the first may be a header.
fn counts(cells: &Cells) -> bool {
    let first = cells.row(0).get(0);
    is_numbered(cells, 0, 0)
        || is_numbered(cells, 1, 0) && (has_hangul(first) || Role::of(first) == Role::Bookkeeping)
}

fn is_own(names: &[String]) -> bool {
    let has = |own| names.iter().any(|name| word(name) == own);
    ["concept", "english", "korean"].into_iter().all(has)
}

fn no_columns(names: &[String]) -> Error {
    let columns: Vec<&str> = names
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .collect();
    let error = if columns.is_empty() {
        Error::new("has no column that is known to be Korean, or none that is English")
    } else {
        Error::new(format!(
            "which column is Korean and which English is not clear: {}",
            columns.join(", ")
        ))
    };
    error.hint("say it: --map korean=COLUMN --map english=COLUMN, by their names or numbers")
}

fn no_such_column(said: &str, header: Row<'_>, place: &str) -> Error {
    let names: Vec<&str> = header.cells().map(|(_, name, _)| name.trim()).collect();
    Error::new(format!("has no column {said:?}")).hint(format!(
        "{place} {} was taken for its header: {}",
        header.line,
        names.join(", ")
    ))
}
