//! The canonical answer on a holding of a passive foreign investment company.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::json::{Action, AssumedValue, Assumption, Note, Step};
use super::money::yen_digits;
use super::pfic_form::{FormLine, lines, revision};
use super::program::Program;
use crate::answer::pfic::{
    Charge, Duty, EventKind, Filing as AnswerFiling, Line, LotYear, Mark as AnswerMark, PficAnswer, PficEvent,
    PficRegime, PficStep, PficTotals, PficYear,
};
use crate::facts::PficHolding;
use crate::law::{Action as LawAction, Papers, Rule};
use crate::units::{Day, Percent, Usd};

/// The version of the answer to `iijtax pfic excess` and `iijtax pfic mtm`.
pub const PFIC_SCHEMA: &str = "iijtax.pfic/1";

/// A holding over its tax years, under the default regime or with its mark-to-market election.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Pfic {
    #[cfg_attr(test, schemars(extend("const" = "iijtax.pfic/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    /// The holding's own id.
    pub id: Option<String>,
    /// The law that was read.
    pub law: &'static str,
    /// `not_encoded` where interest runs beyond the last quarter whose rate is known.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "not_encoded"])))]
    pub status: &'static str,
    /// Of interest that is open: the last day it is calculated to; null where none is.
    pub interest_known_until: Option<Day>,
    #[cfg_attr(test, schemars(extend("enum" = ["default", "mark_to_market"])))]
    pub regime: &'static str,
    /// Which days of a holding period count.
    #[cfg_attr(test, schemars(extend("enum" = ["statute", "inclusive"])))]
    pub day_count: &'static str,
    /// The tax years in which something happened, or the one asked for.
    pub years: Vec<Year>,
    /// Of all those years.
    pub totals: Totals,
    /// The rows of tables that a figure was taken from.
    pub tables: Vec<TableRow>,
    /// Whether the form is filed, of each tax year in which shares are held.
    pub filing: Vec<Filing>,
    pub actions: Vec<Action>,
    pub assumptions: Vec<Assumption>,
    pub notes: Vec<Note>,
    /// Every rule followed, in order: the whole explanation.
    pub steps: Vec<Step>,
}

/// Whether Form 8621 is filed for a tax year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Filing {
    /// The calendar year in which it begins.
    pub tax_year: i32,
    /// `event` for the parts that the year fills, `part_one` for Part I alone.
    #[cfg_attr(test, schemars(extend("enum" = ["event", "part_one", "not_due", "depends"])))]
    pub form_8621: &'static str,
    pub because: String,
    pub rule: &'static str,
    pub cite: String,
}

impl Filing {
    fn new(filing: &AnswerFiling) -> Filing {
        Filing {
            tax_year: filing.year.name,
            form_8621: filing.duty.name(),
            because: filing.because.clone(),
            rule: filing.rule.id,
            cite: filing.rule.cite(),
        }
    }
}

/// One tax year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Year {
    /// The calendar year in which it begins.
    pub tax_year: i32,
    pub begins: Day,
    pub ends: Day,
    /// When its return is due, and interest ends.
    pub due: Day,
    pub totals: Totals,
    /// Distributions, sales and marks that are spread over holding periods, in order of days.
    pub events: Vec<Event>,
    /// The test for excess distributions and the gain, by shares acquired and disposed of together.
    pub lots: Vec<Lot>,
    /// Marks and sales of marked shares, in the same order.
    pub marks: Vec<Mark>,
    /// Whose numbers its lines have.
    pub form_8621_revision: &'static str,
    pub form_8621: Vec<FormLine>,
}

/// Amounts of a tax year, or of several; each the sum of the lines it stands for.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Totals {
    pub distributions_usd: Digits,
    pub excess_distributions_usd: Digits,
    /// Dividends at ordinary rates, never qualified.
    pub not_excess_usd: Digits,
    /// Gains under the excess rules.
    pub gain_usd: Digits,
    /// Losses that the excess rules leave to the general ones, as a positive amount.
    pub loss_usd: Digits,
    /// Gain, or loss when negative, on what is no stock of a PFIC.
    pub other_gain_usd: Digits,
    /// Allocated to the current year and to days before the company was a PFIC.
    pub ordinary_usd: Digits,
    /// At the highest rates of prior years.
    pub tax_usd: Digits,
    /// Tax withheld that reduces the tax of prior years.
    pub credit_usd: Digits,
    /// Tax less that credit.
    pub additional_tax_usd: Digits,
    pub interest_usd: Digits,
    /// Tax withheld that is creditable now.
    pub credit_now_usd: Digits,
    pub marked_income_usd: Digits,
    pub marked_loss_usd: Digits,
    /// Losses above the unreversed inclusions, under the general rules.
    pub capital_loss_usd: Digits,
}

