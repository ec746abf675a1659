//! Headings of Markdown that links point to: `## 버퍼 비우기` is `#버퍼-비우기` to a link, so another heading has another address.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::front_matter::front_matter;
use super::markdown::{OPTIONS, shift};

/// The headings of a Markdown document that links in the same document point to by their words, in bytes of its text. An address that the
/// writer gave a heading (`{#buffer}`) does not depend on them.
pub(crate) fn linked_headings(path: &str, text: &str) -> Vec<Range<usize>> {
    let front = front_matter(text);
    if !has_fragment(&text[front..]) {
        return Vec::new();
    }
    let mut targets: HashSet<String> = HashSet::new();
    let mut headings: Vec<(Range<usize>, String)> = Vec::new();
    let mut words: Option<String> = None;
    for (event, range) in Parser::new_ext(&text[front..], OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(words) = words.take() {
                    headings.push((shift(&range, front), slug(&words)));
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => targets.extend(fragment(path, &dest_url)),
            Event::InlineHtml(html) | Event::Html(html) => {
                for quote in ["href=\"", "href='"] {
                    let links = html.match_indices(quote);
                    let links = links.map(|(at, _)| &html[at + quote.len()..]);
                    let links = links.filter_map(|link| link.split(['"', '\'']).next());
                    targets.extend(links.filter_map(|link| fragment(path, link)));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut words {
                    words.push_str(&text);
                }
            }
            Event::SoftBreak => {
                if let Some(words) = &mut words {
                    words.push(' ');
                }
            }
            _ => {}
        }
    }
    // Of headings with the same words, the later ones are numbered: -1, -2.
    let numbered = targets.iter().filter_map(|target| {
        let (words, number) = target.rsplit_once('-')?;
        let all = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        all.then(|| words.to_owned())
    });
    let numbered: HashSet<String> = numbered.collect();
    headings.retain(|(_, slug)| targets.contains(slug) || numbered.contains(slug));
    headings.into_iter().map(|(range, _)| range).collect()
}

/// Whether a sharp stands before anything but the words of a heading.
fn has_fragment(text: &str) -> bool {
    let mut sharps = memchr::memchr_iter(b'#', text.as_bytes());
    sharps.any(|at| {
        !matches!(
            text.as_bytes().get(at + 1),
            None | Some(b' ' | b'#' | b'\n')
        )
    })
}

/// The heading that a link points to, if it is one of the document with this path.
fn fragment(path: &str, link: &str) -> Option<String> {
    let (file, fragment) = link.split_once('#')?;
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let own = file.is_empty() || decoded(file).trim_start_matches("./") == name;
    own.then(|| decoded(fragment).to_lowercase())
}

/// An address with what is written as `%EB%B2%84` read.
fn decoded(link: &str) -> Cow<'_, str> {
    percent_decode_str(link).decode_utf8_lossy()
}

/// The address of a heading as GitHub makes it: small letters, no signs but hyphens and underscores, hyphens in place of spaces.
fn slug(words: &str) -> String {
    let words = words.trim();
    let given = words.rfind('{').filter(|_| words.ends_with('}'));
    let words = given.map_or(words, |at| words[..at].trim_end());
    let kept = words.to_lowercase();
    let kept = kept.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        _ => c.is_alphanumeric().then_some(c),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> Vec<&str> {
        let all = linked_headings("안내/글.md", text).into_iter();
        all.map(|range| text[range].trim_end()).collect()
    }

    #[test]
    fn headings_with_a_link_to_them_are_found() {
        for (text, headings) in [
            (
                "[비우기](#버퍼-비우기)\n\n## 버퍼 비우기\n\n## 다른 것\n",
                vec!["## 버퍼 비우기"],
            ),
            (
                "[가](./글.md#버퍼-api)\n\n# `버퍼` (API)\n",
                vec!["# `버퍼` (API)"],
            ),
            ("[가](다른.md#버퍼)\n\n# 버퍼\n", vec![]),
            (
                "[가]\n\n[가]: #%EB%B2%84%ED%8D%BC\n\n버퍼\n====\n",
                vec!["버퍼\n===="],
            ),
            (
                "<a href=\"#버퍼\">가</a>\n\n# **버퍼**\n",
                vec!["# **버퍼**"],
            ),
            (
                "[가](#버퍼-1)\n\n# 버퍼\n\n# 버퍼\n",
                vec!["# 버퍼", "# 버퍼"],
            ),
            ("[가](#buffer)\n\n# 버퍼 {#buffer}\n", vec![]),
            ("# 버퍼\n\n## 큐\n", vec![]),
            (
                "---\ntitle: 글\n---\n[가](#버퍼)\n\n# 버퍼\n",
                vec!["# 버퍼"],
            ),
        ] {
            assert_eq!(linked(text), headings, "{text}");
        }
    }
}
