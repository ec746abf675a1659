//! `yongeo check`

use std::io::BufWriter;
use std::ops::Range;

use yongeo::check::{Checker, Diagnostic, RULES};
use yongeo::report::diagnostic::{self, Counts, Format, Writer};
use yongeo::source::Lines;
use yongeo::{Document, Error, Level};

use super::across::{Left, kept};
use super::check_configuration::Configured;
use super::check_fix::Mendings;
use super::definitions::{Check, CheckFormat};
use super::inputs::{self, Read, Telling};
use super::{Status, Stop, check_diff, check_fix, messages, output};

/// Compares documents with the glossaries.
pub fn run(arguments: &Check) -> Result<Status, Stop> {
    let telling = if arguments.quiet {
        Telling::Errors
    } else {
        Telling::Messages
    };
    let configured = Configured::of(arguments)?;
    // First, since it says how many threads work.
    let extractor = inputs::extractor(&arguments.reading.analysis)?
        .with_notations(!arguments.places.only_parentheses);
    let terms = configured.terms(arguments, telling)?;
    let found = configured.documents(arguments, telling)?;
    let mut config = configured.config;
    if arguments.strict {
        config = config.at_least("unknown-term", Level::Warning);
    }
    let checker = Checker::new(terms, extractor, config);
    if arguments.repair.diff {
        return check_diff::run(arguments, found, telling, &checker);
    }
    let out = BufWriter::new(output::open());
    let mut writer = Writer::new(format(arguments.format), out, &RULES)?;
    let (mut fixed, mut left) = (Mendings::default(), Left::default());
    let read = inputs::read_found(
        found,
        &arguments.reading,
        telling,
        |document, give| {
            let found = checker.check(document);
            // What could not be written is as it was.
            let (now, found, written) = match check_fix::fix(&checker, document, &found, arguments)
            {
                Some(Ok((now, left))) => (Some(now), left, Some(Ok(()))),
                Some(Err(error)) => (None, found, Some(Err(error))),
                None => (None, found, None),
            };
            let document = now.as_ref().unwrap_or(document);
            let unknown = unknown_rules(document, &found.unknown);
            let kept = kept(document, arguments.is_stdin(&document.path));
            let document = shown(document, &found.diagnostics);
            give((document, found, written, unknown, kept));
        },
        |(document, found, written, unknown, kept)| {
            let diagnostics = &*found.diagnostics;
            left.add(found.renderings, kept, !diagnostics.is_empty());
            for one in &unknown {
                telling.note(one);
            }
            if arguments.repair.fix
                && found.withheld > 0
                && let Some(why) = check_fix::unwritten(&document)
            {
                telling.note(why);
            }
            if let Some(written) = written {
                fixed.add(&document.path, written);
            }
            Ok(writer.document(&diagnostic::Annotated {
                document: &document,
                diagnostics,
            })?)
        },
    )?;
    left.write(
        &checker,
        &arguments.reading,
        &mut writer,
        |document, diagnostics| {
            let written = check_fix::fix_across(document, diagnostics, arguments)?;
            fixed.add(&document.path, written)
        },
    )?;
    let counts = writer.finish()?;
    if !arguments.quiet {
        fixed.say("mended");
        say(&counts, &read);
    }
    Ok(read.status.max(fixed.status).max(status_of(&counts)))
}

/// Says what was found, and how many files were not looked at.
pub(super) fn say(counts: &Counts, read: &Read) {
    match read.skipped {
        0 => messages::say(counts),
        1 => messages::say(format_args!("{counts}; 1 file was not read")),
        many => messages::say(format_args!("{counts}; {many} files were not read")),
    }
}

/// Whether what was found is left to be put right: hints are not.
pub(super) fn status_of(counts: &Counts) -> Status {
    if counts.errors + counts.warnings > 0 {
        Status::Left
    } else {
        Status::Done
    }
}

/// What to tell of switches in a document that name no rule.
pub(super) fn unknown_rules(document: &Document, unknown: &[(Range<usize>, String)]) -> Vec<Error> {
    let mut lines = Lines::new(document.source());
    let of = |(place, name): &(Range<usize>, String)| {
        Error::new(format!("{name:?} is not a rule, so nothing is switched"))
            .in_file(&document.path)
            .at(format!("line {}", lines.position(place.start).line))
            .hint("`yongeo rules` lists them")
    };
    unknown.iter().map(of).collect()
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
