//! What a Parquet file may make a library take in memory, seen from what the file says of itself before it is decoded.
//!
//! A few bytes can stand for gigabytes: a page that says it is long, a long text that many rows share, a list of nothing
//! with a billion items. A file is read in so few rows at a time that they fit, and refused where not even one would.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::{Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;

use super::pages;
use super::thrift::{FALSE, I32, LIST, STRUCT, Thrift};

/// Rows that are decoded at a time where they are no longer than usual: enough that beginning and ending their columns costs
/// nothing beside them, and so few that they take little memory for each thread.
pub const ROWS: usize = 2048;

/// What the rows decoded at a time may take.
const BATCH: u64 = 64 << 20;

/// What a page may take, and the pages of all columns together.
const PAGE: u64 = 64 << 20;
const PAGES: u64 = 192 << 20;

/// What the lists of a group of rows may take: they can all belong to one row.
const LISTS: u64 = 320 << 20;

/// The metadata at the end of a file. A gigabyte of records has some hundred kilobytes.
const FOOTER: u64 = 16 << 20;

/// How deep columns may stand in each other.
const DEPTH: usize = 64;

/// The longest head of a page.
const HEAD: u64 = 1 << 20;

/// Looks at the metadata at the end of a file: a library reserves memory for the columns that it says there are.
pub fn footer(file: &File) -> Result<(), String> {
    let length = Length::len(file);
    // What is no Parquet file at all the library says best.
    let Some(tail) = length.checked_sub(8) else { return Ok(()) };
    let bytes = |start, length| file.get_bytes(start, length).map_err(|error| error.to_string());
    let Some(size) = bytes(tail, 8)?.first_chunk().copied().map(u32::from_le_bytes) else { return Ok(()) };
    let Some(start) = tail.checked_sub(size.into()) else { return Ok(()) };
    if u64::from(size) > FOOTER {
        return Err(said!(
            "metadata of {size} bytes; at most {FOOTER} are read",
            "メタデータが{size}バイトある（読み取れるのは{FOOTER}バイトまで）"
        ));
    }
    let footer = bytes(start, size as usize)?;
    match children(&footer) {
        Some(children) if is_tree(&children) => Ok(()),
        _ => Err(word!("its list of columns makes no sense", "列の一覧が壊れている").to_owned()),
    }
}

/// How many columns each column says stand in it, in the file's order.
fn children(footer: &[u8]) -> Option<Vec<i64>> {
    let mut children = Vec::new();
    Thrift::new(footer).fields(|thrift, id, kind| {
        if (id, kind) != (2, LIST) {
            return Some(false);
        }
        let (length, kind) = thrift.list()?;
        for _ in 0..length {
            (kind == STRUCT).then_some(())?;
            let mut inside = 0;
            thrift.fields(|thrift, id, kind| {
                let is_count = (id, kind) == (5, I32);
                if is_count {
                    inside = thrift.integer()?;
                }
                Some(is_count)
            })?;
            children.push(inside);
        }
        Some(true)
    })?;
    Some(children)
}

fn is_tree(children: &[i64]) -> bool {
    let count = i64::try_from(children.len()).unwrap_or(i64::MAX);
    let mut open = vec![1];
    for inside in children {
        while open.last() == Some(&0) {
            open.pop();
        }
        let Some(left) = open.last_mut() else { return false };
        *left -= 1;
        if !(0..count).contains(inside) || open.len() > DEPTH {
            return false;
        }
        if *inside > 0 {
            open.push(*inside);
        }
    }
    open.iter().all(|left| *left == 0)
}

