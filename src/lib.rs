//! Korean-English terminology: finds the English that Korean writers put in parentheses behind a
//! term, works out which Korean words it renders, and keeps a glossary of what it found.
//!
//! Data flows in one direction, and each room hands plain values to the next:
//!
//! ```text
//! files ──source──▶ Document ──scan──▶ Parenthetical ──gloss──▶ Gloss (English forms, or why not)
//!                                          │          notation (where else the English may stand) ─▶ Site
//!                                          │
//!                                morphology (lindera + ko-dic, on the left window only)
//!                                          │
//!                             lexicon ──▶ align ──▶ Choice (what it may render, with scores)
//!                                          │
//!                            corpus (how the words are used elsewhere) ──▶ Occurrence (korean, english,
//!                                          │                               kind, confidence, where)
//!                   variant (same term or not) ──▶ glossary (CSV, people's edits kept) ◀──▶ exchange (CAT tools,
//!                                          │                                                     MT services)
//!                                          │
//!      check (diagnostics, fixes with the right particle) · report (text, JSON, SARIF …) · eval (against
//!         │                                                                        annotated text)
//!      particle (how what stands behind a term agrees with it) · config (yongeo.toml)
//! ```
//!
//! Scanning touches every byte and is cheap; morphology is dear and touches only the text in front
//! of a parenthesis. [`Extractor`] walks the upper row for one [`Document`].

mod choice;
mod error;
mod extract;
mod fnv;
mod level;
mod occurrence;
mod spread;

pub mod align;
pub mod check;
pub mod config;
pub mod corpus;
pub mod eval;
pub mod exchange;
pub mod gloss;
pub mod glossary;
pub mod lexicon;
pub mod morphology;
pub mod notation;
pub mod particle;
pub mod report;
pub mod scan;
pub mod seen;
pub mod source;
pub mod variant;

pub use choice::{Candidate, Choice, Gloss};
pub use error::{Error, Result};
pub use extract::{Extractor, Finding};
pub use level::Level;
pub use notation::Notation;
pub use occurrence::{Kind, Occurrence};
pub use source::Document;
