//! The `--map` that would read a register as it is: which of its names most likely are facts, and how its values are
//! written.
//!
//! Nothing is proposed for what could be read in two ways.

use std::collections::HashMap;

use super::hints::is_unknown;
use super::json::{self, Value};
use super::keys::{COLUMNS, Column, REMARKS, is_comment};
use super::scalar::{self, nearest};
use super::written::{Written, is_value};
use super::{fact_called, kind_words, quoted};
use crate::facts::ValueType;

/// What `--map` would have to say, of one column or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    columns: Vec<Proposed>,
}

/// A column, the fact that it states, and what is needed for its values.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Proposed {
    own: String,
    to: &'static str,
    ways: Vec<&'static str>,
    /// The register's words, and those of the fact.
    words: Vec<(String, &'static str)>,
}

/// Whoever has more names or words for one thing has no column of it.
const MOST_COLUMNS: usize = 50;
const MOST_WORDS: usize = 300;

/// Names in objects so deep are looked at.
const DEPTH: usize = 4;

impl Proposal {
    /// What reads the whole of a column that has this value, which is none of its fact: where it is a date, a number or a
    /// yes that is known how to be read, or a word that means another.
    pub fn of_value(own: &str, path: &str, written: &str) -> Proposal {
        let to = COLUMNS.iter().find(|column| column.path == path).filter(|_| can_be_named(own));
        let found = to.and_then(|to| Some((to, Needed::of(to, written)?)));
        let column = found.map(|(to, needed)| {
            let mut column = Proposed::new(own, to);
            match needed {
                Needed::Way(way) => column.ways.push(way.name()),
                Needed::Word(meant) => column.words.push((written.to_owned(), meant)),
            }
            column
        });
        Proposal { columns: column.into_iter().collect() }
    }

    /// What to say of a value that is read in one way or another, as its column is written: it is not guessed.
    pub fn undecided(own: &str, path: &str, written: &str) -> Option<String> {
        let to = COLUMNS.iter().find(|column| column.path == path).filter(|_| can_be_named(own))?;
        if is_value(to.value, written) {
            return None;
        }
        let mut read: Vec<(Written, String)> = Vec::new();
        for (_, way) in Written::ALL {
            if let Some(value) = way.read(written).filter(|value| is_value(to.value, value))
                && read.iter().all(|(_, other)| *other != value)
            {
                read.push((way, value));
            }
        }
        let [(one, is), (other, or)] = &read[..] else { return None };
        let option = |way: Written| map_option(&format!("{own}={path}@{}", way.name()));
        let (one, other) = (option(*one), option(*other));
        Some(said!("{one} if it is {is}, {other} if it is {or}", "{is}であれば{one}、{or}であれば{other}とします"))
    }

    /// Adds what another record needs.
    pub fn add(&mut self, other: &Proposal) {
        for other in &other.columns {
            let Some(column) = self.columns.iter_mut().find(|column| column.own == other.own) else {
                // What is another name for the same fact is not its column too.
                if self.columns.len() < MOST_COLUMNS && self.columns.iter().all(|column| column.to != other.to) {
                    self.columns.push(other.clone());
                }
                continue;
            };
            if column.to != other.to {
                continue;
            }
            for way in &other.ways {
                if !column.ways.contains(way) {
                    column.ways.push(way);
                }
            }
            for word in &other.words {
                if column.words.len() < MOST_WORDS && !column.words.contains(word) {
                    column.words.push(word.clone());
                }
            }
        }
    }

