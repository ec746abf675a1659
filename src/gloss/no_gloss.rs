//! What in Latin script is no gloss, and why: amounts, dates, citations, code, addresses, file names
//! and sentences, told by their shape.

use super::script::is_latin;
use crate::scan::Glyph;

/// Why a parenthesis is no gloss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoGloss {
    /// No form in Latin script that is not one of the kinds below.
    NoForm,
    /// A quantity with its unit: `20GB`; or only the unit, behind what is measured in it.
    Amount,
    /// A year, an era, a time zone.
    Date,
    /// A reference to literature.
    Citation,
    /// Code, a formula, a variable, or keys that are pressed together.
    Code,
    /// An address on the net or of mail.
    Address,
    /// A file.
    FileName,
    /// Three things and more, or an open list (등).
    List,
    /// An example, a source, a note: announced by a word (예:, e.g., 출처).
    Note,
    /// English running text.
    Sentence,
}

/// Why a text in Latin script is no gloss, if it is none.
pub fn no_gloss(text: &[Glyph], code: bool) -> Option<NoGloss> {
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
    // A variable; but C# is a name.
    let sharp = text.last().is_some_and(|g| g.char == '#');
    if letters == 1 && text.len() <= 2 && !text[0].char.is_ascii_digit() && !sharp {
        return Some(NoGloss::Code);
    }
    if is_key_chord(text) {
        return Some(NoGloss::Code);
    }
    let unsigned = match text {
        [sign, rest @ ..] if "+-−±~≈".contains(sign.char) => rest,
        all => all,
    };
    if unsigned.first().is_some_and(|g| g.char.is_ascii_digit()) && ends_in_unit(text) {
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

/// Options, hidden files, calls and paths; but `.NET` is a name.
fn starts_as_code(text: &[Glyph]) -> bool {
    match text {
        [first, second, ..] if "-.:/".contains(first.char) => {
            let name = first.char == '.' && second.char.is_uppercase();
            second.char == first.char || is_latin(second.char) && !name
        }
        _ => false,
    }
}

/// Keys that modify others, as they are labelled: the modifier keys of "UI Events `KeyboardEvent` key Values" (W3C), section 3.2, under their names on
/// keyboards of PCs and of Apple.
const MODIFIERS: [&str; 15] = [
    "Alt", "AltGr", "Cmd", "Command", "Control", "Ctrl", "Fn", "Hyper", "Meta", "Opt", "Option",
    "Shift", "Super", "Win", "Windows",
];

/// Keys that are pressed together: `Ctrl+C`, `Ctrl + Shift + T`, `Cmd-S`, `⌘S`. A hyphen may as well stand in a word (Alt-Right), but before one letter.
fn is_key_chord(text: &[Glyph]) -> bool {
    if text.len() > 1 && "⌘⌥⌃⇧".contains(text[0].char) {
        return true;
    }
    let letters = text.iter().take_while(|g| is_latin(g.char)).count();
    let (first, rest) = text.split_at(letters);
    let is_modifier = |name: &&str| {
        let mut signs = first.iter().map(|g| g.char);
        let is_same = |c: char| signs.next().is_some_and(|g| g.eq_ignore_ascii_case(&c));
        name.len() == letters && name.chars().all(is_same)
    };
    if !MODIFIERS.iter().any(is_modifier) {
        return false;
    }
    let rest = rest.iter().map(|g| g.char).filter(|c| *c != ' ');
    let rest: Vec<char> = rest.take(3).collect();
    match rest[..] {
        ['+', _, ..] | ['-', _] => true,
        ['-', function, number] => function.eq_ignore_ascii_case(&'f') && number.is_ascii_digit(),
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

pub fn ends_with(text: &[Glyph], end: &str) -> bool {
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

/// Units that a quantity ends in.
const UNITS: &str = "A B C EB F G GB GHz GW Gbps Hz J K KB L MB MHz MW Mbps Mhz N PB Pa T TB TW V W Wh \
    atm bit bn bp bps byte bytes cal cc cm dB dl dpi eV fps ft g h ha hPa hp hr in \
    inch kB kHz kN kPa kV kW kWh kb kcal kg kgf km kph l lb lbs m mAh mW mg min ml mL \
    mm mph ms nm ns oz p pp ppm pt em rem psi px rpm s sec t um w yd μm kt ct km² m² \
    m³ cm² cm³ mi mile miles feet inches acres pounds knots gallons meters metres \
    kilometers kilometres kilograms tons";

/// A number and a unit of measure at the end.
pub fn ends_in_unit(text: &[Glyph]) -> bool {
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
        && UNITS.split(' ').any(|u| u.chars().eq(text[unit..].iter().map(|g| g.char)))
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
pub fn is_year(text: &[Glyph]) -> bool {
    let digits = text.iter().take_while(|g| g.char.is_ascii_digit()).count();
    digits == 4
        && matches!(text[0].char, '1' | '2')
        && text[4..]
            .iter()
            .all(|g| g.char.is_ascii_digit() || " ~-–—abc".contains(g.char))
}

fn words(text: &[Glyph]) -> usize {
    text.split(|g| g.char == ' ')
        .filter(|w| !w.is_empty())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    /// Each text with the reason expected of it, as it stands and, for `code`, between backticks.
    fn check(expected: Option<NoGloss>, code: bool, texts: &[&str]) {
        for text in texts {
            let window = Window::of(text);
            assert_eq!(no_gloss(window.glyphs(), code), expected, "{text}");
        }
    }

    #[test]
    fn amounts_end_in_a_unit() {
        check(
            Some(NoGloss::Amount),
            false,
            &[
                "12kg", "3.5 GHz", "40 km/h", "1.2m", "256KB", "35 ft", "III", "+91kg", "±5 cm",
            ],
        );
        check(None, false, &["4K", "5G", "3D", "MP3", "Web 2.0"]);
    }

    #[test]
    fn dates_have_an_era_or_a_zone() {
        check(
            Some(NoGloss::Date),
            false,
            &["BC 57", "AD 676", "09:30 KST", "UTC+9", "7:30 pm"],
        );
        check(None, false, &["UTC", "PM", "AD converter"]);
    }

    #[test]
    fn citations_name_a_page_or_a_year_behind_one_name() {
        check(
            Some(NoGloss::Citation),
            false,
            &["Turing 1950", "Hinton et al.", "p. 42", "pp. 3-9", "vol. 7"],
        );
        check(None, false, &["Windows 95", "Vision 2030 Plan", "Pele"]);
    }

    #[test]
    fn addresses_name_a_host() {
        check(
            Some(NoGloss::Address),
            false,
            &[
                "www.example.org",
                "ftp://example.net",
                "example.kr",
                "me@example.io",
            ],
        );
        check(None, false, &["Amazon.com"]);
    }

    #[test]
    fn code_has_signs_or_is_one_letter() {
        check(
            Some(NoGloss::Code),
            false,
            &[
                "k", "n > 0", "f(x) = y", "--force", "a[i]", "/etc", ".env", "$HOME",
            ],
        );
        check(
            None,
            false,
            &["C++", "AT&T", "TCP/IP", "C#", ".NET", "and/or"],
        );
    }

    #[test]
    fn keys_are_pressed_together() {
        check(
            Some(NoGloss::Code),
            false,
            &[
                "Ctrl+C",
                "ctrl + shift + T",
                "Alt-F4",
                "Cmd-S",
                "⌘S",
                "Shift+Tab",
                "Win+R",
            ],
        );
        check(
            None,
            false,
            &[
                "Alt-Right",
                "Control",
                "Shift key",
                "Option-implied volatility",
                "Super-resolution",
                "Google+",
                "Home+Vacance",
            ],
        );
    }

    #[test]
    fn file_names_are_small_with_a_suffix() {
        check(
            Some(NoGloss::FileName),
            false,
            &["main.rs", "index.html", "settings.json"],
        );
        check(None, false, &["Vue.js", "St. Helens", "src/main"]);
        check(Some(NoGloss::FileName), true, &["src/main", "Vue.js"]);
    }

    #[test]
    fn more_than_twelve_words_are_a_sentence() {
        let words = ["one"; 13].join(" ");
        check(Some(NoGloss::Sentence), false, &[&words]);
        check(None, false, &[&words[4..]]);
    }
}
