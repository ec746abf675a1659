//! `sys.dic` and `unk.dic`: MeCab's compiled lexicons, back to `surface,left,right,cost,features` lines.
//!
//! Layout (MeCab 0.996, `dictionary.cpp`): ten u32 (magic, version, type, number of entries, left size, right
//! size, then the bytes of the double array, the tokens and the features, and a zero), a charset name of 32
//! bytes, then those three parts. The double array is Darts': pairs of i32 base and u32 check.

use std::io::Write;

use anyhow::Result;

use super::binary::Binary;

const VERSION: u32 = 102;
/// The magic number is the file's length, exclusive-or this.
const MAGIC: u32 = 0xef71_8f77;
const HEADER: usize = 10 * 4 + 32;
/// Bytes of a double array's node.
const NODE: usize = 8;
/// Bytes of a token: u16 left, right and part-of-speech id, i16 cost, u32 feature offset, u32 zero.
const TOKEN: usize = 16;
/// No word of a lexicon is this long (in bytes); only a damaged double array that runs in circles is.
const LONGEST: usize = 1024;

/// Writes one line for each token of each word, words in byte order; gives the number of lines.
pub(super) fn decode(binary: &Binary, out: &mut dyn Write) -> Result<usize> {
    let lexicon = Lexicon::open(binary)?;
    let written = lexicon.write(out)?;
    if written != lexicon.entries {
        let reason = format!("{} entries announced, {written} found", lexicon.entries);
        return Err(binary.error(12, &reason));
    }
    Ok(written)
}

/// Where the parts lie. All places are byte offsets.
struct Lexicon<'a> {
    binary: &'a Binary,
    entries: usize,
    nodes: usize,
    tokens: usize,
    features: usize,
    end: usize,
}

impl<'a> Lexicon<'a> {
    fn open(binary: &'a Binary) -> Result<Self> {
        let announced = (binary.u32(0)? ^ MAGIC) as usize;
        if announced != binary.len() {
            let reason = format!(
                "{announced} bytes announced, {} bytes long, or no compiled MeCab lexicon",
                binary.len()
            );
            return Err(binary.error(0, &reason));
        }
        if binary.u32(4)? != VERSION {
            return Err(binary.error(4, &format!("not of format version {VERSION}")));
        }
        if binary.text(40, HEADER)? != "UTF-8" {
            return Err(binary.error(40, "not in UTF-8"));
        }
        let tokens = HEADER + binary.size(24)?;
        let features = tokens + binary.size(28)?;
        let end = features + binary.size(32)?;
        if end != binary.len() {
            let reason = format!("the parts end at {end}, the file at {}", binary.len());
            return Err(binary.error(24, &reason));
        }
        Ok(Self {
            binary,
            entries: binary.size(12)?,
            nodes: (tokens - HEADER) / NODE,
            tokens,
            features,
            end,
        })
    }

    /// Walks the double array depth first.
    fn write(&self, out: &mut dyn Write) -> Result<usize> {
        let mut written = 0;
        let mut word = Vec::new();
        // Nodes still to visit: base, length of the word before this node's byte, that byte.
        let mut pending: Vec<(usize, usize, Option<u8>)> = vec![(self.base(0)?, 0, None)];
        while let Some((base, length, byte)) = pending.pop() {
            word.truncate(length);
            word.extend(byte);
            if word.len() > LONGEST {
                return Err(self.binary.error(place_of(base), "the words have no end"));
            }
            if let Some(value) = self.child(base, None)? {
                // Stored as -value - 1, of which the low byte counts the tokens.
                let value = usize::try_from(-1 - i64::from(value))
                    .map_err(|_| self.binary.error(place_of(base), "a leaf without a value"))?;
                for token in value >> 8..(value >> 8) + (value & 0xff) {
                    self.write_token(&word, token, out)?;
                    written += 1;
                }
            }
            // Pushed backwards, so that the smallest byte is visited first.
            for byte in (0..=u8::MAX).rev() {
                if let Some(child) = self.child(base, Some(byte))? {
                    let child = usize::try_from(child).map_err(|_| {
                        self.binary
                            .error(place_of(base), "an inner node without children")
                    })?;
                    pending.push((child, word.len(), Some(byte)));
                }
            }
        }
        Ok(written)
    }

