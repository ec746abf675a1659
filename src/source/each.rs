//! The documents of an input: one, or those in an archive.

use std::io;
use std::path::Path;

use super::archive::{Archive, Member, members};
use super::held::{Held, raw};
use super::read::{settle, too_large, unreadable};
use super::walk::{Input, cannot_open};
use super::{Format, Limits, Reader, Reading};
use crate::{Error, Result};

/// How deep archives are read that lie in one another.
const NESTED: usize = 3;

impl Reader {
    /// Reads all documents of an input: of an archive the files in it, each as if it lay in a folder of that name. What of an archive
    /// can't be read is skipped with a note.
    ///
    /// # Errors
    ///
    /// Those of [`Reader::read`], one behind the other. Of an archive asked for by name, what can't be read is none only where something else in it can:
    /// who names an archive with one scan means the scan.
    pub fn each(&self, input: &Input, take: &mut dyn FnMut(Result<Reading>)) {
        // What is said to be packed is one document, whatever its name.
        let is_packed = self.format().is_some_and(Format::is_packed);
        match Archive::of(&input.name).filter(|_| !is_packed) {
            Some(archive) => {
                let mut is_read = !input.named;
                // What could not be read while nothing could.
                let mut unread = Vec::new();
                let mut member = |member: &Input, read: Result<Option<Reading>>| match read {
                    Err(error) if !is_read => unread.push(error),
                    read => {
                        if let Ok(Some(Reading::Document { .. })) = read {
                            is_read = true;
                            for error in unread.drain(..) {
                                take(settle(member, Err(error)));
                            }
                        }
                        take(settle(member, read));
                    }
                };
                let read = raw(input.file.as_deref()).and_then(|bytes| {
                    let mut left = self.limits().of(&bytes, Limits::MEMBERS);
                    let mut within = Within {
                        left: &mut left,
                        depth: NESTED,
                        take: &mut member,
                    };
                    self.archive(&input.name, archive, &bytes, &mut within)
                });
                for error in unread {
                    take(Err(error));
                }
                if let Err(error) = read {
                    let error = match error.kind() {
                        io::ErrorKind::FileTooLarge => too_large().in_file(Path::new(&input.name)),
                        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => {
                            cannot_open(Path::new(&input.name), &error)
                        }
                        _ => broken(archive, &error).in_file(&input.name),
                    };
                    take(settle(input, Err(error)));
                }
            }
            None => take(self.read(input)),
        }
    }

    /// The documents in an archive of this name.
    fn archive(
        &self,
        path: &str,
        archive: Archive,
        bytes: &[u8],
        within: &mut Within<'_>,
    ) -> io::Result<()> {
        let most = self.limits().unpacked;
        let Within { left, depth, take } = within;
        let depth = *depth;
        let mut each = |Member { name, bytes }: Member, left: &mut u64| {
            let input = Input {
                name: format!("{path}/{name}"),
                file: None,
                named: false,
            };
            let inner = Archive::of(&name);
            let read = match (bytes, inner) {
                (Ok(_), Some(_)) if depth == 0 => {
                    let error = Error::new(
                        "lies too deep: archives are read up to three deep in one another",
                    );
                    Err(error.in_file(&input.name).hint("unpack it"))
                }
                (Ok(bytes), Some(archive)) => {
                    let mut within = Within {
                        left,
                        depth: depth - 1,
                        take: &mut **take,
                    };
                    let inner = self.archive(&input.name, archive, &bytes, &mut within);
                    let Err(error) = inner else { return };
                    Err(broken(archive, &error).in_file(&input.name))
                }
                (Ok(bytes), None) => self.member(&input, &bytes, left),
                (Err(error), _) => Err(unreadable(&input.name, &error)),
            };
            take(&input, read);
        };
        members(archive, bytes, most, left, &mut each)
    }

