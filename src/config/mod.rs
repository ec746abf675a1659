//! The configuration file `yongeo.toml`: which glossaries count, which documents are checked, and how strictly.
//!
//! [`find`] looks for it from a folder upwards, [`Config::read`] reads it. What it does not say
//! stays as it is without a file: [`Config::default`]. [`commented`] is the file to begin with,
//! and [`SCHEMA`] tells editors what may be written in it.
//!
//! ```toml
//! glossaries = ["glossary/glossary.csv"]
//! exclude = ["docs/archive/**"]
//!
//! [rules]
//! unpreferred-term = "error"
//! ```

mod commented;
mod file;
mod find;
mod globs;
mod gloss_style;
mod levels;
mod place;
mod refusal;
mod schema;

pub use commented::commented;
pub use find::{FILE_NAME, find};
pub use gloss_style::{GlossStyle, Per, Titles};
pub use levels::Levels;
pub use schema::SCHEMA;

use std::fs;
use std::path::{Path, PathBuf};

use crate::source::cannot_open;
use crate::{Level, Result};

use file::{File, Table};
use globs::Globs;
use levels::{Override, RuleLevels};
use place::Folder;
use refusal::Refusal;

/// What `yongeo.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The glossaries, in order of priority: of two that say different things of a term, the first
    /// one counts. Paths begin with the folder of the file. Empty where the file names none.
    pub glossaries: Vec<PathBuf>,
    /// The house style of glosses.
    pub gloss: GlossStyle,
    folder: Folder,
    include: Globs,
    exclude: Globs,
    domains: Vec<String>,
    rules: RuleLevels,
    overrides: Vec<Override>,
}

impl Config {
    /// Reads a configuration file, of which `rules` are the names it may use under `[rules]`.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is not UTF-8, and for the first key, rule, level, glob or value
    /// that is none, and the first glossary that is not there, with line and column.
    pub fn read(file: &Path, rules: &[&str]) -> Result<Self> {
        let bytes = fs::read(file).map_err(|error| cannot_open(file, &error))?;
        let text =
            refusal::utf8(&bytes).map_err(|(text, refusal)| refusal.in_text(text).in_file(file))?;
        Self::parse(text, file, rules)
    }

