//! `yongeo check` with glossaries, configurations and documents that are broken, odd or huge.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::binary::{folder, ran, yongeo_in};
use crate::encoded::{cp949, utf16};

const HEADER: &str = "concept,english,korean,status\n";
const GLOSSARY: &str = "\
concept,english,korean,status
buffer,buffer,완충 공간,preferred
buffer,buffer,버퍼,deprecated
tensor,tensor,텐서,preferred
";
const TEXT: &str = "버퍼를 비운다.\n";

/// Far more than any of these takes in a debug build on a busy machine, and far less than a step a pair of places would.
const LIMIT: Duration = Duration::from_secs(90);

/// Writes a glossary and a document, and checks it: standard output in short form, and standard error.
fn check(glossary: impl AsRef<[u8]>, text: impl AsRef<[u8]>, status: i32) -> (String, String) {
    let folder = folder(&[("glossary/glossary.csv", "")]);
    fs::write(folder.path().join("glossary/glossary.csv"), glossary).unwrap();
    fs::write(folder.path().join("글.txt"), text).unwrap();
    run(folder.path(), &["글.txt"], status)
}

fn run(folder: &Path, arguments: &[&str], status: i32) -> (String, String) {
    let check = [&["check", "--format", "short"], arguments].concat();
    ran(yongeo_in(folder, &check).timeout(LIMIT), status)
}

fn joined(rows: impl Iterator<Item = String>) -> String {
    rows.collect::<Vec<_>>().concat()
}

#[test]
fn what_no_glossary_can_be_is_named_with_its_place() {
    for (glossary, said) in [
        ("concept,english\na,word\n", "line 1: no column korean ("),
        (
            "concept,english,korean,korean\na,word,가,나\n",
            "line 1: two columns are called korean (rename",
        ),
        (
            &format!("{HEADER}a,word,,preferred\n"),
            "line 2, column korean: is empty (fill it",
        ),
        (
            &format!("{HEADER}a,word,\u{3000} ,preferred\n"),
            "line 2, column korean: is empty (fill it",
        ),
        (
            &format!("{HEADER}a,word,가,chosen\n"),
            "line 2, column status: unknown status \"chosen\" (",
        ),
        (
            &format!("{HEADER}a,word,\"가,preferred\n"),
            "line 2: the quote that opens here is never closed (",
        ),
        (
            &format!("{HEADER}a,word\n"),
            "line 2: 2 cells where the header has 4 columns (",
        ),
    ] {
        let (printed, all) = check(glossary, TEXT, 2);
        assert_eq!(printed, "");
        let expected = format!("yongeo: error: glossary/glossary.csv: {said}");
        assert!(all.starts_with(&expected), "{all}");
    }
    let broken = [HEADER.as_bytes(), b"a,word,\xff\xfe\x80,preferred\n"].concat();
    let (_, said) = check(broken, TEXT, 2);
    assert!(
        said.contains("line 2, cell 3: is not UTF-8 (byte 0xff) ("),
        "{said}"
    );
}

#[test]
fn other_encodings_and_odd_characters_make_no_other_glossary() {
    use unicode_normalization::UnicodeNormalization;
    let odd = format!("{GLOSSARY}nul,wo\0rd,널\0문자,deprecated\nsigns,stars,***,deprecated\n");
    for glossary in [
        GLOSSARY.as_bytes().to_vec(),
        cp949(GLOSSARY),
        utf16(GLOSSARY, u16::to_le_bytes),
        GLOSSARY.nfd().collect::<String>().into_bytes(),
        GLOSSARY.replace('\n', "\r\n").into_bytes(),
        GLOSSARY.replace('\n', ",\n").into_bytes(),
        odd.into_bytes(),
    ] {
        let (printed, _) = check(glossary, TEXT, 1);
        assert_eq!(
            printed,
            "글.txt:1:1: error[forbidden-term] \"버퍼\" is not to be used: write \"완충 공간\"\n"
        );
    }
}

