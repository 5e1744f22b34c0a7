//! Which facts Japan's part of an answer is made from.

use super::decision::Withholding;
use super::rows::{InForce, candidates, in_force};
use crate::answer::Status;
use crate::facts::{Amount, Case, DividendKind, Field, FieldSet, Instrument};
use crate::law::{Law, Regime};

/// The facts that the rules look at, whichever version of the treaty they stand in: the answer compares them all; and
/// those that the amounts are made from.
pub fn reads(case: &Case, law: &'static Law, decided: &Withholding, has_gross: bool) -> FieldSet {
    let of_law = law.reads();
    let mut read = of_law.scope;
    if !decided.is_out_of_scope {
        let mut add = |regime: &Regime| {
            let at = law.domestic.iter().position(|known| std::ptr::eq(known, regime));
            read = read.with(at.map_or(FieldSet::NONE, |at| of_law.of_domestic(at, case.kind)));
        };
        match in_force(case, law.domestic) {
            InForce::Nothing => {}
            InForce::One(regime) => add(regime),
            InForce::Several => candidates(case, law.domestic).for_each(add),
        }
        read = read.with(law.treaty_reads(case.residence));
    }
    if decided.reduces() {
        read = read.with(of_law.application);
        if case.instrument.get() != Some(Instrument::Share) {
            read = read.with(of_law.second_form);
        }
    }
    if !case.kind.is_ordinary() {
        read = read.with(of_law.holders);
    }
    let is_free = decided.rate.is_some_and(|rate| rate.is_zero());
    if decided.status != Status::NotAddressed && (has_gross || is_free || case.dividend.in_dollars.is_some()) {
        read.insert(Field::Withheld);
        read.insert(Field::WithheldUsd);
    }
    if case.dividend.kind.get().is_some_and(DividendKind::is_partly_deemed) && has_gross {
        read = read.with(FieldSet::of(&[Field::DeemedPerShare, Field::DeemedGross]));
    }
    read.with(gross_reads(case, has_gross))
}

/// Dollars, and the rate that makes yen of them.
const IN_DOLLARS: FieldSet = FieldSet::of(&[Field::GrossUsd, Field::JpyPerUsd]);

/// The facts that the gross amount is made from, or would be if it were known whether shares or ADSs are held.
#[inline]
pub fn gross_reads(case: &Case, has_gross: bool) -> FieldSet {
    const OF_SHARES: FieldSet = FieldSet::of(&[Field::PerShare, Field::Shares]);
    match case.dividend.amount {
        Amount::PerShare(_) if has_gross && case.stated.contains(Field::GrossUsd) => {
            OF_SHARES.with(IN_DOLLARS).with(FieldSet::of(&[Field::AdsPerShare, Field::PayerAdsPerShare]))
        }
        Amount::PerShare(_) if has_gross && case.instrument.get() == Some(Instrument::Share) => OF_SHARES,
        Amount::PerShare(_) if has_gross || case.lacks_instrument_for_amounts() => {
            OF_SHARES.with(FieldSet::of(&[Field::AdsPerShare, Field::PayerAdsPerShare]))
        }
        Amount::Gross(_) if case.stated.contains(Field::GrossUsd) => IN_DOLLARS.with(FieldSet::one(Field::Gross)),
        Amount::Gross(_) => FieldSet::one(Field::Gross),
        // What is stated in dollars alone stands for itself.
        Amount::Unknown => FieldSet::one(Field::GrossUsd),
        Amount::PerShare(_) => FieldSet::NONE,
    }
}