    /// The document that a file in an archive is, which unpacks to no more than is left.
    fn member(&self, input: &Input, bytes: &[u8], left: &mut u64) -> Result<Option<Reading>> {
        let limits = Limits {
            unpacked: self.limits().unpacked.min(*left),
            ..self.limits()
        };
        let reader = self.clone().with_limits(limits);
        let held = reader
            .held(bytes, bytes.len() as u64, &input.name)
            .map_err(|error| unreadable(&input.name, &error))?;
        *left -= held.unpacked.unwrap_or_default().min(*left);
        let sealed = Held {
            unpacked: held.unpacked.or(Some(0)),
            ..held
        };
        let reading = reader.document(input, sealed)?;
        if let Some(Reading::Document { document, .. }) = &reading
            && document.format.is_packed()
        {
            *left -= (document.source().len() as u64).min(*left);
        }
        Ok(reading)
    }
}

/// Where in archives a member is read, and who takes it.
struct Within<'t> {
    /// Bytes that may yet come out of all.
    left: &'t mut u64,
    /// How many archives may yet lie in one another.
    depth: usize,
    take: &'t mut dyn FnMut(&Input, Result<Option<Reading>>),
}

/// An archive that is broken.
fn broken(archive: Archive, error: &io::Error) -> Error {
    let broken = Error::new(format!("is a broken archive: {error}"));
    match archive {
        // What is in it is listed at its end.
        Archive::Zip => broken.hint("it may be incomplete: copy or download it again"),
        Archive::Tar(_) => broken
            .hint("it may be incomplete: copy or download it again; what stands before was read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read::tests::{SENTENCE, both};

    /// What becomes of all that is in an archive of these files, as met while walking and as asked for by name: `document`, `note` or `error` each, and of
    /// which file.
    fn each(files: &[(&str, &[u8])]) -> [Vec<String>; 2] {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            std::io::Write::write_all(&mut zip, bytes).unwrap();
        }
        let (_folder, met, named) = both("묶음.zip", &zip.finish().unwrap().into_inner());
        [met, named].map(|input| {
            let mut found = Vec::new();
            Reader::default().each(&input, &mut |read| {
                let (kind, told) = match read {
                    Ok(Reading::Document { document, .. }) => ("document", document.path),
                    Ok(Reading::Skipped { note: None }) => ("nothing", String::new()),
                    Ok(Reading::Skipped { note: Some(note) }) => ("note", note),
                    Err(error) => ("error", error.to_string()),
                };
                let file = told.split_once("묶음.zip/").map_or("", |(_, file)| file);
                let name = file.split(": ").next().unwrap_or_default();
                found.push(format!("{kind} {name}").trim().to_owned());
            });
            found
        })
    }

    #[test]
    fn an_archive_asked_for_by_name_in_which_nothing_is_read_is_an_error() {
        let (picture, text) = (&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], SENTENCE.as_bytes());
        let glossary = "concept,english,korean\ntensor,tensor,텐서\n".as_bytes();
        for (files, met, named) in [
            (
                &[("가.png", picture), ("나.pdf", picture)][..],
                &["note 가.png", "note 나.pdf"][..],
                &["error 가.png", "error 나.pdf"][..],
            ),
            // What is held back until something is read comes in its order, and before that.
            (
                &[
                    ("가.png", picture),
                    ("나.pdf", picture),
                    ("다.txt", text),
                    ("라.png", picture),
                    ("마.txt", text),
                ],
                &[
                    "note 가.png",
                    "note 나.pdf",
                    "document 다.txt",
                    "note 라.png",
                    "document 마.txt",
                ],
                &[
                    "note 가.png",
                    "note 나.pdf",
                    "document 다.txt",
                    "note 라.png",
                    "document 마.txt",
                ],
            ),
            (
                &[("가.csv", glossary), ("나.png", picture)],
                &["nothing", "note 나.png"],
                &["nothing", "error 나.png"],
            ),
            (&[("가.csv", glossary)], &["nothing"], &["nothing"]),
            (&[], &[], &[]),
        ] {
            assert_eq!(each(files), [met, named]);
        }
    }
}
