//! How the glossary spells a pair: composed, on one line, without quotes and markup, and with words
//! that a line break tore apart made whole.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::gloss::is_hangul;
use crate::source::reference;
use crate::variant::is_invisible;

/// Composed (NFC), white space as single spaces, character references as what they stand for,
/// characters that take no room left out.
pub(super) fn tidy(text: &str) -> String {
    let plain = without_references(text);
    let mut tidy = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        let before = tidy.len();
        tidy.extend(word.nfc().filter(|&c| !is_invisible(c)));
        if before > 0 && tidy.len() > before {
            tidy.insert(before, ' ');
        }
    }
    // What was left out may have stood within a reference.
    if tidy.contains('&') && tidy != text {
        return self::tidy(&tidy);
    }
    tidy
}

/// `R&D` for `R&amp;D`, and for `R&amp;amp;D`, which was escaped twice.
fn without_references(text: &str) -> Cow<'_, str> {
    let mut clean = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(at) = clean[from..].find('&').map(|at| from + at) {
        if let Some((char, length)) = reference(&clean[at..]) {
            let mut buffer = [0; 4];
            clean
                .to_mut()
                .replace_range(at..at + length, char.encode_utf8(&mut buffer));
            // What was escaped before an ampersand that comes out may be one with it.
            from = if char == '&' {
                at
            } else {
                at + char.len_utf8()
            };
        } else {
            from = at + 1;
        }
    }
    clean
}

/// Tidy, and without what surrounds the whole of it: quotes, Markdown emphasis, code marks. Of Korean, quotes around its first words or its last ones
/// are dropped as well: 액세스 ‘토큰’ is 액세스 토큰. In the middle they are part of a name: 텔마 "팻" 라이언.
pub(super) fn strip(text: &str) -> String {
    const QUOTES: [(char, char); 4] = [('‘', '’'), ('“', '”'), ('"', '"'), ('\'', '\'')];
    let inner = strip_whole(text);
    if !inner.contains(is_hangul) {
        return inner;
    }
    for (open, close) in QUOTES {
        let Some((at, end)) = inner.find(open).zip(inner.rfind(close)) else {
            continue;
        };
        let marks = inner.chars().filter(|&c| c == open || c == close).count();
        let is_at_edge = at == 0 || end + close.len_utf8() == inner.len();
        if marks == 2 && at < end && is_at_edge {
            return strip(&inner.replace([open, close], ""));
        }
    }
    inner
}

fn strip_whole(text: &str) -> String {
    const AROUND: [(&str, &str); 15] = [
        ("\"", "\""),
        ("'", "'"),
        ("\u{201c}", "\u{201d}"),
        ("\u{2018}", "\u{2019}"),
        ("«", "»"),
        ("「", "」"),
        ("『", "』"),
        ("〈", "〉"),
        ("《", "》"),
        ("**", "**"),
        ("__", "__"),
        ("*", "*"),
        ("_", "_"),
        ("`", "`"),
        ("<", ">"),
    ];
    let text = tidy(text);
    let mut inner = text.as_str();
    'outer: loop {
        for (open, close) in AROUND {
            if let Some(within) = inner
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close))
                && !within.trim().is_empty()
                && !within.contains(open)
                && !within.contains(close)
            {
                inner = within.trim();
                continue 'outer;
            }
        }
        return inner.to_owned();
    }
}

/// The words of a ledger: what the documents themselves attest.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// How often each word stands anywhere, in lower case.
    alone: HashMap<String, usize>,
    /// How often two words stand side by side.
    together: HashMap<(String, String), usize>,
}

impl Words {
    /// Counts the words of English forms, each as often as it stands somewhere, and of contexts, as far as they matter for
    /// the forms that [`mend`](Self::mend) could change. `contexts` are made only if there are such.
    pub(super) fn of<'e, C: IntoIterator<Item: AsRef<str>>>(
        forms: impl Iterator<Item = (&'e str, usize)> + Clone,
        contexts: impl FnOnce() -> C,
    ) -> Self {
        let mut torn = HashSet::new();
        let mut wanted = HashSet::new();
        for (english, _) in forms.clone() {
            for (first, second) in gaps(english) {
                let (a, b) = (first.to_lowercase(), second.to_lowercase());
                wanted.extend([format!("{a}{b}"), a.clone(), b.clone()]);
                torn.insert((a, b));
            }
        }
        let mut counted = Self::default();
        if torn.is_empty() {
            return counted;
        }
        for (english, times) in forms {
            counted.count(english, times, false, &wanted, &torn);
        }
        for context in contexts() {
            counted.count(context.as_ref(), 1, true, &wanted, &torn);
        }
        counted
    }

    /// Counts the words of a text that stands so many `times`. `cut`: it may begin or end within a word, so a word at its edge attests nothing.
    fn count(
        &mut self,
        text: &str,
        times: usize,
        cut: bool,
        wanted: &HashSet<String>,
        torn: &HashSet<(String, String)>,
    ) {
        let mut before: Option<String> = None;
        for (at, written) in words(text) {
            let word = written.to_lowercase();
            let at_edge = at == 0 || at + written.len() == text.len();
            if wanted.contains(&word) && !(cut && at_edge) {
                *self.alone.entry(word.clone()).or_default() += times;
            }
            if let Some(before) = before {
                let both = (before, word.clone());
                if torn.contains(&both) {
                    *self.together.entry(both).or_default() += times;
                }
            }
            before = Some(word);
        }
    }

