//! Conditions in words: what they ask in general.

use std::fmt;

use super::{Condition, Country};
use crate::facts::{FundClass, HolderKind, LobTest, Seen};
use crate::lang::{self, Lang};

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::ResidentOf(country) => {
                write_said!(f, "resident of {}", "{}の居住者", country.name())
            }
            Condition::NotResidentOf(country) => {
                write_said!(f, "not resident of {}", "{}の居住者でない", country.name())
            }
            Condition::ResidentOfAny(countries) => {
                let codes: Vec<_> = countries.iter().map(Country::as_str).collect();
                let codes = codes.join(word!(", ", "、"));
                write_said!(f, "resident of {codes}", "次のいずれかの国又は地域の居住者：{codes}")
            }
            Condition::EstablishmentInJapan => f.write_str(word!(
                "attributable to a permanent establishment in Japan",
                "日本にある恒久的施設に帰せられる"
            )),
            Condition::NoEstablishmentInJapan => f.write_str(word!(
                "not attributable to a permanent establishment in Japan",
                "日本にある恒久的施設に帰せられない"
            )),
            Condition::Kind(kind) => f.write_str(kind.noun()),
            Condition::KindIn(kinds) => f.write_str(&either(kinds)),
            Condition::PaidByAnother(true) => f.write_str(word!("paid by another company", "他の会社が支払う")),
            Condition::PaidByAnother(false) => f.write_str(word!(
                "paid by Internet Initiative Japan, or by no company that is named",
                "インターネットイニシアティブが支払うか、又は発行会社の記載がない"
            )),
            Condition::ExemptInJapan => f.write_str(word!(
                "exempt in Japan by something else than a tax treaty",
                "租税条約以外の根拠により日本で免税"
            )),
            Condition::StatesExemption(true) => {
                f.write_str(word!("states that Japan exempts it", "日本で免税である旨の記載がある"))
            }
            Condition::StatesExemption(false) => {
                f.write_str(word!("states that Japan does not exempt it", "日本で免税でない旨の記載がある"))
            }
            Condition::HoldsThrough(seen) => f.write_str(through(*seen)),
            Condition::TaxedItself => f.write_str(word!(
                "taxed itself, and not those behind it or an entity it holds through",
                "保有者自身が課税される（その背後の者又は保有者と発行会社との間にある団体が課税される場合を除く）"
            )),
            Condition::TaxedOnItsShare => f.write_str(word!(
                "its country treats its share as its own income",
                "居住地国が持分に対応する所得を構成員自身の所得として取り扱う"
            )),
            Condition::FundTaxedAs(class) => match lang::chosen() {
                Lang::En => write!(f, "a fund that its country taxes as {}", class.noun()),
                Lang::Ja => f.write_str(fund_in_japanese(*class)),
            },
            Condition::Noncorporate => f.write_str(word!("not a corporation", "法人でない")),
            Condition::NotIndividual => f.write_str(word!("not an individual", "個人でない")),
            Condition::BeneficialOwner => f.write_str(word!("beneficial owner", "受益者")),
            Condition::NotBeneficialOwner => f.write_str(word!("not the beneficial owner", "受益者でない")),
            Condition::VotingStock(threshold, holding) => write_said!(
                f,
                "{threshold} of the voting stock {holding}",
                "{holding}議決権のある株式の{threshold}を所有"
            ),
            Condition::DirectVotingStock(threshold, holding) => write_said!(
                f,
                "{threshold} of the voting stock, held directly, {holding}",
                "{holding}議決権のある株式の{threshold}を直接に所有"
            ),
            Condition::NotLargeIndividual(threshold) => write_said!(
                f,
                "not an individual with {threshold} of the issued shares on the record date",
                "基準日において発行済株式の{threshold}を有する個人でない"
            ),
            Condition::IssuedBelow(percent) => write_said!(
                f,
                "less than {percent} of the issued shares on the record date",
                "基準日において有する株式が発行済株式の{percent}未満"
            ),
            Condition::MeetsAdditionalRequirements => {
                f.write_str(word!("meets the additional requirements", "追加の要件を満たす"))
            }
            Condition::StatesAdditionalRequirements => f.write_str(word!(
                "states that it meets the additional requirements, not by which paragraph",
                "追加の要件を満たす旨の記載があり、いずれの項によるかの記載がない"
            )),
            Condition::MeetsLobTest(limb) => {
                write_said!(f, "limitation on benefits: {}", "特典条項：{}", limb.noun())
            }
            Condition::MeetsAnyLobTest(limbs) | Condition::MayMeetAnyLobTest(limbs) => {
                let nouns: Vec<_> = limbs.iter().copied().map(LobTest::noun).collect();
                match (lang::chosen(), &nouns[..]) {
                    (Lang::En, _) => write!(f, "limitation on benefits: {}", nouns.join("; or ")),
                    (Lang::Ja, [one]) => write!(f, "特典条項：{one}"),
                    (Lang::Ja, _) => write!(f, "特典条項の次のいずれか：{}", nouns.join("／")),
                }
            }
            Condition::LobTestsNotStated => f.write_str(word!(
                "states no paragraph of the limitation on benefits",
                "特典条項のいずれの項によるかの記載がない"
            )),
            Condition::EntitledToBenefits => {
                f.write_str(word!("not denied the treaty's benefits", "条約の特典を否認されない"))
            }
            Condition::EntitledToBenefitsFrom(day) => write_said!(
                f,
                "not denied the treaty's benefits, for what is paid from {day}",
                "{day}以後に支払われるものについて条約の特典を否認されない"
            ),
            Condition::HeldThroughResidents(threshold) => write_said!(
                f,
                "{threshold} of the voting stock held directly or through residents of the two countries",
                "議決権のある株式の{threshold}を直接に又は両締約国の居住者を通じて所有"
            ),
            Condition::NotKnown(what) => {
                write_said!(f, "{}: not known here", "{}：本プログラムでは不明", lang::of(what))
            }
            Condition::CapitalLikeVotes => f.write_str(word!(
                "as much of the capital as of the voting stock",
                "資本の所有割合を議決権のある株式の所有割合と同じとする"
            )),
            Condition::SubjectToTax => f.write_str(word!(
                "the dividend is subject to tax where the holder is resident",
                "配当が保有者の居住地国で租税を課される"
            )),
            Condition::ElectsPriorTreaty => f.write_str(word!(
                "elected the treaty before this one, in its entirety",
                "旧条約の全体の適用を選択した"
            )),
            Condition::Listed => f.write_str(word!("the payer's shares are listed", "発行会社の株式が上場されている")),
            Condition::InvestmentIncomeAtMost(most) => write_said!(
                f,
                "at most {most} of the payer's gross income of its year before is interest and dividends",
                "発行会社の前課税年度の総所得のうち利子及び配当の占める割合が{most}以下"
            ),
            Condition::NotFromBusiness => {
                f.write_str(word!("not from carrying on a business", "事業の遂行から生ずる配当でない"))
            }
            Condition::DividendIs(kind) => {
                write_said!(f, "the distribution is {}", "分配の種類が{}", lang::named(kind.name()))
            }
            Condition::HoldsAds => f.write_str(word!("holds ADSs", "ADSを保有")),
            Condition::HoldsShares => f.write_str(word!("holds shares", "株式を保有")),
            Condition::ApplicationBeforePayment => {
                f.write_str(word!("application filed before the payment", "届出書を支払の前に提出"))
            }
            Condition::SecondFormBy(limit) => {
                write_said!(f, "second form filed {limit}", "真実の所有者の届出書を{limit}に提出")
            }
            Condition::UsCitizen => f.write_str(word!("citizen of the United States", "米国市民")),
            Condition::UsPerson => f.write_str(word!("a United States person", "米国人（U.S. person）")),
            Condition::NotCapitalAsset => {
                f.write_str(word!("not held as a capital asset", "資本資産として保有していない"))
            }
            Condition::InClass(class) => {
                write_said!(f, "stated to be of the class {}", "{}に該当する旨の記載がある", lang::named(class.name()))
            }
            Condition::TaxYearBeginsBefore(day) => {
                write_said!(f, "the holder's tax year begins before {day}", "保有者の課税年度が{day}より前に開始")
            }
            Condition::TaxYearBeginsFrom(day) => {
                write_said!(f, "the holder's tax year begins on or after {day}", "保有者の課税年度が{day}以後に開始")
            }
            Condition::ConversionYearBeginsFrom(day) => write_said!(
                f,
                "the tax year of the conversion begins on or after {day}",
                "円を転換した課税年度が{day}以後に開始"
            ),
            Condition::PaidBefore(day) => write_said!(f, "paid before {day}", "{day}より前に支払"),
            Condition::PaidFrom(day) => write_said!(f, "paid on or after {day}", "{day}以後に支払"),
            Condition::HasHedgedDays => f.write_str(word!("hedged on some days", "ヘッジした日がある")),
            Condition::PersonalCurrency => f.write_str(word!(
                "the currency was exchanged in a personal transaction",
                "通貨の転換が個人的な取引である"
            )),
            Condition::FinancialServices => {
                f.write_str(word!("in a banking, insurance or financing business", "銀行業、保険業又は金融業を営む"))
            }
            Condition::Pfic => f.write_str(word!(
                "the company is a PFIC that year or the year before",
                "発行会社がその年度又は前年度にPFICである"
            )),
            Condition::NotPfic => f.write_str(word!(
                "the company is no PFIC that year or the year before",
                "発行会社がその年度にも前年度にもPFICでない"
            )),
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days }
            | Condition::HeldByRecipient { more_than_days, begins_days_before, period_days } => write_said!(
                f,
                "held more than {more_than_days} days of the {period_days} that begin {begins_days_before} days \
                 before the ex-dividend date",
                "配当落ち日の{begins_days_before}日前に始まる{period_days}日間のうち{more_than_days}日を超えて保有"
            ),
            Condition::FilesAs(status) => write_said!(f, "files as {}", "申告資格が{}", lang::code(status.name())),
            Condition::ElectsNoLimitation => {
                f.write_str(word!("elects to credit without limitation", "控除限度額によらない税額控除を選択"))
            }
            Condition::TakesAdjustmentException => {
                f.write_str(word!("does not decline the exception", "例外の適用を辞退していない"))
            }
            Condition::OnPayeeStatements => f.write_str(word!(
                "all gross income from abroad is passive and on payee statements",
                "米国外源泉総所得がすべて受動的所得であり、かつ、支払調書に記載されている"
            )),
            Condition::Sale(condition) => condition.fmt(f),
            Condition::Limit(condition) => condition.fmt(f),
            Condition::Company(condition) => condition.fmt(f),
        }
    }
}

