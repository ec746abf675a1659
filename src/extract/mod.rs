//! One document from text to occurrences.

mod finding;
mod session;

use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::align::Aligner;
use crate::align::explain::Explanation;
use crate::corpus::{Decider, Usage};
use crate::morphology::{Analyser, Worker};
use crate::notation::{self, Habit, Site};
use crate::scan::{self, Parenthetical};
use crate::{Document, Occurrence, Result};
pub use finding::Finding;
use session::Session;

/// Finds the pairs of a document. Made once, shared by all threads.
pub struct Extractor {
    analyser: Analyser,
    aligner: Aligner,
    decider: Decider,
    reversed: bool,
    notations: bool,
    usage: Option<Usage>,
}

/// Parentheses that one thread takes at a time; fewer than this are not worth a second thread.
const BATCH: usize = 64;
/// Parentheses and other places held at a time: bounds the memory of a text that is made of nothing else.
const BLOCK: usize = 16_384;

impl Extractor {
    /// Loads the dictionary: the built-in one, or the one in a folder.
    pub fn new(dictionary: Option<&Path>) -> Result<Self> {
        Ok(Self {
            analyser: Analyser::new(dictionary)?,
            aligner: Aligner::new(),
            decider: Decider::default(),
            reversed: false,
            notations: false,
            usage: None,
        })
    }

    /// The same with another aligner: to measure what was learned elsewhere.
    #[must_use]
    pub fn with_aligner(self, aligner: Aligner, decider: Decider) -> Self {
        Self {
            aligner,
            decider,
            ..self
        }
    }

    /// The same, deciding by how words are used in other texts as well; without, only by the document itself.
    #[must_use]
    pub fn with_usage(self, usage: Usage) -> Self {
        Self {
            usage: Some(usage),
            ..self
        }
    }

    /// What weighs the rest of the text.
    #[must_use]
    pub fn decider(&self) -> &Decider {
        &self.decider
    }

    /// The same, finding reversed glosses as well, `English(한국어)`, and what abbreviations stand for, if so told.
    #[must_use]
    pub fn with_reversed(self, reversed: bool) -> Self {
        Self { reversed, ..self }
    }

    /// The same, finding what stands in other places than parentheses as well, if so told: see [`notation`](crate::notation).
    #[must_use]
    pub fn with_notations(self, notations: bool) -> Self {
        Self { notations, ..self }
    }

    /// The citation forms of Korean terms, by the dictionary of this extractor: see [`citation`](crate::morphology::Worker::citation).
    pub fn citing(&self) -> impl Fn(&str) -> Option<String> + Send + Sync + use<> {
        let worker = Mutex::new(self.analyser.worker());
        move |term| {
            let mut worker = worker.lock().unwrap_or_else(PoisonError::into_inner);
            worker.citation(term)
        }
    }

    /// A worker of its dictionary, for one thread.
    pub(crate) fn worker(&self) -> Worker {
        self.analyser.worker()
    }

