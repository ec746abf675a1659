//! What every feature says, by sentences: one table for each thing that is looked at.

mod acronym;
mod case;
mod contents;
mod cover;
mod edge;
mod none;

use super::{Feature, GROUPS};
use case::{Candidate, Case};

/// All tables.
const TABLES: [&[Case]; 16] = [
    acronym::CASES,
    contents::CONTENTS,
    contents::ENDING,
    contents::LENGTH,
    cover::SIDES,
    cover::COPIES,
    cover::FIRST_WORD,
    cover::KNOWN,
    edge::LEFT_CONTEXT,
    edge::BEGINNING,
    edge::QUOTATION,
    none::KINDS,
    none::PLACES,
    none::LOOKS,
    none::AROUND,
    none::NAMES,
];

/// Whether a table tells of a feature where it is above 0 (`there`), or where it is 0.
fn told(feature: Feature, rejection: bool, there: bool) -> bool {
    // A candidate lacks all features of "renders nothing", which says nothing about them, and the other way
    // round. Only `None` is what tells the two apart.
    let comparable = |c: &&Candidate| c.is_nothing() == rejection || feature == Feature::None;
    TABLES
        .iter()
        .copied()
        .flatten()
        .flat_map(|case| case.candidates)
        .filter(comparable)
        .flat_map(Candidate::expected)
        .any(|(told, value)| told == feature && (value > 0.0) == there)
}

#[test]
fn every_feature_has_a_case_with_it_and_one_without() {
    let mut untold = Vec::new();
    for (group, features) in GROUPS {
        for &feature in *features {
            for (there, kind) in [(true, "has it"), (false, "lacks it")] {
                if !told(feature, *group == "rejection", there) {
                    untold.push(format!("{feature:?}: no case that {kind}"));
                }
            }
        }
    }
    assert!(
        untold.is_empty(),
        "features without cases in the tables of this folder:\n{}",
        untold.join("\n")
    );
}
