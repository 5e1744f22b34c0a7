//! What the missing facts leave open: the rates that remain possible, and the fewest questions that settle it.
//!
//! Every missing fact is given each value that can make a difference, in all combinations, and the
//! rules are asked again. So what is possible follows from the rules alone. A condition that is not known is both met and
//! not met, which no fact settles.

use super::withholding::{Decision, base, candidates, decide_each, may_precede};
use crate::facts::{Case, Dividend, Fact, Field, FieldSet, LobTest, LobTests, Ownership};
use crate::law::{Condition, HoldingPeriod, Law, Outcome, Regime, Rule};
use crate::units::{Day, Percent, Rate};

use rust_decimal::Decimal;

/// What remains possible.
pub(super) struct Open {
    /// Ascending, without repetition; for a treaty whose rate is not stated the highest it can be.
    pub rates: Vec<Rate>,
    /// A version of the treaty that may apply and whose rate the law does not state.
    pub not_stated: Option<(&'static Regime, &'static Rule)>,
    /// The block of rules, when only one is possible.
    pub regime: Option<&'static Regime>,
    /// A rule that gives the highest rate.
    pub rule: &'static Rule,
    pub questions: Vec<Field>,
}

/// One way the missing facts can be, and what can follow.
struct Completion {
    /// The value of each missing fact, in their order.
    values: Vec<Value>,
    /// One, but where a condition is not known.
    possible: Vec<Possible>,
}

struct Possible {
    regime: &'static Regime,
    rule: &'static Rule,
    rate: Rate,
    is_stated: bool,
}

/// A value that a missing fact can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Percent(Percent),
    Day(Day),
    Is(bool),
    Limbs(LobTests),
}

pub(super) fn settle(case: &Case, law: &'static Law) -> Open {
    let fields = missing(case, law);
    let completions = complete(case, law, &fields);
    let possible = || completions.iter().flat_map(|completion| &completion.possible);
    let rates = in_order(possible().map(|possible| possible.rate).collect());
    let highest = possible().max_by_key(|possible| possible.rate).expect("some completion is valid");
    let one_regime = possible().all(|possible| possible.regime == highest.regime);
    let not_stated = possible().find(|possible| !possible.is_stated);
    Open {
        not_stated: not_stated.map(|possible| (possible.regime, possible.rule)),
        regime: one_regime.then_some(highest.regime),
        rule: highest.rule,
        questions: fewest_questions(&fields, &completions),
        rates,
    }
}

/// The facts that some rule still in play asks for and that are not known, in the order they are asked.
fn missing(case: &Case, law: &'static Law) -> Vec<Field> {
    let regimes: Vec<_> = candidates(case, law.regimes_with(case.residence)).collect();
    let undated = candidates(case, law.domestic).count() > 1 || regimes.len() > 1 || may_precede(case, law);
    let mut fields = asked_by(regimes.into_iter().chain(candidates(case, law.domestic)), case);
    fields.extend(undated.then_some(Field::PaymentDate));
    in_order(fields)
}

fn asked_by(regimes: impl IntoIterator<Item = &'static Regime>, case: &Case) -> Vec<Field> {
    let rules =
        regimes.into_iter().flat_map(|regime| regime.preconditions.iter().chain(regime.entitled).chain(regime.rows));
    let unknown = rules.filter(|rule| rule.test(case, 0) == Outcome::Unknown);
    unknown.map(|rule| rule.asks(case, 0)).collect::<FieldSet>().iter().collect()
}

fn complete(case: &Case, law: &'static Law, fields: &[Field]) -> Vec<Completion> {
    let mut cases = vec![(Vec::new(), case.clone())];
    for &field in fields {
        let extended = cases.into_iter().flat_map(|(values, case): (Vec<Value>, Case)| {
            let possible = possible_values(&case, law, field).into_iter();
            possible.map(move |value| ([values.as_slice(), &[value]].concat(), with(&case, field, value)))
        });
        cases = extended.collect();
    }
    let possible = cases.into_iter().filter(|(_, completed)| is_possible(&case.dividend, completed));
    let decided = possible.map(|(values, case)| {
        let base = base(&case, law);
        let decisions = decide_each(&case, law, base).into_iter();
        let possible = decisions.filter_map(|decision| match decision {
            Decision::Rate { regime: Some(regime), rule, rate } => {
                Some(Possible { regime, rule, rate, is_stated: true })
            }
            Decision::NotStated { regime, rule, at_most } => {
                let without = base.map(|(_, _, rate)| rate);
                let rate = at_most.into_iter().chain(without).min()?;
                Some(Possible { regime, rule, rate, is_stated: false })
            }
            _ => None,
        });
        Completion { values, possible: possible.collect() }
    });
    decided.filter(|completion| !completion.possible.is_empty()).collect()
}

