//! Why conditions of the United States' law are met or not in a case, in words.

use super::Condition;
use super::because::yes;
use super::condition::ex_date_window;
use crate::facts::Case;
use crate::lang;
use crate::units::Day;

impl Condition {
    /// The same of what only the law of the United States asks; nothing of other conditions.
    pub(super) fn because_of_us(&self, case: &Case, lot: usize, met: bool) -> String {
        match *self {
            Condition::UsCitizen => yes(
                case.us_citizen.get() == Some(true),
                word!("the holder is a citizen of the United States", "保有者は米国市民である"),
                word!("the holder is not a citizen of the United States", "保有者は米国市民でない"),
            ),
            Condition::UsPerson => match case.us_person.get() == Some(true) {
                true => {
                    said!("{} is a United States person", "この{}は米国人（U.S. person）である", case.kind.noun())
                }
                false => {
                    said!("{} is not a United States person", "この{}は米国人（U.S. person）でない", case.kind.noun())
                }
            },
            Condition::NotCapitalAsset => yes(
                case.capital_asset.get() == Some(true),
                word!("the shares are held as a capital asset", "株式は資本資産として保有されている"),
                word!("the shares are not held as a capital asset", "株式は資本資産として保有されていない"),
            ),
            Condition::InClass(class) => match met {
                true => said!(
                    "{} is among the stated special_classes",
                    "記載されたspecial_classesに{}が含まれる",
                    class.name()
                ),
                false => said!(
                    "{} is not among the stated special_classes",
                    "記載されたspecial_classesに{}が含まれない",
                    class.name()
                ),
            },
            Condition::TaxYearBeginsBefore(day) => tax_year(case.tax_year_begins(), met, day),
            Condition::TaxYearBeginsFrom(day) => tax_year(case.tax_year_begins(), !met, day),
            Condition::ConversionYearBeginsFrom(day) => {
                let begins = case.conversion_year_begins().map_or(String::new(), |begins| begins.to_string());
                match met {
                    true => said!(
                        "the tax year of the conversion begins on {begins}, not before {day}",
                        "円を転換した課税年度は{begins}に開始し、{day}以後である"
                    ),
                    false => said!(
                        "the tax year of the conversion begins on {begins}, before {day}",
                        "円を転換した課税年度は{begins}に開始し、{day}より前である"
                    ),
                }
            }
            Condition::HasHedgedDays => {
                said!("{} hedged spans are stated", "ヘッジした期間の記載：{}件", case.hedged.len())
            }
            Condition::PersonalCurrency => yes(
                met,
                word!(
                    "the exchange is stated to be a personal transaction",
                    "通貨の転換が個人的な取引である旨の記載がある"
                ),
                word!(
                    "the exchange is not stated to be a personal transaction",
                    "通貨の転換が個人的な取引である旨の記載がない"
                ),
            ),
            Condition::FinancialServices => yes(
                case.us.financial_services.get() == Some(true),
                word!(
                    "the holder is in a banking, insurance or financing business",
                    "保有者は銀行業、保険業又は金融業を営む"
                ),
                word!(
                    "the holder is not in a banking, insurance or financing business",
                    "保有者は銀行業、保険業又は金融業を営まない"
                ),
            ),
            Condition::Pfic | Condition::NotPfic => yes(
                case.us.pfic.get() == Some(true),
                word!("the company is a PFIC that year or the year before", "発行会社はその年度又は前年度にPFICである"),
                word!(
                    "the company is no PFIC that year or the year before",
                    "発行会社はその年度にも前年度にもPFICでない"
                ),
            ),
            Condition::HeldAroundExDate { more_than_days, begins_days_before, period_days } => {
                let window = ex_date_window(case, begins_days_before, period_days);
                let days = window.and_then(|window| case.counted_days(lot, window)).unwrap_or_default();
                let window = window.map_or(String::new(), |window| window.to_string());
                counted(days, &window, more_than_days)
            }
            Condition::HeldByRecipient { more_than_days, begins_days_before, period_days } => {
                let window = ex_date_window(case, begins_days_before, period_days);
                let days = window.map(|window| (case.counted_days(lot, window), window));
                match days {
                    Some((Some(days), window)) => counted(days, &window.to_string(), more_than_days),
                    Some((None, window)) => {
                        let days = case.recipient_days(lot, window);
                        said!(
                            "{days} days counted from {window} at the least; more than {more_than_days} are needed",
                            "{window}の期間の算入日数は少なくとも{days}日（{more_than_days}日超が必要）"
                        )
                    }
                    None => said!(
                        "who is paid the dividend and still holds the shares has held them for more than {more_than_days} days of \
                         the period",
                        "配当の支払を受けて株式を引き続き保有する者は、この期間のうち{more_than_days}日を超えて保有している"
                    ),
                }
            }
            Condition::FilesAs(_) => match case.us.filing_status {
                Some(status) => said!("the filing status is {}", "申告資格は{}である", lang::code(status.name())),
                None => word!("the filing status is not stated", "申告資格の記載がない").to_owned(),
            },
            Condition::ElectsNoLimitation => yes(
                met,
                word!("the holder does elect it", "保有者はこれを選択する"),
                word!("the holder does not elect it", "保有者はこれを選択しない"),
            ),
            Condition::OnPayeeStatements => yes(
                met,
                word!(
                    "the year's gross income from abroad is all passive and on payee statements",
                    "その年の米国外源泉総所得はすべて受動的所得であり、かつ、支払調書に記載されている"
                ),
                word!(
                    "the year's gross income from abroad is not all passive and on payee statements",
                    "その年の米国外源泉総所得には、受動的所得でないもの又は支払調書に記載されていないものがある"
                ),
            ),
            Condition::TakesAdjustmentException => yes(
                met,
                word!("the holder does not decline it", "保有者はこれを辞退しない"),
                word!("the holder declines it", "保有者はこれを辞退する"),
            ),
            _ => String::new(),
        }
    }
}

fn tax_year(begins: Option<Day>, is_before: bool, day: Day) -> String {
    let begins = begins.map_or(String::new(), |begins| begins.to_string());
    match is_before {
        true => said!("the tax year begins on {begins}, before {day}", "課税年度は{begins}に開始し、{day}より前である"),
        false => {
            said!("the tax year begins on {begins}, not before {day}", "課税年度は{begins}に開始し、{day}以後である")
        }
    }
}

fn counted(days: i32, window: &str, more_than_days: i32) -> String {
    said!(
        "{days} days counted from {window}; more than {more_than_days} are needed",
        "{window}の期間の算入日数は{days}日（{more_than_days}日超が必要）"
    )
}
