//! Dates of every kind, absent, in every order, on both sides of every edge of every law, and years outside: an answer
//! for each, which law it is read by, and where the error stands when no law covers it.

use iijtax::compare;
use iijtax::dividend::Amounts;
use iijtax::dividend::{decide, determine};
use iijtax::facts::{Case, Dividend, Fact, Field, HolderKind, Instrument};
use iijtax::law::{self, LAWS, Law, form_20f, statute};
use iijtax::units::{Country, Day};
use serde_json::json;

use crate::grid;
use crate::support;

/// A date field of a case, by its name, and how it is stated.
type DateField = (&'static str, fn(&mut Case, Option<Day>));

const DATES: [DateField; 10] = [
    ("entitlement_date", |case, day| case.dividend.entitlement_date = day),
    ("payment_date", |case, day| case.dividend.payment_date = day),
    ("record_date", |case, day| case.dividend.record_date = day),
    ("accounting_period_end", |case, day| case.dividend.accounting_period_end = day),
    ("ex_date", |case, day| case.dividend.ex_date = day),
    ("depositary_receipt_date", |case, day| case.dividend.depositary_receipt_date = day),
    ("fiscal_year_end", |case, day| case.dividend.fiscal_year_end = day),
    ("held_until", |case, day| case.held_until = day),
    ("tax_year_begins", |case, day| case.us.tax_year_begins = day),
    ("held_since", |case, day| {
        if let iijtax::facts::Ownership::Constant { since, .. } = &mut case.ownership {
            *since = day;
        }
    }),
];

fn template() -> Case {
    let profile = json!({ "kind": "individual", "residence": "US", "dividend": { "gross_jpy": 1000 } });
    support::case(&profile).unwrap()
}

/// The days on both sides of every edge of the law and its regimes, and the first and last that a fact may name.
fn edges(law: &'static Law, residence: Country) -> Vec<Day> {
    let regimes = law.regimes_with(residence).iter().chain(law.domestic).map(|regime| regime.span);
    let spans = regimes.chain([law.covers]);
    let around = spans.flat_map(|span| [span.first.plus_days(-1), span.first, span.last, span.last.plus_days(1)]);
    let mut days: Vec<_> = around.chain([Day::MIN, Day::MAX]).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// What must hold of any answer, and that the decision alone is the same.
fn check(case: &Case, law: &'static Law) {
    let answer = determine(case, law);
    grid::holds(&answer);
    let decision = decide(case, law);
    let (japan, us) = (&answer.japan, &answer.us);
    let context = || format!("{case:#?} {japan:#?} {decision:#?}");
    let said = (japan.status, japan.regime, japan.rule, japan.rate, japan.highest_rate);
    let alone = &decision.japan;
    assert_eq!(said, (alone.status, alone.regime, alone.rule, alone.rate, alone.highest_rate), "{}", context());
    assert_eq!(japan.questions, alone.questions.iter().collect::<Vec<_>>(), "{}", context());
    assert_eq!((us.status, us.rule, us.questions), (decision.us.status, decision.us.rule, decision.us.questions));
    assert_eq!(us.income.is_some(), decision.us.is_income);
    let amounts: Amounts = decision.amounts(case);
    assert_eq!((amounts.tax, amounts.refundable), (japan.tax, japan.refundable), "{}", context());
    let credit = us.income.as_ref().map(|income| &income.credit);
    assert_eq!(amounts.creditable, credit.and_then(|credit| credit.creditable), "{}", context());
    assert_eq!(amounts.creditable_usd, credit.and_then(|credit| credit.creditable_usd), "{}", context());
    assert_eq!(amounts.dividend_usd, us.income.as_ref().and_then(|income| income.dividend), "{}", context());
    let regimes = compare::chosen(case, law, None);
    compare::compare(case, law, &regimes);
}

#[test]
fn every_date_field_on_every_edge_is_answered() {
    for law in LAWS.iter().copied() {
        for residence in ["US", "CH", "IE", "KE", "JP"].map(Country::code) {
            for kind in [HolderKind::Individual, HolderKind::Corporation] {
                let mut case = template();
                (case.kind, case.residence) = (kind, residence);
                if kind == HolderKind::Corporation {
                    case.hold(None, None);
                }
                case.instrument = Fact::Stated(Instrument::Ads);
                case.dividend.ads_per_share = Some(iijtax::units::AdsRatio::ONE);
                case.dividend.spot = Some(100.into());
                let days = edges(law, residence);
                for (name, state) in DATES {
                    // Without a date of the dividend a corporation is tried on all of them, which takes its time.
                    let decides =
                        kind == HolderKind::Individual || ["entitlement_date", "payment_date"].contains(&name);
                    for (at, day) in days.iter().enumerate() {
                        let mut stated = case.clone();
                        state(&mut stated, Some(*day));
                        if decides || at == 0 {
                            check(&stated, law);
                        }
                        stated.dividend.payment_date = stated.dividend.payment_date.or(Some(Day::ymd(2006, 6, 28)));
                        check(&stated, law);
                    }
                }
                let some = days.iter().step_by(5).chain(days.last());
                for (entitled, paid) in some.flat_map(|day| days.iter().step_by(2).map(move |paid| (day, paid))) {
                    let mut both = case.clone();
                    (both.dividend.entitlement_date, both.dividend.payment_date) = (Some(*entitled), Some(*paid));
                    check(&both, law);
                }
            }
        }
    }
}

#[test]
fn the_law_is_chosen_by_the_payment_or_else_by_the_dates_before_it() {
    let dated = |payment, record, entitlement, ex| Case {
        dividend: Dividend {
            payment_date: payment,
            record_date: record,
            entitlement_date: entitlement,
            ex_date: ex,
            ..Dividend::NONE
        },
        ..Case::BLANK
    };
    let (old, new) = (Some(Day::ymd(2010, 12, 31)), Some(Day::ymd(2011, 1, 1)));
    let auto = |case: &Case| law::choose(None, case).map(|law| law.id).map_err(|outside| outside.field);
    assert_eq!(auto(&dated(None, None, None, None)), Ok("form-20f"));
    assert_eq!(auto(&dated(old, new, new, new)), Ok("form-20f"));
    assert_eq!(auto(&dated(new, old, old, old)), Ok("statute"));
    assert_eq!(auto(&dated(None, new, old, old)), Ok("statute"));
    assert_eq!(auto(&dated(None, None, new, old)), Ok("statute"));
    assert_eq!(auto(&dated(None, None, None, new)), Ok("statute"));
    let beyond = Some(statute::LAW.covers.last.plus_days(1));
    assert_eq!(auto(&dated(None, beyond, None, None)), Err(Field::RecordDate));
    assert_eq!(auto(&dated(None, None, None, beyond)), Err(Field::ExDate));
    let asked = law::choose(Some(&form_20f::LAW), &dated(None, None, new, None)).map_err(|outside| outside.field);
    assert_eq!(asked.unwrap_err(), Field::EntitlementDate);
}

#[test]
fn a_notice_without_payment_date_is_answered_by_the_law_of_its_entitlement_date() {
    let ask = |profile: &str, args: &[&str]| {
        let all = [&["dividend", "--holder", "-", "--format", "json"], args].concat();
        support::run_in(".", &all, profile.as_bytes())
    };
    let notice = r#"{"kind":"individual","residence":"US","dividend":{"entitlement_date":"2024-03-31"}}"#;
    let ran = ask(notice, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((answer["law"].as_str(), answer["japan"]["rate_percent"].as_f64()), (Some("statute"), Some(10.0)));
    let ran = ask(notice, &["--law", "form-20f"]);
    assert_eq!(ran.code, 3);
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["errors"][0]["path"], "dividend.entitlement_date");
    assert_eq!(error["errors"][0]["got"], "2024-03-31");
    let wanted = error["errors"][0]["wanted"].as_str().unwrap();
    assert!(wanted.starts_with("an entitlement date from 1973-01-01"), "{wanted}");
    let ran = support::run_in(".", &["compare", "--holder", "-", "--format", "json"], notice.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["law"], "statute");
}
