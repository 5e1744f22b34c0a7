//! What the engines ruled for a kind of holder, used again for each that is alike.
//!
//! Two holders of a kind state the same but for the id, the amounts paid and withheld, and how much is held since
//! when. Where every condition on a holding comes out the same for both as well, every rule does, and so does the
//! answer but for its amounts; these are calculated anew, by the terms of the ruling. In a build with debug
//! assertions every answer that is given so is held against a new one.

use super::extents::{Extents, Point};
use crate::dividend::{self, Decision};
use crate::facts::{Case, Payment};
use crate::input::Taken;
use crate::law::{Condition, Law, Outcome};
use crate::register::Amounts;
use crate::render::rows::{Mark, Marks, Words};
use crate::units::{Exact, Percent};

/// What was ruled so far. Many kinds of holders come to the same, so that all of it stays at hand.
#[derive(Debug, Default)]
pub struct Rulings {
    pub marks: Marks,
    rulings: Vec<Ruling>,
    /// Those on a holding that matter to some kind.
    conditions: Vec<Vec<Condition>>,
}

/// What holds for everybody who is alike, whatever is paid.
#[derive(Debug)]
pub struct Ruling {
    pub words: Words,
    pub mark: Mark,
    pub decision: Decision,
}

/// What holds for a kind of holder.
#[derive(Debug, Default)]
pub struct OfKind {
    /// The position of the conditions on its holding; none before the first holder.
    conditions: Option<usize>,
    /// The position of each ruling, with how the conditions came out.
    kept: Vec<(Outcomes, usize)>,
    /// The position of the ruling for a holding, without asking the conditions.
    extents: Extents<u32>,
}

/// What holds for a holder.
pub enum Ruled<'r> {
    Shared(&'r Ruling),
    /// This holds for nobody else.
    Alone(Decision),
}

/// Two bits for each condition, in order.
type Outcomes = u64;

/// As many as have room in [`Outcomes`].
const MOST_CONDITIONS: usize = 32;

/// More ways for the conditions to come out than a kind of holder has.
const MOST_KEPT: usize = 32;

impl Rulings {
    /// What holds for holders of this kind with this holding, where that is known from others.
    #[inline]
    pub fn known(&self, of_kind: &OfKind, holding: Point) -> Option<&Ruling> {
        let at = of_kind.extents.find(holding)?;
        Some(&self.rulings[at as usize])
    }

    /// What holds for a holder of this kind.
    pub fn ruled(&mut self, of_kind: &mut OfKind, case: &Case, law: &'static Law) -> Ruled<'_> {
        let conditions = match of_kind.conditions {
            Some(at) => at,
            None => *of_kind.conditions.insert(self.conditions_on_holding(case, law)),
        };
        let outcomes = |case: &Case| outcomes(&self.conditions[conditions], case);
        let as_now = outcomes(case);
        let Some((_, at)) = of_kind.kept.iter().find(|(known, _)| *known == as_now).copied() else {
            return self.rule(of_kind, as_now, case, law);
        };
        of_kind.extents.add(case, at as u32, |case| outcomes(case) == as_now);
        Ruled::Shared(&self.rulings[at])
    }

    #[inline(never)]
    fn rule(&mut self, of_kind: &mut OfKind, outcomes: Outcomes, case: &Case, law: &'static Law) -> Ruled<'_> {
        let decision = dividend::decide(case, law);
        let conditions = of_kind.conditions.map_or(0, |at| self.conditions[at].len());
        let has_room = of_kind.kept.len() < MOST_KEPT && conditions <= MOST_CONDITIONS;
        // Where a fact is missing, where there is no amount and where capital is returned, it holds for the case alone.
        let all_taxed = case.dividend.earnings_and_profits.get() == Some(Percent::HUNDRED);
        if decision.japan.by_trial || !all_taxed || case.gross().is_none() || !has_room {
            return Ruled::Alone(decision);
        }
        let words = Words::new(&decision);
        let mark = self.marks.of(&words);
        let same = |ruling: &Ruling| ruling.mark == mark && ruling.decision == decision;
        let at = position_or_push(&mut self.rulings, same, || Ruling { words, mark, decision });
        of_kind.kept.push((outcomes, at));
        Ruled::Shared(&self.rulings[at])
    }

    #[inline(never)]
    fn conditions_on_holding(&mut self, case: &Case, law: &'static Law) -> usize {
        let conditions = law.conditions_on_holding(case);
        position_or_push(&mut self.conditions, |known| *known == conditions, || conditions.clone())
    }
}

/// The position of the first that is so, or of the one that is then added.
fn position_or_push<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> usize {
    list.iter().position(is).unwrap_or_else(|| {
        list.push(new());
        list.len() - 1
    })
}

fn outcomes(conditions: &[Condition], case: &Case) -> Outcomes {
    conditions.iter().fold(0, |all, condition| {
        let bits = match condition.test(case, 0) {
            Outcome::Met => 1,
            Outcome::NotMet => 2,
            Outcome::Unknown => 3,
        };
        all << 2 | bits
    })
}

impl Ruling {
    /// What it comes to, and in a build with debug assertions whether the engines say the same of the case.
    #[inline]
    pub fn calculate<'c>(
        &self,
        payment: &Payment,
        gross: Option<Exact>,
        taken: impl FnOnce() -> Taken<'c, OfKind>,
    ) -> Amounts {
        let amounts = self.decision.amounts_of(payment, gross, None);
        if cfg!(debug_assertions) {
            let Taken { case, law, .. } = taken();
            let new = dividend::decide(case, law);
            let is_as_new = self.words == Words::new(&new) && amounts == new.amounts(case);
            assert!(is_as_new, "alike and ruled otherwise: {case:?}");
        }
        amounts
    }
}
