//! The file to begin with.

/// The configuration file that `yongeo init` writes: every key explained, with its default behind a
/// `#` that has no space after it.
#[must_use]
pub fn commented() -> &'static str {
    include_str!("commented.toml")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RULES;
    use crate::config::{Config, FILE_NAME, rule_names};
    use std::fs::{create_dir, write};
    use std::path::PathBuf;
    use tempfile::TempDir;

    /// A project with a glossary at the usual place, and where its configuration would be.
    fn project() -> (TempDir, PathBuf) {
        let root = TempDir::new().unwrap();
        create_dir(root.path().join("glossary")).unwrap();
        let header = "concept,english,korean\n";
        write(root.path().join("glossary/glossary.csv"), header).unwrap();
        let file = root.path().join(FILE_NAME);
        (root, file)
    }

    fn parse(text: &str, file: &std::path::Path) -> Config {
        Config::parse(text, file, &rule_names()).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    fn is_key(line: &str) -> bool {
        line.strip_prefix('#')
            .is_some_and(|line| !line.is_empty() && !line.starts_with([' ', '#']))
    }

    #[test]
    fn as_it_is_it_says_nothing() {
        let (_root, file) = project();
        assert_eq!(parse(commented(), &file), parse("", &file));
    }

    #[test]
    fn every_comment_sign_before_a_key_can_be_removed() {
        let (root, file) = project();
        let lines: Vec<&str> = commented().lines().collect();
        let shown = |shown: &dyn Fn(usize) -> bool| -> String {
            let lines = lines.iter().enumerate().map(|(at, line)| {
                let key = is_key(line) && shown(at);
                line[usize::from(key)..].to_owned() + "\n"
            });
            lines.collect()
        };
        let keys: Vec<usize> = (0..lines.len()).filter(|&at| is_key(lines[at])).collect();
        assert!(keys.len() > 20);
        // The lines of [[overrides]] are no use alone.
        let block = lines
            .iter()
            .position(|line| *line == "#[[overrides]]")
            .unwrap();
        for &key in keys.iter().filter(|&&key| key < block) {
            let config = parse(&shown(&|at| at == key), &file);
            if lines[key].starts_with("#glossaries") {
                assert_eq!(
                    config.glossaries,
                    [root.path().join("glossary/glossary.csv")]
                );
            } else {
                assert_eq!(config.gloss, Config::default().gloss, "{}", lines[key]);
            }
        }
        assert_eq!(parse(&shown(&|at| at >= block), &file).overrides.len(), 1);
        let all = parse(&shown(&|_| true), &file);
        assert_eq!(all.overrides.len(), 1);
    }

    #[test]
    fn it_shows_every_rule_with_its_own_level() {
        for rule in &RULES {
            let level = rule.level.map_or("off", crate::Level::as_str);
            let line = format!("\n#{} = \"{level}\"", rule.name);
            assert!(commented().contains(&line), "{line}");
        }
    }
}
