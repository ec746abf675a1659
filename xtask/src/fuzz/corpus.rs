//! What fuzz targets begin from: real files, in the shape in which each target takes its input.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::ZipArchive;

/// Folders with texts, and a glossary.
const TEXTS: [&str; 2] = ["seeds", "glossary"];
/// Files of every format with the same pairs.
const FORMATS: &str = "tests/formats/files";
/// A sentence, packed as each program packs it.
const ARCHIVES: &str = "fuzz/archives";

/// What parts the parts of a file in an input, as `fuzz/src/lib.rs` reads it.
const PART: &[u8] = b"\n\xFFpart ";

/// Longer parts of files are not among the samples: every input is a variant of one, and short ones are quicker.
const LONGEST: usize = 16 << 10;

/// The objects of a PDF whose font tells its characters apart, and the other ways in which there may be text: in a form, and as glyphs by their names.
const PDF: [&str; 9] = [
    "<</Type/Catalog/Pages 2 0 R>>\n",
    "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>\n",
    "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F0 5 0 R/F1 8 0 R>>/XObject<</X0 9 0 R>>>>>>\n",
    "<<>>\nBT /F0 12 Tf 1 0 0 1 72 700 Tm <00010002> Tj 14 TL T* [<0003> -250 <0001>] TJ ET q 1 0 0 1 0 -40 cm BT /F1 9 Tf (tensor \\(a\\)) Tj ET Q /X0 Do\n",
    "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>\n",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[1[900 800]3 9 700]>>\n",
    "<<>>\n/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <D150> <0002> <C11C> \
     endbfchar 1 beginbfrange <0003> <0009> <AC00> endbfrange endcmap end\n",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/B/uniAC00/space]>>/FirstChar 65/Widths[600 500]>>\n",
    "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Matrix[1 0 0 1 5 5]/Resources<</Font<</F1 8 0 R>>>>>>\nBT /F1 9 Tf 0 -20 Td (AB) ' ET\n",
];

/// The folders with what a target begins from; what is not there as files is written into `made`.
pub(super) fn samples(root: &Path, target: &str, made: &Path) -> Result<Vec<PathBuf>> {
    match target {
        "read_document" => named(&root.join(FORMATS), made)?,
        "read_archive" => {
            named(&root.join(FORMATS), made)?;
            named(&root.join(ARCHIVES), made)?;
        }
        "read_parts" => in_parts(&root.join(FORMATS), made)?,
        _ => {
            let texts = TEXTS.iter().map(|folder| root.join(folder));
            return Ok(texts.filter(|folder| folder.is_dir()).collect());
        }
    }
    Ok(vec![made.to_owned()])
}

/// Writes every file with its name before it.
fn named(from: &Path, into: &Path) -> Result<()> {
    for (name, bytes) in files(from)? {
        write(into, &name, &[name.as_bytes(), b"\n", &bytes].concat())?;
    }
    Ok(())
}

/// Writes the parts of every file that has any.
fn in_parts(from: &Path, into: &Path) -> Result<()> {
    for (name, bytes) in files(from)? {
        if let Some(parts) = pages(&bytes) {
            write(into, &name, &input(&name, &parts))?;
            continue;
        }
        let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
            continue;
        };
        let mut parts = Vec::new();
        for index in 0..zip.len() {
            let mut part = zip.by_index(index)?;
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes)?;
            if bytes.len() <= LONGEST {
                parts.push([part.name_raw(), b"\n", &bytes].concat());
            }
        }
        write(into, &name, &input(&name, &parts))?;
    }
    let pdf: Vec<Vec<u8>> = PDF
        .iter()
        .map(|object| object.as_bytes().to_vec())
        .collect();
    write(into, "objects.pdf", &input("objects.pdf", &pdf))?;
    write(into, "records.hwp", &input("records.hwp", &records()))
}

/// An input of parts, each a name or an object, an end of a line, and bytes.
fn input(name: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    [name.as_bytes(), b"\n", &parts.join(PART)].concat()
}

/// The streams of a document in HWP 5: a paragraph, and a footnote in it.
fn records() -> Vec<Vec<u8>> {
    let record = |tag: u32, level: u32, data: &[u8]| {
        let head = tag | level << 10 | (data.len() as u32) << 20;
        [&head.to_le_bytes()[..], data].concat()
    };
    let text = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    // Version 5.0.3.0; not compressed.
    header.extend([0, 3, 0, 5, 0, 0, 0, 0]);
    let control = [&[17, 0][..], b"  nf", &[0; 8], &[17, 0]].concat();
    let section = [
        record(
            67,
            1,
            &[text("텐서"), control, text("를 더한다.\r")].concat(),
        ),
        record(71, 1, b"  nf"),
        record(67, 3, &text("텐서(tensor): 배열\r")),
    ];
    vec![
        [&b"FileHeader\n"[..], &header].concat(),
        [&b"BodyText/Section0\n"[..], &section.concat()].concat(),
    ]
}

/// The pages of a file of Parquet, and what it says of them.
fn pages(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let inner = file.strip_prefix(b"PAR1")?.strip_suffix(b"PAR1")?;
    let (inner, length) = inner.split_last_chunk::<4>()?;
    let pages = inner
        .len()
        .checked_sub(u32::from_le_bytes(*length) as usize)?;
    let (pages, footer) = inner.split_at(pages);
    Some(vec![
        [&b"pages\n"[..], pages].concat(),
        [&b"footer\n"[..], footer].concat(),
    ])
}

/// The files of a folder, by their names.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            files.push((name.to_owned(), bytes));
        }
    }
    files.sort();
    Ok(files)
}

fn write(into: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = into.join(name);
    fs::write(&path, bytes).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    #[test]
    fn readers_of_packed_files_begin_from_each_of_their_formats() {
        let workspace = Workspace::here();
        let folder = tempfile::tempdir().expect("a folder");
        for (target, suffixes) in [
            (
                "read_parts",
                &[
                    "docx", "hwp", "hwpx", "pptx", "xlsx", "odt", "ods", "odp", "epub", "pdf",
                    "parquet",
                ][..],
            ),
            (
                "read_archive",
                &["gz", "bz2", "xz", "zst", "tar", "tgz", "zip", "docx"],
            ),
            (
                "read_document",
                &[
                    "md", "html", "po", "xlf", "csv", "yaml", "json", "hwp", "pdf", "parquet",
                ],
            ),
        ] {
            let made = folder.path().join(target);
            fs::create_dir(&made).expect("another folder");
            assert_eq!(
                samples(workspace.root(), target, &made).expect("samples"),
                [&*made]
            );
            let names = files(&made).expect("files");
            for suffix in suffixes {
                let found = names.iter().find(|(name, bytes)| {
                    name.ends_with(&format!(".{suffix}")) && bytes.starts_with(name.as_bytes())
                });
                let Some((name, bytes)) = found else {
                    panic!("{target}: {suffix}");
                };
                // More than the name: what is to be packed, or what is in it.
                assert!(bytes.len() > name.len() + 16, "{target}: {name}");
            }
        }
    }
}
