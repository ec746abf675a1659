//! The glossaries that `yongeo check` goes by, and what in them it can't go by.

use std::collections::BTreeSet;
use std::path::PathBuf;

use yongeo::Error;
use yongeo::check::{Terms, misspelt_columns};
use yongeo::glossary::Sheet;

use super::Stop;
use super::check_configuration::Configured;
use super::definitions::Check;
use super::inputs::Telling;
use super::which_glossary::{find_glossary, find_glossary_of, none};

impl Configured {
    /// The terms of the glossaries, of the domains that are wanted. What is most probably a mistake is told: no glossary, one without
    /// rows, a column that is nearly one that counts, a domain that no row has.
    pub fn terms(&self, arguments: &Check, telling: Telling) -> Result<Terms, Stop> {
        let named = self.glossaries(arguments)?;
        if named.is_empty() {
            telling.note(none().hint(
                "without a glossary, only particles and spellings are checked; `yongeo mine --glossary glossary/glossary.csv PATH` begins one",
            ));
        }
        let sheets = named.iter().map(Sheet::read);
        let sheets = sheets.collect::<Result<Vec<_>, _>>()?;
        for sheet in &sheets {
            tell_mistakes(sheet, telling);
        }
        if !self.config.domains().is_empty() {
            self.tell_domains(&domains(&sheets), telling);
        }
        Ok(Terms::new(&sheets, |domain| {
            self.config.takes_domain(domain)
        }))
    }

    /// Those that were named; else those of the configuration; else the one here or in the nearest folder above.
    fn glossaries(&self, arguments: &Check) -> Result<Vec<PathBuf>, Stop> {
        Ok(if !arguments.glossary.is_empty() {
            arguments.glossary.clone()
        } else if !self.config.glossaries.is_empty() {
            self.config.glossaries.clone()
        } else if let Some(file) = &arguments.stdin_filename {
            find_glossary_of(file.as_ref()).into_iter().collect()
        } else {
            find_glossary()?.into_iter().collect()
        })
    }

    /// Tells which domains of the configuration are none of those that are known.
    fn tell_domains(&self, known: &BTreeSet<String>, telling: Telling) {
        let is_known = |domain: &&String| {
            let domain = domain.to_lowercase();
            known.iter().any(|one| one.to_lowercase() == domain)
        };
        for domain in self.config.domains().iter().filter(|one| !is_known(one)) {
            let hint = if known.is_empty() {
                "none has a domain; that is what a column domain says".to_owned()
            } else {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                format!("known are {}", known.join(", "))
            };
            let reason = format!("no row of the glossaries is of the domain {domain:?}");
            let note = Error::new(reason).at("domains").hint(hint);
            match &self.file {
                Some(file) => telling.note(note.in_file(file)),
                None => telling.note(note),
            }
        }
    }
}

/// The domains that rows of the glossaries have.
fn domains(sheets: &[Sheet]) -> BTreeSet<String> {
    let rows = sheets.iter().flat_map(Sheet::rows);
    let names = rows.filter_map(|row| row.cell("domain").map(str::trim));
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// Tells what in a glossary is most probably not as it was meant.
fn tell_mistakes(sheet: &Sheet, telling: Telling) {
    let note = |reason: String| Error::new(reason).in_file(sheet.path());
    if sheet.rows().next().is_none() {
        telling.note(note("has no rows".to_owned()).hint(
            "only particles and spellings are checked; `yongeo mine` or an editor adds terms",
        ));
    }
    for (column, known) in misspelt_columns(sheet) {
        telling.note(
            note(format!("the column {column} is not read"))
                .at("line 1")
                .hint(format!("did you mean {known}?")),
        );
    }
}
