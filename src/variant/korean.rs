//! Whether two Korean terms are one term in two forms, by their jamo.
//!
//! The orthography of loanwords leaves room that writers use: 콘텐츠 and 컨텐츠, 텐서플로 and 텐서플로우, 로켓 and
//! 로케트. The [skeleton](skeleton) of a term keeps what such spellings have in common. What differs beyond it is
//! counted, with `strsim`, in jamo.

use strsim::generic_levenshtein;
use unicode_normalization::UnicodeNormalization;

use super::english::is_invisible;
use super::opposite::opposed;

/// The key of a Korean term: spaces, width, the case of Latin letters, and hyphens and middle dots are ignored.
///
/// ```
/// use yongeo::variant::korean_key;
/// assert_eq!(korean_key("데이터 레이크"), korean_key("데이터레이크"));
/// assert_eq!(korean_key("인수·합병"), korean_key("인수합병"));
/// ```
#[must_use]
pub fn korean_key(korean: &str) -> String {
    let key: String = korean
        .nfkc()
        .filter(|&c| !c.is_whitespace() && !is_invisible(c) && !is_joint(c))
        .flat_map(char::to_lowercase)
        .collect();
    if key.is_empty() {
        korean.to_owned()
    } else {
        key
    }
}

/// Middle dots and hyphens of all sorts, which a Korean compound may be written with or without.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '·' | 'ㆍ' | '・' | '‧' | '∙' | '⋅' | '•' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'
    )
}

/// What the spellings of one loanword have in common, as ASCII for Hangul: consonants without regard to voice and
/// tension (ㄱㄲㅋ, ㅈㅉㅊ …), finals as they are pronounced, vowels by height only (어/아/오/에/애 are one, 우/유/으 are
/// one), with no ㅡ and no 우 behind ㅗ, and nothing doubled. `key` is a [`korean_key`]; what is no Hangul stays.
///
/// ```
/// use yongeo::variant::skeleton;
/// assert_eq!(skeleton("콘텐츠"), skeleton("컨텐츠"));
/// assert_eq!(skeleton("로켓"), skeleton("로케트"));
/// assert_ne!(skeleton("가중치"), skeleton("무게"));
/// ```
#[must_use]
pub fn skeleton(key: &str) -> String {
    const INITIALS: &[u8; 19] = b"ggnddrmbbss\0jjjgdbh";
    const VOWELS: &[u8; 21] = b"aaaaaaaaawwwauwwiu\0ii";
    const FINALS: &[u8; 28] = b"\0gggnnndrgmbrrbrmbbddNddgdbd";
    const SIBILANTS: [u32; 2] = [9, 10];
    const O: u32 = 8;
    const U: u32 = 13;
    let mut skeleton = String::with_capacity(3 * key.len());
    let mut after_o = false;
    for c in key.chars() {
        if !('가'..='힣').contains(&c) {
            skeleton.push(c);
            after_o = false;
            continue;
        }
        let code = c as u32 - '가' as u32;
        let (initial, vowel, last) = (code / 588, code / 28 % 21, code % 28);
        // 로우 and 로, 윈도우 and 윈도
        if after_o && initial == 11 && vowel == U && last == 0 {
            after_o = false;
            continue;
        }
        after_o = vowel == O && last == 0;
        // 쉘 and 셸, 쉐도우 and 섀도
        let plain = SIBILANTS.contains(&initial) && VOWELS[vowel as usize] == b'w';
        let vowel = if plain { 0 } else { vowel };
        for symbol in [
            INITIALS[initial as usize],
            VOWELS[vowel as usize],
            FINALS[last as usize],
        ] {
            if symbol != 0 && !skeleton.ends_with(symbol as char) {
                skeleton.push(symbol as char);
            }
        }
    }
    skeleton
}

