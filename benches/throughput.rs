//! How fast is the way from text to pairs, and where does the time go?
//!
//! `cargo bench` measures on the documents of `seeds/`, repeated; `YONGEO_TEXTS=DIR cargo bench` on
//! the text files of a folder. Divan reports bytes per second of the text taken in.

use std::path::Path;
use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::BytesCount;
use yongeo::gloss;
use yongeo::morphology::Analyser;
use yongeo::scan::{self, Window};
use yongeo::{Document, Extractor};

fn main() {
    divan::main();
}

/// The text to measure on, as one document.
fn text() -> &'static Document {
    static TEXT: OnceLock<Document> = OnceLock::new();
    TEXT.get_or_init(|| {
        let folder = std::env::var("YONGEO_TEXTS");
        let mut paths: Vec<_> =
            std::fs::read_dir(folder.as_deref().map_or("seeds".as_ref(), Path::new))
                .expect("the folder of texts")
                .map(|entry| entry.expect("an entry").path())
                .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
                .collect();
        paths.sort();
        let mut all = String::new();
        for path in paths {
            all.push_str(&std::fs::read_to_string(&path).expect("UTF-8"));
            all.push_str("\n\n");
        }
        // Enough for a measurement that start-up costs don't show in.
        let times = (4_000_000 / all.len()).max(1);
        Document::plain("bench", all.repeat(times))
    })
}

/// The scan alone: every byte once.
#[divan::bench]
fn scan(bencher: Bencher) {
    let document = text();
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench(|| scan::parentheticals(document).count());
}

/// Scan, windows and reading of the parentheses, without Korean analysis.
#[divan::bench]
fn glosses(bencher: Bencher) {
    before_glosses(bencher, |left| left.glyphs().len());
}

/// The same with the morphemes of the left windows.
#[divan::bench]
fn morphemes(bencher: Bencher) {
    let mut worker = Analyser::new(None).expect("a dictionary").worker();
    let mut morphemes = Vec::new();
    before_glosses(bencher, |left| {
        worker.analyse(left.glyphs(), &mut morphemes);
        morphemes.len()
    });
}

/// Measures `work` on the window before every parenthesis that is a gloss, and the way there.
fn before_glosses(bencher: Bencher, mut work: impl FnMut(&Window) -> usize) {
    let document = text();
    let (mut inner, mut left, mut forms) = (Window::default(), Window::default(), Vec::new());
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench_local(|| {
            let mut count = 0;
            for found in scan::parentheticals(document) {
                inner.read(document, found.inner.clone());
                if gloss::read(&inner, &mut forms).is_ok() {
                    left.read_before(document, found.open);
                    count += work(&left);
                }
            }
            count
        });
}

/// All of it, on all threads.
#[divan::bench]
fn extract(bencher: Bencher) {
    let document = text();
    let extractor = Extractor::new(None).expect("a dictionary");
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench(|| extractor.extract(document).len());
}

/// Ready to begin: what a start costs before the first byte is read.
#[divan::bench]
fn start(bencher: Bencher) {
    bencher.bench(|| Extractor::new(None).expect("a dictionary"));
}
