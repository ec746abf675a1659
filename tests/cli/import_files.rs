//! `yongeo import` of files that are broken, or of which something is to be told.

use std::fs::File;

use crate::binary::{folder, read, said, yongeo_in};
use crate::import::{GLOSSARY, IMPORT, TERMBASE};

#[test]
fn packed_files_that_are_no_workbook_are_named_with_what_to_do() {
    let folder = folder(&[]);
    for (name, part, content, told) in [
        (
            "a.xlsx",
            "word/document.xml",
            "",
            "is a document of Word (.docx), no workbook (copy its table into a spreadsheet, and save that as XLSX or CSV)",
        ),
        (
            "c.ods",
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "is a spreadsheet of OpenDocument (.ods) (save it as XLSX, or as CSV in UTF-8)",
        ),
        (
            "e.zip",
            "용어/목록.csv",
            "",
            "is an archive, no workbook (unpack it, and import what is in it)",
        ),
    ] {
        let mut zip = zip::ZipWriter::new(File::create(folder.path().join(name)).unwrap());
        zip.start_file(part, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
        zip.finish().unwrap();
        let import = [&IMPORT[..], &[name]].concat();
        assert_eq!(
            said(&mut yongeo_in(folder.path(), &import), 2),
            format!("yongeo: error: {name}: {told}\n")
        );
    }
}

#[test]
fn a_concept_that_gives_no_pair_is_told_with_the_term_that_it_lacks() {
    let group = |concept: &str, language: &str, term: &str| {
        format!(
            "<conceptGrp><concept>{concept}</concept><languageGrp><language lang=\"{language}\"/>\
             <termGrp><term>{term}</term></termGrp></languageGrp></conceptGrp>\n"
        )
    };
    let groups = [
        ("1", "KO", "셸"),
        ("2", "EN", "pod"),
        ("3", "DE", "Knoten"),
        ("4", "KO", "노드"),
    ];
    let groups = groups.map(|(concept, language, term)| group(concept, language, term));
    let unit = "<tu><tuv xml:lang=\"ko\"><seg>큐</seg></tuv></tu>\n";
    let folder = folder(&[
        ("terms.xml", &format!("<mtf>\n{}</mtf>\n", groups.concat())),
        (
            "memory.tmx",
            &format!(
                "<tmx version=\"1.4\"><header/>\n<body>\n{}</body></tmx>",
                unit.repeat(7)
            ),
        ),
        (
            "terms.json",
            "{\"format\": \"yongeo-glossary\", \"version\": 1, \"concepts\": [{\"concept\": \"pod\", \"rows\": [{\"english\": \"pod\"}]}, \
             {\"rows\": [{\"korean\": \"큐\"}]}]}",
        ),
    ]);
    for (name, notes) in [
        (
            "terms.xml",
            &[
                "1 concept without a Korean term passed over: line 3 (2)",
                "2 concepts without an English term passed over: lines 2 (1), 5 (4)",
                "1 concept without a Korean and an English term passed over: line 4 (3)",
            ][..],
        ),
        (
            "memory.tmx",
            &["7 concepts without an English term passed over: lines 3, 4, 5, 6, 7 and 2 more"],
        ),
        (
            "terms.json",
            &[
                "1 row without a Korean term passed over: concept pod",
                "1 row without an English term passed over: concept no. 2",
            ],
        ),
    ] {
        let told = said(
            &mut yongeo_in(folder.path(), &[&IMPORT[..], &[name]].concat()),
            2,
        );
        for note in notes {
            assert!(told.contains(&format!("note: {name}: {note}\n")), "{told}");
        }
    }
}

#[test]
fn cells_that_seem_to_be_no_term_or_several_are_taken_and_told() {
    let rows = "한국어,영어\n\"셸, 쉘\",shell; sh\n#NAME?,formula\n버전,45293\n판,2024-01-02\n,\"a, b\"\n\"명령 f(x, y)\",command\n";
    let folder = folder(&[("용어.csv", rows)]);
    let import = [&IMPORT[..], &["용어.csv"]].concat();
    let told = said(&mut yongeo_in(folder.path(), &import), 0);
    assert_eq!(
        told,
        "yongeo: note: 용어.csv: 1 row with a cell that seems to hold several terms was taken as it is: line 2 (\"셸, 쉘\", \"shell; sh\") \
         (if they are several, give each a row of its own)\n\
         yongeo: note: 용어.csv: 1 row with an error of a spreadsheet as a term was taken: line 3 (put the term right in the file, in a cell \
         formatted as text, and delete the row that came of it)\n\
         yongeo: note: 용어.csv: 2 rows with a term that a spreadsheet seems to have made a date or a number were taken: lines 4, 5 (put the \
         terms right in the file, in cells formatted as text, and delete the rows that came of them)\n\
         yongeo: note: 용어.csv: 1 row without a Korean term was passed over: line 6\n\
         yongeo: 5 pairs in 용어.csv: 5 new, 0 changed; terms.csv is begun with 5 rows\n"
    );
    assert!(read(folder.path(), "terms.csv").contains(",shell; sh,\"셸, 쉘\",term,"));
    // Of what was exported nobody asks whether its commas are meant.
    let export = [
        "export",
        "--glossary",
        "terms.csv",
        "--to",
        "csv",
        "-o",
        "own.csv",
    ];
    said(&mut yongeo_in(folder.path(), &export), 0);
    let told = said(
        &mut yongeo_in(folder.path(), &[&IMPORT[..], &["own.csv"]].concat()),
        0,
    );
    assert!(
        !told.contains("several") && told.contains("error of a spreadsheet"),
        "{told}"
    );
}

#[test]
fn a_column_that_is_not_there_is_no_column() {
    let folder = folder(&[("a.csv", "이름,원문\n셸,shell\n")]);
    let map = ["--map", "korean=1", "--map", "english=9", "a.csv"];
    let told = said(
        &mut yongeo_in(folder.path(), &[&IMPORT[..], &map].concat()),
        2,
    );
    assert!(
        told.contains("a.csv: has no column 9 (it has 2: 이름, 원문)"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_read_is_named_with_its_place_and_the_rest_is_taken() {
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>\n<tmx version=\"1.4\"><body>\
                <tu><tuv xml:lang=\"ko\"><seg>셸&b;</seg></tuv></tu></body></tmx>";
    let outside = "<!DOCTYPE tmx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<tmx version=\"1.4\"><body>\
                   <tu><tuv xml:lang=\"ko\"><seg>&a;</seg></tuv></tu></body></tmx>";
    let deep = format!(
        "<mtf><conceptGrp>{}{}</conceptGrp></mtf>",
        "<a>".repeat(200),
        "</a>".repeat(200)
    );
    let cut = &TERMBASE[..TERMBASE.find("<termEntry id=\"t3\"").unwrap() + 30];
    let folder = folder(&[
        ("bomb.tmx", bomb),
        ("outside.tmx", outside),
        ("deep.xml", &deep),
        ("cut.tbx", cut),
        ("wrong.tbx", &TERMBASE.replace("</termGrp>", "</term>")),
        ("other.json", "{\"terms\": []}"),
        (
            "broken.json",
            "{\"format\": \"yongeo-glossary\",\n\"version\": 1, \"concepts\": [}",
        ),
        ("page.html", "<!DOCTYPE html>\n<html></html>"),
        ("base.tbx", TERMBASE),
    ]);
    for (name, reason) in [
        (
            "bomb.tmx",
            "bomb.tmx: line 2, column 55: has the entity &b;, which is not read",
        ),
        ("outside.tmx", "has the entity &a;, which is not read"),
        ("deep.xml", "has more than 100 elements in one another"),
        (
            "cut.tbx",
            "cut.tbx: line 11, column 20: is not well-formed XML",
        ),
        ("wrong.tbx", "is not well-formed XML"),
        (
            "other.json",
            "is not a glossary in JSON: missing field `format`",
        ),
        (
            "broken.json",
            "broken.json: line 2, column 28: is not a glossary in JSON",
        ),
        (
            "page.html",
            "has no table with a Korean and an English column",
        ),
        ("none.tbx", "none.tbx: no such file (check the path)"),
        (".", ".: is a folder, not a file"),
    ] {
        let import = [&IMPORT[..], &[name, "base.tbx"]].concat();
        let told = said(&mut yongeo_in(folder.path(), &import), 2);
        assert!(told.contains(&format!("error: {name}: ")), "{told}");
        assert!(told.contains(reason), "{name}: {told}");
        assert!(told.contains("4 pairs in base.tbx"), "{told}");
    }
}

#[test]
fn a_file_that_no_glossary_has_the_size_of_is_refused_before_it_is_read() {
    let folder = folder(&[]);
    let file = File::create(folder.path().join("huge.tbx")).unwrap();
    file.set_len(2 << 30).unwrap();
    let told = said(
        &mut yongeo_in(folder.path(), &[&IMPORT[..], &["huge.tbx"]].concat()),
        2,
    );
    assert_eq!(
        told,
        "yongeo: error: huge.tbx: is larger than 1024 MB (export it in parts)\n"
    );
}

#[test]
fn of_fifty_languages_korean_and_english_are_taken() {
    let code = |number: u8| [b'a' + number / 26, b'a' + number % 26].map(char::from);
    let others = (0..50).map(|number| {
        let code: String = code(number).iter().collect();
        format!("<langSec xml:lang=\"x{code}\"><termSec><term>shell</term></termSec></langSec>")
    });
    let others: Vec<String> = others.collect();
    let others = others.concat();
    let tbx = format!(
        "<tbx type=\"TBX-Basic\" style=\"dct\" xmlns=\"urn:iso:std:iso:30042:ed-2\" xmlns:min=\"http://www.tbxinfo.net/ns/min\"><text><body>\
         <conceptEntry id=\"c1\">{others}<langSec xml:lang=\"ko\"><termSec><term>셸</term>\
         <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>\
         <langSec xml:lang=\"en\"><termSec><term>shell</term></termSec></langSec></conceptEntry></body></text></tbx>"
    );
    let folder = folder(&[("terms.tbx", &tbx)]);
    let told = said(
        &mut yongeo_in(folder.path(), &[&IMPORT[..], &["terms.tbx"]].concat()),
        0,
    );
    assert!(
        told.contains("50 other languages passed over: xaa, xab, xac, xad, xae and 45 more"),
        "{told}"
    );
    assert!(read(folder.path(), "terms.csv").ends_with("shell,shell,셸,term,en,preferred,,,,\n"));
}

#[test]
fn columns_the_wrong_way_round_and_contradictions_within_a_file_are_told() {
    let folder = folder(&[
        ("terms.csv", GLOSSARY),
        (
            "swapped.csv",
            "한국어,영어\nserver,서버\nclient,클라이언트\n",
        ),
        (
            "twice.csv",
            "한국어,영어,비고\n큐,queue,첫째\n큐,queue,둘째\n",
        ),
        ("terms.evidence.csv", ""),
    ]);
    let import = |name: &str, status: i32| {
        let import = [&IMPORT[..], &["--dry-run", name]].concat();
        said(&mut yongeo_in(folder.path(), &import), status)
    };
    let told = import("swapped.csv", 2);
    assert!(
        told.contains("have Hangul under english and none under korean (--map says"),
        "{told}"
    );
    let told = import("twice.csv", 0);
    assert!(
        told.contains(
            "note: 1 pair twice in the file, of which the first counts:\nyongeo:   큐 = queue\n"
        ),
        "{told}"
    );
    let told = import("terms.evidence.csv", 2);
    assert!(told.contains("is a ledger, not a glossary"), "{told}");
}

#[test]
fn terms_between_bars_are_one_concept() {
    let folder = folder(&[(
        "용어집.csv",
        "번호,용어,영어,상태\n1,셸|쉘,shell|sh,보강 필요\n2,본셸,sh|bourne shell,우선\n3,커널,kernel,\n",
    )]);
    let import = ["import", "--glossary", "new.csv", "용어집.csv"];
    let told = said(&mut yongeo_in(folder.path(), &import), 0);
    assert!(
        told.contains("note: 용어집.csv: 1 row with a status that is not known, now in the note: line 2 (\"보강 필요\") (known are "),
        "{told}"
    );
    let glossary = read(folder.path(), "new.csv");
    let concepts: Vec<&str> = glossary
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next())
        .collect();
    let shell = concepts.iter().filter(|concept| **concept != "kernel");
    assert_eq!(shell.clone().count(), 6, "{glossary}");
    assert!(
        shell
            .clone()
            .all(|concept| concept == shell.clone().next().unwrap()),
        "{glossary}"
    );
}
