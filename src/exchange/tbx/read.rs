//! Reading TBX: version 2 and 3, any dialect, DCA and DCT. Of the languages Korean and English are taken.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::exchange::element::{Around, Element, Node, each};
use crate::exchange::entry::{Entry, Link, Term};
use crate::exchange::imported::{Imported, Languages, Portion, known};
use crate::exchange::reading::Reading;
use crate::exchange::said::{Side, kind, side};
use crate::exchange::status::status;
use crate::exchange::text::text;
use crate::glossary::Status;
use crate::{Kind, Result};

use super::OURS;

/// Reads a file.
///
/// # Errors
///
/// It is no well-formed XML, with line and column.
pub(super) fn read(bytes: Vec<u8>, _: &Reading) -> Result<Imported> {
    let text = text(bytes)?;
    let mut imported = Imported::default();
    let mut around = |part| {
        if let Around::Instruction(content) = part
            && let Some(columns) = ours(&content).and_then(columns)
        {
            imported.columns = columns;
        }
    };
    let take = |portion: &mut Portion, number, element: &Element| {
        let entry = entry(element, &mut portion.languages);
        portion.take(number, &entry, || element.attribute("id").to_owned());
    };
    let portions = each(&text, &["conceptEntry", "termEntry"], &mut around, take)?;
    imported.extend(portions);
    Ok(imported)
}

/// What one of our processing instructions says.
fn ours(content: &str) -> Option<Map<String, Value>> {
    let json = content.strip_prefix(OURS)?.trim();
    serde_json::from_str(json).ok()
}

fn columns(told: Map<String, Value>) -> Option<Vec<String>> {
    let columns = told.get("columns")?.as_array()?.iter();
    columns
        .map(|name| name.as_str().map(str::to_owned))
        .collect()
}

fn entry(element: &Element, languages: &mut Languages) -> Entry<'static> {
    let mut entry = Entry::default();
    let told = |node: &Node| match node {
        Node::Instruction(content) => ours(content),
        _ => None,
    };
    let told: Vec<Map<String, Value>> = element.children.iter().filter_map(told).collect();
    for told in &told {
        if let Some(id) = told.get("concept").and_then(Value::as_str) {
            entry.id = id.to_owned().into();
        }
        entry.links.extend(link(told));
    }
    about(element, &mut entry, languages);
    for language in element
        .elements()
        .filter(|child| matches!(&*child.name, "langSec" | "langSet"))
    {
        let code = language.attribute("lang");
        let is_ours = !entry.id.is_empty();
        match side(code) {
            Some(Side::Korean) => {
                about(language, &mut entry, languages);
                entry.korean.extend(terms(language, "ko", languages));
            }
            Some(Side::English) => {
                about(language, &mut entry, languages);
                entry.english.extend(terms(language, "en", languages));
            }
            // Latin names and the like, of which the glossary knows.
            None if is_ours => entry.english.extend(terms(language, code, languages)),
            None => languages.pass_over(code),
        }
    }
    entry
}

fn link(told: &Map<String, Value>) -> Option<Link<'static>> {
    let places: Vec<usize> = told
        .get("pair")?
        .as_array()?
        .iter()
        .filter_map(|place| Some(place.as_u64()? as usize))
        .collect();
    let &[korean, english] = &*places else {
        return None;
    };
    let cells = told.get("cells")?.as_object()?.iter();
    let cells =
        cells.filter_map(|(column, cell)| Some((known(column), cell.as_str()?.to_owned().into())));
    Some(Link {
        korean,
        english,
        cells: cells.collect(),
    })
}

/// What is said of the concept, right in its element or in that of a language.
fn about(element: &Element, entry: &mut Entry<'static>, languages: &mut Languages) {
    for child in element.elements() {
        match &*child.name {
            "descripGrp" => about(child, entry, languages),
            "note" => push(&mut entry.notes, child.text()),
            _ => match category(child) {
                "subjectField" => push(&mut entry.domains, child.text()),
                "definition" => push(&mut entry.definitions, child.text()),
                "explanation" => push(&mut entry.notes, child.text()),
                other => {
                    if matches!(
                        &*child.name,
                        "descrip" | "admin" | "xref" | "ref" | "transacGrp"
                    ) {
                        languages.category(other);
                    }
                }
            },
        }
    }
}

/// The data category of an element: its type, or in DCT its name.
fn category(element: &Element) -> &str {
    match element.attribute("type") {
        "" => &element.name,
        kind => kind,
    }
}

/// The terms of one language.
fn terms(section: &Element, language: &str, languages: &mut Languages) -> Vec<Term<'static>> {
    let mut terms = Vec::new();
    for element in section.elements() {
        // ntig has its term within a termGrp.
        let within = match &*element.name {
            "termSec" | "tig" => vec![element],
            "ntig" => element.named("termGrp").chain([element]).collect(),
            _ => continue,
        };
        let mut term = Term {
            language: language.to_owned().into(),
            ..Term::default()
        };
        for child in within.into_iter().flat_map(Element::elements) {
            say(&mut term, child, languages);
        }
        if !term.text.is_empty() {
            if language == "en" && term.kind.is_none() {
                term.kind = Some(Kind::Term);
            }
            terms.push(term);
        }
    }
    terms
}

/// What a child of a term says of it.
fn say(term: &mut Term<'static>, child: &Element, languages: &mut Languages) {
    match &*child.name {
        "term" => term.text = tidy(&child.text()).into(),
        "note" => push(&mut term.notes, child.text()),
        "termNoteGrp" | "descripGrp" | "termGrp" => {
            for inner in child.elements() {
                say(term, inner, languages);
            }
        }
        _ => match category(child) {
            "administrativeStatus" | "usageStatus" | "normativeAuthorization" => {
                if let Some(status) = status(&child.text()) {
                    term.status = Some(status).filter(|status| *status != Status::Proposed);
                }
            }
            "termType" => term.kind = term.kind.or(kind(&child.text())),
            "usageNote" | "Usage note" => push(&mut term.notes, child.text()),
            other => languages.category(other),
        },
    }
}

fn push(texts: &mut Vec<Cow<'static, str>>, text: String) {
    if !text.is_empty() && !texts.iter().any(|known| *known == text) {
        texts.push(text.into());
    }
}

/// A term on one line: a file may wrap it.
fn tidy(term: &str) -> String {
    term.split_whitespace().collect::<Vec<_>>().join(" ")
}
