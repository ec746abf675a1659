//! Files with a text and its translation: XLIFF, TMX, PO, and tables with a column in each language.
//!
//! The text of the document stays that of the file, so that positions and fixes are those of the file; what is no prose of the
//! target is masked. A [`Segment`] says which stretch is the translation of which.

mod choice;
mod inline;
mod language;
mod po;
mod table;
mod tmx;
mod visible;
mod write;
mod xliff;
mod xml;

use std::ops::Range;

pub(super) use inline::{Escapes, mask};
pub use language::Language;
use language::Letters;
pub(super) use table::cells;
pub use visible::Visible;
pub use write::writable;

use super::{Document, Mask, MaskKind, is_ours};
use crate::Result;

/// A text with its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// How the file calls it, where it does: the number of a unit, a key, the context of a message.
    pub id: Option<String>,
    /// What was translated.
    pub source: Side,
    /// Its translation; never empty.
    pub target: Side,
}

/// One of the two texts of a [`Segment`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Where it stands, in bytes of the document's text.
    pub range: Range<usize>,
    /// Its language.
    pub language: Language,
    /// What in it is no text, sorted, not overlapping: tags, escapes and placeholders ([`Invisible`](MaskKind::Invisible)), references
    /// ([`Code`](MaskKind::Code)), ends of lines ([`Block`](MaskKind::Block)).
    pub masks: Vec<Mask>,
}

/// What a reader finds: a text with its translation, whatever the languages.
#[derive(Debug)]
struct Unit {
    id: Option<String>,
    source: Half,
    target: Half,
    /// Whether the translation counts: not one that is only a guess, or that nobody was to make.
    settled: bool,
}

/// One side of a [`Unit`].
#[derive(Debug)]
struct Half {
    range: Range<usize>,
    masks: Vec<Mask>,
    /// What the file says; the letters of all of them tell where it says nothing.
    language: Option<Language>,
}

/// A bilingual text as it was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Bilingual {
    /// What is no prose.
    pub(super) masks: Vec<Mask>,
    /// Texts with a translation between Korean and English.
    pub(super) segments: Vec<Segment>,
    /// The sources that are prose.
    pub(super) sources: Vec<Range<usize>>,
}

/// Reads a catalogue of gettext.
pub(super) fn read_po(document: &mut Document) -> Result<()> {
    read(document, po::read)
}

/// Reads XLIFF.
pub(super) fn read_xliff(document: &mut Document) -> Result<()> {
    read(document, xliff::read)
}

/// Reads TMX.
pub(super) fn read_tmx(document: &mut Document) -> Result<()> {
    read(document, tmx::read)
}

/// Reads a table, which is bilingual if it has a column in each language and is no glossary.
pub(super) fn read_table(document: &mut Document) -> Result<()> {
    if is_ours(&document.path, document.text.as_bytes()) {
        return Ok(());
    }
    if let Some(units) = table::read(&document.text)? {
        return read(document, |_| Ok(units));
    }
    if let Some(cells) = table::cells(&document.text) {
        document.layout.tables.push(cells.table);
        document.masks = cells.doubled;
        document.notes = cells.flaw.into_iter().collect();
    }
    Ok(())
}

/// Finds the texts of a document with their translations.
///
/// Prose is the target where it is in Korean or English, and a Korean source: what it glosses is worth as much as in any
/// text.
///
/// # Errors
///
/// The file is broken: the line and the reason.
fn read(document: &mut Document, units: impl FnOnce(&str) -> Result<Vec<Unit>>) -> Result<()> {
    let units = units(&document.text)?;
    document.take(bilingual(&document.text, units));
    Ok(())
}

/// All of a text as no prose: what is left of one that is broken.
pub(super) fn nothing(text: &str) -> Bilingual {
    bilingual(text, Vec::new())
}

