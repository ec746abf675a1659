//! Which lines are one paragraph: what a reader sees by gaps, sizes, indents, and lines that end before the margin.

use std::collections::{BTreeMap, BTreeSet};

use super::column::Line;

/// A gap is wider than those between the lines of a paragraph if it is so many times as wide.
const WIDER: f32 = 1.2;

/// No lines of a paragraph are so many ems apart: 300 % of what office programs call single.
const WIDEST: f32 = 3.6;

/// Edges are where others are if they are this near, in ems.
const NEAR: f32 = 0.35;

/// How many lines above and below tell where the margin is.
const AROUND: usize = 12;

/// A paragraph of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<Line>,
    /// Whether its last line reaches the margin, so that it may go on elsewhere.
    pub(super) is_full: bool,
    /// Whether its first line begins where those of its column do, so that it may have begun elsewhere.
    pub(super) is_flush: bool,
}

/// Puts the lines of a page together to paragraphs.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let page = Page::new(lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let room = page.edges[at].1 - line.right;
        let line = Line {
            is_tight: !line.text.contains(' ') && room < 0.5 * line.size,
            ..line.clone()
        };
        match paragraphs.last_mut() {
            Some(last) if page.goes_on(last, at) => {
                last.lines.push(line);
                last.is_full = page.is_full(at, None);
            }
            _ => paragraphs.push(Paragraph {
                is_full: page.is_full(at, None),
                is_flush: line.left - page.edges[at].0 < NEAR * line.size && !is_item(&line),
                lines: vec![line],
            }),
        }
    }
    paragraphs
}

/// Whether a paragraph at the end of a column or page may go on in one at the beginning of the next.
pub(super) fn may_go_on(one: &Paragraph, other: &Paragraph) -> bool {
    let (Some(last), Some(first)) = (one.lines.last(), other.lines.first()) else {
        return false;
    };
    let is_prose = one.lines.len() > 1 || other.lines.len() > 1;
    is_prose
        && one.is_full
        && other.is_flush
        && are_alike(last.size, first.size)
        && !last.text.ends_with(['.', '?', '!', ':', '。', '”'])
}

/// Whether a paragraph goes on in the next one, at the top of the column on the right.
pub(super) fn goes_on_beside(one: &Paragraph, other: &Paragraph) -> bool {
    let (Some(last), Some(first)) = (one.lines.last(), other.lines.first()) else {
        return false;
    };
    let is_beside = last.column != first.column && first.left > last.left && first.y > last.y;
    is_beside && may_go_on(one, other)
}

/// Puts paragraphs that go on at the top of the next column before what goes on there, behind the footnotes of their own column.
pub(super) fn meet_beside(paragraphs: &mut [Paragraph]) {
    for at in 2..paragraphs.len() {
        let size = paragraphs[at].lines[0].size;
        let before = paragraphs[at.saturating_sub(8)..at].iter();
        let is_body = |paragraph: &Paragraph| are_alike(paragraph.lines[0].size, size);
        let Some(back) = before.rev().position(is_body) else {
            continue;
        };
        let body = at - 1 - back;
        if back > 0 && goes_on_beside(&paragraphs[body], &paragraphs[at]) {
            paragraphs[body..at].rotate_left(1);
        }
    }
}

/// Puts the paragraph that goes on from one page to the next at the end of the one and the beginning of the other, before its running head and
/// behind the footnotes; says whether there is one.
pub(super) fn meet(page: &mut Vec<Paragraph>, next: &mut Vec<Paragraph>) -> bool {
    let Some(size) = body_size(page) else {
        return false;
    };
    let is_body = |paragraph: &Paragraph| {
        let line = &paragraph.lines[0];
        are_alike(line.size, size) && !(paragraph.lines.len() == 1 && is_number(&line.text))
    };
    // Footnotes stand behind, and heads before.
    let Some(last) = page.iter().rposition(is_body) else {
        return false;
    };
    let first = next.iter().take(4).position(|paragraph| {
        let text = &paragraph.lines[paragraph.lines.len() - 1].text;
        let is_prose = paragraph.lines.len() > 1 || text.ends_with(['.', '?', '!']);
        is_body(paragraph) && is_prose
    });
    match first {
        Some(first) if may_go_on(&page[last], &next[first]) => {
            let paragraph = page.remove(last);
            page.push(paragraph);
            let paragraph = next.remove(first);
            next.insert(0, paragraph);
            true
        }
        _ => false,
    }
}

