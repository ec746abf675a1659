//! What is drawn on a page: its characters, with where each stands (ISO 32000-1, 8.3, 8.10 and 9.4).
//!
//! Content is read word by word and never held as objects, so that a page takes the memory of its content and of its characters, both of which are
//! limited. What is broken is passed over, as readers of PDF do.

use std::rc::Rc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};

use super::broken;
use super::budget::{Budget, too_much};
use super::font::{Font, get, name, number};
use super::glyph::{Drawn, Glyph, Rule, seen};
use super::matrix::{Matrix, SAME, moved, shift, then, turned};
use super::resources::Resources;
use super::token::{Token, Tokens};
use crate::{Error, Result};

/// How deep forms are read that lie in one another, and how deep marks and states are kept.
const DEEPEST: usize = 64;

/// How many characters a page may have: a hundred times what fits one that people read.
const CHARACTERS: usize = 1 << 20;

/// How many rules of a page are looked at: more are a picture.
const RULES: usize = 1 << 12;

/// How many words may stand before an operator: characters and what moves them.
const OPERANDS: usize = CHARACTERS * 2;

/// What holds the place of a glyph of which nobody knows the characters, until the page is read: a mark may yet say what it is.
const UNTOLD: char = '\0';

/// Reads the characters of pages.
pub(super) struct Reader<'p> {
    pub(super) file: Resources<'p>,
    drawn: Drawn,
    /// The page, and its size in square points once it was asked for.
    page: ObjectId,
    area: Option<f64>,
    /// The forms that are being drawn, each within the one before.
    open: Vec<ObjectId>,
}

/// The state that `q` keeps and `Q` brings back, as far as text needs it.
#[derive(Clone)]
struct State {
    /// What the space of the user is in that of the page.
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// Content that is being drawn.
struct Drawing {
    state: State,
    kept: Vec<State>,
    /// Where the next character stands.
    matrix: Matrix,
    /// Where the line began.
    line: Matrix,
    /// Stretches that are marked, each within the one before: the first of its characters, and the text that stands for them.
    marks: Vec<(usize, Option<Vec<char>>)>,
    /// Where a path that is not painted yet goes on, and those of its lines that run up or down.
    point: (f64, f64),
    upright: Vec<Rule>,
}

impl Drawing {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = then(&shift(x, y), &self.line);
        self.matrix = self.line;
    }

    fn line_to(&mut self, x: f64, y: f64) {
        let (from, to) = (self.point, (x, y));
        self.point = to;
        let [from, to] = [from, to].map(|point| moved(&self.state.ctm, point));
        if (from.0 - to.0).abs() < 0.5 && self.upright.len() < RULES {
            self.upright.push(Rule {
                x: from.0 as f32,
                top: from.1.max(to.1) as f32,
                bottom: from.1.min(to.1) as f32,
            });
        }
    }
}

impl<'p> Reader<'p> {
    pub(super) fn new(pdf: &'p Pdf, budget: Budget) -> Self {
        Self {
            file: Resources::new(pdf, budget),
            drawn: Drawn::default(),
            page: (0, 0),
            area: None,
            open: Vec::new(),
        }
    }

    /// The characters of a page, and the rules between them.
    ///
    /// # Errors
    ///
    /// The page contains itself, or more comes out of it than may.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<Drawn> {
        let resources = self.file.inherited(page, b"Resources")?;
        let resources = resources.and_then(|it| it.as_dict().ok());
        (self.page, self.area) = (page, None);
        let mut content = Vec::new();
        for stream in self.file.pdf.get_page_contents(page) {
            if let Ok(Object::Stream(stream)) = self.file.pdf.get_object(stream) {
                content.append(&mut self.file.budget.unpack(self.file.pdf, stream)?);
                content.push(b'\n');
                if content.len() > self.file.budget.stream {
                    return Err(too_much(self.file.budget.stream as u64, false));
                }
            }
        }
        self.drawn = Drawn::default();
        self.open.clear();
        let state = State {
            ctm: SAME,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.draw(&content, resources, state)?;
        let mut drawn = std::mem::take(&mut self.drawn);
        let untold = |glyph: &&Glyph| matches!(glyph.char, UNTOLD | char::REPLACEMENT_CHARACTER);
        drawn.untold = drawn.glyphs.iter().filter(untold).count();
        drawn.glyphs.retain(|glyph| glyph.char != UNTOLD);
        Ok(drawn)
    }

