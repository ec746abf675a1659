//! Diagnostics on one line each, `path:line:column: level[rule] message`, which editors know how to jump to.

use std::io;

use super::Annotated;
use super::plain::plain;
use super::positions::Positions;
use crate::report::styles::Styles;

/// Writes the diagnostics of a document.
pub(super) fn write(
    out: &mut impl io::Write,
    checked: &Annotated,
    coloured: bool,
) -> io::Result<()> {
    let styles = Styles::new(coloured);
    let head = styles.head;
    let path = plain(&checked.document.path);
    let positions = Positions::of(&checked.document.text, checked.diagnostics);
    for one in checked.diagnostics {
        let mark = styles.of(one.level);
        let start = positions.at(one.range.start).position;
        writeln!(
            out,
            "{head}{path}{head:#}:{}:{}: {mark}{}[{}]{mark:#} {}",
            start.line,
            start.column,
            one.level,
            one.rule,
            plain(&one.message)
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    #[test]
    fn one_line_each() {
        let sample = Sample::buffer();
        let plain = written(Format::Short { coloured: false }, &[sample.checked()]);
        assert_eq!(
            plain,
            "문서/둘째 글.md:3:9: error[forbidden-term] 버퍼 is rejected for buffer\n\
             문서/둘째 글.md:5:4: info[missing-gloss] 완충 공간 stands here for the first time\n"
        );
        let coloured = written(Format::Short { coloured: true }, &[sample.checked()]);
        assert!(
            coloured.contains("\u{1b}[31merror[forbidden-term]\u{1b}[0m"),
            "{coloured:?}"
        );
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }
}
