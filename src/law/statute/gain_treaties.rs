//! Sales: what treaties leave to Japan of the gains that it would tax, by partner and version.
//!
//! As of dividends, what treaties said before 2004 is not stated. The day is read as the day of the sale: an individual's
//! taxable year is the calendar year, in which the versions begin too.

use crate::facts::HolderKind;
use crate::law::treaty::{
    AU_2008, BE_2016, CA_1986, CH_2010, DE_2015, DK_2017, ENCODED_PARTNERS, ES_1974, ES_2018, FI_1972, FR_2007,
    GB_2006, GB_2013, IE_1974, IT_1969, LIST, MLI, MOF_LIST, NL_1970, NL_2010, NO_1992, NZ_2012, SE_1983_TEXT, SE_2013,
    SG_1994, TREATIES as TABLE, US_2003,
};
use crate::law::{
    Citation, Condition, Country, Effect, Evidence, GainKind, GainTreatyRow, Rule, SaleCondition, Source, Threshold,
    When,
};
use crate::units::{Day, Percent};

use Evidence::{Primary, Secondary};

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
        "The treaty with Australia lets Japan tax the sale of at least 5% by a group that held at least 25% in the year of the sale, if Australia does not tax the gain; one whose tax is deferred in a reorganisation counts as taxed.",
        &[AU_2008.at("13(3)"), AU_2008.at("protocol 18")],
        Primary,
        &[AU, from(2009), HELD_25_IN_YEAR, Condition::Sale(SaleCondition::NotTaxedInResidence)],
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
        &[AU_2008.at("13(2)"), MLI.at("9(1)(a) from 2019")],
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
        "To 2025 the treaty with Germany lets Japan tax gains from shares in a company with at least half of its assets in real property there, listed or not.",
        &[DE_2015.at("13(2)")],
        Primary,
        &[DE, from(2017), before(2026)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.de-2026-real-estate-company",
        "From 2026 the treaty with Germany lets Japan tax gains from shares that had more than half of their value in real property there at some time in the 365 days before.",
        &[MLI.at("9(4), in place of article 13(2) of the agreement with Germany")],
        Primary,
        &[DE, from(2026)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.de-2015-other-property",
        "The treaty with Germany leaves gains from other property to the country of residence.",
        &[DE_2015.at("13(5)")],
        Primary,
        &[DE, from(2017)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.be-2016-other-property",
        "The treaty with Belgium of 2016 leaves gains from other property to the country of residence.",
        &[BE_2016.at("13(5)")],
        Primary,
        &[BE, from(2020)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.be-2016-real-estate-company",
        "The treaty with Belgium of 2016 lets Japan tax gains from shares that had at least half of their value in real property there at some time in the 365 days before, but for shares traded on a recognised exchange of which the holder and its associates have no more than 5%.",
        &[BE_2016.at("13(2)"), BE_2016.at("22(8)(b)")],
        Primary,
        &[BE, from(2020)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.dk-2017-other-property",
        "The treaty with Denmark of 2017 leaves gains from other property to the country of residence.",
        &[DK_2017.at("13(5)")],
        Primary,
        &[DK, from(2019)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.dk-2017-real-estate-company",
        "The treaty with Denmark of 2017 lets Japan tax gains from shares that had at least half of their value in real property there at some time in the 365 days before, but for shares traded on a recognised exchange of which the holder and its associates have no more than 5%.",
        &[DK_2017.at("13(4)"), DK_2017.at("21(7)(b)")],
        Primary,
        &[DK, from(2019)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.fi-2024-real-estate-company",
        "From 2024 the treaty with Finland lets Japan tax gains from shares that had more than half of their value in real property there at some time in the 365 days before.",
        &[MLI.at("9(4), by the notification of Finland of 2023-06-27")],
        Primary,
        &[FI, from(2024)],
    ),
    home(
        ALL,
        "statute.gain-treaty.fi-1972-other-property",
        "The treaty with Finland exempts gains from all property but real property itself, a permanent establishment's and ships and aircraft.",
        &[FI_1972.at("13(3)")],
        Primary,
        &[FI, from(2004)],
    ),
    home(
        ALL,
        "statute.gain-treaty.it-1969-other-property",
        "The treaty with Italy leaves gains from all property but real property itself and a permanent establishment's to the country of residence.",
        &[IT_1969.at("13(3)")],
        Primary,
        &[Condition::ResidentOf(Country::code("IT")), from(2004)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.es-2018-other-property",
        "The treaty with Spain of 2018 leaves gains from other property to the country of residence.",
        &[ES_2018.at("13(6)")],
        Primary,
        &[ES, from(2022)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.es-2018-real-estate-company",
        "The treaty with Spain lets Japan tax gains from shares in a company with at least half of its value in real property there at some time in the 365 days before, listed or not.",
        &[ES_2018.at("13(4)")],
        Primary,
        &[ES, from(2022)],
    ),
    home(
        ALL,
        "statute.gain-treaty.es-1974-other-property",
        "The treaty with Spain of 1974 leaves gains from all property but real property itself and a permanent establishment's to the country of residence.",
        &[ES_1974.at("13(3)")],
        Primary,
        &[ES, from(2004), before(2022)],
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
        &[FR_2007.at("article 13(3) of the Convention"), MLI.at("9(4) from 2019")],
        Primary,
        &[FR, from(2008)],
    ),
    japan(
        SUBSTANTIAL,
        "statute.gain-treaty.gb-2006-substantial-sale",
        "From 2007 to 2014 the treaty with the United Kingdom lets Japan tax the sale of at least 5% by a company that held at least 25%, if the United Kingdom does not tax the gain.",
        &[GB_2006.at("13, before the protocol"), ON_GB_2013.at("2")],
        Secondary,
        &[GB, from(2007), before(2015), Condition::Sale(SaleCondition::NotTaxedInResidence)],
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
        "From 2020 the treaty with Ireland lets Japan tax gains from shares that had more than half of their value in real property there at some time in the 365 days before.",
        &[MLI.at("9(4)"), IE_1974.at("14(3)")],
        Primary,
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
        "The treaty with the Netherlands leaves gains from other property to the country of residence. What an individual who lived in Japan in the ten years before and owns at least 5% of a class still owes of a tax on leaving is not cut.",
        &[NL_2010.at("13(6)"), NL_2010.at("13(7)")],
        Primary,
        &[NL, from(2012)],
    ),
    japan(
        REAL_ESTATE,
        "statute.gain-treaty.nl-2010-real-estate-company",
        "The treaty with the Netherlands lets Japan tax gains from shares in a company with at least half of its value in real property there, but for listed shares of which the holder and its associates have no more than 5%.",
        &[NL_2010.at("13(2)"), MLI.at("9(1) from 2020")],
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
        &[NZ_2012.at("13(2)"), MLI.at("9(4) from 2019")],
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
        &[SG, from(2004), Condition::Sale(SaleCondition::SharesUnlisted)],
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
        "Before the protocol of 2013 too the treaty with Sweden let Japan tax what arises there and no article deals with.",
        &[SE_1983_TEXT.at("13"), SE_1983_TEXT.at("21(3)")],
        Primary,
        &[Condition::ResidentOf(Country::code("SE")), from(2004)],
    ),
    japan(
        ALL,
        "statute.gain-treaty.no-1992-source",
        "The treaty with Norway lets Japan tax gains that arise there.",
        &[NO_1992.at("13(5)")],
        Primary,
        &[Condition::ResidentOf(Country::code("NO")), from(2004)],
    ),
    row(
        ALL,
        Effect::NotEncoded,
        "statute.gain-treaty.nl-1970-former-resident",
        "Before 2012 the treaty with the Netherlands let Japan tax what an individual gained on shares in its companies who had been resident in Japan at some time in the five years before. Whether the holder had is not asked: who had not is taxed at home alone.",
        &[NL_1970.at("14(5)")],
        Primary,
        &[NL, from(2004), Condition::Kind(HolderKind::Individual)],
    ),
    home(
        ALL,
        "statute.gain-treaty.nl-1970-other-property",
        "Before 2012 the treaty with the Netherlands left gains from all property but real property itself and a permanent establishment's to the country of residence.",
        &[NL_1970.at("14(4)")],
        Primary,
        &[NL, from(2004)],
    ),
    home(
        OTHER,
        "statute.gain-treaty.residence-only",
        "The older treaties with Belgium and Germany left gains from shares to the country of residence, apart from companies with mostly land in Japan.",
        &[KPMG.at("140"), MOF_LIST.at("the treaty's article on gains, mostly 13")],
        Secondary,
        &[Condition::ResidentOfAny(RESIDENCE_ONLY), from(2004)],
    ),
    row(
        ALL,
        Effect::NotEncoded,
        "statute.gain-treaty.not-stated",
        "What the treaty said of this kind of gain then was not found out.",
        ARTICLE_13,
        Secondary,
        &[Condition::ResidentOfAny(ENCODED_PARTNERS), Condition::Sale(SaleCondition::TreatyOnSale(TABLE))],
    ),
    row(
        ALL,
        Effect::NotEncoded,
        "statute.gain-treaty.not-encoded",
        "Japan has a treaty with this country whose rules on gains are not encoded.",
        LIST,
        Secondary,
        &[Condition::Sale(SaleCondition::TreatyOnSale(TABLE))],
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
const BE: Condition = Condition::ResidentOf(Country::code("BE"));
const CH: Condition = Condition::ResidentOf(Country::code("CH"));
const DE: Condition = Condition::ResidentOf(Country::code("DE"));
const DK: Condition = Condition::ResidentOf(Country::code("DK"));
const ES: Condition = Condition::ResidentOf(Country::code("ES"));
const FI: Condition = Condition::ResidentOf(Country::code("FI"));
const FR: Condition = Condition::ResidentOf(Country::code("FR"));
const GB: Condition = Condition::ResidentOf(Country::code("GB"));
const IE: Condition = Condition::ResidentOf(Country::code("IE"));
const NL: Condition = Condition::ResidentOf(Country::code("NL"));
const NZ: Condition = Condition::ResidentOf(Country::code("NZ"));
const SG: Condition = Condition::ResidentOf(Country::code("SG"));

/// The treaties before those in force now.
const RESIDENCE_ONLY: &[Country] = &[Country::code("BE"), Country::code("DE")];

/// Narrower than domestic law, which looks at three years.
const HELD_25_IN_YEAR: Condition =
    Condition::Sale(SaleCondition::GroupHeldInYear(Threshold::AtLeast(Percent::of("25"))));

const ARTICLE_13: &[Citation] = &[MOF_LIST.at("the treaty's article on gains, mostly 13")];

const fn from(year: i32) -> Condition {
    Condition::Sale(SaleCondition::SoldFrom(Day::ymd(year, 1, 1)))
}

const fn before(year: i32) -> Condition {
    Condition::Sale(SaleCondition::SoldBefore(Day::ymd(year, 1, 1)))
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
#[expect(clippy::indexing_slicing, reason = "rows are constants: one of no kind of gain does not compile")]
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
    GainTreatyRow { kinds, rule: Rule { id, says, cites, evidence, when: When::all(when), effect } }
}