    /// The pairs of a document in the order of the text. Large documents are worked on by all
    /// threads of rayon's pool.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Vec<Occurrence> {
        self.occurrences(document).collect()
    }

    /// The same one after another, without holding more than some thousands of them at a time: so many hear
    /// each other.
    pub fn occurrences(&self, document: &Document) -> impl Iterator<Item = Occurrence> {
        self.blocks(document)
            .flat_map(|findings| self.decide(&findings))
    }

    /// What decides on every parenthesis of a document, in the order of the text: what
    /// [`Self::extract`] finds is the best candidate of each decision. Reversed glosses aside.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Vec<Explanation> {
        let mut session = self.session();
        let mut looked_at = scan::parentheticals(document).peekable();
        scan::brackets(document)
            .map(|open| match looked_at.next_if(|found| found.open == open) {
                Some(found) => session.explain(document, &found),
                None => Explanation::passed_over(document, open),
            })
            .collect()
    }

    /// What a document says in parentheses and elsewhere, each by itself, in the order of the text. What only repeats other text is left out.
    pub fn findings(&self, document: &Document) -> impl Iterator<Item = Finding> {
        let all = self.findings_everywhere(document);
        all.filter(|finding| !document.is_repeat(finding.offset()))
    }

    /// The same, with what only repeats other text.
    pub(crate) fn findings_everywhere(&self, document: &Document) -> impl Iterator<Item = Finding> {
        let sites = if self.notations {
            notation::sites(document)
        } else {
            Vec::new()
        };
        // What stands in a parenthesis of such English speaks of that, and of nothing before it.
        let mut inside: Vec<Range<usize>> = (sites.iter())
            .map(|site| site.english.clone())
            .filter(|english| document.text[english.clone()].contains(['(', '（']))
            .collect();
        inside.sort_by_key(|english| english.start);
        let mut parentheses = self
            .parentheses(document)
            .filter(move |finding| !is_in_any(&inside, finding.offset()))
            .peekable();
        let mut others = self.others(document, sites).peekable();
        std::iter::from_fn(move || {
            let is_next = |other: &Finding| {
                let found = parentheses.peek();
                found.is_none_or(|found| other.offset() < found.offset())
            };
            others.next_if(is_next).or_else(|| parentheses.next())
        })
    }

    /// The same, some thousands at a time; what is said in one place is in one block.
    fn blocks(&self, document: &Document) -> impl Iterator<Item = Vec<Finding>> {
        let mut findings = self.findings(document).peekable();
        std::iter::from_fn(move || {
            let mut block: Vec<Finding> = findings.by_ref().take(BLOCK).collect();
            let last = block.last()?.offset();
            block.extend(std::iter::from_fn(|| {
                findings.next_if(|finding| finding.offset() == last)
            }));
            Some(block)
        })
    }

    /// What stands in parentheses.
    fn parentheses(&self, document: &Document) -> impl Iterator<Item = Finding> {
        let mut scanned = scan::scan(document, self.reversed);
        let mut found: Vec<Parenthetical> = Vec::new();
        let blocks = std::iter::from_fn(move || {
            found.clear();
            found.extend(scanned.by_ref().take(BLOCK));
            (!found.is_empty()).then(|| self.block(document, &found))
        });
        blocks.flatten()
    }

    /// What stands in other places than parentheses.
    fn others(&self, document: &Document, sites: Vec<Site>) -> impl Iterator<Item = Finding> {
        let mut sites = sites.into_iter();
        let mut habit = Habit::default();
        let blocks = std::iter::from_fn(move || {
            let block: Vec<Site> = sites.by_ref().take(BLOCK).collect();
            let mut choices = self.spread(&block, |session, site, choices| {
                choices.push(session.read_site(document, site));
            });
            habit.learn(block.iter().zip(choices.iter().map(Vec::as_slice)));
            for (site, choices) in block.iter().zip(&mut choices) {
                habit.apply(site, choices);
            }
            (!block.is_empty()).then_some(choices)
        });
        blocks.flatten().flatten().map(Finding::Choice)
    }

    /// What some parentheses give.
    fn block(&self, document: &Document, found: &[Parenthetical]) -> Vec<Finding> {
        self.spread(found, |session, parenthetical, findings| {
            session.read(document, parenthetical, findings);
        })
    }

    /// What some places give, in their order, on all threads where there are many.
    fn spread<P: Sync, T: Send>(
        &self,
        places: &[P],
        read: impl Fn(&mut Session<'_>, &P, &mut Vec<T>) + Sync,
    ) -> Vec<T> {
        let read_all = |session: &mut Session<'_>, some: &[P]| {
            let mut all = Vec::new();
            for place in some {
                read(session, place, &mut all);
            }
            all
        };
        match places.len() {
            0 => Vec::new(),
            1..=BATCH => read_all(&mut self.session(), places),
            _ => {
                let batches: Vec<Vec<T>> = places
                    .par_chunks(BATCH)
                    .map_init(|| self.session(), read_all)
                    .collect();
                batches.into_iter().flatten().collect()
            }
        }
    }

    /// Decides on what was found in one document.
    pub(crate) fn decide(&self, findings: &[Finding]) -> Vec<Occurrence> {
        let own;
        let usage = if let Some(usage) = &self.usage {
            usage
        } else {
            own = Usage::of(findings.iter().filter_map(Finding::choice), &self.decider);
            &own
        };
        let mut occurrences = Vec::new();
        for finding in findings {
            match finding {
                Finding::Choice(choice) => {
                    if let Some((at, confidence)) = self.decider.decide(choice, usage) {
                        occurrences.extend(choice.occurrences(at, confidence));
                    }
                }
                // What renders Korean before the parenthesis is no rendering of English there.
                Finding::Reversed(occurrence)
                    if occurrences.last().is_some_and(|one| {
                        one.offset == occurrence.offset && one.korean.start < one.english.start
                    }) => {}
                Finding::Reversed(occurrence) => occurrences.push(occurrence.clone()),
                // No pair of Korean and English.
                Finding::Expansion(_) => {}
            }
        }
        occurrences
    }

    fn session(&self) -> Session<'_> {
        Session::new(&self.aligner, self.analyser.worker())
    }
}

