//! Packed files: folders of XML in one file, as office programs write them.
//!
//! ```text
//! bytes ──package──▶ parts (XML, one behind the other) ──markup──▶ tags and texts ──story, flow──▶ paragraphs, with a map back
//! ```

mod detect;
mod docx;
mod epub;
mod fallback;
mod flow;
mod hidden;
mod hwp;
mod hwpx;
mod markup;
mod odf;
mod package;
mod parquet;
mod pdf;
mod pptx;
mod relations;
mod said;
mod sought;
mod splice;
mod story;
mod xlsx;

pub(super) use detect::{detect, instead, is_packed};
pub(super) use docx::{read_docx, unpack_docx};
pub(super) use epub::{read_epub, unpack_epub};
pub(super) use hwp::{read_hwp, unpack_hwp};
pub(super) use hwpx::{read_hwpx, unpack_hwpx};
pub(super) use markup::{Markup, Way, walk};
pub(super) use odf::{read_odf, unpack_odf};
pub use package::Limits;
pub(super) use package::Parts;
pub(super) use parquet::{parquet_columns, parquet_values, read_parquet, unpack_parquet};
pub use pdf::THREAD as PDF_THREAD;
pub(super) use pdf::{read_pdf, unpack_pdf};
pub(super) use pptx::{read_pptx, unpack_pptx};
pub(super) use splice::repack;
pub(super) use xlsx::{read_xlsx, unpack_xlsx};