/// The values of a missing fact that can make a difference.
fn possible_values(case: &Case, law: &'static Law, field: Field) -> Vec<Value> {
    let days = |days: Vec<Day>| days.into_iter().map(Value::Day).collect();
    match field {
        Field::OwnershipPercent => percentages(case, law).into_iter().map(Value::Percent).collect(),
        Field::HeldSince => days(acquisition_days(case, law)),
        // Only until the entitlement date, or for ever.
        Field::HeldUntil => days(case.dividend.entitlement_date.into_iter().chain([Day::MAX]).collect()),
        Field::MeetsAdditionalRequirements => vec![Value::Is(false), Value::Is(true)],
        Field::LimitationOnBenefits => limbs(case, law).into_iter().map(Value::Limbs).collect(),
        Field::EntitlementDate => days(entitlement_days(case, law)),
        Field::PaymentDate => days(payment_days(case, law)),
        _ => unreachable!("no rule on withholding leaves {} unknown", field.path()),
    }
}

fn with(case: &Case, field: Field, value: Value) -> Case {
    let mut case = case.clone();
    match (field, value, &mut case.ownership) {
        (Field::OwnershipPercent, Value::Percent(value), Ownership::Constant { percent, .. }) => {
            *percent = Fact::Stated(value);
        }
        (Field::HeldSince, Value::Day(day), Ownership::Constant { since, .. }) => *since = Some(day),
        (Field::HeldUntil, Value::Day(day), _) => case.held_until = Some(day),
        (Field::MeetsAdditionalRequirements, Value::Is(is), _) => case.meets_additional_requirements = Fact::Stated(is),
        (Field::LimitationOnBenefits, Value::Limbs(limbs), _) => case.limbs = Some(limbs),
        (Field::EntitlementDate, Value::Day(day), _) => case.dividend.entitlement_date = Some(day),
        (Field::PaymentDate, Value::Day(day), _) => case.dividend.payment_date = Some(day),
        _ => unreachable!("{} has no value of this kind", field.path()),
    }
    case
}

/// For each row of the treaty those it asks for, and one that no row does but that entitles to the treaty.
fn limbs(case: &Case, law: &'static Law) -> Vec<LobTests> {
    let of = |rule: &Rule| -> LobTests {
        let limbs = rule.when.iter().filter_map(|condition| match condition {
            Condition::MeetsLobTest(limb) | Condition::MeetsAnyLobTest([limb, ..]) => Some(*limb),
            _ => None,
        });
        limbs.collect()
    };
    let rows = law.regimes_with(case.residence).iter().flat_map(|regime| regime.rows);
    // Who does not say by which paragraph is taken to be entitled by one of them.
    let guarded = rows.clone().flat_map(|rule| rule.when).any(|it| matches!(it, Condition::MeetsAnyLobTest(_)));
    let none = guarded.then_some(LobTests::default());
    let rows = rows.map(of).filter(|set| *set != LobTests::default());
    in_order(rows.chain([[LobTest::ActiveBusiness].into_iter().collect()]).chain(none).collect())
}

/// Nothing, and for each threshold of the rules itself and a little more.
fn percentages(case: &Case, law: &'static Law) -> Vec<Percent> {
    let regimes = law.regimes_with(case.residence).iter().chain(law.domestic);
    let conditions = regimes.flat_map(|regime| regime.rows).flat_map(|rule| rule.when);
    let thresholds = conditions.filter_map(|condition| match condition {
        Condition::VotingStock(threshold, _) | Condition::DirectVotingStock(threshold, _) => {
            Some(threshold.percent().value())
        }
        _ => None,
    });
    let step = Decimal::new(1, 6);
    let around = thresholds.flat_map(|value| [value, value + step]);
    in_order(around.filter_map(Percent::new).chain([Percent::ZERO]).collect())
}

