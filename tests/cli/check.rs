//! `yongeo check`: what it prints, mends and leaves alone.

use std::fs;
use std::path::Path;

use crate::binary::{ran, read, said, yongeo_in};

const GLOSSARY: &str = "\
concept,english,korean,status
buffer,buffer,완충 공간,preferred
buffer,buffer,버퍼,deprecated
tensor,tensor,텐서,preferred
";

fn folder(text: &str) -> tempfile::TempDir {
    crate::binary::folder(&[("glossary/glossary.csv", GLOSSARY), ("docs/글.md", text)])
}

/// What checking prints and says.
fn check(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    ran(
        &mut yongeo_in(folder, &[&["check"], arguments].concat()),
        status,
    )
}

#[test]
fn what_is_wrong_is_shown_in_its_line() {
    let folder = folder("응답을 버퍼에 모은다. 텐서(tensor)을 만든다.\n");
    let (printed, said) = check(folder.path(), &["docs"], 1);
    assert_eq!(
        printed,
        "\
error[forbidden-term]: \"버퍼\" is not to be used: write \"완충 공간\"
 --> docs/글.md:1:5
  |
1 | 응답을 버퍼에 모은다. 텐서(tensor)을 만든다.
  |        ^^^^
  |
  = note: deprecated in the concept buffer
  = fix: 버퍼에 → 완충 공간에

warning[wrong-particle]: \"을\" does not go with the word before it: write \"를\"
 --> docs/글.md:1:24
  |
1 | 응답을 버퍼에 모은다. 텐서(tensor)을 만든다.
  |                                   ^^
  |
  = fix: 을 → 를
"
    );
    assert_eq!(
        said,
        "yongeo: 1 error and 1 warning in 1 of 1 document; 2 can be fixed with --fix\n"
    );
}

#[test]
fn fixing_writes_in_the_encoding_of_the_file_and_twice_is_once() {
    let folder = folder("");
    let path = folder.path().join("docs/글.md");
    let encoded = |text: &str| encoding_rs::EUC_KR.encode(text).0.into_owned();
    fs::write(&path, encoded("버퍼를 비우고, 버퍼였던 곳을 지운다.\r\n")).unwrap();
    let (_, said) = check(folder.path(), &["--fix", "docs"], 0);
    assert!(said.contains("1 document mended\n"), "{said}");
    let mended = encoded("완충 공간을 비우고, 완충 공간이었던 곳을 지운다.\r\n");
    assert_eq!(fs::read(&path).unwrap(), mended);
    let (_, said) = check(folder.path(), &["--fix", "docs"], 0);
    assert!(!said.contains("mended"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), mended);
}

#[test]
fn a_configuration_and_the_text_itself_switch_rules() {
    let text =
        "버퍼를 비운다.\n\n<!-- yongeo-disable-next-line forbidden-term -->\n버퍼를 채운다.\n";
    let folder = folder(text);
    let short = ["--format", "short", "docs"];
    let (printed, _) = check(folder.path(), &short, 1);
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert!(
        printed.starts_with("docs/글.md:1:1: error[forbidden-term] "),
        "{printed}"
    );

    said(&mut yongeo_in(folder.path(), &["init"]), 0);
    let (printed, _) = check(folder.path(), &short, 1);
    assert_eq!(
        printed.lines().count(),
        1,
        "every line of a new one is a default: {printed}"
    );
    let config = read(folder.path(), "yongeo.toml");
    let off = config.replace("#forbidden-term = \"error\"", "forbidden-term = \"off\"");
    assert_ne!(off, config);
    fs::write(folder.path().join("yongeo.toml"), off).unwrap();
    assert_eq!(check(folder.path(), &short, 0).0, "");
    said(&mut yongeo_in(folder.path(), &["init"]), 2);
}

#[test]
fn a_switch_that_names_no_rule_is_told() {
    let folder =
        folder("텐서를 만든다.\n<!-- yongeo-disable-next-line forbiden-term -->\n버퍼를 비운다.\n");
    let (_, said) = check(folder.path(), &["docs"], 1);
    assert!(
        said.contains(
            "docs/글.md: line 2: \"forbiden-term\" is not a rule, so nothing is switched"
        ),
        "{said}"
    );
}

#[test]
fn rules_are_explained() {
    let folder = folder("");
    let (printed, _) = ran(
        &mut yongeo_in(folder.path(), &["rules", "wrong-particle"]),
        0,
    );
    assert!(
        printed.starts_with("wrong-particle (warning)\n"),
        "{printed}"
    );
    let none = said(
        &mut yongeo_in(folder.path(), &["rules", "wrong-partcle"]),
        2,
    );
    let tip = "tip: a similar value exists: 'wrong-particle'";
    assert!(none.contains(tip), "{none}");
}

#[test]
fn the_schema_of_the_configuration_is_printed_and_nothing_is_written() {
    let folder = folder("");
    let (printed, said) = ran(&mut yongeo_in(folder.path(), &["init", "--schema"]), 0);
    assert_eq!(
        (printed.as_str(), said.as_str()),
        (yongeo::config::SCHEMA, "")
    );
    assert!(!folder.path().join("yongeo.toml").exists());
}

#[test]
fn terms_are_found_with_plurals_and_melted_particles_also_decomposed() {
    use unicode_normalization::UnicodeNormalization;
    let text = "버퍼들을 비우고, 버퍼엔 쌓지 않으며, 버퍼에선 읽기만 하고, 버퍼까진 보낸다.\n";
    let right = "완충 공간들을 비우고, 완충 공간엔 쌓지 않으며, 완충 공간에선 읽기만 하고, 완충 공간까진 보낸다.\n";
    let decompose = |text: &str| text.nfd().collect::<String>();
    for (text, right) in [
        (text.to_owned(), right.to_owned()),
        (decompose(text), decompose(right)),
    ] {
        let folder = folder(&text);
        check(folder.path(), &["--fix", "docs"], 0);
        assert_eq!(read(folder.path(), "docs/글.md"), right);
    }
}
