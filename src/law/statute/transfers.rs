//! Sales of what was given or inherited, losses on what is bought again, and the day whose rate of exchange counts.

use crate::facts::AcquiredBy;
use crate::law::irc::{IRC, REG};
use crate::law::{Citation, Condition, Effect, Evidence, Rule, SaleCondition, Source, TransferRules, When};
use crate::units::Day;

/// How schedules and forms of income tax are filled in.
const FORM_8949: &Source = &Source {
    short: "Form 8949",
    title: "Internal Revenue Service Form 8949 and its instructions",
    url: "https://www.irs.gov/instructions/i8949",
};

const REV_RUL_56_602: &Source = &Source {
    short: "Rev. Rul.",
    title: "Revenue Ruling 56-602 of the Internal Revenue Service",
    url: "https://www.taxnotes.com/research/federal/irs-guidance/revenue-rulings/rev.-rul.-56-602/d1kt",
};

const REV_RUL_2008_5: &Source = &Source {
    short: "Rev. Rul.",
    title: "Revenue Ruling 2008-5 of the Internal Revenue Service",
    url: "https://www.irs.gov/irb/2008-03_IRB/ar08.html",
};

pub(super) static TRANSFERS: TransferRules = TransferRules {
    inherited: rule(
        "statute.us-gain.inherited",
        "What was inherited has the value at the death as its basis, and counts as held for more than a year whenever it is sold.",
        &[IRC.at("1014(a)(1)"), IRC.at("1223(9)"), FORM_8949.at("instructions, inherited property")],
        Evidence::Primary,
    ),
    gift: [
        rule(
            "statute.us-gain.gift-above-donor-basis",
            "A gain on what was given is counted from the donor's basis, and the donor's days are added.",
            &[IRC.at("1015(a)"), IRC.at("1223(2)")],
            Evidence::Primary,
        ),
        rule(
            "statute.us-gain.gift-at-a-loss",
            "A loss on what was given is counted from the donor's basis or from the value at the gift, whichever is lower; where it is the value, the days begin after the gift.",
            &[IRC.at("1015(a)"), IRC.at("1223(2)")],
            Evidence::Primary,
        ),
        rule(
            "statute.us-gain.gift-between",
            "Between the value at the gift and the donor's basis there is neither gain nor loss.",
            &[IRC.at("1015(a)"), REG.at("1.1015-1(a)(2)")],
            Evidence::Primary,
        ),
    ],
    wash: rule(
        "statute.us-gain.wash-sale",
        "A loss is not deducted as far as substantially identical shares are bought within thirty days before or after the sale: share for share, those bought first first, each of them once; shares of a lot that is sold in part do not replace those that are sold of it.",
        &[IRC.at("1091(a)"), REG.at("1.1091-1"), REV_RUL_56_602.at("56-602")],
        Evidence::Primary,
    ),
    wash_days: 30,
    wash_basis: rule(
        "statute.us-gain.wash-sale-basis",
        "The loss that is not deducted is added to the basis of the shares that replace those sold, and the days of these are added to theirs.",
        &[IRC.at("1091(d)"), IRC.at("1223(3)"), REG.at("1.1091-2")],
        Evidence::Primary,
    ),
    wash_note: Rule {
        id: "statute.us-gain.note-purchases-elsewhere",
        says: "The loss is calculated from the purchases that the lots state. Others within thirty days before or after the sale would defer it as well: those still to come, of other accounts, of the spouse, and of retirement accounts (sale.purchases_complete).",
        cites: &[IRC.at("1091(a)"), REV_RUL_2008_5.at("2008-5")],
        evidence: Evidence::Secondary,
        when: When::ALWAYS,
        effect: Effect::Note,
    },
    settlement: rule(
        "statute.us-gain.settlement",
        "Of stock that is traded on a securities market, who is taxed by what is received and paid counts yen at the rate of the day of settlement, of the sale and of the purchase; the day of the trade decides the year and how long it was held. A corporation is taken to count at the day of the trade, unless the day of settlement is stated.",
        &[REG.at("1.988-2(a)(2)(iv)"), REG.at("1.988-2(a)(2)(v)"), IRC.at("453(k)")],
        Evidence::Primary,
    ),
    notes: &[
        note_of_2010("statute.us-gain.note-estates-of-2010", AcquiredBy::Inheritance),
        note_of_2010("statute.us-gain.note-legacies-of-2010", AcquiredBy::Legacy),
    ],
};

const fn note_of_2010(id: &'static str, way: AcquiredBy) -> Rule {
    const INHERITED: &[Condition] =
        &[Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Inheritance)), FROM_2010, BEFORE_2011];
    const CITES: &[Citation] = &[IRC.at("1022")];
    const LEFT: &[Condition] =
        &[Condition::Sale(SaleCondition::AcquiredBy(AcquiredBy::Legacy)), FROM_2010, BEFORE_2011];
    Rule {
        id,
        says: "Where the executor of who died in 2010 chose the basis of section 1022 (Form 8939), the decedent's basis and days go on, and not the value at the death.",
        cites: CITES,
        evidence: Evidence::Memory,
        when: When::all(if matches!(way, AcquiredBy::Legacy) { LEFT } else { INHERITED }),
        effect: Effect::Note,
    }
}

const FROM_2010: Condition = Condition::Sale(SaleCondition::AcquiredFrom(Day::ymd(2010, 1, 1)));
const BEFORE_2011: Condition = Condition::Sale(SaleCondition::AcquiredBefore(Day::ymd(2011, 1, 1)));

const fn rule(id: &'static str, says: &'static str, cites: &'static [Citation], evidence: Evidence) -> Rule {
    Rule { id, says, cites, evidence, when: When::ALWAYS, effect: Effect::Computation }
}
