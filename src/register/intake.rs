//! What a register is by its first bytes: packed or not, in which encoding, in which format; and the stream of plain
//! records behind that.
//!
//! Whatever it is, the same reader follows: comma-separated text, JSON a record on a line, Arrow, Parquet. What is plain
//! already is handed on as it is.

mod delimited;
mod documents;
mod encoded;
mod packed;
mod sheet;
#[cfg(feature = "xlsx")]
mod workbook;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::hand_over::hand_over;
use super::source::Source;
use super::{Fault, Format, Layout, fault};
use crate::input::Names;
use crate::lang;
use delimited::Delimited;
use documents::Documents;
pub use packed::{Packing, is_packed_otherwise, packing, packing_of_name};

type Input = Box<dyn Read + Send>;

/// The forms of a register that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON: an object on each line, or objects over several lines, or a list of objects.
    Json,
    /// Separated values; by which character, where that is known.
    Separated(Option<u8>),
    Arrow,
    Parquet,
    /// A sheet of a workbook.
    Xlsx,
}

/// How the names of files end, and the form that says.
pub const ENDINGS: &[(&str, Form)] = &[
    ("ndjson", Form::Json),
    ("jsonl", Form::Json),
    ("json", Form::Json),
    ("csv", Form::Separated(None)),
    ("tsv", Form::Separated(Some(b'\t'))),
    ("tab", Form::Separated(Some(b'\t'))),
    ("psv", Form::Separated(Some(b'|'))),
    ("arrow", Form::Arrow),
    ("arrows", Form::Arrow),
    ("ipc", Form::Arrow),
    ("feather", Form::Arrow),
    ("parquet", Form::Parquet),
    ("xlsx", Form::Xlsx),
];

/// How a register is to be read, where it does not say so itself.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub form: Option<Form>,
    /// What separates values.
    pub separator: Option<u8>,
    /// The name of an encoding.
    pub encoding: Option<&'a str>,
    /// The name of a sheet; the first without one.
    pub sheet: Option<&'a str>,
    /// What it calls its columns.
    pub names: &'a Names,
    /// The facts that the folders say.
    pub says: &'a [&'a str],
}

impl Form {
    /// The form that the end of a file's name says, that of a packing left aside.
    pub fn of_name(name: &str) -> Option<Form> {
        let name = name.to_ascii_lowercase();
        let (name, _) = packing_of_name(&name);
        let ending = name.rsplit_once('.')?.1;
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, form)| *form)
    }

    /// The format of rows that follows from it, where none is asked for.
    pub fn of_rows(self) -> Format {
        match self {
            Form::Json => Format::Ndjson,
            Form::Separated(_) | Form::Xlsx => Format::Csv,
            Form::Arrow => Format::Arrow,
            Form::Parquet => Format::Parquet,
        }
    }
}

/// A register that is open, and its form.
pub struct Opened {
    pub source: Source,
    pub layout: Layout,
    pub form: Form,
}

/// An input that cannot be read.
pub(super) fn not_read(name: &str, error: &io::Error) -> Fault {
    let error = lang::of_io(error);
    fault(name, said!("could not be read: {error}", "読み取れません（{error}）。"))
}

/// Opens a file.
pub fn open_file(path: &Path, name: &str, wanted: Wanted<'_>) -> Result<Opened, Fault> {
    let opened = || {
        File::open(path).map_err(|error| {
            let error = lang::of_io(&error);
            fault(name, said!("could not be opened: {error}", "開けません（{error}）。"))
        })
    };
    let by_name = path.file_name().and_then(|name| name.to_str()).and_then(Form::of_name);
    let form = wanted.form.or(by_name);
    match form {
        Some(Form::Parquet) => {
            let (source, layout) = Source::parquet_with(opened()?, name, wanted.names, wanted.says)?;
            Ok(Opened { source, layout, form: Form::Parquet })
        }
        Some(Form::Xlsx) => of_sheet(Box::new(opened()?), name, wanted),
        Some(Form::Arrow) if begins_as_arrow_file(&mut opened()?) => {
            let (source, layout) = Source::arrow_file(Box::new(opened()?), name, wanted.names, wanted.says)?;
            Ok(Opened { source, layout, form: Form::Arrow })
        }
        form => open_text(Box::new(opened()?), name, Wanted { form, ..wanted }, wanted.form.is_none()),
    }
}

fn begins_as_arrow_file(file: &mut File) -> bool {
    let mut begins = [0; 6];
    file.read_exact(&mut begins).is_ok() && begins == *b"ARROW1"
}

/// The beginning of a ZIP archive, with the name of what stands first in it.
const ZIP_HEAD: usize = 512;

