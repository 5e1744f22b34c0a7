//! The one reader of a holder's facts: of one profile or of each record of a register, from JSON, cells or columns.
//!
//! Facts come in layers, the more specific later: what all records share and then a record; a profile, then the file
//! of its dividend or sale, then flags. Each value goes straight to its place in [`Stated`], and nothing is built before
//! something is wrong. Then the layer is walked again for the place of what is wrong, and every problem is said.

use super::fill::{Inside, Value, described, fill, known_keys, put_back, shortened};
use super::json::{self, Cursor, NotJson, Token};
use super::keys::{KEYS, Keys, Level, Named};
use super::scalar::{self, Refused};
use super::{Place, Problem, visible};
use crate::facts::{Contradiction, Field, FieldSet, FxTable, Stated, ValueType, check_dividend, check_holder};

/// Which event is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Dividend,
    Sale,
}

impl Question {
    /// The object of the event.
    pub(super) const fn level(self) -> Level {
        match self {
            Question::Dividend => Level::Dividend,
            Question::Sale => Level::Sale,
        }
    }

    /// Facts that are no part of the question, and of which only the keys are read.
    const fn ignored(self) -> FieldSet {
        const OF_SALE: FieldSet = below(Level::Sale);
        const OF_DIVIDEND: FieldSet = below(Level::Dividend);
        match self {
            Question::Dividend => OF_SALE,
            Question::Sale => OF_DIVIDEND,
        }
    }
}

/// The facts of an object.
const fn below(level: Level) -> FieldSet {
    let (mut set, mut at) = (FieldSet::NONE, 0);
    while at < Field::ALL.len() {
        if begins(Field::ALL[at].path().as_bytes(), level.prefix().as_bytes()) {
            set = set.with(FieldSet::one(Field::ALL[at]));
        }
        at += 1;
    }
    set
}

const fn begins(path: &[u8], prefix: &[u8]) -> bool {
    let mut at = 0;
    while at < prefix.len() {
        if at == path.len() || path[at] != prefix[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Facts that stand for each other: a layer that states one of them leaves those of earlier layers out.
const ALTERNATIVES: [FieldSet; 3] = [
    FieldSet::of(&[Field::PerShare, Field::Gross]),
    FieldSet::of(&[Field::ConvertedOn, Field::ConvertedAt]),
    FieldSet::of(&[Field::SalePrice, Field::SalePriceUsd, Field::SaleProceeds, Field::SaleProceedsUsd]),
];

const ANY_ALTERNATIVE: FieldSet = ALTERNATIVES[0].with(ALTERNATIVES[1]).with(ALTERNATIVES[2]);

/// So many problems of one text are said; whoever wrote more has them in common.
const MOST_PROBLEMS: usize = 100;

/// Where facts are read from.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// A JSON object whose keys are those of a level.
    Json { text: &'a str, level: Level },
    /// A flag that gives one fact.
    Flag { field: Field, value: &'a str },
    /// Cells, by their facts.
    Cells(&'a [(Field, Option<Value<'a>>)]),
}

/// One layer of facts, and how messages call it.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// The file as the user named it, or the flag.
    pub name: &'a str,
    /// The line on which the text begins, from 1.
    pub first_line: usize,
    pub text: Text<'a>,
    /// Remarks of an earlier run may stand there.
    pub is_record: bool,
    /// Messages name facts by their whole path, and not by that below the object that the layer is.
    pub has_full_paths: bool,
    /// It describes the event for all its holders.
    pub is_shared: bool,
}

impl Layer<'_> {
    fn place(&self, at: usize) -> Place {
        let at = match self.text {
            Text::Json { text, .. } => {
                let (line, column) = line_and_column(text, at);
                Some((line + self.first_line - 1, column))
            }
            Text::Cells(_) => Some((self.first_line, 1)),
            Text::Flag { .. } => None,
        };
        Place { file: self.name.to_owned(), at }
    }

    /// The path of a fact as a message calls it: below the object that the layer is.
    fn path(&self, path: &str) -> String {
        let inside = match self.text {
            Text::Json { level, .. } if !self.has_full_paths => path.strip_prefix(level.prefix()),
            Text::Json { .. } | Text::Cells(_) => None,
            Text::Flag { .. } => Some(""),
        };
        inside.unwrap_or(path).to_owned()
    }

    /// The value of a fact, and where it stands.
    fn find(&self, field: Field) -> Option<(usize, Value<'_>)> {
        match self.text {
            Text::Json { text, level } => {
                let mut found = None;
                // What is no JSON is said elsewhere.
                let _ = walk(text, level, &mut |this, at, value| {
                    if this == field {
                        found = value.map(|value| (at, value)).or(found);
                    }
                });
                found
            }
            Text::Flag { field: this, value } => (this == field).then_some((0, Value::Text(value))),
            Text::Cells(cells) => {
                let cell = cells.iter().find(|(this, value)| *this == field && value.is_some());
                cell.and_then(|(_, value)| Some((0, (*value)?)))
            }
        }
    }
}

