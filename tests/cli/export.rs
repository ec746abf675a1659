//! `yongeo export`: what it writes, what it leaves out, and what it says of that.

use std::fmt::Write as _;
use std::fs;

use crate::binary::{folder, printed, ran, read, said, yongeo_in};

const GLOSSARY: &str = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain
ai,AI,인공지능,abbreviation,en,preferred,40,12,1.00,,
ai,artificial intelligence,인공지능,term,en,preferred,10,5,1.00,,
hashtag,#hashtag,#해시태그,term,en,proposed,1,1,0.80,,
penguin,Aptenodytes forsteri,황제펭귄,foreign,la,proposed,1,1,0.81,,
shell,shell,셸,term,en,preferred,7,4,1.00,\"셸은
명령을 읽는다\",컴퓨팅
shell,shell,쉘,term,en,deprecated,9,5,1.00,,컴퓨팅
shellfish,shell,조개껍데기,term,en,proposed,1,1,0.90,,생물
vm,VM,가상 머신,abbreviation,en,rejected,1,1,0.90,,
";

fn export(arguments: &[&str]) -> (String, String) {
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    let all = [&["export", "--glossary", "terms.csv"], arguments].concat();
    ran(&mut yongeo_in(folder.path(), &all), 0)
}

#[test]
fn a_service_gets_one_target_for_a_source_and_hears_why_others_are_left_out() {
    let (printed, said) = export(&["--to", "deepl", "--direction", "en-ko"]);
    assert_eq!(
        printed,
        "artificial intelligence\t인공지능\nAI\t인공지능\n#hashtag\t#해시태그\nshell\t셸\n"
    );
    assert_eq!(
        said,
        "yongeo: note: deepl has no place for concept, kind, status, occurrences, documents, confidence, note, domain\n\
         yongeo: note: 1 row is left out: deepl takes Korean and English only\n\
         yongeo:   penguin: 황제펭귄 = Aptenodytes forsteri (la)\n\
         yongeo: note: 1 row is left out: deepl would suggest a term that is not to be used\n\
         yongeo:   shell: 쉘 = shell\n\
         yongeo: note: 1 row is left out: deepl takes one translation of a term\n\
         yongeo:   shellfish: 조개껍데기 = shell (셸 is written)\n\
         yongeo: 4 rows of terms.csv, English to Korean written\n"
    );
    // Asked for, a term that is not to be used is looked up, and suggested to nobody.
    let all = "preferred,deprecated";
    let (printed, _) = export(&["--to", "deepl", "--status", all]);
    assert_eq!(
        printed,
        "인공지능\tartificial intelligence\n셸\tshell\n쉘\tshell\n"
    );
    let (printed, _) = export(&["--to", "deepl", "--status", all, "--direction", "en-ko"]);
    assert_eq!(
        printed,
        "artificial intelligence\t인공지능\nAI\t인공지능\nshell\t셸\n"
    );
}

#[test]
fn omegat_is_told_the_encoding_and_no_term_becomes_a_comment() {
    let (printed, _) = export(&["--to", "omegat"]);
    assert_eq!(
        printed,
        "# Glossary, Korean to English, exported by yongeo -*- coding: utf-8 -*-\n\
         인공지능\tartificial intelligence\n\
         인공지능\tAI\n \
         #해시태그\t#hashtag\n\
         셸\tshell\t셸은 명령을 읽는다; 컴퓨팅\n\
         조개껍데기\tshell\t생물\n"
    );
}

#[test]
fn rows_are_chosen_by_status_and_subject_and_rejected_ones_never_go() {
    let pairs = |arguments: &[&str]| export(&[&["--to", "okapi"], arguments].concat()).0;
    assert_eq!(pairs(&["--domain", "생물"]), "조개껍데기\tshell\n");
    assert_eq!(
        pairs(&["--domain", "생물", "--domain", "컴퓨팅"]),
        "셸\tshell\n조개껍데기\tshell\n"
    );
    assert_eq!(pairs(&["--status", "rejected"]), "");
    for format in [
        "csv", "tsv", "json", "tbx", "tbx-v2", "tbx-min", "tmx", "memoq", "markdown", "html",
    ] {
        let (printed, _) = export(&["--to", format]);
        assert!(printed.contains("인공지능"), "{format}");
        assert!(!printed.contains("가상 머신"), "{format}");
    }
}

#[test]
fn languages_are_called_as_the_tool_calls_them_unless_somebody_says_otherwise() {
    let first = |arguments: &[&str]| {
        let (printed, _) = export(arguments);
        printed.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first(&["--to", "aws"]), "ko,en");
    assert_eq!(first(&["--to", "aws", "--direction", "en-ko"]), "en,ko");
    assert_eq!(
        first(&["--to", "google-termset", "--codes", "ko-KR,en-US"]),
        "ko-KR,en-US"
    );
    assert_eq!(
        first(&["--to", "crowdin"]),
        "Term [ko],Description [ko],Term [en]"
    );
    let (tbx, _) = export(&["--to", "tbx", "--codes", "ko-KR,en-US"]);
    assert!(
        tbx.contains("<langSec xml:lang=\"ko-KR\">")
            && tbx.contains("<langSec xml:lang=\"en-US\">")
    );
}

