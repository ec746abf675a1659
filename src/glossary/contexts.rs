//! How many sentences the ledger quotes.
//!
//! A term that stands a thousand times in a document is shown well enough by a few of its sentences. All places are
//! counted, whether they are quoted or not.

use std::collections::HashMap;

use super::evidence::Found;
use crate::variant::{english_key, korean_key};

/// Contexts kept for a pair in a document, unless a person says otherwise.
pub(super) const USUAL: usize = 3;

/// Empties the contexts that are too many: the later ones of a pair in a document. `found` holds whole documents, sorted.
///
/// What counts for a pair is what the aligner takes the place for by itself, so that it does not depend on other documents
/// which places are quoted.
pub(super) fn limit(found: &mut [Found], most: usize) {
    for share in found.chunk_by_mut(|a, b| a.evidence.document == b.evidence.document) {
        let mut quoted: HashMap<(String, String), usize> = HashMap::new();
        for one in share {
            let evidence = &mut one.evidence;
            if evidence.context.is_empty() {
                continue;
            }
            let korean = match &evidence.undecided {
                Some(undecided) => undecided.best(),
                None => &evidence.korean,
            };
            let pair = (english_key(&evidence.english), korean_key(korean));
            let quoted = quoted.entry(pair).or_default();
            *quoted += 1;
            if *quoted > most {
                evidence.context.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Evidence, Pair, example};

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
        let mut all = [
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
        limit(&mut all, 2);
        let kept: Vec<bool> = all
            .iter()
            .map(|one| !one.evidence.context.is_empty())
            .collect();
        assert_eq!(kept, [true, true, true, false, true]);
        limit(&mut all, 0);
        assert!(all.iter().all(|one| one.evidence.context.is_empty()));
    }
}
