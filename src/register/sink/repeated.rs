//! A column of few values, as Parquet writes it: the values once, and for each row a position among them.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use bytes::Bytes;
use parquet::basic::{Compression, Encoding, PageType};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ColumnChunkMetaData, OffsetIndexBuilder, PageEncodingStats};
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

use super::runs::{run, runs, width_of};

/// Rows in a page, as the library has it.
const ROWS_IN_PAGE: usize = 20_000;

/// In the place of a position: the row has no value.
const NONE: u32 = u32::MAX;

/// In the place of a position: the value was not yet looked up.
const UNKNOWN: u32 = u32::MAX - 1;

/// A column of a row group.
pub struct Repeated {
    column: ColumnDescPtr,
    /// The values as they are written.
    values: Vec<u8>,
    /// Where each stands among them.
    positions: HashMap<Vec<u8>, u32>,
    /// The values that the last rows referred to, and where each of these stands among all.
    last: Option<(ArrayRef, Vec<u32>)>,
    /// The positions of the page under way.
    page: Vec<u32>,
    pages: Vec<Encoded>,
}

/// A page without its header.
struct Encoded {
    bytes: Vec<u8>,
    rows: u32,
}

impl Repeated {
    pub fn new(column: ColumnDescPtr) -> Repeated {
        let (values, positions) = (Vec::new(), HashMap::new());
        Repeated { column, values, positions, last: None, page: Vec::with_capacity(ROWS_IN_PAGE), pages: Vec::new() }
    }

    /// Adds rows of a dictionary of words or rates. Where one has no value, this stands in the dictionary.
    pub fn write(&mut self, array: &ArrayRef) -> Result<()> {
        let rows = array.as_dictionary_opt::<Int32Type>();
        let is_known = |kind: &DataType| matches!(kind, DataType::Utf8 | DataType::Decimal128(..));
        let Some(rows) = rows.filter(|rows| is_known(rows.values().data_type())) else {
            return Err(ParquetError::General(format!("no dictionary of words or rates: {}", array.data_type())));
        };
        let values = rows.values();
        let mut known = match self.last.take() {
            Some((last, known)) if Arc::ptr_eq(&last, values) => known,
            _ => vec![UNKNOWN; values.len()],
        };
        let mut left: &[i32] = rows.keys().values();
        for key in left {
            if let Some(position) = known.get_mut(*key as usize)
                && *position == UNKNOWN
            {
                *position = self.position(values, *key as usize);
            }
        }
        while !left.is_empty() {
            let (now, later) = left.split_at(left.len().min(ROWS_IN_PAGE - self.page.len()));
            self.page.extend(now.iter().map(|key| known.get(*key as usize).copied().unwrap_or(NONE)));
            if self.page.len() == ROWS_IN_PAGE {
                self.end_page();
            }
            left = later;
        }
        self.last = Some((values.clone(), known));
        Ok(())
    }

    /// Where a value stands among those of the row group, to which it is added.
    fn position(&mut self, values: &ArrayRef, at: usize) -> u32 {
        let Some(value) = written(values, at) else { return NONE };
        let next = self.positions.len() as u32;
        *self.positions.entry(value).or_insert_with_key(|value| {
            self.values.extend_from_slice(value);
            next
        })
    }

    /// A page has which rows have a value, and the positions of those that have.
    fn end_page(&mut self) {
        if self.page.is_empty() {
            return;
        }
        let width = width_of(self.positions.len());
        let without = self.page.iter().filter(|position| **position == NONE).count();
        let (levels, positions) = if without == 0 {
            (run(1, self.page.len(), 1), runs(&self.page, width))
        } else {
            let stated: Vec<u32> = self.page.iter().copied().filter(|position| *position != NONE).collect();
            let is_stated: Vec<u32> = self.page.iter().map(|position| u32::from(*position != NONE)).collect();
            (runs(&is_stated, 1), runs(&stated, width))
        };
        let mut bytes = Vec::with_capacity(levels.len() + positions.len() + 5);
        bytes.extend((levels.len() as u32).to_le_bytes());
        bytes.extend(levels);
        bytes.push(width);
        bytes.extend(positions);
        self.pages.push(Encoded { bytes, rows: self.page.len() as u32 });
        self.page.clear();
    }

