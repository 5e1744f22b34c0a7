//! The scale of rates in charts: how high a rate stands, and the lines to read it by.

use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::svg::{Anchor, WIDTH, line, text};
use crate::units::Rate;

/// Where rates stand: the highest of some at the top, nothing at the bottom.
#[derive(Clone, Copy, Debug)]
pub struct Heights {
    /// In percent, a multiple of [`STEP`].
    most: u32,
    top: f64,
    bottom: f64,
}

/// Percent between two lines.
const STEP: u32 = 5;

impl Heights {
    pub fn new(rates: impl Iterator<Item = Rate>, top: f64, bottom: f64) -> Heights {
        let most = rates.max().map_or(Decimal::ZERO, Rate::value).ceil().to_u32().unwrap_or(100);
        Heights { most: most.div_ceil(STEP).max(1) * STEP, top, bottom }
    }

    /// How high a rate stands.
    pub fn of(&self, rate: Rate) -> f64 {
        self.at(rate.value().to_f64().unwrap_or(0.0))
    }

    fn at(&self, percent: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * percent / f64::from(self.most)
    }
}

/// A line at every step, called by its percentage.
pub fn percent_lines(heights: &Heights, left: f64) -> Markup {
    let lines = (0..=heights.most / STEP).map(|step| step * STEP);
    html! {
        @for percent in lines {
            @let y = heights.at(f64::from(percent));
            (line((left, y), (WIDTH, y), if percent == 0 { "axis" } else { "grid" }))
            (text(left - 4.0, y + 4.0, Anchor::End, "scale", &html! { (percent) "%" }))
        }
    }
}
