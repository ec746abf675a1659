//! Documents held against each other.

use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::Extractor;
use crate::check::{Fixes, mended};
use crate::config::Config;
use crate::glossary::Sheet;
use crate::source::Lines;

fn checker(glossary: Option<&str>, config: &str) -> Checker {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("terms.csv");
    let sheets = glossary.map(|rows| {
        std::fs::write(&path, rows).unwrap();
        Sheet::read(&path).unwrap()
    });
    let sheets: Vec<Sheet> = sheets.into_iter().collect();
    let names = crate::check::RULES.map(|rule| rule.name);
    let config = Config::parse(config, "yongeo.toml".as_ref(), &names).unwrap();
    Checker::new(
        Terms::new(&sheets, |_| true),
        Extractor::new(None).unwrap(),
        config,
    )
}

fn documents(texts: &[(&str, &str)]) -> Vec<Document> {
    let of = |&(path, text): &(&str, &str)| Document::new(path, text);
    texts.iter().map(of).collect()
}

/// What is found, as lines.
fn found(checker: &Checker, documents: &[Document]) -> Vec<String> {
    let mut lines = Vec::new();
    for (document, list) in documents.iter().zip(checker.check_all(documents)) {
        for one in list {
            lines.push(format!(
                "{} {} {:?} {}[{}] {} ({})",
                document.path,
                Lines::new(&document.text).position(one.range.start).line,
                &document.text[one.range.clone()],
                one.level,
                one.rule,
                one.message,
                one.note.unwrap_or_default()
            ));
        }
    }
    lines.sort();
    lines
}

fn found_in(texts: &[(&str, &str)]) -> Vec<String> {
    found(&checker(None, ""), &documents(texts))
}

/// Documents of which some say 프록시, the first ones with the English.
fn proxies(documents: usize) -> Vec<Document> {
    let text = |number: usize| match number {
        0..3 => "프록시(proxy)는 요청을 대신 보낸다.\n".to_owned(),
        _ => format!("{number}번 서버 앞에 프록시를 둔다.\n"),
    };
    let of = |number| Document::new(format!("글/{number:02}.md"), text(number));
    (0..documents).map(of).collect()
}

#[test]
fn two_spellings_in_two_documents() {
    assert_eq!(
        found_in(&[
            ("가.md", "# 소개\n\n프록시(proxy)는 요청을 대신 보낸다.\n"),
            ("나.md", "프락시(proxy)를 거치면 느려진다.\n"),
            ("다.md", "요청은 모두 프록시(proxy)를 거친다.\n"),
        ]),
        [
            "나.md 1 \"프락시\" warning[inconsistent-in-document] \"proxy\" is \"프락시\" here and \"프록시\" in 가.md:3 \
             (\"프록시\": 2 documents; \"프락시\": 1)"
        ]
    );
}

#[test]
fn what_is_in_one_document_is_named_there() {
    let both = "프락시(proxy)는 요청을 대신 보낸다. 프록시(proxy)는 응답도 저장한다.\n";
    let local = "\"proxy\" is \"프락시\" here and \"프록시\" elsewhere in this document";
    let first = "\"proxy\" is \"프록시\" here and \"프락시\" elsewhere in this document";
    let alone = found_in(&[("가.md", both)]);
    assert!(alone.len() == 1 && alone[0].contains(first), "{alone:?}");
    // Of two that a document has as often, the one that the other documents have is meant.
    let together = found_in(&[
        ("가.md", both),
        ("나.md", "요청은 모두 프록시(proxy)를 거친다.\n"),
    ]);
    assert!(
        together.len() == 1 && together[0].contains(local),
        "{together:?}"
    );
}

#[test]
fn two_words_are_hints_where_they_are_certainly_for_one_thing() {
    let found = found_in(&[
        ("가.md", "먼저 도우미 함수(helper function)를 만든다.\n"),
        ("나.md", "그림은 헬퍼 함수(helper function)가 그린다.\n"),
    ]);
    assert_eq!(
        found,
        [
            "나.md 1 \"헬퍼 함수\" info[inconsistent-in-document] \"helper function\" is \"헬퍼 함수\" here and \
             \"도우미 함수\" in 가.md:1 (\"도우미 함수\": 1 document; \"헬퍼 함수\": 1)"
        ]
    );
    // 뿌리 of a tree, and the user.
    let root = ("가.md", "나무의 뿌리(root)는 물을 빨아들인다.\n");
    let user = ("나.md", "관리자는 루트(root) 계정으로 접속한다.\n");
    assert_eq!(found_in(&[root, user]), [""; 0]);
}

