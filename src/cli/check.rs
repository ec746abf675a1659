//! `yongeo check`

use std::collections::BTreeSet;
use std::fs;
use std::io::BufWriter;
use std::ops::Range;
use std::path::Path;

use yongeo::check::{Checked, Checker, Diagnostic, RULES, mended};
use yongeo::glossary::atomic;
use yongeo::report::count;
use yongeo::report::diagnostic::{self, Counts, Format, Writer};
use yongeo::source::{Lines, encode_as};
use yongeo::{Document, Error, Level};

use super::across::{Left, kept};
use super::check_configuration::Configured;
use super::definitions::{Check, CheckFormat};
use super::inputs::{self, Read, Telling};
use super::{Status, Stop, check_diff, messages, output};

/// Compares documents with the glossaries.
pub fn run(arguments: &Check) -> Result<Status, Stop> {
    let telling = if arguments.quiet {
        Telling::Errors
    } else {
        Telling::Messages
    };
    let configured = Configured::of(arguments)?;
    // First, since it says how many threads work.
    let extractor = inputs::extractor(&arguments.reading.analysis)?;
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
    let (mut fixed, mut failed) = (BTreeSet::new(), Status::Done);
    let mut left = Left::default();
    let read = inputs::read_found(
        found,
        &arguments.reading,
        telling,
        |document, give| {
            let found = checker.check(document);
            let now = arguments.repair.fix.then(|| found.clone());
            let (mended, found) = mend(&checker, document, found, arguments);
            let is_stdin = arguments.is_stdin(&document.path);
            let written = mended
                .as_ref()
                .map(|mended| write(document, &mended.text, is_stdin));
            let is_written = !matches!(written, Some(Err(_)));
            // What could not be written is as it was.
            let (document, found) = match (&mended, now) {
                (Some(mended), _) if is_written => (mended, found),
                (Some(_), Some(now)) => (document, now),
                _ => (document, found),
            };
            let Checked {
                diagnostics,
                unknown,
                renderings,
                ..
            } = found;
            let unknown = unknown_rules(document, &unknown);
            let left = (renderings, kept(document, is_stdin));
            give((
                shown(document, &diagnostics),
                diagnostics,
                written,
                unknown,
                left,
            ));
        },
        |(document, diagnostics, written, unknown, (renderings, kept))| {
            left.add(renderings, kept, !diagnostics.is_empty());
            for one in &unknown {
                telling.note(one);
            }
            match written {
                Some(Ok(())) => {
                    fixed.insert(document.path.clone());
                }
                Some(Err(error)) => {
                    messages::error(&error);
                    failed = Status::Failed;
                }
                None => {}
            }
            Ok(writer.document(&diagnostic::Annotated {
                document: &document,
                diagnostics: &diagnostics,
            })?)
        },
    )?;
    left.write(
        &checker,
        &arguments.reading,
        &mut writer,
        |document, diagnostics| match write_across(document, diagnostics, arguments)? {
            Ok(mended) => {
                fixed.insert(document.path.clone());
                Some(mended)
            }
            Err(error) => {
                messages::error(&error);
                failed = Status::Failed;
                None
            }
        },
    )?;
    let counts = writer.finish()?;
    if !arguments.quiet {
        if !fixed.is_empty() {
            messages::say(format_args!("{} mended", count(fixed.len(), "document")));
        }
        say(&counts, &read);
    }
    Ok(read.status.max(failed).max(status_of(&counts)))
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

/// How often a document is looked at again: a fix may make room for another.
const ROUNDS: usize = 8;

/// The document as it is once everything that was `found` and may be mended is, if anything is, and what is left then.
pub(super) fn mend(
    checker: &Checker,
    document: &Document,
    mut found: Checked,
    arguments: &Check,
) -> (Option<Document>, Checked) {
    let mut done: Option<Document> = None;
    if arguments.repair.fix || arguments.repair.diff {
        for _ in 0..ROUNDS {
            let text = &done.as_ref().unwrap_or(document).text;
            let Some(text) = mended(text, &found.diagnostics, arguments.repair.r#unsafe) else {
                break;
            };
            let document = done.insert(Document::new(document.path.clone(), text));
            found = checker.check(document);
        }
    }
    (done, found)
}

/// The text once everything is mended that documents tell together, if anything may be, and what is left in it.
pub(super) fn mend_across(
    document: &Document,
    diagnostics: &[Diagnostic],
    arguments: &Check,
) -> Option<(String, Vec<Diagnostic>)> {
    let repair = &arguments.repair;
    if !(repair.fix || repair.diff) {
        return None;
    }
    let text = mended(&document.text, diagnostics, repair.r#unsafe)?;
    let is_mended = |one: &&Diagnostic| {
        let fix = one.fix.as_ref();
        fix.is_some_and(|fix| fix.safe || repair.r#unsafe)
    };
    let edits = || {
        let fixes = diagnostics.iter().filter(is_mended);
        fixes.flat_map(|one| one.fix.iter().flat_map(|fix| &fix.edits))
    };
    let place = |at: usize| {
        let before = edits().filter(|edit| edit.range.end <= at);
        let (more, less) = before.fold((0, 0), |(more, less), edit| {
            (more + edit.text.len(), less + edit.range.len())
        });
        at + more - less
    };
    let left = diagnostics.iter().filter(|one| !is_mended(one));
    let left = left.map(|one| Diagnostic {
        range: place(one.range.start)..place(one.range.end),
        ..one.clone()
    });
    Some((text, left.collect()))
}

/// What to tell of switches in a document that name no rule.
pub(super) fn unknown_rules(document: &Document, unknown: &[(Range<usize>, String)]) -> Vec<Error> {
    let mut lines = Lines::new(&document.text);
    let of = |(place, name): &(Range<usize>, String)| {
        Error::new(format!("{name:?} is no rule, so nothing is switched"))
            .in_file(&document.path)
            .at(format!("line {}", lines.position(place.start).line))
            .hint("`yongeo rules` lists them")
    };
    unknown.iter().map(of).collect()
}

/// Writes a document once everything is mended that documents tell together, if anything may be; the document then, and what is left in it.
fn write_across(
    document: &Document,
    diagnostics: &[Diagnostic],
    arguments: &Check,
) -> Option<yongeo::Result<(Document, Vec<Diagnostic>)>> {
    let (text, left) = mend_across(document, diagnostics, arguments)?;
    let is_stdin = arguments.is_stdin(&document.path);
    let written = write(document, &text, is_stdin);
    Some(written.map(|()| (Document::new(document.path.clone(), text), left)))
}

/// Writes a text in place of a document, in the encoding that the file has.
fn write(document: &Document, text: &str, is_stdin: bool) -> yongeo::Result<()> {
    let path = Path::new(&document.path);
    let refused = |reason: &str| Error::new(reason.to_owned()).in_file(path);
    if is_stdin {
        return Err(refused("is standard input, which can't be written")
            .hint("give --fix the path of a file, or say --diff and apply what it prints"));
    }
    let bytes = fs::read(path).map_err(|error| refused(&format!("cannot be read: {error}")))?;
    atomic::replace(path, &new_bytes(document, &bytes, text)?)
}

/// The bytes of the file of a document, once it has another text.
pub(super) fn new_bytes(document: &Document, bytes: &[u8], text: &str) -> yongeo::Result<Vec<u8>> {
    encode_as(bytes, &document.text, text).ok_or_else(|| {
        let reason = if document.text.contains(char::REPLACEMENT_CHARACTER) {
            "can't be written, as what could not be read in it would be lost"
        } else {
            "can't be written in its encoding"
        };
        Error::new(reason)
            .in_file(&document.path)
            .hint("save it as UTF-8, and run the command again")
    })
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
