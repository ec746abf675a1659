//! The HTML report in a browser.
//!
//! These tests need Chromium, so they are ignored unless asked for: `cargo test --test report -- --ignored`, as
//! `.ci/run` does. `YONGEO_PICTURES=FOLDER` keeps pictures of what is seen.

mod browser;
mod page;
mod sample;
