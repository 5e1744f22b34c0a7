//! A dividend of which only dollars are known.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::money::{Amount, percent, usd};
use crate::answer::{self, WithheldAs};
use crate::lang::{self, Lang, chosen};
use crate::law::Rule;
use crate::units::Usd;

/// What can be said of a dividend that is stated in dollars, without a rate that makes yen of them; each amount in cents.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct InDollars {
    pub gross_usd: Digits,
    /// The tax due; null while its rate is open.
    pub tax_usd: Option<Digits>,
    /// What an agent really withheld; null when it is not stated.
    pub withheld_usd: Option<Digits>,
    /// Of the gross amount.
    pub withheld_percent: Option<Digits>,
    /// How that came about, by the rate it fits within a cent.
    #[cfg_attr(test, schemars(extend("enum" = [null, "as_due", "as_if_no_form_was_filed", "at_another_rate", "at_no_known_rate", "nothing_withheld"])))]
    pub withheld_as: Option<&'static str>,
    pub fits_rate_percent: Option<Digits>,
    pub fits_rule: Option<&'static str>,
    pub fits_cite: Option<String>,
    /// Withheld above what is due, or above the highest possible tax while that is open.
    pub over_withheld_usd: Option<Digits>,
    pub under_withheld_usd: Option<Digits>,
}

impl From<answer::InDollars> for InDollars {
    fn from(it: answer::InDollars) -> InDollars {
        let rule = it.fit.and_then(|fit| fit.rule);
        InDollars {
            gross_usd: it.gross.into(),
            tax_usd: it.due.map(Digits::from),
            withheld_usd: it.withheld.map(Digits::from),
            withheld_percent: it.fit.map(|fit| Digits(fit.percent)),
            withheld_as: it.fit.map(|fit| fit.how.name()),
            fits_rate_percent: it.fit.and_then(|fit| fit.rate).map(Digits::from),
            fits_rule: rule.map(|rule| rule.id),
            fits_cite: rule.map(Rule::cite),
            over_withheld_usd: it.over.map(Digits::from),
            under_withheld_usd: it.under.map(Digits::from),
        }
    }
}

/// The sentence that says what was taken, what is due and what comes back.
pub(super) fn headline(it: &answer::InDollars, due_rate: &str, until: &str) -> String {
    let of = |amount: Option<Usd>| amount.and_then(|amount| usd(Some(amount.into()))).unwrap_or_default();
    let due = of(it.due);
    let over = it.over.filter(|over| *over > Usd::ZERO);
    let under = it.under.filter(|under| *under > Usd::ZERO);
    let Some(withheld) = it.withheld else {
        return match chosen() {
            Lang::En => format!("{due_rate} ({due}) is due to Japan; what was withheld is not stated."),
            Lang::Ja => format!("納付すべき税額は{due_rate}（{due}）です。源泉徴収税額の記載がありません。"),
        };
    };
    let taken = of(Some(withheld));
    match (over, under, chosen()) {
        (Some(over), _, Lang::En) => {
            format!(
                "{taken} was withheld; {due_rate} ({due}) is due, and {} can be claimed back{until}.",
                of(Some(over))
            )
        }
        (None, Some(under), Lang::En) => {
            format!("{taken} was withheld; {due_rate} ({due}) is due: {} too little.", of(Some(under)))
        }
        (None, None, Lang::En) => format!("{taken} was withheld, which is what is due: {due_rate}."),
        (Some(over), _, Lang::Ja) => format!(
            "源泉徴収税額は{taken}、納付すべき税額は{due_rate}（{due}）です。{}の還付を請求できます{until}。",
            of(Some(over))
        ),
        (None, Some(under), Lang::Ja) => {
            format!("源泉徴収税額は{taken}、納付すべき税額は{due_rate}（{due}）で、{}の不足です。", of(Some(under)))
        }
        (None, None, Lang::Ja) => {
            format!("源泉徴収税額は{taken}で、納付すべき税額（{due_rate}）と一致しています。")
        }
    }
}

/// What was withheld is of the gross amount, and the rate it fits: `15.3167%, at 15.315%: the rate without a treaty`.
pub(super) fn fitted(fit: &answer::Fit) -> String {
    let part = percent(Digits(fit.percent));
    let rate = fit.rate.map(|rate| percent(rate.into())).unwrap_or_default();
    match (fit.how, chosen()) {
        (WithheldAs::Due, Lang::En) => format!("{part} of it, which fits {rate}: what is due"),
        (WithheldAs::WithoutForm, Lang::En) => format!("{part} of it, which fits {rate}: the rate without a treaty"),
        (WithheldAs::Other, Lang::En) => format!("{part} of it, which fits {rate}: a rate for other holders"),
        (WithheldAs::NoRate, Lang::En) => format!("{part} of it, which fits no rate of the law"),
        (WithheldAs::Nothing, Lang::En) => "nothing".to_owned(),
        (WithheldAs::Due, Lang::Ja) => format!("支払金額の{part}。納付すべき税率{rate}に一致"),
        (WithheldAs::WithoutForm, Lang::Ja) => format!("支払金額の{part}。条約の適用がない場合の税率{rate}に一致"),
        (WithheldAs::Other, Lang::Ja) => format!("支払金額の{part}。他の保有者に対する税率{rate}に一致"),
        (WithheldAs::NoRate, Lang::Ja) => format!("支払金額の{part}。一致する税率なし"),
        (WithheldAs::Nothing, Lang::Ja) => "なし".to_owned(),
    }
}

/// The rows of the table of money.
pub(super) fn amounts(it: &answer::InDollars, due_rate: String, claim: Option<(String, String)>) -> Vec<Amount> {
    let mut list = Vec::new();
    let mut add = |label: &str, amount: Option<Usd>, note: String, path: &'static str| {
        if let Some(value) = amount.and_then(|amount| usd(Some(amount.into()))) {
            list.push(Amount { label: label.to_owned(), value, note, path });
        }
    };
    let note = match chosen() {
        Lang::En => "no rate of exchange: yen are not known",
        Lang::Ja => "為替レートの記載がなく、円の額は不明",
    };
    add(lang::GROSS.said(), Some(it.gross), note.to_owned(), "japan.in_dollars.gross_usd");
    let fit = it.fit.map_or(String::new(), |fit| fitted(&fit));
    add(lang::WITHHELD.said(), it.withheld, fit, "japan.in_dollars.withheld_usd");
    add(lang::DUE.said(), it.due, due_rate, "japan.in_dollars.tax_usd");
    if let Some((label, from)) = claim {
        add(&label, it.over, from, "japan.in_dollars.over_withheld_usd");
    }
    let under = it.under.filter(|under| *under > Usd::ZERO);
    add(lang::SHORT.said(), under, String::new(), "japan.in_dollars.under_withheld_usd");
    list
}
