//! The one reader of a holder's facts: of one profile or of each record of a register, from JSON, cells or columns.
//!
//! Facts come in layers, the more specific later: what all records share and then a record; a profile, then the file
//! of its dividend or sale, then flags. Each value goes straight to its place in [`Stated`], and nothing is built before
//! something is wrong. Then the layer is walked again for the place of what is wrong, and every problem is said.
//!
//! As in [`super::fill`], what is inlined by force is so only where code is optimized.

mod expected;
mod found;
mod members;
mod object;

use self::expected::Expected;
use self::found::{Found, OfFact};
use super::Problem;
use super::fill::{fill, fill_plainly, put_back};
use super::json::{self, Cursor, NotJson, Value};
use super::keys::{Column, Level};
use super::layer::{Layer, MOST_PROBLEMS, Text, in_order, located, syntax};
use super::plain::Cells;
use super::question::Question;
use super::scalar;
use crate::facts::{Field, FieldSet, FxTable, Stated, check_dividend, check_holder};

/// Facts that stand for each other: a layer that states one of them leaves those of earlier layers out.
const ALTERNATIVES: [FieldSet; 4] = [
    FieldSet::of(&[Field::PerShare, Field::Gross]),
    FieldSet::of(&[Field::DeemedPerShare, Field::DeemedGross]),
    FieldSet::of(&[Field::ConvertedOn, Field::ConvertedAt]),
    FieldSet::of(&[Field::SalePrice, Field::SalePriceUsd, Field::SaleProceeds, Field::SaleProceedsUsd]),
];

const ANY_ALTERNATIVE: FieldSet = ALTERNATIVES[0].with(ALTERNATIVES[1]).with(ALTERNATIVES[2]).with(ALTERNATIVES[3]);

/// Reads layers into one set of facts.
#[derive(Clone, Debug)]
pub struct Reader {
    question: Question,
    /// Facts of which only the keys are read.
    ignored: FieldSet,
    pub stated: Stated,
    /// What every record begins from.
    blank: Stated,
    /// Of the layer that is read: the keys that were seen, and the facts that are stated.
    seen: FieldSet,
    own: FieldSet,
    /// The facts that are not as in `blank`.
    touched: FieldSet,
    /// The keys of the last object: mostly the next one has the same.
    expected: Expected,
    /// All keys of the object so far are the expected ones, so that none of them need be noted one by one.
    as_expected: bool,
    /// Facts whose keys came as expected, and that are not stated.
    absent: FieldSet,
    problems: Vec<Found>,
    /// Members of a record that are no facts.
    passed: Vec<Passed>,
    not_json: bool,
    /// The text is no object, so that it has no facts.
    no_object: bool,
}

/// Where a member that is no fact stands in the text: its key, its value, and where that ends.
#[derive(Clone, Copy, Debug)]
struct Passed {
    key_at: usize,
    value_at: usize,
    end: usize,
}

impl Reader {
    pub fn new(question: Question) -> Reader {
        Reader {
            question,
            ignored: question.ignored(),
            stated: Stated::default(),
            blank: Stated::default(),
            seen: FieldSet::NONE,
            own: FieldSet::NONE,
            touched: FieldSet::NONE,
            expected: Expected::default(),
            as_expected: false,
            absent: FieldSet::NONE,
            problems: Vec::new(),
            passed: Vec::new(),
            not_json: false,
            no_object: false,
        }
    }

    /// Makes what was read so far what every record begins from.
    pub fn share(&mut self) {
        self.blank = self.stated.clone();
        (self.own, self.touched) = (FieldSet::NONE, FieldSet::NONE);
    }

    /// Begins a record: nothing is stated but what is shared.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn begin(&mut self) {
        self.stated.facts = self.blank.facts;
        self.problems.clear();
        self.passed.clear();
        self.not_json = false;
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn begin_layer(&mut self) {
        // What an earlier text stated is there still, even where that text was given up in the middle.
        self.touched = self.touched.with(self.own);
        (self.seen, self.own) = (FieldSet::NONE, FieldSet::NONE);
        (self.as_expected, self.absent) = (true, FieldSet::NONE);
    }

