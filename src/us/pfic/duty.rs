//! For which tax years Form 8621 is filed: events, marks, and stock that is only held, section 1298(f).

use super::engine::Engine;
use crate::answer::pfic::{Duty, EventKind, Filing, PficYear, TaxYear};
use crate::facts::HolderKind;
use crate::law::DutyRules;
use crate::units::{Day, Exact, Usd};

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
        return of(Duty::Event, form, "a mark-to-market election is in effect".to_owned());
    }
    let Some(rules) = engine.chapter.duty else {
        return of(Duty::Event, form, "shares are held while the company is a PFIC".to_owned());
    };
    if year.span.last < rules.ends_from {
        return of(
            Duty::NotDue,
            &rules.suspended,
            format!("nothing happened, and the year ends on {}", year.span.last),
        );
    }
    let (duty, because) = by_value(engine, rules, year);
    of(duty, if duty == Duty::NotDue { &rules.exempt } else { &rules.part_one }, because)
}

fn events(year: &PficYear) -> String {
    let count = |kind: EventKind| year.events.iter().filter(|event| event.kind == kind).count();
    let marks = year.marks.len();
    let kinds = [
        (count(EventKind::Distribution), "distribution"),
        (count(EventKind::Sale), "sale"),
        (marks.max(count(EventKind::Mark)), "mark"),
    ];
    let some = kinds.iter().filter(|(count, _)| *count > 0);
    let named = some.map(|(count, name)| if *count == 1 { format!("1 {name}") } else { format!("{count} {name}s") });
    named.collect::<Vec<_>>().join(", ")
}

/// By what the stock is worth at the end of the year, or else by what it cost.
fn by_value(engine: &Engine<'_>, rules: &DutyRules, year: TaxYear) -> (Duty, String) {
    let holding = engine.holding;
    let last = year.span.last;
    let held = || engine.blocks.iter().map(|begun| &begun.block).filter(|block| block.is_held_after(last));
    if held().next().is_none() {
        return (Duty::NotDue, format!("nothing is held on {last}"));
    }
    let price = holding.prices.iter().find(|price| price.date == last);
    let valued: Exact = match price {
        Some(price) => held().map(|block| price.per_unit * Exact::from(block.shares)).sum(),
        None => held()
            .map(|block| {
                let lot = &holding.lots[block.lot];
                lot.cost.usd() * Exact::ratio(block.shares, lot.shares)
            })
            .sum(),
    };
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
    let what = if price.is_some() { "is worth" } else { "cost" };
    let and_other = if other.is_zero() { String::new() } else { format!(", with {} of others", other.usd()) };
    let stated = format!("stock that {what} {} is held on {last}{and_other}", valued.usd());
    if all > most.1 {
        let open = if price.is_some() {
            String::new()
        } else {
            format!("; what it is worth on that day decides, and the mark is {}", most.1.usd())
        };
        return (Duty::PartOne, format!("{stated}{open}"));
    }
    if price.is_none() {
        return (Duty::Depends, format!("{stated}; state its price on that day (prices)"));
    }
    if all > most.0 {
        let marks: [Usd; 2] = [most.0.usd(), most.1.usd()];
        return (
            Duty::Depends,
            format!("{stated}, between {} and {}: state whether the holder files jointly (joint)", marks[0], marks[1]),
        );
    }
    (Duty::NotDue, format!("{stated}, no more than {}", most.0.usd()))
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
    let what = if is_priced { "is worth" } else { "cost" };
    let stated = format!("stock that {what} {} is owned through another PFIC on {last}", valued.usd());
    match (is_priced, valued <= most, other) {
        (true, true, _) => Some((Duty::NotDue, format!("{stated}, no more than {}", most.usd()))),
        (true, false, Some(_)) => None,
        (true, false, None) => {
            Some((Duty::Depends, format!("{stated}, more than {}: state other_pfic_value_usd", most.usd())))
        }
        (false, ..) => Some((Duty::Depends, format!("{stated}; state its price on that day (prices)"))),
    }
}
