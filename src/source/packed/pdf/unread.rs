//! Pages whose text nobody can tell: pictures, such as those of a scanner, and characters of fonts that say not which they are.

use super::glyph::Drawn;
use crate::Error;

/// How much of a page pictures cover at least that may be its text; an ornament or a logo covers less.
const COVERED: f64 = 0.05;

/// How much of a page pictures cover at least that are all of it, but for its margins.
const WHOLE: f64 = 0.7;

/// A page of text has more characters than so many. A stamp has fewer: who had the page from where, and when; and so has the number of a page.
const STAMP: usize = 80;

/// How many curves a page has at least that may be its text, drawn as outlines. Hangul has some ten a syllable; tables and charts have few.
const CURVES: usize = 500;

/// One of so many characters of a page is not told, and it is worth a word: a formula has one now and then.
const OF: usize = 5;

/// How many stretches of pages are named.
const NAMED: usize = 6;

/// The pages of a file of which something is not read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// How many pages there are.
    pages: u32,
    /// How many of them have text that is read.
    read: u32,
    /// Those that hold pictures only.
    pictures: Vec<u32>,
    /// Those that are a picture, with no more text than a stamp has.
    stamped: Vec<u32>,
    /// How many are a picture with more text: the text of a scan that OCR read, or that of a slide before its background.
    written_over: usize,
    /// Those with characters that are not told.
    untold: Vec<u32>,
}

impl Unread {
    /// Looks at a page, which people call by its number.
    pub(super) fn look(&mut self, number: u32, drawn: &Drawn) {
        self.pages += 1;
        let is_told = |char| !matches!(char, ' ' | char::REPLACEMENT_CHARACTER);
        let told = drawn.glyphs.iter().filter(|glyph| is_told(glyph.char));
        let told = told.count();
        self.read += u32::from(told > 0);
        if drawn.untold > 0 && drawn.untold * OF >= drawn.untold + told {
            self.untold.push(number);
        } else if told == 0 && (drawn.covered >= COVERED || drawn.curves >= CURVES) {
            self.pictures.push(number);
        } else if drawn.covered >= WHOLE {
            if told < STAMP {
                self.stamped.push(number);
            } else {
                self.written_over += 1;
            }
        }
    }

    /// What to tell about it.
    ///
    /// # Errors
    ///
    /// No page has text that is read, and not because all are empty.
    pub(super) fn told(&self) -> Result<Vec<Error>, Error> {
        let (pictures, untold) = (self.pictures(), self.untold());
        let told = |reason: String, how: &str| {
            let hint = format!("run OCR over it, as with `ocrmypdf{how} -l kor+eng`");
            Error::new(reason).hint(hint)
        };
        if self.read > 0 {
            let notes = [
                pictures.map(|reason| told(reason, " --skip-text")),
                self.stamped().map(|reason| told(reason, " --redo-ocr")),
                untold.map(|reason| told(reason, " --force-ocr")),
            ];
            return Ok(notes.into_iter().flatten().collect());
        }
        match (pictures, untold) {
            (None, None) => Ok(Vec::new()),
            (Some(reason), None) => Err(told(reason, "")),
            (None, Some(reason)) => Err(told(reason, " --force-ocr")),
            (Some(one), Some(other)) => Err(told(format!("{one}; {other}"), " --force-ocr")),
        }
    }

    fn pictures(&self) -> Option<String> {
        let (all, which) = self.which(&self.pictures)?;
        let hold = hold(&self.pictures);
        Some(format!("{all} {hold} no text, only pictures{which}"))
    }

    /// Where many pages that are pictures have their text, the others are titles, and have theirs as well.
    fn stamped(&self) -> Option<String> {
        if self.written_over * OF >= self.written_over + self.stamped.len() {
            return None;
        }
        let (all, which) = self.which(&self.stamped)?;
        let hold = hold(&self.stamped);
        Some(format!(
            "{all} {hold} hardly any text beside a picture of the whole page{which}"
        ))
    }

    fn untold(&self) -> Option<String> {
        let (all, which) = self.which(&self.untold)?;
        Some(format!(
            "the text of {all} can't be told, or not all of it: a font says not which characters its glyphs are{which}"
        ))
    }

    /// `2 of 9 pages`, and which they are unless they are all; nothing where there are none.
    fn which(&self, pages: &[u32]) -> Option<(String, String)> {
        let (&first, rest) = pages.split_first()?;
        let mut stretches = vec![(first, first)];
        for &page in rest {
            match stretches.last_mut() {
                Some((_, last)) if *last + 1 == page => *last = page,
                _ => stretches.push((page, page)),
            }
        }
        let name = |&(first, last): &(u32, u32)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        };
        let mut named: Vec<String> = stretches.iter().take(NAMED).map(name).collect();
        if stretches.len() > NAMED {
            named.push("…".to_owned());
        }
        let noun = if self.pages == 1 { "page" } else { "pages" };
        let all = format!("{} of {} {noun}", pages.len(), self.pages);
        let which = if pages.len() == self.pages as usize {
            String::new()
        } else {
            let noun = if pages.len() == 1 { "page" } else { "pages" };
            format!(": {noun} {}", named.join(", "))
        };
        Some((all, which))
    }
}

