//! `yongeo check --diff`

use std::env;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use yongeo::check::{Checker, mended};
use yongeo::report::diagnostic::Counts;
use yongeo::report::patch;
use yongeo::{Document, Result};

use super::across::{Left, kept};
use super::check::{say, status_of, unknown_rules};
use super::check_fix::{Mendings, bytes, mend, new_bytes};
use super::definitions::Check;
use super::inputs::{self, Found, Telling};
use super::{Status, Stop, messages, output};

/// What a document is now, and what it would be; nothing where that is no text that a patch could change.
type Sides = Option<[Vec<u8>; 2]>;

/// What mending would change, printed as it comes.
struct Patches<W> {
    out: W,
    /// The folder in which they are to be applied.
    here: PathBuf,
    coloured: bool,
    mendings: Mendings,
    /// Whether nothing is said but errors.
    quiet: bool,
}

impl<W: Write> Patches<W> {
    fn new(out: W, quiet: bool) -> Self {
        Self {
            out,
            here: env::current_dir().unwrap_or_else(|_| PathBuf::from("/")),
            coloured: output::is_coloured(),
            mendings: Mendings::default(),
            quiet,
        }
    }

    /// Prints that of a document.
    fn add(&mut self, path: &str, sides: Result<Sides>) -> io::Result<()> {
        let Some(sides) = self.mendings.add(path, sides) else {
            return Ok(());
        };
        let Some([old, new]) = sides else {
            if !self.quiet {
                messages::note(format_args!(
                    "{path}: would be mended, but no patch can change a packed file (--fix does)"
                ));
            }
            return Ok(());
        };
        let sides = [&*old, &*new];
        patch::write(
            &mut self.out,
            Path::new(path),
            &self.here,
            sides,
            self.coloured,
        )
    }
}

/// Shows what mending would change, and changes nothing. What is counted, and tells the status, is what is wrong now.
pub fn run(
    arguments: &Check,
    found: Found,
    telling: Telling,
    checker: &Checker,
) -> std::result::Result<Status, Stop> {
    let fixes = arguments.repair.fixes();
    let mut patches = Patches::new(BufWriter::new(output::open()), arguments.quiet);
    let (mut counts, mut left) = (Counts::default(), Left::default());
    let read = inputs::read_found(
        found,
        &arguments.reading,
        telling,
        |document, give| {
            let found = checker.check(document);
            let mended = mend(checker, document, &found, fixes);
            let is_stdin = arguments.is_stdin(&document.path);
            let sides = mended.map(|(mended, _)| sides(document, &mended, is_stdin));
            let unknown = unknown_rules(document, &found.unknown);
            give((found, sides, unknown, kept(document, is_stdin)));
        },
        |(found, sides, unknown, kept)| {
            let diagnostics = &*found.diagnostics;
            counts.add(diagnostics);
            for one in &unknown {
                telling.note(one);
            }
            if let Some(sides) = sides {
                patches.add(&found.renderings.path, sides)?;
            }
            left.add(found.renderings, kept, !diagnostics.is_empty());
            Ok(())
        },
    )?;
    left.held(
        checker,
        &arguments.reading,
        |document, diagnostics, faulty| {
            counts.add_more(diagnostics, faulty);
            let path = &document.path;
            // Of a document with a diff of its own the next one shows the rest.
            if !patches.mendings.has(path)
                && let Some(mended) = mended(&document.text, diagnostics, fixes)
                && let Some(mended) = document.edited(mended.edits())
            {
                let sides = sides(document, &mended, arguments.is_stdin(path));
                patches.add(path, sides)?;
            }
            Ok(())
        },
    )?;
    patches.out.flush()?;
    if !arguments.quiet {
        patches.mendings.say("would be mended");
        say(&counts, &read);
    }
    let status = read.status.max(patches.mendings.status);
    Ok(status.max(status_of(&counts)))
}

/// The two sides of a diff: the bytes of the file, so that it can be applied, and on a terminal the text that they mean. Of a packed file it is
/// the text, which can only be looked at, on a terminal alone.
fn sides(document: &Document, mended: &Document, is_stdin: bool) -> Result<Sides> {
    if document.format.is_packed() {
        let text = |side: &Document| side.text.replace("\n\n", "\n").into_bytes();
        return Ok(output::is_terminal().then(|| [document, mended].map(text)));
    }
    let plain = || [document, mended].map(|side| side.source().as_bytes().to_vec());
    if is_stdin {
        return Ok(Some(plain()));
    }
    let old = bytes(document)?;
    let new = new_bytes(document, &old, mended)?;
    Ok(Some(if output::is_terminal() {
        plain()
    } else {
        [old, new]
    }))
}
