//! HTML: what of it is prose, in a page of its own and within Markdown.

mod edge;
mod entity;
mod gloss;
mod lenient;
mod mask;
mod page;
mod scope;
mod tag;
mod unseen;

pub(super) use entity::reference;
pub(super) use gloss::is_gloss;
pub(crate) use gloss::is_mark;
pub(super) use mask::{mask, mask_inline};
pub(crate) use page::is_void;
pub(super) use page::{put_page, read};
pub(crate) use scope::{End, Scope};
pub(crate) use unseen::{Unseen, is_hidden};

/// Elements that end a paragraph: the list of `CommonMark` 0.31, section 4.6, kind 6.
const BLOCK_ELEMENTS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Elements whose content is no prose: the list of `CommonMark` 0.31, section 4.6, kind 1.
const RAW_ELEMENTS: &[&str] = &["pre", "script", "style", "textarea"];

/// Further elements that readers see nothing of as text.
pub(crate) const UNSEEN: &[&str] = &[
    "template", "svg", "math", "object", "canvas", "audio", "video",
];

/// Elements whose text is code.
const CODE: &[&str] = &["code", "kbd", "samp", "var", "tt"];

/// Elements whose content was struck out: it is nothing of the text any more, as what a tracked change deletes.
pub(crate) const STRUCK: &[&str] = &["del", "s", "strike"];

pub(crate) fn is_one_of(name: &str, elements: &[&str]) -> bool {
    elements
        .iter()
        .any(|element| element.eq_ignore_ascii_case(name))
}
