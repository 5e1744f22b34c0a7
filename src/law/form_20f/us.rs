//! United States Taxation: US-1 to US-18, DIV-1 to DIV-5, PFIC-16 and PFIC-17.

use super::{READ, label};
use crate::facts::{DividendKind, HolderKind, SpecialClass};
use crate::law::{
    Action, Category, Citation, Condition, Country, Effect, HoldingPeriod, Papers, Rule, Threshold, UsChapter, When,
};
use crate::units::{Day, Percent, Rate};

pub(super) const CHAPTER: UsChapter = UsChapter {
    holder: HOLDER,
    excluded: EXCLUDED,
    excluded_classes: EXCLUDED_CLASSES,
    excluded_owners: EXCLUDED_OWNERS,
    income: computation(
        "form-20f.us.gross-income",
        "The gross amount of a dividend out of earnings and profits is income, with the Japanese tax withheld from it.",
        &[label("DIV-1.1"), label("DIV-2.1"), label("US-17.1")],
    ),
    inclusion_share: computation(
        "form-20f.us.inclusion-share",
        "A dividend on shares is included when the holder receives it, actually or constructively.",
        &[label("DIV-2.2")],
    ),
    inclusion_ads: computation(
        "form-20f.us.inclusion-ads",
        "A dividend on ADSs is included when the depositary receives it, actually or constructively.",
        &[label("DIV-2.2")],
    ),
    translation: computation(
        "form-20f.us.translation",
        "The yen are translated at the spot rate of the day of inclusion, whether or not they are converted.",
        &[label("DIV-2.4")],
    ),
    rates: RATES,
    no_deduction: computation(
        "form-20f.us.no-dividends-received-deduction",
        "The deduction for dividends received from United States corporations is not available.",
        &[label("DIV-2.3")],
    ),
    return_of_capital: computation(
        "form-20f.us.return-of-capital",
        "What is distributed beyond earnings and profits returns capital up to the holder's basis and is capital gain above it.",
        &[label("DIV-3")],
    ),
    currency: computation(
        "form-20f.us.currency-gain",
        "Gain or loss from exchange rates between inclusion and conversion is ordinary, and from sources within the United States.",
        &[label("DIV-2.5"), label("DIV-2.6")],
    ),
    credit: computation(
        "form-20f.us.credit",
        "Japanese tax withheld in accordance with the treaty and paid over is creditable, subject to limitations.",
        &[label("DIV-4.1")],
    ),
    credit_without_treaty: computation(
        "form-20f.us.credit-not-stated",
        "The document speaks of the credit only for tax withheld in accordance with the Treaty; no treaty applies here.",
        &[label("DIV-4.1")],
    ),
    refundable: computation(
        "form-20f.us.refundable-not-creditable",
        "What can be refunded under Japanese law or the treaty is not creditable.",
        &[label("DIV-4.3")],
    ),
    categories: CATEGORIES,
    personal: None,
    credit_limits: None,
    notes: NOTES,
    actions: ACTIONS,
};

