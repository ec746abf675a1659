//! What a column holds, by its header.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::language::{key, named};
use crate::source::Language;

/// A side of a glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Korean,
    English,
}

/// What a column holds, and what is done with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Terms of one language; whether bars part several of them: tools write synonyms so where the header is the name of the language.
    Term(Side, bool),
    /// Terms of which only the cells tell the language: what is translated. Where both languages have columns of their own, it is one of those
    /// terms again, and taken where that one is empty.
    Source,
    /// The same: what it is translated by.
    Target,
    /// What stays what it is, in a column of this name.
    Column(Cow<'static, str>),
    /// What people decided on a term; the Korean one, unless it is said of the English.
    Status(Side),
    /// Whether a term is not to be used: of this language, or of that of the source.
    Forbidden(Option<Side>),
    /// Whether it is the one to use.
    Preferred(Side),
    /// Whether small and capital letters differ.
    Case,
    /// Whether a term is translated at all.
    Translatable,
    /// The identifier that a glossary gave the concept.
    Concept,
    /// A tool's number of the concept.
    Entry,
    /// How memoQ matches the term before it.
    TermInfo,
    /// Anything in a language that is neither Korean nor English.
    Foreign,
    /// What a tool or a person keeps for itself: numbers, dates, who did what.
    Bookkeeping,
    /// Nothing known.
    Unknown,
}

impl Role {
    /// What a column with this header holds.
    pub(super) fn of(header: &str) -> Self {
        let header = header.trim().trim_start_matches('\u{feff}');
        let header: String = header.nfc().collect::<String>().to_lowercase();
        // Glossary Converter: the level of a field, and `X` where it is to be passed over.
        let header = match header
            .strip_prefix(">>")
            .and_then(|rest| rest.split_once("<<"))
        {
            Some((level, _)) if level.contains('x') => return Self::Bookkeeping,
            Some((_, header)) => header.trim(),
            None => header.as_str(),
        };
        let whole = key(header);
        if let Some(role) = plain(&whole) {
            return role;
        }
        let Some(named) = named(header) else {
            return Self::Unknown;
        };
        let side = match named.language {
            Language::Korean => Side::Korean,
            Language::English => Side::English,
            Language::Other => return Self::Foreign,
        };
        if named.rest.is_empty() {
            return Self::Term(side, named.by_name);
        }
        match plain(&named.rest) {
            Some(Self::Source | Self::Target) => Self::Term(side, named.by_name),
            Some(Self::Status(_)) => Self::Status(side),
            Some(Self::Forbidden(_)) => Self::Forbidden(Some(side)),
            Some(Self::Preferred(_)) => Self::Preferred(side),
            Some(role @ (Self::Bookkeeping | Self::Case)) => role,
            Some(Self::Column(column)) if matches!(&*column, "note" | "definition" | "domain") => {
                Self::Column(column)
            }
            _ if matches!(&*named.rest, "명" | "명칭" | "표기" | "이름" | "name") => {
                Self::Term(side, named.by_name)
            }
            _ => Self::Unknown,
        }
    }

    /// Whether the name says anything.
    pub(super) fn is_known(&self) -> bool {
        *self != Self::Unknown
    }
}

