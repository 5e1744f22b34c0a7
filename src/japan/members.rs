//! Those behind a holder: the rate of each, and what the whole comes to.

use super::decision::{Open, Withholding};
use super::rows::{base, candidates};
use crate::answer::{AtSource, Because, Japan, Reconciliation, Status, Trace};
use crate::facts::{Case, Field, FieldSet, Seen};
use crate::law::{Effect, Law, Outcome, Rule, WithSigns};
use crate::units::{Rate, Yen};

/// The rule by which the rate of a holder is that of those behind it.
pub(super) fn rule(case: &Case, law: &'static Law, trace: &mut impl Trace) -> Option<&'static Rule> {
    let mut rules = law.holders.own.iter().filter(|rule| rule.effect == Effect::OfEachMember);
    rules.find(|rule| trace.ask(rule, case, 0) == Outcome::Met)
}

/// What is withheld from a holder all in all, without any amount: the rate where it is one of all behind it.
#[inline(never)]
pub(super) fn of_all(case: &Case, law: &'static Law, each: &[Withholding], trace: &mut impl Trace) -> Withholding {
    let rule = rule(case, law, trace);
    let rates = |of: fn(&Withholding) -> Option<Rate>| one(each.iter().map(of));
    let own = rule.map(|rule| rule.evidence);
    Withholding {
        status: each.iter().map(|it| it.status).fold(Status::Determined, of_both),
        regime: None,
        rule,
        rate: rates(|it| it.rate),
        highest_rate: highest(each.iter().map(|it| it.highest_rate)),
        at_source: rates(|it| it.at_source),
        base: base(&WithSigns::of(case), law),
        is_treaty_rate: false,
        is_out_of_scope: false,
        by_trial: false,
        may_exempt: false,
        questions: each.iter().map(|it| it.questions).collect(),
        evidence_of_members: each.iter().filter_map(Withholding::evidence).chain(own).max(),
    }
}

/// Puts in the place of the amounts of a holder the sums of those behind it.
pub(super) fn add_up(case: &Case, each: &[Japan], japan: &mut Japan) {
    let sum = |of: fn(&Japan) -> Option<Yen>| sum(each.iter().map(of));
    let gross = case.gross();
    (japan.gross, japan.taxed) = (gross, case.payment().taxed(gross));
    japan.tax = sum(|it| it.tax);
    japan.highest_tax = sum(|it| it.tax.or(it.highest_tax));
    let at_source = sum(|it| it.at_source.and_then(|at| at.tax));
    let known = each.iter().all(|it| it.at_source.is_some());
    let rate = one(each.iter().map(Japan::at_source_rate));
    japan.at_source = known.then_some(AtSource { rate, tax: at_source });
    let stated = case.dividend.withheld;
    let at_most = japan.tax.or(japan.highest_tax);
    japan.reconciliation = stated.zip(at_most).map(|(withheld, at_most)| Reconciliation {
        withheld,
        over: withheld.excess_over(at_most),
        under: japan.tax.map(|due| due.excess_over(withheld)),
    });
    (japan.refundable, japan.refundable_at_least) = match (stated, japan.tax) {
        (Some(withheld), due) => {
            (due.map(|due| withheld.excess_over(due)), at_most.map(|at_most| withheld.excess_over(at_most)))
        }
        (None, _) => (sum(|it| it.refundable), sum(|it| it.refundable_at_least)),
    };
}

/// The decision of a member whose country may or may not treat its share as its own income, which it does not say: one
/// where it makes no difference, else open between the two.
#[inline(never)]
pub(super) fn either(
    case: &Case,
    law: &'static Law,
    trace: &mut impl Trace,
    due: impl Fn(&Case, &mut Option<Open>) -> Withholding,
    open: impl FnOnce(Open),
) -> Option<Withholding> {
    let tried = |is: bool| {
        let case = Case { taxed_on_its_share: Some(is), ..case.clone() };
        let mut open = None;
        let decided = due(&case, &mut open);
        (decided, open)
    };
    let ((with, open_with), (without, open_without)) = (tried(true), tried(false));
    let same = |one: &Withholding, other: &Withholding| {
        one.status == other.status && one.rate == other.rate && one.regime == other.regime && one.rule == other.rule
    };
    if same(&with, &without) {
        return None;
    }
    for regime in candidates(case, law.regimes_with(case.residence)) {
        for rule in law.holders.through_under(regime) {
            if trace.ask(rule, case, 0) != Outcome::NotMet {
                break;
            }
        }
    }
    let possible = |decided: &Withholding, open: Option<Open>| match open {
        Some(open) => open.rates,
        None => decided.rate.or(decided.highest_rate).into_iter().collect(),
    };
    let mut rates = possible(&with, open_with);
    rates.extend(possible(&without, open_without));
    rates.sort_unstable();
    rates.dedup();
    let questions = FieldSet::one(Field::TaxedOnItsShare).with(with.questions).with(without.questions);
    let possible = Open { rates, not_stated: None, regime: None, rule: None, questions, asks_own: false };
    let decided = Withholding {
        status: Status::Undetermined,
        regime: None,
        rule: None,
        rate: None,
        highest_rate: possible.rates.last().copied(),
        is_treaty_rate: false,
        by_trial: true,
        may_exempt: possible.may_exempt(),
        questions,
        ..with
    };
    open(possible);
    Some(decided)
}

/// Whether it is open if the member's country treats its share as its own.
pub(super) fn is_open(case: &Case) -> bool {
    case.taxed_on_its_share.is_none() && matches!(case.seen_through(), Some(Seen::Third | Seen::Japan))
}

/// Of who is seen through while nobody behind it is named: at most the rate without a treaty, and the question who it is.
#[inline(never)]
pub(super) fn lacking(case: &Case, law: &'static Law, decided: &mut Withholding, trace: &mut impl Trace) {
    let rule = rule(case, law, trace);
    decided.status = Status::Undetermined;
    decided.highest_rate = decided.statutory_rate();
    decided.questions = FieldSet::one(Field::Members);
    decided.evidence_of_members = rule.map(|rule| rule.evidence);
    if decided.base.is_none() {
        // Which law is that of the day is open as well.
        decided.questions.insert(Field::PaymentDate);
        decided.highest_rate = highest_without_treaty(case, law);
    }
}

/// The highest rate without a treaty on the days that are possible: of each law that may be that of the day, of the rows up to
/// the one that holds.
pub(super) fn highest_without_treaty(case: &Case, law: &'static Law) -> Option<Rate> {
    let possible = candidates(case, law.domestic).flat_map(|regime| {
        let first = regime.rows.iter().position(|rule| rule.test(case, 0) == Outcome::Met);
        let rows = regime.rows.iter().take(first.map_or(usize::MAX, |first| first + 1));
        rows.filter(|rule| rule.test(case, 0) != Outcome::NotMet).filter_map(Rule::rate)
    });
    possible.max()
}

/// Records what the parts come to.
pub(super) fn record(law: &'static Law, japan: &Japan, trace: &mut impl Trace) {
    let over = japan.refundable_at_least.filter(|yen| *yen > Yen::ZERO);
    let at_source = japan.at_source.and_then(|at_source| at_source.tax);
    if let (Some(withheld), Some(due), Some(_)) = (at_source, japan.tax.or(japan.highest_tax), over) {
        trace.record(&law.relief.reconciliation, Because::Refund { withheld, due });
    }
}

/// The least settled of two: what is missing is asked for first.
fn of_both(one: Status, other: Status) -> Status {
    const ORDER: [Status; 5] =
        [Status::Undetermined, Status::NotEncoded, Status::RateNotStated, Status::NotAddressed, Status::Determined];
    let mut first = ORDER.into_iter().filter(|status| *status == one || *status == other);
    first.next().unwrap_or(one)
}

/// The one value of all; none where they differ.
fn one(mut values: impl Iterator<Item = Option<Rate>>) -> Option<Rate> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}

fn highest(values: impl Iterator<Item = Option<Rate>>) -> Option<Rate> {
    values.flatten().max()
}

/// None where one is not known.
fn sum(mut values: impl Iterator<Item = Option<Yen>>) -> Option<Yen> {
    values.try_fold(Yen::ZERO, |sum, value| Some(sum + value?))
}
