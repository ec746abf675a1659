//! The files `yongeo` writes are not documents: mined again, they would confirm themselves.

use super::Document;

/// What stands at the beginning of the glossaries that we export for other programs.
const EXPORTED: [&str; 3] = [
    "<?yongeo ",
    "creationtool=\"yongeo\"",
    "\"yongeo-glossary\"",
];

/// Columns that a table of `english` and `korean` has only if it is of terms, not of whatever.
const OURS: [&str; 3] = ["concept", "offset", "kind"];

/// How our pages say whose they are.
const GENERATOR: &str = "<meta name=\"generator\" content=\"yongeo ";

/// Whether a file is a glossary, a ledger of evidence, a report of pairs or our configuration, by its name and how it begins.
///
/// A ledger is called `*.evidence.csv`, a lock `*.csv.lock`, the configuration `yongeo.toml`. A glossary is a `.csv` whose header has the columns
/// `english` and `korean` and one more that only we write: `concept`; `offset`, of a report; or
/// `kind`, of a list of the pairs expected of a text. JSON lines are a report by the same keys, a page by the generator it
/// names. Columns may stand in any order, in quotes, behind a byte order mark, and
/// between semicolons or tabs, as spreadsheets write them, below a line `sep=;`; a `.tsv`, or a `.txt` that
/// Excel saved, is one only with tabs.
#[must_use]
pub fn is_ours(name: &str, head: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    if name.ends_with(".evidence.csv") || name.ends_with(".csv.lock") {
        return true;
    }
    if name == "yongeo.toml" || name.ends_with("/yongeo.toml") {
        return true;
    }
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = String::from_utf8_lossy(&head[..head.len().min(0x2000)]);
    let names_separator = |line: &str| {
        let said = line.trim_matches('"').get(..4);
        said.is_some_and(|said| said.eq_ignore_ascii_case("sep="))
    };
    if EXPORTED.iter().any(|mark| head.contains(mark)) && head.trim_start().starts_with(['<', '{'])
    {
        return true;
    }
    let mut lines = head.split(['\n', '\r']);
    let line = lines.find(|line| !line.is_empty() && !names_separator(line));
    let line = line.unwrap_or_default();
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    if matches!(suffix, "jsonl" | "json") {
        return ["offset", "english", "korean"]
            .iter()
            .all(|key| line.contains(&format!("\"{key}\":")));
    }
    if head.contains(GENERATOR) && line.trim_start().starts_with('<') {
        return true;
    }
    let separators: &[char] = match suffix {
        "csv" => &[',', ';', '\t'],
        "txt" | "tsv" => &['\t'],
        _ => return false,
    };
    let columns: Vec<&str> = line
        .split(separators)
        .map(|column| column.trim().trim_matches('"').trim())
        .collect();
    let has = |name: &str| {
        columns
            .iter()
            .any(|column| column.eq_ignore_ascii_case(name))
    };
    has("english") && has("korean") && OURS.iter().any(|column| has(column))
}

/// Whether a spreadsheet is a glossary that we exported: the header says so, as in a [table](is_ours). Its concordance would confirm what it is from.
#[must_use]
pub(super) fn is_our_workbook(document: &Document) -> bool {
    let Some(origin) = &document.origin else {
        return false;
    };
    let mut columns = Vec::new();
    let mut at = 0;
    for next in origin.paragraphs().chain([document.text.len()]) {
        // The first row: A1, B1, …, but not A11.
        let row = origin.place(at).and_then(|place| place.rsplit_once('!'));
        let in_header =
            row.is_some_and(|(_, cell)| cell.trim_start_matches(char::is_alphabetic) == "1");
        if !in_header {
            break;
        }
        columns.push(document.text[at..next].trim().to_ascii_lowercase());
        at = next;
    }
    let has = |name: &str| columns.iter().any(|column| column == name);
    has("english") && has("korean") && OURS.iter().any(|column| has(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glossaries_and_ledgers_are_known() {
        for (name, head) in [
            (
                "glossary/glossary.csv",
                "concept,english,korean,kind\ntensor,tensor,텐서,term\n",
            ),
            (
                "용어집.CSV",
                "\u{FEFF}\"korean\",\"english\",\"note\",\"concept\"\r\n",
            ),
            ("excel.csv", "korean;english;concept\r"),
            (
                "europe.csv",
                "sep=;\r\nkorean;english;concept\r\n텐서;tensor;tensor\r\n",
            ),
            ("terms.txt", "concept\tenglish\tkorean\r\n"),
            ("terms.tsv", "concept\tenglish\tkorean\n"),
            ("only-a-header.csv", "concept, english, korean"),
            ("glossary.evidence.csv", ""),
            ("glossary.csv.lock", ""),
            ("docs/yongeo.toml", ""),
            (
                "seeds/expected.csv",
                "korean,english,kind,remark\n텐서,tensor,term,\n",
            ),
            ("pairs.csv", "path,offset,line,column,korean,english,kind\n"),
            (
                "pairs.jsonl",
                r#"{"path": "a.txt", "offset": 12, "korean": "텐서", "english": "tensor"}"#,
            ),
            (
                "terms.tbx",
                "<?xml version=\"1.0\"?>\n<?yongeo {\"columns\":[\"concept\"]}?>\n<tbx>",
            ),
            (
                "terms.json",
                "{\n\"format\": \"yongeo-glossary\", \"version\": 1}",
            ),
            (
                "page.txt",
                "<!DOCTYPE html>\n<meta name=\"generator\" content=\"yongeo 0.1.0\"/>",
            ),
            (
                "용어집.html",
                "<!DOCTYPE html>\n<meta name=\"generator\" content=\"yongeo 0.1.0\"/>",
            ),
        ] {
            assert!(is_ours(name, head.as_bytes()), "{name}");
        }
    }

    #[test]
    fn other_tables_and_texts_are_documents() {
        for (name, head) in [
            ("cities.csv", "korean,english\n서울,Seoul\n"),
            ("notes.txt", "concept,english,korean\n"),
            ("survey.csv", "id,answer\n1,\"concept,english,korean\"\n"),
            ("page.html", "<!DOCTYPE html><title>텐서(tensor)</title>"),
            ("empty.csv", ""),
            ("my-yongeo.toml", ""),
            ("글.txt", "표시는 <?yongeo …?>이다."),
            ("data.jsonl", r#"{"text": "텐서(tensor)"}"#),
        ] {
            assert!(!is_ours(name, head.as_bytes()), "{name}");
        }
    }
}
