//! Where the money goes: from what is paid to what is kept, each step a bar that is divided like the money.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::svg::{Anchor, LINE, WIDTH, chart, in_lines, part_of, rect, text, width_of};
use crate::answer::DividendAnswer;
use crate::render::digits::Digits;
use crate::render::json;
use crate::render::money::{usd, yen};

/// One state of the money; the parts of each add up to the whole.
#[derive(Debug)]
struct Row {
    when: &'static str,
    parts: Vec<Part>,
}

/// A part of the money: whose it is, and how much of the whole.
#[derive(Clone, Debug)]
struct Part {
    /// The class that colours it.
    whose: &'static str,
    of: f64,
    said: String,
    /// As the JSON answer has it, where it does.
    amount: Option<String>,
}

const BAR: f64 = 20.0;
const GAP: f64 = 12.0;
/// So that the least part is seen.
const LEAST: f64 = 1.5;

/// The picture; none where no amount is known.
pub fn picture(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Option<Markup> {
    let rows = rows(answer, view)?;
    let mut body = Vec::new();
    let mut y = 0.0;
    let mut above: Option<f64> = None;
    for row in &rows {
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
    let says = sentence(&rows);
    Some(chart("flow-says", &says, y - GAP + 2.0, &html! { @for shape in &body { (shape) } }))
}

/// The whole picture in words.
fn sentence(rows: &[Row]) -> String {
    let said = |row: &Row| {
        let parts: Vec<_> = row.parts.iter().map(|part| label(part).trim().to_owned()).collect();
        format!("{}: {}.", row.when, parts.join(", "))
    };
    rows.iter().map(said).collect::<Vec<_>>().join(" ")
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
    let last = row.parts.len() - 1;
    let place = |(number, (part, (x, width))): (usize, (&Part, &(f64, f64)))| {
        let wide = width_of(&label(part));
        let left = match number {
            0 => *x,
            _ if number == last => WIDTH - wide,
            _ => x + (width - wide) / 2.0,
        };
        (left.clamp(0.0, (WIDTH - wide).max(0.0)), wide)
    };
    let places: Vec<_> = row.parts.iter().zip(spans).enumerate().map(place).collect();
    // The outer ones first, so that they stand in the first line where they fit.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|number| *number != 0 && *number != last);
    let lines = in_lines(&order.iter().map(|number| places[*number]).collect::<Vec<_>>());
    let found = order.iter().zip(&lines).map(|(number, line)| (places[*number].0, *line, &row.parts[*number]));
    (found.collect(), lines.iter().max().map_or(0, |line| line + 1))
}

/// The states of the money; none where no amount is known.
fn rows(answer: &DividendAnswer<'_>, view: &json::Dividend) -> Option<Vec<Row>> {
    let japan = &view.japan;
    let gross = japan.gross_jpy.map(|digits| digits.0).filter(|gross| !gross.is_zero())?;
    let part = |whose, part: Decimal, said: &str, amount: Option<String>| Part {
        whose,
        of: part_of(part, gross),
        said: said.to_owned(),
        amount,
    };
    let paid = Row { when: "Paid by the company", parts: vec![part("whole", gross, "gross", yen(japan.gross_jpy))] };
    let Some(due) = japan.tax_jpy.map(|digits| digits.0) else {
        let most = japan.highest_tax_jpy?;
        let rest = part("you", gross - most.0, "the holder, at the least", None);
        let open = part("open", most.0, "Japan, at most", yen(Some(most)));
        return Some(vec![paid, some("In the end, by what is not yet known", vec![rest, open])]);
    };
    let stated = japan.reconciliation.as_ref().map(|it| it.withheld_jpy);
    let at_source = japan.at_source.as_ref().and_then(|it| it.tax_jpy.zip(it.net_jpy));
    let withheld = stated.or(at_source.map(|(tax, _)| tax)).map(|digits| digits.0);
    let mut rows = vec![paid];
    let back = withheld.map_or(Decimal::ZERO, |withheld| (withheld - due).max(Decimal::ZERO));
    if let Some(withheld) = withheld.filter(|withheld| *withheld != due) {
        let arrives = at_source.filter(|(tax, _)| tax.0 == withheld).map(|(_, net)| net);
        rows.push(some(
            "At payment",
            vec![
                part("you", gross - withheld, "reaches the holder", yen(arrives)),
                part("back", withheld, "withheld", yen(Some(Digits(withheld)))),
            ],
        ));
    }
    let kept = gross - due;
    let is_claimed = !back.is_zero();
    let when = if is_claimed { "After the claim" } else { "After Japan" };
    let taken = part("japan", due, "Japan", yen(japan.tax_jpy));
    let mut parts = vec![part("you", kept - back, if is_claimed { "already there" } else { "the holder" }, None)];
    if is_claimed {
        let amount = yen(japan.refundable_at_least_jpy.or(japan.refundable_jpy));
        parts.push(part("back", back, "claimed back", amount));
    } else {
        parts[0].amount = yen(view.kept.as_ref().and_then(|kept| kept.after_japan_jpy).or(japan.net_jpy));
    }
    parts.push(taken.clone());
    rows.push(some(when, parts));
    rows.extend(after_us(answer, view, gross, &taken));
    Some(rows)
}

/// What the United States leaves, where that is known to the cent.
fn after_us(answer: &DividendAnswer<'_>, view: &json::Dividend, gross: Decimal, taken: &Part) -> Option<Row> {
    let kept = view.kept.as_ref()?;
    let spot = answer.us.income.as_deref()?.spot?;
    let (both, tax, credit) = (kept.after_both_usd?, kept.us_tax_usd?, kept.credit_usd?);
    let of = |dollars: Decimal| dollars.checked_mul(spot).map_or(0.0, |yen| part_of(yen, gross));
    let mut parts = vec![
        Part { whose: "you", of: 0.0, said: "kept".to_owned(), amount: usd(Some(both)) },
        Part { whose: "us", of: of(tax.0 - credit.0), said: "U.S. tax".to_owned(), amount: usd(Some(tax)) },
        Part { said: "Japan".to_owned(), amount: None, ..taken.clone() },
    ];
    parts[1].said = "United States: tax less credit".to_owned();
    parts[1].amount = Some(format!("{} − {}", usd(Some(tax))?, usd(Some(credit))?));
    // What is left over by rounding to cents is the holder's.
    parts[0].of = (1.0 - parts[1].of - parts[2].of).max(0.0);
    Some(some("After both countries", parts))
}

/// A state of the money without the parts that are nothing.
fn some(when: &'static str, mut parts: Vec<Part>) -> Row {
    parts.retain(|part| part.of > 0.0);
    Row { when, parts }
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
        assert_eq!(spans[1].1, LEAST);
        assert!((spans[0].1 + spans[1].1 - WIDTH).abs() < 0.01, "{spans:?}");
    }

    #[test]
    fn labels_stay_in_the_picture_and_do_not_cover_each_other() {
        let row = row(&[0.9, 0.05, 0.05]);
        let (labels, lines) = labels(&row, &spans(&row));
        assert_eq!(lines, 2);
        for (left, _, part) in labels {
            assert!(left >= 0.0 && left + width_of(&label(part)) <= WIDTH + 0.01);
        }
    }
}
