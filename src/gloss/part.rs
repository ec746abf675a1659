//! One stretch of a parenthesis between separators, and what kind of thing it is.

use std::ops::Range;

use crate::gloss::label::{self, Label, Language};
use crate::gloss::{Form, NoGloss, Place, Shape};
use crate::scan::{Glyph, Window};

/// Most parts looked at; a parenthesis with more is a list or an aside.
pub const MOST: usize = 12;

/// A stretch between separators.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its text without label, quotes and markup, in characters of the window.
    pub chars: Range<usize>,
    /// What it is.
    pub kind: PartKind,
    /// The separator before it; a space for the first part.
    pub after: char,
    /// A label stood before it.
    pub labelled: bool,
    /// It holds a year and nothing else of weight.
    pub year: bool,
    language: Language,
    code: bool,
}

/// What kind of thing a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Latin script that may be a gloss.
    Latin,
    /// Korean, perhaps with Latin letters in it.
    Korean,
    /// Korean that leaves a list open: … 등.
    OpenList,
    /// Hanja, Greek, Cyrillic, kana: another script.
    Script,
    /// Digits and signs.
    Number,
    /// Latin script that is no gloss.
    No(NoGloss),
}

impl Part {
    /// A part to fill arrays with.
    pub const EMPTY: Self = Self {
        chars: 0..0,
        kind: PartKind::Number,
        after: ' ',
        labelled: false,
        year: false,
        language: "en",
        code: false,
    };

    /// Why this part is no gloss, if it says so.
    pub fn reason(&self) -> Option<NoGloss> {
        match self.kind {
            PartKind::No(reason) => Some(reason),
            _ => None,
        }
    }

    /// Why nothing behind this part is a gloss either, if it is the first: what begins as an
    /// example, a quantity or a piece of code goes on as one.
    pub fn forbids_all(&self) -> Option<NoGloss> {
        self.reason()
    }

    /// The form that this part gives.
    pub fn form(&self, window: &Window, place: Place) -> Form {
        let text = &window.glyphs()[self.chars.clone()];
        Form {
            chars: self.chars.clone(),
            language: if self.language == "en" && is_binomial(text) {
                "la"
            } else {
                self.language
            },
            shape: shape(text),
            place,
            code: self.code,
        }
    }
}

/// Cuts the window into parts at commas, semicolons, middle dots and inner brackets. `None` if
/// there are more than [`MOST`].
pub fn split(window: &Window, parts: &mut [Part; MOST]) -> Option<usize> {
    let glyphs = window.glyphs();
    let mut count = 0;
    let mut start = 0;
    let mut after = ' ';
    for at in 0..=glyphs.len() {
        let here = glyphs.get(at).map(|g| g.char);
        if here.is_some() && !separates(glyphs, at) {
            continue;
        }
        if let Some(part) = read(glyphs, start..at, after) {
            if count == MOST {
                return None;
            }
            parts[count] = part;
            count += 1;
        }
        after = here.unwrap_or(' ');
        start = at + 1;
    }
    Some(count)
}

/// Whether the character at `at` separates two parts.
fn separates(glyphs: &[Glyph], at: usize) -> bool {
    let char = glyphs[at].char;
    let before = at.checked_sub(1).map(|i| glyphs[i].char);
    let next = glyphs.get(at + 1).map(|g| g.char);
    match char {
        ';' | '·' | 'ㆍ' | '‧' | '・' | '•' | '，' | '、' | '(' | ')' | '∙' | '⋅' => {
            true
        }
        ',' => {
            // 1,588 m is one number; "Haig, Jr." and "Apple, Inc." are one name.
            let within_number = before.is_some_and(|c| c.is_ascii_digit())
                && next.is_some_and(|c| c.is_ascii_digit());
            !within_number && !name_goes_on(&glyphs[at + 1..])
        }
        // A slash separates scripts (美美的/Meimeide) but not letters (TCP/IP).
        '/' | '=' | ':' | '~' | '-' | '–' | '—' => {
            let side = |c: Option<char>| c.is_some_and(|c| is_hangul(c) || is_script(c));
            let left = glyphs[..at]
                .iter()
                .rev()
                .map(|g| g.char)
                .find(|&c| c != ' ');
            let right = glyphs[at + 1..].iter().map(|g| g.char).find(|&c| c != ' ');
            match char {
                '/' | '=' => side(left) != side(right),
                ':' => {
                    // "al-Biruni: 973-1048", "Fragile : Handle with care"; but labels keep theirs.
                    !side(left)
                        && right.is_some_and(|c| c.is_ascii_digit() || is_hangul(c))
                        && next == Some(' ')
                }
                _ => side(left) != side(right) && before == Some(' '),
            }
        }
        _ => false,
    }
}