    /// Draws the content of a page or a form.
    fn draw(
        &mut self,
        content: &[u8],
        resources: Option<&'p Dictionary>,
        state: State,
    ) -> Result<()> {
        let mut drawing = Drawing {
            state,
            kept: Vec::new(),
            matrix: SAME,
            line: SAME,
            marks: Vec::new(),
            point: (0.0, 0.0),
            upright: Vec::new(),
        };
        let mut operands: Vec<Token<'_>> = Vec::new();
        let mut tokens = Tokens::new(content);
        while let Some(token) = tokens.next() {
            let Token::Word(operator) = token else {
                if operands.len() < OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            if operator == b"ID" {
                tokens.skip_image();
            }
            self.operate(operator, &operands, resources, &mut drawing)?;
            operands.clear();
        }
        Ok(())
    }

    fn operate(
        &mut self,
        operator: &[u8],
        operands: &[Token<'_>],
        resources: Option<&'p Dictionary>,
        drawing: &mut Drawing,
    ) -> Result<()> {
        let state = &mut drawing.state;
        // The last operands, of which some broken files have more than there should be.
        let number = |back: usize| {
            let operand = operands.len().checked_sub(back).map(|at| operands[at]);
            let number = operand.and_then(Token::number);
            number.filter(|number| number.is_finite()).unwrap_or(0.0)
        };
        let matrix = || [6, 5, 4, 3, 2, 1].map(number);
        let last_name = || operands.last().and_then(|operand| operand.name());
        match operator {
            b"q" if drawing.kept.len() < DEEPEST * 16 => drawing.kept.push(state.clone()),
            b"Q" => drawing.state = drawing.kept.pop().unwrap_or_else(|| state.clone()),
            b"cm" => state.ctm = then(&matrix(), &state.ctm),
            b"BT" => (drawing.matrix, drawing.line) = (SAME, SAME),
            b"Tc" => state.spacing = number(1),
            b"Tw" => state.word_spacing = number(1),
            b"Tz" => state.scale = number(1) / 100.0,
            b"TL" => state.leading = number(1),
            b"Ts" => state.rise = number(1),
            b"Tf" => {
                let name = operands.iter().rev().find_map(|operand| operand.name());
                state.size = number(1);
                state.font = name.and_then(|name| self.file.font(resources, name));
                if let Some(error) = self.file.failed.take() {
                    return Err(error);
                }
            }
            b"Tm" => {
                drawing.line = matrix();
                drawing.matrix = drawing.line;
            }
            b"Td" => drawing.next_line(number(2), number(1)),
            b"TD" => {
                state.leading = -number(1);
                drawing.next_line(number(2), number(1));
            }
            b"T*" => {
                let leading = state.leading;
                drawing.next_line(0.0, -leading);
            }
            b"Tj" | b"TJ" => self.show(operands, drawing)?,
            b"'" | b"\"" => {
                if operator == b"\"" {
                    (state.word_spacing, state.spacing) = (number(3), number(2));
                }
                let leading = state.leading;
                drawing.next_line(0.0, -leading);
                self.show(&operands[operands.len().saturating_sub(1)..], drawing)?;
            }
            b"ID" => self.picture(&drawing.state),
            b"l" => drawing.line_to(number(2), number(1)),
            b"m" => drawing.point = (number(2), number(1)),
            b"c" | b"v" | b"y" => {
                self.drawn.curves += 1;
                drawing.point = (number(2), number(1));
            }
            b"re" => {
                let [x, y, width, height] = [4, 3, 2, 1].map(number);
                drawing.point = (x, y);
                drawing.line_to(x, y + height);
                drawing.point = (x + width, y);
                drawing.line_to(x + width, y + height);
                drawing.point = (x, y);
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                let room = RULES - self.drawn.rules.len();
                self.drawn
                    .rules
                    .extend(drawing.upright.drain(..).take(room));
            }
            b"n" => drawing.upright.clear(),
            b"BMC" | b"BDC" if drawing.marks.len() < DEEPEST * 16 => {
                let text = self.actual_text(operands, resources);
                drawing.marks.push((self.drawn.glyphs.len(), text));
            }
            b"EMC" => {
                if let Some((first, Some(text))) = drawing.marks.pop() {
                    self.replace(first, &text);
                }
            }
            b"Do" => {
                if let Some(name) = last_name() {
                    self.object(name, resources, &drawing.state)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Shows the strings among these operands; numbers move what follows.
    fn show(&mut self, operands: &[Token<'_>], drawing: &mut Drawing) -> Result<()> {
        let state = &drawing.state;
        let Some(font) = state.font.as_deref() else {
            return Ok(());
        };
        for operand in operands {
            if let Token::Number(number) = operand {
                let by = -number / 1000.0 * state.size;
                let step = if font.is_vertical {
                    shift(0.0, by)
                } else {
                    shift(by * state.scale, 0.0)
                };
                drawing.matrix = then(&step, &drawing.matrix);
                continue;
            }
            let Some(bytes) = operand.bytes() else {
                continue;
            };
            let mut rest = &*bytes;
            while !rest.is_empty() {
                let (shown, length) = font.show(rest);
                rest = &rest[length.max(1)..];
                let mut wide = shown.advance * state.size + state.spacing;
                let drawn = wide;
                if shown.is_space {
                    wide += state.word_spacing;
                }
                let to = then(&drawing.matrix, &state.ctm);
                let (along, drawn) = if font.is_vertical {
                    // From top to bottom an em each, whatever the width (ISO 32000-1, 9.7.4.3).
                    ((0.0, -state.size - state.spacing), (0.0, -state.size))
                } else {
                    ((wide * state.scale, 0.0), (drawn * state.scale, 0.0))
                };
                // Some maps have a zero for what they do not know.
                let is_told = shown.meant.iter().any(|&char| char != '\0');
                let meant = if is_told { &shown.meant[..] } else { &[UNTOLD] };
                self.glyphs(meant, &to, drawn, state, font.is_vertical)?;
                drawing.matrix = then(&shift(along.0, along.1), &drawing.matrix);
            }
        }
        Ok(())
    }

    /// Takes the characters that one glyph means.
    fn glyphs(
        &mut self,
        meant: &[char],
        to: &Matrix,
        drawn: (f64, f64),
        state: &State,
        is_vertical: bool,
    ) -> Result<()> {
        let origin = moved(to, (0.0, state.rise));
        let along = turned(to, drawn);
        let width = along.0.hypot(along.1);
        let (across, up) = (turned(to, (1.0, 0.0)), turned(to, (0.0, 1.0)));
        // The size of a font is that of its lines; and a space of no width has the direction of its line.
        let (direction, height) = if is_vertical {
            ((-up.0, -up.1), across)
        } else {
            (across, up)
        };
        let size = state.size.abs() * height.0.hypot(height.1);
        let degrees = direction.1.atan2(direction.0).to_degrees();
        let quarter = (degrees / 90.0).round() * 90.0;
        let angle = if (degrees - quarter).abs() < 10.0 {
            quarter
        } else {
            degrees.round()
        };
        let (sin, cos) = angle.to_radians().sin_cos();
        let x = origin.0 * cos + origin.1 * sin;
        let y = origin.1 * cos - origin.0 * sin;
        if !(x + y + width + size).is_finite() || size == 0.0 {
            return Ok(());
        }
        let share = width / meant.len().max(1) as f64;
        for (at, &char) in meant.iter().enumerate() {
            let char = (char == UNTOLD).then_some(UNTOLD).or_else(|| seen(char));
            let Some(char) = char else { continue };
            self.drawn.glyphs.push(Glyph {
                char,
                x: (x + share * at as f64) as f32,
                y: y as f32,
                width: share as f32,
                size: size as f32,
                angle: (angle as i16).rem_euclid(360),
            });
        }
        self.file.budget.spend(meant.len() * 4)?;
        if self.drawn.glyphs.len() > CHARACTERS {
            return Err(Error::new(format!("has more than {CHARACTERS} characters"))
                .hint("split the page, or give the text in another format"));
        }
        Ok(())
    }

    /// The text that a mark says stands for what is drawn within it (ISO 32000-1, 14.9.4).
    fn actual_text(
        &self,
        operands: &[Token<'_>],
        resources: Option<&'p Dictionary>,
    ) -> Option<Vec<char>> {
        let key = Token::Name(b"ActualText");
        let bytes = if let Some(at) = operands.iter().position(|&operand| operand == key) {
            operands.get(at + 1)?.bytes()?.into_owned()
        } else {
            let [Token::Name(_), Token::Name(name)] = operands else {
                return None;
            };
            let marks = self.file.resource(resources, b"Properties", name)?.1;
            let text = get(self.file.pdf, marks.as_dict().ok()?, b"ActualText")?;
            text.as_str().ok()?.to_vec()
        };
        let units = bytes.strip_prefix(b"\xfe\xff")?.chunks_exact(2);
        let units = units.map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]));
        Some(char::decode_utf16(units).flatten().collect())
    }

    /// Puts a text in place of the characters from here on, if they are on one line.
    fn replace(&mut self, first: usize, text: &[char]) {
        let Some(drawn) = self.drawn.glyphs.get(first..) else {
            return;
        };
        let (Some(&one), Some(last)) = (drawn.first(), drawn.last()) else {
            return;
        };
        let is_line =
            |glyph: &Glyph| glyph.angle == one.angle && (glyph.y - one.y).abs() < one.size;
        if !drawn.iter().all(is_line) || last.x < one.x || text.len() > drawn.len() + 64 {
            return;
        }
        let share = (last.x + last.width - one.x) / text.len().max(1) as f32;
        self.drawn.glyphs.truncate(first);
        for (at, char) in text.iter().filter_map(|&char| seen(char)).enumerate() {
            self.drawn.glyphs.push(Glyph {
                char,
                x: one.x + share * at as f32,
                width: share,
                ..one
            });
        }
    }

    /// Draws a picture, which is a point wide and high but for what the space of the user is (ISO 32000-1, 8.9.5).
    fn picture(&mut self, state: &State) {
        let [a, b, c, d, ..] = state.ctm;
        let area = *self.area.get_or_insert_with(|| self.file.area(self.page));
        let covered = (a * d - b * c).abs() / area;
        if covered.is_finite() {
            self.drawn.covered += covered;
        }
    }

    /// Draws a form, or a picture.
    fn object(
        &mut self,
        called: &[u8],
        resources: Option<&'p Dictionary>,
        state: &State,
    ) -> Result<()> {
        let Some((Some(id), Object::Stream(form))) =
            self.file.resource(resources, b"XObject", called)
        else {
            return Ok(());
        };
        match name(self.file.pdf, &form.dict, b"Subtype") {
            b"Form" => {}
            b"Image" => {
                self.picture(state);
                return Ok(());
            }
            _ => return Ok(()),
        }
        if self.open.contains(&id) {
            return Err(broken("a form in it contains itself"));
        }
        if self.open.len() >= DEEPEST {
            return Err(broken(format!(
                "it has more than {DEEPEST} forms in one another"
            )));
        }
        let matrix = get(self.file.pdf, &form.dict, b"Matrix").and_then(|it| it.as_array().ok());
        let matrix = matrix.and_then(|list| {
            let numbers: Vec<f64> = list.iter().filter_map(number).collect();
            Matrix::try_from(numbers).ok()
        });
        let mut state = state.clone();
        state.ctm = then(&matrix.unwrap_or(SAME), &state.ctm);
        let own = get(self.file.pdf, &form.dict, b"Resources").and_then(|it| it.as_dict().ok());
        let content = self.file.budget.unpack(self.file.pdf, form)?;
        self.open.push(id);
        self.draw(&content, own.or(resources), state)?;
        self.open.pop();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    /// What a page of this content shows, in a font of one byte whose letters are half an em wide; it has the form `F`, which is `form`, and fonts
    /// of two bytes an em wide, of which `U` says no characters, and `R` says U+FFFD for `A`.
    fn drawn(content: &str, form: &str) -> Drawn {
        let mut pdf = Pdf::new();
        let font = dictionary! {
            "Subtype" => "TrueType",
            "FirstChar" => 32,
            "Widths" => vec![Object::Integer(500); 95],
        };
        let font = pdf.add_object(font);
        let mut untold = dictionary! { "Subtype" => "Type0", "Encoding" => "Identity-H" };
        let unknown = pdf.add_object(untold.clone());
        let map = b"beginbfchar <0041> <FFFD> endbfchar".to_vec();
        untold.set(
            "ToUnicode",
            pdf.add_object(Stream::new(Dictionary::new(), map)),
        );
        let replaced = pdf.add_object(untold);
        let head = dictionary! {
            "Subtype" => "Form",
            "Matrix" => [1, 0, 0, 1, 100, 0].map(Object::Integer).to_vec(),
        };
        let form = pdf.add_object(Stream::new(head, form.as_bytes().to_vec()));
        let content = pdf.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let page = pdf.add_object(dictionary! {
            "Contents" => content,
            "Resources" => dictionary! {
                "Font" => dictionary! { "A" => font, "U" => unknown, "R" => replaced },
                "XObject" => dictionary! { "F" => form },
            },
        });
        let mut reader = Reader::new(&pdf, Budget::new(1 << 20));
        reader.page(page).unwrap()
    }

    /// The characters with where they stand, in whole points.
    fn places(drawn: &Drawn) -> Vec<(char, i32, i32)> {
        let place = |glyph: &Glyph| (glyph.char, glyph.x.round() as i32, glyph.y.round() as i32);
        drawn.glyphs.iter().map(place).collect()
    }

    #[test]
    fn characters_stand_where_the_page_puts_them() {
        for (content, expected) in [
            (
                "BT /A 10 Tf 5 700 Td (ab) Tj ET",
                vec![('a', 5, 700), ('b', 10, 700)],
            ),
            (
                "BT /A 10 Tf 5 700 Td [(a)-1000(b)] TJ ET",
                vec![('a', 5, 700), ('b', 20, 700)],
            ),
            (
                "BT /A 1 Tf 10 0 0 10 5 700 Tm 2 TL (a) Tj (b) ' ET",
                vec![('a', 5, 700), ('b', 5, 680)],
            ),
            (
                "q 2 0 0 2 0 0 cm BT /A 10 Tf 5 100 Td 3 Tc (ab) Tj ET Q BT 1 1 Td (c) Tj ET",
                vec![('a', 10, 200), ('b', 26, 200)],
            ),
            (
                "BT /A 10 Tf 5 700 Td (a) Tj T* 1 2 (b) \" ET",
                vec![('a', 5, 700), ('b', 5, 700)],
            ),
            // What is written for readers stands for what is drawn.
            (
                "BT /A 10 Tf /Span<</ActualText<FEFFAC00>>>BDC (xy) Tj EMC (z) Tj ET",
                vec![('가', 0, 0), ('z', 10, 0)],
            ),
            ("/A 10 Tf (a) Tj /A Tf ( Tj", vec![('a', 0, 0)]),
        ] {
            assert_eq!(places(&drawn(content, "")), expected, "{content}");
        }
    }

    #[test]
    fn forms_stand_where_they_are_put() {
        let drawn = drawn(
            "q 1 0 0 1 0 50 cm /F Do Q /F Do",
            "BT /A 10 Tf 5 5 Td (a) Tj ET",
        );
        assert_eq!(places(&drawn), [('a', 105, 55), ('a', 105, 5)]);
    }

    #[test]
    fn a_text_is_told_where_a_mark_tells_it() {
        let marked = "/Span<</ActualText<FEFFAC00>>>BDC";
        for (content, form, expected, untold) in [
            ("/U 10 Tf <0041> Tj /A 10 Tf (z) Tj".to_owned(), "", "z", 1),
            ("/R 10 Tf <00410042> Tj".to_owned(), "", "\u{fffd}", 2),
            (
                format!("{marked} /U 10 Tf <0041> Tj EMC /A 10 Tf (z) Tj"),
                "",
                "가z",
                0,
            ),
            (
                format!("{marked} /R 10 Tf <0041> Tj EMC <0041> Tj"),
                "",
                "가\u{fffd}",
                1,
            ),
            (
                format!("{marked} /F Do EMC"),
                "/U 10 Tf <00410042> Tj",
                "가",
                0,
            ),
            // Of two lines, the mark could stand for either.
            (
                format!("{marked} /U 10 Tf <0041> Tj 0 -30 Td <0041> Tj EMC"),
                "",
                "",
                2,
            ),
            // It never ends.
            (format!("{marked} /U 10 Tf <0041> Tj"), "", "", 1),
        ] {
            let drawn = drawn(&content, form);
            let text: String = drawn.glyphs.iter().map(|glyph| glyph.char).collect();
            assert_eq!((&*text, drawn.untold), (expected, untold), "{content}");
        }
    }

    #[test]
    fn turned_text_is_read_along_its_line() {
        let drawn = drawn("BT /A 10 Tf 0 1 -1 0 300 20 Tm (ab) Tj ET", "");
        assert_eq!(places(&drawn), [('a', 20, -300), ('b', 25, -300)]);
        assert!(drawn.glyphs.iter().all(|glyph| glyph.angle == 90));
    }

    #[test]
    fn rules_are_what_is_painted_upright() {
        let drawn = drawn(
            "10 20 m 10 80 l S 0 0 m 90 0 l S 5 5 m 5 9 l n 50 20 1 60 re f",
            "",
        );
        let rules: Vec<[i32; 3]> = drawn
            .rules
            .iter()
            .map(|rule| [rule.x, rule.bottom, rule.top].map(|at| at as i32))
            .collect();
        assert_eq!(rules, [[10, 20, 80], [50, 20, 80], [51, 20, 80]]);
    }
}
