//! Packed files: folders of XML in one file, as office programs write them.
//!
//! ```text
//! bytes ──package──▶ parts (XML, one behind the other) ──markup──▶ tags and texts ──flow──▶ paragraphs, with a map back
//! ```

mod detect;
mod docx;
mod flow;
mod markup;
mod package;

pub(super) use detect::{detect, is_packed};
pub(super) use docx::{read_docx, unpack_docx};
pub use package::Limits;
pub(super) use package::{Parts, repack};
