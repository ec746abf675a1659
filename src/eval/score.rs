//! Precision, recall and F1 of what was found.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::gold::clean;
use super::python::repr;
use super::{Gold, Item, Judged, Pair};
use crate::{Document, Kind, Occurrence};

/// The scores of all items together and of each domain, by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// `all`, and the domains up to their first `-`.
    pub groups: BTreeMap<String, Score>,
    /// The items that are not right, in the order of the gold set.
    pub misses: Vec<Miss>,
    /// The pairs found at the items' parentheses, in the same order.
    pub judged: Vec<Judged>,
}

/// Counts over the scored items of a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Items.
    pub items: usize,
    /// Pairs annotated.
    pub wanted: usize,
    /// Pairs found at the items' parentheses.
    pub found: usize,
    /// Annotated pairs that were found.
    pub right: usize,
    /// Annotated pairs whose English was found.
    pub english_right: usize,
    /// Right pairs that were found with the annotated kind.
    pub kind_right: usize,
    /// Items that render nothing.
    pub empty: usize,
    /// Items that render nothing, and nothing was found.
    pub rejected: usize,
}

/// An item that is not right; displays as one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Miss {
    pub(super) item: Item,
    pub(super) found: Vec<Found>,
}

/// A found pair, cleaned for comparison.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub korean: String,
    pub english: String,
    pub kind: &'static str,
    confidence: f32,
}

impl Scores {
    /// Compares what was found in the gold set's [document](Gold::document) with its pairs.
    #[must_use]
    pub fn new(
        gold: &Gold,
        document: &Document,
        offsets: &[usize],
        occurrences: &[Occurrence],
    ) -> Self {
        let mut found_at: HashMap<usize, Vec<Found>> = HashMap::new();
        for occurrence in occurrences {
            found_at.entry(occurrence.offset).or_default().push(Found {
                korean: clean(&document.text[occurrence.korean.clone()]),
                english: clean(&document.text[occurrence.english.clone()]),
                kind: gold_word(occurrence.kind),
                confidence: occurrence.confidence,
            });
        }
        let mut scores = Self::default();
        for (item, offset) in gold.items.iter().zip(offsets) {
            if item.optional {
                continue;
            }
            let found = found_at.remove(offset).unwrap_or_default();
            let score = Score::of_item(item, &found);
            let domain = item.domain.split('-').next().unwrap_or_default();
            for group in ["all", domain] {
                *scores.groups.entry(group.to_owned()).or_default() += score;
            }
            let found_here = found.len();
            scores.judged.extend(found.iter().map(|found| {
                let same = |p: &Pair| p.has_english(&found.english) && p.accepts(&found.korean);
                Judged {
                    confidence: found.confidence,
                    right: item.pairs.iter().any(same),
                    shared: found_here > 1,
                }
            }));
            if score.right < score.wanted || score.found > score.right {
                let item = item.clone();
                scores.misses.push(Miss { item, found });
            }
        }
        scores
    }
}

impl std::ops::AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        for (group, score) in other.groups {
            *self.groups.entry(group).or_default() += score;
        }
        self.misses.extend(other.misses);
        self.judged.extend(other.judged);
    }
}

impl Score {
    fn of_item(item: &Item, found: &[Found]) -> Self {
        let mut score = Self {
            items: 1,
            wanted: item.pairs.len(),
            found: found.len(),
            empty: usize::from(item.pairs.is_empty()),
            rejected: usize::from(item.pairs.is_empty() && found.is_empty()),
            ..Self::default()
        };
        for pair in &item.pairs {
            let same_english = || found.iter().filter(|f| pair.has_english(&f.english));
            let right = || same_english().filter(|f| pair.accepts(&f.korean));
            score.english_right += usize::from(same_english().next().is_some());
            score.right += usize::from(right().next().is_some());
            score.kind_right += usize::from(right().any(|found| found.kind == pair.kind));
        }
        score
    }

    /// The share of the found pairs that are right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of the annotated pairs that were found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.right, self.wanted)
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }

    /// Of the annotated pairs whose English was found, the share with the right Korean.
    #[must_use]
    pub fn left_edge(&self) -> f64 {
        share(self.right, self.english_right)
    }

    /// Of the items that render nothing, the share where nothing was found.
    #[must_use]
    pub fn rejection(&self) -> f64 {
        share(self.rejected, self.empty)
    }

    /// Of the right pairs, the share with the annotated kind.
    #[must_use]
    pub fn kind(&self) -> f64 {
        share(self.kind_right, self.right)
    }
}

