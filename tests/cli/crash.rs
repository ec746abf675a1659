//! What is left when mining is killed, when several mine at once, and when nothing can be written.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::binary::skipped;

/// How often mining is killed, unless `YONGEO_KILLS` says otherwise (CI asks for 500).
const KILLS: u32 = 25;

/// A project: documents, and a glossary in which people have worked.
struct Project(TempDir);

impl Project {
    /// Mined once, edited, and then with documents that have changed.
    fn new() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        fs::create_dir(project.path("docs")).unwrap();
        project.write_documents(0);
        project.mine(&["docs"]);
        let mined = fs::read_to_string(project.path("glossary.csv")).unwrap();
        let edit = |line: &str| match line {
            line if line.contains("학습률") => line.replace("proposed", "preferred") + "\n",
            line if line.contains("텐서") => line.replace("proposed", "rejected") + "\n",
            // The note stands last.
            line if line.contains("배치 정규화") => format!("{line}회의에서 정함\n"),
            line => format!("{line}\n"),
        };
        let edited: String = mined.lines().map(edit).collect();
        assert!(
            edited.contains("preferred") && edited.contains("rejected"),
            "{edited}"
        );
        fs::write(project.path("glossary.csv"), edited).unwrap();
        project.write_documents(1);
        project
    }

    /// Eight documents; in a later version some terms are gone and others new.
    fn write_documents(&self, version: usize) {
        let terms = [
            ("학습률", "learning rate"),
            ("텐서", "tensor"),
            ("배치 정규화", "batch normalization"),
            ("합성곱 신경망", "convolutional neural network"),
            ("전이 학습", "transfer learning"),
            ("손실 함수", "loss function"),
            ("데이터 증강", "data augmentation"),
            ("과적합", "overfitting"),
        ];
        for document in 0..8 {
            let lines: Vec<String> = terms
                .iter()
                .enumerate()
                .filter(|(at, _)| version == 0 || (at + document) % 5 != 0)
                .map(|(at, (korean, english))| {
                    let chapter = at + version;
                    format!("{chapter}. 이 장에서는 {korean}({english})의 쓰임을 살펴본다.\n\n")
                })
                .collect();
            let more = format!("새로 나온 조기 종료(early stopping)도 {version}판에서 다룬다.\n")
                .repeat(version);
            fs::write(
                self.path(&format!("docs/{document}.txt")),
                lines.concat() + &more,
            )
            .unwrap();
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Another folder with the same files.
    fn copy(&self) -> Self {
        let copy = Self(tempfile::tempdir().unwrap());
        fs::create_dir(copy.path("docs")).unwrap();
        for name in ["glossary.csv", "glossary.evidence.csv"] {
            fs::copy(self.path(name), copy.path(name)).unwrap();
        }
        for document in 0..8 {
            let name = format!("docs/{document}.txt");
            fs::copy(self.path(&name), copy.path(&name)).unwrap();
        }
        copy
    }

    fn command(&self, paths: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("yongeo"));
        command
            .current_dir(self.0.path())
            .args(["mine", "--glossary", "glossary.csv"])
            .args(paths)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn mine(&self, paths: &[&str]) {
        assert!(self.command(paths).status().unwrap().success());
    }

    fn files(&self) -> [String; 2] {
        ["glossary.csv", "glossary.evidence.csv"]
            .map(|name| fs::read_to_string(self.path(name)).unwrap())
    }

    /// The cells that people filled: concept, terms, status and note of the rows that are theirs.
    fn human_cells(&self) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(self.path("glossary.csv")).unwrap();
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        let columns = ["concept", "english", "korean", "status", "note"].map(at);
        reader
            .records()
            .map(|row| row.unwrap())
            .filter(|row| &row[columns[3]] != "proposed" || !row[columns[4]].is_empty())
            .map(|row| columns.iter().map(|&at| row[at].to_owned()).collect())
            .collect()
    }
}

