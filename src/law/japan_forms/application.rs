//! The applications of the holder: Forms 1 and 1-2.

use super::{Asks, FormBox, JapanForm, asked};

// What both ask for.
const TAX_OFFICE: FormBox = asked(Asks::TaxOffice, "", "税務署長殿", "to the District Director of the tax office");
const NAME: FormBox = asked(Asks::Name, "2", "氏名又は名称", "full name");
const JAPANESE_NUMBER: FormBox = asked(
    Asks::JapaneseNumber,
    "2",
    "個人番号又は法人番号（有する場合のみ記入）",
    "Individual Number or Corporate Number, only if any",
);
const INDIVIDUAL_ADDRESS: FormBox =
    asked(Asks::IndividualAddress, "2", "個人の場合：住所又は居所", "individual: domicile or residence, telephone");
const NATIONALITY: FormBox = asked(Asks::Nationality, "2", "個人の場合：国籍", "individual: nationality");
const HEAD_OFFICE: FormBox = asked(
    Asks::HeadOffice,
    "2",
    "法人その他の団体の場合：本店又は主たる事務所の所在地",
    "corporation or other entity: place of head office or main office, telephone",
);
const ESTABLISHED: FormBox = asked(
    Asks::Established,
    "2",
    "法人その他の団体の場合：設立又は組織された場所",
    "corporation or other entity: place where it was established or organized",
);
const MANAGED: FormBox = asked(
    Asks::Managed,
    "2",
    "法人その他の団体の場合：事業が管理・支配されている場所",
    "corporation or other entity: place where the business is managed or controlled",
);
const TAXED_IN: FormBox = asked(
    Asks::TaxedIn,
    "2",
    "居住者として課税される国及び納税地（納税者番号）",
    "country where taxable as resident, place of paying tax, taxpayer number",
);
const ESTABLISHMENT: FormBox =
    asked(Asks::Establishment, "2", "日本国内の恒久的施設の状況", "permanent establishment in Japan");
const AGENT: FormBox = asked(Asks::Agent, "", "代理人に関する事項", "agent: capacity, name, address, tax office");
const LOB_SHEET: FormBox = asked(
    Asks::LobSheet,
    "",
    "特典条項に関する付表の添付",
    "attachment form for limitation on benefits: attached, or not required",
);
const SIGNATURE: FormBox = asked(Asks::Signature, "", "日付・署名", "date and signature");

/// The one of the holder, before each dividend of another kind, rate or company.
pub static FORM_1: JapanForm = JapanForm {
    number: "1",
    ja: "租税条約に関する届出書（配当に対する所得税及び復興特別所得税の軽減・免除）",
    en: "Application form for income tax convention: relief from tax on dividends",
    boxes: &[
        TAX_OFFICE,
        asked(Asks::Treaty, "1", "適用を受ける租税条約に関する事項", "applicable income tax convention"),
        asked(Asks::Rate, "1", "限度税率・免税", "applicable tax rate, or exemption"),
        NAME,
        JAPANESE_NUMBER,
        INDIVIDUAL_ADDRESS,
        NATIONALITY,
        HEAD_OFFICE,
        ESTABLISHED,
        MANAGED,
        TAXED_IN,
        ESTABLISHMENT,
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
        AGENT,
        LOB_SHEET,
        SIGNATURE,
    ],
};

/// Once for all listed shares that an agent pays.
pub static FORM_1_2: JapanForm = JapanForm {
    number: "1-2",
    ja: "租税条約に関する特例届出書（上場株式等の配当等）",
    en: "Special application form for income tax convention: dividends of listed shares",
    boxes: &[
        TAX_OFFICE,
        asked(Asks::TreatyCountry, "1", "適用を受ける租税条約", "applicable income tax convention: the country alone"),
        NAME,
        JAPANESE_NUMBER,
        INDIVIDUAL_ADDRESS,
        NATIONALITY,
        HEAD_OFFICE,
        ESTABLISHED,
        MANAGED,
        TAXED_IN,
        ESTABLISHMENT,
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
        AGENT,
        LOB_SHEET,
        SIGNATURE,
    ],
};
