//! A glossary of Crowdin: CSV whose columns are told beside the file, by a scheme. Which columns take statuses is not documented: terms that are
//! not to be used are left out.

use std::io::Write;

use super::delimited::Table;
use super::export::Export;
use super::format::{Carries, Format};
use crate::Result;

/// `Term [ko],Description [ko],Term [en]`.
pub(super) const CROWDIN: Format = Format {
    name: "crowdin",
    names_languages: true,
    about: "Crowdin: CSV",
    extension: "csv",
    carries: Carries::Only(&["definition", "note"]),
    write,
    hint: Some(scheme),
    ..Format::PAIRS
};

fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<()> {
    let [source, target] = export.ordered_codes();
    let mut table = Table::new(out, b',');
    table.row([
        format!("Term [{source}]"),
        format!("Description [{source}]"),
        format!("Term [{target}]"),
    ])?;
    for pair in &export.pairs {
        let description = pair.description();
        table.row([&*pair.source, &*description, &*pair.target])?;
    }
    table.end()
}

/// The scheme, in the words of Crowdin's command line.
fn scheme(export: &Export<'_>) -> String {
    let [source, target] = export.ordered_codes();
    format!(
        "on its command line: crowdin glossary upload FILE --first-line-contains-header --scheme term_{source}=0 --scheme description_{source}=1 --scheme term_{target}=2"
    )
}
