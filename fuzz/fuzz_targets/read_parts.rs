//! Any bytes as the parts of a packed file, which is put together soundly from them, so that its reader gets at each: the members of a zip, the streams
//! of a compound file, the objects of a PDF, the pages of Parquet and what says where they are. The same must hold as of any document.

#![no_main]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use yongeo::Document;
use yongeo::source::Format;
use yongeo_fuzz::{LIMITS, look, named, parts};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fuzz_target!(|input: &[u8]| {
    let Some((name, rest)) = named(input) else {
        return;
    };
    let format = Format::of(name);
    let packed = match format.name {
        "pdf" => Some(pdf(rest)),
        "hwp" => compound(rest),
        "parquet" => Some(parquet(rest)),
        _ if format.is_packed() => zip(rest),
        _ => None,
    };
    let Some(packed) = packed else { return };
    if let Ok(document) = Document::unpacked(format, name, &packed, LIMITS) {
        look(&document, Some(&packed));
    }
});

/// Members that are stored as they are.
fn zip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut names = BTreeSet::new();
    for (name, part) in parts(bytes) {
        if names.insert(name) {
            zip.start_file(name, options).ok()?;
            zip.write_all(part).ok()?;
        }
    }
    Some(zip.finish().ok()?.into_inner())
}

/// Streams, in storages as their names have them.
fn compound(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for (name, part) in parts(bytes) {
        // Only reading is tried: a name that no stream may have is the fault of who writes it (MS-CFB, 2.6.1).
        let is_name =
            |name: &str| name.encode_utf16().count() < 32 && !name.contains(['\\', ':', '!']);
        if !name.split('/').all(is_name) {
            return None;
        }
        let name = format!("/{name}");
        let (folder, _) = name.rsplit_once('/')?;
        file.create_storage_all(folder).ok()?;
        file.create_new_stream(name).ok()?.write_all(part).ok()?;
    }
    Some(file.into_inner().into_inner())
}

/// The pages, and behind them what the file says of them.
fn parquet(bytes: &[u8]) -> Vec<u8> {
    let mut file = b"PAR1".to_vec();
    let mut last = 0;
    for (_, part) in parts(bytes) {
        file.extend(part);
        last = part.len();
    }
    file.extend((last as u32).to_le_bytes());
    file.extend(b"PAR1");
    file
}

/// Objects from number 1 on, each a line, and behind it what is in the stream if it is one.
fn pdf(bytes: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    let mut count = 1;
    for (object, stream) in parts(bytes) {
        let _ = write!(table, "{:010} 00000 n \n", file.len());
        let _ = write!(file, "{count} 0 obj\n");
        match object.strip_suffix(">>") {
            Some(head) if !stream.is_empty() => {
                let _ = write!(file, "{head}/Length {}>>\nstream\n", stream.len());
                file.extend(stream);
                file.extend(b"\nendstream");
            }
            _ => file.extend(object.as_bytes()),
        }
        file.extend(b"\nendobj\n");
        count += 1;
    }
    let start = file.len();
    let _ = write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file
}
