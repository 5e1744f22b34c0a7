//! What rules can say although no law of today says it, or says it only where no case comes by: each condition in
//! words, and laws that differ from the Form 20-F's in one sentence.

use iijtax::answer::Status;
use iijtax::facts::{AcquiredBy, Case, Fact, Field, FieldSet, Filing, HolderKind, IncomeItem, IncomeKind, SalePlace};
use iijtax::law::form_20f::{self, LAW};
use iijtax::law::{
    Citation, Clock, CompanyCondition, Condition, Country, Effect, Evidence, GainChapter, Law, Outcome,
    PficStatusChapter, Regime, Rule, SaleCondition, Threshold, Treaty, When, long_term_months,
};
use iijtax::units::{Day, Exact, Percent, Rate, Usd};
use iijtax::{dividend, gain};
use serde_json::json;

use crate::support;

const fn rule(id: &'static str, when: &'static [Condition], effect: Effect) -> Rule {
    const CITES: &[Citation] = &[Citation { source: &form_20f::FORM_20F, place: "JT-13.2" }];
    Rule {
        id,
        says: "A sentence that no law says.",
        cites: CITES,
        evidence: Evidence::Memory,
        when: When::all(when),
        effect,
    }
}

fn leaked(law: Law) -> &'static Law {
    Box::leak(Box::new(law))
}

fn paid_in_2007() -> Case {
    let dividend = json!({ "entitlement_date": "2007-03-31", "payment_date": "2007-06-28" });
    let hedged = json!([{ "from": "2007-05-01", "to": "2007-05-02" }]);
    support::case(&json!({
        "kind": "individual", "residence": "US", "instrument": "ads", "hedged": hedged, "dividend": dividend,
    }))
    .unwrap()
}

fn sold(place: Option<&str>) -> Case {
    let sale = json!({
        "date": "2008-05-12", "place": place, "proceeds_usd": 1500, "basis_usd": 1000, "acquired_by": "gift",
    });
    crate::gain::case(&json!({ "kind": "individual", "residence": "US", "held_since": "2006-05-12", "sale": sale }))
        .unwrap()
}

#[test]
fn conditions_say_what_they_ask_and_why_they_are_met_or_not() {
    let (paid, sold) = (paid_in_2007(), sold(None));
    let day = Day::ymd(2007, 6, 28);
    let said = [
        (&paid, Condition::HoldsAds, Outcome::Met, "the holder holds ADSs"),
        (&paid, Condition::PaidFrom(day), Outcome::Met, "the dividend is paid on 2007-06-28"),
        (&paid, Condition::PaidBefore(day), Outcome::NotMet, "the dividend is paid on 2007-06-28"),
        (&paid, Condition::HasHedgedDays, Outcome::Met, "1 hedged spans are stated"),
        (&sold, Condition::HoldsAds, Outcome::NotMet, "the holder holds shares"),
        (&sold, Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Gift)), Outcome::Met, "acquired by gift"),
        (&sold, Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Legacy)), Outcome::NotMet, "acquired by gift"),
        (
            &sold,
            // The second anniversary of the day after the acquisition is the first day beyond two years.
            Condition::Sale(SaleCondition::HeldMoreThanMonths(24)),
            Outcome::NotMet,
            "acquired on 2006-05-12, held for more than 2 years from 2008-05-13, sold on 2008-05-12",
        ),
    ];
    for (case, condition, outcome, because) in said {
        assert_eq!(condition.test(case, 0), outcome, "{condition}");
        assert_eq!(condition.because(case, 0), because);
    }
    assert_eq!(Condition::Sale(SaleCondition::HeldMoreThanMonths(12)).to_string(), "held for more than a year");
    assert_eq!(Condition::Sale(SaleCondition::HeldMoreThanMonths(24)).to_string(), "held for more than 2 years");
}

/// A holder's case says nothing of the company's figures, and a holder is not asked for them.
#[test]
fn conditions_on_a_company_are_unknown_to_a_holder() {
    let case = paid_in_2007();
    let half = Threshold::AtLeast(Percent::of("50"));
    for condition in [
        Condition::Company(CompanyCondition::PassiveIncome(half)),
        Condition::Company(CompanyCondition::PassiveAssets(half)),
        Condition::Company(CompanyCondition::OwnsByValue(half)),
        Condition::Company(CompanyCondition::IncomeIs(IncomeKind::Interest)),
        Condition::Company(CompanyCondition::FromActivity),
        Condition::Company(CompanyCondition::HeldInYear),
    ] {
        assert_eq!(condition.test(&case, 0), Outcome::Unknown, "{condition}");
        assert_eq!(condition.asks(&case, 0), FieldSet::NONE, "{condition}");
    }
}

#[test]
fn more_than_a_part_is_not_the_part_itself() {
    let quarter = Percent::of("25");
    let reached = |threshold: Threshold, part| threshold.is_reached_by_part(Exact::whole(part), Exact::whole(100));
    assert!(reached(Threshold::AtLeast(quarter), 25) && !reached(Threshold::MoreThan(quarter), 25));
    assert!(!reached(Threshold::AtLeast(quarter), 24) && reached(Threshold::MoreThan(quarter), 26));
    assert!(!Threshold::MoreThan(Percent::ZERO).is_reached_by_part(Exact::whole(1), Exact::ZERO));
}

