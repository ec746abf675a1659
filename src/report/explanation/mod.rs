//! What decided on a parenthesis: for people, with the links drawn below the Korean, and as JSON.

mod chart;
mod json;
mod text;

pub use json::write as write_json;
pub use text::write as write_text;

use std::ops::Range;

use crate::align::link::{Link, Source};
use crate::gloss::{NoGloss, Place, Shape};
use crate::morphology::Tag;

/// The characters of a range.
fn slice(text: &str, chars: &Range<usize>) -> String {
    text.chars().skip(chars.start).take(chars.len()).collect()
}

/// The words of a form that a link is about, in characters of the window of the parenthesis.
fn linked(words: &[Range<usize>], link: &Link) -> Range<usize> {
    words[link.word].start..words[link.upto - 1].end
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Sound => "sound",
        Source::Copy => "copy",
        Source::Meaning => "meaning",
        Source::Affix => "affix",
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Acronym => "acronym",
        Shape::Words => "words",
        Shape::Identifier => "identifier",
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Alone => "alone",
        Place::First => "first",
        Place::Second => "second",
        Place::BehindScript => "behind another script",
        Place::BehindKorean => "behind Korean",
        Place::Labelled => "labelled",
        Place::Listed => "listed",
    }
}

fn reason(reason: NoGloss) -> &'static str {
    match reason {
        NoGloss::NoForm => "no Latin-script form",
        NoGloss::Amount => "an amount",
        NoGloss::Date => "a date",
        NoGloss::Citation => "a citation",
        NoGloss::Code => "code",
        NoGloss::Address => "an address",
        NoGloss::FileName => "a file name",
        NoGloss::List => "a list",
        NoGloss::Note => "a note",
        NoGloss::Sentence => "a sentence",
    }
}

fn tag(tag: Tag) -> &'static str {
    match tag {
        Tag::Noun => "noun",
        Tag::ProperNoun => "proper",
        Tag::Person => "person",
        Tag::Place => "place",
        Tag::BoundNoun => "bound",
        Tag::Number => "number",
        Tag::Pronoun => "pronoun",
        Tag::Verb => "verb",
        Tag::Adjective => "adjective",
        Tag::Determiner => "determiner",
        Tag::Adverb => "adverb",
        Tag::Interjection => "interjection",
        Tag::Possessive => "possessive",
        Tag::Conjunctive => "conjunctive",
        Tag::Object => "object",
        Tag::Subject => "subject",
        Tag::Particle => "particle",
        Tag::Adnominal => "adnominal",
        Tag::Ending => "ending",
        Tag::Prefix => "prefix",
        Tag::Suffix => "suffix",
        Tag::VerbSuffix => "verb suffix",
        Tag::Root => "root",
        Tag::Foreign => "foreign",
        Tag::Hanja => "hanja",
        Tag::Sign => "sign",
        Tag::Unknown => "unknown",
    }
}
