//! Park, the one surname of Koreans whose usual spelling in Latin letters (국어의 로마자 표기법, chapter 3, article 4 (2), leaves it open) ends in another sound
//! as a name, 박, than as the English word, 파크. Of the others (Kim, Lee, Choi, Jung, Kang, Lim, Yoon, …) both end alike.

use super::Final::{self, Consonant, Vowel};

/// The two ends of a text that ends in that name with a capital.
pub(super) fn either(text: &str) -> Option<[Final; 2]> {
    let front = ["Park", "PARK"]
        .iter()
        .find_map(|name| text.strip_suffix(name))?;
    // CarPark, e.Park
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '@');
    (!front.ends_with(is_part)).then_some([Vowel, Consonant])
}

#[cfg(test)]
mod tests {
    use super::super::final_of;
    use super::*;

    #[test]
    fn park_is_read_in_two_ways() {
        for text in ["Park", "Kim과 Park", "PARK", "Chan-ho Park"] {
            assert_eq!(either(text), Some([Vowel, Consonant]), "{text}");
        }
        for text in ["Kim", "park", "CarPark", "Parker", "e.Park", "2Park"] {
            assert_eq!(either(text), None, "{text}");
        }
        assert_eq!(final_of("Park"), Some(Vowel));
    }

    #[test]
    fn others_end_as_they_are_read() {
        for (name, end) in [
            ("Kim", '김'),
            ("Lee", '이'),
            ("Kang", '강'),
            ("Lim", '임'),
            ("Yoon", '윤'),
            ("Han", '한'),
        ] {
            let read = final_of(name);
            assert_eq!(read, final_of(&end.to_string()), "{name}");
        }
    }
}
