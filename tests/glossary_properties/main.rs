//! What must hold of a glossary whatever is mined, in whatever order, whatever people edit, and whatever of that is merged.

mod corpus;
mod merging;
mod mining;
mod place;
mod sheet;

use proptest::prelude::ProptestConfig;

/// So many cases of each property, since each waits for the disk; `PROPTEST_CASES` asks for another number.
fn cases(usual: u32) -> ProptestConfig {
    let config = ProptestConfig {
        failure_persistence: None,
        // Some cases say nothing, the more of them the more there are.
        max_global_rejects: u32::MAX,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        config
    } else {
        ProptestConfig {
            cases: usual,
            ..config
        }
    }
}
