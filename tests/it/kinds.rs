//! Holders of every kind, with every partner: no rate that no row states, amounts that add up, a hint for what people call
//! them, and columns that concern other kinds.

use std::collections::BTreeSet;

use iijtax::answer::{DividendAnswer, Status};
use iijtax::dividend;
use iijtax::facts::{Case, Fact, FundClass, HolderKind, IraClass, LobTest, Ownership};
use iijtax::law::statute::LAW;
use iijtax::law::{Country, Effect};
use iijtax::units::{Day, Exact, Percent, Rate};
use serde_json::{Value, json};

use crate::grid::holds;
use crate::support::{answer_under, at, case, run_in};
use crate::tables::rows_in;

/// What only such a holder states, in every way.
fn own_facts(case: &mut Case, mut check: impl FnMut(&Case)) {
    check(case);
    for exempt in [false, true] {
        case.exempt_in_japan = Some(exempt);
        check(case);
    }
    for class in FundClass::ALL {
        case.fund_taxed_as = Some(*class);
        check(case);
    }
    for class in IraClass::ALL {
        case.certified_as = Some(*class);
        check(case);
    }
    (case.exempt_in_japan, case.fund_taxed_as, case.certified_as) = (None, None, None);
}

#[test]
fn no_kind_gets_a_rate_that_no_row_states_under_any_treaty() {
    let partners = LAW.treaties.iter().flat_map(|treaty| treaty.partners).copied();
    let exempt: Vec<Rate> = LAW.holders.own.iter().filter_map(|rule| rule.rate()).collect();
    let mut it = case(&json!({ "kind": "individual", "residence": "US", "shares": 333,
        "dividend": { "per_share_jpy": "17.33", "jpy_per_usd": "123.17" } }))
    .unwrap();
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut count = 0;
    for partner in partners.chain([Country::code("KE")]) {
        it.residence = partner;
        let versions = LAW.regimes_with(partner);
        let days = versions.iter().flat_map(|regime| [regime.span.first, regime.span.last.min(Day::ymd(2048, 6, 1))]);
        for day in days.chain([Day::ymd(2025, 6, 27)]) {
            it.dividend.payment_date = Some(day);
            it.dividend.entitlement_date = Some(day.plus_days(-60));
            for kind in HolderKind::ALL.iter().filter(|kind| !kind.is_ordinary()) {
                it.kind = *kind;
                for (percent, limbs, listed) in [
                    (None, None, true),
                    (Some("60"), None, false),
                    (Some("12"), Some(vec![LobTest::ListedCompany, LobTest::OwnershipAndBaseErosion]), true),
                    (Some("0.1"), Some(Vec::new()), false),
                ] {
                    let part = percent.map_or(Fact::Assumed(Percent::ZERO), |it| Fact::Stated(Percent::of(it)));
                    it.ownership = Ownership::Constant { percent: part, since: Some(day.minus_months(60)) };
                    it.limbs = limbs.map(|limbs| limbs.into_iter().collect());
                    it.dividend.listed = Fact::Stated(listed);
                    own_facts(&mut it, |it| {
                        let answer = dividend::determine(it, &LAW);
                        holds(&answer);
                        let japan = &answer.japan;
                        assert!(japan.highest_rate <= japan.statutory_rate, "{it:#?}");
                        if let Some(rate) = japan.rate {
                            let of_version = versions.iter().filter(|regime| regime.span.contains(day));
                            let rows = of_version.flat_map(|regime| regime.rows).filter_map(|row| row.rate());
                            let domestic = LAW.domestic.iter().filter(|regime| regime.span.contains(day));
                            let domestic = domestic.flat_map(|regime| regime.rows).filter_map(|row| row.rate());
                            let own = exempt.iter().copied().filter(|_| it.exempt_in_japan == Some(true));
                            let stated: Vec<Rate> = rows.chain(domestic).chain(own).collect();
                            assert!(stated.contains(&rate), "{rate} is stated nowhere: {it:#?}");
                            let gross = japan.gross.unwrap();
                            assert_eq!(japan.net().unwrap() + Exact::from(japan.tax.unwrap()), gross);
                        }
                        assert!(answer.us.income.is_none(), "{it:#?}");
                        seen.insert((it.kind.name(), japan.status.name()));
                        count += 1;
                    });
                }
            }
        }
    }
    assert!(count > 20_000, "{count}");
    // Who is looked through, or holds for others, never has a rate of its own.
    for kind in ["nominee", "partnership"] {
        assert!(!seen.contains(&(kind, "determined")), "{kind}");
    }
    for kind in ["government", "international_organization", "charity", "fund", "ric", "ira"] {
        assert!(seen.contains(&(kind, "determined")), "{kind}");
    }
}