/// Waits for a child, but not longer than so.
fn wait(child: &mut Child, most: Duration) {
    let end = Instant::now() + most;
    while Instant::now() < end && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn killed_at_any_moment_nothing_is_lost_and_the_next_mining_makes_it_good() {
    let project = Project::new();
    let undisturbed = project.copy();
    let start = Instant::now();
    undisturbed.mine(&["docs"]);
    let mut usual = start.elapsed();
    let expected = undisturbed.files();
    let human = project.human_cells();
    assert_eq!(human.len(), 3, "{human:?}");

    let kills = env::var("YONGEO_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mut in_time = 0;
    for kill in 0..kills {
        let killed = project.copy();
        let mut child = killed.command(&["docs"]).spawn().unwrap();
        // Spread over the time that mining takes, a little beyond its end: by the golden ratio, so that any number of
        // kills is spread.
        let moment = usual.mul_f64(1.1 * (f64::from(kill) * 0.618_034).fract());
        wait(&mut child, moment);
        child.kill().unwrap();
        in_time += u32::from(!child.wait().unwrap().success());

        assert_eq!(killed.human_cells(), human, "killed after {moment:?}");
        let [_, ledger] = killed.files();
        csv::Reader::from_reader(ledger.as_bytes())
            .records()
            .for_each(|row| assert!(row.is_ok(), "{row:?}"));
        let start = Instant::now();
        killed.mine(&["docs"]);
        // Other tests come and go, and with them the time that mining takes.
        usual = (usual + start.elapsed()) / 2;
        assert_eq!(killed.files(), expected, "killed after {moment:?}");
    }
    println!("killed {in_time} of {kills} before their end");
    assert!(
        in_time > kills / 2,
        "{in_time} of {kills} were killed before their end"
    );
}

#[test]
fn eight_miners_at_once_lose_nothing() {
    let project = Project::new();
    let one = project.copy();
    one.mine(&["docs"]);
    let mut miners: Vec<Child> = (0..8)
        .map(|document| {
            let path = format!("docs/{document}.txt");
            project.command(&[&path]).spawn().unwrap()
        })
        .collect();
    for miner in &mut miners {
        assert!(miner.wait().unwrap().success());
    }
    assert_eq!(project.files(), one.files());
}

/// Mines in a shell that limits or changes what the process may do; what it said.
fn mine_under(project: &Project, shell: &str) -> (Option<i32>, String) {
    let output = Command::new("sh")
        .current_dir(project.0.path())
        .arg("-c")
        .arg(shell)
        .arg(assert_cmd::cargo::cargo_bin!("yongeo"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), said)
}

#[test]
fn where_nothing_more_fits_the_old_files_stay() {
    let project = Project::new();
    let before = project.files();
    // No file may grow beyond a kilobyte or two: as on a full disk, writing fails half way.
    let (status, said) = mine_under(
        &project,
        "trap '' XFSZ; ulimit -f 2; exec \"$0\" mine --glossary glossary.csv docs",
    );
    assert_eq!(status, Some(2), "{said}");
    assert!(
        said.contains("glossary.evidence.csv: cannot write"),
        "{said}"
    );
    assert_eq!(project.files(), before);
    let left: Vec<_> = fs::read_dir(project.0.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn where_nothing_may_be_written_the_old_files_stay() {
    let project = Project::new();
    let before = project.files();
    // The superuser may write everywhere, so it becomes somebody else.
    let superuser = fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt;
        own.uid() == 0
    });
    let as_nobody = if superuser {
        "setpriv --reuid=65534 --regid=65534 --clear-groups "
    } else {
        ""
    };
    set_mode(project.0.path(), 0o555);
    let (status, said) = mine_under(
        &project,
        &format!("{as_nobody}\"$0\" mine --glossary glossary.csv docs"),
    );
    set_mode(project.0.path(), 0o755);
    if superuser && status != Some(2) {
        skipped(
            "where_nothing_may_be_written_the_old_files_stay",
            &format!("the superuser could not become somebody else: {said}"),
        );
        return;
    }
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("glossary.csv.lock: "), "{said}");
    assert!(said.contains("denied"), "{said}");
    assert_eq!(project.files(), before);
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Whoever interrupts fixes finds each document as it was or as it was to be, and nothing beside them.
#[cfg(unix)]
#[test]
fn interrupted_fixes_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(
        path("glossary.csv"),
        "concept,english,korean,status\nshell,shell,셸,preferred\nshell,shell,쉘,deprecated\n",
    )
    .unwrap();
    fs::create_dir(path("docs")).unwrap();
    let (old, new) = ("쉘을 쓴다. 쉘은 빠르다.\n", "셸을 쓴다. 셸은 빠르다.\n");
    let mut interrupted = 0;
    for delay in (0..6).map(|at| Duration::from_millis(20 << at)) {
        for document in 0..300 {
            fs::write(path(&format!("docs/{document}.md")), old.repeat(20)).unwrap();
        }
        let mut fixing = Command::new(assert_cmd::cargo::cargo_bin!("yongeo"))
            .args(["check", "--fix", "--glossary", "glossary.csv", "docs"])
            .current_dir(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(delay);
        let pid = fixing.id().to_string();
        let told = Command::new("kill")
            .args(["-TERM", &pid])
            .stderr(Stdio::null())
            .status();
        told.unwrap();
        let ended = fixing.wait().unwrap();
        interrupted += usize::from(ended.code().is_none());
        for entry in fs::read_dir(path("docs")).unwrap() {
            let entry = entry.unwrap();
            assert!(
                entry.file_name().to_string_lossy().ends_with(".md"),
                "{entry:?}"
            );
            let text = fs::read_to_string(entry.path()).unwrap();
            assert!(
                text == old.repeat(20) || text == new.repeat(20),
                "{entry:?}"
            );
        }
    }
    assert!(interrupted > 0, "it was always faster");
}
