//! The canonical answer about a year: every key always present, its shape versioned by `schema`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answer::LotGain;
use crate::facts::Field;
use crate::input::Statement;
use crate::law::{Category, Rule};
use crate::render::credit::{CreditLimitation, election_refused};
use crate::render::digits::Digits;
use crate::render::json::{Action, Assumption, Note};
use crate::render::personal::{InvestmentTax, TaxedSlice, slices};
use crate::render::program::Program;
use crate::render::question::{Question, questions};
use crate::units::{Day, Exact, Usd, YEN_PLACES, Yen};
use crate::year::{self, Booked, GainSums, Netted, Origin, Sums, Translated, YearAnswer, unused};

/// The version of the answer to `iijtax year`.
pub const YEAR_SCHEMA: &str = "iijtax.year/1";

/// A tax year of one holder: its payments and sales, and what the United States does with them together.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Year {
    /// The shape of this object and its version.
    #[schemars(extend("const" = "iijtax.year/1"))]
    pub schema: &'static str,
    /// Which program answered, by which law.
    pub program: Program,
    pub tax_year: i32,
    pub from: Day,
    pub to: Day,
    /// The weightiest status of Japan's answers to the payments; of the sales where there is no payment.
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
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
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Place {
    pub file: String,
    pub line: Option<usize>,
}

/// One payment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Payment {
    /// From 1, by which actions name it.
    pub number: usize,
    pub payer: Option<String>,
    pub id: Option<String>,
    pub place: Place,
    pub payment_date: Option<Day>,
    pub law: &'static str,
    /// Of the Japanese part.
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
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
    #[schemars(extend("enum" = ["as_due", "as_if_no_form_was_filed", "at_another_rate", "at_no_known_rate", "nothing_withheld", null]))]
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
    #[schemars(extend("enum" = ["by_yen", "by_rate", "not_at_all", null]))]
    pub yen_known: Option<&'static str>,
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
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
    #[schemars(extend("enum" = ["passive", "financial_services", "general", null]))]
    pub category: Option<&'static str>,
    /// Recognised; negative for a loss.
    pub currency_gain_usd: Option<Digits>,
    /// Later entries on it.
    pub changes: Vec<Change>,
    /// The facts that its entry states and that nothing used.
    pub unused: Vec<&'static str>,
}

/// A later entry on a payment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Change {
    pub place: Place,
    #[schemars(extend("enum" = ["dividend", "tax", "refund"]))]
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
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Group {
    /// Null for payments that state none.
    pub name: Option<String>,
    #[serde(flatten)]
    pub totals: Totals,
}

/// One sale, lot by lot.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Sale {
    pub number: usize,
    pub payer: Option<String>,
    pub id: Option<String>,
    pub place: Place,
    pub date: Option<Day>,
    pub law: &'static str,
    #[schemars(extend("enum" = ["determined", "undetermined", "rate_not_stated", "not_encoded", "not_addressed"]))]
    pub us_status: &'static str,
    pub questions: Vec<Question>,
    pub japan_taxed: Option<bool>,
    pub proceeds_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    pub basis_usd: Option<Digits>,
    pub gain_usd: Option<Digits>,
    /// Of a loss what is not deducted, since the shares were bought again; it is added to the cost of those, which a later
    /// sale has to state.
    pub disallowed_usd: Option<Digits>,
    pub long_term_usd: Option<Digits>,
    pub short_term_usd: Option<Digits>,
    pub lots: Vec<SoldLot>,
}

/// What is sold of one lot.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SoldLot {
    pub shares: Option<Digits>,
    pub acquired: Option<Day>,
    #[schemars(extend("enum" = ["short", "long", null]))]
    pub term: Option<&'static str>,
    pub proceeds_usd: Option<Digits>,
    pub expenses_usd: Option<Digits>,
    pub basis_usd: Option<Digits>,
    pub gain_usd: Option<Digits>,
}

/// Gains and losses of the year's sales.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Gains {
    pub sales: usize,
    pub proceeds_usd: Digits,
    pub expenses_usd: Digits,
    pub basis_usd: Digits,
    pub gain_usd: Digits,
    pub long_term_usd: Digits,
    pub short_term_usd: Digits,
    /// Long-term gain less short-term loss, taxed at the reduced rates.
    pub net_capital_gain_usd: Digits,
    pub excess_distribution_usd: Digits,
    /// Sales without figures yet.
    pub open: usize,
}