#[test]
fn what_is_no_glossary_is_refused_with_what_to_do() {
    let folder = folder(&[
        ("glossary/glossary.csv", GLOSSARY),
        ("글.txt", TEXT),
        ("folder.csv/글.txt", ""),
        ("terms.evidence.csv", ""),
    ]);
    for (named, said) in [
        (
            "folder.csv",
            "folder.csv: is a folder, not a CSV file (name the file, such as ",
        ),
        ("none.csv", "none.csv: there is no such glossary ("),
        (
            "terms.evidence.csv",
            "terms.evidence.csv: is a ledger, not a glossary",
        ),
    ] {
        let (printed, all) = run(folder.path(), &["--glossary", named, "글.txt"], 2);
        assert_eq!(printed, "");
        assert!(all.starts_with(&format!("yongeo: error: {said}")), "{all}");
    }
}

/// No sign in a term means anything but itself.
#[test]
fn terms_are_no_patterns() {
    let terms = [
        "C++", ".NET", "a.b*c", "[x]", "(주)", "\\d+", "$x", "^a|b", "F#",
    ];
    let rows = joined(
        terms
            .iter()
            .enumerate()
            .map(|(number, term)| format!("c{number},word{number},{term},deprecated\n")),
    );
    let text = joined(terms.iter().map(|term| format!("여기서 {term}를 쓴다.\n")));
    let others = "ASP.NET을 쓴다. aXbbc를 쓴다. x를 쓴다. 주를 쓴다. 7을 쓴다. C를 쓴다. a를 쓴다. F를 쓴다.\n";
    let (printed, _) = check(format!("{HEADER}{rows}"), text + others, 1);
    let found: Vec<&str> = printed
        .lines()
        .filter(|line| line.contains("forbidden-term"))
        .collect();
    assert_eq!(found.len(), terms.len(), "{printed}");
    for (number, (line, term)) in found.iter().zip(terms).enumerate() {
        let place = format!(
            "글.txt:{}:5: error[forbidden-term] \"{term}\" is",
            number + 1
        );
        assert!(line.starts_with(&place), "{line}");
    }
}

#[test]
fn huge_cells_and_a_hundred_thousand_forms_of_one_term_are_read() {
    let (long, korean) = ("x".repeat(3_000_000), "가".repeat(1_000_000));
    let cells = format!("{GLOSSARY}long,{long},{korean},preferred\n");
    let row = |number| format!("buffer,buffer,버퍼{number}호,proposed\n");
    let variants = joined((0..100_000).map(row));
    for glossary in [cells, format!("{GLOSSARY}{variants}")] {
        let (printed, _) = check(glossary, TEXT, 1);
        assert!(printed.contains("write \"완충 공간\""), "{printed}");
    }
}

#[test]
fn a_term_with_thousands_of_meanings_is_looked_up_as_often_as_it_stands() {
    let text = "버퍼(buffr)를 비운다. 텐서(tensr)를 만든다.\n".repeat(100);
    let of = |row: fn(usize) -> String| HEADER.to_owned() + &joined((0..1_000).map(row));
    for glossary in [
        of(|number| format!("buffer,buffer{number},버퍼,deprecated\n")),
        of(|number| format!("buffer-{number},buffer{number},버퍼,deprecated\n")),
    ] {
        let (printed, _) = check(glossary, &text, 1);
        assert_eq!(printed.matches("forbidden-term").count(), 100);
    }
}

/// Each of a size that takes a second or so if every place is looked at a few times.
#[test]
fn no_text_takes_longer_than_its_length_asks() {
    let many = 60_000;
    for (text, status) in [
        ("가".repeat(3_000_000), 0),
        ("버퍼".repeat(1_000_000), 0),
        ("()".repeat(1_000_000), 0),
        ("(".repeat(1_000_000), 0),
        (
            format!(
                "버퍼{}buffer{}",
                "(".repeat(1_000_000),
                ")".repeat(1_000_000)
            ),
            1,
        ),
        ("버퍼(buffer ".repeat(many) + &")".repeat(many), 1),
        (format!("버퍼{}를", "*".repeat(1_000_000)), 1),
        (format!("버퍼하{}다", "시".repeat(1_000_000)), 0),
        (format!("{}을", "1,".repeat(1_000_000)), 0),
        ("<!-- yongeo-disable -->\n".repeat(1_000_000), 0),
        ("# yongeo-disable-next-line\n".repeat(many) + TEXT, 0),
        (
            "<!-- yongeo-disable -->\n버퍼를 비운다.\n<!-- yongeo-enable -->\n".repeat(many),
            0,
        ),
        ("a // yongeo-disable-line ".repeat(many), 0),
        ("<!-- yongeo-disable ".repeat(many), 0),
        ("완충\u{200b}".repeat(many), 0),
    ] {
        let start: String = text.chars().take(30).collect();
        let folder = folder(&[("glossary/glossary.csv", GLOSSARY), ("글.txt", &text)]);
        let check = ["check", "--format", "short", "글.txt"];
        let done = yongeo_in(folder.path(), &check)
            .timeout(LIMIT)
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(status), "{start}…");
    }
}

