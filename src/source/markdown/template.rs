//! Code and comments in Markdown that programs take out before it is read as such: shortcodes of Hugo (`{{< highlight go >}}`), and tags of
//! Liquid, which Jekyll, Hexo and others have (`{% highlight ruby %}`).

use std::collections::HashMap;
use std::ops::Range;

use memchr::{memchr, memmem};

use super::push;
use crate::source::holding::holding;
use crate::source::{Mask, MaskKind, floor_char_boundary};

/// What holds code or data, up to what ends it.
const CODE: [&str; 12] = [
    "code",
    "codeblock",
    "graphviz",
    "highlight",
    "katex",
    "latex",
    "math",
    "mermaid",
    "plantuml",
    "prism",
    "prismjs",
    COMMENT,
];

/// What holds a comment.
const COMMENT: &str = "comment";

/// What holds text of Liquid in which no tag is one: its own tags are masked, and what is between them is prose.
const RAW: &str = "raw";

/// The longest tag, in bytes.
const LONGEST: usize = 1024;

/// A tag.
#[derive(Debug, PartialEq, Eq)]
struct Tag<'t> {
    place: Range<usize>,
    /// What is behind it, and of Hugo: `<` or `%`.
    sign: Option<char>,
    name: &'t str,
    part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Begin,
    End,
    /// It is written so that readers see the tag.
    Shown,
}

impl<'t> Tag<'t> {
    /// The tag that begins at a byte, if one does.
    fn at(text: &'t str, at: usize) -> Option<Self> {
        let near = &text[at..floor_char_boundary(text, text.len().min(at + LONGEST))];
        let (sign, inside, close) = if let Some(inside) = near.strip_prefix("{{<") {
            (Some('<'), inside, ">}}")
        } else if let Some(inside) = near.strip_prefix("{{%") {
            (Some('%'), inside, "%}}")
        } else {
            (None, near.strip_prefix("{%")?, "%}")
        };
        let length = memmem::find(inside.as_bytes(), close.as_bytes())?;
        let behind = near.len() - inside.len() + length + close.len();
        let place = at..at + behind;
        let inside = inside[..length].trim();
        let part = |name: &'t str, part| {
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let name = &name[..end.unwrap_or(name.len())];
            Some(Self {
                place: place.clone(),
                sign,
                name,
                part,
            })
        };
        if sign.is_none() {
            let inside = inside.trim_start_matches('-').trim_start();
            return match inside.strip_prefix("end") {
                Some(name) => part(name, Part::End),
                None => part(inside, Part::Begin),
            };
        }
        match inside.strip_prefix('/') {
            Some(rest) if rest.starts_with('*') => part("", Part::Shown),
            Some(name) => part(name.trim_start(), Part::End),
            // Nothing is in it.
            None if inside.ends_with('/') => None,
            None => part(inside, Part::Begin),
        }
    }
}

