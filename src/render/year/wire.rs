//! The canonical answer about a year: every key always present, its shape versioned by `schema`.

mod apart;
mod sales;
mod us;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::facts::Field;
use crate::input::Statement;
use crate::law::{Category, Rule};
use crate::render::digits::Digits;
use crate::render::json::{Action, Note};
use crate::render::program::Program;
use crate::render::question::{Question, questions};
use crate::units::{Day, Exact, Usd, YEN_PLACES, Yen};
use crate::year::{self, Booked, Origin, Sums, Translated, YearAnswer, unused};

use apart::{Outside, Reversed, StatementRead, aparts, outside};
use sales::{Gains, Sale};

pub use apart::Apart;
pub use us::{UsYear, carry_rule};

/// The version of the answer to `iijtax year`.
pub const YEAR_SCHEMA: &str = "iijtax.year/1";

/// A tax year of one holder: its payments and sales, and what the United States does with them together.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Year {
    /// The shape of this object and its version.
    #[cfg_attr(test, schemars(extend("const" = "iijtax.year/1")))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub tax_year: i32,
    pub from: Day,
    pub to: Day,
    /// The weightiest status of Japan's answers to the payments; of the sales where there is no payment.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub payments: Vec<Payment>,
    /// Sums of the payments' amounts as they stand in their rows.
    pub totals: Totals,
    pub by_payer: Vec<Group>,
    pub by_category: Vec<Group>,
    pub sales: Vec<Sale>,
    pub gains: Gains,
    /// Null where the United States does not speak to the holder, or not yet.
    pub us: Option<UsYear>,
    /// The statements that entries were made of: every row is used, ignored or not understood.
    pub statements: Vec<StatementRead>,
    /// Dividends that were taken back whole.
    pub reversed: Vec<Reversed>,
    /// What is no part of any payment's withholding: payments in lieu, fees, refunds, and what belongs to nothing here.
    pub apart: Vec<Apart>,
    /// Payments and sales of other tax years.
    pub outside: Vec<Outside>,
    pub actions: Vec<YearAction>,
    pub notes: Vec<Note>,
}

/// Where an entry stands.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Place {
    pub file: String,
    pub line: Option<usize>,
}

/// One payment.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Payment {
    /// From 1, by which actions name it.
    pub number: usize,
    pub payer: Option<String>,
    pub id: Option<String>,
    pub place: Place,
    pub payment_date: Option<Day>,
    pub law: &'static str,
    /// Of the Japanese part.
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub status: &'static str,
    pub rate_percent: Option<Digits>,
    pub rule: Option<&'static str>,
    pub questions: Vec<Question>,
    pub gross_jpy: Option<Digits>,
    /// Due.
    pub tax_jpy: Option<Digits>,
    /// As stated and corrected, or else as the paperwork brings about.
    pub withheld_jpy: Option<Digits>,
    /// Null where it is not stated what was withheld.
    pub over_withheld_jpy: Option<Digits>,
    pub under_withheld_jpy: Option<Digits>,
    pub refundable_jpy: Option<Digits>,
    /// The last day for the claim.
    pub refund_until: Option<Day>,
    /// What Japan has paid back already.
    pub refunded_jpy: Digits,
    /// Which rate the tax fits that was withheld; null where that is not stated.
    #[cfg_attr(test, schemars(extend("enum" = ["as_due", "as_if_no_form_was_filed", "at_another_rate", "at_no_known_rate", "nothing_withheld", null])))]
    pub withheld_as: Option<&'static str>,
    pub withheld_at_percent: Option<Digits>,
    pub withheld_as_cite: Option<String>,
    /// What was withheld in percent of the gross amount, to four decimals.
    pub withheld_percent: Option<Digits>,
    /// Due, withheld and withheld too much at the rate of exchange, in cents.
    pub tax_usd: Option<Digits>,
    pub withheld_usd: Option<Digits>,
    pub over_withheld_usd: Option<Digits>,
    /// Of a dividend that is stated in dollars, how its yen are known: by the yen of its other facts, by the rate of
    /// exchange, or not at all, and then no amount in yen is told.
    #[cfg_attr(test, schemars(extend("enum" = ["by_yen", "by_rate", "not_at_all", null])))]
    pub yen_known: Option<&'static str>,
    #[cfg_attr(test, schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"])))]
    pub us_status: &'static str,
    pub us_questions: Vec<Question>,
    pub included_on: Option<Day>,
    pub jpy_per_usd: Option<Digits>,
    /// The rate of exchange as it was written, where that is dollars for a yen.
    pub usd_per_jpy_as_written: Option<String>,
    pub dividend_usd: Option<Digits>,
    pub qualified_usd: Option<Digits>,
    pub ordinary_usd: Option<Digits>,
    pub creditable_jpy: Option<Digits>,
    pub creditable_usd: Option<Digits>,
    pub not_creditable_jpy: Option<Digits>,
    #[cfg_attr(test, schemars(extend("enum" = ["passive", "financial_services", "general", null])))]
    pub category: Option<&'static str>,
    /// Recognised; negative for a loss.
    pub currency_gain_usd: Option<Digits>,
    /// Later entries on it.
    pub changes: Vec<Change>,
    /// The facts that its entry states and that nothing used.
    pub unused: Vec<&'static str>,
}

