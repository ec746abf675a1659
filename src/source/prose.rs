//! Which files are prose as a whole, but for what is masked in them.

use std::ffi::OsStr;
use std::path::Path;

use super::is_markdown;

/// Whether all that is not masked in a file of this name is prose: text and Markdown. Of other files, programs and pages among them, nobody
/// here tells the code from the prose yet.
#[must_use]
pub fn is_prose(name: &str) -> bool {
    let suffix = Path::new(name).extension();
    let is_text = |suffix: &OsStr| {
        ["txt", "text"]
            .iter()
            .any(|text| suffix.eq_ignore_ascii_case(text))
    };
    suffix.is_none_or(is_text) || is_markdown(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_markdown_are_prose() {
        for path in [
            "글.txt",
            "글.MD",
            "글.markdown",
            "글",
            "-",
            "문서/읽어 주세요.text",
        ] {
            assert!(is_prose(path), "{path}");
        }
        for path in ["글.py", "글.rst", "글.html", "설정.yaml", "글.md.bak"] {
            assert!(!is_prose(path), "{path}");
        }
    }
}
