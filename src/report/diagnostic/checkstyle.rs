//! Diagnostics as the XML of Checkstyle, which many programs for code review read.

use std::io;

use super::Annotated;
use super::positions::Positions;
use super::xml::Xml;

/// Writes what stands before the first document.
pub(super) fn begin(out: &mut impl io::Write) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">"
    )
}

/// Writes the diagnostics of a document; nothing for a clean one.
pub(super) fn write(out: &mut impl io::Write, checked: &Annotated) -> io::Result<()> {
    if checked.diagnostics.is_empty() {
        return Ok(());
    }
    let positions = Positions::of(&checked.document.text, checked.diagnostics);
    writeln!(out, "  <file name=\"{}\">", Xml(&checked.document.path))?;
    for one in checked.diagnostics {
        let start = positions.at(one.range.start).position;
        writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"yongeo.{}\"/>",
            start.line,
            start.column,
            one.level,
            Xml(&one.message),
            Xml(one.rule),
        )?;
    }
    writeln!(out, "  </file>")
}

/// Writes what stands behind the last document.
pub(super) fn end(out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "</checkstyle>")
}

#[cfg(test)]
mod tests {
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    #[test]
    fn a_file_with_its_errors() {
        let (buffer, clean) = (Sample::buffer(), Sample::clean());
        assert_eq!(
            written(Format::Checkstyle, &[clean.checked(), buffer.checked()]),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <checkstyle version=\"4.3\">\n  \
               <file name=\"문서/둘째 글.md\">\n    \
                 <error line=\"3\" column=\"9\" severity=\"error\" \
                 message=\"버퍼 is rejected for buffer\" source=\"yongeo.forbidden-term\"/>\n    \
                 <error line=\"5\" column=\"4\" severity=\"info\" \
                 message=\"완충&#10;공간 stands here for the first time\" source=\"yongeo.missing-gloss\"/>\n  \
               </file>\n\
             </checkstyle>\n"
        );
    }
}