/// How many rows of a group may be decoded at a time.
pub fn rows(file: &Arc<File>, metadata: &ParquetMetaData, group: usize) -> Result<usize, String> {
    let group = metadata.row_group(group);
    let (mut width, mut pages, mut lists) = (0_u64, 0_u64, 0_u64);
    for column in group.columns() {
        let path = column.column_path().string();
        let look = Look { file, column, group, length: Length::len(&**file) };
        let size = look.size().map_err(|why| format!("{path:?}: {why}"))?;
        pages += size.pages;
        match column.column_descr().max_rep_level() {
            0 => width = width.saturating_add(size.value),
            _ => lists = lists.saturating_add(size.values.saturating_mul(size.value + LEVELS)),
        }
    }
    match () {
        () if pages > PAGES => Err(said!(
            "pages of {pages} bytes; at most {PAGES} are read at a time",
            "ページが{pages}バイトある（一度に読み取れるのは{PAGES}バイトまで）"
        )),
        () if lists > LISTS => Err(said!(
            "lists that may take {lists} bytes in one group of rows; at most {LISTS} are read: write smaller groups",
            "1つの行グループのリストが{lists}バイトになり得る（読み取れるのは{LISTS}バイトまで）。より小さな行グループで書き出すこと"
        )),
        () if width > BATCH => Err(said!(
            "a row that may take {width} bytes; at most {BATCH} are read",
            "{width}バイトになり得る行がある（読み取れるのは{BATCH}バイトまで）"
        )),
        () => Ok(usize::try_from(BATCH / width.max(1)).unwrap_or(ROWS).clamp(1, ROWS)),
    }
}

/// What an item of a list takes beside its value: its levels, and where it ends.
const LEVELS: u64 = 8;

/// What decoding a column of a group takes.
struct Size {
    /// A value, where many are no longer than the longest.
    value: u64,
    /// How many values there are, those that are null with them.
    values: u64,
    /// The longest page and the dictionary.
    pages: u64,
}

struct Look<'f> {
    file: &'f Arc<File>,
    column: &'f ColumnChunkMetaData,
    group: &'f RowGroupMetaData,
    length: u64,
}

/// What the head of a page says.
#[derive(Default)]
struct Head {
    kind: i64,
    uncompressed: i64,
    compressed: i64,
    values: i64,
    encoding: i64,
    /// Of the second kind of pages: the bytes of levels before the values, which are never packed.
    levels: i64,
    is_plain: bool,
}

// Kinds of pages, and encodings, as the format numbers them.
const DATA: i64 = 0;
const DICTIONARY: i64 = 2;
const DATA_V2: i64 = 3;
const DELTA_LENGTH_BYTE_ARRAY: i64 = 6;
const DELTA_BYTE_ARRAY: i64 = 7;
const OF_DICTIONARY: [i64; 2] = [2, 8];

