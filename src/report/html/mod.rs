//! The glossary as one HTML page that needs nothing but a browser: for reading, searching, sorting and printing.
//!
//! The rows are written out, so that the page is whole without scripts; a script hides and moves them. Everything that
//! comes from files goes through `Escaped`, and the page forbids itself every request. The same glossary gives
//! the same bytes.

mod concept;
mod escape;
mod words;

use std::collections::BTreeMap;
use std::io;

use escape::Escaped;
use words::Words;

use super::places::Places;
use crate::glossary::{Glossary, Status};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// In the head, so that nothing is painted that is hidden a moment later.
const FIRST: &str = "document.documentElement.className=\"js\";\
                     if(/^ko\\b/.test(navigator.language))document.documentElement.lang=\"ko\";";

/// What the page may do: nothing but what stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// How a column is sorted, and what stands above it.
const COLUMNS: [(&str, Words); 7] = [
    ("concept", Words("Concept", "개념")),
    ("english", Words("English", "영어")),
    ("korean", Words("Korean", "한국어")),
    ("status", Words("Status", "상태")),
    ("documents", Words("Documents", "문서")),
    ("occurrences", Words("Occurrences", "출현")),
    ("confidence", Words("Confidence", "신뢰도")),
];

/// Writes the page of a glossary, with at most `contexts` lines of its concordance for every row.
pub fn write(out: &mut impl io::Write, glossary: &Glossary, contexts: usize) -> io::Result<()> {
    let name = glossary.path().file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let name = Escaped(&name);
    let figures = Figures::of(glossary);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n\
         <meta name=\"generator\" content=\"yongeo {}\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <title>{name}</title>\n<style>\n{STYLE}</style>\n<script>{FIRST}</script>\n</head>\n<body>",
        env!("CARGO_PKG_VERSION"),
    )?;
    write_header(out, name, &figures)?;
    write_controls(out, &figures)?;
    writeln!(
        out,
        "<main>\n<table id=\"glossary\" role=\"table\" aria-labelledby=\"name\">\n\
         <thead role=\"rowgroup\"><tr role=\"row\">"
    )?;
    for (name, words) in COLUMNS {
        writeln!(
            out,
            "<th role=\"columnheader\" scope=\"col\" class=\"{name}\"><button type=\"button\" data-sort=\"{name}\">{words}</button></th>"
        )?;
    }
    writeln!(
        out,
        "<th role=\"columnheader\" scope=\"col\" class=\"more\"><span class=\"unseen\">{}</span></th>\n</tr></thead>",
        Words("Contexts", "문맥")
    )?;
    let places = Places::of(glossary);
    for concept in glossary.concepts() {
        concept::write(out, &concept, &places, contexts)?;
    }
    writeln!(
        out,
        "</table>\n<p id=\"nothing\" hidden=\"hidden\">{}</p>\n</main>",
        Words(
            "No term matches. Fewer letters find more.",
            "맞는 용어가 없습니다. 글자를 줄여 보세요."
        )
    )?;
    writeln!(
        out,
        "<footer>\n<p>yongeo {}</p>\n<p id=\"word-contexts\" hidden=\"hidden\">{}</p>\n</footer>\n\
         <script>\n{SCRIPT}</script>\n</body>\n</html>",
        env!("CARGO_PKG_VERSION"),
        Words("Contexts", "문맥"),
    )
}

/// What is counted at the top.
struct Figures {
    concepts: usize,
    rows: usize,
    occurrences: usize,
    documents: usize,
    statuses: BTreeMap<Status, usize>,
}

impl Figures {
    fn of(glossary: &Glossary) -> Self {
        let mut statuses = BTreeMap::new();
        for row in glossary.rows() {
            *statuses.entry(row.status()).or_default() += 1;
        }
        Self {
            concepts: glossary.concepts().count(),
            rows: statuses.values().sum(),
            occurrences: glossary.occurrences(),
            documents: glossary.documents_with_pairs(),
            statuses,
        }
    }
}