const HOLDER: &[Rule] = &[
    Rule {
        id: "form-20f.us-holder.not-beneficial-owner",
        says: "A U.S. holder is a beneficial owner; who is not is none.",
        cites: &[label("US-11")],
        evidence: READ,
        when: When::all(&[Condition::NotBeneficialOwner]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "form-20f.us-holder.citizen",
        says: "An individual who is a citizen of the United States is a U.S. holder.",
        cites: &[label("US-11"), label("US-12")],
        evidence: READ,
        when: When::all(&[Condition::Kind(HolderKind::Individual), Condition::UsCitizen]),
        effect: Effect::UsHolder,
    },
    Rule {
        id: "form-20f.us-holder.resident",
        says: "An individual who is resident in the United States is a U.S. holder.",
        cites: &[label("US-11"), label("US-12")],
        evidence: READ,
        when: When::all(&[Condition::Kind(HolderKind::Individual), Condition::ResidentOf(US)]),
        effect: Effect::UsHolder,
    },
    Rule {
        id: "form-20f.us-holder.domestic-corporation",
        says: "A domestic corporation is a U.S. holder.",
        cites: &[label("US-11"), label("US-13")],
        evidence: READ,
        when: When::all(&[Condition::Kind(HolderKind::Corporation), Condition::ResidentOf(US)]),
        effect: Effect::UsHolder,
    },
    Rule {
        id: "form-20f.us-holder.domestic-pension-fund",
        says: "A pension fund of the United States is taken to be a domestic corporation or trust, and so a U.S. holder.",
        cites: &[label("US-11"), label("US-13"), label("US-15")],
        evidence: READ,
        when: When::all(&[Condition::Kind(HolderKind::PensionFund), Condition::ResidentOf(US)]),
        effect: Effect::UsHolder,
    },
    Rule {
        id: "form-20f.us-holder.estate",
        says: "An estate is a U.S. holder when its income is taxed by the United States whatever its source.",
        cites: &[label("US-11"), label("US-14")],
        evidence: READ,
        when: When::all(&[Condition::Kind(HolderKind::Estate), Condition::UsPerson]),
        effect: Effect::UsHolder,
    },
    Rule {
        id: "form-20f.us-holder.trust",
        says: "A trust is a U.S. holder when a United States court can supervise it and United States persons control its substantial decisions.",
        cites: &[label("US-11"), label("US-15")],
        evidence: READ,
        when: When::all(&[Condition::Kind(HolderKind::Trust), Condition::UsPerson]),
        effect: Effect::UsHolder,
    },
    Rule {
        id: "form-20f.us-holder.nobody-else",
        says: "Nobody else is a U.S. holder; the United States part speaks to none but U.S. holders.",
        cites: &[label("US-1.2"), label("US-11")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::NotAddressed,
    },
];

const EXCLUDED: &[Rule] = &[
    excluded(
        "form-20f.us-excluded.stock-split",
        "The United States part speaks of dividends paid; a stock split pays none.",
        &[label("DIV-1.1")],
        &[Condition::DividendIs(DividendKind::StockSplit)],
        None,
    ),
    excluded(
        "form-20f.us-excluded.not-capital-asset",
        "Only shares and ADSs held as capital assets are spoken of.",
        &[label("US-1.2")],
        &[Condition::NotCapitalAsset],
        None,
    ),
    excluded(
        "form-20f.us-excluded.pension-fund",
        "A pension fund is a tax-exempt entity, which is not spoken of.",
        &[label("US-1.3"), label("US-2")],
        &[Condition::Kind(HolderKind::PensionFund)],
        Some(SpecialClass::TaxExempt),
    ),
];

/// Of the classes that a holder states.
const EXCLUDED_CLASSES: &[Rule] = &[
    excluded(
        "form-20f.us-excluded.tax-exempt",
        "Tax-exempt entities are not spoken of.",
        &[label("US-1.3"), label("US-2")],
        &[Condition::InClass(SpecialClass::TaxExempt)],
        Some(SpecialClass::TaxExempt),
    ),
    excluded(
        "form-20f.us-excluded.life-insurance-company",
        "Life insurance companies are not spoken of.",
        &[label("US-1.3"), label("US-3")],
        &[Condition::InClass(SpecialClass::LifeInsuranceCompany)],
        Some(SpecialClass::LifeInsuranceCompany),
    ),
    excluded(
        "form-20f.us-excluded.dealer-in-securities",
        "Dealers in securities are not spoken of.",
        &[label("US-1.3"), label("US-4")],
        &[Condition::InClass(SpecialClass::DealerInSecurities)],
        Some(SpecialClass::DealerInSecurities),
    ),
    excluded(
        "form-20f.us-excluded.mark-to-market-trader",
        "Traders in securities who elect to mark to market are not spoken of.",
        &[label("US-1.3"), label("US-5")],
        &[Condition::InClass(SpecialClass::MarkToMarketTrader)],
        Some(SpecialClass::MarkToMarketTrader),
    ),
    excluded(
        "form-20f.us-excluded.alternative-minimum-tax",
        "Investors liable for alternative minimum tax are not spoken of.",
        &[label("US-1.3"), label("US-6")],
        &[Condition::InClass(SpecialClass::AlternativeMinimumTax)],
        Some(SpecialClass::AlternativeMinimumTax),
    ),
    excluded(
        "form-20f.us-excluded.ten-percent-owner",
        "Investors who actually or constructively own 10% or more of the voting stock are not spoken of.",
        &[label("US-1.3"), label("US-7")],
        &[Condition::InClass(SpecialClass::TenPercentOwner)],
        Some(SpecialClass::TenPercentOwner),
    ),
    excluded(
        "form-20f.us-excluded.straddle-hedge-or-conversion",
        "Shares held as part of a straddle or a hedging or conversion transaction are not spoken of.",
        &[label("US-1.3"), label("US-8")],
        &[Condition::InClass(SpecialClass::StraddleHedgeOrConversion)],
        Some(SpecialClass::StraddleHedgeOrConversion),
    ),
    excluded(
        "form-20f.us-excluded.other-functional-currency",
        "Investors whose functional currency is not the dollar are not spoken of.",
        &[label("US-1.3"), label("US-9")],
        &[Condition::InClass(SpecialClass::OtherFunctionalCurrency)],
        Some(SpecialClass::OtherFunctionalCurrency),
    ),
];

const EXCLUDED_OWNERS: &[Rule] = &[excluded(
    "form-20f.us-excluded.owns-ten-percent",
    "Investors who own 10% or more of the voting stock are not spoken of.",
    &[label("US-1.3"), label("US-7")],
    &[Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement)],
    Some(SpecialClass::TenPercentOwner),
)];

const RATES: &[Rule] = &[
    Rule {
        id: "form-20f.us-rate.qualified",
        says: "A noncorporate holder's qualified dividends, in tax years beginning before 2011, are taxed at no more than 15% when the shares are held for more than 60 days of the 121 that begin 60 days before the ex-dividend date; dividends of a PFIC, that year or the year before, never are.",
        cites: &[label("DIV-1.2"), label("PFIC-16.1")],
        evidence: READ,
        when: When::all(&[
            Condition::Noncorporate,
            Condition::NotPfic,
            Condition::TaxYearBeginsBefore(Day::ymd(2011, 1, 1)),
            HELD_LONG_ENOUGH,
        ]),
        effect: Effect::MaximumRate(Rate::of("15")),
    },
    Rule {
        id: "form-20f.us-rate.pfic",
        says: "Dividends of a PFIC, that year or the year before, are taxed at the rates of ordinary income.",
        cites: &[label("PFIC-16.2"), label("PFIC-16.3")],
        evidence: READ,
        when: When::all(&[Condition::Pfic]),
        effect: Effect::OrdinaryRates,
    },
    Rule {
        id: "form-20f.us-rate.ordinary",
        says: "Other dividends are taxed at the rates of ordinary income.",
        cites: &[label("DIV-1.1"), label("DIV-1.2")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::OrdinaryRates,
    },
];

const CATEGORIES: &[Rule] = &[
    Rule {
        id: "form-20f.us-category.financial-services",
        says: "In tax years beginning before 2007 dividends generally are passive or financial services income: here financial services.",
        cites: &[label("DIV-5")],
        evidence: READ,
        when: When::all(&[Condition::TaxYearBeginsBefore(Day::ymd(2007, 1, 1)), Condition::FinancialServices]),
        effect: Effect::Category(Category::FinancialServices),
    },
    Rule {
        id: "form-20f.us-category.general",
        says: "In tax years beginning after 2006 dividends are passive or general income, depending on the holder: here general.",
        cites: &[label("DIV-5")],
        evidence: READ,
        when: When::all(&[Condition::FinancialServices]),
        effect: Effect::Category(Category::General),
    },
    Rule {
        id: "form-20f.us-category.passive",
        says: "Dividends come from outside the United States and are passive income for everybody else.",
        cites: &[label("DIV-5")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Category(Category::Passive),
    },
];

const NOTES: &[Rule] = &[
    Rule {
        id: "form-20f.note.assumes-no-pfic",
        says: "The company does not believe it is a passive foreign investment company, but that is decided year by year.",
        cites: &[label("US-18.1"), label("PFIC-1.1"), label("PFIC-1.2"), label("PFIC-1.3")],
        evidence: READ,
        when: When::all(&[Condition::NotPfic]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.pfic-rules",
        says: "The rules on passive foreign investment companies apply.",
        cites: &[label("US-18.2")],
        evidence: READ,
        when: When::all(&[Condition::Pfic]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.excess-distribution",
        says: "A distribution of a PFIC may be an excess distribution: `iijtax pfic excess --holding FILE` tests and allocates it over the holding period, unless the holder has elected to mark to market (`iijtax pfic mtm`).",
        cites: &[label("PFIC-6"), label("PFIC-8")],
        evidence: READ,
        when: When::all(&[Condition::Pfic]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.exchange-of-adrs",
        says: "Exchanging shares for ADRs or ADRs for shares is generally not taxed by the United States.",
        cites: &[label("US-17.2")],
        evidence: READ,
        when: When::all(&[Condition::HoldsAds]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.special-credit-limitation",
        says: "Special rules limit the credit for dividends taxed at the 15% maximum rate; the document does not state them, so the limitation is not calculated.",
        cites: &[label("DIV-4.2")],
        evidence: READ,
        when: When::all(&[
            Condition::Noncorporate,
            Condition::NotPfic,
            Condition::TaxYearBeginsBefore(Day::ymd(2011, 1, 1)),
            HELD_LONG_ENOUGH,
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.other-requirements",
        says: "The dividend is taken to be of the qualified kind and to meet the other holding period requirements, which the document mentions without stating them. Days are counted as the statute counts them: the day of acquisition is not one, the day of disposal is, hedged days are not.",
        cites: &[label("DIV-1.2")],
        evidence: READ,
        when: When::all(&[
            Condition::Noncorporate,
            Condition::NotPfic,
            Condition::TaxYearBeginsBefore(Day::ymd(2011, 1, 1)),
            HELD_LONG_ENOUGH,
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.hedged",
        says: "Who holds the shares as part of a straddle or a hedging transaction is left out by the document; here the hedged days are only left out of the count.",
        cites: &[label("US-8")],
        evidence: READ,
        when: When::all(&[Condition::Noncorporate, Condition::HasHedgedDays]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.credit-under-prior-treaty",
        says: "The document speaks of the credit for tax withheld in accordance with the Treaty; for a payment under the Prior Treaty the same is assumed.",
        cites: &[label("DIV-4.1"), label("JT-6.1")],
        evidence: READ,
        when: When::all(&[Condition::ResidentOf(US), Condition::PaidBefore(Day::ymd(2004, 7, 1))]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.split-as-dividend",
        says: "The document says of Japanese tax alone that a stock split can be treated as a dividend; for the United States the same is assumed.",
        cites: &[label("JT-5.2"), label("DIV-1.1")],
        evidence: READ,
        when: When::all(&[Condition::DividendIs(DividendKind::StockSplitTreatedAsDividend)]),
        effect: Effect::Note,
    },
];

const HELD_LONG_ENOUGH: Condition =
    Condition::HeldAroundExDate { more_than_days: 60, begins_days_before: 60, period_days: 121 };

const ACTIONS: &[Rule] = &[Rule {
    id: "form-20f.us.file-form-8621",
    says: "File Internal Revenue Service Form 8621 for each year in which shares or ADSs are owned and the company is a PFIC.",
    cites: &[label("PFIC-17")],
    evidence: READ,
    when: When::all(&[Condition::Pfic]),
    effect: Effect::Action(Action::File8621, Papers::NONE),
}];

const US: Country = Country::UNITED_STATES;

const fn computation(id: &'static str, says: &'static str, cites: &'static [Citation]) -> Rule {
    Rule { id, says, cites, evidence: READ, when: When::ALWAYS, effect: Effect::Computation }
}

const fn excluded(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
    class: Option<SpecialClass>,
) -> Rule {
    Rule { id, says, cites, evidence: READ, when: When::all(when), effect: Effect::Excluded(class) }
}
