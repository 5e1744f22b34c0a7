//! The keys of a profile, found in one step: which fact or object each names, at which level.

use std::sync::LazyLock;

use super::bytes::Pattern;
use super::json::Value;
use crate::facts::{
    CONVERTED, DIVIDEND, Field, FieldSet, FieldSpec, HEDGE, HISTORY, HOLDER, LOT, PAYER, RELIEF, SALE, SOLD_LOT, SPLIT,
    US, ValueType,
};

/// An object whose keys are facts: the profile itself, or one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Holder,
    Relief,
    Us,
    Payer,
    Dividend,
    Converted,
    Sale,
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Fact(Field),
    /// An object, and the fact that stands for the whole of it.
    Object(Level, Field),
    /// What an earlier run said of a record.
    Remark,
}

/// A key, and its text with quotes and colon.
#[derive(Debug)]
pub struct Key {
    pub level: Level,
    pub named: Named,
    /// The fact it names, or that stands for the object it names.
    pub fact: FieldSet,
    pub pattern: Pattern,
    name: &'static str,
}

/// What an earlier run said of a record stands under these keys; they are not read.
pub const REMARKS: [&str; 4] = ["error_line", "error_path", "error_message", "error_text"];

/// Whether a key is a comment of whoever wrote the file, which is not read: `"#shares": "as of 31 March"`.
pub fn is_comment(name: &str) -> bool {
    name.starts_with('#')
}

impl Level {
    const ALL: [Level; 7] =
        [Level::Holder, Level::Relief, Level::Us, Level::Payer, Level::Dividend, Level::Converted, Level::Sale];

    /// What stands before its keys in the path of a fact.
    pub const fn prefix(self) -> &'static str {
        match self {
            Level::Holder => "",
            Level::Relief => "relief.",
            Level::Us => "us.",
            Level::Payer => "payer.",
            Level::Dividend => "dividend.",
            Level::Converted => "dividend.converted.",
            Level::Sale => "sale.",
        }
    }

    /// The table of its facts.
    pub const fn spec(self) -> &'static [FieldSpec] {
        match self {
            Level::Holder => HOLDER,
            Level::Relief => RELIEF,
            Level::Us => US,
            Level::Payer => PAYER,
            Level::Dividend => DIVIDEND,
            Level::Converted => CONVERTED,
            Level::Sale => SALE,
        }
    }

    /// The object that a fact stands for the whole of.
    pub const fn of(field: Field) -> Option<Level> {
        match field {
            Field::Relief => Some(Level::Relief),
            Field::Us => Some(Level::Us),
            Field::Payer => Some(Level::Payer),
            Field::Dividend => Some(Level::Dividend),
            Field::Converted => Some(Level::Converted),
            Field::Sale => Some(Level::Sale),
            _ => None,
        }
    }
}

/// The facts that stand in the items of a list, and not in an object of the profile.
const OF_ITEMS: FieldSet = {
    let lists = [LOT, HEDGE, HISTORY, SOLD_LOT, SPLIT];
    let (mut all, mut lists) = (FieldSet::NONE, lists.as_slice());
    while let [list, others @ ..] = lists {
        let mut members = *list;
        while let [member, rest @ ..] = members {
            if let Some(field) = member.field {
                all = all.with(FieldSet::one(field));
            }
            members = rest;
        }
        lists = others;
    }
    all
};

/// The payer, or a fact of it.
fn is_of_payer(field: Field) -> bool {
    field == Field::Payer || field.path().starts_with(Level::Payer.prefix())
}

/// Every key, found by its hash.
pub static KEYS: LazyLock<Keys> = LazyLock::new(Keys::new);

/// See [`KEYS`].
#[derive(Debug)]
pub struct Keys {
    keys: Vec<Key>,
    levels: Vec<Table>,
}

/// The position of a key among all, by its hash: in the slot that this names, or in the first free one behind it.
#[derive(Debug)]
struct Table(Vec<u16>);

/// Many more than keys, so that nearly all have the slot that their hash names.
const SLOTS: usize = 1024;
const NONE: u16 = u16::MAX;

impl Keys {
    fn new() -> Keys {
        let mut keys: Vec<Key> = Vec::new();
        let mut levels = Vec::new();
        for level in Level::ALL {
            let first = keys.len();
            let within = Field::ALL.iter().filter(|field| !OF_ITEMS.contains(**field));
            let named = within.filter_map(|field| {
                let name = field.path().strip_prefix(level.prefix())?;
                let named = Level::of(*field).map_or(Named::Fact(*field), |inner| Named::Object(inner, *field));
                Some((name, named))
            });
            // A dividend by itself says who pays it.
            let payer = Field::ALL.iter().filter(|field| level == Level::Dividend && is_of_payer(**field));
            let payer = payer.map(|field| {
                let named = Level::of(*field).map_or(Named::Fact(*field), |inner| Named::Object(inner, *field));
                (field.path(), named)
            });
            let remarks = REMARKS.iter().filter(|_| level == Level::Holder).map(|name| (*name, Named::Remark));
            keys.extend(named.chain(payer).chain(remarks).map(|(name, named)| {
                let pattern = Pattern::new(format!("\"{name}\":").as_bytes());
                let fact = match named {
                    Named::Fact(field) | Named::Object(_, field) => FieldSet::one(field),
                    Named::Remark => FieldSet::NONE,
                };
                Key { level, named, fact, pattern, name }
            }));
            levels.push(Table::new(&keys, first));
        }
        Keys { keys, levels }
    }