impl Look<'_> {
    fn size(&self) -> Result<Size, String> {
        let column = self.column;
        let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
        let place = |offset: i64| u64::try_from(offset).ok().filter(|offset| *offset <= self.length);
        let (Some(start), Some(size)) = (place(start), place(column.compressed_size())) else {
            return Err(word!("it stands outside the file", "ファイルの範囲外にある").to_owned());
        };
        let end = (start + size).min(self.length);
        let fixed = match column.column_descr().physical_type() {
            Type::BYTE_ARRAY => 0,
            Type::FIXED_LEN_BYTE_ARRAY => u64::try_from(column.column_descr().type_length()).unwrap_or(0),
            Type::BOOLEAN => 1,
            _ => 16,
        };
        let is_text = column.column_descr().physical_type() == Type::BYTE_ARRAY;
        let (mut value, mut values, mut longest, mut dictionary) = (fixed, 0_u64, 0_u64, 0_u64);
        let (mut dictionary_is_long, mut has_deltas) = (false, false);
        let mut at = start;
        while at < end {
            let (head, read) = self.head(at, end)?;
            let whole = |number: i64| {
                u64::try_from(number).map_err(|_| said!("a page that says {number}", "値が{number}のページがある"))
            };
            let (uncompressed, compressed) = (whole(head.uncompressed)?, whole(head.compressed)?);
            let count = whole(head.values)?;
            let body = at + read;
            at = body.saturating_add(compressed);
            if at > self.length {
                return Err(said!(
                    "a page of {compressed} bytes, of which the file has not so many",
                    "ファイルの残りより長い{compressed}バイトのページがある"
                ));
            }
            if uncompressed > PAGE {
                return Err(said!(
                    "a page of {uncompressed} bytes; at most {PAGE} are read",
                    "{uncompressed}バイトのページがある（読み取れるのは{PAGE}バイトまで）"
                ));
            }
            if pages::is_unbounded(column.compression()) && !head.is_plain {
                self.unpacked(body, compressed, uncompressed, whole(head.levels)?)?;
            }
            match head.kind {
                DICTIONARY => {
                    let least = if is_text { 4 } else { 1 };
                    if count.saturating_mul(least) > uncompressed {
                        return Err(said!(
                            "a dictionary of {count} values in {uncompressed} bytes",
                            "{uncompressed}バイトに対し{count}個の値の辞書がある"
                        ));
                    }
                    dictionary = dictionary.max(uncompressed);
                    // Other values than texts take what they take, however many a dictionary has.
                    if is_text && uncompressed > BATCH / ROWS as u64 / 64 {
                        dictionary_is_long = true;
                    } else if is_text {
                        value = value.max(uncompressed);
                    }
                }
                DATA | DATA_V2 => {
                    values += count;
                    longest = longest.max(uncompressed);
                    has_deltas |= is_text && matches!(head.encoding, DELTA_LENGTH_BYTE_ARRAY | DELTA_BYTE_ARRAY);
                    value = value.max(match head.encoding {
                        _ if !is_text => 0,
                        // Each text can be a beginning of the one before, and take no byte of its own.
                        DELTA_BYTE_ARRAY => uncompressed,
                        encoding if OF_DICTIONARY.contains(&encoding) => 0,
                        _ => uncompressed.div_ceil(count.max(1)),
                    });
                }
                _ => {}
            }
        }
        let is_flat = column.column_descr().max_rep_level() == 0;
        if is_flat && i64::try_from(values).is_ok_and(|values| values > self.group.num_rows()) {
            return Err(said!("{values} values for {} rows", "{}行に対し{values}個の値がある", self.group.num_rows()));
        }
        if dictionary_is_long || has_deltas {
            value = value.max(self.within_pages(dictionary_is_long, has_deltas)?);
        }
        Ok(Size { value, values, pages: longest + dictionary })
    }

    /// Looks whether a packed page holds no more than it says.
    fn unpacked(&self, body: u64, compressed: u64, uncompressed: u64, levels: u64) -> Result<(), String> {
        let (Some(packed), Some(says)) = (compressed.checked_sub(levels), uncompressed.checked_sub(levels)) else {
            return Err(said!(
                "a page of {compressed} bytes with levels of {levels}",
                "{compressed}バイトのページに{levels}バイトのレベルがある"
            ));
        };
        let length = usize::try_from(packed).map_err(|error| error.to_string())?;
        let packed = self.file.get_bytes(body + levels, length).map_err(|error| error.to_string())?;
        pages::check(self.column.compression(), &packed, says)
    }

    /// The head of the page at a place, and how many bytes it takes.
    fn head(&self, at: u64, end: u64) -> Result<(Head, u64), String> {
        let mut length = 256;
        loop {
            let held = length.min(end - at);
            let bytes = self.file.get_bytes(at, held as usize).map_err(|error| error.to_string())?;
            let mut thrift = Thrift::new(&bytes);
            if let Some(head) = Head::read(&mut thrift) {
                return Ok((head, thrift.read() as u64));
            }
            if held < length || length >= HEAD {
                return Err(word!("a page whose head makes no sense", "ヘッダーが壊れたページがある").to_owned());
            }
            length *= 4;
        }
    }

    /// Looks into the pages themselves: the longest text of a dictionary, and how many texts those say that they have
    /// which are written as differences.
    fn within_pages(&self, dictionary_is_long: bool, has_deltas: bool) -> Result<u64, String> {
        let failed = |error: parquet::errors::ParquetError| error.to_string();
        let rows = usize::try_from(self.group.num_rows()).unwrap_or(usize::MAX);
        let mut pages = SerializedPageReader::new(self.file.clone(), self.column, rows, None).map_err(failed)?;
        let mut value = 0;
        while let Some(page) = pages.get_next_page().map_err(failed)? {
            match &page {
                Page::DictionaryPage { buf, .. } if dictionary_is_long => value = longest(buf),
                Page::DictionaryPage { .. } => {}
                _ if !has_deltas => break,
                _ => self.deltas(&page)?,
            }
        }
        Ok(value)
    }

    fn deltas(&self, page: &Page) -> Result<(), String> {
        if !matches!(page.encoding(), Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY) {
            return Ok(());
        }
        let bytes = page.buffer();
        let descriptor = self.column.column_descr();
        let levels = match page {
            Page::DataPageV2 { def_levels_byte_len, rep_levels_byte_len, .. } => {
                u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len)
            }
            _ => {
                let with = [descriptor.max_rep_level(), descriptor.max_def_level()];
                let length = |at: u64| Some(u64::from(length(bytes.get(usize::try_from(at).ok()?..)?)?));
                let skip = |at: u64, _| Some(at + 4 + length(at)?);
                with.iter().filter(|level| **level > 0).try_fold(0, skip).unwrap_or(u64::MAX)
            }
        };
        let head = |bytes: &[u8]| {
            let mut thrift = Thrift::new(bytes);
            let (_in_block, _blocks) = (thrift.varint()?, thrift.varint()?);
            thrift.varint()
        };
        let values = usize::try_from(levels).ok().and_then(|levels| bytes.get(levels..)).and_then(head);
        match values {
            Some(values) if values <= u64::from(page.num_values()) && values * 4 <= PAGE => Ok(()),
            _ => Err(word!("a page of texts whose number makes no sense", "文字列の数が不正なページがある").to_owned()),
        }
    }
}

