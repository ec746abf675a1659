//! Which stem an inflected form is of: 쓰는 may be of 쓰다 and of 쓸다.

use super::entry::{Lookup, Part, Piece, spelled};
use super::syllable::{A, EO, EU, I, O, SILENT, SS, U, WA, WEO, YEO, is_with_l, jamo, syllable};

/// Of stems that sound alike before some endings (쓰는 is of 쓰다 or 쓸다), those that are hardly ever the other.
const USUAL: [&str; 5] = ["가", "길", "나", "쓰", "풀"];

impl<'a> Lookup<'a> {
    /// The stem of a predicate that begins a piece, unless it may be one of several.
    pub(super) fn settle(
        &self,
        before: &str,
        piece: &Piece<'a>,
        predicate: Part<'a>,
        ending: Part<'_>,
    ) -> Option<&'a str> {
        let plain = piece.entry.expression == "*";
        let mut stem = predicate.form;
        for entry in self.entries(piece.surface) {
            let Some(other) = entry.parts(piece.surface).next() else {
                continue;
            };
            if entry.tags != piece.entry.tags
                || other.tag != predicate.tag
                || other.form == stem
                || plain && !(drops_l(ending.form) && is_with_l(stem, other.form))
            {
                continue;
            }
            stem = self.likelier(before, piece.surface, stem, other.form, ending)?;
        }
        Some(stem)
    }

    /// Of two stems that look alike here the one that is meant, if that can be told.
    fn likelier(
        &self,
        before: &str,
        surface: &str,
        a: &'a str,
        b: &'a str,
        ending: Part<'_>,
    ) -> Option<&'a str> {
        if !before.is_empty() {
            let [knows_a, knows_b] = [a, b].map(|stem| self.is_stem(&format!("{before}{stem}")));
            if knows_a != knows_b {
                return Some(if knows_a { a } else { b });
            }
        }
        let (open, closed) = if is_with_l(a, b) {
            (a, b)
        } else if is_with_l(b, a) {
            (b, a)
        } else {
            // 들어 may be of 듣다, but 막고 is not of 박다: irregular stems change before vowels.
            let first = ending.form.chars().next().and_then(jamo);
            let changes = first.is_none_or(|(initial, ..)| initial == SILENT);
            return [a, b].into_iter().find(|stem| !changes && *stem == surface);
        };
        // The dictionary lists 만드 and 아 as if there were 만드다 and 아다, but has no past tense of them.
        if !self.has_past(open) {
            return Some(closed);
        }
        [open, closed].into_iter().find(|stem| USUAL.contains(stem))
    }

    /// Whether the dictionary has the contracted past tense of a stem that ends in a vowel: 썼 of 쓰.
    fn has_past(&self, stem: &str) -> bool {
        let Some(last) = stem.chars().next_back() else {
            return false;
        };
        let Some((initial, vowel, _)) = jamo(last) else {
            return false;
        };
        let vowels: &[u32] = match vowel {
            O => &[WA],
            U => &[WEO, EO],
            EU => &[EO, A],
            I => &[YEO],
            _ => &[vowel],
        };
        vowels.iter().any(|&vowel| {
            let mut past = stem[..stem.len() - last.len_utf8()].to_owned();
            past.push(syllable(initial, vowel, SS));
            self.entries(&past).any(|entry| {
                let first = entry.parts("").next();
                first.is_some_and(|part| part.form == stem && part.is_predicate())
            })
        })
    }
}

/// Whether a stem loses its last ㄹ before this ending.
fn drops_l(ending: &str) -> bool {
    let first = spelled(ending).chars().next();
    first.is_some_and(|first| match jamo(first) {
        // ㄴ, ㅂ and ㅅ.
        Some((initial, ..)) => [2, 7, 9].contains(&initial),
        None => "ㄴㄹㅂ".contains(first),
    })
}
