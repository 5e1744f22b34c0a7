//! Which facts the United States part of an answer is made from.

use super::UsDecision;
use super::dividend::every_lot_has_a_basis;
use crate::facts::{Case, Field, FieldSet, HolderKind};
use crate::japan::Withholding;
use crate::law::tables::PreferentialRates;
use crate::law::{Law, Outcome};
use crate::units::Percent;

/// The facts that the rules look at and that amounts are made from.
pub fn reads(case: &Case, law: &'static Law, japan: &Withholding, us: &UsDecision, has_gross: bool) -> FieldSet {
    let of_law = law.reads();
    let mut read = of_law.us_holder;
    if us.us_holder == Some(false) {
        return read;
    }
    read = read.with(of_law.us_excluded);
    if !us.is_income {
        return read;
    }
    read = read.with(of_law.us_income).with(FieldSet::one(Field::TaxYearBegins));
    if case.is_ads() || case.lacks_instrument_for_inclusion() {
        read.insert(Field::DepositaryReceiptDate);
    }
    if us.is_credited {
        read = read.with(of_law.us_credit);
    }
    if law.us.personal.is_some_and(|rules| rules.investment_tax.test(case, 0) == Outcome::Met) {
        read = read.with(INVESTMENT_TAX);
    }
    // What follows is calculated in dollars.
    if case.dividend.in_dollars.is_none() && (!has_gross || case.dividend.spot.is_none()) {
        return read;
    }
    read = read.with(DOLLARS);
    if case.dividend.earnings_and_profits.get().is_some_and(|percent| percent != Percent::HUNDRED) {
        read = read.with(if every_lot_has_a_basis(case) { LOTS } else { LOTS.with(FieldSet::one(Field::BasisUsd)) });
    }
    let stated = case.dividend.withheld.is_some() || case.dividend.in_dollars.is_some_and(|it| it.withheld.is_some());
    let withholding_is_known = stated || japan.at_source.is_some();
    if withholding_is_known && case.dividend.converted.is_some() {
        read = read.with(CONVERSION).with(of_law.us_currency);
    }
    if us.qualified.is_some() {
        read.insert(Field::OrdinaryRate);
        if law.us.personal.is_some() && PreferentialRates::of(case).is_some() {
            read = read.with(BRACKETS);
        }
    }
    let is_known = us.credited.is_some() && withholding_is_known && japan.rate.is_some();
    if us.is_credited && is_known && law.us.credit_limits.is_some() {
        read = read.with(LIMITATION).with(FieldSet::of(&[Field::Withheld, Field::WithheldUsd]));
        if case.kind == HolderKind::Individual {
            read.insert(Field::FilingStatus);
        }
    }
    read
}

const LOTS: FieldSet = FieldSet::one(Field::Lots);

const DOLLARS: FieldSet = FieldSet::of(&[Field::JpyPerUsd, Field::EarningsAndProfits]);

const CONVERSION: FieldSet =
    FieldSet::of(&[Field::ConvertedOn, Field::ConvertedAt, Field::Withheld, Field::WithheldUsd]);

const BRACKETS: FieldSet = FieldSet::of(&[Field::TaxableIncome, Field::FilingStatus, Field::OtherPreferentialIncome]);

const INVESTMENT_TAX: FieldSet =
    FieldSet::of(&[Field::ModifiedAdjustedGrossIncome, Field::NetInvestmentIncome, Field::FilingStatus]);

const LIMITATION: FieldSet = FieldSet::of(&[
    Field::TaxBeforeCredit,
    Field::TaxableIncome,
    Field::OtherPreferentialIncome,
    Field::PersonalExemptions,
    Field::OtherForeignIncome,
    Field::OtherForeignPreferential,
    Field::OtherForeignTax,
    Field::ForeignIncomeDeductions,
    Field::ElectsAdjustmentException,
    Field::ElectsNoLimitation,
    Field::PayeeStatements,
    Field::GrossIncome,
    Field::GeneralDeductions,
    Field::ForeignAtLowest,
    Field::ForeignAt15,
    Field::ForeignAt20,
]);
