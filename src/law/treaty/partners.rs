//! Every country with which Japan has a treaty that limits what is withheld from dividends.

use super::{au, be, ca, ch, de, dk, es, fi, fr, gb, ie, it, lu, nl, no, nz, se, sg, us};
use crate::law::sources::NTA;
use crate::law::{Citation, Country, Source, Treaty};

/// The treaties, the encoded ones first. A partner whose rates become encoded moves from the second list to the first.
pub const TREATIES: &[Treaty] = &[
    us::TREATY,
    au::TREATY,
    be::TREATY,
    ca::TREATY,
    dk::TREATY,
    fi::TREATY,
    fr::TREATY,
    de::TREATY,
    ie::TREATY,
    it::TREATY,
    lu::TREATY,
    nl::TREATY,
    nz::TREATY,
    no::TREATY,
    sg::TREATY,
    es::TREATY,
    se::TREATY,
    ch::TREATY,
    gb::TREATY,
    not_encoded!("before-2004", "before 2004", "1973-01-01", [
        "AM" "AT" "AZ" "BD" "BG" "BR" "BY" "CN" "CZ" "EG" "GE" "HU" "ID" "IL" "IN" "KG" "KR" "KZ" "LK" "MD" "MX" "MY"
        "PH" "PK" "PL" "RO" "RU" "SK" "TH" "TJ" "TM" "TR" "UA" "UZ" "VN" "ZA" "ZM"
    ]),
    not_encoded!("2010", "2010", "2010-01-01", ["BN"]),
    not_encoded!("2012", "2012", "2012-01-01", ["HK" "SA"]),
    not_encoded!("2014", "2014", "2014-01-01", ["KW" "PT"]),
    not_encoded!("2015", "2015", "2015-01-01", ["AE" "OM"]),
    not_encoded!("2016", "2016", "2016-01-01", ["QA"]),
    not_encoded!("2017", "2017", "2017-01-01", ["CL" "TW"]),
    not_encoded!("2018", "2018", "2018-01-01", ["LV" "SI"]),
    not_encoded!("2019", "2019", "2019-01-01", ["EE" "IS" "LT"]),
    not_encoded!("2020", "2020", "2020-01-01", ["EC" "HR"]),
    not_encoded!("2021", "2021", "2021-01-01", ["JM"]),
    not_encoded!("2022", "2022", "2022-01-01", ["PE" "RS" "UY"]),
    not_encoded!("2023", "2023", "2023-01-01", ["CO" "MA"]),
    not_encoded!("2025", "2025", "2025-01-01", ["DZ" "GR"]),
];

/// Where every treaty and the day of its entry into force are listed.
pub const LIST: &[Citation] =
    &[MOF_LIST.at("list of conventions"), NTA.at("withholding guide 2026, chapter 10, table of treaties")];

pub const MOF_LIST: &Source = &Source {
    short: "MOF list",
    title: "Ministry of Finance of Japan, list of tax conventions",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

/// Partners whose residents may be taxed at home only on what is remitted there, which limits the relief.
pub const REMITTANCE_PARTNERS: &[Country] = &[
    Country::code("AU"),
    Country::code("BE"),
    Country::code("CH"),
    Country::code("DE"),
    Country::code("DK"),
    Country::code("ES"),
    Country::code("FR"),
    Country::code("GB"),
    Country::code("IE"),
    Country::code("NL"),
    Country::code("NZ"),
    Country::code("SG"),
    Country::UNITED_STATES,
];

/// Partners whose rates on dividends are encoded.
pub const ENCODED_PARTNERS: &[Country] = &[
    Country::code("US"),
    Country::code("AU"),
    Country::code("BE"),
    Country::code("CA"),
    Country::code("DK"),
    Country::code("FI"),
    Country::code("FR"),
    Country::code("DE"),
    Country::code("IE"),
    Country::code("IT"),
    Country::code("LU"),
    Country::code("NL"),
    Country::code("NZ"),
    Country::code("NO"),
    Country::code("SG"),
    Country::code("ES"),
    Country::code("SE"),
    Country::code("CH"),
    Country::code("GB"),
];
