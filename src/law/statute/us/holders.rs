//! Who is taxed by the United States on the dividend, and who is outside of what is encoded.

use crate::facts::{DividendKind, HolderKind, SpecialClass};
use crate::law::irc::IRC;
use crate::law::{Citation, Condition, Country, Effect, Evidence, HoldingPeriod, Rule, Threshold, When};
use crate::units::Percent;

pub(super) const HOLDER: &[Rule] = &[
    holder(
        "statute.us-holder.not-beneficial-owner",
        "Income is taxed to its beneficial owner.",
        &[IRC.at("61(a)")],
        &[Condition::NotBeneficialOwner],
        Effect::NotAddressed,
    ),
    holder(
        "statute.us-holder.citizen",
        "A citizen of the United States is a United States person.",
        &[IRC.at("7701(a)(30)(A)")],
        &[Condition::Kind(HolderKind::Individual), Condition::UsCitizen],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.resident",
        "A resident of the United States is a United States person.",
        &[IRC.at("7701(a)(30)(A)"), IRC.at("7701(b)")],
        &[Condition::Kind(HolderKind::Individual), Condition::ResidentOf(US)],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.domestic-corporation",
        "A domestic corporation is a United States person.",
        &[IRC.at("7701(a)(30)(C)"), IRC.at("7701(a)(4)")],
        &[Condition::Kind(HolderKind::Corporation), Condition::ResidentOf(US)],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.domestic-pension-fund",
        "A pension fund of the United States is taken to be a domestic corporation or trust.",
        &[IRC.at("7701(a)(30)")],
        &[Condition::Kind(HolderKind::PensionFund), Condition::ResidentOf(US)],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.estate",
        "An estate other than a foreign one is a United States person.",
        &[IRC.at("7701(a)(30)(D)"), IRC.at("7701(a)(31)(A)")],
        &[Condition::Kind(HolderKind::Estate), Condition::UsPerson],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.trust",
        "A trust is a United States person when a court there can supervise it and such persons control its substantial decisions.",
        &[IRC.at("7701(a)(30)(E)")],
        &[Condition::Kind(HolderKind::Trust), Condition::UsPerson],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.nobody-else",
        "Nobody else is taxed by the United States on dividends from abroad, but for income of a business there, which is not encoded.",
        &[IRC.at("872(a)"), IRC.at("882(b)")],
        &[],
        Effect::NotAddressed,
    ),
];

pub(super) const EXCLUDED: &[Rule] = &[
    excluded(
        "statute.us-excluded.stock-split",
        "Gross income does not include a distribution of the corporation's own stock to all its shareholders alike.",
        &[IRC.at("305(a)")],
        &[Condition::DividendIs(DividendKind::StockSplit)],
        None,
    ),
    excluded(
        "statute.us-excluded.not-capital-asset",
        "Shares that are not capital assets are not encoded.",
        &[IRC.at("1221(a)")],
        &[Condition::NotCapitalAsset],
        None,
    ),
    excluded(
        "statute.us-excluded.pension-fund",
        "A pension fund is exempt; tax on unrelated business income is not encoded.",
        &[IRC.at("501(a)"), IRC.at("511")],
        &[Condition::Kind(HolderKind::PensionFund)],
        Some(SpecialClass::TaxExempt),
    ),
];

