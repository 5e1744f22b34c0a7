//! How far the facts are from meeting a condition.

use super::{Condition, HoldingPeriod, Length, Outcome, Threshold};
use crate::facts::{Case, Field, Ownership};
use crate::lang::{self, Lang};
use crate::units::{Day, Percent, Span};

use rust_decimal::Decimal;

/// What is missing to meet one condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    pub field: Field,
    /// How much is missing, where it can be measured.
    pub short_by: Option<(Decimal, Unit)>,
    /// A sentence without a full stop: what is needed, and how much of it is missing.
    pub text: String,
}

/// What a distance is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Percentage points of voting stock.
    Points,
    Days,
}

impl Unit {
    pub fn name(self) -> &'static str {
        match self {
            Unit::Points => "points",
            Unit::Days => "days",
        }
    }
}

impl Condition {
    /// What would have to change for the condition to be met; `None` when it is met, or when what
    /// stands against it is not a matter of degree (the kind of holder, its residence).
    pub fn distance(&self, case: &Case) -> Option<Shortfall> {
        if self.test(case, 0) == Outcome::Met {
            return None;
        }
        match *self {
            Condition::DirectVotingStock(threshold, _)
                if case.direct.is_some_and(|direct| !threshold.is_reached_by(direct)) =>
            {
                Some(Shortfall {
                    field: Field::DirectOwnershipPercent,
                    short_by: case.direct.map(|direct| (direct.points_to(threshold.percent()), Unit::Points)),
                    text: {
                        let more = more_points(case.direct, threshold);
                        said!(
                            "own {threshold} of the voting stock directly{more}",
                            "議決権のある株式の{threshold}を直接に所有すること{more}"
                        )
                    },
                })
            }
            Condition::VotingStock(threshold, holding) | Condition::DirectVotingStock(threshold, holding) => {
                Some(match holding {
                    HoldingPeriod::OnEntitlement => missing_stock(case, threshold, case.dividend.entitlement_date),
                    HoldingPeriod::OnAccountingPeriodEnd => {
                        missing_stock(case, threshold, case.accounting_period_end())
                    }
                    HoldingPeriod::Including(length) => missing_days_after(case, threshold, length),
                    HoldingPeriod::Throughout(..)
                    | HoldingPeriod::WhicheverEnd(_)
                    | HoldingPeriod::PriorYearToPayment { .. } => missing_period(case, threshold, holding),
                })
            }
            Condition::MeetsLobTest(limb) => Some(Shortfall {
                field: Field::LimitationOnBenefits,
                short_by: None,
                text: said!(
                    "meet the treaty's limitation on benefits as {}",
                    "条約の特典条項の次の項に該当すること：{}",
                    limb.noun()
                ),
            }),
            Condition::MeetsAnyLobTest(_) | Condition::MayMeetAnyLobTest(_) => Some(Shortfall {
                field: Field::LimitationOnBenefits,
                short_by: None,
                text: word!(
                    "meet the treaty's limitation on benefits by one of its paragraphs",
                    "条約の特典条項のいずれかの項に該当すること"
                )
                .to_owned(),
            }),
            Condition::HeldThroughResidents(threshold) => Some(Shortfall {
                field: Field::DirectOwnershipPercent,
                short_by: None,
                text: said!(
                    "own {threshold} of the voting stock directly or through residents of the two countries",
                    "議決権のある株式の{threshold}を直接に又は両締約国の居住者を通じて所有すること"
                ),
            }),
            Condition::MeetsAdditionalRequirements => Some(Shortfall {
                field: Field::MeetsAdditionalRequirements,
                short_by: None,
                text: word!("meet the treaty's additional requirements", "条約の追加の要件を満たすこと").to_owned(),
            }),
            Condition::NotKnown(what) => Some(Shortfall {
                field: Field::OwnershipPercent,
                short_by: None,
                text: said!(
                    "meet what the text asks, which is not known here: {}",
                    "条約が定める要件で本プログラムでは不明のものを満たすこと：{}",
                    lang::of(what)
                ),
            }),
            Condition::NotFromBusiness => Some(Shortfall {
                field: Field::PensionBusinessIncome,
                short_by: None,
                text: word!(
                    "derive the dividend from no business carried on by the pension fund",
                    "年金基金の事業の遂行により取得された配当でないこと"
                )
                .to_owned(),
            }),
            Condition::ResidentOf(..)
            | Condition::NotResidentOf(..)
            | Condition::ResidentOfAny(..)
            | Condition::EstablishmentInJapan
            | Condition::NoEstablishmentInJapan
            | Condition::Kind(..)
            | Condition::KindIn(..)
            | Condition::PaidByAnother(..)
            | Condition::ExemptInJapan
            | Condition::StatesExemption(..)
            | Condition::HoldsThrough(..)
            | Condition::TaxedItself
            | Condition::TaxedOnItsShare
            | Condition::FundTaxedAs(..)
            | Condition::Noncorporate
            | Condition::NotIndividual
            | Condition::BeneficialOwner
            | Condition::NotBeneficialOwner
            | Condition::NotLargeIndividual(..)
            | Condition::IssuedBelow(..)
            | Condition::StatesAdditionalRequirements
            | Condition::LobTestsNotStated
            | Condition::EntitledToBenefits
            | Condition::CapitalLikeVotes
            | Condition::EntitledToBenefitsFrom(..)
            | Condition::SubjectToTax
            | Condition::ElectsPriorTreaty
            | Condition::Listed
            | Condition::InvestmentIncomeAtMost(..)
            | Condition::DividendIs(..)
            | Condition::HoldsAds
            | Condition::HoldsShares
            | Condition::ApplicationBeforePayment
            | Condition::SecondFormBy(..)
            | Condition::UsCitizen
            | Condition::UsPerson
            | Condition::NotCapitalAsset
            | Condition::InClass(..)
            | Condition::TaxYearBeginsBefore(..)
            | Condition::TaxYearBeginsFrom(..)
            | Condition::ConversionYearBeginsFrom(..)
            | Condition::PaidBefore(..)
            | Condition::PaidFrom(..)
            | Condition::HasHedgedDays
            | Condition::PersonalCurrency
            | Condition::FinancialServices
            | Condition::Pfic
            | Condition::NotPfic
            | Condition::HeldAroundExDate { .. }
            | Condition::HeldByRecipient { .. }
            | Condition::FilesAs(..)
            | Condition::ElectsNoLimitation
            | Condition::TakesAdjustmentException
            | Condition::Limit(_)
            | Condition::OnPayeeStatements
            | Condition::Sale(_)
            | Condition::Company(_) => None,
        }
    }

