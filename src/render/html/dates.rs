//! The days that matter, from the record date to the last day of a claim.

use maud::{Markup, html};

use super::svg::{Anchor, LINE, WIDTH, chart, dot, in_lines, line, rect, text, text_at, width_of};
use crate::answer::DividendAnswer;
use crate::law::Action;
use crate::render::outline::{Task, claim_by};
use crate::render::state::State;
use crate::units::Day;

/// A day and what it is.
struct Event {
    day: Day,
    said: String,
    class: &'static str,
}

const EDGE: f64 = 6.0;

/// The picture; none where a payment has no day, or nothing else has one.
pub fn picture(answer: &DividendAnswer<'_>, tasks: &[Task], as_of: Option<Day>) -> Option<Markup> {
    let paid = answer.case.dividend.payment_date?;
    let events = events(answer, tasks, as_of, paid);
    let (first, last) = (events.first()?.day, events.last()?.day);
    let claim = claim_by(answer).filter(|_| answer.japan.is_over()).map(|(day, _)| day);
    if first == last {
        return None;
    }
    let days = f64::from(last.days_since(first));
    let x = |day: Day| EDGE + (WIDTH - 2.0 * EDGE) * f64::from(day.days_since(first)) / days;
    let place = |event: &Event| {
        let wide = width_of(&event.said);
        let left = if x(event.day) + wide <= WIDTH { x(event.day) - 3.0 } else { x(event.day) + 3.0 - wide };
        (left.clamp(0.0, (WIDTH - wide).max(0.0)), wide)
    };
    let places: Vec<_> = events.iter().map(place).collect();
    let lines = in_lines(&places);
    let most = lines.iter().max().map_or(0, |line| line + 1);
    let axis = LINE * most as f64 + 10.0;
    let mut body = Vec::new();
    if let Some(until) = claim {
        body.push(rect(x(paid), axis, x(until) - x(paid), 17.0, "back band"));
        let said = word!("open to claim back", "還付を請求できる期間");
        if width_of(said) < x(until) - x(paid) {
            body.push(text((x(paid) + x(until)) / 2.0, axis + 14.0, Anchor::Middle, "scale", &html! { (said) }));
        }
    }
    body.push(line((0.0, axis), (WIDTH, axis), "axis"));
    let y = |number: usize| LINE * (number as f64 + 1.0) - 1.0;
    for (event, number) in events.iter().zip(&lines) {
        body.push(line((x(event.day), y(*number) + 2.0), (x(event.day), axis), "leader"));
        body.push(dot(x(event.day), axis, 4.0, if event.class == "late" { "miss" } else { "point" }));
    }
    // Over the lines that lead past them.
    for ((event, (left, _)), number) in events.iter().zip(&places).zip(&lines) {
        body.push(text(*left, y(*number), Anchor::Start, &format!("over {}", event.class), &html! { (event.said) }));
    }
    let below = if claim.is_some() { axis + 32.0 } else { axis + 18.0 };
    let years = first.year() + 1..=last.year();
    for year in years {
        let at = x(Day::ymd(year, 1, 1));
        body.push(line((at, axis), (at, axis + 4.0), "axis"));
        body.push(text_at(at, below, "scale", &year.to_string()));
    }
    let said: Vec<_> = events.iter().map(|event| event.said.clone()).collect();
    let says = said!("The days in order: {}.", "日付順：{}。", said.join(word!("; ", "、")));
    Some(chart("dates-says", &says, below + 4.0, &html! { @for shape in &body { (shape) } }))
}

/// In order of their days; each day of a thing to do is said as it stands on the day that is asked for.
fn events(answer: &DividendAnswer<'_>, tasks: &[Task], as_of: Option<Day>, paid: Day) -> Vec<Event> {
    let dividend = &answer.case.dividend;
    let mut events = Vec::new();
    let mut add = |day: Option<Day>, what: &str, class: &'static str| {
        events.extend(day.map(|day| Event { day, said: format!("{day} {what}"), class }));
    };
    add(dividend.ex_date, word!("ex-dividend", "配当落ち日"), "");
    add(dividend.entitlement_date, word!("entitlement", "権利確定日"), "");
    add(Some(paid), word!("paid", "支払日"), "amount");
    for task in tasks {
        let late = matches!(task.state, Some(State::Overdue | State::Lapsed));
        let what = match task.action {
            Action::ClaimRefund => word!("last day to claim", "還付請求の期限").to_owned(),
            _ => said!("due: {}", "{}の期限", shortly(&task.title)),
        };
        let state = task.state.filter(|_| late);
        let state = state.map_or(String::new(), |state| said!(", {}", "（{}）", state.text().said()));
        add(task.due, &format!("{what}{state}"), if late { "late" } else { "" });
    }
    let last = events.iter().map(|event: &Event| event.day).max();
    // A day long after everything would make the rest small.
    if let Some(day) = as_of.filter(|day| Some(*day) <= last) {
        events.push(Event { day, said: said!("{day} as of", "{day} 基準時点"), class: "amount" });
    }
    events.sort_by_key(|event| event.day);
    events
}

/// What a thing to do is called without what is said behind its name.
fn shortly(title: &str) -> &str {
    title.split(word!(',', '（')).next().unwrap_or(title)
}
