//! Paths on the command line become a list of files to read.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use ignore::WalkBuilder;

use crate::Error;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// How it is called in output: the path as given or met, with `/`; `-` for standard input.
    pub name: String,
    /// The file; none for standard input.
    pub file: Option<PathBuf>,
    /// Whether the user asked for it by name, and must be told if it cannot be read.
    pub named: bool,
}

/// Which files of a folder are left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walk {
    /// Read what `.gitignore`, `.ignore` and the like exclude.
    pub no_ignore: bool,
    /// Read hidden files and folders.
    pub hidden: bool,
}

/// What a list of paths comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// What is to be read, each file once, sorted by name.
    pub inputs: Vec<Input>,
    /// What was met in a folder and could not be looked at: one sentence each, for standard error.
    pub notes: Vec<String>,
    /// What was asked for by name and is not there.
    pub errors: Vec<Error>,
}

impl Walk {
    /// Finds the files that paths stand for: a file for itself, a folder for the files in it,
    /// `-` for standard input.
    ///
    /// Folders are walked as ripgrep walks them: hidden and ignored files are left out unless asked
    /// for, symbolic links in a folder are not followed, and whatever is no regular file (pipes,
    /// sockets, devices) is passed over. A path given by name is taken whatever it is. The list
    /// does not depend on the order of the paths, but for the name of a file that two of them reach.
    #[must_use]
    pub fn files<P: AsRef<Path>>(self, paths: &[P]) -> Inputs {
        let mut found = Found::default();
        for path in paths {
            let path = path.as_ref();
            if path == OsStr::new("-") {
                found.add(
                    path.to_path_buf(),
                    Input {
                        name: "-".to_owned(),
                        file: None,
                        named: true,
                    },
                );
                continue;
            }
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => self.folder(path, &mut found),
                Ok(_) => found.add(
                    identity(path),
                    Input {
                        name: display(path),
                        file: Some(path.to_path_buf()),
                        named: true,
                    },
                ),
                Err(error) => found.list.errors.push(cannot_open(path, &error)),
            }
        }
        found.list.inputs.sort();
        found.list
    }

    fn folder(self, root: &Path, found: &mut Found) {
        let identity = identity(root);
        let ignoring = !self.no_ignore;
        let entries = WalkBuilder::new(root)
            .hidden(!self.hidden)
            .parents(ignoring)
            .ignore(ignoring)
            .git_ignore(ignoring)
            .git_global(ignoring)
            .git_exclude(ignoring)
            .build();
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let named = error.depth() == Some(0);
                    let (path, error) = unwalkable(root, error);
                    let error = cannot_open(&path, &error);
                    if named {
                        found.list.errors.push(error);
                    } else {
                        found.list.notes.push(error.to_string());
                    }
                    continue;
                }
            };
            if let Some(error) = entry.error() {
                found.list.notes.push(error.to_string());
            }
            if entry.file_type().is_none_or(|kind| !kind.is_file()) {
                continue;
            }
            // What Word and Excel leave beside a document that is open: who has it open.
            if entry.file_name().as_encoded_bytes().starts_with(b"~$") {
                continue;
            }
            // No link is followed below the root, so this names the file as well as its canonical path.
            let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
            found.add(
                identity.join(below),
                Input {
                    name: display(entry.path()),
                    file: Some(entry.path().to_path_buf()),
                    named: false,
                },
            );
        }
    }
}

/// Which path below a folder could not be walked, and why.
fn unwalkable(root: &Path, error: ignore::Error) -> (PathBuf, std::io::Error) {
    match error {
        ignore::Error::WithPath { path, err } => (path, unwalkable(root, *err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            unwalkable(root, *err)
        }
        ignore::Error::Io(error) => (root.to_path_buf(), error),
        other => (root.to_path_buf(), std::io::Error::other(other.to_string())),
    }
}

/// The list as it grows, and which files are on it.
#[derive(Default)]
struct Found {
    list: Inputs,
    places: HashMap<PathBuf, usize>,
}

impl Found {
    fn add(&mut self, identity: PathBuf, input: Input) {
        let next = self.list.inputs.len();
        let place = *self.places.entry(identity).or_insert(next);
        match self.list.inputs.get_mut(place) {
            Some(known) => known.named |= input.named,
            None => self.list.inputs.push(input),
        }
    }
}

/// What tells whether two paths are one file.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn display(path: &Path) -> String {
    let name = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(MAIN_SEPARATOR, "/")
    }
}

