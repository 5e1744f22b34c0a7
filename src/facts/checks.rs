//! Checks between facts: each stands here once, for a single holder and for a register alike.

mod lots;

use rust_decimal::Decimal;

use super::types::{MOST_YEN, ValueType, grouped};
use super::{Amount, Case, Field, FieldSet, FxTable, HolderKind, Ownership, Payment, Stated, StatedStep};
use crate::units::{AdsRatio, Country, Day, Exact, Span};

/// A fact that contradicts another, or that no holder has.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// Where it stands.
    pub field: Field,
    /// The item of its list, and the key in that.
    pub item: Option<(usize, Option<&'static str>)>,
    /// What message calls it, where that is not its own path.
    pub path: Option<String>,
    /// What was given, where that is not the value as it is written.
    pub got: Option<String>,
    pub wanted: String,
    pub hint: Option<String>,
}

impl Contradiction {
    pub fn new(field: Field, wanted: impl Into<String>) -> Contradiction {
        Contradiction { field, item: None, path: None, got: None, wanted: wanted.into(), hint: None }
    }

    /// Of an item of a list, or of a key in it.
    pub fn in_item(self, at: usize, key: Option<&'static str>) -> Contradiction {
        Contradiction { item: Some((at, key)), ..self }
    }

    pub fn got(self, got: impl Into<String>) -> Contradiction {
        Contradiction { got: Some(got.into()), ..self }
    }

    pub fn called(self, path: impl Into<String>) -> Contradiction {
        Contradiction { path: Some(path.into()), ..self }
    }

    pub fn hint(self, hint: impl Into<String>) -> Contradiction {
        Contradiction { hint: Some(hint.into()), ..self }
    }
}

/// Takes what is found.
pub type Report<'r> = &'r mut dyn FnMut(Contradiction);

/// Everything about a holder and its dividend, after [`Stated::resolve`]; `rates` is the file of daily rates.
#[inline]
pub fn check_dividend(stated: &Stated, rates: Option<&FxTable>, report: Report<'_>) {
    check_holder(stated, report);
    let is_holder = stated.facts.contains(Field::Kind) && stated.facts.contains(Field::Residence);
    let has = |field| stated.facts.contains(field);
    if has(Field::PerShare) && has(Field::Gross) {
        report(Contradiction::new(
            Field::Gross,
            word!("either per_share_jpy or gross_jpy, not both", "per_share_jpyとgross_jpyのいずれか一方"),
        ));
    }
    if has(Field::DeemedPerShare) && has(Field::DeemedGross) {
        let wanted = word!(
            "either deemed_dividend_per_share_jpy or deemed_dividend_jpy, not both",
            "deemed_dividend_per_share_jpyとdeemed_dividend_jpyのいずれか一方"
        );
        report(Contradiction::new(Field::DeemedGross, wanted));
    }
    if has(Field::GrossUsd) || has(Field::WithheldUsd) {
        in_dollars(stated, report);
    }
    in_order(stated, report);
    if stated.facts.and(RATES).is_empty() && rates.is_none() {
        // No rate is asked for.
    } else {
        rates_of_their_days(stated, rates, report);
    }
    if !is_holder {
        return;
    }
    let is_usual = stated.facts.and(PARTS_OF_GROSS).is_empty() && stated.case.dividend.withheld.is_none();
    if !(is_usual && is_small(&stated.case)) {
        amounts(stated, report);
    }
    held_in_time(stated, report);
    held_until(stated, report);
    if !is_usual {
        withheld_of_gross(stated, report);
    }
}

/// What is at most the gross amount, where it is stated.
const PARTS_OF_GROSS: FieldSet =
    FieldSet::of(&[Field::DeemedPerShare, Field::DeemedGross, Field::Withheld, Field::WithheldUsd]);

