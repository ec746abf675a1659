//! A glossary in the formats of other tools, and back: one file a format.
//!
//! ```text
//! glossary ──Export::plan──▶ Export (what goes into the file; what is left out, and why) ──write──▶ file
//! file ──read──▶ Imported (rows, with what the file says of them) ──glossary──▶ merged
//! ```
//!
//! What a tool wants (a header or none, codes of languages, one target for a term or several, limits) is a property of its
//! [`Format`], so that nobody has to remember it. What a format has no place for is known before a byte is written.

mod cell;
mod delimited;
mod detect;
mod direction;
mod element;
mod entry;
mod export;
mod figure;
mod format;
mod imported;
mod losses;
mod pair;
mod passed_over;
mod places;
mod reading;
mod said;
mod status;
mod table;
mod terms;
mod text;
mod xml;

mod aws;
mod crowdin;
mod csv;
mod deepl;
mod google;
mod html;
mod json;
mod lacking;
mod lokalise;
mod markdown;
mod memoq;
mod multiterm;
mod okapi;
mod omegat;
mod phrase;
mod tbx;
mod tmx;
mod trados;
mod transifex;
mod weblate;
mod wordfast;
mod workbook;
mod xlsx;
mod xtm;

pub use detect::import;
pub use direction::{Codes, Direction};
pub use entry::{Entry, Link, Term, Told};
pub use export::{Export, Left, Options, Why};
pub use format::Format;
pub use imported::{Imported, ImportedRow};
pub use pair::Pair;
pub use reading::Reading;