impl Head {
    fn read(thrift: &mut Thrift<'_>) -> Option<Head> {
        let mut head = Head::default();
        thrift.fields(|thrift, id, kind| {
            let into = match (id, kind) {
                (1, I32) => &mut head.kind,
                (2, I32) => &mut head.uncompressed,
                (3, I32) => &mut head.compressed,
                (5 | 7 | 8, STRUCT) => {
                    let of_encoding = if id == 8 { 4 } else { 2 };
                    thrift.fields(|thrift, id, kind| {
                        let into = match (id, kind) {
                            (1, I32) => &mut head.values,
                            // How long the levels are, in two parts.
                            (5 | 6, I32) if of_encoding == 4 => {
                                head.levels = head.levels.saturating_add(thrift.integer()?.max(0));
                                return Some(true);
                            }
                            // False stands in the kind of the field.
                            (7, FALSE) if of_encoding == 4 => {
                                head.is_plain = true;
                                return Some(false);
                            }
                            (id, I32) if id == of_encoding => &mut head.encoding,
                            _ => return Some(false),
                        };
                        *into = thrift.integer()?;
                        Some(true)
                    })?;
                    return Some(true);
                }
                _ => return Some(false),
            };
            *into = thrift.integer()?;
            Some(true)
        })?;
        Some(head)
    }
}

/// A length of four bytes.
fn length(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.first_chunk()?))
}

/// The longest of texts that stand one after another, each behind its length.
fn longest(mut texts: &[u8]) -> u64 {
    let mut most = 0;
    while let Some(length) = length(texts) {
        most = most.max(u64::from(length));
        texts = texts.get(4 + length as usize..).unwrap_or_default();
    }
    most
}
