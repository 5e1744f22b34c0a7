//! Records of many holders, as flat rows: the fields that a column or a dotted key can name, and their values.

use std::sync::LazyLock;

use super::Node;
use super::node::{Document, Value};
use super::spec::{HOLDER, Wire};
use crate::facts::words;
use crate::units::Day;

words! {
    /// A field with one value in nearly every register: what is read without building a tree.
    pub enum Slot {
        Id = "id",
        OwnershipPercent = "ownership_percent",
        HeldSince = "held_since",
        Shares = "shares",
        PerShare = "dividend.per_share_jpy",
        Gross = "dividend.gross_jpy",
        Withheld = "dividend.withheld_jpy",
        Kind = "kind",
        Residence = "residence",
        Instrument = "instrument",
        PensionBusinessIncome = "pension_business_income",
        MeetsAdditionalRequirements = "meets_additional_requirements",
        JapanPermanentEstablishment = "japan_permanent_establishment",
        BeneficialOwner = "beneficial_owner",
        CapitalAsset = "capital_asset",
        UsCitizen = "us_citizen",
        UsPerson = "us_person",
        ApplicationFiled = "relief.application_filed",
        SecondFormFiled = "relief.second_form_filed",
        TaxYearBegins = "us.tax_year_begins",
        OrdinaryRate = "us.ordinary_rate_percent",
        FinancialServices = "us.financial_services",
        Pfic = "us.pfic",
        DividendKind = "dividend.kind",
        AdsPerShare = "dividend.ads_per_share",
        EntitlementDate = "dividend.entitlement_date",
        ExDate = "dividend.ex_date",
        PaymentDate = "dividend.payment_date",
        DepositaryReceiptDate = "dividend.depositary_receipt_date",
        FiscalYearEnd = "dividend.fiscal_year_end",
        JpyPerUsd = "dividend.jpy_per_usd",
        EarningsAndProfits = "dividend.earnings_and_profits_percent",
        BasisUsd = "dividend.basis_usd",
    }
}

/// The slots that a record has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slots {
    seen: u64,
    /// Those that are not null.
    pub stated: u64,
}

impl Slots {
    /// Notes a field that states something; nothing when the record has it a second time.
    #[inline(always)]
    pub fn note(&mut self, slot: Slot) -> Option<()> {
        self.note_null(slot)?;
        self.stated |= slot.bit();
        Some(())
    }

    /// The same of one that states nothing.
    #[inline(always)]
    pub fn note_null(&mut self, slot: Slot) -> Option<()> {
        let is_new = self.seen & slot.bit() == 0;
        self.seen |= slot.bit();
        is_new.then_some(())
    }

    pub fn states(self, slot: Slot) -> bool {
        self.stated & slot.bit() != 0
    }
}

impl Slot {
    /// How many slots are a record's own; they are the first.
    pub const OWN: u32 = Slot::Withheld as u32 + 1;

    /// Whether what stands there is a record's own: holders who are alike may differ in it.
    pub fn is_own(self) -> bool {
        (self as u32) < Slot::OWN
    }

    pub(super) fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// A value of a flat record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is stated.
    Null,
    Bool(bool),
    Text(&'a str),
    /// A JSON number as it is written.
    Number(&'a str),
    /// A list or an object, as JSON.
    Json(&'a str),
    Day(Day),
    /// An exact number: digits, and how many of them are decimals.
    Decimal(i128, u32),
}

/// A column of a flat record.
#[derive(Clone, Debug)]
pub struct Column {
    /// The dotted path of the field.
    pub path: &'static str,
    pub wire: Wire,
    pub required: bool,
    /// Where the value goes, when it is read without building a tree.
    pub slot: Option<Slot>,
}

/// Every column that a flat record can have, in the order of the tables of fields.
pub static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let mut columns = Vec::new();
    flatten(HOLDER, "", &mut columns);
    columns
});

/// What an earlier run said of a record stands in these columns; they are not read.
pub const REMARKS: [&str; 4] = ["error_line", "error_path", "error_message", "error_text"];

fn flatten(fields: &'static [super::FieldSpec], prefix: &str, columns: &mut Vec<Column>) {
    for field in fields {
        let path = format!("{prefix}{}", field.name);
        if let Wire::Object(inner) = field.wire {
            flatten(inner, &format!("{path}."), columns);
        } else {
            let required = field.required && prefix.is_empty();
            let slot = Slot::from_word(&path);
            // Made once for the life of the program.
            columns.push(Column { path: path.leak(), wire: field.wire, required, slot });
        }
    }
}

impl Column {
    /// The value that a text in this column stands for, where the file knows no types: nothing when it is empty.
    #[inline]
    pub fn cell<'a>(&self, text: &'a str) -> Cell<'a> {
        match (text, self.wire) {
            ("", _) => Cell::Null,
            (_, Wire::Text) => Cell::Text(text),
            ("true", Wire::Bool | Wire::DateOrBool) => Cell::Bool(true),
            ("false", Wire::Bool | Wire::DateOrBool) => Cell::Bool(false),
            (_, Wire::List(_) | Wire::JpyPerUsdOrTable) if text.starts_with(['[', '{']) => Cell::Json(text),
            _ => Cell::Text(text),
        }
    }
}

/// The tree of a flat record: what the general reader reads.
pub(super) fn tree<'a>(document: &'a Document, cells: &[(&'static Column, Cell<'a>)]) -> Node<'a> {
    let pair = |(column, cell): &(&'static Column, Cell<'a>)| {
        let key = document.cell(Value::Text(column.path.into()));
        let value = match *cell {
            Cell::Null => return None,
            Cell::Bool(is) => Value::Bool(is),
            Cell::Text(text) => Value::Text(text.into()),
            Cell::Number(digits) => Value::Number(digits),
            Cell::Json(text) => {
                return Some((
                    key,
                    document.json_cell(text).unwrap_or_else(|| document.cell(Value::Text(text.into()))),
                ));
            }
            Cell::Day(day) => Value::Text(day.to_string().into()),
            Cell::Decimal(mantissa, scale) => Value::Text(digits(mantissa, scale).into()),
        };
        Some((key, document.cell(value)))
    };
    document.cell(Value::Object(cells.iter().filter_map(pair).collect()))
}

/// An exact number in digits.
pub fn digits(mantissa: i128, scale: u32) -> String {
    let scale = scale as usize;
    let digits = format!("{:0>width$}", mantissa.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if mantissa < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}
