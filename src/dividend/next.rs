//! What is to be done next of a decision, without the words of an answer: which forms, through whom, until when.

use super::{Decision, decide, members, shown};
use crate::facts::Case;
use crate::japan::{self, Standing, Withholding};
use crate::law::{self, Action, Actions, Forms, Law, Papers, Routes, WithSigns};
use crate::units::Day;

/// What the actions of an answer come to for who has a register to see to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// The last day to claim what was withheld above the tax due, where something can be claimed and a law states the day.
    pub claim_by: Option<Day>,
    /// What is filed for the treaty's rate at source, or for the claim.
    pub forms: Forms,
    /// Through whom that is done, or the excess or the shortfall settled.
    pub routes: Routes,
    /// Something is filed that goes with an application.
    goes_along: bool,
    applies: bool,
    /// What is filed for it is for the entity to file that it is behind.
    is_for_another: bool,
    claims: bool,
}

impl Next {
    /// Of the case that was decided. Nothing is allocated but for who is seen through.
    #[inline]
    pub fn new(case: &WithSigns<'_>, decision: &Decision) -> Next {
        if case.has_members() {
            return Next::of_members(case, decision.law);
        }
        let begun = Next { is_for_another: case.is_behind_foreign_entity(), ..Next::default() };
        Next::of(begun, case, decision).with_route(case, decision.law)
    }

    /// The same before it is settled through whom papers go that go with an application.
    #[inline]
    fn of(begun: Next, case: &WithSigns<'_>, decision: &Decision) -> Next {
        let law = decision.law;
        if let Some((in_force, says)) = &decision.in_force {
            return Next::held_to(begun, case, decision, in_force, says);
        }
        let mut next = begun;
        let standing = Standing::decided(case, law, &decision.japan);
        standing.each(case, law, |_, action, papers| next.add(case, action, papers));
        if !case.kind.is_ordinary() {
            shown(case, law).for_each(|(_, action, papers)| next.add(case, action, papers));
        }
        if next.claims {
            next.claim_by = japan::claim_lapses(case, law);
        }
        next
    }

    /// Of a summary: what it asks for as far as the law in force agrees, as in the actions of an answer.
    #[inline(never)]
    fn held_to(
        begun: Next,
        case: &WithSigns<'_>,
        decision: &Decision,
        in_force: &'static Law,
        says: &Withholding,
    ) -> Next {
        let law = decision.law;
        let (mut asked, mut corrects) = (Actions::NONE, Papers::NONE);
        Standing::decided(case, in_force, says).each(case, in_force, |_, action, papers| {
            asked = asked.with_if(action, true);
            if action == Action::CorrectExcess {
                corrects = papers;
            }
        });
        if asked.is_empty() {
            // No action of the summary stands, nor is there one in place of a claim.
            return begun;
        }
        let (mut next, mut claims_in_vain) = (begun, false);
        Standing::decided(case, law, &decision.japan).each(case, law, |_, action, papers| {
            let stands = match action {
                Action::FileProofs | Action::AttachProofs => {
                    asked.contains(Action::FileApplication) || asked.contains(Action::ClaimRefund)
                }
                action => asked.contains(action),
            };
            if stands {
                next.add(case, action, papers);
            }
            claims_in_vain |= action == Action::ClaimRefund && !stands;
        });
        if claims_in_vain && asked.contains(Action::CorrectExcess) {
            next.add(case, Action::CorrectExcess, corrects);
        }
        if next.claims {
            next.claim_by = japan::claim_lapses(case, law).or_else(|| japan::claim_lapses(case, in_force));
        }
        next
    }

    /// Of a holder that is seen through: what those behind it have to file, all in all, and the list of them.
    #[inline(never)]
    fn of_members(case: &Case, law: &'static Law) -> Next {
        let mut all = Next::of_each_member(case, law);
        if all.claims && !law.is_enacted {
            let mut others = case.dividend.payment_date.into_iter().flat_map(|paid| law::others(law, case, paid));
            let lapses = others.find_map(|other| japan::claim_lapses(case, other).filter(|_| other.is_enacted));
            all.claim_by = japan::claim_lapses(case, law).or(lapses);
        }
        all.with_route(case, law)
    }

    fn of_each_member(case: &Case, law: &'static Law) -> Next {
        let mut all = Next::default();
        for member in &case.members {
            let of = &member.case;
            let one = match of.has_members() {
                true => Next::of_each_member(of, law),
                false => Next::of(Next::default(), &WithSigns::of(of), &decide(of, law)),
            };
            all.claim_by = if all.claims { all.claim_by } else { one.claim_by };
            all.forms = all.forms.with(one.forms);
            all.routes = all.routes.with(one.routes);
            all.goes_along |= one.goes_along;
            all.applies |= one.applies;
            all.claims |= one.claims;
        }
        if all.applies || all.claims {
            members::papers(case, law).into_iter().for_each(|(action, papers)| all.add(case, action, papers));
        }
        all
    }

    #[inline]
    fn add(&mut self, case: &Case, action: Action, papers: Papers) {
        if self.is_for_another && members::is_for_entity(action) {
            return;
        }
        self.forms = self.forms.with(papers.forms);
        match papers.route(case.is_ads()) {
            Some(route) => self.routes = self.routes.with(Routes::of(&[route])),
            None => self.goes_along = true,
        }
        self.applies |= action == Action::FileApplication;
        self.claims |= action == Action::ClaimRefund;
    }

    /// Papers that go with an application, where that itself is filed, go the same way.
    #[inline]
    fn with_route(mut self, case: &Case, law: &'static Law) -> Next {
        if self.goes_along && self.routes.is_empty() {
            let route = japan::route_of_application(case, law);
            self.routes = route.map_or(Routes::NONE, |route| Routes::of(&[route]));
        }
        self
    }
}
