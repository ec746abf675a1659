//! Packs the word lists of `src/lexicon/` for looking up, so that the program has nothing to load.

#[path = "src/lexicon/pack.rs"]
mod pack;

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
    println!("cargo::rerun-if-changed=src/lexicon/pack.rs");
    for list in LISTS {
        let path = format!("src/lexicon/{list}.tsv");
        println!("cargo::rerun-if-changed={path}");
        let lines = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let packed = pack::pack(&lines);
        let cells = packed.cells.into_bytes();
        for (bytes, ending) in [
            (packed.slots, "slots"),
            (packed.words, "words"),
            (cells, "cells"),
        ] {
            let path = out.join(format!("{list}.{ending}"));
            fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
}
