//! Which tests the limitation on benefits of a treaty has, for who states one that it does not have.

use super::rows::candidates;
use crate::facts::{Case, LobTest};
use crate::law::{Law, Regime, Rule};

/// A version of a treaty that has tests, but not all those that are stated.
#[derive(Clone, Debug)]
pub struct OtherTests {
    pub regime: &'static Regime,
    /// The first rule that asks for one of its tests.
    pub rule: &'static Rule,
    /// Those that are stated and that it does not have.
    pub stated: Vec<LobTest>,
    /// Those that it has.
    pub has: Vec<LobTest>,
}

/// Of each version that may be that of the day: a treaty without any test is not told, as the fact is then one that nothing
/// used.
pub fn other_tests(case: &Case, law: &'static Law) -> Vec<OtherTests> {
    let Some(stated) = case.limbs.filter(|_| !case.has_members()) else { return Vec::new() };
    let of = |regime: &'static Regime| {
        let mut rules = regime.entitled.iter().chain(regime.rows).filter(|rule| !tests(rule).is_empty()).peekable();
        let rule = *rules.peek()?;
        let asked: Vec<LobTest> = rules.flat_map(tests).collect();
        let (mut has, mut lacking) = (Vec::new(), Vec::new());
        for &test in LobTest::ALL {
            match (asked.contains(&test), stated.contains(test)) {
                (true, _) => has.push(test),
                (false, true) => lacking.push(test),
                (false, false) => {}
            }
        }
        (!lacking.is_empty()).then_some(OtherTests { regime, rule, stated: lacking, has })
    };
    candidates(case, law.regimes_with(case.residence)).filter_map(of).collect()
}

/// The tests by which a rule is met.
fn tests(rule: &'static Rule) -> Vec<LobTest> {
    rule.when.iter().flat_map(|condition| condition.lob_tests()).copied().collect()
}
