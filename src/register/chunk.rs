//! Text cut into chunks of whole records, so that threads can share the work.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memrchr};

use crate::input::{end_of, equal_to};

/// How much is read at a time: enough that a chunk's cost is the records' cost, little enough that
/// every thread has its own in the cache.
const CHUNK: usize = 64 * 1024;

/// The longest record that is read. A holder with ten thousand lots takes a tenth of it.
pub const MAX_RECORD: usize = 4 * 1024 * 1024;

/// Where records end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// At every newline.
    Lines,
    /// At newlines outside quotes.
    Quoted,
}

/// Whole records of text.
#[derive(Debug, Default)]
pub struct Text {
    /// The memory; only the first `length` bytes are text.
    buffer: Vec<u8>,
    length: usize,
    /// The line of the file on which it begins, from 1.
    pub first_line: u64,
    /// The text's last record is the input's, and no newline ends it.
    pub is_cut: bool,
    /// It is one record that is none, and why.
    pub broken: Option<Broken>,
}

/// Why a record could not be told from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It has more bytes than are read; so many.
    TooLong(u64),
    /// A quote that nothing closes.
    OpenQuote,
}

impl Text {
    #[expect(
        clippy::indexing_slicing,
        reason = "each place is one of bytes that were read, and a test reads random texts in random pieces"
    )]
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }
}

/// Cuts an input into chunks of whole records.
#[derive(Debug)]
pub struct Chunks<R> {
    input: R,
    ends: Ends,
    /// What was read beyond the last chunk.
    carry: Vec<u8>,
    line: u64,
    /// How many bytes were read.
    read: u64,
    is_over: bool,
}

impl<R: Read> Chunks<R> {
    pub fn new(input: R, ends: Ends) -> Chunks<R> {
        Chunks { input, ends, carry: Vec::new(), line: 1, read: 0, is_over: false }
    }

    /// The same where lines stood before the first that is read.
    pub fn beginning_at(self, line: u64) -> Chunks<R> {
        Chunks { line, ..self }
    }

    /// The line on which the next record begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    pub fn bytes_read(&self) -> u64 {
        self.read
    }

    /// The first record alone: a header. Empty when there is none.
    #[expect(
        clippy::indexing_slicing,
        reason = "each place is one of bytes that were read, and a test reads random texts in random pieces"
    )]
    pub fn first(&mut self) -> io::Result<Vec<u8>> {
        let mut text = Text::default();
        if !self.next(&mut text)? {
            return Ok(Vec::new());
        }
        let end = first_end(text.bytes(), self.ends).unwrap_or(text.length);
        let rest = text.bytes()[end..].to_vec();
        self.line = text.first_line + lines(&text.bytes()[..end]);
        self.carry = [rest.as_slice(), &self.carry].concat();
        Ok(text.bytes()[..end].to_vec())
    }

    /// Reads the next chunk into `text`, whose memory is used again; false at the end of the input.
    #[expect(
        clippy::indexing_slicing,
        reason = "each place is one of bytes that were read, and a test reads random texts in random pieces"
    )]
    pub fn next(&mut self, text: &mut Text) -> io::Result<bool> {
        let Text { buffer, .. } = text;
        let mut length = self.carry.len();
        if buffer.len() < CHUNK.max(length) {
            buffer.resize(CHUNK.max(length), 0);
        }
        buffer[..length].copy_from_slice(&self.carry);
        self.carry.clear();
        // What was carried may itself have whole records, after a header or a broken record; of many so much is handed on
        // as of others.
        let mut end = last_end(&buffer[..length.min(CHUNK)], self.ends);
        if end.is_none() && length > CHUNK {
            end = first_end(&buffer[..length], self.ends);
        }
        loop {
            if let Some(end) = end {
                self.carry.extend_from_slice(&buffer[end..length]);
                self.emit(text, end, None);
                return Ok(true);
            }
            if length > MAX_RECORD {
                return self.skip(text, length).map(|()| true);
            }
            if self.is_over {
                break;
            }
            if length == buffer.len() {
                buffer.resize(length * 2, 0);
            }
            let room = buffer.len();
            let count = match self.input.read(&mut buffer[length..room]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            self.is_over = count == 0;
            let begins = self.read < 3 && self.read == length as u64;
            self.read += count as u64;
            length += count;
            // Windows editors put a byte-order mark before UTF-8, whose three bytes may come one by one.
            if begins && buffer[..length].starts_with(b"\xEF\xBB\xBF") {
                buffer.copy_within(3..length, 0);
                length -= 3;
            }
            end = last_end(&buffer[..length], self.ends);
        }
        if length == 0 {
            return Ok(false);
        }
        match memchr(b'\n', &buffer[..length]) {
            // Only a quote that is never closed keeps newlines from ending records.
            Some(newline) => {
                self.carry.extend_from_slice(&buffer[newline + 1..length]);
                self.emit(text, newline + 1, Some(Broken::OpenQuote));
            }
            None => {
                self.emit(text, length, None);
                text.is_cut = true;
            }
        }
        Ok(true)
    }

    fn emit(&mut self, text: &mut Text, length: usize, broken: Option<Broken>) {
        (text.length, text.first_line, text.is_cut, text.broken) = (length, self.line, false, broken);
        self.line += lines(text.bytes());
    }

    /// Gives up a record that is too long: to its newline, wherever that is.
    #[expect(
        clippy::indexing_slicing,
        reason = "each place is one of bytes that were read, and a test reads random texts in random pieces"
    )]
    fn skip(&mut self, text: &mut Text, length: usize) -> io::Result<()> {
        const SHOWN: usize = 100;
        if let Some(newline) = memchr(b'\n', &text.buffer[..length]) {
            self.carry.extend_from_slice(&text.buffer[newline + 1..length]);
            self.emit(text, newline + 1, Some(Broken::OpenQuote));
            return Ok(());
        }
        let mut bytes = length as u64;
        let mut scratch = vec![0; CHUNK];
        let ended = loop {
            let count = match self.input.read(&mut scratch) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            self.read += count as u64;
            if count == 0 {
                self.is_over = true;
                break 0;
            }
            if let Some(newline) = memchr(b'\n', &scratch[..count]) {
                bytes += newline as u64;
                self.carry.extend_from_slice(&scratch[newline + 1..count]);
                break 1;
            }
            bytes += count as u64;
        };
        // Nobody mends a line of which only the beginning is kept; it shows which line it is.
        text.buffer.truncate(CHUNK);
        self.emit(text, SHOWN, Some(Broken::TooLong(bytes)));
        self.line += ended;
        Ok(())
    }
}

