//! One dividend of one holder under several regimes, whatever their dates.

use crate::answer::{Alternative, Japan, OtherLaw, Silent};
use crate::dividend::other_law;
use crate::facts::{Case, Member};
use crate::japan;
use crate::law::{self, Law, Outcome, Regime};
use crate::units::{Rate, Span, Yen};

/// Regimes side by side, and the answer under the one that applies.
#[derive(Debug)]
pub struct Comparison<'c> {
    /// By which the dividend is answered.
    pub law: &'static Law,
    pub japan: Japan,
    /// What another law that covers the payment says, where it says something else.
    pub other_law: Option<OtherLaw>,
    /// The regimes are those of a range of days.
    pub is_of_range: bool,
    /// Of a holder that is seen through there are none: each of its members has its own.
    pub rows: Vec<Row>,
    /// Those at the ends of the lines behind it.
    pub members: Vec<OfMember<'c>>,
    /// What all of them would pay without a treaty; none where that is not known of one, or nobody is behind it.
    pub without_treaty: Option<Yen>,
}

/// One of those behind a holder who is looked through no further.
#[derive(Debug)]
pub struct OfMember<'c> {
    /// Whose member it is.
    pub of: &'c Case,
    pub member: &'c Member,
    pub comparison: Comparison<'c>,
}

/// A regime of a law on days on which it says the same.
#[derive(Debug)]
pub struct Row {
    pub law: &'static Law,
    pub span: Span,
    /// It is what the dividend is answered by.
    pub applies: bool,
    pub alternative: Alternative,
    /// Of a range, what the law in force says on these days of a regime of a summary of it, where it says something else.
    pub in_force: Option<InForce>,
}

/// A rate of the law in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InForce {
    pub law: &'static Law,
    pub rate: Rate,
}

/// The regimes that can be compared for a holder: those without a treaty, then every version of its treaty.
pub fn regimes(case: &Case, law: &'static Law) -> Vec<&'static Regime> {
    law.domestic.iter().chain(law.regimes_with(case.residence)).collect()
}

/// Of these, the ones that payments on the days of `range` meet; without one, the law of the payment date without a
/// treaty and every version of the treaty whose rates are stated.
pub fn chosen(case: &Case, law: &'static Law, range: Option<Span>) -> Vec<&'static Regime> {
    let elected = |regime: &Regime| regime.election.is_none_or(|it| it.test(case, 0) == Outcome::Met);
    let meets = |regime: &Regime| match range {
        Some(range) => regime.span.overlap(range).days() > 0,
        None if law.domestic.contains(regime) => {
            case.dividend.payment_date.is_none_or(|paid| regime.span.contains(paid))
        }
        None => regime.states_rates() || case.dividend.payment_date.is_none_or(|paid| regime.span.contains(paid)),
    };
    regimes(case, law).into_iter().filter(|regime| elected(regime) && meets(regime)).collect()
}

/// Sets `regimes` side by side; none of them for who or what the law takes out before any rate is asked.
pub fn compare<'c>(case: &'c Case, law: &'static Law, regimes: &[&'static Regime]) -> Comparison<'c> {
    let (decided, japan) = japan::withhold(case, law, &mut Silent);
    // Who is seen through has no treaty of its own.
    let regimes = regimes.iter().filter(|_| !decided.is_out_of_scope && !case.is_seen_through());
    let row = |regime: &&'static Regime| Row {
        law,
        span: regime.span.overlap(law.covers),
        applies: japan.regime == Some(*regime),
        alternative: japan::alternative(case, law, regime, &decided, &japan),
        in_force: None,
    };
    let rows = regimes.map(row).collect();
    let members = of_members(case, |member| compare(member, law, &chosen(member, law, None)));
    whole(case, Comparison { law, other_law: None, is_of_range: false, rows, members, without_treaty: None, japan })
}

/// The comparisons of those at the ends of the lines behind a holder.
fn of_members<'c>(case: &'c Case, compare: impl Fn(&'c Case) -> Comparison<'c>) -> Vec<OfMember<'c>> {
    let mut members = Vec::new();
    case.each_member(&mut |of, member| {
        if !member.case.has_members() {
            members.push(OfMember { of, member, comparison: compare(&member.case) });
        }
    });
    members
}

