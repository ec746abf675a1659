//! The places where a term stands as a term: a word begins before it, and the word is done behind it, but for its `tail`.

use std::ops::Range;

use super::letter::{Script, is_syllable, script};
use super::no_prose::no_prose;
use super::path::is_in_path;
use super::tail::joins;
use super::words::{Word, Words};
use super::{Gaps, Match};
use crate::check::terms::{Form, FormId, Standing, Terms};
use crate::morphology::Nouns;
use crate::scan::ends_line;
use crate::source::{Format, LineEnd, Mask, MaskKind};
use crate::variant::plural_endings;

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Hit {
    /// The term, in bytes of the text.
    pub(in crate::check) range: Range<usize>,
    /// The particles, endings or light verb right behind it; empty where there are none.
    pub(in crate::check) tail: Range<usize>,
    /// Whether those go with the last syllable of the term as it is written.
    pub(in crate::check) agrees: bool,
    pub(in crate::check) form: FormId,
    /// Whether it is spaced as the form is.
    pub(in crate::check) exact: bool,
}

/// Finds terms, on one thread.
pub(in crate::check) struct Finder<'t> {
    pub(super) terms: &'t Terms,
    pub(super) nouns: Nouns,
    /// What was found in words that were met before.
    words: Option<Words>,
    /// Whether nothing but the letters of the word decided on it.
    pub(super) by_itself: bool,
    /// Where that word ends, if it may be kept; in bytes of the text.
    word_end: usize,
    pub(super) matches: Vec<Match>,
    /// Other spellings of terms in longer words.
    pub(super) parts: Vec<Hit>,
    /// The format of the text, which says what parts lines.
    format: &'static Format,
    /// Whether lines end within words: in plain text, where no reader sees a space there.
    pub(super) wraps: bool,
}

impl<'t> Finder<'t> {
    /// For texts in a format, with what is known of words, and with those that a finder of the same terms has met before, if they are to be kept.
    pub(in crate::check) fn new(
        terms: &'t Terms,
        format: &'static Format,
        nouns: Nouns,
        words: Option<Words>,
    ) -> Self {
        Self {
            terms,
            nouns,
            words,
            by_itself: false,
            word_end: 0,
            matches: Vec::new(),
            parts: Vec::new(),
            format,
            wraps: [Format::PLAIN, Format::PDF].contains(&format),
        }
    }

    /// The other spellings of terms in longer words that were met since this was last called.
    pub(in crate::check) fn take_parts(&mut self) -> Vec<Hit> {
        std::mem::take(&mut self.parts)
    }

    /// What it has learned of words.
    pub(in crate::check) fn into_known(self) -> (Nouns, Option<Words>) {
        (self.nouns, self.words)
    }

    /// Adds the hits in a part of a text that is not masked, in their order; none overlaps another, and of terms that begin at one
    /// place the longest is taken. The part begins and ends with paragraphs.
    pub(in crate::check) fn find(
        &mut self,
        text: &str,
        masks: &[Mask],
        part: Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        let first = masks.partition_point(|mask| mask.range.end <= part.start);
        // Signs of quotation before a line part no words.
        let masks = masks[first..].iter();
        let masks = masks.filter(|mask| !is_quotation(text, mask));
        let mut masks = masks.map(|mask| &mask.range).peekable();
        let bytes = text.as_bytes();
        let mut before = None;
        // Behind what is passed over a word may begin that does not stand by itself.
        let mut passed = None;
        let mut at = part.start;
        while at < part.end {
            let mask = masks.peek();
            // Up to where nothing is masked.
            let end = mask.map_or(part.end, |mask| mask.start.min(part.end));
            if at >= end {
                if let Some(mask) = masks.next().filter(|mask| at < mask.end) {
                    at = mask.end;
                    passed = Some(at);
                    before = None;
                }
                continue;
            }
            // Most of a text is Hangul, of which nothing begins what is no prose.
            let (own, length, begins) = if is_syllable(&bytes[at..part.end]) {
                let own = Some(Script::Hangul);
                (own, HANGUL, own != before)
            } else {
                let Some(c) = text.get(at..part.end).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                let own = script(c);
                let begins = own.is_some() && own != before;
                // All that begins what is no prose is ASCII.
                if c.is_ascii()
                    && (begins || own.is_none())
                    && let Some(end) = no_prose(text, at, c)
                {
                    at = end.min(part.end);
                    passed = Some(at);
                    before = None;
                    continue;
                }
                let begins = begins
                    || own.is_none()
                        && self.terms.signs.binary_search(&c).is_ok()
                        // ASP.NET is another name than .NET.
                        && !(joins(c) && before.is_some());
                (own, c.len_utf8(), begins)
            };
            let within = self.terms.inside && own == Some(Script::Hangul);
            let is_word = begins && own == Some(Script::Hangul);
            let may_begin = (begins || within) && self.terms.index.may_begin(&bytes[at..]);
            let hit = if may_begin || is_word && self.terms.any_misspelt() {
                let by_itself = is_word && !within && before.is_none() && passed != Some(at);
                let word = by_itself
                    .then(|| Word::at(&bytes[at..end], self.wraps))
                    .flatten();
                match word.and_then(|(word, _)| self.words.as_ref()?.get(word, at)) {
                    Some(known) if known.is_none() || !is_in_path(text, at) => known,
                    _ => self.look(text, at, end, [begins, is_word, may_begin], word),
                }
            } else {
                None
            };
            if let Some(hit) = hit {
                at = hit.tail.end.max(hit.range.end);
                before = text[..at].chars().next_back().and_then(script);
                hits.push(hit);
                continue;
            }
            before = own;
            at += length;
            // Nothing begins within a word.
            if !within {
                at = within_word(bytes, at, end, own);
            }
        }
    }

