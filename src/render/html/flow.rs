//! A flow of money: states of it under each other, each a bar that is divided like the money.

use maud::{Markup, html};

use super::svg::{Anchor, LINE, WIDTH, chart, in_lines, rect, text, width_in_bold, width_of};

/// One state of the money; the parts of each add up to the whole.
#[derive(Debug)]
pub struct Row {
    when: &'static str,
    parts: Vec<Part>,
}

impl Row {
    /// A state of the money, without the parts that are nothing.
    pub fn of(when: &'static str, mut parts: Vec<Part>) -> Row {
        parts.retain(|part| part.of > 0.0);
        Row { when, parts }
    }
}

/// A part of the money: whose it is, and how much of the whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// The class that colours it.
    pub whose: &'static str,
    pub of: f64,
    pub said: String,
    /// As the JSON answer has it, where it does.
    pub amount: Option<String>,
}

const BAR: f64 = 20.0;
const GAP: f64 = 12.0;
/// So that the least part is seen.
const LEAST: f64 = 1.5;

/// The picture of these states under each other.
pub fn draw(id: &str, rows: &[Row]) -> Markup {
    let mut body = Vec::new();
    let mut y = 0.0;
    let mut above: Option<f64> = None;
    for row in rows {
        let spans = spans(row);
        if let Some(bottom) = above {
            for (part, (x, width)) in row.parts.iter().zip(&spans) {
                body.push(rect(*x, bottom, *width, y - bottom + LINE + 5.0, &format!("band {}", part.whose)));
            }
        }
        body.push(text(0.0, y + LINE - 3.0, Anchor::Start, "when", &html! { (row.when) }));
        y += LINE + 3.0;
        for (part, (x, width)) in row.parts.iter().zip(&spans) {
            body.push(rect(*x, y, *width, BAR, part.whose));
        }
        y += BAR;
        let (labels, lines) = labels(row, &spans);
        for (left, line, part) in labels {
            let at = y + LINE * (line as f64 + 1.0) - 1.0;
            let said =
                html! { (part.said) @if let Some(amount) = &part.amount { " " tspan class="amount" { (amount) } } };
            body.push(text(left, at, Anchor::Start, "", &said));
        }
        y += LINE * lines as f64 + 4.0;
        above = Some(y);
        y += GAP;
    }
    let says = sentence(rows);
    chart(id, &says, y - GAP + 2.0, &html! { @for shape in &body { (shape) } })
}

/// The whole picture in words.
fn sentence(rows: &[Row]) -> String {
    let said = |row: &Row| {
        let parts: Vec<_> = row.parts.iter().map(|part| label(part).trim().to_owned()).collect();
        said!("{}: {}.", "{}：{}。", row.when, parts.join(word!(", ", "、")))
    };
    rows.iter().map(said).collect::<Vec<_>>().join(word!(" ", ""))
}

/// How wide the label of a part is, its amount in bold.
fn width(part: &Part) -> f64 {
    let amount = part.amount.as_ref().map_or(0.0, |amount| width_of(" ") + width_in_bold(amount));
    width_of(&part.said) + amount
}

fn label(part: &Part) -> String {
    part.amount.as_ref().map_or_else(|| part.said.clone(), |amount| format!("{} {amount}", part.said))
}

/// Where each part lies: its left edge and its width.
fn spans(row: &Row) -> Vec<(f64, f64)> {
    let mut x = 0.0;
    let least: f64 = row.parts.iter().map(|part| (LEAST - part.of * WIDTH).max(0.0)).sum();
    let span = |part: &Part| {
        let width = (part.of * (WIDTH - least)).max(LEAST).min(WIDTH - x);
        let span = (x, width);
        x += width;
        span
    };
    row.parts.iter().map(span).collect()
}

/// Under each part what it is, in as many lines as that takes.
fn labels<'a>(row: &'a Row, spans: &[(f64, f64)]) -> (Vec<(f64, usize, &'a Part)>, usize) {
    let last = row.parts.len().saturating_sub(1);
    let place = |(number, (part, (x, width))): (usize, (&Part, &(f64, f64)))| {
        let wide = self::width(part);
        let left = match number {
            0 => *x,
            _ if number == last => WIDTH - wide,
            _ => x + (width - wide) / 2.0,
        };
        (left.clamp(0.0, (WIDTH - wide).max(0.0)), wide)
    };
    let places = row.parts.iter().zip(spans).enumerate().map(place);
    // The outer ones first, so that they stand in the first line where they fit.
    let mut placed: Vec<_> = places.zip(&row.parts).enumerate().collect();
    placed.sort_by_key(|(number, _)| *number != 0 && *number != last);
    let lines = in_lines(&placed.iter().map(|(_, (place, _))| *place).collect::<Vec<_>>());
    let found = placed.iter().zip(&lines).map(|((_, ((left, _), part)), line)| (*left, *line, *part));
    (found.collect(), lines.iter().max().map_or(0, |line| line + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(parts: &[f64]) -> Row {
        let part = |of: &f64| Part { whose: "you", of: *of, said: "part".to_owned(), amount: None };
        Row { when: "now", parts: parts.iter().map(part).collect() }
    }

    #[test]
    fn parts_are_as_wide_as_the_money_and_the_least_is_seen() {
        assert_eq!(spans(&row(&[0.5, 0.5])), [(0.0, 180.0), (180.0, 180.0)]);
        let spans = spans(&row(&[0.999999, 0.000001]));
        assert!((spans[1].1 - LEAST).abs() < 0.001, "{spans:?}");
        assert!((spans[0].1 + spans[1].1 - WIDTH).abs() < 0.01, "{spans:?}");
    }

    #[test]
    fn labels_stay_in_the_picture_and_do_not_cover_each_other() {
        let row = row(&[0.9, 0.05, 0.05]);
        let (labels, lines) = labels(&row, &spans(&row));
        assert_eq!(lines, 2);
        for (left, _, part) in labels {
            assert!(left >= 0.0 && left + width(part) <= WIDTH + 0.01);
        }
    }
}
