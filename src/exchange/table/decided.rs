//! What a row says of whether its terms are to be used: in columns of statuses, and in those that only say yes.

use crate::glossary::Status;

/// What is said of the terms of one side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Decided {
    pub(super) status: Option<Status>,
    pub(super) is_preferred: bool,
    pub(super) is_forbidden: bool,
    /// Whether there is a status that is not known.
    pub(super) is_unknown: bool,
}

impl Decided {
    /// What it comes to for one of the terms, counted from 0. A status that is not known is one nonetheless: somebody has said something, and nobody
    /// knows what.
    fn status(self, term: usize) -> Option<Status> {
        let forbidden = self.is_forbidden.then_some(Status::Deprecated);
        let status = forbidden
            .or(self.status)
            .or(self.is_preferred.then_some(Status::Preferred))
            .or(self.is_unknown.then_some(Status::Proposed))?;
        // Of the terms of one concept one is preferred.
        let is_second = status == Status::Preferred && term > 0;
        Some(if is_second { Status::Admitted } else { status })
    }
}

/// The cells of a pair, by their columns: `terms` says which Korean and which English term of the row it is.
pub(super) fn statuses(
    decided: [Decided; 2],
    terms: [usize; 2],
) -> impl Iterator<Item = (&'static str, Status)> {
    let columns = ["status", "english_status"].into_iter();
    let of = columns.zip(decided.into_iter().zip(terms));
    of.filter_map(|(column, (decided, term))| Some((column, decided.status(term)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_counts_and_one_term_is_preferred() {
        let unknown = Decided {
            is_unknown: true,
            ..Decided::default()
        };
        let preferred = Decided {
            is_preferred: true,
            ..unknown
        };
        let forbidden = Decided {
            is_forbidden: true,
            status: Some(Status::Admitted),
            ..preferred
        };
        let told = |decided, terms| statuses(decided, terms).collect::<Vec<_>>();
        assert_eq!(
            told([unknown, Decided::default()], [0, 0]),
            [("status", Status::Proposed)]
        );
        assert_eq!(
            told([preferred; 2], [0, 1]),
            [
                ("status", Status::Preferred),
                ("english_status", Status::Admitted)
            ]
        );
        assert_eq!(
            told([forbidden, Decided::default()], [1, 0]),
            [("status", Status::Deprecated)]
        );
    }
}