fn lines(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64
}

#[expect(clippy::indexing_slicing, reason = "the first quote is a place in the text")]
fn last_end(text: &[u8], ends: Ends) -> Option<usize> {
    let first_quote = match ends {
        Ends::Lines => None,
        Ends::Quoted => memchr(b'"', text),
    };
    let Some(first_quote) = first_quote else { return memrchr(b'\n', text).map(|newline| newline + 1) };
    // Newlines before the first quote end records, and so does each that stands outside of quotes.
    let mut last = memrchr(b'\n', &text[..first_quote]).map(|newline| newline + 1);
    let mut at = first_quote;
    while let Some(end) = quoted_end(text, at) {
        at = end;
        last = Some(end);
    }
    last
}

/// The place after the first record, when its end is there.
pub fn first_end(text: &[u8], ends: Ends) -> Option<usize> {
    match ends {
        Ends::Lines => memchr(b'\n', text).map(|newline| newline + 1),
        Ends::Quoted => quoted_end(text, 0),
    }
}

/// The place after the first newline behind a place outside of quotes that is outside of them too.
///
/// A quote opens only at the beginning of a cell. Inside, a doubled one closes and opens again, so that behind a closing quote
/// another opens as well.
fn quoted_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = end_of(text, at, |word| equal_to(b'"', word) | equal_to(b'\n', word))?;
        if text.get(at) == Some(&b'\n') {
            return Some(at + 1);
        }
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        if !matches!(before, None | Some(b',' | b'\r' | b'\n')) {
            at += 1;
            continue;
        }
        loop {
            at = end_of(text, at + 1, |word| equal_to(b'"', word))? + 1;
            if text.get(at) != Some(&b'"') {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a byte of comma-separated values stands behind.
    #[derive(Clone, Copy)]
    enum Cell {
        Begins,
        Plain,
        Quoted,
        Closed,
    }

    /// Where records end, byte by byte.
    fn ends_one_by_one(text: &[u8]) -> Vec<usize> {
        let (mut cell, mut ends) = (Cell::Begins, Vec::new());
        for (at, byte) in text.iter().enumerate() {
            cell = match (cell, byte) {
                (Cell::Quoted, b'"') => Cell::Closed,
                (Cell::Quoted, _) => Cell::Quoted,
                // A quote opens only at the beginning of a cell; behind a closing one it is the second of a doubled one.
                (Cell::Begins | Cell::Closed, b'"') => Cell::Quoted,
                (_, b',' | b'\r') => Cell::Begins,
                (_, b'\n') => {
                    ends.push(at + 1);
                    Cell::Begins
                }
                _ => Cell::Plain,
            };
        }
        ends
    }

    #[test]
    fn records_end_where_they_do_byte_by_byte() {
        let alphabet = *b"a,\"\n\r";
        for length in 0..=7_u32 {
            for number in 0..alphabet.len().pow(length) {
                let digit = |place: u32| alphabet[number / alphabet.len().pow(place) % alphabet.len()];
                let short: Vec<u8> = (0..length).map(digit).collect();
                let long = [b"a cell,\"and\"\"one\",".as_slice(), &short].concat();
                for text in [short, long] {
                    let ends = ends_one_by_one(&text);
                    assert_eq!(first_end(&text, Ends::Quoted), ends.first().copied(), "{}", text.escape_ascii());
                    assert_eq!(last_end(&text, Ends::Quoted), ends.last().copied(), "{}", text.escape_ascii());
                }
            }
        }
    }

    #[test]
    fn what_stands_behind_a_quote_that_nothing_closes_is_handed_on_bit_by_bit() {
        let lines = 500_000;
        let text = "a,\"b\n".to_owned() + &"c,d\n".repeat(lines);
        let mut chunks = Chunks::new(text.as_bytes(), Ends::Quoted);
        let (mut chunk, mut length, mut count) = (Text::default(), 0, 0);
        while chunks.next(&mut chunk).unwrap() {
            assert_eq!(chunk.broken, (count == 0).then_some(Broken::OpenQuote));
            assert!(chunk.bytes().len() <= 2 * CHUNK, "{} bytes", chunk.bytes().len());
            assert_eq!(
                chunk.first_line,
                1 + text.as_bytes()[..length].iter().filter(|byte| **byte == b'\n').count() as u64
            );
            length += chunk.bytes().len();
            count += 1;
        }
        assert_eq!((length, chunks.line()), (text.len(), lines as u64 + 2));
    }

    /// A small generator of numbers, the same at every run.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, bound: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 11) as usize % bound
        }
    }

    /// Hands over pieces of random lengths, now and then with an interruption before.
    struct Pieces<'t> {
        text: &'t [u8],
        most: usize,
        numbers: Numbers,
    }

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.numbers.below(8) == 0 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let most = 1 + self.numbers.below(self.most);
            let length = buffer.len().min(most);
            self.text.read(&mut buffer[..length])
        }
    }

    /// Texts of cells with quotes, ends of lines and byte-order marks, of which some runs are longer than a chunk, and now
    /// and then one is longer than a record may be.
    fn text(numbers: &mut Numbers, round: u64) -> Vec<u8> {
        const PARTS: [&str; 12] =
            ["a", ",", "\"", "\n", "\r\n", "\r", "\"b\"\"c\"", "\"d\ne\"", ",,", "f\n", "", "\u{feff}"];
        let mut text = if numbers.below(3) == 0 { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        for _ in 0..numbers.below(60) {
            match numbers.below(40) {
                0 if round.is_multiple_of(8) => text.resize(text.len() + CHUNK - 2 + numbers.below(5), b'x'),
                1 if round.is_multiple_of(8) => text.extend(b"g,h\n".repeat(CHUNK / 4 + numbers.below(3))),
                2 if round.is_multiple_of(64) => text.resize(text.len() + MAX_RECORD - 2 + numbers.below(5), b'y'),
                _ => text.extend_from_slice(PARTS[numbers.below(PARTS.len())].as_bytes()),
            }
        }
        text
    }

    #[test]
    fn every_byte_is_handed_on_once_whatever_the_text_and_its_pieces_are() {
        let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
        let (mut too_long, mut open) = (0, 0);
        for round in 0..400 {
            let text = text(&mut numbers, round);
            let ends = if numbers.below(2) == 0 { Ends::Lines } else { Ends::Quoted };
            let most =
                [1, 7, CHUNK / 2, 3 * CHUNK][if text.len() < CHUNK { numbers.below(4) } else { 2 + numbers.below(2) }];
            let input = Pieces { text: &text, most, numbers: Numbers(round + 1) };
            let mut chunks = Chunks::new(input, ends);
            let mut handed = if numbers.below(2) == 0 { chunks.first().unwrap() } else { Vec::new() };
            let (mut chunk, mut is_whole, had_header) = (Text::default(), true, !handed.is_empty());
            while chunks.next(&mut chunk).unwrap() {
                match chunk.broken {
                    None => assert!(chunk.is_cut || chunk.bytes().ends_with(b"\n"), "round {round}"),
                    Some(Broken::OpenQuote) => open += 1,
                    Some(Broken::TooLong(bytes)) => {
                        assert!(bytes > MAX_RECORD as u64, "round {round}: {bytes}");
                        too_long += 1;
                        is_whole = false;
                    }
                }
                handed.extend_from_slice(chunk.bytes());
            }
            assert_eq!(chunks.bytes_read(), text.len() as u64, "round {round}");
            let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
            // A header that is too long is shown by its beginning as well, and not told from one that is whole.
            if is_whole && !(had_header && text.len() > MAX_RECORD) {
                assert!(handed == text, "round {round}: {} of {} bytes", handed.len(), text.len());
                assert_eq!(chunks.line(), 1 + lines(text), "round {round}");
            }
        }
        assert!(too_long > 0 && open > 0, "{too_long} too long, {open} open");
    }
}
