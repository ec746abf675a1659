//! A bilingual lexicon from parallel words and short segments: IBM Model 1 (Brown et al. 1993) in
//! both directions over morphemes, roots, stems and unspaced runs of nouns. Entries of
//! dictionaries and glossaries weigh more than messages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use yongeo::Document;
use yongeo::morphology::{Analyser, Morpheme, Tag, Worker};
use yongeo::scan::{Glyph, Window};

/// Rounds of expectation maximisation, as in the literature on Model 1.
const ROUNDS: usize = 8;
/// Pairs of a lower weight than this (of 1) are left out: down to 0.06 they cost 300 KB more and add nothing that
/// can be measured.
const LEAST: f64 = 0.2;
/// Most renderings kept for a word.
const MOST: usize = 14;

struct Pair {
    english: Vec<u32>,
    korean: Vec<u32>,
    weight: f64,
}

/// Words as numbers.
#[derive(Default)]
struct Vocabulary {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
}

impl Vocabulary {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_string(), number);
        self.words.push(word.to_string());
        number
    }
}

/// The lexicon learned from rows of `english, tab, Korean, tab, kind, tab, sources`; what the curated one has
/// is left out.
pub fn learn(analyser: &Analyser, rows: &str, curated: &str) -> String {
    let (mut english, mut korean) = (Vocabulary::default(), Vocabulary::default());
    let mut tokens = Tokens::new(analyser);
    let mut pairs = Vec::new();
    // Whole entries of one English word: what a dictionary says outright.
    let mut entries: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for row in rows.lines() {
        let mut cells = row.split('\t');
        let (Some(e), Some(k), Some(kind), Some(sources)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let weight = weight(kind, sources);
        let words: Vec<u32> = english_words(e).iter().map(|w| english.number(w)).collect();
        let morphemes: Vec<u32> = tokens.of(k).iter().map(|t| korean.number(t)).collect();
        if words.is_empty() || morphemes.is_empty() || words.len() > 25 {
            continue;
        }
        if words.len() == 1 && kind == "term" {
            let whole = k
                .strip_suffix('다')
                .filter(|s| s.chars().count() >= 2)
                .unwrap_or(k);
            let root = whole
                .strip_suffix(['하', '되'])
                .filter(|s| s.chars().count() >= 2)
                .unwrap_or(whole);
            if root.chars().all(|c| ('가'..='힣').contains(&c)) && root.chars().count() <= 8 {
                let number = korean.number(root);
                let certainty = if sources.contains(',') { 0.6 } else { 0.3 } * weight.min(1.5);
                let entry = entries.entry((words[0], number)).or_default();
                *entry = entry.max(certainty);
            }
        }
        pairs.push(Pair {
            english: words,
            korean: morphemes,
            weight,
        });
    }
    eprintln!(
        "{} pairs, {} English words, {} Korean",
        pairs.len(),
        english.words.len(),
        korean.words.len()
    );
    let forward = model(&pairs, |p| (&p.english, &p.korean));
    let backward = model(&pairs, |p| (&p.korean, &p.english));
    let mut table: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    let mut add = |e: u32, k: u32, weight: f64| {
        let best = table
            .entry(&english.words[e as usize])
            .or_default()
            .entry(&korean.words[k as usize])
            .or_default();
        *best = best.max(weight);
    };
    for (&(e, k), &(p, count)) in &forward {
        let back = backward.get(&(k, e)).map_or(0.0, |b| b.0);
        // Either direction may be spread over synonyms; both must not be thin, and a pair seen once
        // proves little.
        let strength = (p.max(back) * (p * back).sqrt().min(1.0)).sqrt() * (count / (count + 0.7));
        add(e, k, strength);
    }
    for (&(e, k), &weight) in &entries {
        add(e, k, weight);
    }
    let curated = curated.lines().filter_map(|line| line.split_once('\t'));
    for (english, renderings) in curated {
        if let Some(learned) = table.get_mut(english) {
            learned.retain(|korean, _| !renderings.split(' ').any(|one| one == *korean));
        }
    }
    write(&table)
}

fn write(table: &BTreeMap<&str, BTreeMap<&str, f64>>) -> String {
    let mut out = String::new();
    for (english, korean) in table {
        let mut best: Vec<_> = korean.iter().filter(|(_, w)| **w >= LEAST).collect();
        best.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
        best.truncate(MOST);
        if best.is_empty() {
            continue;
        }
        let _ = write!(out, "{english}\t");
        for (index, (korean, weight)) in best.into_iter().enumerate() {
            let space = if index > 0 { " " } else { "" };
            let _ = write!(
                out,
                "{space}{korean}:{:.0}",
                (weight * 100.0).clamp(1.0, 99.0)
            );
        }
        out.push('\n');
    }
    out
}

/// How much a row counts: dictionaries and glossaries more than messages, generated ones less.
fn weight(kind: &str, sources: &str) -> f64 {
    const MESSAGES: [&str; 18] = [
        "postgresql",
        "python-docs-ko",
        "vscode",
        "openstack-horizon",
        "dotnet-winforms",
        "jupyterlab",
        "typescript",
        "subversion",
        "django-oscar",
        "wagtail",
        "dotnet-msbuild",
        "django",
        "sphinx",
        "apache-superset",
        "djangorestframework",
        "kolibri",
        "krdict-def",
        "id-tagging-schema",
    ];
    let best = sources
        .split(',')
        .map(|source| match source {
            "soundblue" => 0.5,
            "krdict-def" => 0.4,
            s if MESSAGES.contains(&s) => 0.8,
            _ => 2.0,
        })
        .fold(0.0, f64::max);
    if kind == "term" { best } else { best.min(0.8) }
}

fn english_words(text: &str) -> Vec<String> {
    const FUNCTION: [&str; 14] = [
        "a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "is", "be", "are", "that",
    ];
    let lower = text.to_lowercase();
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .map(|w| w.trim_matches('\'').trim_end_matches("'s"))
        .filter(|w| w.len() >= 2 && w.is_ascii() && !FUNCTION.contains(w))
        .map(lemma)
        .collect();
    words.dedup();
    words
}

/// Plurals to singulars; participles stay, since terms are made of them.
fn lemma(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() >= 2) {
        return format!("{stem}y");
    }
    if ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .any(|e| word.ends_with(e))
    {
        return word[..word.len() - 2].to_string();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem.to_string(),
        _ => word.to_string(),
    }
}

