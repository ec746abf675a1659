//! What all commands that read documents share: which files, how they are read, what analyses them.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use yongeo::source::{self, Encoding};

/// How documents are found and read.
#[derive(Debug, Args)]
pub struct Reading {
    /// Read files that .gitignore and .ignore exclude, too
    #[arg(long, help_heading = "Reading")]
    pub no_ignore: bool,

    /// Read hidden files and folders, too
    #[arg(long, help_heading = "Reading")]
    pub hidden: bool,

    /// The encoding of all files (utf-8, cp949, utf-16le, …) [default: found out per file]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub encoding: Option<Encoding>,

    /// What all files are, whatever their names say; `yongeo formats` lists the names [default: by suffix, or by content]
    #[arg(
        long = "as",
        value_name = "FORMAT",
        hide_possible_values = true,
        help_heading = "Reading"
    )]
    #[arg(value_parser = PossibleValuesParser::new(source::Format::ALL.map(|format| format.name)).try_map(format))]
    pub read_as: Option<&'static source::Format>,

    /// Read of tables (CSV, TSV, Parquet) only these columns, and of JSON only what stands behind these keys
    #[arg(
        long,
        value_name = "NAME,…",
        value_delimiter = ',',
        help_heading = "Reading"
    )]
    pub fields: Vec<String>,

    /// How many megabytes a packed file (DOCX, XLSX …) may unpack to [default: 512, but at most 200 times its size]
    #[arg(long, value_name = "MB", help_heading = "Reading")]
    pub max_unpacked: Option<u64>,

    #[command(flatten)]
    pub analysis: Analysis,
}

/// The format of a name that is one.
fn format(name: String) -> Result<&'static source::Format, String> {
    source::Format::named(&name).ok_or(name)
}

/// What the analysis works with.
#[derive(Debug, Args)]
pub struct Analysis {
    /// A folder with a built dictionary [default: the dictionary inside the program]
    #[arg(long, value_name = "DIR", help_heading = "Analysis")]
    pub dictionary: Option<PathBuf>,

    /// How many threads work [default: one per processor]; the output is the same for any number
    #[arg(long, value_name = "N", help_heading = "Analysis")]
    #[arg(value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Where pairs are looked for.
#[derive(Debug, Args)]
pub struct Places {
    /// Look at parentheses only, and not at tables, lists, notes and brackets
    #[arg(long)]
    pub only_parentheses: bool,
}