    /// The base of the node that `byte` leads to from the node with this base; without a byte, of its leaf.
    fn child(&self, base: usize, byte: Option<u8>) -> Result<Option<i32>> {
        let node = base + byte.map_or(0, |byte| usize::from(byte) + 1);
        // The array's end is trimmed: what would lie behind it is no child.
        if node >= self.nodes || self.binary.size(place_of(node) + 4)? != base {
            return Ok(None);
        }
        self.binary.i32(place_of(node)).map(Some)
    }

    fn base(&self, node: usize) -> Result<usize> {
        let base = self.binary.i32(place_of(node))?;
        usize::try_from(base).map_err(|_| self.binary.error(place_of(node), "a negative root"))
    }

    fn write_token(&self, word: &[u8], token: usize, out: &mut dyn Write) -> Result<()> {
        let place = self.tokens + TOKEN * token;
        if place + TOKEN > self.features {
            return Err(self.binary.error(place, "a token behind the last one"));
        }
        let word = str::from_utf8(word)
            .map_err(|_| self.binary.error(place, "the token's word is not UTF-8"))?;
        if word.contains([',', '"']) {
            write!(out, "\"{}\"", word.replace('"', "\"\""))?;
        } else {
            out.write_all(word.as_bytes())?;
        }
        let left = self.binary.u16(place)?;
        let right = self.binary.u16(place + 2)?;
        let cost = self.binary.i16(place + 6)?;
        // The features are the rest of the line as it stood in the source, quoted where it was quoted there.
        let features = self
            .binary
            .text(self.features + self.binary.size(place + 8)?, self.end)?;
        writeln!(out, ",{left},{right},{cost},{features}")?;
        Ok(())
    }
}

