//! Which documents `yongeo check` looks at: those below the paths, without what the configuration leaves out.

use std::fs;
use std::path::{Path, PathBuf};

use yongeo::Error;
use yongeo::report::count;
use yongeo::source::Input;

use super::Stop;
use super::check_configuration::Configured;
use super::definitions::Check;
use super::inputs::{self, Found, Telling};

/// How many files that were named and are left out are named back one by one.
const MOST: usize = 5;

impl Configured {
    /// The documents to check. What of the configuration or the command line comes to nothing is told.
    pub fn documents(&self, arguments: &Check, telling: Telling) -> Result<Found, Stop> {
        let stdin = arguments.stdin_filename.as_deref();
        if stdin.is_some() && arguments.paths != [Path::new("-")] {
            let error =
                Error::new("--stdin-filename names standard input, which is not what is checked")
                    .hint("write - as the only PATH");
            return Err(error.into());
        }
        let paths = self.paths(arguments);
        let mut found = inputs::find(&paths, &arguments.reading, telling);
        for input in &mut found.inputs {
            if let (None, Some(name)) = (&input.file, stdin) {
                name.clone_into(&mut input.name);
            }
            // Nobody typed the folder here.
            if arguments.paths.is_empty()
                && let Some(below) = input.name.strip_prefix("./")
            {
                input.name = below.to_owned();
            }
        }
        let Some(file) = &self.file else {
            return Ok(found);
        };
        if self.is_whole(&paths) {
            let names: Vec<&str> = found.inputs.iter().map(|one| one.name.as_str()).collect();
            for (key, glob) in self.config.unmatched(&names) {
                telling.note(
                    Error::new(format!("{glob:?} matches no document"))
                        .in_file(file)
                        .at(key)
                        .hint("correct it or delete it"),
                );
            }
        }
        let all = found.inputs.len();
        let mut named = Vec::new();
        found.inputs.retain(|input| {
            // Of a text without a name no glob can speak.
            if input.name == "-" {
                return true;
            }
            let key = self.config.left_out_by(input.name.as_ref());
            if let (Some(key), true) = (key, input.named) {
                named.push(left_out(input, key, file));
            }
            key.is_none()
        });
        let further = named.len().saturating_sub(MOST);
        for one in named.iter().take(MOST) {
            telling.note(one);
        }
        if further > 0 {
            telling.note(format_args!(
                "{further} more of the files that were named are not checked for the same reason"
            ));
        }
        if named.is_empty() && found.inputs.is_empty() && all > 0 {
            let documents = count(all, "document");
            telling.note(
                Error::new(format!("leaves out all that was found: {documents}"))
                    .in_file(file)
                    .hint("see include and exclude in it"),
            );
        }
        Ok(found)
    }

    /// What was named; else the folder of the configuration, if that says which documents are to be checked; else the folder here.
    fn paths(&self, arguments: &Check) -> Vec<PathBuf> {
        if !arguments.paths.is_empty() {
            return arguments.paths.clone();
        }
        let folder = self.file.as_deref().and_then(Path::parent);
        let folder = folder.filter(|_| self.config.names_documents());
        let here = || Path::new(".");
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        vec![folder.unwrap_or_else(here).to_path_buf()]
    }

    /// Whether all that the configuration may speak of lies below one of the paths.
    fn is_whole(&self, paths: &[PathBuf]) -> bool {
        let whole = |path: &Path| fs::canonicalize(path).ok();
        let folder = self.file.as_deref().and_then(whole);
        let folder = folder.as_deref().and_then(Path::parent);
        folder.is_some_and(|folder| {
            let mut paths = paths.iter().filter_map(|path| whole(path));
            paths.any(|path| folder.starts_with(path))
        })
    }
}

/// What to say of a file that was named and is left out.
fn left_out(input: &Input, key: &str, file: &Path) -> Error {
    let file = file.display();
    let reason = match key {
        "include" => format!("is not checked: it is not among what include names in {file}"),
        _ => format!("is not checked: {key} in {file} leaves it out"),
    };
    Error::new(reason).in_file(&input.name)
}