    /// The longest term at a place where one may begin, or else, where a word of Hangul begins, what stands later in it. Keeps what it finds for a
    /// word that may be kept.
    fn look(
        &mut self,
        text: &str,
        at: usize,
        end: usize,
        [begins, is_word, may_begin]: [bool; 3],
        word: Option<(Word, usize)>,
    ) -> Option<Hit> {
        let parts = self.parts.len();
        self.by_itself = true;
        self.word_end = at + word.map_or(0, |(_, length)| length);
        let hit = if may_begin {
            self.at(text, at, end, begins)
        } else {
            None
        };
        if hit.is_none() && is_word && self.terms.any_misspelt() {
            self.find_in_word(text, at, end);
        }
        if let (Some((word, _)), Some(words)) = (word, &mut self.words)
            && self.by_itself
            && self.parts.len() == parts
        {
            words.keep(word, hit.as_ref());
        }
        hit
    }

    /// The longest term at a place, if there is one: none that reaches beyond `end`, and if no word `begins` here, only such as
    /// count inside of words.
    fn at(&mut self, text: &str, start: usize, end: usize, begins: bool) -> Option<Hit> {
        let reach = self.terms.index.at(text, start, &mut self.matches);
        // What may go on in the next word is not decided by this one.
        self.by_itself &= reach < self.word_end;
        if self.matches.is_empty() {
            return None;
        }
        if is_in_path(text, start) {
            self.by_itself = false;
            return None;
        }
        let matches = std::mem::take(&mut self.matches);
        let mut part = None;
        let found = matches.iter().rev().find_map(|&found| {
            if found.end > end || found.gaps != 0 && self.is_parted(text, start..found.end) {
                return None;
            }
            let (form, exact) = self.form(text, start, found)?;
            if !begins && !self.terms.traits(form).inside {
                return None;
            }
            let last = found.end + plural(&text[found.end..], self.terms.form(form));
            if last > end {
                return None;
            }
            let Some((tail, agrees)) = self.tail(text, start, last..end, form) else {
                if begins && part.is_none() {
                    part = self.part(text, start..last, form);
                }
                return None;
            };
            if self.is_verb(text, start, last, tail.clone()) {
                return None;
            }
            Some(Hit {
                range: start..last,
                tail,
                agrees,
                form,
                exact,
            })
        });
        self.matches = matches;
        if found.is_none() {
            self.parts.extend(part);
        }
        found
    }

    /// Whether a line ends in a stretch where a heading, an item or another block does. Where nobody says what a line ends for, that is so if the next one
    /// is quoted.
    fn is_parted(&self, text: &str, stretch: Range<usize>) -> bool {
        let ends = memchr::memchr2_iter(b'\n', b'\r', text[stretch.clone()].as_bytes());
        let mut ends = ends.map(|end| stretch.start + end);
        ends.any(|at| {
            ends_line(text.as_bytes(), at)
                && match self.format.line_end(text, at) {
                    LineEnd::Space => false,
                    LineEnd::Block => true,
                    LineEnd::Open => text[at + 1..stretch.end].trim_start().starts_with('>'),
                }
        })
    }

