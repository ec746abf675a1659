//! Tables with the term in one column and the English in another.

use std::ops::Range;

use super::several::{Held, held, held_named, parts};
use super::shape::Shape;
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

/// Several terms in a cell, for one in the other, where the header says what the columns are: most are terms for the same, and some are not.
const LISTED: Prior = Prior {
    share: 0.7,
    weight: 8.0,
    together: 0.0,
};

/// Several terms in a cell where that is less sure: no header says so, or both cells hold several, which may be things that are listed in the same order.
const UNSURE_LISTED: Prior = Prior {
    share: 0.2,
    ..LISTED
};

/// Finds the rows of such tables: for each two columns of one, one group, and more for those of its cells that hold several terms.
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
    let rows: Vec<Row<'_>> = (table.iter())
        .filter(|row| !is_header(row) && row.iter().any(|cell| !cell.is_empty()))
        .map(|row| Row {
            places: row,
            cells: cells(document, row, &said),
        })
        .collect();
    let is_told = [Language::Korean, Language::English]
        .iter()
        .all(|language| said.contains(&Some(*language)));
    for korean in 0..columns {
        for latin in 0..columns {
            let told =
                said[korean] == Some(Language::Korean) && said[latin] == Some(Language::English);
            // Beside a column of Korean terms, another one in Korean explains them, unless it says that it has others.
            if is_told && said[korean].is_none() && !has_others(names[korean]) {
                continue;
            }
            let found: Vec<&Row<'_>> = (rows.iter().enumerate())
                .filter(
                    |(at, _)| match [korean, latin].map(|column| reaches(&rows, *at, column)) {
                        [false, false] => true,
                        [one, other] => told && one != other,
                    },
                )
                .map(|(_, row)| row)
                .filter(|row| {
                    let is_repeat = |at: usize| {
                        let mut before = row.cells[..at].iter();
                        before.any(|cell| text(&cell.whole) == text(&row.cells[at].whole))
                    };
                    let is = |at: usize, shape| {
                        let cell = row.cells.get(at);
                        cell.is_some_and(|cell| cell.shape == shape) && !is_repeat(at)
                    };
                    is(korean, Shape::Korean)
                        && is(latin, Shape::Latin)
                        && !row.says_itself(document, [korean, latin])
                        && (!row.is_broken([korean, latin])
                            || told && row.has_words(document, [korean, latin]))
                })
                .collect();
            // Most of what the table has must be of this kind.
            if told || found.len() >= FEWEST && 2 * found.len() >= rows.len() {
                put(document, &found, [korean, latin], told, group, sites);
            }
        }
    }
}

/// What the cells of a row hold. Where all others hold nothing, the longest one, which may be a whole document, pairs with none and is not looked at.
fn cells(document: &Document, row: &[Range<usize>], said: &[Option<Language>]) -> Vec<Held> {
    let longest = (0..row.len()).max_by_key(|column| row[*column].len());
    let read = |column: usize| match said.get(column) {
        Some(Some(language)) => held_named(document, &row[column], *language),
        _ => held(document, &row[column]),
    };
    let mut cells: Vec<Held> = (0..row.len())
        .map(|column| {
            if longest == Some(column) {
                Held::nothing(document, &row[column])
            } else {
                read(column)
            }
        })
        .collect();
    if let Some(longest) = longest
        && cells.iter().any(|cell| cell.shape != Shape::Other)
    {
        cells[longest] = read(longest);
    }
    cells
}

/// A row of a table.
struct Row<'t> {
    /// Its cells.
    places: &'t [Range<usize>],
    /// What each of them holds.
    cells: Vec<Held>,
}

impl Row<'_> {
    /// Whether the English of one cell stands behind the Korean of the other already: `린터(linter)`.
    fn says_itself(&self, document: &Document, [korean, latin]: [usize; 2]) -> bool {
        let behind = self.cells[korean].whole.end..self.places[korean].end;
        let behind = document.text.get(behind).unwrap_or_default();
        let english = &document.text[self.cells[latin].whole.clone()];
        let inside = behind.trim_matches(|c: char| !c.is_alphanumeric());
        inside.eq_ignore_ascii_case(english)
    }

    /// Whether one of two cells holds words on two lines.
    fn is_broken(&self, columns: [usize; 2]) -> bool {
        columns.iter().any(|column| self.cells[*column].broken)
    }

    /// Whether each of two cells holds several words of one term: of two terms on two lines, each is the word beside them.
    fn has_words(&self, document: &Document, columns: [usize; 2]) -> bool {
        columns
            .map(|column| &self.cells[column])
            .iter()
            .all(|cell| {
                let text = &document.text[cell.whole.clone()];
                cell.broken || !cell.several && text.contains([' ', '-', '\u{a0}'])
            })
    }

    /// The terms of a cell.
    fn terms(&self, document: &Document, column: usize) -> Vec<Range<usize>> {
        if self.cells[column].several {
            parts(document, &self.places[column])
        } else {
            vec![self.cells[column].whole.clone()]
        }
    }
}

