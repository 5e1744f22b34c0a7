//! The paperwork: what is withheld at source, what can be claimed back, and what is to be done by when.

use crate::answer::{AtSource, Because, Japan, Status, Todo, Trace};
use crate::facts::{Case, FieldSet, Filing};
use crate::law::{Action, Effect, Law, Outcome};
use crate::units::Yen;

/// Completes `japan` by what is withheld when it is paid, and by the difference to what is due.
pub(super) fn at_source(case: &Case, law: &'static Law, japan: &mut Japan, trace: &mut Trace) {
    let reduces = reduces(law, japan);
    let rate = if reduces {
        match forms_in_time(case, law, trace) {
            Outcome::Met => japan.rate,
            Outcome::NotMet => japan.statutory_rate,
            Outcome::Unknown => {
                let forms = [Some(&law.relief.application), Some(&law.relief.second_form).filter(|_| case.is_ads())];
                let asked = forms.into_iter().flatten().map(|rule| rule.asks(case, 0)).collect::<FieldSet>();
                japan.questions = asked.with(japan.questions.iter().copied().collect()).iter().collect();
                None
            }
        }
    } else {
        japan.rate
    };
    japan.at_source = rate.map(|rate| AtSource { rate, tax: None });
    japan.calculate(case);
    let (Some(withheld), Some(at_most)) = (japan.withheld(case), japan.tax.or(japan.highest_tax)) else { return };
    if reduces || japan.refundable_at_least > Some(Yen::ZERO) {
        trace.record(&law.relief.reconciliation, Because::Refund { withheld, due: at_most });
    }
}

/// What the holder, the depositary or an agent has to do, in order of its date.
pub fn todos(case: &Case, law: &'static Law, japan: &Japan) -> Vec<Todo> {
    let reduced = reduces(law, japan);
    let over = japan.refundable_at_least.is_some_and(|yen| yen > Yen::ZERO);
    // An open or unstated rate is below the domestic one, so that something can be claimed.
    let unsettled = japan.status != Status::Determined && at_domestic_rate(japan);
    let under = japan.reconciliation.and_then(|reconciliation| reconciliation.under) > Some(Yen::ZERO);
    let application_due = case.dividend.payment_date.map(|paid| paid.plus_days(-1));
    let second_form_due = law.relief.second_form_limit.last_day(case);
    let refund_due = law.relief.refund_years.zip(case.dividend.payment_date);
    let refund_due = refund_due.map(|(years, paid)| paid.plus_months(MONTHS_OF_A_YEAR * years));
    let mut todos = Vec::new();
    let of_treaty = japan.regime.map_or(&[][..], |regime| regime.actions);
    for rule in law.relief.actions.iter().chain(of_treaty) {
        let Effect::Action(action) = rule.effect else { continue };
        let due = match action {
            Action::FileApplication if reduced && !is_filed(case.relief.application) => application_due,
            Action::FileSecondForm if reduced && !is_filed(case.relief.second_form) => second_form_due,
            Action::FileProofs | Action::AttachProofs if reduced => None,
            Action::ClaimRefund if reduced && (over || unsettled) => refund_due,
            Action::CorrectExcess if !reduced && over => None,
            Action::SettleShortfall if under => None,
            _ => continue,
        };
        if rule.test(case, 0) == Outcome::Met {
            todos.push(Todo { rule, action, due });
        }
    }
    todos
}

/// Whether a treaty brings, or can bring, the rate below the domestic one.
fn reduces(law: &'static Law, japan: &Japan) -> bool {
    match japan.status {
        Status::Determined => japan.is_treaty_rate(law) && japan.rate < japan.statutory_rate,
        Status::Undetermined | Status::RateNotStated | Status::NotEncoded => true,
        Status::NotAddressed => false,
    }
}

fn at_domestic_rate(japan: &Japan) -> bool {
    japan.at_source.map(|at_source| at_source.rate) == japan.statutory_rate
}

/// Shares need the application, ADSs the second form as well.
fn forms_in_time(case: &Case, law: &'static Law, trace: &mut Trace) -> Outcome {
    let application = trace.ask(&law.relief.application, case, 0);
    if !case.is_ads() || application == Outcome::NotMet {
        return application;
    }
    match trace.ask(&law.relief.second_form, case, 0) {
        Outcome::Met => application,
        other => other,
    }
}

const MONTHS_OF_A_YEAR: u32 = 12;

/// Whether there is nothing left to file: it was, in time or too late.
fn is_filed(filing: Filing) -> bool {
    matches!(filing, Filing::InTime | Filing::On(_))
}
