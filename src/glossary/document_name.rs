//! The name by which the ledger knows a document.

use std::fs;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// The document's path with `/`, seen from a folder, composed (NFC): the same on every machine that
/// has the same tree. Standard input, `-`, keeps its name.
pub(super) fn document_name(document: &Path, folder: &Path) -> String {
    if document == Path::new("-") {
        return "-".to_owned();
    }
    relative(&real(document), &real(folder)).nfc().collect()
}

/// Where the document of a name lies, seen from the same folder: the folder itself need not be there.
pub(super) fn document_path(name: &str, folder: &Path) -> PathBuf {
    let mut path = real(folder);
    for part in name.split('/') {
        match part {
            "" => path = PathBuf::from("/"),
            "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path
}

/// The path without symbolic links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) if parent != absolute => real(parent).join(name),
        _ => absolute,
    }
}

/// The path as seen from a folder, with `/`. Both are real paths.
fn relative(path: &Path, folder: &Path) -> String {
    let (path, folder): (Vec<_>, Vec<_>) =
        (path.components().collect(), folder.components().collect());
    let common = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    // On another drive there is no way from here to there.
    let up = if common == 0 {
        0
    } else {
        folder.len() - common
    };
    let down = path[common..].iter().map(|part| match part {
        Component::RootDir => String::new(),
        part => part.as_os_str().to_string_lossy().into_owned(),
    });
    let parts: Vec<String> = std::iter::repeat_n("..".to_owned(), up)
        .chain(down)
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_as_seen_from_a_folder() {
        for (path, folder, name) in [
            ("/a/b/c.txt", "/a/b", "c.txt"),
            ("/a/b/c.txt", "/a/b/d", "../c.txt"),
            ("/a/c.txt", "/a/b/d", "../../c.txt"),
            ("/x/c.txt", "/a", "../x/c.txt"),
            ("/a", "/a", "."),
        ] {
            assert_eq!(relative(Path::new(path), Path::new(folder)), name);
        }
    }

    #[test]
    fn a_name_leads_back_to_its_document() {
        for path in ["/a/b/c.txt", "/a/c.txt", "/x/c.txt", "/a/b/d/e/f.txt"] {
            let name = relative(Path::new(path), Path::new("/a/b/d"));
            assert_eq!(document_path(&name, Path::new("/a/b/d")), Path::new(path));
        }
    }

    #[test]
    fn what_does_not_exist_is_named_through_what_does() {
        let folder = tempfile::tempdir().unwrap();
        let name = document_name(&folder.path().join("no/such.txt"), folder.path());
        assert_eq!(name, "no/such.txt");
    }
}
