//! Portugal: the convention of 2011.

use super::{COMPANY, TWELVE_MONTHS, current, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub(super) const PT_2011: &Source = &Source {
    short: "Portugal treaty 2011",
    title: "Convention between Japan and the Portuguese Republic of 2011, in force 2013-07-28 (日・ポルトガル租税条約)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H25-091.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2011] };

const PARTNER: Country = Country::code("PT");

const V2011: Regime = Regime {
    preconditions: open_to!("pt-2011", PARTNER, "Portugal", &[PT_2011.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.pt-2011.parent-company",
            "At most 5% from a company that is no partnership and that has owned directly at least 10% of the voting stock for the twelve months ending on the entitlement date.",
            &[PT_2011.at("10(2)(a)(i)"), PT_2011.at("protocol 6")],
            Evidence::Primary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("10")), TWELVE_MONTHS)],
            "5",
        ),
        row(
            "statute.pt-2011.general",
            "At most 10% from everybody else.",
            &[PT_2011.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("pt-treaty-2011", "the treaty with Portugal of 2011", "2014-01-01")
};
