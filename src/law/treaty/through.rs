//! Who has a treaty through an entity whose members are taxed: what each treaty's article on such entities says.
//!
//! A member is asked these rules under the treaty of its own country, wherever the entity is. Where the treaty has no such
//! article, or its text was not read, the rule says where to look.

use super::at::AT_2017;
use super::lu::LU_1992;
use super::my::MY_1999;
use super::ru::RU_2017;
use super::tw::TW_ACT;
use super::za::ZA_1997;
use super::{
    AU_2008, BE_2016, CH_2010, DE_2015, DK_2017, ES_2018, FR_2007, GB_2006, IE_1974, MLI, MOF_LIST, NL_2010, NO_1992,
    NZ_2012, US_2003, joined,
};
use crate::facts::Seen;
use crate::law::sources::{ITA, NTA, TIA};
use crate::law::{Citation, Condition, Effect, Evidence, Resident, Rule, When};
use crate::units::Day;

/// A treaty whose article tells apart where the entity is, and who is taxed on its income in the member's country.
macro_rules! by_place {
    ($($code:literal: $regimes:expr, $own:expr, $taxed:expr, $third:expr, $japan:expr, $opaque:expr;)+) => { [$(
        own_entity!($code, $regimes, $own),
        through(
            $regimes,
            concat!("statute.through.third-", $code),
            "Income that is derived through an entity of another country, and in the member's own country is the member's income, has the treaty as if the member derived it directly.",
            $third,
            Evidence::Primary,
            &[Condition::HoldsThrough(Seen::Third), Condition::TaxedOnItsShare],
            Effect::Taxable,
        ),
        japan_entity!($code, $regimes, $japan),
        taxed_entity!($code, $regimes, $taxed),
        opaque_entity!($code, $regimes, $opaque),
    )+] };
}

/// The same of a text that says nothing, or more than is asked here, of entities of another country.
macro_rules! by_place_of_two {
    ($($code:literal: $regimes:expr, $own:expr, $taxed:expr, $third:expr, $says:expr, $effect:expr, $japan:expr, $opaque:expr;)+) => { [$(
        own_entity!($code, $regimes, $own),
        through(
            $regimes,
            concat!("statute.through.third-", $code),
            $says,
            $third,
            Evidence::Primary,
            &[Condition::HoldsThrough(Seen::Third), Condition::TaxedOnItsShare],
            $effect,
        ),
        japan_entity!($code, $regimes, $japan),
        taxed_entity!($code, $regimes, $taxed),
        opaque_entity!($code, $regimes, $opaque),
    )+] };
}

macro_rules! own_entity {
    ($code:literal, $regimes:expr, $cites:expr) => {
        through(
            $regimes,
            concat!("statute.through.own-", $code),
            "Income that is derived through an entity of the member's own country, which there is the members' income, has the treaty as if the member derived it directly.",
            $cites,
            Evidence::Primary,
            &[Condition::HoldsThrough(Seen::Own), Condition::TaxedOnItsShare],
            Effect::Taxable,
        )
    };
}

macro_rules! japan_entity {
    ($code:literal, $regimes:expr, $place:expr) => {
        through(
            $regimes,
            concat!("statute.through.japan-", $code),
            "A partnership of Japan is not taxed itself, there or in the member's country: the member derives the income, and has the treaty.",
            &[TIA.at("3-2(1)"), ITA.at("5"), PARTNERS_PROFITS, $place],
            Evidence::Primary,
            &[Condition::HoldsThrough(Seen::Japan), Condition::TaxedOnItsShare],
            Effect::Taxable,
        )
    };
}

macro_rules! taxed_entity {
    ($code:literal, $regimes:expr, $cites:expr) => {
        through(
            $regimes,
            concat!("statute.through.taxed-", $code),
            "Income that is derived through an entity of the other country, and is the entity's own income there, has the treaty that the entity has as a resident, though Japan taxes the members.",
            $cites,
            Evidence::Primary,
            &[Condition::HoldsThrough(Seen::Taxed)],
            Effect::Taxable,
        )
    };
}

macro_rules! opaque_entity {
    ($code:literal, $regimes:expr, $cites:expr) => {
        through(
            $regimes,
            concat!("statute.through.opaque-", $code),
            "Income that the member's country treats as the entity's, and not as the member's, has no treaty by the member.",
            $cites,
            Evidence::Primary,
            &[],
            Effect::NoBenefits,
        )
    };
}

/// Who has the profits of a partnership of Japan.
const PARTNERS_PROFITS: Citation = NTA.at("Basic Notice on the Income Tax Act 36, 37 common 19");

