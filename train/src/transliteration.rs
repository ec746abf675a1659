//! Chunks of letters and jamo, learned from words and their transliterations.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use yongeo::align::jamo::{Jamo, Letter, jamo_char, push_jamo, push_letters};
use yongeo::align::transliteration::{Finder, JAMOS, LETTERS, Table};

/// Rounds of expectation maximisation; the likelihood moves by less than 0.1% after eight.
const ROUNDS: usize = 10;
/// Chunks expected fewer times than this in the whole list are noise.
const LEAST: f64 = 1.5;

type Chunk = (Vec<Letter>, Vec<Jamo>);

struct Pair {
    letters: Vec<Letter>,
    jamo: Vec<Jamo>,
}

/// The table learned from a list of `foreign, tab, Hangul` lines.
pub fn learn(list: &str) -> String {
    let pairs: Vec<Pair> = list.lines().filter_map(pair).collect();
    let model = fit(&pairs);
    write(&model, &pairs)
}

/// How well the odds tell pairs from others: learned on nine tenths of the list, tried on the last.
/// Prints how often the true Hangul ranks first among itself and 100 others of similar length, and
/// the error rate where as many pairs are missed as others are taken.
pub fn evaluate(list: &str) {
    let (mut learned, mut held) = (Vec::new(), Vec::new());
    for (index, pair) in list.lines().filter_map(pair).enumerate() {
        if index % 10 == 9 {
            held.push(pair);
        } else {
            learned.push(pair);
        }
    }
    let table = Table::read(&write(&fit(&learned), &learned));
    let mut finder = Finder::default();
    let mut odds = |letters: &[Letter], jamo: &[Jamo]| {
        let mut boundary = vec![false; jamo.len() + 1];
        boundary[0] = true;
        boundary[jamo.len()] = true;
        let mut best = f32::NEG_INFINITY;
        finder.find(&table, letters, jamo, &boundary, -1e6, |m| {
            best = best.max(m.odds);
        });
        best
    };
    let (mut first, mut tried) = (0.0, 0.0);
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    for (index, pair) in held.iter().enumerate() {
        let own = odds(&pair.letters, &pair.jamo);
        yes.push(own);
        let others: Vec<f32> = (1..held.len())
            .map(|step| &held[(index + step * 7) % held.len()])
            .filter(|other| {
                other.jamo != pair.jamo && other.jamo.len().abs_diff(pair.jamo.len()) <= 2
            })
            .take(100)
            .map(|other| odds(&pair.letters, &other.jamo))
            .collect();
        tried += 1.0;
        first += f64::from(others.iter().all(|&o| o < own));
        no.push(others[0]);
    }
    yes.sort_by(f32::total_cmp);
    no.sort_by(f32::total_cmp);
    let error = yes
        .iter()
        .enumerate()
        .map(|(missed, border)| {
            let taken = no.len() - no.partition_point(|o| o < border);
            (
                missed.abs_diff(taken),
                missed as f64 / yes.len() as f64,
                *border,
            )
        })
        .min_by_key(|e| e.0);
    println!(
        "true Hangul first among 101: {:.4} of {tried}",
        first / tried
    );
    if let Some((_, rate, border)) = error {
        println!("equal error rate: {rate:.4} at odds {border:.1}");
    }
    let middle = |v: &[f32], q: usize| v[v.len() * q / 100];
    println!(
        "odds of pairs, 5% 50% 95%: {:.1} {:.1} {:.1}",
        middle(&yes, 5),
        middle(&yes, 50),
        middle(&yes, 95)
    );
    println!(
        "odds of others, 5% 50% 95%: {:.1} {:.1} {:.1}",
        middle(&no, 5),
        middle(&no, 50),
        middle(&no, 95)
    );
}

fn fit(pairs: &[Pair]) -> BTreeMap<Chunk, f64> {
    let mut model: BTreeMap<Chunk, f64> = BTreeMap::new();
    for round in 0..ROUNDS {
        let mut counts = BTreeMap::new();
        let mut likelihood = 0.0;
        for pair in pairs {
            likelihood += expect(pair, &model, round == 0, &mut counts);
        }
        let total: f64 = counts.values().sum();
        // Chunks that stay rare are dropped as the rounds go on.
        let least = if round + 1 == ROUNDS {
            LEAST
        } else {
            LEAST / 10.0
        };
        model = counts
            .into_iter()
            .filter(|(_, count)| *count > least)
            .map(|(chunk, count)| (chunk, count / total))
            .collect();
        eprintln!(
            "round {}: {} chunks, log-likelihood {likelihood:.0}",
            round + 1,
            model.len()
        );
    }
    model
}

fn pair(line: &str) -> Option<Pair> {
    let (foreign, hangul) = line.split_once('\t')?;
    let mut pair = Pair {
        letters: Vec::new(),
        jamo: Vec::new(),
    };
    foreign
        .chars()
        .for_each(|c| push_letters(c, &mut pair.letters));
    for c in hangul.chars() {
        push_jamo(c, &mut pair.jamo);
    }
    (!pair.letters.is_empty() && !pair.jamo.is_empty()).then_some(pair)
}