    /// Reads the text of a configuration file, which may be saved there or not yet; a byte order
    /// mark is passed over.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn parse(text: &str, file: &Path, rules: &[&str]) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::from_text(text, file, rules).map_err(|refusal| refusal.in_text(text).in_file(file))
    }

    fn from_text(text: &str, file: &Path, rules: &[&str]) -> std::result::Result<Self, Refusal> {
        let said = File::read(text)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let glossaries = said
            .glossaries
            .iter()
            .map(|path| place::glossary(folder, path))
            .collect::<std::result::Result<_, _>>()?;
        let overrides = said.overrides.iter().map(|Table(table)| {
            if table.paths.get_ref().is_empty() {
                return Err(Refusal::new(table.paths.span(), "no path is named")
                    .hint("name some, as paths = [\"blog/**\"], or delete these lines"));
            }
            Ok(Override {
                paths: Globs::new(table.paths.get_ref())?,
                rules: RuleLevels::new(&table.rules, rules)?,
            })
        });
        Ok(Self {
            glossaries,
            gloss: said.gloss.0,
            folder: Folder::new(folder),
            include: Globs::new(&said.include)?,
            exclude: Globs::new(&said.exclude)?,
            domains: said
                .domains
                .iter()
                .map(|domain| domain.get_ref().trim().to_owned())
                .collect(),
            rules: RuleLevels::new(&said.rules, rules)?,
            overrides: overrides.collect::<std::result::Result<_, _>>()?,
        })
    }

    /// Whether a document is one of those to check, by `include` and `exclude`. Its path is taken
    /// from the working directory.
    ///
    /// Both lists are read as `.gitignore` is: a glob without `/` means files and folders of that
    /// name at any depth, a folder means all in it, and `!` in front takes back what an earlier glob
    /// said. A document outside the folder of the file matches no glob.
    #[must_use]
    pub fn covers(&self, document: &Path) -> bool {
        self.left_out_by(document).is_none()
    }

    /// The key that leaves a document out, `include` or `exclude`; `None` of one that is [covered](Self::covers).
    #[must_use]
    pub fn left_out_by(&self, document: &Path) -> Option<&'static str> {
        if self.include.is_empty() && self.exclude.is_empty() {
            return None;
        }
        let Some(path) = self.folder.below(document) else {
            return (!self.include.is_empty()).then_some("include");
        };
        if !self.include.is_empty() && !self.include.matches(&path) {
            Some("include")
        } else {
            self.exclude.matches(&path).then_some("exclude")
        }
    }

    /// Whether the file says by `include` which documents are to be checked.
    #[must_use]
    pub fn names_documents(&self) -> bool {
        !self.include.is_empty()
    }

    /// The globs that none of these documents match, each with the key that it stands under: those of `include` and of `exclude`, and the
    /// `paths` of overrides. Paths of documents are taken from the working directory.
    #[must_use]
    pub fn unmatched<P: AsRef<Path>>(&self, documents: &[P]) -> Vec<(&'static str, &str)> {
        let paths: Vec<PathBuf> = documents
            .iter()
            .filter_map(|document| self.folder.below(document.as_ref()))
            .collect();
        let paths = paths.as_slice();
        let overrides = self.overrides.iter().map(|one| ("paths", &one.paths));
        [("include", &self.include), ("exclude", &self.exclude)]
            .into_iter()
            .chain(overrides)
            .flat_map(|(key, globs)| globs.unmatched(paths).map(move |glob| (key, glob)))
            .collect()
    }

    /// The domains whose rows count, as the file names them; empty where all do.
    #[must_use]
    pub fn domains(&self) -> &[String] {
        &self.domains
    }

    /// How much each rule matters in a document, whose path is taken from the working directory.
    #[must_use]
    pub fn levels(&self, document: &Path) -> Levels<'_> {
        let path = if self.overrides.is_empty() {
            None
        } else {
            self.folder.below(document)
        };
        let overrides = self.overrides.iter().rev().filter(|rules| {
            path.as_deref()
                .is_some_and(|path| rules.paths.matches(path))
        });
        // The last one that matches speaks first.
        Levels::new(
            overrides
                .map(|found| &found.rules)
                .chain([&self.rules])
                .collect(),
        )
    }

    /// The same where a rule has this level, `None` for off, unless some paths have another.
    #[must_use]
    pub fn with_level(mut self, rule: &str, level: Option<Level>) -> Self {
        self.rules.set(rule, level);
        self
    }

    /// The same where a rule has this level at least. Where the file turns it off, it stays off.
    #[must_use]
    pub fn at_least(mut self, rule: &str, level: Level) -> Self {
        self.rules.set_unsaid(rule, level);
        let overrides = self.overrides.iter_mut().map(|one| &mut one.rules);
        for rules in overrides.chain([&mut self.rules]) {
            rules.raise(rule, level);
        }
        self
    }

    /// Whether the rows of a domain count; those without one (an empty `domain`) always do.
    #[must_use]
    pub fn takes_domain(&self, domain: &str) -> bool {
        let domain = domain.trim();
        domain.is_empty()
            || self.domains.is_empty()
            || self
                .domains
                .iter()
                .any(|named| named.to_lowercase() == domain.to_lowercase())
    }
}

