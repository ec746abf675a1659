//! For people: the reading, the links below the Korean, the candidates, and what makes the
//! difference between the best two.

use std::io;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::chart::Chart;
use super::{linked, place, reason, shape, slice, source, tag};
use crate::align::explain::{Candidate, Decision, Evidence, Explanation, Reading, Weighed};
use crate::align::link::{Link, Source};
use crate::report::count;
use crate::report::styles::Styles;

/// Candidates shown.
const CANDIDATES: usize = 5;
/// Links shown; the strongest.
const LINKS: usize = 12;
/// Features shown; those that make most of the difference.
const FEATURES: usize = 8;
/// Links weaker than this are not drawn.
const FAINT: f32 = 0.1;

/// Writes what decided on each parenthesis of a sentence.
pub fn write(
    out: &mut impl io::Write,
    sentence: &str,
    explanations: &[Explanation],
    coloured: bool,
) -> io::Result<()> {
    let style = Styles::new(coloured);
    writeln!(out, "{}{sentence}{:#}", style.head, style.head)?;
    for explanation in explanations {
        writeln!(out)?;
        one(out, explanation, style)?;
    }
    if explanations.is_empty() {
        writeln!(out, "\nno parenthesis")?;
    }
    Ok(())
}

fn one(out: &mut impl io::Write, explanation: &Explanation, style: Styles) -> io::Result<()> {
    let (t, inner) = (style.term, &explanation.inner);
    write!(out, "{t}({inner}){t:#}: ")?;
    match &explanation.reading {
        Reading::PassedOver => writeln!(
            out,
            "not looked at (no Latin letter in it, not closed, or no word before it)"
        ),
        Reading::NoGloss(why) => writeln!(out, "no gloss: {}", reason(*why)),
        Reading::Gloss(decisions) if decisions.is_empty() => {
            writeln!(out, "nothing Korean stands before it")
        }
        Reading::Gloss(decisions) => {
            writeln!(out, "may be a gloss")?;
            decisions
                .iter()
                .try_for_each(|decision| decided(out, explanation, decision, style))
        }
    }
}

fn decided(
    out: &mut impl io::Write,
    explanation: &Explanation,
    decision: &Decision,
    style: Styles,
) -> io::Result<()> {
    let Styles { faint: f, .. } = style;
    for Evidence {
        form,
        kind,
        account,
        ..
    } in &decision.forms
    {
        let english = slice(&explanation.inner, &form.chars);
        let (shape, place) = (shape(form.shape), place(form.place));
        write!(out, "  {english}  {f}{}, {shape}, {place}", form.language)?;
        if form.code {
            write!(out, ", code")?;
        }
        if let Some(account) = account {
            let all = account.letters + account.lost;
            write!(out, ", {} of {all} letters given", account.letters)?;
        }
        if let Some(kind) = kind {
            write!(out, "; {kind}")?;
        }
        writeln!(out, "{f:#}")?;
    }
    writeln!(out)?;
    links(out, explanation, decision, style)?;
    writeln!(out)?;
    candidates(out, explanation, &decision.candidates, style)?;
    if let [best, second, ..] = &decision.candidates[..] {
        writeln!(out)?;
        difference(out, explanation, decision, (best, second), style)?;
    }
    Ok(())
}

/// The Korean, and below it what goes with which word.
fn links(
    out: &mut impl io::Write,
    explanation: &Explanation,
    decision: &Decision,
    style: Styles,
) -> io::Result<()> {
    let drawn = strongest(decision);
    let spans = decision
        .candidates
        .iter()
        .take(CANDIDATES)
        .filter_map(|candidate| candidate.chars.as_ref())
        .map(|chars| chars.start);
    let leftmost = spans.chain(drawn.iter().map(|(_, link)| link.start)).min();
    // From the beginning of a word on.
    let first = leftmost.map_or(0, |leftmost| {
        let before: Vec<char> = explanation.left.chars().take(leftmost).collect();
        before.iter().rposition(|c| *c == ' ').map_or(0, |i| i + 1)
    });
    let Styles {
        faint: f, term: t, ..
    } = style;
    let shown = |m: &&crate::morphology::Morpheme| m.start as usize >= first;
    let tags: Vec<String> = explanation
        .morphemes
        .iter()
        .filter(shown)
        .map(|m| {
            let text = slice(&explanation.left, &(m.start as usize..m.end as usize));
            format!("{text}/{}", tag(m.first))
        })
        .collect();
    writeln!(out, "  {f}{}{f:#}", tags.join(" "))?;
    let chart = Chart::new(&explanation.left, &explanation.morphemes, first);
    writeln!(out, "  {}", chart.line)?;
    if let Some(term) = decision.term() {
        let line = chart.bracket(term, ['━'; 3]);
        writeln!(out, "  {t}{line}{t:#}  {f}the term{f:#}")?;
    }
    let words = |(form, link): &(usize, &Link)| {
        slice(
            &explanation.inner,
            &linked(&decision.forms[*form].words, link),
        )
    };
    let widest = drawn
        .iter()
        .map(|one| words(one).width())
        .max()
        .unwrap_or(0);
    for one in &drawn {
        let (words, link) = (words(one), one.1);
        let gap = " ".repeat(widest - words.width());
        let corners = match link.source {
            Source::Copy => ['╘', '═', '╛'],
            _ => ['└', '─', '┘'],
        };
        let bracket = chart.bracket(&(link.start..link.end), corners);
        writeln!(
            out,
            "  {bracket}  {words}{gap}  {f}{} {:.2}{f:#}",
            source(link.source),
            link.strength
        )?;
    }
    if drawn.is_empty() {
        writeln!(out, "  {f}no links{f:#}")?;
    }
    Ok(())
}

