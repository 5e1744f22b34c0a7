//! What rules ask of the figures of a company.

use std::fmt;

use super::Threshold;
use crate::facts::{IncomeItem, IncomeKind};

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
            CompanyCondition::PassiveIncome(threshold) => write!(f, "{threshold} of the gross income is passive"),
            CompanyCondition::PassiveAssets(threshold) => {
                write!(f, "{threshold} of the value of the assets, by quarterly average, is passive")
            }
            CompanyCondition::OwnsByValue(threshold) => write!(f, "owns {threshold} of the stock by value"),
            CompanyCondition::IncomeIs(kind) => write!(f, "the income is {}", kind.name()),
            CompanyCondition::FromActivity => f.write_str("from the active conduct of a business"),
            CompanyCondition::HeldInYear => f.write_str("shares were held in the year"),
        }
    }
}
