//! Singapore: the agreement of 1994.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, preconditions, row};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

pub const SG_1994: &Source = &Source {
    short: "Singapore treaty 1994",
    title: "Agreement between Japan and Singapore, signed 1994-04-09, in force 1995-04-28 (日・シンガポール租税協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/press_release/SynthesizedTextforJapan-SingaporeJP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[SG], regimes: &[BEFORE_2004, V1994] };

const SG: Country = Country::code("SG");

const V1994: Regime = Regime {
    preconditions: open_to!(
        "sg-1994", SG, "Singapore", &[SG_1994.at("10(2)")], Evidence::Primary;
        preconditions(
            "statute.sg-1994.benefits",
            "Nothing in the treaty denies the holder its benefits: it is no person other than an individual that Singapore exempts and that has no real activity there; and from 2020-01-01 the arrangement does not have the benefits as a main purpose.",
            &[SG_1994.at("22(2)"), MLI.at("7(1) from 2020-01-01")],
            Evidence::Primary,
            &[Condition::EntitledToBenefits],
        )
    ),
    rows: &[
        row(
            "statute.sg-1994.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[SG_1994.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.sg-1994.general",
            "At most 15% from everybody else.",
            &[SG_1994.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("sg-treaty-1994", "the treaty with Singapore of 1994", "2004-01-01")
};
