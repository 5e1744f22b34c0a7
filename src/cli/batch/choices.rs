//! What can be chosen of a run: how its register is read, how its rows are written, which of their columns.

use clap::ValueEnum;

use crate::input::listed;
use crate::register::Format;
use crate::register::intake::Form;
use crate::render::rows::{self, Chosen};

/// The forms of a register that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FromChoice {
    /// JSON: an object on each line, objects over several lines, or a list of objects.
    #[value(alias = "json", alias = "jsonl")]
    Ndjson,
    /// Separated values with a header.
    Csv,
    /// The same, separated by tabs.
    Tsv,
    /// An Arrow IPC stream or file.
    Arrow,
    Parquet,
    /// A sheet of a workbook.
    Xlsx,
}

/// The formats of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ToChoice {
    /// One JSON object on each line.
    #[value(alias = "json", alias = "jsonl")]
    Ndjson,
    /// Comma-separated values with a header.
    Csv,
    /// An Arrow IPC stream.
    Arrow,
    Parquet,
}

pub(super) fn separator(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r') => {
            Ok(*byte)
        }
        _ => Err(word!(
            "wanted one character like ; or |, or the word tab",
            ";や|のような1文字、又はtabを指定してください"
        )
        .to_owned()),
    }
}

pub(super) fn chosen(text: &str) -> Result<Chosen, String> {
    if text == "all" {
        return Ok(Chosen::ALL);
    }
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    Chosen::of(names.iter().copied()).map_err(|name| match names.iter().filter(|other| **other == name).count() {
        0 | 1 => said!(
            "got {name:?}; wanted columns of a row, which are {}",
            "{name:?}は出力行の列名ではありません。列：{}",
            listed(rows::COLUMNS.iter().copied())
        ),
        _ => said!("got {name:?} twice; wanted each column once", "{name:?}が重複しています"),
    })
}

/// What an invalid record does to a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnError {
    /// Write its row, and count it.
    Continue,
    /// End the run without writing the output.
    Stop,
}

impl From<FromChoice> for Form {
    fn from(choice: FromChoice) -> Form {
        match choice {
            FromChoice::Ndjson => Form::Json,
            FromChoice::Csv => Form::Separated(None),
            FromChoice::Tsv => Form::Separated(Some(b'\t')),
            FromChoice::Arrow => Form::Arrow,
            FromChoice::Parquet => Form::Parquet,
            FromChoice::Xlsx => Form::Xlsx,
        }
    }
}

impl From<ToChoice> for Format {
    fn from(choice: ToChoice) -> Format {
        match choice {
            ToChoice::Ndjson => Format::Ndjson,
            ToChoice::Csv => Format::Csv,
            ToChoice::Arrow => Format::Arrow,
            ToChoice::Parquet => Format::Parquet,
        }
    }
}