fn bilingual(text: &str, units: Vec<Unit>) -> Bilingual {
    let unknown = |half: fn(&Unit) -> &Half| {
        let halves = units.iter().map(half);
        let some = halves.filter(|half| half.language.is_none());
        Letters::of(some.flat_map(|half| half.stretches(text)))
    };
    let (from, to) = (unknown(|unit| &unit.source), unknown(|unit| &unit.target));
    let [from, to] = Letters::languages(from, to);
    let mut prose: Vec<Side> = Vec::new();
    let (mut segments, mut sources) = (Vec::new(), Vec::new());
    for unit in units {
        let (source, target) = (unit.source.side(from), unit.target.side(to));
        let translated = unit.settled && !Visible::of(text, &target).text.trim().is_empty();
        if translated && target.language != Language::Other {
            prose.push(target.clone());
        }
        if source.language == Language::Korean && target.language != Language::Korean {
            prose.push(source.clone());
            sources.push(source.range.clone());
        }
        let both = matches!(
            (source.language, target.language),
            (Language::Korean, Language::English) | (Language::English, Language::Korean)
        );
        if translated && both {
            segments.push(Segment {
                id: unit.id,
                source,
                target,
            });
        }
    }
    segments.sort_by_key(|segment| segment.target.range.start);
    sources.sort_by_key(|source| source.start);
    prose.sort_by_key(|side| side.range.start);
    let mut masks: Vec<Mask> = Vec::new();
    let mut at = 0;
    for side in prose {
        // One source may have several translations.
        if side.range.start < at {
            continue;
        }
        block(&mut masks, at..side.range.start);
        at = side.range.end;
        masks.extend(side.masks);
    }
    block(&mut masks, at..text.len());
    Bilingual {
        masks,
        segments,
        sources,
    }
}

fn block(masks: &mut Vec<Mask>, range: Range<usize>) {
    if !range.is_empty() {
        masks.push(Mask {
            range,
            kind: MaskKind::Block,
        });
    }
}

