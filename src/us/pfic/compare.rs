//! The default regime and marking to market over the same lots.

use super::{Question, determine, highest_rate};
use crate::answer::pfic::{
    Beyond, BeyondWhat, ComparedYear, EventKind, PficComparison, PficRegime, PficYear, YearCost,
};
use crate::facts::PficHolding;
use crate::law::Rule;
use crate::units::{Decimal28, Exact, Rate, Usd};

/// Sets both regimes side by side, year by year. Fails as [`determine`] does.
pub fn compare<'a>(holding: &'a PficHolding, question: &Question<'_>) -> Result<PficComparison<'a>, Vec<Beyond>> {
    let default = determine(holding, question, PficRegime::Default)?;
    let marked = determine(holding, question, PficRegime::MarkToMarket)?;
    let mut names: Vec<_> = default.years.iter().chain(&marked.years).map(|year| year.year.name).collect();
    names.sort_unstable();
    names.dedup();
    let mut unknown = Vec::new();
    let mut rate_rules = Vec::new();
    let mut years = Vec::new();
    for name in names {
        let left = default.years.iter().find(|year| year.year.name == name);
        let right = marked.years.iter().find(|year| year.year.name == name);
        let Some((rate, rule)) = rate(holding, name) else {
            unknown.push(beyond(holding, name, left.or(right)));
            continue;
        };
        rate_rules.extend(rule);
        years.push(ComparedYear {
            name,
            rate,
            default: left.map_or_else(YearCost::default, |year| cost(year, rate)),
            marked: right.map_or_else(YearCost::default, |year| cost(year, rate)),
        });
    }
    if !unknown.is_empty() {
        return Err(unknown);
    }
    rate_rules.dedup();
    let unrealised = unrealised(holding);
    Ok(PficComparison { default, marked, years, rate_rules, unrealised })
}

/// The holder's own rate on ordinary income, or else the highest of the year.
fn rate(holding: &PficHolding, year: i32) -> Option<(Rate, Option<&'static Rule>)> {
    let stated = holding.ordinary_rate.map(|rate| (rate, None));
    stated.or_else(|| highest_rate(holding.kind, holding.tax_year_named(year)).map(|(rate, rule)| (rate, Some(rule))))
}

fn beyond(holding: &PficHolding, name: i32, year: Option<&PficYear>) -> Beyond {
    let event = year.and_then(|year| year.events.first()).map(|event| (event.kind, event.at));
    let price = holding.prices.iter().position(|price| holding.tax_year(price.date).first.year() == name);
    let (kind, at) = event.unwrap_or((EventKind::Mark, price.unwrap_or(0)));
    Beyond { kind, at, what: BeyondWhat::OrdinaryRate(name) }
}

fn cost(year: &PficYear, rate: Rate) -> YearCost {
    let totals = &year.totals;
    let ordinary = totals.not_excess + totals.ordinary + totals.marked_income - totals.marked_loss;
    let tax_on_ordinary = Decimal28::from(ordinary).at(rate).usd();
    YearCost {
        ordinary,
        tax_on_ordinary,
        credit: totals.credit_now,
        additional: totals.additional,
        interest: totals.interest,
        total: tax_on_ordinary - totals.credit_now + totals.additional + totals.interest,
        capital: totals.other_gain - totals.loss - totals.capital_loss,
    }
}

/// At the last price stated, the value of the shares held then less their cost; the default regime has
/// not taxed it yet. Nothing when no shares or no price are left.
fn unrealised(holding: &PficHolding) -> Option<Usd> {
    let price = holding.prices.last()?;
    let held: Vec<_> = holding.blocks().into_iter().filter(|block| block.sold.is_none()).collect();
    let gains = held.iter().map(|block| {
        let lot = holding.lot(block.lot);
        let basis = lot.cost.usd() * Exact::ratio(block.shares, lot.shares);
        Decimal28::from(price.per_unit * Exact::from(block.shares) - basis)
    });
    (!held.is_empty()).then(|| gains.sum::<Decimal28>().usd())
}
