//! The kinds of files that are read: how they are told apart, and what reads them.

use std::collections::BTreeMap;

use super::bilingual::{read_po, read_table, read_tmx, read_xliff};
use super::marks::{read_asciidoc, read_latex, read_restructured, read_subtitles};
use super::packed::{
    Limits, Parts, detect, read_docx, read_epub, read_hwp, read_hwpx, read_odf, read_pdf,
    read_pptx, read_xlsx, repack, unpack_docx, unpack_epub, unpack_hwp, unpack_hwpx, unpack_odf,
    unpack_pdf, unpack_pptx, unpack_xlsx,
};
use super::strings::{
    read_json, read_notebook, read_properties, read_strings, read_xml, read_yaml,
};
use super::{Document, front_matter, html, markdown};
use crate::Result;

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
    pub(super) read: fn(&mut Document) -> Result<()>,
    /// How it is unpacked first, if it is packed.
    pub(super) packed: Option<Packed>,
}

/// How files of a format are packed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    /// A part that only such files have; none where they say in a part `mimetype` what they are.
    pub(super) part: &'static str,
    /// What they say there.
    pub(super) kinds: &'static [&'static str],
    /// Takes out the parts that hold text.
    pub(super) unpack: fn(&[u8], Limits) -> Result<Parts>,
    /// Writes a file in which some parts, by their names, hold another text; nothing where that can't be done.
    pub(super) write: Option<Repack>,
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
    /// Text without markup.
    pub const PLAIN: &'static Self = &Self {
        name: "plain",
        about: "text without markup",
        suffixes: &["txt", "text"],
        is_prose: true,
        read: |_| Ok(()),
        packed: None,
    };

    /// Text of another kind: programs, settings, and whatever else is no binary file.
    pub const OTHER: &'static Self = &Self {
        name: "other",
        about: "any other text, read as it stands; fixes are made with --unsafe only",
        suffixes: &[],
        is_prose: false,
        read: |_| Ok(()),
        packed: None,
    };

    /// Markdown.
    pub const MARKDOWN: &'static Self = &Self {
        name: "markdown",
        about: "Markdown: CommonMark with tables and footnotes, front matter, HTML in it",
        suffixes: &["md", "markdown", "mdx", "mkd"],
        is_prose: true,
        read: |document| {
            document.masks = markdown::masks(&document.text);
            document.front = front_matter::shown(&document.text);
            Ok(())
        },
        packed: None,
    };

    /// Pages in HTML.
    pub const HTML: &'static Self = &Self {
        name: "html",
        about: "pages in HTML and XHTML",
        suffixes: &["html", "htm", "xhtml", "xht"],
        is_prose: true,
        read: html::read,
        packed: None,
    };

    /// reStructuredText.
    pub const RESTRUCTURED: &'static Self = &Self {
        name: "rst",
        about: "reStructuredText",
        suffixes: &["rst", "rest"],
        is_prose: true,
        read: |document| {
            read_restructured(document);
            Ok(())
        },
        packed: None,
    };

    /// `AsciiDoc`.
    pub const ASCIIDOC: &'static Self = &Self {
        name: "asciidoc",
        about: "AsciiDoc",
        suffixes: &["adoc", "asciidoc", "asc"],
        is_prose: true,
        read: |document| {
            read_asciidoc(document);
            Ok(())
        },
        packed: None,
    };

    /// LaTeX.
    pub const LATEX: &'static Self = &Self {
        name: "latex",
        about: "LaTeX",
        suffixes: &["tex", "latex", "ltx"],
        is_prose: true,
        read: read_latex,
        packed: None,
    };

    /// Subtitles.
    pub const SUBTITLES: &'static Self = &Self {
        name: "subtitles",
        about: "subtitles in SRT and WebVTT",
        suffixes: &["srt", "vtt"],
        is_prose: true,
        read: read_subtitles,
        packed: None,
    };

    /// Documents of Word.
    pub const DOCX: &'static Self = &Self {
        name: "docx",
        about: "documents of Word",
        suffixes: &["docx", "docm", "dotx"],
        is_prose: true,
        read: read_docx,
        packed: Some(Packed {
            part: "word/document.xml",
            kinds: &[],
            unpack: unpack_docx,
            write: Some(repack),
        }),
    };

    /// Documents of Hancom.
    pub const HWPX: &'static Self = &Self {
        name: "hwpx",
        about: "documents of Hancom (한글), since 2010",
        suffixes: &["hwpx"],
        is_prose: true,
        read: read_hwpx,
        packed: Some(Packed {
            part: "Contents/section0.xml",
            kinds: &["application/hwp+zip", "application/hwpx+zip"],
            unpack: unpack_hwpx,
            write: Some(repack),
        }),
    };

    /// Documents of Hancom before HWPX.
    pub const HWP: &'static Self = &Self {
        name: "hwp",
        about: "documents of Hancom (한글) in HWP 5",
        suffixes: &["hwp", "hwt"],
        is_prose: true,
        read: read_hwp,
        packed: Some(Packed {
            part: "",
            kinds: &[],
            unpack: unpack_hwp,
            write: None,
        }),
    };

    /// Presentations.
    pub const PPTX: &'static Self = &Self {
        name: "pptx",
        about: "presentations of PowerPoint, with their notes",
        suffixes: &["pptx", "pptm", "ppsx", "potx"],
        is_prose: true,
        read: read_pptx,
        packed: Some(Packed {
            part: "ppt/presentation.xml",
            kinds: &[],
            unpack: unpack_pptx,
            write: Some(repack),
        }),
    };

    /// Workbooks.
    pub const XLSX: &'static Self = &Self {
        name: "xlsx",
        about: "workbooks of Excel",
        suffixes: &["xlsx", "xlsm", "xltx"],
        is_prose: true,
        read: read_xlsx,
        packed: Some(Packed {
            part: "xl/workbook.xml",
            kinds: &[],
            unpack: unpack_xlsx,
            write: Some(repack),
        }),
    };

    /// Files of `OpenDocument`.
    pub const ODF: &'static Self = &Self {
        name: "odf",
        about: "texts, spreadsheets and presentations of OpenDocument (LibreOffice)",
        suffixes: &["odt", "ods", "odp", "ott", "ots", "otp"],
        is_prose: true,
        read: read_odf,
        packed: Some(Packed {
            part: "",
            kinds: &[
                "application/vnd.oasis.opendocument.text",
                "application/vnd.oasis.opendocument.spreadsheet",
                "application/vnd.oasis.opendocument.presentation",
            ],
            unpack: unpack_odf,
            write: Some(repack),
        }),
    };

    /// Pages to print.
    pub const PDF: &'static Self = &Self {
        name: "pdf",
        about: "the text layer of PDF",
        suffixes: &["pdf"],
        is_prose: true,
        read: read_pdf,
        packed: Some(Packed {
            part: "",
            kinds: &[],
            unpack: unpack_pdf,
            write: None,
        }),
    };

    /// Books.
    pub const EPUB: &'static Self = &Self {
        name: "epub",
        about: "books in EPUB",
        suffixes: &["epub"],
        is_prose: true,
        read: read_epub,
        packed: Some(Packed {
            part: "",
            kinds: &["application/epub+zip"],
            unpack: unpack_epub,
            write: Some(repack),
        }),
    };

    /// Messages in JSON.
    pub const JSON: &'static Self = &Self {
        name: "json",
        about: "texts in JSON: messages, catalogues of Xcode, lines of JSON",
        suffixes: &["json", "jsonl", "ndjson", "arb", "xcstrings"],
        is_prose: true,
        read: read_json,
        packed: None,
    };

    /// Messages in YAML.
    pub const YAML: &'static Self = &Self {
        name: "yaml",
        about: "texts in YAML",
        suffixes: &["yaml", "yml"],
        is_prose: true,
        read: read_yaml,
        packed: None,
    };

    /// Properties of Java.
    pub const PROPERTIES: &'static Self = &Self {
        name: "properties",
        about: "properties of Java, escaped or not",
        suffixes: &["properties"],
        is_prose: true,
        read: read_properties,
        packed: None,
    };

    /// Strings of Apple.
    pub const STRINGS: &'static Self = &Self {
        name: "strings",
        about: "strings of macOS and iOS",
        suffixes: &["strings"],
        is_prose: true,
        read: read_strings,
        packed: None,
    };

    /// XML.
    pub const XML: &'static Self = &Self {
        name: "xml",
        about: "strings of Android; other XML is read as it stands",
        suffixes: &["xml"],
        is_prose: false,
        read: read_xml,
        packed: None,
    };

    /// Notebooks.
    pub const NOTEBOOK: &'static Self = &Self {
        name: "notebook",
        about: "notebooks of Jupyter: the cells in Markdown",
        suffixes: &["ipynb"],
        is_prose: true,
        read: read_notebook,
        packed: None,
    };

    /// Catalogues of gettext.
    pub const PO: &'static Self = &Self {
        name: "po",
        about: "catalogues of gettext",
        suffixes: &["po", "pot"],
        is_prose: false,
        read: read_po,
        packed: None,
    };

    /// XLIFF.
    pub const XLIFF: &'static Self = &Self {
        name: "xliff",
        about: "XLIFF 1.2 and 2, with the dialects of Trados, memoQ and Memsource",
        suffixes: &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"],
        is_prose: false,
        read: read_xliff,
        packed: None,
    };

    /// TMX.
    pub const TMX: &'static Self = &Self {
        name: "tmx",
        about: "translation memories in TMX",
        suffixes: &["tmx"],
        is_prose: false,
        read: read_tmx,
        packed: None,
    };

    /// Tables between commas or tabs.
    pub const TABLE: &'static Self = &Self {
        name: "table",
        about: "tables in CSV or TSV; with a column in each language, texts and their translation",
        suffixes: &["csv", "tsv"],
        is_prose: false,
        read: read_table,
        packed: None,
    };

    /// All formats, in the order of the documentation.
    pub const ALL: [&'static Self; 26] = [
        Self::PLAIN,
        Self::MARKDOWN,
        Self::RESTRUCTURED,
        Self::ASCIIDOC,
        Self::LATEX,
        Self::HTML,
        Self::SUBTITLES,
        Self::DOCX,
        Self::HWPX,
        Self::HWP,
        Self::PPTX,
        Self::XLSX,
        Self::ODF,
        Self::EPUB,
        Self::PDF,
        Self::NOTEBOOK,
        Self::JSON,
        Self::YAML,
        Self::PROPERTIES,
        Self::STRINGS,
        Self::XML,
        Self::PO,
        Self::XLIFF,
        Self::TMX,
        Self::TABLE,
        Self::OTHER,
    ];

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
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let Some((_, suffix)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
            return Self::PLAIN;
        };
        let has = |format: &&Self| {
            let mut suffixes = format.suffixes.iter();
            suffixes.any(|known| suffix.eq_ignore_ascii_case(known))
        };
        Self::ALL.into_iter().find(has).unwrap_or(Self::OTHER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
