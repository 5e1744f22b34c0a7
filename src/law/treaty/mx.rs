//! Mexico: the convention of 1996.

use super::{BEFORE_2004, COMPANY, MLI, SIX_MONTHS_OF_PERIOD, current, row};
use crate::facts::LobTest;
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const MX_1996: &Source = &Source {
    short: "Mexico treaty 1996",
    title: "Convention between Japan and the United Mexican States of 1996, with the Multilateral Convention (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とメキシコ合衆国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Mexico_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1996] };

const PARTNER: Country = Country::code("MX");

const V1996: Regime = Regime {
    preconditions: open_to!("mx-1996", PARTNER, "Mexico", &[MX_1996.at("10(2)")], Evidence::Primary; denied!("mx-1996", &[MLI.at("7(1)")], from "2024-01-01", Evidence::Primary)),
    rows: &[
        row(
            "statute.mx-1996.listed-and-owned-company",
            "Nothing from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period, and that on the day of payment is both regularly traded on a recognised exchange at home and more than half owned by the state, its resident individuals or resident companies that are listed or so owned (base erosion is not asked).",
            &[MX_1996.at("10(2)(c)(i)"), MX_1996.at("10(2)(c)(ii)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD),
                Condition::MeetsLobTest(LobTest::ListedCompany),
                Condition::MeetsLobTest(LobTest::OwnershipAndBaseErosion),
            ],
            "0",
        ),
        row(
            "statute.mx-1996.qualified-company",
            "Nothing from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period, and that states to meet both further conditions, without saying how.",
            &[MX_1996.at("10(2)(c)")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD),
                Condition::StatesAdditionalRequirements,
            ],
            "0",
        ),
        row(
            "statute.mx-1996.parent-company",
            "At most 5% from a company that has owned at least 25% of the voting stock for the six months ending with the accounting period.",
            &[MX_1996.at("10(2)(b)")],
            Evidence::Primary,
            &[COMPANY, Condition::VotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_OF_PERIOD)],
            "5",
        ),
        row(
            "statute.mx-1996.general",
            "At most 15% from everybody else.",
            &[MX_1996.at("10(2)(a)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("mx-treaty-1996", "the treaty with Mexico of 1996", "2004-01-01")
};
