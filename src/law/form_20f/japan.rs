//! Japanese Taxation: JT-1 to JT-17, and EC-1.

use super::{READ, label};
use crate::facts::{DividendKind, HolderKind};
use crate::law::{
    Action, Clock, Condition, Country, Distributions, Effect, Ends, Form, Holders, HoldingPeriod, Length, Papers,
    Regime, Relief, Route, Rule, SecondFormLimit, Threshold, Treaty, When,
};
use crate::units::{Day, Percent, Rate, Span};

const US: Country = Country::UNITED_STATES;

pub(super) const SCOPE: &[Rule] = &[
    Rule {
        id: "form-20f.scope.resident-of-japan",
        says: "Only non-residents of Japan and non-Japanese corporations are spoken of; a resident of Japan is not.",
        cites: &[label("JT-1.1")],
        evidence: READ,
        when: When::all(&[Condition::ResidentOf(Country::JAPAN)]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "form-20f.scope.establishment-in-japan",
        says: "A holder with a permanent establishment in Japan (a fixed place of business there) to which the income is attributable is not spoken of.",
        cites: &[label("JT-1.1"), label("JT-6.3"), label("JT-6.4")],
        evidence: READ,
        when: When::all(&[Condition::EstablishmentInJapan]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "form-20f.scope.stock-split",
        says: "A stock split is not subject to Japanese income tax, unless it is treated as a dividend.",
        cites: &[label("JT-5.2")],
        evidence: READ,
        when: When::all(&[Condition::DividendIs(DividendKind::StockSplit)]),
        effect: Effect::Withhold(Rate::of("0")),
    },
    Rule {
        id: "form-20f.scope.dividend",
        says: "Dividends paid by Japanese corporations to non-residents and non-Japanese corporations are subject to Japanese withholding tax.",
        cites: &[label("JT-5.1")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Taxable,
    },
];

/// It is one company's report.
pub(super) const OTHER_PAYER: Rule = Rule {
    id: "form-20f.scope.other-payer",
    says: "The document is the annual report of Internet Initiative Japan, and says nothing of another company's dividends: read the law statute.",
    cites: &[label("JT-1.1"), label("JT-5.1")],
    evidence: READ,
    when: When::all(&[Condition::PaidByAnother(true)]),
    effect: Effect::NotAddressed,
};

/// Of distributions it names dividends in cash and stock splits.
pub(super) const DISTRIBUTIONS: Distributions = Distributions {
    kinds: &[DividendKind::Cash, DividendKind::StockSplit, DividendKind::StockSplitTreatedAsDividend],
    scope: &[Rule {
        id: "form-20f.scope.other-distributions",
        says: "Of distributions out of capital surplus, buy-backs, liquidations, stock dividends and payments in lieu the document says nothing.",
        cites: &[label("JT-5.1"), label("JT-5.2")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::NotAddressed,
    }],
    us_excluded: &[],
};

/// What it does not say of the other kinds.
pub(super) const HOLDERS: Holders = Holders {
    scope: &[Rule {
        id: "form-20f.scope.other-holders",
        says: "Of governments, international organizations, charities, funds, nominees, partnerships and retirement accounts the document says nothing of their own.",
        cites: &[label("JT-1.1"), label("JT-7.1")],
        evidence: READ,
        when: When::all(&[Condition::KindIn(OTHER_HOLDERS)]),
        effect: Effect::NotAddressed,
    }],
    ..Holders::NONE
};

const OTHER_HOLDERS: &[HolderKind] = &[
    HolderKind::Government,
    HolderKind::InternationalOrganization,
    HolderKind::Charity,
    HolderKind::Fund,
    HolderKind::Ric,
    HolderKind::Nominee,
    HolderKind::Partnership,
    HolderKind::Ira,
];

pub(super) const DOMESTIC: &[Regime] = &[Regime {
    id: "no-treaty",
    title: "Japanese law without a treaty",
    clock: Clock::Taxable,
    span: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2010, 12, 31)),
    preconditions: &[],
    entitled: &[],
    qualified: &[],
    election: None,
    actions: &[],
    rows: &[Rule {
        id: "form-20f.no-treaty.statutory",
        says: "Unless a treaty reduces it, the rate on dividends to non-residents and non-Japanese corporations is 20%.",
        cites: &[label("JT-13.1")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Withhold(Rate::of("20")),
    }],
}];

pub(super) const TREATIES: &[Treaty] = &[
    Treaty { partners: &[US], regimes: &[PRIOR_TREATY, TREATY] },
    Treaty { partners: NAMED_COUNTRIES, regimes: &[NAMED_TREATY] },
];

const PRIOR_TREATY: Regime = Regime {
    id: "us-prior-treaty-1971",
    title: "the Prior Treaty with the United States, signed 1971-03-08",
    clock: Clock::Taxable,
    span: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2004, 6, 30)),
    preconditions: &[
        Rule {
            id: "form-20f.us-1971.resident",
            says: "The Prior Treaty speaks of residents of the United States; it ceased to have effect when the Treaty came into force, for withholding on 2004-07-01.",
            cites: &[label("JT-6.2"), label("JT-6.5")],
            evidence: READ,
            when: When::all(&[Condition::ResidentOf(US)]),
            effect: Effect::Requirement,
        },
        Rule {
            id: "form-20f.us-1971.beneficial-owner",
            says: "Relief is for the beneficial owner, who must be able to prove to be one.",
            cites: &[label("JT-14.6")],
            evidence: READ,
            when: When::all(&[Condition::BeneficialOwner]),
            effect: Effect::Requirement,
        },
    ],
    entitled: &[],
    qualified: &[],
    election: None,
    actions: &[],
    rows: &[
        Rule {
            id: "form-20f.us-1971.ten-percent-corporation",
            says: "Under the Prior Treaty a corporation with 10% or more of the voting shares paid at most 10%.",
            cites: &[label("JT-10"), label("JT-11")],
            evidence: READ,
            when: When::all(&[
                Condition::Kind(HolderKind::Corporation),
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement),
            ]),
            effect: Effect::Withhold(Rate::of("10")),
        },
        Rule {
            id: "form-20f.us-1971.general",
            says: "Under the Prior Treaty all others paid at most 15%.",
            cites: &[label("JT-10"), label("JT-11")],
            evidence: READ,
            when: When::ALWAYS,
            effect: Effect::Withhold(Rate::of("15")),
        },
    ],
};

