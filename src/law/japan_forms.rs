//! Japan's forms for a dividend under a treaty: their boxes by number, what each is called on the form in Japanese and in
//! English, and what the law says of when a box is asked.
//!
//! The boxes are those of the editions with a place for a signature and none for a seal, as in force in 2026.

use super::Country;
use crate::facts::LobTest;
use crate::units::Percent;

/// From so much of the voting shares on, Form 1 asks in box 3 how many there are (note 9), and in box 4 for those held.
pub const VOTING_SHARES_ASKED_FROM: Percent = Percent::of("10");
/// The kind of refund of who filed late or not at all: which item of article 15(1) of the Ordinance.
pub fn refund_item() -> &'static str {
    word!("3号 (Ordinance 15(1)(iii))", "3号（実施特例省令第15条第1項第3号）")
}

/// Why a box on voting shares stays empty.
pub fn voting_shares_not_asked() -> &'static str {
    word!("asked only from 10% of the voting shares on", "議決権のある株式の10%以上を有する場合に限り記入")
}

/// A form.
#[derive(Debug)]
pub struct JapanForm {
    /// As it is called in short: `1-2`.
    pub number: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
    pub boxes: &'static [FormBox],
}

/// A box of a form.
#[derive(Debug)]
pub struct FormBox {
    pub asks: Asks,
    /// Its number on the form; empty where it has none.
    pub number: &'static str,
    pub ja: &'static str,
    pub en: &'static str,
}

/// What a box asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    TaxOffice,
    Treaty,
    TreatyCountry,
    Rate,
    Name,
    JapaneseNumber,
    IndividualAddress,
    Nationality,
    HeadOffice,
    Established,
    Managed,
    TaxedIn,
    Establishment,
    Payer,
    PayerOffice,
    PayerNumber,
    VotingShares,
    HandlingAgent,
    Principal,
    Issue,
    Nominee,
    Quantity,
    VotingQuantity,
    Acquired,
    Details,
    OtherMatters,
    MembersSeenThrough,
    MembersTaxedInJapan,
    Certification,
    Agent,
    LobSheet,
    Signature,
    Depositary,
    Custodian,
    RecordDate,
    DepositedShares,
    TreatyApplies,
    TreatyDoesNotApply,
    ToInvestigate,
    FirstFormFiled,
    Investigated,
    Breakdown,
    DepositarySignature,
    RefundKind,
    RefundAmount,
    RefundAccount,
    PayerAndAgent,
    IncomeKind,
    PaidOn,
    Gross,
    Withheld,
    PaidOver,
    TreatyTax,
    Refund,
    AgentsCertificate,
    ClaimUnder,
    ResidenceCertificate,
    /// Whether an individual is entitled.
    LobIndividual,
    LobLimb(&'static [LobTest]),
    LobSections,
}

const fn asked(asks: Asks, number: &'static str, ja: &'static str, en: &'static str) -> FormBox {
    FormBox { asks, number, ja, en }
}

