//! The credit in dollars: what of it the shares' holding period takes, and how far the limitation lets it go.

use super::Because;
use crate::facts::{Case, FieldSet};
use crate::law::{LimitAmounts, LimitMethod, Outcome, Rule};
use crate::units::{Rate, Usd, Yen};

/// How long the shares were held, as the credit asks it.
#[derive(Clone, Copy, Debug)]
pub struct CreditHolding {
    /// Every lot was held long enough; `None` while one is open, and where no day is asked for.
    pub met: Option<bool>,
    /// Of the only lot.
    pub counted_days: Option<i32>,
    /// Tax that would be creditable and is on lots that were not held long enough.
    pub disallowed: Option<Yen>,
}

/// How far the limitation lets the credit go.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limited {
    /// The dividend's part of what is allowed.
    pub allowed: Option<Usd>,
    pub limitation: Option<Limitation>,
    /// The facts that would let the limitation be calculated; they leave the answer as it is.
    pub questions: FieldSet,
    /// The tax is small enough to be credited without limitation, and the holder does not say whether it elects so.
    pub can_elect: bool,
    /// The holder elected to credit without limitation, which is not open: by these amounts of the year.
    pub election_refused: Option<LimitAmounts>,
    /// Deductions that belong to no income are not stated: the limitation is no more than this.
    pub is_at_most: bool,
    /// The adjustment for reduced rates can be left out, and the holder does not say whether it is.
    pub could_take_exception: bool,
    /// The tax on passive income is above the highest rate: it belongs to another category, which is not encoded.
    pub is_high_taxed: bool,
}

impl Limited {
    /// Nothing is said of a limitation.
    pub const NONE: Limited = Limited {
        allowed: None,
        limitation: None,
        questions: FieldSet::NONE,
        can_elect: false,
        election_refused: None,
        is_at_most: false,
        could_take_exception: false,
        is_high_taxed: false,
    };
}

/// The limitation of the year and the category.
#[derive(Clone, Copy, Debug)]
pub struct Limitation {
    pub method: LimitMethod,
    pub rule: &'static Rule,
    /// The tax before the credit, where it is stated.
    pub us_tax: Option<Usd>,
    /// From abroad, after deductions and adjustment; none where nothing is limited, as are the next two.
    pub foreign_income: Option<Usd>,
    /// All of it, without exemptions and after adjustment.
    pub taxable_income: Option<Usd>,
    pub limit: Option<Usd>,
    /// All creditable foreign tax of the category.
    pub creditable: Usd,
    pub allowed: Usd,
    /// What is creditable and not allowed, where it is carried to other years.
    pub carryover: Usd,
    pub carry: Option<Carry>,
}

/// To which years.
#[derive(Clone, Copy, Debug)]
pub struct Carry {
    pub back_years: u32,
    pub forward_years: u32,
    pub rule: &'static Rule,
}

/// Why a rule on the limitation came out as it did.
#[derive(Clone, Copy, Debug)]
pub enum LimitReason {
    /// By its conditions on the amounts of the year.
    Conditions(LimitAmounts),
    /// The exception is open to the holder, and taken where it allows no less than the adjustment.
    Better {
        exception: Usd,
        adjusted: Usd,
    },
    Limited(Limitation),
    /// Of the holder's filing status in the year.
    Ceiling(Option<Usd>),
    /// What reduced rates are measured by.
    Highest(Rate),
    Exemptions(Usd),
    /// So much of the deductions that belong to no income is apportioned to income from abroad.
    Apportioned {
        deductions: Usd,
        part: Usd,
    },
    /// Of so much from abroad at reduced rates, what is left after the adjustment.
    Shared {
        foreign: Usd,
        kept: Usd,
    },
    Carried(Usd),
    /// So much tax on so much passive income.
    HighTaxed {
        tax: Usd,
        income: Usd,
    },
    /// So much of the tax is on lots that were not held long enough.
    Disallowed(Option<Yen>),
}

impl LimitReason {
    /// In words: a clause without capital or full stop.
    pub fn words(self, rule: &Rule, outcome: Outcome, case: &Case) -> String {
        match self {
            LimitReason::Conditions(amounts) => {
                let deciding = rule.when.iter().filter(|condition| condition.test_limit(case, &amounts) == outcome);
                let deciding = deciding.take(if outcome == Outcome::NotMet { 1 } else { usize::MAX });
                let reasons: Vec<_> = deciding.map(|condition| condition.because_of_limit(case, &amounts)).collect();
                if reasons.is_empty() { "no condition".to_owned() } else { reasons.join("; ") }
            }
            LimitReason::Better { exception, adjusted } => format!(
                "open to the holder, and taken where it allows no less: the limit is {exception} so, {adjusted} with the adjustment"
            ),
            LimitReason::Limited(it) => match (it.us_tax, it.foreign_income, it.taxable_income, it.limit) {
                (Some(tax), Some(foreign), Some(taxable), Some(limit)) => format!(
                    "{tax} of tax × {foreign} from abroad / {taxable} in all = {limit}; {} creditable, {} allowed",
                    it.creditable, it.allowed
                ),
                _ => format!("{} creditable, {} allowed", it.creditable, it.allowed),
            },
            LimitReason::Ceiling(usd) => {
                let status = case.us.filing_status.map_or("not stated", |status| status.name()).replace('_', " ");
                let usd = usd.map_or("not known".to_owned(), |usd| usd.to_string());
                format!("{usd} for the filing status {status}")
            }
            LimitReason::Highest(rate) => format!("reduced rates count by their part of {rate}"),
            LimitReason::Exemptions(usd) => format!("{usd} of exemptions"),
            LimitReason::Apportioned { deductions, part } => format!("{part} of {deductions}"),
            LimitReason::HighTaxed { tax, income } => format!("{tax} of tax on {income}"),
            LimitReason::Shared { foreign, kept } => format!("{foreign} from abroad counts {kept}"),
            LimitReason::Carried(usd) => format!("{usd} above the limit"),
            LimitReason::Disallowed(yen) => {
                let yen = yen.map_or("an unknown part".to_owned(), |yen| format!("{yen} yen"));
                format!("{yen} of the tax due is on shares that were not held long enough")
            }
        }
    }
}

impl From<LimitReason> for Because {
    fn from(reason: LimitReason) -> Because {
        Because::Limit(reason)
    }
}
