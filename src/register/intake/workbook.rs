//! What a workbook may make a library take in memory, looked at before it is read. A workbook is packed, and a few kilobytes
//! can stand for gigabytes: each of its parts is unpacked to nowhere first, as far as it may go.

use std::fmt::Display;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::lang;
use crate::register::MAX_RECORD;

/// What a part may come to: the texts that sheets share are kept whole, a sheet is read bit by bit, and of all else there
/// is little.
const TEXTS: u64 = 96 << 20;
const SHEET: u64 = 1 << 30;
const OTHER: u64 = 32 << 20;

/// All parts together: they can be many, and stand in the same bytes.
const ALL: u64 = 2 << 30;

/// Parts of a workbook. Sheets, pictures and what they hang on; nobody has so many.
const PARTS: usize = 10_000;

/// A workbook that cannot be read to its end.
pub fn not_whole(why: impl Display) -> String {
    let why = lang::of_library(why);
    said!("not a whole .xlsx workbook: {why}", "完全な.xlsxブックではありません（{why}）。")
}

/// Looks at every part of a workbook.
pub fn check(book: &[u8]) -> Result<(), String> {
    let broken = |error: zip::result::ZipError| not_whole(&error);
    let mut parts = ZipArchive::new(Cursor::new(book)).map_err(broken)?;
    if parts.len() > PARTS {
        return Err(said!(
            "a workbook of {} parts; save the sheet as CSV",
            "{}個の部分から成るブックです。シートをCSVで保存してください。",
            parts.len()
        ));
    }
    let mut all = 0;
    for at in 0..parts.len() {
        // What cannot be unpacked the library says best, where it is read at all.
        let Ok(part) = parts.by_index(at) else { continue };
        let name = part.name().map_or_else(|_| format!("part {at}"), |name| name.into_owned());
        let told = |why: String| {
            Err(said!("{name}: {why}; save the sheet as CSV", "{name}: {why}。シートをCSVで保存してください。"))
        };
        let is_texts = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let is_sheet = name.to_ascii_lowercase().starts_with("xl/worksheets/");
        let most = if is_texts {
            TEXTS
        } else if is_sheet {
            SHEET
        } else {
            OTHER
        };
        let mut look = Look::default();
        let read = scan(part.take(most + 1), |bytes| if is_texts || is_sheet { look.take(bytes) } else { Ok(()) });
        all += read.as_ref().map_or(0, |length| *length);
        match read {
            _ if all > ALL => {
                let why = said!("the workbook unpacks to more than {} MiB", "展開すると{}MiBを超えるブック", ALL >> 20);
                return told(why);
            }
            Err(why) => return told(why),
            Ok(length) if length > most => {
                let why = said!("a part that unpacks to more than {} MiB", "展開すると{}MiBを超える部分", most >> 20);
                return told(why);
            }
            // Each text takes a few bytes, and memory is reserved for as many as it says there are.
            Ok(length) if look.says > length => {
                let why = said!("{} texts in {length} bytes", "{length}バイトに対し{}個の文字列", look.says);
                return told(why);
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

/// Hands all that is read over, piece by piece; how many bytes it is, as far as it can be read.
fn scan(mut part: impl Read, mut take: impl FnMut(&[u8]) -> Result<(), String>) -> Result<u64, String> {
    let (mut buffer, mut length) = (vec![0; 64 * 1024], 0);
    loop {
        match part.read(&mut buffer) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => return Ok(length),
            Ok(count) => {
                length += count as u64;
                take(buffer.get(..count).unwrap_or_default())?;
            }
        }
    }
}

/// Where in XML a byte stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Text,
    Tag,
    /// In an attribute between quotes of this kind.
    Value(u8),
}

/// Follows XML as far as it takes to see how long its pieces are: a library keeps a text, and a tag, whole.
#[derive(Debug, Default)]
struct Look {
    at: At,
    /// How long the piece is that was begun.
    length: usize,
    /// The last bytes of a tag, to see a count in it.
    tag: Vec<u8>,
    /// How many texts it says there are.
    says: u64,
}

impl Look {
    fn take(&mut self, bytes: &[u8]) -> Result<(), String> {
        for byte in bytes {
            self.length += 1;
            if self.length > MAX_RECORD {
                return Err(said!("a piece of more than {MAX_RECORD} bytes", "{MAX_RECORD}バイトを超える要素"));
            }
            if self.at != At::Text {
                self.tag.push(*byte);
            }
            self.at = match (self.at, byte) {
                (At::Text, b'<') => {
                    self.tag.clear();
                    self.length = 0;
                    At::Tag
                }
                (At::Tag, b'!') if self.tag == b"!" => {
                    return Err(word!(
                        "a comment or a declaration, which no sheet has",
                        "シートにはないはずのコメント又は宣言"
                    )
                    .to_owned());
                }
                (At::Tag, b'"' | b'\'') => At::Value(*byte),
                (At::Value(quote), byte) if quote == *byte => At::Tag,
                (At::Tag, b'>') => {
                    self.says = self.says.max(count(&self.tag));
                    self.length = 0;
                    At::Text
                }
                (at, _) => at,
            };
        }
        Ok(())
    }
}

/// The number of texts that the first tag of such a part states; nothing where there is none.
fn count(tag: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount";
    if !tag.split(u8::is_ascii_whitespace).next().is_some_and(|name| name.ends_with(b"sst")) {
        return 0;
    }
    let Some(at) = memchr::memmem::find(tag, NAME) else { return 0 };
    let rest = tag.get(at + NAME.len()..).unwrap_or_default();
    let digits = rest.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_can_be_as_long_as_a_record_and_no_longer() {
        let mut look = Look::default();
        assert!(look.take(b"<t>").is_ok());
        assert!(look.take(&vec![b'a'; MAX_RECORD]).is_ok());
        assert!(look.take(b"a").is_err());
    }
}