/// Whether a cell reaches down from the row above. One in several rows speaks for what the columns are but once.
fn reaches(rows: &[Row<'_>], at: usize, column: usize) -> bool {
    let above = at
        .checked_sub(1)
        .and_then(|above| rows[above].cells.get(column));
    let here = rows[at].cells.get(column);
    above.is_some_and(|above| here.is_some_and(|here| above.whole == here.whole))
}

/// Adds the rows of two columns: those with a term in each cell as a group; others, in which there are several of one side, as a second one, and such
/// with several on both sides as a third: which goes with which the aligner must see, as it must whether words on two lines are one term.
fn put(
    document: &Document,
    found: &[&Row<'_>],
    columns: [usize; 2],
    told: bool,
    group: &mut Group,
    sites: &mut Vec<Site>,
) {
    let kind_of = |row: &Row<'_>| {
        if row.is_broken(columns) {
            return 3;
        }
        let several = columns.map(|column| usize::from(row.cells[column].several));
        several[0] + several[1]
    };
    let priors = [
        if told { TOLD } else { UNTOLD },
        if told { LISTED } else { UNSURE_LISTED },
        UNSURE_LISTED,
        LISTED,
    ];
    for (kind, prior) in priors.into_iter().enumerate() {
        let mut rows = found.iter().filter(|row| kind_of(row) == kind).peekable();
        if rows.peek().is_none() {
            continue;
        }
        let group = group.next();
        for row in rows {
            let [koreans, englishes] = columns.map(|column| row.terms(document, column));
            for korean in koreans {
                sites.extend(englishes.iter().map(|english| Site {
                    offset: korean.start.max(english.start),
                    korean: Side::Whole(korean.clone()),
                    english: english.clone(),
                    notation: Notation::Table,
                    group,
                    prior,
                }));
            }
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

/// Whether a header says that a column has further terms for the same.
fn has_others(header: &str) -> bool {
    const OTHERS: [&str; 7] = [
        "동의어",
        "유의어",
        "이칭",
        "이형",
        "번역",
        "다른이름",
        "다른표기",
    ];
    let name: String = header.chars().filter(|c| !matches!(c, '*' | ' ')).collect();
    OTHERS.contains(&&*name)
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
                ("말뭉치 corpus".to_owned(), 0),
                ("셸 shell".to_owned(), 1),
                ("터미널 shell".to_owned(), 1)
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
        let explained = "| 한국어 | English | 설명 |\n|---|---|---|\n| 적중률 | hit ratio | 비율 |\n| 말뭉치 | corpus | 글 모음 |\n";
        assert_eq!(
            found(explained),
            [
                ("적중률 hit ratio".to_owned(), 0),
                ("말뭉치 corpus".to_owned(), 0)
            ]
        );
        let others = "| 용어 | 동의어 | 원어 |\n|---|---|---|\n| 셸 | 껍데기 | shell |\n| 말뭉치 | 코퍼스 | corpus |\n";
        let others: Vec<String> = found(others).into_iter().map(|(pair, _)| pair).collect();
        assert_eq!(
            others,
            ["셸 shell", "말뭉치 corpus", "껍데기 shell", "코퍼스 corpus"]
        );
        let untold = "| linter | 린터 |\n|---|---|\n| corpus | 말뭉치 |\n| shell | 셸 |\n";
        assert_eq!(found(untold).len(), 3);
    }

    #[test]
    fn a_cell_over_several_rows_is_in_each() {
        let found = |html: &str| {
            let document = Document::new("글.html", html);
            let mut sites = Vec::new();
            find(&document, &mut Group(0), &mut sites);
            let text = |site: Site| match site.korean {
                Side::Whole(korean) => format!(
                    "{} {}",
                    &document.text[korean], &document.text[site.english]
                ),
                Side::Before(_) => unreachable!("cells are whole"),
            };
            let told = sites.into_iter().filter(|site| site.prior == TOLD);
            told.map(text).collect::<Vec<_>>()
        };
        let table = "<table><tr><th>분류<th>용어<th>원어<tr><td rowspan=2>도구<td>린터<td>linter<tr><td rowspan=2>셸<td>shell\
                     <tr><td>말<td>command shell</table>";
        assert_eq!(
            found(table),
            ["린터 linter", "셸 shell", "셸 command shell"]
        );
    }

    #[test]
    fn several_terms_in_a_cell_are_groups_of_their_own() {
        let table = "| 용어 | 원어 |\n|---|---|\n| 가상 사설망 | Virtual Private Network (VPN) |\n| 셸, 쉘 | shell |\n\
                     | 서버, 클라이언트 | server; client |\n| 커널 | kernel (OS) |\n";
        let pair = |pair: &str, group| (pair.to_owned(), group);
        assert_eq!(
            found(table),
            [
                pair("가상 사설망 Virtual Private Network (VPN)", 0),
                pair("셸 shell", 1),
                pair("쉘 shell", 1),
                pair("서버 server", 2),
                pair("서버 client", 2),
                pair("클라이언트 server", 2),
                pair("클라이언트 client", 2),
            ]
        );
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
    fn a_parenthesis_behind_a_term_hides_none() {
        let table = "| 용어 | 영어 |\n|---|---|\n| 부하 분산기(LB) | load balancer |\n| 셸(쉘) | shell |\n| 번역(기) | translator |\n\
                     | 린터(linter) | linter |\n";
        let read: Vec<String> = found(table).into_iter().map(|(pair, _)| pair).collect();
        assert_eq!(read, ["부하 분산기 load balancer", "셸 shell"]);
        let untold = table.replace("| 용어 | 영어 |", "| | |");
        assert_eq!(found(&untold), []);
    }

    #[test]
    fn words_on_two_lines_may_be_of_one_term() {
        let table = "| 용어 | 영어 |\n|---|---|\n| 린터 | linter |\n| 가상<br>머신 | virtual machine |\n| 셸<br>쉘 | shell |\n\
                     | 부하 분산기 | load<br>balancer |\n| 서울<br>부산<br>대구 | three cities |\n";
        let expected = [
            ("린터 linter".to_owned(), 0),
            ("가상<br>머신 virtual machine".to_owned(), 1),
            ("부하 분산기 load<br>balancer".to_owned(), 1),
        ];
        assert_eq!(found(table), expected);
        assert_eq!(found(&table.replace("| 용어 | 영어 |", "| | |")), []);
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
