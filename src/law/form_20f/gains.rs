//! Sales: JT-16 and JT-17, US-17.2, CG-1, PFIC-6 and PFIC-7.

use super::{READ, label};
use crate::facts::{AcquiredBy, HolderKind, SaleKind, SalePlace};
use crate::law::irc::{REV_RUL_66_7, REV_RUL_70_598};
use crate::law::{
    Action, Citation, Condition, Country, Effect, Evidence, GainChapter, Papers, Rule, SaleCondition, Source, When,
};
use crate::units::{Day, Rate};

/// Regulations on income tax.
static REGULATIONS: Source =
    Source { short: "26 CFR", title: "Income tax regulations", url: "https://www.law.cornell.edu/cfr/text/26" };

/// The code the document's discussion is based on (US-10.1).
static CODE: Source = Source {
    short: "IRC",
    title: "Internal Revenue Code of 1986, as amended",
    url: "https://www.law.cornell.edu/uscode/text/26",
};

/// The Japanese order that lists which gains of non-residents are taxed.
static ORDER: Source = Source {
    short: "ITA Enforcement Order",
    title: "Order for Enforcement of the Income Tax Act of Japan, as explained in National Tax Agency tax answer 1936",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1936.htm",
};

pub(super) const CHAPTER: GainChapter = GainChapter {
    japan: JAPAN,
    treaties: &[],
    japan_notes: JAPAN_NOTES,
    exchange: computation(
        "form-20f.us-gain.exchange",
        "Exchanging shares for ADRs or ADRs for shares is generally not taxed: the holder is treated as the owner of the shares all along, and basis and holding period go on.",
        &[label("US-17.1"), label("US-17.2")],
    ),
    lots: Rule {
        id: "form-20f.us-gain.lots",
        says: "The shares that the holder identifies are the ones sold; without that, the ones acquired first. The document does not say which; this is how the regulations fill the gap.",
        cites: &[label("CG-1.1"), Citation { source: &REGULATIONS, place: "1.1012-1(c)" }],
        evidence: Evidence::Secondary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    realised: computation(
        "form-20f.us-gain.realised",
        "The amount realised counts at its value in dollars: yen at the spot rate of the day of the sale, less the expenses of the sale.",
        &[label("CG-1.1")],
    ),
    basis: computation(
        "form-20f.us-gain.basis",
        "The tax basis is determined in dollars: yen that were paid count at the spot rate of the day they bought the shares.",
        &[label("CG-1.1")],
    ),
    gain: computation(
        "form-20f.us-gain.gain",
        "Capital gain or loss is the difference between the dollars realised and the basis in dollars.",
        &[label("CG-1.1")],
    ),
    long_term: &[Rule {
        id: "form-20f.us-gain.long-term",
        says: "A holding period greater than one year is long-term. The document does not say how a year is counted: it runs from the day after the acquisition and includes the day of the sale, and from the last day of a month it runs through whole months.",
        cites: &[label("CG-1.2"), REV_RUL_66_7.at("66-7"), REV_RUL_70_598.at("70-598")],
        evidence: Evidence::Secondary,
        when: When::all(&[MORE_THAN_A_YEAR]),
        effect: Effect::Requirement,
    }],
    rates: RATES,
    loss: computation(
        "form-20f.us-gain.loss",
        "When the basis is larger than what is realised, the difference is a capital loss.",
        &[label("CG-1.1")],
    ),
    netting: Rule {
        id: "form-20f.us-gain.netting",
        says: "Losses of the sale are set off: only long-term gain beyond the short-term loss has the maximum rate. What else the holder gained or lost in the year is not known here.",
        cites: &[label("CG-1.2"), Citation { source: &CODE, place: "1222(11)" }],
        evidence: Evidence::Primary,
        when: When::ALWAYS,
        effect: Effect::Computation,
    },
    source: computation(
        "form-20f.us-gain.source",
        "The gain or loss is generally from sources within the United States for the foreign tax credit limitation.",
        &[label("CG-1.3")],
    ),
    transfers: None,
    notes: NOTES,
    gain_notes: &[],
    actions: ACTIONS,
};

const JAPAN: &[Rule] = &[
    Rule {
        id: "form-20f.japan-gain.exchange",
        says: "A U.S. holder of ADRs is treated as the owner of the underlying shares: giving the one for the other sells nothing.",
        cites: &[label("JT-12")],
        evidence: READ,
        when: When::all(&[EXCHANGE, Condition::ResidentOf(Country::UNITED_STATES)]),
        effect: Effect::NotTaxed,
    },
    Rule {
        id: "form-20f.japan-gain.exchange-by-citizen",
        says: "A citizen of the United States is a U.S. holder wherever resident, and so the owner of the underlying shares: giving the one for the other sells nothing.",
        cites: &[label("JT-12"), label("US-12")],
        evidence: READ,
        when: When::all(&[EXCHANGE, Condition::Kind(HolderKind::Individual), Condition::UsCitizen]),
        effect: Effect::NotTaxed,
    },
    Rule {
        id: "form-20f.japan-gain.exchange-not-stated",
        says: "The document speaks of exchanging shares and ADSs only for U.S. holders.",
        cites: &[label("JT-12")],
        evidence: READ,
        when: When::all(&[EXCHANGE]),
        effect: Effect::NotAddressed,
    },
    Rule {
        id: "form-20f.japan-gain.outside-japan",
        says: "Gains of non-residents and non-Japanese corporations from a sale outside Japan are in general not subject to Japanese income or corporation taxes.",
        cites: &[label("JT-16.1")],
        evidence: READ,
        when: When::all(&[Condition::Sale(SaleCondition::Sold(SalePlace::OutsideJapan))]),
        effect: Effect::NotTaxed,
    },
    Rule {
        id: "form-20f.japan-gain.in-japan",
        says: "Gains of non-residents and non-Japanese corporations without a permanent establishment in Japan from a sale within Japan are in general not subject to Japanese income or corporation taxes.",
        cites: &[label("JT-16.2")],
        evidence: READ,
        when: When::all(&[Condition::Sale(SaleCondition::Sold(SalePlace::InJapan)), Condition::NoEstablishmentInJapan]),
        effect: Effect::NotTaxed,
    },
    Rule {
        id: "form-20f.japan-gain.anywhere",
        says: "Outside Japan or within it, gains of non-residents and non-Japanese corporations without a permanent establishment in Japan are in general not subject to Japanese income or corporation taxes.",
        cites: &[label("JT-16.1"), label("JT-16.2")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::NotTaxed,
    },
];

const JAPAN_NOTES: &[Rule] = &[
    note(
        "form-20f.japan-gain.acquired-by-inheritance",
        "An individual who has acquired shares or ADSs as a distributee may have to pay Japanese inheritance tax, at progressive rates.",
        &[label("JT-16.3")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Inheritance))],
    ),
    note(
        "form-20f.japan-gain.acquired-by-legacy",
        "An individual who has acquired shares or ADSs as a legatee may have to pay Japanese inheritance tax, at progressive rates.",
        &[label("JT-16.3")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Legacy))],
    ),
    note(
        "form-20f.japan-gain.acquired-by-gift",
        "An individual who has acquired shares or ADSs as a donee may have to pay Japanese gift tax, at progressive rates.",
        &[label("JT-16.3")],
        &[Condition::Kind(HolderKind::Individual), Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Gift))],
    ),
    note(
        "form-20f.japan-gain.transfer-taxes",
        "The company pays stamp, registration and similar Japanese taxes on the issue of the shares, and none on their transfer or sale by a holder.",
        &[label("JT-17")],
        &[],
    ),
    Rule {
        id: "form-20f.japan-gain.in-general",
        says: "The document says 'in general' and names no exception. Japanese law has some: sales of 5% or more in a year by a group that holds 25% or more within three years, companies that own mostly Japanese land, individuals who sell while staying in Japan, shares from qualified stock options.",
        cites: &[label("JT-16.1"), label("JT-16.2"), Citation { source: &ORDER, place: "281(1)" }],
        evidence: READ,
        when: When::all(&[Condition::Sale(SaleCondition::SaleIs(SaleKind::Sale))]),
        effect: Effect::Note,
    },
];

