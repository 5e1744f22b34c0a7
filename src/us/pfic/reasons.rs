//! Which rules were followed, and how: steps, rows of tables, notes.

use super::engine::Engine;
use crate::answer::pfic::{Character, Charge, DayCount, EventKind, LotYear, PficEvent, PficRegime, PficStep, PficYear};
use crate::lang::{Lang, chosen};
use crate::law::{Rule, tables};
use crate::units::{Decimal28, Usd, grouped_decimal};

use rust_decimal::Decimal;

/// The rows of tables that charges were taken from, in the order of the tables.
pub(super) fn rows(engine: &Engine<'_>, years: &[PficYear]) -> Vec<&'static Rule> {
    let charges: Vec<_> = charges(years).collect();
    let mut used: Vec<&'static Rule> = charges.iter().map(|charge| charge.rate_rule).collect();
    used.extend(years.iter().filter(|year| year.totals.tax > NOTHING).map(|year| year.year.due_rule));
    let bearing = charges.iter().filter(|charge| charge.tax > NOTHING);
    let interest = bearing.clone().map(|charge| charge.from).min().zip(bearing.map(|charge| charge.to).max());
    let mut given = None;
    for (_, _, row) in interest.into_iter().flat_map(|(from, to)| engine.tables.rows(from, to)) {
        match row {
            Some(row) => used.push(row),
            None => given = Some(&engine.chapter.details.given_rates),
        }
    }
    let in_order = tables::rules().filter(|rule| used.contains(rule));
    in_order.chain(given).collect()
}

pub(super) fn notes(engine: &Engine<'_>, years: &[PficYear]) -> Vec<&'static Rule> {
    let details = engine.chapter.details;
    let spread = years.iter().flat_map(|year| &year.events).any(|event| !event.lines.is_empty());
    let all = [
        (engine.regime == PficRegime::Default && engine.holding.mark_to_market.is_some(), &details.election_ignored),
        (engine.regime == PficRegime::MarkToMarket, &details.marketable),
        (years.iter().flat_map(|year| &year.events).any(|event| event.never_qualified), &engine.chapter.dividends),
        (super::open_interest(years, engine.tables.interest_ends()).is_some(), &details.open_interest),
        (spread, &details.cents),
        (spread && engine.day_count == DayCount::Statute, &details.day_counts_differ),
        (!years.is_empty(), &details.form_revision),
        (!years.is_empty(), &engine.chapter.form),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, rule)| rule).collect()
}

/// Every rule followed: those on the whole holding, then year by year.
pub(super) fn steps(engine: &Engine<'_>, years: &[PficYear]) -> Vec<PficStep> {
    let mut steps = Steps(Vec::new());
    let (chapter, details) = (engine.chapter, engine.chapter.details);
    match engine.election() {
        None => steps
            .add(&chapter.default_regime, word!("there is no mark-to-market election", "時価評価選択なし").to_owned()),
        Some(election) => {
            let first = election.first_year;
            let until = election.last_year.map_or(String::new(), |last| said!(" through {last}", "{last}年度まで"));
            let elected = said!("elected from tax year {first}{until}", "{first}年度から{until}選択");
            steps.add(&chapter.election, elected);
            steps.add(&details.election_years, said!("the first is {first}", "初年度は{first}年度"));
            steps.add(&details.marketable, word!("taken to be marketable", "市場性があるものとして扱う").to_owned());
        }
    }
    match engine.holding.first_pfic_day() {
        Some(day) => steps
            .add(&details.taint, said!("a PFIC since the year that begins on {day}", "{day}に開始する年度からPFIC")),
        None => steps.add(&details.taint, word!("never a PFIC", "PFICに該当したことはない").to_owned()),
    }
    match engine.day_count {
        DayCount::Statute => {
            steps.add(&details.days_statute, word!("asked for: statute", "指定：statute").to_owned());
        }
        DayCount::Inclusive => {
            steps.add(&details.days_inclusive, word!("asked for: inclusive", "指定：inclusive").to_owned());
        }
    }
    for year in years {
        steps.year(engine, year);
    }
    steps.0
}

struct Steps(Vec<PficStep>);

const NOTHING: Usd = Usd::from_cents(0);

impl Steps {
    fn add(&mut self, rule: &'static Rule, because: String) {
        self.0.push(PficStep { rule, because });
    }

    fn year(&mut self, engine: &Engine<'_>, year: &PficYear) {
        let (chapter, details, name) = (engine.chapter, engine.chapter.details, year.year.name);
        self.test(engine, year);
        for event in &year.events {
            match event.kind {
                EventKind::Distribution => self.distribution(engine, event),
                EventKind::Sale => self.sale(engine, event),
                EventKind::Mark => {
                    let increase = said!("{}: an increase of {}", "{}：値上がり益{}", event.date, usd(event.spread));
                    self.add(&details.coordination, increase);
                }
            }
            self.allocation(engine, event);
        }
        let totals = &year.totals;
        if totals.tax > NOTHING {
            let charges = year.events.iter().flat_map(|event| &event.lines).filter_map(|line| line.charge.as_ref());
            let earliest = charges.map(|charge| charge.from).min().unwrap_or(year.year.due);
            self.add(&details.highest_rate, said!("{name}: {} in tax", "{name}年度：税額{}", usd(totals.tax)));
            let runs = said!(
                "{name}: from {earliest} at the earliest, to {}",
                "{name}年度：最も早いもので{earliest}から{}まで",
                year.year.due
            );
            self.add(&chapter.interest, said!("{runs}: {}", "{runs}：{}", usd(totals.interest)));
            self.add(&details.compounding, runs);
        }
        self.marks(engine, year);
        if totals.not_excess > NOTHING && year.events.iter().any(|event| event.never_qualified) {
            let because =
                said!("{name}: {} at ordinary rates", "{name}年度：通常の税率の対象{}", usd(totals.not_excess));
            self.add(&chapter.dividends, because);
        }
    }

    fn test(&mut self, engine: &Engine<'_>, year: &PficYear) {
        let (chapter, details, name) = (engine.chapter, engine.chapter.details, year.year.name);
        let tested: Vec<_> = year.lots.iter().filter(|lot| !lot.received.is_zero()).collect();
        if tested.is_empty() {
            return;
        }
        let sum = |of: fn(&LotYear) -> Decimal28| yen(tested.iter().map(|lot| of(lot)).sum());
        let (received, average, threshold, excess) =
            (sum(|lot| lot.received), sum(|lot| lot.average), sum(|lot| lot.threshold), sum(|lot| lot.excess));
        let first = tested.iter().filter(|lot| lot.years == 0).count();
        if first > 0 {
            let because = said!(
                "{name}: the first year of {first} of {}",
                "{name}年度：{}のうち{first}件の初年度",
                lots(tested.len())
            );
            self.add(&details.first_year, because);
        }
        if first < tested.len() {
            let because = said!(
                "{name}: {received} received; the average of the preceding years is {average}, of which {} is \
                 {threshold}: {excess} in excess",
                "{name}年度：受領額{received}；過年度の平均額{average}、その{}は{threshold}：超過額{excess}",
                chapter.excess_over
            );
            self.add(&chapter.excess, because);
            let preceding = sum(|lot| lot.preceding);
            let because =
                said!("{name}: the preceding years count {preceding}", "{name}年度：過年度の算入額{preceding}");
            self.add(&details.earlier_excess, because);
        }
        if tested.len() > 1 {
            let because = said!(
                "{name}: {} blocks, each by itself",
                "{name}年度：所有期間の異なる{}群をそれぞれ別に計算",
                tested.len()
            );
            self.add(&details.share_by_share, because);
        }
    }

    fn distribution(&mut self, engine: &Engine<'_>, event: &PficEvent) {
        let (chapter, details) = (engine.chapter, engine.chapter.details);
        let distribution = engine.holding.distribution(event.at);
        if let Some(excess) = event.excess_jpy.filter(|_| event.spread > NOTHING) {
            let spot = distribution.jpy_per_usd;
            let because = said!(
                "{}: {} at {spot} yen for a dollar: {}",
                "{}：{}（1ドル={spot}円）：{}",
                event.date,
                yen(excess),
                usd(event.spread)
            );
            self.add(&details.own_currency, because);
        }
        if let Some((rate, treaty)) = chapter.treaty_rate(event.date).filter(|_| distribution.withheld.value() > 0) {
            let withheld = distribution.withheld;
            let due = engine.due_rate(event.date).filter(|due| *due != rate);
            let due = due.map_or(String::new(), |due| said!(", {due} is due", "、納付すべき税率は{due}"));
            let back = event.refundable_jpy.filter(|yen| yen.value() > 0);
            let back =
                back.map_or(String::new(), |yen| said!("; {yen} yen can be claimed back", "；還付請求できる額{yen}円"));
            let creditable = event.creditable_jpy.unwrap_or_default();
            let because = said!(
                "{}: {withheld} yen withheld, the treaty allows {rate}{due}: {creditable} yen{back}",
                "{}：源泉徴収税額{withheld}円、租税条約の限度税率{rate}{due}：控除対象{creditable}円{back}",
                event.date
            );
            self.add(&details.creditable, because);
            self.add(treaty, said!("{}: {rate} of the gross amount", "{}：支払金額の{rate}", event.date));
            let (now, prior) = (usd(event.credit_now), usd(event.credit));
            let because = said!(
                "{}: {now} credited now, {prior} against prior years",
                "{}：当年度の控除額{now}、過年度分に対する控除額{prior}",
                event.date
            );
            self.add(&chapter.credit, because);
        }
    }

    fn sale(&mut self, engine: &Engine<'_>, event: &PficEvent) {
        let (chapter, details) = (engine.chapter, engine.chapter.details);
        let sale = engine.holding.sale(event.at);
        let which = if sale.identified { &details.identified } else { &details.first_in };
        let (sold, of) = (shares(sale.shares), lots(sale.from.len()));
        self.add(which, said!("{}: {sold} of {of}", "{}：{of}の{sold}", event.date));
        if event.spread > NOTHING {
            self.add(&chapter.gain, said!("{}: a gain of {}", "{}：譲渡益{}", event.date, usd(event.spread)));
        }
        if event.loss > NOTHING {
            self.add(&details.loss, said!("{}: a loss of {}", "{}：譲渡損失{}", event.date, usd(event.loss)));
        }
        if event.other_gain != NOTHING {
            let because = said!(
                "{}: {} on shares that never were stock of a PFIC",
                "{}：一度もPFIC株式でなかった株式に係る{}",
                event.date,
                usd(event.other_gain)
            );
            self.add(&details.taint, because);
        }
    }

    fn allocation(&mut self, engine: &Engine<'_>, event: &PficEvent) {
        let (chapter, details) = (engine.chapter, engine.chapter.details);
        let (Some(first), Some(last)) = (event.lines.first(), event.lines.last()) else { return };
        let days: Option<i32> = event.lines.iter().map(|line| line.days).sum();
        let days = days.map_or(word!("the days of each lot", "各取得口の日数").to_owned(), |days| {
            said!("{days} days", "{days}日")
        });
        let (from, to) = (first.span.first, last.span.last);
        let because = said!(
            "{}: {} over {days}, {from} to {to}",
            "{}：{}を{from}から{to}までの{days}に配分",
            event.date,
            usd(event.spread)
        );
        self.add(&chapter.allocation, because);
        let of = |character| {
            let lines = event.lines.iter().filter(|line| line.character == character);
            lines.map(|line| line.allocated).fold(NOTHING, |sum, part| sum + part)
        };
        for (rule, character) in [
            (&details.pre_pfic, Character::BeforePfic),
            (&chapter.prior_years, Character::PriorYear),
            (&chapter.current_year, Character::CurrentYear),
        ] {
            if of(character) > NOTHING {
                self.add(rule, said!("{}: {}", "{}：{}", event.date, usd(of(character))));
            }
        }
    }

    fn marks(&mut self, engine: &Engine<'_>, year: &PficYear) {
        let (chapter, details, name) = (engine.chapter, engine.chapter.details, year.year.name);
        let totals = &year.totals;
        if totals.marked_income > NOTHING {
            self.add(&chapter.inclusion, of_year(name, totals.marked_income));
            self.add(&chapter.ordinary_rates, of_year(name, totals.marked_income));
        }
        if year.marks.iter().any(|mark| mark.basis > mark.value) {
            let unreversed = year.marks.iter().map(|mark| mark.unreversed).fold(NOTHING, |sum, part| sum + part);
            let before = said!("{name}: {} before", "{name}年度：それまでの額{}", usd(unreversed));
            self.add(&details.unreversed, before);
            self.add(&chapter.limited_loss, of_year(name, totals.marked_loss));
        }
        if let Some(after) =
            year.marks.iter().filter(|mark| !mark.is_sale).map(|mark| mark.basis_after).reduce(|sum, part| sum + part)
        {
            self.add(&chapter.basis, said!("{name}: {} after", "{name}年度：調整後{}", usd(after)));
        }
        if year.marks.iter().any(|mark| mark.is_sale && mark.general_gain.is_none()) {
            let loss = usd(totals.capital_loss);
            let because = said!("{name}: {loss} under the general rules", "{name}年度：一般規定による{loss}");
            self.add(&details.marked_sale, because);
        }
        if let Some(gain) = year.marks.iter().filter_map(|mark| mark.general_gain).reduce(|sum, part| sum + part) {
            let because =
                said!("{name}: sold with {} under the general rules", "{name}年度：売却、一般規定による{}", usd(gain));
            self.add(&details.unmarked_year, because);
        }
        let elected = engine.election().is_some_and(|election| election.covers(name));
        if elected && engine.holding.pfic_year(year.year.span.last).is_none() {
            let last = year.year.span.last;
            let because =
                said!("{name}: the company is no PFIC on {last}", "{name}年度：会社は{last}にPFICに該当しない");
            self.add(&details.unmarked_year, because);
        }
        let after = engine.election().and_then(|election| election.last_year).is_some_and(|last| last < name);
        if after {
            self.add(&details.restart, said!("{name}: the election has ended", "{name}年度：選択は終了している"));
        }
    }
}

fn charges(years: &[PficYear]) -> impl Iterator<Item = &Charge> {
    let lines = years.iter().flat_map(|year| &year.events).flat_map(|event| &event.lines);
    lines.filter_map(|line| line.charge.as_ref())
}

fn lots(count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    match chosen() {
        Lang::En => format!("{count} lot{s}"),
        Lang::Ja => format!("取得口{count}件"),
    }
}

fn shares(count: Decimal) -> String {
    let s = if count == Decimal::ONE { "" } else { "s" };
    let count = grouped_decimal(count);
    match chosen() {
        Lang::En => format!("{count} share{s}"),
        Lang::Ja => format!("{count}株"),
    }
}

fn of_year(name: i32, amount: Usd) -> String {
    said!("{name}: {}", "{name}年度：{}", usd(amount))
}

fn usd(usd: Usd) -> String {
    usd.to_string()
}

fn yen(yen: Decimal28) -> String {
    said!("{} yen", "{}円", grouped_decimal(yen.decimal(2)))
}
