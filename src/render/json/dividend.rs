//! The answer to a dividend as a whole: what was read, whose it is, what is left of it, and what would be better.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::{Action, Alternative, Assumption, DIVIDEND_SCHEMA, Japan, Note, Step, Us};
use crate::answer::{self, DividendAnswer};
use crate::facts::{Amount, Case, Field};
use crate::law::{Rule, Shortfall};
use crate::render::digits::{Digits, Ratio};
use crate::render::program::Program;
use crate::units::Day;

/// What Japan withholds from one dividend of one holder, and what the United States does with it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Dividend {
    /// The shape of this object and its version.
    #[cfg_attr(test, schemars(extend("const" = "iijtax.dividend/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    /// The profile's own id.
    pub id: Option<String>,
    /// Who pays, as far as it is named.
    pub payer: Option<Payer>,
    /// The law that was read.
    pub law: &'static str,
    /// The status of the Japanese part.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    /// The weakest evidence that the answer relies on.
    #[cfg_attr(test, schemars(extend("enum" = ["primary", "secondary", "memory"])))]
    pub evidence: String,
    /// The weakest that each part relies on.
    pub evidence_by_part: EvidenceByPart,
    /// The dividend as it was put together from profile, file and flags.
    pub dividend: Event,
    pub japan: Japan,
    /// The same facts under the other versions of the holder's treaty.
    pub comparison: Vec<Alternative>,
    pub us: Us,
    /// What is left of the gross amount.
    pub kept: Option<Kept>,
    /// The next better rate for such a holder; null when there is none.
    pub next_tier: Option<NextTier>,
    pub actions: Vec<Action>,
    pub assumptions: Vec<Assumption>,
    /// The facts that are stated and that no rule and no amount of the answer used; what a file of the dividend says for
    /// all its holders is not listed.
    pub unused: Vec<&'static str>,
    pub notes: Vec<Note>,
    /// The answers for those behind the holder, in their order; only where it is seen through and they are stated. What is
    /// stated for nobody is the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<Member>>,
    /// What the other law says of Japan's rate, due or withheld; null where it says the same, or does not cover the payment.
    pub other_law: Option<OtherLaw>,
    /// Every rule asked, in order: the whole explanation.
    pub steps: Vec<Step>,
}

impl Dividend {
    /// The answer as it is written.
    pub fn new(answer: &DividendAnswer<'_>) -> Dividend {
        let DividendAnswer { case, law, japan, .. } = answer;
        Dividend {
            schema: DIVIDEND_SCHEMA,
            program: Program::own(),
            id: case.id.clone(),
            payer: Payer::new(case),
            law: law.id,
            status: japan.status.name(),
            evidence: answer.evidence().to_string(),
            evidence_by_part: EvidenceByPart {
                japan: answer.evidence_of_japan().to_string(),
                us: answer.evidence_of_us().map(|evidence| evidence.to_string()),
            },
            dividend: Event::new(case),
            japan: Japan::new(japan),
            comparison: answer.comparison.iter().map(Alternative::new).collect(),
            us: Us::new(answer),
            kept: japan.gross.map(|_| Kept::new(&answer.kept())),
            next_tier: answer.next_tier.as_ref().map(NextTier::new),
            actions: answer.actions.iter().map(|todo| Action::new(todo, case.is_ads())).collect(),
            assumptions: answer.assumptions.iter().map(Assumption::new).collect(),
            unused: answer.unused.iter().map(Field::path).collect(),
            notes: answer
                .other_tests
                .iter()
                .map(Note::on_tests)
                .chain(answer.notes.iter().map(|it| Note::new(it)))
                .collect(),
            members: Some(answer.members.iter().map(Member::new).collect())
                .filter(|members: &Vec<Member>| !members.is_empty()),
            other_law: answer.other_law.as_ref().map(OtherLaw::new),
            steps: answer.steps.iter().map(|step| Step::new(step, case)).collect(),
        }
    }
}

impl Dividend {
    /// With how every action stands on a day, where one is asked for.
    pub fn on(mut self, day: Option<Day>) -> Dividend {
        let Some(day) = day else { return self };
        self.actions.iter_mut().for_each(|action| action.stand_on(day));
        let members = self.members.map(|members| {
            let on = |member: Member| Member { answer: member.answer.on(Some(day)), ..member };
            members.into_iter().map(on).collect()
        });
        self.members = members;
        self
    }
}

/// The answer for one of those behind a holder.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Member {
    /// Its part of what the holder is paid, as a fraction.
    pub share: String,
    /// The same in percent, where a decimal is exactly that.
    pub share_percent: Option<Digits>,
    /// Its part of what the first in the line is paid.
    pub share_of_whole: String,
    /// Nobody is named for it.
    pub is_rest: bool,
    pub kind: &'static str,
    pub residence: String,
    /// The part in yen is `japan.gross_jpy`.
    pub answer: Dividend,
}

impl Member {
    fn new(member: &answer::MemberAnswer<'_>) -> Member {
        let case = member.answer.case;
        Member {
            share: member.share.to_string(),
            share_percent: member.share.as_percent().map(Digits::from),
            share_of_whole: member.of_whole.to_string(),
            is_rest: member.is_rest,
            kind: case.kind.name(),
            residence: case.residence.as_str().to_owned(),
            answer: Dividend::new(&member.answer),
        }
    }
}

/// How well each part of the answer is evidenced.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct EvidenceByPart {
    #[cfg_attr(test, schemars(extend("enum" = ["primary", "secondary", "memory"])))]
    pub japan: String,
    /// Null where no rule on the United States was met.
    #[cfg_attr(test, schemars(extend("enum" = ["primary", "secondary", "memory", null])))]
    pub us: Option<String>,
}

