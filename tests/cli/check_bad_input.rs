//! Bad input for `yongeo check`.
