//! What the lines of reStructuredText are: prose, code, or where something begins that is one of both.

use crate::source::marks::indent;

/// Directives whose content is prose; that of others is code, data or for programs.
const PROSE: [&str; 33] = [
    "note",
    "warning",
    "tip",
    "important",
    "hint",
    "caution",
    "danger",
    "error",
    "attention",
    "admonition",
    "seealso",
    "versionadded",
    "versionchanged",
    "deprecated",
    "topic",
    "sidebar",
    "epigraph",
    "highlights",
    "pull-quote",
    "glossary",
    "rubric",
    "list-table",
    "csv-table",
    "table",
    "todo",
    // Of extensions of Sphinx that many sites have: design, tabs.
    "tab",
    "tab-item",
    "card",
    "grid-item-card",
    "dropdown",
    "details",
    "collapse",
    "button",
];

/// Directives whose content is prose, too, but not what stands behind their names.
const ABOUT: [&str; 22] = [
    "figure",
    "container",
    "only",
    "tabs",
    "tab-set",
    "grid",
    "grid-item",
    // What Sphinx describes, also with its language before it: `py:function`.
    "function",
    "method",
    "classmethod",
    "staticmethod",
    "class",
    "attribute",
    "property",
    "data",
    "module",
    "exception",
    "decorator",
    "option",
    "envvar",
    "describe",
    "object",
];

/// Options that readers see.
const SEEN: [&str; 3] = ["alt", "caption", "header"];

/// Whether readers see the value of the option that a line is.
fn is_seen(option: &str) -> bool {
    let name = option[1..].split(':').next().unwrap_or_default();
    SEEN.contains(&name)
}

/// Whether a directive says something about what stands behind its name.
fn is_about(name: &str) -> bool {
    let name = name.split_once(':').map_or(name, |(_, name)| name);
    ABOUT.contains(&name)
}

/// Whether a directive says what stands for a name: that of `.. |이름| replace:: 글`.
fn is_replacement(name: &str) -> bool {
    let name = name.strip_suffix("replace").map(str::trim_end);
    name.is_some_and(|name| name.len() > 2 && name.starts_with('|') && name.ends_with('|'))
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line<'t> {
    Blank,
    /// It lies in code, a comment, or what else programs read.
    Code,
    /// `..`: something begins, a directive with its name.
    Begins {
        name: Option<&'t str>,
        kind: Begun,
    },
    /// An option that no reader sees, an underline, a line of a session: nothing in it is prose.
    Unseen,
    /// Prose, behind the name of a field that takes so many bytes with the indentation.
    Text {
        field: usize,
    },
}

/// What `..` begins. Places are in bytes of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begun {
    /// A directive whose argument and content are prose.
    Prose { argument: usize },
    /// A directive whose content is prose, but not its argument.
    About,
    /// A footnote or citation, which is prose behind its label.
    Note { behind: usize },
    /// A comment, a target, or what programs read.
    Code,
}

/// The blocks that are open, as lines are read.
#[derive(Default)]
pub(super) struct Blocks {
    /// The indentation of what began a block that is no prose: all that is indented farther belongs to it.
    code: Option<usize>,
    /// That of a paragraph that ended with `::`.
    literal: Option<usize>,
    /// That of a directive right above, whose options may follow.
    options: Option<usize>,
    /// That of a session with Python, which goes on with what that prints up to the next blank line.
    session: Option<usize>,
}

impl Blocks {
    /// Takes in the next line.
    pub(super) fn take<'t>(&mut self, line: &'t str) -> Line<'t> {
        if line.trim().is_empty() {
            self.options = None;
            self.session = None;
            return Line::Blank;
        }
        let depth = indent(line);
        if let Some(paragraph) = self.literal.take()
            && depth > paragraph
        {
            self.code = Some(paragraph);
        }
        if self.code.is_some_and(|begin| depth > begin) {
            let words = &line[depth..];
            let is_option = self.options.is_some() && words.starts_with(':');
            if !is_option {
                self.options = None;
            }
            return match field(words).filter(|_| is_option && is_seen(words)) {
                Some(length) => Line::Text {
                    field: depth + length,
                },
                None => Line::Code,
            };
        }
        self.code = None;
        let inner = &line[depth..];
        let prompts = inner.starts_with(">>> ") || inner.trim_end() == ">>>";
        let session = self.session.filter(|begin| depth >= *begin);
        self.session = session.or(prompts.then_some(depth));
        if self.session.is_some() {
            self.options = None;
            return Line::Unseen;
        }
        if let Some(explicit) = inner
            .strip_prefix("..")
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            let (name, kind) = begun(line, explicit.trim());
            match kind {
                Begun::Prose { .. } | Begun::About => self.options = Some(depth),
                Begun::Note { .. } => {}
                Begun::Code => {
                    self.code = Some(depth);
                    self.options = name.map(|_| depth);
                }
            }
            return Line::Begins { name, kind };
        }
        if self.options.is_some_and(|begin| depth > begin) && inner.starts_with(':') {
            if !is_seen(inner) {
                return Line::Unseen;
            }
        } else {
            self.options = None;
        }
        if is_adornment(inner) {
            return Line::Unseen;
        }
        if inner.ends_with("::") {
            self.literal = Some(depth);
        }
        let field = field(inner).map_or(0, |length| depth + length);
        Line::Text { field }
    }
}

/// What a line begins by what stands behind its `..`, and the name of the directive.
fn begun<'t>(line: &str, explicit: &'t str) -> (Option<&'t str>, Begun) {
    let directive = explicit
        .split_once("::")
        .map(|(name, rest)| (name.trim(), rest.trim_start()));
    let kind = match directive {
        // What stands for a name, `|텐서| replace:: 텍스트`, is prose.
        Some((name, argument)) if PROSE.contains(&name) || is_replacement(name) => {
            let argument = line.trim_end().len() - argument.len();
            Begun::Prose { argument }
        }
        Some((name, _)) if is_about(name) => Begun::About,
        _ if explicit.starts_with('[') && (explicit.contains("] ") || explicit.ends_with(']')) => {
            let behind = line.find(']').map_or(0, |end| end + 1);
            Begun::Note { behind }
        }
        _ => Begun::Code,
    };
    (directive.map(|(name, _)| name), kind)
}

/// How long the name of an option or a field is that a line begins with: `:name: value`.
fn field(inner: &str) -> Option<usize> {
    let rest = inner.strip_prefix(':')?;
    let end = rest
        .find(": ")
        .or(rest.ends_with(':').then(|| rest.len() - 1))?;
    (!rest[..end].contains(['`', ' '])).then_some(end + 2)
}

/// Whether words begin an item of a list, a line of a block of such, or a field: no paragraph goes on with them.
pub(super) fn begins_item(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let signs = ["- ", "* ", "+ ", "| ", ".. ", ":", "#."];
    signs.iter().any(|sign| words.starts_with(sign))
        || digits > 0 && words[digits..].starts_with(['.', ')'])
}

/// Whether a line underlines a title or frames a table.
fn is_adornment(line: &str) -> bool {
    let line = line.trim_end();
    let mut characters = line.chars();
    line.len() > 2
        && characters.next().is_some_and(|first| {
            first.is_ascii_punctuation()
                && line.chars().all(|c| {
                    c == first || matches!((first, c), ('=' | '+', '=' | '-' | '+' | ' ' | '|'))
                })
        })
}
