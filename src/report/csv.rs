//! CSV (RFC 4180, `\n`), the columns named as the keys of the JSON lines.

use std::{io, mem};

use super::Record;

/// The header line.
pub const HEADER: &str =
    "path,offset,line,column,korean,english,kind,language,confidence,context,place,notation\n";

/// Writes records without the header, which stands once above all documents.
pub fn write<'d>(
    out: &mut impl io::Write,
    records: impl IntoIterator<Item = Record<'d>>,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(out);
    for mut record in records {
        // A column is there in all rows or in none.
        let place = record.place.take().unwrap_or_default();
        let notation = mem::take(&mut record.notation);
        writer.serialize((record, place, notation.as_str()))?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::Notation;
    use crate::report::record::tests::sample;
    use crate::report::records;

    #[test]
    fn quotes_what_needs_it() {
        let (document, occurrences) = sample();
        let mut out = HEADER.as_bytes().to_vec();
        write(&mut out, records(&document, &occurrences)).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "path,offset,line,column,korean,english,kind,language,confidence,context,place,notation\n\
             글/첫째.md,17,1,8,텐서,tensor,term,en,0.988,이 글은 텐서(tensor)를 다룬다.,,parentheses\n\
             글/첫째.md,63,2,10,국제 표준화 기구,ISO,abbreviation,en,0.4,\"국제 표준화 기구(ISO)가 \"\"정했다\"\".\",,parentheses\n"
        );
    }

    #[test]
    fn header_names_the_fields_in_their_order() {
        let (document, occurrences) = sample();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for mut record in records(&document, &occurrences) {
            record.place = Some("슬라이드 3");
            record.notation = Notation::Table;
            writer.serialize(record).unwrap();
        }
        let with_header = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        assert_eq!(with_header.split_inclusive('\n').next(), Some(HEADER));
    }
}
