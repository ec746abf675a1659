//! Particles, and which may stand behind which: 에서는, 으로부터의, but never 도를.
//!
//! Case particles come before those that only add a meaning (도, 만, 까지, 은); 이, 을, 의, 은 and 도 close the chain.
//! Which pairs occur is told by the examples of 표준국어대사전.
//!
//! 는 melts into what ends in a vowel (에선 for 에서는, 한글 맞춤법, article 33), and closes the chain. The melted forms are
//! listed, but for those that are nouns or ends of nouns: 론 for 로는 (방법론), 관 and 완 for 과는 and 와는.

use super::alternation::Alternation::{
    self, Direction, DirectionTopic, Fixed, Linking, LinkingOrCopula, Object, Subject, Topic, With,
};
use super::first_syllable::{Row, sorted, starting};
use super::{copula, final_sound};

// Sorts of particles, as bits: what a particle is, and what may stand behind it.
pub(super) const SUBJECT: u32 = 1;
pub(super) const OBJECT: u32 = 1 << 1;
pub(super) const GENITIVE: u32 = 1 << 2;
pub(super) const TOPIC: u32 = 1 << 3;
/// 도.
pub(super) const ALSO: u32 = 1 << 4;
/// 만.
pub(super) const ONLY: u32 = 1 << 5;
/// 에, 에서.
pub(super) const PLACE: u32 = 1 << 6;
/// 에게, 한테, 께: behind whoever receives, so never behind a nominalized verb (함께 is a word of its own).
pub(super) const RECEIVER: u32 = 1 << 7;
/// 으로, 으로서, 으로써, 으로부터.
pub(super) const DIRECTION: u32 = 1 << 8;
/// 와, 랑, 하고.
pub(super) const COMPANY: u32 = 1 << 9;
/// 처럼, 만큼, 보다.
pub(super) const LIKE: u32 = 1 << 10;
/// 까지, 부터.
pub(super) const RANGE: u32 = 1 << 11;
/// 조차, 마저.
pub(super) const EVEN: u32 = 1 << 12;
/// 밖에.
pub(super) const BUT: u32 = 1 << 13;
/// 뿐.
pub(super) const MERELY: u32 = 1 << 14;
/// 이나, 이라도, 이든지, 이야말로, 이란.
pub(super) const ANY: u32 = 1 << 15;
/// 커녕.
pub(super) const LET_ALONE: u32 = 1 << 16;
/// 마다, 대로, 치고, 따라.
pub(super) const EACH: u32 = 1 << 17;
/// 요.
pub(super) const POLITE: u32 = 1 << 18;
/// 이며 between nouns, 이여 of address: right behind the noun only.
const NOUN_ONLY: u32 = 1 << 19;
/// The copula: 에서다, 까지입니다.
pub(super) const COPULA: u32 = 1 << 20;

/// 대한, 의해, 따라 and 위해: verbs with which 에, 을 and 으로 make one particle. They are often written to it, against article 42.
const OF_PLACE: u32 = 1 << 21;
const OF_OBJECT: u32 = 1 << 22;
const OF_DIRECTION: u32 = 1 << 23;

/// Everything that may stand behind a noun.
pub(super) const NOUN: u32 = !(OF_PLACE | OF_OBJECT | OF_DIRECTION);
/// What may stand behind a nominalized verb: 함, 하기.
pub(super) const NOMINAL: u32 = NOUN & !RECEIVER & !NOUN_ONLY;
/// What may stand behind a clause that asks: 인지, 할까.
pub(super) const QUESTION: u32 =
    SUBJECT | OBJECT | GENITIVE | TOPIC | ALSO | ONLY | PLACE | COMPANY | DIRECTION | ANY | POLITE;

/// What adds a meaning behind a case particle.
const ADDED: u32 =
    GENITIVE | TOPIC | ALSO | ONLY | RANGE | EVEN | BUT | ANY | LET_ALONE | POLITE | COPULA;
const PLAIN: u32 = TOPIC | ALSO | ONLY;

#[derive(Clone, Copy)]
pub(super) struct Particle {
    sort: u32,
    /// The sorts that may stand behind it.
    before: u32,
    alternation: Alternation,
}

const fn row(
    text: &'static str,
    sort: u32,
    before: u32,
    alternation: Alternation,
) -> Row<Particle> {
    (
        text,
        Particle {
            sort,
            before,
            alternation,
        },
    )
}

