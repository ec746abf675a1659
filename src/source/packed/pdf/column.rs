//! The order in which the rows of a page are read: columns one after the other, and what runs over all of them where it stands.

use super::row::{Row, Stretch};

/// A gutter is at least so many ems wide, all the way. Between the cells of tables it may be this narrow.
const GUTTER: f32 = 0.35;

/// So many rows with text on both sides make a gutter of what else is a gap.
const ROWS: usize = 3;

/// Columns are wider than so many ems; bullets and numbers of lines are not.
const NARROW: f32 = 4.0;

/// Columns lie in one another at most so deep.
const DEEPEST: usize = 8;

/// No page that people read has more rows; one that has is a picture, and has no columns.
const MOST: usize = 1 << 13;

/// A gap of so many ems within a row that is in no columns parts what has nothing to do with each other.
const APART: f32 = 3.0;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The baseline; up is more.
    pub(super) y: f32,
    pub(super) size: f32,
    /// Whether a space is drawn behind it.
    pub(super) ends_in_space: bool,
    /// Whether it is of one word that takes all the room of its column, where words are broken that are longer.
    pub(super) is_tight: bool,
    /// The column of the page that it stands in.
    pub(super) column: usize,
    /// Where the text begins behind a bullet or number.
    pub(super) body: f32,
}

/// The lines of a page in the order in which they are read.
pub(super) fn lines(rows: Vec<Row>) -> Vec<Line> {
    let mut lines = Lines::default();
    lines.read(rows, 0);
    lines.lines
}

#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    columns: usize,
}

impl Lines {
    fn read(&mut self, mut rows: Vec<Row>, depth: usize) {
        let own = self.columns;
        let mut column = own;
        while !rows.is_empty() {
            let is_page = depth < DEEPEST && rows.len() <= MOST;
            let gutter = is_page.then(|| gutter(&rows)).flatten();
            let Some((first, behind, middle)) = gutter else {
                break;
            };
            let rest = rows.split_off(behind);
            let inside = rows.split_off(first);
            self.put(rows, column);
            let (mut left, mut right) = (Vec::new(), Vec::new());
            for row in inside {
                let y = row.y;
                let (before, after): (Vec<Stretch>, Vec<Stretch>) =
                    row.stretches.into_iter().partition(|it| it.left < middle);
                for (side, stretches) in [(&mut left, before), (&mut right, after)] {
                    if !stretches.is_empty() {
                        side.push(Row { y, stretches });
                    }
                }
            }
            for side in [left, right] {
                self.columns += 1;
                self.read(side, depth + 1);
            }
            self.columns += 1;
            column = self.columns;
            rows = rest;
        }
        self.put(rows, column);
    }

    /// Takes rows that are in no columns.
    fn put(&mut self, rows: Vec<Row>, column: usize) {
        for row in rows {
            let mut line: Option<Line> = None;
            for stretch in row.stretches {
                match &mut line {
                    // A space between them is that of a justified line with few words.
                    Some(line)
                        if line.ends_in_space
                            || stretch.left - line.right < APART * stretch.size =>
                    {
                        if line.body <= line.left && is_label(&line.text) {
                            line.body = stretch.left;
                        }
                        line.text.push(' ');
                        line.text.push_str(&stretch.text);
                        line.right = stretch.right;
                        line.ends_in_space = stretch.ends_in_space;
                    }
                    _ => {
                        self.lines.extend(line.take());
                        line = Some(Line {
                            text: stretch.text,
                            left: stretch.left,
                            right: stretch.right,
                            y: row.y,
                            size: stretch.size,
                            ends_in_space: stretch.ends_in_space,
                            is_tight: false,
                            column,
                            body: stretch.left,
                        });
                    }
                }
            }
            self.lines.extend(line);
        }
    }
}

/// Whether a text is what stands before an item of a list: `•`, `3.`, `(2)`, `가)`, `①`.
fn is_label(text: &str) -> bool {
    let is_short = text.chars().count() <= 4;
    is_short
        && (text.ends_with(['.', ')'])
            || !text
                .chars()
                .any(|char| ('가'..='힣').contains(&char) || char.is_ascii_alphabetic()))
}

