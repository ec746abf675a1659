//! Borders of characters in a text.

/// The nearest border of characters at or before a byte; the end of the text for one behind it. (`str::floor_char_boundary` is younger than
/// the Rust that is asked for.)
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_cut() {
        let text = "a버퍼";
        let borders = [0, 1, 1, 1, 4, 4, 4, 7, 7];
        for (at, border) in borders.into_iter().enumerate() {
            assert_eq!(floor_char_boundary(text, at), border, "{at}");
        }
    }
}
