//! The paperwork: what is withheld at source, what can be claimed back, and what is to be done by when.

use crate::answer::{AtSource, Because, Japan, Reconciliation, Status, Todo, Trace};
use crate::case::{Case, Filing};
use crate::law::{Action, Effect, Law, Outcome};
use crate::units::{Day, Rate, Yen};

/// Completes `japan` by what is withheld when it is paid, and by the difference to what is due.
pub(super) fn at_source(case: &Case, law: &'static Law, japan: &mut Japan, trace: &mut Trace) {
    let rate = if reduces(law, japan) {
        match forms_in_time(case, law, trace) {
            Outcome::Met => japan.rate,
            Outcome::NotMet => japan.statutory_rate,
            Outcome::Unknown => None,
        }
    } else {
        japan.rate
    };
    let tax = |rate: Rate| match japan.gross {
        _ if Some(rate) == japan.rate => japan.tax,
        gross => gross.map(|gross| gross.tax_jpy(rate)),
    };
    japan.at_source = rate.map(|rate| AtSource { rate, tax: tax(rate) });
    let Some(due) = japan.tax else { return };
    japan.reconciliation = case.dividend.withheld.map(|withheld| Reconciliation {
        withheld,
        over: withheld.excess_over(due),
        under: due.excess_over(withheld),
    });
    if let Some(withheld) = japan.withheld(case) {
        japan.refundable = Some(withheld.excess_over(due));
        if reduces(law, japan) || japan.refundable > Some(Yen::ZERO) {
            trace.record(&law.relief.reconciliation, Because::Refund { withheld, due });
        }
    }
}

/// What the holder, the depositary or an agent has to do, in order of its date.
pub fn todos(case: &Case, law: &'static Law, japan: &Japan) -> Vec<Todo> {
    let reduced = reduces(law, japan);
    let over = japan.refundable.is_some_and(|yen| yen > Yen::ZERO);
    let under = japan.reconciliation.is_some_and(|reconciliation| reconciliation.under > Yen::ZERO);
    let application_due = case.dividend.payment_date.map(|paid| paid.plus_days(-1));
    let second_form_due = case
        .fiscal_year_end(law.relief.fiscal_year_end_month)
        .map(|end| end.plus_months(law.relief.second_form_months));
    let mut todos = Vec::new();
    for rule in law.relief.actions {
        let Effect::Action(action) = rule.effect else { continue };
        let due = match action {
            Action::FileApplication if reduced && !is_done(case.relief.application, application_due) => application_due,
            Action::FileSecondForm if reduced && !is_done(case.relief.second_form, second_form_due) => second_form_due,
            Action::FileProofs if reduced => None,
            Action::ClaimRefund if over => None,
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
        Status::Undetermined | Status::RateNotStated => true,
        Status::NotAddressed => false,
    }
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

fn is_done(filing: Filing, due: Option<Day>) -> bool {
    match filing {
        Filing::InTime => true,
        Filing::On(day) => due.is_some_and(|due| day <= due),
        Filing::Assumed | Filing::Missing => false,
    }
}
