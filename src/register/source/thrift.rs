//! As much of Thrift's compact protocol as it takes to see what a Parquet file says of itself, before a library reserves
//! memory for it. Nothing here allocates; `None` is what is cut short or makes no sense.

/// How deep structs and lists may stand in each other.
const MAX_DEPTH: u32 = 64;

/// The kinds of values that are looked at.
pub const FALSE: u8 = 2;
pub const I32: u8 = 5;
pub const LIST: u8 = 9;
pub const STRUCT: u8 = 12;

/// Bytes that are read value by value.
#[derive(Clone, Copy, Debug)]
pub struct Thrift<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Thrift<'b> {
    pub fn new(bytes: &'b [u8]) -> Thrift<'b> {
        Thrift { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub fn read(&self) -> usize {
        self.at
    }

    /// Reads a struct: `field` is told the number and the kind of each field, and returns whether it read it.
    pub fn fields(&mut self, mut field: impl FnMut(&mut Self, i64, u8) -> Option<bool>) -> Option<()> {
        let mut id = 0;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(());
            }
            let kind = head & 0x0F;
            id = if head >> 4 == 0 { self.integer()? } else { id + i64::from(head >> 4) };
            if !field(self, id, kind)? {
                self.skip(kind, MAX_DEPTH)?;
            }
        }
    }

    /// A whole number of whatever width.
    pub fn integer(&mut self) -> Option<i64> {
        let written = self.varint()?;
        Some((written >> 1).cast_signed() ^ -(written & 1).cast_signed())
    }

    /// The length and the kind of a list that begins here.
    pub fn list(&mut self) -> Option<(usize, u8)> {
        let head = self.byte()?;
        let length = if head >> 4 == 15 { usize::try_from(self.varint()?).ok()? } else { usize::from(head >> 4) };
        // Each item takes a byte at the least.
        (length <= self.bytes.len() - self.at).then_some((length, head & 0x0F))
    }

    pub fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at)?;
        self.at += 1;
        Some(*byte)
    }

    fn skip_bytes(&mut self, count: u64) -> Option<()> {
        self.at = self.at.checked_add(usize::try_from(count).ok()?).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }

    fn skip(&mut self, kind: u8, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            // True and false stand in the field's head.
            1 | 2 => Some(()),
            3 => self.skip_bytes(1),
            4..=6 => self.varint().map(drop),
            7 => self.skip_bytes(8),
            8 => {
                let length = self.varint()?;
                self.skip_bytes(length)
            }
            LIST | 10 => {
                let (length, kind) = self.list()?;
                (0..length).try_for_each(|_| self.skip_item(kind, depth))
            }
            11 => {
                let length = self.varint()?;
                let kinds = if length > 0 { self.byte()? } else { 0 };
                (0..length).try_for_each(|_| {
                    self.skip_item(kinds >> 4, depth)?;
                    self.skip_item(kinds & 0x0F, depth)
                })
            }
            STRUCT => loop {
                let head = self.byte()?;
                if head == 0 {
                    return Some(());
                }
                if head >> 4 == 0 {
                    self.varint()?;
                }
                self.skip(head & 0x0F, depth)?;
            },
            13 => self.skip_bytes(16),
            _ => None,
        }
    }

    fn skip_item(&mut self, kind: u8, depth: u32) -> Option<()> {
        // In a list, true and false are a byte.
        if matches!(kind, 1 | 2) { self.skip_bytes(1) } else { self.skip(kind, depth) }
    }
}
