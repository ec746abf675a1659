//! Small tables as every tool and many a person writes them, and what is read of them.

use super::read_delimited;
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;

fn read(text: &str) -> Imported {
    let read = read_delimited(text.as_bytes().to_vec(), &Reading::default());
    read.unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `korean=english column:cell …` of each row.
pub(super) fn rows(imported: &Imported) -> Vec<String> {
    let rows = imported.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|(column, cell)| format!(" {column}:{cell}"));
        let cells: String = cells.collect();
        format!("{}={}{cells}", row.korean, row.english)
    });
    rows.collect()
}

#[track_caller]
fn gives(text: &str, wanted: &[&str]) {
    let imported = read(text);
    assert_eq!(rows(&imported), wanted, "{:?}", imported.notes);
}

#[test]
fn omegat() {
    gives(
        "\u{feff}# Glossary in tab-separated format -*- coding: utf-8 -*-\n\
         가중치\tweight\t신경망\n\
         # 이 줄은 설명이다\tcomment\n \
         #해시태그\thashtag\n\
         \"큰따옴표\tdouble quote\n\
         편향\tbias \n\
         \n\
         혼자\t\n",
        &[
            "가중치=weight note:신경망",
            "#해시태그=hashtag",
            "\"큰따옴표=double quote",
            "편향=bias",
        ],
    );
}

#[test]
fn a_quote_that_somebody_forgot_in_a_file_with_comments_is_text() {
    gives(
        "# 신경망, 2024년 3월\n가중치,\"weight, bias\"\n\"큰따옴표,double quote\n",
        &["가중치=weight, bias", "\"큰따옴표=double quote"],
    );
}

#[test]
fn broken_quotes_and_conflicts_of_git_are_refused() {
    for (text, said) in [
        (
            "ko,en\n가중치,\"weight\n편향,bias\n",
            "line 2: the quote that opens here is never closed",
        ),
        (
            "sep=;\nko;en;비고\n가중치;weight;\"무게\"가 아님\n",
            "line 3: text follows a closing quote",
        ),
        (
            "ko,en\n<<<<<<< HEAD\n가중치,weight\n=======\n웨이트,weight\n>>>>>>> 용어\n",
            "line 2: holds a conflict of git (<<<<<<<)",
        ),
    ] {
        let error = read_delimited(text.as_bytes().to_vec(), &Reading::default());
        let error = error.unwrap_err().to_string();
        assert!(error.starts_with(said), "{error}");
    }
}

#[test]
fn a_term_that_begins_with_a_number_sign_is_no_comment() {
    gives(
        "#해시태그\thashtag\n#태그\ttag\n",
        &["#해시태그=hashtag", "#태그=tag"],
    );
    gives("#,국문,영문\n1,가중치,weight\n", &["가중치=weight"]);
}

#[test]
fn okapi_deepl_google_azure() {
    gives(
        "가중치\tweight\n\"따옴표\" 셀\tquote\nDB\tDB 서버\n",
        &["가중치=weight", "\"따옴표\" 셀=quote", "DB 서버=DB"],
    );
    gives(
        "weight,가중치,EN,KO\r\n\"bias, error\",편향,EN,KO\r\n",
        &["가중치=weight", "편향=bias, error"],
    );
    gives(
        "ko,en,pos,description\n가중치,weight,noun,층 사이의 세기\n",
        &["가중치=weight pos:noun definition:층 사이의 세기"],
    );
}

#[test]
fn amazon() {
    gives("en,fr,ko\nweight,poids,가중치\n", &["가중치=weight"]);
    assert_eq!(
        read("en,fr,ko\nweight,poids,가중치\n").notes,
        ["other languages were passed over: fr"]
    );
}

