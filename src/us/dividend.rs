//! The dividend as income: dollars, the day of inclusion, the rate lot by lot, capital returned, currency.

use super::limitation::{self, Incomes};
use super::{Qualification, Told, UsDecision, credit, personal};
use crate::answer::{Because, Credit, CurrencyGain, Income, Japan, LotResult, ReturnOfCapital, Steps, Trace};
use crate::facts::{Case, HolderKind};
use crate::law::{Condition, Effect, Law, Rule};
use crate::units::{Exact, Percent, Rate, Usd};

/// The figures of the dividend as income, which follow from the decision as it is made.
pub(super) struct Figures<'a> {
    case: &'a Case,
    law: &'static Law,
    japan: &'a Japan,
    /// Of the dividend, and of the part that is out of earnings and profits.
    dollars: Option<Exact>,
    dividend: Option<Exact>,
    lots: Vec<LotResult>,
    return_of_capital: Option<ReturnOfCapital>,
    currency_gain: Option<CurrencyGain>,
    credit: Credit,
}

impl<'a> Figures<'a> {
    pub fn new(case: &'a Case, law: &'static Law, japan: &'a Japan) -> Figures<'a> {
        let dollars = dollars(case, japan);
        Figures {
            case,
            law,
            japan,
            dollars,
            dividend: dollars.map(|dollars| dollars.percent(taxed(case))),
            lots: Vec::new(),
            return_of_capital: None,
            currency_gain: None,
            credit: Credit::NONE,
        }
    }

    /// Works out what has amounts, and records it.
    pub fn hear(&mut self, told: Told, trace: &mut Steps) {
        let Figures { case, law, japan, .. } = *self;
        let chapter = &law.us;
        match told {
            Told::Income => {
                trace.record(&chapter.income, Because::Income { gross: japan.gross });
                let inclusion = if case.is_ads() { &chapter.inclusion_ads } else { &chapter.inclusion_share };
                trace.record(inclusion, Because::Included { on: case.included_on() });
                if let Some(spot) = case.dividend.spot {
                    let usd = self.dividend.map(Exact::usd);
                    trace.record(&chapter.translation, Because::Translated { spot, usd });
                }
            }
            Told::Lot(at, found) => self.lots.push(lot_result(case, law, at, found)),
            Told::Distribution => {
                trace.record(&chapter.no_deduction, Because::Corporation(case.kind == HolderKind::Corporation));
                let beyond = self.dollars.map(|dollars| dollars - dollars.percent(taxed(case)));
                self.return_of_capital = return_of_capital(case, beyond);
                if let Some(parts) = self.return_of_capital {
                    trace.record(&chapter.return_of_capital, Because::Returned(parts));
                }
                self.currency_gain = currency_gain(case, japan).map(|(gain, exact)| {
                    trace.record(&chapter.currency, Because::Converted(gain));
                    personal::recognised(case, law, gain, exact, trace)
                });
            }
            Told::Credit { by_treaty } => self.credit.grant(case, law, japan, by_treaty, trace),
            Told::NoCredit => trace.record(&chapter.credit_without_treaty, Because::NoTreatyRate),
            Told::Held(at, is_held) => {
                if let Some(lot) = self.lots.get_mut(at) {
                    lot.credited = is_held;
                }
            }
            Told::AllHeld { is_asked, share } => self.credit.hold(case, law, japan, is_asked, share, trace),
        }
    }

    /// The dividend as income, once all is decided.
    pub fn income(self, us: &UsDecision, trace: &mut Steps) -> Income {
        let Figures { case, law, japan, dividend, lots, return_of_capital, currency_gain, mut credit, .. } = self;
        let share = us.qualified_share(case, law);
        let maximum_rate = lots.iter().find_map(|lot| lot.maximum_rate);
        let qualified_usd = dividend.zip(share).map(|(dividend, share)| dividend * share);
        let ordinary_usd = dividend.zip(qualified_usd).map(|(dividend, qualified)| dividend - qualified);
        (credit.category, credit.share) = (us.category, us.credited_share(case, law));
        if us.is_credited {
            credit.calculate(case, japan);
        }
        let personal = personal::personal(case, law, dividend, qualified_usd, trace);
        let incomes = Incomes {
            dividend,
            qualified: qualified_usd,
            elsewhere: Exact::ZERO,
            all_slices: personal.all_slices.clone(),
            is_lower: personal.is_lower,
        };
        let category = credit.category.map(|(category, _)| category);
        credit.limited = limitation::limit(case, law, category, credit.creditable_exact, &incomes, trace);
        Income {
            included_on: case.included_on(),
            tax_year_begins: case.tax_year_begins(),
            spot: case.dividend.spot,
            dividend: dividend.map(Exact::usd),
            qualified: us.is_qualified(),
            qualified_share: share,
            counted_days: if let [only] = lots[..] { only.counted_days } else { None },
            maximum_rate,
            rate_rule: lots.iter().find(|lot| lot.qualified == Some(true)).or(lots.first()).and_then(|lot| lot.rule),
            qualified_usd: qualified_usd.map(Exact::usd),
            // By difference of the rounded amounts, so that the parts add up.
            ordinary_usd: dividend.zip(qualified_usd).map(|(dividend, qualified)| dividend.usd() - qualified.usd()),
            tax_at_maximum_rate: at_rate(qualified_usd, maximum_rate),
            tax_at_ordinary_rate: at_rate(ordinary_usd, case.us.ordinary_rate),
            personal,
            credit,
            return_of_capital,
            currency_gain,
            lots,
        }
    }
}

/// The gross amount at the rate of the day of inclusion.
fn dollars(case: &Case, japan: &Japan) -> Option<Exact> {
    let in_yen = japan.gross.zip(case.dividend.spot).map(|(gross, spot)| credit::in_dollars(gross, spot));
    in_yen.or(case.dividend.in_dollars.map(|alone| Exact::from(alone.gross)))
}

/// The part of a distribution that is out of earnings and profits.
fn taxed(case: &Case) -> Percent {
    case.dividend.earnings_and_profits.get().unwrap_or(Percent::HUNDRED)
}

fn at_rate(usd: Option<Exact>, rate: Option<Rate>) -> Option<Usd> {
    usd.zip(rate).map(|(usd, rate)| usd.at(rate).usd())
}

/// What is known of one lot, before it is asked how long it was held for the credit.
fn lot_result(case: &Case, law: &'static Law, at: usize, found: Qualification) -> LotResult {
    let lot = case.lot(at);
    LotResult {
        shares: lot.shares,
        acquired: lot.acquired,
        disposed: lot.disposed,
        counted_days: counted_days(case, law, at),
        qualified: found.qualified,
        rule: found.rule,
        maximum_rate: match found.rule.map(|rule| rule.effect) {
            Some(Effect::MaximumRate(rate)) => Some(rate),
            _ => None,
        },
        credited: None,
    }
}

/// The days that the rules on rates count, where both dates are known.
fn counted_days(case: &Case, law: &'static Law, lot: usize) -> Option<i32> {
    case.dividend.ex_date?;
    let conditions = law.us.rates.iter().flat_map(|rule: &Rule| rule.when);
    let window = conditions.filter_map(Condition::window_of(case)).next();
    case.counted_days(lot, window?)
}

/// Whether a part of the distribution is beyond earnings and profits and nothing says on which basis it is returned.
#[inline]
pub(super) fn lacks_basis(case: &Case) -> bool {
    if taxed(case) == Percent::HUNDRED {
        return false;
    }
    let dollars = case.gross().zip(case.dividend.spot);
    let beyond = dollars.map(|(gross, spot)| credit::in_dollars(gross, spot)).map(|all| all - all.percent(taxed(case)));
    let is_beyond = beyond.is_some_and(|beyond| !beyond.is_zero());
    is_beyond && case.dividend.basis_usd.is_none() && !every_lot_has_a_basis(case)
}

pub(super) fn every_lot_has_a_basis(case: &Case) -> bool {
    let lots = case.lot_count();
    (0..lots).map(|lot| case.lot(lot)).all(|lot| lot.cost_usd.is_some() && (lots == 1 || lot.shares.is_some()))
}

/// Beyond earnings and profits: basis first, lot by lot where every lot has one, then gain.
fn return_of_capital(case: &Case, beyond: Option<Exact>) -> Option<ReturnOfCapital> {
    let beyond = beyond.filter(|beyond| !beyond.is_zero())?;
    let lots: Vec<_> = (0..case.lot_count()).map(|lot| case.lot(lot)).collect();
    let shares: Option<Exact> = lots.iter().map(|lot| lot.shares.map(Exact::from)).sum();
    let by_lot = lots.iter().map(|lot| {
        let part = if lots.len() == 1 { beyond } else { beyond * Exact::from(lot.shares?) / shares? };
        Some((part, Exact::from(lot.cost_usd?)))
    });
    let by_lot = by_lot.collect::<Option<Vec<_>>>().filter(|_| every_lot_has_a_basis(case)).or_else(|| {
        let basis = case.dividend.basis_usd?;
        Some(vec![(beyond, Exact::from(basis))])
    });
    let total =
        |amount: fn(&(Exact, Exact)) -> Exact| by_lot.as_ref().map(|lots| lots.iter().map(amount).sum::<Exact>().usd());
    Some(ReturnOfCapital {
        beyond: beyond.usd(),
        return_of_capital: total(|(part, basis)| *part.min(basis)),
        capital_gain: total(|(part, basis)| (*part - *basis).max(Exact::ZERO)),
        basis_after: total(|(part, basis)| (*basis - *part).max(Exact::ZERO)),
    })
}

/// The yen that reached the holder, at the rate of conversion less at the rate of inclusion; in cents and before rounding.
fn currency_gain(case: &Case, japan: &Japan) -> Option<(CurrencyGain, Exact)> {
    let (converted_on, rate) = case.dividend.converted?;
    let net = japan.gross? - Exact::from(japan.withheld(case)?);
    let usd = net / Exact::from(rate) - net / Exact::from(case.dividend.spot?);
    Some((CurrencyGain { converted_on, usd: usd.usd(), recognised: None, is_capital: false }, usd))
}