/// The one of the holder, before each dividend of another kind, rate or company.
pub static FORM_1: JapanForm = JapanForm {
    number: "1",
    ja: "租税条約に関する届出書（配当に対する所得税及び復興特別所得税の軽減・免除）",
    en: "Application form for income tax convention: relief from tax on dividends",
    boxes: &[
        asked(Asks::TaxOffice, "", "税務署長殿", "to the District Director of the tax office"),
        asked(Asks::Treaty, "1", "適用を受ける租税条約に関する事項", "applicable income tax convention"),
        asked(Asks::Rate, "1", "限度税率・免税", "applicable tax rate, or exemption"),
        asked(Asks::Name, "2", "氏名又は名称", "full name"),
        asked(
            Asks::JapaneseNumber,
            "2",
            "個人番号又は法人番号（有する場合のみ記入）",
            "Individual Number or Corporate Number, only if any",
        ),
        asked(Asks::IndividualAddress, "2", "個人の場合：住所又は居所", "individual: domicile or residence, telephone"),
        asked(Asks::Nationality, "2", "個人の場合：国籍", "individual: nationality"),
        asked(
            Asks::HeadOffice,
            "2",
            "法人その他の団体の場合：本店又は主たる事務所の所在地",
            "corporation or other entity: place of head office or main office, telephone",
        ),
        asked(
            Asks::Established,
            "2",
            "法人その他の団体の場合：設立又は組織された場所",
            "corporation or other entity: place where it was established or organized",
        ),
        asked(
            Asks::Managed,
            "2",
            "法人その他の団体の場合：事業が管理・支配されている場所",
            "corporation or other entity: place where the business is managed or controlled",
        ),
        asked(
            Asks::TaxedIn,
            "2",
            "居住者として課税される国及び納税地（納税者番号）",
            "country where taxable as resident, place of paying tax, taxpayer number",
        ),
        asked(Asks::Establishment, "2", "日本国内の恒久的施設の状況", "permanent establishment in Japan"),
        asked(Asks::Payer, "3(1)", "配当の支払者の名称", "payer of the dividends: full name"),
        asked(Asks::PayerOffice, "3(2)", "本店の所在地", "payer: place of head office, telephone"),
        asked(Asks::PayerNumber, "3(3)", "法人番号", "payer: Corporate Number"),
        asked(
            Asks::VotingShares,
            "3(4)",
            "発行済株式のうち議決権のある株式の数",
            "payer: number of voting shares issued",
        ),
        asked(Asks::Principal, "4", "元本の種類", "kind of principal"),
        asked(Asks::Issue, "4", "銘柄又は名称", "description of the issue"),
        asked(Asks::Nominee, "4", "名義人の氏名又は名称", "name of the nominee of the principal"),
        asked(Asks::Quantity, "4", "元本の数量", "quantity of principal"),
        asked(Asks::VotingQuantity, "4", "左のうち議決権のある株式数", "of which voting shares"),
        asked(Asks::Acquired, "4", "元本の取得年月日", "date of acquisition of the principal"),
        asked(Asks::Details, "5", "その他参考となるべき事項", "other matters: how the conditions of the rate are met"),
        asked(
            Asks::MembersSeenThrough,
            "6",
            "株主等課税の外国法人：根拠法令、株主等、持分割合",
            "foreign corporation whose members are taxed abroad: law, members, parts",
        ),
        asked(
            Asks::MembersTaxedInJapan,
            "7",
            "団体課税の団体：根拠法令、構成員",
            "entity taxed abroad whose partners Japan taxes: law, partners",
        ),
        asked(Asks::Certification, "8", "権限ある当局の証明", "certification of the competent authority"),
        asked(Asks::Agent, "", "代理人に関する事項", "agent: capacity, name, address, tax office"),
        asked(
            Asks::LobSheet,
            "",
            "特典条項に関する付表の添付",
            "attachment form for limitation on benefits: attached, or not required",
        ),
        asked(Asks::Signature, "", "日付・署名", "date and signature"),
    ],
};

/// Once for all listed shares that an agent pays.
pub static FORM_1_2: JapanForm = JapanForm {
    number: "1-2",
    ja: "租税条約に関する特例届出書（上場株式等の配当等）",
    en: "Special application form for income tax convention: dividends of listed shares",
    boxes: &[
        asked(Asks::TaxOffice, "", "税務署長殿", "to the District Director of the tax office"),
        asked(Asks::TreatyCountry, "1", "適用を受ける租税条約", "applicable income tax convention: the country alone"),
        asked(Asks::Name, "2", "氏名又は名称", "full name"),
        asked(
            Asks::JapaneseNumber,
            "2",
            "個人番号又は法人番号（有する場合のみ記入）",
            "Individual Number or Corporate Number, only if any",
        ),
        asked(Asks::IndividualAddress, "2", "個人の場合：住所又は居所", "individual: domicile or residence, telephone"),
        asked(Asks::Nationality, "2", "個人の場合：国籍", "individual: nationality"),
        asked(
            Asks::HeadOffice,
            "2",
            "法人その他の団体の場合：本店又は主たる事務所の所在地",
            "corporation or other entity: place of head office or main office, telephone",
        ),
        asked(
            Asks::Established,
            "2",
            "法人その他の団体の場合：設立又は組織された場所",
            "corporation or other entity: place where it was established or organized",
        ),
        asked(
            Asks::Managed,
            "2",
            "法人その他の団体の場合：事業が管理・支配されている場所",
            "corporation or other entity: place where the business is managed or controlled",
        ),
        asked(
            Asks::TaxedIn,
            "2",
            "居住者として課税される国及び納税地（納税者番号）",
            "country where taxable as resident, place of paying tax, taxpayer number",
        ),
        asked(Asks::Establishment, "2", "日本国内の恒久的施設の状況", "permanent establishment in Japan"),
        asked(
            Asks::HandlingAgent,
            "3",
            "支払の取扱者の名称、本店の所在地、法人番号",
            "person in charge of handling payment: name, head office, Corporate Number",
        ),
        asked(Asks::OtherMatters, "4", "その他参考となるべき事項", "other matters"),
        asked(
            Asks::MembersSeenThrough,
            "5",
            "株主等課税の外国法人：根拠法令、株主等、持分割合",
            "foreign corporation whose members are taxed abroad: law, members, parts",
        ),
        asked(
            Asks::MembersTaxedInJapan,
            "6",
            "団体課税の団体：根拠法令、構成員",
            "entity taxed abroad whose partners Japan taxes: law, partners",
        ),
        asked(Asks::Agent, "", "代理人に関する事項", "agent: capacity, name, address, tax office"),
        asked(
            Asks::LobSheet,
            "",
            "特典条項に関する付表の添付",
            "attachment form for limitation on benefits: attached, or not required",
        ),
        asked(Asks::Signature, "", "日付・署名", "date and signature"),
    ],
};

