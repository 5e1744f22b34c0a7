//! Czechia: the convention of Czechoslovakia of 1977.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_BEFORE_PAYMENT, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Rule, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const CZECHOSLOVAKIA_1977: &Source = &Source {
    short: "Czechoslovakia treaty 1977",
    title: "Convention between Japan and the Czechoslovak Socialist Republic of 1977, in force 1978-11-25 (日・チェコスロバキア租税条約)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-S53-353.html",
};

const CZECH_GAZETTE: &Source = &Source {
    short: "Czech gazette 46/1979",
    title: "That Convention in the Czechoslovak collection of laws, decree 46/1979, article 10 (vyhláška 46/1979 Sb.)",
    url: "https://public.codexis.cz/zakon/46-1979-sb-vyhlaska-o-smlouve-mezi-cssr-a-japonskem-o-zamezeni-dvojiho-zdaneni-v-oboru-dani-z-prijmu-CR202/cl-10-CL10",
};

const MLI_CZ: &Source = &Source {
    short: "Multilateral Convention, Czechia",
    title: "Ministry of Finance of Japan, application of the Multilateral Convention to the treaty with Czechia (財務省「日・チェコ租税条約に対するＢＥＰＳ防止措置実施条約の適用」)",
    url: "https://www.mof.go.jp/english/policy/tax_policy/tax_conventions/mli_cze.htm",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1977] };

/// Of both states that came of Czechoslovakia.
pub(super) const CZECHOSLOVAKIA_ROWS: &[Rule] = &[
    row(
        "statute.czechoslovakia-1977.parent-company",
        "At most 10% from a company that has owned at least 25% of the voting stock for the six months immediately before the day of the payment.",
        &[CZECHOSLOVAKIA_1977.at("10(2)(a)"), CZECH_GAZETTE.at("10(2)(a)")],
        Evidence::Primary,
        &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_BEFORE_PAYMENT)],
        "10",
    ),
    row(
        "statute.czechoslovakia-1977.general",
        "At most 15% from everybody else.",
        &[CZECHOSLOVAKIA_1977.at("10(2)(b)"), CZECH_GAZETTE.at("10(2)(b)")],
        Evidence::Primary,
        &[],
        "15",
    ),
];

const PARTNER: Country = Country::code("CZ");

const V1977: Regime = Regime {
    preconditions: open_to_recipient!(
        "cz-1977", PARTNER, "Czechia", &[CZECHOSLOVAKIA_1977.at("10(2)")], Evidence::Primary;
        denied!("cz-1977", &[MLI.at("7(1)"), MLI_CZ.at("points 2 and 3")], from "2021-01-01", Evidence::Primary)
    ),
    rows: CZECHOSLOVAKIA_ROWS,
    ..current("cz-treaty-1977", "the treaty of Czechoslovakia of 1977, with Czechia", "2004-01-01")
};