/// The size of most of the text of a page.
fn body_size(page: &[Paragraph]) -> Option<f32> {
    let lines = page.iter().flat_map(|paragraph| &paragraph.lines);
    let mut sizes: Vec<(f32, usize)> = lines.map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut left = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let middle = sizes.iter().find(|(_, count)| {
        let is_it = left < *count;
        left = left.saturating_sub(*count);
        is_it
    });
    middle.map(|&(size, _)| size)
}

struct Page<'l> {
    lines: &'l [Line],
    /// The left and right edges of the column around each line.
    edges: Vec<(f32, f32)>,
    /// The gap between most lines of a column, and of the page, in ems.
    gaps: BTreeMap<Option<usize>, f32>,
    /// The columns in which lines that go on end at the margin, each.
    justified: BTreeSet<usize>,
}

impl<'l> Page<'l> {
    fn new(lines: &'l [Line]) -> Self {
        let edges: Vec<(f32, f32)> = (0..lines.len())
            .map(|at| {
                let around = &lines[at.saturating_sub(AROUND)..(at + AROUND + 1).min(lines.len())];
                let column = around.iter().filter(|line| line.column == lines[at].column);
                column.fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), line| {
                    (left.min(line.left), right.max(line.right))
                })
            })
            .collect();
        let pairs = lines.windows(2).enumerate().filter(|(_, pair)| {
            let [above, below] = pair else { return false };
            let gap = above.y - below.y;
            above.column == below.column
                && are_alike(above.size, below.size)
                && gap > 0.5 * above.size
                && gap < WIDEST * above.size
        });
        let pairs: Vec<usize> = pairs.map(|(at, _)| at).collect();
        let mut gaps: BTreeMap<Option<usize>, Vec<f32>> = BTreeMap::new();
        for &at in &pairs {
            let gap = (lines[at].y - lines[at + 1].y) / lines[at].size;
            gaps.entry(Some(lines[at].column)).or_default().push(gap);
            gaps.entry(None).or_default().push(gap);
        }
        // Two lines that are alone in a column don't tell whether they are near to each other.
        gaps.retain(|column, gaps| column.is_none() || gaps.len() > 1);
        let gaps = gaps.into_iter().map(|(column, mut gaps)| {
            gaps.sort_by(f32::total_cmp);
            (column, gaps[gaps.len() / 2])
        });
        let mut full: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for &at in &pairs {
            let seen = full.entry(lines[at].column).or_default();
            seen.0 += usize::from(edges[at].1 - lines[at].right < NEAR * lines[at].size);
            seen.1 += 1;
        }
        let justified = full.into_iter().filter(|(_, (full, all))| full * 2 > *all);
        Self {
            lines,
            gaps: gaps.collect(),
            justified: justified.map(|(column, _)| column).collect(),
            edges,
        }
    }

    fn gap(&self, column: usize) -> f32 {
        let of_column = self.gaps.get(&Some(column));
        let gap = of_column.or_else(|| self.gaps.get(&None));
        gap.copied().unwrap_or(WIDEST)
    }

    /// Whether a line goes on a paragraph that the one before it ends.
    fn goes_on(&self, paragraph: &Paragraph, at: usize) -> bool {
        let lines = &paragraph.lines;
        let (Some(first), Some(above)) = (lines.first(), lines.last()) else {
            return false;
        };
        let line = &self.lines[at];
        if above.column != line.column || !are_alike(above.size, line.size) {
            return false;
        }
        let size = line.size;
        let gap = above.y - line.y;
        let own = match lines.as_slice() {
            [one, two, ..] => one.y - two.y,
            _ => size * self.gap(line.column),
        };
        if gap < 0.5 * size
            || gap > WIDEST * size
            || gap > own * WIDER
            || gap * WIDER < own && lines.len() > 1
        {
            return false;
        }
        if is_number(&line.text)
            || is_item(line) && line.left < first.body - NEAR * size
            || is_bullet(&line.text)
        {
            return false;
        }
        let begins = line.left - above.left;
        let is_aligned = if lines.len() > 1 {
            begins.abs() < NEAR * size
        } else if is_item(first) {
            // Under its bullet, or under the words behind it.
            begins > -NEAR * size
        } else {
            // The first line may be indented, or hang out before the others.
            (-4.0 * size..NEAR * size).contains(&begins)
        };
        // Lines that are centred are a title of several.
        let is_centred = (above.left + above.right - line.left - line.right).abs() < 0.3 * size
            && begins.abs() > NEAR * size;
        // A parenthesis that is open, or begins a line, tells that it goes on.
        let is_within = line.text.starts_with('(') || is_open(&above.text);
        (is_aligned || is_centred) && (is_within || self.is_full(at - 1, Some(line)))
    }

    /// Whether a line ends where the next word would not have fitted.
    fn is_full(&self, at: usize, next: Option<&Line>) -> bool {
        let line = &self.lines[at];
        let room = self.edges[at].1 - line.right;
        if self.justified.contains(&line.column) {
            // Signs may hang out beyond the margin.
            return room < 0.8 * line.size;
        }
        let word = next.map_or(1.0, |next| {
            let word = next.text.split(' ').next().unwrap_or_default();
            let wide = |char: char| if char < '\u{1100}' { 0.55 } else { 1.0 };
            word.chars().map(wide).sum::<f32>()
        });
        room < (word + 0.4) * line.size
    }
}

