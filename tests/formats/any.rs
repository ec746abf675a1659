//! What holds of any text in any format: what is masked lies in it, every byte has a place in the file, and what is written is read again.

use proptest::prelude::*;
use yongeo::Document;
use yongeo::source::{Format, Places};

/// Pieces of which files of text formats are made.
const PIECES: [&str; 76] = [
    "가",
    "나(b)",
    "텐서(tensor)",
    "R&D",
    "&amp;",
    "&#44032;",
    "&nbsp",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "<p>",
    "</p>",
    "<b>",
    "<br/>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<pre hidden>",
    "</pre>",
    "<!--",
    "-->",
    "<ruby>",
    "<rt>",
    "</rt>",
    "</ruby>",
    "<",
    ">",
    "&",
    ";",
    "\"",
    "'",
    "\\",
    "\\n",
    "\\u",
    "\\uac00",
    "\\ud83d",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "a: ",
    "- ",
    "|",
    "# ",
    "= ",
    "=",
    "!",
    "/*",
    "*/",
    "//",
    "%",
    "$",
    "~",
    "\\begin{verbatim}",
    "\\end{verbatim}",
    "\\section{",
    "\\item ",
    "\\verb|",
    "``",
    "`",
    ".. ",
    "::",
    "   ",
    "----\n",
    "00:01 --> 00:02\n",
    "WEBVTT\n",
    "<resources>",
    "<string>",
    "</string>",
    "{\"cells\":[",
    "{\"cell_type\":\"markdown\",\"source\":\"",
];

fn look(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut end = 0;
    for mask in &document.masks {
        prop_assert!(
            end <= mask.range.start && mask.range.start < mask.range.end,
            "{:?}",
            document.masks
        );
        prop_assert!(text.get(mask.range.clone()).is_some());
        end = mask.range.end;
    }
    let mut places = Places::of(document);
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let position = places.position(at);
        prop_assert!(position.line > 0 && position.column > 0);
        let offset = places.offset(at);
        prop_assert!(document.source().get(offset..).is_some() && offset >= last);
        last = offset;
        if c != '가' {
            continue;
        }
        let range = at..at + c.len_utf8();
        if let Some(edited) = document.edited([(&range, "나")]) {
            let mut expected = text.clone();
            expected.replace_range(range, "나");
            prop_assert_eq!(&edited.text, &expected);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn text_of_any_format_has_places_and_is_written(
        format in prop::sample::select(Format::ALL.into_iter().filter(|format| !format.is_packed()).collect::<Vec<_>>()),
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..30),
    ) {
        if let Ok(document) = Document::read_as(format, "글", pieces.concat()) {
            look(&document)?;
        }
    }

    #[test]
    fn any_text_is_read_as_any_format(
        format in prop::sample::select(Format::ALL.into_iter().filter(|format| !format.is_packed()).collect::<Vec<_>>()),
        text in any::<String>(),
    ) {
        if let Ok(document) = Document::read_as(format, "글", text) {
            look(&document)?;
        }
    }
}
