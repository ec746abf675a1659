//! Pages in HTML and XHTML: the text that readers see, put together from between the tags.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::edge::{begins, ends};
use super::entity::reference;
use super::gloss::{explains, is_gloss, is_mark};
use super::lenient::Lenient;
use super::scope::{End, Scope};
use super::tag::{Tag, is_korean};
use super::{BLOCK_ELEMENTS, CODE, RAW_ELEMENTS, STRUCK, UNSEEN, is_one_of};
use crate::Result;
use crate::source::format::suffix;
use crate::source::origin::{Pieces, put_together};
use crate::source::packed::{Markup, Way, walk};
use crate::source::reference::unescaped;
use crate::source::writing::{OBJECT, Writing};
use crate::source::{Document, MaskKind, speaks_of_struck};

/// Elements whose title says what the words in them mean.
const EXPLAINED: &[&str] = &["abbr", "acronym", "dfn"];

/// Headings.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that hold a note.
const NOTES: &[&str] = &["li", "p", "div", "aside"];

/// Elements that never have an end: HTML, section 13.1.2.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Whether an element never has an end.
pub(crate) fn is_void(name: &str) -> bool {
    is_one_of(name, VOID)
}

/// Reads a page.
pub(in crate::source) fn read(document: &mut Document) -> Result<()> {
    let may_be_xml =
        is_one_of(suffix(&document.path), &["xhtml", "xht"]) || document.text.starts_with("<?xml");
    put_together(document, |pieces| {
        put_page(pieces, 0..pieces.source().len(), may_be_xml);
        Ok(())
    })
}

/// Adds the text of a page that lies in these bytes of the source. One that `may_be_xml` is read as XML where it is well-formed, and as browsers
/// read HTML where it is not. Gives where its title stands in the text.
pub(in crate::source) fn put_page(
    pieces: &mut Pieces<'_>,
    part: Range<usize>,
    may_be_xml: bool,
) -> Option<Range<usize>> {
    let source = pieces.source();
    let is_xml = may_be_xml && is_well_formed(source, part.clone());
    let mut page = Page {
        base: part.start,
        is_xml,
        pieces,
        unseen: None,
        code: None,
        tag: Tag::default(),
        labels: Vec::new(),
        note: None,
        explained: None,
        raised: Raised::No,
        is_struck: false,
        ruby: None,
        title: None,
        is_repeated: false,
    };
    if is_xml {
        // It was gone through before, to its end.
        let _ = walk(source, part, "", &mut |markup| {
            page.take_xml(&markup);
            Way::Into
        });
    } else {
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            page.take(&event, span);
            None::<()>
        });
        emitter.naively_switch_states(true);
        for Ok(()) in Tokenizer::new_with_emitter(&source[part], Lenient(emitter)) {}
    }
    page.end_paragraph();
    let title = page.title.take();
    if page.is_repeated {
        pieces.repeats(title?);
        return None;
    }
    title
}

/// Whether a page is XML from its beginning to its end.
fn is_well_formed(source: &str, part: Range<usize>) -> bool {
    walk(source, part, "", &mut |_| Way::Into).is_ok()
}