#[test]
fn clocks_and_countries_have_names() {
    let names = [Clock::Taxable, Clock::Entitlement, Clock::HolderTaxYear].map(Clock::name);
    assert_eq!(names, ["taxable", "entitlement", "holder-tax-year"]);
    assert_eq!(format!("{:?}", Country::UNITED_STATES), "US");
}

/// The months are found whatever else makes a gain long-term; a test of a company is no test of months.
#[test]
fn numbers_of_a_rule_are_found_among_its_other_conditions() {
    const WHEN: &[Condition] = &[Condition::Noncorporate, Condition::Sale(SaleCondition::HeldMoreThanMonths(60))];
    let long_term = rule("x.gain.long-term", WHEN, Effect::Requirement);
    assert_eq!(long_term_months(&long_term), Some(60));
    assert_eq!(long_term.threshold(), None);
    assert_eq!(long_term_months(&rule("x.gain.long-term", &[], Effect::Requirement)), None);
}

/// A condition on the holder says nothing of an item of a company's income.
#[test]
fn income_is_classified_by_conditions_on_income_alone() {
    const INCOME: &[Rule] = &[
        rule("x.income.by-holder", &[Condition::UsCitizen], Effect::Passive(true)),
        rule("x.income.other", &[], Effect::Passive(false)),
    ];
    let chapter: &PficStatusChapter = Box::leak(Box::new(PficStatusChapter { income: INCOME, ..LAW.pfic_status }));
    let item = IncomeItem { kind: IncomeKind::Interest, amount: 1.into(), active: false };
    let (rule, passive) = chapter.classify(&item);
    assert_eq!((rule.id, passive), ("x.income.other", false));
}

/// What must hold before any rate of a treaty is asked can be unknown too.
#[test]
fn a_treaty_that_may_be_closed_to_the_holder_leaves_both_rates_open() {
    const REGIMES: &[Regime] = &[Regime {
        id: "ke-1973",
        title: "a treaty with Kenya that does not exist",
        clock: Clock::Taxable,
        span: LAW.covers,
        preconditions: &[rule(
            "x.ke-1973.preconditions",
            &[Condition::MeetsAdditionalRequirements],
            Effect::Requirement,
        )],
        entitled: &[],
        qualified: &[],
        election: None,
        actions: &[],
        rows: &[rule("x.ke-1973.general", &[], Effect::Withhold(Rate::of("12.5")))],
    }];
    const TREATIES: &[Treaty] = &[Treaty { partners: &[Country::code("KE")], regimes: REGIMES }];
    let law = leaked(Law { treaties: TREATIES, ..LAW });
    let mut case = paid_in_2007();
    (case.residence, case.kind) = (Country::code("KE"), HolderKind::Corporation);
    case.relief.application = Filing::InTime;
    case.meets_additional_requirements = Fact::Unknown;
    let open = dividend::determine(&case, law).japan;
    assert_eq!(open.status, Status::Undetermined);
    assert_eq!(open.possible_rates, ["12.5", "20"].map(Rate::of));
    assert_eq!(open.questions, [Field::MeetsAdditionalRequirements]);
    for (meets, rate) in [(true, "12.5"), (false, "20")] {
        case.meets_additional_requirements = Fact::Stated(meets);
        assert_eq!(dividend::determine(&case, law).japan.rate, Some(Rate::of(rate)));
    }
}

/// Where the place of the sale decides, and is not known, neither answer is given.
#[test]
fn a_gain_is_open_where_an_unknown_place_decides() {
    const JAPAN: &[Rule] = &[
        rule(
            "x.japan-gain.outside",
            &[Condition::Sale(SaleCondition::Sold(SalePlace::OutsideJapan))],
            Effect::NotTaxed,
        ),
        rule("x.japan-gain.inside", &[], Effect::Taxable),
    ];
    let law = leaked(Law { gains: GainChapter { japan: JAPAN, ..LAW.gains }, ..LAW });
    let japan = |place| {
        let case = sold(place);
        let japan = gain::determine(&case, law).japan;
        (japan.status, japan.taxed)
    };
    assert_eq!(japan(None), (Status::Undetermined, None));
    assert_eq!(japan(Some("outside_japan")), (Status::Determined, Some(false)));
    assert_eq!(japan(Some("in_japan")), (Status::Determined, Some(true)));
}

/// Without a rule on rates the gain itself is still known, and how it is taxed is not.
#[test]
fn a_law_without_rates_for_gains_says_the_gain_alone() {
    let law = leaked(Law { gains: GainChapter { rates: &[], ..LAW.gains }, ..LAW });
    let case = sold(None);
    let figures = gain::determine(&case, law).us.figures.unwrap();
    assert_eq!(figures.totals.gain(), Some(Usd::from_cents(50_000)));
    assert!(figures.taxed.is_none() && figures.lots[0].rule.is_none());
}