/// What another law says of Japan's rate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct OtherLaw {
    pub law: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    /// What is withheld when it is paid, given the paperwork.
    pub at_source_rate_percent: Option<Digits>,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    /// The option that shows its whole answer.
    pub option: String,
}

impl OtherLaw {
    pub(in crate::render) fn new(other: &answer::OtherLaw) -> OtherLaw {
        let japan = &other.japan;
        OtherLaw {
            law: other.law.id,
            status: japan.status.name(),
            rate_percent: japan.rate.map(Digits::from),
            tax_jpy: japan.tax.map(Digits::from),
            at_source_rate_percent: japan.at_source_rate().map(Digits::from),
            rule: japan.rule.map(|rule| rule.id),
            cite: japan.rule.map(Rule::cite),
            option: format!("--law {}", other.law.id),
        }
    }
}

/// The dividend as it was read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Event {
    pub kind: &'static str,
    /// Null where it is not known whether shares or ADSs are held.
    pub instrument: Option<&'static str>,
    /// Shares or ADSs held.
    pub shares: Option<Digits>,
    pub per_share_jpy: Option<Digits>,
    pub gross_jpy: Option<Digits>,
    /// How many ADSs represent one share: a number, or where no decimal is that, a ratio with the ADSs first.
    pub ads_per_share: Option<Ratio>,
    pub entitlement_date: Option<Day>,
    pub ex_date: Option<Day>,
    pub payment_date: Option<Day>,
    pub depositary_receipt_date: Option<Day>,
    pub fiscal_year_end: Option<Day>,
    pub earnings_and_profits_percent: Option<Digits>,
    pub withheld_jpy: Option<Digits>,
}

impl Event {
    pub fn new(case: &Case) -> Event {
        let dividend = &case.dividend;
        Event {
            kind: dividend.kind.get().map_or("", |kind| kind.name()),
            instrument: case.instrument.get().map(|instrument| instrument.name()),
            shares: case.shares.map(Digits::from),
            per_share_jpy: match dividend.amount {
                Amount::PerShare(yen) => Some(yen.into()),
                _ => None,
            },
            gross_jpy: match dividend.amount {
                Amount::Gross(yen) => Some(yen.into()),
                _ => None,
            },
            ads_per_share: case.ads_per_share().map(Ratio),
            entitlement_date: dividend.entitlement_date,
            ex_date: dividend.ex_date,
            payment_date: dividend.payment_date,
            depositary_receipt_date: dividend.depositary_receipt_date,
            fiscal_year_end: dividend.fiscal_year_end,
            earnings_and_profits_percent: dividend.earnings_and_profits.get().map(Digits::from),
            withheld_jpy: dividend.withheld.filter(|_| dividend.withheld_usd.is_none()).map(Digits::from),
        }
    }
}

/// The company that pays.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Payer {
    pub name: Option<String>,
    pub code: Option<String>,
    pub isin: Option<String>,
    pub kind: Option<&'static str>,
}

impl Payer {
    fn new(case: &Case) -> Option<Payer> {
        let it = &case.payer;
        let payer = Payer {
            name: it.name.clone(),
            code: it.code.map(|code| code.as_str().to_owned()),
            isin: it.isin.map(|isin| isin.as_str().to_owned()),
            kind: it.kind.map(|kind| kind.name()),
        };
        let is_named = it.called().is_some() || it.kind.is_some();
        is_named.then_some(payer)
    }
}

/// What is left of the gross amount, with all that can be claimed back. The tax on net investment income is not taken off.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Kept {
    /// Gross less the tax due to Japan.
    pub after_japan_jpy: Option<Digits>,
    /// The income tax of the United States on the dividend before the credit; the most it can be where it is not exact.
    pub us_tax_usd: Option<Digits>,
    /// Whether the rates are those of the holder's brackets, not the maximum.
    pub us_tax_is_exact: bool,
    /// What is allowed of the credit; the most it can be where it is not exact.
    pub credit_usd: Option<Digits>,
    pub credit_is_exact: bool,
    /// After both countries; only where tax and credit are exact.
    pub after_both_usd: Option<Digits>,
}

impl Kept {
    fn new(kept: &answer::Kept) -> Kept {
        Kept {
            after_japan_jpy: kept.after_japan.map(Digits::from),
            us_tax_usd: kept.us_tax.map(Digits::from),
            us_tax_is_exact: kept.is_exact_tax,
            credit_usd: kept.credit.map(Digits::from),
            credit_is_exact: kept.is_exact_credit,
            after_both_usd: kept.after_both.map(Digits::from),
        }
    }
}

/// The next better rate, and what is missing to have it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct NextTier {
    pub rate_percent: Digits,
    pub rule: &'static str,
    pub cite: String,
    pub needs: Vec<Need>,
}

/// One thing that is missing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Need {
    pub field: &'static str,
    pub short_by: Option<Digits>,
    #[cfg_attr(test, schemars(extend("enum" = ["points", "days", null])))]
    pub unit: Option<&'static str>,
    pub text: String,
}

impl NextTier {
    fn new(tier: &answer::NextTier) -> NextTier {
        let need = |distance: &Shortfall| Need {
            field: distance.field.path(),
            short_by: distance.short_by.map(|(short_by, _)| short_by.into()),
            unit: distance.short_by.map(|(_, unit)| unit.name()),
            text: distance.text.clone(),
        };
        NextTier {
            rate_percent: tier.rate.into(),
            rule: tier.rule.id,
            cite: tier.rule.cite(),
            needs: tier.needs.iter().map(need).collect(),
        }
    }
}
