//! How a file is to be read, where it does not say so itself.

/// What a person says of a file that is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Which column of a table is which: a column of a glossary (`korean`, `english`, `note`, `concept` …), and what the table
    /// calls it in its header, or its number, counted from 1. This beats what the header says.
    pub map: Vec<(String, String)>,
}
