//! The statutes and treaties: truth tables, rules that fire, every partner crossed with every date and threshold.

use std::collections::BTreeSet;

use iijtax::answer::{Silent, Status};
use iijtax::facts::{Case, Fact, Field, HolderKind, LobTest, LobTests, Ownership};
use iijtax::law::statute::LAW;
use iijtax::law::{
    Condition, Country, Effect, Ends, Evidence, HoldingPeriod, LAWS, Law, Length, Outcome, Regime, Rule, Threshold,
    Treaty,
};
use iijtax::units::{Day, Exact, Percent, Rate, Span};
use iijtax::{compare, dividend, japan, timeline};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::grid::holds;
use crate::support::{answer_under, at, case, golden, path, run};
use crate::tables::{check, rows_in};

fn answer(profile: &Value) -> Result<Value, String> {
    answer_under(&LAW, profile)
}

#[test]
fn every_row_of_every_truth_table_of_the_statutes_holds() {
    check(&rows_in("fixtures/tables-statute"), 3_300, answer);
}

/// Who can settle nothing by answering is told what is not known, and where to look.
#[test]
fn what_is_not_known_is_told_with_its_article() {
    let mut told = 0;
    for row in rows_in("fixtures/tables-statute") {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        if answer.japan.status == Status::Undetermined && answer.japan.questions.is_empty() {
            let note = answer.notes.iter().find(|rule| rule.asks_what_is_not_known());
            let note = note.unwrap_or_else(|| panic!("{} says nothing of what is not known", row.place));
            assert!(note.says.contains("not known") || note.says.contains("declares"), "{}", note.id);
            told += 1;
        }
    }
    assert!(told > 40, "{told}");
}

/// Under the statutes every treaty in force today has its rates, or says that it sets no limit.
#[test]
fn no_partner_of_today_is_left_out() {
    let mut partners: BTreeSet<Country> = BTreeSet::new();
    for treaty in LAW.treaties {
        let today = treaty.regimes.iter().find(|regime| regime.span.contains(Day::ymd(2026, 11, 29))).unwrap();
        assert!(today.rows.iter().all(|rule| rule.effect != Effect::NotEncoded), "{}", today.id);
        partners.extend(treaty.partners);
    }
    assert_eq!(partners.len(), 82);
}