/// The Korean side cut into what an English word may correspond to.
struct Tokens {
    worker: Worker,
    window: Window,
    morphemes: Vec<Morpheme>,
}

impl Tokens {
    fn new(analyser: &Analyser) -> Self {
        Self {
            worker: analyser.worker(),
            window: Window::default(),
            morphemes: Vec::new(),
        }
    }

    /// Nouns, roots, affixes and stems, and unspaced runs of nouns as one more token each.
    fn of(&mut self, text: &str) -> Vec<String> {
        self.window
            .read(&Document::plain("row", text), 0..text.len());
        let glyphs = self.window.glyphs();
        self.worker.analyse(glyphs, &mut self.morphemes);
        let text = |from: u32, to: u32| -> String {
            glyphs[from as usize..to as usize]
                .iter()
                .map(|g: &Glyph| g.char)
                .collect()
        };
        let hangul = |s: &String| s.chars().all(|c| ('가'..='힣').contains(&c));
        let mut tokens = Vec::new();
        let mut run: Option<(u32, u32, usize)> = None;
        for m in &self.morphemes {
            let nominal = m.first.is_nominal() && m.first != Tag::Number;
            run = match run {
                Some((start, end, count)) if nominal && end == m.start => {
                    Some((start, m.end, count + 1))
                }
                other => {
                    if let Some((start, end, count)) = other
                        && count > 1
                    {
                        tokens.push(text(start, end));
                    }
                    nominal.then_some((m.start, m.end, 1))
                }
            };
            let stem = matches!(
                m.first,
                Tag::Verb | Tag::Adjective | Tag::Adverb | Tag::Determiner
            );
            if nominal || stem {
                tokens.push(text(m.start, m.end));
            }
        }
        if let Some((start, end, count)) = run
            && count > 1
        {
            tokens.push(text(start, end));
        }
        tokens.retain(hangul);
        tokens
    }
}