/// One of several kinds of holders.
fn either(kinds: &[HolderKind]) -> String {
    let nouns: Vec<_> = kinds.iter().map(|kind| kind.noun()).collect();
    match lang::chosen() {
        Lang::En => nouns.join(", or "),
        Lang::Ja => nouns.join("／"),
    }
}

fn through(seen: Seen) -> &'static str {
    match seen {
        Seen::Own => word!("holds through an entity of its own country", "自国の団体を通じて保有"),
        Seen::Japan => word!("holds through an entity of Japan", "日本の団体を通じて保有"),
        Seen::Third => {
            word!("holds through an entity of another country", "構成員の居住地国以外の国の団体を通じて保有")
        }
        Seen::Taxed => word!(
            "holds through an entity that its own country, which is the member's, taxes and Japan does not",
            "構成員の居住地国の団体で、同国が課税し日本が課税しないものを通じて保有"
        ),
        Seen::Mixed => word!(
            "holds through several entities, one of which its own country taxes and Japan does not",
            "複数の団体を通じて保有し、その一つは所在地国が課税し日本が課税しない"
        ),
    }
}

/// A fund by how its country taxes it, as one word of a Japanese sentence.
pub(super) fn fund_in_japanese(class: FundClass) -> &'static str {
    match class {
        FundClass::Corporation => "居住地国で法人として課税される投資ファンド",
        FundClass::Trust => "居住地国で信託として課税される投資ファンド",
        FundClass::Transparent => "居住地国で課税上透明な投資ファンド",
    }
}
