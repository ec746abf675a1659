//! Compressed files, and archives of documents: what is in them is read as if it lay in a folder of that name, and nothing is ever written out.

mod compressed;
mod members;
mod opened;

pub(super) use compressed::Compression;
pub(crate) use members::names_in;
pub(super) use members::{Archive, Member, members, too_much};
pub(crate) use opened::opened;
