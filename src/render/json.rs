//! The canonical answer: one JSON object, every key always present, its shape versioned by `schema`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::credit::Credit;
use super::digits::{Digits, Ratio};
use super::in_dollars::InDollars;
use super::outline;
use super::personal::{InvestmentTax, TaxedSlice, slices};
use super::program::Program;
use super::question::{Question, questions};
use super::rows::INVALID;
use crate::answer::{self, Assumed, DividendAnswer};
use crate::input::Problem;
use crate::japan::OtherTests;
use crate::law::Rule;
use crate::units::{Day, Exact};

/// The version of the answer to `iijtax dividend`.
pub const DIVIDEND_SCHEMA: &str = "iijtax.dividend/1";
/// The version of the answer to `iijtax compare`.
pub const COMPARE_SCHEMA: &str = "iijtax.compare/1";
/// The version of the answer to `iijtax timeline`.
pub const TIMELINE_SCHEMA: &str = "iijtax.timeline/1";

/// The version of an object of errors.
pub const ERROR_SCHEMA: &str = "iijtax.error/1";

/// Writes a value the way answers are written: indented, with a newline at its end.
pub fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("answers hold nothing JSON cannot say");
    text.push('\n');
    text
}

/// Writes an answer on one line of a register.
pub fn push_answer(out: &mut Vec<u8>, answer: &DividendAnswer<'_>) {
    push_line(out, &Dividend::new(answer));
}

/// Writes on one line why a record of a register is not answered.
pub fn push_refusal(out: &mut Vec<u8>, id: Option<&str>, line: u64, problems: &[Problem]) {
    let errors = problems.iter().map(ErrorLine::located).collect();
    push_line(out, &Refusal { schema: ERROR_SCHEMA, id, status: INVALID, line, errors });
}

fn push_line(out: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(&mut *out, value).expect("answers hold nothing JSON cannot say");
    out.push(b'\n');
}

#[derive(Serialize)]
struct Refusal<'a> {
    schema: &'static str,
    id: Option<&'a str>,
    status: &'static str,
    line: u64,
    errors: Vec<ErrorLine<'a>>,
}

/// One thing that is wrong.
#[derive(Debug, Serialize)]
pub struct ErrorLine<'a> {
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    path: Option<&'a str>,
    got: Option<&'a str>,
    wanted: Option<&'a str>,
    hint: Option<&'a str>,
}

impl<'a> ErrorLine<'a> {
    /// A problem of the input.
    pub fn located(problem: &'a Problem) -> Self {
        ErrorLine {
            message: problem.to_string(),
            file: Some(&problem.place.file),
            line: problem.place.at.map(|(line, _)| line),
            column: problem.place.at.map(|(_, column)| column),
            path: Some(&problem.path),
            got: Some(&problem.got),
            wanted: Some(&problem.wanted),
            hint: problem.hint.as_deref(),
        }
    }

    /// A message without a place.
    pub fn plain(message: String) -> Self {
        ErrorLine { message, file: None, line: None, column: None, path: None, got: None, wanted: None, hint: None }
    }

    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

/// What Japan withholds from one dividend of one holder, and what the United States does with it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Dividend {
    /// The shape of this object and its version.
    #[schemars(extend("const" = "iijtax.dividend/1"))]
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
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub status: &'static str,
    /// The weakest evidence that the answer relies on.
    #[schemars(extend("enum" = ["primary", "secondary", "memory"]))]
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

/// The answer for one of those behind a holder.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EvidenceByPart {
    #[schemars(extend("enum" = ["primary", "secondary", "memory"]))]
    pub japan: String,
    /// Null where no rule on the United States was met.
    #[schemars(extend("enum" = ["primary", "secondary", "memory", null]))]
    pub us: Option<String>,
}

/// What another law says of Japan's rate.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OtherLaw {
    pub law: &'static str,
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
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

/// The dividend as it was read.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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

/// The company that pays.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Payer {
    pub name: Option<String>,
    pub code: Option<String>,
    pub isin: Option<String>,
    pub kind: Option<&'static str>,
}

impl Payer {
    fn new(case: &crate::facts::Case) -> Option<Payer> {
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

/// What Japan withholds.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Japan {
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
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

/// What is withheld when the dividend is paid.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AtSource {
    /// Null where it differs among those behind the holder.
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    pub net_jpy: Option<Digits>,
}

/// What was actually withheld, compared with what is due.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reconciliation {
    pub withheld_jpy: Digits,
    /// Above the tax due, or above the highest possible one while that is open.
    pub over_withheld_jpy: Digits,
    /// Below the tax due; null while that is open.
    pub under_withheld_jpy: Option<Digits>,
}

/// The same facts under another regime.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Alternative {
    pub regime: &'static str,
    pub rule: Option<&'static str>,
    pub cite: Option<String>,
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub status: &'static str,
    pub rate_percent: Option<Digits>,
    pub tax_jpy: Option<Digits>,
    /// Its tax less the tax now; negative when it was better.
    pub more_than_now_jpy: Option<Digits>,
}

/// What the United States does with the dividend. The figures are null when it is not addressed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Us {
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
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

/// Whether the dividend on one lot qualifies.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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

/// Gain, or loss when negative, between inclusion and conversion.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CurrencyGain {
    pub converted_date: Day,
    pub usd: Digits,
    /// What of it is recognised, where the law exempts small gains of personal transactions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised_usd: Option<Digits>,
    /// Ordinary; capital in a personal transaction, where the law tells these apart.
    #[schemars(extend("enum" = ["ordinary", "capital"]))]
    pub character: &'static str,
    pub source: &'static str,
}

