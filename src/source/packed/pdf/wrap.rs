//! What stands between two lines of a paragraph: a space, or nothing where a word was broken.
//!
//! Korean may be broken behind every syllable, and office programs do so; others break between words only. Which it was, the page says where a
//! program draws the space at the end of a line; else the document does, by the words that it has within its lines.

use std::collections::{HashMap, HashSet};

use super::column::Line;
use super::paragraph::Paragraph;

/// How a document breaks its lines.
#[derive(Debug, Default)]
pub(super) struct Wraps {
    words: Words,
    /// How many lines that go on end in a space that is drawn, of how many.
    spaces: (usize, usize),
    /// Of the breaks without one that the words are sure of, how many are within a word and how many are not.
    sure: (usize, usize),
}

/// What is written within lines.
#[derive(Debug, Default)]
struct Words {
    /// The words, and those in Latin letters within them.
    whole: HashSet<Box<str>>,
    /// How often a character is there, begins a word, and ends one.
    characters: HashMap<char, [u32; 3]>,
    /// How often two characters stand in a word, and how often there is a space between them.
    pairs: HashMap<(char, char), [u32; 2]>,
}

impl Wraps {
    /// Looks at all paragraphs of a document.
    pub(super) fn of<'p>(paragraphs: impl Iterator<Item = &'p Paragraph> + Clone) -> Self {
        let mut wraps = Self::default();
        for line in paragraphs.clone().flat_map(|paragraph| &paragraph.lines) {
            wraps.words.learn(&line.text);
        }
        for pair in paragraphs.flat_map(|paragraph| paragraph.lines.windows(2)) {
            wraps.spaces.0 += usize::from(pair[0].ends_in_space);
            wraps.spaces.1 += 1;
            if !pair[0].ends_in_space && is_open(&pair[0].text, &pair[1].text) {
                let within = wraps.words.within(&pair[0].text, &pair[1].text);
                wraps.sure.0 += usize::from(within > 2.0);
                wraps.sure.1 += usize::from(within < -2.0);
            }
        }
        wraps
    }

    /// Whether the spaces at the ends of lines are drawn, so that a line without one was broken within a word.
    fn has_spaces(&self) -> bool {
        self.spaces.0 >= 2 && self.spaces.0 * 5 >= self.spaces.1 && self.sure.0 >= self.sure.1
    }

    /// Whether words are broken in the middle: some three of five breaks are within one then, and nearly none else.
    fn breaks_words(&self) -> bool {
        self.sure.0 >= 2 && self.sure.0 * 3 >= self.sure.1 * 2
    }

    /// Adds a line to the text before it, which ends in the line above.
    pub(super) fn join(&self, text: &mut String, above: &Line, below: &str) {
        let end = tail(text);
        let one = end
            .rsplit(|char| !is_latin(char))
            .next()
            .unwrap_or_default();
        let other = below
            .split(|char| !is_latin(char))
            .next()
            .unwrap_or_default();
        // A narrow cell breaks words anywhere, and what is left of them is short; elsewhere the document has them whole, and with their hyphens.
        let knows = |word: &str| self.words.knows(word);
        let is_word = knows(&format!("{one}{other}")) || above.is_tight && other.len() <= 4;
        let are_letters = !one.is_empty() && !other.is_empty() && !above.ends_in_space;
        if are_letters && is_word && !(knows(one) && knows(other)) {
            text.push_str(below);
            return;
        }
        let hyphenated = text.strip_suffix(['-', '\u{ad}', '‐']).filter(|word| {
            word.ends_with(|char: char| char.is_lowercase())
                && below.starts_with(|char: char| char.is_lowercase())
        });
        if let Some(word) = hyphenated {
            // A word that has another hyphen was written with this one: `state-of-the-art`.
            let last = tail(word).rsplit(' ').next().unwrap_or_default();
            if !last.contains('-') {
                text.truncate(word.len());
            }
            text.push_str(below);
            return;
        }
        let is_hyphen = text.ends_with('-') && !text.ends_with(" -");
        let is_space = if above.ends_in_space {
            true
        } else if !is_open(text, below) {
            !is_hyphen && needs_space(text, below)
        } else if self.has_spaces() {
            false
        } else {
            !(self.breaks_words() || above.is_tight) || self.words.within(end, below) < 0.0
        };
        if is_space {
            text.push(' ');
        }
        text.push_str(below);
    }
}

/// The last characters of a text, of which no more than a word is asked for.
fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(63);
    start.map_or(text, |(at, _)| &text[at..])
}

