//! What programs of old show in the place of something new, such as a text box: `mc:Fallback` beside `mc:Choice`, ECMA-376, part 3, 7.5.
//!
//! It is no text of its own. Where it says the same as what stands in its place, it is a copy of that, and changes with it.

use std::ops::Range;

use super::flow::Flow;
use super::markup::{Markup, Way};
use super::story::Story;
use crate::source::tie::Tie;

/// Choices deeper in one another are not compared.
const DEEPEST: usize = 8;

/// Where in choices and fallbacks one is.
#[derive(Default)]
pub(super) struct Fallback {
    /// What has been chosen in the alternatives that are open, the outermost first: where its text stands in the source.
    chosen: Vec<Vec<Range<usize>>>,
    /// Alternatives that are open beyond those.
    beyond: usize,
    /// In a fallback: where its text stands, and how many elements that hold text are open.
    within: Option<(Vec<Range<usize>>, usize)>,
}

impl Fallback {
    /// Takes a tag or a text, and says what becomes of it if it is in a fallback.
    pub(super) fn take(
        &mut self,
        story: &Story,
        markup: &Markup<'_>,
        flow: &mut Flow<'_, '_>,
        source: &str,
    ) -> Option<Way> {
        if let Some((copy, texts)) = &mut self.within {
            match markup {
                Markup::End("Fallback") => {
                    let (copy, _) = self.within.take().unwrap_or_default();
                    self.compare(&copy, flow, source);
                }
                Markup::Start(tag, _)
                    if *tag == "Fallback"
                        || story.over.contains(tag)
                        || story.properties.contains(tag) =>
                {
                    return Some(Way::Over);
                }
                Markup::Start(tag, _) if story.texts.contains(tag) => *texts += 1,
                Markup::End(tag) if story.texts.contains(tag) => *texts = texts.saturating_sub(1),
                Markup::Text(range) | Markup::Meant(range, _) if *texts > 0 => {
                    copy.push(range.clone());
                }
                _ => {}
            }
            return Some(Way::Into);
        }
        match markup {
            Markup::Start("AlternateContent", _) if self.chosen.len() == DEEPEST => {
                self.beyond += 1;
            }
            Markup::End("AlternateContent") if self.beyond > 0 => self.beyond -= 1,
            Markup::Start("AlternateContent", _) => self.chosen.push(Vec::new()),
            Markup::End("AlternateContent") => drop(self.chosen.pop()),
            Markup::Start("Fallback", _) if self.beyond > 0 => return Some(Way::Over),
            Markup::Start("Fallback", _) => {
                self.within = Some((Vec::new(), 0));
                return Some(Way::Into);
            }
            Markup::Start("Choice", _) if self.beyond == 0 && !self.chosen.is_empty() => {
                flow.watch();
            }
            Markup::End("Choice") if self.beyond == 0 && !self.chosen.is_empty() => {
                let texts = flow.watched().into_iter().map(|(range, _)| range);
                if let Some(chosen) = self.chosen.last_mut() {
                    chosen.extend(texts.filter(|range| !range.is_empty()));
                }
            }
            _ => {}
        }
        None
    }

    /// Ties what is chosen to its copy, if that is one.
    fn compare(&mut self, copy: &[Range<usize>], flow: &mut Flow<'_, '_>, source: &str) {
        // There is one fallback: more of them would each be held against all that was chosen.
        let chosen = self.chosen.last_mut();
        let chosen = chosen.map(std::mem::take).unwrap_or_default();
        let are_same = |(one, other): (&Range<usize>, &Range<usize>)| {
            source[one.clone()] == source[other.clone()]
        };
        let is_copy = chosen.len() == copy.len() && chosen.iter().zip(copy).all(are_same);
        for (number, words) in chosen.iter().enumerate() {
            if is_copy {
                flow.tie(words, Tie::Copied(copy[number].start as u32));
            } else if !copy.is_empty() {
                flow.tie(words, Tie::Used(OTHERWISE));
            }
        }
    }
}

/// Why words in a choice are left to people.
const OTHERWISE: &str =
    "the file has them once more for programs of old, in other words: open it and save it anew";

#[cfg(test)]
mod tests {
    use super::DEEPEST;
    use crate::Document;
    use crate::source::Format;