fn hold(pages: &[u32]) -> &'static str {
    if pages.len() == 1 { "holds" } else { "hold" }
}

#[cfg(test)]
mod tests {
    use super::super::glyph::testing::line;
    use super::*;

    fn text() -> Drawn {
        Drawn {
            glyphs: line("텐서는 배열이다", 0.0, 0.0, 10.0),
            ..Drawn::default()
        }
    }

    fn scan() -> Drawn {
        Drawn {
            covered: 0.98,
            ..Drawn::default()
        }
    }

    fn untold(untold: usize) -> Drawn {
        Drawn { untold, ..text() }
    }

    fn told(pages: impl IntoIterator<Item = Drawn>) -> Result<Vec<String>, String> {
        let mut unread = Unread::default();
        for (number, page) in (1..).zip(pages) {
            unread.look(number, &page);
        }
        let told = unread.told();
        let said = |notes: Vec<Error>| notes.iter().map(Error::to_string).collect();
        told.map(said).map_err(|error| error.to_string())
    }

    #[test]
    fn pages_of_pictures_are_named() {
        let scans = || (0..3).map(|_| scan());
        assert_eq!(
            told(scans()).unwrap_err(),
            "3 of 3 pages hold no text, only pictures (run OCR over it, as with `ocrmypdf -l kor+eng`)"
        );
        assert_eq!(
            told([scan(), text()]).unwrap(),
            [
                "1 of 2 pages holds no text, only pictures: page 1 (run OCR over it, as with `ocrmypdf --skip-text -l kor+eng`)"
            ]
        );
        let book = scans().chain([text(), scan(), Drawn::default()]);
        let note = told(book).unwrap().remove(0);
        assert!(
            note.starts_with("4 of 6 pages hold no text, only pictures: pages 1-3, 5 (run"),
            "{note}"
        );
        let every_other = (0..20).map(|at| if at % 2 == 0 { scan() } else { text() });
        let note = told(every_other).unwrap().remove(0);
        assert!(note.contains(": pages 1, 3, 5, 7, 9, 11, … ("), "{note}");
        let outlines = Drawn {
            curves: CURVES,
            ..Drawn::default()
        };
        assert!(told([outlines]).is_err());
    }

    #[test]
    fn pages_of_pictures_with_hardly_any_text_are_named() {
        let over = |text: &str| Drawn {
            glyphs: line(text, 0.0, 0.0, 10.0),
            ..scan()
        };
        let stamped = || over("가온도서관 제공, 3쪽");
        let read_by_ocr = || over(&"텐서는 배열이다. ".repeat(STAMP / 8 + 1));
        assert_eq!(
            told([stamped(), text()]).unwrap(),
            [
                "1 of 2 pages holds hardly any text beside a picture of the whole page: page 1 (run OCR over it, as with `ocrmypdf --redo-ocr -l kor+eng`)"
            ]
        );
        let pages = (0..5).map(|_| stamped()).chain([read_by_ocr(), scan()]);
        let notes = told(pages).unwrap();
        assert!(
            notes.len() == 2 && notes[1].starts_with("5 of 7 pages hold hardly any text"),
            "{notes:?}"
        );
        // Titles of a book that OCR read, and of slides before a picture.
        let titles = (0..4).map(|_| stamped()).chain([read_by_ocr()]);
        assert_eq!(told(titles), Ok(vec![]));
    }

    #[test]
    fn empty_pages_and_ornaments_are_no_reason_for_a_word() {
        let ornament = Drawn {
            covered: 0.01,
            curves: 60,
            ..Drawn::default()
        };
        for pages in [vec![], vec![Drawn::default()], vec![ornament, text()]] {
            assert_eq!(told(pages), Ok(vec![]));
        }
        // A photograph beside the text.
        let shown = Drawn {
            covered: 0.5,
            ..text()
        };
        assert_eq!(told([shown]), Ok(vec![]));
    }

    #[test]
    fn pages_of_glyphs_without_characters_are_named() {
        let nothing = Drawn {
            untold: 9,
            ..Drawn::default()
        };
        let error = told([nothing]).unwrap_err();
        assert!(
            error.starts_with("the text of 1 of 1 page can't be told")
                && error.contains("--force-ocr"),
            "{error}"
        );
        let note = told([text(), untold(7)]).unwrap().remove(0);
        assert!(
            note.starts_with("the text of 1 of 2 pages can't be told")
                && note.contains(": page 2 ("),
            "{note}"
        );
        // One sign of a formula.
        assert_eq!(told([untold(1)]), Ok(vec![]));
        let nothing = Drawn {
            untold: 9,
            ..Drawn::default()
        };
        let error = told([scan(), nothing]).unwrap_err();
        assert!(
            error.starts_with(
                "1 of 2 pages holds no text, only pictures: page 1; the text of 1 of 2 pages"
            ),
            "{error}"
        );
    }
}
