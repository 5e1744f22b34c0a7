//! The rules as a book: no id twice, no gap in dates, no sentence of the source left out, no rule that never fires.

use std::collections::{BTreeMap, BTreeSet};

use iijtax::facts::{Case, Fact, Field, HolderKind, Ownership};
use iijtax::law::form_20f::source::SENTENCES;
use iijtax::law::form_20f::{self, LAW};
use iijtax::law::{
    Citation, Clock, Condition, Country, Effect, Ends, Evidence, HoldingPeriod, LAWS, Law, Length, Outcome, Regime,
    Rule, Threshold, Treaty, When,
};
use iijtax::units::{Day, Percent, Rate, Span, Yen};
use iijtax::us::pfic;
use iijtax::{dividend, gain};

use crate::support::case;
use crate::tables::{rows, rows_in};

#[test]
fn ids_are_unique_and_begin_with_their_law() {
    let mut seen = BTreeSet::new();
    for law in LAWS {
        for (_, rule) in law.rules() {
            assert!(seen.insert(rule.id), "{} stands twice", rule.id);
            assert!(rule.id.starts_with(&format!("{}.", law.id)), "{} is not of {}", rule.id, law.id);
            assert!(!rule.cites.is_empty(), "{} has no citation", rule.id);
            assert!(rule.cites.iter().all(|cite| !cite.place.is_empty()), "{} has a citation without a place", rule.id);
            assert!(rule.says.ends_with('.') && rule.says.len() > 20, "{} says too little: {}", rule.id, rule.says);
        }
    }
}

/// Laws and treaties of Japan are named in Japanese as well, and stand at an address of their own, which the Ministry's list
/// of conventions is not.
#[test]
fn a_source_of_japan_has_its_japanese_title_and_its_own_address() {
    let is_japanese = |title: &str| title.chars().any(|letter| ('\u{3040}'..='\u{9fff}').contains(&letter));
    let law = LAWS.iter().find(|law| law.is_enacted).unwrap();
    for source in law.rules().into_iter().flat_map(|(_, rule)| rule.cites).map(|cite| cite.source) {
        let is_treaty =
            ["treaty", "protocol", "agreement", "Convention"].iter().any(|word| source.short.contains(word));
        if is_treaty || source.url.contains(".go.jp") {
            assert!(is_japanese(source.title), "{} has no Japanese title: {}", source.short, source.title);
        }
        assert!(!is_treaty || !source.url.contains("tax_convetion_list"), "{} stands at the list", source.short);
    }
}

/// A rule that treaties share is the same in each of them.
#[test]
fn a_rule_in_several_regimes_is_one_rule() {
    for law in LAWS {
        let mut seen: BTreeMap<&str, &Rule> = BTreeMap::new();
        let regimes = law.domestic.iter().chain(law.treaties.iter().flat_map(|treaty| treaty.regimes));
        for rule in
            regimes.flat_map(|regime| [regime.preconditions, regime.entitled, regime.actions, regime.rows]).flatten()
        {
            let first = *seen.entry(rule.id).or_insert(rule);
            assert_eq!((first.says, first.when, first.effect), (rule.says, rule.when, rule.effect), "{}", rule.id);
        }
    }
}

#[test]
fn regimes_cover_the_law_without_gap_or_overlap() {
    for law in LAWS {
        let treaties = law.treaties.iter().map(|treaty| treaty.regimes);
        assert_eq!(law.domestic[0].span.first, law.covers.first, "{}", law.id);
        for regimes in treaties.chain([law.domestic]) {
            let (elected, of_the_day): (Vec<&Regime>, Vec<_>) =
                regimes.iter().partition(|regime| regime.election.is_some());
            let (first, last) = (of_the_day[0].span.first, of_the_day.last().unwrap().span.last);
            assert!(law.covers.contains(first), "{}", of_the_day[0].id);
            assert_eq!(last, law.covers.last, "{}", of_the_day.last().unwrap().id);
            for pair in of_the_day.windows(2) {
                assert_eq!(pair[0].span.last.plus_days(1), pair[1].span.first, "{} and {}", pair[0].id, pair[1].id);
            }
            // A version that is elected lies inside the time of those it replaces.
            for regime in elected {
                assert!(first <= regime.span.first && regime.span.last <= last, "{}", regime.id);
            }
        }
        let partners: Vec<_> = law.treaties.iter().flat_map(|treaty| treaty.partners).collect();
        let unique: BTreeSet<_> = partners.iter().collect();
        assert_eq!(partners.len(), unique.len(), "a partner of {} stands twice", law.id);
    }
}

