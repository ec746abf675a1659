//! Numbers of things in words.

/// `1 row`, `2 rows`: a number and what is counted, in the singular.
///
/// ```
/// use yongeo::report::count;
/// assert_eq!(count(1, "row"), "1 row");
/// assert_eq!(count(0, "row"), "0 rows");
/// ```
#[must_use]
pub fn count(number: usize, what: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {what}{s}")
}