const RATES: &[Rule] = &[
    Rule {
        id: "form-20f.us-gain.pfic",
        says: "A gain on shares of a company that is a PFIC is under the rules on excess distributions, unless the holder elected to mark to market.",
        cites: &[label("US-18.1"), label("PFIC-6"), label("PFIC-7")],
        evidence: READ,
        when: When::all(&[Condition::Sale(SaleCondition::PficWhileHeld)]),
        effect: Effect::ExcessDistribution,
    },
    Rule {
        id: "form-20f.us-gain.maximum-rate",
        says: "A noncorporate holder's capital gain recognised in a tax year beginning before 2011 is generally taxed at no more than 15% where the holding period is greater than one year.",
        cites: &[label("CG-1.2")],
        evidence: READ,
        when: When::all(&[
            Condition::Noncorporate,
            Condition::Sale(SaleCondition::NotPficWhileHeld),
            Condition::TaxYearBeginsBefore(Day::ymd(2011, 1, 1)),
            MORE_THAN_A_YEAR,
        ]),
        effect: Effect::MaximumRate(Rate::of("15")),
    },
    Rule {
        id: "form-20f.us-gain.ordinary",
        says: "The document gives no other gain a maximum rate: the rates of ordinary income apply.",
        cites: &[label("CG-1.1"), label("CG-1.2")],
        evidence: READ,
        when: When::ALWAYS,
        effect: Effect::OrdinaryRates,
    },
];