/// The strongest links of all forms, without those within a stronger one of the same word; in the
/// order of the words.
fn strongest(decision: &Decision) -> Vec<(usize, &Link)> {
    let mut all: Vec<(usize, &Link)> = decision
        .forms
        .iter()
        .enumerate()
        .flat_map(|(form, evidence)| evidence.links.iter().map(move |link| (form, link)))
        .filter(|(_, link)| link.strength >= FAINT)
        .collect();
    all.sort_by(|a, b| b.1.strength.total_cmp(&a.1.strength));
    let mut drawn: Vec<(usize, &Link)> = Vec::new();
    for (form, link) in all {
        let covered = drawn.iter().any(|(other, stronger)| {
            *other == form
                && stronger.word <= link.word
                && link.upto <= stronger.upto
                && stronger.start <= link.start
                && link.end <= stronger.end
        });
        if !covered && drawn.len() < LINKS {
            drawn.push((form, link));
        }
    }
    drawn.sort_by_key(|(form, link)| (*form, link.word, link.upto, link.start, link.end));
    drawn
}

fn candidates(
    out: &mut impl io::Write,
    explanation: &Explanation,
    candidates: &[Candidate],
    style: Styles,
) -> io::Result<()> {
    let Styles {
        faint: f, term: t, ..
    } = style;
    writeln!(out, "  {f} score  probability{f:#}")?;
    for (rank, candidate) in candidates.iter().enumerate() {
        // "Renders nothing" is told in any case.
        if rank >= CANDIDATES && candidate.chars.is_some() {
            continue;
        }
        let t = if rank == 0 { t } else { Style::new() };
        writeln!(
            out,
            "  {:6.2}  {:11.3}  {t}{}{t:#}",
            candidate.score,
            candidate.probability,
            called(explanation, candidate)
        )?;
    }
    if candidates.len() > CANDIDATES {
        writeln!(
            out,
            "  {f}{} in all{f:#}",
            count(candidates.len(), "candidate")
        )?;
    }
    Ok(())
}

/// Why the best candidate and not the second.
fn difference(
    out: &mut impl io::Write,
    explanation: &Explanation,
    decision: &Decision,
    (best, second): (&Candidate, &Candidate),
    style: Styles,
) -> io::Result<()> {
    let Styles { faint: f, .. } = style;
    let features = differences(best, second);
    writeln!(
        out,
        "  {}, not {}: {:+.2}",
        called(explanation, best),
        called(explanation, second),
        best.score - second.score
    )?;
    for one in features.iter().take(FEATURES) {
        let form = match &decision.forms[..] {
            [_] => String::new(),
            forms => format!(
                "  ({})",
                slice(&explanation.inner, &forms[one.form].form.chars)
            ),
        };
        writeln!(
            out,
            "  {:+6.2}  {}  {f}{} against {}, times {:.2}{form}{f:#}",
            one.difference(),
            one.name,
            short(one.best),
            short(one.second),
            one.weight
        )?;
    }
    let rest: f32 = features
        .iter()
        .skip(FEATURES)
        .map(Difference::difference)
        .sum();
    if features.len() > FEATURES {
        let others = count(features.len() - FEATURES, "other");
        writeln!(out, "  {rest:+6.2}  {f}{others}{f:#}")?;
    }
    Ok(())
}

/// A feature that differs between two candidates.
struct Difference {
    form: usize,
    name: &'static str,
    best: f32,
    second: f32,
    weight: f32,
}

impl Difference {
    fn difference(&self) -> f32 {
        (self.best - self.second) * self.weight
    }
}

/// The features that differ, those that make most of the difference first.
fn differences(best: &Candidate, second: &Candidate) -> Vec<Difference> {
    let of = |candidate: &Candidate, one: &Weighed| {
        let same = |other: &&Weighed| other.form == one.form && other.name == one.name;
        candidate
            .features
            .iter()
            .find(same)
            .map_or(0.0, |f| f.value)
    };
    let only_second = second.features.iter().filter(|one| of(best, one) == 0.0);
    let mut differences: Vec<Difference> = best
        .features
        .iter()
        .chain(only_second)
        .map(|one| Difference {
            form: one.form,
            name: one.name,
            best: of(best, one),
            second: of(second, one),
            weight: one.weight,
        })
        .filter(|one| one.difference() != 0.0)
        .collect();
    differences.sort_by(|a, b| b.difference().abs().total_cmp(&a.difference().abs()));
    differences
}

