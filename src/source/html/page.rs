//! Pages in HTML and XHTML: the text that readers see, put together from between the tags.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use quick_xml::escape::resolve_html5_entity;

use super::{BLOCK_ELEMENTS, RAW_ELEMENTS, is_one_of};
use crate::Result;
use crate::source::layout::Edge;
use crate::source::origin::{Pieces, put_together};
use crate::source::writing::Writing;
use crate::source::{Document, MaskKind};

/// Further elements that readers see nothing of as text.
const UNSEEN: &[&str] = &[
    "template", "svg", "math", "object", "canvas", "audio", "video",
];

/// Elements whose text is code.
const CODE: &[&str] = &["code", "kbd", "samp", "var", "tt"];

/// Elements that never have an end: HTML, section 13.1.2.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Reads a page.
pub(in crate::source) fn read(document: &mut Document) -> Result<()> {
    put_together(document, |pieces| {
        put_page(pieces, 0..pieces.source().len());
        Ok(())
    })
}

/// Adds the text of a page that lies in these bytes of the source.
pub(in crate::source) fn put_page(pieces: &mut Pieces<'_>, part: Range<usize>) {
    let text = &pieces.source()[part.clone()];
    let mut page = Page {
        base: part.start,
        pieces,
        unseen: None,
        code: None,
        hidden: false,
        is_title: false,
        title: String::new(),
        explained: None,
        open: Vec::new(),
        raised: Raised::No,
        ruby: None,
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        page.take(&event, span);
        None::<()>
    });
    emitter.naively_switch_states(true);
    for Ok(()) in Tokenizer::new_with_emitter(text, emitter) {}
}

/// A page as far as it has been read.
struct Page<'p, 's> {
    /// Where it begins in the source.
    base: usize,
    pieces: &'p mut Pieces<'s>,
    /// The element of which nothing is seen, and how many of its name are open.
    unseen: Option<(String, usize)>,
    /// The element of code, how many of its name are open, and where its text begins.
    code: Option<(String, usize, usize)>,
    /// The name of the tag that is being read.
    open: Vec<u8>,
    /// Whether it is hidden.
    hidden: bool,
    /// Whether its attribute that is being read is its title, and that.
    is_title: bool,
    title: String,
    /// What the element that explains its words says of them.
    explained: Option<String>,
    raised: Raised,
    /// In `<ruby>`: whether its readings are in parentheses of their own.
    ruby: Option<bool>,
}

/// What stands above the line.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Raised {
    /// Nothing.
    #[default]
    No,
    /// A mark of a note, as far as one sees.
    Mark,
    /// Words, to be read in parentheses.
    Words,
}