/// The depositary's, which puts off the withholding.
pub static FORM_4: JapanForm = JapanForm {
    number: "4",
    ja: "租税条約に関する申請書（源泉徴収の猶予）",
    en: "Application for putting off the withholding on shares behind depositary receipts",
    boxes: &[
        asked(Asks::TaxOffice, "", "税務署長殿", "to the District Director of the tax office"),
        asked(
            Asks::Depositary,
            "(1)",
            "受託者の名称、所在地、法人番号",
            "depositary: name, address, telephone, Corporate Number",
        ),
        asked(Asks::Custodian, "(2)", "副受託者の名称、所在地", "custodian: name, address"),
        asked(Asks::Payer, "(3)", "配当の支払者", "payer of the dividends"),
        asked(Asks::RecordDate, "(4)", "基準日", "record date"),
        asked(
            Asks::DepositedShares,
            "(5)",
            "預託証券に係る株式の種類、数量、登録所有者数",
            "shares behind the receipts: kind, quantity, number of registered holders",
        ),
        asked(Asks::TreatyApplies, "(6)", "租税条約の適用があるもの", "of these, a treaty applies"),
        asked(Asks::TreatyDoesNotApply, "(7)", "租税条約の適用がないもの", "of these, no treaty applies"),
        asked(Asks::ToInvestigate, "(8)", "調査を要するもの", "of these, to be investigated: put off"),
        asked(Asks::OtherMatters, "(9)", "その他参考となるべき事項", "other matters"),
        asked(Asks::DepositarySignature, "", "日付・署名", "date and signature of the depositary or the custodian"),
    ],
};

/// The depositary's on what it found.
pub static FORM_5: JapanForm = JapanForm {
    number: "5",
    ja: "租税条約に関する届出書（真実の所有者の調査の結果）",
    en: "Report on who really owns the shares behind depositary receipts",
    boxes: &[
        asked(Asks::TaxOffice, "", "税務署長殿", "to the District Director of the tax office"),
        asked(
            Asks::Depositary,
            "(1)",
            "受託者の名称、所在地、法人番号",
            "depositary: name, address, telephone, Corporate Number",
        ),
        asked(Asks::Custodian, "(2)", "副受託者の名称、所在地", "custodian: name, address"),
        asked(Asks::Payer, "(3)", "配当の支払者", "payer of the dividends"),
        asked(Asks::RecordDate, "(4)", "基準日", "record date"),
        asked(Asks::FirstFormFiled, "(5)", "申請書（様式４）の提出日", "date on which Form 4 was filed"),
        asked(Asks::Investigated, "(6)", "調査を要するものとした株式", "shares that Form 4 put under investigation"),
        asked(
            Asks::TreatyApplies,
            "(7)",
            "調査の結果：租税条約の適用があるもの",
            "result: a treaty applies; kind, quantity, registered holders",
        ),
        asked(
            Asks::TreatyDoesNotApply,
            "(8)",
            "調査の結果：租税条約の適用がないもの",
            "result: no treaty applies; kind, quantity, registered holders",
        ),
        asked(Asks::OtherMatters, "(9)", "その他参考となるべき事項", "other matters"),
        asked(
            Asks::Breakdown,
            "",
            "添付書類：租税条約ごとの種類、数量、人数",
            "attached: by treaty the kind and quantity of shares and how many persons, and the certificates for (7)",
        ),
        asked(Asks::DepositarySignature, "", "日付・署名", "date and signature of the depositary or the custodian"),
    ],
};

