//! Endings of predicates (어미), for the copula and for light verbs, and what may stand behind each.

use super::chain::{self, ALSO, COPULA as IS, OBJECT, ONLY, POLITE as YO, RANGE, SUBJECT, TOPIC};
use super::first_syllable::{Row, sorted, starting};

// Sorts of stems, as bits: what a stem looks like decides which endings it takes.
/// A verb stem that ends in a vowel: 하, 되, 시키.
pub(super) const OPEN: u32 = 1;
/// One that ends in a consonant: 받.
pub(super) const CLOSED: u32 = 1 << 1;
/// The stem of the copula, written out: 이.
pub(super) const COPULA: u32 = 1 << 2;
/// The same dropped behind a vowel. It takes only the endings that are certain to be ones: not 자, 지 and 기, with which
/// more nouns end (사용자, 유지, 암호기).
pub(super) const DROPPED: u32 = 1 << 3;
/// 한, 하는, 받은, 인: may stand before a noun.
pub(super) const ADNOMINAL: u32 = 1 << 4;
/// The same before 지, 가 and 데.
pub(super) const QUESTION: u32 = 1 << 5;
/// 한 and 받는 before 다.
pub(super) const DECLARATIVE: u32 = 1 << 6;
/// 할, 받을, 일.
pub(super) const PROSPECTIVE: u32 = 1 << 7;
/// 함, 받음, 임: a noun, with its particles.
pub(super) const NOMINAL: u32 = 1 << 8;
/// 합, 입 before 니다.
pub(super) const FORMAL: u32 = 1 << 9;
/// 십 before 시오.
const REQUEST: u32 = 1 << 10;
/// 해, 받아, 이어 before 서, 도 and 야.
pub(super) const INFINITIVE: u32 = 1 << 11;
/// The same where it may end the word, or be followed by an auxiliary (한글 맞춤법, article 47, allows both spellings).
pub(super) const AUXILIARY: u32 = 1 << 12;
/// 했, 받았, 였, 하겠.
pub(super) const PAST: u32 = 1 << 13;
/// 이에, 예, 하세 before 요.
pub(super) const POLITE: u32 = 1 << 14;
/// 이라, 라.
pub(super) const QUOTED: u32 = 1 << 15;

const VERB: u32 = OPEN | CLOSED;
/// Stems with which a word may end.
const WHOLE: u32 = ADNOMINAL | PROSPECTIVE | NOMINAL | AUXILIARY | QUOTED;
/// Stems before the endings of statements that are quoted: 하다고, 한다고, 했다고.
const SAID: u32 = OPEN | DECLARATIVE | PAST;
const PLAIN: u32 = TOPIC | ALSO | ONLY;

/// What stands behind an ending.
#[derive(Clone, Copy)]
enum Then {
    /// It is the last one; particles of these sorts may stand behind it.
    Particles(u32),
    /// More endings, those that a stem of these sorts takes.
    Stem(u32),
}

use Then::{Particles, Stem};

