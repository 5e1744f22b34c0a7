//! Registers that come bit by bit, as through a pipe: what each is shows by as little as has come, and no more is waited
//! for.

use std::fs;
use std::io::{self, Cursor, Read};

use iijtax::input::{Keep, Names, Shared};
use iijtax::register::intake::{Opened, Wanted, open_stream};
use iijtax::register::{self, Outputs, Shape, Sink};

use super::forms::file;
use super::{Format, Memory, task};

/// Hands so many bytes over at a time, with an interruption before each.
struct Pieces {
    bytes: Cursor<Vec<u8>>,
    most: usize,
    is_interrupted: bool,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.is_interrupted = !self.is_interrupted;
        if self.is_interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let most = self.most.min(buffer.len());
        self.bytes.read(&mut buffer[..most])
    }
}

fn open(input: impl Read + Send + 'static) -> Result<Opened, String> {
    let names = Names::new(Keep::All);
    let wanted = Wanted { form: None, separator: None, encoding: None, sheet: None, names: &names, says: &[] };
    open_stream(Box::new(input), "holders", wanted).map_err(|fault| format!("{fault:?}"))
}

fn rows(input: impl Read + Send + 'static) -> String {
    let Opened { source, layout, .. } = open(input).unwrap();
    let shared = Shared { name: "holders", dividend: None, flags: &[], constants: &[], fx: None, law: None };
    let task = task(shared, &layout, Shape::Csv);
    let rows = Memory::default();
    let outputs = Outputs {
        rows: Sink::open(Box::new(rows.clone()), Format::Csv).unwrap(),
        errors: None,
        progress: Box::new(|_, _| {}),
    };
    register::run(source, task, outputs, 1).unwrap();
    String::from_utf8(rows.bytes()).unwrap()
}

#[test]
fn a_register_that_comes_byte_by_byte_is_read_as_the_whole_file() {
    let plain = fs::read(file("holders.csv")).unwrap();
    let expected = rows(Cursor::new(plain.clone()));
    assert_eq!((expected.lines().count(), expected.contains(",invalid,")), (7, false), "{expected}");
    let returns: Vec<u8> = plain.iter().map(|byte| if *byte == b'\n' { b'\r' } else { *byte }).collect();
    let registers =
        ["pandas-semicolon.csv", "polars.tab", "pandas-indent.json", "pandas-records.json", "polars.ndjson"]
            .map(|name| (name, fs::read(file(name)).unwrap()));
    let others =
        ["pandas.csv.gz", "calc-utf-16.csv", "pandas.xlsx", "polars.ipc", "polars-zstd.arrows", "pandas.feather"]
            .map(|name| (name, fs::read(file(name)).unwrap()));
    for (name, bytes) in registers.into_iter().chain(others).chain([("holders.csv", plain), ("returns", returns)]) {
        for most in [1, 7] {
            let pieces = Pieces { bytes: Cursor::new(bytes.clone()), most, is_interrupted: false };
            assert_eq!(rows(pieces), expected, "{name}, {most} at a time");
        }
    }
}

/// Hands over what it has, and fails where more is asked for.
struct Only(Cursor<Vec<u8>>);

impl Read for Only {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("more was asked for")),
            count => Ok(count),
        }
    }
}

#[test]
fn what_a_register_is_shows_without_waiting_for_more_than_its_beginning() {
    const RECORD: &str = r#"{"id":"a","kind":"individual","residence":"US"}"#;
    let long = "x".repeat(100_000);
    for begins in
        [format!("{RECORD}\n"), format!("{{\"id\":\"{long}"), "id,kind,residence\na,individual,US\n".to_owned()]
    {
        let opened = open(Only(Cursor::new(begins.clone().into_bytes())));
        assert!(opened.is_ok(), "{}: {:?}", &begins[..20], opened.err());
    }
    // An object that goes on in the next line is only told from one that is cut by that.
    assert!(open(Only(Cursor::new(b"{\n".to_vec()))).is_err());
    assert!(open(Only(Cursor::new(b"{\n\"id\":\n".to_vec()))).is_ok());
}
