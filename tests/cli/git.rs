//! git in a folder, with nobody's settings.

use std::path::Path;
use std::process::{Command, Output};

use crate::binary::skipped;

/// Whether there is git; where there is none, it is said that a test is skipped.
pub fn is_there(test: &str) -> bool {
    let is_there = Command::new("git").arg("--version").output().is_ok();
    if !is_there {
        skipped(test, "there is no git");
    }
    is_there
}

/// What git does and says.
pub fn try_git(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", folder.join("nosuch"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=가온", "-c", "user.email=gaon@example.org"])
        .args(arguments)
        .output()
        .unwrap()
}

/// The same where it has to succeed.
pub fn git(folder: &Path, arguments: &[&str]) {
    let output = try_git(folder, arguments);
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
}