#[test]
fn rows_run_from_most_to_least_favourable_and_end_without_conditions() {
    for law in LAWS {
        for regime in law.domestic.iter().chain(law.treaties.iter().flat_map(|treaty| treaty.regimes)) {
            assert!(regime.rows.last().unwrap().when.is_empty(), "{} has no last row", regime.id);
            let rates: Vec<_> = regime.rows.iter().filter_map(Rule::rate).collect();
            assert!(rates.is_sorted(), "{}: {rates:?}", regime.id);
            let without = |rule: &Rule| {
                matches!(rule.effect, Effect::RateNotStated { .. } | Effect::NotEncoded | Effect::NoLimit)
            };
            assert!(regime.rows.iter().all(|rule| rule.rate().is_some() || without(rule)), "{}", regime.id);
            assert!(regime.preconditions.iter().all(|rule| rule.effect == Effect::Requirement), "{}", regime.id);
            let entitles = |rule: &Rule| matches!(rule.effect, Effect::Requirement | Effect::NoBenefits);
            assert!(regime.entitled.iter().all(entitles), "{}", regime.id);
            assert!(regime.entitled.last().is_none_or(|rule| rule.when.is_empty()), "{}", regime.id);
            assert!(regime.actions.iter().all(|rule| matches!(rule.effect, Effect::Action(..))), "{}", regime.id);
        }
        for rules in
            [law.us.holder, law.us.rates, law.us.categories, law.gains.japan, law.gains.rates, law.pfic_status.income]
        {
            assert!(rules.last().unwrap().when.is_empty());
        }
    }
}

#[test]
fn every_sentence_of_the_source_is_encoded_or_excused_and_not_both() {
    let labels: BTreeSet<_> = SENTENCES.iter().map(|sentence| sentence.label).collect();
    assert_eq!(labels.len(), SENTENCES.len(), "a label stands twice");
    for sentence in SENTENCES {
        let encoded = !sentence.rules().is_empty();
        assert!(
            encoded == sentence.excused.is_empty(),
            "{} is encoded: {encoded}, excused: {:?}",
            sentence.label,
            sentence.excused
        );
    }
    for (_, rule) in LAW.rules() {
        let of_source: Vec<_> =
            rule.cites.iter().filter(|cite| cite.source.short == form_20f::FORM_20F.short).collect();
        // What fills a gap of the document cites the sentence that has the gap.
        assert!(!of_source.is_empty(), "{} cites no sentence", rule.id);
        for cite in of_source {
            assert!(labels.contains(cite.place), "{} cites {}, which is no label", rule.id, cite.place);
        }
    }
}

/// How many sentences the headings of the document have; the document itself is not part of the package.
#[test]
fn no_sentence_of_the_source_is_missing() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sentence in SENTENCES {
        *counts.entry(sentence.label.split('-').next().unwrap()).or_default() += 1;
    }
    let expected = [("CG", 3), ("DIV", 13), ("EC", 1), ("JT", 40), ("MC", 11), ("PFIC", 27), ("US", 25)];
    assert_eq!(counts, BTreeMap::from(expected));
}

#[test]
fn every_rule_fires_in_some_row_of_a_truth_table() {
    let mut fired: BTreeSet<&str> = LAW.disclaimers.iter().map(|rule| rule.id).collect();
    for row in rows() {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        fired.extend(answer.steps.iter().filter(|step| step.outcome == Outcome::Met).map(|step| step.rule.id));
        fired.extend(answer.notes.iter().map(|rule| rule.id));
        fired.extend(answer.actions.iter().map(|todo| todo.rule.id));
    }
    for row in rows_in("fixtures/tables-gain") {
        let case = crate::gain::case(&row.profile).unwrap();
        let answer = gain::determine(&case, &LAW);
        fired.extend(answer.steps.iter().filter(|step| step.outcome == Outcome::Met).map(|step| step.rule.id));
        fired.extend(answer.notes.iter().map(|rule| rule.id));
        fired.extend(answer.actions.iter().map(|todo| todo.rule.id));
    }
    for row in rows_in("fixtures/tables-pfic-status") {
        let company = crate::pfic_status::read(&row.profile).unwrap();
        let answer = pfic::status(&company, &LAW);
        fired.extend(answer.steps.iter().filter(|step| step.outcome == Outcome::Met).map(|step| step.rule.id));
        fired.extend(answer.notes.iter().map(|rule| rule.id));
        fired.extend(answer.actions.iter().map(|todo| todo.rule.id));
    }
    let holdings = crate::pfic::answers();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = |key: &str, name: &str| {
        let items = holdings.iter().filter_map(|answer| answer[key].as_array()).flatten();
        items.filter(|item| item["outcome"] != "not_met").map(|item| text(&item[name])).collect::<BTreeSet<_>>()
    };
    let rules = all("steps", "rule");
    let names: BTreeSet<_> = all("notes", "code").into_iter().chain(all("actions", "id")).collect();
    let pfic =
        |rule: &Rule| rules.contains(rule.id) || rule.id.starts_with("form-20f.pfic.") && names.contains(rule.name());
    let all = LAW.rules().into_iter().map(|(_, rule)| rule);
    let silent: Vec<_> = all.filter(|rule| !fired.contains(rule.id) && !pfic(rule)).map(|rule| rule.id).collect();
    assert!(silent.is_empty(), "these rules never fire: {silent:#?}");
}

