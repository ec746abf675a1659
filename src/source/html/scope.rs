//! Where an element ends: at its end tag, or, in HTML, where that was left out, at what can't stand in it.

use super::{BLOCK_ELEMENTS, STRUCK, is_one_of};

/// Elements within one another that are told apart; browsers do not go much deeper either.
const DEEPEST: usize = 512;

/// Elements whose end tag may be left out, and before which tags they end then: HTML, section 13.1.2.4.
const OPTIONAL: &[(&[&str], &[&str])] = &[
    (&["li"], &["li"]),
    (&["dt", "dd"], &["dt", "dd"]),
    (&["rt", "rp"], &["rt", "rp"]),
    (&["option"], &["option", "optgroup", "hr"]),
    (&["optgroup"], &["optgroup", "hr"]),
    (&["td", "th"], &["td", "th", "tr", "tbody", "tfoot"]),
    (&["tr"], &["tr", "tbody", "tfoot"]),
    (&["thead", "tbody", "tfoot"], &["tbody", "tfoot"]),
    (
        &["p"],
        &[
            "address",
            "article",
            "aside",
            "blockquote",
            "details",
            "dialog",
            "div",
            "dl",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "search",
            "section",
            "table",
            "ul",
        ],
    ),
    // Not so in the standard, but where somebody forgot it, not all that follows is struck out.
    (STRUCK, &["td", "th", "tr"]),
];

/// What lies in them and ends them no longer when a tag of that kind begins: a list within an item has items of its own.
const WALLS: &[&str] = &[
    "button", "caption", "datalist", "dl", "menu", "object", "ol", "ruby", "select", "table",
    "template", "ul",
];

/// Parents of such elements that are no [blocks](BLOCK_ELEMENTS).
const PARENTS: &[&str] = &["datalist", "ruby", "select"];

/// An element that is open.
pub(crate) struct Scope {
    /// Its name, and those of the elements open in it.
    open: Vec<String>,
    /// How many are open beyond those.
    beyond: usize,
    /// Before which tags it ends; none where it ends at its end tag alone.
    ends_before: &'static [&'static str],
}

impl Scope {
    /// The element that has just begun.
    pub(crate) fn new(name: &str, is_xml: bool) -> Self {
        let optional = OPTIONAL.iter().find(|(names, _)| is_one_of(name, names));
        Self {
            open: vec![name.to_owned()],
            beyond: 0,
            ends_before: optional
                .filter(|_| !is_xml)
                .map_or(&[], |(_, before)| before),
        }
    }

    /// Another element begins: whether this one has ended before it. One that is `closed` has nothing in it.
    pub(crate) fn ends_at_start(&mut self, name: &str, closed: bool) -> bool {
        let inner = &self.open[1..];
        if is_one_of(name, self.ends_before) && !inner.iter().any(|open| is_one_of(open, WALLS)) {
            return true;
        }
        if !closed {
            if self.open.len() == DEEPEST {
                self.beyond += 1;
            } else {
                self.open.push(name.to_owned());
            }
        }
        false
    }

    /// An end tag: whether this element has ended, and whether the tag was its own.
    pub(crate) fn ends_at_end(&mut self, name: &str) -> Option<End> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        match self.open.iter().rposition(|open| open == name) {
            Some(0) => Some(End::Own),
            Some(at) => {
                self.open.truncate(at);
                None
            }
            // That of its parent, or of one farther out. That of a paragraph which is not open makes an empty one, but where it is the parent.
            None => (!self.ends_before.is_empty()
                && (name != "p" || is_one_of(&self.open[0], STRUCK))
                && (is_one_of(name, BLOCK_ELEMENTS) || is_one_of(name, PARENTS)))
            .then_some(End::Parents),
        }
    }
}

/// Which end tag has ended an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Own,
    Parents,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the tags ends an element, if any does: `/li` is the end tag.
    fn end(name: &str, is_xml: bool, tags: &str) -> Option<usize> {
        let mut scope = Scope::new(name, is_xml);
        tags.split(' ').position(|tag| match tag.strip_prefix('/') {
            Some(tag) => scope.ends_at_end(tag).is_some(),
            None => scope.ends_at_start(tag, false),
        })
    }

    #[test]
    fn an_element_ends_where_its_format_says() {
        for (name, tags, html, xml) in [
            ("li", "b /b li", Some(2), None),
            ("li", "ul li li /ul li", Some(4), None),
            ("li", "p div /ul", Some(2), None),
            ("p", "b div", Some(1), None),
            ("p", "span /p p", Some(1), Some(1)),
            ("p", "/body", Some(0), None),
            ("div", "p div /div /section /div", Some(4), Some(4)),
            ("td", "table tr td /table td", Some(4), None),
            ("tr", "td td /tr", Some(2), Some(2)),
            ("dt", "/p dd", Some(1), None),
            ("s", "b /b /p", Some(2), None),
            ("del", "p /p /del", Some(2), Some(2)),
            ("option", "/select", Some(0), None),
        ] {
            assert_eq!(end(name, false, tags), html, "{name} {tags}");
            assert_eq!(end(name, true, tags), xml, "{name} {tags}");
        }
    }

    #[test]
    fn elements_lie_as_deep_as_they_like() {
        let tags = format!("{}{}/div", "div ".repeat(2000), "/div ".repeat(2000));
        assert_eq!(end("div", false, &tags), Some(4000));
    }
}
