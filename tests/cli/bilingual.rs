//! `yongeo check` on files with a text and its translation: PO, XLIFF, TMX, and tables.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::binary::{ran, read, said, yongeo_in};

const GLOSSARY: &str = "\
concept,english,korean,status
buffer,buffer,완충 공간,preferred
buffer,buffer,버퍼,deprecated
query,query,질의,preferred
query,query,쿼리,admitted
tensor,tensor,텐서,preferred
research,R&D,연구·개발,preferred
ai,AI,인공지능,preferred
ml-model,machine learning model,기계 학습 모형,preferred
machine-learning,machine learning,머신 러닝,preferred
session,session,세션,proposed
";

const PO: &str = r#"# 한국어 번역
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: ko\n"

#: src/store.c:41
msgid "Flush the buffers before closing the session."
msgstr "연결을 닫기 전에 임시 저장소를 비우세요."

#: src/store.c:57
msgid ""
"Failed to run the "
"query on %s."
msgstr ""
"%s에서 쿼"
"리를 실행하지 못했습니다."

#, fuzzy
msgid "The buffer is full."
msgstr "저장소가 가득 찼습니다."

msgid "The tensor is empty."
msgstr ""

msgid "Reshape the tensor."
msgstr "tensor의 모양을 바꿉니다."

msgid "The AI reads the buffer."
msgstr "AI가 버퍼를 읽습니다."

# yongeo-disable-next-line term-not-used -- 화면에 보이는 이름
#: src/ui.c:3
msgid "Query editor"
msgstr "검색 편집기"
"#;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let glossary = [("glossary/glossary.csv", GLOSSARY)];
    crate::binary::folder(&[&glossary, files].concat())
}

/// What checking prints, one line each.
fn check(folder: &Path, file: &str, status: i32) -> String {
    let arguments = ["check", "--format", "short", file];
    ran(&mut yongeo_in(folder, &arguments), status).0
}