/// Of the classes that a holder states.
pub(super) const EXCLUDED_CLASSES: &[Rule] = &[
    excluded(
        "statute.us-excluded.tax-exempt",
        "Exempt organisations are not encoded.",
        &[IRC.at("501(a)")],
        &[Condition::InClass(SpecialClass::TaxExempt)],
        Some(SpecialClass::TaxExempt),
    ),
    excluded(
        "statute.us-excluded.life-insurance-company",
        "Life insurance companies have rules of their own, which are not encoded.",
        &[IRC.at("801")],
        &[Condition::InClass(SpecialClass::LifeInsuranceCompany)],
        Some(SpecialClass::LifeInsuranceCompany),
    ),
    excluded(
        "statute.us-excluded.dealer-in-securities",
        "Dealers in securities have rules of their own, which are not encoded.",
        &[IRC.at("475(a)")],
        &[Condition::InClass(SpecialClass::DealerInSecurities)],
        Some(SpecialClass::DealerInSecurities),
    ),
    excluded(
        "statute.us-excluded.mark-to-market-trader",
        "Traders who elect to mark to market have rules of their own, which are not encoded.",
        &[IRC.at("475(f)")],
        &[Condition::InClass(SpecialClass::MarkToMarketTrader)],
        Some(SpecialClass::MarkToMarketTrader),
    ),
    excluded(
        "statute.us-excluded.alternative-minimum-tax",
        "The alternative minimum tax is not encoded.",
        &[IRC.at("55(a)")],
        &[Condition::InClass(SpecialClass::AlternativeMinimumTax)],
        Some(SpecialClass::AlternativeMinimumTax),
    ),
    excluded(
        "statute.us-excluded.ten-percent-owner",
        "Holders of 10% or more have further rules, which are not encoded: the indirect credit until 2017, the deduction for dividends from abroad since 2018.",
        &[IRC.at("902 until 2017"), IRC.at("245A")],
        &[Condition::InClass(SpecialClass::TenPercentOwner)],
        Some(SpecialClass::TenPercentOwner),
    ),
    excluded(
        "statute.us-excluded.straddle-hedge-or-conversion",
        "Straddles, hedges and conversion transactions have rules of their own, which are not encoded.",
        &[IRC.at("1092"), IRC.at("1258")],
        &[Condition::InClass(SpecialClass::StraddleHedgeOrConversion)],
        Some(SpecialClass::StraddleHedgeOrConversion),
    ),
    excluded(
        "statute.us-excluded.other-functional-currency",
        "Another functional currency than the dollar is not encoded.",
        &[IRC.at("985(b)")],
        &[Condition::InClass(SpecialClass::OtherFunctionalCurrency)],
        Some(SpecialClass::OtherFunctionalCurrency),
    ),
];

pub(super) const EXCLUDED_OWNERS: &[Rule] = &[excluded(
    "statute.us-excluded.owns-ten-percent",
    "Holders of 10% or more of the voting stock have further rules, which are not encoded: the indirect credit until 2017, the deduction for dividends from abroad since 2018.",
    &[IRC.at("902 until 2017"), IRC.at("245A"), IRC.at("951(b)")],
    &[Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement)],
    Some(SpecialClass::TenPercentOwner),
)];

/// Distributions that are none of a dividend, or not treated as one.
pub(in crate::law::statute) const OTHER_DISTRIBUTIONS: &[Rule] = &[
    excluded(
        "statute.us-excluded.stock-dividend",
        "Gross income does not include a distribution of the corporation's own stock to all its shareholders alike; where some could choose money it does, which is not encoded.",
        &[IRC.at("305(a)"), IRC.at("305(b)")],
        &[Condition::DividendIs(DividendKind::StockDividend)],
        None,
    ),
    Rule {
        evidence: Evidence::Secondary,
        ..excluded(
            "statute.us-excluded.payment-in-lieu",
            "What a borrower of the shares pays in the place of a dividend is no dividend: it is ordinary income, never at reduced rates, and the lender, who paid no tax on it to Japan, has none to credit. The amount is not calculated here.",
            &[IRC.at("1058(b)(2)"), IRC.at("901(k)(1)(A)(ii)")],
            &[Condition::DividendIs(DividendKind::PaymentInLieu)],
            None,
        )
    },
    Rule {
        evidence: Evidence::Memory,
        ..excluded(
            "statute.us-excluded.buy-back",
            "A redemption is a sale of the shares where it ends the holding, or reduces it substantially and not in proportion, and else a distribution: which of the two is not encoded. State it as a sale where it is one.",
            &[IRC.at("302(a)"), IRC.at("302(b)"), IRC.at("302(d)")],
            &[Condition::DividendIs(DividendKind::BuyBack)],
            None,
        )
    },
    Rule {
        evidence: Evidence::Memory,
        ..excluded(
            "statute.us-excluded.liquidation",
            "What is received in liquidation is paid in exchange for the shares, and taxed as a sale: state it as one.",
            &[IRC.at("331(a)")],
            &[Condition::DividendIs(DividendKind::Liquidation)],
            None,
        )
    },
];

