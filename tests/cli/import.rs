//! `yongeo import`: what it takes, what it keeps, and what it refuses.

#[cfg(feature = "embedded-dictionary")]
use crate::binary::mine;
use crate::binary::{folder, ran, read, said, yongeo_in};

pub const GLOSSARY: &str = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note
pod,pod,파드,term,en,proposed,3,2,0.98,
shell,shell,셸,term,en,preferred,7,4,1.00,
shell,shell,쉘,term,en,deprecated,9,5,1.00,
";

/// A termbase of another team, in three languages.
pub const TERMBASE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
<text><body>
<termEntry id="t1"><descrip type="subjectField">운영</descrip>
<langSet xml:lang="en-US"><ntig><termGrp><term>pod</term></termGrp></ntig></langSet>
<langSet xml:lang="ko-KR"><ntig><termGrp><term>파드</term></termGrp></ntig><note>포드로 적지 않는다</note></langSet>
<langSet xml:lang="de"><tig><term>Pod</term></tig></langSet></termEntry>
<termEntry id="t2"><langSet xml:lang="en"><tig><term>shell</term></tig></langSet>
<langSet xml:lang="ko"><tig><term>쉘</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="t3"><langSet xml:lang="en"><tig><term>container</term></tig></langSet>
<langSet xml:lang="ko"><tig><term>컨테이너</term></tig><tig><term>콘테이너</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="t4"><langSet xml:lang="en"><tig><term>node</term></tig></langSet></termEntry>
</body></text></martif>
"#;

pub const IMPORT: [&str; 3] = ["import", "--glossary", "terms.csv"];

#[test]
fn what_another_team_has_is_taken_in_and_what_people_decided_stays() {
    let folder = folder(&[("terms.csv", GLOSSARY), ("base.tbx", TERMBASE)]);
    let import = [&IMPORT[..], &["base.tbx"]].concat();
    let dry_run = [&import[..], &["--dry-run"]].concat();
    let (shown, told) = ran(&mut yongeo_in(folder.path(), &dry_run), 1);
    assert_eq!(
        shown,
        "+ container  container = 컨테이너  domain  \n".replace("  domain  ", "")
            + "+ container  container = 콘테이너  status    deprecated\n\
               ~ pod        pod = 파드            note      (empty) → 포드로 적지 않는다\n                                   \
               domain    (empty) → 운영\n\
               ~ shell      shell = 쉘            conflict  (empty) → ours: status\n\
               + shell      shell = 쉘            status    preferred\n                                   \
               conflict  theirs: status\n"
    );
    assert_eq!(
        told,
        "yongeo: note: base.tbx: 1 other language passed over: de\n\
         yongeo: note: base.tbx: 1 concept without a Korean term passed over: line 13 (t4)\n\
         yongeo: 4 pairs in base.tbx: 3 new, 2 changed; terms.csv would have 6 rows\n\
         yongeo: 1 conflict to settle, which the column conflict marks: delete the row you don't want, empty the cell of the other\n\
         yongeo:   the same import with `--prefer ours` or `--prefer theirs` settles them at once\n"
    );
    assert_eq!(read(folder.path(), "terms.csv"), GLOSSARY);

    said(&mut yongeo_in(folder.path(), &import), 1);
    let taken = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain,conflict
container,container,컨테이너,term,en,proposed,,,,,,
container,container,콘테이너,term,en,deprecated,,,,,,
pod,pod,파드,term,en,proposed,3,2,0.98,포드로 적지 않는다,운영,
shell,shell,셸,term,en,preferred,7,4,1.00,,,
shell,shell,쉘,term,en,deprecated,9,5,1.00,,,ours: status
shell,shell,쉘,term,en,preferred,9,5,1.00,,,theirs: status
";
    assert_eq!(read(folder.path(), "terms.csv"), taken);
    // Nothing comes twice, and what a person has to settle waits.
    let told = said(&mut yongeo_in(folder.path(), &import), 1);
    assert!(told.contains("note: 1 pair left as"), "{told}");
    assert_eq!(read(folder.path(), "terms.csv"), taken);
}