/// An Arrow file through a pipe is kept in memory, where its writer left out what makes it a stream as well.
const PIPED: u64 = 128 << 20;

/// Opens a stream: standard input, a pipe, or a file that is read from its beginning.
pub fn open_stream(input: Input, name: &str, wanted: Wanted<'_>) -> Result<Opened, Fault> {
    open_text(input, name, wanted, false)
}

/// The same of what a name says at most: a text that shows to be another text than its name says is read as what it is.
fn open_text(input: Input, name: &str, wanted: Wanted<'_>, by_name: bool) -> Result<Opened, Fault> {
    let failed = |error: io::Error| not_read(name, &error);
    let mut input = Peeked::new(input);
    let packing = packed::of_bytes(input.peek(4).map_err(failed)?);
    if let Some(packing) = packing {
        let unpacked = packed::unpacked(input, packing).map_err(|why| fault(name, why))?;
        input = Peeked::new(unpacked);
    }
    let begins = input.peek(8).map_err(failed)?;
    let found = match begins {
        [b'P', b'K', 3, 4, ..] => Some(Form::Xlsx),
        [b'P', b'A', b'R', b'1', ..] => Some(Form::Parquet),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] | [0xFF, 0xFF, 0xFF, 0xFF, ..] => Some(Form::Arrow),
        _ => None,
    };
    // What is no text at all cannot be the text that the name says.
    let form = found.or(wanted.form);
    match form {
        Some(Form::Xlsx) => {
            if let Some(inside) = packed::other_in_zip(input.peek(ZIP_HEAD).map_err(failed)?) {
                return Err(fault(name, packed::of_zip(inside)));
            }
            return of_sheet(Box::new(input), name, wanted);
        }
        Some(Form::Parquet) => {
            let (source, layout) =
                Source::open_with(Box::new(input), Format::Parquet, name, wanted.names, wanted.says)?;
            return Ok(Opened { source, layout, form: Form::Parquet });
        }
        Some(Form::Arrow) if is_file_alone(input.peek(12).map_err(failed)?) => {
            let mut bytes = Vec::new();
            input.take(PIPED + 1).read_to_end(&mut bytes).map_err(failed)?;
            if bytes.len() as u64 > PIPED {
                return Err(fault(
                    name,
                    said!(
                        "an Arrow file of more than {} MiB is read from its end; name the file, or pipe an Arrow stream",
                        "{}MiBを超えるArrowファイルは末尾から読み取ります。ファイル名を指定するか、Arrowストリームをパイプで渡してください。",
                        PIPED >> 20
                    ),
                ));
            }
            let (source, layout) =
                Source::arrow_file(Box::new(io::Cursor::new(bytes)), name, wanted.names, wanted.says)?;
            return Ok(Opened { source, layout, form: Form::Arrow });
        }
        Some(Form::Arrow) => {
            let (source, layout) = Source::open_with(Box::new(input), Format::Arrow, name, wanted.names, wanted.says)?;
            return Ok(Opened { source, layout, form: Form::Arrow });
        }
        Some(Form::Json | Form::Separated(_)) | None => {}
    }
    let encoding =
        encoded::encoding(input.peek(4).map_err(failed)?, wanted.encoding).map_err(|why| fault(name, why))?;
    if let Some(encoding) = encoding {
        input = Peeked::new(encoded::decoded(input, encoding));
    }
    if ends_by_returns(input.peek_lines(1, |_| false).map_err(failed)?) {
        input = Peeked::new(Box::new(Returns(Box::new(input))));
    }
    let form = match form {
        Some(form) if by_name => shown_by(&mut input, form, wanted).map_err(failed)?,
        Some(form) => form,
        None => of_content(&mut input, wanted).map_err(failed)?,
    };
    let (input, format): (Input, Format) = match form {
        Form::Separated(by_form) => {
            let separator = match wanted.separator.or(by_form) {
                Some(separator) => separator,
                None => {
                    let begins = input.peek_lines(1, |_| false).map_err(failed)?;
                    delimited::separator(begins)
                }
            };
            match separator {
                b',' => (Box::new(input), Format::Csv),
                other => (Box::new(Delimited::new(Box::new(input), other)), Format::Csv),
            }
        }
        _ => {
            // Only a first line that is no whole object makes it worth a look at the second.
            let begins = input.peek_lines(2, documents::is_whole).map_err(failed)?;
            match documents::kind(begins) {
                Some(kind) => (Box::new(Documents::new(Box::new(input), kind)), Format::Ndjson),
                None => (Box::new(input), Format::Ndjson),
            }
        }
    };
    let (source, layout) = Source::open_with(input, format, name, wanted.names, wanted.says)?;
    Ok(Opened { source, layout, form })
}

