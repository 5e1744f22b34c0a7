//! Where the answer changes while one fact takes every value of a range, and to what.
//!
//! A percentage and a date have a finest step, so that a range is a finite line of values. The answer is asked at every
//! number that the law names, at every day that the facts name or that a length of time of the law leads to from one, and
//! on both sides of each. Where two neighbours among these differ, what lies between them is halved until the change is
//! found: no change is placed by a step of ours. Values without an order are asked one by one.

mod fact;
mod scale;

use crate::answer::Status;
use crate::dividend::{self, Amounts};
use crate::facts::{Case, FieldSet};
use crate::input::Problem;
use crate::law::{self, LAWS, Law, Marks, Regime, Rule};
use crate::units::{Day, Rate, Yen};

pub use fact::{Fact, Values};
pub use scale::Scale;

/// What is said of a value. Two values with the same have the same answer; dollars are left out, which the rate of
/// each day changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Answer(Box<Answer>),
    /// No profile can have the value.
    Refused(Vec<Refusal>),
}

/// What a row of a register says, but for dollars.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub law: &'static Law,
    pub status: Status,
    pub regime: Option<&'static Regime>,
    pub rule: Option<&'static Rule>,
    pub rate: Option<Rate>,
    pub highest_rate: Option<Rate>,
    pub at_source_rate: Option<Rate>,
    pub tax: Option<Yen>,
    pub at_source: Option<Yen>,
    pub refundable: Option<Yen>,
    /// What another law that covers the payment says is due, where it says something else.
    pub other_rate: Option<Rate>,
    /// What would settle Japan's part.
    pub questions: FieldSet,
    pub us_status: Status,
    pub qualified: Option<bool>,
    pub creditable: Option<Yen>,
    pub category: Option<&'static str>,
    /// What would settle the United States' part.
    pub us_questions: FieldSet,
}

/// Why no profile can have a value: a fact, and what is wanted of it.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub path: String,
    pub wanted: String,
    /// The same with the value itself, where it stands there, called by its fact's name.
    of_any: String,
}

/// Two values are refused alike where the same is wanted, or the same but for the value.
impl PartialEq for Refusal {
    fn eq(&self, other: &Refusal) -> bool {
        self.path == other.path && (self.wanted == other.wanted || self.of_any == other.of_any)
    }
}

/// The values from one change to the next, both ends counted.
#[derive(Clone, Debug)]
pub struct Piece<T> {
    pub first: i64,
    pub last: i64,
    pub said: T,
}

/// The answer to a case.
pub fn answer(case: &Case, asked: Option<&'static Law>) -> Result<Answer, law::Outside> {
    let law = law::choose(asked, case)?;
    let decision = dividend::decide(case, law);
    let Amounts { tax, at_source, refundable, creditable, .. } = decision.amounts(case);
    let dividend::Decision { japan, us, other_rate, .. } = decision;
    Ok(Answer {
        law,
        status: japan.status,
        regime: japan.regime,
        rule: japan.rule,
        rate: japan.rate,
        highest_rate: japan.highest_rate,
        at_source_rate: japan.at_source,
        tax,
        at_source,
        refundable,
        other_rate,
        questions: japan.questions,
        us_status: us.status,
        qualified: us.is_qualified(),
        creditable,
        category: us.category.map(|(category, _)| category.name()),
        us_questions: us.questions,
    })
}

/// What is said of a value that was read, or was not.
pub fn said(read: Result<Case, Vec<Problem>>, asked: Option<&'static Law>, value: &str, fact: &Fact) -> Said {
    let own = fact.field.path();
    let refusal = |path: &str, wanted: &str| Refusal {
        path: if path.is_empty() { own.to_owned() } else { path.to_owned() },
        wanted: wanted.to_owned(),
        of_any: wanted.replace(value, own),
    };
    match read {
        Err(problems) => Said::Refused(problems.iter().map(|it| refusal(&it.path, &it.wanted)).collect()),
        Ok(case) => match answer(&case, asked) {
            Ok(answer) => Said::Answer(Box::new(answer)),
            Err(outside) => {
                let law::Outside { law, field, .. } = outside;
                let wanted = said!("a day that the law {} covers: {}", "{}の対象期間（{}）内の日", law.id, law.covers);
                Said::Refused(vec![refusal(field.path(), &wanted)])
            }
        },
    }
}

/// The whole range in pieces, each as long as it can be: asked at its ends, at each of the marks and on both sides of it,
/// and by halves where two of these differ.
pub fn pieces<T: Clone + PartialEq>(
    (first, last): (i64, i64),
    marks: &[i64],
    ask: &mut impl FnMut(i64) -> T,
) -> Vec<Piece<T>> {
    let about = marks.iter().flat_map(|mark| [mark - 1, *mark, mark + 1]);
    let mut points: Vec<i64> = about.filter(|at| (first..=last).contains(at)).chain([first, last]).collect();
    points.sort_unstable();
    points.dedup();
    let mut pieces: Vec<Piece<T>> = Vec::new();
    for at in points {
        let now = ask(at);
        let Some(open) = pieces.last_mut() else {
            pieces.push(Piece { first: at, last: at, said: now });
            continue;
        };
        let mut changes = Vec::new();
        find((open.last, &open.said), (at, &now), ask, &mut changes);
        open.last = at;
        for (at, said) in changes {
            if let Some(open) = pieces.last_mut() {
                let last = std::mem::replace(&mut open.last, at - 1);
                pieces.push(Piece { first: at, last, said });
            }
        }
    }
    pieces
}

