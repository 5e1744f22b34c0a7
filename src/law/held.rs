//! What is held of the voting stock when it matters, in words.

use super::HoldingPeriod;
use crate::facts::{Case, Ownership};
use crate::units::Percent;

/// `9.99% of the voting stock on 2007-03-31`.
pub(super) fn held(case: &Case, holding: HoldingPeriod) -> String {
    let that_day = match case.sale.is_some() {
        true => word!("the day of the sale", "譲渡の日"),
        false => word!("the entitlement date", "権利確定日"),
    };
    let on = case.ownership_day().map_or(that_day.to_owned(), |day| day.to_string());
    let assumed = matches!(case.ownership, Ownership::Constant { percent, .. } if percent.is_assumed());
    let part = |percent: Option<Percent>| match percent {
        _ if assumed => word!("under 10% (assumed)", "10%未満（仮定）").to_owned(),
        Some(percent) => percent.to_string(),
        None => said!("at most {}", "{}以下", case.ownership.largest().unwrap_or(Percent::ZERO)),
    };
    let now = part(case.ownership.on(case.ownership_day()));
    match holding {
        HoldingPeriod::OnEntitlement => {
            said!("{now} of the voting stock on {on}", "{on}において議決権のある株式の{now}")
        }
        HoldingPeriod::OnAccountingPeriodEnd => {
            let day = case.accounting_period_end();
            let last = word!("the last day of the accounting period", "事業年度の末日");
            let on = day.map_or(last.to_owned(), |day| day.to_string());
            let part = part(case.ownership.on(day));
            said!("{part} of the voting stock on {on}", "{on}において議決権のある株式の{part}")
        }
        HoldingPeriod::Including(length) => {
            let since = match case.ownership {
                Ownership::Constant { since: Some(since), .. } => said!(" since {since}", "{since}から"),
                Ownership::Constant { since: None, .. } | Ownership::History(_) => String::new(),
            };
            let until = case.held_until.map_or(String::new(), |until| said!(" until {until}", "{until}まで"));
            said!(
                "{now} of the voting stock{since}{until}, asked for {length} that include {on}",
                "{since}{until}議決権のある株式の{now}（{on}を含む{length}の所有が要件）"
            )
        }
        HoldingPeriod::Throughout(..) | HoldingPeriod::WhicheverEnd(_) | HoldingPeriod::PriorYearToPayment { .. } => {
            let Some(span) = holding.span(case) else {
                return said!("{now} of the voting stock", "議決権のある株式の{now}");
            };
            match &case.ownership {
                Ownership::Constant { since: Some(since), .. } => said!(
                    "{now} of the voting stock since {since}, asked for every day from {span}",
                    "{since}から議決権のある株式の{now}（{span}の毎日の所有が要件）"
                ),
                Ownership::Constant { since: None, .. } => {
                    said!("{now} of the voting stock", "議決権のある株式の{now}")
                }
                Ownership::History(_) => {
                    let lowest = case.ownership.lowest_in(span).unwrap_or(Percent::ZERO);
                    said!(
                        "{lowest} of the voting stock at the least from {span}",
                        "{span}の間、議決権のある株式の{lowest}以上"
                    )
                }
            }
        }
    }
}
