//! What stands at the top of a Markdown file between two fences: values for the program that makes pages of it. Some of them are shown to
//! readers.

use std::ops::Range;

use super::Mask;

/// Keys whose values are prose.
const SHOWN: [&str; 6] = [
    "title",
    "description",
    "summary",
    "subtitle",
    "linkTitle",
    "sidebar_label",
];

/// How many bytes at the top are YAML (`---`) or TOML (`+++`) front matter.
///
/// The parser would take any two `---` lines in the middle for metadata, and the prose between two
/// thematic breaks with them; so it is left to this function, which looks at the top only, and
/// wants a key on the first line.
pub(super) fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(fence) = lines.next() else { return 0 };
    let (closing, assigns): (&[&str], char) = match fence.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return 0,
    };
    let mut end = fence.len();
    let mut first = true;
    for line in lines {
        end += line.len();
        if closing.contains(&line.trim_end()) {
            return end;
        }
        if first && !(line.contains(assigns) || line.starts_with(['#', '['])) {
            return 0;
        }
        first = false;
    }
    0
}

/// The values in front matter that readers see, in bytes of the text, without the quotes around them. What goes on in indented lines below
/// its key is one value.
pub(super) fn shown(text: &str) -> Vec<Range<usize>> {
    let front = &text[..front_matter(text)];
    let yaml = front.starts_with('-');
    let mut shown: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in front.split_inclusive('\n') {
        let end = start + line.len();
        // What is a part of another value is no key.
        let within = shown.last().is_some_and(|last| start < last.end);
        let key = key(line, if yaml { ':' } else { '=' }).filter(|_| !within);
        if let Some((indent, at)) = key {
            let value = line[at..].trim_end();
            let at = start + at;
            let range = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    closing(&front[at + 1..], quote).map(|close| at + 1..at + 1 + close)
                }
                Some('|' | '>') if yaml => Some(end..end + below(&front[end..], indent)),
                // A list, a map, a reference, or nothing.
                None | Some('[' | '{' | '&' | '*' | '!' | '#') => None,
                Some(_) if !yaml => None,
                Some(_) => match value.find(" #") {
                    Some(comment) => Some(at..at + comment),
                    None => Some(at..end + below(&front[end..], indent)),
                },
            };
            shown.extend(range.and_then(|range| trimmed(text, range)));
        }
        start = end;
    }
    shown
}

/// Takes the values that readers see out of the mask over front matter, which is the first: they are prose.
pub(super) fn unmask(masks: &mut Vec<Mask>, shown: &[Range<usize>]) {
    let Some(Mask { range, kind }) = masks.first().cloned().filter(|_| !shown.is_empty()) else {
        return;
    };
    let starts = std::iter::once(range.start).chain(shown.iter().map(|value| value.end));
    let ends = shown.iter().map(|value| value.start).chain([range.end]);
    let pieces = starts.zip(ends).map(|(start, end)| Mask {
        range: start..end,
        kind,
    });
    masks.splice(..1, pieces.filter(|mask| !mask.range.is_empty()));
}

/// How far the key of a value that is shown is indented, and where the value begins, if a line has one.
fn key(line: &str, assigns: char) -> Option<(usize, usize)> {
    let words = line.trim_start();
    let words = words.strip_prefix("- ").unwrap_or(words).trim_start();
    let indent = line.len() - words.len();
    let behind = SHOWN.iter().find_map(|key| {
        let rest = words.strip_prefix(key)?.trim_start_matches(' ');
        rest.strip_prefix(assigns)
    })?;
    let value = behind.trim_start_matches([' ', '\t']);
    // title:값 is no key in YAML.
    let spaced = assigns == '=' || value.len() < behind.len();
    spaced.then(|| (indent, line.len() - value.len()))
}

/// How many bytes stand before the quote that closes a value.
fn closing(inner: &str, quote: char) -> Option<usize> {
    let mut all = inner.char_indices();
    while let Some((at, c)) = all.next() {
        if c == '\\' && quote == '"' {
            all.next();
        } else if c == quote {
            if quote == '"' || !inner[at + 1..].starts_with(quote) {
                return Some(at);
            }
            all.next();
        }
    }
    None
}

/// How many bytes the lines have that are indented more than a key, and empty ones between them.
fn below(lines: &str, indent: usize) -> usize {
    let lines = lines.split_inclusive('\n').take_while(|line| {
        let words = line.trim_start();
        words.is_empty() || line.len() - words.len() > indent
    });
    lines.map(str::len).sum()
}

/// A stretch without the spaces around it; none where there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let value = &text[range.clone()];
    let start = range.start + value.len() - value.trim_start().len();
    let end = start + value.trim().len();
    (start < end).then_some(start..end)
}

/// Whether a value of front matter is still one with some text put in it: nothing in the text ends the quotes around it, or begins a
/// comment or another value.
pub(crate) fn may_hold(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && !text.contains(['"', '\'', '\\', ':', '#', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<&str> {
        shown(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_readers_see_is_shown() {
        for (front, expected) in [
            ("title: 버퍼 설정\ntags: [버퍼]\n", vec!["버퍼 설정"]),
            (
                "title: \"버퍼 \\\"설정\\\"\" # 제목\n",
                vec!["버퍼 \\\"설정\\\""],
            ),
            ("title: '버퍼의 ''설정'' 창'\n", vec!["버퍼의 ''설정'' 창"]),
            ("slug: 버퍼\nlinkTitle: 버퍼 # 짧게\n", vec!["버퍼"]),
            (
                "description: >-\n  버퍼를\n  title: 비운다.\n\nsummary: 버퍼를\n  채운다.\n",
                vec!["버퍼를\n  title: 비운다.", "버퍼를\n  채운다."],
            ),
            (
                "features:\n  - title: 버퍼\n    icon: 버퍼.png\n    description: 큐\n",
                vec!["버퍼", "큐"],
            ),
            ("title:\n  ko: 버퍼\nsubtitle: [버퍼]\n", vec![]),
            ("title: \"끝이 없다\n", vec![]),
            ("title: 가\r\nsidebar_label: 나\r\n", vec!["가", "나"]),
            ("titles: 버퍼\ntitle:버퍼\n", vec![]),
        ] {
            let text = format!("---\n{front}---\ntitle: 본문\n");
            assert_eq!(values(&text), expected, "{text}");
        }
        let toml = "+++\ntitle = \"버퍼\"\ndate = 2024-01-01\nsummary = 3\n+++\n";
        assert_eq!(values(toml), ["버퍼"]);
        assert_eq!(values("title: 버퍼\n"), [""; 0]);
    }

    #[test]
    fn what_would_end_a_value_is_told() {
        assert!(may_hold("완충 공간") && may_hold("C++ (가)"));
        for text in ["가: 나", "\"가\"", "C#", "'가", "@가"] {
            assert!(!may_hold(text), "{text}");
        }
    }
}