/// The first rows between which a gutter runs: the first of them, the first behind them, and its middle.
fn gutter(rows: &[Row]) -> Option<(usize, usize, f32)> {
    for (at, row) in rows.iter().enumerate() {
        // The lines of two columns need not stand on the same baselines.
        let beside = rows.get(at + 1).filter(|next| are_beside(row, next));
        let beside = beside.map_or(&[][..], |next| &next.stretches);
        let mut all: Vec<&Stretch> = row.stretches.iter().chain(beside).take(32).collect();
        all.sort_by(|a, b| a.left.total_cmp(&b.left));
        let gaps = all.windows(2).map(|pair| (pair[0].right, pair[1].left));
        let found = gaps
            .filter(|(from, to)| from < to)
            .filter_map(|(from, to)| extend(rows, at, from, to))
            .max_by_key(|&(_, behind, _)| behind);
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Whether a row stands less than a line above the next.
fn are_beside(above: &Row, below: &Row) -> bool {
    above.y - below.y < 0.9 * above.stretches[0].size
}

/// How far a gap in a row goes on in those below it, if it is a gutter.
fn extend(rows: &[Row], first: usize, from: f32, to: f32) -> Option<(usize, usize, f32)> {
    let (mut from, mut to) = (from, to);
    let size = rows[first].stretches[0].size;
    let (mut both, mut behind) = (0, first);
    let (mut left, mut right) = (0.0_f32, 0.0_f32);
    // On which sides the row before has text.
    let mut sides = (false, false);
    for (at, row) in rows.iter().enumerate().skip(first) {
        // Far below, something else begins; and most gaps are soon known to be none.
        let is_far = at > first && rows[at - 1].y - row.y > 6.0 * size;
        if is_far || both < ROWS && at > first + 64 {
            break;
        }
        let (mut low, mut high) = (from, to);
        let (mut before, mut after) = (0.0_f32, 0.0_f32);
        for stretch in &row.stretches {
            if stretch.left < low {
                low = low.max(stretch.right);
                before += stretch.right - stretch.left;
            } else {
                high = high.min(stretch.left);
                after += stretch.right - stretch.left;
            }
        }
        if high - low < GUTTER * size {
            break;
        }
        (from, to) = (low, high);
        (left, right) = (left.max(before), right.max(after));
        let mut seen = (before > 0.0, after > 0.0);
        if at > first && are_beside(&rows[at - 1], row) && !(sides.0 && sides.1) {
            seen = (seen.0 || sides.0, seen.1 || sides.1);
        }
        both += usize::from(seen.0 && seen.1);
        sides = seen;
        behind = at + 1;
    }
    let is_wide = left > NARROW * size && right > NARROW * size;
    (both >= ROWS && is_wide).then_some((first, behind, f32::midpoint(from, to)))
}

#[cfg(test)]
mod tests {
    use super::super::glyph::Glyph;
    use super::super::glyph::testing::line;
    use super::super::row::rows;
    use super::*;

    fn read(glyphs: Vec<Glyph>) -> Vec<String> {
        let lines = lines(rows(glyphs, &[])).into_iter();
        lines.map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut glyphs = line("두 단을 모두 차지하는 제목은 이렇게 길다", 0.0, 200.0, 10.0);
        for (at, (left, right)) in [
            ("왼쪽 단 첫째 줄", "오른쪽 단 첫째"),
            ("왼쪽 단 둘째 줄", "오른쪽 단 둘째"),
            ("왼쪽 단 셋째 줄", "오른쪽 단 셋째"),
            ("왼쪽 단 넷째 줄", ""),
        ]
        .into_iter()
        .enumerate()
        {
            let y = 180.0 - at as f32 * 16.0;
            glyphs.extend(line(left, 0.0, y, 10.0));
            // The lines of one column need not stand on those of the other.
            glyphs.extend(line(right, 100.0, y - 5.0, 10.0));
        }
        glyphs.extend(line(
            "두 단을 모두 차지하는 맺음말도 이만큼 길다",
            0.0,
            100.0,
            10.0,
        ));
        assert_eq!(
            read(glyphs),
            [
                "두 단을 모두 차지하는 제목은 이렇게 길다",
                "왼쪽 단 첫째 줄",
                "왼쪽 단 둘째 줄",
                "왼쪽 단 셋째 줄",
                "왼쪽 단 넷째 줄",
                "오른쪽 단 첫째",
                "오른쪽 단 둘째",
                "오른쪽 단 셋째",
                "두 단을 모두 차지하는 맺음말도 이만큼 길다",
            ]
        );
    }

    #[test]
    fn bullets_are_no_column() {
        let mut glyphs = Vec::new();
        for (at, text) in [
            "첫째 항목이다",
            "둘째 항목이다",
            "셋째 항목이다",
            "넷째 항목이다",
        ]
        .into_iter()
        .enumerate()
        {
            let y = 180.0 - at as f32 * 16.0;
            glyphs.extend(line("•", 0.0, y, 10.0));
            glyphs.extend(line(text, 18.0, y, 10.0));
        }
        assert_eq!(read(glyphs)[1], "• 둘째 항목이다");
    }

    #[test]
    fn three_columns_are_three() {
        let mut glyphs = Vec::new();
        for at in 0..4 {
            for column in 0..3 {
                let text = format!("{column}단의 {at}번째 줄");
                glyphs.extend(line(
                    &text,
                    column as f32 * 90.0,
                    180.0 - at as f32 * 16.0,
                    10.0,
                ));
            }
        }
        let read = read(glyphs);
        assert_eq!(read[..2], ["0단의 0번째 줄", "0단의 1번째 줄"]);
        assert_eq!(read[4..6], ["1단의 0번째 줄", "1단의 1번째 줄"]);
        assert_eq!(read[8..10], ["2단의 0번째 줄", "2단의 1번째 줄"]);
    }
}
