//! The rate by how much of the payer is held: the engine is asked at every threshold of the rules, and between them.

use super::withholding::withhold;
use crate::answer::{Japan, Silent, Status};
use crate::facts::{Case, Ownership};
use crate::law::{Condition, Law};
use crate::units::{Day, Percent, Rate};

/// Parts of the voting stock for which the answer is the same.
#[derive(Debug)]
pub struct OwnershipStep {
    /// Where it begins.
    pub from: Percent,
    /// It begins above that, and not at it.
    pub is_above: bool,
    pub japan: Japan,
}

/// The steps for such a holder, from nothing to all of the stock. It has held its part for long and directly, and of all
/// issued shares as much as of the votes.
pub fn by_ownership(case: &Case, law: &'static Law) -> Vec<OwnershipStep> {
    let mut steps: Vec<OwnershipStep> = Vec::new();
    let marks = marks(case, law);
    let ends = marks.iter().skip(1).copied().chain([Percent::HUNDRED]);
    for (mark, next) in marks.iter().zip(ends) {
        // A threshold is reached at its mark, or only above it.
        let above = mark.halfway_to(next).filter(|above| above != mark);
        for (held, is_above) in [Some((*mark, false)), above.map(|above| (above, true))].into_iter().flatten() {
            let japan = withhold(&holding(case, held), law, &mut Silent).1;
            if !steps.last().is_some_and(|before| said(&before.japan) == said(&japan)) {
                steps.push(OwnershipStep { from: *mark, is_above, japan });
            }
        }
    }
    steps
}

/// The part of the voting stock that is stated for the day on which it counts.
pub fn held(case: &Case) -> Option<Percent> {
    match &case.ownership {
        Ownership::Constant { percent, .. } if percent.is_assumed() => None,
        ownership => ownership.on(case.ownership_day()),
    }
}

/// The same holder with another part of the payer, held since long ago.
fn holding(case: &Case, held: Percent) -> Case {
    let mut other = case.clone();
    other.hold(Some(held), Some(Day::MIN));
    other.direct = None;
    other
}

/// What tells one step from another.
fn said(japan: &Japan) -> (Status, Option<Rate>, Option<Rate>, Option<&'static str>, &[Rate]) {
    (japan.status, japan.rate, japan.highest_rate, japan.rule.map(|rule| rule.id), &japan.possible_rates)
}

/// Nothing, and every part that a rule for such a holder asks for, ascending.
fn marks(case: &Case, law: &'static Law) -> Vec<Percent> {
    let asked = law.conditions_on_holding(case);
    let asked = asked.iter().filter_map(Condition::percent_of_holding);
    let mut marks: Vec<_> = asked.chain([Percent::ZERO]).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Fact, HolderKind};
    use crate::law::statute;

    fn ladder(case: &Case) -> Vec<String> {
        let step = |step: OwnershipStep| {
            let sign = if step.is_above { ">" } else { ">=" };
            format!("{sign}{} {}", step.from, step.japan.rate.map_or("open".to_owned(), |rate| rate.to_string()))
        };
        by_ownership(case, &statute::LAW).into_iter().map(step).collect()
    }

    fn paid(kind: HolderKind, day: Day) -> Case {
        let mut case = Case { kind, meets_additional_requirements: Fact::Stated(true), ..Case::BLANK };
        (case.dividend.payment_date, case.dividend.entitlement_date) = (Some(day), Some(day));
        case
    }

    /// The treaty with the United States of 2003, article 10: 10%; 5% from at least 10% of the votes; 0% above 50%. Its
    /// protocol of 2013, for dividends from 2019-11-01: 0% from at least 50%.
    #[test]
    fn a_corporation_in_the_united_states_has_the_steps_of_the_treaty() {
        let before = paid(HolderKind::Corporation, Day::ymd(2018, 6, 28));
        assert_eq!(ladder(&before), [">=0% 10%", ">=10% 5%", ">50% 0%"]);
        let after = paid(HolderKind::Corporation, Day::ymd(2024, 6, 28));
        assert_eq!(ladder(&after), [">=0% 10%", ">=10% 5%", ">=50% 0%"]);
    }

    /// Without a treaty an individual with at least 3% of the issued shares has no reduced rate, from 2016 on at 3%:
    /// 15.315% and 20.42%.
    #[test]
    fn an_individual_without_a_treaty_has_the_steps_of_domestic_law() {
        let mut case = paid(HolderKind::Individual, Day::ymd(2024, 6, 28));
        case.residence = crate::units::Country::code("KE");
        assert_eq!(ladder(&case), [">=0% 15.315%", ">=3% 20.42%"]);
    }
}
