//! One record of a register: a holder, with the dividend that all share or its own.

use super::flat::{Cell, Column, REMARKS, tree};
use super::node::Document;
use super::{FxTable, Given, Node, Place, Problem, read_case};
use crate::facts::Case;
use crate::law::{self, Law, Outside};

/// What all records of a register share.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a> {
    /// How messages call the register.
    pub name: &'a str,
    /// The dividend, for what a record does not state itself.
    pub dividend: Option<&'a Document>,
    /// The file of daily rates.
    pub fx: Option<(&'a str, &'a FxTable)>,
    /// The law that was asked for; none for the one that covers the payment.
    pub law: Option<&'static Law>,
}

/// A record as it stands in its file.
#[derive(Clone, Copy, Debug)]
pub enum Raw<'a> {
    /// One JSON object, keys nested or dotted.
    Json(&'a str),
    /// Columns and values.
    Cells(&'a [(&'static Column, Cell<'a>)]),
    /// What could not be taken apart at all, and why: what was found, and what was wanted.
    Broken(&'a str, &'a str),
}

/// Why a record is not answered.
#[derive(Debug)]
pub struct Refused {
    /// The record's own id, where it could be made out.
    pub id: Option<String>,
    pub problems: Vec<Problem>,
    /// The text is not JSON at all, so that it may have been cut off.
    pub is_broken: bool,
}

/// A path by which `--dividend` and a record state the same amount.
const AMOUNTS: [&str; 2] = ["per_share_jpy", "gross_jpy"];

impl Shared<'_> {
    /// Reads a record the general way: any field, every problem.
    pub fn read(&self, line: usize, raw: Raw<'_>) -> Result<(Case, &'static Law), Refused> {
        let text = if let Raw::Json(text) = raw { text } else { "" };
        let document = Document::record(self.name, line, text);
        let broken = |problems| Refused { id: None, problems, is_broken: true };
        let node = match raw {
            Raw::Json(_) => document.parse().map_err(broken)?,
            Raw::Cells(cells) => tree(&document, cells),
            Raw::Broken(got, wanted) => {
                let place = Place { file: self.name.to_owned(), at: Some((line, 1)) };
                let (got, wanted) = (got.to_owned(), wanted.to_owned());
                return Err(broken(vec![Problem { place, path: String::new(), got, wanted, hint: None }]));
            }
        };
        let node = node.nested(&REMARKS);
        let id = node.get("id").and_then(Node::text).map(str::to_owned);
        let refused = |problems| Refused { id: id.clone(), problems, is_broken: false };
        let shared = self.dividend.map(Document::parse).transpose().map_err(refused)?;
        let holder = match &shared {
            Some(shared) => node.with_defaults("dividend", shared, &AMOUNTS),
            None => node,
        };
        let given = Given { holder, dividends: Vec::new(), flags: Vec::new(), fx: self.fx };
        let case = read_case(&given).map_err(refused)?;
        let place = Place { file: self.name.to_owned(), at: Some((line, 1)) };
        let law = self.law_for(&case).map_err(|outside| refused(vec![Problem::outside(place, &outside)]))?;
        Ok((case, law))
    }

    /// The law that decides the case.
    pub(super) fn law_for(&self, case: &Case) -> Result<&'static Law, Outside> {
        law::choose(self.law, &case.dividend)
    }

    /// A case with nothing but what is shared, to begin records from; the problems of the shared facts.
    pub(super) fn blank(&self) -> Result<Case, Vec<Problem>> {
        let document = Document::record(self.name, 1, r#"{"kind":"individual","residence":"US"}"#);
        let shared = self.dividend.map(Document::parse).transpose()?;
        let given =
            Given { holder: document.parse()?, dividends: shared.into_iter().collect(), flags: Vec::new(), fx: None };
        read_case(&given)
    }
}
