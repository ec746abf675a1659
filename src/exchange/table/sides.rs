//! Which columns are Korean and which English where no header says so: the Hangul does.

use super::cells::Cells;
use super::role::{Role, Side};
use crate::glossary::has_hangul;

/// The columns of terms whose headers name no language.
pub(super) struct Sides {
    /// Those that are needed, with their sides: the source first.
    pub(super) weak: Vec<(usize, Side)>,
    pub(super) by_content: bool,
}

impl Sides {
    pub(super) fn of(cells: &Cells, begin: usize, roles: &[Role]) -> Option<Self> {
        let has = |side| {
            roles
                .iter()
                .any(|role| matches!(role, Role::Term(of, _) if *of == side))
        };
        let has = [Side::Korean, Side::English].map(has);
        if has == [true, true] {
            return Some(Self {
                weak: Vec::new(),
                by_content: false,
            });
        }
        let is_numbered = numbered(cells, begin, roles.len());
        let at = |wanted: Role| {
            let mut columns = roles.iter().zip(&is_numbered);
            columns.position(|(role, is_numbered)| *role == wanted && !is_numbered)
        };
        let (source, target) = (at(Role::Source), at(Role::Target));
        let missing = match has {
            [false, false] => {
                let (source, target) = (source?, target?);
                let (order, is_clear) = order(cells, begin, source, target);
                let weak = [source, target].into_iter().zip(order).collect();
                // A file without rows has nothing to be told apart.
                return (is_clear || cells.len() == begin).then_some(Self {
                    weak,
                    by_content: true,
                });
            }
            [true, _] => Side::English,
            [false, true] => Side::Korean,
        };
        let hangul = |column: usize| {
            let filled = (begin..cells.len()).map(|at| cells.row(at).get(column));
            let filled = filled.filter(|cell| !cell.is_empty());
            filled.fold(
                0,
                |sum, cell| if has_hangul(cell) { sum + 1 } else { sum - 1 },
            )
        };
        let fits = |column: &usize| {
            let hangul: isize = hangul(*column);
            cells.len() == begin
                || match missing {
                    Side::Korean => hangul > 0,
                    Side::English => hangul < 0,
                }
        };
        let column = [source, target].into_iter().flatten().find(fits)?;
        Some(Self {
            weak: vec![(column, missing)],
            by_content: false,
        })
    }
}

/// Which of two columns is Korean, and whether most rows say so.
pub(super) fn order(cells: &Cells, begin: usize, one: usize, other: usize) -> ([Side; 2], bool) {
    let (mut korean_first, mut english_first, mut rows) = (0, 0, 0);
    for at in begin..cells.len() {
        let row = cells.row(at);
        let pair = [one, other].map(|column| row.get(column));
        if pair.contains(&"") {
            continue;
        }
        rows += 1;
        match pair.map(has_hangul) {
            [true, false] => korean_first += 1,
            [false, true] => english_first += 1,
            _ => {}
        }
    }
    let order = if korean_first >= english_first {
        [Side::Korean, Side::English]
    } else {
        [Side::English, Side::Korean]
    };
    (
        order,
        rows > 0 && 2 * (korean_first + english_first) >= rows,
    )
}

/// Whether a cell is a number, as people count rows: `3`, `3.`, `(3)`, `#3`, `1-2`. It is a term only where its column says so.
pub(super) fn is_number(cell: &str) -> bool {
    let around = |c: char| c.is_whitespace() || "#.()[]번".contains(c);
    let number = cell.trim_matches(around);
    let is_digit = |c: char| c.is_ascii_digit();
    number.contains(is_digit) && number.chars().all(|c| is_digit(c) || ".,-".contains(c))
}

/// Whether a cell says anything: a dash, say, only fills it.
pub(super) fn says_something(cell: &str) -> bool {
    cell.contains(char::is_alphanumeric)
}

/// Whether a column holds nothing but numbers from a row on.
pub(super) fn is_numbered(cells: &Cells, begin: usize, column: usize) -> bool {
    let filled = (begin..cells.len()).map(|at| cells.row(at).get(column));
    let mut filled = filled.filter(|cell| says_something(cell)).peekable();
    filled.peek().is_some() && filled.all(is_number)
}

/// Of each of so many columns, whether it holds nothing but numbers from a row on: all in one pass, since a header may name thousands.
fn numbered(cells: &Cells, begin: usize, columns: usize) -> Vec<bool> {
    let mut found = vec![None; columns];
    for row in (begin..cells.len()).map(|at| cells.row(at)) {
        for (column, cell, _) in row.cells() {
            if let Some(is_numbered) = found.get_mut(column)
                && says_something(cell)
            {
                *is_numbered = Some(is_numbered.unwrap_or(true) && is_number(cell));
            }
        }
    }
    found.into_iter().map(|found| found == Some(true)).collect()
}

/// Whether a column holds nothing but codes of languages, as some CSV has them behind each pair.
pub(super) fn is_codes(cells: &Cells, column: usize) -> bool {
    let mut filled = cells
        .rows()
        .map(|row| row.get(column).trim())
        .filter(|cell| !cell.is_empty())
        .peekable();
    filled.peek().is_some()
        && filled.all(|cell| {
            matches!(
                cell.to_lowercase().split('-').next(),
                Some("ko" | "en" | "kor" | "eng")
            )
        })
}