#[test]
fn a_term_too_long_is_named_and_left_for_a_person() {
    let long = "국제회의".repeat(20);
    let glossary = format!(
        "concept,english,korean\nlong,long term,{long}\nshell,shell,셸\nfirm,\"R&D, Inc.\",연구개발\n"
    );
    let folder = folder(&[("terms.csv", &glossary)]);
    let aws = ["export", "--glossary", "terms.csv", "--to", "aws"];
    let (printed, told) = ran(&mut yongeo_in(folder.path(), &aws), 1);
    assert_eq!(printed, "ko,en\n셸,shell\n");
    assert!(
        told.contains("note: 1 row is left out: aws takes terms of 200 bytes at most\n"),
        "{told}"
    );
    assert!(
        told.contains(&format!("  long: {long} = long term (240 bytes)\n")),
        "{told}"
    );
    assert!(
        told.contains("note: 1 row is left out: it is not known how aws reads ,\n"),
        "{told}"
    );
    // To look only.
    let output = [&aws[..], &["--check", "--output", "out.csv"]].concat();
    let told = said(&mut yongeo_in(folder.path(), &output), 1);
    assert!(
        told.ends_with("1 row of terms.csv, Korean to English would be written\n"),
        "{told}"
    );
    assert!(!folder.path().join("out.csv").exists());
}

#[test]
fn a_file_too_large_for_the_service_is_not_written() {
    let mut glossary = "concept,english,korean\n".to_owned();
    for number in 0..11_000 {
        writeln!(
            glossary,
            "t{number},{} {number},용어 {number}",
            "long ".repeat(190)
        )
        .unwrap();
    }
    let folder = folder(&[("terms.csv", &glossary)]);
    let deepl = [
        "export",
        "--glossary",
        "terms.csv",
        "--to",
        "deepl",
        "-o",
        "out.tsv",
    ];
    let told = said(&mut yongeo_in(folder.path(), &deepl), 2);
    assert!(told.contains("error: the file would have 10"), "{told}");
    assert!(
        told.contains("the tool takes 10485760 (export it in parts"),
        "{told}"
    );
    assert!(!folder.path().join("out.tsv").exists());
}

#[test]
fn the_glossary_itself_is_never_written_over() {
    let folder = folder(&[("terms.csv", GLOSSARY), ("terms.evidence.csv", "")]);
    for name in ["terms.csv", "./terms.csv", "terms.evidence.csv"] {
        let csv = [
            "export",
            "--glossary",
            "terms.csv",
            "--to",
            "csv",
            "--output",
            name,
        ];
        let told = said(&mut yongeo_in(folder.path(), &csv), 2);
        assert!(
            told.contains("is the glossary itself, or its ledger"),
            "{told}"
        );
    }
    assert_eq!(read(folder.path(), "terms.csv"), GLOSSARY);
}

#[test]
fn csv_is_for_git_or_for_excel() {
    let (plain, _) = export(&["--to", "csv", "--domain", "컴퓨팅"]);
    assert_eq!(
        plain,
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain\n\
         shell,shell,셸,term,en,preferred,7,4,1.00,\"셸은\n명령을 읽는다\",컴퓨팅\n\
         shell,shell,쉘,term,en,deprecated,9,5,1.00,,컴퓨팅\n"
    );
    let (excel, _) = export(&["--to", "csv", "--domain", "생물", "--for-excel"]);
    assert!(excel.starts_with("\u{feff}concept,english"), "{excel}");
    assert!(
        excel.ends_with("shellfish,shell,조개껍데기,term,en,proposed,1,1,0.90,,생물\r\n"),
        "{excel}"
    );
}

#[test]
fn workbooks_are_the_same_bytes_whenever_they_are_made() {
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    let mut both = ["one.xlsx", "two.xlsx"].map(|name| {
        let xlsx = [
            "export",
            "--glossary",
            "terms.csv",
            "--to",
            "xlsx",
            "-o",
            name,
        ];
        said(&mut yongeo_in(folder.path(), &xlsx), 0);
        std::thread::sleep(std::time::Duration::from_millis(2100));
        fs::read(folder.path().join(name)).unwrap()
    });
    assert!(both[0].starts_with(b"PK"));
    let [one, two] = &mut both;
    assert!(one == two, "a workbook tells the time");
}

#[test]
fn all_formats_are_listed() {
    let folder = folder(&[]);
    let list = printed(&mut yongeo_in(folder.path(), &["export", "--list"]));
    assert_eq!(list.lines().count(), yongeo::exchange::Format::ALL.len());
    assert!(
        list.contains(
            "deepl            .tsv   DeepL: a dictionary of one direction, TSV without a header\n"
        ),
        "{list}"
    );
}