/// A page as far as it has been read.
struct Page<'p, 's> {
    /// Where it begins in the source.
    base: usize,
    /// Whether it is well-formed XML.
    is_xml: bool,
    pieces: &'p mut Pieces<'s>,
    /// The element of which nothing is seen.
    unseen: Option<Scope>,
    /// The element of code, or of what is not to be translated, and where its text begins.
    code: Option<(Scope, usize)>,
    /// The note that is being read.
    note: Option<Scope>,
    /// The tag that is being read.
    tag: Tag,
    /// Where words stand in tags of the paragraph that people read beside it: they come behind it.
    labels: Vec<Range<usize>>,
    /// Where the words stand that the tag of an element has on those in it.
    explained: Option<Range<usize>>,
    raised: Raised,
    /// Whether what came last was struck out: of the spaces around it one is left.
    is_struck: bool,
    /// In `<ruby>`: whether its readings are in parentheses of their own.
    ruby: Option<bool>,
    /// Where the title of the page stands in the text, and whether a heading repeats it.
    title: Option<Range<usize>>,
    is_repeated: bool,
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
    /// Takes what a tokenizer of HTML has found.
    fn take(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        let place = self.base + span.start..self.base + span.end;
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.begin(name),
            CallbackEvent::AttributeName { name } => {
                self.tag.hidden |= *name == b"hidden";
                self.tag.attribute.clear();
                self.tag.attribute.extend_from_slice(name);
            }
            CallbackEvent::AttributeValue { .. } => {
                let name = std::mem::take(&mut self.tag.attribute);
                if let Ok(name) = str::from_utf8(&name) {
                    self.tag.attribute(name, self.pieces.source(), place);
                }
                self.tag.attribute = name;
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.tag.name);
                if let Ok(name) = str::from_utf8(&name) {
                    // What is raw has an end tag, whatever stands before it.
                    let closed = *self_closing && !is_one_of(name, RAW_ELEMENTS);
                    self.start(name, closed || is_void(name), place.end);
                }
                self.tag.name = name;
            }
            CallbackEvent::EndTag { name } => {
                if let Ok(name) = str::from_utf8(name) {
                    self.end(name);
                }
            }
            CallbackEvent::String { .. } => self.text(place),
            _ => {}
        }
    }

    /// Takes what there is in XML.
    fn take_xml(&mut self, markup: &Markup<'_>) {
        match markup {
            Markup::Start(name, attributes) => {
                self.tag.begin(name.as_bytes());
                for (attribute, place) in attributes.places() {
                    self.tag.hidden |= attribute == "hidden";
                    self.tag.attribute(attribute, self.pieces.source(), place);
                }
                self.start(name, false, attributes.place.end);
            }
            Markup::End(name) => self.end(name),
            Markup::Text(range) => self.text(range.clone()),
            Markup::Meant(range, meant) if self.unseen.is_none() => {
                self.pieces.put_markup(range.clone(), meant);
            }
            Markup::Meant(..) => {}
        }
    }

    fn start(&mut self, name: &str, closed: bool, end: usize) {
        if let Some(unseen) = &mut self.unseen {
            if !unseen.ends_at_start(name, closed) {
                return;
            }
            self.unseen = None;
        }
        if let Some((code, _)) = &mut self.code
            && code.ends_at_start(name, closed)
        {
            self.end_code();
        }
        if let Some(note) = &mut self.note
            && note.ends_at_start(name, closed)
        {
            self.end_note();
        }
        let is_raw = is_one_of(name, RAW_ELEMENTS);
        let is_block = is_one_of(name, BLOCK_ELEMENTS) || name == "br";
        let is_struck = is_one_of(name, STRUCK);
        let is_unseen = self.tag.hidden || is_raw || is_struck || is_one_of(name, UNSEEN);
        if is_block || is_raw && !closed {
            self.end_paragraph();
        }
        let explains = !closed && is_one_of(name, EXPLAINED);
        if !self.tag.hidden && !is_struck && !self.tag.kept && self.code.is_none() {
            if let Some(title) = self.tag.title.take_if(|_| explains) {
                self.explained = Some(title);
            }
            let labels = self.tag.labels(self.pieces.source());
            self.labels.extend(labels);
        }
        if is_unseen {
            self.is_struck = is_struck;
            if !closed {
                self.unseen = Some(Scope::new(name, self.is_xml));
            }
            return;
        }
        for edge in begins(name) {
            self.pieces.edge(*edge);
        }
        if let Some(span) = self.tag.span().filter(|_| matches!(name, "td" | "th")) {
            self.pieces.edge(span);
        }
        self.take_note(name, closed);
        match name {
            // A mark of a note, unless words stand in it.
            "sup" if !closed => self.raised = Raised::Mark,
            "ruby" => self.ruby = Some(false),
            "rp" => self.ruby = self.ruby.map(|_| true),
            // What stands above a word in a page stands behind it in parentheses where it can't.
            "rt" if self.ruby == Some(false) => self.pieces.put(end..end, "(", Writing::Xml),
            _ => {}
        }
        if self.code.is_none() && !closed && (self.tag.kept || is_one_of(name, CODE)) {
            self.code = Some((Scope::new(name, self.is_xml), self.pieces.len()));
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(unseen) = &mut self.unseen {
            match unseen.ends_at_end(name) {
                Some(End::Own) => {
                    self.unseen = None;
                    self.end_around(name);
                    return;
                }
                Some(End::Parents) => self.unseen = None,
                None => return,
            }
        }
        match name {
            "sup" if std::mem::take(&mut self.raised) == Raised::Words => {
                self.pieces.put_behind(")", Writing::Xml);
            }
            "ruby" => self.ruby = None,
            "rt" if self.ruby == Some(false) => self.pieces.put_behind(")", Writing::Xml),
            _ => {}
        }
        if is_one_of(name, EXPLAINED)
            && let Some(title) = self.explained.take()
        {
            self.explain(title);
        }
        self.end_around(name);
        self.take_title(name);
        if is_one_of(name, BLOCK_ELEMENTS) {
            self.end_paragraph();
        }
        if let Some(edge) = ends(name) {
            self.pieces.edge(edge);
        }
    }

    /// Tells the code and the note around an element of its end tag, with which they may end as well.
    fn end_around(&mut self, name: &str) {
        if let Some((code, _)) = &mut self.code
            && code.ends_at_end(name).is_some()
        {
            self.end_code();
        }
        if let Some(note) = &mut self.note
            && note.ends_at_end(name).is_some()
        {
            self.end_note();
        }
    }

    /// Adds what a tag says of the words before this place: in parentheses where it is in the other script, else behind the paragraph.
    fn explain(&mut self, title: Range<usize>) {
        let source = self.pieces.source();
        if explains(&unescaped(&source[title.clone()]), self.pieces.paragraph()) {
            self.pieces.put_behind("(", Writing::Xml);
            self.put_value(title);
            self.pieces.put_behind(")", Writing::Xml);
        } else if is_korean(&source[title.clone()]) {
            self.labels.push(title);
        }
    }

    /// Takes the title that ends here, or a heading that says the same.
    fn take_title(&mut self, name: &str) {
        let here = self.pieces.paragraph_range();
        if here.is_empty() {
            return;
        }
        if name == "title" {
            self.title.get_or_insert(here);
        } else if let Some(title) = &self.title
            && is_one_of(name, HEADINGS)
        {
            let words = |range| self.pieces.text(range).split_whitespace();
            self.is_repeated |= words(title).eq(words(&here));
        }
    }

    /// Takes the mark of a note, which leads to it, and the beginning of a note that something has led to.
    fn take_note(&mut self, name: &str, closed: bool) {
        let source = self.pieces.source();
        let named = |place: Range<usize>| format!("{} {}", self.base, &source[place]);
        if name == "a"
            && let Some(target) = self.tag.target.take()
        {
            self.pieces.mark_note(&named(target));
        } else if is_one_of(name, NOTES)
            && !closed
            && self.note.is_none()
            && let Some(id) = self.tag.id.take()
        {
            let note = named(id);
            if self.pieces.is_marked(&note) {
                self.pieces.begin_note(&note);
                self.note = Some(Scope::new(name, self.is_xml));
            }
        }
    }

    fn end_note(&mut self) {
        self.pieces.end_note();
        self.note = None;
    }

    fn end_code(&mut self) {
        if let Some((_, begin)) = self.code.take() {
            self.pieces.mask(begin, MaskKind::Code);
        }
    }

    fn end_paragraph(&mut self) {
        self.pieces.end_paragraph();
        for label in std::mem::take(&mut self.labels) {
            self.put_value(label);
            self.pieces.end_paragraph();
        }
    }

    /// Adds the value of an attribute.
    fn put_value(&mut self, range: Range<usize>) {
        let quoted = self.pieces.source()[..range.start].ends_with(['"', '\'']);
        let writing = if quoted {
            Writing::Attribute
        } else {
            Writing::UnquotedAttribute
        };
        self.put(range, writing);
    }

    fn text(&mut self, mut range: Range<usize>) {
        let written = &self.pieces.source()[range.clone()];
        if self.unseen.is_some() || self.raised == Raised::Mark && is_mark(written) {
            return;
        }
        if self.raised == Raised::Mark && is_gloss(written, self.pieces.paragraph()) {
            self.raised = Raised::Words;
            self.pieces.put(range.start..range.start, "(", Writing::Xml);
        }
        if std::mem::take(&mut self.is_struck) {
            if self.pieces.paragraph().ends_with(' ') {
                range.start = range.end - written.trim_ascii_start().len();
            }
            // What it says is said of nothing before.
            if speaks_of_struck(written) && self.pieces.has_text() {
                let begin = self.pieces.len();
                self.pieces
                    .put(range.start..range.start, OBJECT, Writing::Xml);
                self.pieces.mask(begin, MaskKind::Block);
            }
        }
        self.put(range, Writing::Xml);
    }

    /// Adds text with what its references stand for.
    fn put(&mut self, range: Range<usize>, writing: Writing) {
        let source = self.pieces.source();
        let mut at = range.start;
        if !self.pieces.has_text() {
            let written = &source[range.clone()];
            at += written.len() - written.trim_ascii_start().len();
        }
        let mut begin = at;
        while let Some(found) = memchr::memchr(b'&', &source.as_bytes()[begin..range.end]) {
            begin += found;
            let Some((length, meant)) = reference(&source[begin..range.end]) else {
                begin += 1;
                continue;
            };
            self.pieces.keep_flowing(at..begin, writing);
            begin += length;
            self.pieces.put(begin - length..begin, &meant, writing);
            at = begin;
        }
        self.pieces.keep_flowing(at..range.end, writing);
    }
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
            ("<body style=\"visibility: hidden\"><p>말</p>", "말"),
            (
                "앞<p style=\"color: red; Display : none !important\">감춘 말</p><i style='visibility:hidden'>말</i><b style=\"display: block\">뒤</b>",
                "앞\n\n뒤",
            ),
            ("<pre>코드(code)</pre>글<br/>줄", "글\n\n줄"),
            (
                "<ruby>린터<rp>(</rp><rt>linter</rt><rp>)</rp></ruby>와 <ruby>형상<rt>shape</rt></ruby>을",
                "린터(linter)와 형상(shape)을",
            ),
            (
                "컨테이너<sup>1</sup>를 10m<sup>2</sup>와<sup>[<a>2</a>]</sup>",
                "컨테이너를 10m와",
            ),
            ("린터<sup>†</sup>와 셸<sup>a)</sup>을", "린터와 셸을"),
            ("린터<sup><i>Linter</i></sup>를", "린터(Linter)를"),
            ("제2<sup>nd</sup>판, 한빛<sup>TM</sup>", "제2nd판, 한빛TM"),
            (
                "<abbr title=\"linter\">린터</abbr>와 <abbr title='응용 프로그램'>앱</abbr>, <dfn title=\"말뭉치\">corpus</dfn>를",
                "린터(linter)와 앱, corpus(말뭉치)를\n\n응용 프로그램",
            ),
            (
                "<ul><li hidden>감춘 말<ul><li>속</ul><li>항목</ul><p hidden>감춘 글<div>글</div>",
                "항목\n\n글",
            ),
            (
                "<table><tr hidden><td>감춘 칸<tr><td>칸<td hidden>속</table><p>뒤",
                "칸\n\n뒤",
            ),
            (
                "<select><option hidden>첫째</select>뒤<dl><dt hidden>말<dd>뜻</dl>",
                "뒤\n\n뜻",
            ),
            (
                "<p><del>쉘</del> 셸(<s>sell</s>shell)을 <strike><b>켠</b>다</strike> 연다.<p>값<s>싼 말<p>뒤",
                "셸(shell)을 연다.\n\n값",
            ),
            (
                "<p>분산 <del>시스템</del>(system)과 <s>쉘</s><p>(shell)",
                "분산 \u{fffc}(system)과 \n\n(shell)",
            ),
            (
                "<table><tr><td>셸<s>쉘<td>shell</table><p>버퍼<s>들</p>뒤",
                "셸\n\nshell\n\n버퍼\n\n뒤",
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
    fn a_title_may_be_the_heading_again() {
        for (html, repeats) in [
            ("<title>텐서 안내</title><h1>텐서\n<b>안내</b></h1><p>글", 1),
            ("<title>텐서 안내</title><h1>텐서</h1><h2>텐서 안내</h2>", 1),
            ("<title>텐서 안내 | 누리집</title><h1>텐서 안내</h1>", 0),
            ("<h1>텐서 안내</h1><h2>텐서 안내</h2>", 0),
        ] {
            let document = Document::read("글.html", html).unwrap();
            assert_eq!(
                document.origin.as_ref().unwrap().repeats().len(),
                repeats,
                "{html}"
            );
            assert!(
                document
                    .origin
                    .as_ref()
                    .unwrap()
                    .repeats()
                    .iter()
                    .all(|range| range.start == 0)
            );
        }
    }

    #[test]
    fn cells_reach_where_their_tags_say() {
        let html = "<table><thead><tr><th>분류<th colspan=2>용어와 원어<tbody><tr><th rowspan=' 2줄'>도구<td>린터<td>linter<tr><td>셸<td>shell\
                    <tr><td rowspan=0>말<td>말뭉치<td>corpus<tbody><tr><td>끝<td>end</table>";
        for html in [html.to_owned(), format!("{html}<p>뒤")] {
            let document = page(&html);
            let rows = document.layout.tables[0].rows.iter().map(|row| {
                let cells: Vec<&str> = row
                    .iter()
                    .map(|cell| &document.text[cell.clone()])
                    .collect();
                cells.join("/")
            });
            assert_eq!(
                rows.collect::<Vec<_>>(),
                [
                    "분류/용어와 원어/",
                    "도구/린터/linter",
                    "도구/셸/shell",
                    "말/말뭉치/corpus",
                    "끝/end"
                ]
            );
        }
    }

    #[test]
    fn well_formed_xhtml_is_xml() {
        let body = "<head><title/><script src=\"a.js\"/><style/></head><body><textarea/><p>텐서&nbsp;<![CDATA[R&D <연구>]]>를\n쓴다</p>\
                    <p hidden=\"\">감춘<div>말</div></p><p>뒤<br/>줄</p></body>";
        let text = "텐서\u{a0}R&D <연구>를 쓴다\n\n뒤\n\n줄";
        let page = format!("<html xmlns=\"http://www.w3.org/1999/xhtml\">{body}</html>");
        for (path, page) in [
            ("글.xhtml", page.clone()),
            ("글.html", format!("<?xml version=\"1.0\"?>\n{page}")),
        ] {
            let document = Document::read(path, page).unwrap();
            assert_eq!(document.text, text);
            let start = document.text.find("연구").unwrap();
            let edited = document.edited([(&(start..start + 6), "R<D>")]).unwrap();
            assert!(edited.source().contains("<![CDATA[R&D <R<D>>]]>"));
        }
        // What is no XML is read as browsers read it.
        let document = Document::read("글.xhtml", "<title>텐서</title><p>앞<br>뒤").unwrap();
        assert_eq!(document.text, "텐서\n\n앞\n\n뒤");
        let document = Document::read("글.html", "<script/>호출(call)</script>뒤").unwrap();
        assert_eq!(document.text, "뒤");
    }

    #[test]
    fn what_people_read_in_tags_is_text() {
        let html = "<meta name=\"description\" content=\"신경망 &quot;안내&quot;\"><meta name=generator content=\"가\">\
                    <p>앞 <img src=\"가.png\" alt='역전파(backpropagation) &amp; 텐서'> 뒤</p><input placeholder=검색 title=\"Search\">\
                    <b hidden title=\"감춘 말\">나</b><p translate=\"no\" title=\"다\">라";
        let page = format!("{html}</p>");
        for path in ["글.html", "글.xhtml"] {
            let document = Document::read(path, page.as_str()).unwrap();
            assert_eq!(
                document.text,
                "신경망 \"안내\"\n\n앞  뒤\n\n역전파(backpropagation) & 텐서\n\n검색\n\n라"
            );
        }
        let document = Document::read("글.html", html).unwrap();
        let start = document.text.find("텐서").unwrap();
        let edits = [
            (
                start..start + 6,
                "<'텐서'>",
                Some("&amp; &lt;&#39;텐서&#39;>'>"),
            ),
            (
                document.text.find("검색").unwrap()..0,
                "찾기",
                Some("placeholder=찾기 "),
            ),
            (document.text.find("검색").unwrap()..0, "찾아 보기", None),
        ];
        for (range, new, after) in edits {
            let range = range.start..range.start + 6;
            let edited = document.edited([(&range, new)]);
            assert_eq!(edited.is_some(), after.is_some(), "{new}");
            if let (Some(edited), Some(after)) = (edited, after) {
                assert!(edited.source().contains(after), "{}", edited.source());
            }
        }
    }

    #[test]
    fn code_is_masked() {
        let document = page(
            "<p>복제(<code>git <code>clone</code></code>)를 <kbd>가</kbd> <b class=\"a notranslate\">나<b>다</b></b>\
             <ul><li translate=NO>라<li>마</ul>",
        );
        let masked: Vec<&str> = (document.masks.iter())
            .map(|mask| &document.text[mask.range.clone()])
            .collect();
        assert_eq!(masked, ["git clone", "가", "나다", "라"]);
        let document = page("<code>git<code hidden>복제</code>clone</code>을 쓴다.");
        assert_eq!(document.masks[0].range, 0..8);
        let document = page(
            "<p>텐서<a href=\"#n\">1</a>이다.<div id=n>배열<div hidden>속</div>이다.</div><p>밖이다.",
        );
        let note = document.layout.notes[0].text.clone();
        assert_eq!(&document.text[note], "배열\n\n이다.");
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
