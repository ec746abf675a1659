//! What can be typed behind `export` and `import`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use yongeo::exchange::{self, Codes};
use yongeo::glossary;

use super::Which;
use crate::cli::examples::{EXPORT_EXAMPLES, IMPORT_EXAMPLES};

#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub struct Export {
    /// The format: the name of a tool or of a standard; `--list` tells all
    #[arg(
        long,
        value_name = "FORMAT",
        hide_possible_values = true,
        required_unless_present = "list",
        ignore_case = true
    )]
    #[arg(value_parser = PossibleValuesParser::new(exchange::Format::ALL.map(|format| format.name)))]
    pub to: Option<String>,

    /// Write there [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub which: Which,

    /// Write nothing; tell what would be left out and what the format has no place for, row by row
    #[arg(long)]
    pub check: bool,

    /// Tell the formats, and what they are for
    #[arg(long)]
    pub list: bool,

    /// Only Korean terms of these statuses, between commas: proposed, preferred, admitted, deprecated
    /// [default: all of them; rejected pairs never]
    #[arg(
        long,
        value_name = "STATUS",
        value_delimiter = ',',
        help_heading = "Rows"
    )]
    pub status: Vec<glossary::Status>,

    /// Only rows with this in the column domain; may be given several times
    #[arg(long, value_name = "TEXT", help_heading = "Rows")]
    pub domain: Vec<String>,

    /// From which language into which, where the format has a source and a target: ko-en or en-ko
    #[arg(
        long,
        value_name = "DIRECTION",
        default_value = "ko-en",
        hide_possible_values = true,
        help_heading = "Layout"
    )]
    pub direction: ExportDirection,

    /// What the tool calls the languages, Korean first: ko-KR,en-US [default: as the tool calls them where nothing else is set]
    #[arg(long, value_name = "CODES", help_heading = "Layout")]
    pub codes: Option<Codes>,

    /// Of TBX, version 3: `dca` (elements with a type) or `dct` (an element for each category) [default: dca]
    #[arg(
        long,
        value_name = "STYLE",
        hide_possible_values = true,
        help_heading = "Layout"
    )]
    pub style: Option<TbxStyle>,

    /// Of csv and tsv: with a byte order mark, CRLF line ends, and an apostrophe before what Excel would run as a formula
    #[arg(long, help_heading = "Layout")]
    pub for_excel: bool,
}

#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub struct Import {
    /// Files with terms: TBX, TMX, XML of `MultiTerm`, JSON, CSV and other text in cells, workbooks, tables in Markdown
    /// and HTML. What a file is, its contents tell; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// The glossary; a FILE that is not there is begun [default: the glossary/glossary.csv that is
    /// there, here or in the nearest folder above]
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,

    /// Only show what would change, a line for each cell
    #[arg(long)]
    pub dry_run: bool,

    /// Which column of a table is which of the glossary: korean=용어, english=3. By its name, or by its number from 1
    /// [default: by names in Korean and English]
    #[arg(long, value_name = "COLUMN=NAME", value_parser = mapping)]
    pub map: Vec<(String, String)>,

    /// Which side is right where the file says something else than the glossary: ours (the glossary) or theirs (the file). An empty cell
    /// of the file says nothing [default: both stay, and the column conflict says which is whose]
    #[arg(long, value_name = "SIDE", hide_possible_values = true)]
    pub prefer: Option<Prefer>,

    /// The status of terms of which the file says none: they are as somebody wants them who keeps that file
    #[arg(long, value_name = "STATUS")]
    pub status: Option<glossary::Status>,
}

/// Reads `korean=용어`.
fn mapping(text: &str) -> Result<(String, String), String> {
    let parts = text
        .split_once('=')
        .map(|(column, name)| (column.trim(), name.trim()));
    let parts = parts.filter(|(column, name)| !column.is_empty() && !name.is_empty());
    let (column, name) = parts
        .ok_or("it is a column of the glossary, =, and the column of the file: korean=용어")?;
    Ok((column.to_lowercase(), name.to_owned()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Prefer {
    Ours,
    Theirs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportDirection {
    KoEn,
    EnKo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TbxStyle {
    Dca,
    Dct,
}
