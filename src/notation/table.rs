//! Tables with the term in one column and the English in another.

use std::ops::Range;

use super::shape::{Shape, core, shape};
use super::{Group, Notation, Prior, Side, Site};
use crate::Document;
use crate::source::{Language, Table};

/// How many rows there must be, the header aside, where it does not say what they are.
const FEWEST: usize = 2;

/// A table without a header that says so: persons and their employers, products and their makers.
const UNTOLD: Prior = Prior {
    share: 0.2,
    weight: 4.0,
    together: 0.2,
};

/// A table whose header says so: whole cells of such columns are terms, whatever the aligner knows of them.
const TOLD: Prior = Prior {
    share: 0.95,
    weight: 10.0,
    together: 1.0,
};

/// Finds the rows of such tables: for each two columns of one, one group.
pub(super) fn find(document: &Document, group: &mut Group, sites: &mut Vec<Site>) {
    for table in &document.layout.tables {
        read(document, table, group, sites);
    }
}

fn read(document: &Document, table: &Table, group: &mut Group, sites: &mut Vec<Site>) {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if !(2..=Table::WIDEST).contains(&columns) {
        return;
    }
    // What stands alone above the header is a title of it all.
    let is_title =
        |row: &&Vec<Range<usize>>| row.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let titles = match &*table.names {
        [] => table.rows.iter().take_while(is_title).count(),
        _ => 0,
    };
    let header = &*table.names;
    let table = &table.rows[titles..];
    let text = |cell: &Range<usize>| &document.text[cell.clone()];
    let first = table.first();
    let name = |column: usize| match header {
        [] => first.and_then(|row| row.get(column)).map_or("", text),
        names => names.get(column).map_or("", |name| &**name),
    };
    let names: Vec<&str> = (0..columns).map(name).collect();
    let said: Vec<Option<Language>> = names.iter().map(|name| language(name)).collect();
    // The header may be there again on each page.
    let is_header = |row: &&Vec<Range<usize>>| {
        row.iter().map(text).eq(names.iter().copied()) && said.iter().any(Option::is_some)
    };
    let rows: Vec<Vec<_>> = (table.iter())
        .filter(|row| !is_header(row) && row.iter().any(|cell| !cell.is_empty()))
        .map(|row| {
            let cells = row.iter().map(|cell| core(document, cell.clone()));
            cells.map(|cell| (shape(document, &cell), cell)).collect()
        })
        .collect();
    for korean in 0..columns {
        for latin in 0..columns {
            let told =
                said[korean] == Some(Language::Korean) && said[latin] == Some(Language::English);
            let found: Vec<_> = (rows.iter())
                .filter_map(|row| {
                    let is_repeat = |at: usize| {
                        let mut before = row[..at].iter();
                        before.any(|(_, cell)| text(cell) == text(&row[at].1))
                    };
                    match (row.get(korean)?, row.get(latin)?) {
                        ((Shape::Korean, term), (Shape::Latin, english))
                            if !is_repeat(korean) && !is_repeat(latin) =>
                        {
                            Some((term.clone(), english.clone()))
                        }
                        _ => None,
                    }
                })
                .collect();
            // Most of what the table has must be of this kind.
            if !told && (found.len() < FEWEST || 2 * found.len() < rows.len()) {
                continue;
            }
            let group = group.next();
            sites.extend(found.into_iter().map(|(korean, english)| Site {
                offset: korean.start.max(english.start),
                korean: Side::Whole(korean),
                english,
                notation: Notation::Table,
                group,
                prior: if told { TOLD } else { UNTOLD },
            }));
        }
    }
}