/// The year in the United States.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct UsYear {
    pub law: &'static str,
    #[schemars(extend("enum" = ["passive", "financial_services", "general", null]))]
    pub category: Option<&'static str>,
    /// All qualified dividends by the rate each slice is taxed at; null while the facts of the year are not stated.
    pub rates: Option<Vec<TaxedSlice>>,
    pub qualified_tax_usd: Option<Digits>,
    pub net_investment_income_tax: Option<InvestmentTax>,
    /// Null while the facts of the year are not stated, and where there is nothing to credit.
    pub limitation: Option<CreditLimitation>,
    /// Why little foreign tax is not credited without limitation although the holder elects so.
    pub election_not_open_because: Option<String>,
    /// The facts that would settle it.
    pub questions: Vec<Question>,
    /// Little foreign tax could be credited without limitation, and the holder does not say whether it elects so.
    pub can_elect_no_limitation: bool,
    /// Credits of earlier years.
    pub carryovers: Vec<CarryLine>,
    /// What the year's own tax leaves for other years.
    pub carryover_arisen_usd: Digits,
    /// The year's own tax and credits of earlier years, as far as they are allowed; null while the limitation is open.
    pub allowed_usd: Option<Digits>,
    /// There are dividends of other categories, whose limitation is not calculated.
    pub several_categories: bool,
    /// Payments of which an amount in dollars is not known.
    pub open: Vec<usize>,
    pub assumptions: Vec<Assumption>,
}

/// What becomes of a credit of an earlier year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CarryLine {
    pub year: i32,
    pub brought_usd: Digits,
    pub used_usd: Digits,
    pub expired_usd: Digits,
    pub forward_usd: Digits,
}

/// A dividend that was taken back whole.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reversed {
    pub payer: Option<String>,
    pub payment_date: Option<Day>,
    pub place: Place,
    pub by: Vec<Change>,
}

/// An entry that is no part of any payment's withholding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Apart {
    pub place: Place,
    #[schemars(extend("enum" = ["dividend", "tax", "payment_in_lieu", "fee", "refund"]))]
    pub entry: &'static str,
    pub payer: Option<String>,
    pub booked: Option<Day>,
    pub payment_date: Option<Day>,
    pub amount_jpy: Option<Digits>,
    pub amount_usd: Option<Digits>,
    /// The payment of the year it belongs to.
    pub payment: Option<usize>,
    /// The tax year of the payment it belongs to, where that is known.
    pub of_tax_year: Option<i32>,
    pub why: &'static str,
}

/// An entry of another tax year.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Outside {
    pub place: Place,
    #[schemars(extend("enum" = ["dividend", "sale"]))]
    pub entry: &'static str,
    pub payer: Option<String>,
    pub date: Option<Day>,
}

/// What a broker's statement came to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StatementRead {
    pub file: String,
    #[schemars(extend("enum" = ["ibkr-flex", "ibkr-csv", "schwab", "map"]))]
    pub format: &'static str,
    /// How many of its rows became entries.
    pub used: usize,
    pub ignored: Vec<StatementRow>,
    pub not_understood: Vec<StatementRow>,
    /// What was concluded, and from what.
    pub said: Vec<String>,
}

/// A row of a statement that is no entry.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StatementRow {
    pub line: usize,
    pub what: String,
    pub why: String,
}

