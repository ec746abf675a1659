//! Bytes of a file that is to be read, as text.

use crate::source::{Decoded, decode};
use crate::{Error, Result};

/// The text of a file, in UTF-8, UTF-16 or CP949, without its byte order mark.
///
/// # Errors
///
/// It is no text, or in an encoding that is not read.
pub(super) fn text(bytes: Vec<u8>) -> Result<String> {
    match decode(bytes, None) {
        Decoded::Text { text, .. } => Ok(text),
        Decoded::Binary => {
            Err(Error::new("is not text")
                .hint("yongeo export --list tells the formats that are read"))
        }
        Decoded::Foreign(name) => {
            Err(Error::new(format!("looks like {name}, which is not read"))
                .hint("save it as UTF-8"))
        }
    }
}
