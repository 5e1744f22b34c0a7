//! The paperwork: what is withheld at source, what can be claimed back, and what is to be done by when.

use super::decision::Withholding;
use crate::answer::{AtSource, Because, Japan, Silent, Status, Todo, Trace};
use crate::facts::{Case, Fact, Field, FieldSet, Filing, HolderKind, Instrument};
use crate::law::{Action, Actions, Asked, Effect, Law, Outcome, Papers, Regime, Route, Rule, WithSigns};
use crate::units::{Day, Rate, Usd, Yen};

/// Completes the decision by the rate that is withheld when it is paid.
#[inline]
pub(super) fn at_source(case: &WithSigns<'_>, law: &'static Law, decided: &mut Withholding, trace: &mut impl Trace) {
    decided.at_source = decided.rate;
    if case.lacks_members() && case.relief.application == Filing::Assumed {
        // Who is seen through has no treaty of its own, and nothing says that those behind it applied.
        decided.at_source = decided.statutory_rate();
    } else if decided.reduces() {
        match forms_in_time(case, law, trace) {
            Outcome::Met => {}
            Outcome::NotMet => {
                decided.at_source = decided.statutory_rate();
                if decided.at_source.is_none() {
                    decided.questions.insert(Field::PaymentDate);
                }
            }
            Outcome::Unknown => {
                decided.at_source = None;
                decided.questions = decided.questions.with(asks(case, law));
            }
        }
    }
}

/// The facts that are missing to say whether the paperwork was in time.
pub(super) fn asks(case: &Case, law: &'static Law) -> FieldSet {
    let forms = [Some(&law.relief.application), Some(&law.relief.second_form).filter(|_| may_be_ads(case))];
    let missing: FieldSet = forms.into_iter().flatten().map(|rule| rule.asks(case, 0)).collect();
    if lacks_instrument(case, law) { missing.with(FieldSet::one(Field::Instrument)) } else { missing }
}

/// Completes `japan` by the amounts, and by the difference of what is withheld when it is paid to what is due.
pub(super) fn amounts(
    case: &Case,
    law: &'static Law,
    decided: &Withholding,
    japan: &mut Japan,
    trace: &mut impl Trace,
) {
    japan.at_source = decided.at_source.map(|rate| AtSource { rate: Some(rate), tax: None });
    japan.calculate(case);
    japan.in_dollars = case.dividend.in_dollars.map(|alone| super::fit::in_dollars(alone, case, law, decided));
    let (Some(withheld), Some(at_most)) = (japan.withheld(case), japan.tax.or(japan.highest_tax)) else { return };
    if decided.reduces() || japan.refundable_at_least > Some(Yen::ZERO) {
        trace.record(&law.relief.reconciliation, Because::Refund { withheld, due: at_most });
    }
}

/// What the holder, the depositary or an agent has to do, in order of its date.
pub fn todos(case: &Case, law: &'static Law, japan: &Japan) -> Vec<Todo> {
    let exempt = |rate: &Rate| rate.is_zero();
    let may_exempt = japan.rate.iter().chain(&japan.possible_rates).any(exempt);
    let is_treaty_rate = japan.is_treaty_rate(law);
    let mut todos = Vec::new();
    Standing::of(case, japan, is_treaty_rate, may_exempt).each(&WithSigns::of(case), law, |rule, action, _| {
        let due = match action {
            Action::FileApplication => case.dividend.payment_date.map(|paid| paid.plus_days(-1)),
            Action::FileSecondForm => law.relief.second_form_limit.last_day(case),
            Action::ClaimRefund => claim_lapses(case, law),
            _ => None,
        };
        todos.push(Todo { rule, action, due });
    });
    todos
}

/// Where a holder stands with its rate: what decides which papers are to be filed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    /// A treaty brings, or can bring, the rate below the domestic one.
    reduced: bool,
    /// More was withheld than is due at most.
    over: bool,
    /// Less was withheld than is due.
    under: bool,
    /// Something is, or can be, claimed.
    claims: bool,
    /// The limitation on benefits guards a rate that is had or can be.
    guarded: bool,
    regime: Option<&'static Regime>,
}

