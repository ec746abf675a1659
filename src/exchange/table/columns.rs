//! Which columns of a table are which: by its header, by what a person says, by where the Hangul is.

use unicode_normalization::UnicodeNormalization;

use super::cells::{Cells, Row};
use super::language::{has_hangul, key, named};
use super::role::{Role, Side};
use crate::exchange::reading::Reading;
use crate::{Error, Result};

/// Titles above a header are no more rows than this.
const TITLES: usize = 10;

/// What is done with the cells of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Use {
    /// Terms of this side; whether bars part several of them.
    Term(Side, bool),
    /// A term that is in another column too, and is taken where that one is empty.
    Again,
    /// They stay what they are, in a column of this name.
    Column(String),
    Status(Side),
    /// Of no side: that of the column that is there [again](Use::Again).
    Forbidden(Option<Side>),
    Preferred(Side),
    Case,
    Translatable,
    Concept,
    Entry,
    TermInfo,
    Foreign,
    Pass,
}

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
    /// What is done with each; with those right of them nothing.
    pub(super) uses: Vec<Use>,
    /// Their names as written; none where there is no header.
    pub(super) names: Vec<String>,
    /// The first row below the header.
    pub(super) begin: usize,
    /// Whether it is by their cells that Korean and English are told apart.
    pub(super) by_content: bool,
    /// Of which side a term is that is not to be used, where its column does not say.
    pub(super) source: Side,
}

/// A header that was recognised.
struct Header {
    row: usize,
    roles: Vec<Role>,
    names: Vec<String>,
}

impl Columns {
    /// The columns of a table. `bars` says whether bars may part synonyms in it.
    ///
    /// # Errors
    ///
    /// There is no Korean or no English column, or not the ones that a person named.
    pub(super) fn of(cells: &Cells, reading: &Reading, bars: bool) -> Result<Self> {
        if cells.len() == 0 {
            return Err(Error::new("holds nothing"));
        }
        match header(cells, reading) {
            Some(header) => Self::with_header(cells, header, reading, bars),
            None => Self::without_header(cells, reading),
        }
    }

    /// How many columns are known by the header; nothing where there is no header.
    pub(super) fn known(cells: &Cells, reading: &Reading) -> Option<usize> {
        let header = header(cells, reading)?;
        Some(header.roles.iter().filter(|role| role.is_known()).count())
    }

    fn with_header(cells: &Cells, header: Header, reading: &Reading, bars: bool) -> Result<Self> {
        let Header { row, roles, names } = header;
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
        let uses = roles.into_iter().zip(&names).enumerate();
        let uses = uses.map(|(at, (role, name))| match role {
            Role::Term(side, by_name) => Use::Term(side, bars && by_name),
            Role::Source | Role::Target => sides
                .weak
                .iter()
                .find(|(weak, _)| *weak == at)
                .map_or(Use::Again, |&(_, side)| Use::Term(side, false)),
            // Transifex: a comment on the term itself, and one for each translation.
            Role::Column("note")
                if comments_by_language && name.trim().eq_ignore_ascii_case("comment") =>
            {
                Use::Column("definition".to_owned())
            }
            Role::Column(column) => Use::Column(column.to_owned()),
            Role::Status(side) => Use::Status(side),
            Role::Forbidden(side) => Use::Forbidden(side),
            Role::Preferred(side) => Use::Preferred(side),
            Role::Case => Use::Case,
            Role::Translatable => Use::Translatable,
            Role::Concept => Use::Concept,
            Role::Entry => Use::Entry,
            Role::TermInfo => Use::TermInfo,
            Role::Foreign => Use::Foreign,
            Role::Bookkeeping => Use::Pass,
            Role::Unknown => Use::Column(name.trim().to_owned()),
        });
        Ok(Self {
            layout,
            uses: uses.collect(),
            begin,
            by_content: sides.by_content,
            source: sides.weak.first().map_or(Side::Korean, |&(_, side)| side),
            names,
        })
    }

