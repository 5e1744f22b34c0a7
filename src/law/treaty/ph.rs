//! The Philippines: the convention of 1980 and its protocol of 2006. That its rates apply from 2009-01-01 rests on a report.

use super::{BEFORE_2004, COMPANY, SIX_MONTHS_BEFORE_PAYMENT, current, row, version};
use crate::law::{Condition, Country, Evidence, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const PH_1980: &Source = &Source {
    short: "Philippines treaty 1980",
    title: "Convention between Japan and the Republic of the Philippines of 1980 (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国とフィリピン共和国との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Philippines1980_jp_en.pdf",
};

const PH_2006: &Source = &Source {
    short: "Philippines protocol 2006",
    title: "That convention with its protocol of 2006 (日・フィリピン租税条約改正議定書)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/Philippines_ST_jp.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[PARTNER], regimes: &[BEFORE_2004, V1980, V2006] };

const PARTNER: Country = Country::code("PH");

const V1980: Regime = Regime {
    preconditions: open_to!("ph-1980", PARTNER, "the Philippines", &[PH_1980.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.ph-1980.parent-company",
            "At most 10% from a company that has owned directly at least 25% of the voting stock, or of the issued shares, for the six months before the payment.",
            &[PH_1980.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("25")), SIX_MONTHS_BEFORE_PAYMENT)],
            "10",
        ),
        row(
            "statute.ph-1980.general",
            "At most 25% from everybody else.",
            &[PH_1980.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "25",
        ),
    ],
    ..version("ph-treaty-1980", "the treaty with the Philippines of 1980", "2004-01-01", "2008-12-31")
};

const V2006: Regime = Regime {
    preconditions: open_to!("ph-2006", PARTNER, "the Philippines", &[PH_2006.at("10(2)")], Evidence::Primary),
    rows: &[
        row(
            "statute.ph-2006.parent-company",
            "At most 10% from a company that has owned directly at least 10% of the voting stock, or of the issued shares, for the six months before the payment.",
            &[PH_2006.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS_BEFORE_PAYMENT)],
            "10",
        ),
        row(
            "statute.ph-2006.general",
            "At most 15% from everybody else.",
            &[PH_2006.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current(
        "ph-treaty-1980-protocol-2006",
        "the treaty with the Philippines of 1980 with its protocol of 2006",
        "2009-01-01",
    )
};
