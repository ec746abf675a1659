//! Words with marks in their middle, in texts that stay those of their files: emphasis, tags, links. `**컨테**이너` is 컨테이너 to readers.

use std::ops::Range;

use memchr::{memchr, memchr3};

use super::behind::particle_behind;
use super::find::{Hit, script};
use crate::Document;
use crate::source::{Language, Mask, MaskKind, Side, Visible, emphasis, line, marks};

/// The lines that have such marks where a term may be, in their order.
pub(super) fn lines(document: &Document) -> Vec<Range<usize>> {
    let Some((signs, _)) = emphasis(document.format) else {
        return Vec::new();
    };
    let text = &document.text;
    let bytes = text.as_bytes();
    let mut masks = document.masks.iter().peekable();
    let mut lines = Vec::new();
    let mut at = 0;
    // Looked for only once it is passed: masks may be many where signs are few.
    let mut sign = Some(0);
    // From one line with anything of this to the next.
    loop {
        while masks.next_if(|mask| mask.range.end <= at).is_some() {}
        let mask = masks.peek().map(|mask| mask.range.start.max(at));
        if sign.is_some_and(|sign| sign <= at) {
            sign = memchr3(
                signs[0],
                signs[signs.len() / 2],
                signs[signs.len() - 1],
                &bytes[at..],
            )
            .map(|sign| at + sign);
        }
        let Some(found) = mask.into_iter().chain(sign).min() else {
            return lines;
        };
        at = match line(text, found) {
            Some(line) => {
                let end = line.end;
                if has_seam(document, &line) {
                    lines.push(line);
                }
                end
            }
            None => memchr(b'\n', &bytes[found..]).map_or(text.len(), |end| found + end + 1),
        };
    }
}

/// A line as readers see it, as far as terms go.
pub(super) fn seen(document: &Document, line: Range<usize>) -> Visible {
    let side = Side {
        masks: unseen(document, &line),
        range: line,
        language: Language::Korean,
    };
    Visible::of(&document.text, &side)
}

/// Whether a term has something unseen in its middle.
pub(super) fn is_cut(document: &Document, term: &Range<usize>) -> bool {
    let Some((signs, _)) = emphasis(document.format) else {
        return false;
    };
    let written = &document.text[term.clone()];
    let may_be =
        written.bytes().any(|byte| signs.contains(&byte)) || document.is_masked_within(term);
    let is_within = |mask: &Mask| {
        mask.kind == MaskKind::Invisible
            && term.start < mask.range.start
            && mask.range.end < term.end
    };
    let line = may_be.then(|| line(&document.text, term.start)).flatten();
    line.is_some_and(|line| term.end <= line.end && unseen(document, &line).iter().any(is_within))
}

/// Whether something unseen stands right behind a term that nothing but its format can tell the end of: `` :ref:`버퍼 <b>`\ 를``.
pub(super) fn is_followed(document: &Document, hit: &Hit) -> bool {
    let end = hit.range.end;
    let mask = document.mask_at(end);
    hit.tail.is_empty()
        && mask.is_some_and(|mask| mask.kind == MaskKind::Invisible && mask.range.start == end)
        && emphasis(document.format).is_some()
        && particle_behind(&document.text, end).is_none()
}

/// Whether signs of emphasis would have nothing between them without a stretch of the text.
pub(super) fn is_marked_off(document: &Document, stretch: &Range<usize>) -> bool {
    let Some((signs, _)) = emphasis(document.format) else {
        return false;
    };
    let bytes = document.text.as_bytes();
    let is_sign = |byte: Option<&u8>| byte.is_some_and(|byte| signs.contains(byte));
    is_sign(stretch.start.checked_sub(1).and_then(|at| bytes.get(at)))
        && is_sign(bytes.get(stretch.end))
}

fn has_seam(document: &Document, line: &Range<usize>) -> bool {
    let text = &document.text;
    unseen(document, line)
        .chunk_by(|one, next| one.range.end == next.range.start)
        .any(|marks| {
            let (start, end) = (marks[0].range.start, marks[marks.len() - 1].range.end);
            marks.iter().all(|mask| mask.kind == MaskKind::Invisible)
                && joins(text, start..end, line)
        })
}

/// Whether words stand on both sides of a stretch of a line, or a space and a word.
fn joins(text: &str, stretch: Range<usize>, line: &Range<usize>) -> bool {
    let before = &text[line.start..stretch.start];
    let behind = &text[stretch.end..line.end];
    let spaces = [before.ends_with(' '), behind.starts_with(' ')];
    let word = |c: Option<char>| c.and_then(script).is_some();
    spaces != [true; 2]
        && word(
            before
                .strip_suffix(' ')
                .unwrap_or(before)
                .chars()
                .next_back(),
        )
        && word(behind.strip_prefix(' ').unwrap_or(behind).chars().next())
}

