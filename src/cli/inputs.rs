//! Reads the files and flags of a command into a case, and chooses the law.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Failure;
use super::args::{FieldFlags, GainArgs, GivenArgs, LawChoice, PficStatusArgs};
use crate::facts::{Case, Company};
use crate::input::{Document, FxTable, Given, GivenSale, MAX_BYTES, Node, Place, Problem, read_case, read_sale};
use crate::law::{self, Law, form_20f};
use crate::units::Day;

/// The case of a dividend and the law that a command was given.
pub fn read(args: &GivenArgs, fields: &FieldFlags) -> Result<(Case, &'static Law), Failure> {
    let event = args.dividend.as_deref().map(|path| ("--dividend", path));
    let files = Files::read(("--holder", &args.holder), event, args.fx.as_deref(), &fields.given())?;
    let (holder, dividends, flags) = files.trees()?;
    let given = Given { holder, dividends, flags, fx: files.fx() };
    let case = read_case(&given).map_err(Failure::Facts)?;
    let law = law::choose(args.law.law(), &case.dividend).map_err(|outside| {
        let name = outside.field.path().rsplit('.').next().unwrap_or_default();
        Failure::Facts(vec![Problem::outside(given.place_of(name), &outside)])
    })?;
    Ok((case, law))
}

/// The case of a sale and the law that a command was given.
pub fn read_gain(args: &GainArgs) -> Result<(Case, &'static Law), Failure> {
    let event = args.sale.as_deref().map(|path| ("--sale", path));
    let files = Files::read(("--holder", &args.holder), event, args.fx.as_deref(), &args.fields.given())?;
    let (holder, sales, flags) = files.trees()?;
    let given = GivenSale { holder, sales, flags, fx: files.fx() };
    let case = read_sale(&given).map_err(Failure::Facts)?;
    let clock = Dated { day: case.taxed_on(), path: "sale.date", what: "a sale date" };
    let law = choose(args.law, &clock, || given.place_of("date"))?;
    Ok((case, law))
}

/// The company and the law that a command was given, which must cover the first day of every year.
pub fn read_company(args: &PficStatusArgs) -> Result<(Company, &'static Law), Failure> {
    let files = Files::read(("--company", &args.company), None, None, &args.given())?;
    let (node, _, flags) = files.trees()?;
    let company = crate::input::read_company(&node, &flags).map_err(Failure::Facts)?;
    let mut law = &form_20f::LAW;
    for (at, year) in company.years.iter().enumerate() {
        let begins = || node.field("years").and_then(|years| years.item(at)).and_then(|year| year.field("begins"));
        let path = format!("years[{at}].begins");
        let clock = Dated { day: Some(year.span.first), path: &path, what: "a first day of a year" };
        law = choose(args.law, &clock, || begins().map_or_else(|| node.place(), Node::place))?;
    }
    Ok((company, law))
}

/// The files and flags of a command, read but not yet understood.
struct Files {
    main: Document,
    event: Option<Document>,
    flags: Vec<(&'static str, Document)>,
    fx: Option<(String, FxTable)>,
}

/// The main tree, the event's, and the flags.
type Trees<'a> = (Node<'a>, Vec<Node<'a>>, Vec<(&'static str, Node<'a>)>);

impl Files {
    /// Reads every file. What is wrong with one is said with what is wrong with the others.
    fn read(
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

    fn trees(&self) -> Result<Trees<'_>, Failure> {
        let tree = |document| Document::parse(document).map_err(Failure::Facts);
        let flags = self.flags.iter().map(|(field, document)| (*field, document.flag_node()));
        Ok((tree(&self.main)?, self.event.iter().map(tree).collect::<Result<_, _>>()?, flags.collect()))
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

fn rates(path: &Path) -> Result<(String, FxTable), Failure> {
    let name = name(path);
    let table = FxTable::from_csv(&name, &bytes(path)?).map_err(Failure::Facts)?;
    Ok((name, table))
}

/// The day that a law must cover, and how messages call it.
struct Dated<'a> {
    day: Option<Day>,
    path: &'a str,
    what: &'a str,
}

/// The law asked for, which must cover the day.
fn choose(choice: LawChoice, clock: &Dated<'_>, place: impl FnOnce() -> Place) -> Result<&'static Law, Failure> {
    let Some(day) = clock.day else { return Ok(choice.law().unwrap_or(&form_20f::LAW)) };
    law::choose_by_day(choice.law(), Some(day)).map_err(|law| {
        let problem = Problem::not_covered(place(), law, day, clock.what);
        Failure::Facts(vec![Problem { path: clock.path.to_owned(), ..problem }])
    })
}

pub(super) fn document(path: &Path) -> Result<Document, Failure> {
    Document::new(&name(path), bytes(path)?).map_err(Failure::Facts)
}

/// How messages call a file: as the user did, and standard input by its name.
pub(super) fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let name = name(path);
    let problem = |got: &str, wanted: String, hint: Option<String>| {
        let place = Place { file: name.clone(), at: None };
        Failure::Facts(vec![Problem { place, path: String::new(), got: got.to_owned(), wanted, hint }])
    };
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
        Ok(_) => Ok(bytes),
    }
}
