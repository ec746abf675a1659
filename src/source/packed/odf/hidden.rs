//! Text that readers of `OpenDocument` don't see, or see struck out, by the style of its paragraph or span (part 3, 20.327, `text:display`, and 20.387 to
//! 20.389, `style:text-line-through-…`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::super::flow::Flow;
use super::super::markup::{Attributes, Markup, Way, walk};
use super::super::said::{Own, resolved};
use crate::Result;

/// Whether a text is struck out, and whether it is hidden.
type Said = super::super::said::Said<2>;

/// What the styles of a part say themselves.
#[derive(Default)]
pub(super) struct OwnStyles {
    of_paragraphs: Own<2>,
    of_spans: Own<2>,
}

impl OwnStyles {
    /// Reads those of a part. Few documents have any that hide or strike out: in all others nothing is read.
    pub(super) fn of(source: &str, part: Range<usize>, name: &str) -> Result<Self> {
        let mut styles = Self::default();
        let signs = ["line-through-", ":display=\"none\""];
        if !signs.iter().any(|sign| source[part.clone()].contains(sign)) {
            return Ok(styles);
        }
        let mut own: Option<(String, Said, Option<String>)> = None;
        let mut is_span = false;
        walk(source, part, name, &mut |markup| {
            match markup {
                Markup::Start("style", attributes) => {
                    let name = attributes.get("name").unwrap_or_default().into_owned();
                    let base = attributes.get("parent-style-name").map(Cow::into_owned);
                    own = Some((name, Said::default(), base));
                    is_span = attributes.get("family").as_deref() == Some("text");
                }
                Markup::Start("text-properties", attributes) => {
                    if let Some((_, said, _)) = &mut own {
                        *said = said_by(&attributes);
                    }
                }
                Markup::End("style") => {
                    let styles = if is_span {
                        &mut styles.of_spans
                    } else {
                        &mut styles.of_paragraphs
                    };
                    styles.extend(own.take().map(|(name, said, base)| (name, (said, base))));
                }
                Markup::Start("body" | "master-styles", _) => return Way::Over,
                _ => {}
            }
            Way::Into
        })?;
        Ok(styles)
    }

    /// What styles of a part say with those of the whole document, on which they may be based.
    pub(super) fn with(&self, common: &Self) -> Styles {
        let all = |own: &Own<2>, common: &Own<2>| {
            let mut all = common.clone();
            all.extend(
                own.iter()
                    .map(|(name, style)| (name.clone(), style.clone())),
            );
            resolved(&all)
        };
        Styles {
            of_paragraphs: all(&self.of_paragraphs, &common.of_paragraphs),
            of_spans: all(&self.of_spans, &common.of_spans),
        }
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
    super::super::said::Said([struck, shown.map(|shown| shown == "none")])
}

/// What styles say of paragraphs and spans: those that say something.
pub(super) struct Styles {
    of_paragraphs: HashMap<String, Said>,
    of_spans: HashMap<String, Said>,
}

/// What is hidden where one is in a part.
pub(super) struct Hidden {
    styles: Styles,
    /// What is said of the paragraphs and spans that are open.
    open: Vec<Said>,
}

impl Hidden {
    pub(super) fn by(styles: Styles) -> Self {
        Self {
            styles,
            open: Vec::new(),
        }
    }

    /// Takes in a tag, and hides or shows what comes.
    pub(super) fn take(&mut self, markup: &Markup<'_>, flow: &mut Flow<'_, '_>) {
        let Styles {
            of_paragraphs,
            of_spans,
        } = &self.styles;
        if of_paragraphs.is_empty() && of_spans.is_empty() {
            return;
        }
        match markup {
            Markup::Start(tag @ ("p" | "h" | "span"), attributes) => {
                let (styles, around) = match *tag {
                    "span" => (of_spans, self.open.last().copied()),
                    _ => (of_paragraphs, None),
                };
                let style = attributes.get("style-name").unwrap_or_default();
                let said = styles.get(&*style).copied().unwrap_or_default();
                self.open.push(said.or(around.unwrap_or_default()));
            }
            Markup::End("p" | "h" | "span") => drop(self.open.pop()),
            _ => return,
        }
        flow.hide(self.open.last().is_some_and(|said| said.hides()));
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::{Format, Limits};

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
