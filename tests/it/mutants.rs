//! The truth tables notice it when a number of a treaty, a date, a condition or a row of it is another one.
//!
//! Laws are made that differ from the statutes in one place each, and asked the rows of that partner's residents: some row
//! must come out otherwise. It is what a tool that changes the source does, with one build for all changes.

use std::collections::BTreeMap;

use iijtax::law::statute::LAW;
use iijtax::law::{
    Condition, Country, Effect, Ends, HoldingPeriod, Law, Length, Regime, Rule, Threshold, Treaty, When,
};
use iijtax::units::{Percent, Rate};
use rust_decimal::Decimal;

use crate::support::{answer_under, at};
use crate::tables::{Row, rows_in, same};

/// One change of one version of a treaty.
struct Mutant {
    what: String,
    partner: Country,
    regimes: Vec<Regime>,
}

impl Mutant {
    /// The statutes with this version of the treaty. What is leaked ends with the test.
    fn law(&self) -> &'static Law {
        let changed = Treaty { partners: [self.partner].to_vec().leak(), regimes: self.regimes.clone().leak() };
        let others = LAW.treaties.iter().filter(|treaty| !treaty.partners.contains(&self.partner)).copied();
        let treaties: Vec<Treaty> = others.chain([changed]).collect();
        Box::leak(Box::new(Law { treaties: treaties.leak(), ..LAW }))
    }
}

fn with_rows(regimes: &[Regime], at: usize, rows: Vec<Rule>) -> Vec<Regime> {
    let mut regimes = regimes.to_vec();
    regimes[at].rows = rows.leak();
    regimes
}

fn beside(percent: Percent, by: Decimal) -> Option<Percent> {
    Percent::new(percent.value() + by)
}

/// The same condition with another number.
fn other(condition: Condition) -> Vec<(String, Condition)> {
    let hundredth = Decimal::new(1, 2);
    let thresholds = |threshold: Threshold| -> Vec<(String, Threshold)> {
        let percent = threshold.percent();
        let moved = [hundredth, -hundredth].into_iter().filter_map(|by| beside(percent, by));
        let moved = moved.map(|percent| match threshold {
            Threshold::AtLeast(_) => Threshold::AtLeast(percent),
            Threshold::MoreThan(_) => Threshold::MoreThan(percent),
        });
        let turned = match threshold {
            Threshold::AtLeast(_) => Threshold::MoreThan(percent),
            Threshold::MoreThan(_) => Threshold::AtLeast(percent),
        };
        moved.chain([turned]).map(|it| (format!("{it:?}"), it)).collect()
    };
    let lengths = |length: Length| match length {
        Length::Months(months) => vec![Length::Months(months - 1), Length::Months(months + 1)],
        Length::Days(days) => vec![Length::Days(days - 1), Length::Days(days + 1)],
        Length::YearByDate => vec![Length::Months(11), Length::Months(13)],
    };
    let periods = |period: HoldingPeriod| -> Vec<HoldingPeriod> {
        match period {
            HoldingPeriod::Throughout(length, ends) => {
                let other = if ends == Ends::Entitlement { Ends::AccountingPeriod } else { Ends::Entitlement };
                let moved = lengths(length).into_iter().map(|length| HoldingPeriod::Throughout(length, ends));
                moved.chain([HoldingPeriod::OnEntitlement, HoldingPeriod::Throughout(length, other)]).collect()
            }
            HoldingPeriod::Including(length) => {
                let moved = lengths(length).into_iter().map(HoldingPeriod::Including);
                moved.chain([HoldingPeriod::Throughout(length, Ends::Entitlement)]).collect()
            }
            _ => Vec::new(),
        }
    };
    let both = |threshold, period, make: fn(Threshold, HoldingPeriod) -> Condition| {
        let of_number = thresholds(threshold).into_iter().map(move |(what, it)| (what, make(it, period)));
        let of_period = periods(period).into_iter().map(move |it| (format!("{it:?}"), make(threshold, it)));
        of_number.chain(of_period).collect::<Vec<_>>()
    };
    match condition {
        Condition::VotingStock(threshold, period) => {
            let mut all = both(threshold, period, Condition::VotingStock);
            all.push(("directly".to_owned(), Condition::DirectVotingStock(threshold, period)));
            all
        }
        Condition::DirectVotingStock(threshold, period) => {
            let mut all = both(threshold, period, Condition::DirectVotingStock);
            all.push(("directly or indirectly".to_owned(), Condition::VotingStock(threshold, period)));
            all
        }
        _ => Vec::new(),
    }
}