const PARTICLES: &[Row<Particle>] = &[
    row("이", SUBJECT, 0, Subject),
    row("가", SUBJECT, 0, Subject),
    row("께서", RECEIVER, PLAIN, Fixed),
    row("께선", RECEIVER, 0, Fixed),
    row("을", OBJECT, OF_OBJECT, Object),
    row("를", OBJECT, OF_OBJECT, Object),
    row("의", GENITIVE, 0, Fixed),
    row("은", TOPIC, POLITE, Topic),
    row("는", TOPIC, POLITE, Topic),
    row("도", ALSO, POLITE, Fixed),
    // 에요 and 에이다 are no words.
    row("에", PLACE, (ADDED & !COPULA & !POLITE) | OF_PLACE, Fixed),
    row("에다", PLACE, 0, Fixed),
    row("에다가", PLACE, TOPIC | ALSO, Fixed),
    row("엔", PLACE, 0, Fixed),
    row("에서", PLACE, ADDED | LIKE, Fixed),
    row("에선", PLACE, 0, Fixed),
    row("에게", RECEIVER, ADDED | LIKE, Fixed),
    row("에겐", RECEIVER, 0, Fixed),
    row("에게서", RECEIVER, ADDED | LIKE, Fixed),
    row("에게선", RECEIVER, 0, Fixed),
    row("에게로", RECEIVER, PLAIN | GENITIVE | RANGE, Fixed),
    row("한테", RECEIVER, ADDED | LIKE, Fixed),
    row("한텐", RECEIVER, 0, Fixed),
    row("한테서", RECEIVER, ADDED | LIKE, Fixed),
    row("한테선", RECEIVER, 0, Fixed),
    row("께", RECEIVER, ADDED, Fixed),
    row("더러", RECEIVER, PLAIN, Fixed),
    row(
        "으로",
        DIRECTION,
        (ADDED & !COPULA & !POLITE) | OF_DIRECTION,
        Direction,
    ),
    row(
        "로",
        DIRECTION,
        (ADDED & !COPULA & !POLITE) | OF_DIRECTION,
        Direction,
    ),
    row("으론", DIRECTION, 0, DirectionTopic),
    row("으로서", DIRECTION, ADDED | LIKE, Direction),
    row("로서", DIRECTION, ADDED | LIKE, Direction),
    row("으로선", DIRECTION, 0, Direction),
    row("로선", DIRECTION, 0, Direction),
    row("으로써", DIRECTION, ADDED, Direction),
    row("로써", DIRECTION, ADDED, Direction),
    row("으로썬", DIRECTION, 0, Direction),
    row("로썬", DIRECTION, 0, Direction),
    row("으로부터", DIRECTION, ADDED, Direction),
    row("로부터", DIRECTION, ADDED, Direction),
    row("과", COMPANY, ADDED & !COPULA & !POLITE, With),
    row("와", COMPANY, ADDED & !COPULA & !POLITE, With),
    row("이랑", COMPANY, PLAIN | POLITE, Linking),
    row("랑", COMPANY, PLAIN | POLITE, Linking),
    row("하고", COMPANY, PLAIN | GENITIVE, Fixed),
    row("보다", LIKE, TOPIC | ALSO | ANY | POLITE, Fixed),
    row("보단", LIKE, 0, Fixed),
    row("처럼", LIKE, PLAIN | ANY | POLITE, Fixed),
    row(
        "만큼",
        LIKE,
        PLAIN | SUBJECT | OBJECT | GENITIVE | ANY | COPULA | POLITE,
        Fixed,
    ),
    row("만치", LIKE, PLAIN | ANY | POLITE, Fixed),
    row("마냥", LIKE, 0, Fixed),
    row("같이", LIKE, TOPIC, Fixed),
    row(
        "까지",
        RANGE,
        (ADDED & !RANGE) | SUBJECT | OBJECT | PLACE | DIRECTION | COMPANY,
        Fixed,
    ),
    row("까진", RANGE, 0, Fixed),
    row("부터", RANGE, (ADDED & !BUT) | SUBJECT | OBJECT, Fixed),
    row("부턴", RANGE, 0, Fixed),
    row("조차", EVEN, SUBJECT | OBJECT | TOPIC | ALSO, Fixed),
    row("마저", EVEN, SUBJECT | OBJECT | TOPIC | ALSO, Fixed),
    row("밖에", BUT, TOPIC | ALSO | POLITE, Fixed),
    row("밖엔", BUT, 0, Fixed),
    row("뿐", MERELY, SUBJECT | ONLY | COPULA, Fixed),
    row(
        "만",
        ONLY,
        SUBJECT | OBJECT | GENITIVE | TOPIC | ALSO | DIRECTION | COMPANY | ANY | COPULA | POLITE,
        Fixed,
    ),
    row(
        "마다",
        EACH,
        GENITIVE | OBJECT | TOPIC | ALSO | COPULA,
        Fixed,
    ),
    row(
        "대로",
        EACH,
        GENITIVE | PLAIN | ANY | COPULA | POLITE,
        Fixed,
    ),
    row("치고", EACH, TOPIC | ALSO, Fixed),
    row("따라", EACH, 0, Fixed),
    row("이나", ANY, 0, LinkingOrCopula),
    row("나", ANY, 0, LinkingOrCopula),
    row("이나마", ANY, 0, Linking),
    row("나마", ANY, 0, Linking),
    row("이라도", ANY, POLITE, Linking),
    row("라도", ANY, POLITE, Linking),
    row("이든", ANY, 0, LinkingOrCopula),
    row("든", ANY, 0, LinkingOrCopula),
    row("이든지", ANY, 0, LinkingOrCopula),
    row("든지", ANY, 0, LinkingOrCopula),
    row("이든가", ANY, 0, LinkingOrCopula),
    row("든가", ANY, 0, LinkingOrCopula),
    row("이야", ANY, 0, Linking),
    row("야", ANY, 0, Linking),
    row("이야말로", ANY, 0, Linking),
    row("야말로", ANY, 0, Linking),
    row("이란", ANY, 0, Linking),
    row("란", ANY, 0, Linking),
    row("인들", ANY, 0, Fixed),
    row("은커녕", LET_ALONE, 0, Topic),
    row("는커녕", LET_ALONE, 0, Topic),
    row("커녕", LET_ALONE, 0, Fixed),
    row("말고", BUT, TOPIC | ALSO | POLITE, Fixed),
    row("대한", OF_PLACE, 0, Fixed),
    row("대해", OF_PLACE, PLAIN, Fixed),
    row("대하여", OF_PLACE, 0, Fixed),
    row("관한", OF_PLACE, 0, Fixed),
    row("관해", OF_PLACE, PLAIN, Fixed),
    row("의한", OF_PLACE, 0, Fixed),
    row("의해", OF_PLACE, PLAIN, Fixed),
    row("따른", OF_PLACE, 0, Fixed),
    row("따라", OF_PLACE, PLAIN, Fixed),
    row("비해", OF_PLACE, PLAIN, Fixed),
    row("위한", OF_OBJECT, 0, Fixed),
    row("위해", OF_OBJECT, PLAIN, Fixed),
    row("통한", OF_OBJECT, 0, Fixed),
    row("통해", OF_OBJECT, PLAIN, Fixed),
    row("인한", OF_DIRECTION, 0, Fixed),
    row("인해", OF_DIRECTION, PLAIN, Fixed),
    row("요", POLITE, 0, Fixed),
    row("이며", NOUN_ONLY, 0, LinkingOrCopula),
    row("며", NOUN_ONLY, 0, LinkingOrCopula),
    row("이여", NOUN_ONLY, 0, Linking),
    row("여", NOUN_ONLY, 0, Linking),
];

