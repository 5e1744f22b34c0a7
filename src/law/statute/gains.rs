//! Sales: what Japan taxes of a non-resident's gain, and how the United States taxes it.

use super::sources::{INHERITANCE, ITA};
use crate::case::{AcquiredBy, HolderKind, SaleKind};
use crate::law::irc::{IRC, REG};
use crate::law::{Action, Citation, Condition, Effect, Evidence, GainChapter, Rule, Source};
use crate::units::{Day, Rate};

/// Rulings on the Code.
const RULINGS: &Source = &Source {
    short: "Rev. Rul.",
    title: "Revenue rulings of the Internal Revenue Service",
    url: "https://www.irs.gov",
};

/// The Japanese order that lists which gains of non-residents are taxed.
const ORDER: &Source = &Source {
    short: "ITA Enforcement Order",
    title: "Order for Enforcement of the Income Tax Act of Japan, as explained in National Tax Agency tax answer 1936",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/1936.htm",
};

pub(super) const CHAPTER: GainChapter = GainChapter {
    japan: JAPAN,
    japan_notes: JAPAN_NOTES,
    exchange: computation(
        "statute.us-gain.exchange",
        "Exchanging shares for ADRs or ADRs for shares is generally not taxed: the holder is treated as the owner of the shares all along, and basis and holding period go on.",
        &[IRC.at("1036"), IRC.at("1223(1)")],
    ),
    lots: Rule {
        id: "statute.us-gain.lots",
        says: "The shares that the holder identifies are the ones sold; without that, the ones acquired first.",
        cites: &[REG.at("1.1012-1(c)")],
        evidence: Evidence::Secondary,
        when: &[],
        effect: Effect::Computation,
    },
    realised: computation(
        "statute.us-gain.realised",
        "The amount realised counts at its value in dollars: yen at the spot rate of the day of the sale, less the expenses of the sale.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    basis: computation(
        "statute.us-gain.basis",
        "The tax basis is determined in dollars: yen that were paid count at the spot rate of the day they bought the shares.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    gain: computation(
        "statute.us-gain.gain",
        "Capital gain or loss is the difference between the dollars realised and the basis in dollars.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    long_term: Rule {
        id: "statute.us-gain.long-term",
        says: "A holding period greater than one year is long-term. A year runs from the day after the acquisition and includes the day of the sale, and from the last day of a month it runs through whole months.",
        cites: &[IRC.at("1222"), RULINGS.at("66-7"), RULINGS.at("70-598")],
        evidence: Evidence::Secondary,
        when: &[MORE_THAN_A_YEAR],
        effect: Effect::Requirement,
    },
    rates: RATES,
    loss: computation(
        "statute.us-gain.loss",
        "When the basis is larger than what is realised, the difference is a capital loss.",
        &[IRC.at("1001(a)"), IRC.at("1001(b)"), IRC.at("1012(a)")],
    ),
    netting: Rule {
        id: "statute.us-gain.netting",
        says: "Losses of the sale are set off: only long-term gain beyond the short-term loss has the maximum rate. What else the holder gained or lost in the year is not known here.",
        cites: &[IRC.at("1222(11)")],
        evidence: Evidence::Primary,
        when: &[],
        effect: Effect::Computation,
    },
    source: computation(
        "statute.us-gain.source",
        "The gain or loss is generally from sources within the United States for the foreign tax credit limitation.",
        &[IRC.at("865(a)")],
    ),
    notes: NOTES,
    actions: ACTIONS,
};

const JAPAN: &[Rule] = &[
    Rule {
        id: "statute.japan-gain.exchange",
        says: "A holder of ADSs is treated as the owner of the shares: giving the one for the other sells nothing.",
        cites: &[super::sources::TIO.at("3(1)")],
        evidence: Evidence::Secondary,
        when: &[Condition::SaleIs(SaleKind::Exchange)],
        effect: Effect::NotTaxed,
    },
    Rule {
        id: "statute.japan-gain.not-listed-as-taxable",
        says: "Gains of non-residents without a permanent establishment in Japan are taxed only where the order lists them; a portfolio holder's sale of shares is not listed.",
        cites: &[ITA.at("161(1)(iii)"), ORDER.at("281(1)")],
        evidence: Evidence::Primary,
        when: &[],
        effect: Effect::NotTaxed,
    },
];

