//! Files of Parquet for tests, written byte by byte: what programs write, and what they never do.

use super::MAGIC;
use crate::Result;
use crate::source::packed::Limits;
use crate::source::{Document, Format};

pub(super) fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// A field of a struct, so many numbers behind the one before it.
pub(super) fn field(step: u8, kind: u8, value: &[u8]) -> Vec<u8> {
    [&[step << 4 | kind], value].concat()
}

pub(super) fn int(step: u8, number: u64) -> Vec<u8> {
    field(step, 6, &varint(number << 1))
}

pub(super) fn bytes(step: u8, value: &[u8]) -> Vec<u8> {
    field(step, 8, &[&varint(value.len() as u64), value].concat())
}

pub(super) fn inner(step: u8, fields: &[Vec<u8>]) -> Vec<u8> {
    field(step, 12, &[&fields.concat()[..], &[0]].concat())
}

pub(super) fn list(step: u8, structs: &[Vec<u8>]) -> Vec<u8> {
    let head = match structs.len() {
        few @ 0..15 => vec![(few as u8) << 4 | 0xc],
        many => [&[0xfc][..], &varint(many as u64)].concat(),
    };
    let ended = structs.iter().map(|one| [one, &[0][..]].concat());
    let ended: Vec<Vec<u8>> = ended.collect();
    field(step, 9, &[head, ended.concat()].concat())
}

/// A page: its kind, how many values it has and how they are written, how many bytes come out of it, and what is in it.
pub(super) fn page(kind: u64, count: u64, encoding: u64, size: usize, packed: &[u8]) -> Vec<u8> {
    let head = [int(1, count), int(1, encoding)];
    let head = match kind {
        2 => inner(4, &head),
        _ => inner(2, &[head.concat(), int(1, 3), int(1, 3)]),
    };
    [head_of(kind, size, packed.len(), head), packed.to_vec()].concat()
}

/// A page with all that is said of it in its own kind of head.
pub(super) fn head_of(kind: u64, size: usize, packed: usize, head: Vec<u8>) -> Vec<u8> {
    let sizes = [int(1, kind), int(1, size as u64), int(1, packed as u64)];
    [sizes.concat(), head, vec![0]].concat()
}

/// Values as they are written plainly.
pub(super) fn plain(values: &[&str]) -> Vec<u8> {
    let value = |value: &&str| [&(value.len() as u32).to_le_bytes(), value.as_bytes()].concat();
    values.iter().map(value).collect::<Vec<_>>().concat()
}

/// A page of plain values.
pub(super) fn values(values: &[&str]) -> Vec<u8> {
    let count = values.len() as u64;
    let values = plain(values);
    page(0, count, 0, values.len(), &values)
}

/// A column of the schema that holds byte arrays: whether it must be there (0), may be missing (1) or many (2); and what else is said of it.
pub(super) fn column(name: &str, repetition: u64, said: &[u8]) -> Vec<u8> {
    let name = bytes(1, name.as_bytes());
    [&int(1, 6)[..], &int(2, repetition), &name, said].concat()
}

/// That it is a string.
pub(super) fn string() -> Vec<u8> {
    int(2, 0)
}

/// A field of the schema with so many others in it.
pub(super) fn group(name: &str, repetition: u64, children: u64, converted: Option<u64>) -> Vec<u8> {
    let converted = converted.map(|converted| int(1, converted));
    [
        int(3, repetition),
        bytes(1, name.as_bytes()),
        int(1, children),
        converted.unwrap_or_default(),
    ]
    .concat()
}

/// The schema of these fields, as a field of the footer.
pub(super) fn schema(children: u64, fields: &[Vec<u8>]) -> Vec<u8> {
    let root = [bytes(4, b"schema"), int(1, children)].concat();
    list(1, &[&[root], fields].concat())
}

/// Pages, and the fields of the footer behind them.
pub(super) fn whole(pages: &[u8], footer: &[Vec<u8>]) -> Vec<u8> {
    let footer = [&footer.concat()[..], &[0]].concat();
    let length = (footer.len() as u32).to_le_bytes();
    [MAGIC, pages, &footer, &length, MAGIC].concat()
}

/// A file of columns of text.
pub(super) struct File {
    /// The name of each, and its pages.
    pub(super) columns: Vec<(String, Vec<u8>)>,
    pub(super) rows: u64,
    pub(super) codec: u64,
    /// Whether its values may be missing.
    pub(super) optional: u64,
    /// What is said of the columns: that they are strings.
    pub(super) said: Vec<u8>,
    /// What else is said of a chunk: before where its values are, and behind.
    pub(super) path: Option<&'static str>,
    pub(super) chunk: Vec<u8>,
}

impl File {
    /// One column 글 with these pages.
    pub(super) fn of(pages: &[u8], rows: u64) -> Self {
        Self::with(&[("글", pages.to_vec())], rows)
    }

    pub(super) fn with(columns: &[(&str, Vec<u8>)], rows: u64) -> Self {
        let columns = columns.iter().cloned();
        Self {
            columns: columns
                .map(|(name, pages)| (name.to_owned(), pages))
                .collect(),
            rows,
            codec: 0,
            optional: 0,
            said: string(),
            path: None,
            chunk: Vec::new(),
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut pages = Vec::new();
        let (mut fields, mut chunks) = (Vec::new(), Vec::new());
        for (name, own) in &self.columns {
            fields.push(column(name, self.optional, &self.said));
            let start = (MAGIC.len() + pages.len()) as u64;
            let metadata = [
                int(1, 6),
                int(3, self.codec),
                int(1, self.rows),
                int(4, start),
            ];
            chunks.push(match self.path {
                Some(path) => [bytes(1, path.as_bytes()), inner(2, &metadata)].concat(),
                None => [inner(3, &metadata), self.chunk.clone()].concat(),
            });
            pages.extend(own);
        }
        let group = [list(1, &chunks), int(2, self.rows)].concat();
        let footer = [
            int(1, 1),
            schema(fields.len() as u64, &fields),
            int(1, self.rows),
            list(1, &[group]),
        ];
        whole(&pages, &footer)
    }

    pub(super) fn read(&self) -> Result<Document> {
        read(&self.bytes())
    }

    pub(super) fn refused(&self) -> String {
        self.read().unwrap_err().to_string()
    }
}

/// A file that may unpack to 2 MB.
pub(super) fn read(bytes: &[u8]) -> Result<Document> {
    let limits = Limits {
        unpacked: 2 << 20,
        ..Limits::default()
    };
    Document::unpacked(Format::PARQUET, "글.parquet", bytes, limits)
}