/// Each ending with the sorts of stems behind which it stands. An ending that drops its 으 behind a vowel is listed in
/// both forms.
const ENDINGS: &[Row<(u32, Then)>] = &[
    // Tense, intention and respect, which take further endings.
    ("겠", (VERB | PAST | COPULA, Stem(PAST))),
    ("었", (PAST, Stem(PAST))),
    ("시", (OPEN | COPULA, Stem(OPEN))),
    (
        "신",
        (OPEN | COPULA, Stem(ADNOMINAL | QUESTION | DECLARATIVE)),
    ),
    ("실", (OPEN | COPULA, Stem(PROSPECTIVE))),
    ("심", (OPEN | COPULA, Stem(NOMINAL))),
    ("십", (OPEN | COPULA, Stem(FORMAL | REQUEST))),
    ("셔", (OPEN | COPULA, Stem(INFINITIVE | AUXILIARY))),
    ("셨", (OPEN | COPULA, Stem(PAST))),
    ("세", (OPEN | COPULA, Stem(POLITE))),
    ("으시", (CLOSED, Stem(OPEN))),
    ("으신", (CLOSED, Stem(ADNOMINAL | QUESTION))),
    ("으실", (CLOSED, Stem(PROSPECTIVE))),
    ("으십", (CLOSED, Stem(FORMAL | REQUEST))),
    ("으셨", (CLOSED, Stem(PAST))),
    ("으세", (CLOSED, Stem(POLITE))),
    // Before a noun, and as one.
    ("는", (OPEN, Stem(ADNOMINAL | QUESTION))),
    ("는", (CLOSED, Stem(ADNOMINAL | QUESTION | DECLARATIVE))),
    ("는", (PAST, Stem(QUESTION))),
    ("은", (CLOSED, Stem(ADNOMINAL | QUESTION))),
    ("을", (CLOSED | PAST, Stem(PROSPECTIVE))),
    ("음", (CLOSED | PAST, Stem(NOMINAL))),
    ("던", (VERB | PAST | COPULA, Stem(ADNOMINAL | QUESTION))),
    ("기", (VERB | PAST | COPULA, Particles(chain::NOMINAL))),
    ("지", (QUESTION | PROSPECTIVE, Particles(chain::QUESTION))),
    ("가", (QUESTION, Particles(chain::QUESTION))),
    ("까", (PROSPECTIVE, Particles(chain::QUESTION))),
    ("느냐", (VERB | PAST, Particles(chain::QUESTION))),
    ("느냐고", (VERB | PAST, Particles(0))),
    ("냐", (COPULA, Particles(chain::QUESTION))),
    ("냐고", (COPULA, Particles(0))),
    ("데", (QUESTION, Particles(ALSO | YO))),
    // Statements, and statements as they are quoted.
    (
        "다",
        (VERB | PAST | COPULA | DROPPED | DECLARATIVE, Particles(0)),
    ),
    ("다고", (SAID, Particles(PLAIN | RANGE | YO))),
    ("다는", (SAID, Particles(0))),
    ("다면", (SAID, Particles(0))),
    ("다며", (SAID, Particles(0))),
    ("다던", (SAID, Particles(0))),
    ("다거나", (SAID, Particles(0))),
    ("다든지", (SAID, Particles(0))),
    ("다지만", (SAID, Particles(0))),
    ("다기보다", (SAID, Particles(TOPIC))),
    ("다가", (VERB | PAST, Particles(TOPIC | ALSO))),
    ("다시피", (VERB, Particles(0))),
    ("습니다", (CLOSED | PAST, Particles(0))),
    ("습니다만", (CLOSED | PAST, Particles(0))),
    ("습니까", (CLOSED | PAST, Particles(0))),
    ("니다", (FORMAL, Particles(0))),
    ("니다만", (FORMAL, Particles(0))),
    ("니까", (FORMAL, Particles(0))),
    ("시다", (FORMAL, Particles(0))),
    ("시오", (REQUEST, Particles(0))),
    ("어요", (PAST, Particles(0))),
    ("요", (POLITE | INFINITIVE, Particles(0))),
    ("네", (VERB | PAST | COPULA, Particles(0))),
    ("네요", (VERB | PAST | COPULA | DROPPED, Particles(0))),
    ("군요", (OPEN | PAST | COPULA | DROPPED, Particles(0))),
    ("는군요", (VERB, Particles(0))),
    ("나요", (VERB | PAST, Particles(0))),
    ("죠", (VERB | PAST | COPULA | DROPPED, Particles(0))),
    ("잖아", (VERB | PAST | COPULA | DROPPED, Particles(YO))),
    ("잖습니까", (VERB | PAST | COPULA | DROPPED, Particles(0))),
    ("거든", (VERB | PAST | COPULA | DROPPED, Particles(YO))),
    ("구나", (PAST | COPULA | DROPPED, Particles(0))),
    ("는구나", (VERB, Particles(0))),
    ("걸", (ADNOMINAL | PROSPECTIVE, Particles(YO))),
    // Commands as they are quoted.
    ("라", (OPEN, Particles(0))),
    ("으라", (CLOSED, Particles(0))),
    ("라고", (OPEN, Particles(PLAIN | YO))),
    ("으라고", (CLOSED, Particles(PLAIN | YO))),
    ("라는", (OPEN, Particles(0))),
    ("으라는", (CLOSED, Particles(0))),
    ("게요", (PROSPECTIVE, Particles(0))),
    // Between clauses.
    ("고", (VERB | PAST | COPULA, Particles(PLAIN | YO))),
    ("고", (DROPPED, Particles(0))),
    ("곤", (VERB, Particles(0))),
    ("고서", (VERB, Particles(TOPIC | ALSO))),
    ("고자", (VERB, Particles(0))),
    ("며", (OPEN | COPULA | DROPPED, Particles(0))),
    ("으며", (CLOSED | PAST, Particles(0))),
    ("면", (OPEN | COPULA | DROPPED, Particles(0))),
    ("으면", (CLOSED | PAST, Particles(0))),
    (
        "면서",
        (OPEN | COPULA | DROPPED, Particles(TOPIC | ALSO | RANGE)),
    ),
    ("으면서", (CLOSED | PAST, Particles(TOPIC | ALSO | RANGE))),
    ("므로", (OPEN | COPULA | DROPPED, Particles(0))),
    ("으므로", (CLOSED | PAST, Particles(0))),
    ("니", (OPEN | COPULA, Particles(0))),
    ("으니", (CLOSED | PAST, Particles(0))),
    ("니까", (OPEN | COPULA | DROPPED, Particles(TOPIC | YO))),
    ("으니까", (CLOSED | PAST, Particles(TOPIC | YO))),
    ("나", (OPEN | COPULA, Particles(0))),
    ("으나", (CLOSED | PAST, Particles(0))),
    ("려", (OPEN, Particles(0))),
    ("으려", (CLOSED, Particles(0))),
    ("려고", (OPEN, Particles(PLAIN))),
    ("으려고", (CLOSED, Particles(PLAIN))),
    ("려면", (OPEN, Particles(0))),
    ("으려면", (CLOSED, Particles(0))),
    ("려는", (OPEN, Particles(0))),
    ("으려는", (CLOSED, Particles(0))),
    ("려던", (OPEN, Particles(0))),
    ("으려던", (CLOSED, Particles(0))),
    ("러", (OPEN, Particles(0))),
    ("으러", (CLOSED, Particles(0))),
    (
        "지",
        (
            VERB | PAST | COPULA,
            Particles(SUBJECT | OBJECT | TOPIC | ALSO | YO),
        ),
    ),
    ("지요", (DROPPED, Particles(0))),
    ("지만", (VERB | PAST | COPULA | DROPPED, Particles(0))),
    ("게", (VERB, Particles(PLAIN | RANGE | YO))),
    ("되", (OPEN, Particles(0))),
    ("듯", (VERB | PAST, Particles(0))),
    ("듯이", (VERB | PAST, Particles(0))),
    ("게끔", (VERB, Particles(0))),
    ("도록", (VERB, Particles(PLAIN | RANGE))),
    ("거나", (VERB | PAST | COPULA | DROPPED, Particles(0))),
    ("든", (VERB | PAST | COPULA, Particles(0))),
    ("든지", (VERB | PAST | COPULA, Particles(0))),
    ("든가", (VERB | PAST | COPULA, Particles(0))),
    ("더라도", (VERB | PAST | COPULA, Particles(0))),
    ("더니", (VERB | PAST | COPULA, Particles(0))),
    ("더라", (VERB | PAST | COPULA, Particles(0))),
    ("더라고", (VERB | PAST | COPULA, Particles(YO))),
    ("더라면", (PAST, Particles(0))),
    ("더군요", (VERB | PAST | COPULA, Particles(0))),
    ("니만큼", (OPEN | COPULA, Particles(0))),
    ("건만", (VERB | PAST | COPULA, Particles(0))),
    ("자", (VERB | COPULA, Particles(0))),
    ("자고", (VERB, Particles(PLAIN))),
    ("자는", (VERB, Particles(0))),
    ("자면", (VERB, Particles(0))),
    ("자마자", (VERB, Particles(0))),
    ("수록", (PROSPECTIVE, Particles(TOPIC | ALSO))),
    ("지라도", (PROSPECTIVE, Particles(0))),
    ("지언정", (PROSPECTIVE, Particles(0))),
    ("뿐더러", (PROSPECTIVE, Particles(0))),
    ("는지", (PROSPECTIVE, Particles(chain::QUESTION))),
    ("어도", (PAST, Particles(0))),
    ("어야", (PAST, Particles(ONLY))),
    // Behind 해 and 이어.
    ("서", (INFINITIVE, Particles(PLAIN | RANGE | YO | IS))),
    ("도", (INFINITIVE, Particles(YO))),
    ("야", (INFINITIVE, Particles(ONLY))),
    ("야지", (INFINITIVE, Particles(ONLY | YO))),
    ("야겠", (INFINITIVE, Stem(PAST))),
    // Auxiliaries written to the verb: 해주다, 해보다, 해두다, 해지다, 해오다, 되어있다.
    ("주", (AUXILIARY, Stem(OPEN))),
    ("준", (AUXILIARY, Stem(ADNOMINAL | QUESTION | DECLARATIVE))),
    ("줄", (AUXILIARY, Stem(PROSPECTIVE))),
    ("줌", (AUXILIARY, Stem(NOMINAL))),
    ("줍", (AUXILIARY, Stem(FORMAL))),
    ("줘", (AUXILIARY, Stem(INFINITIVE | AUXILIARY))),
    ("주어", (AUXILIARY, Stem(INFINITIVE | AUXILIARY))),
    ("줬", (AUXILIARY, Stem(PAST))),
    ("주었", (AUXILIARY, Stem(PAST))),
    ("보", (AUXILIARY, Stem(OPEN))),
    ("본", (AUXILIARY, Stem(ADNOMINAL | QUESTION | DECLARATIVE))),
    ("볼", (AUXILIARY, Stem(PROSPECTIVE))),
    ("봅", (AUXILIARY, Stem(FORMAL))),
    ("봐", (AUXILIARY, Stem(INFINITIVE | AUXILIARY))),
    ("봤", (AUXILIARY, Stem(PAST))),
    ("보았", (AUXILIARY, Stem(PAST))),
    ("두", (AUXILIARY, Stem(OPEN))),
    ("둔", (AUXILIARY, Stem(ADNOMINAL | QUESTION | DECLARATIVE))),
    ("둘", (AUXILIARY, Stem(PROSPECTIVE))),
    ("둡", (AUXILIARY, Stem(FORMAL))),
    ("두었", (AUXILIARY, Stem(PAST))),
    ("지", (AUXILIARY, Stem(OPEN))),
    ("진", (AUXILIARY, Stem(ADNOMINAL | QUESTION | DECLARATIVE))),
    ("질", (AUXILIARY, Stem(PROSPECTIVE))),
    ("짐", (AUXILIARY, Stem(NOMINAL))),
    ("집", (AUXILIARY, Stem(FORMAL))),
    ("져", (AUXILIARY, Stem(INFINITIVE | AUXILIARY))),
    ("졌", (AUXILIARY, Stem(PAST))),
    ("온", (AUXILIARY, Stem(ADNOMINAL))),
    ("왔", (AUXILIARY, Stem(PAST))),
    ("있", (AUXILIARY, Stem(CLOSED | DECLARATIVE))),
    ("있어", (AUXILIARY, Stem(INFINITIVE | AUXILIARY))),
    ("있었", (AUXILIARY, Stem(PAST))),
    // Behind 이라.
    ("서", (QUOTED, Particles(PLAIN | YO))),
    ("고", (QUOTED, Particles(PLAIN | RANGE | YO))),
    ("곤", (QUOTED, Particles(0))),
    ("는", (QUOTED, Particles(0))),
    ("는데", (QUOTED, Particles(ALSO))),
    ("면", (QUOTED, Particles(0))),
    ("며", (QUOTED, Particles(0))),
    ("던", (QUOTED, Particles(0))),
    ("니", (QUOTED, Particles(0))),
    ("니까", (QUOTED, Particles(YO))),
    ("네", (QUOTED, Particles(YO))),
    ("던데", (QUOTED, Particles(YO))),
    ("든가", (QUOTED, Particles(0))),
    ("든지", (QUOTED, Particles(0))),
    ("거나", (QUOTED, Particles(0))),
    ("지만", (QUOTED, Particles(0))),
    ("야", (QUOTED, Particles(ONLY))),
    ("기보다", (QUOTED, Particles(TOPIC))),
];

