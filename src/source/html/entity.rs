//! References to characters, by number or by name: `&#44032;`, `&nbsp;`.

use quick_xml::escape::resolve_html5_entity;

/// The character reference that a text begins with: its length, and what it stands for.
pub(in crate::source) fn reference(text: &str) -> Option<(usize, String)> {
    // The longest name has 31 letters.
    let end = text.bytes().take(40).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let meant = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| *c != '\0')?.to_string()
    } else {
        resolve_html5_entity(name)?.to_owned()
    };
    Some((end + 1, meant))
}
