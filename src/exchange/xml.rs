//! Writing XML: elements on lines of their own, indented, with nothing in them that XML can't hold.

use std::borrow::Cow;
use std::io::Write;

use quick_xml::escape::escape;

use super::cell::is_xml;
use super::export::unwritten;
use crate::Result;

/// An XML document that is being written.
pub(super) struct Xml<'w> {
    out: &'w mut dyn Write,
    open: Vec<&'static str>,
}

/// Attributes by their names.
pub(super) type Attributes<'t> = [(&'static str, &'t str)];

impl<'w> Xml<'w> {
    /// Begins a document in UTF-8.
    pub(super) fn new(out: &'w mut dyn Write) -> Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            .map_err(unwritten)?;
        Ok(Self {
            out,
            open: Vec::new(),
        })
    }

    /// A line as it is: a document type.
    pub(super) fn line(&mut self, line: &str) -> Result<()> {
        self.put(format_args!("{line}\n"))
    }

    /// Begins an element.
    pub(super) fn begin(&mut self, name: &'static str, attributes: &Attributes<'_>) -> Result<()> {
        self.tag(name, attributes)?;
        self.put(format_args!(">\n"))?;
        self.open.push(name);
        Ok(())
    }

    /// Ends the element that was begun last.
    pub(super) fn end(&mut self) -> Result<()> {
        let name = self.open.pop().unwrap_or_default();
        self.indent()?;
        self.put(format_args!("</{name}>\n"))
    }

    /// An element with text in it, or with nothing.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &Attributes<'_>,
        text: &str,
    ) -> Result<()> {
        self.tag(name, attributes)?;
        if text.is_empty() {
            self.put(format_args!("/>\n"))
        } else {
            self.put(format_args!(">{}</{name}>\n", escaped(text)))
        }
    }

    /// A processing instruction: what only we understand, and everybody else passes over.
    pub(super) fn instruction(&mut self, target: &str, content: &str) -> Result<()> {
        // In JSON a greater-than sign stands in texts only.
        let content = content.replace('>', "\\u003e");
        self.indent()?;
        self.put(format_args!("<?{target} {}?>\n", printable(&content)))
    }

    fn tag(&mut self, name: &str, attributes: &Attributes<'_>) -> Result<()> {
        self.indent()?;
        self.put(format_args!("<{name}"))?;
        for (name, value) in attributes {
            self.put(format_args!(" {name}=\"{}\"", escaped(value)))?;
        }
        Ok(())
    }

    fn indent(&mut self) -> Result<()> {
        for _ in 0..self.open.len() {
            self.put(format_args!("  "))?;
        }
        Ok(())
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) -> Result<()> {
        self.out.write_fmt(text).map_err(unwritten)
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

/// A text as it stands between tags or in an attribute. Readers take a bare carriage return for a line feed, and in an
/// attribute line feed and tab for a space.
fn escaped(text: &str) -> String {
    let text = printable(text);
    let text = escape(&*text);
    text.replace('\r', "&#13;")
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
