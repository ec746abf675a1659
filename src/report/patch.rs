//! What mending would change in a file, as a unified diff that `git apply` and `patch -p1` take.
//!
//! It is made of the bytes of the file, so that it fits files in any encoding and with any line ends: a line ends with `\n`, and
//! a `\r` before it is a part of the line.

use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::path::{Component, Path};

use anstyle::{AnsiColor, Style};
use imara_diff::sources::byte_lines;
use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};

/// How many unchanged lines stand around a change.
const CONTEXT: u32 = 3;

/// Writes how a file with the bytes `old` becomes one with the bytes `new`; nothing if they are the same. `path` is the
/// path of the file, and `here` the folder in which the diff is to be applied, as an absolute path: a file below it is called by
/// the way from there, any other by the way from the root.
///
/// There is no line `diff --git`, with which git would take paths from the root of the repository.
pub fn write(
    out: &mut impl io::Write,
    path: &Path,
    here: &Path,
    [old, new]: [&[u8]; 2],
    coloured: bool,
) -> io::Result<()> {
    if old == new {
        return Ok(());
    }
    let input = InternedInput::new(byte_lines(old), byte_lines(new));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let hunks: Vec<Hunk> = diff.hunks().collect();

    let paint = Paint::new(coloured);
    let path = from(path, here);
    for (mark, side) in [("---", "a"), ("+++", "b")] {
        let name = name(&format!("{side}/{path}"));
        writeln!(out, "{0}{mark} {name}{0:#}", paint.file)?;
    }
    let (before, after) = (&*input.before, &*input.after);
    let most = before.len() as u32;
    for near in hunks.chunk_by(|a, b| b.before.start - a.before.end <= 2 * CONTEXT) {
        let (first, last) = (&near[0], &near[near.len() - 1]);
        let start = first.before.start.saturating_sub(CONTEXT);
        let end = most.min(last.before.end + CONTEXT);
        let new_start = first.after.start - (first.before.start - start);
        let new_end = last.after.end + (end - last.before.end);
        let place = [counted(start..end), counted(new_start..new_end)];
        let place = format!("@@ -{} +{} @@", place[0], place[1]);
        writeln!(out, "{0}{place}{0:#}", paint.place)?;
        let mut at = start;
        for hunk in near {
            for (of, range, mark, style) in [
                (before, at..hunk.before.start, b' ', Style::new()),
                (before, hunk.before.clone(), b'-', paint.old),
                (after, hunk.after.clone(), b'+', paint.new),
            ] {
                write_lines(out, &input, (of, range), mark, style)?;
            }
            at = hunk.before.end;
        }
        write_lines(out, &input, (before, at..end), b' ', Style::new())?;
    }
    Ok(())
}

/// Lines as a unified diff counts them: the first and how many; the line before where there are none.
fn counted(range: Range<u32>) -> String {
    let first = if range.is_empty() {
        range.start
    } else {
        range.start + 1
    };
    match range.len() {
        1 => first.to_string(),
        count => format!("{first},{count}"),
    }
}

/// The way to a file from a folder, else from the root, with `/` and without `.` and `..`.
fn from(path: &Path, here: &Path) -> String {
    let (whole, above) = (names(&here.join(path)), names(here));
    whole.strip_prefix(&*above).unwrap_or(&whole).join("/")
}

/// The names in a path: `.` and `..` are followed.
fn names(path: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            Component::ParentDir => {
                names.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    names
}

/// A name as a diff has it: quoted where it has a quote, a backslash or a control character in it, and with a tab behind it
/// where it has a space, which says that no date follows.
fn name(name: &str) -> String {
    if name.contains(['"', '\\']) || name.contains(char::is_control) {
        let mut quoted = String::from("\"");
        for c in name.chars() {
            match c {
                '"' | '\\' => quoted.extend(['\\', c]),
                '\n' => quoted.push_str("\\n"),
                '\t' => quoted.push_str("\\t"),
                c if c.is_control() => {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        let _ = write!(quoted, "\\{byte:03o}");
                    }
                }
                c => quoted.push(c),
            }
        }
        quoted.push('"');
        return quoted;
    }
    let tab = if name.contains(' ') { "\t" } else { "" };
    format!("{name}{tab}")
}

