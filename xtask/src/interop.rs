//! Other programs on the files that `yongeo export` writes: what they need is installed, then `tests/interop` runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::workspace::{Workspace, output_of, run};

/// Programs, and the Debian packages that have them.
const PROGRAMS: [(&str, &str); 5] = [
    ("jing", "jing"),
    ("xmllint", "libxml2-utils"),
    ("omegat", "omegat"),
    ("javac", "default-jdk-headless"),
    ("soffice", "libreoffice-calc-nogui"),
];
/// Where the schemas of TBX lie, beside the repository, unless `TBX_SCHEMAS` says otherwise: they are not ours to keep here.
const SCHEMAS: &str = "../shared/tbx-schemas";

/// Exports a glossary to every format that another program here can read, and compares what that program loads.
pub(crate) fn run_all(workspace: &Workspace) -> Result<()> {
    provide_programs(workspace);
    let target = target_folder(workspace)?;
    let work = target.join("interop");
    let python = match provide_python(workspace, &work) {
        Ok(python) => python,
        Err(error) => {
            println!("skipped: what reads the files in Python could not be installed: {error:#}");
            return Ok(());
        }
    };
    let mut build = workspace.cargo();
    run(build.args(["build", "--release", "--package", "yongeo"]))?;
    let schemas = std::env::var_os("TBX_SCHEMAS").map_or_else(|| SCHEMAS.into(), PathBuf::from);
    let tests = Path::new("tests").join("interop");
    let binary = Path::new("yongeo").with_extension(std::env::consts::EXE_EXTENSION);
    let mut check = workspace.command(&python.to_string_lossy());
    check.env("PYTHONDONTWRITEBYTECODE", "1");
    check.arg(tests.join("main.py"));
    check
        .arg("--binary")
        .arg(target.join("release").join(binary));
    check.arg("--work").arg(work.join("files"));
    run(check.arg("--schemas").arg(schemas))
}

/// Installs the programs that are missing where that is possible; the checks that need one say so where it is not.
fn provide_programs(workspace: &Workspace) {
    let missing = PROGRAMS.into_iter().filter(|(it, _)| !is_there(it));
    for (at, (program, package)) in missing.enumerate() {
        let apt_get = |arguments: &[&str]| {
            let mut apt_get = workspace.command("apt-get");
            apt_get.env("DEBIAN_FRONTEND", "noninteractive");
            output_of(apt_get.arg("-qq").args(arguments))
        };
        let updated = if at == 0 {
            apt_get(&["update"])
        } else {
            Ok(Vec::new())
        };
        let install = ["install", "-y", "--no-install-recommends", package];
        if let Err(error) = updated.and_then(|_| apt_get(&install)) {
            println!("skipped: {program} could not be installed: {error:#}");
        }
    }
}

/// Whether a program can be started.
fn is_there(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|it| it.join(program).is_file()))
}

/// A Python with what `tests/interop/requirements.txt` names, in an environment of its own.
fn provide_python(workspace: &Workspace, work: &Path) -> Result<PathBuf> {
    let environment = work.join("python");
    let python = environment.join("bin").join("python");
    let requirements = workspace.root().join("tests/interop/requirements.txt");
    let wanted = fs::read_to_string(&requirements).context("tests/interop/requirements.txt")?;
    let installed = environment.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|it| it == wanted) {
        return Ok(python);
    }
    let mut create = workspace.command("python3");
    output_of(create.args(["-m", "venv", "--clear"]).arg(environment))?;
    let mut pip = workspace.command(&python.to_string_lossy());
    pip.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    output_of(pip.arg(&requirements))?;
    // Last, so that half an environment is made anew.
    fs::write(&installed, wanted).with_context(|| installed.display().to_string())?;
    Ok(python)
}

/// Where cargo builds.
fn target_folder(workspace: &Workspace) -> Result<PathBuf> {
    let mut metadata = workspace.cargo();
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let told: serde_json::Value =
        serde_json::from_slice(&output_of(metadata.stderr(Stdio::null()))?)?;
    let folder = told["target_directory"].as_str();
    Ok(folder.context("cargo does not say where it builds")?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_looked_for_where_they_are_started_from() {
        assert!(is_there("cargo") || is_there("cargo.exe"));
        assert!(!is_there("no-such-program-anywhere"));
    }

    #[test]
    fn the_target_folder_is_cargos() {
        let workspace = Workspace::here();
        let folder = target_folder(&workspace).expect("cargo tells it");
        assert!(folder.is_absolute(), "{}", folder.display());
    }
}
