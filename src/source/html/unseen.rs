//! Elements in Markdown of which readers see nothing, or see them struck out.

use html5gum::{SpanBound, StartTag, Token, Tokenizer};

use super::mask::element;
use super::scope::{End, Scope};
use super::tag::hides;
use super::{STRUCK, is_one_of, is_void};
use crate::source::MaskKind;

/// Such an element that has begun.
pub(crate) struct Unseen {
    is_struck: bool,
    scope: Scope,
}

impl Unseen {
    /// The element that a tag begins, if it is one.
    pub(crate) fn begun(tag: &str) -> Option<Self> {
        let name = element(tag).filter(|name| !tag.starts_with("</") && !is_closed(tag, name))?;
        let is_struck = is_one_of(name, STRUCK);
        let may_hide = || ["hidden", "none"].iter().any(|word| tag.contains(word));
        (is_struck || may_hide() && says_hidden(tag)).then(|| Self {
            is_struck,
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

    /// How it is masked before some text.
    pub(in crate::source) fn kind(&self, behind: &str) -> MaskKind {
        if self.is_struck {
            MaskKind::of_struck(behind)
        } else {
            MaskKind::Invisible
        }
    }
}

/// Whether nothing stands in the element that a tag with this name begins.
fn is_closed(tag: &str, name: &str) -> bool {
    tag.ends_with("/>") || is_void(name)
}

fn says_hidden(tag: &str) -> bool {
    Tokenizer::new(tag).any(|Ok(token)| {
        let Token::StartTag(tag) = token else {
            return false;
        };
        is_hidden(&tag)
    })
}

/// Whether a tag hides its element, by an attribute or by its style.
pub(crate) fn is_hidden<S: SpanBound>(tag: &StartTag<S>) -> bool {
    let style = tag.attributes.get(&b"style"[..]);
    let style = style.and_then(|style| str::from_utf8(style).ok());
    tag.attributes.contains_key(&b"hidden"[..]) || style.is_some_and(hides)
}