    /// Of it only what is about one fact.
    pub fn of_fact(&self, path: &str) -> Proposal {
        Proposal { columns: self.columns.iter().filter(|column| column.to == path).cloned().collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// As `--map` takes it, with at most so many words of each column; nothing where there is nothing to say.
    pub fn map(&self, words: usize) -> Option<String> {
        let mut parts = Vec::new();
        for Proposed { own, to, ways, words: all } in &self.columns {
            if own != to || !ways.is_empty() {
                let at = if ways.is_empty() { "" } else { "@" };
                parts.push(format!("{own}={to}{at}{}", ways.join("+")));
            }
            parts.extend(all.iter().take(words).map(|(word, meant)| format!("{own}:{word}={meant}")));
        }
        (!parts.is_empty()).then(|| parts.join(","))
    }
}

/// Makes proposals for many records, and remembers what was looked at: registers repeat their words.
#[derive(Debug, Default)]
pub struct Proposer {
    called: HashMap<String, Option<&'static str>>,
    values: HashMap<String, Proposal>,
}

/// So much is remembered.
const REMEMBERED: usize = 2000;

impl Proposer {
    /// What reads a record of JSON whose keys are no facts: of none that the record states already, and of each fact one.
    pub fn of_record(&mut self, text: &str) -> Proposal {
        let mut keys = Vec::new();
        leaves(text, "", DEPTH, &mut keys);
        let mut stated: Vec<&str> = keys.iter().filter_map(|(path, _)| Some(known(path)?.path)).collect();
        let mut proposal = Proposal::default();
        for (own, value) in &keys {
            let Some(to) = self.newly_named(own, &mut stated, &mut proposal) else { continue };
            if !is_value(to.value, value) {
                proposal.add(&self.of_value(own, to.path, value));
            }
        }
        proposal
    }

    /// What reads columns whose names are no facts: of none that is stated already, and of each fact one.
    pub fn of_columns<'o>(&mut self, own: impl Iterator<Item = &'o str>, is_stated: impl Fn(&str) -> bool) -> Proposal {
        let mut stated: Vec<&str> = COLUMNS.iter().map(|column| column.path).filter(|path| is_stated(path)).collect();
        let mut proposal = Proposal::default();
        for own in own {
            self.newly_named(own, &mut stated, &mut proposal);
        }
        proposal
    }

    /// The fact that a name most likely means, proposed by its name alone, where nothing states it yet.
    fn newly_named(&mut self, own: &str, stated: &mut Vec<&str>, proposal: &mut Proposal) -> Option<&'static Column> {
        let is_none = REMARKS.contains(&own) || is_comment(own);
        if is_none || !can_be_named(own) || proposal.columns.len() == MOST_COLUMNS {
            return None;
        }
        let to = meant_by(own, &mut |name| self.fact_called(name)).and_then(known)?;
        if stated.contains(&to.path) {
            return None;
        }
        stated.push(to.path);
        proposal.columns.push(Proposed::new(own, to));
        Some(to)
    }

    /// See [`Proposal::of_value`].
    pub fn of_value(&mut self, own: &str, path: &str, written: &str) -> Proposal {
        let key = format!("{own}\0{path}\0{written}");
        if let Some(known) = self.values.get(&key) {
            return known.clone();
        }
        let proposal = Proposal::of_value(own, path, written);
        if self.values.len() < REMEMBERED {
            self.values.insert(key, proposal.clone());
        }
        proposal
    }

    fn fact_called(&mut self, own: &str) -> Option<&'static str> {
        if let Some(known) = self.called.get(own) {
            return *known;
        }
        let fact = fact_called(own);
        if self.called.len() < REMEMBERED {
            self.called.insert(own.to_owned(), fact);
        }
        fact
    }
}

/// The option with a map, as a shell takes it.
pub fn map_option(map: &str) -> String {
    let is_plain = map.chars().all(|it| it.is_ascii_alphanumeric() || "_.,:=@+-".contains(it));
    if is_plain { format!("--map {map}") } else { format!("--map {}", quoted(map)) }
}

impl Proposed {
    fn new(own: &str, to: &Column) -> Proposed {
        Proposed { own: own.to_owned(), to: to.path, ways: Vec::new(), words: Vec::new() }
    }
}

