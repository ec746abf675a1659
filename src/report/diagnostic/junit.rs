//! Diagnostics as the XML of `JUnit`, which continuous integration shows as tests: a document is a suite, a
//! diagnostic a test that failed, and a clean document a test that passed.

use std::io;

use super::Annotated;
use super::positions::Positions;
use super::xml::Xml;
use crate::Level;

/// Writes what stands before the first document.
pub(super) fn begin(out: &mut impl io::Write) -> io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"yongeo\">"
    )
}

/// Writes a document. What is only worth a look fails no test.
pub(super) fn write(out: &mut impl io::Write, checked: &Annotated) -> io::Result<()> {
    let path = Xml(&checked.document.path);
    let positions = Positions::of(&checked.document.text, checked.diagnostics);
    let failures = checked
        .diagnostics
        .iter()
        .filter(|one| one.level != Level::Info)
        .count();
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
        checked.diagnostics.len().max(1)
    )?;
    if checked.diagnostics.is_empty() {
        writeln!(out, "    <testcase name=\"clean\" classname=\"{path}\"/>")?;
    }
    for one in checked.diagnostics {
        let start = positions.at(one.range.start).position;
        let (line, column) = (start.line, start.column);
        let (rule, message) = (Xml(one.rule), Xml(&one.message));
        writeln!(
            out,
            "    <testcase name=\"{rule} {line}:{column}\" classname=\"{path}\">"
        )?;
        if one.level == Level::Info {
            writeln!(
                out,
                "      <system-out>{path}:{line}:{column}: {message}</system-out>"
            )?;
        } else {
            writeln!(
                out,
                "      <failure type=\"{}\" message=\"{message}\">{path}:{line}:{column}: {message}</failure>",
                one.level
            )?;
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// Writes what stands behind the last document.
pub(super) fn end(out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "</testsuites>")
}

#[cfg(test)]
mod tests {
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    #[test]
    fn a_suite_a_document() {
        let (buffer, clean) = (Sample::buffer(), Sample::clean());
        assert_eq!(
            written(Format::Junit, &[clean.checked(), buffer.checked()]),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites name=\"yongeo\">\n  \
               <testsuite name=\"첫째.txt\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    \
                 <testcase name=\"clean\" classname=\"첫째.txt\"/>\n  \
               </testsuite>\n  \
               <testsuite name=\"문서/둘째 글.md\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n    \
                 <testcase name=\"forbidden-term 3:9\" classname=\"문서/둘째 글.md\">\n      \
                   <failure type=\"error\" message=\"버퍼 is rejected for buffer\">\
                   문서/둘째 글.md:3:9: 버퍼 is rejected for buffer</failure>\n    \
                 </testcase>\n    \
                 <testcase name=\"missing-gloss 5:4\" classname=\"문서/둘째 글.md\">\n      \
                   <system-out>문서/둘째 글.md:5:4: 완충&#10;공간 stands here for the first time</system-out>\n    \
                 </testcase>\n  \
               </testsuite>\n\
             </testsuites>\n"
        );
    }
}