/// Whether a parenthesis is open at the end of a line.
fn is_open(line: &str) -> bool {
    let behind = line.rfind('(').map(|at| &line[at..]);
    behind.is_some_and(|behind| !behind.contains(')'))
}

/// Whether a line is the number of a page.
fn is_number(line: &str) -> bool {
    let number = line.trim_matches(['-', '–', '—', '[', ']', ' ', '쪽']);
    let is_count =
        |part: &str| !part.trim().is_empty() && part.trim().bytes().all(|b| b.is_ascii_digit());
    number.len() <= 9 && number.split('/').all(is_count)
}

fn are_alike(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.08 * one.max(other)
}

/// Whether a line begins with a sign of a list.
fn is_bullet(text: &str) -> bool {
    text.starts_with([
        '•', '◦', '▪', '▫', '■', '□', '●', '○', '◆', '◇', '▶', '▷', '►', '‣', '※', '➢', '❍', '·',
        '∙',
    ])
}

/// Whether a line begins an item of a list: `•`, `1.`, `3)`, `(2)`, `가.` with a gap behind.
fn is_item(line: &Line) -> bool {
    if is_bullet(&line.text) || line.body > line.left {
        return true;
    }
    let text = line.text.strip_prefix('(').unwrap_or(&line.text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && (text[digits..].starts_with(". ") || text[digits..].starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::super::column::lines;
    use super::super::glyph::Glyph;
    use super::super::glyph::testing::line;
    use super::super::row::rows;
    use super::*;

    /// Lines with their left edges, gaps above them and sizes.
    fn read(lines_of: &[(&str, f32, f32, f32)]) -> Vec<usize> {
        let mut y = 800.0;
        let mut glyphs: Vec<Glyph> = Vec::new();
        for &(text, x, gap, size) in lines_of {
            y -= gap;
            glyphs.extend(line(text, x, y, size));
        }
        let read = paragraphs(&lines(rows(glyphs, &[])));
        read.iter().map(|paragraph| paragraph.lines.len()).collect()
    }

    #[test]
    fn lines_of_a_paragraph_are_told_from_others() {
        let long = "경사 하강법은 손실이 줄어드는 쪽으로 매개변수를 고친다";
        let short = "여기에서 끝난다.";
        for (what, page, expected) in [
            (
                "the Korean default of 160 %",
                vec![
                    (long, 0.0, 0.0, 10.0),
                    (long, 0.0, 22.9, 10.0),
                    (short, 0.0, 22.9, 10.0),
                ],
                vec![3],
            ),
            (
                "a gap",
                vec![
                    (long, 0.0, 0.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                    (long, 0.0, 24.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                ],
                vec![2, 2],
            ),
            (
                "a title",
                vec![
                    ("역전파란 무엇인가", 0.0, 0.0, 14.0),
                    (long, 0.0, 16.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                ],
                vec![1, 2],
            ),
            (
                "an indent",
                vec![
                    (long, 10.0, 0.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                    (long, 10.0, 16.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                ],
                vec![3, 2],
            ),
            (
                "a line that ends before the margin",
                vec![
                    (long, 0.0, 0.0, 10.0),
                    (short, 0.0, 16.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                ],
                vec![2, 2],
            ),
            (
                "items of a list",
                vec![
                    (
                        "• 경사 하강법은 손실이 줄어드는 쪽으로 매개변수를 고친다",
                        0.0,
                        0.0,
                        10.0,
                    ),
                    (long, 7.5, 16.0, 10.0),
                    (
                        "• 경사 하강법은 손실이 줄어드는 쪽으로 매개변수를 고친다",
                        0.0,
                        16.0,
                        10.0,
                    ),
                    (long, 7.5, 16.0, 10.0),
                ],
                vec![2, 2],
            ),
            (
                "the number of a page",
                vec![
                    (long, 0.0, 0.0, 10.0),
                    (long, 0.0, 16.0, 10.0),
                    ("- 12 -", 0.0, 16.0, 10.0),
                ],
                vec![2, 1],
            ),
            (
                "a narrow cell with an open parenthesis",
                vec![
                    ("정규 표현식(regular", 0.0, 0.0, 10.0),
                    ("expression)", 0.0, 14.0, 10.0),
                    ("객체 저장소에 쌓인 파일들", 0.0, 20.0, 10.0),
                ],
                vec![2, 1],
            ),
        ] {
            assert_eq!(read(&page), expected, "{what}");
        }
    }

    #[test]
    fn a_paragraph_goes_on_over_footnotes_and_heads() {
        let full = "경사 하강법은 손실이 줄어드는 쪽으로 매개변수를 고친다";
        let mut page = line(full, 0.0, 800.0, 10.0);
        page.extend(line(
            "손실 함수는 모형이 얼마나 틀렸는지 나타내며 경사 하강법",
            0.0,
            784.0,
            10.0,
        ));
        page.extend(line("1) 각주는 작은 글씨로 적는다.", 0.0, 740.0, 8.0));
        page.extend(line("7", 100.0, 700.0, 10.0));
        let mut next = line("기계 학습", 0.0, 850.0, 8.0);
        next.extend(line(
            "(gradient descent)이 그 값을 줄인다.",
            0.0,
            800.0,
            10.0,
        ));
        let [mut page, mut next] = [page, next].map(|it| paragraphs(&lines(rows(it, &[]))));
        assert!(meet(&mut page, &mut next));
        let text = |paragraph: &Paragraph| paragraph.lines[0].text.clone();
        assert_eq!(text(&page[2]), full);
        assert_eq!(text(&next[0]), "(gradient descent)이 그 값을 줄인다.");
        assert_eq!(text(&next[1]), "기계 학습");
        // What ends a sentence ends the paragraph.
        page[2].lines.pop();
        page[2].lines[0].text.push('.');
        assert!(!meet(&mut page, &mut next));
    }

    #[test]
    fn a_paragraph_goes_on_in_the_next_column() {
        let mut glyphs = Vec::new();
        for at in 0..4 {
            let y = 800.0 - 16.0 * at as f32;
            glyphs.extend(line("왼쪽 단을 가득 채우는 글이 이어지고", 0.0, y, 10.0));
            glyphs.extend(line(
                "오른쪽 단에서도 글이 이어지고 또 늘어나며",
                220.0,
                y,
                10.0,
            ));
        }
        glyphs.extend(line("1) 각주는 작은 글씨로 적는다.", 0.0, 720.0, 8.0));
        let mut page = paragraphs(&lines(rows(glyphs, &[])));
        meet_beside(&mut page);
        let lines: Vec<usize> = page.iter().map(|paragraph| paragraph.lines.len()).collect();
        assert_eq!(lines, [1, 4, 4]);
        assert!(goes_on_beside(&page[1], &page[2]));
    }
}