/// A treaty by which income through a transparent entity is a resident's as far as it is taxed as that one's, wherever the
/// entity is; from a day on, where it is so by the multilateral convention.
macro_rules! by_taxation {
    ($($code:literal: $regimes:expr, $cites:expr $(, from $day:expr)?;)+) => { [$(
        through(
            $regimes,
            concat!("statute.through.taxed-", $code),
            "Income that is derived by an entity which Japan treats as transparent, and which the entity's country taxes as the entity's, is the entity's as a resident of that country.",
            $cites,
            Evidence::Primary,
            &[Condition::HoldsThrough(Seen::Taxed) $(, Condition::PaidFrom($day))?],
            Effect::Taxable,
        ),
        through(
            $regimes,
            concat!("statute.through.transparent-", $code),
            "Income that is derived by or through an entity which either country treats as transparent is that of the resident as far as the resident's country taxes it as the resident's.",
            $cites,
            Evidence::Primary,
            &[Condition::TaxedOnItsShare $(, Condition::PaidFrom($day))?],
            Effect::Taxable,
        ),
        through(
            $regimes,
            concat!("statute.through.not-taxed-", $code),
            "Income that is derived through an entity and that the resident's country does not tax as the resident's is not the resident's for the treaty.",
            $cites,
            Evidence::Primary,
            &[$(Condition::PaidFrom($day))?],
            Effect::NoBenefits,
        ),
    )+] };
}

const BY_PLACE: [Resident; 15] = by_place! {
    "us": &["us-treaty-2003", "us-treaty-2003-protocol-2013"],
        &[US_2003.at("4(6)(a)")], &[US_2003.at("4(6)(b)")], &[US_2003.at("4(6)(c)")], US_2003.at("4(6)(e)"), &[US_2003.at("4(6)(d)"), US_2003.at("4(6)(e)")];
    "au": &["au-treaty-2008"],
        &[AU_2008.at("4(5)(a)")], &[AU_2008.at("4(5)(b)")], &[AU_2008.at("4(5)(c)")], AU_2008.at("4(5)(e)"), &[AU_2008.at("4(5)(d)"), AU_2008.at("4(5)(e)")];
    "nz": &["nz-treaty-2012"],
        &[NZ_2012.at("4(5)(a) until 2018")], &[NZ_2012.at("4(5)(b) until 2018")], &[NZ_2012.at("4(5)(c) until 2018")], NZ_2012.at("4(5)(e) until 2018"), &[NZ_2012.at("4(5)(d) and (e) until 2018")];
};

/// What a text says that has no paragraph on entities of another country.
const NO_THIRD: &str = "The article is on entities of the two countries alone. Whether the treaty is open through one of another country is not encoded: look at it, and at Treaty Implementation Act 3-2(3), by which income paid to a foreign corporation is a member's as far as the treaty treats it so.";

const BY_PLACE_OF_TWO: [Resident; 25] = by_place_of_two! {
    "nl": &["nl-treaty-2010"],
        &[NL_2010.at("4(5)(a)")], &[NL_2010.at("4(5)(b)")], &[NL_2010.at("4(5)(c)")],
        "Income through an entity of another country has the treaty where that country too treats it as the members', and has a treaty with Japan on the exchange of information: that is not encoded. Look at article 4(5)(c).",
        Effect::NotEncoded, NL_2010.at("4(5)(e)"), &[NL_2010.at("4(5)(d)"), NL_2010.at("4(5)(e)")];
    "fr": &["fr-treaty-1995-protocol-2007"],
        &[FR_2007.at("4(6)(a)"), FR_2007.at("protocol 3(b)(i)")], &[FR_2007.at("4(6)(b)")], &[FR_2007.at("4(6)"), TIA.at("3-2(3)")],
        NO_THIRD, Effect::NotEncoded, FR_2007.at("4(6)(c)"), &[FR_2007.at("4(6)(a)"), FR_2007.at("4(6)(c)")];
    "ch": &["ch-treaty-1971-protocol-2010", "ch-treaty-1971-protocol-2021"],
        &[CH_2010.at("4(5)(a)")], &[CH_2010.at("4(5)(b)")], &[CH_2010.at("4(5)"), TIA.at("3-2(3)")],
        NO_THIRD, Effect::NotEncoded, CH_2010.at("4(5)(c)"), &[CH_2010.at("4(5)(a)"), CH_2010.at("4(5)(c)")];
    "gb": &["gb-treaty-2006", "gb-treaty-2006-protocol-2013"],
        &[GB_2006.at("4(5)(a) until 2018")], &[GB_2006.at("4(5)(b) until 2018")], &[GB_2006.at("4(5) until 2018"), TIA.at("3-2(3)")],
        NO_THIRD, Effect::NotEncoded, GB_2006.at("4(5)(c) until 2018"), &[GB_2006.at("4(5)(a) until 2018"), GB_2006.at("4(5)(c) until 2018")];
    "tw": &["tw-act-2015"],
        &[TW_ACT.at("15(3)")], &[TW_ACT.at("15(5)")], &[TW_ACT.at("15(1)"), TW_ACT.at("15(3)")],
        "The act gives its rate through a corporation of Taiwan, and not through one of another country.",
        Effect::NoBenefits, TW_ACT.at("15(1)"), &[TW_ACT.at("15(1)"), TW_ACT.at("15(3)")];
};

