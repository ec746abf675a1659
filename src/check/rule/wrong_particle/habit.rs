//! Particles that a document parts from the words before them nearly always: a team that does so knows it, and hears it once.

use super::Wrong;

/// What stands before a particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Parenthesis,
    Code,
    Bold,
    Quotation,
    /// A term in Latin letters.
    Term,
    /// What nobody parts from its particle on purpose: Hangul, a percent sign.
    Other,
}

/// How many of them there are.
const KINDS: usize = 6;

/// From how many places on it may be a habit.
const PLACES: usize = 5;

/// How many times as many places at least have the space.
const TIMES: usize = 9;

impl Before {
    /// By the sign that ends at a place.
    pub(super) fn at(text: &str, at: usize) -> Self {
        match text[..at].chars().next_back() {
            Some(')') => Self::Parenthesis,
            Some('`') => Self::Code,
            Some('*') => Self::Bold,
            Some('"' | '”' | '’') => Self::Quotation,
            _ => Self::Other,
        }
    }
}

/// The particles of a document that a space parts from their words, and how many are written to such words.
#[derive(Default)]
pub(super) struct Parted {
    found: [Vec<Wrong>; KINDS],
    attached: [usize; KINDS],
}

impl Parted {
    /// Adds one that is parted.
    pub(super) fn add(&mut self, before: Before, wrong: Wrong) {
        self.found[before as usize].push(wrong);
    }

    /// Counts one that is not.
    pub(super) fn attached(&mut self, before: Before) {
        self.attached[before as usize] += 1;
    }

    /// Whether so many are parted that it matters how many are not.
    pub(super) fn may_be_habit(&self) -> bool {
        self.found.iter().any(|found| found.len() >= PLACES)
    }

    /// What is to be told: each, or where it is a habit, the first for all. A person has to say that they want all of them changed.
    pub(super) fn told(self) -> impl Iterator<Item = Wrong> {
        let kinds = self.found.into_iter().zip(self.attached).enumerate();
        kinds.flat_map(|(kind, (mut found, attached))| {
            let is_habit = found.len() >= PLACES.max(TIMES * attached);
            if kind == Before::Other as usize || !is_habit {
                return found;
            }
            found.sort_by_key(|one| one.range.start);
            let places = found.len();
            let all = found.into_iter().reduce(|mut first, next| {
                first.fix.edits.extend(next.fix.edits);
                first
            });
            let all = all.map(|mut one| {
                one.fix.safe = false;
                one.places = places;
                one
            });
            all.into_iter().collect()
        })
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    const ROWS: &str = "concept,english,korean,status\npytorch,PyTorch,PyTorch,preferred\nserver,server,서버,preferred\n";

    fn told(text: &str) -> (Vec<String>, String) {
        told_of(ROWS, super::super::RULE.name, "글.md", text)
    }

    #[test]
    fn a_habit_is_told_once() {
        let text = "PyTorch 는 빠르다. PyTorch 의 텐서다.\n".repeat(3);
        let (messages, after) = told(&text);
        assert_eq!((messages.len(), after), (1, text));
        assert!(messages[0].contains("6 places"), "{messages:?}");
        let text = "`null` 은 값이다. `true` 를 쓴다.\n".repeat(4);
        assert_eq!(told(&text).0.len(), 1);
    }

    #[test]
    fn what_is_none_is_told_each_time() {
        let few = "PyTorch 는 빠르다.\n".repeat(4);
        assert_eq!(told(&few).0.len(), 4);
        let mixed = "PyTorch 는 빠르다. PyTorch를 쓴다.\n".repeat(6);
        assert_eq!(told(&mixed).0.len(), 6);
        let korean = "서버 를 켠다.\n".repeat(6);
        let (messages, after) = told(&korean);
        assert_eq!((messages.len(), after), (6, "서버를 켠다.\n".repeat(6)));
    }

    #[test]
    fn behind_korean_it_has_to_be_a_particle() {
        for (text, right) in [
            ("서버 을 켠다.\n", "서버를 켠다.\n"),
            ("서버 에서 읽는다.\n", "서버에서 읽는다.\n"),
            ("서버 와 통신한다.\n", "서버와 통신한다.\n"),
            ("이것은 서버 입니다.\n", "이것은 서버입니다.\n"),
            ("서버 은 값이 싸다.\n", "서버 은 값이 싸다.\n"),
            ("서버 에도 시대.\n", "서버 에도 시대.\n"),
            ("서버 이 값.\n", "서버 이 값.\n"),
            ("서버 와 주라.\n", "서버 와 주라.\n"),
        ] {
            assert_eq!(told(text).1, right);
        }
    }
}
