//! One fault is told once, though two rules find it.

use super::behind::particle_behind;
use super::diagnostic::Diagnostic;
use super::rule::{PARTICLE, REPLACING};
use crate::Level;

/// Drops what is said of a particle where another rule replaces the word before it: the fix of that one brings the particle
/// that goes with the new word. Where it is only a hint that nobody may follow, the particle is wrong all the same.
pub(super) fn once(text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let replaced = diagnostics.iter().filter(|one| {
        let fix = one.fix.as_ref();
        REPLACING.contains(&one.rule) && fix.is_some_and(|fix| fix.safe || one.level != Level::Info)
    });
    let mut particles: Vec<usize> = replaced
        .map(|one| {
            let end = one.range.end;
            particle_behind(text, end).map_or(end, |particle| particle.start)
        })
        .collect();
    particles.sort_unstable();
    diagnostics
        .retain(|one| one.rule != PARTICLE || particles.binary_search(&one.range.start).is_err());
}

#[cfg(all(test, feature = "embedded-dictionary"))]
mod tests {
    use crate::check::rule::tests::all_of;

    const GLOSSARY: &str = "\
concept,english,korean,status,documents
replica,replica,복제본,preferred,1
replica,replica,레플리카,proposed,1
buffer,buffer,완충 공간,preferred,1
buffer,buffer,버퍼,deprecated,1
method,method,메서드,proposed,9
method,method,메소드,proposed,1
";

    #[test]
    fn a_particle_behind_a_word_that_is_replaced_is_no_fault_of_its_own() {
        for (text, rules, after) in [
            (
                "레플리카은 둘이다.\n",
                &["unpreferred-term"][..],
                "복제본은 둘이다.\n",
            ),
            (
                "버퍼(buffer)을 비운다.\n",
                &["forbidden-term"],
                "완충 공간(buffer)을 비운다.\n",
            ),
            (
                "완충공간를 비운다.\n",
                &["spacing-variant"],
                "완충 공간을 비운다.\n",
            ),
            // Two faults.
            (
                "버퍼(buffer) 을 비운다.\n",
                &["forbidden-term", "wrong-particle"],
                "완충 공간(buffer)을 비운다.\n",
            ),
            (
                "버퍼를 쓰고, 복제본를 만든다.\n",
                &["forbidden-term", "wrong-particle"],
                "완충 공간을 쓰고, 복제본을 만든다.\n",
            ),
            // A hint may be left as it is.
            (
                "메소드을 부른다.\n",
                &["unpreferred-term", "wrong-particle"],
                "메소드를 부른다.\n",
            ),
        ] {
            assert_eq!(
                all_of(GLOSSARY, "글.md", text),
                (rules.to_vec(), after.to_owned())
            );
        }
    }
}
