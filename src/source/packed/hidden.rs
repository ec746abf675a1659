//! Text in a document of Word that its readers don't see: `w:vanish`, in a run or in the style that the run or its paragraph has (ECMA-376, part 1, 17.3.2.41),
//! and rows and cells of tables whose deletion is tracked (17.13.5). Where that of the mark of a paragraph is, the paragraph goes on in the next one (17.13.5.15).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::flow::Flow;
use super::markup::{Attributes, Markup, Way, walk};
use crate::Result;

/// The part with the styles.
pub(super) const STYLES: &str = "word/styles.xml";

/// What holds the properties of a paragraph, a run, a row and a cell.
pub(super) const PROPERTIES: [&str; 4] = ["pPr", "rPr", "trPr", "tcPr"];

/// How long a chain of styles is followed that are based on one another.
const LONGEST: usize = 16;

/// The identifiers of the styles that hide their text.
pub(super) fn hidden_styles(source: &str, part: Range<usize>) -> Result<HashSet<String>> {
    // What each style says itself, and what it is based on.
    let mut styles: HashMap<String, (Option<bool>, Option<String>)> = HashMap::new();
    let mut id = String::new();
    walk(source, part, STYLES, &mut |markup| {
        match markup {
            Markup::Start("style", attributes) => {
                id = attributes.get("styleId").unwrap_or_default().into_owned();
                styles.insert(id.clone(), (None, None));
            }
            Markup::Start("basedOn", attributes) => {
                if let Some(style) = styles.get_mut(&id) {
                    style.1 = attributes.get("val").map(Cow::into_owned);
                }
            }
            Markup::Start("vanish", attributes) => {
                if let Some(style) = styles.get_mut(&id) {
                    style.0 = Some(is_on(&attributes));
                }
            }
            // The mark of the paragraph, cells of tables, and what no style says.
            Markup::Start("pPr" | "tblStylePr" | "docDefaults" | "latentStyles", _) => {
                return Way::Over;
            }
            _ => {}
        }
        Way::Into
    })?;
    let hides = |id: &&String| {
        let chain = std::iter::successors(styles.get(*id), |(_, base)| {
            styles.get(base.as_deref().unwrap_or_default())
        });
        let mut said = chain.take(LONGEST).filter_map(|(says, _)| *says);
        said.next().unwrap_or(false)
    };
    Ok(styles.keys().filter(hides).cloned().collect())
}

/// Whether a property that is there is on: 17.17.4.
fn is_on(attributes: &Attributes<'_>) -> bool {
    let value = attributes.get("val");
    !value.is_some_and(|value| matches!(&*value, "0" | "false" | "off"))
}

/// What is hidden where one is in a part.
pub(super) struct Hidden<'s> {
    styles: &'s HashSet<String>,
    /// Whether the elements that are open hide what is in them: paragraphs, runs, rows, cells.
    open: Vec<bool>,
    /// How many of them do.
    hiding: usize,
    /// Whether the runs of the paragraphs that are open are hidden unless they say otherwise.
    paragraphs: Vec<bool>,
    /// The properties that are open.
    properties: Vec<&'static str>,
}

impl<'s> Hidden<'s> {
    /// Nothing yet, in a document of which these styles hide their text.
    pub(super) fn by(styles: &'s HashSet<String>) -> Self {
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
                let hides = self.hides(attributes);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    *paragraph = hides;
                }
            }
            Markup::Start("rStyle", attributes) if self.is_of_run() => {
                let hides = self.hides(attributes);
                self.say(hides, flow);
            }
            Markup::Start("vanish", attributes) if self.is_of_run() => {
                self.say(is_on(attributes), flow);
            }
            Markup::Start("del", _) if within == Some("trPr") => self.say(true, flow),
            // The mark of a paragraph is its end.
            Markup::Start("del", _) if self.is_of_mark() => flow.go_on(),
            Markup::Start("cellDel", _) if within == Some("tcPr") => self.say(true, flow),
            Markup::Start("p", _) => self.paragraphs.push(false),
            Markup::End("p") => drop(self.paragraphs.pop()),
            Markup::Start("r", _) => {
                let hidden = self.paragraphs.last() == Some(&true);
                self.open.push(hidden);
                self.hiding += usize::from(hidden);
                self.tell(flow);
            }
            Markup::Start("tr" | "tc", _) => self.open.push(false),
            Markup::End("r" | "tr" | "tc") => {
                let hidden = self.open.pop() == Some(true);
                self.hiding -= usize::from(hidden);
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

    fn hides(&self, attributes: &Attributes<'_>) -> bool {
        let style = attributes.get("val");
        style.is_some_and(|style| self.styles.contains(&*style))
    }

    /// What is open last is hidden, or is not.
    fn say(&mut self, hidden: bool, flow: &mut Flow<'_, '_>) {
        if let Some(last) = self.open.last_mut() {
            self.hiding += usize::from(hidden);
            self.hiding -= usize::from(std::mem::replace(last, hidden));
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
            "</w:styles>".to_owned(),
        ]
        .concat();
        let hidden = hidden_styles(&styles, 0..styles.len()).unwrap();
        assert_eq!(hidden, HashSet::from(["a".to_owned(), "b".to_owned()]));
        let document = "<w:document><w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>숨은 단락</w:t></w:r>\
                        <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>말뭉치를 </w:t></w:r></w:p>\
                        <w:p><w:r><w:rPr><w:rStyle w:val=\"b\"/></w:rPr><w:t>숨은 글</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"c\"/></w:rPr>\
                        <w:t>모은다.</w:t></w:r></w:p></w:document>";
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [(STYLES, &*styles), ("word/document.xml", document)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let read = Document::unpacked(Format::DOCX, "글.docx", &bytes, Limits::default()).unwrap();
        assert_eq!(read.text, "말뭉치를 \n\n모은다.");
    }
}