/// Walks through an object the slow way.
fn walk<'a>(text: &'a str, level: Level, note: &mut dyn FnMut(Field, usize, Option<Value<'a>>)) -> Result<(), NotJson> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    json::members(&text[start..], |(_, key), (at, token)| {
        let (Token::Text(name) | Token::Escaped(name)) = key else { return };
        let named = KEYS.find(level, name).and_then(|key| KEYS.get(key)).map(|key| key.named);
        let at = start + at;
        match (named, token) {
            (Some(Named::Object(inner, field)), Token::Object(object)) => {
                note(field, at, Value::of(token));
                let _ = walk(object, inner, &mut |field, within, value| note(field, at + within, value));
            }
            (Some(Named::Fact(field)), token) => note(field, at, Value::of(token)),
            _ => {}
        }
    })
}

/// Reads layers into one set of facts.
#[derive(Debug)]
pub struct Reader {
    question: Question,
    pub stated: Stated,
    /// What every record begins from.
    blank: Stated,
    /// Of the layer that is read: the keys that were seen, and the facts that are stated.
    seen: FieldSet,
    own: FieldSet,
    /// The facts that are not as in `blank`.
    touched: FieldSet,
    /// The keys of the last object, in order: mostly the next one has the same.
    expected: Vec<u16>,
    problems: Vec<Found>,
    not_json: bool,
    /// The text is no object, so that it has no facts.
    no_object: bool,
}

/// Something wrong in the layer that is read.
#[derive(Debug)]
struct Found {
    /// The fact it is about; none for a key that is none.
    field: Option<Field>,
    at: usize,
    path: String,
    got: String,
    wanted: String,
    hint: Refused,
}

