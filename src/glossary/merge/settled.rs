//! The column [`CONFLICT`] is there as long as something is to be settled.

use crate::glossary::table::Table;

use super::CONFLICT;

/// The column, where all that it had to say is settled. A column in which people wrote something of their own is theirs, and so is
/// one whose name is spelt otherwise.
pub(in crate::glossary) fn column(table: &Table) -> Option<usize> {
    let at = table.header().iter().position(|name| name == CONFLICT)?;
    let is_empty = table.rows.iter().all(|cells| cells[at].trim().is_empty());
    (is_empty && !table.rows.is_empty()).then_some(at)
}

/// Takes it out.
pub(in crate::glossary) fn take_out(table: &mut Table) {
    if let Some(at) = column(table) {
        table.remove_column(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_needs_no_column() {
        for (header, rows, after) in [
            ("conflict,note", "tensor,tensor,텐서,,\n", "note"),
            (
                "conflict",
                "tensor,tensor,텐서,ours: note\ntensor,tensor,텐서,\n",
                "conflict",
            ),
            // A person's.
            ("conflict", "tensor,tensor,텐서,의견 갈림\n", "conflict"),
            ("Conflict", "tensor,tensor,텐서,\n", "Conflict"),
            ("conflict", "", "conflict"),
        ] {
            let source = format!("concept,english,korean,{header}\n{rows}");
            let mut table = Table::parse(source.as_bytes()).unwrap();
            take_out(&mut table);
            let rest = &table.header()[3..];
            assert_eq!(rest[0], after, "{source}");
            assert!(
                table
                    .rows
                    .iter()
                    .all(|row| row.len() == table.header().len())
            );
        }
    }
}
