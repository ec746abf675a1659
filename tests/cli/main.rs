//! The binary from outside. One test binary, so that there is one thing to link.

#[cfg(feature = "embedded-dictionary")]
mod bad_input;
#[cfg(all(unix, feature = "embedded-dictionary"))]
mod crash;
#[cfg(feature = "embedded-dictionary")]
mod evidence;
#[cfg(feature = "embedded-dictionary")]
mod excel;
#[cfg(feature = "embedded-dictionary")]
mod explain;
#[cfg(feature = "embedded-dictionary")]
mod extract;
#[cfg(feature = "embedded-dictionary")]
mod forget;
mod lint;
mod merge;
#[cfg(feature = "embedded-dictionary")]
mod mine;
mod pages;
mod report;
#[cfg(feature = "embedded-dictionary")]
mod seeds;
mod set;
mod show;
mod status;

use assert_cmd::Command;

/// The binary under test.
fn yongeo() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("yongeo"));
    // What the terminal of whoever runs the tests prefers must not matter.
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "RAYON_NUM_THREADS",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Standard output of a successful run.
fn printed(command: &mut Command) -> String {
    let output = command.assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("output is UTF-8")
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn recorded_command_lines() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .case("tests/cmd/*.md");
}

#[cfg(not(feature = "embedded-dictionary"))]
#[test]
fn without_a_dictionary_it_says_what_to_type() {
    let run = yongeo()
        .args(["extract", "-"])
        .write_stdin("텐서(tensor)")
        .assert();
    let run = run.failure().code(2).stdout("");
    let said = String::from_utf8_lossy(&run.get_output().stderr);
    assert!(
        said.starts_with("yongeo: error: ") && said.contains("--dictionary DIR"),
        "{said}"
    );
}
