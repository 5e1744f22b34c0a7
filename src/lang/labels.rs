//! Labels of figures and of papers, in both languages.

use super::{Lang, chosen};

/// A word, a label or a sentence in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    pub en: &'static str,
    pub ja: &'static str,
}

impl Text {
    /// In the chosen language.
    pub fn said(&self) -> &'static str {
        match chosen() {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

/// Texts by name, and the list of all of them for the test that none lacks a language.
macro_rules! texts {
    ($($name:ident = $en:literal, $ja:literal;)*) => {
        $(pub const $name: Text = Text { en: $en, ja: $ja };)*

        /// Every text by its name.
        pub const ALL: &[(&str, Text)] = &[$((stringify!($name), $name)),*];
    };
}

texts! {
    GROSS = "gross", "支払金額";
    WITHHELD = "withheld", "源泉徴収税額";
    DUE = "due to Japan", "納付すべき税額";
    AT_MOST_DUE = "at most to Japan", "税額の上限";
    CLAIM = "claim", "還付";
    CLAIM_AT_LEAST = "claim at least", "還付（最低）";
    SHORT = "too little", "不足額";
    US_TAX = "U.S. tax", "米国の税額";
    US_CREDIT = "U.S. credit", "外国税額控除";
    KEPT = "kept", "手取額";
    TO_DO = "To do", "必要な手続";
    TO_ASK = "What must be known", "確認事項";
    NOT_ADVICE = "Not tax advice.", "税務助言ではありません。";
    ANY_TIME = "when paid", "随時";
    BY_DAY = "by", "期限";
    OPEN = "open", "手続可能";
    OVERDUE = "overdue", "期限経過";
    LAPSED = "lapsed", "時効消滅";
    JAPAN = "Japan", "日本";
    UNITED_STATES = "United States", "米国";
    NOTHING_ASSUMED = "no fact assumed", "仮定なし";
    FORM_1 = "Form 1, the application for the treaty rate", "租税条約に関する届出書（様式１）";
    FORM_4 = "Form 4, which postpones the withholding on ADSs", "源泉徴収の猶予の申請書（様式４）";
    FORM_5 = "Form 5, which reports who is entitled to the treaty", "真実の所有者の届出書（様式５）";
    FORM_11 = "Form 11, the refund claim", "還付請求書（様式11）";
    FORM_16 = "Form 16, the members, with the application, papers that show the membership and a certificate of each", "様式16（構成員一覧）、構成員を示す書類及び各構成員の居住者証明書";
    FORM_16_ENTITY = "Form 16, the entity, with the application and a certificate of the entity", "様式16（相手国団体の明細）及び団体の居住者証明書";
    EXEMPTION = "Show what exempts the holder", "免税の根拠の提示";
    FORM_17 = "Form 17 and the residence certificate, with the application", "特典条項に関する付表（様式17）と居住者証明書";
    APPLICATION = "The application for the treaty rate", "租税条約に関する届出書";
    SECOND_FORM = "The second form, on who is entitled to the treaty", "真実の所有者の届出書";
    REFUND_CLAIM = "The refund claim", "還付請求書";
    PROOFS = "Proof of residence and ownership", "居住者証明書と真実の所有者の証明";
    CORRECTION = "Have the excess corrected", "過大徴収額の訂正";
    SHORTFALL = "Settle what was withheld too little", "不足額の精算";
    FORM_8621 = "Form 8621", "Form 8621（PFIC報告書）";
}
