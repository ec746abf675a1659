//! What the end of a Parquet file says of it: its columns, and where their values lie (`parquet.thrift` of Apache Parquet).

use super::budget::Budget;
use super::thrift::Thrift;
use super::values::Values;
use super::{broken, encrypted};
use crate::{Error, Result};

/// Columns with text, and the groups of rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Footer {
    pub(super) columns: Vec<Column>,
    pub(super) groups: Vec<Group>,
    /// The first column of bytes that do not say what they are: some programs write text so.
    pub(super) unsaid: Option<String>,
}

/// What a group takes beside its chunks: what it is called, and where it begins in the text.
const GROUP: u64 = 96;

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

impl Footer {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// It is broken, its columns are encrypted, or lie in other files; or it says more of itself than it may.
    pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Self> {
        let mut footer = Self::default();
        let mut leaves = None;
        Thrift::new(bytes).fields(|thrift, number| match number {
            2 => {
                // The groups before a second one would be of other columns.
                if leaves.is_some() {
                    return Err(broken("it says twice what its columns are"));
                }
                leaves = Some(footer.schema(thrift, budget)?);
                Ok(())
            }
            4 => {
                let leaves =
                    leaves.ok_or_else(|| broken("it does not say what its columns are"))?;
                if footer.columns.is_empty() {
                    return thrift.skip();
                }
                thrift.each(|thrift| {
                    let chunks = footer.columns.len() * size_of::<Chunk>();
                    budget.beside(GROUP + chunks as u64)?;
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
            let above = open.last_mut();
            let above = above.ok_or_else(|| broken("its columns are in no order"))?;
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
                budget.beside(size_of::<Open>() as u64)?;
                open.push(Open {
                    left: field.children,
                    name: name.len(),
                    definition,
                    repetition,
                    shape,
                });
                return Ok(());
            }
            let own = if name.is_empty() {
                "without a name"
            } else {
                &name
            };
            if field.is_text() {
                // Thousands of columns in one that has a long name have it all, and each is read at the same time.
                budget.value(&name, name.len())?;
                budget.beside((size_of::<Column>() + size_of::<Values<'_>>()) as u64)?;
                self.columns.push(Column {
                    leaf: leaves,
                    name: own.to_owned(),
                    definition,
                    repetition,
                });
            } else if field.is_unsaid() {
                self.unsaid.get_or_insert_with(|| own.to_owned());
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

/// The physical type `BYTE_ARRAY`.
const BYTES: i64 = 6;

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

    /// Whether its values are text: byte arrays that say that they are strings, one of some words, or JSON, in the way of old or of today.
    fn is_text(&self) -> bool {
        let is_converted = matches!(self.converted, Some(0 | 4 | 19));
        self.kind == Some(BYTES) && (is_converted || matches!(self.logical, Some(1 | 4 | 12)))
    }

    /// Whether its values may be anything: byte arrays that say nothing.
    fn is_unsaid(&self) -> bool {
        self.kind == Some(BYTES) && self.converted.is_none() && self.logical.is_none()
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

#[cfg(test)]
mod tests {
    use super::super::sample::{column, group, int, schema, string};
    use super::*;
    use crate::source::packed::Limits;

    /// The columns of a schema whose root has one field: their names, and their levels of definition and repetition.
    fn columns(fields: &[Vec<u8>]) -> Vec<(String, [u32; 2])> {
        let footer = [&int(1, 1)[..], &schema(1, fields), &[0]].concat();
        let mut budget = Budget::new(&footer, Limits::default());
        let footer = Footer::read(&footer, &mut budget).unwrap();
        let columns = footer.columns.into_iter();
        let column = |column: Column| (column.name, [column.definition, column.repetition]);
        columns.map(column).collect()
    }

    const LIST: Option<u64> = Some(3);

    #[test]
    fn lists_have_no_name_of_their_own_in_any_way_of_writing() {
        let text = |name: &str, repetition| column(name, repetition, &string());
        for (fields, expected) in [
            (
                vec![
                    group("목록", 1, 1, LIST),
                    group("list", 2, 1, None),
                    text("element", 1),
                ],
                vec![("목록", [3, 1])],
            ),
            // In two steps, and in one.
            (
                vec![group("목록", 1, 1, LIST), text("array", 2)],
                vec![("목록", [2, 1])],
            ),
            (vec![text("목록", 2)], vec![("목록", [1, 1])]),
            // Structs that are many themselves: of one field by their names, of more by that.
            (
                vec![
                    group("목록", 1, 1, LIST),
                    group("array", 2, 1, None),
                    text("글", 0),
                ],
                vec![("목록.글", [2, 1])],
            ),
            (
                vec![
                    group("목록", 1, 1, LIST),
                    group("목록_tuple", 2, 1, None),
                    text("글", 0),
                ],
                vec![("목록.글", [2, 1])],
            ),
            (
                vec![
                    group("목록", 0, 1, LIST),
                    group("element", 2, 2, None),
                    text("글", 0),
                    text("뜻", 1),
                ],
                vec![("목록.글", [1, 1]), ("목록.뜻", [2, 1])],
            ),
        ] {
            let expected: Vec<_> = (expected.into_iter())
                .map(|(name, levels)| (name.to_owned(), levels))
                .collect();
            assert_eq!(columns(&fields), expected);
        }
    }

    #[test]
    fn maps_have_keys_and_values() {
        let text = |name: &str, repetition| column(name, repetition, &string());
        // As it is to be, and in the two ways of old.
        for (own, name, entries) in [
            (1, "key_value", None),
            (1, "map", Some(2)),
            (2, "map", None),
        ] {
            let fields = [
                group("뜻", 1, 1, Some(own)),
                group(name, 2, 2, entries),
                text("key", 0),
                text("value", 1),
            ];
            let expected = [
                ("뜻.key".to_owned(), [2, 1]),
                ("뜻.value".to_owned(), [3, 1]),
            ];
            assert_eq!(columns(&fields), expected, "{own} {name}");
        }
    }

    #[test]
    fn fields_lie_in_one_another_as_deep_as_they_like() {
        let mut fields = vec![group("글", 0, 1, None); 300];
        fields.push(column("끝", 0, &string()));
        let [(name, levels)] = &*columns(&fields) else {
            panic!()
        };
        assert_eq!((name.matches('.').count(), *levels), (300, [0, 0]));
    }
}
