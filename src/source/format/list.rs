//! All formats, in the order of the documentation.

use crate::source::bilingual::{read_po, read_table, read_tmx, read_xliff};
use crate::source::marks::{read_asciidoc, read_latex, read_restructured, read_subtitles};
use crate::source::packed::{
    read_docx, read_epub, read_hwp, read_hwpx, read_odf, read_parquet, read_pdf, read_pptx,
    read_xlsx, repack, unpack_docx, unpack_epub, unpack_hwp, unpack_hwpx, unpack_odf,
    unpack_parquet, unpack_pdf, unpack_pptx, unpack_xlsx,
};
use crate::source::strings::{
    read_json, read_notebook, read_properties, read_strings, read_xml, read_yaml,
};
use crate::source::{front_matter, html, markdown, mdx};

use super::{Format, Packed};

impl Format {
    /// Text without markup.
    pub const PLAIN: &'static Self =
        &Self::prose("plain", "text without markup", &["txt", "text"], |_| Ok(()));

    /// Text of another kind: programs, settings, and whatever else is no binary file.
    pub const OTHER: &'static Self = &Self::mixed(
        "other",
        "any other text, read as it stands; fixes are made with --unsafe only",
        &[],
        |_| Ok(()),
    );

    /// Markdown.
    pub const MARKDOWN: &'static Self = &Self::prose(
        "markdown",
        "Markdown: CommonMark with tables and footnotes, front matter, HTML in it",
        &["md", "markdown", "mdx", "mkd"],
        |document| {
            let read = if mdx::is_mdx(&document.path) {
                markdown::read_mdx
            } else {
                markdown::read
            };
            (document.masks, *document.layout) = read(&document.text);
            document.front = front_matter::shown(&document.text);
            front_matter::unmask(&mut document.masks, &document.front);
            Ok(())
        },
    );

    /// Pages in HTML.
    pub const HTML: &'static Self = &Self::prose(
        "html",
        "pages in HTML and XHTML",
        &["html", "htm", "xhtml", "xht"],
        html::read,
    );

    /// reStructuredText.
    pub const RESTRUCTURED: &'static Self =
        &Self::prose("rst", "reStructuredText", &["rst", "rest"], |document| {
            read_restructured(document);
            Ok(())
        });

    /// `AsciiDoc`.
    pub const ASCIIDOC: &'static Self = &Self::prose(
        "asciidoc",
        "AsciiDoc",
        &["adoc", "asciidoc", "asc"],
        |document| {
            read_asciidoc(document);
            Ok(())
        },
    );

    /// LaTeX.
    pub const LATEX: &'static Self =
        &Self::prose("latex", "LaTeX", &["tex", "latex", "ltx"], read_latex);

    /// Subtitles.
    pub const SUBTITLES: &'static Self = &Self::prose(
        "subtitles",
        "subtitles in SRT and WebVTT",
        &["srt", "vtt"],
        read_subtitles,
    );

    /// Documents of Word.
    pub const DOCX: &'static Self = &Self::prose(
        "docx",
        "documents of Word",
        &["docx", "docm", "dotx"],
        read_docx,
    )
    .packed(Packed {
        part: "word/document.xml",
        kinds: &[],
        unpack: unpack_docx,
        write: Some(repack),
    });

    /// Documents of Hancom.
    pub const HWPX: &'static Self = &Self::prose(
        "hwpx",
        "documents of Hancom (한글), since 2010",
        &["hwpx"],
        read_hwpx,
    )
    .packed(Packed {
        part: "Contents/section0.xml",
        kinds: &["application/hwp+zip", "application/hwpx+zip"],
        unpack: unpack_hwpx,
        write: Some(repack),
    });

    /// Documents of Hancom before HWPX.
    pub const HWP: &'static Self = &Self::prose(
        "hwp",
        "documents of Hancom (한글) in HWP 5",
        &["hwp", "hwt"],
        read_hwp,
    )
    .packed(Packed {
        part: "",
        kinds: &[],
        unpack: unpack_hwp,
        write: None,
    });

    /// Presentations.
    pub const PPTX: &'static Self = &Self::prose(
        "pptx",
        "presentations of PowerPoint, with their notes",
        &["pptx", "pptm", "ppsx", "potx"],
        read_pptx,
    )
    .packed(Packed {
        part: "ppt/presentation.xml",
        kinds: &[],
        unpack: unpack_pptx,
        write: Some(repack),
    });

    /// Workbooks.
    pub const XLSX: &'static Self = &Self::prose(
        "xlsx",
        "workbooks of Excel",
        &["xlsx", "xlsm", "xltx"],
        read_xlsx,
    )
    .packed(Packed {
        part: "xl/workbook.xml",
        kinds: &[],
        unpack: unpack_xlsx,
        write: Some(repack),
    });

    /// Files of `OpenDocument`.
    pub const ODF: &'static Self = &Self::prose(
        "odf",
        "texts, spreadsheets and presentations of OpenDocument (LibreOffice)",
        &["odt", "ods", "odp", "ott", "ots", "otp"],
        read_odf,
    )
    .packed(Packed {
        part: "",
        kinds: &[
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation",
        ],
        unpack: unpack_odf,
        write: Some(repack),
    });

    /// Pages to print.
    pub const PDF: &'static Self = &Self::prose("pdf", "the text layer of PDF", &["pdf"], read_pdf)
        .packed(Packed {
            part: "",
            kinds: &[],
            unpack: unpack_pdf,
            write: None,
        });

    /// Books.
    pub const EPUB: &'static Self = &Self::prose("epub", "books in EPUB", &["epub"], read_epub)
        .packed(Packed {
            part: "",
            kinds: &["application/epub+zip"],
            unpack: unpack_epub,
            write: Some(repack),
        });

    /// Messages in JSON.
    pub const JSON: &'static Self = &Self::prose(
        "json",
        "texts in JSON: messages, catalogues of Xcode, lines of JSON",
        &["json", "jsonl", "ndjson", "arb", "xcstrings"],
        read_json,
    );

    /// Messages in YAML.
    pub const YAML: &'static Self =
        &Self::prose("yaml", "texts in YAML", &["yaml", "yml"], read_yaml);

    /// Properties of Java.
    pub const PROPERTIES: &'static Self = &Self::prose(
        "properties",
        "properties of Java, escaped or not",
        &["properties"],
        read_properties,
    );

    /// Strings of Apple.
    pub const STRINGS: &'static Self = &Self::prose(
        "strings",
        "strings of macOS and iOS",
        &["strings"],
        read_strings,
    );

    /// XML.
    pub const XML: &'static Self = &Self::mixed(
        "xml",
        "strings of Android; other XML is read as it stands",
        &["xml"],
        read_xml,
    );

    /// Notebooks.
    pub const NOTEBOOK: &'static Self = &Self::prose(
        "notebook",
        "notebooks of Jupyter: the cells in Markdown",
        &["ipynb"],
        read_notebook,
    );

    /// Catalogues of gettext.
    pub const PO: &'static Self =
        &Self::mixed("po", "catalogues of gettext", &["po", "pot"], read_po);

    /// XLIFF.
    pub const XLIFF: &'static Self = &Self::mixed(
        "xliff",
        "XLIFF 1.2 and 2, with the dialects of Trados, memoQ and Memsource",
        &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"],
        read_xliff,
    );

    /// TMX.
    pub const TMX: &'static Self =
        &Self::mixed("tmx", "translation memories in TMX", &["tmx"], read_tmx);

    /// Tables between commas or tabs.
    pub const TABLE: &'static Self = &Self::mixed(
        "table",
        "tables in CSV or TSV; with a column in each language, texts and their translation",
        &["csv", "tsv"],
        read_table,
    );

    /// Columns of data sets.
    pub const PARQUET: &'static Self = &Self::prose(
        "parquet",
        "Parquet: the columns of text",
        &["parquet"],
        read_parquet,
    )
    .packed(Packed {
        part: "",
        kinds: &[],
        unpack: unpack_parquet,
        write: None,
    });

    /// All formats, in the order of the documentation.
    pub const ALL: [&'static Self; 27] = [
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
        Self::PARQUET,
        Self::OTHER,
    ];
}