/// Masks the code and comments from `front` on that begin in none of `code`, which is in order; gives where the former are.
pub(super) fn mask(
    text: &str,
    front: usize,
    code: &[Range<usize>],
    masks: &mut Vec<Mask>,
) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = front;
    while let Some(found) = memchr(b'{', &text.as_bytes()[at..]) {
        let tag = Tag::at(text, at + found);
        at = tag.as_ref().map_or(at + found + 1, |tag| tag.place.end);
        tags.extend(tag);
    }
    let mut ends: HashMap<(Option<char>, &str), Vec<usize>> = HashMap::new();
    for (index, tag) in tags.iter().enumerate() {
        if tag.part == Part::End {
            ends.entry((tag.sign, tag.name)).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(tag) = tags.get(next) {
        let index = next;
        next += 1;
        if holding(code, tag.place.start).is_some() {
            continue;
        }
        if tag.part == Part::Shown {
            push(masks, tag.place.clone(), MaskKind::Code);
            continue;
        }
        let is_raw = tag.name == RAW && tag.sign.is_none();
        if tag.part == Part::End || !is_raw && !CODE.contains(&tag.name) {
            continue;
        }
        let ends = ends.get(&(tag.sign, tag.name)).map_or(&[][..], |ends| ends);
        let end = ends.get(ends.partition_point(|end| *end < index));
        let Some((end, closing)) = end.map(|end| (*end, &tags[*end])) else {
            continue;
        };
        next = end + 1;
        if is_raw {
            for place in [&tag.place, &closing.place] {
                push(masks, place.clone(), kind(text, place, MaskKind::Invisible));
            }
            continue;
        }
        let whole = tag.place.start..closing.place.end;
        let is_comment = tag.name == COMMENT;
        let within = if is_comment {
            MaskKind::Invisible
        } else {
            MaskKind::Code
        };
        push(masks, whole.clone(), kind(text, &whole, within));
        if !is_comment {
            found.push(whole);
        }
    }
    found
}

/// How a stretch is masked that stands alone in its lines, or else within a line.
fn kind(text: &str, range: &Range<usize>, within: MaskKind) -> MaskKind {
    let is_margin = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+');
    let before = text[..range.start].trim_end_matches(is_margin);
    let behind = text[range.end..].trim_start_matches([' ', '\t', '\r']);
    let begins = before.is_empty() || before.ends_with('\n');
    if begins && (behind.is_empty() || behind.starts_with('\n')) {
        MaskKind::Block
    } else {
        within
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{markdown_code, markdown_masks};

    fn masked(text: &str) -> String {
        crate::source::masked::masked(text, &markdown_masks(text))
    }

    #[test]
    fn what_tags_hold_is_code() {
        for (text, shown) in [
            (
                "앞\n\n{{< highlight go \"linenos=table\" >}}\n// 가\n\n나()\n{{< /highlight >}}\n\n뒤\n",
                "앞\n\n▮\n\n뒤\n",
            ),
            (
                "{{% highlight md %}}\n```\n가\n```\n{{% /highlight %}}\n뒤\n",
                "▮\n뒤\n",
            ),
            (
                "- 앞\n  {{< mermaid >}}\n  가 --> `나`\n  {{< / mermaid >}}\n- 뒤\n",
                "- 앞\n  ▮\n- 뒤\n",
            ),
            (
                "값은 {{< code >}}가{{< /code >}}와 {% highlight py %}나{% endhighlight %}이다.",
                "값은 ‹{{< code >}}가{{< /code >}}›와 ‹{% highlight py %}나{% endhighlight %}›이다.",
            ),
            (
                "{%- highlight ruby -%}\n가\n{%- endhighlight -%}\n뒤\n",
                "▮\n뒤\n",
            ),
            (
                "{% codeblock 제목 %}\n가\n{% endcodeblock %}\n뒤\n",
                "▮\n뒤\n",
            ),
            (
                "{% comment %}\n가\n\n나\n{% endcomment %}\n\n글{% comment %}다{% endcomment %}이다.\n",
                "▮\n\n글·이다.\n",
            ),
            (
                "{{</* highlight go */>}}은 글이다.",
                "‹{{</* highlight go */>}}›은 글이다.",
            ),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
        let text = "{{< highlight go >}}\n// `가`\n{{< /highlight >}}\n";
        let code = markdown_code("글.md", text).into_iter();
        let code: Vec<&str> = code.map(|range| &text[range]).collect();
        assert_eq!(code, [text.trim_end()]);
    }

    #[test]
    fn text_in_tags_is_text() {
        for (text, shown) in [
            (
                "{{< tabs >}}\n글이다.\n{{< /tabs >}}\n{% note %}뜻이다.{% endnote %}\n",
                "{{< tabs >}}\n글이다.\n{{< /tabs >}}\n{% note %}뜻이다.{% endnote %}\n",
            ),
            // In these no tag is one.
            (
                "{% raw %}\n{% comment %}글{% endcomment %}이다.\n{% endraw %}\n",
                "▮\n{% comment %}글{% endcomment %}이다.\n▮\n",
            ),
            (
                "`{% comment %}`은 {% endcomment %}까지이다.",
                "‹`{% comment %}`›은 {% endcomment %}까지이다.",
            ),
            // What does not end
            (
                "{{< highlight go >}}\n글이다.\n{% endhighlight %}\n",
                "{{< highlight go >}}\n글이다.\n{% endhighlight %}\n",
            ),
            (
                "{{< code \"a.go\" />}} 글이다.{{< /code >}}",
                "{{< code \"a.go\" />}} 글이다.{{< /code >}}",
            ),
            ("{% 가 {{< 나 {{", "{% 가 {{< 나 {{"),
        ] {
            assert_eq!(masked(text), shown, "{text}");
        }
    }

    #[test]
    fn tags_without_end_take_no_endless_time() {
        const MANY: usize = 20_000;
        for text in [
            "{% comment %} ".repeat(MANY),
            "{{< code ".repeat(MANY),
            "{% endraw %}".repeat(MANY),
        ] {
            assert!(masked(&text) == text);
            // What is closed behind all of them is code.
            let closed = "\n\n{% highlight go %}\n가()\n{% endhighlight %}\n";
            assert!(masked(&(text.clone() + closed)) == text + "\n\n▮\n");
        }
    }
}
