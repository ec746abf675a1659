//! `yongeo export`

use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use yongeo::Error;
use yongeo::exchange::{Direction, Export, Format, Left, Options, Why};
use yongeo::glossary::{Found, Glossary, Sheet, atomic, ledger_of};
use yongeo::report::count;

use super::definitions::{self, ExportDirection, TbxStyle};
use super::which_glossary::which_glossary;
use super::{Status, Stop, messages, output};

/// How many rows that are left out for one reason are named one by one.
const NAMED: usize = 5;

/// Writes the glossary in a format of another tool, or tells what would be left out.
pub fn run(arguments: &definitions::Export) -> Result<Status, Stop> {
    let Some(format) = arguments.to.as_deref().and_then(named) else {
        return list();
    };
    let path = which_glossary(arguments.which.glossary.as_deref())?;
    check_output(arguments.output.as_deref(), &path)?;
    let sheet = Sheet::read(&path)?;
    check_domains(&sheet, &arguments.domain).map_err(|error| error.in_file(&path))?;
    let found = found(&path, format)?;
    let options = Options {
        statuses: arguments.status.clone(),
        domains: arguments.domain.clone(),
        direction: match arguments.direction {
            ExportDirection::KoEn => Direction::KoreanEnglish,
            ExportDirection::EnKo => Direction::EnglishKorean,
        },
        codes: arguments.codes.clone(),
        dct: arguments.style == Some(TbxStyle::Dct),
        for_excel: arguments.for_excel,
    };
    let direction = options.direction;
    tell_without_effect(arguments, format);
    let export = Export::plan(&sheet, format, options, &found);
    let problems = tell(&export, arguments.check);
    export.check_size()?;
    if !arguments.check {
        write(&export, arguments.output.as_deref())?;
    }
    let way = if format.is_directed() {
        format!(", {}", direction.as_str())
    } else {
        String::new()
    };
    messages::say(format_args!(
        "{} of {}{way} {}",
        count(export.rows(), "row"),
        path.display(),
        match (&arguments.output, arguments.check) {
            (_, true) => "would be written".to_owned(),
            (Some(file), false) => format!("in {}", file.display()),
            (None, false) => "written".to_owned(),
        }
    ));
    if let Some(hint) = export.hint() {
        messages::note(hint);
    }
    Ok(if problems { Status::Left } else { Status::Done })
}

/// The format of this name, in letters of any case.
fn named(name: &str) -> Option<&'static Format> {
    Format::named(&name.to_lowercase())
}

/// Names what was asked for and changes nothing.
fn tell_without_effect(arguments: &definitions::Export, format: &Format) {
    let name = format.name;
    if arguments.codes.is_some() && !format.names_languages {
        messages::note(format_args!(
            "--codes changes nothing: {name} does not name languages"
        ));
    }
    if arguments.style.is_some() && !matches!(name, "tbx" | "tbx-min") {
        messages::note(format_args!(
            "--style changes nothing in {name}: it is for tbx and tbx-min"
        ));
    }
    if arguments.for_excel && !matches!(name, "csv" | "tsv") {
        messages::note(format_args!(
            "--for-excel changes nothing in {name}: it is for csv and tsv"
        ));
    }
    let output = arguments.output.as_deref().filter(|_| !arguments.check);
    if let Some(output) = output.filter(|output| says_another_format(output, format)) {
        messages::note(format_args!(
            "{} does not say what is in it, which is {name}: a name that does is {}",
            output.display(),
            output.with_extension(format.extension).display()
        ));
    }
}

/// Whether the name of a file ends as those of other formats do, and not as those of this one.
fn says_another_format(file: &Path, format: &Format) -> bool {
    let suffix = file.extension().unwrap_or_default().to_string_lossy();
    let suffix = suffix.to_lowercase();
    // Whatever is XML or plain text may be called so.
    let is_general = matches!(&*suffix, "txt" | "xml") && !format.is_binary();
    suffix != format.extension
        && !is_general
        && Format::ALL.iter().any(|other| other.extension == suffix)
}

/// Prints the formats.
fn list() -> Result<Status, Stop> {
    let mut out = BufWriter::new(output::open());
    for format in Format::ALL {
        writeln!(
            out,
            "{:<16} .{:<5} {}",
            format.name, format.extension, format.about
        )?;
    }
    out.flush()?;
    Ok(Status::Done)
}

/// Where pairs stand in texts, if the format shows it.
fn found(glossary: &Path, format: &Format) -> Result<Vec<Found>, Error> {
    if !format.shows_places() {
        return Ok(Vec::new());
    }
    Ok(Glossary::read(glossary)?
        .found()
        .filter(Found::counts)
        .collect())
}

