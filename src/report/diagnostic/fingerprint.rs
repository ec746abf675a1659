//! By which a diagnostic is known again after the text around it has moved.

use std::collections::HashMap;

use super::excerpt::{Line, lines};
use crate::check::Diagnostic;
use crate::fnv::fnv;

/// Columns of the line that count. A paragraph is one line in many Korean documents; this is about a sentence of it.
const COLUMNS: usize = 80;

/// Names the diagnostics of one document, in their order.
#[derive(Default)]
pub(super) struct Fingerprints {
    seen: HashMap<u64, usize>,
}

impl Fingerprints {
    /// A name that stays when lines are put in or taken out elsewhere: FNV-1a over the rule, the words
    /// and what stands around them on their line, and, where all of this is there several times, which of them it is.
    pub fn of(&mut self, text: &str, one: &Diagnostic) -> String {
        let (Line { text, marked, .. }, second) = lines(text, &one.range, COLUMNS);
        let further = second.as_ref().map_or("", |line| &line.text);
        let parts = [
            one.rule,
            &text[..marked.start],
            &text[marked.clone()],
            &text[marked.end..],
            further,
        ];
        // 0xff is in no UTF-8 text, so it parts them.
        let hash = fnv(parts.iter().flat_map(|part| part.bytes().chain([0xff])));
        let number = self.seen.entry(hash).or_default();
        *number += 1;
        format!("{hash:016x}:{number}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;

    /// The fingerprints of all places of a word.
    fn of(text: &str, rule: &'static str) -> Vec<String> {
        let mut fingerprints = Fingerprints::default();
        let places = text.match_indices("버퍼");
        let named = places.map(|(start, word)| {
            let diagnostic = Diagnostic {
                rule,
                level: Level::Error,
                range: start..start + word.len(),
                message: String::new(),
                note: None,
                fix: None,
            };
            fingerprints.of(text, &diagnostic)
        });
        named.collect()
    }

    #[test]
    fn stay_when_lines_move_and_tell_places_apart() {
        let line = "먼저 버퍼를 비운 뒤 버퍼를 닫는다.\n";
        let before = of(line, "forbidden-term");
        let moved = of(
            &format!("새로 쓴 문단이다.\r\n\r\n{line}뒤에도 줄이 있다.\n"),
            "forbidden-term",
        );
        assert_eq!(before, moved);
        assert_ne!(before[0], before[1]);
        assert_ne!(before, of(line, "two-terms"));
        assert_ne!(before[0], of("이제 버퍼를 비운다.\n", "forbidden-term")[0]);
    }

    #[test]
    fn the_same_line_twice_is_numbered() {
        let line = "먼저 버퍼를 비운다.\n";
        let twice = of(&line.repeat(2), "forbidden-term");
        let [first, second] = &twice[..] else {
            panic!("two places");
        };
        assert_eq!(first.split_once(':').unwrap().1, "1");
        assert_eq!(
            second.split_once(':').unwrap(),
            (first.split_once(':').unwrap().0, "2")
        );
    }
}