/// Long ago, too late, and, when it is open on which day it counts, a day too late for each such day.
fn acquisition_days(case: &Case, law: &'static Law) -> Vec<Day> {
    let mut days = vec![Day::MIN, Day::MAX];
    // Of several periods that end on different days, the shorter can be met and the longer not.
    let periods: Vec<_> = holdings(case, law).collect();
    let spans: Vec<_> = periods.iter().filter_map(|holding| holding.span(case)).collect();
    days.extend(spans.iter().map(|span| span.first.plus_days(1)));
    if case.dividend.entitlement_date.is_none() || case.dividend.payment_date.is_none() {
        let periods: Vec<_> = periods.iter().map(|holding| holding.most_months()).collect();
        let ends = entitlement_days(case, law);
        days.extend(ends.iter().flat_map(|end| periods.iter().map(|months| end.minus_months(*months).plus_days(2))));
    }
    in_order(days)
}

/// The first and last day of every regime, and the days about which a holding can change.
fn payment_days(case: &Case, law: &'static Law) -> Vec<Day> {
    let regimes = law.regimes_with(case.residence).iter().chain(law.domestic);
    let mut days: Vec<_> = regimes.flat_map(|regime| [regime.span.first, regime.span.last]).collect();
    match case.dividend.entitlement_date {
        Some(entitled) => days.push(entitled),
        None => days.extend(days_about_changes(case)),
    }
    in_order(days)
}

/// The days about which a holding can change, and the earliest and latest for every payment that is possible.
fn entitlement_days(case: &Case, law: &'static Law) -> Vec<Day> {
    let payments = case.dividend.payment_date.map_or_else(|| payment_days(case, law), |paid| vec![paid]);
    let before = payments.iter().flat_map(|day| [day.minus_months(MOST_MONTHS_TO_PAYMENT), *day]);
    in_order(days_about_changes(case).into_iter().chain(before).collect())
}

/// The day before each change of the holding, the day itself, and one long after it.
fn days_about_changes(case: &Case) -> Vec<Day> {
    let changes: Vec<Day> = match &case.ownership {
        Ownership::Constant { since, .. } => since.iter().copied().collect(),
        Ownership::History(steps) => steps.iter().map(|(from, _)| *from).collect(),
    };
    changes.iter().flat_map(|day| [day.plus_days(-1), *day, day.plus_months(MONTHS_PAST_ANY_PERIOD)]).collect()
}

/// The holding periods that rules ask for.
fn holdings(case: &Case, law: &'static Law) -> impl Iterator<Item = HoldingPeriod> {
    let regimes = law.regimes_with(case.residence).iter().chain(law.domestic);
    regimes.flat_map(|regime| regime.rows).flat_map(|rule| rule.when).filter_map(|condition| match condition {
        Condition::VotingStock(_, holding) | Condition::DirectVotingStock(_, holding) if holding.is_a_period() => {
            Some(*holding)
        }
        _ => None,
    })
}

fn in_order<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// More months than any holding period asks for.
const MONTHS_PAST_ANY_PERIOD: u32 = 60;

/// No dividend is paid later than this after its entitlement date.
const MOST_MONTHS_TO_PAYMENT: u32 = 12;

/// Leaves out dates no dividend has. Dates that are stated are never doubted.
fn is_possible(stated: &Dividend, case: &Case) -> bool {
    let one_is_missing = stated.entitlement_date.is_none() || stated.payment_date.is_none();
    match (case.dividend.entitlement_date, case.dividend.payment_date) {
        (Some(entitled), Some(paid)) if one_is_missing => {
            entitled <= paid && paid <= entitled.plus_months(MOST_MONTHS_TO_PAYMENT)
        }
        _ => true,
    }
}

/// The smallest set of facts that leaves one rate whatever their values are, or as few as all facts together would; of
/// several the first in order.
fn fewest_questions(fields: &[Field], completions: &[Completion]) -> Vec<Field> {
    let mut sets: Vec<u32> = (0..1 << fields.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), set.reverse_bits().wrapping_neg()));
    let settles = |set: u32| {
        let known = |completion: &Completion| {
            let asked = completion.values.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0);
            asked.map(|(_, value)| *value).collect::<Vec<_>>()
        };
        let rates =
            |completion: &Completion| in_order(completion.possible.iter().map(|it| it.rate).collect::<Vec<_>>());
        let answers = completions.iter().map(|completion| (known(completion), rates(completion)));
        let answers = in_order(answers.collect());
        answers.windows(2).all(|pair| pair[0].0 != pair[1].0)
    };
    let smallest =
        sets.into_iter().find(|set| settles(*set)).expect("all facts together leave what none of them settles");
    fields.iter().enumerate().filter(|(at, _)| smallest & (1 << at) != 0).map(|(_, field)| *field).collect()
}
