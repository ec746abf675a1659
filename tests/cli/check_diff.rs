//! `yongeo check --diff`: what `git apply` and `patch` make of it is what `--fix` writes, to the byte.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use unicode_normalization::UnicodeNormalization;

use crate::binary::{folder, ran, skipped, yongeo_in};
use crate::encoded::{cp949, utf16};

const GLOSSARY: &str = "\
concept,english,korean,status
buffer,buffer,완충 공간,preferred
buffer,buffer,버퍼,deprecated
message,message,메시지,preferred
message,message,메세지,proposed
tensor,tensor,텐서,preferred
";

/// Changes at the beginning, far apart, on the last line, and a line that is joined to the one before it.
fn text() -> String {
    let filler = "아무 일도 없는 줄이다.\n".repeat(9);
    format!(
        "버퍼를 비운다.\n{filler}텐서(tensor)\n는 배열이다.\n메세지가 버퍼로 간다.\n{filler}버퍼에 쌓인 메세지는 버퍼였다."
    )
}

/// The files by their names. What CP949 has no room for is in none of them.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let text = text();
    let crlf = text.replace('\n', "\r\n");
    let mixed = text.replacen('\n', "\r\n", 3);
    vec![
        ("글.md", text.clone().into_bytes()),
        ("새 글/첫 장 (1).md", format!("{text}\n").into_bytes()),
        ("crlf.txt", crlf.clone().into_bytes()),
        ("mixed.txt", mixed.into_bytes()),
        ("cr.txt", text.replace('\n', "\r").into_bytes()),
        ("cp949.txt", cp949(&text)),
        ("cp949-crlf.txt", cp949(&crlf)),
        ("mark.txt", format!("\u{feff}{text}").into_bytes()),
        ("utf-16le.txt", utf16(&text, u16::to_le_bytes)),
        ("utf-16be.txt", utf16(&crlf, u16::to_be_bytes)),
        ("nfd.txt", text.nfd().collect::<String>().into_bytes()),
        ("one.txt", "버퍼".into()),
        ("\"따옴표\"\t글.txt", text.clone().into_bytes()),
        ("clean.txt", "텐서를 만든다.".into()),
    ]
}

fn lay_out(folder: &Path) {
    for (name, bytes) in files() {
        let path = folder.join("docs").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn contents(folder: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let read = |name| (name, fs::read(folder.join("docs").join(name)).unwrap());
    files().into_iter().map(|(name, _)| read(name)).collect()
}

/// Runs a program on a diff; `None` where it is not installed.
fn apply(program: &[&str], folder: &Path, diff: &[u8]) -> Option<()> {
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).current_dir(folder);
    // Nobody's settings, and no repository around the folder.
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CEILING_DIRECTORIES", folder.parent()?);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    std::io::Write::write_all(&mut child.stdin.take()?, diff).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program:?}: {said}");
    Some(())
}

/// The diff of the documents below a folder, run there or in a folder in it.
fn diff(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let run = yongeo_in(folder, &[&["check", "--diff"], arguments].concat())
        .assert()
        .code(1);
    run.get_output().stdout.clone()
}

#[test]
fn what_is_applied_is_what_fix_writes() {
    for how in [&[][..], &["--unsafe"]] {
        let fixed = folder(&[("glossary/glossary.csv", GLOSSARY)]);
        lay_out(fixed.path());
        let before = contents(fixed.path());
        let diff = diff(fixed.path(), &[how, &["docs"]].concat());
        assert_eq!(contents(fixed.path()), before, "nothing is changed");
        let fix = [&["check", "--fix"], how, &["docs"]].concat();
        yongeo_in(fixed.path(), &fix).output().unwrap();
        let after = contents(fixed.path());
        let changed = before.iter().zip(&after).filter(|(old, new)| old != new);
        assert_eq!(changed.count(), files().len() - 1, "all but the clean one");

        for program in [
            &["git", "apply"][..],
            &["patch", "-p1", "--no-backup-if-mismatch"],
        ] {
            let applied = folder(&[]);
            lay_out(applied.path());
            if apply(program, applied.path(), &diff).is_none() {
                skipped(
                    "what_is_applied_is_what_fix_writes",
                    &format!("no {}", program[0]),
                );
                continue;
            }
            for ((name, applied), (_, fixed)) in contents(applied.path()).iter().zip(&after) {
                assert!(applied == fixed, "{program:?}: {name}");
            }
        }
    }
}

#[test]
fn files_are_called_from_where_the_command_is_run() {
    let folder = folder(&[
        ("glossary/glossary.csv", GLOSSARY),
        ("docs/가/글.md", "버퍼\n"),
    ]);
    let absolute = folder.path().canonicalize().unwrap().join("docs");
    for (here, path, name) in [
        (".", "docs", "a/docs/가/글.md"),
        ("docs", ".", "a/가/글.md"),
        ("docs", "../docs/./가", "a/가/글.md"),
        (".", absolute.to_str().unwrap(), "a/docs/가/글.md"),
    ] {
        let diff = String::from_utf8(diff(&folder.path().join(here), &[path])).unwrap();
        assert_eq!(
            diff.lines().next(),
            Some(&*format!("--- {name}")),
            "{here} {path}"
        );
    }
}

