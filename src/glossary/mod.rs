//! The glossary: a CSV file that people edit by hand and that mining adds to, and beside it the
//! ledger of where every pair was found.
//!
//! # What is mining's and what is a person's
//!
//! A row is a person's once its `status` is not `proposed`, once a column that mining does not write
//! is filled, or once a person typed it or changed one of its cells. What a person wrote is never
//! changed; the concept such a row is in keeps its identifier and its members. Everything else is
//! computed: between two edits by people the glossary is a function of the *set* of documents mined.
//!
//! ```no_run
//! use yongeo::glossary::Glossary;
//!
//! let mut glossary = Glossary::open("glossary/glossary.csv", &mut |lock| {
//!     eprintln!("waiting for another yongeo, which holds {}", lock.display());
//! })?;
//! let document = glossary.document_name("docs/news.txt");
//! let summary = glossary.mine(vec![(document, Vec::new())]);
//! glossary.save()?;
//! println!("{} rows, {} of them new", summary.rows, summary.added);
//! for row in glossary.rows() {
//!     println!("{}\t{}\t{}", row.concept(), row.english(), row.korean());
//! }
//! # Ok::<(), yongeo::Error>(())
//! ```

pub mod atomic;
pub mod lint;
pub mod merge;
pub mod spreadsheet;

mod assign;
mod cell_spans;
mod changes;
mod clean;
mod columns;
mod committed;
mod concept;
mod contexts;
mod decide;
mod disagreement;
mod disjoint;
mod document_name;
mod edit;
mod evidence;
#[cfg(test)]
pub(crate) mod example;
mod fingerprint;
mod fold;
mod group;
mod in_place;
mod intake;
mod ledger;
mod lemma;
mod lock;
mod overview;
mod pattern;
mod people;
mod places;
mod records;
mod row;
mod row_cells;
mod sense;
mod share;
mod sheet;
mod slug;
mod store;
mod strict;
mod summary;
mod swapped;
mod table;
mod tie;
mod undecided;
mod version;
mod yes;

pub use changes::{Change, Fate};
pub(crate) use columns::{COLUMNS, PEOPLES};
pub use committed::{Committed, Since};
pub use concept::{Concept, Preferred};
pub(crate) use concept::{Figures, Koreans};
pub use disagreement::Disagreement;
pub use edit::{Decision, Outcome, set};
pub use evidence::{Evidence, Found, Pair};
pub use intake::{Incoming, Intake, Taken, take_in};
pub(crate) use lint::quote;
pub use merge::Prefer;
pub use overview::Overview;
pub use pattern::{Pattern, Selection};
pub use people::State;
pub(crate) use row::word;
pub use row::{Row, Status};
pub use share::{Share, content};
pub use sheet::Sheet;
pub use store::{Glossary, ledger_of};
pub(crate) use strict::check_records;
pub use summary::Summary;
pub(crate) use swapped::has_hangul;
pub use undecided::Undecided;
pub(crate) use yes::{is_no, is_yes};
