//! Diagnostics for people: the line of the text, what is marked in it, notes and repairs.
//!
//! ```text
//! error[forbidden-term]: 버퍼 is rejected for buffer
//!  --> 문서/글.md:3:7
//!   |
//! 3 | 먼저 버퍼를 비운다.
//!   |      ^^^^
//!   |
//!   = note: 12 documents say 완충 공간
//!   = fix: 버퍼를 → 완충 공간을
//! ```

use std::io;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Renderer, Snippet};

use super::Annotated;
use super::excerpt::lines;
use super::plain::plain;
use super::positions::Positions;
use super::repair::repair;
use crate::check::Diagnostic;
use crate::report::styles::Styles;
use crate::source::Position;
use crate::{Document, Level};

/// Lines are not shown wider than this, in columns, nor narrower than the next, however wide the terminal.
const WIDEST: usize = 200;
const NARROWEST: usize = 20;

/// Writes the diagnostics of a document, a blank line between them and, unless they are the `first`, before them.
pub(super) fn write(
    out: &mut impl io::Write,
    checked: &Annotated,
    first: bool,
    coloured: bool,
    columns: usize,
) -> io::Result<()> {
    let styles = Styles::new(coloured);
    let renderer = renderer(&styles);
    let Styles {
        head, term, faint, ..
    } = styles;
    let path = plain(&checked.document.path);
    let positions = Positions::of(&checked.document.text, checked.diagnostics);
    for (number, one) in checked.diagnostics.iter().enumerate() {
        if number > 0 || !first {
            writeln!(out)?;
        }
        let mark = styles.of(one.level);
        let Position { line, column } = positions.at(one.range.start).position;
        let shown = Shown::of(checked.document, one, line, columns);
        // The two lines above the text are ours: the renderer would count columns in the part that is shown.
        writeln!(
            out,
            "{mark}{}[{}]{mark:#}{term}: {}{term:#}",
            one.level,
            one.rule,
            plain(&one.message)
        )?;
        writeln!(
            out,
            "{:digits$}{faint}-->{faint:#} {head}{path}{head:#}:{line}:{column}",
            "",
            digits = shown.digits,
        )?;
        let group = shown.group(&checked.document.text, one);
        writeln!(out, "{}", renderer.render(&[group]))?;
    }
    Ok(())
}

fn renderer(styles: &Styles) -> Renderer {
    Renderer::plain()
        .decor_style(DecorStyle::Ascii)
        // Lines are cut already, by what they hold and not by the columns it would leave out.
        .term_width(2 * WIDEST)
        .error(styles.error)
        .warning(styles.warning)
        .info(styles.faint)
        .emphasis(styles.term)
        .note(styles.term)
        .help(styles.gloss)
        .line_num(styles.faint)
}

/// The lines of a text that are shown for one diagnostic.
struct Shown {
    /// The number of the first.
    line: usize,
    /// How many digits the number of the last has.
    digits: usize,
    /// The lines.
    text: String,
    /// What is marked, in bytes of the lines.
    marks: Vec<Range<usize>>,
}

impl Shown {
    fn of(document: &Document, one: &Diagnostic, line: usize, columns: usize) -> Self {
        let columns = columns.clamp(NARROWEST, WIDEST);
        let digits = |line: usize| line.ilog10() as usize + 1;
        // `12 | ` stands before the line; one further down may have one digit more.
        let gutter = digits(line) + 1 + " | ".len();
        let (first, second) = lines(
            &document.text,
            &one.range,
            columns.saturating_sub(gutter).max(1),
        );
        let mut shown = Self {
            line,
            digits: digits(line),
            text: first.text,
            marks: vec![first.marked],
        };
        if let Some(second) = second {
            shown.digits = digits(line + second.number);
            shown.text.extend(std::iter::repeat_n('\n', second.number));
            let from = shown.text.len();
            shown.text.push_str(&second.text);
            shown
                .marks
                .push(from + second.marked.start..from + second.marked.end);
        }
        shown
    }

    /// The lines with what is marked, the note and the repair.
    fn group(self, text: &str, one: &Diagnostic) -> Group<'static> {
        let level = match one.level {
            Level::Error => annotate_snippets::Level::ERROR,
            Level::Warning => annotate_snippets::Level::WARNING,
            Level::Info => annotate_snippets::Level::INFO,
        };
        let marks = self
            .marks
            .into_iter()
            .map(|mark| AnnotationKind::Primary.span(mark));
        let snippet = Snippet::source(self.text)
            .line_start(self.line)
            .annotations(marks);
        let mut group = Group::with_level(level).element(snippet);
        if let Some(note) = &one.note {
            group = group.element(annotate_snippets::Level::NOTE.message(plain(note)));
        }
        let repair = one.fix.as_ref().and_then(|fix| repair(text, fix));
        if let Some(repair) = repair {
            let fix = annotate_snippets::Level::HELP.with_name("fix");
            group = group.element(fix.message(repair));
        }
        group
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    fn shown(sample: &Sample, columns: usize) -> String {
        let format = Format::Text {
            coloured: false,
            columns,
        };
        written(format, &[sample.checked()])
    }

    /// What stands over the carets of the first diagnostic, on each of its lines, by the columns of a terminal.
    fn over_the_carets(shown: &str) -> Vec<String> {
        let lines: Vec<&str> = shown.lines().take_while(|line| !line.is_empty()).collect();
        let mut over = Vec::new();
        for pair in lines.windows(2) {
            let Some(carets) = pair[1].split_once('^').map(|(before, _)| before.width()) else {
                continue;
            };
            let number = pair[1].matches('^').count();
            assert!(
                pair[1]
                    .trim_start_matches([' ', '|'])
                    .chars()
                    .all(|c| c == '^')
            );
            let mut column = 0;
            let mut words = String::new();
            for c in pair[0].chars() {
                if (carets..carets + number).contains(&column) {
                    words.push(c);
                }
                column += c.to_string().width();
            }
            // No caret stands under half a syllable.
            assert_eq!(words.width(), number, "{shown}");
            over.push(words);
        }
        over
    }

