//! Lists with the term on one side of a mark and the English on the other: `- 린터: linter`.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memchr_iter;

use super::several::held;
use super::shape::{Shape, shape};
use super::{Group, Notation, Prior, Side, Site};
use crate::Document;

/// Longer lines are prose, in bytes.
const LONGEST: usize = 300;

/// How many lines there must be one behind the other.
const FEWEST: usize = 3;

/// What stands between the two, by its first byte: of those that begin alike, the longer ones first.
fn mark(rest: &[u8]) -> Option<&'static str> {
    let marks: &[&str] = match rest.first()? {
        // What a double colon stands behind is an entry of another kind: `린터:: linter` of AsciiDoc.
        b':' if rest.starts_with(b"::") => return None,
        b':' => &[": ", ":"],
        b' ' => &[" - ", " – ", " — ", " = "],
        b'\t' => &["\t"],
        0xEF => &["："],
        0xE2 => &["→"],
        _ => return None,
    };
    marks
        .iter()
        .copied()
        .find(|mark| rest.starts_with(mark.as_bytes()))
}

/// Lists of names and values look alike: `언어: Python`.
const PRIOR: Prior = Prior {
    share: 0.1,
    weight: 4.0,
    together: 0.0,
};

/// A line of a list.
struct Line {
    korean: Range<usize>,
    english: Range<usize>,
    /// Which mark, and which side is first.
    kind: (&'static str, bool),
}

/// Finds runs of such lines. Those of a document that are written alike are one group.
pub(super) fn find(document: &Document, group: &mut Group, sites: &mut Vec<Site>) {
    let text = &document.text;
    let mut run: Vec<Line> = Vec::new();
    let mut groups: HashMap<(&'static str, bool), u32> = HashMap::new();
    let mut start = 0;
    let mut end_run = |run: &mut Vec<Line>| {
        if run.len() >= FEWEST {
            let kind = run[0].kind;
            let group = *groups.entry(kind).or_insert_with(|| group.next());
            sites.extend(run.drain(..).map(|line| Site {
                offset: line.korean.start.max(line.english.start),
                korean: Side::Whole(line.korean),
                english: line.english,
                notation: Notation::List,
                group,
                prior: PRIOR,
            }));
        }
        run.clear();
    };
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = start..end;
        start = end + 1;
        if line.len() > LONGEST {
            end_run(&mut run);
            continue;
        }
        if text[line.clone()].trim().is_empty() {
            continue;
        }
        match read(document, line) {
            Some(line) if run.last().is_none_or(|last| last.kind == line.kind) => run.push(line),
            Some(line) => {
                end_run(&mut run);
                run.push(line);
            }
            None => end_run(&mut run),
        }
    }
    end_run(&mut run);
}

/// A line with a term on one side and English on the other.
fn read(document: &Document, line: Range<usize>) -> Option<Line> {
    let text = &document.text[line.clone()];
    // A Latin letter, or what one with an accent or of full width begins with, is looked for in many bytes at once: of most lines that is all.
    let is_latin = |found: bool, byte: &u8| {
        found | byte.is_ascii_alphabetic() | matches!(byte, 0xC3..=0xC9 | 0xE1 | 0xEF)
    };
    if !text.as_bytes().iter().fold(false, is_latin) {
        return None;
    }
    let item = text.trim_start_matches([
        ' ', '\t', '-', '*', '+', '•', '·', '>', '○', '●', '□', '■', '▪', '◦',
    ]);
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let item = match item[digits..].strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 => rest,
        _ => item,
    };
    let start = line.end - item.len();
    let bytes = item.as_bytes();
    let (at, mark) = (0..bytes.len()).find_map(|at| Some((at, mark(&bytes[at..])?)))?;
    let (left, first) = side(document, start..start + at);
    let (right, second) = side(document, start + at + mark.len()..line.end);
    match (left, right) {
        (Shape::Korean, Shape::Latin) => Some(Line {
            korean: first,
            english: second,
            kind: (mark, true),
        }),
        (Shape::Latin, Shape::Korean) => Some(Line {
            korean: second,
            english: first,
            kind: (mark, false),
        }),
        _ => None,
    }
}

/// What a side of a line holds, and where. A name with its abbreviation is one term.
fn side(document: &Document, side: Range<usize>) -> (Shape, Range<usize>) {
    let held = held(document, &side);
    let shape = if held.several {
        shape(document, &held.whole)
    } else {
        held.shape
    };
    (shape, held.whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, u32)> {
        let document = Document::new("글.md", text);
        let mut sites = Vec::new();
        find(&document, &mut Group(0), &mut sites);
        let pairs = sites.into_iter().map(|site| {
            let Side::Whole(korean) = site.korean else {
                unreachable!("lines are whole")
            };
            (
                format!("{} {}", &text[korean], &text[site.english]),
                site.group,
            )
        });
        pairs.collect()
    }

    #[test]
    fn lines_of_terms_are_found() {
        for (text, expected) in [
            (
                "- **린터**: linter\n- 말뭉치: corpus\n\n- 셸: shell\n",
                ["린터 linter", "말뭉치 corpus", "셸 shell"],
            ),
            (
                "- 가상 사설망: Virtual Private Network (VPN)\n- 말뭉치: corpus\n- 셸: shell/command shell\n",
                [
                    "가상 사설망 Virtual Private Network (VPN)",
                    "말뭉치 corpus",
                    "셸 shell/command shell",
                ],
            ),
            (
                "1. linter - 린터\n2. corpus - 말뭉치\n3. version control - 버전 관리\n",
                ["린터 linter", "말뭉치 corpus", "버전 관리 version control"],
            ),
            (
                "- 린터: ｌｉｎｔｅｒ\n- 말뭉치: ｃｏｒｐｕｓ\n- 셸: élan\n",
                ["린터 ｌｉｎｔｅｒ", "말뭉치 ｃｏｒｐｕｓ", "셸 élan"],
            ),
            (
                "린터\tlinter\n말뭉치\tcorpus\n셸\tshell",
                ["린터 linter", "말뭉치 corpus", "셸 shell"],
            ),
        ] {
            assert_eq!(
                found(text),
                expected.map(|pair| (pair.to_owned(), 0)),
                "{text}"
            );
        }
    }

    #[test]
    fn few_lines_and_other_lines_are_none() {
        for text in [
            "- 린터: linter\n- 말뭉치: corpus\n",
            "- 린터: linter\n- 말뭉치: corpus\n본문이 온다.\n- 셸: shell\n",
            "시각: 10:30\n장소: 3층\n번호: 17\n",
            "린터:: linter\n말뭉치:: corpus\n셸:: shell\n",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
