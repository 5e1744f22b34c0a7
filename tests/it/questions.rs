//! Open cases: whatever the answers to the questions are, the rate is one of those announced, and all answers together
//! settle it. No fact is both asked for and assumed.

use iijtax::answer::{Japan, Status};
use iijtax::dividend::determine;
use iijtax::facts::{Case, Fact, Field, FundClass, HeldThrough, HolderKind, IraClass, LobTest, LobTests, Ownership};
use iijtax::law::{Condition, LAWS, Law};
use iijtax::units::{Country, Day, Percent, Rate};
use rust_decimal::Decimal;

use crate::holders::Numbers;
use crate::support;

/// The least by which two percentages differ.
const FINEST: Decimal = Decimal::from_parts(1, 0, 0, false, 16);

fn template() -> Case {
    support::case(&serde_json::json!({ "kind": "individual", "residence": "US" })).unwrap()
}

/// Residents of every partner, of a country without a treaty, and of Japan.
fn residences(law: &'static Law) -> Vec<Country> {
    let encoded = law.treaties.iter().filter(|treaty| treaty.regimes.iter().any(|regime| regime.states_rates()));
    let others = law.treaties.iter().filter_map(|treaty| treaty.partners.last());
    let all = encoded.flat_map(|treaty| treaty.partners).chain(others).copied();
    let mut all: Vec<_> = all.chain([Country::code("KE"), Country::JAPAN]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The first and last day of everything dated that concerns such a holder.
fn edges(law: &'static Law, residence: Country) -> Vec<Day> {
    let regimes = law.regimes_with(residence).iter().chain(law.domestic);
    let mut days: Vec<_> = regimes.flat_map(|regime| [regime.span.first, regime.span.last]).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Percentages on both sides of every threshold of the law, and on it.
fn percents(law: &'static Law, residence: Country) -> Vec<Percent> {
    let rows = law.regimes_with(residence).iter().chain(law.domestic).flat_map(|regime| regime.rows);
    let thresholds = rows.flat_map(|rule| rule.when).filter_map(|condition| match condition {
        Condition::VotingStock(threshold, _) | Condition::DirectVotingStock(threshold, _) => Some(threshold.percent()),
        _ => None,
    });
    let around = thresholds.map(|percent| percent.value()).flat_map(|at| [at - FINEST, at, at + FINEST]);
    let mut all: Vec<_> = around.filter_map(Percent::new).chain([Percent::ZERO, Percent::HUNDRED]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn sets_of_tests() -> Vec<LobTests> {
    let singles = LobTest::ALL.iter().map(|test| vec![*test]);
    let pair = vec![LobTest::OwnershipAndBaseErosion, LobTest::ActiveBusiness];
    let sets = singles.chain([Vec::new(), pair, LobTest::ALL.to_vec()]);
    sets.map(|tests| tests.into_iter().collect()).collect()
}

fn pick<T: Copy>(numbers: &mut Numbers, values: &[T]) -> T {
    values[numbers.below(values.len() as u64) as usize]
}

/// Days on both sides of where the periods of the laws begin that end about `last`.
fn beginnings(last: Day) -> Vec<Day> {
    let full = [0, 1, 6, 12, 18, 24, 60].map(|months| last.minus_months(months));
    let about = full.into_iter().flat_map(|day| [-1, 0, 1, 2].map(|days| day.plus_days(days)));
    about.chain([last.plus_days(-365), last.plus_days(-364), Day::MIN]).collect()
}

/// Draws what is stated of a holder beside the dates.
fn draw(numbers: &mut Numbers, case: &mut Case, percents: &[Percent]) {
    let (entitled, paid) = (case.dividend.entitlement_date, case.dividend.payment_date);
    let last = entitled.or(paid).unwrap_or(Day::ymd(2009, 3, 31));
    let unstated = if case.kind == HolderKind::Corporation { Fact::Unknown } else { Fact::Assumed(Percent::ZERO) };
    let percent = if numbers.below(3) == 0 { unstated } else { Fact::Stated(pick(numbers, percents)) };
    let begins = pick(numbers, &beginnings(last)).max(Day::MIN).min(last);
    let since = (numbers.below(3) > 0).then_some(begins);
    case.ownership = Ownership::Constant { percent, since };
    if numbers.below(5) == 0 {
        let later = begins.plus_days(numbers.below(800) as i32);
        let steps = [(begins, pick(numbers, percents)), (later.plus_days(1), pick(numbers, percents))];
        case.ownership = Ownership::History(steps.to_vec());
    }
    let until = last.plus_days(numbers.below(500) as i32);
    case.held_until = (numbers.below(4) == 0).then_some(until);
    case.meets_additional_requirements = match numbers.below(4) {
        0 => Fact::Stated(true),
        1 => Fact::Stated(false),
        _ => Fact::Unknown,
    };
    case.limbs = (numbers.below(4) == 0).then(|| pick(numbers, &sets_of_tests()));
    case.beneficial_owner = if numbers.below(8) == 0 { Fact::Stated(false) } else { Fact::Assumed(true) };
    let direct = numbers.below(6) == 0 && case.kind == HolderKind::Corporation;
    case.held_through = (numbers.below(3) == 0).then(|| pick(numbers, HeldThrough::ALL));
    case.direct = direct.then(|| pick(numbers, percents).min(case.ownership.largest().unwrap_or(Percent::ZERO)));
}

/// Answers every question in some way that a profile may state; false where the answers contradict each other.
fn answer(numbers: &mut Numbers, case: &mut Case, law: &'static Law, open: &Japan, percents: &[Percent]) -> bool {
    let asked = |field| open.questions.contains(&field);
    let edges = edges(law, case.residence);
    let dividend = &mut case.dividend;
    if asked(Field::EntitlementDate) {
        let months = [0, 0, 1, 3, 6, 11, 12, 13, 60].map(|months| (months, dividend.payment_date));
        let day = match pick(numbers, &months) {
            (months, Some(paid)) => paid.minus_months(months),
            (months, None) => pick(numbers, &edges).minus_months(months),
        };
        dividend.entitlement_date = Some(day.plus_days(-(numbers.below(3) as i32)).max(Day::MIN));
    }
    if asked(Field::PaymentDate) {
        let near = dividend.entitlement_date.unwrap_or_else(|| pick(numbers, &edges));
        let about = [0, 3, 12, 13, 60].map(|months| near.plus_months(months));
        let day = if numbers.below(2) == 0 { pick(numbers, &about) } else { pick(numbers, &edges) };
        dividend.payment_date = Some(day);
    }
    let (entitled, paid) = (dividend.entitlement_date, dividend.payment_date);
    let last = entitled.or(paid).unwrap_or(Day::ymd(2009, 3, 31));
    let ends = [Some(last), paid].into_iter().flatten().collect::<Vec<_>>();
    if let Ownership::Constant { percent, since } = &mut case.ownership {
        if asked(Field::OwnershipPercent) {
            *percent = Fact::Stated(pick(numbers, percents));
        }
        if asked(Field::HeldSince) {
            let end = pick(numbers, &ends);
            *since = Some(pick(numbers, &beginnings(end)).max(Day::MIN));
        }
    }
    if asked(Field::HeldUntil) {
        let begins = case.ownership.since().unwrap_or(last);
        let about =
            [last, last.plus_days(1), begins.plus_days(363), begins.plus_days(364), begins.plus_days(365), Day::MAX];
        case.held_until = Some(pick(numbers, &about));
    }
    if asked(Field::MeetsAdditionalRequirements) {
        case.meets_additional_requirements = Fact::Stated(numbers.below(2) == 0);
    }
    if asked(Field::ExemptInJapan) {
        case.exempt_in_japan = Some(numbers.below(2) == 0);
    }
    if asked(Field::FundTaxedAs) {
        case.fund_taxed_as = Some(pick(numbers, FundClass::ALL));
    }
    if asked(Field::CertifiedAs) {
        case.certified_as = Some(pick(numbers, IraClass::ALL));
    }
    if asked(Field::HeldThrough) {
        case.held_through = Some(pick(numbers, HeldThrough::ALL));
    }
    if asked(Field::LimitationOnBenefits) {
        case.limbs = Some(pick(numbers, &sets_of_tests()));
    }
    for field in &open.questions {
        let is_answered = matches!(
            field,
            Field::EntitlementDate
                | Field::PaymentDate
                | Field::OwnershipPercent
                | Field::HeldSince
                | Field::HeldUntil
                | Field::MeetsAdditionalRequirements
                | Field::LimitationOnBenefits
                | Field::ExemptInJapan
                | Field::FundTaxedAs
                | Field::CertifiedAs
                | Field::HeldThrough
                // Who is behind a holder is left open: what is settled beside that is looked at.
                | Field::Members
        );
        assert!(is_answered, "{} is asked, and this test does not answer it", field.path());
    }
    is_consistent(case, law)
}

/// What a profile may not state is refused before anything is asked.
fn is_consistent(case: &Case, law: &'static Law) -> bool {
    let (entitled, paid) = (case.dividend.entitlement_date, case.dividend.payment_date);
    let begins = match &case.ownership {
        Ownership::Constant { since, .. } => *since,
        Ownership::History(steps) => steps.first().map(|(day, _)| *day),
    };
    let in_order = |one: Option<Day>, other: Option<Day>| one.zip(other).is_none_or(|(one, other)| one <= other);
    let direct_is_a_part = case.direct.is_none_or(|direct| case.ownership.largest().is_none_or(|all| direct <= all));
    in_order(entitled, paid)
        && in_order(begins, entitled)
        && in_order(entitled, case.held_until)
        && in_order(begins, case.held_until)
        && direct_is_a_part
        && paid.is_none_or(|paid| law.covers.contains(paid))
}

/// The pairs of entitlement and payment date: each edge alone, both, one before the other, and none.
fn dates(law: &'static Law, residence: Country) -> Vec<(Option<Day>, Option<Day>)> {
    let edges = edges(law, residence);
    let covered = edges.iter().copied().filter(|day| law.covers.contains(*day));
    let all = covered.flat_map(|day| {
        [
            (None, Some(day)),
            (Some(day), None),
            (Some(day.minus_months(3)), Some(day)),
            (Some(day.plus_days(-400)), None),
        ]
    });
    let within = all.filter(|(entitled, paid)| paid.or(*entitled).is_some_and(|day| law.covers.contains(day)));
    within.chain([(None, None)]).collect()
}

#[test]
fn every_answer_to_every_question_stays_inside_what_was_announced() {
    let mut numbers = Numbers::new(13);
    let (mut open_cases, mut answers) = (0, 0);
    for law in LAWS.iter().copied() {
        for residence in residences(law) {
            let percents = percents(law, residence);
            for kind in HolderKind::ALL.iter().copied() {
                let draws = if kind == HolderKind::Corporation { 4 } else { 1 };
                for (at, (entitled, paid)) in dates(law, residence).into_iter().enumerate() {
                    // Who is asked the least is drawn on every third pair of dates.
                    if kind != HolderKind::Corporation && at % 3 != 0 {
                        continue;
                    }
                    for _ in 0..draws {
                        let mut case = template();
                        (case.kind, case.residence) = (kind, residence);
                        (case.dividend.entitlement_date, case.dividend.payment_date) = (entitled, paid);
                        draw(&mut numbers, &mut case, &percents);
                        if !is_consistent(&case, law) {
                            continue;
                        }
                        let announced = determine(&case, law);
                        let japan = &announced.japan;
                        for assumption in &announced.assumptions {
                            let asked = japan.questions.contains(&assumption.field);
                            assert!(!asked, "{} is asked and assumed: {case:#?}", assumption.field.path());
                        }
                        if japan.questions.is_empty() {
                            continue;
                        }
                        open_cases += 1;
                        for _ in 0..24 {
                            let mut answered = case.clone();
                            if answer(&mut numbers, &mut answered, law, japan, &percents) {
                                settles(&answered, law, japan);
                                answers += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(open_cases > 1_000 && answers > 10_000, "{open_cases} open cases, {answers} answers");
}

fn settles(answered: &Case, law: &'static Law, announced: &Japan) {
    let answer = determine(answered, law);
    let now = &answer.japan;
    let context = || format!("{answered:#?}\nannounced {announced:#?}\nnow {now:#?}");
    match (announced.status, now.status) {
        // Who is behind the holder is no fact that is tried.
        (Status::Undetermined, Status::Undetermined) if answered.lacks_members() => {
            assert!(now.questions.contains(&Field::Members), "{}", context());
            assert!(now.highest_rate <= announced.highest_rate, "{}", context());
        }
        // Only what is not known here can stay open, and then there is nothing left to ask.
        (Status::Undetermined, Status::Undetermined) => {
            let is_told = answer.notes.iter().any(|rule| rule.asks_what_is_not_known());
            assert!(is_told && now.questions.is_empty(), "{}", context());
            let all = now.possible_rates.iter().all(|rate| announced.possible_rates.contains(rate));
            assert!(all && now.possible_rates.len() > 1, "{}", context());
        }
        // What a fund is can be settled, and the law on it not.
        (Status::Undetermined, Status::NotEncoded) if !answered.kind.is_ordinary() => {
            assert!(now.highest_rate <= announced.highest_rate, "{}", context());
        }
        (Status::Undetermined, _) => {
            assert_eq!(now.status, Status::Determined, "{}", context());
            let rate = now.rate.unwrap();
            // Where one rate is all that is stated, it is the highest, and others are not known.
            let only = announced.possible_rates.is_empty() && !answered.kind.is_ordinary();
            assert!(
                announced.possible_rates.contains(&rate) || only && Some(rate) <= announced.highest_rate,
                "{}",
                context()
            );
        }
        // The paperwork alone was open.
        (Status::Determined, _) => assert_eq!(now.rate, announced.rate, "{}", context()),
        _ => assert!(now.highest_rate <= announced.highest_rate, "{}", context()),
    }
}

/// Whoever does not say by which test it is entitled is told what becomes of who meets none.
#[test]
fn the_rate_of_who_meets_no_test_is_announced() {
    let of = |tests: serde_json::Value| {
        let profile = serde_json::json!({
            "kind": "corporation", "residence": "US", "ownership_percent": "60", "held_since": "2010-01-01",
            "limitation_on_benefits": tests,
            "dividend": {"entitlement_date": "2024-03-31", "payment_date": "2024-06-28"},
        });
        let mut profile = profile;
        if profile["limitation_on_benefits"].is_null() {
            profile.as_object_mut().unwrap().remove("limitation_on_benefits");
        }
        support::answer_under(LAWS[1], &profile).unwrap()
    };
    let open = of(serde_json::Value::Null);
    let possible: Vec<f64> =
        open["japan"]["possible_rates_percent"].as_array().unwrap().iter().map(|rate| rate.as_f64().unwrap()).collect();
    assert_eq!(possible, [0.0, 5.0, 15.315]);
    assert_eq!(of(serde_json::json!([]))["japan"]["rate_percent"].as_f64(), Some(15.315));
    assert_eq!(of(serde_json::json!(["active_business"]))["japan"]["rate_percent"].as_f64(), Some(5.0));
    assert_eq!(of(serde_json::json!(["listed_company"]))["japan"]["rate_percent"].as_f64(), Some(0.0));
}

/// A history is tried in time that does not grow with the square of its steps.
#[test]
fn a_long_history_without_dates_is_answered() {
    for (steps, percents) in [(800, ["9.99", "10"]), (39_000, ["0", "60"]), (39_000, ["60", "60"])] {
        let mut case = template();
        (case.kind, case.residence) = (HolderKind::Corporation, Country::UNITED_STATES);
        let first = Day::ymd(1905, 1, 1);
        let step = |at: i32| (first.plus_days(at * 7), Percent::of(percents[at as usize % 2]));
        case.ownership = Ownership::History((0..steps).map(step).collect());
        for law in LAWS.iter().copied() {
            let japan = determine(&case, law).japan;
            assert_eq!(japan.status, Status::Undetermined);
            assert!(japan.questions.contains(&Field::PaymentDate), "{:?}", japan.questions);
        }
    }
}

/// What was held before any day that matters changes nothing, however often it changed: a holding of 60% since 1961 is as
/// good after a hundred and eighty earlier changes as after none.
#[test]
fn changes_before_any_day_that_matters_are_of_no_account() {
    let percent = |at: i32| Percent::of(if at % 2 == 0 { "5" } else { "60" });
    let early = (0..180).map(|at| (Day::ymd(1900, 1, 1).plus_days(at * 120), percent(at)));
    let since = (Day::ymd(1961, 1, 1), Percent::of("60"));
    let of = |steps: Vec<(Day, Percent)>| {
        let mut case = template();
        (case.kind, case.residence) = (HolderKind::Corporation, Country::UNITED_STATES);
        case.limbs = Some([LobTest::ListedCompany].into_iter().collect());
        case.dividend.payment_date = Some(Day::ymd(2024, 6, 28));
        case.ownership = Ownership::History(steps);
        let japan = determine(&case, &iijtax::law::statute::LAW).japan;
        (japan.status, japan.rate, japan.questions)
    };
    let plain = of(vec![since]);
    assert_eq!((plain.0, plain.1), (Status::Determined, Some(Rate::of("0"))));
    assert_eq!(of(early.chain([since]).collect()), plain);
}
