//! A parenthesis as the rooms before the aligner leave it.

use crate::Document;
use crate::align::Passage;
use crate::gloss::{self, Form, NoGloss};
use crate::morphology::{Morpheme, Worker};
use crate::notation::{Notation, Side, Site};
use crate::scan::{Parenthetical, Window};

/// What is seen of a parenthesis, in buffers that are reused from one to the next.
#[derive(Default)]
pub struct Seen {
    /// The text before it.
    pub left: Window,
    /// The morphemes of that text, once it is [analysed](Self::analysed).
    pub morphemes: Vec<Morpheme>,
    /// The text inside.
    pub inner: Window,
    /// What may be glosses there.
    pub forms: Vec<Form>,
    behind: Option<char>,
}

impl Seen {
    /// Reads the inside, and the left side if there may be a gloss. That is not analysed yet: nothing Korean may stand there.
    ///
    /// # Errors
    ///
    /// Says why there is no gloss; then only [`Self::inner`] is filled, and `forms` is empty.
    pub fn read(&mut self, document: &Document, found: &Parenthetical) -> Result<(), NoGloss> {
        self.inner.read_plain(document, found.inner.clone());
        gloss::read(&self.inner, &mut self.forms)?;
        self.read_left(document, found);
        self.settle()
    }

    /// The same of another place where there may be one.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn read_site(&mut self, document: &Document, site: &Site) -> Result<(), NoGloss> {
        self.inner.read_plain(document, site.english.clone());
        gloss::read(&self.inner, &mut self.forms)?;
        match &site.korean {
            Side::Before(at) => self.left.read_before(document, *at),
            Side::Whole(range) => self.left.read_plain(document, range.clone()),
        }
        self.morphemes.clear();
        let mut behind = document.text[site.english.end..].chars();
        self.behind = match site.notation {
            Notation::Brackets => behind.nth(1),
            Notation::Attached => behind.next(),
            Notation::Raised => (document.text[site.english.end..].split_once('>'))
                .and_then(|(_, behind)| behind.chars().next()),
            _ => None,
        };
        self.settle()
    }

    /// Says why the form is no gloss of what stands before it, if its kind tells.
    fn settle(&mut self) -> Result<(), NoGloss> {
        let [form] = &self.forms[..] else {
            return Ok(());
        };
        let form = &self.inner.glyphs()[form.chars.clone()];
        if gloss::is_stray_unit(form, self.left.glyphs()) {
            self.forms.clear();
            return Err(NoGloss::Amount);
        }
        Ok(())
    }

    /// Reads what stands before the parenthesis and behind it.
    pub fn read_left(&mut self, document: &Document, found: &Parenthetical) {
        self.left.read_before(document, found.open);
        self.morphemes.clear();
        self.behind = found.behind(document);
    }

    /// Analyses the left side, and gives what the aligner asks for, and the forms.
    pub fn analysed(&mut self, worker: &mut Worker) -> (Passage<'_>, &[Form]) {
        worker.analyse(self.left.glyphs(), &mut self.morphemes);
        let passage = Passage {
            left: &self.left,
            morphemes: &self.morphemes,
            inner: &self.inner,
            behind: self.behind,
        };
        (passage, &self.forms)
    }
}
