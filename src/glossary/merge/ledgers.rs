//! Two ledgers that grew out of one.
//!
//! What was found in a document is taken from the side on which the document was mined anew. What mining remembers of
//! people's work is taken from both. The merged ledger belongs to no glossary yet: the next mining tells its rows from
//! people's one by one, by all rows that mining had written on either side.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::Kind;
use crate::corpus::Decider;
use crate::glossary::contexts;
use crate::glossary::decide::close;
use crate::glossary::evidence::{Evidence, Found};
use crate::glossary::ledger::{Baseline, Ledger, Lemmas, Replaced};
use crate::glossary::places::Places;

use super::known_rows;

/// Fingerprint of no glossary (a sum of hashes has it as often as any other number, which is never in practice).
const NO_GLOSSARY: u64 = u64::MAX;

/// The ledger that both become, and the documents that were mined differently on both sides: ours is taken,
/// they should be mined again. An empty `base` stands for none.
pub(super) fn merge(ours: &Ledger, theirs: &Ledger, base: &Ledger) -> (Ledger, Vec<String>) {
    // As git does with whole files.
    if ours == theirs || theirs == base {
        return (ours.clone(), Vec::new());
    }
    if ours == base {
        return (theirs.clone(), Vec::new());
    }
    let [in_base, in_ours, in_theirs] = [base, ours, theirs].map(shares);
    let mut chosen: Vec<(&Places, Range<usize>)> = Vec::new();
    let mut documents: BTreeSet<&str> = in_ours.keys().chain(in_theirs.keys()).copied().collect();
    // Documents in which nothing was found.
    documents.extend(
        [ours, theirs]
            .iter()
            .flat_map(|side| side.contents.keys().map(String::as_str)),
    );
    // One that keeps no contexts says less of the same text.
    let same_contexts = ours.contexts == theirs.contexts && base.contexts == ours.contexts;
    let mut contents = BTreeMap::new();
    let mut by_both = Vec::new();
    for document in documents {
        let sides = [(&in_base, base), (&in_ours, ours), (&in_theirs, theirs)];
        let [base, ours, theirs] = sides.map(|(shares, ledger)| {
            let range = shares.get(document).cloned().unwrap_or_default();
            ((&ledger.places, range), ledger.contents.get(document))
        });
        let reads_like = |a: &Share<'_>, b: &Share<'_>| reads_like(a, b, same_contexts);
        let (share, content) = if reads_like(&ours.0, &theirs.0) {
            // Only what was decided differs, by other documents, or a text in which nothing is found.
            let same = (found(&ours.0), ours.1) == (found(&base.0), base.1);
            if same { theirs } else { ours }
        } else if reads_like(&ours.0, &base.0) {
            theirs
        } else {
            if !reads_like(&theirs.0, &base.0) {
                by_both.push(document.to_owned());
            }
            ours
        };
        chosen.push(share);
        contents.extend(content.map(|&hash| (document.to_owned(), hash)));
    }
    let mut places = Places::default();
    for side in [&ours.places, &theirs.places, &base.places] {
        let own = chosen.iter().filter(|(of, _)| std::ptr::eq(*of, side));
        places.take(side, own.flat_map(|(_, range)| &side.all[range.clone()]));
    }
    places.sort();
    let most = if ours.contexts == base.contexts {
        theirs.contexts
    } else {
        ours.contexts
    };
    // What one side wants out of the ledger does not come in from the other.
    contexts::limit(&mut places, most.unwrap_or(contexts::USUAL));
    if most == Some(0) {
        close(&mut places, &Decider::default());
    }
    let mut merged = Ledger {
        generation: Some(NO_GLOSSARY),
        replaced: None,
        written: None,
        baseline: baseline(&ours.baseline, &theirs.baseline),
        contexts: most,
        for_excel: ours.for_excel,
        contents,
        lemmas: Lemmas {
            written: lemmas(&ours.lemmas, &theirs.lemmas),
            added: ours.lemmas.added || theirs.lemmas.added,
        },
        places,
    };
    merged.replaced = Some(Replaced {
        generation: NO_GLOSSARY,
        added_lemma: merged.lemmas.added,
        rows: known_rows::of(&merged, ours, theirs, base),
    });
    (merged, by_both)
}

/// What both write as the lemmas of Korean terms; where their dictionaries differ, the first.
fn lemmas(ours: &Lemmas, theirs: &Lemmas) -> BTreeMap<String, String> {
    let mut written = theirs.written.clone();
    written.extend(ours.written.clone());
    written
}

/// The places of a document.
type Share<'l> = (&'l Places, Range<usize>);

/// Where the places of each document are.
fn shares(ledger: &Ledger) -> BTreeMap<&str, Range<usize>> {
    let places = &ledger.places;
    let mut start = 0;
    places
        .all
        .chunk_by(|a, b| a.document == b.document)
        .map(|share| {
            let range = start..start + share.len();
            start = range.end;
            (places.text(share[0].document), range)
        })
        .collect()
}

/// The places of a share, whole.
fn found((places, range): &Share<'_>) -> Vec<Found> {
    let portion = places.read(range.clone());
    let texts = portion.places.iter().zip(portion.texts);
    texts
        .map(|(place, text)| places.found(place, text))
        .collect()
}

/// Whether one text may have given both, whatever was decided by other texts. Where not as many contexts are kept on both
/// sides, by where the forms stand alone.
fn reads_like(a: &Share<'_>, b: &Share<'_>, same_contexts: bool) -> bool {
    if a.1.len() != b.1.len() {
        return false;
    }
    if same_contexts {
        let read = |share| found(share).into_iter().map(|one| as_read(one.evidence));
        return read(a).eq(read(b));
    }
    let stands = |(places, range): &Share<'_>| {
        let all = places.all[range.clone()].iter();
        let forms = all.map(|one| (one.offset, places.text(one.english).to_owned()));
        forms.collect::<Vec<_>>()
    };
    stands(a) == stands(b)
}

