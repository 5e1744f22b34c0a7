//! Sales: which gains of a non-resident Japan taxes.

use super::sources::{INHERITANCE, ITA, STMA, TIA, TIO};
use crate::facts::{AcquiredBy, FundClass, HolderKind, SaleKind};
use crate::law::{Citation, Condition, Effect, Evidence, GainKind, Rule, SaleCondition, Source, Threshold, When};
use crate::units::Percent;

/// The Japanese order that lists which gains of non-residents are taxed.
const ORDER: &Source = &Source {
    short: "ITA Enforcement Order",
    title: "Order for Enforcement of the Income Tax Act of Japan, as explained in National Tax Agency tax answer 1936 (所得税法施行令)",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1936.htm",
};

/// The same for corporations.
const CORPORATE_ORDER: &Source = &Source {
    short: "CTA Enforcement Order",
    title: "Order for Enforcement of the Corporation Tax Act of Japan (法人税法施行令)",
    url: "https://laws.e-gov.go.jp/law/340CO0000000097",
};

pub(super) const JAPAN: &[Rule] = &[
    Rule {
        id: "statute.japan-gain.exchange",
        says: "A holder of ADSs is treated as the owner of the shares: giving the one for the other sells nothing.",
        cites: &[TIO.at("3(1)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Sale(SaleCondition::SaleIs(SaleKind::Exchange))]),
        effect: Effect::NotTaxed,
    },
    assessed(
        "statute.japan-gain.substantial-sale",
        "Taxed by return when the holder and those in a special relationship with it held at least 25% of the issued shares at some time in the three years to the end of the year of the sale, and sold at least 5% of them in that year (in a business year of less than twelve months, 5% by its months: not encoded). An individual pays 15%, and from 2013 the surtax of 2.1% on it, a corporation its own rates: the tax is not calculated here.",
        &[ORDER.at("281(1)(iv)(b)"), CORPORATE_ORDER.at("178(1)(iv)(b)"), STMA.at("37-12")],
        &[
            Condition::Sale(SaleCondition::GroupHeld(Threshold::AtLeast(Percent::of("25")))),
            Condition::Sale(SaleCondition::GroupSold(Threshold::AtLeast(Percent::of("5")))),
        ],
        GainKind::SubstantialSale,
    ),
    assessed(
        "statute.japan-gain.real-estate-company",
        "Taxed by return when at least half of the company's assets was land in Japan at some time in the 365 days before, and the group held more than 5% of its listed shares on the day before the year of the sale.",
        &[ORDER.at("281(1)(v)"), CORPORATE_ORDER.at("178(1)(v)")],
        &[
            Condition::Sale(SaleCondition::RealEstateCompany),
            Condition::Sale(SaleCondition::SharesListed),
            Condition::Sale(SaleCondition::GroupHeldBeforeYear(Threshold::MoreThan(Percent::of("5")))),
        ],
        GainKind::RealEstateCompany,
    ),
    assessed(
        "statute.japan-gain.unlisted-real-estate-company",
        "The same of unlisted shares, where the group held more than 2%.",
        &[ORDER.at("281(1)(v)"), CORPORATE_ORDER.at("178(1)(v)")],
        &[
            Condition::Sale(SaleCondition::RealEstateCompany),
            Condition::Sale(SaleCondition::SharesUnlisted),
            Condition::Sale(SaleCondition::GroupHeldBeforeYear(Threshold::MoreThan(Percent::of("2")))),
        ],
        GainKind::RealEstateCompany,
    ),
    assessed(
        "statute.japan-gain.while-staying",
        "Taxed by return when an individual sells assets situated in Japan while staying in Japan.",
        &[ORDER.at("281(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::PresentInJapan)],
        GainKind::WhilePresent,
    ),
    assessed(
        "statute.japan-gain.option-shares",
        "Taxed by return when the shares were acquired by a stock option that was qualified for deferral.",
        &[ORDER.at("281(1), as tax answer 1936 lists it"), STMA.at("29-2")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::OptionShares)],
        GainKind::OptionShares,
    ),
    Rule {
        id: "statute.japan-gain.not-listed-as-taxable",
        says: "Gains of non-residents without a permanent establishment in Japan are taxed only where the order lists them; a portfolio holder's sale of shares is not listed. Cornering the market to sell to the issuer or its insiders is listed too, and not encoded.",
        cites: &[ITA.at("161(1)(iii)"), ORDER.at("281(1)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::NotTaxed,
    },
];

/// A gain is not shared out as a dividend is: lots, basis and elections are each member's own.
const OF_EACH: &str = "The gain is that of those behind the holder, each by its own treaty, lots and basis, and is not shared out among them here. Ask for each of them by itself, as the holder of the shares that fall to it.";

pub(super) const NOTES: &[Rule] = &[
    Rule {
        id: "statute.japan-gain.of-each-member",
        says: OF_EACH,
        cites: &[ITA.at("161(1)(iii)"), TIA.at("3-2(1)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::KindIn(&[HolderKind::Nominee, HolderKind::Partnership])]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.japan-gain.of-each-holder",
        says: OF_EACH,
        cites: &[ITA.at("161(1)(iii)"), TIA.at("3-2(1)")],
        evidence: Evidence::Secondary,
        when: When::all(&[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Transparent)]),
        effect: Effect::Note,
    },
    note(
        "statute.japan-gain.acquired-by-inheritance",
        "Shares are situated where the issuer has its head office, so that an heir may have to pay Japanese inheritance tax wherever resident.",
        &[INHERITANCE.at("1-3(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Inheritance))],
    ),
    note(
        "statute.japan-gain.acquired-by-legacy",
        "Shares are situated where the issuer has its head office, so that a legatee may have to pay Japanese inheritance tax wherever resident.",
        &[INHERITANCE.at("1-3(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Legacy))],
    ),
    note(
        "statute.japan-gain.acquired-by-gift",
        "Shares are situated where the issuer has its head office, so that a donee may have to pay Japanese gift tax wherever resident.",
        &[INHERITANCE.at("1-4(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Gift))],
    ),
];

const fn assessed(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
    kind: GainKind,
) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: When::all(when), effect: Effect::Assessed(kind) }
}

const fn note(id: &'static str, says: &'static str, cites: &'static [Citation], when: &'static [Condition]) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: When::all(when), effect: Effect::Note }
}
