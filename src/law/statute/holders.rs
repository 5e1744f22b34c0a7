//! Holders that are neither individuals, corporations, pension funds, estates nor trusts: what Japan's law says of them
//! before any treaty. Whether a treaty makes them residents stands in [`crate::law::treaty::residents`].
//!
//! Where the law is not settled, the rule says where to look, and no rate is given.

use super::sources::{ITA, NTA, STMA, TIA, TIO};
use super::us;
use crate::facts::{FundClass, HolderKind, Seen};
use crate::law::treaty::{FR_2007, RESIDENTS, THROUGH};
use crate::law::{Action, Citation, Condition, Effect, Evidence, Form, Holders, Papers, Route, Rule, Source, When};
use crate::units::Rate;

pub(super) const HOLDERS: Holders = Holders {
    scope: &[],
    own: OWN,
    residents: RESIDENTS,
    through: THROUGH,
    direct: DIRECT,
    member_actions: MEMBER_ACTIONS,
    exempt_actions: EXEMPT_ACTIONS,
    us_holder: us::OTHER_HOLDERS,
    us_excluded: us::OTHER_EXCLUDED,
};

/// What custodians publish of the market.
const CLEARSTREAM: &Source = &Source {
    short: "Clearstream",
    title: "Clearstream, market coverage Japan, standard refund and relief at source",
    url: "https://www.clearstream.com/clearstream-en/res-library/market-coverage/standard-refund-japan-cfcl-vestima--4803154",
};

/// What was reported to the United States Congress on how states tax each other.
const LIBRARY_OF_CONGRESS: &Source = &Source {
    short: "Law Library of Congress 2008",
    title: "Law Library of Congress, taxation of the passive income of foreign governments, report 2008-00763, May 2008",
    url: "https://vdocuments.site/taxation-of-the-passive-income-of-foreign-while-the-swiss-double-taxation-treaties.html",
};

const FUJITANI: &Source = &Source {
    short: "Fujitani 2018",
    title: "Takeshi Fujitani on the taxation of sovereign wealth funds, 2018",
    url: "https://www.web-nippyo.jp/9795/",
};

/// How the National Tax Agency classes a limited liability company.
const NTA_LLC: &Source = &Source {
    short: "NTA Q&A 31/03",
    title: "National Tax Agency of Japan, answers on corporation tax: the United States limited liability company (国税庁 質疑応答事例 法人税)",
    url: "https://www.nta.go.jp/law/shitsugi/hojin/31/03.htm",
};

const OWN: &[Rule] = &[
    own(
        "statute.holder.exempt-organization",
        "Nothing from an international organization that the treaty which founded it exempts, once the withholding agent is shown it; custodians ask such a holder for no certificate of residence.",
        &[CLEARSTREAM.at("tax-exempt entities")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::InternationalOrganization), Condition::ExemptInJapan],
        Effect::Withhold(Rate::of("0")),
    ),
    own(
        "statute.holder.organization",
        "An international organization is resident of no state, and no tax treaty is open to it.",
        &[FR_2007.at("protocol 14(b)")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::InternationalOrganization)],
        Effect::NoLimit,
    ),
    own(
        "statute.holder.exempt-state",
        "Nothing from a state that Japan exempts by its practice, which is said to rest on the immunity of states and on no statute. The holder states that it is applied to it: the withholding agent must be shown it.",
        &[LIBRARY_OF_CONGRESS.at("executive summary")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Government), Condition::StatesExemption(true)],
        Effect::Withhold(Rate::of("0")),
    ),
    own(
        "statute.holder.taxed-state",
        "No article exempts the dividends of a foreign state: those on bonds and their like are of interest alone. Without the practice it pays as others do.",
        &[ITA.at("11"), ITA.at("Schedule 1"), STMA.at("5-2")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Government), Condition::StatesExemption(false)],
        Effect::Taxable,
    ),
    own(
        "statute.holder.state",
        "Whether Japan taxes a foreign state, its bodies or its central bank on dividends is a matter of practice that is not published: its conditions, form and desk were not found. Ask the National Tax Agency or the standing proxy, and state exempt_in_japan.",
        &[LIBRARY_OF_CONGRESS.at("chapter on Japan"), FUJITANI.at("the article")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Government)],
        Effect::NotEncoded,
    ),
    own(
        "statute.holder.nominee",
        "Who holds for others is not the beneficial owner, and relief is for that one: each owner has the rate of its own, as if no nominee were between. Where nobody applied, the withholding agent withholds as without a treaty.",
        &[TIO.at("2(1)"), TIO.at("3(1)")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Nominee)],
        Effect::OfEachMember,
    ),
    own(
        "statute.holder.transparent-entity",
        "Of an entity whose members are taxed, each part has the rate of its member: the treaty's of the member's country as far as that treaty's article on such entities says so, and else the rate without one. An entity abroad is taken to be a corporation for Japan, as a limited liability company of the United States in principle is, so that what is not relieved is taxed as its own, unless it is stated that Japan looks through it; a partnership of Japan is not taxed itself.",
        &[TIA.at("3-2(1)"), TIA.at("3-2(3)"), TIO.at("2-2"), NTA_LLC.at("the answer")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Partnership)],
        Effect::OfEachMember,
    ),
    own(
        "statute.holder.transparent-fund",
        "Of a fund whose holders are taxed, each part has the rate of its holder, as of any entity whose members are taxed.",
        &[TIA.at("3-2(1)"), TIA.at("3-2(3)"), TIO.at("2-2")],
        Evidence::Primary,
        &[Condition::Kind(HolderKind::Fund), Condition::FundTaxedAs(FundClass::Transparent)],
        Effect::OfEachMember,
    ),
];

