//! How fast is each kind of file read, and how fast are its pairs found?
//!
//! `cargo bench --bench formats -- FOLDER` writes the text files of a folder in every format that can be written here, in documents of about 64 KB
//! each, and measures on all threads how long it takes to read them, and to read them and find their pairs. Rates are megabytes of the files by
//! the second (of packed files: of what is in them), the best of seven runs, all formats in turns, so that what else the machine does is the same for all.
//! Beside them stands the share of the rate of plain text in the same run.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use yongeo::source::{Format, Limits};
use yongeo::{Document, Extractor};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RUNS: usize = 7;

/// Bytes of text in a document.
const SIZE: usize = 64 << 10;

/// A document as its file holds it.
enum File {
    Text(String),
    /// And how many bytes are in it once it is unpacked.
    Packed(Vec<u8>, usize),
}

/// All documents in one format.
struct Set {
    format: &'static Format,
    files: Vec<File>,
    read: Duration,
    found: Duration,
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|word| word != "--bench");
    let Some(folder) = arguments.next() else {
        println!("left out: it needs a folder of texts (`cargo bench --bench formats -- FOLDER`)");
        return;
    };
    let texts = texts(Path::new(&folder));
    let extractor = Extractor::new(None)
        .expect("a dictionary")
        .with_notations(true);
    let mut sets: Vec<Set> = (WRITERS.iter())
        .map(|(name, write)| Set {
            format: Format::named(name).expect("a format"),
            files: texts.iter().map(|text| write(text)).collect(),
            read: Duration::MAX,
            found: Duration::MAX,
        })
        .collect();
    for _ in 0..RUNS {
        for set in &mut sets {
            set.read = set.read.min(timed(|| {
                let read = set
                    .files
                    .par_iter()
                    .map(|file| read(set.format, file).text.len());
                read.sum()
            }));
            set.found = set.found.min(timed(|| {
                let found = set.files.par_iter();
                let found = found.map(|file| extractor.extract(&read(set.format, file)).len());
                found.sum()
            }));
        }
    }
    println!(
        "{} documents, {} threads; the load was {}\n",
        texts.len(),
        rayon::current_num_threads(),
        fs::read_to_string("/proc/loadavg")
            .ok()
            .and_then(|load| load.split(' ').next().map(str::to_owned))
            .unwrap_or_else(|| "not told".to_owned()),
    );
    println!(
        "{:<12} {:>7} {:>12} {:>12} {:>9}",
        "format", "MB", "read, MB/s", "pairs, MB/s", "of plain"
    );
    let plain = sets[0].rate(sets[0].found);
    for set in &sets {
        let found = set.rate(set.found);
        println!(
            "{:<12} {:>7.1} {:>12.0} {:>12.0} {:>8.0}%",
            set.format.name,
            set.megabytes(),
            set.rate(set.read),
            found,
            100.0 * found / plain,
        );
    }
}

impl Set {
    fn megabytes(&self) -> f64 {
        let sizes = self.files.iter().map(|file| match file {
            File::Text(text) => text.len(),
            File::Packed(_, size) => *size,
        });
        sizes.sum::<usize>() as f64 / 1e6
    }

    fn rate(&self, time: Duration) -> f64 {
        self.megabytes() / time.as_secs_f64()
    }
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn read(format: &'static Format, file: &File) -> Document {
    let read = match file {
        File::Text(text) => Document::read_as(format, "글", text.clone()),
        File::Packed(bytes, _) => Document::unpacked(format, "글", bytes, Limits::default()),
    };
    read.expect("what was written here")
}

/// The text files of a folder in pieces, each some paragraphs.
fn texts(folder: &Path) -> Vec<Vec<String>> {
    let mut paths: Vec<_> = (fs::read_dir(folder).expect("a folder"))
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "txt"))
        .collect();
    paths.sort();
    let mut texts: Vec<Vec<String>> = vec![Vec::new()];
    let mut size = 0;
    for path in paths {
        let text = fs::read_to_string(path).expect("UTF-8");
        let lines = text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty()) {
            if size > SIZE {
                texts.push(Vec::new());
                size = 0;
            }
            size += line.len();
            texts.last_mut().expect("the first").push(line.to_owned());
        }
    }
    texts
}

type Writer = fn(&[String]) -> File;

