//! Diagnostics as the XML of `JUnit`, which continuous integration shows as tests: a document is a suite, a
//! diagnostic a test that failed, and a clean document a test that passed.

use std::fmt::Write;
use std::io;

use super::Annotated;
use super::by_file::ByFile;
use super::positions::Positions;
use super::repair::further;
use super::xml::Xml;
use crate::Level;

/// Takes in a document. What is only worth a look fails no test.
pub(super) fn add(held: &mut ByFile, checked: &Annotated) {
    let (text, path) = (&checked.document.text, Xml(&checked.document.path));
    let positions = Positions::of(text, checked.diagnostics);
    let file = held.of(&checked.document.path);
    for one in checked.diagnostics {
        let start = positions.at(one.range.start).position;
        let (line, column) = (start.line, start.column);
        let message = Xml(&one.message);
        // Writing to a string cannot fail, here and below.
        let mut more = String::new();
        for line in further(text, one) {
            let _ = write!(more, "\n{}", Xml(&line));
        }
        let is_failure = one.level != Level::Info;
        let (opening, closing) = if is_failure {
            let opening = format!("failure type=\"{}\" message=\"{message}\"", one.level);
            (opening, "failure")
        } else {
            ("system-out".to_owned(), "system-out")
        };
        file.diagnostics += 1;
        file.failures += usize::from(is_failure);
        let _ = writeln!(
            file.text,
            "    <testcase name=\"{} {line}:{column}\" classname=\"{path}\">\n      \
             <{opening}>{path}:{line}:{column}: {message}{more}</{closing}>\n    \
             </testcase>",
            Xml(one.rule),
        );
    }
}

/// Writes all documents, a suite each, and how many tests there are.
pub(super) fn write(out: &mut impl io::Write, held: &ByFile) -> io::Result<()> {
    let files = held.files();
    let tests: usize = files.iter().map(|file| file.diagnostics.max(1)).sum();
    let failures: usize = files.iter().map(|file| file.failures).sum();
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"yongeo\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    )?;
    for file in files {
        let (path, failures) = (Xml(&file.path), file.failures);
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
            file.diagnostics.max(1)
        )?;
        if file.diagnostics == 0 {
            writeln!(out, "    <testcase name=\"clean\" classname=\"{path}\"/>")?;
        }
        out.write_all(file.text.as_bytes())?;
        writeln!(out, "  </testsuite>")?;
    }
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
             <testsuites name=\"yongeo\" tests=\"3\" failures=\"1\" errors=\"0\">\n  \
               <testsuite name=\"첫째.txt\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    \
                 <testcase name=\"clean\" classname=\"첫째.txt\"/>\n  \
               </testsuite>\n  \
               <testsuite name=\"문서/둘째 글.md\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">\n    \
                 <testcase name=\"forbidden-term 3:9\" classname=\"문서/둘째 글.md\">\n      \
                   <failure type=\"error\" message=\"버퍼 is rejected for buffer\">\
                   문서/둘째 글.md:3:9: 버퍼 is rejected for buffer\n\
                   note: 12 documents say 완충 공간\nfix: 버퍼를 → 완충 공간을</failure>\n    \
                 </testcase>\n    \
                 <testcase name=\"missing-gloss 5:4\" classname=\"문서/둘째 글.md\">\n      \
                   <system-out>문서/둘째 글.md:5:4: 완충&#10;공간 stands here for the first time\n\
                   fix: 공간을 → 공간(buffer)을 (unsafe)</system-out>\n    \
                 </testcase>\n  \
               </testsuite>\n\
             </testsuites>\n"
        );
    }
}
