//! Which facts can be swept, and what they are called.

use super::Scale;
use crate::facts::{CONVERTED, DIVIDEND, Field, FieldSpec, HOLDER, PAYER, RELIEF, US, ValueType};
use crate::input::fact_called;
use crate::units::Day;

/// A fact of which every value is tried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// What answers call it.
    pub name: &'static str,
    /// The fact that is stated.
    pub field: Field,
    pub values: Values,
}

/// What values a fact has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Values {
    /// One after the other.
    Ordered(Scale),
    /// These words.
    Words(&'static [&'static str]),
    Countries,
}

/// How many days a holding lasts up to the entitlement date: another way to say since when.
const DAYS_HELD: &str = "days_held";

impl Fact {
    /// The fact that a user means, by its path, the last part of it or `days_held`; what was wanted where there is none.
    /// `entitled` is the entitlement date, on which days held are counted.
    pub fn named(name: &str, entitled: Option<Day>) -> Result<Fact, String> {
        if name == DAYS_HELD {
            let Some(day) = entitled else {
                return Err(word!(
                    "held_since, since days are counted up to dividend.entitlement_date, which is not stated",
                    "held_since（日数はdividend.entitlement_dateまで数えるが、その記載がない）"
                )
                .to_owned());
            };
            return Ok(Fact {
                name: DAYS_HELD,
                field: Field::HeldSince,
                values: Values::Ordered(Scale::DaysHeld(day)),
            });
        }
        let found = Fact::all().find(|fact| fact.name == name);
        let by_last = || Fact::all().find(|fact| fact.name.rsplit('.').next() == Some(name));
        found.or_else(by_last).ok_or_else(|| {
            let known: Vec<_> = Fact::all().map(|fact| fact.name).chain([DAYS_HELD]).collect();
            let near = fact_called(name).filter(|near| known.contains(near));
            let meant =
                near.map_or(String::new(), |near| said!("; did you mean {near:?}?", "（{near:?}ではありませんか）"));
            said!("one of {}{meant}", "{}のいずれか{meant}", known.join(word!(", ", "、")))
        })
    }

    /// Every fact with values that can be tried one after the other.
    pub fn all() -> impl Iterator<Item = Fact> {
        let tables = [HOLDER, RELIEF, US, PAYER, DIVIDEND, CONVERTED];
        tables.into_iter().flatten().filter_map(Fact::of)
    }

    fn of(spec: &FieldSpec) -> Option<Fact> {
        let values = match spec.value {
            ValueType::Percent => Values::Ordered(Scale::Percent),
            ValueType::Date | ValueType::DateOrBool => Values::Ordered(Scale::Day),
            ValueType::Country => Values::Countries,
            ValueType::Word(words) => Values::Words(words),
            ValueType::Bool => Values::Words(&["true", "false"]),
            _ => return None,
        };
        let field = spec.field?;
        Some(Fact { name: field.path(), field, values })
    }
}
