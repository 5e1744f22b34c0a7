//! Sales: what treaties leave to Japan of the gains that it would tax, by partner and version.
//!
//! As of dividends, what treaties said before 2004 is not stated. The day is read as the day of the sale: an individual's
//! taxable year is the calendar year, in which the versions begin too.

use crate::law::treaty::{
    AU_2008, CA_1986, CH_2010, DE_2015, DK_2017, ENCODED_PARTNERS, ES_2018, FR_2007, GB_2006, GB_2013, IE_1974, LIST,
    MLI, MOF_LIST, NL_2010, NZ_2012, SE_2013, SG_1994, TREATIES as TABLE, US_2003,
};
use crate::law::{Citation, Condition, Country, Effect, Evidence, GainKind, GainTreatyRow, Rule, Source, Threshold};
use crate::units::{Day, Percent};

use Evidence::{Memory, Primary, Secondary};

/// Which treaties exempt such a sale, as of about 2012.
const KPMG: &Source = &Source {
    short: "KPMG",
    title: "KPMG, Taxation in Japan, edition of about 2012, page 140: treaties that exempt gains on substantial sales",
    url: "https://issuu.com/enterpriseeuropenetwork-spbru/docs/taxation-in-japan-kpmg.unlocked/151",
};

/// What the treaty of 2006 said before that protocol.
const ON_GB_2013: &Source = &Source {
    short: "Regulations Follower",
    title: "Note on the signing of the protocol of 2013 between Japan and the United Kingdom",
    url: "https://regfollower.com/?p=3627",
};

/// Every kind, in the order in which domestic law asks.
const ALL: &[GainKind] =
    &[GainKind::SubstantialSale, GainKind::RealEstateCompany, GainKind::WhilePresent, GainKind::OptionShares];

/// What treaties call other property: all but shares in companies with mostly land.
const OTHER: &[GainKind] = &[GainKind::SubstantialSale, GainKind::WhilePresent, GainKind::OptionShares];

const SUBSTANTIAL: &[GainKind] = &[GainKind::SubstantialSale];

const REAL_ESTATE: &[GainKind] = &[GainKind::RealEstateCompany];

