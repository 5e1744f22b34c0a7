//! Text in other encodings than UTF-8.

use super::{Input, Peeked};

#[cfg(feature = "encodings")]
pub use with_encodings::{decoded, encoding};
#[cfg(not(feature = "encodings"))]
pub use without::{decoded, encoding};

/// The encoding that the first bytes tell, by its name: UTF-16 is recognized by its byte-order mark, or by the zeros beside letters.
fn of_bytes(begins: &[u8]) -> Option<&'static str> {
    match begins {
        [0xFF, 0xFE, ..] => Some("utf-16le"),
        [0xFE, 0xFF, ..] => Some("utf-16be"),
        [first, 0, ..] if first.is_ascii() && *first > 0 => Some("utf-16le"),
        [0, second, ..] if second.is_ascii() && *second > 0 => Some("utf-16be"),
        _ => None,
    }
}

#[cfg(feature = "encodings")]
mod with_encodings {
    use std::io::{self, Read};

    use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

    use super::{Input, Peeked, of_bytes};
    use crate::register::hand_over::hand_over;

    /// The encoding of a text that is not UTF-8, or why there is no such encoding.
    pub fn encoding(begins: &[u8], named: Option<&str>) -> Result<Option<&'static Encoding>, String> {
        if matches!(begins, [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..]) {
            return Err(
                word!("a text in UTF-32; save it in UTF-8", "UTF-32の文字列です。UTF-8で保存してください。").to_owned()
            );
        }
        let found = match (named, of_bytes(begins)) {
            (Some(named), _) => Encoding::for_label(named.as_bytes()).ok_or_else(|| {
                said!(
                    "{named:?} is no encoding; wanted one like shift_jis, euc-jp, utf-16le, windows-1252, utf-8",
                    "{named:?}という文字コードはありません。shift_jis、euc-jp、utf-16le、windows-1252、utf-8などを指定してください。"
                )
            })?,
            (None, Some(found)) => match Encoding::for_label(found.as_bytes()) {
                Some(encoding) => encoding,
                None => return Ok(None),
            },
            (None, None) => return Ok(None),
        };
        Ok(Some(found).filter(|encoding| *encoding != UTF_8))
    }

    pub fn decoded(input: Peeked, encoding: &'static Encoding) -> Input {
        Box::new(Decoded {
            input,
            name: encoding.name(),
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 32 * 1024],
            from: 0,
            to: 0,
            text: vec![0; 96 * 1024],
            at: 0,
            length: 0,
            is_over: false,
            lines: 1,
        })
    }

    /// Text as UTF-8. What is no text in its encoding ends it: a name must not be changed without a word.
    struct Decoded {
        input: Peeked,
        name: &'static str,
        decoder: Decoder,
        raw: Vec<u8>,
        from: usize,
        to: usize,
        text: Vec<u8>,
        at: usize,
        length: usize,
        is_over: bool,
        lines: u64,
    }

    impl Read for Decoded {
        #[expect(
            clippy::indexing_slicing,
            reason = "what is behind the places was read and decoded there, to which a test of texts in other encodings, \
                      in pieces of every length, holds it"
        )]
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            while self.at == self.length {
                if self.is_over && self.from == self.to && self.length == 0 && self.at == 0 {
                    return Ok(0);
                }
                if self.from == self.to && !self.is_over {
                    (self.from, self.to) = (0, self.input.read(&mut self.raw)?);
                    self.is_over = self.to == 0;
                }
                let raw = &self.raw[self.from..self.to];
                let (result, read, written) =
                    self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.is_over);
                self.from += read;
                (self.at, self.length) = (0, written);
                self.lines += memchr::memchr_iter(b'\n', &self.text[..written]).count() as u64;
                match result {
                    DecoderResult::Malformed(..) => {
                        let why = said!(
                            "bytes that are no {} in line {}; name its --encoding",
                            "{}でないバイト列が{}行目にあります。--encodingで文字コードを指定してください",
                            self.name,
                            self.lines
                        );
                        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
                    }
                    // A decoder that has ended is not asked again.
                    DecoderResult::InputEmpty if self.is_over && written == 0 => return Ok(0),
                    DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
                }
                if self.is_over && written > 0 {
                    break;
                }
            }
            let count = hand_over(&self.text[..self.length], &mut self.at, buffer)?;
            if self.at == self.length && self.is_over && self.from == self.to {
                (self.at, self.length) = (0, 0);
            }
            Ok(count)
        }
    }
}

#[cfg(not(feature = "encodings"))]
mod without {
    use super::{Input, Peeked, of_bytes};

    pub fn encoding(begins: &[u8], named: Option<&str>) -> Result<Option<&'static str>, String> {
        match named.or(of_bytes(begins)) {
            None => Ok(None),
            Some(name) if name.eq_ignore_ascii_case("utf-8") => Ok(None),
            Some(name) => Err(said!(
                "{name}, which this build does not read (feature encodings); iconv -t UTF-8 FILE",
                "{name}はこのビルドでは読み取れません（feature encodings）。iconv -t UTF-8 FILEで変換してください。"
            )),
        }
    }

    pub fn decoded(input: Peeked, _: &'static str) -> Input {
        Box::new(input)
    }
}

#[cfg(all(test, feature = "encodings"))]
mod tests {
    use std::io::{self, Read};

    use super::*;

    /// Hands over so many bytes at a time.
    struct Pieces(Vec<u8>, usize);

    impl Read for Pieces {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(self.1).min(buffer.len());
            self.0.drain(..count).zip(buffer).for_each(|(byte, place)| *place = byte);
            Ok(count)
        }
    }

    #[test]
    fn a_text_in_another_encoding_is_the_same_in_pieces_of_every_length() {
        let long = "分配金,源泉徴収税額\r\n".repeat(4_000);
        for text in ["", "a", "個人\n", "id,氏名\r\n1,山田\r\n", &long] {
            for name in ["shift_jis", "euc-jp", "iso-2022-jp", "utf-16le"] {
                let encoding = encoding(b"", Some(name)).unwrap().unwrap();
                let bytes = match name {
                    "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                    _ => encoding.encode(text).0.into_owned(),
                };
                let lengths: &[usize] = if bytes.len() < 100 { &[1, 2, 3, 5, 7, 100] } else { &[4_099, 40_000] };
                for most in lengths {
                    for room in lengths {
                        let mut read = decoded(Peeked::new(Box::new(Pieces(bytes.clone(), *most))), encoding);
                        let (mut out, mut piece) = (Vec::new(), vec![0; *room]);
                        loop {
                            match read.read(&mut piece).unwrap() {
                                0 => break,
                                count => out.extend_from_slice(&piece[..count]),
                            }
                        }
                        assert_eq!(String::from_utf8(out).unwrap(), text, "{name}, {most} at a time, room for {room}");
                    }
                }
            }
        }
    }
}
