//! Paths of files in prose: `docs/버퍼/안내.md`, `버퍼\기록.txt`. Their names are looked at no more than those in addresses.

use crate::source::floor_char_boundary;

/// How far a path is followed before and behind a word, in bytes.
const LONGEST: usize = 200;

/// The longest ending of the name of a file, in bytes: `properties`.
const LONGEST_ENDING: usize = 10;

/// Whether what stands at a byte of a text is a part of a path for sure: of names between slashes or backslashes of which the last one has an ending, or of
/// what begins as a path from the root does. A slash alone may mean "or": 입력/출력, 버퍼/캐시.
pub(super) fn is_in_path(text: &str, at: usize) -> bool {
    // Most words have no separator between the spaces around them.
    let (before, behind) = text.as_bytes().split_at(at);
    if !is_separated(before.iter().rev()) && !is_separated(behind.iter()) {
        return false;
    }
    let before = &text[floor_char_boundary(text, at.saturating_sub(LONGEST))..at];
    let before = before.rsplit(parts_words).next().unwrap_or_default();
    let behind = &text[at..][..floor_char_boundary(&text[at..], LONGEST)];
    let behind = behind.split(parts_words).next().unwrap_or_default();
    let word = &text[at - before.len()..at + behind.len()];
    if is_from_root(word) {
        return true;
    }
    let Some(last) = word.rfind(is_separator) else {
        return false;
    };
    let is_dos = word[last..].starts_with('\\');
    let name = &word[last + 1..];
    // 서버/Node.js may be the one or the other.
    if word.matches(is_separator).count() == 1 && is_product(name) {
        return false;
    }
    let end = ending(name, is_dos).map(|end| last + 1 + end);
    end.is_some_and(|end| before.len() < end)
}

/// Whether there is a separator of a path among some bytes up to the first space.
fn is_separated<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let near = bytes.take(LONGEST);
    let mut word = near.take_while(|byte| !byte.is_ascii_whitespace());
    word.any(|byte| matches!(byte, b'/' | b'\\'))
}

fn is_separator(c: char) -> bool {
    matches!(c, '/' | '\\')
}

/// Whether no path goes on over a character, if nobody says so with quotes.
fn parts_words(c: char) -> bool {
    match c {
        '"' | '\'' | '`' | '<' | '>' | '|' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' => true,
        _ if c.is_ascii() => c.is_ascii_whitespace(),
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '（' | '）' | '，' => {
            true
        }
        _ => c.is_whitespace(),
    }
}

/// Whether a word begins as the path of a folder on a server or from the root does: `\\서버\자료`, `/버퍼/설정`. What begins with a letter and what is of
/// ASCII begins [an address](super::no_prose).
fn is_from_root(word: &str) -> bool {
    let is_name = |name: &str| name.starts_with(char::is_alphanumeric);
    let begins = |root: &str, separator: char| {
        let names = word.strip_prefix(root);
        let names = names.and_then(|names| names.split_once(separator));
        names.is_some_and(|(first, next)| is_name(first) && is_name(next))
    };
    begins("/", '/') || begins("\\\\", '\\')
}

/// Whether what looks like the name of a file may be that of a library or a site: Node.js, example.com.
fn is_product(name: &str) -> bool {
    const SITES: [&str; 6] = ["com", "org", "net", "io", "kr", "dev"];
    let Some((name, ending)) = name.split_once('.') else {
        return false;
    };
    let end = ending.find(|c: char| !c.is_ascii_alphanumeric());
    let ending = &ending[..end.unwrap_or(ending.len())];
    let mut letters = name.chars();
    let is_capitalised = letters.next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase());
    ending == "js" && is_capitalised || SITES.contains(&ending)
}

/// Where the ending of a name ends, as in 안내.md에, if it has one that is of no word: small letters, behind a backslash capitals as well. A number may be a
/// version, and so may `2.x`.
fn ending(name: &str, capitals: bool) -> Option<usize> {
    let dots = name.rmatch_indices('.').map(|(dot, _)| dot + 1);
    let mut ends = dots.filter(|&dot| dot > 1).filter_map(|dot| {
        let rest = &name[dot..];
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let ending = &rest[..length];
        let is_one = (1..=LONGEST_ENDING).contains(&length)
            && ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && (capitals || !ending.contains(|c: char| c.is_ascii_uppercase()))
            && ending != "x"
            && !rest[length..].starts_with(['_', '-', '@']);
        is_one.then_some(dot + length)
    });
    ends.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the first of these words stands in a path.
    fn is_path(text: &str) -> bool {
        is_in_path(text, text.find("버퍼").unwrap())
    }

    #[test]
    fn names_in_paths_are_told() {
        for text in [
            "설정은 버퍼/path.md에 있다.",
            "docs/버퍼/안내.md를 본다.",
            "src/버퍼.rs는 짧다.",
            "버퍼/index.js를 연다.",
            "src/버퍼/Node.js를 연다.",
            "(docs/버퍼/안내.tar.gz)",
            "경로:docs/버퍼.md:12",
            "**docs/버퍼.md**를 연다.",
            "docs/버퍼/*.md를 모은다.",
            "자료\\버퍼\\LOG.TXT를 연다.",
            "“src/버퍼.rs”를 연다.",
            "/버퍼/설정에 둔다.",
            "\\\\서버\\버퍼에 둔다.",
        ] {
            assert!(is_path(text), "{text}");
        }
    }

    #[test]
    fn a_slash_may_mean_or() {
        for text in [
            "입력/출력 버퍼를 비운다.",
            "버퍼/캐시를 비운다.",
            "버퍼/Node.js를 쓴다.",
            "버퍼/example.com을 연다.",
            "버퍼/캐시.",
            "버퍼/캐시.API를 부른다.",
            "버퍼/캐시 2.0",
            "버퍼/2.x 판",
            "버퍼/3.14를 쓴다.",
            "docs/a.md 버퍼",
            "docs/a.md,버퍼",
            "docs/a.md와버퍼",
            "입력 /버퍼 크기",
            "버퍼(src/a.rs)",
            "버퍼\\_크기",
            "버퍼.",
        ] {
            assert!(!is_path(text), "{text}");
        }
    }
}
