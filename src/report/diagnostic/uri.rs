//! Paths as URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path may not have in a URI as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The URI of a path with `/`: `file:` where it is absolute, else relative. All but ASCII letters, digits and `-._~` is
/// percent-encoded, byte by byte (RFC 3986).
///
/// So a decomposed name stays decomposed: the file is called so.
pub(super) fn uri(path: &str) -> String {
    let drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let (start, path) = match (path.strip_prefix("//"), drive) {
        // A share of Windows: its server is the host.
        (Some(share), _) => ("file://".to_owned(), share),
        (None, true) => (format!("file:///{}:", &path[..1]), &path[2..]),
        (None, false) if path.starts_with('/') => ("file://".to_owned(), path),
        (None, false) => (String::new(), path),
    };
    let mut uri = start;
    uri.extend(utf8_percent_encode(plainly(path), ENCODED));
    uri
}

/// A path without the `./` that people write before it, and that no other program takes for the same file.
pub(super) fn plainly(path: &str) -> &str {
    let mut path = path;
    while let Some(below) = path.strip_prefix("./") {
        path = below.trim_start_matches('/');
    }
    path
}

/// Whether a URI leads down from the folder that was started in, so that it can be given relative to it.
pub(super) fn is_below(uri: &str) -> bool {
    !uri.starts_with("file:") && !uri.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, expected, below) in [
            ("docs/a-b_c.md", "docs/a-b_c.md", true),
            (
                "문서/첫 글.md",
                "%EB%AC%B8%EC%84%9C/%EC%B2%AB%20%EA%B8%80.md",
                true,
            ),
            ("50%#1?.md", "50%25%231%3F.md", true),
            ("a:b.md", "a%3Ab.md", true),
            ("-", "-", true),
            ("./글/가.md", "%EA%B8%80/%EA%B0%80.md", true),
            (".//././a.md", "a.md", true),
            (".a.md", ".a.md", true),
            ("../글.md", "../%EA%B8%80.md", false),
            ("/srv/글.md", "file:///srv/%EA%B8%80.md", false),
            ("C:/글.md", "file:///C:/%EA%B8%80.md", false),
            ("//server/글.md", "file://server/%EA%B8%80.md", false),
        ] {
            assert_eq!(uri(path), expected);
            assert_eq!(is_below(expected), below, "{path}");
        }
    }
}
