//! Switches in a text: where its writer has turned rules off.
//!
//! ```text
//! <!-- yongeo-disable-next-line unpreferred-term -- 인용문이라 그대로 둔다 -->
//! <!-- yongeo-disable-line -->
//! <!-- yongeo-disable spacing-variant --> … <!-- yongeo-enable spacing-variant -->
//! <!-- yongeo-disable-file unknown-term, minority-variant -->
//! ```
//!
//! Without a rule, all of them are meant. Where there are no such comments, the words stand at the
//! beginning of a line behind one of the [marks](reader::MARKS) of comments, or alone on it in square brackets; those for the line itself
//! also at its end, behind `#` or `//`. In Markdown `#` begins a heading and no comment, and code says nothing. In a bilingual
//! file the next segment is the next line, in however many lines it is written.

mod line;
mod reader;
mod switches;

use std::ops::Range;

use memchr::memmem;

use crate::source::Document;
use line::{next_line, next_segment};
use reader::{PREFIX, Reader};
use switches::Switches;

/// The directives of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directives {
    /// In the order of the text, in bytes of the text of the file.
    directives: Vec<Directive>,
    switches: Switches,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Directive {
    /// From the mark of the comment to its end.
    range: Range<usize>,
    effect: Effect,
    /// The rules with their places; none for all rules.
    rules: Vec<(Range<usize>, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Effect {
    /// Off in this line, whose end (the line break) is counted in.
    Line(Range<usize>),
    /// Off from here on, until turned on again.
    Off,
    /// On again from here on.
    On,
    /// Off in the whole document.
    File,
    /// Nothing: it is called by a name that is none.
    None(Range<usize>, String),
}

impl Directives {
    /// The directives of a document; one without the word `yongeo-` costs a search for it. Where the text was put together from pieces of a file,
    /// they stand in what is between those.
    #[must_use]
    pub fn read(document: &Document) -> Self {
        let Some(origin) = document.origin.as_deref().filter(|origin| origin.is_text()) else {
            return Self::in_text(document);
        };
        if !origin.source().contains(PREFIX) {
            return Self::default();
        }
        let file = Self::in_text(&Document::plain(document.path.clone(), origin.source()));
        let there = |range: &Range<usize>| origin.in_text(range.start)..origin.in_text(range.end);
        let moved = file.directives.iter().map(|one| Directive {
            range: there(&one.range),
            effect: match &one.effect {
                // Up to what stands before the next line.
                Effect::Line(line) => {
                    let line = there(line);
                    Effect::Line(line.start..line.end.saturating_sub(1).max(line.start))
                }
                effect => effect.clone(),
            },
            rules: one.rules.clone(),
        });
        Self {
            switches: Switches::of(&moved.collect::<Vec<_>>()),
            directives: file.directives,
        }
    }

    fn in_text(document: &Document) -> Self {
        let text = document.text.as_str();
        let mut hits = memmem::find_iter(text.as_bytes(), PREFIX).peekable();
        if hits.peek().is_none() {
            return Self::default();
        }
        let reader = Reader::new(document);
        let mut directives: Vec<Directive> = hits.filter_map(|at| reader.directive(at)).collect();
        // Those for the next line pass over one another, so all have to be known, and the later ones first.
        for at in (0..directives.len()).rev() {
            if let Effect::Line(line) = &directives[at].effect
                && line.start >= directives[at].range.end
            {
                let line = next_segment(document, directives[at].range.end)
                    .unwrap_or_else(|| next_line(text, line.start, &directives[at + 1..]));
                directives[at].effect = Effect::Line(line);
            }
        }
        let switches = Switches::of(&directives);
        Self {
            directives,
            switches,
        }
    }

    /// Whether a rule speaks at a byte of the text.
    #[must_use]
    pub fn allows(&self, rule: &str, offset: usize) -> bool {
        self.switches.allow(rule, offset)
    }

    /// What is written like a rule and is none of the known ones: its bytes in the [text of the file](Document::source) and the
    /// word. A directive that is called by a name that is none (`yongeo-disable-nextline`) is
    /// among them, and turns nothing off.
    #[must_use]
    pub fn unknown(&self, known: &[&str]) -> Vec<(Range<usize>, String)> {
        let mut unknown = Vec::new();
        for directive in &self.directives {
            if let Effect::None(range, name) = &directive.effect {
                unknown.push((range.clone(), name.clone()));
                continue;
            }
            let rules = directive.rules.iter();
            unknown.extend(
                rules
                    .filter(|(_, name)| !known.contains(&name.as_str()))
                    .cloned(),
            );
        }
        unknown
    }
}

#[cfg(test)]
mod tests {
    use super::reader::MARKS;
    use super::*;
    use proptest::prelude::*;

    const RULES: [&str; 3] = ["unpreferred-term", "spacing-variant", "unknown-term"];

    /// Whether the rule speaks at each place of a word.
    fn speaks(path: &str, text: &str, rule: &str, word: &str) -> Vec<bool> {
        let document = Document::new(path, text);
        let directives = Directives::read(&document);
        memmem::find_iter(document.text.as_bytes(), word)
            .map(|at| directives.allows(rule, at))
            .collect()
    }

    #[test]
    fn in_a_bilingual_file_the_next_segment_is_meant() {
        let po = "# yongeo-disable-next-line unknown-term\n#: a.c:1\nmsgid \"\"\n\"Save \"\n\"it\"\nmsgstr \"저장\"\n\n\
                  # 옮긴이의 말\nmsgid \"Open\"\nmsgstr \"열기\"\n";
        let xliff = "<xliff srcLang=\"en\" trgLang=\"ko\"><!-- yongeo-disable-next-line unknown-term -->\n<unit id=\"1\">\n\
                     <segment>\n<source>Save</source>\n<target>저장</target></segment></unit>\n\
                     <unit><segment><source>Open</source><target>열기</target></segment></unit></xliff>";
        for (path, text) in [("a.po", po), ("a.xlf", xliff)] {
            let document = Document::read(path, text).unwrap();
            let directives = Directives::read(&document);
            for (word, allowed) in [
                ("Save", false),
                ("저장", false),
                ("Open", true),
                ("열기", true),
            ] {
                let at = text.find(word).unwrap();
                assert_eq!(
                    directives.allows("unknown-term", at),
                    allowed,
                    "{word} in {path}"
                );
                assert!(directives.allows("spacing-variant", at));
            }
        }
    }

    #[test]
    fn the_next_line_is_the_next_with_text() {
        for text in [
            "<!-- yongeo-disable-next-line unpreferred-term -->\n완충기에 쌓인다.\n완충기를 비운다.\n",
            "<!-- yongeo-disable-next-line unpreferred-term -->\n\n   \n완충기에 쌓인다.\n완충기를 비운다.\n",
            "<!-- yongeo-disable-next-line -->\r\n\r\n완충기에 쌓인다.\r\n완충기를 비운다.\r\n",
            "<!-- yongeo-disable-next-line unpreferred-term -->\r완충기에 쌓인다.\r완충기를 비운다.",
            "<!-- yongeo-disable-next-line spacing-variant, unpreferred-term -- 인용문이라 그대로 둔다 -->\n완충기에 쌓인다.\n완충기를 비운다.\n",
            "<!--yongeo-disable-next-line unpreferred-term-->\n완충기에 쌓인다.\n완충기를 비운다.\n",
            "<!--\n  yongeo-disable-next-line\n  unpreferred-term\n-->\n완충기에 쌓인다.\n완충기를 비운다.\n",
            "> <!-- yongeo-disable-next-line unpreferred-term -->\n>\n> 완충기에 쌓인다.\n> 완충기를 비운다.\n",
            "<!-- yongeo-disable-next-line unpreferred-term -->\n<!-- yongeo-disable-next-line unknown-term -->\n완충기에 쌓인다.\n완충기를 비운다.\n",
            "{/* yongeo-disable-next-line unpreferred-term */}\n완충기에 쌓인다.\n완충기를 비운다.\n",
            "[yongeo-disable-next-line unpreferred-term]\n완충기에 쌓인다.\n완충기를 비운다.\n",
        ] {
            for path in ["설명.md", "설명.mdx", "설명.txt"] {
                assert_eq!(
                    speaks(path, text, "unpreferred-term", "완충기"),
                    [false, true],
                    "{path}: {text}"
                );
            }
        }
    }

    #[test]
    fn rules_that_are_not_named_speak() {
        let text = "<!-- yongeo-disable-next-line spacing-variant -->\n완충기에 쌓인다.\n";
        assert_eq!(
            speaks("설명.md", text, "unpreferred-term", "완충기"),
            [true]
        );
        assert_eq!(
            speaks("설명.md", text, "spacing-variant", "완충기"),
            [false]
        );
        let reason = "<!-- yongeo-disable-next-line spacing-variant -- unpreferred-term은 나중에 -->\n완충기에 쌓인다.\n";
        assert_eq!(
            speaks("설명.md", reason, "unpreferred-term", "완충기"),
            [true]
        );
        let all = "<!-- yongeo-disable-next-line -- 법령의 문구다 -->\n완충기에 쌓인다.\n";
        assert_eq!(
            speaks("설명.md", all, "unpreferred-term", "완충기"),
            [false]
        );
    }

    #[test]
    fn marks_of_other_formats() {
        for mark in MARKS {
            let text = format!(
                "  {mark} yongeo-disable-next-line unpreferred-term\n완충기에 쌓인다.\n완충기를 비운다.\n"
            );
            assert_eq!(
                speaks("설명.txt", &text, "unpreferred-term", "완충기"),
                [false, true],
                "{text}"
            );
        }
        let closed = "/* yongeo-disable-next-line unpreferred-term */\n완충기에 쌓인다.\n";
        assert_eq!(
            speaks("설명.txt", closed, "unpreferred-term", "완충기"),
            [false]
        );
        assert_eq!(
            Directives::read(&Document::new("설명.txt", closed)).unknown(&RULES),
            []
        );
    }

    #[test]
    fn a_line_of_its_own() {
        for text in [
            "완충기에 쌓인다. <!-- yongeo-disable-line unpreferred-term -->\n완충기를 비운다.\n",
            "<!-- yongeo-disable-line --> 완충기에 쌓인다.\n완충기를 비운다.\n",
            "완충기에 쌓인다. // yongeo-disable-line unpreferred-term -- 옛 표기\n완충기를 비운다.\n",
            "| 완충기 | buffer | <!-- yongeo-disable-line -->\n완충기를 비운다.\n",
        ] {
            for path in ["설명.md", "설명.txt"] {
                assert_eq!(
                    speaks(path, text, "unpreferred-term", "완충기"),
                    [false, true],
                    "{path}: {text}"
                );
            }
        }
        for (path, text) in [
            (
                "설명.yaml",
                "이름: 완충기 # yongeo-disable-line unpreferred-term\n설명: 완충기를 비운다\n",
            ),
            (
                "설명.html",
                "<p>완충기를 쓴다.</p> <!-- yongeo-disable-line -->\n<p>완충기를 비운다.</p>\n",
            ),
            (
                "설명.properties",
                "# yongeo-disable-next-line\na=완충기를 쓴다\nb=완충기를 비운다\n",
            ),
            (
                "설명.tex",
                "% yongeo-disable-next-line\n완충기를 쓴다.\n\n완충기를 비운다.\n",
            ),
            (
                "설명.rst",
                ".. yongeo-disable-next-line unpreferred-term -- 옛 이름\n\n완충기를 쓴다.\n\n완충기를 비운다.\n",
            ),
            (
                "설명.rst",
                "머리말이다.\n\n.. yongeo-disable\n\n완충기를 쓴다.\n\n.. yongeo-enable\n\n완충기를 비운다.\n",
            ),
            (
                "설명.adoc",
                "머리말이다.\n\n// yongeo-disable-next-line\n완충기를 쓴다.\n완충기를 비운다.\n",
            ),
            (
                "설명.adoc",
                "[yongeo-disable-next-line]\n완충기를 쓴다.\n\n완충기를 비운다.\n",
            ),
        ] {
            assert_eq!(
                speaks(path, text, "unpreferred-term", "완충기"),
                [false, true],
                "{path}"
            );
        }
    }

    #[test]
    fn from_one_place_to_another() {
        let text = "완충기 하나\n\n<!-- yongeo-disable unpreferred-term -->\n\n완충기 둘\n\n\
            <!-- yongeo-enable unpreferred-term -->\n\n완충기 셋\n\n\
            <!-- yongeo-disable -->\n\n완충기 넷\n\n\
            <!-- yongeo-enable spacing-variant -->\n\n완충기 다섯\n\n\
            <!-- yongeo-enable -->\n\n완충기 여섯\n\n\
            <!-- yongeo-disable -->\n\n완충기 일곱\n";
        assert_eq!(
            speaks("설명.md", text, "unpreferred-term", "완충기"),
            [true, false, true, false, false, true, false]
        );
        assert_eq!(
            speaks("설명.md", text, "spacing-variant", "완충기"),
            [true, true, true, false, true, true, false]
        );
    }

    #[test]
    fn the_whole_file_wherever_it_stands() {
        let text = "완충기에 쌓인다.\n\n<!-- yongeo-disable-file unpreferred-term -->\n\n완충기를 비운다.\n\n<!-- yongeo-enable -->\n\n완충기를 채운다.\n";
        assert_eq!(
            speaks("설명.md", text, "unpreferred-term", "완충기"),
            [false, false, false]
        );
        assert_eq!(
            speaks("설명.md", text, "unknown-term", "완충기"),
            [true, true, true]
        );
    }

    #[test]
    fn code_and_prose_about_directives_say_nothing() {
        for text in [
            "이렇게 씁니다.\n\n```html\n<!-- yongeo-disable-file -->\n```\n\n완충기를 비운다.\n",
            "이렇게 씁니다.\n\n    <!-- yongeo-disable-file -->\n\n완충기를 비운다.\n",
            "파일 전체는 `<!-- yongeo-disable-file -->`로 끄지만, 완충기를 비운다.\n",
            "- 예:\n\n  ~~~\n  // yongeo-disable-file\n  ~~~\n\n완충기를 비운다.\n",
            "<pre>\n// yongeo-disable-file\n</pre>\n\n완충기를 비운다.\n",
            "# yongeo-disable-file\n\n이 지시어는 파일 전체를 끈다. 완충기를 비운다.\n",
            "규칙을 끄려면 yongeo-disable-file이라고 적는다. 완충기를 비운다.\n",
            "[yongeo-disable-file](#끄기)을 보라. 완충기를 비운다.\n",
            "링크는 https://example.com/yongeo-disable-file 완충기를 비운다.\n",
            "완충기를 비운다. // yongeo-disable-file\n",
            "// yongeo-format 완충기\n",
            "<!-- yongeo-->\n\n완충기를 비운다.\n",
            "[yongeo-disable-file] 또는 완충기 [1]\n",
        ] {
            assert_eq!(
                speaks("설명.md", text, "unpreferred-term", "완충기"),
                [true],
                "{text}"
            );
        }
        for (path, text) in [
            (
                "설명.rst",
                "이렇게 씁니다.\n\n.. code-block:: rst\n\n   .. yongeo-disable-file\n\n완충기를 비운다.\n",
            ),
            (
                "설명.rst",
                "이렇게 씁니다::\n\n   .. yongeo-disable-file\n\n완충기를 비운다.\n",
            ),
            (
                "설명.adoc",
                "이렇게 씁니다.\n\n----\n// yongeo-disable-file\n----\n\n완충기를 비운다.\n",
            ),
        ] {
            assert_eq!(
                speaks(path, text, "unpreferred-term", "완충기"),
                [true],
                "{path}: {text}"
            );
        }
        let text = "---\ntitle: 글\n---\n{/* yongeo-disable-file */}\n\n완충기를 비운다.\n";
        assert_eq!(
            speaks("설명.mdx", text, "unpreferred-term", "완충기"),
            [false]
        );
        // Right behind code, which is masked alike, a comment counts.
        let text = "```\n코드\n```\n<!-- yongeo-disable-next-line -->\n완충기를 비운다.\n";
        assert_eq!(
            speaks("설명.md", text, "unpreferred-term", "완충기"),
            [false]
        );
    }

    #[test]
    fn what_is_unknown_is_named_with_its_place() {
        let text = "<!-- yongeo-disable-next-line unprefered-term, spacing-variant -- 옛 표기 -->\n완충기를 비운다.\n\n<!-- yongeo-disable-nextline unknown-term -->\n완충기를 채운다.\n";
        let directives = Directives::read(&Document::new("설명.md", text));
        let unknown = directives.unknown(&RULES);
        let names: Vec<&str> = unknown.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["unprefered-term", "yongeo-disable-nextline"]);
        for (range, name) in &unknown {
            assert_eq!(&text[range.clone()], name);
        }
        assert_eq!(
            speaks("설명.md", text, "unknown-term", "완충기"),
            [true, true]
        );
    }

    #[test]
    fn a_directive_without_a_next_line_turns_nothing_off() {
        for text in [
            "완충기를 비운다.\n<!-- yongeo-disable-next-line -->",
            "완충기를 비운다.\n<!-- yongeo-disable-next-line -->\n\n",
            "완충기를 비운다.\n<!-- yongeo-disable-next-line",
        ] {
            assert_eq!(
                speaks("설명.md", text, "unpreferred-term", "완충기"),
                [true],
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(parts in prop::collection::vec(prop_oneof![
            Just("<!-- "), Just(" -->"), Just("yongeo-"), Just("disable"), Just("-next-line"), Just("-line"),
            Just("enable"), Just("-file"), Just(" unknown-term"), Just(" -- "), Just(","), Just("\n"), Just("\r\n"),
            Just("\r"), Just("# "), Just("// "), Just("["), Just("]"), Just("/*"), Just("*/"), Just("> "),
            Just("-->"), Just("```\n"), Just("`"), Just("완충기"), Just("\u{3000}"),
        ], 0..24), markdown: bool) {
            let text = parts.concat();
            let path = if markdown { "설명.md" } else { "설명.txt" };
            let directives = Directives::read(&Document::new(path, text.as_str()));
            for (range, name) in directives.unknown(&[]) {
                prop_assert_eq!(&text[range], name);
            }
            if !text.contains("disable") {
                for offset in 0..=text.len() {
                    prop_assert!(directives.allows("unknown-term", offset));
                }
            }
        }
    }
}
