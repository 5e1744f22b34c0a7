//! Reads the files and flags of a command into a case, and chooses the law.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Failure;
use super::args::{GainArgs, GivenArgs, LawChoice, PficStatusArgs};
use crate::case::{Case, Company};
use crate::input::{Document, FxTable, Given, GivenSale, MAX_BYTES, Node, Place, Problem, read_case, read_sale};
use crate::law::{LAWS, Law, form_20f};
use crate::units::Day;

/// The case of a dividend and the law that a command was given.
pub fn read(args: &GivenArgs) -> Result<(Case, &'static Law), Failure> {
    let files = Files::read(&args.holder, args.dividend.as_deref(), args.fx.as_deref(), &args.fields.given())?;
    let (holder, dividends, flags) = files.trees()?;
    let given = Given { holder, dividends, flags, fx: files.fx() };
    let case = read_case(&given).map_err(Failure::Facts)?;
    let law = choose(args.law, case.dividend.payment_date, &given.holder, "dividend.payment_date", "payment date")?;
    Ok((case, law))
}

/// The case of a sale and the law that a command was given.
pub fn read_gain(args: &GainArgs) -> Result<(Case, &'static Law), Failure> {
    let files = Files::read(&args.holder, args.sale.as_deref(), args.fx.as_deref(), &args.fields.given())?;
    let (holder, sales, flags) = files.trees()?;
    let given = GivenSale { holder, sales, flags, fx: files.fx() };
    let case = read_sale(&given).map_err(Failure::Facts)?;
    let law = choose(args.law, case.taxed_on(), &given.holder, "sale.date", "sale date")?;
    Ok((case, law))
}

/// The company and the law that a command was given; the law is the one that covers its last year.
pub fn read_company(args: &PficStatusArgs) -> Result<(Company, &'static Law), Failure> {
    let files = Files::read(&args.company, None, None, &args.given())?;
    let (node, _, flags) = files.trees()?;
    let company = crate::input::read_company(&node, &flags).map_err(Failure::Facts)?;
    let mut law = &form_20f::LAW;
    for (at, year) in company.years.iter().enumerate() {
        law = choose(args.law, Some(year.span.first), &node, &format!("years[{at}].begins"), "first day of a year")?;
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
    fn read(
        main: &Path,
        event: Option<&Path>,
        fx: Option<&Path>,
        flags: &[(&'static str, &'static str, &str)],
    ) -> Result<Files, Failure> {
        let fx = match fx {
            Some(path) => {
                let name = name(path);
                let table = FxTable::from_csv(&name, &bytes(path)?).map_err(Failure::Facts)?;
                Some((name, table))
            }
            None => None,
        };
        let flags = flags.iter().map(|(field, flag, value)| (*field, Document::flag(flag, value)));
        Ok(Files { main: document(main)?, event: event.map(document).transpose()?, flags: flags.collect(), fx })
    }

    /// Parses every file before any is complained of.
    fn trees(&self) -> Result<Trees<'_>, Failure> {
        let documents = [Some(&self.main), self.event.as_ref()];
        let problems: Vec<_> =
            documents.into_iter().flatten().filter_map(|document| document.parse().err()).flatten().collect();
        if !problems.is_empty() {
            return Err(Failure::Facts(problems));
        }
        let tree = |document| Document::parse(document).map_err(Failure::Facts);
        let flags = self.flags.iter().map(|(field, document)| (*field, document.flag_node()));
        Ok((tree(&self.main)?, self.event.iter().map(tree).collect::<Result<_, _>>()?, flags.collect()))
    }

    fn fx(&self) -> Option<(&str, &FxTable)> {
        self.fx.as_ref().map(|(name, table)| (name.as_str(), table))
    }
}

/// The law asked for, which must cover the day.
fn choose(
    choice: LawChoice,
    day: Option<Day>,
    file: &Node<'_>,
    path: &str,
    what: &str,
) -> Result<&'static Law, Failure> {
    let law = match (choice, day) {
        (LawChoice::Form20f, _) | (LawChoice::Auto, None) => &form_20f::LAW,
        (LawChoice::Auto, Some(day)) => {
            LAWS.iter().copied().find(|law| law.covers.contains(day)).unwrap_or(&form_20f::LAW)
        }
    };
    match day {
        Some(day) if !law.covers.contains(day) => Err(Failure::Facts(vec![Problem {
            place: Place { file: file.place().file, at: None },
            path: path.to_owned(),
            got: day.to_string(),
            wanted: format!("a {what} from {}, which the law {} covers: {}", law.covers, law.id, law.ends_with),
            hint: None,
        }])),
        _ => Ok(law),
    }
}

fn document(path: &Path) -> Result<Document, Failure> {
    Document::new(&name(path), bytes(path)?).map_err(Failure::Facts)
}

/// How messages call a file: as the user did, and standard input by its name.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
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
        Err(error) => Err(Failure::Input(format!("{name}: could not be read: {error}"))),
        Ok(_) if bytes.len() as u64 > MAX_BYTES => {
            Err(problem("a file that is too large", format!("at most {} MiB", MAX_BYTES / (1024 * 1024)), None))
        }
        Ok(_) => Ok(bytes),
    }
}
