//! Annotated parentheses, and what the aligner sees of them.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use yongeo::Document;
use yongeo::align::{Aligned, Aligner, Example, Scratch};
use yongeo::gloss::{self, Form};
use yongeo::morphology::{Analyser, Morpheme, Worker};
use yongeo::scan::{self, Window};

/// An annotated parenthesis, as in a gold file.
#[derive(Deserialize)]
pub struct Item {
    /// The document it was cut from.
    pub doc: String,
    domain: String,
    left: String,
    paren: String,
    right: String,
    pairs: Vec<Pair>,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct Pair {
    ko: String,
    en: String,
    #[serde(default)]
    alt: Vec<String>,
}

/// Reads a gold file: one JSON object a line.
pub fn read(path: &Path) -> Result<Vec<Item>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    parse(&text, path)
}

/// The items of a text; `path` is for naming the lines that are none.
fn parse(text: &str, path: &Path) -> Result<Vec<Item>, String> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(row, line)| {
            serde_json::from_str(line)
                .map_err(|e| format!("{}: line {}: {e}", path.display(), row + 1))
        })
        .collect()
}

/// White space and outer quotes aside, as the scorer compares.
fn norm(text: &str) -> String {
    const QUOTES: &str = "'\"‘’“”`*_《》〈〉「」『』<>[] \t\u{a0}";
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_matches(|c| QUOTES.contains(c)).to_string()
}

/// A form of an item: its candidates, and which of them are right.
pub struct Choice {
    /// All candidates, "renders nothing" first.
    pub examples: Vec<Example>,
    /// Indices of the right ones.
    pub right: Vec<usize>,
}

/// What an item gives to learn from, and what is lost before the aligner sees it.
#[derive(Default)]
pub struct Lesson {
    /// The document.
    pub doc: String,
    /// Its forms.
    pub choices: Vec<Choice>,
    /// Pairs annotated, pairs whose form the gloss room found, pairs whose span is a candidate.
    pub pairs: usize,
    pub forms: usize,
    pub reachable: usize,
}

/// What decides on the first parenthesis of a sentence: links, candidates, and what weighs most.
pub fn explain(analyser: &Analyser, aligner: &Aligner, sentence: &str) {
    let mut reader = Reader::new(analyser);
    let document = Document::plain("sentence", sentence);
    for found in scan::parentheticals(&document) {
        reader.inner.read(&document, found.inner.clone());
        if let Err(reason) = gloss::read(&reader.inner, &mut reader.forms) {
            println!("no gloss: {reason:?}");
            continue;
        }
        reader.left.read_before(&document, found.open);
        reader
            .worker
            .analyse(reader.left.glyphs(), &mut reader.morphemes);
        for m in &reader.morphemes {
            print!(
                "{}/{:?} ",
                text(&reader.left, &(m.start as usize..m.end as usize)),
                m.first
            );
        }
        println!();
        for form in &reader.forms {
            println!("form {} {form:?}", text(&reader.inner, &form.chars));
            let mut examples = aligner.examples(
                &reader.left,
                &reader.morphemes,
                &reader.inner,
                form,
                &mut reader.scratch,
            );
            for link in &reader.scratch.links().links {
                let words = &reader.scratch.links().words[link.word..link.upto];
                println!(
                    "  {} ~ {} {:.2} {:?}",
                    text(&reader.left, &(link.start..link.end)),
                    text(
                        &reader.inner,
                        &(words[0].chars.start..words[words.len() - 1].chars.end)
                    ),
                    link.strength,
                    link.source
                );
            }
            examples.sort_by(|a, b| {
                aligner
                    .weights()
                    .score(&b.values)
                    .total_cmp(&aligner.weights().score(&a.values))
            });
            for example in examples.iter().take(4) {
                let shown = example
                    .chars
                    .as_ref()
                    .map_or("nothing".into(), |c| text(&reader.left, c));
                print!("  {:.2} {shown}:", aligner.weights().score(&example.values));
                let mut parts: Vec<(f32, &str)> = (0..example.values.len())
                    .filter(|&i| example.values[i] != 0.0)
                    .map(|i| {
                        let name = yongeo::align::feature::NAMES[i];
                        (example.values[i] * aligner.weights().0[i], name)
                    })
                    .collect();
                parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
                for (value, name) in parts.iter().take(14) {
                    print!(" {name} {value:.2}");
                }
                println!();
            }
        }
    }
}

/// Right, given and wanted pairs.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    /// Pairs that are right.
    pub right: usize,
    /// Pairs that the aligner gave.
    pub got: usize,
    /// Pairs annotated.
    pub want: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.got + self.want).max(1) as f64
    }
}

/// Reads items as the tool does.
pub struct Reader {
    worker: Worker,
    scratch: Scratch,
    left: Window,
    inner: Window,
    forms: Vec<Form>,
    morphemes: Vec<Morpheme>,
}

impl Reader {
    /// A reader with this dictionary.
    pub fn new(analyser: &Analyser) -> Self {
        Self {
            worker: analyser.worker(),
            scratch: Scratch::default(),
            left: Window::default(),
            inner: Window::default(),
            forms: Vec::new(),
            morphemes: Vec::new(),
        }
    }

    /// Fills the windows and forms; false if the tool passes the parenthesis over.
    fn prepare(&mut self, item: &Item) -> bool {
        self.forms.clear();
        let text = format!("{}{}{}", item.left, item.paren, item.right).replace(['\n', '\r'], " ");
        let document = Document::plain("gold", text);
        let Some(found) = scan::parentheticals(&document).find(|p| p.open == item.left.len())
        else {
            return false;
        };
        self.inner.read(&document, found.inner.clone());
        if gloss::read(&self.inner, &mut self.forms).is_err() {
            return false;
        }
        self.left.read_before(&document, found.open);
        self.worker.analyse(self.left.glyphs(), &mut self.morphemes);
        true
    }