/// Whether what follows a comma still belongs to a name: Jr., Inc., Ltd. and their like.
fn name_goes_on(rest: &[Glyph]) -> bool {
    const SUFFIXES: [&str; 9] = ["Jr", "Sr", "Inc", "Ltd", "LLC", "Corp", "Co", "II", "III"];
    let mut word = rest.iter().map(|g| g.char).skip_while(|&c| c == ' ');
    let word: [char; 5] = std::array::from_fn(|_| word.next().unwrap_or(' '));
    SUFFIXES.iter().any(|s| {
        let length = s.len();
        s.chars().zip(word).all(|(a, b)| a == b) && !word[length].is_alphanumeric()
    })
}

/// Reads one part. `None` if nothing stands there.
pub(super) fn read(glyphs: &[Glyph], range: Range<usize>, after: char) -> Option<Part> {
    let mut part = Part {
        chars: trim(glyphs, range),
        after,
        ..Part::EMPTY
    };
    if part.chars.is_empty() {
        return None;
    }
    let mut buffer = ['\0'; 24];
    let text = head(glyphs, &part.chars, &mut buffer);
    let mut label = None;
    if let Some((found, length)) = label::read(text) {
        label = Some(found);
        part.chars.start += length;
        part.labelled = true;
        part.chars = trim(glyphs, part.chars);
        match found {
            Label::Language(language) => part.language = language,
            Label::Note => {
                part.kind = PartKind::No(NoGloss::Note);
                return Some(part);
            }
            Label::Short | Label::Other => {}
        }
    }
    let quoted = part.chars.clone();
    part.chars = unquote(glyphs, part.chars);
    part.code = quoted != part.chars && glyphs[quoted.start].char == '`';
    if part.chars.is_empty() {
        return None;
    }
    if label == Some(Label::Short) {
        part.chars = without_clause(glyphs, part.chars);
    }
    let text = &glyphs[part.chars.clone()];
    part.kind = kind(text, part.code);
    part.year = part.kind == PartKind::Number && is_year(text)
        || part.kind == PartKind::Korean && text.iter().take(4).all(|g| g.char.is_ascii_digit());
    Some(part)
}

/// The first characters of a range, for looking labels up.
fn head<'b>(glyphs: &[Glyph], range: &Range<usize>, buffer: &'b mut [char; 24]) -> &'b [char] {
    let length = range.len().min(buffer.len());
    for (slot, glyph) in buffer.iter_mut().zip(&glyphs[range.clone()]) {
        *slot = glyph.char;
    }
    &buffer[..length]
}

pub(super) fn trim(glyphs: &[Glyph], mut range: Range<usize>) -> Range<usize> {
    while !range.is_empty() && glyphs[range.start].char == ' ' {
        range.start += 1;
    }
    while !range.is_empty() && glyphs[range.end - 1].char == ' ' {
        range.end -= 1;
    }
    range
}

/// Without quotes and markup around it.
pub(super) fn unquote(glyphs: &[Glyph], mut range: Range<usize>) -> Range<usize> {
    const OPENING: &str = "'\"‘’“”`*_《〈「『<[";
    const CLOSING: &str = "'\"‘’“”`*_》〉」』>]";
    while !range.is_empty() && OPENING.contains(glyphs[range.start].char) {
        range.start += 1;
    }
    while !range.is_empty() && CLOSING.contains(glyphs[range.end - 1].char) {
        range.end -= 1;
    }
    trim(glyphs, range)
}

