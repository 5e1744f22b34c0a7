//! What rules ask of the figures of a company.

use std::fmt;

use super::Threshold;
use crate::facts::{IncomeItem, IncomeKind};
use crate::lang;

/// What a rule asks of the figures of a company.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CompanyCondition {
    /// So much of its gross income is passive.
    PassiveIncome(Threshold),
    /// So much of the value of its assets, by quarterly average, is passive.
    PassiveAssets(Threshold),
    /// It owns so much of another corporation's stock, by value.
    OwnsByValue(Threshold),
    /// Of an item of a company's gross income.
    IncomeIs(IncomeKind),
    /// Of rents and royalties: derived in the active conduct of a business; of gains: from assets without passive income.
    FromActivity,
    /// Of a company's year: the holder held shares in it.
    HeldInYear,
}

impl CompanyCondition {
    /// Whether an item of gross income is of the kind that is asked for.
    pub(super) fn covers(self, item: &IncomeItem) -> bool {
        match self {
            CompanyCondition::IncomeIs(kind) => item.kind == kind,
            CompanyCondition::FromActivity => item.active,
            CompanyCondition::PassiveIncome(_)
            | CompanyCondition::PassiveAssets(_)
            | CompanyCondition::OwnsByValue(_)
            | CompanyCondition::HeldInYear => false,
        }
    }

    /// The part of a whole that it asks for.
    pub(super) fn threshold(self) -> Option<Threshold> {
        match self {
            CompanyCondition::PassiveIncome(threshold)
            | CompanyCondition::PassiveAssets(threshold)
            | CompanyCondition::OwnsByValue(threshold) => Some(threshold),
            CompanyCondition::IncomeIs(_) | CompanyCondition::FromActivity | CompanyCondition::HeldInYear => None,
        }
    }
}

impl fmt::Display for CompanyCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CompanyCondition::PassiveIncome(threshold) => {
                write_said!(f, "{threshold} of the gross income is passive", "総所得の{threshold}が受動的所得")
            }
            CompanyCondition::PassiveAssets(threshold) => write_said!(
                f,
                "{threshold} of the value of the assets, by quarterly average, is passive",
                "資産の価額（四半期平均）の{threshold}が受動的資産"
            ),
            CompanyCondition::OwnsByValue(threshold) => {
                write_said!(f, "owns {threshold} of the stock by value", "株式の価額の{threshold}を所有")
            }
            CompanyCondition::IncomeIs(kind) => {
                write_said!(f, "the income is {}", "所得の種類が{}", lang::named(kind.name()))
            }
            CompanyCondition::FromActivity => {
                f.write_str(word!("from the active conduct of a business", "能動的な事業の遂行から生ずる"))
            }
            CompanyCondition::HeldInYear => f.write_str(word!("shares were held in the year", "その年度に株式を保有")),
        }
    }
}
