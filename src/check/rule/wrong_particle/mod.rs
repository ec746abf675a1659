//! Particles that do not agree with the word before them, or are cut off from it.

mod cut_off;
mod glossed;
mod habit;
mod marked;
mod spoken;

use std::ops::Range;

use memchr::memchr2_iter;
use rayon::prelude::*;

use glossed::is_for_korean;
use habit::Parted;

use super::{Findings, LARGE, Rule};
use crate::Level;
use crate::check::alone::is_sure;
use crate::check::behind::{hangul, is_closing, is_left_open, particle_behind};
use crate::check::diagnostic::Fix;
use crate::check::find::{Script, script};
use crate::check::gap::behind_break;
use crate::check::reading::Reading;
use crate::particle::{Tail, TailKind, either_of, final_of, suffixes};

pub(super) const RULE: Rule = Rule {
    name: "wrong-particle",
    level: Some(Level::Warning),
    explanation: "A particle or the copula does not agree with the word before it: 을 and 를, 이 and 가, 은 and 는, 과 and 와, 으로 and 로 \
                  (로 behind ㄹ), and what is made of them. It is looked for behind terms of the glossary, behind abbreviations, \
                  numbers and units, which count as they are read, and behind a closing parenthesis, where the word before the parenthesis \
                  decides and not what is in it (so with English in brackets or right behind its Korean); likewise behind English words, code, quotations and, in Markdown, links and bold that \
                  the glossary has nothing of, where everybody reads them alike. A particle cut off by a space behind a term, a percent \
                  sign, a parenthesis, a quotation, code, a link or bold is put back; where a document has the space nearly everywhere, \
                  that is told once.",
    file: "글.md",
    bad: "텐서(tensor)을 만든다.\n",
    good: "텐서(tensor)를 만든다.\n",
};

/// Particles that are nothing else, whatever single syllable they stand behind.
const PLAIN: [&str; 8] = ["을", "를", "은", "는", "으로", "로", "와", "과"];

/// A particle to put right.
struct Wrong {
    range: Range<usize>,
    /// What agrees; `None` where it is only cut off.
    instead: Option<String>,
    /// How many places it stands for.
    places: usize,
    fix: Fix,
}

/// Whether an English term has what makes a plural of it behind it.
fn is_plural(written: &str, term: &str) -> bool {
    written.ends_with('s') && !term.ends_with(['s', 'S'])
}

/// One way of looking for particles.
type Look = fn(&Reading<'_>, &mut Vec<Wrong>);

/// All of them. None needs what another one finds.
const LOOKS: [Look; 6] = [
    behind_terms,
    in_parentheses,
    behind_capitals_and_numbers,
    marked::find,
    glossed::find,
    parted,
];

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let text = reading.text();
    let found = |look: &Look| {
        let mut wrong = Vec::new();
        look(reading, &mut wrong);
        wrong
    };
    let lists: Vec<_> = if text.len() < LARGE {
        LOOKS.iter().map(found).collect()
    } else {
        LOOKS.par_iter().map(found).collect()
    };
    let mut wrong: Vec<Wrong> = lists.into_iter().flatten().collect();
    wrong.sort_by_key(|one| (one.range.start, one.range.end));
    wrong.dedup_by(|next, one| next.range.start < one.range.end || next.range == one.range);
    for Wrong {
        range,
        instead,
        places,
        fix,
    } in wrong
    {
        let written = text[range.clone()].trim();
        let message = match instead {
            Some(instead) => {
                format!("\"{written}\" does not go with the word before it: write \"{instead}\"")
            }
            None if places > 1 => format!(
                "\"{written}\" belongs to the word before it, and so in {places} places of this document, nearly everywhere: take the \
                 spaces out, or turn the rule off"
            ),
            None => format!("\"{written}\" belongs to the word before it: take the space out"),
        };
        findings.add(range, true, message, None, Some(fix));
    }
}

/// Particles that are cut off.
fn parted(reading: &Reading<'_>, wrong: &mut Vec<Wrong>) {
    let mut parted = Parted::default();
    cut_off::find(reading.document, &mut parted);
    cut_off::behind_terms(reading, &mut parted);
    if parted.may_be_habit() {
        cut_off::count_attached(reading.text(), &mut parted);
    }
    wrong.extend(parted.told());
}

