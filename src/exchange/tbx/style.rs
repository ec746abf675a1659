//! How versions and styles of TBX say the same.

use crate::Result;
use crate::exchange::xml::Xml;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Version 3.
    V3 {
        /// TBX-Basic; else TBX-Min.
        basic: bool,
        /// An element for each category; else elements with a `type`.
        dct: bool,
    },
    /// Version 2.
    V2,
}

/// Names of the elements that hold terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Generation {
    pub(super) concept: &'static str,
    pub(super) language: &'static str,
    pub(super) term: &'static str,
}

/// A data category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    SubjectField,
    Definition,
    TermType,
    AdministrativeStatus,
}

impl Category {
    /// Element and type in DCA, and the element in DCT.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::SubjectField => ("descrip", "subjectField", "min:subjectField"),
            Self::Definition => ("descrip", "definition", "basic:definition"),
            Self::TermType => ("termNote", "termType", "basic:termType"),
            Self::AdministrativeStatus => (
                "termNote",
                "administrativeStatus",
                "min:administrativeStatus",
            ),
        }
    }
}

impl Style {
    pub(super) fn generation(self) -> Generation {
        match self {
            Self::V3 { .. } => Generation {
                concept: "conceptEntry",
                language: "langSec",
                term: "termSec",
            },
            Self::V2 => Generation {
                concept: "termEntry",
                language: "langSet",
                term: "tig",
            },
        }
    }

    pub(super) fn has_definitions(self) -> bool {
        !matches!(self, Self::V3 { basic: false, .. })
    }

    pub(super) fn has_types(self) -> bool {
        self.has_definitions()
    }

    /// Writes what stands before the concepts.
    pub(super) fn begin(self, xml: &mut Xml<'_>) -> Result<()> {
        const CORE: (&str, &str) = ("xmlns", "urn:iso:std:iso:30042:ed-2");
        const MIN: (&str, &str) = ("xmlns:min", "http://www.tbxinfo.net/ns/min");
        const BASIC: (&str, &str) = ("xmlns:basic", "http://www.tbxinfo.net/ns/basic");
        const SOURCE: &str = "Korean-English glossary, exported by yongeo";
        match self {
            Self::V3 { basic, dct } => {
                let kind = ("type", if basic { "TBX-Basic" } else { "TBX-Min" });
                let style = ("style", if dct { "dct" } else { "dca" });
                let language = ("xml:lang", "en");
                match (dct, basic) {
                    (false, _) => xml.begin("tbx", &[kind, style, language, CORE])?,
                    (true, false) => xml.begin("tbx", &[kind, style, language, CORE, MIN])?,
                    (true, true) => xml.begin("tbx", &[kind, style, language, CORE, MIN, BASIC])?,
                }
                xml.begin("tbxHeader", &[])?;
                xml.begin("fileDesc", &[])?;
            }
            Self::V2 => {
                xml.line("<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">")?;
                xml.begin("martif", &[("type", "TBX-Basic"), ("xml:lang", "en")])?;
                xml.begin("martifHeader", &[])?;
                xml.begin("fileDesc", &[])?;
            }
        }
        xml.begin("sourceDesc", &[])?;
        xml.element("p", &[], SOURCE)?;
        xml.end()?;
        xml.end()?;
        if self == Self::V2 {
            let constraints =
                "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs";
            xml.begin("encodingDesc", &[])?;
            xml.element("p", &[("type", "XCSURI")], constraints)?;
            xml.end()?;
        }
        xml.end()?;
        xml.begin("text", &[])?;
        xml.begin("body", &[])
    }

    /// Writes what a category says.
    pub(super) fn category(self, xml: &mut Xml<'_>, category: Category, text: &str) -> Result<()> {
        let (element, kind, own) = category.names();
        if matches!(self, Self::V3 { dct: true, .. }) {
            xml.element(own, &[], text)
        } else {
            xml.element(element, &[("type", kind)], text)
        }
    }
}