#[test]
fn a_person_can_say_which_side_is_right_once_and_for_all() {
    let folder = folder(&[("terms.csv", GLOSSARY), ("base.tbx", TERMBASE)]);
    let ours = [&IMPORT[..], &["--prefer", "ours", "base.tbx"]].concat();
    let told = said(&mut yongeo_in(folder.path(), &ours), 0);
    assert!(told.contains("2 new, 1 changed"), "{told}");
    let taken = read(folder.path(), "terms.csv");
    assert!(
        taken.contains("\nshell,shell,쉘,term,en,deprecated,9,5,1.00,,\n"),
        "{taken}"
    );
    // The file still says the other thing.
    said(&mut yongeo_in(folder.path(), &ours), 0);
    assert_eq!(read(folder.path(), "terms.csv"), taken);
    let theirs = [&IMPORT[..], &["--prefer", "theirs", "base.tbx"]].concat();
    said(&mut yongeo_in(folder.path(), &theirs), 0);
    let taken = read(folder.path(), "terms.csv");
    // One term of a concept is preferred: this was, and nothing in the file says it is.
    assert!(
        taken.contains("\nshell,shell,셸,term,en,admitted,7,4,1.00,,\n"),
        "{taken}"
    );
    assert!(
        taken.contains("\nshell,shell,쉘,term,en,preferred,9,5,1.00,,\n"),
        "{taken}"
    );
}

#[test]
fn a_side_that_is_named_after_an_import_settles_what_that_import_left() {
    let rival =
        "한국어,영어,상태,비고\n명령 해석기,shell,우선,교과서\n쉘,shell,허용,\n파드,pod,,\n";
    for (side, statuses) in [
        (
            "ours",
            [
                ("셸", "preferred"),
                ("쉘", "deprecated"),
                ("명령 해석기", "admitted"),
            ],
        ),
        (
            "theirs",
            [
                ("셸", "admitted"),
                ("쉘", "admitted"),
                ("명령 해석기", "preferred"),
            ],
        ),
    ] {
        let folder = folder(&[("terms.csv", GLOSSARY), ("rival.csv", rival)]);
        let import = [&IMPORT[..], &["rival.csv"]].concat();
        let told = said(&mut yongeo_in(folder.path(), &import), 1);
        assert!(
            told.ends_with(
                "  the same import with `--prefer ours` or `--prefer theirs` settles them at once\n"
            ),
            "{told}"
        );
        let prefer = [&import[..], &["--prefer", side]].concat();
        let told = said(&mut yongeo_in(folder.path(), &prefer), 0);
        assert!(told.contains(": 0 new, "), "{told}");
        let settled = read(folder.path(), "terms.csv");
        assert!(!settled.contains("conflict"), "{settled}");
        for (korean, status) in statuses {
            let row = format!("\nshell,shell,{korean},term,en,{status},");
            assert!(settled.contains(&row), "{side}: {settled}");
        }
        assert!(settled.contains(",,,,교과서\n"), "{settled}");
        // Once and for all.
        let told = said(&mut yongeo_in(folder.path(), &prefer), 0);
        assert!(told.contains(": 0 new, 0 changed; "), "{told}");
        assert_eq!(read(folder.path(), "terms.csv"), settled);
    }
}

#[test]
fn a_version_that_somebody_has_worked_on_waits_whichever_side_is_right() {
    let folder = folder(&[("terms.csv", GLOSSARY), ("base.tbx", TERMBASE)]);
    let import = [&IMPORT[..], &["base.tbx"]].concat();
    said(&mut yongeo_in(folder.path(), &import), 1);
    let worked_on = read(folder.path(), "terms.csv").replace(
        "preferred,9,5,1.00,,,theirs: status",
        "preferred,9,5,1.00,본문에는 쉘이 더 많다,,theirs: status",
    );
    std::fs::write(folder.path().join("terms.csv"), &worked_on).unwrap();
    for side in ["ours", "theirs"] {
        let prefer = [&import[..], &["--prefer", side]].concat();
        let told = said(&mut yongeo_in(folder.path(), &prefer), 1);
        assert!(told.contains("note: 1 pair left as"), "{told}");
        assert_eq!(read(folder.path(), "terms.csv"), worked_on, "{side}");
    }
}