/// The claim, with Form 1.
pub static FORM_11: JapanForm = JapanForm {
    number: "11",
    ja: "租税条約に関する源泉徴収税額の還付請求書",
    en: "Application form for refund of the overpaid withholding tax",
    boxes: &[
        asked(Asks::TaxOffice, "", "税務署長殿", "to the District Director of the tax office"),
        asked(
            Asks::Name,
            "1",
            "還付の請求をする者の氏名又は名称（フリガナ、納税者番号）",
            "person claiming the refund: full name, reading, taxpayer number",
        ),
        asked(Asks::IndividualAddress, "1", "住所又は居所", "individual: domicile or residence, telephone"),
        asked(
            Asks::HeadOffice,
            "1",
            "本店又は主たる事務所の所在地",
            "corporation: head office or main office, telephone",
        ),
        asked(
            Asks::JapaneseNumber,
            "1",
            "個人番号又は法人番号（有する場合のみ記入）",
            "Individual Number or Corporate Number, only if any",
        ),
        asked(Asks::RefundKind, "2(1)", "還付金の種類", "kind of refund"),
        asked(Asks::RefundAmount, "2(2)", "還付を請求する金額", "amount claimed"),
        asked(
            Asks::RefundAccount,
            "2(3)",
            "還付金の受領場所",
            "where the refund is paid: account in Japan or abroad, bank, branch, number, holder of the account",
        ),
        asked(
            Asks::PayerAndAgent,
            "3",
            "支払者に関する事項",
            "payer, with who handled the payment: name, address, telephone, number",
        ),
        asked(Asks::IncomeKind, "4(1)", "所得の種類", "kind of income"),
        asked(Asks::PaidOn, "4(2)", "所得の支払期日", "date of payment"),
        asked(Asks::Gross, "4(3)", "所得の支払金額", "amount paid"),
        asked(Asks::Withheld, "4(4)", "支払の際源泉徴収した税額", "tax withheld at payment"),
        asked(Asks::PaidOver, "4(5)", "源泉徴収税額の納付年月日", "date on which the tax was paid over"),
        asked(Asks::TreatyTax, "4(6)", "租税条約を適用した場合の税額", "tax under the convention"),
        asked(Asks::Refund, "4(7)", "還付を受けるべき金額 (4)−(6)", "amount to be refunded, (4) less (6)"),
        asked(
            Asks::AgentsCertificate,
            "",
            "源泉徴収義務者の証明",
            "certificate of the withholding agent on box 4: date and signature",
        ),
        asked(Asks::Agent, "", "代理人に関する事項", "agent: capacity, name, address, tax office"),
        asked(Asks::ClaimUnder, "", "還付を請求する根拠の租税条約", "the convention under which it is claimed"),
        asked(Asks::Signature, "", "日付・署名", "date and signature"),
    ],
};

const LOB_TREATY: FormBox = asked(Asks::Treaty, "", "適用を受ける租税条約", "applicable income tax convention");
const LOB_NAME: FormBox = asked(Asks::Name, "", "氏名又は名称", "full name");
const LOB_CERTIFICATE: FormBox =
    asked(Asks::ResidenceCertificate, "", "居住者証明書の添付", "residence certificate, attached");
const LOB_INDIVIDUAL: FormBox = asked(Asks::LobIndividual, "A(1)", "個人", "individual");
const LOB_STATE: FormBox = asked(
    Asks::LobLimb(&[LobTest::Government]),
    "A(2)",
    "国、地方政府、地方公共団体、中央銀行",
    "state, local government or authority, central bank",
);

