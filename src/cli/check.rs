//! `yongeo check`

use std::io::BufWriter;

use yongeo::check::{Checker, Diagnostic, Levels, RULES, Terms};
use yongeo::glossary::Sheet;
use yongeo::report::diagnostic::{Checked, Format, Writer};
use yongeo::{Document, Level};

use super::definitions::{Check, CheckFormat};
use super::inputs::{self, Telling};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// Compares documents with the glossaries.
pub fn run(arguments: &Check) -> Result<Status, Stop> {
    let named = if arguments.glossary.is_empty() {
        vec![which_glossary(None)?]
    } else {
        arguments.glossary.clone()
    };
    let extractor = inputs::extractor(&arguments.reading.analysis)?;
    let sheets = named.iter().map(Sheet::read);
    let terms = Terms::new(&sheets.collect::<Result<Vec<_>, _>>()?, &[]);
    let mut levels = Levels::default();
    if arguments.strict {
        levels.set("unknown-term", Some(Level::Warning))?;
    }
    let checker = Checker::new(terms, extractor, levels);
    let mut writer = Writer::new(
        format(arguments.format),
        BufWriter::new(output::open()),
        &RULES,
    )?;
    let status = inputs::read(
        &arguments.paths,
        &arguments.reading,
        Telling::Messages,
        |document, give| {
            let diagnostics = checker.check(document).diagnostics;
            give((shown(document, &diagnostics), diagnostics));
        },
        |(document, diagnostics): (Document, Vec<Diagnostic>)| {
            Ok(writer.document(&Checked {
                document: &document,
                diagnostics: &diagnostics,
            })?)
        },
    )?;
    let counts = writer.finish()?;
    messages::say(&counts);
    let left = counts.errors + counts.warnings > 0;
    Ok(status.max(if left { Status::Left } else { Status::Done }))
}

/// As much of a document as is printed: nothing of one without diagnostics.
fn shown(document: &Document, diagnostics: &[Diagnostic]) -> Document {
    if diagnostics.is_empty() {
        Document::plain(document.path.clone(), "")
    } else {
        document.clone()
    }
}

fn format(format: CheckFormat) -> Format {
    let coloured = output::is_coloured();
    match format {
        CheckFormat::Text => Format::Text {
            coloured,
            columns: output::width(),
        },
        CheckFormat::Short => Format::Short { coloured },
        CheckFormat::Json => Format::Json,
        CheckFormat::Jsonl => Format::Jsonl,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
        CheckFormat::Checkstyle => Format::Checkstyle,
        CheckFormat::Junit => Format::Junit,
    }
}
