//! Presentations: ECMA-376, `PresentationML`.

use super::flow::Flow;
use super::markup::{Markup, Way, walk};
use super::package::{Limits, Package, Parts};
use super::relations::relations;
use super::story::Story;
use crate::Result;
use crate::source::Document;
use crate::source::origin::put_together;

const STORY: Story = Story {
    texts: &["t"],
    // Fields hold the number of the slide and the date.
    over: &["fld", "Fallback", "pPr", "rPr"],
    spaces: &["br", "tab"],
    ..Story::PLAIN
};

const PRESENTATION: &str = "ppt/presentation.xml";

/// Takes the slides in the order of the presentation, each with its notes.
pub(in crate::source) fn unpack_pptx(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut package = Package::open(bytes, limits)?;
    let known = relations(&mut package, PRESENTATION)?;
    let text = package.need(PRESENTATION)?;
    let mut slides = Vec::new();
    walk(&text, 0..text.len(), PRESENTATION, &mut |markup| {
        if let Markup::Start("sldId", attributes) = markup {
            // `id` with a prefix stands behind the one without.
            slides.extend(
                attributes
                    .all("id")
                    .last()
                    .and_then(|id| known.get(&*id))
                    .cloned(),
            );
        }
        Way::Into
    })?;
    for (_, slide) in slides {
        package.take(&slide)?;
        let beside = relations(&mut package, &slide)?.into_values();
        for (_, notes) in beside.filter(|(kind, _)| kind == "notesSlide") {
            package.take(&notes)?;
        }
    }
    Ok(package.parts())
}

/// Reads them.
pub(in crate::source) fn read_pptx(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        let mut flow = Flow::into(pieces);
        let mut slide = 0;
        for (part, name) in parts {
            if name.contains("notesSlide") {
                flow.place(format!("slide {slide}, notes"));
            } else {
                slide += 1;
                flow.place(format!("slide {slide}"));
            }
            STORY.flow(&mut flow, source, part, &name, &mut |_, _| Way::Into)?;
        }
        Ok(())
    })
}