/// The register's silent decision is that of the explained answer.
#[test]
fn what_is_decided_silently_is_what_is_explained() {
    for row in rows_in("fixtures/tables-statute")
        .into_iter()
        .filter(|row| ["kinds.csv", "members.csv", "entities.csv"].iter().any(|table| row.place.starts_with(table)))
    {
        let case = case(&row.profile).unwrap();
        let (answer, silent) = (dividend::determine(&case, &LAW), dividend::decide(&case, &LAW));
        let japan = &answer.japan;
        let told = (japan.status, japan.rate, japan.rule, japan.highest_rate, japan.at_source_rate());
        let it = &silent.japan;
        assert_eq!(told, (it.status, it.rate, it.rule, it.highest_rate, it.at_source), "{}", row.place);
        assert_eq!((answer.us.status, answer.us.rule), (silent.us.status, silent.us.rule), "{}", row.place);
    }
}

/// What came of every rule that was asked, of those behind the holder as well.
fn told(answer: &DividendAnswer<'_>, outcomes: &mut BTreeSet<(&'static str, &'static str)>) {
    outcomes.extend(answer.steps.iter().map(|step| (step.rule.id, step.outcome.name())));
    answer.members.iter().for_each(|member| told(&member.answer, outcomes));
}

#[test]
fn every_rule_on_other_kinds_is_met_in_some_row_and_not_met_in_another() {
    let mut outcomes: BTreeSet<(&'static str, &'static str)> = BTreeSet::new();
    for row in rows_in("fixtures/tables-statute") {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        told(&answer, &mut outcomes);
    }
    let residents = LAW.holders.residents.iter().chain(LAW.holders.through).map(|it| &it.rule);
    for rule in LAW.holders.own.iter().chain(residents) {
        assert!(outcomes.contains(&(rule.id, "met")), "{} is never met", rule.id);
        // Of one country's rule only its own holders are asked.
        let is_general = LAW
            .holders
            .residents
            .iter()
            .chain(LAW.holders.through)
            .all(|it| it.rule.id != rule.id || it.regimes.is_empty());
        // The last of all has no condition.
        let is_last = rule.when.is_empty();
        assert!(!is_general || is_last || outcomes.contains(&(rule.id, "not_met")), "{} is never not met", rule.id);
        let leads_on = matches!(
            rule.effect,
            Effect::Taxable | Effect::Withhold(_) | Effect::NoLimit | Effect::NoBenefits | Effect::OfEachMember
        );
        assert!(
            leads_on || rule.says.contains("ook at") || rule.says.contains("nswer for") || rule.says.contains("Ask"),
            "{} says nowhere to look",
            rule.id
        );
    }
}

/// A rule on who is a resident names versions of treaties that there are.
#[test]
fn who_is_a_resident_is_said_of_versions_that_there_are() {
    let known: BTreeSet<&str> = LAW.treaties.iter().flat_map(|treaty| treaty.regimes).map(|regime| regime.id).collect();
    for id in LAW.holders.residents.iter().chain(LAW.holders.through).flat_map(|it| it.regimes) {
        assert!(known.contains(id), "{id}");
    }
}

#[test]
fn what_people_call_a_holder_is_no_kind_and_has_a_hint() {
    let words = [
        ("llc", "partnership"),
        ("sovereign", "government"),
        ("Sovereign Wealth Fund", "government"),
        ("trust fund", "fund"),
        ("reit", "corporation"),
        ("hedge fund", "fund"),
        ("SICAV", "fund"),
        ("bank", "corporation"),
        ("roth_ira", "ira"),
        ("401(k)", "pension_fund"),
        ("mutual fund", "ric"),
        ("regulated_investment_company", "ric"),
        ("individual_retirement_account", "ira"),
        ("dtc", "nominee"),
        ("custodian", "nominee"),
        ("world bank", "international_organization"),
        ("foundation", "charity"),
        ("central_bank", "government"),
        ("sipp", "pension_fund"),
        ("isa", "individual"),
    ];
    for (word, kind) in words {
        let refused = case(&json!({ "kind": word, "residence": "US" })).unwrap_err();
        assert!(refused.contains(&format!("\"{kind}\"")), "{word}: {refused}");
    }
}

