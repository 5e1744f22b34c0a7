//! The messages of an Arrow stream, looked at before a library reads them: where they are packed, a few bytes can say that
//! they stand for any number, and the library reserves as many.

use std::io::{self, Read};

use arrow_ipc::{MessageHeader, RecordBatch, root_as_message};

use super::guard::caught;
use crate::register::hand_over::hand_over;

/// What the metadata of one message may take.
const HEAD: usize = 64 << 20;

/// Hands on a stream message by message.
pub struct Frames<R> {
    input: R,
    /// Bytes that were looked at and not yet read.
    ahead: Vec<u8>,
    at: usize,
    /// Of the message: bytes that are handed on as they are.
    left: u64,
    /// What packed messages say that they come to, from the beginning.
    pub inflated: u64,
    /// What one message may come to.
    most: u64,
    begins: bool,
}

impl<R: Read> Frames<R> {
    pub fn new(input: R, most: u64) -> Frames<R> {
        Frames { input, ahead: Vec::new(), at: 0, left: 0, inflated: 0, most, begins: true }
    }

    /// Reads the head of the next message, and the rest of it where that is packed.
    fn next(&mut self) -> io::Result<()> {
        self.at = 0;
        self.ahead.clear();
        self.fill(8)?;
        if self.begins && self.ahead == b"ARROW1\0\0" {
            // Some writers go on at the next multiple of 64.
            let magic = std::mem::take(&mut self.ahead);
            self.fill(8)?;
            while self.ahead == [0; 8] {
                self.ahead.clear();
                self.fill(8)?;
            }
            self.ahead.splice(0..0, magic);
            self.begins = false;
            return self.message(8);
        }
        self.begins = false;
        self.message(0)
    }

    fn message(&mut self, start: usize) -> io::Result<()> {
        let head = self.ahead.get(start..).unwrap_or_default();
        let (Some(mark), Some(size)) = (head.first_chunk::<4>(), head.get(4..8)) else { return Ok(()) };
        let size = u32::from_le_bytes(size.try_into().unwrap_or_default()) as usize;
        if *mark != [0xFF; 4] || size > HEAD {
            // Older than packed messages, or none at all: the library says which.
            self.left = u64::MAX;
            return Ok(());
        }
        if size == 0 {
            return Ok(());
        }
        let from = self.ahead.len();
        self.fill(size)?;
        let meta = self.ahead.get(from..).unwrap_or_default();
        let read = caught(|| {
            let message = root_as_message(meta).ok()?;
            let batch = match message.header_type() {
                MessageHeader::RecordBatch => message.header_as_record_batch(),
                MessageHeader::DictionaryBatch => message.header_as_dictionary_batch().and_then(|batch| batch.data()),
                _ => None,
            };
            Some((message.bodyLength(), batch.map(packed_buffers).unwrap_or_default()))
        });
        let (length, buffers) = match read {
            Ok(Some((length, buffers))) => (u64::try_from(length).unwrap_or(u64::MAX), buffers),
            _ => (u64::MAX, Vec::new()),
        };
        if buffers.is_empty() {
            self.left = length;
            return Ok(());
        }
        if length > self.most {
            return Err(io::Error::other(said!(
                "a message of {length} bytes; at most {} are read",
                "{length}バイトのメッセージがある（読み取れるのは{}バイトまで）",
                self.most
            )));
        }
        let body = self.ahead.len();
        self.fill(length as usize)?;
        // Each buffer begins with the length of what it stands for; -1 where it is not packed.
        let body = self.ahead.get(body..).unwrap_or_default();
        let says = |offset: u64| {
            let at = usize::try_from(offset).ok()?;
            Some(i64::from_le_bytes(*body.get(at..)?.first_chunk()?))
        };
        let sizes = buffers.into_iter().filter_map(says).map(|size| u64::try_from(size).unwrap_or(0));
        let inflated = sizes.fold(0, u64::saturating_add);
        if inflated > 2 * self.most {
            let most = 2 * self.most;
            return Err(io::Error::other(said!(
                "a packed message that stands for {inflated} bytes; at most {most} are read",
                "展開すると{inflated}バイトになる圧縮メッセージがある（読み取れるのは{most}バイトまで）"
            )));
        }
        self.inflated += inflated;
        Ok(())
    }

    /// Reads so many more bytes, or what is left.
    fn fill(&mut self, count: usize) -> io::Result<()> {
        (&mut self.input).take(count as u64).read_to_end(&mut self.ahead).map(drop)
    }
}

/// Where the buffers of a packed message begin; nothing where it is not packed.
pub(super) fn packed_buffers(batch: RecordBatch<'_>) -> Vec<u64> {
    let buffers = batch.compression().and_then(|_| batch.buffers());
    let buffers = buffers.into_iter().flatten().filter(|buffer| buffer.length() > 0);
    buffers.filter_map(|buffer| u64::try_from(buffer.offset()).ok()).collect()
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ahead.len() {
            if self.left > 0 {
                let count = (&mut self.input).take(self.left).read(buffer)?;
                self.left -= count as u64;
                return Ok(count);
            }
            self.next()?;
        }
        hand_over(&self.ahead, &mut self.at, buffer)
    }
}
