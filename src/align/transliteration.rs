//! How likely is it that a Hangul word spells the sound of a Latin-script one?
//!
//! Letters and jamo are aligned in chunks of up to three letters and two jamo (`ph` ~ ㅍ,
//! `sh` ~ ㅅㅣ, `t` ~ ㅌㅡ). Every chunk has a log-odds: how much more often its two sides meet in
//! true pairs than by chance. The odds of a word are the sum over its best alignment, so that 0 is
//! the border between chance and sound, and unrelated words fall below it fast.
//!
//! The table beside this file was learned by expectation maximisation from the usage list of the
//! Korean loanword orthography (외래어 표기법 용례, National Institute of Korean Language);
//! `cargo xtask train transliteration LIST` writes it anew. The model follows the many-to-many
//! alignment of Jiampojamarn, Kondrak and Sherif (NAACL 2007).

use crate::align::jamo::{Jamo, Letter, jamo_of};

/// Most letters in a chunk.
pub const LETTERS: usize = 3;
/// Most jamo in a chunk.
pub const JAMOS: usize = 2;

/// Cost of a letter that the Korean does not spell and the table does not know to be silent.
const LOST_LETTER: f32 = -3.0;
/// Cost of a jamo that nothing in the Latin word calls for.
const ADDED_JAMO: f32 = -3.5;
/// Cost of a letter spelled by a jamo that the table never saw for it.
const STRANGE: f32 = -4.5;
/// Alignments worse than this on the way are given up.
const HOPELESS: f32 = -9.0;

/// Chunk odds, by the letters of a chunk.
pub struct Table {
    /// Start of the chunks of each letter sequence in `chunks`; one more at the end.
    index: Vec<u16>,
    chunks: Vec<(u16, f32)>,
}

/// A sequence of one to three letters as an index.
fn letters_code(letters: &[Letter]) -> usize {
    letters
        .iter()
        .fold(0, |code, &l| code * 27 + l as usize + 1)
}

/// A sequence of up to two jamo as a number.
fn jamo_code(jamo: &[Jamo]) -> u16 {
    jamo.iter().fold(0, |code, &j| code * 68 + u16::from(j) + 1)
}

impl Table {
    /// Reads a table: letters, tab, conjoining jamo (or nothing), tab, log-odds; lines starting
    /// with `#` are remarks. Lines that are none of this are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut rows: Vec<(usize, u16, f32)> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut cells = line.split('\t');
                let letters: Vec<Letter> = cells
                    .next()?
                    .bytes()
                    .map(|b| b.wrapping_sub(b'a'))
                    .collect();
                let jamo: Vec<Jamo> = cells.next()?.chars().filter_map(jamo_of).collect();
                let odds = cells.next()?.parse().ok()?;
                let fits =
                    (1..=LETTERS).contains(&letters.len()) && letters.iter().all(|&l| l < 26);
                fits.then(|| (letters_code(&letters), jamo_code(&jamo), odds))
            })
            .collect();
        rows.sort_by_key(|row| (row.0, row.1));
        let mut index = vec![0; 27_usize.pow(LETTERS as u32) + 1];
        for row in &rows {
            index[row.0 + 1] += 1;
        }
        for code in 1..index.len() {
            index[code] += index[code - 1];
        }
        Self {
            index,
            chunks: rows.into_iter().map(|row| (row.1, row.2)).collect(),
        }
    }

    /// The odds of a chunk, if the table has it.
    fn odds(&self, letters: usize, jamo: u16) -> Option<f32> {
        let chunks = &self.chunks[self.index[letters] as usize..self.index[letters + 1] as usize];
        chunks.iter().find(|c| c.0 == jamo).map(|c| c.1)
    }

    fn has(&self, letters: usize) -> bool {
        self.index[letters] < self.index[letters + 1]
    }
}

/// A stretch of jamo that spells a word, and how well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// First jamo.
    pub start: usize,
    /// Behind the last jamo.
    pub end: usize,
    /// Log-odds against chance.
    pub odds: f32,
}

/// Looks words up in a text by sound. Reused; nothing is allocated once it has grown.
#[derive(Default)]
pub struct Finder {
    /// Best odds and start for each number of letters read and each jamo position.
    cells: Vec<(f32, u16)>,
}

impl Finder {
    /// For every jamo position where a word may end, the best stretch that spells `word` and ends
    /// there, if it is better than `least`. Stretches begin and end where `boundary` says that a
    /// syllable does (one more entry than `jamo`).
    pub fn find(
        &mut self,
        table: &Table,
        word: &[Letter],
        jamo: &[Jamo],
        boundary: &[bool],
        least: f32,
        mut found: impl FnMut(Match),
    ) {
        let width = jamo.len() + 1;
        let rows = word.len() + 1;
        self.cells.clear();
        self.cells.resize(rows * width, (f32::NEG_INFINITY, 0));
        for (at, cell) in self.cells[..width].iter_mut().enumerate() {
            if boundary[at] {
                *cell = (0.0, at as u16);
            }
        }
        for read in 0..word.len() {
            let (done, open) = self.cells.split_at_mut((read + 1) * width);
            let row = &mut done[read * width..];
            // The letter chunks that begin here, and whether the table knows them.
            let mut codes = [None; LETTERS];
            for (length, code) in codes.iter_mut().enumerate() {
                if let Some(letters) = word.get(read..=read + length) {
                    let letters = letters_code(letters);
                    *code = table.has(letters).then_some(letters);
                }
            }
            for at in 0..width {
                if read > 0 && at > 0 {
                    // A jamo that nothing calls for.
                    let (odds, start) = row[at - 1];
                    let odds = odds + ADDED_JAMO;
                    if odds > row[at].0 && odds > HOPELESS {
                        row[at] = (odds, start);
                    }
                }
                let (odds, start) = row[at];
                if odds <= HOPELESS {
                    continue;
                }
                let mut step = |length: usize, jamos: usize, gain: f32| {
                    let cell = &mut open[(length - 1) * width + at + jamos];
                    if odds + gain > cell.0 {
                        *cell = (odds + gain, start);
                    }
                };
                step(1, 0, LOST_LETTER);
                if at < jamo.len() {
                    step(1, 1, STRANGE);
                }
                for (length, code) in codes.iter().enumerate() {
                    let Some(code) = *code else { continue };
                    for jamos in 0..=JAMOS.min(jamo.len() - at) {
                        if let Some(gain) = table.odds(code, jamo_code(&jamo[at..at + jamos])) {
                            step(length + 1, jamos, gain);
                        }
                    }
                }
            }
        }
        let complete = &self.cells[word.len() * width..];
        for end in 1..width {
            let (odds, start) = complete[end];
            if boundary[end] && odds > least && (start as usize) < end {
                found(Match {
                    start: start as usize,
                    end,
                    odds,
                });
            }
        }
    }
}
