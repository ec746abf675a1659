//! All that a glossary knows of a term: its concepts, their rows, and where they stand in the texts.

mod find;
mod json;
mod text;

pub use find::{Hits, find, near};
pub use json::write as write_json;
pub use text::{Layout, write as write_text};

#[cfg(test)]
pub(super) mod tests {
    use crate::glossary::Glossary;

    /// A glossary with these bytes.
    pub fn glossary(csv: &str) -> Glossary {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        std::fs::write(&path, csv).unwrap();
        Glossary::read(path).unwrap()
    }
}
