//! The United States: the treaty of 1971, the treaty of 2003, the protocol of 2013.

use super::{COMPANY, PENSION_FUND, preconditions, row, version};
use crate::facts::{HolderKind, LobTest};
use crate::law::coverage::LAST_DAY;
use crate::law::{
    Citation, Condition, Country, Effect, Ends, Evidence, HoldingPeriod, Length, Regime, Rule, Source, Threshold,
    Treaty, When,
};
use crate::units::{Day, Percent, Span};

pub const US_1971: &Source = &Source {
    short: "US treaty 1971",
    title: "Convention between Japan and the United States of America, signed 1971-03-08, in force 1972-07-09 (日・米租税条約)",
    url: "http://taxalmanac.org/index.php/Income_Tax_Treaty_with_Japan%2C_1971.html",
};

pub const US_2003: &Source = &Source {
    short: "US treaty 2003",
    title: "Convention between Japan and the United States of America, signed 2003-11-06 at Washington, in force 2004-03-30 (所得に対する租税に関する二重課税の回避及び脱税の防止のための日本国政府とアメリカ合衆国政府との間の条約)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/USA_ST_jp.pdf",
};

pub const US_2013: &Source = &Source {
    short: "US protocol 2013",
    title: "Protocol amending that Convention, signed 2013-01-24 at Washington, in force 2019-08-30 (日・米租税条約改正議定書)",
    url: "https://www.mofa.go.jp/mofaj/gaiko/treaty/htmls/A-H31_R1-117.html",
};

pub(super) const TREATY: Treaty =
    Treaty { partners: &[Country::UNITED_STATES], regimes: &[V1971, V1971_ELECTED, V2003, V2013] };

const V1971: Regime = Regime {
    preconditions: &[
        preconditions(
            "statute.us-1971.resident",
            "The treaty of 1971 is for residents of the United States; for withholding it ceased on 2004-07-01.",
            &[US_1971.at("12(2)"), US_1971.at("28"), US_2003.at("30(4)")],
            Evidence::Secondary,
            &[Condition::ResidentOf(Country::UNITED_STATES)],
        ),
        owner("statute.us-1971.beneficial-owner"),
    ],
    rows: ROWS_1971,
    ..version("us-treaty-1971", "the treaty with the United States of 1971", "1973-01-01", "2004-06-30")
};

const V1971_ELECTED: Regime = Regime {
    election: Some(Condition::ElectsPriorTreaty),
    preconditions: &[
        preconditions(
            "statute.us-1971-elected.election",
            "For twelve months from the day the treaty of 2003 would apply, a resident of the United States who is entitled to greater benefits under the treaty of 1971 may elect it in its entirety.",
            &[US_2003.at("30(4)")],
            Evidence::Primary,
            &[Condition::ResidentOf(Country::UNITED_STATES), Condition::ElectsPriorTreaty],
        ),
        owner("statute.us-1971-elected.beneficial-owner"),
    ],
    rows: ROWS_1971,
    ..version(
        "us-treaty-1971-elected",
        "the treaty with the United States of 1971, elected for its last twelve months",
        "2004-07-01",
        "2005-06-30",
    )
};

/// Of the treaty as it applied, and as it may be elected in its entirety.
const ROWS_1971: &[Rule] = &[
    row(
        "statute.us-1971.ten-percent-corporation",
        "At most 10% from a corporation that owned at least 10% of the voting shares during the payer's taxable year before that of the payment and until the payment, when no more than 25% of the payer's gross income of that earlier year was interest and dividends (other than of a financing business or from half-owned subsidiaries).",
        &[US_1971.at("12(2)(b)")],
        Evidence::Memory,
        TEN_PERCENT_1971,
        "10",
    ),
    row(
        "statute.us-1971.general",
        "At most 15% from everybody else.",
        &[US_1971.at("12(2)(a)"), PRESS_2003],
        Evidence::Primary,
        &[],
        "15",
    ),
];

const TEN_PERCENT_1971: &[Condition] = &[
    COMPANY,
    Condition::VotingStock(AT_LEAST_TEN, HoldingPeriod::PriorYearToPayment { usual_year_end_month: MARCH }),
    Condition::InvestmentIncomeAtMost(Percent::of("25")),
];

/// The company's fiscal year ends on the last day of March.
const MARCH: u32 = 3;

const AT_LEAST_TEN: Threshold = Threshold::AtLeast(Percent::of("10"));

/// The Ministry of Finance's comparison of both treaties.
const PRESS_2003: Citation = MOF_2003.at("comparison of rates");

const MOF_2003: &Source = &Source {
    short: "MOF 2003",
    title: "Ministry of Finance of Japan, press release on the treaty with the United States, November 2003 (財務省)",
    url: "https://www.mof.go.jp/tax_policy/summary/international/tax_convention/press_release/sy151107.htm",
};

const OWNED: &[Citation] = &[US_2003.at("10(2)")];

const fn owner(id: &'static str) -> Rule {
    preconditions(
        id,
        "The limits are for dividends that are beneficially owned by a resident of the other country.",
        OWNED,
        Evidence::Primary,
        &[Condition::BeneficialOwner],
    )
}