    fn body(boxed: &str, old: &str) -> String {
        let text = |text: &str| {
            let runs = text
                .split('|')
                .map(|run| format!("<w:r><w:t>{run}</w:t></w:r>"));
            format!(
                "<w:txbxContent><w:p>{}</w:p></w:txbxContent>",
                runs.collect::<String>()
            )
        };
        format!(
            "<w:document><w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{}</wps:txbx></mc:Choice>\
             <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
             <w:r><w:t>버퍼는 작다.</w:t></w:r></w:p></w:document>",
            text(boxed),
            text(old)
        )
    }

    #[test]
    fn a_copy_is_read_once_and_changes_with_its_original() {
        let document = Document::of_part(Format::DOCX, &body("버퍼를| 비운다.", "버퍼를| 비운다."));
        assert_eq!(document.text, "버퍼는 작다.\n\n버퍼를 비운다.");
        let at = |word: &str| {
            let start = document.text.find(word).unwrap();
            start..start + word.len()
        };
        let (first, second) = (at("버퍼는"), at("버퍼를"));
        let edited = document.edited([(&first, "완충 공간은"), (&second, "완충 공간을")]);
        let after = body("완충 공간을| 비운다.", "완충 공간을| 비운다.");
        assert_eq!(
            edited.unwrap().source(),
            after.replace("버퍼는", "완충 공간은")
        );
    }

    /// So many alternatives in one another, each in the choice of the one before it and with a copy of what is in it, down to a text.
    fn nested(depth: usize, text: &str) -> String {
        let text =
            format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
        let choice = "<mc:AlternateContent><mc:Choice>".repeat(depth);
        let fallback =
            format!("</mc:Choice><mc:Fallback>{text}</mc:Fallback></mc:AlternateContent>");
        let fallback = fallback.repeat(depth);
        format!("<w:document><w:p><w:r>{choice}{text}{fallback}</w:r></w:p></w:document>")
    }

    #[test]
    fn what_is_deep_is_read_once_and_changes_with_the_copies_that_were_compared() {
        for depth in [1, DEEPEST, DEEPEST + 1, 100_000] {
            let document = Document::of_part(Format::DOCX, &nested(depth, "버퍼를 비운다."));
            assert_eq!(document.text.trim(), "버퍼를 비운다.", "{depth}");
            let start = document.text.find("버퍼").unwrap();
            let word = start..start + "버퍼".len();
            let edited = document.edited([(&word, "완충 공간")]).unwrap();
            let copies = edited.source().matches("완충 공간").count();
            assert_eq!(copies, depth.min(DEEPEST) + 1, "{depth}");
        }
    }

    #[test]
    fn alternatives_that_are_put_together_otherwise_lose_no_text() {
        let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let (one, two) = (text("버퍼를 "), text("비운다."));
        let fallback = |inner: &str| format!("<mc:Fallback>{inner}</mc:Fallback>");
        for inner in [
            // A fallback without a choice, fallbacks in fallbacks, many of one choice, choices that are in no alternatives.
            format!("{}{one}{two}", fallback(&two)),
            format!(
                "<mc:AlternateContent>{}</mc:AlternateContent>{one}{two}",
                fallback(&fallback(&two)).repeat(10_000)
            ),
            format!(
                "<mc:AlternateContent><mc:Choice>{one}</mc:Choice>{}<mc:Choice>{two}</mc:Choice></mc:AlternateContent>",
                fallback(&one).repeat(10_000)
            ),
            format!("<mc:Choice>{one}<mc:Choice>{two}</mc:Choice></mc:Choice>"),
            format!("{one}<mc:AlternateContent/>{two}"),
        ] {
            let body = format!("<w:document><w:p>{inner}</w:p></w:document>");
            let document = Document::of_part(Format::DOCX, &body);
            assert_eq!(document.text, "버퍼를 비운다.", "{inner:.99}");
        }
    }

    #[test]
    fn what_is_no_copy_is_told() {
        for (old, told) in [
            ("버퍼를 비운다.", true),
            ("버퍼를|  비운다.", true),
            ("", false),
        ] {
            let document = Document::of_part(Format::DOCX, &body("버퍼를| 비운다.", old));
            let origin = document.origin.as_ref().unwrap();
            let start = document.text.find("버퍼를").unwrap();
            let range = start..start + "버퍼".len();
            let rewrites = origin.rewrite(&document.text, &range, "완충 공간").unwrap();
            assert_eq!(origin.uses(&rewrites).is_some(), told, "{old}");
        }
    }
}
