//! What the United States does with it.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::{self, DividendAnswer};
use crate::law::Rule;
use crate::render::credit::Credit;
use crate::render::digits::Digits;
use crate::render::personal::{InvestmentTax, TaxedSlice, slices};
use crate::render::question::{Question, questions};
use crate::units::{Day, Exact};

/// What the United States does with the dividend. The figures are null when it is not addressed.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Us {
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    /// Null when it is not known.
    pub us_holder: Option<bool>,
    /// The special class that the law leaves out and the holder belongs to.
    pub class: Option<&'static str>,
    /// The rule that made the holder a U.S. holder, or took it out.
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    pub questions: Vec<Question>,
    /// The day on which the dividend is income.
    pub included_on: Option<Day>,
    /// First day of the tax year that contains it.
    pub tax_year_begins: Option<Day>,
    /// The spot rate of the day of inclusion.
    pub jpy_per_usd: Option<Digits>,
    /// The rate as it was stated, where that was dollars for a yen.
    pub stated_usd_per_jpy: Option<Digits>,
    /// The part out of earnings and profits, with the Japanese tax in it.
    pub dividend_usd: Option<Digits>,
    /// Whether the whole dividend is qualified; null when it is not known.
    pub qualified: Option<bool>,
    /// The part of the shares whose lots qualify; one that never ends is cut after twelve digits.
    pub qualified_percent: Option<Digits>,
    pub qualified_usd: Option<Digits>,
    pub ordinary_usd: Option<Digits>,
    /// Days of the only lot that count.
    pub counted_days: Option<Digits>,
    pub lots: Vec<Lot>,
    /// The rule on the rate.
    pub rate_rule: Option<&'static str>,
    pub rate_cite: Option<String>,
    /// The rate at which the qualified part is taxed at most.
    pub maximum_rate_percent: Option<Digits>,
    pub tax_at_maximum_rate_usd: Option<Digits>,
    /// The qualified part by the rate each slice is taxed at, when the facts of the year are stated; the cents add up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rates: Option<Vec<TaxedSlice>>,
    /// The tax on the qualified part by those rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualified_tax_usd: Option<Digits>,
    /// The rates the qualified part can be taxed at, while the facts of the year are not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub possible_rates_percent: Option<Vec<Digits>>,
    /// The row of the table of rates and brackets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bracket_rule: Option<&'static str>,
    /// The facts that would settle the rates; the answer stands without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_questions: Option<Vec<Question>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net_investment_income_tax: Option<InvestmentTax>,
    /// On the part that is not qualified, when the profile states the holder's rate.
    pub tax_at_ordinary_rate_usd: Option<Digits>,
    pub credit: Option<Credit>,
    pub dividends_received_deduction: Option<bool>,
    pub currency_gain: Option<CurrencyGain>,
    pub return_of_capital: Option<ReturnOfCapital>,
}