#[test]
fn other_spaces_in_another_document_are_a_hint() {
    let texts = [
        ("가.md", "미세 조정(fine-tuning)에는 자료가 적게 든다.\n"),
        ("나.md", "모형을 미세조정(fine-tuning)한다.\n"),
    ];
    let found = found_in(&texts);
    assert!(
        found.len() == 1
            && found[0].starts_with("나.md 1 \"미세조정\" info[inconsistent-in-document] "),
        "{found:?}"
    );
}

#[test]
fn a_minority_is_found_without_its_english() {
    let mut documents = proxies(20);
    documents.push(Document::new(
        "글/하나.md",
        "프락시(proxy)를 거친다. 프락시 설정은 따로 한다.\n",
    ));
    let found_one = found(&checker(None, ""), &documents);
    assert_eq!(
        found_one,
        [
            "글/하나.md 1 \"프락시\" info[minority-variant] \"proxy\" is \"프락시\" only here, and \"프록시\" in 20 documents \
             (\"프록시\" with \"proxy\": 글/00.md:1)"
        ]
    );
    documents.push(Document::new(
        "글/둘.md",
        "먼저 읽는다.\n\n프락시를 끈다. 프락시도 지운다.\n",
    ));
    let found_two = found(&checker(None, ""), &documents);
    let message = "info[minority-variant] \"proxy\" is \"프락시\" here and in 2 documents in all, and \"프록시\" in 20 documents";
    assert_eq!(found_two.len(), 2, "{found_two:?}");
    assert!(found_two[0].starts_with("글/둘.md 3 \"프락시\" ") && found_two[0].contains(message));
    assert!(found_two[1].starts_with("글/하나.md 1 \"프락시\" ") && found_two[1].contains(message));
}

#[test]
fn a_minority_is_spelled_in_the_usual_way_with_its_particles() {
    let mut rows = Vec::new();
    for number in 0..12 {
        let text = format!("{number}번 장비에는 셸 스크립트(shell script)가 있다.\n");
        rows.push(Document::new(format!("글/{number:02}.md"), text));
    }
    rows.push(Document::new(
        "글/하나.md",
        "쉘 스크립트(shell script)를 짠다. 쉘 스크립트로 옮긴다. `쉘 스크립트`는 그대로 둔다.\n",
    ));
    let checker = checker(None, "");
    let diagnostics = checker.check_all(&rows).pop().unwrap();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let text = &rows[12].text;
    assert_eq!(mended(text, &diagnostics, Fixes::Safe), None);
    assert_eq!(
        mended(text, &diagnostics, Fixes::All)
            .map(|mended| mended.text)
            .as_deref(),
        Some(
            "셸 스크립트(shell script)를 짠다. 셸 스크립트로 옮긴다. `쉘 스크립트`는 그대로 둔다.\n"
        )
    );
}

#[test]
fn decomposed_hangul_is_counted_and_spelled_like_composed() {
    let nfd = |text: &str| text.nfd().collect::<String>();
    let mut documents = proxies(20);
    let text = nfd("프락시(proxy)를 거친다. 프락시가 멈춘다.\n");
    documents.push(Document::new("글/하나.md", text.as_str()));
    documents.push(Document::new("글/둘.md", nfd("먼저 프락시를 끈다.\n")));
    let mut diagnostics = checker(None, "").check_all(&documents).into_iter().skip(20);
    let first = diagnostics.next().unwrap();
    let mended = mended(&text, &first, Fixes::All).unwrap();
    assert_eq!(mended.text, text.replace(&nfd("프락시"), &nfd("프록시")));
    let second = diagnostics.next().unwrap();
    assert_eq!(documents[21].text[second[0].range.clone()], nfd("프락시"));
}

#[test]
fn more_than_few_are_no_minority() {
    let mut documents = proxies(19);
    for number in 0..2 {
        documents.push(Document::new(
            format!("글/더 {number}.md"),
            "프락시(proxy)를 거친다.\n",
        ));
    }
    let found = found(&checker(None, ""), &documents);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|line| line.contains("warning[inconsistent-in-document]")),
        "{found:?}"
    );
}

#[test]
fn the_order_of_documents_changes_nothing() {
    let mut documents = proxies(24);
    documents.push(Document::new("글/하나.md", "프락시(proxy)를 거친다.\n"));
    documents.push(Document::new("글/둘.md", "프락시를 끈다.\n"));
    documents.push(Document::new(
        "글/셋.md",
        "쓰레드(thread) 하나를 더 만든다.\n",
    ));
    documents.push(Document::new(
        "글/넷.md",
        "스레드(thread)마다 스택이 있다.\n",
    ));
    let checker = checker(None, "");
    let first = found(&checker, &documents);
    assert_eq!(first.len(), 3, "{first:?}");
    for turn in [1, 7, 20] {
        documents.rotate_left(turn);
        documents.reverse();
        assert_eq!(found(&checker, &documents), first);
    }
}

