//! The form under which a dictionary lists a term that is an inflected predicate: 초기화하다 of 초기화하는.
//!
//! The dictionary of morphemes says of contracted forms what they are made of (된 = 되 + ㄴ, 쉬운 = 쉽 + ㄴ), and that
//! gives the stem, irregular verbs included. But it reads a word without its neighbours, and finds verbs in names
//! (소노라 = 소노 + 이 + 라). So a reading is taken only if it is built as predicates are, ends in an ending of today's
//! written Korean, and leaves no doubt about the stem. A wrong lemma is worse in a termbase than none.

use super::Worker;
use super::entry::{Lookup, Part, Piece, UNKNOWN, spelled};
use super::syllable::{A, AE, B, EU, I, N, O, OE, U, UI, WAE, WEO, WI, YA, YEO, jamo, syllable};

/// Endings that are believed. A consonant stands for the one that ends the syllable before.
const ENDINGS: [&str; 4] = [
    // that modify a noun
    "ㄴ 은 는 ㄹ 을 던 다는 ㄴ다는 는다는 려는 으려는",
    // that join clauses
    "고 며 으며 면 으면 아 어 여 서 아서 어서 여서 게 지 도록 거나 면서 으면서 지만 든지 는데 ㄴ데 은데 ㄴ지 은지 는지",
    "려 으려 려고 으려고 려면 으려면 려거나 으려거나 아야 어야 여야 아도 어도 여도 다고 ㄴ다고 는다고",
    // that end a sentence
    "다 ㄴ다 는다 ㅂ니다 습니다 아요 어요 여요 네요 지요 세요 으세요 십시오 으십시오 아라 어라 여라",
];

/// Endings that join a verb to one behind it: 만들어 보다, 쓰고 있다, 쓰지 않다.
const JOINING: [&str; 9] = ["아", "어", "여", "고", "지", "게", "아야", "어야", "여야"];

/// Verbs and suffixes that make a predicate of the noun before them.
const LIGHT: [&str; 10] = [
    "하", "되", "시키", "당하", "받", "스럽", "롭", "있", "없", "같",
];

/// Forms of 하다 and 되다 that are seen in any word, with their stem.
const PLAIN: [(&str, &str); 15] = [
    ("한", "하"),
    ("하는", "하"),
    ("하고", "하"),
    ("하며", "하"),
    ("하면", "하"),
    ("하게", "하"),
    ("하지", "하"),
    ("하여", "하"),
    ("합니다", "하"),
    ("된", "되"),
    ("되는", "되"),
    ("되고", "되"),
    ("되며", "되"),
    ("되면", "되"),
    ("됩니다", "되"),
];

impl Worker {
    /// The citation form of a Korean term whose last word is an inflected predicate: its stem with 다, and all that
    /// stands before the stem as it is written (이해하기 쉽다 of 이해하기 쉬운). `None` of nouns, of a term that is in
    /// this form already (없다), and where the dictionary leaves a doubt.
    pub fn citation(&mut self, term: &str) -> Option<String> {
        let at = term.rfind(' ').map_or(0, |space| space + 1);
        let (before, word) = term.split_at(at);
        let last = word.chars().next_back()?;
        if !may_end_a_predicate(last) {
            return None;
        }
        let lemma = self.lemma(word, at == 0).or_else(|| {
            // The dictionary has 폅니다 not, but 펴고.
            let plain = without_politeness(word)?;
            self.lemma(&plain, at == 0)
        })?;
        Some(format!("{before}{lemma}")).filter(|lemma| lemma != term)
    }

    /// That of a single word; `alone` if it is the whole term.
    fn lemma(&mut self, word: &str, alone: bool) -> Option<String> {
        let tokens = self.segmenter.segment(word).ok()?;
        let dictionary = tokens.first()?.dictionary;
        let lookup = Lookup(dictionary);
        let pieces: Vec<Piece<'_>> = tokens.iter().map(|token| Piece::new(token, word)).collect();
        lookup
            .read(word, &pieces, alone)
            .or_else(|| lookup.read_as_noun(word, &pieces))
    }
}

