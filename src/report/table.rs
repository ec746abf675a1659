//! Columns that line up on a terminal, where a Hangul syllable is two columns wide.

use std::io;

use unicode_width::UnicodeWidthStr;

/// Writes rows below a header, columns two spaces apart, with a blank line between groups of rows.
/// Cells hold no line ends; a column whose cells are all numbers, or empty, is set to the right.
pub fn write<const N: usize>(
    out: &mut impl io::Write,
    header: [&str; N],
    groups: &[Vec<[String; N]>],
) -> io::Result<()> {
    let mut widths = header.map(UnicodeWidthStr::width);
    let mut numbers = [!groups.is_empty(); N];
    for row in groups.iter().flatten() {
        for (column, cell) in row.iter().enumerate() {
            widths[column] = widths[column].max(cell.width());
            numbers[column] &= cell
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        }
    }
    let mut line = |row: [&str; N]| {
        let mut line = String::new();
        for (column, cell) in row.into_iter().enumerate() {
            let gap = " ".repeat(widths[column] - cell.width());
            if numbers[column] {
                line.extend([gap.as_str(), cell, "  "]);
            } else {
                line.extend([cell, gap.as_str(), "  "]);
            }
        }
        writeln!(out, "{}", line.trim_end())
    };
    line(header)?;
    let rule: [String; N] = widths.map(|width| "─".repeat(width));
    line(rule.each_ref().map(String::as_str))?;
    for (number, group) in groups.iter().enumerate() {
        if number > 0 {
            line([""; N])?;
        }
        for row in group {
            line(row.each_ref().map(String::as_str))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_is_two_columns_wide() {
        let rows = [
            ["tensor", "텐서", "12"].map(str::to_owned),
            ["object storage", "객체 저장소", "3"].map(str::to_owned),
        ];
        let rows = rows.map(|row| vec![row]);
        let mut out = Vec::new();
        write(&mut out, ["english", "korean", "documents"], &rows).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\
english         korean       documents
──────────────  ───────────  ─────────
tensor          텐서                12

object storage  객체 저장소          3
"
        );
    }

    #[test]
    fn an_empty_table_is_its_header() {
        let mut out = Vec::new();
        write(&mut out, ["english"], &[]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "english\n───────\n");
    }
}