impl Reader {
    pub fn new(question: Question) -> Reader {
        Reader {
            question,
            stated: Stated::default(),
            blank: Stated::default(),
            seen: FieldSet::NONE,
            own: FieldSet::NONE,
            touched: FieldSet::NONE,
            expected: Vec::new(),
            problems: Vec::new(),
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
    #[inline(always)]
    pub fn begin(&mut self) {
        self.stated.facts = self.blank.facts;
        self.problems.clear();
        self.not_json = false;
    }

    #[inline(always)]
    fn begin_layer(&mut self) {
        // What an earlier text stated is there still, even where that text was given up in the middle.
        self.touched = self.touched.with(self.own);
        (self.seen, self.own) = (FieldSet::NONE, FieldSet::NONE);
    }

    /// Ends a layer: what stands for what it states is left out, and what only the last record stated is put back.
    #[inline(always)]
    fn end_layer(&mut self) {
        let left = self.touched.without(self.own).without(self.stated.facts.without(self.blank.facts));
        if !left.is_empty() {
            self.put_back(left);
        }
        self.touched = self.touched.with(self.own);
        self.stated.facts = self.stated.facts.with(self.own);
        if !self.own.and(ANY_ALTERNATIVE).is_empty() {
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
    #[inline(always)]
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

    /// Reads the cells of a record.
    #[inline(always)]
    pub fn cells<'v>(&mut self, cells: impl Iterator<Item = (Field, Option<Value<'v>>)>) {
        self.begin_layer();
        for (field, value) in cells {
            self.take(field, value, 0);
        }
        self.end_layer();
    }

    /// Begins a record whose cells are handed over one by one.
    #[inline(always)]
    pub fn begin_cells(&mut self) {
        self.begin_layer();
    }

    /// Takes a cell.
    #[inline(always)]
    pub fn cell(&mut self, field: Field, value: Option<Value<'_>>) {
        self.take(field, value, 0);
    }

    /// Ends a record of cells.
    #[inline(always)]
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
            Text::Flag { field, value } => self.take(field, Some(Value::Text(value)), 0),
            Text::Cells(cells) => cells.iter().for_each(|(field, value)| self.take(*field, *value, 0)),
        }
        self.end_layer();
        let own = self.own;
        // What is wrong with a fact that this layer states better is as good as never said.
        problems.retain(|(field, _)| field.is_none_or(|field| !own.contains(field)));
        problems.extend(self.found(layer));
        true
    }

    /// The problems of the layer that was read.
    fn found(&mut self, layer: &Layer<'_>) -> Vec<(Option<Field>, Problem)> {
        let is_flag = matches!(layer.text, Text::Flag { .. });
        let found = self.problems.drain(..).map(|found| {
            let Found { field, at, path, got, wanted, hint } = found;
            let got = match layer.text {
                Text::Flag { value, .. } => visible(&shortened(value)),
                _ => got,
            };
            let path = if is_flag { String::new() } else { layer.path(&path) };
            (field, Problem { place: layer.place(at), path, got, wanted, hint })
        });
        found.collect()
    }

    /// Reads an object.
    #[inline(never)]
    fn object(&mut self, cursor: &mut Cursor<'_>, level: Level, is_record: bool, from: usize) -> Result<(), NotJson> {
        let keys: &Keys = &KEYS;
        cursor.skip_blanks();
        if cursor.peek() != Some(b'{') {
            return self.no_object(cursor, from);
        }
        cursor.at += 1;
        if cursor.eat(b'}') {
            return Ok(());
        }
        let (mut level, mut outer, mut position) = (level, Vec::new(), 0);
        loop {
            cursor.skip_blanks();
            let key_at = cursor.at;
            let expected = self.expected.get(position).and_then(|at| keys.get(usize::from(*at)));
            let named = match expected {
                Some(key) if key.level == level && cursor.eat_all(&key.pattern) => Some(key.named),
                _ => self.named(cursor, level, position)?,
            };
            position += 1;
            cursor.skip_blanks();
            let value_at = cursor.at;
            match named {
                Some(Named::Fact(field)) => {
                    let value = cursor.value()?;
                    self.take_key(field, value, key_at - from, value_at - from);
                }
                Some(Named::Object(inner, field)) => {
                    self.see(field, key_at - from);
                    if cursor.eat(b'{') {
                        self.own.insert(field);
                        if !cursor.eat(b'}') {
                            outer.push(level);
                            level = inner;
                            continue;
                        }
                    } else {
                        self.object_wanted(field, cursor.value()?, value_at - from);
                    }
                }
                Some(Named::Remark) if is_record => self.check_inside(cursor.value()?),
                Some(Named::Remark) | None => {
                    let value = cursor.value()?;
                    self.unknown_key(cursor, level, key_at, from);
                    self.check_inside(value);
                }
            }
            loop {
                if cursor.eat(b',') {
                    break;
                }
                if !cursor.eat(b'}') {
                    return Err(NotJson);
                }
                match outer.pop() {
                    Some(outside) => level = outside,
                    None => return Ok(()),
                }
            }
            if self.problems.len() > MOST_PROBLEMS {
                return self.too_many(cursor, from);
            }
        }
    }

