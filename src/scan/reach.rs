//! Where the text begins that may hold the term before a parenthesis: with its sentence, line or paragraph, but not where a line is only wrapped.

use super::window::{Break, may_compose};
use crate::source::{Document, LineEnd, MaskKind, floor_char_boundary};

/// How far the text before a parenthesis is looked at, in characters: the longest term wanted (40)
/// and some context to see its left edge by.
pub(super) const REACH: usize = 56;

/// What lines end with: `\n`, `\r\n` or, in texts of old Macs, a lone `\r`.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Whether the byte at `at` ends a line; the `\r` of `\r\n` does not, its `\n` will.
pub(crate) fn ends_line(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

/// Where the line ends that a line beginning at byte `start` follows; `start` if it follows none.
fn without_line_end(text: &str, start: usize) -> usize {
    let before = &text[..start];
    before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(LINE_ENDS))
        .map_or(start, str::len)
}

/// Where the window before byte `open` begins.
pub(super) fn reach(document: &Document, open: usize) -> (usize, Break) {
    let text = &document.text;
    let barrier = {
        let before = document.masks.partition_point(|m| m.range.start < open);
        document.masks[..before]
            .iter()
            .rev()
            .take(16)
            .find(|m| m.kind == MaskKind::Block)
            .map_or(0, |m| m.range.end.min(open))
    };
    let mut seen = 0;
    let mut later: Option<char> = None;
    let mut wraps = 0;
    for (at, char) in text[barrier..open].char_indices().rev() {
        let at = barrier + at;
        match char {
            '\n' | '\r' if ends_line(text.as_bytes(), at) && !document.is_unseen(at) => {
                let goes_on = match document.format.line_end(text, at) {
                    LineEnd::Space => !ends_thought(text[..at].trim_end()),
                    LineEnd::Block => false,
                    LineEnd::Open => {
                        wraps += 1;
                        wraps <= 2 && is_soft_wrap(text, at, breaks_within(text, open))
                    }
                };
                if !goes_on {
                    return (at + 1, Break::Start);
                }
            }
            // A full stop behind Hangul ends a sentence; behind a Latin letter it is an initial,
            // and before a digit or a closing bracket it ends nothing.
            '.' | '?' | '!' | '…'
                if seen > 0
                    && later.is_none_or(|c| !c.is_ascii_digit() && !is_closing(c))
                    && ends_sentence(text[..at].chars().next_back(), char) =>
            {
                return (at + char.len_utf8(), Break::Start);
            }
            _ => {}
        }
        if !may_compose(char) {
            seen += 1;
        }
        if seen > REACH {
            return (at + char.len_utf8(), Break::Cut);
        }
        later = Some(char);
    }
    (barrier, Break::Start)
}

/// Whether a full stop (or its like) with this character before it ends a sentence.
fn ends_sentence(before: Option<char>, stop: char) -> bool {
    before.is_some_and(|c| {
        matches!(c, '가'..='힣' | '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}' | ')')
            || (stop != '.' && !c.is_whitespace())
    })
}

fn is_closing(char: char) -> bool {
    matches!(
        char,
        '\'' | '"' | '’' | '”' | '」' | '』' | '》' | '〉' | ')' | ']'
    )
}

/// Whether the line end at byte `at` only wraps a line: the line before it is about as long as
/// lines are there, so that the next word would not have fitted, and it does not end a sentence.
/// A text with a sentence, a title or a list item a line ends its lines for a reason. Short lines are
/// wrapped only where lines are known to be: `wrapped`.
fn is_soft_wrap(text: &str, at: usize, wrapped: bool) -> bool {
    const LOOK: usize = 600;
    let line_before = |end: usize| {
        let from = floor_char_boundary(text, end.saturating_sub(LOOK));
        text[from..end]
            .rfind(LINE_ENDS)
            .map_or(from, |i| from + i + 1)
    };
    let start = line_before(without_line_end(text, at + 1));
    let line = text[start..at].trim();
    let after = &text[at + 1..floor_char_boundary(text, at + 1 + LOOK)];
    let next_end = after.find(LINE_ENDS).unwrap_or(after.len());
    let next = after[..next_end].trim();
    let width = display_width(line);
    // Shorter than any wrapped prose, or longer than any.
    let least = if wrapped { 12 } else { 24 };
    if !(least..=140).contains(&width) || next.is_empty() {
        return false;
    }
    if ends_thought(line) || !starts_as_prose(next) || !starts_as_prose(line) {
        return false;
    }
    let first_word = next.split(' ').next().unwrap_or("");
    // The widest line nearby is the measure; a line that had room for the next word was not wrapped.
    let mut widest = width;
    let mut edge = start;
    for _ in 0..3 {
        // Before it stands the first line, or one so long that its beginning was not looked for.
        let end = without_line_end(text, edge);
        if end == edge {
            break;
        }
        let begin = line_before(end);
        let above = display_width(text[begin..end].trim());
        if above == 0 {
            break;
        }
        widest = widest.max(above);
        edge = begin;
    }
    if at + 1 + next_end < text.len() {
        widest = widest.max(display_width(next));
    }
    widest <= 140 && width + 1 + display_width(first_word) > widest
}

/// Whether a line ends with the end of a sentence, or before what it announces.
fn ends_thought(line: &str) -> bool {
    line.ends_with(['.', '?', '!', ':', '다', '。'])
}

