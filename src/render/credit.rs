//! The foreign tax credit in an answer, and on a page.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::digits::Digits;
use super::money::{usd, yen};
use super::page::{Page, QUIET, WARNING, grouped};
use super::question::{Question, questions};
use crate::answer::{self, Because, DividendAnswer};
use crate::facts::Case;
use crate::lang::{self, Lang, chosen};
use crate::law::{Condition, Law, LimitAmounts, LimitMethod, Outcome};
use crate::units::Usd;

/// The credit for Japan's tax.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Credit {
    /// Withheld and due, so not refundable, on shares held long enough; before the limitation.
    pub creditable_jpy: Option<Digits>,
    pub creditable_usd: Option<Digits>,
    /// Refundable, and so not creditable.
    pub not_creditable_jpy: Option<Digits>,
    #[cfg_attr(test, schemars(extend("enum" = ["passive", "financial_services", "general", null])))]
    pub category: Option<&'static str>,
    pub category_rule: Option<&'static str>,
    /// Days of the only lot that count for the credit; only where the law asks for days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_days: Option<Digits>,
    /// Whether every lot was held long enough for the credit; only where the law asks it and the facts say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holding_period_met: Option<bool>,
    /// Not refundable, and not creditable because of how long the shares were held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disallowed_jpy: Option<Digits>,
    /// The dividend's part of what the limitation allows; only where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_usd: Option<Digits>,
    /// Only where the law states it and the facts of the year are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limitation: Option<CreditLimitation>,
    /// Why an election to credit without limitation is not open; only where it is made and is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub election_not_open_because: Option<String>,
    /// The facts that would let the limitation be calculated, or exactly. They are asked for without leaving the answer open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limitation_questions: Option<Vec<Question>>,
}

/// The limitation of the credit for the year and the category.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct CreditLimitation {
    #[cfg_attr(test, schemars(extend("enum" = ["ordinary", "rate_differential", "adjustment_exception", "no_limitation"])))]
    pub method: &'static str,
    pub rule: &'static str,
    pub cite: String,
    /// United States tax before the credit.
    pub us_tax_usd: Option<Digits>,
    /// Taxable income from abroad of the category, as it enters the fraction; null where nothing is limited.
    pub foreign_income_usd: Option<Digits>,
    /// All taxable income, as it enters the fraction.
    pub taxable_income_usd: Option<Digits>,
    pub limit_usd: Option<Digits>,
    /// Deductions that belong to no income are not stated, and reduce the limit: it is no more than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_is_at_most: Option<bool>,
    /// All creditable foreign tax of the category.
    pub creditable_usd: Digits,
    pub allowed_usd: Digits,
    /// What is carried to other years.
    pub carryover_usd: Digits,
    pub carry_back_years: Option<Digits>,
    pub carry_forward_years: Option<Digits>,
    pub carry_rule: Option<&'static str>,
}

impl Credit {
    pub(super) fn new(answer: &DividendAnswer<'_>, credit: &answer::Credit) -> Credit {
        let refused = credit.limited.election_refused;
        Credit {
            election_not_open_because: refused.map(|amounts| election_refused(answer.law, answer.case, &amounts)),
            creditable_jpy: credit.creditable.map(Digits::from),
            creditable_usd: credit.creditable_usd.map(Digits::from),
            not_creditable_jpy: credit.not_creditable.map(Digits::from),
            category: credit.category.map(|(category, _)| category.name()),
            category_rule: credit.category.map(|(_, rule)| rule.id),
            counted_days: credit.holding.and_then(|holding| holding.counted_days).map(Digits::from),
            holding_period_met: credit.holding.and_then(|holding| holding.met),
            disallowed_jpy: credit.holding.and_then(|holding| holding.disallowed).map(Digits::from),
            allowed_usd: credit.limited.allowed.map(Digits::from),
            limitation: credit
                .limited
                .limitation
                .as_ref()
                .map(|it| CreditLimitation::new(it, credit.limited.is_at_most)),
            limitation_questions: Some(questions(credit.limited.questions.iter())).filter(|asked| !asked.is_empty()),
        }
    }
}