/// What of a line is no text to readers: what is masked, and signs of emphasis between words.
fn unseen(document: &Document, line: &Range<usize>) -> Vec<Mask> {
    let masked = document.masks_in(line).flat_map(|mask| {
        let (start, end) = (
            mask.range.start.max(line.start),
            mask.range.end.min(line.end),
        );
        // Elsewhere what is behind a backslash is seen; here it is masked only where it is not.
        let escapes = mask.kind == MaskKind::Invisible && document.text[start..].starts_with('\\');
        let behind = start + usize::from(escapes && start < end);
        [start..behind, behind..end].map(|range| Mask {
            range,
            kind: mask.kind,
        })
    });
    let masked = masked.filter(|mask| !mask.range.is_empty());
    let signs = marks(document, line).into_iter().map(|range| Mask {
        range,
        kind: MaskKind::Invisible,
    });
    let mut unseen: Vec<Mask> = masked.chain(signs).collect();
    unseen.sort_by_key(|mask| mask.range.start);
    unseen
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::told_of;

    const TERMS: &str = "concept,english,korean,status\n1,container,도커 컨테이너,preferred\n1,container,컨테이너,deprecated\n\
                         2,machine learning,기계 학습,preferred\n2,machine learning,머신 러닝,deprecated\n";

    #[test]
    fn marks_in_words_are_not_seen() {
        for (file, text, after) in [
            (
                "글.md",
                "먼저 **컨테**이너를 켠다.\n",
                "먼저 **도커 컨테이너**를 켠다.\n",
            ),
            (
                "글.md",
                "<b>컨테</b>이너가 멈춘다.\n",
                "<b>도커 컨테이너</b>가 멈춘다.\n",
            ),
            (
                "글.md",
                "[컨테](a.md)이너를 본다.\n",
                "[도커 컨테이너](a.md)를 본다.\n",
            ),
            (
                "글.md",
                "**머신** 러닝을 배운다.\n",
                "**기계 학습**을 배운다.\n",
            ),
            (
                "글.adoc",
                "*머신* 러닝을 배운다.\n",
                "*기계 학습*을 배운다.\n",
            ),
            // Nothing would be left between the marks.
            ("글.md", "컨**테이너**를 켠다.\n", "컨**테이너**를 켠다.\n"),
            (
                "글.adoc",
                "**컨테**이너를 켠다.\n",
                "**도커 컨테이너**를 켠다.\n",
            ),
            (
                "글.rst",
                ":ref:`컨테이너 <c>`\\ 를 켠다.\n",
                ":ref:`도커 컨테이너 <c>`\\ 를 켠다.\n",
            ),
            (
                "글.rst",
                "**컨테**\\ 이너를 켠다.\n",
                "**도커 컨테이너**\\ 를 켠다.\n",
            ),
        ] {
            let (told, mended) = told_of(TERMS, "forbidden-term", file, text);
            let word = if text.contains("머신") {
                "머신 러닝"
            } else {
                "컨테이너"
            };
            assert_eq!(told.len(), 1, "{text}");
            assert!(told[0].starts_with(&format!("{word:?} is not")), "{told:?}");
            assert_eq!(mended, after);
        }
    }

    #[test]
    fn what_is_no_mark_is_seen() {
        for (file, text) in [
            ("글.md", "값은 컨테*이너다.\n"),
            ("글.md", "컨테\\*이너\\*다.\n"),
            ("글.md", "`컨테`이너는 코드다.\n"),
            ("글.md", "컨테_이너_이름을 쓴다.\n"),
            ("글.adoc", "*컨테*이너를 켠다.\n"),
            ("글.txt", "**컨테**이너를 켠다.\n"),
        ] {
            let (told, _) = told_of(TERMS, "forbidden-term", file, text);
            assert_eq!(told, [""; 0], "{text}");
        }
    }

    #[test]
    fn tags_and_references_in_translations_are_not_seen() {
        let xliff = |target: &str| {
            format!(
                "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\"><body><trans-unit id=\"1\">\
                 <source>Start the container.</source><target>{target}</target></trans-unit></body></file></xliff>"
            )
        };
        for (target, after) in [
            (
                "<g id=\"1\">컨테</g>이너를 켠다.",
                "<g id=\"1\">도커 컨테이너</g>를 켠다.",
            ),
            // Nothing would be left in the tag.
            (
                "컨<g id=\"1\">테이너</g>를 켠다.",
                "컨<g id=\"1\">테이너</g>를 켠다.",
            ),
            ("&#52968;테이너를 켠다.", "도커 컨테이너를 켠다."),
        ] {
            let (told, mended) = told_of(TERMS, "forbidden-term", "글.xlf", &xliff(target));
            assert_eq!(told.len(), 1, "{target}");
            assert!(told[0].starts_with("\"컨테이너\" is not"), "{told:?}");
            assert_eq!(mended, xliff(after));
        }
    }
}