const NOTES: &[Rule] = &[
    note(
        "form-20f.us-gain.assumes-no-pfic",
        "The company does not believe it is a passive foreign investment company, but that is decided year by year, and one such year in which the shares were held is enough.",
        &[label("US-18.1"), label("PFIC-1.1"), label("PFIC-1.2"), label("PFIC-1.3"), label("PFIC-2")],
        &[Condition::Sale(SaleCondition::NotPficWhileHeld), Condition::Sale(SaleCondition::SaleIs(SaleKind::Sale))],
    ),
    note(
        "form-20f.us-gain.pfic-rules",
        "`iijtax pfic excess` computes the tax on a gain on shares of a passive foreign investment company.",
        &[label("US-18.2"), label("PFIC-6"), label("PFIC-7")],
        &[Condition::Sale(SaleCondition::PficWhileHeld), Condition::Sale(SaleCondition::SaleIs(SaleKind::Sale))],
    ),
    note(
        "form-20f.us-gain.basis-of-inherited",
        "The document does not say which basis and holding period inherited shares have: the lots must state them.",
        &[label("CG-1.1"), label("CG-1.2")],
        &[Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Inheritance))],
    ),
    note(
        "form-20f.us-gain.basis-of-bequeathed",
        "The document does not say which basis and holding period bequeathed shares have: the lots must state them.",
        &[label("CG-1.1"), label("CG-1.2")],
        &[Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Legacy))],
    ),
    note(
        "form-20f.us-gain.basis-of-given",
        "The document does not say which basis and holding period given shares have: the lots must state them.",
        &[label("CG-1.1"), label("CG-1.2")],
        &[Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Gift))],
    ),
];

const ACTIONS: &[Rule] = &[Rule {
    id: "form-20f.us-gain.file-form-8621",
    says: "File Internal Revenue Service Form 8621 for each year in which shares or ADSs are owned and the company is a PFIC.",
    cites: &[label("PFIC-17")],
    evidence: READ,
    when: When::all(&[Condition::Sale(SaleCondition::PficWhileHeld)]),
    effect: Effect::Action(Action::File8621, Papers::NONE),
}];

const MORE_THAN_A_YEAR: Condition = Condition::Sale(SaleCondition::HeldMoreThanMonths(12));

const EXCHANGE: Condition = Condition::Sale(SaleCondition::SaleIs(SaleKind::Exchange));

const fn computation(id: &'static str, says: &'static str, cites: &'static [Citation]) -> Rule {
    Rule { id, says, cites, evidence: READ, when: When::ALWAYS, effect: Effect::Computation }
}

const fn note(id: &'static str, says: &'static str, cites: &'static [Citation], when: &'static [Condition]) -> Rule {
    Rule { id, says, cites, evidence: READ, when: When::all(when), effect: Effect::Note }
}
