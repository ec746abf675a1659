//! What the end of a Parquet file says of it: its columns, and where their values lie (`parquet.thrift` of Apache Parquet).

use super::budget::Budget;
use super::thrift::Thrift;
use super::{broken, encrypted};
use crate::{Error, Result};

/// Columns with text, and the groups of rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Footer {
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group>,
}

/// A column of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its number among all columns that hold values, with those that are no text.
    leaf: usize,
    /// The names from the outermost to its own between dots, without those that only lists and maps have: `messages.content`.
    pub(super) name: String,
    /// The level of definition at which there is a value: how many of the fields above it and itself may be missing or many.
    pub(super) definition: u32,
    /// How many of them may be many.
    pub(super) repetition: u32,
}

/// Rows whose values lie together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) rows: u64,
    /// Those of each column with text.
    pub(super) chunks: Vec<Chunk>,
}

/// The values of a column in a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Chunk {
    /// How its pages are compressed, by the number that Parquet has for it.
    pub(super) codec: i64,
    /// Where its pages begin, in bytes of the file.
    pub(super) start: u64,
    /// How many values and places without one there are.
    pub(super) values: u64,
}

/// What a field does to the names of those in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// They have theirs.
    Plain,
    /// The one in it that is many is no field but the list itself.
    List,
    /// The one in it is what the list is of.
    Element,
    /// The one in it that is many is the entries.
    Map,
}

/// A field that has others in it.
struct Open {
    /// How many of those are yet to come.
    left: u64,
    /// How long the name is down to it.
    name: usize,
    definition: u32,
    repetition: u32,
    shape: Shape,
}

/// A field as it is written.
#[derive(Default)]
struct Field<'b> {
    name: &'b [u8],
    kind: Option<i64>,
    repetition: i64,
    children: u64,
    converted: Option<i64>,
    logical: Option<i64>,
}

/// Fields in one another beyond this are told from no attack.
const DEEPEST: usize = 100;

impl Footer {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// It is broken, its columns are encrypted, or lie in other files.
    pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Self> {
        let mut footer = Self::default();
        let mut leaves = None;
        Thrift::new(bytes).fields(|thrift, number| match number {
            2 => {
                leaves = Some(footer.schema(thrift, budget)?);
                Ok(())
            }
            4 => {
                let leaves =
                    leaves.ok_or_else(|| broken("it does not say what its columns are"))?;
                thrift.each(|thrift| {
                    let group = footer.group(thrift, leaves)?;
                    footer.groups.push(group);
                    Ok(())
                })
            }
            _ => thrift.skip(),
        })?;
        Ok(footer)
    }

    /// Reads the fields, each behind the one that it is in; says how many of them hold values.
    fn schema(&mut self, thrift: &mut Thrift<'_>, budget: &mut Budget) -> Result<usize> {
        let mut leaves = 0;
        let mut name = String::new();
        let mut open: Vec<Open> = Vec::new();
        let mut is_begun = false;
        thrift.each(|thrift| {
            let field = Field::read(thrift)?;
            if !is_begun {
                is_begun = true;
                open.push(Open {
                    left: field.children,
                    name: 0,
                    definition: 0,
                    repetition: 0,
                    shape: Shape::Plain,
                });
                return Ok(());
            }
            while open.pop_if(|open| open.left == 0).is_some() {}
            let depth = open.len();
            let above = open
                .last_mut()
                .filter(|_| depth < DEEPEST)
                .ok_or_else(|| broken("its columns are in no order"))?;
            above.left -= 1;
            name.truncate(above.name);
            if field.is_named_in(above.shape) {
                if !name.is_empty() {
                    name.push('.');
                }
                let own = String::from_utf8_lossy(field.name);
                name.extend(own.chars().map(|c| if c.is_control() { ' ' } else { c }));
            }
            let definition = above.definition + u32::from(field.repetition != REQUIRED);
            let repetition = above.repetition + u32::from(field.repetition == REPEATED);
            if field.kind.is_none() {
                let shape = field.shape_in(above.shape);
                open.push(Open {
                    left: field.children,
                    name: name.len(),
                    definition,
                    repetition,
                    shape,
                });
                return Ok(());
            }
            if field.is_text() {
                // Thousands of columns in one that has a long name have it all.
                budget.value(&name, 0)?;
                let own = if name.is_empty() {
                    "without a name"
                } else {
                    &name
                };
                self.columns.push(Column {
                    leaf: leaves,
                    name: own.to_owned(),
                    definition,
                    repetition,
                });
            }
            leaves += 1;
            Ok(())
        })?;
        Ok(leaves)
    }