fn write_header(out: &mut impl io::Write, name: Escaped<'_>, figures: &Figures) -> io::Result<()> {
    writeln!(
        out,
        "<header>\n<h1 id=\"name\">{name}</h1>\n\
         <p class=\"buttons\"><button type=\"button\" id=\"print\">{}</button>\
         <label><input type=\"checkbox\" id=\"print-contexts\"/> {}</label>\
         <button type=\"button\" id=\"language\"></button></p>\n<dl>",
        Words("Print", "인쇄"),
        Words("with contexts", "문맥 포함"),
    )?;
    for (number, words) in [
        (figures.concepts, Words("concepts", "개념")),
        (figures.rows, Words("rows", "행")),
        (figures.occurrences, Words("occurrences", "출현")),
        (figures.documents, Words("documents", "문서")),
    ] {
        let number = thousands(number);
        writeln!(out, "<div><dt>{words}</dt><dd>{number}</dd></div>")?;
    }
    writeln!(
        out,
        "</dl>\n<ul>\n<li><i class=\"mark chosen\"></i><span id=\"word-chosen\">{}</span></li>\n\
         <li><i class=\"mark computed\"></i><span id=\"word-computed\">{}</span></li>\n</ul>\n</header>",
        Words("preferred, chosen by a person", "사람이 정한 우선 용어"),
        Words(
            "preferred, computed from the documents",
            "문서에서 계산한 우선 용어"
        ),
    )
}

fn write_controls(out: &mut impl io::Write, figures: &Figures) -> io::Result<()> {
    writeln!(
        out,
        "<div id=\"controls\" role=\"search\">\n\
         <p class=\"search\"><label for=\"search\" class=\"unseen\">{}</label>\
         <input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" aria-keyshortcuts=\"/\" \
         placeholder=\"tensor, 텐서, ㅌㅅ\"/></p>",
        Words("Search English and Korean", "영어와 한국어 검색")
    )?;
    // One status is no choice.
    if figures.statuses.len() > 1 {
        writeln!(
            out,
            "<fieldset id=\"statuses\"><legend class=\"unseen\">{}</legend>",
            Words("Show only these statuses", "이 상태만 보기")
        )?;
        for (&status, &count) in &figures.statuses {
            writeln!(
                out,
                "<label class=\"{status}\"><input type=\"checkbox\" value=\"{status}\"/> {} <b>{}</b></label>",
                words::status(status),
                thousands(count)
            )?;
        }
        writeln!(out, "</fieldset>")?;
    }
    writeln!(
        out,
        "<p id=\"count\" role=\"status\" aria-live=\"polite\"></p>\n\
         <button type=\"button\" id=\"contexts\" aria-pressed=\"false\">{}</button>\n</div>",
        Words("All contexts", "모든 문맥"),
    )
}

