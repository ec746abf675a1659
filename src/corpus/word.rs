//! Which words of English go with which pieces of Korean, learned from the terms of the text itself: IBM
//! Model 1 (Brown et al. 1993) over distinct terms, each counted once however often it stands there.

use super::key::{Key, KeyMap, both};

/// Rounds of expectation maximisation; the strong links stand after two or three.
const ROUNDS: usize = 3;

/// A term with the words of its English, the pieces of its Korean, and how sure it is that it is one.
pub struct Term<'t> {
    /// The words of the English.
    pub words: &'t [Key],
    /// The pieces of the Korean.
    pub pieces: &'t [Key],
    /// 0 to 1.
    pub weight: f64,
}

/// How often words and pieces went together, as expected counts over terms.
#[derive(Debug, Default)]
pub struct Words {
    /// By word and piece.
    counts: KeyMap<f64>,
    /// By word.
    totals: KeyMap<f64>,
}

impl Words {
    /// Learned from terms, in their order.
    pub fn of(terms: &[Term<'_>]) -> Self {
        let mut learned = Self::default();
        for _ in 0..ROUNDS {
            let mut next = Self::default();
            for term in terms {
                learned.each(term, |word, piece, count| {
                    *next.counts.entry(both(word, piece)).or_default() += count;
                    *next.totals.entry(word).or_default() += count;
                });
            }
            learned = next;
        }
        learned
    }

    /// The expected counts of a term, as known so far.
    fn each(&self, term: &Term<'_>, mut add: impl FnMut(Key, Key, f64)) {
        for &piece in term.pieces {
            let all: f64 = term.words.iter().map(|&word| self.share(word, piece)).sum();
            for &word in term.words {
                add(word, piece, term.weight * self.share(word, piece) / all);
            }
        }
    }

    /// The probability of a piece given a word; 1 before anything is known.
    fn share(&self, word: Key, piece: Key) -> f64 {
        if self.totals.is_empty() {
            return 1.0;
        }
        let count = self.counts.get(&both(word, piece)).copied().unwrap_or(0.0);
        count / self.totals.get(&word).copied().unwrap_or(1.0).max(1e-9) + 1e-9
    }

    /// How strongly a piece goes with one of the words, 0 to 1, by other terms than `own`: one term that has
    /// both gives a half, three give three quarters.
    pub fn strength(&self, words: &[Key], piece: Key, own: Option<&Term<'_>>) -> f32 {
        let mut best = 0.0_f64;
        for &word in words {
            let Some(count) = self.counts.get(&both(word, piece)) else {
                continue;
            };
            let (mut count, mut total) = (*count, self.totals[&word]);
            if let Some(own) = own {
                self.each(own, |w, p, share| {
                    if w == word {
                        total -= share;
                        if p == piece {
                            count -= share;
                        }
                    }
                });
            }
            best = best.max(count.max(0.0) / (total.max(count).max(0.0) + 1.0));
        }
        best as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(rows: &'static [(&'static [Key], &'static [Key])]) -> Vec<Term<'static>> {
        let term = |&(words, pieces)| Term {
            words,
            pieces,
            weight: 1.0,
        };
        rows.iter().map(term).collect()
    }

    #[test]
    fn words_that_meet_again_go_together() {
        // residual network, residual connection, neural network.
        let terms = terms(&[
            (&[1, 2], &[11, 12]),
            (&[1, 3], &[11, 13]),
            (&[4, 2], &[14, 12]),
        ]);
        let words = Words::of(&terms);
        for (word, own, other) in [(1, 11, 12), (1, 11, 13), (2, 12, 11)] {
            let (own, other) = (
                words.strength(&[word], own, None),
                words.strength(&[word], other, None),
            );
            assert!(own > 0.4 && own > 2.0 * other, "{word}: {own} {other}");
        }
        assert!(words.strength(&[9], 11, None) == 0.0);
    }

    #[test]
    fn a_term_is_no_evidence_for_itself() {
        let terms = terms(&[(&[1, 2], &[11, 12]), (&[1], &[11])]);
        let words = Words::of(&terms);
        assert!(words.strength(&[1], 11, Some(&terms[0])) > 0.4);
        assert!(words.strength(&[2], 12, Some(&terms[0])) < 0.01);
    }
}
