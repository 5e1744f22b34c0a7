//! The sheets of the treaties with a limitation on benefits that were signed from 2015 on.

use super::{
    FINANCIAL, FormBox, GOVERNMENT, HEADQUARTERS, INDIVIDUAL, JapanForm, LISTED_BODY, LISTED_COMPANY, LobAsks, LobTest,
    OWNED, OWNERSHIP, beneficiaries, business, charity, determination, fund, section, sheet,
};

const PENSION_FUND: FormBox = fund(LobAsks::FundLaw, "A(4)", "年金基金", "pension fund");
const RECOGNISED_FUND: FormBox = fund(LobAsks::Members, "A(4)", "公認の年金基金", "recognised pension fund");
const ACTIVITY: FormBox = business(LobAsks::Conditions, "C");
const DETERMINED: FormBox = determination("D");

pub(super) static DE: JapanForm = sheet![
    "17-DE", "独", "article 21 (Germany)";
    INDIVIDUAL,
    GOVERNMENT,
    section(&[LobTest::ListedCompany], LobAsks::Listing, "A(3)", "公開会社", "publicly traded company"),
    fund(LobAsks::Members, "A(4)", "年金基金又は年金計画", "pension fund, pension scheme"),
    charity(LobAsks::Charity, "A(5)"),
    OWNED,
    section(
        &[LobTest::EquivalentBeneficiaries],
        LobAsks::Owners,
        "B(2)",
        "ドイツ連邦共和国の居住者（同等の又は有利な特典を受けることができる者による所有）",
        "resident of the Federal Republic of Germany (owned by persons entitled to equivalent or better benefits)",
    ),
    business(LobAsks::Business, "C"),
    DETERMINED,
];

pub(super) static BE: JapanForm = sheet![
    "17-BE", "ベルギー王国", "article 22 (Belgium)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    FINANCIAL,
    fund(LobAsks::Members, "A(5)", "年金基金", "pension fund"),
    charity(LobAsks::OnSheet, "A(6)"),
    OWNED,
    beneficiaries(
        "ベルギー王国の居住者（同等受益者による所有）",
        "resident of the Kingdom of Belgium (owned by equivalent beneficiaries)",
    ),
    HEADQUARTERS,
    business(LobAsks::Business, "C(2)"),
    DETERMINED,
];

pub(super) static DK: JapanForm = sheet![
    "17-DK", "デンマーク王国", "article 21 (Denmark)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    fund(LobAsks::Members, "A(4)", "年金基金", "pension fund"),
    OWNED,
    beneficiaries(
        "デンマーク王国の居住者（同等受益者による所有）",
        "resident of the Kingdom of Denmark (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

pub(super) static ES: JapanForm = sheet![
    "17-ES", "スペイン王国", "article 28 (Spain)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_BODY,
    RECOGNISED_FUND,
    OWNED,
    beneficiaries(
        "スペイン王国の居住者（同等受益者による所有）",
        "resident of the Kingdom of Spain (owned by equivalent beneficiaries)",
    ),
    HEADQUARTERS,
    business(LobAsks::Business, "C(2)"),
    DETERMINED,
];

pub(super) static AT: JapanForm = sheet![
    "17-AT", "オーストリア共和国", "article 22 (Austria)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    fund(LobAsks::Members, "A(4)", "年金基金", "pension fund"),
    charity(LobAsks::OnSheet, "A(5)"),
    OWNED,
    beneficiaries(
        "オーストリア共和国の居住者（同等受益者による所有）",
        "resident of the Republic of Austria (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

pub(super) static LV: JapanForm = sheet![
    "17-LV", "ラトビア共和国", "article 22 (Latvia)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    PENSION_FUND,
    charity(LobAsks::OnSheet, "A(5)"),
    OWNED,
    beneficiaries(
        "ラトビア共和国の居住者（同等受益者による所有）",
        "resident of the Republic of Latvia (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

pub(super) static LT: JapanForm = sheet![
    "17-LT", "リトアニア共和国", "article 23 (Lithuania)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    PENSION_FUND,
    charity(LobAsks::OnSheet, "A(5)"),
    OWNED,
    beneficiaries(
        "リトアニア共和国の居住者（同等受益者による所有）",
        "resident of the Republic of Lithuania (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

pub(super) static EE: JapanForm = sheet![
    "17-EE", "エストニア共和国", "article 22 (Estonia)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    PENSION_FUND,
    OWNED,
    beneficiaries(
        "エストニア共和国の居住者（同等受益者による所有）",
        "resident of the Republic of Estonia (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

pub(super) static RU: JapanForm = sheet![
    "17-RU", "ロシア連邦", "article 21 (Russia)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_BODY,
    fund(LobAsks::Members, "A(4)", "年金基金", "pension fund"),
    OWNED,
    beneficiaries(
        "ロシア連邦の居住者（同等受益者による所有）",
        "resident of the Russian Federation (owned by equivalent beneficiaries)",
    ),
    business(LobAsks::Business, "C"),
    DETERMINED,
];

pub(super) static IS: JapanForm = sheet![
    "17-IS", "アイスランド", "article 22 (Iceland)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_COMPANY,
    PENSION_FUND,
    OWNED,
    beneficiaries(
        "アイスランドの居住者（同等受益者による所有）",
        "resident of Iceland (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

pub(super) static CO: JapanForm = sheet![
    "17-CO", "コロンビア共和国", "article 28 (Colombia)";
    INDIVIDUAL,
    GOVERNMENT,
    LISTED_BODY,
    RECOGNISED_FUND,
    OWNED,
    beneficiaries(
        "コロンビア共和国の居住者（同等受益者による所有）",
        "resident of the Republic of Colombia (owned by equivalent beneficiaries)",
    ),
    ACTIVITY,
    DETERMINED,
];

/// Only companies have the rate that it is for. Individuals and the state stand in it as owners alone.
pub(super) static HR: JapanForm = sheet![
    "17-HR", "クロアチア共和国", "article 10(4) (Croatia)";
    section(&[LobTest::ListedCompany], LobAsks::OnSheet, "A", "公開会社", "publicly traded company"),
    section(
        OWNERSHIP,
        LobAsks::Owners,
        "B",
        "公開会社以外の法人",
        "company other than a publicly traded company",
    ),
    determination("C"),
];
