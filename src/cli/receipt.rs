//! `--receipt`: writes down what was asked, of which facts, and what was answered.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use clap::Parser;
use serde::Serialize;

use super::atomic_file::Beside;
use super::output::Output;
use super::places::Places;
use super::tape::{self, Kept};
use super::{Cli, Exit, Failure};
use crate::lang::{self, Lang};
use crate::receipt::rows::{Register, Rows, RunReceipt};
use crate::receipt::{self, Maker, Receipt};

/// What a command has to do with receipts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipts {
    /// It answers nothing.
    None,
    /// It has one canonical answer.
    OfAnswer,
    /// It answers a register, and writes its receipt itself.
    OfRun,
}

/// Answers a command anew in its canonical form, out of files that were kept; the exit code with it.
pub fn answer_again(command: &[String], files: Vec<Kept>) -> Result<(String, Exit), Failure> {
    let words = std::iter::once("iijtax").chain(command.iter().map(String::as_str));
    let mut cli = Cli::try_parse_from(words).map_err(|error| {
        let said = super::usage::said(&error).unwrap_or_else(|| error.to_string());
        Failure::Usage(said.trim_end().to_owned())
    })?;
    if cli.receipt.is_some() || cli.command.canonical() != Receipts::OfAnswer {
        return Err(Failure::Usage(said!(
            "{:?} is no command that answers",
            "{:?}は回答するコマンドではありません。",
            command.join(" ")
        )));
    }
    let mut out = Output::new(clap::ColorChoice::Never);
    // Two answers can be compared only in one language.
    let exit = lang::within(Lang::En, || tape::play(files, || cli.command.run(&mut out)))?;
    Ok((out.into_text(), exit))
}

/// Writes the receipt of an answer that was just given: `args` are the words of the command line, behind the program's
/// own name.
pub fn write(place: &Path, args: &[OsString], kept: &[Kept]) -> Result<(), Failure> {
    let command = without_receipt(args)?;
    // Each file was read, and none of them is the receipt.
    let mut places = Places::default();
    for file in kept {
        let path = if file.name == "standard input" { Path::new("-") } else { Path::new(&file.name) };
        places.reads(word!("the file", "ファイル"), path)?;
    }
    checked(&mut places, place)?;
    let files = kept.iter().map(file).collect::<Result<Vec<_>, _>>()?;
    let (answer, exit) = answer_again(&command, kept.to_vec())?;
    let receipt = Receipt::new(command, files, exit.code(), &answer).map_err(Failure::Input)?;
    put(place, &receipt)
}

/// The receipt's own place, which must be a file, and no other file of the command.
pub fn checked(places: &mut Places, place: &Path) -> Result<(), Failure> {
    if place == Path::new("-") {
        let why = word!(
            "--receipt: got standard output, where the answer goes; name a file",
            "--receipt: 標準出力には回答が出力されます。ファイル名を指定してください。"
        );
        return Err(Failure::Usage(why.to_owned()));
    }
    places.writes("--receipt", place)
}

/// A file as receipts keep it.
pub fn file(kept: &Kept) -> Result<receipt::File, Failure> {
    let text = String::from_utf8(kept.bytes.clone());
    let text = text.map_err(|_| {
        Failure::Input(said!(
            "{}: a receipt keeps text in UTF-8, and it is not",
            "{}: UTF-8でないため、検証用記録に保存できません。",
            kept.name
        ))
    })?;
    Ok(receipt::File::new(&kept.name, text))
}

/// The words of a command line, but for the receipt itself and the colours.
pub fn without_receipt(args: &[OsString]) -> Result<Vec<String>, Failure> {
    let mut words = Vec::new();
    let mut rest = args.iter();
    while let Some(word) = rest.next() {
        let word = word.to_str().ok_or_else(|| {
            let why = word!(
                "--receipt: the command line has words that are not UTF-8, which it cannot hold",
                "--receipt: コマンドラインにUTF-8でない語があり、記録できません。"
            );
            Failure::Usage(why.to_owned())
        })?;
        match word {
            "--receipt" | "--color" => drop(rest.next()),
            _ if word.starts_with("--receipt=") || word.starts_with("--color=") => {}
            _ => words.push(word.to_owned()),
        }
    }
    Ok(words)
}

/// The words of a run, whose rows have the messages of one language: with the language, where the environment chose
/// another than English, so that the same words give the same rows.
pub fn with_language(mut words: Vec<String>, stated: Option<Lang>) -> Vec<String> {
    if stated.is_none() && lang::chosen() != Lang::default() {
        words.extend(["--lang".to_owned(), lang::chosen().code().to_owned()]);
    }
    words
}

/// What the receipt of a run is made of.
pub struct OfRun<'a> {
    pub place: &'a Path,
    pub command: Vec<String>,
    pub kept: &'a [Kept],
    pub registers: &'a [&'a Path],
    pub exit: Exit,
    /// The totals, as JSON.
    pub totals: String,
    pub rows: Rows,
}

impl OfRun<'_> {
    /// Writes the receipt beside its place, to be put there with the other outputs.
    pub fn beside(self) -> Result<Beside, Failure> {
        let files = self.kept.iter().map(file).collect::<Result<Vec<_>, _>>()?;
        let registers = self.registers.iter().map(|path| register(path)).collect::<Result<Vec<_>, _>>()?;
        let totals = serde_json::value::RawValue::from_string(receipt::compact(&self.totals));
        let mut receipt = RunReceipt {
            schema: receipt::rows::RUN_SCHEMA.to_owned(),
            program: Maker::own(),
            command: self.command,
            files,
            registers,
            exit_code: self.exit.code(),
            totals: totals.map_err(|error| Failure::Input(error.to_string()))?,
            rows: self.rows,
            seal: String::new(),
        };
        receipt.seal = receipt.sealed();
        written(self.place, &receipt)
    }
}

/// A file of a register with its digest, for which it is read once more.
fn register(path: &Path) -> Result<Register, Failure> {
    let name = super::inputs::name(path);
    let is_file = path != Path::new("-") && path.is_file();
    let failed = |error: io::Error| Failure::Input(format!("{}: {}", super::inputs::shown(path), lang::of_io(&error)));
    let sha256 = match is_file {
        true => Some(receipt::of_reader(File::open(path).map_err(failed)?).map_err(failed)?),
        false => None,
    };
    Ok(Register { name, sha256 })
}

fn put(place: &Path, receipt: &impl Serialize) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::Output(io::Error::new(error.kind(), format!("{}: {}", place.display(), lang::of_io(&error))))
    };
    written(place, receipt)?.keep().map_err(failed)
}

fn written(place: &Path, receipt: &impl Serialize) -> Result<Beside, Failure> {
    let failed = |error: io::Error| {
        Failure::Output(io::Error::new(error.kind(), format!("{}: {}", place.display(), lang::of_io(&error))))
    };
    let text = crate::render::json::to_json(receipt);
    let beside = Beside::create(place).map_err(failed)?;
    beside.writer().and_then(|mut file| file.write_all(text.as_bytes())).map_err(failed)?;
    Ok(beside)
}
