//! Checks between facts: each stands here once, for a single holder and for a register alike.

mod amounts;
mod held;
mod lots;

use self::amounts::{PARTS_OF_GROSS, amounts, in_dollars, is_small, withheld_of_gross};
use self::held::{held_in_time, held_until, not_before_entitlement};
use super::types::ValueType;
use super::{Field, FieldSet, FxTable, HolderKind, Stated, StatedStep};
use crate::units::{Country, Day, Span};

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
