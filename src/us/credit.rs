//! The foreign tax credit: what was withheld above the treaty rate is refundable, and what is refundable
//! is not creditable; nor is, where the law says so, the tax on shares that were held for days only.

use crate::answer::{Because, Credit, CreditHolding, Japan, LimitReason, Limited, Steps, Trace};
use crate::facts::{Case, DollarsAlone};
use crate::law::{Condition, Law};
use crate::units::{Exact, Rate, Yen};

use rust_decimal::Decimal;

/// What was withheld, and the part of it that is due.
fn withheld_and_due(case: &Case, japan: &Japan) -> (Option<Yen>, Option<Yen>) {
    let withheld = japan.withheld(case);
    (withheld, withheld.zip(japan.tax).map(|(withheld, due)| withheld.min(due)))
}

impl Credit {
    /// No credit is spoken of.
    pub(super) const NONE: Credit = Credit {
        is_granted: false,
        share: None,
        creditable: None,
        creditable_usd: None,
        creditable_exact: None,
        not_creditable: None,
        category: None,
        holding: None,
        limited: Limited::NONE,
    };

    /// Records that the tax is creditable, and how much of it is not due.
    pub(super) fn grant(&mut self, case: &Case, law: &'static Law, japan: &Japan, by_treaty: bool, trace: &mut Steps) {
        let (withheld, due) = withheld_and_due(case, japan);
        self.is_granted = true;
        if by_treaty {
            trace.record(&law.us.credit, Because::Credited { withheld, due: japan.tax });
        } else {
            let because = Because::CreditedWithoutTreaty { withheld, due: japan.tax };
            trace.record(&law.us.credit_without_treaty, because);
        }
        let above = withheld.zip(due).map(|(withheld, due)| withheld - due);
        trace.record(&law.us.refundable, Because::NotCredited { yen: above });
    }

    /// Notes how long the shares were held, and the tax on those that were not held long enough.
    pub(super) fn hold(
        &mut self,
        case: &Case,
        law: &'static Law,
        japan: &Japan,
        is_asked: bool,
        share: Option<Exact>,
        trace: &mut Steps,
    ) {
        let Some(limits) = law.us.credit_limits else { return };
        let window = limits.holding.when.iter().filter_map(Condition::window_of(case)).next();
        let counted_days = window.filter(|_| case.lot_count() == 1).and_then(|window| case.counted_days(0, window));
        let mut holding = CreditHolding { met: None, counted_days, disallowed: None };
        if is_asked {
            let (_, due) = withheld_and_due(case, japan);
            holding.met = share.map(|share| share == Exact::whole(1));
            holding.disallowed = due.zip(share).map(|(due, share)| due - (Exact::from(due) * share).floor_jpy());
            if holding.met == Some(false) {
                trace.record(&limits.not_held, LimitReason::Disallowed(holding.disallowed).into());
            }
        }
        self.holding = Some(holding);
    }

    /// Adds the amounts before any limitation, which follow from what Japan withheld and what is due.
    pub(super) fn calculate(&mut self, case: &Case, japan: &Japan) {
        let (withheld, due) = withheld_and_due(case, japan);
        self.not_creditable = withheld.zip(due).map(|(withheld, due)| withheld - due);
        let exact = due.zip(self.share).map(|(due, share)| creditable(due, share));
        self.creditable = exact.map(Exact::floor_jpy);
        self.creditable_exact = exact.zip(case.dividend.spot).map(|(yen, spot)| in_dollars(yen, spot));
        if let (Some(alone), Some(share)) = (case.dividend.in_dollars, self.share) {
            self.creditable_exact = creditable_alone(alone, japan.rate, japan.at_source.map(|it| it.rate), share);
        }
        self.creditable_usd = self.creditable_exact.map(Exact::usd);
    }
}

/// The part of the tax due that is creditable before any limitation, not rounded.
pub(crate) fn creditable(due: Yen, share: Exact) -> Exact {
    Exact::from(due) * share
}

/// The same of dollars that no rate makes yen of: of what was withheld, or is at source, the part that is due.
pub(crate) fn creditable_alone(
    alone: DollarsAlone,
    due: Option<Rate>,
    at_source: Option<Rate>,
    share: Exact,
) -> Option<Exact> {
    let gross = Exact::from(alone.gross);
    let withheld = alone.withheld.map(Exact::from).or(at_source.map(|rate| gross.at(rate)))?;
    Some(withheld.min(gross.at(due?)) * share)
}

/// Yen at so many for a dollar.
pub(crate) fn in_dollars(yen: Exact, spot: Decimal) -> Exact {
    yen / Exact::from(spot)
}
