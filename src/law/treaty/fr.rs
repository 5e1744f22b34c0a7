//! France: the convention of 1995 and its protocol of 2007.

use super::{COMPANY, LISTED, MLI, QUALIFIED, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, row, version};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const FR_1995: &Source = &Source {
    short: "France treaty 1995",
    title: "Convention between Japan and France, signed 1995-03-03",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const FR_2007: &Source = &Source {
    short: "France protocol 2007",
    title: "Protocol amending that Convention, signed 2007-01-11, in force 2007-12-01",
    url: "https://www.mofa.go.jp/announce/announce/2007/11/1176148_838.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[FR], regimes: &[BEFORE, V1995, V2007] };

const FR: Country = Country::code("FR");

const BEFORE: Regime = before!("fr", "France", FR_1995);

const V1995: Regime = Regime {
    preconditions: open_to!("fr-1995", FR, "France", &[FR_1995.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.fr-1995.qualified-company",
            "Nothing from a company that has owned directly or indirectly at least 15% of the voting stock for the six months ending with the accounting period, and that is listed or owned by listed companies.",
            &[FR_1995.at("10(3)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("15")), SIX_MONTHS_OF_PERIOD),
                Condition::MeetsAnyLobTest(LISTED),
            ],
            "0",
        ),
        row(
            "statute.fr-1995.parent-company",
            "At most 5% from a company that has owned directly or indirectly at least 15% of the voting stock for the six months ending with the accounting period.",
            &[FR_1995.at("10(2)(a)")],
            Evidence::Secondary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("15")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.fr-1995.general",
            "At most 15% from everybody else.",
            &[FR_1995.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("fr-treaty-1995", "the treaty with France of 1995", "2004-01-01", "2007-12-31")
};

const V2007: Regime = Regime {
    preconditions: open_to!(
        "fr-2007", FR, "France", &[FR_2007.at("10(2)")], Evidence::Primary;
        denied!("fr-2007", &[MLI.at("7(1)")])
    ),
    actions: &[attach_form_17!("fr-2007", "the rate of 0%")],
    rows: &[
        row(
            "statute.fr-2007.direct-parent-company",
            "Nothing from a company that has owned directly at least 15% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[FR_2007.at("10(3)"), FR_2007.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("15")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.fr-2007.parent-company",
            "Nothing from a company that has owned directly or indirectly at least 25% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[FR_2007.at("10(3)"), FR_2007.at("22A")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.fr-2007.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[FR_2007.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.fr-2007.general",
            "At most 10% from everybody else.",
            &[FR_2007.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("fr-treaty-1995-protocol-2007", "the treaty with France of 1995 with its protocol of 2007", "2008-01-01")
};
