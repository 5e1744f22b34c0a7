//! Which shares of a holding a distribution's foreign tax is credited for.

use crate::facts::{Block, Distribution};
use crate::law::Condition;
use crate::units::Span;
/// Whether shares were held for more than 15 days of the 31 that begin 15 days before the ex-dividend date; taken to be
/// so where that date is not stated.
pub(super) fn is_held_for_credit(block: &Block, distribution: &Distribution) -> bool {
    let Some(limits) = crate::law::statute::LAW.us.credit_limits else { return true };
    let (asked, since) = (&limits.holding.when, &limits.holding_since.when);
    let applies = since.iter().all(|condition| match condition {
        Condition::PaidFrom(day) => distribution.date >= *day,
        _ => true,
    });
    !applies
        || asked.iter().all(|condition| match (*condition, distribution.ex_date) {
            (Condition::HeldByRecipient { more_than_days, begins_days_before, period_days }, Some(ex_date)) => {
                let first = ex_date.plus_days(-begins_days_before);
                block.days_held_in(Span { first, last: first.plus_days(period_days - 1) }) > more_than_days
            }
            _ => true,
        })
}
