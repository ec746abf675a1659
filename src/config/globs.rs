//! Lists of paths, written and matched as in `.gitignore`.

use std::fmt;
use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;

use super::refusal::Refusal;

/// Globs, the last of which that matches decides.
#[derive(Clone)]
pub(super) struct Globs {
    globs: Vec<String>,
    matcher: Gitignore,
}

impl Globs {
    pub(super) fn new(globs: &[Spanned<String>]) -> Result<Self, Refusal> {
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            let refused = |reason: &str| {
                Refusal::new(
                    glob.span(),
                    format!("the glob \"{}\" {reason}", glob.get_ref()),
                )
            };
            if let Some(hint) = nothing(glob.get_ref()) {
                return Err(refused("matches nothing").hint(hint));
            }
            if is_unclosed(glob.get_ref()) {
                return Err(refused("has a [ without a ]")
                    .hint("close it, or write \\[ for the character itself"));
            }
            // File systems decompose Hangul (NFD) where keyboards compose it.
            let composed: String = glob.get_ref().nfc().collect();
            if let Err(error) = builder.add_line(None, &composed) {
                return Err(refused(&format!("cannot be read: {}", reason(error)))
                    .hint("it is written as in .gitignore"));
            }
        }
        let matcher = builder
            .build()
            .map_err(|error| Refusal::new(0..0, reason(error)))?;
        Ok(Self {
            globs: globs.iter().map(|glob| glob.get_ref().clone()).collect(),
            matcher,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.globs.is_empty()
    }

    /// Whether a file, or a folder that it is in, is one of those; its path begins at the folder of
    /// the configuration.
    pub(super) fn matches(&self, path: &Path) -> bool {
        matched(&self.matcher, path).is_ignore()
    }

    /// The globs that speak of none of these paths, not even to be overruled by a later one.
    pub(super) fn unmatched<'g, P: AsRef<Path>>(
        &'g self,
        paths: &[P],
    ) -> impl Iterator<Item = &'g str> {
        let speaks = |glob: &str| {
            let mut alone = GitignoreBuilder::new("");
            let composed: String = glob.nfc().collect();
            let alone = alone.add_line(None, &composed).and_then(|one| one.build());
            // All of them were read before.
            alone.is_ok_and(|alone| {
                let mut paths = paths.iter();
                paths.any(|path| !matched(&alone, path.as_ref()).is_none())
            })
        };
        let globs = self.globs.iter().map(String::as_str);
        globs.filter(move |glob| !speaks(glob))
    }
}

/// What globs say of a path, whichever form of Hangul its file system writes.
fn matched<'g>(matcher: &'g Gitignore, path: &Path) -> Match<&'g Glob> {
    let composed: String = path.to_string_lossy().nfc().collect();
    matcher.matched_path_or_any_parents(composed, false)
}

impl Default for Globs {
    fn default() -> Self {
        Self {
            globs: Vec::new(),
            matcher: Gitignore::empty(),
        }
    }
}

impl fmt::Debug for Globs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.globs.fmt(f)
    }
}

impl PartialEq for Globs {
    fn eq(&self, other: &Self) -> bool {
        self.globs == other.globs
    }
}

impl Eq for Globs {}

/// What to do about a glob that can be read and never matches.
fn nothing(glob: &str) -> Option<String> {
    let path = glob.trim();
    let path = path.strip_prefix('!').unwrap_or(path);
    if path.is_empty() {
        Some("write a path or delete it".to_owned())
    } else if path.starts_with('#') {
        Some("a # in front makes it a comment; write \\#".to_owned())
    } else if let Some(below) = path.strip_prefix("./") {
        Some(format!(
            "write \"/{below}\"; globs begin at the folder of this file"
        ))
    } else if path == ".." || path.starts_with("../") {
        Some("move this file to a folder that holds both".to_owned())
    } else {
        None
    }
}

/// Whether a `[` has no `]`. Git takes that for a glob that matches nothing, and tells nobody.
fn is_unclosed(glob: &str) -> bool {
    let mut rest = glob.chars();
    while let Some(c) = rest.next() {
        if c == '\\' {
            rest.next();
        } else if c == '[' {
            let class = rest.as_str();
            let class = class.strip_prefix(['!', '^']).unwrap_or(class);
            // A ] at the beginning is one of the characters.
            let first = class.chars().next().map_or(0, char::len_utf8);
            let Some(end) = class[first..].find(']') else {
                return true;
            };
            rest = class[first + end + 1..].chars();
        }
    }
    false
}

/// The reason alone, without the words around it.
fn reason(error: ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_is_closed_or_escaped() {
        for (glob, unclosed) in [
            ("문서/[가-다].md", false),
            ("문서/[가-다.md", true),
            ("문서/\\[가.md", false),
            ("[]]", false),
            ("[!]", true),
            ("[", true),
            ("[가][나", true),
        ] {
            assert_eq!(is_unclosed(glob), unclosed, "{glob}");
        }
    }

    #[test]
    fn globs_mean_what_they_mean_in_gitignore() {
        for (globs, path, matches) in [
            (&["*.md"][..], "글/깊은/곳/소개.md", true),
            (&["/*.md"], "글/소개.md", false),
            (&["docs"], "글/docs/소개.txt", true),
            (&["docs/"], "docs", false),
            (&["docs/ko"], "글/docs/ko/소개.md", false),
            (&["docs/**"], "docs/ko/소개.md", true),
            (&["**/ko/**"], "docs/ko/소개.md", true),
            (&["docs/*.md"], "docs/ko/소개.md", false),
            (&["docs/**", "!docs/ko/소개.md"], "docs/ko/소개.md", false),
            (&["docs/**", "!docs/ko/소개.md"], "docs/ko/설치.md", true),
            (&["문서/제?장.md"], "문서/제2장.md", true),
            (&["문서/[가-다].md"], "문서/라.md", false),
            (&[], "소개.md", false),
        ] {
            let spanned: Vec<Spanned<String>> = globs
                .iter()
                .map(|&glob| Spanned::new(0..0, glob.to_owned()))
                .collect();
            let found = Globs::new(&spanned).unwrap();
            assert_eq!(found.matches(Path::new(path)), matches, "{globs:?}: {path}");
            // As a Mac may write the same name.
            let decomposed: String = path.nfd().collect();
            assert_eq!(
                found.matches(Path::new(&decomposed)),
                matches,
                "{globs:?}: {path}, decomposed"
            );
        }
    }

    #[test]
    fn globs_that_match_nothing_are_told() {
        let of = |globs: &[&str]| {
            let spanned = globs
                .iter()
                .map(|&glob| Spanned::new(0..0, glob.to_owned()));
            Globs::new(&spanned.collect::<Vec<_>>()).unwrap()
        };
        // Of two that match the same, the later one decides; the earlier one still matches.
        let globs = of(&["문서/**", "문서/소개.md", "!*.md", "문소/**", "!블로그"]);
        let paths = ["문서/소개.md".nfd().collect::<String>()];
        let told: Vec<&str> = globs.unmatched(&paths).collect();
        assert_eq!(told, ["문소/**", "!블로그"]);
        assert_eq!(of(&["*.md"]).unmatched(&[""; 0]).count(), 1);
    }
}