#[test]
fn each_rule_on_withholding_is_met_and_not_met_in_the_truth_tables() {
    let mut outcomes: BTreeSet<(&str, &str)> = BTreeSet::new();
    for row in rows() {
        let case = case(&row.profile).unwrap();
        let answer = dividend::determine(&case, &LAW);
        outcomes.extend(answer.steps.iter().map(|step| (step.rule.id, step.outcome.name())));
    }
    for (_, rule) in LAW.rules().into_iter().filter(|(regime, rule)| regime.is_some() && !rule.when.is_empty()) {
        assert!(outcomes.contains(&(rule.id, "met")), "{} is never met", rule.id);
        // Residence is what the regime was chosen by.
        let by_residence = matches!(*rule.when, [Condition::ResidentOf(_)]);
        assert!(by_residence || outcomes.contains(&(rule.id, "not_met")), "{} is never not met", rule.id);
    }
}

#[test]
fn dates_of_the_source_are_what_the_source_says() {
    let treaty = LAW.regimes_with(Country::UNITED_STATES);
    assert_eq!(treaty[0].span.last, Day::ymd(2004, 6, 30));
    assert_eq!(treaty[1].span.first, Day::ymd(2004, 7, 1));
    assert!(treaty.iter().all(|regime| regime.clock == Clock::Taxable));
    assert_eq!(LAW.treaties.iter().map(|treaty| treaty.partners.len()).sum::<usize>(), 19);
    assert_eq!(LAW.highest_rate(), Rate::of("20"));
}

const fn row(id: &'static str, when: &'static [Condition], rate: &'static str) -> Rule {
    const CITE: &[Citation] = &[Citation { source: &form_20f::FORM_20F, place: "JT-13.2" }];
    let says = "A row of a treaty that does not exist, for this test.";
    Rule {
        id,
        says,
        cites: CITE,
        evidence: Evidence::Memory,
        when: When::all(when),
        effect: Effect::Withhold(Rate::of(rate)),
    }
}

const fn stock(percent: &'static str, months: u32) -> Condition {
    let holding = HoldingPeriod::Throughout(Length::Months(months), Ends::Entitlement);
    Condition::VotingStock(Threshold::AtLeast(Percent::of(percent)), holding)
}

