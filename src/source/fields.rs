//! Some columns of a table, or some fields of JSON, and nothing else of the file.

use std::ops::Range;

use super::bilingual::cells;
use super::packed::{parquet_columns, parquet_values};
use super::strings::json_values;
use super::{Document, Format, Mask, MaskKind};
use crate::{Error, Result};

impl Document {
    /// Masks all of a table in CSV or TSV but the columns of these names, with its header; all strings of JSON but those of these keys; and all of
    /// Parquet but its columns of these names, which may be whole (`messages.content`) or begin or end it (`messages`, `content`). Other documents
    /// stay as they are.
    ///
    /// # Errors
    ///
    /// None of them is in the file: what is.
    pub fn keep_fields(&mut self, names: &[impl AsRef<str>]) -> Result<()> {
        let kept = if self.format == Format::TABLE {
            columns(&self.text, names)?
        } else if self.format == Format::JSON {
            self.values(names)?
        } else if self.format == Format::PARQUET {
            self.columns_of_parquet(names)?
        } else {
            return Ok(());
        };
        let mut masks = std::mem::take(&mut self.masks);
        masks.retain(|mask| {
            let after = kept.partition_point(|kept| kept.end <= mask.range.start);
            kept.get(after)
                .is_some_and(|kept| kept.start <= mask.range.start && mask.range.end <= kept.end)
        });
        let mut at = 0;
        for range in kept {
            block(&mut masks, at..range.start);
            at = range.end;
        }
        block(&mut masks, at..self.text.len());
        masks.sort_by_key(|mask| mask.range.start);
        self.masks = masks;
        Ok(())
    }

    /// The paragraphs that are values of these keys.
    fn values(&self, names: &[impl AsRef<str>]) -> Result<Vec<Range<usize>>> {
        let is_named = |key: &str| names.iter().any(|name| name.as_ref() == key);
        match json_values(&self.path, self.source(), &is_named) {
            Some(kept) => Ok(self.paragraphs_in(&kept)),
            None if self.text.is_empty() => Ok(Vec::new()),
            None => {
                Err(missing("field", names).hint("--fields takes the keys that texts stand behind"))
            }
        }
    }

    /// The paragraphs that are of columns of Parquet of these names.
    fn columns_of_parquet(&self, names: &[impl AsRef<str>]) -> Result<Vec<Range<usize>>> {
        let is_named = |column: &str| {
            names.iter().map(AsRef::as_ref).any(|name| {
                let begins = column.strip_prefix(name);
                let ends = column.strip_suffix(name);
                begins.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                    || ends.is_some_and(|rest| rest.ends_with('.'))
            })
        };
        let known: Vec<&str> = parquet_columns(self.source()).collect();
        if !known.iter().any(|known| is_named(known)) {
            return Err(missing("column", names).hint(match &*known {
                [] => "it has no columns of text".to_owned(),
                known => format!("its columns of text are {}", known.join(", ")),
            }));
        }
        let is_kept: Vec<bool> = known.iter().map(|known| is_named(known)).collect();
        let values = parquet_values(self.source());
        let values = values.filter(|value| is_kept.get(value.column) == Some(&true));
        let kept: Vec<Range<usize>> = values.map(|value| value.text).collect();
        Ok(self.paragraphs_in(&kept))
    }

    /// The paragraphs of a text that was put together which begin in these stretches of its source, given in their order.
    fn paragraphs_in(&self, kept: &[Range<usize>]) -> Vec<Range<usize>> {
        let Some(origin) = &self.origin else {
            return Vec::new();
        };
        let starts: Vec<usize> = [0].into_iter().chain(origin.paragraphs()).collect();
        let ends = starts
            .iter()
            .skip(1)
            .map(|start| start - 2)
            .chain([self.text.len()]);
        let paragraphs = starts.iter().zip(ends).map(|(start, end)| *start..end);
        let is_kept = |paragraph: &Range<usize>| {
            let at = origin.offset(paragraph.start);
            let after = kept.partition_point(|kept| kept.end <= at);
            kept.get(after).is_some_and(|kept| kept.start <= at)
        };
        paragraphs.filter(is_kept).collect()
    }
}

/// The cells below these names in the header.
fn columns(text: &str, names: &[impl AsRef<str>]) -> Result<Vec<Range<usize>>> {
    let rows = cells(text)
        .map(|cells| cells.table.rows)
        .unwrap_or_default();
    let header = rows.first().map_or(&[][..], Vec::as_slice);
    let title = |cell: &Range<usize>| text[cell.clone()].trim_matches('"');
    let is_kept = |cell: &Range<usize>| names.iter().any(|name| name.as_ref() == title(cell));
    let kept: Vec<usize> = (0..header.len())
        .filter(|at| is_kept(&header[*at]))
        .collect();
    if kept.is_empty() {
        let known: Vec<&str> = header.iter().map(title).collect();
        return Err(missing("column", names).hint(match &*known {
            [] => "it is not a table with several columns".to_owned(),
            known => format!("its columns are {}", known.join(", ")),
        }));
    }
    let rows = rows.iter().skip(1);
    let cells = rows.flat_map(|row| kept.iter().filter_map(|at| row.get(*at)));
    Ok(cells.cloned().collect())
}