    /// Ends a layer: what stands for what it states is left out, and what only the last record stated is put back.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn end_layer(&mut self) {
        let left = self.touched.without(self.own).without(self.stated.facts.without(self.blank.facts));
        if !left.is_empty() {
            self.put_back(left);
        }
        self.touched = self.touched.with(self.own);
        self.stated.facts = self.stated.facts.with(self.own);
        // Mostly the layer itself states all of them that there are, or none.
        let alternatives = self.own.and(ANY_ALTERNATIVE);
        if !alternatives.is_empty() && alternatives != self.stated.facts.and(ANY_ALTERNATIVE) {
            self.leave_out();
        }
    }

    #[inline(never)]
    fn put_back(&mut self, left: FieldSet) {
        left.iter().for_each(|field| put_back(&mut self.stated, field, &self.blank));
        self.touched = self.touched.without(left);
    }

    #[inline(never)]
    fn leave_out(&mut self) {
        for group in ALTERNATIVES {
            let left_out = group.without(self.own).and(self.stated.facts);
            if group.and(self.own).is_empty() || left_out.is_empty() {
                continue;
            }
            let nothing = Stated::default();
            left_out.iter().for_each(|field| put_back(&mut self.stated, field, &nothing));
            self.stated.facts = self.stated.facts.without(left_out);
            self.touched = self.touched.with(left_out);
        }
    }

    /// Reads the object that begins at a place of a text of many, up to the end of its line; tells where that is. What
    /// is wrong is kept; an error is a text that is no JSON.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn record(&mut self, text: &str, at: usize) -> Result<usize, NotJson> {
        self.begin_layer();
        let mut cursor = Cursor::line(text, at);
        self.object(&mut cursor, Level::Holder, true, at)?;
        // What stands behind the object on its line can only be blanks.
        while matches!(cursor.peek(), Some(b' ' | b'\t' | b'\r')) {
            cursor.at += 1;
        }
        match cursor.peek() {
            None | Some(b'\n') => {}
            Some(_) => return Err(NotJson),
        }
        self.end_layer();
        if self.not_json { Err(NotJson) } else { Ok(cursor.at) }
    }

    /// Whether the last record has members that are no facts.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn has_passed(&self) -> bool {
        !self.passed.is_empty()
    }

    /// The members of the last record that are no facts, as its text has them.
    pub fn passed<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.passed.iter().filter_map(|passed| {
            let key = text.get(passed.key_at..passed.value_at)?.trim_end().strip_suffix(':')?.trim_end();
            Some((key, text.get(passed.value_at..passed.end)?.trim_end()))
        })
    }

    /// Begins a record whose cells are handed over one by one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn begin_cells(&mut self) {
        self.begin_layer();
    }

    /// Takes a cell. No other of the record is in the same column: who reads the header sees to that.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn cell(&mut self, column: &Column, value: Option<Value<'_>>) {
        self.take_new(column.field, column.fact, value, 0);
    }

    /// The same of a cell in a line of text, of a fact that the question reads: takes and passes over one that is empty or
    /// written plainly, and leaves any other as it is.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn plain_cell(&mut self, column: &Column, cursor: &mut Cursor<'_>) -> bool {
        if matches!(cursor.peek(), Some(b',' | b'\n')) {
            return true;
        }
        let is_taken = fill_plainly::<Cells>(&mut self.stated, column.field, cursor);
        if is_taken {
            self.own = self.own.with(column.fact);
        }
        is_taken
    }

    /// Ends a record of cells.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn end_cells(&mut self) {
        self.end_layer();
    }

    /// Reads a whole layer, and says what is wrong with it.
    pub(super) fn layer(&mut self, layer: &Layer<'_>, problems: &mut Vec<(Option<Field>, Problem)>) -> bool {
        self.begin_layer();
        match layer.text {
            Text::Json { text, level } => {
                let start = text.len() - text.trim_start_matches('\u{feff}').len();
                let mut cursor = Cursor::new(text, start);
                let read = self.object(&mut cursor, level, layer.is_record, 0);
                if read.is_err() || self.not_json || !cursor.is_at_end() {
                    problems.extend(syntax(layer).into_iter().map(|problem| (None, problem)));
                    return false;
                }
            }
            Text::Flags { flags, .. } => {
                for flag in flags {
                    self.take(flag.field(), Some(flag.value()), 0);
                    if std::mem::take(&mut self.not_json) {
                        problems.push((None, flag.not_json()));
                    }
                }
            }
            Text::Cells(cells) => cells.iter().for_each(|(field, value)| self.take(*field, *value, 0)),
        }
        self.end_layer();
        let own = self.own;
        // What is wrong with a fact that this layer states better is as good as never said.
        problems.retain(|(field, _)| field.is_none_or(|field| !own.contains(field)));
        problems.extend(self.found(layer));
        true
    }

    /// Notes a key; one that is there a second time is wrong.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn see(&mut self, field: Field, fact: FieldSet, key_at: usize) -> bool {
        let is_new = self.seen.and(fact).is_empty();
        self.seen = self.seen.with(fact);
        if !is_new {
            self.twice(field, key_at);
        }
        is_new
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn take(&mut self, field: Field, value: Option<Value<'_>>, at: usize) {
        let fact = FieldSet::one(field);
        if self.see(field, fact, at) {
            self.take_new(field, fact, value, at);
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn take_new(&mut self, field: Field, fact: FieldSet, value: Option<Value<'_>>, at: usize) {
        let Some(value) = value else { return };
        self.own = self.own.with(fact);
        if !self.ignored.and(fact).is_empty() {
            return self.check_value(value);
        }
        let Reader { stated, problems, not_json, .. } = self;
        if !fill(stated, field, value, || OfFact { problems, not_json, field, at }) {
            self.refuse(field, value, at);
        }
    }

    /// Checks the inside of a value that is not read.
    fn check_inside(&mut self, token: Option<Value<'_>>) {
        if let Some(value) = token {
            self.check_value(value);
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn check_value(&mut self, value: Value<'_>) {
        let is_json = match value {
            Value::Bool(_) | Value::Text(_) | Value::Day(_) | Value::Decimal(..) => true,
            Value::Number(digits) => scalar::is_json_number(digits),
            Value::Escaped(text) => json::unescaped(text).is_some(),
            Value::List(text) | Value::Object(text) => json::syntax_error(text).is_none(),
        };
        self.not_json |= !is_json;
    }

    /// Whether something is wrong with what was read so far.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Fills in what follows from several facts, and checks them against each other: whether all is well.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn finish(&mut self, rates: Option<&FxTable>) -> bool {
        let required = self.stated.facts.contains(Field::Kind) && self.stated.facts.contains(Field::Residence);
        if !required || !self.problems.is_empty() {
            return false;
        }
        self.stated.shared = self.blank.facts.without(self.own);
        self.stated.resolve(rates, self.question == Question::Sale);
        let mut is_well = true;
        check_dividend(&self.stated, rates, &mut |_| is_well = false);
        if self.stated.facts.contains(Field::Members) {
            is_well &= self.take_members(rates).is_empty();
        }
        is_well
    }

    /// Reads layers from the beginning, the more specific later, and says everything that is wrong with them; the main
    /// one is that of the holder.
    pub fn read(&mut self, layers: &[Layer<'_>], main: usize, rates: Option<(&str, &FxTable)>) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.begin();
        self.stated = Stated::default();
        (self.blank, self.touched) = (Stated::default(), FieldSet::NONE);
        let (mut owns, mut is_json) = (Vec::new(), true);
        for layer in layers {
            is_json &= self.layer(layer, &mut problems);
            owns.push(self.own);
        }
        if is_json
            && !self.no_object
            && let Some(whole) = layers.get(main)
        {
            for (field, value) in [Field::Kind, Field::Residence].map(|field| (field, field.value_type())) {
                if !self.stated.facts.contains(field) {
                    let (path, got) = (field.path().to_owned(), word!("nothing", "記載なし").to_owned());
                    let place = whole.place_in(Some(field), whole.start());
                    problems.push((None, Problem { place, path, got, wanted: value.wanted(), hint: None }));
                }
            }
            // A kind that cannot be read is as good as none.
            let unread: FieldSet = problems.iter().filter_map(|(field, _)| *field).collect();
            let facts = self.stated.facts;
            self.stated.facts = facts.without(unread.and(FieldSet::of(&[Field::Kind, Field::Residence])));
            let has_flag_rate = layers
                .iter()
                .zip(&owns)
                .any(|(layer, own)| matches!(layer.text, Text::Flags { .. }) && own.contains(Field::JpyPerUsd));
            let file = rates.filter(|_| !has_flag_rate);
            let table = file.map(|(_, table)| table);
            let of_holder = layers.iter().zip(&owns).filter(|(layer, _)| !layer.is_shared).map(|(_, own)| *own);
            self.stated.shared = facts.without(of_holder.collect());
            self.stated.resolve(table, self.question == Question::Sale);
            let mut contradictions = Vec::new();
            match self.question {
                Question::Dividend => check_dividend(&self.stated, table, &mut |it| contradictions.push(it)),
                Question::Sale => check_holder(&self.stated, &mut |it| contradictions.push(it)),
            }
            contradictions.truncate(MOST_PROBLEMS);
            self.stated.facts = facts;
            self.stated.case.stated = facts;
            if let Some((at, layer)) = self.place_of_members(layers, &owns) {
                let wrong = self.take_members(table);
                problems.extend(wrong.into_iter().map(|problem| (None, layer.within(problem, Field::Members, at))));
            }
            for contradiction in contradictions {
                problems.push((None, located(&contradiction, layers, &owns, file.map(|(name, _)| name))));
            }
        }
        self.stated.case.stated = self.stated.facts;
        self.not_json |= !is_json;
        in_order(problems.into_iter().map(|(_, problem)| problem).collect())
    }

    /// The layer that states the members, and where in it.
    fn place_of_members<'l>(&self, layers: &'l [Layer<'l>], owns: &[FieldSet]) -> Option<(usize, &'l Layer<'l>)> {
        let stating = layers.iter().zip(owns).rev().find(|(_, own)| own.contains(Field::Members));
        let layer = stating.map(|(layer, _)| layer)?;
        Some((layer.find(Field::Members)?.0, layer))
    }

    /// Whether a text that was read was no JSON.
    pub fn is_broken(&self) -> bool {
        self.not_json
    }
}
