//! Why conditions are met or not in a case, in words.

use super::explain::fund_in_japanese;
use super::held::held;
use super::{Condition, Outcome, SaleCondition};
use crate::facts::{Case, Filing, HolderKind, Instrument, IraClass, Seen};
use crate::lang::{self, Lang};
use crate::units::Percent;

impl Condition {
    /// Why it is met, not met or unknown in this case: a clause without capital or full stop.
    pub fn because(&self, case: &Case, lot: usize) -> String {
        let outcome = self.test(case, lot);
        if outcome == Outcome::Unknown && matches!(self, Condition::Sale(SaleCondition::Sold(_))) {
            return word!("the place of the sale is not known", "譲渡の場所は不明").to_owned();
        }
        if let Condition::NotKnown(_) = self {
            return self.to_string();
        }
        if outcome == Outcome::Unknown {
            let fields: Vec<_> = self.asks(case, lot).iter().map(|field| field.path()).collect();
            let fields = fields.join(word!(" and ", "及び"));
            return said!("{fields} is not known", "{fields}は不明");
        }
        let met = outcome == Outcome::Met;
        match *self {
            Condition::ResidentOf(_) | Condition::NotResidentOf(_) | Condition::ResidentOfAny(_) => {
                said!("the holder is resident of {}", "保有者は{}の居住者である", case.residence.name())
            }
            Condition::EstablishmentInJapan | Condition::NoEstablishmentInJapan => establishment(case),
            Condition::Kind(kind) if kind != case.kind && case.kind.own_fact().is_some() => own_kind(case),
            Condition::Kind(_) | Condition::KindIn(_) | Condition::Noncorporate | Condition::NotIndividual => {
                is_kind(case)
            }
            Condition::PaidByAnother(_) => match case.payer.called() {
                Some(name) => said!("the payer is {name}", "発行会社は{name}である"),
                None => word!("the payer is not named", "発行会社の記載がない").to_owned(),
            },
            Condition::ExemptInJapan | Condition::StatesExemption(_) => match case.exempt_in_japan {
                Some(true) => {
                    word!("the holder states that it is exempt in Japan", "保有者が日本で免税である旨の記載がある")
                }
                Some(false) => {
                    word!("the holder states that it is not exempt in Japan", "保有者が日本で免税でない旨の記載がある")
                }
                None => word!(
                    "whether Japan exempts the holder is not stated",
                    "保有者が日本で免税であるか否かの記載がない"
                ),
            }
            .to_owned(),
            Condition::HoldsThrough(_) => through(case).to_owned(),
            Condition::TaxedItself => match (case.is_seen_through(), case.is_behind_foreign_entity()) {
                (true, _) => word!("those behind the holder are taxed", "保有者の背後の者が課税される"),
                (_, true) => word!("an entity abroad is taxed", "外国の団体が課税される"),
                (false, false) => word!("the holder itself is taxed", "保有者自身が課税される"),
            }
            .to_owned(),
            Condition::TaxedOnItsShare => match case.taxed_on_its_share {
                Some(true) => word!(
                    "the member's country treats its share as its own income",
                    "構成員の居住地国は、持分に係る部分を構成員自身の所得として取り扱う"
                ),
                Some(false) => word!(
                    "the member's country does not treat its share as its own income",
                    "構成員の居住地国は、持分に係る部分を構成員自身の所得として取り扱わない"
                ),
                None => word!(
                    "whether the member's country treats its share as its own income is not stated",
                    "構成員の居住地国が持分に係る部分を構成員自身の所得として取り扱うか否かの記載がない"
                ),
            }
            .to_owned(),
            Condition::FundTaxedAs(_) => match (case.fund_taxed_as, lang::chosen()) {
                (Some(class), Lang::En) => format!("the fund is taxed as {} at home", class.noun()),
                (Some(class), Lang::Ja) => format!("保有者は{}である", fund_in_japanese(class)),
                (None, _) => is_kind(case),
            },
            Condition::BeneficialOwner | Condition::NotBeneficialOwner => yes(
                case.beneficial_owner.get() == Some(true),
                word!("the holder is the beneficial owner", "保有者は受益者である"),
                word!("the holder is not the beneficial owner", "保有者は受益者でない"),
            ),
            Condition::DirectVotingStock(threshold, _)
                if case.direct.is_some_and(|direct| !threshold.is_reached_by(direct)) =>
            {
                let direct = case.direct.unwrap_or(Percent::ZERO);
                said!(
                    "{direct} of the voting stock is held directly, not {threshold}",
                    "直接に所有する議決権のある株式は{direct}であり、{threshold}でない"
                )
            }
            Condition::VotingStock(threshold, holding) | Condition::DirectVotingStock(threshold, holding) => {
                let held = held(case, holding);
                match met {
                    true => said!("{held}: {threshold}", "{held}：{threshold}に該当"),
                    false => said!("{held}, not {threshold}", "{held}：{threshold}に該当しない"),
                }
            }
            Condition::NotLargeIndividual(threshold) => {
                if case.kind != HolderKind::Individual {
                    return is_kind(case);
                }
                let issued = case.issued.get().unwrap_or(Percent::ZERO);
                let assumed = if case.issued.is_assumed() { word!(" (assumed)", "（仮定）") } else { "" };
                match met {
                    true => said!(
                        "{issued} of the issued shares{assumed}, not {threshold}",
                        "発行済株式の{issued}{assumed}であり、{threshold}でない"
                    ),
                    false => said!(
                        "{issued} of the issued shares{assumed}, {threshold}",
                        "発行済株式の{issued}{assumed}であり、{threshold}に該当する"
                    ),
                }
            }
            Condition::IssuedBelow(percent) => {
                let issued = case.issued.get().unwrap_or(Percent::ZERO);
                match met {
                    true => said!(
                        "{issued} of the issued shares, less than {percent}",
                        "発行済株式の{issued}であり、{percent}未満である"
                    ),
                    false => said!(
                        "{issued} of the issued shares, not less than {percent}",
                        "発行済株式の{issued}であり、{percent}未満でない"
                    ),
                }
            }
            Condition::MeetsAdditionalRequirements => yes(
                met,
                word!("the holder meets the additional requirements", "保有者は追加の要件を満たす"),
                word!("the holder does not meet the additional requirements", "保有者は追加の要件を満たさない"),
            ),
            Condition::StatesAdditionalRequirements => yes(
                met,
                word!("the holder states that it meets them", "保有者が追加の要件を満たす旨の記載がある"),
                word!("the holder does not state that it meets them", "保有者が追加の要件を満たす旨の記載がない"),
            ),
            Condition::MeetsLobTest(limb) => match (case.limbs, met) {
                (Some(_), true) => {
                    said!("{} is among the paragraphs that are stated", "記載された項に{}が含まれる", limb.name())
                }
                (Some(_), false) => {
                    said!("{} is not among the paragraphs that are stated", "記載された項に{}が含まれない", limb.name())
                }
                (None, _) => word!(
                    "no paragraph is stated, only whether the conditions are met",
                    "いずれの項によるかの記載がなく、要件を満たすか否かの記載のみである"
                )
                .to_owned(),
            },
            Condition::MeetsAnyLobTest(_) | Condition::MayMeetAnyLobTest(_) => match (case.limbs, met) {
                (Some(_), true) => {
                    word!(
                        "one of the paragraphs that are stated is enough",
                        "記載された項のうちに要件に足りるものがある"
                    )
                }
                (Some(_), false) => {
                    word!(
                        "none of the paragraphs that are stated is enough",
                        "記載された項のうちに要件に足りるものがない"
                    )
                }
                (None, true) if case.meets_additional_requirements.get().is_none() => word!(
                    "no paragraph is stated: that one is met is assumed",
                    "いずれの項によるかの記載がない：いずれかに該当すると仮定"
                ),
                (None, true) => {
                    word!("the holder states that it meets the conditions", "保有者が要件を満たす旨の記載がある")
                }
                (None, false) => word!(
                    "the holder states that it does not meet the conditions",
                    "保有者が要件を満たさない旨の記載がある"
                ),
            }
            .to_owned(),
            Condition::LobTestsNotStated => yes(
                met,
                word!("no paragraph is stated", "いずれの項によるかの記載がない"),
                word!("the paragraphs are stated", "該当する項の記載がある"),
            ),
            Condition::EntitledToBenefitsFrom(day) if case.dividend.payment_date.is_some_and(|paid| paid < day) => {
                said!(
                    "what denies the benefits applies only to what is paid from {day}",
                    "特典を否認する規定は{day}以後に支払われるものに限り適用される"
                )
            }
            Condition::EntitledToBenefits | Condition::EntitledToBenefitsFrom(_) => yes(
                met,
                word!("the holder is not denied the treaty's benefits", "保有者は条約の特典を否認されない"),
                word!("the holder is denied the treaty's benefits", "保有者は条約の特典を否認される"),
            ),
            Condition::HeldThroughResidents(threshold) => match case.direct {
                Some(direct) if !threshold.is_reached_by(direct) && met => word!(
                    "what is held indirectly is held through residents of the two countries",
                    "間接に所有する株式は両締約国の居住者を通じて所有されている"
                )
                .to_owned(),
                Some(direct) if !met && case.held_through.is_none() => said!(
                    "{direct} of the voting stock is held directly, and not stated through whom the rest is",
                    "直接に所有する議決権のある株式は{direct}であり、残りを誰を通じて所有するかの記載がない"
                ),
                Some(direct) if !met => said!(
                    "{direct} of the voting stock is held directly, and the rest not through residents of the two \
                     countries alone",
                    "直接に所有する議決権のある株式は{direct}であり、残りは両締約国の居住者のみを通じて所有するものでない"
                ),
                Some(direct) => said!(
                    "{direct} of the voting stock is held directly",
                    "議決権のある株式の{direct}を直接に所有している"
                ),
                None => {
                    word!("the voting stock is held directly (assumed)", "議決権のある株式を直接に所有している（仮定）")
                        .to_owned()
                }
            },
            Condition::CapitalLikeVotes => word!(
                "the part of the capital is taken to be that of the voting stock",
                "資本の所有割合は議決権のある株式の所有割合と同じとする"
            )
            .to_owned(),
            // Said above: it is never anything but unknown.
            Condition::NotKnown(_) => String::new(),
            Condition::SubjectToTax => match met {
                true => said!(
                    "the dividend is subject to tax in {}",
                    "配当は居住地国（{}）で租税を課される",
                    case.residence.name()
                ),
                false => said!(
                    "the dividend is not subject to tax in {}",
                    "配当は居住地国（{}）で租税を課されない",
                    case.residence.name()
                ),
            },
            Condition::ElectsPriorTreaty => yes(
                met,
                word!("the holder elected it", "保有者は旧条約の適用を選択した"),
                word!("the holder did not elect it", "保有者は旧条約の適用を選択していない"),
            ),
            Condition::Listed => yes(
                met,
                word!("the payer's shares are listed", "発行会社の株式は上場されている"),
                word!("the payer's shares are not listed", "発行会社の株式は上場されていない"),
            ),
            Condition::InvestmentIncomeAtMost(most) => {
                let percent = case.dividend.investment_income.get().unwrap_or(Percent::ZERO);
                said!(
                    "{percent} of the payer's gross income is interest and dividends; at most {most} may be",
                    "発行会社の総所得のうち利子及び配当の占める割合は{percent}（{most}以下が要件）"
                )
            }
            Condition::NotFromBusiness => yes(
                met,
                word!(
                    "the dividend does not derive from carrying on a business",
                    "配当は事業の遂行により取得されたものでない"
                ),
                word!("the dividend derives from carrying on a business", "配当は事業の遂行により取得されたものである"),
            ),
            Condition::DividendIs(_) => match case.dividend.kind.get() {
                Some(kind) => said!("the distribution is {}", "分配の種類は{}である", lang::named(kind.name())),
                None => word!("the distribution is not stated", "分配の種類の記載がない").to_owned(),
            },
            Condition::HoldsAds | Condition::HoldsShares => match case.instrument.get() {
                Some(Instrument::Ads) => word!("the holder holds ADSs", "保有者はADSを保有している"),
                Some(Instrument::Share) => word!("the holder holds shares", "保有者は株式を保有している"),
                None => {
                    word!("whether shares or ADSs are held is not stated", "株式とADSのいずれを保有するかの記載がない")
                }
            }
            .to_owned(),
            Condition::ApplicationBeforePayment => {
                let paid = case.dividend.payment_date.map(|day| said!("; the payment on {day}", "（支払日は{day}）"));
                filing(case.relief.application, word!("the application", "届出書"), paid)
            }
            Condition::SecondFormBy(limit) => {
                let last = limit.last_day(case).map(|day| said!("; the last day for it, {day}", "（提出期限は{day}）"));
                filing(case.relief.second_form, word!("the second form", "真実の所有者の届出書"), last)
            }
            Condition::PaidBefore(_) | Condition::PaidFrom(_) => {
                let paid = case.dividend.payment_date.map_or(String::new(), |day| day.to_string());
                said!("the dividend is paid on {paid}", "配当の支払日は{paid}である")
            }
            Condition::UsCitizen
            | Condition::UsPerson
            | Condition::NotCapitalAsset
            | Condition::InClass(..)
            | Condition::TaxYearBeginsBefore(..)
            | Condition::TaxYearBeginsFrom(..)
            | Condition::ConversionYearBeginsFrom(..)
            | Condition::HasHedgedDays
            | Condition::PersonalCurrency
            | Condition::FinancialServices
            | Condition::Pfic
            | Condition::NotPfic
            | Condition::HeldAroundExDate { .. }
            | Condition::HeldByRecipient { .. }
            | Condition::FilesAs(..)
            | Condition::ElectsNoLimitation
            | Condition::OnPayeeStatements
            | Condition::TakesAdjustmentException => self.because_of_us(case, lot, met),
            Condition::Sale(condition) => condition.because(case, lot),
            // Asked only of a company and of a year's credit, which give their own reasons.
            Condition::Limit(_) | Condition::Company(_) => String::new(),
        }
    }
}

