//! A rule explained: what it finds and why, with an example.

use std::io;

use super::styles::Styles;
use crate::check;
use crate::glossary::lint;

/// Columns of a terminal that explanations are wrapped at.
const WIDTH: usize = 96;

/// What is told of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Explained {
    /// Its name.
    pub name: &'static str,
    /// The word for the level of its findings: `off` for a rule that has to be turned on.
    pub level: &'static str,
    /// What it finds, and why that matters.
    pub explanation: &'static str,
    /// What it finds fault with.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
}

impl From<&lint::Rule> for Explained {
    fn from(rule: &lint::Rule) -> Self {
        Self {
            name: rule.name,
            level: rule.level.as_str(),
            explanation: rule.explanation,
            bad: rule.bad,
            good: rule.good,
        }
    }
}

impl From<&check::Rule> for Explained {
    fn from(rule: &check::Rule) -> Self {
        Self {
            name: rule.name,
            level: rule.level.map_or("off", crate::Level::as_str),
            explanation: rule.explanation,
            bad: rule.bad,
            good: rule.good,
        }
    }
}

/// Writes what a rule finds and why, with its examples.
pub fn write(out: &mut impl io::Write, rule: Explained, coloured: bool) -> io::Result<()> {
    let Styles { term, faint, .. } = Styles::new(coloured);
    writeln!(
        out,
        "{term}{}{term:#} {faint}({}){faint:#}",
        rule.name, rule.level
    )?;
    let mut line = String::new();
    for word in rule.explanation.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "  {line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "  {line}")?;
    for (name, example) in [("bad", rule.bad), ("good", rule.good)] {
        writeln!(out, "\n  {faint}{name}:{faint:#}")?;
        for row in example.lines() {
            writeln!(out, "    {row}")?;
        }
    }
    Ok(())
}
