//! What is no prose in a text of any kind, markup or not: addresses, paths, code between backquotes, tags, and what templates and wikis
//! fill in.

use crate::source::floor_char_boundary;

/// How far code and tags reach, in bytes. A line may have a hundred million.
const LONGEST: usize = 400;

/// Where what is no prose ends, if it begins at `at` with this character: an address, a path, code, a tag, the place of a value, a name.
pub(super) fn no_prose(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = &text[at..];
    match c {
        '`' => {
            let line = near(rest).lines().next()?;
            let ticks = line.len() - line.trim_start_matches('`').len();
            let close = line[ticks..].find(&line[..ticks])?;
            Some(at + ticks + close + ticks)
        }
        '<' => {
            let next = rest.as_bytes().get(1)?;
            if !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'%')) {
                return None;
            }
            Some(at + near(rest).find('>')? + 1)
        }
        '{' => braces(near(rest)).map(|length| at + length),
        '$' | '%' => value(near(rest)).map(|length| at + length),
        '[' => wiki_link(near(rest)).map(|length| at + length),
        '@' => {
            if let Some(length) = linked_message(near(rest)) {
                return Some(at + length);
            }
            let before = text[..at].chars().next_back();
            let begins = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '\\'));
            let name = account(&rest[1..]);
            (begins && name > 0).then_some(at + 1 + name)
        }
        '#' => is_target(&text[..at]).then(|| at + address(rest)),
        '/' | '~' | '.' => {
            let first = text[..at]
                .chars()
                .next_back()
                .is_none_or(|c| c.is_whitespace() || "\"'(“‘=:".contains(c));
            let path = first
                && (rest.starts_with("./")
                    || rest.starts_with("../")
                    || rest.starts_with("~/")
                    || {
                        let name = &rest[1..];
                        c == '/' && name.starts_with(|c: char| c.is_ascii_alphanumeric())
                    });
            path.then(|| at + address(rest))
        }
        'a'..='z' | 'A'..='Z' => {
            let name = rest.bytes().take(16).take_while(u8::is_ascii_alphanumeric);
            let name = name.count();
            let is_address = rest[name..].starts_with("://")
                || name == 1 && (rest[1..].starts_with(":/") || rest[1..].starts_with(":\\"))
                || rest.starts_with("www.")
                || rest.starts_with("mailto:");
            is_address.then(|| at + address(rest))
        }
        _ => None,
    }
}

/// How many bytes stand between braces that a text begins with, if those are no prose: `{{ 값 }}` and `{% 명령 %}` of templates, and attributes
/// of Markdown, `{#이름 .종류}` and `{: #이름}`.
fn braces(text: &str) -> Option<usize> {
    let close = match text.as_bytes().get(1)? {
        b'{' => "}}",
        b'%' => "%}",
        b'#' | b':' | b'.' => "}",
        _ => return None,
    };
    let paragraph = text.split("\n\n").next()?;
    let inner = &paragraph[2..];
    let end = inner.find(close)?;
    // Attributes stand on one line.
    let one_line = close == "}" && inner[..end].contains('\n');
    (!one_line).then_some(2 + end + close.len())
}

/// How many bytes the place of a value has: `${이름}`, `%(이름)s`, `%{이름}`, or of another message, as i18next nests them: `$t(이름)`.
fn value(text: &str) -> Option<usize> {
    let (open, close) = match text.as_bytes() {
        [_, b'{', ..] => (2, '}'),
        [b'%', b'(', ..] => (2, ')'),
        [b'$', b't', b'(', ..] => (3, ')'),
        _ => return None,
    };
    let inner = &text[open..];
    let end = inner.find([close, '\n'])?;
    inner[end..].starts_with(close).then_some(open + end + 1)
}

/// How many bytes the place of another message has, as Vue I18n links them: `@:이름`, `@:{'이름'}`, `@.lower:이름`.
fn linked_message(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('@')?;
    let rest = match rest.strip_prefix('.') {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_lowercase()),
        None => rest,
    };
    let name = rest.strip_prefix(':')?;
    let length = match name.strip_prefix('{') {
        Some(inner) => {
            inner
                .find('}')
                .filter(|end| !inner[..*end].contains('\n'))?
                + 2
        }
        None => name.find(char::is_whitespace).unwrap_or(name.len()),
    };
    (length > 0).then_some(text.len() - name.len() + length)
}

