//! Why a rule came out as it did, in words.

use super::{Because, Step};
use crate::facts::Case;
use crate::law::{Outcome, Rule};
use crate::units::{Usd, Yen};

impl Step {
    /// The reason in words: a clause without capital or full stop.
    pub fn because(&self, case: &Case) -> String {
        let unknown = || word!("not known", "不明").to_owned();
        let yen = |yen: Option<Yen>| yen.map_or_else(unknown, |yen| said!("{yen} yen", "{yen}円"));
        let usd = |usd: Option<Usd>| usd.map_or_else(unknown, |usd| usd.to_string());
        match self.because {
            Because::Conditions { lot } => reasons(self.rule, self.outcome, case, lot),
            Because::NotLower { domestic } => {
                said!("the rate without the treaty, {domestic}, is lower", "条約がない場合の税率{domestic}の方が低い")
            }
            Because::Refund { withheld, due } if withheld > due => {
                let back = withheld - due;
                said!(
                    "{withheld} yen withheld less {due} yen due leaves {back} yen to claim back",
                    "源泉徴収税額{withheld}円から納付すべき税額{due}円を差し引いた{back}円の還付を請求できる"
                )
            }
            Because::Refund { withheld, due } => said!(
                "{withheld} yen withheld, {due} yen due: nothing to claim back",
                "源泉徴収税額{withheld}円、納付すべき税額{due}円：還付を請求できる額はない"
            ),
            Because::Income { gross: Some(gross) } => {
                said!("{} yen before tax", "税引前{}円", gross.grouped(crate::units::YEN_PLACES))
            }
            Because::Income { gross: None } => match case.dividend.in_dollars {
                Some(alone) => said!("${} before tax", "税引前{}ドル", alone.gross),
                None => word!("no amount is stated", "金額の記載がない").to_owned(),
            },
            Because::Included { on: Some(on) } => said!("received on {on}", "受領日は{on}"),
            Because::Included { on: None } => word!("the day of receipt is not known", "受領日は不明").to_owned(),
            Because::Translated { spot, usd: dividend } => {
                let written = case.dividend.inverted;
                let written = written.map_or(String::new(), |rate| {
                    said!(" ({rate} dollars for a yen, as stated)", "（1円につき{rate}ドルとの記載による）")
                });
                said!("{spot} yen for a dollar{written}: {}", "1ドルにつき{spot}円{written}：{}", usd(dividend))
            }
            Because::Credited { withheld, due } => said!(
                "{} withheld, {} due under the treaty: the smaller",
                "源泉徴収税額{}と条約により納付すべき税額{}のいずれか少ない額",
                yen(withheld),
                yen(due)
            ),
            Because::CreditedWithoutTreaty { withheld, due } => said!(
                "{} withheld, {} due under Japan's own law: the smaller",
                "源泉徴収税額{}と日本の国内法により納付すべき税額{}のいずれか少ない額",
                yen(withheld),
                yen(due)
            ),
            Because::Personal(reason) => reason.words(),
            Because::Limit(reason) => reason.words(self.rule, self.outcome, case),
            Because::NotCredited { yen: amount } => {
                said!("{} withheld above what is due", "納付すべき税額を超える源泉徴収税額{}", yen(amount))
            }
            Because::Returned(parts) => said!(
                "{} beyond earnings and profits: {} of capital returned, {} of gain",
                "収益及び利潤を超える額{}：資本の払戻し{}、譲渡益{}",
                usd(Some(parts.beyond)),
                usd(parts.return_of_capital),
                usd(parts.capital_gain)
            ),
            Because::Converted(gain) => said!(
                "converted on {}: {} against the rate of inclusion",
                "{}に転換：所得算入時のレートとの差額{}",
                gain.converted_on,
                usd(Some(gain.usd))
            ),
            Because::Sale(reason) => reason.words(),
            Because::NoTreatyRate => {
                word!("no rate of the treaty decides what Japan withholds", "日本の源泉徴収税額は条約の税率によらない")
                    .to_owned()
            }
            Because::Corporation(true) => {
                word!("the payer is no United States corporation", "発行会社は米国法人でない").to_owned()
            }
            Because::Corporation(false) => word!("the holder is no corporation", "保有者は法人でない").to_owned(),
        }
    }
}

fn reasons(rule: &Rule, outcome: Outcome, case: &Case, lot: usize) -> String {
    let deciding = rule.when.iter().filter(|condition| condition.test(case, lot) == outcome);
    // One condition that is not met is enough; of the others all count.
    let deciding = deciding.take(if outcome == Outcome::NotMet { 1 } else { usize::MAX });
    let reasons: Vec<_> = deciding.map(|condition| condition.because(case, lot)).collect();
    let reasons = match reasons.is_empty() {
        true => word!("no condition", "条件なし").to_owned(),
        false => reasons.join(word!("; ", "；")),
    };
    if case.lots.len() > 1 && rule.when.iter().any(|condition| condition.is_about_a_lot()) {
        said!("lot {}: {reasons}", "取得口{}：{reasons}", lot + 1)
    } else {
        reasons
    }
}