impl Standing {
    fn of(case: &Case, japan: &Japan, is_treaty_rate: bool, may_exempt: bool) -> Standing {
        let over = japan.is_over();
        // An open or unstated rate is below the domestic one, so that something can be claimed.
        let unsettled = japan.rate.is_none() && japan.at_source_rate() == japan.statutory_rate;
        let reconciled = japan.reconciliation.and_then(|reconciliation| reconciliation.under);
        Standing {
            reduced: may_reduce(case) && reduces(japan.status, is_treaty_rate, japan.rate, japan.statutory_rate),
            over,
            under: reconciled > Some(Yen::ZERO) || japan.in_dollars.and_then(|it| it.under) > Some(Usd::ZERO),
            claims: over || unsettled,
            guarded: is_guarded(japan.regime, may_exempt),
            regime: japan.regime,
        }
    }

    /// The same of a decision without any amount, for who wants nothing explained: what is withheld is calculated only
    /// where it can differ from what is due.
    #[inline]
    pub fn decided(case: &Case, law: &'static Law, decided: &Withholding) -> Standing {
        // What is withheld at the rate that is due at most is not too much, whatever it comes to.
        let at_most = decided.rate.or(decided.highest_rate);
        let is_as_due = decided.at_source.is_none_or(|rate| at_most == Some(rate));
        let dividend = &case.dividend;
        let is_stated = dividend.withheld.is_some() || dividend.withheld_usd.is_some() || dividend.in_dollars.is_some();
        if !is_as_due || is_stated {
            return Standing::of_amounts(case, law, decided);
        }
        let reduced = decided.reduces() && may_reduce(case);
        if !reduced {
            return Standing::default();
        }
        let claims = decided.rate.is_none() && decided.at_source == decided.statutory_rate();
        let guarded = is_guarded(decided.regime, decided.has_or_may_have_nothing_due());
        Standing { reduced, claims, guarded, regime: decided.regime, ..Standing::default() }
    }

    #[inline(never)]
    fn of_amounts(case: &Case, law: &'static Law, decided: &Withholding) -> Standing {
        let mut japan = Japan::of(decided);
        if decided.status != Status::NotAddressed {
            amounts(case, law, decided, &mut japan, &mut Silent);
        }
        Standing::of(case, &japan, decided.is_treaty_rate, decided.has_or_may_have_nothing_due())
    }