/// A later entry on a payment.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Change {
    pub place: Place,
    #[cfg_attr(test, schemars(extend("enum" = ["dividend", "tax", "refund"])))]
    pub entry: &'static str,
    pub booked: Option<Day>,
    /// What it changes of the gross amount.
    pub gross_jpy: Option<Digits>,
    /// What it changes of the tax withheld; of a refund what was paid back.
    pub tax_jpy: Option<Digits>,
    /// The same where it was booked in dollars.
    pub tax_usd: Option<Digits>,
}

/// Sums of payments.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Totals {
    pub payments: usize,
    pub gross_jpy: Digits,
    pub tax_jpy: Digits,
    pub withheld_jpy: Digits,
    pub over_withheld_jpy: Digits,
    pub under_withheld_jpy: Digits,
    pub refundable_jpy: Digits,
    pub refunded_jpy: Digits,
    pub creditable_jpy: Digits,
    pub not_creditable_jpy: Digits,
    pub dividend_usd: Digits,
    pub qualified_usd: Digits,
    pub ordinary_usd: Digits,
    pub creditable_usd: Digits,
    pub currency_gain_usd: Digits,
    pub tax_usd: Digits,
    pub withheld_usd: Digits,
    pub over_withheld_usd: Digits,
    /// Payments whose yen are not known, so that the sums of yen are without them.
    pub in_dollars_alone: Vec<usize>,
    /// Payments of which an amount is not known, and that the sums leave out so far.
    pub open: Vec<usize>,
}

/// Sums of the payments of one payer, or of one category.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Group {
    /// Null for payments that state none.
    pub name: Option<String>,
    #[serde(flatten)]
    pub totals: Totals,
}

/// Something to do, and for which payments.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct YearAction {
    pub payments: Vec<usize>,
    #[serde(flatten)]
    pub action: Action,
}

impl Year {
    /// The answer as it is written.
    pub fn new(answer: &YearAnswer<'_>, statements: &[Statement]) -> Year {
        let group = |(name, sums): (Option<String>, &Sums)| Group { name, totals: Totals::new(sums) };
        let by_payer = answer.by_payer.iter().map(|(payer, sums)| (payer.map(str::to_owned), sums));
        let of_category = |category: Option<Category>| category.map(|it| it.name().to_owned());
        let by_category = answer.by_category.iter().map(|(category, sums)| (of_category(*category), sums));
        Year {
            schema: YEAR_SCHEMA,
            program: Program::own(),
            tax_year: answer.question.tax_year,
            from: answer.span.first,
            to: answer.span.last,
            status: answer.status().name(),
            payments: answer.rows.iter().map(Payment::new).collect(),
            totals: Totals::new(&answer.totals),
            by_payer: by_payer.map(group).collect(),
            by_category: by_category.map(group).collect(),
            sales: answer.sales.iter().map(Sale::new).collect(),
            gains: Gains::new(&answer.gains),
            us: answer.us.as_ref().map(|us| UsYear::new(us, answer)),
            statements: statements.iter().map(StatementRead::new).collect(),
            reversed: answer.netted.reversed.iter().map(Reversed::new).collect(),
            apart: aparts(answer),
            outside: outside(answer),
            actions: answer.todos.iter().map(YearAction::new).collect(),
            notes: answer.notes.iter().map(|rule| Note::new(rule)).collect(),
        }
    }
}

impl Place {
    pub fn new(origin: &Origin) -> Place {
        Place { file: origin.file.clone(), line: origin.line }
    }
}