    /// Whether it could be met by a holder of the same kind and residence.
    pub fn is_within_reach(&self, case: &Case) -> bool {
        self.test(case, 0) != Outcome::NotMet || self.distance(case).is_some()
    }
}

fn missing_stock(case: &Case, threshold: Threshold, day: Option<Day>) -> Shortfall {
    let on = day.map_or(word!("the entitlement date", "権利確定日").to_owned(), |day| day.to_string());
    let held = case.ownership.on(day);
    let more = more_points(held, threshold);
    Shortfall {
        field: Field::OwnershipPercent,
        short_by: held.map(|held| (held.points_to(threshold.percent()), Unit::Points)),
        text: said!(
            "own {threshold} of the voting stock on {on}{more}",
            "{on}において議決権のある株式の{threshold}を所有すること{more}"
        ),
    }
}

fn missing_period(case: &Case, threshold: Threshold, holding: HoldingPeriod) -> Shortfall {
    let span = holding.span(case);
    let need = match span {
        Some(span) => said!(
            "own {threshold} of the voting stock on every day from {span}",
            "{span}の毎日、議決権のある株式の{threshold}を所有すること"
        ),
        None => said!(
            "own {threshold} of the voting stock on every day {holding}",
            "{holding}議決権のある株式の{threshold}を所有すること",
            threshold = threshold,
            holding = holding
        ),
    };
    let held = case.ownership.on(span.map(|span| span.last));
    if !held.is_some_and(|held| threshold.is_reached_by(held)) {
        return Shortfall {
            field: Field::OwnershipPercent,
            short_by: held.map(|held| (held.points_to(threshold.percent()), Unit::Points)),
            text: format!("{need}{}", more_points(held, threshold)),
        };
    }
    let missing = span.and_then(|span| days_below(&case.ownership, threshold, span));
    let days = missing.map_or(String::new(), |days| match (days, lang::chosen()) {
        (1, Lang::En) => ": 1 more day".to_owned(),
        (_, Lang::En) => format!(": {days} more days"),
        (_, Lang::Ja) => format!("（あと{days}日）"),
    });
    Shortfall {
        field: Field::HeldSince,
        short_by: missing.map(|days| (Decimal::from(days), Unit::Days)),
        text: format!("{need}{days}"),
    }
}