fn write(export: &Export<'_>, file: Option<&Path>) -> Result<(), Stop> {
    let Some(file) = file.filter(|file| *file != Path::new("-")) else {
        if export.format.is_binary() && output::is_terminal() {
            return Err(
                Error::new("a workbook is nothing to be shown on a terminal")
                    .hint("--output FILE writes it there")
                    .into(),
            );
        }
        let mut out = BufWriter::new(output::open());
        export.write(&mut out)?;
        return Ok(out.flush()?);
    };
    let mut failed = None;
    let written = atomic::replace_with(file, |out| {
        export.write(out).map_err(|error| {
            let told = io::Error::other(error.to_string());
            failed = Some(error.in_file(file));
            told
        })
    });
    Ok(failed.map_or(written, Err)?)
}

/// Refuses a subject that no row has: nobody wants an empty file.
fn check_domains(sheet: &Sheet, domains: &[String]) -> Result<(), Error> {
    let there = sheet
        .rows()
        .filter_map(|row| row.cell("domain").map(str::trim));
    let there: BTreeSet<&str> = there.filter(|domain| !domain.is_empty()).collect();
    let Some(unknown) = domains.iter().find(|domain| !there.contains(domain.trim())) else {
        return Ok(());
    };
    let some: Vec<&str> = there.iter().copied().take(20).collect();
    let hint = if some.is_empty() {
        "the glossary has no column domain, or nothing in it".to_owned()
    } else {
        format!("there are {}", some.join(", "))
    };
    Err(Error::new(format!("no row has the domain {unknown:?}")).hint(hint))
}

/// Refuses to write over what is exported: rejected rows would be gone, and everything the format has no place for.
fn check_output(file: Option<&Path>, glossary: &Path) -> Result<(), Error> {
    let same = |path: &Path| match (file.map(Path::canonicalize), path.canonicalize()) {
        (Some(Ok(file)), Ok(path)) => file == path,
        _ => false,
    };
    if same(glossary) || same(&ledger_of(glossary)) {
        return Err(Error::new("is the glossary itself, or its ledger")
            .in_file(file.unwrap_or(glossary))
            .hint("give the exported file another name"));
    }
    Ok(())
}

/// Tells what does not go into the file; whether any of it is for a person to look at.
fn tell(export: &Export<'_>, all: bool) -> bool {
    let name = export.format.name;
    for loss in &export.losses {
        messages::note(loss);
    }
    if export.rows() == 0 {
        messages::note("no row goes into the file");
    }
    let mut problems = false;
    let mut reasons: Vec<(String, Vec<&Left<'_>>)> = Vec::new();
    for left in &export.left {
        let reason = reason(&left.why, name);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, rows)) => rows.push(left),
            None => reasons.push((reason, vec![left])),
        }
        problems |= left.why.is_problem();
    }
    for (reason, rows) in &reasons {
        let is = if rows.len() == 1 { "is" } else { "are" };
        messages::note(format_args!(
            "{} {is} left out: {reason}",
            count(rows.len(), "row")
        ));
        let most = if all || rows[0].why.is_problem() {
            usize::MAX
        } else {
            NAMED
        };
        for left in rows.iter().take(most) {
            messages::say(format_args!("  {}", row(left)));
        }
        if rows.len() > most {
            messages::say(format_args!(
                "  and {} more, which --check tells",
                rows.len() - most
            ));
        }
    }
    problems
}

fn reason(why: &Why, tool: &str) -> String {
    match why {
        Why::Conflict => {
            "a person has to settle what another version says (column conflict)".to_owned()
        }
        Why::Deprecated => format!("{tool} would suggest a term that is not to be used"),
        Why::Language => format!("{tool} takes Korean and English only"),
        Why::Target(_) => format!("{tool} takes one translation of a term"),
        Why::Bytes { most, .. } => format!("{tool} takes terms of {most} bytes at most"),
        Why::Chars { most, .. } => format!("{tool} takes terms of {most} characters at most"),
        Why::Sign(sign) => format!("it is not known how {tool} reads {sign}"),
    }
}

fn row(left: &Left<'_>) -> String {
    let row = left.row;
    let pair = format!("{}: {} = {}", row.concept(), row.korean(), row.english());
    match &left.why {
        Why::Target(target) => format!("{pair} ({target} is written)"),
        Why::Bytes { bytes, .. } => format!("{pair} ({bytes} bytes)"),
        Why::Chars { chars, .. } => format!("{pair} ({chars} characters)"),
        Why::Language => format!("{pair} ({})", row.language()),
        Why::Conflict | Why::Deprecated | Why::Sign(_) => pair,
    }
}
