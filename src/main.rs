//! The `yongeo` command: parse arguments, run, exit status.

fn main() {}