impl Us {
    pub(super) fn new(answer: &DividendAnswer<'_>) -> Us {
        let us = &answer.us;
        let income = us.income.as_deref();
        Us {
            status: us.status.name(),
            us_holder: us.us_holder,
            class: us.class.map(|class| class.name()),
            rule: us.rule.map(|rule| rule.id),
            cite: us.rule.map(Rule::cite),
            questions: questions(us.questions.iter()),
            included_on: income.and_then(|income| income.included_on),
            tax_year_begins: income.and_then(|income| income.tax_year_begins),
            jpy_per_usd: income.and_then(|income| income.spot).map(Digits::from),
            stated_usd_per_jpy: income.and(answer.case.dividend.inverted).map(Digits::from),
            dividend_usd: income.and_then(|income| income.dividend).map(Digits::from),
            qualified: income.and_then(|income| income.qualified),
            qualified_percent: income
                .and_then(|income| income.qualified_share)
                .map(|share| (share * Exact::whole(100)).into()),
            qualified_usd: income.and_then(|income| income.qualified_usd).map(Digits::from),
            ordinary_usd: income.and_then(|income| income.ordinary_usd).map(Digits::from),
            counted_days: income.and_then(|income| income.counted_days).map(Digits::from),
            lots: income.map_or_else(Vec::new, |income| income.lots.iter().map(Lot::new).collect()),
            rate_rule: income.and_then(|income| income.rate_rule).map(|rule| rule.id),
            rate_cite: income.and_then(|income| income.rate_rule).map(Rule::cite),
            maximum_rate_percent: income.and_then(|income| income.maximum_rate).map(Digits::from),
            tax_at_maximum_rate_usd: income.and_then(|income| income.tax_at_maximum_rate).map(Digits::from),
            rates: income.and_then(|income| income.personal.slices.as_ref().map(|_| slices(&income.personal))),
            qualified_tax_usd: income.and_then(|income| income.personal.tax()).map(Digits::from),
            possible_rates_percent: income
                .and_then(|income| income.personal.possible_rates())
                .map(|rates| rates.into_iter().map(Digits::from).collect()),
            bracket_rule: income.and_then(|income| income.personal.table).map(|row| row.rule.id),
            rate_questions: income
                .map(|income| questions(income.personal.questions.iter()))
                .filter(|questions| !questions.is_empty()),
            net_investment_income_tax: income
                .and_then(|income| income.personal.investment.as_ref())
                .map(InvestmentTax::new),
            tax_at_ordinary_rate_usd: income.and_then(|income| income.tax_at_ordinary_rate).map(Digits::from),
            credit: income.map(|income| Credit::new(answer, &income.credit)),
            dividends_received_deduction: income.map(|_| false),
            currency_gain: income.and_then(|income| income.currency_gain).map(|gain| CurrencyGain {
                converted_date: gain.converted_on,
                usd: gain.usd.into(),
                recognised_usd: gain.recognised.map(Digits::from),
                character: if gain.is_capital { "capital" } else { "ordinary" },
                source: "united_states",
            }),
            return_of_capital: income.and_then(|income| income.return_of_capital).map(|parts| ReturnOfCapital {
                beyond_earnings_and_profits_usd: parts.beyond.into(),
                return_of_capital_usd: parts.return_of_capital.map(Digits::from),
                capital_gain_usd: parts.capital_gain.map(Digits::from),
                basis_after_usd: parts.basis_after.map(Digits::from),
            }),
        }
    }
}

/// Whether the dividend on one lot qualifies.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Lot {
    pub shares: Option<Digits>,
    pub acquired: Option<Day>,
    pub disposed: Option<Day>,
    pub counted_days: Option<Digits>,
    pub qualified: Option<bool>,
    pub rule: Option<&'static str>,
    /// Whether it was held long enough for the credit; only where the law asks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_for_credit: Option<bool>,
}

impl Lot {
    fn new(lot: &answer::LotResult) -> Lot {
        Lot {
            shares: lot.shares.map(Digits::from),
            acquired: lot.acquired,
            disposed: lot.disposed,
            counted_days: lot.counted_days.map(Digits::from),
            qualified: lot.qualified,
            rule: lot.rule.map(|rule| rule.id),
            held_for_credit: lot.credited,
        }
    }
}

/// Gain, or loss when negative, between inclusion and conversion.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct CurrencyGain {
    pub converted_date: Day,
    pub usd: Digits,
    /// What of it is recognised, where the law exempts small gains of personal transactions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised_usd: Option<Digits>,
    /// Ordinary; capital in a personal transaction, where the law tells these apart.
    #[cfg_attr(test, schemars(extend("enum" = ["ordinary", "capital"])))]
    pub character: &'static str,
    pub source: &'static str,
}

/// What becomes of a distribution beyond earnings and profits.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ReturnOfCapital {
    pub beyond_earnings_and_profits_usd: Digits,
    pub return_of_capital_usd: Option<Digits>,
    pub capital_gain_usd: Option<Digits>,
    pub basis_after_usd: Option<Digits>,
}