    /// The term that some letters of the text spell, and whether they do so with its spaces.
    pub(super) fn form(
        &mut self,
        text: &str,
        start: usize,
        found: Match,
    ) -> Option<(FormId, bool)> {
        let terms = self.terms;
        let written = &text[start..found.end];
        let of = terms.index.terms(found);
        let cased = |id: FormId| !terms.traits(id).case || *terms.form(id).text == *written;
        let gaps = |id: FormId| terms.traits(id).gaps;
        let mut all = of.clone().filter(|&id| gaps(id) == found.gaps && cased(id));
        if let Some(first) = all.next() {
            // Of Github and GitHub, the one that is written.
            let is_written = |id: FormId| *terms.form(id).text == *written;
            let other = if of.len() == 1 || is_written(first) {
                None
            } else {
                all.find(|&id| is_written(id))
            };
            return Some((other.unwrap_or(first), true));
        }
        let spelling = terms.index.spelling(found);
        if self.wraps && found.wraps != 0 {
            let mut wrapped = of.clone().filter(|&id| cased(id));
            let only_wrapped = |id: &FormId| {
                let differing = gaps(*id) ^ found.gaps;
                differing & !found.wraps == 0 && self.may_wrap(spelling, differing)
            };
            if let Some(id) = wrapped.find(only_wrapped) {
                return Some((id, true));
            }
        }
        let preferred = |id: FormId| {
            let mut senses = terms.form(id).senses.iter();
            senses.any(|sense| sense.standing == Standing::Preferred)
        };
        let known = of.clone().fold(0, |all, id| all | gaps(id));
        // A long term is recognized whatever spaces are in it.
        if spelling.len() < LONG && !self.breaks(spelling, found.gaps & !known) {
            return None;
        }
        let mut others =
            of.filter(|&id| cased(id) && may_be_spaced(spelling, gaps(id) ^ found.gaps));
        let first = others.next()?;
        let best = Some(first).filter(|&id| preferred(id));
        Some((
            best.or_else(|| others.find(|&id| preferred(id)))
                .unwrap_or(first),
            false,
        ))
    }

    /// Whether a word of these letters goes on over the ends of lines: not one that may as well be two, 사용 and 자, nor one of two letters,
    /// which too many words begin and end with.
    fn may_wrap(&mut self, spelling: &[char], gaps: Gaps) -> bool {
        spelling.len() >= LEAST_WRAPPED
            && may_be_spaced(spelling, gaps)
            && (spelling.len() >= LONG || !self.breaks(spelling, gaps))
    }

    /// Whether words end in some letters where the text has spaces that no spelling has.
    fn breaks(&mut self, spelling: &[char], gaps: Gaps) -> bool {
        let mut at = (1..spelling.len()).filter(|&at| gaps >> at & 1 == 1);
        at.all(|at| self.nouns.parts_at(spelling, at))
    }
}

/// Whether a mask covers no more than the signs of quotation that a line begins with.
fn is_quotation(text: &str, mask: &Mask) -> bool {
    let signs = &text[mask.range.clone()];
    mask.kind == MaskKind::Invisible
        && signs.starts_with([' ', '\t', '>'])
        && signs.bytes().all(|byte| b" \t>".contains(&byte))
        && text[..mask.range.start].ends_with(['\n', '\r'])
}

/// A composed syllable, in bytes of UTF-8.
const HANGUL: usize = '가'.len_utf8();

/// Where a word of a script ends that goes on at `at`: behind the syllables or the ASCII letters and digits there, before `end`.
fn within_word(bytes: &[u8], mut at: usize, end: usize, script: Option<Script>) -> usize {
    match script {
        Some(Script::Hangul) => {
            while at < end && is_syllable(&bytes[at..end]) {
                at += HANGUL;
            }
        }
        Some(Script::Latin) => {
            while at < end && bytes[at].is_ascii_alphanumeric() {
                at += 1;
            }
        }
        _ => {}
    }
    at
}

/// How many bytes behind an English term make a plural of it: buffers, switches.
fn plural(rest: &str, form: &Form) -> usize {
    if !rest.starts_with(['s', 'e']) || form.korean {
        return 0;
    }
    let ends = |end: &&&str| {
        let behind = rest.strip_prefix(**end);
        behind.is_some_and(|behind| behind.chars().next().and_then(script) != Some(Script::Latin))
    };
    let mut endings = plural_endings(&form.text).iter();
    endings.find(ends).map_or(0, |end| end.len())
}

