//! Fixes in strings that programs read: paths, selectors, keys.

use std::cell::LazyCell;
use std::collections::HashSet;

use memchr::memchr_iter;

use super::diagnostic::Diagnostic;
use crate::Document;
use crate::source::{Format, floor_char_boundary};

/// Longer strings are read by people, in bytes.
const LONGEST: usize = 256;

/// Makes the fixes unsafe that would change such a string of a file of YAML or JSON, in which texts stand beside the settings of programs.
pub(super) fn keep_names(document: &Document, diagnostics: &mut [Diagnostic]) {
    if ![Format::YAML, Format::JSON].contains(&document.format) {
        return;
    }
    let keys = LazyCell::new(|| keys(document.source()));
    for one in diagnostics {
        let mut edits = one.fix.iter().flat_map(|fix| &fix.edits);
        let is_in_name = edits.any(|edit| {
            let (before, behind) = document.text.split_at(edit.range.start);
            let near = before.len() - before.bytes().rev().take(LONGEST).count();
            let near = (near..=before.len()).find(|&at| before.is_char_boundary(at));
            let start = near.map_or(0, |near| {
                before[near..]
                    .rfind("\n\n")
                    .map_or(near, |at| near + at + 2)
            });
            let end = behind
                .find("\n\n")
                .map_or(document.text.len(), |at| before.len() + at);
            let string = document.text[start..end].trim();
            // What stands before a colon may be one as well, 자료:/var/lib; but 참고: 자료 is a text.
            let first = string.split_once(':');
            let first = first.filter(|(_, behind)| !behind.starts_with(char::is_whitespace));
            let is_key =
                keys.contains(string) || first.is_some_and(|(first, _)| keys.contains(first));
            end - start < LONGEST && (is_name(string) || is_key)
        });
        if is_in_name {
            one.doubt("it may be a name that a program goes by");
        }
    }
}

/// The keys of a file of YAML or JSON, as far as colons tell, without quotes. Those of other kinds of collections are among them, and no harm.
fn keys(source: &str) -> HashSet<&str> {
    let colons = memchr_iter(b':', source.as_bytes());
    let key = |colon: usize| {
        let near = floor_char_boundary(source, colon.saturating_sub(LONGEST));
        let before = source[near..colon].trim_end();
        let quote = ['"', '\'']
            .into_iter()
            .find(|quote| before.ends_with(*quote));
        let (name, before) = if let Some(quote) = quote {
            let inner = &before[..before.len() - 1];
            let (before, name) = inner.rsplit_once(quote)?;
            (name, before)
        } else {
            let begin = before.rfind(['\n', '{', ',', '[']).map_or(0, |at| at + 1);
            let line = before[begin..].trim_start().trim_start_matches("- ");
            (line.trim_start(), &before[..begin])
        };
        let before = before.trim_end_matches([' ', '\t', '\r']);
        let begins = before.is_empty() || before.ends_with(['\n', '{', ',', '[', '-', '?']);
        (begins && !name.is_empty() && !name.contains('"')).then_some(name)
    };
    colons.filter_map(key).collect()
}

/// Whether a string looks like a path, a pattern or a key.
fn is_name(string: &str) -> bool {
    let string = string.trim();
    let ending = string.rsplit_once('.').map(|(_, ending)| ending);
    let is_file = ending.is_some_and(|ending| {
        (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_glob = ["/**", "**/", "/*"]
        .iter()
        .any(|stars| string.contains(stars));
    if string.contains(char::is_whitespace) {
        return is_file || is_glob;
    }
    let parts = string.matches('/').count();
    is_file
        || parts > 1
        || string.starts_with(['/', '.', '#', '$', '@', '^', '*'])
        || string.contains(['\\', '_', '*', '@'])
        || string.contains("::")
        || string.contains('/') && string.contains(':')
        || string
            .split('.')
            .skip(1)
            .any(|part| part.starts_with(char::is_alphanumeric))
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use super::*;
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    #[test]
    fn names_are_told_from_texts() {
        for name in [
            "#/components/schemas/버퍼",
            "안내/버퍼/index.md",
            "버퍼 안내.md",
            "/버퍼",
            "C:\\버퍼",
            "버퍼/**",
            ".버퍼",
            "$버퍼",
            "버퍼_크기",
            "app.버퍼.size",
            "버퍼@example.com",
            "문서 버퍼/**",
            "registry/버퍼:1",
            "자료:/버퍼",
        ] {
            assert!(is_name(name), "{name}");
        }
        for text in [
            "버퍼",
            "버퍼를 비운다.",
            "버퍼/캐시",
            "버퍼 크기(%)",
            "버퍼!",
            "버퍼 2.0 안내",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn keys_are_told() {
        for (source, told) in [
            (
                "버퍼:\n  - 크기: 3\n  \"기본 값\": {최소: 1, 최대: 2}\n",
                vec!["기본 값", "버퍼", "최대", "최소", "크기"],
            ),
            (
                "{\"버퍼\":{\"크기\" : 1},\"값\":[{\"a\":\"참고: 없음\"}]}",
                vec!["a", "값", "버퍼", "크기"],
            ),
        ] {
            let mut keys: Vec<&str> = keys(source).into_iter().collect();
            keys.sort_unstable();
            assert_eq!(keys, told);
        }
    }

    #[test]
    fn what_is_a_key_elsewhere_stays() {
        for (file, text) in [
            (
                "글.json",
                "{\"required\":[\"버퍼\"],\"properties\":{\"버퍼\":{\"type\":\"string\"}}}",
            ),
            (
                "글.yaml",
                "services:\n  버퍼:\n    image: a\n  b:\n    depends_on: [버퍼]\n",
            ),
            (
                "글.yaml",
                "volumes:\n  버퍼: {}\nservices:\n  a:\n    volumes:\n      - 버퍼:/자료\n",
            ),
        ] {
            let (told, after) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert_eq!((told.len(), &*after), (1, text));
        }
    }

    #[test]
    fn a_text_may_begin_with_a_word_that_is_a_key() {
        let text = "참고: 없음\n설명: \"참고: 버퍼를 비운다\"\n";
        let (told, after) = told_of(EXAMPLE, "forbidden-term", "글.yaml", text);
        assert_eq!(
            (told.len(), after),
            (1, text.replace("버퍼를", "완충 공간을"))
        );
    }

    #[test]
    fn names_stay_and_texts_are_mended() {
        let text = "a: 버퍼를 비운다\nb: '#/정의/버퍼'\nc: [안내/버퍼.md, 버퍼]\n";
        let (told, after) = told_of(EXAMPLE, "forbidden-term", "글.yaml", text);
        assert!(told.len() > 1);
        assert_eq!(
            after,
            "a: 완충 공간을 비운다\nb: '#/정의/버퍼'\nc: [안내/버퍼.md, 완충 공간]\n"
        );
    }
}
