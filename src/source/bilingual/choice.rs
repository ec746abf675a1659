//! Messages of which a program chooses one: `{count, plural, one {…} other {…}}`, as ICU has it. The messages are text, and what chooses among
//! them is none.

/// Choices that one is within.
#[derive(Default)]
pub(super) struct Choices {
    /// For each, the outermost first, how many other braces are open in its message.
    open: Vec<usize>,
}

/// Choices deeper in one another are none.
const DEEPEST: usize = 16;

impl Choices {
    /// Whether one is open, in which more signs are no text.
    pub(super) fn is_within(&self) -> bool {
        !self.open.is_empty()
    }

    /// Takes text in which nothing begins: no choice reaches into another string.
    pub(super) fn pass(&mut self, text: &str) {
        if !self.open.is_empty() && text.contains("\n\n") {
            self.open.clear();
        }
    }

    /// What a text begins with, if it is of a choice: how many bytes, and whether they are text.
    pub(super) fn take(&mut self, text: &str) -> Option<(usize, bool)> {
        let text = text.split("\n\n").next().unwrap_or_default();
        if text.starts_with('{') && self.open.len() < DEEPEST {
            let length = head(text)?;
            self.open.push(0);
            return Some((length, false));
        }
        let others = self.open.last_mut()?;
        match text.as_bytes().first()? {
            b'}' if *others > 0 => {
                *others -= 1;
                Some((1, true))
            }
            b'}' => {
                // Another message, or the end of the choice.
                if let Some(length) = selector(&text[1..]) {
                    return Some((1 + length, false));
                }
                self.open.pop();
                let rest = text[1..].trim_ascii_start();
                let end = text.len() - rest.len();
                Some((if rest.starts_with('}') { end + 1 } else { 1 }, false))
            }
            // Braces between apostrophes are text.
            b'\'' => {
                let quoted = text[1..].starts_with(['{', '}']);
                let end = text[1..].find('\'').filter(|_| quoted);
                Some((end.map_or(1, |end| end + 2), true))
            }
            _ => None,
        }
    }

    /// Takes what begins with something else of so many bytes; a brace that is none of that is closed by another one.
    pub(super) fn open(&mut self, text: &str, length: usize) {
        if let Some(others) = self.open.last_mut()
            && length == 0
            && text.starts_with('{')
        {
            *others += 1;
        }
    }
}

/// How many bytes the beginning of a choice takes, up to the first message.
fn head(text: &str) -> Option<usize> {
    let rest = text[1..].trim_ascii_start();
    let name = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))?;
    let rest = (name > 0).then(|| rest[name..].trim_ascii_start())?;
    let kind = rest.strip_prefix(',')?.trim_ascii_start();
    let kinds = ["plural", "selectordinal", "select"];
    let rest = kinds.iter().find_map(|word| kind.strip_prefix(word))?;
    let rest = rest.trim_ascii_start().strip_prefix(',')?;
    // How many of them are counted already.
    let trimmed = rest.trim_ascii_start();
    let rest = match trimmed.strip_prefix("offset:") {
        Some(number) => number.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => trimmed,
    };
    let length = selector(rest)?;
    Some(text.len() - rest.len() + length)
}

/// How many bytes the word before a message takes, with the brace that opens that: `one {`, `=0 {`.
fn selector(text: &str) -> Option<usize> {
    let word = text.trim_ascii_start();
    let word = word.strip_prefix('=').unwrap_or(word);
    let end = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')))?;
    let rest = word[end..].trim_ascii_start();
    (end > 0 && rest.starts_with('{')).then(|| text.len() - rest.len() + 1)
}
