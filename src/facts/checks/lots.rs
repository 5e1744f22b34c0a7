//! The lots of a holder: each once, disposed of after it was acquired, and together as many shares as are stated.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Contradiction, Report};
use crate::facts::{Field, MOST_USD, Stated, StatedLot};

/// The most lots that were acquired, and disposed of, on the same days, and that are still told apart.
const MOST_LOTS_OF_A_DAY: usize = 1000;

/// So many lots are few.
const FEW_LOTS: usize = 16;

/// So many lots that stand twice are said.
const MOST_TWINS: usize = 20;

pub(super) fn check(stated: &Stated, report: Report<'_>) {
    // Few are compared with each other, and many looked up by their days.
    let are_few = stated.lots.len() <= FEW_LOTS;
    let mut by_days: HashMap<_, Vec<(usize, &StatedLot)>> = HashMap::new();
    let mut twins = 0;
    for (at, lot) in stated.lots.iter().enumerate() {
        if let (Some(acquired), Some(disposed)) = (lot.acquired, lot.disposed)
            && disposed < acquired
        {
            let wanted = said!("a day not before the acquisition on {acquired}", "取得日（{acquired}）以後の日");
            report(Contradiction::new(Field::Lots, wanted).in_item(at, Some("disposed")));
        }
        if lot.held_from.is_some_and(|from| lot.acquired.is_some_and(|acquired| from > acquired)) {
            let wanted = word!(
                "a day not after the acquisition: days of other shares are added",
                "取得日以前の日（他の株式の日数を加算するため）"
            );
            report(Contradiction::new(Field::Lots, wanted).in_item(at, Some("held_from")));
        }
        if lot.cost_jpy.is_some() && lot.cost_usd.is_some() {
            let wanted = word!("either cost_jpy or cost_usd, not both", "cost_jpyとcost_usdのいずれか一方");
            report(Contradiction::new(Field::Lots, wanted).in_item(at, Some("cost_jpy")));
        }
        let Some(acquired) = lot.acquired else { continue };
        let days = (acquired, lot.disposed);
        if are_few {
            let mut before = stated.lots.iter().take(at);
            let has_same_days = before.any(|other| other.acquired == lot.acquired && other.disposed == lot.disposed);
            if !has_same_days {
                continue;
            }
            let earlier = stated.lots.iter().enumerate().take(at);
            let of_same_days =
                earlier.filter(|(_, other)| (other.acquired, other.disposed) == (lot.acquired, lot.disposed));
            by_days.insert(days, of_same_days.collect());
        }
        let of_these_days = by_days.entry(days).or_default();
        // Lots of one day can differ in what they cost, or have ids; otherwise they are one lot.
        let twin = of_these_days.iter().find(|(_, other)| {
            let differ = |one: Option<Decimal>, other: Option<Decimal>| matches!((one, other), (Some(one), Some(other)) if one != other);
            let named = matches!((&lot.id, &other.id), (Some(one), Some(other)) if one != other);
            !(named || differ(other.cost_usd, lot.cost_usd) || differ(other.cost_jpy, lot.cost_jpy))
        });
        if let Some((twin, _)) = twin {
            twins += 1;
            if twins > MOST_TWINS {
                return;
            }
            let got = said!(
                "a lot acquired, and disposed of, on the same days as lots[{twin}]",
                "取得日及び処分日がlots[{twin}]と同じ取得口"
            );
            let lot = Contradiction::new(Field::Lots, word!("each lot once", "取得口ごとに1回の記載"))
                .in_item(at, None)
                .got(got);
            report(lot.hint(word!(
                "add up their shares, or state what each cost",
                "株数を合計するか、それぞれの取得価額を記載してください。"
            )));
        } else if of_these_days.len() == MOST_LOTS_OF_A_DAY {
            let got = said!(
                "more than {MOST_LOTS_OF_A_DAY} lots acquired, and disposed of, on the same days",
                "取得日及び処分日が同じ取得口が{MOST_LOTS_OF_A_DAY}件を超える"
            );
            let wanted =
                said!("at most {MOST_LOTS_OF_A_DAY} lots of one day", "同じ日の取得口は{MOST_LOTS_OF_A_DAY}件以下");
            let lot = Contradiction::new(Field::Lots, wanted).in_item(at, None).got(got);
            report(lot.hint(word!(
                "add up the shares of those that cost the same",
                "取得価額が同じものの株数を合計してください。"
            )));
            return;
        }
        of_these_days.push((at, lot));
    }
    for (at, (lot, stated)) in stated.case.lots.iter().zip(&stated.lots).enumerate() {
        if lot.shares.is_none() && stated.shares.is_some() && stated.acquired.is_some() {
            let wanted = word!(
                "shares that stay above 0 and up to 1,000,000,000,000 by the splits",
                "株式分割等の後も0超1,000,000,000,000以下にとどまる株数"
            );
            report(Contradiction::new(Field::Lots, wanted).in_item(at, Some("shares")));
        }
    }
    // A return of capital is divided among them, and what it leaves of each is added up.
    let costs: Decimal = match stated.facts.contains(Field::EarningsAndProfits) {
        true => stated.lots.iter().filter_map(|lot| lot.cost_usd).sum(),
        false => Decimal::ZERO,
    };
    if costs >= MOST_USD.into() {
        let wanted = said!("costs that add up to less than {MOST_USD} dollars", "合計{MOST_USD}ドル未満の取得価額");
        report(Contradiction::new(Field::Lots, wanted));
    }
    let of_lots: Option<Decimal> = stated.case.lots.iter().map(|lot| lot.shares).sum();
    if let (Some(shares), Some(of_lots)) = (stated.shares, of_lots)
        && shares != of_lots
    {
        report(Contradiction::new(Field::Shares, {
            said!("{} as the lots add up to", "取得口の合計である{}", of_lots.normalize())
        }));
    }
}
