//! Documents compared with a glossary.
//!
//! A [`Diagnostic`] says what is wrong at one place, by which [`Rule`], and how to put it right.

mod diagnostic;
mod directive;
mod rule;

pub use diagnostic::{Diagnostic, Edit, Fix};
pub use directive::Directives;
pub use rule::Rule;
