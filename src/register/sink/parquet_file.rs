//! Rows into a Parquet file.
//!
//! The library encodes every column but those of words and rates. These come as positions in a dictionary already, which
//! the library takes apart: it looks each word up again, row by row.

use std::io::Write;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Field;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnWriter, ArrowRowGroupWriterFactory, ArrowWriterOptions, compute_leaves};
use parquet::basic::{Compression, Encoding};
use parquet::errors::Result;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::ColumnPath;

use super::repeated::Repeated;
use crate::register::columnar::schema_with;
use crate::render::rows::{Chosen, Kind};

/// Rows in a row group: what a Parquet output keeps in memory.
const ROW_GROUP: usize = 128 * 1024;

/// Rows that are encoded at a time.
const ROWS_AT_ONCE: usize = 8192;

/// A Parquet file that is written batch by batch.
pub struct ParquetFile<W: Write + Send> {
    file: SerializedFileWriter<W>,
    library: ArrowRowGroupWriterFactory,
    /// Which columns are of words and rates; those that are passed on stand behind them.
    are_repeated: Vec<bool>,
    group: Option<Group>,
}

/// The row group under way.
struct Group {
    columns: Vec<Column>,
    rows: usize,
}

/// A column of a row group.
enum Column {
    Repeated(Repeated),
    /// One writer, or as many as a nested column has leaves.
    Other(Vec<ArrowColumnWriter>),
}

impl<W: Write + Send> ParquetFile<W> {
    pub fn new(output: W, chosen: &Chosen, kept: &[Field]) -> Result<ParquetFile<W>> {
        // The Arrow types are those that the columns have by themselves, and need not be stated; but of those that are
        // passed on.
        let options = ArrowWriterOptions::new().with_properties(properties(chosen));
        let options = options.with_skip_arrow_metadata(kept.is_empty());
        let writer = ArrowWriter::try_new_with_options(output, schema_with(false, chosen, kept), options)?;
        let (file, library) = writer.into_serialized_writer()?;
        let are_repeated = chosen.each().map(|(_, kind)| is_repeated(kind)).collect();
        Ok(ParquetFile { file, library, are_repeated, group: None })
    }

    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        let mut written = 0;
        while written < batch.num_rows() {
            let group = match &mut self.group {
                Some(group) => group,
                none => none.insert(Group::new(&self.file, &self.library, &self.are_repeated)?),
            };
            let rows = (ROW_GROUP - group.rows).min(batch.num_rows() - written);
            group.write(&batch.slice(written, rows))?;
            written += rows;
            if group.rows == ROW_GROUP {
                self.end_group()?;
            }
        }
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        let Some(group) = self.group.take() else { return Ok(()) };
        let mut out = self.file.next_row_group()?;
        for column in group.columns {
            column.append_to(&mut out)?;
        }
        out.close()?;
        Ok(())
    }

    /// The output, with all that stands behind the rows.
    pub fn finish(mut self) -> Result<W> {
        self.end_group()?;
        self.file.into_inner()
    }
}

impl Group {
    fn new<W: Write + Send>(
        file: &SerializedFileWriter<W>,
        library: &ArrowRowGroupWriterFactory,
        are_repeated: &[bool],
    ) -> Result<Group> {
        let schema = file.schema_descr();
        let mut columns: Vec<Column> = Vec::new();
        let writers = library.create_column_writers(file.flushed_row_groups().len())?;
        for (leaf, writer) in writers.into_iter().enumerate() {
            let root = schema.get_column_root_idx(leaf);
            match columns.get_mut(root) {
                Some(Column::Other(writers)) => writers.push(writer),
                _ if are_repeated.get(root) == Some(&true) => {
                    columns.push(Column::Repeated(Repeated::new(schema.column(leaf))));
                }
                _ => columns.push(Column::Other(vec![writer])),
            }
        }
        Ok(Group { columns, rows: 0 })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        let schema = batch.schema();
        for ((column, field), array) in self.columns.iter_mut().zip(schema.fields()).zip(batch.columns()) {
            column.write(field, array)?;
        }
        self.rows += batch.num_rows();
        Ok(())
    }
}

impl Column {
    fn write(&mut self, field: &Field, array: &ArrayRef) -> Result<()> {
        match self {
            Column::Repeated(column) => column.write(array),
            Column::Other(writers) => {
                let leaves = compute_leaves(field, array)?;
                writers.iter_mut().zip(leaves).try_for_each(|(writer, leaf)| writer.write(&leaf))
            }
        }
    }

    fn append_to<W: Write + Send>(self, out: &mut SerializedRowGroupWriter<'_, W>) -> Result<()> {
        match self {
            Column::Repeated(column) => {
                let (bytes, close) = column.close()?;
                out.append_column(&bytes, close)
            }
            Column::Other(writers) => {
                writers.into_iter().try_for_each(|writer| writer.close()?.append_to_row_group(out))
            }
        }
    }
}

/// Words and rates repeat from row to row; an id or an amount hardly ever does.
fn is_repeated(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Rate)
}

/// How the library encodes the other columns. Whole yen take as many bits as they need, as positions in a dictionary do,
/// which no compression makes fewer. Rows stand in the input's order, so that the least and the greatest of a page
/// exclude nothing.
fn properties(chosen: &Chosen) -> WriterProperties {
    let plain = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_write_batch_size(ROWS_AT_ONCE)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_enabled(false);
    let yen = chosen.each().filter(|(_, kind)| *kind == Kind::Yen);
    let packed = |properties: WriterPropertiesBuilder, (name, _): (&str, _)| {
        let column = ColumnPath::from(name);
        let properties = properties.set_column_encoding(column.clone(), Encoding::DELTA_BINARY_PACKED);
        properties.set_column_compression(column, Compression::UNCOMPRESSED)
    };
    yen.fold(plain, packed).build()
}
