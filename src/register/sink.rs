//! Where rows go: text, Arrow streams, Parquet files.

mod parquet_file;
mod repeated;
mod runs;

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Field};
use parquet::errors::ParquetError;

use super::columnar::{row_text, schema_with};
use super::task::Block;
use super::{Fault, Format};
use crate::receipt::rows::Digester;
use crate::render::rows::{Chosen, csv_header, push_cell};
use parquet_file::ParquetFile;

type Output<'w> = Box<dyn Write + Send + 'w>;

/// An output that is written block by block.
pub enum Sink<'w> {
    Text(Output<'w>),
    Arrow(Box<StreamWriter<Output<'w>>>),
    Parquet(Box<ParquetFile<Output<'w>>>),
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
            Format::Arrow => Sink::Arrow(Box::new(
                StreamWriter::try_new(output, &schema_with(false, chosen, kept)).map_err(in_arrow)?,
            )),
            Format::Parquet => Sink::Parquet(Box::new(ParquetFile::new(output, chosen, kept).map_err(in_parquet)?)),
        })
    }

    /// An output of columns of which every row is digested.
    pub fn digesting(self, digester: Arc<Mutex<Digester>>) -> Sink<'w> {
        Sink::Digested(Box::new(self), digester)
    }

    pub fn write(&mut self, block: &Block) -> Result<(), Fault> {
        match (self, &block.batch) {
            (Sink::Text(output), _) => output.write_all(&block.text).map_err(Fault::Output),
            (Sink::Arrow(writer), Some(batch)) => writer.write(batch).map_err(in_arrow),
            (Sink::Parquet(file), Some(batch)) => file.write(batch).map_err(in_parquet),
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
                writer.finish().map_err(in_arrow)?;
                writer.get_mut().flush().map_err(Fault::Output)
            }
            Sink::Parquet(file) => {
                let mut output = file.finish().map_err(in_parquet)?;
                output.flush().map_err(Fault::Output)
            }
            Sink::Digested(sink, _) => sink.finish(),
        }
    }
}

fn in_arrow(error: ArrowError) -> Fault {
    match error {
        ArrowError::IoError(_, error) => Fault::Output(error),
        other => Fault::Output(io::Error::other(other)),
    }
}

fn in_parquet(error: ParquetError) -> Fault {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => Fault::Output(*error),
            Err(other) => Fault::Output(io::Error::other(other)),
        },
        other => Fault::Output(io::Error::other(other)),
    }
}
