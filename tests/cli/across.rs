//! `yongeo check`: what several documents tell together, with a glossary or without.

use std::path::Path;

use crate::binary::{folder, ran, said, yongeo_in};

fn check(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    ran(
        &mut yongeo_in(folder, &[&["check"], arguments].concat()),
        status,
    )
}

/// Two spellings in two documents, the second of which has a fault of its own.
fn proxies() -> tempfile::TempDir {
    folder(&[
        (
            "docs/가.md",
            "# 소개\n\n프록시(proxy)는 요청을 대신 보낸다.\n",
        ),
        (
            "docs/나.md",
            "프락시(proxy)을 거치면 느려진다.\n\n그래도 안전하다.\n",
        ),
        ("docs/다.md", "요청은 모두 프록시(proxy)를 거친다.\n"),
    ])
}

/// Twenty documents with one spelling, and two with another, of which one has no English.
fn minority() -> tempfile::TempDir {
    let folder = proxies();
    let docs = folder.path().join("docs");
    std::fs::write(docs.join("나.md"), "프락시(proxy)를 거치면 느려진다.\n").unwrap();
    std::fs::write(
        docs.join("라.md"),
        "먼저 읽는다.\n\n여기서 프락시를 끈다.\n",
    )
    .unwrap();
    for number in 0..18 {
        let text = format!("{number}번 서버 앞에 프록시를 둔다.\n");
        std::fs::write(docs.join(format!("{number:02}.md")), text).unwrap();
    }
    folder
}

#[test]
fn no_glossary_is_needed() {
    let folder = proxies();
    let (printed, said_so) = check(folder.path(), &["docs"], 1);
    assert_eq!(
        printed,
        "\
warning[wrong-particle]: \"을\" does not go with the word before it: write \"를\"
 --> docs/나.md:1:11
  |
1 | 프락시(proxy)을 거치면 느려진다.
  |              ^^
  |
  = fix: 을 → 를

warning[inconsistent-in-document]: \"proxy\" is \"프락시\" here and \"프록시\" in docs/가.md:3
 --> docs/나.md:1:1
  |
1 | 프락시(proxy)을 거치면 느려진다.
  | ^^^^^^
  |
  = note: \"프록시\": 2 documents; \"프락시\": 1
"
    );
    assert_eq!(
        said_so,
        "\
yongeo: note: glossary/glossary.csv: there is none here, nor in a folder above (without a glossary, only particles and \
spellings are checked; `yongeo mine --glossary glossary/glossary.csv PATH` begins one)
yongeo: 2 warnings in 1 of 3 documents; 1 can be fixed with --fix
"
    );
    let named = said(
        &mut yongeo_in(folder.path(), &["check", "--glossary", "용어.csv", "docs"]),
        2,
    );
    assert!(named.contains("용어.csv"), "{named}");
}

#[test]
fn a_minority_is_a_hint_with_the_counts() {
    let folder = minority();
    let (printed, said) = check(folder.path(), &["docs"], 0);
    assert_eq!(
        printed,
        "\
info[minority-variant]: \"proxy\" is \"프락시\" here and in 2 documents in all, and \"프록시\" in 20 documents
 --> docs/나.md:1:1
  |
1 | 프락시(proxy)를 거치면 느려진다.
  | ^^^^^^
  |
  = note: \"프록시\" with \"proxy\": docs/가.md:3
  = fix: 프락시 → 프록시 (unsafe)

info[minority-variant]: \"proxy\" is \"프락시\" here and in 2 documents in all, and \"프록시\" in 20 documents
 --> docs/라.md:3:5
  |
3 | 여기서 프락시를 끈다.
  |        ^^^^^^
  |
  = note: \"프록시\" with \"proxy\": docs/가.md:3
  = fix: 프락시를 → 프록시를 (unsafe)
"
    );
    assert!(
        said.ends_with(
            "yongeo: 2 to look at in 2 of 22 documents; 2 can be fixed with --fix --unsafe\n"
        ),
        "{said}"
    );
}

#[test]
fn a_minority_is_mended_where_it_is_asked_for() {
    let folder = minority();
    let text = |name: &str| std::fs::read_to_string(folder.path().join("docs").join(name)).unwrap();
    let (printed, said) = check(folder.path(), &["--fix", "docs"], 0);
    assert!(
        printed.contains("= fix: 프락시를 → 프록시를 (unsafe)"),
        "{printed}"
    );
    assert!(
        said.ends_with(
            "yongeo: 2 to look at in 2 of 22 documents; 2 can be fixed with --fix --unsafe\n"
        ),
        "{said}"
    );
    assert_eq!(text("나.md"), "프락시(proxy)를 거치면 느려진다.\n");
    let (patch, said) = check(folder.path(), &["--diff", "--unsafe", "docs"], 0);
    assert!(
        patch.contains("-여기서 프락시를 끈다.\n+여기서 프록시를 끈다.\n"),
        "{patch}"
    );
    assert!(said.contains("2 documents would be mended"), "{said}");
    let (printed, said) = check(folder.path(), &["--fix", "--unsafe", "docs"], 0);
    assert_eq!(printed, "");
    assert!(said.contains("2 documents mended"), "{said}");
    assert_eq!(text("나.md"), "프록시(proxy)를 거치면 느려진다.\n");
    assert_eq!(text("라.md"), "먼저 읽는다.\n\n여기서 프록시를 끈다.\n");
    check(folder.path(), &["docs"], 0);
}

