//! Headings of Markdown that links point to: `## 버퍼 비우기` is `#버퍼-비우기` to a link, so another heading has another address.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::front_matter::front_matter;
use super::markdown::events;

/// A heading, and the links to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Linked {
    /// In bytes of the text.
    pub(crate) heading: Range<usize>,
    /// Likewise, each with what readers see of it and its target. Of those in HTML there is none.
    pub(crate) links: Vec<Range<usize>>,
}

/// The headings of a Markdown document that links in the same document point to by their words: those in blocks that hold text, such as notes, behind
/// the others. An address that the writer gave a heading (`{#buffer}`) does not depend on them.
pub(crate) fn linked_headings(path: &str, text: &str) -> Vec<Linked> {
    let front = front_matter(text);
    if !has_fragment(&text[front..]) {
        return Vec::new();
    }
    let mut targets: HashSet<String> = HashSet::new();
    let mut links: Vec<(Range<usize>, String)> = Vec::new();
    let mut headings: Vec<(Range<usize>, String)> = Vec::new();
    let mut words: Option<String> = None;
    events(path, text, &mut |event, range| match event {
        Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
        Event::End(TagEnd::Heading(_)) => {
            if let Some(words) = words.take() {
                headings.push((range, slug(&words)));
            }
        }
        Event::Start(Tag::Link { dest_url, .. }) => {
            if let Some(target) = fragment(path, dest_url) {
                links.push((range, target.clone()));
                targets.insert(target);
            }
        }
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
                words.push_str(text);
            }
        }
        Event::SoftBreak => {
            if let Some(words) = &mut words {
                words.push(' ');
            }
        }
        _ => {}
    });
    // Of headings with the same words, the later ones are numbered: -1, -2.
    let numbered: HashSet<&str> = targets.iter().filter_map(|all| unnumbered(all)).collect();
    headings.retain(|(_, slug)| targets.contains(slug) || numbered.contains(&**slug));
    let mut by_target: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    for (link, target) in &links {
        for target in [Some(&**target), unnumbered(target)].into_iter().flatten() {
            by_target.entry(target).or_default().push(link.clone());
        }
    }
    let linked = headings.into_iter().map(|(heading, slug)| Linked {
        heading,
        links: by_target.get(&*slug).cloned().unwrap_or_default(),
    });
    linked.collect()
}

/// An address without the number behind it.
fn unnumbered(target: &str) -> Option<&str> {
    let (words, number) = target.rsplit_once('-')?;
    let all = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    all.then_some(words)
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
        all.map(|linked| text[linked.heading].trim_end()).collect()
    }

    #[test]
    fn links_are_known_by_the_heading_they_point_to() {
        let text = "[가](#버퍼), [나](#버퍼-1), [다](#큐), [라](https://a.kr)\n\n# 버퍼\n\n# 큐\n";
        let all = linked_headings("글.md", text).into_iter();
        let links = |linked: Linked| linked.links.into_iter().map(|link| &text[link]);
        let found: Vec<Vec<&str>> = all.map(|linked| links(linked).collect()).collect();
        assert_eq!(
            found,
            [vec!["[가](#버퍼)", "[나](#버퍼-1)"], vec!["[다](#큐)"]]
        );
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
