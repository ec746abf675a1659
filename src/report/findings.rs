//! What is to be put right in a glossary: text for people, JSON lines for programs.

use std::io;

use serde::Serialize;

use super::json_lines;
use super::styles::Styles;
use crate::glossary::lint::Finding;

/// Writes findings as `path:line: [rule] what (what to do)`, which editors and continuous integration know how to jump to.
pub fn write_text(
    out: &mut impl io::Write,
    path: &str,
    findings: &[Finding],
    coloured: bool,
) -> io::Result<()> {
    let styles = Styles::new(coloured);
    let (head, faint) = (styles.head, styles.faint);
    for one in findings {
        let mark = styles.of(one.level);
        writeln!(
            out,
            "{head}{path}{head:#}:{}: {mark}[{}]{mark:#} {} {faint}({}){faint:#}",
            one.line, one.rule, one.what, one.hint
        )?;
    }
    Ok(())
}

/// Writes findings as one JSON object a line.
pub fn write_json(out: &mut impl io::Write, path: &str, findings: &[Finding]) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'f> {
        path: &'f str,
        line: usize,
        rule: &'f str,
        level: &'f str,
        concept: &'f str,
        column: Option<&'f str>,
        message: &'f str,
        hint: &'f str,
    }
    for one in findings {
        let object = Object {
            path,
            line: one.line,
            rule: one.rule,
            level: one.level.as_str(),
            concept: &one.concept,
            column: one.column,
            message: &one.what,
            hint: &one.hint,
        };
        json_lines::write(out, &object)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

    fn finding() -> Finding {
        Finding {
            line: 12,
            rule: "spaces",
            level: Level::Warning,
            concept: "tensor".into(),
            column: Some("korean"),
            what: "korean \"텐서 \" ends with a space".into(),
            hint: "write single spaces, and none at the ends".into(),
        }
    }

    #[test]
    fn text_is_one_line_each() {
        let mut out = Vec::new();
        write_text(&mut out, "glossary.csv", &[finding()], false).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "glossary.csv:12: [spaces] korean \"텐서 \" ends with a space (write single spaces, and none at the ends)\n"
        );
    }

    #[test]
    fn json_has_a_field_for_everything() {
        let mut out = Vec::new();
        write_json(&mut out, "glossary.csv", &[finding()]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"path":"glossary.csv","line":12,"rule":"spaces","level":"warning","concept":"tensor","#,
                r#""column":"korean","message":"korean \"텐서 \" ends with a space","#,
                r#""hint":"write single spaces, and none at the ends"}"#,
                "\n"
            )
        );
    }
}
