//! The rules: each a name, a level, an explanation and an example; one file each.

use crate::Level;

/// One rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What diagnostics, the configuration and directives in a text call it.
    pub name: &'static str,
    /// The level of its diagnostics; `None` for a rule of house style, which is off until the configuration turns it on.
    pub level: Option<Level>,
    /// What it finds, and why that matters.
    pub explanation: &'static str,
    /// A text (plain or Markdown) that it finds fault with, where 버퍼 is preferred for buffer.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
}