/// Letters of a term that the end of a line may be within, in plain text.
const LEAST_WRAPPED: usize = 3;

/// Letters of a term that nobody takes for two words by chance, whatever spaces are in it.
pub(super) const LONG: usize = 4;

/// Whether spaces may be there or not where these gaps are: nowhere between letters that are not Korean.
fn may_be_spaced(spelling: &[char], gaps: Gaps) -> bool {
    (1..spelling.len())
        .filter(|&at| gaps >> at & 1 == 1)
        .all(|at| {
            let latin = |c: char| script(c) != Some(Script::Hangul);
            !(latin(spelling[at - 1]) && latin(spelling[at]))
        })
}

#[cfg(all(test, feature = "embedded-dictionary"))]
pub(super) mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::*;
    use crate::Document;
    use crate::glossary::Sheet;
    use crate::morphology::Analyser;

    fn terms(csv: &str) -> Terms {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        std::fs::write(&path, csv).unwrap();
        Terms::new(&[Sheet::read(&path).unwrap()], |_| true)
    }

    /// The terms found in a text with what stands behind them, by a glossary of Korean terms.
    pub(in crate::check::find) fn found(rows: &str, text: &str) -> Vec<String> {
        found_in(rows, text, false)
    }

    /// The same in a text of which lines may end within words, or not.
    pub(in crate::check::find) fn found_in(rows: &str, text: &str, wraps: bool) -> Vec<String> {
        let terms = terms(&format!("concept,english,korean,compounds\n{rows}"));
        let nouns = Nouns::new(Analyser::new(None).unwrap().worker());
        let document = Document::new("글.md", text);
        let mut hits = Vec::new();
        let format = if wraps {
            Format::PLAIN
        } else {
            document.format
        };
        let mut finder = Finder::new(&terms, format, nouns, None);
        finder.find(text, &document.masks, 0..text.len(), &mut hits);
        let shown = |hit: &Hit| format!("{}+{}", &text[hit.range.clone()], &text[hit.tail.clone()]);
        hits.iter().map(shown).collect()
    }

    #[test]
    fn a_term_wears_particles_and_is_no_part_of_another_word() {
        let rows = "1,server,서버,\n2,structure,구조,\n3,Amazon,아마존,\n";
        for (text, terms) in [
            (
                "서버를 켠다. 서버에서는 느리다.",
                vec!["서버+를", "서버+에서는"],
            ),
            ("옵서버가 왔다. 구조대가 왔다.", vec![]),
            ("구조대로 옮긴다.", vec![]),
            ("아마존닷컴에서 샀다. `서버`를 읽는다.", vec![]),
            ("서버(server)가 멈췄다.", vec!["서버+", "server+"]),
        ] {
            assert_eq!(found(rows, text), terms, "{text}");
        }
    }

    #[test]
    fn a_term_goes_over_the_end_of_a_line_within_a_block() {
        let terms = terms("concept,english,korean\n1,load balancer,부하 분산기\n");
        let analyser = Analyser::new(None).unwrap();
        for (path, text, found) in [
            ("글.md", "짧은 부하\n분산기를 쓴다.", true),
            ("글.md", "> 짧은 부하\n> 분산기를 쓴다.", true),
            ("글.md", "- > 짧은 부하\n  > 분산기를 쓴다.", true),
            ("글.md", "짧은 부하\n> 분산기를 쓴다.", false),
            ("글.md", "> 짧은 부하\n>\n> 분산기를 쓴다.", false),
            ("글.md", "> 짧은 부하\n> > 분산기를 쓴다.", false),
            ("글.md", "# 짧은 부하\n분산기를 쓴다.", false),
            ("글.adoc", ".짧은 부하\n분산기를 쓴다.", false),
            ("글.rst", "짧은 부하\r\n분산기를 쓴다.", true),
            ("글.txt", "짧은 부하\n분산기를 쓴다.", true),
            ("글.txt", "짧은 부하\n> 분산기를 쓴다.", false),
        ] {
            let document = Document::new(path, text);
            let mut hits = Vec::new();
            let nouns = Nouns::new(analyser.worker());
            let mut finder = Finder::new(&terms, document.format, nouns, None);
            finder.find(text, &document.masks, 0..text.len(), &mut hits);
            assert_eq!(!hits.is_empty(), found, "{text}");
        }
    }

    #[test]
    fn names_in_paths_are_no_terms() {
        let rows = "1,server,서버,\n2,cache,캐시,\n";
        for (text, terms) in [
            ("설정은 서버/a.md와 docs/서버/안내.md에 있다.", vec![]),
            ("src/서버.rs와 C:\\서버\\a.txt", vec![]),
            ("서버 앞의 /서버/서버 뒤에 둔다.", vec!["서버+"]),
            ("/서버/서버 뒤의 서버 앞에 둔다.", vec!["서버+"]),
            (
                "입력/출력 서버와 서버/캐시를 켠다.",
                vec!["서버+와", "서버+", "캐시+를"],
            ),
        ] {
            assert_eq!(found(rows, text), terms, "{text}");
        }
    }

    #[test]
    fn the_longest_term_is_taken_and_compounds_where_the_glossary_says_so() {
        let rows = "1,shell,셸,\n2,shell script,셸 스크립트,\n";
        assert_eq!(found(rows, "셸스크립트로 짠다."), ["셸스크립트+로"]);
        assert_eq!(found("1,shell,셸,\n", "셸스크립트로 짠다."), [""; 0]);
        assert_eq!(found("1,shell,셸,yes\n", "셸스크립트로 짠다."), ["셸+"]);
    }

    #[test]
    fn what_was_met_before_changes_nothing() {
        const ROWS: &str = "concept,english,korean,status\n1,server,서버,preferred\n1,server,써버,deprecated\n2,structure,구조,\n3,shell,셸,\n\
                            4,shell script,셸 스크립트,\n5,talk,톡,\n6,writing,쓰기,\n7,cache,캐시,preferred\n7,cache,캐쉬,proposed\n\
                            8,average,평균,\n9,revert,되돌림,\n10,computer,컴퓨터,\n11,cell,셀,\n12,pool,풀,\n13,web,누리,\n14,AI,에이아이,\n\
                            15,use,사용,\n";
        // What is decided by more than the word, and the same word by itself.
        const PIECES: [&str; 50] = [
            " 누리는 ",
            " 글을 누리는 ",
            " 되돌림으로써 ",
            " 글을 되돌림으로써 ",
            " 캐시과 ",
            " 캐시과 학생",
            " 사용 ",
            " 사용\n자가 ",
            " 셀 때 ",
            " 셀 ",
            "누리",
            "며",
            "서버",
            "써버",
            "구조",
            "셸",
            "스크립트",
            "톡",
            "쓰기",
            "캐시",
            "캐쉬",
            "평균",
            "되돌림",
            "컴퓨터",
            "옵",
            "대로",
            "를",
            "을",
            "과",
            "가",
            "로",
            "용",
            "에서는",
            "학생",
            "위해",
            "풀",
            "A",
            "Node",
            " ",
            " ",
            ".",
            ",",
            "\n",
            "_",
            "(價)",
            "`값`",
            "/",
            "/",
            "\\",
            ".md",
        ];
        let terms = terms(ROWS);
        let analyser = Analyser::new(None).unwrap();
        // What is known before each text: the third one meets only some of them.
        let known = [None, Some(Words::default()), Some(Words::default())]
            .map(|words| RefCell::new(Some((Nouns::new(analyser.worker()), words))));
        let mut runner = TestRunner::new(Config::with_cases(2000));
        let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40);
        let result = runner.run(&pieces, |pieces| {
            let document = Document::new("글.md", pieces.concat());
            let text = &document.text;
            let format = [Format::PLAIN, document.format][pieces.len() % 2];
            let found = |known: &RefCell<Option<(Nouns, Option<Words>)>>| {
                let (nouns, words) = known.take().unwrap();
                let mut finder = Finder::new(&terms, format, nouns, words);
                let mut hits = Vec::new();
                finder.find(text, &document.masks, 0..text.len(), &mut hits);
                let parts = finder.take_parts();
                known.replace(Some(finder.into_known()));
                (hits, parts)
            };
            let [anew, all, some] = &known;
            let expected = found(anew);
            prop_assert_eq!(&found(all), &expected, "{}", text);
            if pieces.len() % 3 == 0 {
                prop_assert_eq!(&found(some), &expected, "{}", text);
            }
            Ok(())
        });
        result.unwrap();
    }
}
