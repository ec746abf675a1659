//! Which Korean words give an acronym its letters?
//!
//! 국제통화기금 is IMF because 국제 is international, 통화 monetary and 기금 fund. For each Korean
//! word a table has the initials of its English renderings (`lexicon-initials.tsv`, made from the
//! lexicons); words that are spelled by sound give their first letter. One pass from the right edge
//! to the left finds for every place where the term could begin how many letters it explains, and
//! how much of the Korean.

use crate::align::letter::sounds_like;
use crate::align::lexicon::Lexicon;
use crate::morphology::Morpheme;
use crate::scan::Glyph;

/// Most letters of an acronym that are accounted for.
const LETTERS: usize = 7;
/// Longest Korean word looked up, in syllables.
const WORD: usize = 6;
/// Cost of a letter that nothing gives.
const LOST: f32 = 0.35;
/// What a letter counts that is only heard at the beginning of a word.
const HEARD: f32 = 0.6;
/// Cost of a word that gives a letter out of turn.
const SWAPPED: f32 = 0.2;

/// How a stretch of Korean, from some character to the right edge, gives the letters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Account {
    /// Sum over the letters, 1 for each that is explained and less for doubtful ones.
    score: f32,
    /// Letters explained.
    pub letters: u8,
    /// Letters not explained.
    pub lost: u8,
    /// Characters that stand in words that give letters.
    pub covered: u8,
    /// A word that gives letters begins right here.
    pub begins: bool,
}

impl Account {
    /// Nothing leads here.
    const NONE: Self = Self {
        score: f32::NEG_INFINITY,
        letters: 0,
        lost: 0,
        covered: 0,
        begins: false,
    };
}

/// Accounts for every beginning. Reused.
#[derive(Default)]
pub struct Acronym {
    /// Where the initials of Korean words are looked up.
    pub initials: &'static Lexicon,
    letters: Vec<char>,
    /// For each character from the first looked at (row) and each set of letters (column, as bits):
    /// the best account by which the rest gives just these letters.
    cells: Vec<Account>,
    /// For each character the best account with the letters in turn.
    straight: Vec<Account>,
    /// The same with letters in any order, empty if the other one leaves nothing to explain: 시야
    /// 범위 is FOV, field of view.
    turned: Vec<Account>,
    /// Whether letters may be given out of turn.
    turning: bool,
    from: usize,
    end: usize,
    key: String,
}

impl Acronym {
    /// Takes in an acronym and the Korean from `from` to `end`.
    pub fn read(
        &mut self,
        form: &[Glyph],
        korean: &[Glyph],
        morphemes: &[Morpheme],
        from: usize,
        end: usize,
    ) {
        self.letters.clear();
        self.letters.extend(
            form.iter()
                .map(|g| g.char.to_ascii_lowercase())
                .filter(char::is_ascii_alphabetic)
                .take(LETTERS),
        );
        (self.from, self.end) = (from, end);
        let mut straight = std::mem::take(&mut self.straight);
        self.turning = false;
        self.fill(korean, morphemes, &mut straight);
        let mut turned = std::mem::take(&mut self.turned);
        turned.clear();
        if straight[0].lost > 0 {
            self.turning = true;
            self.fill(korean, morphemes, &mut turned);
        }
        (self.straight, self.turned) = (straight, turned);
    }

    /// Fills `best` with the best account of each beginning.
    fn fill(&mut self, korean: &[Glyph], morphemes: &[Morpheme], best: &mut Vec<Account>) {
        let (from, end) = (self.from, self.end);
        let sets = 1 << self.letters.len();
        self.cells.clear();
        self.cells.resize((end - from + 1) * sets, Account::NONE);
        self.cells[(end - from) * sets] = Account::default();
        for position in (from..end).rev() {
            let here = (position - from) * sets;
            for set in 0..sets {
                // Passed over: nothing begins here.
                self.cells[here + set] = Account {
                    begins: false,
                    ..self.cells[here + sets + set]
                };
            }
            if korean[position].char != ' ' {
                self.words(korean, morphemes, position);
                self.sounds(korean, morphemes, position);
            }
        }
        let letters = self.letters.len() as u8;
        let settled = |a: &Account| a.score - LOST * f32::from(letters - a.letters);
        best.clear();
        best.extend(self.cells.chunks_exact(sets).map(|cells| {
            let best = cells.iter().fold(&cells[0], |best, account| {
                if settled(account) > settled(best) {
                    account
                } else {
                    best
                }
            });
            Account {
                lost: letters - best.letters,
                ..*best
            }
        }));
    }

    /// A stretch from `position` to `end` gives `count` letters from the one at `given` on, which
    /// counts `worth`.
    fn give(
        &mut self,
        (position, end): (usize, usize),
        (given, count): (usize, usize),
        worth: f32,
    ) {
        let sets = 1 << self.letters.len();
        let letters = ((1 << count) - 1) << given;
        for set in (0..sets).filter(|set| set & letters == 0) {
            let next = self.cells[(end - self.from) * sets + set];
            // A later word has given an earlier letter.
            let swapped = set & ((1 << given) - 1) != 0;
            if swapped && !self.turning {
                continue;
            }
            let score = next.score + worth - if swapped { SWAPPED } else { 0.0 };
            let cell = &mut self.cells[(position - self.from) * sets + (set | letters)];
            if score > cell.score {
                *cell = Account {
                    score,
                    letters: next.letters + count as u8,
                    lost: 0,
                    covered: next.covered + (end - position) as u8,
                    begins: true,
                };
            }
        }
    }

