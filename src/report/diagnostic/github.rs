//! Diagnostics as workflow commands of GitHub Actions, which become annotations of a pull request:
//! `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`.

use std::fmt::{self, Write};
use std::io;

use super::Annotated;
use super::positions::Positions;
use super::repair::further;
use super::uri::plainly;
use crate::Level;

/// Writes the diagnostics of a document. Note and repair follow the message, each on a line of its own.
pub(super) fn write(out: &mut impl io::Write, checked: &Annotated) -> io::Result<()> {
    let text = &checked.document.text;
    let positions = Positions::of(text, checked.diagnostics);
    for one in checked.diagnostics {
        let [start, end] =
            [one.range.start, one.range.end].map(|offset| positions.at(offset).position);
        let level = match one.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        write!(
            out,
            "::{level} file={},line={},endLine={},col={}",
            Property(plainly(&checked.document.path)),
            start.line,
            end.line,
            start.column,
        )?;
        // Of two lines GitHub takes no column of the end.
        if start.line == end.line {
            write!(out, ",endColumn={}", end.column)?;
        }
        write!(
            out,
            ",title={}::{}",
            Property(one.rule),
            Message(&one.message)
        )?;
        for line in further(text, one) {
            write!(out, "%0A{}", Message(&line))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The text behind `::`, in which `%` and line ends are escaped.
struct Message<'t>(&'t str);

/// The value of a property, in which `:` and `,` are escaped too.
struct Property<'t>(&'t str);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(f, self.0, &['%', '\r', '\n'])
    }
}

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(f, self.0, &['%', '\r', '\n', ':', ','])
    }
}

fn escape(f: &mut fmt::Formatter<'_>, text: &str, escaped: &[char]) -> fmt::Result {
    for c in text.chars() {
        if escaped.contains(&c) {
            write!(f, "%{:02X}", u32::from(c))?;
        } else {
            f.write_char(c)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    #[test]
    fn one_command_a_diagnostic() {
        let sample = Sample::buffer();
        assert_eq!(
            written(Format::Github, &[sample.checked()]),
            "::error file=문서/둘째 글.md,line=3,endLine=3,col=9,endColumn=11,title=forbidden-term\
             ::버퍼 is rejected for buffer%0Anote: 12 documents say 완충 공간\
             %0Afix: 버퍼를 → 완충 공간을\n\
             ::notice file=문서/둘째 글.md,line=5,endLine=6,col=4,title=missing-gloss\
             ::완충%0A공간 stands here for the first time\
             %0Afix: 공간을 → 공간(buffer)을 (unsafe)\n"
        );
    }

    #[test]
    fn files_are_named_as_git_names_them() {
        let mut sample = Sample::buffer();
        sample.document.path.insert_str(0, "./");
        let file = "::error file=문서/둘째 글.md,";
        assert!(written(Format::Github, &[sample.checked()]).starts_with(file));
    }

    #[test]
    fn what_github_reads_is_escaped() {
        assert_eq!(
            Message("100%: 가,\r\n나").to_string(),
            "100%25: 가,%0D%0A나"
        );
        assert_eq!(
            Property("C:/가,나%.md\r\n").to_string(),
            "C%3A/가%2C나%25.md%0D%0A"
        );
    }
}
