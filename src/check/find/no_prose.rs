//! What is no prose in a text of any kind, markup or not: addresses, paths, code between backquotes, tags.

/// How far code and tags reach, in bytes. A line may have a hundred million.
const LONGEST: usize = 400;

/// Where what is no prose ends, if it begins at `at` with this character: an address, a path, code, a tag.
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
            if !(next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')) {
                return None;
            }
            Some(at + near(rest).find('>')? + 1)
        }
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

/// How many bytes an address or a path has.
fn address(text: &str) -> usize {
    text.find(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | ')' | ']' | '”' | '’' | '」')
    })
    .unwrap_or(text.len())
}

/// As much of a text as code or a tag may take.
fn near(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
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
        ] {
            assert_eq!(beginning(text), Some(no_prose), "{text}");
        }
    }

    #[test]
    fn prose_is_none_of_it() {
        for text in [
            "서버",
            "API를",
            "a < b",
            "/ 또는",
            "`닫히지 않은\n버퍼`",
            "< 서버 >",
            "9/10",
        ] {
            assert_eq!(beginning(text), None, "{text}");
        }
    }
}