/// Whether it is open whether there is a space between two lines: not between Latin words, nor at brackets.
fn is_open(above: &str, below: &str) -> bool {
    let (Some(last), Some(first)) = (above.chars().next_back(), below.chars().next()) else {
        return false;
    };
    let is_korean = |char: char| ('가'..='힣').contains(&char);
    let is_settled = is_opening(last)
        || is_opening(first)
        || is_closing(first)
        || last == ')' && is_particle(below);
    (is_korean(last) || is_korean(first)) && !is_settled
}

/// Whether there is one where it is not.
fn needs_space(above: &str, below: &str) -> bool {
    let (Some(last), Some(first)) = (above.chars().next_back(), below.chars().next()) else {
        return false;
    };
    let after_korean = ('가'..='힣').contains(&last);
    let is_gloss = after_korean && matches!(first, '(' | '[');
    if last == ')' && is_particle(below) {
        return false;
    }
    !(is_opening(last) || is_closing(first) || is_gloss)
}

/// Whether a line begins with a particle that stands alone, so that it belongs to the parenthesis before.
fn is_particle(line: &str) -> bool {
    const PARTICLES: [&str; 33] = [
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "와",
        "과",
        "로",
        "으로",
        "도",
        "만",
        "나",
        "이나",
        "란",
        "이란",
        "라는",
        "이라는",
        "라고",
        "이라고",
        "에서",
        "에게",
        "에는",
        "에도",
        "부터",
        "까지",
        "보다",
        "처럼",
        "마다",
        "로는",
        "으로는",
    ];
    let word = line.split(' ').next().unwrap_or_default();
    PARTICLES.contains(&word.trim_end_matches([',', '.']))
}

fn is_opening(char: char) -> bool {
    matches!(
        char,
        '(' | '[' | '{' | '〈' | '《' | '「' | '『' | '“' | '‘' | '/'
    )
}

fn is_closing(char: char) -> bool {
    matches!(
        char,
        ')' | ']'
            | '}'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '”'
            | '’'
            | ','
            | '.'
            | '?'
            | '!'
            | ':'
            | ';'
            | '%'
    )
}

/// Whether a character is of a word in Latin letters, which may be of several with hyphens.
fn is_latin(char: char) -> bool {
    char.is_ascii_alphabetic() || char == '-'
}

