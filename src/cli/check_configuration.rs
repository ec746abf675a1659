//! The configuration that `yongeo check` goes by.

use std::path::{Path, PathBuf};

use yongeo::check::RULES;
use yongeo::config::{self, Config};

use super::Stop;
use super::definitions::Check;

/// The configuration and its file, if there is one.
pub struct Configured {
    /// What it says, or nothing.
    pub config: Config,
    /// Where it stands.
    pub file: Option<PathBuf>,
}

impl Configured {
    /// The configuration that was named, else the one of the folder of what is checked, or in the nearest folder above: where standard
    /// input has a name, that of the name, else that in which the program runs.
    pub fn of(arguments: &Check) -> Result<Self, Stop> {
        let named = arguments.config.clone();
        let stdin = arguments.stdin_filename.as_deref().map(Path::new);
        let folder = stdin.and_then(Path::parent).unwrap_or(Path::new(""));
        let Some(file) = named.or_else(|| config::find(folder)) else {
            return Ok(Self {
                config: Config::default(),
                file: None,
            });
        };
        let rules = RULES.map(|rule| rule.name);
        Ok(Self {
            config: Config::read(&file, &rules)?,
            file: Some(file),
        })
    }
}