    /// What the next key names, the long way, and what is expected at its position from now on.
    #[inline(never)]
    fn named(&mut self, cursor: &mut Cursor<'_>, level: Level, position: usize) -> Result<Option<Named>, NotJson> {
        let found = match cursor.key()? {
            Token::Text(name) => KEYS.find(level, name),
            Token::Escaped(name) => KEYS.find(level, &json::unescaped(name).ok_or(NotJson)?),
            _ => return Err(NotJson),
        };
        if let Some(at) = found {
            let known = self.expected.len();
            match self.expected.get_mut(position) {
                Some(expected) => *expected = at as u16,
                None if position == known && known < Field::ALL.len() => self.expected.push(at as u16),
                None => {}
            }
        }
        Ok(found.and_then(|at| KEYS.get(at)).map(|key| key.named))
    }

    /// Notes a key; one that is there a second time is wrong.
    #[inline(always)]
    fn see(&mut self, field: Field, key_at: usize) -> bool {
        let is_new = !self.seen.contains(field);
        self.seen.insert(field);
        if !is_new {
            self.twice(field, key_at);
        }
        is_new
    }

    #[inline(always)]
    fn take_key(&mut self, field: Field, token: Token<'_>, key_at: usize, at: usize) {
        if self.see(field, key_at) {
            self.take_new(field, Value::of(token), at);
        }
    }

    #[inline(always)]
    fn take(&mut self, field: Field, value: Option<Value<'_>>, at: usize) {
        if self.see(field, at) {
            self.take_new(field, value, at);
        }
    }

    #[inline(always)]
    fn take_new(&mut self, field: Field, value: Option<Value<'_>>, at: usize) {
        let Some(value) = value else { return };
        self.own.insert(field);
        if self.question.ignored().contains(field) {
            return self.check_value(value);
        }
        let mut inside = OfFact { problems: &mut self.problems, not_json: &mut self.not_json, field, at };
        if let Err(hint) = fill(&mut self.stated, field, value, &mut inside) {
            self.refuse(field, value, at, hint);
        }
    }

    #[inline(never)]
    #[cold]
    fn refuse(&mut self, field: Field, value: Value<'_>, at: usize, hint: Refused) {
        self.check_value(value);
        put_back(&mut self.stated, field, &self.blank);
        self.problems.push(Found {
            field: Some(field),
            at,
            path: field.path().to_owned(),
            got: described(Some(value)),
            wanted: field.value_type().wanted(),
            hint,
        });
    }

    #[inline(never)]
    #[cold]
    fn twice(&mut self, field: Field, at: usize) {
        let (got, wanted) = ("the key a second time".to_owned(), "each key once".to_owned());
        self.problems.push(Found { field: None, at, path: field.path().to_owned(), got, wanted, hint: None });
    }

    #[inline(never)]
    fn unknown_key(&mut self, cursor: &Cursor<'_>, level: Level, key_at: usize, from: usize) {
        let mut again = *cursor;
        again.at = key_at;
        let name = match again.key() {
            Ok(Token::Text(name)) => name.to_owned(),
            Ok(Token::Escaped(name)) => json::unescaped(name).unwrap_or_default(),
            _ => String::new(),
        };
        let (wanted, hint) = known_keys(&name, level.spec());
        let path = format!("{}{name}", level.prefix());
        let got = "an unknown key".to_owned();
        self.problems.push(Found { field: None, at: key_at - from, path, got, wanted, hint });
    }

    /// An object of facts that is something else.
    #[inline(never)]
    fn object_wanted(&mut self, field: Field, token: Token<'_>, at: usize) {
        self.check_inside(token);
        let Some(value) = Value::of(token) else { return };
        let (path, got) = (field.path().to_owned(), described(Some(value)));
        let wanted = field.value_type().wanted();
        self.problems.push(Found { field: Some(field), at, path, got, wanted, hint: None });
    }

