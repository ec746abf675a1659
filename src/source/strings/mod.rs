//! Texts of programs, which keep them as strings: JSON, YAML, `.properties`, `.strings` of Apple, resources of Android.

mod android;
mod apple;
mod folded;
mod json;
mod notebook;
mod program;
mod properties;
mod quoted;
mod yaml;

pub(super) use android::read_xml;
pub(super) use apple::read_strings;
pub(super) use json::{read_json, values_of as json_values};
pub(super) use notebook::read_notebook;
pub(super) use properties::read_properties;
pub(super) use yaml::read_yaml;

use super::bilingual::{Escapes, mask};
use super::markdown::settle;
use super::origin::{Pieces, put_together};
use super::{Document, MaskKind};
use crate::Result;

/// Puts the strings of a document together, one paragraph each, and masks in them what a program puts values into.
fn put_strings(
    document: &mut Document,
    put: impl FnOnce(&mut Pieces<'_>) -> Result<()>,
) -> Result<()> {
    put_together(document, put)?;
    let mut masks = std::mem::take(&mut document.masks);
    mask(
        &document.text,
        0..document.text.len(),
        Escapes::None,
        &mut masks,
    );
    // A value is something that stands there, unlike a tag.
    for mask in &mut masks {
        if mask.kind != MaskKind::Block && !document.text[mask.range.clone()].starts_with('<') {
            mask.kind = MaskKind::Code;
        }
    }
    document.masks = settle(masks);
    Ok(())
}
