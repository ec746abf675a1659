//! For people: the reading, the links below the Korean, the candidates, and what makes the
//! difference between the best two.

use std::io;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::chart::Chart;
use super::{linked, place, reason, shape, slice, source, tag};
use crate::align::explain::{Candidate, Decision, Evidence, Explanation, Reading, Weighed};
use crate::align::link::{Link, Source};

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
            let forms = decisions.iter().map(|d| d.forms.len()).sum();
            writeln!(out, "{}", counted(forms, "form"))?;
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
        let line = chart.bracket(&(link.start..link.end), corners);
        writeln!(
            out,
            "  {line}  {words}{gap}  {f}{} {:.2}{f:#}",
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
    let mut none = false;
    for (rank, candidate) in candidates.iter().enumerate() {
        // "Renders nothing" is told in any case.
        if rank >= CANDIDATES && candidate.chars.is_some() {
            continue;
        }
        none |= candidate.chars.is_none();
        let t = if rank == 0 { t } else { Style::new() };
        writeln!(
            out,
            "  {:6.2}  {:11.3}  {t}{}{t:#}",
            candidate.score,
            candidate.probability,
            called(explanation, candidate)
        )?;
    }
    let left_out = candidates.len().saturating_sub(CANDIDATES);
    debug_assert!(none);
    if left_out > 1 {
        writeln!(
            out,
            "  {f}{} in all{f:#}",
            counted(candidates.len(), "candidate")
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
        let others = counted(features.len() - FEATURES, "other");
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

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[derive(Clone, Copy)]
struct Styles {
    head: Style,
    term: Style,
    faint: Style,
}

impl Styles {
    fn new(coloured: bool) -> Self {
        let plain = Style::new();
        if !coloured {
            return Self {
                head: plain,
                term: plain,
                faint: plain,
            };
        }
        Self {
            head: AnsiColor::Magenta.on_default(),
            term: plain.bold(),
            faint: plain.dimmed(),
        }
    }
}