    /// The position of the key with this name.
    #[inline(always)]
    pub fn find(&self, level: Level, name: &str) -> Option<usize> {
        let Table(slots) = self.levels.get(level as usize)?;
        let mut slot = slot_of(name.as_bytes());
        loop {
            let at = usize::from(*slots.get(slot)?);
            // A free slot, which has the number of no key, ends the search.
            if self.keys.get(at)?.name == name {
                return Some(at);
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    #[inline(always)]
    pub fn get(&self, at: usize) -> Option<&Key> {
        self.keys.get(at)
    }
}

impl Table {
    /// The table of the keys from a position on.
    fn new(keys: &[Key], first: usize) -> Table {
        let mut slots = vec![NONE; SLOTS];
        for (at, key) in keys.iter().enumerate().skip(first) {
            let behind = (0..SLOTS).map(|step| (slot_of(key.name.as_bytes()) + step) % SLOTS);
            let free = behind.into_iter().find(|slot| slots.get(*slot) == Some(&NONE));
            if let (Some(free), Ok(at)) = (free.and_then(|free| slots.get_mut(free)), u16::try_from(at)) {
                *free = at;
            }
        }
        Table(slots)
    }
}

/// Fibonacci hashing: the golden ratio spreads words that differ little.
#[inline(always)]
fn slot_of(name: &[u8]) -> usize {
    (word_of(name).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SLOTS.trailing_zeros())) as usize
}

/// The length and the first and last bytes of a name, which tell all keys of a level apart.
#[inline(always)]
fn word_of(name: &[u8]) -> u64 {
    let (first, last) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => {
            let word = name.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            (word, 0)
        }
    };
    first ^ last.rotate_left(23) ^ (name.len() as u64) << 57
}

/// Whether a key of a record, as it is written, is a fact or a remark of an earlier run.
pub fn is_known(key: &str) -> bool {
    let name = key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(key);
    let name = if name.contains('\\') { super::json::unescaped(name).unwrap_or_default() } else { name.to_owned() };
    KEYS.find(Level::Holder, &name).is_some()
}

/// The columns of a register in the order of the tables: every fact that is no object and stands in no list.
pub static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let mut columns = Vec::new();
    flatten(HOLDER, &mut columns);
    columns
});

/// A column of a register.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The dotted path of the fact.
    pub path: &'static str,
    pub field: Field,
    /// The same as a set of one.
    pub fact: FieldSet,
    pub value: ValueType,
    pub required: bool,
    /// What a text in it can stand for.
    stands_for: StandsFor,
}

/// What a text can stand for beside itself, in a file that has nothing but texts.
#[derive(Clone, Copy, Debug)]
enum StandsFor {
    Text,
    /// True and false.
    Truth,
    /// A list, in its brackets, or an object.
    List,
    /// An object in its braces.
    Object,
}

impl StandsFor {
    fn of(value: ValueType) -> StandsFor {
        match value {
            ValueType::Bool | ValueType::DateOrBool => StandsFor::Truth,
            ValueType::List(_) => StandsFor::List,
            ValueType::JpyPerUsdOrTable => StandsFor::Object,
            _ => StandsFor::Text,
        }
    }
}

impl Column {
    /// The text without blanks around it, where they cannot mean anything: names have theirs.
    pub fn bare<'t>(&self, text: &'t str) -> &'t str {
        if matches!(self.value, ValueType::Text | ValueType::LotName) { text } else { text.trim() }
    }

    /// The value that a text in this column stands for, where the file knows no types: nothing when it is empty.
    #[inline(always)]
    pub fn value_of<'t>(&self, text: &'t str) -> Option<Value<'t>> {
        if text.is_empty() {
            return None;
        }
        Some(match (self.stands_for, text.as_bytes()) {
            (StandsFor::Text, _) => Value::Text(text),
            // As Python and spreadsheets write them as well.
            (StandsFor::Truth, b"true" | b"True" | b"TRUE") => Value::Bool(true),
            (StandsFor::Truth, b"false" | b"False" | b"FALSE") => Value::Bool(false),
            (StandsFor::List, [b'[', ..]) => Value::List(text),
            (StandsFor::List | StandsFor::Object, [b'{', ..]) => Value::Object(text),
            _ => Value::Text(text),
        })
    }
}

fn flatten(specs: &'static [FieldSpec], columns: &mut Vec<Column>) {
    for spec in specs {
        let Some(field) = spec.field else { continue };
        match Level::of(field) {
            Some(level) => flatten(level.spec(), columns),
            None => columns.push(Column {
                path: field.path(),
                field,
                fact: FieldSet::one(field),
                value: spec.value,
                required: spec.required && field.path() == spec.name,
                stands_for: StandsFor::of(spec.value),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_at_its_level_and_no_other_is() {
        for key in &KEYS.keys {
            let found = KEYS.find(key.level, key.name).and_then(|at| KEYS.get(at));
            assert_eq!(found.map(|found| found.named), Some(key.named), "{}", key.name);
        }
        for column in COLUMNS.iter() {
            let found = KEYS.find(Level::Holder, column.path).and_then(|at| KEYS.get(at));
            assert_eq!(found.map(|found| found.named), Some(Named::Fact(column.field)), "{}", column.path);
        }
        for name in ["", "i", "idd", "dividend.", "dividend.ex_dat", "ex_date", "lots.shares", "sale.lots.lot"] {
            assert_eq!(KEYS.find(Level::Holder, name), None, "{name}");
        }
    }
}