/// Particles behind terms of the glossary.
fn behind_terms(reading: &Reading<'_>, wrong: &mut Vec<Wrong>) {
    let text = reading.text();
    for hit in reading.hits {
        let is_read = reading.terms.traits(hit.form).read;
        if hit.agrees && !is_read {
            continue;
        }
        let run = hangul(&text[hit.range.end..]);
        let suffix = if hit.tail.is_empty() && run > 0 {
            suffixes(&text[hit.range.end..hit.range.end + run])
        } else {
            None
        };
        if let Some(suffix) = suffix {
            let end = hit.range.end + suffix;
            let behind = end..hit.range.end + run;
            // 급여 is a word.
            if PLAIN.contains(&&text[behind.clone()]) {
                wrong.extend(disagreeing(text, &behind, &text[hit.range.end..end]));
            }
            continue;
        }
        let behind = if hit.tail.is_empty() {
            let end = hit.range.end;
            let broken = || behind_break(reading.document, end);
            let broken = || broken().filter(|run| is_sure(text, end, run));
            particle_behind(text, end).or_else(broken)
        } else {
            Some(hit.tail.clone())
        };
        let Some(behind) = behind else { continue };
        let written = &text[hit.range.clone()];
        // 말란 법이 없다 has no term 말 in it.
        let short = written.chars().nth(1).is_none();
        if short && !PLAIN.contains(&&text[hit.tail.clone()]) {
            continue;
        }
        let form = is_read.then(|| reading.terms.form(hit.form));
        // Of a plural, which no row says how it is read, the letters tell.
        let form = form.filter(|form| !is_plural(written, &form.text));
        let read = form.and_then(|form| form.reading.as_deref());
        // With parentheses, Symbol(id) is read as a call is.
        let is_latin = written.ends_with(|c: char| c.is_ascii_alphanumeric());
        if read.is_none() && is_latin && is_call(&text[hit.range.end..behind.start]) {
            continue;
        }
        let found = disagreeing(text, &behind, read.unwrap_or(written));
        wrong
            .extend(found.filter(|_| !is_latin || !is_for_korean(reading, hit.range.end, &behind)));
    }
}

/// Whether what stands between a word and its particle are the arguments of a call: nothing, or small Latin letters without a space.
fn is_call(between: &str) -> bool {
    let inner = between
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'));
    inner.is_some_and(|inner| {
        inner
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b','))
    })
}

/// A particle that does not agree with what was read before it.
fn disagreeing(text: &str, behind: &Range<usize>, read: &str) -> Option<Wrong> {
    let tail = Tail::read(&text[behind.clone()])?;
    // Between a name and 씨 stands no particle: 유지은 씨.
    if is_left_open(text, behind.end) || text[behind.end..].starts_with(" 씨") {
        return None;
    }
    // Nobody forgets the 이 of 이고 and 이다: behind a consonant these end other words, 계산고 and 가마다.
    if tail.kind() == TailKind::LightVerb || ["고", "다"].contains(&&text[behind.clone()]) {
        return None;
    }
    let end = if let Some(ends) = either_of(read) {
        if ends.iter().any(|end| tail.agrees(*end)) {
            return None;
        }
        ends[0]
    } else {
        final_of(read)?
    };
    if tail.agrees(end) {
        return None;
    }
    let right = tail.behind(end).into_owned();
    let fix = Fix::safe(behind.clone(), right.clone());
    Some(Wrong {
        range: behind.clone(),
        instead: Some(right),
        places: 1,
        fix,
    })
}

/// Particles behind closing parentheses.
fn in_parentheses(reading: &Reading<'_>, wrong: &mut Vec<Wrong>) {
    let text = reading.text();
    for open in memchr2_iter(b'(', 0xef, text.as_bytes()) {
        if !text[open..].starts_with(['(', '（']) || reading.document.is_masked(open) {
            continue;
        }
        let before = &text[..open];
        let word = before.trim_end_matches(is_closing);
        // The word must be there to be read: Korean, right before it.
        if word.chars().next_back().and_then(script) != Some(Script::Hangul) {
            continue;
        }
        let Some(behind) = particle_behind(text, open) else {
            continue;
        };
        // 은(는), 을(를), (으)로: the writer leaves it to the reader.
        let inner = text[open..behind.start]
            .chars()
            .filter(|c| script(*c) == Some(Script::Hangul));
        // 그림(a)는, 식(3)은: what is in it is read.
        let label = text[open..behind.start]
            .chars()
            .filter(|c| c.is_alphanumeric())
            .count()
            <= 1;
        if label
            || inner.clone().count() <= 2
                && !text[open..behind.start]
                    .chars()
                    .any(|c| c.is_ascii_alphanumeric())
        {
            continue;
        }
        wrong.extend(disagreeing(text, &behind, word));
    }
}

/// Particles right behind abbreviations, numbers and units.
fn behind_capitals_and_numbers(reading: &Reading<'_>, wrong: &mut Vec<Wrong>) {
    let text = reading.text();
    let bytes = text.as_bytes();
    // What a row says of how a term is read counts alone.
    let is_read = |end: usize| {
        let hit = reading.hits.binary_search_by_key(&end, |hit| hit.range.end);
        hit.is_ok_and(|at| reading.terms.traits(reading.hits[at].form).read)
    };
    let mut at = 0;
    while let Some(start) = next_alphanumeric(bytes, at) {
        let length = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        let end = spoken::end_of(text, &(start..start + length));
        at = end;
        let is_number = bytes[end - 1].is_ascii_digit();
        let is_before_hangul = |at: usize| matches!(bytes.get(at), Some(0xea..=0xed));
        let is_spaced = is_number && bytes.get(end) == Some(&b' ') && is_before_hangul(end + 1);
        // Most stand before no Hangul.
        if !(is_before_hangul(end) || is_spaced) || reading.document.is_masked(start) {
            continue;
        }
        let behind = end..end + hangul(&text[end..]);
        if reading.document.is_masked(behind.end - 1) {
            continue;
        }
        let counted = is_number.then(|| spoken::counted(text, end)).flatten();
        if let Some((counter, particle)) = counted {
            if !reading.document.is_masked_within(&(start..particle.end)) {
                wrong.extend(disagreeing(text, &particle, &text[counter]));
            }
            continue;
        }
        if is_spaced {
            continue;
        }
        if let Some(read) = spoken::spoken(
            text,
            &(start..end),
            &text[behind.clone()],
            &text[behind.end..],
        ) && !is_read(end)
        {
            let found = disagreeing(text, &behind, read);
            wrong.extend(found.filter(|_| !is_for_korean(reading, end, &behind)));
        }
    }
}

