//! PDF: the text layer, page by page, as `pdf-extract` puts it together from the glyphs.
//!
//! That crate trusts its files: it panics on many that are broken, and follows forms that contain themselves without end. It is called in a
//! thread of its own, whose panics are errors, once the file was looked through for both.

use std::collections::{BTreeSet, HashSet};
use std::io::{self, Read};
use std::thread;

use flate2::read::ZlibDecoder;
use pdf_extract::{
    Dictionary, Document as Pdf, Object, ObjectId, PlainTextOutput, output_doc_page,
};

use super::package::{Limits, Parts, locked, too_large};
use crate::source::Document;
use crate::source::origin::put_together;
use crate::source::writing::Writing;
use crate::{Error, Result};

/// The thread that reads a PDF. Whoever prints panics may leave out those of threads of this name.
pub const THREAD: &str = "yongeo-pdf";

/// How deep forms are read that lie in one another.
const DEEPEST: usize = 64;

/// Takes the text of each page.
pub(in crate::source) fn unpack_pdf(bytes: &[u8], limits: Limits) -> Result<Parts> {
    // `pdf-extract` goes down as deep as forms lie in one another.
    let builder = thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(32 << 20);
    let read = thread::scope(|scope| {
        let spawned = builder.spawn_scoped(scope, || read(bytes, limits));
        spawned.map(thread::ScopedJoinHandle::join)
    });
    match read {
        Ok(Ok(parts)) => parts,
        Ok(Err(_)) => Err(broken("it is not put together as PDF has it")),
        Err(error) => Err(Error::new(format!("can't be read: {error}"))),
    }
}

fn read(bytes: &[u8], limits: Limits) -> Result<Parts> {
    let mut pdf = Pdf::load_mem(bytes).map_err(broken)?;
    if pdf.is_encrypted() && pdf.decrypt("").is_err() {
        return Err(locked());
    }
    check_size(&pdf, limits.of(bytes, 1))?;
    let pages = pdf.get_pages();
    for page in pages.values() {
        check_parents(&pdf, *page)?;
        check_forms(&pdf, *page)?;
    }
    let mut parts = Parts::default();
    for number in pages.into_keys() {
        let mut text = String::new();
        output_doc_page(&pdf, &mut PlainTextOutput::new(&mut text), number)
            .map_err(|error| broken(error).at(format!("page {number}")))?;
        parts.push(&format!("page {number}"), &text);
    }
    Ok(parts)
}

/// Refuses a file whose streams, but for pictures, unpack to more than they may.
fn check_size(pdf: &Pdf, limit: u64) -> Result<()> {
    let mut left = limit;
    for object in pdf.objects.values() {
        let Object::Stream(stream) = object else {
            continue;
        };
        if name(&stream.dict, b"Subtype") == Some(b"Image") {
            continue;
        }
        let mut reader: Box<dyn Read> = Box::new(&*stream.content);
        for filter in stream.filters().unwrap_or_default() {
            if filter == b"FlateDecode" {
                reader = Box::new(ZlibDecoder::new(reader));
            }
        }
        let mut unpacked = reader.take(left + 1);
        // What is broken gives what stands before.
        let _ = io::copy(&mut unpacked, &mut io::sink());
        left = match unpacked.limit() {
            0 => return Err(too_large(limit)),
            rest => rest - 1,
        };
    }
    Ok(())
}

/// Refuses a page that lies above itself: what it has from those above would be looked for without end.
fn check_parents(pdf: &Pdf, page: ObjectId) -> Result<()> {
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut at = page;
    while seen.insert(at) {
        let above = pdf.get_object(at).and_then(Object::as_dict);
        let above = above.and_then(|page| page.get(b"Parent"));
        match above.and_then(Object::as_reference) {
            Ok(parent) => at = parent,
            Err(_) => return Ok(()),
        }
    }
    Err(broken("a page in it contains itself"))
}

/// Refuses a page on which a form contains itself.
fn check_forms(pdf: &Pdf, page: ObjectId) -> Result<()> {
    let mut done: HashSet<ObjectId> = HashSet::new();
    let mut open: BTreeSet<ObjectId> = BTreeSet::new();
    // What is to be looked at, and what has been.
    let mut todo = vec![(page, true)];
    while let Some((id, enters)) = todo.pop() {
        if !enters {
            open.remove(&id);
            continue;
        }
        if open.len() > DEEPEST {
            return Err(broken(format!(
                "it has more than {DEEPEST} forms in one another"
            )));
        }
        if !open.insert(id) {
            return Err(broken("a form in it contains itself"));
        }
        todo.push((id, false));
        for form in forms(pdf, id) {
            if open.contains(&form) {
                return Err(broken("a form in it contains itself"));
            }
            if done.insert(form) {
                todo.push((form, true));
            }
        }
    }
    Ok(())
}

/// The forms that a page or a form shows.
fn forms(pdf: &Pdf, id: ObjectId) -> Vec<ObjectId> {
    let found = || {
        let dictionary = match pdf.get_object(id).ok()? {
            Object::Stream(stream) => &stream.dict,
            object => object.as_dict().ok()?,
        };
        let resources = dictionary.get(b"Resources").ok()?;
        let resources = pdf.dereference(resources).ok()?.1.as_dict().ok()?;
        let objects = pdf.dereference(resources.get(b"XObject").ok()?).ok()?.1;
        let objects = objects.as_dict().ok()?.iter();
        let forms = objects.filter_map(|(_, object)| object.as_reference().ok());
        Some(forms.collect())
    };
    found().unwrap_or_default()
}

fn name<'d>(dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    dictionary.get(key).ok()?.as_name().ok()
}

/// Reads it: lines stay lines, as the pages have them, and blank ones part paragraphs.
pub(in crate::source) fn read_pdf(document: &mut Document) -> Result<()> {
    let parts = document.parts();
    put_together(document, |pieces| {
        let source = pieces.source();
        for (part, name) in parts {
            pieces.end_paragraph();
            let mut is_placed = false;
            let mut at = part.start;
            for line in source[part].split_inclusive('\n') {
                let start = at;
                at += line.len();
                let text = line.trim();
                if text.is_empty() {
                    pieces.end_paragraph();
                    continue;
                }
                if !std::mem::replace(&mut is_placed, true) {
                    pieces.place(name.clone());
                }
                if pieces.has_text() {
                    pieces.put(start..start, "\n", Writing::Plain);
                }
                let begin = start + line.len() - line.trim_start().len();
                pieces.keep(begin..begin + text.len(), Writing::Plain);
            }
        }
        Ok(())
    })
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::new(format!("is broken: {error}")).hint("open it in its program, and save it again")
}