impl std::ops::AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.items += other.items;
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
        self.english_right += other.english_right;
        self.kind_right += other.kind_right;
        self.empty += other.empty;
        self.rejected += other.rejected;
    }
}

/// One line per group.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (group, score) in &self.groups {
            writeln!(f, "{group:6} {score}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "items {:5}  pairs {:5}  precision {:.4}  recall {:.4}  F1 {:.4}  \
             left edge {:.4}  rejected {:.4}  kind {:.4}",
            self.items,
            self.wanted,
            self.precision(),
            self.recall(),
            self.f1(),
            self.left_edge(),
            self.rejection(),
            self.kind()
        )
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Characters of the left side that are shown.
        const LEFT: usize = 45;
        let Item {
            id,
            left,
            paren,
            pairs,
            ..
        } = &self.item;
        let from = left
            .char_indices()
            .rev()
            .nth(LEFT - 1)
            .map_or(0, |(at, _)| at);
        let wanted: Vec<String> = pairs
            .iter()
            .map(|pair| format!("({}, {})", repr(&pair.korean), repr(&pair.english)))
            .collect();
        let found: Vec<String> = self
            .found
            .iter()
            .map(
                |Found {
                     korean,
                     english,
                     kind,
                     ..
                 }| {
                    format!("({}, {}, {})", repr(korean), repr(english), repr(kind))
                },
            )
            .collect();
        write!(
            f,
            "{id}\t…{}{paren}\twant [{}]\tgot [{}]",
            &left[from..],
            wanted.join(", "),
            found.join(", ")
        )
    }
}

