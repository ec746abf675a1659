//! Fixes in cells of tables that text has: what parts cells would make two of one.

use std::ops::Range;

use super::diagnostic::{Diagnostic, Edit};
use crate::Document;
use crate::source::{Format, asciidoc_tables, floor_char_boundary};

/// How far back the beginning of a row is looked for, in bytes.
const LONGEST: usize = 4096;

/// Drops the fixes that would part a cell, or may, as it depends on how the table is written.
pub(super) fn keep_whole(document: &Document, diagnostics: &mut [Diagnostic]) {
    let signs = if document.format == Format::MARKDOWN {
        "|"
    } else if [Format::ASCIIDOC, Format::RESTRUCTURED].contains(&document.format) {
        "|,:;!\"\t"
    } else if document.format == Format::TABLE && document.segments.is_empty() {
        ",;\"\t"
    } else {
        return;
    };
    let mut cells: Option<Vec<Range<usize>>> = None;
    // In Markdown that is a row, also of a table of one column, which is not laid out.
    let is_behind_bar = |edit: &Edit| {
        document.format == Format::MARKDOWN && {
            let before = &document.text[..edit.range.start];
            let near = floor_char_boundary(before, before.len().saturating_sub(LONGEST));
            let line = before[near..].rsplit('\n').next();
            line.is_some_and(|line| line.trim_start_matches([' ', '\t', '>']).starts_with('|'))
        }
    };
    let mut parts = |edit: &Edit| {
        edit.text.contains(|c| signs.contains(c)) && {
            if is_behind_bar(edit) {
                return true;
            }
            let cells = cells.get_or_insert_with(|| {
                if document.format == Format::ASCIIDOC {
                    // Tables of one column are not laid out.
                    return asciidoc_tables(&document.text);
                }
                let rows = document.layout.tables.iter().flat_map(|table| &table.rows);
                let mut cells: Vec<_> = rows.flatten().cloned().collect();
                cells.sort_unstable_by_key(|cell| cell.start);
                cells
            });
            let first = cells.partition_point(|cell| cell.end < edit.range.start);
            (cells.get(first)).is_some_and(|cell| cell.start <= edit.range.end)
        }
    };
    for one in diagnostics {
        let mut edits = one.fix.iter().flat_map(|fix| &fix.edits);
        if edits.any(&mut parts) {
            one.refuse("what parts cells would stand in one: write the cell by hand");
        }
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn a_cell_stays_one() {
        let bar = EXAMPLE.replace("완충 공간", "완충|공간");
        let comma = EXAMPLE.replace("완충 공간", "\"완충, 공간\"");
        for (glossary, file, text, after) in [
            (
                &bar,
                "글.md",
                "버퍼를 비운다.\n\n| 버퍼 | 말 |\n|---|---|\n| 말 | 버퍼 |\n",
                "완충|공간을 비운다.\n\n| 버퍼 | 말 |\n|---|---|\n| 말 | 버퍼 |\n",
            ),
            (
                &comma,
                "글.md",
                "| 버퍼 | 말 |\n|---|---|\n| 말 | 뜻 |\n",
                "| 완충, 공간 | 말 |\n|---|---|\n| 말 | 뜻 |\n",
            ),
            (
                &bar,
                "글.md",
                "버퍼를 비운다.\n\n| 버퍼 |\n|---|\n| 버퍼 |\n",
                "완충|공간을 비운다.\n\n| 버퍼 |\n|---|\n| 버퍼 |\n",
            ),
            (
                &bar,
                "글.adoc",
                "버퍼를 비운다.\n\n|===\n|버퍼를\n|===\n",
                "완충|공간을 비운다.\n\n|===\n|버퍼를\n|===\n",
            ),
            (
                &bar,
                "글.adoc",
                "----\n|===\n----\n버퍼를 비운다.\n\n----\n|===\n----\n",
                "----\n|===\n----\n완충|공간을 비운다.\n\n----\n|===\n----\n",
            ),
            (
                &comma,
                "글.adoc",
                "버퍼를 비운다.\n\n,===\n버퍼,말\n말,뜻\n,===\n",
                "완충, 공간을 비운다.\n\n,===\n버퍼,말\n말,뜻\n,===\n",
            ),
            (
                &comma,
                "글.rst",
                ".. csv-table::\n\n   버퍼,말\n   말,뜻\n\n버퍼를 비운다.\n",
                ".. csv-table::\n\n   버퍼,말\n   말,뜻\n\n완충, 공간을 비운다.\n",
            ),
        ] {
            let (told, mended) = told_of(glossary, "forbidden-term", file, text);
            assert!(!told.is_empty(), "{text}");
            assert_eq!(mended, after);
        }
    }
}
