//! Texts made of pieces: terms with particles right and wrong, glosses, markup, code, switches, in every form that Korean comes in.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use yongeo::Document;

/// Terms of the glossary, also spaced and written otherwise, and words that only begin like them.
const TERMS: &[&str] = &[
    "버퍼",
    "완충 공간",
    "완충공간",
    "완충\n공간",
    "인증서",
    "클라우드",
    "C++",
    ".NET",
    "(주)",
    "주식회사",
    "닷넷",
    "GitHub",
    "Github",
    "잠금",
    "락",
    "기록",
    "로그",
    "접속로그",
    "머신 러닝",
    "머신러닝",
    "머신-러닝",
    "메시지",
    "메세지",
    "모듈",
    "단위 모듈",
    "단위모듈",
    "S3",
    "Ｓ３",
    "서버",
    "셸",
    "쉘",
    "텐서",
    "터널",
    "굴길",
    "윈도",
    "창",
    "버퍼링",
    "로그인",
    "창고",
    "서버실",
    "락커",
];

/// Particles, endings and what looks like some, right and wrong ones.
const TAILS: &[&str] = &[
    "",
    "을",
    "를",
    "이",
    "가",
    "은",
    "는",
    "과",
    "와",
    "으로",
    "로",
    "의",
    "에",
    "에서",
    "에선",
    "엔",
    "으론",
    "이라는",
    "라는",
    "이다",
    "다",
    "입니다",
    "이었다",
    "였다",
    "이며",
    "며",
    "이나",
    "나",
    "들",
    "들을",
    "들이",
    "까지",
    "로부터",
    "으로부터",
    "하는",
    "되었다",
    "이에요",
    "예요",
    "만으로",
    "도",
    " 는",
    " 을",
    "\n는",
    "은(는)",
    "(으)로",
    "보다",
    "론",
];

const ENGLISH: &[&str] = &[
    "buffer",
    "Buffer",
    "certificate",
    "cloud",
    "GitHub",
    "lock",
    "log",
    "machine learning",
    "machine\nlearning",
    "mach ine learning",
    "message",
    "mesage",
    "module",
    "S3",
    "server",
    "shell",
    "tensor",
    "vector",
    "tunnel",
    "window",
    "gradient descent",
    "API",
    "버퍼",
    "원어: buffer",
    "`tensor`",
    "**shell**",
    "",
];

const WORDS: &[&str] = &[
    "우리는 ",
    "먼저 ",
    "비운다. ",
    "만든다. ",
    "요청이 몰리면 ",
    "읽는다.\n",
    "연결한다.\n\n",
    "그리고 ",
    "3을 ",
    "100와 ",
    "API을 ",
    "HTTP은 ",
    "노트9가 ",
    "경사 하강법(gradient descent)을 ",
    "프록시 서버(proxy server)를 ",
    "프락시 서버(proxy server)는 ",
    "，",
    ", ",
    "·",
    "…",
];

const MARKUP: &[&str] = &[
    "**",
    "*",
    "_",
    "`",
    "``",
    "~~",
    "'",
    "\"",
    "‘",
    "’",
    "“",
    "”",
    "「",
    "」",
    "(",
    ")",
    "（",
    "）",
    "[",
    "]",
    "](버퍼.md)",
    "[버퍼](https://example.com/버퍼) ",
    "https://example.com/버퍼/창을 ",
    "`버퍼를` ",
    "\n```\n버퍼를 비운다.\n```\n",
    "\n    버퍼를 비운다.\n",
    "<b>",
    "</b>",
    "<버퍼>",
    "# ",
    "\n# ",
    "\n- ",
    "\n> ",
    "| ",
    "|\n|---|\n",
    "---\n",
    "$",
    "&nbsp;",
    "./버퍼/글.md ",
    "\\",
    "<!-- 버퍼 -->",
];

const SWITCHES: &[&str] = &[
    "\n<!-- yongeo-disable-next-line -->\n",
    "\n<!-- yongeo-disable forbidden-term -->\n",
    "\n<!-- yongeo-enable -->\n",
    " // yongeo-disable-line\n",
    "\n<!-- yongeo-disable-file wrong-particle -->\n",
    "\n<!-- yongeo-disable-nextline -->\n",
];

const ODD: &[&str] = &[
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    " ",
    "\t",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{1100}",
    "\u{1161}",
    "\u{11a8}",
    "é",
    "e\u{301}",
    "漢字",
    "👩\u{200d}👧",
    "\0",
    "ㅋ",
    "ﬀ",
    "\u{fffd}",
    "가",
    "a",
];

fn any(of: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(of)
}

/// A term with what stands behind it: nothing, a gloss, closing marks, and a particle.
fn mention() -> impl Strategy<Value = String> {
    let gloss = (
        any(&["(", "(", "(", "（", " ("]),
        any(ENGLISH),
        any(&[")", ")", ")", "）"]),
    );
    let gloss = gloss.prop_map(|(open, english, close)| format!("{open}{english}{close}"));
    let marks = prop_oneof![
        6 => Just(["", ""]), 1 => Just(["**", "**"]), 1 => Just(["`", "`"]), 1 => Just(["‘", "’"]), 1 => Just(["[", "](a.md)"]),
    ];
    let parts = (
        any(TERMS),
        prop::option::weighted(0.4, gloss),
        any(TAILS),
        marks,
    );
    (parts, prop::bool::weighted(0.2)).prop_map(|((term, gloss, tail, [open, close]), inside)| {
        let gloss = gloss.unwrap_or_default();
        let marked = if inside {
            format!("{open}{term}{gloss}{close}")
        } else {
            format!("{open}{term}{close}{gloss}")
        };
        format!("{marked}{tail}")
    })
}

/// A piece of a text, now and then in another form of Unicode.
fn piece() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => mention(),
        4 => any(WORDS).prop_map(str::to_owned),
        2 => any(MARKUP).prop_map(str::to_owned),
        1 => any(ODD).prop_map(str::to_owned),
        1 => any(SWITCHES).prop_map(str::to_owned),
        3 => Just(" ".to_owned()),
    ];
    let form = prop_oneof![12 => Just(0), 2 => Just(1), 1 => Just(2)];
    (piece, form).prop_map(|(piece, form)| match form {
        1 => piece.nfd().collect(),
        2 => wide(&piece),
        _ => piece,
    })
}

/// Latin letters, digits and brackets in their full width.
fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wide).collect()
}

/// A text, whose lines end with `\n` or all with `\r\n`, as plain text or as Markdown.
pub fn document() -> impl Strategy<Value = Document> {
    let pieces = prop::collection::vec(piece(), 1..12);
    let path = prop::sample::select(&["글.md", "글.txt"][..]);
    (pieces, path, prop::bool::weighted(0.2)).prop_map(|(pieces, path, windows)| {
        let text = pieces.concat();
        let text = if windows {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        Document::new(path, text)
    })
}
