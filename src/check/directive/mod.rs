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
//! beginning of a line behind one of [`MARKS`], or alone on it in square brackets; those for the line itself
//! also at its end, behind `#` or `//`. In Markdown `#` begins a heading and no comment, and code says nothing. In a bilingual
//! file the next segment is the next line, in however many lines it is written.

mod switches;

use std::cell::RefCell;
use std::ops::Range;

use memchr::{memchr2, memmem, memrchr2};

use crate::source::{Document, MaskKind, is_catalogue, is_markdown, markdown_code};
use switches::Switches;

/// What the words of every directive begin with.
const PREFIX: &str = "yongeo-";

/// What makes the rest of a line a comment, where the line begins with it.
const MARKS: [&str; 7] = ["#", "//", "%", ";", "--", "..", "/*"];

/// How far the end of a comment is looked for, and the names of rules in it, in bytes. A line may have a hundred million.
const LONGEST: usize = 4096;

/// The directives of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directives {
    /// In the order of the text.
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
    /// The directives of a document; one without the word `yongeo-` costs a search for it.
    #[must_use]
    pub fn read(document: &Document) -> Self {
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

    /// What is written like a rule and is none of the known ones: its bytes in the text and the
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

/// A text while its directives are read.
struct Reader<'d> {
    document: &'d Document,
    markdown: bool,
    /// Where the code of a Markdown text lies, in order.
    code: Vec<Range<usize>>,
    /// The line that was looked at last, without its end: the next words may be in it, too.
    line: RefCell<Range<usize>>,
}

/// How the words of a directive are marked as such.
struct Comment {
    /// Where the mark begins.
    start: usize,
    /// What ends it; the end of the line does where there is nothing.
    end: Option<&'static str>,
    /// Whether it may go on in the next line.
    tall: bool,
    /// Whether there is text before it, so that only its own line can be meant.
    behind: bool,
}

impl<'d> Reader<'d> {
    fn new(document: &'d Document) -> Self {
        let markdown = is_markdown(&document.path);
        let code = if markdown {
            markdown_code(&document.text)
        } else {
            Vec::new()
        };
        Self {
            document,
            markdown,
            code,
            line: RefCell::new(0..line_end(&document.text, 0)),
        }
    }

    /// The line of a byte, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let text = self.document.text.as_str();
        let mut line = self.line.borrow_mut();
        if !(line.start..=line.end).contains(&at) {
            *line = line_start(text, at)..line_end(text, at);
        }
        line.clone()
    }

    /// The directive whose words begin at a byte, if they are one.
    fn directive(&self, at: usize) -> Option<Directive> {
        let text = self.document.text.as_str();
        let comment = self.comment(at)?;
        let line = self.line(at);
        let line_end = line.end;
        let (inner, past) = match comment.end {
            None => (line_end, line_end),
            Some(closing) => {
                let within = if comment.tall {
                    text.len().min(at + LONGEST)
                } else {
                    line_end
                };
                match memmem::find(&text.as_bytes()[at..within], closing.as_bytes()) {
                    Some(found) => (at + found, at + found + closing.len()),
                    None => (line_end, line_end),
                }
            }
        };
        let mut inner = inner.min(at + LONGEST);
        while !text.is_char_boundary(inner) {
            inner -= 1;
        }
        let mut words = words(text, at..inner);
        let (range, name) = words.next()?;
        let effect = match name.strip_prefix(PREFIX)? {
            "disable-line" => Effect::Line(line),
            // Where it begins; the line that is meant is found later.
            "disable-next-line" => Effect::Line(after_line(text, past)..text.len()),
            "disable-file" => Effect::File,
            "disable" => Effect::Off,
            "enable" => Effect::On,
            other if other.starts_with("disable") || other.starts_with("enable") => {
                Effect::None(range, name.to_owned())
            }
            _ => return None,
        };
        if comment.behind && !name.ends_with("-disable-line") {
            return None;
        }
        let rules = words
            .take_while(|(_, word)| !ends_names(word))
            .map(|(range, word)| (range, word.to_owned()));
        Some(Directive {
            range: comment.start..past,
            effect,
            rules: rules.collect(),
        })
    }

    /// The comment whose first words begin at a byte.
    fn comment(&self, at: usize) -> Option<Comment> {
        let text = self.document.text.as_str();
        let before = text[..at].trim_end();
        if let Some(before) = before.strip_suffix("<!--") {
            return (!self.is_code(at)).then_some(Comment {
                start: before.len(),
                end: Some("-->"),
                tall: true,
                behind: false,
            });
        }
        let Range { start, end } = self.line(at);
        let before = text[start..at].trim_end();
        let mark = before.trim_start();
        // Whatever else is written in a block or a tag is no text of the document; but what translators of a catalogue say to each
        // other is.
        let is_remark = mark == "#" && is_catalogue(&self.document.path);
        if self.is_code(at) || self.is_masked(at) && !is_remark {
            return None;
        }
        let comment = |closing, behind| Comment {
            start: start + before.len() - mark.len(),
            end: closing,
            tall: false,
            behind,
        };
        if mark == "{/*" || mark == "/*" {
            return Some(comment(Some("*/"), false));
        }
        let rest = text[at..end].trim_end();
        if mark == "[" && rest.find(']').is_some_and(|end| end + 1 == rest.len()) {
            return Some(comment(Some("]"), false));
        }
        if MARKS.contains(&mark) && !(self.markdown && mark == "#") {
            return Some(comment(None, false));
        }
        let marks: &[&str] = if self.markdown { &["//"] } else { &["#", "//"] };
        let behind = marks.iter().find_map(|mark| before.strip_suffix(mark))?;
        behind
            .ends_with(char::is_whitespace)
            .then(|| comment(None, true))
    }

    fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|code| code.end <= at);
        self.code.get(next).is_some_and(|code| code.contains(&at))
            || self.mask(at) == Some(MaskKind::Code)
    }

    fn is_masked(&self, at: usize) -> bool {
        self.mask(at).is_some()
    }

    fn mask(&self, at: usize) -> Option<MaskKind> {
        let masks = &self.document.masks;
        let mask = masks.get(masks.partition_point(|mask| mask.range.end <= at))?;
        mask.range.contains(&at).then_some(mask.kind)
    }
}

