//! A row of the merged glossary, with what is left to be settled of it.

/// A row of the merged glossary, in the columns of the union.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) mark: Option<Mark>,
    /// Whether it is preferred in ours, and in theirs.
    pub(super) preferred_by: [bool; 2],
}

/// What a person has to settle.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) text: String,
    /// It is not the second version of a row.
    pub(super) first: bool,
}
