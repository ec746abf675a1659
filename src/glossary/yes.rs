//! Cells that say yes or no.

/// A cell that says yes in one of the ways people do.
#[must_use]
pub(crate) fn is_yes(cell: &str) -> bool {
    matches!(
        &*cell.trim().to_lowercase(),
        "yes" | "y" | "true" | "1" | "x" | "o" | "예" | "네"
    )
}

/// A cell that says no.
#[must_use]
pub(crate) fn is_no(cell: &str) -> bool {
    matches!(
        &*cell.trim().to_lowercase(),
        "no" | "n" | "false" | "0" | "아니요" | "아니오"
    )
}
