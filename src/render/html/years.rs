//! The rate over the years that a law covers, with the day of the payment.

use maud::{Markup, html};

use super::figures::number;
use super::rules::Rules;
use super::scale::{Heights, percent_lines};
use super::shell::beside;
use super::svg::{WIDTH, chart, dot, line, path, rect, text_at};
use crate::answer::DividendAnswer;
use crate::lang;
use crate::timeline::{Period, timeline};
use crate::units::{Day, Rate};

const HEIGHT: f64 = 170.0;
const LEFT: f64 = 30.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 140.0;
/// How many years are shown beyond the last day that matters.
const BEYOND: u32 = 4;

/// The picture and its table; none where the rate was always the same.
pub fn part(answer: &DividendAnswer<'_>, rules: &mut Rules) -> Option<Markup> {
    let periods = timeline(answer.case, Some(answer.law));
    (periods.len() > 1).then(|| periods_beside(&periods, place(answer), None, rules))
}

/// The day and the rate of the payment that is asked about.
fn place(answer: &DividendAnswer<'_>) -> Option<(Day, Rate)> {
    answer.case.dividend.payment_date.zip(answer.japan.rate)
}

/// The picture of some periods beside their table; with the path at which the JSON answer has them, where it does.
pub fn periods_beside(periods: &[Period], place: Option<(Day, Rate)>, path: Option<&str>, rules: &mut Rules) -> Markup {
    beside(&picture(periods, place), &table(periods, place.map(|(day, _)| day), path, rules))
}

fn highest(period: &Period) -> Option<Rate> {
    period.japan.rate.or(period.japan.highest_rate)
}

fn picture(periods: &[Period], place: Option<(Day, Rate)>) -> Markup {
    let first = periods.first().map_or(Day::MIN, |period| period.span.first);
    let last = periods.last().map_or(Day::MAX, |period| period.span.first);
    let last = place.map_or(last, |(day, _)| day.max(last)).plus_months(12 * BEYOND);
    let days = f64::from(last.days_since(first)).max(1.0);
    let x = |day: Day| LEFT + (WIDTH - LEFT) * (f64::from(day.min(last).days_since(first)) / days).clamp(0.0, 1.0);
    let rates = periods.iter().flat_map(|period| [highest(period), period.japan.statutory_rate]).flatten();
    let heights = Heights::new(rates.chain(place.map(|(_, rate)| rate)), TOP, BOTTOM);
    let mut body = vec![percent_lines(&heights, LEFT)];
    let decades = (first.year() / 10 + 1..=last.year() / 10).map(|decade| decade * 10);
    for year in decades {
        let at = x(Day::ymd(year, 1, 1));
        body.push(line((at, BOTTOM), (at, BOTTOM + 4.0), "axis"));
        body.push(text_at(at, BOTTOM + 16.0, "scale", &year.to_string()));
    }
    let of = |rate: fn(&Period) -> Option<Rate>, class: &str| {
        let mut lines = Vec::new();
        let mut points: Vec<(f64, f64)> = Vec::new();
        for period in periods {
            let Some(rate) = rate(period) else {
                lines.push(std::mem::take(&mut points));
                continue;
            };
            points.push((x(period.span.first), heights.of(rate)));
            points.push((x(period.span.last), heights.of(rate)));
        }
        lines.push(points);
        html! { @for points in lines.iter().filter(|points| points.len() > 1) { (path(points, class)) } }
    };
    body.push(of(|period| period.japan.statutory_rate, "line without"));
    for period in periods.iter().filter(|period| period.japan.rate.is_none()) {
        let Some(rate) = highest(period) else { continue };
        let (left, top) = (x(period.span.first), heights.of(rate));
        body.push(rect(left, top, x(period.span.last) - left, BOTTOM - top, "open"));
    }
    body.push(of(|period| period.japan.rate, "line due"));
    if let Some((day, rate)) = place {
        let (x, y) = (x(day), heights.of(rate));
        body.push(line((x, y), (x, TOP - 6.0), "leader"));
        body.push(dot(x, y, 5.0, "place"));
        let said = said!("this payment, {rate}", "この支払、{rate}");
        body.push(text_at(x, TOP - 10.0, "amount", &said));
    }
    let says = place.map_or_else(
        || {
            word!(
                "Japan’s rate over the years; the table beside it has every step.",
                "日本の税率の推移。全ての段階は隣の表のとおり。"
            )
            .to_owned()
        },
        |(day, rate)| {
            said!(
                "Japan’s rate over the years, with the payment of {day} at {rate}; the table beside it has every step.",
                "日本の税率の推移。{day}の支払は{rate}。全ての段階は隣の表のとおり。"
            )
        },
    );
    chart("years-says", &says, HEIGHT, &html! { @for shape in &body { (shape) } })
}

/// A line for each period; that of a day is marked.
pub fn table(periods: &[Period], day: Option<Day>, path: Option<&str>, rules: &mut Rules) -> Markup {
    let days = |period: &Period| match period.span.last {
        Day::MAX => said!("from {}", "{}以後", period.span.first),
        last => said!("{} – {last}", "{}～{last}", period.span.first),
    };
    let written = |place: usize, field: &str, rate: Rate| match path {
        Some(path) => number(&format!("{path}.{place}.{field}"), &rate.to_string()),
        None => html! { (rate) },
    };
    let due = |place: usize, period: &Period| match (period.japan.rate, period.japan.highest_rate) {
        (Some(rate), _) => written(place, "rate_percent", rate),
        (None, Some(most)) => html! { (word!("at most ", "最高")) (written(place, "highest_rate_percent", most)) },
        (None, None) => html! { (lang::code(period.japan.status.name())) },
    };
    let without = |place: usize, period: &Period| {
        period.japan.statutory_rate.map(|rate| written(place, "statutory_rate_percent", rate))
    };
    html! {
        table {
            caption {
                span class="key due" {} (word!("rate due", "納付すべき税率"))
                span class="key without" {} (word!("rate without a treaty", "租税条約なしの税率"))
            }
            thead {
                tr {
                    th scope="col" { (word!("paid", "支払日")) } th scope="col" class="amount" { (word!("rate", "税率")) }
                    th scope="col" class="amount" { (word!("no treaty", "条約なし")) }
                }
            }
            tbody {
                @for (place, period) in periods.iter().enumerate() {
                    tr class=[day.is_some_and(|day| period.span.contains(day)).then_some("now")] {
                        th scope="row" {
                            (days(period))
                            @if let Some(rule) = period.japan.rule { br; span class="quiet" { (rules.link(rule)) } }
                        }
                        td class="amount" { (due(place, period)) }
                        td class="amount" { @if let Some(rate) = without(place, period) { (rate) } }
                    }
                }
            }
        }
    }
}
