//! `yongeo init`

use std::path::Path;

use yongeo::Error;
use yongeo::config::{FILE_NAME, SCHEMA, commented};
use yongeo::glossary::atomic;

use super::definitions::Init;
use super::{Status, Stop, messages, output};

/// Writes a configuration with every setting explained, unless there is one; or prints what may be written in it.
pub fn run(arguments: &Init) -> Result<Status, Stop> {
    if arguments.schema {
        output::print(SCHEMA.as_bytes())?;
        return Ok(Status::Done);
    }
    let file = Path::new(FILE_NAME);
    if file.exists() {
        return Err(Error::new("is there already")
            .in_file(file)
            .hint("delete it, or edit it")
            .into());
    }
    atomic::replace(file, commented().as_bytes())?;
    messages::say(format_args!(
        "{FILE_NAME} says what `yongeo check` goes by; every line in it is a default"
    ));
    Ok(Status::Done)
}