    fn group(&self, thrift: &mut Thrift<'_>, leaves: usize) -> Result<Group> {
        let mut group = Group::default();
        let mut leaf = 0;
        thrift.fields(|thrift, number| {
            match number {
                1 => thrift.each(|thrift| {
                    let wanted = self.columns.get(group.chunks.len());
                    match wanted.filter(|column| column.leaf == leaf) {
                        Some(column) => {
                            let chunk = Chunk::read(thrift);
                            let chunk = chunk
                                .map_err(|error| error.at(format!("column {}", column.name)))?;
                            group.chunks.push(chunk);
                        }
                        None => thrift.skip()?,
                    }
                    leaf += 1;
                    Ok(())
                })?,
                3 => group.rows = unsigned(thrift.int()?)?,
                _ => thrift.skip()?,
            }
            Ok(())
        })?;
        if leaf != leaves {
            return Err(broken("some of its rows do not have all columns"));
        }
        Ok(group)
    }
}

const REQUIRED: i64 = 0;
const REPEATED: i64 = 2;

impl<'b> Field<'b> {
    fn read(thrift: &mut Thrift<'b>) -> Result<Self> {
        let mut field = Self::default();
        thrift.fields(|thrift, number| {
            match number {
                1 => field.kind = Some(thrift.int()?),
                3 => field.repetition = thrift.int()?,
                4 => field.name = thrift.bytes()?,
                5 => field.children = unsigned(thrift.int()?)?,
                6 => field.converted = Some(thrift.int()?),
                // A union: the number of its one field says which.
                10 => thrift.fields(|thrift, kind| {
                    field.logical = Some(kind);
                    thrift.skip()
                })?,
                _ => thrift.skip()?,
            }
            Ok(())
        })?;
        // Some writers give a kind to what has fields in it.
        if field.children > 0 {
            field.kind = None;
        }
        Ok(field)
    }

    /// Whether its values are text: byte arrays that say so.
    fn is_text(&self) -> bool {
        let is_bytes = self.kind == Some(6);
        is_bytes && (self.converted == Some(0) || self.logical == Some(1))
    }

    fn is_named_in(&self, above: Shape) -> bool {
        match above {
            Shape::Plain => true,
            Shape::List | Shape::Map => self.repetition != REPEATED,
            Shape::Element => false,
        }
    }

    /// What it does to the names of the fields in it: «Nested types» of `LogicalTypes.md`, with the rules for lists of old.
    fn shape_in(&self, above: Shape) -> Shape {
        if above == Shape::List && self.repetition == REPEATED {
            let is_struct = self.name == b"array" || self.name.ends_with(b"_tuple");
            return if self.children == 1 && !is_struct {
                Shape::Element
            } else {
                Shape::Plain
            };
        }
        match (self.converted, self.logical) {
            (Some(3), _) | (_, Some(3)) => Shape::List,
            (Some(1 | 2), _) | (_, Some(2)) if above != Shape::Map => Shape::Map,
            _ => Shape::Plain,
        }
    }
}

impl Chunk {
    fn read(thrift: &mut Thrift<'_>) -> Result<Self> {
        let mut chunk = None;
        let (mut is_encrypted, mut is_elsewhere) = (false, false);
        thrift.fields(|thrift, number| match number {
            1 => {
                is_elsewhere = !thrift.bytes()?.is_empty();
                Ok(())
            }
            3 => {
                chunk = Some(Self::metadata(thrift)?);
                Ok(())
            }
            8 | 9 => {
                is_encrypted = true;
                thrift.skip()
            }
            _ => thrift.skip(),
        })?;
        if is_encrypted {
            return Err(encrypted());
        }
        if is_elsewhere {
            return Err(
                Error::new("lies in another file, and no other file is opened")
                    .hint("name the files that hold the rows"),
            );
        }
        chunk.ok_or_else(|| broken("it does not say where its values are"))
    }

    fn metadata(thrift: &mut Thrift<'_>) -> Result<Self> {
        let mut chunk = Self::default();
        let (mut data, mut dictionary) = (0, None);
        thrift.fields(|thrift, number| {
            match number {
                4 => chunk.codec = thrift.int()?,
                5 => chunk.values = unsigned(thrift.int()?)?,
                9 => data = unsigned(thrift.int()?)?,
                // Some writers say 0 where there is none.
                11 => dictionary = Some(unsigned(thrift.int()?)?).filter(|start| *start > 0),
                _ => thrift.skip()?,
            }
            Ok(())
        })?;
        chunk.start = dictionary.map_or(data, |dictionary| dictionary.min(data));
        Ok(chunk)
    }
}

fn unsigned(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| broken("a number in its metadata is below zero"))
}
