//! Diagnostics as people and programs read them, document after document as they are checked.
//!
//! A [`Writer`] turns [`Annotated`] documents into one [`Format`]; [`Counts`] says at the end what there was.
//! For people: [`text`] with the line of the text and what is marked in it, [`short`] with one line each. For programs:
//! [`json`] and [`jsonl`] (the object is described in [`object`]), [`sarif`] for code scanning, [`github`] for its workflows,
//! [`checkstyle`] and [`junit`] for continuous integration of other houses.
//!
//! ```
//! use yongeo::report::diagnostic::{Annotated, Format, Writer};
//! use yongeo::{Document, Level, check};
//!
//! let document = Document::plain("문서/글.md", "먼저 버퍼를 비운다.\n");
//! let start = document.text.find("버퍼").unwrap();
//! let diagnostics = [check::Diagnostic {
//!     rule: "forbidden-term",
//!     level: Level::Error,
//!     range: start..start + "버퍼".len(),
//!     message: "버퍼 is rejected for buffer".to_owned(),
//!     note: None,
//!     fix: None,
//! }];
//!
//! let mut out = Vec::new();
//! let mut writer = Writer::new(Format::Short { coloured: false }, &mut out, &[])?;
//! writer.document(&Annotated { document: &document, diagnostics: &diagnostics })?;
//! let counts = writer.finish()?;
//! assert_eq!(
//!     String::from_utf8_lossy(&out),
//!     "문서/글.md:1:4: error[forbidden-term] 버퍼 is rejected for buffer\n"
//! );
//! assert_eq!(counts.to_string(), "1 error in 1 of 1 document");
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod checkstyle;
pub mod github;
mod in_file;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod object;
pub mod sarif;
pub mod short;
pub mod text;

mod by_file;
mod counts;
mod excerpt;
mod fingerprint;
mod plain;
mod positions;
mod repair;
mod uri;
mod xml;

use std::io;

use by_file::ByFile;
pub use counts::Counts;

use crate::Document;
use crate::check::{Diagnostic, Rule};
use in_file::InFile;

/// A document and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Annotated<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its diagnostics, in the order of the text; none where it is clean.
    pub diagnostics: &'a [Diagnostic],
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: the line of the text, what is marked in it, notes and repairs.
    Text {
        /// Whether with colours.
        coloured: bool,
        /// How many columns a line of the terminal has; more than 200 are not used.
        columns: usize,
    },
    /// For people and editors: `path:line:column: level[rule] message`.
    Short {
        /// Whether with colours.
        coloured: bool,
    },
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// The XML of Checkstyle.
    Checkstyle,
    /// The XML of `JUnit`.
    Junit,
}

/// Writes diagnostics in one format, document after document, and counts them.
///
/// Every document that was checked goes through it, also those without diagnostics: they are counted, and some formats
/// name them.
#[derive(Debug)]
pub struct Writer<'r, W> {
    format: Format,
    out: W,
    rules: &'r [Rule],
    counts: Counts,
    /// What is written at the end, where the format wants all of a document in one piece.
    held: ByFile,
}

impl<'r, W: io::Write> Writer<'r, W> {
    /// Writes what stands before the first document. SARIF lists the rules there; no other format needs them.
    pub fn new(format: Format, mut out: W, rules: &'r [Rule]) -> io::Result<Self> {
        match format {
            Format::Json => json::begin(&mut out)?,
            Format::Sarif => sarif::begin(&mut out, rules)?,
            _ => {}
        }
        Ok(Self {
            format,
            out,
            rules,
            counts: Counts::default(),
            held: ByFile::default(),
        })
    }

    /// Writes the diagnostics of a document.
    pub fn document(&mut self, checked: &Annotated) -> io::Result<()> {
        self.write(checked)?;
        self.counts.add(checked.diagnostics);
        Ok(())
    }

