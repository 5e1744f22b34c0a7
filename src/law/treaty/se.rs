//! Sweden: the convention of 1983 with its protocol of 1999 and its protocol of 2013.

use super::{COMPANY, LISTED, MLI, QUALIFIED, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const SE_1983: &Source = &Source {
    short: "Sweden treaty 1983",
    title: "Convention between Japan and Sweden, signed 1983-01-21, with the protocol of 1999",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const SE_2013: &Source = &Source {
    short: "Sweden protocol 2013",
    title: "Protocol amending that Convention, signed 2013-12-05, in force 2014-10-12",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[SE], regimes: &[BEFORE, V1983, V2013] };

const SE: Country = Country::code("SE");

const BEFORE: Regime = before!("se", "Sweden", SE_1983);

const V1983: Regime = Regime {
    preconditions: open_to!("se-1983", SE, "Sweden", &[SE_1983.at("10(2)")], Evidence::Secondary),
    rows: &[
        row(
            "statute.se-1983.listed-company",
            "Nothing from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period, and that is listed or owned by listed companies.",
            &[SE_1983.at("10(3)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD),
                Condition::MeetsAnyLobTest(LISTED),
            ],
            "0",
        ),
        row(
            "statute.se-1983.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[SE_1983.at("10(2)(a)")],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.se-1983.general",
            "At most 15% from everybody else.",
            &[SE_1983.at("10(2)(b)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("se-treaty-1983", "the treaty with Sweden of 1983 with its protocol of 1999", "2004-01-01", "2014-12-31")
};

const V2013: Regime = Regime {
    preconditions: open_to!(
        "se-2013", SE, "Sweden", &[SE_2013.at("10(2)")], Evidence::Primary;
        denied!("se-2013", &[MLI.at("7(1)")])
    ),
    actions: &[attach_form_17!("se-2013", "the rate of 0%")],
    rows: &[
        row(
            "statute.se-2013.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[SE_2013.at("10(3)"), SE_2013.at("21A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.se-2013.general",
            "At most 10% from everybody else.",
            &[SE_2013.at("10(2)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("se-treaty-1983-protocol-2013", "the treaty with Sweden of 1983 with its protocol of 2013", "2015-01-01")
};
