//! Characters that stand on one baseline, and the stretches of them that a gap parts.

use super::glyph::{Glyph, Rule};

/// A gap of so many ems parts a row into stretches, of which columns are made. Words are nearer to each other, but for justified lines of few.
const GAP: f32 = 0.9;

/// What is drawn but not read.
const MARK: char = '\0';

/// What stands on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The baseline; up is more.
    pub(super) y: f32,
    pub(super) stretches: Vec<Stretch>,
}

/// Characters of a row without a wide gap between them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The size of most of its characters.
    pub(super) size: f32,
    /// How many characters it has.
    pub(super) count: usize,
    /// Whether a space stands behind it.
    pub(super) ends_in_space: bool,
}

/// Puts the characters of a page that run in the same direction together to rows, from the top. Rules part them as gaps do.
pub(super) fn rows(mut glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<Row> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut groups: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        match groups.last_mut() {
            Some(group) if (group[0].y - glyph.y).abs() <= 0.3 * group[0].size.min(glyph.size) => {
                group.push(glyph);
            }
            _ => groups.push(vec![glyph]),
        }
    }
    let groups = with_raised(groups);
    // A page of very many of both is a picture.
    let rules = if groups.len() * rules.len() < 1 << 24 {
        rules
    } else {
        &[]
    };
    let rows = groups.into_iter().filter_map(|group| row(group, rules));
    rows.collect()
}

/// Puts what stands raised or lowered beside a row, as marks of footnotes do, in that row.
///
/// The numbers of footnotes are left out where they stand behind Korean: they are no part of the word there, and a term may end in a digit.
fn with_raised(groups: Vec<Vec<Glyph>>) -> Vec<Vec<Glyph>> {
    let is_beside = |small: &[Glyph], large: &[Glyph]| {
        let (size, other) = (small[0].size, large[0].size);
        let above = small[0].y - large[0].y;
        let is_small = small.len() < 16 && size <= 0.85 * other;
        is_small
            && (-0.35 * other..=0.6 * other).contains(&above)
            && small.iter().all(|small| {
                let middle = small.x + small.width / 2.0;
                let stands = |glyph: &Glyph| {
                    glyph.char != ' ' && (glyph.x..glyph.x + glyph.width).contains(&middle)
                };
                !large.iter().any(stands)
            })
            && small.iter().any(|small| {
                let near = |glyph: &Glyph| {
                    (small.x - glyph.x - glyph.width).abs() < other
                        || (glyph.x - small.x - small.width).abs() < other
                };
                large.iter().any(near)
            })
    };
    let mut kept: Vec<Vec<Glyph>> = Vec::with_capacity(groups.len());
    for group in groups {
        match kept.last_mut() {
            Some(above) if is_beside(above, &group) => {
                let raised = std::mem::replace(above, group);
                add(above, &raised);
            }
            Some(above) if is_beside(&group, above) => add(above, &group),
            _ => kept.push(group),
        }
    }
    kept
}

/// Adds what stands raised or lowered to its row, but for marks of footnotes.
fn add(row: &mut Vec<Glyph>, raised: &[Glyph]) {
    for glyph in raised {
        let is_of_mark = glyph.char.is_ascii_digit() || matches!(glyph.char, ')' | '*' | '†');
        let before = row
            .iter()
            .filter(|other| other.char != ' ' && other.x < glyph.x && !raised.contains(other))
            .max_by(|one, other| one.x.total_cmp(&other.x));
        let is_behind_word = before.is_some_and(|before| {
            ('가'..='힣').contains(&before.char)
                || matches!(before.char, MARK | '.' | ',' | ')' | '”')
        });
        let is_mark = is_of_mark && glyph.y > row[0].y && is_behind_word;
        let char = if is_mark { MARK } else { glyph.char };
        row.push(Glyph { char, ..*glyph });
    }
}

