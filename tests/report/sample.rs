//! The glossaries that are looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use yongeo::Kind;
use yongeo::glossary::{Evidence, Glossary};

/// What people have decided before anything was mined.
const DECIDED: &str = "\
concept,english,korean,status,note,domain
cloud,cloud,클라우드,preferred,,전산
console,<script>alert(1)</script>,<img src=x onerror=alert(1)>,admitted,\"\"\"따옴표\"\" & '<b>굵게</b>'\",
shell,shell,셸,preferred,외래어 표기법,전산
shell,shell,쉘,deprecated,\"둘째 줄도
있다\",전산
weight,weight,무게,rejected,,
";

/// What texts say: English, Korean, document, context, confidence.
const TEXTS: [(&str, &str, &str, &str, f32); 10] = [
    (
        "tensor",
        "텐서",
        "docs/a.txt",
        "정보를 담은 텐서(tensor)를 만든다.",
        0.98,
    ),
    (
        "tensor",
        "텐서",
        "docs/b.txt",
        "먼저 텐서(tensor)를 나눈다.",
        0.91,
    ),
    ("tensor", "텐서", "docs/c.txt", "", 0.91),
    (
        "TensorFlow",
        "텐서플로",
        "docs/a.txt",
        "모델은 텐서플로(TensorFlow)로 학습했다.",
        0.9,
    ),
    (
        "TensorFlow",
        "텐서플로우",
        "docs/b.txt",
        "텐서플로우(TensorFlow)를 설치한다.",
        0.9,
    ),
    (
        "learning rate",
        "학습률",
        "docs/b.txt",
        "낮은 learning rate(학습률)로 시작한다.",
        0.99,
    ),
    (
        "cloud",
        "클라우드",
        "docs/c.txt",
        "자료는 클라우드(cloud)에 둔다.",
        1.0,
    ),
    (
        "shell",
        "쉘",
        "docs/c.txt",
        "명령은 쉘(shell)에서 부른다.",
        0.97,
    ),
    (
        "weight",
        "가중치",
        "docs/d.txt",
        "가중치(weight)를 고르게 나눈다.",
        0.42,
    ),
    (
        "Massachusetts Institute of Technology Computer Science and Artificial Intelligence Laboratory",
        "매사추세츠 공과대학교 컴퓨터 과학 및 인공지능 연구소",
        "docs/very/deep/folder/with-a-long-name/and-a-document-whose-name-does-not-end.txt",
        "매사추세츠 공과대학교 컴퓨터 과학 및 인공지능 연구소(Massachusetts Institute of Technology Computer Science and Artificial Intelligence Laboratory)가 발표했다.",
        0.8,
    ),
];

fn evidence(at: usize, english: &str, korean: &str, context: &str, confidence: f32) -> Evidence {
    Evidence {
        document: String::new(),
        offset: 100 * at,
        line: at + 1,
        place: String::new(),
        korean: korean.to_owned(),
        english: english.to_owned(),
        kind: Kind::Term,
        language: "en".to_owned(),
        confidence,
        context: context.to_owned(),
        undecided: None,
    }
}

/// The page of a glossary that people have worked on.
pub fn page(folder: &Path) -> PathBuf {
    let glossary = folder.join("terms.csv");
    fs::write(&glossary, DECIDED).unwrap();
    let mut documents: Vec<(String, Vec<Evidence>)> = Vec::new();
    for (at, (english, korean, document, context, confidence)) in TEXTS.into_iter().enumerate() {
        let found = evidence(at, english, korean, context, confidence);
        match documents.iter_mut().find(|(name, _)| name == document) {
            Some((_, all)) => all.push(found),
            None => documents.push((document.to_owned(), vec![found])),
        }
    }
    report(&glossary, documents)
}

/// The page of a glossary with so many rows.
pub fn large_page(folder: &Path, rows: usize) -> PathBuf {
    let syllable = |number: usize| char::from_u32(0xac00 + (number as u32 * 7919) % 11172).unwrap();
    let found = (0..rows).map(|at| {
        let korean: String = [at, at / 7 + 5, at / 50 + 9].map(syllable).iter().collect();
        let english = format!("term number {at}");
        let context = format!("여기에서 {korean}({english})를 다룬다.");
        evidence(at, &english, &korean, &context, 0.9)
    });
    report(
        &folder.join("large.csv"),
        vec![("docs/large.txt".to_owned(), found.collect())],
    )
}

fn report(path: &Path, documents: Vec<(String, Vec<Evidence>)>) -> PathBuf {
    let mut glossary = Glossary::open(path, &mut |_| {}).unwrap();
    glossary.mine(documents);
    glossary.save().unwrap();
    let page = path.with_extension("html");
    let run = Command::new(env!("CARGO_BIN_EXE_yongeo"))
        .args(["report", "--glossary"])
        .arg(path)
        .arg("--html")
        .arg(&page)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    page
}