/// What is spread over holding periods.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Event {
    #[cfg_attr(test, schemars(extend("enum" = ["distribution", "sale", "mark"])))]
    pub kind: &'static str,
    pub date: Day,
    pub jpy_per_usd: Option<Digits>,
    pub gross_jpy: Option<Digits>,
    pub excess_jpy: Option<Digits>,
    /// Of the tax withheld on a distribution: what is due, on shares held long enough.
    pub creditable_jpy: Option<Digits>,
    /// What was withheld above it, to be claimed back from Japan.
    pub refundable_jpy: Option<Digits>,
    /// The distribution, the proceeds, or the market value.
    pub gross_usd: Digits,
    /// The excess distribution or the gain: what is allocated.
    pub excess_usd: Digits,
    pub loss_usd: Digits,
    pub other_gain_usd: Digits,
    pub ordinary_usd: Digits,
    pub tax_usd: Digits,
    pub credit_usd: Digits,
    pub additional_tax_usd: Digits,
    pub interest_usd: Digits,
    pub credit_now_usd: Digits,
    /// False where what is not in excess is no qualified dividend; null where other rules decide that.
    pub qualified: Option<bool>,
    pub allocation: Vec<Allocated>,
}

/// What falls on the days of one tax year that have the same character.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Allocated {
    pub tax_year: i32,
    pub from: Day,
    pub to: Day,
    /// Null where holding periods of different lengths are added.
    pub days: Option<Digits>,
    #[cfg_attr(test, schemars(extend("enum" = ["before_pfic", "prior_year", "current_year"])))]
    pub character: &'static str,
    pub allocated_usd: Digits,
    /// The highest rate of that year; null for ordinary income, as are all that follow.
    pub rate_percent: Option<Digits>,
    pub rate_rule: Option<&'static str>,
    pub tax_usd: Option<Digits>,
    pub credit_usd: Option<Digits>,
    pub additional_tax_usd: Option<Digits>,
    /// Interest runs on the days after this one, when that year's return was due.
    pub interest_from: Option<Day>,
    pub interest_to: Option<Day>,
    /// Interest on one dollar.
    pub interest_factor: Option<Digits>,
    pub interest_usd: Option<Digits>,
}

/// The test of shares that were acquired and disposed of together.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Lot {
    pub lot: String,
    pub shares: Digits,
    pub acquired: Day,
    pub sold: Option<Day>,
    pub received_jpy: Digits,
    /// Of the preceding years, an excess distribution only as far as it was income.
    pub preceding_jpy: Digits,
    pub preceding_years: usize,
    pub average_jpy: Digits,
    pub threshold_jpy: Digits,
    pub excess_jpy: Digits,
    /// Of a sale under the excess rules; a loss when negative.
    pub gain_usd: Option<Digits>,
}

/// Shares at the end of a tax year, or sold while they are marked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Mark {
    pub lot: String,
    pub shares: Digits,
    pub date: Day,
    pub sale: bool,
    pub value_usd: Digits,
    pub basis_usd: Digits,
    pub unreversed_inclusions_usd: Digits,
    pub income_usd: Digits,
    /// In the first year of an election the income may go through the excess rules.
    pub under_excess_rules: bool,
    pub ordinary_loss_usd: Digits,
    pub capital_loss_usd: Digits,
    /// Sold in a year in which the company is no PFIC: gain, or loss when negative, under the general rules.
    pub general_gain_usd: Option<Digits>,
    pub basis_after_usd: Digits,
    pub unreversed_inclusions_after_usd: Digits,
}

