//! Annotated parentheses, and what the aligner sees of them.

use yongeo::Document;
use yongeo::align::feature::COUNT;
use yongeo::align::{Aligner, Example, Scratch};
use yongeo::eval::Item;
use yongeo::morphology::{Analyser, Worker};
use yongeo::scan::{self, Window};
use yongeo::seen::Seen;

use crate::fit::{self, Choice};

/// What an item gives to learn from, and what is lost before the aligner sees it.
#[derive(Default)]
pub struct Lesson {
    /// The document.
    pub doc: String,
    /// Its forms.
    pub choices: Vec<Choice<COUNT>>,
    /// Pairs annotated, pairs whose form the gloss room found, pairs whose span is a candidate.
    pub pairs: usize,
    pub forms: usize,
    pub reachable: usize,
}

/// Reads items as the tool does.
pub struct Reader {
    worker: Worker,
    scratch: Scratch,
    seen: Seen,
}

impl Reader {
    /// A reader with this dictionary.
    pub fn new(analyser: &Analyser) -> Self {
        Self {
            worker: analyser.worker(),
            scratch: Scratch::default(),
            seen: Seen::default(),
        }
    }

    /// Fills the windows and forms; false if the tool passes the parenthesis over.
    fn prepare(&mut self, item: &Item) -> bool {
        self.seen.forms.clear();
        let text = format!("{}{}{}", item.left, item.paren, item.right).replace(['\n', '\r'], " ");
        let document = Document::plain("gold", text);
        let Some(found) = scan::parentheticals(&document).find(|p| p.open == item.left.len())
        else {
            return false;
        };
        self.seen.read(&document, &found).is_ok()
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
        let (passage, forms) = self.seen.analysed(&mut self.worker);
        for form in forms {
            let english = text(passage.inner, &form.chars);
            let pair = item.pairs.iter().find(|p| p.has_english(&english));
            lesson.forms += usize::from(pair.is_some());
            let examples = aligner.examples(passage, form, &mut self.scratch);
            let right: Vec<usize> = match pair {
                None => vec![0],
                Some(pair) => {
                    let is_right = |e: &Example| {
                        e.chars
                            .as_ref()
                            .is_some_and(|c| pair.accepts(&text(passage.left, c)))
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
                let weigh = |e: Example| fit::Example {
                    values: e.values,
                    base: 0.0,
                };
                let examples = examples.into_iter().map(weigh).collect();
                lesson.choices.push(Choice { examples, right });
            }
        }
        lesson
    }
}

fn text(window: &Window, chars: &std::ops::Range<usize>) -> String {
    window.glyphs()[chars.clone()]
        .iter()
        .map(|g| g.char)
        .collect()
}
