//! Environments and commands that a document declares itself: for code, and for its glosses.

use std::collections::HashSet;

use memchr::memmem;

use super::argument::{argument, arguments, option};
use super::defined::{Defined, defined};

/// What a document declares, by name.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Environments that hold code, or what is left out.
    pub(super) environments: HashSet<String>,
    /// Commands with code behind them.
    pub(super) commands: HashSet<String>,
    /// Conditions: `\ifdraft`.
    pub(super) conditions: HashSet<String>,
    /// Commands that set parentheses.
    pub(super) glosses: Defined,
}

/// Commands that declare an environment by the name in their first braces: of `listings`, `tcolorbox`, `fancyvrb` and `comment`.
const ENVIRONMENTS: [&str; 7] = [
    "\\lstnewenvironment",
    "\\newtcblisting",
    "\\DeclareTCBListing",
    "\\NewTCBListing",
    "\\DefineVerbatimEnvironment",
    "\\CustomVerbatimEnvironment",
    "\\excludecomment",
];

impl Declared {
    /// All of a document.
    pub(super) fn of(source: &str) -> Self {
        let mut declared = Self::default();
        for command in ENVIRONMENTS {
            let names = all(source, command);
            let names = names.filter_map(|behind| argument(&behind[arguments("[", behind)..]));
            declared.environments.extend(names.map(str::to_owned));
        }
        // The package `minted` makes a name of the language, where there is none in brackets.
        let named = |command, suffix: &'static str| {
            all(source, command).filter_map(move |behind| match option(behind) {
                Some(name) => Some(name.trim_start_matches('\\').to_owned()),
                None => Some(argument(behind)?.to_owned() + suffix),
            })
        };
        declared.environments.extend(named("\\newminted", "code"));
        declared.commands.extend(named("\\newmintinline", "inline"));
        declared.commands.extend(named("\\newmint", ""));
        let conditions = all(source, "\\newif").filter_map(|behind| {
            let name = super::name(behind.trim_start().strip_prefix('\\')?);
            Some(name.to_owned())
        });
        declared.conditions.extend(conditions);
        declared.glosses = defined(source);
        declared
    }
}

/// What stands behind each command of this name.
fn all<'t>(source: &'t str, command: &'static str) -> impl Iterator<Item = &'t str> {
    let found = memmem::find_iter(source.as_bytes(), command);
    let behind = found.map(move |at| &source[at + command.len()..]);
    behind.filter(|behind| !behind.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_or_made() {
        let source = "\\lstnewenvironment{pycode}[1][]{}{} \\newtcblisting[auto counter]{codebox}[2][]{} \\DefineVerbatimEnvironment{x}{Verbatim}{} \
                      \\newminted{python}{} \\newminted[web]{html}{} \\newmintinline{python}{} \\newmintinline[py]{python}{} \\newmint{c}{} \\newif\\ifdraft \
                      \\newminted{ \\newif";
        let declared = Declared::of(source);
        let sorted = |names: HashSet<String>| {
            let mut names: Vec<String> = names.into_iter().collect();
            names.sort();
            names.join(" ")
        };
        assert_eq!(
            sorted(declared.environments),
            "codebox pycode pythoncode web x"
        );
        assert_eq!(sorted(declared.commands), "c py pythoninline");
        assert_eq!(sorted(declared.conditions), "ifdraft");
    }
}
