//! What a section of Form 17 asks for where it is met.

/// What a section asks for with a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LobAsks {
    /// What stands on the sheet, where that was not read or is too much to list.
    OnSheet,
    Listing,
    /// How the members of a pension fund meet its condition.
    Members,
    /// The same, and by what law it is established.
    FundLaw,
    Charity,
    Owners,
    Beneficiaries,
    /// Its conditions.
    Conditions,
    /// The same, and what the business is.
    Business,
    Determination,
}

impl LobAsks {
    /// What is to be added.
    pub fn said(self) -> &'static str {
        match self {
            LobAsks::OnSheet => word!("the details that the sheet asks for", "付表の求める詳細"),
            LobAsks::Listing => word!(
                "the recognised stock exchange, and the ticker symbol or security code",
                "公認の有価証券市場の名称及びシンボル又は証券コード"
            ),
            LobAsks::Members => {
                word!("how its members meet the condition of the section", "受益者等がこの欄の要件を満たす事情")
            }
            LobAsks::FundLaw => word!(
                "how its members meet the condition of the section, and the law by which it is established",
                "受益者等がこの欄の要件を満たす事情及び設立等の根拠法令"
            ),
            LobAsks::Charity => word!(
                "the law by which it is established, its purpose, and the law by which it is exempt",
                "設立等の根拠法令、設立の目的及び非課税の根拠法令"
            ),
            LobAsks::Owners => word!(
                "its owners on a day: the name of each, where it is taxable, whether it holds indirectly, and its part",
                "ある日現在の株主等の状況（氏名又は名称、居住地国における納税地、間接保有の有無及び持分）"
            ),
            LobAsks::Beneficiaries => word!(
                "the equivalent beneficiaries on a day, and what makes them so",
                "ある日現在の同等受益者に関する事情"
            ),
            LobAsks::Conditions => {
                word!("yes or no to each condition of the section", "この欄の各要件についての「はい」又は「いいえ」")
            }
            LobAsks::Business => word!(
                "yes or no to each condition of the section, and a description of the business at home and in Japan",
                "この欄の各要件についての「はい」又は「いいえ」並びに居住地国及び日本国内において行う事業の概要"
            ),
            LobAsks::Determination => {
                word!(
                    "the day of the determination and the kind of income it is for",
                    "認定を受けた日及び認定を受けた所得の種類"
                )
            }
        }
    }
}