    /// The column as it stands in a file, and what is said of it at the file's end.
    pub fn close(mut self) -> Result<(Bytes, ColumnCloseResult)> {
        self.end_page();
        let mut out = TrackedWrite::new(Vec::new());
        let mut writer = SerializedPageWriter::new(&mut out);
        let (page_count, num_values) = (self.pages.len() as i32, self.positions.len() as u32);
        let values =
            Page::DictionaryPage { buf: self.values.into(), num_values, encoding: Encoding::PLAIN, is_sorted: false };
        let dictionary = writer.write_page(uncompressed(values))?;
        let (mut size, mut rows) = (dictionary.uncompressed_size, 0);
        let mut offsets = OffsetIndexBuilder::new();
        for page in self.pages {
            let data = Page::DataPage {
                buf: page.bytes.into(),
                num_values: page.rows,
                encoding: Encoding::RLE_DICTIONARY,
                def_level_encoding: Encoding::RLE,
                rep_level_encoding: Encoding::RLE,
                statistics: None,
            };
            let written = writer.write_page(uncompressed(data))?;
            offsets.append_offset_and_size(written.offset as i64, written.compressed_size as i32);
            offsets.append_row_count(page.rows.into());
            size += written.uncompressed_size;
            rows += u64::from(page.rows);
        }
        let bytes = Bytes::from(out.into_inner()?);
        let count = |page_type, encoding, count| PageEncodingStats { page_type, encoding, count };
        let metadata = ColumnChunkMetaData::builder(self.column)
            .set_compression(Compression::UNCOMPRESSED)
            .set_encodings(vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY])
            .set_page_encoding_stats(vec![
                count(PageType::DICTIONARY_PAGE, Encoding::PLAIN, 1),
                count(PageType::DATA_PAGE, Encoding::RLE_DICTIONARY, page_count),
            ])
            .set_total_compressed_size(size as i64)
            .set_total_uncompressed_size(size as i64)
            .set_num_values(rows as i64)
            .set_dictionary_page_offset(Some(dictionary.offset as i64))
            .set_data_page_offset(dictionary.bytes_written as i64)
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: bytes.len() as u64,
            rows_written: rows,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: Some(offsets.build()),
        };
        Ok((bytes, close))
    }
}

fn uncompressed(page: Page) -> CompressedPage {
    let size = page.buffer().len();
    CompressedPage::new(page, size)
}

