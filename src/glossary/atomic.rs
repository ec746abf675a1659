//! The one place that writes files: a reader sees the old file or the new one, never half of one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::{Error, Result};

/// Replaces the file, or creates it: written under another name in the same folder, brought to the
/// disk, renamed, and the folder brought to the disk. A file that exists keeps its permissions; a
/// symbolic link stays one, and what it points to is replaced.
///
/// # Errors
///
/// The folder is not there or not writable, or the disk is full. The old file is then as it was.
pub fn replace(path: impl AsRef<Path>, content: &[u8]) -> Result<()> {
    replace_with(path, |out| out.write_all(content))
}

/// The same with what `write` writes, so that a large file need not be in memory.
///
/// # Errors
///
/// As of [`replace`]; or what `write` gives.
pub fn replace_with(
    path: impl AsRef<Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    let path = follow(path.as_ref())?;
    write_beside(&path, write).map_err(|error| cannot_write(&path, &error))
}

fn write_beside(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Somebody said that it should stay as it is; a rename would not ask.
    if fs::metadata(path).is_ok_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is write-protected",
        ));
    }
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    // Hidden, so that no walk of the folder meets it.
    builder.prefix(".yongeo-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As `open` would create it; the umask takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The kind alone: its words name a file that nobody knows.
    let (mut temporary, unfinished) = Unfinished::begin(|| builder.tempfile_in(folder))
        .map_err(|error| io::Error::from(error.kind()))?;
    let mut out = BufWriter::new(&mut temporary);
    write(&mut out)?;
    out.flush()?;
    drop(out);
    if let Ok(old) = fs::metadata(path) {
        temporary.as_file().set_permissions(old.permissions())?;
    }
    temporary.as_file().sync_all()?;
    unfinished.end(|| temporary.persist(path).map_err(|refused| refused.error))?;
    sync_folder(folder)
}

/// What is being written under other names, by all threads.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Removes what is half written, for a program that is about to end. As long as what it gives back is there, nothing takes the place of a file,
/// and nothing else is begun.
pub fn abandon() -> impl Sized {
    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    for path in &*unfinished {
        // Nobody is left to be told.
        let _ = fs::remove_file(path);
    }
    unfinished
}

/// A file that is being written under another name.
struct Unfinished(PathBuf);

impl Unfinished {
    fn begin(
        make: impl FnOnce() -> io::Result<NamedTempFile>,
    ) -> io::Result<(NamedTempFile, Self)> {
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        let file = make()?;
        unfinished.insert(file.path().to_path_buf());
        let path = file.path().to_path_buf();
        Ok((file, Self(path)))
    }

    /// Gives it its own name.
    fn end<T>(self, rename: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        let renamed = rename();
        unfinished.remove(&self.0);
        drop(unfinished);
        renamed
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        unfinished.remove(&self.0);
    }
}

/// A rename is on the disk only when its folder is. Windows has no such call.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The file that a path means: the target where it is a symbolic link (which need not exist yet),
/// else the path itself.
pub fn follow(path: &Path) -> Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(Error::new("the symbolic links go round in a circle").in_file(path))
}

/// The folder a file lies in: `.` for a bare name.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Error::new(format!(
            "cannot write: there is no folder {}",
            folder.display()
        ))
        .in_file(path)
        .hint("create it first");
    }
    Error::new(format!("cannot write: {error}"))
        .in_file(path)
        .hint(todo(error, cfg!(windows)))
}

/// What to do about a file that can't be written.
fn todo(error: &io::Error, windows: bool) -> &'static str {
    if let Some(hint) = open_elsewhere(error, windows) {
        return hint;
    }
    match error.kind() {
        // What a rename says where the file is open in another program.
        io::ErrorKind::PermissionDenied if windows => {
            "if another program has the file open, such as Excel, close it there and run the command again; \
             else check who may write to the file and its folder"
        }
        io::ErrorKind::PermissionDenied => "check who may write to the file and its folder",
        io::ErrorKind::StorageFull => "make room on the disk; the old file is as it was",
        _ => "the old file is as it was",
    }
}

/// What to do if another program keeps the file open so that it can be neither read nor replaced, which Excel does. Only
/// Windows knows that; the numbers mean something else on other systems.
pub(super) fn open_elsewhere(error: &io::Error, windows: bool) -> Option<&'static str> {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    const USER_MAPPED_FILE: i32 = 1224;
    let held = [SHARING_VIOLATION, LOCK_VIOLATION, USER_MAPPED_FILE];
    (windows && error.raw_os_error().is_some_and(|code| held.contains(&code))).then_some(
        "another program, such as Excel, has the file open: close it there and run the command again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creates_and_replaces_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("용어.csv");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = replace(folder.path().join("no/such.csv"), b"").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("no/such.csv: cannot write: there is no folder"),
            "{error}"
        );
        assert!(error.to_string().ends_with("(create it first)"), "{error}");
    }

    #[test]
    fn a_file_that_excel_has_open_is_said_to_be() {
        const OPEN: &str = "another program, such as Excel, has the file open: close it there";
        for code in [32, 33, 1224] {
            let error = io::Error::from_raw_os_error(code);
            assert!(todo(&error, true).starts_with(OPEN), "{error}");
            assert!(!todo(&error, false).contains("Excel"), "{error}");
        }
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(todo(&denied, true).contains("such as Excel, close it there"));
        assert_eq!(
            todo(&denied, false),
            "check who may write to the file and its folder"
        );
    }

    #[test]
    fn what_is_write_protected_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = replace(&path, b"new").unwrap_err().to_string();
        assert!(
            error.contains("glossary.csv: cannot write: it is write-protected"),
            "{error}"
        );
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("shared/glossary.csv");
        fs::create_dir(folder.path().join("shared")).unwrap();
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("glossary.csv");
        symlink("shared/glossary.csv", &link).unwrap();

        replace(&link, b"new").unwrap();
        assert_eq!(
            fs::read_link(&link).unwrap(),
            Path::new("shared/glossary.csv")
        );
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&target).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_circle_of_links_is_an_error() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        symlink(&b, &a).unwrap();
        symlink(&a, &b).unwrap();
        assert!(replace(&a, b"").is_err());
    }
}