/// `12,345`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::entry::tests::glossary;
    use crate::report::places::tests::found;

    fn page(glossary: &Glossary) -> String {
        let mut page = Vec::new();
        write(&mut page, glossary, 5).unwrap();
        String::from_utf8(page).unwrap()
    }

    /// The elements of a page, each with its attributes; every one that opens is closed where it has to be.
    fn elements(page: &str) -> Vec<(String, Vec<(String, String)>)> {
        let mut elements = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            let end = rest.find('>').expect("a tag ends");
            let tag = &rest[..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "closes what is open");
                continue;
            }
            let empty = tag.ends_with('/');
            let tag = tag.trim_end_matches('/');
            let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let mut pairs = Vec::new();
            while let Some((attribute, value)) = attributes.split_once("=\"") {
                let (value, behind) = value.split_once('"').expect("a value ends");
                pairs.push((attribute.trim().to_owned(), value.to_owned()));
                attributes = behind;
            }
            assert_eq!(attributes.trim(), "", "{tag}");
            let void = matches!(name, "meta" | "input");
            assert_eq!(empty, void, "{tag}");
            elements.push((name.to_owned(), pairs));
            // Their text is no markup.
            if matches!(name, "style" | "script") {
                rest = &rest[rest.find("</").expect("it ends")..];
            }
            if !void {
                open.push(name);
            }
        }
        assert_eq!(open, [] as [&str; 0]);
        elements
    }

    const HOSTILE: &str = "concept,english,korean,status,note,\"\"\"><b>\"\n\
        <i>,<script>alert(1)</script>,</td><img src=x>,preferred,\"\"\"' onclick=\"\"x\",&amp;\n\
        weight,weight,무게,rejected,,\n";
    const HARMLESS: &str = "concept,english,korean,status,note,domain\n\
        console,console,콘솔,preferred,표기 확인,전산\n\
        weight,weight,무게,rejected,,\n";

    #[test]
    fn files_cannot_write_markup() {
        // Element by element and attribute by attribute, the page is that of a glossary that says nothing odd.
        let markup = |csv: &str| -> Vec<(String, Vec<String>)> {
            let names = |all: Vec<(String, String)>| all.into_iter().map(|(name, _)| name);
            elements(&page(&glossary(csv)))
                .into_iter()
                .map(|(element, all)| (element, names(all).collect()))
                .collect()
        };
        assert_eq!(markup(HOSTILE), markup(HARMLESS));
        let page = page(&glossary(HOSTILE));
        assert!(
            page.contains("<dt>&quot;&gt;&lt;b&gt;</dt><dd>&amp;amp;</dd>"),
            "{page}"
        );
        assert!(
            page.contains(">&lt;script&gt;alert(1)&lt;/script&gt;</span>"),
            "{page}"
        );
    }

    #[test]
    fn nothing_is_asked_of_the_network() {
        let elements = elements(&page(&glossary(HOSTILE)));
        let asking = ["src", "href", "srcset", "data", "action", "poster"];
        let attributes = elements.iter().flat_map(|(_, all)| all);
        assert!(
            attributes
                .clone()
                .all(|(name, _)| !asking.contains(&name.as_str()))
        );
        assert!(
            attributes
                .clone()
                .any(|(_, value)| value.starts_with("default-src &#39;none&#39;")
                    || value.starts_with("default-src 'none';"))
        );
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
        // Our own pieces do not end the elements they stand in.
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }

    #[test]
    fn identifiers_stand_once_and_are_there_when_named() {
        let elements = elements(&page(&glossary(HOSTILE)));
        let values = |attribute: &str| -> Vec<&str> {
            let all = elements.iter().flat_map(|(_, all)| all);
            all.filter(|(name, _)| name == attribute)
                .map(|(_, value)| value.as_str())
                .collect()
        };
        let ids = values("id");
        assert!(!ids.is_empty());
        let unique: std::collections::HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for name in ["for", "aria-labelledby"] {
            let named = values(name);
            assert!(!named.is_empty(), "{name}");
            for id in named {
                assert!(unique.contains(id), "{name}={id}");
            }
        }
    }

    #[test]
    fn the_concordance_is_bounded_and_the_rest_counted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        let mut glossary = Glossary::open(path, &mut |_| {}).unwrap();
        let evidence = (1..=8).map(|at| {
            // What is told twice, and a place whose context the ledger does not keep.
            let context = ["", "텐서(tensor)를 만든다."][at % 2].to_owned();
            let context = if at < 5 {
                context
            } else {
                format!("{at}차 텐서(tensor)를 만든다.")
            };
            found("a.txt", at, &context).evidence
        });
        glossary.set_contexts(9);
        glossary.mine(vec![("a.txt".to_owned(), evidence.collect())]);
        let shown = |most| {
            let mut page = Vec::new();
            write(&mut page, &glossary, most).unwrap();
            let page = String::from_utf8(page).unwrap();
            elements(&page);
            (page.matches("<li><span class=\"before\">").count(), page)
        };
        let (lines, all) = shown(9);
        assert_eq!(lines, 5);
        assert!(all.contains("3 more places") && all.contains("이 밖에 3곳"));
        assert!(all.contains(
            "<span class=\"before\">5차 </span><span class=\"after\"><mark lang=\"ko\">텐서</mark>\
             (<mark lang=\"en\">tensor</mark>)를 만든다.</span> <cite>a.txt<span>:5</span></cite>"
        ));
        let (lines, some) = shown(2);
        assert_eq!(lines, 2);
        assert!(some.contains("6 more places"));
        let (lines, none) = shown(0);
        assert_eq!(lines, 0);
        assert!(!none.contains("more place"));
    }

    #[test]
    fn what_is_preferred_says_who_chose_it() {
        let page = page(&glossary(
            "concept,english,korean,status,occurrences\n\
             shell,shell,셸,preferred,0\nshell,shell,쉘,deprecated,0\ntensor,tensor,텐서,,0\n",
        ));
        let marked = |word: &str, korean: &str| {
            page.contains(&format!(
                "aria-labelledby=\"word-{word}\"></i><span>{korean}</span>"
            ))
        };
        assert!(marked("chosen", "셸") && marked("computed", "텐서"));
        assert!(!marked("chosen", "쉘") && !marked("computed", "쉘"));
    }

    #[test]
    fn large_numbers_are_grouped() {
        for (number, shown) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), shown);
        }
    }
}