/// Whether two Korean terms of the same English are one term: in two spellings, or one of them with a word more or
/// another word in it. 가중치 and 무게 are not, though both are weight. What is [`opposed`] never is, nor what differs in
/// a number. Both are [keys](korean_key).
///
/// ```
/// use yongeo::variant::related;
/// assert!(related("그래디언트", "그레디언트"));
/// assert!(related("식품의약국", "미국식품의약국"));
/// assert!(!related("가중치", "무게"));
/// assert!(!related("지도학습", "비지도학습"));
/// ```
#[must_use]
pub fn related(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if apart(a, b) {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // Of one syllable there is too much: 문 and 구문.
    let syllables = |text: &str| text.chars().count();
    if syllables(short) >= 2 && (long.starts_with(short) || long.ends_with(short)) {
        return true;
    }
    is_spelling(&skeleton(a), &skeleton(b)) || shares_words(a, b)
}

/// Whether two Korean terms are two spellings of one word, with no word more or less: 메시지 and 메세지, 메서드 and 메소드. What is
/// [`opposed`] is not, nor what differs in a number. Both are [keys](korean_key).
#[must_use]
pub fn spelled_alike(a: &str, b: &str) -> bool {
    if a == b || apart(a, b) {
        return a == b;
    }
    let (a, b) = (skeleton(a), skeleton(b));
    // Less room than where the English is the same: 복사 and 복제 are two words.
    let room = a.len().max(b.len()) / 8;
    a == b && a.len() >= 2
        || is_other_vowel(&a, &b)
        || a.len().abs_diff(b.len()) <= room && generic_levenshtein(&Bytes(&a), &Bytes(&b)) <= room
}

/// Whether two skeletons of some length differ in one vowel and nothing else: 메시지, 메세지.
fn is_other_vowel(a: &str, b: &str) -> bool {
    let vowel = |byte: u8| b"awui".contains(&byte);
    let mut others = a.bytes().zip(b.bytes()).filter(|(a, b)| a != b);
    a.len() == b.len()
        && a.len() >= 5
        && others.next().is_some_and(|(a, b)| vowel(a) && vowel(b))
        && others.next().is_none()
}

/// Whether a number, a negation or a direction tells two Korean terms apart, however alike they look. Both are
/// [keys](korean_key).
#[must_use]
pub fn apart(a: &str, b: &str) -> bool {
    !digits(a).eq(digits(b)) || opposed(a, b)
}

/// Whether two skeletons are so near that they are spellings of one word: equal, or one jamo in five differs.
fn is_spelling(a: &str, b: &str) -> bool {
    if a == b {
        return a.len() >= 2;
    }
    let longest = a.len().max(b.len());
    let room = longest / 5;
    a.len().abs_diff(b.len()) <= room && {
        let distance = generic_levenshtein(&Bytes(a), &Bytes(b));
        distance <= room
    }
}

/// Bytes that can be iterated over as `strsim` wants them.
struct Bytes<'a>(&'a str);

impl<'a> IntoIterator for &Bytes<'a> {
    type Item = u8;
    type IntoIter = std::str::Bytes<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.bytes()
    }
}

