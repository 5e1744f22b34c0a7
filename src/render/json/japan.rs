//! What Japan withholds.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::answer;
use crate::law::Rule;
use crate::render::digits::Digits;
use crate::render::in_dollars::InDollars;
use crate::render::question::{Question, questions};
use crate::units::{Exact, Yen};

/// What Japan withholds.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Japan {
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    /// The block of rules that decided.
    pub regime: Option<&'static str>,
    /// The rule that decided.
    pub rule: Option<&'static str>,
    /// Where it stands.
    pub cite: Option<String>,
    /// How well it is evidenced.
    pub evidence: Option<String>,
    /// The rate due, in percent of the gross amount.
    pub rate_percent: Option<Digits>,
    /// The highest rate that is possible; the rate itself when it is determined.
    pub highest_rate_percent: Option<Digits>,
    /// Every rate that is possible, ascending; null when the law does not state them.
    pub possible_rates_percent: Option<Vec<Digits>>,
    /// The fewest facts that settle an undetermined rate, or the amounts.
    pub questions: Vec<Question>,
    /// The rate without a treaty.
    pub statutory_rate_percent: Option<Digits>,
    /// The rule that states it.
    pub statutory_rule: Option<&'static str>,
    /// Before tax, with its fraction.
    pub gross_jpy: Option<Digits>,
    /// What of it Japan taxes as a dividend: all, or the part that the company's notice calls a deemed one.
    pub dividend_jpy: Option<Digits>,
    /// Due finally, floored to the yen.
    pub tax_jpy: Option<Digits>,
    /// Gross less the tax due.
    pub net_jpy: Option<Digits>,
    /// The tax at the highest possible rate.
    pub highest_tax_jpy: Option<Digits>,
    /// What is withheld at payment, given the paperwork.
    pub at_source: Option<AtSource>,
    /// What was withheld above what is due.
    pub refundable_jpy: Option<Digits>,
    /// What is refundable whatever the missing facts are.
    pub refundable_at_least_jpy: Option<Digits>,
    /// What an agent actually withheld, compared with what is due; null when it is not stated.
    pub reconciliation: Option<Reconciliation>,
    /// Of a dividend that is stated in dollars without a rate of exchange; null otherwise.
    pub in_dollars: Option<InDollars>,
}

impl Japan {
    pub(super) fn new(japan: &answer::Japan) -> Japan {
        let gross = japan.gross;
        let net = |tax: Option<Yen>| Some(Digits::from(gross? - Exact::from(tax?)));
        let possible = match japan.status {
            answer::Status::Determined => Some(japan.rate.into_iter().map(Digits::from).collect()),
            answer::Status::Undetermined => {
                // Where only the amounts are open, the rate is known.
                let only =
                    japan.highest_rate.iter().filter(|_| japan.possible_rates.is_empty() && japan.rate.is_none());
                let possible = japan.rate.iter().chain(&japan.possible_rates).chain(only);
                Some(possible.copied().map(Digits::from).collect())
            }
            answer::Status::RateNotStated | answer::Status::NotEncoded | answer::Status::NotAddressed => None,
        };
        Japan {
            status: japan.status.name(),
            regime: japan.regime.map(|regime| regime.id),
            rule: japan.rule.map(|rule| rule.id),
            cite: japan.rule.map(Rule::cite),
            evidence: japan.rule.map(|rule| rule.evidence.to_string()),
            rate_percent: japan.rate.map(Digits::from),
            highest_rate_percent: japan.highest_rate.map(Digits::from),
            possible_rates_percent: possible,
            questions: questions(japan.questions.iter().copied()),
            statutory_rate_percent: japan.statutory_rate.map(Digits::from),
            statutory_rule: japan.statutory_rule.map(|rule| rule.id),
            gross_jpy: gross.map(Digits::from),
            dividend_jpy: japan.taxed.map(Digits::from),
            tax_jpy: japan.tax.map(Digits::from),
            net_jpy: net(japan.tax),
            highest_tax_jpy: japan.highest_tax.map(Digits::from),
            at_source: japan.at_source.map(|at_source| AtSource {
                rate_percent: at_source.rate.map(Digits::from),
                tax_jpy: at_source.tax.map(Digits::from),
                net_jpy: net(at_source.tax),
            }),
            refundable_jpy: japan.refundable.map(Digits::from),
            refundable_at_least_jpy: japan.refundable_at_least.map(Digits::from),
            reconciliation: japan.reconciliation.map(Reconciliation::from),
            in_dollars: japan.in_dollars.map(InDollars::from),
        }
    }
}

/// What is withheld when the dividend is paid.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct AtSource {
    /// Null where it differs among those behind the holder.
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    pub net_jpy: Option<Digits>,
}

/// What was actually withheld, compared with what is due.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Reconciliation {
    pub withheld_jpy: Digits,
    /// Above the tax due, or above the highest possible one while that is open.
    pub over_withheld_jpy: Digits,
    /// Below the tax due; null while that is open.
    pub under_withheld_jpy: Option<Digits>,
}

impl From<answer::Reconciliation> for Reconciliation {
    fn from(it: answer::Reconciliation) -> Reconciliation {
        Reconciliation {
            withheld_jpy: it.withheld.into(),
            over_withheld_jpy: it.over.into(),
            under_withheld_jpy: it.under.map(Digits::from),
        }
    }
}

/// The same facts under another regime.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Alternative {
    pub regime: &'static str,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    /// Its tax less the tax now; negative when it was better.
    pub more_than_now_jpy: Option<Digits>,
}

impl Alternative {
    pub fn new(alternative: &answer::Alternative) -> Alternative {
        Alternative {
            regime: alternative.regime.id,
            rule: alternative.rule.map(|rule| rule.id),
            cite: alternative.rule.map(Rule::cite),
            status: alternative.status.name(),
            rate_percent: alternative.rate.map(Digits::from),
            tax_jpy: alternative.tax.map(Digits::from),
            more_than_now_jpy: alternative.more_than_now.map(Digits::from),
        }
    }
}
