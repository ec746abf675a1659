//! Tables in Markdown, as teams keep glossaries in their repositories: all of a document that have a Korean and an English column.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::cells::Cells;
use super::documents::take_all;
use crate::Result;
use crate::exchange::imported::Imported;
use crate::exchange::reading::Reading;
use crate::glossary::spreadsheet;
use crate::source::MARKDOWN_OPTIONS;
use crate::source::html::{End, Unseen, is_mark};

/// Reads the tables of a document. Markup in a cell goes, its text stays.
///
/// # Errors
///
/// The document is in an encoding that is not read, or has no such table.
pub(in crate::exchange) fn read_markdown(bytes: Vec<u8>, reading: &Reading) -> Result<Imported> {
    let text = spreadsheet::read(&bytes)?.text.into_owned();
    drop(bytes);
    take_all(&tables(&text), reading)
}

/// The tables of a document that hold anything.
fn tables(text: &str) -> Vec<Cells> {
    let mut tables = Vec::new();
    let mut table = Cells::default();
    let mut cell = String::new();
    let (mut column, mut inside) = (0, false);
    let (mut line, mut counted) = (1, 0);
    // Marks of notes are no text of a cell, nor is what is hidden or was struck out.
    let (mut struck, mut is_raised) = (0, false);
    let mut unseen: Option<Unseen> = None;
    // What pictures say of themselves, where nothing else stands in the cell.
    let (mut pictures, mut alternative) = (0, String::new());
    let parser = Parser::new_ext(text, MARKDOWN_OPTIONS);
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => table = Cells::default(),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                column = 0;
                if range.start > counted {
                    line +=
                        memchr::memchr_iter(b'\n', &text.as_bytes()[counted..range.start]).count();
                    counted = range.start;
                }
            }
            Event::Start(Tag::TableCell) => {
                cell.clear();
                alternative.clear();
                (inside, is_raised, unseen) = (true, false, None);
            }
            Event::End(TagEnd::TableCell) => {
                let words = Some(cell.trim()).filter(|words| !words.is_empty());
                table.push(column, words.unwrap_or(alternative.trim()));
                column += 1;
                inside = false;
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => table.end_row(line),
            Event::End(TagEnd::Table) if table.len() > 0 => tables.push(std::mem::take(&mut table)),
            Event::Start(Tag::Strikethrough) if is_struck(&text[range.clone()]) => struck += 1,
            Event::End(TagEnd::Strikethrough) if is_struck(&text[range.clone()]) => struck -= 1,
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::InlineHtml(_) if inside => {
                let tag = &text[range];
                let end = unseen.as_mut().map(|unseen| unseen.ends(tag));
                match end {
                    Some(Some(End::Own)) => unseen = None,
                    Some(None) => {}
                    Some(Some(End::Parents)) | None => unseen = Unseen::begun(tag),
                }
                if is_tag(tag, "sup") {
                    is_raised = !tag.starts_with("</");
                }
                if is_tag(tag, "br") && unseen.is_none() {
                    cell.push('\n');
                }
            }
            _ if !inside || struck > 0 || unseen.is_some() => {}
            Event::Text(text) if is_raised && is_mark(&text) => {}
            Event::Text(_)
            | Event::Code(_)
            | Event::Start(Tag::Strikethrough)
            | Event::End(TagEnd::Strikethrough) => {
                let words = if pictures > 0 {
                    &mut alternative
                } else {
                    &mut cell
                };
                match event {
                    Event::Text(text) | Event::Code(text) => words.push_str(&text),
                    _ => words.push('~'),
                }
            }
            Event::SoftBreak | Event::HardBreak => cell.push(' '),
            _ => {}
        }
    }
    tables
}

/// Whether a stretch was struck out. With one sign it is the range of something: 3~5명과 7~9명.
fn is_struck(stretch: &str) -> bool {
    stretch.starts_with("~~")
}