/// A row of a table of statute law.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct TableRow {
    pub rule: &'static str,
    pub says: &'static str,
    pub cite: String,
    pub evidence: String,
}

impl Pfic {
    /// The answer as it is written.
    pub fn new(answer: &PficAnswer<'_>) -> Pfic {
        let holding = answer.holding;
        let totals = answer.years.iter().map(|year| year.totals).fold(PficTotals::default(), PficTotals::plus);
        Pfic {
            schema: PFIC_SCHEMA,
            program: Program::own(),
            id: holding.id.clone(),
            law: answer.chapter.law,
            status: answer.status().name(),
            interest_known_until: answer.open_interest.map(|open| open.known_until),
            regime: answer.regime.name(),
            day_count: answer.day_count.name(),
            years: answer.years.iter().map(|year| Year::new(answer, year)).collect(),
            totals: Totals::new(&totals),
            tables: answer.rows.iter().map(|rule| TableRow::new(rule)).collect(),
            filing: answer.filing.iter().map(Filing::new).collect(),
            actions: actions(answer),
            assumptions: assumptions(holding, answer.regime == PficRegime::MarkToMarket),
            notes: answer.notes.iter().map(|rule| Note::new(rule)).collect(),
            steps: answer.steps.iter().map(step).collect(),
        }
    }
}

fn actions(answer: &PficAnswer<'_>) -> Vec<Action> {
    let action = |filing: &AnswerFiling| Action {
        state: None,
        id: filing.rule.name(),
        due: Some(filing.year.due),
        by: LawAction::File8621.by(false),
        with: LawAction::File8621.with(Papers::NONE),
        what: filing.rule.words(),
        cite: filing.rule.cite(),
    };
    let due = answer.filing.iter().filter(|filing| matches!(filing.duty, Duty::Event | Duty::PartOne));
    due.map(action).collect()
}

pub(super) fn assumptions(holding: &PficHolding, marked: bool) -> Vec<Assumption> {
    let all = [
        (true, "residence", AssumedValue::Word("US")),
        (true, "earnings_and_profits_percent", AssumedValue::Number(Percent::HUNDRED.into())),
        (holding.tax_year_begins.is_none(), "tax_year_begins", AssumedValue::Word(word!("the calendar year", "暦年"))),
        (marked, "marketable", AssumedValue::Bool(true)),
    ];
    let assumed = all.into_iter().filter(|(is, ..)| *is);
    assumed.map(|(_, field, value)| Assumption { field, value }).collect()
}

pub(super) fn step(step: &PficStep) -> Step {
    Step {
        rule: step.rule.id,
        cite: step.rule.cite(),
        url: step.rule.url(),
        evidence: step.rule.evidence.to_string(),
        outcome: crate::law::Outcome::Met.name(),
        because: step.because.clone(),
    }
}

impl TableRow {
    pub(super) fn new(rule: &Rule) -> TableRow {
        TableRow { rule: rule.id, says: rule.words(), cite: rule.cite(), evidence: rule.evidence.to_string() }
    }
}

impl Year {
    fn new(answer: &PficAnswer<'_>, year: &PficYear) -> Year {
        let holding = answer.holding;
        Year {
            tax_year: year.year.name,
            begins: year.year.span.first,
            ends: year.year.span.last,
            due: year.year.due,
            totals: Totals::new(&year.totals),
            events: year.events.iter().map(|event| Event::new(holding, event)).collect(),
            lots: year.lots.iter().map(|lot| Lot::new(holding, lot)).collect(),
            marks: year.marks.iter().map(|mark| Mark::new(holding, mark)).collect(),
            form_8621_revision: revision(year.year.name),
            form_8621: lines(answer.chapter, year),
        }
    }
}

impl Totals {
    pub(super) fn new(totals: &PficTotals) -> Totals {
        Totals {
            distributions_usd: totals.distributions.into(),
            excess_distributions_usd: totals.excess.into(),
            not_excess_usd: totals.not_excess.into(),
            gain_usd: totals.gain.into(),
            loss_usd: totals.loss.into(),
            other_gain_usd: totals.other_gain.into(),
            ordinary_usd: totals.ordinary.into(),
            tax_usd: totals.tax.into(),
            credit_usd: totals.credit.into(),
            additional_tax_usd: totals.additional.into(),
            interest_usd: totals.interest.into(),
            credit_now_usd: totals.credit_now.into(),
            marked_income_usd: totals.marked_income.into(),
            marked_loss_usd: totals.marked_loss.into(),
            capital_loss_usd: totals.capital_loss.into(),
        }
    }
}