/// How a candidate is called.
fn called(explanation: &Explanation, candidate: &Candidate) -> String {
    match &candidate.chars {
        Some(chars) => slice(&explanation.left, chars),
        None => "(renders nothing)".to_owned(),
    }
}

/// A value with no more digits than it needs.
fn short(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() { "0" } else { text }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::gloss::{Form, NoGloss, Place, Shape};
    use crate::morphology::{Morpheme, Tag};

    fn show(sentence: &str, explanation: Explanation, coloured: bool) -> String {
        let mut out = Vec::new();
        write(&mut out, sentence, &[explanation], coloured).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn morpheme(start: u32, end: u32, first: Tag) -> Morpheme {
        Morpheme {
            start,
            end,
            first,
            last: first,
        }
    }

    fn weighed(name: &'static str, value: f32, weight: f32) -> Weighed {
        Weighed {
            form: 0,
            name,
            value,
            weight,
        }
    }

    /// 새 환경부(Ministry of Environment), as the aligner might see it.
    fn ministry() -> Explanation {
        let link = |word: usize, start, end, strength, source| Link {
            word,
            upto: word + 1,
            start,
            end,
            strength,
            source,
        };
        let candidate = |chars, score, probability, features| Candidate {
            chars,
            score,
            probability,
            features,
        };
        Explanation {
            offset: 13,
            left: "새 환경부".to_owned(),
            inner: "Ministry of Environment".to_owned(),
            morphemes: vec![
                morpheme(0, 1, Tag::Determiner),
                morpheme(2, 4, Tag::Noun),
                morpheme(4, 5, Tag::Suffix),
            ],
            reading: Reading::Gloss(vec![Decision {
                forms: vec![Evidence {
                    form: Form {
                        chars: 0..23,
                        language: "en",
                        shape: Shape::Words,
                        place: Place::Alone,
                        code: false,
                    },
                    words: vec![0..8, 9..11, 12..23],
                    links: vec![
                        link(0, 4, 5, 0.7, Source::Meaning),
                        link(2, 2, 4, 1.0, Source::Meaning),
                        // Within a stronger one of the same word, and too faint to be drawn.
                        link(2, 3, 4, 0.5, Source::Sound),
                        link(0, 0, 1, 0.05, Source::Sound),
                    ],
                    account: None,
                    kind: Some(Kind::Term),
                }],
                candidates: vec![
                    candidate(
                        Some(2..5),
                        3.0,
                        0.9,
                        vec![
                            weighed("AfterDeterminer", 1.0, 0.5),
                            weighed("FormCovered", 1.0, 2.5),
                        ],
                    ),
                    candidate(
                        Some(0..5),
                        1.0,
                        0.1,
                        vec![
                            weighed("FormCovered", 1.0, 2.5),
                            weighed("KoreanUncovered", 0.75, -2.0),
                        ],
                    ),
                    candidate(None, -4.0, 0.0, vec![weighed("None", 1.0, -4.0)]),
                ],
            }]),
        }
    }

    #[test]
    fn links_stand_below_the_korean_and_differences_below_the_candidates() {
        assert_eq!(
            show(
                "새 환경부(Ministry of Environment)를 둔다.",
                ministry(),
                false
            ),
            "\
새 환경부(Ministry of Environment)를 둔다.

(Ministry of Environment): may be a gloss
  Ministry of Environment  en, words, alone; term

  새/determiner 환경/noun 부/suffix
  새 환경·부
     ━━━━━━━  the term
          └┘  Ministry     meaning 0.70
     └──┘     Environment  meaning 1.00

   score  probability
    3.00        0.900  환경부
    1.00        0.100  새 환경부
   -4.00        0.000  (renders nothing)

  환경부, not 새 환경부: +2.00
   +1.50  KoreanUncovered  0 against 0.75, times -2.00
   +0.50  AfterDeterminer  1 against 0, times 0.50
"
        );
    }

    #[test]
    fn what_is_no_gloss_is_one_line() {
        for (reading, said) in [
            (Reading::NoGloss(NoGloss::Amount), "no gloss: an amount"),
            (
                Reading::PassedOver,
                "not looked at (no Latin letter in it, not closed, or no word before it)",
            ),
            (
                Reading::Gloss(Vec::new()),
                "nothing Korean stands before it",
            ),
        ] {
            let explanation = Explanation {
                reading,
                ..ministry()
            };
            let expected = format!("문장\n\n(Ministry of Environment): {said}\n");
            assert_eq!(show("문장", explanation, false), expected);
        }
        let mut out = Vec::new();
        write(&mut out, "괄호가 없다.", &[], false).unwrap();
        assert_eq!(out, "괄호가 없다.\n\nno parenthesis\n".as_bytes());
    }

    #[test]
    fn colours_when_told() {
        let shown = show("문장", ministry(), true);
        assert!(shown.starts_with("\u{1b}[35m문장\u{1b}[0m\n"), "{shown}");
        assert!(shown.contains("\u{1b}[1m환경부\u{1b}[0m"), "{shown}");
    }
}
