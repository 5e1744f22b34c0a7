//! Passive foreign investment companies: whether the company is one; excess distributions, marking to market, both compared.

mod calendar;
mod charge;
mod compare;
mod credit;
mod duty;
mod engine;
mod interest;
mod mark;
mod reasons;
mod spread;
mod status;
mod year;

pub use compare::compare;
pub use interest::{Tables, due_date, highest_rate};
pub use status::status;

use crate::answer::pfic::{Beyond, DayCount, OpenInterest, PficAnswer, PficRegime, PficYear};
use crate::facts::PficHolding;
use crate::law::PficChapter;
use crate::units::{Day, Usd};

use engine::Engine;

/// What is asked of a holding.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub chapter: &'static PficChapter,
    pub tables: &'a Tables,
    pub day_count: DayCount,
    /// Only this tax year, by the calendar year in which it begins.
    pub year: Option<i32>,
}

/// Answers for a holding under the default regime, or with its election. Fails only on an event whose
/// rate no table knows; each is returned, so that it can be pointed at.
pub fn determine<'a>(
    holding: &'a PficHolding,
    question: &Question<'_>,
    regime: PficRegime,
) -> Result<PficAnswer<'a>, Vec<Beyond>> {
    let engine = Engine::new(holding, question.chapter, question.tables, regime, question.day_count);
    let (marked, bases) = engine.marked_years();
    let mut unknown = Vec::new();
    let mut years = Vec::new();
    for (tax_year, (excess, marked)) in engine.calendar.years.iter().zip(engine.excess_years().into_iter().zip(marked))
    {
        if question.year.is_some_and(|year| year != tax_year.name) {
            continue;
        }
        let year = engine.year(tax_year, excess, marked, &bases, &mut unknown);
        if question.year.is_some() || !(year.events.is_empty() && year.marks.is_empty()) {
            years.push(year);
        }
    }
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let last = holding.last_event();
    let mut filing = engine.calendar.years.clone();
    filing.retain(|year| year.span.first <= last);
    filing.retain(|year| question.year.is_none_or(|asked| asked == year.name));
    filing.retain(|year| years.iter().any(|it| it.year.name == year.name) || holding.is_held_as_pfic_in(year.span));
    let filing = duty::filings(&engine, &filing, &years);
    let open_interest = open_interest(&years, question.tables.interest_ends());
    Ok(PficAnswer {
        open_interest,
        filing,
        rows: reasons::rows(&engine, &years),
        notes: reasons::notes(&engine, &years),
        steps: reasons::steps(&engine, &years),
        holding,
        chapter: question.chapter,
        regime,
        day_count: question.day_count,
        years,
    })
}

/// What the interest of these years leaves out: it runs to due dates after the last day whose rate is known.
fn open_interest(years: &[PficYear], known_until: Day) -> Option<OpenInterest> {
    let bears = |year: &&PficYear| year.totals.additional > Usd::ZERO && year.year.due > known_until;
    let runs_to = years.iter().filter(bears).map(|year| year.year.due).max()?;
    Some(OpenInterest { known_until, runs_to })
}

/// The last days of tax years whose price the election needs and the holding does not state.
pub fn missing_prices(holding: &PficHolding, until: Option<i32>) -> Vec<Day> {
    let Some(election) = holding.mark_to_market else { return Vec::new() };
    let last_event = holding.tax_year(holding.last_event());
    let last = until.unwrap_or(last_event.first.year()).min(last_event.first.year());
    let last = election.last_year.map_or(last, |year| year.min(last));
    let days = (election.first_year..=last).map(|year| holding.tax_year_named(year).last);
    let blocks = holding.blocks();
    let needed = |day: &Day| {
        let held = blocks.iter().any(|block| block.is_held_after(*day));
        held && holding.pfic_year(*day).is_some() && !holding.prices.iter().any(|price| price.date == *day)
    };
    days.filter(needed).collect()
}