impl<'a> Lookup<'a> {
    /// The lemma by what the dictionary reads in a word.
    fn read(&self, word: &str, pieces: &[Piece<'a>], alone: bool) -> Option<String> {
        let parts: Vec<Part<'_>> = pieces
            .iter()
            .flat_map(|piece| piece.entry.parts(piece.surface))
            .collect();
        let stem = parts.iter().rposition(|part| !part.is_ending())?;
        let (predicate, endings) = (parts[stem], &parts[stem + 1..]);
        let last = endings.last()?;
        let ending = spelled(last.form);
        if !predicate.is_predicate()
            || last.tag == "ETN"
            || !is_believed(&ending)
            || !pieces.iter().all(Piece::is_written_in_full)
        {
            return None;
        }
        // The piece that the stem is in, and its place there.
        let mut first = 0;
        let piece = pieces.iter().find(|piece| {
            let next = first + piece.entry.parts(piece.surface).count();
            let found = stem < next;
            if !found {
                first = next;
            }
            found
        })?;
        let before = piece.start + self.before(piece, stem - first)?;
        let before = &word[..before];
        let surface = &word[before.len()..];
        let stands_alone = piece.entry.expression == "*";
        let alone = alone && before.is_empty();
        let noun = pieces
            .iter()
            .take_while(|other| other.start < piece.start)
            .last();
        if is_doubtful(predicate, endings, surface, stands_alone, alone)
            || self.is_something_else(word, &ending, predicate, piece)
            || surface == "한" && noun.is_some_and(|noun| self.is_compound(noun.surface))
        {
            return None;
        }
        let form = if stem == first {
            self.settle(before, piece, predicate, endings[0])?
        } else {
            predicate.form
        };
        let whole = format!("{before}{form}");
        let sound = stands(&parts[..stem], predicate, surface)
            || self.is_stem(&whole) && parts[..stem].iter().all(|part| part.is_nominal());
        sound.then(|| whole + "다")
    }

    /// The lemma of a noun with 하다 or 되다 that the dictionary reads otherwise: 안전한 as 안 + 전한.
    fn read_as_noun(&self, word: &str, pieces: &[Piece<'a>]) -> Option<String> {
        if self.is_noun(word) {
            return None;
        }
        PLAIN.iter().find_map(|(tail, stem)| {
            let noun = word.strip_suffix(tail)?;
            // Names end in 한, and so do nouns with 권한.
            let is_name = *tail == "한" && (pieces.len() == 1 || self.is_compound(noun));
            let is_noun = noun.chars().count() > 1 && !is_name && self.is_noun_or_root(noun);
            is_noun.then(|| format!("{noun}{stem}다"))
        })
    }
}

fn is_believed(ending: &str) -> bool {
    ENDINGS
        .iter()
        .any(|endings| endings.split(' ').any(|one| one == ending))
}

/// Whether a predicate may stand behind these parts of the same word. `surface` is the word from the predicate on.
fn stands(before: &[Part<'_>], predicate: Part<'_>, surface: &str) -> bool {
    let Some((last, rest)) = before.split_last() else {
        return true;
    };
    if last.is_ending() {
        // 만들 + 어 + 보: what stands before is a predicate in its own right.
        let Some((verb, rest)) = rest.split_last() else {
            return false;
        };
        return matches!(predicate.tag, "VV" | "VX")
            && JOINING.contains(&&*spelled(last.form))
            && verb.is_predicate()
            && stands(rest, *verb, verb.form);
    }
    if !before.iter().all(|part| part.is_nominal()) {
        return false;
    }
    if predicate.tag == "VCP" {
        return last.form.ends_with('적') && before.len() + last.form.chars().count() > 2
            || last.form == "중" && last.tag.starts_with("NNB");
    }
    // Of what nobody knows, 한 may be the end.
    LIGHT.contains(&predicate.form)
        && (last.tag != UNKNOWN || surface.chars().count() > 1 || surface == "된")
}

/// Whether the reading is one that names and nouns get by accident. `surface` is the word from the predicate on;
/// `stands_alone` says that the stem is written as it is, and not contracted with its ending; `alone`, that it begins the
/// term.
fn is_doubtful(
    predicate: Part<'_>,
    endings: &[Part<'_>],
    surface: &str,
    stands_alone: bool,
    alone: bool,
) -> bool {
    let Some((last, others)) = endings.split_last() else {
        return true;
    };
    let syllables = surface.chars().count();
    let is_light = LIGHT.contains(&predicate.form);
    let honours = || {
        others
            .iter()
            .any(|ending| matches!(ending.form, "시" | "으시"))
    };
    match &*spelled(last.form) {
        // 빨 and 에일.
        "ㄹ" => !is_light,
        // 칸다.
        "ㄴ다" => alone && syllables <= 2 && !is_light,
        // 보리지.
        "지" => alone && !is_light && !(stands_alone && others.is_empty()),
        // 서 is 아서 behind 가 and 켜.
        "서" => !stands_alone,
        // 돌아가시다 is listed.
        "다" => honours(),
        "아" | "어" => {
            // 와 and 해 by themselves, 흑해, 가시어, 자연스레, 팔로워.
            syllables == 1 && surface != "돼"
                || matches!(surface, "스레" | "로워")
                || honours()
                // 배리 + 어 would be 배려.
                || stands_alone && others.is_empty() && !stands_before_a_vowel(predicate.form)
        }
        _ => false,
    }
}

impl Lookup<'_> {
    /// Whether the word is, or may be, something else than this predicate with its endings.
    fn is_something_else(
        &self,
        word: &str,
        ending: &str,
        predicate: Part<'_>,
        piece: &Piece<'_>,
    ) -> bool {
        let listed = |stem: &str| self.is_stem(stem);
        let stem = word.strip_suffix('다');
        match ending {
            // 푸다 is listed, though it may be said of 풀다.
            "다" => return stem.is_some_and(listed),
            // 안다 is 안 + 다, or 알 + ㄴ다.
            "ㄴ다" => {
                return stem.is_some_and(|stem| stem.ends_with(['안', '신']) && listed(stem));
            }
            // 작은 and 적은 are no nouns, whatever the dictionary says.
            "은" if predicate.tag == "VA" && piece.surface == predicate.form => return false,
            _ => {}
        }
        self.is_noun(word)
    }
}

/// Whether 아 or 어 stays a syllable of its own behind this stem: 먹어, 되어, but 배려 of 배리.
fn stands_before_a_vowel(stem: &str) -> bool {
    let Some((_, vowel, last)) = stem.chars().next_back().and_then(jamo) else {
        return false;
    };
    last != 0 || [OE, WI, UI].contains(&vowel) || vowel == I && stem.chars().count() == 1
}

/// `펴고` for `폅니다`.
fn without_politeness(word: &str) -> Option<String> {
    let stem = word.strip_suffix("니다")?;
    let last = stem.chars().next_back()?;
    let (initial, vowel, B) = jamo(last)? else {
        return None;
    };
    let mut plain = stem[..stem.len() - last.len_utf8()].to_owned();
    plain.push(syllable(initial, vowel, 0));
    plain.push('고');
    Some(plain)
}

/// Whether a word that ends in this character may be an inflected predicate that is believed. It spares the dictionary
/// two nouns of three.
fn may_end_a_predicate(last: char) -> bool {
    jamo(last).is_some_and(|(_, vowel, consonant)| match consonant {
        0 => {
            [YEO, WAE, WEO].contains(&vowel)
                || "가게고나내네다데라러며봐서써아어와요지해".contains(last)
        }
        // 된, 큰, 쉬운; but 버전, 화면, 위원, 세션.
        N => [A, AE, YA, O, OE, U, WI, EU, UI, I].contains(&vowel) || "던먼면선".contains(last),
        _ => "할될킬을록".contains(last),
    })
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::morphology::Analyser;

    fn check(cases: &[(&str, &str)]) {
        let mut worker = Analyser::new(None)
            .expect("the built-in dictionary")
            .worker();
        for &(term, lemma) in cases {
            let found = worker.citation(term);
            assert_eq!(found.as_deref().unwrap_or_default(), lemma, "{term}");
        }
    }

    #[test]
    fn predicates_have_one() {
        check(&[
            ("학습된", "학습되다"),
            ("초기화하는", "초기화하다"),
            ("동기화합니다", "동기화하다"),
            ("인코딩한", "인코딩하다"),
            ("자연스러운", "자연스럽다"),
            ("도달 가능한", "도달 가능하다"),
            ("제대로 정의되지 않았다", "제대로 정의되지 않다"),
            ("열거할 수 없습니다", "열거할 수 없다"),
            ("비어 있다는", "비어 있다"),
            ("가치있는", "가치있다"),
            ("할당할", "할당하다"),
            ("섞는", "섞다"),
            ("쌓고", "쌓다"),
            ("찾지", "찾다"),
            ("작은", "작다"),
            ("느슨하게 결합된", "느슨하게 결합되다"),
            ("스레드 안전한", "스레드 안전하다"),
            ("일관된", "일관되다"),
        ]);
    }

    #[test]
    fn contracted_and_irregular_stems_are_made_whole() {
        check(&[
            ("이해하기 쉬운", "이해하기 쉽다"),
            ("가까운", "가깝다"),
            ("도우며", "돕다"),
            ("지으며", "짓다"),
            ("하얀", "하얗다"),
            ("흐르는", "흐르다"),
            ("흘러", "흐르다"),
            ("가져와", "가져오다"),
            ("닫힌", "닫히다"),
            ("감쌉니다", "감싸다"),
            ("폅니다", "펴다"),
            ("내보낸", "내보내다"),
            ("안 된다", "안 되다"),
        ]);
    }

    #[test]
    fn the_last_of_several_verbs_is_cited() {
        check(&[
            ("만들어보고", "만들어보다"),
            ("덮어써서", "덮어쓰다"),
            ("미리 준비해둔", "미리 준비해두다"),
            ("복잡해졌네요", "복잡해지다"),
            ("다시 던져진", "다시 던져지다"),
        ]);
    }

    #[test]
    fn of_two_stems_the_one_that_is_meant_or_none() {
        check(&[
            ("만드는", "만들다"),
            ("아는", "알다"),
            ("푸는", "풀다"),
            ("함께 쓰는", "함께 쓰다"),
            ("끝나는지", "끝나다"),
            ("막고", "막다"),
            // 살다 or 사다, 들다 or 듣다, 걸다 or 걷다.
            ("사는", ""),
            ("들어", ""),
            ("걸은", ""),
        ]);
    }

    #[test]
    fn the_copula_has_one_behind_적_and_중() {
        check(&[
            ("선형적인", "선형적이다"),
            ("보류중인", "보류중이다"),
            ("법적인", "법적이다"),
            ("메인", ""),
            ("믹스인", ""),
            ("함수인", ""),
        ]);
    }

    #[test]
    fn nouns_have_none() {
        check(
            &[
                "광고",
                "보고",
                "최종 보고",
                "요리",
                "은하",
                "시간대",
                "다리",
                "바다",
                "순서대로",
                "문서",
                "언어",
                "경고",
                "채우기",
                "비우기",
                "묶음",
                "확인",
                "접근권한",
                "산업재해",
                "올리브 그린",
                "밀도",
                "에너지",
            ]
            .map(|noun| (noun, "")),
        );
    }

    #[test]
    fn names_and_loanwords_in_which_the_dictionary_finds_verbs_have_none() {
        check(
            &[
                "소노라",
                "동갈라",
                "헥사곤",
                "옵티마이저",
                "드롭다운",
                "패트릭 모리시",
                "라이언 진케",
                "마케터",
                "배리어",
                "칸다",
                "푸시아",
                "에일",
                "팔로워",
                "전망치",
                "홍해",
                "국제해사기구",
            ]
            .map(|name| (name, "")),
        );
    }

    #[test]
    fn a_term_in_this_form_has_no_other() {
        check(
            &[
                "없다",
                "설명하다",
                "알 수 없다",
                "푸다",
                "안다",
                "돌아가시다",
                "",
                " ",
            ]
            .map(|term| (term, "")),
        );
    }
}