/// Whether a tag is one of an element: `<br>`, with which people part lines in a cell.
fn is_tag(tag: &str, name: &str) -> bool {
    let tag = tag.trim_matches(['<', '>', '/', ' ']);
    tag.eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Imported {
        read_markdown(text.as_bytes().to_vec(), &Reading::default()).unwrap()
    }

    fn rows(imported: &Imported) -> Vec<String> {
        let rows = imported.rows.iter().map(|row| {
            let cells = row
                .cells
                .iter()
                .map(|(column, cell)| format!(" {column}:{cell}"));
            format!(
                "{} {}={}{}",
                row.entry,
                row.korean,
                row.english,
                cells.collect::<String>()
            )
        });
        rows.collect()
    }

    #[test]
    fn what_is_no_text_of_a_cell_is_left_out() {
        let text = "| 용어 | 영어 |\n|---|---|\n| [셸](shell.md)[^1] | shell |\n| ~~쉘~~ 커널 | <a href=\"k\">kernel</a> |\n\n[^1]: 껍데기라고도 한다.\n";
        assert_eq!(rows(&read(text)), ["0 셸=shell", "1 커널=kernel"]);
    }

    #[test]
    fn markup_is_read_as_it_is_seen() {
        let text = "| 용어 | 영어 |\n|---|---|\n| ![그림](x.png) *임베딩* | [embedding][e] |\n| ![셸](y.png) | shell<sup>1</sup> |\n\
                    | <span hidden>~쉘~</span> <del>쉘</del>커널 | kernel \\* |\n| 3~5명과 7~9명 | <b style=\"display:none\">a</b>groups |\n\n[e]: e.md\n";
        assert_eq!(
            rows(&read(text)),
            [
                "0 임베딩=embedding",
                "1 셸=shell",
                "2 커널=kernel *",
                "3 3~5명과 7~9명=groups"
            ]
        );
    }

    #[test]
    fn every_table_of_terms_is_read() {
        let text = "# 용어\n\n\
            |영문|한글|작성자|추가 설명|\n|---|---|:---:|---|\n\
            |weight|가중치|김하늘|[음차](https://example.org/weight) 아님|\n\
            |**bias**|`편향`|이바다||\n|Drop-out|Drop-out|||\n\n\
            | 상태 | 뜻 |\n|---|---|\n| 우선 | 먼저 쓴다 |\n\n\
            영어 | 한국어 | 비고\n--- | --- | ---\nloss | 손실 | 첫 줄<br/>둘째 줄\ngradient | |\n";
        let imported = read(text);
        assert_eq!(
            rows(&imported),
            [
                "0 가중치=weight note:음차 아님",
                "1 편향=bias",
                "2 손실=loss note:첫 줄\n둘째 줄",
            ]
        );
        assert_eq!(
            imported.notes,
            [
                "1 row with the same term twice, and no Hangul in it, was passed over: line 7",
                "columns that only the tool needs were passed over: 작성자",
                "1 row without a Korean term was passed over: line 16",
                "1 table without a Korean and an English column was passed over: line 9",
            ]
        );
    }

    #[test]
    fn escapes_are_undone() {
        let text = "| Korean | English |\n| --- | --- |\n\
            | A\\|B 시험 | A\\|B test\\* |\n| 부등호 | \\<T\\> \\& x\\_1 |\n| 한\\\\글 | \\`a\\` \\~ \\[x\\] &amp; |\n";
        assert_eq!(
            rows(&read(text)),
            [
                "0 A|B 시험=A|B test*",
                "1 부등호=<T> & x_1",
                "2 한\\글=`a` ~ [x] &"
            ]
        );
    }

    #[test]
    fn a_document_without_terms_is_refused() {
        for text in ["", "용어집", "|이름|나이|\n|---|---|\n|하늘|7|\n"] {
            let error = read_markdown(text.as_bytes().to_vec(), &Reading::default()).unwrap_err();
            assert!(
                error.to_string().starts_with("has no table with"),
                "{error}"
            );
        }
        let map = [("korean", "우리"), ("english", "저쪽")];
        let map = map
            .map(|(column, said)| (column.to_owned(), said.to_owned()))
            .into();
        let text = "|우리|저쪽|\n|---|---|\n|가중치|weight|\n";
        let imported = read_markdown(text.as_bytes().to_vec(), &Reading { map }).unwrap();
        assert_eq!(rows(&imported), ["0 가중치=weight"]);
    }
}
