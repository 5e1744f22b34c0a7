//! The fields of a profile and of a dividend: names, kinds and meanings, in the order a reader wants them.
//!
//! The parser reads against these tables and `iijtax schema` prints them, so the two cannot differ.

use crate::case::{DividendKind, FilingStatus, HolderKind, Instrument, SpecialClass};

/// One field of an object.
#[derive(Debug)]
pub struct FieldSpec {
    pub name: &'static str,
    pub wire: Wire,
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
    /// What holds when it is absent; empty when nothing does.
    pub absent: &'static str,
}

/// How a value is written in JSON, and within which bounds.
#[derive(Clone, Copy, Debug)]
pub enum Wire {
    Text,
    Bool,
    Date,
    DateOrBool,
    Country,
    Word(&'static [&'static str]),
    Percent,
    /// A number of shares or ADSs.
    Shares,
    /// Yen, with fractions.
    Yen,
    /// Whole yen.
    WholeYen,
    Dollars,
    AdsPerShare,
    JpyPerUsd,
    /// One rate, or an object of rates by date.
    JpyPerUsdOrTable,
    /// An object of rates by date.
    JpyPerUsdTable,
    /// The calendar year in which a tax year begins.
    TaxYear,
    List(&'static Wire),
    Object(&'static [FieldSpec]),
}

/// Bounds of a number: the largest value and the most fraction digits.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The smallest value; zero itself is out where it is `None`.
    pub least: Option<u64>,
    pub most: u64,
    pub decimals: u32,
}

impl Wire {
    /// The bounds of a number; `None` for what is none.
    pub fn bounds(self) -> Option<Bounds> {
        let (least, most, decimals) = match self {
            Wire::Percent => (Some(0), 100, 10),
            Wire::Shares => (None, 1_000_000_000_000, 6),
            Wire::Yen => (Some(0), 100_000_000_000_000, 6),
            Wire::WholeYen => (Some(0), 100_000_000_000_000, 0),
            Wire::Dollars => (Some(0), 10_000_000_000_000, 4),
            Wire::AdsPerShare => (None, 1_000_000, 6),
            Wire::TaxYear => (None, 2999, 0),
            Wire::JpyPerUsd | Wire::JpyPerUsdOrTable | Wire::JpyPerUsdTable => (Some(1), 100_000, 6),
            _ => return None,
        };
        Some(Bounds { least, most, decimals })
    }

    /// What a message says was wanted.
    pub fn wanted(self) -> String {
        let number = |what: &str| {
            let bounds = self.bounds().expect("a number has bounds");
            let from = bounds.least.map_or("above 0 and up to".to_owned(), |least| format!("from {least} to"));
            let decimals = match bounds.decimals {
                0 => "without a fraction".to_owned(),
                most => format!("with at most {most} decimals"),
            };
            format!("{what} {from} {} {decimals}", grouped(bounds.most))
        };
        match self {
            Wire::Text => "a text".to_owned(),
            Wire::Bool => "true or false".to_owned(),
            Wire::Date => "a date YYYY-MM-DD from 1900-01-01 to 2999-12-31".to_owned(),
            Wire::DateOrBool => "a date YYYY-MM-DD, true or false".to_owned(),
            Wire::Country => "a country code of two capital letters (ISO 3166-1)".to_owned(),
            Wire::Word(words) => match words {
                [one] => format!("{one:?}"),
                _ => format!("one of {}", words.join(", ")),
            },
            Wire::Percent => number("a percentage"),
            Wire::Shares => number("a number of shares"),
            Wire::Yen | Wire::WholeYen => number("yen"),
            Wire::Dollars => number("dollars"),
            Wire::AdsPerShare => number("a number of ADSs for one share"),
            Wire::JpyPerUsd => number("yen for one dollar"),
            Wire::JpyPerUsdTable => format!("an object of rates by date, each {}", number("yen for one dollar")),
            Wire::TaxYear => "a year, such as 2009".to_owned(),
            Wire::JpyPerUsdOrTable => format!("{}, or an object of such rates by date", number("yen for one dollar")),
            Wire::List(item) => format!("a list, each item {}", item.wanted()),
            Wire::Object(_) => "an object".to_owned(),
        }
    }
}