/// A value as a dictionary has it: a text behind its length, a rate of at most nine digits as a whole number of four
/// bytes.
fn written(values: &ArrayRef, at: usize) -> Option<Vec<u8>> {
    if values.is_null(at) {
        return None;
    }
    Some(match values.data_type() {
        DataType::Decimal128(..) => (values.as_primitive::<Decimal128Type>().value(at) as i32).to_le_bytes().to_vec(),
        _ => {
            let text = values.as_string::<i32>().value(at);
            [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat()
        }
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::{Decimal128Array, DictionaryArray, Int32Array, Int64Array, RecordBatch, StringArray};
    use arrow_schema::{Field, Schema};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;

    /// What the library reads of a row group with this column alone.
    fn read(kind: &DataType, batches: &[(ArrayRef, Vec<i32>)]) -> Vec<ArrayRef> {
        let schema = Arc::new(Schema::new(vec![Field::new("x", kind.clone(), true)]));
        let writer = ArrowWriter::try_new(Vec::new(), schema, None).unwrap();
        let (mut file, _) = writer.into_serialized_writer().unwrap();
        let mut column = Repeated::new(file.schema_descr().column(0));
        for (values, positions) in batches {
            let rows = DictionaryArray::new(Int32Array::from(positions.clone()), values.clone());
            column.write(&(Arc::new(rows) as ArrayRef)).unwrap();
        }
        let mut group = file.next_row_group().unwrap();
        let (bytes, close) = column.close().unwrap();
        group.append_column(&bytes, close).unwrap();
        group.close().unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file.into_inner().unwrap())).unwrap();
        let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        batches.iter().map(|batch| batch.column(0).clone()).collect()
    }

    fn words(arrays: &[ArrayRef]) -> Vec<Option<String>> {
        arrays.iter().flat_map(|array| array.as_string::<i32>()).map(|word| word.map(str::to_owned)).collect()
    }

    fn texts(words: &[Option<&str>]) -> ArrayRef {
        Arc::new(StringArray::from(words.to_vec()))
    }

    /// From two batches, the second of which has the same words elsewhere.
    #[test]
    fn each_row_has_its_word_again() {
        let first = (texts(&[Some("treaty"), None, Some("statute")]), vec![0, 0, 1, 2]);
        let second = (texts(&[Some("statute"), Some(""), Some("treaty"), None]), vec![2, 3, 1, 0]);
        let expected = ["treaty", "treaty", "-", "statute", "treaty", "-", "", "statute"];
        let expected: Vec<_> = expected.iter().map(|word| (*word != "-").then(|| (*word).to_owned())).collect();
        assert_eq!(words(&read(&DataType::Utf8, &[first, second])), expected);
    }

    #[test]
    fn a_column_may_have_one_value_or_none() {
        let one = texts(&[Some("determined"), None]);
        for position in [0, 1] {
            let rows = words(&read(&DataType::Utf8, &[(one.clone(), vec![position; 45_000])]));
            assert_eq!(rows.len(), 45_000);
            assert!(rows.iter().all(|word| word.as_deref() == (position == 0).then_some("determined")));
        }
    }

    #[test]
    fn rates_keep_their_places() {
        let kind = DataType::Decimal128(9, 6);
        let rates = vec![Some(15_315_000), None, Some(0), Some(100_000_000)];
        let rates: ArrayRef = Arc::new(Decimal128Array::from(rates).with_data_type(kind.clone()));
        let read = read(&kind, &[(rates, vec![3, 2, 1, 0])]);
        let read: Vec<_> = read.iter().flat_map(|array| array.as_primitive::<Decimal128Type>()).collect();
        assert_eq!(read, [Some(100_000_000), Some(0), None, Some(15_315_000)]);
    }

    /// Words by the hundred, more in each batch than in the one before, in runs of every length, over several pages.
    #[test]
    fn many_words_in_random_order_are_read_as_they_were_written() {
        let mut state = 20_240_628_u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for most in [2, 3, 9, 300, 5000] {
            let (mut batches, mut expected) = (Vec::new(), Vec::new());
            for batch in 1..=30 {
                let count = most * batch / 30 + 1;
                let each: Vec<_> = (0..count).map(|word| (word % 7 != 3).then(|| format!("w{word}"))).collect();
                let mut positions = Vec::new();
                while positions.len() < 2048 {
                    let length = [1, 1, 1, 5, 8, 40][draw(6)];
                    positions.extend(vec![draw(count) as i32; length]);
                }
                expected.extend(positions.iter().map(|position| each[*position as usize].clone()));
                batches.push((Arc::new(StringArray::from(each)) as ArrayRef, positions));
            }
            assert!(words(&read(&DataType::Utf8, &batches)) == expected, "{most}");
        }
    }

    #[test]
    fn another_column_is_an_error() {
        let schema = Arc::new(Schema::new(vec![Field::new("x", DataType::Utf8, true)]));
        let writer = ArrowWriter::try_new(Vec::new(), schema, None).unwrap();
        let (file, _) = writer.into_serialized_writer().unwrap();
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        let of_numbers: ArrayRef = Arc::new(DictionaryArray::new(Int32Array::from(vec![0]), numbers.clone()));
        for array in [texts(&[Some("treaty")]), numbers, of_numbers] {
            assert!(Repeated::new(file.schema_descr().column(0)).write(&array).is_err(), "{}", array.data_type());
        }
    }
}