fn whole<'c>(case: &'c Case, comparison: Comparison<'c>) -> Comparison<'c> {
    let without = |it: &OfMember<'_>| {
        let japan = &it.comparison.japan;
        Some(japan.taxed?.tax_jpy(japan.statutory_rate?))
    };
    let all = || comparison.members.iter().map(without).try_fold(Yen::ZERO, |sum, part| Some(sum + part?));
    let without_treaty = if comparison.members.is_empty() { None } else { all() };
    let other_law = other_law(case, comparison.law, &comparison.japan);
    Comparison { other_law, without_treaty, ..comparison }
}

/// Sets the regimes side by side that payments on the days of `range` meet, by the law asked for, or else by the laws
/// one after the other. Each is measured against the domestic law of its own days. The dividend itself is answered by
/// `law`.
pub fn compare_range<'c>(
    case: &'c Case,
    law: &'static Law,
    asked: Option<&'static Law>,
    range: Span,
) -> Comparison<'c> {
    let (_, japan) = japan::withhold(case, law, &mut Silent);
    let mut rows: Vec<Row> = Vec::new();
    for (of, days) in law::over(law::asked_of(asked, case), range) {
        if japan::withholding(case, of, &mut Silent, drop).is_out_of_scope || case.is_seen_through() {
            continue;
        }
        for regime in chosen(case, of, Some(days)) {
            for domestic in of.domestic.iter().filter(|it| !of.is_domestic(regime) || *it == regime) {
                let span = domestic.span.overlap(regime.span).overlap(days);
                if span.days() == 0 {
                    continue;
                }
                for (span, in_force) in in_force(case, of, regime, span, &japan) {
                    let is_paid_then = case.dividend.payment_date.is_none_or(|paid| span.contains(paid));
                    let applies = of == law && japan.regime == Some(regime) && is_paid_then;
                    let alternative = japan::alternative_beside(case, of, regime, domestic, &japan);
                    let in_force = in_force.filter(|it| Some(it.rate) != alternative.rate);
                    let row = Row { law: of, span, applies, alternative, in_force };
                    match rows.last_mut() {
                        Some(before) if says_the_same(before, &row) => {
                            (before.span.last, before.applies) = (span.last, before.applies || applies);
                        }
                        _ => rows.push(row),
                    }
                }
            }
        }
    }
    let members = of_members(case, |member| compare_range(member, law, asked, range));
    whole(case, Comparison { law, other_law: None, is_of_range: true, rows, members, without_treaty: None, japan })
}

/// The days of a regime of a summary of the law, cut where the law in force changes, each with the rate of the latter for
/// such a holder: without a treaty beside a regime without one, else with the treaty of those days. Days of a law that is
/// the law in force itself are not cut.
fn in_force(
    case: &Case,
    of: &'static Law,
    regime: &'static Regime,
    span: Span,
    japan: &Japan,
) -> Vec<(Span, Option<InForce>)> {
    let Some(law) = law::others(of, case, span.first).find(|other| other.is_enacted && !of.is_enacted) else {
        return vec![(span, None)];
    };
    let mut pieces = Vec::new();
    for domestic in law.domestic {
        let days = domestic.span.overlap(span);
        let treaty = law.regimes_with(case.residence).iter();
        let mut treaty = treaty.filter(|it| it.election.is_none() && !of.is_domestic(regime)).peekable();
        let without = treaty.peek().is_none_or(|first| days.first < first.span.first).then_some(domestic);
        for version in without.into_iter().chain(treaty) {
            // Before the first version, and without any, there is the law without a treaty alone.
            let days = match version == domestic && !of.is_domestic(regime) {
                true => before_treaty(law, case, days),
                false => version.span.overlap(days),
            };
            if days.days() > 0 {
                let rate = japan::alternative_beside(case, law, version, domestic, japan).rate;
                pieces.push((days, rate.map(|rate| InForce { law, rate })));
            }
        }
    }
    pieces
}

/// Of these days, those before the first version of the treaty.
fn before_treaty(law: &Law, case: &Case, days: Span) -> Span {
    match law.regimes_with(case.residence).first() {
        Some(first) => Span { first: days.first, last: days.last.min(first.span.first.plus_days(-1)) },
        None => days,
    }
}

fn says_the_same(before: &Row, after: &Row) -> bool {
    let said = |row: &Row| {
        let it = &row.alternative;
        (row.law.id, it.regime.id, it.status, it.rule.map(|rule| rule.id), it.rate, row.in_force.map(|it| it.rate))
    };
    said(before) == said(after) && before.span.last.plus_days(1) == after.span.first
}
