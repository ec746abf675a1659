//! `yongeo show`: what is found, how it is printed, and what is said of what is not there.

use std::path::Path;

use assert_cmd::Command;
use yongeo::glossary::{Evidence, Glossary};

use crate::binary::{printed, ran, yongeo_in};

/// A folder with a glossary where it is looked for: what a person decided, and what texts say.
fn folder() -> tempfile::TempDir {
    let folder = crate::binary::folder(&[(
        "glossary/glossary.csv",
        "concept,english,korean,status,note\nshell,shell,셸,preferred,외래어 표기법\nshell,shell,쉘,deprecated,\n",
    )]);
    let path = folder.path().join("glossary/glossary.csv");
    let evidence = |line, english: &str, korean: &str, context: &str| Evidence {
        line,
        offset: 100 * line,
        confidence: 0.97,
        context: context.to_owned(),
        ..crate::evidence(english, korean)
    };
    let mut all = vec![
        evidence(1, "shell", "쉘", "명령은 쉘(shell)에서 부른다."),
        evidence(2, "shell", "셸", "로그인 셸(shell)을 바꾼다."),
        evidence(3, "shell", "셸", ""),
        evidence(
            4,
            "TensorFlow",
            "텐서플로",
            "모델은 텐서플로(TensorFlow)로 만든다.",
        ),
    ];
    all.extend((10..22).map(|line| {
        let context = format!("{line}차 텐서(tensor)를 더한다.");
        evidence(line, "tensor", "텐서", &context)
    }));
    let mut glossary = Glossary::open(&path, &mut |_| {}).unwrap();
    glossary.set_contexts(20);
    glossary.mine(vec![("docs/a.txt".to_owned(), all)]);
    glossary.save().unwrap();
    folder
}

fn show(folder: &Path, arguments: &[&str]) -> Command {
    yongeo_in(folder, &[&["show"], arguments].concat())
}

#[test]
fn everything_about_a_term() {
    let folder = folder();
    let shell = "\
shell: 셸 is preferred (chosen by a person)

english  korean  kind  status      occurrences  documents  confidence
───────  ──────  ────  ──────────  ───────────  ─────────  ──────────
shell    셸      term  preferred             2          1        0.97
shell    쉘      term  deprecated            1          1        0.97

셸 = shell
  note: 외래어 표기법

셸 = shell: 2 places in 1 document; 1 shown, --all shows all
docs/a.txt:2  로그인 셸(shell)을 바꾼다.

쉘 = shell: 1 place in 1 document
docs/a.txt:1  명령은 쉘(shell)에서 부른다.
";
    // Korean or English, and the other spelling.
    for term in ["셸", "Shells", "쉘"] {
        assert_eq!(printed(&mut show(folder.path(), &[term])), shell, "{term}");
    }
    let all = printed(&mut show(folder.path(), &["--all", "셸"]));
    assert!(
        all.contains(
            "in 1 document\ndocs/a.txt:2  로그인 셸(shell)을 바꾼다.\ndocs/a.txt:3         셸\n"
        ),
        "{all}"
    );
}

#[test]
fn ten_places_unless_all_are_asked_for() {
    let folder = folder();
    let lines = |arguments: &[&str]| {
        let shown = printed(&mut show(folder.path(), arguments));
        shown
            .lines()
            .filter(|line| line.starts_with("docs/a.txt:"))
            .count()
    };
    assert_eq!(lines(&["텐서"]), 10);
    assert_eq!(lines(&["텐서", "--all"]), 12);
}

#[test]
fn lines_are_as_wide_as_the_terminal() {
    let folder = folder();
    let mut command = show(folder.path(), &["텐서플로"]);
    let shown = printed(command.env("COLUMNS", "44"));
    assert!(
        shown.ends_with("\n…cs/a.txt:4  모델은 텐서플로(TensorFlow)로…\n"),
        "{shown}"
    );
}

#[test]
fn terms_that_contain_it_are_shown_and_said_to_be_others() {
    let folder = folder();
    let (shown, said) = ran(&mut show(folder.path(), &["플로"]), 0);
    assert_eq!(said, "yongeo: note: no term is 플로; these contain it\n");
    assert!(
        shown.starts_with("tensorflow: 텐서플로 is preferred (computed"),
        "{shown}"
    );
}

#[test]
fn what_is_not_there_is_an_error_with_near_terms_and_the_rest_is_shown() {
    let folder = folder();
    let (shown, said) = ran(&mut show(folder.path(), &["tensro", "양자컴퓨터", "쉘"]), 2);
    assert_eq!(
        said,
        "yongeo: error: glossary/glossary.csv: no term is tensro, nor contains it (did you mean tensor, TensorFlow?)\n\
         yongeo: error: glossary/glossary.csv: no term is 양자컴퓨터, nor contains it (`yongeo mine --print` shows all terms)\n"
    );
    assert!(shown.starts_with("shell: 셸"), "{shown}");
}

#[test]
fn programs_get_all_places() {
    let folder = folder();
    let lines = printed(&mut show(
        folder.path(),
        &["--format", "jsonl", "텐서", "셸"],
    ));
    let objects: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["concept"], "tensor");
    assert_eq!(objects[0]["preferred"]["chosen"], false);
    assert_eq!(objects[0]["rows"][0]["confidence"], 0.97);
    let places = objects[0]["rows"][0]["places"].as_array().unwrap();
    assert_eq!(places.len(), 12);
    assert_eq!(places[0]["document"], "docs/a.txt");
    assert_eq!(places[0]["line"], 10);
    assert_eq!(places[0]["context"], "10차 텐서(tensor)를 더한다.");
    assert_eq!(objects[1]["rows"][0]["columns"]["note"], "외래어 표기법");
}