/// The Form 20-F's law with a treaty with Kenya that does not exist: two versions, added as rows.
fn with_a_treaty_with_kenya() -> &'static Law {
    const REGIMES: &[Regime] = &[
        Regime {
            id: "ke-1973",
            title: "a first treaty with Kenya",
            clock: Clock::Taxable,
            span: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2008, 12, 31)),
            preconditions: &[],
            entitled: &[],
            qualified: &[],
            election: None,
            actions: &[],
            rows: &[row("form-20f.ke-1973.general", &[], "25")],
        },
        Regime {
            id: "ke-2009",
            title: "a protocol with Kenya",
            clock: Clock::Taxable,
            span: Span::new(Day::ymd(2009, 1, 1), Day::ymd(2010, 12, 31)),
            preconditions: &[],
            entitled: &[],
            qualified: &[],
            election: None,
            actions: &[],
            rows: &[
                row("form-20f.ke-2009.owner", &[Condition::Kind(HolderKind::Corporation), stock("90", 18)], "0"),
                row("form-20f.ke-2009.parent", &[Condition::Kind(HolderKind::Corporation), stock("75", 6)], "2.5"),
                row(
                    "form-20f.ke-2009.same-as-next",
                    &[Condition::Kind(HolderKind::Corporation), stock("50", 6)],
                    "7.5",
                ),
                row("form-20f.ke-2009.substantial", &[Condition::Kind(HolderKind::Corporation), stock("25", 6)], "7.5"),
                row("form-20f.ke-2009.general", &[], "12.5"),
            ],
        },
    ];
    // And one with Bolivia that reduces nothing.
    const SAME_RATE: &[Regime] = &[Regime {
        id: "bo-1973",
        title: "a treaty with Bolivia",
        rows: &[row("form-20f.bo-1973.general", &[], "20")],
        span: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2010, 12, 31)),
        ..REGIMES[0]
    }];
    // And one with Paraguay that asks for a long holding and nothing shorter.
    const LONG_PERIOD: &[Regime] = &[Regime {
        id: "py-1973",
        title: "a treaty with Paraguay",
        rows: &[
            row("form-20f.py-1973.owner", &[Condition::Kind(HolderKind::Corporation), stock("90", 18)], "0"),
            row("form-20f.py-1973.general", &[], "12.5"),
        ],
        ..SAME_RATE[0]
    }];
    const KENYA: &[Treaty] = &[
        Treaty { partners: &[Country::code("KE")], regimes: REGIMES },
        Treaty { partners: &[Country::code("BO")], regimes: SAME_RATE },
        Treaty { partners: &[Country::code("PY")], regimes: LONG_PERIOD },
    ];
    // And a domestic rate that changes, from 20% to 18%.
    const DOMESTIC: &[Regime] = &[
        Regime {
            id: "domestic-1973",
            title: "an old domestic rate",
            clock: Clock::Taxable,
            span: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2009, 9, 30)),
            preconditions: &[],
            entitled: &[],
            qualified: &[],
            election: None,
            actions: &[],
            rows: &[row("form-20f.domestic-1973.statutory", &[], "20")],
        },
        Regime {
            id: "domestic-2009",
            title: "a new domestic rate",
            clock: Clock::Taxable,
            span: Span::new(Day::ymd(2009, 10, 1), Day::ymd(2010, 12, 31)),
            preconditions: &[],
            entitled: &[],
            qualified: &[],
            election: None,
            actions: &[],
            rows: &[row("form-20f.domestic-2009.statutory", &[], "18")],
        },
    ];
    Box::leak(Box::new(Law { treaties: KENYA, domestic: DOMESTIC, ..LAW }))
}

fn kenyan_corporation(percent: &str, since: &str, paid: &str) -> Case {
    case(&serde_json::json!({
        "kind": "corporation", "residence": "KE", "ownership_percent": percent, "held_since": since, "shares": 7,
        "dividend": { "per_share_jpy": 33, "entitlement_date": "2009-03-31", "payment_date": paid },
    }))
    .unwrap()
}

#[test]
fn a_new_treaty_is_rows_and_nothing_else() {
    let law = with_a_treaty_with_kenya();
    let rate = |percent, since| {
        let case = kenyan_corporation(percent, since, "2009-06-26");
        let answer = dividend::determine(&case, law);
        assert_eq!(answer.japan.regime.unwrap().id, "ke-2009");
        (answer.japan.rate.unwrap().to_string(), answer.japan.tax.unwrap().value())
    };
    assert_eq!(rate("75", "2008-10-01"), ("2.5%".to_owned(), 5));
    assert_eq!(rate("74.9", "2008-10-01"), ("7.5%".to_owned(), 17));
    assert_eq!(rate("25", "2008-10-01"), ("7.5%".to_owned(), 17));
    assert_eq!(rate("25", "2008-10-02"), ("12.5%".to_owned(), 28));
    assert_eq!(rate("24.9", "2000-01-01"), ("12.5%".to_owned(), 28));
}

/// A row with the same rate is no better one.
#[test]
fn the_next_tier_is_one_with_a_lower_rate() {
    let law = with_a_treaty_with_kenya();
    let case = kenyan_corporation("25", "2000-01-01", "2009-06-26");
    let tier = dividend::determine(&case, law).next_tier.unwrap();
    assert_eq!((tier.rule.id, tier.rate), ("form-20f.ke-2009.parent", Rate::of("2.5")));
}

/// A treaty whose rate is above the domestic one changes nothing, and the steps say so.
#[test]
fn the_lower_of_domestic_rate_and_treaty_rate_is_due() {
    let law = with_a_treaty_with_kenya();
    let case = Case {
        dividend: iijtax::facts::Dividend {
            entitlement_date: Some(Day::ymd(2008, 3, 31)),
            payment_date: Some(Day::ymd(2008, 6, 27)),
            ..kenyan_corporation("25", "2000-01-01", "2009-06-26").dividend
        },
        ..kenyan_corporation("25", "2000-01-01", "2009-06-26")
    };
    let answer = dividend::determine(&case, law);
    assert_eq!(answer.japan.regime.unwrap().id, "domestic-1973");
    assert_eq!(answer.japan.rate, Some(Rate::of("20")));
    assert_eq!(answer.japan.at_source.unwrap().rate, Some(Rate::of("20")));
    let said: Vec<_> = answer.steps.iter().map(|step| step.because(&case)).collect();
    assert!(said.contains(&"the rate without the treaty, 20%, is lower".to_owned()), "{said:#?}");
}