impl CreditLimitation {
    pub(super) fn new(it: &answer::Limitation, limit_is_at_most: bool) -> CreditLimitation {
        let years = |years: fn(&answer::Carry) -> u32| it.carry.as_ref().map(|carry| Digits(years(carry).into()));
        CreditLimitation {
            method: it.method.name(),
            rule: it.rule.id,
            cite: it.rule.cite(),
            us_tax_usd: it.us_tax.map(Digits::from),
            foreign_income_usd: it.foreign_income.map(Digits::from),
            taxable_income_usd: it.taxable_income.map(Digits::from),
            limit_usd: it.limit.map(Digits::from),
            limit_is_at_most: limit_is_at_most.then_some(true),
            creditable_usd: it.creditable.into(),
            allowed_usd: it.allowed.into(),
            carryover_usd: it.carryover.into(),
            carry_back_years: years(|carry| carry.back_years),
            carry_forward_years: years(|carry| carry.forward_years),
            carry_rule: it.carry.map(|carry| carry.rule.id),
        }
    }
}

/// The lines of a page on the credit.
pub(super) fn text(page: &mut Page, answer: &DividendAnswer<'_>, credit: &Credit) {
    let label = word!("creditable", "控除対象外国税額");
    match (yen(credit.creditable_jpy), usd(credit.creditable_usd)) {
        (Some(yen), Some(usd)) => page.labelled(label, &said!("{yen} = {usd}", "{yen}={usd}")),
        (Some(yen), None) => page.labelled(label, &yen),
        (None, Some(usd)) => page.labelled(label, &usd),
        _ if answer.steps.iter().any(|step| matches!(step.because, Because::NoTreatyRate)) => {
            page.labelled(label, answer.law.us.credit_without_treaty.words());
        }
        _ if answer.japan.gross.is_none() => {
            page.labelled(label, word!("unknown without an amount", "金額の記載がないため不明"));
        }
        _ => page.labelled(
            label,
            word!("unknown until what is due and withheld is", "納付すべき税額及び源泉徴収税額が判明するまで不明"),
        ),
    }
    if let Some(lost) = credit.not_creditable_jpy.filter(|lost| !lost.0.is_zero()) {
        let text = said!(
            "not the {} yen that can be claimed back from Japan",
            "日本に還付請求できる{}円は対象外",
            grouped(lost.0)
        );
        page.styled("", WARNING, &text);
    }
    if let Some(lost) = credit.disallowed_jpy.filter(|lost| !lost.0.is_zero()) {
        let days =
            credit.counted_days.map_or(String::new(), |days| said!(" ({} days count)", "（算入日数{}日）", days.0));
        let lost = grouped(lost.0);
        let text = said!(
            "not {lost} yen: the shares were not held long enough{days}; it can only be deducted",
            "{lost}円は対象外：所有期間が足りない株式に係る税額{days}。損金算入（所得控除）のみ可能"
        );
        page.styled("", WARNING, &text);
    }
    if let Some(category) = credit.category {
        page.labelled(word!("category", "所得区分"), &lang::code(category));
    }
    let limited = answer.us.income.as_ref().map(|income| &income.credit.limited);
    if let Some(amounts) = limited.and_then(|limited| limited.election_refused) {
        let why = election_refused(answer.law, answer.case, &amounts);
        let text = said!("not without limitation: {why}", "限度額の適用なしの控除は不可：{why}");
        page.styled(word!("election", "選択"), WARNING, &text);
    }
    if let Some(it) = limited.and_then(|limited| limited.limitation) {
        let limited = limited.copied().unwrap_or_default();
        limitation(page, &limited, &it);
        if let (true, Some(questions)) = (limited.is_at_most, &credit.limitation_questions) {
            let fields: Vec<_> = questions.iter().map(|question| question.field).collect();
            let text = said!(
                "less any deductions that are apportioned; state: {}",
                "配賦される控除がある場合は減額。記載が必要：{}",
                fields.join(word!(", ", "、"))
            );
            page.styled("", QUIET, &text);
        }
    } else if let Some(questions) = &credit.limitation_questions {
        let fields: Vec<_> = questions.iter().map(|question| question.field).collect();
        let fields = fields.join(word!(", ", "、"));
        let text = said!("calculated once you provide: {fields}", "次の記載があれば計算可能：{fields}");
        page.styled(word!("limit", "控除限度額"), QUIET, &text);
    }
}

