//! Some of the places where something is so, and how many there are: a note names the first few.

/// So many are named unless more are asked for.
const NAMED: usize = 5;

/// Places of one kind.
#[derive(Debug, Clone)]
pub(super) struct Places<P> {
    named: Vec<P>,
    all: usize,
    /// No more than this are named.
    most: usize,
}

impl<P> Default for Places<P> {
    fn default() -> Self {
        Self::up_to(NAMED)
    }
}

impl<P> Places<P> {
    /// Of which so many are named.
    pub(super) fn up_to(most: usize) -> Self {
        Self {
            named: Vec::new(),
            all: 0,
            most,
        }
    }

    /// Counts one more; where it is is only asked if it is named.
    pub(super) fn count(&mut self, place: impl FnOnce() -> P) {
        self.all += 1;
        if self.named.len() < self.most {
            self.named.push(place());
        }
    }

    /// Takes in what comes later in the file.
    pub(super) fn extend(&mut self, later: Self) {
        let free = self.most.saturating_sub(self.named.len());
        self.named.extend(later.named.into_iter().take(free));
        self.all += later.all;
    }

    /// How many there are.
    pub(super) fn all(&self) -> usize {
        self.all
    }

    /// In words: `lines 3, 9 and 4 more`, where `kind` is what one is called, and `name` tells which it is.
    pub(super) fn words(&self, kind: &str, name: impl FnMut(&P) -> String) -> String {
        let s = if self.all == 1 { "" } else { "s" };
        let more = match self.all - self.named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named: Vec<String> = self.named.iter().map(name).collect();
        format!("{kind}{s} {}{more}", named.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_named_and_all_counted() {
        let mut places = Places::up_to(2);
        places.count(|| 3);
        assert_eq!(places.words("line", usize::to_string), "line 3");
        let mut later = Places::default();
        for line in 7..11 {
            later.count(|| line);
        }
        places.extend(later);
        assert_eq!(places.all(), 5);
        assert_eq!(
            places.words("line", usize::to_string),
            "lines 3, 7 and 3 more"
        );
    }
}