impl Page<'_, '_> {
    fn take(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        let span = Span {
            start: self.base + span.start,
            end: self.base + span.end,
        };
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.open.clear();
                self.open.extend_from_slice(name);
                self.hidden = false;
                self.is_title = false;
                self.title.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.hidden |= *name == b"hidden";
                self.is_title = *name == b"title";
            }
            CallbackEvent::AttributeValue { value } if self.is_title => {
                self.title = String::from_utf8_lossy(value).into_owned();
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.open);
                if let Ok(name) = str::from_utf8(&name) {
                    self.start(name, *self_closing, span.end);
                }
                self.open = name;
            }
            CallbackEvent::EndTag { name } => {
                if let Ok(name) = str::from_utf8(name) {
                    self.end(name, span.start);
                }
            }
            CallbackEvent::String { value } => self.text(value, span),
            _ => {}
        }
    }

    fn start(&mut self, name: &str, closed: bool, end: usize) {
        if let Some((element, depth)) = &mut self.unseen {
            if element == name && !closed {
                *depth += 1;
            }
            return;
        }
        let closed = closed || is_one_of(name, VOID);
        let is_block = is_one_of(name, BLOCK_ELEMENTS) || name == "br";
        if !closed && (self.hidden || is_one_of(name, RAW_ELEMENTS) || is_one_of(name, UNSEEN)) {
            self.unseen = Some((name.to_owned(), 1));
            if is_block || is_one_of(name, RAW_ELEMENTS) {
                self.pieces.end_paragraph();
            }
            return;
        }
        if is_block {
            self.pieces.end_paragraph();
        }
        for edge in begins(name) {
            self.pieces.edge(*edge);
        }
        match name {
            // A mark of a note, unless words stand in it.
            "sup" if !closed => self.raised = Raised::Mark,
            "abbr" | "dfn" | "acronym" if !closed && !self.title.is_empty() => {
                self.explained = Some(std::mem::take(&mut self.title));
            }
            "ruby" => self.ruby = Some(false),
            "rp" => self.ruby = self.ruby.map(|_| true),
            // What stands above a word in a page stands behind it in parentheses where it can't.
            "rt" if self.ruby == Some(false) => self.pieces.put(end..end, "(", Writing::Xml),
            _ => {}
        }
        match &mut self.code {
            Some((element, depth, _)) if element == name && !closed => *depth += 1,
            None if !closed && is_one_of(name, CODE) => {
                self.code = Some((name.to_owned(), 1, self.pieces.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, start: usize) {
        if let Some((element, depth)) = &mut self.unseen {
            if element == name {
                *depth -= 1;
                if *depth == 0 {
                    self.unseen = None;
                }
            }
            return;
        }
        match name {
            "sup" if std::mem::take(&mut self.raised) == Raised::Words => {
                self.pieces.put(start..start, ")", Writing::Xml);
            }
            "abbr" | "dfn" | "acronym" => {
                let said = self.explained.take();
                if let Some(said) = said.filter(|said| explains(said, self.pieces.paragraph())) {
                    self.pieces
                        .put(start..start, &format!("({said})"), Writing::Xml);
                }
            }
            "ruby" => self.ruby = None,
            "rt" if self.ruby == Some(false) => self.pieces.put(start..start, ")", Writing::Xml),
            _ => {}
        }
        if let Some((element, depth, begin)) = &mut self.code
            && element == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.pieces.mask(*begin, MaskKind::Code);
                self.code = None;
            }
        }
        if is_one_of(name, BLOCK_ELEMENTS) {
            self.pieces.end_paragraph();
        }
        if let Some(edge) = ends(name) {
            self.pieces.edge(edge);
        }
    }

    fn text(&mut self, value: &[u8], span: Span<usize>) {
        let is_mark = |c: &u8| c.is_ascii_digit() || b"[]()*, ".contains(c);
        if self.unseen.is_some() || self.raised == Raised::Mark && value.iter().all(is_mark) {
            return;
        }
        if self.raised == Raised::Mark && is_gloss(value, self.pieces.paragraph()) {
            self.raised = Raised::Words;
            self.pieces.put(span.start..span.start, "(", Writing::Xml);
        }
        let source = self.pieces.source();
        let mut range = span.start..span.end;
        let written = &source[range.clone()];
        if !self.pieces.has_text() {
            range.start += written.len() - written.trim_ascii_start().len();
        }
        let written = &source[range.clone()];
        if value.len() == span.end - span.start {
            self.pieces.keep_flowing(range, Writing::Xml);
            return;
        }
        // Something stands for something else.
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'&', &written.as_bytes()[at..]) {
            let begin = at + found;
            let Some((end, meant)) = reference(&written[begin..]) else {
                self.keep(range.start, at..begin + 1);
                at = begin + 1;
                continue;
            };
            self.keep(range.start, at..begin);
            let place = range.start + begin..range.start + begin + end;
            self.pieces.put(place, &meant, Writing::Xml);
            at = begin + end;
        }
        self.keep(range.start, at..written.len());
    }

    fn keep(&mut self, start: usize, range: Range<usize>) {
        let range = start + range.start..start + range.end;
        self.pieces.keep_flowing(range, Writing::Xml);
    }
}

/// What of a table begins with an element. A list of definitions is one with a row for each term.
fn begins(name: &str) -> &'static [Edge] {
    match name {
        "table" | "dl" => &[Edge::Table],
        "tr" => &[Edge::Row],
        "td" | "th" | "dd" => &[Edge::Cell],
        "dt" => &[Edge::Row, Edge::Cell],
        _ => &[],
    }
}

/// What of a table ends with an element.
fn ends(name: &str) -> Option<Edge> {
    match name {
        "td" | "th" | "dd" | "dt" => Some(Edge::EndCell),
        "table" | "dl" => Some(Edge::EndTable),
        _ => None,
    }
}

