//! Words shortened to their first letter, a number and their last letter: `i18n` for internationalization.

/// A word of which two letters and a number are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeronym {
    first: char,
    /// How many letters are left out.
    left_out: usize,
    last: char,
}

impl Numeronym {
    /// Reads one: a letter, a number from 3 to 99 and a small letter, as in `l10n`, `K8s`. In `b2b` and `p2p`, 2 is a word.
    #[must_use]
    pub fn read(mut text: impl Iterator<Item = char>) -> Option<Self> {
        let first = text.next().filter(char::is_ascii_alphabetic)?;
        let mut left_out = text.next()?.to_digit(10)?;
        let mut last = text.next()?;
        if let Some(digit) = last.to_digit(10) {
            left_out = 10 * left_out + digit;
            last = text.next()?;
        }
        let is_one = left_out > 2 && last.is_ascii_lowercase() && text.next().is_none();
        is_one.then_some(Self {
            first: first.to_ascii_lowercase(),
            left_out: left_out as usize,
            last,
        })
    }

    /// Whether it stands for a word, or for several of which the letters are counted.
    ///
    /// ```
    /// use yongeo::variant::Numeronym;
    ///
    /// let l10n = Numeronym::read("l10n".chars()).unwrap();
    /// assert!(l10n.stands_for("Localization".chars()));
    /// assert!(!l10n.stands_for("Location".chars()));
    /// ```
    #[must_use]
    pub fn stands_for(self, full: impl Iterator<Item = char>) -> bool {
        let mut letters = full.filter(|c| c.is_alphabetic());
        let first = letters.next();
        let (count, last) = letters.fold((0, None), |(count, _), c| (count + 1, Some(c)));
        let is = |letter: Option<char>, own: char| {
            letter.is_some_and(|letter| letter.to_ascii_lowercase() == own)
        };
        count == self.left_out + 1 && is(first, self.first) && is(last, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_are_counted() {
        for (short, full) in [
            ("l10n", "localization"),
            ("i18n", "Internationalisation"),
            ("a11y", "accessibility"),
            ("K8s", "Kubernetes"),
            ("a16z", "Andreessen Horowitz"),
        ] {
            let read = Numeronym::read(short.chars()).unwrap();
            assert!(read.stands_for(full.chars()), "{short} {full}");
        }
        let read = Numeronym::read("l10n".chars()).unwrap();
        for full in [
            "",
            "l",
            "ln",
            "localizations",
            "localizatiom",
            "globalization",
        ] {
            assert!(!read.stands_for(full.chars()), "{full}");
        }
    }

    #[test]
    fn what_has_another_form_is_none() {
        for text in [
            "", "l", "l10", "10n", "l100n", "l10nn", "b2b", "P2P", "H2O", "A4C", "x86", "가10n",
        ] {
            assert_eq!(Numeronym::read(text.chars()), None, "{text}");
        }
    }
}