static TABLE: [Row<(u32, Then)>; ENDINGS.len()] = sorted(ENDINGS);

/// Whether `text` is what a `stem` of these sorts takes: endings, with their particles, up to its end. Nothing is
/// enough where the stem may end a word.
pub(super) fn follows(text: &str, stem: &str, sorts: u32) -> bool {
    if text.is_empty() {
        return sorts & WHOLE != 0;
    }
    if sorts & NOMINAL != 0 && chain::follows(text, stem, chain::NOMINAL) {
        return true;
    }
    starting(&TABLE, text)
        .iter()
        .any(|(ending, (behind, then))| {
            behind & sorts != 0
                && text.strip_prefix(ending).is_some_and(|rest| match *then {
                    Particles(particles) => chain::follows(rest, ending, particles),
                    Stem(more) => follows(rest, ending, more),
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_ask_for_their_stems() {
        assert!(follows("으면", "받", CLOSED) && !follows("으면", "하", OPEN));
        assert!(follows("면", "하", OPEN) && !follows("면", "받", CLOSED));
        assert!(follows("다", "한", DECLARATIVE) && !follows("다", "인", QUESTION));
        assert!(follows("", "한", ADNOMINAL) && !follows("", "했", PAST));
    }

    #[test]
    fn a_verb_made_a_noun_takes_particles() {
        for text in ["으로써", "을", "에도", "에", "은", "이다"] {
            assert!(follows(text, "함", NOMINAL), "{text}");
        }
        for text in ["를", "로써", "께", "다"] {
            assert!(!follows(text, "함", NOMINAL), "{text}");
        }
    }
}
