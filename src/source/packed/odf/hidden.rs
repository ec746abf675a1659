//! What readers of `OpenDocument` don't see, or see struck out: sheets (part 3, 19.614), and text by the style of its paragraph or span (20.327,
//! `text:display`, and 20.387 to 20.389, `style:text-line-through-…`).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::flow::Flow;
use super::super::markup::{Attributes, Markup, Way, walk};
use crate::Result;

/// Sheets that people don't see: those in a style with `table:display="false"`, which comes before them.
#[derive(Default)]
pub(super) struct HiddenSheets {
    styles: HashSet<String>,
    style: Option<String>,
}

impl HiddenSheets {
    /// Takes in a tag, and says whether it begins such a sheet.
    pub(super) fn take(&mut self, markup: &Markup<'_>) -> bool {
        match markup {
            Markup::Start("style", attributes) => {
                self.style = attributes.get("name").map(Cow::into_owned);
            }
            Markup::Start("table-properties", attributes)
                if attributes
                    .get("display")
                    .is_some_and(|display| display == "false") =>
            {
                self.styles.extend(self.style.take());
            }
            Markup::Start("table", attributes) if !self.styles.is_empty() => {
                let style = attributes.get("style-name");
                return style.is_some_and(|style| self.styles.contains(&*style));
            }
            _ => {}
        }
        false
    }
}

/// How long a chain of styles is followed that are based on one another.
const LONGEST: usize = 16;

/// What is said of a text: whether it is struck out, and whether it is hidden.
type Said = [Option<bool>; 2];

fn or(one: Said, other: Said) -> Said {
    [one[0].or(other[0]), one[1].or(other[1])]
}

/// The styles of a part, by their families and names, with what each says itself and what it is based on.
#[derive(Default)]
pub(super) struct Styles(HashMap<[String; 2], (Said, Option<String>)>);

