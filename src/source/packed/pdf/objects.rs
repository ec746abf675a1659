//! The objects of a file, read within limits before anything is made of them.

use std::cell::RefCell;

use lopdf::encryption::decrypt_object;
use lopdf::{
    Document as Pdf, EncryptionState, LoadOptions, Object, ObjectId, ObjectStream, Stream,
};

use super::broken;
use super::budget::Budget;
use super::token::count;
use crate::source::packed::package::Limits;
use crate::{Error, Result};

/// So many bytes are as good as taken by each word of an object.
const WORD: u64 = 320;

/// What may yet be read while the objects are.
struct Loading {
    budget: Budget,
    /// How many words of objects may be kept, and how many of them are left.
    most: usize,
    left: usize,
    /// Streams of objects that are encrypted, where the file is: they are kept for later.
    sealed: Option<Vec<(ObjectId, Stream)>>,
    error: Option<Error>,
}

impl Loading {
    fn new(budget: Budget, most: usize) -> Self {
        Self {
            budget,
            most,
            left: most,
            sealed: None,
            error: None,
        }
    }

    /// Whether a stream of objects holds no more than it may.
    fn measure(&mut self, stream: &Stream) -> Result<()> {
        let bytes = self.budget.unpack(&Pdf::new(), stream)?;
        let is_few = count(&bytes, self.most) <= self.most;
        is_few.then_some(()).ok_or_else(|| too_many(self.most))
    }
}

thread_local! {
    static LOADING: RefCell<Option<Loading>> = const { RefCell::new(None) };
}

/// Reads the objects of a file, and says what may yet come out of it.
pub(super) fn load(bytes: &[u8], limits: Limits) -> Result<(Pdf, Budget)> {
    // Whatever the size of the file: a small one may well hold many numbers.
    let most = (limits.unpacked / WORD) as usize;
    if count(bytes, most) > most {
        return Err(too_many(most));
    }
    let mut loading = Loading::new(Budget::new(limits.of(bytes, 1)), most);
    let open = unsealed(bytes);
    loading.sealed = open.is_some().then(Vec::new);
    let (mut loading, loaded) = read(open.as_deref().unwrap_or(bytes), loading);
    if let Some(error) = loading.error {
        return Err(error);
    }
    let mut pdf = loaded.map_err(broken)?;
    let sealed = loading.sealed.take().unwrap_or_default();
    unseal(&mut pdf, sealed, &mut loading)?;
    Ok((pdf, loading.budget))
}

/// Reads the objects, each of which `keep` looks at.
fn read(bytes: &[u8], loading: Loading) -> (Loading, lopdf::Result<Pdf>) {
    LOADING.set(Some(loading));
    let loaded = Pdf::load_mem_with_options(bytes, LoadOptions::with_filter(keep));
    let loading = LOADING.take();
    let loading = loading.unwrap_or_else(|| Loading::new(Budget::new(0), 0));
    (loading, loaded)
}

/// Decrypts a file that was read as if it were not encrypted: lopdf would unpack streams of objects as soon as it has the key, whatever their size.
///
/// # Errors
///
/// It has a password, or holds more than it may.
fn unseal(pdf: &mut Pdf, sealed: Vec<(ObjectId, Stream)>, loading: &mut Loading) -> Result<()> {
    let key = match pdf.trailer.remove(b"Encrypx") {
        Some(encryption) => {
            // lopdf looks for it among the objects only.
            let id = match encryption {
                Object::Reference(id) => id,
                other => pdf.add_object(other),
            };
            pdf.trailer.set("Encrypt", id);
            let opens = pdf.authenticate_raw_password("");
            let key = opens.and_then(|()| EncryptionState::decode(pdf, ""));
            let key = key.map_err(|_| {
                let error = Error::new("is protected by a password");
                error.hint("open it with the password, and print it to a PDF that has none")
            })?;
            pdf.trailer.remove(b"Encrypt");
            for (&at, object) in pdf.objects.iter_mut().filter(|(at, _)| **at != id) {
                // What can't be decrypted is not read.
                let _ = decrypt_object(&key, at, object);
            }
            Some(key)
        }
        None => None,
    };
    for (id, stream) in sealed {
        let mut object = Object::Stream(stream);
        let decrypted = key.as_ref().map(|key| decrypt_object(key, id, &mut object));
        let (None | Some(Ok(())), Object::Stream(mut stream)) = (decrypted, object) else {
            continue;
        };
        loading.measure(&stream)?;
        if let Ok(inside) = ObjectStream::new(&mut stream) {
            for (id, object) in inside.objects {
                pdf.objects.entry(id).or_insert(object);
            }
        }
    }
    Ok(())
}