/// Why a path could not be opened, in words.
pub(crate) fn cannot_open(path: &Path, error: &std::io::Error) -> Error {
    use std::io::ErrorKind::{IsADirectory, NotFound, PermissionDenied};
    match error.kind() {
        IsADirectory => Error::new("is a folder").hint("name a file in it"),
        NotFound => Error::new("no such file or folder").hint("check the path"),
        PermissionDenied => Error::new("may not be read").hint("check its permissions"),
        _ => Error::new(format!("cannot be read: {error}")),
    }
    .in_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{create_dir, write};
    use tempfile::TempDir;

    /// A folder with something of everything in it.
    fn folder() -> TempDir {
        let folder = TempDir::new().unwrap();
        let path = folder.path();
        for name in ["docs", "docs/build", ".git"] {
            create_dir(path.join(name)).unwrap();
        }
        for name in [
            "~$가.md",
            "나.txt",
            "가.md",
            "docs/a.md",
            "docs/.hidden.md",
            "docs/build/out.md",
            "draft.txt",
        ] {
            write(path.join(name), "텐서(tensor)").unwrap();
        }
        write(path.join(".gitignore"), "build/\n").unwrap();
        write(path.join(".ignore"), "draft.txt\n").unwrap();
        folder
    }

    fn names(walk: Walk, root: &Path, paths: &[&Path]) -> Vec<String> {
        let found = walk.files(paths);
        assert_eq!((found.notes, found.errors), (vec![], vec![]));
        let prefix = format!("{}/", display(root));
        found
            .inputs
            .iter()
            .map(|input| {
                input
                    .name
                    .strip_prefix(&prefix)
                    .unwrap_or(&input.name)
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn hidden_and_ignored_files_are_left_out() {
        let folder = folder();
        let root = folder.path();
        let files = |walk| names(walk, root, &[root]);
        assert_eq!(files(Walk::default()), ["docs/a.md", "가.md", "나.txt"]);
        let no_ignore = Walk {
            no_ignore: true,
            hidden: false,
        };
        assert_eq!(
            files(no_ignore),
            [
                "docs/a.md",
                "docs/build/out.md",
                "draft.txt",
                "가.md",
                "나.txt"
            ]
        );
        let hidden = Walk {
            no_ignore: false,
            hidden: true,
        };
        assert_eq!(
            files(hidden),
            [
                ".gitignore",
                ".ignore",
                "docs/.hidden.md",
                "docs/a.md",
                "가.md",
                "나.txt"
            ]
        );
    }

    #[test]
    fn what_is_named_is_taken_though_it_is_ignored() {
        let folder = folder();
        let root = folder.path();
        let draft = root.join("draft.txt");
        assert_eq!(names(Walk::default(), root, &[&draft]), ["draft.txt"]);
    }

    #[test]
    fn a_file_reached_twice_is_read_once_and_counts_as_named() {
        let folder = folder();
        let root = folder.path();
        let (docs, file) = (root.join("docs"), root.join("./docs/../docs/a.md"));
        for paths in [[&docs, &file], [&file, &docs]] {
            let found = Walk::default().files(&paths);
            assert_eq!(found.inputs.len(), 1);
            assert!(found.inputs[0].named);
        }
        assert_eq!(
            names(Walk::default(), root, &[root, &docs]),
            ["docs/a.md", "가.md", "나.txt"]
        );
    }

    #[test]
    fn standard_input_is_a_dash_and_comes_once() {
        let found = Walk::default().files(&["-", "-"]);
        assert_eq!(
            found.inputs,
            [Input {
                name: "-".to_owned(),
                file: None,
                named: true,
            }]
        );
    }

    #[test]
    fn what_is_not_there_is_an_error_and_the_rest_is_found() {
        let folder = folder();
        let root = folder.path();
        let found = Walk::default().files(&[&root.join("없다.md"), &root.join("가.md")]);
        assert_eq!(found.inputs.len(), 1);
        let error = found.errors[0].to_string();
        assert!(error.contains("없다.md: no such file or folder"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_may_not_be_read_is_an_error_if_it_was_named() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let docs = folder.path().join("docs");
        let allow = |mode| {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(&docs, mode).unwrap();
        };
        allow(0o000);
        let is_locked = std::fs::read_dir(&docs).is_err();
        let [met, named] = [folder.path(), &docs].map(|path| Walk::default().files(&[path]));
        allow(0o755);
        // Nothing is locked to root.
        if is_locked {
            let said = format!(
                "{}: may not be read (check its permissions)",
                display(&docs)
            );
            assert_eq!((met.notes, met.errors), (vec![said.clone()], vec![]));
            assert_eq!((named.notes.len(), named.errors.len()), (0, 1));
            assert_eq!(named.errors[0].to_string(), said);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_sockets_in_a_folder_are_passed_over() {
        use std::os::unix::fs::symlink;
        use std::os::unix::net::UnixListener;

        let folder = folder();
        let root = folder.path();
        let outside = TempDir::new().unwrap();
        write(outside.path().join("far.md"), "").unwrap();
        symlink(outside.path(), root.join("link")).unwrap();
        symlink("missing", root.join("broken.md")).unwrap();
        symlink(root, root.join("docs/loop")).unwrap();
        let _socket = UnixListener::bind(root.join("socket.md")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(root.join("pipe.md"))
            .status();
        assert!(made.unwrap().success());

        assert_eq!(
            names(Walk::default(), root, &[root]),
            ["docs/a.md", "가.md", "나.txt"]
        );
        // The root itself may be a link.
        let link = root.join("link");
        assert_eq!(names(Walk::default(), &link, &[&link]), ["far.md"]);
    }
}
