//! One record of a register: a holder, with the dividend that all share or its own.

use super::json::Value;
use super::keys::Level;
use super::layer::{Layer, Text, in_order};
use super::question::Question;
use super::reader::Reader;
use super::{Document, GivenFlag, Place, Problem};
use crate::facts::{Case, Field, FxTable};
use crate::law::{self, Law, Outside};

/// What all records of a register share.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a> {
    /// How messages call the register.
    pub name: &'a str,
    /// The dividend, for what a record does not state itself.
    pub dividend: Option<&'a Document>,
    /// Facts of it that flags state, over its file.
    pub flags: &'a [GivenFlag],
    /// Facts that all records of a file share, as the folders say that it stands in.
    pub constants: &'a [(Field, Option<Value<'a>>)],
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
    /// Facts and values.
    Cells(&'a [(Field, Option<Value<'a>>)]),
    /// What could not be taken apart at all, and why: what was found, what was wanted, and what to do where that is known.
    Broken(&'a str, &'a str, Option<&'a str>),
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

impl<'a> Shared<'a> {
    /// A reader of records that share these facts; the problems of the shared facts, if there are any.
    pub fn reader(&self) -> Result<Reader, Vec<Problem>> {
        let mut reader = Reader::new(Question::Dividend);
        for layer in self.layers() {
            // What contradicts a record's own facts is that record's to be told of.
            let mut problems = Vec::new();
            reader.layer(&Layer { has_full_paths: false, ..layer }, &mut problems);
            if !problems.is_empty() {
                return Err(in_order(problems.into_iter().map(|(_, problem)| problem).collect()));
            }
            reader.share();
        }
        Ok(reader)
    }

    /// The shared dividend, and what the folders say, as layers below each record.
    fn layers(&self) -> Vec<Layer<'a>> {
        let layer =
            |name, text| Layer { name, first_line: 1, text, is_record: false, has_full_paths: true, is_shared: true };
        let dividend = self
            .dividend
            .map(|document| layer(document.name(), Text::Json { text: document.text(), level: Level::Dividend }));
        let flags = Text::Flags { flags: self.flags, question: Question::Dividend };
        let flags = Some(layer("the flags", flags)).filter(|_| !self.flags.is_empty());
        let constants = Some(layer(self.name, Text::Cells(self.constants))).filter(|_| !self.constants.is_empty());
        dividend.into_iter().chain(flags).chain(constants).collect()
    }

    /// The daily rates of their own file.
    pub fn rates(&self) -> Option<&'a FxTable> {
        self.fx.map(|(_, table)| table)
    }

    /// Reads a record by itself, with everything that is wrong with it.
    pub fn read(&self, line: usize, raw: Raw<'_>) -> Result<(Case, &'static Law), Refused> {
        let text = match raw {
            Raw::Json(text) => Text::Json { text, level: Level::Holder },
            Raw::Cells(cells) => Text::Cells(cells),
            Raw::Broken(got, wanted, hint) => {
                let place = Place { file: self.name.to_owned(), at: Some((line, 1)) };
                let (got, wanted, hint) = (got.to_owned(), wanted.to_owned(), hint.map(str::to_owned));
                let problems = vec![Problem { place, path: String::new(), got, wanted, hint }];
                return Err(Refused { id: None, problems, is_broken: true });
            }
        };
        let record =
            Layer { name: self.name, first_line: line, text, is_record: true, has_full_paths: true, is_shared: false };
        let layers: Vec<_> = self.layers().into_iter().chain([record]).collect();
        let mut reader = Reader::new(Question::Dividend);
        let problems = reader.read(&layers, layers.len() - 1, self.fx);
        let is_broken = reader.is_broken();
        let mut case = reader.stated.case;
        if !problems.is_empty() {
            let id = case.id.take().filter(|_| !is_broken);
            return Err(Refused { id, problems, is_broken });
        }
        match self.law_for(&case) {
            Ok(law) => Ok((case, law)),
            Err(outside) => {
                let place = Place { file: self.name.to_owned(), at: Some((line, 1)) };
                let problems = vec![Problem::outside(place, &outside)];
                Err(Refused { id: case.id.take(), problems, is_broken: false })
            }
        }
    }

    /// The law that decides the case.
    #[inline]
    pub fn law_for(&self, case: &Case) -> Result<&'static Law, Outside> {
        law::choose(self.law, case)
    }
}