    /// Joins the halves of torn words: `Comput ing` becomes `Computing`. The whole word must be
    /// attested, by a document or by the lexicon, and either one of the halves must not be, other
    /// than in this very place, or the second half alone has a small letter in a title: `Data Partner
    /// ship`. `data base` is two words though `database` is one.
    pub(super) fn mend(&self, english: &str, lexicon: &dyn Fn(&str) -> bool) -> String {
        let mut mended = String::with_capacity(english.len());
        let mut copied = 0;
        let mut joined = false;
        let parts: Vec<(usize, &str)> = words(english).collect();
        for pair in parts.windows(2) {
            let [(at, first), (next, second)] = *pair else {
                continue;
            };
            // A word is joined once: `a b c` never becomes one word by two steps.
            if joined || !is_gap(&english[at + first.len()..next], second) {
                joined = false;
                continue;
            }
            let (a, b) = (first.to_lowercase(), second.to_lowercase());
            let whole = format!("{a}{b}");
            let together = self
                .together
                .get(&(a.clone(), b.clone()))
                .copied()
                .unwrap_or(0);
            let known = |word: &String| {
                lexicon(word) || self.alone.get(word).is_some_and(|&count| count > together)
            };
            let attested = lexicon(&whole) || self.alone.contains_key(&whole);
            let torn = || !(known(&a) && known(&b)) || breaks_title(&parts, next);
            if attested && torn() {
                mended.push_str(&english[copied..at + first.len()]);
                copied = next;
                joined = true;
            }
        }
        mended.push_str(&english[copied..]);
        mended
    }
}

/// The words of a text with their byte offsets: runs of Latin letters.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_letter = |c: char| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(is_letter)?;
        let end = text[start..]
            .find(|c| !is_letter(c))
            .map_or(text.len(), |length| start + length);
        rest = end;
        Some((start, &text[start..end]))
    })
}

/// Words that are small in a title, and those that verbs form nouns with: `Log in Page`.
const SMALL: [&str; 28] = [
    "a", "an", "and", "as", "at", "away", "back", "but", "by", "de", "down", "for", "from", "in",
    "into", "la", "of", "off", "on", "or", "out", "over", "the", "to", "up", "via", "vs", "with",
];