impl Payment {
    fn new(row: &year::Row<'_>) -> Payment {
        let (answer, case) = (&row.answer, row.answer.case);
        let (japan, us) = (&answer.japan, &answer.us);
        let income = us.income.as_deref();
        let credit = income.map(|income| &income.credit);
        // Of dollars alone no yen are told.
        let has_yen = !row.payment.is_in_dollars_alone;
        let yen = |yen: Option<Yen>| yen.filter(|_| has_yen).map(Digits::from);
        let usd = |usd: Option<Usd>| usd.map(Digits::from);
        Payment {
            number: row.number,
            payer: row.payment.payer.clone(),
            id: case.id.clone(),
            place: Place::new(&row.payment.origin),
            payment_date: case.dividend.payment_date,
            law: answer.law.id,
            status: japan.status.name(),
            rate_percent: japan.rate.map(Digits::from),
            rule: japan.rule.map(|rule| rule.id),
            questions: questions(japan.questions.iter().copied()),
            gross_jpy: japan.gross.filter(|_| has_yen).map(|gross| Digits(gross.decimal(YEN_PLACES))),
            tax_jpy: yen(japan.tax),
            withheld_jpy: yen(japan.withheld(case)),
            over_withheld_jpy: yen(japan.reconciliation.map(|it| it.over)),
            under_withheld_jpy: yen(japan.reconciliation.and_then(|it| it.under)),
            refundable_jpy: yen(japan.refundable),
            refund_until: row.refund_until,
            refunded_jpy: row.payment.refunded().into(),
            withheld_as: row.fit.map(|fit| fit.how.name()),
            withheld_at_percent: row.fit.and_then(|fit| fit.rate).map(Digits::from),
            withheld_as_cite: row.fit.and_then(|fit| fit.rule).map(Rule::cite),
            withheld_percent: row.fit.map(|fit| fit.percent.into()),
            tax_usd: usd(row.in_dollars(japan.tax)),
            withheld_usd: usd(row.in_dollars(japan.withheld(case))),
            over_withheld_usd: usd(row.in_dollars(japan.reconciliation.map(|it| it.over))),
            yen_known: row.payment.translated.map(|translated| match translated {
                Translated::ByYen => "by_yen",
                Translated::ByRate => "by_rate",
                Translated::NotAtAll => "not_at_all",
            }),
            us_status: us.status.name(),
            us_questions: questions(us.questions.iter()),
            included_on: income.and_then(|income| income.included_on),
            jpy_per_usd: income.and_then(|income| income.spot).filter(|_| has_yen).map(Digits::from),
            usd_per_jpy_as_written: row.payment.case.dividend.inverted.map(|written| written.to_string()),
            dividend_usd: usd(income.and_then(|income| income.dividend)),
            qualified_usd: usd(income.and_then(|income| income.qualified_usd)),
            ordinary_usd: usd(income.and_then(|income| income.ordinary_usd)),
            creditable_jpy: yen(credit.and_then(|credit| credit.creditable)),
            creditable_usd: usd(credit.and_then(|credit| credit.creditable_usd)),
            not_creditable_jpy: yen(credit.and_then(|credit| credit.not_creditable)),
            category: row.category().map(Category::name),
            currency_gain_usd: usd(income
                .and_then(|income| income.currency_gain)
                .map(|gain| gain.recognised.unwrap_or(gain.usd))),
            changes: row.payment.changes.iter().map(|change| Change::new(change, has_yen)).collect(),
            unused: unused(row).map(Field::path).collect(),
        }
    }
}

impl Change {
    pub fn new(change: &year::Change, has_yen: bool) -> Change {
        let yen = |yen: Option<Exact>| yen.filter(|_| has_yen).map(|yen| Digits(yen.decimal(YEN_PLACES)));
        Change {
            place: Place::new(&change.origin),
            entry: change.kind.name(),
            booked: change.booked,
            gross_jpy: yen(change.gross),
            tax_jpy: yen(change.tax),
            tax_usd: change.amount.and_then(Booked::usd).map(Digits::from),
        }
    }
}

impl Totals {
    fn new(sums: &Sums) -> Totals {
        Totals {
            payments: sums.payments,
            gross_jpy: Digits(sums.gross.normalize()),
            tax_jpy: sums.due.into(),
            withheld_jpy: sums.withheld.into(),
            over_withheld_jpy: sums.over.into(),
            under_withheld_jpy: sums.under.into(),
            refundable_jpy: sums.refundable.into(),
            refunded_jpy: sums.refunded.into(),
            creditable_jpy: sums.creditable_jpy.into(),
            not_creditable_jpy: sums.not_creditable_jpy.into(),
            dividend_usd: sums.dividend.into(),
            qualified_usd: sums.qualified.into(),
            ordinary_usd: sums.ordinary.into(),
            creditable_usd: sums.creditable.into(),
            currency_gain_usd: sums.currency.into(),
            tax_usd: sums.due_usd.into(),
            withheld_usd: sums.withheld_usd.into(),
            over_withheld_usd: sums.over_usd.into(),
            in_dollars_alone: sums.in_dollars_alone.clone(),
            open: sums.open.clone(),
        }
    }
}

impl YearAction {
    fn new(it: &year::YearTodo) -> YearAction {
        YearAction { payments: it.payments.clone(), action: Action::new(&it.todo, it.is_ads) }
    }
}
