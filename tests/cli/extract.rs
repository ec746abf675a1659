//! `yongeo extract` where a recording does not fit: standard input, pipes, colours, threads.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::binary::{printed, yongeo};

/// A text with this many pairs, one a line.
fn lines(pairs: usize) -> String {
    "학습률(learning rate)이 너무 크면 손실이 발산한다.\n".repeat(pairs)
}

/// Files of very different sizes, so that they are done in another order than they are named in.
fn write_documents(folder: &Path) {
    for (index, pairs) in [3000, 1, 200, 0, 1500, 40, 1, 900].into_iter().enumerate() {
        fs::write(folder.join(format!("{index}.txt")), lines(pairs)).unwrap();
    }
    fs::write(folder.join("binary.txt"), b"\0\0\0\0").unwrap();
}

#[test]
fn standard_input_is_a_document() {
    let text = printed(yongeo().args(["extract", "-"]).write_stdin(lines(1)));
    assert_eq!(text, "-:1:4: 학습률 = learning rate\n");
}

#[test]
fn line_and_column_and_offset_point_at_the_parenthesis() {
    let text = "머리글\r\n\r\n  \"학습률\"(learning rate)이 크다.\n";
    let line = printed(
        yongeo()
            .args(["extract", "--format", "jsonl", "-"])
            .write_stdin(text),
    );
    let pair: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(pair["offset"], text.find('(').unwrap());
    assert_eq!((&pair["line"], &pair["column"]), (&3.into(), &8.into()));
    assert_eq!(pair["korean"], "학습률");
}

#[test]
fn some_columns_and_some_fields_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("표.csv"),
        "제목,본문\n린터(linter),말뭉치(corpus)를 모은다.\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("줄.jsonl"),
        "{\"제목\": \"린터(linter)\", \"본문\": \"말뭉치(corpus)를 모은다.\"}\n",
    )
    .unwrap();
    let mut command = yongeo();
    let text = printed(
        command
            .current_dir(&folder)
            .args(["extract", "--fields", "본문,글", "."]),
    );
    assert_eq!(
        text,
        "./줄.jsonl:1:32: 말뭉치 = corpus\n./표.csv:2:15: 말뭉치 = corpus\n"
    );

    let mut command = yongeo();
    let refused = command
        .current_dir(&folder)
        .args(["extract", "--fields", "글", "표.csv"]);
    let refused = refused.assert().code(2).get_output().stderr.clone();
    assert_eq!(
        String::from_utf8(refused).unwrap(),
        "yongeo: error: 표.csv: has no column 글 (its columns are 제목, 본문)\n"
    );
}

#[test]
fn columns_of_parquet_are_read_and_told() {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
    let mut command = yongeo();
    let command = command.current_dir(files);
    let text = printed(command.args(["extract", "--fields", "content", "zstd.parquet"]));
    assert_eq!(
        text.lines().next(),
        Some("zstd.parquet:1:15: row 1, column messages.content: 가상 머신 = virtual machine")
    );
    let mut command = yongeo();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
    let refused =
        (command.current_dir(files)).args(["extract", "--fields", "번호", "pairs.parquet"]);
    let refused = refused.assert().code(2).get_output().stderr.clone();
    assert_eq!(
        String::from_utf8(refused).unwrap(),
        "yongeo: error: pairs.parquet: has no column 번호 (its columns of text are 문장)\n"
    );
}

#[test]
fn where_pairs_were_found_is_said() {
    let text = "- 린터: linter\n- 말뭉치: corpus\n- 배포: deployment\n\n셸(shell)을 쓴다.\n";
    let extract = |options: &[&str]| {
        let mut command = yongeo();
        command
            .args(["extract", "--as", "markdown", "--format", "csv"])
            .args(options)
            .arg("-");
        let printed = printed(command.write_stdin(text));
        let notation = |line: &str| line.rsplit(',').next().unwrap_or_default().to_owned();
        printed.lines().map(notation).collect::<Vec<_>>()
    };
    assert_eq!(
        extract(&[]),
        ["notation", "list", "list", "list", "parentheses"]
    );
    assert_eq!(
        extract(&["--only-parentheses"]),
        ["notation", "parentheses"]
    );
}

#[test]
fn a_reversed_gloss_keeps_the_contract() {
    let text = "자료는 “Amazon Redshift” (아마존 레드시프트)에 쌓는다.\n";
    let line = printed(
        yongeo()
            .args(["extract", "--reversed", "--format", "jsonl", "-"])
            .write_stdin(text),
    );
    let pair: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(pair["offset"], text.find('(').unwrap());
    assert_eq!((&pair["line"], &pair["column"]), (&1.into(), &23.into()));
    assert_eq!(pair["korean"], "아마존 레드시프트");
    assert_eq!(pair["english"], "Amazon Redshift");
    assert_eq!(pair["context"], text.trim_end());
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    write_documents(folder.path());
    let run = |jobs: &str| {
        let run = yongeo()
            .args(["extract", "--format", "jsonl", "--jobs", jobs])
            .arg(folder.path())
            .assert()
            .success();
        run.get_output().clone()
    };
    let one = run("1");
    assert_eq!(memchr::memchr_iter(b'\n', &one.stdout).count(), 5642);
    let paths: Vec<String> = String::from_utf8_lossy(&one.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["path"].to_string())
        .collect();
    assert!(paths.is_sorted());
    for jobs in ["2", "3", "8"] {
        assert_eq!(run(jobs), one, "{jobs} threads");
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = tempfile::tempdir().unwrap();
    write_documents(folder.path());
    for format in ["text", "jsonl", "csv"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("yongeo"))
            .args(["extract", "--format", format])
            .arg(folder.path().join("0.txt"))
            .arg(folder.path().join("4.txt"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        drop(stdout);
        let end = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&end.stderr), "", "{format}");
        assert_eq!(end.status.code(), Some(0), "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("yongeo"))
        .args(["extract", "tests/cmd/extract.in/docs/news.txt"])
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(
        said.starts_with("yongeo: error: standard output: "),
        "{said}"
    );
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let run = |arguments: &[&str], variable: (&str, &str)| {
        printed(
            yongeo()
                .args(["extract", "-"])
                .args(arguments)
                .env(variable.0, variable.1)
                .write_stdin(lines(1)),
        )
    };
    let plain = "-:1:4: 학습률 = learning rate\n";
    assert_eq!(run(&[], ("NO_COLOR", "")), plain);
    assert_eq!(run(&["--color", "never"], ("CLICOLOR_FORCE", "1")), plain);
    for coloured in [
        run(&["--color", "always"], ("NO_COLOR", "")),
        run(&["--color", "always"], ("NO_COLOR", "1")),
        run(&[], ("CLICOLOR_FORCE", "1")),
    ] {
        assert!(
            coloured.contains("\u{1b}[1m학습률\u{1b}[0m"),
            "{coloured:?}"
        );
    }
    // Programs read the others.
    assert_eq!(
        run(&["--format", "csv"], ("CLICOLOR_FORCE", "1")).find('\u{1b}'),
        None
    );
}
