//! Reads an input into a document, or says why not.

use std::io;
use std::path::Path;

use super::archive::Compression;
use super::decode::{Decoded, decode};
use super::encoding::Encoding;
use super::held::{Held, LARGEST, What};
use super::own::{is_our_workbook, is_ours};
use super::utf8::Contents;
use super::walk::{Input, cannot_open};
use super::{Document, Format, Limits};
use crate::{Error, Result};

/// Reads inputs. Made once, shared by all threads.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    encoding: Option<Encoding>,
    format: Option<&'static Format>,
    limits: Limits,
    fields: Vec<String>,
}

/// What became of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It is a document.
    Document {
        /// The document.
        document: Document,
        /// What was done to read it, if that is not plain: a sentence each, for standard error.
        notes: Vec<String>,
    },
    /// It is none, and nobody asked for it by name: binary, unreadable, or a glossary.
    Skipped {
        /// What to tell about it on standard error, if anything.
        note: Option<String>,
    },
}

impl Reading {
    /// A document, with what is to be told of how its bytes became text, if anything, and of how that was read.
    fn of(document: Document, decoded: Option<String>) -> Self {
        let decoded = decoded.map(Error::new);
        let notes = decoded.iter().chain(&*document.notes);
        let notes = notes.map(|note| note.clone().in_file(&document.path).to_string());
        Self::Document {
            notes: notes.collect(),
            document,
        }
    }
}

impl Reader {
    /// A reader that finds out each file's encoding, or takes all of them to be in this one
    /// (unless a byte order mark says otherwise).
    #[must_use]
    pub fn new(encoding: Option<Encoding>) -> Self {
        Self {
            encoding,
            ..Self::default()
        }
    }

    /// The same, that takes all files to be of one format, if one is given; else the name of each tells, or what it holds.
    #[must_use]
    pub fn with_format(self, format: Option<&'static Format>) -> Self {
        Self { format, ..self }
    }

    /// The same, that unpacks no more than this.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The same, that reads of tables, of Parquet and of JSON only these columns and fields, if any are given: see [`Document::keep_fields`].
    #[must_use]
    pub fn with_fields(self, fields: Vec<String>) -> Self {
        Self { fields, ..self }
    }

    pub(super) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// The format that all files are taken to be of.
    pub(super) fn format(&self) -> Option<&'static Format> {
        self.format
    }

    /// The format of a file: by its name, without what says how it is compressed.
    pub(super) fn format_of(&self, path: &str) -> &'static Format {
        let path = Compression::of(path).map_or(path, |(_, stem)| stem);
        self.format.unwrap_or_else(|| Format::of(path))
    }

    /// Reads one input, which is one document.
    ///
    /// # Errors
    ///
    /// An input asked for by name is no text or cannot be read. The same in a folder is
    /// [`Reading::Skipped`] with a note. A glossary is always skipped, with a note if it was named.
    pub fn read(&self, input: &Input) -> Result<Reading> {
        settle(input, self.attempt(input))
    }

    /// The document; none if it is a glossary.
    fn attempt(&self, input: &Input) -> Result<Option<Reading>> {
        if is_ours(&input.name, &[]) {
            return Ok(None);
        }
        let held = self.contents(input.file.as_deref(), &input.name);
        let held = held.map_err(|error| match error.kind() {
            // What decoders say.
            io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Other => unreadable(&input.name, &error),
            _ => cannot_open(Path::new(&input.name), &error),
        })?;
        self.document(input, held)
    }

    /// The document of an input; none if it is a glossary. One that is compressed, or lies in an archive, is sealed.
    pub(super) fn document(&self, input: &Input, held: Held) -> Result<Option<Reading>> {
        let Held { what, unpacked } = held;
        let sealed = unpacked.is_some();
        let name = Path::new(&input.name);
        let format = self.format_of(&input.name);
        if is_ours(&input.name, &[]) {
            return Ok(None);
        }
        let contents = match what {
            What::Text(contents) => contents,
            What::Foreign(error) => return Err(error.in_file(name)),
            What::Packed(..) if self.encoding.is_some_and(|encoding| !encoding.is_utf8()) => {
                Contents::Binary(Vec::new())
            }
            What::Packed(format, bytes) => {
                let mut document = Document::unpacked(format, &*input.name, &bytes, self.limits)?;
                document.sealed = sealed;
                self.keep_fields(&mut document)?;
                if is_our_workbook(&document) {
                    return Ok(None);
                }
                return Ok(Some(Reading::of(document, None)));
            }
        };
        let decoded = match contents {
            Contents::Utf8(text) => Decoded::utf8(text),
            Contents::Bytes(bytes) => decode(bytes, self.encoding),
            Contents::Binary(_) => Decoded::Binary,
            Contents::TooLarge => return Err(too_large().in_file(name)),
        };
        let (text, note, encoding) = match decoded {
            Decoded::Text { text, .. } if text.len() as u64 > LARGEST => {
                return Err(too_large().in_file(name));
            }
            Decoded::Text {
                text,
                note,
                encoding,
            } => (text, note, encoding),
            Decoded::Binary => {
                let error = Error::new("is a binary file, not text").in_file(name);
                // Folders are full of pictures; what to do about one is for those who meant it.
                return Err(if input.named {
                    error.hint("save it as text; if it is UTF-16, say --encoding utf-16le")
                } else {
                    error
                });
            }
            Decoded::Foreign(guess) => {
                return Err(Error::new(format!(
                    "is neither UTF-8 nor CP949, and looks like {guess}"
                ))
                .in_file(name)
                .hint(format!(
                    "if that is right, say --encoding {}",
                    guess.to_ascii_lowercase()
                )));
            }
        };
        if is_ours(&input.name, text.as_bytes()) {
            return Ok(None);
        }
        if self.format.is_none() && text.starts_with("{\\rtf") {
            let error = Error::new("is RTF, which is not read").in_file(name);
            return Err(error.hint("open it in its program, and save it as .docx"));
        }
        let mut document = Document::read_as(format, input.name.clone(), text)?;
        document.sealed = sealed;
        document.encoding = Some(encoding);
        self.keep_fields(&mut document)?;
        Ok(Some(Reading::of(document, note)))
    }

    /// Leaves of a document only what was asked for.
    fn keep_fields(&self, document: &mut Document) -> Result<()> {
        if self.fields.is_empty() {
            return Ok(());
        }
        let kept = document.keep_fields(&self.fields);
        kept.map_err(|error| error.in_file(&document.path))
    }
}

