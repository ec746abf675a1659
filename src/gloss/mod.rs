//! What stands inside a parenthesis: Latin-script forms that may render the words before it, or
//! the reason why it is no gloss.
//!
//! Nothing here looks at the left side; the question is only what KIND of thing the parenthesis
//! holds. Citations, amounts, dates, code, lists and Korean asides are told apart by their shape.
//! `part.rs` splits and trims, `label.rs` knows the words that announce a language, `no_gloss.rs`
//! says what is no gloss, `shape.rs` and `binomial.rs` what a form looks like.

mod binomial;
mod foreign;
mod label;
mod no_gloss;
mod part;
pub mod reversed;
mod script;
mod separator;
mod shape;
mod unit;

use std::ops::Range;

use crate::scan::{Glyph, Window};
use crate::variant::{Numeronym, is_x};
use label::Label;
use part::{Part, PartKind};

pub use label::Language;
pub use no_gloss::NoGloss;
pub(crate) use script::is_hangul;
pub(crate) use separator::{PARTING, parts_terms};
pub use shape::Shape;
pub(crate) use unit::is_stray_unit;

/// A Latin-script form inside a parenthesis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it stands, in characters of the window that was read.
    pub chars: Range<usize>,
    /// The language that a label gives or the shape betrays; `en` otherwise.
    pub language: Language,
    /// What it looks like.
    pub shape: Shape,
    /// What stands before it in the parenthesis.
    pub place: Place,
    /// It is written as code: between backticks.
    pub code: bool,
}

/// Where in its parenthesis a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is all there is.
    Alone,
    /// First, and something else follows.
    First,
    /// Behind a first form that it abbreviates, expands or repeats in other words.
    Second,
    /// Behind hanja or another script.
    BehindScript,
    /// Behind a Korean aside.
    BehindKorean,
    /// Behind a label: 영어:, 이하, 약칭.
    Labelled,
    /// One of two that have nothing to do with each other.
    Listed,
}

/// Reads the text inside a parenthesis. `parts` and `forms` are cleared first and reused.
///
/// # Errors
///
/// Says why there is no gloss, if there is none; `forms` is empty then.
pub fn read(window: &Window, forms: &mut Vec<Form>) -> Result<(), NoGloss> {
    forms.clear();
    let mut parts = [const { Part::EMPTY }; part::MOST];
    let count = part::split(window, &mut parts).ok_or(NoGloss::List)?;
    let parts = &parts[..count];

    if let Some(reason) = parts.first().and_then(Part::forbids_all) {
        return Err(reason);
    }
    let latin = parts.iter().filter(|p| p.kind == PartKind::Latin).count();
    if parts.iter().any(|p| p.kind == PartKind::OpenList) {
        return Err(NoGloss::List);
    }
    if latin == 0 {
        return Err(parts
            .iter()
            .find_map(Part::reason)
            .unwrap_or(NoGloss::NoForm));
    }
    let mut korean = false;
    let mut script = false;
    let mut romanized = false;
    let mut announced = None;
    for (index, part) in parts.iter().enumerate() {
        match part.kind {
            PartKind::Korean => {
                announced = label::alone(&window.glyphs()[part.chars.clone()]);
                if announced == Some(Label::Note) {
                    if forms.is_empty() {
                        return Err(NoGloss::Note);
                    }
                    break;
                }
                korean |= announced.is_none();
            }
            PartKind::Script => {
                script = true;
                let text = &window.glyphs()[part.chars.clone()];
                romanized |= text.iter().any(|g| foreign::is_romanized(g.char));
            }
            PartKind::Number | PartKind::No(_) if forms.is_empty() => {
                return Err(part.reason().unwrap_or(NoGloss::NoForm));
            }
            PartKind::Latin if part.is_author(window, forms) => {}
            // APM, 이하 APM: one form twice is one form.
            PartKind::Latin if forms.iter().any(|f| same(window, &f.chars, &part.chars)) => {}
            PartKind::Latin => {
                let place = match forms.first() {
                    _ if part.labelled || announced.is_some() => Place::Labelled,
                    Some(first) if belongs(window, first, part) => Place::Second,
                    Some(_) => Place::Listed,
                    None if korean => Place::BehindKorean,
                    None if script => Place::BehindScript,
                    None if count == 1 => Place::Alone,
                    None => Place::First,
                };
                let follows_year = parts.get(index + 1).is_some_and(|p| p.year);
                let mut form = part.form(window, place, follows_year);
                if let Some(Label::Language(language)) = announced.take() {
                    form.language = language;
                }
                let text = &window.glyphs()[form.chars.clone()];
                let aside = place == Place::BehindScript && romanized;
                if form.language == "en" && !part.labelled && foreign::is_foreign(text, aside) {
                    form.language = "und";
                }
                forms.push(form);
            }
            _ => {}
        }
    }
    let listed = forms.iter().filter(|f| f.place == Place::Listed).count();
    if listed >= 2 {
        forms.clear();
        return Err(NoGloss::List);
    }
    if listed == 1 {
        // Two that do not belong together: the first may be the gloss, the other is an aside.
        forms.retain(|f| f.place != Place::Listed);
        if let Some(form) = forms.first_mut() {
            form.place = Place::Listed;
        }
    }
    Ok(())
}