pub(super) const TREATIES: &[GainTreatyRow] = &[
    home(
        OTHER,
        "statute.gain-treaty.us-2003-other-property",
        "The treaty with the United States leaves gains from other property, such as shares, to the country of residence.",
        &[US_2003.at("13(7)"), US_2003.at("30(2)(a)(ii)")],
        Primary,
        &[Condition::ResidentOf(Country::UNITED_STATES), from(2005)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.us-2003-real-estate-company",
        "The treaty with the United States lets Japan tax gains from shares in a company whose assets are principally real property in Japan.",
        &[US_2003.at("13(2)(b)"), US_2003.at("30(2)(a)(ii)")],
        Primary,
        &[Condition::ResidentOf(Country::UNITED_STATES), from(2005)],
    ),
    japan(
        SUBSTANTIAL,
        "statute.gain-treaty.au-2008-substantial-sale",
        "The treaty with Australia lets Japan tax the sale of at least 5% by a group that held at least 25% in the year of the sale, if Australia does not tax the gain.",
        &[AU_2008.at("13(3)")],
        Primary,
        &[AU, from(2009), HELD_25_IN_YEAR, Condition::NotTaxedInResidence],
    ),
    home(
        OTHER,
        "statute.gain-treaty.au-2008-other-property",
        "The treaty with Australia leaves gains from other property to the country of residence.",
        &[AU_2008.at("13(6)")],
        Primary,
        &[AU, from(2009)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.au-2008-real-estate-company",
        "The treaty with Australia lets Japan tax gains from shares in a company with at least half of its value in real property there.",
        &[AU_2008.at("13(2)"), MLI.at("9(1)")],
        Primary,
        &[AU, from(2009)],
    ),
    japan(
        ALL,
        "statute.gain-treaty.ca-1986-source",
        "The treaty with Canada lets Japan tax every gain that arises there.",
        &[CA_1986.at("13(4)")],
        Primary,
        &[Condition::ResidentOf(Country::code("CA")), from(2004)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.ch-2010-other-property",
        "The treaty with Switzerland leaves gains from other property to the country of residence.",
        &[CH_2010.at("article 13(6) of the Convention")],
        Primary,
        &[CH, from(2012)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.ch-2010-real-estate-company",
        "The treaty with Switzerland lets Japan tax gains from shares in a company with at least half of its value in real property there.",
        &[CH_2010.at("article 13(2) of the Convention")],
        Primary,
        &[CH, from(2012)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.de-2015-real-estate-company",
        "The treaty with Germany lets Japan tax gains from shares in a company with at least half of its value in real property there.",
        &[DE_2015.at("13(2)"), MLI.at("9(4)")],
        Primary,
        &[Condition::ResidentOf(Country::code("DE")), from(2017)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.dk-2017-other-property",
        "The treaty with Denmark of 2017 leaves gains from other property to the country of residence.",
        &[DK_2017.at("13")],
        Secondary,
        &[Condition::ResidentOf(Country::code("DK")), from(2019)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.es-2018-real-estate-company",
        "The treaty with Spain lets Japan tax gains from shares in a company with at least half of its value in real property there.",
        &[ES_2018.at("13(4)")],
        Primary,
        &[Condition::ResidentOf(Country::code("ES")), from(2022)],
    ),
    japan(
        SUBSTANTIAL,
        "statute.gain-treaty.fr-2007-substantial-sale",
        "The treaty with France lets Japan tax the sale of at least 5% by a group that held at least 25% in the year of the sale, but for reorganisations whose tax France certifies that it defers.",
        &[FR_2007.at("article 13(2) of the Convention")],
        Primary,
        &[FR, from(2008), HELD_25_IN_YEAR],
    ),
    home(
        OTHER,
        "statute.gain-treaty.fr-2007-other-property",
        "The treaty with France leaves gains from other property to the country of residence.",
        &[FR_2007.at("article 13(6) of the Convention")],
        Primary,
        &[FR, from(2008)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.fr-2007-real-estate-company",
        "The treaty with France lets Japan tax gains from shares in a company with at least half of its value in real property there.",
        &[FR_2007.at("article 13(3) of the Convention"), MLI.at("9(4)")],
        Primary,
        &[FR, from(2008)],
    ),
    japan(
        SUBSTANTIAL,
        "statute.gain-treaty.gb-2006-substantial-sale",
        "From 2007 to 2014 the treaty with the United Kingdom lets Japan tax the sale of at least 5% by a company that held at least 25%, if the United Kingdom does not tax the gain.",
        &[GB_2006.at("13, before the protocol"), ON_GB_2013.at("2")],
        Secondary,
        &[GB, from(2007), before(2015), Condition::NotTaxedInResidence],
    ),
    home(
        SUBSTANTIAL,
        "statute.gain-treaty.gb-2006-taxed-in-residence",
        "From 2007 to 2014 the treaty with the United Kingdom leaves a substantial sale to the United Kingdom, if it taxes the gain.",
        &[GB_2006.at("13, before the protocol"), ON_GB_2013.at("2")],
        Secondary,
        &[GB, from(2007), before(2015)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.gb-2013-other-property",
        "Since the protocol of 2013 the treaty with the United Kingdom leaves gains from other property to the country of residence.",
        &[GB_2013.at("article 13(6) of the Convention")],
        Primary,
        &[GB, from(2015)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.gb-2006-real-estate-company",
        "The treaty with the United Kingdom lets Japan tax gains from shares in a company with at least half of its value in real property there, but for listed shares of which the holder and its associates have no more than 5%.",
        &[GB_2006.at("13(2)")],
        Primary,
        &[GB, from(2007)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.ie-2020-real-estate-company",
        "From 2020 the treaty with Ireland lets Japan tax gains from shares with more than half of their value in real property there.",
        &[MLI.at("9(4)"), IE_1974.at("14(3)")],
        Memory,
        &[IE, from(2020)],
    ),
    home(
        ALL,
        "statute.gain-treaty.ie-1974-other-property",
        "The treaty with Ireland leaves gains from other property to the country of residence.",
        &[IE_1974.at("14(3)")],
        Primary,
        &[IE, from(2004)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.nl-2010-other-property",
        "The treaty with the Netherlands leaves gains from other property to the country of residence.",
        &[NL_2010.at("13(6)")],
        Primary,
        &[NL, from(2012)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.nl-2010-real-estate-company",
        "The treaty with the Netherlands lets Japan tax gains from shares in a company with at least half of its value in real property there, but for listed shares of which the holder and its associates have no more than 5%.",
        &[NL_2010.at("13(2)"), MLI.at("9(1)")],
        Primary,
        &[NL, from(2012)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.nz-2012-other-property",
        "The treaty with New Zealand leaves gains from other property to the country of residence.",
        &[NZ_2012.at("13(6)")],
        Primary,
        &[NZ, from(2014)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.nz-2012-real-estate-company",
        "The treaty with New Zealand lets Japan tax gains from shares in a company with at least half of its value in real property there, at first but for listed shares of which the holder and its associates have no more than 5%.",
        &[NZ_2012.at("13(2)"), MLI.at("9(4)")],
        Primary,
        &[NZ, from(2014)],
    ),
    japan(
        SUBSTANTIAL,
        "statute.gain-treaty.sg-1994-substantial-sale",
        "The treaty with Singapore lets Japan tax the sale of at least 5% by a group that held at least 25% in the year of the sale.",
        &[SG_1994.at("13(4)(b)")],
        Primary,
        &[SG, from(2004), HELD_25_IN_YEAR],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.sg-1994-real-estate-company",
        "The treaty with Singapore lets Japan tax gains from shares that are not traded on an exchange, in a company whose property is principally real property there.",
        &[SG_1994.at("13(4)(a)")],
        Primary,
        &[SG, from(2004), Condition::SharesUnlisted],
    ),
    home(
        ALL,
        "statute.gain-treaty.sg-1994-other-property",
        "The treaty with Singapore leaves gains from other property to the country of residence.",
        &[SG_1994.at("13(5)")],
        Primary,
        &[SG, from(2004)],
    ),
    japan(
        ALL,
        "statute.gain-treaty.se-2013-source",
        "The treaty with Sweden has no rule on gains from other property, and lets Japan tax what arises there and no article deals with.",
        &[SE_2013.at("article 21(3) of the Convention")],
        Primary,
        &[Condition::ResidentOf(Country::code("SE")), from(2015)],
    ),
    japan(
        ALL,
        "statute.gain-treaty.source",
        "The treaty lets Japan tax gains that arise there.",
        ARTICLE_13,
        Secondary,
        &[Condition::ResidentOfAny(&[Country::code("NO"), Country::code("SE")]), from(2004)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.residence-only",
        "The treaty leaves gains from shares to the country of residence, apart from companies with mostly land in Japan.",
        &[KPMG.at("140"), MOF_LIST.at("the treaty's article on gains, mostly 13")],
        Secondary,
        &[Condition::ResidentOfAny(RESIDENCE_ONLY), from(2004)],
    ),
    row(
        ALL,
        Effect::NotStated,
        "statute.gain-treaty.not-stated",
        "What the treaty said of this kind of gain then was not found out.",
        ARTICLE_13,
        Secondary,
        &[Condition::ResidentOfAny(ENCODED_PARTNERS), Condition::TreatyOnSale(TABLE)],
    ),
    row(
        ALL,
        Effect::NotStated,
        "statute.gain-treaty.not-encoded",
        "Japan has a treaty with this country whose rules on gains are not encoded.",
        LIST,
        Secondary,
        &[Condition::TreatyOnSale(TABLE)],
    ),
    japan(
        ALL,
        "statute.gain-treaty.none",
        "No treaty of the table of partners stands against it.",
        LIST,
        Secondary,
        &[],
    ),
];

const AU: Condition = Condition::ResidentOf(Country::code("AU"));
const CH: Condition = Condition::ResidentOf(Country::code("CH"));
const FR: Condition = Condition::ResidentOf(Country::code("FR"));
const GB: Condition = Condition::ResidentOf(Country::code("GB"));
const IE: Condition = Condition::ResidentOf(Country::code("IE"));
const NL: Condition = Condition::ResidentOf(Country::code("NL"));
const NZ: Condition = Condition::ResidentOf(Country::code("NZ"));
const SG: Condition = Condition::ResidentOf(Country::code("SG"));

/// The older treaties of Belgium, Germany, Spain and the Netherlands, those after them, and those of Finland and Italy.
const RESIDENCE_ONLY: &[Country] = &[
    Country::code("BE"),
    Country::code("DE"),
    Country::code("ES"),
    Country::code("FI"),
    Country::code("IT"),
    Country::code("NL"),
];

/// Narrower than domestic law, which looks at three years.
const HELD_25_IN_YEAR: Condition = Condition::GroupHeldInYear(Threshold::AtLeast(Percent::of("25")));

const ARTICLE_13: &[Citation] = &[MOF_LIST.at("the treaty's article on gains, mostly 13")];

const fn from(year: i32) -> Condition {
    Condition::SoldFrom(Day::ymd(year, 1, 1))
}

const fn before(year: i32) -> Condition {
    Condition::SoldBefore(Day::ymd(year, 1, 1))
}

/// The country of residence alone taxes the gain.
const fn home(
    kinds: &'static [GainKind],
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> GainTreatyRow {
    row(kinds, Effect::NotTaxed, id, says, cites, evidence, when)
}

/// Japan taxes the gain as its own law says.
const fn japan(
    kinds: &'static [GainKind],
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> GainTreatyRow {
    row(kinds, Effect::Assessed(kinds[0]), id, says, cites, evidence, when)
}

const fn row(
    kinds: &'static [GainKind],
    effect: Effect,
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> GainTreatyRow {
    GainTreatyRow { kinds, rule: Rule { id, says, cites, evidence, when, effect } }
}
