//! How many sentences the ledger quotes.
//!
//! A term that stands a thousand times in a document is shown well enough by a few of its sentences. All places are
//! counted, whether they are quoted or not.

use std::collections::HashMap;

use super::places::{Name, Names, Places};
use crate::variant::{english_key, korean_key};

/// Contexts kept for a pair in a document, unless a person says otherwise.
pub(super) const USUAL: usize = 3;

/// Empties the contexts that are too many: the later ones of a pair in a document. The places are sorted.
///
/// What counts for a pair is what the aligner takes the place for by itself, so that it does not depend on other documents
/// which places are quoted. Where none are, what people call a place is not kept either: a sheet has a name that the document gives it.
pub(super) fn limit(places: &mut Places, most: usize) {
    if most == 0 {
        for place in &mut places.all {
            place.placed = false;
        }
    }
    let mut keys = Keys::default();
    let mut start = 0;
    while start < places.len() {
        let document = places.all[start].document;
        let rest = &places.all[start..];
        let share = start..start + rest.partition_point(|place| place.document == document);
        start = share.end;
        let mut quoted: HashMap<usize, Vec<usize>> = HashMap::new();
        for at in share.filter(|&at| places.all[at].quoted) {
            let key = keys.of(&places.names, places.all[at].english);
            quoted.entry(key).or_default().push(at);
        }
        // What each is taken for is read only where some may be too many.
        for of_english in quoted.into_values().filter(|all| all.len() > most) {
            let mut of_pair: HashMap<String, usize> = HashMap::new();
            for at in of_english {
                let quoted = of_pair.entry(korean(places, at)).or_default();
                *quoted += 1;
                if *quoted > most {
                    places.all[at].quoted = false;
                }
            }
        }
    }
}

/// The key of the Korean term that a place is taken for by itself.
fn korean(places: &Places, at: usize) -> String {
    let portion = places.read(at..at + 1);
    match portion.undecided().pop().flatten() {
        Some(undecided) => korean_key(undecided.best()),
        None => korean_key(places.text(portion.places[0].korean)),
    }
}

/// Which English forms are one term: each with a number.
#[derive(Default)]
struct Keys {
    of_name: HashMap<Name, usize>,
    of_key: HashMap<String, usize>,
}

impl Keys {
    fn of(&mut self, names: &Names, english: Name) -> usize {
        let next = self.of_key.len();
        let key = || english_key(names.text(english));
        *self
            .of_name
            .entry(english)
            .or_insert_with(|| *self.of_key.entry(key()).or_insert(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Evidence, Found, Pair, example};

    fn found(document: &str, offset: usize, korean: &str, undecided: Option<&str>) -> Found {
        Found {
            evidence: Evidence {
                document: document.to_owned(),
                offset,
                context: format!("{offset}번째 {korean}(weight)"),
                undecided: undecided.and_then(|cell| cell.parse().ok()),
                ..example::evidence("weight", korean)
            },
            pair: Pair::default(),
            concept: String::new(),
        }
    }

    #[test]
    fn the_first_of_each_pair_and_document_are_kept() {
        let all = [
            found("a", 1, "가중치", None),
            found("a", 2, "무게", None),
            found(
                "a",
                3,
                "새 가중치",
                Some("12\t0.00\t\t1.00 새 가중치\t3.00 가중치"),
            ),
            found("a", 4, "가중치", None),
            found("b", 1, "가중치", None),
        ];
        let mut places: Places = all.iter().collect();
        let quoted = |places: &Places| -> Vec<bool> {
            let contexts = places.iter().map(|one| one.evidence.context);
            contexts.map(|context| !context.is_empty()).collect()
        };
        limit(&mut places, 2);
        assert_eq!(quoted(&places), [true, true, true, false, true]);
        limit(&mut places, 0);
        assert_eq!(quoted(&places), [false; 5]);
    }
}