/// Whether lines end with carriage returns alone, as old spreadsheets end them.
fn ends_by_returns(begins: &[u8]) -> bool {
    let (mut is_quoted, mut bytes) = (false, begins.iter().peekable());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => return false,
            b'\r' if !is_quoted => return bytes.peek().is_some_and(|next| **next != b'\n'),
            _ => {}
        }
    }
    false
}

/// Ends lines with newlines that end with carriage returns alone.
struct Returns(Input);

impl Read for Returns {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        buffer.iter_mut().take(count).filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        Ok(count)
    }
}

/// An Arrow file that is no stream behind its first eight bytes.
fn is_file_alone(begins: &[u8]) -> bool {
    begins.starts_with(b"ARROW1") && begins.get(8..12).is_some_and(|mark| mark != [0xFF; 4])
}

/// Separated values where the first line has the columns that every register has; JSON else.
fn of_content(input: &mut Peeked, wanted: Wanted<'_>) -> io::Result<Form> {
    let begins = input.peek_lines(1, |_| false)?;
    let begins = begins.trim_ascii_start();
    if begins.starts_with(b"{") || begins.starts_with(b"[") {
        return Ok(Form::Json);
    }
    let line = begins.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let separator = wanted.separator.unwrap_or_else(|| delimited::separator(line));
    let cells = line.split(|byte| *byte == separator).filter_map(|cell| std::str::from_utf8(cell.trim_ascii()).ok());
    let cells: Vec<_> = cells.map(|cell| wanted.names.rename(cell).map_or(cell, |rename| rename.to.path)).collect();
    let has = |name: &str| wanted.says.contains(&name) || cells.contains(&name);
    Ok(if cells.len() > 1 && has("kind") && has("residence") { Form::Separated(None) } else { Form::Json })
}

/// What a text is that is named as `form`: JSON begins with a brace or a bracket, and separated values with a header.
fn shown_by(input: &mut Peeked, form: Form, wanted: Wanted<'_>) -> io::Result<Form> {
    let begins = input.peek_lines(1, |_| false)?.trim_ascii_start();
    let is_object = matches!(begins, [b'{', rest @ ..] if rest.trim_ascii_start().first() == Some(&b'"'));
    let is_list = matches!(begins, [b'[', rest @ ..] if rest.trim_ascii_start().first() == Some(&b'{'));
    Ok(match form {
        Form::Separated(_) if is_object || is_list => Form::Json,
        Form::Json if !begins.starts_with(b"{") && !begins.starts_with(b"[") => of_content(input, wanted)?,
        form => form,
    })
}

fn of_sheet(input: Input, name: &str, wanted: Wanted<'_>) -> Result<Opened, Fault> {
    let text = sheet::as_csv(input, wanted.sheet, wanted.names).map_err(|why| fault(name, why))?;
    let (source, layout) = Source::open_with(text, Format::Csv, name, wanted.names, wanted.says)?;
    Ok(Opened { source, layout, form: Form::Xlsx })
}

/// An input of which the beginning was looked at and not yet read.
struct Peeked {
    ahead: Vec<u8>,
    at: usize,
    input: Input,
    is_over: bool,
}

/// So much is looked at.
const MOST: usize = 64 * 1024;

impl Peeked {
    fn new(input: Input) -> Peeked {
        Peeked { ahead: Vec::new(), at: 0, input, is_over: false }
    }

    /// So many bytes, or all there are.
    fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.ahead.len() < count && !self.is_over {
            self.more()?;
        }
        Ok(&self.ahead)
    }

    /// So many lines, or fewer where the first is `enough`; or all there are, or as much as is looked at.
    fn peek_lines(&mut self, count: usize, enough: impl Fn(&[u8]) -> bool) -> io::Result<&[u8]> {
        loop {
            let mut ends = memchr::memchr_iter(b'\n', &self.ahead);
            let first = ends.next();
            let lines = usize::from(first.is_some()) + ends.count();
            let is_enough = first.and_then(|end| self.ahead.get(..end)).is_some_and(&enough);
            if lines >= count || is_enough || self.is_over || self.ahead.len() >= MOST {
                return Ok(&self.ahead);
            }
            self.more()?;
        }
    }

    fn more(&mut self) -> io::Result<()> {
        let mut more = [0; 8 * 1024];
        let count = loop {
            match self.input.read(&mut more) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.ahead.extend(more.iter().take(count));
        self.is_over = count == 0;
        Ok(())
    }
}

impl Read for Peeked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ahead.len() {
            return self.input.read(buffer);
        }
        hand_over(&self.ahead, &mut self.at, buffer)
    }
}
