//! Paths in the file begin at its folder; those of documents, at the working directory.

use std::path::{Component, Path, PathBuf, absolute};

use toml::Spanned;

use super::refusal::Refusal;

/// The folder of a configuration file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(folder: &Path) -> Self {
        Self(plain(folder))
    }

    /// The path of a document from this folder; none if it is not in it.
    pub(super) fn below(&self, document: &Path) -> Option<PathBuf> {
        let path = plain(document);
        if let Ok(below) = path.strip_prefix(&self.0) {
            return Some(below.to_path_buf());
        }
        // One of the two may be written by way of a symbolic link.
        let (folder, path) = (self.0.canonicalize().ok()?, path.canonicalize().ok()?);
        path.strip_prefix(folder).ok().map(Path::to_path_buf)
    }
}

/// The absolute path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let here = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let whole = absolute(here).unwrap_or_else(|_| here.to_path_buf());
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The path of a glossary that the file names, if there is one.
pub(super) fn glossary(folder: &Path, named: &Spanned<String>) -> Result<PathBuf, Refusal> {
    let (place, name) = (named.span(), named.get_ref());
    let path = folder.join(name);
    if path.is_dir() {
        return Err(Refusal::new(place, format!("\"{name}\" is a folder"))
            .hint("name the file of the glossary in it"));
    }
    if !path.exists() {
        return Err(
            Refusal::new(place, format!("there is no glossary \"{name}\""))
                .hint("paths begin at the folder of this file; correct it or delete it"),
        );
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_found_below_however_it_is_written() {
        for (folder, document, below) in [
            ("", "글/소개.md", Some("글/소개.md")),
            (".", "./글/../소개.md", Some("소개.md")),
            ("문서", "문서/소개.md", Some("소개.md")),
            ("문서", "블로그/소개.md", None),
            ("/프로젝트", "/프로젝트/글/./소개.md", Some("글/소개.md")),
            ("/프로젝트", "/프로젝트2/소개.md", None),
        ] {
            assert_eq!(
                Folder::new(Path::new(folder)).below(Path::new(document)),
                below.map(PathBuf::from),
                "{folder}: {document}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_document_behind_a_link_is_found_too() {
        let root = tempfile::TempDir::new().unwrap();
        let (folder, link) = (root.path().join("프로젝트"), root.path().join("링크"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("소개.md"), "").unwrap();
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        assert_eq!(
            Folder::new(&folder).below(&link.join("소개.md")),
            Some("소개.md".into())
        );
    }
}
