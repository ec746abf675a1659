//! Text in a document of Word that its readers don't see or are not to read: `w:vanish` and what is struck out, `w:strike` and `w:dstrike`, in a run or in the
//! style that the run or its paragraph has (ECMA-376, part 1, 17.3.2.41, 37 and 9), and rows and cells of tables whose deletion is tracked (17.13.5). Where
//! that of the mark of a paragraph is, the paragraph goes on in the next one (17.13.5.15).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::flow::Flow;
use super::markup::{Attributes, Markup, Way, walk};
use super::said::{Own, resolved};
use crate::Result;

/// The part with the styles.
pub(super) const STYLES: &str = "word/styles.xml";

/// What holds the properties of a paragraph, a run, a row and a cell.
pub(super) const PROPERTIES: [&str; 4] = ["pPr", "rPr", "trPr", "tcPr"];

/// The properties of a run that hide its text.
pub(super) const HIDING: [&str; 3] = ["vanish", "strike", "dstrike"];

/// Which of [`HIDING`] are said to be on or off.
type Said = super::said::Said<{ HIDING.len() }>;

/// Takes in a tag, if it is one of those properties.
fn take(said: &mut Said, name: &str, attributes: &Attributes<'_>) {
    if let Some(known) = HIDING.iter().position(|known| *known == name) {
        said.0[known] = Some(is_on(attributes));
    }
}

/// What styles say of their text, by their identifiers: those that say something.
pub(super) type Styles = HashMap<String, Said>;

/// Which styles hide their text or show it, those they are based on included.
pub(super) fn hidden_styles(source: &str, part: Range<usize>) -> Result<Styles> {
    // What each style says itself, and what it is based on.
    let mut styles = Own::new();
    let mut id = String::new();
    walk(source, part, STYLES, &mut |markup| {
        match markup {
            Markup::Start("style", attributes) => {
                id = attributes.get("styleId").unwrap_or_default().into_owned();
                styles.insert(id.clone(), Default::default());
            }
            Markup::Start("basedOn", attributes) => {
                if let Some(style) = styles.get_mut(&id) {
                    style.1 = attributes.get("val").map(Cow::into_owned);
                }
            }
            // The mark of the paragraph, cells of tables, and what no style says.
            Markup::Start("pPr" | "tblStylePr" | "docDefaults" | "latentStyles", _) => {
                return Way::Over;
            }
            Markup::Start(name, attributes) => {
                if let Some(style) = styles.get_mut(&id) {
                    take(&mut style.0, name, &attributes);
                }
            }
            _ => {}
        }
        Way::Into
    })?;
    Ok(resolved(&styles))
}

/// Whether a property that is there is on: 17.17.4.
fn is_on(attributes: &Attributes<'_>) -> bool {
    let value = attributes.get("val");
    !value.is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
}

/// What is said of a row or a cell whose deletion is tracked.
const DELETED: Said = super::said::Said([Some(true), None, None]);

/// What is hidden where one is in a part.
pub(super) struct Hidden<'s> {
    styles: &'s Styles,
    /// What is said of the elements that are open: runs, rows, cells.
    open: Vec<Said>,
    /// How many of them hide what is in them.
    hiding: usize,
    /// What the styles of the paragraphs that are open say of runs that say nothing themselves.
    paragraphs: Vec<Said>,
    /// The properties that are open.
    properties: Vec<&'static str>,
}

impl<'s> Hidden<'s> {
    /// Nothing yet, in a document with these styles.
    pub(super) fn by(styles: &'s Styles) -> Self {
        Self {
            styles,
            open: Vec::new(),
            hiding: 0,
            paragraphs: Vec::new(),
            properties: Vec::new(),
        }
    }

