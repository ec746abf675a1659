//! English words as they may stand in a list: without endings, cut where they are derived or compound.

use super::Lexicon;

/// Calls `visit` with the forms under which a word may stand in a lexicon: itself, then without the
/// endings of plural, participle and comparison. `buffer` is scratch space.
pub fn lemmas(word: &str, buffer: &mut String, mut visit: impl FnMut(&str)) {
    visit(word);
    let mut try_form = |stem: &str, ending: &str| {
        buffer.clear();
        buffer.push_str(stem);
        buffer.push_str(ending);
        visit(buffer);
    };
    let strip = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() >= 2);
    if let Some(stem) = strip("ies") {
        try_form(stem, "y");
    }
    if let Some(stem) = strip("es") {
        try_form(stem, "");
    }
    if let Some(stem) = strip("'s")
        .or_else(|| strip("s"))
        .filter(|s| !s.ends_with('s'))
    {
        try_form(stem, "");
    }
    for ending in ["ed", "ing", "er", "est"] {
        if let Some(stem) = strip(ending) {
            try_form(stem, "");
            try_form(stem, "e");
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(before)) = (letters.next(), letters.next())
                && last == before
            {
                try_form(&stem[..stem.len() - last.len_utf8()], "");
            }
        }
    }
    if let Some(stem) = strip("ly") {
        try_form(stem, "");
    }
}

/// Calls `visit` with words that an unlisted word may be derived from: 열거 is enumerate, and
/// enumerable what can be. `buffer` is scratch space.
pub fn stems(word: &str, buffer: &mut String, mut visit: impl FnMut(&str)) {
    const DERIVED: [(&str, &[&str]); 14] = [
        ("able", &["", "e", "ate"]),
        ("ible", &["", "e", "ion"]),
        ("ability", &["able", "", "e", "ate"]),
        ("ation", &["", "e", "ate"]),
        ("ion", &["", "e"]),
        ("ment", &[""]),
        ("ness", &[""]),
        ("or", &["e", ""]),
        ("ive", &["ion", "e", ""]),
        ("al", &["", "e"]),
        ("ical", &["ic", "y", ""]),
        ("ity", &["e", ""]),
        ("ization", &["ize", "", "al"]),
        ("ize", &["", "al", "ization"]),
    ];
    for (ending, origins) in DERIVED {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 4) else {
            continue;
        };
        for origin in origins {
            buffer.clear();
            buffer.push_str(stem);
            buffer.push_str(origin);
            visit(buffer);
        }
    }
}

/// The two words that an unlisted word is written together from, if both are listed: sub|call is
/// left to the affixes, log|file is not. The first, longer than the second where there is a choice.
#[must_use]
pub fn compound(word: &str) -> Option<(&str, &str)> {
    (3..word.len().saturating_sub(2))
        .rev()
        .filter(|&at| word.is_char_boundary(at))
        .map(|at| word.split_at(at))
        .find(|(first, second)| Lexicon::knows(first) && Lexicon::knows(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_words_come_back_to_their_stem() {
        let mut found = Vec::new();
        stems("enumerable", &mut String::new(), |stem| {
            found.push(stem.to_string());
        });
        assert_eq!(found, ["enumer", "enumere", "enumerate"]);
        let mut none = Vec::new();
        stems("table", &mut String::new(), |stem| {
            none.push(stem.to_string());
        });
        assert!(none.is_empty(), "{none:?}");
    }

    #[test]
    fn compounds_fall_into_listed_words() {
        assert_eq!(compound("taskqueue"), Some(("task", "queue")));
        assert_eq!(compound("xyzzyplugh"), None);
    }

    #[test]
    fn inflected_words_come_back_to_their_lemma() {
        let forms = |word: &str| {
            let mut found = Vec::new();
            lemmas(word, &mut String::new(), |form| {
                found.push(form.to_string());
            });
            found
        };
        for (word, lemma) in [
            ("networks", "network"),
            ("policies", "policy"),
            ("processes", "process"),
            ("distributed", "distribute"),
            ("hashing", "hash"),
            ("stopped", "stop"),
            ("randomly", "random"),
            ("faster", "fast"),
        ] {
            assert!(forms(word).contains(&lemma.to_string()), "{word}");
        }
        assert!(!forms("class").contains(&"clas".to_string()));
    }
}
