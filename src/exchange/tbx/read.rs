//! Reading TBX: version 2 and 3, any dialect, DCA and DCT. Of the languages Korean and English are taken.

use std::borrow::Cow;

use crate::Result;
use crate::exchange::element::{Around, Element, Node, each};
use crate::exchange::entry::{Entry, Link, Term, add};
use crate::exchange::imported::{Imported, Portion};
use crate::exchange::json::Cells;
use crate::exchange::passed_over::PassedOver;
use crate::exchange::reading::Reading;
use crate::exchange::said::{kind, language as language_of};
use crate::exchange::text::text;
use crate::source::Language;

use super::OURS;

/// Reads a file.
///
/// # Errors
///
/// It is not well-formed XML, with line and column.
pub(super) fn read(bytes: Vec<u8>, _: &Reading) -> Result<Imported> {
    let text = text(bytes)?;
    let mut imported = Imported::default();
    let mut around = |part: Around<'_>| {
        if let Around::Instruction(content) = part
            && let Some(columns) = ours(content).and_then(|told| told.columns)
        {
            imported.columns = columns;
        }
    };
    let take = |portion: &mut Portion, number, element: &Element<'_>| {
        let entry = entry(element, &mut portion.passed);
        portion.take(number, &entry, element, || {
            element.attribute("id").to_owned()
        });
    };
    let portions = each(&text, &["conceptEntry", "termEntry"], &mut around, take)?;
    imported.extend(portions, &text);
    Ok(imported)
}

/// What one of our processing instructions says.
#[derive(serde::Deserialize)]
struct Ours<'t> {
    #[serde(borrow)]
    concept: Option<Cow<'t, str>>,
    columns: Option<Vec<String>>,
    pair: Option<[usize; 2]>,
    #[serde(default)]
    cells: Cells,
}

fn ours(content: &str) -> Option<Ours<'_>> {
    let json = content.strip_prefix(OURS)?.trim();
    serde_json::from_str(json).ok()
}

fn entry<'e>(element: &'e Element<'_>, passed: &mut PassedOver) -> Entry<'e> {
    let mut entry = Entry::default();
    for child in &element.children {
        let Node::Instruction(content) = child else {
            continue;
        };
        let Some(told) = ours(content) else {
            continue;
        };
        if let Some(id) = told.concept {
            entry.id = id;
        }
        if let Some([korean, english]) = told.pair {
            let cells = told.cells.0.into_iter();
            entry.links.push(Link {
                korean,
                english,
                cells: cells.map(|(column, cell)| (column, cell.into())).collect(),
            });
        }
    }
    about(element, &mut entry, passed);
    let sections = element.elements();
    for language in sections.filter(|child| matches!(child.name, "langSec" | "langSet")) {
        let code = language.attribute("lang");
        let is_ours = !entry.id.is_empty();
        match language_of(code) {
            Some(Language::Korean) => {
                about(language, &mut entry, passed);
                entry.korean.extend(terms(language, "ko", passed));
            }
            Some(Language::English) => {
                about(language, &mut entry, passed);
                entry.english.extend(terms(language, "en", passed));
            }
            // Latin names and the like, of which the glossary knows.
            _ if is_ours => entry.english.extend(terms(language, code, passed)),
            _ => passed.language(code),
        }
    }
    entry
}

/// What is said of the concept, right in its element or in that of a language.
fn about<'e>(element: &'e Element<'_>, entry: &mut Entry<'e>, passed: &mut PassedOver) {
    for child in element.elements() {
        match child.name {
            "descripGrp" => about(child, entry, passed),
            "note" => add(&mut entry.notes, child.text()),
            _ => match category(child) {
                "subjectField" => add(&mut entry.domains, child.text()),
                "definition" => add(&mut entry.definitions, child.text()),
                "explanation" => add(&mut entry.notes, child.text()),
                other => {
                    if matches!(
                        child.name,
                        "descrip" | "admin" | "xref" | "ref" | "transacGrp"
                    ) {
                        passed.category(other);
                    }
                }
            },
        }
    }
}

/// The data category of an element: its type, or in DCT its name.
fn category<'e>(element: &'e Element<'_>) -> &'e str {
    match element.attribute("type") {
        "" => element.name,
        kind => kind,
    }
}

/// The terms of one language.
fn terms<'e>(
    section: &'e Element<'_>,
    language: &'e str,
    passed: &mut PassedOver,
) -> Vec<Term<'e>> {
    let mut terms = Vec::new();
    for element in section.elements() {
        // ntig has its term within a termGrp.
        let within = match element.name {
            "termSec" | "tig" => vec![element],
            "ntig" => element.named("termGrp").chain([element]).collect(),
            _ => continue,
        };
        let mut term = Term {
            language: language.into(),
            ..Term::default()
        };
        for child in within.into_iter().flat_map(Element::elements) {
            say(&mut term, child, passed);
        }
        if !term.text.is_empty() {
            terms.push(term);
        }
    }
    terms
}

/// What a child of a term says of it.
fn say<'e>(term: &mut Term<'e>, child: &'e Element<'_>, passed: &mut PassedOver) {
    match child.name {
        "term" => term.text = child.line(&[]),
        "note" => add(&mut term.notes, child.text()),
        "termNoteGrp" | "descripGrp" | "termGrp" => {
            for inner in child.elements() {
                say(term, inner, passed);
            }
        }
        _ => match category(child) {
            "administrativeStatus" | "usageStatus" | "normativeAuthorization" => {
                passed.status(&mut term.status, child.begin, &child.text());
            }
            "termType" => term.kind = term.kind.or(kind(&child.text())),
            "usageNote" | "Usage note" => add(&mut term.notes, child.text()),
            other => passed.category(other),
        },
    }
}
