//! The Netherlands: the convention of 1970 with its protocol of 1992 and the convention of 2010.

use super::{
    COMPANY, MLI, PENSION, PENSION_FUND, QUALIFIED, SIX_MONTHS, SIX_MONTHS_OF_PERIOD, current, preconditions, row,
    version,
};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const NL_1970: &Source = &Source {
    short: "Netherlands treaty 1970",
    title: "Convention between Japan and the Netherlands, signed 1970-03-03, with the protocol of 1992",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub const NL_2010: &Source = &Source {
    short: "Netherlands treaty 2010",
    title: "Convention between Japan and the Netherlands, signed 2010-08-25, in force 2011-12-29",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/tax_convetion_list_jp.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[NL], regimes: &[BEFORE, V1970, V1970_ELECTED, V2010] };

const NL: Country = Country::code("NL");

const BEFORE: Regime = before!("nl", "the Netherlands", NL_1970);

const V1970: Regime = Regime {
    preconditions: open_to!("nl-1970", NL, "the Netherlands", &[NL_1970.at("11(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.nl-1970.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[NL_1970.at("11(2)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.nl-1970.general",
            "At most 15% from everybody else.",
            &[NL_1970.at("11(2)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version("nl-treaty-1970", "the treaty with the Netherlands of 1970", "2004-01-01", "2011-12-31")
};

const V1970_ELECTED: Regime = Regime {
    election: Some(Condition::ElectsPriorTreaty),
    preconditions: open_to!(
        "nl-1970-elected", NL, "the Netherlands", &[NL_1970.at("11(2)")], Evidence::Primary;
        preconditions(
            "statute.nl-1970-elected.election",
            "For twelve months from the day the new treaty would apply, a resident who is entitled to greater benefits under the one before it may elect that one in its entirety.",
            &[NL_2010.at("30(4)")],
            Evidence::Primary,
            &[Condition::ResidentOf(NL), Condition::ElectsPriorTreaty],
        )
    ),
    rows: &[
        row(
            "statute.nl-1970-elected.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[NL_1970.at("11(2)"), NL_2010.at("30(4)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.nl-1970-elected.general",
            "At most 15% from everybody else.",
            &[NL_1970.at("11(2)"), NL_2010.at("30(4)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..version(
        "nl-treaty-1970-elected",
        "the treaty with the Netherlands of 1970, elected for its last twelve months",
        "2012-01-01",
        "2012-12-31",
    )
};

const V2010: Regime = Regime {
    preconditions: open_to!(
        "nl-2010", NL, "the Netherlands", &[NL_2010.at("10(2)")], Evidence::Primary;
        denied!("nl-2010", &[MLI.at("7(1)")])
    ),
    actions: &[attach_form_17!("nl-2010", "the rate of 0%")],
    rows: &[
        row(
            "statute.nl-2010.controlling-company",
            "Nothing from a company that has owned directly or indirectly at least 50% of the voting stock for the six months ending on the entitlement date, and that is a qualified person.",
            &[NL_2010.at("10(3)(a)"), NL_2010.at("21")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("50")), SIX_MONTHS),
                Condition::MeetsAnyLobTest(QUALIFIED),
            ],
            "0",
        ),
        row(
            "statute.nl-2010.pension-fund",
            "Nothing from a pension fund that is entitled to the benefit, unless the dividend derives from carrying on a business.",
            &[NL_2010.at("10(3)(b)"), NL_2010.at("21")],
            Evidence::Primary,
            &[PENSION_FUND, Condition::NotFromBusiness, Condition::MayMeetAnyLobTest(PENSION)],
            "0",
        ),
        row(
            "statute.nl-2010.ten-percent-company",
            "At most 5% from a company that has owned directly or indirectly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[NL_2010.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.nl-2010.general",
            "At most 10% from everybody else.",
            &[NL_2010.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "10",
        ),
    ],
    ..current("nl-treaty-2010", "the treaty with the Netherlands of 2010", "2012-01-01")
};
