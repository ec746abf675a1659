//! Which documents `yongeo check` looks at, and what it says of those that it doesn't.

use std::path::Path;

use crate::binary::{folder, ran, yongeo_in};

const GLOSSARY: &str = "\
concept,english,korean,status,domain
buffer,buffer,완충 공간,preferred,memory
buffer,buffer,버퍼,deprecated,memory
";
const TEXT: &str = "버퍼를 비운다.\n";
const FOUND: &str = "1:1: error[forbidden-term] \"버퍼\" is not to be used: write \"완충 공간\"\n";

/// A folder with the glossary, a configuration, and these documents, all with the same text.
fn project(config: &str, documents: &[&str]) -> tempfile::TempDir {
    let mut files = vec![("glossary/glossary.csv", GLOSSARY)];
    files.extend(documents.iter().map(|name| (*name, TEXT)));
    if !config.is_empty() {
        files.push(("yongeo.toml", config));
    }
    folder(&files)
}

/// What checking prints in short form, and says.
fn check(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    let check = [&["check", "--format", "short"], arguments].concat();
    ran(&mut yongeo_in(folder, &check), status)
}

/// The same with the text as standard input.
fn check_stdin(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    let check = [&["check", "--format", "short", "-"], arguments].concat();
    ran(yongeo_in(folder, &check).write_stdin(TEXT), status)
}

fn found(paths: &[&str]) -> String {
    let lines = paths.iter().map(|path| [path, ":", FOUND].concat());
    lines.collect::<Vec<_>>().concat()
}

#[test]
fn a_broken_catalogue_is_an_error_by_name_and_a_note_in_a_folder() {
    let folder = folder(&[
        ("glossary/glossary.csv", GLOSSARY),
        ("docs/ko.po", "msgid \"a\"\nmsgstr \"가\n"),
        ("docs/ko.xlf", "<xliff version=\"1.2\"><file>"),
        ("docs/ko.tmx", "<tmx"),
        ("docs/글.txt", "완충 공간을 비운다.\n"),
    ]);
    let (_, said) = check(folder.path(), &["docs"], 0);
    for (name, reason) in [
        ("ko.po", "line 2: has no string that ends where"),
        ("ko.xlf", "line 1: ends before the element"),
        ("ko.tmx", "line 1: is not well-formed XML"),
    ] {
        let told = format!("docs/{name}: {reason}");
        assert!(said.contains(&format!("note: {told}")), "{said}");
        let named = format!("docs/{name}");
        let (_, by_name) = check(folder.path(), &[&named, "docs/글.txt"], 2);
        assert!(by_name.contains(&format!("error: {told}")), "{by_name}");
        let counts = "yongeo: 1 document, nothing found\n";
        assert!(by_name.ends_with(counts), "the rest is done: {by_name}");
        let (_, alone) = check(folder.path(), &[&named], 2);
        assert!(
            alone.ends_with("yongeo: no document was checked\n"),
            "{alone}"
        );
    }
    let counts = "yongeo: 1 document, nothing found; 3 files were not read\n";
    assert!(said.ends_with(counts), "{said}");
}

#[test]
fn what_the_configuration_leaves_out_is_told_where_it_was_named() {
    let documents: Vec<String> = (1..=7).map(|number| format!("old/{number}.md")).collect();
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    let config = "include = ['docs/**', 'old/**']\nexclude = ['old/']\n";
    let all = [&documents[..], &["docs/글.md", "글.md"]].concat();
    let folder = project(config, &all);
    let (printed, said) = check(folder.path(), &["docs", "old/1.md", "글.md"], 1);
    assert_eq!(printed, found(&["docs/글.md"]));
    for told in [
        "note: old/1.md: is not checked: exclude in yongeo.toml leaves it out\n",
        "note: 글.md: is not checked: it is not among what include names in yongeo.toml\n",
    ] {
        assert!(said.contains(told), "{said}");
    }
    let (_, said) = check(folder.path(), &documents, 0);
    assert_eq!(said.matches("leaves it out").count(), 5, "{said}");
    assert!(
        said.contains("note: 2 more of the files that were named"),
        "{said}"
    );
    let (_, said) = check(folder.path(), &["old"], 0);
    assert!(
        said.starts_with("yongeo: note: yongeo.toml: leaves out all that was found: 7 documents ("),
        "{said}"
    );
    // What is left out is not even read.
    std::fs::write(folder.path().join("old/ko.po"), "msgid \"a").unwrap();
    assert!(!check(folder.path(), &["."], 1).1.contains("ko.po"));
}