/// The documents in which commands on importing stand with what they print.
fn documents() -> [String; 2] {
    ["docs/exchange.md", "docs/exchange.ko.md"].map(|name| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        std::fs::read_to_string(path).unwrap()
    })
}

#[test]
fn the_documents_show_what_an_import_prints() {
    for document in documents() {
        let (_, table) = document.split_once("```csv\n용어,").unwrap();
        let (rows, _) = table.split_once("```").unwrap();
        let folder = folder(&[
            ("glossary/glossary.csv", GLOSSARY),
            ("용어집.csv", &format!("용어,{rows}")),
        ]);
        let import = ["import", "--dry-run", "용어집.csv"];
        let (shown, told) = ran(&mut yongeo_in(folder.path(), &import), 1);
        let block = format!(
            "```console\n$ yongeo {}\n{shown}{told}```\n",
            import.join(" ")
        );
        assert!(document.contains(&block), "{block}");
    }
}

#[test]
fn what_a_colleague_deleted_and_corrected_is_taken_over_by_a_merge() {
    let glossary = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note
container,container,컨테이너,term,en,preferred,12,4,1.00,화물에는 쓰지 않는다
node,node,노드,term,en,admitted,7,3,0.99,
pod,pod,포드,term,en,proposed,3,2,0.98,
queue,queue,큐,term,en,proposed,2,1,0.97,
";
    let folder = folder(&[("terms.csv", glossary)]);
    let path = |name: &str| folder.path().join(name);
    let sent = [
        "export",
        "--to",
        "csv",
        "--glossary",
        "terms.csv",
        "--output",
        "sent.csv",
    ];
    let told = said(&mut yongeo_in(folder.path(), &sent), 0);
    assert_eq!(told, "yongeo: 4 rows of terms.csv in sent.csv\n");
    let back = read(folder.path(), "sent.csv")
        .replace("queue,queue,큐,term,en,proposed,2,1,0.97,\n", "")
        .replace("포드", "파드")
        .replace("화물에는 쓰지 않는다", "")
        + "replica,replica,복제본,term,en,preferred,,,,\n";
    std::fs::write(path("back.csv"), &back).unwrap();
    let meanwhile = glossary.replace("노드,term,en,admitted", "노드,term,en,preferred");
    std::fs::write(path("terms.csv"), meanwhile).unwrap();
    let merge = ["merge", "terms.csv", "back.csv", "--base", "sent.csv"];
    let dry_run = [&merge[..], &["--dry-run"]].concat();
    let (shown, _) = ran(&mut yongeo_in(folder.path(), &dry_run), 0);
    let block = format!("$ yongeo {}\n{shown}$ ", dry_run.join(" "));
    assert!(
        documents().iter().all(|document| document.contains(&block)),
        "{block}"
    );
    let write = [&merge[..], &["--output", "terms.csv"]].concat();
    said(&mut yongeo_in(folder.path(), &write), 0);
    assert_eq!(
        read(folder.path(), "terms.csv"),
        back.replace("노드,term,en,admitted", "노드,term,en,preferred")
    );
    // An import takes nothing away.
    let folder = self::folder(&[("terms.csv", glossary), ("back.csv", &back)]);
    said(
        &mut yongeo_in(folder.path(), &[&IMPORT[..], &["back.csv"]].concat()),
        0,
    );
    let imported = read(folder.path(), "terms.csv");
    for row in glossary.lines() {
        assert!(imported.contains(row), "{imported}");
    }
    assert!(imported.contains("pod,pod,파드,"), "{imported}");
}

