//! The answers for those behind a holder, and what is to be done for all of them.

use super::{Amounts, Decision, decide, determine};
use crate::answer::{MemberAnswer, Todo};
use crate::facts::{Case, Member};
use crate::law::{Action, Effect, Law, Outcome, Papers, Rule};
use crate::units::Yen;

/// For each of those behind the holder, where it is seen through.
pub(super) fn answers<'a>(case: &'a Case, law: &'static Law) -> Vec<MemberAnswer<'a>> {
    let members = case.members.iter().filter(|_| case.has_members());
    let answer = |member: &'a Member| MemberAnswer {
        share: member.share,
        of_whole: member.of_whole,
        is_rest: member.is_rest,
        answer: determine(&member.case, law),
    };
    members.map(answer).collect()
}

/// What the entity files is not for its members to file.
pub(super) fn of_member(case: &Case, mut actions: Vec<Todo>) -> Vec<Todo> {
    if case.is_behind_foreign_entity() {
        actions.retain(|todo| !is_for_entity(todo.action));
    }
    actions
}

pub(super) fn is_for_entity(action: Action) -> bool {
    matches!(
        action,
        Action::FileApplication
            | Action::FileSecondForm
            | Action::ClaimRefund
            | Action::CorrectExcess
            | Action::SettleShortfall
    )
}

/// What is to be done for all of them: each thing once, with the list of the members behind what is filed first.
pub(super) fn actions(case: &Case, law: &'static Law, members: &[MemberAnswer<'_>]) -> Vec<Todo> {
    let mut all: Vec<Todo> = Vec::new();
    for member in members {
        let of = &member.answer;
        let own =
            if of.case.has_members() { of.actions.clone() } else { super::actions(of.case, law, &of.japan, &of.us) };
        for todo in own.into_iter().filter(|todo| todo.action != Action::File8621) {
            if all.iter().all(|known| known.rule != todo.rule) {
                all.push(todo);
            }
        }
    }
    let claims = all.iter().any(|todo| matches!(todo.action, Action::FileApplication | Action::ClaimRefund));
    if let Some((rule, action, _)) = of_entity(case, law).filter(|_| claims) {
        let behind = all.iter().position(|todo| todo.action != Action::FileApplication).unwrap_or(all.len());
        let due = all.iter().find(|todo| todo.action == Action::FileApplication).and_then(|todo| todo.due);
        if all.iter().all(|todo| todo.action != action) {
            all.insert(behind, Todo { rule, action, due });
        }
    }
    all
}

/// What an entity files for its members, or they for it, beside what each holder does, where they claim or apply.
fn of_entity(case: &Case, law: &'static Law) -> Option<(&'static Rule, Action, Papers)> {
    let is_of_entity = |case: &Case| case.is_behind_foreign_entity() || case.taxed_entity().is_some();
    let member = case.members.iter().map(|member| &member.case).find(|case| is_of_entity(case))?;
    let rule = law.holders.member_actions.iter().find(|rule| rule.test(member, 0) == Outcome::Met)?;
    match rule.effect {
        Effect::Action(action, papers) => Some((rule, action, papers)),
        _ => None,
    }
}

/// The same by its papers alone.
pub(super) fn papers(case: &Case, law: &'static Law) -> Option<(Action, Papers)> {
    of_entity(case, law).map(|(_, action, papers)| (action, papers))
}

/// Hands over what is decided of each of those behind a holder, where it is seen through: the holder that it is a member
/// of, the member, the decision and what it comes to. Each comes before those behind it.
pub fn each_member<'c>(
    case: &'c Case,
    law: &'static Law,
    take: &mut impl FnMut(&'c Case, &'c Member, &Decision, &Amounts),
) {
    case.each_member(&mut |of, member| {
        let decision = decide(&member.case, law);
        let mut amounts = decision.amounts(&member.case);
        if case.dividend.withheld.is_some() {
            // How much of what was withheld of the whole was withheld of one is not stated.
            amounts.refundable = None;
        }
        take(of, member, &decision, &amounts);
    });
}

/// The tax at the highest rate that is possible of each.
fn highest(case: &Case, law: &'static Law) -> Option<Yen> {
    if case.has_members() {
        let each = case.members.iter().map(|member| highest(&member.case, law));
        return each.into_iter().try_fold(Yen::ZERO, |sum, part| Some(sum + part?));
    }
    let rate = decide(case, law).japan.highest_rate?;
    Some(case.payment().taxed(case.gross())?.tax_jpy(rate))
}

impl Decision {
    /// What it comes to for a holder that is seen through: the sums of those behind it.
    #[inline(never)]
    pub(super) fn amounts_of_members(&self, case: &Case) -> Amounts {
        let each = case.members.iter().map(|member| decide(&member.case, self.law).amounts(&member.case));
        let each: Vec<Amounts> = each.collect();
        let sum =
            |of: fn(&Amounts) -> Option<Yen>| each.iter().map(of).try_fold(Yen::ZERO, |sum, part| Some(sum + part?));
        let own = self.amounts_of(case, &case.payment(), case.gross());
        let (tax, at_source, stated) = (sum(|it| it.tax), sum(|it| it.at_source), case.dividend.withheld);
        let withheld = stated.or(at_source);
        Amounts {
            gross: own.gross,
            tax,
            at_source,
            withheld,
            stated,
            over: stated.and_then(|withheld| {
                let at_most = tax.or_else(|| highest(case, self.law));
                at_most.map(|at_most| withheld.excess_over(at_most))
            }),
            refundable: match stated {
                Some(_) => withheld.zip(tax).map(|(withheld, due)| withheld.excess_over(due)),
                None => sum(|it| it.refundable),
            },
            ..Amounts::NONE
        }
    }
}
