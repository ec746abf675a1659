//! Books in EPUB: pages in XHTML, in the order in which they are read.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::markup::{Markup, Way, walk};
use super::package::{Limits, Package, Parts};
use super::relations::path;
use crate::source::Document;
use crate::source::html::put_page;
use crate::source::origin::put_together;
use crate::{Error, Result};

const CONTAINER: &str = "META-INF/container.xml";

/// Takes the pages.
pub(in crate::source) fn unpack_epub(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    if package.text("META-INF/rights.xml")?.is_some() {
        return Err(Error::new(
            "is protected (DRM), so that only its reader opens it",
        ));
    }
    let container = package.need(CONTAINER)?;
    let mut root = String::new();
    walk(&container, 0..container.len(), CONTAINER, &mut |markup| {
        if let Markup::Start("rootfile", attributes) = markup
            && root.is_empty()
        {
            root = attributes.get("full-path").unwrap_or_default().into_owned();
        }
        Way::Into
    })?;
    let text = package.need(&root)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut items: HashMap<String, String> = HashMap::new();
    let mut spine: Vec<String> = Vec::new();
    walk(&text, 0..text.len(), &root, &mut |markup| {
        match markup {
            Markup::Start("item", attributes) => {
                if let (Some(id), Some(href)) = (attributes.get("id"), attributes.get("href")) {
                    let href = percent_encoding::percent_decode_str(&href).decode_utf8_lossy();
                    items.insert(id.into_owned(), path(folder, &href));
                }
            }
            Markup::Start("itemref", attributes) => {
                spine.extend(attributes.get("idref").map(Cow::into_owned));
            }
            _ => {}
        }
        Way::Into
    })?;
    for page in spine.iter().filter_map(|id| items.get(id)) {
        package.take(page)?;
    }
    Ok(package.parts())
}

/// Reads them.
pub(in crate::source) fn read_epub(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        // Many pages have the title of the book.
        let mut titles = HashSet::new();
        for (part, name) in parts {
            pieces.end_paragraph();
            pieces.place(name);
            if let Some(title) = put_page(pieces, part, true)
                && !titles.insert(pieces.text(&title).to_owned())
            {
                pieces.repeats(title);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    #[test]
    fn chapters_are_xml_where_they_are_well_formed() {
        let body = "<body><p>텐서를 더한다.</p><p>벡터&nbsp;<![CDATA[R&D]]></p></body></html>";
        for (head, text) in [
            (
                "<html><head><title/><script src=\"a.js\"/></head>",
                "텐서를 더한다.\n\n벡터\u{a0}R&D",
            ),
            // No XML: a browser would show it so.
            (
                "<html><head><meta name=a></head>",
                "텐서를 더한다.\n\n벡터\u{a0}",
            ),
        ] {
            let document = Document::of_part(Format::EPUB, &format!("{head}{body}"));
            assert_eq!(document.text, text);
        }
    }
}