#[test]
fn what_is_wrong_in_a_configuration_is_named_with_its_place() {
    for (config, said) in [
        (
            "glosaries = []\n",
            "line 1, column 1: unknown key \"glosaries\" (did you mean glossaries?)",
        ),
        (
            "glossaries = 3\n",
            "line 1, column 14: this is integer `3`, and should be a list",
        ),
        (
            "glossaries = ['none.csv']\n",
            "line 1, column 15: there is no glossary \"none.csv\" (",
        ),
        (
            "[rules]\nwrong-particle = 'warn'\n",
            "line 2, column 18: unknown value \"warn\" (did you mean warning?)",
        ),
        (
            "[rules]\nwrong-partcle = 'off'\n",
            "line 2, column 1: unknown rule \"wrong-partcle\" (did you mean wrong-particle?)",
        ),
        ("[rules\n", "line 1, column 7: unclosed table"),
    ] {
        let folder = folder(&[
            ("glossary/glossary.csv", GLOSSARY),
            ("글.txt", TEXT),
            ("yongeo.toml", config),
        ]);
        let (printed, all) = run(folder.path(), &["글.txt"], 2);
        assert_eq!(printed, "");
        assert!(all.contains(&format!("yongeo.toml: {said}")), "{all}");
    }
    let folder = folder(&[
        ("glossary/glossary.csv", GLOSSARY),
        ("글.txt", TEXT),
        ("설정/글.txt", ""),
    ]);
    for (named, said) in [
        (
            "none.toml",
            "none.toml: no such file or folder (check the path)",
        ),
        ("설정", "설정: is a folder (name a file in it)"),
    ] {
        let (_, all) = run(folder.path(), &["--config", named, "글.txt"], 2);
        assert_eq!(all, format!("yongeo: error: {said}\n"));
    }
}

#[test]
fn documents_with_what_is_no_text_are_checked_and_never_written() {
    let broken = [TEXT.repeat(3).as_bytes(), b"\xff\n"].concat();
    let surrogate = [utf16(TEXT, u16::to_le_bytes), vec![0x00, 0xd8, 0x41, 0x00]].concat();
    for bytes in [broken, surrogate] {
        let (_, said) = check(GLOSSARY, &bytes, 1);
        assert!(said.contains("yongeo: note: 글.txt: 1 "), "{said}");
        let folder = folder(&[("glossary/glossary.csv", GLOSSARY)]);
        fs::write(folder.path().join("글.txt"), &bytes).unwrap();
        let (printed, said) = run(folder.path(), &["--fix", "글.txt"], 2);
        assert!(
            printed.contains("forbidden-term"),
            "what is left is shown: {printed}"
        );
        assert!(
            said.contains(
                "글.txt: can't be written, as what could not be read in it would be lost ("
            ),
            "{said}"
        );
        assert_eq!(fs::read(folder.path().join("글.txt")).unwrap(), bytes);
    }
}

#[test]
fn what_cannot_be_read_by_name_is_an_error_and_the_rest_is_checked() {
    let folder = folder(&[
        ("glossary/glossary.csv", GLOSSARY),
        ("글.txt", TEXT),
        ("binary.txt", "\0\0\0\0가"),
    ]);
    for (named, said) in [
        ("binary.txt", "binary.txt: is a binary file, not text ("),
        (
            "none.txt",
            "none.txt: no such file or folder (check the path)",
        ),
    ] {
        let (printed, all) = run(folder.path(), &[named, "글.txt"], 2);
        assert_eq!(printed.lines().count(), 1, "{printed}");
        assert!(all.contains(&format!("yongeo: error: {said}")), "{all}");
    }
}