/// What a header says that names no language.
#[rustfmt::skip]
fn plain(key: &str) -> Option<Role> {
    let column = |name| Role::Column(Cow::Borrowed(name));
    Some(match key {
        "concept" => Role::Concept,
        "term" | "source" | "sourceterm" | "sourcetext" | "word" | "phrase" | "원문" | "용어" | "용어명" | "표제어" | "단어" | "어휘" => Role::Source,
        "target" | "targetterm" | "targettext" | "translation" | "translatedterm" | "번역" | "번역어" | "번역문" | "번역용어" | "역어"
        | "대역어" | "대응어" => Role::Target,
        "note" | "notes" | "comment" | "comments" | "remark" | "remarks" | "memo" | "entrynote" | "conceptnote" | "termnote" | "usagenote"
        | "translatorcomments" | "developercomments" | "비고" | "메모" | "주석" | "참고" | "참고사항" | "코멘트" | "추가설명" => column("note"),
        "definition" | "def" | "description" | "explanation" | "conceptdefinition" | "entrydefinition" | "정의" | "뜻" | "뜻풀이" | "풀이"
        | "의미" | "설명" | "용어설명" => column("definition"),
        "domain" | "domains" | "subject" | "subjectfield" | "conceptdomain" | "conceptsubject" | "entrysubject" | "entrydomain" | "tag"
        | "tags" | "category" | "분야" | "영역" | "도메인" | "주제" | "분류" | "카테고리" => column("domain"),
        "status" | "termstatus" | "administrativestatus" | "usagestatus" | "상태" | "진행상태" | "검토상태" | "승인상태" => Role::Status(Side::Korean),
        "forbidden" | "금지" | "금지어" | "사용금지" => Role::Forbidden(None),
        "preferred" | "우선" | "우선어" => Role::Preferred(Side::Korean),
        "case" | "casesensitive" | "casesensitivity" | "대소문자" | "대소문자구분" => Role::Case,
        "translatable" => Role::Translatable,
        "kind" => column("kind"),
        "language" => column("language"),
        "occurrences" => column("occurrences"),
        "documents" => column("documents"),
        "confidence" => column("confidence"),
        "lemma" => column("lemma"),
        "cid" | "conceptid" | "entryid" | "개념번호" => Role::Entry,
        "terminfo" => Role::TermInfo,
        "id" | "tid" | "termid" | "uuid" | "guid" | "no" | "number" | "#" | "번호" | "순번" | "연번" | "일련번호" | "created" | "createdat"
        | "createdby" | "createddate" | "creationdate" | "creator" | "author" | "modified" | "modifiedat" | "modifiedby" | "modifieddate"
        | "modifier" | "lastmodified" | "lastmodifiedat" | "lastmodifieddate" | "lastmodifiedby" | "lastmoddate" | "lastmodby" | "updated" | "updatedat"
        | "updatedby" | "entryclientid" | "entryprojectid" | "entrycreated" | "entrycreator" | "entrylastmodified" | "entrymodifier" | "location"
        | "fuzzy" | "작성자" | "작성일" | "작성일시" | "등록자" | "등록일" | "등록일시" | "수정자" | "수정일" | "수정일시" | "최종수정자"
        | "최종수정일" | "생성일" => Role::Bookkeeping,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Side::{English, Korean};

    #[test]
    fn headers_of_tools_and_people_are_known() {
        for (header, role) in [
            ("ko", Role::Term(Korean, false)),
            ("KO", Role::Term(Korean, false)),
            ("\u{feff}ko_KR", Role::Term(Korean, false)),
            ("한국어", Role::Term(Korean, true)),
            // Decomposed, as macOS writes.
            (
                "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
                Role::Term(Korean, true),
            ),
            ("한글 번역", Role::Term(Korean, true)),
            ("Term [ko]", Role::Term(Korean, false)),
            ("term_ko", Role::Term(Korean, false)),
            ("English_United_States", Role::Term(English, true)),
            ("영문 용어", Role::Term(English, true)),
            ("영문명", Role::Term(English, true)),
            ("translation_en", Role::Term(English, false)),
            (">>I<<English", Role::Term(English, true)),
            (">>XT<<Status", Role::Bookkeeping),
            ("영문 약어", Role::Unknown),
            ("POS [ko]", Role::Unknown),
            ("담당", Role::Unknown),
            ("source", Role::Source),
            ("번역어", Role::Target),
            ("Description [ko]", Role::Column("definition".into())),
            ("Korean_Def", Role::Column("definition".into())),
            ("ko_description", Role::Column("definition".into())),
            ("comment_en", Role::Column("note".into())),
            ("Entry_Note", Role::Column("note".into())),
            ("비고", Role::Column("note".into())),
            ("concept_domain", Role::Column("domain".into())),
            ("english_status", Role::Status(English)),
            ("상태", Role::Status(Korean)),
            ("진행 상태", Role::Status(Korean)),
            ("검토 상태", Role::Status(Korean)),
            ("영문 승인 상태", Role::Status(English)),
            ("forbidden", Role::Forbidden(None)),
            ("case sensitive", Role::Case),
            ("casesensitive", Role::Case),
            ("CID", Role::Entry),
            ("ID", Role::Bookkeeping),
            ("Entry_LastModified", Role::Bookkeeping),
            ("Japanese", Role::Foreign),
            ("comment_ja", Role::Foreign),
            ("Chinese_PRC_Def", Role::Foreign),
        ] {
            assert_eq!(Role::of(header), role, "{header}");
        }
    }
}