/// What is missing of a period that may end after the entitlement date.
fn missing_days_after(case: &Case, threshold: Threshold, length: Length) -> Shortfall {
    let entitled = case.dividend.entitlement_date;
    let held = case.ownership.on(entitled);
    if !held.is_some_and(|held| threshold.is_reached_by(held)) {
        return missing_stock(case, threshold, entitled);
    }
    let on = entitled.map_or(word!("the entitlement date", "権利確定日").to_owned(), |day| day.to_string());
    let need = said!(
        "own {threshold} of the voting stock for {length} that include {on}",
        "{on}を含む{length}の期間を通じて議決権のある株式の{threshold}を所有すること"
    );
    let full = case.ownership.since().map(|since| length.is_full_on(since));
    let short = full.zip(case.held_until).map(|(full, until)| full.days_since(until));
    Shortfall {
        field: Field::HeldUntil,
        short_by: short.map(|days| (Decimal::from(days), Unit::Days)),
        text: full.map_or(need.clone(), |full| said!("{need}: until {full}", "{need}（{full}まで）")),
    }
}

fn more_points(held: Option<Percent>, threshold: Threshold) -> String {
    let Some(held) = held else { return String::new() };
    let points = held.points_to(threshold.percent());
    let unit = if points == Decimal::ONE { "point" } else { "points" };
    match (threshold, lang::chosen()) {
        (Threshold::AtLeast(_), Lang::En) => format!(": {points} {unit} more"),
        (Threshold::AtLeast(_), Lang::Ja) => format!("（あと{points}ポイント）"),
        (Threshold::MoreThan(_), Lang::En) if points.is_zero() => ": any amount more".to_owned(),
        (Threshold::MoreThan(_), Lang::Ja) if points.is_zero() => "（あとわずかでも多く）".to_owned(),
        (Threshold::MoreThan(_), Lang::En) => format!(": over {points} {unit} more"),
        (Threshold::MoreThan(_), Lang::Ja) => format!("（あと{points}ポイント超）"),
    }
}

/// How many days too late the unbroken period above the threshold began.
fn days_below(ownership: &Ownership, threshold: Threshold, span: Span) -> Option<i32> {
    let began = match ownership {
        Ownership::Constant { since, .. } => (*since)?,
        Ownership::History(steps) => began_above(steps, threshold, span.last)?,
    };
    Some(began.days_since(span.first).max(0))
}

/// The first day of the unbroken period above the threshold that `last` lies in.
fn began_above(steps: &[(Day, Percent)], threshold: Threshold, last: Day) -> Option<Day> {
    let until_last = steps.iter().rev().filter(|(from, _)| *from <= last);
    until_last.take_while(|(_, percent)| threshold.is_reached_by(*percent)).map(|(from, _)| *from).last()
}
