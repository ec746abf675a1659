//! Writing XML: elements on lines of their own, indented, with nothing in them that XML can't hold.

use std::borrow::Cow;
use std::io::Write;

use quick_xml::escape::escape;

use super::cell::is_xml;
use super::export::unwritten;
use crate::Result;

/// An XML document that is being written, or a part of one.
pub(super) struct Xml<'w> {
    out: &'w mut dyn Write,
    /// What is written next: many small pieces become few large ones.
    line: String,
    open: Vec<&'static str>,
    /// Elements that are open around the part.
    depth: usize,
}

/// Attributes by their names.
pub(super) type Attributes<'t> = [(&'static str, &'t str)];

impl<'w> Xml<'w> {
    /// Begins a document in UTF-8.
    pub(super) fn new(out: &'w mut dyn Write) -> Result<Self> {
        let mut xml = Self::within(out, 0);
        xml.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        Ok(xml)
    }

    /// A part of a document, in so many elements.
    pub(super) fn within(out: &'w mut dyn Write, depth: usize) -> Self {
        Self {
            out,
            line: String::new(),
            open: Vec::new(),
            depth,
        }
    }

    /// What the document is written to.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth + self.open.len()
    }

    /// A line as it is: a document type.
    pub(super) fn line(&mut self, line: &str) -> Result<()> {
        self.line.push_str(line);
        self.end_line()
    }

    /// Begins an element.
    pub(super) fn begin(&mut self, name: &'static str, attributes: &Attributes<'_>) -> Result<()> {
        self.tag(name, attributes);
        self.line.push('>');
        self.open.push(name);
        self.end_line()
    }

    /// Ends the element that was begun last.
    pub(super) fn end(&mut self) -> Result<()> {
        let name = self.open.pop().unwrap_or_default();
        self.indent();
        self.end_tag(name);
        self.end_line()
    }

    /// An element with text in it, or with nothing.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &Attributes<'_>,
        text: &str,
    ) -> Result<()> {
        self.tag(name, attributes);
        if text.is_empty() {
            self.line.push_str("/>");
        } else {
            self.line.push('>');
            self.line.push_str(&escaped(text));
            self.end_tag(name);
        }
        self.end_line()
    }

    /// A processing instruction: what only we understand, and everybody else passes over.
    pub(super) fn instruction(&mut self, target: &str, content: &str) -> Result<()> {
        // In JSON a greater-than sign stands in texts only.
        let content = content.replace('>', "\\u003e");
        self.indent();
        self.line
            .extend(["<?", target, " ", &printable(&content), "?>"]);
        self.end_line()
    }

    fn tag(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.indent();
        self.line.extend(["<", name]);
        for (name, value) in attributes {
            self.line.extend([" ", name, "=\"", &escaped(value), "\""]);
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.line.extend(["</", name, ">"]);
    }

    fn indent(&mut self) {
        for _ in 0..self.depth() {
            self.line.push_str("  ");
        }
    }

    fn end_line(&mut self) -> Result<()> {
        self.line.push('\n');
        let written = self.out.write_all(self.line.as_bytes());
        self.line.clear();
        written.map_err(unwritten)
    }
}

/// A text without what XML can't hold. A vertical tab or form feed parts lines, and a space stands for it: words stay apart.
fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_xml) {
        return text.into();
    }
    let spaced = text.chars().map(|c| match c {
        '\u{b}' | '\u{c}' => ' ',
        other => other,
    });
    spaced.filter(|&c| is_xml(c)).collect::<String>().into()
}

/// A text as it stands between tags or in an attribute. Readers take a bare carriage return for a line feed.
fn escaped(text: &str) -> Cow<'_, str> {
    let text = match printable(text) {
        Cow::Borrowed(text) => escape(text),
        Cow::Owned(text) => escape(&text).into_owned().into(),
    };
    if text.contains('\r') {
        text.replace('\r', "&#13;").into()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_elements_nested() {
        let mut out = Vec::new();
        let mut xml = Xml::new(&mut out).unwrap();
        xml.begin("text", &[("type", "\"R&D\"")]).unwrap();
        xml.element("term", &[], "R&D\u{b}<연구>\u{1}\r\n개발")
            .unwrap();
        xml.instruction("yongeo", r#"{"note":"끝?>"}"#).unwrap();
        xml.element("seg", &[], "").unwrap();
        xml.end().unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <text type=\"&quot;R&amp;D&quot;\">\n  \
             <term>R&amp;D &lt;연구&gt;&#13;\n개발</term>\n  \
             <?yongeo {\"note\":\"끝?\\u003e\"}?>\n  \
             <seg/>\n</text>\n"
        );
    }
}