#[test]
fn a_catalogue_is_held_against_its_originals() {
    let expected = "\
ko.po:8:18: warning[term-not-used] the translation of \"buffers\" lacks \"완충 공간\"
ko.po:8:45: info[term-not-used] the translation of \"session\" lacks \"세션\"
ko.po:27:9: warning[source-term-untranslated] \"tensor\" is left in the translation: write \"텐서\"
ko.po:30:13: error[forbidden-term] \"버퍼\" is not to be used: write \"완충 공간\"
";
    let written = folder(&[("ko.po", PO)]);
    assert_eq!(check(written.path(), "ko.po", 1), expected);
    let utf16 = |text: &str| {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let cp949 = |text: &str| encoding_rs::EUC_KR.encode(text).0.into_owned();
    for bytes in [
        PO.replace('\n', "\r\n").into_bytes(),
        cp949(PO),
        utf16(&PO.replace('\n', "\r\n")),
    ] {
        fs::write(written.path().join("ko.po"), bytes).unwrap();
        assert_eq!(check(written.path(), "ko.po", 1), expected);
    }
}

#[test]
fn a_finding_is_shown_in_its_line_of_the_file() {
    let xliff = r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="guide.docx" source-language="en-US" target-language="ko-KR" datatype="plaintext"><body>
    <trans-unit id="12">
      <source>Empty the <g id="1">buf</g>fer first.</source>
      <target>먼저 <g id="1">임시</g> 저장소를 비웁니다.</target>
    </trans-unit>
    <trans-unit id="13">
      <source>A <g id="1">machine learning</g> model needs a machine learning model.</source>
      <target><g id="1">기계</g> 학습 모형에는 기계 학습 모형이 필요합니다.</target>
    </trans-unit>
  </body></file>
</xliff>
"#;
    let folder = folder(&[("guide.xlf", xliff)]);
    let (printed, said) = ran(&mut yongeo_in(folder.path(), &["check", "guide.xlf"]), 1);
    assert_eq!(
        printed,
        "\
warning[term-not-used]: the translation of \"buffer\" lacks \"완충 공간\"
 --> guide.xlf:5:35
  |
5 |       <source>Empty the <g id=\"1\">buf</g>fer first.</source>
  |                                   ^^^^^^^^^^
  |
  = note: in the unit 12
"
    );
    assert_eq!(said, "yongeo: 1 warning in 1 of 1 document\n");
}

#[test]
fn both_directions_are_looked_at() {
    let tmx = "<tmx version=\"1.4\"><header srclang=\"ko\"/><body>\n\
        <tu tuid=\"1\"><tuv xml:lang=\"ko\"><seg>완충공간을 비운다.</seg></tuv><tuv xml:lang=\"en\"><seg>Empty the cache.</seg></tuv></tu>\n\
        <tu tuid=\"2\"><tuv xml:lang=\"ko\"><seg>질의를 모은다.</seg></tuv><tuv xml:lang=\"en\"><seg>Collect Queries.</seg></tuv></tu>\n\
        <tu tuid=\"3\"><tuv xml:lang=\"ko\"><seg>텐서로 바꾼다.</seg></tuv><tuv xml:lang=\"en\"><seg>Turn it into a 텐서.</seg></tuv></tu>\n\
        <tu tuid=\"4\"><tuv xml:lang=\"ko\"><seg>버퍼를 비운다.</seg></tuv><tuv xml:lang=\"en\"><seg>Empty the buffer.</seg></tuv></tu>\n\
        </body></tmx>\n";
    let folder = folder(&[("memory.tmx", tmx)]);
    assert_eq!(
        check(folder.path(), "memory.tmx", 1),
        "\
memory.tmx:2:38: warning[term-not-used] the translation of \"완충공간\" lacks \"buffer\"
memory.tmx:4:97: warning[source-term-untranslated] \"텐서\" is left in the translation: write \"tensor\"
"
    );
}

#[test]
fn fixes_are_written_as_the_format_has_it() {
    let files = [
        (
            "a.csv",
            "en,ko\nRead it,\"\"\"버퍼\"\"를 읽는다\"\n",
            "en,ko\nRead it,\"\"\"완충 공간\"\"을 읽는다\"\n",
        ),
        (
            "a.po",
            "msgid \"Read it\"\nmsgstr \"\\\"버퍼\\\"를 읽는다\"\n",
            "msgid \"Read it\"\nmsgstr \"\\\"완충 공간\\\"을 읽는다\"\n",
        ),
        (
            "a.xlf",
            "<xliff srcLang=\"ko\" trgLang=\"en\"><unit><segment><source>버퍼를</source><target>x</target></segment></unit></xliff>",
            "<xliff srcLang=\"ko\" trgLang=\"en\"><unit><segment><source>버퍼를</source><target>x</target></segment></unit></xliff>",
        ),
    ];
    for (name, before, after) in files {
        let folder = folder(&[(name, before)]);
        let arguments = ["check", "--fix", name];
        ran(
            &mut yongeo_in(folder.path(), &arguments),
            i32::from(name == "a.xlf"),
        );
        assert_eq!(read(folder.path(), name), after);
    }
}

#[test]
fn xml_is_read_and_mended_in_its_encoding() {
    let xliff = |encoding: &str, term: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\r\n<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body>\r\n\
             <trans-unit id=\"1\"><source>Read the buffer.</source>\r\n<target>{term} 읽습니다.</target></trans-unit></body></file></xliff>\r\n"
        )
    };
    let utf16 = |text: &str| {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units.flat_map(u16::to_be_bytes).collect::<Vec<u8>>()
    };
    let cp949 = |text: &str| encoding_rs::EUC_KR.encode(text).0.into_owned();
    for (encoding, bytes) in [
        ("UTF-16", &utf16 as &dyn Fn(&str) -> Vec<u8>),
        ("EUC-KR", &cp949),
    ] {
        let folder = folder(&[]);
        let path = folder.path().join("a.xlf");
        fs::write(&path, bytes(&xliff(encoding, "버퍼를"))).unwrap();
        assert_eq!(
            check(folder.path(), "a.xlf", 1),
            "a.xlf:4:9: error[forbidden-term] \"버퍼\" is not to be used: write \"완충 공간\"\n"
        );
        said(
            &mut yongeo_in(folder.path(), &["check", "--fix", "a.xlf"]),
            0,
        );
        assert_eq!(
            fs::read(&path).unwrap(),
            bytes(&xliff(encoding, "완충 공간을"))
        );
    }
}

