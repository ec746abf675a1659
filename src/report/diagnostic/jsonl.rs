//! Diagnostics as JSON lines: one [object](super::object) a line.

use std::io;

use super::Annotated;
use super::object::objects;
use crate::report::json_lines;

/// Writes the diagnostics of a document.
pub(super) fn write(
    out: &mut impl io::Write,
    checked: &Annotated,
    places: Option<&[Option<Box<str>>]>,
) -> io::Result<()> {
    for object in objects(checked, places) {
        json_lines::write(out, &object)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::report::diagnostic::Format;
    use crate::report::diagnostic::tests::{Sample, written};

    #[test]
    fn keeps_the_contract_and_its_order() {
        let sample = Sample::buffer();
        assert_eq!(
            written(Format::Jsonl, &[sample.checked()]),
            concat!(
                r#"{"path":"문서/둘째 글.md","rule":"forbidden-term","level":"error","#,
                r#""message":"버퍼 is rejected for buffer","note":"12 documents say 완충 공간","#,
                r#""line":3,"column":9,"end_line":3,"end_column":11,"offset":39,"end":45,"text":"버퍼","#,
                r#""fix":{"safe":true,"edits":["#,
                r#"{"offset":39,"end":45,"line":3,"column":9,"text":"완충 공간"},"#,
                r#"{"offset":45,"end":48,"line":3,"column":11,"text":"을"}]}}"#,
                "\n",
                r#"{"path":"문서/둘째 글.md","rule":"missing-gloss","level":"info","#,
                r#""message":"완충\n공간 stands here for the first time","note":null,"#,
                r#""line":5,"column":4,"end_line":6,"end_column":3,"offset":68,"end":82,"#,
                r#""text":"완충\r\n공간","fix":{"safe":false,"edits":["#,
                r#"{"offset":82,"end":82,"line":6,"column":3,"text":"(buffer)"}]}}"#,
                "\n",
            )
        );
    }
}
