//! Two JSON answers compared figure by figure, each figure with the rule that it follows from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::Used;
use crate::law::rule_called;

/// One figure or word of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// As it is written, digit by digit.
    pub text: String,
    /// The rule that the object around it names.
    pub rule: Option<String>,
}

/// The figures of an answer by their dotted paths; an item of a list by its name where each has one, else by its place.
pub type Leaves = BTreeMap<String, Leaf>;

/// A figure that is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub path: String,
    /// None where there was no such figure, or is none now.
    pub then: Option<String>,
    pub now: Option<String>,
    /// The rule that it followed from and its citation, and those that it follows from now.
    pub rule_then: Option<(String, String)>,
    pub rule_now: Option<(String, String)>,
}

/// No answer has as many objects in each other.
const DEEPEST: usize = 64;

/// JSON without blanks outside its texts, digits and texts as they are.
pub fn compact(json: &str) -> String {
    let mut compact = String::with_capacity(json.len());
    let (mut in_text, mut escaped) = (false, false);
    for char in json.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            ' ' | '\n' | '\r' | '\t' if !in_text => continue,
            _ => {}
        }
        compact.push(char);
    }
    compact
}

/// The figures of a JSON text.
pub fn leaves(json: &str) -> Result<Leaves, String> {
    let mut found = Leaves::new();
    add(json, String::new(), None, 0, &mut found)?;
    Ok(found)
}

fn add(json: &str, path: String, rule: Option<&str>, depth: usize, found: &mut Leaves) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(said!(
            "{path}: more than {DEEPEST} objects in each other",
            "{path}：{DEEPEST}段を超えて入れ子になったオブジェクト"
        ));
    }
    let wrong = |error: serde_json::Error| crate::lang::of_json_error(&error);
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match json.trim_start().as_bytes().first() {
        Some(b'{') => {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(json).map_err(wrong)?;
            let own: Option<String> = members.get("rule").and_then(|rule| serde_json::from_str(rule.get()).ok());
            let rule = own.as_deref().or(rule);
            members.iter().try_for_each(|(key, value)| add(value.get(), below(key), rule, depth + 1, found))
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).map_err(wrong)?;
            let names = names(&items);
            let mut each = items.iter().enumerate();
            each.try_for_each(|(at, item)| {
                let name = names.as_ref().and_then(|names| names.get(at)).cloned().unwrap_or_else(|| at.to_string());
                add(item.get(), below(&name), rule, depth + 1, found)
            })
        }
        _ => {
            found.insert(path, Leaf { text: json.trim().to_owned(), rule: rule.map(str::to_owned) });
            Ok(())
        }
    }
}

/// What the items of a list are called, where each has a name of its own.
fn names(items: &[&RawValue]) -> Option<Vec<String>> {
    const KEYS: [&str; 7] = ["id", "rule", "field", "regime", "code", "from", "year"];
    let name_by = |key: &str| -> Option<Vec<String>> {
        let name = |item: &&RawValue| -> Option<String> {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(item.get()).ok()?;
            Some(members.get(key)?.get().trim_matches('"').to_owned())
        };
        let names: Vec<String> = items.iter().map(name).collect::<Option<_>>()?;
        (names.iter().collect::<BTreeSet<_>>().len() == names.len()).then_some(names)
    };
    KEYS.into_iter().find_map(name_by)
}

/// Every figure that is another; what stood in the answer for the program is none.
pub fn differences(then: &Leaves, now: &Leaves, used: &[Used]) -> Vec<Difference> {
    let paths: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let cite_then = |rule: &String| {
        let known = used.iter().find(|used| used.id == *rule).map(|used| used.cite.clone());
        (rule.clone(), known.unwrap_or_default())
    };
    let cite_now = |rule: &String| (rule.clone(), rule_called(rule).map(super::cite_of).unwrap_or_default());
    let differ = |path: &&String| !path.starts_with("program.") && then.get(*path) != now.get(*path);
    let text = |leaf: &Leaf| leaf.text.clone();
    let difference = |path: &String| Difference {
        path: path.clone(),
        then: then.get(path).map(text),
        now: now.get(path).map(text),
        rule_then: then.get(path).and_then(|leaf| leaf.rule.as_ref()).map(cite_then),
        rule_now: now.get(path).and_then(|leaf| leaf.rule.as_ref()).map(cite_now),
    };
    let mut found: Vec<Difference> = paths.into_iter().filter(differ).map(difference).collect();
    // The same figure by another rule is no other figure.
    found.retain(|it| it.then != it.now);
    // Numbers come first, as what a figure is; words and steps follow.
    found.sort_by_key(|it| !it.is_a_number());
    found
}

impl Difference {
    fn is_a_number(&self) -> bool {
        let begins = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| text.starts_with(|char: char| char.is_ascii_digit() || char == '-'))
        };
        begins(&self.then) || begins(&self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_compared_by_their_digits_and_called_by_their_names() {
        let then =
            r#"{"a": {"rule": "form-20f.us-1971.general", "rate": 15, "x": [{"id": "k", "v": 1.50}]}, "t": "a \" b"}"#;
        let now =
            r#"{"a":{"rule":"form-20f.us-2003.general","rate":10,"x":[{"id":"k","v":1.5}]},"t":"a \" b","new":null}"#;
        let found = differences(&leaves(then).unwrap(), &leaves(&compact(now)).unwrap(), &[]);
        let said: Vec<_> = found.iter().map(|it| (it.path.as_str(), it.then.as_deref(), it.now.as_deref())).collect();
        assert_eq!(
            said,
            [
                ("a.rate", Some("15"), Some("10")),
                ("a.x.k.v", Some("1.50"), Some("1.5")),
                ("a.rule", Some("\"form-20f.us-1971.general\""), Some("\"form-20f.us-2003.general\"")),
                ("new", None, Some("null")),
            ]
        );
        assert_eq!(found[0].rule_now.as_ref().unwrap().1, "20-F JT-7.1, JT-11");
        assert_eq!(compact("{ \"a b\" : [ 1 , 2 ] }\n"), r#"{"a b":[1,2]}"#);
        assert_eq!(compact(r#"{"a": "b \" c  "}"#), r#"{"a":"b \" c  "}"#);
    }

    #[test]
    fn what_is_no_json_or_too_deep_is_refused() {
        assert!(leaves("{").is_err() && leaves("[1,").is_err());
        assert!(leaves(&("[".repeat(100) + &"]".repeat(100))).unwrap_err().contains("64"));
    }
}
