//! Terms that are first mentioned without their English.

use super::{Findings, Rule};
use crate::check::behind::is_closing;
use crate::check::diagnostic::Fix;
use crate::check::find::Hit;
use crate::check::reading::{Reading, as_read};
use crate::check::scope::{Met, Scopes};
use crate::check::terms::Standing;
use crate::check::verdict::letters;
use crate::variant::english_key;

pub(super) const RULE: Rule = Rule {
    name: "missing-gloss",
    level: None,
    explanation: "The first mention of a term has no English behind it: in a document, or in each page or section, as `[gloss]` in \
                  the configuration says. In titles and in the texts of links the fix is not safe. A rule of house style: off \
                  until the configuration turns it on.",
    file: "글.md",
    bad: "텐서를 만든다.\n",
    good: "텐서(tensor)를 만든다. 텐서는 배열이다.\n",
};

pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings) {
    let scopes = Scopes::of(reading.document, reading.style);
    let mut met = Met::new(&scopes);
    let mut given = Met::new(&scopes);
    let mut glosses = reading.glosses.iter().peekable();
    // A title says its terms without their English.
    let is_body = |hit: &&Hit| !reading.document.is_front(hit.range.start);
    for hit in reading.hits.iter().filter(is_body) {
        // English that is there behind whatever Korean, as at the end of a longer word, need not be given again.
        while let Some(gloss) = glosses.next_if(|gloss| gloss.korean.end <= hit.range.start) {
            if !reading.document.is_front(gloss.korean.start) {
                let english = as_read(reading.document, &gloss.english);
                given.first(gloss.korean.start, english_key(&english));
            }
        }
        let form = reading.terms.form(hit.form);
        let sense = form
            .senses
            .iter()
            .find(|sense| sense.standing == Standing::Preferred);
        let Some(sense) = sense.filter(|_| form.korean) else {
            continue;
        };
        let Some(&english) = reading.terms.meaning(sense.concept).englishes.first() else {
            continue;
        };
        let english = reading.terms.form(english);
        if english.is_deprecated_in(sense.concept) {
            continue;
        }
        let english = &english.text;
        // GitHub is its own English.
        if letters(english).eq(letters(&form.text)) {
            continue;
        }
        let at = hit.range.start;
        if scopes.exempts(at, [&*form.text, &**english].into_iter())
            || !met.first(at, sense.concept)
            || reading.gloss_of(hit).is_some()
            || given.has(at, english_key(english))
        {
            continue;
        }
        let written = reading.written(hit);
        let message =
            format!("the first \"{written}\" lacks its English: write {written}({english})");
        let end = hit.range.end;
        let fix = match parenthesis(&reading.text()[end..]) {
            None => {
                let mut fix = Fix::safe(end..end, format!("({english})"));
                // Anchors and menus are made of titles, and a link may be the name of a page.
                fix.safe = !scopes.is_label(reading.text(), at);
                Some(fix)
            }
            // It is there, though mining does not take it for a gloss.
            Some(inner) if begins_with(inner, english) => continue,
            // What else is in it is for the writer to tell apart.
            Some(_) => None,
        };
        findings.add(hit.range.clone(), true, message, None, fix);
    }
}

/// What follows the opening parenthesis right behind a term, or behind the marks that close what it stands in.
fn parenthesis(behind: &str) -> Option<&str> {
    let rest = behind.trim_start_matches(|c| c == ' ' || is_closing(c));
    rest.strip_prefix(['(', '（'])
}

/// Whether a text begins with a term, in whatever case, with whatever spaces, and behind whatever signs.
fn begins_with(text: &str, term: &str) -> bool {
    let mut written = letters(text).skip_while(|c| !c.is_alphanumeric());
    letters(term).all(|letter| written.next() == Some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parenthesis_behind_a_term_is_seen_whatever_is_in_it() {
        for (behind, english) in [
            ("(tensor)를", true),
            ("**(**Tensor**)를", true),
            ("’（ten sor, 배열)를", true),
            ("(vector)를", false),
        ] {
            let inner = parenthesis(behind).unwrap();
            assert_eq!(begins_with(inner, "tensor"), english, "{behind}");
        }
        assert_eq!(parenthesis("를 (tensor)"), None);
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn english_is_put_in_the_text_and_not_in_titles_and_links() {
        use crate::check::rule::{EXAMPLE, tests::told_of};
        let of = |text| told_of(EXAMPLE, RULE.name, "글.md", text);
        let (told, after) = of("# 텐서의 연산\n\n텐서를 더한다. 텐서를 뺀다.\n");
        assert_eq!(
            told,
            ["the first \"텐서\" lacks its English: write 텐서(tensor)"; 2]
        );
        assert_eq!(
            after,
            "# 텐서의 연산\n\n텐서(tensor)를 더한다. 텐서를 뺀다.\n"
        );
        let link = "[텐서](t.md)를 본다.\n";
        let (told, after) = of(link);
        assert_eq!((told.len(), &*after), (1, link));
    }

    #[cfg(feature = "embedded-dictionary")]
    #[test]
    fn english_that_is_not_to_be_used_is_not_asked_for() {
        use crate::check::rule::tests::told_of;
        let rows = "user,end user,사용자,preferred,deprecated\n";
        let glossary = "concept,english,korean,status,english_status\n".to_owned() + rows;
        assert_eq!(
            told_of(&glossary, RULE.name, "글.md", "사용자가 온다.\n").0,
            [""; 0]
        );
        let both = glossary + "user,user,사용자,preferred,\n";
        let (told, _) = told_of(&both, RULE.name, "글.md", "사용자가 온다.\n");
        assert_eq!(
            told,
            ["the first \"사용자\" lacks its English: write 사용자(user)"]
        );
    }
}
