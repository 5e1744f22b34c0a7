//! How the rate for a holder changed over the time that the laws cover.

use crate::answer::{Japan, OtherLaw, Silent};
use crate::dividend::other_law;
use crate::facts::{Case, Member, Ownership};
use crate::japan;
use crate::law::{self, Law, Outcome, Regime};
use crate::units::{Day, Span};

/// Days on which the same rule of the same law gives the same rate.
#[derive(Debug)]
pub struct Period {
    pub law: &'static Law,
    pub span: Span,
    pub japan: Japan,
    /// What another law that covers these days says, where it says something else.
    pub other_law: Option<OtherLaw>,
}

/// The periods of one of those behind a holder who is looked through no further.
#[derive(Debug)]
pub struct OfMember<'c> {
    /// Whose member it is.
    pub of: &'c Case,
    pub member: &'c Member,
    pub periods: Vec<Period>,
}

/// The periods of each of those at the ends of the lines behind a holder; of what nobody is named for there are none.
pub fn of_members<'c>(case: &'c Case, asked: Option<&'static Law>) -> Vec<OfMember<'c>> {
    let mut members = Vec::new();
    // One law answers for all behind a holder.
    let asked = law::asked_of(asked, case);
    case.each_member(&mut |of, member| {
        if !member.is_rest && !member.case.has_members() {
            members.push(OfMember { of, member, periods: timeline(&member.case, asked) });
        }
    });
    members
}

/// The periods of the law asked for, or else of the laws one after the other, for such a holder, who has held its part
/// for long: every holding period is complete. The dates of the case's dividend are not looked at.
pub fn timeline(case: &Case, asked: Option<&'static Law>) -> Vec<Period> {
    let mut case = case.clone();
    on_all(&mut case, &|case| {
        if let Ownership::Constant { since, .. } = &mut case.ownership {
            *since = Some(Day::MIN);
        }
    });
    let mut periods: Vec<Period> = Vec::new();
    let asked = law::asked_of(asked, &case);
    for (law, days) in law::over(asked, law::covered(asked)) {
        // What another law says of these days can change on days of its own.
        let others = law::LAWS
            .iter()
            .copied()
            .filter(|other| *other != law && other.covers.overlap(days).days() > 0 && other.speaks_of(&case));
        let laws = others.chain([law]);
        let mut begins: Vec<_> = laws.flat_map(|law| first_days(&case, law)).chain([days.first]).collect();
        begins.sort_unstable();
        begins.dedup();
        begins.retain(|day| days.contains(*day));
        let ends = begins.iter().skip(1).map(|day| day.plus_days(-1)).chain([days.last]);
        for (first, last) in begins.iter().zip(ends) {
            on_all(&mut case, &|case| {
                (case.dividend.payment_date, case.dividend.entitlement_date) = (Some(*first), Some(*first));
            });
            let (_, japan) = japan::withhold(&case, law, &mut Silent);
            let period = Period { law, span: Span::new(*first, last), other_law: other_law(&case, law, &japan), japan };
            match periods.last_mut() {
                Some(before) if says_the_same(before, &period) => before.span.last = last,
                _ => periods.push(period),
            }
        }
    }
    periods
}

/// Changes the facts of a holder and of those behind it.
fn on_all(case: &mut Case, change: &impl Fn(&mut Case)) {
    change(case);
    if let Some(entity) = case.behind.as_mut().and_then(|behind| behind.entity.as_mut()) {
        change(entity);
    }
    case.members.iter_mut().for_each(|member| on_all(&mut member.case, change));
}

/// The days on which another block of rules can begin to apply, to the holder or to those behind it.
fn first_days(case: &Case, law: &'static Law) -> Vec<Day> {
    let mut days = first_days_of(case, law);
    case.each_member(&mut |_, member| days.extend(first_days_of(&member.case, law)));
    days
}

fn first_days_of(case: &Case, law: &'static Law) -> Vec<Day> {
    let open = |regime: &&Regime| regime.election.is_none_or(|it| it.test(case, 0) == Outcome::Met);
    let treaties = law.regimes_with(case.residence).iter().filter(open);
    let elected = treaties.clone().filter(|regime| regime.election.is_some()).map(|it| it.span.last.plus_days(1));
    // The day after a law ends, another no longer has one that says something else.
    let after = (law.covers.last < Day::MAX).then(|| law.covers.last.plus_days(1));
    let begins = law.domestic.iter().chain(treaties).map(|regime| regime.span.first);
    begins.chain(elected).chain(after).collect()
}

fn says_the_same(before: &Period, after: &Period) -> bool {
    let other = |period: &Period| period.other_law.as_ref().map(|it| (it.japan.status, it.japan.rate));
    before.law == after.law && say_the_same(&before.japan, &after.japan) && other(before) == other(after)
}

fn say_the_same(before: &Japan, after: &Japan) -> bool {
    let said = |japan: &Japan| {
        let (rule, regime) = (japan.rule.map(|rule| rule.id), japan.regime.map(|regime| regime.id));
        (japan.status, japan.rate, japan.highest_rate, rule, regime, japan.statutory_rate)
    };
    said(before) == said(after)
}