/// The text of 2003, and the same with the protocol of 2013.
macro_rules! since_2003 {
    ($block:literal, $begins:literal, $threshold:expr, $period:expr, $owned:literal, $cite:expr, $evidence:ident) => {
        Regime {
            preconditions: &[
                preconditions(
                    concat!("statute.", $block, ".resident"),
                    concat!("The limits are for residents of the United States, for amounts from ", $begins, "."),
                    &[US_2003.at("10(2)"), $cite],
                    Evidence::Primary,
                    &[Condition::ResidentOf(Country::UNITED_STATES)],
                ),
                owner(concat!("statute.", $block, ".beneficial-owner")),
                preconditions(
                    concat!("statute.", $block, ".benefits"),
                    "Nothing else in the treaty denies the holder its benefits, such as being a conduit.",
                    &[US_2003.at("10(11)"), US_2003.at("22(1)")],
                    Evidence::Primary,
                    &[Condition::EntitledToBenefits],
                ),
            ],
            entitled: &[
                entitled(concat!("statute.", $block, ".individual"), "An individual is a qualified person.", &[US_2003.at("22(1)(a)")], &[Condition::Kind(HolderKind::Individual)]),
                entitled(
                    concat!("statute.", $block, ".not-stated"),
                    "By which paragraph of the limitation on benefits the holder is entitled is not stated: that it is, is assumed.",
                    &[US_2003.at("22(1)"), US_2003.at("22(2)"), US_2003.at("22(4)")],
                    &[Condition::LobTestsNotStated],
                ),
                entitled(concat!("statute.", $block, ".government"), "A state, a subdivision, the Bank of Japan or the Federal Reserve Banks.", &[US_2003.at("22(1)(b)")], &[Condition::MeetsLobTest(LobTest::Government)]),
                entitled(concat!("statute.", $block, ".listed-company"), "A company whose principal class of shares, and any disproportionate class, is listed in Japan or the United States and regularly traded on one or more recognised exchanges: 6% of the average number of shares in the year before is enough.", &[US_2003.at("22(1)(c)(i)"), US_2003.at("22(5)(a)"), US_2003.at("22(5)(b)"), US_2003.at("protocol")], &[Condition::MeetsLobTest(LobTest::ListedCompany)]),
                entitled(concat!("statute.", $block, ".subsidiary"), "A company of which at most five such listed companies that are residents of the same country own at least 50% of each class, directly or through persons of this paragraph alone, from the beginning of the taxable year before until the entitlement date, or throughout the year that ends on it.", &[US_2003.at("22(1)(c)(ii)"), US_2003.at("22(3)(a)")], &[Condition::MeetsLobTest(LobTest::SubsidiaryOfListedCompanies)]),
                entitled(concat!("statute.", $block, ".tax-exempt-organization"), "A religious, charitable, educational, scientific, artistic, cultural or public organisation that is exempt.", &[US_2003.at("22(1)(d)"), US_2003.at("4(1)(c)")], &[Condition::MeetsLobTest(LobTest::TaxExemptOrganization)]),
                entitled(concat!("statute.", $block, ".pension-fund-members"), "A pension fund of whose beneficiaries, members or participants more than 50% are individual residents of either country at the end of the year before.", &[US_2003.at("22(1)(e)"), US_2003.at("3(1)(m)")], &[PENSION_FUND, Condition::MeetsLobTest(LobTest::PensionFundMembers)]),
                entitled(concat!("statute.", $block, ".ownership-and-base-erosion"), "A person of which residents of the same country that meet (a), (b), (c)(i), (d) or (e) own at least 50% of each class for the same period, and that in each of the three taxable years before pays less than 50% of its gross income, deductibly, to residents of neither country.", &[US_2003.at("22(1)(f)"), US_2003.at("22(3)(b)(i)"), US_2003.at("22(3)(c)")], &[Condition::MeetsLobTest(LobTest::OwnershipAndBaseErosion)]),
                entitled(concat!("statute.", $block, ".active-business"), "A person in an active trade or business at home, other than investing for its own account unless as a commercial bank, an insurance company or a registered securities dealer, with which the dividend is connected; against a related payer it must be substantial.", &[US_2003.at("22(2)")], &[Condition::MeetsLobTest(LobTest::ActiveBusiness)]),
                entitled(concat!("statute.", $block, ".competent-authority"), "A person whom the competent authority determines to be entitled.", &[US_2003.at("22(4)")], &[Condition::MeetsLobTest(LobTest::CompetentAuthority)]),
                Rule {
                    id: concat!("statute.", $block, ".no-paragraph"),
                    says: "Nobody else is entitled to the treaty's benefits.",
                    cites: &[US_2003.at("22(1)")],
                    evidence: Evidence::Primary,
                    when: When::ALWAYS,
                    effect: Effect::NoBenefits,
                },
            ],
            actions: attach_form_17!($block, "every rate of this treaty", "Form 17-US on the limitation on benefits", "the residence certificate (Form 6166)"),
            rows: &[
                row(
                    concat!("statute.", $block, ".pension-fund"),
                    "Nothing from a pension fund, unless the dividend is derived from carrying on a business, directly or indirectly.",
                    &[US_2003.at("10(3)(b)")],
                    Evidence::Primary,
                    &[PENSION_FUND, Condition::NotFromBusiness],
                    "0",
                ),
                zero(concat!("statute.", $block, ".controlling-listed-company"), concat!("Nothing from a company that has owned ", $owned, " the entitlement date, and that is a listed and regularly traded company."), &[$cite, US_2003.at("10(3)(a)(i)"), US_2003.at("22(1)(c)(i)")], Evidence::$evidence, &[COMPANY, Condition::VotingStock($threshold, $period), Condition::HeldThroughResidents($threshold), Condition::MeetsLobTest(LobTest::ListedCompany)]),
                zero(concat!("statute.", $block, ".controlling-subsidiary"), concat!("Nothing from a company that has owned ", $owned, " the entitlement date, and that is a subsidiary of at most five such listed companies."), &[$cite, US_2003.at("10(3)(a)(i)"), US_2003.at("22(1)(c)(ii)")], Evidence::$evidence, &[COMPANY, Condition::VotingStock($threshold, $period), Condition::HeldThroughResidents($threshold), Condition::MeetsLobTest(LobTest::SubsidiaryOfListedCompanies)]),
                zero(concat!("statute.", $block, ".controlling-active-company"), concat!("Nothing from a company that has owned ", $owned, " the entitlement date, that passes the tests of ownership and base erosion and is in an active business the dividend is connected with."), &[$cite, US_2003.at("10(3)(a)(ii)"), US_2003.at("22(1)(f)"), US_2003.at("22(2)")], Evidence::$evidence, &[COMPANY, Condition::VotingStock($threshold, $period), Condition::HeldThroughResidents($threshold), Condition::MeetsLobTest(LobTest::OwnershipAndBaseErosion), Condition::MeetsLobTest(LobTest::ActiveBusiness)]),
                zero(concat!("statute.", $block, ".controlling-determined-company"), concat!("Nothing from a company that has owned ", $owned, " the entitlement date, and to which the competent authority granted it."), &[$cite, US_2003.at("10(3)(a)(iii)"), US_2003.at("22(4)")], Evidence::$evidence, &[COMPANY, Condition::VotingStock($threshold, $period), Condition::HeldThroughResidents($threshold), Condition::MeetsLobTest(LobTest::CompetentAuthority)]),
                zero(concat!("statute.", $block, ".controlling-corporation"), concat!("Nothing from a company that has owned ", $owned, " the entitlement date, and that states to meet the further requirements, without saying which."), &[$cite, US_2003.at("10(3)(a)")], Evidence::$evidence, &[COMPANY, Condition::VotingStock($threshold, $period), Condition::HeldThroughResidents($threshold), Condition::StatesAdditionalRequirements]),
                row(
                    concat!("statute.", $block, ".ten-percent-corporation"),
                    "At most 5% from a company that owns, directly or indirectly, at least 10% of the voting stock on the entitlement date, which in Japan is the last day of the accounting period.",
                    &[US_2003.at("10(2)(a)"), US_2003.at("exchange of notes 4")],
                    Evidence::Primary,
                    &[COMPANY, Condition::VotingStock(AT_LEAST_TEN, HoldingPeriod::OnAccountingPeriodEnd)],
                    "5",
                ),
                row(concat!("statute.", $block, ".general"), "At most 10% from everybody else.", &[US_2003.at("10(2)(b)")], Evidence::Primary, &[], "10"),
            ],
            ..V2003_DATES
        }
    };
}

