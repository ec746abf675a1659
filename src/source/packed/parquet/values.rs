//! The values of a column, row by row.

use std::borrow::Cow;
use std::ops::Range;

use super::budget::Budget;
use super::delta::lengths;
use super::footer::{Chunk, Column};
use super::levels::Runs;
use super::page::{Kind, Page};
use super::{broken, unread};
use crate::Result;

/// The values of a column in a group of rows, of which one page is in memory at a time, with its dictionary.
pub(super) struct Values<'b> {
    /// How many levels its fields have.
    definition: u32,
    repetition: u32,
    codec: i64,
    /// What has not been read of the file from its pages on.
    rest: &'b [u8],
    /// How many values and places without one are left in the pages to come.
    left: u64,
    dictionary: Cow<'b, [u8]>,
    /// Where in it each of its values lies.
    entries: Vec<Range<u32>>,
    page: Cow<'b, [u8]>,
    /// How many values and places without one are left in the page.
    here: u64,
    repetitions: Runs,
    definitions: Runs,
    /// The level of repetition of the next one, if it was looked at.
    ahead: Option<u32>,
    written: Written,
}

/// How values are written in a page.
enum Written {
    /// Each behind how many bytes it has; where the next one begins.
    Plain(usize),
    /// By their numbers in the dictionary.
    Numbers(Runs),
    /// One behind the other, all lengths before them.
    Lengths { lengths: Lengths, at: usize },
    /// Each with how much of the one before it begins it as well.
    Prefixes {
        prefixes: Lengths,
        lengths: Lengths,
        at: usize,
        last: Vec<u8>,
    },
}

type Lengths = std::vec::IntoIter<u32>;

/// What to do about what is written in ways that are not read.
const OTHERWISE: &str =
    "write it again with another program, or with its values plain or in a dictionary";

const CUT: &str = "a page has fewer values than it says";

impl<'b> Values<'b> {
    /// Those that a chunk of the file has.
    pub(super) fn new(bytes: &'b [u8], column: &Column, chunk: Chunk) -> Result<Self> {
        let start = usize::try_from(chunk.start).ok();
        let rest = start.and_then(|start| bytes.get(start..));
        Ok(Self {
            definition: column.definition,
            repetition: column.repetition,
            codec: chunk.codec,
            rest: rest.ok_or_else(|| broken("its values lie behind its end"))?,
            left: chunk.values,
            dictionary: Cow::Borrowed(&[]),
            entries: Vec::new(),
            page: Cow::Borrowed(&[]),
            here: 0,
            repetitions: Runs::default(),
            definitions: Runs::default(),
            ahead: None,
            written: Written::Plain(0),
        })
    }

    /// Shows the values of the next row.
    pub(super) fn row(
        &mut self,
        budget: &mut Budget,
        take: &mut dyn FnMut(&mut Budget, &[u8]) -> Result<()>,
    ) -> Result<()> {
        let mut is_begun = false;
        while self.fill(budget)? {
            let level = match self.ahead.take() {
                Some(level) => level,
                None => self
                    .repetitions
                    .next(&self.page)
                    .ok_or_else(|| broken(CUT))?,
            };
            if level == 0 && is_begun {
                self.ahead = Some(level);
                return Ok(());
            }
            is_begun = true;
            budget.level()?;
            self.here -= 1;
            let level = self.definitions.next(&self.page);
            if level.ok_or_else(|| broken(CUT))? == self.definition {
                self.value(budget, take)?;
            }
            if self.repetition == 0 {
                return Ok(());
            }
        }
        if is_begun {
            Ok(())
        } else {
            Err(broken("a column has fewer values than there are rows"))
        }
    }

    /// Goes on to the next page where this one has no more; says whether there is any.
    fn fill(&mut self, budget: &mut Budget) -> Result<bool> {
        while self.here == 0 {
            if self.left == 0 {
                return Ok(false);
            }
            let (page, rest) = Page::read(self.rest, self.codec, budget)?;
            self.rest = rest;
            match page.kind {
                Kind::Dictionary => self.read_dictionary(page, budget)?,
                Kind::Data | Kind::Data2(_) => self.begin(page, budget)?,
                Kind::Other => {}
            }
        }
        Ok(true)
    }

    fn read_dictionary(&mut self, page: Page<'b>, budget: &mut Budget) -> Result<()> {
        if ![PLAIN, PLAIN_DICTIONARY].contains(&page.encoding) {
            return Err(unread("dictionaries that are not plain", OTHERWISE));
        }
        // What is cut has no more than this, whatever it says.
        let most = (page.bytes.len() / LENGTH) as u64;
        budget.page(page.count.min(most) * size_of::<Range<u32>>() as u64)?;
        self.dictionary = page.bytes;
        self.entries.clear();
        let mut at = 0;
        for _ in 0..page.count {
            let entry = plain(&self.dictionary, &mut at).ok_or_else(|| broken(CUT))?;
            self.entries.push(entry.start as u32..entry.end as u32);
        }
        Ok(())
    }

