//! The dividend as income: dollars, the day of inclusion, the rate lot by lot, capital returned, currency.

use super::limitation::{self, Incomes};
use super::{credit, personal};
use crate::answer::{Because, CurrencyGain, Income, Japan, LotResult, ReturnOfCapital, Status, Trace};
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::law::{Condition, Effect, Law, Outcome, Rule};
use crate::units::{Exact, Percent, Rate, Usd};

/// The figures, and the facts that are missing where one of them can change.
pub(super) fn income(case: &Case, law: &'static Law, japan: &Japan, trace: &mut Trace) -> (Box<Income>, FieldSet) {
    let chapter = &law.us;
    let mut missing = FieldSet::NONE;
    let dollars = dollars(case, japan);
    let taxed = taxed(case);
    let dividend = dollars.map(|dollars| dollars.percent(taxed));
    let included_on = case.included_on();

    trace.record(&chapter.income, Because::Income { gross: japan.gross });
    let inclusion = if case.is_ads() { &chapter.inclusion_ads } else { &chapter.inclusion_share };
    trace.record(inclusion, Because::Included { on: included_on });
    if let Some(spot) = case.dividend.spot {
        trace.record(&chapter.translation, Because::Translated { spot, usd: dividend.map(Exact::usd) });
    }

    if let Some(rules) = chapter.personal {
        trace.ask(&rules.qualified_corporation, case, 0);
    }
    let mut lots: Vec<_> = (0..case.lot_count()).map(|lot| lot_result(case, law, lot, trace)).collect();
    for (at, _) in lots.iter().enumerate().filter(|(_, lot)| lot.rule.is_none()) {
        missing = chapter.rates.iter().fold(missing, |missing, rule| missing.with(rule.asks(case, at)));
    }
    let maximum_rate = lots.iter().find_map(|lot| lot.maximum_rate);
    let share = credit::share_of(&lots, |lot| lot.qualified);
    let qualified = share.map(|share| share == Exact::whole(1));
    let qualified_usd = dividend.zip(share).map(|(dividend, share)| dividend * share);
    let ordinary_usd = dividend.zip(qualified_usd).map(|(dividend, qualified)| dividend - qualified);
    trace.record(&chapter.no_deduction, Because::Corporation(case.kind == HolderKind::Corporation));

    let return_of_capital = return_of_capital(case, dollars.map(|dollars| dollars - dollars.percent(taxed)));
    if let Some(parts) = return_of_capital {
        trace.record(&chapter.return_of_capital, Because::Returned(parts));
        if parts.return_of_capital.is_none() {
            missing.insert(Field::BasisUsd);
        }
    }
    let currency_gain = currency_gain(case, japan).map(|(gain, exact)| {
        trace.record(&chapter.currency, Because::Converted(gain));
        personal::recognised(case, law, gain, exact, trace)
    });
    let (mut credit, unheld) = credit::credit(case, law, japan, &mut lots, trace);
    missing = missing.with(unheld);
    let personal = personal::personal(case, law, dividend, qualified_usd, trace);
    let incomes = Incomes {
        dividend,
        qualified: qualified_usd,
        slices: personal.slices.clone(),
        all_slices: personal.all_slices.clone(),
    };
    credit.limited = limitation::limit(case, law, &credit, &incomes, trace);
    if japan.status == Status::Determined && japan.is_treaty_rate(law) && japan.at_source.is_none() {
        missing = missing.with(japan.questions.iter().copied().collect());
    }
    if credit.category.is_none() {
        missing = chapter.categories.iter().fold(missing, |missing, rule| missing.with(rule.asks(case, 0)));
    }

    let income = Box::new(Income {
        included_on,
        tax_year_begins: case.tax_year_begins(),
        spot: case.dividend.spot,
        dividend: dividend.map(Exact::usd),
        qualified,
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
    });
    (income, missing)
}

/// The gross amount at the rate of the day of inclusion.
fn dollars(case: &Case, japan: &Japan) -> Option<Exact> {
    japan.gross.zip(case.dividend.spot).map(|(gross, spot)| credit::in_dollars(gross, spot))
}

/// The part of a distribution that is out of earnings and profits.
fn taxed(case: &Case) -> Percent {
    case.dividend.earnings_and_profits.get().unwrap_or(Percent::HUNDRED)
}

fn at_rate(usd: Option<Exact>, rate: Option<Rate>) -> Option<Usd> {
    usd.zip(rate).map(|(usd, rate)| usd.at(rate).usd())
}

/// Asks the rates, from the most favourable, for one lot.
fn lot_result(case: &Case, law: &'static Law, at: usize, trace: &mut Trace) -> LotResult {
    let lot = case.lot(at);
    let mut result = LotResult {
        shares: lot.shares,
        acquired: lot.acquired,
        disposed: lot.disposed,
        counted_days: counted_days(case, law, at),
        qualified: None,
        rule: None,
        maximum_rate: None,
        credited: None,
    };
    let mut asked = law.us.rates.iter().map(|rule| (rule, trace.ask(rule, case, at)));
    if let Some((rule, Outcome::Met)) = asked.find(|(_, outcome)| *outcome != Outcome::NotMet) {
        result.maximum_rate = match rule.effect {
            Effect::MaximumRate(rate) => Some(rate),
            _ => None,
        };
        result.rule = Some(rule);
        let is_stated = !matches!(rule.effect, Effect::NotStated | Effect::NotEncoded);
        result.qualified = is_stated.then_some(result.maximum_rate.is_some());
    }
    result
}

/// The days that the rules on rates count, where both dates are known.
fn counted_days(case: &Case, law: &'static Law, lot: usize) -> Option<i32> {
    case.dividend.ex_date?;
    let conditions = law.us.rates.iter().flat_map(|rule: &Rule| rule.when);
    let window = conditions.filter_map(Condition::window_of(case)).next();
    case.counted_days(lot, window?)
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
    let by_lot = by_lot.collect::<Option<Vec<_>>>().or_else(|| {
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
