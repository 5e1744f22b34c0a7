//! Japan: who and what is outside, the paperwork by date, and what there is to know.

use super::sources::{COMPANIES, DEFENCE, GANT, GANT_ORDER, HOLIDAYS, IIJ, ITA, ITO, NTA, STMA, TIA, TIO};
use crate::facts::{DividendKind, HolderKind};
use crate::law::coverage::CHECKED_ON;
use crate::law::tables::LAST_HOLIDAY_YEAR;
use crate::law::treaty::{GR_2023, MOF_LIST, NTA_GUIDE, REMITTANCE_PARTNERS, SG_1994, US_2003, US_2013};
use crate::law::{
    Action, Citation, Condition, Country, Distributions, Effect, Evidence, Form, Papers, Relief, Route, Rule,
    SecondFormLimit, Source, When,
};
use crate::units::{Day, Rate};

pub(super) const SCOPE: &[Rule] = &[
    Rule {
        id: "statute.scope.resident-of-japan",
        says: "Residents of Japan and Japanese corporations are withheld from under other provisions, which are not encoded.",
        cites: &[ITA.at("5"), ITA.at("212(3)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::ResidentOf(Country::JAPAN), Condition::TaxedItself]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "statute.scope.permanent-establishment",
        says: "Income of a permanent establishment in Japan is assessed there, and the treaties' limits do not apply to it. Only dividends that are effectively connected with it are left out.",
        cites: &[ITA.at("164(1)(i)"), US_2003.at("10(7)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::EstablishmentInJapan]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "statute.scope.stock-split",
        says: "A stock split is no dividend: it is none of the events that are deemed to be one.",
        cites: &[ITA.at("24"), ITA.at("25")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::DividendIs(DividendKind::StockSplit)]),
        effect: Effect::Withhold(Rate::of("0")),
    },
    Rule {
        id: "statute.scope.dividend",
        says: "Dividends of a Japanese corporation are income from sources in Japan, and the payer withholds tax from them.",
        cites: &[ITA.at("161(1)(ix)"), ITA.at("212(1)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Taxable,
    },
];

/// What is distributed beside cash out of earnings.
pub(super) const DISTRIBUTIONS: Distributions = Distributions {
    kinds: DividendKind::ALL,
    scope: &[
        Rule {
            id: "statute.scope.payment-in-lieu",
            says: "What a borrower of the shares pays in the place of the dividend is no dividend: who pays it is not the company, and who gets it is not its shareholder. Nothing is withheld as from one; whether a lender abroad is taxed in Japan on it as on something else is not encoded.",
            cites: &[ITA.at("24(1)"), ITA.at("161(1)(ix)"), TRIBUNAL.at("Osaka 2018 no. 47")],
            evidence: Evidence::Primary,
            when: When::all(&[Condition::DividendIs(DividendKind::PaymentInLieu)]),
            effect: Effect::Withhold(Rate::of("0")),
        },
        Rule {
            id: "statute.scope.stock-dividend",
            says: "An allotment of the company's shares for nothing is no dividend: what is distributed as one cannot be the company's own shares. Nor is it one of the events that are deemed to be one.",
            cites: &[ITA.at("24(1)"), ITA.at("25(1)"), COMPANIES.at("454(1)(i)")],
            evidence: Evidence::Primary,
            when: When::all(&[Condition::DividendIs(DividendKind::StockDividend)]),
            effect: Effect::Withhold(Rate::of("0")),
        },
    ],
    us_excluded: super::us::OTHER_DISTRIBUTIONS,
};

/// On a resident's income from lent shares.
const TRIBUNAL: &Source = &Source {
    short: "Tax Tribunal 2019",
    title: "National Tax Tribunal of Japan, decision of 2019-01-28 on payments equal to dividends, as reported",
    url: "https://setuzei.biz/archives/4645",
};

pub(super) const TREATY_NOTES: &[Rule] = &[
    Rule {
        id: "statute.us-2003.other-provisions-later",
        says: "For taxes that are not withheld the treaty of 2003 applies to taxable years beginning on or after 2005-01-01; this tax year begins before.",
        cites: &[US_2003.at("30(2)(a)(ii)")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::ResidentOf(US),
            Condition::PaidFrom(Day::ymd(2004, 7, 1)),
            Condition::TaxYearBeginsBefore(Day::ymd(2005, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.us-2013.other-provisions-later",
        says: "For taxes that are not withheld the protocol of 2013 applies to taxable years beginning on or after 2020-01-01; this tax year begins before.",
        cites: &[US_2013.at("XV")],
        evidence: Evidence::Secondary,
        when: When::all(&[
            Condition::ResidentOf(US),
            Condition::PaidFrom(Day::ymd(2019, 11, 1)),
            Condition::TaxYearBeginsBefore(Day::ymd(2020, 1, 1)),
        ]),
        effect: Effect::Note,
    },
];

pub(super) const RELIEF: Relief = Relief {
    application: Rule {
        id: "statute.relief.application",
        says: "To be paid at a treaty's rate, the holder files the application by the day before the payment, through the withholding agent with its tax office; for ADSs the depositary does. The withholding agent of listed shares that are paid in Japan is since 2010 the agent that handles the payment, else the company.",
        cites: &[TIO.at("2(1)"), TIO.at("3(1)"), TIO.at("1(1)(v)"), STMA.at("9-3-2(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::ApplicationBeforePayment]),
        effect: Effect::Requirement,
    },
    second_form: Rule {
        id: "statute.relief.second-form",
        says: "For ADSs the tax is determined on the day after the eight months that are counted from the day after the record date; through that day, or the next on which the offices are open, the depositary states for which shares the treaty is claimed.",
        cites: &[TIO.at("3(1)"), TIO.at("3(3)"), NTA.at("Form 5, note 1"), GANT.at("10(2)"), GANT_ORDER.at("2(2)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::SecondFormBy(SECOND_FORM_LIMIT)]),
        effect: Effect::Requirement,
    },
    second_form_limit: SECOND_FORM_LIMIT,
    fiscal_year_end_month: MARCH,
    refund_years: Some(5),
    reconciliation: Rule {
        id: "statute.relief.refund",
        says: "Who did not file in time can claim what was withheld above the treaty's rate; the claim lapses five years from the day it could be made.",
        cites: &[TIO.at("2(8)"), GANT.at("74(1)")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    actions: &[
        action(
            "statute.relief.file-form-1-with-agent",
            "File Form 1, the application for relief on dividends, through the agent in Japan that pays the dividend out, which has been the withholding agent of listed shares since 2010 (for shares in book-entry the holder's account institution or standing proxy), with its tax office, by the day before the payment: in two copies, or electronically where the agent takes it so. Shares in a special account of the company go through the company.",
            &[TIO.at("2(1)"), TIO.at("14-2(1)"), STMA.at("9-3-2(1)"), NTA.at("tax answer 2888, Form 1 and note 2")],
            &[Condition::HoldsShares, Condition::Listed, Condition::PaidFrom(PAID_BY_AGENTS)],
            (Action::FileApplication, Papers::by(Route::PaymentHandlingAgent, &[Form::Form1])),
        ),
        action(
            "statute.relief.file-form-1",
            "File Form 1, the application for relief on dividends, in two copies through the company, the withholding agent, with its tax office, by the day before the payment.",
            &[TIO.at("2(1)"), NTA.at("tax answer 2888, Form 1")],
            &[Condition::HoldsShares],
            (Action::FileApplication, Papers::by(Route::WithholdingAgent, &[Form::Form1])),
        ),
        action(
            "statute.relief.file-form-4",
            "The depositary files Form 4, which puts off the withholding on the shares under investigation, by the day before the payment.",
            &[TIO.at("3(1)"), NTA.at("Form 4")],
            &[Condition::HoldsAds],
            (Action::FileApplication, Papers::by(Route::Depositary, &[Form::Form4])),
        ),
        action(
            "statute.relief.file-form-5",
            "The depositary files Form 5 with the shares for which the treaty is claimed, certified by registered holders or custodians, through the day after the eight months that are counted from the day after the record date; if that is a Saturday, a Sunday, a national holiday or a day from 29 December to 3 January, through the next that is none.",
            &[TIO.at("3(3)"), NTA.at("Form 5, note 1"), GANT.at("10(2)"), GANT_ORDER.at("2(2)"), HOLIDAYS.at("3")],
            &[Condition::HoldsAds],
            (Action::FileSecondForm, Papers::by(Route::Depositary, &[Form::Form5])),
        ),
        action(
            "statute.relief.certify-to-depositary",
            "Give the depositary, through the broker or custodian, the proof of residence and entitlement that it certifies the shares by; nothing else is filed with the tax authority for ADSs.",
            &[TIO.at("3(3)"), TIO.at("3(4)"), TIO.at("9-5(1)")],
            &[Condition::HoldsAds],
            (Action::FileProofs, Papers::NONE),
        ),
        action(
            "statute.relief.claim-refund-with-agent",
            "Claim what is withheld above the treaty's rate with Form 11 and Form 1 and what the treaty asks, through the agent in Japan that pays the dividend out, which has been the withholding agent of listed shares since 2010 and certifies the payment, with its tax office, within five years; interest runs only from a month after the claim. Of shares in a special account of the company it goes through the company.",
            CLAIM,
            &[Condition::Listed, Condition::PaidFrom(PAID_BY_AGENTS)],
            (Action::ClaimRefund, Papers::by(Route::PaymentHandlingAgent, &[Form::Form11, Form::Form1])),
        ),
        action(
            "statute.relief.claim-refund",
            "Claim what is withheld above the treaty's rate with Form 11 and Form 1 and what the treaty asks, through the withholding agent, which certifies the payment, with its tax office, within five years; interest runs only from a month after the claim.",
            CLAIM,
            &[],
            (Action::ClaimRefund, Papers::by(Route::WithholdingAgent, &[Form::Form11, Form::Form1])),
        ),
        action(
            "statute.relief.correct-excess",
            "More was withheld than the law allows, and no treaty is the reason: have the payer or its agent correct it.",
            &[ITA.at("212(1)"), GANT.at("56(1)")],
            &[],
            (Action::CorrectExcess, Papers::by(Route::Payer, &[])),
        ),
        action(
            "statute.relief.settle-shortfall",
            "Less was withheld than is due: settle the difference with the payer or its agent, from whom it is collected.",
            &[ITA.at("221"), ITA.at("222")],
            &[],
            (Action::SettleShortfall, Papers::by(Route::Payer, &[])),
        ),
    ],
};

/// Where a claim is told of: by paragraph 9 it goes to the tax office through the withholding agent.
const CLAIM: &[Citation] =
    &[TIO.at("2(8)"), TIO.at("2(9)"), TIO.at("15(1)(iii)"), GANT.at("74(1)"), NTA.at("tax answer 2889, Form 11")];

/// From here on who handles the payment of listed shares in Japan withholds, and not the company.
const PAID_BY_AGENTS: Day = Day::ymd(2010, 1, 1);

const SECOND_FORM_LIMIT: SecondFormLimit = SecondFormLimit::MonthsFromDayAfterRecordDate { months: 8 };

/// The first record date, before which nothing is paid, whose eight months and a day end beyond the table of holidays.
const HOLIDAYS_END: Day = Day::ymd(2027, 4, 30);
const _: () = assert!(LAST_HOLIDAY_YEAR == 2027);

/// The company's fiscal year ends on the last day of March.
const MARCH: u32 = 3;

pub(super) const NOTES: &[Rule] = &[
    Rule {
        id: "statute.note.ads-holder-owns-shares",
        says: "A holder of ADSs is treated as the owner of the underlying shares; relief depends on what the depositary certifies.",
        cites: &[TIO.at("3(1)"), TIO.at("3(3)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::HoldsAds, Condition::NotResidentOf(Country::JAPAN)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.holidays-not-known",
        says: "National holidays are known through 2027: a day in 2028 or later that the second form is due on moves on if it turns out to be one.",
        cites: &[HOLIDAYS.at("2, days of the equinoxes"), GANT.at("10(2)")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::HoldsAds,
            Condition::NotResidentOf(Country::JAPAN),
            Condition::PaidFrom(HOLIDAYS_END),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.listed-since-2005",
        says: "The company's shares are listed in Tokyo since 2005-12-02; whether ADSs listed in New York before that made them listed shares was not found out. State dividend.listed.",
        cites: &[IIJ.at("listing")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::PaidFrom(Day::ymd(2003, 4, 1)),
            Condition::PaidBefore(Day::ymd(2005, 12, 2)),
            Condition::PaidByAnother(false),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.capital-surplus",
        says: "A dividend of surplus that goes with a reduction of capital surplus, even in part, is a return of capital as a whole: what exceeds the capital that it returns is a deemed dividend, from which tax is withheld as from any other; the rest is proceeds of the shares, and nothing is withheld from it. The company's notice says how much is which for each share.",
        cites: &[ITA.at("25(1)(iv)"), ITO.at("61(2)(iv)"), STMA.at("37-10(3)(iv)"), STMA.at("37-12(2)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::DividendIs(DividendKind::CapitalSurplus)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.buy-back",
        says: "What the company pays for its own shares beyond their part of its capital is a deemed dividend, unless it buys them on an exchange: who sells there has a gain alone. A tender offer is not on the exchange. The notice says how much it is for each share.",
        cites: &[ITA.at("25(1)(v)"), ITO.at("61(1)"), ITO.at("61(2)(vi)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::DividendIs(DividendKind::BuyBack)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.liquidation",
        says: "What is distributed in liquidation beyond the shares' part of the capital is a deemed dividend; the notice says how much it is for each share.",
        cites: &[ITA.at("25(1)(iv)"), ITO.at("61(2)(iv)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::DividendIs(DividendKind::Liquidation)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.as-enacted",
        says: "Japan's side of a payment after 2026-11-29 is the law as enacted on 2026-11-29, the day on which its tables were last checked.",
        cites: &[DEFENCE.at("chapter on the special income tax"), MOF_LIST.at("of conventions")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::PaidFrom(AFTER_CHECK), Condition::NotResidentOf(Country::JAPAN)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.one-application-for-all",
        says: "Who holds listed shares through a payment-handling agent in Japan that has notified its tax office may, from 2014-01-01, file Form 1-2 with it once for all of them: there is no deadline, and it covers what is paid from the day of filing. By the day before the first payment of each company the holder then gives the agent a notice for that company. Forms 17 and certificates go with Form 1-2, and again after three years or one.",
        cites: &[
            TIO.at("2(10)"),
            TIO.at("2(13)"),
            TIO.at("9-5(7)"),
            TIO.at("9-5(8)"),
            NTA.at("Form 1-2, procedure 1648-54"),
        ],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::HoldsShares,
            Condition::Listed,
            Condition::NotResidentOf(Country::JAPAN),
            Condition::PaidFrom(Day::ymd(2014, 1, 1)),
        ]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.remittance",
        says: "A resident who is taxed at home only on what is remitted there has relief only for that part.",
        cites: &[NTA_GUIDE.at("chapter 10, note 6")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::ResidentOfAny(REMITTANCE_PARTNERS), Condition::Kind(HolderKind::Individual)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.remittance-to-singapore",
        says: "Where Singapore taxes only what is remitted to it or received there, the relief is for that part, whoever the holder is but Singapore's government, its monetary bodies and its investment corporation.",
        cites: &[SG_1994.at("22(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::ResidentOf(Country::code("SG")), Condition::Kind(HolderKind::Corporation)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.remittance-greece",
        says: "A resident of Greece who is taxed there only on what is remitted or received there has relief only for that part.",
        cites: &[GR_2023.at("28(1)")],
        evidence: Evidence::Primary,
        when: When::all(&[
            Condition::ResidentOf(Country::code("GR")),
            Condition::Kind(HolderKind::Individual),
            Condition::PaidFrom(Day::ymd(2025, 1, 1)),
        ]),
        effect: Effect::Note,
    },
];

/// The day after [`CHECKED_ON`], which the note names.
const AFTER_CHECK: Day = Day::ymd(2026, 11, 30);
const _: () = assert!(AFTER_CHECK.days_since(CHECKED_ON) == 1);

/// Residents of countries without a treaty.
pub(super) const OPEN_LIST: &[Rule] = &[
    Rule {
        id: "statute.note.information-exchange-only",
        says: "Japan's agreement with this jurisdiction is on the exchange of information and sets no limit on dividends.",
        cites: &[NTA_GUIDE.at("chapter 10, table of treaties")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::ResidentOfAny(INFORMATION_EXCHANGE_PARTNERS)]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.not-in-force",
        says: "A treaty with Argentina was signed on 2019-06-27 and is not in force: it would limit the rate to 15%, and to 10% for some companies.",
        cites: &[NTA_GUIDE.at("chapter 10, note 5")],
        evidence: Evidence::Primary,
        when: When::all(&[Condition::ResidentOf(Country::code("AR"))]),
        effect: Effect::Note,
    },
    Rule {
        id: "statute.note.no-treaty",
        says: "Japan has no treaty on dividends with this country in the table of its treaty partners.",
        cites: &[TIA.at("2"), NTA_GUIDE.at("chapter 10, table of treaties")],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Note,
    },
];

/// Jurisdictions for which the tax agency's table of treaties says of dividends that there is no provision.
const INFORMATION_EXCHANGE_PARTNERS: &[Country] = &[
    Country::code("BM"),
    Country::code("BS"),
    Country::code("GG"),
    Country::code("IM"),
    Country::code("JE"),
    Country::code("KY"),
    Country::code("LI"),
    Country::code("MO"),
    Country::code("PA"),
    Country::code("VG"),
    Country::code("WS"),
];

pub(super) const DISCLAIMERS: &[Rule] = &[Rule {
    id: "statute.disclaimer.as-read",
    says: "Statutes and treaties as they were read, each rule with how well it is evidenced; consult a tax adviser in the countries concerned.",
    cites: &[ITA.at("as of 2025-12-27"), TIO.at("as of 2026-01-01")],
    evidence: Evidence::Primary,
    when: When::ALWAYS,
    effect: Effect::Note,
}];

const US: Country = Country::UNITED_STATES;

const fn action(
    id: &'static str,
    says: &'static str,
    cites: &'static [Citation],
    when: &'static [Condition],
    (action, papers): (Action, Papers),
) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: When::all(when), effect: Effect::Action(action, papers) }
}