#[test]
fn the_diff_is_printed_alone_and_the_rest_is_said() {
    let folder = folder(&[
        ("glossary/glossary.csv", GLOSSARY),
        ("docs/가.md", "버퍼를 비운다.\n"),
        (
            "docs/나.md",
            "메세지를 <!-- yongeo-disable-line no-such-rule -->\n",
        ),
        ("docs/다.md", "텐서를 만든다.\n"),
    ]);
    let check = |arguments: &[&str], status| {
        ran(
            &mut yongeo_in(folder.path(), &[&["check"], arguments].concat()),
            status,
        )
    };
    let (printed, said) = check(&["--diff", "docs"], 1);
    assert_eq!(
        printed,
        "\
--- a/docs/가.md
+++ b/docs/가.md
@@ -1 +1 @@
-버퍼를 비운다.
+완충 공간을 비운다.
--- a/docs/나.md
+++ b/docs/나.md
@@ -1 +1 @@
-메세지를 <!-- yongeo-disable-line no-such-rule -->
+메시지를 <!-- yongeo-disable-line no-such-rule -->
"
    );
    assert_eq!(
        said,
        "\
yongeo: note: docs/나.md: line 1: \"no-such-rule\" is not a rule, so nothing is switched (`yongeo rules` lists them)
yongeo: 2 documents would be mended
yongeo: 2 errors in 2 of 3 documents; 2 can be fixed with --fix
"
    );
    assert_eq!(check(&["--diff", "docs/다.md"], 0).0, "");
    let (coloured, _) = check(&["--diff", "--color", "always", "docs/가.md"], 1);
    assert!(
        coloured.contains("\u{1b}[31m-버퍼를 비운다.\u{1b}[0m\n"),
        "{coloured:?}"
    );
    for refused in [["--diff", "--fix"], ["--diff", "--format=json"]] {
        check(&[&refused[..], &["docs"]].concat(), 2);
    }
    check(&["--unsafe", "docs"], 2);
}

#[test]
fn what_an_encoding_lacks_is_named_and_the_rest_is_mended() {
    let glossary = "concept,english,korean,status\nheart,heart,❤하트,preferred\nheart,heart,염통,deprecated\n\
                    buffer,buffer,완충 공간,preferred\nbuffer,buffer,버퍼,deprecated\n";
    let folder = folder(&[("glossary/glossary.csv", glossary)]);
    let path = folder.path().join("글.txt");
    fs::write(&path, cp949("버퍼를 비운다.\n염통이 뛴다.\n")).unwrap();
    let shown = yongeo_in(folder.path(), &["check", "--diff", "글.txt"]).assert();
    let diff = &shown.code(1).get_output().stdout.clone();
    let added = [b"+".as_slice(), &cp949("완충 공간을 비운다.\n")].concat();
    assert!(diff.windows(added.len()).any(|lines| lines == added));
    let (printed, _) = ran(
        &mut yongeo_in(folder.path(), &["check", "--fix", "글.txt"]),
        1,
    );
    assert!(
        printed.contains("글.txt:2:1")
            && printed.contains("CP949, in which the file is, has no \"❤\" (U+2764)"),
        "{printed}"
    );
    let mended = cp949("완충 공간을 비운다.\n염통이 뛴다.\n");
    assert_eq!(fs::read(&path).unwrap(), mended);
}

#[test]
fn what_could_not_be_read_is_an_error() {
    let folder = folder(&[("glossary/glossary.csv", GLOSSARY)]);
    let path = folder.path().join("글.txt");
    let bytes = [cp949("버퍼를 비운다. 텐서를 더한다.\n"), vec![0xff, b'\n']].concat();
    fs::write(&path, &bytes).unwrap();
    for how in ["--diff", "--fix"] {
        let (printed, said) = ran(&mut yongeo_in(folder.path(), &["check", how, "글.txt"]), 2);
        assert!(!printed.contains("@@"), "{printed}");
        assert!(
            said.contains(
                "글.txt: can't be written, as what could not be read in it would be lost"
            ),
            "{said}"
        );
    }
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn packed_files_are_named_and_are_no_patch() {
    let folder = folder(&[
        (
            "glossary/glossary.csv",
            "concept,english,korean,status\n1,corpus,코퍼스,preferred\n1,corpus,말뭉치,deprecated\n",
        ),
        ("docs/글.md", "말뭉치를 모은다.\n"),
    ]);
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files/pairs.docx");
    fs::copy(packed, folder.path().join("docs/글.docx")).unwrap();
    let (printed, said) = ran(
        &mut yongeo_in(folder.path(), &["check", "--diff", "docs"]),
        1,
    );
    assert!(
        printed.contains("a/docs/글.md") && !printed.contains("docx"),
        "{printed}"
    );
    assert!(
        said.contains(
            "docs/글.docx: would be mended, but no patch can change a packed file (--fix does)"
        ) && said.contains("2 documents would be mended"),
        "{said}"
    );
    let quiet = yongeo_in(folder.path(), &["check", "--diff", "--quiet", "docs"]);
    assert_eq!(ran(&mut { quiet }, 1).1, "");
}

#[test]
fn standard_input_is_shown_as_well() {
    let folder = folder(&[("glossary/glossary.csv", GLOSSARY)]);
    let mut command = yongeo_in(folder.path(), &["check", "--diff", "-"]);
    let (printed, _) = ran(command.write_stdin("버퍼\n"), 1);
    assert_eq!(
        printed,
        "--- a/-\n+++ b/-\n@@ -1 +1 @@\n-버퍼\n+완충 공간\n"
    );
}
