//! What can be typed.

mod exchange;
mod reading;

use std::path::PathBuf;
use std::sync::OnceLock;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use yongeo::check;
use yongeo::glossary::lint::RULES;
use yongeo::morphology::dictionary_version;

use crate::cli::examples::{
    CHECK_EXAMPLES, COMPLETIONS_EXAMPLES, EVAL_EXAMPLES, EXAMPLES, EXPLAIN_EXAMPLES,
    EXTRACT_EXAMPLES, FORGET_EXAMPLES, INIT_EXAMPLES, LINT_EXAMPLES, MAN_EXAMPLES, MERGE_EXAMPLES,
    MINE_EXAMPLES, MINE_USAGE, REPORT_EXAMPLES, SET_EXAMPLES, SET_USAGE, SHOW_EXAMPLES,
    STATUS_EXAMPLES,
};

pub use exchange::{Export, ExportDirection, Import, Prefer, TbxStyle};
pub use reading::{Analysis, Places, Reading};

/// Build Korean-English glossaries from Korean text.
///
/// Korean writers put the English original in parentheses behind a term: 텐서(tensor). yongeo finds
/// those parentheses, works out which Korean words each one renders, and keeps the pairs as a CSV
/// glossary that people edit by hand.
#[derive(Debug, Parser)]
#[command(name = "yongeo", version = version(), after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// When to use colours.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    #[arg(help = "When to use colours: auto, always or never")]
    pub color: Color,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print every Korean-English pair in documents; touches no glossary
    Extract(Extract),
    /// Fold the pairs of documents into the glossary
    Mine(Mine),
    /// Find where documents depart from the glossary
    Check(Check),
    /// List the kinds of files that are read
    Formats,
    /// Explain the rules of `check`, or one of them
    Rules(Rules),
    /// Begin a configuration for `check`: a yongeo.toml with every setting explained
    Init(Init),
    /// Take documents out of the glossary: what was found in them counts no more
    Forget(Forget),
    /// Tell how the glossary stands: rows by status, documents that changed or are gone, what is new
    Status(Overview),
    /// Set the status of rows by concept or term
    Set(Set),
    /// Find what to put right in the glossary: duplicates, contradictions, odd characters
    Lint(Lint),
    /// Show all that the glossary has on a term: its rows, and where they stand in the texts
    Show(Show),
    /// Write the glossary as a page to read, search, sort and print
    Report(Report),
    /// Show what decides on each parenthesis of a sentence: links, candidates, weights
    Explain(Explain),
    /// Merge two glossaries that grew out of one, row by row; a merge driver for git
    Merge(Merge),
    /// Write the glossary for a CAT tool or a translation service
    Export(Export),
    /// Take in the terms of a file that another tool wrote
    Import(Import),
    /// Measure the extraction against annotated text: precision, recall, F1
    Eval(Eval),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page, or write those of all subcommands into a folder
    Man(Man),
}

#[derive(Debug, Args)]
#[command(after_help = EXTRACT_EXAMPLES)]
pub struct Extract {
    /// Files and folders to read; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// How to print pairs: text for people, jsonl and csv for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    #[arg(help = "How to print pairs: text (for people), jsonl or csv")]
    pub format: Format,

    /// Print reversed glosses, too: English before, Korean in the parenthesis
    #[arg(long)]
    pub reversed: bool,

    #[command(flatten)]
    pub places: Places,

    /// Decide by how words are used in all documents together, as mining does; reads them twice, so
    /// not `-`
    #[arg(long)]
    pub corpus_evidence: bool,

    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct Check {
    /// Files and folders to check; `-` is standard input [default: the documents that `include` of the configuration
    /// names, else the folder here]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// A glossary; given several times, what an earlier one says of a term counts [default: the
    /// glossary/glossary.csv that is there, here or in the nearest folder above; where there is none, the rules run
    /// that need none]
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,

    /// The configuration [default: the yongeo.toml that is here or in the nearest folder above]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// How to print: text for people, short for one line each, json, jsonl and sarif for programs, github for its
    /// workflows, checkstyle and junit for other continuous integration
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    #[arg(
        help = "How to print: text (for people), short, json, jsonl, sarif, github, checkstyle or junit"
    )]
    pub format: CheckFormat,

    #[command(flatten)]
    pub repair: Repair,

    /// Take pairs that the glossary lacks (rule unknown-term) for warnings, unless the configuration turns the rule off
    #[arg(long)]
    pub strict: bool,

    #[command(flatten)]
    pub places: Places,

    /// Print what is found, and say nothing else but errors: no notes, no counts
    #[arg(short, long)]
    pub quiet: bool,

    /// What the text of `-` is called: the type of the file, the configuration and the glossary go by it. For editors
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub stdin_filename: Option<String>,

    #[command(flatten)]
    pub reading: Reading,
}

