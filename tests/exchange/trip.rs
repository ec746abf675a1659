//! A glossary out to a format and in again.

use std::collections::BTreeMap;
use std::fs;

use yongeo::exchange::{Export, Format, Options, Reading, import};
use yongeo::glossary::{Sheet, take_in};

/// The cells of a glossary by concept, English and Korean, each by the name of its column.
pub type Rows = BTreeMap<[String; 3], BTreeMap<String, String>>;

/// A glossary file as it is written, and what comes of exporting it and importing that into none.
pub fn there_and_back(csv: &str, format: &'static Format, options: Options) -> String {
    let bytes = exported(csv, format, options);
    let shown = bytes.clone();
    let (imported, _) = import(bytes, &Reading::default()).unwrap_or_else(|error| {
        panic!(
            "{}: {error}\n{}",
            format.name,
            String::from_utf8_lossy(&shown)
        )
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("after.csv");
    take_in(&path, imported.into(), true, &mut |_| ()).unwrap();
    fs::read_to_string(&path).unwrap()
}

/// A glossary file as it is written, and what comes of importing into it what another file exports.
pub fn taken_in(csv: &str, other: &str, format: &'static Format) -> String {
    // A format that takes none of the rows leaves a file that holds nothing.
    let bytes = exported(other, format, Options::default());
    let Ok((imported, _)) = import(bytes, &Reading::default()) else {
        return csv.to_owned();
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ours.csv");
    fs::write(&path, csv).unwrap();
    take_in(&path, imported.into(), true, &mut |_| ()).unwrap();
    fs::read_to_string(&path).unwrap()
}

fn exported(csv: &str, format: &'static Format, options: Options) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("glossary.csv");
    fs::write(&path, csv).unwrap();
    let sheet = Sheet::read(&path).unwrap();
    let mut bytes = Vec::new();
    Export::plan(&sheet, format, options, &[])
        .write(&mut bytes)
        .unwrap();
    bytes
}

/// The rows of a glossary, with their cells by the names of columns.
pub fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The same by concept, English and Korean.
pub fn rows_by_pair(csv: &str) -> Rows {
    let rows = rows(csv).into_iter();
    rows.map(|cells| {
        let key = ["concept", "english", "korean"].map(|column| cells[column].clone());
        (key, cells)
    })
    .collect()
}
