//! Which of the facts that are stated the answer on a sale was made without.
//!
//! A fact is used when a rule that such a holder and such an event are held against has a condition on it, or when an
//! amount is made from it.

use crate::answer::GainUs;
use crate::facts::{Case, Field, FieldSet};
use crate::law::Law;

/// The facts that are stated and that no rule and no amount used.
pub(super) fn unused(case: &Case, law: &'static Law, us: &GainUs) -> FieldSet {
    let left = case.stated.without(ALWAYS);
    if left.is_empty() {
        return left;
    }
    let of_rules = left.without(law.sale_reads(case, us.figures.is_some()));
    match &us.figures {
        None => of_rules,
        Some(figures) if figures.recognised => of_rules.without(SOLD),
        Some(_) => of_rules.without(EXCHANGED),
    }
}

/// What identifies the record or decides which rules are asked at all; and objects, of which only the facts inside count.
const ALWAYS: FieldSet = FieldSet::of(&[
    Field::Id,
    Field::Kind,
    Field::Residence,
    Field::Instrument,
    Field::Relief,
    Field::Us,
    Field::Payer,
    Field::PayerName,
    Field::PayerCode,
    Field::PayerIsin,
    Field::PayerKind,
    Field::Dividend,
    Field::Sale,
    Field::SaleKind,
    Field::SaleDate,
    Field::Splits,
]);

/// What basis and days are made from, whatever becomes of the shares.
const LOTS: FieldSet = FieldSet::of(&[
    Field::Lots,
    Field::Shares,
    Field::HeldSince,
    Field::SaleShares,
    Field::SaleLots,
    Field::SaleBasis,
    Field::AcquiredBy,
    Field::TaxYearBegins,
]);

const SOLD: FieldSet = LOTS.with(FieldSet::of(&[
    Field::SaleSettled,
    Field::SalePrice,
    Field::SalePriceUsd,
    Field::SaleProceeds,
    Field::SaleProceedsUsd,
    Field::SaleExpenses,
    Field::SaleSpot,
    Field::PurchasesComplete,
    Field::OrdinaryRate,
]));

const EXCHANGED: FieldSet = LOTS.with(FieldSet::one(Field::SaleAdsPerShare));