/// A file with another name for what says that it is encrypted; none where nothing says so. A name may have any of its letters as `#` and two digits.
fn unsealed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut open: Option<Vec<u8>> = None;
    for at in memchr::memchr_iter(b'/', bytes) {
        let mut end = at + 1;
        let is_it = b"Encrypt".iter().all(|letter| {
            let rest = &bytes[end.min(bytes.len())..];
            let digits = rest.strip_prefix(b"#").and_then(|rest| rest.get(..2));
            let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
            let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            end += if escaped.is_some() { 3 } else { 1 };
            escaped.as_ref().or_else(|| rest.first()) == Some(letter)
        });
        let goes_on = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
        if is_it && !goes_on {
            let open = open.get_or_insert_with(|| bytes.to_vec());
            // `t` is 74 in hexadecimal digits, and `x` is 78.
            open[end - 1] = if bytes[end - 1] == b't' { b'x' } else { b'8' };
        }
    }
    open
}

/// Looks at an object before it is kept. Pictures are let go, and so is the tree that tells screen readers what is a title, which is often most of
/// a file. Streams of objects are unpacked at once, if they are no larger than they may be.
fn keep(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    LOADING.with_borrow_mut(|loading| {
        let loading = loading.as_mut()?;
        match object {
            Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => {
                if let Some(sealed) = &mut loading.sealed {
                    sealed.push((id, stream.clone()));
                    return None;
                }
                if let Err(error) = loading.measure(stream) {
                    loading.error.get_or_insert(error);
                    return None;
                }
            }
            Object::Stream(stream) => {
                if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image") {
                    stream.content = Vec::new();
                }
            }
            Object::Dictionary(dictionary) if dictionary.has_type(b"StructElem") => return None,
            _ => {
                let Some(left) = loading.left.checked_sub(words(object)) else {
                    loading.error.get_or_insert(too_many(loading.most));
                    return None;
                };
                loading.left = left;
                // Of an object that lies in a stream of objects, what is returned is kept.
                return Some((id, object.clone()));
            }
        }
        Some((id, Object::Null))
    })
}

/// How many words an object is.
fn words(object: &Object) -> usize {
    match object {
        Object::Array(objects) => 1 + objects.iter().map(words).sum::<usize>(),
        Object::Dictionary(entries) => {
            1 + entries
                .iter()
                .map(|(_, value)| 1 + words(value))
                .sum::<usize>()
        }
        _ => 1,
    }
}

/// There are more words than may be kept.
fn too_many(most: usize) -> Error {
    Error::new(format!("has objects of more than {most} words"))
        .hint("if it is to be trusted, say --max-unpacked with more")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_that_a_file_is_encrypted_is_found_however_written() {
        for (trailer, open) in [
            ("<</Encrypt 5 0 R>>", Some("<</Encrypx 5 0 R>>")),
            ("<</Encr#79p#74 5 0 R>>", Some("<</Encr#79p#78 5 0 R>>")),
            ("<</EncryptMetadata false>>", None),
            ("<</Enc", None),
            ("/", None),
        ] {
            assert_eq!(
                unsealed(trailer.as_bytes()).as_deref(),
                open.map(str::as_bytes)
            );
        }
    }

    #[test]
    fn an_encrypted_file_is_read_where_it_opens_without_a_password() {
        use lopdf::{EncryptionVersion, Permissions, StringFormat, dictionary};

        for (user_password, opens) in [("", true), ("secret", false)] {
            let mut pdf = Pdf::with_version("1.5");
            let text = Stream::new(dictionary! {}, b"BT (tensor) Tj ET".to_vec());
            let id = pdf.add_object(text);
            let root = pdf.add_object(dictionary! { "Type" => "Catalog", "Text" => id });
            pdf.trailer.set("Root", root);
            let name = Object::String(vec![7; 16], StringFormat::Hexadecimal);
            pdf.trailer.set("ID", vec![name.clone(), name]);
            let version = EncryptionVersion::V2 {
                document: &pdf,
                owner_password: "owner",
                user_password,
                key_length: 128,
                permissions: Permissions::all(),
            };
            let state = EncryptionState::try_from(version).unwrap();
            pdf.encrypt(&state).unwrap();
            let mut bytes = Vec::new();
            pdf.save_to(&mut bytes).unwrap();
            let loaded = load(&bytes, Limits::default());
            match loaded {
                Ok((pdf, _)) => {
                    let text = pdf.get_object(id).and_then(Object::as_stream).unwrap();
                    assert!(opens && text.content == b"BT (tensor) Tj ET");
                }
                Err(error) => assert!(!opens && error.to_string().contains("password"), "{error}"),
            }
        }
    }
}