#[test]
fn memoq() {
    gives(
        "Entry_ID;Entry_Subject;Entry_Domain;Entry_ClientID;Entry_Created;Entry_Note;Korean_Def;Korean;Term_Info;Term_Example;Korean;Term_Info;Term_Example;English_United_States;Term_Info;Term_Example\n\
         7;기계 학습;;;1/2/2024 3:04:05 PM;처음 나올 때 영어도;층 사이의 세기;가중치;;;웨이트;\"CasePermissive;HalfPrefix;NonTerm\";;weight;\"CaseSense;Exact\";the weight\n\
         8;;;;;;;편향;;;;;;;;\n",
        &[
            "가중치=weight note:처음 나올 때 영어도 domain:기계 학습 definition:층 사이의 세기 case:yes example:the weight",
            "웨이트=weight status:deprecated note:처음 나올 때 영어도 domain:기계 학습 definition:층 사이의 세기 case:yes example:the weight",
        ],
    );
    let imported = read(
        "Entry_ID,Korean,Term_Info,English,Term_Info\n7,\"셸, 쉘\",,shell,\n8,\"커널, 핵\",,,\n",
    );
    assert_eq!(
        imported.notes[0],
        "1 row with a cell that seems to hold several terms was taken as it is: line 2 (\"셸, 쉘\") (if they are several, give each a row of \
         its own)"
    );
}

#[test]
fn glossary_converter() {
    gives(
        "Korean,English,Subject,Definition,>>XE<<Id\n가중치|무게값,weight,기계 학습,,5\n조건부 확률 P(A|B),conditional probability,,,\n",
        &[
            "가중치=weight domain:기계 학습",
            "무게값=weight domain:기계 학습",
            "조건부 확률 P(A|B)=conditional probability",
        ],
    );
}

#[test]
fn phrase_strings() {
    gives(
        "term,case sensitive,translatable,description,ko,en\nWeight,true,true,층 사이의 세기,가중치,Weight\n",
        &["가중치=Weight case:yes definition:층 사이의 세기"],
    );
}

#[test]
fn crowdin() {
    gives(
        "Term [ko],Description [ko],POS [ko],Status [en],Term [en]\n가중치,층 사이의 세기,noun,not recommended,weight\n",
        &["가중치=weight definition:층 사이의 세기 POS [ko]:noun english_status:deprecated"],
    );
}

#[test]
fn lokalise() {
    gives(
        "term;description;casesensitive;translatable;forbidden;tags;ko;en\n\
         weight;층 사이의 세기;no;yes;no;기계 학습;가중치;weight\n\
         웨이트;;no;yes;yes;;웨이트;weight\n\
         bias;;yes;yes;yes;;편향;\n",
        &[
            "가중치=weight definition:층 사이의 세기 domain:기계 학습",
            "웨이트=weight status:deprecated",
            "편향=bias case:yes english_status:deprecated",
        ],
    );
}

#[test]
fn weblate() {
    gives(
        "location,source,target,ID,fuzzy,context,translator_comments,developer_comments\n\
         ,weight,가중치,w,False,신경망,처음에만,층 사이\n",
        &["가중치=weight context:신경망 note:처음에만; 층 사이"],
    );
}

#[test]
fn transifex() {
    gives(
        "term,pos,comment,translation_en,comment_en\n\"가중치\",\"Noun\",\"층 사이의 세기\",\"weight\",\"\"\n",
        &["가중치=weight pos:Noun definition:층 사이의 세기"],
    );
    gives(
        "term,comment,ko\nweight,세기,가중치\n",
        &["가중치=weight note:세기"],
    );
}

#[test]
fn xtm() {
    gives(
        "ko,en,STATUS\n가중치,weight,VALID\n웨이트,weight,FORBIDDEN\n무게,weight,whatever\n",
        &[
            "가중치=weight status:admitted",
            "웨이트=weight status:deprecated",
            "무게=weight note:STATUS: whatever status:proposed",
        ],
    );
}

#[test]
fn people() {
    gives(
        "sep=;\r\n순번;국문;영문;비고;담당\r\n1;가중치;weight;\"첫 줄\r\n둘째 줄\";김하늘\r\n",
        &["가중치=weight note:첫 줄\r\n둘째 줄 담당:김하늘"],
    );
    gives(
        "신경망 용어집\n\n용어,번역어,뜻\nweight,가중치,세기\n",
        &["가중치=weight definition:세기"],
    );
}

#[test]
fn utf16_and_cp949() {
    let text = "한국어\t영어\r\n가중치\tweight\r\n";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let cp949 = encoding_rs::EUC_KR.encode(text).0;
    for bytes in [&*utf16, &cp949] {
        let imported = read_delimited(bytes.to_vec(), &Reading::default()).unwrap();
        assert_eq!(rows(&imported), ["가중치=weight"]);
    }
}

