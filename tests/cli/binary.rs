//! The binary under test: run in a folder, what it prints and says, and what it leaves there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// The binary as it is run where nobody prefers anything.
pub fn yongeo() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("yongeo"));
    // What the terminal of whoever runs the tests prefers must not matter.
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "RAYON_NUM_THREADS",
    ] {
        command.env_remove(variable);
    }
    command
}

/// The same in a folder.
pub fn yongeo_in(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = yongeo();
    command.current_dir(folder).args(arguments);
    command
}

/// Standard output of a successful run.
pub fn printed(command: &mut Command) -> String {
    ran(command, 0).0
}

/// What a run with this exit status says on standard error.
pub fn said(command: &mut Command, status: i32) -> String {
    ran(command, status).1
}

/// Standard output and standard error of a run with this exit status.
pub fn ran(command: &mut Command, status: i32) -> (String, String) {
    let run = command.assert().code(status);
    let output = run.get_output();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    (text(&output.stdout), text(&output.stderr))
}

/// What mining says where the glossary is `terms.csv`.
#[cfg(feature = "embedded-dictionary")]
pub fn mine(folder: &Path, arguments: &[&str]) -> String {
    let mine = ["mine", "--glossary", "terms.csv"];
    said(&mut yongeo_in(folder, &[&mine, arguments].concat()), 0)
}

/// A folder with these files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What a file of a folder holds.
pub fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The glossary `terms.csv` and its ledger.
#[cfg(feature = "embedded-dictionary")]
pub fn glossary_and_ledger(folder: &Path) -> [String; 2] {
    ["terms.csv", "terms.evidence.csv"].map(|name| read(folder, name))
}

/// Says that a test cannot be run here, past what the test harness keeps to itself of tests that pass.
pub fn skipped(test: &str, reason: &str) {
    let _ = writeln!(io::stderr(), "{test}: skipped, {reason}");
}
