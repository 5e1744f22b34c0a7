//! The fields of a holding of a passive foreign investment company.

use super::spec::{FieldSpec, Wire, field, required};

/// A holding over the years: what was acquired, received, sold, and what it was worth.
pub const HOLDING: &[FieldSpec] = &[
    required(
        "kind",
        Wire::Word(&["individual", "corporation", "estate", "trust"]),
        "What the holder is. Estates and trusts have the rates of individuals.",
    ),
    required("lots", Wire::List(&Wire::Object(LOT)), "What was acquired, lot by lot."),
    field("distributions", Wire::List(&Wire::Object(DISTRIBUTION)), "What the company distributed.", "none"),
    field("sales", Wire::List(&Wire::Object(SALE)), "What was sold.", "none"),
    field("pfic_years", Wire::List(&Wire::Object(PFIC_YEAR)), "The company's tax years in which it was a PFIC.", ""),
    field("pfic_from", Wire::Date, "Instead: the first day of the first such year, when all later ones are too.", ""),
    field("prices", Wire::List(&Wire::Object(PRICE)), "What a share was worth on the last day of tax years.", "none"),
    field("mark_to_market", Wire::Object(ELECTION), "The mark-to-market election.", "none was made"),
    field("jpy_per_usd", Wire::JpyPerUsdTable, "Spot rates by date.", "rates stand with the amounts"),
    field(
        "tax_year_begins",
        Wire::Date,
        "First day of one of the holder's tax years, the first of a month; the others follow by whole years.",
        "assumed to be the calendar year",
    ),
    field(
        "ordinary_rate_percent",
        Wire::Percent,
        "The holder's rate on ordinary income, for the comparison.",
        "the highest rate of each year",
    ),
    field(
        "ads_per_share",
        Wire::AdsPerShare,
        "How many ADSs represent one share, when the lots are ADSs; amounts stay per share.",
        "the lots are shares",
    ),
    field("id", Wire::Text, "Echoed in the answer.", ""),
];

const RATE: FieldSpec =
    field("jpy_per_usd", Wire::JpyPerUsd, "Spot rate of that day.", "the rate of that day in the table of rates");

const LOT: &[FieldSpec] = &[
    required("shares", Wire::Shares, "How many shares or ADSs."),
    required("acquired", Wire::Date, "When they were acquired (trade date)."),
    field("cost_usd", Wire::Dollars, "What all of them cost.", ""),
    field("cost_jpy", Wire::Yen, "Instead: the same in yen.", ""),
    RATE,
    field("id", Wire::Text, "What sales call the lot.", "its place in the list, from 1"),
];

const DISTRIBUTION: &[FieldSpec] = &[
    required("date", Wire::Date, "When it was received, for ADSs by the depositary."),
    field("per_share_jpy", Wire::Yen, "Yen for each share (not each ADS), before tax.", ""),
    field("gross_jpy", Wire::Yen, "Instead: yen for the whole holding, before tax.", ""),
    field("withheld_percent", Wire::Percent, "Japanese tax withheld, of the gross amount.", "none, and no credit"),
    field("withheld_jpy", Wire::WholeYen, "Instead: the same in yen.", ""),
    RATE,
];

const SALE: &[FieldSpec] = &[
    required("date", Wire::Date, "When they were sold (trade date)."),
    required("shares", Wire::Shares, "How many shares or ADSs."),
    field("proceeds_usd", Wire::Dollars, "What was realised for all of them.", ""),
    field("proceeds_jpy", Wire::Yen, "Instead: the same in yen.", ""),
    RATE,
    field("lots", Wire::List(&Wire::Object(IDENTIFIED)), "Which shares they were.", "those acquired first"),
];

const IDENTIFIED: &[FieldSpec] =
    &[required("lot", Wire::Text, "The lot's id."), required("shares", Wire::Shares, "How many of its shares.")];

const PFIC_YEAR: &[FieldSpec] =
    &[required("begins", Wire::Date, "Its first day."), required("ends", Wire::Date, "Its last day.")];

const PRICE: &[FieldSpec] = &[
    required("date", Wire::Date, "The last day of a tax year of the holder."),
    field("per_share_jpy", Wire::Yen, "Yen for one share (not one ADS).", ""),
    field("per_share_usd", Wire::Dollars, "Instead: dollars for one share (not one ADS).", ""),
    field("per_ads_usd", Wire::Dollars, "Instead, for ADSs: dollars for one ADS.", ""),
    RATE,
];

const ELECTION: &[FieldSpec] = &[
    required("first_year", Wire::TaxYear, "The first tax year, by the calendar year in which it begins."),
    field("last_year", Wire::TaxYear, "The last tax year.", "the election lasts"),
];
