//! Where rows go: text, Arrow streams, Parquet files.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_ipc::writer::StreamWriter;
use arrow_schema::Field;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;

use super::columnar::{row_text, schema_with};
use super::task::Block;
use super::{Fault, Format};
use crate::receipt::rows::Digester;
use crate::render::rows::{Chosen, Kind, csv_header, push_cell};

type Output<'w> = Box<dyn Write + Send + 'w>;

/// Rows in a row group: what a Parquet output keeps in memory.
const ROW_GROUP: usize = 128 * 1024;

/// Rows that are encoded at a time.
const ROWS_AT_ONCE: usize = 8192;

/// An output that is written block by block.
pub enum Sink<'w> {
    Text(Output<'w>),
    Arrow(Box<StreamWriter<Output<'w>>>),
    Parquet(Box<ArrowWriter<Output<'w>>>),
    /// The same, of which every row is digested as well.
    Digested(Box<Sink<'w>>, Arc<Mutex<Digester>>),
}

impl<'w> Sink<'w> {
    /// Opens the output and writes what stands before the first row.
    pub fn open(output: Output<'w>, format: Format) -> Result<Sink<'w>, Fault> {
        Sink::open_with(output, format, &Chosen::ALL, &[])
    }

    /// The same, with columns that are passed on behind those of every row.
    pub fn open_with(
        mut output: Output<'w>,
        format: Format,
        chosen: &Chosen,
        kept: &[Field],
    ) -> Result<Sink<'w>, Fault> {
        Ok(match format {
            Format::Ndjson => Sink::Text(output),
            Format::Csv => {
                let mut header = csv_header(chosen).trim_end().to_owned().into_bytes();
                for field in kept {
                    header.push(b',');
                    push_cell(&mut header, field.name());
                }
                header.push(b'\n');
                output.write_all(&header).map_err(Fault::Output)?;
                Sink::Text(output)
            }
            Format::Arrow => {
                Sink::Arrow(Box::new(StreamWriter::try_new(output, &schema_with(false, chosen, kept)).map_err(arrow)?))
            }
            Format::Parquet => {
                // The Arrow types are those that the columns have by themselves, and need not be stated; but of those that
                // are passed on.
                let options = ArrowWriterOptions::new().with_properties(properties(chosen));
                let options = options.with_skip_arrow_metadata(kept.is_empty());
                let writer = ArrowWriter::try_new_with_options(output, schema_with(true, chosen, kept), options)
                    .map_err(parquet)?;
                Sink::Parquet(Box::new(writer))
            }
        })
    }

    /// An output of columns of which every row is digested.
    pub fn digesting(self, digester: Arc<Mutex<Digester>>) -> Sink<'w> {
        Sink::Digested(Box::new(self), digester)
    }

    pub fn write(&mut self, block: &Block) -> Result<(), Fault> {
        match (self, &block.batch) {
            (Sink::Text(output), _) => output.write_all(&block.text).map_err(Fault::Output),
            (Sink::Arrow(writer), Some(batch)) => writer.write(batch).map_err(arrow),
            (Sink::Parquet(writer), Some(batch)) => writer.write(batch).map_err(parquet),
            (Sink::Digested(sink, digester), Some(batch)) => {
                let mut digester = digester.lock().unwrap_or_else(PoisonError::into_inner);
                row_text::each_row(batch, |row| digester.add_row(row));
                sink.write(block)
            }
            (_, None) => Ok(()),
        }
    }

    /// Writes what stands after the last row: without it a reader knows that something is missing.
    pub fn finish(self) -> Result<(), Fault> {
        match self {
            Sink::Text(mut output) => output.flush().map_err(Fault::Output),
            Sink::Arrow(mut writer) => {
                writer.finish().map_err(arrow)?;
                writer.get_mut().flush().map_err(Fault::Output)
            }
            Sink::Parquet(writer) => {
                let mut output = writer.into_inner().map_err(parquet)?;
                output.flush().map_err(Fault::Output)
            }
            Sink::Digested(sink, _) => sink.finish(),
        }
    }
}

/// How a Parquet output is encoded. Words and rates repeat from row to row, and stand in dictionaries; an id
/// or an amount hardly ever does, and looking each up in one is the dearest thing that can be done with it. Whole yen
/// take as many bits as they need, as positions in a dictionary do, which no compression makes fewer.
/// Rows stand in the input's order, so that the least and the greatest of a page exclude nothing.
fn properties(chosen: &Chosen) -> WriterProperties {
    let plain = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_write_batch_size(ROWS_AT_ONCE)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_enabled(false);
    let repeated = chosen.each().filter(|(_, kind)| matches!(kind, Kind::Word | Kind::Rate));
    let with_dictionary = |properties: WriterPropertiesBuilder, (name, _): (&str, _)| {
        let column = ColumnPath::from(name);
        let properties = properties.set_column_dictionary_enabled(column.clone(), true);
        properties.set_column_compression(column, Compression::UNCOMPRESSED)
    };
    let yen = chosen.each().filter(|(_, kind)| *kind == Kind::Yen);
    let packed = |properties: WriterPropertiesBuilder, (name, _): (&str, _)| {
        let column = ColumnPath::from(name);
        let properties = properties.set_column_encoding(column.clone(), Encoding::DELTA_BINARY_PACKED);
        properties.set_column_compression(column, Compression::UNCOMPRESSED)
    };
    yen.fold(repeated.fold(plain, with_dictionary), packed).build()
}

fn arrow(error: arrow_schema::ArrowError) -> Fault {
    match error {
        arrow_schema::ArrowError::IoError(_, error) => Fault::Output(error),
        other => Fault::Output(io::Error::other(other)),
    }
}

fn parquet(error: parquet::errors::ParquetError) -> Fault {
    match error {
        parquet::errors::ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => Fault::Output(*error),
            Err(other) => Fault::Output(io::Error::other(other)),
        },
        other => Fault::Output(io::Error::other(other)),
    }
}
