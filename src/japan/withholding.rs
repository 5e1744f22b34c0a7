//! Which rate Japan may withhold, under which rule, and what that is in yen.
//!
//! The domestic row gives the base, the treaty row the limit, and the lower of the two is due.

use super::decision::{Open, Withholding};
use super::due::due;
use super::{members, relief};
use crate::answer::{Japan, Silent, Status, Trace};
use crate::facts::{Case, Field};
use crate::law::{Law, WithSigns};

/// Determines Japan's tax on the dividend, recording every rule asked.
pub fn withhold(case: &Case, law: &'static Law, trace: &mut impl Trace) -> (Withholding, Japan) {
    let mut rates = Vec::new();
    let decided = withholding(case, law, trace, |open| rates = open.rates);
    let status = decided.status;
    let possible_rates = if status == Status::Undetermined && rates.len() > 1 { rates } else { Vec::new() };
    let questions = decided.questions.iter().collect();
    let mut japan = Japan { possible_rates, questions, gross: case.gross(), ..Japan::of(&decided) };
    if case.has_members() {
        let each: Vec<Japan> = case.members.iter().map(|it| withhold(&it.case, law, &mut Silent).1).collect();
        members::add_up(case, &each, &mut japan);
        members::record(law, &japan, trace);
    } else if status != Status::NotAddressed {
        relief::amounts(case, law, &decided, &mut japan, trace);
    }
    (decided, japan)
}

/// The decision alone. What is possible while a fact is missing is told to `open`.
pub fn withholding<T: Trace>(case: &Case, law: &'static Law, trace: &mut T, open: impl FnOnce(Open)) -> Withholding {
    decided(&WithSigns::of(case), law, trace, open)
}

/// The same of a case with its signs.
#[inline]
pub fn decided<T: Trace>(
    case: &WithSigns<'_>,
    law: &'static Law,
    trace: &mut T,
    open: impl FnOnce(Open),
) -> Withholding {
    let mut decided = if case.has_members() {
        members::of_all(case, law, &of_each(case, law), trace)
    } else {
        due(case, law, trace, open)
    };
    if case.has_members() {
        // The paperwork is that of those behind it.
    } else if decided.status != Status::NotAddressed {
        relief::at_source(case, law, &mut decided, trace);
    }
    if decided.status != Status::NotAddressed {
        if case.lacks_instrument_for_amounts() {
            decided.ask_for(Field::Instrument);
        }
        if case.lacks_deemed_part() {
            decided.ask_for(Field::DeemedPerShare);
        }
    }
    decided
}

/// The decision on each of those behind a holder.
#[inline(never)]
fn of_each(case: &Case, law: &'static Law) -> Vec<Withholding> {
    case.members.iter().map(|member| withholding(&member.case, law, &mut Silent, drop)).collect()
}
