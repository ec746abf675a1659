//! Fixes in strings that programs read: paths, selectors, keys.

use super::diagnostic::Diagnostic;
use crate::Document;
use crate::source::Format;

/// Longer strings are read by people, in bytes.
const LONGEST: usize = 256;

/// Makes the fixes unsafe that would change such a string of a file of YAML or JSON, in which texts stand beside the settings of programs.
pub(super) fn keep_names(document: &Document, diagnostics: &mut [Diagnostic]) {
    if ![Format::YAML, Format::JSON].contains(&document.format) {
        return;
    }
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
            end - start < LONGEST && is_name(&document.text[start..end])
        });
        if is_in_name {
            one.doubt("it may be a name that a program goes by");
        }
    }
}

/// Whether a string looks like a path, a pattern or a key.
fn is_name(string: &str) -> bool {
    let string = string.trim();
    let ending = string.rsplit_once('.').map(|(_, ending)| ending);
    let is_file = ending.is_some_and(|ending| {
        (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if string.contains(char::is_whitespace) {
        return is_file;
    }
    let parts = string.matches('/').count();
    is_file
        || parts > 1
        || string.starts_with(['/', '.', '#', '$', '@', '^', '*'])
        || string.contains(['\\', '_', '*', '@'])
        || string.contains("::")
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
    fn commands_stay_and_texts_are_mended() {
        for (file, text, after) in [
            (
                "글.yml",
                "jobs:\n  a:\n    name: 버퍼를 비운다\n    steps:\n      - run: |\n          echo \"버퍼를 비운다\" > 버퍼.txt\n        name: 버퍼 정리\n",
                "jobs:\n  a:\n    name: 완충 공간을 비운다\n    steps:\n      - run: |\n          echo \"버퍼를 비운다\" > 버퍼.txt\n        name: 완충 공간 정리\n",
            ),
            (
                "글.yml",
                "test:\n  script:\n    - echo 버퍼\n    - [rm, 버퍼]\n  variables:\n    title: 버퍼\n  args: {title: 버퍼}\n",
                "test:\n  script:\n    - echo 버퍼\n    - [rm, 버퍼]\n  variables:\n    title: 완충 공간\n  args: {title: 완충 공간}\n",
            ),
            (
                "글.yml",
                "data:\n  a.sh: |\n    #!/bin/sh\n    echo 버퍼\n  run: 버퍼 비우기\n\"command\": mv 버퍼 옛것\n",
                "data:\n  a.sh: |\n    #!/bin/sh\n    echo 버퍼\n  run: 완충 공간 비우기\n\"command\": mv 버퍼 옛것\n",
            ),
            (
                "글.json",
                "{\"name\": \"버퍼\", \"scripts\": {\"a\": \"echo ${x} 버퍼\", \"b\": \"echo 버퍼\"}, \"c\": {\"args\": [\"-n\", \"버퍼\"], \"d\": \"API 버퍼\"}}",
                "{\"name\": \"완충 공간\", \"scripts\": {\"a\": \"echo ${x} 버퍼\", \"b\": \"echo 버퍼\"}, \"c\": {\"args\": [\"-n\", \"버퍼\"], \"d\": \"API 완충 공간\"}}",
            ),
        ] {
            let (told, mended) = told_of(EXAMPLE, "forbidden-term", file, text);
            assert!(told.len() > 2, "{text}");
            assert_eq!(mended, after);
        }
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