impl Words {
    /// Learns from a line, but for its ends, which may be parts of words.
    fn learn(&mut self, line: &str) {
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let mut before = words.next().and_then(|word| word.chars().next_back());
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            if let (Some(last), Some(first)) = (before, word.chars().next()) {
                self.pairs.entry((last, first)).or_default()[1] += 1;
                if words.peek().is_none() {
                    break;
                }
            }
            before = word.chars().next_back();
            self.whole.insert(word.into());
            for latin in word.split(|char| !is_latin(char)).filter(|it| it.len() > 3) {
                self.whole.insert(latin.into());
            }
            let count = word.chars().count();
            for (at, char) in word.chars().enumerate() {
                let seen = self.characters.entry(char).or_default();
                seen[0] += 1;
                seen[1] += u32::from(at == 0);
                seen[2] += u32::from(at + 1 == count);
            }
            for (one, other) in word.chars().zip(word.chars().skip(1)) {
                self.pairs.entry((one, other)).or_default()[0] += 1;
            }
        }
    }

    /// Whether a word stands in a line.
    fn knows(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    /// How much speaks for a break being within a word, as the logarithm of how much likelier it is.
    fn within(&self, above: &str, below: &str) -> f32 {
        let (Some(last), Some(first)) = (above.chars().next_back(), below.chars().next()) else {
            return 0.0;
        };
        let one = above.rsplit(' ').next().unwrap_or_default();
        let other = below.split(' ').next().unwrap_or_default();
        // Three of ten syllables begin a word, and as many end one.
        let share = |char: char, of: usize| {
            let seen = self.characters.get(&char).copied().unwrap_or_default();
            (seen[of] as f32 + 0.6) / (seen[0] as f32 + 2.0)
        };
        let odds = |share: f32| ((1.0 - share).max(0.02) / share).ln();
        let [inside, across] = self.pairs.get(&(last, first)).copied().unwrap_or_default();
        let pair = ((inside as f32 + 0.5) / (across as f32 + 0.5)).ln();
        let mut within = odds(share(last, 2)) + odds(share(first, 1)) + pair.clamp(-2.0, 2.0) - 0.8;
        if self.knows(&format!("{one}{other}")) {
            within += 3.0;
        }
        if self.knows(one) {
            within -= 1.5;
        }
        if self.knows(other) {
            within -= 1.5;
        }
        within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph of these lines; those that end in `␣` have a space drawn there, and those in `|` fill a narrow cell.
    fn paragraph(lines: &[&str]) -> Paragraph {
        let line = |(at, text): (usize, &&str)| Line {
            text: text.trim_end_matches(['␣', '|']).to_owned(),
            left: 0.0,
            right: 100.0,
            y: -16.0 * at as f32,
            size: 10.0,
            ends_in_space: text.ends_with('␣'),
            is_tight: text.ends_with('|'),
            column: 0,
            body: 0.0,
        };
        Paragraph {
            lines: lines.iter().enumerate().map(line).collect(),
            is_full: false,
            is_flush: true,
        }
    }

    fn joined(documents: &[&[&str]]) -> String {
        let paragraphs: Vec<Paragraph> = documents.iter().map(|it| paragraph(it)).collect();
        let wraps = Wraps::of(paragraphs.iter());
        let mut text = String::new();
        let lines = &paragraphs[0].lines;
        text.push_str(&lines[0].text);
        for pair in lines.windows(2) {
            wraps.join(&mut text, &pair[0], &pair[1].text);
        }
        text
    }

    #[test]
    fn spaces_that_are_drawn_tell_where_words_end() {
        let page: &[&str] = &[
            "배포할 때는 컨테",
            "이너(container)를 쓰고, 공직적격성␣",
            "평가(PSAT)를 치른 이들은␣",
            "쿠버네티스",
            "(Kubernetes)를 배운다.",
        ];
        assert_eq!(
            joined(&[page]),
            "배포할 때는 컨테이너(container)를 쓰고, 공직적격성 평가(PSAT)를 치른 이들은 쿠버네티스(Kubernetes)를 배운다."
        );
    }

    #[test]
    fn words_tell_it_where_none_are() {
        // Broken between words only.
        let page: &[&str] = &[
            "이 책은 경사 하강법과",
            "역전파를 다루며 심층",
            "신경망을 배우는 이가",
            "읽기에 좋다.",
        ];
        assert_eq!(
            joined(&[page]),
            "이 책은 경사 하강법과 역전파를 다루며 심층 신경망을 배우는 이가 읽기에 좋다."
        );
        // Broken anywhere, in a document that has the words whole as well.
        let page: &[&str] = &[
            "배포할 때마다 컨테",
            "이너를 새로 띄우며 쿠버",
            "네티스가 맡는다.",
        ];
        let others: &[&str] = &[
            "우리는 컨테이너를 쓴다. 여기서 컨테이너를 고르고 나면 쿠버네티스가 나선다. 끝",
            "또 쿠버네티스가 컨테이너를 살피고 나면 쿠버네티스가 알린다. 끝",
        ];
        assert_eq!(
            joined(&[page, others]),
            "배포할 때마다 컨테이너를 새로 띄우며 쿠버네티스가 맡는다."
        );
    }

    #[test]
    fn hyphens_that_only_break_a_word_go() {
        for (lines, text) in [
            (
                &["쿠버네티스(Kuber-", "netes)를 배운다."][..],
                "쿠버네티스(Kubernetes)를 배운다.",
            ),
            (
                &["끝에서 끝까지(end-to-", "end) 잇는다."],
                "끝에서 끝까지(end-to-end) 잇는다.",
            ),
            (&["비루니(al-", "Biruni)의 책"], "비루니(al-Biruni)의 책"),
            (
                &["기계 학습(machine", "learning)"],
                "기계 학습(machine learning)",
            ),
            (
                &["정규 표현식(regular", "expressio|", "n)을"],
                "정규 표현식(regular expression)을",
            ),
            (
                &["기계 학습(machine|", "learning)"],
                "기계 학습(machine learning)",
            ),
            (
                &["온실가스(greenhouse gas)", "의 양"],
                "온실가스(greenhouse gas)의 양",
            ),
            (&["이른바 1,000", "(천) 개"], "이른바 1,000 (천) 개"),
        ] {
            assert_eq!(joined(&[lines]), text);
        }
        // Where the document has it with its hyphen, it stays; and a narrow cell breaks without one.
        let others: &[&str] = &["그 반감기(half-life) 동안 역전파(backpropagation) 없이 배운다."];
        assert_eq!(
            joined(&[&["반감기(half-", "life)가 길다."], others]),
            "반감기(half-life)가 길다."
        );
        assert_eq!(
            joined(&[&["역전파(backpropagat", "ion)로 고친다."], others]),
            "역전파(backpropagation)로 고친다."
        );
    }
}