/// Model 1: for every pair of words that meet, the probability of the second given the first and
/// the expected count. The order of the pairs is the order of the rows, so the sums are the same
/// every time.
fn model<'p>(
    pairs: &'p [Pair],
    sides: impl Fn(&'p Pair) -> (&'p Vec<u32>, &'p Vec<u32>),
) -> BTreeMap<(u32, u32), (f64, f64)> {
    const NULL: u32 = u32::MAX;
    let mut index: HashMap<(u32, u32), u32> = HashMap::new();
    let mut keys = Vec::new();
    // The cells of each pair, looked up once.
    let mut cells = Vec::new();
    for pair in pairs {
        let (from, to) = sides(pair);
        for &t in to {
            for f in from.iter().copied().chain([NULL]) {
                let next = keys.len() as u32;
                let cell = *index.entry((f, t)).or_insert(next);
                if cell == next {
                    keys.push((f, t));
                }
                cells.push(cell);
            }
        }
    }
    drop(index);
    let mut probability = vec![1.0_f64; keys.len()];
    let mut counts = vec![0.0_f64; keys.len()];
    for _ in 0..ROUNDS {
        counts.fill(0.0);
        let mut at = 0;
        for pair in pairs {
            let (from, to) = sides(pair);
            let width = from.len() + 1;
            for _ in to {
                let row = &cells[at..at + width];
                let total: f64 = row.iter().map(|&c| probability[c as usize]).sum();
                for &c in row {
                    counts[c as usize] += pair.weight * probability[c as usize] / total;
                }
                at += width;
            }
        }
        let mut totals: HashMap<u32, f64> = HashMap::new();
        for (key, count) in keys.iter().zip(&counts) {
            *totals.entry(key.0).or_default() += count;
        }
        for ((key, p), count) in keys.iter().zip(&mut probability).zip(&counts) {
            *p = count / totals[&key.0];
        }
    }
    keys.into_iter()
        .zip(probability.into_iter().zip(counts))
        .filter(|(key, (p, _))| key.0 != NULL && *p > 0.003)
        .collect()
}

/// The curated lists (`english, tab, Korean` lines) as one lexicon.
pub fn curate(lists: &[String]) -> String {
    let mut table: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for list in lists {
        for (english, korean) in list.lines().filter_map(|line| line.split_once('\t')) {
            let korean = korean.trim_matches('-').replace(' ', "_");
            let renderings = table.entry(english).or_default();
            if !renderings.contains(&korean) {
                renderings.push(korean);
            }
        }
    }
    let mut out = String::new();
    for (english, korean) in table {
        let _ = writeln!(out, "{english}\t{}", korean.join(" "));
    }
    out
}

/// The initials of the English renderings of each Korean word, from lexicons as they are stored:
/// 신경망 `nn` from neural network, 노동부 `dl dol` from department of labor.
pub fn initials(lexicons: &[String]) -> String {
    const FUNCTION: [&str; 7] = ["of", "the", "and", "for", "in", "on", "to"];
    // Renderings rarer than this are no help in guessing letters.
    const LEAST: f64 = 25.0;
    let mut table: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for lexicon in lexicons {
        for (english, cell) in lexicon.lines().filter_map(|line| line.split_once('\t')) {
            if english.starts_with('-') {
                continue;
            }
            let words = || english.split([' ', '-', '/']).filter(|w| !w.is_empty());
            let all: String = words().filter_map(|w| w.chars().next()).collect();
            let content: String = words()
                .filter(|w| !FUNCTION.contains(w))
                .filter_map(|w| w.chars().next())
                .collect();
            for entry in cell.split(' ') {
                let (korean, weight) = entry.split_once(':').unwrap_or((entry, "100"));
                let weight: f64 = weight.parse().unwrap_or(0.0);
                if weight < LEAST {
                    continue;
                }
                let korean = korean.replace('_', "");
                for initials in [&content, &all] {
                    let fits = (1..=5).contains(&initials.len())
                        && initials.bytes().all(|b| b.is_ascii_lowercase());
                    if fits {
                        let best = table
                            .entry(korean.clone())
                            .or_default()
                            .entry(initials.clone())
                            .or_default();
                        *best = best.max(weight);
                    }
                }
            }
        }
    }
    let mut out = String::new();
    for (korean, initials) in table {
        let mut best: Vec<_> = initials.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(8);
        let cells: Vec<String> = best.into_iter().map(|b| b.0).collect();
        let _ = writeln!(out, "{korean}\t{}", cells.join(" "));
    }
    out
}

/// The words that the lines of a list begin with (up to a tab), each once.
pub fn names(list: &str) -> String {
    let names: BTreeSet<&str> = list
        .lines()
        .filter_map(|l| l.split('\t').next())
        .filter(|name| !name.is_empty())
        .collect();
    let mut out = String::new();
    for name in names {
        let _ = writeln!(out, "{name}\t");
    }
    out
}

