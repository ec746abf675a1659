//! What tools and people call the statuses of terms.

use super::table::key;
use crate::glossary::Status;

/// What to write where a status is not known.
pub(super) const KNOWN: &str = "known are proposed, preferred, admitted, deprecated and rejected, or 제안, 우선, 허용, 금지 and 기각";

/// The status that a cell means: `preferred`, `우선`, `deprecatedTerm-admn-sts`, `FORBIDDEN`; [`Status::Proposed`] where it says that nobody has
/// decided. Nothing where it is none that is known.
pub(super) fn status(cell: &str) -> Option<Status> {
    let key = key(&cell.to_lowercase());
    let key = key.strip_suffix("admnsts").unwrap_or(&key);
    let key = key.strip_suffix("term").unwrap_or(key);
    Some(match key {
        "preferred" | "standardized" | "우선" | "우선어" | "우선용어" | "권장" | "권장어"
        | "표준" | "표준어" | "표준용어" | "대표" | "대표어" | "추천" | "확정" => {
            Status::Preferred
        }
        // Who approves a translation says that it may be used, not that others may not.
        "admitted" | "valid" | "approved" | "허용" | "허용어" | "승인" | "승인됨" | "사용" => {
            Status::Admitted
        }
        "deprecated" | "superseded" | "obsolete" | "forbidden" | "notrecommended" | "nonterm"
        | "donotuse" | "금지" | "금지어" | "사용금지" | "사용안함" | "지양" | "비권장" | "폐기"
        | "쓰지않음" => Status::Deprecated,
        "rejected" | "기각" | "거부" | "거절" | "반려" => Status::Rejected,
        "proposed" | "new" | "draft" | "pending" | "notapproved" | "제안" | "후보" | "미정"
        | "미승인" | "보류" | "검토중" | "신규" => Status::Proposed,
        _ => return None,
    })
}

/// Whether a cell says in as many words that a term is proposed, and not something else that comes to the same.
pub(super) fn is_proposed(cell: &str) -> bool {
    matches!(&*key(&cell.to_lowercase()), "proposed" | "제안")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_tools_and_people_are_ours() {
        for (cell, meant) in [
            ("Preferred", Some(Status::Preferred)),
            ("preferredTerm-admn-sts", Some(Status::Preferred)),
            ("우선", Some(Status::Preferred)),
            ("VALID", Some(Status::Admitted)),
            ("admittedTerm", Some(Status::Admitted)),
            ("허용", Some(Status::Admitted)),
            ("not recommended", Some(Status::Deprecated)),
            ("Obsolete", Some(Status::Deprecated)),
            ("FORBIDDEN", Some(Status::Deprecated)),
            ("사용 금지", Some(Status::Deprecated)),
            ("supersededTerm-admn-sts", Some(Status::Deprecated)),
            ("REJECTED", Some(Status::Rejected)),
            ("NOT_APPROVED", Some(Status::Proposed)),
            ("검토 중", Some(Status::Proposed)),
            ("검토", None),
            ("tentative", None),
            ("", None),
        ] {
            assert_eq!(status(cell), meant, "{cell}");
        }
    }
}
