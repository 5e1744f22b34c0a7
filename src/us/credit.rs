//! The foreign tax credit: what was withheld above the treaty rate is refundable, and what is refundable
//! is not creditable; nor is, where the law says so, the tax on shares that were held for days only.

use crate::answer::{Because, Credit, CreditHolding, Japan, LimitReason, Limited, LotResult, Status, Trace};
use crate::facts::{Case, Field, FieldSet};
use crate::law::{Category, Condition, CreditLimits, Effect, Law, Outcome, Rule};
use crate::units::{Exact, Yen};

use rust_decimal::Decimal;

/// The credit before its limitation, and the facts that are missing; what became of each lot is noted there.
pub(super) fn credit(
    case: &Case,
    law: &'static Law,
    japan: &Japan,
    lots: &mut [LotResult],
    trace: &mut Trace,
) -> (Credit, FieldSet) {
    let category = category(case, law, trace);
    let mut credit = Credit {
        is_granted: false,
        share: None,
        creditable: None,
        creditable_usd: None,
        creditable_exact: None,
        not_creditable: None,
        category,
        holding: None,
        limited: Limited::default(),
    };
    let by_treaty = japan.is_treaty_rate(law);
    let domestic = &law.us.credit_without_treaty;
    let speaks = by_treaty || domestic.effect == Effect::Creditable;
    if japan.status == Status::Undetermined {
        return (credit, FieldSet::NONE);
    }
    if japan.status != Status::Determined || !speaks {
        if domestic.effect != Effect::Creditable {
            trace.record(domestic, Because::NoTreatyRate);
        }
        return (credit, FieldSet::NONE);
    }
    let (withheld, due) = withheld_and_due(case, japan);
    (credit.is_granted, credit.share) = (true, Some(Exact::whole(1)));
    if by_treaty {
        trace.record(&law.us.credit, Because::Credited { withheld, due: japan.tax });
    } else {
        trace.record(domestic, Because::CreditedWithoutTreaty { withheld, due: japan.tax });
    }
    let above = withheld.zip(due).map(|(withheld, due)| withheld - due);
    trace.record(&law.us.refundable, Because::NotCredited { yen: above });

    let mut missing = FieldSet::NONE;
    if let Some(limits) = law.us.credit_limits {
        let (holding, share) = hold(case, limits, lots, due, trace);
        (credit.holding, credit.share) = (Some(holding), share);
        if share.is_none() {
            missing = asks(case, limits, lots);
        }
    }
    credit.calculate(case, japan);
    (credit, missing)
}

/// What was withheld, and the part of it that is due.
fn withheld_and_due(case: &Case, japan: &Japan) -> (Option<Yen>, Option<Yen>) {
    let withheld = japan.withheld(case);
    (withheld, withheld.zip(japan.tax).map(|(withheld, due)| withheld.min(due)))
}

impl Credit {
    /// Adds the amounts before any limitation, which follow from what Japan withheld and what is due.
    fn calculate(&mut self, case: &Case, japan: &Japan) {
        let (withheld, due) = withheld_and_due(case, japan);
        self.not_creditable = withheld.zip(due).map(|(withheld, due)| withheld - due);
        let exact = due.zip(self.share).map(|(due, share)| creditable(due, share));
        self.creditable = exact.map(Exact::floor_jpy);
        self.creditable_exact = exact.zip(case.dividend.spot).map(|(yen, spot)| in_dollars(yen, spot));
        self.creditable_usd = self.creditable_exact.map(Exact::usd);
    }
}

/// The part of the tax due that is creditable before any limitation, not rounded.
pub(crate) fn creditable(due: Yen, share: Exact) -> Exact {
    Exact::from(due) * share
}

/// Yen at so many for a dollar.
pub(crate) fn in_dollars(yen: Exact, spot: Decimal) -> Exact {
    yen / Exact::from(spot)
}

/// Asks each lot whether it was held long enough, and gives the part of the shares that was.
fn hold(
    case: &Case,
    limits: &'static CreditLimits,
    lots: &mut [LotResult],
    due: Option<Yen>,
    trace: &mut Trace,
) -> (CreditHolding, Option<Exact>) {
    let required = trace.ask(&limits.holding_since, case, 0);
    for (at, lot) in lots.iter_mut().enumerate().filter(|_| required != Outcome::NotMet) {
        lot.credited = match (trace.ask(&limits.holding, case, at), required) {
            (Outcome::Met, _) => Some(true),
            (Outcome::NotMet, Outcome::Met) => Some(false),
            _ => None,
        };
    }
    let window = limits.holding.when.iter().filter_map(Condition::window_of(case)).next();
    let mut holding = CreditHolding {
        met: None,
        counted_days: window.filter(|_| lots.len() == 1).and_then(|window| case.counted_days(0, window)),
        disallowed: None,
    };
    if required == Outcome::NotMet {
        return (holding, Some(Exact::whole(1)));
    }
    let share = share_of(lots, |lot| lot.credited);
    holding.met = share.map(|share| share == Exact::whole(1));
    holding.disallowed = due.zip(share).map(|(due, share)| due - (Exact::from(due) * share).floor_jpy());
    if holding.met == Some(false) {
        trace.record(&limits.not_held, LimitReason::Disallowed(holding.disallowed).into());
    }
    (holding, share)
}

/// The facts that would settle the lots that are open.
fn asks(case: &Case, limits: &CreditLimits, lots: &[LotResult]) -> FieldSet {
    let open = lots.iter().enumerate().filter(|(_, lot)| lot.credited.is_none());
    let mut missing: FieldSet = open.map(|(at, _)| limits.holding.asks(case, at)).collect();
    if limits.holding_since.test(case, 0) == Outcome::Unknown {
        missing.insert(Field::PaymentDate);
    }
    missing
}

/// The part of the shares whose lots are so; `None` while one lot is open.
pub(super) fn share_of(lots: &[LotResult], is: fn(&LotResult) -> Option<bool>) -> Option<Exact> {
    let first = is(lots.first()?)?;
    if lots.iter().any(|lot| is(lot).is_none()) {
        return None;
    }
    if lots.iter().all(|lot| is(lot) == Some(first)) {
        return Some(Exact::whole(i64::from(first)));
    }
    let part = shares_of(lots.iter().filter(|lot| is(lot) == Some(true)))?;
    Some(part / shares_of(lots.iter())?)
}

fn shares_of<'l>(lots: impl Iterator<Item = &'l LotResult>) -> Option<Exact> {
    lots.map(|lot| lot.shares.map(Exact::from)).sum()
}

fn category(case: &Case, law: &'static Law, trace: &mut Trace) -> Option<(Category, &'static Rule)> {
    let mut asked = law.us.categories.iter().map(|rule| (rule, trace.ask(rule, case, 0)));
    match asked.find(|(_, outcome)| *outcome != Outcome::NotMet) {
        Some((rule, Outcome::Met)) => rule.category().map(|category| (category, rule)),
        _ => None,
    }
}
