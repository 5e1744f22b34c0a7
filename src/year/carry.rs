//! Credits that other years did not use, and what this year leaves: by year, the earliest first.

use super::YearQuestion;
use crate::answer::{Carry, Limited};
use crate::facts::Case;
use crate::law::{Category, Effect, Law, LimitMethod, Outcome};
use crate::units::Usd;

/// An unused credit of an earlier year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carryover {
    /// Of which category; of that of the first payment where nothing is said.
    pub category: Option<Category>,
    pub year: i32,
    pub usd: Usd,
}

/// What becomes of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarryLine {
    pub year: i32,
    pub brought: Usd,
    pub used: Usd,
    /// It cannot be carried to the next year any more.
    pub expired: Usd,
    pub forward: Usd,
}

/// All of them, and what the year itself leaves.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    pub lines: Vec<CarryLine>,
    /// Of the year's own tax: what is above the limit.
    pub arisen: Usd,
    /// The part of that which the limitation of the year before has room for.
    pub back: Usd,
    /// What is left of it, and goes to the next year.
    pub forward: Usd,
    /// Own tax and credits brought in, as far as they are allowed.
    pub allowed: Option<Usd>,
    /// By which rule they are carried.
    pub carry: Option<Carry>,
    /// Nothing is carried into or out of a year that elects to have no limitation, which counts all the same.
    pub is_elected_out: bool,
}

impl Schedule {
    /// The limitation leaves room for earlier credits where the year's own tax does not fill it: IRC 904(c).
    pub fn of(
        question: &YearQuestion,
        category: (Option<Category>, bool),
        limited: &Limited,
        law: &'static Law,
        case: &Case,
    ) -> Schedule {
        let (category, is_first) = category;
        let is_of = |said: Option<Category>| said.map_or(is_first, |said| Some(said) == category);
        let carry = limited.limitation.and_then(|it| it.carry).or_else(|| rule(law, case));
        let is_elected_out = limited.limitation.is_some_and(|it| it.method == LimitMethod::NoLimitation);
        let own = limited.limitation.map(|it| it.allowed).or(limited.allowed);
        let limit = limited.limitation.and_then(|it| it.limit);
        let mut room = limit.zip(own).map_or(Usd::ZERO, |(limit, own)| (limit - own).max(Usd::ZERO));
        let mut brought = question.carryovers.clone();
        brought.retain(|it| is_of(it.category));
        brought.sort_by_key(|it| it.year);
        let mut lines = Vec::new();
        for Carryover { year, usd, .. } in brought {
            let age = question.tax_year - year;
            let forward_years = carry.map_or(0, |carry| carry.forward_years as i32);
            let is_usable = age <= forward_years && !is_elected_out;
            let used = if is_usable { usd.min(room) } else { Usd::ZERO };
            room = room - used;
            let left = usd - used;
            let (expired, forward) = if age >= forward_years { (left, Usd::ZERO) } else { (Usd::ZERO, left) };
            lines.push(CarryLine { year, brought: usd, used, expired, forward });
        }
        let used = lines.iter().map(|line| line.used).sum::<Usd>();
        let arisen = limited.limitation.map_or(Usd::ZERO, |it| it.carryover);
        let before: Usd = question.room_before.iter().filter(|(said, _)| is_of(*said)).map(|(_, usd)| *usd).sum();
        let goes_back = carry.is_some_and(|carry| carry.back_years > 0) && !is_elected_out;
        let back = if goes_back { arisen.min(before) } else { Usd::ZERO };
        Schedule {
            arisen,
            back,
            forward: if carry.is_some_and(|carry| carry.forward_years > 0) { arisen - back } else { Usd::ZERO },
            allowed: own.map(|own| own + used),
            lines,
            carry,
            is_elected_out,
        }
    }

    pub fn used(&self) -> Usd {
        self.lines.iter().map(|line| line.used).sum()
    }

    pub fn brought(&self) -> Usd {
        self.lines.iter().map(|line| line.brought).sum()
    }
}

fn rule(law: &'static Law, case: &Case) -> Option<Carry> {
    let rules = law.us.credit_limits?.carryover;
    let rule = rules.iter().find(|rule| rule.test(case, 0) == Outcome::Met)?;
    match rule.effect {
        Effect::Carry { back, forward } => Some(Carry { back_years: back, forward_years: forward, rule }),
        _ => None,
    }
}
