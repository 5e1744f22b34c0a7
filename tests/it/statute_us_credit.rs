//! The foreign tax credit of the statutes: truth tables, and rules that are met and not met in them.

use std::collections::BTreeSet;

use iijtax::dividend;
use iijtax::facts::{Amount, FilingStatus, HolderKind};
use iijtax::law::LimitMethod;
use iijtax::law::statute::LAW;
use iijtax::units::{Day, Usd};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::{answer_under, case};
use crate::tables::{Row, check, rows_in};

fn answer(profile: &Value) -> Result<Value, String> {
    answer_under(&LAW, profile)
}

fn rows_of(table: &str) -> Vec<Row> {
    let rows = rows_in("fixtures/tables-statute-us").into_iter();
    rows.filter(|row| row.place.starts_with(&format!("{table}.csv:"))).collect()
}

#[test]
fn every_row_on_what_is_creditable_holds() {
    check(&rows_of("credit"), 20, answer);
}

#[test]
fn every_row_on_sixteen_days_of_holding_holds() {
    check(&rows_of("holding_901k"), 30, answer);
}

#[test]
fn every_row_on_the_limitation_holds() {
    check(&rows_of("limitation"), 200, answer);
}

/// Two thousand random returns, worked out by the lines of the worksheets in another language: see
/// `tests/oracles/limitation.py`.
#[test]
fn the_limitation_is_that_of_the_worksheets() {
    check(
        &rows_in("fixtures/oracles")
            .into_iter()
            .filter(|row| row.place.starts_with("limitation.csv:"))
            .collect::<Vec<_>>(),
        2_000,
        answer,
    );
}

#[test]
fn every_rule_on_the_credit_is_met_in_some_row_and_not_met_in_another() {
    let mut outcomes: BTreeSet<(&str, &str)> = BTreeSet::new();
    let tables = ["credit", "holding_901k", "limitation", "limitation_of_trusts", "limitation_of_the_return"];
    for row in tables.into_iter().flat_map(rows_of) {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        outcomes.extend(answer.steps.iter().map(|step| (step.rule.id, step.outcome.name())));
        outcomes.extend(answer.notes.iter().map(|rule| (rule.id, "met")));
    }
    let chapter = &LAW.us;
    let of_chapter = [&chapter.credit, &chapter.credit_without_treaty, &chapter.refundable];
    let limits = chapter.credit_limits.unwrap();
    let mut wrong = Vec::new();
    for rule in of_chapter.into_iter().chain(chapter.categories).chain(limits.rules()) {
        if !outcomes.contains(&(rule.id, "met")) {
            wrong.push(format!("{} is never met", rule.id));
        }
        if !rule.when.is_empty() && !outcomes.contains(&(rule.id, "not_met")) {
            wrong.push(format!("{} is never not met", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every year and kind crossed with elections and amounts up to the bounds of the facts: nothing overflows, and what is
/// allowed is never more than what is creditable, or than the limit, or than the tax there is.
#[test]
fn what_must_hold_of_any_limitation_holds() {
    const AMOUNTS: [&str; 5] = ["0", "0.0001", "299.99", "123456.7891", "10000000000000"];
    let profile = serde_json::json!({
        "kind": "individual", "residence": "US", "hedged": [],
        "lots": [
            { "shares": "999999999999.999983", "acquired": "1980-01-01" },
            { "shares": "0.000007", "acquired": "2000-01-01", "disposed": "2100-01-01" },
            { "shares": "333.333331", "acquired": "1985-01-01" },
        ],
        "dividend": { "gross_jpy": "99999999999999.999989", "jpy_per_usd": "123.456789", "earnings_and_profits_percent": "33.3333333333" },
    });
    let amount = |at: usize| Some(AMOUNTS[at % AMOUNTS.len()].parse::<Decimal>().unwrap());
    let mut it = case(&profile).unwrap();
    let mut count = 0;
    for year in 1986..=2026 {
        it.dividend.payment_date = Some(Day::ymd(year, 9, 10));
        it.dividend.entitlement_date = Some(Day::ymd(year, 6, 28));
        it.dividend.ex_date = Some(Day::ymd(year, 6, 28));
        it.lots[1].disposed = Some(Day::ymd(year, 7, 12));
        for turn in 0..250 {
            it.kind = if turn % 7 == 0 { HolderKind::Corporation } else { HolderKind::Individual };
            it.us.filing_status = Some(FilingStatus::ALL[turn % 4]);
            it.us.elects_no_limitation = [None, Some(true), Some(false)][turn % 3];
            it.us.elects_adjustment_exception = [None, Some(false), Some(true)][turn / 3 % 3];
            (it.us.tax_before_credit_usd, it.us.taxable_income_usd) = (amount(turn), amount(turn / 5));
            (it.us.other_foreign_tax_usd, it.us.foreign_income_deductions_usd) = (amount(turn / 2), amount(turn / 11));
            (it.us.other_foreign_income_usd, it.us.other_preferential_income_usd) =
                (amount(turn / 3), amount(turn / 7));
            it.us.other_foreign_preferential_income_usd =
                it.us.other_foreign_income_usd.min(it.us.other_preferential_income_usd);
            it.us.personal_exemptions_usd = amount(turn / 13);
            it.dividend.amount = if turn % 2 == 0 {
                Amount::Gross("99999999999999.999989".parse().unwrap())
            } else {
                Amount::Gross(Decimal::from(turn * 1000 + 1))
            };
            let answer = dividend::determine(&it, &LAW);
            let limited = answer.us.income.as_ref().unwrap().credit.limited;
            let Some(found) = limited.limitation else { continue };
            let context = || format!("{it:#?}\n{found:#?}");
            assert_eq!(found.method == LimitMethod::NoLimitation, found.limit.is_none(), "{}", context());
            assert!(found.allowed <= found.creditable && limited.allowed <= Some(found.allowed), "{}", context());
            assert!(Some(found.allowed) <= found.us_tax, "{}", context());
            assert!(found.limit.is_none_or(|limit| found.allowed <= limit && limit <= found.us_tax.unwrap()));
            if found.carry.is_some() {
                assert_eq!(found.allowed + found.carryover, found.creditable, "{}", context());
            }
            assert!(found.foreign_income >= found.foreign_income.map(|_| Usd::ZERO), "{}", context());
            count += 1;
        }
    }
    assert!(count > 9_000, "{count}");
}
