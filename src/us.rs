//! The United States: who is spoken to, the dividend as income, the credit for Japan's tax, gains, and passive
//! foreign investment companies.

mod credit;
mod dividend;
mod gains;
mod holder;
pub mod pfic;

use crate::answer::{Japan, Status, Trace, Us};
use crate::case::{Case, FieldSet};
use crate::law::Law;

pub use gains::gain;

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