/// Something to do, and for which payments.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
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
    fn new(origin: &Origin) -> Place {
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
            usd_per_jpy_as_written: row.payment.inverted.as_ref().map(|(written, _)| written.clone()),
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
    fn new(change: &year::Change, has_yen: bool) -> Change {
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

impl Sale {
    fn new(row: &year::SaleRow<'_>) -> Sale {
        let (answer, case) = (&row.answer, &row.sold.case);
        let figures = answer.us.figures.as_ref().filter(|figures| figures.recognised);
        let usd = |usd: Option<Usd>| usd.map(Digits::from);
        let taxed = figures.and_then(|figures| figures.taxed);
        let asked = answer.us.questions.iter();
        Sale {
            number: row.number,
            payer: row.sold.payer.clone(),
            id: case.id.clone(),
            place: Place::new(&row.sold.origin),
            date: case.sale.as_ref().and_then(|sale| sale.date),
            law: answer.law.id,
            us_status: answer.us.status.name(),
            questions: asked
                .map(|field| Question { field: field.path(), question: field.question_about_sale() })
                .collect(),
            japan_taxed: answer.japan.taxed,
            proceeds_usd: usd(figures.and_then(|figures| figures.totals.proceeds)),
            expenses_usd: usd(figures.map(|figures| figures.totals.expenses)),
            basis_usd: usd(figures.and_then(|figures| figures.totals.basis)),
            gain_usd: usd(figures.and_then(|figures| figures.totals.gain())),
            disallowed_usd: usd(figures.map(|figures| figures.totals.disallowed)),
            long_term_usd: usd(taxed.map(|taxed| taxed.long_term)),
            short_term_usd: usd(taxed.map(|taxed| taxed.short_term)),
            lots: figures.iter().flat_map(|figures| &figures.lots).map(SoldLot::new).collect(),
        }
    }
}

impl SoldLot {
    fn new(lot: &LotGain) -> SoldLot {
        SoldLot {
            shares: lot.shares.map(Digits::from),
            acquired: lot.acquired,
            term: lot.term.map(|term| term.name()),
            proceeds_usd: lot.amounts.proceeds.map(Digits::from),
            expenses_usd: Some(lot.amounts.expenses.into()),
            basis_usd: lot.amounts.basis.map(Digits::from),
            gain_usd: lot.amounts.gain().map(Digits::from),
        }
    }
}

impl Gains {
    fn new(sums: &GainSums) -> Gains {
        Gains {
            sales: sums.sales,
            proceeds_usd: sums.proceeds.into(),
            expenses_usd: sums.expenses.into(),
            basis_usd: sums.basis.into(),
            gain_usd: sums.gain.into(),
            long_term_usd: sums.long_term.into(),
            short_term_usd: sums.short_term.into(),
            net_capital_gain_usd: sums.net_capital_gain().into(),
            excess_distribution_usd: sums.excess_distribution.into(),
            open: sums.open,
        }
    }
}

impl UsYear {
    fn new(us: &year::UsYear, answer: &YearAnswer<'_>) -> UsYear {
        let line = |line: &year::CarryLine| CarryLine {
            year: line.year,
            brought_usd: line.brought.into(),
            used_usd: line.used.into(),
            expired_usd: line.expired.into(),
            forward_usd: line.forward.into(),
        };
        let is_sliced = us.personal.slices.is_some();
        UsYear {
            law: us.law.id,
            category: us.category.map(Category::name),
            rates: is_sliced.then(|| slices(&us.personal)),
            qualified_tax_usd: us.personal.tax().map(Digits::from),
            net_investment_income_tax: us.personal.investment.as_ref().map(InvestmentTax::new),
            limitation: us.limited.limitation.as_ref().map(|it| CreditLimitation::new(it, us.limited.is_at_most)),
            election_not_open_because: answer
                .rows
                .first()
                .zip(us.limited.election_refused)
                .map(|(row, amounts)| election_refused(us.law, row.answer.case, &amounts)),
            questions: questions(answer.questions().iter()),
            can_elect_no_limitation: us.limited.can_elect,
            carryovers: us.schedule.lines.iter().map(line).collect(),
            carryover_arisen_usd: us.schedule.arisen.into(),
            allowed_usd: us.schedule.allowed.map(Digits::from),
            several_categories: us.several_categories,
            open: us.open.clone(),
            assumptions: us.assumptions.iter().map(Assumption::new).collect(),
        }
    }
}

impl StatementRead {
    fn new(statement: &Statement) -> StatementRead {
        let row = |aside: &crate::input::Aside| StatementRow {
            line: aside.line,
            what: aside.what.clone(),
            why: aside.why.clone(),
        };
        StatementRead {
            file: statement.name.clone(),
            format: statement.format,
            used: statement.rows.len(),
            ignored: statement.ignored.iter().map(row).collect(),
            not_understood: statement.not_understood.iter().map(row).collect(),
            said: statement.said.clone(),
        }
    }
}

impl Reversed {
    fn new(payment: &year::Payment) -> Reversed {
        Reversed {
            payer: payment.payer.clone(),
            payment_date: payment.case.dividend.payment_date,
            place: Place::new(&payment.origin),
            by: payment.changes.iter().map(|change| Change::new(change, !payment.is_in_dollars_alone)).collect(),
        }
    }
}

fn aparts(answer: &YearAnswer<'_>) -> Vec<Apart> {
    let netted: &Netted = answer.netted;
    let number = |at: usize| {
        let payment = netted.payments.get(at)?;
        answer.rows.iter().find(|row| std::ptr::eq(row.payment, payment)).map(|row| row.number)
    };
    let apart = |it: &year::Apart| {
        let entry = &it.entry;
        let amount = |of: fn(Booked) -> Option<rust_decimal::Decimal>| entry.amount.and_then(of).map(Digits::from);
        Apart {
            place: Place::new(&entry.origin),
            entry: entry.kind.name(),
            payer: entry.payer.clone(),
            booked: entry.booked,
            payment_date: entry.case.dividend.payment_date,
            amount_jpy: amount(Booked::jpy),
            amount_usd: amount(Booked::usd),
            payment: it.of.and_then(number),
            of_tax_year: it.of.and_then(|at| netted.payments.get(at)).and_then(year::Payment::tax_year),
            why: it.why,
        }
    };
    netted.apart.iter().map(apart).collect()
}

fn outside(answer: &YearAnswer<'_>) -> Vec<Outside> {
    let payments = answer.outside.iter().map(|payment| Outside {
        place: Place::new(&payment.origin),
        entry: "dividend",
        payer: payment.payer.clone(),
        date: payment.day(),
    });
    let sales = answer.sold_outside.iter().map(|sold| Outside {
        place: Place::new(&sold.origin),
        entry: "sale",
        payer: sold.payer.clone(),
        date: sold.case.taxed_on(),
    });
    payments.chain(sales).collect()
}

impl YearAction {
    fn new(it: &year::YearTodo) -> YearAction {
        YearAction { payments: it.payments.clone(), action: Action::new(&it.todo, it.is_ads) }
    }
}

/// The rule by which credits are carried to other years.
pub(super) fn carry_rule(us: &year::UsYear) -> Option<&'static Rule> {
    us.schedule.carry.map(|carry| carry.rule)
}
