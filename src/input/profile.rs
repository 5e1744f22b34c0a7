//! One holder and one dividend, from the files and flags of a command to a [`Case`].

use super::keys::Level;
use super::layer::{Layer, Text};
use super::reader::{Question, Reader};
use super::{Document, Place, Problem};
use crate::facts::{Case, Field, FieldSpec, FxTable};

/// What the user gave: a profile, and files of the event that override each other, the more specific later; flags
/// override them all.
#[derive(Debug)]
pub struct Given<'a> {
    pub holder: &'a Document,
    /// From `--dividend` or `--sale`.
    pub events: Vec<&'a Document>,
    /// Single facts of the event given by flags, by their key in it.
    pub flags: Vec<(&'static str, &'a Document)>,
    /// The file of daily rates.
    pub fx: Option<(&'a str, &'a FxTable)>,
}

impl<'a> Given<'a> {
    /// Only a profile.
    pub fn profile(holder: &'a Document) -> Given<'a> {
        Given { holder, events: Vec::new(), flags: Vec::new(), fx: None }
    }

    /// The layers of facts, the more specific later; the first is the holder's.
    pub(super) fn layers(&self, question: Question) -> Vec<Layer<'a>> {
        let json = |document: &'a Document, level| Layer {
            name: document.name(),
            first_line: 1,
            text: Text::Json { text: document.text(), level },
            is_record: false,
            has_full_paths: false,
            is_shared: false,
        };
        let holder = json(self.holder, Level::Holder);
        let event = |document| Layer { is_shared: true, ..json(document, question.level()) };
        let events = self.events.iter().map(|document| event(document));
        let flags = self.flags.iter().filter_map(|(name, document)| {
            let field = field_of(question.level().spec(), name)?;
            let text = Text::Flag { field, value: document.text() };
            Some(Layer {
                name: document.name(),
                first_line: 1,
                text,
                is_record: false,
                has_full_paths: false,
                is_shared: false,
            })
        });
        [holder].into_iter().chain(events).chain(flags).collect()
    }

    /// Where a fact of the event is stated, the most specific place first; else the holder's file.
    pub fn place_of(&self, question: Question, field: Field) -> Place {
        let layers = self.layers(question);
        let stating = layers.iter().rev().find(|layer| layer.states().contains(field));
        stating
            .or(layers.first())
            .map_or_else(|| Place { file: String::new(), at: None }, |layer| layer.place_of(field))
    }
}

fn field_of(spec: &'static [FieldSpec], name: &str) -> Option<Field> {
    spec.iter().find(|field| field.name == name).and_then(|field| field.field)
}

/// The same with one fact stated over everything else, as a cell of a register would state it; `name` is how messages call
/// it.
pub fn read_case_with(given: &Given<'_>, (field, name, value): (Field, &str, &str)) -> Result<Case, Vec<Problem>> {
    let mut layers = given.layers(Question::Dividend);
    layers.push(Layer {
        name,
        first_line: 1,
        text: Text::Flag { field, value },
        is_record: false,
        has_full_paths: false,
        is_shared: false,
    });
    let mut reader = Reader::new(Question::Dividend);
    let problems = reader.read(&layers, 0, given.fx);
    if problems.is_empty() { Ok(reader.stated.case) } else { Err(problems) }
}

/// Reads everything and reports as many problems as can be found.
pub fn read_case(given: &Given<'_>) -> Result<Case, Vec<Problem>> {
    let mut reader = Reader::new(Question::Dividend);
    let problems = reader.read(&given.layers(Question::Dividend), 0, given.fx);
    if problems.is_empty() { Ok(reader.stated.case) } else { Err(problems) }
}
