//! The United States: who is spoken to, the dividend as income, and the credit for Japan's tax.

mod credit;
mod dividend;
mod holder;

use crate::answer::{Japan, Status, Trace, Us};
use crate::case::{Case, FieldSet};
use crate::law::Law;

/// What the United States does with the dividend, given what Japan does.
pub fn tax(case: &Case, law: &'static Law, japan: &Japan, trace: &mut Trace) -> Us {
    let mut us = holder::classify(case, law, trace);
    if us.status == Status::Determined {
        let (income, missing) = dividend::income(case, law, japan, trace);
        us.income = Some(income);
        ask_for(&mut us, missing);
    }
    us
}

fn ask_for(us: &mut Us, missing: FieldSet) {
    if !missing.is_empty() {
        us.status = Status::Undetermined;
        us.questions = missing;
    }
}