/// A whole number with commas between thousands.
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(super) const fn field(name: &'static str, wire: Wire, doc: &'static str, absent: &'static str) -> FieldSpec {
    FieldSpec { name, wire, required: false, doc, absent }
}

pub(super) const fn required(name: &'static str, wire: Wire, doc: &'static str) -> FieldSpec {
    FieldSpec { name, wire, required: true, doc, absent: "" }
}

/// A holder and what it holds: the whole profile.
pub const HOLDER: &[FieldSpec] = &[
    required("kind", Wire::Word(HolderKind::WORDS), "What the holder is."),
    required("residence", Wire::Country, "The country of tax residence."),
    field(
        "ownership_percent",
        Wire::Percent,
        "Share of the payer's voting stock on the entitlement date, direct or through residents of Japan or the United States.",
        "unknown for a corporation; assumed to be under 10 for others",
    ),
    field(
        "held_since",
        Wire::Date,
        "First day of the unbroken period at this holding; also the day of acquisition when no lots are given.",
        "unknown",
    ),
    field(
        "ownership_history",
        Wire::List(&Wire::Object(HISTORY)),
        "Instead of the two above: the share of voting stock as a step function, in order of days.",
        "",
    ),
    field("lots", Wire::List(&Wire::Object(LOT)), "What is counted lot by lot.", "one lot from held_since"),
    field(
        "hedged",
        Wire::List(&Wire::Object(HEDGE)),
        "Days of diminished risk of loss, which are not counted.",
        "none",
    ),
    field("id", Wire::Text, "Echoed in the answer.", ""),
    field("instrument", Wire::Word(Instrument::WORDS), "Shares, or American depositary shares.", "assumed to be share"),
    field("shares", Wire::Shares, "How many shares or ADSs.", "rates only, no amounts"),
    field("pension_business_income", Wire::Bool, "The dividend derives from carrying on a business.", "assumed false"),
    field(
        "meets_additional_requirements",
        Wire::Bool,
        "A treaty's further conditions for its 0% row (limitation on benefits) are met.",
        "unknown",
    ),
    field(
        "japan_permanent_establishment",
        Wire::Bool,
        "The dividend is attributable to a permanent establishment of the holder in Japan.",
        "assumed false",
    ),
    field("beneficial_owner", Wire::Bool, "The holder is the beneficial owner.", "assumed true"),
    field("capital_asset", Wire::Bool, "The holder holds the shares as a capital asset.", "assumed true"),
    field("us_citizen", Wire::Bool, "The individual is a citizen of the United States.", "assumed false"),
    field(
        "us_person",
        Wire::Bool,
        "The estate or trust is a domestic one for the United States.",
        "unknown for estates and trusts",
    ),
    field(
        "special_classes",
        Wire::List(&Wire::Word(SpecialClass::WORDS)),
        "Classes of holders that the United States part leaves out.",
        "none",
    ),
    field(
        "relief",
        Wire::Object(RELIEF),
        "The forms that bring a treaty's rate about at source.",
        "assumed filed in time",
    ),
    field("us", Wire::Object(US), "What only the United States asks.", ""),
    field("dividend", Wire::Object(DIVIDEND), "The dividend, when it is not given by its own file or flags.", ""),
];

