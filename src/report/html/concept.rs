//! One concept on the page: its rows, what people added to them, and their concordance.

use std::io;
use std::ops::Range;

use super::escape::Escaped;
use super::words::{self, Words};
use crate::glossary::{Concept, Found, Row, Status};
use crate::report::marked::{Marked, Piece};
use crate::report::places::{Places, sample};

/// How far apart, in bytes, the two terms may stand and be one pair to the eye: `(`, a quote, a label.
const TOGETHER: usize = 12;

/// Below this, the confidence is marked: it is where a look at the text pays.
const UNSURE: f32 = 0.5;

/// Writes a group of rows.
pub(super) fn write(
    out: &mut impl io::Write,
    concept: &Concept<'_>,
    places: &Places<'_>,
    contexts: usize,
) -> io::Result<()> {
    let preferred = concept.preferred();
    writeln!(out, "<tbody role=\"rowgroup\">")?;
    for &row in concept.rows() {
        let usable = !matches!(row.status(), Status::Deprecated | Status::Rejected);
        let mark = preferred
            .filter(|preferred| usable && preferred.korean == row.korean())
            .map(|preferred| preferred.chosen);
        let of_row = places.of_row(row);
        let shown = sample(&of_row, contexts);
        write_row(out, row, mark, !shown.is_empty())?;
        write_added(out, row)?;
        if !shown.is_empty() {
            write_places(out, &shown, of_row.len())?;
        }
    }
    writeln!(out, "</tbody>")
}

/// The line of figures. `preferred`: whether a person chose it, if it is.
fn write_row(
    out: &mut impl io::Write,
    row: Row<'_>,
    preferred: Option<bool>,
    has_places: bool,
) -> io::Result<()> {
    let status = row.status();
    write!(
        out,
        "<tr role=\"row\" class=\"row {status}\"><th role=\"rowheader\" scope=\"row\" class=\"concept\">{}</th>\
         <td role=\"cell\" class=\"english\"><span lang=\"{}\">{}</span>",
        Escaped(row.concept()),
        Escaped(row.language()),
        Escaped(row.english()),
    )?;
    if let Some(kind) = words::kind(row.kind()) {
        write!(out, " <small>{kind}")?;
        if row.language() != "en" {
            write!(out, " ({})", Escaped(row.language()))?;
        }
        write!(out, "</small>")?;
    }
    write!(out, "</td><td role=\"cell\" class=\"korean\" lang=\"ko\">")?;
    if let Some(chosen) = preferred {
        let word = if chosen { "chosen" } else { "computed" };
        write!(
            out,
            "<i class=\"mark {word}\" role=\"img\" aria-labelledby=\"word-{word}\"></i>"
        )?;
    }
    write!(
        out,
        "<span>{}</span></td><td role=\"cell\" class=\"status\">{}</td>\
         <td role=\"cell\" class=\"documents\">{}</td><td role=\"cell\" class=\"occurrences\">{}</td>",
        Escaped(row.korean()),
        words::status(status),
        row.documents(),
        row.occurrences(),
    )?;
    // What was found nowhere has no confidence.
    if row.occurrences() == 0 {
        write!(out, "<td role=\"cell\" class=\"confidence\"></td>")?;
    } else {
        let unsure = if row.confidence() < UNSURE {
            " unsure"
        } else {
            ""
        };
        write!(
            out,
            "<td role=\"cell\" class=\"confidence{unsure}\">{:.2}</td>",
            row.confidence()
        )?;
    }
    write!(out, "<td role=\"cell\" class=\"more\">")?;
    if has_places {
        write!(
            out,
            "<button type=\"button\" aria-expanded=\"false\" aria-labelledby=\"word-contexts\"></button>"
        )?;
    }
    writeln!(out, "</td></tr>")
}

/// The dictionary form of a predicate, and what people wrote in columns of their own.
fn write_added(out: &mut impl io::Write, row: Row<'_>) -> io::Result<()> {
    let lemma = row.lemma().map(|lemma| ("lemma", lemma));
    let mut cells = lemma.into_iter().chain(row.added()).peekable();
    if cells.peek().is_none() {
        return Ok(());
    }
    write!(
        out,
        "<tr role=\"row\" class=\"added\"><td role=\"cell\" colspan=\"8\"><dl>"
    )?;
    for (name, cell) in cells {
        write!(
            out,
            "<div><dt>{}</dt><dd>{}</dd></div>",
            Escaped(name),
            Escaped(cell)
        )?;
    }
    writeln!(out, "</dl></td></tr>")
}

/// The concordance of a row: some lines, and how many places there are besides.
fn write_places(out: &mut impl io::Write, shown: &[&Found], all: usize) -> io::Result<()> {
    write!(
        out,
        "<tr role=\"row\" class=\"places\"><td role=\"cell\" colspan=\"8\"><ol lang=\"ko\">"
    )?;
    for found in shown {
        write_line(out, found)?;
    }
    write!(out, "</ol>")?;
    match all - shown.len() {
        0 => {}
        1 => write!(out, "<p>{}</p>", Words("1 more place", "이 밖에 한 곳"))?,
        more => write!(
            out,
            "<p><span class=\"ui\" lang=\"en\">{more} more places</span>\
             <span class=\"ui\" lang=\"ko\">이 밖에 {more}곳</span></p>"
        )?,
    }
    writeln!(out, "</td></tr>")
}

/// One place: what stands before the pair, the pair and what stands behind, and where it is.
fn write_line(out: &mut impl io::Write, found: &Found) -> io::Result<()> {
    let marked = Marked::of(found);
    let (key, end) = (key(&marked), marked.context.len());
    write!(out, "<li><span class=\"before\">")?;
    write_marked(out, &marked, 0..key)?;
    write!(out, "</span><span class=\"after\">")?;
    write_marked(out, &marked, key..end)?;
    let evidence = &found.evidence;
    let document = Escaped(&evidence.document);
    write!(out, "</span> <cite>{document}<span>:{}", evidence.line)?;
    if !evidence.place.is_empty() {
        write!(out, ": {}", Escaped(&evidence.place))?;
    }
    writeln!(out, "</span></cite></li>")
}

/// Where what is set below the term of the row begins (bytes): the pair, or one of its terms where they stand apart or
/// only one is there.
fn key(marked: &Marked<'_>) -> usize {
    match (&marked.korean, &marked.english) {
        (Some(korean), Some(english)) => {
            let start = korean.start.min(english.start);
            let gap = korean.end.max(english.end) - start - korean.len() - english.len();
            if gap > TOGETHER { korean.start } else { start }
        }
        (Some(one), None) | (None, Some(one)) => one.start,
        (None, None) => 0,
    }
}

/// A part of a context, with its marks.
fn write_marked(
    out: &mut impl io::Write,
    marked: &Marked<'_>,
    part: Range<usize>,
) -> io::Result<()> {
    for (piece, text) in marked.pieces(part) {
        let text = Escaped(text);
        match piece {
            Piece::Plain => write!(out, "{text}")?,
            Piece::Korean => write!(out, "<mark lang=\"ko\">{text}</mark>")?,
            Piece::English => write!(out, "<mark lang=\"en\">{text}</mark>")?,
        }
    }
    Ok(())
}