const BY_TAXATION: [Resident; 36] = by_taxation! {
    "gb-2019": &["gb-treaty-2006-protocol-2013"], &[MLI.at("3(1) from 2019-01-01")], from Day::ymd(2019, 1, 1);
    "nz-2019": &["nz-treaty-2012"], &[MLI.at("3(1) from 2019-01-01")], from Day::ymd(2019, 1, 1);
    "de": &["de-treaty-2015"], &[DE_2015.at("1(2)")];
    "at": &["at-treaty-2017"], &[AT_2017.at("1(2)")];
    "be": &["be-treaty-2016"], &[BE_2016.at("1(2)")];
    "dk": &["dk-treaty-2017"], &[DK_2017.at("1(2)")];
    "ru": &["ru-treaty-2017"], &[RU_2017.at("1(2)")];
    "ie": &["ie-treaty-1974"], &[MLI.at("3(1)"), IE_1974.at("1")], from Day::ymd(2020, 1, 1);
    "my": &["my-agreement-1999"], &[MLI.at("3(1)"), MY_1999.at("1")], from Day::ymd(2022, 1, 1);
    "no": &["no-treaty-1992"], &[MLI.at("3(1)"), NO_1992.at("1")], from Day::ymd(2020, 1, 1);
    "za": &["za-treaty-1997"], &[MLI.at("3(1)"), ZA_1997.at("1")], from Day::ymd(2023, 1, 1);
    "lu": &["lu-treaty-1992"], &[MLI.at("3(1)"), LU_1992.at("1")], from Day::ymd(2020, 1, 1);
};

/// Before all others.
const SEVERAL: Resident = through(
    &[],
    "statute.through.several",
    "Which treaty there is through several entities, one of which its own country taxes and Japan does not, is not encoded: look at article 4 or 1 of the treaty with each of their countries, and at Treaty Implementation Act 3-2.",
    &[TIA.at("3-2(5)"), TIA.at("3-2(7)")],
    Evidence::Primary,
    &[Condition::HoldsThrough(Seen::Mixed)],
    Effect::NotEncoded,
);

const OTHERS: [Resident; 5] = [
    through(
        &["es-treaty-2018"],
        "statute.through.taxed-es",
        "Income of an entity that Spain taxes and Japan looks through is a resident's as far as it is taxed as that one's, on two conditions that are not encoded: look at article 1(2)(a) and (b) of the treaty with Spain.",
        &[ES_2018.at("1(2)")],
        Evidence::Primary,
        &[Condition::HoldsThrough(Seen::Taxed)],
        Effect::NotEncoded,
    ),
    through(
        &[],
        "statute.through.taxed-without-article",
        "Whether the treaty's residents include an entity of the other country, for income that is the entity's own there and its members' for Japan, is not settled without an article on such entities: look at the treaty's articles 1, 3, 4 and 10, and at Treaty Implementation Act 3-2(5).",
        &[MOF_LIST.at("list of conventions"), TIA.at("3-2(5)")],
        Evidence::Secondary,
        &[Condition::HoldsThrough(Seen::Taxed)],
        Effect::NotEncoded,
    ),
    through(
        &[],
        "statute.through.looked-through-by-japan",
        "An entity that Japan looks through, as it does a partnership of Japan, is not taxed itself: each member is, as who derives the income, and has the treaty of its own country.",
        &[TIA.at("3-2(1)"), TIA.at("3-2(2)"), ITA.at("5"), PARTNERS_PROFITS],
        Evidence::Primary,
        &[Condition::TaxedItself],
        Effect::Taxable,
    ),
    through(
        &["es-treaty-2018"],
        "statute.through.conditions-es",
        "Income through a transparent entity is a resident's as far as it is taxed as that one's, on two conditions that are not encoded: look at article 1(2)(a) and (b) of the treaty with Spain.",
        &[ES_2018.at("1(2)")],
        Evidence::Primary,
        &[],
        Effect::NotEncoded,
    ),
    through(
        &[],
        "statute.through.no-article",
        "No article on income through entities whose members are taxed was found in this version of the treaty, or its text was not read. Who then is the resident who owns the dividend beneficially follows from the laws of both countries: look at the treaty's articles 1, 3, 4 and 10.",
        &[MOF_LIST.at("list of conventions"), TIA.at("3-2(3)")],
        Evidence::Secondary,
        &[],
        Effect::NotEncoded,
    ),
];

/// Those of one treaty before those for all but the first. What came later in a treaty with a day stands before what it
/// replaced.
pub const THROUGH: &[Resident] = &joined::<COUNT>(&[&[SEVERAL], &BY_TAXATION, &BY_PLACE, &BY_PLACE_OF_TWO, &OTHERS]);

const COUNT: usize = 1 + BY_TAXATION.len() + BY_PLACE.len() + BY_PLACE_OF_TWO.len() + OTHERS.len();

const fn through(
    regimes: &'static [&'static str],
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    effect: Effect,
) -> Resident {
    Resident { regimes, rule: Rule { id, says, cites, evidence, when: When::all(when), effect } }
}