    /// Takes in a tag, and hides or shows what comes.
    pub(super) fn take(&mut self, markup: &Markup<'_>, flow: &mut Flow<'_, '_>) -> Way {
        let within = self.properties.last().copied();
        match markup {
            // What the properties were before a tracked change.
            Markup::Start(name, _) if name.ends_with("PrChange") => return Way::Over,
            Markup::Start(name, _)
                if let Some(known) = PROPERTIES.iter().find(|known| *known == name) =>
            {
                self.properties.push(known);
            }
            Markup::End(name) if PROPERTIES.contains(name) => drop(self.properties.pop()),
            Markup::Start("pStyle", attributes) if within == Some("pPr") => {
                let said = self.style(attributes);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    *paragraph = said;
                }
            }
            Markup::Start("rStyle", attributes) if self.is_of_run() => {
                self.say(self.style(attributes), flow);
            }
            Markup::Start(name, attributes) if self.is_of_run() && HIDING.contains(name) => {
                let mut said = Said::default();
                take(&mut said, name, attributes);
                self.say(said, flow);
            }
            Markup::Start("del", _) if within == Some("trPr") => self.say(DELETED, flow),
            // The mark of a paragraph is its end.
            Markup::Start("del", _) if self.is_of_mark() => flow.go_on(),
            Markup::Start("cellDel", _) if within == Some("tcPr") => self.say(DELETED, flow),
            Markup::Start("p", _) => self.paragraphs.push(Said::default()),
            Markup::End("p") => drop(self.paragraphs.pop()),
            Markup::Start("r", _) => {
                let said = self.paragraphs.last().copied().unwrap_or_default();
                self.open.push(said);
                self.hiding += usize::from(said.hides());
                self.tell(flow);
            }
            Markup::Start("tr" | "tc", _) => self.open.push(Said::default()),
            Markup::End("r" | "tr" | "tc") => {
                let said = self.open.pop().unwrap_or_default();
                self.hiding -= usize::from(said.hides());
                self.tell(flow);
            }
            _ => {}
        }
        Way::Into
    }

    /// Whether the properties that are open are those of a run, and not of the mark of a paragraph.
    fn is_of_run(&self) -> bool {
        *self.properties == ["rPr"]
    }

    /// Whether they are those of the mark of a paragraph.
    fn is_of_mark(&self) -> bool {
        *self.properties == ["pPr", "rPr"]
    }

    /// What the style says that these attributes name.
    fn style(&self, attributes: &Attributes<'_>) -> Said {
        let style = attributes.get("val");
        let said = style.and_then(|style| self.styles.get(&*style));
        said.copied().unwrap_or_default()
    }

    /// This is said of what is open last.
    fn say(&mut self, said: Said, flow: &mut Flow<'_, '_>) {
        if let Some(last) = self.open.last_mut() {
            let said = said.or(*last);
            self.hiding += usize::from(said.hides());
            self.hiding -= usize::from(std::mem::replace(last, said).hides());
        }
        self.tell(flow);
    }

    fn tell(&self, flow: &mut Flow<'_, '_>) {
        flow.hide(self.hiding > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Document, Format, Limits};

    #[test]
    fn styles_hide_and_inherit() {
        let style = |id: &str, base: &str, properties: &str| {
            format!(
                "<w:style w:styleId=\"{id}\"><w:basedOn w:val=\"{base}\"/>{properties}</w:style>"
            )
        };
        let vanish = "<w:rPr><w:vanish/></w:rPr>";
        let styles = [
            "<w:styles><w:docDefaults/>".to_owned(),
            style("a", "", vanish),
            style("b", "a", ""),
            style("c", "b", "<w:rPr><w:vanish w:val=\"false\"/></w:rPr>"),
            style("d", "", &format!("<w:pPr>{vanish}</w:pPr>")),
            style("e", "e", ""),
            style("f", "a", "<w:rPr><w:strike/></w:rPr>"),
            "</w:styles>".to_owned(),
        ]
        .concat();
        let styles_of = hidden_styles(&styles, 0..styles.len()).unwrap();
        let mut said: Vec<_> = (styles_of.iter())
            .map(|(id, said)| (&**id, said.0))
            .collect();
        said.sort_unstable();
        assert_eq!(
            said,
            [
                ("a", [Some(true), None, None]),
                ("b", [Some(true), None, None]),
                ("c", [Some(false), None, None]),
                ("f", [Some(true), Some(true), None])
            ]
        );
        let document = "<w:document><w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>숨은 단락</w:t></w:r>\
                        <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>말뭉치를 </w:t></w:r></w:p>\
                        <w:p><w:r><w:rPr><w:rStyle w:val=\"b\"/></w:rPr><w:t>숨은 글</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"c\"/></w:rPr>\
                        <w:t>모은다.</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"f\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>그은 글</w:t></w:r>\
                        <w:r><w:rPr><w:rStyle w:val=\"f\"/><w:vanish w:val=\"0\"/><w:strike w:val=\"false\"/></w:rPr><w:t> 센다.</w:t></w:r></w:p></w:document>";
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [(STYLES, &*styles), ("word/document.xml", document)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let read = Document::unpacked(Format::DOCX, "글.docx", &bytes, Limits::default()).unwrap();
        assert_eq!(read.text, "말뭉치를 \n\n모은다. 센다.");
    }
}
