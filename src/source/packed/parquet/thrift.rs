//! The compact protocol of Thrift, in which Parquet says what is where («Thrift compact protocol encoding», of Apache Thrift).

use super::bits::{varint, zigzag};
use super::broken;
use crate::Result;

/// Structs and lists in one another beyond this are no metadata of Parquet.
const DEEPEST: usize = 32;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    True,
    False,
    Byte,
    Int,
    Double,
    Binary,
    List,
    Map,
    Struct,
}

impl Kind {
    fn of(number: u8) -> Result<Self> {
        Ok(match number {
            1 => Self::True,
            2 => Self::False,
            3 => Self::Byte,
            4..=6 => Self::Int,
            7 => Self::Double,
            8 => Self::Binary,
            9 | 10 => Self::List,
            11 => Self::Map,
            12 => Self::Struct,
            _ => return Err(broken("a value in its metadata is of no known kind")),
        })
    }
}

/// Reads values one behind the other. At first, it stands at a struct.
#[derive(Debug)]
pub(super) struct Thrift<'b> {
    rest: &'b [u8],
    /// What the value is at which it stands.
    kind: Kind,
    depth: usize,
}

impl<'b> Thrift<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self {
            rest: bytes,
            kind: Kind::Struct,
            depth: 0,
        }
    }

    /// What stands behind the values that were read.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// Reads a struct: shows the number of each of its fields, whose value `take` has to read or to [skip](Self::skip).
    pub(super) fn fields(
        &mut self,
        mut take: impl FnMut(&mut Self, i64) -> Result<()>,
    ) -> Result<()> {
        self.expect(Kind::Struct)?;
        self.nested(|thrift| {
            let mut number = 0;
            loop {
                let head = thrift.byte()?;
                if head == 0 {
                    return Ok(());
                }
                number = match head >> 4 {
                    0 => thrift.zigzag()?,
                    more => number.saturating_add(i64::from(more)),
                };
                thrift.kind = Kind::of(head & 0xf)?;
                take(thrift, number)?;
            }
        })
    }

    /// Reads a list: `take` has to read each of its values.
    pub(super) fn each(&mut self, mut take: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.expect(Kind::List)?;
        let head = self.byte()?;
        let count = match head >> 4 {
            0xf => self.varint()?,
            count => u64::from(count),
        };
        // fastparquet says nothing of what an empty list is of.
        if count == 0 {
            return Ok(());
        }
        let kind = Kind::of(head & 0xf)?;
        self.nested(|thrift| {
            for _ in 0..count {
                // In a list, a truth value takes a byte of its own.
                thrift.kind = match kind {
                    Kind::True | Kind::False => Kind::Byte,
                    kind => kind,
                };
                take(thrift)?;
            }
            Ok(())
        })
    }

    /// Reads a whole number: one of 16 bits or more, as all are that are asked for here.
    pub(super) fn int(&mut self) -> Result<i64> {
        self.expect(Kind::Int)?;
        self.zigzag()
    }

    /// Reads a truth value.
    pub(super) fn truth(&mut self) -> Result<bool> {
        match self.kind {
            Kind::True => Ok(true),
            Kind::False => Ok(false),
            _ => Err(broken("a value in its metadata is of another kind")),
        }
    }

    /// Reads bytes.
    pub(super) fn bytes(&mut self) -> Result<&'b [u8]> {
        self.expect(Kind::Binary)?;
        let length = self.varint()?;
        self.take(length)
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self) -> Result<()> {
        match self.kind {
            Kind::True | Kind::False => Ok(()),
            Kind::Byte => self.byte().map(|_| ()),
            Kind::Int => self.varint().map(|_| ()),
            Kind::Double => self.take(8).map(|_| ()),
            Kind::Binary => self.bytes().map(|_| ()),
            Kind::List => self.each(Self::skip),
            Kind::Struct => self.fields(|thrift, _| thrift.skip()),
            Kind::Map => {
                let count = self.varint()?;
                if count == 0 {
                    return Ok(());
                }
                let kinds = self.byte()?;
                let kinds = [Kind::of(kinds >> 4)?, Kind::of(kinds & 0xf)?];
                self.nested(|thrift| {
                    for kind in (0..count).flat_map(|_| kinds) {
                        thrift.kind = match kind {
                            Kind::True | Kind::False => Kind::Byte,
                            kind => kind,
                        };
                        thrift.skip()?;
                    }
                    Ok(())
                })
            }
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if self.depth == DEEPEST {
            return Err(broken("its metadata lies too deep in itself"));
        }
        self.depth += 1;
        read(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn expect(&self, kind: Kind) -> Result<()> {
        if self.kind == kind {
            Ok(())
        } else {
            Err(broken("a value in its metadata is of another kind"))
        }
    }

    fn take(&mut self, length: u64) -> Result<&'b [u8]> {
        let length = usize::try_from(length).ok();
        let (taken, rest) = length
            .and_then(|length| self.rest.split_at_checked(length))
            .ok_or_else(|| broken("its metadata ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    fn varint(&mut self) -> Result<u64> {
        let (number, length) =
            varint(self.rest).ok_or_else(|| broken("a number in its metadata has no end"))?;
        self.rest = &self.rest[length..];
        Ok(number)
    }

    fn zigzag(&mut self) -> Result<i64> {
        self.varint().map(zigzag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_are_taken_by_their_numbers_and_others_passed_over() {
        // 1: -2; 2: true; 3: a map of a byte to a struct; 4: doubles; 20: [7, 8]; 21: "가".
        let bytes = [
            &b"\x15\x03\x11\x1b\x01\x3c\x07\x00\x19\x17"[..],
            &[0; 8],
            b"\x09\x28\x25\x0e\x10\x18\x03\xea\xb0\x80\x00rest",
        ]
        .concat();
        let mut thrift = Thrift::new(&bytes);
        let mut found = Vec::new();
        thrift
            .fields(|thrift, number| {
                match number {
                    1 => found.push(thrift.int()?),
                    2 => found.push(i64::from(thrift.truth()?)),
                    20 => thrift.each(|thrift| {
                        found.push(thrift.int()?);
                        Ok(())
                    })?,
                    21 => found.push(thrift.bytes()?.len() as i64),
                    _ => thrift.skip()?,
                }
                Ok(())
            })
            .unwrap();
        assert_eq!(found, [-2, 1, 7, 8, 3]);
        assert_eq!(thrift.rest(), b"rest");
    }

    #[test]
    fn what_lies_too_deep_takes_no_stack() {
        let deep = b"\x1c".repeat(1 << 20);
        let error = Thrift::new(&deep).skip().unwrap_err().to_string();
        assert!(error.contains("too deep"), "{error}");
    }

    proptest! {
        #[test]
        fn any_bytes_do(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = Thrift::new(&bytes).skip();
        }
    }
}
