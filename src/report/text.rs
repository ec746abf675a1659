//! For people: grouped by file on a terminal, one greppable line per pair elsewhere.
//!
//! A person at a terminal reads a file's pairs one below the other, so the path stands once above
//! them, as ripgrep and typos do it. In a pipe or a file each line has to make sense by itself, and
//! `path:line:column: …` is what editors and continuous integration know how to jump to.

use std::io;

use super::Record;
use super::context::fold;
use super::styles::Styles;

/// Below this, the confidence is shown: it is where a look at the text pays.
const UNSURE: f32 = 0.5;

/// How text is laid out and coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// One heading per file instead of the path on every line.
    pub grouped: bool,
    /// With ANSI colours.
    pub coloured: bool,
}

/// Writes the records of one document. Grouped ones end in an empty line.
pub fn write<'d>(
    out: &mut impl io::Write,
    records: impl IntoIterator<Item = Record<'d>>,
    layout: Layout,
) -> io::Result<()> {
    let style = Styles::new(layout.coloured);
    let mut headed = false;
    for record in records {
        let Record {
            path,
            line,
            column,
            place,
            ..
        } = &record;
        // A pair that was broken over lines in its document is shown on one.
        let (korean, english) = (fold(&record.korean), fold(&record.english));
        if !layout.grouped {
            let Styles {
                head: p, term: k, ..
            } = style;
            write!(out, "{p}{path}{p:#}:{line}:{column}: ")?;
            if let Some(place) = place {
                write!(out, "{place}: ")?;
            }
            writeln!(out, "{k}{korean}{k:#} = {english}")?;
            continue;
        }
        if !headed {
            writeln!(out, "{}{path}{:#}", style.head, style.head)?;
            headed = true;
        }
        let Styles {
            term: k, faint: f, ..
        } = style;
        write!(
            out,
            "  {f}{line}:{column}{f:#}  {k}{korean}{k:#}  ({english})  {f}{}",
            record.kind
        )?;
        if record.language != "en" {
            write!(out, " {}", record.language)?;
        }
        if record.confidence < UNSURE {
            write!(out, ", confidence {:.2}", record.confidence)?;
        }
        if let Some(place) = place {
            write!(out, ", {place}")?;
        }
        writeln!(out, "{f:#}")?;
    }
    if headed {
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::record::tests::{pair, sample};
    use crate::report::records;
    use crate::{Document, Occurrence};

    fn show(
        document: &Document,
        occurrences: &[Occurrence],
        grouped: bool,
        coloured: bool,
    ) -> String {
        let mut out = Vec::new();
        let layout = Layout { grouped, coloured };
        write(&mut out, records(document, occurrences), layout).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn groups_by_file_for_a_terminal() {
        let (document, occurrences) = sample();
        assert_eq!(
            show(&document, &occurrences, true, false),
            "글/첫째.md\n  \
               1:8  텐서  (tensor)  term\n  \
               2:10  국제 표준화 기구  (ISO)  abbreviation, confidence 0.40\n\n"
        );
        assert_eq!(show(&document, &[], true, false), "");
    }

    #[test]
    fn says_place_and_pair_on_every_line_for_a_pipe() {
        let (document, occurrences) = sample();
        assert_eq!(
            show(&document, &occurrences, false, false),
            "글/첫째.md:1:8: 텐서 = tensor\n글/첫째.md:2:10: 국제 표준화 기구 = ISO\n"
        );
    }

    #[test]
    fn says_what_people_call_the_place() {
        let (document, occurrences) = sample();
        let shown = |grouped| {
            let mut out = Vec::new();
            let layout = Layout {
                grouped,
                coloured: false,
            };
            let records = records(&document, &occurrences[..1]).map(|record| Record {
                place: Some("slide 3"),
                ..record
            });
            write(&mut out, records, layout).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(shown(false), "글/첫째.md:1:8: slide 3: 텐서 = tensor\n");
        assert_eq!(
            shown(true),
            "글/첫째.md\n  1:8  텐서  (tensor)  term, slide 3\n\n"
        );
    }

    #[test]
    fn shows_a_broken_pair_on_one_line() {
        let text = "객체\n저장소(object\r\n  storage)";
        let document = Document::plain("a.txt", text);
        let broken = pair(text, "객체\n저장소", "object\r\n  storage");
        assert_eq!(
            show(&document, &[broken], false, false),
            "a.txt:2:4: 객체 저장소 = object storage\n"
        );
    }

    #[test]
    fn colours_when_told() {
        let (document, occurrences) = sample();
        let shown = show(&document, &occurrences[..1], false, true);
        assert_eq!(
            shown,
            "\u{1b}[35m글/첫째.md\u{1b}[0m:1:8: \u{1b}[1m텐서\u{1b}[0m = tensor\n"
        );
    }
}