    /// Writes further diagnostics of a document that went through already, and says if it was `faulty` then. Nothing is written where
    /// there are none.
    pub fn more(&mut self, checked: &Annotated, faulty: bool) -> io::Result<()> {
        if !checked.diagnostics.is_empty() {
            self.write(checked)?;
            self.counts.add_more(checked.diagnostics, faulty);
        }
        Ok(())
    }

    fn write(&mut self, checked: &Annotated) -> io::Result<()> {
        let in_file = InFile::of(checked);
        let places = in_file.as_ref().and_then(InFile::places);
        let checked = &in_file.as_ref().map_or(*checked, InFile::annotated);
        let out = &mut self.out;
        let first = self.counts.diagnostics() == 0;
        match self.format {
            Format::Text { coloured, columns } => {
                text::write(out, checked, first, coloured, columns)?;
            }
            Format::Short { coloured } => short::write(out, checked, coloured)?,
            Format::Json => json::write(out, checked, places, first)?,
            Format::Jsonl => jsonl::write(out, checked, places)?,
            Format::Sarif => sarif::write(out, checked, places, self.rules, first)?,
            Format::Github => github::write(out, checked)?,
            Format::Checkstyle => checkstyle::add(&mut self.held, checked),
            Format::Junit => junit::add(&mut self.held, checked),
        }
        Ok(())
    }

    /// Writes what stands behind the last document, and says what there was.
    pub fn finish(mut self) -> io::Result<Counts> {
        match self.format {
            Format::Json => json::end(&mut self.out)?,
            Format::Sarif => sarif::end(&mut self.out)?,
            Format::Checkstyle => checkstyle::write(&mut self.out, &self.held)?,
            Format::Junit => junit::write(&mut self.out, &self.held)?,
            Format::Text { .. } | Format::Short { .. } | Format::Jsonl | Format::Github => {}
        }
        self.out.flush()?;
        Ok(self.counts)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::ops::Range;

    use super::*;
    use crate::Level;
    use crate::check::{Edit, Fix};

    /// A document with diagnostics.
    pub struct Sample {
        pub document: Document,
        pub diagnostics: Vec<Diagnostic>,
    }

    impl Sample {
        pub fn new(path: &str, text: &str) -> Self {
            Self {
                document: Document::plain(path, text),
                diagnostics: Vec::new(),
            }
        }

        /// An error and a safe fix on one line, and an info over two lines with a fix that is not safe.
        pub fn buffer() -> Self {
            let mut sample = Self::new(
                "문서/둘째 글.md",
                "첫 문단이다.\n\n요청이 몰리면 버퍼를 늘린다.\n\n먼저 완충\r\n공간을 비운다.\n",
            );
            sample.add(
                Level::Error,
                "버퍼",
                "버퍼 is rejected for buffer",
                &[("버퍼", "완충 공간"), ("를", "을")],
            );
            sample.diagnostics[0].note = Some("12 documents say 완충 공간".to_owned());
            let two_lines = "완충\r\n공간";
            sample.add(
                Level::Info,
                two_lines,
                "완충\n공간 stands here for the first time",
                &[],
            );
            let end = sample.find(two_lines).end;
            sample.diagnostics[1].rule = "missing-gloss";
            sample.diagnostics[1].fix = Some(Fix {
                safe: false,
                edits: vec![Edit {
                    range: end..end,
                    text: "(buffer)".to_owned(),
                }],
            });
            sample
        }

        /// Nothing is wrong.
        pub fn clean() -> Self {
            Self::new("첫째.txt", "먼저 완충 공간을 비운다.\n")
        }

        /// A warning behind a tab.
        pub fn tabs() -> Self {
            let mut sample = Self::new("/srv/목록.md", "-\t버퍼를 비운다.\n");
            sample.add(
                Level::Warning,
                "버퍼를",
                "버퍼 and 완충 공간 are both used",
                &[],
            );
            sample
        }

        pub fn find(&self, words: &str) -> Range<usize> {
            let start = self.document.text.find(words).unwrap();
            start..start + words.len()
        }

        /// Adds a diagnostic with, if there are edits, a safe fix.
        pub fn add(&mut self, level: Level, words: &str, message: &str, edits: &[(&str, &str)]) {
            let edits: Vec<Edit> = edits
                .iter()
                .map(|(old, new)| Edit {
                    range: self.find(old),
                    text: (*new).to_owned(),
                })
                .collect();
            self.diagnostics.push(Diagnostic {
                rule: "forbidden-term",
                level,
                range: self.find(words),
                message: message.to_owned(),
                note: None,
                fix: (!edits.is_empty()).then_some(Fix { safe: true, edits }),
            });
        }

        pub fn checked(&self) -> Annotated<'_> {
            Annotated {
                document: &self.document,
                diagnostics: &self.diagnostics,
            }
        }
    }

