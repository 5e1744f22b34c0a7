//! The rate over the range, in the characters of a terminal.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::words::{percent, shown};
use super::{Piece, Sweep};
use crate::render::Digits;
use crate::render::page::Page;

/// Determined, and at the highest that is possible while something is open.
const FULL: char = '█';
const OPEN: char = '░';
/// Where the law has no rate, or no profile the value.
const NONE: char = '·';

/// Draws a line for each rate, the highest first.
pub(super) fn draw(sweep: &Sweep, page: &mut Page) {
    let mut rates: Vec<Decimal> = sweep.pieces.iter().filter_map(level).collect();
    rates.sort_unstable_by_key(|rate| Reverse(*rate));
    rates.dedup();
    let labels: Vec<String> = rates.iter().map(|rate| percent(Digits(*rate))).collect();
    let has_none = sweep.pieces.iter().any(|piece| level(piece).is_none());
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or(1);
    let left = 2 + widest + 2;
    let columns = page.width().saturating_sub(left + 1).clamp(8, 60);
    for (rate, label) in rates.iter().zip(&labels) {
        let at = |column: usize| mark(sweep, columns, column, |piece| level(piece) == Some(*rate));
        let bars: String = (0..columns).map(at).collect();
        page.drawn(&format!("  {label:>widest$}  {bars}"));
    }
    if has_none {
        let at = |column: usize| mark(sweep, columns, column, |piece| level(piece).is_none());
        let dots: String = (0..columns).map(at).collect();
        page.drawn(&format!("  {:>widest$}  {dots}", "-"));
    }
    let (Some(first), Some(last)) = (sweep.pieces.first(), sweep.pieces.last()) else { return };
    let (from, until) = (shown(&first.from, sweep), shown(&last.until, sweep));
    let gap = columns.saturating_sub(from.chars().count() + until.chars().count()).max(1);
    page.drawn(&format!("  {:widest$}  {from}{}{until}", "", " ".repeat(gap)));
}

/// The rate that is drawn.
pub(super) fn level(piece: &Piece) -> Option<Decimal> {
    piece.rate_percent.or(piece.highest_rate_percent).map(|rate| rate.0)
}

/// What stands in a column: of the pieces that reach into it, one that is drawn here.
fn mark(sweep: &Sweep, columns: usize, column: usize, is_here: impl Fn(&Piece) -> bool) -> char {
    let (Some((first, _)), Some((_, last))) = (sweep.ends.first(), sweep.ends.last()) else { return ' ' };
    let (whole, columns) = (i128::from(last - first) + 1, columns as i128);
    let column_of = |at: i64| i128::from(at - first) * columns / whole;
    let here = sweep.pieces.iter().zip(&sweep.ends).find(|(piece, (begin, end))| {
        is_here(piece) && (column_of(*begin)..=column_of(*end)).contains(&(column as i128))
    });
    match here {
        None => ' ',
        Some((piece, _)) if level(piece).is_none() => NONE,
        Some((piece, _)) if piece.rate_percent.is_none() => OPEN,
        Some(_) => FULL,
    }
}