impl Half {
    /// The stretches of text between the masks.
    fn stretches<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let starts = self.masks.iter().map(|mask| mask.range.end);
        let ends = self.masks.iter().map(|mask| mask.range.start);
        std::iter::once(self.range.start)
            .chain(starts)
            .zip(ends.chain([self.range.end]))
            .map(|(start, end)| &text[start..end])
    }

    fn side(self, guessed: Language) -> Side {
        Side {
            range: self.range,
            language: self.language.unwrap_or(guessed),
            masks: self.masks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A unit for comparing: its name, what is seen of both sides, and whether it counts.
    #[derive(Debug)]
    pub(super) struct Seen(String, String, String, bool);

    impl PartialEq<(&str, &str, &str, bool)> for Seen {
        fn eq(&self, other: &(&str, &str, &str, bool)) -> bool {
            (&*self.0, &*self.1, &*self.2, self.3) == *other
        }
    }

    pub(super) fn seen(text: &str, units: Vec<Unit>) -> Vec<Seen> {
        let visible = |half: Half| Visible::of(text, &half.side(Language::Other)).text;
        let units = units.into_iter();
        units
            .map(|unit| {
                Seen(
                    unit.id.unwrap_or_default(),
                    visible(unit.source),
                    visible(unit.target),
                    unit.settled,
                )
            })
            .collect()
    }

    /// What of a file is prose, piece by piece.
    fn prose<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
        let bilingual = Document::read(path, text).unwrap();
        let mut at = 0;
        let mut pieces = Vec::new();
        for mask in bilingual.masks {
            pieces.push(&text[at..mask.range.start]);
            at = mask.range.end;
        }
        pieces.push(&text[at..]);
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    #[test]
    fn prose_is_the_target_and_a_korean_source() {
        let csv = "en,ko\nEmpty &amp; fill.,비우고 &amp; 채운다.\nSave,\n";
        assert_eq!(prose("글.csv", csv), ["비우고 ", " 채운다."]);
        let csv = "한국어,영어\n버퍼(buffer),buffer\n비운다,\n";
        assert_eq!(prose("글.csv", csv), ["버퍼(buffer)", "buffer", "비운다"]);
        let po = "msgid \"Save\"\nmsgstr \"저장\"\n\n#, fuzzy\nmsgid \"Open\"\nmsgstr \"저장\"\n";
        assert_eq!(prose("글.po", po), ["저장"]);
        let csv = "source,target\n保存する,저장한다\n";
        let found = Document::read("a.csv", csv).unwrap();
        assert_eq!(found.segments, []);
        assert_eq!(prose("a.csv", csv), ["저장한다"]);
    }

    #[test]
    fn glossaries_and_other_files_are_none() {
        for (path, text) in [
            (
                "glossary.csv",
                "concept,english,korean\nbuffer,buffer,버퍼\n",
            ),
            (
                "용어.tsv",
                "concept\tenglish\tkorean\nbuffer\tbuffer\t버퍼\n",
            ),
            ("표.csv", "도시,인구\n서울,9700000\n"),
            ("글.md", "en,ko\n"),
            ("글.txt", "en,ko\nbuffer,버퍼\n"),
        ] {
            let document = Document::read(path, text).unwrap();
            assert_eq!(
                (document.masks, document.segments),
                (vec![], vec![]),
                "{path}"
            );
        }
    }

    fn pieces() -> impl Strategy<Value = String> {
        let pieces = [
            "<xliff srcLang=\"en\" trgLang=\"ko\">",
            "<tmx>",
            "</xliff>",
            "<unit id=\"1\">",
            "<trans-unit id=\"2\">",
            "</trans-unit>",
            "<segment>",
            "</segment>",
            "<source>",
            "</source>",
            "<target>",
            "</target>",
            "<x/>",
            "<g id=\"1\">",
            "</g>",
            "<ph>",
            "</ph>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?a?>",
            "<!DOCTYPE a>",
            "<tu>",
            "<tuv xml:lang=\"ko\">",
            "<seg>",
            "</seg>",
            "</tuv>",
            "</tu>",
            "&lt;b&gt;",
            "&amp;",
            "&a;",
            "&",
            "msgid \"",
            "msgstr \"",
            "msgctxt \"",
            "#, fuzzy\n",
            "\"",
            "\"\n",
            "\\\"",
            "\\n",
            "\\",
            "en,ko\n",
            "ko\ten\n",
            ",",
            "\t",
            "\n",
            "\r\n",
            "\"\"",
            "버퍼",
            "buffer",
            "%s",
            "%(a)",
            "{a}",
            "{{",
            "${",
            "%",
            "가(a)",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn masks_are_sorted_apart_and_at_character_boundaries(
            text in prop_oneof![
                pieces(),
                any::<String>(),
                pieces().prop_map(|rest| format!("en,ko\n{rest}")),
                pieces().prop_map(|inner| format!("<xliff srcLang=\"en\" trgLang=\"ko\">{inner}</xliff>")),
                pieces().prop_map(|inner| format!("<tmx>{inner}</tmx>")),
            ],
            path in prop::sample::select(vec!["a.po", "a.xlf", "a.tmx", "a.csv", "a.tsv"]),
        ) {
            let Ok(found) = Document::read(path, text.as_str()) else { return Ok(()) };
            let sides = found.segments.iter().flat_map(|segment| [&segment.source, &segment.target]);
            let all = sides.map(|side| (side.range.clone(), &side.masks));
            for (range, masks) in all.chain([(0..text.len(), &found.masks)]) {
                prop_assert!(text.get(range.clone()).is_some());
                let mut end = range.start;
                for mask in masks {
                    prop_assert!(end <= mask.range.start && mask.range.start < mask.range.end);
                    prop_assert!(mask.range.end <= range.end && text.get(mask.range.clone()).is_some());
                    end = mask.range.end;
                }
            }
            for segment in &found.segments {
                for side in [&segment.source, &segment.target] {
                    let visible = Visible::of(&text, side);
                    for (at, c) in visible.text.char_indices() {
                        let written = visible.in_file(&(at..at + c.len_utf8()));
                        prop_assert!(text.get(written.clone()).is_some_and(|written| !written.is_empty()));
                        prop_assert!(side.range.start <= written.start && written.end <= side.range.end);
                    }
                }
            }
        }
    }
}
