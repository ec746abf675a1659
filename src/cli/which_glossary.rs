//! Which glossary is meant.

use std::env;
use std::path::{Path, PathBuf};

use yongeo::Error;

use super::Stop;

/// The glossary that was named, else `glossary/glossary.csv` in the working directory or in the nearest folder above it.
pub fn which_glossary(named: Option<&Path>) -> Result<PathBuf, Stop> {
    const DEFAULT: &str = "glossary/glossary.csv";
    if let Some(path) = named {
        return Ok(path.to_path_buf());
    }
    let here = env::current_dir()?;
    let mut above = PathBuf::new();
    for _ in here.ancestors() {
        let path = above.join(DEFAULT);
        if path.is_file() {
            return Ok(path);
        }
        above.push("..");
    }
    Err(Error::new("there is none here, nor in a folder above")
        .in_file(DEFAULT)
        .hint("`yongeo mine --glossary glossary/glossary.csv PATH` begins one; `--glossary FILE` names another")
        .into())
}
