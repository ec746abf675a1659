//! The words of the page, in English and Korean: both stand in it, and its language decides which is seen.

use std::fmt;

use crate::Kind;
use crate::glossary::Status;

/// One thing that the page says, in both languages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub &'static str, pub &'static str);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(english, korean) = self;
        write!(
            f,
            "<span class=\"ui\" lang=\"en\">{english}</span><span class=\"ui\" lang=\"ko\">{korean}</span>"
        )
    }
}

/// The word of a status.
pub(super) fn status(status: Status) -> Words {
    match status {
        Status::Proposed => Words("proposed", "제안"),
        Status::Preferred => Words("preferred", "우선"),
        Status::Admitted => Words("admitted", "허용"),
        Status::Deprecated => Words("deprecated", "비권장"),
        Status::Rejected => Words("rejected", "기각"),
    }
}

/// What is said of a kind; nothing of the usual one.
pub(super) fn kind(kind: Kind) -> Option<Words> {
    match kind {
        Kind::Term => None,
        Kind::Abbreviation => Some(Words("abbr.", "약어")),
        Kind::Foreign => Some(Words("not English", "영어 아님")),
    }
}
