//! One holder and one dividend, from the files and flags of a command to a [`Case`].

use super::flags::{GivenFlag, fact_flag};
use super::keys::Level;
use super::layer::{Layer, Text};
use super::question::Question;
use super::reader::Reader;
use super::{Document, Place, Problem};
use crate::facts::{Case, Field, FxTable};

/// What the user gave: a profile, and files of the event that override each other, the more specific later; flags
/// override them all. Where there is no profile, flags state the holder.
#[derive(Debug)]
pub struct Given<'a> {
    pub holder: Option<&'a Document>,
    /// From `--dividend` or `--sale`.
    pub events: Vec<&'a Document>,
    /// Facts given by flags.
    pub flags: &'a [GivenFlag],
    /// The file of daily rates.
    pub fx: Option<(&'a str, &'a FxTable)>,
}

impl<'a> Given<'a> {
    /// Only a profile.
    pub fn profile(holder: &'a Document) -> Given<'a> {
        Given { holder: Some(holder), events: Vec::new(), flags: &[], fx: None }
    }

    /// The layers of facts, the more specific later.
    pub(super) fn layers(&self, question: Question) -> Vec<Layer<'a>> {
        let layer =
            |name, text| Layer { name, first_line: 1, text, is_record: false, has_full_paths: false, is_shared: false };
        let json = |document: &'a Document, level| layer(document.name(), Text::Json { text: document.text(), level });
        let holder = self.holder.map(|document| json(document, Level::Holder));
        let event = |document| Layer { is_shared: true, ..json(document, question.level()) };
        let events = self.events.iter().map(|document| event(document));
        let flags = layer("the flags", Text::Flags { flags: self.flags, question });
        holder.into_iter().chain(events).chain([flags]).collect()
    }

    /// The layer of the holder, among these: what is missing is missing there.
    pub(super) fn main(&self) -> usize {
        if self.holder.is_some() { 0 } else { self.events.len() }
    }

    /// Where a fact of the event is stated, the most specific place first; else the holder's.
    pub fn place_of(&self, question: Question, field: Field) -> Place {
        let layers = self.layers(question);
        let stating = layers.iter().rev().find(|layer| layer.states().contains(field));
        stating
            .or(layers.get(self.main()))
            .map_or_else(|| Place { file: String::new(), at: None }, |layer| layer.place_of(field))
    }
}

/// The same with one fact stated over everything else, as a flag would state it; `name` is how messages call it.
pub fn read_case_with(given: &Given<'_>, (field, name, value): (Field, &str, &str)) -> Result<Case, Vec<Problem>> {
    let flag = fact_flag(Question::Dividend, field);
    let others = given.flags.iter().filter(|flag| flag.flag.field != field).cloned();
    let flags: Vec<GivenFlag> = others.chain(flag.map(|flag| GivenFlag::new(flag, value))).collect();
    let with = Given { holder: given.holder, events: given.events.clone(), flags: &flags, fx: given.fx };
    read_case(&with).map_err(|mut problems| {
        for problem in &mut problems {
            if flag.is_some_and(|flag| flag.name == problem.place.file) {
                problem.place.file = name.to_owned();
            }
        }
        problems
    })
}

/// Reads everything and reports as many problems as can be found.
pub fn read_case(given: &Given<'_>) -> Result<Case, Vec<Problem>> {
    let mut reader = Reader::new(Question::Dividend);
    let problems = reader.read(&given.layers(Question::Dividend), given.main(), given.fx);
    if problems.is_empty() { Ok(reader.stated.case) } else { Err(problems) }
}