/// Whether two terms have three fifths of their syllables in common, in order, and two at least: 민감도 and 민감성,
/// 국제빙상연맹 and 국제빙상경기연맹.
fn shares_words(a: &str, b: &str) -> bool {
    const LONGEST: usize = 64;
    let mut row = [0_u8; LONGEST + 1];
    let (la, lb) = (a.chars().count(), b.chars().count());
    let longest = la.max(lb);
    // Not enough in the shorter one, or too long for a term.
    if longest > LONGEST || 5 * la.min(lb) < 3 * longest {
        return false;
    }
    for x in a.chars() {
        let mut diagonal = 0;
        for (at, y) in b.chars().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    let common = usize::from(row[lb]);
    common >= 2 && 5 * common >= 3 * longest
}

/// The digits of a term in their order.
fn digits(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(a: &str, b: &str) -> bool {
        let (a, b) = (korean_key(a), korean_key(b));
        assert_eq!(related(&a, &b), related(&b, &a), "{a} {b}");
        related(&a, &b)
    }

    #[test]
    fn spellings_of_one_word_are_told_from_other_words() {
        let keys = [
            ("메시지", "메세지"),
            ("메서드", "메소드"),
            ("컨텐츠", "콘텐츠"),
            ("쉘", "셸"),
            ("스탠더드앤푸어스", "스탠더드앤드푸어스"),
        ];
        for (a, b) in keys {
            assert!(spelled_alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("복사", "복제"),
            ("조정", "조절"),
            ("코드", "상용구코드"),
            ("국가정보국", "국가정보국장"),
            ("입력", "출력"),
        ] {
            assert!(!spelled_alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn spellings_of_one_korean_key() {
        assert_eq!(
            korean_key("콘텐츠 전송 네트워크"),
            korean_key("콘텐츠전송네트워크")
        );
        assert_eq!(korean_key("AI 연구소"), korean_key("ai연구소"));
        assert_eq!(korean_key("\u{1111}\u{1167}\u{11bc}균"), korean_key("평균"));
        assert_eq!(
            korean_key("시퀀스-투-시퀀스"),
            korean_key("시퀀스 투 시퀀스")
        );
        assert_ne!(korean_key("컨소시엄"), korean_key("콘소시엄"));
    }

    #[test]
    fn spellings_of_loanwords() {
        for (a, b) in [
            ("메시지", "메세지"),
            ("텐서플로", "텐서플로우"),
            ("윈도", "윈도우"),
            ("그래디언트", "그레디언트"),
            ("백엔드", "백앤드"),
            ("컨소시엄", "콘소시엄"),
            ("프런트엔드", "프론트엔드"),
            ("라이선스", "라이센스"),
            ("애플리케이션", "어플리케이션"),
            ("블록체인", "블럭체인"),
            ("로켓", "로케트"),
            ("주스", "쥬스"),
            ("데이터베이스", "데이타베이스"),
            ("디지털", "디지탈"),
            ("렌터카", "렌트카"),
            ("플래시", "플래쉬"),
            ("잭슨", "젝슨"),
            ("콘퍼런스", "컨퍼런스"),
            ("심벌", "심볼"),
            ("리더십", "리더쉽"),
            ("초콜릿", "초콜렛"),
            ("액세서리", "악세사리"),
            ("카디건", "가디건"),
            ("서비스", "써비스"),
            ("셀", "쎌"),
            ("셸", "쉘"),
            ("섀도", "쉐도우"),
            ("카페", "까페"),
        ] {
            assert!(alike(a, b), "{a} ~ {b}: {} {}", skeleton(a), skeleton(b));
        }
    }

    #[test]
    fn more_or_other_words() {
        for (a, b) in [
            ("식품의약국", "미국 식품의약국"),
            ("아마존 레드시프트", "레드시프트"),
            ("민감도", "민감성"),
            ("가중치", "가중값"),
            ("국제빙상연맹", "국제빙상경기연맹"),
            ("지식재산권", "지적재산권"),
            ("데이터 병렬 처리", "데이터 병렬화"),
        ] {
            assert!(alike(a, b), "{a} ~ {b}");
        }
    }

    #[test]
    fn other_terms() {
        for (a, b) in [
            ("가중치", "무게"),
            ("세포", "셀"),
            ("지도 학습", "비지도 학습"),
            ("아이폰 12", "아이폰 13"),
            ("입력", "출력"),
            ("국제상업회의소", "국제헌법재판소"),
            ("초과이익분배금", "포스트시즌"),
            ("문", "구문"),
            ("반복", "순회"),
            ("매개변수", "인자"),
            ("최솟값", "최댓값"),
        ] {
            assert!(!alike(a, b), "{a} / {b}: {} {}", skeleton(a), skeleton(b));
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_knows_no_order(a in ".{0,12}", b in ".{0,12}", c in "[가-힣]{0,80}") {
            let (a, b) = (korean_key(&a), korean_key(&b));
            prop_assert_eq!(related(&a, &b), related(&b, &a));
            prop_assert!(related(&a, &a));
            prop_assert_eq!(related(&a, &c), related(&c, &a));
        }
    }
}
