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

/// The path of the document of a name, seen from the same folder, which need not be there itself; `None` where it is not
/// there. The name is composed; that of the file need not be.
pub(super) fn path_of(name: &str, folder: &Path) -> Option<PathBuf> {
    let path = document_path(name, folder);
    if path.exists() {
        return Some(path);
    }
    if name.is_ascii() {
        return None;
    }
    name.split('/').try_fold(real(folder), |path, part| {
        let next = step(&path, part);
        if next.exists() {
            Some(next)
        } else {
            composed_as(&path, part)
        }
    })
}

/// The entry of a folder whose composed name this is.
fn composed_as(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    entries.map(|entry| entry.path()).find(|path| {
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        own.nfc().eq(name.chars())
    })
}

/// Where the document of a name lies.
fn document_path(name: &str, folder: &Path) -> PathBuf {
    let parts = name.split('/');
    parts.fold(real(folder), |path, part| step(&path, part))
}

/// One part of a name further.
fn step(path: &Path, part: &str) -> PathBuf {
    match part {
        "" => PathBuf::from("/"),
        "." => path.to_path_buf(),
        ".." => path.parent().unwrap_or(path).to_path_buf(),
        part => path.join(part),
    }
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

    #[test]
    fn a_decomposed_file_name_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let decomposed: String = "문서".nfd().collect();
        let inner: String = "기사.txt".nfd().collect();
        fs::create_dir(folder.path().join(&decomposed)).unwrap();
        fs::write(folder.path().join(decomposed).join(inner), "").unwrap();
        assert!(path_of("문서/기사.txt", folder.path()).unwrap().is_file());
        assert_eq!(path_of("문서/소식.txt", folder.path()), None);
    }
}
