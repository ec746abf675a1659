//! The kinds of files that are read: how they are told apart, and what reads them.

mod line_end;
mod list;

use std::collections::BTreeMap;

use crate::Result;
use crate::source::Document;
use crate::source::archive::Compression;
use crate::source::packed::{Limits, Parts, detect};

pub(crate) use line_end::LineEnd;

/// A kind of file that is read.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// How the names of such files end, in small letters, without the dot.
    pub suffixes: &'static [&'static str],
    /// Whether all that is not masked is prose. Of other files, programs among them, nobody here tells the code from the prose.
    pub is_prose: bool,
    /// Finds out what of a document is no prose. It comes as plain text.
    pub(in crate::source) read: fn(&mut Document) -> Result<()>,
    /// How it is unpacked first, if it is packed.
    pub(in crate::source) packed: Option<Packed>,
}

/// How files of a format are packed.
#[derive(Debug, Clone, Copy)]
pub(in crate::source) struct Packed {
    /// A part that only such files have; none where they say in a part `mimetype` what they are.
    pub(in crate::source) part: &'static str,
    /// What they say there.
    pub(in crate::source) kinds: &'static [&'static str],
    /// Takes out the parts that hold text.
    pub(in crate::source) unpack: fn(&[u8], Limits) -> Result<Parts>,
    /// Writes a file in which some parts, by their names, hold another text; nothing where that can't be done.
    pub(in crate::source) write: Option<Repack>,
}

/// Writes a packed file with other texts in some of its parts.
type Repack = fn(&[u8], &BTreeMap<&str, &str>) -> Result<Vec<u8>>;

/// Formats are told apart by their names.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl Format {
    /// A format whose text is prose, but for what `read` masks.
    const fn prose(
        name: &'static str,
        about: &'static str,
        suffixes: &'static [&'static str],
        read: fn(&mut Document) -> Result<()>,
    ) -> Self {
        Self {
            name,
            about,
            suffixes,
            is_prose: true,
            read,
            packed: None,
        }
    }

    /// One in which something else may be among the prose.
    const fn mixed(
        name: &'static str,
        about: &'static str,
        suffixes: &'static [&'static str],
        read: fn(&mut Document) -> Result<()>,
    ) -> Self {
        Self {
            is_prose: false,
            ..Self::prose(name, about, suffixes, read)
        }
    }

    /// The same, packed.
    const fn packed(self, packed: Packed) -> Self {
        Self {
            packed: Some(packed),
            ..self
        }
    }

    /// Whether files of it are packed, and no text as they stand.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.packed.is_some()
    }

    /// Whether fixes can be written into files of it.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.packed.is_none_or(|packed| packed.write.is_some())
    }

    /// The format of a packed file, by what is in it.
    #[must_use]
    pub fn of_packed(bytes: &[u8]) -> Option<&'static Self> {
        detect(bytes)
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.into_iter().find(|format| format.name == name)
    }

    /// The format that the name of a file tells: plain text where it has no suffix.
    #[must_use]
    pub fn of(path: &str) -> &'static Self {
        let Some(suffix) = last_suffix(path) else {
            return Self::PLAIN;
        };
        let has = |format: &&Self| {
            let mut suffixes = format.suffixes.iter();
            suffixes.any(|known| suffix.eq_ignore_ascii_case(known))
        };
        Self::ALL.into_iter().find(has).unwrap_or(Self::OTHER)
    }
}

/// What stands behind the last dot in the name of a file, if anything stands before that.
fn last_suffix(path: &str) -> Option<&str> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, suffix) = name.rsplit_once('.')?;
    (!stem.is_empty()).then_some(suffix)
}

/// The suffix of a file's name, without the dot and without that of what the file is compressed with: `mdx` of `글.mdx.gz`. Empty where there is none.
pub(in crate::source) fn suffix(path: &str) -> &str {
    let path = Compression::of(path).map_or(path, |(_, stem)| stem);
    last_suffix(path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::suffix;
    use crate::source::*;

    #[test]
    fn what_a_file_is_compressed_with_is_no_suffix_of_its_format() {
        for (path, expected) in [
            ("글.mdx", "mdx"),
            ("글.mdx.gz", "mdx"),
            ("묶음.tar/글.ARB.zst", "ARB"),
            ("번역.arb/글", ""),
            (".mdx", ""),
            ("글.gz", ""),
        ] {
            assert_eq!(suffix(path), expected, "{path}");
        }
    }

    #[test]
    fn compressed_files_are_read_as_those_in_them_are() {
        for (format, path, text, other) in [
            (
                Format::MARKDOWN,
                "글.mdx",
                "export const 말뭉치 = 1\n\n말뭉치를 모은다.\n",
                "글.md",
            ),
            (
                Format::HTML,
                "글.xhtml",
                "<p>말뭉치를<title/> 모은다.</p>",
                "글.html",
            ),
            (
                Format::JSON,
                "ko.arb",
                "{\"말뭉치\": \"말뭉치를 모은다.\", \"@말뭉치\": {\"description\": \"설명\"}}",
                "ko.json",
            ),
        ] {
            let read = |path: String| {
                let document = Document::read_as(format, path, text).unwrap();
                (document.text, document.masks)
            };
            let plain = read(path.to_owned());
            assert_ne!(plain, read(other.to_owned()), "{path}");
            assert_eq!(plain, read(format!("{path}.gz")), "{path}");
        }
    }

    #[test]
    fn files_are_told_apart_by_their_suffix() {
        for (format, paths) in [
            (
                Format::PLAIN,
                &[
                    "글.txt",
                    "글",
                    "-",
                    "문서/읽어 주세요.TEXT",
                    "a.md/b",
                    "md",
                    ".env",
                ][..],
            ),
            (
                Format::MARKDOWN,
                &["a.md", "a/b.Markdown", "글.mdx", "README.MKD", "a.b.md"],
            ),
            (Format::PO, &["ko.po", "django.POT"]),
            (Format::XLIFF, &["a.xlf", "글.docx.sdlxliff"]),
            (Format::TABLE, &["a.csv", "b.tsv"]),
            (
                Format::OTHER,
                &["글.py", "설정.conf", "글.md.bak", "a.mdown.txt.x"],
            ),
        ] {
            for path in paths {
                assert_eq!(Format::of(path).name, format.name, "{path}");
            }
        }
    }

    #[test]
    fn names_and_suffixes_are_one_formats_each() {
        let mut suffixes = std::collections::BTreeSet::new();
        for format in Format::ALL {
            assert_eq!(Format::named(format.name), Some(format));
            for suffix in format.suffixes {
                assert!(suffixes.insert(suffix), "{suffix}");
            }
        }
    }
}
