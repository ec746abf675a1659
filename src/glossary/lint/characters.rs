//! Characters that look like others, or like nothing.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::draft::Draft;
use super::quote::{code, quote};
use super::{Findings, Rule};
use crate::Level;
use crate::variant::is_invisible;

pub(super) const DECOMPOSED: Rule = Rule {
    name: "decomposed",
    level: Level::Warning,
    explanation: "A cell is not composed (Unicode NFC): its Hangul is written as single jamo, or an accent stands behind its \
                  letter. Names of files on macOS and text from a PDF are often so. It looks right and is not found by \
                  programs that compare letter by letter.",
    bad: "concept,english,korean\ntensor,tensor,\u{1110}\u{1166}\u{11ab}\u{1109}\u{1165}\n",
    good: "concept,english,korean\ntensor,tensor,텐서\n",
    check: check_composed,
};

pub(super) const INVISIBLE: Rule = Rule {
    name: "invisible",
    level: Level::Warning,
    explanation: "A cell holds a character that nobody sees: a soft hyphen, a zero-width space or joiner, a direction mark, a \
                  control character. Such come with what is copied from web pages and PDF files.",
    bad: "concept,english,korean\ntensor,ten\u{ad}sor,텐서\n",
    good: "concept,english,korean\ntensor,tensor,텐서\n",
    check: check_invisible,
};

pub(super) const FULL_WIDTH: Rule = Rule {
    name: "full-width",
    level: Level::Warning,
    explanation: "A cell holds full-width Latin letters or digits, as Korean input methods can write them (ＡＩ for AI), or \
                  the English full-width punctuation.",
    bad: "concept,english,korean\nai,ＡＩ,인공지능\n",
    good: "concept,english,korean\nai,AI,인공지능\n",
    check: check_width,
};

fn check_composed(draft: &Draft, findings: &mut Findings) {
    each_cell(draft, |at, column, cell| {
        if !is_nfc(cell) {
            let composed = cell.nfc().collect::<String>();
            findings.add(
                at,
                Some(column),
                format!("{column} {} is decomposed", quote(&composed)),
                "type it anew",
            );
        }
    });
}

fn check_invisible(draft: &Draft, findings: &mut Findings) {
    let unseen = |c: char| is_invisible(c) || (c.is_control() && !c.is_whitespace());
    each_cell(draft, |at, column, cell| {
        if let Some(c) = cell.chars().find(|&c| unseen(c)) {
            findings.add(
                at,
                Some(column),
                format!(
                    "{column} {} holds {}, which nobody sees",
                    quote(cell),
                    code(c)
                ),
                "delete the character, or type the cell anew",
            );
        }
    });
}

fn check_width(draft: &Draft, findings: &mut Findings) {
    each_cell(draft, |at, column, cell| {
        let is_wide = |c: char| {
            let narrow = narrow(c);
            // Full-width punctuation is at home in East Asian text.
            narrow.is_some_and(|c| c.is_ascii_alphanumeric() || column != "korean")
        };
        if cell.chars().any(is_wide) {
            let right: String = cell
                .chars()
                .map(|c| narrow(c).filter(|_| is_wide(c)).unwrap_or(c))
                .collect();
            findings.add(
                at,
                Some(column),
                format!("{column} {} holds full-width characters", quote(cell)),
                format!("write {}", quote(&right)),
            );
        }
    });
}

/// The ASCII character that a full-width one is.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        _ => None,
    }
}

fn each_cell(draft: &Draft, mut visit: impl FnMut(usize, &'static str, &str)) {
    for (at, row) in draft.rows() {
        visit(at, "concept", row.concept());
        visit(at, "english", row.english());
        visit(at, "korean", row.korean());
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;

    fn row(english: &str, korean: &str) -> Vec<String> {
        found(&format!("concept,english,korean\nc,{english},{korean}\n"))
    }

    #[test]
    fn decomposed_terms_of_both_languages() {
        assert_eq!(row("cafe\u{301}", "카페"), ["2 decomposed"]);
        assert_eq!(row("café", "카페"), [""; 0]);
    }

    #[test]
    fn unseen_characters_of_all_sorts() {
        for c in ['\u{200b}', '\u{200e}', '\u{feff}', '\u{7}', '\u{2060}'] {
            assert_eq!(
                row("cloud", &format!("클라{c}우드")),
                ["2 invisible"],
                "{c:?}"
            );
        }
    }

    #[test]
    fn full_width_letters_but_no_punctuation_of_korean() {
        assert_eq!(row("GPU", "ＧＰＵ 장치"), ["2 full-width"]);
        assert_eq!(row("Who？", "누구"), ["2 full-width"]);
        assert_eq!(row("Who", "누구？"), [""; 0]);
    }
}
