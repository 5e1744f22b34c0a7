//! Reads the files and flags of a command into a case, and chooses the law.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Failure;
use super::args::{FieldFlags, GivenArgs, LawChoice};
use crate::case::Case;
use crate::input::{Document, FxTable, Given, MAX_BYTES, Node, Place, Problem, read_case};
use crate::law::{LAWS, Law, form_20f};

/// The case and the law that a command was given. What is wrong with any file is said with what is wrong
/// with the others.
pub fn read(args: &GivenArgs, fields: &FieldFlags) -> Result<(Case, &'static Law), Failure> {
    if args.holder == Path::new("-") && args.dividend.as_deref() == Some(Path::new("-")) {
        return Err(Failure::Usage("--holder and --dividend cannot both be standard input".to_owned()));
    }
    let mut problems = Vec::new();
    let holder = kept(document(&args.holder), &mut problems)?;
    let dividend = args.dividend.as_deref().map(|path| kept(document(path), &mut problems)).transpose()?.flatten();
    let fx = args.fx.as_deref().map(|path| kept(rates(path), &mut problems)).transpose()?.flatten();
    let flags: Vec<_> =
        fields.given().into_iter().map(|(field, flag, value)| (field, Document::flag(flag, value))).collect();

    let holder = kept(tree(&holder), &mut problems)?.flatten();
    let dividend = kept(tree(&dividend), &mut problems)?.flatten();
    let (Some(holder), true) = (holder, problems.is_empty()) else { return Err(Failure::Facts(problems)) };
    let given = Given {
        holder,
        dividends: dividend.into_iter().collect(),
        flags: flags.iter().map(|(field, document)| (*field, document.flag_node())).collect(),
        fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
    };
    let case = read_case(&given).map_err(Failure::Facts)?;
    let law = choose(args.law, &case, &given)?;
    Ok((case, law))
}

fn tree(document: &Option<Document>) -> Result<Option<Node<'_>>, Failure> {
    document.as_ref().map(Document::parse).transpose().map_err(Failure::Facts)
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

/// The law asked for, which must cover the payment date.
fn choose(choice: LawChoice, case: &Case, given: &Given<'_>) -> Result<&'static Law, Failure> {
    let paid = case.dividend.payment_date;
    let law = match (choice, paid) {
        (LawChoice::Form20f, _) | (LawChoice::Auto, None) => &form_20f::LAW,
        (LawChoice::Auto, Some(day)) => {
            LAWS.iter().copied().find(|law| law.covers.contains(day)).unwrap_or(&form_20f::LAW)
        }
    };
    match paid {
        Some(day) if !law.covers.contains(day) => Err(Failure::Facts(vec![Problem {
            place: given.place_of("payment_date"),
            path: "dividend.payment_date".to_owned(),
            got: day.to_string(),
            wanted: format!("a payment date from {}, which the law {} covers: {}", law.covers, law.id, law.ends_with),
            hint: None,
        }])),
        _ => Ok(law),
    }
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
