//! For which tax years Form 8621 is filed: events, marks, and stock that is only held, section 1298(f).

use super::engine::Engine;
use crate::answer::pfic::{Duty, EventKind, Filing, PficYear, TaxYear};
use crate::facts::{Block, HolderKind};
use crate::lang::{self, Lang};
use crate::law::DutyRules;
use crate::units::{Day, Decimal28, Exact, Usd};

use rust_decimal::Decimal;

/// Of each of these tax years, in which shares are held or something happens.
pub(super) fn filings(engine: &Engine<'_>, filing: &[TaxYear], years: &[PficYear]) -> Vec<Filing> {
    filing.iter().map(|year| of_year(engine, *year, years)).collect()
}

fn of_year(engine: &Engine<'_>, year: TaxYear, years: &[PficYear]) -> Filing {
    let form = &engine.chapter.form;
    let of = |duty, rule, because: String| Filing { year, duty, rule, because };
    let happened = years.iter().find(|it| it.year.name == year.name);
    let happened = happened.filter(|it| !(it.events.is_empty() && it.marks.is_empty()));
    if let Some(it) = happened {
        return of(Duty::Event, form, events(it));
    }
    if engine.election().is_some_and(|election| election.covers(year.name)) {
        let because = word!("a mark-to-market election is in effect", "時価評価選択が有効");
        return of(Duty::Event, form, because.to_owned());
    }
    let Some(rules) = engine.chapter.duty else {
        let because = word!("shares are held while the company is a PFIC", "会社がPFICである間に株式を所有");
        return of(Duty::Event, form, because.to_owned());
    };
    if year.span.last < rules.ends_from {
        let because = said!(
            "nothing happened, and the year ends on {}",
            "分配、売却及び時価評価のいずれもなく、年度は{}に終了",
            year.span.last
        );
        return of(Duty::NotDue, &rules.suspended, because);
    }
    let (duty, because) = by_value(engine, rules, year);
    of(duty, if duty == Duty::NotDue { &rules.exempt } else { &rules.part_one }, because)
}

fn events(year: &PficYear) -> String {
    let count = |kind: EventKind| year.events.iter().filter(|event| event.kind == kind).count();
    let marks = year.marks.len();
    let kinds = [
        (count(EventKind::Distribution), EventKind::Distribution),
        (count(EventKind::Sale), EventKind::Sale),
        (marks.max(count(EventKind::Mark)), EventKind::Mark),
    ];
    let named = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| {
        let name = lang::code(kind.name());
        let s = if *count == 1 { "" } else { "s" };
        match lang::chosen() {
            Lang::En => format!("{count} {name}{s}"),
            Lang::Ja => format!("{name}{count}件"),
        }
    });
    named.collect::<Vec<_>>().join(word!(", ", "、"))
}

/// Fraction digits of a sum of dollars that are not noise.
const SUM_PLACES: u32 = 10;

/// By what the stock is worth at the end of the year, or else by what it cost.
fn by_value(engine: &Engine<'_>, rules: &DutyRules, year: TaxYear) -> (Duty, String) {
    let holding = engine.holding;
    let last = year.span.last;
    let held = || engine.blocks.iter().map(|begun| &begun.block).filter(|block| block.is_held_after(last));
    if held().next().is_none() {
        return (Duty::NotDue, said!("nothing is held on {last}", "{last}に所有する株式はない"));
    }
    let price = holding.prices.iter().find(|price| price.date == last);
    let of_block = |block: &Block| match price {
        Some(price) => price.per_unit * Exact::from(block.shares),
        None => {
            let lot = holding.lot(block.lot);
            lot.cost.usd() * Exact::ratio(block.shares, lot.shares)
        }
    };
    // Each lot can have a denominator of its own: their exact sum has no bound.
    let valued: Decimal28 = held().map(|block| Decimal28::from(of_block(block))).sum();
    let valued = Exact::from(valued.decimal(SUM_PLACES));
    let other = holding.other_pfic_value_usd.map_or(Exact::ZERO, Exact::from);
    if holding.owned_through_pfic
        && let Some(decided) = owned_through(rules, valued, price.is_some(), last, holding.other_pfic_value_usd)
    {
        return decided;
    }
    // Stock that is owned through another PFIC is in the value of that one's.
    let all = if holding.owned_through_pfic { other } else { valued + other };
    let (single, joint) = (Exact::whole(rules.threshold), Exact::whole(rules.joint_threshold));
    let may_file_jointly = holding.kind == HolderKind::Individual;
    let most = match holding.joint.filter(|_| may_file_jointly) {
        Some(true) => (joint, joint),
        None if may_file_jointly => (single, joint),
        _ => (single, single),
    };
    let what = if price.is_some() { word!("is worth", "時価") } else { word!("cost", "取得価額") };
    let and_other = if other.is_zero() {
        String::new()
    } else {
        said!(", with {} of others", "、他のPFIC株式{}", other.usd())
    };
    let stated = said!(
        "stock that {what} {} is held on {last}{and_other}",
        "{last}に所有する株式の{what}{}{and_other}",
        valued.usd()
    );
    if all > most.1 {
        let open = if price.is_some() {
            String::new()
        } else {
            said!(
                "; what it is worth on that day decides, and the mark is {}",
                "；同日の時価により判定し、基準額は{}",
                most.1.usd()
            )
        };
        return (Duty::PartOne, format!("{stated}{open}"));
    }
    if price.is_none() {
        return (Duty::Depends, without_price(&stated));
    }
    if all > most.0 {
        let marks: [Usd; 2] = [most.0.usd(), most.1.usd()];
        let because = said!(
            "{stated}, between {} and {}: state whether the holder files jointly (joint)",
            "{stated}、{}超{}以下：夫婦合算申告か否かの記載が必要（joint）",
            marks[0],
            marks[1]
        );
        return (Duty::Depends, because);
    }
    (Duty::NotDue, said!("{stated}, no more than {}", "{stated}、{}以下", most.0.usd()))
}

/// Of stock that is owned through another PFIC: its own value up to which no form is due, and none above it where what is
/// not so owned is not stated.
fn owned_through(
    rules: &DutyRules,
    valued: Exact,
    is_priced: bool,
    last: Day,
    other: Option<Decimal>,
) -> Option<(Duty, String)> {
    let most = Exact::whole(rules.indirect_threshold);
    let what = if is_priced { word!("is worth", "時価") } else { word!("cost", "取得価額") };
    let stated = said!(
        "stock that {what} {} is owned through another PFIC on {last}",
        "{last}に他のPFICを通じて所有する株式の{what}{}",
        valued.usd()
    );
    match (is_priced, valued <= most, other) {
        (true, true, _) => Some((Duty::NotDue, said!("{stated}, no more than {}", "{stated}、{}以下", most.usd()))),
        (true, false, Some(_)) => None,
        (true, false, None) => {
            let because = said!(
                "{stated}, more than {}: state other_pfic_value_usd",
                "{stated}、{}超：other_pfic_value_usdの記載が必要",
                most.usd()
            );
            Some((Duty::Depends, because))
        }
        (false, ..) => Some((Duty::Depends, without_price(&stated))),
    }
}

fn without_price(stated: &str) -> String {
    said!("{stated}; state its price on that day (prices)", "{stated}；同日の価格の記載が必要（prices）")
}
