//! A term replaced by another one, with the particle that goes with it: 버퍼를 becomes 완충 공간을.

use super::alone::behind_space;
use super::behind::{is_left_open, is_obscure, particle_behind};
use super::diagnostic::{Edit, Fix};
use super::find::Hit;
use crate::Document;
use crate::particle::{Final, Tail, TailKind, final_of};

/// The edits, one a word, that put `term` (read as `reading`, if it is not read as it is spelt) in the place of a hit. Not safe where nobody
/// chose the term, or where what goes with it can't be told.
pub(super) fn replace(
    text: &str,
    hit: &Hit,
    term: &str,
    reading: Option<&str>,
    chosen: bool,
) -> Fix {
    let mut safe = chosen;
    let mut edits = vec![Edit {
        range: hit.range.clone(),
        text: term.to_owned(),
    }];
    let behind = if hit.tail.is_empty() {
        let end = hit.range.end;
        particle_behind(text, end).or_else(|| behind_space(text, end))
    } else {
        // 을(를) goes with any word.
        Some(hit.tail.clone()).filter(|tail| !is_left_open(text, tail.end))
    };
    // A tag of a text, which others go by: #버퍼.
    safe &= !is_tag(&text[..hit.range.start]);
    // 출력버퍼 is one word; 출력완충 공간 would be two, cut at the wrong place.
    let particle = behind.as_ref().unwrap_or(&hit.tail);
    safe &= !term.contains(' ') || !is_within_word(text, hit, particle.end);
    if behind.is_none() && hit.tail.is_empty() && is_obscure(text, hit.range.end) {
        let [old, new] = [&text[hit.range.clone()], reading.unwrap_or(term)].map(final_of);
        safe &= old.is_some() && old == new;
    }
    if let Some(range) = behind
        && let Some(tail) = Tail::read(&text[range.clone()])
    {
        safe &= tail.kind() != TailKind::LightVerb;
        let before = final_of(&text[hit.range.clone()]);
        match final_of(reading.unwrap_or(term)) {
            // 서버이며 stays what it is behind another vowel; one that was wrong before is put right as well.
            Some(end) if before != Some(end) || !tail.agrees(end) => {
                let now = tail.behind(end);
                if now != text[range.clone()] {
                    edits.push(Edit {
                        range,
                        text: now.into_owned(),
                    });
                }
            }
            Some(_) => {}
            None => safe &= is_the_same_everywhere(tail) || before.is_none(),
        }
    }
    Fix { safe, edits }
}

/// Whether a term stands behind other letters without a space, or before some behind its particle, which ends at `particle`.
fn is_within_word(text: &str, hit: &Hit, particle: usize) -> bool {
    let end = hit.range.end.max(particle);
    let before = text[..hit.range.start].chars().next_back();
    let behind = text[end..].chars().next();
    before.is_some_and(char::is_alphanumeric) || behind.is_some_and(char::is_alphanumeric)
}

/// Whether what stands behind this is a tag, as in notes and in social networks: a sharp begins a word, and no space follows.
fn is_tag(before: &str) -> bool {
    let sharp = before.strip_suffix('#');
    sharp.is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n', '\t']))
}

/// Whether a tail is written in one way only.
fn is_the_same_everywhere(tail: Tail<'_>) -> bool {
    [Final::Vowel, Final::Rieul, Final::Consonant]
        .into_iter()
        .all(|end| tail.agrees(end))
}

