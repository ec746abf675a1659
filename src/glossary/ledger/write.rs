//! Writing a ledger, a portion of its places at a time.

use std::io::{self, Write};

use super::{COLUMNS, Ledger, Record, VERSION};
use crate::glossary::evidence::Pair;
use crate::glossary::places::Portion;

/// A row that says something of mining's own.
fn note<'a>(concept: &'a str, kind: &'a str, language: &'a str, note: &'a str) -> Record<'a> {
    [
        "", "", "", concept, "", "", kind, language, "", "", "", note, "", "",
    ]
}

/// What a note about a pair says.
fn about(note: &str, pair: &Pair) -> String {
    format!("{note}\t{}\t{}", pair.english, pair.korean)
}

/// The same with one more word, unless it is empty.
fn about_and(note: &str, pair: &Pair, word: &str) -> String {
    let mut said = about(note, pair);
    if !word.is_empty() {
        said.push('\t');
        said.push_str(word);
    }
    said
}

impl Ledger {
    /// The file's bytes.
    pub(in crate::glossary) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes).expect("memory takes all bytes");
        bytes
    }

    /// Writes the file.
    pub(in crate::glossary) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let has_place = self.places.all.iter().any(|place| place.placed);
        let width = COLUMNS.len() - usize::from(!has_place);
        self.write_notes(&mut csv::Writer::from_writer(&mut *out), width)?;
        for rows in (self.places).in_portions(|portion| self.rows_of(&portion, width)) {
            out.write_all(&rows?)?;
        }
        // Rather nothing than a ledger that has lost its texts.
        match self.places.texts.failure() {
            Some(reason) => Err(io::Error::other(format!(
                "the ledger could not be read once more: {reason}"
            ))),
            None => out.flush(),
        }
    }

    /// The header and what mining notes to itself, in so many columns.
    fn write_notes(&self, out: &mut csv::Writer<impl Write>, width: usize) -> csv::Result<()> {
        let mut write = |record: Record<'_>| out.write_record(&record[..width]);
        write(COLUMNS)?;
        let generation = self.generation.unwrap_or_default();
        let said = format!("generation {VERSION} {generation:016x}");
        write(note("", "", "", &said))?;
        write(note("", "", "", &format!("places {}", self.places.len())))?;
        if let Some(contexts) = self.contexts {
            write(note("", "", "", &format!("contexts {contexts}")))?;
        }
        if self.for_excel {
            write(note("", "", "", "for excel"))?;
        }
        for (document, hash) in &self.contents {
            // White space of this kind would part what it is no border of.
            if !document.contains(['\t', '\n', '\r']) {
                let said = format!("content\t{document}\t{hash:016x}");
                write(note("", "", "", &said))?;
            }
        }
        if let Some(replaced) = &self.replaced {
            let added = if replaced.added_lemma { " lemma" } else { "" };
            let said = format!("replaces {:016x}{added}", replaced.generation);
            write(note("", "", "", &said))?;
            let versions = replaced.rows.iter();
            let versions = versions.flat_map(|(key, all)| all.iter().map(move |one| (key, one)));
            for ((concept, pair), cells) in versions {
                let said = about_and("replaced", pair, &cells.lemma);
                write(note(
                    concept,
                    &cells.kind.to_string(),
                    &cells.language,
                    &said,
                ))?;
            }
        }
        for (pair, concepts) in &self.baseline.kept {
            for concept in concepts {
                write(note(concept, "", "", &about("kept", pair)))?;
            }
        }
        for (concept, pair) in &self.baseline.typed {
            write(note(concept, "", "", &about("typed", pair)))?;
        }
        for ((concept, pair), lemma) in &self.baseline.cited {
            write(note(concept, "", "", &about_and("cited", pair, lemma)))?;
        }
        if self.lemmas.added {
            write(note("", "", "", "added lemma"))?;
        }
        for (korean, lemma) in &self.lemmas.written {
            write(note("", "", "", &format!("lemma\t{korean}\t{lemma}")))?;
        }
        out.flush()?;
        Ok(())
    }

    /// The rows of some places, in so many columns.
    fn rows_of(&self, portion: &Portion<'_>, width: usize) -> csv::Result<Vec<u8>> {
        let mut out = csv::Writer::from_writer(Vec::new());
        let text = |name| self.places.text(name);
        for (_, place, quoted) in portion.iter() {
            let [english, korean] = place.pair.map(text);
            let cells: Record<'_> = [
                text(place.document),
                &place.offset.to_string(),
                &place.line.to_string(),
                text(place.concept),
                english,
                korean,
                place.kind.as_str(),
                text(place.language),
                &written(place.confidence),
                text(place.english),
                text(place.korean),
                if place.quoted { &quoted.context } else { "" },
                if place.undecided {
                    &quoted.candidates
                } else {
                    ""
                },
                if place.placed { &quoted.place } else { "" },
            ];
            out.write_record(&cells[..width])?;
        }
        out.into_inner()
            .map_err(|error| io::Error::other(error.to_string()).into())
    }
}

/// A confidence as the file has it: with a decimal point.
fn written(confidence: f32) -> String {
    format!("{confidence:?}")
}
