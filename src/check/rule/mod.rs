//! The rules: each a name, a level, an explanation and an example; one file each.

mod broken_gloss;
mod forbidden_term;
mod gloss_mismatch;
mod missing_gloss;
mod repeated_gloss;
mod source_term_untranslated;
mod spacing_variant;
mod term_not_used;
mod unknown_term;
mod unpreferred_term;
mod wrong_particle;

use std::ops::Range;

use rayon::prelude::*;

use super::across::{inconsistent, minority_variant};
use super::diagnostic::{Diagnostic, Offer};
use super::reading::Reading;
use crate::{Level, config};

/// One rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What diagnostics, the configuration and directives in a text call it.
    pub name: &'static str,
    /// The level of its diagnostics; `None` for a rule of house style, which is off until the configuration turns it on.
    pub level: Option<Level>,
    /// What it finds, and why that matters.
    pub explanation: &'static str,
    /// What the file of its examples is called: the suffix tells the format.
    pub file: &'static str,
    /// A text that it finds fault with, by the [glossary of the examples](EXAMPLE); if in it alone there is
    /// nothing wrong, then among many documents like the good one.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
}

/// All rules, in the order in which they are explained.
pub const RULES: [Rule; 13] = [
    forbidden_term::RULE,
    unpreferred_term::RULE,
    spacing_variant::RULE,
    wrong_particle::RULE,
    broken_gloss::RULE,
    gloss_mismatch::RULE,
    inconsistent::RULE,
    minority_variant::RULE,
    unknown_term::RULE,
    term_not_used::RULE,
    source_term_untranslated::RULE,
    missing_gloss::RULE,
    repeated_gloss::RULE,
];

