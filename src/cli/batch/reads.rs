//! What a run reads: which files, in what form, and what a register calls its columns.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::{BatchArgs, file_name, is_standard};
use crate::cli::places::Places;
use crate::cli::registers::Part;
use crate::cli::{Failure, inputs, receipt};
use crate::input::{Keep, Names, named, visible};
use crate::register::intake::{self, Form, Opened, Wanted, is_packed_otherwise};

impl BatchArgs {
    /// Looks at every file that is named before any is opened: none is written over another.
    pub(super) fn places(&self, parts: &[Part], receipt: Option<&Path>) -> Result<(), Failure> {
        let mut places = Places::default();
        for part in parts {
            places.reads(word!("the register", "名簿"), &part.path)?;
        }
        if let Some(path) = &self.dividend {
            places.reads("--dividend", path)?;
        }
        if let Some(path) = &self.fx.file {
            places.reads("--fx", path)?;
        }
        if self.explain.is_none() {
            places.writes("--output", &self.output)?;
        }
        if let Some(path) = &self.errors {
            places.writes("--errors", path)?;
        }
        self.summary.iter().try_for_each(|path| places.writes("--summary", path))?;
        receipt.map_or(Ok(()), |path| receipt::checked(&mut places, path))
    }

    /// What the register calls its columns.
    pub(super) fn names(&self) -> Result<Names, Failure> {
        let mut names = Names::new(match self.keep.as_str() {
            "all" => Keep::All,
            "none" => Keep::None,
            named => Keep::Only(named.split(',').map(|name| name.trim().to_owned()).collect()),
        });
        for map in &self.map {
            let added = if map.contains('=') {
                names.add_text(map)
            } else {
                let path = Path::new(map);
                names.add_json(&String::from_utf8_lossy(&inputs::bytes(path)?))
            };
            added.map_err(|why| Failure::Usage(format!("--map {}: {}", visible(map), visible(&why))))?;
        }
        Ok(names)
    }

    /// Opens a file of the register.
    pub(super) fn open(&self, part: &Part, name: &str, names: &Names) -> Result<Opened, Failure> {
        let form = self.from.map(Form::from);
        let says: Vec<_> = part.says.iter().map(|(key, _)| key.as_str()).collect();
        let wanted = Wanted {
            names,
            says: &says,
            form,
            separator: self.separator,
            encoding: self.encoding.as_deref(),
            sheet: self.sheet.as_deref(),
        };
        if is_standard(&part.path) {
            if io::stdin().is_terminal() {
                let waits = word!(
                    "reading the register from the terminal; end it with Ctrl-D, or name a file\n",
                    "名簿を端末から読み取ります。Ctrl-Dで終了するか、ファイル名を指定してください。\n"
                );
                drop(io::stderr().write_all(waits.as_bytes()));
            }
            return Ok(intake::open_stream(Box::new(io::stdin()), name, wanted)?);
        }
        // What is no file, a pipe of the shell, has no name that says anything.
        let is_file = fs::metadata(&part.path).is_ok_and(|metadata| metadata.is_file());
        let says_how = |name: &str| Form::of_name(name).is_some() || is_packed_otherwise(name);
        if is_file && form.is_none() && !file_name(&part.path).is_some_and(says_how) {
            return Err(Failure::Usage(said!(
                "{}: its name does not say how it is written; say --from ndjson, csv, tsv, xlsx, parquet or arrow (or name \
                 it .ndjson, .json, .csv, .tsv, .xlsx, .parquet, .arrow, packed with .gz or .zst behind that)",
                "{}: ファイル名から形式が分かりません。--fromにndjson、csv、tsv、xlsx、parquet又はarrowを指定するか、\
                 拡張子を.ndjson、.json、.csv、.tsv、.xlsx、.parquet又は.arrow（圧縮は末尾に.gz又は.zst）としてください。",
                visible(named(name))
            )));
        }
        Ok(intake::open_file(&part.path, name, wanted)?)
    }
}