#[test]
fn threads_and_the_order_of_paths_change_nothing() {
    let folder = minority();
    let first = check(folder.path(), &["--jobs", "1", "docs"], 0);
    let names = std::fs::read_dir(folder.path().join("docs")).unwrap();
    let mut paths: Vec<String> = names
        .map(|entry| format!("docs/{}", entry.unwrap().file_name().display()))
        .collect();
    paths.sort();
    for jobs in ["1", "2", "7"] {
        paths.rotate_left(5);
        paths.reverse();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        assert_eq!(
            check(folder.path(), &[&["--jobs", jobs], &*paths].concat(), 0),
            first
        );
    }
}

#[test]
fn all_formats_are_whole() {
    let folder = proxies();
    let of = |format| check(folder.path(), &["--format", format, "docs"], 1).0;
    let message = "\"proxy\" is \"프락시\" here and \"프록시\" in docs/가.md:3";
    let rule = "inconsistent-in-document";
    assert_eq!(
        of("short"),
        format!(
            "docs/나.md:1:11: warning[wrong-particle] \"을\" does not go with the word before it: write \"를\"\n\
             docs/나.md:1:1: warning[{rule}] {message}\n"
        )
    );
    let array: Vec<serde_json::Value> = serde_json::from_str(&of("json")).unwrap();
    let lines: Vec<serde_json::Value> = of("jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(array, lines);
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[1]["rule"], &lines[1]["message"]),
        (&rule.into(), &message.into())
    );
    let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert_eq!(results[1]["ruleId"], rule);
    let github = of("github");
    assert!(
        github
            .lines()
            .nth(1)
            .unwrap()
            .starts_with("::warning file=docs/나.md,line=1,"),
        "{github}"
    );
    let checkstyle = of("checkstyle");
    assert_eq!(checkstyle.matches("<file name=\"docs/나.md\">").count(), 1);
    assert_eq!(checkstyle.matches("</file>").count(), 1);
    assert_eq!(checkstyle.matches("<error ").count(), 2);
    assert!(
        checkstyle.ends_with("  </file>\n</checkstyle>\n"),
        "{checkstyle}"
    );
    let junit = of("junit");
    let suites = [("가", 1), ("나", 2), ("다", 1)]
        .map(|(name, tests)| format!("<testsuite name=\"docs/{name}.md\" tests=\"{tests}\""));
    let mut rest = &*junit;
    for suite in suites {
        let at = rest.find(&suite);
        rest = &rest[at.unwrap_or_else(|| panic!("{suite} in {junit}")) + 1..];
    }
    assert!(rest.ends_with("  </testsuite>\n</testsuites>\n"), "{junit}");
}

#[test]
fn standard_input_is_held_against_files() {
    let folder = proxies();
    let arguments = ["check", "--format", "short", "docs/가.md", "-"];
    let mut command = yongeo_in(folder.path(), &arguments);
    command.write_stdin("요청은 모두 프락시(proxy)를 거친다.\n");
    let (printed, _) = ran(&mut command, 1);
    // It comes first, and one of two that are used as often is meant if it does.
    assert_eq!(
        printed,
        "docs/가.md:3:1: warning[inconsistent-in-document] \"proxy\" is \"프록시\" here and \"프락시\" in -:1\n"
    );
    let arguments = [&arguments[..], &["docs/다.md"]].concat();
    let mut command = yongeo_in(folder.path(), &arguments);
    command.write_stdin("요청은 모두 프락시(proxy)를 거친다.\n");
    let (printed, _) = ran(&mut command, 1);
    assert_eq!(
        printed,
        "-:1:8: warning[inconsistent-in-document] \"proxy\" is \"프락시\" here and \"프록시\" in docs/가.md:3\n"
    );
}

#[test]
fn what_is_mended_is_held_against_the_others_as_it_is_then() {
    let folder = proxies();
    let (printed, said) = check(folder.path(), &["--fix", "--format", "short", "docs"], 1);
    assert_eq!(
        printed,
        "docs/나.md:1:1: warning[inconsistent-in-document] \"proxy\" is \"프락시\" here and \"프록시\" in docs/가.md:3\n"
    );
    assert!(
        said.ends_with("yongeo: 1 document mended\nyongeo: 1 warning in 1 of 3 documents\n"),
        "{said}"
    );
}

#[test]
fn spellings_in_one_document_are_mended_in_each_others_midst() {
    let folder = folder(&[(
        "docs/가.md",
        "프락시(proxy) 옆에 쉘(shell)이 있다. 프락시를 끄고 쉘을 닫는다. 프락시가 멈춘다.\n",
    )]);
    let docs = folder.path().join("docs");
    for number in 0..20 {
        let text = format!("{number}번 프록시(proxy)는 셸(shell)에서 켠다.\n");
        std::fs::write(docs.join(format!("{number:02}.md")), text).unwrap();
    }
    let right =
        "프록시(proxy) 옆에 셸(shell)이 있다. 프록시를 끄고 셸을 닫는다. 프록시가 멈춘다.\n";
    let (patch, _) = check(folder.path(), &["--diff", "--unsafe", "docs"], 0);
    assert!(patch.contains(&format!("\n+{right}")), "{patch}");
    let (printed, said) = check(folder.path(), &["--fix", "--unsafe", "docs"], 0);
    assert_eq!(printed, "");
    assert!(said.contains("1 document mended"), "{said}");
    let text = std::fs::read_to_string(docs.join("가.md")).unwrap();
    assert_eq!(text, right);
}
