//! What is wrong about a miss: the pair, or where its Korean begins or ends.

use std::fmt;

use super::Miss;
use super::gold::clean;

/// A kind of mistake about one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// The Korean begins too far to the left.
    TooLong,
    /// The Korean begins too far to the right.
    TooShort,
    /// The Korean ends elsewhere, or is another.
    OtherEnd,
    /// The annotated English was not found, and nothing in its place.
    Missed,
    /// Other English was found in its place.
    OtherForm,
    /// A pair was found that there is not.
    Invented,
}

impl Slip {
    /// All kinds, in the order in which tables show them.
    pub const ALL: [Self; 6] = [
        Self::TooLong,
        Self::TooShort,
        Self::OtherEnd,
        Self::Missed,
        Self::OtherForm,
        Self::Invented,
    ];
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "begins too far left",
            Self::TooShort => "begins too far right",
            Self::OtherEnd => "ends elsewhere",
            Self::Missed => "pair missed",
            Self::OtherForm => "English read otherwise",
            Self::Invented => "pair where there is none",
        })
    }
}

impl Miss {
    /// The mistakes, each with the kind of the pair that it is about: `term`, `abbr` or `foreign`,
    /// as annotated, or as found where nothing is annotated.
    #[must_use]
    pub fn slips(&self) -> Vec<(Slip, &str)> {
        let mut extra: Vec<_> = self
            .found
            .iter()
            .filter(|found| {
                !self
                    .item
                    .pairs
                    .iter()
                    .any(|p| p.has_english(&found.english))
            })
            .collect();
        let mut slips = Vec::new();
        for pair in &self.item.pairs {
            let mut same = self.found.iter().filter(|f| pair.has_english(&f.english));
            let slip = match same.next() {
                Some(found) if pair.accepts(&found.korean) => continue,
                Some(found) => {
                    let wanted = clean(&pair.korean);
                    if found.korean.ends_with(&wanted) {
                        Slip::TooLong
                    } else if wanted.ends_with(&found.korean) {
                        Slip::TooShort
                    } else {
                        Slip::OtherEnd
                    }
                }
                None if extra.pop().is_some() => Slip::OtherForm,
                None => Slip::Missed,
            };
            slips.push((slip, pair.kind.as_str()));
        }
        slips.extend(extra.iter().map(|found| (Slip::Invented, found.kind)));
        slips
    }
}
