//! The fields of a profile and of a dividend: names, kinds and meanings, in the order a reader wants them.
//!
//! The parser reads against these tables and `iijtax schema` prints them, so the two cannot differ.

use crate::facts::{
    AcquiredBy, DividendKind, FilingStatus, HolderKind, IncomeKind, Instrument, LobTest, SaleKind, SalePlace,
    SpecialClass,
};

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
    /// A lot by its id, or by its position in the list, from 1.
    LotName,
    /// A part of a corporation's stock, by value.
    PercentByValue,
    List(&'static Wire),
    /// An object that can hold others of its kind; the name is what the schema calls it.
    Nested(&'static str, fn() -> &'static [FieldSpec]),
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
    #[inline(always)]
    pub fn bounds(self) -> Option<Bounds> {
        let (least, most, decimals) = match self {
            Wire::Percent => (Some(0), 100, 10),
            Wire::PercentByValue => (Some(0), 100, 4),
            Wire::LotName => (None, 1_000_000, 0),
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
            Wire::Percent | Wire::PercentByValue => number("a percentage"),
            Wire::LotName => "the id of a lot, or its position in the list from 1".to_owned(),
            Wire::Shares => number("a number of shares"),
            Wire::Yen | Wire::WholeYen => number("yen"),
            Wire::Dollars => number("dollars"),
            Wire::AdsPerShare => number("a number of ADSs for one share"),
            Wire::JpyPerUsd => number("yen for one dollar"),
            Wire::JpyPerUsdTable => format!("an object of rates by date, each {}", number("yen for one dollar")),
            Wire::TaxYear => "a year, such as 2009".to_owned(),
            Wire::JpyPerUsdOrTable => format!("{}, or an object of such rates by date", number("yen for one dollar")),
            Wire::List(item) => format!("a list, each item {}", item.wanted()),
            Wire::Object(_) | Wire::Nested(..) => "an object".to_owned(),
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
        "held_until",
        Wire::Date,
        "Last day of that period, for a treaty whose holding period has only to contain the entitlement date.",
        "unknown; asked for only where the period up to the entitlement date is too short",
    ),
    field(
        "ownership_history",
        Wire::List(&Wire::Object(HISTORY)),
        "Instead of the two above: the share of voting stock as a step function, in order of days.",
        "",
    ),
    field(
        "issued_percent",
        Wire::Percent,
        "Share of all issued shares on the record date: a large individual holder is withheld from at the full rate.",
        "assumed to be ownership_percent where that is stated, or else small",
    ),
    field(
        "direct_ownership_percent",
        Wire::Percent,
        "The part of the voting stock that is held directly, for treaties that count no other.",
        "all of ownership_percent",
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
        "limitation_on_benefits",
        Wire::List(&Wire::Word(LobTest::WORDS)),
        "The paragraphs of the treaty's limitation on benefits that the holder meets; an empty list for none.",
        "entitlement to the treaty is assumed; what its 0% row asks is unknown",
    ),
    field(
        "entitled_to_benefits",
        Wire::Bool,
        "Nothing in the treaty denies the holder its benefits (limitation on benefits, principal purpose, remittance).",
        "assumed true",
    ),
    field(
        "subject_to_tax",
        Wire::Bool,
        "The dividend is subject to tax where the holder is resident, for treaties that ask it.",
        "assumed true",
    ),
    field(
        "elects_prior_treaty",
        Wire::Bool,
        "The holder elected the treaty before the one in force in its entirety, where a new treaty allows that for a time.",
        "assumed false",
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
    field("sale", Wire::Object(SALE), "The sale, when it is not given by its own file or flags.", ""),
];

/// One sale of shares or ADSs, or one exchange of the one for the other.
pub const SALE: &[FieldSpec] = &[
    field("kind", Wire::Word(SaleKind::WORDS), "A sale, or an exchange of ADSs and shares.", "assumed to be sale"),
    field("date", Wire::Date, "When it was sold or exchanged (trade date).", "unknown"),
    field("shares", Wire::Shares, "How many shares or ADSs.", "what lots says, or all that is held"),
    field("price_jpy", Wire::Yen, "Yen for each share, or for each ADS when ADSs are sold.", "unknown"),
    field("price_usd", Wire::Dollars, "Instead: dollars for each of them.", ""),
    field("proceeds_jpy", Wire::Yen, "Instead: yen for all that is sold.", ""),
    field("proceeds_usd", Wire::Dollars, "Instead: dollars for all that is sold.", ""),
    field("expenses_usd", Wire::Dollars, "Expenses of the sale, such as commissions.", "none"),
    field(
        "jpy_per_usd",
        Wire::JpyPerUsdOrTable,
        "Spot rate on the day of the sale, as one rate or as an object of rates by date, which then also serves the days of acquisition.",
        "unknown",
    ),
    field("place", Wire::Word(SalePlace::WORDS), "Where it was sold.", "unknown, which changes nothing under form-20f"),
    field(
        "lots",
        Wire::List(&Wire::Object(SOLD_LOT)),
        "Which lots were sold.",
        "the lots disposed of on the day of the sale, or else those acquired first",
    ),
    field("basis_usd", Wire::Dollars, "Basis in what is sold, where no lots state it.", "the cost of the lots"),
    field("ads_per_share", Wire::AdsPerShare, "Of an exchange: how many ADSs represent one share.", "not converted"),
    field(
        "acquired_by",
        Wire::Word(AcquiredBy::WORDS),
        "How an individual came by the shares.",
        "assumed to be purchase",
    ),
    field(
        "pfic",
        Wire::Bool,
        "The company is a passive foreign investment company in one of its years in which the shares were held.",
        "us.pfic, or assumed false",
    ),
    field(
        "group_issued_percent",
        Wire::Percent,
        "The most of all issued shares that the holder and those in a special relationship with it held at any time in the three years to the end of the year of the sale.",
        "assumed to be ownership_percent, where that is known or assumed",
    ),
    field(
        "group_percent_before_year",
        Wire::Percent,
        "The part of all issued shares they held on the day before the year of the sale.",
        "assumed to be group_issued_percent",
    ),
    field(
        "group_percent_in_year",
        Wire::Percent,
        "The most of all issued shares they held at any time in the year of the sale, which is what some treaties ask.",
        "assumed to be group_issued_percent",
    ),
    field("group_sold_percent", Wire::Percent, "The part of all issued shares they sold in that year.", "unknown"),
    field(
        "real_estate_company",
        Wire::Bool,
        "At least half of the company's assets was land in Japan at some time in the year before the sale.",
        "assumed false",
    ),
    field("listed", Wire::Bool, "The shares that are sold are listed.", "assumed true"),
    field("present_in_japan", Wire::Bool, "The individual stays in Japan when selling.", "assumed false"),
    field("option_shares", Wire::Bool, "The shares were acquired by a qualified stock option.", "assumed false"),
    field(
        "taxed_in_residence",
        Wire::Bool,
        "The country of residence taxes the gain, which is what some treaties ask.",
        "unknown",
    ),
];

const SOLD_LOT: &[FieldSpec] = &[
    required("lot", Wire::LotName, "The lot: its id, or its position in the list of lots, from 1."),
    field("shares", Wire::Shares, "How many of its shares or ADSs.", "all of them"),
];

/// One distribution of the company.
pub const DIVIDEND: &[FieldSpec] = &[
    field("kind", Wire::Word(DividendKind::WORDS), "What is distributed.", "assumed to be cash"),
    field("per_share_jpy", Wire::Yen, "Yen for each share (not each ADS), before tax.", "no amounts"),
    field("gross_jpy", Wire::Yen, "Instead: yen for the whole holding, before tax.", "no amounts"),
    field("ads_per_share", Wire::AdsPerShare, "How many ADSs represent one share.", "no amounts for ADSs"),
    field("entitlement_date", Wire::Date, "When entitlement to the dividend is determined.", "unknown"),
    field(
        "record_date",
        Wire::Date,
        "The record date, from which the time for the second form of ADSs is counted.",
        "assumed to be the entitlement date",
    ),
    field(
        "accounting_period_end",
        Wire::Date,
        "The last day of the accounting period for which the dividend is paid.",
        "assumed to be the entitlement date",
    ),
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
    field("listed", Wire::Bool, "The payer's shares are listed.", "assumed true"),
    field(
        "investment_income_percent",
        Wire::Percent,
        "The part of the payer's gross income, in its taxable year before that of the payment, that is interest and dividends (banks' interest and income from half-owned subsidiaries left out).",
        "assumed to be 0",
    ),
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
    field("cost_jpy", Wire::Yen, "Instead, for a sale: what was paid for the lot in yen.", "unknown"),
    field(
        "jpy_per_usd",
        Wire::JpyPerUsd,
        "Spot rate on the day of acquisition, for cost_jpy.",
        "the rate of that day in the table of rates",
    ),
    field("id", Wire::Text, "What a sale calls the lot.", "its position in the list, from 1"),
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
    field(
        "tax_before_credit_usd",
        Wire::Dollars,
        "United States tax before the credit.",
        "no limitation of the credit is calculated",
    ),
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
    field(
        "other_preferential_income_usd",
        Wire::Dollars,
        "Net capital gain and qualified dividends in taxable_income_usd beside this dividend.",
        "assumed to be 0",
    ),
    field(
        "modified_adjusted_gross_income_usd",
        Wire::Dollars,
        "For the tax on net investment income: what is above its threshold.",
        "that tax is not calculated",
    ),
    field(
        "net_investment_income_usd",
        Wire::Dollars,
        "For the same tax: net investment income of the year, this dividend in it.",
        "that tax is not calculated, unless nothing is above its threshold",
    ),
    field(
        "personal_currency_transaction",
        Wire::Bool,
        "The conversion of the yen is a personal transaction, and not connected with investment.",
        "assumed false",
    ),
    field(
        "personal_exemptions_usd",
        Wire::Dollars,
        "Personal exemptions that taxable_income_usd is reduced by; the credit's limitation counts income without them.",
        "assumed to be 0; none to individuals from 2018",
    ),
    field(
        "other_foreign_income_usd",
        Wire::Dollars,
        "Other income from abroad of the dividend's category, for the credit's limitation.",
        "assumed to be 0",
    ),
    field(
        "other_foreign_preferential_income_usd",
        Wire::Dollars,
        "The part of it that is taxed at reduced rates: qualified dividends and long-term gains.",
        "assumed to be 0",
    ),
    field(
        "other_foreign_tax_usd",
        Wire::Dollars,
        "Creditable foreign tax of the year in the dividend's category, beside that on the dividend.",
        "assumed to be 0",
    ),
    field(
        "foreign_income_deductions_usd",
        Wire::Dollars,
        "Deductions apportioned to the income from abroad of the dividend's category.",
        "assumed to be 0",
    ),
    field(
        "elects_adjustment_exception",
        Wire::Bool,
        "Where the credit's limitation may be calculated without the adjustment for reduced rates: whether it is.",
        "assumed as is better for the holder",
    ),
    field(
        "elects_no_limitation",
        Wire::Bool,
        "An individual with little foreign tax elects to credit it without limitation, and so without carryover.",
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

/// A company, year by year.
pub const COMPANY: &[FieldSpec] = &[
    field("id", Wire::Text, "Echoed in the answer.", ""),
    required("years", Wire::List(&Wire::Object(COMPANY_YEAR)), "The company's taxable years, in order."),
    field("holding", Wire::Object(HELD_FOR), "When a holder held its shares, to see which years matter to it.", ""),
];

const COMPANY_YEAR: &[FieldSpec] = &[
    required("begins", Wire::Date, "First day of the taxable year."),
    required("ends", Wire::Date, "Last day of the taxable year, within twelve months."),
    field("gross_income", Wire::List(&Wire::Object(INCOME_ITEM)), GROSS_INCOME, "unknown"),
    field("assets", Wire::List(&Wire::Object(QUARTER)), ASSETS, "unknown"),
    field("subsidiaries", Wire::List(&Wire::Nested("subsidiary", subsidiary)), SUBSIDIARIES, "none"),
];

fn subsidiary() -> &'static [FieldSpec] {
    SUBSIDIARY
}

/// A corporation of whose stock the company, or another subsidiary, owns a part.
pub const SUBSIDIARY: &[FieldSpec] = &[
    field("name", Wire::Text, "What the answer calls it.", "its position in the list"),
    required(
        "percent_by_value",
        Wire::PercentByValue,
        "The part of its stock that its owner here owns, by value; a corporation owned through several others is stated once, with the sum.",
    ),
    field(
        "dividends_jpy",
        Wire::WholeYen,
        "Dividends from it in its owner's year, counted where it is not looked through.",
        "none",
    ),
    field("gross_income", Wire::List(&Wire::Object(INCOME_ITEM)), GROSS_INCOME, "unknown"),
    field("assets", Wire::List(&Wire::Object(SUBSIDIARY_QUARTER)), ASSETS, "unknown"),
    field("subsidiaries", Wire::List(&Wire::Nested("subsidiary", subsidiary)), SUBSIDIARIES, "none"),
];

const GROSS_INCOME: &str = "All gross income of the year by kind, without dividends from the subsidiaries listed.";
const ASSETS: &str = "Assets by value on the last day of each quarter, without stock of the subsidiaries listed.";
const SUBSIDIARIES: &str = "Corporations of whose stock it owns a part.";

const INCOME_ITEM: &[FieldSpec] = &[
    required("kind", Wire::Word(IncomeKind::WORDS), "What the income is."),
    required("amount_jpy", Wire::WholeYen, "How much."),
    field(
        "active",
        Wire::Bool,
        "Rents and royalties: derived in the active conduct of a business. Gains: from assets that produce no passive income.",
        "assumed false",
    ),
];

const QUARTER: &[FieldSpec] = &[
    required("date", Wire::Date, "Last day of the quarter."),
    required(
        "passive_jpy",
        Wire::WholeYen,
        "Value of the assets that produce passive income or are held to produce it.",
    ),
    required("total_jpy", Wire::WholeYen, "Value of all assets."),
];

const SUBSIDIARY_QUARTER: &[FieldSpec] = &[
    required("date", Wire::Date, "Last day of a quarter of the company at the top."),
    field(
        "passive_jpy",
        Wire::WholeYen,
        "Value of its assets that produce passive income or are held to produce it.",
        "unknown",
    ),
    field("total_jpy", Wire::WholeYen, "Value of all its assets.", "unknown"),
    field(
        "stock_jpy",
        Wire::WholeYen,
        "Value of its owner's stock in it, counted where it is not looked through.",
        "unknown",
    ),
];

pub(super) const HELD_FOR: &[FieldSpec] = &[
    required("from", Wire::Date, "The day of acquisition."),
    field("until", Wire::Date, "The day of disposal.", "still held"),
];