#[test]
fn switches_and_levels_hold() {
    let mut documents = proxies(20);
    documents.push(Document::new(
        "글/끔.md",
        "<!-- yongeo-disable-next-line minority-variant -->\n프락시를 끈다.\n\n프락시(proxy)를 거친다.\n",
    ));
    let lines = found(&checker(None, ""), &documents);
    assert!(
        lines.len() == 1 && lines[0].starts_with("글/끔.md 4 "),
        "{lines:?}"
    );
    let config = "[rules]\nminority-variant = 'error'\n[[overrides]]\npaths = ['글/끔.md']\nrules.minority-variant = 'off'\n";
    assert_eq!(found(&checker(None, config), &documents), [""; 0]);
    documents.push(Document::new("글/켬.md", "프락시를 끈다.\n"));
    let lines = found(&checker(None, config), &documents);
    assert!(
        lines.len() == 1 && lines[0].starts_with("글/켬.md 1 \"프락시\" error["),
        "{lines:?}"
    );

    let off = "프락시(proxy)를 거친다. <!-- yongeo-disable-file inconsistent-in-document -->\n";
    let off = [("가.md", "프록시(proxy)를 둔다.\n"), ("나.md", off)];
    assert_eq!(found_in(&off), [""; 0]);
}

#[test]
fn what_the_glossary_has_is_left_to_other_rules() {
    let mut documents = proxies(20);
    documents.push(Document::new("글/하나.md", "프락시(proxy)를 거친다.\n"));
    documents.push(Document::new("글/둘.md", "프락시 서버를 끈다.\n"));
    let rows = |rows: &str| format!("concept,english,korean,status\n{rows}");
    let known = rows("proxy,proxy,프록시,preferred\nproxy,proxy,프락시,admitted\n");
    assert_eq!(found(&checker(Some(&known), ""), &documents), [""; 0]);
    let longer = rows("server,proxy server,프락시 서버,preferred\n");
    let found = found(
        &checker(Some(&longer), "[rules]\nunknown-term = 'off'\n"),
        &documents,
    );
    assert!(
        found.len() == 1 && found[0].starts_with("글/하나.md 1 "),
        "{found:?}"
    );
}

#[test]
fn a_text_that_has_changed_is_not_marked() {
    let checker = checker(None, "");
    let documents = documents(&[
        ("가.md", "프록시(proxy)를 둔다.\n"),
        ("나.md", "프락시(proxy)를 거친다.\n"),
    ]);
    let renderings = documents.iter().map(|one| checker.check(one).renderings);
    let across = checker.across(renderings.collect());
    let found = across.findings(&across.counted());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].diagnostics(&checker, &documents[1]).len(), 1);
    for text in [
        "",
        "이제는 프락시(proxy)를 거친다.\n",
        "프록시(proxy)를 거친다.\n",
    ] {
        let changed = Document::new("나.md", text);
        assert_eq!(found[0].diagnostics(&checker, &changed), []);
    }
}

#[test]
fn two_renderings_of_an_abbreviation_in_one_document_are_held_against_each_other() {
    let text = "다중 인증(MFA)을 켠다. 관리자는 반드시 다요소 인증(MFA)을 거친다.\n";
    assert_eq!(found_in(&[("글.md", text)]).len(), 1);
    // In two documents they may be two things, and so may be what looks otherwise.
    let [one, other] = ["다중 인증(MFA)을 켠다.\n", "다요소 인증(MFA)을 거친다.\n"];
    assert!(found_in(&[("가.md", one), ("나.md", other)]).is_empty());
    let text = "주의 집중 장치(ACM)를 쓴다. 전미 계산기 학회(ACM)가 상을 준다.\n";
    assert!(found_in(&[("글.md", text)]).is_empty());
}

#[test]
fn marks_make_no_other_rendering() {
    let same = [
        ("가.md", "**데이터** 호수(data lake)에 쌓는다.\n"),
        ("나.md", "데이터 호수(data *lake*)에서 읽는다.\n"),
    ];
    let lines = found_in(&same);
    assert!(
        lines.iter().all(|line| !line.contains("inconsistent")),
        "{lines:?}"
    );
    let other = [same[0], ("나.md", "데이터 저수지(data lake)에서 읽는다.\n")];
    let lines = found_in(&other);
    let told = lines.iter().filter(|line| line.contains("inconsistent"));
    assert!(
        told.clone().count() > 0 && told.clone().all(|line| !line.contains("터** 호수\"")),
        "{lines:?}"
    );
}
