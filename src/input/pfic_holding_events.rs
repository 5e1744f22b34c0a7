//! Distributions and year-end prices: what each share received, and what it was worth.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::object::{Object, Problems};
use super::pfic_holding_amounts::{Located, Rates};
use crate::facts::{Block, Distribution, PficHolding, YearEndPrice};
use crate::units::{AdsRatio, Exact, Percent, Yen};

/// The bound that every amount of yen has.
const MOST_YEN: i64 = 100_000_000_000_000;

pub(super) fn distributions<'a>(
    object: &Object<'a, '_>,
    holding: &PficHolding,
    blocks: &[Block],
    rates: &Rates<'_>,
    complete: bool,
) -> Vec<(Distribution, Located<'a>)> {
    let read = |it: &Object<'a, '_>| {
        let date = it.date("date")?;
        let spot = rates.of(it, date);
        let ex_date = it.date("ex_date");
        if let (Some(node), Some(ex_date)) = (it.node("ex_date"), ex_date)
            && ex_date > date
        {
            let wanted = said!("a day not after the distribution on {date}", "分配日（{date}）以前の日");
            rates.problems.contradiction(node, &it.at("ex_date"), wanted);
            return None;
        }
        let held: Decimal = blocks.iter().filter(|block| block.gets(date, ex_date)).map(|block| block.shares).sum();
        let node = it.node("date")?;
        if held.is_zero() {
            if complete {
                let wanted = match holding.lots.first() {
                    Some(lot) if date <= lot.acquired => {
                        said!("a day after the first acquisition, on {}", "最初の取得日（{}）より後の日", lot.acquired)
                    }
                    Some(lot) if ex_date.is_some_and(|ex_date| ex_date <= lot.acquired) => {
                        said!(
                            "an ex-dividend date after the first acquisition, on {}",
                            "最初の取得日（{}）より後の配当落ち日",
                            lot.acquired
                        )
                    }
                    _ => word!("a day on which shares are held", "株式を保有している日").to_owned(),
                };
                rates.problems.contradiction(node, &it.at("date"), wanted);
            }
            return None;
        }
        let held = Exact::from(held);
        let (per_unit, gross) = match (it.node("per_share_jpy"), it.node("gross_jpy")) {
            (Some(_), Some(second)) => {
                let wanted =
                    word!("either per_share_jpy or gross_jpy, not both", "per_share_jpyとgross_jpyのいずれか一方");
                rates.problems.contradiction(second, &it.at("gross_jpy"), wanted);
                return None;
            }
            (Some(_), None) => {
                let yen = Exact::from(it.number("per_share_jpy")?);
                let per_unit = holding.ads_per_share.map_or(yen, |ratio| yen * ratio.shares_of_an_ads());
                let per_unit = rates.since_splits(it, "per_share_jpy", per_unit, date)?;
                (per_unit, per_unit * held)
            }
            (None, Some(_)) => {
                let gross = Exact::from(it.number("gross_jpy")?);
                (gross / held, gross)
            }
            (None, None) => {
                let wanted = word!("per_share_jpy or gross_jpy", "per_share_jpy又はgross_jpy");
                let got = word!("nothing", "記載なし");
                rates.problems.add(it.place(), &it.at("per_share_jpy"), got, wanted, None);
                return None;
            }
        };
        if gross >= Exact::whole(MOST_YEN) {
            let wanted = said!("less than {MOST_YEN} yen for the whole holding", "保有株式全体で{MOST_YEN}円未満の額");
            rates.problems.contradiction(node, &it.at("per_share_jpy"), wanted);
            return None;
        }
        let withheld = withheld(it, gross, rates.problems)?;
        let distribution = Distribution { date, ex_date, per_unit, gross, withheld, jpy_per_usd: spot? };
        Some((distribution, Located { node: node.clone(), path: it.at("date") }))
    };
    object.objects("distributions").iter().filter_map(|(_, it)| read(it)).collect()
}

fn withheld(it: &Object<'_, '_>, gross: Exact, problems: &Problems) -> Option<Yen> {
    let percent = it.percent("withheld_percent");
    let yen = it.number("withheld_jpy").and_then(|yen| i64::try_from(yen).ok()).map(Yen::new);
    if let (Some(_), Some(second)) = (it.node("withheld_percent"), it.node("withheld_jpy")) {
        let wanted =
            word!("either withheld_percent or withheld_jpy, not both", "withheld_percentとwithheld_jpyのいずれか一方");
        problems.contradiction(second, &it.at("withheld_jpy"), wanted);
        return None;
    }
    if let (Some(yen), Some(node)) = (yen, it.node("withheld_jpy"))
        && Exact::from(yen) > gross
    {
        let wanted = said!("at most the distribution of {} yen", "分配額（{}円）以下の額", gross.decimal(6));
        problems.contradiction(node, &it.at("withheld_jpy"), wanted);
    }
    let of_gross = |percent: Percent| gross.percent(percent).floor_jpy();
    Some(yen.or(percent.map(of_gross)).unwrap_or(Yen::ZERO))
}

pub(super) fn prices<'a>(
    object: &Object<'a, '_>,
    holding: &PficHolding,
    rates: &Rates<'_>,
) -> Vec<(YearEndPrice, Located<'a>)> {
    let mut days = HashSet::new();
    let mut read = |it: &Object<'a, '_>| {
        let date = it.date("date")?;
        let node = it.node("date")?;
        let last = holding.tax_year(date).last;
        if date != last {
            let wanted =
                said!("the last day of a tax year of the holder, here {last}", "保有者の課税年度の末日（{last}）");
            rates.problems.contradiction(node, &it.at("date"), wanted);
        } else if !days.insert(date) {
            rates.problems.contradiction(node, &it.at("date"), word!("each day once", "重複のない日付"));
        }
        let stated: Vec<_> = ["per_share_jpy", "per_share_usd", "per_ads_usd"]
            .into_iter()
            .filter(|name| it.node(name).is_some())
            .collect();
        let ads = holding.ads_per_share.map_or(Exact::whole(1), AdsRatio::ads_of_a_share);
        let per_unit = match stated[..] {
            ["per_share_jpy"] => {
                let spot = rates.of(it, date);
                Exact::from(it.number("per_share_jpy")?) / Exact::from(spot?) / ads
            }
            ["per_share_usd"] => Exact::from(it.number("per_share_usd")?) / ads,
            ["per_ads_usd"] if holding.ads_per_share.is_some() => Exact::from(it.number("per_ads_usd")?),
            ["per_ads_usd"] => {
                let wanted = word!(
                    "a price per share, or ads_per_share with the holding",
                    "1株当たりの価格、又は保有株式についてのads_per_share"
                );
                rates.problems.contradiction(it.node("per_ads_usd")?, &it.at("per_ads_usd"), wanted);
                return None;
            }
            [] => {
                let wanted =
                    word!("per_share_jpy, per_share_usd or per_ads_usd", "per_share_jpy、per_share_usd又はper_ads_usd");
                let got = word!("nothing", "記載なし");
                rates.problems.add(it.place(), &it.at("per_share_jpy"), got, wanted, None);
                return None;
            }
            [_, second, ..] => {
                let wanted = word!("one price, not several", "1つだけの価格の記載");
                rates.problems.contradiction(it.node(second)?, &it.at(second), wanted);
                return None;
            }
            [_] => return None,
        };
        let per_unit = rates.since_splits(it, stated.first()?, per_unit, date)?;
        Some((YearEndPrice { date, per_unit }, Located { node: node.clone(), path: it.at("date") }))
    };
    object.objects("prices").iter().filter_map(|(_, it)| read(it)).collect()
}
