//! Reads the files and flags of a command into a case, and chooses the law.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::args::{GivenArgs, LawArg};
use super::{Failure, snippet, tape};
use crate::facts::{Case, FxTable};
use crate::input::{
    Document, Given, GivenFlag, MAX_BYTES, Place, Problem, Question, got_wanted, named, read_case, visible,
};
use crate::lang;
use crate::law::{self, Law, form_20f};
use crate::units::Day;

/// The case of a dividend and the law that a command was given.
pub fn read(args: &GivenArgs, flags: &[GivenFlag]) -> Result<(Case, &'static Law), Failure> {
    let event = args.dividend.as_deref().map(|path| ("--dividend", path));
    let files = Files::read(args.holder.file.as_deref(), event, args.fx.file.as_deref(), flags)?;
    decided(&files.given(flags), &args.law)
}

/// The case of a dividend and the law that decides it.
pub fn decided(given: &Given<'_>, asked: &LawArg) -> Result<(Case, &'static Law), Failure> {
    let case = read_case(given).map_err(Failure::Facts)?;
    let law = law::choose(asked.choice.law(), &case).map_err(|outside| {
        let place = given.place_of(Question::Dividend, outside.field);
        Failure::Facts(vec![Problem::outside(place, &outside)])
    })?;
    Ok((case, law))
}

/// The files of a command, read but not yet understood.
pub struct Files {
    holder: Option<Document>,
    event: Option<Document>,
    fx: Option<(String, FxTable)>,
}

impl Files {
    /// Reads every file. What is wrong with one is said with what is wrong with the others. Without a file of the holder,
    /// flags must state it.
    pub fn read(
        holder: Option<&Path>,
        event: Option<(&str, &Path)>,
        fx: Option<&Path>,
        flags: &[GivenFlag],
    ) -> Result<Files, Failure> {
        if holder.is_none() && flags.is_empty() {
            return Err(no_holder());
        }
        let stdin = Path::new("-");
        if let (Some(true), Some((flag, _))) =
            (holder.map(|path| path == stdin), event.filter(|(_, path)| *path == stdin))
        {
            return Err(Failure::Usage(said!(
                "--holder and {flag} cannot both be standard input",
                "--holderと{flag}の両方を標準入力とすることはできません。"
            )));
        }
        let mut problems = Vec::new();
        let holder = holder.map(|path| kept(document(path), &mut problems)).transpose()?.flatten();
        let event = event.map(|(_, path)| kept(document(path), &mut problems)).transpose()?.flatten();
        let fx = fx.map(|path| kept(rates(path), &mut problems)).transpose()?.flatten();
        for document in [&holder, &event].into_iter().flatten() {
            kept(document.parse().map_err(Failure::Facts), &mut problems)?;
        }
        if problems.is_empty() { Ok(Files { holder, event, fx }) } else { Err(Failure::Facts(problems)) }
    }

    /// Nothing but a file of rates.
    pub fn of_rates(fx: Option<&Path>) -> Result<Files, Failure> {
        Ok(Files { holder: None, event: None, fx: fx.map(rates).transpose()? })
    }

    /// The holder, the event and the flags.
    pub fn given<'a>(&'a self, flags: &'a [GivenFlag]) -> Given<'a> {
        let fx = self.fx.as_ref().map(|(name, table)| (name.as_str(), table));
        Given { holder: self.holder.as_ref(), events: self.event.iter().collect(), flags, fx }
    }
}

/// What is said where no holder is stated.
pub fn no_holder() -> Failure {
    let said = word!(
        "wanted a holder: a profile by --holder <FILE>, or its facts as flags, such as --residence US --kind individual; \
         `iijtax schema holder --format text` lists them",
        "保有者を指定してください。--holder <FILE>でプロファイルを指定するか、--residence US --kind individualのように\
         事実をオプションで指定します（一覧は`iijtax schema holder --format text`）。"
    );
    Failure::Usage(said.to_owned())
}

/// What was read, or nothing and the problems put with the others. Other failures are not kept.
fn kept<T>(read: Result<T, Failure>, problems: &mut Vec<Problem>) -> Result<Option<T>, Failure> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(Failure::Facts(more)) => {
            problems.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// A file of exchange rates, and how messages call it.
pub fn rates(path: &Path) -> Result<(String, FxTable), Failure> {
    let name = name(path);
    let table = FxTable::from_csv(&name, &bytes(path)?).map_err(Failure::Facts)?;
    Ok((name, table))
}

/// The day that a law must cover, and how messages call it.
pub struct Dated<'a> {
    pub day: Option<Day>,
    pub path: &'a str,
    pub what: &'a str,
}

/// The law asked for, which must cover the day.
pub fn choose(
    asked: Option<&'static Law>,
    clock: &Dated<'_>,
    place: impl FnOnce() -> Place,
) -> Result<&'static Law, Failure> {
    let Some(day) = clock.day else { return Ok(asked.unwrap_or(&form_20f::LAW)) };
    law::choose_by_day(asked, Some(day)).map_err(|law| {
        let problem = Problem::not_covered(place(), law, day, clock.what);
        Failure::Facts(vec![Problem { path: clock.path.to_owned(), ..problem }])
    })
}

pub fn document(path: &Path) -> Result<Document, Failure> {
    Document::new(&name(path), bytes(path)?).map_err(Failure::Facts)
}

/// How messages call a file: as the user did, and standard input by its name.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// The same, as a message shows it.
pub fn shown(path: &Path) -> String {
    visible(named(&name(path)))
}

pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = name(path);
    let problem = |got: &str, wanted: String| {
        let place = Place { file: name.clone(), at: None };
        Failure::Facts(vec![Problem { place, path: String::new(), got: got.to_owned(), wanted, hint: None }])
    };
    match tape::played(&name) {
        Some(Some(bytes)) => return Ok(bytes),
        Some(None) => {
            let got = word!("no such file in the receipt", "検証用記録にないファイル");
            return Err(problem(got, word!("a file that it holds", "検証用記録に含まれるファイル").to_owned()));
        }
        None => {}
    }
    let mut bytes = Vec::new();
    let read = |source: &mut dyn Read, bytes: &mut Vec<u8>| source.take(MAX_BYTES + 1).read_to_end(bytes);
    let result = if path == Path::new("-") {
        read(&mut io::stdin().lock(), &mut bytes)
    } else {
        File::open(path).and_then(|mut file| read(&mut file, &mut bytes))
    };
    match result {
        Err(error) => {
            let got = match error.kind() {
                io::ErrorKind::NotFound => word!("no such file", "存在しないファイル").to_owned(),
                io::ErrorKind::IsADirectory => word!("a folder", "フォルダ").to_owned(),
                _ => lang::of_io(&error),
            };
            let name = visible(named(&name));
            let wanted = word!("a file that can be read", "読み取れるファイル");
            Err(Failure::Input(format!("{name}: {}", got_wanted(got, wanted))))
        }
        Ok(_) if bytes.len() as u64 > MAX_BYTES => {
            let wanted = said!("at most {} MiB", "{}MiB以下のファイル", MAX_BYTES / (1024 * 1024));
            Err(problem(word!("a file that is too large", "大きすぎるファイル"), wanted))
        }
        Ok(_) => {
            tape::note(&name, &bytes);
            snippet::note(&name, &bytes);
            Ok(bytes)
        }
    }
}