const V2003_DATES: Regime =
    version("us-treaty-2003", "the treaty with the United States of 2003", "2004-07-01", "2019-10-31");

const V2003: Regime = since_2003!(
    "us-2003",
    "2004-07-01",
    Threshold::MoreThan(Percent::of("50")),
    HoldingPeriod::Throughout(Length::Months(12), Ends::AccountingPeriod),
    "more than 50% of the voting stock, directly or indirectly through residents of either country, for the twelve months ending on",
    US_2003.at("30(2)(a)(i)"),
    Secondary
);

const V2013: Regime = Regime {
    id: "us-treaty-2003-protocol-2013",
    title: "the treaty with the United States of 2003 with its protocol of 2013",
    span: Span::new(Day::ymd(2019, 11, 1), LAST_DAY),
    ..since_2003!(
        "us-2013",
        "2019-11-01",
        Threshold::AtLeast(Percent::of("50")),
        HoldingPeriod::Throughout(Length::Months(6), Ends::AccountingPeriod),
        "at least 50% of the voting stock, directly or indirectly through residents of either country, for the six months ending on",
        US_2013.at("III"),
        Primary
    )
};

const fn entitled(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
) -> Rule {
    preconditions(id, says, cites, Evidence::Primary, when)
}

const fn zero(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    evidence: Evidence,
    when: &'static [Condition],
) -> Rule {
    row(id, says, cites, evidence, when, "0")
}
