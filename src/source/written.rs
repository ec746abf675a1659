//! Documents with other words in them, as their files would be read then.

use std::ops::Range;

use super::{Document, Origin};
use crate::Result;

impl Document {
    /// The bytes of the packed file of this document once it is as another one, which was [edited](Self::edited). `None` where such files can't be
    /// written.
    ///
    /// # Errors
    ///
    /// The file is broken.
    #[must_use]
    pub fn repacked(&self, bytes: &[u8], edited: &Self) -> Option<Result<Vec<u8>>> {
        let write = self.format.packed?.write?;
        let (old, new) = (self.parts(), edited.parts());
        let changed = old.iter().zip(&new);
        let changed = changed.filter(|((old, _), (new, _))| {
            self.source()[old.clone()] != edited.source()[new.clone()]
        });
        let changed = changed.map(|(_, (range, name))| (&**name, &edited.source()[range.clone()]));
        Some(write(bytes, &changed.collect()).map_err(|error| error.in_file(&self.path)))
    }

    /// The parts of a packed file: where each lies in the source, and its name.
    pub(super) fn parts(&self) -> Vec<(Range<usize>, Box<str>)> {
        let Some(origin) = &self.origin else {
            return Vec::new();
        };
        let parts = origin.parts();
        // Before it is read, the text is the source.
        let end = self.source().len().max(if origin.source().is_empty() {
            self.text.len()
        } else {
            0
        });
        let ends = parts.iter().skip(1).map(|(start, _)| *start).chain([end]);
        (parts.iter().zip(ends))
            .map(|((start, name), end)| (*start..end, name.clone()))
            .collect()
    }

    /// The text of the file: that of the document, but where it was [put together](Origin) from pieces of it.
    #[must_use]
    pub fn source(&self) -> &str {
        let origin = self.origin.as_deref();
        origin.map_or(&self.text, Origin::source)
    }

    /// Whether its file can be written.
    #[must_use]
    pub fn is_written(&self) -> bool {
        !self.sealed && self.format.is_written()
    }

    /// The document with stretches of its text replaced, which are sorted and apart, as its file would be read then. `None` where one
    /// [can't be written](Origin::rewrite).
    #[must_use]
    pub fn edited<'e>(
        &self,
        edits: impl IntoIterator<Item = (&'e Range<usize>, &'e str)>,
    ) -> Option<Self> {
        let mut rewrites = Vec::new();
        for (range, new) in edits {
            match &self.origin {
                Some(origin) => {
                    let own = origin.rewrite(&self.text, range, new).ok()?;
                    rewrites.extend(origin.copies(&own));
                    rewrites.extend(own);
                }
                None => rewrites.push((range.clone(), new.to_owned())),
            }
        }
        // What stands within a paragraph in a file, such as a note, comes behind it in the text.
        rewrites.sort_by_key(|(range, _)| (range.start, range.end));
        if rewrites.windows(2).any(|two| two[0].0.end > two[1].0.start) {
            return None;
        }
        let plain = Origin::default();
        let origin = self.origin.as_deref().unwrap_or(&plain);
        let (source, parts) = origin.rewritten(self.source(), &rewrites);
        let mut edited = Self::of(self.format, self.path.clone(), source);
        if !parts.is_empty() {
            edited.origin = Some(Box::new(Origin::of_parts(parts)));
        }
        edited.encoding = self.encoding;
        edited.interpret();
        Some(edited)
    }
}
