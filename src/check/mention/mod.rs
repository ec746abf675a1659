//! Words that a text speaks of, instead of using them: ‘디렉토리’는 ‘디렉터리’로 쓴다. Put right, such a sentence says nothing any more.
//!
//! Quotes alone are no sign of it: ‘버퍼’를 비운다 is said of the thing.

mod beside;
mod context;
mod mark;
mod metalanguage;

use super::behind::{close, hangul};
use super::find::Hit;
use crate::particle::{Tail, TailKind};
use beside::is_beside;
use context::Context;
use metalanguage::{forbids, is_linguistic, quotes, speaks_of_words, spells};

/// Whether a text speaks of a term as a word, so that another one, which would be put `instead`, must not take its place unseen.
pub(super) fn is_mentioned(text: &str, hit: &Hit, instead: &str) -> bool {
    let context = Context::of(text, &hit.range);
    mark::is_marked(text, &hit.range, &context)
        || is_called_a_word(text, hit, &context)
        || is_beside(text, hit, instead, &context)
}

/// How many words may stand between 라는 and the noun: 유저라는 어색한 외래어는.
const BETWEEN: usize = 3;

/// Whether a noun such as 말 or 표기 says what it is, or a term in quotes is quoted: 유저라는 말, 용어 ‘유저’, “유저”라고.
fn is_called_a_word(text: &str, hit: &Hit, context: &Context) -> bool {
    let end = context.range.end;
    let Behind { quoted, at } = Behind::of(&text[..end], hit);
    let run = hangul(&text[at..end]);
    let (particle, rest) = text[at..end].split_at(run);
    let names = ["라는", "이라는", "란", "이란"].contains(&particle);
    if names && rest.split_whitespace().take(BETWEEN).any(is_linguistic) {
        return true;
    }
    // Said by others: 유저라고도 한다.
    if particle.ends_with("라고도") {
        return true;
    }
    // 유저라고 썼으나, 유저로 표기한 곳.
    if ["라고", "이라고", "라고만", "이라고만"].contains(&particle) && quotes(rest)
        || ["로", "으로", "로만", "으로만"].contains(&particle) && spells(rest)
    {
        return true;
    }
    let before = text[context.range.start..hit.range.start].trim_end_matches(is_opening);
    let before = before.split_whitespace().last();
    // 예전 이름은 유저였다, 옛 이름인 유저.
    if before.is_some_and(|noun| {
        is_linguistic(noun)
            && (noun.ends_with('인')
                || noun.ends_with(['은', '는', '이', '가']) && is_copula(particle))
    }) {
        return true;
    }
    quoted
        && (particle.contains("라고")
            || speaks_of_words(rest)
            || forbids(rest)
            || before.is_some_and(is_linguistic))
}

/// Whether what stands behind a term says that something is that.
fn is_copula(tail: &str) -> bool {
    Tail::read(tail).is_some_and(|tail| tail.kind() == TailKind::Copula)
}

/// What stands behind a term.
struct Behind {
    /// Whether the term, with the gloss behind it, is all there is between quotes.
    quoted: bool,
    /// Behind the closing marks and the gloss, in bytes.
    at: usize,
}

impl Behind {
    fn of(text: &str, hit: &Hit) -> Self {
        let opened = text[..hit.range.start]
            .trim_end_matches(is_emphasis)
            .ends_with(is_quote);
        let mut at = hit.range.end;
        let mut quoted = false;
        let mut parentheses = 0;
        loop {
            let rest = &text[at..];
            let Some(c) = rest.chars().next() else { break };
            if is_quote(c) || is_emphasis(c) {
                quoted |= opened && is_quote(c);
                at += c.len_utf8();
            } else if let Some(inner) = rest.strip_prefix(['(', '（'])
                && parentheses == 0
                && let Some(end) = close(inner)
            {
                parentheses = 1;
                at = text.len() - inner.len() + end;
            } else {
                break;
            }
        }
        Self { quoted, at }
    }
}

fn is_opening(c: char) -> bool {
    is_quote(c) || is_emphasis(c)
}

/// Signs that words are quoted in.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '"'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '「'
            | '」'
            | '『'
            | '』'
            | '〈'
            | '〉'
            | '《'
            | '》'
    )
}

fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_' | '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a text speaks of 유저, in whose place stands 사용자; or of 디렉토리 and 디렉터리.
    pub(super) fn mentioned(text: &str) -> bool {
        let (old, new) = if text.contains("유저") {
            ("유저", "사용자")
        } else {
            ("디렉토리", "디렉터리")
        };
        let start = text.find(old).unwrap();
        let end = start + old.len();
        let run = hangul(&text[end..]);
        let hit = Hit {
            range: start..end,
            tail: end..end + run,
            agrees: true,
            form: 0,
            exact: true,
        };
        is_mentioned(text, &hit, new)
    }

    #[test]
    fn a_word_that_is_spoken_of_is_told() {
        for text in [
            "\"유저\"라는 말은 쓰지 않는다.",
            "유저라는 단어는 어색하다.",
            "‘유저’라는 어색한 외래어가 남아 있다.",
            "“유저”라고 쓴 곳이 많다.",
            "유저라고도 한다.",
            "‘유저’는 영어에서 온 말이다.",
            "‘유저(user)’는 쓰지 않는다.",
            "**‘유저’**를 쓰지 말 것.",
            "「디렉토리」는 옛 표기다.",
            "예전 용어 ‘디렉토리’를 아직도 본다.",
            "앞 장에서는 유저라고 썼으나 뜻은 같다.",
            "안내판에 유저라고만 적혀 있다.",
            "초판은 이것을 디렉토리로 표기한다.",
            "‘디렉토리’로 잘못 적힌 곳이 많다.",
            "검색창에 디렉토리라고 입력한다.",
            "예전 이름은 유저였다.",
            "이 기능의 옛 명칭이 디렉토리였으나 바뀌었다.",
            "옛 이름인 유저를 아직 쓴다.",
        ] {
            assert!(mentioned(text), "{text}");
        }
    }

    #[test]
    fn a_word_that_is_used_is_not() {
        for text in [
            "유저를 추가한다.",
            "‘유저’를 추가한다.",
            "화면에서 “디렉토리” 단추를 누른다.",
            "‘디렉토리’에 넣지 않은 파일은 지운다.",
            "‘유저’가 정말 많다.",
            "유저라는 점이 다르다.",
            "이런 사람을 유저라고 부른다.",
            "이름이 다르면 유저로 쓴다.",
            "셋은 유저라고 한다.",
            "유저가 쓰는 용어를 모은다.",
            "유저는 지우지 말고 둔다.",
            "그때 접속한 사람은 유저였다.",
            "이름은 유저가 정한다.",
        ] {
            assert!(!mentioned(text), "{text}");
        }
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn the_finding_stays_and_its_fix_is_not_safe() {
        use crate::check::rule::EXAMPLE;
        use crate::check::rule::tests::told_of;

        for text in [
            "‘버퍼’라는 말은 쓰지 않는다.\n",
            "버퍼 → 완충 공간\n",
            "| 버퍼 | 완충 공간 |\n",
        ] {
            let (told, after) = told_of(EXAMPLE, "forbidden-term", "글.md", text);
            assert_eq!((told.len(), &*after), (1, text));
        }
        let used = "‘버퍼’를 비운다.\n";
        let (_, after) = told_of(EXAMPLE, "forbidden-term", "글.md", used);
        assert_eq!(after, "‘완충 공간’을 비운다.\n");
    }
}
