//! The credit in dollars: what of it the shares' holding period takes, and how far the limitation lets it go.

use super::Because;
use crate::facts::{Case, FieldSet};
use crate::lang;
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
                if reasons.is_empty() {
                    word!("no condition", "条件なし").to_owned()
                } else {
                    reasons.join(word!("; ", "；"))
                }
            }
            LimitReason::Better { exception, adjusted } => said!(
                "open to the holder, and taken where it allows no less: the limit is {exception} so, {adjusted} with the adjustment",
                "保有者が選択でき、限度額が調整後の額を下回らない場合に適用：限度額は例外により{exception}、調整により{adjusted}"
            ),
            LimitReason::Limited(it) => match (it.us_tax, it.foreign_income, it.taxable_income, it.limit) {
                (Some(tax), Some(foreign), Some(taxable), Some(limit)) => said!(
                    "{tax} of tax × {foreign} from abroad / {taxable} in all = {limit}; {} creditable, {} allowed",
                    "税額{tax}×米国外源泉所得{foreign}÷全課税所得{taxable}={limit}；控除対象外国税額{}、控除額{}",
                    it.creditable,
                    it.allowed
                ),
                _ => said!("{} creditable, {} allowed", "控除対象外国税額{}、控除額{}", it.creditable, it.allowed),
            },
            LimitReason::Ceiling(usd) => {
                let status = case.us.filing_status.map(|status| lang::code(status.name()));
                let status = status.unwrap_or_else(|| word!("not stated", "記載なし").to_owned());
                let usd = usd.map_or(word!("not known", "不明").to_owned(), |usd| usd.to_string());
                said!("{usd} for the filing status {status}", "{usd}（申告資格：{status}）")
            }
            LimitReason::Highest(rate) => {
                said!(
                    "reduced rates count by their part of {rate}",
                    "軽減税率の所得は、その税率の{rate}に対する割合で算入"
                )
            }
            LimitReason::Exemptions(usd) => said!("{usd} of exemptions", "人的控除{usd}"),
            LimitReason::Apportioned { deductions, part } => {
                said!("{part} of {deductions}", "{deductions}のうち{part}")
            }
            LimitReason::HighTaxed { tax, income } => {
                said!("{tax} of tax on {income}", "所得{income}に対する税額{tax}")
            }
            LimitReason::Shared { foreign, kept } => {
                said!("{foreign} from abroad counts {kept}", "米国外源泉所得{foreign}を{kept}として算入")
            }
            LimitReason::Carried(usd) => said!("{usd} above the limit", "限度額を超える額{usd}"),
            LimitReason::Disallowed(yen) => {
                let yen = yen
                    .map_or(word!("an unknown part", "不明な額").to_owned(), |yen| said!("{yen} yen", "{yen}円"));
                said!(
                    "{yen} of the tax due is on shares that were not held long enough",
                    "納付すべき税額のうち{yen}は、所有期間が足りない株式に係るもの"
                )
            }
        }
    }
}

impl From<LimitReason> for Because {
    fn from(reason: LimitReason) -> Because {
        Because::Limit(reason)
    }
}
