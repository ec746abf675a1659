//! Whether two Korean terms of one English mean the same, by the company they keep.
//!
//! 변화도 and 기울기 for gradient stand in the same sentences about learning; 가중치 and 무게 for weight do not meet. Words
//! are told by their first two syllables, which cuts most particles and endings off, and weighed by how rare they are in
//! all contexts (Salton and Buckley 1988: term frequency times inverse document frequency, compared by the cosine).

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Contexts of other pairs below which nothing can be said of how rare a word is.
const FEWEST: usize = 50;
/// A word says something if no more than this share of all contexts has it.
const RARE: f64 = 0.02;
/// How many such words two terms must share, …
const SHARED: usize = 2;
/// … and how near their contexts must be as a whole.
const NEAR: f64 = 0.1;

/// The first two syllables of a word.
type Stem = [char; 2];

/// How many contexts have a word, for all words and contexts of a ledger.
#[derive(Debug, Default)]
pub(super) struct Background {
    contexts: usize,
    having: HashMap<Stem, usize>,
}

impl Background {
    /// Counts the words of a context, each once; the Korean term in it does not count.
    pub(super) fn take(&mut self, context: &str, korean: &str) {
        let stems = stems(context, korean);
        self.contexts += usize::from(!stems.is_empty());
        for stem in stems {
            *self.having.entry(stem).or_default() += 1;
        }
    }

    /// Whether two terms, each with its contexts, mean the same. `false` where there is too little to go by.
    pub(super) fn agree(&self, a: &Company, b: &Company) -> bool {
        if self.contexts < FEWEST + a.contexts + b.contexts {
            return false;
        }
        let mut shared = 0;
        let mut product = 0.0;
        for (stem, &count) in &a.words {
            if let Some(&other) = b.words.get(stem) {
                product += self.weight(*stem, count) * self.weight(*stem, other);
                let having = self.having.get(stem).copied().unwrap_or(1);
                shared += usize::from(having as f64 <= RARE * self.contexts as f64);
            }
        }
        let length = |company: &Company| {
            let squares = company.words.iter();
            squares
                .map(|(stem, &count)| self.weight(*stem, count).powi(2))
                .sum::<f64>()
                .sqrt()
        };
        shared >= SHARED && product >= NEAR * length(a) * length(b)
    }

    fn weight(&self, stem: Stem, count: usize) -> f64 {
        let having = self.having.get(&stem).copied().unwrap_or(1);
        (1.0 + (count as f64).ln()) * (self.contexts as f64 / having as f64).ln()
    }
}

/// The words around one term. (Sorted, so that sums come out the same each time.)
#[derive(Debug, Default)]
pub(super) struct Company {
    contexts: usize,
    words: BTreeMap<Stem, usize>,
}

impl Company {
    /// Takes in one more context of the term.
    pub(super) fn meet(&mut self, context: &str, korean: &str) {
        self.contexts += 1;
        for stem in stems(context, korean) {
            *self.words.entry(stem).or_default() += 1;
        }
    }
}

/// The words of a context, without those of the term itself.
fn stems(context: &str, korean: &str) -> BTreeSet<Stem> {
    let mut stems = BTreeSet::new();
    let pieces = match korean {
        "" => context.split(""),
        _ => context.split(korean),
    };
    for piece in pieces {
        for word in piece.split(|c| !('가'..='힣').contains(&c)) {
            let mut syllables = word.chars();
            if let (Some(first), Some(second)) = (syllables.next(), syllables.next()) {
                stems.insert([first, second]);
            }
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(contexts: &[&str], korean: &str) -> Company {
        let mut company = Company::default();
        for context in contexts {
            company.meet(context, korean);
        }
        company
    }

    /// Contexts of other terms, none like another.
    fn others() -> Vec<String> {
        let words = [
            "강물",
            "나무",
            "다리",
            "라면",
            "마을",
            "바다",
            "사과",
            "자전거",
        ];
        (0..120)
            .map(|at| {
                format!(
                    "{}에서 {}까지 걸으며 {}번째 노래를 불렀다",
                    words[at % 8],
                    words[at / 8 % 8],
                    char::from_u32('가' as u32 + 28 * at as u32).unwrap_or('가')
                )
            })
            .collect()
    }

    const LEARNING: [&str; 2] = [
        "손실 함수의 변화도(gradient)를 역전파로 구해 신경망을 학습시킨다",
        "역전파가 끝나면 신경망의 변화도(gradient)를 0으로 만든다",
    ];
    const SLOPE: [&str; 2] = [
        "신경망을 학습할 때 기울기(gradient)는 역전파로 계산한다",
        "손실 함수의 기울기(gradient)를 따라 내려간다",
    ];
    const ROAD: [&str; 2] = [
        "산길의 경사(gradient)가 급해 트럭이 오르지 못했다",
        "도로의 경사(gradient)는 표지판에 적혀 있다",
    ];

    fn background(extra: &[(&str, &str)]) -> Background {
        let mut background = Background::default();
        for context in others() {
            background.take(&context, "노래");
        }
        for (context, korean) in extra {
            background.take(context, korean);
        }
        background
    }

    #[test]
    fn terms_that_stand_in_the_same_company_agree() {
        let own: Vec<(&str, &str)> = LEARNING
            .iter()
            .map(|&context| (context, "변화도"))
            .chain(SLOPE.iter().map(|&context| (context, "기울기")))
            .chain(ROAD.iter().map(|&context| (context, "경사")))
            .collect();
        let background = background(&own);
        let learning = company(&LEARNING, "변화도");
        let slope = company(&SLOPE, "기울기");
        let road = company(&ROAD, "경사");
        assert!(background.agree(&learning, &slope));
        assert!(background.agree(&slope, &learning));
        assert!(!background.agree(&learning, &road));
        assert!(!background.agree(&slope, &road));
    }

    #[test]
    fn two_sentences_of_one_mould_say_nothing() {
        let (a, b) = (
            "이 글은 가중치(weight)를 다룬다",
            "이 글은 무게(weight)를 다룬다",
        );
        let mut background = Background::default();
        background.take(a, "가중치");
        background.take(b, "무게");
        assert!(!background.agree(&company(&[a], "가중치"), &company(&[b], "무게")));
    }
}