/// One distribution of the company.
pub const DIVIDEND: &[FieldSpec] = &[
    field("kind", Wire::Word(DividendKind::WORDS), "What is distributed.", "assumed to be cash"),
    field("per_share_jpy", Wire::Yen, "Yen for each share (not each ADS), before tax.", "no amounts"),
    field("gross_jpy", Wire::Yen, "Instead: yen for the whole holding, before tax.", "no amounts"),
    field("ads_per_share", Wire::AdsPerShare, "How many ADSs represent one share.", "no amounts for ADSs"),
    field("entitlement_date", Wire::Date, "When entitlement to the dividend is determined.", "unknown"),
    field("ex_date", Wire::Date, "The ex-dividend date.", "unknown"),
    field("payment_date", Wire::Date, "When the dividend is paid and becomes taxable.", "unknown"),
    field(
        "depositary_receipt_date",
        Wire::Date,
        "When the depositary receives the dividend on ADSs.",
        "assumed to be the payment date",
    ),
    field(
        "fiscal_year_end",
        Wire::Date,
        "The end of the payer's fiscal year of the dividend.",
        "assumed to be the 31 March on or after the entitlement date",
    ),
    field(
        "jpy_per_usd",
        Wire::JpyPerUsdOrTable,
        "Spot rate on the day of inclusion, as one rate or as an object of rates by date.",
        "no dollars",
    ),
    field(
        "converted",
        Wire::Object(CONVERTED),
        "When and at which rate the yen were turned into dollars.",
        "not converted",
    ),
    field(
        "earnings_and_profits_percent",
        Wire::Percent,
        "How much of the distribution comes out of earnings and profits.",
        "assumed to be 100",
    ),
    field(
        "basis_usd",
        Wire::Dollars,
        "The holder's adjusted basis in all the shares.",
        "the sum of the lots' cost_usd, or unknown",
    ),
    field("withheld_jpy", Wire::WholeYen, "What an agent really withheld.", "what the paperwork brings about"),
];

const HISTORY: &[FieldSpec] = &[
    required("from", Wire::Date, "First day at this share."),
    required("percent", Wire::Percent, "Share of the payer's voting stock from that day."),
];

const LOT: &[FieldSpec] = &[
    required("shares", Wire::Shares, "How many shares or ADSs."),
    required("acquired", Wire::Date, "When they were acquired (trade date)."),
    field("disposed", Wire::Date, "When they were disposed of.", "still held"),
    field("cost_usd", Wire::Dollars, "Adjusted basis of the lot.", "unknown"),
];

const HEDGE: &[FieldSpec] = &[
    required("from", Wire::Date, "First day of diminished risk."),
    required("to", Wire::Date, "Last day of diminished risk."),
];

const RELIEF: &[FieldSpec] = &[
    field(
        "application_filed",
        Wire::DateOrBool,
        "When the application for relief was filed; true is in time, false not at all.",
        "assumed filed in time",
    ),
    field(
        "second_form_filed",
        Wire::DateOrBool,
        "For ADSs: when the depositary filed the second form; true is in time, false not at all.",
        "assumed filed in time",
    ),
];

const US: &[FieldSpec] = &[
    field(
        "tax_year_begins",
        Wire::Date,
        "First day of one of the holder's tax years; the others follow by whole years.",
        "assumed to be the calendar year",
    ),
    field("filing_status", Wire::Word(FilingStatus::WORDS), "How an individual files.", "not used by form-20f"),
    field("taxable_income_usd", Wire::Dollars, "Taxable income of the year.", "not used by form-20f"),
    field(
        "ordinary_rate_percent",
        Wire::Percent,
        "The holder's rate on ordinary income.",
        "no tax on the ordinary part",
    ),
    field("tax_before_credit_usd", Wire::Dollars, "United States tax before the credit.", "not used by form-20f"),
    field(
        "financial_services",
        Wire::Bool,
        "The holder is in a banking, insurance or financing business.",
        "assumed false",
    ),
    field(
        "pfic",
        Wire::Bool,
        "The company is a passive foreign investment company in its year of the dividend or the year before.",
        "assumed false",
    ),
];

const CONVERTED: &[FieldSpec] = &[
    required("date", Wire::Date, "When the yen were converted."),
    field(
        "jpy_per_usd",
        Wire::JpyPerUsd,
        "At how many yen for a dollar.",
        "the rate of that date in the table of rates",
    ),
];