/// Rows of regimes are met, and not met where they have conditions; gates, scope, paperwork and notes are met.
#[test]
fn every_rule_on_withholding_is_met_in_some_row_and_not_met_in_another() {
    let mut outcomes: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in rows_in("fixtures/tables-statute") {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        outcomes.extend(answer.steps.iter().map(|step| (step.rule.id, step.outcome.name())));
        outcomes.extend(answer.notes.iter().map(|rule| (rule.id, "met")));
        outcomes.extend(answer.actions.iter().map(|todo| (todo.rule.id, "met")));
        outcomes.extend(answer.japan.statutory_rule.map(|rule| (rule.id, "met")));
    }
    let is_action = |rule: &Rule| matches!(rule.effect, Effect::Action(..));
    let mut wrong = Vec::new();
    for (regime, rule) in LAW.rules() {
        if regime.is_none() {
            continue;
        }
        if !outcomes.contains(&(rule.id, "met")) {
            wrong.push(format!("{} is never met", rule.id));
        }
        let by_residence = matches!(*rule.when, [Condition::ResidentOf(_), ..]);
        let unconditional = rule.when.is_empty() || by_residence || is_action(rule);
        if !unconditional && !outcomes.contains(&(rule.id, "not_met")) {
            wrong.push(format!("{} is never not met", rule.id));
        }
    }
    let others = [LAW.scope, LAW.treaty_notes, LAW.relief.actions, LAW.japan_notes, LAW.open_list];
    for rule in others.into_iter().flatten().filter(|rule| !outcomes.contains(&(rule.id, "met"))) {
        wrong.push(format!("{} is never met", rule.id));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever asks is told why: every step of every row has a reason, and the text has all of them.
#[test]
fn every_step_of_every_row_has_a_reason() {
    for row in rows_in("fixtures/tables-statute") {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        for step in &answer.steps {
            assert!(!step.because(&case).is_empty(), "{}: {}", row.place, step.rule.id);
        }
    }
}

/// Half a year that begins on the day after a short month is no shorter than one that ends on it.
#[test]
fn the_first_day_on_which_a_period_is_full_is_the_first() {
    for length in [Length::Months(6), Length::Months(12), Length::YearByDate, Length::Days(365)] {
        for offset in 0..1_600 {
            let first = Day::ymd(2019, 12, 25).plus_days(offset);
            let full = length.is_full_on(first);
            let began = |last: Day| {
                HoldingPeriod::Throughout(length, Ends::Entitlement).span(&entitled_on(last)).unwrap().first
            };
            assert!(began(full) >= first && began(full.plus_days(-1)) < first, "{length} from {first}: {full}");
        }
    }
}

/// A period that is full on the entitlement date is met, whatever comes after; a day later it is open until that is known.
#[test]
fn a_period_that_may_end_later_is_met_on_the_day_it_is_full() {
    let held = |since: &str, until: Option<&str>| {
        let mut it = entitled_on(Day::parse("2026-03-31").unwrap());
        it.ownership = Ownership::Constant { percent: Fact::Stated(Percent::of("10")), since: Day::parse(since) };
        it.held_until = until.and_then(Day::parse);
        let year = HoldingPeriod::Including(Length::Months(12));
        Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), year).test(&it, 0)
    };
    assert_eq!(held("2025-04-01", None), Outcome::Met);
    assert_eq!(held("2025-04-02", None), Outcome::Unknown);
    assert_eq!(held("2025-04-02", Some("2026-04-01")), Outcome::Met);
    assert_eq!(held("2025-04-02", Some("2026-03-31")), Outcome::NotMet);
}

/// A version that the holder elected is the answer, and not one of the others it is compared with.
#[test]
fn an_elected_version_is_no_other_version() {
    let profile = |elects: bool| {
        serde_json::json!({
            "kind": "individual", "residence": "US", "elects_prior_treaty": elects,
            "dividend": { "gross_jpy": 1000, "listed": false, "entitlement_date": "2004-09-30", "payment_date": "2004-12-03" },
        })
    };
    let others = |elects: bool| {
        let answer = answer(&profile(elects)).unwrap();
        let regimes: Vec<String> = answer["comparison"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["regime"].as_str().unwrap().to_owned())
            .collect();
        (answer["japan"]["regime"].as_str().unwrap().to_owned(), regimes)
    };
    let (now, compared) = others(true);
    assert_eq!(
        (now.as_str(), compared.join(" ").as_str()),
        ("us-treaty-1971-elected", "us-treaty-1971 us-treaty-2003 us-treaty-2003-protocol-2013")
    );
    let mut it = case(&profile(true)).unwrap();
    it.dividend.payment_date = Some(Day::ymd(2006, 6, 1));
    let later = dividend::determine(&it, &LAW);
    assert!(later.comparison.iter().all(|other| other.regime.election.is_none()));
}

fn entitled_on(day: Day) -> Case {
    let mut it = us_individual();
    it.dividend.entitlement_date = Some(day);
    it
}

