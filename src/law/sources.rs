//! The documents that rules of the statute law cite.

use super::Source;

pub const ITA: &Source = &Source {
    short: "Income Tax Act",
    title: "Income Tax Act of Japan, Act 33 of 1965 (所得税法)",
    url: "https://laws.e-gov.go.jp/law/340AC0000000033",
};

pub const ITO: &Source = &Source {
    short: "Income Tax Act Order",
    title: "Order for Enforcement of the Income Tax Act of Japan, Cabinet Order 96 of 1965 (所得税法施行令)",
    url: "https://laws.e-gov.go.jp/law/340CO0000000096",
};

pub const STMA: &Source = &Source {
    short: "Special Taxation Measures Act",
    title: "Act on Special Measures Concerning Taxation of Japan, Act 26 of 1957 (租税特別措置法)",
    url: "https://laws.e-gov.go.jp/law/332AC0000000026",
};

pub const RECONSTRUCTION: &Source = &Source {
    short: "Reconstruction Funding Act",
    title: "Act on funding the reconstruction after the Great East Japan Earthquake, Act 117 of 2011 (東日本大震災からの復興のための施策を実施するために必要な財源の確保に関する特別措置法)",
    url: "https://laws.e-gov.go.jp/law/423AC0000000117",
};

/// Its chapter on the special income tax for defence was added by Act 12 of 2026, article by article from 5-5.
pub const DEFENCE: &Source = &Source {
    short: "Defence Funding Act",
    title: "Act on securing funds for strengthening defence, Act 69 of 2023 (我が国の防衛力の抜本的な強化等のために必要な財源の確保に関する特別措置法), as amended from 2027-01-01 by Act 12 of 2026 (令和8年法律第12号)",
    url: "https://laws.e-gov.go.jp/law/505AC0000000069",
};

pub const OUTLINE_2026: &Source = &Source {
    short: "Tax reform outline 2026",
    title: "Ministry of Finance of Japan, outline of the tax reform of 2026, part 6 on funds for defence (令和8年度税制改正の大綱)",
    url: "https://www.mof.go.jp/tax_policy/tax_reform/outline/fy2026/08taikou_06.htm",
};

pub const ACT_23_OF_2008: &Source = &Source {
    short: "Act 23 of 2008",
    title: "Act amending the Income Tax Act and others, Act 23 of 2008, supplementary provisions (所得税法等の一部を改正する法律 (平成20年法律第23号))",
    url: "https://laws.e-gov.go.jp/law/420AC0000000023",
};

pub const TIA: &Source = &Source {
    short: "Treaty Implementation Act",
    title: "Act on special provisions for enforcing tax treaties of Japan, Act 46 of 1969 (租税条約等の実施に伴う所得税法、法人税法及び地方税法の特例等に関する法律)",
    url: "https://laws.e-gov.go.jp/law/344AC0000000046",
};

pub const TIO: &Source = &Source {
    short: "Treaty Implementation Ordinance",
    title: "Ministerial ordinance for enforcing that Act, Ordinance 1 of 1969 of the Ministries of Finance and Home Affairs (租税条約等の実施に伴う所得税法、法人税法及び地方税法の特例等に関する法律の施行に関する省令)",
    url: "https://laws.e-gov.go.jp/law/344M50000048001",
};

pub const GANT: &Source = &Source {
    short: "General Act of National Taxes",
    title: "Act on General Rules for National Taxes of Japan, Act 66 of 1962 (国税通則法)",
    url: "https://laws.e-gov.go.jp/law/337AC0000000066",
};

pub const GANT_ORDER: &Source = &Source {
    short: "General Order of National Taxes",
    title: "Order for Enforcement of the Act on General Rules for National Taxes of Japan, Order 135 of 1962 (国税通則法施行令)",
    url: "https://laws.e-gov.go.jp/law/337CO0000000135",
};

pub const HOLIDAYS: &Source = &Source {
    short: "Act on National Holidays",
    title: "Act on National Holidays of Japan, Act 178 of 1948 (国民の祝日に関する法律)",
    url: "https://laws.e-gov.go.jp/law/323AC1000000178",
};

pub const INHERITANCE: &Source = &Source {
    short: "Inheritance Tax Act",
    title: "Inheritance Tax Act of Japan, Act 73 of 1950 (相続税法)",
    url: "https://laws.e-gov.go.jp/law/325AC0000000073",
};

pub const COMPANIES: &Source = &Source {
    short: "Companies Act",
    title: "Companies Act of Japan, Act 86 of 2005 (会社法)",
    url: "https://laws.e-gov.go.jp/law/417AC0000000086",
};

pub const NTA: &Source = &Source {
    short: "NTA",
    title: "National Tax Agency of Japan: withholding guide, tax answers, forms (国税庁)",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/gensen/2884.htm",
};

pub const IIJ: &Source = &Source {
    short: "IIJ",
    title: "Internet Initiative Japan Inc., information for investors",
    url: "https://www.iij.ad.jp/en/ir/faq/kabu",
};

pub const SECURITIES_NOTICE: &Source = &Source {
    short: "Clearstream notice",
    title: "Clearstream, notice on individual substantial shareholders in Japan",
    url: "https://www.clearstream.com/clearstream-en/securities-services/asset-services/tax-and-certification/japan-some-individual-substantial-shareholders-no-longer-eligible-for-preferential-tax-rates-1292712",
};

pub const RATE_TABLE: &Source = &Source {
    short: "Tabisland",
    title: "Tabisland, tables of the rates on dividends of listed shares",
    url: "http://www.tabisland.ne.jp/explain/zeisei7/zes7_4_1.htm",
};

pub const OLD_RATE: &Source = &Source {
    short: "IFLR",
    title: "International Financial Law Review, Japan",
    url: "https://www.iflr.com/article/b1ltxwgjckmgb0/japan",
};
