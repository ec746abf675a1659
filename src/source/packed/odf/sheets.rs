//! Sheets of `OpenDocument` that people don't see (part 3, 19.614).

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::markup::Markup;

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

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::source::Format;

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
}