#[test]
fn our_own_is_kept_as_it_is() {
    let imported = read(
        "concept,english,Korean,status,occurrences,note,담당\nweight,weight,가중치,preferred,12, 첫 메모 ,김하늘\nweight,W,가중치,,,,\n",
    );
    assert_eq!(
        imported.columns,
        [
            "concept",
            "english",
            "Korean",
            "status",
            "occurrences",
            "note",
            "담당"
        ]
    );
    assert_eq!(
        rows(&imported),
        [
            "가중치=weight status:preferred occurrences:12 note: 첫 메모  담당:김하늘",
            "가중치=W"
        ]
    );
    assert!(
        imported
            .rows
            .iter()
            .all(|row| &*row.concept == "weight" && row.entry == 0)
    );
}

#[test]
fn what_is_not_taken_is_counted() {
    let imported = read("ko,en\n가중치,weight\n편향,\n,bias\nAPI,API\n손실,loss,함수\n합,sum\n");
    assert_eq!(rows(&imported), ["가중치=weight", "합=sum"]);
    assert_eq!(
        imported.notes,
        [
            "1 row without an English term was passed over: line 3",
            "1 row without a Korean term was passed over: line 4",
            "1 row with the same term twice, and no Hangul in it, was passed over: line 5",
            "1 row with more cells than the header was passed over: line 6",
        ]
    );
}

#[test]
fn a_person_says_which_columns_are_which() {
    let map = |map: &[(&str, &str)]| Reading {
        map: map
            .iter()
            .map(|&(column, said)| (column.to_owned(), said.to_owned()))
            .collect(),
    };
    let text = "표준어휘,외래,풀어쓰기,담당\n가중치,weight,세기,김하늘\n";
    let error = read_delimited(text.as_bytes().to_vec(), &Reading::default()).unwrap_err();
    assert!(error.to_string().contains("--map korean="), "{error}");
    let imported = read("표준어휘,외래\n가중치,weight\n");
    assert_eq!(rows(&imported), ["가중치=weight"]);
    assert_eq!(
        imported.notes,
        ["the first line was taken for a header: 표준어휘, 외래"]
    );
    let said = [
        ("korean", "표준어휘"),
        ("english", "2"),
        ("note", "풀어쓰기"),
        ("owner", "담당"),
    ];
    let imported = read_delimited(text.as_bytes().to_vec(), &map(&said)).unwrap();
    assert_eq!(rows(&imported), ["가중치=weight note:세기 owner:김하늘"]);
    let imported = read_delimited(
        "1\t가중치\t세기\tweight\n".as_bytes().to_vec(),
        &map(&[("korean", "2"), ("english", "4")]),
    );
    assert_eq!(rows(&imported.unwrap()), ["가중치=weight"]);
    let text = "ko,en,한글\n웨이트,weight,가중치\n";
    let imported = read_delimited(text.as_bytes().to_vec(), &map(&[("korean", "한글")])).unwrap();
    assert_eq!(rows(&imported), ["가중치=weight ko:웨이트"]);
    let error = read_delimited(text.as_bytes().to_vec(), &map(&[("korean", "국문")])).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("has no column \"국문\" (line 1 was taken for its header: ko, en, 한글)"),
        "{error}"
    );
    // Below a title.
    let text = "운영 체제 용어집,,\n\n용어,영어,검토 결과\n셸,shell,우선\n";
    let status = |said| map(&[("status", said)]);
    let imported = read_delimited(text.as_bytes().to_vec(), &status("검토 결과")).unwrap();
    assert_eq!(rows(&imported), ["셸=shell status:preferred"]);
    let error = read_delimited(text.as_bytes().to_vec(), &status("검토결과")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "has no column \"검토결과\" (line 3 was taken for its header: 용어, 영어, 검토 결과)"
    );
    let error = read_delimited(text.as_bytes().to_vec(), &status("7")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "has no column 7 (it has 3: 용어, 영어, 검토 결과)"
    );
}

/// What is said of a file that is refused.
fn refused(text: &str) -> String {
    let read = read_delimited(text.as_bytes().to_vec(), &Reading::default());
    read.unwrap_err().to_string()
}