/// `AWS`라 한다, `AWS`로 표기: the form alone, where the rest says that it is a name.
fn without_clause(glyphs: &[Glyph], range: Range<usize>) -> Range<usize> {
    let latin = glyphs[range.clone()]
        .iter()
        .take_while(|g| !is_hangul(g.char) && !"'\"’”」』".contains(g.char))
        .count();
    let rest = &glyphs[range.start + latin..range.end];
    let clause = rest.iter().map(|g| g.char).find(|&c| is_hangul(c));
    if latin > 0 && matches!(clause, Some('라' | '이' | '로' | '으')) {
        trim(glyphs, range.start..range.start + latin)
    } else {
        range
    }
}

/// What kind of thing a text is.
fn kind(text: &[Glyph], code: bool) -> PartKind {
    let mut hangul = 0;
    let mut latin = 0;
    let mut digits = 0;
    let mut script = 0;
    for glyph in text {
        match glyph.char {
            c if is_hangul(c) => hangul += 1,
            c if is_latin(c) => latin += 1,
            c if c.is_ascii_digit() => digits += 1,
            c if is_script(c) => script += 1,
            _ => {}
        }
    }
    if hangul > 0 {
        let end = text.last().map(|g| g.char);
        let before_end = text.len().checked_sub(2).map(|i| text[i].char);
        return if end == Some('등') && before_end == Some(' ') {
            PartKind::OpenList
        } else if digits > 0 && latin > 0 && ends_in_unit(text) {
            PartKind::No(NoGloss::Amount)
        } else {
            PartKind::Korean
        };
    }
    if latin == 0 {
        return if script > 0 {
            PartKind::Script
        } else {
            PartKind::Number
        };
    }
    no_gloss(text, code).map_or(PartKind::Latin, PartKind::No)
}

/// Why a text in Latin script is no gloss, if it is none.
fn no_gloss(text: &[Glyph], code: bool) -> Option<NoGloss> {
    let has = |set: &str| text.iter().any(|g| set.contains(g.char));
    if has("@") {
        return Some(NoGloss::Address);
    }
    if is_address(text) {
        return Some(NoGloss::Address);
    }
    if has("=<>{}[]|\\$^%*") || starts_as_code(text) {
        return Some(NoGloss::Code);
    }
    let letters = text.iter().filter(|g| is_latin(g.char)).count();
    let words = words(text);
    if letters == 1 && text.len() <= 2 && !text[0].char.is_ascii_digit() {
        return Some(NoGloss::Code);
    }
    if text[0].char.is_ascii_digit() && ends_in_unit(text) {
        return Some(NoGloss::Amount);
    }
    if is_roman_numeral(text) {
        return Some(NoGloss::Amount);
    }
    if is_date(text) {
        return Some(NoGloss::Date);
    }
    if is_citation(text) {
        return Some(NoGloss::Citation);
    }
    if is_file_name(text, code) {
        return Some(NoGloss::FileName);
    }
    if words > 12 {
        return Some(NoGloss::Sentence);
    }
    None
}

/// Options, hidden files, calls and paths.
fn starts_as_code(text: &[Glyph]) -> bool {
    match text {
        [first, second, ..] if "-.:/".contains(first.char) => {
            second.char == first.char || is_latin(second.char)
        }
        _ => false,
    }
}

/// `https://…`, `www.…`, `name.co.kr`.
fn is_address(text: &[Glyph]) -> bool {
    const DOMAINS: [&str; 8] = [".com", ".kr", ".net", ".org", ".io", ".gov", ".edu", ".dev"];
    let starts = |s: &str| s.chars().zip(text).filter(|(a, b)| *a == b.char).count() == s.len();
    let small = text.iter().all(|g| !g.char.is_uppercase() && g.char != ' ');
    starts("www.")
        || text
            .windows(3)
            .any(|w| w[0].char == ':' && w[1].char == '/' && w[2].char == '/')
        || small
            && DOMAINS
                .iter()
                .any(|d| ends_with(text, d) || contains(text, d, '/'))
}

fn ends_with(text: &[Glyph], end: &str) -> bool {
    text.len() > end.len()
        && text[text.len() - end.len()..]
            .iter()
            .map(|g| g.char)
            .eq(end.chars())
}

