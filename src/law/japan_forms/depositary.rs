//! The forms of the depositary: Forms 4 and 5.

use super::{Asks, JapanForm, asked};

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
