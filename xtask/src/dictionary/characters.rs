//! `char.bin`: MeCab's compiled character categories, back to `char.def`.
//!
//! Layout (MeCab 0.996, `char_property.cpp`): u32 number of categories, a name of 32 bytes for each, then a u32
//! for each code point below 0xFFFF: bits 0 to 17 the set of its categories, 18 to 25 the one that decides,
//! 26 to 29 length, 30 group and 31 invoke of that one.

use std::io::Write;

use anyhow::Result;

use super::binary::Binary;

const NAME: usize = 32;
const CODE_POINTS: u32 = 0xFFFF;
/// The first category: what a code point has that `char.def` does not mention.
const DEFAULT: u32 = 0;

/// Writes the categories and then the ranges of code points; gives the number of ranges.
pub(super) fn decode(binary: &Binary, out: &mut dyn Write) -> Result<usize> {
    let table = Table::open(binary)?;
    for (number, name) in table.names.iter().enumerate() {
        // A category's own settings stand at the characters that it decides for.
        let settings = (0..CODE_POINTS)
            .map(|code_point| table.properties(code_point))
            .find(|properties| {
                properties
                    .as_ref()
                    .map_or(true, |its| its.decisive as usize == number)
            })
            .ok_or_else(|| {
                let reason = format!("no character is decided by the category {name}");
                binary.error(4 + NAME * number, &reason)
            })??;
        let Properties {
            invoke,
            group,
            length,
            ..
        } = settings;
        writeln!(out, "{name} {invoke} {group} {length}")?;
    }
    let mut ranges = 0;
    let mut start = 0;
    while start < CODE_POINTS {
        let properties = table.properties(start)?;
        let mut end = start + 1;
        while end < CODE_POINTS && table.properties(end)? == properties {
            end += 1;
        }
        // The default is what is left unsaid. (It also covers the surrogates and U+FEFF, which have no place in a
        // `char.def`: they are no characters on their own.)
        if properties.categories != 1 << DEFAULT {
            write!(out, "0x{start:04X}..0x{:04X}", end - 1)?;
            write!(out, " {}", table.names[properties.decisive as usize])?;
            for (number, name) in table.names.iter().enumerate() {
                if number != properties.decisive as usize
                    && properties.categories >> number & 1 == 1
                {
                    write!(out, " {name}")?;
                }
            }
            writeln!(out)?;
            ranges += 1;
        }
        start = end;
    }
    Ok(ranges)
}

struct Table<'a> {
    binary: &'a Binary,
    names: Vec<&'a str>,
}

/// What the table says about one code point.
#[derive(PartialEq, Eq)]
struct Properties {
    /// One bit for each category.
    categories: u32,
    decisive: u32,
    invoke: u32,
    group: u32,
    length: u32,
}

impl<'a> Table<'a> {
    fn open(binary: &'a Binary) -> Result<Self> {
        let categories = binary.size(0)?;
        // More than its set has bits for.
        if categories == 0 || categories > 18 {
            return Err(binary.error(0, &format!("{categories} categories instead of 1 to 18")));
        }
        let names = (0..categories)
            .map(|number| 4 + NAME * number)
            .map(|place| binary.text(place, place + NAME))
            .collect::<Result<Vec<&str>>>()?;
        let table = Self { binary, names };
        if table.place(CODE_POINTS) != binary.len() {
            let reason = format!("the table ends at {}", table.place(CODE_POINTS));
            return Err(binary.error(binary.len(), &reason));
        }
        Ok(table)
    }

    fn place(&self, code_point: u32) -> usize {
        4 + NAME * self.names.len() + 4 * code_point as usize
    }

    fn properties(&self, code_point: u32) -> Result<Properties> {
        let place = self.place(code_point);
        let bits = self.binary.u32(place)?;
        let properties = Properties {
            categories: bits & 0x3_ffff,
            decisive: bits >> 18 & 0xff,
            length: bits >> 26 & 0xf,
            group: bits >> 30 & 1,
            invoke: bits >> 31,
        };
        let known = self.names.len();
        if properties.decisive as usize >= known || properties.categories >> known != 0 {
            return Err(self.binary.error(place, "a category without a name"));
        }
        Ok(properties)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["DEFAULT", "HANGUL", "NUMERIC"];

    /// Everything DEFAULT but the Hangul syllables, the digits and 一, which is a numeral and more.
    fn compiled() -> Vec<u8> {
        let mut bytes = (NAMES.len() as u32).to_le_bytes().to_vec();
        for name in NAMES {
            let mut name = name.as_bytes().to_vec();
            name.resize(NAME, 0);
            bytes.extend(name);
        }
        for code_point in 0..CODE_POINTS {
            let (set, decisive, length, group, invoke) = match char::from_u32(code_point) {
                Some('0'..='9') => (0b100, 2, 0, 1, 1),
                Some('一') => (0b101, 2, 0, 1, 1),
                Some('가'..='힣') => (0b010, 1, 2, 1, 0),
                _ => (0b001, 0, 0, 1, 0),
            };
            let bits: u32 = set | decisive << 18 | length << 26 | group << 30 | invoke << 31;
            bytes.extend(bits.to_le_bytes());
        }
        bytes
    }

    fn decoded(bytes: Vec<u8>) -> Result<String> {
        let mut out = Vec::new();
        decode(&Binary::new("char.bin", bytes), &mut out)?;
        Ok(String::from_utf8(out)?)
    }

    #[test]
    fn categories_come_first_and_then_the_ranges_that_are_not_default() {
        assert_eq!(
            decoded(compiled()).expect("a whole table"),
            "DEFAULT 0 1 0\n\
             HANGUL 0 1 2\n\
             NUMERIC 1 1 0\n\
             0x0030..0x0039 NUMERIC\n\
             0x4E00..0x4E00 NUMERIC DEFAULT\n\
             0xAC00..0xD7A3 HANGUL\n"
        );
    }

    #[test]
    fn a_truncated_table_is_refused_with_file_and_place() {
        let whole = compiled();
        for length in (0..200).chain([whole.len() - 1]) {
            let error = decoded(whole[..length].to_vec())
                .expect_err("it is not whole")
                .to_string();
            assert!(error.starts_with("char.bin, byte "), "{length}: {error}");
        }
    }

    #[test]
    fn a_category_without_a_name_is_refused_with_its_place() {
        let mut bytes = compiled();
        let place = 4 + NAME * NAMES.len() + 4 * 0x41;
        bytes[place] = 0b1000;
        let error = decoded(bytes).expect_err("there are three").to_string();
        assert!(
            error.starts_with(&format!(
                "char.bin, byte {place}: a category without a name"
            )),
            "{error}"
        );
    }
}
