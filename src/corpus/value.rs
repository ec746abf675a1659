//! What is to be seen of a candidate in how its words are used elsewhere.

macro_rules! values {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What is looked at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(clippy::enum_variant_names, reason = "they share a table with the features")]
        #[repr(usize)]
        pub enum Value { $($(#[$doc])* $name),* }

        /// The names, in the order of [`Values`], as in `weights.tsv`.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

values! {
    /// How many other places of the form vote for the term: v of them give v / (v + 1).
    UsageVotes,
    /// Their share of all votes for any term.
    UsageShare,
    /// A longer candidate stands in as many other places: this one is too short.
    UsageShorter,
    /// The term is given another form of its kind elsewhere: r votes for that, v for this form give r / (r + v + 1).
    UsageRival,
    /// The piece before the term goes with a word of the form in other terms.
    UsageLeftLinked,
    /// Of "renders nothing": the mean probability of the same at the other places, n of them weighing n / (n + 1).
    UsageNothing,
}

/// Number of values.
pub const COUNT: usize = NAMES.len();

/// All values of one candidate, or a weight for each of them.
pub type Values = [f32; COUNT];
