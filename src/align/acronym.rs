//! Which Korean words give an acronym its letters?
//!
//! 국제통화기금 is IMF because 국제 is international, 통화 monetary and 기금 fund. For each Korean
//! word a table has the initials of its English renderings (`initials.tsv`, made from the
//! lexicons); words that are spelled by sound give their first letter. One pass from the right edge
//! to the left finds for every place where the term could begin how many letters it explains, and
//! how much of the Korean.

use crate::align::letter::sounds_like;
use crate::lexicon::Lexicon;
use crate::morphology::Morpheme;
use crate::scan::Glyph;

/// Longest acronym, in letters.
const LETTERS: usize = 10;
/// Longest Korean word looked up, in syllables.
const WORD: usize = 6;
/// Cost of a letter that nothing gives.
const LOST: f32 = 0.35;
/// What a letter counts that is only heard at the beginning of a word.
const HEARD: f32 = 0.6;

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
    /// A word that gives the first letter begins right here.
    pub begins: bool,
}

/// Accounts for every beginning. Reused.
#[derive(Default)]
pub struct Acronym {
    letters: Vec<char>,
    /// For each character from the first looked at (row) and each number of letters already given
    /// (column): the best account of the rest.
    cells: Vec<Account>,
    /// Where the initials of Korean words are looked up.
    pub initials: &'static Lexicon,
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
        let width = self.letters.len() + 1;
        self.cells.clear();
        self.cells
            .resize((end - from + 1) * width, Account::default());
        let at = |position: usize, given: usize| (position - from) * width + given;
        for given in 0..width {
            let lost = width - 1 - given;
            self.cells[at(end, given)] = Account {
                score: -LOST * lost as f32,
                lost: lost as u8,
                ..Account::default()
            };
        }
        for position in (from..end).rev() {
            for given in 0..width {
                // Passed over: nothing begins here.
                self.cells[at(position, given)] = Account {
                    begins: false,
                    ..self.cells[at(position + 1, given)]
                };
            }
            if korean[position].char == ' ' {
                continue;
            }
            self.words(korean, morphemes, position, width);
            self.sounds(korean, morphemes, position, width);
            for given in (0..width - 1).rev() {
                // A letter that nothing gives.
                let next = self.cells[at(position, given + 1)];
                let account = Account {
                    score: next.score - LOST,
                    lost: next.lost + 1,
                    begins: false,
                    ..next
                };
                self.offer(at(position, given), account);
            }
        }
    }

    fn offer(&mut self, cell: usize, account: Account) {
        if account.score > self.cells[cell].score {
            self.cells[cell] = account;
        }
    }

    /// Words that begin at `position` and whose renderings give letters.
    fn words(&mut self, korean: &[Glyph], morphemes: &[Morpheme], position: usize, width: usize) {
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
                for given in 0..width {
                    let after = given + initials.len();
                    if after < width
                        && initials
                            .chars()
                            .eq(self.letters[given..after].iter().copied())
                    {
                        let next = self.cells[(end - self.from) * width + after];
                        let account = Account {
                            score: next.score + fit * initials.len() as f32
                                - if single { 0.2 } else { 0.0 },
                            letters: next.letters + initials.len() as u8,
                            lost: next.lost,
                            covered: next.covered + (end - position) as u8,
                            begins: true,
                        };
                        self.offer((position - self.from) * width + given, account);
                    }
                }
            }
        }
        self.key = key;
    }

    /// A word that begins at `position` with the sound of a letter.
    fn sounds(&mut self, korean: &[Glyph], morphemes: &[Morpheme], position: usize, width: usize) {
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
            for given in 0..width - 1 {
                if sounds_like(self.letters[given], korean[position].char) {
                    let next = self.cells[(end - self.from) * width + given + 1];
                    let account = Account {
                        score: next.score + if word_begins { HEARD } else { HEARD - 0.2 },
                        letters: next.letters + 1,
                        lost: next.lost,
                        covered: next.covered + (end - position) as u8,
                        begins: true,
                    };
                    self.offer((position - self.from) * width + given, account);
                }
            }
        }
    }

    /// How the Korean from `start` to the right edge gives the letters.
    #[must_use]
    pub fn account(&self, start: usize) -> Account {
        self.cells[(start - self.from) * (self.letters.len() + 1)]
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
    fn what_gives_no_letter_is_passed_over() {
        let with = account("한미 자유무역협정", "FTA");
        assert_eq!((with.letters, with.begins), (3, false));
        assert!(account("김민지", "KBS").letters < 2);
    }
}