/// Of holders that are no individuals, corporations, pension funds, estates or trusts: asked of them before the others.
pub(in crate::law::statute) const OTHER_HOLDERS: &[Rule] = &[
    holder(
        "statute.us-holder.nominee",
        "Income is taxed to its beneficial owner, and not to who holds for it.",
        &[IRC.at("61(a)")],
        &[Condition::Kind(HolderKind::Nominee)],
        Effect::NotAddressed,
    ),
    Rule {
        evidence: Evidence::Memory,
        ..holder(
            "statute.us-holder.partnership",
            "A partnership pays no income tax: each partner takes its share of the dividend into account, and of the foreign tax, to credit or to deduct it. Answer for each partner.",
            &[IRC.at("701"), IRC.at("702(a)(5)"), IRC.at("702(a)(6)"), IRC.at("901(b)(5)")],
            &[Condition::Kind(HolderKind::Partnership)],
            Effect::NotAddressed,
        )
    },
    Rule {
        evidence: Evidence::Memory,
        ..holder(
            "statute.us-holder.government",
            "The United States, its states and their bodies do not tax their own dividends, and those of foreign states from abroad are none of theirs.",
            &[IRC.at("115"), IRC.at("892(a)")],
            &[Condition::Kind(HolderKind::Government)],
            Effect::NotAddressed,
        )
    },
    Rule {
        evidence: Evidence::Memory,
        ..holder(
            "statute.us-holder.organization",
            "International organizations are not taxed on dividends.",
            &[IRC.at("892(b)")],
            &[Condition::Kind(HolderKind::InternationalOrganization)],
            Effect::NotAddressed,
        )
    },
    holder(
        "statute.us-holder.domestic-entity",
        "A charity, a fund or an account that is organised in the United States is a domestic corporation or trust.",
        &[IRC.at("7701(a)(30)"), IRC.at("408(a)")],
        &[
            Condition::KindIn(&[HolderKind::Charity, HolderKind::Fund, HolderKind::Ric, HolderKind::Ira]),
            Condition::ResidentOf(US),
        ],
        Effect::UsHolder,
    ),
    holder(
        "statute.us-holder.foreign-entity",
        "A charity or fund of another country is not taxed on dividends from abroad.",
        &[IRC.at("872(a)"), IRC.at("882(b)")],
        &[Condition::KindIn(&[HolderKind::Charity, HolderKind::Fund])],
        Effect::NotAddressed,
    ),
];

pub(in crate::law::statute) const OTHER_EXCLUDED: &[Rule] = &[
    excluded(
        "statute.us-excluded.retirement-account",
        "An individual retirement account is exempt: the dividend is no income of its owner, what Japan withholds is a cost, and nothing of it is credited or deducted. What the account pays out later is taxed as its kind is.",
        &[IRC.at("408(e)(1)"), IRC.at("904(a)")],
        &[Condition::Kind(HolderKind::Ira)],
        Some(SpecialClass::TaxExempt),
    ),
    excluded(
        "statute.us-excluded.charity",
        "A charity is exempt; the tax on unrelated business income is not encoded. Nothing is credited against no tax.",
        &[IRC.at("501(a)")],
        &[Condition::Kind(HolderKind::Charity)],
        Some(SpecialClass::TaxExempt),
    ),
    Rule {
        evidence: Evidence::Memory,
        ..excluded(
            "statute.us-excluded.regulated-investment-company",
            "A regulated investment company pays tax only on what it keeps; where more than half of its assets are stock or securities of foreign corporations it can pass the foreign tax on, which its shareholders then credit. Its own tax is not encoded.",
            &[IRC.at("852(b)"), IRC.at("853(a)"), IRC.at("853(b)")],
            &[Condition::Kind(HolderKind::Ric)],
            None,
        )
    },
    excluded(
        "statute.us-excluded.fund",
        "What a fund of the United States pays follows from how it is taxed, and is not encoded: state it as a ric, a corporation or a trust if it is taxed as one.",
        &[IRC.at("7701(a)(30)")],
        &[Condition::Kind(HolderKind::Fund)],
        None,
    ),
];

const US: Country = Country::UNITED_STATES;

const fn holder(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
    effect: Effect,
) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: When::all(when), effect }
}

const fn excluded(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
    class: Option<SpecialClass>,
) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: When::all(when), effect: Effect::Excluded(class) }
}