const JAPAN_NOTES: &[Rule] = &[
    note(
        "statute.japan-gain.acquired-by-inheritance",
        "Shares are situated where the issuer has its head office, so that an heir may have to pay Japanese inheritance tax wherever resident.",
        &[INHERITANCE.at("1-3(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::AcquiredBy(AcquiredBy::Inheritance)],
    ),
    note(
        "statute.japan-gain.acquired-by-legacy",
        "Shares are situated where the issuer has its head office, so that a legatee may have to pay Japanese inheritance tax wherever resident.",
        &[INHERITANCE.at("1-3(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::AcquiredBy(AcquiredBy::Legacy)],
    ),
    note(
        "statute.japan-gain.acquired-by-gift",
        "Shares are situated where the issuer has its head office, so that a donee may have to pay Japanese gift tax wherever resident.",
        &[INHERITANCE.at("1-4(1)(iii)"), INHERITANCE.at("10(1)(viii)")],
        &[Condition::Kind(HolderKind::Individual), Condition::AcquiredBy(AcquiredBy::Gift)],
    ),
];

const RATES: &[Rule] = &[
    Rule {
        id: "statute.us-gain.pfic",
        says: "A gain on stock of a PFIC is under the rules on excess distributions, unless the holder elected to mark to market.",
        cites: &[IRC.at("1291(a)(2)")],
        evidence: Evidence::Primary,
        when: &[Condition::PficWhileHeld],
        effect: Effect::ExcessDistribution,
    },
    Rule {
        id: "statute.us-gain.corporation",
        says: "A corporation pays its own rate on gains.",
        cites: &[IRC.at("11"), IRC.at("1201")],
        evidence: Evidence::Primary,
        when: &[Condition::Kind(HolderKind::Corporation)],
        effect: Effect::OrdinaryRates,
    },
    Rule {
        id: "statute.us-gain.maximum-rate-2003",
        says: "From 2003-05-06 to 2012 net long-term gain is taxed at no more than 15%.",
        cites: &[IRC.at("1(h)(1)")],
        evidence: Evidence::Secondary,
        when: &[Condition::TaxYearBeginsBefore(Day::ymd(2013, 1, 1)), MORE_THAN_A_YEAR],
        effect: Effect::MaximumRate(Rate::of("15")),
    },
    Rule {
        id: "statute.us-gain.maximum-rate-2013",
        says: "From 2013 net long-term gain is taxed at no more than 20%.",
        cites: &[IRC.at("1(h)(1)(D)")],
        evidence: Evidence::Primary,
        when: &[Condition::TaxYearBeginsFrom(Day::ymd(2013, 1, 1)), MORE_THAN_A_YEAR],
        effect: Effect::MaximumRate(Rate::of("20")),
    },
    Rule {
        id: "statute.us-gain.ordinary",
        says: "Short-term gain is taxed at the rates of ordinary income.",
        cites: &[IRC.at("1(h)(1)(A)"), IRC.at("1222")],
        evidence: Evidence::Primary,
        when: &[],
        effect: Effect::OrdinaryRates,
    },
];

const NOTES: &[Rule] = &[];

const ACTIONS: &[Rule] = &[Rule {
    id: "statute.us-gain.file-form-8621",
    says: "File Internal Revenue Service Form 8621 for the year.",
    cites: &[IRC.at("1298(f)")],
    evidence: Evidence::Primary,
    when: &[Condition::PficWhileHeld],
    effect: Effect::Action(Action::File8621),
}];

const MORE_THAN_A_YEAR: Condition = Condition::HeldMoreThanYears(1);

const fn computation(id: &'static str, says: &'static str, cites: &'static [Citation]) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when: &[], effect: Effect::Computation }
}

const fn note(id: &'static str, says: &'static str, cites: &'static [Citation], when: &'static [Condition]) -> Rule {
    Rule { id, says, cites, evidence: Evidence::Primary, when, effect: Effect::Note }
}