#[test]
fn two_preferred_terms_of_one_concept_are_told_as_such() {
    let folder = folder(&[
        ("terms.csv", GLOSSARY),
        (
            "theirs.csv",
            "한국어,영어,상태\n명령 해석기,shell,우선\n쉘,shell,허용\n",
        ),
        ("rival.csv", "한국어,영어,상태\n명령 해석기,shell,우선\n"),
    ]);
    let dry_run = |name: &str| {
        let import = [&IMPORT[..], &["--dry-run", name]].concat();
        said(&mut yongeo_in(folder.path(), &import), 1)
    };
    let told = dry_run("theirs.csv");
    assert!(
        told.contains(
            "yongeo: 2 conflicts to settle, which the column conflict marks: delete the row you don't want, empty the cell of the \
             other; of two preferred terms make one admitted, and empty the cells of both\n\
             yongeo:   shell: 셸 here, 명령 해석기 in theirs.csv\n"
        ),
        "{told}"
    );
    let told = dry_run("rival.csv");
    assert!(
        told.contains(
            "marks: of two preferred terms make one admitted, and empty the cells of both\n"
        ),
        "{told}"
    );
    let import = [&IMPORT[..], &["rival.csv"]].concat();
    said(&mut yongeo_in(folder.path(), &import), 1);
    // What is told later says so, too.
    let lint = ["lint", "--glossary", "terms.csv"];
    let (found, _) = ran(&mut yongeo_in(folder.path(), &lint), 1);
    assert!(
        found.contains("shell = 셸: ours: status (of two preferred terms make one admitted, and empty the cells of both)"),
        "{found}"
    );
    let set = ["set", "admitted", "명령 해석기", "--glossary", "terms.csv"];
    let refused = said(&mut yongeo_in(folder.path(), &set), 2);
    assert!(
        refused
            .contains("shell = 명령 해석기 is one of two preferred terms that wait to be settled"),
        "{refused}"
    );
    let status = ["status", "--glossary", "terms.csv"];
    let (standing, _) = ran(&mut yongeo_in(folder.path(), &status), 0);
    assert!(
        standing.contains("2 rows with a conflict that nobody has settled"),
        "{standing}"
    );
    // And the advice settles it.
    let settled = read(folder.path(), "terms.csv")
        .replace(
            "명령 해석기,term,en,preferred,,,,,theirs: status",
            "명령 해석기,term,en,admitted,,,,,",
        )
        .replace("ours: status", "");
    std::fs::write(folder.path().join("terms.csv"), settled).unwrap();
    let (found, _) = ran(&mut yongeo_in(folder.path(), &lint), 0);
    assert!(!found.contains("conflict"), "{found}");
}

#[test]
fn a_status_can_be_given_to_terms_that_have_none() {
    let folder = folder(&[("base.tbx", TERMBASE)]);
    let import = [&IMPORT[..], &["--status", "admitted", "base.tbx"]].concat();
    let told = said(&mut yongeo_in(folder.path(), &import), 0);
    assert!(
        told.ends_with("4 pairs in base.tbx: 4 new, 0 changed; terms.csv is begun with 4 rows\n"),
        "{told}"
    );
    assert_eq!(
        read(folder.path(), "terms.csv"),
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain\n\
         container,container,컨테이너,term,en,admitted,,,,,\n\
         container,container,콘테이너,term,en,deprecated,,,,,\n\
         pod,pod,파드,term,en,admitted,,,,포드로 적지 않는다,운영\n\
         shell,shell,쉘,term,en,preferred,,,,,\n"
    );
}

