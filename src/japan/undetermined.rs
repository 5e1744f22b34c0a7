//! What the missing facts leave open: the rates that remain possible, and the fewest questions that settle it.
//!
//! Every missing fact is given each value that can make a difference, in all combinations, and the rules are asked
//! again. So what is possible follows from the rules alone. A condition that this program does not know is taken to be
//! both met and not met, which no fact settles.
//!
//! A question is asked where its answer alone can change what is possible: where two ways to complete the facts differ in
//! this one fact and in the rate, or in the rates that a condition that is not known leaves. No smaller set of questions settles the rate, and this one does: from any completion every
//! other with the same answers is reached by changing facts that change nothing.

mod days;
mod lob;

use super::decision::{Found, Open};
use super::rows::{base, candidates};
use super::treaty::{decide_each, may_precede};
use crate::facts::{Case, Fact, Field, FieldSet, FundClass, HeldThrough, HolderKind, IraClass, LobTests, Ownership};
use crate::law::{Condition, Effect, HoldingPeriod, Law, Outcome, Regime, Rule, WithSigns};
use crate::units::{Day, Percent, Rate};

use rust_decimal::Decimal;

/// Facts that are taken to be the ordinary ones as long as nobody is asked for them: that the payment is within a year of
/// the entitlement date, and that the holder meets a test of the limitation on benefits.
const ASSUMABLE: FieldSet = FieldSet::one(Field::PaymentDate)
    .with(FieldSet::one(Field::EntitlementDate))
    .with(FieldSet::one(Field::LimitationOnBenefits));

/// Settles what is possible. The facts in `asked` are asked for whatever comes of it, so that nothing is assumed of them.
pub(super) fn settle(case: &Case, law: &'static Law, asked: FieldSet) -> Open {
    let fields = missing(case, law);
    let mut asked = asked.and(ASSUMABLE);
    if matches!(case.kind, HolderKind::Ric | HolderKind::Fund) {
        // No paragraph is for funds, so that none is taken to be met.
        asked.insert(Field::LimitationOnBenefits);
    }
    loop {
        let open = Completions::of(case, law, fields, asked).open(case, law, fields);
        let also = asked.with(open.questions.and(ASSUMABLE));
        if also == asked {
            return open;
        }
        // What is asked for can be answered in every way, not only in the ordinary one.
        asked = also;
    }
}

/// The facts that some rule still in play asks for and that are not known.
fn missing(case: &Case, law: &'static Law) -> FieldSet {
    let treaty = || candidates(case, law.regimes_with(case.residence));
    let domestic = || candidates(case, law.domestic);
    let undated = domestic().count() > 1 || treaty().count() > 1 || may_precede(&WithSigns::of(case), law);
    let rules = treaty()
        .chain(domestic())
        .flat_map(|regime| regime.preconditions.iter().chain(regime.entitled).chain(regime.rows));
    let special = !case.kind.is_ordinary();
    let own = law.holders.own.iter().chain(law.holders.residents.iter().map(|it| &it.rule)).filter(|_| special);
    let rules = rules.chain(own);
    let unknown = rules.filter(|rule| rule.test(case, 0) == Outcome::Unknown);
    let asked: FieldSet = unknown.map(|rule| rule.asks(case, 0)).collect();
    if undated && case.dividend.payment_date.is_none() { asked.with(FieldSet::one(Field::PaymentDate)) } else { asked }
}

/// What one completion comes to: one result, but where a condition is not known.
struct Possible {
    results: Vec<Result>,
    /// Ascending, without repetition.
    rates: Vec<Rate>,
}

#[derive(Clone, Copy, PartialEq)]
struct Result {
    regime: Option<&'static Regime>,
    rule: &'static Rule,
    rate: Rate,
    is_stated: bool,
}

/// The values of a completion, in the order in which facts are asked: of two with the same rate the later one counts.
type Values = (Percent, Day, Day, bool, LobTests, usize, Option<Day>, Option<Day>);

