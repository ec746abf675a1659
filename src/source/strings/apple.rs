//! `.strings` of Apple: `"key" = "value";` with comments as in C.

use super::quoted::Ends;
use super::{put_strings, quoted};
use crate::Result;
use crate::source::Document;
use crate::source::writing::Writing;

/// Reads a table of strings.
pub(in crate::source) fn read_strings(document: &mut Document) -> Result<()> {
    put_strings(document, |pieces| {
        let source = pieces.source();
        let mut at = 0;
        let mut is_value = false;
        while let Some(found) = source[at..].find(['"', '=', ';', '/']) {
            at += found;
            let rest = &source[at..];
            if rest.starts_with("/*") {
                at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with('"') {
                let end = quoted::end(source, at + 1);
                if is_value {
                    pieces.end_paragraph();
                    quoted::put(pieces, at + 1..end, Writing::Quoted, Ends::Paragraphs);
                }
                at = (end + 1).min(source.len());
            } else {
                is_value = rest.starts_with('=');
                at += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_texts() {
        let strings = "/* \"제목\" = \"가(a)\"; */\n// 나(b)\n\"title\" = \"텐서(tensor)\";\nkey = \"\\\"셸\\\"을 \\U00e9\";\n";
        let document = Document::read("글.strings", strings).unwrap();
        assert_eq!(document.text, "텐서(tensor)\n\n\"셸\"을 é");
    }
}