    /// Tells of each thing that is to be done, in order: the rule that says it, and the papers.
    #[inline]
    pub fn each(&self, case: &WithSigns<'_>, law: &'static Law, mut tell: impl FnMut(&'static Rule, Action, Papers)) {
        let Standing { reduced, over, under, claims, guarded, regime } = *self;
        if !reduced && !over && !under {
            return;
        }
        let of_treaty = regime.map_or(&[][..], |regime| regime.actions);
        // The treaty's own form is for the rates it guards, and of ADSs only for who claims.
        let asks_of_treaty = guarded && (claims || !case.is_ads());
        let of_treaty = if asks_of_treaty { of_treaty } else { &[] };
        let mut asked = self.asked(case);
        for rules in [law.relief.actions, of_treaty] {
            for rule in rules {
                let Effect::Action(action, papers) = &rule.effect else { continue };
                // Each is told once, by the first rule that says it.
                if asked.contains(*action) && case.outcome(rule, 0) == Outcome::Met {
                    asked = asked.without(*action);
                    tell(rule, *action, *papers);
                }
            }
        }
    }

    /// What can be asked for of who stands so, whatever the rules say.
    #[inline]
    fn asked(&self, case: &Case) -> Actions {
        let Standing { reduced, over, under, claims, .. } = *self;
        // What was missed, by the holder's word or by what was withheld, is not to be filed by a day that is past.
        Actions::NONE
            .with_if(Action::FileApplication, reduced && is_ahead(case.relief.application, over))
            .with_if(Action::FileSecondForm, reduced && is_ahead(case.relief.second_form, over))
            .with_if(Action::FileProofs, reduced)
            .with_if(Action::AttachProofs, reduced)
            .with_if(Action::ClaimRefund, reduced && claims)
            .with_if(Action::CorrectExcess, !reduced && over)
            .with_if(Action::SettleShortfall, under)
    }
}

/// Through whom an application would go, which papers without a form of their own go with.
pub fn route_of_application(case: &Case, law: &'static Law) -> Option<Route> {
    let rules = law.relief.actions.iter().filter(|rule| rule.test(case, 0) == Outcome::Met);
    let mut papers = rules.filter_map(|rule| match rule.effect {
        Effect::Action(Action::FileApplication, papers) => papers.route(case.is_ads()),
        _ => None,
    });
    papers.next()
}

/// No treaty is open to an international organization, whatever is open of it.
fn may_reduce(case: &Case) -> bool {
    case.kind != HolderKind::InternationalOrganization
}

/// The last day on which a refund can be claimed, where the law states one.
pub fn claim_lapses(case: &Case, law: &'static Law) -> Option<Day> {
    let (years, paid) = law.relief.refund_years.zip(counts_as_paid_on(case, law))?;
    Some(paid.plus_months(MONTHS_OF_A_YEAR * years))
}

impl Withholding {
    #[inline]
    pub(super) fn reduces(&self) -> bool {
        reduces(self.status, self.is_treaty_rate, self.rate, self.statutory_rate())
    }
}

/// Whether a treaty brings, or can bring, the rate below the domestic one.
#[inline]
fn reduces(status: Status, is_treaty_rate: bool, rate: Option<Rate>, statutory: Option<Rate>) -> bool {
    match (status, rate) {
        (Status::NotAddressed, _) => false,
        // While the day is open, so is the domestic rate; were it lower on some day, the treaty's would not be settled.
        (_, Some(_)) => is_treaty_rate && (statutory.is_none() || rate < statutory),
        (Status::Determined | Status::Undetermined | Status::RateNotStated | Status::NotEncoded, None) => true,
    }
}

/// Shares need the application, ADSs the second form as well.
fn forms_in_time(case: &WithSigns<'_>, law: &'static Law, trace: &mut impl Trace) -> Outcome {
    let application = trace.ask(&law.relief.application, case, 0);
    if !may_be_ads(case) || application == Outcome::NotMet {
        return application;
    }
    match trace.ask(&law.relief.second_form, case, 0) {
        Outcome::Met => application,
        // It is asked of ADSs alone.
        _ if !case.is_ads() => Outcome::Unknown,
        other => other,
    }
}

#[inline]
fn may_be_ads(case: &Case) -> bool {
    case.instrument.get() != Some(Instrument::Share)
}

/// Whether the paperwork is in time of shares and not of ADSs.
fn lacks_instrument(case: &Case, law: &Law) -> bool {
    case.instrument == Fact::Unknown
        && law.relief.application.test(case, 0) != Outcome::NotMet
        && law.relief.second_form.test(case, 0) != Outcome::Met
}

const MONTHS_OF_A_YEAR: u32 = 12;

/// Whether a form is still to be filed: nothing is stated of it, and no more was withheld than is due with it.
fn is_ahead(filing: Filing, over: bool) -> bool {
    filing == Filing::Assumed && !over
}

/// Whether a rate that the limitation on benefits guards is had or can be: where it guards the whole treaty, any; else
/// only the exemption.
fn is_guarded(regime: Option<&'static Regime>, may_exempt: bool) -> bool {
    regime.is_none_or(|regime| !regime.entitled.is_empty() || may_exempt)
}

/// The day from which a refund is counted: the payment, or for ADSs whose withholding was put off the day on which the
/// tax is determined.
fn counts_as_paid_on(case: &Case, law: &'static Law) -> Option<Day> {
    let put_off = case.is_ads() && law.relief.application.test(case, 0) == Outcome::Met;
    let determined = law.relief.second_form_limit.determined_on(case).filter(|_| put_off);
    determined.or(case.dividend.payment_date)
}