impl Check {
    /// Whether a document of this path is standard input.
    pub fn is_stdin(&self, path: &str) -> bool {
        path == "-" || self.stdin_filename.as_deref() == Some(path)
    }
}

/// What is to be done about what can be mended.
#[derive(Debug, Args)]
pub struct Repair {
    /// Mend what can be mended without a person looking on, and print what is left
    #[arg(long, group = "mending")]
    pub fix: bool,

    /// Change nothing, and print what --fix would change, as a diff that `git apply` and `patch -p1` take.
    /// What it would change in packed files, such as .docx, is no patch: it is shown on a terminal, and else only named. The exit status is that of a run
    /// without it
    #[arg(long, group = "mending", conflicts_with = "format")]
    pub diff: bool,

    /// With --fix or --diff, make the other fixes as well: where nobody chose the term, where a verb is made of it
    #[arg(long, requires = "mending")]
    pub r#unsafe: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Short,
    Json,
    Jsonl,
    Sarif,
    Github,
    Checkstyle,
    Junit,
}

#[derive(Debug, Args)]
#[command(after_help = INIT_EXAMPLES)]
pub struct Init {
    /// Write nothing, and print the JSON schema of yongeo.toml, by which editors complete and check it
    #[arg(long)]
    pub schema: bool,
}

#[derive(Debug, Args)]
pub struct Rules {
    /// The rule to explain
    #[arg(value_name = "NAME", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(check::RULES.map(|rule| rule.name)))]
    pub name: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = MINE_EXAMPLES, override_usage = MINE_USAGE)]
pub struct Mine {
    /// Files and folders to read; `-` is standard input, one document that replaces what it gave
    /// before
    #[arg(value_name = "PATH", required_unless_present_any = ["print", "for_excel", "contexts", "no_context"])]
    pub paths: Vec<PathBuf>,

    /// The glossary; a FILE that is not there is begun [default: the glossary/glossary.csv that is
    /// there, here or in the nearest folder above]
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,

    /// Only print what would change, a line for each cell, and how often pairs would be found
    #[arg(long, requires = "paths")]
    pub dry_run: bool,

    /// Keep so many sentences of a document for each pair, as a proof of where it stands [default: 3].
    /// All places are counted. The glossary remembers
    #[arg(long, value_name = "N")]
    pub contexts: Option<usize>,

    /// Keep nothing of any document but the terms, of those mined before neither: for confidential
    /// texts. The glossary remembers; `--contexts 3` is the usual again
    #[arg(long, conflicts_with = "contexts")]
    pub no_context: bool,

    #[command(flatten)]
    pub places: Places,

    /// Print the glossary as a table, a blank line between concepts; after mining if there is a PATH
    #[arg(long)]
    pub print: bool,

    /// Write the glossary for Excel from now on: with a byte order mark, CRLF line ends, and an
    /// apostrophe before what Excel would run as a formula (-성). The file itself remembers;
    /// `--for-excel=false` goes back to plain UTF-8
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        hide_possible_values = true
    )]
    pub for_excel: Option<bool>,

    #[command(flatten)]
    pub reading: Reading,
}

impl Mine {
    /// How many contexts are to be kept, if anything was said of it.
    pub fn most_contexts(&self) -> Option<usize> {
        if self.no_context {
            Some(0)
        } else {
            self.contexts
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = FORGET_EXAMPLES)]
pub struct Forget {
    /// Documents, or folders of documents, by the path where they are or were
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Forget the documents that are no longer there
    #[arg(long)]
    pub missing: bool,

    /// Only show what would be forgotten, and which rows change
    #[arg(long)]
    pub dry_run: bool,

    #[command(flatten)]
    pub which: Which,
}

#[derive(Debug, Args)]
#[command(after_help = STATUS_EXAMPLES)]
pub struct Overview {
    #[command(flatten)]
    pub which: Which,

    /// How to print: text for people, json for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    #[arg(help = "How to print: text (for people) or json (one object)")]
    pub format: OverviewFormat,

    /// How many to show of documents that changed or are gone, and of each sort of rows that are new since the last commit
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub examples: usize,
}

#[derive(Debug, Args)]
#[command(after_help = SET_EXAMPLES, override_usage = SET_USAGE)]
pub struct Set {
    /// The status: proposed, preferred, admitted, deprecated or rejected
    #[arg(value_name = "STATUS")]
    pub status: yongeo::glossary::Status,