const TREATY: Regime = Regime {
    id: "us-treaty-2003",
    title: "the Treaty with the United States, in force 2004-03-30",
    clock: Clock::Taxable,
    span: Span::new(Day::ymd(2004, 7, 1), Day::ymd(2010, 12, 31)),
    preconditions: &[
        Rule {
            id: "form-20f.us-2003.resident",
            says: "The Treaty reduces the rate for residents and corporations of the United States, for amounts taxable on or after 2004-07-01.",
            cites: &[label("JT-6.1"), label("JT-6.3"), label("JT-6.5")],
            evidence: READ,
            when: When::all(&[Condition::ResidentOf(US)]),
            effect: Effect::Requirement,
        },
        Rule {
            id: "form-20f.us-2003.beneficial-owner",
            says: "Relief is for the beneficial owner, who must be able to prove to be one.",
            cites: &[label("JT-14.6")],
            evidence: READ,
            when: When::all(&[Condition::BeneficialOwner]),
            effect: Effect::Requirement,
        },
    ],
    entitled: &[],
    qualified: &[],
    election: None,
    actions: &[],
    rows: &[
        Rule {
            id: "form-20f.us-2003.pension-fund",
            says: "Nothing is withheld from a pension fund whose dividends do not derive from carrying on a business, directly or indirectly.",
            cites: &[label("JT-7.3"), label("JT-9")],
            evidence: READ,
            when: When::all(&[Condition::Kind(HolderKind::PensionFund), Condition::NotFromBusiness]),
            effect: Effect::Withhold(Rate::of("0")),
        },
        Rule {
            id: "form-20f.us-2003.controlling-corporation",
            says: "Nothing is withheld from a corporation that has owned more than 50% of the voting shares, directly or through residents of either country, for the twelve months ending on the entitlement date, and that meets additional requirements.",
            cites: &[label("JT-7.3"), label("JT-8"), label("JT-11")],
            evidence: READ,
            when: When::all(&[
                Condition::Kind(HolderKind::Corporation),
                Condition::VotingStock(
                    Threshold::MoreThan(Percent::of("50")),
                    HoldingPeriod::Throughout(Length::YearByDate, Ends::Entitlement),
                ),
                Condition::MeetsAdditionalRequirements,
            ]),
            effect: Effect::Withhold(Rate::of("0")),
        },
        Rule {
            id: "form-20f.us-2003.ten-percent-corporation",
            says: "At most 5% of the gross amount for a corporation that owns, directly or indirectly, at least 10% of the voting shares on the entitlement date.",
            cites: &[label("JT-7.2"), label("JT-11")],
            evidence: READ,
            when: When::all(&[
                Condition::Kind(HolderKind::Corporation),
                Condition::VotingStock(Threshold::AtLeast(Percent::of("10")), HoldingPeriod::OnEntitlement),
            ]),
            effect: Effect::Withhold(Rate::of("5")),
        },
        Rule {
            id: "form-20f.us-2003.general",
            says: "At most 10% of the gross amount for most shareholders.",
            cites: &[label("JT-7.1"), label("JT-11")],
            evidence: READ,
            when: When::ALWAYS,
            effect: Effect::Withhold(Rate::of("10")),
        },
    ],
};