/// The language of a column as its header says it, in the words of glossaries.
fn language(cell: &str) -> Option<Language> {
    let name: String = cell.chars().filter(|c| !matches!(c, '*' | ' ')).collect();
    match &*name.to_lowercase() {
        "용어" | "한국어용어" | "한글용어" | "국문용어" | "우리말" | "우리말용어" | "번역어"
        | "번역용어" | "표제어" | "한국어명" | "한글명" | "국문명" | "명칭" => {
            Some(Language::Korean)
        }
        "원어" | "원문" | "영어용어" | "영문용어" | "영어명" | "영문명" | "영어표기"
        | "영문표기" | "영문약어" | "englishterm" => Some(Language::English),
        name => Language::of_header(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(markdown: &str) -> Vec<(String, u32)> {
        found_below(&[], markdown)
    }

    /// The same in a table whose columns have names that stand elsewhere.
    fn found_below(names: &[&str], markdown: &str) -> Vec<(String, u32)> {
        let mut document = Document::new("글.md", markdown);
        for table in &mut document.layout.tables {
            table.names = names.iter().map(|name| (*name).into()).collect();
        }
        let mut sites = Vec::new();
        find(&document, &mut Group(0), &mut sites);
        let pairs = sites.into_iter().map(|site| {
            let Side::Whole(korean) = site.korean else {
                unreachable!("cells are whole")
            };
            (
                format!("{} {}", &markdown[korean], &markdown[site.english]),
                site.group,
            )
        });
        pairs.collect()
    }

    #[test]
    fn columns_of_terms_are_found() {
        let table = "| 용어 | 뜻 | 원어 |\n|---|---|---|\n| **린터** | 코드를 살피는 도구이다. | linter |\n| 말뭉치 | 글을 모은 것이다. | `corpus` |\n\
                     | 빌드 |  | |\n| 셸, 터미널 | 둘이다. | shell |\n";
        assert_eq!(
            found(table),
            [
                ("린터 linter".to_owned(), 0),
                ("말뭉치 corpus".to_owned(), 0)
            ]
        );
        assert_eq!(
            found("| 용어 | 원어 |\n|---|---|\n| 린터 | linter |\n").len(),
            1
        );
        let titled = "| 용어집 |  |\n|---|---|\n| 한국어 | English |\n| 린터 | linter |\n| 한국어 | English |\n| 셸 | shell |\n";
        assert_eq!(
            found(titled),
            [("린터 linter".to_owned(), 0), ("셸 shell".to_owned(), 0)]
        );
        let untold = "| linter | 린터 |\n|---|---|\n| corpus | 말뭉치 |\n| shell | 셸 |\n";
        assert_eq!(found(untold).len(), 3);
    }

    #[test]
    fn columns_may_be_named_outside_of_the_table() {
        let table = "| 린터 | linter |\n|---|---|\n| 셸 | |\n";
        assert_eq!(found(table), []);
        assert_eq!(found_below(&["이름", "회사"], table), []);
        let told = [("린터 linter".to_owned(), 0)];
        assert_eq!(found_below(&["용어", "원어"], table), told);
        // What stands alone in the first row is no title.
        let alone = "| 셸 | |\n|---|---|\n| 린터 | linter |\n";
        assert_eq!(found_below(&["용어", "원어"], alone), told);
    }

    #[test]
    fn links_and_code_in_cells_are_read_as_their_text() {
        let table = "| 용어 | 원어 |\n|---|---|\n| [셸](shell.md) | shell |\n| <a href=\"kernel.html\">커널</a> | [kernel][k] |\n\
                     | **[`린터`](linter.md)** | *linter* |\n| ![](corpus.png) 말뭉치 | <https://example.com> |\n\n[k]: kernel.md\n";
        let read: Vec<String> = found(table).into_iter().map(|(pair, _)| pair).collect();
        assert_eq!(read, ["셸 shell", "커널 kernel", "린터 linter"]);
    }

    #[test]
    fn a_space_that_does_not_break_lines_parts_words_of_a_term() {
        let table = "| 용어 | 원어 |\n|---|---|\n| 손실&nbsp;함수 | loss&nbsp;function |\n| 연구&amp;개발 | R&amp;D |\n";
        let read: Vec<String> = found(table).into_iter().map(|(pair, _)| pair).collect();
        assert_eq!(
            read,
            ["손실&nbsp;함수 loss&nbsp;function", "연구&amp;개발 R&amp;D"]
        );
    }

    #[test]
    fn a_term_that_a_row_repeats_is_one() {
        let table = "| 용어 | 원어 | 보기 |\n|---|---|---|\n| **말뭉치** | *corpus* | [말뭉치](corpus.md) |\n| 셸 | shell | [쉘](shell.md) |\n                     | 린터 | linter | [린터](linter.md) |\n| 커널 | kernel | [커널](kernel.md) |\n";
        assert_eq!(found(table).len(), 4);
    }

    #[test]
    fn other_tables_are_none() {
        for table in [
            "| 이름 | 값 |\n|---|---|\n| 폭 | 10 |\n| 높이 | 20 |\n",
            "| 이름 | 회사 |\n|---|---|\n| 김민수 | 한빛 |\n| 이영희 | ACME Corp. |\n",
        ] {
            assert!(found(table).is_empty(), "{table}");
        }
    }
}
