//! A table in HTML, to be put on a page. (`yongeo report --html` makes a page to search and sort, with the places of terms.)

use std::io::Write;

use quick_xml::escape::escape;

use super::cell::one_line;
use super::export::{Export, unwritten};
use super::format::Format;
use super::markdown::{MARKDOWN, shown};
use crate::Result;
use crate::glossary::Status;

/// A page with a table that has a row for each pair.
pub(super) const HTML: Format = Format {
    name: "html",
    about: "a table in HTML",
    extension: "html",
    write,
    read: super::table::read_html,
    ..MARKDOWN
};

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"ko\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"generator\" content=\"yongeo ";
const STYLE: &str = "\">
<title>용어집</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 1rem; word-break: keep-all; }
table { border-collapse: collapse; }
th, td { border: 1px solid #ccc; padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #e7eef7; position: sticky; top: 0; }
.deprecated { color: #767676; text-decoration: line-through; }
</style>
</head>
<body>
<table>
";

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let columns = shown(export);
    write!(
        out,
        "{HEAD}{}{STYLE}<thead><tr><th>Korean</th><th>English</th>",
        env!("CARGO_PKG_VERSION")
    )
    .map_err(unwritten)?;
    for column in &columns {
        write!(out, "<th>{column}</th>").map_err(unwritten)?;
    }
    writeln!(out, "</tr></thead>\n<tbody>").map_err(unwritten)?;
    for concept in &export.concepts {
        for row in concept.rows() {
            let class = if row.status() == Status::Deprecated {
                " class=\"deprecated\""
            } else {
                ""
            };
            let text = |cell: &str| escape(&*one_line(cell)).into_owned();
            let (korean, english, language) = (
                text(row.korean()),
                text(row.english()),
                text(row.language()),
            );
            write!(
                out,
                "<tr><td{class} lang=\"ko\">{korean}</td><td lang=\"{language}\">{english}</td>"
            )
            .map_err(unwritten)?;
            for column in &columns {
                write!(
                    out,
                    "<td>{}</td>",
                    text(row.cell(column).unwrap_or_default())
                )
                .map_err(unwritten)?;
            }
            writeln!(out, "</tr>").map_err(unwritten)?;
        }
    }
    writeln!(out, "</tbody>\n</table>\n</body>\n</html>").map_err(unwritten)
}
