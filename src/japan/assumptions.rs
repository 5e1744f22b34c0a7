//! Facts on the Japanese side that were taken to be the ordinary ones, as far as a rule in play looks at them.

use super::rows::candidates;
use crate::answer::{Assumed, Assumption, Step};
use crate::facts::{Case, Field, HolderKind, Ownership};
use crate::law::{Condition, Ends, HoldingPeriod, Law, Outcome, Threshold};

/// What is assumed beside the facts that every law asks for.
pub fn assumptions(case: &Case, law: &'static Law, steps: &[Step]) -> Vec<Assumption> {
    let mut list = Vec::new();
    let mut add = |is_assumed: bool, field: Field, value: Assumed| {
        if is_assumed {
            list.push(Assumption { field, value });
        }
    };
    let in_play = in_play(case, law, steps);
    let asks = |wanted: fn(&Condition) -> bool| in_play.iter().any(wanted);
    let dividend = &case.dividend;

    let large = in_play.iter().find_map(|condition| match condition {
        Condition::NotLargeIndividual(threshold) => Some(*threshold),
        _ => None,
    });
    if let (Some(threshold), HolderKind::Individual) = (large, case.kind) {
        add(case.issued.is_assumed(), Field::IssuedPercent, issued(case, threshold));
    }
    let direct =
        asks(|condition| matches!(condition, Condition::DirectVotingStock(..) | Condition::HeldThroughResidents(_)));
    let is_corporation = case.kind == HolderKind::Corporation;
    let all = Assumed::Word(word!("all of it", "全部を直接に所有"));
    add(direct && is_corporation && case.direct.is_none(), Field::DirectOwnershipPercent, all);
    let capital = asks(|condition| *condition == Condition::CapitalLikeVotes);
    let same = Assumed::Word(word!("as much of the capital as of the votes", "資本の所有割合も議決権の割合と同じ"));
    add(capital && is_corporation, Field::OwnershipPercent, same);
    let taken_to_be = |condition: &Condition| match condition {
        Condition::LobTestsNotStated => true,
        Condition::MayMeetAnyLobTest(_) => case.limbs.is_none() && case.meets_additional_requirements.get().is_none(),
        _ => false,
    };
    let entitled = steps.iter().any(|step| step.outcome == Outcome::Met && step.rule.when.iter().any(taken_to_be));
    add(entitled, Field::LimitationOnBenefits, Assumed::Word(word!("met", "該当")));
    let benefits = in_play.iter().any(|condition| match *condition {
        Condition::EntitledToBenefits => true,
        Condition::EntitledToBenefitsFrom(day) => dividend.payment_date.is_none_or(|paid| paid >= day),
        _ => false,
    });
    add(benefits && case.entitled_to_benefits.is_assumed(), Field::EntitledToBenefits, Assumed::Is(true));
    let subject = asks(|condition| *condition == Condition::SubjectToTax);
    add(subject && case.subject_to_tax.is_assumed(), Field::SubjectToTax, Assumed::Is(true));
    let elective = dividend.payment_date.is_some_and(|paid| {
        let versions = law.regimes_with(case.residence).iter();
        versions.filter(|version| version.election.is_some()).any(|version| version.span.contains(paid))
    });
    add(elective && case.elects_prior_treaty.is_assumed(), Field::ElectsPriorTreaty, Assumed::Is(false));
    let period_end = asks(|condition| {
        matches!(
            condition,
            Condition::VotingStock(_, HoldingPeriod::Throughout(_, Ends::AccountingPeriod))
                | Condition::DirectVotingStock(_, HoldingPeriod::Throughout(_, Ends::AccountingPeriod))
        )
    });
    if let (true, None, Some(day)) = (period_end, dividend.accounting_period_end, dividend.entitlement_date) {
        add(is_corporation, Field::AccountingPeriodEnd, Assumed::On(day));
    }
    let listed = asks(|condition| *condition == Condition::Listed);
    add(listed && case.is_listed().is_assumed(), Field::Listed, Assumed::Is(true));
    let income = asks(|condition| matches!(condition, Condition::InvestmentIncomeAtMost(_)));
    if let (true, Some(percent)) = (income && is_corporation, dividend.investment_income.get()) {
        add(dividend.investment_income.is_assumed(), Field::InvestmentIncome, Assumed::Percent(percent));
    }
    list
}

/// The conditions of the rules that were asked, and of the rates without a treaty.
fn in_play(case: &Case, law: &'static Law, steps: &[Step]) -> Vec<Condition> {
    let asked = steps.iter().map(|step| step.rule);
    let domestic = candidates(case, law.domestic).flat_map(|regime| regime.rows);
    asked.chain(domestic).flat_map(|rule| rule.when).copied().collect()
}

/// As large as the part of the voting stock that is stated, or else too small to matter.
fn issued(case: &Case, large: Threshold) -> Assumed {
    match case.ownership {
        Ownership::Constant { percent, .. } if percent.is_assumed() => Assumed::Under(large.percent()),
        _ => case.issued.get().map_or(Assumed::Under(large.percent()), Assumed::Percent),
    }
}