#[test]
fn a_status_is_given_to_no_term_of_which_the_file_says_another() {
    let term = |language: &str, term: &str, status: &str| {
        let status = match status {
            "" => String::new(),
            status => format!("<termNote type=\"administrativeStatus\">{status}</termNote>"),
        };
        format!("<langSet xml:lang=\"{language}\"><tig><term>{term}</term>{status}</tig></langSet>")
    };
    let mut csv = "용어,영어,상태\n".to_owned();
    let mut own = "concept,english,korean,status\n".to_owned();
    let mut tbx = "<martif><text><body>".to_owned();
    for (korean, english, status) in [
        ("셸", "shell", "검토중"),
        ("커널", "kernel", "보강 필요"),
        ("토큰", "token", ""),
        ("노드", "node", "제안"),
    ] {
        csv.extend([korean, ",", english, ",", status, "\n"]);
        own.extend([english, ",", english, ",", korean, ",", status, "\n"]);
        let terms = [term("ko", korean, status), term("en", english, "")].concat();
        tbx.extend(["<termEntry>", &terms, "</termEntry>"]);
    }
    tbx += "</body></text></martif>";
    let ours = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence
kernel,kernel,커널,term,en,proposed,,,
node,node,노드,term,en,proposed,,,
shell,shell,셸,term,en,proposed,,,
token,token,토큰,term,en,proposed,,,
";
    for (name, text) in [("용어.csv", csv), ("own.csv", own), ("용어.tbx", tbx)] {
        // A glossary that is begun, one that has the pairs, and one that has them and is to follow the file.
        for (there, more) in [
            (None, &[][..]),
            (Some(ours), &[]),
            (Some(ours), &["--prefer", "theirs"]),
        ] {
            let folder = folder(&[(name, text.as_str())]);
            if let Some(ours) = there {
                std::fs::write(folder.path().join("terms.csv"), ours).unwrap();
            }
            let import = [&IMPORT[..], &["--status", "preferred", name], more].concat();
            said(&mut yongeo_in(folder.path(), &import), 0);
            let glossary = read(folder.path(), "terms.csv");
            for (term, status) in [
                ("shell,shell,셸", "proposed"),
                ("kernel,kernel,커널", "proposed"),
                ("token,token,토큰", "preferred"),
                ("node,node,노드", "proposed"),
            ] {
                assert!(
                    glossary.lines().any(|row| {
                        row.starts_with(&format!("{term},term,en,{status},"))
                            || row.starts_with(&format!("{term},{status},"))
                    }),
                    "{name} {more:?}: {glossary}"
                );
            }
        }
    }
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn mining_takes_imported_rows_for_what_a_person_typed() {
    let folder = folder(&[
        ("base.tbx", TERMBASE),
        (
            "글.md",
            "쿠버네티스에서는 팟(pod)이 가장 작은 단위이고, 쉘(shell)로 들어가 볼 수 있다.\n",
        ),
    ]);
    let import = [&IMPORT[..], &["base.tbx"]].concat();
    said(&mut yongeo_in(folder.path(), &import), 0);
    mine(folder.path(), &["글.md"]);
    let glossary = read(folder.path(), "terms.csv");
    // What the file says stays, whatever the texts say; only the figures are theirs.
    for row in [
        "pod,pod,파드,term,en,proposed,0,0,0.00,포드로 적지 않는다,운영",
        "shell,shell,쉘,term,en,preferred,1,1,",
        "pod,pod,팟,term,en,proposed,1,1,",
    ] {
        assert!(glossary.contains(&format!("\n{row}")), "{row}: {glossary}");
    }
}

#[test]
fn what_a_tool_says_again_is_no_news() {
    let glossary = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note,domain,definition
pod,pod,파드,term,en,admitted,3,2,0.98,포드로 적지 않는다,운영,\"컨테이너를
묶은 것\"
shell,shell,셸,term,en,preferred,7,4,1.00,,운영,
shell,shell,쉘,term,en,deprecated,9,5,1.00,외래어 표기법에 어긋난다,운영,
";
    for format in [
        "omegat",
        "memoq",
        "lokalise",
        "crowdin",
        "phrase",
        "trados",
        "weblate",
        "transifex",
        "tbx-v2",
        "tmx",
        "markdown",
        "xlsx",
    ] {
        let folder = folder(&[("terms.csv", glossary)]);
        let export = [
            "export",
            "--glossary",
            "terms.csv",
            "--direction",
            "en-ko",
            "--to",
            format,
            "-o",
            "out",
        ];
        said(&mut yongeo_in(folder.path(), &export), 0);
        let told = said(
            &mut yongeo_in(
                folder.path(),
                &[&IMPORT[..], &["--status", "preferred", "out"]].concat(),
            ),
            0,
        );
        assert!(told.contains(": 0 new, 0 changed; "), "{format}: {told}");
        assert_eq!(read(folder.path(), "terms.csv"), glossary, "{format}");
    }
}