impl Event {
    fn new(holding: &PficHolding, event: &PficEvent) -> Event {
        let distribution = (event.kind == EventKind::Distribution).then(|| holding.distribution(event.at));
        Event {
            kind: event.kind.name(),
            date: event.date,
            jpy_per_usd: distribution.map(|it| it.jpy_per_usd.into()),
            gross_jpy: event.gross_jpy.map(yen_digits),
            excess_jpy: event.excess_jpy.map(yen_digits),
            creditable_jpy: event.creditable_jpy.map(Digits::from),
            refundable_jpy: event.refundable_jpy.map(Digits::from),
            gross_usd: event.gross.into(),
            excess_usd: event.spread.into(),
            loss_usd: event.loss.into(),
            other_gain_usd: event.other_gain.into(),
            ordinary_usd: event.ordinary.into(),
            tax_usd: event.tax.into(),
            credit_usd: event.credit.into(),
            additional_tax_usd: event.additional().into(),
            interest_usd: event.interest.into(),
            credit_now_usd: event.credit_now.into(),
            qualified: event.never_qualified.then_some(false),
            allocation: event.lines.iter().map(Allocated::new).collect(),
        }
    }
}

impl Allocated {
    pub(super) fn new(line: &Line) -> Allocated {
        let charge = line.charge.as_ref();
        let usd = |of: fn(&Charge) -> Usd| charge.map(|charge| Digits::from(of(charge)));
        Allocated {
            tax_year: line.year,
            from: line.span.first,
            to: line.span.last,
            days: line.days.map(Digits::from),
            character: line.character.name(),
            allocated_usd: line.allocated.into(),
            rate_percent: charge.map(|charge| charge.rate.into()),
            rate_rule: charge.map(|charge| charge.rate_rule.id),
            tax_usd: usd(|charge| charge.tax),
            credit_usd: usd(|charge| charge.credit),
            additional_tax_usd: usd(|charge| charge.tax - charge.credit),
            interest_from: charge.map(|charge| charge.from),
            interest_to: charge.map(|charge| charge.to),
            interest_factor: charge.map(|charge| Digits(charge.factor.decimal(FACTOR_PLACES))),
            interest_usd: usd(|charge| charge.interest),
        }
    }
}

impl Lot {
    fn new(holding: &PficHolding, lot: &LotYear) -> Lot {
        Lot {
            lot: holding.lot(lot.lot).id.clone(),
            shares: lot.shares.into(),
            acquired: lot.acquired,
            sold: lot.sold,
            received_jpy: yen_digits(lot.received),
            preceding_jpy: yen_digits(lot.preceding),
            preceding_years: lot.years,
            average_jpy: yen_digits(lot.average),
            threshold_jpy: yen_digits(lot.threshold),
            excess_jpy: yen_digits(lot.excess),
            gain_usd: lot.gain.map(|gain| gain.usd().into()),
        }
    }
}

impl Mark {
    fn new(holding: &PficHolding, mark: &AnswerMark) -> Mark {
        Mark {
            lot: holding.lot(mark.lot).id.clone(),
            shares: mark.shares.into(),
            date: mark.date,
            sale: mark.is_sale,
            value_usd: mark.value.into(),
            basis_usd: mark.basis.into(),
            unreversed_inclusions_usd: mark.unreversed.into(),
            income_usd: mark.income.into(),
            under_excess_rules: mark.coordinated,
            ordinary_loss_usd: mark.loss.into(),
            capital_loss_usd: mark.capital_loss.into(),
            general_gain_usd: mark.general_gain.map(Digits::from),
            basis_after_usd: mark.basis_after.into(),
            unreversed_inclusions_after_usd: mark.unreversed_after.into(),
        }
    }
}

/// The digits that published tables of interest factors have.
pub(super) const FACTOR_PLACES: u32 = 8;