/// One row: none where there are only spaces.
fn row(mut glyphs: Vec<Glyph>, rules: &[Rule]) -> Option<Row> {
    let (y, size) = (glyphs[0].y, glyphs[0].size);
    let middle = y + 0.3 * size;
    let beside = |rule: &&Rule| rule.bottom < middle && middle < rule.top;
    let mut rules: Vec<f32> = rules.iter().filter(beside).map(|rule| rule.x).collect();
    rules.sort_by(f32::total_cmp);
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let has_spaces = glyphs.iter().any(|glyph| glyph.char == ' ');
    let usual = usual_gap(&glyphs);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut sizes: Vec<f32> = Vec::new();
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        if glyph.char == ' ' {
            if let Some(stretch) = stretches.last_mut() {
                stretch.ends_in_space = true;
            }
            continue;
        }
        let gap = last.map_or(f32::INFINITY, |last| glyph.x - last.x - last.width);
        let size = last.map_or(glyph.size, |last| last.size.max(glyph.size));
        // Bold, as programs make it that have no bold font: the same, a little beside it.
        let is_twice = last.is_some_and(|last| {
            last.char == glyph.char && (glyph.x - last.x).abs() < 0.3 * last.width.min(size)
        });
        if is_twice {
            continue;
        }
        let is_parted = last.is_some_and(|last| {
            let end = last.x + last.width - 0.2 * size;
            let next = rules.get(rules.partition_point(|&x| x < end));
            next.is_some_and(|&x| x < glyph.x + 0.2 * size)
        });
        match stretches.last_mut() {
            Some(stretch) if glyph.char == MARK => stretch.right = glyph.x + glyph.width,
            Some(stretch) if gap < GAP * size && !is_parted => {
                let word = usual + if has_spaces { 0.3 } else { 0.15 };
                if stretch.ends_in_space || gap > word * size {
                    stretch.text.push(' ');
                }
                stretch.text.push(glyph.char);
                stretch.count += 1;
                stretch.right = stretch.right.max(glyph.x + glyph.width);
                stretch.ends_in_space = false;
            }
            _ => {
                close(stretches.last_mut(), &mut sizes);
                stretches.push(Stretch {
                    text: glyph.char.to_string(),
                    left: glyph.x,
                    right: glyph.x + glyph.width,
                    size: glyph.size,
                    count: 1,
                    ends_in_space: false,
                });
            }
        }
        sizes.push(glyph.size);
        last = Some(glyph);
    }
    close(stretches.last_mut(), &mut sizes);
    (!stretches.is_empty()).then_some(Row { y, stretches })
}

/// The gap between most of the characters of a row that no space parts, in ems: justified lines have one everywhere, and so have titles that are
/// spaced out.
fn usual_gap(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter(|pair| pair[0].char != ' ' && pair[1].char != ' ')
        .map(|pair| (pair[1].x - pair[0].x - pair[0].width) / pair[0].size)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2)
        .map_or(0.0, |gap| gap.clamp(0.0, 0.6))
}

/// Says of a stretch which size most of it has.
fn close(stretch: Option<&mut Stretch>, sizes: &mut Vec<f32>) {
    if let Some(stretch) = stretch {
        sizes.sort_by(f32::total_cmp);
        stretch.size = sizes.get(sizes.len() / 2).copied().unwrap_or(stretch.size);
    }
    sizes.clear();
}

#[cfg(test)]
mod tests {
    use super::super::glyph::testing::line;
    use super::*;

    fn texts(glyphs: Vec<Glyph>) -> Vec<Vec<String>> {
        let texts = |row: Row| row.stretches.into_iter().map(|it| it.text).collect();
        rows(glyphs, &[]).into_iter().map(texts).collect()
    }

    #[test]
    fn words_are_told_by_gaps_where_no_space_is_drawn() {
        // Justified: every syllable a little apart, and spaces drawn.
        let mut glyphs = line("경사 하강법은", 0.0, 100.0, 10.0);
        for (at, glyph) in glyphs.iter_mut().enumerate() {
            glyph.x += at as f32 * 1.5;
        }
        assert_eq!(texts(glyphs), [["경사 하강법은"]]);
        // As TeX writes: no spaces, but room for them.
        let mut glyphs = line("경사하강법은", 0.0, 100.0, 10.0);
        for glyph in &mut glyphs[2..] {
            glyph.x += 2.5;
        }
        assert_eq!(texts(glyphs), [["경사 하강법은"]]);
    }

    #[test]
    fn the_order_in_which_a_line_is_drawn_says_nothing() {
        let mut glyphs = line("경사 하강법(gradient descent)", 0.0, 100.0, 10.0);
        glyphs.reverse();
        glyphs.extend(line("윗줄", 0.0, 116.0, 10.0));
        assert_eq!(texts(glyphs), [["윗줄"], ["경사 하강법(gradient descent)"]]);
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        let mut glyphs = line("각각(each)", 0.0, 100.0, 10.0);
        glyphs.extend(line("각각(each)", 0.3, 100.0, 10.0));
        assert_eq!(texts(glyphs), [["각각(each)"]]);
    }

    #[test]
    fn marks_of_footnotes_stand_in_their_line() {
        let mut glyphs = line("신경망은", 0.0, 100.0, 10.0);
        glyphs.extend(line("1)", 40.0, 103.5, 5.8));
        glyphs.extend(line("깊다", 50.0, 100.0, 10.0));
        assert_eq!(texts(glyphs), [["신경망은 깊다"]]);
        // Behind other letters it may be a power.
        let mut glyphs = line("10", 0.0, 100.0, 10.0);
        glyphs.extend(line("6", 10.0, 103.5, 5.8));
        assert_eq!(texts(glyphs), [["106"]]);
    }

    #[test]
    fn wide_gaps_part_a_row() {
        let mut glyphs = line("왼쪽 단", 0.0, 100.0, 10.0);
        glyphs.extend(line("오른쪽 단", 60.0, 99.0, 10.0));
        let rows = rows(glyphs, &[]);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].stretches.len(), 2);
        assert!((rows[0].stretches[0].right - 32.5).abs() < 0.1);
    }
}