/// All completions on one pair of dates.
struct Block {
    entitled: Option<Day>,
    paid: Option<Day>,
    /// The days on which a holding can begin; the results change at these days only.
    since: Vec<Day>,
    /// By percentage, beginning, end, requirements, tests and own fact, in this order: positions in the list of what is possible.
    results: Vec<Option<u16>>,
}

struct Completions {
    percents: Vec<Percent>,
    requirements: Vec<bool>,
    tests: Vec<LobTests>,
    /// What settles as what the holder is treated.
    own: Vec<OwnFact>,
    own_field: Option<Field>,
    /// How many days on which a holding can end are tried.
    ends: usize,
    blocks: Vec<Block>,
    outcomes: Outcomes,
    /// Any history was put in the place of the stated one: which dates matter was not tried.
    any_history: bool,
}

/// What all completions come to.
#[derive(Default)]
struct Outcomes {
    possible: Vec<Possible>,
    highest: Option<(Rate, Values, Result)>,
    not_stated: Option<(Values, Result)>,
}

/// The position of a value on each axis.
type At = [usize; 6];

impl Completions {
    fn of(case: &Case, law: &'static Law, fields: FieldSet, asked: FieldSet) -> Completions {
        let has = |field| fields.contains(field);
        let mut tried = case.clone();
        let mut any_history = false;
        if let Ownership::History(steps) = &case.ownership
            && (has(Field::EntitlementDate) || has(Field::PaymentDate))
        {
            match days::steps_that_matter(steps, &thresholds(case, law), law.covers) {
                Some(fewer) => tried.ownership = Ownership::History(fewer),
                None => {
                    any_history = true;
                    tried.ownership = Ownership::Constant { percent: Fact::Unknown, since: None };
                }
            }
        }
        // Of two such facts the first is asked for, and the other then.
        let own_field = case.kind.own_fact().filter(|own| has(*own)).or(Some(Field::HeldThrough).filter(|it| has(*it)));
        if has(Field::HeldThrough) && own_field != Some(Field::HeldThrough) {
            tried.held_through = Some(HeldThrough::Others);
        }
        let once = |wanted: bool, values: Vec<bool>| if wanted { values } else { vec![false] };
        let mut all = Completions {
            percents: match any_history || has(Field::OwnershipPercent) {
                true => percentages(&thresholds(case, law)),
                false => Vec::new(),
            },
            requirements: once(has(Field::MeetsAdditionalRequirements), vec![false, true]),
            tests: match has(Field::LimitationOnBenefits) {
                true => lob::tests(case, law, asked.contains(Field::LimitationOnBenefits)),
                false => Vec::new(),
            },
            own: own_field.map_or(Vec::new(), OwnFact::of),
            own_field,
            ends: if has(Field::HeldUntil) { 2 } else { 1 },
            blocks: Vec::new(),
            outcomes: Outcomes::default(),
            any_history,
        };
        for (entitled, paid) in days::pairs(&tried, law, fields, asked) {
            (tried.dividend.entitlement_date, tried.dividend.payment_date) = (entitled, paid);
            let since = any_history || has(Field::HeldSince);
            all.add(&mut tried, law, fields, since);
        }
        all
    }