/// What a column of a fact needs so that a value is read.
enum Needed {
    Way(Written),
    Word(&'static str),
}

impl Needed {
    fn of(to: &Column, written: &str) -> Option<Needed> {
        // What was cut for a message is not what stands there.
        let is_bool = matches!(to.value, ValueType::Bool | ValueType::DateOrBool);
        if is_value(to.value, written) && !is_bool || written.ends_with('…') {
            return None;
        }
        let is_namibia = matches!(to.value, ValueType::Country) && scalar::known_country(written).is_some();
        if is_unknown(written) && !to.required && !is_namibia {
            return Some(Needed::Word(""));
        }
        let reads = |way: Written| way.read(written).filter(|read| is_value(to.value, read));
        let mut ways = Written::ALL.iter().filter_map(|(_, way)| Some((*way, reads(*way)?)));
        if let Some((way, value)) = ways.next() {
            return ways.all(|(_, other)| other == value).then_some(Needed::Way(way));
        }
        let meant = match to.value {
            ValueType::Country => {
                scalar::country_called(written).filter(|_| scalar::known_country(written).is_none())?
            }
            ValueType::Word(known) if known.contains(&written) => return None,
            ValueType::Word(known) if to.path == "kind" => {
                kind_words::meant(written).unwrap_or_else(|| nearest(written, known.iter().copied()))?
            }
            ValueType::Word(known) => nearest(written, known.iter().copied())?,
            _ => return None,
        };
        let is_plain = !written.contains([',', '=']) && !meant.contains(',');
        is_plain.then_some(Needed::Word(meant))
    }
}

fn known(path: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.path == path)
}