/// What became of an input: what was met and is no document is no error.
pub(super) fn settle(input: &Input, read: Result<Option<Reading>>) -> Result<Reading> {
    match read {
        Ok(Some(reading)) => Ok(reading),
        Ok(None) => Ok(Reading::Skipped {
            note: input.named.then(|| {
                format!(
                    "{}: is a glossary or a report of yongeo, not read as a document",
                    input.name
                )
            }),
        }),
        Err(error) if input.named => Err(error),
        Err(error) => Ok(Reading::Skipped {
            note: Some(error.to_string()),
        }),
    }
}

/// A file that is packed and can't be read.
pub(super) fn unreadable(path: &str, error: &io::Error) -> Error {
    let unpacked = match error.kind() {
        io::ErrorKind::PermissionDenied => Error::new(error.to_string()),
        _ => Error::new(format!("can't be unpacked: {error}")),
    };
    let unpacked = unpacked.in_file(path);
    match error.kind() {
        // What says itself what to do.
        io::ErrorKind::Other => unpacked,
        io::ErrorKind::PermissionDenied => unpacked.hint("unpack it with its password"),
        _ => unpacked.hint("it may be incomplete: copy or download it again"),
    }
}

pub(super) fn too_large() -> Error {
    Error::new("is larger than 4 GiB").hint("split it")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::Walk;
    use std::fs::write;
    use tempfile::TempDir;

    pub(in crate::source) const SENTENCE: &str = "데이터베이스(database)를 사용한다.\n";

    /// The one file of a folder, as met while walking and as asked for by name.
    pub(in crate::source) fn both(name: &str, bytes: &[u8]) -> (TempDir, Input, Input) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join(name);
        write(&file, bytes).unwrap();
        let met = Walk::default().files(&[folder.path()]).inputs.remove(0);
        let named = Walk::default().files(&[&file]).inputs.remove(0);
        (folder, met, named)
    }

    fn note(reading: Reading) -> Option<String> {
        match reading {
            Reading::Skipped { note } => note,
            Reading::Document { document, .. } => panic!("{document:?}"),
        }
    }

    #[test]
    fn text_becomes_a_document() {
        let (_folder, met, named) = both("글.txt", SENTENCE.as_bytes());
        for input in [met, named] {
            let document = Document {
                encoding: "utf-8".parse().ok(),
                ..Document::new(input.name.clone(), SENTENCE)
            };
            assert_eq!(
                Reader::default().read(&input),
                Ok(Reading::Document {
                    document,
                    notes: vec![]
                })
            );
        }
    }

    #[test]
    fn what_is_compressed_is_sealed_whatever_it_is_called() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut gzip, SENTENCE.as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        for (name, bytes, is_written) in [
            ("글.txt", &*gzip, false),
            ("글.txt.gz", &*gzip, false),
            ("글.md", SENTENCE.as_bytes(), true),
        ] {
            let (_folder, met, _) = both(name, bytes);
            let reading = Reader::default().read(&met).unwrap();
            let Reading::Document { document, .. } = reading else {
                panic!("{name}: {reading:?}");
            };
            assert_eq!(document.text, SENTENCE);
            assert_eq!(document.is_written(), is_written, "{name}");
        }
    }

    #[test]
    fn markdown_has_masks() {
        let (_folder, met, _) = both(
            "글.MD",
            b"[\xEC\x9A\xA9\xEC\x96\xB4](https://example.com)\n",
        );
        let Reading::Document { document, .. } = Reader::default().read(&met).unwrap() else {
            panic!()
        };
        assert_eq!(document.masks.len(), 1);
    }

    #[test]
    fn repairs_are_noted_with_the_name() {
        let (_folder, met, _) = both("글.txt", &[SENTENCE.as_bytes(), b"\xFF"].concat());
        let Reading::Document { notes, .. } = Reader::default().read(&met).unwrap() else {
            panic!()
        };
        assert_eq!(
            notes,
            [format!(
                "{}: 1 byte that is not UTF-8 was replaced by U+FFFD, first at line 2, column 1",
                met.name
            )]
        );
    }

    #[test]
    fn binary_files_with_a_text_suffix_are_noted_or_refused() {
        let (_folder, met, named) = both("image.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
        let noted = note(Reader::default().read(&met).unwrap()).unwrap();
        assert!(
            noted.ends_with("image.txt: is a binary file, not text"),
            "{noted}"
        );
        let refused = Reader::default().read(&named).unwrap_err().to_string();
        assert!(
            refused.starts_with(&noted) && refused.contains("--encoding"),
            "{refused}"
        );
    }

    #[test]
    fn other_encodings_are_refused_with_the_way_out() {
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("これは日本語のテキストです。データベース");
        let (_folder, _, named) = both("ja.txt", &bytes);
        let refused = Reader::default().read(&named).unwrap_err().to_string();
        assert!(refused.contains("say --encoding shift_jis"), "{refused}");
        let reader = Reader::new(Some("shift_jis".parse().unwrap()));
        assert!(matches!(
            reader.read(&named),
            Ok(Reading::Document { document, .. }) if document.text.starts_with("これは")
        ));
    }

    #[test]
    fn glossaries_are_skipped_and_named_ones_noted() {
        for (name, text) in [
            (
                "glossary.csv",
                "concept,english,korean\ntensor,tensor,텐서\n",
            ),
            ("glossary.evidence.csv", "anything"),
        ] {
            let (_folder, met, named) = both(name, text.as_bytes());
            assert_eq!(note(Reader::default().read(&met).unwrap()), None);
            let noted = note(Reader::default().read(&named).unwrap()).unwrap();
            assert!(noted.contains(name), "{noted}");
        }
    }

    #[test]
    fn a_file_gone_since_the_walk_is_noted() {
        let (folder, met, named) = both("글.txt", b"");
        folder.close().unwrap();
        let noted = note(Reader::default().read(&met).unwrap()).unwrap();
        assert!(noted.contains("글.txt: no such file"), "{noted}");
        assert!(Reader::default().read(&named).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_asked_for_by_name_is_read() {
        let folder = TempDir::new().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let input = Walk::default().files(&[&pipe]).inputs.remove(0);
        let writer = std::thread::spawn(move || write(pipe, SENTENCE).unwrap());
        assert!(matches!(
            Reader::default().read(&input),
            Ok(Reading::Document { document, .. }) if document.text == SENTENCE
        ));
        writer.join().unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn endless_zeros_are_a_binary_file() {
        let input = Walk::default().files(&["/dev/zero"]).inputs.remove(0);
        let refused = Reader::default().read(&input).unwrap_err().to_string();
        assert!(refused.contains("binary"), "{refused}");
    }
}
