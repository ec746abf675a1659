//! `yongeo merge`: what it prints, writes and says, by hand and for git.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use crate::binary::{folder, printed, ran, read, yongeo_in};
use crate::git;

const HEAD: &str =
    "concept,english,korean,kind,language,status,occurrences,documents,confidence,note\n";

fn glossary(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

/// One term that both decided on, and something that each did alone.
fn example() -> TempDir {
    let base = "cell,cell,세포,term,en,proposed,2,1,0.90,\nfog,fog,안개,term,en,proposed,1,1,0.80,\n\
                lake,lake,호수,term,en,proposed,1,1,0.80,\n";
    let ours =
        "cell,cell,세포,term,en,preferred,3,2,0.90,\nlake,lake,호수,term,en,admitted,1,1,0.80,\n";
    let theirs = "cell,cell,세포,term,en,deprecated,2,1,0.95,\nfog,fog,안개,term,en,proposed,1,1,0.80,\n\
                  lake,lake,호수,term,en,proposed,4,1,0.80,\"물, 지리\"\nrain,rain,비,term,en,proposed,1,1,0.70,\n";
    folder(&[
        ("base.csv", &glossary(base)),
        ("ours.csv", &glossary(ours)),
        ("theirs.csv", &glossary(theirs)),
    ])
}

fn merge(folder: &Path, arguments: &[&str]) -> Command {
    yongeo_in(folder, &[&["merge"], arguments].concat())
}

/// Merges theirs into the file of ours.
const INTO_OURS: [&str; 6] = [
    "ours.csv",
    "theirs.csv",
    "--base",
    "base.csv",
    "--output",
    "ours.csv",
];

const MERGED: &str = "\
concept,english,korean,kind,language,status,occurrences,documents,confidence,note,conflict
cell,cell,세포,term,en,deprecated,3,2,0.95,,theirs: status
cell,cell,세포,term,en,preferred,3,2,0.95,,ours: status
lake,lake,호수,term,en,admitted,4,1,0.80,\"물, 지리\",
rain,rain,비,term,en,proposed,1,1,0.70,,
";

#[test]
fn the_merged_glossary_goes_to_standard_output_and_conflicts_are_told() {
    let folder = example();
    let (out, said) = ran(
        &mut merge(
            folder.path(),
            &["ours.csv", "theirs.csv", "--base", "base.csv"],
        ),
        1,
    );
    assert_eq!(out, MERGED);
    assert_eq!(
        said,
        "yongeo: 1 conflict; 2 rows to settle, which the column conflict marks: delete the row you don't want, empty the cell of the other\n\
         yongeo:   cell: cell = 세포: theirs: status\n\
         yongeo:   cell: cell = 세포: ours: status\n"
    );
}

#[test]
fn a_dry_run_shows_what_would_change_in_ours() {
    let folder = example();
    let before = fs::read(folder.path().join("ours.csv")).unwrap();
    let (out, _) = ran(
        &mut merge(
            folder.path(),
            &["--dry-run", "ours.csv", "theirs.csv", "--base", "base.csv"],
        ),
        1,
    );
    assert_eq!(
        out,
        "\
~ cell  cell = 세포  conflict  (empty) → ours: status
+ cell  cell = 세포  status    deprecated
                     conflict  theirs: status
~ lake  lake = 호수  note      (empty) → 물, 지리
+ rain  rain = 비
"
    );
    assert_eq!(fs::read(folder.path().join("ours.csv")).unwrap(), before);
    let same = ["--dry-run", "ours.csv", "ours.csv"];
    assert_eq!(printed(&mut merge(folder.path(), &same)), "");
}

#[test]
fn written_over_ours_settled_and_merged_again() {
    let folder = example();
    let (out, _) = ran(&mut merge(folder.path(), &INTO_OURS), 1);
    assert_eq!(out, "");
    assert_eq!(read(folder.path(), "ours.csv"), MERGED);
    let again = |status| {
        let arguments = ["ours.csv", "theirs.csv", "--base", "theirs.csv"];
        ran(&mut merge(folder.path(), &arguments), status)
    };
    // As long as nobody settles it, every merge says so.
    let (out, said) = again(1);
    assert_eq!(out, MERGED);
    assert!(
        said.starts_with("yongeo: note: ours.csv: 2 rows with a conflict of an earlier merge that nobody has settled\n"),
        "{said}"
    );
    assert!(
        said.contains("yongeo: 0 conflicts; 2 rows to settle"),
        "{said}"
    );
    let settled = MERGED
        .replace(
            "cell,cell,세포,term,en,deprecated,3,2,0.95,,theirs: status\n",
            "",
        )
        .replace("ours: status", "");
    fs::write(folder.path().join("ours.csv"), &settled).unwrap();
    // The column has nothing to say any more.
    let settled = settled.replace(",conflict\n", "\n").replace(",\n", "\n");
    let (out, said) = again(0);
    assert_eq!((out.as_str(), said.as_str()), (settled.as_str(), ""));
}

#[test]
fn without_a_base_nothing_counts_as_deleted() {
    let folder = example();
    let (out, _) = ran(&mut merge(folder.path(), &["ours.csv", "theirs.csv"]), 1);
    assert!(
        out.contains("\nfog,fog,안개,term,en,proposed,1,1,0.80,,\n"),
        "{out}"
    );
    assert!(
        out.contains("\nlake,lake,호수,term,en,admitted,4,1,0.80,\"물, 지리\",\n"),
        "{out}"
    );
}

#[test]
fn what_cannot_be_merged_is_said_and_nothing_is_written() {
    let folder = example();
    let place = folder.path();
    let write = |name: &str, content: &str| fs::write(place.join(name), content).unwrap();
    write(
        "broken.csv",
        &glossary("cell,cell,세포,term,en,good,1,1,0.90,\n"),
    );
    write(
        "marked.csv",
        &glossary("<<<<<<< HEAD\ncell,cell,세포,term,en,,1,1,0.90,\n"),
    );
    write(
        "marked.evidence.csv",
        "<<<<<<< HEAD\ndocument,offset,line,concept,english,korean,kind\n=======\n",
    );
    write("other.csv", "서울,Seoul\n");
    write(
        "a.evidence.csv",
        "document,offset,line,concept,english,korean,kind,language,confidence,english_in_text,korean_in_text,context\n\
         ,,,,,,,,,,,generation 1 00000000000012ab\n",
    );
    for (theirs, error) in [
        ("nosuch.csv", "nosuch.csv: cannot be read: "),
        (
            "broken.csv",
            "broken.csv: line 2, column status: unknown status \"good\"",
        ),
        ("marked.csv", "marked.csv: line 2: holds a conflict of git"),
        (
            "marked.evidence.csv",
            "marked.evidence.csv: line 1: holds a conflict of git (<<<<<<<) (merge it by rows: ",
        ),
        ("other.csv", "other.csv: line 1: no column concept"),
        (
            "a.evidence.csv",
            "a.evidence.csv: is a ledger, and the other is a glossary (merge glossaries with",
        ),
    ] {
        let arguments = ["ours.csv", theirs, "--output", "merged.csv"];
        let (out, said) = ran(&mut merge(place, &arguments), 2);
        assert_eq!(out, "");
        assert!(
            said.starts_with(&format!("yongeo: error: {error}")),
            "{said}"
        );
        assert!(!place.join("merged.csv").exists());
    }
}

/// A repository that merges glossaries with the binary.
struct Git(TempDir);

impl Git {
    /// An empty one; `None` where there is no git.
    fn new(test: &str) -> Option<Self> {
        if !git::is_there(test) {
            return None;
        }
        let git = Self(tempfile::tempdir().unwrap());
        git.run(&["init", "--quiet", "--initial-branch", "main"]);
        git.set_driver();
        git.commit(".gitattributes", "glossary/*.csv merge=yongeo\n");
        Some(git)
    }

    fn set_driver(&self) {
        let program = assert_cmd::cargo::cargo_bin!("yongeo")
            .display()
            .to_string();
        let driver = format!("'{program}' merge %A %B --base %O --output %A");
        self.run(&["config", "merge.yongeo.driver", &driver]);
    }

    fn run(&self, arguments: &[&str]) {
        git::git(self.0.path(), arguments);
    }

    fn commit(&self, name: &str, content: &str) {
        let path = self.0.path().join(name);
        // git takes folders away that a branch has no files in.
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self.run(&["add", "."]);
        self.run(&["commit", "--quiet", "--message", name]);
    }

    fn read(&self, name: &str) -> String {
        read(self.0.path(), name)
    }
}

const FILE: &str = "glossary/glossary.csv";

#[test]
fn git_merges_by_rows_and_cells() {
    let Some(git) = Git::new("git_merges_by_rows_and_cells") else {
        return;
    };
    git.commit(
        FILE,
        &glossary(
            "cell,cell,세포,term,en,proposed,1,1,0.90,\nfog,fog,안개,term,en,proposed,1,1,0.80,\n",
        ),
    );
    git.run(&["checkout", "--quiet", "-b", "notes"]);
    git.commit(FILE, &glossary("cell,cell,세포,term,en,proposed,1,1,0.90,생물\nfog,fog,안개,term,en,proposed,1,1,0.80,\n"));
    git.run(&["checkout", "--quiet", "main"]);
    // The same line: git alone would leave a conflict.
    git.commit(
        FILE,
        &glossary("cell,cell,세포,term,en,preferred,2,2,0.90,\n"),
    );
    git.run(&["merge", "--quiet", "--no-edit", "notes"]);
    assert_eq!(
        git.read(FILE),
        glossary("cell,cell,세포,term,en,preferred,2,2,0.90,생물\n")
    );
}

#[test]
fn git_leaves_conflicts_as_rows_that_can_be_settled() {
    let Some(git) = Git::new("git_leaves_conflicts_as_rows_that_can_be_settled") else {
        return;
    };
    // Both add the file: git hands over an empty base.
    git.run(&["checkout", "--quiet", "-b", "other"]);
    git.commit(
        FILE,
        &glossary("cell,cell,세포,term,en,deprecated,1,1,0.90,\n"),
    );
    git.run(&["checkout", "--quiet", "main"]);
    git.commit(
        FILE,
        &glossary("cell,cell,세포,term,en,preferred,1,1,0.90,\nfog,fog,안개,term,en,,1,1,0.80,\n"),
    );
    let merged = git::try_git(git.0.path(), &["merge", "--no-edit", "other"]);
    assert_eq!(merged.status.code(), Some(1), "{merged:?}");
    let said = String::from_utf8_lossy(&merged.stdout);
    assert!(said.contains("CONFLICT") && said.contains(FILE), "{said}");
    assert_eq!(
        git.read(FILE),
        "concept,english,korean,kind,language,status,occurrences,documents,confidence,note,conflict\n\
         cell,cell,세포,term,en,deprecated,1,1,0.90,,theirs: status\n\
         cell,cell,세포,term,en,preferred,1,1,0.90,,ours: status\n\
         fog,fog,안개,term,en,,1,1,0.80,,\n"
    );
    git.run(&["add", FILE]);
    git.run(&["commit", "--quiet", "--no-edit"]);
}

/// The ways that the error about git's marks names.
#[test]
fn what_git_merged_by_lines_can_be_merged_again_by_rows() {
    let Some(git) = Git::new("what_git_merged_by_lines_can_be_merged_again_by_rows") else {
        return;
    };
    let row = |status: &str, note: &str| {
        glossary(&format!(
            "cell,cell,세포,term,en,{status},1,1,0.90,{note}\n"
        ))
    };
    git.commit(FILE, &row("proposed", ""));
    git.run(&["checkout", "--quiet", "-b", "other"]);
    git.commit(FILE, &row("proposed", "생물"));
    git.run(&["checkout", "--quiet", "main"]);
    git.commit(FILE, &row("preferred", ""));
    git.run(&["config", "--unset", "merge.yongeo.driver"]);
    let merged = git::try_git(git.0.path(), &["merge", "other"]);
    assert_eq!(merged.status.code(), Some(1), "{merged:?}");
    let (_, said) = ran(
        &mut yongeo_in(git.0.path(), &["lint", "--glossary", FILE]),
        2,
    );
    assert!(
        said.contains("glossary.csv: line 2: holds a conflict of git (<<<<<<<) (merge it by rows"),
        "{said}"
    );
    let wanted = row("preferred", "생물");
    for (stage, name) in [
        (":1:", "base.csv"),
        (":2:", "ours.csv"),
        (":3:", "theirs.csv"),
    ] {
        let shown = git::try_git(git.0.path(), &["show", &format!("{stage}./{FILE}")]);
        fs::write(git.0.path().join(name), shown.stdout).unwrap();
    }
    let arguments = ["ours.csv", "theirs.csv", "--base", "base.csv"];
    assert_eq!(printed(&mut merge(git.0.path(), &arguments)), wanted);
    git.set_driver();
    git.run(&["checkout", "--merge", "--", FILE]);
    assert_eq!(git.read(FILE), wanted);
}

#[test]
fn git_refuses_what_the_driver_cannot_read() {
    let Some(git) = Git::new("git_refuses_what_the_driver_cannot_read") else {
        return;
    };
    git.commit(FILE, &glossary(""));
    git.run(&["checkout", "--quiet", "-b", "other"]);
    git.commit(FILE, &glossary("cell,cell,세포,term,en,gut,1,1,0.90,\n"));
    git.run(&["checkout", "--quiet", "main"]);
    let ours = glossary("cell,cell,세포,term,en,preferred,1,1,0.90,\n");
    git.commit(FILE, &ours);
    let merged = git::try_git(git.0.path(), &["merge", "--no-edit", "other"]);
    assert_eq!(merged.status.code(), Some(1), "{merged:?}");
    let said = String::from_utf8_lossy(&merged.stderr);
    assert!(
        said.contains("line 2, column status: unknown status \"gut\""),
        "{said}"
    );
    assert_eq!(git.read(FILE), ours);
}

/// Two branches that mined different documents and decided on different terms.
#[cfg(feature = "embedded-dictionary")]
#[test]
fn git_merges_ledgers_too_and_mining_goes_on_as_if_one_had_mined_all() {
    let Some(git) = Git::new("git_merges_ledgers_too") else {
        return;
    };
    let mine = |place: &Path| {
        printed(&mut yongeo_in(place, &["mine", "--glossary", FILE, "docs"]));
    };
    let mined = |name: &str, text: &str| {
        fs::write(git.0.path().join(name), text).unwrap();
        mine(git.0.path());
        git.run(&["add", "."]);
        git.run(&["commit", "--quiet", "--message", name]);
    };
    let edit = |from: &str, to: &str| {
        let before = git.read(FILE);
        assert_eq!(before.matches(from).count(), 1, "{before}");
        git.commit(FILE, &before.replace(from, to));
    };
    fs::create_dir(git.0.path().join("docs")).unwrap();
    mined(
        "docs/a.txt",
        "학습률(learning rate)이 크면 손실이 발산한다.\n",
    );
    git.run(&["checkout", "--quiet", "-b", "other"]);
    mined(
        "docs/b.txt",
        "텐서(tensor)를 만들고 학습률(learning rate)을 낮춘다.\n",
    );
    edit(
        "tensor,텐서,term,en,proposed",
        "tensor,텐서,term,en,preferred",
    );
    git.run(&["checkout", "--quiet", "main"]);
    mined(
        "docs/c.txt",
        "경사 하강법(gradient descent)과 학습률(learning rate)을 설명한다.\n",
    );
    edit(
        "learning rate,학습률,term,en,proposed",
        "learning rate,학습률,term,en,admitted",
    );
    git.run(&["merge", "--quiet", "--no-edit", "other"]);

    mine(git.0.path());
    let after = git.read(FILE);
    let rows: Vec<&str> = after
        .lines()
        .skip(1)
        .map(|row| row.split_at(row.rfind("0.").or(row.rfind("1.")).unwrap()).0)
        .collect();
    assert_eq!(
        rows,
        [
            "gradient-descent,gradient descent,경사 하강법,term,en,proposed,1,1,",
            "learning-rate,learning rate,학습률,term,en,admitted,3,3,",
            "tensor,tensor,텐서,term,en,preferred,1,1,",
        ]
    );
    // Nothing has become a person's but what persons decided: proposals go with their texts.
    for name in ["docs/a.txt", "docs/b.txt", "docs/c.txt"] {
        fs::write(git.0.path().join(name), "아무 용어도 없다.\n").unwrap();
    }
    mine(git.0.path());
    let concepts: Vec<String> = git
        .read(FILE)
        .lines()
        .skip(1)
        .map(|row| row.split(',').next().unwrap().to_owned())
        .collect();
    assert_eq!(concepts, ["learning-rate", "tensor"]);
}

#[cfg(feature = "embedded-dictionary")]
#[test]
fn mining_says_what_is_unsettled_and_keeps_both_rows() {
    let folder = example();
    let place = folder.path();
    ran(&mut merge(place, &INTO_OURS), 1);
    fs::write(
        place.join("a.txt"),
        "줄기에서 떼어 낸 세포(cell)를 기른다.\n",
    )
    .unwrap();
    for _ in 0..2 {
        let mut mine = yongeo_in(place, &["mine", "--glossary", "ours.csv", "a.txt"]);
        let (_, said) = ran(&mut mine, 0);
        assert!(
            said.contains("2 rows in ours.csv with a conflict that nobody has settled"),
            "{said}"
        );
        let after = read(place, "ours.csv");
        assert_eq!(after.matches("\ncell,cell,세포,").count(), 2, "{after}");
    }
}

#[test]
fn ledgers_beside_the_glossaries_are_brought_to_mind() {
    let folder = example();
    let place = folder.path();
    for name in ["ours.evidence.csv", "theirs.evidence.csv"] {
        fs::write(place.join(name), "").unwrap();
    }
    let arguments = [
        "ours.csv",
        "theirs.csv",
        "--base",
        "base.csv",
        "--output",
        "merged.csv",
    ];
    let (_, said) = ran(&mut merge(place, &arguments), 1);
    assert!(
        said.contains("merge the ledgers as well: yongeo merge ours.evidence.csv theirs.evidence.csv --output merged.evidence.csv\n"),
        "{said}"
    );
}

/// Of two people, one has taken all sentences out of her ledger, the other has mined one more document.
#[test]
#[cfg(feature = "embedded-dictionary")]
fn what_one_side_keeps_out_of_its_ledger_does_not_come_in_from_the_other() {
    let folder = folder(&[
        ("a.txt", "공개 문서에서는 서버(server)를 쓴다.\n"),
        ("b.txt", "비밀 문서에서는 암호화(encryption)를 쓴다.\n"),
    ]);
    let mine = |glossary: &str, arguments: &[&str]| {
        let arguments = [&["mine", "--glossary", glossary], arguments].concat();
        ran(&mut yongeo_in(folder.path(), &arguments), 0);
    };
    let ledgers = ["ours", "theirs", "base"].map(|name| format!("{name}.evidence.csv"));
    mine("base.csv", &["a.txt"]);
    for name in ["ours", "theirs"] {
        for ending in ["csv", "evidence.csv"] {
            let path = |name: &str| folder.path().join(format!("{name}.{ending}"));
            fs::copy(path("base"), path(name)).unwrap();
        }
    }
    mine("ours.csv", &["--no-context"]);
    mine("theirs.csv", &["b.txt"]);
    for [ours, theirs] in [[0, 1], [1, 0]] {
        let arguments = [&ledgers[ours], &ledgers[theirs], "--base", &ledgers[2]];
        let (merged, said) = ran(&mut merge(folder.path(), &arguments), 0);
        assert_eq!(said, "");
        assert!(
            merged.contains("b.txt") && merged.contains("암호화"),
            "{merged}"
        );
        assert!(!merged.contains("문서에서는"), "{merged}");
    }
    // What to do about the ledgers names the base, or what was forgotten would come back.
    let (_, said) = ran(&mut merge(folder.path(), &INTO_OURS), 0);
    assert!(
        said.contains(
            "yongeo merge ours.evidence.csv theirs.evidence.csv --base base.evidence.csv --output ours.evidence.csv\n"
        ),
        "{said}"
    );
}
