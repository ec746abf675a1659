//! Tags and comments within Markdown; the text between them stays prose.

use std::ops::Range;

use memchr::{memchr, memchr3_iter, memmem, memrchr};

use super::scope::End;
use super::unseen::Unseen;
use super::{BLOCK_ELEMENTS, RAW_ELEMENTS, is_one_of};
use crate::source::markdown::push;
use crate::source::{Mask, MaskKind};

/// How far the end of a tag is looked for before its quotes are taken for broken.
const LONGEST_TAG: usize = 1024;

/// How many elements without an end are looked at in a block for one: each is looked for in all of it.
const MOST_MISSES: usize = 4;

/// Masks the tags, comments and raw elements of an HTML block, and what readers do not see, or see struck out.
pub(in crate::source) fn mask(text: &str, block: Range<usize>, masks: &mut Vec<Mask>) {
    let html = &text[block.clone()];
    let last_end = memrchr(b'>', html.as_bytes()).unwrap_or(0);
    let mut misses = 0;
    let mut at = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        // A `<` without any `>` behind it begins no tag, and is not worth looking for one each time.
        let found = if start < last_end || html[start..].starts_with("<!--") {
            markup(&html[start..])
        } else {
            None
        };
        let Some((length, kind)) = found else {
            at = start + 1;
            continue;
        };
        at = start + length;
        let tag = block.start + start..block.start + at;
        let is_raw = element(&html[start..]).is_some_and(|name| is_one_of(name, RAW_ELEMENTS));
        if misses < MOST_MISSES
            && !is_raw
            && let Some(mut unseen) = Unseen::begun(&html[start..at])
        {
            match end_of(&mut unseen, &html[at..=last_end]) {
                Some(end) => {
                    let end = tag.end + end.start..tag.end + end.end;
                    let mut mask = unseen.mask(text, &tag, &end);
                    at = end.end - block.start;
                    // The tags around code are masked by themselves.
                    let is_code = mask.kind == MaskKind::Code;
                    if is_code {
                        push(masks, tag, kind);
                    } else if kind == MaskKind::Block {
                        mask.kind = kind;
                    }
                    push(masks, mask.range, mask.kind);
                    if is_code {
                        push(masks, end, kind);
                    }
                    continue;
                }
                None => misses += 1,
            }
        }
        push(masks, tag, kind);
    }
}

/// Where the tag stands behind the tag of an element with which the element ends, if it does. It is empty where that is one of another element.
fn end_of(unseen: &mut Unseen, html: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        let Some((length, _)) = markup(&html[start..]) else {
            at = start + 1;
            continue;
        };
        at = start + length;
        match unseen.ends(&html[start..at]) {
            Some(End::Own) => return Some(start..at),
            Some(End::Parents) => return Some(start..start),
            None => {}
        }
    }
    None
}

/// Masks a tag or comment within a line of prose, where a comment does not end the paragraph.
pub(in crate::source) fn mask_inline(text: &str, range: Range<usize>, masks: &mut Vec<Mask>) {
    let kind = match element(&text[range.clone()]) {
        Some(name) if is_one_of(name, BLOCK_ELEMENTS) => MaskKind::Block,
        _ => MaskKind::Invisible,
    };
    push(masks, range, kind);
}

/// How long the markup is that a text begins with (`<`), and how it is to be masked.
fn markup(html: &str) -> Option<(usize, MaskKind)> {
    if html.starts_with("<!--") {
        return Some((past(html, "-->"), MaskKind::Block));
    }
    if html.starts_with("<![CDATA[") {
        return Some((past(html, "]]>"), MaskKind::Block));
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return Some((past(html, ">"), MaskKind::Block));
    }
    let name = element(html)?;
    let end = tag_end(html.as_bytes())?;
    if is_one_of(name, RAW_ELEMENTS) {
        let opening = !html.starts_with("</");
        let end = if opening {
            end + past_closing(&html[end..], name)
        } else {
            end
        };
        return Some((end, MaskKind::Block));
    }
    let kind = if is_one_of(name, BLOCK_ELEMENTS) {
        MaskKind::Block
    } else {
        MaskKind::Invisible
    };
    Some((end, kind))
}

/// The element's name in a tag, opening or closing; none if it is no tag.
pub(super) fn element(html: &str) -> Option<&str> {
    let name = html.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let length = name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(name.len());
    let name = &name[..length];
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        .then_some(name)
}

/// Behind the next `end`, or at the end of the text.
fn past(html: &str, end: &str) -> usize {
    memmem::find(html.as_bytes(), end.as_bytes()).map_or(html.len(), |at| at + end.len())
}

/// Behind the closing tag of a raw element, or at the end of the text.
fn past_closing(html: &str, name: &str) -> usize {
    let closing = memmem::find_iter(html.as_bytes(), "</")
        .find(|&at| element(&html[at..]).is_some_and(|found| found.eq_ignore_ascii_case(name)));
    closing.map_or(html.len(), |at| at + past(&html[at..], ">"))
}

