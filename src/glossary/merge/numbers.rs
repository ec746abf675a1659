//! The numbers of concepts that have one name: `weight`, `weight-2`, `weight-3`.

use std::cmp::Ordering;

/// The parts of `weight-2`.
pub(super) fn numbered(concept: &str) -> Option<(&str, usize)> {
    let (stem, number) = concept.rsplit_once('-')?;
    let is_number = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse().ok().filter(|&number| number > 1)?;
    is_number.then_some((stem, number))
}

/// How two identifiers of one name are ordered by their numbers; `None` where they have two names.
pub(super) fn by_number(a: &str, b: &str) -> Option<Ordering> {
    let [x, y] = [a, b].map(numbered);
    match (x, y) {
        (Some((stem, x)), Some((other, y))) if stem == other => Some(x.cmp(&y)),
        (Some((stem, _)), _) if stem == b => Some(Ordering::Greater),
        (_, Some((stem, _))) if stem == a => Some(Ordering::Less),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_one_name_go_by_number() {
        for (a, b, order) in [
            ("weight-2", "weight-10", Some(Ordering::Less)),
            ("weight-2", "weight", Some(Ordering::Greater)),
            ("weight", "weight-3", Some(Ordering::Less)),
            ("weight-02", "weight", None),
            ("weight-1", "weight", None),
            ("weight", "height-2", None),
            ("sheet", "table", None),
        ] {
            assert_eq!(by_number(a, b), order, "{a} {b}");
        }
    }
}