/// Whether a byte is in one of some ranges, which are sorted by where they begin.
fn is_in_any(ranges: &[Range<usize>], at: usize) -> bool {
    let behind = ranges.partition_point(|range| range.start <= at);
    let before = behind.checked_sub(1).map(|before| &ranges[before]);
    before.is_some_and(|range| at < range.end)
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use std::sync::OnceLock;

    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    use rayon::ThreadPoolBuilder;

    use super::*;
    use crate::source::{Decoded, Encoding, decode};

    /// Finds reversed glosses as well.
    fn extractor() -> &'static Extractor {
        static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
        EXTRACTOR.get_or_init(|| ordinary().with_reversed(true))
    }

    fn ordinary() -> Extractor {
        Extractor::new(None).expect("the dictionary is built in")
    }

    /// What texts are made of here: whole glosses, and what may stand in, around and across them.
    const PIECES: [&str; 64] = [
        "텐서(tensor)",
        "국립공원(national park)",
        "국제통화기금(IMF, International Monetary Fund)",
        "\u{1100}\u{1175}\u{1100}\u{1168}(machine)",
        "기계&nbsp;학습（machine learning）",
        "Amazon Redshift(아마존 레드시프트)",
        "‘GPU’（그래픽 처리 장치）",
        "machine\nlearning(기계 학습, 1959)",
        "FTA(\u{110C}\u{1161}\u{110B}\u{1172}무역협정)",
        "기계",
        "학습",
        "을",
        "의",
        "하는",
        "입니다",
        "가\u{301}",
        "\u{1100}",
        "\u{1161}",
        "\u{11A8}",
        "\u{1112}\u{1161}\u{11AB}",
        "ㄱ",
        "ㅏ",
        "ﾡ",
        "漢字",
        "a",
        "Machine",
        "learning",
        "AI",
        "É",
        "e\u{301}",
        "ｍ",
        "Ｓ３",
        "19",
        "2.0",
        "F.",
        "(",
        ")",
        "（",
        "）",
        "[",
        "]",
        "](",
        "‘",
        "’",
        "“",
        "”",
        "\"",
        "「",
        "」",
        "**",
        "`",
        "<b>",
        "영어: ",
        ", ",
        "·",
        "&nbsp;",
        " ",
        "\n",
        "\r\n",
        "\n\n",
        "\u{200B}",
        "\u{AD}",
        "\u{301}",
        "😀",
    ];

    fn text(most: usize) -> impl Strategy<Value = String> {
        prop::collection::vec(select(&PIECES[..]), 0..most).prop_map(|pieces| pieces.concat())
    }

    /// Any bytes, and between them some that brackets, letters and Hangul are made of.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let some = prop_oneof![
            4 => prop::collection::vec(any::<u8>(), 1..4),
            1 => select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        ];
        prop::collection::vec(some, 0..60).prop_map(|some| some.concat())
    }

    /// Asked for, or to be found out. Bytes without any order are mostly refused where it is to be found out.
    fn encoding() -> impl Strategy<Value = Option<Encoding>> {
        let names = vec!["utf-8", "cp949", "utf-16le", "windows-1252"];
        prop::option::weighted(0.8, select(names).prop_map(|name| name.parse().unwrap()))
    }

    fn decoded(bytes: Vec<u8>, encoding: Option<Encoding>) -> Option<String> {
        match decode(bytes, encoding) {
            Decoded::Text { text, .. } => Some(text),
            Decoded::Binary | Decoded::Foreign(_) => None,
        }
    }

    fn is_hangul(char: char) -> bool {
        matches!(char,
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}' | '\u{FFA0}'..='\u{FFDC}')
    }

    /// Extracts from a text, plain and as Markdown, and checks what must hold of any; the number of pairs.
    fn check(text: &str) -> std::result::Result<usize, TestCaseError> {
        let mut pairs = 0;
        for name in ["t.txt", "t.md"] {
            let document = Document::new(name, text);
            let found = extractor().extract(&document);
            pairs += found.len();
            prop_assert!(found.is_sorted_by_key(|one| one.offset), "{found:?}");
            for one in found {
                // Slices: not one of these may lie within a character.
                let rest = text.get(one.offset..);
                prop_assert!(
                    rest.is_some_and(|rest| rest.starts_with(['(', '（'])),
                    "{one:?}"
                );
                let korean = text.get(one.korean.clone());
                prop_assert!(
                    korean.is_some_and(|it| it.contains(is_hangul)),
                    "{korean:?} {one:?}"
                );
                let english = text.get(one.english.clone());
                prop_assert!(
                    english.is_some_and(|it| !it.is_empty()),
                    "{english:?} {one:?}"
                );
                let (before, behind) = if one.korean.start < one.english.start {
                    (&one.korean, &one.english)
                } else {
                    (&one.english, &one.korean)
                };
                prop_assert!(
                    before.end <= one.offset && one.offset < behind.start,
                    "{one:?}"
                );
                prop_assert!((0.0..=1.0).contains(&one.confidence), "{one:?}");
            }
        }
        Ok(pairs)
    }

    fn cases(cases: u32) -> ProptestConfig {
        ProptestConfig {
            cases,
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    }

    #[test]
    fn emphasis_is_no_part_of_a_pair() {
        for (path, text) in [
            ("글.md", "자료는 **데이터** 호수(data lake)에 쌓는다."),
            ("글.md", "자료는 데이터 __호수__(data lake)에 쌓는다."),
            ("글.md", "자료는 데이터 호수(data **lake**)에 쌓는다."),
            ("글.md", "자료는 데이터 호수(**data** lake)에 쌓는다."),
            ("글.adoc", "자료는 *데이터* 호수(_data_ lake)에 쌓는다."),
            ("글.rst", "자료는 **데이터** 호수\\ (data *lake*)에 쌓는다."),
            (
                "글.rst",
                "자료는 :term:`데이터 호수`\\ (data lake)에 쌓는다.",
            ),
            (
                "글.html",
                "<p>자료는 <b>데이터</b> 호수(data <i>lake</i>)에 쌓는다.</p>",
            ),
        ] {
            let document = Document::read(path, text).unwrap();
            let mut found = extractor().findings(&document);
            let choice = found.next().and_then(Finding::into_choice).unwrap();
            assert_eq!((&*choice.forms[0].text, found.count()), ("data lake", 0));
            let best = choice.candidates.iter();
            let best = best.max_by(|a, b| a.score.total_cmp(&b.score)).unwrap();
            assert_eq!(best.text, "데이터 호수", "{text}");
            assert_eq!(document.shown(&best.korean), best.text);
        }
    }

    #[test]
    fn units_are_no_english_and_quotes_are_whole() {
        for (text, pairs) in [
            ("지연 시간(ms)을 잰다.", &[][..]),
            ("단축키(Ctrl+C)를 누른다.", &[]),
            ("한 번에 5 밀리초(ms)가 걸린다.", &["밀리초 = ms"]),
            (
                "서버는 액세스 ‘토큰’(access token)을 검사한다.",
                &["액세스 ‘토큰’ = access token"],
            ),
            (
                "학계에서는 “가상” 화폐(“virtual” currency)라고 부른다.",
                &["“가상” 화폐 = “virtual” currency"],
            ),
        ] {
            let found = ordinary().extract(&Document::plain("글", text));
            let found: Vec<String> = (found.iter())
                .map(|found| {
                    format!(
                        "{} = {}",
                        &text[found.korean.clone()],
                        &text[found.english.clone()]
                    )
                })
                .collect();
            assert_eq!(found, pairs, "{text}");
        }
    }

    #[test]
    fn what_is_only_repeated_counts_once() {
        let page =
            "<title>말뭉치(corpus)</title><h1>말뭉치(corpus)</h1><p>말뭉치(corpus)를 모은다.</p>";
        let document = Document::read("글.html", page).unwrap();
        assert_eq!(ordinary().extract(&document).len(), 2);
        assert_eq!(ordinary().findings_everywhere(&document).count(), 3);
    }

    #[test]
    fn a_header_says_what_a_table_is_whatever_is_known_of_its_words() {
        let rows = "수불부\tstock ledger\n절사법\ttruncation\n고리버들\tosier\n";
        let found = |header: &str| {
            let document = Document::read("글.tsv", format!("{header}\n{rows}")).unwrap();
            ordinary().with_notations(true).extract(&document).len()
        };
        assert_eq!(found("용어\t원어"), 3);
        assert!(found("품목\t상표") < 3);
    }

    #[test]
    fn a_cell_gives_all_of_its_terms_and_nothing_else() {
        for (path, table) in [
            (
                "글.md",
                "| 용어 | 원어 |\n|---|---|\n| 가상 사설망 | Virtual Private Network (VPN) |\n| 셸, 터미널 | shell |\n| 서버, 클라이언트 | server, client |\n\
                 | 디지털 화폐 | digital money; digital currency |\n",
            ),
            (
                "글.tsv",
                "용어\t원어\n가상 사설망\tVirtual Private Network (VPN)\n셸, 터미널\tshell\n서버, 클라이언트\tserver, client\n\
                 디지털 화폐\tdigital money; digital currency\n",
            ),
            (
                "글.html",
                "<table><tr><th>용어<th>원어<tr><td>가상 사설망<td>Virtual Private Network (VPN)<tr><td>셸, 터미널<td>shell\
                 <tr><td>서버, 클라이언트<td>server, client<tr><td>디지털 화폐<td>digital money; digital currency</table>",
            ),
        ] {
            let document = Document::read(path, table).unwrap();
            let found = ordinary().with_notations(true).extract(&document);
            let pairs = found.iter().map(|one| {
                let text = |range: &Range<usize>| document.text[range.clone()].to_owned();
                format!("{}={}", text(&one.korean), text(&one.english))
            });
            assert_eq!(
                pairs.collect::<Vec<_>>(),
                [
                    "가상 사설망=Virtual Private Network",
                    "가상 사설망=VPN",
                    "셸=shell",
                    "서버=server",
                    "클라이언트=client",
                    "디지털 화폐=digital money",
                    "디지털 화폐=digital currency"
                ],
                "{path}"
            );
        }
    }

    #[test]
    fn what_was_struck_out_is_no_part_of_a_pair() {
        for (path, text) in [
            (
                "글.md",
                "기계 ~~자동~~ 번역(machine ~~language~~ translation)과 분산 ~~시스템~~(distributed system)을 쓴다.",
            ),
            (
                "글.adoc",
                "기계 [line-through]#자동# 번역(machine translation)과 분산 [line-through]#시스템#(distributed system)을 쓴다.",
            ),
            (
                "글.html",
                "<p>기계 <del>자동</del> 번역(machine translation)과 분산 <s>시스템</s>(distributed system)을 쓴다.",
            ),
        ] {
            let document = Document::read(path, text).unwrap();
            let found = ordinary().extract(&document);
            assert_eq!(found.len(), 1, "{text}");
            let korean = document.shown(&found[0].korean);
            let words: Vec<&str> = korean.split_whitespace().collect();
            assert_eq!(words, ["기계", "번역"], "{text}");
        }
    }

    proptest! {
        #![proptest_config(cases(1000))]

        #[test]
        fn any_bytes_do(bytes in bytes(), encoding in encoding()) {
            if let Some(text) = decoded(bytes, encoding) {
                check(&text)?;
            }
        }

        #[test]
        fn broken_text_does(
            text in text(30),
            spoilt in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        ) {
            let mut bytes = text.into_bytes();
            for (at, byte) in spoilt {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            if let Some(text) = decoded(bytes, None) {
                check(&text)?;
            }
        }

        #[test]
        fn positions_slice_any_text(text in text(60)) {
            check(&text)?;
        }
    }

    proptest! {
        #![proptest_config(cases(100))]

        #[test]
        fn reversed_glosses_change_no_others(text in text(60)) {
            static ORDINARY: OnceLock<Extractor> = OnceLock::new();
            let document = Document::plain("t.txt", text);
            let mut all = extractor().extract(&document);
            all.retain(|one| one.korean.start < one.english.start);
            prop_assert_eq!(all, ORDINARY.get_or_init(ordinary).extract(&document));
        }
    }

    /// Were most bytes refused, or were there no pairs in what is made up here, the properties would
    /// say nothing.
    #[test]
    fn made_up_texts_have_something_to_check() {
        let mut runner = TestRunner::deterministic();
        let (mut read, mut with_pairs) = (0, 0);
        for _ in 0..200 {
            let (bytes, encoding) = (bytes(), encoding())
                .new_tree(&mut runner)
                .unwrap()
                .current();
            read += usize::from(decoded(bytes, encoding).is_some());
            let text = text(60).new_tree(&mut runner).unwrap().current();
            with_pairs += usize::from(check(&text).unwrap() > 0);
        }
        assert!(
            read > 100 && with_pairs > 100,
            "{read}, {with_pairs} of 200"
        );
    }

    proptest! {
        #![proptest_config(cases(24))]

        #[test]
        fn threads_change_nothing(
            glosses in prop::collection::vec((text(8), select(&PIECES[..5])), BATCH + 1..6 * BATCH),
        ) {
            let text: String = glosses
                .iter()
                .flat_map(|(around, gloss)| [around, "\n\n", *gloss, "을 쓴다.\n\n"])
                .collect();
            let document = Document::plain("t.txt", text);
            // Enough that the threads share it.
            prop_assert!(scan::parentheticals(&document).count() > BATCH);
            let by = |threads| {
                let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| extractor().extract(&document))
            };
            let one = by(1);
            prop_assert!(one.len() > BATCH);
            prop_assert_eq!(by(4), one);
        }
    }
}