/// The sheet of the treaty with the United States.
pub static FORM_17_US: JapanForm = JapanForm {
    number: "17-US",
    ja: "特典条項に関する付表（米）",
    en: "Attachment form for limitation on benefits, article 22 (United States)",
    boxes: &[
        LOB_TREATY,
        LOB_NAME,
        LOB_CERTIFICATE,
        LOB_INDIVIDUAL,
        LOB_STATE,
        asked(Asks::LobLimb(&[LobTest::ListedCompany]), "A(3)", "公開会社", "publicly traded company"),
        asked(
            Asks::LobLimb(&[LobTest::SubsidiaryOfListedCompanies]),
            "A(4)",
            "公開会社の関連会社",
            "subsidiary of publicly traded companies",
        ),
        asked(Asks::LobLimb(&[LobTest::TaxExemptOrganization]), "A(5)", "公益団体", "public service organization"),
        asked(Asks::LobLimb(&[LobTest::PensionFundMembers]), "A(6)", "年金基金", "pension fund"),
        asked(
            Asks::LobLimb(&[LobTest::OwnershipAndBaseErosion]),
            "B",
            "所有と課税標準の浸食",
            "ownership and base erosion",
        ),
        asked(Asks::LobLimb(&[LobTest::ActiveBusiness]), "C", "営業又は事業の活動", "active trade or business"),
        asked(
            Asks::LobLimb(&[LobTest::CompetentAuthority]),
            "D",
            "国税庁長官の認定",
            "determination by the National Tax Agency",
        ),
    ],
};

/// The sheet of the treaty with the United Kingdom.
pub static FORM_17_GB: JapanForm = JapanForm {
    number: "17-GB",
    ja: "特典条項に関する付表（英）",
    en: "Attachment form for limitation on benefits, article 22 (United Kingdom)",
    boxes: &[
        LOB_TREATY,
        LOB_NAME,
        LOB_CERTIFICATE,
        LOB_INDIVIDUAL,
        LOB_STATE,
        asked(
            Asks::LobLimb(&[LobTest::ListedCompany, LobTest::ListedBody]),
            "A(3)",
            "公開会社又は公開信託",
            "publicly traded company or trust",
        ),
        asked(Asks::LobLimb(&[LobTest::PensionFundMembers]), "A(4)", "年金基金", "pension fund"),
        asked(Asks::LobLimb(&[LobTest::TaxExemptOrganization]), "A(5)", "公益団体", "charity"),
        asked(
            Asks::LobLimb(&[LobTest::Ownership, LobTest::OwnershipAndBaseErosion]),
            "B(1)",
            "Ａに該当する者による所有",
            "owned by persons of section A",
        ),
        asked(
            Asks::LobLimb(&[LobTest::EquivalentBeneficiaries]),
            "B(2)",
            "同等受益者による所有",
            "owned by equivalent beneficiaries",
        ),
        asked(Asks::LobLimb(&[LobTest::ActiveBusiness]), "C", "営業又は事業の活動", "active trade or business"),
        asked(
            Asks::LobLimb(&[LobTest::CompetentAuthority]),
            "D",
            "国税庁長官の認定",
            "determination by the National Tax Agency",
        ),
    ],
};

/// The sheets of other treaties, which differ in what they ask.
pub static FORM_17: JapanForm = JapanForm {
    number: "17",
    ja: "特典条項に関する付表",
    en: "Attachment form for limitation on benefits, in the sheet of the treaty",
    boxes: &[
        LOB_TREATY,
        LOB_NAME,
        LOB_CERTIFICATE,
        asked(
            Asks::LobSections,
            "A–",
            "Ａから順に、最初に該当する項目まで",
            "the sections of the sheet in order, up to the first that is met",
        ),
    ],
};

/// The sheet on the limitation on benefits of a country's treaty.
pub fn form_17(country: Country) -> &'static JapanForm {
    match country {
        Country::UNITED_STATES => &FORM_17_US,
        _ if country.as_str() == "GB" => &FORM_17_GB,
        _ => &FORM_17,
    }
}

/// Every form with its boxes.
pub static JAPAN_FORMS: &[&JapanForm] =
    &[&FORM_1, &FORM_1_2, &FORM_4, &FORM_5, &FORM_11, &FORM_17_US, &FORM_17_GB, &FORM_17];
