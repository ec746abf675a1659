//! How good the extraction is, measured against parentheses that people have annotated.
//!
//! A [`Gold`] set becomes one text, one paragraph per item; what extraction finds at an item's
//! parenthesis is compared with the pairs the annotators gave. A pair is right if the English is
//! theirs and the Korean is theirs or one they call as good; outer quotes and runs of white space
//! do not count.
//!
//! The numbers, and the lines that show them, are those of the reference scorer that comes with the
//! gold sets, so that the two outputs can be compared with `diff`.

mod gold;
mod python;
mod reliability;
mod score;
mod slip;

pub use gold::{Gold, Item, Pair};
pub use reliability::{Bin, Judged, Reliability};
pub use score::{Miss, Score, Scores};
pub use slip::Slip;