    fn begin(&mut self, page: Page<'b>, budget: &mut Budget) -> Result<()> {
        let most = [self.repetition, self.definition];
        let mut of_old = page.is_bit_packed.iter().zip(most);
        if of_old.any(|(is_bit_packed, most)| *is_bit_packed && most > 0) {
            return Err(unread("levels in BIT_PACKED", OTHERWISE));
        }
        self.here = page.count.min(self.left);
        self.left -= self.here;
        self.page = page.bytes;
        let bytes = &*self.page;
        let mut at = 0;
        let mut levels = |most: u32, number: usize| {
            let length = match page.kind {
                Kind::Data2(lengths) => lengths[number],
                _ if most == 0 => 0,
                _ => {
                    let length = bytes.get(at..)?.first_chunk::<4>()?;
                    at += length.len();
                    u32::from_le_bytes(*length) as usize
                }
            };
            let start = at;
            at = at.checked_add(length).filter(|end| *end <= bytes.len())?;
            Some(Runs::new(start, at, u32::BITS - most.leading_zeros()))
        };
        let cut = || broken(CUT);
        self.repetitions = levels(self.repetition, 0).ok_or_else(cut)?;
        self.definitions = levels(self.definition, 1).ok_or_else(cut)?;
        self.ahead = None;
        self.written = match page.encoding {
            PLAIN => Written::Plain(at),
            // All places are without a value, and some writers say no more of that.
            _ if at == bytes.len() => Written::Plain(at),
            PLAIN_DICTIONARY | RLE_DICTIONARY => {
                let width = u32::from(bytes[at]);
                if width > u32::BITS {
                    return Err(broken("numbers of values have more bits than there may be"));
                }
                Written::Numbers(Runs::new(at + 1, bytes.len(), width))
            }
            DELTA_LENGTH_BYTE_ARRAY => Written::Lengths {
                lengths: lengths(bytes, &mut at, budget)?.into_iter(),
                at,
            },
            DELTA_BYTE_ARRAY => Written::Prefixes {
                prefixes: lengths(bytes, &mut at, budget)?.into_iter(),
                lengths: lengths(bytes, &mut at, budget)?.into_iter(),
                at,
                last: Vec::new(),
            },
            _ => {
                return Err(unread(
                    "values written in a way that is not known",
                    OTHERWISE,
                ));
            }
        };
        Ok(())
    }

    /// Shows the next value of the page.
    fn value(
        &mut self,
        budget: &mut Budget,
        take: &mut dyn FnMut(&mut Budget, &[u8]) -> Result<()>,
    ) -> Result<()> {
        let cut = || broken(CUT);
        let page = &*self.page;
        match &mut self.written {
            Written::Plain(at) => {
                let value = plain(page, at).ok_or_else(cut)?;
                take(budget, &page[value])
            }
            Written::Numbers(numbers) => {
                let number = numbers.next(page).ok_or_else(cut)?;
                let entry = self.entries.get(number as usize);
                let entry = entry.ok_or_else(|| broken("a value is not in the dictionary"))?;
                take(
                    budget,
                    &self.dictionary[entry.start as usize..entry.end as usize],
                )
            }
            Written::Lengths { lengths, at } => {
                let value = next(lengths, page, at).ok_or_else(cut)?;
                take(budget, value)
            }
            Written::Prefixes {
                prefixes,
                lengths,
                at,
                last,
            } => {
                let prefix = prefixes.next().map(|length| length as usize);
                let prefix = prefix.filter(|length| *length <= last.len());
                last.truncate(prefix.ok_or_else(cut)?);
                last.extend_from_slice(next(lengths, page, at).ok_or_else(cut)?);
                take(budget, last)
            }
        }
    }
}

/// How values are written, by the numbers of `parquet.thrift`.
const PLAIN: i64 = 0;
const PLAIN_DICTIONARY: i64 = 2;
const DELTA_LENGTH_BYTE_ARRAY: i64 = 6;
const DELTA_BYTE_ARRAY: i64 = 7;
const RLE_DICTIONARY: i64 = 8;

/// How many bytes the length of a plain value has.
const LENGTH: usize = 4;

/// The value behind its length that begins here.
fn plain(bytes: &[u8], at: &mut usize) -> Option<Range<usize>> {
    let length = bytes.get(*at..)?.first_chunk::<LENGTH>()?;
    let start = *at + length.len();
    let end = start.checked_add(u32::from_le_bytes(*length) as usize)?;
    *at = end;
    (end <= bytes.len()).then_some(start..end)
}

/// The next value, by its length.
fn next<'p>(lengths: &mut Lengths, page: &'p [u8], at: &mut usize) -> Option<&'p [u8]> {
    let end = at.checked_add(lengths.next()? as usize)?;
    let value = page.get(*at..end)?;
    *at = end;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{File, page, plain};
    use super::*;

    #[test]
    fn pages_without_a_value_may_hold_nothing_else() {
        // Two levels of zero.
        let levels = [&2_u32.to_le_bytes()[..], &[4, 0]].concat();
        for encoding in [
            PLAIN,
            RLE_DICTIONARY,
            DELTA_LENGTH_BYTE_ARRAY,
            DELTA_BYTE_ARRAY,
        ] {
            let none = page(0, 2, encoding as u64, levels.len(), &levels);
            // A level of one, and its value.
            let value = [&2_u32.to_le_bytes()[..], &[2, 1], &plain(&["린터"])].concat();
            let value = page(0, 1, 0, value.len(), &value);
            let file = File {
                optional: 1,
                ..File::of(&[none, value].concat(), 3)
            };
            assert_eq!(file.read().unwrap().text, "린터", "{encoding}");
        }
    }

    #[test]
    fn numbers_of_values_have_32_bits_at_most() {
        let dictionary = page(2, 1, 0, 10, &plain(&["긍정"]));
        let file = |width: u8| {
            // Once the number 0, in as many bytes as its bits take.
            let numbers = [&[width, 2][..], &[0; 8]].concat();
            let numbers = page(0, 1, 8, numbers.len(), &numbers);
            File::of(&[&dictionary[..], &numbers].concat(), 1)
        };
        for width in [0, 1, 32] {
            assert_eq!(file(width).read().unwrap().text, "긍정");
        }
        let error = file(33).refused();
        assert!(error.contains("is broken: numbers of values"), "{error}");
    }
}
