//! Packs the word lists of `src/lexicon/` for looking up, so that the program has nothing to load.

#[path = "src/lexicon/slots.rs"]
#[expect(
    dead_code,
    reason = "lists are packed here, and looked up in the program"
)]
mod slots;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    const LISTS: [&str; 7] = [
        "acronyms",
        "countries",
        "curated",
        "initials",
        "kinds",
        "learned",
        "names",
    ];
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where"));
    println!("cargo::rerun-if-changed=src/lexicon/slots.rs");
    for list in LISTS {
        let path = format!("src/lexicon/{list}.tsv");
        println!("cargo::rerun-if-changed={path}");
        let lines = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let path = out.join(format!("{list}.slots"));
        let slots = slots::pack(&lines);
        fs::write(&path, slots).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