/// Equal rates mean the treaty; and a form that brings no lower rate need not be filed.
#[test]
fn a_treaty_with_the_domestic_rate_needs_no_form() {
    let law = with_a_treaty_with_kenya();
    let mut case = kenyan_corporation("25", "2000-01-01", "2009-06-26");
    case.residence = Country::code("BO");
    case.relief.application = iijtax::facts::Filing::Missing;
    let answer = dividend::determine(&case, law);
    assert_eq!(answer.japan.regime.unwrap().id, "bo-1973");
    assert!(answer.actions.is_empty(), "{:?}", answer.actions);
    assert!(answer.steps.iter().all(|step| step.rule != &law.relief.application));
    let over = Case { dividend: iijtax::facts::Dividend { withheld: Some(Yen::new(47)), ..case.dividend }, ..case };
    let ids: Vec<_> = dividend::determine(&over, law).actions.iter().map(|todo| todo.rule.name()).collect();
    assert_eq!(ids, ["correct-excess"]);
}

/// Without a date every version is possible, each at the lower of its rate and the domestic one of the day.
#[test]
fn a_missing_date_leaves_every_version_open() {
    let law = with_a_treaty_with_kenya();
    let mut undated = kenyan_corporation("25", "2000-01-01", "2009-06-26");
    (undated.dividend.payment_date, undated.dividend.entitlement_date) = (None, Some(Day::ymd(2008, 9, 30)));
    let open = dividend::determine(&undated, law).japan;
    assert_eq!(open.possible_rates, [Rate::of("7.5"), Rate::of("20")]);
    assert_eq!(open.questions, [Field::PaymentDate]);
    // Without a treaty the domestic rates remain, and the date between them.
    undated.residence = Country::code("TN");
    undated.dividend.entitlement_date = Some(Day::ymd(2009, 6, 30));
    let open = dividend::determine(&undated, law).japan;
    assert_eq!(open.possible_rates, [Rate::of("18"), Rate::of("20")]);
    assert_eq!(open.questions, [Field::PaymentDate]);
}

/// The longest holding period of the treaty is what makes the entitlement date matter.
#[test]
fn a_missing_entitlement_date_is_asked_for_where_a_long_period_can_turn_on_it() {
    let law = with_a_treaty_with_kenya();
    let mut open = kenyan_corporation("95", "2000-01-01", "2009-06-26");
    open.ownership = Ownership::Constant { percent: Fact::Stated(Percent::of("95")), since: None };
    open.dividend.entitlement_date = None;
    let found = dividend::determine(&open, law).japan;
    assert_eq!(found.possible_rates, ["0", "2.5", "12.5"].map(Rate::of));
    assert_eq!(found.questions, [Field::HeldSince, Field::EntitlementDate]);
    // Where only a period of eighteen months counts, it is that one.
    open.residence = Country::code("PY");
    let found = dividend::determine(&open, law).japan;
    assert_eq!(found.possible_rates, ["0", "12.5"].map(Rate::of));
    assert_eq!(found.questions, [Field::HeldSince, Field::EntitlementDate]);
}

/// A dividend is not paid before entitlement to it: the Prior Treaty is not even asked about one of 2007.
#[test]
fn a_treaty_that_ended_before_entitlement_is_not_asked() {
    let profile = serde_json::json!({
        "kind": "individual", "residence": "US", "dividend": { "entitlement_date": "2007-03-31" },
    });
    let case = case(&profile).unwrap();
    let answer = dividend::determine(&case, &LAW);
    assert_eq!(answer.japan.rate, Some(Rate::of("10")));
    assert!(answer.steps.iter().all(|step| !step.rule.id.starts_with("form-20f.us-1971.")));
}

#[test]
fn the_readme_has_the_rules_as_they_are_executed() {
    let readme = crate::support::documents();
    let all = iijtax::render::rules::views(&[&LAW]);
    let table =
        iijtax::render::rules::markdown(&all.into_iter().filter(|view| view.is_withholding()).collect::<Vec<_>>());
    assert!(readme.contains(&table), "the README lacks this table as it stands:\n{table}");
}