#[test]
fn what_in_a_configuration_matches_nothing_is_told() {
    let config = "include = ['docs/**', 'dosc/**']\nexclude = ['docs/old/']\ndomains = ['Memory', 'netwrok']\n\
                  [[overrides]]\npaths = ['blog/']\n";
    let folder = project(config, &["docs/글.md"]);
    let domain = "note: yongeo.toml: domains: no row of the glossaries is of the domain \"netwrok\" (known are memory)\n";
    let globs = [
        "note: yongeo.toml: include: \"dosc/**\" matches no document (correct it or delete it)\n",
        "note: yongeo.toml: exclude: \"docs/old/\" matches no document (",
        "note: yongeo.toml: paths: \"blog/\" matches no document (",
    ];
    for paths in [&["."][..], &[]] {
        let (_, said) = check(folder.path(), paths, 1);
        for told in globs.iter().chain([&domain]) {
            assert!(said.contains(told), "{said}");
        }
        assert_eq!(said.matches("note:").count(), 4, "{said}");
    }
    // Of a part of the documents, only the domains can be told.
    let (_, said) = check(folder.path(), &["docs"], 1);
    assert!(said.contains(domain), "{said}");
    assert_eq!(said.matches("note:").count(), 1, "{said}");
}

#[test]
fn without_a_path_it_is_what_the_configuration_names_or_the_folder_here() {
    let all = ["docs/글.md", "글.md"];
    let folder_of = |config| project(config, &all);
    let plain = folder_of("");
    assert_eq!(check(plain.path(), &[], 1).0, found(&all));
    let docs = plain.path().join("docs");
    assert_eq!(check(&docs, &[], 1).0, found(&["글.md"]));
    // Without include, it is the folder here, too.
    let excluding = folder_of("exclude = ['/글.md']\n");
    assert_eq!(check(excluding.path(), &[], 1).0, found(&["docs/글.md"]));
    let including = folder_of("include = ['docs/**']\n");
    assert_eq!(check(including.path(), &[], 1).0, found(&["docs/글.md"]));
    let docs = including.path().join("docs");
    assert_eq!(check(&docs, &[], 1).0, found(&["../docs/글.md"]));
}

#[test]
fn stricter_turns_on_nothing_that_the_configuration_turns_off() {
    let text = "경사 하강법(gradient descent)을 쓴다.\n";
    for (config, status) in [("", 1), ("[rules]\nunknown-term = 'off'\n", 0)] {
        let folder = project(config, &[]);
        std::fs::write(folder.path().join("글.md"), text).unwrap();
        check(folder.path(), &["--strict", "글.md"], status);
    }
}

#[test]
fn standard_input_is_what_its_name_says() {
    let folder = project(
        "include = ['docs/**']\nexclude = ['docs/old/']\n[[overrides]]\npaths = ['docs/new/']\nrules.forbidden-term = 'off'\n",
        &["docs/글.md"],
    );
    let of = |name, status| check_stdin(folder.path(), &["--stdin-filename", name], status);
    assert_eq!(of("docs/다른 글.md", 1).0, found(&["docs/다른 글.md"]));
    assert_eq!(of("docs/new/글.md", 0).0, "");
    let (printed, said) = of("docs/old/글.md", 0);
    assert_eq!(printed, "");
    assert!(
        said.contains("note: docs/old/글.md: is not checked: exclude in yongeo.toml"),
        "{said}"
    );
    // Without a name, no glob can speak of it.
    assert_eq!(check_stdin(folder.path(), &[], 1).0, found(&["-"]));

    // The name tells the format, and is not read.
    let (printed, _) = ran(
        yongeo_in(
            folder.path(),
            &[
                "check",
                "--format",
                "short",
                "-",
                "--stdin-filename",
                "docs/글.md",
            ],
        )
        .write_stdin("`버퍼`는 코드다.\n"),
        0,
    );
    assert_eq!(printed, "");

    // Configuration and glossary go by the name, too.
    let elsewhere = tempfile::tempdir().unwrap();
    let name = folder.path().join("docs/글.md");
    let name = name.to_str().unwrap();
    let named = ["--stdin-filename", name];
    let (printed, said) = check_stdin(elsewhere.path(), &named, 1);
    assert_eq!(printed, found(&[name]));
    assert!(!said.contains("note:"), "{said}");
}

