//! One English in several renderings: which of them is meant, and how the others differ from it.

use super::renderings::{Rendering, Renderings};
use crate::variant::{korean_key, spelled_alike};

/// An English that is rendered in more than one way.
#[derive(Debug)]
pub(super) struct English {
    /// Its renderings, in the order of the documents.
    pub(super) forms: Vec<Form>,
    /// Where they are: documents in their order, each with places in [`Renderings::list`] and numbers of forms.
    pub(super) documents: Vec<(usize, Vec<(usize, usize)>)>,
}

/// One Korean spelling of it.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) korean: Box<str>,
    /// See [`korean_key`].
    pub(super) key: String,
    /// How many documents have it with the English.
    pub(super) glossed: usize,
    pub(super) mentions: usize,
    /// Whether mining is sure of it anywhere.
    pub(super) sure: bool,
    /// The first place: a document, and the place in its list.
    pub(super) first: (usize, usize),
}

impl English {
    /// The English of some places (document, place in its list; in their order), if it is rendered in more than one way.
    pub(super) fn of(all: &[Renderings], places: &[(usize, usize)]) -> Option<Self> {
        let mut forms: Vec<Form> = Vec::new();
        let mut documents: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
        for &(document, at) in places {
            let rendering = &all[document].list[at];
            let known = forms
                .iter()
                .position(|form| form.korean == rendering.korean);
            let number = known.unwrap_or_else(|| {
                forms.push(Form::new(rendering, (document, at)));
                forms.len() - 1
            });
            let form = &mut forms[number];
            form.glossed += 1;
            form.mentions += rendering.mentions;
            form.sure |= rendering.sure;
            match documents.last_mut() {
                Some((before, list)) if *before == document => list.push((at, number)),
                _ => documents.push((document, vec![(at, number)])),
            }
        }
        (forms.len() > 1).then_some(Self { forms, documents })
    }

    /// The forms that are one word in two spellings with another one.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &Form> {
        let is_one = |form: &&Form| {
            let mut others = self.forms.iter();
            others.any(|other| form.is_other_spelling_of(other))
        };
        self.forms.iter().filter(is_one)
    }
}

impl Form {
    fn new(rendering: &Rendering, first: (usize, usize)) -> Self {
        Self {
            korean: rendering.korean.clone(),
            key: korean_key(&rendering.korean),
            glossed: 0,
            mentions: 0,
            sure: false,
            first,
        }
    }

    /// Whether it is the same word as another form, written otherwise, and both are certainly renderings.
    pub(super) fn is_other_spelling_of(&self, other: &Self) -> bool {
        self.korean != other.korean
            && self.sure
            && other.sure
            && spelled_alike(&self.key, &other.key)
    }

    /// What one of two forms has more than the other.
    pub(super) fn more_than(&self, other: &Self) -> More {
        let (long, short) = if self.key.len() < other.key.len() {
            (&*other.key, &*self.key)
        } else {
            (&*self.key, &*other.key)
        };
        if long == short {
            More::Nothing
        } else if long.ends_with(short) {
            More::Before
        } else {
            match long.strip_prefix(short) {
                Some("들" | "하기") => More::Ending,
                Some(_) => More::Behind,
                None => More::Nothing,
            }
        }
    }
}

/// What a form has more than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    /// Nothing, or both have something.
    Nothing,
    /// Something in front, which is often no part of the term.
    Before,
    /// An ending, which makes no other term of it: 변형들 and 변형, 행동하기 and 행동.
    Ending,
    /// Something behind: 평균값 and 평균.
    Behind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_may_have_more_than_another() {
        let form = |korean: &str| Form {
            korean: korean.into(),
            key: korean_key(korean),
            glossed: 1,
            mentions: 1,
            sure: true,
            first: (0, 0),
        };
        for (a, b, more) in [
            ("연산 그래프", "그래프", More::Before),
            ("변형", "변형들", More::Ending),
            ("행동하기", "행동", More::Ending),
            ("평균값", "평균", More::Behind),
            ("평균", "평 균", More::Nothing),
            ("프록시", "프락시", More::Nothing),
        ] {
            assert_eq!(form(a).more_than(&form(b)), more, "{a} {b}");
            assert_eq!(form(b).more_than(&form(a)), more, "{b} {a}");
        }
    }
}
