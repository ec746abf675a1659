//! Which glossary is meant.

use std::env;
use std::path::{Path, PathBuf, absolute};

use yongeo::Error;

use super::Stop;

const DEFAULT: &str = "glossary/glossary.csv";

/// The glossary that was named, else `glossary/glossary.csv` in the working directory or in the nearest folder above it.
pub fn which_glossary(named: Option<&Path>) -> Result<PathBuf, Stop> {
    if let Some(path) = named {
        return Ok(path.to_path_buf());
    }
    find_glossary()?.ok_or_else(|| none().hint("`yongeo mine --glossary glossary/glossary.csv PATH` begins one; `--glossary FILE` names another").into())
}

/// What to say where there is no glossary.
pub fn none() -> Error {
    Error::new("there is none here, nor in a folder above").in_file(DEFAULT)
}

/// The `glossary/glossary.csv` in the working directory or in the nearest folder above it, if there is one.
pub fn find_glossary() -> Result<Option<PathBuf>, Stop> {
    let here = env::current_dir()?;
    let mut above = PathBuf::new();
    for _ in here.ancestors() {
        let path = above.join(DEFAULT);
        if path.is_file() {
            return Ok(Some(path));
        }
        above.push("..");
    }
    Ok(None)
}

/// The same above the folder of a file, which need not be there.
pub fn find_glossary_of(file: &Path) -> Option<PathBuf> {
    let file = absolute(file).ok()?;
    let mut all = file.ancestors().skip(1).map(|above| above.join(DEFAULT));
    all.find(|path| path.is_file())
}
