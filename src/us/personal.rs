//! What an individual, an estate or a trust pays on the dividend: the reduced rates by bracket, IRC 1(h), and the tax on
//! net investment income, IRC 1411.

use super::limitation::bounded;
use crate::answer::{
    Assumed, Assumption, CurrencyGain, InvestmentTax, Personal, PersonalReason, RateSlice, Steps, TaxedSlice, Trace,
};
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::law::tables::{LowBrackets, PreferentialRates, investment_threshold};
use crate::law::{Law, Outcome, PersonalRules};
use crate::units::{Exact, Rate, Usd};

/// The reduced rates and the tax on net investment income; nothing where the law does not go into them.
pub(super) fn personal(
    case: &Case,
    law: &'static Law,
    dividend: Option<Exact>,
    qualified: Option<Exact>,
    trace: &mut Steps,
) -> Personal {
    let Some(rules) = law.us.personal else { return Personal::default() };
    let investment = investment(case, rules, dividend, trace);
    Personal { investment, ..stacked(case, rules, qualified, trace) }
}

/// What was taken to be the ordinary case.
pub(super) fn assumptions(case: &Case, personal: &Personal) -> Vec<Assumption> {
    let others = personal.slices.is_some() && case.us.other_preferential_income_usd.is_none();
    let others = others.then_some(Assumption { field: Field::OtherPreferentialIncome, value: Assumed::Zero });
    others.into_iter().collect()
}

/// Of a gain from currency, what is recognised and as what: IRC 988(e). `exact` is the gain before it is rounded, since a
/// fraction of a cent beyond the exemption is beyond it.
pub(super) fn recognised(
    case: &Case,
    law: &'static Law,
    gain: CurrencyGain,
    exact: Exact,
    trace: &mut Steps,
) -> CurrencyGain {
    let Some(rules) = law.us.personal else { return gain };
    let is_capital = trace.ask(&rules.personal_currency_character, case, 0) == Outcome::Met;
    let is_loss = exact < Exact::ZERO;
    let rule = if is_loss { &rules.personal_currency_loss } else { &rules.personal_currency };
    let is_small = exact <= Exact::whole(rules.personal_currency_usd);
    let is_personal = rule.test(case, 0) == Outcome::Met;
    let recognised = if is_personal && is_small { Usd::ZERO } else { gain.usd };
    if is_personal {
        trace.record(rule, PersonalReason::Currency { gain: gain.usd, recognised }.into());
    } else {
        trace.ask(rule, case, 0);
    }
    CurrencyGain { recognised: Some(recognised), is_capital, ..gain }
}

/// Of what deductions beyond ordinary income take out of taxable income.
const UNTAXED: Rate = Rate::of("0");

/// The qualified part by the rates it is taxed at.
fn stacked(case: &Case, rules: &'static PersonalRules, qualified: Option<Exact>, trace: &mut Steps) -> Personal {
    let Some(row) = PreferentialRates::of(case) else { return Personal::default() };
    let us = &case.us;
    let others = us.other_preferential_income_usd.map_or(Exact::ZERO, Exact::from);
    let is_ordinary = qualified.is_some_and(Exact::is_zero);
    if is_ordinary && others.is_zero() {
        return Personal::default();
    }
    let by_status = case.kind == HolderKind::Individual;
    let open = Personal {
        questions: FieldSet::missing(&[
            (us.taxable_income_usd.is_none(), Field::TaxableIncome),
            (by_status && us.filing_status.is_none(), Field::FilingStatus),
        ]),
        table: Some(row),
        ..Personal::default()
    };
    // Nothing of the dividend is taxed so, and what else is matters to the credit alone.
    let open = if is_ordinary { Personal::default() } else { open };
    let (Some(qualified), Some(income)) = (qualified.map(bounded), us.taxable_income_usd.map(Exact::from)) else {
        return open;
    };
    let Some(ends) = row.for_status(us.filing_status) else { return open };
    let all = qualified + others;
    let taxed = all.min(income);
    let by_reduced = |amount: Exact| slices(&ends, row.top, income, amount);
    // Only where the two lowest brackets end elsewhere than the reduced rates can the schedule of ordinary rates ask less.
    let low = LowBrackets::of(case).zip(us.filing_status);
    let by_schedule = |amount: Exact| {
        low.map(|(low, status)| slices(&low.for_status(status), low.above, income, amount)).unwrap_or_default()
    };
    let (reduced, ordinary) = (tax_on(&by_reduced(all)), low.map(|_| tax_on(&by_schedule(all))));
    let is_lower = ordinary.map_or(taxed > Exact::ZERO, |ordinary| reduced < ordinary);
    let by_rate = |amount: Exact| if is_lower || low.is_none() { by_reduced(amount) } else { by_schedule(amount) };
    let all_slices = Some(by_reduced(all));
    if is_ordinary {
        return Personal { all_slices, is_lower: Some(is_lower), ..Personal::default() };
    }
    let slices = by_rate(qualified);
    let by_rate = in_cents(&slices, qualified);
    let personal = Personal { by_rate, slices: Some(slices), all_slices, is_lower: Some(is_lower), ..open };
    trace.record(&row.rule, PersonalReason::Row(us.filing_status.filter(|_| by_status)).into());
    if let (false, Some((low, _)), Some(ordinary)) = (is_lower, low, ordinary) {
        trace.record(&low.rule, PersonalReason::Row(us.filing_status).into());
        let reason = PersonalReason::Schedule { ordinary: ordinary.usd(), reduced: reduced.usd() };
        trace.record(&rules.schedule, reason.into());
    }
    let tax = personal.tax().unwrap_or(Usd::ZERO);
    let from = (income - qualified).max(Exact::ZERO);
    trace.record(&rules.stacking, PersonalReason::Stacked { from: from.usd(), to: income.usd(), tax }.into());
    Personal { questions: FieldSet::NONE, ..personal }
}