pub(super) fn yes(is: bool, yes: &str, no: &str) -> String {
    if is { yes } else { no }.to_owned()
}

fn is_kind(case: &Case) -> String {
    said!("the holder is {}", "保有者は{}である", case.kind.noun())
}

/// Of a holder whose own fact says as what it is treated.
fn own_kind(case: &Case) -> String {
    let noun = case.kind.noun();
    match (case.kind, case.fund_taxed_as, case.certified_as) {
        (HolderKind::Fund, Some(class), _) => match lang::chosen() {
            Lang::En => format!("the holder is {noun} that its country taxes as {}", class.noun()),
            Lang::Ja => format!("保有者は{}である", fund_in_japanese(class)),
        },
        (HolderKind::Ira, _, Some(certified)) => match lang::chosen() {
            Lang::En => format!("the holder is {noun} that is certified as {}", certified.noun()),
            Lang::Ja => {
                let certified = match certified {
                    IraClass::PensionFund => "年金基金",
                    IraClass::Owner => "勘定の所有者",
                };
                format!("保有者は{certified}として証明された{noun}である")
            }
        },
        _ => is_kind(case),
    }
}

fn establishment(case: &Case) -> String {
    let is = case.japan_permanent_establishment.get() == Some(true);
    let text = match (case.sale.is_some(), is) {
        (true, true) => word!(
            "the gain is attributable to a permanent establishment in Japan",
            "譲渡益は日本にある恒久的施設に帰せられる"
        ),
        (true, false) => word!(
            "the gain is not attributable to a permanent establishment in Japan",
            "譲渡益は日本にある恒久的施設に帰せられない"
        ),
        (false, true) => word!(
            "the dividend is attributable to a permanent establishment in Japan",
            "配当は日本にある恒久的施設に帰せられる"
        ),
        (false, false) => word!(
            "the dividend is not attributable to a permanent establishment in Japan",
            "配当は日本にある恒久的施設に帰せられない"
        ),
    };
    text.to_owned()
}