fn contains(text: &[Glyph], part: &str, then: char) -> bool {
    text.windows(part.len() + 1).any(|w| {
        w[part.len()].char == then
            && w.iter()
                .map(|g| g.char)
                .zip(part.chars())
                .all(|(a, b)| a == b)
    })
}

/// A small name with a suffix: `config.yaml`, `user.name`; but not Node.js, which is a name.
fn is_file_name(text: &[Glyph], code: bool) -> bool {
    let Some(dot) = text.iter().rposition(|g| g.char == '.') else {
        return text.iter().any(|g| g.char == '/') && text.iter().all(|g| g.char != ' ') && code;
    };
    let suffix = &text[dot + 1..];
    let small = |g: &Glyph| g.char.is_ascii_lowercase() || g.char.is_ascii_digit();
    let solid = text.iter().all(|g| g.char != ' ');
    solid
        && dot > 0
        && (1..=12).contains(&suffix.len())
        && suffix.iter().all(small)
        && (!text[0].char.is_uppercase() || code)
}

/// A number and a unit of measure at the end.
fn ends_in_unit(text: &[Glyph]) -> bool {
    const UNITS: &[&str] = &[
        "A", "B", "C", "EB", "F", "G", "GB", "GHz", "GW", "Gbps", "Hz", "J", "K", "KB", "L", "MB",
        "MHz", "MW", "Mbps", "Mhz", "N", "PB", "Pa", "T", "TB", "TW", "V", "W", "Wh", "atm", "bit",
        "bn", "bp", "bps", "byte", "bytes", "cal", "cc", "cm", "dB", "dl", "dpi", "eV", "fps",
        "ft", "g", "h", "ha", "hPa", "hp", "hr", "in", "inch", "kB", "kHz", "kN", "kPa", "kV",
        "kW", "kWh", "kb", "kcal", "kg", "kgf", "km", "kph", "l", "lb", "lbs", "m", "mAh", "mW",
        "mg", "min", "ml", "mL", "mm", "mph", "ms", "nm", "ns", "oz", "p", "pp", "ppm", "pt", "em",
        "rem", "psi", "px", "rpm", "s", "sec", "t", "um", "w", "yd", "μm", "kt", "ct", "km²", "m²",
        "m³", "cm²", "cm³",
    ];
    let unit = text
        .iter()
        .rposition(|g| !(is_latin(g.char) || "²³μ".contains(g.char)))
        .map_or(0, |i| i + 1);
    let number = text[..unit].iter().rev().find(|g| g.char != ' ');
    let rate = text[..unit]
        .iter()
        .rev()
        .find(|g| g.char != ' ')
        .is_some_and(|g| g.char == '/');
    (number.is_some_and(|g| g.char.is_ascii_digit()) || rate)
        && UNITS.iter().any(|u| u.chars().eq(text[unit..].iter().map(|g| g.char)))
        // 3D, 4K and 5G are names; one capital behind one digit is no quantity.
        && !(text.len() == 2 && text[1].char.is_uppercase())
}

/// I, II, IV, VIII alone.
fn is_roman_numeral(text: &[Glyph]) -> bool {
    text.len() <= 5 && text.iter().all(|g| "IVX".contains(g.char))
}

/// Eras and time zones with numbers: BC 238, 0200 GMT, UTC+9.
fn is_date(text: &[Glyph]) -> bool {
    const WORDS: [&str; 12] = [
        "AD", "BC", "BCE", "CE", "GMT", "UTC", "KST", "AM", "PM", "EST", "am", "pm",
    ];
    let digits = text.iter().any(|g| g.char.is_ascii_digit());
    digits
        && text
            .split(|g| !is_latin(g.char))
            .filter(|w| !w.is_empty())
            .all(|w| WORDS.iter().any(|d| d.chars().eq(w.iter().map(|g| g.char))))
}