/// Whether what stands above the line is English for the words before it, and no mark, power or ordinal.
fn is_gloss(raised: &[u8], before: &str) -> bool {
    let letters = raised.iter().filter(|byte| byte.is_ascii_alphabetic());
    let is_small = raised.iter().any(u8::is_ascii_lowercase);
    letters.count() > 2 && is_small && before.ends_with(|c| ('가'..='힣').contains(&c))
}

/// Whether a title says in the other script what some words mean. No more than a few words do.
fn explains(title: &str, words: &str) -> bool {
    let hangul = |text: &str| text.contains(|c| ('가'..='힣').contains(&c));
    let latin = |text: &str| text.contains(|c: char| c.is_ascii_alphabetic());
    let Some(last) = words.chars().next_back() else {
        return false;
    };
    title.chars().count() <= LONGEST_TITLE
        && !title.contains(['(', ')'])
        && if hangul(title) {
            last.is_ascii_alphanumeric()
        } else {
            latin(title) && ('가'..='힣').contains(&last)
        }
}

/// A longer title tells a story, in characters.
const LONGEST_TITLE: usize = 80;

/// The character reference that a text begins with: its length, and what it stands for.
pub(in crate::source) fn reference(text: &str) -> Option<(usize, String)> {
    // The longest name has 31 letters.
    let end = text.bytes().take(40).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let meant = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| *c != '\0')?.to_string()
    } else {
        resolve_html5_entity(name)?.to_owned()
    };
    Some((end + 1, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Document {
        Document::read("글.html", html).unwrap()
    }

    #[test]
    fn text_is_what_readers_see() {
        for (html, text) in [
            (
                "<!DOCTYPE html><title>텐서</title><body><p>텐서<b>(tensor)</b>를\n쓴다.<p>둘째",
                "텐서\n\n텐서(tensor)를 쓴다.\n\n둘째",
            ),
            (
                "<ul>\n  <li>연구개발(R&amp;D)\n  <li>쉘&#40;shell&#x29;&nbsp;안&lt;b&gt;</ul>",
                "연구개발(R&D) \n\n쉘(shell)\u{a0}안<b>",
            ),
            (
                "앞<script>if (a<b) x('<p>');</script>뒤<style>가(a)</style><!-- 나(b) -->",
                "앞\n\n뒤",
            ),
            ("앞<div hidden>감춘 <div>말</div>(word)</div>뒤", "앞\n\n뒤"),
            ("<pre>코드(code)</pre>글<br/>줄", "글\n\n줄"),
            (
                "<ruby>린터<rp>(</rp><rt>linter</rt><rp>)</rp></ruby>와 <ruby>형상<rt>shape</rt></ruby>을",
                "린터(linter)와 형상(shape)을",
            ),
            (
                "컨테이너<sup>1</sup>를 10m<sup>2</sup>와<sup>[<a>2</a>]</sup>",
                "컨테이너를 10m와",
            ),
            ("린터<sup><i>Linter</i></sup>를", "린터(Linter)를"),
            ("제2<sup>nd</sup>판, 한빛<sup>TM</sup>", "제2nd판, 한빛TM"),
            (
                "<abbr title=\"linter\">린터</abbr>와 <abbr title='응용 프로그램'>앱</abbr>, <dfn title=\"말뭉치\">corpus</dfn>를",
                "린터(linter)와 앱, corpus(말뭉치)를",
            ),
            (
                "3 &lt 5 &amp 7 &unknown; AT&T",
                "3 &lt 5 &amp 7 &unknown; AT&T",
            ),
        ] {
            assert_eq!(page(html).text, text, "{html}");
        }
    }

    #[test]
    fn code_is_masked() {
        let document = page("<p>복제(<code>git <code>clone</code></code>)를 <kbd>가</kbd></p>");
        let masked: Vec<&str> = (document.masks.iter())
            .map(|mask| &document.text[mask.range.clone()])
            .collect();
        assert_eq!(masked, ["git clone", "가"]);
    }

    #[test]
    fn places_are_those_of_the_page() {
        let html = "<p>\n연구&amp;개발<i>(R&amp;D</i>)을\n";
        let document = page(html);
        let origin = document.origin.unwrap();
        let open = document.text.find('(').unwrap();
        assert_eq!(origin.offset(open), html.find('(').unwrap());
        assert_eq!(&html[origin.range(&(open..open + 4))], "(R&amp;D");
    }
}