/// The countries the document names, in its order.
const NAMED_COUNTRIES: &[Country] = &[
    Country::code("AU"),
    Country::code("BE"),
    Country::code("CA"),
    Country::code("DK"),
    Country::code("FI"),
    Country::code("FR"),
    Country::code("DE"),
    Country::code("IE"),
    Country::code("IT"),
    Country::code("LU"),
    Country::code("NL"),
    Country::code("NZ"),
    Country::code("NO"),
    Country::code("SG"),
    Country::code("ES"),
    Country::code("SE"),
    Country::code("CH"),
    Country::code("GB"),
];

const NAMED_TREATY: Regime = Regime {
    id: "named-treaty",
    title: "a treaty with a country that the document names without its rate",
    clock: Clock::Taxable,
    span: Span::new(Day::ymd(1973, 1, 1), Day::ymd(2010, 12, 31)),
    preconditions: &[Rule {
        id: "form-20f.named-treaty.beneficial-owner",
        says: "Relief is for the beneficial owner, who must be able to prove to be one.",
        cites: &[label("JT-14.6")],
        evidence: READ,
        when: When::all(&[Condition::BeneficialOwner]),
        effect: Effect::Requirement,
    }],
    entitled: &[],
    qualified: &[],
    election: None,
    actions: &[],
    rows: &[Rule {
        id: "form-20f.named-treaty.rate-not-stated",
        says: "A treaty with this country reduces the rate of 20%, and further for investors with some capital relationship to the company; to what, the document does not say.",
        cites: &[label("JT-13.2"), label("JT-13.3"), label("JT-13.4")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::RateNotStated { at_most: Some(Rate::of("20")) },
    }],
};

pub(super) const TREATY_NOTES: &[Rule] = &[Rule {
    id: "form-20f.us-2003.other-provisions-later",
    says: "The Treaty's provisions other than on withholding apply to fiscal years beginning on or after 2005-01-01; this tax year begins before.",
    cites: &[label("JT-6.6")],
    evidence: READ,
    when: When::all(&[Condition::ResidentOf(US), Condition::TaxYearBeginsBefore(Day::ymd(2005, 1, 1))]),
    effect: Effect::Note,
}];

pub(super) const RELIEF: Relief = Relief {
    application: Rule {
        id: "form-20f.relief.application",
        says: "To be paid at a treaty's rate, the holder submits the application form through the company to the tax authority before the dividend is paid.",
        cites: &[label("JT-14.1"), label("JT-14.2")],
        evidence: READ,
        when: When::all(&[Condition::ApplicationBeforePayment]),
        effect: Effect::Requirement,
    },
    second_form: Rule {
        id: "form-20f.relief.second-form",
        says: "For ADSs the depositary submits two forms: one before the payment, the other within eight months after the fiscal year end.",
        cites: &[label("JT-14.5")],
        evidence: READ,
        when: When::all(&[Condition::SecondFormBy(SECOND_FORM_LIMIT)]),
        effect: Effect::Requirement,
    },
    second_form_limit: SECOND_FORM_LIMIT,
    fiscal_year_end_month: MARCH,
    refund_years: None,
    reconciliation: Rule {
        id: "form-20f.relief.refund",
        says: "Who did not apply in advance can claim back from the tax authority what was withheld above the treaty's rate.",
        cites: &[label("JT-15")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    actions: &[
        Rule {
            id: "form-20f.relief.file-application",
            says: "File the application form for relief from Japanese income tax on dividends through the company, to its tax office, before the payment; a standing proxy may do it, and for ADSs the depositary does.",
            cites: &[label("JT-14.1"), label("JT-14.2"), label("JT-14.3"), label("JT-14.5")],
            evidence: READ,
            when: When::ALWAYS,
            effect: Effect::Action(
                Action::FileApplication,
                Papers::by(Route::WithholdingAgent, &[Form::Application]).of_ads_by(Route::Depositary),
            ),
        },
        Rule {
            id: "form-20f.relief.file-second-form",
            says: "The depositary or its agent files the second application form within eight months after the fiscal year end.",
            cites: &[label("JT-14.5")],
            evidence: READ,
            when: When::all(&[Condition::HoldsAds]),
            effect: Effect::Action(Action::FileSecondForm, Papers::by(Route::Depositary, &[Form::SecondForm])),
        },
        Rule {
            id: "form-20f.relief.file-proofs",
            says: "File with the depositary proof of taxpayer status, residence and beneficial ownership, and what else it asks to show entitlement.",
            cites: &[label("JT-14.6"), label("JT-14.7")],
            evidence: READ,
            when: When::all(&[Condition::HoldsAds]),
            effect: Effect::Action(Action::FileProofs, Papers::NONE),
        },
        Rule {
            id: "form-20f.relief.claim-refund",
            says: "Claim from the Japanese tax authority what is withheld above the treaty's rate.",
            cites: &[label("JT-15")],
            evidence: READ,
            when: When::ALWAYS,
            effect: Effect::Action(Action::ClaimRefund, Papers::by(Route::TaxOffice, &[Form::RefundClaim])),
        },
        Rule {
            id: "form-20f.relief.correct-excess",
            says: "More was withheld than the law allows, and no treaty is the reason: have the payer or its agent correct it.",
            cites: &[label("JT-5.2"), label("JT-13.1")],
            evidence: READ,
            when: When::ALWAYS,
            effect: Effect::Action(Action::CorrectExcess, Papers::by(Route::Payer, &[])),
        },
        Rule {
            id: "form-20f.relief.settle-shortfall",
            says: "Less was withheld than is due: settle the difference with the payer or its agent.",
            cites: &[label("JT-5.1"), label("JT-13.1")],
            evidence: READ,
            when: When::ALWAYS,
            effect: Effect::Action(Action::SettleShortfall, Papers::by(Route::Payer, &[])),
        },
    ],
};

const SECOND_FORM_LIMIT: SecondFormLimit =
    SecondFormLimit::MonthsAfterFiscalYearEnd { months: 8, usual_year_end_month: MARCH };

/// The company's fiscal year ends on the last day of March.
const MARCH: u32 = 3;

pub(super) const NOTES: &[Rule] = &[
    Rule {
        id: "form-20f.note.ads-holder-owns-shares",
        says: "For the Treaty and Japanese tax law a U.S. holder of ADRs is treated as the owner of the shares underlying the ADSs.",
        cites: &[label("JT-12")],
        evidence: READ,
        when: When::all(&[Condition::HoldsAds, Condition::ResidentOf(US)]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.exchange-controls",
        says: "No Japanese law restricts the payment of dividends to non-resident holders.",
        cites: &[label("EC-1")],
        evidence: READ,
        when: When::all(&[Condition::NotResidentOf(Country::JAPAN)]),
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.note.between-the-treaties",
        says: "The document has the Prior Treaty cease when the Treaty came into force, on 2004-03-30, and the Treaty apply to withholding from 2004-07-01; in between, the Prior Treaty is taken to apply still.",
        cites: &[label("JT-6.1"), label("JT-6.2"), label("JT-6.5")],
        evidence: READ,
        when: When::all(&[
            Condition::ResidentOf(US),
            Condition::PaidFrom(Day::ymd(2004, 3, 30)),
            Condition::PaidBefore(Day::ymd(2004, 7, 1)),
        ]),
        effect: Effect::Note,
    },
];

pub(super) const OPEN_LIST: &[Rule] = &[Rule {
    id: "form-20f.note.list-is-open",
    says: "The document's list of treaty countries is open-ended: a country it does not name may have a treaty with a lower rate.",
    cites: &[label("JT-13.3")],
    evidence: READ,
    when: When::ALWAYS,
    effect: Effect::Note,
}];

pub(super) const DISCLAIMERS: &[Rule] = &[
    Rule {
        id: "form-20f.disclaimer.not-exhaustive",
        says: "A summary of the law as of the document's date, which may change and does not cover every case; consult a tax adviser in the countries concerned.",
        cites: &[
            label("JT-1.2"),
            label("JT-1.3"),
            label("JT-1.4"),
            label("JT-1.5"),
            label("JT-2"),
            label("JT-3"),
            label("JT-4"),
        ],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Note,
    },
    Rule {
        id: "form-20f.disclaimer.federal-only",
        says: "Only federal income tax of the United States as then in force is spoken of, as if the deposit agreement were performed; state, local and other taxes are not.",
        cites: &[
            label("US-1.1"),
            label("US-10.1"),
            label("US-10.2"),
            label("US-10.3"),
            label("US-16.1"),
            label("US-16.2"),
        ],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::Note,
    },
];
