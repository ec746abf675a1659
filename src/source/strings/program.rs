//! Strings that a shell or another program runs, in the settings of continuous integration, of containers and of tools that build.

use crate::source::tie::Tie;

/// Keys whose value is a command or a list of them, or of its arguments: of the workflow syntax of GitHub Actions (`run`), the keywords of GitLab CI
/// (`script`, `before_script`, `after_script`), the schema of Azure Pipelines (`bash`, `powershell`, `pwsh`), the specification of Compose and the API of
/// Kubernetes (`command`, `args`, `entrypoint`, `test` of a check of health), the modules of Ansible (`shell`, `cmd`), the schemas of Task and Drone
/// (`cmds`, `commands`); and the conditions of GitHub and GitLab (`if`).
const KEYS: [&str; 16] = [
    "after_script",
    "args",
    "bash",
    "before_script",
    "cmd",
    "cmds",
    "command",
    "commands",
    "entrypoint",
    "if",
    "powershell",
    "pwsh",
    "run",
    "script",
    "shell",
    "test",
];

/// Keys whose entries are commands by their names: of npm and Composer, and of the tools of npm that run some before each commit.
const SCRIPTS: [&str; 3] = ["scripts", "hooks", "lint-staged"];

/// Words that a program runs may be changed by a person only.
pub(super) const TIE: Tie = Tie::Used("a program may run it as a command");

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Runs {
    /// Something else.
    Nothing,
    /// A command, or a list.
    Commands,
    /// Commands by their names.
    Entries,
}

impl Runs {
    /// What a key says of its value. Modules of Ansible may have the name of their collection before their own.
    pub(super) fn of(key: &str) -> Self {
        let name = key.strip_prefix("ansible.builtin.").unwrap_or(key);
        if KEYS.binary_search(&name).is_ok() {
            Self::Commands
        } else if SCRIPTS.contains(&name) {
            Self::Entries
        } else {
            Self::Nothing
        }
    }

    /// What it says of the values of a collection that is the value.
    pub(super) fn inside(self, is_list: bool) -> Self {
        match self {
            Self::Commands if is_list => Self::Commands,
            Self::Entries if !is_list => Self::Commands,
            _ => Self::Nothing,
        }
    }

    /// Whether a string there is run, or one of a list. Programs have names in Latin letters: 실행 is a message of one whose key is `run`. A script
    /// says itself what runs it.
    pub(super) fn has(self, string: &str, is_item: bool) -> bool {
        self == Self::Commands && (is_item || string.bytes().any(|byte| byte.is_ascii_alphabetic()))
            || string.trim_start().starts_with("#!")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted() {
        assert!(KEYS.is_sorted());
    }

    #[test]
    fn commands_are_told_from_messages() {
        for (key, string, is_item, is_run) in [
            ("run", "echo 버퍼", false, true),
            ("run", "버퍼 비우기", false, false),
            ("args", "버퍼", true, true),
            ("ansible.builtin.shell", "rm 버퍼", false, true),
            ("if", "contains(github.ref, '버퍼')", false, true),
            ("title", "echo 버퍼", false, false),
            ("scripts", "echo 버퍼", false, false),
            ("start.sh", "#!/bin/sh\necho 버퍼", false, true),
        ] {
            assert_eq!(Runs::of(key).has(string, is_item), is_run, "{key}");
        }
        assert_eq!(Runs::of("scripts").inside(false), Runs::Commands);
        assert_eq!(Runs::of("run").inside(false), Runs::Nothing);
    }
}
