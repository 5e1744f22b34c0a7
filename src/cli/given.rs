//! Reads the files and flags of a command into a case, and chooses the law.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Failure;
use super::args::{GivenArgs, LawChoice};
use crate::case::Case;
use crate::input::{Document, FxTable, Given, MAX_BYTES, Place, Problem, read_case};
use crate::law::{self, Law};

/// The case and the law that a command was given.
pub fn read(args: &GivenArgs) -> Result<(Case, &'static Law), Failure> {
    let holder = document(&args.holder)?;
    let dividend = args.dividend.as_deref().map(document).transpose()?;
    let fx = match &args.fx {
        Some(path) => {
            let name = name(path);
            let table = FxTable::from_csv(&name, &bytes(path)?).map_err(Failure::Facts)?;
            Some((name, table))
        }
        None => None,
    };
    let flags: Vec<_> =
        args.fields.given().into_iter().map(|(field, flag, value)| (field, Document::flag(flag, value))).collect();

    // Both files are parsed before either is complained of.
    let documents = [Some(&holder), dividend.as_ref()];
    let problems: Vec<_> =
        documents.into_iter().flatten().filter_map(|document| document.parse().err()).flatten().collect();
    if !problems.is_empty() {
        return Err(Failure::Facts(problems));
    }
    let tree = |document| Document::parse(document).map_err(Failure::Facts);
    let given = Given {
        holder: tree(&holder)?,
        dividends: dividend.iter().map(tree).collect::<Result<_, _>>()?,
        flags: flags.iter().map(|(field, document)| (*field, document.flag_node())).collect(),
        fx: fx.as_ref().map(|(name, table)| (name.as_str(), table)),
    };
    let case = read_case(&given).map_err(Failure::Facts)?;
    let law = choose(args.law, &case, &given)?;
    Ok((case, law))
}

/// The law asked for, which must cover the payment date.
fn choose(choice: LawChoice, case: &Case, given: &Given<'_>) -> Result<&'static Law, Failure> {
    let place = Place { file: given.holder.place().file, at: None };
    law::choose(choice.law(), case.dividend.payment_date)
        .map_err(|outside| Failure::Facts(vec![Problem::outside(place, &outside)]))
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
