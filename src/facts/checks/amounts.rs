//! Amounts: whether they stay exact, and whether what is a part of one is.

use rust_decimal::Decimal;

use super::{Contradiction, RATES, Report};
use crate::facts::types::{MOST_YEN, grouped};
use crate::facts::{Amount, Case, Field, FieldSet, Payment, Stated};
use crate::units::{AdsRatio, Exact};

/// What is at most the gross amount, where it is stated.
pub(super) const PARTS_OF_GROSS: FieldSet =
    FieldSet::of(&[Field::DeemedPerShare, Field::DeemedGross, Field::Withheld, Field::WithheldUsd]);

/// Whether the gross amount has so few digits in both factors that it is within its bounds whatever it comes to.
#[inline]
pub(super) fn is_small(case: &Case) -> bool {
    /// The product of two below is below the most yen.
    const MOST: u128 = 10_000_000;
    const _: () = assert!(MOST * MOST <= MOST_YEN as u128);
    let is_short = |value: Decimal| value.mantissa().unsigned_abs() < MOST;
    match (case.dividend.amount, case.shares) {
        (Amount::PerShare(yen), Some(shares)) => {
            let is_at_most_one = case.ads_per_share().is_none_or(AdsRatio::divides_a_share);
            is_short(yen) && is_short(shares) && is_at_most_one
        }
        (Amount::PerShare(_), None) | (Amount::Gross(_) | Amount::Unknown, _) => true,
    }
}

/// The gross amount stays exact, and a part of it is one.
#[inline(never)]
pub(super) fn amounts(stated: &Stated, report: Report<'_>) {
    let dividend = &stated.case.dividend;
    let payment = stated.case.payment();
    let gross = payment.gross();
    if !stays_exact(&payment, gross) {
        amount_in_bounds(stated, report);
    }
    if dividend.deemed_per_share.is_some() || dividend.deemed_gross.is_some() {
        deemed_part(stated, &payment, gross, report);
    }
}

#[inline(never)]
pub(super) fn withheld_of_gross(stated: &Stated, report: Report<'_>) {
    if let (Some(withheld), Some(gross)) = (stated.case.dividend.withheld, stated.case.gross())
        && Exact::from(withheld) > gross
    {
        let wanted = word!("at most the gross amount of the dividend", "配当の支払金額以下の額");
        let got = said!("{} yen", "{}円", withheld.value());
        report(Contradiction::new(Field::Withheld, wanted).got(got).called("dividend.withheld_jpy"));
    }
}

/// No more is a deemed dividend than is paid.
#[inline(never)]
fn deemed_part(stated: &Stated, payment: &Payment, gross: Option<Exact>, report: Report<'_>) {
    let dividend = &stated.case.dividend;
    let field = if dividend.deemed_per_share.is_some() { Field::DeemedPerShare } else { Field::DeemedGross };
    let above = match (dividend.amount, dividend.deemed_per_share) {
        (Amount::PerShare(paid), Some(deemed)) => deemed > paid,
        _ => payment.taxed(gross).zip(gross).is_some_and(|(deemed, gross)| deemed > gross),
    };
    if above {
        let wanted = word!("at most what is paid, of which it is a part", "支払額以下の額（その一部）");
        report(Contradiction::new(field, wanted));
    }
}