fn through(case: &Case) -> &'static str {
    match case.seen_through() {
        Some(Seen::Own) => word!("the entity is of the member's own country", "団体は構成員の居住地国のものである"),
        Some(Seen::Japan) => word!("the entity is of Japan", "団体は日本のものである"),
        Some(Seen::Third) => {
            word!("the entity is of another country than the member", "団体は構成員の居住地国以外の国のものである")
        }
        Some(Seen::Taxed) => word!(
            "the entity is taxed by its country, which is the member's, and not by Japan",
            "団体は、構成員の居住地国でもあるその国により課税され、日本により課税されない"
        ),
        Some(Seen::Mixed) => word!(
            "one of several entities is taxed by its own country and not by Japan",
            "複数の団体の一つは、その国により課税され、日本により課税されない"
        ),
        None => word!("no entity stands between", "保有者と発行会社との間に団体はない"),
    }
}

/// Whether a form was filed; `limit` is what it had to be filed before, or by, with its mark.
fn filing(filing: Filing, form: &str, limit: Option<String>) -> String {
    let limit = limit.unwrap_or_default();
    match filing {
        Filing::Assumed => {
            said!("{form} is assumed to be filed in time{limit}", "{form}は期限内に提出されたと仮定{limit}")
        }
        Filing::InTime => said!("{form} was filed in time{limit}", "{form}は期限内に提出された{limit}"),
        Filing::Missing => said!("{form} was not filed{limit}", "{form}は提出されていない{limit}"),
        Filing::On(day) => said!("{form} was filed on {day}{limit}", "{form}は{day}に提出された{limit}"),
    }
}