/// Whether the gross amount has so few digits in both factors that it is within its bounds whatever it comes to.
#[inline]
fn is_small(case: &Case) -> bool {
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
fn amounts(stated: &Stated, report: Report<'_>) {
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
fn withheld_of_gross(stated: &Stated, report: Report<'_>) {
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
fn in_dollars(stated: &Stated, report: Report<'_>) {
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

const RATES: FieldSet = FieldSet::of(&[Field::JpyPerUsd, Field::ConvertedOn, Field::ConvertedAt]);

/// Facts that few holders state and that can contradict others.
const SELDOM: FieldSet = FieldSet::of(&[
    Field::MemberOf,
    Field::FirstPaymentDate,
    Field::OwnershipHistory,
    Field::DirectOwnershipPercent,
    Field::Lots,
    Field::Hedged,
    Field::OtherForeignPreferential,
]);

/// What only the holder says.
#[inline]
pub fn check_holder(stated: &Stated, report: Report<'_>) {
    if !stated.facts.and(SELDOM).is_empty() {
        seldom(stated, report);
    }
    if !stated.case.kind.is_ordinary() {
        of_kind(stated, report);
    }
    if let (Some(since), Some(until)) = (stated.case.payer.listed_since, stated.case.payer.listed_until)
        && until < since
    {
        let wanted = said!("a day not before listed_since, {since}", "listed_since（{since}）以後の日");
        report(Contradiction::new(Field::PayerListedUntil, wanted));
    }
}

#[inline(never)]
fn seldom(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    if let (Some(first), Some(paid)) = (stated.first_payment_date, stated.payment_date)
        && paid < first
    {
        let wanted = said!("a day not after payment_date, {paid}", "payment_date（{paid}）以前の日");
        report(Contradiction::new(Field::FirstPaymentDate, wanted));
    }
    if stated.facts.contains(Field::MemberOf) {
        let wanted = word!(
            "the id of a holder whose row stands above, with nothing but its members between",
            "上の行の保有者のid（間にはその構成員の行のみ）"
        );
        let hint = word!(
            "in JSON a member stands in the list members of that holder",
            "JSONでは、構成員はその保有者のmembersに記載します。"
        );
        report(Contradiction::new(Field::MemberOf, wanted).hint(hint));
    }
    if let Some(steps) = &stated.ownership_history {
        history(stated, steps, report);
    }
    if let (Some(direct), Some(all)) = (case.direct, case.ownership.largest())
        && direct > all
    {
        let wanted = said!("at most {all}, all that is owned", "所有する全部である{all}以下");
        report(Contradiction::new(Field::DirectOwnershipPercent, wanted));
    }
    if !stated.lots.is_empty() {
        lots::check(stated, report);
    }
    for (at, hedge) in stated.hedged.iter().enumerate() {
        if let (Some(from), Some(to)) = (hedge.from, hedge.to)
            && to < from
        {
            let wanted = said!("a day not before {from}", "{from}以後の日");
            report(Contradiction::new(Field::Hedged, wanted).in_item(at, Some("to")));
        }
    }
    let us = &case.us;
    if let Some(part) = us.other_foreign_preferential_income_usd {
        let wholes = [
            (us.other_foreign_income_usd, "other_foreign_income_usd"),
            (us.other_preferential_income_usd, "other_preferential_income_usd"),
        ];
        for (_, name) in wholes.into_iter().filter(|(whole, _)| part > whole.unwrap_or_default()) {
            let wanted = said!("at most us.{name}, of which it is a part", "us.{name}（これを含む全体の額）以下の額");
            report(Contradiction::new(Field::OtherForeignPreferential, wanted));
        }
    }
}

/// Accounts and companies that only the United States has.
fn of_kind(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    let is_american = matches!(case.kind, HolderKind::Ric | HolderKind::Ira);
    let elsewhere = case.residence != Country::UNITED_STATES;
    if is_american && elsewhere && stated.facts.contains(Field::Residence) {
        let of_others = match case.kind {
            HolderKind::Ric => {
                word!("an investment company of another country is a \"fund\"", "他の国の投資会社は\"fund\"とします。")
            }
            _ => word!(
                "a pension plan of another country is a \"pension_fund\", and an account that its owner is taxed on an \"individual\"",
                "他の国の年金制度は\"pension_fund\"とし、その所有者が課税される勘定は\"individual\"とします。"
            ),
        };
        let wanted = said!("US: {} is one of the United States", "US（{}は米国のものに限る）", case.kind.noun());
        report(Contradiction::new(Field::Residence, wanted).hint(of_others));
    }
}

fn history(stated: &Stated, steps: &[StatedStep], report: Report<'_>) {
    let has = |field| stated.facts.contains(field);
    for (other, name) in [(Field::OwnershipPercent, "ownership_percent"), (Field::HeldSince, "held_since")] {
        if has(other) {
            report(Contradiction::new(
                Field::OwnershipHistory,
                said!("either it or {name}, not both", "これと{name}のいずれか一方"),
            ));
        }
    }
    if steps.is_empty() {
        let (wanted, got) = (word!("at least one step", "1件以上の記載"), word!("an empty list", "空のリスト"));
        report(Contradiction::new(Field::OwnershipHistory, wanted).got(got));
    }
    let days = steps.iter().enumerate().filter_map(|(at, step)| Some((at, step.from?)));
    let mut last: Option<Day> = None;
    for (at, from) in days {
        if let Some(last) = last.filter(|last| *last >= from) {
            let wanted =
                said!("a day after {last}, the one before it in the list", "リストの前の日付である{last}より後の日");
            let step = Contradiction::new(Field::OwnershipHistory, wanted).in_item(at, Some("from"));
            report(step.got(from.to_string()));
        }
        last = Some(from);
    }
}

/// The days of a dividend lie near its entitlement date, and what comes later does.
#[inline]
fn in_order(stated: &Stated, report: Report<'_>) {
    let dividend = &stated.case.dividend;
    let Some(entitled) = dividend.entitlement_date else { return };
    if !stated.facts.and(OTHER_DAYS).is_empty() || dividend.payment_date.is_some_and(|paid| paid < entitled) {
        each_in_order(stated, entitled, report);
    }
}

/// The days of a dividend that few notices state, beside those of entitlement and payment.
const OTHER_DAYS: FieldSet = FieldSet::of(&[
    Field::DepositaryReceiptDate,
    Field::FiscalYearEnd,
    Field::ExDate,
    Field::RecordDate,
    Field::AccountingPeriodEnd,
]);

#[inline(never)]
fn each_in_order(stated: &Stated, entitled: Day, report: Report<'_>) {
    let dividend = &stated.case.dividend;
    let paid = if stated.first_payment_date.is_some() { Field::FirstPaymentDate } else { Field::PaymentDate };
    let later = [
        (paid, dividend.payment_date),
        (Field::DepositaryReceiptDate, dividend.depositary_receipt_date),
        (Field::FiscalYearEnd, dividend.fiscal_year_end),
    ];
    let about = [
        (Field::ExDate, dividend.ex_date),
        (Field::FiscalYearEnd, dividend.fiscal_year_end),
        (Field::RecordDate, dividend.record_date),
        (Field::AccountingPeriodEnd, dividend.accounting_period_end),
    ];
    for (field, day) in about {
        // A few days are near whatever the months are.
        if day.is_some_and(|day| day.days_since(entitled).unsigned_abs() > 300 && !near(entitled).contains(day)) {
            let wanted = said!(
                "a day within a year of the entitlement date {entitled}",
                "権利確定日（{entitled}）の前後1年以内の日"
            );
            report(Contradiction::new(field, wanted));
        }
    }
    for (field, day) in later {
        if day.is_some_and(|day| day < entitled) {
            report(Contradiction::new(field, not_before_entitlement(entitled)));
        }
    }
}

/// The days within a year of the entitlement date: no other date of a dividend that must be near it lies outside.
fn near(entitled: Day) -> Span {
    Span::new(entitled.minus_months(MOST_MONTHS_APART), entitled.plus_months(MOST_MONTHS_APART))
}

const MOST_MONTHS_APART: u32 = 12;

/// The rate of each day that needs one must be there, and yen are not converted before they are paid.
#[inline(never)]
fn rates_of_their_days(stated: &Stated, file: Option<&FxTable>, report: Report<'_>) {
    let case = &stated.case;
    let included_on = case.included_on();
    let table = file.or(stated.jpy_per_usd.of_days());
    // Where the rates stand: in their field, or in the file, which has no field.
    let missing = |day: Day, hint: String| {
        let rate = Contradiction::new(Field::JpyPerUsd, word!("a rate of that day", "その日のレート"))
            .got(said!("no rate for {day}", "{day}のレートなし"));
        rate.hint(hint)
    };
    if let (Some(table), Some(day), None, true) = (table, included_on, case.dividend.spot, case.can_be_us_holder())
        && let Err(hint) = table.rate(day)
    {
        report(missing(day, hint));
    }
    let Some(converted) = stated.converted_on else {
        if stated.facts.contains(Field::ConvertedAt) && !stated.facts.contains(Field::ConvertedOn) {
            let day = Contradiction::new(Field::Converted, ValueType::Date.wanted()).got(word!("nothing", "記載なし"));
            report(day.called("dividend.converted.date"));
        }
        return;
    };
    if let Some(included) = included_on
        && converted < included
    {
        let wanted = said!("a day not before the inclusion on {included}", "所得算入日（{included}）以後の日");
        report(Contradiction::new(Field::ConvertedOn, wanted));
    }
    if stated.converted_at.is_none() {
        match table.map(|table| table.rate(converted)) {
            Some(Ok(_)) => {}
            Some(Err(hint)) => report(missing(converted, hint)),
            None => {
                let wanted = word!(
                    "the rate of the conversion, or a table of rates by date",
                    "転換のレート、又は日付ごとのレートの表"
                );
                let rate = Contradiction::new(Field::Converted, wanted).got(word!("no rate", "レートなし"));
                report(rate.called("dividend.converted.jpy_per_usd"));
            }
        }
    }
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

/// Nobody is entitled to a dividend on a holding that began after the entitlement date, or that was sold
/// before the ex-dividend date.
#[inline]
fn held_in_time(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    let entitled = case.dividend.entitlement_date;
    if case.lots.is_empty()
        && let Ownership::Constant { since, .. } = case.ownership
        && since.zip(entitled).is_none_or(|(since, entitled)| since <= entitled)
        && since.zip(case.dividend.ex_date).is_none_or(|(since, ex_date)| since < ex_date)
    {
        return;
    }
    late_or_sold(case, entitled, report);
}

#[inline(never)]
fn late_or_sold(case: &Case, entitled: Option<Day>, report: Report<'_>) {
    let late =
        |day: Option<Day>| day.zip(entitled).filter(|(day, entitled)| day > entitled).map(|(_, entitled)| entitled);
    let ex = case.dividend.ex_date;
    let from_ex = |day: Option<Day>| day.zip(ex).filter(|(day, ex)| day >= ex).map(|(_, ex)| ex);
    if let Some(entitled) = late(case.ownership.since()) {
        report(Contradiction::new(Field::HeldSince, not_after_entitlement(entitled)));
    } else if let Some(ex) = from_ex(case.ownership.since()) {
        let wanted = said!(
            "a day before the ex-dividend date {ex}: what is bought then does not get this dividend",
            "配当落ち日（{ex}）より前の日（その日以後に買った株式にこの配当は支払われない）"
        );
        report(Contradiction::new(Field::HeldSince, wanted));
    }
    if let Ownership::History(steps) = &case.ownership
        && let Some(entitled) = late(steps.first().map(|(from, _)| *from))
    {
        let wanted = said!(
            "a first step not after the entitlement date {entitled}",
            "権利確定日（{entitled}）以前の日から始まる履歴"
        );
        report(Contradiction::new(Field::OwnershipHistory, wanted));
    }
    for (at, lot) in case.lots.iter().enumerate() {
        let sold = lot.disposed.zip(case.dividend.ex_date).filter(|(sold, ex)| sold < ex);
        if let (Some(entitled), Some(acquired)) = (late(lot.acquired), lot.acquired) {
            let wanted = said!(
                "one not after the entitlement date {entitled}: the lot does not get this dividend",
                "権利確定日（{entitled}）以前の取得（その後に取得した取得口にこの配当は支払われない）"
            );
            let lot = Contradiction::new(Field::Lots, wanted).called(format!("lots[{at}].acquired"));
            report(lot.got(said!("an acquisition on {acquired}", "{acquired}の取得")));
        } else if let (Some(ex), Some(acquired)) = (from_ex(lot.acquired), lot.acquired) {
            let wanted = said!(
                "one before the ex-dividend date {ex}: the lot does not get this dividend",
                "配当落ち日（{ex}）より前の取得（その日以後に取得した取得口にこの配当は支払われない）"
            );
            let lot = Contradiction::new(Field::Lots, wanted).called(format!("lots[{at}].acquired"));
            report(lot.got(said!("an acquisition on {acquired}", "{acquired}の取得")));
        }
        if let Some((sold, ex)) = sold {
            let wanted = said!(
                "one not before the ex-dividend date {ex}: the lot does not get this dividend",
                "配当落ち日（{ex}）以後の処分（その前に処分した取得口にこの配当は支払われない）"
            );
            let lot = Contradiction::new(Field::Lots, wanted).called(format!("lots[{at}].disposed"));
            report(lot.got(said!("a disposal on {sold}", "{sold}の処分")));
        }
    }
}

/// The last day of a holding that is there on the entitlement date.
#[inline]
fn held_until(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    let Some(until) = case.held_until else { return };
    if let Some(since) = case.ownership.since().filter(|since| until < *since) {
        let wanted = said!("a day not before held_since, {since}", "held_since（{since}）以後の日");
        report(Contradiction::new(Field::HeldUntil, wanted));
    } else if let Some(entitled) = case.dividend.entitlement_date.filter(|entitled| until < *entitled) {
        report(Contradiction::new(Field::HeldUntil, not_before_entitlement(entitled)));
    }
}

fn not_before_entitlement(entitled: Day) -> String {
    said!("a day not before the entitlement date {entitled}", "権利確定日（{entitled}）以後の日")
}

fn not_after_entitlement(entitled: Day) -> String {
    said!("a day not after the entitlement date {entitled}", "権利確定日（{entitled}）以前の日")
}