/// The names of the rules.
#[cfg(test)]
fn rule_names() -> Vec<&'static str> {
    crate::check::RULES.iter().map(|rule| rule.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::write;
    use tempfile::TempDir;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(text, Path::new("yongeo.toml"), &rule_names())
    }

    #[test]
    fn an_empty_file_is_the_default() {
        for text in ["", "\u{feff}", "# 아직 아무것도 정하지 않았다\r\n"] {
            let config = parse(text).unwrap();
            assert_eq!(
                config,
                Config {
                    folder: Folder::new(Path::new("")),
                    ..Config::default()
                }
            );
            assert!(config.covers(Path::new("어디든/글.md")));
            assert!(config.takes_domain("network"));
        }
    }

    #[test]
    fn everything_that_can_be_said() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join(FILE_NAME);
        write(folder.path().join("고객사.csv"), "concept,english,korean\n").unwrap();
        let text = "\u{feff}glossaries = [\"고객사.csv\"]\r\n\
            include = ['docs/**', '*.md']\r\n\
            exclude = ['docs/archive/**']\r\n\
            domains = ['network', '보안']\r\n\
            [rules]\r\n\
            unpreferred-term = 'error'\r\n\
            missing-gloss = 'warning'\r\n\
            unknown-term = 'off'\r\n\
            [gloss]\r\n\
            per = 'page'\r\n\
            titles = 'exempt'\r\n\
            exempt = ['API', '쿠버네티스']\r\n\
            [[overrides]]\r\n\
            paths = ['docs/blog/**']\r\n\
            rules.unpreferred-term = 'info'\r\n\
            rules.unknown-term = 'info'\r\n\
            [[overrides]]\r\n\
            paths = ['docs/blog/2024/']\r\n\
            [overrides.rules]\r\n\
            unpreferred-term = 'off'\r\n";
        write(&file, text).unwrap();
        let config = Config::read(&file, &rule_names()).unwrap();

        assert_eq!(config.glossaries, [folder.path().join("고객사.csv")]);
        assert_eq!(
            config.gloss,
            GlossStyle {
                per: Per::Page,
                titles: Titles::Exempt,
                exempt: vec!["API".to_owned(), "쿠버네티스".to_owned()],
            }
        );
        for (document, covered) in [
            ("docs/설치.txt", true),
            ("소개.md", true),
            ("글/소개.md", true),
            ("소개.txt", false),
            ("docs/archive/옛글.md", false),
        ] {
            assert_eq!(
                config.covers(&folder.path().join(document)),
                covered,
                "{document}"
            );
        }
        for (domain, counts) in [
            ("", true),
            ("network", true),
            (" Network ", true),
            ("보안", true),
            ("데이터베이스", false),
        ] {
            assert_eq!(config.takes_domain(domain), counts, "{domain}");
        }
        let level = |document: &str, rule: &str| {
            let own = Some(Level::Warning);
            config.levels(&folder.path().join(document)).of(rule, own)
        };
        for (document, rule, expected) in [
            ("docs/설치.md", "unpreferred-term", Some(Level::Error)),
            ("docs/설치.md", "unknown-term", None),
            ("docs/설치.md", "broken-gloss", Some(Level::Warning)),
            ("docs/blog/첫글.md", "unpreferred-term", Some(Level::Info)),
            ("docs/blog/첫글.md", "unknown-term", Some(Level::Info)),
            ("docs/blog/2024/회고.md", "unpreferred-term", None),
            ("docs/blog/2024/회고.md", "unknown-term", Some(Level::Info)),
            (
                "docs/blog/2024/회고.md",
                "missing-gloss",
                Some(Level::Warning),
            ),
        ] {
            assert_eq!(level(document, rule), expected, "{document}: {rule}");
        }
    }

    #[test]
    fn what_leaves_a_document_out_is_named() {
        let config = parse("include = ['docs/**', 'blog/**']\nexclude = ['old/']\n[[overrides]]\npaths = ['news/**']").unwrap();
        let documents = ["docs/소개.md", "docs/old/소개.md", "소개.md", "../소개.md"];
        let left_out = documents.map(|document| config.left_out_by(Path::new(document)));
        let include = Some("include");
        assert_eq!(left_out, [None, Some("exclude"), include, include]);
        let unmatched = config.unmatched(&documents);
        assert_eq!(unmatched, [("include", "blog/**"), ("paths", "news/**")]);
        assert!(
            config.names_documents() && !parse("exclude = ['old/']").unwrap().names_documents()
        );
    }

    #[test]
    fn stricter_turns_nothing_on_that_is_off() {
        let levels = |text: &str, path: &str| {
            let config = parse(text)
                .unwrap()
                .at_least("unknown-term", Level::Warning);
            config
                .levels(Path::new(path))
                .of("unknown-term", Some(Level::Info))
        };
        for (said, level) in [
            ("", Some(Level::Warning)),
            ("unknown-term = 'info'", Some(Level::Warning)),
            ("unknown-term = 'error'", Some(Level::Error)),
            ("unknown-term = 'off'", None),
        ] {
            assert_eq!(
                levels(&format!("[rules]\n{said}"), "글.md"),
                level,
                "{said}"
            );
            let blog = format!("[[overrides]]\npaths = ['blog/']\n[overrides.rules]\n{said}");
            assert_eq!(levels(&blog, "blog/글.md"), level, "{said}");
            assert_eq!(levels(&blog, "글.md"), Some(Level::Warning), "{said}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_what_to_do() {
        for (text, said) in [
            (
                "[rules]\nmissing-glos = 'warning'",
                "line 2, column 1: unknown rule \"missing-glos\" (did you mean missing-gloss?)",
            ),
            (
                "# 규칙\r\n[[overrides]]\r\npaths = ['글/**']\r\nrules.\"용어\" = 'off'",
                "line 4, column 7: unknown rule \"용어\" (known are forbidden-term, unpreferred-term, ",
            ),
            (
                "[rules]\nunknown-term = 'warn'",
                "line 2, column 16: unknown value \"warn\" (did you mean warning?)",
            ),
            (
                "[rules]\nunknown-term = '경고'",
                "line 2, column 16: unknown value \"경고\" (known are off, info, warning, error)",
            ),
            (
                "[rules]\nunknown-term = true",
                "line 2, column 16: this is boolean, and should be \"off\", \"info\", ",
            ),
            (
                "exclude = ['글/**', 'docs/[가-']",
                "line 1, column 20: the glob \"docs/[가-\" has a [ without a ] (close it, or write \\[ for the character itself)",
            ),
            (
                "exclude = ['docs/[다-가].md']",
                "line 1, column 12: the glob \"docs/[다-가].md\" cannot be read: invalid range; '다' > '가' (it is written as in .gitignore)",
            ),
            (
                "include = ['./docs']",
                "line 1, column 12: the glob \"./docs\" matches nothing (write \"/docs\"; globs begin at the folder of this file)",
            ),
            (
                "include = ['../docs/**']",
                "line 1, column 12: the glob \"../docs/**\" matches nothing (move this file to a folder that holds both)",
            ),
            (
                "include = ['#docs', '']",
                "line 1, column 12: the glob \"#docs\" matches nothing (a # in front makes it a comment; write \\#)",
            ),
            (
                "include = ['docs', ' ']",
                "line 1, column 20: the glob \" \" matches nothing (write a path or delete it)",
            ),
            (
                "exlude = ['*.txt']",
                "line 1, column 1: unknown key \"exlude\" (did you mean exclude?)",
            ),
            (
                "unknown-term = 'off'",
                "line 1, column 1: unknown key \"unknown-term\" (",
            ),
            (
                "[gloss]\nper = 'page'\nexclude = ['*.txt']",
                "line 3, column 1: unknown key \"exclude\" (write it above the first line in square brackets)",
            ),
            (
                "[rules]\ninclude = ['*.txt']",
                "line 2, column 1: unknown rule \"include\" (write it above the first line in square brackets)",
            ),
            (
                "[gloss]\nper = 'pages'",
                "line 2, column 7: unknown value \"pages\" (did you mean page?)",
            ),
            (
                "[gloss]\ntitles = 3",
                "line 2, column 10: this should be a word in quotes (as per = \"document\" or titles = \"apart\")",
            ),
            (
                "glossaries = '용어집.csv'",
                "line 1, column 14: this is string \"용어집.csv\", and should be a list, as [\"first\", \"second\"]",
            ),
            (
                "domains = ['network', 3]",
                "line 1, column 23: this is integer `3`, and should be a string",
            ),
            (
                "rules = 'off'",
                "line 1, column 9: this is string \"off\", and should be a table of rules and levels",
            ),
            (
                "gloss = []",
                "line 1, column 9: this is a list, and should be a table: a line [gloss] or [[overrides]], and its keys below",
            ),
            (
                "overrides = [['글/**']]",
                "line 1, column 14: this is a list, and should be a table: ",
            ),
            (
                "overrides = 'off'",
                "line 1, column 13: this is string \"off\", and should be a list of tables (begin each with a line [[overrides]])",
            ),
            (
                "[overrides]\npaths = ['글/**']",
                "line 1, column 1: this is a table, and should be a list of tables (begin each with a line [[overrides]])",
            ),
            (
                "glossaries = ['없는 용어집.csv']",
                "line 1, column 15: there is no glossary \"없는 용어집.csv\" (paths begin at the folder of this file; correct it or delete it)",
            ),
            (
                "[[overrides]]\nrules.unknown-term = 'off'",
                "line 1, column 1: the key paths is missing (add it)",
            ),
            (
                "[[overrides]]\npaths = []",
                "line 2, column 9: no path is named (name some, as paths = [\"blog/**\"], or delete these lines)",
            ),
            ("domains = ['network'", "line 1, column 21: unclosed array"),
            (
                "domains = []\ndomains = []",
                "line 2, column 1: duplicate key",
            ),
        ] {
            let error = parse(text).unwrap_err().to_string();
            let said = format!("yongeo.toml: {said}");
            assert!(error.starts_with(&said), "{text}\n{error}\n{said}");
            assert!(!error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn a_glossary_that_is_a_folder_is_none() {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("용어집")).unwrap();
        let file = folder.path().join(FILE_NAME);
        let error = Config::parse("glossaries = ['용어집']", &file, &[]).unwrap_err();
        assert!(
            error.to_string().ends_with(
                "line 1, column 15: \"용어집\" is a folder (name the file of the glossary in it)"
            ),
            "{error}"
        );
    }

    #[test]
    fn a_file_that_is_not_utf8_or_not_there_is_named() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join(FILE_NAME);
        let error = Config::read(&file, &[]).unwrap_err().to_string();
        assert!(error.contains("yongeo.toml: no such file"), "{error}");

        let (cp949, _, _) = encoding_rs::EUC_KR.encode("# 용어 설정\ndomains = ['보안']\n");
        write(&file, &cp949).unwrap();
        let error = Config::read(&file, &[]).unwrap_err().to_string();
        assert!(
            error.ends_with(
                "yongeo.toml: line 1, column 3: this is not UTF-8 (save the file as UTF-8)"
            ),
            "{error}"
        );
    }
}