    /// Words that begin at `position` and whose renderings give letters.
    fn words(&mut self, korean: &[Glyph], morphemes: &[Morpheme], position: usize) {
        let (from, to) = (self.from, self.end);
        let boundary = |at: usize| {
            at == from
                || at == to
                || korean[at].char == ' '
                || korean[at - 1].char == ' '
                || morphemes
                    .iter()
                    .any(|m| m.start as usize == at || m.end as usize == at)
        };
        let starts = boundary(position);
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        for end in position + 1..=self.end.min(position + WORD) {
            let char = korean[end - 1].char;
            if char == ' ' {
                break;
            }
            key.push(char);
            let single = end == position + 1;
            if single && !(starts && boundary(end)) {
                continue;
            }
            let Some(initials) = self.initials.cell(&key) else {
                continue;
            };
            let fit = match (starts, boundary(end)) {
                (true, true) => 1.0,
                (true, false) => 0.8,
                (false, _) => 0.6,
            };
            for initials in initials.split(' ') {
                let count = initials.len();
                for given in 0..(self.letters.len() + 1).saturating_sub(count) {
                    let letters = self.letters[given..given + count].iter().copied();
                    if initials.chars().eq(letters) {
                        let worth = fit * count as f32 - if single { 0.2 } else { 0.0 };
                        self.give((position, end), (given, count), worth);
                    }
                }
            }
        }
        self.key = key;
    }

    /// A word that begins at `position` with the sound of a letter.
    fn sounds(&mut self, korean: &[Glyph], morphemes: &[Morpheme], position: usize) {
        let word_begins = position == self.from || korean[position - 1].char == ' ';
        let begins = word_begins || morphemes.iter().any(|m| m.start as usize == position);
        if !begins {
            return;
        }
        let word_end = (position..self.end)
            .find(|&at| korean[at].char == ' ')
            .unwrap_or(self.end);
        let ends = morphemes
            .iter()
            .map(|m| m.end as usize)
            .filter(|&e| e > position + 1 && e < word_end)
            .chain([word_end]);
        for end in ends {
            if end < position + 2 {
                continue;
            }
            for given in 0..self.letters.len() {
                if sounds_like(self.letters[given], korean[position].char) {
                    let worth = if word_begins { HEARD } else { HEARD - 0.2 };
                    self.give((position, end), (given, 1), worth);
                }
            }
        }
    }

    /// How the Korean from `start` to the right edge gives all letters, but not in turn.
    #[must_use]
    pub fn turned(&self, start: usize) -> Option<Account> {
        let account = self.turned.get(start - self.from)?;
        (account.lost == 0 && account.begins).then_some(*account)
    }

    /// How the Korean from `start` to the right edge gives the letters in turn.
    #[must_use]
    pub fn account(&self, start: usize) -> Account {
        self.straight[start - self.from]
    }

    /// Number of letters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether there are no letters.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    fn glyphs(text: &str) -> Vec<Glyph> {
        Window::of(text).glyphs().to_vec()
    }

    fn account(korean: &str, form: &str) -> Account {
        let korean = glyphs(korean);
        let mut acronym = Acronym {
            initials: Lexicon::initials(),
            ..Acronym::default()
        };
        acronym.read(&glyphs(form), &korean, &[], 0, korean.len());
        acronym.account(0)
    }

    #[test]
    fn words_give_their_letters() {
        for (korean, form) in [
            ("국제통화기금", "IMF"),
            ("자유무역협정", "FTA"),
            ("유럽 우주국", "ESA"),
            ("아메리칸 뮤직 어워드", "AMA"),
            ("컨볼루션 신경망", "CNN"),
        ] {
            let account = account(korean, form);
            assert_eq!(
                usize::from(account.letters),
                form.len(),
                "{korean} {form} {account:?}"
            );
            assert!(account.begins, "{korean} {form}");
        }
    }

    #[test]
    fn letters_may_come_out_of_turn() {
        let korean = glyphs("언론인 보호 위원회");
        let mut acronym = Acronym {
            initials: Lexicon::initials(),
            ..Acronym::default()
        };
        acronym.read(&glyphs("CPJ"), &korean, &[], 0, korean.len());
        assert!(acronym.account(0).lost > 0);
        assert_eq!(acronym.turned(0).map(|a| a.letters), Some(3));
        assert!(acronym.turned(4).is_none());
    }

    #[test]
    fn what_gives_no_letter_is_passed_over() {
        let with = account("한미 자유무역협정", "FTA");
        assert_eq!((with.letters, with.begins), (3, false));
        assert!(account("김민지", "KBS").letters < 2);
    }
}
