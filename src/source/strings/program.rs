//! Strings that are for programs: what a shell runs, in the settings of continuous integration, of containers and of tools that build, what a database is
//! asked, and the data that a schema names.

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

/// Keys whose value is a query, in SQL or the like.
const QUERIES: [&str; 3] = ["query", "sql", "where"];

/// With what queries begin that say themselves what they are, and what they hold behind that: SQL, written in capitals.
const SQL: [[&str; 2]; 4] = [
    ["DELETE", " FROM "],
    ["INSERT", " INTO "],
    ["SELECT", " FROM "],
    ["UPDATE", " SET "],
];

/// Keys of JSON Schema (and with it of `OpenAPI`) whose value is data, or a list: 6.1.2, 6.1.3 of its validation, 2020-12.
const DATA: [&str; 2] = ["const", "enum"];

// Words that are for programs may be changed by a person only.
const RUN: Tie = Tie::Used("a program may run it as a command");
const ASKED: Tie = Tie::Used("a database may be asked for it");
const COMPARED: Tie = Tie::Used("it may be data that programs compare");

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Something else.
    Nothing,
    /// A command, or a list.
    Commands,
    /// Commands by their names.
    Entries,
    /// A query.
    Query,
    /// Data of a schema, or a list of them.
    Data,
    /// What stands for data that is missing; a message may be called so as well.
    Default,
}

impl Use {
    /// What a key says of its value. Modules of Ansible may have the name of their collection before their own.
    pub(super) fn of(key: &str) -> Self {
        let name = key.strip_prefix("ansible.builtin.").unwrap_or(key);
        if KEYS.binary_search(&name).is_ok() {
            Self::Commands
        } else if SCRIPTS.contains(&name) {
            Self::Entries
        } else if QUERIES.contains(&name) {
            Self::Query
        } else if DATA.contains(&name) {
            Self::Data
        } else if name == "default" {
            Self::Default
        } else {
            Self::Nothing
        }
    }

    /// What it says of the values of a collection that is the value.
    pub(super) fn inside(self, is_list: bool) -> Self {
        match self {
            Self::Commands | Self::Data | Self::Default if is_list => self,
            Self::Entries if !is_list => Self::Commands,
            _ => Self::Nothing,
        }
    }

    /// Why a string there, or one of a list, is for programs, if it is. Programs have names in Latin letters: 실행 is a message of one whose key is `run`. A
    /// script says itself what runs it, and words with spaces between them are a message.
    pub(super) fn tie(self, string: &str, is_item: bool) -> Option<Tie> {
        let has_letters = || string.bytes().any(|byte| byte.is_ascii_alphabetic());
        let string = string.trim_start();
        match self {
            Self::Commands if is_item || has_letters() => Some(RUN),
            Self::Query if has_letters() || string.contains(['=', '<', '>']) => Some(ASKED),
            Self::Data => Some(COMPARED),
            Self::Default if !string.contains(char::is_whitespace) => Some(COMPARED),
            _ if string.starts_with("#!") => Some(RUN),
            _ => is_sql(string).then_some(ASKED),
        }
    }
}

fn is_sql(string: &str) -> bool {
    SQL.iter().any(|[verb, word]| {
        let rest = string.strip_prefix(verb);
        rest.is_some_and(|rest| rest.contains(word))
    })
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
        for (key, string, is_item, tie) in [
            ("run", "echo 버퍼", false, Some(RUN)),
            ("run", "버퍼 비우기", false, None),
            ("args", "버퍼", true, Some(RUN)),
            ("ansible.builtin.shell", "rm 버퍼", false, Some(RUN)),
            ("if", "contains(github.ref, '버퍼')", false, Some(RUN)),
            ("title", "echo 버퍼", false, None),
            ("scripts", "echo 버퍼", false, None),
            ("start.sh", "#!/bin/sh\necho 버퍼", false, Some(RUN)),
            ("enum", "관리자", true, Some(COMPARED)),
            ("const", "관리자", false, Some(COMPARED)),
            ("default", "관리자", false, Some(COMPARED)),
            ("default", "관리자가 없습니다.", false, None),
            ("where", "등급 = '관리자'", false, Some(ASKED)),
            ("query", "관리자를 찾습니다", false, None),
            ("report", "SELECT 이름 FROM 관리자", false, Some(ASKED)),
            ("report", "Select 단추를 누른다.", false, None),
        ] {
            assert_eq!(Use::of(key).tie(string, is_item), tie, "{key}");
        }
        assert_eq!(Use::of("enum").inside(true), Use::Data);
        assert_eq!(Use::of("enum").inside(false), Use::Nothing);
        assert_eq!(Use::of("scripts").inside(false), Use::Commands);
        assert_eq!(Use::of("run").inside(false), Use::Nothing);
    }
}
