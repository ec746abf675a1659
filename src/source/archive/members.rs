//! The files in an archive.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use encoding_rs::EUC_KR;
use unicode_normalization::UnicodeNormalization;

use super::compressed::Compression;
use super::opened;
use crate::source::Limits;

/// What kinds of archives there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Archive {
    Zip,
    /// Compressed or not.
    Tar(Option<Compression>),
}

impl Archive {
    /// That of a file, by its name.
    pub(in crate::source) fn of(path: &str) -> Option<Self> {
        let path = path.to_ascii_lowercase();
        let tar = |compression| Some(Self::Tar(Some(compression)));
        match path.rsplit_once('.')?.1 {
            "zip" => Some(Self::Zip),
            "tar" => Some(Self::Tar(None)),
            "tgz" => tar(Compression::Gzip),
            "tbz2" | "tbz" => tar(Compression::Bzip2),
            "txz" => tar(Compression::Xz),
            "tzst" => tar(Compression::Zstd),
            _ => {
                let (compression, stem) = Compression::of(&path)?;
                let is_tar = stem
                    .rsplit_once('.')
                    .is_some_and(|(_, suffix)| suffix == "tar");
                is_tar.then_some(Self::Tar(Some(compression)))
            }
        }
    }
}

/// A file in an archive.
pub(in crate::source) struct Member {
    /// Its path in the archive, with `/`, and without `..`.
    pub(in crate::source) name: String,
    /// Its bytes, or why it is not read.
    pub(in crate::source) bytes: io::Result<Vec<u8>>,
}

/// Shows the files of an archive in their order. Hidden ones are left out. A member may have `most` bytes, and all together what is `left`; what has more is not
/// read.
///
/// # Errors
///
/// The archive is broken; what stands before that was shown.
pub(in crate::source) fn members(
    archive: Archive,
    bytes: &[u8],
    most: u64,
    left: &mut u64,
    take: &mut dyn FnMut(Member, &mut u64),
) -> io::Result<()> {
    match archive {
        Archive::Zip => {
            let mut zip = opened(Cursor::new(bytes))?;
            for index in 0..zip.len() {
                let name = {
                    let raw = zip.by_index_raw(index)?;
                    if !raw.is_file() {
                        continue;
                    }
                    name(raw.name_raw())
                };
                let Some(name) = name else { continue };
                let bytes = match zip.by_index(index) {
                    Ok(part) => unpacked(part, most, left),
                    Err(zip::result::ZipError::UnsupportedArchive(
                        zip::result::ZipError::PASSWORD_REQUIRED,
                    )) => Err(io::Error::new(
                        io::ErrorKind::PermissionDenied,
                        "is protected by a password",
                    )),
                    Err(zip::result::ZipError::UnsupportedArchive(reason)) => {
                        Err(io::Error::other(reason))
                    }
                    Err(error) => Err(error.into()),
                };
                take(Member { name, bytes }, left);
            }
        }
        Archive::Tar(compression) => {
            let reader = match compression {
                Some(compression) => compression.reader(bytes),
                None => Box::new(bytes),
            };
            let mut tar = tar::Archive::new(reader);
            for entry in tar.entries()? {
                let entry = entry?;
                if !entry.header().entry_type().is_file() {
                    continue;
                }
                let Some(name) = name(&entry.path_bytes()) else {
                    continue;
                };
                let bytes = unpacked(entry, most, left);
                take(Member { name, bytes }, left);
            }
        }
    }
    Ok(())
}

/// The names of the files in an archive, composed (NFC) and with `/`; nothing where it is none, or can't be read.
pub(crate) fn names_in(path: &Path) -> Option<HashSet<String>> {
    let archive = Archive::of(&path.to_string_lossy())?;
    let file = File::open(path).ok()?;
    let mut names = HashSet::new();
    let mut add = |raw: &[u8]| names.extend(name(raw).map(|name| name.nfc().collect()));
    match archive {
        Archive::Zip => {
            let mut zip = opened(BufReader::new(file)).ok()?;
            for at in 0..zip.len() {
                let raw = zip.by_index_raw(at).ok()?;
                if raw.is_file() {
                    add(raw.name_raw());
                }
            }
        }
        Archive::Tar(compression) => {
            let limit = Limits::default().of_size(file.metadata().ok()?.len(), Limits::MEMBERS);
            let reader: Box<dyn Read> = match compression {
                Some(compression) => compression.reader(file),
                None => Box::new(file),
            };
            let mut tar = tar::Archive::new(reader.take(limit));
            for entry in tar.entries().ok()? {
                let entry = entry.ok()?;
                if entry.header().entry_type().is_file() {
                    add(&entry.path_bytes());
                }
            }
        }
    }
    Some(names)
}

fn unpacked(member: impl Read, most: u64, left: &mut u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = most.min(*left);
    member.take(limit + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    *left -= size.min(*left);
    if size <= limit {
        return Ok(bytes);
    }
    Err(too_much())
}

/// More would come out of a file than may.
pub(in crate::source) fn too_much() -> io::Error {
    io::Error::other(
        "more would come out of it than may (if it is to be trusted, say --max-unpacked with more)",
    )
}

/// The name of a member, nothing where it is hidden. Programs of Korean Windows write it in CP949 and do not say so.
fn name(raw: &[u8]) -> Option<String> {
    let name = match str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => EUC_KR.decode_without_bom_handling(raw).0.into_owned(),
    };
    let parts = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<&str> = parts.collect();
    let hidden = |part: &&str| part.starts_with('.') || **part == *"__MACOSX";
    (!parts.is_empty() && !parts.iter().any(hidden)).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_are_known_by_their_suffix() {
        for (path, archive) in [
            ("글.ZIP", Some(Archive::Zip)),
            ("글.tar", Some(Archive::Tar(None))),
            ("글.tar.xz", Some(Archive::Tar(Some(Compression::Xz)))),
            ("글.tgz", Some(Archive::Tar(Some(Compression::Gzip)))),
            ("글.txt.gz", None),
            ("글.docx", None),
        ] {
            assert_eq!(Archive::of(path), archive, "{path}");
        }
    }

    #[test]
    fn no_name_leaves_the_archive() {
        for (raw, expected) in [
            (&b"a/../../etc/passwd"[..], Some("a/etc/passwd")),
            (b"C:\\a\\b.txt", Some("C:/a/b.txt")),
            (b"\xb1\xdb.txt", Some("글.txt")),
            ("글/글.txt".as_bytes(), Some("글/글.txt")),
            (b".git/config", None),
            (b"__MACOSX/a.txt", None),
            (b"../", None),
        ] {
            assert_eq!(name(raw).as_deref(), expected);
        }
    }
}
