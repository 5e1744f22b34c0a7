//! The refund claim: Form 11.

use super::{Asks, JapanForm, asked};

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