/// Whether no names of rules stand behind a word: a reason does, or another comment.
fn ends_names(word: &str) -> bool {
    word.starts_with("<!--") || word.starts_with(PREFIX) || MARKS.contains(&word)
}

/// The words of a part of the text, with their bytes; spaces and commas stand between them.
fn words(text: &str, part: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
    text[part.clone()]
        .split(|c: char| c.is_whitespace() || c == ',')
        .scan(part.start, |at, word| {
            let start = *at;
            let next = start + word.len();
            // Behind what separates it from the next.
            *at = next + text[next..].chars().next().map_or(0, char::len_utf8);
            Some((start..next, word))
        })
        .filter(|(_, word)| !word.is_empty())
}

/// From a byte on to the end of the segment that begins next, in a bilingual file: of a unit in many lines, all are meant.
fn next_segment(document: &Document, from: usize) -> Option<Range<usize>> {
    let mut spans = document.segments.iter().map(|segment| {
        let (source, target) = (&segment.source.range, &segment.target.range);
        source.start.min(target.start)..source.end.max(target.end)
    });
    spans
        .find(|span| from <= span.start)
        .map(|span| from..span.end)
}

/// The first line from a byte on that has text besides directives; at the end of the text an empty one.
fn next_line(text: &str, from: usize, later: &[Directive]) -> Range<usize> {
    let mut start = from;
    while start < text.len() {
        let end = line_end(text, start);
        let line = &text[start..end];
        // A line between the paragraphs of a quotation has its mark.
        let rest = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let first = end - rest.len();
        let directive = later.binary_search_by_key(&first, |directive| directive.range.start);
        match directive {
            // Text may stand behind a comment on its line.
            Ok(at) => {
                let past = later[at].range.end;
                let end = line_end(text, past);
                if !text[past..end].trim().is_empty() {
                    return start..end;
                }
                start = after_line(text, past);
                // One for the next line has looked for it from there already.
                if let Effect::Line(line) = &later[at].effect
                    && line.start >= start
                {
                    return line.clone();
                }
            }
            Err(_) if rest.is_empty() => start = after_line(text, start),
            Err(_) => return start..end,
        }
    }
    // No byte of the text is behind its end, but a diagnostic may be there.
    text.len() + 1..text.len() + 1
}

fn line_start(text: &str, at: usize) -> usize {
    memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end)
}

/// Where the line after that of a byte begins.
fn after_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    let rest = &text[end..];
    end + if rest.starts_with("\r\n") {
        2
    } else {
        usize::from(!rest.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULES: [&str; 3] = ["unpreferred-term", "spacing-variant", "unknown-term"];

    /// Whether the rule speaks at each place of a word.
    fn speaks(path: &str, text: &str, rule: &str, word: &str) -> Vec<bool> {
        let document = Document::new(path, text);
        let directives = Directives::read(&document);
        memmem::find_iter(text.as_bytes(), word)
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
            for path in ["설명.md", "설명.txt"] {
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
        let text = "이름: 완충기 # yongeo-disable-line unpreferred-term\n설명: 완충기를 비운다\n";
        assert_eq!(
            speaks("설명.yaml", text, "unpreferred-term", "완충기"),
            [false, true]
        );
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