/// What a rule does.
type Check = fn(&Reading<'_>, &mut Findings);

/// What each of them does; nothing for those that look at all documents [together](super::across).
const CHECKS: [Option<Check>; RULES.len()] = [
    Some(forbidden_term::check),
    Some(unpreferred_term::check),
    Some(spacing_variant::check),
    Some(wrong_particle::check),
    Some(broken_gloss::check),
    Some(gloss_mismatch::check),
    None,
    None,
    Some(unknown_term::check),
    Some(term_not_used::check),
    Some(source_term_untranslated::check),
    Some(missing_gloss::check),
    Some(repeated_gloss::check),
];

/// The rules that look at a text and its translation together.
pub(super) const BETWEEN: [&str; 2] = [
    term_not_used::RULE.name,
    source_term_untranslated::RULE.name,
];

/// The rules whose fix puts another term in the place of one.
pub(super) const REPLACING: [&str; 3] = [
    forbidden_term::RULE.name,
    unpreferred_term::RULE.name,
    spacing_variant::RULE.name,
];

/// The rule of particles.
pub(super) const PARTICLE: &str = wrong_particle::RULE.name;

/// The glossary that the examples of the rules are about, as CSV.
pub const EXAMPLE: &str = "\
concept,english,korean,status
buffer,buffer,완충 공간,preferred
buffer,buffer,버퍼,deprecated
message,message,메시지,preferred
message,message,메세지,proposed
machine-learning,machine learning,머신 러닝,preferred
tensor,tensor,텐서,preferred
shell,shell,셸,preferred
";

/// The levels that rules have in a run, in the order of [`RULES`]; `None` turns one off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels([Option<Level>; RULES.len()]);

impl Levels {
    /// Those that a configuration gives them.
    pub(super) fn of(said: &config::Levels<'_>) -> Self {
        Self(RULES.map(|rule| said.of(rule.name, rule.level)))
    }
}

/// What a rule finds, as it finds it.
pub(super) struct Findings {
    rule: &'static str,
    level: Level,
    list: Vec<Diagnostic>,
}

/// The least that is worth a task for each rule, in bytes.
const LARGE: usize = 1 << 18;

impl Findings {
    /// What all rules that are on find in a text, rule by rule.
    pub(super) fn of(reading: &Reading<'_>, levels: &Levels) -> Vec<Diagnostic> {
        let of = |number: usize| {
            let (Some(check), Some(level)) = (CHECKS[number], levels.0[number]) else {
                return Vec::new();
            };
            let mut findings = Self {
                rule: RULES[number].name,
                level,
                list: Vec::new(),
            };
            check(reading, &mut findings);
            findings.list
        };
        let rules = 0..RULES.len();
        let lists: Vec<_> = if reading.text().len() < LARGE {
            rules.map(of).collect()
        } else {
            rules.into_par_iter().map(of).collect()
        };
        lists.concat()
    }

    /// Adds one. Where nobody decided, and the glossary's figures alone speak, it is a hint.
    fn add(
        &mut self,
        range: Range<usize>,
        decided: bool,
        message: String,
        note: Option<String>,
        fix: impl Into<Offer>,
    ) {
        let (fix, refused) = match fix.into() {
            Offer::Fix(fix) => (fix, None),
            Offer::Refused(why) => (None, Some(why)),
        };
        let mut one = Diagnostic {
            rule: self.rule,
            level: if decided {
                self.level
            } else {
                self.level.max(Level::Info)
            },
            range,
            message,
            note,
            fix,
        };
        if let Some(why) = refused {
            one.refuse(why);
        }
        self.list.push(one);
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
pub(super) mod tests {
    use super::*;
    use crate::check::{Checker, Fixes, Terms, mended};
    use crate::config::Config;
    use crate::glossary::Sheet;
    use crate::{Document, Extractor};

    /// The names of the rules that find fault with a text.
    fn faults(checker: &Checker, file: &str, text: &str) -> Vec<&'static str> {
        among(checker, file, text, &[])
    }

    /// The same among other documents.
    fn among(checker: &Checker, file: &str, text: &str, others: &[&str]) -> Vec<&'static str> {
        let texts = [&[text], others].concat();
        let named = texts.iter().enumerate();
        let documents: Vec<Document> = named
            .map(|(number, &text)| Document::new(format!("{number} {file}"), text))
            .collect();
        let found = checker.check_all(&documents);
        found[0].iter().map(|one| one.rule).collect()
    }

    /// What a rule tells of texts and their translations, in a table.
    pub(super) fn told(glossary: &str, rule: &str, rows: &[(&str, &str)]) -> Vec<String> {
        let mut table = "source,target\n".to_owned();
        for (source, target) in rows {
            let cells = [source, target].map(|cell| cell.replace('"', "\"\""));
            table.extend(["\"", &cells[0], "\",\"", &cells[1], "\"\n"]);
        }
        let document = Document::read("글.csv", table).unwrap();
        let found = checker(glossary).check(&document).diagnostics.into_iter();
        let own = found.filter(|one| one.rule == rule);
        own.map(|one| one.message).collect()
    }

    /// What a rule tells of a text, and the text with its safe fixes made.
    pub(in crate::check) fn told_of(
        glossary: &str,
        rule: &str,
        file: &str,
        text: &str,
    ) -> (Vec<String>, String) {
        let document = Document::new(file, text);
        let mut found = checker(glossary).check(&document).diagnostics;
        found.retain(|one| one.rule == rule);
        let after = mended(&document.text, &found, Fixes::Safe);
        let after = after.and_then(|mended| document.edited(mended.edits()));
        let after = after.map_or_else(|| text.to_owned(), |after| after.source().to_owned());
        (found.into_iter().map(|one| one.message).collect(), after)
    }

    /// The rules that find fault with a text by default but for unknown terms, and the text with all safe fixes made.
    pub(in crate::check) fn all_of(
        glossary: &str,
        file: &str,
        text: &str,
    ) -> (Vec<&'static str>, String) {
        let matters = |rule: &&Rule| rule.level.is_some_and(|level| level < Level::Info);
        let on = RULES.iter().filter(matters).map(|rule| rule.name);
        let on: Vec<&str> = on.collect();
        let (checker, mut rules) = (checker(glossary), None);
        let mut document = Document::new(file, text);
        loop {
            let mut found = checker.check(&document).diagnostics;
            found.retain(|one| on.contains(&one.rule));
            rules.get_or_insert_with(|| found.iter().map(|one| one.rule).collect());
            let after = mended(&document.text, &found, Fixes::Safe);
            match after.and_then(|mended| document.edited(mended.edits())) {
                Some(after) => document = after,
                None => return (rules.unwrap_or_default(), document.source().to_owned()),
            }
        }
    }

    #[test]
    fn no_fix_is_safe_where_code_may_be_among_the_prose() {
        let text = "응답을 버퍼에 모은다.\n";
        let (found, after) = told_of(EXAMPLE, "forbidden-term", "글.md", text);
        assert_eq!((found.len(), &*after), (1, "응답을 완충 공간에 모은다.\n"));
        let (found, after) = told_of(EXAMPLE, "forbidden-term", "글.py", text);
        assert_eq!((found.len(), &*after), (1, text));
    }

    /// With all rules on.
    pub(in crate::check) fn checker(glossary: &str) -> Checker {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        std::fs::write(&path, glossary).unwrap();
        let terms = Terms::new(&[Sheet::read(&path).unwrap()], |_| true);
        let names = RULES.map(|rule| rule.name);
        let on = "[rules]\nmissing-gloss = 'info'\nrepeated-gloss = 'info'\n";
        let config = Config::parse(on, "yongeo.toml".as_ref(), &names).unwrap();
        let extractor = Extractor::new(None).unwrap().with_notations(true);
        Checker::new(terms, extractor, config)
    }

    #[test]
    fn every_rule_finds_fault_with_its_bad_example_and_not_with_the_good_one() {
        let checker = checker(EXAMPLE);
        for rule in &RULES {
            let mut bad = faults(&checker, rule.file, rule.bad);
            if !bad.contains(&rule.name) {
                bad = among(&checker, rule.file, rule.bad, &[rule.good; 12]);
            }
            assert!(bad.contains(&rule.name), "{}: {bad:?}", rule.name);
            let good = faults(&checker, rule.file, rule.good);
            assert!(!good.contains(&rule.name), "{}: {good:?}", rule.name);
        }
    }

    #[test]
    fn names_are_told_apart() {
        for (at, rule) in RULES.iter().enumerate() {
            assert!(RULES[..at].iter().all(|other| other.name != rule.name));
        }
    }
}