/// The fact that a name most likely means: one inside an object by its own key, and inside one of facts only one of that.
fn meant_by(own: &str, called: &mut impl FnMut(&str) -> Option<&'static str>) -> Option<&'static str> {
    let Some((object, key)) = own.rsplit_once('.') else { return called(own) };
    let is_of_facts = COLUMNS.iter().any(|column| column.path.starts_with(&format!("{object}.")));
    let fits = |to: &&str| !is_of_facts || to.strip_prefix(object).is_some_and(|rest| rest.starts_with('.'));
    let is_name = key.contains(|it: char| !it.is_ascii_digit());
    let inside = |column: &&Column| column.path.rsplit_once('.').is_some_and(|(of, _)| of == object);
    let near = || {
        let keys = COLUMNS.iter().filter(inside).filter_map(|column| column.path.rsplit('.').next());
        let near = nearest(key, keys)?;
        let path = format!("{object}.{near}");
        COLUMNS.iter().map(|column| column.path).find(|known| *known == path)
    };
    called(key).filter(|_| is_name).filter(fits).or_else(near)
}

/// What separates the parts of a map cannot stand in its names.
fn can_be_named(own: &str) -> bool {
    !own.is_empty() && !own.contains([',', '=', ':', '@']) && own.trim() == own
}

/// What to do about a text of JSON that is a table and not a record: by its columns, by an index, or as lists.
pub fn other_table(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    let members = json::members(text, |(_, key), (_, value)| {
        keys.extend(if let Value::Text(key) = key { Some(key) } else { None });
        values.push(value);
    });
    let is_index = |keys: &[&str]| {
        !keys.is_empty() && keys.iter().all(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_by_index = |value: &Option<Value<'_>>| {
        let Some(Value::Object(object)) = value else { return false };
        let mut keys = Vec::new();
        let read =
            json::members(object, |(_, key), _| keys.extend(if let Value::Text(key) = key { Some(key) } else { None }));
        read.is_ok() && is_index(&keys)
    };
    if let ([key], [Some(Value::List(list))], true) = (&keys[..], &values[..], members.is_ok())
        && list.trim_start_matches(['[', ' ', '\t', '\r', '\n']).starts_with('{')
        && COLUMNS.iter().all(|column| column.path != *key)
    {
        return Some(said!(
            "the records stand in its list {key:?}: hand over that alone, as by jq '.[{key:?}][]' FILE | iijtax batch --from ndjson",
            "レコードは{key:?}のリストの中にあります。そのリストだけを渡してください（例：jq '.[{key:?}][]' FILE | iijtax batch --from ndjson）。"
        ));
    }
    let has = |name: &str| keys.contains(&name);
    let are_lists = values.len() > 1 && values.iter().all(|value| matches!(value, Some(Value::List(_))));
    let are_objects = values.iter().all(|value| matches!(value, Some(Value::Object(_))));
    let is_table = members.is_ok()
        && (are_lists
            || has("data") && (has("columns") || has("schema"))
            || are_objects && (is_index(&keys) || !values.is_empty() && values.iter().all(is_by_index)));
    (is_table || text.starts_with('[')).then(|| {
        word!(
            "a register is a list of records, each an object with its own keys: pandas writes it with orient=\"records\"",
            "名簿は、それぞれ自分のキーを持つオブジェクト（レコード）のリストです。pandasではorient=\"records\"で書き出します。"
        )
        .to_owned()
    })
}

/// The values of an object that are no objects and no lists, by their dotted paths, texts without their quotes.
fn leaves(object: &str, prefix: &str, depth: usize, found: &mut Vec<(String, String)>) {
    // What is no JSON is said elsewhere.
    let _ = json::members(object, |(_, key), (_, value)| {
        let (Value::Text(key) | Value::Escaped(key)) = key else { return };
        let path = format!("{prefix}{}", json::unescaped(key).unwrap_or_default());
        let text = match value {
            Some(Value::Object(inner)) if depth > 0 => return leaves(inner, &format!("{path}."), depth - 1, found),
            None | Some(Value::Object(_) | Value::List(_)) => return,
            Some(Value::Bool(is)) => is.to_string(),
            Some(Value::Text(text) | Value::Number(text)) => text.to_owned(),
            Some(Value::Escaped(text)) => json::unescaped(text).unwrap_or_default(),
            Some(Value::Day(day)) => day.to_string(),
            Some(Value::Decimal(mantissa, scale)) => scalar::digits(mantissa, scale),
        };
        found.push((path, text));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_records_need_comes_together_in_one_map() {
        let mut all = Proposal::default();
        for record in [
            r#"{"country":"US","type":"Ind","qty":100,"paid":"20240628","note":"x"}"#,
            r#"{"country":"Germany","type":"Corp","qty":100,"paid":"6/28/2024","shares held":5}"#,
            r#"{"country":"US","type":"Ind","qty":100,"paid":"2024-06-28"}"#,
        ] {
            all.add(&Proposer::default().of_record(record));
        }
        assert_eq!(
            all.map(9).as_deref(),
            Some(
                "country=residence,country:Germany=DE,type=kind,type:Ind=individual,type:Corp=corporation,qty=shares,\
                 paid=dividend.payment_date@yyyymmdd+mdy"
            )
        );
        assert_eq!(all.of_fact("kind").map(1).as_deref(), Some("type=kind,type:Ind=individual"));
    }

    #[test]
    fn names_inside_objects_are_found_and_what_is_stated_is_left() {
        for (record, expected) in [
            (r#"{"holder":{"country":"US","type":"individual"}}"#, Some("holder.country=residence,holder.type=kind")),
            (r#"{"kind":"individual","type":"x","residence":"US"}"#, None),
            (r#"{"dividend":{"paid":20240628}}"#, Some("dividend.paid=dividend.payment_date@yyyymmdd")),
            (r#"{"payer":{"country":"JP","type":"x"},"residence":{"0":"US"}}"#, None),
            (r##"{"coun,try":"US","#country":"US","members":[{"country":"US"}]}"##, None),
            ("[1]", None),
            ("{", None),
        ] {
            assert_eq!(Proposer::default().of_record(record).map(9).as_deref(), expected, "{record}");
        }
    }
}
