//! Words in Latin letters: abbreviations letter by letter, English words by their spelling where that is certain.

use super::Final::{self, Consonant, Rieul, Vowel};
use super::final_sound::ascii;
use super::unit::{self, Unit};

/// Letters looked at; longer words are told by their end.
const LONGEST: usize = 32;

/// How a text that ends in a Latin letter ends.
pub(super) fn final_of(text: &str) -> Option<Final> {
    let mut buffer = [0; LONGEST];
    let mut start = LONGEST;
    let mut before = text.chars().rev().map(ascii).peekable();
    while start > 0
        && let Some(letter) = before.next_if(char::is_ascii_alphabetic)
    {
        start -= 1;
        buffer[start] = letter as u8;
    }
    let letters = &buffer[start..];
    let attached = before.peek().is_some_and(char::is_ascii_digit);
    let numbered = attached
        || before.next_if_eq(&' ').is_some() && before.peek().is_some_and(char::is_ascii_digit);
    // A single letter is a unit only behind a number.
    if numbered || letters.len() > 1 {
        match unit::read(str::from_utf8(letters).unwrap_or_default()) {
            Unit::Named(end) => return Some(end),
            Unit::Doubtful => return None,
            Unit::Not => {}
        }
    }
    let capitals = count(letters, u8::is_ascii_uppercase);
    if capitals == letters.len() || capitals > 1 {
        // MySQL is read like SQL.
        return abbreviation(&letters[letters.len() - capitals..]);
    }
    // The end of IoT is spelled and that of LaTeX is not; 2nd and 3b are no words.
    if capitals == 1 || attached {
        return None;
    }
    let small = count(letters, u8::is_ascii_lowercase);
    let front = &letters[..letters.len() - small];
    match count(front, u8::is_ascii_uppercase) {
        0 => word(letters),
        // JavaScript is read like Script, and OAuth like Auth.
        1 => word(&letters[front.len() - 1..]),
        _ if small > 2 => word(&letters[front.len() - 1..]),
        // GPUs: with the plural (유스) or without it (유). VMs: 엠스 or 엠.
        capitals if letters.ends_with(b"s") && small == 1 => {
            abbreviation(&front[front.len() - capitals..]).filter(|&end| end == Vowel)
        }
        // NVMe.
        _ => (small == 1 && letters.ends_with(b"e")).then_some(Vowel),
    }
}

/// The two ends of a text of which the letter R at the end is read by its name: 알, 아르.
pub(super) fn either(text: &str) -> Option<[Final; 2]> {
    let is_named = text
        .chars()
        .next_back()
        .map(ascii)
        .is_some_and(|c| matches!(c, 'r' | 'R'));
    // Of words that end in R, none ends in ㄹ.
    (is_named && final_of(text) == Some(Rieul)).then_some([Rieul, Vowel])
}

/// How many bytes at the end are such.
fn count(letters: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    letters.iter().rev().take_while(|byte| is(byte)).count()
}

/// Capitals, read by the names of the letters. Where they may be read as a word (NAT, JSON, TABLE), both readings must
/// end alike.
fn abbreviation(letters: &[u8]) -> Option<Final> {
    let named = name(*letters.last()?);
    let vowels = |letters: &[u8]| letters.iter().filter(|letter| is_vowel(**letter)).count();
    let like_a_word = match letters {
        [first, middle, last] => !is_vowel(*first) && is_vowel(*middle) && !is_vowel(*last),
        _ => letters.len() > 3 && vowels(letters) > 0,
    };
    if like_a_word {
        word(letters).filter(|&end| end == named)
    } else {
        Some(named)
    }
}

