//! What the United States does with the year, as it is written.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::law::{Category, Rule};
use crate::render::credit::{CreditLimitation, election_refused};
use crate::render::digits::Digits;
use crate::render::json::{Assumption, Step};
use crate::render::personal::{InvestmentTax, TaxedSlice, slices};
use crate::render::question::{Question, questions};
use crate::year::{self, YearAnswer};

/// The year in the United States.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct UsYear {
    pub law: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["passive", "financial_services", "general", null])))]
    pub category: Option<&'static str>,
    /// All qualified dividends by the rate each slice is taxed at; null while the facts of the year are not stated.
    pub rates: Option<Vec<TaxedSlice>>,
    pub qualified_tax_usd: Option<Digits>,
    pub net_investment_income_tax: Option<InvestmentTax>,
    /// Null while the facts of the year are not stated, and where there is nothing to credit.
    pub limitation: Option<CreditLimitation>,
    /// Why little foreign tax is not credited without limitation although the holder elects so.
    pub election_not_open_because: Option<String>,
    /// The facts that would settle it.
    pub questions: Vec<Question>,
    /// Little foreign tax could be credited without limitation, and the holder does not say whether it elects so.
    pub can_elect_no_limitation: bool,
    /// Credits of earlier years.
    pub carryovers: Vec<CarryLine>,
    /// What the year's own tax leaves for other years.
    pub carryover_arisen_usd: Digits,
    /// The part of it that is carried back to the year before, which left room for it.
    pub carryback_usd: Digits,
    /// The part of it that is carried to the next year.
    pub carryforward_usd: Digits,
    /// The tax on the passive income is above the highest rate: it belongs to the general category, which is not encoded.
    pub high_taxed: bool,
    /// The year's own tax and credits of earlier years, as far as they are allowed; null while the limitation is open.
    pub allowed_usd: Option<Digits>,
    /// Dividends of other categories, each with a limitation of its own; other income from abroad is taken to be of the
    /// first category.
    pub other_categories: Vec<OfCategory>,
    /// All that is credited, of every category; at most the tax before it.
    pub credited_usd: Option<Digits>,
    /// Payments of which an amount in dollars is not known.
    pub open: Vec<usize>,
    /// The rules that were asked of the year as a whole; those of a payment are in `iijtax dividend`.
    pub steps: Vec<Step>,
    pub assumptions: Vec<Assumption>,
}

/// The dividends of a category beside the first.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct OfCategory {
    #[cfg_attr(test, schemars(extend("enum" = ["passive", "financial_services", "general"])))]
    pub category: &'static str,
    pub dividend_usd: Digits,
    pub creditable_usd: Digits,
    pub limitation: Option<CreditLimitation>,
    pub carryovers: Vec<CarryLine>,
    pub carryover_arisen_usd: Digits,
    pub carryback_usd: Digits,
    pub carryforward_usd: Digits,
    pub high_taxed: bool,
    pub allowed_usd: Option<Digits>,
}

impl OfCategory {
    fn new(it: &year::OfCategory) -> OfCategory {
        OfCategory {
            category: it.category.name(),
            dividend_usd: it.sums.dividend.into(),
            creditable_usd: it.sums.creditable.into(),
            limitation: it.limited.limitation.as_ref().map(|of| CreditLimitation::new(of, it.limited.is_at_most)),
            carryovers: it.schedule.lines.iter().map(CarryLine::new).collect(),
            carryover_arisen_usd: it.schedule.arisen.into(),
            carryback_usd: it.schedule.back.into(),
            carryforward_usd: it.schedule.forward.into(),
            high_taxed: it.limited.is_high_taxed,
            allowed_usd: it.schedule.allowed.map(Digits::from),
        }
    }
}

/// What becomes of a credit of an earlier year.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct CarryLine {
    pub year: i32,
    pub brought_usd: Digits,
    pub used_usd: Digits,
    pub expired_usd: Digits,
    pub forward_usd: Digits,
}

impl UsYear {
    pub fn new(us: &year::UsYear, answer: &YearAnswer<'_>) -> UsYear {
        let is_sliced = us.personal.slices.is_some();
        UsYear {
            law: us.law.id,
            category: us.category.map(Category::name),
            rates: is_sliced.then(|| slices(&us.personal)),
            qualified_tax_usd: us.personal.tax().map(Digits::from),
            net_investment_income_tax: us.personal.investment.as_ref().map(InvestmentTax::new),
            limitation: us.limited.limitation.as_ref().map(|it| CreditLimitation::new(it, us.limited.is_at_most)),
            election_not_open_because: answer
                .rows
                .first()
                .zip(us.limited.election_refused)
                .map(|(row, amounts)| election_refused(us.law, row.answer.case, &amounts))
                .or_else(|| us.loses_election().then(|| several().to_owned())),
            questions: questions(answer.questions().iter()),
            can_elect_no_limitation: us.limited.can_elect,
            carryovers: us.schedule.lines.iter().map(CarryLine::new).collect(),
            carryover_arisen_usd: us.schedule.arisen.into(),
            carryback_usd: us.schedule.back.into(),
            carryforward_usd: us.schedule.forward.into(),
            high_taxed: us.limited.is_high_taxed,
            allowed_usd: us.schedule.allowed.map(Digits::from),
            other_categories: us.others.iter().map(OfCategory::new).collect(),
            credited_usd: us.credited.map(Digits::from),
            open: us.open.clone(),
            steps: us.steps.0.iter().map(|step| Step::new(step, &us.case)).collect(),
            assumptions: us.assumptions.iter().map(Assumption::new).collect(),
        }
    }
}

/// The rule by which credits are carried to other years.
pub fn carry_rule(us: &year::UsYear) -> Option<&'static Rule> {
    us.schedule.carry.map(|carry| carry.rule)
}

impl CarryLine {
    fn new(line: &year::CarryLine) -> CarryLine {
        CarryLine {
            year: line.year,
            brought_usd: line.brought.into(),
            used_usd: line.used.into(),
            expired_usd: line.expired.into(),
            forward_usd: line.forward.into(),
        }
    }
}

/// Why the election is not open to who has such income.
fn several() -> &'static str {
    word!("the income from abroad is not all passive", "米国外源泉所得の全てが受動的所得ではない")
}
