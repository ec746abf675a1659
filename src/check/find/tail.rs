//! What stands behind a term in its word where it is the term that stands there: particles, an ending, a suffix that leaves the term what it
//! is, or nothing.

use std::ops::Range;

use super::letter::{Script, script};
use super::place::{Finder, LONG};
use crate::check::behind::hangul;
use crate::check::terms::FormId;
use crate::particle::{Tail, TailKind, final_of, suffixes};

impl Finder<'_> {
    /// What is behind a term in its word, if the word is the term; and whether it is known to go with it. What is masked, which
    /// begins where `behind` ends, is nothing that a name goes on with: 버퍼\n in a catalogue.
    pub(super) fn tail(
        &mut self,
        text: &str,
        start: usize,
        behind: Range<usize>,
        form: FormId,
    ) -> Option<(Range<usize>, bool)> {
        let form = self.terms.traits(form);
        let end = behind.start;
        let rest = &text[end..];
        let next = rest.chars().next().filter(|_| !behind.is_empty());
        let behind = next.and_then(script);
        if form.ends_in != Script::Hangul {
            let before = text[..start].chars().next_back();
            if before.is_some_and(joins)
                && script(text[start..].chars().next()?) == Some(Script::Latin)
            {
                return None;
            }
            return match behind {
                Some(Script::Latin) => None,
                Some(Script::Hangul) => {
                    let run = hangul(rest);
                    let tail = Tail::read(&rest[..run]).map_or(0, |_| run);
                    Some((end..end + tail, false))
                }
                _ if next.is_some_and(joins) && goes_on(rest) => None,
                _ => Some((end..end, false)),
            };
        }
        // 톡 is no term in A톡.
        let written = &text[start..end];
        let before = text[..start].chars().next_back().and_then(script);
        if is_short(written) && !form.inside && before == Some(Script::Latin) {
            return None;
        }
        if behind != Some(Script::Hangul) {
            // Part of an address or the name of a file.
            if next.is_some_and(joins) && goes_on(rest)
                || next.is_some() && self.goes_on_below(text, start..end)
            {
                return None;
            }
            return Some((end..end, false));
        }
        let run = end + hangul(rest);
        let Some(tail) = Tail::read(&text[end..run]) else {
            return if form.inside {
                Some((end..end, false))
            } else {
                self.suffix(text, start..end, run)
            };
        };
        // A word is explained by its Hanja, and a particle by nothing: 평균가(價).
        if in_hanja(&text[run..]) {
            return None;
        }
        let agrees = final_of(written).is_some_and(|last| tail.agrees(last));
        if form.inside {
            return Some((end..run, agrees));
        }
        let asks = tail.may_end_noun() && !is_long(written) || is_short(written);
        if !asks {
            return Some((end..run, agrees));
        }
        let word = word(text, start, run);
        let noun = word.len() - (run - end);
        // What does not agree with the noun may be no particle: 가라고 is no 가+라고.
        let is_with = !agrees && &text[end..run] == "과";
        self.by_itself &= !is_with;
        if is_with && is_section(&text[run..]) {
            return None;
        }
        let is_verb = tail.kind() == TailKind::LightVerb && !is_short(written);
        let is_particle = if is_verb {
            self.nouns.may_take_verb(word, noun)
        } else {
            self.nouns.may_end_at(word, noun, !agrees)
                || is_with && self.nouns.may_take_suffix(word, noun)
        };
        is_particle.then_some((end..run, agrees))
    }

    /// Whether a word of plain text may go on over the end of a line behind a term: 사용 and 자가 are 사용자가, where the dictionary has it. What begins
    /// the next line must be the rest of a noun, with particles or without.
    fn goes_on_below(&mut self, text: &str, term: Range<usize>) -> bool {
        if !self.wraps {
            return false;
        }
        let behind = &text[term.end..];
        let below = behind.strip_prefix('\n');
        let Some(below) = below.or_else(|| behind.strip_prefix("\r\n")) else {
            return false;
        };
        let next = &below[..hangul(below)];
        if next.is_empty() {
            return false;
        }
        let own = word(text, term.start, term.end);
        let whole = [own, next].concat();
        let ends = self.nouns.noun_ends(&whole).into_iter();
        let mut longer = ends.filter(|&end| end > own.len());
        longer.any(|end| end == whole.len() || Tail::read(&whole[end..]).is_some())
    }

    /// The same where the word goes on up to `run` with what is no particle: nothing behind the term, if it is one with a suffix
    /// (서버용), and whether a particle behind that goes with it.
    fn suffix(
        &mut self,
        text: &str,
        term: Range<usize>,
        run: usize,
    ) -> Option<(Range<usize>, bool)> {
        if is_short(&text[term.clone()]) {
            return None;
        }
        let end = term.end;
        let behind = end + suffixes(&text[end..run])?;
        let word = word(text, term.start, run);
        let begins = run - word.len();
        self.nouns.may_take_suffix(word, end - begins).then(|| {
            let last = final_of(&text[end..behind]);
            let agrees = behind == run
                || last
                    .zip(Tail::read(&text[behind..run]))
                    .is_none_or(|(last, tail)| tail.agrees(last));
            (end..end, agrees)
        })
    }
}