/// The word for a kind in gold files.
fn gold_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Abbreviation => "abbr",
        kind => kind.as_str(),
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::Slip;

    fn item(domain: &str, left: &str, paren: &str, pairs: &[(&str, &str, &str)]) -> Item {
        Item {
            id: format!("{domain}:{paren}"),
            domain: domain.to_owned(),
            doc: String::new(),
            left: left.to_owned(),
            paren: paren.to_owned(),
            right: String::new(),
            pairs: pairs
                .iter()
                .map(|&(korean, english, kind)| Pair {
                    korean: korean.to_owned(),
                    english: english.to_owned(),
                    kind: kind.to_owned(),
                    alternatives: Vec::new(),
                })
                .collect(),
            optional: false,
        }
    }

    /// What a tool found: the item, the Korean as the last bytes of its left side, the English, the kind.
    fn find(gold: &Gold, found: &[(usize, &str, &str, Kind)]) -> Scores {
        let (document, offsets) = gold.document();
        let occurrences: Vec<Occurrence> = found
            .iter()
            .map(|&(index, korean, english, kind)| {
                let offset = offsets[index];
                let paren = &document.text[offset..];
                let start = offset + paren.find(english).expect("English in the parenthesis");
                Occurrence {
                    notation: crate::notation::Notation::Parentheses,
                    offset,
                    korean: offset - korean.len()..offset,
                    english: start..start + english.len(),
                    kind,
                    language: "en",
                    confidence: 0.75,
                }
            })
            .collect();
        Scores::new(gold, &document, &offsets, &occurrences)
    }

    fn four_items() -> Gold {
        let iso = [
            ("국제 표준화 기구", "ISO", "abbr"),
            (
                "국제 표준화 기구",
                "International Organization for Standardization",
                "term",
            ),
        ];
        let mut as_good = item(
            "tech-b",
            "구글사",
            "(Google)",
            &[("구글", "Google", "term")],
        );
        as_good.pairs[0].alternatives.push("구글사".to_owned());
        let mut disputed = item("news", "확신을 준다", "(convincing)", &[]);
        disputed.optional = true;
        Gold {
            items: vec![
                item(
                    "news-1",
                    "스위스의 국제 표준화 기구",
                    "(ISO, International Organization for Standardization)",
                    &iso,
                ),
                item("tech-a", "높이는 한라산", "(1,947m)", &[]),
                as_good,
                disputed,
            ],
        }
    }

    #[test]
    fn counts_pairs_per_domain() {
        let scores = find(
            &four_items(),
            &[
                (0, "국제 표준화 기구", "ISO", Kind::Term),
                (
                    0,
                    "스위스의 국제 표준화 기구",
                    "International Organization for Standardization",
                    Kind::Term,
                ),
                (1, "한라산", "m", Kind::Term),
                (2, "구글사", "Google", Kind::Term),
                (3, "준다", "convincing", Kind::Term),
            ],
        );
        let all = scores.groups["all"];
        let counts = Score {
            items: 3,
            wanted: 3,
            found: 4,
            right: 2,
            english_right: 3,
            kind_right: 1,
            empty: 1,
            rejected: 0,
        };
        assert_eq!(all, counts);
        assert_eq!(scores.groups["tech"].items, 2);
        assert_eq!(scores.groups.len(), 3);
        assert_eq!(
            scores.to_string(),
            "\
all    items     3  pairs     3  precision 0.5000  recall 0.6667  F1 0.5714  left edge 0.6667  rejected 0.0000  kind 0.5000
news   items     1  pairs     2  precision 0.5000  recall 0.5000  F1 0.5000  left edge 0.5000  rejected 0.0000  kind 0.0000
tech   items     2  pairs     1  precision 0.5000  recall 1.0000  F1 0.6667  left edge 1.0000  rejected 0.0000  kind 1.0000
"
        );
    }

    #[test]
    fn every_found_pair_is_judged() {
        let found = [
            (0, "국제 표준화 기구", "ISO", Kind::Term),
            (1, "한라산", "m", Kind::Term),
            (2, "구글사", "Google", Kind::Term),
            // Careful people differ on this one.
            (3, "준다", "convincing", Kind::Term),
        ];
        let judged = find(&four_items(), &found).judged;
        assert!(judged.iter().all(|j| (j.confidence - 0.75).abs() < 1e-6));
        let right: Vec<bool> = judged.iter().map(|j| j.right).collect();
        assert_eq!(right, [true, false, true]);
        assert!(judged.iter().all(|j| !j.shared));
    }

    #[test]
    fn mistakes_are_told_apart() {
        let long = "International Organization for Standardization";
        let slips = |found: &[(usize, &str, &str, Kind)]| -> Vec<(Slip, String)> {
            let misses = find(&four_items(), found).misses;
            let slips = misses.iter().flat_map(Miss::slips);
            slips.map(|(slip, kind)| (slip, kind.to_owned())).collect()
        };
        let of = |slip, kind: &str| (slip, kind.to_owned());
        assert_eq!(
            slips(&[
                (0, "표준화 기구", "ISO", Kind::Abbreviation),
                (0, "스위스의 국제 표준화 기구", long, Kind::Term),
                (1, "한라산", "m", Kind::Foreign),
            ]),
            [
                of(Slip::TooShort, "abbr"),
                of(Slip::TooLong, "term"),
                of(Slip::Invented, "foreign"),
                of(Slip::Missed, "term"),
            ]
        );
        assert_eq!(
            slips(&[
                (0, "국제 표준화 기구", "ISO", Kind::Term),
                (0, "국제 표준화 기구", "International", Kind::Term),
                (2, "구글사", "Google", Kind::Term),
            ]),
            [of(Slip::OtherForm, "term")]
        );
    }

    #[test]
    fn shows_what_is_not_right() {
        let scores = find(
            &four_items(),
            &[
                (0, "표준화 기구", "ISO", Kind::Abbreviation),
                (2, "구글사", "Google", Kind::Term),
            ],
        );
        let shown: Vec<String> = scores.misses.iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            [
                "news-1:(ISO, International Organization for Standardization)\t\
              …스위스의 국제 표준화 기구(ISO, International Organization for Standardization)\t\
              want [('국제 표준화 기구', 'ISO'), ('국제 표준화 기구', 'International Organization for Standardization')]\t\
              got [('표준화 기구', 'ISO', 'abbr')]"
            ]
        );
    }

    #[test]
    fn quotes_and_white_space_do_not_count() {
        let gold = Gold {
            items: vec![item(
                "wiki",
                "‘객체  저장소’",
                "(“object storage”)",
                &[("객체 저장소", "object storage", "term")],
            )],
        };
        let scores = find(
            &gold,
            &[(0, "‘객체  저장소’", "“object storage”", Kind::Term)],
        );
        assert_eq!(scores.groups["wiki"].right, 1);
        assert_eq!(clean(" “Open\u{a0}\n AI”_ "), "Open AI");
    }

    #[test]
    fn nothing_wanted_and_nothing_found_is_no_division_by_zero() {
        let gold = Gold {
            items: vec![item("wiki", "한라산", "(1,947m)", &[])],
        };
        let all = find(&gold, &[]).groups["all"];
        assert_eq!(
            (all.precision(), all.recall(), all.f1(), all.rejection()),
            (0.0, 0.0, 0.0, 1.0)
        );
    }
}