    pub const RULES: &[Rule] = &[
        Rule {
            name: "forbidden-term",
            level: Some(Level::Error),
            explanation: "A term that was decided against. Readers would take it for another thing.",
            file: "글.md",
            bad: "먼저 램버퍼를 비운다.",
            good: "먼저 버퍼를 비운다.",
        },
        Rule {
            name: "house-style",
            level: None,
            explanation: "A gloss is written in lower case",
            file: "글.md",
            bad: "버퍼(Buffer)",
            good: "버퍼(buffer)",
        },
    ];

    pub fn written(format: Format, documents: &[Annotated]) -> String {
        let mut out = Vec::new();
        let mut writer = Writer::new(format, &mut out, RULES).unwrap();
        for document in documents {
            writer.document(document).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_writer_counts_what_goes_through_it() {
        let (buffer, clean, tabs) = (Sample::buffer(), Sample::clean(), Sample::tabs());
        for format in [Format::Jsonl, Format::Sarif, Format::Junit] {
            let mut writer = Writer::new(format, io::sink(), RULES).unwrap();
            for sample in [&clean, &buffer, &tabs] {
                writer.document(&sample.checked()).unwrap();
            }
            assert_eq!(
                writer.finish().unwrap().to_string(),
                "1 error, 1 warning and 1 to look at in 2 of 3 documents; \
                 1 can be fixed with --fix, 1 more with --fix --unsafe"
            );
        }
    }

    #[test]
    fn xml_is_well_formed_and_names_a_document_once() {
        let mut odd = Sample::new("글<\u{1b}&\"1\">.md", "버퍼\u{7}를 비운다.\n");
        odd.add(
            Level::Warning,
            "버퍼",
            "\"버퍼\u{0}\" <is> & ]]> not\tto be used",
            &[("버퍼\u{7}를", "\u{b}공간을")],
        );
        odd.diagnostics[0].note = Some("\u{ffff}--> &amp;".to_owned());
        for format in [Format::Checkstyle, Format::Junit] {
            let mut out = Vec::new();
            let mut writer = Writer::new(format, &mut out, RULES).unwrap();
            writer.document(&odd.checked()).unwrap();
            writer.document(&Sample::buffer().checked()).unwrap();
            writer.more(&odd.checked(), true).unwrap();
            writer.finish().unwrap();
            let xml = String::from_utf8(out).unwrap();
            let forbidden = |c: char| c.is_control() && c != '\n';
            assert!(!xml.contains(forbidden), "{xml:?}");
            let mut reader = quick_xml::Reader::from_str(&xml);
            let mut documents = 0;
            loop {
                match reader.read_event().unwrap() {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::Start(start) => {
                        let name = start.name();
                        documents += usize::from(matches!(name.as_ref(), b"file" | b"testsuite"));
                        for attribute in start.attributes() {
                            attribute.unwrap().unescape_value().unwrap();
                        }
                    }
                    quick_xml::events::Event::Text(text) => drop(text.decode().unwrap()),
                    _ => {}
                }
            }
            assert_eq!(documents, 2, "{xml}");
        }
    }
}
