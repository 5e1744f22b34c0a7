//! The sheets of the treaties with a limitation on benefits that were signed from 2003 to 2013.

use super::{
    Asks, FINANCIAL, FormBox, GOVERNMENT, HEADQUARTERS, INDIVIDUAL, JapanForm, LISTED, LISTED_COMPANY, LobAsks,
    LobTest, OWNED, OWNERSHIP, asked, beneficiaries, business, charity, determination, fund, section, sheet,
};

const STATE: FormBox = section(
    &[LobTest::Government],
    LobAsks::OnSheet,
    "A(2)",
    "国、地方政府、地方公共団体、中央銀行",
    "state, local government or authority, central bank",
);
const ACTIVITY: FormBox =
    section(&[LobTest::ActiveBusiness], LobAsks::OnSheet, "C", "営業又は事業の活動", "active trade or business");
const AGENCY: FormBox = section(
    &[LobTest::CompetentAuthority],
    LobAsks::OnSheet,
    "D",
    "国税庁長官の認定",
    "determination by the National Tax Agency",
);
pub(super) static US: JapanForm = sheet![
    "17-US", "米", "article 22 (United States)";
    INDIVIDUAL,
    STATE,
    LISTED_COMPANY,
    section(
        &[LobTest::SubsidiaryOfListedCompanies],
        LobAsks::OnSheet,
        "A(4)",
        "公開会社の関連会社",
        "subsidiary of publicly traded companies",
    ),
    charity(LobAsks::OnSheet, "A(5)"),
    fund(LobAsks::OnSheet, "A(6)", "年金基金", "pension fund"),
    section(
        &[LobTest::OwnershipAndBaseErosion],
        LobAsks::OnSheet,
        "B",
        "所有と課税標準の浸食",
        "ownership and base erosion",
    ),
    ACTIVITY,
    AGENCY,
];

pub(super) static GB: JapanForm = sheet![
    "17-GB", "英", "article 22 (United Kingdom)";
    INDIVIDUAL,
    STATE,
    section(LISTED, LobAsks::OnSheet, "A(3)", "公開会社又は公開信託", "publicly traded company or trust"),
    fund(LobAsks::OnSheet, "A(4)", "年金基金", "pension fund"),
    section(&[LobTest::TaxExemptOrganization], LobAsks::OnSheet, "A(5)", "公益団体", "charity"),
    section(OWNERSHIP, LobAsks::OnSheet, "B(1)", "Ａに該当する者による所有", "owned by persons of section A"),
    section(
        &[LobTest::EquivalentBeneficiaries],
        LobAsks::OnSheet,
        "B(2)",
        "同等受益者による所有",
        "owned by equivalent beneficiaries",
    ),
    ACTIVITY,
    AGENCY,
];

/// Section D is for pension funds, which the sheet sends to it at once.
pub(super) static FR: JapanForm = sheet![
    "17-FR", "仏", "article 22A (France)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    OWNED,
    beneficiaries(
        "フランス共和国の居住者である法人（同等受益者による所有）",
        "company that is a resident of the French Republic (owned by equivalent beneficiaries)",
    ),
    business(LobAsks::Conditions, "C"),
    fund(LobAsks::FundLaw, "D", "年金基金", "pension fund"),
    determination("E"),
];

/// Who is owned by listed companies, which article 10(3)(b) asks for, has its place in B.
pub(super) static AU: JapanForm = sheet![
    "17-AU", "豪", "article 23 (Australia)";
    INDIVIDUAL,
    GOVERNMENT,
    section(
        LISTED,
        LobAsks::OnSheet,
        "A(3)",
        "公開会社又は個人若しくは法人以外の者",
        "publicly traded company, publicly traded person other than an individual or a company",
    ),
    fund(LobAsks::FundLaw, "A(4)", "年金基金", "pension fund"),
    charity(LobAsks::Charity, "A(5)"),
    section(
        &[LobTest::SubsidiaryOfListedCompanies, LobTest::Ownership, LobTest::OwnershipAndBaseErosion],
        LobAsks::Owners,
        "B",
        "個人以外の者",
        "person other than an individual",
    ),
    business(LobAsks::Conditions, "C"),
    determination("D"),
];

/// A(2) is a picture without a note.
pub(super) static NL: JapanForm = sheet![
    "17-NL", "オランダ王国", "article 21 (Netherlands)";
    INDIVIDUAL,
    STATE,
    LISTED_COMPANY,
    FINANCIAL,
    fund(LobAsks::FundLaw, "A(5)", "年金基金", "pension fund"),
    charity(LobAsks::OnSheet, "A(6)"),
    OWNED,
    beneficiaries(
        "オランダ王国の居住者である法人（同等受益者による所有）",
        "company that is a resident of the Kingdom of the Netherlands (owned by equivalent beneficiaries)",
    ),
    HEADQUARTERS,
    business(LobAsks::Business, "C(2)"),
    determination("D"),
];

pub(super) static CH: JapanForm = sheet![
    "17-CH", "スイス", "article 22A (Switzerland)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    FINANCIAL,
    fund(LobAsks::Members, "A(5)", "年金基金又は年金計画", "pension fund or pension scheme"),
    charity(LobAsks::OnSheet, "A(6)"),
    OWNED,
    beneficiaries(
        "スイスの居住者である法人（同等受益者による所有）",
        "company that is a resident of Switzerland (owned by equivalent beneficiaries)",
    ),
    HEADQUARTERS,
    business(LobAsks::Business, "C(2)"),
    determination("D"),
];

/// It has lines for dividends, by article 10(3), and lines for what article 22 is on.
pub(super) static NZ: JapanForm = sheet![
    "17-NZ", "ニュージーランド", "article 10(3) (New Zealand)";
    section(
        &[LobTest::ListedCompany],
        LobAsks::OnSheet,
        "A(1)",
        "第10条第3項の規定の適用を受ける場合：公開会社",
        "where article 10(3) is applicable: publicly traded company",
    ),
    asked(Asks::LobOtherIncome, "A(2)", "第22条の規定の適用を受ける場合", "where article 22 is applicable"),
    section(
        &[LobTest::SubsidiaryOfListedCompanies],
        LobAsks::Owners,
        "B(1)",
        "5以下の公開会社によりその議決権の50%以上を直接又は間接に所有されている法人",
        "company of whose voting power at least 50% is owned by five or fewer publicly traded companies",
    ),
    asked(Asks::LobOtherIncome, "B(2)", "第22条の規定の適用を受ける場合", "where article 22 is applicable"),
    asked(
        Asks::LobOtherIncome,
        "C",
        "第22条の規定の適用を受ける場合：居住地国において行っている事業",
        "where article 22 is applicable: business in the country of residence",
    ),
    determination("D"),
];

pub(super) static SE: JapanForm = sheet![
    "17-SE", "スウェーデン", "article 21A (Sweden)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    fund(LobAsks::FundLaw, "A(4)", "年金基金", "pension fund"),
    charity(LobAsks::OnSheet, "A(5)"),
    OWNED,
    section(
        &[LobTest::EquivalentBeneficiaries],
        LobAsks::OnSheet,
        "B(2)",
        "同等受益者による所有",
        "owned by equivalent beneficiaries",
    ),
    business(LobAsks::Conditions, "C"),
    determination("D"),
];
