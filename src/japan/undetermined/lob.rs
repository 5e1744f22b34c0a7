//! The tests of the limitation on benefits that a holder can meet, as far as rules tell them apart.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::in_order;
use crate::facts::{Case, LobTest, LobTests};
use crate::japan::withholding::candidates;
use crate::law::{Condition, Effect, Law, Outcome, Regime, Rule};
use crate::units::Rate;

/// For each way in which the tests that a holder meets can matter, the fewest of them. Who is not asked is taken to be
/// entitled to the treaty by some of them.
pub(super) fn tests(case: &Case, law: &'static Law, is_asked: bool) -> Vec<LobTests> {
    let regimes: Vec<&'static Regime> = candidates(case, law.regimes_with(case.residence)).collect();
    let mut case = case.clone();
    let mut found: Vec<(Vec<bool>, &[bool], LobTests)> = Vec::new();
    let classes = classes(&regimes);
    for (set, met) in classes.iter() {
        case.limbs = Some(*set);
        let denied: Vec<bool> = regimes.iter().map(|regime| is_denied(&case, regime)).collect();
        if !is_asked && denied.contains(&true) {
            continue;
        }
        if !found.iter().any(|(known, rows, _)| *known == denied && rows == met) {
            found.push((denied, met, *set));
        }
    }
    if found.is_empty() && !is_asked {
        return tests(&case, law, true);
    }
    in_order(found.into_iter().map(|(.., tests)| tests).collect())
}

/// Sets of tests that some rule of the regimes tells apart, with the rows that each meets.
type Classes = Rc<Vec<(LobTests, Vec<bool>)>>;

/// For each way in which conditions on the tests can come out, the fewest tests. That depends on the regimes alone, and
/// is worked out once for each of them.
fn classes(regimes: &[&'static Regime]) -> Classes {
    thread_local! {
        static KNOWN: RefCell<HashMap<Vec<*const Regime>, Classes>> = RefCell::default();
    }
    let key: Vec<_> = regimes.iter().map(|regime| std::ptr::from_ref(*regime)).collect();
    if let Some(known) = KNOWN.with_borrow(|known| known.get(&key).cloned()) {
        return known;
    }
    let mut nobody = Case::BLANK;
    let mut found: Vec<(Vec<Outcome>, LobTests, Vec<bool>)> = Vec::new();
    for set in subsets(&mentioned(regimes)) {
        nobody.limbs = Some(set);
        let entitling = regimes.iter().flat_map(|regime| regime.entitled).flat_map(|rule| rule.when);
        let outcomes: Vec<_> =
            entitling.filter(|condition| is_about_tests(condition)).map(|it| it.test(&nobody, 0)).collect();
        let met: Vec<bool> = regimes.iter().flat_map(|regime| rows_met(&nobody, regime)).collect();
        if !found.iter().any(|(known, _, rows)| *known == outcomes && *rows == met) {
            found.push((outcomes, set, met));
        }
    }
    let classes: Classes = Rc::new(found.into_iter().map(|(_, set, met)| (set, met)).collect());
    KNOWN.with_borrow_mut(|known| known.insert(key, classes.clone()));
    classes
}

/// The tests that some rule asks for.
fn mentioned(regimes: &[&'static Regime]) -> Vec<LobTest> {
    let rules = regimes.iter().flat_map(|regime| regime.entitled.iter().chain(regime.rows));
    let named: Vec<LobTest> =
        rules.flat_map(|rule| rule.when).flat_map(|condition| condition.lob_tests().iter().copied()).collect();
    LobTest::ALL.iter().copied().filter(|test| named.contains(test)).collect()
}

/// All sets of them, those of few first.
fn subsets(tests: &[LobTest]) -> Vec<LobTests> {
    let mut sets: Vec<u32> = (0..1 << tests.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    let of =
        |set: u32| tests.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, test)| *test).collect();
    sets.into_iter().map(of).collect()
}

/// Whether the treaty denies its benefits to who meets these tests.
fn is_denied(case: &Case, regime: &'static Regime) -> bool {
    let decides = regime.entitled.iter().find(|rule| rule.test(case, 0) == Outcome::Met);
    decides.is_some_and(|rule| rule.effect == Effect::NoBenefits)
}

/// Whether the tests are those of some row; rows that differ in nothing but the tests count as one.
fn rows_met(case: &Case, regime: &'static Regime) -> Vec<bool> {
    let mut found: Vec<(Option<Rate>, Vec<&'static Condition>, bool)> = Vec::new();
    for rule in regime.rows.iter().filter(|rule| rule.when.iter().any(is_about_tests)) {
        let (rate, others, met) = (rule.rate(), without_tests(rule), meets_tests(case, rule));
        match found.iter_mut().find(|(known, conditions, _)| *known == rate && *conditions == others) {
            Some((.., any)) => *any |= met,
            None => found.push((rate, others, met)),
        }
    }
    found.into_iter().map(|(.., met)| met).collect()
}

fn is_about_tests(condition: &Condition) -> bool {
    !condition.lob_tests().is_empty()
}

fn without_tests(rule: &'static Rule) -> Vec<&'static Condition> {
    rule.when.iter().filter(|condition| !is_about_tests(condition)).collect()
}

fn meets_tests(case: &Case, rule: &Rule) -> bool {
    rule.when.iter().filter(|condition| is_about_tests(condition)).all(|it| it.test(case, 0) == Outcome::Met)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::LAWS;

    #[test]
    fn the_sets_of_tests_that_are_tried_are_few() {
        for treaty in LAWS.iter().flat_map(|law| law.treaties) {
            let regimes: Vec<_> = treaty.regimes.iter().collect();
            let mentioned = mentioned(&regimes).len();
            assert!(mentioned <= 12, "{:?}: {mentioned}", treaty.partners);
        }
    }
}
