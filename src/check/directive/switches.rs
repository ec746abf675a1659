//! What the directives of a document switch, so laid out that each place is looked up in a few steps: a text may have a million of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Directive, Effect};

/// Where which rules are on and off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Switches {
    /// Off in the whole document.
    file: Names,
    /// By the byte where lines begin: where they end, and what is off in them.
    lines: BTreeMap<usize, (usize, Names)>,
    /// From which byte on all rules are off or on again, in order.
    all: Vec<(usize, bool)>,
    /// The same for those that are called by their names.
    named: HashMap<String, Vec<(usize, bool)>>,
}

/// Some rules, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Names {
    all: bool,
    named: HashSet<String>,
}

impl Names {
    fn add(&mut self, directive: &Directive) {
        self.all |= directive.rules.is_empty();
        let names = directive.rules.iter().map(|(_, name)| name);
        for name in names {
            if !self.named.contains(name) {
                self.named.insert(name.clone());
            }
        }
    }

    fn have(&self, rule: &str) -> bool {
        self.all || self.named.contains(rule)
    }
}

impl Switches {
    pub(super) fn of(directives: &[Directive]) -> Self {
        let mut switches = Self::default();
        for directive in directives {
            let on = match &directive.effect {
                Effect::File => {
                    switches.file.add(directive);
                    continue;
                }
                Effect::Line(line) => {
                    let (end, names) = switches.lines.entry(line.start).or_default();
                    *end = line.end.max(*end);
                    names.add(directive);
                    continue;
                }
                Effect::None(..) => continue,
                Effect::Off => false,
                Effect::On => true,
            };
            let switch = (directive.range.start, on);
            if directive.rules.is_empty() {
                switches.all.push(switch);
            }
            for (_, name) in &directive.rules {
                switches.named.entry(name.clone()).or_default().push(switch);
            }
        }
        switches
    }

    /// Whether a rule is on at a byte of the text.
    pub(super) fn allow(&self, rule: &str, offset: usize) -> bool {
        let line = self.lines.range(..=offset).next_back();
        let off_in_line = line.is_some_and(|(_, (end, names))| offset <= *end && names.have(rule));
        if off_in_line || self.file.have(rule) {
            return false;
        }
        // The last switch before it, whether it means all rules or this one.
        let last = |switches: &[(usize, bool)]| {
            let behind = switches.partition_point(|&(at, _)| at <= offset);
            behind.checked_sub(1).map(|before| switches[before])
        };
        let named = self.named.get(rule).map(Vec::as_slice).unwrap_or_default();
        let switch = last(&self.all).max(last(named));
        switch.is_none_or(|(_, on)| on)
    }
}