#[test]
fn numbers_of_rows_are_no_terms() {
    for text in [
        "1,셸,shell\n2,커널,kernel\n",
        "1.\t셸\tshell\n2.\t커널\tkernel\n",
        "번호,용어,영어\n1,셸,shell\n2,커널,kernel\n",
    ] {
        gives(text, &["셸=shell", "커널=kernel"]);
    }
    // Of two columns that may be the one, that which holds no numbers.
    gives(
        "용어,원문,영어\n1,셸,shell\n2,커널,kernel\n",
        &["셸=shell", "커널=kernel"],
    );
    gives(
        "용어,번역,원문,역어\n1,1,셸,shell\n2,-,커널,kernel\n3,3,토큰,token\n",
        &["셸=shell", "커널=kernel", "토큰=token"],
    );
    // A dash fills a cell, and is no number: with others it is a term where nothing else may be one.
    gives("한국어,원문,영어\n셸,-,\n커널,kernel,\n", &["커널=kernel"]);
    gives("용어,번역\n빼기,-\n셸,shell\n", &["빼기=-", "셸=shell"]);
    // With a note, or the languages, behind the terms.
    gives(
        "1,셸,shell,껍데기가 아니다\n2,커널,kernel,\n",
        &["셸=shell note:껍데기가 아니다", "커널=kernel"],
    );
    // The English of a row may be lacking.
    gives("한국어,원문,영어\n셸,1,shell\n커널,2,\n", &["셸=shell"]);
    for text in [
        "셸,1\n커널,2\n",
        "셸,1\n",
        "번호,용어\n1,셸\n2,커널\n",
        "번호,용어\n1,셸\n",
        "용어,번역\n1,셸\n2,커널\n",
        "한국어,번역\n셸,1\n커널,2\n",
    ] {
        let said = refused(text);
        assert!(
            said.contains("not clear") && said.contains("--map"),
            "{text}: {said}"
        );
    }
    // A term may be a number where others are not, or where its column says so.
    gives("404,사공사\nshell,셸\n", &["사공사=404", "셸=shell"]);
    gives("한국어,English\n사공사,404\n", &["사공사=404"]);
}

#[test]
fn statuses_that_nobody_knows_are_named_and_kept_in_the_note() {
    let imported = read(
        "용어,영어,상태\n셸,shell,검토중\n커널,kernel,보강 필요\n토큰,token,우선\n빌드,build,제안\n",
    );
    assert_eq!(
        rows(&imported),
        [
            "셸=shell status:proposed",
            "커널=kernel note:상태: 보강 필요 status:proposed",
            "토큰=token status:preferred",
            "빌드=build status:proposed",
        ]
    );
    assert_eq!(
        imported.notes,
        [
            "1 row with a status that counts as proposed: line 2 (\"검토중\")",
            "1 row with a status that is not known, now in the note: line 3 (\"보강 필요\") (known are proposed, preferred, admitted, \
             deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각)",
        ]
    );
    // A glossary of ours that somebody has worked on.
    let imported = read(
        "concept,english,korean,status,kind,note\nshell,shell,셸,보강 필요,term,껍데기\nkernel,kernel,커널,금지,명사,\nbuild,build,빌드,Preferred,term,\n",
    );
    assert_eq!(
        rows(&imported),
        [
            "셸=shell status:proposed kind:term note:껍데기; status: 보강 필요",
            "커널=kernel status:deprecated note:kind: 명사",
            "빌드=build status:Preferred kind:term",
        ]
    );
    assert_eq!(imported.notes.len(), 2, "{:?}", imported.notes);
    // Decomposed, as macOS writes.
    gives(
        "concept,english,korean,status\nshell,shell,셸,\u{110b}\u{116e}\u{1109}\u{1165}\u{11ab}\n",
        &["셸=shell status:preferred"],
    );
    // What the note says already.
    gives(
        "concept,english,korean,status,kind,note\nshell,shell,셸,검토,명사,껍데기; status: 검토\n",
        &["셸=shell status:proposed note:껍데기; status: 검토; kind: 명사"],
    );
}