    #[test]
    fn people_see_where_and_what_and_how() {
        let (buffer, tabs) = (Sample::buffer(), Sample::tabs());
        let format = Format::Text {
            coloured: false,
            columns: 80,
        };
        assert_eq!(
            written(
                format,
                &[buffer.checked(), Sample::clean().checked(), tabs.checked()]
            ),
            "\
error[forbidden-term]: 버퍼 is rejected for buffer
 --> 문서/둘째 글.md:3:9
  |
3 | 요청이 몰리면 버퍼를 늘린다.
  |               ^^^^
  |
  = note: 12 documents say 완충 공간
  = fix: 버퍼를 → 완충 공간을

info[missing-gloss]: 완충 공간 stands here for the first time
 --> 문서/둘째 글.md:5:4
  |
5 | 먼저 완충
  |      ^^^^
6 | 공간을 비운다.
  | ^^^^
  |
  = fix: 공간을 → 공간(buffer)을 (unsafe)

warning[forbidden-term]: 버퍼 and 완충 공간 are both used
 --> /srv/목록.md:1:3
  |
1 | -    버퍼를 비운다.
  |      ^^^^^^
"
        );
    }

    #[test]
    fn carets_stand_under_the_syllables() {
        for text in [
            "먼저 버퍼를 비운다.",
            "\t- 항목\t버퍼를 비운다.\r\n",
            "앞\u{200b}말\u{ad}의 버\u{2060}퍼를 비운다.",
            "👩\u{200d}👩\u{200d}👧 가족은 ❤\u{fe0f} 버퍼를 비운다.",
            "ＡＢＣ、漢字의 버퍼를 비운다.",
            "한 줄\r다음 줄의 버퍼를 비운다.\r",
            "\u{1b}[31m제어 문자\u{7} 뒤의 버퍼를 비운다.",
        ] {
            for decomposed in [false, true] {
                let form = |text: &str| {
                    if decomposed {
                        text.nfd().collect()
                    } else {
                        text.to_owned()
                    }
                };
                let words = if text.contains('\u{2060}') {
                    form("버\u{2060}퍼")
                } else {
                    form("버퍼")
                };
                let mut sample = Sample::new("글.md", &form(text));
                sample.add(Level::Error, &words, "버퍼 is rejected for buffer", &[]);
                for columns in [24, 30, 40, 80] {
                    let shown = shown(&sample, columns);
                    assert_eq!(over_the_carets(&shown), ["버퍼"], "{shown}");
                }
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = format!(
            "{0}버퍼를 늘린다. {0}",
            "요청이 몰리면 서버는 응답이 늦어진다. ".repeat(1000)
        );
        let mut sample = Sample::new("글.md", &text);
        sample.add(Level::Error, "버퍼", "버퍼 is rejected for buffer", &[]);
        for (columns, widest) in [(0, 20), (40, 40), (72, 72), (500, 200)] {
            let shown = shown(&sample, columns);
            let line = shown.lines().nth(3).unwrap();
            assert!(line.starts_with("1 | …") && line.ends_with('…'), "{line}");
            assert!(
                (widest - 2..=widest).contains(&line.width()),
                "{} columns: {line}",
                line.width()
            );
            assert_eq!(over_the_carets(&shown), ["버퍼"], "{shown}");
            assert!(shown.contains("글.md:1:22001\n"), "{shown}");
        }
    }

    #[test]
    fn diagnostics_reach_over_one_another_on_a_huge_line() {
        let sentence = "버퍼를 늘린다. ";
        let mut sample = Sample::new("글.txt", &sentence.repeat(200_000));
        sample.add(Level::Error, "버퍼", "버퍼 is rejected for buffer", &[]);
        let first = sample.diagnostics.remove(0);
        sample.diagnostics = (0..1_000)
            .map(|number| {
                let start = number * 100 * sentence.len();
                Diagnostic {
                    range: start..start + 250 * sentence.len(),
                    ..first.clone()
                }
            })
            .collect();
        let shown = shown(&sample, 40);
        for number in [0, 1, 999] {
            let column = 1 + number * 100 * sentence.chars().count();
            let place = format!(" --> 글.txt:1:{column}\n");
            assert_eq!(shown.matches(&place).count(), 1, "{place}");
        }
        assert!(shown.lines().all(|line| line.width() <= 50));
    }

    #[test]
    fn the_end_of_a_text_can_be_marked() {
        for text in ["", "먼저 비운다.", "먼저 비운다.\n"] {
            let mut sample = Sample::new("글.md", text);
            sample.add(Level::Info, "", "nothing is here", &[]);
            sample.diagnostics[0].range = text.len()..text.len();
            let shown = shown(&sample, 80);
            assert_eq!(shown.matches('^').count(), 1, "{shown}");
        }
    }

    #[test]
    fn colours_are_those_of_the_house_and_change_no_letter() {
        let sample = Sample::buffer();
        let coloured = written(
            Format::Text {
                coloured: true,
                columns: 80,
            },
            &[sample.checked()],
        );
        assert!(
            coloured.contains("\u{1b}[1m\u{1b}[31merror"),
            "{coloured:?}"
        );
        assert_eq!(
            anstream::adapter::strip_str(&coloured).to_string(),
            shown(&sample, 80)
        );
    }
}
