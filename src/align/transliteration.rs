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

use std::ops::Range;

use crate::align::jamo::{JAMO, Jamo, Letter, jamo_of};

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
    /// The number of each letter sequence in `chunks`, from 1; 0 where there are none.
    index: Vec<u16>,
    chunks: Vec<Chunks>,
    pairs: Vec<([Jamo; 2], f32)>,
}

/// What some letters are spelled by, with the odds; [`f32::NEG_INFINITY`] for what they are not.
struct Chunks {
    /// By nothing.
    silent: f32,
    /// By one jamo; the last is none, what stands between two words.
    singles: [f32; JAMO + 1],
    /// The first jamo of those in `pairs`, a bit each.
    firsts: u128,
    /// Where the odds of two jamo lie.
    pairs: Range<usize>,
}

/// A sequence of one to three letters as an index.
fn letters_code(letters: &[Letter]) -> usize {
    letters
        .iter()
        .fold(0, |code, &l| code * 27 + l as usize + 1)
}

impl Table {
    /// Reads a table: letters, tab, conjoining jamo (or nothing), tab, log-odds; lines starting
    /// with `#` are remarks. Lines that are none of this are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut rows: Vec<(usize, Vec<Jamo>, f32)> = text
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
                let fits = (1..=LETTERS).contains(&letters.len())
                    && letters.iter().all(|&l| l < 26)
                    && jamo.len() <= JAMOS;
                fits.then(|| (letters_code(&letters), jamo, odds))
            })
            .collect();
        rows.sort_by_key(|row| row.0);
        let mut table = Self {
            index: vec![0; 27_usize.pow(LETTERS as u32)],
            chunks: Vec::new(),
            pairs: Vec::new(),
        };
        for of in rows.chunk_by(|a, b| a.0 == b.0) {
            let mut chunks = Chunks {
                silent: f32::NEG_INFINITY,
                singles: [f32::NEG_INFINITY; JAMO + 1],
                firsts: 0,
                pairs: table.pairs.len()..table.pairs.len(),
            };
            for (_, jamo, odds) in of {
                match **jamo {
                    [first, second] => {
                        chunks.firsts |= 1 << first;
                        table.pairs.push(([first, second], *odds));
                    }
                    [single] => chunks.singles[usize::from(single)] = *odds,
                    _ => chunks.silent = *odds,
                }
            }
            chunks.pairs.end = table.pairs.len();
            table.chunks.push(chunks);
            table.index[of[0].0] = table.chunks.len() as u16;
        }
        table
    }

    /// What some letters are spelled by, if the table has them.
    fn chunks(&self, letters: &[Letter]) -> Option<&Chunks> {
        let number = usize::from(self.index[letters_code(letters)]);
        Some(&self.chunks[number.checked_sub(1)?])
    }

    /// The odds of letters that two jamo spell, if they do.
    fn pair(&self, chunks: &Chunks, first: Jamo, second: Jamo) -> Option<f32> {
        if chunks.firsts >> first & 1 == 0 {
            return None;
        }
        let mut pairs = self.pairs[chunks.pairs.clone()].iter();
        pairs
            .find(|(jamo, _)| *jamo == [first, second])
            .map(|pair| pair.1)
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
            let chunks: [Option<&Chunks>; LETTERS] =
                std::array::from_fn(|length| table.chunks(word.get(read..=read + length)?));
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
                for (chunks, length) in chunks.iter().zip(1..) {
                    let Some(chunks) = *chunks else { continue };
                    step(length, 0, chunks.silent);
                    let Some(&first) = jamo.get(at) else {
                        continue;
                    };
                    step(length, 1, chunks.singles[usize::from(first)]);
                    if let Some(&second) = jamo.get(at + 1)
                        && let Some(gain) = table.pair(chunks, first, second)
                    {
                        step(length, 2, gain);
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
