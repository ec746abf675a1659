//! `yongeo mine`

use std::io::{self, BufWriter, Write};
use std::path::Path;

use yongeo::glossary::{Evidence, Glossary, Row, Undecided};
use yongeo::lexicon::Lexicon;
use yongeo::report::{records, table};
use yongeo::{Document, Finding};

use super::definitions::Mine;
use super::inputs::{self, Telling};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// What standard input is called as a document.
const STDIN: &str = "-";

/// Folds the pairs of all documents into the glossary, and with `--print` shows what it holds then.
pub fn run(arguments: &Mine) -> Result<Status, Stop> {
    let path = which_glossary(arguments.glossary.as_deref())?;
    let (glossary, status) = if arguments.paths.is_empty() {
        (Glossary::read(&path)?, Status::Done)
    } else {
        mine(arguments, &path)?
    };
    if arguments.print {
        print(&glossary)?;
    }
    Ok(status)
}

fn mine(arguments: &Mine, path: &Path) -> Result<(Glossary, Status), Stop> {
    // Opened, and locked, before anything is read: a glossary that can't be parsed is said at once,
    // and of two miners the later one has read the later state of the documents.
    let mut glossary = Glossary::open(path, &mut |lock| {
        messages::note(format_args!(
            "waiting for another yongeo, which holds {}",
            lock.display()
        ));
    })?
    .knowing(Lexicon::knows);
    let extractor = inputs::extractor(&arguments.reading.analysis)?.with_reversed(true);
    let mut documents = Vec::new();
    let status = inputs::read(
        &arguments.paths,
        &arguments.reading,
        Telling::Progress,
        |document, give| {
            give((
                document.path.clone(),
                evidence(document, extractor.findings(document)),
            ));
        },
        |(path, mut evidence): (String, Vec<Evidence>)| {
            let document = if path == STDIN {
                path
            } else {
                glossary.document_name(path)
            };
            for evidence in &mut evidence {
                evidence.document.clone_from(&document);
            }
            documents.push((document, evidence));
            Ok(())
        },
    )?;
    let read = documents.len();
    if documents.iter().any(|(document, _)| document == STDIN) {
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
    let summary = glossary.mine(documents);
    // Where nothing that was asked for is there, no glossary is begun.
    if read > 0 || status == Status::Done {
        glossary.save()?;
    }
    if summary.recovered {
        messages::note("an earlier mining was interrupted; its figures were computed anew");
    }
    messages::say(format_args!(
        "{} from {}; {} has {} in {}: {} new, {} gone",
        count(summary.pairs, "pair"),
        count(read, "document"),
        path.display(),
        count(summary.rows, "row"),
        count(summary.concepts, "concept"),
        summary.added,
        summary.removed,
    ));
    Ok((glossary, status))
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
            korean: record.korean.to_owned(),
            english: record.english.to_owned(),
            kind: record.kind,
            language: record.language.to_owned(),
            confidence: record.confidence,
            context: record.context,
            undecided,
        })
        .collect()
}

/// The rows, with a blank line between concepts. How sure mining is stands last: a look at low values pays
/// most.
fn print(glossary: &Glossary) -> io::Result<()> {
    let header = [
        "english",
        "korean",
        "kind",
        "status",
        "occurrences",
        "documents",
        "confidence",
    ];
    let rows: Vec<_> = glossary.rows().collect();
    let concepts: Vec<Vec<_>> = rows
        .chunk_by(|a, b| a.concept() == b.concept())
        .map(|concept| concept.iter().copied().map(cells).collect())
        .collect();
    let mut out = BufWriter::new(output::open());
    table::write(&mut out, header, &concepts)?;
    out.flush()
}

/// What is shown of a row.
fn cells(row: Row<'_>) -> [String; 7] {
    let confidence = match row.occurrences() {
        0 => String::new(),
        _ => format!("{:.2}", row.confidence()),
    };
    [
        row.english().to_owned(),
        row.korean().to_owned(),
        row.kind().to_string(),
        row.status().to_string(),
        row.occurrences().to_string(),
        row.documents().to_string(),
        confidence,
    ]
}

/// `1 row`, `2 rows`.
fn count(number: usize, what: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {what}{s}")
}