/// Every change of one place of the treaty with a partner.
fn mutants(partner: Country) -> Vec<Mutant> {
    let regimes = LAW.regimes_with(partner);
    let mut all = Vec::new();
    let mut add = |what: String, regimes: Vec<Regime>| all.push(Mutant { what, partner, regimes });
    for (at, regime) in regimes.iter().enumerate() {
        if at > 0 && regime.election.is_none() && regimes[at - 1].election.is_none() {
            for days in [-1, 1] {
                let mut moved = regimes.to_vec();
                let first = regime.span.first.plus_days(days);
                (moved[at].span.first, moved[at - 1].span.last) = (first, first.plus_days(-1));
                add(format!("{} from {first}", regime.id), moved);
            }
        }
        for (place, rule) in regime.rows.iter().enumerate() {
            // Versions can have a row in common.
            let of = format!("{} {}", regime.id, rule.id);
            let changed = |rule: Rule| {
                let mut rows = regime.rows.to_vec();
                rows[place] = rule;
                with_rows(regimes, at, rows)
            };
            if let Effect::Withhold(rate) = rule.effect {
                let next = Rate::new(rate.value() + Decimal::new(5, 1)).unwrap();
                add(format!("{of}: {next}"), changed(Rule { effect: Effect::Withhold(next), ..*rule }));
            }
            if place + 1 < regime.rows.len() {
                let mut rows = regime.rows.to_vec();
                rows.remove(place);
                add(format!("{of}: no such row"), with_rows(regimes, at, rows));
            }
            for (which, condition) in rule.when.iter().enumerate() {
                let with = |conditions: Vec<Condition>| changed(Rule { when: When::all(conditions.leak()), ..*rule });
                let mut without = rule.when.to_vec();
                without.remove(which);
                add(format!("{of}: not asked {condition:?}"), with(without));
                for (what, condition) in other(*condition) {
                    let mut when = rule.when.to_vec();
                    when[which] = condition;
                    add(format!("{of}: {what}"), with(when));
                }
            }
        }
        for (place, rule) in regime.preconditions.iter().enumerate() {
            let mut without = regimes.to_vec();
            let mut rules = regime.preconditions.to_vec();
            rules.remove(place);
            without[at].preconditions = rules.leak();
            add(format!("{}: not asked", rule.id), without);
        }
    }
    all
}

fn is_noticed(mutant: &Mutant, rows: &[Row]) -> bool {
    let law = mutant.law();
    rows.iter().any(|row| match answer_under(law, &row.profile) {
        Err(_) => true,
        Ok(answer) => row.expected.iter().any(|(path, expected)| !same(expected, &at(&answer, path))),
    })
}

/// Changes that no row notices, and why: those that change no answer, and those for which a row is still to be worked out.
const UNNOTICED: &[(&str, &str)] = &[
    (".resident: not asked", "a treaty is found by the country of residence"),
    ("ph-1980.", "25% is above the rate without a treaty, whatever it is"),
    ("at-1961.parent-company: not asked CapitalLikeVotes", "it is assumed, and only told"),
    ("pension-fund: not asked MayMeetAnyLobTest", "it is taken to hold of a fund that says nothing of it"),
    ("au-2008.controlling-listed-company: not asked Kind", "only a company is listed"),
    ("pk-treaty-1959 from", "neither side of the day is encoded"),
    ("unread-treaty.", "the treaties of Fiji, and of Pakistan before 2009, set no limit that it could guard"),
    (
        "th-1990.",
        "its rates are above the rate without a treaty of a listed payer: rows of other payers are to be added",
    ),
    (", AccountingPeriod)", "to be added: rows whose accounting period ends on another day than the entitlement"),
    (", Entitlement)", "to be added: the same"),
    (
        ": directly",
        "to be added: rows with a part that is held through others, under treaties that do not say which counts",
    ),
    ("mx-1996.qualified-company", "to be added: a company that states to be qualified and no paragraph"),
    ("nl-1970-elected.", "to be added: rows of the elected version"),
    ("us-treaty-1971-elected", "to be added: the same"),
    ("us-2003.controlling", "to be added: rows of each paragraph beside the thresholds of 2003"),
    ("us-2013.controlling", "to be added: the same of 2013"),
];

/// One in so many is tried, in every partner's treaty: all of them take minutes. `EVERY_MUTANT=1` tries them all.
const ONE_IN: usize = 12;

#[test]
fn a_change_of_a_treaty_is_noticed_by_some_row() {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows_in("fixtures/tables-statute") {
        let residence = row.profile["residence"].as_str().unwrap_or_default().to_owned();
        rows.entry(residence).or_default().push(row);
    }
    let every = std::env::var_os("EVERY_MUTANT").is_some();
    let mut partners: Vec<Country> = LAW.treaties.iter().flat_map(|treaty| treaty.partners).copied().collect();
    partners.sort_unstable();
    let (mut tried, mut survivors) = (0, Vec::new());
    for (number, mutant) in partners.into_iter().flat_map(mutants).enumerate() {
        if !every && number % ONE_IN != 0 {
            continue;
        }
        tried += 1;
        let of = rows.get(mutant.partner.as_str()).map_or(&[][..], Vec::as_slice);
        let is_expected = UNNOTICED.iter().any(|(part, _)| mutant.what.contains(part));
        if !is_expected && !is_noticed(&mutant, of) {
            survivors.push(mutant.what);
        }
    }
    assert!(tried >= 60, "{tried}");
    assert!(survivors.is_empty(), "{} of {tried} survive:\n{}", survivors.len(), survivors.join("\n"));
}