fn tax_on(slices: &[RateSlice]) -> Exact {
    slices.iter().map(|slice| slice.amount.at(slice.rate)).sum()
}

/// The uppermost `amount` of taxable income by rate; deductions beyond ordinary income leave less to be taxed than there
/// is of dividends and gains, and what is beyond taxable income is taxed at nothing.
fn slices(ends: &[(Rate, i64)], top: Rate, income: Exact, amount: Exact) -> Vec<RateSlice> {
    let mut slices = Vec::new();
    let untaxed = amount - income;
    if untaxed > Exact::ZERO {
        slices.push(RateSlice { rate: UNTAXED, amount: untaxed });
    }
    let mut at = (income - amount).max(Exact::ZERO);
    let bounds = ends.iter().map(|(rate, end)| (*rate, Exact::whole(*end).min(income))).chain([(top, income)]);
    for (rate, end) in bounds {
        if end > at {
            slices.push(RateSlice { rate, amount: end - at });
            at = end;
        }
    }
    slices
}

/// Cents whose sums are those of the exact amounts: each slice takes what is left to the rounded running total.
fn in_cents(slices: &[RateSlice], whole: Exact) -> Vec<TaxedSlice> {
    let mut taxed = Vec::new();
    let (mut amount, mut amount_cents) = (Exact::ZERO, Usd::ZERO);
    let (mut tax, mut tax_cents) = (Exact::ZERO, Usd::ZERO);
    for slice in slices {
        amount = amount + slice.amount;
        tax = tax + slice.amount.at(slice.rate);
        let part = TaxedSlice { rate: slice.rate, amount: amount.usd() - amount_cents, tax: tax.usd() - tax_cents };
        (amount_cents, tax_cents) = (amount.usd(), tax.usd());
        taxed.push(part);
    }
    debug_assert!(amount.usd() == whole.usd(), "the slices are the whole");
    taxed
}

/// The tax on net investment income of the year, as far as its facts are stated.
fn investment(
    case: &Case,
    rules: &'static PersonalRules,
    dividend: Option<Exact>,
    trace: &mut Steps,
) -> Option<InvestmentTax> {
    if trace.ask(&rules.investment_tax, case, 0) != Outcome::Met {
        return None;
    }
    let us = &case.us;
    let found = investment_threshold(case);
    let threshold = found.map(|(usd, _)| Exact::whole(usd));
    let row = found.and_then(|(_, row)| row).unwrap_or(&rules.investment_threshold);
    trace.record(row, PersonalReason::Threshold(threshold.map(Exact::usd)).into());
    let gross = us.modified_adjusted_gross_income_usd.map(Exact::from);
    let net = us.net_investment_income_usd.map(Exact::from);
    let above = gross.zip(threshold).map(|(gross, threshold)| (gross - threshold).max(Exact::ZERO));
    // Nothing above the threshold is nothing to tax, whatever the investment income is.
    let base = match (above, net) {
        (Some(above), _) if above.is_zero() => Some(above),
        (above, net) => above.zip(net).map(|(above, net)| above.min(net)),
    };
    let by_status = case.kind == HolderKind::Individual;
    let tax = InvestmentTax {
        rate: rules.investment_rate,
        threshold: threshold.map(Exact::usd),
        base: base.map(Exact::usd),
        tax: base.map(|base| base.at(rules.investment_rate).usd()),
        on_dividend_at_most: dividend.map(|dividend| {
            let most = base.map_or(dividend, |base| base.min(bounded(dividend)));
            most.at(rules.investment_rate).usd()
        }),
        questions: FieldSet::missing(&[
            (base.is_none() && by_status && us.filing_status.is_none(), Field::FilingStatus),
            (base.is_none() && gross.is_none(), Field::ModifiedAdjustedGrossIncome),
            (base.is_none() && net.is_none(), Field::NetInvestmentIncome),
        ]),
    };
    trace.record(&rules.investment_tax, PersonalReason::Taxed(tax).into());
    Some(tax)
}