/// How many bytes of a link of a wiki name the page: all of `[[버퍼]]`, and of `[[버퍼|글]]` what stands before its text.
fn wiki_link(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("[[")?;
    let end = inner.find(['|', ']', '[', '\n'])?;
    let rest = &inner[end..];
    let length = 2 + end;
    if rest.starts_with('|') {
        // The text of the link has to end, too.
        let close = rest.find(['\n']).unwrap_or(rest.len());
        return rest[..close].contains("]]").then_some(length + 1);
    }
    // [[글]](글.md) is a link of Markdown with brackets in its text.
    let closes = rest.starts_with("]]") && !rest[2..].starts_with('(');
    closes.then_some(length + 2)
}

/// How many bytes a name has behind `@`.
fn account(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
        .unwrap_or(text.len())
}

/// Whether a sharp behind this begins the place in a page that a link points to: `](#버퍼)`, `글.md#버퍼`.
fn is_target(before: &str) -> bool {
    if before.ends_with("](") || before.ends_with('/') {
        return true;
    }
    let suffix = before.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let length = before.len() - suffix.len();
    (2..=5).contains(&length) && suffix.ends_with('.')
}

/// How many bytes an address or a path has.
fn address(text: &str) -> usize {
    text.find(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '”' | '’' | '」')
    })
    .unwrap_or(text.len())
}

/// As much of a text as code or a tag may take.
fn near(text: &str) -> &str {
    &text[..floor_char_boundary(text, LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is no prose at the beginning of a text.
    fn beginning(text: &str) -> Option<&str> {
        let first = text.chars().next().unwrap();
        no_prose(text, 0, first).map(|end| &text[..end])
    }

    #[test]
    fn addresses_paths_code_and_tags_are_told() {
        for (text, no_prose) in [
            (
                "https://예.한국/서버?값=1 를 연다",
                "https://예.한국/서버?값=1",
            ),
            ("www.서버.kr을", "www.서버.kr을"),
            ("/srv/서버/설정에", "/srv/서버/설정에"),
            ("../서버/글.md 참고", "../서버/글.md"),
            ("D:/자료/셸/읽기.txt", "D:/자료/셸/읽기.txt"),
            ("`버퍼`를", "`버퍼`"),
            ("``버퍼 ` 둘``을", "``버퍼 ` 둘``"),
            ("<img alt=\"서버\">뒤", "<img alt=\"서버\">"),
            ("{{ 서버.이름 }}을", "{{ 서버.이름 }}"),
            ("{% include \"서버.md\" %}뒤", "{% include \"서버.md\" %}"),
            ("{#서버 .굵게}\n뒤", "{#서버 .굵게}"),
            ("{: #서버 }", "{: #서버 }"),
            ("${서버}에", "${서버}"),
            ("%(서버)s개", "%(서버)"),
            ("$t(공통.서버, {\"수\": 1})를", "$t(공통.서버, {\"수\": 1})"),
            ("@서버 님", "@서버"),
            ("@:공통.서버 값", "@:공통.서버"),
            ("@:{'공통.서버'}를", "@:{'공통.서버'}"),
            ("@.capitalize:공통.서버 값", "@.capitalize:공통.서버"),
            ("<%= 서버 %>를", "<%= 서버 %>"),
            ("[[서버]]를", "[[서버]]"),
            ("[[서버|새 서버]]를", "[[서버|"),
        ] {
            assert_eq!(beginning(text), Some(no_prose), "{text}");
        }
    }

    #[test]
    fn a_place_in_a_page_is_no_prose_behind_its_link() {
        for (before, is) in [
            ("[글](", true),
            ("글.md", true),
            ("https://예.한국/", true),
            ("C", false),
            ("글 ", false),
            ("버퍼다.", false),
        ] {
            assert_eq!(is_target(before), is, "{before}");
        }
        let text = "mail@서버";
        assert_eq!(no_prose(text, 4, '@'), None);
    }

    #[test]
    fn prose_is_none_of_it() {
        for text in [
            "서버",
            "API를",
            "kbd:[서버]",
            "en:서버[server]",
            "note: 서버[1]",
            "a:서버",
            "a < b",
            "/ 또는",
            "`닫히지 않은\n버퍼`",
            "< 서버 >",
            "9/10",
            "{서버, 버퍼}",
            "{{ 서버",
            "{#서버\n}",
            "$서버",
            "%서버",
            "100%(서버",
            "@ 서버",
            "@: 서버",
            "$t 서버",
            "[[서버](글.md)]",
            "[[서버]](글.md)",
            "[[서버|버퍼",
            "# 서버",
        ] {
            assert_eq!(beginning(text), None, "{text}");
        }
    }
}
