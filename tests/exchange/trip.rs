//! A glossary out to a format and in again.

use std::collections::BTreeMap;
use std::fs;

use yongeo::exchange::{Export, Format, Options, Reading, import};
use yongeo::glossary::{Intake, Sheet, take_in};

/// The cells of a glossary by concept, English and Korean, each by the name of its column.
pub type Rows = BTreeMap<[String; 3], BTreeMap<String, String>>;

/// A glossary file as it is written, and what comes of exporting it and importing that into none.
pub fn there_and_back(csv: &str, format: &Format, options: Options) -> String {
    let folder = tempfile::tempdir().unwrap();
    let [before, after] = ["before.csv", "after.csv"].map(|name| folder.path().join(name));
    fs::write(&before, csv).unwrap();
    let sheet = Sheet::read(&before).unwrap();
    let format = Format::named(format.name).unwrap();
    let mut bytes = Vec::new();
    Export::plan(&sheet, format, options, &[])
        .write(&mut bytes)
        .unwrap();
    let shown = bytes.clone();
    let (imported, _) = import(bytes, &Reading::default()).unwrap_or_else(|error| {
        panic!(
            "{}: {error}\n{}",
            format.name,
            String::from_utf8_lossy(&shown)
        )
    });
    let intake = Intake {
        columns: imported.columns,
        rows: imported.rows,
        is_flat: imported.is_flat,
        status: None,
        prefer: None,
    };
    take_in(&after, intake, true, &mut |_| ()).unwrap();
    fs::read_to_string(&after).unwrap()
}

/// A glossary file as it is written, and what comes of importing into it what another file exports.
pub fn taken_in(csv: &str, other: &str, format: &Format) -> String {
    let folder = tempfile::tempdir().unwrap();
    let [ours, theirs] = ["ours.csv", "theirs.csv"].map(|name| folder.path().join(name));
    fs::write(&ours, csv).unwrap();
    fs::write(&theirs, other).unwrap();
    let sheet = Sheet::read(&theirs).unwrap();
    let format = Format::named(format.name).unwrap();
    let mut bytes = Vec::new();
    Export::plan(&sheet, format, Options::default(), &[])
        .write(&mut bytes)
        .unwrap();
    // A format that takes none of the rows leaves a file that holds nothing.
    let Ok((imported, _)) = import(bytes, &Reading::default()) else {
        return csv.to_owned();
    };
    let intake = Intake {
        columns: imported.columns,
        rows: imported.rows,
        is_flat: imported.is_flat,
        status: None,
        prefer: None,
    };
    take_in(&ours, intake, true, &mut |_| ()).unwrap();
    fs::read_to_string(&ours).unwrap()
}

/// The rows of a glossary.
pub fn rows(csv: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| {
            let cells: BTreeMap<String, String> = header
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_owned))
                .collect();
            let key = ["concept", "english", "korean"].map(|column| cells[column].clone());
            (key, cells)
        })
        .collect()
}