    fn without_header(cells: &Cells, reading: &Reading) -> Result<Self> {
        let first = cells.row(0);
        let mut uses = Vec::new();
        for (column, at) in &reading.map {
            let at = number(at).ok_or_else(|| no_such_column(at, first))?;
            let (role, name) = mapped(column);
            uses.resize(uses.len().max(at + 1), Use::Pass);
            uses[at] = match role {
                Role::Term(side, _) => Use::Term(side, false),
                Role::Status(side) => Use::Status(side),
                Role::Forbidden(side) => Use::Forbidden(side),
                Role::Case => Use::Case,
                Role::Concept => Use::Concept,
                Role::Column(column) => Use::Column(column.to_owned()),
                _ => Use::Column(name),
            };
        }
        let has = |side| {
            uses.iter()
                .any(|it| matches!(it, Use::Term(of, _) if *of == side))
        };
        let by_content = !has(Side::Korean) && !has(Side::English);
        let mut begin = 0;
        if by_content {
            let (order, is_clear) = order(cells, 0, 0, 1);
            let coded = is_codes(cells, 2);
            let most = cells.rows().filter(|row| row.width() > 3).count() * 2;
            if !is_clear || !coded && most > cells.len() {
                return Err(no_columns(&names(first)));
            }
            let mut plain: Vec<Use> = order.map(|side| Use::Term(side, false)).into();
            if coded {
                plain.extend([Use::Pass, Use::Pass]);
            } else {
                plain.push(Use::Column("note".to_owned()));
            }
            // No English term has Hangul; a name of a column may.
            if cells.len() > 1 && has_hangul(first.get(0)) && has_hangul(first.get(1)) {
                begin = 1;
            }
            for (at, said) in uses.into_iter().enumerate() {
                plain.resize(plain.len().max(at + 1), Use::Pass);
                if said != Use::Pass {
                    plain[at] = said;
                }
            }
            uses = plain;
        } else if !(has(Side::Korean) && has(Side::English)) {
            return Err(no_columns(&names(first)));
        }
        Ok(Self {
            layout: Layout::Rows,
            uses,
            names: Vec::new(),
            begin,
            by_content,
            source: Side::Korean,
        })
    }
}

/// The header: the first row with something in it, or the first below titles that stand alone in their rows.
fn header(cells: &Cells, reading: &Reading) -> Option<Header> {
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

/// What the cells of a row are, empty ones too.
fn names(row: Row<'_>) -> Vec<String> {
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
        let (role, name) = mapped(column);
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
        if role == Role::Unknown {
            header.names[at] = name;
        }
        header.roles[at] = role;
    }
    Some(is_said)
}

/// What a column of a glossary holds that a person names.
fn mapped(column: &str) -> (Role, String) {
    let role = match Role::of(column) {
        Role::Term(side, _) => Role::Term(side, false),
        role @ (Role::Column(_)
        | Role::Status(_)
        | Role::Forbidden(_)
        | Role::Case
        | Role::Concept) => role,
        _ => Role::Unknown,
    };
    (role, column.trim().to_owned())
}

fn is_same(name: &str, said: &str) -> bool {
    let plain = |name: &str| name.trim().nfc().collect::<String>().to_lowercase();
    plain(name) == plain(said)
}

/// A column by its number: from 1 on paper, from 0 here.
fn number(said: &str) -> Option<usize> {
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

fn is_own(names: &[String]) -> bool {
    ["concept", "english", "korean"].iter().all(|own| {
        names
            .iter()
            .any(|name| name.trim().eq_ignore_ascii_case(own))
    })
}

/// The columns of terms whose headers name no language.
struct Sides {
    /// Those that are needed, with their sides: the source first.
    weak: Vec<(usize, Side)>,
    by_content: bool,
}

impl Sides {
    fn of(cells: &Cells, begin: usize, roles: &[Role]) -> Option<Self> {
        let has = |side| {
            roles
                .iter()
                .any(|role| matches!(role, Role::Term(of, _) if *of == side))
        };
        let at = |wanted: Role| roles.iter().position(|role| *role == wanted);
        let (source, target) = (at(Role::Source), at(Role::Target));
        let missing = match (has(Side::Korean), has(Side::English)) {
            (true, true) => {
                return Some(Self {
                    weak: Vec::new(),
                    by_content: false,
                });
            }
            (false, false) => {
                let (source, target) = (source?, target?);
                let (order, is_clear) = order(cells, begin, source, target);
                let weak = [source, target].into_iter().zip(order).collect();
                // A file without rows has nothing to be told apart.
                return (is_clear || cells.len() == begin).then_some(Self {
                    weak,
                    by_content: true,
                });
            }
            (false, true) => Side::Korean,
            (true, false) => Side::English,
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
fn order(cells: &Cells, begin: usize, one: usize, other: usize) -> ([Side; 2], bool) {
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

/// Whether a column holds nothing but codes of languages, as CSV of DeepL does.
fn is_codes(cells: &Cells, column: usize) -> bool {
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

fn no_such_column(said: &str, first: Row<'_>) -> Error {
    let names: Vec<&str> = first.cells().map(|(_, name, _)| name.trim()).collect();
    Error::new(format!("has no column {said:?}")).hint(format!("it has {}", names.join(", ")))
}