/// How texts are written in each format, plain text first.
const WRITERS: [(&str, Writer); 20] = [
    ("plain", |text| {
        lines(text, "", |line| line.to_owned() + "\n\n", "")
    }),
    ("markdown", |text| {
        lines(text, "# 글\n\n", |line| line.to_owned() + "\n\n", "")
    }),
    ("rst", |text| {
        lines(text, "글\n==\n\n", |line| line.to_owned() + "\n\n", "")
    }),
    ("asciidoc", |text| {
        lines(text, "= 글\n\n", |line| line.to_owned() + "\n\n", "")
    }),
    ("latex", |text| {
        lines(
            text,
            "\\begin{document}\n",
            |line| tex(line) + "\n\n",
            "\\end{document}\n",
        )
    }),
    ("html", |text| {
        lines(
            text,
            "<!DOCTYPE html><title>글</title><body>\n",
            |line| format!("<p>{}</p>\n", xml(line)),
            "</body></html>\n",
        )
    }),
    ("subtitles", |text| {
        lines(
            text,
            "",
            |line| format!("1\n00:00:01,000 --> 00:00:02,000\n{line}\n\n"),
            "",
        )
    }),
    ("json", |text| {
        lines(text, "[\n", |line| json(line) + ",\n", "\"\"]\n")
    }),
    ("yaml", |text| {
        lines(text, "글:\n", |line| format!("  - {}\n", json(line)), "")
    }),
    ("properties", |text| {
        lines(
            text,
            "",
            |line| format!("key={}\n", line.replace('\\', "\\\\")),
            "",
        )
    }),
    ("strings", |text| {
        lines(text, "", |line| format!("\"key\" = {};\n", json(line)), "")
    }),
    ("xml", |text| {
        lines(
            text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources>\n",
            |line| {
                format!(
                    "<string name=\"a\">{}</string>\n",
                    xml(&line.replace(['\\', '\'', '"', '@', '?'], ""))
                )
            },
            "</resources>\n",
        )
    }),
    ("notebook", |text| {
        lines(
            text,
            "{\"cells\": [{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": [\n",
            |line| json(&format!("{line}\n\n")) + ",\n",
            "\"\"]}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}\n",
        )
    }),
    ("po", |text| {
        lines(
            text,
            "",
            |line| format!("msgid \"a\"\nmsgstr {}\n\n", json(line)),
            "",
        )
    }),
    ("xliff", |text| {
        lines(
            text,
            "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"ko\" original=\"a\" datatype=\"x\"><body>\n",
            |line| {
                format!(
                    "<trans-unit id=\"a\"><source>a</source><target>{}</target></trans-unit>\n",
                    xml(line)
                )
            },
            "</body></file></xliff>\n",
        )
    }),
    ("table", |text| {
        lines(
            text,
            "번호,글\n",
            |line| format!("1,\"{}\"\n", line.replace('"', "\"\"")),
            "",
        )
    }),
    ("docx", |text| {
        packed(&[(
            "word/document.xml",
            xml_part(
                text,
                "<w:document xmlns:w=\"w\"><w:body>",
                "<w:p><w:r><w:t>",
                "</w:t></w:r></w:p>",
                "</w:body></w:document>",
            ),
        )])
    }),
    ("hwpx", |text| {
        packed(&[
            ("mimetype", "application/hwp+zip".to_owned()),
            (
                "Contents/section0.xml",
                xml_part(
                    text,
                    "<hs:sec xmlns:hs=\"s\" xmlns:hp=\"p\">",
                    "<hp:p><hp:run><hp:t>",
                    "</hp:t></hp:run></hp:p>",
                    "</hs:sec>",
                ),
            ),
        ])
    }),
    ("odf", |text| {
        packed(&[
            (
                "mimetype",
                "application/vnd.oasis.opendocument.text".to_owned(),
            ),
            (
                "content.xml",
                xml_part(
                    text,
                    "<office:text xmlns:office=\"o\" xmlns:text=\"t\">",
                    "<text:p>",
                    "</text:p>",
                    "</office:text>",
                ),
            ),
        ])
    }),
    ("parquet", parquet),
];

/// A file of one column, plain and not compressed: strings of a length each, then what says so (`parquet.thrift`, in the compact protocol of Thrift).
fn parquet(text: &[String]) -> File {
    let varint = |mut number: usize| {
        let mut bytes = Vec::new();
        while number > 0x7f {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
        bytes
    };
    let int = |step: u8, number: usize| [vec![step << 4 | 6], varint(number << 1)].concat();
    let name =
        |step: u8, name: &str| [&[step << 4 | 8, name.len() as u8], name.as_bytes()].concat();
    let inner =
        |step: u8, fields: &[Vec<u8>]| [vec![step << 4 | 0xc], fields.concat(), vec![0]].concat();
    let list = |step: u8, structs: &[Vec<u8>]| {
        let head = vec![step << 4 | 9, (structs.len() as u8) << 4 | 0xc];
        [head, structs.concat()].concat()
    };
    let values = text
        .iter()
        .flat_map(|line| [&(line.len() as u32).to_le_bytes(), line.as_bytes()].concat());
    let values: Vec<u8> = values.collect();
    let (count, size) = (text.len(), values.len());
    let encodings = [int(1, count), int(1, 0), int(1, 3), int(1, 3)];
    let page = [
        int(1, 0),
        int(1, size),
        int(1, size),
        inner(2, &encodings),
        vec![0],
        values,
    ];
    let schema = [
        [name(4, "schema"), int(1, 1), vec![0]].concat(),
        [int(1, 6), int(2, 0), name(1, "글"), int(2, 0), vec![0]].concat(),
    ];
    let metadata = [int(1, 6), int(3, 0), int(1, count), int(4, 4)];
    let chunk = [inner(3, &metadata), vec![0]].concat();
    let group = [list(1, &[chunk]), int(2, count), vec![0]].concat();
    let footer = [
        int(1, 1),
        list(1, &schema),
        int(1, count),
        list(1, &[group]),
        vec![0],
    ]
    .concat();
    let length = (footer.len() as u32).to_le_bytes();
    let file = [b"PAR1", &*page.concat(), &footer, &length, b"PAR1"].concat();
    File::Packed(file, size)
}

fn lines(text: &[String], before: &str, line: impl Fn(&str) -> String, behind: &str) -> File {
    let mut all = before.to_owned();
    for one in text {
        all.push_str(&line(one));
    }
    File::Text(all + behind)
}

fn xml_part(text: &[String], before: &str, begin: &str, end: &str, behind: &str) -> String {
    let mut part = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{before}");
    for line in text {
        let _ = write!(part, "{begin}{}{end}", xml(line));
    }
    part + behind
}

fn packed(parts: &[(&str, String)]) -> File {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("memory");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    let bytes = zip.finish().expect("memory").into_inner();
    File::Packed(bytes, parts.iter().map(|(_, text)| text.len()).sum())
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

/// Without what means something to TeX.
fn tex(text: &str) -> String {
    text.replace(['\\', '{', '}', '$', '%', '#', '&', '~', '^', '_'], "")
}
