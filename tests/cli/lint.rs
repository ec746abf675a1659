//! `yongeo lint`: what it finds, what it says, how it ends.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use crate::binary::{printed, ran, yongeo, yongeo_in};

/// A folder with a glossary of these rows.
fn folder(rows: &str) -> tempfile::TempDir {
    let csv = format!("concept,english,korean,status\n{rows}");
    crate::binary::folder(&[("terms.csv", &csv)])
}

fn lint(folder: &Path, arguments: &[&str]) -> Command {
    let lint = ["lint", "--glossary", "terms.csv"];
    yongeo_in(folder, &[&lint, arguments].concat())
}

#[test]
fn findings_come_in_the_order_of_the_file_with_what_to_do() {
    let folder = folder(
        "tensor,tensor,텐서,good\n\
         cloud,cloud,클라우드 ,preferred\n\
         cloud,Cloud,구름,preferred\n\
         fog,,포그,\n\
         mist,mist,미스트\n",
    );
    let (out, err) = ran(&mut lint(folder.path(), &[]), 1);
    assert_eq!(
        out,
        "\
terms.csv:2: [unknown-status] unknown status \"good\" (proposed, preferred, admitted, deprecated or rejected)
terms.csv:3: [spaces] korean \"클라우드 \" ends with a space (write single spaces, and none at the ends)
terms.csv:4: [two-preferred] \"구름\" is preferred, and so is \"클라우드 \" on line 3 (set one of the two to admitted)
terms.csv:5: [empty] english is empty (fill it or delete the row)
terms.csv:6: [cells] 3 cells where the header has 4 columns (put cells that hold a comma in double quotes, and write every comma)
"
    );
    assert_eq!(err, "yongeo: 4 rows: 4 errors, 1 warning, 0 to look at\n");
}

#[test]
fn what_is_only_worth_a_look_leaves_the_status_clean() {
    let folder = folder("weight,weight,가중치,\nweight-2,weight,무게,\n");
    let (out, _) = ran(&mut lint(folder.path(), &[]), 0);
    assert!(
        out.starts_with("terms.csv:3: [shared-english] weight: 가중치 (weight), 무게 (weight-2) (one concept or two"),
        "{out}"
    );
    let clean = self::folder("weight,weight,가중치,preferred\n");
    assert_eq!(printed(&mut lint(clean.path(), &[])), "");
}

#[test]
fn programs_get_one_object_a_line() {
    let folder = folder("tensor,텐서,tensor,\n");
    let (out, _) = ran(&mut lint(folder.path(), &["--format", "jsonl"]), 1);
    let rules: Vec<String> = out
        .lines()
        .map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(object["line"], 2);
            assert_eq!(object["concept"], "tensor");
            object["rule"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(rules, ["korean-without-hangul", "hangul-in-english"]);
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let folder = folder("tensor,\"tensor,텐서,\n");
    let (out, err) = ran(&mut lint(folder.path(), &[]), 2);
    assert_eq!(out, "");
    assert!(
        err.starts_with("yongeo: error: terms.csv: line 2: the quote that opens here"),
        "{err}"
    );
    fs::remove_file(folder.path().join("terms.csv")).unwrap();
    let (_, err) = ran(&mut lint(folder.path(), &[]), 2);
    assert!(err.contains("there is no such glossary"), "{err}");
}

#[test]
fn a_broken_ledger_is_told_and_the_glossary_is_looked_at() {
    let folder = folder("tensor,tensor ,텐서,\n");
    fs::write(folder.path().join("terms.evidence.csv"), "nothing\n").unwrap();
    let (out, err) = ran(&mut lint(folder.path(), &[]), 2);
    assert!(out.contains("[spaces]"), "{out}");
    assert!(err.contains("yongeo: error: terms.evidence.csv: "), "{err}");
}

#[test]
fn rules_are_explained_with_examples() {
    let one = printed(yongeo().args(["lint", "--explain", "duplicate"]));
    assert_eq!(
        one,
        "\
duplicate (error)
  The same pair stands twice in one concept, but perhaps for spaces. If the two rows say different
  things of it, nobody knows which holds.

  bad:
    concept,english,korean
    tensor,tensor,텐서
    tensor,tensor,텐서

  good:
    concept,english,korean
    tensor,tensor,텐서
"
    );
    let all = printed(yongeo().args(["lint", "--list"]));
    assert!(all.contains(&one));
    assert_eq!(all.matches("\n  bad:\n").count(), 25);
    let (_, err) = ran(yongeo().args(["lint", "--explain", "duplicat"]), 2);
    assert!(err.contains("a similar value exists: 'duplicate'"), "{err}");
}

#[test]
fn it_changes_no_file() {
    let folder = folder("tensor,tensor ,텐서,\n");
    let path = folder.path().join("terms.csv");
    let before = fs::read(&path).unwrap();
    ran(&mut lint(folder.path(), &[]), 1);
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