#[test]
fn what_is_broken_is_told_and_the_rest_is_done() {
    let folder = folder(&[
        ("a/broken.xlf", "<xliff>\n<file>\n<body>\n</xliff>"),
        ("a/broken.po", "msgid \"a\"\nmsgstr \"가\n"),
        ("a/broken.csv", "en,ko\na,\"가\n"),
        (
            "a/other.xlf",
            "<resources>\n<string name=\"a\">버퍼</string>\n</resources>\n",
        ),
        (
            "a/whole.po",
            "msgid \"Save the buffer.\"\nmsgstr \"버퍼를 저장합니다.\"\n",
        ),
    ]);
    let (printed, notes) = ran(
        &mut yongeo_in(folder.path(), &["check", "--format", "short", "a"]),
        1,
    );
    assert!(
        printed.starts_with("a/whole.po:2:9: error[forbidden-term]"),
        "{printed}"
    );
    for told in [
        "a/broken.xlf: line 4: is not well-formed XML",
        "a/broken.po: line 2: has no string that ends where the line does",
        "a/broken.csv: line 2: the quote that opens here is never closed",
        "a/other.xlf: line 1: is not XLIFF: its first element is <resources>",
    ] {
        assert!(notes.contains(told), "{notes}");
    }
    let (printed, _) = ran(
        &mut yongeo_in(
            folder.path(),
            &["check", "--format", "short", "a/broken.xlf", "a/whole.po"],
        ),
        2,
    );
    assert!(printed.contains("a/whole.po:2:9"), "{printed}");
}

#[test]
fn entities_are_not_expanded() {
    let mut bomb = "<!DOCTYPE xliff [\n<!ENTITY a \"버퍼\">\n".to_owned();
    for (name, before) in ('b'..='z').zip('a'..) {
        let ten = format!("&{before};").repeat(10);
        let name = name.to_string();
        bomb.extend(["<!ENTITY ", &name, " \"", &ten, "\">\n"]);
    }
    bomb.push_str(
        "]>\n<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\">\n\
         <source>Empty &z; buffer</source><target>&z;를 비운다</target></trans-unit></body></file></xliff>\n",
    );
    let folder = folder(&[("bomb.xlf", &bomb)]);
    let printed = check(folder.path(), "bomb.xlf", 1);
    assert_eq!(
        printed,
        "bomb.xlf:30:19: warning[term-not-used] the translation of \"buffer\" lacks \"완충 공간\"\n"
    );
}

#[test]
fn a_glossary_in_a_folder_is_no_translation() {
    let folder = folder(&[("docs/a.csv", "en,ko\nSave,저장\n")]);
    fs::copy(
        folder.path().join("glossary/glossary.csv"),
        folder.path().join("docs/terms.csv"),
    )
    .unwrap();
    let tabs = GLOSSARY.replace(',', "\t");
    fs::write(folder.path().join("docs/terms.tsv"), tabs).unwrap();
    let said = said(&mut yongeo_in(folder.path(), &["check", "docs"]), 0);
    assert_eq!(said, "yongeo: 1 document, nothing found\n");
}

#[test]
fn glosses_are_mined_from_the_target_and_a_korean_source() {
    let folder = folder(&[
        (
            "a.po",
            "# 손실 함수(loss function)\nmsgid \"경사 하강법(gradient descent)\"\nmsgstr \"Gradient descent\"\n",
        ),
        (
            "b.csv",
            "en,ko\n\"Loss (손실)\",손실 함수(loss function)를 줄인다\n",
        ),
    ]);
    let (printed, _) = ran(
        &mut yongeo_in(folder.path(), &["extract", "a.po", "b.csv"]),
        0,
    );
    assert_eq!(
        printed,
        "\
a.po:2:14: 경사 하강법 = gradient descent
b.csv:2:18: 손실 함수 = loss function
"
    );
}