/// Makes edits of a fix that touch each other one, but where its file has something in between: 버퍼 in bold keeps its particle behind it.
pub(super) fn join(document: &Document, fix: &mut Fix) {
    let touches = |last: &Edit, next: &Edit| {
        let origin = document.origin.as_ref();
        last.range.end == next.range.start
            && origin.is_none_or(|origin| origin.is_seamless(next.range.start))
    };
    fix.edits.dedup_by(|next, last| {
        let is_one = touches(last, next);
        if is_one {
            last.range.end = next.range.end;
            last.text.push_str(&next.text);
        }
        is_one
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(text: &str, old: &str, tail: usize, new: &str) -> (String, bool) {
        let start = text.find(old).unwrap();
        let range = start..start + old.len();
        let hit = Hit {
            tail: range.end..range.end + tail,
            range,
            agrees: false,
            form: 0,
            exact: true,
        };
        let fix = replace(text, &hit, new, None, true);
        let mut done = text.to_owned();
        for edit in fix.edits.iter().rev() {
            done.replace_range(edit.range.clone(), &edit.text);
        }
        (done, fix.safe)
    }

    #[test]
    fn the_particle_goes_with_the_new_term() {
        for (text, old, tail, new, done) in [
            (
                "버퍼를 비운다.",
                "버퍼",
                3,
                "완충 공간",
                "완충 공간을 비운다.",
            ),
            (
                "버퍼로 옮긴다.",
                "버퍼",
                3,
                "완충 공간",
                "완충 공간으로 옮긴다.",
            ),
            ("창과 탭", "창", 3, "윈도", "윈도와 탭"),
            (
                "버퍼(buffer)가 넘친다.",
                "버퍼",
                0,
                "완충 공간",
                "완충 공간(buffer)이 넘친다.",
            ),
            (
                "버퍼 앞에 둔다.",
                "버퍼",
                0,
                "완충 공간",
                "완충 공간 앞에 둔다.",
            ),
        ] {
            assert_eq!(replaced(text, old, tail, new), (done.to_owned(), true));
        }
    }

    #[test]
    fn what_is_left_to_the_reader_stays_and_what_is_obscure_is_not_safe() {
        for (text, done, safe) in [
            ("버퍼을(를) 비운다.", "완충 공간을(를) 비운다.", true),
            ("버퍼(으)로 옮긴다.", "완충 공간(으)로 옮긴다.", true),
            (
                "[버퍼](b.md)를 비운다.",
                "[완충 공간](b.md)을 비운다.",
                true,
            ),
            ("(버퍼)를 비운다.", "(완충 공간)를 비운다.", false),
            ("(버퍼) 앞에 둔다.", "(완충 공간) 앞에 둔다.", true),
            ("버퍼…는 무엇인가.", "완충 공간…는 무엇인가.", false),
            ("버퍼 [OK]를 누른다.", "완충 공간 [OK]를 누른다.", false),
            ("버퍼[buffer]에 둔다.", "완충 공간[buffer]에 둔다.", false),
            ("버퍼 [확인]을 누른다.", "완충 공간 [확인]을 누른다.", true),
            ("버퍼...는 무엇인가.", "완충 공간...는 무엇인가.", false),
            (
                "{n, plural, one {버퍼} other {버퍼들}}를",
                "{n, plural, one {완충 공간} other {버퍼들}}를",
                false,
            ),
            (
                "{n, plural, one {버퍼} other {버퍼들}} 크기",
                "{n, plural, one {완충 공간} other {버퍼들}} 크기",
                true,
            ),
            ("버퍼…비운다.", "완충 공간…비운다.", true),
            ("버퍼(buffer)자 큐다.", "완충 공간(buffer)자 큐다.", false),
            ("버퍼(buffer)만 쓴다.", "완충 공간(buffer)만 쓴다.", true),
        ] {
            let tail = if text.starts_with("버퍼을") { 3 } else { 0 };
            let found = replaced(text, "버퍼", tail, "완충 공간");
            assert_eq!(found, (done.to_owned(), safe));
        }
    }

    #[test]
    fn what_nobody_can_read_aloud_is_not_safe() {
        assert_eq!(
            replaced("저장소를 연다.", "저장소", 3, "Internet"),
            ("Internet를 연다.".to_owned(), false)
        );
        assert_eq!(
            replaced("저장소에서 찾는다.", "저장소", 6, "Internet"),
            ("Internet에서 찾는다.".to_owned(), true)
        );
    }

    #[test]
    fn two_words_are_put_safely_into_no_longer_word() {
        for (text, tail, done, safe) in [
            ("출력버퍼를 비운다.", 3, "출력완충 공간을 비운다.", false),
            ("출력 버퍼를 비운다.", 3, "출력 완충 공간을 비운다.", true),
            ("(버퍼를 비운다.)", 3, "(완충 공간을 비운다.)", true),
            ("버퍼관리를 한다.", 0, "완충 공간관리를 한다.", false),
            (
                "글의 표식은 #버퍼 하나다.",
                0,
                "글의 표식은 #완충 공간 하나다.",
                false,
            ),
            ("C#버퍼를 비운다.", 3, "C#완충 공간을 비운다.", true),
        ] {
            let found = replaced(text, "버퍼", tail, "완충 공간");
            assert_eq!(found, (done.to_owned(), safe), "{text}");
        }
        let one = replaced("출력버퍼를 비운다.", "버퍼", 3, "완충기");
        assert_eq!(one, ("출력완충기를 비운다.".to_owned(), true));
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn each_word_keeps_its_own_tags() {
        use crate::check::rule::EXAMPLE;
        use crate::check::rule::tests::told_of;
        for (file, text, after) in [
            (
                "글.html",
                "<p><b>버퍼</b>를 비우고 <a href=\"b\">버퍼</a>로 옮긴다.</p>",
                "<p><b>완충 공간</b>을 비우고 <a href=\"b\">완충 공간</a>으로 옮긴다.</p>",
            ),
            (
                "글.html",
                "<p>버퍼<b>와</b> 큐</p>",
                "<p>완충 공간<b>과</b> 큐</p>",
            ),
            (
                "글.tex",
                "\\emph{버퍼}로 옮긴다.\n",
                "\\emph{완충 공간}으로 옮긴다.\n",
            ),
            (
                "글.tex",
                "버퍼\\footnote{메모리의 일부다.}는 작다.\n",
                "완충 공간\\footnote{메모리의 일부다.}은 작다.\n",
            ),
            (
                "글.adoc",
                "버퍼footnote:[메모리의 일부다.]는 작다.\n",
                "완충 공간footnote:[메모리의 일부다.]은 작다.\n",
            ),
            (
                "글.rst",
                "버퍼 [#a]_\\ 는 작다.\n",
                "완충 공간 [#a]_\\ 은 작다.\n",
            ),
            ("글.txt", "버퍼¹는 작다.\n", "완충 공간¹은 작다.\n"),
            (
                "글.yaml",
                "a: \"버퍼\\\n  는 작다.\"\n",
                "a: \"완충 공간\\\n  은 작다.\"\n",
            ),
            (
                "글.txt",
                "버퍼[buffer]를 비우고 버퍼 [buffer]로 옮긴다.\n",
                "완충 공간[buffer]을 비우고 완충 공간 [buffer]으로 옮긴다.\n",
            ),
            (
                "글.srt",
                "1\n00:00:01,000 --> 00:00:02,000\n<i>버퍼</i>는 작다.\n",
                "1\n00:00:01,000 --> 00:00:02,000\n<i>완충 공간</i>은 작다.\n",
            ),
            (
                "values/strings.xml",
                "<resources><string name=\"a\"><b>버퍼</b>로 옮긴다.</string></resources>",
                "<resources><string name=\"a\"><b>완충 공간</b>으로 옮긴다.</string></resources>",
            ),
        ] {
            let (told, mended) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert!(!told.is_empty(), "{text}");
            assert_eq!(mended, after);
        }
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn a_particle_behind_a_break_goes_with_the_new_term() {
        use crate::check::rule::EXAMPLE;
        use crate::check::rule::tests::told_of;
        for (file, text, after) in [
            (
                "글.md",
                "이 함수는 버퍼\n를 비운다.\n",
                "이 함수는 완충 공간\n을 비운다.\n",
            ),
            (
                "글.md",
                "> 이 함수는 **버퍼**\n> 로 옮긴다.\n",
                "> 이 함수는 **완충 공간**\n> 으로 옮긴다.\n",
            ),
            (
                "글.txt",
                "이 함수는 버퍼\r\n를 비운다.\r\n",
                "이 함수는 완충 공간\r\n을 비운다.\r\n",
            ),
            (
                "글.md",
                "버퍼<br />\n를 비우고 버퍼&nbsp;가 찬다.\n",
                "완충 공간<br />\n을 비우고 완충 공간&nbsp;이 찬다.\n",
            ),
            (
                "글.html",
                "<p>버퍼<br>를 비우고 버퍼&nbsp;로 옮기고 버퍼\n  (buffer)를 채운다.</p>\n",
                "<p>완충 공간<br>을 비우고 완충 공간&nbsp;으로 옮기고 완충 공간\n  (buffer)을 채운다.</p>\n",
            ),
            ("글.txt", "버퍼 를 비운다.\n", "완충 공간 을 비운다.\n"),
            (
                "글.yaml",
                "a: |\n  버퍼\n  를 비운다.\n",
                "a: |\n  완충 공간\n  을 비운다.\n",
            ),
            (
                "글.srt",
                "1\n00:00:01,000 --> 00:00:02,000\n이제 버퍼\n를 비웁니다.\n",
                "1\n00:00:01,000 --> 00:00:02,000\n이제 완충 공간\n을 비웁니다.\n",
            ),
            // Words of their own: this.
            (
                "글.md",
                "크기가 다른 버퍼\n이 함수는 느리다.\n",
                "크기가 다른 완충 공간\n이 함수는 느리다.\n",
            ),
        ] {
            let (told, mended) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert!(!told.is_empty(), "{text}");
            assert_eq!(mended, after);
        }
        let window =
            "concept,english,korean,status\n1,window,윈도,preferred\n1,window,창,deprecated\n";
        for (text, after) in [
            ("여기 창\n이 없다.\n", "여기 윈도\n가 없다.\n"),
            // Whether it is a particle nobody knows.
            (
                "여기 창\n이 함수는 느리다.\n",
                "여기 창\n이 함수는 느리다.\n",
            ),
        ] {
            let (told, mended) = told_of(window, "forbidden-term", "글.md", text);
            assert_eq!((told.len(), &*mended), (1, after));
        }
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn a_run_of_word_keeps_its_own_words_however_their_hangul_is_written() {
        use unicode_normalization::UnicodeNormalization;

        use crate::check::rule::EXAMPLE;
        use crate::check::rule::tests::checker;
        use crate::check::{Fixes, mended};
        use crate::source::Format;
        let body = |term: &str, particle: &str| {
            format!(
                "<w:document><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{term}</w:t></w:r><w:r><w:t>{particle} 비운다.</w:t></w:r></w:p></w:document>"
            )
        };
        let nfd = |text: &str| text.nfd().collect::<String>();
        for (before, after) in [
            (body("버퍼", "를"), body("완충 공간", "을")),
            (nfd(&body("버퍼", "를")), nfd(&body("완충 공간", "을"))),
        ] {
            let document = Document::of_part(Format::DOCX, &before);
            let found = checker(EXAMPLE).check(&document).diagnostics;
            let mended = mended(&document.text, &found, Fixes::Safe).unwrap();
            assert_eq!(document.edited(mended.edits()).unwrap().source(), after);
        }
    }
}