/// Where a node of the double array lies in the file.
fn place_of(node: usize) -> usize {
    HEADER + NODE * node
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A token: left and right id, cost, features.
    type Token = (u16, u16, i16, &'static str);

    /// Compiles words (in byte order) as MeCab does.
    fn compile(words: &[(&str, &[Token])]) -> Vec<u8> {
        let (mut keys, mut tokens, mut features) = (Vec::new(), Vec::new(), Vec::new());
        for (word, its_tokens) in words {
            let value = (tokens.len() / TOKEN) << 8 | its_tokens.len();
            let value = i32::try_from(value).expect("a few tokens");
            keys.push((word.as_bytes(), value));
            for (left, right, cost, its_features) in *its_tokens {
                tokens.extend(left.to_le_bytes());
                tokens.extend(right.to_le_bytes());
                tokens.extend([0; 2]);
                tokens.extend(cost.to_le_bytes());
                tokens.extend((features.len() as u32).to_le_bytes());
                tokens.extend([0; 4]);
                features.extend(its_features.as_bytes());
                features.push(0);
            }
        }
        let mut nodes = vec![(0, 0)];
        nodes[0].0 = insert(&mut nodes, &keys);
        let nodes: Vec<u8> = nodes
            .iter()
            .flat_map(|(base, check)| [base.to_le_bytes(), check.to_le_bytes()].concat())
            .collect();
        let length = HEADER + nodes.len() + tokens.len() + features.len();
        let header = [
            length as u32 ^ MAGIC,
            VERSION,
            0,
            (tokens.len() / TOKEN) as u32,
            9,
            9,
            nodes.len() as u32,
            tokens.len() as u32,
            features.len() as u32,
            0,
        ];
        let mut charset = b"UTF-8".to_vec();
        charset.resize(32, 0);
        let header = header.map(u32::to_le_bytes).concat();
        [header, charset, nodes, tokens, features].concat()
    }

    /// Puts the children of one node into the double array and gives the node's base: the first at which nobody
    /// is in the way.
    fn insert(nodes: &mut Vec<(i32, u32)>, keys: &[(&[u8], i32)]) -> i32 {
        let slot_of = |key: &[u8]| key.first().map_or(0, |&byte| usize::from(byte) + 1);
        let mut slots: Vec<usize> = keys.iter().map(|(key, _)| slot_of(key)).collect();
        slots.dedup();
        let free = |base: usize| {
            let mut places = slots.iter().map(|slot| nodes.get(base + slot));
            places.all(|node| node.is_none_or(|node| node.1 == 0))
                && nodes.iter().all(|node| node.1 as usize != base)
        };
        let mut base = 1;
        while !free(base) {
            base += 1;
        }
        for &slot in &slots {
            nodes.resize(nodes.len().max(base + slot + 1), (0, 0));
            nodes[base + slot].1 = base as u32;
        }
        for &slot in &slots {
            let below: Vec<(&[u8], i32)> = keys
                .iter()
                .filter(|(key, _)| slot_of(key) == slot)
                .map(|(key, value)| (key.get(1..).unwrap_or(&[]), *value))
                .collect();
            nodes[base + slot].0 = match slot {
                0 => -below[0].1 - 1,
                _ => insert(nodes, &below),
            };
        }
        i32::try_from(base).expect("a small array")
    }

    fn decoded(bytes: Vec<u8>) -> Result<String> {
        let mut out = Vec::new();
        decode(&Binary::new("sys.dic", bytes), &mut out)?;
        Ok(String::from_utf8(out)?)
    }

    const WORDS: &[(&str, &[Token])] = &[
        (",", &[(1, 2, 30, "SC,*,*,*")]),
        ("\"", &[(1, 3, -30, "SY,*,*,*")]),
        ("나", &[(7, 8, 1200, "NP,*,F,나"), (4, 5, -77, "VV,*,F,나")]),
        ("나라", &[(7, 8, 900, "NNG,*,F,나라")]),
        ("낙타", &[(7, 8, 2100, "NNG,*,F,낙타")]),
        ("라디오", &[(7, 8, 1800, "NNG,*,F,라디오")]),
    ];

    #[test]
    fn every_token_of_every_word_is_a_line() {
        let mut words = WORDS.to_vec();
        words.sort();
        assert_eq!(
            decoded(compile(&words)).expect("a whole lexicon"),
            "\"\"\"\",1,3,-30,SY,*,*,*\n\
             \",\",1,2,30,SC,*,*,*\n\
             나,7,8,1200,NP,*,F,나\n\
             나,4,5,-77,VV,*,F,나\n\
             나라,7,8,900,NNG,*,F,나라\n\
             낙타,7,8,2100,NNG,*,F,낙타\n\
             라디오,7,8,1800,NNG,*,F,라디오\n"
        );
    }

    #[test]
    fn a_truncated_lexicon_is_refused_with_file_and_place() {
        let whole = compile(WORDS);
        for length in 0..whole.len() {
            let error = decoded(whole[..length].to_vec())
                .expect_err("it is not whole")
                .to_string();
            assert!(error.starts_with("sys.dic, byte "), "{length}: {error}");
        }
    }

    #[test]
    fn lost_words_and_strange_files_are_refused() {
        let whole = compile(WORDS);
        let broken = |place: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[place] = byte;
            decoded(bytes).expect_err("it is broken").to_string()
        };
        assert!(broken(4, 101).contains("byte 4: not of format version 102"));
        assert!(broken(12, 8).contains("byte 12: 8 entries announced, 7 found"));
        assert!(broken(40, b'X').contains("byte 40: not in UTF-8"));
        assert!(broken(24, 1).contains("byte 24: the parts end at"));
    }

    #[test]
    fn a_double_array_that_runs_in_circles_ends() {
        let mut bytes = compile(&[("나", &[(7, 8, 1200, "NP,*,F,나")])]);
        // Node 237 (base 1, byte 0xeb) of the root leads back to the root's own base.
        let node = HEADER + NODE * (1 + 0xeb + 1);
        bytes[node..node + 4].copy_from_slice(&1_i32.to_le_bytes());
        let error = decoded(bytes).expect_err("it has no end").to_string();
        assert!(error.contains("the words have no end"), "{error}");
    }
}
