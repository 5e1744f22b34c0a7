//! Chile: the convention of 2016.

use super::{COMPANY, NTA_TABLE, PENSION_FUND, UNREAD, current, row};
use crate::law::{Condition, Country, Evidence, HoldingPeriod, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const CL_2016: &Source = &Source {
    short: "Chile treaty 2016",
    title: "Convention between Japan and the Republic of Chile of 2016, in force 2016-12-28 (日・チリ租税条約); as the Ministry of Finance tells it",
    url: "https://www.tributariolaboral.cl/610/w3-article-92346.html",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[V2016] };

const PARTNER: Country = Country::code("CL");

const V2016: Regime = Regime {
    preconditions: UNREAD,
    rows: &[
        row(
            "statute.cl-2016.pension-fund",
            "Nothing from a pension fund, of dividends that do not come from carrying on a business.",
            &[CL_2016.at("10"), NTA_TABLE],
            Evidence::Secondary,
            &[PENSION_FUND, Condition::NotFromBusiness],
            "0",
        ),
        row(
            "statute.cl-2016.parent-company",
            "At most 5% from a company with at least 25%: whether of the voting stock, for how long and whether directly is not known here.",
            &[CL_2016.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), HoldingPeriod::OnEntitlement),
                Condition::NotKnown("which part is meant, for how long and whether directly (article 10(2))"),
            ],
            "5",
        ),
        row(
            "statute.cl-2016.general",
            "At most 15% from everybody else.",
            &[CL_2016.at("10(2)"), NTA_TABLE],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..current("cl-treaty-2016", "the treaty with Chile of 2016", "2017-01-01")
};