    /// Tries everything on the dates of `case`, whose other facts are put in place one after the other.
    fn add(&mut self, case: &mut Case, law: &'static Law, fields: FieldSet, since_is_open: bool) {
        let (entitled, paid) = (case.dividend.entitlement_date, case.dividend.payment_date);
        let since = if since_is_open { days::beginnings(case, law) } else { Vec::new() };
        let mut results = Vec::new();
        let mut of_completion = Vec::new();
        // Of what is known there is one value: the stated one, which stays.
        for percent in each(&self.percents) {
            for begins in each(&since) {
                for until in [entitled.unwrap_or(Day::MIN), Day::MAX].into_iter().take(self.ends) {
                    for requirements in &self.requirements {
                        for (tests, (at, own)) in
                            each(&self.tests).flat_map(|tests| each(&self.own).enumerate().map(move |own| (tests, own)))
                        {
                            if let Some(own) = own {
                                own.put(case);
                            }
                            if let Ownership::Constant { percent: held, since } = &mut case.ownership {
                                *held = percent.map_or(*held, |percent| Fact::Stated(*percent));
                                *since = begins.copied().or(*since);
                            }
                            if fields.contains(Field::HeldUntil) {
                                case.held_until = Some(until);
                            }
                            if fields.contains(Field::MeetsAdditionalRequirements) {
                                case.meets_additional_requirements = Fact::Stated(*requirements);
                            }
                            case.limbs = tests.copied().or(case.limbs);
                            let values = (
                                percent.copied().unwrap_or(Percent::ZERO),
                                begins.copied().unwrap_or(Day::MIN),
                                until,
                                *requirements,
                                tests.copied().unwrap_or_default(),
                                at,
                                entitled,
                                paid,
                            );
                            of_completion.clear();
                            push_results(case, law, &mut of_completion);
                            results.push(self.outcomes.position(values, &of_completion));
                        }
                    }
                }
            }
        }
        self.blocks.push(Block { entitled, paid, since, results });
    }

    fn open(&self, case: &Case, law: &'static Law, fields: FieldSet) -> Open {
        let Some((_, _, highest)) = self.outcomes.highest else { return nothing_left(case, law, fields) };
        let not_stated = self.outcomes.not_stated.map(|(_, result)| (result.regime, result.rule));
        let results = || self.outcomes.possible.iter().flat_map(|possible| &possible.results);
        let one_regime = results().all(|result| result.regime == highest.regime);
        let rates = in_order(results().map(|result| result.rate).collect());
        let mut questions = if rates.len() > 1 { self.questions(fields) } else { FieldSet::NONE };
        // Where a rate is had only as one of the things that the holder can be treated as, that is asked; or where as one of
        // them others decide.
        let own = case.kind.own_fact().filter(|own| fields.contains(*own));
        let some = |is: fn(&Result) -> bool| results().any(is) && results().any(|result| !is(result));
        let differ = some(|it| it.is_stated) || some(|it| it.rule.effect == Effect::OfEachMember);
        own.into_iter().filter(|_| differ).for_each(|own| questions.insert(own));
        Open {
            asks_own: own.is_some_and(|own| questions.contains(own)),
            questions,
            regime: one_regime.then_some(highest.regime).flatten(),
            rule: Some(highest.rule),
            not_stated,
            rates,
        }
    }

    /// The facts whose answer alone can change the rate.
    fn questions(&self, fields: FieldSet) -> FieldSet {
        let mut asked = FieldSet::NONE;
        for block in &self.blocks {
            self.ask_within(block, &mut asked);
        }
        let dates = [Field::EntitlementDate, Field::PaymentDate];
        if self.any_history {
            dates.into_iter().filter(|date| fields.contains(*date)).for_each(|date| asked.insert(date));
        } else {
            let mut blocks: Vec<&Block> = self.blocks.iter().collect();
            blocks.sort_by_key(|block| (block.paid, block.entitled));
            let mut asks = |field, same: fn(&Block, &Block) -> bool, blocks: &[&Block]| {
                let differ = |[one, other]: &[&Block; 2]| same(one, other) && self.differ(one, other);
                if fields.contains(field) && blocks.array_windows().any(differ) {
                    asked.insert(field);
                }
            };
            asks(Field::EntitlementDate, |one, other| one.paid == other.paid, &blocks);
            blocks.sort_by_key(|block| (block.entitled, block.paid));
            asks(Field::PaymentDate, |one, other| one.entitled == other.entitled, &blocks);
        }
        asked.and(fields)
    }