fn missing(what: &str, names: &[impl AsRef<str>]) -> Error {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    Error::new(format!("has no {what} {}", names.join(" or ")))
}

fn block(masks: &mut Vec<Mask>, range: Range<usize>) {
    if !range.is_empty() {
        masks.push(Mask {
            range,
            kind: MaskKind::Block,
        });
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::source::Limits;

    /// What is not masked of a document once only these fields are kept.
    fn kept(path: &str, text: &str, names: &[&str]) -> Vec<String> {
        let mut document = Document::read(path, text).unwrap();
        document.keep_fields(names).unwrap();
        let mut at = 0;
        let mut kept = Vec::new();
        for mask in &document.masks {
            if mask.kind == MaskKind::Block {
                kept.push(document.text[at..mask.range.start].to_owned());
                at = mask.range.end;
            }
        }
        kept.push(document.text[at..].to_owned());
        kept.retain(|kept| !kept.is_empty());
        kept
    }

    #[test]
    fn columns_are_chosen_by_their_names() {
        let csv = "번호,본문,비고\n1,린터(linter)를 쓴다.,가\n2,\"말뭉치(corpus)를, 모은다.\",나\n";
        assert_eq!(
            kept("글.csv", csv, &["본문"]),
            ["린터(linter)를 쓴다.", "말뭉치(corpus)를, 모은다."]
        );
        assert_eq!(
            kept("글.tsv", &csv.replace(',', "\t"), &["번호", "비고"]),
            ["1", "가", "2", "나"]
        );
        assert_eq!(kept("글.txt", "본문(body)", &["제목"]), ["본문(body)"]);
    }

    #[test]
    fn fields_are_chosen_by_their_keys() {
        let lines = "{\"id\": \"가-1\", \"text\": \"린터(linter)를\\n{n}번 쓴다.\"}\n{\"text\": [\"나\", \"다\"], \"meta\": {\"by\": \"라\"}}\n";
        assert_eq!(
            kept("글.jsonl", lines, &["text"]),
            ["린터(linter)를", "{n}번 쓴다.", "나", "다"]
        );
        assert_eq!(kept("글.json", lines, &["by", "id"]), ["가-1", "라"]);
    }

    #[test]
    fn columns_of_parquet_are_chosen_by_what_begins_or_ends_their_names() {
        let file = |name: &str| {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
            let bytes = fs::read(file.join(name)).unwrap();
            Document::unpacked(Format::PARQUET, name, &bytes, Limits::default()).unwrap()
        };
        let whole = file("zstd.parquet");
        for name in ["messages.content", "messages", "content"] {
            let mut document = file("zstd.parquet");
            document.keep_fields(&[name]).unwrap();
            let masked = document
                .masks
                .iter()
                .map(|mask| &document.text[mask.range.clone()]);
            let masked: String = masked.collect();
            assert_eq!((masked.trim(), &document.text), ("", &whole.text), "{name}");
        }
        // Rows of terms in one column, and their English in the other.
        let terms = || file("../terms/table.parquet");
        for (name, kept, masked) in [("용어", "말뭉치", "corpus"), ("원어", "corpus", "말뭉치")]
        {
            let mut document = terms();
            document.keep_fields(&[name]).unwrap();
            let at = |word: &str| document.text.find(word).unwrap();
            assert!(!document.is_masked(at(kept)), "{name}");
            assert!(document.is_masked(at(masked)), "{name}");
        }
        let mut document = file("zstd.parquet");
        document.keep_fields(&["comment"]).unwrap();
        let all = 0..whole.text.len();
        assert_eq!(
            document
                .masks
                .iter()
                .map(|mask| mask.range.clone())
                .collect::<Vec<_>>(),
            [all]
        );
        let error = document.keep_fields(&["score", "mess"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "has no column score or mess (its columns of text are messages.content, comment)"
        );
    }

    #[test]
    fn fields_that_are_not_there_are_named() {
        let error = |path: &str, text: &str| {
            let mut document = Document::read(path, text).unwrap();
            document.keep_fields(&["본문"]).unwrap_err().to_string()
        };
        assert_eq!(
            error("글.csv", "번호,제목\n1,가\n"),
            "has no column 본문 (its columns are 번호, 제목)"
        );
        assert!(error("글.json", "{\"text\": \"가\"}").starts_with("has no field 본문"));
    }
}
