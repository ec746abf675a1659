//! What pages draw with, found by name, and what they have from the nodes of the tree above them (ISO 32000-1, 7.7.3.4 and 7.8.3).

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream};

use super::broken;
use super::budget::Budget;
use super::font::{Font, get, number};
use crate::{Error, Result};

/// The size of a page that says none, in square points: that of most.
const A4: f64 = 595.0 * 842.0;

/// How many nodes are looked at above a page: as many as lopdf goes down to find it.
const HIGHEST: usize = 256;

/// How many entries of maps are kept for fonts that come again.
const ENTRIES: usize = 1 << 20;

/// The file that pages are read from, with the fonts of it that were read.
pub(super) struct Resources<'p> {
    pub(super) pdf: &'p Pdf,
    pub(super) budget: Budget,
    fonts: HashMap<ObjectId, Rc<Font>>,
    /// How many entries the fonts have.
    entries: usize,
    /// What went wrong while a font was read.
    pub(super) failed: Option<Error>,
}

impl<'p> Resources<'p> {
    pub(super) fn new(pdf: &'p Pdf, budget: Budget) -> Self {
        Self {
            pdf,
            budget,
            fonts: HashMap::new(),
            entries: 0,
            failed: None,
        }
    }

    /// The size of a page, in square points (ISO 32000-1, 14.11.2).
    pub(super) fn area(&self, page: ObjectId) -> f64 {
        let sides = self.inherited(page, b"MediaBox").ok().flatten();
        let sides = sides.and_then(|it| it.as_array().ok());
        let side = |at: usize| number(self.pdf.dereference(sides?.get(at)?).ok()?.1);
        let area = match [0, 1, 2, 3].map(side) {
            [Some(left), Some(bottom), Some(right), Some(top)] => {
                ((right - left) * (top - bottom)).abs()
            }
            _ => A4,
        };
        if area.is_finite() && area > 1.0 {
            area
        } else {
            A4
        }
    }

    /// What a page has of its own, or from the nearest node above it: what it finds its fonts and forms by, and its size.
    ///
    /// # Errors
    ///
    /// There is no end to the nodes above it.
    pub(super) fn inherited(&self, page: ObjectId, key: &[u8]) -> Result<Option<&'p Object>> {
        let mut at = page;
        for _ in 0..=HIGHEST {
            let Ok(node) = self.pdf.get_object(at).and_then(Object::as_dict) else {
                return Ok(None);
            };
            if let Some(found) = get(self.pdf, node, key) {
                return Ok(Some(found));
            }
            match node.get(b"Parent").and_then(Object::as_reference) {
                Ok(parent) => at = parent,
                Err(_) => return Ok(None),
            }
        }
        Err(broken(format!(
            "it contains itself, or lies below more than {HIGHEST} nodes"
        )))
    }

    /// A resource, with its number if it has one.
    pub(super) fn resource(
        &self,
        resources: Option<&'p Dictionary>,
        kind: &[u8],
        name: &[u8],
    ) -> Option<(Option<ObjectId>, &'p Object)> {
        let all = get(self.pdf, resources?, kind)?.as_dict().ok()?;
        self.pdf.dereference(all.get(name).ok()?).ok()
    }

    /// The font that a page calls by this name; what went wrong with its streams is in `failed`.
    pub(super) fn font(
        &mut self,
        resources: Option<&'p Dictionary>,
        name: &[u8],
    ) -> Option<Rc<Font>> {
        let (id, font) = self.resource(resources, b"Font", name)?;
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let (budget, failed, pdf) = (&mut self.budget, &mut self.failed, self.pdf);
        let mut unpack = |stream: &Stream| match budget.unpack(pdf, stream) {
            Ok(bytes) => bytes,
            Err(error) => {
                failed.get_or_insert(error);
                Vec::new()
            }
        };
        let font = Rc::new(Font::read(pdf, font.as_dict().ok()?, &mut unpack));
        if let Some(id) = id {
            self.entries += font.len();
            if self.entries > ENTRIES {
                self.fonts.clear();
                self.entries = font.len();
            }
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn a_page_has_what_the_nearest_node_above_it_has() {
        let sides = |right: f32| [0.0, 0.0, right, 100.0].map(Object::Real).to_vec();
        let mut pdf = Pdf::new();
        let root = pdf.add_object(dictionary! { "MediaBox" => sides(300.0) });
        let nearer = pdf.add_object(dictionary! { "Parent" => root, "MediaBox" => sides(200.0) });
        let above = pdf.add_object(dictionary! { "Parent" => nearer });
        let own = pdf.add_object(dictionary! { "Parent" => nearer, "MediaBox" => sides(-50.0) });
        let none = pdf.add_object(dictionary! {});
        let empty = pdf.add_object(dictionary! { "MediaBox" => sides(0.0) });
        let endless = pdf.new_object_id();
        pdf.set_object(endless, dictionary! { "Parent" => endless });
        let file = Resources::new(&pdf, Budget::new(0));
        for (page, area) in [
            (root, 30_000.0),
            (above, 20_000.0),
            (own, 5_000.0),
            (none, A4),
            (empty, A4),
            (endless, A4),
        ] {
            assert!((file.area(page) - area).abs() < 1.0, "{area}");
        }
        assert!(file.inherited(endless, b"Resources").is_err());
        // What it has of its own needs nobody above it.
        assert!(matches!(file.inherited(own, b"MediaBox"), Ok(Some(_))));
    }
}