/// Behind the `>` that ends a tag, one in quotes not counted.
fn tag_end(html: &[u8]) -> Option<usize> {
    let near = &html[..html.len().min(LONGEST_TAG)];
    let mut quote = None;
    for at in memchr3_iter(b'>', b'"', b'\'', near) {
        match (quote, near[at]) {
            (None, b'>') => return Some(at + 1),
            (None, mark) => quote = Some(mark),
            (Some(open), mark) if open == mark => quote = None,
            _ => {}
        }
    }
    memchr(b'>', html).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(html: &str) -> String {
        let mut masks = Vec::new();
        mask(html, 0..html.len(), &mut masks);
        crate::source::masked::masked(html, &masks)
    }

    #[test]
    fn text_between_tags_is_prose() {
        for (html, expected) in [
            ("<p>텐서(tensor)를 쓴다.</p>", "▮텐서(tensor)를 쓴다.▮"),
            ("<TD>텐서</TD><td>(tensor)</td>", "▮텐서▮▮(tensor)▮"),
            (
                "<div class='a>b'>텐서<b>(tensor)</b></div>",
                "▮텐서·(tensor)·▮",
            ),
            ("복제(<code>clone</code>)", "복제(·‹clone›·)"),
            ("<p><del class='a'>쉘</del> 셸<s>들</s></p>", "▮· 셸·▮"),
            (
                "<td><code class='a'>쉘<b>버퍼</b></code>와 <KBD>셸</KBD></td><td translate='no'>토큰<td>",
                "▮·‹쉘<b>버퍼</b>›·와 ·‹셸›·▮▮‹토큰›▮",
            ),
            (
                "<span HIDDEN>쉘</span>과 <b STYLE='DISPLAY:NONE'>셸</b>, <i Translate=\"no\">버퍼</i>, <b class=notranslate>큐</b>",
                "·과 ·, ·‹버퍼›·, ·‹큐›·",
            ),
            ("<code></code>와 <code>쉘", "··와 ·쉘"),
            ("<s>쉘<del>셸</del> <b>버퍼", "·쉘· ·버퍼"),
            (
                "<p>앞<span hidden>쉘</span> <b style='display: none'>셸</B></p><div hidden>버퍼</div>",
                "▮앞· ·▮▮",
            ),
            (
                "<span hidden>쉘<span>셸</span>들<br></span> <del>가<DEL>나</DEL>다</del> 버퍼",
                "· · 버퍼",
            ),
            (
                "<ul><li hidden>쉘<ul><li>셸</li></ul></li><li>버퍼</li></ul>",
                "▮▮▮버퍼▮▮",
            ),
            ("<p><s>쉘</p>셸<p hidden>버퍼<p>토큰", "▮·▮셸▮▮토큰"),
            (
                "<b hidden>쉘<!-- </b> --><i title='</b>'>셸</i></b>버퍼",
                "·버퍼",
            ),
            ("<input hidden>쉘<s/>셸</s>", "·쉘·셸·"),
            ("<a href='#hidden'>셸</a>", "·셸·"),
            ("<img src=\"a.png\"\n  alt='그림' />뒤", "·뒤"),
        ] {
            assert_eq!(masked(html), expected, "{html}");
        }
    }

    #[test]
    fn raw_elements_and_comments_are_masked_whole() {
        for (html, expected) in [
            ("<script>호출(call);</script>뒤", "▮뒤"),
            ("<pre>가(a)\n<b>나</b></pre >뒤", "▮뒤"),
            ("<style>가(a)", "▮"),
            ("<p><pre hidden>가</pre>나<pre>다", "▮▮나▮"),
            ("앞<!-- 가(a) > 나(b) -->뒤", "앞▮뒤"),
            ("앞<!-- 끝이 없다(endless)", "앞▮"),
            ("<?php 가(a) ?>뒤<!DOCTYPE html>", "▮뒤▮"),
            ("<![CDATA[가(a) > 나]]>뒤", "▮뒤"),
        ] {
            assert_eq!(masked(html), expected, "{html}");
        }
    }

    #[test]
    fn what_only_looks_like_a_tag_stays() {
        for html in ["1 < 2 > 1", "<한글 제목>", "<", "끝 <b", "a <", "<>"] {
            assert_eq!(masked(html), html);
        }
    }

    #[test]
    fn a_broken_quote_hides_no_more_than_its_tag() {
        assert_eq!(masked("<b title=\"가>텐서(tensor)"), "·텐서(tensor)");
    }

    #[test]
    fn endless_tags_take_no_endless_time() {
        const MANY: usize = 10_000;
        let html = "<a".repeat(MANY);
        assert!(masked(&html) == html);
        let html = "<s>".repeat(MANY);
        assert!(masked(&html) == "·".repeat(MANY));
        let html = "<s>".repeat(16) + &"<b>".repeat(1000) + &"</i>".repeat(MANY);
        assert!(masked(&html) == "·".repeat(MANY + 1016));
    }
}
