//! `yongeo mine`

use std::io::{self, BufWriter, Write};
use std::path::Path;

use yongeo::glossary::merge::{Unsettled, advice, unsettled};
use yongeo::glossary::{Disagreement, Evidence, Glossary, Row, Share, Summary, Undecided, content};
use yongeo::lexicon::Lexicon;
use yongeo::report::{count, diff, records, rows};
use yongeo::{Document, Finding};

use super::definitions::Mine;
use super::inputs::{self, Telling};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// How many documents that moved are named one by one.
const NAMED: usize = 3;

/// What standard input is called as a document.
const STDIN: &str = "-";

/// Folds the pairs of all documents into the glossary, and with `--print` shows what it holds then.
pub fn run(arguments: &Mine) -> Result<Status, Stop> {
    let path = which_glossary(arguments.glossary.as_deref())?;
    let (glossary, status) = if !arguments.paths.is_empty() {
        mine(arguments, &path)?
    } else if arguments.for_excel.is_some() || arguments.most_contexts().is_some() {
        (rewrite(arguments, &path)?, Status::Done)
    } else {
        let mut glossary = Glossary::read(&path)?;
        tell(&mut glossary);
        (glossary, Status::Done)
    };
    let to_settle: Vec<Unsettled> = unsettled(glossary.rows()).into_iter().flatten().collect();
    if !to_settle.is_empty() {
        messages::note(format_args!(
            "{} in {} with a conflict that nobody has settled (column conflict): {}",
            count(to_settle.len(), "row"),
            path.display(),
            advice(to_settle),
        ));
    }
    if arguments.print {
        print(&glossary)?;
    }
    Ok(status)
}

/// The glossary opened for writing, once it was told what a spreadsheet did to it.
fn told(glossary: Glossary, for_excel: Option<bool>) -> Glossary {
    let mut glossary = glossary.knowing(Lexicon::knows);
    tell(&mut glossary);
    if let Some(for_excel) = for_excel {
        glossary.set_for_excel(for_excel);
    }
    glossary
}

/// Writes the glossary that is there in another form, or its ledger with other contexts, and mines nothing.
fn rewrite(arguments: &Mine, path: &Path) -> Result<Glossary, Stop> {
    let glossary = Glossary::open_existing(path, &mut messages::waiting)?;
    let mut glossary = told(glossary, arguments.for_excel);
    if let Some(most) = arguments.most_contexts() {
        glossary.set_contexts(most);
    }
    glossary.mine(Vec::<Share>::new());
    glossary.save()?;
    tell(&mut glossary);
    let path = path.display();
    match arguments.for_excel {
        Some(true) => messages::say(format_args!("{path} is written for Excel from now on")),
        Some(false) => messages::say(format_args!("{path} is written as plain UTF-8 from now on")),
        None => {}
    }
    match arguments.most_contexts() {
        Some(0) => messages::say(format_args!(
            "the ledger of {path} keeps nothing of the documents but the terms from now on"
        )),
        Some(most) => messages::say(format_args!(
            "the ledger of {path} keeps {} of a document for each pair from now on; those that are gone come back when \
             it is mined again",
            count(most, "sentence"),
        )),
        None => {}
    }
    Ok(glossary)
}

/// What a person should know of the file.
fn tell(glossary: &mut Glossary) {
    glossary.take_notes().iter().for_each(messages::note);
}