/// What becomes of a distribution beyond earnings and profits.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ReturnOfCapital {
    pub beyond_earnings_and_profits_usd: Digits,
    pub return_of_capital_usd: Option<Digits>,
    pub capital_gain_usd: Option<Digits>,
    pub basis_after_usd: Option<Digits>,
}

/// What is left of the gross amount, with all that can be claimed back. The tax on net investment income is not taken off.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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

/// The next better rate, and what is missing to have it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NextTier {
    pub rate_percent: Digits,
    pub rule: &'static str,
    pub cite: String,
    pub needs: Vec<Need>,
}

/// One thing that is missing.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Need {
    pub field: &'static str,
    pub short_by: Option<Digits>,
    #[schemars(extend("enum" = ["points", "days", null]))]
    pub unit: Option<&'static str>,
    pub text: String,
}

/// Something to do.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Action {
    pub id: &'static str,
    /// The last safe day; null when the law states none.
    pub due: Option<Day>,
    pub by: &'static str,
    pub with: &'static str,
    pub what: &'static str,
    pub cite: String,
    /// How it stands on the day that was asked for; only where one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["open", "overdue", "lapsed"]))]
    pub state: Option<&'static str>,
}

/// A fact that was not stated and taken to be the ordinary one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Assumption {
    pub field: &'static str,
    pub value: AssumedValue,
}

/// The ordinary answer.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AssumedValue {
    Bool(bool),
    Word(&'static str),
    Text(String),
    Date(Day),
    Number(Digits),
}

/// Something to know.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Note {
    pub code: &'static str,
    pub text: Cow<'static, str>,
    pub cite: String,
}

/// One rule asked.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Step {
    pub rule: &'static str,
    pub cite: String,
    /// Where what it cites can be read.
    pub url: Option<&'static str>,
    pub evidence: String,
    #[schemars(extend("enum" = ["met", "not_met", "unknown"]))]
    pub outcome: &'static str,
    pub because: String,
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
            unused: answer.unused.iter().map(crate::facts::Field::path).collect(),
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

impl OtherLaw {
    pub(super) fn new(other: &answer::OtherLaw) -> OtherLaw {
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

impl Event {
    pub fn new(case: &crate::facts::Case) -> Event {
        let dividend = &case.dividend;
        Event {
            kind: dividend.kind.get().map_or("", |kind| kind.name()),
            instrument: case.instrument.get().map(|instrument| instrument.name()),
            shares: case.shares.map(Digits::from),
            per_share_jpy: match dividend.amount {
                crate::facts::Amount::PerShare(yen) => Some(yen.into()),
                _ => None,
            },
            gross_jpy: match dividend.amount {
                crate::facts::Amount::Gross(yen) => Some(yen.into()),
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

impl Japan {
    fn new(japan: &answer::Japan) -> Japan {
        let gross = japan.gross;
        let net = |tax: Option<crate::units::Yen>| Some(Digits::from(gross? - Exact::from(tax?)));
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

impl From<answer::Reconciliation> for Reconciliation {
    fn from(it: answer::Reconciliation) -> Reconciliation {
        Reconciliation {
            withheld_jpy: it.withheld.into(),
            over_withheld_jpy: it.over.into(),
            under_withheld_jpy: it.under.map(Digits::from),
        }
    }
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

impl Us {
    fn new(answer: &DividendAnswer<'_>) -> Us {
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

impl NextTier {
    fn new(tier: &answer::NextTier) -> NextTier {
        let need = |distance: &crate::law::Shortfall| Need {
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

impl Action {
    /// Says how it stands on a day.
    pub(super) fn stand_on(&mut self, day: Day) {
        let is_claim = self.id == crate::law::Action::ClaimRefund.name();
        self.state = Some(super::state::State::on(day, is_claim, self.due).name());
    }

    pub(super) fn new(todo: &answer::Todo, ads: bool) -> Action {
        Action {
            id: todo.action.name(),
            due: todo.due,
            by: todo.action.by(ads),
            with: todo.with(),
            what: todo.rule.words(),
            cite: todo.rule.cite(),
            state: None,
        }
    }
}

impl Assumption {
    pub(super) fn new(assumption: &answer::Assumption) -> Assumption {
        let value = match assumption.value {
            Assumed::Is(is) => AssumedValue::Bool(is),
            Assumed::Word(word) => AssumedValue::Word(word),
            Assumed::On(day) => AssumedValue::Date(day),
            Assumed::Zero => AssumedValue::Number(0.into()),
            Assumed::Hundred => AssumedValue::Number(crate::units::Percent::HUNDRED.into()),
            Assumed::Percent(percent) => AssumedValue::Number(percent.into()),
            Assumed::Under(percent) => AssumedValue::Text(said!("under {}", "{}未満", percent.value())),
        };
        Assumption { field: assumption.field.path(), value }
    }
}

impl Note {
    pub(super) fn new(rule: &Rule) -> Note {
        Note { code: rule.name(), text: rule.words().into(), cite: rule.cite() }
    }

    /// Which tests the treaty has of who states another.
    fn on_tests(other: &OtherTests) -> Note {
        Note { code: "limitation-on-benefits-tests", text: outline::tests(other).into(), cite: other.rule.cite() }
    }
}

impl Step {
    pub(super) fn new(step: &answer::Step, case: &crate::facts::Case) -> Step {
        Step {
            rule: step.rule.id,
            cite: step.rule.cite(),
            url: step.rule.url(),
            evidence: step.rule.evidence.to_string(),
            outcome: step.outcome.name(),
            because: step.because(case),
        }
    }
}
