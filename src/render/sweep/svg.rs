//! The rate over the range, as a drawing.

use std::cmp::Reverse;
use std::fmt::Write;

use rust_decimal::Decimal;

use super::Sweep;
use super::chart::level;
use super::words::{percent, shown};
use crate::render::Digits;

const LEFT: f64 = 64.0;
const RIGHT: f64 = 704.0;
const TOP: f64 = 48.0;
/// Between two rates.
const STEP: f64 = 28.0;
const WIDTH: u32 = 728;
/// Labels of the axis do not stand closer than this.
const APART: f64 = 72.0;

/// A drawing; none of what has no order.
pub fn svg(sweep: &Sweep) -> Option<String> {
    sweep.scale?;
    let (first, last) = (sweep.ends.first()?.0, sweep.ends.last()?.1);
    let mut rates: Vec<Decimal> = sweep.pieces.iter().filter_map(level).collect();
    rates.sort_unstable_by_key(|rate| Reverse(*rate));
    rates.dedup();
    let bottom = TOP + STEP * rates.len() as f64;
    let height = bottom + 40.0;
    // A drawing is not exact, unlike the figures beside it.
    let x = |at: i64| LEFT + (RIGHT - LEFT) * ((at - first) as f64) / ((last - first + 1) as f64);
    let y = |rate: Decimal| TOP + STEP * rates.iter().position(|it| *it == rate).unwrap_or(0) as f64;
    let mut out = String::new();
    let title = said!("Japan's rate by {}", "{}による日本の税率", sweep.fact);
    let mut put = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    put(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" font-family="sans-serif" font-size="12">"#
    ));
    put(format!("<title>{}</title>", escaped(&title)));
    put(format!(r##"<rect width="{WIDTH}" height="{height}" fill="#fff"/>"##));
    put(format!(r#"<text x="{LEFT}" y="24" font-size="14">{}</text>"#, escaped(&heading(sweep, &title))));
    for rate in &rates {
        let y = y(*rate);
        put(format!(r#"<text x="{}" y="{}" text-anchor="end">{}</text>"#, LEFT - 8.0, y + 4.0, percent(Digits(*rate))));
        put(format!(r##"<path d="M{LEFT} {y}H{RIGHT}" stroke="#ddd"/>"##));
    }
    for (piece, (begin, end)) in sweep.pieces.iter().zip(&sweep.ends) {
        let Some(rate) = level(piece) else { continue };
        let dashes = if piece.rate_percent.is_none() { r#" stroke-dasharray="3 3""# } else { "" };
        let (from, until) = (x(*begin), x(end + 1));
        put(format!(r##"<path d="M{from:.2} {}H{until:.2}" stroke="#07c" stroke-width="6"{dashes}/>"##, y(rate)));
    }
    let mut labelled = f64::NEG_INFINITY;
    let axis = bottom + 4.0;
    put(format!(r##"<path d="M{LEFT} {axis}H{RIGHT}" stroke="#000"/>"##));
    for (piece, (begin, _)) in sweep.pieces.iter().zip(&sweep.ends) {
        let at = x(*begin);
        put(format!(r##"<path d="M{at:.2} {axis}v6" stroke="#000"/>"##));
        if at - labelled >= APART && at <= RIGHT - APART {
            let label = escaped(&shown(&piece.from, sweep));
            put(format!(r#"<text x="{at:.2}" y="{}" text-anchor="middle">{label}</text>"#, axis + 20.0));
            labelled = at;
        }
    }
    if let Some(piece) = sweep.pieces.last() {
        let label = escaped(&shown(&piece.until, sweep));
        put(format!(r#"<text x="{RIGHT}" y="{}" text-anchor="end">{label}</text>"#, axis + 20.0));
    }
    put("</svg>".to_owned());
    Some(out)
}

fn heading(sweep: &Sweep, title: &str) -> String {
    let mut heading = title.to_owned();
    if let Some(id) = &sweep.id {
        let _ = write_said!(heading, ", {}", "、{}", crate::input::visible(id));
    }
    if sweep.pieces.iter().any(|piece| level(piece).is_some() && piece.rate_percent.is_none()) {
        heading.push_str(word!(" (dashed: at most)", "（破線：最高の税率）"));
    }
    heading
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
