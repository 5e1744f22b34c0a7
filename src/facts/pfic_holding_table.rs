//! The table of facts of a holding of a passive foreign investment company.

use super::types::{FieldSpec, ValueType, field, required};

/// A holding over the years: what was acquired, received, sold, and what it was worth.
pub const HOLDING: &[FieldSpec] = &[
    required(
        "kind",
        ValueType::Word(&["individual", "corporation", "estate", "trust"]),
        "What the holder is. Estates and trusts have the rates of individuals.",
    ),
    required("lots", ValueType::List(&ValueType::Object(LOT)), "What was acquired, lot by lot."),
    field("distributions", ValueType::List(&ValueType::Object(DISTRIBUTION)), "What the company distributed.", "none"),
    field("sales", ValueType::List(&ValueType::Object(SALE)), "What was sold.", "none"),
    field(
        "pfic_years",
        ValueType::List(&ValueType::Object(PFIC_YEAR)),
        "The company's tax years in which it was a PFIC.",
        "",
    ),
    field(
        "pfic_from",
        ValueType::Date,
        "Instead: the first day of the first such year, when all later ones are too.",
        "",
    ),
    field(
        "prices",
        ValueType::List(&ValueType::Object(PRICE)),
        "What a share was worth on the last day of tax years.",
        "none",
    ),
    field(
        "splits",
        ValueType::List(&ValueType::Object(SPLIT)),
        "Splits, reverse splits, changes of the ratio of ADSs and exchanges: everything before one is stated in the shares of its day.",
        "none",
    ),
    field("mark_to_market", ValueType::Object(ELECTION), "The mark-to-market election.", "none was made"),
    field("jpy_per_usd", ValueType::JpyPerUsdTable, "Spot rates by date.", "rates stand with the amounts"),
    field(
        "tax_year_begins",
        ValueType::Date,
        "First day of one of the holder's tax years, the first of a month; the others follow by whole years.",
        "assumed to be the calendar year",
    ),
    field(
        "ordinary_rate_percent",
        ValueType::Percent,
        "The holder's rate on ordinary income, for the comparison.",
        "the highest rate of each year",
    ),
    field(
        "ads_per_share",
        ValueType::AdsPerShare,
        "How many ADSs represent one share, when the lots are ADSs; amounts stay per share.",
        "the lots are shares",
    ),
    field(
        "joint",
        ValueType::Bool,
        "The individual files jointly, which doubles the value of stock of PFICs up to which no form is due.",
        "the form is said to depend on it where it does",
    ),
    field(
        "other_pfic_value_usd",
        ValueType::Dollars,
        "What the holder's stock of other PFICs is worth on the last day of a tax year.",
        "none is held",
    ),
    field(
        "owned_through_pfic",
        ValueType::Bool,
        "The shares are owned through another PFIC, for which a value of its own is enough to leave the form out. other_pfic_value_usd is then the stock that is not.",
        "assumed false",
    ),
    field("id", ValueType::Text, "Echoed in the answer.", ""),
];

const RATE: FieldSpec =
    field("jpy_per_usd", ValueType::JpyPerUsd, "Spot rate of that day.", "the rate of that day in the table of rates");

const LOT: &[FieldSpec] = &[
    required("shares", ValueType::Shares, "How many shares or ADSs."),
    required("acquired", ValueType::Date, "When they were acquired (trade date)."),
    field("cost_usd", ValueType::Dollars, "What all of them cost.", ""),
    field("cost_jpy", ValueType::Yen, "Instead: the same in yen.", ""),
    RATE,
    field(
        "acquired_by",
        ValueType::Word(&["purchase", "inheritance"]),
        "How it was come by. What was inherited has no more than the decedent's basis; its cost is the value at the death.",
        "purchase",
    ),
    field("decedent_basis_usd", ValueType::Dollars, "Of what was inherited: the decedent's basis.", ""),
    field(
        "decedent_nonresident_alien",
        ValueType::Bool,
        "Of what was inherited: the decedent was a nonresident alien of the United States throughout, so that the value at the death is the basis.",
        "false",
    ),
    field("id", ValueType::Text, "What sales call the lot.", "its place in the list, from 1"),
];

const SPLIT: &[FieldSpec] = &[
    required("date", ValueType::Date, "The first day on which they are the others."),
    required("from", ValueType::AdsPerShare, "How many of before."),
    required("to", ValueType::AdsPerShare, "How many of after."),
];

const DISTRIBUTION: &[FieldSpec] = &[
    required("date", ValueType::Date, "When it was received, for ADSs by the depositary."),
    field(
        "ex_date",
        ValueType::Date,
        "The ex-dividend date: who acquired shares on it or later does not get the distribution, and tax on shares held no more than 15 of the 31 days about it is not creditable.",
        "all that is held on the date gets it, and was held long enough",
    ),
    field("per_share_jpy", ValueType::Yen, "Yen for each share (not each ADS), before tax.", ""),
    field("gross_jpy", ValueType::Yen, "Instead: yen for the whole holding, before tax.", ""),
    field("withheld_percent", ValueType::Percent, "Japanese tax withheld, of the gross amount.", "none, and no credit"),
    field("withheld_jpy", ValueType::WholeYen, "Instead: the same in yen.", ""),
    RATE,
];

const SALE: &[FieldSpec] = &[
    required("date", ValueType::Date, "When they were sold (trade date)."),
    required("shares", ValueType::Shares, "How many shares or ADSs."),
    field("proceeds_usd", ValueType::Dollars, "What was realised for all of them.", ""),
    field("proceeds_jpy", ValueType::Yen, "Instead: the same in yen.", ""),
    RATE,
    field("lots", ValueType::List(&ValueType::Object(IDENTIFIED)), "Which shares they were.", "those acquired first"),
];

const IDENTIFIED: &[FieldSpec] = &[
    required("lot", ValueType::Text, "The lot's id."),
    required("shares", ValueType::Shares, "How many of its shares."),
];

const PFIC_YEAR: &[FieldSpec] =
    &[required("begins", ValueType::Date, "Its first day."), required("ends", ValueType::Date, "Its last day.")];

const PRICE: &[FieldSpec] = &[
    required("date", ValueType::Date, "The last day of a tax year of the holder."),
    field("per_share_jpy", ValueType::Yen, "Yen for one share (not one ADS).", ""),
    field("per_share_usd", ValueType::Dollars, "Instead: dollars for one share (not one ADS).", ""),
    field("per_ads_usd", ValueType::Dollars, "Instead, for ADSs: dollars for one ADS.", ""),
    RATE,
];

const ELECTION: &[FieldSpec] = &[
    required("first_year", ValueType::TaxYear, "The first tax year, by the calendar year in which it begins."),
    field("last_year", ValueType::TaxYear, "The last tax year.", "the election lasts"),
];
