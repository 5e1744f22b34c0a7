//! The paperwork: what is withheld at source, what can be claimed back, and what is to be done by when.

use super::decision::Withholding;
use crate::answer::{AtSource, Because, Japan, Status, Todo, Trace};
use crate::facts::{Case, Fact, Field, FieldSet, Filing, HolderKind, Instrument};
use crate::law::{Action, Effect, Law, Outcome};
use crate::units::{Day, Rate, Usd, Yen};

/// Completes the decision by the rate that is withheld when it is paid.
#[inline]
pub(super) fn at_source(case: &Case, law: &'static Law, decided: &mut Withholding, trace: &mut impl Trace) {
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
    // No treaty is open to an international organization, whatever is open of it.
    let reduced = case.kind != HolderKind::InternationalOrganization
        && reduces(japan.status, japan.is_treaty_rate(law), japan.rate, japan.statutory_rate);
    let over = japan.is_over();
    // An open or unstated rate is below the domestic one, so that something can be claimed.
    let unsettled = japan.rate.is_none() && at_domestic_rate(japan);
    let under = japan.reconciliation.and_then(|reconciliation| reconciliation.under) > Some(Yen::ZERO)
        || japan.in_dollars.and_then(|it| it.under) > Some(Usd::ZERO);
    let application_due = case.dividend.payment_date.map(|paid| paid.plus_days(-1));
    let second_form_due = law.relief.second_form_limit.last_day(case);
    let refund_due = claim_lapses(case, law);
    let claims = over || unsettled;
    let mut todos = Vec::new();
    let of_treaty = japan.regime.map_or(&[][..], |regime| regime.actions);
    // The treaty's own form is for the rates it guards, and of ADSs only for who claims.
    let asks_of_treaty = has_guarded_rate(japan) && (claims || !case.is_ads());
    let of_treaty = of_treaty.iter().filter(|_| asks_of_treaty);
    for rule in law.relief.actions.iter().chain(of_treaty) {
        let Effect::Action(action) = rule.effect else { continue };
        let due = match action {
            // What was missed, by the holder's word or by what was withheld, is not to be filed by a day that is past.
            Action::FileApplication if reduced && is_ahead(case.relief.application, over) => application_due,
            Action::FileSecondForm if reduced && is_ahead(case.relief.second_form, over) => second_form_due,
            Action::FileProofs | Action::AttachProofs if reduced => None,
            Action::ClaimRefund if reduced && claims => refund_due,
            Action::CorrectExcess if !reduced && over => None,
            Action::SettleShortfall if under => None,
            _ => continue,
        };
        let is_first = todos.iter().all(|todo: &Todo| todo.action != action);
        if is_first && rule.test(case, 0) == Outcome::Met {
            todos.push(Todo { rule, action, due });
        }
    }
    todos
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

fn at_domestic_rate(japan: &Japan) -> bool {
    japan.at_source_rate() == japan.statutory_rate
}

/// Shares need the application, ADSs the second form as well.
fn forms_in_time(case: &Case, law: &'static Law, trace: &mut impl Trace) -> Outcome {
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
fn has_guarded_rate(japan: &Japan) -> bool {
    let Some(regime) = japan.regime else { return true };
    let exempt = |rate: &Rate| rate.value().is_zero();
    !regime.entitled.is_empty() || japan.rate.iter().chain(&japan.possible_rates).any(exempt)
}

/// The day from which a refund is counted: the payment, or for ADSs whose withholding was put off the day on which the
/// tax is determined.
fn counts_as_paid_on(case: &Case, law: &'static Law) -> Option<Day> {
    let put_off = case.is_ads() && law.relief.application.test(case, 0) == Outcome::Met;
    let determined = law.relief.second_form_limit.determined_on(case).filter(|_| put_off);
    determined.or(case.dividend.payment_date)
}
