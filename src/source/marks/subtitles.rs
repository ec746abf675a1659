//! Subtitles: SRT, and `WebVTT` of the W3C. Numbers, times and settings are no text; of a cue its lines are one.

use super::lines;
use crate::Result;
use crate::source::Document;
use crate::source::html::reference;
use crate::source::origin::{Pieces, put_together};
use crate::source::writing::Writing;

/// Reads subtitles.
pub(in crate::source) fn read_subtitles(document: &mut Document) -> Result<()> {
    put_together(document, |pieces| {
        let source = pieces.source();
        let all: Vec<(usize, &str)> = lines(source).collect();
        let is_vtt = source.trim_start_matches('\u{feff}').starts_with("WEBVTT");
        let writing = if is_vtt { Writing::Xml } else { Writing::Cue };
        // Within a note, a style or a region of `WebVTT`, up to the next blank line.
        let mut skipping = false;
        for (number, &(start, line)) in all.iter().enumerate() {
            let blank = line.trim().is_empty();
            let begins = number == 0 || all[number - 1].1.trim().is_empty();
            let is_head = begins
                && ["WEBVTT", "NOTE", "STYLE", "REGION"]
                    .iter()
                    .any(|word| line.trim_start_matches('\u{feff}').starts_with(word));
            skipping = is_vtt && !blank && (skipping || is_head);
            // The number or name of a cue stands above its time.
            let is_name = begins
                && all
                    .get(number + 1)
                    .is_some_and(|(_, next)| next.contains("-->"));
            if skipping || blank || is_name || line.contains("-->") {
                pieces.end_paragraph();
                continue;
            }
            if pieces.has_text() {
                pieces.put(start - 1..start, " ", writing);
            }
            put(pieces, start, line, is_vtt, writing);
        }
        Ok(())
    })
}

/// Adds a line without its tags (`<i>`, `<v 화자>`, `{\an8}`).
fn put(pieces: &mut Pieces<'_>, start: usize, line: &str, is_vtt: bool, writing: Writing) {
    let mut at = 0;
    while let Some(found) = line[at..].find(['<', '{', '&']) {
        let mark = at + found;
        pieces.keep(start + at..start + mark, writing);
        let rest = &line[mark..];
        let tag = match rest.as_bytes()[0] {
            b'<' => rest.find('>'),
            b'{' => rest.find('}'),
            _ => None,
        };
        at = mark + 1;
        if let Some(end) = tag {
            at = mark + end + 1;
        } else if let Some((length, meant)) = reference(rest).filter(|_| is_vtt) {
            at = mark + length;
            pieces.put(start + mark..start + at, &meant, writing);
        } else {
            pieces.keep(start + mark..start + at, writing);
        }
    }
    pieces.keep(start + at..start + line.len(), writing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cues_are_text() {
        let vtt = "WEBVTT - 용어(term)\n\nNOTE 주석(comment)\n둘째 줄\n\n이름\n00:01.000 --> 00:02.000 align:start\n<v 화자>텐서(tensor)를\n쓴다.</v>\n\n\
                   2\n00:03.000 --> 00:04.000\n2024\n";
        let document = Document::read("글.vtt", vtt).unwrap();
        assert_eq!(document.text, "텐서(tensor)를 쓴다.\n\n2024");
        let srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>기계</i>\r\n학습(machine\r\nlearning)\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nR&amp;D\r\n";
        let document = Document::read("글.srt", srt).unwrap();
        assert_eq!(document.text, "기계 학습(machine learning)\n\nR&amp;D");
    }
}
