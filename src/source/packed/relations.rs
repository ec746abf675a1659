//! Which part of an office document is meant by which identifier: ECMA-376, part 2.

use std::collections::HashMap;

use super::markup::{Markup, Way, walk};
use super::package::Package;
use crate::Result;

/// The parts that a part speaks of, by their identifiers: the kind, which is the end of its address, and the path.
pub(super) fn relations(
    package: &mut Package<'_>,
    of: &str,
) -> Result<HashMap<String, (String, String)>> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let file = format!("{folder}/_rels/{name}.rels");
    let mut relations = HashMap::new();
    let Some(text) = package.text(file.trim_start_matches('/'))? else {
        return Ok(relations);
    };
    walk(&text, 0..text.len(), &file, &mut |markup| {
        if let Markup::Start("Relationship", attributes) = markup
            && let (Some(id), Some(target)) = (attributes.get("Id"), attributes.get("Target"))
        {
            let kind = attributes.get("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.insert(id.into_owned(), (kind, path(folder, &target)));
        }
        Way::Into
    })?;
    Ok(relations)
}

/// A path as seen from a folder of the package.
pub(super) fn path(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_their_folder() {
        for (folder, target, found) in [
            (
                "ppt/slides",
                "../notesSlides/notesSlide1.xml",
                "ppt/notesSlides/notesSlide1.xml",
            ),
            ("ppt", "slides/slide1.xml", "ppt/slides/slide1.xml"),
            (
                "xl",
                "/xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            ("", "../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(path(folder, target), found);
        }
    }
}
