//! Which of the facts that are stated the answer was made without.
//!
//! A fact is used when a rule that such a holder is held against has a condition on it, whether or not another
//! condition of the rule fails first, or when an amount is made from it. What a dividend that holders have in common says
//! of the distribution is for all of them, and not a matter of one that has no use for it.

use crate::facts::{Case, Field, FieldSet, HolderKind, SeenThroughBy};
use crate::japan::{self, Withholding};
use crate::law::Law;
use crate::us::{self, UsDecision};

/// The facts that are stated of the holder itself and that no rule and no amount used; `has_gross` where the gross amount
/// is known.
#[inline]
pub fn unused(case: &Case, law: &'static Law, japan: &Withholding, us: &UsDecision, has_gross: bool) -> FieldSet {
    let of_treaty = if japan.is_out_of_scope { FieldSet::NONE } else { law.treaty_reads(case.residence) };
    let of_amount = japan::gross_reads(case, has_gross);
    // Nearly every register states nothing else.
    let own = case.stated.without(case.shared);
    if case.has_members() || case.behind.is_some() {
        return beside_members(own, case, law, japan, us, has_gross);
    }
    let of_others = case.kind.does_not_concern();
    let left = own.without(ALWAYS).without(of_treaty.without(OF_SALE).without(of_others)).without(of_amount);
    if left.is_empty() { left } else { look_closer(left, case, law, japan, us, has_gross) }
}

#[inline(never)]
fn look_closer(
    left: FieldSet,
    case: &Case,
    law: &'static Law,
    japan: &Withholding,
    us: &UsDecision,
    has_gross: bool,
) -> FieldSet {
    let alone = if case.behind.is_none() { OF_MEMBERS } else { FieldSet::NONE };
    let not_for_it = left.and(OF_SALE.with(case.kind.does_not_concern()).with(alone));
    let mut left =
        left.without(japan::reads(case, law, japan, has_gross)).without(us::reads(case, law, japan, us, has_gross));
    let dividend = &case.dividend;
    // How many shares are held is what the lots add up to, where nothing else says it.
    let shares_of_lots =
        !case.stated.contains(Field::Shares) && japan::gross_reads(case, has_gross).contains(Field::Shares);
    if shares_of_lots {
        left = left.without(FieldSet::one(Field::Lots));
    }
    // Without a date of payment others choose the law.
    if dividend.payment_date.is_none() {
        left = left.without(FieldSet::one(Field::RecordDate));
        if dividend.record_date.is_none() && dividend.entitlement_date.is_none() {
            left = left.without(FieldSet::one(Field::ExDate));
        }
    }
    left.with(not_for_it)
}

/// Of a member, or of who is seen through: a share is what it is a member by, and what is stated of the whole is for those
/// behind it.
#[inline(never)]
fn beside_members(
    own: FieldSet,
    case: &Case,
    law: &'static Law,
    japan: &Withholding,
    us: &UsDecision,
    has_gross: bool,
) -> FieldSet {
    let mut left = own.without(ALWAYS);
    if case.behind.is_some() {
        left = left.without(FieldSet::of(&[Field::Share, Field::SharePercent, Field::Shares]));
        if case.seen_through().is_some() {
            left = left.without(FieldSet::one(Field::TaxedOnItsShare));
        }
    }
    if !case.has_members() {
        return look_closer(left, case, law, japan, us, has_gross);
    }
    let of_all = |field: &Field| {
        let is_own = matches!(field, Field::Members | Field::Shares | Field::FundTaxedAs);
        is_own || ["dividend.", "payer.", "relief."].iter().any(|object| field.path().starts_with(object))
    };
    let left = left.iter().filter(|field| !of_all(field)).collect::<FieldSet>();
    if case.kind != HolderKind::Partnership {
        return left;
    }
    // Of an entity that its own country taxes, its own facts decide for members of that country.
    let left = left.without(FieldSet::one(Field::SeenThroughBy));
    match case.seen_through_by {
        Some(SeenThroughBy::Japan) => left.without(law.treaty_reads(case.residence)),
        _ => left,
    }
}

/// What is said of a member alone.
const OF_MEMBERS: FieldSet = FieldSet::of(&[Field::Share, Field::SharePercent, Field::TaxedOnItsShare]);

/// What a rule that is asked of dividends and of sales looks at, and a dividend does not have.
const OF_SALE: FieldSet = FieldSet::one(Field::SaleDate);

/// What identifies the record or decides which rules are asked at all; and objects, of which only the facts inside count.
const ALWAYS: FieldSet = FieldSet::of(&[
    Field::Id,
    Field::Kind,
    Field::Residence,
    Field::Instrument,
    Field::DividendKind,
    Field::EntitlementDate,
    Field::PaymentDate,
    Field::FirstPaymentDate,
    Field::MemberOf,
    Field::Relief,
    Field::Us,
    Field::Payer,
    Field::PayerName,
    Field::PayerCode,
    Field::PayerIsin,
    Field::PayerKind,
    Field::Dividend,
    Field::Sale,
    Field::Converted,
    Field::Splits,
    Field::FeeUsd,
]);
