//! Particles behind English that stands behind its Korean in brackets, or with nothing between: 정칙화[regularization]를, 정칙화regularization를.

use std::ops::Range;

use super::{Wrong, disagreeing};
use crate::check::english_behind::{Beside, beside, particle_of};
use crate::check::reading::Reading;
use crate::notation::Notation;

/// Finds those of glosses.
pub(super) fn find(reading: &Reading<'_>, wrong: &mut Vec<Wrong>) {
    let text = reading.text();
    for gloss in reading.glosses {
        let Some(particle) = particle_of(text, gloss) else {
            continue;
        };
        let Some(mut found) = disagreeing(text, &particle, &text[..gloss.korean.end]) else {
            continue;
        };
        // With nothing between, some read the English along.
        found.fix.safe &= gloss.notation == Notation::Brackets
            || disagreeing(text, &particle, &text[gloss.english.clone()]).is_some();
        wrong.push(found);
    }
}

/// Whether a particle behind English that ends at `end`, in bytes, is right behind what may be a gloss, or is looked at with those.
pub(super) fn is_for_korean(reading: &Reading<'_>, end: usize, particle: &Range<usize>) -> bool {
    let text = reading.text();
    match beside(reading, end) {
        None => false,
        Some(Beside::Gloss) => true,
        Some(Beside::MayBe(korean)) => disagreeing(text, particle, &text[..korean]).is_none(),
    }
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::EXAMPLE;
    use crate::check::rule::tests::told_of;

    const ROWS: &str = "concept,english,korean,status\nregularization,regularization,정칙화,preferred\n\
                        optimization,optimization,최적화,preferred\n";

    /// What is told of the particles, and the text with the safe ones mended.
    fn told(glossary: &str, text: &str) -> (usize, String) {
        let (told, after) = told_of(glossary, super::super::RULE.name, "글.md", text);
        (told.len(), after)
    }

    #[test]
    fn the_korean_before_decides() {
        for text in [
            "정칙화[regularization]를 하고 최적화 [optimization]는 나중에 한다.\n",
            "정칙화regularization를 하고 최적화optimization는 미룬다. 일반화generalization는 쉽다.\n",
            "정칙화*regularization*를 하고 확인[OK]을 누른다.\n",
            "정칙화optimization를 한다.\n",
        ] {
            for glossary in [EXAMPLE, ROWS] {
                assert_eq!(told(glossary, text), (0, text.to_owned()));
            }
        }
        for (text, right) in [
            (
                "정칙화[regularization]을 하고 확인[OK]를 누른다.\n",
                "정칙화[regularization]를 하고 확인[OK]을 누른다.\n",
            ),
            (
                "린터linter을 쓴다. 말뭉치corpus과 셸shell를 쓴다.\n",
                "린터linter를 쓴다. 말뭉치corpus와 셸shell을 쓴다.\n",
            ),
        ] {
            assert_eq!(told(EXAMPLE, text).1, right);
        }
    }

    #[test]
    fn behind_a_command_of_latex_the_korean_decides_as_well() {
        let paper = |body: &str| {
            format!(
                "\\newcommand{{\\eng}}[1]{{(\\textit{{#1}})}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
            )
        };
        let told = |body: &str| {
            let (told, after) = told_of(EXAMPLE, super::super::RULE.name, "글.tex", &paper(body));
            (told.len(), after)
        };
        for right in [
            "정칙화\\eng{regularization}를 하고 최적화\\eng{optimization}는 미룬다.",
            "정칙화\\textit{regularization}를 한다.",
        ] {
            assert_eq!(told(right), (0, paper(right)));
        }
        let wrong = "정칙화\\eng{regularization}을 한다. 확인\\emph{button}를 누른다.";
        let right = "정칙화\\eng{regularization}를 한다. 확인\\emph{button}을 누른다.";
        assert_eq!(told(wrong), (2, paper(right)));
    }

    #[test]
    fn what_fits_the_english_only_is_left_to_people() {
        let text = "정칙화regularization을 하고 최적화optimization은 미룬다. 일반화generalization은 쉽다.\n";
        assert_eq!(told(EXAMPLE, text), (3, text.to_owned()));
        let alone = "정칙화regularization을 한다.\n";
        assert_eq!(told(EXAMPLE, alone), (0, alone.to_owned()));
    }

    #[test]
    fn what_is_no_gloss_is_read_as_it_stands() {
        for (text, right) in [
            ("메뉴에서 [File]를 누른다.\n", "메뉴에서 [File]을 누른다.\n"),
            (
                "새 API을 쓴다. 국내AWS을 쓴다.\n",
                "새 API를 쓴다. 국내AWS를 쓴다.\n",
            ),
            ("정칙화 token를 쓴다.\n", "정칙화 token을 쓴다.\n"),
        ] {
            assert_eq!(told(EXAMPLE, text).1, right);
        }
    }
}
