//! The tables of the aligner, written anew from data by the program in `train/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// Trains what `arguments` name, and puts each table in its place; what only measures is printed.
pub fn run(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let table = |name: &str| format!("src/align/{name}.tsv");
    let list = |name: &str| format!("src/lexicon/{name}.tsv");
    match arguments {
        ["transliteration", list] if !list.starts_with('-') => {
            write(workspace, arguments, &table("transliteration"))
        }
        ["lexicon", rest @ ..] if rest.len() <= 1 => {
            let (curated, learned) = (list("curated"), list("learned"));
            let lists = lists(&workspace.root().join("knowledge/lexicon"))?;
            let mut words = vec!["lexicon", "curated"];
            words.extend(lists.iter().map(String::as_str));
            write(workspace, &words, &curated)?;
            if let [parallel] = rest {
                write(
                    workspace,
                    &["lexicon", "learned", parallel, &curated],
                    &learned,
                )?;
            }
            let acronyms = ["lexicon", "acronyms", "knowledge/acronyms.tsv"];
            write(workspace, &acronyms, &list("acronyms"))?;
            let names = ["lexicon", "names", "knowledge/names.tsv"];
            write(workspace, &names, &list("names"))?;
            let kinds = ["lexicon", "names", "knowledge/kinds.tsv"];
            write(workspace, &kinds, &list("kinds"))?;
            let countries = ["lexicon", "curated", "knowledge/countries.tsv"];
            write(workspace, &countries, &list("countries"))?;
            write(
                workspace,
                &["lexicon", "initials", &curated, &learned],
                &list("initials"),
            )
        }
        ["weights", first, ..] if !first.starts_with('-') || *first == "--texts" => {
            write(workspace, arguments, &table("weights"))
        }
        ["figures", texts_and_gold @ ..] if texts_and_gold.len() > 1 => {
            figures(workspace, texts_and_gold)
        }
        [] => bail!(
            "train what? transliteration LIST, lexicon [PARALLEL], weights [--texts FOLDER] GOLD…, figures FOLDER MEASURED [OTHERS…]"
        ),
        _ => {
            print!("{}", output(workspace, arguments)?);
            Ok(())
        }
    }
}

/// Measures anew on a folder of texts and gold files, and puts the tables between the two marks of docs/alignment.md.
fn figures(workspace: &Workspace, texts_and_gold: &[&str]) -> Result<()> {
    const PAGE: &str = "docs/alignment.md";
    const BEGIN: &str = "<!-- figures -->\n";
    const END: &str = "<!-- end of figures -->\n";
    let arguments = [&["weights", "--figures"], texts_and_gold].concat();
    let tables = output(workspace, &arguments)?;
    let path = workspace.root().join(PAGE);
    let page = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let begin = page.find(BEGIN).map(|at| at + BEGIN.len());
    let (Some(begin), Some(end)) = (begin, page.find(END)) else {
        bail!("{PAGE}: the marks {BEGIN:?} and {END:?} are gone; put them around the tables");
    };
    let page = format!("{}\n{tables}\n{}", &page[..begin], &page[end..]);
    fs::write(&path, page).with_context(|| path.display().to_string())?;
    println!("{PAGE}");
    Ok(())
}

/// The curated lists, in the order of their names.
fn lists(folder: &Path) -> Result<Vec<String>> {
    let mut lists = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        lists.push(entry?.path().to_string_lossy().into_owned());
    }
    lists.sort();
    Ok(lists)
}

fn write(workspace: &Workspace, arguments: &[&str], table: &str) -> Result<()> {
    let text = output(workspace, arguments)?;
    let path = workspace.root().join(table);
    // One that is as it was is not touched: all that it is built into would be built again.
    if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
        fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    println!("{table}");
    Ok(())
}

/// What the program in `train/` prints. Its paths are relative to where the chore was called.
fn output(workspace: &Workspace, arguments: &[&str]) -> Result<String> {
    let mut train = workspace.cargo();
    train
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "yongeo-train",
            "--",
        ])
        .args(arguments)
        .stderr(std::process::Stdio::inherit());
    let done = train.output().context("cargo")?;
    if !done.status.success() {
        bail!("training ended with {}", done.status);
    }
    Ok(String::from_utf8(done.stdout)?)
}
