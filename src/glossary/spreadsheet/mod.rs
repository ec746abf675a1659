//! What a spreadsheet does to a glossary file: the form it saves it in, the rows it cuts short, the cells it takes for
//! something else. Excel above all.
//!
//! What a spreadsheet wrote is read as it is meant where nothing else can be meant, and what it lost is named: a
//! cell in the file is what a person saved, so it is never mended.

pub mod formula;

mod form;
mod losses;
mod ragged;
mod shown;
mod turned;

pub(crate) use form::{Form, read};
pub(super) use losses::losses;
pub(super) use ragged::Lengths;
pub(crate) use shown::shown;
pub(crate) use turned::Turned;
