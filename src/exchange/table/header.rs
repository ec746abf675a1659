//! Where the header of a table is, and what its columns hold.

use unicode_normalization::UnicodeNormalization;

use super::cells::{Cells, Row};
use super::role::{Role, Side};
use super::sides::is_codes;
use crate::exchange::reading::Reading;

/// Titles above a header are no more rows than this.
const TITLES: usize = 10;

/// A header that was recognised.
pub(super) struct Header {
    pub(super) row: usize,
    pub(super) roles: Vec<Role>,
    pub(super) names: Vec<String>,
}

/// The header: the first row with something in it, or the first below titles that stand alone in their rows.
pub(super) fn header(cells: &Cells, reading: &Reading) -> Option<Header> {
    if [2, 3].iter().all(|&column| is_codes(cells, column)) && !is_codes(cells, 0) {
        // CSV of DeepL: the languages of each pair behind it.
        return None;
    }
    for at in 0..cells.len().min(TITLES + 1) {
        let row = cells.row(at);
        let mut header = Header {
            row: at,
            roles: Vec::new(),
            names: names(row),
        };
        header.roles = header.names.iter().map(|name| Role::of(name)).collect();
        for (role, name) in header.roles.iter_mut().zip(&header.names) {
            if name.trim().is_empty() {
                *role = Role::Unknown;
            }
        }
        let names_terms = has_terms(&header.roles);
        // Numbers alone don't tell that there is a header.
        let names_language = header
            .roles
            .iter()
            .any(|role| matches!(role, Role::Term(..)));
        if let Some(is_said) = say(&mut header, reading)
            && (is_said || names_terms || names_language && has_terms(&header.roles))
        {
            return Some(header);
        }
        if row.filled() > 1 {
            return None;
        }
    }
    None
}

/// The row that a person takes for the header where none is recognised: the first of several cells.
pub(super) fn likely(cells: &Cells) -> Row<'_> {
    let mut rows = cells.rows().take(TITLES + 1);
    rows.find(|row| row.filled() > 1).unwrap_or(cells.row(0))
}

/// What the cells of a row are, empty ones too.
pub(super) fn names(row: Row<'_>) -> Vec<String> {
    let mut names = vec![String::new(); row.width()];
    for (column, name, _) in row.cells() {
        name.clone_into(&mut names[column]);
    }
    names
}

/// Puts what a person says over what the header says. Whether a name that was said is in the header; nothing where one is not.
fn say(header: &mut Header, reading: &Reading) -> Option<bool> {
    let mut is_said = false;
    for (column, said) in &reading.map {
        let at = header.names.iter().position(|name| is_same(name, said));
        is_said |= at.is_some();
        let at = at.or_else(|| number(said))?;
        let role = mapped(column);
        if let Role::Term(side, _) = role {
            for (role, name) in header.roles.iter_mut().zip(&header.names) {
                if matches!(role, Role::Term(of, _) if *of == side)
                    && !reading.map.iter().any(|(_, said)| is_same(name, said))
                {
                    *role = Role::Unknown;
                }
            }
        }
        if at >= header.names.len() {
            header.names.resize(at + 1, String::new());
            header.roles.resize(at + 1, Role::Unknown);
        }
        header.roles[at] = role;
    }
    Some(is_said)
}

/// What a column of a glossary holds that a person names.
pub(super) fn mapped(column: &str) -> Role {
    match Role::of(column) {
        Role::Term(side, _) => Role::Term(side, false),
        role @ (Role::Column(_)
        | Role::Status(_)
        | Role::Forbidden(_)
        | Role::Case
        | Role::Concept) => role,
        _ => Role::Column(column.trim().to_owned().into()),
    }
}

fn is_same(name: &str, said: &str) -> bool {
    let plain = |name: &str| name.trim().nfc().collect::<String>().to_lowercase();
    plain(name) == plain(said)
}

/// A column by its number: from 1 on paper, from 0 here.
pub(super) fn number(said: &str) -> Option<usize> {
    let number = said.trim().parse::<usize>().ok()?;
    // As many as a sheet has.
    number.checked_sub(1).filter(|&at| at < 16_384)
}

/// Whether a row of these is a header: it names a Korean and an English column, or those that must be them.
fn has_terms(roles: &[Role]) -> bool {
    let count = |is: fn(&Role) -> bool| roles.iter().filter(|role| is(role)).count();
    let korean = count(|role| matches!(role, Role::Term(Side::Korean, _)));
    let english = count(|role| matches!(role, Role::Term(Side::English, _)));
    let (source, target) = (
        count(|role| *role == Role::Source),
        count(|role| *role == Role::Target),
    );
    korean > 0 && english > 0
        || (korean > 0) != (english > 0) && source + target > 0
        || source > 0 && target > 0
}