/// Why the election to credit without limitation is not open.
pub(super) fn election_refused(law: &Law, case: &Case, amounts: &LimitAmounts) -> String {
    let limits = law.us.credit_limits.map_or(&[][..], |limits| limits.methods);
    let rules = limits.iter().filter(|rule| rule.limit_method() == Some(LimitMethod::NoLimitation));
    let fails = |condition: &&Condition| condition.test_limit(case, amounts) == Outcome::NotMet;
    // The rule that fails on the fewest conditions is the one that the holder is nearest to.
    let failing = rules.map(|rule| rule.when.iter().filter(fails).collect::<Vec<_>>()).min_by_key(Vec::len);
    let reasons = failing.unwrap_or_default().into_iter().map(|it| it.because_of_limit(case, amounts));
    reasons.collect::<Vec<_>>().join(word!("; ", "；"))
}

fn no_limit() -> String {
    word!("none, by election", "選択により適用なし").to_owned()
}

/// What of the credit is allowed, out of which fraction, and what becomes of the rest.
fn limitation(page: &mut Page, limited: &answer::Limited, it: &answer::Limitation) {
    let (part, most) = (limited.allowed, if limited.is_at_most { word!("at most ", "最大") } else { "" });
    let amount = |amount: Usd| usd(Some(amount.into())).unwrap_or_default();
    let method = match it.method {
        LimitMethod::RateDifferential => word!(", reduced rates counted for less", "（軽減税率の所得は減額して算入）"),
        LimitMethod::AdjustmentException => {
            word!(", without adjustment under the exception", "（例外により調整なし）")
        }
        LimitMethod::Ordinary | LimitMethod::NoLimitation => "",
    };
    let fraction = it.us_tax.zip(it.foreign_income).zip(it.taxable_income).zip(it.limit);
    let limit = fraction.map_or_else(no_limit, |(((tax, foreign), taxable), limit)| {
        said!(
            "{most}{} = {} × {} / {}{method}",
            "{most}{}={}×{}÷{}{method}",
            amount(limit),
            amount(tax),
            amount(foreign),
            amount(taxable)
        )
    });
    page.labelled(word!("limit", "控除限度額"), &limit);
    let allowed = match part.filter(|part| *part != it.allowed) {
        Some(part) => said!(
            "{most}{} of the {} of the category",
            "{most}{}（その区分の{}のうち）",
            amount(part),
            amount(it.allowed)
        ),
        None => format!("{most}{}", amount(it.allowed)),
    };
    page.labelled(word!("allowed", "控除額"), &allowed);
    if let Some(carry) = it.carry.filter(|_| it.carryover > Usd::ZERO) {
        let years = |count: u32| match (chosen(), count) {
            (Lang::En, 1) => "a year".to_owned(),
            (Lang::En, _) => format!("{count} years"),
            (Lang::Ja, _) => format!("{count}年"),
        };
        let (back, forward) = (years(carry.back_years), years(carry.forward_years));
        let least = if limited.is_at_most { word!("at least ", "最低") } else { "" };
        let text = said!(
            "{least}{}: {back} back, then up to {forward} forward",
            "{least}{}：{back}繰戻し、残額は最長{forward}繰越し",
            amount(it.carryover)
        );
        page.labelled(word!("carried over", "繰越額"), &text);
    }
}
