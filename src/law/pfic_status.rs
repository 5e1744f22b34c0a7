//! The chapter of a law that says when a company is a passive foreign investment company.

use super::{CompanyCondition, Condition, Effect, Rule, Threshold};
use crate::facts::IncomeItem;

/// The tests of income and assets, what is passive, and whose income and assets are counted.
#[derive(Clone, Copy, Debug)]
pub struct PficStatusChapter {
    pub income_test: Rule,
    pub asset_test: Rule,
    /// The value is that of a quarterly average.
    pub average: Rule,
    pub look_through: Rule,
    /// Stock of a subsidiary that is not looked through.
    pub stock: Rule,
    /// What income is; the first that covers an item decides, and the last covers all.
    pub income: &'static [Rule],
    /// What a year as such a company means for a holding.
    pub taint: Rule,
    pub notes: &'static [Rule],
    pub actions: &'static [Rule],
}

impl PficStatusChapter {
    /// Its rules, in reading order.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let tests = [&self.income_test, &self.asset_test, &self.average, &self.look_through, &self.stock];
        tests.into_iter().chain(self.income).chain([&self.taint]).chain(self.notes).chain(self.actions)
    }

    /// The rule that says whether an item of gross income is passive, and what it says.
    #[expect(
        clippy::expect_used,
        reason = "the last rule covers every item of income, to which a test holds the chapter of each law"
    )]
    pub fn classify(&'static self, item: &IncomeItem) -> (&'static Rule, bool) {
        let covers = |condition: &Condition| condition.of_company().is_some_and(|condition| condition.covers(item));
        let rule = self.income.iter().find(|rule| rule.when.iter().all(covers));
        let rule = rule.expect("the last rule on income covers every item");
        (rule, rule.effect == Effect::Passive(true))
    }
}

impl Rule {
    /// The threshold of a test of a company's figures.
    pub fn threshold(&self) -> Option<Threshold> {
        self.when.iter().filter_map(Condition::of_company).find_map(CompanyCondition::threshold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::IncomeKind;
    use crate::law::LAWS;

    #[test]
    fn some_rule_of_each_law_covers_every_item_of_income() {
        for law in LAWS {
            for kind in IncomeKind::ALL {
                for active in [false, true] {
                    let item = IncomeItem { kind: *kind, amount: 1.into(), active };
                    let (rule, passive) = law.pfic_status.classify(&item);
                    assert_eq!(rule.effect, Effect::Passive(passive), "{}", rule.id);
                }
            }
        }
    }
}
