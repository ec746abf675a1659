//! A changed text written back as its file was: in the same encoding, with the byte order mark that was there.

use encoding_rs::EUC_KR;

/// Writes a text in one encoding, if that has room for all of it.
type Encode = fn(&str) -> Option<Vec<u8>>;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes of a file whose `bytes` held `text`, once the text is `new`. `None` where the file is in another encoding than UTF-8,
/// UTF-16 or CP949, or where that has no room for a character of the new text.
#[must_use]
pub fn encode_as(bytes: &[u8], text: &str, new: &str) -> Option<Vec<u8>> {
    if bytes == text.as_bytes() {
        return Some(new.as_bytes().to_vec());
    }
    if bytes.strip_prefix(BOM) == Some(text.as_bytes()) {
        return Some([BOM, new.as_bytes()].concat());
    }
    let ways: [Encode; 5] = [
        |text| Some(utf16(text, "\u{feff}", u16::to_le_bytes)),
        |text| Some(utf16(text, "\u{feff}", u16::to_be_bytes)),
        |text| Some(utf16(text, "", u16::to_le_bytes)),
        |text| Some(utf16(text, "", u16::to_be_bytes)),
        |text| {
            let (bytes, _, lost) = EUC_KR.encode(text);
            (!lost).then(|| bytes.into_owned())
        },
    ];
    let way = ways
        .iter()
        .find(|way| way(text).as_deref() == Some(bytes))?;
    way(new)
}

fn utf16(text: &str, mark: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units.flat_map(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "버퍼를 비운다.\r\n";
    const NEW: &str = "완충 공간을 비운다.\r\n";

    #[test]
    fn a_file_keeps_its_encoding_and_its_mark() {
        let cp949 = |text: &str| EUC_KR.encode(text).0.into_owned();
        let utf16 = |text: &str| utf16(text, "\u{feff}", u16::to_be_bytes);
        let marked = |text: &str| [BOM, text.as_bytes()].concat();
        let plain = |text: &str| text.as_bytes().to_vec();
        for way in [&cp949 as &dyn Fn(&str) -> Vec<u8>, &utf16, &marked, &plain] {
            assert_eq!(encode_as(&way(TEXT), TEXT, NEW), Some(way(NEW)));
        }
    }

    #[test]
    fn what_an_encoding_has_no_room_for_is_not_written() {
        let bytes = EUC_KR.encode(TEXT).0.into_owned();
        assert_eq!(encode_as(&bytes, TEXT, "😀"), None);
        assert_eq!(encode_as(b"\xff\x00\x12", TEXT, NEW), None);
    }
}