    #[inline(never)]
    fn no_object(&mut self, cursor: &mut Cursor<'_>, from: usize) -> Result<(), NotJson> {
        let at = cursor.at - from;
        let token = cursor.value()?;
        self.check_inside(token);
        self.no_object = true;
        let (path, got) = (String::new(), described(Value::of(token)));
        let wanted = ValueType::Object(&[]).wanted();
        self.problems.push(Found { field: None, at, path, got, wanted, hint: None });
        Ok(())
    }

    /// Passes over the rest of a text in which far too much is wrong.
    #[inline(never)]
    fn too_many(&mut self, cursor: &mut Cursor<'_>, from: usize) -> Result<(), NotJson> {
        self.problems.truncate(MOST_PROBLEMS);
        let (got, wanted) = (format!("more than {MOST_PROBLEMS} problems"), "a holder's facts".to_owned());
        let at = cursor.at - from;
        self.problems.push(Found { field: None, at, path: String::new(), got, wanted, hint: None });
        let rest = cursor.rest_of_line();
        cursor.at += rest;
        Ok(())
    }

    /// Checks the inside of a value that is not read.
    fn check_inside(&mut self, token: Token<'_>) {
        if let Some(value) = Value::of(token) {
            self.check_value(value);
        }
    }

    #[inline(always)]
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
    #[inline(always)]
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Fills in what follows from several facts, and checks them against each other: whether all is well.
    #[inline(always)]
    pub fn finish(&mut self, rates: Option<&FxTable>) -> bool {
        let required = self.stated.facts.contains(Field::Kind) && self.stated.facts.contains(Field::Residence);
        if !required || !self.problems.is_empty() {
            return false;
        }
        self.stated.shared = self.blank.facts.without(self.own);
        self.stated.resolve(rates, self.question == Question::Sale);
        let mut is_well = true;
        check_dividend(&self.stated, rates, &mut |_| is_well = false);
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
                    let (path, got) = (field.path().to_owned(), "nothing".to_owned());
                    let place = whole.place(whole.start());
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
                .any(|(layer, own)| matches!(layer.text, Text::Flag { .. }) && own.contains(Field::JpyPerUsd));
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
            for contradiction in contradictions {
                problems.push((None, located(&contradiction, layers, &owns, file.map(|(name, _)| name))));
            }
        }
        self.stated.case.stated = self.stated.facts;
        self.not_json |= !is_json;
        in_order(problems.into_iter().map(|(_, problem)| problem).collect())
    }

    /// Whether a text that was read was no JSON.
    pub fn is_broken(&self) -> bool {
        self.not_json
    }

    /// Which facts each layer states, for who has to find one.
    pub fn locate(&self, contradiction: &Contradiction, layers: &[Layer<'_>]) -> Problem {
        let owns: Vec<FieldSet> = layers.iter().map(Layer::states).collect();
        located(contradiction, layers, &owns, None)
    }
}

impl Layer<'_> {
    /// The facts that the layer states.
    pub fn states(&self) -> FieldSet {
        match self.text {
            Text::Json { text, level } => {
                let mut states = FieldSet::NONE;
                let _ = walk(text, level, &mut |field, _, value| {
                    if value.is_some() {
                        states.insert(field);
                    }
                });
                states
            }
            Text::Flag { field, .. } => FieldSet::one(field),
            Text::Cells(cells) => cells.iter().filter(|(_, value)| value.is_some()).map(|(field, _)| *field).collect(),
        }
    }

    /// Where a fact stands; the whole layer where it does not.
    pub fn place_of(&self, field: Field) -> Place {
        self.place(self.find(field).map_or_else(|| self.start(), |(at, _)| at))
    }

    /// Where its text begins.
    fn start(&self) -> usize {
        match self.text {
            Text::Json { text, .. } => text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len(),
            Text::Flag { .. } | Text::Cells(_) => 0,
        }
    }
}

