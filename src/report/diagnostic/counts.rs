//! How much was found, in numbers and on one line.

use std::fmt;

use crate::Level;
use crate::check::Diagnostic;
use crate::report::count;

/// What was found in all documents that were checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents that were checked.
    pub documents: usize,
    /// Those of them with diagnostics.
    pub with_diagnostics: usize,
    /// Diagnostics of level error.
    pub errors: usize,
    /// Diagnostics of level warning.
    pub warnings: usize,
    /// Diagnostics that are only worth a look.
    pub infos: usize,
    /// Diagnostics with a fix that a program may make by itself.
    pub safe_fixes: usize,
    /// Diagnostics with a fix that a person should look at.
    pub unsafe_fixes: usize,
}

impl Counts {
    /// Adds one document with its diagnostics.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        self.documents += 1;
        self.add_more(diagnostics, false);
    }

    /// Adds further diagnostics of a document that was added, `faulty` if it had some then.
    pub fn add_more(&mut self, diagnostics: &[Diagnostic], faulty: bool) {
        self.with_diagnostics += usize::from(!faulty && !diagnostics.is_empty());
        for one in diagnostics {
            match one.level {
                Level::Error => self.errors += 1,
                Level::Warning => self.warnings += 1,
                Level::Info => self.infos += 1,
            }
            match &one.fix {
                Some(fix) if fix.safe => self.safe_fixes += 1,
                Some(_) => self.unsafe_fixes += 1,
                None => {}
            }
        }
    }

    /// Diagnostics of all levels.
    #[must_use]
    pub fn diagnostics(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// `3 errors, 1 warning and 2 to look at in 2 of 14 documents; 4 can be fixed with --fix, 1 more with --fix --unsafe`,
/// without what there is none of.
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let documents = count(self.documents, "document");
        if self.documents == 0 {
            return f.write_str("no document was checked");
        }
        if self.diagnostics() == 0 {
            return write!(f, "{documents}, nothing found");
        }
        let levels = [
            (self.errors, count(self.errors, "error")),
            (self.warnings, count(self.warnings, "warning")),
            (self.infos, format!("{} to look at", self.infos)),
        ];
        let named: Vec<&str> = levels
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(_, words)| words.as_str())
            .collect();
        if let [others @ .., before_last, last] = named.as_slice() {
            for other in others {
                write!(f, "{other}, ")?;
            }
            write!(f, "{before_last} and {last}")?;
        } else {
            f.write_str(&named.concat())?;
        }
        write!(f, " in {} of {documents}", self.with_diagnostics)?;
        match (self.safe_fixes, self.unsafe_fixes) {
            (0, 0) => Ok(()),
            (safe, 0) => write!(f, "; {safe} can be fixed with --fix"),
            (0, unsafe_) => write!(f, "; {unsafe_} can be fixed with --fix --unsafe"),
            (safe, unsafe_) => write!(
                f,
                "; {safe} can be fixed with --fix, {unsafe_} more with --fix --unsafe"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Fix;

    fn diagnostic(level: Level, safe: Option<bool>) -> Diagnostic {
        Diagnostic {
            rule: "any",
            level,
            range: 0..0,
            message: String::new(),
            note: None,
            fix: safe.map(|safe| Fix {
                safe,
                edits: Vec::new(),
            }),
        }
    }

    #[test]
    fn one_line_names_what_there_is() {
        let mut counts = Counts::default();
        assert_eq!(counts.to_string(), "no document was checked");
        counts.add(&[]);
        assert_eq!(counts.to_string(), "1 document, nothing found");
        counts.add(&[diagnostic(Level::Info, Some(false))]);
        assert_eq!(
            counts.to_string(),
            "1 to look at in 1 of 2 documents; 1 can be fixed with --fix --unsafe"
        );
        counts.add(&[
            diagnostic(Level::Error, Some(true)),
            diagnostic(Level::Error, Some(true)),
        ]);
        assert_eq!(
            counts.to_string(),
            "2 errors and 1 to look at in 2 of 3 documents; \
             2 can be fixed with --fix, 1 more with --fix --unsafe"
        );
        counts.add(&[diagnostic(Level::Warning, None)]);
        assert_eq!(
            counts.to_string(),
            "2 errors, 1 warning and 1 to look at in 3 of 4 documents; \
             2 can be fixed with --fix, 1 more with --fix --unsafe"
        );
        assert_eq!(counts.diagnostics(), 4);
    }

    #[test]
    fn safe_fixes_alone() {
        let mut counts = Counts::default();
        counts.add(&[diagnostic(Level::Warning, Some(true))]);
        assert_eq!(
            counts.to_string(),
            "1 warning in 1 of 1 document; 1 can be fixed with --fix"
        );
    }
}