#[test]
fn an_american_account_of_another_country_is_refused() {
    for kind in ["ric", "ira"] {
        let refused = case(&json!({ "kind": kind, "residence": "GB" })).unwrap_err();
        assert!(refused.contains("residence") && refused.contains("one of the United States"), "{refused}");
    }
}

/// Columns are of all holders: what concerns other kinds is no fault, stated or empty, and is named as unused.
#[test]
fn a_column_that_concerns_other_kinds_is_unused() {
    let header = "id,kind,residence,issued_percent,pension_business_income,us_citizen,us_person,exempt_in_japan,fund_taxed_as,certified_as,dividend.payment_date,dividend.gross_jpy\n";
    let rows = "a,pension_fund,KE,0.01,false,false,true,true,trust,owner,2025-06-27,1000\n\
                b,individual,KE,0.01,true,false,true,true,trust,owner,2025-06-27,1000\n\
                c,pension_fund,US,,,,,,,,2025-06-27,1000\n\
                d,corporation,KE,,,true,,,,,2025-06-27,1000\n";
    let ran = run_in(".", &["batch", "--from", "csv", "--to", "ndjson"], [header, rows].concat().as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> =
        rows.iter().map(|row| (row["status"].as_str().unwrap(), row["unused"].as_str().unwrap_or(""))).collect();
    let determined = Status::Determined.name();
    assert_eq!(told[0].0, determined);
    for (at, named) in [
        (0, "exempt_in_japan fund_taxed_as certified_as issued_percent pension_business_income us_citizen us_person"),
        (1, "exempt_in_japan fund_taxed_as certified_as pension_business_income us_person"),
        (2, ""),
        (3, "us_citizen"),
    ] {
        let got: BTreeSet<&str> = told[at].1.split([' ', ',', ';']).filter(|it| !it.is_empty()).collect();
        let wanted: BTreeSet<&str> = named.split(' ').filter(|it| !it.is_empty()).collect();
        assert_eq!((told[at].0, got), (determined, wanted), "{at}");
    }
}

/// Nothing that concerns another kind changes an answer.
#[test]
fn what_concerns_other_kinds_changes_no_answer() {
    for kind in HolderKind::ALL {
        let profile = json!({ "kind": kind.name(), "residence": "US", "shares": 1000, "ownership_percent": "0.1",
            "dividend": { "per_share_jpy": 34, "entitlement_date": "2025-03-31", "payment_date": "2025-06-27" } });
        let plain = case(&profile).unwrap();
        let before = dividend::decide(&plain, &LAW);
        for field in kind.does_not_concern().iter() {
            for value in [json!(true), json!("trust"), json!("owner")] {
                let mut with = profile.clone();
                with[field.path()] = value;
                let Ok(with) = case(&with) else { continue };
                let after = dividend::decide(&with, &LAW);
                assert_eq!(before, after, "{} of {}", field.path(), kind.name());
                assert!(after.unused(&with, true).contains(field), "{} of {}", field.path(), kind.name());
            }
        }
    }
}

/// A fund can be a corporation, a trust, or nothing but its holders; which of them, no country's residence tells.
#[test]
fn a_fund_is_asked_what_it_is_taxed_as_wherever_it_is() {
    let partners = LAW.treaties.iter().flat_map(|treaty| treaty.partners).copied();
    for partner in partners.chain([Country::code("KE"), Country::code("KY")]) {
        let profile = json!({ "kind": "fund", "residence": partner.as_str(),
            "dividend": { "payment_date": "2026-06-26", "entitlement_date": "2026-03-31" } });
        let answer = answer_under(&LAW, &profile).unwrap();
        assert_eq!(at(&answer, "japan.status"), "undetermined", "{partner:?}");
        let asked = at(&answer, "japan.questions.*.field");
        assert!(asked.as_array().unwrap().contains(&json!("fund_taxed_as")), "{partner:?}: {asked}");
    }
}