/// The colours that git has.
struct Paint {
    file: Style,
    place: Style,
    old: Style,
    new: Style,
}

impl Paint {
    fn new(coloured: bool) -> Self {
        if !coloured {
            let [file, place, old, new] = [Style::new(); 4];
            return Self {
                file,
                place,
                old,
                new,
            };
        }
        Self {
            file: Style::new().bold(),
            place: AnsiColor::Cyan.on_default(),
            old: AnsiColor::Red.on_default(),
            new: AnsiColor::Green.on_default(),
        }
    }
}

/// Writes some lines of one of the files, each behind a mark.
fn write_lines(
    out: &mut impl io::Write,
    input: &InternedInput<&[u8]>,
    (of, range): (&[Token], Range<u32>),
    mark: u8,
    style: Style,
) -> io::Result<()> {
    for &token in &of[range.start as usize..range.end as usize] {
        let line = input.interner[token];
        let text = line.strip_suffix(b"\n");
        write!(out, "{style}")?;
        out.write_all(&[mark])?;
        out.write_all(text.unwrap_or(line))?;
        writeln!(out, "{style:#}")?;
        if text.is_none() {
            writeln!(out, "\\ No newline at end of file")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(path: &str, old: &str, new: &str, coloured: bool) -> String {
        let mut out = Vec::new();
        let sides = [old.as_bytes(), new.as_bytes()];
        write(&mut out, path.as_ref(), "/집/글".as_ref(), sides, coloured).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_differs_stands_between_three_lines_that_do_not() {
        let old = "하나\n둘\n셋\n넷\n버퍼\n여섯\n일곱\n여덟\n아홉\n열\n";
        let new = old.replace("버퍼", "완충 공간");
        assert_eq!(
            patch("설명/시작.md", old, &new, false),
            "\
--- a/설명/시작.md
+++ b/설명/시작.md
@@ -2,7 +2,7 @@
 둘
 셋
 넷
-버퍼
+완충 공간
 여섯
 일곱
 여덟
"
        );
        assert_eq!(patch("글.md", old, old, false), "");
    }

    #[test]
    fn changes_with_six_lines_between_them_are_shown_together() {
        let text = |count: usize| format!("버퍼\n{}버퍼\n", "줄\n".repeat(count));
        for (count, hunks) in [(6, 1), (7, 2)] {
            let old = text(count);
            let shown = patch("글.md", &old, &old.replace("버퍼", "텐서"), false);
            assert_eq!(shown.matches("@@ -").count(), hunks, "{shown}");
        }
    }

    #[test]
    fn line_ends_are_shown_as_they_are() {
        let shown = patch("글.md", "버퍼\r\n끝\n버퍼", "텐서\r\n끝\n텐서", false);
        assert_eq!(
            shown,
            "--- a/글.md\n+++ b/글.md\n@@ -1,3 +1,3 @@\n-버퍼\r\n+텐서\r\n 끝\n\
             -버퍼\n\\ No newline at end of file\n+텐서\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn a_line_that_goes_is_counted_as_none() {
        let shown = patch("글.md", "하나\n는 둘\n", "하나는 둘\n", false);
        assert!(shown.contains("@@ -1,2 +1 @@\n"), "{shown}");
        assert!(patch("글.md", "하나\n", "", false).contains("@@ -1 +0,0 @@\n"));
    }

    #[test]
    fn files_are_called_by_the_way_from_the_folder() {
        for (path, name) in [
            ("시작.md", "a/시작.md"),
            ("./설명/../시작.md", "a/시작.md"),
            ("/집/글/설명/시작.md", "a/설명/시작.md"),
            ("../옛글/시작.md", "a/집/옛글/시작.md"),
            ("새 글.md", "a/새 글.md\t"),
            ("\"새\"\u{7} 글.md", "\"a/\\\"새\\\"\\007 글.md\""),
        ] {
            let shown = patch(path, "하나\n", "둘\n", false);
            assert_eq!(shown.lines().next(), Some(&*format!("--- {name}")));
        }
    }

    #[test]
    fn colours_change_no_letter() {
        let [plain, coloured] = [false, true].map(|it| patch("글.md", "하나", "둘\n", it));
        assert!(
            coloured.contains("\u{1b}[32m+둘\u{1b}[0m\n"),
            "{coloured:?}"
        );
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }
}