/// Of rows that ask for what is held directly.
const DIRECT: &[Rule] = &[own(
    "statute.member.held-directly",
    "Whether what is held through an entity whose members are taxed is held directly, as a row of the treaty asks, is not known: no text on it was found. Look at the row's article and at Treaty Implementation Act 3-2.",
    &[TIA.at("3-2")],
    Evidence::Secondary,
    &[Condition::NotKnown("whether what is held through an entity is held directly")],
    Effect::Note,
)];

/// What holders do that Japan exempts of itself.
const EXEMPT_ACTIONS: &[Rule] = &[
    own(
        "statute.holder.show-founding-treaty",
        "Show the withholding agent, through the custodian or the standing proxy and before the payment, that the treaty which founded the organization exempts it. Without it the rate without a treaty is withheld, and no text was found on how that is claimed back.",
        &[CLEARSTREAM.at("tax-exempt entities")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::InternationalOrganization), Condition::StatesExemption(true)],
        Effect::Action(Action::ShowExemption, Papers::by(Route::WithholdingAgent, &[])),
    ),
    own(
        "statute.holder.show-immunity",
        "Ask the National Tax Agency, or the standing proxy, how the withholding agent is shown that the state is exempt, and show it before the payment: the form and the desk of the practice were not found. Without it the rate without a treaty is withheld, or the treaty's to who applies for it.",
        &[LIBRARY_OF_CONGRESS.at("executive summary")],
        Evidence::Secondary,
        &[Condition::Kind(HolderKind::Government), Condition::StatesExemption(true)],
        Effect::Action(Action::ShowExemption, Papers::by(Route::WithholdingAgent, &[])),
    ),
];

/// What is done for those behind an entity, beside what every holder does.
const MEMBER_ACTIONS: &[Rule] = &[
    own(
        "statute.member.file-form-16-of-entity",
        "Each member files the application by the treaty of the entity's country, or one of them for all who told it that they claim; and with it Form 16: the entity, the law by which its country taxes it, and the part of each; the certificate of residence of the entity, and its Form 17 where the treaty asks for that form. Papers in another language are filed with a translation.",
        &[TIA.at("3-2(5)"), TIO.at("2-3"), NTA.at("Form 1, notes 4 and 5, Form 16")],
        Evidence::Primary,
        &[Condition::HoldsThrough(Seen::Taxed), Condition::HoldsShares],
        Effect::Action(Action::FileEntity, Papers::with_another(&[Form::Form16])),
    ),
    own(
        "statute.member.file-form-16",
        "The entity files the application, and with it Form 16: the members who claim, the part of each, and the law, with its first day, by which their country taxes them on it; papers that show the membership; and of each member who claims a certificate of residence, and Form 17 where its treaty asks for that form. One application is for one treaty. Papers in another language are filed with a translation.",
        &[TIO.at("2-2(1)"), NTA.at("Form 1, notes 4 and 5, Form 16")],
        Evidence::Primary,
        &[Condition::HoldsShares],
        Effect::Action(Action::FileMembers, Papers::with_another(&[Form::Form16])),
    ),
];

const fn own(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
    effect: Effect,
) -> Rule {
    Rule { id, says, cites, evidence, when: When::all(when), effect }
}