fn mine(arguments: &Mine, path: &Path) -> Result<(Glossary, Status), Stop> {
    // First, since it says how many threads work.
    let extractor = inputs::extractor(&arguments.reading.analysis)?
        .with_reversed(true)
        .with_notations(!arguments.places.only_parentheses);
    // Opened, and locked, before anything is read: a glossary that can't be parsed is said at once,
    // and of two miners the later one has read the later state of the documents.
    let mut glossary = if arguments.dry_run {
        Glossary::preview(path)?.knowing(Lexicon::knows)
    } else {
        told(
            Glossary::open(path, &mut messages::waiting)?,
            arguments.for_excel,
        )
    };
    glossary = glossary.citing(extractor.citing());
    let mut documents = Vec::new();
    let done = inputs::read(
        &arguments.paths,
        &arguments.reading,
        Telling::Progress,
        |document, give| {
            give(Share {
                document: document.path.clone(),
                content: Some(content(&document.text)),
                evidence: evidence(document, extractor.findings(document)),
            });
        },
        |mut share: Share| {
            if share.document != STDIN {
                share.document = glossary.document_name(share.document);
            }
            documents.push(share);
            Ok(())
        },
    )?;
    let (read, status) = (documents.len(), done.status);
    if documents.iter().any(|share| share.document == STDIN) {
        let earlier = glossary
            .found()
            .filter(|found| found.evidence.document == STDIN)
            .count();
        if earlier > 0 {
            messages::note(format_args!(
                "standard input replaces what it gave before ({}); save a text as a file to keep both",
                count(earlier, "pair"),
            ));
        }
    }
    if let Some(most) = arguments.most_contexts() {
        glossary.set_contexts(most);
    }
    let summary = glossary.mine(documents);
    if arguments.dry_run {
        let mut out = BufWriter::new(output::open());
        diff::write(&mut out, &glossary.changes(), "", output::is_coloured())?;
        out.flush()?;
    // Where nothing that was asked for is there, no glossary is begun.
    } else if read > 0 || status == Status::Done {
        glossary.save()?;
        tell(&mut glossary);
    }
    if summary.recovered {
        messages::note("an earlier mining was interrupted; its figures were computed anew");
    }
    for (from, to) in summary.moved.iter().take(NAMED) {
        messages::note(format_args!(
            "{from} was moved to {to}; its pairs went along"
        ));
    }
    if summary.moved.len() > NAMED {
        let more = count(summary.moved.len() - NAMED, "document");
        messages::note(format_args!("{more} more moved with their pairs"));
    }
    tell_missing(&glossary);
    summary.disagreements.iter().for_each(tell_disagreement);
    if let Some(files) = done.summary() {
        messages::say(format_args!("documents: {files}"));
    }
    messages::say(format_args!(
        "{} from {}; {} {} {} in {}: {}{}",
        count(summary.pairs, "pair"),
        count(read, "document"),
        path.display(),
        if arguments.dry_run {
            "would have"
        } else {
            "has"
        },
        count(summary.rows, "row"),
        count(summary.concepts, "concept"),
        growth(&summary),
        if arguments.dry_run {
            "; nothing was written"
        } else {
            ""
        },
    ));
    Ok((glossary, status))
}

/// `3 new, 2 grown, 1 gone`: what is always said, and what there is besides.
fn growth(summary: &Summary) -> String {
    let mut parts = vec![format!("{} new", summary.added)];
    for (number, what) in [(summary.grown, "grown"), (summary.shrunk, "shrunk")] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    parts.push(format!("{} gone", summary.removed));
    parts.join(", ")
}

/// Documents that are gone still count, until somebody says that they should not.
fn tell_missing(glossary: &Glossary) {
    let missing = glossary.missing();
    if let Some(first) = missing.first() {
        let others = match missing.len() - 1 {
            0 => String::new(),
            others => format!(" and {}", count(others, "other")),
        };
        let verb = if others.is_empty() { "is" } else { "are" };
        messages::note(format_args!(
            "{first}{others} {verb} no longer there but still counted (`yongeo forget --missing` takes them out)",
        ));
    }
}

/// Documents that write another term than a person prefers.
fn tell_disagreement(one: &Disagreement) {
    let (preferred, own) = &one.preferred;
    let (other, documents) = &one.other;
    messages::note(format_args!(
        "{}: {preferred} is preferred, but is in {}, and {other} in {} (`yongeo show {}` shows them)",
        one.concept,
        count(*own, "document"),
        documents,
        one.concept,
    ));
}

/// What the glossary keeps of what a document gives; the document's name comes later.
fn evidence(document: &Document, findings: impl Iterator<Item = Finding>) -> Vec<Evidence> {
    let mut undecided = Vec::new();
    let mut occurrences = Vec::new();
    for finding in findings {
        match finding {
            Finding::Reversed(occurrence) | Finding::Expansion(occurrence) => {
                undecided.push(None);
                occurrences.push(occurrence);
            }
            Finding::Choice(choice) => {
                // The longest candidate, so that the context holds all of them.
                occurrences.extend(choice.occurrences(0, 0.0));
                undecided
                    .extend((0..choice.forms.len()).map(|at| Some(Undecided::of(&choice, at))));
            }
        }
    }
    records(document, occurrences)
        .zip(undecided)
        .map(|(record, undecided)| Evidence {
            document: String::new(),
            offset: record.offset,
            line: record.line,
            place: record.place.unwrap_or_default().to_owned(),
            korean: record.korean.into_owned(),
            english: record.english.into_owned(),
            kind: record.kind,
            language: record.language.to_owned(),
            confidence: record.confidence,
            context: record.context,
            undecided,
        })
        .collect()
}

/// The rows, with a blank line between concepts.
fn print(glossary: &Glossary) -> io::Result<()> {
    let all: Vec<Row<'_>> = glossary.rows().collect();
    let concepts: Vec<&[Row<'_>]> = all.chunk_by(|a, b| a.concept() == b.concept()).collect();
    let mut out = BufWriter::new(output::open());
    rows::write(&mut out, &concepts)?;
    out.flush()
}