/// Without what mining decides, and without what people call the place, which a ledger of an older yongeo does not say.
fn as_read(mut read: Evidence) -> Evidence {
    read.place.clear();
    if read.undecided.is_some() {
        read.korean.clear();
        read.confidence = 0.0;
        if read.kind != Kind::Foreign {
            read.kind = Kind::Term;
        }
    }
    read
}

fn baseline(ours: &Baseline, theirs: &Baseline) -> Baseline {
    let mut both = ours.clone();
    both.typed.extend(theirs.typed.iter().cloned());
    for (key, lemma) in &theirs.cited {
        both.cited
            .entry(key.clone())
            .or_insert_with(|| lemma.clone());
    }
    for (pair, concepts) in &theirs.kept {
        both.kept
            .entry(pair.clone())
            .or_default()
            .extend(concepts.iter().cloned());
    }
    both
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::glossary::example;

    pub(in crate::glossary::merge) fn found(document: &str, korean: &str, concept: &str) -> Found {
        Found {
            evidence: Evidence {
                document: document.to_owned(),
                context: format!("{korean}(cell)"),
                ..example::evidence("cell", korean)
            },
            ..example::found(concept, "cell", korean)
        }
    }

    pub(in crate::glossary::merge) fn ledger(generation: u64, found: &[Found]) -> Ledger {
        Ledger {
            generation: Some(generation),
            places: found.iter().collect(),
            ..Ledger::default()
        }
    }

    fn documents(ledger: &Ledger) -> Vec<String> {
        let line = |one: Found| format!("{} {}", one.evidence.document, one.evidence.korean);
        ledger.places.iter().map(line).collect()
    }

    #[test]
    fn documents_are_taken_from_where_they_were_mined() {
        let [a, b, c, d] = ["a.txt", "b.txt", "c.txt", "d.txt"];
        let base = ledger(
            1,
            &[
                found(a, "세포", "cell"),
                found(b, "세포", "cell"),
                found(c, "세포", "cell"),
            ],
        );
        let ours = ledger(
            2,
            &[
                found(a, "셀", "cell"),
                found(b, "세포", "cell"),
                found(c, "셀", "cell"),
            ],
        );
        let theirs = ledger(
            3,
            &[
                found(a, "세포", "cell"),
                found(c, "감방", "cell"),
                found(d, "전지", "cell"),
            ],
        );
        let (merged, by_both) = merge(&ours, &theirs, &base);
        assert_eq!(documents(&merged), ["a.txt 셀", "c.txt 셀", "d.txt 전지"]);
        assert_eq!(by_both, ["c.txt"]);
        let (turned, _) = merge(&theirs, &ours, &base);
        assert_eq!(documents(&turned), ["a.txt 셀", "c.txt 감방", "d.txt 전지"]);
        let (without_base, by_both) = merge(&ours, &theirs, &Ledger::default());
        assert_eq!(
            documents(&without_base),
            ["a.txt 셀", "b.txt 세포", "c.txt 셀", "d.txt 전지"]
        );
        assert_eq!(by_both, [a, c]);
    }

    #[test]
    fn what_only_one_side_changed_is_taken_as_it_is() {
        let base = ledger(1, &[found("a.txt", "세포", "cell")]);
        let changed = ledger(2, &[found("b.txt", "세포", "cell")]);
        for (ours, theirs) in [(&base, &changed), (&changed, &base), (&changed, &changed)] {
            assert_eq!(merge(ours, theirs, &base).0, changed);
        }
    }

    #[test]
    fn what_places_are_called_is_taken_from_the_side_that_knows() {
        let called = |document: &str, korean: &str| {
            let mut one = found(document, korean, "cell");
            one.evidence.place = "Sheet1!B7".into();
            one
        };
        let [a, b] = ["a.xlsx", "b.xlsx"];
        let base = ledger(1, &[found(a, "세포", "cell"), found(b, "세포", "cell")]);
        let ours = ledger(2, &[found(a, "셀", "cell"), found(b, "세포", "cell")]);
        let theirs = ledger(3, &[called(a, "세포"), called(b, "세포")]);
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let (merged, by_both) = merge(ours, theirs, &base);
            assert_eq!(documents(&merged), ["a.xlsx 셀", "b.xlsx 세포"]);
            let places: Vec<String> = (merged.places.iter())
                .map(|one| one.evidence.place)
                .collect();
            assert_eq!(places, ["", "Sheet1!B7"]);
            assert!(by_both.is_empty());
        }
    }

    #[test]
    fn what_was_decided_otherwise_is_no_other_text() {
        let open = |korean: &str| {
            let mut one = found("a.txt", korean, "cell");
            one.evidence.context = "줄기 세포(cell)".into();
            one.evidence.undecided = "3\t-2.00\t\t1.00 줄기 세포\t1.10 세포".parse().ok();
            one
        };
        let base = ledger(1, &[open("세포")]);
        let ours = ledger(2, &[open("세포"), found("b.txt", "셀", "cell")]);
        let theirs = ledger(3, &[open("줄기 세포"), found("c.txt", "줄기 세포", "cell")]);
        let (merged, by_both) = merge(&ours, &theirs, &base);
        assert_eq!(
            documents(&merged),
            ["a.txt 줄기 세포", "b.txt 셀", "c.txt 줄기 세포"]
        );
        assert!(by_both.is_empty());
    }
}