/// Whether the word at byte `small` is the only one without a capital in a title, where it would
/// have one if it were a word of its own. Two others must show that it is a title.
fn breaks_title(words: &[(usize, &str)], small: usize) -> bool {
    let Some(at) = words.iter().position(|&(start, _)| start == small) else {
        return false;
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let others = || {
        let halves = [at.wrapping_sub(1), at];
        let all = words.iter().enumerate();
        all.filter(move |(index, (_, word))| !halves.contains(index) && !SMALL.contains(word))
            .map(|(_, &(_, word))| word)
    };
    at > 0
        && !SMALL.contains(&words[at].1)
        && capital(words[at - 1].1)
        && others().all(capital)
        && others().count() >= 2
}

/// The places where a word may have been torn.
fn gaps(english: &str) -> impl Iterator<Item = (&str, &str)> {
    let words: Vec<(usize, &str)> = words(english).collect();
    (1..words.len()).filter_map(move |at| {
        let ((first, a), (second, b)) = (words[at - 1], words[at]);
        is_gap(&english[first + a.len()..second], b).then_some((a, b))
    })
}

/// Whether what stands between two words can be a break within one: white space, or a hyphen and
/// white space. The second half of a word begins with a small letter.
fn is_gap(between: &str, second: &str) -> bool {
    let break_only = between.strip_prefix(['-', '\u{2010}']).unwrap_or(between);
    !break_only.is_empty()
        && break_only.chars().all(char::is_whitespace)
        && second.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tidies() {
        assert_eq!(tidy(" 고성능\n\t컴퓨팅 "), "고성능 컴퓨팅");
        assert_eq!(tidy("\u{1111}\u{1167}\u{11bc}균"), "평균");
        assert_eq!(tidy("soft\u{ad}ware \u{200b} x\u{a0}y"), "software x y");
    }

    #[test]
    fn character_references_become_what_they_stand_for() {
        for (given, clean) in [
            ("machine&nbsp;learning", "machine learning"),
            ("R&amp;D", "R&D"),
            ("R&amp;amp;D", "R&D"),
            ("Moore&#39;s law", "Moore's law"),
            ("&quot;cloud&quot;", "\"cloud\""),
            ("AT&T", "AT&T"),
            ("기계&nbsp;학습", "기계 학습"),
        ] {
            assert_eq!(tidy(given), clean);
        }
        assert_eq!(strip("&ldquo;cloud&rdquo;"), "cloud");
    }

    #[test]
    fn strips_what_surrounds_the_whole() {
        for (given, clean) in [
            ("“Amazon  EMR”", "Amazon EMR"),
            ("'cloud'", "cloud"),
            ("**tensor**", "tensor"),
            ("`clone`", "clone"),
            ("“*Homo sapiens*”", "Homo sapiens"),
            ("\"a\" and \"b\"", "\"a\" and \"b\""),
            ("Moore's", "Moore's"),
            ("\"", "\""),
            ("__init__", "init"),
            ("액세스 ‘토큰’", "액세스 토큰"),
            ("'액세스' 토큰", "액세스 토큰"),
            ("“가상”화폐", "가상화폐"),
            ("텔마 \"팻\" 라이언", "텔마 \"팻\" 라이언"),
            ("\"Fat\" Man", "\"Fat\" Man"),
        ] {
            assert_eq!(strip(given), clean);
        }
    }

    /// The words of documents with these forms and contexts.
    fn words_of(ledger: &[(&str, &str)]) -> Words {
        Words::of(ledger.iter().map(|&(form, _)| (form, 1)), || {
            ledger.iter().map(|&(_, context)| context)
        })
    }

    /// What becomes of the first form where the documents hold all of them.
    fn mended(forms: &[(&str, &str)], lexicon: &[&str]) -> String {
        words_of(forms).mend(forms[0].0, &|word| lexicon.contains(&word))
    }

    #[test]
    fn joins_what_a_break_tore() {
        let torn = (
            "High Performance Comput ing",
            "고성능 컴퓨팅(High Performance Comput ing) 분야",
        );
        let whole = "High Performance Computing";
        assert_eq!(
            mended(&[torn], &[]),
            torn.0,
            "nothing attests the whole word"
        );
        assert_eq!(mended(&[torn], &["computing"]), whole);
        assert_eq!(mended(&[torn, ("cloud computing", "")], &[]), whole);
        assert_eq!(
            mended(&[torn, torn, ("x", "이른바 Cloud Computing 시장")], &[]),
            whole
        );
        assert_eq!(
            mended(&[("Comput\u{2010} ing", ""), ("Computing", "")], &[]),
            "Computing"
        );
        assert_eq!(
            mended(&[("Comput- ing", ""), ("Computing", "")], &[]),
            "Computing"
        );
    }

    #[test]
    fn leaves_two_words_two() {
        let database = [
            ("data base", ""),
            ("database", ""),
            ("data", ""),
            ("base", ""),
        ];
        assert_eq!(mended(&database, &[]), "data base");
        assert_eq!(
            mended(&[("data base", "")], &["data", "base", "database"]),
            "data base"
        );
        assert_eq!(mended(&[("Open AI", ""), ("OpenAI", "")], &[]), "Open AI");
        assert_eq!(
            mended(&[("state-of the", ""), ("ofthe", "")], &["of", "the"]),
            "state-of the"
        );
    }

    #[test]
    fn a_small_half_in_a_title_is_no_word_of_its_own() {
        let known = [
            "leader",
            "ship",
            "leadership",
            "net",
            "work",
            "network",
            "data",
            "base",
            "database",
            "log",
            "in",
            "login",
        ];
        for (given, clean) in [
            (
                "Regional Climate Leader ship Forum",
                "Regional Climate Leadership Forum",
            ),
            ("Bank of Ocean Net work", "Bank of Ocean Network"),
            ("Data base", "Data base"),
            ("Public Data base", "Public Data base"),
            ("Public Data Base Act", "Public Data Base Act"),
            ("Public data base Act", "Public data base Act"),
            ("Secure User Log in Page", "Secure User Log in Page"),
        ] {
            assert_eq!(mended(&[(given, "")], &known), clean, "{given}");
        }
        let unattested = "Regional Climate Leader ship Forum";
        assert_eq!(mended(&[(unattested, "")], &["leader", "ship"]), unattested);
    }

    #[test]
    fn a_word_cut_by_the_context_attests_nothing() {
        let torn = ("Comput ing", "");
        assert_eq!(
            mended(&[torn, ("computing", "이어지는 comput")], &[]),
            "Computing"
        );
        assert_eq!(mended(&[torn, ("x", "computing")], &[]), "Comput ing");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = strip(&text);
            prop_assert_eq!(strip(&once), once.clone());
            prop_assert_eq!(tidy(&once), once);
        }

        #[test]
        fn references_leave_none(text in "[&;#aAmMpPx0-9lt ]{0,30}") {
            let once = tidy(&text);
            prop_assert!(!once.contains("&amp;") && !once.contains("&lt;"), "{once:?}");
            prop_assert_eq!(tidy(&once), once);
        }

        #[test]
        fn mending_only_removes_breaks(text in "[a-zA-Z\\- ]{0,20}", other in "[a-z ]{0,20}") {
            let mended = words_of(&[(&text, &other), (&other, &text)]).mend(&text, &|_| false);
            let solid = |text: &str| text.replace([' ', '-'], "");
            prop_assert_eq!(solid(&mended), solid(&text));
        }
    }
}