/// A contradiction with its place, in the most specific layer that states the fact.
pub(super) fn located(
    contradiction: &Contradiction,
    layers: &[Layer<'_>],
    owns: &[FieldSet],
    rates: Option<&str>,
) -> Problem {
    let Contradiction { field, item, path, got, wanted, hint } = contradiction;
    if let (Field::JpyPerUsd | Field::SaleSpot, Some(file)) = (field, rates) {
        let place = Place { file: file.to_owned(), at: None };
        let got = got.clone().unwrap_or_default();
        return Problem { place, path: String::new(), got, wanted: wanted.clone(), hint: hint.clone() };
    }
    let stating = layers.iter().zip(owns).rev().find(|(_, own)| own.contains(*field));
    let Some(layer) = stating.map(|(layer, _)| layer).or(layers.first()) else {
        let place = Place { file: String::new(), at: None };
        let got = got.clone().unwrap_or_default();
        return Problem { place, path: field.path().to_owned(), got, wanted: wanted.clone(), hint: hint.clone() };
    };
    let found = layer.find(*field);
    let (mut at, mut value) = found.map_or((layer.start(), None), |(at, value)| (at, Some(value)));
    let mut own_path = field.path().to_owned();
    if let (Some((position, key)), Some(Value::List(list))) = (item, value) {
        own_path = format!("{own_path}[{position}]");
        if let Some((within, token)) = item_of(list, *position) {
            (at, value) = (at + within, Value::of(token));
        }
        if let (Some(key), Some(Value::Object(object))) = (key, value) {
            own_path = format!("{own_path}.{key}");
            if let Some((within, token)) = member_of(object, key) {
                (at, value) = (at + within, Value::of(token));
            }
        }
    }
    let got = got.clone().unwrap_or_else(|| match layer.text {
        Text::Flag { value, .. } => visible(&shortened(value)),
        _ => described(value),
    });
    let path = match (path, layer.text) {
        (_, Text::Flag { .. }) => String::new(),
        (Some(path), _) => path.clone(),
        (None, _) => layer.path(&own_path),
    };
    Problem { place: layer.place(at), path, got, wanted: wanted.clone(), hint: hint.clone() }
}

fn item_of(list: &str, position: usize) -> Option<(usize, Token<'_>)> {
    let (mut found, mut now) = (None, 0);
    json::items(list, |at, token| {
        if now == position {
            found = Some((at, token));
        }
        now += 1;
    })
    .ok()?;
    found
}

fn member_of<'a>(object: &'a str, wanted: &str) -> Option<(usize, Token<'a>)> {
    let mut found = None;
    json::members(object, |(_, key), (at, token)| {
        if matches!(key, Token::Text(name) if name == wanted) {
            found = Some((at, token));
        }
    })
    .ok()?;
    found
}

/// The problems in the order of their places, each once.
pub(super) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| (&a.place.file, a.place.at).cmp(&(&b.place.file, b.place.at)));
    problems.dedup();
    problems
}

/// What is wrong with a layer that is no JSON.
fn syntax(layer: &Layer<'_>) -> Vec<Problem> {
    let Text::Json { text, .. } = layer.text else { return Vec::new() };
    super::node::syntax(layer.name, text, layer.first_line)
}

/// What is wrong inside a fact: in its list or object.
struct OfFact<'r> {
    problems: &'r mut Vec<Found>,
    not_json: &'r mut bool,
    field: Field,
    at: usize,
}

impl Inside for OfFact<'_> {
    #[inline(never)]
    #[cold]
    fn refuse(&mut self, at: usize, path: &str, got: String, wanted: String, hint: Refused) {
        if self.problems.len() > MOST_PROBLEMS {
            return;
        }
        let path = format!("{}{path}", self.field.path());
        self.problems.push(Found { field: Some(self.field), at: self.at + at, path, got, wanted, hint });
    }

    #[inline(never)]
    #[cold]
    fn not_json(&mut self) {
        *self.not_json = true;
    }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}