/// 엘, 알; 엠, 엔; all others end in a vowel (에스, 더블유, 에이치, 엑스, 제트 or 지).
fn name(letter: u8) -> Final {
    match letter.to_ascii_lowercase() {
        b'l' | b'r' => Rieul,
        b'm' | b'n' => Consonant,
        _ => Vowel,
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(
        letter.to_ascii_lowercase(),
        b'a' | b'e' | b'i' | b'o' | b'u'
    )
}

/// Words that end otherwise than their spelling says, or in two ways.
const EXCEPTIONS: &[&[u8]] = &[
    b"me",
    b"anime",
    b"resume",
    b"sesame",
    b"epitome",
    b"acme",
    b"minestrone",
    b"facsimile",
    b"simile",
    b"chile",
    b"finale",
    b"tamale",
    b"guacamole",
    b"hyperbole",
    b"nestle",
    b"restaurant",
    b"croissant",
    b"short",
];

/// An English word, by rules of 외래어 표기법, chapter 3, section 1, that hold whatever the vowels are: final l is ㄹ, m,
/// n and ng are ㅁ, ㄴ and ㅇ (articles 5 and 6), fricatives and affricates take a vowel (articles 3 and 4), so do p, t
/// and k behind another consonant (article 1, 3), and r is not written. Stops behind a vowel are left open: internet ends
/// in 넷, and site in 트.
fn word(letters: &[u8]) -> Option<Final> {
    let mut small = [0; LONGEST];
    let small = &mut small[..letters.len()];
    small.copy_from_slice(letters);
    small.make_ascii_lowercase();
    let small = &*small;
    if EXCEPTIONS.contains(&small) {
        return None;
    }
    match small {
        [letter] => Some(name(*letter)),
        // Without a vowel it is an abbreviation: npm and html are spelled, while ptr is 포인터 and pkt 패킷.
        [.., last] if !small.iter().any(|&l| is_vowel(l) || l == b'y') => {
            let open = b"bdgkprt".contains(last) && (small.len() > 2 || *last == b'r');
            (!open).then(|| name(*last))
        }
        [.., b'e'] => before_silent_e(&small[..small.len() - 1]),
        // Epoch and tech, stomach and attach: 크, 윽 or 치. Not each, approach, touch, rich.
        [.., before, b'a' | b'e' | b'o', b'c', b'h'] if !is_vowel(*before) => None,
        [.., b'l'] => Some(Rieul),
        [.., b'm' | b'n'] | [.., b'n', b'g'] => Some(Consonant),
        [
            ..,
            b'a' | b'i' | b'o' | b'u' | b'y' | b'r' | b'w' | b'h' | b's' | b'x' | b'z' | b'f'
            | b'v' | b'j' | b'q',
        ] => Some(Vowel),
        _ => ends_in_spelled_stop(small).then_some(Vowel),
    }
}

/// Whether the stop at the end has a syllable of its own in Hangul: 트, 크, 프, 드.
fn ends_in_spelled_stop(word: &[u8]) -> bool {
    match word {
        // Client, test, object, script, shift, chart, result, text; light.
        [.., before, b't'] => b"nscpfrlx".contains(before) || word.ends_with(b"ght"),
        // Task, link, network, bulk.
        [.., before, b'k'] => b"snrl".contains(before),
        // Dump, help.
        [.., before, b'p'] => b"ml".contains(before),
        // Backend, keyboard, field; thread, upload, feed, cloud.
        [.., first, second, b'd'] => {
            b"nrl".contains(second)
                || matches!(
                    (first, second),
                    (b'e' | b'o', b'a') | (b'e', b'e') | (b'o', b'u')
                )
        }
        _ => false,
    }
}

/// A word that ends in e, without the e.
fn before_silent_e(rest: &[u8]) -> Option<Final> {
    match *rest {
        // Unique, technique.
        [.., b'q', b'u'] | [] => None,
        // Table, sample, handle; file, module, scale, console, style.
        [.., before, b'l'] => b"bptdgkcfziuaoy".contains(&before).then_some(Rieul),
        // Machine, phone, plane; time, frame, volume.
        [.., before, b'n' | b'm'] => b"iuaoy".contains(&before).then_some(Consonant),
        // Value, cookie, tree, cache; and software, archive, database, service, size, message, node: 어, 브, 스, 즈, 지,
        // 드. Not site and template, type and recipe, make.
        [.., last] => b"uieoyawhrvsczgxfbd".contains(&last).then_some(Vowel),
    }
}

#[cfg(test)]
mod tests {
    use super::super::final_of;
    use super::*;

    fn check(words: &str, end: Option<Final>) {
        for word in words.split_whitespace() {
            assert_eq!(final_of(word), end, "{word}");
        }
    }

    #[test]
    fn abbreviations_are_read_letter_by_letter() {
        check(
            "AWS API CPU GPU IDE HTTP HTTPS W H X Z S3D PCIe OS MacOS iOS GUI USB UEFI SHA ＡＰＩ BERT LTE",
            Some(Vowel),
        );
        check(
            "SQL XML HTML URL R L OCR MySQL PostgreSQL GDPR YAML NULL HDR SSL",
            Some(Rieul),
        );
        check(
            "IBM N M VM RAM LAN DNN CNN LLM LSTM JSON ORM VPN CDN ROM ＬＬＭ",
            Some(Consonant),
        );
        check(
            "NAT TABLE GROUP FILE LIDAR COMMIT MIT IoT LaTeX VMs URLs",
            None,
        );
        check("GPUs APIs CPUs IDEs", Some(Vowel));
        check("npm vm rpm fn kg mg", Some(Consonant));
        check("html sql ssl xml", Some(Rieul));
        check("js db css ssh km cm GB MB KB", Some(Vowel));
        check("ptr str pkt grp px", None);
    }

    #[test]
    fn english_words_that_end_in_a_vowel() {
        check(
            "server buffer router Docker sensor color car software core share data schema Kafka Java menu queue value \
             memory library array key proxy API window view flow auth path bluetooth hash push cache Apache branch batch \
             class bus process index Linux Redis Kubernetes Jenkins quiz buff archive service database message image node \
             code mode size client component event test request object project script shift chart result text light \
             task link chunk network fork bulk dump help backend keyboard field thread upload feed cloud React Swift \
             approach speech touch switch JavaScript OAuth cookie tree Go video audio user_data Azure Node.js",
            Some(Vowel),
        );
    }

    #[test]
    fn english_words_that_end_in_rieul() {
        check(
            "model kernel email pixel pool protocol channel label terminal serial shell cell tool panel virtual crawl curl \
             signal manual portal Excel table variable sample handle title bundle file module scale console style profile \
             rule role locale Google Apple Oracle Ansible Gradle single cycle Tesla-model people",
            Some(Rieul),
        );
    }

    #[test]
    fn english_words_that_end_in_another_consonant() {
        check(
            "system item stream algorithm platform form program Terraform token column session version option function \
             domain plugin admin Python Kotlin Amazon Debian login pattern design chain transaction string ping testing \
             training logging machine line phone zone plane pipeline timeline time runtime frame name volume Chrome home \
             game username iPhone",
            Some(Consonant),
        );
    }

    #[test]
    fn words_that_are_heard_in_two_ways_are_left_open() {
        check(
            "internet target packet socket bit byte site template update state type pipe recipe make cookbook web job tab \
             hub club GitHub grid pad good log tag bug flag config bag commit format robot map app step group stack block \
             task-pack check music logic sync public epoch stomach tech attach loch short restaurant resume anime technique facsimile Hadoop Slack \
             Skype 2nd café",
            None,
        );
    }
}