/// Schiller 2003; Smith et al. 2010; p. 33; vol. 2.
fn is_citation(text: &[Glyph]) -> bool {
    let mut words = text.split(|g| g.char == ' ').filter(|w| !w.is_empty());
    let first = words.next().unwrap_or(&[]);
    let page = |w: &[Glyph]| {
        ["p.", "pp.", "p", "pp", "vol.", "Vol.", "no.", "No.", "ch."]
            .iter()
            .any(|s| s.chars().eq(w.iter().map(|g| g.char)))
    };
    let starts_with_page = first.len() > 2 && first[0].char == 'p' && first[1].char == '.'
        || page(first) && text.iter().any(|g| g.char.is_ascii_digit());
    let et_al = text
        .windows(6)
        .any(|w| w.iter().map(|g| g.char).eq("et al.".chars().take(6)));
    let last = text.rsplit(|g| g.char == ' ').next().unwrap_or(&[]);
    let count = text
        .split(|g| g.char == ' ')
        .filter(|w| !w.is_empty())
        .count();
    let name = first.len() > 2
        && first[0].char.is_uppercase()
        && first[1..].iter().all(|g| !g.char.is_uppercase());
    starts_with_page || et_al || count == 2 && name && is_year(last)
}

/// Four digits of a year, perhaps a span of two.
fn is_year(text: &[Glyph]) -> bool {
    let digits = text.iter().take_while(|g| g.char.is_ascii_digit()).count();
    digits == 4
        && matches!(text[0].char, '1' | '2')
        && text[4..]
            .iter()
            .all(|g| g.char.is_ascii_digit() || " ~-–—abc".contains(g.char))
}

/// Genus and species, with the endings that Latin names have: Quercus mongolica.
fn is_binomial(text: &[Glyph]) -> bool {
    const ENDINGS: [&str; 20] = [
        "ba", "ri", "ni", "ta", "gaster", "ensis", "us", "um", "is", "ii", "ae", "ens", "ana",
        "ica", "ina", "ata", "osa", "oides", "ea", "ax",
    ];
    let mut words = text.split(|g| g.char == ' ');
    let (Some(genus), Some(species)) = (words.next(), words.next()) else {
        return false;
    };
    let small = |w: &[Glyph]| !w.is_empty() && w.iter().all(|g| g.char.is_ascii_lowercase());
    genus.len() > 3
        && genus[0].char.is_ascii_uppercase()
        && small(&genus[1..])
        && species.len() > 3
        && small(species)
        && words
            .next()
            .is_none_or(|w| w.first().is_some_and(|g| g.char.is_uppercase()))
        && ENDINGS.iter().any(|e| ends_with(species, e))
        && [
            "us", "is", "a", "um", "os", "on", "ops", "ys", "er", "ax", "as", "yx", "ex", "ia",
        ]
        .iter()
        .any(|e| ends_with(genus, e))
}

/// A binomial without the author that a year follows: Quercus mongolica Fischer.
pub fn without_author(window: &Window, form: &mut Form) {
    let text = &window.glyphs()[form.chars.clone()];
    if form.language == "la" && text.iter().filter(|g| g.char == ' ').count() >= 2 {
        let mut spaces = text.iter().enumerate().filter(|(_, g)| g.char == ' ');
        if let Some((second, _)) = spaces.nth(1) {
            form.chars.end = form.chars.start + second;
        }
    }
}

fn shape(text: &[Glyph]) -> Shape {
    let count = |f: fn(char) -> bool| text.iter().filter(|g| f(g.char)).count();
    let capitals = count(char::is_uppercase);
    let small = count(char::is_lowercase);
    let spaces = count(|c| c == ' ');
    if capitals >= 2 && spaces <= 1 && capitals > small && capitals + small <= 9 {
        return Shape::Acronym;
    }
    let inner_capital = text
        .windows(2)
        .any(|w| w[0].char.is_lowercase() && w[1].char.is_uppercase());
    let begins_small = text.first().is_some_and(|g| g.char.is_lowercase());
    if text.iter().any(|g| g.char == '_')
        || (inner_capital && begins_small && small > 4 && spaces == 0)
    {
        return Shape::Identifier;
    }
    Shape::Words
}

fn words(text: &[Glyph]) -> usize {
    text.split(|g| g.char == ' ')
        .filter(|w| !w.is_empty())
        .count()
}

pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ㄱ'..='ㅣ')
}

/// Letters of the Latin script.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic()
}

/// Letters of scripts other than Latin and Hangul.
fn is_script(c: char) -> bool {
    c.is_alphabetic() && !is_latin(c) && !is_hangul(c) && c != 'ª' && c != 'º'
}