impl Styles {
    /// Reads those of a part. Few documents have any that hide or strike out: in all others nothing is read.
    pub(super) fn of(source: &str, part: Range<usize>, name: &str) -> Result<Self> {
        let mut styles = Self::default();
        let signs = ["line-through-", ":display=\"none\""];
        if !signs.iter().any(|sign| source[part.clone()].contains(sign)) {
            return Ok(styles);
        }
        let mut own = None;
        walk(source, part, name, &mut |markup| {
            match markup {
                Markup::Start("style", attributes) => {
                    let [family, name, parent] = ["family", "name", "parent-style-name"]
                        .map(|name| attributes.get(name).map(Cow::into_owned));
                    let key = [family, name].map(Option::unwrap_or_default);
                    styles.0.insert(key.clone(), ([None; 2], parent));
                    own = Some(key);
                }
                Markup::Start("text-properties", attributes) => {
                    let own = own.as_ref().and_then(|own| styles.0.get_mut(own));
                    if let Some((said, _)) = own {
                        *said = said_by(&attributes);
                    }
                }
                Markup::End("style") => own = None,
                Markup::Start("body" | "master-styles", _) => return Way::Over,
                _ => {}
            }
            Way::Into
        })?;
        Ok(styles)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn said_by(attributes: &Attributes<'_>) -> Said {
    let line = ["text-line-through-style", "text-line-through-type"]
        .map(|name| attributes.get(name).map(|value| value != "none"));
    let struck = match line {
        [None, None] => None,
        lines => Some(!lines.contains(&Some(false))),
    };
    let shown = attributes.get("display");
    [struck, shown.map(|shown| shown == "none")]
}

/// What is hidden where one is in a part.
pub(super) struct Hidden<'s> {
    /// The styles of the part, and those of the whole document.
    styles: [&'s Styles; 2],
    /// What is said of the paragraphs and spans that are open.
    open: Vec<Said>,
}

impl<'s> Hidden<'s> {
    pub(super) fn by(styles: [&'s Styles; 2]) -> Self {
        Self {
            styles,
            open: Vec::new(),
        }
    }

    /// Takes in a tag, and hides or shows what comes.
    pub(super) fn take(&mut self, markup: &Markup<'_>, flow: &mut Flow<'_, '_>) {
        if self.styles.iter().all(|styles| styles.is_empty()) {
            return;
        }
        match markup {
            Markup::Start(tag @ ("p" | "h" | "span"), attributes) => {
                let (family, around) = match *tag {
                    "span" => ("text", self.open.last().copied()),
                    _ => ("paragraph", None),
                };
                let style = attributes.get("style-name").unwrap_or_default();
                self.open
                    .push(or(self.said(family, &style), around.unwrap_or_default()));
            }
            Markup::End("p" | "h" | "span") => drop(self.open.pop()),
            _ => return,
        }
        flow.hide(
            self.open
                .last()
                .is_some_and(|said| said.contains(&Some(true))),
        );
    }

    fn said(&self, family: &str, name: &str) -> Said {
        let mut said = [None; 2];
        let mut key = [family.to_owned(), name.to_owned()];
        for _ in 0..LONGEST {
            let mut found = self.styles.iter().filter_map(|styles| styles.0.get(&key));
            let Some((own, base)) = found.next() else {
                break;
            };
            said = or(said, *own);
            key[1] = base.clone().unwrap_or_default();
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::{Format, Limits};

    #[test]
    fn hidden_sheets_are_not_read() {
        let style = |name: &str, shown: bool| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"table\"><style:table-properties table:display=\"{shown}\"/></style:style>"
            )
        };
        let sheet = |style: &str, text: &str| {
            let cell = format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
            format!(
                "<table:table table:name=\"{text}\" table:style-name=\"{style}\"><table:table-row>{cell}{cell}</table:table-row></table:table>"
            )
        };
        let content = format!(
            "<office:document-content><office:automatic-styles>{}{}</office:automatic-styles><office:body><office:spreadsheet>{}{}{}\
             </office:spreadsheet></office:body></office:document-content>",
            style("ta1", true),
            style("ta2", false),
            sheet("ta1", "앞"),
            sheet("ta2", "숨김"),
            sheet("ta1", "뒤")
        );
        let document = Document::of_part(Format::ODF, &content);
        assert_eq!(document.text, "앞\n\n앞\n\n뒤\n\n뒤");
        assert_eq!(document.layout.tables.len(), 2);
    }

    #[test]
    fn text_that_is_hidden_or_struck_out_is_not_read() {
        let style = |family: &str, name: &str, parent: &str, properties: &str| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"{family}\" style:parent-style-name=\"{parent}\">\
                 <style:text-properties {properties}/></style:style>"
            )
        };
        let struck = "style:text-line-through-style=\"solid\"";
        let automatic = [
            style("text", "T1", "", struck),
            style("text", "T2", "", "text:display=\"none\""),
            style("text", "T3", "지운글", ""),
            style("text", "T4", "", "style:text-line-through-style=\"none\""),
            style("text", "T5", "", "style:text-line-through-type=\"double\""),
            style("paragraph", "P1", "", struck),
            style("text", "돌기", "돌기", ""),
        ];
        let span = |style: &str, text: &str| {
            format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
        };
        let content = [
            "<office:document-content><office:automatic-styles>".to_owned(),
            automatic.concat(),
            "</office:automatic-styles><office:body><text:p>".to_owned(),
            span("T1", "그은 글"),
            span("T2", "숨긴 글"),
            span("T3", &format!("지운 {}글", span("T4", "말뭉치를 "))),
            span("T5", "두 번 그은 글"),
            span("돌기", "모은다."),
            "</text:p><text:p text:style-name=\"P1\">그은 문단 ".to_owned(),
            span("T4", "형태소를 센다."),
            "</text:p></office:body></office:document-content>".to_owned(),
        ]
        .concat();
        let styles = format!(
            "<office:document-styles><office:styles>{}</office:styles></office:document-styles>",
            style("text", "지운글", "", struck)
        );
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [("content.xml", &content), ("styles.xml", &styles)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let read = Document::unpacked(Format::ODF, "글.odt", &bytes, Limits::default()).unwrap();
        assert_eq!(read.text, "말뭉치를 모은다.\n\n형태소를 센다.");
    }
}
