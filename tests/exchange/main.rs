//! What of a glossary comes back from other formats.

mod intake;
mod losses;
mod lossless;
mod trip;