/// Amounts in dollars stand in the place of those in yen, and need a rate.
#[inline(never)]
pub(super) fn in_dollars(stated: &Stated, report: Report<'_>) {
    let has = |field| stated.facts.contains(field);
    for other in [Field::Gross, Field::PerShare] {
        if has(Field::GrossUsd) && has(other) && !stated.facts.and(RATES).is_empty() {
            let wanted = word!(
                "either gross_usd or per_share_jpy or gross_jpy, not several beside a rate: without one, both give it",
                "レートの記載がある場合は、gross_usd、per_share_jpy、gross_jpyのいずれか一つ（レートの記載がなければ、両者からレートを求める）"
            );
            report(Contradiction::new(Field::GrossUsd, wanted));
        }
    }
    if has(Field::WithheldUsd) && has(Field::Withheld) {
        let wanted = word!("either withheld_usd or withheld_jpy, not both", "withheld_usdとwithheld_jpyのいずれか一方");
        report(Contradiction::new(Field::WithheldUsd, wanted));
    }
    let dividend = &stated.case.dividend;
    let field = if has(Field::GrossUsd) { Field::GrossUsd } else { Field::WithheldUsd };
    if let Some(alone) = dividend.in_dollars {
        if alone.withheld.is_some_and(|withheld| withheld > alone.gross) {
            let wanted =
                word!("at most gross_usd, the gross amount of the dividend", "配当の支払金額であるgross_usd以下の額");
            report(Contradiction::new(Field::WithheldUsd, wanted));
        }
    } else if dividend.spot.is_none() {
        let wanted = word!(
            "gross_usd, or jpy_per_usd, at which the depositary turned the yen into dollars",
            "gross_usd、又は受託者が円をドルに転換したレートであるjpy_per_usd"
        );
        let hint = said!(
            "give it, or a file of daily rates with --fx{}",
            "これを記載するか、--fxで日次レートのファイルを指定してください。{}",
            fits(stated)
        );
        report(Contradiction::new(field, wanted).hint(hint));
    } else if case_gross(stated).is_some_and(|gross| gross >= Exact::whole(MOST_YEN)) {
        let most = grouped(MOST_YEN.unsigned_abs());
        let wanted = said!("less than {most} yen at that rate", "そのレートで{most}円未満となる額");
        report(Contradiction::new(field, wanted));
    }
}

fn case_gross(stated: &Stated) -> Option<Exact> {
    match stated.case.dividend.amount {
        Amount::Gross(yen) => Some(Exact::from(yen)),
        Amount::PerShare(_) | Amount::Unknown => None,
    }
}

/// What was withheld of the gross amount, which needs no rate.
fn fits(stated: &Stated) -> String {
    let part = stated.withheld_usd.zip(stated.gross_usd).filter(|(_, gross)| !gross.is_zero());
    let percent = part.map(|(withheld, gross)| (Exact::whole(100) * Exact::ratio(withheld, gross)).decimal(2));
    percent.map_or(String::new(), |percent| {
        said!("; {percent}% of the gross amount was withheld", "支払金額の{percent}%が源泉徴収されています。")
    })
}

/// The gross amount must be one that stays exact through every step: below the bound of yen amounts,
/// and of at most eighteen digits.
#[inline]
fn stays_exact(payment: &Payment, gross: Option<Exact>) -> bool {
    // The numerator has the digits of both factors: where that is small, so is all else, as for nearly every holding.
    gross.is_some_and(|gross| gross.has_numerator_below(MOST_YEN)) || is_long_and_stays_exact(payment, gross)
}

#[inline(never)]
fn is_long_and_stays_exact(payment: &Payment, gross: Option<Exact>) -> bool {
    let (Amount::PerShare(yen), Some(shares)) = (payment.amount, payment.shares) else { return true };
    let digits = |value: Decimal| value.mantissa().unsigned_abs();
    let is_short = |yen, shares| {
        let product = digits(yen).checked_mul(digits(shares));
        product.is_some_and(|product| product < 10_u128.pow(DIGITS))
    };
    // Zeros at the end do not count, and cost time to take off.
    (is_short(yen, shares) || is_short(yen.normalize(), shares.normalize()))
        && gross.is_none_or(|gross| gross < Exact::whole(MOST_YEN))
}

#[inline(never)]
fn amount_in_bounds(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    let (Amount::PerShare(yen), Some(shares)) = (case.dividend.amount, case.shares) else { return };
    let divided = case.ads_per_share().filter(|_| case.is_ads());
    let divided = divided.map_or(String::new(), |ratio| said!(", {}", "、{}", ratio.words()));
    let field = if stated.shares.is_some() { Field::Shares } else { Field::Lots };
    let wanted = said!(
        "a gross amount below {} yen, of at most {DIGITS} digits before it is divided, so that every amount stays exact",
        "支払金額が{}円未満、除算前の桁数が{DIGITS}桁以下となる値（すべての金額を正確に計算するため）",
        grouped(MOST_YEN.unsigned_abs())
    );
    let amount = Contradiction::new(field, wanted).called("shares");
    report(amount.got(said!("{shares} shares at {yen} yen{divided}", "{shares}株、1株{yen}円{divided}")));
}

const DIGITS: u32 = 18;
