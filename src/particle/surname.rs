//! Surnames of Koreans in Latin letters, which are spelled as is usual for them and read as they are in Korean: Park is 박, and as an English word 파크.
//!
//! 국어의 로마자 표기법, chapter 3, article 4 (2), leaves the spelling of surnames open; these are the ones in common use, written down by hand.

use super::final_sound::of_hangul;
use super::{Final, latin};

/// Spellings, in small letters and sorted, with the surname.
const SURNAMES: [(&str, char); 90] = [
    ("ahn", '안'),
    ("bae", '배'),
    ("baek", '백'),
    ("bang", '방'),
    ("byun", '변'),
    ("cha", '차'),
    ("chae", '채'),
    ("chang", '장'),
    ("cheon", '천'),
    ("cho", '조'),
    ("choe", '최'),
    ("choi", '최'),
    ("chon", '전'),
    ("chun", '전'),
    ("chung", '정'),
    ("do", '도'),
    ("eom", '엄'),
    ("gil", '길'),
    ("gong", '공'),
    ("ha", '하'),
    ("hahm", '함'),
    ("ham", '함'),
    ("han", '한'),
    ("heo", '허'),
    ("hong", '홍'),
    ("huh", '허'),
    ("hur", '허'),
    ("hwang", '황'),
    ("hyun", '현'),
    ("im", '임'),
    ("jang", '장'),
    ("jeon", '전'),
    ("jeong", '정'),
    ("ji", '지'),
    ("jin", '진'),
    ("jo", '조'),
    ("joo", '주'),
    ("ju", '주'),
    ("jun", '전'),
    ("jung", '정'),
    ("kang", '강'),
    ("kil", '길'),
    ("kim", '김'),
    ("ko", '고'),
    ("kong", '공'),
    ("koo", '구'),
    ("ku", '구'),
    ("kwak", '곽'),
    ("kwon", '권'),
    ("lee", '이'),
    ("lim", '임'),
    ("min", '민'),
    ("moon", '문'),
    ("na", '나'),
    ("nah", '나'),
    ("nam", '남'),
    ("noh", '노'),
    ("oh", '오'),
    ("paik", '백'),
    ("pak", '박'),
    ("park", '박'),
    ("pyo", '표'),
    ("rhee", '이'),
    ("roh", '노'),
    ("ryu", '류'),
    ("seo", '서'),
    ("seok", '석'),
    ("seol", '설'),
    ("shim", '심'),
    ("shin", '신'),
    ("sim", '심'),
    ("sin", '신'),
    ("sohn", '손'),
    ("son", '손'),
    ("song", '송'),
    ("suh", '서'),
    ("suk", '석'),
    ("sung", '성'),
    ("tak", '탁'),
    ("uhm", '엄'),
    ("um", '엄'),
    ("wang", '왕'),
    ("won", '원'),
    ("woo", '우'),
    ("yang", '양'),
    ("yi", '이'),
    ("yoo", '유'),
    ("yook", '육'),
    ("yoon", '윤'),
    ("youn", '윤'),
];

/// The two ends of a text that ends in such a name with a capital, read as the name and as an English word, where they differ.
pub(super) fn either(text: &str) -> Option<[Final; 2]> {
    let front = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let word = &text[front.len()..];
    let is_part =
        front.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '_' | '.' | '/' | '@'));
    let (first, rest) = word.split_at_checked(1)?;
    let has_one_case = |is: fn(&u8) -> bool| rest.bytes().all(|c| is(&c));
    let is_name = first.bytes().all(|c| c.is_ascii_uppercase())
        && (has_one_case(u8::is_ascii_lowercase) || has_one_case(u8::is_ascii_uppercase));
    if !is_name || is_part {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let at = SURNAMES.binary_search_by_key(&&*small, |(spelling, _)| *spelling);
    let name = of_hangul(SURNAMES[at.ok()?].1)?;
    let word = latin::final_of(text)?;
    (name != word).then_some([word, name])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(SURNAMES.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn few_are_read_otherwise_than_they_are_spelled() {
        let spellings = SURNAMES.iter().flat_map(|(spelling, _)| {
            let [first, rest] = [&spelling[..1], &spelling[1..]];
            [
                spelling.to_ascii_uppercase(),
                first.to_ascii_uppercase() + rest,
            ]
        });
        let found: Vec<String> = spellings.filter(|text| either(text).is_some()).collect();
        assert_eq!(found, ["PARK", "Park"]);
    }

    #[test]
    fn surnames_are_read_in_two_ways() {
        let both = Some([Final::Vowel, Final::Consonant]);
        for text in ["Park", "Kim과 Park", "PARK", "Chan-ho Park"] {
            assert_eq!(either(text), both, "{text}");
        }
        for text in ["Kim", "Lee", "Song", "park", "CarPark", "Parker", "e.Park"] {
            assert_eq!(either(text), None, "{text}");
        }
    }
}
