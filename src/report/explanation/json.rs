//! For programs: one JSON object a parenthesis, everything in it.

use std::io;

use serde::Serialize;

use super::{linked, place, reason, shape, slice, source, tag};
use crate::align::explain::{Candidate, Decision, Evidence, Explanation, Reading};
use crate::report::json_lines;

/// Writes one object and a line feed.
pub fn write(
    out: &mut impl io::Write,
    sentence: &str,
    explanation: &Explanation,
) -> io::Result<()> {
    let (reading, decisions) = match &explanation.reading {
        Reading::PassedOver => ("not looked at", &[][..]),
        Reading::NoGloss(why) => (reason(*why), &[][..]),
        Reading::Gloss(decisions) => ("gloss", &decisions[..]),
    };
    let left = &explanation.left;
    let morphemes = explanation.morphemes.iter().map(|m| Piece {
        text: slice(left, &(m.start as usize..m.end as usize)),
        tag: tag(m.first),
    });
    let parenthesis = Parenthesis {
        sentence,
        offset: explanation.offset,
        inner: &explanation.inner,
        reading,
        morphemes: morphemes.collect(),
        decisions: decisions.iter().map(|d| decided(explanation, d)).collect(),
    };
    json_lines::write(out, &parenthesis)
}

#[derive(Serialize)]
struct Parenthesis<'e> {
    sentence: &'e str,
    offset: usize,
    inner: &'e str,
    reading: &'static str,
    morphemes: Vec<Piece>,
    decisions: Vec<Decided>,
}

#[derive(Serialize)]
struct Piece {
    text: String,
    tag: &'static str,
}

#[derive(Serialize)]
struct Decided {
    forms: Vec<Formed>,
    candidates: Vec<Weighty>,
}

#[derive(Serialize)]
struct Formed {
    english: String,
    language: &'static str,
    shape: &'static str,
    place: &'static str,
    kind: Option<&'static str>,
    links: Vec<Linked>,
}

#[derive(Serialize)]
struct Linked {
    korean: String,
    english: String,
    source: &'static str,
    strength: f32,
}

#[derive(Serialize)]
struct Weighty {
    korean: Option<String>,
    score: f32,
    probability: f32,
    features: Vec<Featured>,
}

#[derive(Serialize)]
struct Featured {
    form: usize,
    name: &'static str,
    value: f32,
    weight: f32,
}

fn decided(explanation: &Explanation, decision: &Decision) -> Decided {
    Decided {
        forms: decision
            .forms
            .iter()
            .map(|e| formed(explanation, e))
            .collect(),
        candidates: decision
            .candidates
            .iter()
            .map(|candidate| weighty(explanation, candidate))
            .collect(),
    }
}

fn formed(explanation: &Explanation, evidence: &Evidence) -> Formed {
    let Evidence {
        form, words, links, ..
    } = evidence;
    let links = links.iter().map(|link| Linked {
        korean: slice(&explanation.left, &(link.start..link.end)),
        english: slice(&explanation.inner, &linked(words, link)),
        source: source(link.source),
        strength: link.strength,
    });
    Formed {
        english: slice(&explanation.inner, &form.chars),
        language: form.language,
        shape: shape(form.shape),
        place: place(form.place),
        kind: evidence.kind.map(crate::Kind::as_str),
        links: links.collect(),
    }
}

fn weighty(explanation: &Explanation, candidate: &Candidate) -> Weighty {
    let features = candidate.features.iter().map(|one| Featured {
        form: one.form,
        name: one.name,
        value: one.value,
        weight: one.weight,
    });
    Weighty {
        korean: candidate
            .chars
            .as_ref()
            .map(|chars| slice(&explanation.left, chars)),
        score: candidate.score,
        probability: candidate.probability,
        features: features.collect(),
    }
}
