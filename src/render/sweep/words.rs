//! Words of a sweep that its text and its charts share.

use super::{Bound, Sweep};
use crate::render::Digits;
use crate::sweep::Scale;

pub(super) fn shown(bound: &Option<Bound>, sweep: &Sweep) -> String {
    match bound {
        None => String::new(),
        Some(Bound::Number(it)) if sweep.scale == Some(Scale::Percent) => format!("{}%", it.0),
        Some(Bound::Number(it)) => it.0.to_string(),
        Some(Bound::Date(day)) => day.clone(),
    }
}

pub(super) fn percent(digits: Digits) -> String {
    format!("{}%", digits.0)
}
