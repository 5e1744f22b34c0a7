//! Reads the files and flags of a command into a case, and chooses the law.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::args::{DividendFlags, GivenArgs};
use super::{Failure, tape};
use crate::facts::{Case, FxTable};
use crate::input::{Document, Given, MAX_BYTES, Node, Place, Problem, Question, read_case};
use crate::law::{self, Law, form_20f};
use crate::units::Day;

/// The case of a dividend and the law that a command was given.
pub fn read(args: &GivenArgs, fields: &DividendFlags) -> Result<(Case, &'static Law), Failure> {
    let event = args.dividend.as_deref().map(|path| ("--dividend", path));
    let files = Files::read(("--holder", &args.holder.file), event, args.fx.file.as_deref(), &fields.given())?;
    let given = files.given();
    let case = read_case(&given).map_err(Failure::Facts)?;
    let law = law::choose(args.law.choice.law(), &case).map_err(|outside| {
        let place = given.place_of(Question::Dividend, outside.field);
        Failure::Facts(vec![Problem::outside(place, &outside)])
    })?;
    Ok((case, law))
}

/// The files and flags of a command, read but not yet understood.
pub struct Files {
    main: Document,
    event: Option<Document>,
    flags: Vec<(&'static str, Document)>,
    fx: Option<(String, FxTable)>,
}

/// Flags by the facts they give.
type Flags<'a> = Vec<(&'static str, Node<'a>)>;

impl Files {
    /// Reads every file. What is wrong with one is said with what is wrong with the others.
    pub fn read(
        (main_flag, main): (&str, &Path),
        event: Option<(&str, &Path)>,
        fx: Option<&Path>,
        flags: &[(&'static str, &'static str, &str)],
    ) -> Result<Files, Failure> {
        let stdin = Path::new("-");
        if let (true, Some((event_flag, _))) = (main == stdin, event.filter(|(_, path)| *path == stdin)) {
            return Err(Failure::Usage(format!("{main_flag} and {event_flag} cannot both be standard input")));
        }
        let mut problems = Vec::new();
        let main = kept(document(main), &mut problems)?;
        let event = event.map(|(_, path)| kept(document(path), &mut problems)).transpose()?.flatten();
        let fx = fx.map(|path| kept(rates(path), &mut problems)).transpose()?.flatten();
        for document in [&main, &event].into_iter().flatten() {
            kept(document.parse().map_err(Failure::Facts), &mut problems)?;
        }
        let (Some(main), true) = (main, problems.is_empty()) else { return Err(Failure::Facts(problems)) };
        let flags = flags.iter().map(|(field, flag, value)| (*field, Document::flag(flag, value)));
        Ok(Files { main, event, flags: flags.collect(), fx })
    }

    /// The holder, the event and the flags.
    pub fn given(&self) -> Given<'_> {
        let flags = self.flags.iter().map(|(field, document)| (*field, document));
        Given { holder: &self.main, events: self.event.iter().collect(), flags: flags.collect(), fx: self.fx() }
    }

    /// The main file as a tree, and the flags.
    pub fn tree(&self) -> Result<(Node<'_>, Flags<'_>), Failure> {
        let flags = self.flags.iter().map(|(field, document)| (*field, document.flag_node()));
        Ok((self.main.parse().map_err(Failure::Facts)?, flags.collect()))
    }

    fn fx(&self) -> Option<(&str, &FxTable)> {
        self.fx.as_ref().map(|(name, table)| (name.as_str(), table))
    }
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

pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = name(path);
    let problem = |got: &str, wanted: String, hint: Option<String>| {
        let place = Place { file: name.clone(), at: None };
        Failure::Facts(vec![Problem { place, path: String::new(), got: got.to_owned(), wanted, hint }])
    };
    match tape::played(&name) {
        Some(Some(bytes)) => return Ok(bytes),
        Some(None) => return Err(problem("no such file in the receipt", "a file that it holds".to_owned(), None)),
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
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let hint = "see `iijtax schema holder` for what goes into a profile";
            Err(problem("no such file", "a file that exists".to_owned(), Some(hint.to_owned())))
        }
        Err(error) => Err(Failure::Input(format!(
            "{}: got {error}, wanted a file that can be read",
            crate::input::visible(&name)
        ))),
        Ok(_) if bytes.len() as u64 > MAX_BYTES => {
            Err(problem("a file that is too large", format!("at most {} MiB", MAX_BYTES / (1024 * 1024)), None))
        }
        Ok(_) => {
            tape::note(&name, &bytes);
            Ok(bytes)
        }
    }
}
