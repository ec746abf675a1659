//! `yongeo import`

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use yongeo::exchange::{Reading, import};
use yongeo::glossary::merge::{Unsettled, advice};
use yongeo::glossary::{self, Intake, Taken, take_in};
use yongeo::report::{count, diff};
use yongeo::{Error, Result};

use super::definitions::{Import, Prefer};
use super::which_glossary::{find_glossary, none};
use super::{Status, Stop, messages, output};

/// How many pairs of one kind are named one by one.
const NAMED: usize = 5;

/// The largest file that is read, in bytes: it is in memory as a whole, and its terms once more. Ten million terms have less.
const LARGEST: u64 = 1 << 30;

/// Takes the terms of files into the glossary, one file after the other.
pub fn run(arguments: &Import) -> std::result::Result<Status, Stop> {
    let path = match &arguments.glossary {
        Some(path) => path.clone(),
        None => find_glossary()?.ok_or_else(|| {
            none().hint(
                "`--glossary glossary/glossary.csv` begins one; `--glossary FILE` names another",
            )
        })?,
    };
    let reading = Reading {
        map: arguments.map.clone(),
    };
    let mut status = Status::Done;
    if arguments.dry_run && arguments.files.len() > 1 {
        messages::note("each file is shown as if it were the only one");
    }
    let mut out = BufWriter::new(output::open());
    for file in &arguments.files {
        let taken = read(file)
            .and_then(|bytes| import(bytes, &reading))
            .map_err(|error| error.in_file(file))
            .and_then(|(imported, format)| {
                for note in &imported.notes {
                    messages::note(format_args!("{}: {note}", file.display()));
                }
                let came = imported.rows.len();
                let intake = Intake {
                    columns: imported.columns,
                    rows: imported.rows,
                    is_flat: imported.is_flat,
                    status: arguments.status,
                    prefer: arguments.prefer.map(|side| match side {
                        Prefer::Ours => glossary::Prefer::Ours,
                        Prefer::Theirs => glossary::Prefer::Theirs,
                    }),
                };
                if came == 0 {
                    return Err(Error::new(format!(
                        "has no term in Korean and English (read as {})",
                        format.name
                    ))
                    .in_file(file)
                    .hint("--map says which columns they are in: --map korean=2 --map english=3"));
                }
                take_in(&path, intake, !arguments.dry_run, &mut messages::waiting)
            });
        match taken {
            Ok(taken) => {
                if arguments.dry_run {
                    diff::write(&mut out, &taken.changes, "", output::is_coloured())?;
                    out.flush()?;
                }
                status = status.max(tell(file, &taken, arguments.dry_run));
            }
            Err(error) => {
                messages::error(&error);
                status = Status::Failed;
            }
        }
    }
    Ok(status)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let too_large =
        || Error::new(format!("is larger than {} MB", LARGEST >> 20)).hint("export it in parts");
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Error::new("no such file").hint("check the path"),
        _ => Error::new(format!("cannot be read: {error}")),
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if name.ends_with(".evidence.csv") {
        return Err(
            Error::new("is a ledger, not a glossary").hint("`yongeo merge` merges two ledgers")
        );
    }
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin()
            .lock()
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(unread)?;
    } else {
        let open = File::open(file).map_err(unread)?;
        let data = open.metadata().map_err(unread)?;
        if data.is_dir() {
            return Err(Error::new("is a folder, not a file"));
        }
        if data.len() > LARGEST {
            return Err(too_large());
        }
        open.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(unread)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

fn tell(file: &Path, taken: &Taken, dry_run: bool) -> Status {
    let glossary = taken.path.display();
    let (now, does) = if dry_run {
        ("would have", "would be begun")
    } else {
        ("has", "is begun")
    };
    let rows = count(taken.rows, "row");
    let state = if taken.begun {
        format!("{glossary} {does} with {rows}")
    } else {
        format!("{glossary} {now} {rows}")
    };
    messages::say(format_args!(
        "{} in {}: {} new, {} changed; {state}",
        count(taken.came, "pair"),
        file.display(),
        taken.added,
        taken.changed,
    ));
    if !taken.contradicted.is_empty() {
        messages::note(format_args!(
            "{} twice in the file, of which the first counts:",
            count(taken.contradicted.len(), "pair")
        ));
        for pair in taken.contradicted.iter().take(NAMED) {
            messages::say(format_args!("  {} = {}", pair.korean, pair.english));
        }
        if taken.contradicted.len() > NAMED {
            messages::say(format_args!(
                "  and {} more",
                taken.contradicted.len() - NAMED
            ));
        }
    }
    if taken.second > 0 {
        messages::note(format_args!(
            "{} admitted, since another one of the concept is preferred",
            count(taken.second, "term")
        ));
    }
    if taken.waiting > 0 {
        messages::note(format_args!(
            "{} left as they are: the column conflict of the glossary says that a person has to settle them first",
            count(taken.waiting, "pair")
        ));
    }
    if taken.conflicts == 0 {
        return if taken.waiting > 0 {
            Status::Left
        } else {
            Status::Done
        };
    }
    tell_conflicts(file, taken);
    Status::Left
}

/// Tells what a person has to settle, and how.
fn tell_conflicts(file: &Path, taken: &Taken) {
    let versions = (taken.conflicts > taken.rivals.len()).then_some(Unsettled::Versions);
    let rivals = (!taken.rivals.is_empty()).then_some(Unsettled::Rivals);
    messages::say(format_args!(
        "{} to settle, which the column conflict marks: {}",
        count(taken.conflicts, "conflict"),
        advice(versions.into_iter().chain(rivals))
    ));
    for rivals in taken.rivals.iter().take(NAMED) {
        messages::say(format_args!(
            "  {}: {} here, {} in {}",
            rivals.concept,
            rivals.ours.join(", "),
            rivals.theirs.join(", "),
            file.display()
        ));
    }
    if taken.rivals.len() > NAMED {
        messages::say(format_args!("  and {} more", taken.rivals.len() - NAMED));
    }
    messages::say(
        "  the same import with `--prefer ours` or `--prefer theirs` settles them at once",
    );
}
