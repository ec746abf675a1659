//! Units behind the quantities that are measured in them: 지연 시간(ms) has no English, 밀리초(ms) has.
//!
//! The symbols and prefixes are those of the International System of Units (SI Brochure, 9th edition, tables 2 to 4, 7 and 8), bytes and bits those of
//! IEC 80000-13, under the names of KS A ISO 80000. Left out is what may as well abbreviate something else: symbols in nothing but capitals (GB, MB), and
//! such as ns, ps and ml.

use crate::scan::Glyph;
use crate::variant::skeleton;

/// Units: symbol, name, and the prefixes that are looked for, `_` for none.
const UNITS: [(&str, &str, &str); 16] = [
    ("m", "미터", "kcmμ"),
    ("g", "그램", "kmμ"),
    ("s", "초", "mμ"),
    ("Hz", "헤르츠", "_kMG"),
    ("Pa", "파스칼", "hkM"),
    ("W", "와트", "km"),
    ("Wh", "와트시", "_kMG"),
    ("V", "볼트", "km"),
    ("A", "암페어", "mμ"),
    ("Ah", "암페어시", "_m"),
    ("eV", "전자볼트", "_kMG"),
    ("Sv", "시버트", "_mμ"),
    ("mol", "몰", "_m"),
    ("cal", "칼로리", "k"),
    ("B", "바이트", "k"),
    ("B", "데시벨", "d"),
];

/// Prefixes: symbol, and the names that people write.
const PREFIXES: [(char, &[&str]); 9] = [
    ('G', &["기가"]),
    ('M', &["메가"]),
    ('k', &["킬로", "키로"]),
    ('h', &["헥토"]),
    ('d', &["데시"]),
    ('c', &["센티", "센치"]),
    ('m', &["밀리", "미리"]),
    ('μ', &["마이크로", "미크로"]),
    ('_', &[]),
];

/// Whether a form is the symbol of a unit that the text before it does not name.
pub fn is_stray_unit(form: &[Glyph], left: &[Glyph]) -> bool {
    // Most forms are words.
    if form.len() > LONGEST {
        return false;
    }
    let symbol: String = form.iter().map(|glyph| glyph.char).collect();
    // The micro sign is another character than the letter.
    let symbol = symbol.replace('\u{b5}', "μ");
    let mut names = named(&symbol).peekable();
    if names.peek().is_none() {
        return false;
    }
    // A name may have a space in it: 와트 시.
    let words = left.rsplit(|glyph| glyph.char == ' ');
    let words = words.filter(|word| word.iter().any(Glyph::is_alphanumeric));
    let mut last = String::new();
    for word in words.take(2) {
        last.insert_str(0, &word.iter().map(|glyph| glyph.char).collect::<String>());
    }
    // 헤르쯔 is 헤르츠.
    let spelled = skeleton(&last);
    !names.any(|(prefixes, name)| {
        let is_long = name.chars().nth(1).is_some();
        last.contains(name)
            || is_long && spelled.contains(&skeleton(name))
            || prefixes.iter().any(|prefix| last.contains(prefix))
    })
}

/// The longest symbol, `kcal`, in characters.
const LONGEST: usize = 4;

/// What the units of this symbol are called: the names of the prefix, and that of what is behind it.
fn named(symbol: &str) -> impl Iterator<Item = (&'static [&'static str], &'static str)> {
    UNITS.into_iter().flat_map(move |(unit, name, prefixes)| {
        let prefix = symbol.strip_suffix(unit).unwrap_or("?");
        let prefix = if prefix.is_empty() { "_" } else { prefix };
        let known = PREFIXES
            .into_iter()
            .filter(move |(sign, _)| prefix.chars().eq([*sign]) && prefixes.contains(*sign));
        known.map(move |(_, called)| (called, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Window;

    #[test]
    fn a_unit_is_named_or_stray() {
        for (left, form, stray) in [
            ("지연 시간", "ms", true),
            ("몸무게", "kg", true),
            ("주파수", "MHz", true),
            ("두께", "\u{b5}m", true),
            ("소음", "dB", true),
            ("연간 피폭선량이 1 밀리시버트", "mSv", false),
            ("밀리초", "ms", false),
            ("100 밀리세컨드", "ms", false),
            ("킬로그램", "kg", false),
            ("데시벨", "dB", false),
            ("헤르츠", "Hz", false),
            ("헤르쯔", "Hz", false),
            ("와트 시", "Wh", false),
            ("메가전자 볼트", "MeV", false),
            ("머신 러닝", "ml", false),
            ("네임스페이스", "ns", false),
            ("용량", "GB", false),
            ("다발성 경화증", "MS", false),
            ("손실", "loss", false),
            ("지표", "metrics", false),
        ] {
            let [left, form] = [left, form].map(Window::of);
            let found = is_stray_unit(form.glyphs(), left.glyphs());
            assert_eq!(found, stray, "{} {}", left.text(), form.text());
        }
    }
}
