//! Holdings among which everything is alike, told by their bounds.
//!
//! Whether a condition on a holding is met changes at most once as the holding grows, and at most once as it begins
//! later; no outcome comes back. So where all four corners between two parts of the voting stock and two days come out
//! the same, all holdings between them do, and need not be asked. A test holds every condition of the laws to that.

use arrayvec::ArrayVec;

use crate::facts::Case;
use crate::units::{Day, Percent};

/// Extents of holdings, and what holds in each.
#[derive(Debug)]
pub struct Extents<T> {
    /// The first ones, at hand: most holdings are in one of them.
    first: ArrayVec<Extent<T>, FIRST>,
    others: Vec<Extent<T>>,
    /// How often more of them were looked for.
    tries: u32,
}

/// All holdings between two.
#[derive(Clone, Copy, Debug)]
struct Extent<T> {
    least: Point,
    most: Point,
    holds: T,
}

/// A part of the voting stock, and the day since which it is held. What is not stated is the same for all that are
/// compared, and has any value.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// In the finest units of a percentage.
    percent: u64,
    since: Day,
}

const FIRST: usize = 2;

/// More than the conditions of a rule leave between their bounds.
const MOST_EXTENTS: usize = 12;

/// Nearly every holding is found after some dozens; where they are not, each is asked.
const MOST_TRIES: u32 = 256;

impl Point {
    #[inline(always)]
    pub fn new(ownership: Option<Percent>, since: Option<Day>) -> Point {
        Point { percent: ownership.map_or(0, Percent::finest), since: since.unwrap_or(Day::MIN) }
    }
}

impl<T> Default for Extents<T> {
    fn default() -> Self {
        Extents { first: ArrayVec::new(), others: Vec::new(), tries: 0 }
    }
}

impl<T: Copy + PartialEq> Extents<T> {
    /// What holds for a holding.
    #[inline(always)]
    pub fn find(&self, at: Point) -> Option<T> {
        let found = self.first.iter().find(|extent| extent.has(at));
        found.or_else(|| self.others.iter().find(|extent| extent.has(at))).map(|extent| extent.holds)
    }

    /// Adds the holding of a case. `is_alike` tells whether the same holds for the case with another holding.
    #[inline(never)]
    pub fn add(&mut self, case: &Case, holds: T, is_alike: impl Fn(&Case) -> bool) {
        let Some((ownership, since)) = case.holding().filter(|_| self.tries < MOST_TRIES) else { return };
        self.tries += 1;
        let at = Point::new(ownership, since);
        let mut other = case.clone();
        let mut is_alike = |extent: &Extent<T>| {
            extent.corners().into_iter().all(|Point { percent, since: day }| {
                let percent = Percent::of_finest(percent).filter(|_| ownership.is_some());
                other.hold(percent, since.map(|_| day));
                is_alike(&other)
            })
        };
        for extent in self.first.iter_mut().chain(&mut self.others).filter(|extent| extent.holds == holds) {
            let wider = Extent { least: extent.least.min(at), most: extent.most.max(at), holds };
            if is_alike(&wider) {
                *extent = wider;
                return;
            }
        }
        if self.first.len() + self.others.len() == MOST_EXTENTS {
            return;
        }
        // To each side as far as it can go, where all is alike up to there.
        let mut extent = Extent { least: at, most: at, holds };
        let latest = case.dividend.entitlement_date.unwrap_or(at.since);
        for (least, most) in [
            (Point { percent: 0, ..at }, at),
            (at, Point { percent: Percent::HUNDRED.finest(), ..at }),
            (Point { since: Day::MIN, ..at }, at),
            (at, Point { since: latest, ..at }),
        ] {
            let wider = Extent { least: extent.least.min(least), most: extent.most.max(most), holds };
            if is_alike(&wider) {
                extent = wider;
            }
        }
        if let Err(full) = self.first.try_push(extent) {
            self.others.push(full.element());
        }
    }
}

impl Point {
    fn min(self, other: Point) -> Point {
        Point { percent: self.percent.min(other.percent), since: self.since.min(other.since) }
    }

    fn max(self, other: Point) -> Point {
        Point { percent: self.percent.max(other.percent), since: self.since.max(other.since) }
    }
}

impl<T> Extent<T> {
    #[inline(always)]
    fn has(&self, at: Point) -> bool {
        let Extent { least, most, .. } = self;
        (least.percent <= at.percent)
            & (at.percent <= most.percent)
            & (least.since <= at.since)
            & (at.since <= most.since)
    }

    fn corners(&self) -> [Point; 4] {
        let Extent { least, most, .. } = *self;
        [least, Point { since: most.since, ..least }, Point { since: least.since, ..most }, most]
    }
}
