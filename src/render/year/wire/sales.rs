//! The sales of a year as they are written.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::Place;
use crate::answer::LotGain;
use crate::render::digits::Digits;
use crate::render::question::Question;
use crate::units::{Day, Usd};
use crate::year::{self, GainSums};

/// One sale, lot by lot.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Sale {
    pub number: usize,
    pub payer: Option<String>,
    pub id: Option<String>,
    pub place: Place,
    pub date: Option<Day>,
    pub law: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub us_status: &'static str,
    pub questions: Vec<Question>,
    pub japan_taxed: Option<bool>,
    pub proceeds_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    pub basis_usd: Option<Digits>,
    pub gain_usd: Option<Digits>,
    /// Of a loss what is not deducted, since the shares were bought again; it is added to the cost of those, which a later
    /// sale has to state.
    pub disallowed_usd: Option<Digits>,
    pub long_term_usd: Option<Digits>,
    pub short_term_usd: Option<Digits>,
    pub lots: Vec<SoldLot>,
}

/// What is sold of one lot.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct SoldLot {
    pub shares: Option<Digits>,
    pub acquired: Option<Day>,
    #[cfg_attr(test, schemars(extend("enum" = ["short", "long", null])))]
    pub term: Option<&'static str>,
    pub proceeds_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    pub basis_usd: Option<Digits>,
    pub gain_usd: Option<Digits>,
}

/// Gains and losses of the year's sales.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Gains {
    pub sales: usize,
    pub proceeds_usd: Digits,
    pub expenses_usd: Digits,
    pub basis_usd: Digits,
    pub gain_usd: Digits,
    pub long_term_usd: Digits,
    pub short_term_usd: Digits,
    /// Long-term gain less short-term loss, taxed at the reduced rates.
    pub net_capital_gain_usd: Digits,
    pub excess_distribution_usd: Digits,
    /// Sales without figures yet.
    pub open: usize,
}

impl Sale {
    pub fn new(row: &year::SaleRow<'_>) -> Sale {
        let (answer, case) = (&row.answer, &row.sold.case);
        let figures = answer.us.figures.as_ref().filter(|figures| figures.recognised);
        let usd = |usd: Option<Usd>| usd.map(Digits::from);
        let taxed = figures.and_then(|figures| figures.taxed);
        let asked = answer.us.questions.iter();
        Sale {
            number: row.number,
            payer: row.sold.payer.clone(),
            id: case.id.clone(),
            place: Place::new(&row.sold.origin),
            date: case.sale.as_ref().and_then(|sale| sale.date),
            law: answer.law.id,
            us_status: answer.us.status.name(),
            questions: asked
                .map(|field| Question { field: field.path(), question: field.question_about_sale() })
                .collect(),
            japan_taxed: answer.japan.taxed,
            proceeds_usd: usd(figures.and_then(|figures| figures.totals.proceeds)),
            expenses_usd: usd(figures.map(|figures| figures.totals.expenses)),
            basis_usd: usd(figures.and_then(|figures| figures.totals.basis)),
            gain_usd: usd(figures.and_then(|figures| figures.totals.gain())),
            disallowed_usd: usd(figures.map(|figures| figures.totals.disallowed)),
            long_term_usd: usd(taxed.map(|taxed| taxed.long_term)),
            short_term_usd: usd(taxed.map(|taxed| taxed.short_term)),
            lots: figures.iter().flat_map(|figures| &figures.lots).map(SoldLot::new).collect(),
        }
    }
}

impl SoldLot {
    pub fn new(lot: &LotGain) -> SoldLot {
        SoldLot {
            shares: lot.shares.map(Digits::from),
            acquired: lot.acquired,
            term: lot.term.map(|term| term.name()),
            proceeds_usd: lot.amounts.proceeds.map(Digits::from),
            expenses_usd: Some(lot.amounts.expenses.into()),
            basis_usd: lot.amounts.basis.map(Digits::from),
            gain_usd: lot.amounts.gain().map(Digits::from),
        }
    }
}

impl Gains {
    pub fn new(sums: &GainSums) -> Gains {
        Gains {
            sales: sums.sales,
            proceeds_usd: sums.proceeds.into(),
            expenses_usd: sums.expenses.into(),
            basis_usd: sums.basis.into(),
            gain_usd: sums.gain.into(),
            long_term_usd: sums.long_term.into(),
            short_term_usd: sums.short_term.into(),
            net_capital_gain_usd: sums.net_capital_gain().into(),
            excess_distribution_usd: sums.excess_distribution.into(),
            open: sums.open,
        }
    }
}