#[test]
fn standard_input_with_a_name_is_shown_mended_and_never_written() {
    let folder = project("", &[]);
    let path = folder.path().join("글.md");
    std::fs::write(&path, "다른 글이다.\n").unwrap();
    let run = |arguments: &[&str], status| {
        let check = [&["check", "-", "--stdin-filename", "글.md"], arguments].concat();
        ran(yongeo_in(folder.path(), &check).write_stdin(TEXT), status)
    };
    let (printed, _) = run(&["--diff"], 1);
    assert_eq!(
        printed,
        "--- a/글.md\n+++ b/글.md\n@@ -1 +1 @@\n-버퍼를 비운다.\n+완충 공간을 비운다.\n"
    );
    let (_, said) = run(&["--fix"], 2);
    assert!(
        said.contains("error: 글.md: is standard input, which can't be written ("),
        "{said}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "다른 글이다.\n");
    for paths in [&["글.md"][..], &["-", "글.md"], &[]] {
        let arguments = [paths, &["--stdin-filename", "글.md"]].concat();
        let (_, said) = check(folder.path(), &arguments, 2);
        assert!(said.contains("(write - as the only PATH)"), "{said}");
    }
}

#[test]
fn quiet_says_nothing_but_what_is_found_and_what_fails() {
    let folder = project("exclude = ['docs/']\n", &["글.md", "docs/글.md"]);
    std::fs::write(folder.path().join("그림.png"), b"\x89PNG\r\n\x1A\n\0\0").unwrap();
    let (printed, said) = check(folder.path(), &["--quiet", ".", "docs/글.md"], 1);
    assert_eq!((printed, said.as_str()), (found(&["./글.md"]), ""));
    let (printed, said) = check(folder.path(), &["-q", "--fix", "글.md", "없다.md"], 2);
    assert_eq!(printed, "");
    assert_eq!(
        said,
        "yongeo: error: 없다.md: no such file or folder (check the path)\n"
    );
}

#[test]
fn what_in_a_glossary_is_most_probably_a_mistake_is_told() {
    for (glossary, told) in [
        (
            "concept,english,korean,status\n",
            "note: terms.csv: has no rows (only particles and spellings are checked; ",
        ),
        (
            "concept,english,korean,stauts\nbuffer,buffer,버퍼,deprecated\n",
            "note: terms.csv: line 1: the column stauts is not read (did you mean status?)\n",
        ),
        (
            "concept,english,korean,compunds\nbuffer,buffer,버퍼,yes\n",
            "note: terms.csv: line 1: the column compunds is not read (did you mean compounds?)\n",
        ),
    ] {
        let folder = folder(&[("terms.csv", glossary), ("글.md", TEXT)]);
        let (_, said) = check(folder.path(), &["--glossary", "terms.csv", "글.md"], 0);
        assert!(said.contains(told), "{said}");
        assert_eq!(said.matches("note:").count(), 1, "{said}");
    }
}

#[test]
fn of_packed_documents_the_place_is_told_as_people_call_it() {
    let folder = project("", &[]);
    let workbook = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/formats/terms/table.xlsx"
    );
    std::fs::copy(workbook, folder.path().join("용어집.xlsx")).unwrap();
    let glossary = "concept,english,korean,status\nlinter,linter,검사기,preferred\nlinter,linter,린터,deprecated\n";
    std::fs::write(folder.path().join("glossary/glossary.csv"), glossary).unwrap();
    let told = |format| {
        let arguments = ["check", "--format", format, "용어집.xlsx"];
        ran(&mut yongeo_in(folder.path(), &arguments), 1).0
    };
    let lines = told("jsonl");
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let place = first["place"].as_str().expect("a cell");
    assert_eq!(first["text"], "린터");
    assert_eq!(place, "table!B2");
    assert!(first["message"].as_str().unwrap().starts_with(place));
    let sarif: serde_json::Value = serde_json::from_str(&told("sarif")).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
        place
    );
    // Its bytes are no text: an editor could not make the edit.
    assert!(first["fix"]["safe"].as_bool().unwrap());
    assert!(result.get("fixes").is_none());
}