/// The curated acronyms (`acronym, tab, expansion, tab, Korean | Korean` lines) as a lexicon.
pub fn acronyms(list: &str) -> String {
    let mut lines = String::new();
    for line in list.lines() {
        let mut cells = line.split('\t');
        if let (Some(acronym), Some(_), Some(korean)) = (cells.next(), cells.next(), cells.next()) {
            for name in korean.split('|') {
                let _ = writeln!(lines, "{}\t{}", acronym.to_lowercase(), name.trim());
            }
        }
    }
    curate(&[lines])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Model 1 over rows of words; the likeliest second word for each first one.
    fn likeliest<'r>(rows: &[(&'r str, &'r str)]) -> BTreeMap<&'r str, &'r str> {
        let (mut english, mut korean) = (Vocabulary::default(), Vocabulary::default());
        let numbers = |words: &str, vocabulary: &mut Vocabulary| {
            words
                .split(' ')
                .map(|word| vocabulary.number(word))
                .collect()
        };
        let pairs: Vec<Pair> = rows
            .iter()
            .map(|(e, k)| Pair {
                english: numbers(e, &mut english),
                korean: numbers(k, &mut korean),
                weight: 1.0,
            })
            .collect();
        let model = model(&pairs, |pair| (&pair.english, &pair.korean));
        let text = |words: fn(&(&'r str, &'r str)) -> &'r str, word: &str| {
            let mut all = rows.iter().flat_map(move |row| words(row).split(' '));
            all.find(|one| *one == word).unwrap()
        };
        let mut best: BTreeMap<&str, (f64, &str)> = BTreeMap::new();
        for (&(e, k), &(probability, _)) in &model {
            let entry = best
                .entry(text(|row| row.0, &english.words[e as usize]))
                .or_default();
            if probability > entry.0 {
                *entry = (probability, text(|row| row.1, &korean.words[k as usize]));
            }
        }
        best.into_iter()
            .map(|(word, (_, best))| (word, best))
            .collect()
    }

    #[test]
    fn words_that_meet_again_elsewhere_find_each_other() {
        let found = likeliest(&[
            ("public library", "공공 도서관"),
            ("public transport", "공공 교통"),
            ("library card", "도서관 카드"),
            ("transport card", "교통 카드"),
            ("air transport", "항공 교통"),
        ]);
        let expected = [
            ("air", "항공"),
            ("card", "카드"),
            ("library", "도서관"),
            ("public", "공공"),
            ("transport", "교통"),
        ];
        assert_eq!(found, expected.into());
    }

    #[test]
    fn english_words_are_content_words_in_the_singular() {
        for (text, expected) in [
            (
                "The Ministries of Education",
                &["ministry", "education"][..],
            ),
            ("access classes and buses", &["access", "class", "buse"]),
            ("a bird's-eye view", &["bird", "eye", "view"]),
            ("분산 처리", &[]),
        ] {
            assert_eq!(english_words(text), expected, "{text}");
        }
    }

    #[test]
    fn dictionaries_weigh_more_than_messages() {
        assert!(weight("term", "krdict") > weight("term", "postgresql"));
        assert!(weight("message", "krdict") < weight("term", "krdict"));
        // The best source counts.
        let both = weight("term", "postgresql,krdict");
        assert!((both - weight("term", "krdict")).abs() < f64::EPSILON);
    }

    #[test]
    fn curated_lists_become_one_lexicon() {
        let lists = ["labor\t노동\nnon-\t비-\n", "labor\t노동\nlabor\t근로\n"];
        assert_eq!(
            curate(&lists.map(String::from)),
            "labor\t노동 근로\nnon-\t비\n"
        );
        assert_eq!(
            acronyms("WHO\tWorld Health Organization\t세계보건기구 | 보건기구\n"),
            "who\t세계보건기구 보건기구\n"
        );
    }

    #[test]
    fn names_are_listed_once() {
        assert_eq!(
            names("ios\t아이오에스\nios\tiOS\nabba\t아바\n"),
            "abba\t\nios\t\n"
        );
        assert_eq!(names("은하\n글꼴\n\n은하\n"), "글꼴\t\n은하\t\n");
    }

    #[test]
    fn initials_are_those_of_words_that_count() {
        let lexicon =
            "department of labor\t노동부\nneural network\t신경망:90 그물:10\n-ism\t주의\n";
        assert_eq!(
            initials(&[lexicon.to_string()]),
            "노동부\tdl dol\n신경망\tnn\n"
        );
    }
}