#[test]
fn what_a_person_has_to_settle_goes_out_as_it_stood() {
    let glossary = "\
concept,english,korean,status,note,conflict
pod,pod,파드,admitted,,ours: status
pod,pod,파드,deprecated,,theirs: status
";
    let folder = folder(&[("terms.csv", glossary)]);
    let omegat = ["export", "--glossary", "terms.csv", "--to", "okapi"];
    let (printed, told) = ran(&mut yongeo_in(folder.path(), &omegat), 1);
    assert_eq!(printed, "파드\tpod\n");
    assert!(told.contains("1 row is left out: a person has to settle what another version says (column conflict)\n"), "{told}");
}

#[test]
fn a_subject_that_no_row_has_is_an_error() {
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    let tsv = [
        "export",
        "--glossary",
        "terms.csv",
        "--to",
        "okapi",
        "--domain",
        "컴퓨터",
    ];
    let told = said(&mut yongeo_in(folder.path(), &tsv), 2);
    assert_eq!(
        told,
        "yongeo: error: terms.csv: no row has the domain \"컴퓨터\" (there are 생물, 컴퓨팅)\n"
    );
}

#[test]
fn an_option_of_which_a_format_makes_no_use_is_told_and_no_other() {
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    let export = |format: &str, option: &[&str]| {
        let all = [
            &[
                "export",
                "--glossary",
                "terms.csv",
                "--to",
                format,
                "-o",
                "out",
            ],
            option,
        ];
        let told = said(&mut yongeo_in(folder.path(), &all.concat()), 0);
        (fs::read(folder.path().join("out")).unwrap(), told)
    };
    for format in yongeo::exchange::Format::ALL {
        let (plain, _) = export(format.name, &[]);
        for option in [
            &["--codes", "ko-KR,en-US"][..],
            &["--style", "dct"],
            &["--for-excel"],
        ] {
            let (bytes, told) = export(format.name, option);
            let note = format!("note: {} changes nothing", option[0]);
            let notes = told.matches(&note).count();
            assert_eq!(
                notes == 0,
                bytes != plain,
                "{} {option:?}: {told}",
                format.name
            );
            assert!(notes < 2, "{told}");
        }
    }
}

#[test]
fn a_name_that_says_another_format_is_told() {
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    for (format, name, better) in [
        ("xlsx", "용어.csv", Some("용어.xlsx")),
        ("xlsx", "용어.txt", Some("용어.xlsx")),
        ("csv", "용어.xlsx", Some("용어.csv")),
        ("deepl", "용어.csv", Some("용어.tsv")),
        ("tbx", "용어.TMX", Some("용어.tbx")),
        ("xlsx", "용어.XLSX", None),
        ("csv", "용어.txt", None),
        ("tbx", "용어.xml", None),
        ("omegat", "용어.utf8", None),
        ("json", "용어", None),
    ] {
        let export = [
            "export",
            "--glossary",
            "terms.csv",
            "--to",
            format,
            "-o",
            name,
        ];
        let told = said(&mut yongeo_in(folder.path(), &export), 0);
        let note = format!(
            "note: {name} does not say what is in it, which is {format}: a name that does is "
        );
        match better {
            Some(better) => assert!(told.contains(&format!("{note}{better}\n")), "{told}"),
            None => assert!(!told.contains(&note), "{told}"),
        }
        assert!(folder.path().join(name).is_file());
        let check = [&export[..], &["--check"]].concat();
        let told = said(&mut yongeo_in(folder.path(), &check), 0);
        assert!(!told.contains(&note), "{told}");
    }
}

#[test]
fn formats_are_known_in_letters_of_any_case() {
    for name in ["okapi", "Okapi", "OKAPI"] {
        let (printed, _) = export(&["--to", name, "--domain", "생물"]);
        assert_eq!(printed, "조개껍데기\tshell\n", "{name}");
    }
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    let unknown = ["export", "--glossary", "terms.csv", "--to", "TBY"];
    let told = said(&mut yongeo_in(folder.path(), &unknown), 2);
    assert!(told.contains("invalid value 'TBY'"), "{told}");
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn what_is_exported_is_no_document() {
    let folder = folder(&[("terms.csv", GLOSSARY)]);
    for (to, file) in [
        ("csv", "a.csv"),
        ("tsv", "a.tsv"),
        ("json", "a.json"),
        ("xlsx", "a.xlsx"),
        ("tbx", "a.tbx"),
        ("tbx-v2", "b.tbx"),
        ("tmx", "a.tmx"),
        ("html", "a.html"),
    ] {
        let export = [
            "export",
            "--glossary",
            "terms.csv",
            "--to",
            to,
            "--output",
            file,
        ];
        said(&mut yongeo_in(folder.path(), &export), 0);
        let told = said(&mut yongeo_in(folder.path(), &["extract", file]), 0);
        assert!(
            told.contains("is a glossary or a report of yongeo"),
            "{to}: {told}"
        );
    }
}
