//! For people at a terminal: the rows as a table, then the concordance of each.

use std::io;

use crate::glossary::{Concept, Preferred, Row};
use crate::report::concordance::{self, Line};
use crate::report::context::fold;
use crate::report::places::{Places, sample};
use crate::report::styles::Styles;
use crate::report::{count, rows};

/// How much is shown of a concept, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of a line, and colours.
    pub lines: concordance::Layout,
    /// How many places of a row are shown at most; `usize::MAX` for all.
    pub places: usize,
}

/// Writes all there is on a concept.
pub fn write(
    out: &mut impl io::Write,
    concept: &Concept<'_>,
    places: &Places<'_>,
    layout: Layout,
) -> io::Result<()> {
    let style = Styles::new(layout.lines.coloured);
    write!(out, "{}{}{:#}: ", style.head, concept.id(), style.head)?;
    match concept.preferred() {
        Some(Preferred { korean, chosen }) => {
            let why = if chosen {
                "chosen by a person"
            } else {
                "computed; nobody has chosen"
            };
            let term = style.term;
            writeln!(out, "{term}{}{term:#} is preferred ({why})", fold(korean))?;
        }
        None => writeln!(out, "no term is preferred: all are deprecated or rejected")?,
    }
    writeln!(out)?;
    rows::write(out, &[concept.rows()])?;
    for &row in concept.rows() {
        write_added(out, row, style)?;
    }
    for &row in concept.rows() {
        write_places(out, row, places, layout, style)?;
    }
    Ok(())
}

/// The dictionary form of a predicate, and what people wrote in columns of their own.
fn write_added(out: &mut impl io::Write, row: Row<'_>, style: Styles) -> io::Result<()> {
    let lemma = row.lemma().map(|lemma| ("lemma", lemma));
    for (at, (name, cell)) in lemma.into_iter().chain(row.added()).enumerate() {
        if at == 0 {
            writeln!(out)?;
            write_pair(out, row, style)?;
            writeln!(out)?;
        }
        let name = if name.is_empty() { "(no name)" } else { name };
        writeln!(
            out,
            "  {}{name}:{:#} {}",
            style.faint,
            style.faint,
            fold(cell)
        )?;
    }
    Ok(())
}

fn write_places(
    out: &mut impl io::Write,
    row: Row<'_>,
    places: &Places<'_>,
    layout: Layout,
    style: Styles,
) -> io::Result<()> {
    let all = places.of_row(row);
    if all.is_empty() {
        return Ok(());
    }
    let shown = sample(&all, layout.places);
    writeln!(out)?;
    write_pair(out, row, style)?;
    write!(
        out,
        ": {} in {}",
        count(row.occurrences(), "place"),
        count(row.documents(), "document")
    )?;
    if shown.len() < all.len() {
        write!(out, "; {} shown, --all shows all", shown.len())?;
    }
    writeln!(out)?;
    let lines: Vec<Line> = shown.into_iter().map(Line::of).collect();
    concordance::write(out, &lines, layout.lines)
}

/// `텐서 = tensor`.
fn write_pair(out: &mut impl io::Write, row: Row<'_>, style: Styles) -> io::Result<()> {
    let Styles { term, gloss, .. } = style;
    write!(
        out,
        "{term}{}{term:#} = {gloss}{}{gloss:#}",
        fold(row.korean()),
        fold(row.english())
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Evidence, Found};
    use crate::report::entry::tests::glossary;
    use crate::report::places::tests::found;

    fn shown(glossary: &crate::glossary::Glossary, places: usize) -> String {
        let layout = Layout {
            lines: concordance::Layout {
                width: 80,
                coloured: false,
            },
            places,
        };
        let mut out = Vec::new();
        for concept in glossary.concepts() {
            write(&mut out, &concept, &Places::of(glossary), layout).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_notes_and_the_choice_of_a_person() {
        let glossary = glossary(
            "concept,english,korean,status,note,domain\n\
             shell,shell,셸,preferred,외래어 표기법,\n\
             shell,shell,쉘,deprecated,\"둘째\n줄\",운영체제\n",
        );
        assert_eq!(
            shown(&glossary, 10),
            "\
shell: 셸 is preferred (chosen by a person)

english  korean  kind  status      occurrences  documents  confidence
───────  ──────  ────  ──────────  ───────────  ─────────  ──────────
shell    셸      term  preferred             0          0
shell    쉘      term  deprecated            0          0

셸 = shell
  note: 외래어 표기법

쉘 = shell
  note: 둘째 줄
  domain: 운영체제
"
        );
    }

    #[test]
    fn predicates_have_their_lemma() {
        let glossary = glossary(
            "concept,english,korean,lemma,note\nimmutable,immutable,변경할 수 없는,변경할 수 없다,문자열에 쓴다\n",
        );
        let shown = shown(&glossary, 10);
        let end = "\n변경할 수 없는 = immutable\n  lemma: 변경할 수 없다\n  note: 문자열에 쓴다\n";
        assert!(shown.ends_with(end), "{shown}");
    }

    #[test]
    fn the_concordance_of_each_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terms.csv");
        let mut glossary = crate::glossary::Glossary::open(path, &mut |_| {}).unwrap();
        let texts = [
            ("a.txt", 3, "정보를 담은 텐서(tensor)를 만든다."),
            ("a.txt", 8, "텐서(tensor)는 배열이다."),
            ("b.txt", 1, "작은 텐서(tensor)부터 만든다."),
        ];
        let of = |document: &str| -> (String, Vec<Evidence>) {
            let texts = texts.iter().filter(|(name, ..)| *name == document);
            let found = texts.map(|(document, line, context)| found(document, *line, context));
            (
                document.to_owned(),
                found.map(|Found { evidence, .. }| evidence).collect(),
            )
        };
        glossary.mine(vec![of("a.txt"), of("b.txt")]);
        let head = "\
tensor: 텐서 is preferred (computed; nobody has chosen)

english  korean  kind  status    occurrences  documents  confidence
───────  ──────  ────  ────────  ───────────  ─────────  ──────────
tensor   텐서    term  proposed            3          2        0.90

";
        assert_eq!(
            shown(&glossary, 2),
            format!(
                "{head}\
텐서 = tensor: 3 places in 2 documents; 2 shown, --all shows all
a.txt:3  정보를 담은 텐서(tensor)를 만든다.
b.txt:1         작은 텐서(tensor)부터 만든다.
"
            )
        );
        assert_eq!(
            shown(&glossary, usize::MAX),
            format!(
                "{head}\
텐서 = tensor: 3 places in 2 documents
a.txt:3  정보를 담은 텐서(tensor)를 만든다.
a.txt:8              텐서(tensor)는 배열이다.
b.txt:1         작은 텐서(tensor)부터 만든다.
"
            )
        );
    }
}
