//! The vocabulary of law, and the laws written in it.
//!
//! One [`Rule`] is one sentence of law: what it says, where it stands, under which conditions, with
//! what effect. Rules stand in dated blocks, [`Regime`]s; a [`Law`] is a set of regimes and chapters.
//! No number of law stands anywhere else in the program.

mod articles;
mod asks;
mod because;
mod because_us;
mod company_condition;
mod condition;
pub mod coverage;
mod credit;
mod digest;
mod explain;
pub mod form_20f;
pub mod forms;
mod gains;
mod held;
mod holding_period;
pub mod irc;
pub mod japan_forms;
mod limit_condition;
mod marks;
mod ownership;
mod papers;
mod partners;
mod personal;
mod pfic;
mod pfic_status;
mod reads;
mod regime;
mod rounding;
mod rule;
mod sale_condition;
mod second_form;
mod settlement;
mod shortfall;
mod signs;
pub mod sources;
pub mod statute;
mod subject;
pub mod tables;
mod threshold;
pub mod treaty;

pub use crate::units::Country;
pub use company_condition::CompanyCondition;
pub use condition::{Condition, Outcome};
pub use credit::{CreditLimits, LimitAmounts, LimitMethod};
pub(crate) use digest::named;
pub use digest::{calculated, digest, digest_of, rule_called};
pub use gains::{GainChapter, GainTreatyRow, TransferRules, long_term_months};
pub use holding_period::{Ends, HoldingPeriod, Length};
pub use limit_condition::LimitCondition;
pub use marks::{Marks, days_in};
pub use papers::{Form, Forms, Papers, Route, Routes};
pub use partners::Partners;
pub use personal::PersonalRules;
pub use pfic::{DutyRules, PficChapter, PficDetails};
pub use pfic_status::PficStatusChapter;
pub use reads::LawReads;
pub use regime::{Clock, Distributions, Holders, Law, Regime, Relief, Resident, Treaty, UsChapter};
pub use rounding::PARTS_OF_A_YEN;
pub use rule::{Action, Actions, Category, Citation, Effect, Evidence, GainKind, Rule, Source};
pub use sale_condition::SaleCondition;
pub use second_form::SecondFormLimit;
pub use settlement::usual_settlement;
pub use shortfall::{Shortfall, Unit};
pub use signs::{Asked, When, WithSigns};
pub use threshold::Threshold;

use crate::facts::{Case, Dividend, Field};
use crate::units::{Day, Span};

/// Every law the program knows, in the order they are listed to the user.
pub static LAWS: &[&Law] = &[&form_20f::LAW, &statute::LAW];

/// Every chapter on passive foreign investment companies, oldest law first: the first that covers all
/// days of a holding is the one it is read by.
pub static PFIC_CHAPTERS: &[&PficChapter] = &[&form_20f::PFIC, &irc::CHAPTER];

/// A day that the law asked for does not cover.
#[derive(Clone, Copy, Debug)]
pub struct Outside {
    pub law: &'static Law,
    pub day: Day,
    /// The fact that gives the day: a date of the dividend, or of the sale.
    pub field: Field,
}

/// The law for a dividend: the one asked for, which must cover it, or else the first that does. What is read is the date
/// of the payment, or else the record date, the entitlement date or the ex-dividend date; where no date is stated, every
/// law will do.
pub fn choose(asked: Option<&'static Law>, case: &Case) -> Result<&'static Law, Outside> {
    let asked = asked_of(asked, case);
    match dated_by(&case.dividend) {
        Some((field, day)) => choose_by_day(asked, Some(day)).map_err(|law| Outside { law, day, field }),
        None => Ok(asked.unwrap_or(&form_20f::LAW)),
    }
}

/// The law asked for, or else the law in force of what the company's summary does not speak of.
#[inline]
pub fn asked_of(asked: Option<&'static Law>, case: &Case) -> Option<&'static Law> {
    asked.or_else(|| (!form_20f::LAW.speaks_of(case)).then_some(&statute::LAW))
}

/// The fact that dates a dividend: the first of these that is stated.
pub fn dated_by(dividend: &Dividend) -> Option<(Field, Day)> {
    let as_field = |field, day: Option<Day>| day.map(|day| (field, day));
    as_field(Field::PaymentDate, dividend.payment_date)
        .or_else(|| as_field(Field::RecordDate, dividend.record_date))
        .or_else(|| as_field(Field::EntitlementDate, dividend.entitlement_date))
        .or_else(|| as_field(Field::ExDate, dividend.ex_date))
}

/// The laws that answer for the days of a span, each with its part of them, in order: the one asked for, or else from
/// each day on the first that covers it. Days that none covers end the list.
pub fn over(asked: Option<&'static Law>, days: Span) -> Vec<(&'static Law, Span)> {
    let mut parts = Vec::new();
    let mut first = days.first;
    while first <= days.last {
        let Ok(law) = choose_by_day(asked, Some(first)) else { break };
        let last = law.covers.last.min(days.last);
        parts.push((law, Span::new(first, last)));
        if last == days.last {
            break;
        }
        first = last.plus_days(1);
    }
    parts
}

/// The days that the law asked for covers, or else any law.
pub fn covered(asked: Option<&'static Law>) -> Span {
    let laws = asked.map_or(LAWS.to_vec(), |law| vec![law]);
    let first = laws.iter().map(|law| law.covers.first).min();
    let last = laws.iter().map(|law| law.covers.last).max();
    Span::new(first.unwrap_or(Day::MIN), last.unwrap_or(Day::MAX))
}

/// The other laws that cover the day and speak of such a holder.
#[inline]
pub fn others<'c>(law: &'static Law, case: &'c Case, day: Day) -> impl Iterator<Item = &'static Law> + use<'c> {
    LAWS.iter().copied().filter(move |other| *other != law && other.covers.contains(day) && other.speaks_of(case))
}

/// The law asked for, which must cover the day, or else the first that does; the law that does not.
pub fn choose_by_day(asked: Option<&'static Law>, day: Option<Day>) -> Result<&'static Law, &'static Law> {
    let covers = |law: &&'static Law| day.is_none_or(|day| law.covers.contains(day));
    let law = asked.or_else(|| LAWS.iter().copied().find(covers)).unwrap_or(&statute::LAW);
    if covers(&law) { Ok(law) } else { Err(law) }
}
