//! Whether the shares were held when the holder became entitled.

use super::{Contradiction, Report};
use crate::facts::{Case, Field, Ownership, Stated};
use crate::units::Day;

/// Nobody is entitled to a dividend on a holding that began after the entitlement date, or that was sold
/// before the ex-dividend date.
#[inline]
pub(super) fn held_in_time(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    let entitled = case.dividend.entitlement_date;
    if case.lots.is_empty()
        && let Ownership::Constant { since, .. } = case.ownership
        && since.zip(entitled).is_none_or(|(since, entitled)| since <= entitled)
        && since.zip(case.dividend.ex_date).is_none_or(|(since, ex_date)| since < ex_date)
    {
        return;
    }
    late_or_sold(case, entitled, report);
}

#[inline(never)]
fn late_or_sold(case: &Case, entitled: Option<Day>, report: Report<'_>) {
    let late =
        |day: Option<Day>| day.zip(entitled).filter(|(day, entitled)| day > entitled).map(|(_, entitled)| entitled);
    let ex = case.dividend.ex_date;
    let from_ex = |day: Option<Day>| day.zip(ex).filter(|(day, ex)| day >= ex).map(|(_, ex)| ex);
    if let Some(entitled) = late(case.ownership.since()) {
        report(Contradiction::new(Field::HeldSince, not_after_entitlement(entitled)));
    } else if let Some(ex) = from_ex(case.ownership.since()) {
        let wanted = said!(
            "a day before the ex-dividend date {ex}: what is bought then does not get this dividend",
            "配当落ち日（{ex}）より前の日（その日以後に買った株式にこの配当は支払われない）"
        );
        report(Contradiction::new(Field::HeldSince, wanted));
    }
    if let Ownership::History(steps) = &case.ownership
        && let Some(entitled) = late(steps.first().map(|(from, _)| *from))
    {
        let wanted = said!(
            "a first step not after the entitlement date {entitled}",
            "権利確定日（{entitled}）以前の日から始まる履歴"
        );
        report(Contradiction::new(Field::OwnershipHistory, wanted));
    }
    for (at, lot) in case.lots.iter().enumerate() {
        let sold = lot.disposed.zip(case.dividend.ex_date).filter(|(sold, ex)| sold < ex);
        if let (Some(entitled), Some(acquired)) = (late(lot.acquired), lot.acquired) {
            let wanted = said!(
                "one not after the entitlement date {entitled}: the lot does not get this dividend",
                "権利確定日（{entitled}）以前の取得（その後に取得した取得口にこの配当は支払われない）"
            );
            let lot = Contradiction::new(Field::Lots, wanted).called(format!("lots[{at}].acquired"));
            report(lot.got(said!("an acquisition on {acquired}", "{acquired}の取得")));
        } else if let (Some(ex), Some(acquired)) = (from_ex(lot.acquired), lot.acquired) {
            let wanted = said!(
                "one before the ex-dividend date {ex}: the lot does not get this dividend",
                "配当落ち日（{ex}）より前の取得（その日以後に取得した取得口にこの配当は支払われない）"
            );
            let lot = Contradiction::new(Field::Lots, wanted).called(format!("lots[{at}].acquired"));
            report(lot.got(said!("an acquisition on {acquired}", "{acquired}の取得")));
        }
        if let Some((sold, ex)) = sold {
            let wanted = said!(
                "one not before the ex-dividend date {ex}: the lot does not get this dividend",
                "配当落ち日（{ex}）以後の処分（その前に処分した取得口にこの配当は支払われない）"
            );
            let lot = Contradiction::new(Field::Lots, wanted).called(format!("lots[{at}].disposed"));
            report(lot.got(said!("a disposal on {sold}", "{sold}の処分")));
        }
    }
}

/// The last day of a holding that is there on the entitlement date.
#[inline]
pub(super) fn held_until(stated: &Stated, report: Report<'_>) {
    let case = &stated.case;
    let Some(until) = case.held_until else { return };
    if let Some(since) = case.ownership.since().filter(|since| until < *since) {
        let wanted = said!("a day not before held_since, {since}", "held_since（{since}）以後の日");
        report(Contradiction::new(Field::HeldUntil, wanted));
    } else if let Some(entitled) = case.dividend.entitlement_date.filter(|entitled| until < *entitled) {
        report(Contradiction::new(Field::HeldUntil, not_before_entitlement(entitled)));
    }
}

pub(super) fn not_before_entitlement(entitled: Day) -> String {
    said!("a day not before the entitlement date {entitled}", "権利確定日（{entitled}）以後の日")
}

fn not_after_entitlement(entitled: Day) -> String {
    said!("a day not after the entitlement date {entitled}", "権利確定日（{entitled}）以前の日")
}
