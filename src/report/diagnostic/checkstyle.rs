//! Diagnostics as the XML of Checkstyle, which many programs for code review read.

use std::fmt::Write;
use std::io;

use super::Annotated;
use super::by_file::ByFile;
use super::positions::Positions;
use super::repair::further;
use super::xml::Xml;

/// Takes in the diagnostics of a document. Note and repair follow the message, each on a line of its own.
pub(super) fn add(held: &mut ByFile, checked: &Annotated) {
    if checked.diagnostics.is_empty() {
        return;
    }
    let text = &checked.document.text;
    let positions = Positions::of(text, checked.diagnostics);
    let file = held.of(&checked.document.path);
    for one in checked.diagnostics {
        let start = positions.at(one.range.start).position;
        let mut message = one.message.clone();
        for line in further(text, one) {
            message.extend(["\n", &line]);
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            file.text,
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"yongeo.{}\"/>",
            start.line,
            start.column,
            one.level,
            Xml(&message),
            Xml(one.rule),
        );
    }
}

/// Writes the documents that have diagnostics.
pub(super) fn write(out: &mut impl io::Write, held: &ByFile) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">"
    )?;
    for file in held.files() {
        writeln!(out, "  <file name=\"{}\">", Xml(&file.path))?;
        out.write_all(file.text.as_bytes())?;
        writeln!(out, "  </file>")?;
    }
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
                 message=\"버퍼 is rejected for buffer&#10;note: 12 documents say 완충 공간&#10;fix: 버퍼를 → 완충 공간을\" source=\"yongeo.forbidden-term\"/>\n    \
                 <error line=\"5\" column=\"4\" severity=\"info\" \
                 message=\"완충&#10;공간 stands here for the first time&#10;fix: 공간을 → 공간(buffer)을 (unsafe)\" source=\"yongeo.missing-gloss\"/>\n  \
               </file>\n\
             </checkstyle>\n"
        );
    }
}