static TABLE: [Row<Particle>; PARTICLES.len()] = sorted(PARTICLES);

/// How `text` changes with the noun, if it is a chain of particles right behind it.
pub(super) fn read(text: &str) -> Option<Alternation> {
    starting(&TABLE, text).iter().find_map(|(form, particle)| {
        let rest = text
            .strip_prefix(form)
            .filter(|_| particle.sort & NOUN != 0)?;
        follows(rest, form, particle.before).then_some(particle.alternation)
    })
}

/// Whether `text` is nothing, or a chain of particles of which the first is one of `sorts`, as it stands behind
/// `morph`.
pub(super) fn follows(text: &str, morph: &str, sorts: u32) -> bool {
    if text.is_empty() {
        return true;
    }
    if sorts == 0 {
        return false;
    }
    let Some(end) = morph.chars().next_back().and_then(final_sound::of_hangul) else {
        return false;
    };
    starting(&TABLE, text).iter().any(|(form, particle)| {
        particle.sort & sorts != 0
            && particle.alternation.agrees(form, end)
            && text
                .strip_prefix(form)
                .is_some_and(|rest| follows(rest, form, particle.before))
    }) || sorts & COPULA != 0
        && copula::read(text).is_some_and(|alternation| alternation.agrees(text, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_ordered() {
        for chain in "
            에서는 에서도 에서의 으로부터의 으로는 로의 까지도 까지의 부터는 만으로도 에게서는 와의 과는
            에서부터 에까지 만의 뿐만 조차도 에서처럼 으로서의 으로써는 마다의 까지만 만이 만을 대로의
            까지가 에서보다 에서만큼은 로까지 에서입니다 까지다 뿐이다 만이라도 에라도 에서나 밖에는 에게만
            만치 마냥 인들 과도 만으론 에서까진 로선 에는요 도요 말고는 에대한 에의해 에따라 를위한 을통해 으로인해
        "
        .split_whitespace()
        {
            assert!(read(chain).is_some(), "{chain}");
        }
        for chain in "
            도를 는을 를도 가는 은은 을이 의도 이가 에를 에서가 만는 까지은 까지을 만가 뿐를 처럼는 도도
            는도 대한 위한 의해 에위한 를대한 은대한 에에서 에선는 엔도 론 완 만로 까지으로 만큼를
        "
        .split_whitespace()
        {
            assert!(read(chain).is_none(), "{chain}");
        }
    }
}