    /// What an item gives to learn from.
    pub fn lesson(&mut self, aligner: &Aligner, item: &Item) -> Lesson {
        let mut lesson = Lesson {
            doc: item.doc.clone(),
            pairs: item.pairs.len(),
            ..Lesson::default()
        };
        if item.optional || !self.prepare(item) {
            return lesson;
        }
        for form in &self.forms {
            let english = text(&self.inner, &form.chars);
            let pair = item.pairs.iter().find(|p| norm(&p.en) == norm(&english));
            lesson.forms += usize::from(pair.is_some());
            let examples = aligner.examples(
                &self.left,
                &self.morphemes,
                &self.inner,
                form,
                &mut self.scratch,
            );
            let right: Vec<usize> = match pair {
                None => vec![0],
                Some(pair) => {
                    let wanted: BTreeSet<String> =
                        pair.alt.iter().chain([&pair.ko]).map(|k| norm(k)).collect();
                    let is_right = |e: &Example| {
                        e.chars
                            .as_ref()
                            .is_some_and(|c| wanted.contains(&norm(&text(&self.left, c))))
                    };
                    (0..examples.len())
                        .filter(|&i| is_right(&examples[i]))
                        .collect()
                }
            };
            if pair.is_some() && !right.is_empty() {
                lesson.reachable += 1;
            }
            if !examples.is_empty() && !right.is_empty() {
                lesson.choices.push(Choice { examples, right });
            }
        }
        lesson
    }

    /// How the aligner does on an item: adds to the tally, and tells what was not right.
    pub fn score(&mut self, aligner: &Aligner, item: &Item, tally: &mut Tally) -> Option<String> {
        if item.optional {
            return None;
        }
        tally.want += item.pairs.len();
        let mut found: Vec<Aligned> = Vec::new();
        if self.prepare(item) {
            aligner.align(
                &self.left,
                &self.morphemes,
                &self.inner,
                &self.forms,
                &mut self.scratch,
                &mut found,
            );
        }
        tally.got += found.len();
        let before = tally.right;
        for pair in &item.pairs {
            let right = found.iter().any(|a| {
                let korean = norm(&text(&self.left, &a.chars));
                norm(&text(&self.inner, &self.forms[a.form].chars)) == norm(&pair.en)
                    && pair.alt.iter().chain([&pair.ko]).any(|k| norm(k) == korean)
            });
            tally.right += usize::from(right);
        }
        let right = tally.right - before;
        (right < item.pairs.len() || right < found.len()).then(|| {
            let got: Vec<String> = found
                .iter()
                .map(|a| {
                    let english = text(&self.inner, &self.forms[a.form].chars);
                    format!(
                        "{} = {english} ({:.2})",
                        text(&self.left, &a.chars),
                        a.confidence
                    )
                })
                .collect();
            let want: Vec<String> = item
                .pairs
                .iter()
                .map(|p| format!("{} = {}", p.ko, p.en))
                .collect();
            let skip = item.left.chars().count().saturating_sub(40);
            let left: String = item.left.chars().skip(skip).collect();
            format!(
                "{}\t…{left}{}\twant {want:?}\tgot {got:?}",
                item.domain, item.paren
            )
        })
    }
}

fn text(window: &Window, chars: &std::ops::Range<usize>) -> String {
    window.glyphs()[chars.clone()]
        .iter()
        .map(|g| g.char)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: &str = r#"{"id": "a-1", "domain": "news", "doc": "a", "left": "정부는 탄소 중립",
        "paren": "(carbon neutrality)", "right": "을 선언했다.",
        "pairs": [{"ko": "탄소 중립", "en": "carbon neutrality", "kind": "term", "alt": ["탄소"]}]}"#;

    fn items(text: &str) -> Result<Vec<Item>, String> {
        parse(text, Path::new("gold.jsonl"))
    }

    #[test]
    fn items_are_read_a_line_each() {
        let line = ITEM.replace('\n', "");
        let bare =
            r#"{"doc": "b", "domain": "wiki", "left": "한라산", "paren": "(1,947m)", "right": "",
            "pairs": [], "optional": true}"#
                .replace('\n', "");
        let items = items(&format!("{line}\n\n{bare}\n")).unwrap();
        let [first, second] = &items[..] else {
            panic!("{} items", items.len());
        };
        assert_eq!((first.doc.as_str(), first.optional), ("a", false));
        assert_eq!(first.pairs[0].ko, "탄소 중립");
        assert_eq!(first.pairs[0].alt, ["탄소"]);
        assert_eq!((second.doc.as_str(), second.optional), ("b", true));
        assert!(second.pairs.is_empty());
    }

    #[test]
    fn lines_that_are_no_items_are_refused_by_their_number() {
        let line = ITEM.replace('\n', "");
        for (bad, reason) in [
            ("{", "EOF"),
            ("텐서(tensor)", "expected value"),
            (r#"{"doc": "a"}"#, "missing field `domain`"),
        ] {
            let error = items(&format!("{line}\n\n{bad}\n")).err().unwrap();
            assert!(error.starts_with("gold.jsonl: line 3: "), "{error}");
            assert!(error.contains(reason), "{error}");
        }
        let error = read(Path::new("no/such.jsonl")).err().unwrap();
        assert!(error.starts_with("no/such.jsonl: "), "{error}");
    }

    #[test]
    fn quotes_and_spaces_do_not_count() {
        assert_eq!(norm("“탄소\u{a0} 중립”"), "탄소 중립");
        assert_eq!(norm("`data\n loader`"), "data loader");
    }
}