#[test]
fn a_status_that_nobody_knows_takes_no_other_away() {
    for (header, cells, status) in [
        ("우선,상태", "예,보강 필요", "preferred"),
        ("상태,우선", "보강 필요,예", "preferred"),
        ("상태,검토 상태", "허용,보강 필요", "admitted"),
        ("검토 상태,상태", "보강 필요,허용", "admitted"),
        ("금지,상태", "예,보강 필요", "deprecated"),
    ] {
        let imported = read(&format!("용어,영어,{header}\n셸,shell,{cells}\n"));
        let rows = rows(&imported);
        assert!(
            rows[0].ends_with(&format!("상태: 보강 필요 status:{status}")),
            "{header}: {rows:?}"
        );
    }
}

#[test]
fn of_a_row_that_is_passed_over_nothing_else_is_told() {
    let known = "(known are proposed, preferred, admitted, deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각)";
    let imported = read(
        "용어,영어,상태,english_status,kind\n,shell,보강 필요,,명사\n셸,shell,보강 필요,재검토,\n커널,kernel,검토중,,\n토큰,,검토중,,\n",
    );
    assert_eq!(
        imported.notes,
        [
            "1 row without a Korean term was passed over: line 2".to_owned(),
            format!(
                "1 row with a status that is not known, now in the note: line 3 (\"보강 필요\", \"재검토\") {known}"
            ),
            "1 row with a status that counts as proposed: line 4 (\"검토중\")".to_owned(),
            "1 row without an English term was passed over: line 5".to_owned(),
        ]
    );
    let imported = read(
        "concept,english,korean,status,kind\nshell,shell,,보강 필요,명사\nkernel,kernel,커널,\"보강\u{200b}필요\",\n",
    );
    assert_eq!(
        imported.notes,
        [
            "1 row without a Korean term was passed over: line 2".to_owned(),
            format!(
                "1 row with a status that is not known, now in the note: line 3 (\"보강<U+200B>필요\") {known}"
            ),
        ]
    );
}

#[test]
fn of_the_terms_of_a_cell_the_first_is_preferred() {
    let imported = read(
        "한국어,영어,상태,english_status\n셸|쉘,shell,확정,\n커널,kernel|core,우선,우선\n토큰|징표,token,금지,\n",
    );
    assert_eq!(
        rows(&imported),
        [
            "셸=shell status:preferred",
            "쉘=shell status:admitted",
            "커널=kernel status:preferred english_status:preferred",
            "커널=core status:preferred english_status:admitted",
            "토큰=token status:deprecated",
            "징표=token status:deprecated",
        ]
    );
    assert_eq!(
        imported.notes,
        [
            "3 rows with several terms between bars in a cell were split: lines 2, 3, 4 (where the file prefers them, the first is preferred, \
             and the others are admitted)"
        ]
    );
}

#[test]
fn a_term_with_its_abbreviation_is_two() {
    let imported = read("용어,영어\n가상 사설망,Virtual Private Network (VPN)\n셸,shell (OS)\n");
    assert_eq!(
        rows(&imported),
        [
            "가상 사설망=Virtual Private Network",
            "가상 사설망=VPN kind:abbreviation",
            "셸=shell (OS)"
        ]
    );
    assert_eq!(
        imported.notes,
        ["1 row with a full form and its abbreviation in a cell was split: line 2"]
    );
}

#[test]
fn bars_part_terms_on_both_sides_or_on_neither() {
    let all = ["셸=shell", "셸=sh", "쉘=shell", "쉘=sh"];
    for header in ["한국어,English", "용어,영어", "한국어,en", "한국어,원문"] {
        gives(&format!("{header}\n셸|쉘,shell|sh\n"), &all);
    }
    for text in [
        "ko,en\n셸|쉘,shell|sh\n",
        "용어,번역\n셸|쉘,shell|sh\n",
        "셸|쉘,shell|sh\n",
    ] {
        gives(text, &["셸|쉘=shell|sh"]);
        assert!(read(text).notes[0].contains("several terms"), "{text}");
    }
    gives(
        "ko,en\n논리합 a||b,logical or\n",
        &["논리합 a||b=logical or"],
    );
    assert_eq!(read("ko,en\n논리합 a||b,logical or\n").notes, [""; 0]);
}