/// The days on which something changes for a partner, and the days before.
fn days(partner: Country) -> Vec<Day> {
    let regimes = LAW.domestic.iter().chain(LAW.regimes_with(partner));
    let edges = regimes.flat_map(|regime| [regime.span.first.plus_days(-1), regime.span.first, regime.span.last]);
    let mut days: Vec<_> = edges.filter(|day| LAW.covers.contains(*day)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Every threshold of the partner's treaty, a step below and a step above.
fn percentages(partner: Country) -> Vec<Percent> {
    let rows = LAW.regimes_with(partner).iter().flat_map(|regime| regime.rows).flat_map(|rule| rule.when);
    let thresholds = rows.filter_map(|condition| match condition {
        Condition::VotingStock(threshold, _) | Condition::DirectVotingStock(threshold, _) => {
            Some(threshold.percent().value())
        }
        _ => None,
    });
    let step = Decimal::new(1, 4);
    let mut all: Vec<_> = thresholds.flat_map(|at| [at - step, at, at + step]).filter_map(Percent::new).collect();
    all.push(Percent::ZERO);
    all.sort_unstable();
    all.dedup();
    all
}

fn limbs(words: &[LobTest]) -> Option<LobTests> {
    Some(words.iter().copied().collect())
}

#[test]
fn what_must_hold_of_any_answer_holds_for_every_partner_date_and_threshold() {
    let partners: Vec<_> = LAW.treaties.iter().flat_map(|treaty| treaty.partners).copied().collect();
    let mut count = 0;
    let profile = serde_json::json!({
        "kind": "individual", "residence": "US", "shares": 333, "dividend": { "per_share_jpy": "17.33", "jpy_per_usd": "123.17" },
    });
    let mut it = case(&profile).unwrap();
    for partner in partners.into_iter().chain([Country::code("KE")]) {
        it.residence = partner;
        for day in days(partner) {
            it.dividend.payment_date = Some(day);
            it.dividend.entitlement_date = Some(day.plus_days(-60));
            it.dividend.ex_date = Some(day.plus_days(-62));
            for (kind, percent) in [HolderKind::Individual, HolderKind::Corporation, HolderKind::PensionFund]
                .into_iter()
                .flat_map(|kind| percentages(partner).into_iter().map(move |percent| (kind, percent)))
            {
                it.kind = kind;
                it.issued = Fact::Stated(percent);
                let long = day.minus_months(60);
                for (since, limbs, listed) in [
                    (Some(long), limbs(&[LobTest::ListedCompany]), true),
                    (Some(day.plus_days(-70)), limbs(&[]), false),
                    (None, None, false),
                    (Some(long), None, true),
                ] {
                    it.ownership = Ownership::Constant { percent: Fact::Stated(percent), since };
                    (it.limbs, it.dividend.listed) = (limbs, Fact::Stated(listed));
                    let answer = dividend::determine(&it, &LAW);
                    holds(&answer);
                    let japan = &answer.japan;
                    let stated = japan.statutory_rate.expect("a rate without a treaty on every day");
                    assert!(japan.highest_rate <= Some(stated), "a treaty never takes more: {it:#?}");
                    count += 1;
                }
            }
        }
    }
    assert!(count > 20_000, "{count}");
}

/// Published examples of the floor that are not dividends: the guide of the National Tax Agency on what is withheld with
/// the surtax of 2.1%, and a public program for the years of the surtax.
#[test]
fn published_examples_of_the_floor_hold() {
    let withheld = |gross: &str, rate: &str| {
        Exact::from(gross.parse::<Decimal>().unwrap()).tax_jpy(Rate::new(rate.parse().unwrap()).unwrap()).value()
    };
    assert_eq!(withheld("1511000", "20.42"), 308_546);
    assert_eq!(withheld("8000000", "20.42"), 1_633_600);
    assert_eq!(withheld("10000", "10.21"), 1_021);
    assert_eq!(withheld("10000", "10"), 1_000);
    // Retirement income: 40% of 36,500,000 less 2,796,000, and the surtax on the whole.
    let tax = Exact::from(Decimal::from(36_500_000)).tax_jpy(Rate::of("40")).value() - 2_796_000;
    assert_eq!(
        (Exact::from(Decimal::from(tax)) * Exact::ratio(Decimal::from(1021), Decimal::from(1000))).floor_jpy().value(),
        12_051_884
    );
}

/// A rate in between a tax and its surtax would need the tax without it: the tables have what the law computes.
#[test]
fn rates_with_the_surtax_are_the_tax_and_2_1_percent_of_it_and_from_2048_1_percent() {
    let mut seen = 0;
    for regime in LAW.domestic {
        let factor =
            if regime.span.first < Day::ymd(2048, 1, 1) { Decimal::new(1021, 3) } else { Decimal::new(101, 2) };
        for rule in regime.rows {
            if let Effect::WithholdWithSurtax { before, with } = rule.effect {
                assert_eq!(before.value() * factor, with.value(), "{}", rule.id);
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 8);
}

#[test]
fn every_number_has_a_citation_with_a_place_and_a_grade_and_an_address() {
    for law in LAWS {
        for (_, rule) in law.rules() {
            assert!(rule.cites.iter().all(|cite| !cite.place.is_empty()), "{}", rule.id);
            assert!(rule.cites.iter().all(|cite| cite.source.url.starts_with("http")), "{}", rule.id);
        }
    }
    let unverified = run(&["rules", "--unverified", "--format", "csv"]).stdout;
    let listed: BTreeSet<_> =
        unverified.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
    for (_, rule) in LAW.rules() {
        assert_eq!(listed.contains(rule.id), rule.evidence != Evidence::Primary, "{}", rule.id);
    }
}

const NEXT: Rule = Rule {
    id: "statute.us-2026.general",
    says: "At most 3% under a protocol that does not exist, for this test.",
    ..iijtax::law::statute::LAW.disclaimers[0]
};

/// The recipe of the README: end the last version, add one block that begins the day after. No engine changes.
#[test]
fn a_made_up_protocol_is_one_block() {
    let us = Country::UNITED_STATES;
    let mut versions = LAW.regimes_with(us).to_vec();
    let last = versions.last_mut().unwrap();
    let protocol = Regime {
        id: "us-protocol-2026",
        title: "a protocol with the United States that does not exist",
        span: Span::new(Day::ymd(2026, 7, 1), last.span.last),
        rows: Box::leak(Box::new([Rule { effect: Effect::Withhold(Rate::of("3")), ..NEXT }])),
        ..*last
    };
    last.span.last = Day::ymd(2026, 6, 30);
    versions.push(protocol);
    let treaties =
        vec![Treaty { partners: &[Country::UNITED_STATES], regimes: Box::leak(versions.into_boxed_slice()) }];
    let law: &'static Law = Box::leak(Box::new(Law { treaties: Box::leak(treaties.into_boxed_slice()), ..LAW }));
    let on = |paid: &str| {
        let profile = serde_json::json!({
            "kind": "individual", "residence": "US", "shares": 100, "relief": { "application_filed": false },
            "dividend": { "payment_date": paid, "entitlement_date": "2026-03-31", "per_share_jpy": "17.5" },
        });
        let answer = answer_under(law, &profile).unwrap();
        let figure = |path: &str| at(&answer, path).to_string();
        (figure("japan.rate_percent"), figure("japan.tax_jpy"), figure("japan.refundable_jpy"))
    };
    let text = |it: (&str, &str, &str)| (it.0.to_owned(), it.1.to_owned(), it.2.to_owned());
    // 1,750 yen: 268.0125 at 15.315%, 175 at 10%, 52.5 at 3%.
    assert_eq!(on("2026-06-30"), text(("10", "175", "93")));
    assert_eq!(on("2026-07-01"), text(("3", "52", "216")));
    let periods = timeline::timeline(&us_individual(), Some(law));
    // The rate without the treaty changes with 2048.
    let spans: Vec<_> = periods.iter().rev().take(2).map(|period| period.span).collect();
    let changes = Day::ymd(2048, 1, 1);
    assert_eq!(spans[1], Span::new(Day::ymd(2026, 7, 1), changes.plus_days(-1)));
    assert_eq!(spans[0], Span::new(changes, LAW.covers.last));
}

/// What a row asks of the limitation on benefits is what the paragraphs explain, no more and no less.
#[test]
fn the_paragraphs_of_a_treaty_are_the_tests_that_its_rows_ask_for() {
    let mut explained = 0;
    for regime in LAW.treaties.iter().flat_map(|treaty| treaty.regimes).filter(|regime| !regime.qualified.is_empty()) {
        let tests = |rules: &'static [Rule]| -> BTreeSet<&str> {
            let conditions = rules.iter().flat_map(|rule| rule.when);
            let lists = conditions.filter_map(|condition| match condition {
                Condition::MeetsAnyLobTest(tests) => Some(tests.iter().copied()),
                _ => None,
            });
            lists.flatten().map(LobTest::name).collect()
        };
        assert_eq!(tests(regime.rows), tests(regime.qualified), "{}", regime.id);
        explained += 1;
    }
    assert_eq!(explained, 14);
}

fn us_individual() -> Case {
    case(&serde_json::json!({ "kind": "individual", "residence": "US" })).unwrap()
}

/// Every day of the law lies in one period, and each answers as a payment on its first and last day is answered.
#[test]
fn a_timeline_is_what_payments_on_its_days_are_answered() {
    let mut it = us_individual();
    let partners: Vec<_> = LAW.treaties.iter().flat_map(|treaty| treaty.partners).copied().collect();
    for partner in partners.into_iter().chain([Country::code("KE")]) {
        for (kind, percent) in
            [(HolderKind::Individual, "0"), (HolderKind::Corporation, "80"), (HolderKind::PensionFund, "1")]
        {
            (it.residence, it.kind) = (partner, kind);
            it.limbs = limbs(&[LobTest::ListedCompany]);
            it.ownership = Ownership::Constant { percent: Fact::Stated(Percent::of(percent)), since: Some(Day::MIN) };
            let periods = timeline::timeline(&it, Some(&LAW));
            assert_eq!(periods[0].span.first, LAW.covers.first);
            assert_eq!(periods.last().unwrap().span.last, LAW.covers.last);
            for pair in periods.windows(2) {
                assert_eq!(pair[0].span.last.plus_days(1), pair[1].span.first);
            }
            for period in &periods {
                for day in [period.span.first, period.span.last] {
                    (it.dividend.payment_date, it.dividend.entitlement_date) = (Some(day), Some(day));
                    let (_, japan) = japan::withhold(&it, &LAW, &mut Silent);
                    assert_eq!(
                        (japan.status, japan.rate),
                        (period.japan.status, period.japan.rate),
                        "{partner:?} {day}"
                    );
                }
            }
        }
    }
}

#[test]
fn timelines_and_ranges_are_printed_exactly() {
    let golden = |name: &str, args: &[&str]| {
        let ran = run(args);
        // What Germany's treaty said before 2004 is not encoded.
        let code = if name.contains("-de-") { 5 } else { 0 };
        assert_eq!((ran.code, ran.stderr.as_str()), (code, ""), "{args:?}");
        golden(&path("fixtures/golden").join(name), &ran.stdout);
    };
    golden("timeline-us.txt", &["timeline", "--residence", "US", "--all"]);
    let parent = ["timeline", "--residence", "DE", "--kind", "corporation", "--ownership-percent", "25"];
    golden("timeline-de-parent.json", &[&parent[..], &["--format", "json"]].concat());
    golden("timeline-de-parent.csv", &[&parent[..], &["--format", "csv"]].concat());
    let range = ["--law", "statute", "--from", "2003-01-01", "--until", "2009-12-31"];
    let compare = ["compare", "--holder", "fixtures/holders/us-individual-ads.json"];
    golden("compare-range.txt", &[&compare[..], &range, &["--all"]].concat());
}

#[test]
fn what_cannot_be_a_timeline_or_a_range_is_said() {
    for (args, message) in [
        (vec!["timeline", "--residence", "Germany"], "error: --residence: got Germany, wanted"),
        (vec!["timeline", "--residence", "DE", "--ownership-percent", "101"], "error: --ownership-percent: got 101, "),
        (vec!["timeline", "--residence", "DE", "--kind", "company"], "error: --kind: got company, wanted"),
        (vec!["timeline", "--residence", "DE", "--limitation-on-benefits", "listed"], "listed_company"),
    ] {
        let ran = run(&args);
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{args:?}");
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    let compare = ["compare", "--holder", "fixtures/holders/us-individual-ads.json"];
    for range in [["--from", "2007-6-1"].as_slice(), &["--from", "2007-06-02", "--until", "2007-06-01"]] {
        let ran = run(&[&compare[..], range].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{range:?}");
    }
}

/// A range meets the regimes that have a day in it, and no other.
#[test]
fn a_range_meets_the_regimes_of_its_days() {
    let it = us_individual();
    let ids = |first: &str, last: &str| -> Vec<&str> {
        let range = Span::new(Day::parse(first).unwrap(), Day::parse(last).unwrap());
        compare::chosen(&it, &LAW, Some(range)).iter().map(|regime| regime.id).collect()
    };
    assert_eq!(ids("2004-06-30", "2004-06-30"), ["domestic-2004", "us-treaty-1971"]);
    assert_eq!(ids("2004-06-30", "2004-07-01"), ["domestic-2004", "us-treaty-1971", "us-treaty-2003"]);
    assert_eq!(ids("2019-11-01", "2020-01-01"), ["domestic-2014", "us-treaty-2003-protocol-2013"]);
}

/// Without a payment date a treaty that began in the time of the law may not have begun.
#[test]
fn an_undated_payment_may_precede_a_treaty() {
    let versions = LAW.treaties.iter().find(|treaty| treaty.regimes[0].span.first > LAW.covers.first);
    let Some(treaty) = versions else { return };
    let mut it = us_individual();
    it.residence = treaty.partners[0];
    let undated = dividend::determine(&it, &LAW).japan;
    assert_eq!((undated.status, &undated.questions[..]), (Status::Undetermined, &[Field::PaymentDate][..]));
    it.dividend.payment_date = Some(treaty.regimes[0].span.first.plus_days(-1));
    assert_eq!(dividend::determine(&it, &LAW).japan.status, Status::Determined);
    let open = dividend::determine(&it, &LAW).steps.iter().all(|step| step.outcome != Outcome::Unknown);
    assert!(open);
}

/// While it is open which day the dividend is paid, and so which rate there is without a treaty, the treaty's is settled
/// where it is no higher than any of these, and open where one may be lower. 15% in New Zealand's is no more than the 15%,
/// before a surtax of 2.1% or of 1%, of 2047 and of 2048; 10% in France's is more than the 7% of 2013, and less than the 15% of 2014.
#[test]
fn a_treatys_rate_beside_an_open_one_is_settled_where_none_is_lower() {
    let of = |residence: &str, entitled: &str| {
        let profile = json!({ "kind": "individual", "residence": residence,
            "dividend": { "entitlement_date": entitled, "gross_jpy": 1000000 } });
        let answer = answer_under(&LAW, &profile).unwrap();
        let japan = &answer["japan"];
        (japan["status"].clone(), japan["rate_percent"].clone())
    };
    assert_eq!(of("NZ", "2047-11-30"), (json!("determined"), json!(15)));
    assert_eq!(of("FR", "2013-11-30"), (json!("undetermined"), Value::Null));
    assert_eq!(of("FR", "2014-11-30"), (json!("determined"), json!(10)));
    // Until it is settled no more than the treaty's rate may be due, whatever the rate without one.
    let profile = json!({ "kind": "individual", "residence": "FR", "dividend": { "entitlement_date": "2013-11-30" } });
    let open = dividend::determine(&case(&profile).unwrap(), &LAW).japan.highest_rate;
    assert_eq!(open, Some(Rate::of("10")));
    // The treaty's row settles it by itself: nothing is tried.
    let profile = json!({ "kind": "individual", "residence": "NZ", "dividend": { "entitlement_date": "2047-11-30" } });
    let decided = japan::withholding(&case(&profile).unwrap(), &LAW, &mut Silent, drop);
    assert_eq!((decided.rate, decided.by_trial), (Some(Rate::of("15")), false));
}

/// The same of a version set beside a law of other days, of an individual of whom it is not known how many of the issued
/// shares it holds: 7% or 20% from 2004, 15% or 20% (before the surtax) from 2014.
#[test]
fn a_version_beside_an_open_rate_is_settled_where_none_is_lower() {
    let profile = json!({ "kind": "individual", "residence": "AU",
        "dividend": { "entitlement_date": "2024-03-31", "payment_date": "2024-06-28", "gross_jpy": 1000000 } });
    let mut case = case(&profile).unwrap();
    case.issued = Fact::Unknown;
    let japan = japan::withhold(&case, &LAW, &mut Silent).1;
    let treaty = LAW.treaties.iter().find(|treaty| treaty.partners.contains(&Country::code("AU"))).unwrap();
    let version = |id: &str| treaty.regimes.iter().find(|regime| regime.id == id).unwrap();
    let domestic = |id: &str| LAW.domestic.iter().find(|regime| regime.id == id).unwrap();
    let rate = |of: &str, beside: &str| {
        let alternative = japan::alternative_beside(&case, &LAW, version(of), domestic(beside), &japan);
        (alternative.status, alternative.rate)
    };
    let settled = |rate| (Status::Determined, Some(Rate::of(rate)));
    assert_eq!(rate("au-treaty-1969", "domestic-2014"), settled("15"));
    assert_eq!(rate("au-treaty-2008", "domestic-2014"), settled("10"));
    assert_eq!(rate("au-treaty-2008", "domestic-2004"), (Status::Undetermined, None));
    assert_eq!(rate("au-treaty-1969", "domestic-2004"), (Status::Undetermined, None));
}

/// Of what an entity that its country taxes is due by a treaty whose article is not encoded, nothing is asked: no answer
/// would settle it.
#[test]
fn where_an_article_is_not_encoded_nothing_is_asked_of_the_entity() {
    let profile = json!({ "kind": "partnership", "residence": "ES", "seen_through_by": "japan",
        "dividend": { "entitlement_date": "2025-03-31", "payment_date": "2025-06-27", "gross_jpy": 1000000 },
        "members": [{ "kind": "individual", "residence": "ES", "share": "100%" }] });
    let case = case(&profile).unwrap();
    let answer = dividend::determine(&case, &LAW);
    let member = &answer.members[0].answer.japan;
    assert_eq!(
        (member.status, member.rule.map(|rule| rule.id)),
        (Status::NotEncoded, Some("statute.through.taxed-es"))
    );
    assert!(member.questions.is_empty(), "{:?}", member.questions);
    let decided = japan::withholding(answer.members[0].answer.case, &LAW, &mut Silent, drop);
    assert_eq!(decided.questions, iijtax::facts::FieldSet::NONE);
}

/// Of shares of which enough are held directly that is the reason, whoever else holds some; of others it is through whom
/// the rest is held.
#[test]
fn the_reason_tells_what_is_held_directly_from_what_is_held_through_residents() {
    let because = |direct: f64, through: Option<&str>| {
        let mut profile = json!({ "kind": "corporation", "residence": "US", "ownership_percent": 60,
            "held_since": "2000-01-01", "direct_ownership_percent": direct, "limitation_on_benefits": ["listed_company"],
            "dividend": { "entitlement_date": "2024-03-31", "payment_date": "2024-06-28", "gross_jpy": 1000 } });
        if let Some(through) = through {
            profile["held_through"] = json!(through);
        }
        let answer = answer_under(&LAW, &profile).unwrap();
        let steps = answer["steps"].as_array().unwrap();
        let of = steps.iter().find(|step| step["rule"] == "statute.us-2013.controlling-listed-company").unwrap();
        of["because"].as_str().unwrap().to_owned()
    };
    assert!(because(60., None).contains("; 60% of the voting stock is held directly; "), "{}", because(60., None));
    assert!(because(50., None).contains("; 50% of the voting stock is held directly; "), "{}", because(50., None));
    let through = because(20., Some("residents"));
    assert!(
        through.contains("; what is held indirectly is held through residents of the two countries; "),
        "{through}"
    );
    let others =
        "20% of the voting stock is held directly, and the rest not through residents of the two countries alone";
    assert_eq!(because(20., Some("others")), others);
}
