//! Sales: which gains of a non-resident Japan taxes, and what treaties leave of that.

use super::sources::{INHERITANCE, ITA, STMA, TIO};
use crate::case::{AcquiredBy, HolderKind, SaleKind};
use crate::law::treaty::{
    CLAIM_ALL, CLAIM_SUBSTANTIAL, DE_2015, ENCODED_PARTNERS, ES_2018, GB_2006, LIST, MLI, RESIDENCE_ONLY, US_2003,
    partners,
};
use crate::law::{Citation, Condition, Country, Effect, Evidence, GainKind, Rule, Source, Threshold};
use crate::units::{Day, Percent};

/// The Japanese order that lists which gains of non-residents are taxed.
const ORDER: &Source = &Source {
    short: "ITA Enforcement Order",
    title: "Order for Enforcement of the Income Tax Act of Japan, as explained in National Tax Agency tax answer 1936",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1936.htm",
};

/// The same for corporations.
const CORPORATE_ORDER: &Source = &Source {
    short: "CTA Enforcement Order",
    title: "Order for Enforcement of the Corporation Tax Act of Japan",
    url: "https://laws.e-gov.go.jp/law/340CO0000000097",
};

pub(super) const JAPAN: &[Rule] = &[
    Rule {
        id: "statute.japan-gain.exchange",
        says: "A holder of ADSs is treated as the owner of the shares: giving the one for the other sells nothing.",
        cites: &[TIO.at("3(1)")],
        evidence: Evidence::Secondary,
        when: &[Condition::SaleIs(SaleKind::Exchange)],
        effect: Effect::NotTaxed,
    },
    assessed(
        "statute.japan-gain.substantial-sale",
        "Taxed by return when the holder and those in a special relationship with it held at least 25% of the issued shares at some time in the three years to the end of the year of the sale, and sold at least 5% of them in that year: at 15.315% for an individual, at corporate rates for a corporation. The tax is not reckoned here.",
        &[ORDER.at("281(1)(iv)(b)"), CORPORATE_ORDER.at("178(1)(iv)(b)"), STMA.at("37-12")],
        &[
            Condition::GroupHeld(Threshold::AtLeast(Percent::of("25"))),
            Condition::GroupSold(Threshold::AtLeast(Percent::of("5"))),
        ],
        GainKind::SubstantialSale,
    ),
    assessed(
        "statute.japan-gain.real-estate-company",
        "Taxed by return when at least half of the company's assets was land in Japan at some time in the 365 days before, and the group held more than 5% of its listed shares on the day before the year of the sale.",
        &[ORDER.at("281(1)(v)"), CORPORATE_ORDER.at("178(1)(v)")],
        &[
            Condition::RealEstateCompany,
            Condition::SharesListed,
            Condition::GroupHeldBeforeYear(Threshold::MoreThan(Percent::of("5"))),
        ],
        GainKind::RealEstateCompany,
    ),
    assessed(
        "statute.japan-gain.unlisted-real-estate-company",
        "The same of unlisted shares, where the group held more than 2%.",
        &[ORDER.at("281(1)(v)"), CORPORATE_ORDER.at("178(1)(v)")],
        &[
            Condition::RealEstateCompany,
            Condition::SharesUnlisted,
            Condition::GroupHeldBeforeYear(Threshold::MoreThan(Percent::of("2"))),
        ],
        GainKind::RealEstateCompany,
    ),
    assessed(
        "statute.japan-gain.while-staying",
        "Taxed by return when an individual sells assets situated in Japan while staying in Japan.",
        &[ORDER.at("281(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::PresentInJapan],
        GainKind::WhilePresent,
    ),
    assessed(
        "statute.japan-gain.option-shares",
        "Taxed by return when the shares were acquired by a stock option that was qualified for deferral.",
        &[ORDER.at("281(1), as tax answer 1936 lists it"), STMA.at("29-2")],
        &[Condition::Kind(HolderKind::Individual), Condition::OptionShares],
        GainKind::OptionShares,
    ),
    Rule {
        id: "statute.japan-gain.not-listed-as-taxable",
        says: "Gains of non-residents without a permanent establishment in Japan are taxed only where the order lists them; a portfolio holder's sale of shares is not listed. Cornering the market to sell to the issuer or its insiders is listed too, and not encoded.",
        cites: &[ITA.at("161(1)(iii)"), ORDER.at("281(1)")],
        evidence: Evidence::Primary,
        when: &[],
        effect: Effect::NotTaxed,
    },
];

/// A treaty can leave each kind of gain to the country of residence.
pub(super) const TREATIES: &[(GainKind, &[Rule])] = &[
    (
        GainKind::SubstantialSale,
        &[US_OTHER_PROPERTY, RESIDENCE, SUBSTANTIAL, SOURCE, NOT_STATED, NOT_ENCODED, NO_TREATY],
    ),
    (GainKind::WhilePresent, &[US_OTHER_PROPERTY, RESIDENCE, SOURCE, NOT_STATED, NOT_ENCODED, NO_TREATY]),
    (GainKind::OptionShares, &[US_OTHER_PROPERTY, RESIDENCE, SOURCE, NOT_STATED, NOT_ENCODED, NO_TREATY]),
    (
        GainKind::RealEstateCompany,
        &[US_REAL_ESTATE, GB_REAL_ESTATE, DE_REAL_ESTATE, ES_REAL_ESTATE, SOURCE, NOT_STATED, NOT_ENCODED, NO_TREATY],
    ),
];

const US: Condition = Condition::ResidentOf(Country::UNITED_STATES);

/// The treaty of 2003 applies to taxes that are not withheld for taxable years from this day.
const SINCE_2005: Condition = Condition::SoldFrom(Day::ymd(2005, 1, 1));

const US_OTHER_PROPERTY: Rule = Rule {
    id: "statute.gain-treaty.us-2003-other-property",
    says: "The treaty with the United States leaves gains from other property, such as shares, to the country of residence.",
    cites: &[US_2003.at("13(7)"), US_2003.at("30(2)(a)(ii)")],
    evidence: Evidence::Primary,
    when: &[US, SINCE_2005],
    effect: Effect::NotTaxed,
};

const US_REAL_ESTATE: Rule = Rule {
    id: "statute.gain-treaty.us-2003-real-estate-company",
    says: "The treaty with the United States lets Japan tax gains from shares in a company whose assets are principally real property in Japan.",
    cites: &[US_2003.at("13(2)(b)"), US_2003.at("30(2)(a)(ii)")],
    evidence: Evidence::Primary,
    when: &[US, SINCE_2005],
    effect: Effect::Assessed(GainKind::RealEstateCompany),
};

const GB_REAL_ESTATE: Rule = real_estate(
    "statute.gain-treaty.gb-2006-real-estate-company",
    "The treaty with the United Kingdom lets Japan tax gains from shares in a company with at least half of its value in real property there, but for listed shares of which the holder and its associates have no more than 5%.",
    &[GB_2006.at("13(2)")],
    &[Condition::ResidentOf(Country::code("GB")), Condition::SoldFrom(Day::ymd(2007, 1, 1))],
);

const DE_REAL_ESTATE: Rule = real_estate(
    "statute.gain-treaty.de-2015-real-estate-company",
    "The treaty with Germany lets Japan tax gains from shares in a company with at least half of its value in real property there.",
    &[DE_2015.at("13(2)"), MLI.at("9(4)")],
    &[Condition::ResidentOf(Country::code("DE")), Condition::SoldFrom(Day::ymd(2017, 1, 1))],
);

const ES_REAL_ESTATE: Rule = real_estate(
    "statute.gain-treaty.es-2018-real-estate-company",
    "The treaty with Spain lets Japan tax gains from shares in a company with at least half of its value in real property there.",
    &[ES_2018.at("13(4)")],
    &[Condition::ResidentOf(Country::code("ES")), Condition::SoldFrom(Day::ymd(2022, 1, 1))],
);

const RESIDENCE: Rule = Rule {
    id: "statute.gain-treaty.residence-only",
    says: "The treaty leaves gains from shares to the country of residence, apart from companies with mostly land in Japan.",
    cites: ARTICLE_13,
    evidence: Evidence::Secondary,
    when: &[Condition::ResidentOfAny(RESIDENCE_ONLY)],
    effect: Effect::NotTaxed,
};

const SUBSTANTIAL: Rule = Rule {
    id: "statute.gain-treaty.substantial-sale",
    says: "The treaty lets Japan tax a sale of at least 5% by a holder of at least 25%.",
    cites: ARTICLE_13,
    evidence: Evidence::Secondary,
    when: &[Condition::ResidentOfAny(CLAIM_SUBSTANTIAL)],
    effect: Effect::Assessed(GainKind::SubstantialSale),
};

const SOURCE: Rule = Rule {
    id: "statute.gain-treaty.source",
    says: "The treaty lets Japan tax gains that arise there.",
    cites: ARTICLE_13,
    evidence: Evidence::Secondary,
    when: &[Condition::ResidentOfAny(CLAIM_ALL)],
    effect: Effect::Assessed(GainKind::SubstantialSale),
};

const NOT_STATED: Rule = Rule {
    id: "statute.gain-treaty.not-stated",
    says: "What the treaty says of this kind of gain was not found out.",
    cites: ARTICLE_13,
    evidence: Evidence::Secondary,
    when: &[Condition::ResidentOfAny(ENCODED_PARTNERS)],
    effect: Effect::NotStated,
};

const NOT_ENCODED: Rule = Rule {
    id: "statute.gain-treaty.not-encoded",
    says: "Japan has a treaty with this country whose rules on gains are not encoded.",
    cites: LIST,
    evidence: Evidence::Secondary,
    when: &[Condition::ResidentOfAny(partners::NOT_ENCODED)],
    effect: Effect::NotStated,
};

const NO_TREATY: Rule = Rule {
    id: "statute.gain-treaty.none",
    says: "No treaty of the table of partners stands against it.",
    cites: LIST,
    evidence: Evidence::Secondary,
    when: &[],
    effect: Effect::Assessed(GainKind::SubstantialSale),
};

const ARTICLE_13: &[Citation] = &[crate::law::treaty::MOF_LIST.at("the treaty's article on gains, mostly 13")];

pub(super) const NOTES: &[Rule] = &[
    note(
        "statute.japan-gain.acquired-by-inheritance",
        "Shares are situated where the issuer has its head office, so that an heir may have to pay Japanese inheritance tax wherever resident.",
        &[INHERITANCE.at("1-3(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::AcquiredBy(AcquiredBy::Inheritance)],
    ),
    note(
        "statute.japan-gain.acquired-by-legacy",
        "Shares are situated where the issuer has its head office, so that a legatee may have to pay Japanese inheritance tax wherever resident.",
        &[INHERITANCE.at("1-3(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::AcquiredBy(AcquiredBy::Legacy)],
    ),
    note(
        "statute.japan-gain.acquired-by-gift",
        "Shares are situated where the issuer has its head office, so that a donee may have to pay Japanese gift tax wherever resident.",
        &[INHERITANCE.at("1-4(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::AcquiredBy(AcquiredBy::Gift)],
    ),
];

const fn assessed(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
    kind: GainKind,
) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when, effect: Effect::Assessed(kind) }
}

const fn real_estate(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
) -> Rule {
    let effect = Effect::Assessed(GainKind::RealEstateCompany);
    Rule { id, says, cites, evidence: Evidence::Primary, when, effect }
}

const fn note(id: &'static str, says: &'static str, cites: &'static [Citation], when: &'static [Condition]) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when, effect: Effect::Note }
}