/// Whether the line with the bracket at byte `open` ends before the bracket closes: the text is
/// wrapped, for nobody ends a line there for another reason.
fn breaks_within(text: &str, open: usize) -> bool {
    text[open..]
        .find([')', '）', '\n', '\r'])
        .is_some_and(|at| text[open + at..].starts_with(LINE_ENDS))
}

/// Whether a line begins like running text rather than like a list item, a heading or a quote.
fn starts_as_prose(line: &str) -> bool {
    !line.starts_with([
        '-', '*', '#', '>', '|', '•', '▲', '△', '◆', '■', '□', '○', '●', '+', '=',
    ]) && line.split(['.', ')']).next().is_none_or(|n| {
        n.is_empty() || !n.bytes().all(|b| b.is_ascii_digit()) || n.len() == line.len()
    })
}

/// Columns of a terminal: Hangul and other wide characters take two.
fn display_width(text: &str) -> usize {
    text.chars()
        .map(|c| if c < '\u{1100}' { 1 } else { 2 })
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::scan::Window;

    fn before(text: &str) -> String {
        let document = Document::plain("t", text);
        let mut window = Window::default();
        window.read_before(&document, text.find(['(', '（']).unwrap_or(text.len()));
        window.text()
    }

    #[test]
    fn wrapped_lines_are_joined_and_others_are_not() {
        let wrapped = "미국의 방위 체계 가운데 하나로 꼽히는 고고도 미사일\n방어 체계(THAAD)를 들여와 배치하기로 한 일에 대하여 \n여러 나라가 의견을 냈다.";
        assert!(before(wrapped).ends_with("고고도 미사일 방어 체계"));
        let lines = "오늘의 날씨\n미국 노동부(DOL)는 새로운 실업 통계를 내놓았다";
        assert_eq!(before(lines), "미국 노동부");
        for end in ["\r", "\r\n"] {
            let seen = before(&wrapped.replace('\n', end));
            assert!(seen.ends_with("고고도 미사일 방어 체계"), "{seen}");
            assert_eq!(before(&lines.replace('\n', end)), "미국 노동부");
        }
        let list = "- 이 항목은 첫째 항목이고 꽤나 길게 이어지는 항목이다 그렇지\n- 해시(hash)";
        assert_eq!(before(list), "- 해시");
    }

    #[test]
    fn short_lines_go_on_where_the_format_says_so() {
        for (path, text, expected) in [
            (
                "글.md",
                "짧은 줄의 부하\n분산기(load balancer)를 쓴다.",
                "짧은 줄의 부하 분산기",
            ),
            ("글.md", "> 부하\n> 분산기(load balancer)", "> 부하 분산기"),
            (
                "글.md",
                "- 부하\n  분산기(load balancer)",
                "- 부하   분산기",
            ),
            ("글.rst", "부하\n분산기(load balancer)", "부하 분산기"),
            ("글.adoc", "부하\r\n분산기(load balancer)", "부하 분산기"),
            (
                "글.md",
                "이를\n쓴다는\n것은\n부하\n분산기(load balancer)",
                "이를 쓴다는 것은 부하 분산기",
            ),
            // Blocks, sentences and breaks end there.
            ("글.md", "# 부하\n분산기(load balancer)", "분산기"),
            ("글.md", "부하\n\n분산기(load balancer)", "분산기"),
            ("글.md", "- 부하\n- 분산기(load balancer)", "- 분산기"),
            ("글.md", "부하를 나눈다\n분산기(load balancer)", "분산기"),
            ("글.md", "짧은 부하  \n분산기(load balancer)", "분산기"),
            ("글.txt", "짧은 부하\n분산기(load balancer)", "분산기"),
        ] {
            let document = Document::new(path, text);
            let mut window = Window::default();
            window.read_before(&document, text.find('(').unwrap());
            assert_eq!(window.text(), expected, "{path} {text}");
        }
        let po =
            "msgid \"Use it.\"\nmsgstr \"\"\n\"짧은 부하 \"\n\"분산기(load balancer)를 쓴다.\"\n";
        let document = Document::read("글.po", po).unwrap();
        let mut window = Window::default();
        window.read_before(&document, document.text.find('(').unwrap());
        assert!(
            window.text().ends_with("짧은 부하 분산기"),
            "{}",
            window.text()
        );
    }

    #[test]
    fn a_form_that_is_wrapped_shows_that_short_lines_are() {
        for (text, expected) in [
            (
                "우리는 확률적 경사\n하강법(stochastic\ngradient descent)을 쓴다.",
                "우리는 확률적 경사 하강법",
            ),
            // On one line the form shows nothing.
            (
                "우리는 확률적 경사\n하강법(gradient descent)을 쓴다.",
                "하강법",
            ),
            // A title, a list item and the end of a sentence stay what they are.
            (
                "날씨\n하강법(stochastic\ngradient descent)을 쓴다.",
                "하강법",
            ),
            (
                "- 준비 운동과 정리\n- 경사 하강법(stochastic\n  gradient descent)",
                "- 경사 하강법",
            ),
            (
                "모델을 새로 배운다\n하강법(stochastic\ngradient descent)을 쓴다.",
                "하강법",
            ),
        ] {
            assert_eq!(before(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_too_long_to_be_looked_through_are_no_measure() {
        let text = format!(
            "{}\n그래서 연구진은 여러 나라의 자료를 모아 오래도록 비교한 끝에\n텐서(tensor)를 쓰기로 했다.",
            "이 구절은 아주 길게 이어지는 한 문단이다 ".repeat(14)
        );
        assert!(before(&text).ends_with("텐서"));
    }
}
