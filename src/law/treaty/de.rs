//! Germany: the agreement of 1966 with its protocols and the agreement of 2015.

use super::{BEFORE_2004, COMPANY, MLI, OWNERSHIP, SIX_MONTHS, UNREAD_BEFORE, current, row, version};
use crate::facts::{HolderKind, LobTest};
use crate::law::{Condition, Country, Ends, Evidence, HoldingPeriod, Length, Regime, Source, Threshold, Treaty};
use crate::units::Percent;

const DE_1966: &Source = &Source {
    short: "Germany treaty 1966",
    title: "Agreement between Japan and the Federal Republic of Germany, signed 1966-04-22, with the protocols of 1979 and 1983 (日・ドイツ租税協定)",
    url: "https://doppelbesteuerung.eu/normen-dba/japan/",
};

pub const DE_2015: &Source = &Source {
    short: "Germany treaty 2015",
    title: "Agreement between Japan and the Federal Republic of Germany, signed 2015-12-17, in force 2016-10-28 (日・ドイツ租税協定)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/SynthesizedTextforJapan_Germany_JP.pdf",
};

pub(super) const TREATY: Treaty = Treaty { partners: &[DE], regimes: &[BEFORE_2004, V1966, V2015] };

const DE: Country = Country::code("DE");

const V1966: Regime = Regime {
    preconditions: UNREAD_BEFORE,
    rows: &[
        row(
            "statute.de-1966.parent-company",
            "At most 10% from a company that has owned at least 25% of the voting stock for the twelve months ending on the day the dividend is due; the day on which they end is from memory.",
            &[DE_1966.at("10(2)")],
            Evidence::Secondary,
            &[
                COMPANY,
                Condition::VotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Throughout(Length::Months(12), Ends::Payment),
                ),
            ],
            "10",
        ),
        row(
            "statute.de-1966.general",
            "At most 15% from everybody else.",
            &[DE_1966.at("10(2)")],
            Evidence::Secondary,
            &[],
            "15",
        ),
    ],
    ..version("de-treaty-1966", "the treaty with Germany of 1966", "2004-01-01", "2016-12-31")
};

const V2015: Regime = Regime {
    preconditions: open_to!(
        "de-2015", DE, "Germany", &[DE_2015.at("10(2)")], Evidence::Primary;
        denied!("de-2015", &[DE_2015.at("21(8)"), MLI.at("10(1) to (3) from 2026-01-01")])
    ),
    entitled: limitation_on_benefits!(
        "de-2015", DE_2015, &[DE_2015.at("21(1)")],
        "individual", "An individual is a qualified person.", "21(2)(a)", Condition::Kind(HolderKind::Individual);
        "government", "A state, a Land, a subdivision or local authority, the Bank of Japan or the Bundesbank, or a person wholly owned by a state or such an authority.", "21(2)(b), 21(7)(a)", Condition::MeetsLobTest(LobTest::Government);
        "listed-company", "A company whose principal class of shares is listed and regularly traded on exchanges of Japan, on regulated markets of the European directive on markets in financial instruments, or on the Hong Kong, New York, Singapore, Swiss and Taiwan exchanges or Nasdaq.", "21(2)(c), 21(7)(c)", Condition::MeetsLobTest(LobTest::ListedCompany);
        "pension-fund-members", "A pension fund of whose beneficiaries, members or participants more than 50% were individual residents of either country at the end of the year before.", "21(2)(d)", Condition::MeetsLobTest(LobTest::PensionFundMembers);
        "tax-exempt-organization", "An exempt religious, charitable, educational, scientific, artistic or cultural organisation.", "21(2)(e)", Condition::MeetsLobTest(LobTest::TaxExemptOrganization);
        "ownership", "A person of which qualified residents of the same country have owned at least 65%, directly or indirectly, throughout the twelve months before the entitlement date. Base erosion is not asked.", "21(2)(f), 21(4)(a)", Condition::MeetsAnyLobTest(OWNERSHIP);
        "equivalent-beneficiaries", "A person of which 65% has been owned throughout those twelve months by persons with the same benefits under this agreement, or 90% by persons with the same under any.", "21(3), 21(4)(a)", Condition::MeetsLobTest(LobTest::EquivalentBeneficiaries);
        "active-business", "A person in an active business at home with which the dividend is connected.", "21(5)", Condition::MeetsLobTest(LobTest::ActiveBusiness);
        "competent-authority", "A person whom the competent authority determines to be entitled.", "21(6)", Condition::MeetsLobTest(LobTest::CompetentAuthority);
    ),
    actions: attach_form_17!("de-2015", "every rate of this treaty"),
    rows: &[
        row(
            "statute.de-2015.parent-company",
            "Nothing from a company (not a partnership) that has owned directly at least 25% of the voting stock for the eighteen months ending on the entitlement date.",
            &[DE_2015.at("10(3)"), DE_2015.at("21")],
            Evidence::Primary,
            &[
                COMPANY,
                Condition::DirectVotingStock(
                    Threshold::AtLeast(Percent::of("25")),
                    HoldingPeriod::Throughout(Length::Months(18), Ends::Entitlement),
                ),
            ],
            "0",
        ),
        row(
            "statute.de-2015.ten-percent-company",
            "At most 5% from a company (not a partnership) that has owned directly at least 10% of the voting stock for the six months ending on the entitlement date.",
            &[DE_2015.at("10(2)(a)")],
            Evidence::Primary,
            &[COMPANY, Condition::DirectVotingStock(Threshold::AtLeast(Percent::of("10")), SIX_MONTHS)],
            "5",
        ),
        row(
            "statute.de-2015.general",
            "At most 15% from everybody else.",
            &[DE_2015.at("10(2)(b)")],
            Evidence::Primary,
            &[],
            "15",
        ),
    ],
    ..current("de-treaty-2015", "the treaty with Germany of 2015", "2017-01-01")
};
