//! What styles of office programs say of their text: each of some properties is on, off, or not spoken of, and a style goes by the one that it is based on.

use std::collections::HashMap;

/// How long a chain of styles is followed that are based on one another.
const LONGEST: usize = 16;

/// What is said of some properties, each of which hides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said<const PROPERTIES: usize>(pub(super) [Option<bool>; PROPERTIES]);

impl<const PROPERTIES: usize> Default for Said<PROPERTIES> {
    fn default() -> Self {
        Self([None; PROPERTIES])
    }
}

impl<const PROPERTIES: usize> Said<PROPERTIES> {
    /// This, and what the other says of which this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        let mut both = self;
        for (this, other) in both.0.iter_mut().zip(other.0) {
            *this = this.or(other);
        }
        both
    }

    pub(super) fn hides(self) -> bool {
        self.0.contains(&Some(true))
    }
}

/// What styles say themselves, and the names of those that they are based on, by their names.
pub(super) type Own<const PROPERTIES: usize> = HashMap<String, (Said<PROPERTIES>, Option<String>)>;

/// What styles say with all that they are based on: those that say something.
pub(super) fn resolved<const PROPERTIES: usize>(
    styles: &Own<PROPERTIES>,
) -> HashMap<String, Said<PROPERTIES>> {
    let said = |name: &String| {
        let chain = std::iter::successors(styles.get(name), |(_, base)| {
            styles.get(base.as_deref().unwrap_or_default())
        });
        let chain = chain.take(LONGEST).map(|(said, _)| *said);
        chain.fold(Said::default(), Said::or)
    };
    let all = styles.keys().map(|name| (name.clone(), said(name)));
    all.filter(|(_, said)| *said != Said::default()).collect()
}
