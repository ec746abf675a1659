//! What a file is, by what stands in it: names of files lie.

use super::format::Format;
use super::imported::Imported;
use super::reading::Reading;
use super::text::text;
use super::{html, json, markdown, multiterm, tbx, tmx, xlsx};
use crate::{Error, Result};

/// So many bytes at the beginning tell what a file is.
const HEAD: usize = 0x4000;

/// Elements with which a page in HTML begins, or a part of one.
const PAGE: [&str; 8] = [
    "html", "head", "body", "meta", "style", "div", "table", "center",
];

/// Reads a file of any format that is read.
///
/// # Errors
///
/// It is of none of them, or broken, with the place.
pub fn import(bytes: Vec<u8>, reading: &Reading) -> Result<(Imported, &'static Format)> {
    let format = detect(&bytes)?;
    Ok(((format.read)(bytes, reading)?, format))
}

/// The format of a file; of text in cells `csv`, whichever tool it is from.
fn detect(bytes: &[u8]) -> Result<&'static Format> {
    const LIST: &str = "yongeo export --list tells the formats that are read";
    // Workbooks of today, and of old, which their reader refuses.
    if [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0"]
        .iter()
        .any(|begin| bytes.starts_with(begin))
    {
        return Ok(&xlsx::XLSX);
    }
    let mut end = bytes.len().min(HEAD);
    // UTF-16 has two bytes to a unit; of other encodings half a character at the end does no harm.
    end -= end % 2;
    let head = text(bytes[..end].to_vec())?;
    let head = head.trim_start();
    if head.is_empty() {
        return Err(Error::new("is empty"));
    }
    if head.starts_with('<') {
        return match root(head) {
            Some("tbx" | "martif" | "TBX") => Ok(&tbx::TBX),
            Some("tmx") => Ok(&tmx::TMX),
            Some("mtf") => Ok(&multiterm::MULTITERM),
            Some("xliff") => Err(
                Error::new("is XLIFF: texts with their translation, no glossary")
                    .hint("`yongeo check` checks it against a glossary"),
            ),
            Some(name) if PAGE.iter().any(|part| name.eq_ignore_ascii_case(part)) => {
                Ok(&html::HTML)
            }
            Some(name) => Err(Error::new(format!(
                "is XML of which the first element is <{name}>, which is not read"
            ))
            .hint(LIST)),
            None => Err(Error::new("is not well-formed XML: it has no element").hint(LIST)),
        };
    }
    if head.starts_with(['{', '[']) {
        return Ok(&json::JSON);
    }
    if is_markdown(head) {
        return Ok(&markdown::MARKDOWN);
    }
    Ok(&super::csv::CSV)
}

/// The name of the first element, without its prefix.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.split_once('<')?.1;
        rest = match rest.as_bytes().first()? {
            b'?' => rest.split_once("?>")?.1,
            b'!' if rest.starts_with("!--") => rest.split_once("-->")?.1,
            // A document type may have declarations in brackets.
            b'!' => {
                let end = rest.find('>')?;
                match rest[..end].find('[') {
                    Some(_) => rest.split_once(']')?.1.split_once('>')?.1,
                    None => &rest[end + 1..],
                }
            }
            _ => {
                let name = rest
                    .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                    .next()?;
                return Some(name.rsplit(':').next().unwrap_or(name));
            }
        };
    }
}

/// Whether there is a line of cells between bars, and below it one of dashes.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let mut before = lines.next().unwrap_or_default();
    lines.any(|line| {
        let is_rule = line.contains('-')
            && line.contains('|')
            && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let found = is_rule && before.contains('|');
        before = line;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_stands_in_them() {
        for (head, name) in [
            (
                "<?xml version=\"1.0\"?>\n<!-- 용어 --><tbx type=\"TBX-Basic\">",
                "tbx",
            ),
            (
                "\u{feff}<?xml version=\"1.0\"?><!DOCTYPE martif SYSTEM \"a.dtd\" [<!ENTITY a \"b\">]>\n<martif>",
                "tbx",
            ),
            (
                "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">",
                "tmx",
            ),
            ("<mtf>\n<conceptGrp>", "multiterm"),
            ("<!doctype html>\n<HTML lang=ko>", "html"),
            ("<table border=1><tr>", "html"),
            ("\n{\"format\": 1}", "json"),
            (
                "# 용어집\n\n| 한국어 | 영어 |\n|---|:-:|\n| 텐서 | tensor |",
                "markdown",
            ),
            ("텐서\ttensor\n", "csv"),
            ("ko,en\n텐서,tensor\n", "csv"),
        ] {
            assert_eq!(detect(head.as_bytes()).unwrap().name, name, "{head}");
        }
        for (head, reason) in [
            ("<xliff version=\"1.2\">", "is XLIFF"),
            ("<용어집/>", "<용어집>"),
            ("<!-- nothing -->", "has no element"),
            ("\u{feff} \n", "is empty"),
        ] {
            let error = detect(head.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