/// Whether a parenthesis with Hanja in it begins here.
fn in_hanja(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '（']);
    let first = inner.and_then(|inner| inner.chars().next());
    first.is_some_and(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'))
}

/// Whether 과 may be a family of living beings, a department or a section, as what stands behind it in a sentence tells: it has no
/// noun there to be the second of two, or one of those that belong to such.
pub(in crate::check) fn is_section(behind: &str) -> bool {
    const MEMBERS: [&str; 24] = [
        "동물",
        "식물",
        "나무",
        "풀",
        "꽃",
        "곤충",
        "물고기",
        "새",
        "어류",
        "조류",
        "학생",
        "학과",
        "교수",
        "교사",
        "강사",
        "의사",
        "직원",
        "과장",
        "조교",
        "선배",
        "후배",
        "동기",
        "졸업",
        "신입",
    ];
    let next = behind.strip_prefix([' ', '\n']).unwrap_or_default();
    let next = next.trim_start_matches(|c| "`*“‘\"'「『《〈[".contains(c));
    !next.starts_with(|c: char| c.is_alphanumeric())
        || MEMBERS.iter().any(|member| next.starts_with(member))
}

/// A term of one syllable: many other words begin with it.
fn is_short(term: &str) -> bool {
    term.chars().nth(1).is_none()
}

/// Whether a term is too long to be the beginning of another word by chance.
fn is_long(term: &str) -> bool {
    term.chars().nth(LONG).is_some()
}

/// The last word of what begins at `start`, up to `end`.
fn word(text: &str, start: usize, end: usize) -> &str {
    let written = &text[start..end];
    let from = written.rfind(|c| script(c) != Some(Script::Hangul));
    let from = from.map_or(0, |at| {
        at + written[at..].chars().next().map_or(0, char::len_utf8)
    });
    &written[from..]
}

/// Signs that make one name of what stands on both sides: `Node.js`, `snake_case`.
pub(super) fn joins(c: char) -> bool {
    matches!(c, '.' | '_' | '@' | '\\')
}

/// Whether a name goes on behind such a sign.
fn goes_on(rest: &str) -> bool {
    let next = rest.chars().nth(1).and_then(script);
    next == Some(Script::Latin) || next.is_some() && rest.starts_with('_')
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::find::place::tests::{found, found_in};

    #[test]
    fn a_term_wears_suffixes_that_leave_it_what_it_is() {
        let rows = "1,server,서버,\n2,cache,캐쉬,\n3,defendant,피고,\n4,user,사용자,\n";
        for (text, terms) in [
            ("서버용으로 판다. 서버별로 센다.", vec!["서버+", "서버+"]),
            ("캐쉬들끼리 맞춘다.", vec!["캐쉬+"]),
            ("사용자님께서는 기다리신다.", vec!["사용자+"]),
            ("피고측은 답했다.", vec!["피고+"]),
            ("피고용인을 뽑는다. 서버상자를 연다.", vec![]),
        ] {
            assert_eq!(found(rows, text), terms, "{text}");
        }
    }

    #[test]
    fn two_things_are_told_from_a_section() {
        let rows = "1,cache,캐시,\n2,cat,고양이,\n3,computer,컴퓨터,\n";
        assert_eq!(
            found(rows, "캐시과 디스크의 속도 차이는 크다."),
            ["캐시+과"]
        );
        let others = "호랑이는 고양이과 동물이다. 컴퓨터과 학생이 왔다. 컴퓨터과, 기계과.";
        assert_eq!(found(rows, others), [""; 0]);
    }

    #[test]
    fn hanja_explains_no_particle() {
        let rows = "1,average,평균,\n";
        assert_eq!(
            found(rows, "평균가(價)가 내렸다. 평균가 올랐다."),
            ["평균+가"]
        );
    }

    #[test]
    fn one_syllable_behind_latin_letters_is_part_of_a_name() {
        let rows = "1,talk,톡,\n2,server,서버,\n";
        assert_eq!(found(rows, "A톡으로 보낸다. 톡으로 보낸다."), ["톡+으로"]);
        assert_eq!(found(rows, "AI서버를 늘린다."), ["서버+를"]);
    }

    #[test]
    fn a_word_that_a_line_of_plain_text_breaks_is_no_shorter_one() {
        let rows = "1,use,사용,\n2,result,결과,\n3,server,서버,\n";
        for (text, plain, other) in [
            ("이 기능은 사용\n자가 끈다.", vec![], vec!["사용+"]),
            ("측정한 결과\r\n물을 모은다.", vec![], vec!["결과+"]),
            ("측정한 결과\n자료를 모은다.", vec!["결과+"], vec!["결과+"]),
            (
                "새 서버\n를 켠다. 서버\n\n자가 진단",
                vec!["서버+"; 2],
                vec!["서버+"; 2],
            ),
        ] {
            assert_eq!(found_in(rows, text, true), plain, "{text}");
            assert_eq!(found_in(rows, text, false), other, "{text}");
        }
    }
}
