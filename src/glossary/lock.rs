//! One miner at a time: an exclusive lock on a file beside the glossary.
//!
//! The operating system gives the lock back when the process ends, however it ends, so a file that
//! a killed miner left behind stops nobody.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Error, Result};

/// How long to wait before saying so.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often to try.
const PAUSE: Duration = Duration::from_millis(20);

/// Held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock, waiting as long as another process has it; `waiting` is called once, after a
    /// second, with the path of the lock file.
    pub(super) fn take(path: PathBuf, waiting: &mut dyn FnMut(&Path)) -> Result<Self> {
        Self::wait(&path, waiting)
            .map(|file| Self {
                path: path.clone(),
                file,
            })
            .map_err(|error| {
                Error::new(format!("cannot lock the glossary: {error}"))
                    .in_file(path)
                    .hint("check who may write to this folder")
            })
    }

    fn wait(path: &Path, waiting: &mut dyn FnMut(&Path)) -> io::Result<File> {
        let begun = Instant::now();
        let mut told = false;
        loop {
            let file = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(path)?;
            match file.try_lock() {
                Ok(()) if is_still(&file, path) => return Ok(file),
                // Its holder removed it when it was done; this lock would guard nothing.
                Ok(()) => continue,
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) => {}
            }
            if !told && begun.elapsed() >= PATIENCE {
                waiting(path);
                told = true;
            }
            thread::sleep(PAUSE);
        }
    }
}

/// Whether the path still leads to the file that was opened.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Elsewhere the file is never removed.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held: who waits for it sees that its path leads elsewhere.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_one_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv.lock");
        let inside = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let _lock = Lock::take(path.clone(), &mut |_| ()).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        thread::sleep(Duration::from_millis(1));
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
    }

    #[test]
    fn says_that_it_waits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv.lock");
        let held = Lock::take(path.clone(), &mut |_| ()).unwrap();
        let told = thread::scope(|scope| {
            let second = scope.spawn(|| {
                let mut told = Vec::new();
                let _lock = Lock::take(path.clone(), &mut |at| told.push(at.to_path_buf()));
                told
            });
            thread::sleep(PATIENCE + 5 * PAUSE);
            drop(held);
            second.join().unwrap()
        });
        assert_eq!(told, [path]);
    }

    #[test]
    fn a_file_left_behind_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("glossary.csv.lock");
        fs::write(&path, "").unwrap();
        Lock::take(path, &mut |_| panic!("waited")).unwrap();
    }
}