/// The values in between from which on something else is said, in order.
fn find<T: Clone + PartialEq>(
    from: (i64, &T),
    to: (i64, &T),
    ask: &mut impl FnMut(i64) -> T,
    changes: &mut Vec<(i64, T)>,
) {
    if from.1 == to.1 {
        return;
    }
    if to.0 - from.0 == 1 {
        return changes.push((to.0, to.1.clone()));
    }
    let middle = from.0 + (to.0 - from.0) / 2;
    let said = ask(middle);
    find(from, (middle, &said), ask, changes);
    find((middle, &said), to, ask, changes);
}

/// Says of values that are refused together what is wanted of each of them.
pub fn refused_together(pieces: &mut [Piece<Said>], mut ask: impl FnMut(i64) -> Said) {
    for piece in pieces.iter_mut().filter(|piece| piece.first < piece.last) {
        let Said::Refused(refusals) = &mut piece.said else { continue };
        let Said::Refused(of_last) = ask(piece.last) else { continue };
        for (refusal, last) in refusals.iter_mut().zip(of_last) {
            if refusal.wanted != last.wanted {
                refusal.wanted.clone_from(&refusal.of_any);
            }
        }
    }
}

/// Values without an order, each with the others of the same answer, in the order of their first.
pub fn groups<T: PartialEq>(values: Vec<String>, mut ask: impl FnMut(&str) -> T) -> Vec<(Vec<String>, T)> {
    let mut groups: Vec<(Vec<String>, T)> = Vec::new();
    for value in values {
        let said = ask(&value);
        match groups.iter_mut().find(|(_, known)| *known == said) {
            Some((values, _)) => values.push(value),
            None => groups.push((vec![value], said)),
        }
    }
    groups
}

/// Where on the scale the answer to such a case can change: at the numbers of the laws that can be asked, and at the days
/// and percentages of the facts. `stated` are the days that the facts name, wherever they are stated.
pub fn marks(scale: Scale, case: Option<&Case>, stated: &[Day]) -> Vec<i64> {
    let residence = case.map(|case| case.residence);
    // What another law says of the payment is part of the answer, whichever is asked.
    let of_laws = LAWS.iter().map(|law| law.marks(residence)).fold(Marks::default(), Marks::with);
    let mut marks: Vec<i64> = match scale {
        Scale::Percent => {
            let of_case = case.into_iter().flat_map(|case| {
                let issued = case.issued.get();
                let owned = case.ownership.largest();
                [case.direct, issued, owned].into_iter().flatten()
            });
            of_laws.percents.iter().copied().chain(of_case).filter_map(|percent| scale.of_percent(percent)).collect()
        }
        Scale::Day | Scale::DaysHeld(_) => days(&of_laws, case, stated).filter_map(|day| scale.of_day(day)).collect(),
    };
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// The days at which something can change: those that the law names and a time to payment on both sides of them, those
/// that the facts name and those that a length of time leads to from them, and the beginning of each year, of the
/// calendar, the payer and the holder.
fn days<'m>(of_laws: &'m Marks, case: Option<&'m Case>, stated: &'m [Day]) -> impl Iterator<Item = Day> + use<'m> {
    let around_law = of_laws.days.iter().flat_map(|day| {
        let months = of_laws.months.last().copied().unwrap_or_default();
        [*day, day.plus_months(12), day.minus_months(12), day.minus_months(months)]
    });
    let around_facts = stated.iter().flat_map(|day| of_laws.around(*day));
    let ends = |laws: &'static [&'static Law]| laws.iter().map(|law| law.relief.fiscal_year_end_month);
    let months: Vec<u32> = case
        .and_then(|case| case.payer.fiscal_year_end)
        .map(|month| month.0)
        .into_iter()
        .chain(ends(LAWS))
        .map(|end| end % 12 + 1)
        .chain([1])
        .collect();
    let first = of_laws.days.first().map_or(Day::MIN.year(), |day| day.year()) - 5;
    let bounded = of_laws.days.iter().filter(|day| **day < Day::MAX);
    let last = bounded.max().map_or(Day::MAX.year(), |day| day.year()) + 5;
    let begins = case.and_then(|case| case.us.tax_year_begins);
    let years = (first..=last).flat_map(move |year| {
        let own = begins.map(|day| {
            let months = (year - day.year()) * 12;
            let shift = months.unsigned_abs();
            if months < 0 { day.minus_months(shift) } else { day.plus_months(shift) }
        });
        let firsts = months.iter().map(move |month| Day::ymd(year, *month, 1)).collect::<Vec<_>>();
        firsts.into_iter().chain(own)
    });
    around_law.chain(around_facts).chain(years)
}