    /// The facts beside the dates that make a difference on this pair of dates.
    fn ask_within(&self, block: &Block, asked: &mut FieldSet) {
        let own = self.own_field.unwrap_or(Field::LimitationOnBenefits);
        let axes = [
            Field::OwnershipPercent,
            Field::HeldSince,
            Field::HeldUntil,
            Field::MeetsAdditionalRequirements,
            Field::LimitationOnBenefits,
            own,
        ];
        // From the last axis to the first, so that two values that follow each other on an axis are `step` results apart.
        let mut step = 1;
        for (field, size) in axes.into_iter().zip(self.sizes(block)).rev() {
            let differ = |on_axis: &[Option<u16>]| {
                let next = on_axis.iter().skip(step);
                on_axis.iter().zip(next).any(|(one, next)| self.rates_differ(*one, *next))
            };
            if !asked.contains(field) && block.results.chunks(step * size).any(differ) {
                asked.insert(field);
            }
            step *= size;
        }
    }

    /// Whether some holder would pay another rate on the one pair of dates than on the other.
    fn differ(&self, one: &Block, other: &Block) -> bool {
        let begins = in_order(one.since.iter().chain(&other.since).copied().collect());
        let [percents, _, ends, requirements, tests, own] = self.sizes(one);
        let rest = ends * requirements * tests * own;
        (0..percents).any(|percent| {
            each(&begins).any(|begins| {
                let (one, other) = (one.held_since(percent, begins, rest), other.held_since(percent, begins, rest));
                one.iter().zip(other).any(|(one, other)| self.rates_differ(*one, *other))
            })
        })
    }

    fn rates_differ(&self, one: Option<u16>, other: Option<u16>) -> bool {
        let rates = |at: Option<u16>| self.outcomes.possible.get(usize::from(at?)).map(|possible| &possible.rates);
        rates(one).zip(rates(other)).is_some_and(|(one, other)| one != other)
    }

    fn sizes(&self, block: &Block) -> At {
        let lists = [
            self.percents.len(),
            block.since.len(),
            self.ends,
            self.requirements.len(),
            self.tests.len(),
            self.own.len(),
        ];
        lists.map(|length| length.max(1))
    }
}

impl Outcomes {
    /// Where these results stand in the list of what is possible; none where there are none.
    fn position(&mut self, values: Values, results: &[Result]) -> Option<u16> {
        for result in results {
            if self.highest.as_ref().is_none_or(|(most, at, _)| (*most, *at) < (result.rate, values)) {
                self.highest = Some((result.rate, values, *result));
            }
            if !result.is_stated && self.not_stated.as_ref().is_none_or(|(at, _)| values < *at) {
                self.not_stated = Some((values, *result));
            }
        }
        if results.is_empty() {
            return None;
        }
        let known = self.possible.iter().position(|known| known.results == results);
        let at = known.unwrap_or_else(|| {
            let rates = in_order(results.iter().map(|result| result.rate).collect());
            self.possible.push(Possible { results: results.to_vec(), rates });
            self.possible.len() - 1
        });
        u16::try_from(at).ok()
    }
}

impl Block {
    /// The results with one percentage and one beginning; `rest` are the values of all later facts together.
    #[expect(
        clippy::indexing_slicing,
        reason = "there are as many results as percentages, beginnings and the rest together, to which tests hold it"
    )]
    fn held_since(&self, percent: usize, begins: Option<&Day>, rest: usize) -> &[Option<u16>] {
        // The results change at the days of the block only.
        let since = begins.map_or(0, |day| self.since.partition_point(|known| known <= day).max(1) - 1);
        let first = (percent * self.since.len().max(1) + since) * rest;
        &self.results[first..first + rest]
    }
}

/// Each value of an open fact, or once nothing where the fact is known.
fn each<T>(values: &[T]) -> impl Iterator<Item = Option<&T>> {
    let known = values.is_empty().then_some(None);
    known.into_iter().chain(values.iter().map(Some))
}

/// What settles as what a holder is treated that rows do not name, or through whom it holds.
#[derive(Clone, Copy)]
enum OwnFact {
    Exempt(bool),
    TaxedAs(FundClass),
    CertifiedAs(IraClass),
    HeldThrough(HeldThrough),
}

