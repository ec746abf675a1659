//! What to read, and with what.

use std::fs;
use std::path::{Path, PathBuf};

use yongeo::{Document, Error, Extractor, Result};

use super::definitions::{Analysis, Reading};
use super::{Status, messages};

/// A file to read, or why there is none.
pub struct Input {
    path: PathBuf,
    /// Asked for by name, not met in a folder.
    pub named: bool,
}

/// All files below the paths, with their sizes, in the order of the paths and below them by name.
pub fn find(paths: &[PathBuf], reading: &Reading) -> Vec<(Input, u64)> {
    let mut found = Vec::new();
    for path in paths {
        walk(path, true, reading, &mut found);
    }
    found
}

fn walk(path: &Path, named: bool, reading: &Reading, found: &mut Vec<(Input, u64)>) {
    if path.is_dir() {
        let mut below: Vec<_> = fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .collect();
        below.sort();
        for path in below {
            walk(&path, false, reading, found);
        }
        return;
    }
    let size = fs::metadata(path).map_or(0, |m| m.len());
    found.push((
        Input {
            path: path.to_path_buf(),
            named,
        },
        size,
    ));
}

impl Input {
    pub fn read(&self, _reading: &Reading) -> Result<Document> {
        let text = if self.path.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin())
        } else {
            fs::read_to_string(&self.path)
        };
        let text = text.map_err(|e| Error::new(e.to_string()).in_file(&self.path))?;
        Ok(Document::plain(self.path.display().to_string(), text))
    }
}

/// Sets the number of threads and loads the dictionary.
pub fn extractor(analysis: &Analysis) -> Result<Extractor> {
    if let Some(jobs) = analysis.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.get())
            .build_global()
            .map_err(|error| Error::new(format!("--jobs {jobs}: {error}")))?;
    }
    Extractor::new(analysis.dictionary.as_deref())
}

/// Says that an input could not be read: an error if it was asked for by name, else a note.
pub fn refuse(named: bool, error: &Error) -> Status {
    if named {
        messages::error(error);
        Status::Failed
    } else {
        messages::note(error);
        Status::Done
    }
}