/// Whether the same text stands in both ranges.
fn same(window: &Window, a: &Range<usize>, b: &Range<usize>) -> bool {
    let text = |range: &Range<usize>| window.glyphs()[range.clone()].iter().map(|g| g.char);
    text(a).eq(text(b))
}

/// Whether a later form gives the same thing as the first: its acronym, its expansion, or another
/// wording behind a semicolon.
fn belongs(window: &Window, first: &Form, later: &Part) -> bool {
    let text = |range: &Range<usize>| &window.glyphs()[range.clone()];
    later.after == ';'
        || abbreviates(text(&first.chars), text(&later.chars))
        || abbreviates(text(&later.chars), text(&first.chars))
}

/// Whether `short` is made of the letters of `long`: all of them in order, most of them where words
/// begin. `GDI` of Global Defence Initiative, `SoC` of Separation of Concern, `deque` of Double
/// Ended Queue, `DX` of digital transformation. Or it is a [`Numeronym`]: `l10n` of localization.
#[must_use]
pub fn abbreviates(short: &[Glyph], long: &[Glyph]) -> bool {
    if let Some(numeronym) = Numeronym::read(short.iter().map(|g| g.char)) {
        return numeronym.stands_for(long.iter().map(|g| g.char));
    }
    let begins = |at: usize| {
        let before = at.checked_sub(1).map(|i| long[i].char);
        let here = long[at].char;
        here.is_alphanumeric()
            && before
                .is_none_or(|b| !b.is_alphanumeric() || (here.is_uppercase() && b.is_lowercase()))
    };
    let crosses = |at: usize, letter: char| {
        matches!(letter, 'x' | 'X') && is_x(long[at..].iter().map(|g| g.char))
    };
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let words = (0..long.len()).filter(|&at| begins(at)).count();
    let letters = short.iter().filter(|g| g.char.is_alphanumeric()).count();
    if words < 2 || !(2..=8).contains(&letters) {
        return false;
    }
    let mut from = 0;
    let mut initials = 0;
    for letter in short.iter().map(|g| g.char).filter(|c| c.is_alphanumeric()) {
        let rest = from..long.len();
        let initial = rest
            .clone()
            .find(|&at| begins(at) && (same(long[at].char, letter) || crosses(at, letter)));
        let Some(at) = initial.or_else(|| rest.clone().find(|&at| same(long[at].char, letter)))
        else {
            return false;
        };
        initials += usize::from(begins(at));
        from = at + 1;
    }
    initials >= 2 && 2 * initials >= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(inner: &str) -> Result<Vec<(String, Place)>, NoGloss> {
        let window = Window::of(inner);
        let mut forms = Vec::new();
        read(&window, &mut forms)?;
        Ok(forms
            .into_iter()
            .map(|f| (inner[window.bytes(f.chars)].to_string(), f.place))
            .collect())
    }

    fn forms(inner: &str) -> Vec<String> {
        read_text(inner)
            .map(|v| v.into_iter().map(|f| f.0).collect())
            .unwrap_or_default()
    }

    #[test]
    fn forms_are_found_without_their_trappings() {
        for (inner, expected) in [
            ("Amazon Redshift", vec!["Amazon Redshift"]),
            (" data loader ", vec!["data loader"]),
            ("‘Slack’", vec!["Slack"]),
            ("`clone`", vec!["clone"]),
            ("**tensor**", vec!["tensor"]),
            (
                "영어: Alexander Haig, Jr., 1924년 12월 2일 ~ 2010년",
                vec!["Alexander Haig, Jr."],
            ),
            ("英: black hole", vec!["black hole"]),
            ("프랑스어: Côte d’Azur", vec!["Côte d’Azur"]),
            ("法貨, legal tender", vec!["legal tender"]),
            (
                "THAAD, Terminal High Altitude Area Defense",
                vec!["THAAD", "Terminal High Altitude Area Defense"],
            ),
            (
                "DX, digital transformation",
                vec!["DX", "digital transformation"],
            ),
            ("entorhinal cortex, EC", vec!["entorhinal cortex", "EC"]),
            (
                "digital money; digital currency",
                vec!["digital money", "digital currency"],
            ),
            (
                "Artificial Intelligence (AI)",
                vec!["Artificial Intelligence", "AI"],
            ),
            ("SARS-CoV-2, 코로나19의 원인 바이러스", vec!["SARS-CoV-2"]),
            ("THAAD·고고도미사일방어체계", vec!["THAAD"]),
            ("고고도미사일방어체계·THAAD", vec!["THAAD"]),
            ("이하 RTS", vec!["RTS"]),
            ("CRM, 이하 CRM", vec!["CRM"]),
            (
                "Customer Relationship Management, CRM, 이하 ‘CRM’",
                vec!["Customer Relationship Management", "CRM"],
            ),
            (
                "CRM: Customer Relationship Management",
                vec!["CRM", "Customer Relationship Management"],
            ),
            ("Alien: Covenant", vec!["Alien: Covenant"]),
            ("parameter(s)", vec!["parameter"]),
            ("iron(II) chloride", vec!["iron"]),
            ("이하 ‘AWS’라 한다", vec!["AWS"]),
            ("약칭 ICAO", vec!["ICAO"]),
            ("Gobius cobitis Pallas, 1814", vec!["Gobius cobitis"]),
            ("Lutra lutra (Linnaeus, 1758)", vec!["Lutra lutra"]),
            (
                "학명: Panthera tigris altaica Temminck, 1844",
                vec!["Panthera tigris altaica"],
            ),
            ("Vibrio cholerae, V. cholerae", vec!["Vibrio cholerae"]),
            ("R&D", vec!["R&D"]),
            ("Node.js", vec!["Node.js"]),
            ("3D", vec!["3D"]),
            ("B. Pascal, 1623~1662", vec!["B. Pascal"]),
            ("Johnson & Johnson Inc.", vec!["Johnson & Johnson Inc."]),
            ("EU·유럽연합", vec!["EU"]),
            ("H2O", vec!["H2O"]),
        ] {
            assert_eq!(forms(inner), expected, "{inner}");
        }
    }

    #[test]
    fn the_author_of_a_scientific_name_makes_no_list() {
        let form = |text: &str, place| Ok(vec![(text.to_string(), place)]);
        for (inner, expected) in [
            (
                "Passer montanus (Linnaeus, 1758)",
                form("Passer montanus", Place::First),
            ),
            (
                "Solar plexus (Linnaeus, 1758)",
                form("Solar plexus", Place::Listed),
            ),
        ] {
            assert_eq!(read_text(inner), expected, "{inner}");
        }
    }

    #[test]
    fn what_is_no_gloss_says_why() {
        for (inner, expected) in [
            ("20GB", NoGloss::Amount),
            ("59.94 Hz", NoGloss::Amount),
            ("약 12.5km", NoGloss::Amount),
            ("64, 256, 512MB", NoGloss::Amount),
            ("시속 135km", NoGloss::Amount),
            ("AD 226–640", NoGloss::Date),
            ("0200 GMT", NoGloss::Date),
            ("Schiller 2003, 21쪽", NoGloss::Citation),
            ("Smith et al., 2010", NoGloss::Citation),
            ("x, y", NoGloss::Code),
            ("n", NoGloss::Code),
            ("sort()", NoGloss::Code),
            ("Vec::new()", NoGloss::Code),
            ("len(items)", NoGloss::Code),
            ("<<cache_settings>>", NoGloss::Code),
            ("‘Dawn; Dusk’라는 이름으로 다시 나왔다", NoGloss::NoForm),
            ("year == 2015", NoGloss::Code),
            ("`batch_size=1`", NoGloss::Code),
            ("user.name", NoGloss::FileName),
            ("config.yaml", NoGloss::FileName),
            ("www.example.com", NoGloss::Address),
            ("https://example.com/a", NoGloss::Address),
            ("help@example.com", NoGloss::Address),
            ("GitHub, GitLab, Bitbucket", NoGloss::List),
            ("X선, CT, MRI 등", NoGloss::List),
            ("예: Redis", NoGloss::Note),
            ("e.g. Redis", NoGloss::Note),
            ("출처: NASA", NoGloss::Note),
            ("현 KB손해보험", NoGloss::NoForm),
            ("FC서울", NoGloss::NoForm),
            ("31·KT", NoGloss::NoForm),
            ("공유데이터환경", NoGloss::NoForm),
            ("`master`는 아직 없다", NoGloss::NoForm),
        ] {
            assert_eq!(read_text(inner), Err(expected), "{inner}");
        }
    }

    #[test]
    fn acronyms_are_told_by_their_letters() {
        let check = |short: &str, long: &str| {
            abbreviates(Window::of(short).glyphs(), Window::of(long).glyphs())
        };
        let yes = |short, long| assert!(check(short, long), "{short} {long}");
        let no = |short, long| assert!(!check(short, long), "{short} {long}");
        yes("GDI", "Global Defence Initiative");
        yes("SoC", "Separation of concern");
        yes("l10n", "localization");
        yes("DX", "digital transformation");
        yes("XR", "extended reality");
        no("CX", "customer relationship");
        yes("deque", "Double Ended Queue");
        yes("FASPS", "familial advanced sleep-phase syndrome");
        no("l10n", "location");
        no("iOS", "Android");
        no("AI", "machine learning");
    }
}