    /// Concepts by identifier, English or Korean terms; one is enough to match a row
    #[arg(value_name = "PATTERN", required_unless_present_any = ["concept", "english", "korean"])]
    pub patterns: Vec<String>,

    #[command(flatten)]
    pub which: Which,

    /// Only rows of this concept
    #[arg(long, value_name = "ID", help_heading = "Rows")]
    pub concept: Option<String>,

    /// Only rows with this English term
    #[arg(long, value_name = "TEXT", help_heading = "Rows")]
    pub english: Option<String>,

    /// Only rows with this Korean term
    #[arg(long, value_name = "TEXT", help_heading = "Rows")]
    pub korean: Option<String>,

    /// Only rows of this status
    #[arg(long, value_name = "STATUS", help_heading = "Rows")]
    pub from: Option<yongeo::glossary::Status>,

    /// Write a note beside it, in place of the one that is there
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,

    /// Where another Korean term of the concept is preferred, make that one admitted
    #[arg(long)]
    pub swap: bool,

    /// Only print what would change
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_help = LINT_EXAMPLES)]
pub struct Lint {
    #[command(flatten)]
    pub which: Which,

    /// How to print findings: text for people, jsonl for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    #[arg(help = "How to print findings: text (for people) or jsonl")]
    pub format: LintFormat,

    /// Explain a rule, with a bad and a good example, and look at no glossary
    #[arg(long, value_name = "RULE", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(RULES.map(|rule| rule.name)))]
    pub explain: Option<String>,

    /// Explain all rules
    #[arg(long, conflicts_with = "explain")]
    pub list: bool,
}

#[derive(Debug, Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub struct Show {
    /// Korean or English terms, or identifiers of concepts
    #[arg(value_name = "TERM", required = true)]
    pub terms: Vec<String>,

    #[command(flatten)]
    pub which: Which,

    /// Show every place of a row, not ten
    #[arg(long)]
    pub all: bool,

    /// How to print: text for people, jsonl for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    #[arg(
        help = "How to print: text (for people) or jsonl (one object a concept, with all places)"
    )]
    pub format: ExplainFormat,
}

#[derive(Debug, Args)]
#[command(after_help = REPORT_EXAMPLES)]
pub struct Report {
    /// Write an HTML page into this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    #[command(flatten)]
    pub which: Which,

    /// How many lines of its concordance a row has at most
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub contexts: usize,
}

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub struct Explain {
    /// Sentences; `-` is standard input, a sentence a line
    #[arg(value_name = "SENTENCE", required = true)]
    pub sentences: Vec<String>,

    /// How to print: text for people, jsonl for programs
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    #[arg(help = "How to print: text (for people) or jsonl (one object a parenthesis)")]
    pub format: ExplainFormat,

    /// A folder with a built dictionary [default: the dictionary inside the program]
    #[arg(long, value_name = "DIR", help_heading = "Analysis")]
    pub dictionary: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = MERGE_EXAMPLES)]
pub struct Merge {
    /// The glossary whose columns and byte order mark stay; or a ledger (*.evidence.csv)
    #[arg(value_name = "OURS")]
    pub ours: PathBuf,

    /// The glossary, or ledger, to be merged into it
    #[arg(value_name = "THEIRS")]
    pub theirs: PathBuf,

    /// What both grew out of, so that deletions are seen; empty where there was nothing
    #[arg(long, value_name = "FILE")]
    pub base: Option<PathBuf>,

    /// Write the merged file there, which may be OURS [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Only show what would be different from OURS, cell by cell
    #[arg(long, conflicts_with = "output")]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_help = EVAL_EXAMPLES)]
pub struct Eval {
    /// Files of annotated parentheses, one JSON object a line; `-` is standard input
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    /// Print every item that is not right, with what was wanted and what was found
    #[arg(long)]
    pub errors: bool,

    #[command(flatten)]
    pub analysis: Analysis,
}

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub struct Man {
    /// Write one page per subcommand into this folder, which is made if it is not there
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Which glossary is meant.
#[derive(Debug, Args)]
pub struct Which {
    /// The glossary [default: the glossary/glossary.csv that is there, here or in the nearest folder
    /// above]
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Jsonl,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    Text,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OverviewFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    Text,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The program's version and the dictionary's.
fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let dictionary =
            dictionary_version().unwrap_or_else(|| "no dictionary built in".to_owned());
        format!("{} ({dictionary})", env!("CARGO_PKG_VERSION"))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn definitions_are_sound() {
        super::Cli::command().debug_assert();
    }
}