impl OwnFact {
    /// Everything that a holder can state of this fact.
    fn of(field: Field) -> Vec<OwnFact> {
        match field {
            Field::ExemptInJapan => [false, true].map(OwnFact::Exempt).to_vec(),
            Field::FundTaxedAs => FundClass::ALL.iter().copied().map(OwnFact::TaxedAs).collect(),
            Field::CertifiedAs => IraClass::ALL.iter().copied().map(OwnFact::CertifiedAs).collect(),
            Field::HeldThrough => HeldThrough::ALL.iter().copied().map(OwnFact::HeldThrough).collect(),
            _ => Vec::new(),
        }
    }

    fn put(self, case: &mut Case) {
        match self {
            OwnFact::Exempt(is) => case.exempt_in_japan = Some(is),
            OwnFact::TaxedAs(class) => case.fund_taxed_as = Some(class),
            OwnFact::CertifiedAs(class) => case.certified_as = Some(class),
            OwnFact::HeldThrough(through) => case.held_through = Some(through),
        }
    }
}

/// Adds what is possible for such a holder.
fn push_results(case: &Case, law: &'static Law, results: &mut Vec<Result>) {
    let case = &WithSigns::of(case);
    let base = base(case, law);
    decide_each(case, law, base, |found| {
        let result = match found {
            Found::Rate { regime, rule, rate } => Some(Result { regime, rule, rate, is_stated: true }),
            Found::NotStated { regime, rule, at_most } => {
                let rate = at_most.into_iter().chain(base.map(|(_, _, rate)| rate)).min();
                rate.map(|rate| Result { regime, rule, rate, is_stated: false })
            }
            Found::Open => None,
        };
        results.extend(result);
    });
}

/// No way to complete the facts is left that the law speaks of: every rate it states for such a holder.
fn nothing_left(case: &Case, law: &'static Law, fields: FieldSet) -> Open {
    let regimes = law.domestic.iter().chain(law.regimes_with(case.residence));
    let rates = in_order(regimes.flat_map(|regime| regime.rows).filter_map(Rule::rate).collect());
    let questions = if fields.is_empty() { FieldSet::one(Field::PaymentDate) } else { fields };
    Open { rates, not_stated: None, regime: None, rule: None, questions, asks_own: false }
}

/// The conditions that rules on withholding from such a holder can ask on the dates that it can fall in.
fn conditions(case: &Case, law: &'static Law) -> impl Iterator<Item = &'static Condition> {
    let regimes = candidates(case, law.regimes_with(case.residence)).chain(candidates(case, law.domestic));
    regimes.flat_map(|regime| regime.rows).flat_map(|rule| rule.when)
}

/// The holding periods that they ask for.
fn holding_periods(case: &Case, law: &'static Law) -> Vec<HoldingPeriod> {
    let mut periods: Vec<HoldingPeriod> = Vec::new();
    for condition in conditions(case, law) {
        if let Some((_, holding)) = condition.voting_stock().filter(|(_, holding)| holding.is_a_period())
            && !periods.contains(&holding)
        {
            periods.push(holding);
        }
    }
    periods
}

/// The smallest parts of the voting stock that reach a threshold which they ask for, ascending.
fn thresholds(case: &Case, law: &'static Law) -> Vec<Percent> {
    let reached = conditions(case, law).filter_map(|condition| {
        let (threshold, _) = condition.voting_stock()?;
        let (at, least) = (threshold.percent(), threshold.percent().value() + FINEST_STEP);
        if threshold.is_reached_by(at) { Some(at) } else { Percent::new(least) }
    });
    in_order(reached.collect())
}

/// Nothing, and the least for each threshold.
fn percentages(thresholds: &[Percent]) -> Vec<Percent> {
    in_order([Percent::ZERO].into_iter().chain(thresholds.iter().copied()).collect())
}

/// Above a threshold by the least that a percentage can be.
const FINEST_STEP: Decimal = Decimal::from_parts(1, 0, 0, false, 16);

fn in_order<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests;