/// Where the next ASCII letter or digit is. Most of a text is none, so that it is looked at in blocks.
fn next_alphanumeric(bytes: &[u8], mut at: usize) -> Option<usize> {
    let (blocks, _) = bytes[at..].as_chunks::<32>();
    let is_without = |block: &&[u8; 32]| {
        let all = block.iter().map(u8::is_ascii_alphanumeric);
        !all.fold(false, |any, one| any | one)
    };
    at += 32 * blocks.iter().take_while(is_without).count();
    let next = bytes[at..].iter().position(u8::is_ascii_alphanumeric);
    next.map(|next| at + next)
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    /// The text with its particles mended.
    fn mended(text: &str) -> String {
        told_of(EXAMPLE, super::RULE.name, "글.md", text).1
    }

    #[test]
    fn particles_are_mended_behind_what_stands_between() {
        for (text, right) in [
            ("[텐서](t.md)을 더한다.\n", "[텐서](t.md)를 더한다.\n"),
            ("<b>텐서</b>을 더한다.\n", "<b>텐서</b>를 더한다.\n"),
            ("텐서[^1]은 배열이다.\n", "텐서[^1]는 배열이다.\n"),
            ("텐서 (tensor)을 더한다.\n", "텐서 (tensor)를 더한다.\n"),
            ("텐서들를 더한다.\n", "텐서들을 더한다.\n"),
            ("텐서용를 쓴다.\n", "텐서용을 쓴다.\n"),
            ("여기 텐서\n을 더한다.\n", "여기 텐서\n를 더한다.\n"),
            ("텐서<br>을 더한다.\n", "텐서<br>를 더한다.\n"),
            ("텐서&nbsp;을 더한다.\n", "텐서&nbsp;를 더한다.\n"),
            ("텐서\n이 없다.\n", "텐서\n가 없다.\n"),
            ("SHA-1를 쓴다.\n", "SHA-1을 쓴다.\n"),
            ("값은 13를 넘는다.\n", "값은 13을 넘는다.\n"),
            ("10km을 달린다.\n", "10km를 달린다.\n"),
            (
                "10만를 넘고 3만 원를 내고 10만 명가 왔다.\n",
                "10만을 넘고 3만 원을 내고 10만 명이 왔다.\n",
            ),
            ("5GB과 3%이 남았다.\n", "5GB와 3%가 남았다.\n"),
            (
                "HTTP/2을 쓴다. v2은 새 판이다.\n",
                "HTTP/2를 쓴다. v2는 새 판이다.\n",
            ),
        ] {
            assert_eq!(mended(text), right);
        }
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "텐서을(를) 더한다.\n",
            "텐서은/는 배열이다.\n",
            "텐서(으)로 나눈다.\n",
            "텐서(또는 행렬)을 더한다.\n",
            "GPT-3는 길고 GPT-3은 짧다.\n",
            "시즌3를 본다. 시즌3을 본다.\n",
            "33⁄3로 돌린다.\n",
            "70kg를 넘는다. 70kg을 넘는다. 3%이다. 2F은 식당이다.\n",
            "3대를 샀다. 2026년은 멀다. 2마을을 지난다. 10분으로 줄인다.\n",
            "S3은 크고 S3는 작다. HTTP/3은 빠르고 HTTP/3는 새롭다.\n",
            "텐서급여는 낮다.\n",
            "텐서은 씨가 왔다.\n",
            "텐서고 교사가 왔다. 공간고 학생이다.\n",
            "Kim과 Park이 고쳤다. Park과 Lee가 썼다. Park는 쉰다.\n",
            "다음은 텐서\n이 함수는 느리다.\n",
            "다음은 텐서\n은 값이 올랐다.\n",
            "다음은 텐서<br>이 함수는 느리다.\n",
            "조사는 텐서\n을\n를\n",
        ] {
            assert_eq!(mended(text), text);
        }
        // A call is read to its end.
        let call = "concept,english,korean\nsymbol,Symbol,심볼\n";
        let text = "Symbol(id)가 찍힌다.\n";
        assert_eq!(told_of(call, super::RULE.name, "글.md", text).1, text);
    }
}