/// Adds the expected counts of all chunks of a pair (forward-backward) and returns its
/// log-likelihood. In the first round every chunk is as likely as any other of its size.
fn expect(
    pair: &Pair,
    model: &BTreeMap<Chunk, f64>,
    first: bool,
    counts: &mut BTreeMap<Chunk, f64>,
) -> f64 {
    let (n, m) = (pair.letters.len(), pair.jamo.len());
    let mut chunks = Vec::new();
    for i in 0..n {
        for j in 0..=m {
            for a in 1..=LETTERS.min(n - i) {
                for b in 0..=JAMOS.min(m - j) {
                    let chunk = (
                        pair.letters[i..i + a].to_vec(),
                        pair.jamo[j..j + b].to_vec(),
                    );
                    let p = if first {
                        // Lost letters and big chunks are the exception.
                        if b == 0 {
                            1e-5
                        } else {
                            1e-3_f64.powi((a + b) as i32 - 1)
                        }
                    } else {
                        model.get(&chunk).copied().unwrap_or(0.0)
                    };
                    if p > 0.0 {
                        chunks.push((i, j, i + a, j + b, p, chunk));
                    }
                }
            }
        }
    }
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let mut forward = vec![0.0; (n + 1) * (m + 1)];
    let mut backward = forward.clone();
    forward[0] = 1.0;
    for (i, j, k, l, p, _) in &chunks {
        forward[at(*k, *l)] += forward[at(*i, *j)] * p;
    }
    backward[at(n, m)] = 1.0;
    for (i, j, k, l, p, _) in chunks.iter().rev() {
        backward[at(*i, *j)] += backward[at(*k, *l)] * p;
    }
    let total = forward[at(n, m)];
    if total <= 0.0 {
        return 0.0;
    }
    for (i, j, k, l, p, chunk) in chunks {
        let share = forward[at(i, j)] * p * backward[at(k, l)] / total;
        if share > 1e-6 {
            *counts.entry(chunk).or_default() += share;
        }
    }
    total.ln()
}

/// The table as text: every chunk with its log-odds against chance.
fn write(model: &BTreeMap<Chunk, f64>, pairs: &[Pair]) -> String {
    let mut letters = [1.0_f64; 26];
    let mut jamo = [1.0_f64; yongeo::align::jamo::JAMO];
    for pair in pairs {
        pair.letters
            .iter()
            .for_each(|&l| letters[l as usize] += 1.0);
        pair.jamo.iter().for_each(|&j| jamo[j as usize] += 1.0);
    }
    let (all_letters, all_jamo) = (letters.iter().sum::<f64>(), jamo.iter().sum::<f64>());
    let mut out = format!(
        "# Chunks of letters and jamo with their log-odds, learned from {} words by `cargo xtask train transliteration`.\n\
         # Source: usage list of the Korean loanword orthography, National Institute of Korean Language; see NOTICE.\n",
        pairs.len()
    );
    for ((l, j), p) in model {
        let chance: f64 = l
            .iter()
            .map(|&l| (letters[l as usize] / all_letters).ln())
            .sum::<f64>()
            + j.iter()
                .map(|&j| (jamo[j as usize] / all_jamo).ln())
                .sum::<f64>();
        let odds = p.ln() - chance;
        if odds < -4.0 {
            continue;
        }
        let l: String = l.iter().map(|&l| (b'a' + l) as char).collect();
        let j: String = j.iter().map(|&j| jamo_char(j)).collect();
        let _ = writeln!(out, "{l}\t{j}\t{odds:.2}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The odds of a chunk in a table, if it is there.
    fn odds(table: &str, letters: &str, jamo: &str) -> Option<f32> {
        let start = format!("{letters}\t{jamo}\t");
        let row = table.lines().find_map(|line| line.strip_prefix(&start))?;
        row.parse().ok()
    }

    #[test]
    fn letters_find_the_jamo_that_they_sound_like() {
        let mut list = String::new();
        for (consonant, jamo) in [
            ("m", "마 메 미 모"),
            ("n", "나 네 니 노"),
            ("t", "타 테 티 토"),
        ] {
            for (vowel, syllable) in ["a", "e", "i", "o"].iter().zip(jamo.split(' ')) {
                for (again, other) in ["a", "e", "i", "o"].iter().zip(jamo.split(' ')) {
                    let _ = writeln!(
                        list,
                        "{consonant}{vowel}{consonant}{again}\t{syllable}{other}"
                    );
                }
            }
        }
        let table = learn(&list);
        let consonants = ['\u{1106}', '\u{1102}', '\u{1110}'].map(String::from);
        for (letter, own) in ["m", "n", "t"].iter().zip(&consonants) {
            assert!(
                odds(&table, letter, own).is_some_and(|o| o > 0.0),
                "{letter}\n{table}"
            );
            for other in consonants.iter().filter(|other| *other != own) {
                assert_eq!(odds(&table, letter, other), None, "{letter} {other}");
            }
        }
    }

    #[test]
    fn lines_without_both_sides_are_left_out() {
        assert!(pair("tensor\t텐서").is_some());
        for line in ["tensor", "tensor\t", "\t텐서", "123\t텐서"] {
            assert!(pair(line).is_none(), "{line}");
        }
    }
}
