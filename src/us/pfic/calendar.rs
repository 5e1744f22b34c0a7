//! The tax years of a holding, and the stretches of days that its amounts are spread over.

use super::interest::{Tables, due_date};
use crate::answer::pfic::{Character, TaxYear};
use crate::facts::PficHolding;
use crate::units::{Day, Decimal28, Span};

/// The tax years from the first acquisition to the last event.
pub(super) struct Calendar {
    pub years: Vec<TaxYear>,
    /// What one dollar due with the first of the years has grown to when each is due; unknown beyond the table.
    grown: Vec<Option<Decimal28>>,
    pub segments: Vec<Segment>,
}

/// Days of one tax year that have the same character when the year is a prior one.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub span: Span,
    /// The place of its year in the calendar.
    pub year: usize,
    pub character: Character,
}

impl Calendar {
    pub fn new(holding: &PficHolding, tables: &Tables, first: Day, last: Day) -> Calendar {
        let mut years: Vec<TaxYear> = Vec::new();
        let mut span = holding.tax_year(first);
        loop {
            let (due, due_rule) = due_date(holding.kind, span);
            years.push(TaxYear { name: span.first.year(), span, due, due_rule });
            if last <= span.last {
                break;
            }
            span = holding.tax_year(span.last.plus_days(1));
        }
        let first_pfic_day = holding.first_pfic_day().unwrap_or(Day::MAX);
        let segments = years.iter().enumerate().flat_map(|(year, it)| segments(it.span, year, first_pfic_day));
        Calendar { segments: segments.collect(), grown: grown(&years, tables), years }
    }

    /// The place of the tax year that contains `day`.
    pub fn year_of(&self, day: Day) -> usize {
        self.years.partition_point(|year| year.span.last < day)
    }

    /// The tax year at a place.
    #[expect(
        clippy::indexing_slicing,
        reason = "places are those of segments and of days of events, and the calendar is made through the last of them, \
                  and a test answers random holdings"
    )]
    pub fn year(&self, place: usize) -> &TaxYear {
        &self.years[place]
    }

    /// The place of the segment that contains `day`.
    pub fn segment_of(&self, day: Day) -> usize {
        self.segments.partition_point(|segment| segment.span.last < day)
    }

    /// Interest on one dollar from the due date of one year to that of another.
    #[expect(clippy::indexing_slicing, reason = "there is a place for each tax year, and both are those of tax years")]
    pub fn factor(&self, from: usize, to: usize) -> Option<Decimal28> {
        Some(self.grown[to]? / self.grown[from]? - Decimal28::ONE)
    }
}

fn segments(span: Span, year: usize, first_pfic_day: Day) -> impl Iterator<Item = Segment> {
    let before = Span { first: span.first, last: span.last.min(first_pfic_day.plus_days(-1)) };
    let after = Span { first: span.first.max(first_pfic_day), last: span.last };
    let both = [(before, Character::BeforePfic), (after, Character::PriorYear)];
    let some = both.into_iter().filter(|(span, _)| span.days() > 0);
    some.map(move |(span, character)| Segment { span, year, character })
}

/// Year by year, so that interest between any two is one division. A year whose return is due after the table ends has
/// what is known by then.
fn grown(years: &[TaxYear], tables: &Tables) -> Vec<Option<Decimal28>> {
    let mut grown: Vec<Option<Decimal28>> = Vec::with_capacity(years.len());
    let ends = tables.interest_ends();
    let mut before = None;
    for year in years {
        let due = year.due.min(ends);
        let by_now = match before {
            Some((from, so_far)) => tables.growth(from, due).map(|step| so_far * step),
            // The table begins after the first years of an old holding; nothing was due on them then.
            None => tables.growth(due.plus_days(-1), due).map(|_| Decimal28::ONE),
        };
        before = by_now.map(|by_now| (due, by_now));
        grown.push(by_now);
    }
    grown
}
