//! Elements in Markdown that are no prose: of which readers see nothing, or see them struck out, or as code.

use std::ops::Range;

use html5gum::{SpanBound, StartTag, Token, Tokenizer};

use super::mask::element;
use super::scope::{End, Scope};
use super::tag::{hides, keeps};
use super::{CODE, STRUCK, is_one_of, is_void};
use crate::source::{Mask, MaskKind};

/// Such an element that has begun.
pub(crate) struct Unseen {
    kind: Kind,
    scope: Scope,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Hidden,
    Struck,
    /// Or what is to stay as it is.
    Code,
}

impl Unseen {
    /// The element that a tag begins, if it is one.
    pub(crate) fn begun(tag: &str) -> Option<Self> {
        let name = element(tag).filter(|name| !tag.starts_with("</") && !is_closed(tag, name))?;
        let start = start(tag, name);
        let says = |is: fn(&StartTag<()>) -> bool| start.as_ref().is_some_and(is);
        let kind = if is_one_of(name, STRUCK) {
            Kind::Struck
        } else if says(is_hidden) {
            Kind::Hidden
        } else if is_one_of(name, CODE) || says(is_kept) {
            Kind::Code
        } else {
            return None;
        };
        Some(Self {
            kind,
            scope: Scope::new(&name.to_ascii_lowercase(), false),
        })
    }

    /// Takes in the next tag or comment, and says whether the element has ended: at a tag of its own, or before this one.
    pub(crate) fn ends(&mut self, tag: &str) -> Option<End> {
        let name = element(tag)?;
        let lower = name.to_ascii_lowercase();
        if tag.starts_with("</") {
            self.scope.ends_at_end(&lower)
        } else {
            let ends = self.scope.ends_at_start(&lower, is_closed(tag, name));
            ends.then_some(End::Parents)
        }
    }

    /// What of it is masked, by where its tags stand, and how; of code what is between them. The second is empty where the element ends at
    /// another one.
    pub(in crate::source) fn mask(
        &self,
        text: &str,
        begin: &Range<usize>,
        end: &Range<usize>,
    ) -> Mask {
        let whole = begin.start..end.end;
        let (range, kind) = match self.kind {
            Kind::Hidden => (whole, MaskKind::Invisible),
            Kind::Struck => {
                let kind = MaskKind::of_struck(&text[whole.end..]);
                (whole, kind)
            }
            Kind::Code => (begin.end..end.start, MaskKind::Code),
        };
        Mask { range, kind }
    }
}

/// Whether nothing stands in the element that a tag with this name begins.
fn is_closed(tag: &str, name: &str) -> bool {
    tag.ends_with("/>") || is_void(name)
}

/// A tag with this name as it is read, if it has attributes.
fn start(tag: &str, name: &str) -> Option<StartTag<()>> {
    let behind = &tag["<".len() + name.len()..];
    if behind.trim_start() == ">" {
        return None;
    }
    Tokenizer::new(tag).find_map(|Ok(token)| match token {
        Token::StartTag(start) => Some(start),
        _ => None,
    })
}

/// Whether a tag hides its element, by an attribute or by its style.
pub(crate) fn is_hidden<S: SpanBound>(tag: &StartTag<S>) -> bool {
    let style = tag.attributes.get(&b"style"[..]);
    let style = style.and_then(|style| str::from_utf8(style).ok());
    tag.attributes.contains_key(&b"hidden"[..]) || style.is_some_and(hides)
}

/// Whether a tag says that its element stays as it is in translation.
fn is_kept(tag: &StartTag<()>) -> bool {
    let mut attributes = tag.attributes.iter();
    attributes.any(|(name, value)| keeps(name, &String::from_utf8_lossy(value)))
}
