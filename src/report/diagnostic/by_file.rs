//! What is written of each document, held until all of them are: some formats want a document in one piece, while what
//! several documents tell together comes last.

use std::collections::HashMap;

/// What there is of each document, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct ByFile {
    files: Vec<File>,
    places: HashMap<String, usize>,
}

/// One document.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Its path, with `/`.
    pub(super) path: String,
    /// What was written of it.
    pub(super) text: String,
    /// How many diagnostics it has.
    pub(super) diagnostics: usize,
    /// How many of those are more than worth a look.
    pub(super) failures: usize,
}

impl ByFile {
    /// The document of a path, new or known.
    pub(super) fn of(&mut self, path: &str) -> &mut File {
        let next = self.files.len();
        let place = *self.places.entry(path.to_owned()).or_insert(next);
        if place == next {
            self.files.push(File {
                path: path.to_owned(),
                ..File::default()
            });
        }
        &mut self.files[place]
    }

    /// All of them.
    pub(super) fn files(&self) -> &[File] {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_later_goes_where_the_first_was() {
        let mut held = ByFile::default();
        for (path, text) in [("가.md", "1"), ("나.md", "2"), ("가.md", "3")] {
            held.of(path).text.push_str(text);
        }
        let files: Vec<_> = held
            .files()
            .iter()
            .map(|one| (&*one.path, &*one.text))
            .collect();
        assert_eq!(files, [("가.md", "13"), ("나.md", "2")]);
    }
}
